# Durate, date. Le prime due unità stanno vicine perché l'etichetta resti corta.
span-days = { $days } g { $hours } h
span-whole-days = { $days } g
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $minutes } min
span-seconds = { $seconds } secondi
day-today = Oggi
day-yesterday = Ieri
day-heading = { $weekday } { $day } { $month }
date-short = { $day } { $month }
exact = { $date }, { $clock }
exact-today = oggi { $clock }
exact-tomorrow = domani { $clock }
until = fino a { $at }
until-sentence = Fino a { $at }.
weekday = { $weekday ->
    [1] lunedì
    [2] martedì
    [3] mercoledì
    [4] giovedì
    [5] venerdì
    [6] sabato
   *[7] domenica
}
weekday-short = { $weekday ->
    [1] lun
    [2] mar
    [3] mer
    [4] gio
    [5] ven
    [6] sab
   *[7] dom
}
month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}
month-short = { $month ->
    [1] gen
    [2] feb
    [3] mar
    [4] apr
    [5] mag
    [6] giu
    [7] lug
    [8] ago
    [9] set
    [10] ott
    [11] nov
   *[12] dic
}

# Parole usate ovunque
you = Tu
never = mai
save = Salva
cancel = Annulla
edit = Modifica
copy = Copia
copied = Copiato
retry = Riprova
send = Invia
actions = Azioni
head-more = Altro
advanced = Avanzate
approved = concesso
not-approved = non concesso
close-dialog = Chiudi
skip-to-content = Vai al contenuto
skip-to-thread = Vai alla conversazione
field-name = Nome
field-your-name = Il tuo nome
field-email = E-mail
field-password = Password
field-password-hint = Almeno 12 caratteri. Una breve frase si ricorda facilmente.
role-owner = Proprietario
role-owner-hint = Tutto: canali, persone, token, registro.
role-agent = Agente
role-agent-hint = Risponde ai clienti. Non vede segreti e non cambia impostazioni.
theme-system = Come il dispositivo
theme-light = Chiaro
theme-dark = Scuro

# Accesso, primo avvio
gate-foot = Transom, lo sportello che non perde mai una finestra
sign-in-title = Accedi
sign-in-submit = Accedi
sign-in-help = Password dimenticata? Un proprietario può darti un nuovo link.
link-dead-title = Questo link non vale più
link-dead-lead = Vale una volta, entro un giorno. Un proprietario dello sportello può dartene uno nuovo.
sign-out = Esci
setup-title = Prepara il tuo sportello
setup-lead = Ne sarai proprietario: colleghi i canali e inviti i colleghi.
setup-workspace = Nome dell'azienda
setup-workspace-hint = Lo vedono i colleghi, non i clienti.
setup-submit = Crea lo sportello
setup-dead-lead = Ogni avvio del server ne crea uno nuovo. Riavvialo e apri il link che stampa.
setup-missing-title = Questo sportello non è ancora pronto
setup-missing-lead = Apri il link che il server ha stampato all’avvio. Ogni avvio ne stampa uno nuovo.
setup-done-title = Questo sportello è pronto
setup-done-lead = Ha il suo proprietario. Accedi, o chiedigli un invito.
invitation-title = Entra in { $workspace }
invitation-lead = Sei stato invitato come { $email }. Scegli una password per iniziare.
invitation-submit = Entra
password-title = Scegli una nuova password
password-lead = Per { $email } presso { $workspace }. Tutti i browser connessi verranno disconnessi.
password-submit = Salva e accedi

# Barra e cornice
rail = Navigazione principale
rail-inbox = Messaggi
rail-policy = Regole
rail-journal = Registro
rail-settings = Impostazioni
rail-keys = Tastiera
rail-you = Tu
connection-live = In diretta
connection-waiting = Riconnessione…

# Viste
views = Viste
views-windows = Finestre
views-put-away = Messe da parte
views-channels = Canali
channel-filter = Conversazioni di un canale
channel-filter-none = Tutti i canali
channel-filter-empty = Qui non ci sono conversazioni di questo canale.
view-mine = Le mie
view-unassigned = Non assegnate
view-all = Tutte
view-closing-soon = In chiusura
view-human-agent = Solo agente umano
view-window-closed = Finestra chiusa
view-snoozed = Posticipate
view-closed = Concluse
sort = Ordina
sort-deadline = Prima in scadenza
sort-waiting = In attesa da più tempo
sort-activity = Attività recente
list-more = Mostra altre
list-unread = { $count ->
    [one] { $count } messaggio non letto
   *[other] { $count } messaggi non letti
}
empty-mine = Niente ti aspetta. Prendine una da Non assegnate con I.
empty-unassigned = Ogni conversazione ha qualcuno. Ottimo.
empty-all = Nessuna conversazione aperta. I nuovi messaggi compaiono qui da soli.
empty-closing-soon = Nessuna finestra sta per chiudersi. Nessuno è dimenticato.
empty-human-agent = Nessuno aspetta, fuori finestra, la risposta di una persona.
empty-window-closed = Nessuna conversazione aperta ha la finestra chiusa.
empty-snoozed = Niente è posticipato.
empty-closed = Niente è stato ancora concluso.
empty-no-channel = Nessun canale è ancora collegato: nessun messaggio può arrivare.
blank = Scegli una conversazione
blank-keys = J e K scorrono l'elenco, ? mostra tutte le scorciatoie.

# Etichetta della finestra
pill-label = Finestra:
pill-human = umano { $span }
pill-closed = chiusa
pill-blocked = bloccata
pill-barred = bloccato da te
pill-barring = blocco in corso
pill-open-title = Puoi rispondere liberamente fino a { $at }
pill-human-title = Una persona può ancora rispondere fino a { $at }; un bot no
pill-closed-title = La finestra di messaggistica è chiusa

# Scheda
sender-you = Tu:
sender-other = { $name }:
sender-page = Pagina:
sender-account = Account:
contact-unnamed = Cliente …{ $id }
card-failed = L'ultimo messaggio non è arrivato
card-failed-short = non inviato
card-snoozed = Posticipata fino a { $at }
card-closed = conclusa
card-elsewhere = Sta rispondendo un’altra app
card-elsewhere-short = altra app
card-assignee = Assegnata a { $name }

