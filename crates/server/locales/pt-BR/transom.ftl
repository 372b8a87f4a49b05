# Durações, datas. As duas primeiras unidades ficam juntas para a etiqueta ser curta.
span-days = { $days } d { $hours } h
span-whole-days = { $days } d
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $minutes } min
span-seconds = { $seconds } segundos
day-today = Hoje
day-yesterday = Ontem
day-heading = { $weekday }, { $day } de { $month }
date-short = { $day } { $month }
exact = { $date }, { $clock }
exact-today = hoje { $clock }
exact-tomorrow = amanhã { $clock }
until = até { $at }
until-sentence = Até { $at }.
weekday = { $weekday ->
    [1] segunda-feira
    [2] terça-feira
    [3] quarta-feira
    [4] quinta-feira
    [5] sexta-feira
    [6] sábado
   *[7] domingo
}
weekday-short = { $weekday ->
    [1] seg.
    [2] ter.
    [3] qua.
    [4] qui.
    [5] sex.
    [6] sáb.
   *[7] dom.
}
month = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
month-short = { $month ->
    [1] jan.
    [2] fev.
    [3] mar.
    [4] abr.
    [5] mai.
    [6] jun.
    [7] jul.
    [8] ago.
    [9] set.
    [10] out.
    [11] nov.
   *[12] dez.
}

# Palavras usadas em toda parte
you = Você
never = nunca
save = Salvar
cancel = Cancelar
edit = Editar
copy = Copiar
copied = Copiado
retry = Tentar de novo
send = Enviar
actions = Ações
head-more = Mais
advanced = Avançado
approved = concedida
not-approved = não concedida
close-dialog = Fechar
skip-to-content = Ir para o conteúdo
skip-to-thread = Ir para a conversa
field-name = Nome
field-your-name = Seu nome
field-email = E-mail
field-password = Senha
field-password-hint = Pelo menos 12 caracteres. Uma frase curta é fácil de lembrar.
role-owner = Proprietário
role-owner-hint = Tudo: canais, pessoas, tokens, diário.
role-agent = Agente
role-agent-hint = Responde aos clientes. Não vê segredos nem muda configurações.
theme-system = Como o aparelho
theme-light = Claro
theme-dark = Escuro

# Entrada, primeiro início
gate-foot = Transom, o balcão que nunca perde uma janela
sign-in-title = Entrar
sign-in-submit = Entrar
sign-in-help = Esqueceu a senha? Um proprietário pode lhe dar um novo link.
link-dead-title = Este link não vale mais
link-dead-lead = Ele serve uma vez, dentro de um dia. Um proprietário do balcão pode lhe dar um novo.
sign-out = Sair
setup-title = Prepare o seu balcão
setup-lead = Você será o proprietário: conecta os canais e convida os colegas.
setup-workspace = Nome da empresa
setup-workspace-hint = Seus colegas veem. Os clientes, não.
setup-submit = Criar o balcão
setup-dead-lead = Cada início do servidor cria um novo. Reinicie-o e abra o link que ele mostra.
setup-missing-title = Este balcão ainda não está pronto
setup-missing-lead = Abra o link que o servidor mostrou ao iniciar. Cada início mostra um novo.
setup-done-title = Este balcão está pronto
setup-done-lead = Ele tem seu proprietário. Entre, ou peça um convite.
invitation-title = Entrar em { $workspace }
invitation-lead = Você foi convidado como { $email }. Escolha uma senha para começar.
invitation-submit = Entrar
password-title = Escolha uma nova senha
password-lead = Para { $email } em { $workspace }. Todos os navegadores conectados serão desconectados.
password-submit = Salvar e entrar

# Barra e moldura
rail = Navegação principal
rail-inbox = Mensagens
rail-policy = Regras
rail-journal = Diário
rail-settings = Ajustes
rail-keys = Teclado
rail-you = Você
connection-live = Ao vivo
connection-waiting = Reconectando…

# Visões
views = Visões
views-windows = Janelas
views-put-away = Guardadas
views-channels = Canais
channel-filter = Conversas de um canal
channel-filter-none = Todos os canais
channel-filter-empty = Nenhuma conversa deste canal aqui.
view-mine = Minhas
view-unassigned = Sem responsável
view-all = Todas
view-closing-soon = Fechando logo
view-human-agent = Só agente humano
view-window-closed = Janela fechada
view-snoozed = Adiadas
view-closed = Encerradas
sort = Ordenar
sort-deadline = Fecha primeiro
sort-waiting = Espera mais longa
sort-activity = Atividade recente
list-more = Mostrar mais
list-unread = { $count ->
    [one] { $count } mensagem não lida
   *[other] { $count } mensagens não lidas
}
empty-mine = Nada espera por você. Pegue uma em Sem responsável com I.
empty-unassigned = Toda conversa tem alguém. Muito bem.
empty-all = Nenhuma conversa aberta. As novas mensagens aparecem aqui sozinhas.
empty-closing-soon = Nenhuma janela está para fechar. Ninguém foi esquecido.
empty-human-agent = Ninguém espera, fora da janela, a resposta de uma pessoa.
empty-window-closed = Nenhuma conversa aberta tem a janela fechada.
empty-snoozed = Nada foi adiado.
empty-closed = Nada foi encerrado ainda.
empty-no-channel = Nenhum canal está conectado: nenhuma mensagem pode chegar.
blank = Escolha uma conversa
blank-keys = J e K percorrem a lista, ? mostra todos os atalhos.

# Etiqueta da janela
pill-label = Janela:
pill-human = humano { $span }
pill-closed = fechada
pill-blocked = bloqueada
pill-barred = bloqueado por você
pill-barring = sendo bloqueado
pill-open-title = Você pode responder livremente até { $at }
pill-human-title = Uma pessoa ainda pode responder até { $at }; um robô, não
pill-closed-title = A janela de mensagens está fechada

# Cartão
sender-you = Você:
sender-other = { $name }:
sender-page = Página:
sender-account = Conta:
contact-unnamed = Cliente …{ $id }
card-failed = A última mensagem não chegou
card-failed-short = não enviada
card-snoozed = Adiada até { $at }
card-closed = encerrada
card-elsewhere = Outro aplicativo está respondendo
card-elsewhere-short = outro app
card-assignee = Com { $name }

