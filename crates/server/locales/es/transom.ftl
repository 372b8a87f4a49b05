# Duraciones, fechas. Las dos primeras unidades van juntas para que la etiqueta sea corta.
span-days = { $days } d { $hours } h
span-whole-days = { $days } d
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $minutes } min
span-seconds = { $seconds } segundos
day-today = Hoy
day-yesterday = Ayer
day-heading = { $weekday }, { $day } de { $month }
date-short = { $day } { $month }
exact = { $date }, { $clock }
exact-today = hoy { $clock }
exact-tomorrow = mañana { $clock }
until = hasta { $at }
until-sentence = Hasta { $at }.
weekday = { $weekday ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
weekday-short = { $weekday ->
    [1] lun
    [2] mar
    [3] mié
    [4] jue
    [5] vie
    [6] sáb
   *[7] dom
}
month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
month-short = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sept
    [10] oct
    [11] nov
   *[12] dic
}

# Palabras usadas en todas partes
you = Tú
never = nunca
save = Guardar
cancel = Cancelar
edit = Editar
copy = Copiar
copied = Copiado
retry = Reintentar
send = Enviar
actions = Acciones
head-more = Más
advanced = Avanzado
approved = concedido
not-approved = no concedido
close-dialog = Cerrar
skip-to-content = Ir al contenido
skip-to-thread = Ir a la conversación
field-name = Nombre
field-your-name = Tu nombre
field-email = Correo electrónico
field-password = Contraseña
field-password-hint = Al menos 12 caracteres. Una frase corta se recuerda bien.
role-owner = Propietario
role-owner-hint = Todo: canales, personas, tokens, registro.
role-agent = Agente
role-agent-hint = Responde a los clientes. No ve secretos ni cambia ajustes.
theme-system = Como el dispositivo
theme-light = Claro
theme-dark = Oscuro

# Acceso, primer inicio
gate-foot = Transom, el mostrador que nunca pierde una ventana
sign-in-title = Iniciar sesión
sign-in-submit = Entrar
sign-in-help = ¿Olvidaste la contraseña? Un propietario puede darte un enlace nuevo.
link-dead-title = Este enlace ya no sirve
link-dead-lead = Sirve una vez, en el plazo de un día. Un propietario del mostrador puede darte uno nuevo.
sign-out = Cerrar sesión
setup-title = Prepara tu mostrador
setup-lead = Serás su propietario: conectas canales e invitas a tus compañeros.
setup-workspace = Nombre del negocio
setup-workspace-hint = Lo ven tus compañeros. Los clientes, no.
setup-submit = Crear el mostrador
setup-dead-lead = Cada arranque del servidor crea uno nuevo. Reinícialo y abre el enlace que muestra.
setup-missing-title = Este mostrador aún no está listo
setup-missing-lead = Abre el enlace que mostró el servidor al arrancar. Cada arranque muestra uno nuevo.
setup-done-title = Este mostrador está listo
setup-done-lead = Ya tiene propietario. Inicia sesión o pídele una invitación.
invitation-title = Únete a { $workspace }
invitation-lead = Te han invitado como { $email }. Elige una contraseña para empezar.
invitation-submit = Unirme
password-title = Elige una contraseña nueva
password-lead = Para { $email } en { $workspace }. Se cerrará la sesión en todos los navegadores.
password-submit = Guardar y entrar

# Barra y marco
rail = Navegación principal
rail-inbox = Mensajes
rail-policy = Reglas
rail-journal = Registro
rail-settings = Ajustes
rail-keys = Teclado
rail-you = Tú
connection-live = En directo
connection-waiting = Reconectando…

# Vistas
views = Vistas
views-windows = Ventanas
views-put-away = Apartadas
views-channels = Canales
channel-filter = Conversaciones de un canal
channel-filter-none = Todos los canales
channel-filter-empty = Aquí no hay ninguna conversación de este canal.
view-mine = Mías
view-unassigned = Sin asignar
view-all = Todas
view-closing-soon = Cierran pronto
view-human-agent = Solo agente humano
view-window-closed = Ventana cerrada
view-snoozed = Pospuestas
view-closed = Concluidas
sort = Ordenar
sort-deadline = Cierran antes
sort-waiting = Mayor espera
sort-activity = Actividad reciente
list-more = Mostrar más
list-unread = { $count ->
    [one] { $count } mensaje sin leer
   *[other] { $count } mensajes sin leer
}
empty-mine = Nada te espera. Toma una de Sin asignar con I.
empty-unassigned = Cada conversación tiene a alguien. Bien hecho.
empty-all = No hay conversaciones abiertas. Los mensajes nuevos aparecen aquí solos.
empty-closing-soon = Ninguna ventana está a punto de cerrarse. Nadie queda olvidado.
empty-human-agent = Nadie espera, fuera de la ventana, la respuesta de una persona.
empty-window-closed = Ninguna conversación abierta tiene la ventana cerrada.
empty-snoozed = Nada está pospuesto.
empty-closed = Nada se ha concluido todavía.
empty-no-channel = Aún no hay ningún canal conectado: no puede llegar ningún mensaje.
blank = Elige una conversación
blank-keys = J y K recorren la lista, ? muestra todos los atajos.

# Etiqueta de la ventana
pill-label = Ventana:
pill-human = humano { $span }
pill-closed = cerrada
pill-blocked = bloqueada
pill-barred = bloqueado por ti
pill-barring = bloqueando
pill-open-title = Puedes responder libremente hasta { $at }
pill-human-title = Una persona aún puede responder hasta { $at }; un bot, no
pill-closed-title = La ventana de mensajes está cerrada

# Tarjeta
sender-you = Tú:
sender-other = { $name }:
sender-page = Página:
sender-account = Cuenta:
contact-unnamed = Cliente …{ $id }
card-failed = El último mensaje no llegó
card-failed-short = no enviado
card-snoozed = Pospuesta hasta { $at }
card-closed = concluida
card-elsewhere = Otra aplicación está respondiendo
card-elsewhere-short = otra app
card-assignee = Asignada a { $name }