# Conversazione
thread-with = Conversazione con { $name }
thread-messages = Messaggi
thread-earlier = Messaggi precedenti
thread-jump = Nuovi messaggi
thread-back = Torna all'elenco
assign = Assegna
assign-me = Assegna a me
assign-nobody = Assegna a nessuno
assigned-to = Assegnata a
unassigned = Non assegnata
snooze = Posticipa
snooze-title = Posticipa fino a
snooze-hour = Tra un'ora
snooze-before-window = Prima della chiusura
snooze-tomorrow = Domani mattina
snooze-week = Lunedì prossimo
snooze-after-window = dopo la chiusura della finestra
conversation-close = Concludi
conversation-close-title = Concludi la conversazione (E). Si riapre quando il cliente scrive.
conversation-reopen = Riapri
banner-disconnected = Questo canale è scollegato. Non si può inviare nulla finché non viene ricollegato.
banner-reconnect = Ricollega
restricted-until = Fine della restrizione: { $until }.
banner-window-closed = La finestra si è chiusa { $span } fa. Qui sotto ciò che puoi ancora fare.
banner-never-open = Questo cliente non ha mai scritto: nessuna finestra è aperta.
banner-closing-soon = La finestra si chiude alle { $at }. Poi non potrai rispondere liberamente.
banner-assigned = { $name } si occupa di questa conversazione.
banner-snoozed = Posticipata fino a { $until }. Torna prima se il cliente scrive.
note-by = Nota di { $name }, visibile solo ai colleghi
message-heart = Un cuore a questo messaggio
message-edited = modificato
message-deleted = Messaggio annullato. Il contenuto è stato eliminato.
message-deleted-short = Messaggio annullato
message-unsupported = La piattaforma non trasmette ciò che è stato inviato qui. Si vede solo nella sua app.
message-unsupported-short = Non trasmesso
message-unsupported-kind = Che cos'è, secondo la piattaforma: { $kind }.
message-unsupported-reason = Motivo: { $reason }
message-forwarded = Inoltrato
message-forwarded-often = Inoltrato molte volte
message-chosen = Scelto tra i pulsanti, non scritto
message-command = Comando { $command }
choice-email = Il suo indirizzo e-mail
choice-phone = Il suo numero di telefono
message-product = Sul prodotto { $product }
referral-ad = Arrivato da questa inserzione
referral-link = Arrivato da questo link
referral-open = Apri
offers = Risposte proposte
place-map = Mostra su una mappa
place-page = La sua pagina
place-wanted = Pulsante: invia la mia posizione
shop-catalog = Pulsante: tutto il catalogo
shop-product = Prodotto
card-phone = Telefono
card-email = E-mail
card-page = Pagina web
card-address = Indirizzo
card-birthday = Compleanno
card-home = casa
card-work = lavoro
card-mobile = cellulare
order = Ordine
order-product = Prodotto
order-quantity = Quantità
order-price = Prezzo unitario
order-total = Totale
form = Modulo compilato
form-named = Modulo compilato: { $name }
reaction-sent = Reazione: { $emoji }
reaction-taken-back = Reazione ritirata
price-free = gratuito
price-marketing = marketing
price-marketing-lite = marketing tramite la Marketing Messages API
price-utility = utilità
price-authentication = autenticazione
price-service = servizio
price-free-hint = La piattaforma non addebita questo messaggio.
price-free-service = La piattaforma non addebita nulla: il cliente ha scritto da meno di un giorno.
price-free-entry-point = La piattaforma non addebita nulla: il cliente è arrivato da un'inserzione o da un pulsante della pagina.
price-charged = La piattaforma addebita questo messaggio come: { $category }.
attachment-image = Immagine
attachment-video = Video
attachment-audio = Messaggio vocale
attachment-file = File
attachment-sticker = Adesivo
attachment-link = Link
attachment-story-mention = Ti ha menzionato nella sua storia
attachment-story-reply = Ha risposto alla tua storia
attachment-ephemeral = Foto o video a tempo
attachment-appointment = Appuntamento
attachment-elsewhere = Solo nell'app Instagram
attachment-waiting = In fase di recupero
attachment-too-large = Più grande dei { $most } MB accettati qui
attachment-gone = La piattaforma non ce l'ha più
attachment-forbidden = Si trova dove non si recupera nulla
attachment-empty = Era vuoto
attachment-unreachable = La piattaforma non l'ha consegnato
attachment-expired = Non più conservato
attachment-not-as-said = Non è ciò che era stato dichiarato: aprilo con prudenza
attachment-again = Recupera di nuovo
attachment-download = Scarica
composer-attach = Allega file
upload-empty = { $name } è vuoto.
upload-too-large = { $name } supera i { $most } MB accettati qui.
upload-too-many = Invia al massimo { $most } file alla volta.
upload-not-taken = { $name } non può essere inviato qui. { $wanted }
upload-refused = Non può essere inviato qui. { $wanted }
upload-as-sticker = Come adesivo
upload-as-picture = Come immagine
upload-no-sticker = { $name } non può essere inviato come adesivo: { $why } { $advice }
upload-sticker-edge = ha { $width } × { $height } pixel, e un adesivo { $edge } × { $edge }.
upload-sticker-unread = non è stato possibile leggerlo come immagine.
upload-sticker-bytes = un adesivo fermo ha al massimo { $size }.
upload-sticker-bytes-moving = un adesivo animato ha al massimo { $size }.
upload-sticker-moving = Un’immagine animata può essere solo un adesivo: modificala perché vada bene, o inviala come video (MP4).
upload-sticker-still = Modificalo perché vada bene, o invialo come immagine.
upload-audio = Audio
upload-remove = Rimuovi { $name }
upload-first = Rimuovi il file che non può essere inviato.
upload-drop = Rilascia i file per allegarli
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
origin-page-inbox = Posta della pagina
origin-instagram-app = App Instagram
origin-other-app = Altra app
delivery-queued = In attesa di invio
delivery-unconfirmed = In attesa della conferma della piattaforma
delivery-held = Trattenuto dalla piattaforma, che prima osserva come i clienti accolgono questo modello
origin-api = API
delivery-sent = Inviato
delivery-delivered = Consegnato { $at }
delivery-read = Letto { $at }
delivery-played = Ascoltato: { $at }
delivery-failed = Non consegnato
activity-assigned = { $by } ha assegnato la conversazione a { $to }
activity-took-over = { $by } ha preso la conversazione
activity-unassigned = { $by } ha tolto l'assegnazione
activity-closed = { $by } ha concluso la conversazione
activity-reopened = { $by } ha riaperto la conversazione
activity-reopened-by-customer = Il cliente ha scritto di nuovo
activity-snoozed = { $by } ha posticipato la conversazione fino a { $until }
activity-woken = Di nuovo qui dopo il rinvio
activity-tapped = Il cliente ha toccato «{ $title }»
activity-arrived-tapped = Il cliente è arrivato da { $name } e ha toccato «{ $title }»
activity-arrived = Il cliente è arrivato da { $name }
activity-attested = { $by } garantisce che il controllo del contenuto sbaglia su «{ $words }»
activity-identity-moved = Il cliente ha ora un altro numero o identificativo
activity-identity-renewed = Il cliente ha reinstallato la sua app: verifica chi è prima di dire qualcosa di riservato
activity-notify-wanted = Ha chiesto un messaggio, una volta, su: { $topic }
activity-marketing-wanted = Il cliente vuole ricevere messaggi di marketing
activity-marketing-stopped = Il cliente non vuole ricevere messaggi di marketing
activity-account-linked = Il cliente ha effettuato l’accesso al suo account
activity-account-unlinked = Il cliente è uscito dal suo account
activity-answer-good = Il cliente ha trovato buona una risposta
activity-answer-bad = Il cliente ha trovato scarsa una risposta
activity-answer-rated = Il cliente ha valutato una risposta: «{ $rating }»
activity-chat-opened = Il cliente ha aperto la chat per la prima volta
activity-control-taken = { $by } ha preso in carico la conversazione dall'altra app
activity-control-passed = { $by } ha passato la conversazione a { $app }
activity-control-released = { $by } ha restituito la conversazione alla pagina
activity-control-asked = { $by } ha chiesto la conversazione all'altra app
activity-control-declined = { $by } ha tenuto la conversazione, richiesta da { $app }
activity-control-received = { $app } ti ha passato la conversazione
activity-control-lost = Da qui risponde { $app }
activity-control-given-up = { $app } ha lasciato questa conversazione; è di chi risponde per primo
activity-control-requested = { $app } chiede questa conversazione
activity-control-note = { $said }: «{ $note }»

# Thread control
app-page-inbox = Posta della Pagina
app-instagram-inbox = Posta di Instagram
app-other = Un'altra app
control-menu = Chi risponde
control-us = Rispondiamo noi
control-alone = Rispondi tu. Qui non è comparsa nessun'altra app.
control-ours = Rispondi tu. Le altre app sono in attesa.
control-theirs = { $app } sta rispondendo in questa conversazione.
control-take = Prendi in carico
control-ask = Chiedi la conversazione
control-pass = Passa a { $app }
control-release = Restituisci alla pagina
control-look = Cerca le app collegate
control-elsewhere = Si può passare solo da lì: questo canale non è collegato tramite una pagina Facebook.
control-wish = { $app } chiede questa conversazione.
control-accept = Accetta
control-decline = Non ora
control-failed = La piattaforma non l'ha fatto: { $said }
banner-standby = { $app } sta rispondendo. Sei in attesa e puoi leggere.
halt-standby-hint = Puoi leggere. Prendi in carico la conversazione per rispondere tu; l'altra app resta poi in attesa.

