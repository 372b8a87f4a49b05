# Durées, dates. Les deux premières unités sont collées pour que la pastille reste courte.
span-days = { $days } j { $hours } h
span-whole-days = { $days } j
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $minutes } min
span-seconds = { $seconds } secondes
day-today = Aujourd'hui
day-yesterday = Hier
day-heading = { $weekday } { $day } { $month }
date-short = { $day } { $month }
exact = { $date } à { $clock }
exact-today = aujourd'hui à { $clock }
exact-tomorrow = demain à { $clock }
until = échéance : { $at }
until-sentence = Échéance : { $at }.
weekday = { $weekday ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
weekday-short = { $weekday ->
    [1] lun.
    [2] mar.
    [3] mer.
    [4] jeu.
    [5] ven.
    [6] sam.
   *[7] dim.
}
month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
month-short = { $month ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[12] déc.
}

# Mots employés partout
you = Vous
never = jamais
save = Enregistrer
cancel = Annuler
edit = Modifier
copy = Copier
copied = Copié
retry = Réessayer
send = Envoyer
actions = Actions
head-more = Plus
advanced = Avancé
approved = accordée
not-approved = non accordée
close-dialog = Fermer
skip-to-content = Aller au contenu
skip-to-thread = Aller à la conversation
field-name = Nom
field-your-name = Votre nom
field-email = E-mail
field-password = Mot de passe
field-password-hint = Au moins 12 caractères. Une courte phrase se retient bien.
role-owner = Propriétaire
role-owner-hint = Tout : canaux, personnes, jetons, journal.
role-agent = Agent
role-agent-hint = Répond aux clients. Ne voit aucun secret et ne change aucun réglage.
theme-system = Comme l'appareil
theme-light = Clair
theme-dark = Sombre

# Connexion, premier démarrage
gate-foot = Transom, le bureau qui ne manque jamais une fenêtre
sign-in-title = Connexion
sign-in-submit = Se connecter
sign-in-help = Mot de passe oublié ? Un propriétaire peut vous donner un nouveau lien.
link-dead-title = Ce lien ne marche plus
link-dead-lead = Il sert une fois, dans la journée. Un propriétaire du bureau peut vous en donner un nouveau.
sign-out = Se déconnecter
setup-title = Créez votre bureau
setup-lead = Vous en serez propriétaire : vous connectez les canaux et invitez vos collègues.
setup-workspace = Nom de l'entreprise
setup-workspace-hint = Vos collègues le voient. Vos clients, non.
setup-submit = Créer le bureau
setup-dead-lead = Chaque démarrage du serveur en crée un nouveau. Redémarrez-le et ouvrez le lien qu'il affiche.
setup-missing-title = Ce bureau n’est pas encore prêt
setup-missing-lead = Ouvrez le lien que le serveur a affiché à son démarrage. Chaque démarrage en affiche un nouveau.
setup-done-title = Ce bureau est prêt
setup-done-lead = Il a son propriétaire. Connectez-vous, ou demandez-lui une invitation.
invitation-title = Rejoindre { $workspace }
invitation-lead = Vous êtes invité avec l'adresse { $email }. Choisissez un mot de passe pour commencer.
invitation-submit = Rejoindre
password-title = Choisissez un nouveau mot de passe
password-lead = Pour { $email } chez { $workspace }. Tous les navigateurs connectés seront déconnectés.
password-submit = Enregistrer et se connecter

# Barre et cadre
rail = Navigation principale
rail-inbox = Messages
rail-policy = Règles
rail-journal = Journal
rail-settings = Réglages
rail-keys = Clavier
rail-you = Vous
connection-live = En direct
connection-waiting = Reconnexion…

# Vues
views = Vues
views-windows = Fenêtres
views-put-away = Mises de côté
views-channels = Canaux
channel-filter = Conversations d’un canal
channel-filter-none = Tous les canaux
channel-filter-empty = Aucune conversation de ce canal ici.
view-mine = Les miennes
view-unassigned = Non attribuées
view-all = Toutes
view-closing-soon = Bientôt fermées
view-human-agent = Agent humain seul
view-window-closed = Fenêtre fermée
view-snoozed = En pause
view-closed = Closes
sort = Trier
sort-deadline = Échéance proche
sort-waiting = Attente la plus longue
sort-activity = Activité récente
list-more = Afficher plus
list-unread = { $count ->
    [one] { $count } message non lu
   *[other] { $count } messages non lus
}
empty-mine = Rien ne vous attend. Prenez-en une dans Non attribuées avec I.
empty-unassigned = Chaque conversation a quelqu'un. Bravo.
empty-all = Aucune conversation ouverte. Les nouveaux messages apparaissent ici d'eux-mêmes.
empty-closing-soon = Aucune fenêtre n'est près de se fermer. Personne n'est oublié.
empty-human-agent = Personne n'attend, hors fenêtre, la réponse d'un agent.
empty-window-closed = Aucune conversation ouverte n'a sa fenêtre fermée.
empty-snoozed = Rien n'est en pause.
empty-closed = Rien n'a encore été clos.
empty-no-channel = Aucun canal n'est encore connecté : aucun message ne peut arriver.
blank = Choisissez une conversation
blank-keys = J et K parcourent la liste, ? montre tous les raccourcis.

# Pastille de la fenêtre
pill-label = Fenêtre :
pill-human = humain { $span }
pill-closed = fermée
pill-blocked = bloquée
pill-barred = bloqué par vous
pill-barring = blocage en cours
pill-open-title = Réponse libre jusqu'à l'échéance : { $at }
pill-human-title = Une personne peut encore répondre jusqu'à l'échéance : { $at } ; un robot, non
pill-closed-title = La fenêtre de messagerie est fermée

# Carte
sender-you = Vous :
sender-other = { $name } :
sender-page = Page :
sender-account = Compte :
contact-unnamed = Client …{ $id }
card-failed = Le dernier message n'est pas arrivé
card-failed-short = non envoyé
card-snoozed = En pause jusqu'à : { $at }
card-closed = close
card-elsewhere = Une autre application répond
card-elsewhere-short = autre app
card-assignee = Attribuée à { $name }

# Fil
thread-with = Conversation avec { $name }
thread-messages = Messages
thread-earlier = Messages plus anciens
thread-jump = Nouveaux messages
thread-back = Retour à la liste
assign = Attribuer
assign-me = M'attribuer
assign-nobody = N'attribuer à personne
assigned-to = Attribuée à
unassigned = Non attribuée
snooze = Mettre en pause
snooze-title = En pause jusqu'à
snooze-hour = Dans une heure
snooze-before-window = Avant la fermeture
snooze-tomorrow = Demain matin
snooze-week = Lundi prochain
snooze-after-window = après la fermeture de la fenêtre
conversation-close = Clore
conversation-close-title = Clore la conversation (E). Elle se rouvre quand le client écrit.
conversation-reopen = Rouvrir
banner-disconnected = Ce canal est déconnecté. Rien ne peut être envoyé avant sa reconnexion.
banner-reconnect = Reconnecter
restricted-until = Fin de la restriction : { $until }.
banner-window-closed = La fenêtre est fermée depuis { $span }. Voici ce qui reste possible.
banner-never-open = Ce client n'a jamais écrit : aucune fenêtre n'est ouverte.
banner-closing-soon = La fenêtre se ferme à { $at }. Ensuite, plus de réponse libre.
banner-assigned = { $name } s'occupe de cette conversation.
banner-snoozed = En pause jusqu'à : { $until }. Elle revient plus tôt si le client écrit.
note-by = Note de { $name }, visible des collègues seulement
message-heart = Un cœur pour ce message
message-edited = modifié
message-deleted = Message annulé. Son contenu est supprimé.
message-deleted-short = Message annulé
message-unsupported = La plateforme ne transmet pas ce qui a été envoyé ici. On ne le voit que dans son appli.
message-unsupported-short = Non transmis
message-unsupported-kind = Nature, selon la plateforme : { $kind }.
message-unsupported-reason = Raison : { $reason }
message-forwarded = Transféré
message-forwarded-often = Transféré de nombreuses fois
message-chosen = Choisi parmi les boutons, pas écrit
message-command = Commande { $command }
choice-email = Son adresse e-mail
choice-phone = Son numéro de téléphone
message-product = À propos du produit { $product }
referral-ad = Venu par cette publicité
referral-link = Venu par ce lien
referral-open = Ouvrir
offers = Réponses proposées
place-map = Voir sur une carte
place-page = Sa page
place-wanted = Bouton : envoyer ma position
shop-catalog = Bouton : tout le catalogue
shop-product = Produit
card-phone = Téléphone
card-email = E-mail
card-page = Page web
card-address = Adresse
card-birthday = Anniversaire
card-home = domicile
card-work = travail
card-mobile = mobile
order = Commande
order-product = Produit
order-quantity = Quantité
order-price = Prix unitaire
order-total = Total
form = Formulaire rempli
form-named = Formulaire rempli : { $name }
reaction-sent = Réaction : { $emoji }
reaction-taken-back = Réaction retirée
price-free = gratuit
price-marketing = marketing
price-marketing-lite = marketing par la Marketing Messages API
price-utility = utilitaire
price-authentication = authentification
price-service = service
price-free-hint = La plateforme ne facture pas ce message.
price-free-service = La plateforme ne facture rien : le client a écrit depuis moins d'un jour.
price-free-entry-point = La plateforme ne facture rien : le client est venu par une publicité ou un bouton de la page.
price-charged = La plateforme facture ce message comme : { $category }.
attachment-image = Image
attachment-video = Vidéo
attachment-audio = Message vocal
attachment-file = Fichier
attachment-sticker = Autocollant
attachment-link = Lien
attachment-story-mention = Vous a mentionné dans sa story
attachment-story-reply = A répondu à votre story
attachment-ephemeral = Photo ou vidéo éphémère
attachment-appointment = Rendez-vous
attachment-elsewhere = Seulement dans l'appli Instagram
attachment-waiting = En cours de récupération
attachment-too-large = Plus grand que les { $most } Mo acceptés ici
attachment-gone = La plateforme ne l’a plus
attachment-forbidden = Il se trouve là où rien n’est récupéré
attachment-empty = Il était vide
attachment-unreachable = La plateforme ne l’a pas transmis
attachment-expired = N’est plus conservé
attachment-not-as-said = Pas ce qui était annoncé : à ouvrir avec prudence
attachment-again = Récupérer à nouveau
attachment-download = Télécharger
composer-attach = Joindre des fichiers
upload-empty = { $name } est vide.
upload-too-large = { $name } dépasse les { $most } Mo acceptés ici.
upload-too-many = Envoyez au plus { $most } fichiers à la fois.
upload-not-taken = { $name } ne peut pas être envoyé ici. { $wanted }
upload-refused = Ne peut pas être envoyé ici. { $wanted }
upload-as-sticker = En autocollant
upload-as-picture = En image
upload-no-sticker = { $name } ne peut pas être envoyé comme autocollant : { $why } { $advice }
upload-sticker-edge = il fait { $width } × { $height } pixels, et un autocollant { $edge } × { $edge }.
upload-sticker-unread = il n'a pas pu être lu comme image.
upload-sticker-bytes = un autocollant fixe fait { $size } au plus.
upload-sticker-bytes-moving = un autocollant animé fait { $size } au plus.
upload-sticker-moving = Une image animée ne peut être qu’un autocollant : modifiez-la pour qu’elle convienne, ou envoyez-la en vidéo (MP4).
upload-sticker-still = Modifiez-le pour qu’il convienne, ou envoyez-le comme image.
upload-audio = Audio
upload-remove = Retirer { $name }
upload-first = Retirez le fichier qui ne peut pas être envoyé.
upload-drop = Déposez des fichiers pour les joindre
size-kilobytes = { $size } ko
size-megabytes = { $size } Mo
origin-page-inbox = Boîte de la page
origin-instagram-app = Appli Instagram
origin-other-app = Autre application
delivery-queued = En attente d'envoi
delivery-unconfirmed = En attente de la confirmation de la plateforme
delivery-held = Retenu par la plateforme, qui observe d’abord comment les clients reçoivent ce modèle
origin-api = API
delivery-sent = Envoyé
delivery-delivered = Distribué : { $at }
delivery-read = Lu : { $at }
delivery-played = Écouté : { $at }
delivery-failed = Non distribué
activity-assigned = { $by } a attribué la conversation à { $to }
activity-took-over = { $by } a pris la conversation
activity-unassigned = { $by } a retiré l’attribution
activity-closed = { $by } a clos la conversation
activity-reopened = { $by } a rouvert la conversation
activity-reopened-by-customer = Le client a réécrit
activity-snoozed = { $by } a mis la conversation en pause jusqu’à : { $until }
activity-woken = Fin de la pause
activity-tapped = Le client a touché « { $title } »
activity-arrived-tapped = Le client est venu par { $name } et a touché « { $title } »
activity-arrived = Le client est venu par { $name }
activity-attested = { $by } assure que le contrôle du contenu se trompe sur « { $words } »
activity-identity-moved = Le client a maintenant un autre numéro ou identifiant
activity-identity-renewed = Le client a réinstallé son application : assurez-vous de son identité avant de dire quoi que ce soit de confidentiel
activity-notify-wanted = A demandé un message, une fois, sur : { $topic }
activity-marketing-wanted = Le client veut recevoir des messages de marketing
activity-marketing-stopped = Le client ne veut plus recevoir de messages de marketing
activity-account-linked = Le client s’est connecté à son compte
activity-account-unlinked = Le client s’est déconnecté de son compte
activity-answer-good = Le client a trouvé une réponse bonne
activity-answer-bad = Le client a trouvé une réponse mauvaise
activity-answer-rated = Le client a noté une réponse : « { $rating } »
activity-chat-opened = Le client a ouvert la conversation pour la première fois
activity-control-taken = { $by } a repris la main sur l'autre application
activity-control-passed = { $by } a transmis la conversation à { $app }
activity-control-released = { $by } a rendu la conversation à la page
activity-control-asked = { $by } a demandé la conversation à l'autre application
activity-control-declined = { $by } a gardé la conversation, que { $app } demandait
activity-control-received = { $app } vous a transmis la conversation
activity-control-lost = { $app } répond à partir d’ici
activity-control-given-up = { $app } a laissé cette conversation ; elle est à qui répond ensuite
activity-control-requested = { $app } demande cette conversation
activity-control-note = { $said } : « { $note } »

# Thread control
app-page-inbox = Boîte de réception de la page
app-instagram-inbox = Boîte de réception Instagram
app-other = Une autre application
control-menu = Qui répond
control-us = Nous répondons
control-alone = Vous répondez. Aucune autre application n'est apparue ici.
control-ours = Vous répondez. Les autres applications sont en attente.
control-theirs = { $app } répond dans cette conversation.
control-take = Reprendre la main
control-ask = Demander la conversation
control-pass = Transmettre à { $app }
control-release = Rendre à la page
control-look = Rechercher les applications connectées
control-elsewhere = La conversation ne peut être transmise que là-bas : ce canal n'est pas connecté par une page Facebook.
control-wish = { $app } demande cette conversation.
control-accept = Accepter
control-decline = Pas maintenant
control-failed = La plateforme ne l'a pas fait : { $said }
banner-standby = { $app } répond. Vous êtes en attente et pouvez suivre.
halt-standby-hint = Vous pouvez suivre la conversation. Reprenez la main pour répondre vous-même ; l'autre application se met alors en attente.

# Rédaction
composer = Écrire
composer-mode = Réponse ou note
composer-reply = Répondre
composer-note = Note
composer-reply-label = Votre réponse
composer-note-label = Votre note
composer-placeholder = Écrivez une réponse…
composer-human-placeholder = Répondez vous-même à la question du client…
composer-note-placeholder = Écrivez une note pour vos collègues…
composer-open = Ouverte : { $at }
composer-then = puis par agent humain : { $at }
composer-human = Une personne peut répondre : { $at }
composer-human-hint = Répondez à la question ; pas de promotion.
composer-send-hint = Ctrl + Entrée envoie
composer-unsent = Le serveur est injoignable. Votre texte est gardé ; vérifiez si le message figure plus haut avant de le renvoyer.
composer-bytes = Instagram compte en octets : accents et émojis en prennent plus d'un.
composer-bytes-unit = octets
composer-note-hint = Seuls vos collègues voient les notes.
note-add = Ajouter la note
remedy-ask = Demander au client d'écrire
remedy-ask-why = Dès qu'il écrit, la fenêtre se rouvre. Partagez ce lien par e-mail, sur votre site ou sur un reçu.
remedy-ask-link = Lien de discussion
remedy-human = Demander à Meta l'autorisation Human Agent
remedy-human-why = Avec elle, une personne pourrait répondre ici jusqu'à l'échéance : { $until }. Le canal ne l'a pas.
remedy-human-settings = Réglages de la page
remedy-human-owner = Un propriétaire du bureau peut s'en occuper.
withdrawn = Pourquoi aucune étiquette à choisir ?
withdrawn-on = retirée le { $date }
withdrawn-why = Depuis, Meta les refuse, et les envoyer sans cesse fait restreindre la page. Transom ne propose pas ce qui serait refusé ou puni.
withdrawn-link = Ce que dit chaque règle
composer-kept = Ce que vous avez écrit
tagged = Envoyer un message avec étiquette
tagged-human = Ou envoyer une information avec une étiquette
tagged-why = Pour une nouvelle que le client attend : un événement, une commande ou son compte.
tagged-purpose = De quoi s'agit-il ?
tagged-event = Événement
tagged-purchase = Commande
tagged-account = Compte
tagged-news = Actualités
tagged-allowed = Permis
tagged-forbidden = Interdit
tagged-event-allowed-1 = « Rappel : votre essayage a lieu demain à 10 h. »
tagged-event-allowed-2 = « L'atelier de samedi commence à 15 h, et non à 14 h. »
tagged-event-allowed-3 = « Votre rendez-vous de vendredi est confirmé. »
tagged-event-forbidden-1 = « Venez à nos soldes d'hiver, -20 % sur tout ! » (publicité)
tagged-event-forbidden-2 = « Un atelier a lieu la semaine prochaine, venez voir. » (sans inscription)
tagged-event-forbidden-3 = « L'atelier vous a-t-il plu ? » (passé, et une enquête)
tagged-purchase-allowed-1 = « Votre commande A-1182 est partie aujourd'hui et arrive vendredi. »
tagged-purchase-allowed-2 = « Votre paiement a été refusé. Essayez une autre carte. »
tagged-purchase-allowed-3 = « Votre remboursement de 40 € est en route. »
tagged-purchase-forbidden-1 = « Voici un code promo pour votre prochaine commande. » (bon de réduction)
tagged-purchase-forbidden-2 = « Ces bottes vont bien avec votre veste. » (vendre autre chose)
tagged-purchase-forbidden-3 = « Êtes-vous satisfait de votre commande ? » (enquête)
tagged-account-allowed-1 = « Votre demande de carte client a été acceptée. »
tagged-account-allowed-2 = « Quelqu'un s'est connecté à votre compte depuis un nouvel appareil. Était-ce vous ? »
tagged-account-allowed-3 = « Votre mot de passe a été changé aujourd'hui. »
tagged-account-forbidden-1 = « Prenez la carte or et profitez de 15 % de réduction ! » (publicité)
tagged-account-forbidden-2 = « Votre relevé mensuel est prêt. » (revient sans cesse)
tagged-account-forbidden-3 = « Nous recommanderiez-vous ? » (enquête)
tagged-news-allowed-1 = « Le conseil a voté : le vieux pont rouvre lundi. »
tagged-news-allowed-2 = « Tempête cette nuit : pas de trains vers la côte. »
tagged-news-allowed-3 = « La finale s'est terminée 2 à 1. Le récit suit. »
tagged-news-forbidden-1 = « Abonnez-vous aujourd'hui avec 50 % de réduction ! » (publicité)
tagged-news-forbidden-2 = « Votre commande est partie. » (pas une actualité)
tagged-news-forbidden-3 = « Votez pour votre article préféré. » (enquête)
tagged-box = Votre message avec étiquette
tagged-placeholder = Écrivez ce que le client doit savoir, et rien d'autre…
tagged-waiting = Ce que vous écrivez est comparé aux règles avant l'envoi.
tagged-check = Vérifier
tagged-rephrase-promotional = Retirez ces mots : ni offre, ni prix tentant, ni invitation à acheter. Dites seulement ce que le client attend de savoir.
tagged-rephrase-recurring = Ce qui revient chaque semaine ou chaque mois ne passe pas par cette étiquette. Parlez du seul changement qui vient d'avoir lieu.
tagged-attest = L'alerte est fausse. Mon nom reste joint au message.
tagged-merge = Un message avec étiquette est parti il y a { $span }, et le client n'a pas réagi depuis. Mettez tout ce qui reste à dire dans un seul message : les étiquettes à la suite mettent la page en danger.
tagged-count = { $count ->
    [0] Aucun message avec étiquette depuis le dernier geste du client
    [one] { $count } message avec étiquette depuis le dernier geste du client
   *[other] { $count } messages avec étiquette depuis le dernier geste du client
}
halt-disconnected = Ce canal est déconnecté
halt-disconnected-hint = Meta n'accepte plus son jeton d'accès. Les messages arrivent encore ; pour répondre, un propriétaire doit saisir un nouveau jeton.
halt-restricted-hint = Rien n'est envoyé entre-temps, pour ne pas allonger la restriction. Vous pouvez faire appel dans la qualité de la page, chez Meta.
halt-unreachable = Cette personne est injoignable
halt-unreachable-hint = Elle vous a bloqué, a fermé son compte ou ne peut rien recevoir. Tout se rouvre si elle écrit.
halt-barred = Vous tenez cette personne à distance.
halt-barred-hint = Elle ne peut pas vous écrire et rien ne peut lui être envoyé.
halt-barring = La plateforme est priée de tenir cette personne à distance.
halt-barring-hint = Rien ne lui est envoyé en attendant. Si la plateforme refuse, la conversation dit pourquoi.
moderate = Tenir cette personne à distance
moderate-block = Bloquer
moderate-block-hint = Elle ne pourra plus vous écrire, ni vous à elle. Elle n'en est pas avertie. Vous pouvez la débloquer à tout moment.
moderate-block-not-now = WhatsApp ne bloque quelqu'un que tant qu'un de ses messages tient la fenêtre ouverte. Vous pourrez bloquer cette personne dès qu'elle écrira de nouveau.
moderate-unblock = Débloquer
moderate-unblock-hint = Elle peut de nouveau vous écrire. Vous pourrez répondre dès qu'elle le fait, ou tant qu'une fenêtre est ouverte.
moderate-ban = Bannir de la page
moderate-ban-hint = Elle ne peut plus ni vous écrire ni commenter la page, et n'aime plus la page.
moderate-unban = Lever le bannissement
moderate-unban-hint = Elle peut de nouveau écrire et commenter.
moderate-spam = Mettre dans les indésirables
moderate-spam-hint = La conversation est fermée ici et va dans le dossier des indésirables de la boîte de la plateforme. Personne n'est bloqué.
refusal-cannot-moderate = La plateforme ne peut pas faire cela avec cette personne.
activity-block = { $by } a bloqué cette personne
activity-unblock = { $by } a débloqué cette personne
activity-ban = { $by } a banni cette personne de la page
activity-unban = { $by } a levé le bannissement
activity-spam = { $by } a mis la conversation dans les indésirables
activity-moderation-asked = { $by } a demandé à la plateforme : « { $what } ». Elle n'a pas encore répondu.
activity-moderation-dropped = { $by } a demandé à la plateforme : « { $what } », puis autre chose a été voulu avant sa réponse.
activity-block-failed = La plateforme n'a pas bloqué cette personne : { $said }
activity-unblock-failed = La plateforme n'a pas débloqué cette personne : { $said }
activity-ban-failed = La plateforme n'a pas banni cette personne : { $said }
activity-unban-failed = La plateforme n'a pas levé le bannissement : { $said }
activity-spam-failed = La plateforme n'a pas mis la conversation dans les indésirables : { $said }
labels = Libellés
labels-lead = Des mots de la boîte de réception de la page que portent ses clients. Tous ceux qui travaillent sur la page les voient. Ils ne peuvent pas être renommés.
labels-reading = Les libellés de la plateforme sont en cours de lecture.
labels-fetch = Récupérer de la plateforme
labels-empty = Aucun libellé pour l'instant. Créez-en un, ou récupérez ceux de la page.
label-add = Ajouter un libellé
label-new = Nouveau libellé
label-put = Ajouter
label-remove = Retirer le libellé « { $label } »
label-show = Afficher toutes les conversations avec le libellé « { $label } »
label-pending = La plateforme est interrogée.
label-not-put = Le libellé « { $label } » n'a pas été ajouté : { $said }
label-not-taken = Le libellé « { $label } » n'a pas été retiré : { $said }
label-terms = La page n'a pas accepté les conditions de Facebook relatives aux contacts. Un administrateur de la page les accepte sur Facebook ; réessayez ensuite ici.
label-again = Réessayer
label-let-be = Laisser tel quel
label-filter = Conversations avec un libellé
label-filter-none = Toutes, avec ou sans libellé
label-filter-empty = Aucune conversation ici ne porte ce libellé.
label-make = Nouveau libellé
label-make-hint = S'il en existe déjà un de ce nom, c'est celui-là. Il ne pourra pas être renommé.
label-make-submit = Créer le libellé
label-making = Sa création est demandée à la plateforme.
label-deleting = Sa suppression est demandée à la plateforme.
label-not-made = La plateforme ne l'a pas créé : { $said }
label-not-deleted = La plateforme ne l'a pas supprimé : { $said }
label-customers = { $count ->
    [0] Personne ne le porte
    [one] { $count } client le porte
   *[other] { $count } clients le portent
}
label-delete = Supprimer
label-delete-hint = { $count ->
    [0] Il est aussi supprimé sur la page.
    [one] Il est aussi supprimé sur la page, et retiré à { $count } client.
   *[other] Il est aussi supprimé sur la page, et retiré à { $count } clients.
}
label-delete-confirm = Supprimer le libellé
label-name-refused = Un libellé a besoin d'un nom de { $most } caractères au plus.
label-not-here = Seules les pages Facebook sur Messenger ont des libellés.
label-being-deleted = Le libellé de ce nom est en cours de suppression. Réessayez dans une minute.
label-not-there = Ce libellé n'existe plus.
refusal-cannot-label = Cette personne ne peut pas recevoir de libellé : la plateforme ne la connaît qu'une fois qu'elle a écrit.
activity-label-put = { $by } a ajouté le libellé « { $label } »
activity-label-taken = { $by } a retiré le libellé « { $label } »
activity-label-put-elsewhere = Le libellé « { $label } » a été ajouté en dehors de ce bureau
activity-label-taken-elsewhere = Le libellé « { $label } » a été retiré en dehors de ce bureau
done-label = Le libellé est en cours de création.
done-label-deleting = Le libellé est en cours de suppression.
done-labels-asked = Les libellés de la plateforme sont en cours de lecture.
halt-settings = Ouvrir les réglages du canal

# Panneau
panel = Détails
panel-since = Connu depuis le { $date }
panel-identities = Joignable par
panel-window = Fenêtre
panel-cause = Ouverte par
panel-opened = Ouverte
panel-closes = Se ferme
panel-closed = Fermée
panel-human = Agent humain
panel-rulebook = Règlement
panel-conversation = Conversation
panel-waiting = Le client attend
panel-messages = Messages
panel-created = Début
panel-id = Identifiant
cause-message = un message
cause-postback = un bouton
cause-referral = un lien de discussion
cause-reaction = une réaction
cause-story-mention = une mention dans une story
cause-opt-in = un accord
cause-ad-message = une publicité

# Voies
route-standard = Standard
route-human-agent = Agent humain
route-tag-event = Étiquette événement
route-tag-purchase = Étiquette achat
route-tag-account = Étiquette compte
route-tag-feedback = Étiquette avis client
route-tag-news = Étiquette actualités
route-utility-template = Modèle utilitaire
route-template = Modèle
route-one-time = Notification unique
route-marketing = Message marketing
route-private-reply = Réponse privée
route-sponsored = Message sponsorisé
route-other-channel = Autre canal
route-standard-why = Dans la fenêtre ouverte : tout peut être dit, promotion comprise.
route-standard-always-why = À tout moment : ce canal n'a pas de fenêtre de messagerie.
route-human-agent-why = La réponse d'une personne à la question du client après la fenêtre. Sans promotion, jamais par un robot.
route-tag-event-why = Avec l'étiquette événement : rappel ou changement d'un événement auquel le client s'est inscrit.
route-tag-purchase-why = Avec l'étiquette achat : à propos d'une commande passée par le client.
route-tag-account-why = Avec l'étiquette compte : un changement ponctuel du compte du client.
route-tag-feedback-why = Avec l'étiquette avis client : une seule enquête, peu après l'échange avec le client.
route-tag-news-why = Avec l'étiquette actualités : les nouvelles d'un éditeur enregistré, sans promotion.
route-utility-template-why = Un modèle utilitaire approuvé par Meta. Il peut partir à tout moment.
route-template-why = Un modèle approuvé par WhatsApp. Il peut même ouvrir une conversation.
route-one-time-why = L'unique message pour lequel le client a touché « M'avertir ».
route-marketing-why = Un message marketing à quelqu'un qui a accepté d'en recevoir.
route-private-reply-why = L'unique réponse privée à un commentaire.
route-sponsored-why = Un message payant. Il s'achète dans les outils publicitaires de Meta, il ne part pas d'ici.
route-other-channel-why = Par un autre canal du même contact, selon les règles de ce canal.

# Refus : les mêmes phrases sur la page et dans l'API

# Pourquoi un message n'est pas arrivé
failure-rejected = La plateforme a refusé ce message.
failure-window-closed = La plateforme dit que la fenêtre est fermée, ou que l'autorisation Human Agent manque.
failure-refused = Quand son tour est venu, les règles n’autorisaient plus ce message.
failure-exhausted = La plateforme a échoué à chaque essai. Rien n’a été remis.
failure-unconfirmed = La plateforme n’a pas dit si le message est arrivé, et aucune confirmation n’est venue. Regardez la discussion avant de le renvoyer.

# What a command is refused for beside the rules, whose sentences are the policy engine’s
refusal-empty = Il n’y a rien à envoyer. Écrivez d’abord un message.
refusal-snooze-past = Une mise en pause doit finir plus tard que maintenant. Choisissez une autre heure.
refusal-not-failed = Ce message n’a pas échoué, il n’est donc pas renvoyé.


failure-restricted = La plateforme ne laisse pas ce canal envoyer pour le moment.
failure-unreachable = Cette personne est injoignable : elle vous a peut-être bloqué ou a fermé son compte.
failure-opted-out = Cette personne a arrêté les messages marketing. Les réponses à ce qu'elle écrit passent toujours.
failure-marketing-held = La plateforme retient pour l’instant le marketing destiné à cette personne. Rien n’est réessayé avant la fin de cette pause.
failure-complaints = WhatsApp accepte moins de ce numéro pour l’instant : trop de personnes se sont plaintes, ou il a écrit à trop de nouvelles personnes. Son marketing est suspendu.
failure-misclassified-templates = Trop de modèles de ce compte étaient dans une mauvaise catégorie : WhatsApp n'accepte rien de lui pour l'instant.
failure-misused-tags = La plateforme avertit d’un usage abusif des messages étiquetés. Aucun ne part plus de ce canal tant que personne ne le laisse de nouveau envoyer.
failure-payment = La plateforme ne peut pas débiter votre compte pour ce message. Quelqu’un doit y régler le paiement ; envoyez-le ensuite de nouveau.
failure-unregistered = Ce numéro n’est pas enregistré auprès de WhatsApp, ou ne l’est plus. Enregistrez-le là-bas, dans WhatsApp Manager ou par l’API ; envoyez ensuite ceci de nouveau.
failure-account = Une personne qui gère le compte doit régler quelque chose auprès de la plateforme avant que ceci puisse partir.
failure-standby = Une autre application répond dans cette conversation. Reprenez la main, puis renvoyez le message.
failure-reconnect = Le jeton d'accès du canal n'est plus valable. Un propriétaire doit en saisir un nouveau.

# Réglages
settings-profile = Vous
settings-channels = Canaux
settings-people = Personnes
settings-tokens = Jetons d'API
health-connected = Connecté
health-restricted = Restreint
health-disconnected = Déconnecté
health-troubled = À surveiller
channel-health = État
channel-connection = Connexion
channel-pages = Pages de ce canal
channel-health-lead = Ce que la plateforme et ce serveur disent du canal, le pire d'abord. Les messages des clients arrivent quoi qu'il en soit.
channel-checked = La plateforme a été interrogée : { $at }.
channel-not-checked = La plateforme n'a pas encore été interrogée.
channel-next-check = Prochaine fois : { $at }.
channel-check-now = Interroger maintenant
grade-good = Bien
grade-unknown = Inconnu
grade-watch = À surveiller
grade-bad = À corriger
remark-next = Que faire :
remark-said = La plateforme dit : « { $words } »
said-abusive = La plateforme juge ses mots abusifs.
said-category = Ses mots ne correspondent pas à sa catégorie.
said-format = Sa forme n’est pas acceptée : vérifiez les variables, la ponctuation et les liens.
said-promotional = Il fait de la promotion, ce que sa catégorie ne permet pas.
said-scam = La plateforme y voit une arnaque.
said-mismatch = Ses mots ne correspondent pas à sa langue ou à sa catégorie.
said-first-pause = Des clients s’en sont plaints : c’est sa première pause.
said-second-pause = Des clients s’en sont encore plaints : c’est sa deuxième pause.
said-rate-pause = La plateforme ralentit son envoi.
said-spam = La plateforme considère ce qui a été envoyé comme du spam.
said-calls = Des clients se plaignent des appels.
said-no-first = On ne peut écrire en premier à aucun client.
said-no-answers = On ne peut pas répondre à ce qu’écrivent les clients.
said-no-utility = Aucun modèle utilitaire ne peut être envoyé.
said-no-numbers = Aucun autre numéro ne peut être ajouté.
said-no-calling = On ne peut pas appeler les clients.
said-no-calls = Les clients ne peuvent pas appeler.
remark-not-checked = La plateforme n'a pas encore été interrogée sur ce canal.
remark-token-works = Le jeton d'accès fonctionne.
remark-token-refused = La plateforme refuse le jeton d'accès : rien ne peut être envoyé. Les messages des clients arrivent toujours.
remark-token-next = Créez sur la plateforme un nouveau jeton avec toutes les autorisations et saisissez-le sous « Connexion ».
remark-permission-missing = Il manque une autorisation au jeton d'accès.
remark-permission-next = Accordez l'autorisation à l'application sur la plateforme, puis créez un nouveau jeton et saisissez-le sous « Connexion ».
remark-not-answered = La plateforme n'a pas donné de réponse utilisable.
remark-not-answered-next = Rien pour l'instant : elle sera interrogée à nouveau. Si cela dure, vérifiez que ce serveur accède à internet.
remark-disconnected = Rien ne peut être envoyé depuis : { $since }. Les messages des clients arrivent toujours.
remark-restricted = La plateforme interdit à ce canal d'envoyer.
remark-restricted-until = La plateforme interdit à ce canal d'envoyer jusqu'à : { $until }.
remark-barred = La plateforme interdit à ce canal d'envoyer { $what }.
remark-barred-until = La plateforme interdit à ce canal d'envoyer { $what } jusqu'au { $until }.
scope-marketing = du marketing
scope-templates = des modèles
scope-utility-templates = des modèles utilitaires
scope-replies = des réponses
scope-tags = des messages avec étiquette
remark-restricted-next = Cessez ce que la plateforme reproche et attendez. Un recours est possible dans les outils de la plateforme ; ce qu'on envoie malgré une restriction la prolonge.
remark-tags-next = Trouvez quels messages étiquetés ne correspondaient pas à leur étiquette et arrêtez-les. Laissez ensuite le canal envoyer de nouveau sous « Connexion ».
remark-ending = La plateforme a annoncé qu’elle va désactiver ce compte.
remark-ending-next = Faites appel tout de suite dans les outils professionnels de la plateforme, avant la date qu’elle indique ; ensuite, plus rien ne pourra être envoyé ni reçu.
remark-sending-blocked = La plateforme dit que rien ne peut être envoyé depuis ce numéro.
remark-sending-limited = La plateforme ne laisse ce numéro envoyer qu’une partie de ses messages.
remark-sending-next = Regardez dans les outils professionnels de la plateforme ce qui bloque et réglez-le. Ce serveur redemande de lui-même.
remark-subscribed = La plateforme envoie tous les webhooks demandés.
remark-resubscribed = La plateforme avait cessé d'envoyer certains webhooks. Redemandés, ils arrivent de nouveau.
remark-resubscribed-next = Cherchez dans la boîte de la plateforme les messages qui manquent ici et vérifiez si ce serveur était injoignable.
remark-subscribed-anew = La plateforme ne dit pas laquelle des applications à l'écoute de ce canal est la nôtre. Tous les webhooks lui ont été redemandés, et elle a accepté.
remark-fields-missing = La plateforme n'envoie pas ces webhooks : { $fields }.
remark-fields-missing-next = Donnez à l'application l'autorisation correspondante, puis enregistrez à nouveau la connexion.
remark-nothing-heard = Aucun webhook n'est encore arrivé.
remark-nothing-heard-next = Saisissez l'adresse du webhook et le jeton de vérification dans les réglages de l'application, puis écrivez au canal depuis un téléphone.
remark-heard = Dernier webhook reçu : { $at }.
remark-late = Il n'a été traité que { $span } après son arrivée.
remark-late-next = Regardez la charge de ce serveur et de son disque ; ce qui attend est traité dans l'ordre.
remark-quality-high = Les clients apprécient ce que ce numéro envoie.
remark-quality-medium = Des clients se plaignent de ce que ce numéro envoie.
remark-quality-low = Beaucoup de clients se plaignent de ce que ce numéro envoie : la plateforme peut le restreindre.
remark-quality-unknown = Trop peu de clients ont encore jugé ce que ce numéro envoie.
remark-quality-next = N'écrivez qu'à ceux qui l'ont demandé, moins souvent, et sur ce qu'ils attendent.
remark-recipients = Vous pouvez écrire en premier à { $count } clients différents par jour.
remark-recipients-unlimited = Vous pouvez écrire en premier à autant de clients que vous voulez.
remark-throughput-raised = La plateforme a relevé le débit de ce numéro.
remark-throughput-beside-phone = Ce numéro sert aussi sur un téléphone : la plateforme en accepte donc moins de messages par seconde.
remark-complaint = La plateforme a quelque chose à reprocher à ce canal.
remark-complaint-next = Regardez dans les outils de la plateforme ce qu'elle demande.
remark-quiet = Une limite de la plateforme est atteinte : rien ne part avant : { $until }.
remark-near-limit = { $percent } % d'une limite de la plateforme sont utilisés : les messages partent plus lentement.
remark-quiet-next = Rien : ce qui attend part tout seul, dans l'ordre.
remark-failing = { $count } × { $class } depuis un jour, la dernière fois : { $at }.
remark-failing-next = Les messages disent dans leur conversation ce qu'ils sont devenus.
remark-payment = La plateforme n’a pas pu facturer des messages et ne les a pas remis : { $count } au cours du dernier jour, le dernier { $at }.
remark-payment-next = Ouvrez les réglages de paiement du compte dans les outils professionnels de la plateforme, réglez ce qui est dû ou saisissez un moyen de paiement valable. Renvoyez ensuite les messages en échec ; ceux qui sont gratuits partent toujours.
remark-account = La plateforme refuse des messages tant qu’une personne qui gère le compte n’a pas réglé quelque chose : { $count } au cours du dernier jour, le dernier { $at }.
remark-account-next = Lisez ci-dessus ce que dit la plateforme et réglez-le dans ses outils professionnels : le nom que voient les clients, le modèle, le formulaire, le nom d’utilisateur, une autorisation de l’application ou le réglage d’Instagram qui laisse les outils connectés lire les messages. Renvoyez ensuite les messages.
remark-no-errors = Rien n'a échoué depuis un jour.
remark-right-missing = Il manque au jeton d'accès l'autorisation { $right }.
remark-lost = Ce qui manque sans cela : { $what }.
lost-sending = tout envoi
lost-messages = ce que les clients écrivent
lost-echoes = ce qui a été répondu ailleurs
lost-receipts = si les messages sont arrivés et ont été lus
lost-changes = les messages modifiés et les réactions
lost-taps = les boutons touchés et les liens par lesquels les clients sont venus
lost-opt-ins = les permissions données par les clients
lost-comments = les commentaires
lost-templates = la liste des modèles et leurs examens
lost-measures = les avertissements et restrictions de la plateforme
lost-webhooks = le renouvellement des webhooks
lost-names = les noms des clients
lost-control = qui peut répondre quand plusieurs programmes partagent les conversations
lost-labels = les étiquettes changées ailleurs
remark-token-ends = Le jeton d'accès expire { $at } : ensuite, plus rien ne peut être envoyé.
remark-token-ended = Le jeton d'accès a expiré { $at } : rien ne peut être envoyé.
remark-token-ends-next = Créez d'ici là un nouveau jeton sur la plateforme et saisissez-le sous « Connexion ». Celui d'un utilisateur système n'expire pas.
remark-token-renews = Le jeton d'accès est valable jusqu'à { $at } et sera renouvelé ici avant cela.
remark-token-not-renewed = La plateforme ne renouvelle pas le jeton d'accès. Il prendra fin, et plus rien ne pourra être envoyé.
remark-token-not-renewed-next = Créez un nouveau jeton sur la plateforme et saisissez-le sous « Connexion » : le compte doit toujours autoriser l'application.
remark-access-ends = L'application ne peut lire les données du compte que jusqu'à { $at }.
remark-access-ended = L'application ne peut plus lire les données du compte depuis { $at }.
remark-access-ends-next = Une personne qui gère le compte se reconnecte à l'application sur la plateforme et l'autorise de nouveau.
offer-appeal = La plateforme accepte un recours.
offer-learn-more = La plateforme explique sa règle.
offer-support = L'assistance de la plateforme prend le cas.
offer-open = Ouvrir sur la plateforme
notices = Ce que la plateforme a annoncé
notices-none = La plateforme n'a rien annoncé au sujet de ce compte.
notice-barred-until = Restriction jusqu'à { $until } : { $what }.
notice-barred = Restriction jusqu'à nouvel ordre : { $what }.
notice-others = Aussi retiré : « { $what } ».
barred-all = tout envoi
barred-replies = réponses
barred-templates = modèles
barred-utility-templates = modèles utilitaires
barred-marketing = messages marketing
barred-tags = messages balisés
notice-disconnected = La plateforme ne laisse plus ce serveur parler pour le compte : rien ne peut être envoyé.
notice-reconnected = La plateforme laisse de nouveau ce serveur parler pour le compte.
notice-past-told = Tout ce qui avait été écrit sur le téléphone est maintenant ici.
notice-standing = La réputation du numéro a changé. Le mot de la plateforme : « { $event } ».
notice-flagged = Beaucoup de clients se plaignent de ce que ce numéro envoie.
notice-unflagged = Les clients se plaignent moins : le numéro n’est plus signalé.
notice-upgrade = Le numéro peut écrire en premier à davantage de clients.
notice-downgrade = Le numéro peut écrire en premier à moins de clients.
notice-onboarding = Le numéro a été enregistré auprès de la plateforme.
notice-throughput = Le numéro peut envoyer plus vite.
notice-capability = Ce que le compte peut faire a changé.
notice-numbers = Il peut avoir { $count } numéros.
notice-review-approved = La plateforme a examiné le compte et l'a approuvé.
notice-review-rejected = La plateforme a examiné le compte et l'a refusé : il ne peut rien envoyer.
notice-review-pending = La plateforme examine le compte.
notice-name-approved = Les clients voient désormais le nom « { $name } ».
notice-name-rejected = Le nom « { $name } » a été refusé ; les clients voient toujours l'ancien.
notice-name-pending = Le nom « { $name } » est en cours d'examen.
notice-security = Quelqu’un a changé, ou veut changer, ce qui protège le numéro. Le mot de la plateforme : « { $event } ».
notice-pin-changed = Le code PIN qui protège le numéro a été changé.
notice-pin-asked = Quelqu’un a demandé à réinitialiser le code PIN qui protège le numéro.
notice-pin-reset = Le code PIN qui protège le numéro a été réinitialisé.
notice-security-next = Si ce n'était aucun de vous, choisissez un nouveau code PIN sur la plateforme et vérifiez qui a accès.
notice-warning = La plateforme a averti le compte. Rien n'est encore interdit ; l'étape suivante est une restriction.
notice-warning-next = Trouvez de quels messages il s'agit et n'en envoyez plus. N'écrivez qu'à ceux qui l'ont demandé.
notice-scheduled = La plateforme a annoncé qu’elle va désactiver le compte.
notice-block = La plateforme a interdit tout envoi au compte.
notice-unblock = La plateforme laisse de nouveau le compte envoyer.
notice-integrity-ok = La plateforme ne reproche rien à la page.
notice-integrity-restricted = La plateforme a restreint la page.
notice-integrity-suspended = La plateforme a suspendu la page : rien ne peut être envoyé.
notice-alert = La plateforme a des nouvelles au sujet du compte.
notice-ad-account-linked = Un compte publicitaire a été associé.
notice-partner-added = Un partenaire a reçu l’accès au compte.
notice-partner-app = L’application d’un partenaire a reçu l’accès au compte.
notice-code-price = L’application du tarif international des codes à usage unique au compte a changé.
notice-volume-tier = Le compte est passé à un autre palier des tarifs par volume.
notice-country = Le pays auquel l’entreprise est rattachée a changé.
notice-marketing-terms = Quelqu’un a accepté les conditions de l’interface des messages marketing.
error-fault = panne de la plateforme
error-throttled = trop de messages à la fois
error-unconfirmed = envoi incertain
error-window-closed = fenêtre fermée
error-rejected = message non accepté
error-unreachable = client injoignable
error-restricted = canal restreint
error-payment = paiement non réglé
error-account = à régler par un gestionnaire du compte
error-reconnect = jeton ou autorisation manquants
channels-lead = Les pages, les comptes et les numéros dont les messages arrivent à ce bureau.
channels-add = Connecter un canal
channels-empty = Connectez votre première page, votre premier compte ou votre premier numéro et ses messages apparaîtront ici.
channel-lead = Vous trouverez ces valeurs dans votre application sur developers.facebook.com.
channel-platform = Plateforme
channel-page = Page
channel-page-hint = La page Facebook à laquelle les clients écrivent, et la clé pour envoyer en son nom.
channel-page-id = Identifiant de la page
channel-page-id-hint = Un nombre, dans la section À propos de la page.
channel-account = Compte
channel-account-hint = Le compte Instagram professionnel auquel les clients écrivent, et la clé pour envoyer en son nom.
channel-account-id = Identifiant du compte
channel-account-id-hint = Un nombre qui commence par 1784, pas le @nom.
channel-account-name-hint = Laissez vide pour prendre le nom du compte.
channel-login = Connexion de votre application
channel-login-instagram = Instagram Login
channel-login-instagram-hint = Elle parle au compte lui-même, sans page Facebook.
channel-login-page = Facebook Login
channel-login-page-hint = Elle passe par la page Facebook à laquelle le compte est lié.
channel-account-token = Jeton d'accès
channel-account-token-hint = Avec Instagram Login le jeton du compte, avec instagram_business_manage_messages ; avec Facebook Login celui de la page, avec instagram_manage_messages.
channel-account-webhooks-hint = Saisissez les deux premiers dans votre application, sous Webhooks, pour Instagram.
channel-account-secret-add = Ajouter la clé secrète Instagram de l'application
channel-account-secrets-hint = Chaque webhook doit être signé avec l'un d'eux : saisissez la clé secrète de l'application et celle d'Instagram.
channel-number = Numéro WhatsApp
channel-number-hint = Le numéro auquel les clients écrivent sur WhatsApp, et la clé pour envoyer en son nom.
channel-number-id = ID du numéro de téléphone
channel-number-id-hint = Le nombre que Meta affiche sous le numéro de téléphone, pas le numéro lui-même.
channel-waba-id = ID du compte WhatsApp Business
channel-waba-id-hint = Il se trouve à côté de l'ID du numéro, sous WhatsApp, Configuration de l'API.
channel-number-name-hint = Laissez vide pour reprendre le nom que voient les clients.
channel-number-token-hint = Le jeton sans expiration d'un utilisateur système, avec whatsapp_business_messaging et whatsapp_business_management.
channel-number-webhooks-hint = Saisissez les deux premiers dans votre application, sous WhatsApp, Configuration, et abonnez-vous-y à ces champs :
channel-graph-url-own = Celle de Meta
channel-account-graph-url-hint = À remplir seulement pour parler à un émulateur.
channel-name = Nom à ce bureau
channel-name-hint = Laissez vide pour prendre le nom de la page.
channel-region = Pays
channel-region-hint = Deux lettres, comme FR. Certaines règles de Meta diffèrent selon le pays. Vide, un numéro WhatsApp donne le sien.
marketing-way = Marketing Messages API
marketing-way-lead = La voie propre à WhatsApp pour le marketing : elle choisit le moment et les destinataires, et a son propre tarif. Tout le reste part comme avant.
marketing-way-on = Envoyer les modèles marketing par elle
marketing-way-on-hint = Quelqu’un doit en avoir accepté les conditions pour l’entreprise dans WhatsApp Manager, sur la vue d’ensemble.
marketing-way-policy = Ce qu’elle ne peut pas transporter
marketing-way-fallback = part comme tout autre modèle
marketing-way-strict = n’est pas envoyé
marketing-way-shares = Partager ce que les clients font des messages
marketing-way-shares-hint = WhatsApp peut s’en servir pour la distribution.
marketing-way-refused = WhatsApp n’accepte pas encore le marketing de cette entreprise par cette interface : acceptez ses conditions dans WhatsApp Manager, sur la vue d’ensemble sous les alertes, puis activez-la de nouveau.
channel-trouble = Meta n'accepte pas la connexion : { $reason }
channel-halted = Meta empêche ce canal d'envoyer. { $reason }
channel-resume = Reprendre l'envoi
channel-resume-hint = Meta n'annonce pas toujours la fin d'une restriction. Reprenez quand la qualité de la page n'en montre plus : ce qui est envoyé malgré une restriction l'allonge.
channel-token = Jeton d'accès de la page
channel-token-kept = Gardé chiffré. Laissez vide pour le garder.
channel-token-hint = Un jeton sans expiration, avec pages_messaging et pages_manage_metadata.
channel-webhooks = Webhooks
channel-webhooks-hint = Saisissez les deux premiers dans votre application, sous Messenger, Webhooks.
channel-webhook-url = URL de rappel
channel-webhook-https = Meta n'appelle que des adresses https : placez ce bureau derrière l'une d'elles et nommez-la dans le réglage public_url.
channel-verify-token = Jeton de vérification
channel-verify-token-hint = Meta le répète une fois, à la mise en place du rappel.
channel-secrets = Secrets de l'application
channel-secret-kept = Secret { $number }, gardé chiffré
channel-secret-remove = retirer
channel-secret-add = Ajouter un secret d'application
channel-secrets-hint = Chaque webhook doit être signé avec l'un d'eux. Gardez l'ancien jusqu'à ce que le nouveau marche.
channel-permissions = Autorisations
channel-human-agent-hint = Cochez seulement quand l'examen de l'application par Meta l'a accordée : une personne peut alors répondre encore après la fermeture.
channel-graph-url = Adresse de l'API Graph
channel-graph-url-hint = À changer seulement pour parler à un émulateur.
channel-graph-version = Version de l'API Graph
channel-connect = Connecter
people-lead = Qui peut se connecter, et pour faire quoi.
people-open = Ouvertes
people-state = État
people-signed-in = connexion : { $at }
people-not-signed-in = pas de connexion
people-invited = invitation : { $at }
people-deactivated = désactivé
people-link = Lien d'invitation
people-link-hint = Transmettez ce lien vous-même. Il sert une fois, expire : { $at }, et ne sera plus montré.
people-make-owner = Rendre propriétaire
people-make-agent = Rendre agent
people-new-link = Nouveau lien de connexion
people-deactivate = Désactiver
people-reactivate = Réactiver
people-invite = Inviter quelqu'un
people-invite-hint = Vous obtenez un lien à transmettre. Aucun e-mail n'est envoyé.
people-invite-submit = Créer l'invitation
people-role = Rôle
tokens-lead = Pour les programmes qui lisent les conversations ou envoient par l'API.
tokens-reference = Référence de l'API
tokens-empty = Aucun programme n'a encore accès.
tokens-made = Créé
tokens-made-by = { $at } par { $name }
tokens-used = Dernier usage
tokens-revoke = Révoquer
tokens-revoke-hint = Les programmes qui l'emploient perdent l'accès aussitôt. C'est irréversible.
tokens-revoke-confirm = Révoquer ce jeton
tokens-create = Nouveau jeton
tokens-name-placeholder = Système de commandes
tokens-scopes = Portées
tokens-scopes-hint = Ne donnez à un programme que ce qu'il lui faut.
token-may-conversations-read = Lire les conversations : ce qui a été dit, les voies ouvertes, les commentaires et les fichiers.
token-may-conversations-write = Traiter les conversations : attribuer, fermer, mettre en pause, étiqueter, noter, écarter des clients.
token-may-messages-send = Envoyer des messages en tant que programme ; les voies réservées aux personnes lui restent fermées.
token-may-messages-human = Envoyer ce qu'une personne a écrit, aussi par les voies réservées aux personnes.
token-may-contacts-read = Lire qui sont les clients : noms, pseudonymes et identifiants.
token-may-channels-read = Lire les canaux : leur santé, leurs modèles, leurs étiquettes et ce que les clients trouvent d'abord.
token-may-channels-write = Connecter et modifier les canaux, leurs modèles, leurs étiquettes et ce que les clients trouvent d'abord.
token-may-journal-read = Lire ce qui est venu des plateformes et n'a pas pu servir.
token-may-journal-write = Faire traiter une fois de plus ce qui est venu des plateformes.
tokens-create-submit = Créer le jeton
tokens-created = Le jeton « { $name } » est prêt
tokens-created-hint = Copiez-le maintenant. Seule son empreinte est gardée : il ne sera plus montré.
profile-lead = Votre nom, votre langue, votre apparence. Rien que les vôtres.
profile-language = Langue
profile-time-zone = Fuseau horaire
profile-browser = Comme le navigateur
profile-theme = Apparence
profile-password = Mot de passe
profile-password-now = Mot de passe actuel
profile-password-new = Nouveau mot de passe
profile-password-submit = Changer le mot de passe

# What was done
done-saved = Enregistré.
done-password = Votre mot de passe est changé, et vos autres navigateurs sont déconnectés.
done-connected = Enregistré. Meta accepte la connexion.
done-resumed = L'envoi a repris.
done-checking = La plateforme est interrogée maintenant. Revenez voir dans un instant.
done-role = Le rôle est changé.
done-deactivated = Désactivé : plus de session ni de jeton, et ses conversations sont de nouveau non attribuées.
done-reactivated = Réactivé. Le mot de passe reste valable ; un nouveau lien aide s'il est oublié.
done-revoked = Le jeton est révoqué.

# Journal
journal-lead = Chaque webhook est gardé avant d'être compris. Ce qui n'a pas été compris est listé ici et peut être rejoué.
journal-received = Reçus
journal-behind = À traiter
journal-unhandled = Non compris
journal-last = Dernier reçu
journal-empty = Tout ce qui est arrivé a été compris.
journal-silent = Rien n’est encore arrivé. Dès que la plateforme appelle ce bureau, cela se voit ici.
journal-unknown-page = Le compte { $id } n'est pas connecté
journal-unknown-object = Type de webhook inconnu
journal-unknown-field = Champ inconnu
journal-unknown-item = Type d'événement inconnu
journal-not-used = Connu, mais pas encore utilisé
journal-failed = N'a pas pu être enregistré
journal-lost = Perdus : le fichier du journal est abîmé ou a disparu
journal-malformed = Forme inattendue
journal-show = Montrer le contenu brut
journal-replay = Rejouer
journal-replay-all = Tout rejouer
journal-replayed = Traités : { $processed }. Déjà connus : { $repeated }. Toujours non compris : { $unhandled }.
journal-webhook = Webhook { $position }
journal-gone = Le contenu brut n'est plus gardé ; il ne peut plus être rejoué.
# Règles d'envoi
policy-title = Règles d'envoi
policy-lead = Ce qui peut être envoyé, par quelle voie et jusqu'à quand. Chaque règle a ses dates et sa source ; l'édition en vigueur décide de chaque message de ce bureau.
policy-channels = Canaux
policy-email = E-mail
policy-sms = SMS
policy-webchat = Chat web
policy-now = En vigueur maintenant
policy-then = En vigueur le { $date }
policy-since = depuis le { $date }
policy-until = jusqu'au { $date }
policy-no-end = aucun changement annoncé
policy-on = Règles du jour
policy-show = Afficher
policy-today = Règles d'aujourd'hui
policy-overview = En un coup d'œil
policy-overview-hint = Chaque voie d'envoi, sous chaque édition des règles. La colonne marquée est celle d'en haut.
policy-way = Voie
policy-status-exists = disponible
policy-status-until = disponible jusqu'au { $date }
policy-status-withdrawn = retirée le { $date }
policy-status-coming = à partir du { $date }
policy-cell-there = disponible
policy-cell-withdrawn = retirée
policy-cell-not-yet = pas encore
policy-ways = Les voies, une par une
policy-absent = { $channel } n'a jamais eu : { $routes }.
policy-needs = Il faut
policy-terms = Conditions
policy-terms-were = Conditions jusqu'alors
policy-withdrawn-why = La plateforme la refuse depuis, et ce bureau ne la propose plus. Ce qui reste figure dans la rédaction de chaque conversation.
policy-events = Ce que fait le client, et ce que cela ouvre
policy-figures = Longueur, limites, prix, sanctions
policy-history = Ce qui a changé, et quand
policy-current = en vigueur
policy-later = plus tard
policy-source = Source :
policy-confidence-high = bien établi
policy-confidence-medium = une seule source
policy-confidence-low = incertain

# How to mend a form
mend-wrong-pair = L'adresse e-mail et le mot de passe ne correspondent pas.
mend-too-many = Trop d'essais. Attendez une minute, puis réessayez.
mend-not-yet = La plateforme n'accepte plus cela de ce canal pour l'instant. Réessayez dans { $span }.
mend-name = Donnez un nom de 80 caractères au plus.
mend-email = Donnez une adresse e-mail comme ana@example.com.
mend-email-taken = Quelqu'un à ce bureau a déjà cette adresse e-mail.
mend-password = Choisissez un mot de passe d'au moins 12 caractères.
mend-current = Ce n'est pas votre mot de passe actuel.
mend-workspace = Donnez un nom à l'entreprise.
mend-choice = Choisissez l'une des valeurs proposées.
mend-last-owner = Un bureau a besoin d'un propriétaire. Nommez d'abord quelqu'un d'autre.
mend-scopes = Choisissez au moins une chose que le jeton peut faire.
mend-page-id = L'identifiant d'une page est un nombre. Il est dans sa section À propos.
mend-account-id = L'identifiant d'un compte est un nombre, comme 17841405822304914. Ce n'est pas le @nom.
mend-number-id = Un ID de numéro est un nombre sans + ni espaces. Ce n'est pas le numéro de téléphone.
mend-waba-id = L'ID d'un compte WhatsApp Business est un nombre. Meta l'affiche à côté de l'ID du numéro.
mend-page-taken = Ce canal est connecté à une autre entreprise sur ce serveur.
mend-access-token = Saisissez de nouveau le jeton d'accès : il manque, ou il a des caractères qu'aucun jeton n'a.
mend-app-secrets = Il faut au moins un secret d'application : les webhooks sont signés avec lui.
mend-verify-token = Il faut un jeton de vérification. N'importe quel long mot convient.
mend-region = Donnez le pays par ses deux lettres, comme FR, ou laissez vide.
mend-graph-url = Donnez une adresse https comme https://graph.facebook.com. Un émulateur peut être joint en http sur cette machine, si la personne qui gère ce serveur permet son hôte.
mend-graph-version = Donnez une version comme v26.0.

# Templates
template-use = Utiliser un modèle approuvé
template-use-why = Il peut partir à tout moment : la plateforme a approuvé son texte.
template-choose = Choisir un modèle
template-find = Chercher
template-find-label = Chercher un modèle par nom ou par mots
template-find-hint = Nom ou mots
template-none-found = Aucun modèle ne contient ces mots.
template-more =
    { $count ->
        [one] Encore un : précisez la recherche.
       *[other] Encore { $count } : précisez la recherche.
    }
template-back = Un autre modèle
template-preview = Aperçu
template-missing = Remplissez ce champ.
template-missing-some = Des variables sont encore vides.
template-file-limits = { $types }, jusqu’à { $size }.
template-file-is = Choisi : { $name }. Choisissez-en un autre pour le remplacer.
template-file-gone = Ce fichier a été choisi il y a plus d’un jour : choisissez-le à nouveau.
template-file-missing = Choisissez un fichier.
template-empty = Ce canal n’a pas encore de modèle approuvé.
template-empty-owner = Un propriétaire de cet espace peut en créer un.
template-manage = Gérer les modèles
template-unknown = Il a des parties qu’on ne peut pas remplir ici ({ $parts }) : utilisez les outils de la plateforme.
template-paused-until = En pause jusqu'au { $until }, car des clients s'en sont plaints. Il pourra de nouveau être envoyé ensuite ; modifiez-le avant la prochaine pause.
template-complaints-some = Certains clients s'en plaignent.
template-complaints-many = Beaucoup de clients s'en plaignent : il va être mis en pause.
template-field-one-time = Code à usage unique
template-field-offer-end = Fin de l'offre (UTC)
template-field-card = Carte { $number } : { $what }
template-cards = Cartes
template-header-kind = Au-dessus du texte
template-header-text = Une ligne de texte
template-file = Fichier d’exemple
template-file-when = seulement pour un fichier au-dessus du texte
template-file-hint = L’examen le regarde ; chaque message apporte le sien. JPEG ou PNG, MP4, PDF.
template-file-chosen = Un fichier est choisi. Choisissez-en un autre pour le remplacer.
template-cards-hint = De deux à dix cartes à faire défiler, sous un texte seul. Toutes ont le même genre de fichier et de boutons. Actualisez l’aperçu pour en ajouter une.
template-cards-kind = Au-dessus de chaque carte
template-cards-none = Pas de cartes
template-card = Carte { $number }
template-card-buttons = Bouton { $number } de chaque carte
template-card-no-button = Pas de bouton
template-card-value = Adresse ou numéro
template-rule-cards = Il peut y avoir de { $least } à { $most } cartes, toutes avec le même type de fichier et de boutons.
template-rule-minutes = Indiquez une durée entre { $least } et { $most } minutes.
template-rule-time = Indiquez une durée entre { $least } et { $most }.
template-rule-apps = Indiquez chaque application qui reçoit le code : son paquet, puis l'empreinte de sa clé en 11 caractères.
template-code = Code à usage unique
template-code-when = seulement pour la catégorie authentification
template-code-hint = WhatsApp rédige lui-même le texte de ces modèles : le nom, la langue et ce qui suit suffisent.
template-code-warns = Demander de ne pas partager le code
template-code-expires = Expire en minutes
template-code-handover = Comment le code est transmis
template-code-copy = Un appui le copie
template-code-one-tap = Un appui le saisit dans votre application
template-code-zero-tap = Votre application le prend sans appui
template-code-autofill = Libellé du bouton qui le saisit
template-code-apps = Applications qui reçoivent le code
template-code-apps-hint = Une application par ligne : le paquet, puis l'empreinte de sa clé. Sans appui, il ne va qu'aux personnes qui s'y attendent : vous acceptez les conditions de WhatsApp à ce sujet.
template-upcoming = Comptera comme { $category } à partir de { $at }.
template-place = Lieu
template-copy-code = Copier le code
template-field-number = Variable { $number }
template-field-header = En-tête : { $name }
template-field-place = Lieu : latitude, longitude, nom
template-field-address = « { $label } » : fin de l’adresse
template-field-code = Code à copier
template-category-utility = Utilitaire
template-category-marketing = Marketing
template-category-authentication = Authentification
template-status-approved = Approuvé
template-status-pending = En cours d’examen
template-status-rejected = Refusé
template-status-paused = Suspendu
template-status-disabled = Désactivé
template-quality-high = Bonne
template-quality-medium = Moyenne
template-quality-low = Faible
template-quality-unknown = Pas encore notée
template-price-free = gratuit
template-price-service = facturé comme message de service
template-price-utility = facturé comme utilitaire
template-price-marketing = facturé comme marketing
template-price-authentication = facturé comme authentification
template-price-after = { $free } premiers du mois gratuits, puis { $then }
template-rule-empty = Écrivez quelque chose ici.
template-rule-too-long = { $most } caractères au plus.
template-rule-name = Minuscules, chiffres et tirets bas seulement, comme order_update.
template-rule-language = Écrivez la langue comme la plateforme : en_US, fr, pt_BR.
template-rule-category = Les modèles de cette catégorie se créent dans les outils de la plateforme.
template-rule-edge = Un texte ne commence ni ne finit par une variable : ajoutez des mots.
template-rule-touch = Mettez des mots entre deux variables.
template-rule-variable = Une variable est un nombre ou un nom en minuscules : {"{{"}order{"}}"}.
template-rule-mixed = Utilisez des nombres ou des noms pour les variables, pas les deux.
template-rule-order = Les numéros des variables vont de 1 en 1 à partir de 1.
template-rule-no-blank = Aucune variable n’est possible ici.
template-rule-blanks = { $most } variable au plus ici.
template-rule-example = Donnez un exemple : l’examen en demande un.
template-rule-buttons = { $most } de ces boutons au plus.
template-rule-label-twice = Un autre bouton a le même libellé.
template-rule-address = Donnez une adresse qui commence par https://.
template-rule-address-end = Une variable ne peut être que la fin d’une adresse.
template-rule-number = Donnez le numéro avec l’indicatif du pays : +33123456789.
template-rule-grouped = Regroupez les réponses rapides.
template-rule-kind = La plateforme n’en accepte pas de ce type ici.
template-rule-file = Choisissez un fichier d’exemple : l’examen le regarde.
template-rule-state = Dans cet état, la plateforme ne permet pas de le modifier : créez-en un autre.
templates = Modèles
templates-lead = Des textes approuvés par la plateforme. Ils partent à tout moment, variables remplies.
templates-new = Nouveau modèle
templates-open = Ouvrir
templates-sync = Relire
templates-synced = Tels que la plateforme les listait : { $at }.
templates-never = La liste de la plateforme n’a pas encore été lue.
templates-running = La liste de la plateforme est en cours de lecture.
templates-problem = Elle n’a pas pu être lue : { $reason }
templates-empty = Pas encore de modèle. Créez-en un, ou relisez la liste de la plateforme.
templates-permission = Les modèles utilitaires exigent l’autorisation pages_utility_messaging. Cet espace ne sait pas si la page l’a.
templates-permission-link = Indiquez-le dans les réglages du canal.
templates-refused = La plateforme a refusé : { $reason }
templates-away = La plateforme ne l’a pas fait : { $reason } Réessayez plus tard.
template-lead = La plateforme l’examine avant l’envoi : en quelques secondes, ou en un jour.
template-what = Ce que c’est
template-name = Nom
template-name-hint = Minuscules, chiffres et tirets bas. Pour votre équipe ; les clients ne le voient pas.
template-language = Langue
template-category = Catégorie
template-category-hint = La plateforme peut en décider autrement.
template-time = Abandonner la distribution après
template-time-number = Nombre
template-time-unit = Unité
template-time-minutes = minutes
template-time-hours = heures
template-time-days = jours
template-time-seconds = secondes
template-time-longest = aussi longtemps que possible
template-time-hint = Vide : aussi longtemps que WhatsApp essaie de lui-même. Un code qui arrive trop tard n’aide personne ; le marketing n’en tient compte que s’il passe par la Marketing Messages API.
template-time-told = WhatsApp abandonne la distribution après { $time }.
template-quality = Qualité
template-words = Son texte
template-words-hint = Écrivez les variables {"{{"}1{"}}"}, {"{{"}2{"}}"} ou par nom : {"{{"}order{"}}"}.
template-header = Ligne au-dessus
template-body = Texte
template-footer = Ligne au-dessous
template-examples = Exemples
template-examples-hint = Ce qui pourrait remplacer chaque variable. Les examinateurs les lisent ; inventez les données.
template-buttons = Boutons
template-buttons-hint = Une ligne sans libellé ne compte pas. L’aperçu mis à jour en ajoute une.
template-button = Bouton { $number }
template-button-kind = Ce qu’il fait
template-button-label = Libellé
template-button-value = Adresse ou numéro
template-button-example = Exemple de sa variable ou de son code
template-button-reply = Réponse rapide
template-button-url = Ouvrir une page
template-button-phone = Appeler un numéro
template-button-code = Copier un code
template-preview-update = Mettre à jour l’aperçu
template-submit = Soumettre à l’examen
template-delete = Supprimer ce modèle
template-delete-hint = Dans cette langue. La plateforme bloque le nom un certain temps ; les messages envoyés restent.
template-delete-confirm = Supprimer
optional = facultatif
channel-utility = Modèles utilitaires
channel-utility-hint = L’app a pages_utility_messaging : des nouvelles par modèles approuvés à tout moment.
done-templates-asked = La liste de la plateforme est en cours de lecture.
done-template-submitted = Soumis. La plateforme l’examine.
done-template-deleted = Le modèle a été supprimé.
# Messages composés
stickers = Autocollants
stickers-lead = Un seul geste l’envoie à { $name }.
stickers-back = Retour à la conversation
stickers-search = Chercher un autocollant
stickers-find = Chercher
stickers-packs = Tous les paquets
stickers-none = Il n’y a pas d’autocollant ici.
stickers-count = { $count ->
    [one] { $count } autocollant
   *[other] { $count } autocollants
}
stickers-app-unknown = Les autocollants se cherchent au nom de l’application qui relie la page. La plateforme ne l’a pas encore nommée : voyez l’état du canal.
stickers-later = La plateforme ne laisse plus cette page demander pour le moment. Réessayez dans un instant.
stickers-words = Dites en 100 caractères au plus ce que vous cherchez.
stickers-failed = La plateforme ne montre pas d’autocollants pour le moment : { $words }
parts-cards = Cartes
parts-grid = Images en grille
parts-scale = réponse de { $lowest } à { $highest }
parts-receipt = Reçu { $number }
parts-shipping = Livraison
parts-tax = Taxes
parts-total = Total
parts-asks-once = Demande de prévenir une fois : { $topic }
parts-asks-marketing = Demande d’envoyer des offres : { $topic }
parts-products = Produits du catalogue
parts-post = Publication { $id } du compte
parts-sign-in = Se connecter
parts-sign-out = Se déconnecter

# Permissions que donnent les clients
remedy-once = Envoyer l’unique message demandé
remedy-once-why = Le client a demandé d’être prévenu une fois au sujet de « { $topic } » : n’écrivez que sur cela.
remedy-marketing = Envoyer un message marketing
remedy-marketing-why = Le client a accepté des messages marketing sur « { $topic } ».
ask-permission = Demander une permission
ask-kind = Pour quoi
ask-once = Un message sur un sujet, plus tard
ask-marketing = Des messages marketing
ask-title = Ce que lit le client
ask-topic = Sujet
ask-send = Demander

# Commentaires
rail-comments = Commentaires
comments-lead = Chaque commentaire permet une seule réponse en privé. La réponse du client ouvre ensuite la fenêtre.
comments-show = Quels commentaires
comments-open = Sans réponse
comments-all = Tous
comments-empty = Aucun commentaire ici
comment-somebody = Quelqu’un
comment-wordless = Un commentaire sans mots
comment-hidden = Masqué au public
comment-on-post = sous une publication
comment-on-reel = sous un reel
comment-on-story = sous une story
comment-on-ad = sous une publicité
comment-on-live = dans un direct
comment-as-post = une publication d’un visiteur
comment-as-mention = une mention ailleurs
comment-reply = Répondre en privé
comment-once = Un seul message ; la plateforme n’en prend pas un second.
comment-quoted = Répond à ce commentaire
comment-send = Envoyer en privé
comment-attach = Joindre un fichier
comment-answers = Réponses à proposer
comment-answers-hint = Une ligne chacune : 13 au plus, de 20 caractères au plus. Le client en touche une.
comment-one-thing = Un message contient un texte ou un seul fichier : gardez l’un ou l’autre.
comment-failed = La dernière réponse n’est pas partie
comment-answered = Répondu en privé

# Ce que trouvent les clients avant d’écrire
profile-link = Premier contact
profile-of = Premier contact : { $name }
profile-of-lead = Ce que les clients trouvent avant d’écrire. La plateforme le garde ; cela vaut dès l’enregistrement.
profile-first = Avant le premier message
profile-greeting = Salutation
profile-start = Démarrer
profile-start-hint = Ce qui revient quand on touche le bouton, par exemple START. Vide : pas de bouton. Un menu en a besoin.
profile-breakers = Questions proposées
profile-breakers-hint = Jusqu’à quatre lignes : Horaires ? = HOURS
profile-always = À tout moment
profile-menu = Menu
profile-menu-hint = Jusqu’à vingt lignes : Mes commandes = ORDERS, ou Boutique = https://shop.example
profile-equals = { $part } : mettez un signe égal dans chaque ligne.
profile-again = Redemander
profile-commands = Mots avec barre oblique
profile-commands-hint = Une ligne chacun : order = Affiche vos commandes

# Clavier
keys-title = Raccourcis clavier
keys-next-previous = Conversation suivante, précédente
keys-reply = Répondre
keys-note = Écrire une note
keys-assign-me = M'attribuer la conversation
keys-take = Reprendre la main à une autre application
keys-close = Clore la conversation
keys-snooze = Mettre en pause
keys-closing-soon = Aller à Bientôt fermées
keys-send = Envoyer
keys-leave = Quitter la zone de texte
keys-help = Cette aide
keys-switch = Raccourcis à une touche activés

# Erreurs
error-forbidden = Pas pour votre rôle
error-forbidden-hint = Un propriétaire du bureau peut le faire, ou changer votre rôle.
error-not-found = Rien ici
error-not-found-hint = L'adresse est fausse, ou ce qu'elle désignait n'existe plus.
error-too-many = Trop d'essais
error-too-many-hint = Attendez une minute, puis réessayez.
error-request = Cela n'a pas marché
error-request-hint = Le formulaire était périmé ou incomplet. Revenez, rechargez la page et réessayez.
error-busy = Un instant
error-busy-hint = Le bureau est occupé ou démarre. Les messages sont gardés ; réessayez bientôt.
error-server = Notre faute
error-server-hint = Quelque chose a cassé. C'est noté, et aucun message n'est perdu.
error-back = Aux messages

# Languages, as templates are written in

language-name = { $code ->
    [af] Afrikaans
    [sq] Albanais
    [ar] Arabe
    [az] Azerbaïdjanais
    [be] Biélorusse
    [bn] Bengali
    [bg] Bulgare
    [ca] Catalan
    [zh] Chinois
    [hr] Croate
    [cs] Tchèque
    [da] Danois
    [prs] Dari
    [nl] Néerlandais
    [en] Anglais
    [et] Estonien
    [fil] Filipino
    [fi] Finnois
    [fr] Français
    [ka] Géorgien
    [de] Allemand
    [el] Grec
    [gu] Goudjarati
    [ha] Haoussa
    [he] Hébreu
    [hi] Hindi
    [hu] Hongrois
    [id] Indonésien
    [ga] Irlandais
    [it] Italien
    [ja] Japonais
    [kn] Kannada
    [kk] Kazakh
    [rw] Kinyarwanda
    [ko] Coréen
    [ky] Kirghize
    [lo] Lao
    [lv] Letton
    [lt] Lituanien
    [mk] Macédonien
    [ms] Malais
    [ml] Malayalam
    [mr] Marathi
    [nb] Norvégien bokmål
    [ps] Pachto
    [fa] Persan
    [pl] Polonais
    [pt] Portugais
    [pa] Pendjabi
    [ro] Roumain
    [ru] Russe
    [sr] Serbe
    [si] Cingalais
    [sk] Slovaque
    [sl] Slovène
    [es] Espagnol
    [sw] Swahili
    [sv] Suédois
    [ta] Tamoul
    [te] Télougou
    [th] Thaï
    [tr] Turc
    [uk] Ukrainien
    [ur] Ourdou
    [uz] Ouzbek
    [vi] Vietnamien
    [zu] Zoulou
   *[other] { $code }
}
language-region = { $code ->
    [AE] Émirats arabes unis
    [AF] Afghanistan
    [AR] Argentine
    [AT] Autriche
    [AU] Australie
    [BE] Belgique
    [BR] Brésil
    [BY] Biélorussie
    [CA] Canada
    [CH] Suisse
    [CI] Côte d’Ivoire
    [CL] Chili
    [CN] Chine
    [CO] Colombie
    [CR] Costa Rica
    [DO] République dominicaine
    [EC] Équateur
    [EG] Égypte
    [ES] Espagne
    [GB] Royaume-Uni
    [GH] Ghana
    [HK] Hong Kong
    [HN] Honduras
    [IE] Irlande
    [IN] Inde
    [JM] Jamaïque
    [KG] Kirghizstan
    [LB] Liban
    [LK] Sri Lanka
    [MA] Maroc
    [MX] Mexique
    [MY] Malaisie
    [NZ] Nouvelle-Zélande
    [PA] Panama
    [PE] Pérou
    [PT] Portugal
    [QA] Qatar
    [RW] Rwanda
    [SG] Singapour
    [TW] Taïwan
    [UG] Ouganda
    [US] États-Unis
    [UY] Uruguay
    [ZA] Afrique du Sud
   *[other] { $code }
}
language-in = { $language } ({ $region })