# Conversación
thread-with = Conversación con { $name }
thread-messages = Mensajes
thread-earlier = Mensajes anteriores
thread-jump = Mensajes nuevos
thread-back = Volver a la lista
assign = Asignar
assign-me = Asignarme
assign-nobody = No asignar a nadie
assigned-to = Asignada a
unassigned = Sin asignar
snooze = Posponer
snooze-title = Posponer hasta
snooze-hour = Dentro de una hora
snooze-before-window = Antes de que cierre
snooze-tomorrow = Mañana por la mañana
snooze-week = El próximo lunes
snooze-after-window = después de cerrarse la ventana
conversation-close = Concluir
conversation-close-title = Concluir la conversación (E). Se reabre cuando el cliente escribe.
conversation-reopen = Reabrir
banner-disconnected = Este canal está desconectado. No se puede enviar nada hasta reconectarlo.
banner-reconnect = Reconectar
restricted-until = Fin de la restricción: { $until }.
banner-window-closed = La ventana se cerró hace { $span }. Abajo está lo que aún puedes hacer.
banner-never-open = Este cliente nunca ha escrito: no hay ninguna ventana abierta.
banner-closing-soon = La ventana se cierra a las { $at }. Después no podrás responder libremente.
banner-assigned = { $name } se ocupa de esta conversación.
banner-snoozed = Pospuesta hasta { $until }. Vuelve antes si el cliente escribe.
note-by = Nota de { $name }, solo la ven los compañeros
message-heart = Un corazón a este mensaje
message-edited = editado
message-deleted = Mensaje anulado. Su contenido se ha borrado.
message-deleted-short = Mensaje anulado
message-unsupported = La plataforma no transmite lo que se envió aquí. Solo se ve en su propia app.
message-unsupported-short = No transmitido
message-unsupported-kind = Qué es, según la plataforma: { $kind }.
message-unsupported-reason = Motivo: { $reason }
message-forwarded = Reenviado
message-forwarded-often = Reenviado muchas veces
message-chosen = Elegido entre los botones, no escrito
message-command = Comando { $command }
choice-email = Su dirección de correo
choice-phone = Su número de teléfono
message-product = Sobre el producto { $product }
referral-ad = Llegó por este anuncio
referral-link = Llegó por este enlace
referral-open = Abrir
offers = Respuestas ofrecidas
place-map = Ver en un mapa
place-page = Su página
place-wanted = Botón: enviar mi ubicación
shop-catalog = Botón: todo el catálogo
shop-product = Producto
card-phone = Teléfono
card-email = Correo
card-page = Página web
card-address = Dirección
card-birthday = Cumpleaños
card-home = casa
card-work = trabajo
card-mobile = móvil
order = Pedido
order-product = Producto
order-quantity = Cantidad
order-price = Precio unitario
order-total = Total
form = Formulario rellenado
form-named = Formulario rellenado: { $name }
reaction-sent = Reaccionó con { $emoji }
reaction-taken-back = Reacción retirada
price-free = gratis
price-marketing = marketing
price-marketing-lite = marketing por la Marketing Messages API
price-utility = utilidad
price-authentication = autenticación
price-service = servicio
price-free-hint = La plataforma no cobra este mensaje.
price-free-service = La plataforma no cobra nada: el cliente escribió hace menos de un día.
price-free-entry-point = La plataforma no cobra nada: el cliente llegó por un anuncio o un botón de la página.
price-charged = La plataforma cobra este mensaje como: { $category }.
attachment-image = Imagen
attachment-video = Vídeo
attachment-audio = Mensaje de voz
attachment-file = Archivo
attachment-sticker = Pegatina
attachment-link = Enlace
attachment-story-mention = Te mencionó en su historia
attachment-story-reply = Respondió a tu historia
attachment-ephemeral = Foto o vídeo que desaparece
attachment-appointment = Cita
attachment-elsewhere = Solo en la app de Instagram
attachment-waiting = Obteniéndose
attachment-too-large = Mayor que los { $most } MB que se aceptan aquí
attachment-gone = La plataforma ya no lo tiene
attachment-forbidden = Está donde no se obtiene nada
attachment-empty = Estaba vacío
attachment-unreachable = La plataforma no lo entregó
attachment-expired = Ya no se conserva
attachment-not-as-said = No es lo que se dijo: ábrelo con cuidado
attachment-again = Obtener de nuevo
attachment-download = Descargar
composer-attach = Adjuntar archivos
upload-empty = { $name } está vacío.
upload-too-large = { $name } supera los { $most } MB que se aceptan aquí.
upload-too-many = Envía como máximo { $most } archivos a la vez.
upload-not-taken = { $name } no se puede enviar aquí. { $wanted }
upload-refused = No se puede enviar aquí. { $wanted }
upload-as-sticker = Como pegatina
upload-as-picture = Como imagen
upload-no-sticker = { $name } no se puede enviar como pegatina: { $why } { $advice }
upload-sticker-edge = tiene { $width } × { $height } píxeles, y una pegatina { $edge } × { $edge }.
upload-sticker-unread = no se pudo leer como imagen.
upload-sticker-bytes = una pegatina fija tiene como máximo { $size }.
upload-sticker-bytes-moving = una pegatina animada tiene como máximo { $size }.
upload-sticker-moving = Una imagen animada solo puede ser una pegatina: modifícala para que encaje, o envíala como vídeo (MP4).
upload-sticker-still = Modifica el archivo para que encaje, o envíalo como imagen.
upload-audio = Audio
upload-remove = Quitar { $name }
upload-first = Quita el archivo que no se puede enviar.
upload-drop = Suelta los archivos para adjuntarlos
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
origin-page-inbox = Bandeja de la página
origin-instagram-app = App de Instagram
origin-other-app = Otra aplicación
delivery-queued = Pendiente de envío
delivery-unconfirmed = A la espera de la confirmación de la plataforma
delivery-held = Retenido por la plataforma, que primero observa cómo reciben los clientes esta plantilla
origin-api = API
delivery-sent = Enviado
delivery-delivered = Entregado { $at }
delivery-read = Leído { $at }
delivery-played = Escuchado: { $at }
delivery-failed = No entregado
activity-assigned = { $by } la asignó a { $to }
activity-took-over = { $by } se hizo cargo
activity-unassigned = { $by } la dejó sin asignar
activity-closed = { $by } la concluyó
activity-reopened = { $by } la reabrió
activity-reopened-by-customer = El cliente volvió a escribir
activity-snoozed = { $by } la pospuso hasta { $until }
activity-woken = De vuelta tras posponerse
activity-tapped = El cliente tocó «{ $title }»
activity-arrived-tapped = El cliente llegó por { $name } y tocó «{ $title }»
activity-arrived = El cliente llegó por { $name }
activity-attested = { $by } asegura que la revisión del contenido se equivoca con «{ $words }»
activity-identity-moved = El cliente tiene ahora otro número o identificador
activity-identity-renewed = El cliente instaló su aplicación de nuevo: compruebe quién es antes de decir algo confidencial
activity-notify-wanted = Pidió un mensaje, una vez, sobre: { $topic }
activity-marketing-wanted = El cliente quiere recibir mensajes de marketing
activity-marketing-stopped = El cliente no quiere recibir mensajes de marketing
activity-account-linked = El cliente inició sesión en su cuenta
activity-account-unlinked = El cliente cerró la sesión de su cuenta
activity-answer-good = Al cliente le pareció buena una respuesta
activity-answer-bad = Al cliente le pareció mala una respuesta
activity-answer-rated = El cliente valoró una respuesta: «{ $rating }»
activity-chat-opened = El cliente abrió el chat por primera vez
activity-control-taken = { $by } tomó la conversación de la otra aplicación
activity-control-passed = { $by } pasó la conversación a { $app }
activity-control-released = { $by } devolvió la conversación a la página
activity-control-asked = { $by } pidió la conversación a la otra aplicación
activity-control-declined = { $by } mantuvo la conversación, que pedía { $app }
activity-control-received = { $app } te pasó la conversación
activity-control-lost = { $app } responde a partir de aquí
activity-control-given-up = { $app } dejó esta conversación; es de quien responda primero
activity-control-requested = { $app } pide esta conversación
activity-control-note = { $said }: «{ $note }»

# Thread control
app-page-inbox = Bandeja de la página
app-instagram-inbox = Bandeja de Instagram
app-other = Otra aplicación
control-menu = Quién responde
control-us = Respondemos nosotros
control-alone = Respondes tú. No ha aparecido ninguna otra aplicación.
control-ours = Respondes tú. Las demás aplicaciones están en espera.
control-theirs = { $app } está respondiendo en esta conversación.
control-take = Tomar la conversación
control-ask = Pedirla
control-pass = Pasar a { $app }
control-release = Devolver a la página
control-look = Buscar aplicaciones conectadas
control-elsewhere = Solo se puede pasar desde allí: este canal no está conectado a través de una página de Facebook.
control-wish = { $app } pide esta conversación.
control-accept = Aceptar
control-decline = Ahora no
control-failed = La plataforma no lo hizo: { $said }
banner-standby = { $app } está respondiendo. Estás en espera y puedes leer.
halt-standby-hint = Puedes leer la conversación. Tómala para responder tú; la otra aplicación queda entonces en espera.