# Conversa
thread-with = Conversa com { $name }
thread-messages = Mensagens
thread-earlier = Mensagens anteriores
thread-jump = Novas mensagens
thread-back = Voltar à lista
assign = Atribuir
assign-me = Atribuir a mim
assign-nobody = Não atribuir a ninguém
assigned-to = Com
unassigned = Sem responsável
snooze = Adiar
snooze-title = Adiar até
snooze-hour = Daqui a uma hora
snooze-before-window = Antes de a janela fechar
snooze-tomorrow = Amanhã de manhã
snooze-week = Próxima segunda
snooze-after-window = depois de a janela fechar
conversation-close = Encerrar
conversation-close-title = Encerrar a conversa (E). Ela reabre quando o cliente escrever.
conversation-reopen = Reabrir
banner-disconnected = Este canal está desconectado. Nada pode ser enviado até reconectá-lo.
banner-reconnect = Reconectar
restricted-until = Fim da restrição: { $until }.
banner-window-closed = A janela fechou há { $span }. Veja abaixo o que ainda é possível.
banner-never-open = Este cliente nunca escreveu: nenhuma janela está aberta.
banner-closing-soon = A janela fecha às { $at }. Depois disso não dá para responder livremente.
banner-assigned = { $name } está cuidando desta conversa.
banner-snoozed = Adiada até { $until }. Volta antes se o cliente escrever.
note-by = Nota de { $name }, vista só por colegas
message-heart = Um coração para esta mensagem
message-edited = editada
message-deleted = Mensagem cancelada. O conteúdo foi apagado.
message-deleted-short = Mensagem cancelada
message-unsupported = A plataforma não repassa o que foi enviado aqui. Só dá para ver no app dela.
message-unsupported-short = Não repassada
message-unsupported-kind = O que é, nas palavras da plataforma: { $kind }.
message-unsupported-reason = Motivo: { $reason }
message-forwarded = Encaminhada
message-forwarded-often = Encaminhada muitas vezes
message-chosen = Escolhida entre os botões, não escrita
message-command = Comando { $command }
choice-email = O e-mail dele
choice-phone = O telefone dele
message-product = Sobre o produto { $product }
referral-ad = Veio por este anúncio
referral-link = Veio por este link
referral-open = Abrir
offers = Respostas oferecidas
place-map = Ver no mapa
place-page = Página do lugar
place-wanted = Botão: enviar minha localização
shop-catalog = Botão: todo o catálogo
shop-product = Produto
card-phone = Telefone
card-email = E-mail
card-page = Página da web
card-address = Endereço
card-birthday = Aniversário
card-home = casa
card-work = trabalho
card-mobile = celular
order = Pedido
order-product = Produto
order-quantity = Quantidade
order-price = Preço unitário
order-total = Total
form = Formulário preenchido
form-named = Formulário preenchido: { $name }
reaction-sent = Reagiu com { $emoji }
reaction-taken-back = Reação removida
price-free = grátis
price-marketing = marketing
price-marketing-lite = marketing pela Marketing Messages API
price-utility = utilidade
price-authentication = autenticação
price-service = serviço
price-free-hint = A plataforma não cobra por esta mensagem.
price-free-service = A plataforma não cobra: o cliente escreveu há menos de um dia.
price-free-entry-point = A plataforma não cobra: o cliente veio por um anúncio ou por um botão da página.
price-charged = A plataforma cobra esta mensagem como: { $category }.
attachment-image = Imagem
attachment-video = Vídeo
attachment-audio = Mensagem de voz
attachment-file = Arquivo
attachment-sticker = Figurinha
attachment-link = Link
attachment-story-mention = Mencionou você no story
attachment-story-reply = Respondeu ao seu story
attachment-ephemeral = Foto ou vídeo temporário
attachment-appointment = Agendamento
attachment-elsewhere = Só no app do Instagram
attachment-waiting = Sendo buscado
attachment-too-large = Maior que os { $most } MB aceitos aqui
attachment-gone = A plataforma não o tem mais
attachment-forbidden = Está onde nada é buscado
attachment-empty = Estava vazio
attachment-unreachable = A plataforma não o entregou
attachment-expired = Não é mais guardado
attachment-not-as-said = Não é o que foi declarado: abra com cuidado
attachment-again = Buscar de novo
attachment-download = Baixar
composer-attach = Anexar arquivos
upload-empty = { $name } está vazio.
upload-too-large = { $name } passa dos { $most } MB aceitos aqui.
upload-too-many = Envie no máximo { $most } arquivos por vez.
upload-not-taken = { $name } não pode ser enviado aqui. { $wanted }
upload-refused = Não pode ser enviado aqui. { $wanted }
upload-as-sticker = Como figurinha
upload-as-picture = Como imagem
upload-no-sticker = { $name } não pode ser enviado como figurinha: { $why } { $advice }
upload-sticker-edge = tem { $width } × { $height } pixels, e uma figurinha { $edge } × { $edge }.
upload-sticker-unread = não foi possível ler como imagem.
upload-sticker-bytes = uma figurinha parada tem no máximo { $size }.
upload-sticker-bytes-moving = uma figurinha animada tem no máximo { $size }.
upload-sticker-moving = Uma imagem animada só pode ser uma figurinha: ajuste-a, ou envie como vídeo (MP4).
upload-sticker-still = Ajuste o arquivo, ou envie como imagem.
upload-audio = Áudio
upload-remove = Remover { $name }
upload-first = Remova o arquivo que não pode ser enviado.
upload-drop = Solte os arquivos para anexá-los
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
origin-page-inbox = Caixa da página
origin-instagram-app = App do Instagram
origin-other-app = Outro aplicativo
delivery-queued = Aguardando envio
delivery-unconfirmed = Aguardando a confirmação da plataforma
delivery-held = Retida pela plataforma, que primeiro observa como os clientes recebem este modelo
origin-api = API
delivery-sent = Enviada
delivery-delivered = Entregue { $at }
delivery-read = Lida { $at }
delivery-played = Ouvida: { $at }
delivery-failed = Não entregue
activity-assigned = { $by } atribuiu a conversa a { $to }
activity-took-over = { $by } assumiu a conversa
activity-unassigned = { $by } deixou a conversa sem responsável
activity-closed = { $by } encerrou a conversa
activity-reopened = { $by } reabriu a conversa
activity-reopened-by-customer = O cliente escreveu de novo
activity-snoozed = { $by } adiou a conversa até { $until }
activity-woken = De volta do adiamento
activity-tapped = O cliente tocou em “{ $title }”
activity-arrived-tapped = O cliente veio por { $name } e tocou em “{ $title }”
activity-arrived = O cliente veio por { $name }
activity-attested = { $by } garante que a verificação do conteúdo erra em “{ $words }”
activity-identity-moved = O cliente tem agora outro número ou identificador
activity-identity-renewed = O cliente configurou o aplicativo de novo: confirme quem é antes de dizer algo confidencial
activity-notify-wanted = Pediu uma mensagem, uma vez, sobre: { $topic }
activity-marketing-wanted = O cliente quer receber mensagens de marketing
activity-marketing-stopped = O cliente não quer receber mensagens de marketing
activity-account-linked = O cliente entrou na conta dele
activity-account-unlinked = O cliente saiu da conta dele
activity-answer-good = O cliente achou uma resposta boa
activity-answer-bad = O cliente achou uma resposta ruim
activity-answer-rated = O cliente avaliou uma resposta: “{ $rating }”
activity-chat-opened = O cliente abriu a conversa pela primeira vez
activity-control-taken = { $by } assumiu a conversa do outro aplicativo
activity-control-passed = { $by } passou a conversa para { $app }
activity-control-released = { $by } devolveu a conversa à página
activity-control-asked = { $by } pediu a conversa ao outro aplicativo
activity-control-declined = { $by } manteve a conversa, pedida por { $app }
activity-control-received = { $app } passou a conversa para você
activity-control-lost = { $app } responde a partir daqui
activity-control-given-up = { $app } largou esta conversa; fica com quem responder a seguir
activity-control-requested = { $app } pede esta conversa
activity-control-note = { $said }: “{ $note }”

# Thread control
app-page-inbox = Caixa de entrada da Página
app-instagram-inbox = Caixa de entrada do Instagram
app-other = Outro aplicativo
control-menu = Quem responde
control-us = Nós respondemos
control-alone = Você responde. Nenhum outro aplicativo apareceu aqui.
control-ours = Você responde. Os outros aplicativos estão em espera.
control-theirs = { $app } está respondendo nesta conversa.
control-take = Assumir
control-ask = Pedir a conversa
control-pass = Passar para { $app }
control-release = Devolver à página
control-look = Procurar aplicativos conectados
control-elsewhere = Só pode ser passada por lá: este canal não está conectado por uma Página do Facebook.
control-wish = { $app } pede esta conversa.
control-accept = Aceitar
control-decline = Agora não
control-failed = A plataforma não fez isso: { $said }
banner-standby = { $app } está respondendo. Você está em espera e pode acompanhar.
halt-standby-hint = Você pode acompanhar. Assuma para responder você mesmo; o outro aplicativo fica então em espera.