# Scrittura
composer = Scrivi
composer-mode = Risposta o nota
composer-reply = Rispondi
composer-note = Nota
composer-reply-label = La tua risposta
composer-note-label = La tua nota
composer-placeholder = Scrivi una risposta…
composer-human-placeholder = Rispondi di persona alla domanda del cliente…
composer-note-placeholder = Scrivi una nota per i colleghi…
composer-open = Aperta fino a { $at }
composer-then = poi con agente umano fino a { $at }
composer-human = Una persona può rispondere fino a { $at }
composer-human-hint = Rispondi alla domanda; niente promozioni.
composer-send-hint = Ctrl + Invio invia
composer-unsent = Impossibile raggiungere il server. Il testo è conservato; controlla se il messaggio compare sopra prima di inviarlo di nuovo.
composer-bytes = Instagram conta i byte: accenti ed emoji ne occupano più di uno.
composer-bytes-unit = byte
composer-note-hint = Le note le vedono solo i colleghi.
note-add = Aggiungi nota
remedy-ask = Chiedi al cliente di scrivere
remedy-ask-why = Appena scrive, la finestra si riapre. Condividi questo link per e-mail, sul sito o sullo scontrino.
remedy-ask-link = Link della chat
remedy-human = Chiedi a Meta il permesso Human Agent
remedy-human-why = Con esso una persona potrebbe rispondere qui fino a { $until }. Il canale non ce l'ha.
remedy-human-settings = Impostazioni della pagina
remedy-human-owner = Un proprietario dello sportello può provvedere.
withdrawn = Perché non c'è un tag da scegliere?
withdrawn-on = ritirato il { $date }
withdrawn-why = Da allora Meta li rifiuta, e inviarli di continuo fa limitare la pagina. Transom non offre ciò che verrebbe rifiutato o punito.
withdrawn-link = Che cosa dice ogni regola
composer-kept = Ciò che hai scritto
tagged = Invia un messaggio con tag
tagged-human = Oppure invia un aggiornamento con un tag
tagged-why = Per una notizia che il cliente aspetta: un evento, un ordine o il suo account.
tagged-purpose = Di che cosa si tratta?
tagged-event = Evento
tagged-purchase = Ordine
tagged-account = Account
tagged-news = Notizie
tagged-allowed = Permesso
tagged-forbidden = Vietato
tagged-event-allowed-1 = «Promemoria: la tua prova è domani alle 10.»
tagged-event-allowed-2 = «Il concerto di sabato comincia alle 15, non alle 14.»
tagged-event-allowed-3 = «Il tuo appuntamento di venerdì è confermato.»
tagged-event-forbidden-1 = «Vieni ai saldi invernali, 20% di sconto su tutto!» (pubblicità)
tagged-event-forbidden-2 = «La prossima settimana c'è un laboratorio, vieni a vedere.» (senza iscrizione)
tagged-event-forbidden-3 = «Ti è piaciuto il laboratorio?» (passato, e un sondaggio)
tagged-purchase-allowed-1 = «Il tuo ordine A-1182 è partito oggi e arriva venerdì.»
tagged-purchase-allowed-2 = «Il pagamento è stato rifiutato. Prova un'altra carta.»
tagged-purchase-allowed-3 = «Il tuo rimborso di 40 € è in arrivo.»
tagged-purchase-forbidden-1 = «Ecco un codice sconto per il prossimo ordine.» (buono sconto)
tagged-purchase-forbidden-2 = «Questi stivali stanno bene con la tua giacca.» (vendere altro)
tagged-purchase-forbidden-3 = «Sei soddisfatto del tuo ordine?» (sondaggio)
tagged-account-allowed-1 = «La tua richiesta della carta cliente è stata accettata.»
tagged-account-allowed-2 = «Qualcuno è entrato nel tuo account da un nuovo dispositivo. Eri tu?»
tagged-account-allowed-3 = «La tua password è stata cambiata oggi.»
tagged-account-forbidden-1 = «Prendi la carta oro e approfitta del 15% di sconto!» (pubblicità)
tagged-account-forbidden-2 = «Il tuo estratto conto mensile è pronto.» (torna di continuo)
tagged-account-forbidden-3 = «Ci consiglieresti?» (sondaggio)
tagged-news-allowed-1 = «Il consiglio ha votato: il vecchio ponte riapre lunedì.»
tagged-news-allowed-2 = «Tempesta stanotte: niente treni verso la costa.»
tagged-news-allowed-3 = «La finale è finita 2 a 1. Segue la cronaca.»
tagged-news-forbidden-1 = «Abbonati oggi con il 50% di sconto!» (pubblicità)
tagged-news-forbidden-2 = «Il tuo ordine è partito.» (non è una notizia)
tagged-news-forbidden-3 = «Vota il tuo articolo preferito.» (sondaggio)
tagged-box = Il tuo messaggio con tag
tagged-placeholder = Scrivi ciò che il cliente deve sapere, e nient'altro…
tagged-waiting = Ciò che scrivi viene confrontato con le regole prima dell'invio.
tagged-check = Controlla
tagged-rephrase-promotional = Togli queste parole: niente offerte, niente prezzi che invogliano, nessun invito a comprare. Di' solo ciò che il cliente aspetta di sapere.
tagged-rephrase-recurring = Ciò che torna ogni settimana o ogni mese non passa con questo tag. Racconta l'unico cambiamento appena avvenuto.
tagged-attest = L'allarme è falso. Il mio nome resta con il messaggio.
tagged-merge = Un messaggio con tag è partito { $span } fa e il cliente non ha più reagito. Metti tutto ciò che resta da dire in un solo messaggio: i tag in fila mettono a rischio la pagina.
tagged-count = { $count ->
    [0] Nessun messaggio con tag dall'ultima azione del cliente
    [one] { $count } messaggio con tag dall'ultima azione del cliente
   *[other] { $count } messaggi con etichetta dall'ultima azione del cliente
}
halt-disconnected = Questo canale è scollegato
halt-disconnected-hint = Meta non accetta più il suo token di accesso. I messaggi arrivano ancora; per rispondere, un proprietario deve inserire un nuovo token.
halt-restricted-hint = Intanto non si invia nulla, per non allungare la limitazione. Puoi fare ricorso nella qualità della pagina, su Meta.
halt-unreachable = Questa persona non è raggiungibile
halt-unreachable-hint = Ti ha bloccato, ha chiuso il suo account o non può ricevere messaggi. Si riapre se scrive.
halt-barred = Tieni lontana questa persona.
halt-barred-hint = Non può scriverti e non le si può inviare nulla.
halt-barring = Si sta chiedendo alla piattaforma di tenere lontana questa persona.
halt-barring-hint = Intanto non le viene inviato nulla. Se la piattaforma rifiuta, la conversazione dice perché.
moderate = Tieni lontana questa persona
moderate-block = Blocca
moderate-block-hint = Non potrà più scriverti, né tu a lei. Non ne viene avvisata. Puoi sbloccarla in ogni momento.
moderate-block-not-now = WhatsApp blocca qualcuno solo finché un suo messaggio tiene aperta la finestra. Potrai bloccare questa persona appena scriverà di nuovo.
moderate-unblock = Sblocca
moderate-unblock-hint = Può di nuovo scriverti. Puoi rispondere appena lo fa, o finché una finestra è aperta.
moderate-ban = Bandisci dalla pagina
moderate-ban-hint = Non può più scriverti né commentare sulla pagina, e non la segue più.
moderate-unban = Togli il bando
moderate-unban-hint = Può di nuovo scrivere e commentare.
moderate-spam = Sposta nello spam
moderate-spam-hint = La conversazione viene chiusa qui e va nella cartella spam della posta della piattaforma. Nessuno viene bloccato.
refusal-cannot-moderate = La piattaforma non può farlo con questa persona.
activity-block = { $by } ha bloccato questa persona
activity-unblock = { $by } ha sbloccato questa persona
activity-ban = { $by } ha bandito questa persona dalla pagina
activity-unban = { $by } ha tolto il bando
activity-spam = { $by } ha spostato la conversazione nello spam
activity-moderation-asked = { $by } ha chiesto alla piattaforma: «{ $what }». Non ha ancora risposto.
activity-moderation-dropped = { $by } ha chiesto alla piattaforma: «{ $what }», poi si è voluto altro prima della risposta.
activity-block-failed = La piattaforma non ha bloccato questa persona: { $said }
activity-unblock-failed = La piattaforma non ha sbloccato questa persona: { $said }
activity-ban-failed = La piattaforma non ha bandito questa persona: { $said }
activity-unban-failed = La piattaforma non ha tolto il bando: { $said }
activity-spam-failed = La piattaforma non ha spostato la conversazione nello spam: { $said }
labels = Etichette
labels-lead = Parole della posta della pagina che i suoi clienti portano. Le vede chiunque lavori sulla pagina. Non si possono rinominare.
labels-reading = Le etichette della piattaforma sono in lettura.
labels-fetch = Recupera dalla piattaforma
labels-empty = Ancora nessuna etichetta. Creane una, o recupera quelle della pagina.
label-add = Aggiungi un'etichetta
label-new = Nuova etichetta
label-put = Aggiungi
label-remove = Togli l'etichetta «{ $label }»
label-show = Mostra tutte le conversazioni con l'etichetta «{ $label }»
label-pending = La richiesta è in corso presso la piattaforma.
label-not-put = L'etichetta «{ $label }» non è stata aggiunta: { $said }
label-not-taken = L'etichetta «{ $label }» non è stata tolta: { $said }
label-terms = La pagina non ha accettato le condizioni di Facebook sui contatti. Un amministratore della pagina le accetta su Facebook; poi riprova qui.
label-again = Riprova
label-let-be = Lascia così
label-filter = Conversazioni con un'etichetta
label-filter-none = Tutte, con e senza etichette
label-filter-empty = Qui nessuna conversazione porta questa etichetta.
label-make = Nuova etichetta
label-make-hint = Se ce n'è già una con questo nome, è quella. Non si potrà rinominare.
label-make-submit = Crea l'etichetta
label-making = La sua creazione è chiesta alla piattaforma.
label-deleting = La sua eliminazione è chiesta alla piattaforma.
label-not-made = La piattaforma non l'ha creata: { $said }
label-not-deleted = La piattaforma non l'ha eliminata: { $said }
label-customers = { $count ->
    [0] Nessuno la porta
    [one] La porta { $count } cliente
   *[other] La portano { $count } clienti
}
label-delete = Elimina
label-delete-hint = { $count ->
    [0] È eliminata anche sulla pagina.
    [one] È eliminata anche sulla pagina, e tolta a { $count } cliente.
   *[other] È eliminata anche sulla pagina, e tolta a { $count } clienti.
}
label-delete-confirm = Elimina l'etichetta
label-name-refused = Un'etichetta ha bisogno di un nome di al massimo { $most } caratteri.
label-not-here = Solo le pagine Facebook su Messenger hanno etichette.
label-being-deleted = L'etichetta con questo nome sta per essere eliminata. Riprova tra un minuto.
label-not-there = Questa etichetta non c'è più.
refusal-cannot-label = A questa persona non si può mettere un'etichetta: la piattaforma la conosce solo dopo che ha scritto.
activity-label-put = { $by } ha aggiunto l'etichetta «{ $label }»
activity-label-taken = { $by } ha tolto l'etichetta «{ $label }»
activity-label-put-elsewhere = L'etichetta «{ $label }» è stata aggiunta fuori da questo sportello
activity-label-taken-elsewhere = L'etichetta «{ $label }» è stata tolta fuori da questo sportello
done-label = L'etichetta è in creazione.
done-label-deleting = L'etichetta è in eliminazione.
done-labels-asked = Le etichette della piattaforma sono in lettura.
halt-settings = Apri le impostazioni del canale

# Pannello
panel = Dettagli
panel-since = Conosciuto dal { $date }
panel-identities = Raggiungibile con
panel-window = Finestra
panel-cause = Aperta da
panel-opened = Aperta
panel-closes = Si chiude
panel-closed = Chiusa
panel-human = Agente umano fino a
panel-rulebook = Regolamento
panel-conversation = Conversazione
panel-waiting = Il cliente aspetta da
panel-messages = Messaggi
panel-created = Inizio
panel-id = Id
cause-message = un messaggio
cause-postback = un pulsante
cause-referral = un link della chat
cause-reaction = una reazione
cause-story-mention = una menzione in una storia
cause-opt-in = un consenso
cause-ad-message = un'inserzione

# Vie
route-standard = Standard
route-human-agent = Agente umano
route-tag-event = Tag evento
route-tag-purchase = Tag acquisto
route-tag-account = Tag account
route-tag-feedback = Tag parere del cliente
route-tag-news = Tag notizie
route-utility-template = Modello di servizio
route-template = Modello
route-one-time = Notifica singola
route-marketing = Messaggio di marketing
route-private-reply = Risposta privata
route-sponsored = Messaggio sponsorizzato
route-other-channel = Altro canale
route-standard-why = A finestra aperta: si può dire tutto, anche promozioni.
route-standard-always-why = In ogni momento: questo canale non ha una finestra di messaggistica.
route-human-agent-why = La risposta di una persona alla domanda del cliente dopo la finestra. Niente promozioni, mai un bot.
route-tag-event-why = Con il tag evento: promemoria o modifica di qualcosa a cui il cliente si è iscritto.
route-tag-purchase-why = Con il tag acquisto: su un ordine fatto dal cliente.
route-tag-account-why = Con il tag account: una modifica dell'account del cliente che avviene una volta sola.
route-tag-feedback-why = Con il tag parere del cliente: un solo sondaggio, poco dopo il contatto.
route-tag-news-why = Con il tag notizie: notizie di un editore registrato, senza promozioni.
route-utility-template-why = Un modello di servizio approvato da Meta. Può partire in ogni momento.
route-template-why = Un modello approvato da WhatsApp. Può anche aprire una conversazione.
route-one-time-why = L'unico messaggio per cui il cliente ha toccato «Avvisami».
route-marketing-why = Un messaggio di marketing a chi ha accettato di riceverne.
route-private-reply-why = L'unica risposta privata a un commento.
route-sponsored-why = Un messaggio a pagamento. Si compra negli strumenti pubblicitari di Meta, non parte da qui.
route-other-channel-why = Con un altro canale dello stesso contatto, secondo le regole di quel canale.