# Redacción
composer = Escribir
composer-mode = Respuesta o nota
composer-reply = Responder
composer-note = Nota
composer-reply-label = Tu respuesta
composer-note-label = Tu nota
composer-placeholder = Escribe una respuesta…
composer-human-placeholder = Responde en persona a la pregunta del cliente…
composer-note-placeholder = Escribe una nota para tus compañeros…
composer-open = Abierta hasta { $at }
composer-then = luego por agente humano hasta { $at }
composer-human = Una persona puede responder hasta { $at }
composer-human-hint = Responde a la pregunta; nada de promoción.
composer-send-hint = Ctrl + Intro envía
composer-unsent = No se pudo llegar al servidor. Tu texto se conserva; mira si el mensaje está arriba antes de enviarlo otra vez.
composer-bytes = Instagram cuenta bytes: los acentos y los emojis ocupan más de uno.
composer-bytes-unit = bytes
composer-note-hint = Solo los compañeros ven las notas.
note-add = Añadir nota
remedy-ask = Pedir al cliente que escriba
remedy-ask-why = En cuanto escriba, la ventana se abre de nuevo. Comparte este enlace por correo, en tu web o en un recibo.
remedy-ask-link = Enlace del chat
remedy-human = Pedir a Meta el permiso Human Agent
remedy-human-why = Con él, una persona podría responder aquí hasta { $until }. El canal no lo tiene.
remedy-human-settings = Ajustes de la página
remedy-human-owner = Un propietario del mostrador puede gestionarlo.
withdrawn = ¿Por qué no hay etiqueta que elegir?
withdrawn-on = retirada el { $date }
withdrawn-why = Desde entonces Meta las rechaza, e insistir con ellas hace que se restrinja la página. Transom no ofrece lo que sería rechazado o castigado.
withdrawn-link = Qué dice cada regla
composer-kept = Lo que escribiste
tagged = Enviar un mensaje con etiqueta
tagged-human = O enviar una novedad con etiqueta
tagged-why = Para una noticia que el cliente espera: un evento, un pedido o su cuenta.
tagged-purpose = ¿De qué se trata?
tagged-event = Evento
tagged-purchase = Pedido
tagged-account = Cuenta
tagged-news = Noticias
tagged-allowed = Permitido
tagged-forbidden = Prohibido
tagged-event-allowed-1 = «Recordatorio: tu prueba es mañana a las 10.»
tagged-event-allowed-2 = «El taller del sábado empieza a las 15, no a las 14.»
tagged-event-allowed-3 = «Tu cita del viernes está confirmada.»
tagged-event-forbidden-1 = «¡Ven a nuestras rebajas de invierno, 20 % de descuento en todo!» (publicidad)
tagged-event-forbidden-2 = «La semana que viene hay un taller, ven a verlo.» (sin inscripción)
tagged-event-forbidden-3 = «¿Te gustó el taller?» (ya pasó, y es una encuesta)
tagged-purchase-allowed-1 = «Tu pedido A-1182 salió hoy y llega el viernes.»
tagged-purchase-allowed-2 = «Tu pago fue rechazado. Hace falta otra tarjeta.»
tagged-purchase-allowed-3 = «Tu reembolso de 40 € está en camino.»
tagged-purchase-forbidden-1 = «Aquí tienes un cupón para tu próximo pedido.» (un cupón)
tagged-purchase-forbidden-2 = «Estas botas van bien con tu chaqueta.» (vender otra cosa)
tagged-purchase-forbidden-3 = «¿Estás contento con tu pedido?» (una encuesta)
tagged-account-allowed-1 = «Tu solicitud de tarjeta de cliente fue aceptada.»
tagged-account-allowed-2 = «Alguien entró en tu cuenta desde un dispositivo nuevo. ¿Fuiste tú?»
tagged-account-allowed-3 = «Tu contraseña se cambió hoy.»
tagged-account-forbidden-1 = «¡Pide la tarjeta oro y aprovecha un 15 % de descuento!» (publicidad)
tagged-account-forbidden-2 = «Tu extracto mensual está listo.» (vuelve una y otra vez)
tagged-account-forbidden-3 = «¿Nos recomendarías?» (una encuesta)
tagged-news-allowed-1 = «El pleno ha votado: el puente viejo reabre el lunes.»
tagged-news-allowed-2 = «Temporal esta noche: no hay trenes a la costa.»
tagged-news-allowed-3 = «La final acabó 2 a 1. Sigue la crónica.»
tagged-news-forbidden-1 = «¡Suscríbete hoy con un 50 % de descuento!» (publicidad)
tagged-news-forbidden-2 = «Tu pedido se ha enviado.» (no es noticia)
tagged-news-forbidden-3 = «Vota tu artículo favorito.» (una encuesta)
tagged-box = Tu mensaje con etiqueta
tagged-placeholder = Escribe lo que el cliente necesita saber, y nada más…
tagged-waiting = Lo que escribes se compara con las reglas antes de enviarlo.
tagged-check = Revisar
tagged-rephrase-promotional = Quita estas palabras: ni ofertas, ni precios que tienten, ni invitaciones a comprar. Di solo lo que el cliente espera saber.
tagged-rephrase-recurring = Lo que vuelve cada semana o cada mes no va con esta etiqueta. Cuenta el único cambio que acaba de ocurrir.
tagged-attest = La alarma es falsa. Mi nombre queda con el mensaje.
tagged-merge = Un mensaje con etiqueta salió hace { $span }, y el cliente no ha reaccionado desde entonces. Pon todo lo que falta por decir en un solo mensaje: las etiquetas seguidas ponen en riesgo la página.
tagged-count = { $count ->
    [0] Ningún mensaje con etiqueta desde el último acto del cliente
    [one] { $count } mensaje con etiqueta desde el último acto del cliente
   *[other] { $count } mensajes con etiqueta desde el último acto del cliente
}
halt-disconnected = Este canal está desconectado
halt-disconnected-hint = Meta ya no acepta su token de acceso. Los mensajes siguen llegando; para responder, un propietario debe introducir un token nuevo.
halt-restricted-hint = Mientras tanto no se envía nada, para no alargar la restricción. Puedes apelar en la calidad de la página, en Meta.
halt-unreachable = No se puede contactar con esta persona
halt-unreachable-hint = Te bloqueó, cerró su cuenta o no puede recibir mensajes. Se reabre si escribe.
halt-barred = Mantienes alejada a esta persona.
halt-barred-hint = No puede escribirte y no se le puede enviar nada.
halt-barring = Se está pidiendo a la plataforma que mantenga alejada a esta persona.
halt-barring-hint = Mientras tanto no se le envía nada. Si la plataforma se niega, la conversación dice por qué.
moderate = Mantener alejada a esta persona
moderate-block = Bloquear
moderate-block-hint = Ya no podrá escribirte, ni tú a ella. No se le avisa. Puedes desbloquearla en cualquier momento.
moderate-block-not-now = WhatsApp solo bloquea a alguien mientras un mensaje suyo mantiene abierta la ventana. Podrás bloquear a esta persona en cuanto vuelva a escribir.
moderate-unblock = Desbloquear
moderate-unblock-hint = Puede volver a escribirte. Puedes responder en cuanto lo haga, o mientras haya una ventana abierta.
moderate-ban = Expulsar de la página
moderate-ban-hint = Ya no puede escribirte ni comentar en la página, y deja de seguirla.
moderate-unban = Levantar la expulsión
moderate-unban-hint = Puede volver a escribir y comentar.
moderate-spam = Mover a spam
moderate-spam-hint = La conversación se cierra aquí y va a la carpeta de spam de la bandeja de la plataforma. No se bloquea a nadie.
refusal-cannot-moderate = La plataforma no puede hacer esto con esta persona.
activity-block = { $by } bloqueó a esta persona
activity-unblock = { $by } desbloqueó a esta persona
activity-ban = { $by } expulsó a esta persona de la página
activity-unban = { $by } levantó la expulsión
activity-spam = { $by } movió la conversación a spam
activity-moderation-asked = { $by } pidió a la plataforma: «{ $what }». Aún no ha respondido.
activity-moderation-dropped = { $by } pidió a la plataforma: «{ $what }», y se quiso otra cosa antes de su respuesta.
activity-block-failed = La plataforma no bloqueó a esta persona: { $said }
activity-unblock-failed = La plataforma no desbloqueó a esta persona: { $said }
activity-ban-failed = La plataforma no expulsó a esta persona: { $said }
activity-unban-failed = La plataforma no levantó la expulsión: { $said }
activity-spam-failed = La plataforma no movió la conversación a spam: { $said }
labels = Rótulos
labels-lead = Palabras de la bandeja de entrada de la página que se ponen a sus clientes. Los ve todo el que trabaja en la página. No se pueden renombrar.
labels-reading = Se están leyendo los rótulos de la plataforma.
labels-fetch = Traer de la plataforma
labels-empty = Aún no hay rótulos. Crea uno o trae los de la página.
label-add = Añadir un rótulo
label-new = Rótulo nuevo
label-put = Añadir
label-remove = Quitar el rótulo «{ $label }»
label-show = Mostrar todas las conversaciones con el rótulo «{ $label }»
label-pending = Se está pidiendo a la plataforma.
label-not-put = No se añadió el rótulo «{ $label }»: { $said }
label-not-taken = No se quitó el rótulo «{ $label }»: { $said }
label-terms = La página no ha aceptado las condiciones de Facebook sobre contactos. Un administrador de la página las acepta en Facebook; después, inténtalo aquí de nuevo.
label-again = Intentar de nuevo
label-let-be = Dejarlo así
label-filter = Conversaciones con un rótulo
label-filter-none = Todas, con y sin rótulos
label-filter-empty = Ninguna conversación lleva aquí este rótulo.
label-make = Rótulo nuevo
label-make-hint = Si ya hay uno con ese nombre, es ese. Después no se puede renombrar.
label-make-submit = Crear el rótulo
label-making = Se está pidiendo a la plataforma que lo cree.
label-deleting = Se está pidiendo a la plataforma que lo elimine.
label-not-made = La plataforma no lo creó: { $said }
label-not-deleted = La plataforma no lo eliminó: { $said }
label-customers = { $count ->
    [0] Nadie lo lleva
    [one] Lo lleva { $count } cliente
   *[other] Lo llevan { $count } clientes
}
label-delete = Eliminar
label-delete-hint = { $count ->
    [0] También se elimina en la página.
    [one] También se elimina en la página y se quita a { $count } cliente.
   *[other] También se elimina en la página y se quita a { $count } clientes.
}
label-delete-confirm = Eliminar el rótulo
label-name-refused = Un rótulo necesita un nombre de { $most } caracteres como máximo.
label-not-here = Solo las páginas de Facebook en Messenger tienen rótulos.
label-being-deleted = El rótulo con ese nombre se está eliminando ahora. Inténtalo de nuevo en un minuto.
label-not-there = Este rótulo ya no existe.
refusal-cannot-label = A esta persona no se le puede poner un rótulo: la plataforma solo la conoce cuando ha escrito.
activity-label-put = { $by } añadió el rótulo «{ $label }»
activity-label-taken = { $by } quitó el rótulo «{ $label }»
activity-label-put-elsewhere = El rótulo «{ $label }» se añadió fuera de este mostrador
activity-label-taken-elsewhere = El rótulo «{ $label }» se quitó fuera de este mostrador
done-label = El rótulo se está creando.
done-label-deleting = El rótulo se está eliminando.
done-labels-asked = Se están leyendo los rótulos de la plataforma.
halt-settings = Abrir los ajustes del canal

# Panel
panel = Detalles
panel-since = Conocido desde el { $date }
panel-identities = Localizable por
panel-window = Ventana
panel-cause = Abierta por
panel-opened = Abierta
panel-closes = Se cierra
panel-closed = Cerrada
panel-human = Agente humano hasta
panel-rulebook = Reglamento
panel-conversation = Conversación
panel-waiting = El cliente espera
panel-messages = Mensajes
panel-created = Inicio
panel-id = Id
cause-message = un mensaje
cause-postback = un botón
cause-referral = un enlace del chat
cause-reaction = una reacción
cause-story-mention = una mención en una historia
cause-opt-in = un consentimiento
cause-ad-message = un anuncio

# Vías
route-standard = Estándar
route-human-agent = Agente humano
route-tag-event = Etiqueta de evento
route-tag-purchase = Etiqueta de compra
route-tag-account = Etiqueta de cuenta
route-tag-feedback = Etiqueta de opinión
route-tag-news = Etiqueta de noticias
route-utility-template = Plantilla de servicio
route-template = Plantilla
route-one-time = Notificación única
route-marketing = Mensaje de marketing
route-private-reply = Respuesta privada
route-sponsored = Mensaje patrocinado
route-other-channel = Otro canal
route-standard-why = Con la ventana abierta: se puede decir todo, también promociones.
route-standard-always-why = En cualquier momento: este canal no tiene ventana de mensajes.
route-human-agent-why = La respuesta de una persona a la pregunta del cliente después de la ventana. Sin promoción, nunca por un bot.
route-tag-event-why = Con la etiqueta de evento: recordatorio o cambio de algo a lo que el cliente se apuntó.
route-tag-purchase-why = Con la etiqueta de compra: sobre un pedido que hizo el cliente.
route-tag-account-why = Con la etiqueta de cuenta: un cambio de la cuenta del cliente que ocurre una sola vez.
route-tag-feedback-why = Con la etiqueta de opinión: una sola encuesta, poco después del contacto con el cliente.
route-tag-news-why = Con la etiqueta de noticias: noticias de un medio registrado, sin promoción.
route-utility-template-why = Una plantilla de servicio aprobada por Meta. Puede enviarse en cualquier momento.
route-template-why = Una plantilla aprobada por WhatsApp. Incluso puede iniciar una conversación.
route-one-time-why = El único mensaje para el que el cliente tocó «Avísame».
route-marketing-why = Un mensaje de marketing a quien aceptó recibirlos.
route-private-reply-why = La única respuesta privada a un comentario.
route-sponsored-why = Un mensaje de pago. Se compra en las herramientas de anuncios de Meta, no sale de aquí.
route-other-channel-why = Por otro canal del mismo contacto, según las reglas de ese canal.