# Escrita
composer = Escrever
composer-mode = Resposta ou nota
composer-reply = Responder
composer-note = Nota
composer-reply-label = Sua resposta
composer-note-label = Sua nota
composer-placeholder = Escreva uma resposta…
composer-human-placeholder = Responda pessoalmente à pergunta do cliente…
composer-note-placeholder = Escreva uma nota para os colegas…
composer-open = Aberta até { $at }
composer-then = depois por agente humano até { $at }
composer-human = Uma pessoa pode responder até { $at }
composer-human-hint = Responda à pergunta; nada de promoção.
composer-send-hint = Ctrl + Enter envia
composer-unsent = Não foi possível alcançar o servidor. Seu texto foi mantido; veja se a mensagem aparece acima antes de enviá-la de novo.
composer-bytes = O Instagram conta bytes: acentos e emojis ocupam mais de um.
composer-bytes-unit = bytes
composer-note-hint = Só os colegas veem as notas.
note-add = Adicionar nota
remedy-ask = Pedir que o cliente escreva
remedy-ask-why = Assim que ele escrever, a janela abre de novo. Compartilhe este link por e-mail, no site ou no recibo.
remedy-ask-link = Link da conversa
remedy-human = Pedir à Meta a permissão Human Agent
remedy-human-why = Com ela, uma pessoa poderia responder aqui até { $until }. O canal não a tem.
remedy-human-settings = Ajustes da página
remedy-human-owner = Um proprietário do balcão pode cuidar disso.
withdrawn = Por que não há etiqueta para escolher?
withdrawn-on = retirada em { $date }
withdrawn-why = Desde então a Meta as recusa, e insistir nelas faz a página ser restrita. O Transom não oferece o que seria recusado ou punido.
withdrawn-link = O que diz cada regra
composer-kept = O que você escreveu
tagged = Enviar mensagem com etiqueta
tagged-human = Ou enviar uma atualização com etiqueta
tagged-why = Para uma notícia que o cliente espera: um evento, um pedido ou a conta dele.
tagged-purpose = Sobre o que é?
tagged-event = Evento
tagged-purchase = Pedido
tagged-account = Conta
tagged-news = Notícias
tagged-allowed = Permitido
tagged-forbidden = Proibido
tagged-event-allowed-1 = “Lembrete: sua prova é amanhã às 10h.”
tagged-event-allowed-2 = “O concerto de sábado começa às 15h, não às 14h.”
tagged-event-allowed-3 = “Seu horário de sexta-feira está confirmado.”
tagged-event-forbidden-1 = “Venha à nossa liquidação de inverno, 20% de desconto em tudo!” (publicidade)
tagged-event-forbidden-2 = “Semana que vem tem oficina, venha ver.” (sem inscrição)
tagged-event-forbidden-3 = “O que você achou da oficina?” (já passou, e é pesquisa)
tagged-purchase-allowed-1 = “Seu pedido A-1182 saiu hoje e chega na sexta-feira.”
tagged-purchase-allowed-2 = “Seu pagamento foi recusado. Tente outro cartão.”
tagged-purchase-allowed-3 = “Seu reembolso de 40 reais está a caminho.”
tagged-purchase-forbidden-1 = “Aqui está um cupom para o próximo pedido.” (cupom)
tagged-purchase-forbidden-2 = “Estas botas combinam com sua jaqueta.” (vender outra coisa)
tagged-purchase-forbidden-3 = “Você gostou do seu pedido?” (pesquisa)
tagged-account-allowed-1 = “Seu pedido de cartão de cliente foi aceito.”
tagged-account-allowed-2 = “Alguém entrou na sua conta por um aparelho novo. Foi você?”
tagged-account-allowed-3 = “Sua senha foi alterada hoje.”
tagged-account-forbidden-1 = “Peça o cartão ouro e aproveite 15% de desconto!” (publicidade)
tagged-account-forbidden-2 = “Seu extrato mensal está pronto.” (volta sempre)
tagged-account-forbidden-3 = “Você nos recomendaria?” (pesquisa)
tagged-news-allowed-1 = “A câmara votou: a ponte velha reabre na segunda-feira.”
tagged-news-allowed-2 = “Temporal hoje à noite: sem trens para o litoral.”
tagged-news-allowed-3 = “A final terminou 2 a 1. O relato vem a seguir.”
tagged-news-forbidden-1 = “Assine hoje com 50% de desconto!” (publicidade)
tagged-news-forbidden-2 = “Seu pedido foi enviado.” (não é notícia)
tagged-news-forbidden-3 = “Vote no seu artigo favorito.” (pesquisa)
tagged-box = Sua mensagem com etiqueta
tagged-placeholder = Escreva o que o cliente precisa saber, e nada mais…
tagged-waiting = O que você escreve é comparado com as regras antes do envio.
tagged-check = Verificar
tagged-rephrase-promotional = Tire estas palavras: nada de ofertas, de preços que atraem, de convite à compra. Diga só o que o cliente espera saber.
tagged-rephrase-recurring = O que volta toda semana ou todo mês não vai por esta etiqueta. Conte a única mudança que acabou de acontecer.
tagged-attest = O alarme é falso. Meu nome fica com a mensagem.
tagged-merge = Uma mensagem com etiqueta saiu há { $span }, e o cliente não reagiu desde então. Ponha tudo o que falta dizer em uma só mensagem: etiquetas em sequência põem a página em risco.
tagged-count = { $count ->
    [0] Nenhuma mensagem com etiqueta desde o último ato do cliente
    [one] { $count } mensagem com etiqueta desde o último ato do cliente
   *[other] { $count } mensagens com etiqueta desde o último ato do cliente
}
halt-disconnected = Este canal está desconectado
halt-disconnected-hint = A Meta não aceita mais o token de acesso. As mensagens ainda chegam; para responder, um proprietário precisa informar um novo token.
halt-restricted-hint = Enquanto isso nada é enviado, para a restrição não aumentar. Você pode recorrer na qualidade da página, na Meta.
halt-unreachable = Não é possível alcançar esta pessoa
halt-unreachable-hint = Ela bloqueou você, encerrou a conta ou não pode receber mensagens. Reabre se ela escrever.
halt-barred = Você mantém esta pessoa afastada.
halt-barred-hint = Ela não pode escrever para você e nada pode ser enviado a ela.
halt-barring = A plataforma está sendo solicitada a manter esta pessoa afastada.
halt-barring-hint = Enquanto isso, nada é enviado a ela. Se a plataforma recusar, a conversa diz por quê.
moderate = Manter esta pessoa afastada
moderate-block = Bloquear
moderate-block-hint = Ela não poderá mais escrever para você, nem você para ela. Ela não é avisada. Você pode desbloqueá-la a qualquer momento.
moderate-block-not-now = O WhatsApp só bloqueia alguém enquanto uma mensagem dessa pessoa mantém a janela aberta. Você poderá bloqueá-la assim que ela escrever de novo.
moderate-unblock = Desbloquear
moderate-unblock-hint = Ela pode escrever para você de novo. Você pode responder assim que ela o fizer, ou enquanto houver uma janela aberta.
moderate-ban = Banir da página
moderate-ban-hint = Ela não pode mais escrever para você nem comentar na página, e deixa de segui-la.
moderate-unban = Retirar o banimento
moderate-unban-hint = Ela pode escrever e comentar de novo.
moderate-spam = Mover para spam
moderate-spam-hint = A conversa é fechada aqui e vai para a pasta de spam da caixa da própria plataforma. Ninguém é bloqueado.
refusal-cannot-moderate = A plataforma não pode fazer isso com esta pessoa.
activity-block = { $by } bloqueou esta pessoa
activity-unblock = { $by } desbloqueou esta pessoa
activity-ban = { $by } baniu esta pessoa da página
activity-unban = { $by } retirou o banimento
activity-spam = { $by } moveu a conversa para o spam
activity-moderation-asked = { $by } pediu à plataforma: “{ $what }”. Ela ainda não respondeu.
activity-moderation-dropped = { $by } pediu à plataforma: “{ $what }”, e outra coisa foi pedida antes da resposta.
activity-block-failed = A plataforma não bloqueou esta pessoa: { $said }
activity-unblock-failed = A plataforma não desbloqueou esta pessoa: { $said }
activity-ban-failed = A plataforma não baniu esta pessoa: { $said }
activity-unban-failed = A plataforma não retirou o banimento: { $said }
activity-spam-failed = A plataforma não moveu a conversa para o spam: { $said }
labels = Marcadores
labels-lead = Palavras da caixa de entrada da página que os clientes recebem. Quem trabalha na página vê todos. Os marcadores não podem ser renomeados.
labels-reading = Os marcadores da plataforma estão sendo lidos.
labels-fetch = Buscar na plataforma
labels-empty = Ainda não há marcadores. Crie um ou busque os da página.
label-add = Adicionar um marcador
label-new = Novo marcador
label-put = Adicionar
label-remove = Tirar o marcador “{ $label }”
label-show = Mostrar todas as conversas com o marcador “{ $label }”
label-pending = O pedido está sendo feito à plataforma.
label-not-put = O marcador “{ $label }” não foi adicionado: { $said }
label-not-taken = O marcador “{ $label }” não foi tirado: { $said }
label-terms = A página não aceitou os termos do Facebook sobre contatos. Um administrador da página aceita os termos no Facebook; depois, tente de novo aqui.
label-again = Tentar de novo
label-let-be = Deixar assim
label-filter = Conversas com um marcador
label-filter-none = Todas, com e sem marcadores
label-filter-empty = Nenhuma conversa aqui tem este marcador.
label-make = Novo marcador
label-make-hint = Se já houver um com esse nome, é esse. Depois não pode ser renomeado.
label-make-submit = Criar o marcador
label-making = A criação está sendo pedida à plataforma.
label-deleting = A exclusão está sendo pedida à plataforma.
label-not-made = A plataforma não o criou: { $said }
label-not-deleted = A plataforma não o excluiu: { $said }
label-customers = { $count ->
    [0] Ninguém o tem
    [one] { $count } cliente o tem
   *[other] { $count } clientes o têm
}
label-delete = Excluir
label-delete-hint = { $count ->
    [0] Ele é excluído também na página.
    [one] Ele é excluído também na página e tirado de { $count } cliente.
   *[other] Ele é excluído também na página e tirado de { $count } clientes.
}
label-delete-confirm = Excluir o marcador
label-name-refused = Um marcador precisa de um nome de no máximo { $most } caracteres.
label-not-here = Só as páginas do Facebook no Messenger têm marcadores.
label-being-deleted = O marcador com esse nome está sendo excluído neste momento. Tente de novo em um minuto.
label-not-there = Este marcador não existe mais.
refusal-cannot-label = Não é possível pôr um marcador nesta pessoa: a plataforma só a conhece depois que ela escreve.
activity-label-put = { $by } adicionou o marcador “{ $label }”
activity-label-taken = { $by } tirou o marcador “{ $label }”
activity-label-put-elsewhere = O marcador “{ $label }” foi adicionado fora deste balcão
activity-label-taken-elsewhere = O marcador “{ $label }” foi tirado fora deste balcão
done-label = O marcador está sendo criado.
done-label-deleting = O marcador está sendo excluído.
done-labels-asked = Os marcadores da plataforma estão sendo lidos.
halt-settings = Abrir os ajustes do canal

# Painel
panel = Detalhes
panel-since = Conhecido desde { $date }
panel-identities = Alcançável por
panel-window = Janela
panel-cause = Aberta por
panel-opened = Aberta
panel-closes = Fecha
panel-closed = Fechou
panel-human = Agente humano até
panel-rulebook = Regras
panel-conversation = Conversa
panel-waiting = Cliente espera há
panel-messages = Mensagens
panel-created = Início
panel-id = Id
cause-message = uma mensagem
cause-postback = um botão
cause-referral = um link da conversa
cause-reaction = uma reação
cause-story-mention = uma menção em um story
cause-opt-in = um consentimento
cause-ad-message = um anúncio

# Rotas
route-standard = Padrão
route-human-agent = Agente humano
route-tag-event = Etiqueta de evento
route-tag-purchase = Etiqueta de compra
route-tag-account = Etiqueta de conta
route-tag-feedback = Etiqueta de avaliação
route-tag-news = Etiqueta de notícias
route-utility-template = Modelo de serviço
route-template = Modelo
route-one-time = Notificação única
route-marketing = Mensagem de marketing
route-private-reply = Resposta privada
route-sponsored = Mensagem patrocinada
route-other-channel = Outro canal
route-standard-why = Com a janela aberta: pode-se dizer tudo, promoção também.
route-standard-always-why = A qualquer momento: este canal não tem janela de mensagens.
route-human-agent-why = A resposta de uma pessoa à pergunta do cliente depois da janela. Sem promoção, nunca por um robô.
route-tag-event-why = Com a etiqueta de evento: lembrete ou mudança de algo em que o cliente se inscreveu.
route-tag-purchase-why = Com a etiqueta de compra: sobre um pedido que o cliente fez.
route-tag-account-why = Com a etiqueta de conta: sobre uma mudança da conta do cliente que acontece uma só vez.
route-tag-feedback-why = Com a etiqueta de avaliação: uma só pesquisa, logo depois do contato com o cliente.
route-tag-news-why = Com a etiqueta de notícias: notícias de um veículo registrado, sem promoção.
route-utility-template-why = Um modelo de serviço aprovado pela Meta. Pode ser enviado a qualquer momento.
route-template-why = Um modelo aprovado pelo WhatsApp. Pode até começar uma conversa.
route-one-time-why = A única mensagem para a qual o cliente tocou em “Avise-me”.
route-marketing-why = Uma mensagem de marketing para quem aceitou recebê-las.
route-private-reply-why = A única resposta privada a um comentário.
route-sponsored-why = Uma mensagem paga. Compra-se nas ferramentas de anúncios da Meta, não sai daqui.
route-other-channel-why = Por outro canal do mesmo contato, pelas regras desse canal.