# Rifiuti: le stesse frasi sulla pagina e nell'API

# Perché un messaggio non è arrivato
failure-rejected = La piattaforma ha rifiutato questo messaggio.
failure-window-closed = La piattaforma dice che la finestra è chiusa o che manca il permesso Human Agent.
failure-refused = Quando è arrivato il suo turno, le regole non permettevano più questo messaggio.
failure-exhausted = La piattaforma ha avuto un guasto a ogni tentativo. Non è stato consegnato nulla.
failure-unconfirmed = La piattaforma non ha detto se è arrivato e non è giunta nessuna conferma. Guarda la chat prima di inviarlo di nuovo.

# What a command is refused for beside the rules, whose sentences are the policy engine’s
refusal-empty = Non c’è nulla da inviare. Scrivi prima un messaggio.
refusal-snooze-past = Una pausa deve finire più tardi di adesso. Scegli un altro orario.
refusal-not-failed = Questo messaggio non è fallito, quindi non viene inviato di nuovo.


failure-restricted = La piattaforma per ora non lascia inviare questo canale.
failure-unreachable = Questa persona non è raggiungibile: forse ti ha bloccato o ha chiuso il suo account.
failure-opted-out = Questa persona ha interrotto i messaggi di marketing. Le risposte a ciò che scrive passano ancora.
failure-marketing-held = La piattaforma per ora trattiene il marketing verso questa persona. Non si riprova prima che la pausa sia finita.
failure-complaints = Per ora WhatsApp accetta meno da questo numero: troppe persone si sono lamentate, o ha scritto a troppe persone nuove. Il suo marketing è sospeso.
failure-misclassified-templates = Troppi modelli di questo account erano nella categoria sbagliata: WhatsApp per ora non ne accetta nulla.
failure-misused-tags = La piattaforma avverte che i messaggi con etichetta sono usati male. Da questo canale non ne parte nessuno finché qualcuno non gli permette di nuovo di inviare.
failure-payment = La piattaforma non può addebitare questo messaggio al tuo account. Qualcuno deve sistemare lì il pagamento; poi invialo di nuovo.
failure-unregistered = Questo numero non è registrato presso WhatsApp, o non lo è più. Registralo lì, in WhatsApp Manager o tramite l’API; poi invia di nuovo.
failure-account = Chi gestisce l’account deve sistemare qualcosa presso la piattaforma prima che questo possa partire.
failure-standby = Un'altra app sta rispondendo in questa conversazione. Prendila in carico, poi invia di nuovo.
failure-reconnect = Il token di accesso del canale non è più valido. Un proprietario deve inserirne uno nuovo.