# Rechazos: las mismas frases en la página y en la API

# Por qué no llegó un mensaje
failure-rejected = La plataforma rechazó este mensaje.
failure-window-closed = La plataforma dice que la ventana está cerrada o que falta el permiso Human Agent.
failure-refused = Cuando llegó su turno, las reglas ya no permitían este mensaje.
failure-exhausted = La plataforma falló en cada intento. No se entregó nada.
failure-unconfirmed = La plataforma no dijo si llegó y no vino ninguna confirmación. Mire el chat antes de enviarlo otra vez.

# What a command is refused for beside the rules, whose sentences are the policy engine’s
refusal-empty = No hay nada que enviar. Escriba primero un mensaje.
refusal-snooze-past = Un aplazamiento debe terminar más tarde que ahora. Elija otra hora.
refusal-not-failed = Este mensaje no ha fallado, así que no se envía otra vez.


failure-restricted = La plataforma no deja enviar a este canal por ahora.
failure-unreachable = No se puede contactar con esta persona: quizá te bloqueó o cerró su cuenta.
failure-opted-out = Esta persona ha detenido los mensajes de marketing. Las respuestas a lo que escribe siguen llegando.
failure-marketing-held = La plataforma retiene por ahora el marketing a esta persona. No se vuelve a intentar antes de que termine la pausa.
failure-complaints = WhatsApp acepta menos de este número por ahora: demasiadas personas se quejaron, o escribió a demasiadas personas nuevas. Su marketing queda en suspenso.
failure-misclassified-templates = Demasiadas plantillas de esta cuenta estaban en una categoría equivocada: WhatsApp no acepta nada de ella por ahora.
failure-misused-tags = La plataforma avisa de que se hace mal uso de los mensajes con etiqueta. Ninguno sale de este canal hasta que alguien le permita enviar de nuevo.
failure-payment = La plataforma no puede cobrar este mensaje a su cuenta. Alguien tiene que arreglar allí el pago; después, envíelo otra vez.
failure-unregistered = Este número no está registrado en WhatsApp, o ya no lo está. Regístrelo allí, en WhatsApp Manager o por la API; después, envíelo otra vez.
failure-account = Quien administra la cuenta tiene que arreglar algo en la plataforma antes de que esto pueda enviarse.
failure-standby = Otra aplicación está respondiendo en esta conversación. Tómala y envía el mensaje de nuevo.
failure-reconnect = El token de acceso del canal ya no vale. Un propietario debe introducir uno nuevo.