# Recusas: as mesmas frases na página e na API

# Por que uma mensagem não chegou
failure-rejected = A plataforma recusou esta mensagem.
failure-window-closed = A plataforma diz que a janela está fechada ou que falta a permissão Human Agent.
failure-refused = Quando chegou a vez dela, as regras já não permitiam esta mensagem.
failure-exhausted = A plataforma falhou em todas as tentativas. Nada foi entregue.
failure-unconfirmed = A plataforma não disse se chegou, e nenhuma confirmação veio. Veja a conversa antes de enviar de novo.

# What a command is refused for beside the rules, whose sentences are the policy engine’s
refusal-empty = Não há nada para enviar. Escreva uma mensagem primeiro.
refusal-snooze-past = O adiamento precisa terminar depois de agora. Escolha outro horário.
refusal-not-failed = Esta mensagem não falhou, por isso não é enviada de novo.


failure-restricted = A plataforma não deixa este canal enviar no momento.
failure-unreachable = Não é possível alcançar esta pessoa: talvez tenha bloqueado você ou encerrado a conta.
failure-opted-out = Esta pessoa parou as mensagens de marketing. As respostas ao que ela escreve continuam chegando.
failure-marketing-held = A plataforma retém por enquanto o marketing para esta pessoa. Não se tenta de novo antes do fim da pausa.
failure-complaints = O WhatsApp aceita menos deste número por enquanto: pessoas demais reclamaram, ou ele escreveu para pessoas novas demais. O marketing dele está suspenso.
failure-misclassified-templates = Modelos demais desta conta estavam em categoria errada: o WhatsApp não aceita nada dela por enquanto.
failure-misused-tags = A plataforma avisa que mensagens com etiqueta estão sendo mal usadas. Nenhuma sai deste canal até que alguém o deixe enviar de novo.
failure-payment = A plataforma não consegue cobrar esta mensagem da sua conta. Alguém precisa acertar o pagamento lá; depois envie de novo.
failure-unregistered = Este número não está registrado no WhatsApp, ou não está mais. Registre-o lá, no WhatsApp Manager ou pela API; depois envie de novo.
failure-account = Quem administra a conta precisa resolver algo na plataforma antes que isto possa ser enviado.
failure-standby = Outro aplicativo está respondendo nesta conversa. Assuma-a e envie de novo.
failure-reconnect = O token de acesso do canal não vale mais. Um proprietário precisa informar um novo.