# Impostazioni
settings-profile = Tu
settings-channels = Canali
settings-people = Persone
settings-tokens = Token API
health-connected = Collegato
health-restricted = Limitato
health-disconnected = Scollegato
health-troubled = Da controllare
channel-health = Stato
channel-connection = Connessione
channel-pages = Pagine di questo canale
channel-health-lead = Che cosa dicono del canale la piattaforma e questo server, il peggio per primo. I messaggi dei clienti arrivano comunque.
channel-checked = La piattaforma è stata interrogata: { $at }.
channel-not-checked = La piattaforma non è ancora stata interrogata.
channel-next-check = Prossima volta: { $at }.
channel-check-now = Interroga ora
grade-good = Bene
grade-unknown = Non noto
grade-watch = Da seguire
grade-bad = Da risolvere
remark-next = Che fare:
remark-said = La piattaforma dice: «{ $words }»
said-abusive = La piattaforma ritiene offensive le sue parole.
said-category = Le sue parole non corrispondono alla categoria.
said-format = La sua forma non è accettata: controlla variabili, punteggiatura e link.
said-promotional = Promuove qualcosa, cosa che la categoria non consente.
said-scam = La piattaforma lo considera una truffa.
said-mismatch = Le sue parole non corrispondono alla lingua o alla categoria.
said-first-pause = I clienti se ne sono lamentati: è la prima pausa.
said-second-pause = I clienti se ne sono lamentati di nuovo: è la seconda pausa.
said-rate-pause = La piattaforma ne rallenta l’invio.
said-spam = La piattaforma considera spam ciò che è stato inviato.
said-calls = I clienti si lamentano delle chiamate.
said-no-first = Non si può scrivere per primi a nessun cliente.
said-no-answers = Non si può rispondere a ciò che scrivono i clienti.
said-no-utility = Nessun modello di utilità può essere inviato.
said-no-numbers = Non si può aggiungere nessun altro numero.
said-no-calling = Non si possono chiamare i clienti.
said-no-calls = I clienti non possono chiamare.
remark-not-checked = La piattaforma non è ancora stata interrogata su questo canale.
remark-token-works = Il token di accesso funziona.
remark-token-refused = La piattaforma rifiuta il token di accesso: non si può inviare nulla. I messaggi dei clienti arrivano ancora.
remark-token-next = Crea sulla piattaforma un nuovo token con tutte le autorizzazioni e inseriscilo in «Connessione».
remark-permission-missing = Al token di accesso manca un'autorizzazione.
remark-permission-next = Concedi l'autorizzazione all'app sulla piattaforma, poi crea un nuovo token e inseriscilo in «Connessione».
remark-not-answered = La piattaforma non ha dato una risposta utilizzabile.
remark-not-answered-next = Nulla per ora: verrà interrogata di nuovo. Se dura, controlla che questo server raggiunga internet.
remark-disconnected = Non si può inviare nulla da: { $since }. I messaggi dei clienti arrivano ancora.
remark-restricted = La piattaforma vieta a questo canale di inviare.
remark-restricted-until = La piattaforma vieta a questo canale di inviare fino a: { $until }.
remark-barred = La piattaforma vieta a questo canale di inviare { $what }.
remark-barred-until = La piattaforma vieta a questo canale di inviare { $what } fino al { $until }.
scope-marketing = marketing
scope-templates = modelli
scope-utility-templates = modelli di utilità
scope-replies = risposte
scope-tags = messaggi con etichetta
remark-restricted-next = Smetti ciò di cui la piattaforma si lamenta e aspetta. Puoi fare ricorso negli strumenti della piattaforma; ciò che si invia nonostante una restrizione la allunga.
remark-tags-next = Trova quali messaggi con etichetta non corrispondevano alla loro etichetta e smetti di inviarli. Poi permetti di nuovo al canale di inviare sotto «Connessione».
remark-ending = La piattaforma ha annunciato che disattiverà questo account.
remark-ending-next = Fai subito ricorso negli strumenti aziendali della piattaforma, prima della data che indica; dopo non si potrà inviare né ricevere più nulla.
remark-sending-blocked = La piattaforma dice che da questo numero non si può inviare nulla.
remark-sending-limited = La piattaforma lascia inviare a questo numero solo una parte dei suoi messaggi.
remark-sending-next = Guarda negli strumenti aziendali della piattaforma che cosa lo impedisce e sistemalo. Questo server lo chiede di nuovo da solo.
remark-subscribed = La piattaforma invia tutti i webhook richiesti.
remark-resubscribed = La piattaforma aveva smesso di inviare alcuni webhook. Richiesti di nuovo, arrivano.
remark-resubscribed-next = Cerca nella posta della piattaforma i messaggi che mancano qui e verifica se questo server era irraggiungibile.
remark-subscribed-anew = La piattaforma non dice quale delle app che ascoltano questo canale sia la nostra. Le sono stati chiesti di nuovo tutti i webhook, e ha accettato.
remark-fields-missing = La piattaforma non invia questi webhook: { $fields }.
remark-fields-missing-next = Dai all'app l'autorizzazione necessaria, poi salva di nuovo la connessione.
remark-nothing-heard = Non è ancora arrivato alcun webhook.
remark-nothing-heard-next = Inserisci l'indirizzo del webhook e il token di verifica nelle impostazioni dell'app, poi scrivi al canale da un telefono.
remark-heard = Ultimo webhook arrivato: { $at }.
remark-late = È stato elaborato solo { $span } dopo l'arrivo.
remark-late-next = Guarda quanto sono carichi questo server e il suo disco; ciò che aspetta viene elaborato in ordine.
remark-quality-high = I clienti apprezzano ciò che questo numero invia.
remark-quality-medium = Alcuni clienti si lamentano di ciò che questo numero invia.
remark-quality-low = Molti clienti si lamentano di ciò che questo numero invia: la piattaforma può limitarlo.
remark-quality-unknown = Troppo pochi clienti hanno già giudicato ciò che questo numero invia.
remark-quality-next = Scrivi solo a chi lo ha chiesto, meno spesso e su ciò che aspetta.
remark-recipients = Puoi scrivere per primo a { $count } clienti diversi al giorno.
remark-recipients-unlimited = Puoi scrivere per primo a quanti clienti vuoi.
remark-throughput-raised = La piattaforma ha alzato la portata di questo numero.
remark-throughput-beside-phone = Questo numero è usato anche su un telefono: per questo la piattaforma ne accetta meno messaggi al secondo.
remark-complaint = La piattaforma ha qualcosa contro questo canale.
remark-complaint-next = Guarda negli strumenti della piattaforma che cosa chiede.
remark-quiet = Un limite della piattaforma è esaurito: non parte nulla prima di: { $until }.
remark-near-limit = È usato il { $percent } % di un limite della piattaforma: i messaggi partono più lentamente.
remark-quiet-next = Nulla: ciò che aspetta parte da solo, in ordine.
remark-failing = { $count } × { $class } nell'ultimo giorno, l'ultima volta: { $at }.
remark-failing-next = I messaggi dicono nelle loro conversazioni che ne è stato.
remark-payment = La piattaforma non ha potuto addebitare dei messaggi e non li ha consegnati: { $count } nell’ultimo giorno, l’ultimo { $at }.
remark-payment-next = Apri le impostazioni di pagamento dell’account negli strumenti aziendali della piattaforma e salda quanto dovuto o inserisci un metodo di pagamento valido. Poi invia di nuovo i messaggi non riusciti; quelli gratuiti partono comunque.
remark-account = La piattaforma rifiuta dei messaggi finché chi gestisce l’account non sistema qualcosa: { $count } nell’ultimo giorno, l’ultimo { $at }.
remark-account-next = Leggi qui sopra che cosa dice la piattaforma e sistemalo nei suoi strumenti aziendali: il nome che vedono i clienti, il modello, il modulo, il nome utente, un’autorizzazione dell’app o l’impostazione di Instagram che lascia leggere i messaggi agli strumenti collegati. Poi invia di nuovo i messaggi.
remark-no-errors = Nulla è fallito nell'ultimo giorno.
remark-right-missing = Al token di accesso manca l'autorizzazione { $right }.
remark-lost = Senza, manca: { $what }.
lost-sending = ogni invio
lost-messages = ciò che scrivono i clienti
lost-echoes = ciò che è stato risposto altrove
lost-receipts = se i messaggi sono arrivati e sono stati letti
lost-changes = i messaggi modificati e le reazioni
lost-taps = i pulsanti toccati e i link da cui arrivano i clienti
lost-opt-ins = i permessi dati dai clienti
lost-comments = i commenti
lost-templates = l'elenco dei modelli e le loro verifiche
lost-measures = gli avvisi e le restrizioni della piattaforma
lost-webhooks = il rinnovo dei webhook
lost-names = i nomi dei clienti
lost-control = chi può rispondere dove più programmi condividono le conversazioni
lost-labels = le etichette cambiate altrove
remark-token-ends = Il token di accesso scade { $at }: da allora non si può inviare più nulla.
remark-token-ended = Il token di accesso è scaduto { $at }: non si può inviare nulla.
remark-token-ends-next = Crea prima di allora un nuovo token sulla piattaforma e inseriscilo in «Connessione». Quello di un utente di sistema non scade.
remark-token-renews = Il token di accesso vale fino a { $at } e viene rinnovato qui prima di allora.
remark-token-not-renewed = La piattaforma non rinnova il token di accesso. Finirà, e da allora non si potrà inviare nulla.
remark-token-not-renewed-next = Crea un nuovo token sulla piattaforma e inseriscilo in «Connessione»: l'account deve ancora autorizzare l'app.
remark-access-ends = L'app può leggere i dati dell'account solo fino a { $at }.
remark-access-ended = L'app non può più leggere i dati dell'account da { $at }.
remark-access-ends-next = Chi gestisce l'account accede di nuovo all'app sulla piattaforma e la autorizza ancora.
offer-appeal = La piattaforma accetta un ricorso.
offer-learn-more = La piattaforma spiega la sua regola.
offer-support = L'assistenza della piattaforma prende il caso.
offer-open = Apri sulla piattaforma
notices = Che cosa ha comunicato la piattaforma
notices-none = La piattaforma non ha comunicato nulla su questo account.
notice-barred-until = Restrizione fino a { $until }: { $what }.
notice-barred = Restrizione fino a nuovo avviso: { $what }.
notice-others = Tolto inoltre: «{ $what }».
barred-all = ogni invio
barred-replies = risposte
barred-templates = modelli
barred-utility-templates = modelli di servizio
barred-marketing = messaggi di marketing
barred-tags = messaggi con tag
notice-disconnected = La piattaforma non lascia più parlare questo server per l'account: non si può inviare nulla.
notice-reconnected = La piattaforma lascia di nuovo parlare questo server per l'account.
notice-past-told = Tutto ciò che era stato scritto sul telefono ora è qui.
notice-standing = La reputazione del numero è cambiata. La parola della piattaforma: «{ $event }».
notice-flagged = Molti clienti si lamentano di ciò che questo numero invia.
notice-unflagged = I clienti si lamentano di meno: il numero non è più segnalato.
notice-upgrade = Il numero può scrivere per primo a più clienti.
notice-downgrade = Il numero può scrivere per primo a meno clienti.
notice-onboarding = Il numero è stato registrato presso la piattaforma.
notice-throughput = Il numero può inviare più in fretta.
notice-capability = È cambiato ciò che l'account può fare.
notice-numbers = Può avere { $count } numeri.
notice-review-approved = La piattaforma ha esaminato l'account e lo ha approvato.
notice-review-rejected = La piattaforma ha esaminato l'account e lo ha respinto: non può inviare.
notice-review-pending = La piattaforma sta esaminando l'account.
notice-name-approved = Ora i clienti vedono il nome «{ $name }».
notice-name-rejected = Il nome «{ $name }» è stato respinto; i clienti vedono ancora quello vecchio.
notice-name-pending = Il nome «{ $name }» è in esame.
notice-security = Qualcuno ha cambiato, o vuole cambiare, ciò che protegge il numero. La parola della piattaforma: «{ $event }».
notice-pin-changed = Il PIN che protegge il numero è stato cambiato.
notice-pin-asked = Qualcuno ha chiesto di reimpostare il PIN che protegge il numero.
notice-pin-reset = Il PIN che protegge il numero è stato reimpostato.
notice-security-next = Se non è stato nessuno di voi, imposta un nuovo PIN sulla piattaforma e controlla chi ha accesso.
notice-warning = La piattaforma ha avvisato l'account. Nulla è ancora vietato; il passo successivo è una restrizione.
notice-warning-next = Scopri di quali messaggi si tratta e non inviarne più. Scrivi solo a chi lo ha chiesto.
notice-scheduled = La piattaforma ha annunciato che disattiverà l’account.
notice-block = La piattaforma ha vietato all'account di inviare.
notice-unblock = La piattaforma lascia di nuovo inviare l'account.
notice-integrity-ok = La piattaforma non ha nulla contro la pagina.
notice-integrity-restricted = La piattaforma ha limitato la pagina.
notice-integrity-suspended = La piattaforma ha sospeso la pagina: non si può inviare nulla.
notice-alert = La piattaforma ha novità sull'account.
notice-ad-account-linked = È stato collegato un account pubblicitario.
notice-partner-added = Un partner ha ricevuto l’accesso all’account.
notice-partner-app = L’app di un partner ha ricevuto l’accesso all’account.
notice-code-price = È cambiato se all’account si applica il prezzo internazionale dei codici monouso.
notice-volume-tier = L’account è passato a un’altra fascia dei prezzi per volume.
notice-country = È cambiato il paese a cui è attribuita l’azienda.
notice-marketing-terms = Qualcuno ha accettato le condizioni dell’interfaccia per i messaggi di marketing.
error-fault = guasto della piattaforma
error-throttled = troppi messaggi insieme
error-unconfirmed = invio incerto
error-window-closed = finestra chiusa
error-rejected = messaggio non accettato
error-unreachable = cliente irraggiungibile
error-restricted = canale limitato
error-payment = pagamento non sistemato
error-account = da sistemare per chi gestisce l’account
error-reconnect = manca il token o un'autorizzazione
channels-lead = Le pagine, gli account e i numeri i cui messaggi arrivano a questo sportello.
channels-add = Collega un canale
channels-empty = Collega la prima pagina, il primo account o il primo numero e i suoi messaggi compariranno qui.
channel-lead = Trovi questi valori nella tua app su developers.facebook.com.
channel-platform = Piattaforma
channel-page = Pagina
channel-page-hint = La pagina Facebook a cui scrivono i clienti, e la chiave per inviare a suo nome.
channel-page-id = Id della pagina
channel-page-id-hint = Un numero, nella sezione Informazioni della pagina.
channel-account = Account
channel-account-hint = L'account Instagram professionale a cui scrivono i clienti, e la chiave per inviare a suo nome.
channel-account-id = Id dell'account
channel-account-id-hint = Un numero che comincia con 1784, non il @nome.
channel-account-name-hint = Lascia vuoto per usare il nome dell'account.
channel-login = Come si collega la tua app
channel-login-instagram = Instagram Login
channel-login-instagram-hint = Parla con l'account stesso, senza una pagina Facebook.
channel-login-page = Facebook Login
channel-login-page-hint = Parla attraverso la pagina Facebook a cui l'account è collegato.
channel-account-token = Token di accesso
channel-account-token-hint = Con Instagram Login il token dell'account, con instagram_business_manage_messages; con Facebook Login quello della pagina, con instagram_manage_messages.
channel-account-webhooks-hint = Inserisci i primi due nella tua app, in Webhook, per Instagram.
channel-account-secret-add = Aggiungi la chiave segreta Instagram dell'app
channel-account-secrets-hint = Ogni webhook dev'essere firmato con una di esse: inserisci la chiave segreta dell'app e quella di Instagram.
channel-number = Numero WhatsApp
channel-number-hint = Il numero a cui scrivono i clienti su WhatsApp, e la chiave per inviare a suo nome.
channel-number-id = ID del numero di telefono
channel-number-id-hint = Il numero che Meta mostra sotto il numero di telefono, non il numero di telefono stesso.
channel-waba-id = ID dell'account WhatsApp Business
channel-waba-id-hint = È accanto all'ID del numero di telefono, in WhatsApp, Configurazione API.
channel-number-name-hint = Lascia vuoto per prendere il nome che vedono i clienti.
channel-number-token-hint = Il token senza scadenza di un utente di sistema, con whatsapp_business_messaging e whatsapp_business_management.
channel-number-webhooks-hint = Inserisci i primi due nella tua app, in WhatsApp, Configurazione, e iscriviti lì a questi campi:
channel-graph-url-own = Quello di Meta
channel-account-graph-url-hint = Da compilare solo per parlare con un emulatore.
channel-name = Nome in questo sportello
channel-name-hint = Lascia vuoto per usare il nome della pagina.
channel-region = Paese
channel-region-hint = Due lettere, come IT. Alcune regole di Meta cambiano da paese a paese. Se è vuoto, un numero WhatsApp dice il suo.
marketing-way = Marketing Messages API
marketing-way-lead = La via propria di WhatsApp per il marketing: sceglie il momento e a chi consegnare, e ha un suo prezzo. Tutto il resto parte come prima.
marketing-way-on = Invia i modelli di marketing con essa
marketing-way-on-hint = Qualcuno deve averne accettato le condizioni per l’azienda in WhatsApp Manager, nella panoramica.
marketing-way-policy = Ciò che non può trasportare
marketing-way-fallback = parte come ogni altro modello
marketing-way-strict = non viene inviato
marketing-way-shares = Condividi ciò che i clienti fanno con i messaggi
marketing-way-shares-hint = WhatsApp può usarlo per la consegna.
marketing-way-refused = WhatsApp non accetta ancora il marketing di questa azienda da questa interfaccia: accettane le condizioni in WhatsApp Manager, nella panoramica sotto gli avvisi, e riattivala.
channel-trouble = Meta non accetta il collegamento: { $reason }
channel-halted = Meta impedisce a questo canale di inviare. { $reason }
channel-resume = Riprendi l'invio
channel-resume-hint = Meta non comunica sempre la fine di una limitazione. Riprendi quando la qualità della pagina non ne mostra più: ciò che si invia malgrado una limitazione la allunga.
channel-token = Token di accesso della pagina
channel-token-kept = Conservato cifrato. Lascia vuoto per tenerlo.
channel-token-hint = Un token che non scade, con pages_messaging e pages_manage_metadata.
channel-webhooks = Webhook
channel-webhooks-hint = Inserisci i primi due nella tua app, in Messenger, Webhook.
channel-webhook-url = URL di callback
channel-webhook-https = Meta chiama solo indirizzi https: metti questo sportello dietro uno di essi e indicalo nell'impostazione public_url.
channel-verify-token = Token di verifica
channel-verify-token-hint = Meta lo ripete una volta, quando si imposta il callback.
channel-secrets = Segreti dell'app
channel-secret-kept = Segreto { $number }, conservato cifrato
channel-secret-remove = rimuovi
channel-secret-add = Aggiungi un segreto dell'app
channel-secrets-hint = Ogni webhook dev'essere firmato con uno di essi. Tieni il vecchio finché il nuovo non funziona.
channel-permissions = Permessi
channel-human-agent-hint = Spunta solo quando la revisione dell'app di Meta l'ha concesso: una persona può allora rispondere anche dopo la chiusura.
channel-graph-url = Indirizzo della Graph API
channel-graph-url-hint = Da cambiare solo per parlare con un emulatore.
channel-graph-version = Versione della Graph API
channel-connect = Collega
people-lead = Chi può accedere, e che cosa può fare.
people-open = Aperte
people-state = Stato
people-signed-in = accesso { $at }
people-not-signed-in = nessun accesso
people-invited = invitato, fino a { $at }
people-deactivated = disattivato
people-link = Link d'invito
people-link-hint = Consegna tu questo link. Vale una volta, fino a { $at }, e non sarà più mostrato.
people-make-owner = Rendi proprietario
people-make-agent = Rendi agente
people-new-link = Nuovo link di accesso
people-deactivate = Disattiva
people-reactivate = Riattiva
people-invite = Invita qualcuno
people-invite-hint = Ricevi un link da consegnare. Non parte nessuna e-mail.
people-invite-submit = Crea l'invito
people-role = Ruolo
tokens-lead = Per i programmi che leggono le conversazioni o inviano con l'API.
tokens-reference = Riferimento API
tokens-empty = Nessun programma ha ancora accesso.
tokens-made = Creato
tokens-made-by = { $at } da { $name }
tokens-used = Ultimo uso
tokens-revoke = Revoca
tokens-revoke-hint = I programmi che lo usano perdono subito l'accesso. Non si può annullare.
tokens-revoke-confirm = Revoca questo token
tokens-create = Nuovo token
tokens-name-placeholder = Sistema ordini
tokens-scopes = Ambiti
tokens-scopes-hint = Dai a un programma solo ciò che gli serve.
token-may-conversations-read = Leggere le conversazioni: cosa è stato detto, quali vie sono aperte, commenti e file.
token-may-conversations-write = Lavorare sulle conversazioni: assegnare, chiudere, posticipare, etichettare, annotare, tenere lontani i clienti.
token-may-messages-send = Inviare messaggi come programma; le vie riservate alle persone gli restano chiuse.
token-may-messages-human = Inviare ciò che ha scritto una persona, anche per le vie riservate alle persone.
token-may-contacts-read = Leggere chi sono i clienti: nomi, nomi utente e identificativi.
token-may-channels-read = Leggere i canali: il loro stato, i modelli, le etichette e ciò che i clienti trovano per primo.
token-may-channels-write = Collegare e modificare i canali, i loro modelli, le etichette e ciò che i clienti trovano per primo.
token-may-journal-read = Leggere ciò che è arrivato dalle piattaforme e non si è potuto usare.
token-may-journal-write = Far elaborare un'altra volta ciò che è arrivato dalle piattaforme.
tokens-create-submit = Crea token
tokens-created = Il token «{ $name }» è pronto
tokens-created-hint = Copialo ora. Ne resta solo l'impronta: non sarà più mostrato.
profile-lead = Il tuo nome, la tua lingua, il tuo aspetto. Solo i tuoi.
profile-language = Lingua
profile-time-zone = Fuso orario
profile-browser = Come il browser
profile-theme = Aspetto
profile-password = Password
profile-password-now = Password attuale
profile-password-new = Nuova password
profile-password-submit = Cambia password