# Ajustes
settings-profile = Tú
settings-channels = Canales
settings-people = Personas
settings-tokens = Tokens de API
health-connected = Conectado
health-restricted = Restringido
health-disconnected = Desconectado
health-troubled = Requiere atención
channel-health = Estado
channel-connection = Conexión
channel-pages = Páginas de este canal
channel-health-lead = Lo que la plataforma y este servidor dicen del canal, lo peor primero. Los mensajes de los clientes llegan en todo caso.
channel-checked = Se consultó a la plataforma: { $at }.
channel-not-checked = Aún no se ha consultado a la plataforma.
channel-next-check = Próxima vez: { $at }.
channel-check-now = Consultar ahora
grade-good = Bien
grade-unknown = No se sabe
grade-watch = Vigilar
grade-bad = Resolver
remark-next = Qué hacer:
remark-said = La plataforma dice: «{ $words }»
said-abusive = La plataforma considera abusivas sus palabras.
said-category = Sus palabras no corresponden a su categoría.
said-format = Su forma no se acepta: revisa las variables, la puntuación y los enlaces.
said-promotional = Promociona algo, y su categoría no lo permite.
said-scam = La plataforma lo considera una estafa.
said-mismatch = Sus palabras no corresponden a su idioma o a su categoría.
said-first-pause = Los clientes se quejaron: es su primera pausa.
said-second-pause = Los clientes se quejaron otra vez: es su segunda pausa.
said-rate-pause = La plataforma limita la velocidad de su envío.
said-spam = La plataforma considera spam lo que se envió.
said-calls = Los clientes se quejan de las llamadas.
said-no-first = No se puede escribir primero a ningún cliente.
said-no-answers = No se puede responder a lo que escriben los clientes.
said-no-utility = No se puede enviar ninguna plantilla de utilidad.
said-no-numbers = No se puede añadir ningún otro número.
said-no-calling = No se puede llamar a los clientes.
said-no-calls = Los clientes no pueden llamar.
remark-not-checked = Aún no se ha consultado a la plataforma sobre este canal.
remark-token-works = El token de acceso funciona.
remark-token-refused = La plataforma rechaza el token de acceso: no se puede enviar nada. Los mensajes de los clientes siguen llegando.
remark-token-next = Crea en la plataforma un token nuevo con todos los permisos e introdúcelo en «Conexión».
remark-permission-missing = Al token de acceso le falta un permiso.
remark-permission-next = Concede el permiso a la aplicación en la plataforma, crea un token nuevo e introdúcelo en «Conexión».
remark-not-answered = La plataforma no dio una respuesta utilizable.
remark-not-answered-next = Nada por ahora: se la consultará de nuevo. Si dura, mira si este servidor llega a internet.
remark-disconnected = No se puede enviar nada desde: { $since }. Los mensajes de los clientes siguen llegando.
remark-restricted = La plataforma prohíbe a este canal enviar.
remark-restricted-until = La plataforma prohíbe a este canal enviar hasta: { $until }.
remark-barred = La plataforma impide a este canal enviar { $what }.
remark-barred-until = La plataforma impide a este canal enviar { $what } hasta { $until }.
scope-marketing = marketing
scope-templates = plantillas
scope-utility-templates = plantillas de utilidad
scope-replies = respuestas
scope-tags = mensajes con etiqueta
remark-restricted-next = Deja de hacer aquello de lo que la plataforma se queja y espera. Puedes apelar en las herramientas de la plataforma; lo que se envía pese a una restricción la alarga.
remark-tags-next = Averigua qué mensajes con etiqueta no eran lo que dice su etiqueta y deja de enviarlos. Después permite que el canal envíe de nuevo en «Conexión».
remark-ending = La plataforma anunció que desactivará esta cuenta.
remark-ending-next = Apela enseguida en las herramientas de negocio de la plataforma, antes de la fecha que indica; después no se podrá enviar ni recibir nada.
remark-sending-blocked = La plataforma dice que desde este número no se puede enviar nada.
remark-sending-limited = La plataforma deja que este número envíe solo una parte de sus mensajes.
remark-sending-next = Mira en las herramientas de negocio de la plataforma qué lo impide y arréglalo. Este servidor vuelve a preguntar por sí solo.
remark-subscribed = La plataforma envía todos los webhooks pedidos.
remark-resubscribed = La plataforma había dejado de enviar algunos webhooks. Pedidos de nuevo, llegan.
remark-resubscribed-next = Busca en la bandeja de la plataforma los mensajes que faltan aquí y averigua si este servidor estuvo fuera de alcance.
remark-subscribed-anew = La plataforma no dice cuál de las aplicaciones que escuchan este canal es la nuestra. Se le pidieron de nuevo todos los webhooks, y aceptó.
remark-fields-missing = La plataforma no envía estos webhooks: { $fields }.
remark-fields-missing-next = Da a la aplicación el permiso para ellos y guarda otra vez la conexión.
remark-nothing-heard = Aún no ha llegado ningún webhook.
remark-nothing-heard-next = Introduce la dirección del webhook y el token de verificación en los ajustes de la aplicación y escribe al canal desde un teléfono.
remark-heard = Último webhook recibido: { $at }.
remark-late = No se procesó hasta { $span } después de llegar.
remark-late-next = Mira la carga de este servidor y de su disco; lo que espera se procesa en orden.
remark-quality-high = A los clientes les gusta lo que envía este número.
remark-quality-medium = Algunos clientes se quejan de lo que envía este número.
remark-quality-low = Muchos clientes se quejan de lo que envía este número: la plataforma puede restringirlo.
remark-quality-unknown = Aún son pocos los clientes que han juzgado lo que envía este número.
remark-quality-next = Escribe solo a quien lo pidió, con menos frecuencia y sobre lo que espera.
remark-recipients = Puedes escribir primero a { $count } clientes distintos al día.
remark-recipients-unlimited = Puedes escribir primero a cuantos clientes quieras.
remark-throughput-raised = La plataforma ha elevado el caudal de este número.
remark-throughput-beside-phone = Este número se usa también en un teléfono; por eso la plataforma acepta de él menos mensajes por segundo.
remark-complaint = La plataforma tiene algo contra este canal.
remark-complaint-next = Mira en las herramientas de la plataforma qué pide.
remark-quiet = Se ha agotado un límite de la plataforma: no sale nada antes de: { $until }.
remark-near-limit = Se ha usado el { $percent } % de un límite de la plataforma: los mensajes salen más despacio.
remark-quiet-next = Nada: lo que espera sale solo, en orden.
remark-failing = { $count } × { $class } en el último día, la última vez: { $at }.
remark-failing-next = Los mensajes dicen en sus conversaciones qué fue de ellos.
remark-payment = La plataforma no pudo cobrar mensajes y no los entregó: { $count } en el último día, el último { $at }.
remark-payment-next = Abre los ajustes de pago de la cuenta en las herramientas de negocio de la plataforma y paga lo que se debe o introduce un medio de pago válido. Después envía otra vez los mensajes fallidos; los gratuitos siguen saliendo.
remark-account = La plataforma rechaza mensajes hasta que quien administra la cuenta arregle algo: { $count } en el último día, el último { $at }.
remark-account-next = Lee arriba lo que dice la plataforma y arréglalo en sus herramientas de negocio: el nombre que ven los clientes, la plantilla, el formulario, el nombre de usuario, un permiso de la app o el ajuste de Instagram que deja a las herramientas conectadas leer los mensajes. Después envía otra vez los mensajes.
remark-no-errors = Nada ha fallado en el último día.
remark-right-missing = Al token de acceso le falta el permiso { $right }.
remark-lost = Sin eso falta: { $what }.
lost-sending = cualquier envío
lost-messages = lo que escriben los clientes
lost-echoes = lo que se respondió en otro sitio
lost-receipts = si los mensajes llegaron y se leyeron
lost-changes = los mensajes cambiados y las reacciones
lost-taps = los botones pulsados y los enlaces por los que llegaron los clientes
lost-opt-ins = los permisos que dan los clientes
lost-comments = los comentarios
lost-templates = la lista de plantillas y sus revisiones
lost-measures = los avisos y restricciones de la plataforma
lost-webhooks = la renovación de los webhooks
lost-names = los nombres de los clientes
lost-control = quién puede responder donde varios programas comparten conversaciones
lost-labels = las etiquetas cambiadas en otro sitio
remark-token-ends = El token de acceso caduca { $at }: desde entonces no se puede enviar nada.
remark-token-ended = El token de acceso caducó { $at }: no se puede enviar nada.
remark-token-ends-next = Crea antes un token nuevo en la plataforma e introdúcelo en «Conexión». El de un usuario del sistema no caduca.
remark-token-renews = El token de acceso vale hasta { $at } y se renueva aquí antes.
remark-token-not-renewed = La plataforma no renueva el token de acceso. Terminará, y desde entonces no se podrá enviar nada.
remark-token-not-renewed-next = Crea un token nuevo en la plataforma e introdúcelo en «Conexión»: la cuenta debe seguir autorizando la aplicación.
remark-access-ends = La aplicación solo puede leer datos de la cuenta hasta { $at }.
remark-access-ended = La aplicación ya no puede leer datos de la cuenta desde { $at }.
remark-access-ends-next = Alguien que gestiona la cuenta vuelve a entrar en la aplicación en la plataforma y la autoriza de nuevo.
offer-appeal = La plataforma admite una apelación.
offer-learn-more = La plataforma explica su norma.
offer-support = El soporte de la plataforma atiende el caso.
offer-open = Abrir en la plataforma
notices = Lo que la plataforma comunicó
notices-none = La plataforma no ha comunicado nada sobre esta cuenta.
notice-barred-until = Restricción hasta { $until }: { $what }.
notice-barred = Restricción hasta nuevo aviso: { $what }.
notice-others = También retirado: «{ $what }».
barred-all = cualquier envío
barred-replies = respuestas
barred-templates = plantillas
barred-utility-templates = plantillas de utilidad
barred-marketing = mensajes de marketing
barred-tags = mensajes con etiqueta de Meta
notice-disconnected = La plataforma ya no deja que este servidor hable por la cuenta: no se puede enviar nada.
notice-reconnected = La plataforma deja de nuevo que este servidor hable por la cuenta.
notice-past-told = Todo lo que se había escrito en el teléfono ya está aquí.
notice-standing = La reputación del número cambió. En palabras de la plataforma: «{ $event }».
notice-flagged = Muchos clientes se quejan de lo que envía este número.
notice-unflagged = Los clientes se quejan menos: el número ya no está señalado.
notice-upgrade = El número puede escribir primero a más clientes.
notice-downgrade = El número puede escribir primero a menos clientes.
notice-onboarding = El número se registró en la plataforma.
notice-throughput = El número puede enviar más deprisa.
notice-capability = Cambió lo que la cuenta puede hacer.
notice-numbers = Puede tener { $count } números.
notice-review-approved = La plataforma revisó la cuenta y la aprobó.
notice-review-rejected = La plataforma revisó la cuenta y la rechazó: no puede enviar.
notice-review-pending = La plataforma está revisando la cuenta.
notice-name-approved = Los clientes ven ahora el nombre «{ $name }».
notice-name-rejected = El nombre «{ $name }» se rechazó; los clientes siguen viendo el anterior.
notice-name-pending = El nombre «{ $name }» está en revisión.
notice-security = Alguien cambió, o quiere cambiar, lo que protege el número. En palabras de la plataforma: «{ $event }».
notice-pin-changed = Se cambió el PIN que protege el número.
notice-pin-asked = Alguien pidió restablecer el PIN que protege el número.
notice-pin-reset = Se restableció el PIN que protege el número.
notice-security-next = Si no fue ninguno de vosotros, pon un PIN nuevo en la plataforma y mira quién tiene acceso.
notice-warning = La plataforma avisó a la cuenta. Aún no hay nada prohibido; el paso siguiente es una restricción.
notice-warning-next = Averigua a qué mensajes se refiere y deja de enviarlos. Escribe solo a quien lo pidió.
notice-scheduled = La plataforma anunció que desactivará la cuenta.
notice-block = La plataforma prohibió a la cuenta enviar.
notice-unblock = La plataforma deja que la cuenta envíe de nuevo.
notice-integrity-ok = La plataforma no tiene nada contra la página.
notice-integrity-restricted = La plataforma restringió la página.
notice-integrity-suspended = La plataforma suspendió la página: no se puede enviar nada.
notice-alert = La plataforma tiene novedades sobre la cuenta.
notice-ad-account-linked = Se conectó una cuenta publicitaria.
notice-partner-added = Un socio recibió acceso a la cuenta.
notice-partner-app = La aplicación de un socio recibió acceso a la cuenta.
notice-code-price = Cambió si a la cuenta se le aplica el precio internacional de los códigos de un solo uso.
notice-volume-tier = La cuenta pasó a otro tramo de los precios por volumen.
notice-country = Cambió el país al que se atribuye la empresa.
notice-marketing-terms = Alguien aceptó las condiciones de la interfaz de mensajes de marketing.
error-fault = fallo de la plataforma
error-throttled = demasiados mensajes a la vez
error-unconfirmed = envío incierto
error-window-closed = ventana cerrada
error-rejected = mensaje no aceptado
error-unreachable = cliente fuera de alcance
error-restricted = canal restringido
error-payment = pago sin arreglar
error-account = por arreglar por quien administra la cuenta
error-reconnect = falta el token o un permiso
channels-lead = Las páginas, cuentas y números cuyos mensajes llegan a este mostrador.
channels-add = Conectar un canal
channels-empty = Conecta tu primera página, cuenta o número y sus mensajes aparecerán aquí.
channel-lead = Encontrarás estos valores en tu aplicación en developers.facebook.com.
channel-platform = Plataforma
channel-page = Página
channel-page-hint = La página de Facebook a la que escriben los clientes, y la clave para enviar en su nombre.
channel-page-id = Id de la página
channel-page-id-hint = Un número, en la sección Información de la página.
channel-account = Cuenta
channel-account-hint = La cuenta profesional de Instagram a la que escriben los clientes, y la clave para enviar en su nombre.
channel-account-id = Id de la cuenta
channel-account-id-hint = Un número que empieza por 1784, no el @nombre.
channel-account-name-hint = Déjalo vacío para usar el nombre de la cuenta.
channel-login = Cómo se conecta tu aplicación
channel-login-instagram = Instagram Login
channel-login-instagram-hint = Habla con la propia cuenta, sin página de Facebook.
channel-login-page = Facebook Login
channel-login-page-hint = Habla a través de la página de Facebook vinculada a la cuenta.
channel-account-token = Token de acceso
channel-account-token-hint = Con Instagram Login el token de la cuenta, con instagram_business_manage_messages; con Facebook Login el de la página, con instagram_manage_messages.
channel-account-webhooks-hint = Introduce los dos primeros en tu aplicación, en Webhooks, para Instagram.
channel-account-secret-add = Añadir la clave secreta de Instagram de la aplicación
channel-account-secrets-hint = Cada webhook debe ir firmado con uno de ellos: introduce la clave secreta de la aplicación y la de Instagram.
channel-number = Número de WhatsApp
channel-number-hint = El número al que escriben los clientes en WhatsApp, y la clave para enviar en su nombre.
channel-number-id = ID del número de teléfono
channel-number-id-hint = El número que Meta muestra debajo del número de teléfono, no el número de teléfono en sí.
channel-waba-id = ID de la cuenta de WhatsApp Business
channel-waba-id-hint = Está junto al ID del número de teléfono, en WhatsApp, Configuración de la API.
channel-number-name-hint = Déjalo vacío para tomar el nombre que ven los clientes.
channel-number-token-hint = El token sin caducidad de un usuario del sistema, con whatsapp_business_messaging y whatsapp_business_management.
channel-number-webhooks-hint = Introduce los dos primeros en tu aplicación, en WhatsApp, Configuración, y suscríbete allí a estos campos:
channel-graph-url-own = La de Meta
channel-account-graph-url-hint = Rellénala solo para hablar con un emulador.
channel-name = Nombre en este mostrador
channel-name-hint = Déjalo vacío para usar el nombre de la página.
channel-region = País
channel-region-hint = Dos letras, como ES. Algunas reglas de Meta cambian según el país. Si está vacío, un número de WhatsApp indica el suyo.
marketing-way = Marketing Messages API
marketing-way-lead = El camino propio de WhatsApp para el marketing: elige el momento y a quién entrega, y tiene su propio precio. Todo lo demás sale como antes.
marketing-way-on = Enviar las plantillas de marketing por ella
marketing-way-on-hint = Alguien debe haber aceptado sus condiciones para la empresa en WhatsApp Manager, en la vista general.
marketing-way-policy = Lo que no puede llevar
marketing-way-fallback = sale como cualquier otra plantilla
marketing-way-strict = no se envía
marketing-way-shares = Compartir lo que los clientes hacen con los mensajes
marketing-way-shares-hint = WhatsApp puede usarlo para la entrega.
marketing-way-refused = WhatsApp aún no acepta el marketing de esta empresa por esta interfaz: acepta sus condiciones en WhatsApp Manager, en la vista general bajo alertas, y actívala de nuevo.
channel-trouble = Meta no acepta la conexión: { $reason }
channel-halted = Meta impide que este canal envíe. { $reason }
channel-resume = Reanudar el envío
channel-resume-hint = Meta no siempre avisa cuando termina una restricción. Reanuda cuando la calidad de la página ya no muestre ninguna: lo que se envía pese a una restricción la alarga.
channel-token = Token de acceso de la página
channel-token-kept = Guardado cifrado. Déjalo vacío para conservarlo.
channel-token-hint = Un token que no caduca, con pages_messaging y pages_manage_metadata.
channel-webhooks = Webhooks
channel-webhooks-hint = Introduce los dos primeros en tu aplicación, en Messenger, Webhooks.
channel-webhook-url = URL de devolución
channel-webhook-https = Meta solo llama a direcciones https: pon este mostrador detrás de una e indícala en el ajuste public_url.
channel-verify-token = Token de verificación
channel-verify-token-hint = Meta lo repite una vez, al configurar la devolución.
channel-secrets = Secretos de la aplicación
channel-secret-kept = Secreto { $number }, guardado cifrado
channel-secret-remove = quitar
channel-secret-add = Añadir un secreto de la aplicación
channel-secrets-hint = Cada webhook debe ir firmado con uno de ellos. Conserva el antiguo hasta que funcione el nuevo.
channel-permissions = Permisos
channel-human-agent-hint = Márcalo solo cuando la revisión de Meta lo haya concedido: una persona podrá responder incluso tras cerrarse la ventana.
channel-graph-url = Dirección de la Graph API
channel-graph-url-hint = Cámbiala solo para hablar con un emulador.
channel-graph-version = Versión de la Graph API
channel-connect = Conectar
people-lead = Quién puede entrar, y qué puede hacer.
people-open = Abiertas
people-state = Estado
people-signed-in = entró { $at }
people-not-signed-in = sin sesión
people-invited = invitado, hasta { $at }
people-deactivated = desactivado
people-link = Enlace de invitación
people-link-hint = Entrega tú este enlace. Sirve una vez, hasta { $at }, y no se volverá a mostrar.
people-make-owner = Hacer propietario
people-make-agent = Hacer agente
people-new-link = Nuevo enlace de acceso
people-deactivate = Desactivar
people-reactivate = Reactivar
people-invite = Invitar a alguien
people-invite-hint = Obtienes un enlace para entregar. No se envía ningún correo.
people-invite-submit = Crear la invitación
people-role = Rol
tokens-lead = Para programas que leen conversaciones o envían por la API.
tokens-reference = Referencia de la API
tokens-empty = Ningún programa tiene acceso todavía.
tokens-made = Creado
tokens-made-by = { $at } por { $name }
tokens-used = Último uso
tokens-revoke = Revocar
tokens-revoke-hint = Los programas que lo usan pierden el acceso al instante. No se puede deshacer.
tokens-revoke-confirm = Revocar este token
tokens-create = Nuevo token
tokens-name-placeholder = Sistema de pedidos
tokens-scopes = Ámbitos
tokens-scopes-hint = Da a un programa solo lo que necesita.
token-may-conversations-read = Leer las conversaciones: lo que se dijo, qué vías están abiertas, comentarios y archivos.
token-may-conversations-write = Trabajar en las conversaciones: asignar, cerrar, posponer, etiquetar, anotar, mantener lejos a clientes.
token-may-messages-send = Enviar mensajes como programa; las vías solo para personas le siguen cerradas.
token-may-messages-human = Enviar lo que escribió una persona, también por las vías solo para personas.
token-may-contacts-read = Leer quiénes son los clientes: nombres, nombres de usuario e identificadores.
token-may-channels-read = Leer los canales: su estado, sus plantillas, sus etiquetas y lo que los clientes encuentran primero.
token-may-channels-write = Conectar y cambiar los canales, sus plantillas, sus etiquetas y lo que los clientes encuentran primero.
token-may-journal-read = Leer lo que llegó de las plataformas y no se pudo usar.
token-may-journal-write = Hacer procesar una vez más lo que llegó de las plataformas.
tokens-create-submit = Crear token
tokens-created = El token «{ $name }» está listo
tokens-created-hint = Cópialo ahora. Solo se guarda su huella: no se volverá a mostrar.
profile-lead = Tu nombre, tu idioma y tu apariencia. Solo los tuyos.
profile-language = Idioma
profile-time-zone = Zona horaria
profile-browser = Como el navegador
profile-theme = Apariencia
profile-password = Contraseña
profile-password-now = Contraseña actual
profile-password-new = Contraseña nueva
profile-password-submit = Cambiar la contraseña