# Ajustes
settings-profile = Você
settings-channels = Canais
settings-people = Pessoas
settings-tokens = Tokens de API
health-connected = Conectado
health-restricted = Restrito
health-disconnected = Desconectado
health-troubled = Requer atenção
channel-health = Saúde
channel-connection = Conexão
channel-pages = Páginas deste canal
channel-health-lead = O que a plataforma e este servidor dizem do canal, o pior primeiro. As mensagens dos clientes chegam de qualquer forma.
channel-checked = A plataforma foi consultada: { $at }.
channel-not-checked = A plataforma ainda não foi consultada.
channel-next-check = Próxima vez: { $at }.
channel-check-now = Consultar agora
grade-good = Bem
grade-unknown = Não se sabe
grade-watch = Observar
grade-bad = Resolver
remark-next = O que fazer:
remark-said = A plataforma diz: “{ $words }”
said-abusive = A plataforma considera suas palavras abusivas.
said-category = Suas palavras não combinam com a categoria.
said-format = Sua forma não é aceita: confira as variáveis, a pontuação e os links.
said-promotional = Ele promove algo, o que a categoria não permite.
said-scam = A plataforma considera isso um golpe.
said-mismatch = Suas palavras não combinam com o idioma ou a categoria.
said-first-pause = Clientes reclamaram dele: é a primeira pausa.
said-second-pause = Clientes reclamaram dele de novo: é a segunda pausa.
said-rate-pause = A plataforma está limitando a velocidade de envio.
said-spam = A plataforma considera spam o que foi enviado.
said-calls = Clientes reclamam das ligações.
said-no-first = Não se pode escrever primeiro a nenhum cliente.
said-no-answers = Não se pode responder ao que os clientes escrevem.
said-no-utility = Nenhum modelo de utilidade pode ser enviado.
said-no-numbers = Nenhum outro número pode ser adicionado.
said-no-calling = Não se pode ligar para os clientes.
said-no-calls = Os clientes não podem ligar.
remark-not-checked = A plataforma ainda não foi consultada sobre este canal.
remark-token-works = O token de acesso funciona.
remark-token-refused = A plataforma recusa o token de acesso: nada pode ser enviado. As mensagens dos clientes continuam chegando.
remark-token-next = Crie na plataforma um novo token com todas as permissões e informe-o em “Conexão”.
remark-permission-missing = Falta uma permissão ao token de acesso.
remark-permission-next = Conceda a permissão ao app na plataforma, crie um novo token e informe-o em “Conexão”.
remark-not-answered = A plataforma não deu uma resposta utilizável.
remark-not-answered-next = Nada por ora: ela será consultada de novo. Se durar, veja se este servidor alcança a internet.
remark-disconnected = Nada pode ser enviado desde: { $since }. As mensagens dos clientes continuam chegando.
remark-restricted = A plataforma proíbe este canal de enviar.
remark-restricted-until = A plataforma proíbe este canal de enviar até: { $until }.
remark-barred = A plataforma impede este canal de enviar { $what }.
remark-barred-until = A plataforma impede este canal de enviar { $what } até { $until }.
scope-marketing = marketing
scope-templates = modelos
scope-utility-templates = modelos de utilidade
scope-replies = respostas
scope-tags = mensagens com etiqueta
remark-restricted-next = Pare o que a plataforma reclama e espere. É possível recorrer nas ferramentas da plataforma; o que se envia contra uma restrição a prolonga.
remark-tags-next = Descubra quais mensagens com etiqueta não eram o que a etiqueta diz e pare com elas. Depois deixe o canal enviar de novo em “Conexão”.
remark-ending = A plataforma anunciou que vai desativar esta conta.
remark-ending-next = Recorra já nas ferramentas de negócios da plataforma, antes da data que ela indica; depois disso nada mais poderá ser enviado nem recebido.
remark-sending-blocked = A plataforma diz que nada pode ser enviado por este número.
remark-sending-limited = A plataforma deixa este número enviar só uma parte das suas mensagens.
remark-sending-next = Veja nas ferramentas de negócios da plataforma o que impede o envio e resolva. Este servidor pergunta de novo sozinho.
remark-subscribed = A plataforma envia todos os webhooks pedidos.
remark-resubscribed = A plataforma havia parado de enviar alguns webhooks. Pedidos de novo, eles chegam.
remark-resubscribed-next = Procure na caixa da plataforma as mensagens que faltam aqui e veja se este servidor esteve fora de alcance.
remark-subscribed-anew = A plataforma não diz qual dos aplicativos que ouvem este canal é o nosso. Todos os webhooks foram pedidos de novo, e ela aceitou.
remark-fields-missing = A plataforma não envia estes webhooks: { $fields }.
remark-fields-missing-next = Dê ao app a permissão para eles e salve a conexão outra vez.
remark-nothing-heard = Ainda não chegou nenhum webhook.
remark-nothing-heard-next = Informe o endereço do webhook e o token de verificação nas configurações do app e escreva ao canal de um telefone.
remark-heard = Último webhook recebido: { $at }.
remark-late = Ele só foi processado { $span } depois de chegar.
remark-late-next = Veja a carga deste servidor e do seu disco; o que espera é processado em ordem.
remark-quality-high = Os clientes gostam do que este número envia.
remark-quality-medium = Alguns clientes reclamam do que este número envia.
remark-quality-low = Muitos clientes reclamam do que este número envia: a plataforma pode restringi-lo.
remark-quality-unknown = Poucos clientes já avaliaram o que este número envia.
remark-quality-next = Escreva só a quem pediu, com menos frequência e sobre o que espera.
remark-recipients = Você pode escrever primeiro a { $count } clientes diferentes por dia.
remark-recipients-unlimited = Você pode escrever primeiro a quantos clientes quiser.
remark-throughput-raised = A plataforma aumentou a vazão deste número.
remark-throughput-beside-phone = Este número também é usado em um telefone; por isso a plataforma aceita dele menos mensagens por segundo.
remark-complaint = A plataforma tem algo contra este canal.
remark-complaint-next = Veja nas ferramentas da plataforma o que ela pede.
remark-quiet = Um limite da plataforma foi atingido: nada sai antes de: { $until }.
remark-near-limit = { $percent } % de um limite da plataforma já foram usados: as mensagens saem mais devagar.
remark-quiet-next = Nada: o que espera sai sozinho, em ordem.
remark-failing = { $count } × { $class } no último dia, a última vez: { $at }.
remark-failing-next = As mensagens dizem nas suas conversas o que foi delas.
remark-payment = A plataforma não conseguiu cobrar mensagens e não as entregou: { $count } no último dia, a última { $at }.
remark-payment-next = Abra as configurações de pagamento da conta nas ferramentas de negócios da plataforma e pague o que se deve ou informe uma forma de pagamento válida. Depois envie de novo as mensagens que falharam; as gratuitas continuam saindo.
remark-account = A plataforma recusa mensagens até que quem administra a conta resolva algo: { $count } no último dia, a última { $at }.
remark-account-next = Leia acima o que a plataforma diz e resolva nas ferramentas de negócios dela: o nome que os clientes veem, o modelo, o formulário, o nome de usuário, uma permissão do app ou o ajuste do Instagram que deixa as ferramentas conectadas ler as mensagens. Depois envie as mensagens de novo.
remark-no-errors = Nada falhou no último dia.
remark-right-missing = Falta ao token de acesso a permissão { $right }.
remark-lost = Sem isso falta: { $what }.
lost-sending = qualquer envio
lost-messages = o que os clientes escrevem
lost-echoes = o que foi respondido em outro lugar
lost-receipts = se as mensagens chegaram e foram lidas
lost-changes = mensagens alteradas e reações
lost-taps = toques em botões e os links por onde os clientes vieram
lost-opt-ins = permissões dadas pelos clientes
lost-comments = comentários
lost-templates = a lista de modelos e suas análises
lost-measures = avisos e restrições da plataforma
lost-webhooks = a renovação dos webhooks
lost-names = nomes dos clientes
lost-control = quem pode responder quando vários programas dividem conversas
lost-labels = etiquetas alteradas em outro lugar
remark-token-ends = O token de acesso expira { $at }: depois disso nada pode ser enviado.
remark-token-ended = O token de acesso expirou { $at }: nada pode ser enviado.
remark-token-ends-next = Crie antes disso um novo token na plataforma e informe-o em “Conexão”. O de um usuário do sistema não expira.
remark-token-renews = O token de acesso vale até { $at } e é renovado aqui antes disso.
remark-token-not-renewed = A plataforma não renova o token de acesso. Ele vai terminar, e depois nada poderá ser enviado.
remark-token-not-renewed-next = Crie um novo token na plataforma e informe-o em “Conexão”: a conta ainda precisa autorizar o aplicativo.
remark-access-ends = O aplicativo só pode ler dados da conta até { $at }.
remark-access-ended = O aplicativo não pode mais ler dados da conta desde { $at }.
remark-access-ends-next = Alguém que gerencia a conta entra de novo no aplicativo na plataforma e o autoriza outra vez.
offer-appeal = A plataforma aceita um recurso.
offer-learn-more = A plataforma explica sua regra.
offer-support = O suporte da plataforma recebe o caso.
offer-open = Abrir na plataforma
notices = O que a plataforma comunicou
notices-none = A plataforma não comunicou nada sobre esta conta.
notice-barred-until = Restrição até { $until }: { $what }.
notice-barred = Restrição até novo aviso: { $what }.
notice-others = Também retirado: “{ $what }”.
barred-all = qualquer envio
barred-replies = respostas
barred-templates = modelos
barred-utility-templates = modelos de utilidade
barred-marketing = mensagens de marketing
barred-tags = mensagens com tag
notice-disconnected = A plataforma não deixa mais este servidor falar pela conta: nada pode ser enviado.
notice-reconnected = A plataforma deixa de novo este servidor falar pela conta.
notice-past-told = Tudo o que foi escrito antes no telefone já está aqui.
notice-standing = A reputação do número mudou. Nas palavras da plataforma: “{ $event }”.
notice-flagged = Muitos clientes reclamam do que este número envia.
notice-unflagged = Os clientes reclamam menos: o número não está mais sinalizado.
notice-upgrade = O número pode escrever primeiro a mais clientes.
notice-downgrade = O número pode escrever primeiro a menos clientes.
notice-onboarding = O número foi registrado na plataforma.
notice-throughput = O número pode enviar mais rápido.
notice-capability = O que a conta pode fazer mudou.
notice-numbers = Pode ter { $count } números.
notice-review-approved = A plataforma analisou a conta e a aprovou.
notice-review-rejected = A plataforma analisou a conta e a rejeitou: ela não pode enviar.
notice-review-pending = A plataforma está analisando a conta.
notice-name-approved = Os clientes agora veem o nome “{ $name }”.
notice-name-rejected = O nome “{ $name }” foi rejeitado; os clientes ainda veem o antigo.
notice-name-pending = O nome “{ $name }” está em análise.
notice-security = Alguém mudou, ou quer mudar, o que protege o número. Nas palavras da plataforma: “{ $event }”.
notice-pin-changed = O PIN que protege o número foi alterado.
notice-pin-asked = Alguém pediu para redefinir o PIN que protege o número.
notice-pin-reset = O PIN que protege o número foi redefinido.
notice-security-next = Se não foi ninguém de vocês, defina um novo PIN na plataforma e veja quem tem acesso.
notice-warning = A plataforma advertiu a conta. Nada está proibido ainda; o próximo passo é uma restrição.
notice-warning-next = Descubra de quais mensagens se trata e pare de enviá-las. Escreva só a quem pediu.
notice-scheduled = A plataforma anunciou que vai desativar a conta.
notice-block = A plataforma proibiu a conta de enviar.
notice-unblock = A plataforma deixa a conta enviar de novo.
notice-integrity-ok = A plataforma não tem nada contra a página.
notice-integrity-restricted = A plataforma restringiu a página.
notice-integrity-suspended = A plataforma suspendeu a página: nada pode ser enviado.
notice-alert = A plataforma tem novidades sobre a conta.
notice-ad-account-linked = Uma conta de anúncios foi conectada.
notice-partner-added = Um parceiro recebeu acesso à conta.
notice-partner-app = O aplicativo de um parceiro recebeu acesso à conta.
notice-code-price = Mudou se o preço internacional dos códigos de uso único se aplica à conta.
notice-volume-tier = A conta passou para outra faixa dos preços por volume.
notice-country = Mudou o país ao qual a empresa é atribuída.
notice-marketing-terms = Alguém aceitou os termos da interface de mensagens de marketing.
error-fault = falha da plataforma
error-throttled = mensagens demais ao mesmo tempo
error-unconfirmed = envio incerto
error-window-closed = janela fechada
error-rejected = mensagem não aceita
error-unreachable = cliente fora de alcance
error-restricted = canal restrito
error-payment = pagamento pendente
error-account = a resolver por quem administra a conta
error-reconnect = falta token ou permissão
channels-lead = As páginas, contas e números cujas mensagens chegam a este balcão.
channels-add = Conectar um canal
channels-empty = Conecte sua primeira página, conta ou número e as mensagens dela aparecerão aqui.
channel-lead = Você encontra estes valores no seu aplicativo em developers.facebook.com.
channel-platform = Plataforma
channel-page = Página
channel-page-hint = A página do Facebook à qual os clientes escrevem, e a chave para enviar em nome dela.
channel-page-id = Id da página
channel-page-id-hint = Um número, na seção Sobre da página.
channel-account = Conta
channel-account-hint = A conta profissional do Instagram à qual os clientes escrevem, e a chave para enviar em nome dela.
channel-account-id = Id da conta
channel-account-id-hint = Um número que começa com 1784, não o @nome.
channel-account-name-hint = Deixe vazio para usar o nome da conta.
channel-login = Como seu aplicativo se conecta
channel-login-instagram = Instagram Login
channel-login-instagram-hint = Fala com a própria conta, sem página do Facebook.
channel-login-page = Facebook Login
channel-login-page-hint = Fala pela página do Facebook à qual a conta está vinculada.
channel-account-token = Token de acesso
channel-account-token-hint = Com Instagram Login o token da conta, com instagram_business_manage_messages; com Facebook Login o da página, com instagram_manage_messages.
channel-account-webhooks-hint = Informe os dois primeiros no seu aplicativo, em Webhooks, para o Instagram.
channel-account-secret-add = Adicionar a chave secreta do Instagram do aplicativo
channel-account-secrets-hint = Todo webhook precisa ser assinado com uma delas: informe a chave secreta do aplicativo e a do Instagram.
channel-number = Número do WhatsApp
channel-number-hint = O número para o qual os clientes escrevem no WhatsApp, e a chave para enviar em nome dele.
channel-number-id = ID do número de telefone
channel-number-id-hint = O número que a Meta mostra abaixo do número de telefone, não o número de telefone em si.
channel-waba-id = ID da conta do WhatsApp Business
channel-waba-id-hint = Fica ao lado do ID do número de telefone, em WhatsApp, Configuração da API.
channel-number-name-hint = Deixe em branco para usar o nome que os clientes veem.
channel-number-token-hint = O token sem validade de um usuário do sistema, com whatsapp_business_messaging e whatsapp_business_management.
channel-number-webhooks-hint = Informe os dois primeiros no seu aplicativo, em WhatsApp, Configuração, e assine lá estes campos:
channel-graph-url-own = O da Meta
channel-account-graph-url-hint = Preencha apenas para falar com um emulador.
channel-name = Nome neste balcão
channel-name-hint = Deixe vazio para usar o nome da página.
channel-region = País
channel-region-hint = Duas letras, como BR. Algumas regras da Meta mudam conforme o país. Em branco, um número do WhatsApp informa o seu.
marketing-way = Marketing Messages API
marketing-way-lead = O caminho próprio do WhatsApp para marketing: ele escolhe o momento e a quem entregar, e tem preço próprio. O resto segue como antes.
marketing-way-on = Enviar modelos de marketing por ela
marketing-way-on-hint = Alguém precisa ter aceitado os termos para a empresa no WhatsApp Manager, na visão geral.
marketing-way-policy = O que ela não pode levar
marketing-way-fallback = segue como qualquer outro modelo
marketing-way-strict = não é enviado
marketing-way-shares = Compartilhar o que os clientes fazem com as mensagens
marketing-way-shares-hint = O WhatsApp pode usar isso na entrega.
marketing-way-refused = O WhatsApp ainda não aceita marketing desta empresa por esta interface: aceite os termos no WhatsApp Manager, na visão geral em alertas, e ative de novo.
channel-trouble = A Meta não aceita a conexão: { $reason }
channel-halted = A Meta impede este canal de enviar. { $reason }
channel-resume = Retomar o envio
channel-resume-hint = A Meta nem sempre avisa quando uma restrição termina. Retome quando a qualidade da página não mostrar mais nenhuma: o que é enviado apesar de uma restrição a prolonga.
channel-token = Token de acesso da página
channel-token-kept = Guardado cifrado. Deixe vazio para manter.
channel-token-hint = Um token que não expira, com pages_messaging e pages_manage_metadata.
channel-webhooks = Webhooks
channel-webhooks-hint = Informe os dois primeiros no seu aplicativo, em Messenger, Webhooks.
channel-webhook-url = URL de retorno
channel-webhook-https = A Meta só chama endereços https: coloque este balcão atrás de um deles e informe-o na configuração public_url.
channel-verify-token = Token de verificação
channel-verify-token-hint = A Meta o repete uma vez, ao configurar o retorno.
channel-secrets = Segredos do aplicativo
channel-secret-kept = Segredo { $number }, guardado cifrado
channel-secret-remove = remover
channel-secret-add = Adicionar um segredo do aplicativo
channel-secrets-hint = Todo webhook precisa ser assinado com um deles. Mantenha o antigo até o novo funcionar.
channel-permissions = Permissões
channel-human-agent-hint = Marque só quando a revisão da Meta a tiver concedido: uma pessoa pode então responder mesmo depois de a janela fechar.
channel-graph-url = Endereço da Graph API
channel-graph-url-hint = Mude apenas para falar com um emulador.
channel-graph-version = Versão da Graph API
channel-connect = Conectar
people-lead = Quem pode entrar, e o que pode fazer.
people-open = Abertas
people-state = Estado
people-signed-in = entrou { $at }
people-not-signed-in = não entrou
people-invited = convidado, até { $at }
people-deactivated = desativado
people-link = Link do convite
people-link-hint = Entregue você mesmo este link. Ele serve uma vez, até { $at }, e não será mostrado de novo.
people-make-owner = Tornar proprietário
people-make-agent = Tornar agente
people-new-link = Novo link de entrada
people-deactivate = Desativar
people-reactivate = Reativar
people-invite = Convidar alguém
people-invite-hint = Você recebe um link para entregar. Nenhum e-mail é enviado.
people-invite-submit = Criar o convite
people-role = Papel
tokens-lead = Para programas que leem conversas ou enviam pela API.
tokens-reference = Referência da API
tokens-empty = Nenhum programa tem acesso ainda.
tokens-made = Criado
tokens-made-by = { $at } por { $name }
tokens-used = Último uso
tokens-revoke = Revogar
tokens-revoke-hint = Os programas que o usam perdem o acesso na hora. Não há volta.
tokens-revoke-confirm = Revogar este token
tokens-create = Novo token
tokens-name-placeholder = Sistema de pedidos
tokens-scopes = Escopos
tokens-scopes-hint = Dê a um programa só o que ele precisa.
token-may-conversations-read = Ler as conversas: o que foi dito, quais caminhos estão abertos, comentários e arquivos.
token-may-conversations-write = Trabalhar nas conversas: atribuir, fechar, adiar, etiquetar, anotar, manter clientes afastados.
token-may-messages-send = Enviar mensagens como programa; os caminhos só para pessoas continuam fechados para ele.
token-may-messages-human = Enviar o que uma pessoa digitou, também pelos caminhos só para pessoas.
token-may-contacts-read = Ler quem são os clientes: nomes, nomes de usuário e identificadores.
token-may-channels-read = Ler os canais: a saúde, os modelos, as etiquetas e o que os clientes encontram primeiro.
token-may-channels-write = Conectar e alterar os canais, seus modelos, as etiquetas e o que os clientes encontram primeiro.
token-may-journal-read = Ler o que veio das plataformas e não pôde ser usado.
token-may-journal-write = Mandar processar mais uma vez o que veio das plataformas.
tokens-create-submit = Criar token
tokens-created = O token “{ $name }” está pronto
tokens-created-hint = Copie agora. Só o resumo é guardado: ele não será mostrado de novo.
profile-lead = Seu nome, idioma e aparência. Só os seus.
profile-language = Idioma
profile-time-zone = Fuso horário
profile-browser = Como o navegador
profile-theme = Aparência
profile-password = Senha
profile-password-now = Senha atual
profile-password-new = Nova senha
profile-password-submit = Mudar a senha