# What was done
done-saved = Salvato.
done-password = La password è cambiata e gli altri browser sono disconnessi.
done-connected = Salvato. Meta accetta il collegamento.
done-resumed = L'invio è ripreso.
done-checking = La piattaforma viene interrogata ora. Torna a vedere fra un momento.
done-role = Il ruolo è cambiato.
done-deactivated = Disattivato: niente più sessioni né token, e le sue conversazioni tornano non assegnate.
done-reactivated = Riattivato. La password vale ancora; un nuovo link aiuta chi l'ha dimenticata.
done-revoked = Il token è revocato.

# Registro
journal-lead = Ogni webhook è conservato prima di essere capito. Ciò che non è stato capito è elencato qui e si può rieseguire.
journal-received = Ricevuti
journal-behind = Da elaborare
journal-unhandled = Non capiti
journal-last = Ultimo ricevuto
journal-empty = Tutto ciò che è arrivato è stato capito.
journal-silent = Non è ancora arrivato nulla. Appena la piattaforma chiama questo sportello, si vede qui.
journal-unknown-page = L'account { $id } non è collegato
journal-unknown-object = Tipo di webhook sconosciuto
journal-unknown-field = Campo sconosciuto
journal-unknown-item = Tipo di evento sconosciuto
journal-not-used = Conosciuto, ma non ancora usato
journal-failed = Non è stato possibile salvarlo
journal-lost = Perduti: il file del registro è danneggiato o mancante
journal-malformed = Forma inattesa
journal-show = Mostra il contenuto grezzo
journal-replay = Riesegui
journal-replay-all = Riesegui tutti
journal-replayed = Elaborati: { $processed }. Già noti: { $repeated }. Ancora non capiti: { $unhandled }.
journal-webhook = Webhook { $position }
journal-gone = Il contenuto grezzo non è più conservato e non si può rieseguire.
# Regole di invio
policy-title = Regole di invio
policy-lead = Che cosa si può inviare, per quale via e fino a quando. Ogni regola ha le sue date e la sua fonte; l'edizione in vigore decide di ogni messaggio di questo sportello.
policy-channels = Canali
policy-email = E-mail
policy-sms = SMS
policy-webchat = Chat web
policy-now = In vigore adesso
policy-then = In vigore il { $date }
policy-since = dal { $date }
policy-until = fino al { $date }
policy-no-end = nessun cambiamento annunciato
policy-on = Regole del giorno
policy-show = Mostra
policy-today = Regole di oggi
policy-overview = A colpo d'occhio
policy-overview-hint = Ogni via di invio, sotto ogni edizione delle regole. La colonna segnata è quella qui sopra.
policy-way = Via
policy-status-exists = disponibile
policy-status-until = disponibile fino al { $date }
policy-status-withdrawn = ritirata il { $date }
policy-status-coming = dal { $date }
policy-cell-there = disponibile
policy-cell-withdrawn = ritirata
policy-cell-not-yet = non ancora
policy-ways = Le vie, una per una
policy-absent = { $channel } non ha mai avuto: { $routes }.
policy-needs = Serve
policy-terms = Condizioni
policy-terms-were = Condizioni fino ad allora
policy-withdrawn-why = Da allora la piattaforma la rifiuta e questo sportello non la offre più. Ciò che resta è nell'area di scrittura di ogni conversazione.
policy-events = Che cosa fa il cliente, e che cosa apre
policy-figures = Lunghezza, limiti, prezzi, sanzioni
policy-history = Che cosa è cambiato, e quando
policy-current = in vigore
policy-later = più tardi
policy-source = Fonte:
policy-confidence-high = ben provato
policy-confidence-medium = una sola fonte
policy-confidence-low = incerto