# What was done
done-saved = Guardado.
done-password = Tu contraseña ha cambiado y se ha cerrado la sesión en tus otros navegadores.
done-connected = Guardado. Meta acepta la conexión.
done-resumed = El envío se ha reanudado.
done-checking = Se consulta a la plataforma ahora. Vuelve a mirar en un momento.
done-role = El rol ha cambiado.
done-deactivated = Desactivado: sin sesiones ni tokens, y sus conversaciones vuelven a estar sin asignar.
done-reactivated = Reactivado. La contraseña sigue sirviendo; un enlace nuevo ayuda a quien la olvidó.
done-revoked = El token está revocado.

# Registro
journal-lead = Cada webhook se guarda antes de entenderse. Lo que no se entendió aparece aquí y se puede repetir.
journal-received = Recibidos
journal-behind = Por procesar
journal-unhandled = No entendidos
journal-last = Último recibido
journal-empty = Todo lo que llegó se entendió.
journal-silent = Aún no ha llegado nada. En cuanto la plataforma llame a este mostrador, se verá aquí.
journal-unknown-page = La cuenta { $id } no está conectada
journal-unknown-object = Tipo de webhook desconocido
journal-unknown-field = Campo desconocido
journal-unknown-item = Tipo de evento desconocido
journal-not-used = Conocido, pero aún no usado
journal-failed = No se pudo guardar
journal-lost = Perdidos: el archivo del registro está dañado o falta
journal-malformed = Forma inesperada
journal-show = Mostrar el contenido original
journal-replay = Repetir
journal-replay-all = Repetir todo
journal-replayed = Procesados: { $processed }. Ya conocidos: { $repeated }. Aún no entendidos: { $unhandled }.
journal-webhook = Webhook { $position }
journal-gone = El contenido original ya no se guarda y no se puede repetir.
# Reglas de envío
policy-title = Reglas de envío
policy-lead = Qué se puede enviar, por qué vía y hasta cuándo. Cada regla tiene sus fechas y su fuente; la edición en vigor decide sobre cada mensaje de este mostrador.
policy-channels = Canales
policy-email = Correo
policy-sms = SMS
policy-webchat = Chat web
policy-now = En vigor ahora
policy-then = En vigor el { $date }
policy-since = desde el { $date }
policy-until = hasta el { $date }
policy-no-end = ningún cambio anunciado
policy-on = Reglas del día
policy-show = Mostrar
policy-today = Reglas de hoy
policy-overview = De un vistazo
policy-overview-hint = Cada vía de envío, bajo cada edición de las reglas. La columna marcada es la de arriba.
policy-way = Vía
policy-status-exists = disponible
policy-status-until = disponible hasta el { $date }
policy-status-withdrawn = retirada el { $date }
policy-status-coming = desde el { $date }
policy-cell-there = disponible
policy-cell-withdrawn = retirada
policy-cell-not-yet = aún no
policy-ways = Las vías, una por una
policy-absent = { $channel } nunca tuvo: { $routes }.
policy-needs = Hace falta
policy-terms = Condiciones
policy-terms-were = Condiciones hasta entonces
policy-withdrawn-why = La plataforma la rechaza desde entonces, y este mostrador ya no la ofrece. Lo que queda está en el cuadro de escritura de cada conversación.
policy-events = Qué hace el cliente, y qué abre
policy-figures = Longitud, límites, precios, sanciones
policy-history = Qué cambió, y cuándo
policy-current = en vigor
policy-later = más tarde
policy-source = Fuente:
policy-confidence-high = bien probado
policy-confidence-medium = una sola fuente
policy-confidence-low = incierto