# What was done
done-saved = Salvo.
done-password = Sua senha foi mudada, e seus outros navegadores foram desconectados.
done-connected = Salvo. A Meta aceita a conexão.
done-resumed = O envio foi retomado.
done-checking = A plataforma está sendo consultada. Volte a olhar em instantes.
done-role = O papel foi mudado.
done-deactivated = Desativado: sem sessões nem tokens, e suas conversas voltam a ficar sem responsável.
done-reactivated = Reativado. A senha continua valendo; um novo link ajuda quem a esqueceu.
done-revoked = O token foi revogado.

# Diário
journal-lead = Todo webhook é guardado antes de ser entendido. O que não foi entendido aparece aqui e pode ser repetido.
journal-received = Recebidos
journal-behind = A processar
journal-unhandled = Não entendidos
journal-last = Último recebido
journal-empty = Tudo o que chegou foi entendido.
journal-silent = Nada chegou ainda. Assim que a plataforma chamar este balcão, aparece aqui.
journal-unknown-page = A conta { $id } não está conectada
journal-unknown-object = Tipo de webhook desconhecido
journal-unknown-field = Campo desconhecido
journal-unknown-item = Tipo de evento desconhecido
journal-not-used = Conhecido, mas ainda não usado
journal-failed = Não pôde ser salvo
journal-lost = Perdidos: o arquivo do diário está danificado ou sumiu
journal-malformed = Forma inesperada
journal-show = Mostrar o conteúdo bruto
journal-replay = Repetir
journal-replay-all = Repetir tudo
journal-replayed = Processados: { $processed }. Já conhecidos: { $repeated }. Ainda não entendidos: { $unhandled }.
journal-webhook = Webhook { $position }
journal-gone = O conteúdo bruto não é mais guardado e não pode ser repetido.
# Regras de envio
policy-title = Regras de envio
policy-lead = O que se pode enviar, por qual rota e até quando. Cada regra tem suas datas e sua fonte; a edição em vigor decide sobre cada mensagem deste balcão.
policy-channels = Canais
policy-email = E-mail
policy-sms = SMS
policy-webchat = Chat no site
policy-now = Em vigor agora
policy-then = Em vigor em { $date }
policy-since = desde { $date }
policy-until = até { $date }
policy-no-end = nenhuma mudança anunciada
policy-on = Regras do dia
policy-show = Mostrar
policy-today = Regras de hoje
policy-overview = De relance
policy-overview-hint = Cada rota de envio, sob cada edição das regras. A coluna marcada é a de cima.
policy-way = Rota
policy-status-exists = disponível
policy-status-until = disponível até { $date }
policy-status-withdrawn = retirada em { $date }
policy-status-coming = a partir de { $date }
policy-cell-there = disponível
policy-cell-withdrawn = retirada
policy-cell-not-yet = ainda não
policy-ways = As rotas, uma a uma
policy-absent = { $channel } nunca teve: { $routes }.
policy-needs = É preciso
policy-terms = Condições
policy-terms-were = Condições até então
policy-withdrawn-why = Desde então a plataforma a recusa, e este balcão não a oferece mais. O que resta está na área de escrita de cada conversa.
policy-events = O que o cliente faz, e o que isso abre
policy-figures = Tamanho, limites, preços, punições
policy-history = O que mudou, e quando
policy-current = em vigor
policy-later = mais tarde
policy-source = Fonte:
policy-confidence-high = bem comprovado
policy-confidence-medium = uma só fonte
policy-confidence-low = incerto