# How to mend a form
mend-wrong-pair = L'indirizzo e-mail e la password non corrispondono.
mend-too-many = Troppi tentativi. Aspetta un minuto, poi riprova.
mend-not-yet = Per ora la piattaforma non accetta altro di questo da questo canale. Riprova tra { $span }.
mend-name = Scrivi un nome di 80 caratteri al massimo.
mend-email = Scrivi un indirizzo e-mail come ana@example.com.
mend-email-taken = Qualcuno in questo sportello ha già questo indirizzo e-mail.
mend-password = Scegli una password di almeno 12 caratteri.
mend-current = Questa non è la tua password attuale.
mend-workspace = Dai un nome all'azienda.
mend-choice = Scegli uno dei valori proposti.
mend-last-owner = Uno sportello ha bisogno di un proprietario. Prima nominane un altro.
mend-scopes = Scegli almeno una cosa che il token può fare.
mend-page-id = L'id di una pagina è un numero. È nella sezione Informazioni della pagina.
mend-account-id = L'id di un account è un numero, come 17841405822304914. Non è il @nome.
mend-number-id = L'ID di un numero di telefono è un numero senza + né spazi. Non è il numero di telefono.
mend-waba-id = L'ID di un account WhatsApp Business è un numero. Meta lo mostra accanto all'ID del numero di telefono.
mend-page-taken = Questo canale è collegato a un'altra azienda su questo server.
mend-access-token = Inserisci di nuovo il token di accesso: manca, o ha caratteri che nessun token ha.
mend-app-secrets = Serve almeno un segreto dell'app: i webhook sono firmati con esso.
mend-verify-token = Serve un token di verifica. Va bene qualunque parola lunga.
mend-region = Indica il paese con le sue due lettere, come IT, o lascia vuoto.
mend-graph-url = Scrivi un indirizzo https come https://graph.facebook.com. Un emulatore è raggiungibile in http su questa macchina, se chi gestisce questo server ne permette l'host.
mend-graph-version = Scrivi una versione come v26.0.

# Templates
template-use = Usa un modello approvato
template-use-why = Può partire in qualsiasi momento: la piattaforma ne ha approvato il testo.
template-choose = Scegli un modello
template-find = Cerca
template-find-label = Cerca i modelli per nome o parole
template-find-hint = Nome o parole
template-none-found = Nessun modello contiene queste parole.
template-more =
    { $count ->
        [one] Ancora uno: restringi la ricerca.
       *[other] Altri { $count }: restringi la ricerca.
    }
template-back = Un altro modello
template-preview = Anteprima
template-missing = Compila questo campo.
template-missing-some = Alcune variabili sono ancora vuote.
template-file-limits = { $types }, fino a { $size }.
template-file-is = Scelto: { $name }. Scegline un altro per sostituirlo.
template-file-gone = Questo file è stato scelto più di un giorno fa: sceglilo di nuovo.
template-file-missing = Scegli un file.
template-empty = Questo canale non ha ancora un modello approvato.
template-empty-owner = Un proprietario può crearne uno.
template-manage = Gestisci i modelli
template-unknown = Ha parti che qui non si possono compilare ({ $parts }): usa gli strumenti della piattaforma.
template-paused-until = In pausa fino al { $until }, perché dei clienti se ne sono lamentati. Poi si potrà inviare di nuovo; modificalo prima della prossima pausa.
template-complaints-some = Alcuni clienti se ne lamentano.
template-complaints-many = Molti clienti se ne lamentano: sta per essere messo in pausa.
template-field-one-time = Codice usa e getta
template-field-offer-end = Quando finisce l'offerta (UTC)
template-field-card = Scheda { $number }: { $what }
template-cards = Schede
template-header-kind = Sopra il testo
template-header-text = Una riga di testo
template-file = File d’esempio
template-file-when = solo per un file sopra il testo
template-file-hint = L’esame lo guarda; ogni messaggio porta il proprio. JPEG o PNG, MP4, PDF.
template-file-chosen = Un file è scelto. Scegline un altro per sostituirlo.
template-cards-hint = Da due a dieci schede da scorrere, sotto un solo testo. Tutte hanno lo stesso tipo di file e di pulsanti. Aggiorna l’anteprima per aggiungerne una.
template-cards-kind = Sopra ogni scheda
template-cards-none = Nessuna scheda
template-card = Scheda { $number }
template-card-buttons = Pulsante { $number } di ogni scheda
template-card-no-button = Nessun pulsante
template-card-value = Indirizzo o numero
template-rule-cards = Le schede possono essere da { $least } a { $most }, tutte con lo stesso tipo di file e di pulsanti.
template-rule-minutes = Indica un tempo tra { $least } e { $most } minuti.
template-rule-time = Indica un tempo tra { $least } e { $most }.
template-rule-apps = Indica ogni app che riceve il codice: il pacchetto, poi l'hash della sua chiave in 11 caratteri.
template-code = Codice usa e getta
template-code-when = solo per la categoria autenticazione
template-code-hint = WhatsApp scrive da sé il testo di questi modelli: bastano nome, lingua e ciò che segue.
template-code-warns = Chiedere di non condividere il codice
template-code-expires = Scade in minuti
template-code-handover = Come viene consegnato il codice
template-code-copy = Un tocco lo copia
template-code-one-tap = Un tocco lo inserisce nella tua app
template-code-zero-tap = La tua app lo prende senza tocco
template-code-autofill = Etichetta del pulsante che lo inserisce
template-code-apps = App che ricevono il codice
template-code-apps-hint = Un'app per riga: il pacchetto, poi l'hash della sua chiave. Senza tocco va solo a chi se lo aspetta: accetti le condizioni di WhatsApp al riguardo.
template-upcoming = Conterà come { $category } da { $at }.
template-place = Luogo
template-copy-code = Copia codice
template-field-number = Variabile { $number }
template-field-header = Intestazione: { $name }
template-field-place = Luogo: latitudine, longitudine, nome
template-field-address = «{ $label }»: fine dell’indirizzo
template-field-code = Codice da copiare
template-category-utility = Utilità
template-category-marketing = Marketing
template-category-authentication = Autenticazione
template-status-approved = Approvato
template-status-pending = In revisione
template-status-rejected = Rifiutato
template-status-paused = Sospeso
template-status-disabled = Disattivato
template-quality-high = Alta
template-quality-medium = Media
template-quality-low = Bassa
template-quality-unknown = Non ancora valutata
template-price-free = gratis
template-price-service = a pagamento come messaggio di servizio
template-price-utility = a pagamento come utilità
template-price-marketing = a pagamento come marketing
template-price-authentication = a pagamento come autenticazione
template-price-after = primi { $free } del mese gratis, poi { $then }
template-rule-empty = Scrivi qualcosa qui.
template-rule-too-long = Al massimo { $most } caratteri.
template-rule-name = Solo minuscole, cifre e trattini bassi, come order_update.
template-rule-language = Scrivi la lingua come la piattaforma: en_US, fr, pt_BR.
template-rule-category = I modelli di questa categoria si creano negli strumenti della piattaforma.
template-rule-edge = Un testo non inizia né finisce con una variabile: aggiungi parole.
template-rule-touch = Metti parole tra due variabili.
template-rule-variable = Una variabile è un numero o un nome in minuscole: {"{{"}order{"}}"}.
template-rule-mixed = Usa numeri o nomi per le variabili, non entrambi.
template-rule-order = I numeri delle variabili vanno da 1 senza salti.
template-rule-no-blank = Qui non può esserci una variabile.
template-rule-blanks = Qui al massimo { $most } variabile.
template-rule-example = Dai un esempio: la revisione lo richiede.
template-rule-buttons = Al massimo { $most } di questi pulsanti.
template-rule-label-twice = Un altro pulsante ha la stessa etichetta.
template-rule-address = Dai un indirizzo che inizi con https://.
template-rule-address-end = Una variabile può essere solo la fine di un indirizzo.
template-rule-number = Dai il numero con il prefisso del paese: +33123456789.
template-rule-grouped = Raggruppa le risposte rapide.
template-rule-kind = La piattaforma qui non ne accetta di questo tipo.
template-rule-file = Scegli un file d’esempio: l’esame lo guarda.
template-rule-state = In questo stato la piattaforma non permette di modificarlo: creane un altro.
templates = Modelli
templates-lead = Testi approvati dalla piattaforma. Partono in qualsiasi momento, con le variabili compilate.
templates-new = Nuovo modello
templates-open = Apri
templates-sync = Rileggi
templates-synced = Come li elencava la piattaforma: { $at }.
templates-never = L’elenco della piattaforma non è ancora stato letto.
templates-running = L’elenco della piattaforma è in lettura.
templates-problem = Non si è potuto leggere: { $reason }
templates-empty = Ancora nessun modello. Creane uno o rileggi l’elenco della piattaforma.
templates-permission = I modelli di utilità richiedono il permesso pages_utility_messaging. Non risulta che la pagina lo abbia.
templates-permission-link = Indicalo nelle impostazioni del canale.
templates-refused = La piattaforma ha rifiutato: { $reason }
templates-away = La piattaforma non l’ha fatto: { $reason } Riprova più tardi.
template-lead = La piattaforma lo esamina prima dell’invio: in pochi secondi o in un giorno.
template-what = Che cos’è
template-name = Nome
template-name-hint = Minuscole, cifre e trattini bassi. Per il tuo team; i clienti non lo vedono.
template-language = Lingua
template-category = Categoria
template-category-hint = La piattaforma può decidere altrimenti.
template-time = Rinuncia alla consegna dopo
template-time-number = Numero
template-time-unit = Unità
template-time-minutes = minuti
template-time-hours = ore
template-time-days = giorni
template-time-seconds = secondi
template-time-longest = il più a lungo possibile
template-time-hint = Vuoto: finché WhatsApp prova da sé. Un codice che arriva tardi non serve a nessuno; il marketing ne tiene conto solo se passa per la Marketing Messages API.
template-time-told = WhatsApp rinuncia alla consegna dopo { $time }.
template-quality = Qualità
template-words = Il testo
template-words-hint = Scrivi le variabili come {"{{"}1{"}}"}, {"{{"}2{"}}"} o per nome: {"{{"}order{"}}"}.
template-header = Riga sopra
template-body = Testo
template-footer = Riga sotto
template-examples = Esempi
template-examples-hint = Che cosa potrebbe stare al posto di ogni variabile. I revisori li leggono; inventa i dati.
template-buttons = Pulsanti
template-buttons-hint = Una riga senza etichetta non conta. Aggiornando l’anteprima se ne aggiunge una.
template-button = Pulsante { $number }
template-button-kind = Che cosa fa
template-button-label = Etichetta
template-button-value = Indirizzo o numero
template-button-example = Esempio della variabile o del codice
template-button-reply = Risposta rapida
template-button-url = Apri una pagina
template-button-phone = Chiama un numero
template-button-code = Copia un codice
template-preview-update = Aggiorna anteprima
template-submit = Invia in revisione
template-delete = Elimina questo modello
template-delete-hint = In questa lingua. La piattaforma tiene bloccato il nome per un po’; i messaggi inviati restano.
template-delete-confirm = Elimina
optional = facoltativo
channel-utility = Modelli di utilità
channel-utility-hint = L’app ha pages_utility_messaging: aggiornamenti con modelli approvati in qualsiasi momento.
done-templates-asked = L’elenco della piattaforma è in lettura.
done-template-submitted = Inviato. La piattaforma lo esamina.
done-template-deleted = Il modello è stato eliminato.
# Messaggi composti
stickers = Adesivi
stickers-lead = Un tocco lo invia a { $name }.
stickers-back = Torna alla conversazione
stickers-search = Cerca un adesivo
stickers-find = Cerca
stickers-packs = Tutti i pacchetti
stickers-none = Qui non ci sono adesivi.
stickers-count = { $count ->
    [one] { $count } adesivo
   *[other] { $count } adesivi
}
stickers-app-unknown = Gli adesivi si cercano a nome dell’app con cui è collegata la pagina. La piattaforma non l’ha ancora indicata: vedi lo stato del canale.
stickers-later = Per ora la piattaforma non lascia chiedere altro a questa pagina. Riprova tra un momento.
stickers-words = Scrivi in al massimo 100 caratteri che cosa cercare.
stickers-failed = La piattaforma ora non mostra adesivi: { $words }
parts-cards = Schede
parts-grid = Immagini a griglia
parts-scale = risposta da { $lowest } a { $highest }
parts-receipt = Ricevuta { $number }
parts-shipping = Spedizione
parts-tax = Imposte
parts-total = Totale
parts-asks-once = Chiede di avvisare una volta: { $topic }
parts-asks-marketing = Chiede di inviare offerte: { $topic }
parts-products = Prodotti del catalogo
parts-post = Post { $id } dell’account
parts-sign-in = Accedi
parts-sign-out = Esci