# How to mend a form
mend-wrong-pair = El correo y la contraseña no coinciden.
mend-too-many = Demasiados intentos. Espera un minuto y vuelve a probar.
mend-not-yet = De momento la plataforma no acepta más de esto de este canal. Vuelve a probar dentro de { $span }.
mend-name = Escribe un nombre de 80 caracteres como máximo.
mend-email = Escribe un correo como ana@example.com.
mend-email-taken = Alguien en este mostrador ya tiene este correo.
mend-password = Elige una contraseña de al menos 12 caracteres.
mend-current = Esta no es tu contraseña actual.
mend-workspace = Pon un nombre al negocio.
mend-choice = Elige uno de los valores ofrecidos.
mend-last-owner = Un mostrador necesita un propietario. Antes, nombra a otra persona.
mend-scopes = Elige al menos una cosa que el token pueda hacer.
mend-page-id = El id de una página es un número. Está en la sección Información de la página.
mend-account-id = El id de una cuenta es un número, como 17841405822304914. No es el @nombre.
mend-number-id = El ID de un número de teléfono es un número sin + ni espacios. No es el número de teléfono.
mend-waba-id = El ID de una cuenta de WhatsApp Business es un número. Meta lo muestra junto al ID del número de teléfono.
mend-page-taken = Este canal está conectado a otro negocio en este servidor.
mend-access-token = Introduce de nuevo el token de acceso: falta, o tiene caracteres que ningún token tiene.
mend-app-secrets = Hace falta al menos un secreto de la aplicación: los webhooks se firman con él.
mend-verify-token = Hace falta un token de verificación. Sirve cualquier palabra larga.
mend-region = Indica el país con sus dos letras, como ES, o déjalo vacío.
mend-graph-url = Escribe una dirección https como https://graph.facebook.com. A un emulador se llega por http en esta máquina, si quien administra este servidor permite su host.
mend-graph-version = Escribe una versión como v26.0.

# Templates
template-use = Usar una plantilla aprobada
template-use-why = Puede salir en cualquier momento: la plataforma aprobó su texto.
template-choose = Elegir una plantilla
template-find = Buscar
template-find-label = Buscar plantillas por nombre o palabras
template-find-hint = Nombre o palabras
template-none-found = Ninguna plantilla tiene esas palabras.
template-more =
    { $count ->
        [one] Una más: acota la búsqueda.
       *[other] { $count } más: acota la búsqueda.
    }
template-back = Otra plantilla
template-preview = Vista previa
template-missing = Rellena este campo.
template-missing-some = Algunas variables siguen vacías.
template-file-limits = { $types }, hasta { $size }.
template-file-is = Elegido: { $name }. Elige otro para sustituirlo.
template-file-gone = Este archivo se eligió hace más de un día: elígelo de nuevo.
template-file-missing = Elige un archivo.
template-empty = Este canal aún no tiene ninguna plantilla aprobada.
template-empty-owner = Un propietario puede crear una.
template-manage = Gestionar plantillas
template-unknown = Tiene partes que aquí no se pueden rellenar ({ $parts }): usa las herramientas de la plataforma.
template-paused-until = En pausa hasta { $until }, porque hubo clientes que se quejaron de ella. Después podrá enviarse de nuevo; cámbiela antes de la próxima pausa.
template-complaints-some = Algunos clientes se quejan de ella.
template-complaints-many = Muchos clientes se quejan de ella: está a punto de pausarse.
template-field-one-time = Código de un solo uso
template-field-offer-end = Cuándo termina la oferta (UTC)
template-field-card = Tarjeta { $number }: { $what }
template-cards = Tarjetas
template-header-kind = Encima del texto
template-header-text = Una línea de texto
template-file = Archivo de ejemplo
template-file-when = solo para un archivo encima del texto
template-file-hint = La revisión lo mira; cada mensaje trae el suyo. JPEG o PNG, MP4, PDF.
template-file-chosen = Hay un archivo elegido. Elige otro para sustituirlo.
template-cards-hint = De dos a diez tarjetas para deslizar, debajo de un solo texto. Todas tienen el mismo tipo de archivo y de botones. Actualiza la vista previa para añadir otra.
template-cards-kind = Encima de cada tarjeta
template-cards-none = Sin tarjetas
template-card = Tarjeta { $number }
template-card-buttons = Botón { $number } de cada tarjeta
template-card-no-button = Sin botón
template-card-value = Dirección o número
template-rule-cards = Puede haber de { $least } a { $most } tarjetas, todas con el mismo tipo de archivo y de botones.
template-rule-minutes = Indique un tiempo entre { $least } y { $most } minutos.
template-rule-time = Indica un tiempo entre { $least } y { $most }.
template-rule-apps = Indique cada aplicación que recibe el código: su paquete y luego el hash de su clave en 11 caracteres.
template-code = Código de un solo uso
template-code-when = solo para la categoría autenticación
template-code-hint = WhatsApp escribe él mismo el texto de estas plantillas: bastan el nombre, el idioma y lo que sigue.
template-code-warns = Pedir que no se comparta el código
template-code-expires = Caduca en minutos
template-code-handover = Cómo se entrega el código
template-code-copy = Un toque lo copia
template-code-one-tap = Un toque lo rellena en su aplicación
template-code-zero-tap = Su aplicación lo toma sin toque
template-code-autofill = Texto del botón que lo rellena
template-code-apps = Aplicaciones que reciben el código
template-code-apps-hint = Una aplicación por línea: el paquete y luego el hash de su clave. Sin toque solo va a quien lo espera: usted acepta las condiciones de WhatsApp para ello.
template-upcoming = Contará como { $category } a partir de { $at }.
template-place = Lugar
template-copy-code = Copiar código
template-field-number = Variable { $number }
template-field-header = Encabezado: { $name }
template-field-place = Lugar: latitud, longitud, nombre
template-field-address = «{ $label }»: final de la dirección
template-field-code = Código para copiar
template-category-utility = Utilidad
template-category-marketing = Marketing
template-category-authentication = Autenticación
template-status-approved = Aprobada
template-status-pending = En revisión
template-status-rejected = Rechazada
template-status-paused = Pausada
template-status-disabled = Desactivada
template-quality-high = Alta
template-quality-medium = Media
template-quality-low = Baja
template-quality-unknown = Aún sin valorar
template-price-free = gratis
template-price-service = se cobra como mensaje de servicio
template-price-utility = se cobra como utilidad
template-price-marketing = se cobra como marketing
template-price-authentication = se cobra como autenticación
template-price-after = { $free } primeros del mes gratis, luego { $then }
template-rule-empty = Escribe algo aquí.
template-rule-too-long = { $most } caracteres como máximo.
template-rule-name = Solo minúsculas, cifras y guiones bajos, como order_update.
template-rule-language = Escribe el idioma como la plataforma: en_US, fr, pt_BR.
template-rule-category = Las plantillas de esta categoría se crean en las herramientas de la plataforma.
template-rule-edge = Un texto no empieza ni acaba con una variable: añade palabras.
template-rule-touch = Pon palabras entre dos variables.
template-rule-variable = Una variable es un número o un nombre en minúsculas: {"{{"}order{"}}"}.
template-rule-mixed = Usa números o nombres para las variables, no ambos.
template-rule-order = Los números de las variables cuentan desde 1 sin saltos.
template-rule-no-blank = Aquí no puede haber variables.
template-rule-blanks = Aquí { $most } variable como máximo.
template-rule-example = Da un ejemplo: la revisión lo pide.
template-rule-buttons = { $most } de estos botones como máximo.
template-rule-label-twice = Otro botón tiene la misma etiqueta.
template-rule-address = Da una dirección que empiece por https://.
template-rule-address-end = Una variable solo puede ser el final de una dirección.
template-rule-number = Da el número con el prefijo del país: +33123456789.
template-rule-grouped = Junta las respuestas rápidas.
template-rule-kind = La plataforma no acepta de este tipo aquí.
template-rule-file = Elige un archivo de ejemplo: la revisión lo mira.
template-rule-state = En este estado la plataforma no permite cambiarla: crea otra.
templates = Plantillas
templates-lead = Textos aprobados por la plataforma. Salen en cualquier momento, con sus variables rellenas.
templates-new = Nueva plantilla
templates-open = Abrir
templates-sync = Leer de nuevo
templates-synced = Como las listaba la plataforma: { $at }.
templates-never = La lista de la plataforma aún no se ha leído.
templates-running = La lista de la plataforma se está leyendo.
templates-problem = No se pudo leer: { $reason }
templates-empty = Aún no hay plantillas. Crea una o lee la lista de la plataforma.
templates-permission = Las plantillas de utilidad requieren el permiso pages_utility_messaging. No consta que la página lo tenga.
templates-permission-link = Indícalo en los ajustes del canal.
templates-refused = La plataforma lo rechazó: { $reason }
templates-away = La plataforma no lo hizo: { $reason } Inténtalo más tarde.
template-lead = La plataforma la revisa antes de poder enviarse: en segundos o en un día.
template-what = Qué es
template-name = Nombre
template-name-hint = Minúsculas, cifras y guiones bajos. Para tu equipo; los clientes no lo ven.
template-language = Idioma
template-category = Categoría
template-category-hint = La plataforma puede decidir otra cosa.
template-time = Abandonar la entrega después de
template-time-number = Número
template-time-unit = Unidad
template-time-minutes = minutos
template-time-hours = horas
template-time-days = días
template-time-seconds = segundos
template-time-longest = el mayor tiempo posible
template-time-hint = Vacío: mientras WhatsApp lo intente por sí mismo. Un código que llega tarde no ayuda a nadie; el marketing solo lo respeta cuando va por la Marketing Messages API.
template-time-told = WhatsApp abandona la entrega después de { $time }.
template-quality = Calidad
template-words = Su texto
template-words-hint = Escribe las variables como {"{{"}1{"}}"}, {"{{"}2{"}}"} o por nombre: {"{{"}order{"}}"}.
template-header = Línea superior
template-body = Texto
template-footer = Línea inferior
template-examples = Ejemplos
template-examples-hint = Qué podría ir en cada variable. Los revisores los leen; inventa los datos.
template-buttons = Botones
template-buttons-hint = Una fila sin etiqueta no cuenta. Al actualizar la vista previa hay sitio para más.
template-button = Botón { $number }
template-button-kind = Qué hace
template-button-label = Etiqueta
template-button-value = Dirección o número
template-button-example = Ejemplo de su variable o código
template-button-reply = Respuesta rápida
template-button-url = Abrir una página
template-button-phone = Llamar a un número
template-button-code = Copiar un código
template-preview-update = Actualizar vista previa
template-submit = Enviar a revisión
template-delete = Eliminar esta plantilla
template-delete-hint = En este idioma. La plataforma mantiene el nombre bloqueado un tiempo; los mensajes enviados quedan.
template-delete-confirm = Eliminar
optional = opcional
channel-utility = Plantillas de utilidad
channel-utility-hint = La app tiene pages_utility_messaging: avisos con plantillas aprobadas en cualquier momento.
done-templates-asked = La lista de la plataforma se está leyendo.
done-template-submitted = Enviada. La plataforma la revisa.
done-template-deleted = La plantilla se ha eliminado.
# Mensajes compuestos
stickers = Stickers
stickers-lead = Un toque lo envía a { $name }.
stickers-back = Volver a la conversación
stickers-search = Buscar un sticker
stickers-find = Buscar
stickers-packs = Todos los paquetes
stickers-none = Aquí no hay stickers.
stickers-count = { $count ->
    [one] { $count } sticker
   *[other] { $count } stickers
}
stickers-app-unknown = Los stickers se buscan en nombre de la aplicación que conecta la página. La plataforma aún no la ha nombrado: mira el estado del canal.
stickers-later = La plataforma no deja que esta página pregunte más por ahora. Inténtalo de nuevo en un momento.
stickers-words = Di en 100 caracteres como máximo qué buscar.
stickers-failed = La plataforma no muestra stickers ahora: { $words }
parts-cards = Tarjetas
parts-grid = Imágenes en cuadrícula
parts-scale = respuesta de { $lowest } a { $highest }
parts-receipt = Recibo { $number }
parts-shipping = Envío
parts-tax = Impuestos
parts-total = Total
parts-asks-once = Pide avisar una vez: { $topic }
parts-asks-marketing = Pide enviar ofertas: { $topic }
parts-products = Productos del catálogo
parts-post = Publicación { $id } de la cuenta
parts-sign-in = Iniciar sesión
parts-sign-out = Cerrar sesión