# How to mend a form
mend-wrong-pair = O e-mail e a senha não correspondem.
mend-too-many = Tentativas demais. Espere um minuto e tente de novo.
mend-not-yet = Por ora a plataforma não aceita mais disso deste canal. Tente de novo em { $span }.
mend-name = Informe um nome de até 80 caracteres.
mend-email = Informe um e-mail como ana@example.com.
mend-email-taken = Alguém neste balcão já tem este e-mail.
mend-password = Escolha uma senha de pelo menos 12 caracteres.
mend-current = Esta não é a sua senha atual.
mend-workspace = Dê um nome à empresa.
mend-choice = Escolha um dos valores oferecidos.
mend-last-owner = Um balcão precisa de um proprietário. Antes, torne outra pessoa proprietária.
mend-scopes = Escolha pelo menos uma coisa que o token pode fazer.
mend-page-id = O id de uma página é um número. Está na seção Sobre da página.
mend-account-id = O id de uma conta é um número, como 17841405822304914. Não é o @nome.
mend-number-id = O ID de um número de telefone é um número sem + nem espaços. Não é o número de telefone.
mend-waba-id = O ID de uma conta do WhatsApp Business é um número. A Meta o mostra ao lado do ID do número de telefone.
mend-page-taken = Este canal está conectado a outra empresa neste servidor.
mend-access-token = Informe de novo o token de acesso: ele falta, ou tem caracteres que nenhum token tem.
mend-app-secrets = É preciso pelo menos um segredo do aplicativo: os webhooks são assinados com ele.
mend-verify-token = É preciso um token de verificação. Qualquer palavra longa serve.
mend-region = Informe o país pelas suas duas letras, como BR, ou deixe vazio.
mend-graph-url = Informe um endereço https como https://graph.facebook.com. Um emulador pode ser alcançado por http nesta máquina, se quem cuida deste servidor permitir o host dele.
mend-graph-version = Informe uma versão como v26.0.

# Templates
template-use = Usar um modelo aprovado
template-use-why = Pode ser enviado a qualquer momento: a plataforma aprovou o texto.
template-choose = Escolher um modelo
template-find = Buscar
template-find-label = Buscar modelos por nome ou palavras
template-find-hint = Nome ou palavras
template-none-found = Nenhum modelo tem essas palavras.
template-more =
    { $count ->
        [one] Mais um: refine a busca.
       *[other] Mais { $count }: refine a busca.
    }
template-back = Outro modelo
template-preview = Prévia
template-missing = Preencha este campo.
template-missing-some = Algumas variáveis ainda estão vazias.
template-file-limits = { $types }, até { $size }.
template-file-is = Escolhido: { $name }. Escolha outro para substituí-lo.
template-file-gone = Este arquivo foi escolhido há mais de um dia: escolha-o de novo.
template-file-missing = Escolha um arquivo.
template-empty = Este canal ainda não tem modelo aprovado.
template-empty-owner = Um proprietário pode criar um.
template-manage = Gerenciar modelos
template-unknown = Tem partes que não podem ser preenchidas aqui ({ $parts }): use as ferramentas da plataforma.
template-paused-until = Pausado até { $until }, porque clientes reclamaram dele. Depois poderá ser enviado de novo; altere-o antes da próxima pausa.
template-complaints-some = Alguns clientes reclamam dele.
template-complaints-many = Muitos clientes reclamam dele: está prestes a ser pausado.
template-field-one-time = Código de uso único
template-field-offer-end = Quando a oferta termina (UTC)
template-field-card = Cartão { $number }: { $what }
template-cards = Cartões
template-header-kind = Acima do texto
template-header-text = Uma linha de texto
template-file = Arquivo de exemplo
template-file-when = só para um arquivo acima do texto
template-file-hint = A análise olha para ele; cada mensagem traz o seu. JPEG ou PNG, MP4, PDF.
template-file-chosen = Um arquivo foi escolhido. Escolha outro para substituí-lo.
template-cards-hint = De dois a dez cartões para deslizar, abaixo de um texto só. Todos têm o mesmo tipo de arquivo e de botões. Atualize a prévia para adicionar mais um.
template-cards-kind = Acima de cada cartão
template-cards-none = Sem cartões
template-card = Cartão { $number }
template-card-buttons = Botão { $number } de cada cartão
template-card-no-button = Sem botão
template-card-value = Endereço ou número
template-rule-cards = Pode haver de { $least } a { $most } cartões, todos com o mesmo tipo de arquivo e de botões.
template-rule-minutes = Indique um tempo entre { $least } e { $most } minutos.
template-rule-time = Indique um tempo entre { $least } e { $most }.
template-rule-apps = Indique cada aplicativo que recebe o código: o pacote e depois o hash da chave em 11 caracteres.
template-code = Código de uso único
template-code-when = só para a categoria autenticação
template-code-hint = O WhatsApp escreve o texto destes modelos: bastam o nome, o idioma e o que está aqui.
template-code-warns = Pedir que o código não seja compartilhado
template-code-expires = Expira em minutos
template-code-handover = Como o código é entregue
template-code-copy = Um toque copia
template-code-one-tap = Um toque preenche no seu aplicativo
template-code-zero-tap = Seu aplicativo recebe sem toque
template-code-autofill = Texto do botão que preenche
template-code-apps = Aplicativos que recebem o código
template-code-apps-hint = Um aplicativo por linha: o pacote e depois o hash da chave. Sem toque, vai apenas a quem espera isso: você aceita os termos do WhatsApp para isso.
template-upcoming = Contará como { $category } a partir de { $at }.
template-place = Local
template-copy-code = Copiar código
template-field-number = Variável { $number }
template-field-header = Cabeçalho: { $name }
template-field-place = Local: latitude, longitude, nome
template-field-address = “{ $label }”: fim do endereço
template-field-code = Código para copiar
template-category-utility = Utilidade
template-category-marketing = Marketing
template-category-authentication = Autenticação
template-status-approved = Aprovado
template-status-pending = Em análise
template-status-rejected = Recusado
template-status-paused = Pausado
template-status-disabled = Desativado
template-quality-high = Alta
template-quality-medium = Média
template-quality-low = Baixa
template-quality-unknown = Ainda sem nota
template-price-free = grátis
template-price-service = cobrado como mensagem de serviço
template-price-utility = cobrado como utilidade
template-price-marketing = cobrado como marketing
template-price-authentication = cobrado como autenticação
template-price-after = { $free } primeiros do mês grátis, depois { $then }
template-rule-empty = Escreva algo aqui.
template-rule-too-long = No máximo { $most } caracteres.
template-rule-name = Só minúsculas, dígitos e sublinhados, como order_update.
template-rule-language = Escreva o idioma como a plataforma: en_US, fr, pt_BR.
template-rule-category = Modelos desta categoria são criados nas ferramentas da plataforma.
template-rule-edge = Um texto não começa nem termina com uma variável: acrescente palavras.
template-rule-touch = Ponha palavras entre duas variáveis.
template-rule-variable = Uma variável é um número ou um nome em minúsculas: {"{{"}order{"}}"}.
template-rule-mixed = Use números ou nomes para as variáveis, não os dois.
template-rule-order = Os números das variáveis contam a partir de 1, sem falhas.
template-rule-no-blank = Aqui não pode haver variável.
template-rule-blanks = No máximo { $most } variável aqui.
template-rule-example = Dê um exemplo: a análise pede um.
template-rule-buttons = No máximo { $most } desses botões.
template-rule-label-twice = Outro botão tem o mesmo rótulo.
template-rule-address = Dê um endereço que comece com https://.
template-rule-address-end = Uma variável só pode ser o fim de um endereço.
template-rule-number = Dê o número com o código do país: +33123456789.
template-rule-grouped = Junte as respostas rápidas.
template-rule-kind = A plataforma não aceita deste tipo aqui.
template-rule-file = Escolha um arquivo de exemplo: a análise olha para ele.
template-rule-state = Neste estado a plataforma não permite alterá-lo: crie outro.
templates = Modelos
templates-lead = Textos aprovados pela plataforma. Vão a qualquer momento, com as variáveis preenchidas.
templates-new = Novo modelo
templates-open = Abrir
templates-sync = Ler de novo
templates-synced = Como a plataforma os listava: { $at }.
templates-never = A lista da plataforma ainda não foi lida.
templates-running = A lista da plataforma está sendo lida.
templates-problem = Não pôde ser lida: { $reason }
templates-empty = Ainda não há modelos. Crie um ou leia a lista da plataforma.
templates-permission = Modelos de utilidade exigem a permissão pages_utility_messaging. Não consta que a página a tenha.
templates-permission-link = Indique-o nas configurações do canal.
templates-refused = A plataforma recusou: { $reason }
templates-away = A plataforma não o fez: { $reason } Tente de novo mais tarde.
template-lead = A plataforma o analisa antes do envio: em segundos ou em um dia.
template-what = O que é
template-name = Nome
template-name-hint = Letras minúsculas, números e sublinhados. Para a sua equipe; os clientes não veem.
template-language = Idioma
template-category = Categoria
template-category-hint = A plataforma pode decidir de outra forma.
template-time = Desistir da entrega após
template-time-number = Número
template-time-unit = Unidade
template-time-minutes = minutos
template-time-hours = horas
template-time-days = dias
template-time-seconds = segundos
template-time-longest = pelo maior tempo possível
template-time-hint = Vazio: enquanto o WhatsApp tentar por si. Um código que chega tarde não ajuda ninguém; o marketing só obedece a isto quando passa pela Marketing Messages API.
template-time-told = O WhatsApp desiste da entrega após { $time }.
template-quality = Qualidade
template-words = O texto
template-words-hint = Escreva as variáveis como {"{{"}1{"}}"}, {"{{"}2{"}}"} ou por nome: {"{{"}order{"}}"}.
template-header = Linha acima
template-body = Texto
template-footer = Linha abaixo
template-examples = Exemplos
template-examples-hint = O que poderia estar no lugar de cada variável. Os analistas leem; invente os dados.
template-buttons = Botões
template-buttons-hint = Uma linha sem rótulo não conta. Ao atualizar a prévia há lugar para mais.
template-button = Botão { $number }
template-button-kind = O que faz
template-button-label = Rótulo
template-button-value = Endereço ou número
template-button-example = Exemplo da variável ou do código
template-button-reply = Resposta rápida
template-button-url = Abrir uma página
template-button-phone = Ligar para um número
template-button-code = Copiar um código
template-preview-update = Atualizar prévia
template-submit = Enviar para análise
template-delete = Excluir este modelo
template-delete-hint = Neste idioma. A plataforma mantém o nome bloqueado por um tempo; as mensagens enviadas ficam.
template-delete-confirm = Excluir
optional = opcional
channel-utility = Modelos de utilidade
channel-utility-hint = O app tem pages_utility_messaging: atualizações por modelos aprovados a qualquer momento.
done-templates-asked = A lista da plataforma está sendo lida.
done-template-submitted = Enviado. A plataforma o analisa.
done-template-deleted = O modelo foi excluído.
# Mensagens compostas
stickers = Figurinhas
stickers-lead = Um toque a envia para { $name }.
stickers-back = Voltar à conversa
stickers-search = Procurar uma figurinha
stickers-find = Procurar
stickers-packs = Todos os pacotes
stickers-none = Não há figurinhas aqui.
stickers-count = { $count ->
    [one] { $count } figurinha
   *[other] { $count } figurinhas
}
stickers-app-unknown = As figurinhas são procuradas em nome do aplicativo que conecta a página. A plataforma ainda não o informou: veja a saúde do canal.
stickers-later = A plataforma não deixa esta página perguntar mais por enquanto. Tente de novo daqui a pouco.
stickers-words = Diga em até 100 caracteres o que procurar.
stickers-failed = A plataforma não mostra figurinhas agora: { $words }
parts-cards = Cartões
parts-grid = Imagens em grade
parts-scale = resposta de { $lowest } a { $highest }
parts-receipt = Recibo { $number }
parts-shipping = Entrega
parts-tax = Impostos
parts-total = Total
parts-asks-once = Pede para avisar uma vez: { $topic }
parts-asks-marketing = Pede para enviar ofertas: { $topic }
parts-products = Produtos do catálogo
parts-post = Publicação { $id } da conta
parts-sign-in = Entrar
parts-sign-out = Sair