# Permessi che danno i clienti
remedy-once = Invia l’unico messaggio richiesto
remedy-once-why = Il cliente ha chiesto di essere avvisato una volta su «{ $topic }»: scrivi solo di questo.
remedy-marketing = Invia un messaggio di marketing
remedy-marketing-why = Il cliente ha accettato messaggi di marketing su «{ $topic }».
ask-permission = Chiedi un permesso
ask-kind = Per cosa
ask-once = Un messaggio su un argomento, più tardi
ask-marketing = Messaggi di marketing
ask-title = Che cosa legge il cliente
ask-topic = Argomento
ask-send = Chiedi

# Commenti
rail-comments = Commenti
comments-lead = A ogni commento si può rispondere in privato una volta. La risposta del cliente apre poi la finestra.
comments-show = Quali commenti
comments-open = Senza risposta
comments-all = Tutti
comments-empty = Nessun commento qui
comment-somebody = Qualcuno
comment-wordless = Un commento senza parole
comment-hidden = Nascosto al pubblico
comment-on-post = sotto un post
comment-on-reel = sotto un reel
comment-on-story = sotto una storia
comment-on-ad = sotto un’inserzione
comment-on-live = in una diretta
comment-as-post = un post di un visitatore
comment-as-mention = una menzione altrove
comment-reply = Rispondi in privato
comment-once = Un solo messaggio; la piattaforma non ne accetta un secondo.
comment-quoted = Risponde a questo commento
comment-send = Invia in privato
comment-attach = Allega un file
comment-answers = Risposte da proporre
comment-answers-hint = Una riga ciascuna: al massimo 13, di 20 caratteri al massimo. Il cliente ne tocca una.
comment-one-thing = Un messaggio contiene un testo o un solo file: tieni l’uno o l’altro.
comment-failed = L’ultima risposta non è partita
comment-answered = Risposto in privato

# Che cosa trovano i clienti prima di scrivere
profile-link = Primo contatto
profile-of = Primo contatto: { $name }
profile-of-lead = Che cosa trovano i clienti prima di scrivere. Lo conserva la piattaforma; vale appena salvato.
profile-first = Prima del primo messaggio
profile-greeting = Saluto
profile-start = Inizia
profile-start-hint = Che cosa torna quando si tocca il pulsante, per esempio START. Vuoto: nessun pulsante. Un menu ne ha bisogno.
profile-breakers = Domande proposte
profile-breakers-hint = Fino a quattro righe: Orari? = HOURS
profile-always = In ogni momento
profile-menu = Menu
profile-menu-hint = Fino a venti righe: I miei ordini = ORDERS, oppure Negozio = https://shop.example
profile-equals = { $part }: scrivi un segno di uguale in ogni riga.
profile-again = Chiedi di nuovo
profile-commands = Parole con la barra
profile-commands-hint = Una riga ciascuna: order = Mostra i tuoi ordini

# Tastiera
keys-title = Scorciatoie da tastiera
keys-next-previous = Conversazione successiva, precedente
keys-reply = Rispondi
keys-note = Scrivi una nota
keys-assign-me = Assegna a me
keys-take = Prendi da un’altra app
keys-close = Concludi la conversazione
keys-snooze = Posticipa
keys-closing-soon = Vai a In chiusura
keys-send = Invia
keys-leave = Lascia la casella di testo
keys-help = Questo aiuto
keys-switch = Scorciatoie a un tasto attive

# Errori
error-forbidden = Non per il tuo ruolo
error-forbidden-hint = Può farlo un proprietario dello sportello, o cambiare il tuo ruolo.
error-not-found = Qui non c'è niente
error-not-found-hint = L'indirizzo è sbagliato, o ciò che indicava non esiste più.
error-too-many = Troppi tentativi
error-too-many-hint = Aspetta un minuto, poi riprova.
error-request = Non ha funzionato
error-request-hint = Il modulo era vecchio o incompleto. Torna indietro, ricarica la pagina e riprova.
error-busy = Un momento
error-busy-hint = Lo sportello è occupato o si sta avviando. I messaggi sono al sicuro; riprova tra poco.
error-server = Colpa nostra
error-server-hint = Qualcosa si è rotto. È stato annotato, e nessun messaggio è andato perso.
error-back = Ai messaggi

# Languages, as templates are written in

language-name = { $code ->
    [af] Afrikaans
    [sq] Albanese
    [ar] Arabo
    [az] Azerbaigiano
    [be] Bielorusso
    [bn] Bengalese
    [bg] Bulgaro
    [ca] Catalano
    [zh] Cinese
    [hr] Croato
    [cs] Ceco
    [da] Danese
    [prs] Dari
    [nl] Olandese
    [en] Inglese
    [et] Estone
    [fil] Filippino
    [fi] Finlandese
    [fr] Francese
    [ka] Georgiano
    [de] Tedesco
    [el] Greco
    [gu] Gujarati
    [ha] Hausa
    [he] Ebraico
    [hi] Hindi
    [hu] Ungherese
    [id] Indonesiano
    [ga] Irlandese
    [it] Italiano
    [ja] Giapponese
    [kn] Kannada
    [kk] Kazako
    [rw] Kinyarwanda
    [ko] Coreano
    [ky] Kirghiso
    [lo] Lao
    [lv] Lettone
    [lt] Lituano
    [mk] Macedone
    [ms] Malese
    [ml] Malayalam
    [mr] Marathi
    [nb] Norvegese bokmål
    [ps] Pashto
    [fa] Persiano
    [pl] Polacco
    [pt] Portoghese
    [pa] Punjabi
    [ro] Rumeno
    [ru] Russo
    [sr] Serbo
    [si] Singalese
    [sk] Slovacco
    [sl] Sloveno
    [es] Spagnolo
    [sw] Swahili
    [sv] Svedese
    [ta] Tamil
    [te] Telugu
    [th] Thailandese
    [tr] Turco
    [uk] Ucraino
    [ur] Urdu
    [uz] Uzbeco
    [vi] Vietnamita
    [zu] Zulu
   *[other] { $code }
}
language-region = { $code ->
    [AE] Emirati Arabi Uniti
    [AF] Afghanistan
    [AR] Argentina
    [AT] Austria
    [AU] Australia
    [BE] Belgio
    [BR] Brasile
    [BY] Bielorussia
    [CA] Canada
    [CH] Svizzera
    [CI] Costa d’Avorio
    [CL] Cile
    [CN] Cina
    [CO] Colombia
    [CR] Costa Rica
    [DO] Repubblica Dominicana
    [EC] Ecuador
    [EG] Egitto
    [ES] Spagna
    [GB] Regno Unito
    [GH] Ghana
    [HK] Hong Kong
    [HN] Honduras
    [IE] Irlanda
    [IN] India
    [JM] Giamaica
    [KG] Kirghizistan
    [LB] Libano
    [LK] Sri Lanka
    [MA] Marocco
    [MX] Messico
    [MY] Malaysia
    [NZ] Nuova Zelanda
    [PA] Panama
    [PE] Perù
    [PT] Portogallo
    [QA] Qatar
    [RW] Ruanda
    [SG] Singapore
    [TW] Taiwan
    [UG] Uganda
    [US] Stati Uniti
    [UY] Uruguay
    [ZA] Sudafrica
   *[other] { $code }
}
language-in = { $language } ({ $region })