# Permisos que dan los clientes
remedy-once = Enviar el único mensaje pedido
remedy-once-why = El cliente pidió que se le avise una vez sobre «{ $topic }»: escriba solo sobre eso.
remedy-marketing = Enviar un mensaje de marketing
remedy-marketing-why = El cliente aceptó mensajes de marketing sobre «{ $topic }».
ask-permission = Pedir un permiso
ask-kind = Para qué
ask-once = Un mensaje sobre un tema, más adelante
ask-marketing = Mensajes de marketing
ask-title = Lo que lee el cliente
ask-topic = Tema
ask-send = Pedir

# Comentarios
rail-comments = Comentarios
comments-lead = Cada comentario admite una sola respuesta en privado. La respuesta del cliente abre después la ventana.
comments-show = Qué comentarios
comments-open = Sin respuesta
comments-all = Todos
comments-empty = No hay comentarios aquí
comment-somebody = Alguien
comment-wordless = Un comentario sin palabras
comment-hidden = Oculto al público
comment-on-post = en una publicación
comment-on-reel = en un reel
comment-on-story = en una historia
comment-on-ad = en un anuncio
comment-on-live = en una emisión
comment-as-post = una publicación de un visitante
comment-as-mention = una mención en otro lugar
comment-reply = Responder en privado
comment-once = Un solo mensaje; la plataforma no admite otro.
comment-quoted = Responde a este comentario
comment-send = Enviar en privado
comment-attach = Adjuntar un archivo
comment-answers = Respuestas que ofrecer
comment-answers-hint = Una línea cada una: hasta 13, de hasta 20 caracteres. El cliente toca una.
comment-one-thing = Un mensaje contiene un texto o un solo archivo: quédate con uno o con el otro.
comment-failed = La última respuesta no salió
comment-answered = Respondido en privado

# Lo que encuentran los clientes antes de escribir
profile-link = Primer contacto
profile-of = Primer contacto: { $name }
profile-of-lead = Lo que los clientes encuentran antes de escribir. Lo guarda la plataforma; vale en cuanto se guarda.
profile-first = Antes del primer mensaje
profile-greeting = Saludo
profile-start = Empezar
profile-start-hint = Lo que vuelve al tocar el botón, por ejemplo START. Vacío: no hay botón. Un menú lo necesita.
profile-breakers = Preguntas que se ofrecen
profile-breakers-hint = Hasta cuatro líneas: ¿Horario? = HOURS
profile-always = En cualquier momento
profile-menu = Menú
profile-menu-hint = Hasta veinte líneas: Mis pedidos = ORDERS, o Tienda = https://shop.example
profile-equals = { $part }: escribe un signo igual en cada línea.
profile-again = Preguntar otra vez
profile-commands = Palabras con barra
profile-commands-hint = Una línea cada una: order = Muestra sus pedidos

# Teclado
keys-title = Atajos de teclado
keys-next-previous = Conversación siguiente, anterior
keys-reply = Responder
keys-note = Escribir una nota
keys-assign-me = Asignarme la conversación
keys-take = Tomar el control de otra aplicación
keys-close = Concluir la conversación
keys-snooze = Posponer
keys-closing-soon = Ir a Cierran pronto
keys-send = Enviar
keys-leave = Salir del cuadro de texto
keys-help = Esta ayuda
keys-switch = Atajos de una tecla activados

# Errores
error-forbidden = No es para tu rol
error-forbidden-hint = Un propietario del mostrador puede hacerlo, o cambiar tu rol.
error-not-found = Aquí no hay nada
error-not-found-hint = La dirección es errónea, o lo que nombraba ya no existe.
error-too-many = Demasiados intentos
error-too-many-hint = Espera un minuto y vuelve a intentarlo.
error-request = No funcionó
error-request-hint = El formulario era antiguo o estaba incompleto. Vuelve, recarga la página y reinténtalo.
error-busy = Un momento
error-busy-hint = El mostrador está ocupado o arrancando. Los mensajes se guardan; reinténtalo pronto.
error-server = Es culpa nuestra
error-server-hint = Algo se rompió. Quedó anotado, y no se perdió ningún mensaje.
error-back = A los mensajes

# Languages, as templates are written in

language-name = { $code ->
    [af] Afrikáans
    [sq] Albanés
    [ar] Árabe
    [az] Azerbaiyano
    [be] Bielorruso
    [bn] Bengalí
    [bg] Búlgaro
    [ca] Catalán
    [zh] Chino
    [hr] Croata
    [cs] Checo
    [da] Danés
    [prs] Darí
    [nl] Neerlandés
    [en] Inglés
    [et] Estonio
    [fil] Filipino
    [fi] Finés
    [fr] Francés
    [ka] Georgiano
    [de] Alemán
    [el] Griego
    [gu] Guyaratí
    [ha] Hausa
    [he] Hebreo
    [hi] Hindi
    [hu] Húngaro
    [id] Indonesio
    [ga] Irlandés
    [it] Italiano
    [ja] Japonés
    [kn] Canarés
    [kk] Kazajo
    [rw] Kinyarwanda
    [ko] Coreano
    [ky] Kirguís
    [lo] Lao
    [lv] Letón
    [lt] Lituano
    [mk] Macedonio
    [ms] Malayo
    [ml] Malayálam
    [mr] Maratí
    [nb] Noruego bokmal
    [ps] Pastún
    [fa] Persa
    [pl] Polaco
    [pt] Portugués
    [pa] Punyabí
    [ro] Rumano
    [ru] Ruso
    [sr] Serbio
    [si] Cingalés
    [sk] Eslovaco
    [sl] Esloveno
    [es] Español
    [sw] Suajili
    [sv] Sueco
    [ta] Tamil
    [te] Telugu
    [th] Tailandés
    [tr] Turco
    [uk] Ucraniano
    [ur] Urdu
    [uz] Uzbeko
    [vi] Vietnamita
    [zu] Zulú
   *[other] { $code }
}
language-region = { $code ->
    [AE] Emiratos Árabes Unidos
    [AF] Afganistán
    [AR] Argentina
    [AT] Austria
    [AU] Australia
    [BE] Bélgica
    [BR] Brasil
    [BY] Bielorrusia
    [CA] Canadá
    [CH] Suiza
    [CI] Côte d’Ivoire
    [CL] Chile
    [CN] China
    [CO] Colombia
    [CR] Costa Rica
    [DO] República Dominicana
    [EC] Ecuador
    [EG] Egipto
    [ES] España
    [GB] Reino Unido
    [GH] Ghana
    [HK] Hong Kong
    [HN] Honduras
    [IE] Irlanda
    [IN] India
    [JM] Jamaica
    [KG] Kirguistán
    [LB] Líbano
    [LK] Sri Lanka
    [MA] Marruecos
    [MX] México
    [MY] Malasia
    [NZ] Nueva Zelanda
    [PA] Panamá
    [PE] Perú
    [PT] Portugal
    [QA] Catar
    [RW] Ruanda
    [SG] Singapur
    [TW] Taiwán
    [UG] Uganda
    [US] Estados Unidos
    [UY] Uruguay
    [ZA] Sudáfrica
   *[other] { $code }
}
language-in = { $language } ({ $region })