# Permissões que os clientes dão
remedy-once = Enviar a única mensagem pedida
remedy-once-why = O cliente pediu para ser avisado uma vez sobre “{ $topic }”: escreva só sobre isso.
remedy-marketing = Enviar uma mensagem de marketing
remedy-marketing-why = O cliente aceitou mensagens de marketing sobre “{ $topic }”.
ask-permission = Pedir uma permissão
ask-kind = Para quê
ask-once = Uma mensagem sobre um assunto, mais tarde
ask-marketing = Mensagens de marketing
ask-title = O que o cliente lê
ask-topic = Assunto
ask-send = Pedir

# Comentários
rail-comments = Comentários
comments-lead = Cada comentário pode ser respondido em particular uma vez. A resposta do cliente abre então a janela.
comments-show = Quais comentários
comments-open = Sem resposta
comments-all = Todos
comments-empty = Nenhum comentário aqui
comment-somebody = Alguém
comment-wordless = Um comentário sem palavras
comment-hidden = Oculto do público
comment-on-post = em uma publicação
comment-on-reel = em um reel
comment-on-story = em um story
comment-on-ad = em um anúncio
comment-on-live = em uma transmissão
comment-as-post = uma publicação de um visitante
comment-as-mention = uma menção em outro lugar
comment-reply = Responder em particular
comment-once = Uma só mensagem; a plataforma não aceita uma segunda.
comment-quoted = Responde a este comentário
comment-send = Enviar em particular
comment-attach = Anexar um arquivo
comment-answers = Respostas a oferecer
comment-answers-hint = Uma linha cada: até 13, de até 20 caracteres. O cliente toca em uma.
comment-one-thing = Uma mensagem contém um texto ou um só arquivo: fique com um ou com o outro.
comment-failed = A última resposta não saiu
comment-answered = Respondido em particular

# O que os clientes encontram antes de escrever
profile-link = Primeiro contato
profile-of = Primeiro contato: { $name }
profile-of-lead = O que os clientes encontram antes de escrever. A plataforma guarda; vale assim que é salvo.
profile-first = Antes da primeira mensagem
profile-greeting = Saudação
profile-start = Começar
profile-start-hint = O que volta quando se toca no botão, por exemplo START. Vazio: não há botão. Um menu precisa dele.
profile-breakers = Perguntas oferecidas
profile-breakers-hint = Até quatro linhas: Horários? = HOURS
profile-always = A qualquer momento
profile-menu = Menu
profile-menu-hint = Até vinte linhas: Meus pedidos = ORDERS, ou Loja = https://shop.example
profile-equals = { $part }: escreva um sinal de igual em cada linha.
profile-again = Perguntar de novo
profile-commands = Palavras com barra
profile-commands-hint = Uma linha cada: order = Mostra seus pedidos

# Teclado
keys-title = Atalhos de teclado
keys-next-previous = Conversa seguinte, anterior
keys-reply = Responder
keys-note = Escrever uma nota
keys-assign-me = Atribuir a mim
keys-take = Assumir de outro aplicativo
keys-close = Encerrar a conversa
keys-snooze = Adiar
keys-closing-soon = Ir para Fechando logo
keys-send = Enviar
keys-leave = Sair da caixa de texto
keys-help = Esta ajuda
keys-switch = Atalhos de uma tecla ligados

# Erros
error-forbidden = Não é para o seu papel
error-forbidden-hint = Um proprietário do balcão pode fazer isto, ou mudar o seu papel.
error-not-found = Nada aqui
error-not-found-hint = O endereço está errado, ou o que ele indicava não existe mais.
error-too-many = Tentativas demais
error-too-many-hint = Espere um minuto e tente de novo.
error-request = Não funcionou
error-request-hint = O formulário estava velho ou incompleto. Volte, recarregue a página e tente de novo.
error-busy = Um momento
error-busy-hint = O balcão está ocupado ou iniciando. As mensagens estão guardadas; tente de novo em breve.
error-server = Falha nossa
error-server-hint = Algo quebrou. Ficou registrado, e nenhuma mensagem se perdeu.
error-back = Às mensagens

# Languages, as templates are written in

language-name = { $code ->
    [af] Africâner
    [sq] Albanês
    [ar] Árabe
    [az] Azerbaijano
    [be] Bielorrusso
    [bn] Bengali
    [bg] Búlgaro
    [ca] Catalão
    [zh] Chinês
    [hr] Croata
    [cs] Tcheco
    [da] Dinamarquês
    [prs] Dari
    [nl] Holandês
    [en] Inglês
    [et] Estoniano
    [fil] Filipino
    [fi] Finlandês
    [fr] Francês
    [ka] Georgiano
    [de] Alemão
    [el] Grego
    [gu] Guzerate
    [ha] Hauçá
    [he] Hebraico
    [hi] Hindi
    [hu] Húngaro
    [id] Indonésio
    [ga] Irlandês
    [it] Italiano
    [ja] Japonês
    [kn] Canarim
    [kk] Cazaque
    [rw] Quiniaruanda
    [ko] Coreano
    [ky] Quirguiz
    [lo] Laosiano
    [lv] Letão
    [lt] Lituano
    [mk] Macedônio
    [ms] Malaio
    [ml] Malaiala
    [mr] Marati
    [nb] Bokmål norueguês
    [ps] Pashto
    [fa] Persa
    [pl] Polonês
    [pt] Português
    [pa] Panjabi
    [ro] Romeno
    [ru] Russo
    [sr] Sérvio
    [si] Cingalês
    [sk] Eslovaco
    [sl] Esloveno
    [es] Espanhol
    [sw] Suaíli
    [sv] Sueco
    [ta] Tâmil
    [te] Télugo
    [th] Tailandês
    [tr] Turco
    [uk] Ucraniano
    [ur] Urdu
    [uz] Uzbeque
    [vi] Vietnamita
    [zu] Zulu
   *[other] { $code }
}
language-region = { $code ->
    [AE] Emirados Árabes Unidos
    [AF] Afeganistão
    [AR] Argentina
    [AT] Áustria
    [AU] Austrália
    [BE] Bélgica
    [BR] Brasil
    [BY] Bielorrússia
    [CA] Canadá
    [CH] Suíça
    [CI] Costa do Marfim
    [CL] Chile
    [CN] China
    [CO] Colômbia
    [CR] Costa Rica
    [DO] República Dominicana
    [EC] Equador
    [EG] Egito
    [ES] Espanha
    [GB] Reino Unido
    [GH] Gana
    [HK] Hong Kong
    [HN] Honduras
    [IE] Irlanda
    [IN] Índia
    [JM] Jamaica
    [KG] Quirguistão
    [LB] Líbano
    [LK] Sri Lanka
    [MA] Marrocos
    [MX] México
    [MY] Malásia
    [NZ] Nova Zelândia
    [PA] Panamá
    [PE] Peru
    [PT] Portugal
    [QA] Catar
    [RW] Ruanda
    [SG] Singapura
    [TW] Taiwan
    [UG] Uganda
    [US] Estados Unidos
    [UY] Uruguai
    [ZA] África do Sul
   *[other] { $code }
}
language-in = { $language } ({ $region })
