# Durations, dates. The first two units are joined so that a pill stays short.
span-days = { $days } d { $hours } h
span-whole-days = { $days } d
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $minutes } min
span-seconds = { $seconds } seconds
day-today = Today
day-yesterday = Yesterday
day-heading = { $weekday }, { $day } { $month }
date-short = { $day } { $month }
exact = { $date }, { $clock }
exact-today = today { $clock }
exact-tomorrow = tomorrow { $clock }
until = until { $at }
until-sentence = Until { $at }.
weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

# Words used everywhere
you = You
never = never
save = Save
cancel = Cancel
edit = Edit
copy = Copy
copied = Copied
retry = Retry
send = Send
actions = Actions
head-more = More
advanced = Advanced
approved = approved
not-approved = not approved
close-dialog = Close
skip-to-content = Skip to the content
skip-to-thread = Skip to the conversation
field-name = Name
field-your-name = Your name
field-email = E-mail
field-password = Password
field-password-hint = At least 12 characters. A short sentence is easy to remember.
role-owner = Owner
role-owner-hint = Everything: channels, people, tokens, journal.
role-agent = Agent
role-agent-hint = Answers customers. Sees no secrets and changes no settings.
theme-system = As the device
theme-light = Light
theme-dark = Dark

# Signing in, first start
gate-foot = Transom, the desk that never misses a window
sign-in-title = Sign in
sign-in-submit = Sign in
sign-in-help = Forgotten your password? An owner can give you a new link.
link-dead-title = This link is no longer good
link-dead-lead = It works once, within a day. An owner of the desk can give you a new one.
sign-out = Sign out
setup-title = Set up your desk
setup-lead = You will be its owner: you connect channels and invite colleagues.
setup-workspace = Name of the business
setup-workspace-hint = Your colleagues see it. Customers do not.
setup-submit = Create the desk
setup-dead-lead = Each start of the server makes a new one. Start it again and open the link that it prints.
setup-missing-title = This desk is not set up yet
setup-missing-lead = Open the link that the server printed when it started. Each start prints a new one.
setup-done-title = This desk is set up
setup-done-lead = It has its owner. Sign in, or ask the owner to invite you.
invitation-title = Join { $workspace }
invitation-lead = You were invited as { $email }. Choose a password to begin.
invitation-submit = Join
password-title = Choose a new password
password-lead = For { $email } at { $workspace }. Every browser that is signed in will be signed out.
password-submit = Save and sign in

# Rail and frame
rail = Main
rail-inbox = Inbox
rail-policy = Rules
rail-journal = Journal
rail-settings = Settings
rail-keys = Keys
rail-you = You
connection-live = Live
connection-waiting = Reconnecting…

# Views
views = Views
views-windows = Windows
views-put-away = Put away
views-channels = Channels
channel-filter = Conversations on one channel
channel-filter-none = All channels
channel-filter-empty = No conversation here is on this channel.
view-mine = Mine
view-unassigned = Unassigned
view-all = All
view-closing-soon = Closing soon
view-human-agent = Human agent only
view-window-closed = Window closed
view-snoozed = Snoozed
view-closed = Closed
sort = Sort
sort-deadline = Closing first
sort-waiting = Waiting longest
sort-activity = Latest activity
list-more = Show more
list-unread = { $count ->
    [one] { $count } unread message
   *[other] { $count } unread messages
}
empty-mine = Nothing is waiting for you. Take one from Unassigned with I.
empty-unassigned = Every conversation has somebody. Well done.
empty-all = No open conversations. New messages appear here by themselves.
empty-closing-soon = No window is about to close. Nobody is being forgotten.
empty-human-agent = Nobody is waiting outside the window for a person's answer.
empty-window-closed = No open conversation has a closed window.
empty-snoozed = Nothing is snoozed.
empty-closed = Nothing has been closed yet.
empty-no-channel = No channel is connected yet, so no message can arrive.
blank = Choose a conversation
blank-keys = J and K walk through the list, ? shows all shortcuts.

# Window pill
pill-label = Window:
pill-human = human { $span }
pill-closed = closed
pill-blocked = blocked
pill-barred = blocked by you
pill-barring = being blocked
pill-open-title = You may answer freely until { $at }
pill-human-title = A person may still answer until { $at }; bots may not
pill-closed-title = The messaging window is closed

# Card
sender-you = You:
sender-other = { $name }:
sender-page = Page:
sender-account = Account:
contact-unnamed = Customer …{ $id }
card-failed = The last message did not arrive
card-failed-short = not sent
card-snoozed = Snoozed until { $at }
card-closed = closed
card-elsewhere = Another app is answering
card-elsewhere-short = other app
card-assignee = Assigned to { $name }

# Thread
thread-with = Conversation with { $name }
thread-messages = Messages
thread-earlier = Show earlier messages
thread-jump = New messages
thread-back = Back to the list
assign = Assign
assign-me = Assign to me
assign-nobody = Assign to nobody
assigned-to = Assigned to
unassigned = Unassigned
snooze = Snooze
snooze-title = Snooze until
snooze-hour = In one hour
snooze-before-window = Before the window closes
snooze-tomorrow = Tomorrow morning
snooze-week = Next Monday
snooze-after-window = after the window closes
conversation-close = Close
conversation-close-title = Close this conversation (E). It opens again when the customer writes.
conversation-reopen = Reopen
banner-disconnected = This channel is disconnected. Nothing can be sent until it is connected again.
banner-reconnect = Reconnect
restricted-until = The restriction ends { $until }.
banner-window-closed = The window closed { $span } ago. Below is what you may still do.
banner-never-open = This customer has never written, so no window is open.
banner-closing-soon = The window closes at { $at }. After that you may not answer freely.
banner-assigned = { $name } is looking after this conversation.
banner-snoozed = Snoozed until { $until }. It comes back earlier if the customer writes.
note-by = Note by { $name }, seen by colleagues only
message-heart = A heart for this message
message-edited = edited
message-deleted = Unsent. What it said is deleted.
message-deleted-short = Unsent
message-unsupported = The platform does not pass on what was sent here. It can be seen in its own app only.
message-unsupported-short = Not passed on
message-unsupported-kind = What it is, in the platform’s word: { $kind }.
message-unsupported-reason = Why: { $reason }
message-forwarded = Forwarded
message-forwarded-often = Forwarded many times
message-chosen = Chosen from the buttons, not written
message-command = Command { $command }
choice-email = Their e-mail address
choice-phone = Their telephone number
message-product = About the product { $product }
referral-ad = Came through this ad
referral-link = Came through this link
referral-open = Open
offers = Answers offered
place-map = Show on a map
place-page = Its page
place-wanted = Button: send my location
shop-catalog = Button: the whole catalogue
shop-product = Product
card-phone = Phone
card-email = E-mail
card-page = Web page
card-address = Address
card-birthday = Birthday
card-home = home
card-work = work
card-mobile = mobile
order = Order
order-product = Product
order-quantity = Pieces
order-price = Price each
order-total = Total
form = Form filled in
form-named = Form filled in: { $name }
reaction-sent = Reacted with { $emoji }
reaction-taken-back = Took the reaction back
price-free = free
price-marketing = marketing
price-marketing-lite = marketing by the Marketing Messages API
price-utility = utility
price-authentication = authentication
price-service = service
price-free-hint = The platform charges nothing for this message.
price-free-service = The platform charges nothing: the customer wrote within the last day.
price-free-entry-point = The platform charges nothing: the customer came through an ad or a button of the page.
price-charged = The platform charges this message as: { $category }.
attachment-image = Image
attachment-video = Video
attachment-audio = Voice message
attachment-file = File
attachment-sticker = Sticker
attachment-link = Link
attachment-story-mention = Mentioned you in their story
attachment-story-reply = Replied to your story
attachment-ephemeral = Disappearing photo or video
attachment-appointment = Appointment
attachment-elsewhere = Only in the Instagram app
attachment-waiting = Being fetched
attachment-too-large = Larger than the { $most } MB that are taken here
attachment-gone = The platform does not have it any more
attachment-forbidden = It lies where nothing is fetched from
attachment-empty = There was nothing in it
attachment-unreachable = The platform did not hand it over
attachment-expired = Not kept any longer
attachment-not-as-said = Not what it was said to be: open it with care
attachment-again = Fetch again
attachment-download = Download
composer-attach = Attach files
upload-empty = There is nothing in { $name }.
upload-too-large = { $name } is larger than the { $most } MB that are taken here.
upload-too-many = Send { $most } files at a time at the most.
upload-not-taken = { $name } cannot be sent here. { $wanted }
upload-refused = Cannot be sent here. { $wanted }
upload-as-sticker = As a sticker
upload-as-picture = As a picture
upload-no-sticker = { $name } cannot be sent as a sticker: { $why } { $advice }
upload-sticker-edge = it has { $width } × { $height } pixels, and a sticker { $edge } × { $edge }.
upload-sticker-unread = it could not be read as a picture.
upload-sticker-bytes = one that stands still has { $size } at the most.
upload-sticker-bytes-moving = one that moves has { $size } at the most.
upload-sticker-moving = A picture that moves can only be a sticker: change it so that it fits, or send it as a video (MP4).
upload-sticker-still = Change it so that it fits, or send it as a picture.
upload-audio = Audio
upload-remove = Remove { $name }
upload-first = Remove the file that cannot be sent.
upload-drop = Drop files to attach them
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
origin-page-inbox = Page inbox
origin-instagram-app = Instagram app
origin-other-app = Other app
delivery-queued = Waiting to be sent
delivery-unconfirmed = Waiting for the platform’s confirmation
delivery-held = Held back by the platform, which first watches how customers take this template
origin-api = API
delivery-sent = Sent
delivery-delivered = Delivered { $at }
delivery-read = Read { $at }
delivery-played = Listened to { $at }
delivery-failed = Not delivered
activity-assigned = { $by } assigned this to { $to }
activity-took-over = { $by } took this over
activity-unassigned = { $by } assigned this to nobody
activity-closed = { $by } closed this
activity-reopened = { $by } reopened this
activity-reopened-by-customer = The customer wrote again
activity-snoozed = { $by } snoozed this until { $until }
activity-woken = Back from snooze
activity-tapped = The customer tapped “{ $title }”
activity-arrived-tapped = The customer came through { $name } and tapped “{ $title }”
activity-arrived = The customer came through { $name }
activity-attested = { $by } vouched that the content check is wrong about “{ $words }”
activity-identity-moved = The customer has another number or id now
activity-identity-renewed = The customer set up their app anew: make sure who it is before you say anything confidential
activity-notify-wanted = Asked to be written to once about: { $topic }
activity-marketing-wanted = The customer wants marketing messages
activity-marketing-stopped = The customer wants no marketing messages
activity-account-linked = The customer signed in to their account
activity-account-unlinked = The customer signed out of their account
activity-answer-good = The customer found an answer good
activity-answer-bad = The customer found an answer bad
activity-answer-rated = The customer rated an answer: “{ $rating }”
activity-chat-opened = The customer opened the chat for the first time
activity-control-taken = { $by } took over from the other app
activity-control-passed = { $by } passed this to { $app }
activity-control-released = { $by } gave this back to the page
activity-control-asked = { $by } asked the other app for this
activity-control-declined = { $by } kept this; { $app } had asked for it
activity-control-received = { $app } passed this to you
activity-control-lost = { $app } answers from here on
activity-control-given-up = { $app } gave this up; whoever answers next has it
activity-control-requested = { $app } asks for this conversation
activity-control-note = { $said }: “{ $note }”

# Thread control
app-page-inbox = Page inbox
app-instagram-inbox = Instagram inbox
app-other = Another app
control-menu = Who answers
control-us = We answer
control-alone = You answer. No other app has shown up here.
control-ours = You answer. Other apps stand by.
control-theirs = { $app } is answering this conversation.
control-take = Take over
control-ask = Ask for it
control-pass = Pass to { $app }
control-release = Give back to the page
control-look = Look up connected apps
control-elsewhere = It can only be handed over there: this channel is not connected through a Facebook page.
control-wish = { $app } asks for this conversation.
control-accept = Accept
control-decline = Not now
control-failed = The platform did not do it: { $said }
banner-standby = { $app } is answering. You are standing by and can read along.
halt-standby-hint = You can read along. Take over to answer yourself; the other app then stands by.

# Composer
composer = Write
composer-mode = Reply or note
composer-reply = Reply
composer-note = Note
composer-reply-label = Your reply
composer-note-label = Your note
composer-placeholder = Write a reply…
composer-human-placeholder = Answer the customer's question in person…
composer-note-placeholder = Write a note for your colleagues…
composer-open = Open until { $at }
composer-then = then by human agent until { $at }
composer-human = A person may answer until { $at }
composer-human-hint = Answer the question; no promotion.
composer-send-hint = Ctrl + Enter sends
composer-unsent = The server could not be reached. Your text is kept; look whether the message stands above before you send it again.
composer-bytes = Instagram counts bytes: accents and emoji take more than one.
composer-bytes-unit = bytes
composer-note-hint = Only colleagues see notes.
note-add = Add note
remedy-ask = Ask the customer to write
remedy-ask-why = As soon as they write, the window opens again. Share this chat link by e-mail, on your site, or on a receipt.
remedy-ask-link = Chat link
remedy-human = Ask Meta for the Human Agent permission
remedy-human-why = With it, a person could answer this conversation until { $until }. The channel does not have it.
remedy-human-settings = Page settings
remedy-human-owner = An owner of this desk can arrange that.
withdrawn = Why is there no tag to choose?
withdrawn-on = withdrawn on { $date }
withdrawn-why = Meta refuses these since then, and sending them again and again gets a page restricted. Transom does not offer what would be refused or punished.
withdrawn-link = What each rule says
composer-kept = What you wrote
tagged = Send a tagged message
tagged-human = Or send an update with a tag
tagged-why = For news that the customer expects: about an event, an order or their account.
tagged-purpose = What is it about?
tagged-event = Event
tagged-purchase = Order
tagged-account = Account
tagged-news = News
tagged-allowed = Allowed
tagged-forbidden = Not allowed
tagged-event-allowed-1 = “Reminder: your fitting is tomorrow at 10:00.”
tagged-event-allowed-2 = “The workshop on Saturday begins at 15:00, not at 14:00.”
tagged-event-allowed-3 = “Your appointment on Friday is confirmed.”
tagged-event-forbidden-1 = “Come to our winter sale, 20% off everything!” (advertising)
tagged-event-forbidden-2 = “There is a workshop next week, come and see.” (never signed up for)
tagged-event-forbidden-3 = “How did you like the workshop?” (over, and a survey)
tagged-purchase-allowed-1 = “Your order A-1182 left us today and arrives on Friday.”
tagged-purchase-allowed-2 = “Your payment was declined. Please try another card.”
tagged-purchase-allowed-3 = “Your refund of 40 € is on its way.”
tagged-purchase-forbidden-1 = “Here is a coupon for your next order.” (a coupon)
tagged-purchase-forbidden-2 = “These boots go well with your jacket.” (selling something else)
tagged-purchase-forbidden-3 = “Were you happy with your order?” (a survey)
tagged-account-allowed-1 = “Your application for a customer card has been accepted.”
tagged-account-allowed-2 = “Somebody signed in to your account from a new device. Was it you?”
tagged-account-allowed-3 = “Your password was changed today.”
tagged-account-forbidden-1 = “Get the gold card now and save 15%!” (advertising)
tagged-account-forbidden-2 = “Your monthly statement is ready.” (comes again and again)
tagged-account-forbidden-3 = “Would you recommend us?” (a survey)
tagged-news-allowed-1 = “The council has voted: the old bridge opens again on Monday.”
tagged-news-allowed-2 = “Storm tonight: no trains to the coast.”
tagged-news-allowed-3 = “The final has ended 2:1. Details follow.”
tagged-news-forbidden-1 = “Subscribe today with 50% off!” (advertising)
tagged-news-forbidden-2 = “Your order has been sent.” (no news)
tagged-news-forbidden-3 = “Vote for your favourite article.” (a survey)
tagged-box = Your tagged message
tagged-placeholder = Write what the customer needs to know, and nothing else…
tagged-waiting = What you write is checked against the rules before it is sent.
tagged-check = Check
tagged-rephrase-promotional = Leave these words out: no offers, no prices that tempt, no invitation to buy. Say only what the customer is waiting to hear.
tagged-rephrase-recurring = What comes every week or month may not go by this tag. Tell of the one change that has just happened.
tagged-attest = The alarm is false. My name is kept with the message.
tagged-merge = A tagged message went out { $span } ago, and the customer has not reacted since. Put everything that is left to say into one message: tagged messages in a row put the page at risk.
tagged-count = { $count ->
    [0] No tagged message since the customer last acted
    [one] { $count } tagged message since the customer last acted
   *[other] { $count } tagged messages since the customer last acted
}
halt-disconnected = This channel is disconnected
halt-disconnected-hint = Meta no longer accepts its access token. Messages still arrive; to answer, an owner has to enter a new token.
halt-restricted-hint = Nothing is sent meanwhile, so that the restriction does not get longer. You can appeal in Meta's Page quality settings.
halt-unreachable = This person cannot be reached
halt-unreachable-hint = They blocked you, closed their account, or cannot receive messages. It opens again if they write.
halt-barred = You keep this person away.
halt-barred-hint = They cannot write to you and nothing can be sent to them.
halt-barring = The platform is being asked to keep this person away.
halt-barring-hint = Nothing is sent to them meanwhile. If the platform refuses, the conversation says why.
moderate = Keep this person away
moderate-block = Block
moderate-block-hint = They can no longer write to you, and you cannot write to them. They are not told. You can unblock them at any time.
moderate-block-not-now = WhatsApp only blocks people while a message of theirs holds the window open. You can block this person as soon as they write again.
moderate-unblock = Unblock
moderate-unblock-hint = They can write to you again. You can answer as soon as they do, or while a window is open.
moderate-ban = Ban from the page
moderate-ban-hint = They can neither write to you nor comment on the page, and no longer like it.
moderate-unban = Lift the ban
moderate-unban-hint = They can write and comment again.
moderate-spam = Move to spam
moderate-spam-hint = The conversation is closed here and goes to the spam folder of the platform’s own inbox. Nobody is blocked.
refusal-cannot-moderate = The platform cannot do this with this person.
activity-block = { $by } blocked this person
activity-unblock = { $by } unblocked this person
activity-ban = { $by } banned this person from the page
activity-unban = { $by } lifted the ban
activity-spam = { $by } moved the conversation to spam
activity-moderation-asked = { $by } asked the platform: “{ $what }”. It has not answered yet.
activity-moderation-dropped = { $by } asked the platform: “{ $what }”, and something else was wanted before it answered.
activity-block-failed = The platform did not block this person: { $said }
activity-unblock-failed = The platform did not unblock this person: { $said }
activity-ban-failed = The platform did not ban this person: { $said }
activity-unban-failed = The platform did not lift the ban: { $said }
activity-spam-failed = The platform did not move the conversation to spam: { $said }
labels = Labels
labels-lead = Words of the page’s own inbox that stand with its customers. Everybody who works on the page sees them. They cannot be renamed.
labels-reading = The platform’s labels are being read.
labels-fetch = Fetch from the platform
labels-empty = No labels yet. Make one, or fetch those of the page.
label-add = Add a label
label-new = New label
label-put = Add
label-remove = Remove the label “{ $label }”
label-show = Show all conversations with the label “{ $label }”
label-pending = The platform is being asked.
label-not-put = The label “{ $label }” was not added: { $said }
label-not-taken = The label “{ $label }” was not removed: { $said }
label-terms = The page has not accepted Facebook’s contact terms. An administrator of the page accepts them on Facebook; then try again here.
label-again = Try again
label-let-be = Leave it
label-filter = Conversations with a label
label-filter-none = All, with and without labels
label-filter-empty = No conversation here carries this label.
label-make = New label
label-make-hint = One that is called so already is that label. It cannot be renamed later.
label-make-submit = Make label
label-making = The platform is being asked to make it.
label-deleting = The platform is being asked to delete it.
label-not-made = The platform did not make it: { $said }
label-not-deleted = The platform did not delete it: { $said }
label-customers = { $count ->
    [0] Nobody carries it
    [one] { $count } customer carries it
   *[other] { $count } customers carry it
}
label-delete = Delete
label-delete-hint = { $count ->
    [0] It is deleted on the page too.
    [one] It is deleted on the page too, and taken off { $count } customer.
   *[other] It is deleted on the page too, and taken off { $count } customers.
}
label-delete-confirm = Delete the label
label-name-refused = A label needs a name of at most { $most } characters.
label-not-here = Only Facebook pages on Messenger have labels.
label-being-deleted = The label of this name is being deleted at this moment. Try again in a minute.
label-not-there = This label is not there any more.
refusal-cannot-label = This person cannot be labelled: the platform knows them only once they have written.
activity-label-put = { $by } added the label “{ $label }”
activity-label-taken = { $by } removed the label “{ $label }”
activity-label-put-elsewhere = The label “{ $label }” was added outside of this desk
activity-label-taken-elsewhere = The label “{ $label }” was removed outside of this desk
done-label = The label is being made.
done-label-deleting = The label is being deleted.
done-labels-asked = The platform’s labels are being read.
halt-settings = Open the channel's settings

# Panel
panel = Details
panel-since = Known since { $date }
panel-identities = Reachable through
panel-window = Window
panel-cause = Opened by
panel-opened = Opened
panel-closes = Closes
panel-closed = Closed
panel-human = A person until
panel-rulebook = Rulebook
panel-conversation = Conversation
panel-waiting = Customer waits
panel-messages = Messages
panel-created = Began
panel-id = Id
cause-message = a message
cause-postback = a button
cause-referral = a chat link
cause-reaction = a reaction
cause-story-mention = a mention in a story
cause-opt-in = an opt-in
cause-ad-message = an ad

# Routes
route-standard = Standard
route-human-agent = Human agent
route-tag-event = Event update tag
route-tag-purchase = Purchase update tag
route-tag-account = Account update tag
route-tag-feedback = Customer feedback tag
route-tag-news = News tag
route-utility-template = Utility template
route-template = Template
route-one-time = One-time notification
route-marketing = Marketing message
route-private-reply = Private reply
route-sponsored = Sponsored message
route-other-channel = Other channel
route-standard-why = Inside the open window: anything may be said, promotion too.
route-standard-always-why = At any time: this channel has no messaging window.
route-human-agent-why = A person's answer to the customer's question after the window. No promotion, never by a bot.
route-tag-event-why = With the event tag: a reminder or change of something the customer signed up for.
route-tag-purchase-why = With the purchase tag: about an order that the customer placed.
route-tag-account-why = With the account tag: about a change of the customer's account that happens once.
route-tag-feedback-why = With the feedback tag: one survey, soon after the customer was in touch.
route-tag-news-why = With the news tag: news from a registered publisher, without promotion.
route-utility-template-why = A utility template that Meta has approved. It may go at any time.
route-template-why = A template that WhatsApp has approved. It may even begin a conversation.
route-one-time-why = The one message for which the customer tapped “Notify me”.
route-marketing-why = A marketing message to somebody who opted in to such messages.
route-private-reply-why = The one private answer to a comment.
route-sponsored-why = A paid message. It is bought in Meta's ads tools, not sent from here.
route-other-channel-why = By another channel of the same contact, under that channel's rules.

# Refusals: the same sentences on the page and in the API

# Why a message did not arrive
failure-rejected = The platform refused this message.
failure-window-closed = The platform says the window is closed, or that the Human Agent permission is missing.
failure-refused = When its turn came, the rules no longer allowed this message.
failure-exhausted = The platform had a fault each time it was tried. Nothing was delivered.
failure-unconfirmed = The platform did not say whether it arrived, and no confirmation came. Look at the chat before you send it again.

# What a command is refused for beside the rules, whose sentences are the policy engine’s
refusal-empty = There is nothing to send. Write a message first.
refusal-snooze-past = A snooze must end later than now. Choose another time.
refusal-not-failed = This message has not failed, so it is not sent again.


failure-restricted = The platform does not let this channel send just now.
failure-unreachable = This person cannot be reached: they may have blocked you or closed their account.
failure-opted-out = This person has stopped marketing messages. Answers to what they write still go.
failure-marketing-held = The platform holds marketing to this person back for now. It is not tried again before the rest is over.
failure-complaints = WhatsApp takes less from this number for now: too many people complained, or it wrote to too many new ones. Its marketing rests.
failure-misclassified-templates = Too many templates of this account were in a wrong category: WhatsApp takes nothing from it for now.
failure-misused-tags = The platform warns that tagged messages are misused. No tagged message goes from this channel until somebody lets it send again.
failure-payment = The platform cannot charge your account for this message. Somebody has to settle the payment there; then send it again.
failure-unregistered = This number is not registered with WhatsApp, or no longer. Register it there, in WhatsApp Manager or by the API; then send this again.
failure-account = Somebody who manages the account has to settle something at the platform before this can be sent.
failure-standby = Another app is answering this conversation. Take over, then send it again.
failure-reconnect = The channel's access token is no longer valid. An owner has to enter a new one.

# Settings
settings-profile = You
settings-channels = Channels
settings-people = People
settings-tokens = API tokens
health-connected = Connected
health-restricted = Restricted
health-disconnected = Disconnected
health-troubled = Needs attention
channel-health = Health
channel-connection = Connection
channel-pages = Pages of this channel
channel-health-lead = What the platform and this server say about the channel, the worst first. Messages of customers arrive whatever stands here.
channel-checked = The platform was asked { $at }.
channel-not-checked = The platform has not been asked yet.
channel-next-check = It is asked again { $at }.
channel-check-now = Ask now
grade-good = Good
grade-unknown = Not known
grade-watch = Watch
grade-bad = Act now
remark-next = What to do:
remark-said = The platform says: “{ $words }”
said-abusive = The platform finds its words abusive.
said-category = Its words do not fit its category.
said-format = Its form is not accepted: check the variables, the punctuation and the links.
said-promotional = It promotes something, which its category does not allow.
said-scam = The platform takes it for a scam.
said-mismatch = Its words do not fit its language or its category.
said-first-pause = Customers complained about it: this is its first pause.
said-second-pause = Customers complained about it again: this is its second pause.
said-rate-pause = The platform slows down how fast it is sent.
said-spam = The platform takes what was sent for spam.
said-calls = Customers complain about calls.
said-no-first = No customer may be written to first.
said-no-answers = What customers write may not be answered.
said-no-utility = No utility template may be sent.
said-no-numbers = No further number may be added.
said-no-calling = Customers may not be called.
said-no-calls = Customers cannot call.
remark-not-checked = The platform has not been asked about this channel yet.
remark-token-works = The access token works.
remark-token-refused = The platform refuses the access token: nothing can be sent. Messages of customers still arrive.
remark-token-next = Make a new token with all permissions at the platform and enter it under “Connection”.
remark-permission-missing = The access token lacks a permission.
remark-permission-next = Grant the app the permission at the platform, then make a new token and enter it under “Connection”.
remark-not-answered = The platform gave no usable answer when it was asked.
remark-not-answered-next = Nothing for now: it is asked again. If this lasts, look whether this server reaches the internet.
remark-disconnected = Nothing can be sent since { $since }. Messages of customers still arrive.
remark-restricted = The platform bars this channel from sending.
remark-restricted-until = The platform bars this channel from sending until { $until }.
remark-barred = The platform bars this channel from sending { $what }.
remark-barred-until = The platform bars this channel from sending { $what } until { $until }.
scope-marketing = marketing
scope-templates = templates
scope-utility-templates = utility templates
scope-replies = replies
scope-tags = tagged messages
remark-restricted-next = Stop what the platform complains about, and wait. You can appeal in the platform’s own business tools; what is sent against a restriction makes it longer.
remark-tags-next = Find out which tagged messages were not what their tag says, and stop them. Then let the channel send again under “Connection”.
remark-ending = The platform announced that it will disable this account.
remark-ending-next = Appeal at once in the platform’s own business tools, before the date that it names; after that nothing can be sent or received.
remark-sending-blocked = The platform says that nothing can be sent from this number.
remark-sending-limited = The platform lets this number send only a part of its messages.
remark-sending-next = Look in the platform’s own business tools what stands in the way, and settle it. This server asks again by itself.
remark-subscribed = The platform sends all webhooks that are asked for.
remark-resubscribed = The platform had stopped to send some webhooks. It was asked for them again and sends them.
remark-resubscribed-next = Look in the platform’s own inbox for messages that are missing here, and find out whether this server was out of reach.
remark-subscribed-anew = Which of the apps that hear of this channel is ours, the platform does not tell. It was asked for all webhooks once more and agreed.
remark-fields-missing = The platform does not send these webhooks: { $fields }.
remark-fields-missing-next = Give the app the permission for them at the platform, then save the connection once more.
remark-nothing-heard = No webhook has arrived yet.
remark-nothing-heard-next = Enter the webhook address and the verify token in the app’s settings, then write to the channel from a phone.
remark-heard = The last webhook arrived { $at }.
remark-late = It was processed only { $span } after it arrived.
remark-late-next = Look how busy this server and its disk are; what waits is processed in order.
remark-quality-high = Customers like what this number sends.
remark-quality-medium = Some customers complain about what this number sends.
remark-quality-low = Many customers complain about what this number sends: the platform may restrict it.
remark-quality-unknown = Too few customers have judged yet what this number sends.
remark-quality-next = Write only to people who asked for it, less often, and about what they wait for.
remark-recipients = You may write first to { $count } different customers in a day.
remark-recipients-unlimited = You may write first to any number of customers.
remark-throughput-raised = The platform has raised the throughput of this number.
remark-throughput-beside-phone = This number is used on a phone besides, so the platform takes fewer messages a second from it.
remark-complaint = The platform has something against this channel.
remark-complaint-next = Look in the platform’s own business tools what it asks for.
remark-quiet = A limit of the platform is used up: nothing is sent until { $until }.
remark-near-limit = { $percent } % of a limit of the platform are used: messages are sent more slowly.
remark-quiet-next = Nothing: what waits is sent by itself, in order.
remark-failing = { $count } × { $class } within the last day, last { $at }.
remark-failing-next = The messages say in their conversations what became of them.
remark-payment = The platform could not charge for messages and did not deliver them: { $count } within the last day, last { $at }.
remark-payment-next = Open the payment settings of the account in the platform’s own business tools, and settle what is owed or enter a payment method that works. Then send the failed messages again; free ones still go.
remark-account = The platform refuses messages until somebody who manages the account settles something: { $count } within the last day, last { $at }.
remark-account-next = Read what the platform says above, and settle it in its own business tools: the name that customers see, the template, the form, the user name, a permission of the app, or the switch in Instagram that lets connected tools read messages. Then send the messages again.
remark-no-errors = Nothing failed within the last day.
remark-right-missing = The access token lacks the permission { $right }.
remark-lost = Without it you miss: { $what }.
lost-sending = sending anything
lost-messages = what customers write
lost-echoes = what was answered elsewhere
lost-receipts = whether messages arrived and were read
lost-changes = changed messages and reactions
lost-taps = taps on buttons and the links customers came by
lost-opt-ins = permissions that customers give
lost-comments = comments
lost-templates = the list of templates and their reviews
lost-measures = warnings and restrictions of the platform
lost-webhooks = renewing the webhooks
lost-names = names of customers
lost-control = who may answer where several programs share conversations
lost-labels = labels that were changed elsewhere
remark-token-ends = The access token expires { $at }: from then on nothing can be sent.
remark-token-ended = The access token expired { $at }: nothing can be sent.
remark-token-ends-next = Make a new token at the platform before then and enter it under “Connection”. One of a system user does not expire.
remark-token-renews = The access token is good until { $at } and is renewed here before that.
remark-token-not-renewed = The platform does not renew the access token. It ends, and nothing can be sent from then on.
remark-token-not-renewed-next = Make a new token at the platform and enter it under “Connection”: the account must still allow the app to use it.
remark-access-ends = The app may read data of the account only until { $at }.
remark-access-ended = The app may no longer read data of the account since { $at }.
remark-access-ends-next = Somebody who manages the account signs in to the app once more at the platform and allows it again.
offer-appeal = The platform takes an appeal.
offer-learn-more = The platform explains its rule.
offer-support = The platform’s support takes the case.
offer-open = Open at the platform
notices = What the platform told
notices-none = The platform has told nothing about this account.
notice-barred-until = { $what } barred until { $until }.
notice-barred = { $what } barred until further notice.
notice-others = Also taken away: “{ $what }”.
barred-all = Everything is
barred-replies = Answers are
barred-templates = Templates are
barred-utility-templates = Utility templates are
barred-marketing = Marketing messages are
barred-tags = Tagged messages are
notice-disconnected = The platform no longer lets this server speak for the account: nothing can be sent.
notice-reconnected = The platform lets this server speak for the account again.
notice-past-told = Everything that was written on the phone before is here now.
notice-standing = The standing of the number changed. The platform’s word for it: “{ $event }”.
notice-flagged = Many customers complain about what this number sends.
notice-unflagged = Customers complain less: the number is no longer marked.
notice-upgrade = The number may write first to more customers.
notice-downgrade = The number may write first to fewer customers.
notice-onboarding = The number was registered with the platform.
notice-throughput = The number may send faster.
notice-capability = What the account may do changed.
notice-numbers = It may have { $count } numbers.
notice-review-approved = The platform reviewed the account and approved it.
notice-review-rejected = The platform reviewed the account and rejected it: it may not send.
notice-review-pending = The platform is reviewing the account.
notice-name-approved = Customers now see the name “{ $name }”.
notice-name-rejected = The name “{ $name }” was rejected; customers still see the old one.
notice-name-pending = The name “{ $name }” is being reviewed.
notice-security = Somebody changed, or wants to change, what protects the number. The platform’s word for it: “{ $event }”.
notice-pin-changed = The PIN that protects the number was changed.
notice-pin-asked = Somebody asked to reset the PIN that protects the number.
notice-pin-reset = The PIN that protects the number was reset.
notice-security-next = If it was none of you, set a new PIN at the platform and look who has access.
notice-warning = The platform warned the account. Nothing is barred yet; the next step is a restriction.
notice-warning-next = Find out which messages it means and stop sending such. Write only to people who asked for it.
notice-scheduled = The platform announced that it will disable the account.
notice-block = The platform barred the account from sending.
notice-unblock = The platform lets the account send again.
notice-integrity-ok = The platform holds nothing against the page.
notice-integrity-restricted = The platform restricted the page.
notice-integrity-suspended = The platform suspended the page: nothing can be sent.
notice-alert = The platform has news about the account.
notice-ad-account-linked = An account for ads was connected.
notice-partner-added = A partner was given access to the account.
notice-partner-app = A partner’s app was given access to the account.
notice-code-price = Whether the international price of one-time codes applies to the account changed.
notice-volume-tier = The account reached another tier of the prices by volume.
notice-country = The country that the business is counted to changed.
notice-marketing-terms = Somebody agreed to the terms of the interface for marketing messages.
error-fault = a fault of the platform
error-throttled = too many messages at once
error-unconfirmed = not sure whether it was sent
error-window-closed = window closed
error-rejected = message not accepted
error-unreachable = customer out of reach
error-restricted = channel restricted
error-payment = payment not settled
error-account = to be settled by a manager of the account
error-reconnect = token or permission missing
channels-lead = The pages, accounts and numbers whose messages arrive at this desk.
channels-add = Connect a channel
channels-empty = Connect your first page, account or number and its messages appear in the inbox.
channel-lead = You find these values in your app at developers.facebook.com.
channel-platform = Platform
channel-page = Page
channel-page-hint = The Facebook page that customers write to, and the key to send in its name.
channel-page-id = Page id
channel-page-id-hint = A number, in the page's About section.
channel-account = Account
channel-account-hint = The professional Instagram account that customers write to, and the key to send in its name.
channel-account-id = Account id
channel-account-id-hint = A number that begins with 1784, not the @name.
channel-account-name-hint = Leave it empty to take the account's own name.
channel-login = How your app signs in
channel-login-instagram = Instagram Login
channel-login-instagram-hint = It speaks with the account itself, without a Facebook page.
channel-login-page = Facebook Login
channel-login-page-hint = It speaks through the Facebook page that the account is linked to.
channel-account-token = Access token
channel-account-token-hint = With Instagram Login the account's token, with instagram_business_manage_messages; with Facebook Login the page's, with instagram_manage_messages.
channel-account-webhooks-hint = Enter the first two in your app under Webhooks, for Instagram.
channel-account-secret-add = Add the Instagram app secret
channel-account-secrets-hint = Every webhook must be signed with one of them: enter the app secret and the Instagram app secret.
channel-number = WhatsApp number
channel-number-hint = The number that customers write to on WhatsApp, and the key to send in its name.
channel-number-id = Phone number ID
channel-number-id-hint = The number that Meta shows below the phone number, not the phone number itself.
channel-waba-id = WhatsApp Business Account ID
channel-waba-id-hint = It stands beside the phone number ID, under WhatsApp, API Setup.
channel-number-name-hint = Leave it empty to take the name that customers see.
channel-number-token-hint = A system user's token that does not expire, with whatsapp_business_messaging and whatsapp_business_management.
channel-number-webhooks-hint = Enter the first two in your app under WhatsApp, Configuration, and subscribe there to these fields:
channel-graph-url-own = Meta's own
channel-account-graph-url-hint = Fill it in only to talk to an emulator.
channel-name = Name at this desk
channel-name-hint = Leave it empty to take the page's own name.
channel-region = Country
channel-region-hint = Two letters, like FR. Some of Meta's rules differ by country. Left empty, a WhatsApp number tells its own.
marketing-way = Marketing Messages API
marketing-way-lead = WhatsApp's own way for marketing: it chooses the moment and to whom it delivers, and prices it by itself. Everything else goes as before.
marketing-way-on = Send marketing templates by it
marketing-way-on-hint = Somebody must have accepted its terms for the business in WhatsApp Manager, on the overview.
marketing-way-policy = What it cannot carry
marketing-way-fallback = goes as any other template
marketing-way-strict = is not sent
marketing-way-shares = Share what customers do with the messages
marketing-way-shares-hint = WhatsApp may use it for its delivery.
marketing-way-refused = WhatsApp does not take marketing of this business by this interface yet: accept its terms in WhatsApp Manager, on the overview under alerts, and switch it on again.
channel-trouble = Meta does not accept the connection: { $reason }
channel-halted = Meta has stopped this channel from sending. { $reason }
channel-resume = Resume sending
channel-resume-hint = Meta does not always tell when a restriction is over. Resume once Page quality shows none any more: what is sent against a restriction makes it longer.
channel-token = Page access token
channel-token-kept = Kept encrypted. Leave empty to keep it.
channel-token-hint = A token that does not expire, with pages_messaging and pages_manage_metadata.
channel-webhooks = Webhooks
channel-webhooks-hint = Enter the first two in your app under Messenger, Webhooks.
channel-webhook-url = Callback URL
channel-webhook-https = Meta calls only https addresses: put this desk behind one and name it in the setting public_url.
channel-verify-token = Verify token
channel-verify-token-hint = Meta repeats it once, when the callback is set up.
channel-secrets = App secrets
channel-secret-kept = Secret { $number }, kept encrypted
channel-secret-remove = remove
channel-secret-add = Add an app secret
channel-secrets-hint = Every webhook must be signed with one of them. Keep the old one until the new one works.
channel-permissions = Permissions
channel-human-agent-hint = Tick this only when Meta's App Review has granted it: people may then still answer after the window has closed.
channel-graph-url = Graph API address
channel-graph-url-hint = Change it only to talk to an emulator.
channel-graph-version = Graph API version
channel-connect = Connect
people-lead = Who may sign in, and what they may do.
people-open = Open
people-state = State
people-signed-in = signed in { $at }
people-not-signed-in = not signed in
people-invited = invited, until { $at }
people-deactivated = deactivated
people-link = Invitation link
people-link-hint = Hand this link over yourself. It works once, until { $at }, and is not shown again.
people-make-owner = Make owner
people-make-agent = Make agent
people-new-link = New sign-in link
people-deactivate = Deactivate
people-reactivate = Reactivate
people-invite = Invite somebody
people-invite-hint = You get a link to hand over. No e-mail is sent.
people-invite-submit = Make the invitation
people-role = Role
tokens-lead = For programs that read conversations or send through the API.
tokens-reference = API reference
tokens-empty = No program has access yet.
tokens-made = Made
tokens-made-by = { $at } by { $name }
tokens-used = Last used
tokens-revoke = Revoke
tokens-revoke-hint = Programs that use it lose access at once. This cannot be undone.
tokens-revoke-confirm = Revoke this token
tokens-create = New token
tokens-name-placeholder = Order system
tokens-scopes = Scopes
tokens-scopes-hint = Give a program only what it needs.
token-may-conversations-read = Read conversations: what was said, which ways are open, comments and files.
token-may-conversations-write = Work on conversations: assign, close, snooze, label, note, keep customers away.
token-may-messages-send = Send messages as a program; ways that are for people only stay closed to it.
token-may-messages-human = Send what a person typed, also by the ways that are for people only.
token-may-contacts-read = Read who the customers are: names, handles and ids.
token-may-channels-read = Read channels: their health, templates, labels and what customers find first.
token-may-channels-write = Connect and change channels, their templates, labels and what customers find first.
token-may-journal-read = Read what came from the platforms and could not be used.
token-may-journal-write = Have what came from the platforms processed once more.
tokens-create-submit = Create token
tokens-created = Token “{ $name }” is ready
tokens-created-hint = Copy it now. It is kept only as a hash and cannot be shown again.
profile-lead = Your name, language and appearance. Nobody else's.
profile-language = Language
profile-time-zone = Time zone
profile-browser = As the browser
profile-theme = Appearance
profile-password = Password
profile-password-now = Current password
profile-password-new = New password
profile-password-submit = Change password

# What was done
done-saved = Saved.
done-password = Your password is changed, and your other browsers are signed out.
done-connected = Saved. Meta accepts the connection.
done-resumed = Sending is resumed.
done-checking = The platform is asked now. Look again in a moment.
done-role = The role is changed.
done-deactivated = Deactivated: signed out everywhere, tokens ended, conversations given back to Unassigned.
done-reactivated = Reactivated. The password is still good; a new link helps who forgot it.
done-revoked = The token is revoked.

# Journal
journal-lead = Every webhook is kept before it is understood. What was not understood is listed here and can be replayed.
journal-received = Received
journal-behind = To be processed
journal-unhandled = Not understood
journal-last = Last received
journal-empty = Everything that arrived was understood.
journal-silent = Nothing has arrived yet. As soon as the platform calls this desk, it shows here.
journal-unknown-page = No account { $id } is connected
journal-unknown-object = Unknown kind of webhook
journal-unknown-field = Unknown field
journal-unknown-item = Unknown kind of event
journal-not-used = Known, but not used yet
journal-failed = Could not be stored
journal-lost = Lost: the journal’s file is damaged or gone
journal-malformed = Unexpected shape
journal-show = Show the raw content
journal-replay = Replay
journal-replay-all = Replay all
journal-replayed = Processed: { $processed }. Known already: { $repeated }. Still not understood: { $unhandled }.
journal-webhook = Webhook { $position }
journal-gone = The raw content is no longer kept, so it cannot be replayed.
# Sending rules
policy-title = Sending rules
policy-lead = What may be sent, by which way, and until when. Every rule has its dates and its source; the edition in force decides about every message of this desk.
policy-channels = Channels
policy-email = E-mail
policy-sms = SMS
policy-webchat = Web chat
policy-now = In force now
policy-then = In force on { $date }
policy-since = since { $date }
policy-until = until { $date }
policy-no-end = no change is announced
policy-on = Rules of the day
policy-show = Show
policy-today = Rules of today
policy-overview = At a glance
policy-overview-hint = Every way to send, under each edition of the rules. The marked column is the one above.
policy-way = Way
policy-status-exists = available
policy-status-until = available until { $date }
policy-status-withdrawn = withdrawn on { $date }
policy-status-coming = from { $date }
policy-cell-there = available
policy-cell-withdrawn = withdrawn
policy-cell-not-yet = not yet
policy-ways = The ways, one by one
policy-absent = { $channel } never had: { $routes }.
policy-needs = Needs
policy-terms = Terms
policy-terms-were = Terms until then
policy-withdrawn-why = The platform refuses it since then, and this desk no longer offers it. What is left is listed in the composer of each conversation.
policy-events = What the customer does, and what it opens
policy-figures = Length, limits, prices, penalties
policy-history = What changed, and when
policy-current = in force
policy-later = later
policy-source = Source:
policy-confidence-high = well proven
policy-confidence-medium = one source
policy-confidence-low = uncertain

# How to mend a form
mend-wrong-pair = E-mail address and password do not match.
mend-too-many = Too many tries. Wait a minute, then try again.
mend-not-yet = The platform lets this channel ask no more of this for now. Try again in { $span }.
mend-name = Give a name of at most 80 characters.
mend-email = Give an e-mail address like ana@example.com.
mend-email-taken = Somebody at this desk has this e-mail address already.
mend-password = Choose a password of at least 12 characters.
mend-current = This is not your current password.
mend-workspace = Give the business a name.
mend-choice = Choose one of the offered values.
mend-last-owner = A desk needs an owner. Make somebody else one first.
mend-scopes = Choose at least one thing that the token may do.
mend-page-id = A page id is a number. It is in the page's About section.
mend-account-id = An account id is a number, such as 17841405822304914. It is not the @name.
mend-number-id = A phone number ID is a number without + or spaces. It is not the phone number.
mend-waba-id = The ID of a WhatsApp Business Account is a number. Meta shows it beside the phone number ID.
mend-page-taken = It is connected to another business on this server.
mend-access-token = Enter the access token again: it is missing, or has characters that no token has.
mend-app-secrets = At least one app secret is needed: webhooks are signed with it.
mend-verify-token = A verify token is needed. Any long word will do.
mend-region = Give the country by its two letters, like FR, or leave it empty.
mend-graph-url = Give an https address like https://graph.facebook.com. An emulator may be reached by http on this machine, if whoever runs this server allows its host.
mend-graph-version = Give a version like v26.0.

# Templates
template-use = Use an approved template
template-use-why = It may go at any time: the platform has approved its words.
template-choose = Choose a template
template-find = Search
template-find-label = Search templates by name or words
template-find-hint = Name or words
template-none-found = No template has these words.
template-more =
    { $count ->
        [one] One more: narrow the search.
       *[other] { $count } more: narrow the search.
    }
template-back = Another template
template-preview = Preview
template-missing = Fill this in.
template-missing-some = Some variables are still empty.
template-file-limits = { $types }, up to { $size }.
template-file-is = Chosen: { $name }. Choose another to put it in its place.
template-file-gone = This file was chosen more than a day ago: choose it again.
template-file-missing = Choose a file.
template-empty = This channel has no approved template yet.
template-empty-owner = An owner of this desk can make one.
template-manage = Manage templates
template-unknown = It has parts that cannot be filled in here ({ $parts }): use the platform’s own tools.
template-paused-until = Paused until { $until }, because customers complained about it. It can be sent again then; change it before the next pause.
template-complaints-some = Some customers complain about it.
template-complaints-many = Many customers complain about it: it is about to be paused.
template-field-one-time = One-time code
template-field-offer-end = When the offer ends (UTC)
template-field-card = Card { $number }: { $what }
template-cards = Cards
template-header-kind = Above the text
template-header-text = A line of text
template-file = Example file
template-file-when = only for a file above the text
template-file-hint = The review looks at it; each message brings its own. JPEG or PNG, MP4, PDF.
template-file-chosen = A file is chosen. Choose another to put it in its place.
template-cards-hint = Two to ten cards to be swiped through, below a text alone. All have the same kind of file and of buttons. Update the preview for room for one more.
template-cards-kind = Above each card
template-cards-none = No cards
template-card = Card { $number }
template-card-buttons = Button { $number } of each card
template-card-no-button = No button
template-card-value = Address or number
template-rule-cards = There can be { $least } to { $most } cards, all with the same kind of file and of buttons.
template-rule-minutes = Give a time between { $least } and { $most } minutes.
template-rule-time = Give a time between { $least } and { $most }.
template-rule-apps = Name each app that takes the code: its package, then the hash of its key in 11 characters.
template-code = One-time code
template-code-when = only for the category authentication
template-code-hint = WhatsApp writes the text of these templates itself: name, language and what stands here are all it takes.
template-code-warns = Ask not to share the code
template-code-expires = Expires in minutes
template-code-handover = How the code is handed over
template-code-copy = A tap copies it
template-code-one-tap = A tap fills it into your app
template-code-zero-tap = Your app takes it without a tap
template-code-autofill = Label of the button that fills it in
template-code-apps = Apps that take the code
template-code-apps-hint = One app a line: the package, then the hash of its key. Without a tap it goes only to people who expect that: you accept WhatsApp’s terms for it.
template-upcoming = Will count as { $category } from { $at }.
template-place = Place
template-copy-code = Copy code
template-field-number = Variable { $number }
template-field-header = Header: { $name }
template-field-place = Place: latitude, longitude, name
template-field-address = “{ $label }”: end of the address
template-field-code = Code to copy
template-category-utility = Utility
template-category-marketing = Marketing
template-category-authentication = Authentication
template-status-approved = Approved
template-status-pending = Under review
template-status-rejected = Rejected
template-status-paused = Paused
template-status-disabled = Disabled
template-quality-high = High
template-quality-medium = Medium
template-quality-low = Low
template-quality-unknown = Not rated yet
template-price-free = free
template-price-service = charged as a service message
template-price-utility = charged as utility
template-price-marketing = charged as marketing
template-price-authentication = charged as authentication
template-price-after = first { $free } a month free, then { $then }
template-rule-empty = Write something here.
template-rule-too-long = { $most } characters at the most.
template-rule-name = Small letters, digits and underscores only, as in order_update.
template-rule-language = Write the language as the platform does: en_US, fr, pt_BR.
template-rule-category = Templates of this category are made in the platform’s own tools.
template-rule-edge = A text neither begins nor ends with a variable: add words.
template-rule-touch = Put words between two variables.
template-rule-variable = A variable is a number or a name in small letters: {"{{"}order{"}}"}.
template-rule-mixed = Use numbers or names for the variables, not both.
template-rule-order = Numbers of variables count from 1 without gaps.
template-rule-no-blank = There can be no variable here.
template-rule-blanks = { $most } variable at the most here.
template-rule-example = Give an example: the review asks for one.
template-rule-buttons = { $most } of these buttons at the most.
template-rule-label-twice = Another button has the same label.
template-rule-address = Give an address that begins with https://.
template-rule-address-end = A variable can only be the end of an address.
template-rule-number = Give the number with its country’s code: +33123456789.
template-rule-grouped = Put the quick replies together.
template-rule-kind = The platform takes none of this kind here.
template-rule-file = Choose an example file: the review looks at it.
template-rule-state = In this state the platform lets it not be changed: make a new one.
templates = Templates
templates-lead = Texts that the platform has approved. They go at any time, with their variables filled in.
templates-new = New template
templates-open = Open
templates-sync = Read again
templates-synced = As the platform listed them: { $at }.
templates-never = The platform’s list has not been read yet.
templates-running = The platform’s list is being read.
templates-problem = It could not be read: { $reason }
templates-empty = No templates yet. Make one, or read the platform’s list.
templates-permission = Utility templates need the permission pages_utility_messaging. This desk was not told that the page has it.
templates-permission-link = Say so in the channel’s settings.
templates-refused = The platform refused: { $reason }
templates-away = The platform did not do it: { $reason } Try again in a while.
template-lead = The platform reviews it before it may be sent: within seconds, or a day.
template-what = What it is
template-name = Name
template-name-hint = Small letters, digits and underscores. For your team; customers do not see it.
template-language = Language
template-category = Category
template-category-hint = The platform may decide otherwise.
template-time = Give up delivering after
template-time-number = Number
template-time-unit = Unit
template-time-minutes = minutes
template-time-hours = hours
template-time-days = days
template-time-seconds = seconds
template-time-longest = as long as possible
template-time-hint = Empty: as long as WhatsApp tries by itself. A code that arrives too late helps nobody; marketing obeys this only when it goes by the Marketing Messages API.
template-time-told = WhatsApp gives up delivering after { $time }.
template-quality = Quality
template-words = Its words
template-words-hint = Write variables as {"{{"}1{"}}"}, {"{{"}2{"}}"} or by name, as {"{{"}order{"}}"}.
template-header = Line above
template-body = Text
template-footer = Line below
template-examples = Examples
template-examples-hint = What could stand for each variable. Reviewers read them; invent the data.
template-buttons = Buttons
template-buttons-hint = A row without label is none. After an update of the preview there is room for more.
template-button = Button { $number }
template-button-kind = What it does
template-button-label = Label
template-button-value = Address or number
template-button-example = Example of its variable or code
template-button-reply = Quick reply
template-button-url = Open a page
template-button-phone = Call a number
template-button-code = Copy a code
template-preview-update = Update preview
template-submit = Submit for review
template-delete = Delete this template
template-delete-hint = In this language. The platform keeps the name blocked for a while, and messages that were sent stay.
template-delete-confirm = Delete
optional = optional
channel-utility = Utility templates
channel-utility-hint = The app has pages_utility_messaging: updates by approved templates at any time.
done-templates-asked = The platform’s list is being read.
done-template-submitted = Submitted. The platform reviews it.
done-template-deleted = The template was deleted.
# Messages made of parts
stickers = Stickers
stickers-lead = One tap sends it to { $name }.
stickers-back = Back to the conversation
stickers-search = Look for a sticker
stickers-find = Search
stickers-packs = All packs
stickers-none = There is no sticker here.
stickers-count = { $count ->
    [one] { $count } sticker
   *[other] { $count } stickers
}
stickers-app-unknown = Stickers are looked up in the name of the app by which the page is connected. The platform has not named it yet: see the health of the channel.
stickers-later = The platform lets this page ask no more for now. Try again in a moment.
stickers-words = Say in at most 100 characters what to look for.
stickers-failed = The platform shows no stickers now: { $words }
parts-cards = Cards
parts-grid = Pictures in a grid
parts-scale = answered from { $lowest } to { $highest }
parts-receipt = Receipt { $number }
parts-shipping = Shipping
parts-tax = Taxes
parts-total = Total
parts-asks-once = Asks to notify once about: { $topic }
parts-asks-marketing = Asks to send marketing about: { $topic }
parts-products = Products of the catalogue
parts-post = Post { $id } of the account
parts-sign-in = Sign in
parts-sign-out = Sign out

# Permissions that customers give
remedy-once = Send the one message they asked for
remedy-once-why = They asked to be told once about “{ $topic }”: write about that and nothing else.
remedy-marketing = Send a marketing message
remedy-marketing-why = They agreed to marketing messages about “{ $topic }”.
ask-permission = Ask for a permission
ask-kind = What for
ask-once = One message about a topic, later
ask-marketing = Marketing messages
ask-title = What they read
ask-topic = Topic
ask-send = Ask

# Comments
rail-comments = Comments
comments-lead = Each comment may be answered in private once. The customer’s answer then opens the window.
comments-show = Which comments
comments-open = Unanswered
comments-all = All
comments-empty = No comments here
comment-somebody = Somebody
comment-wordless = A comment without words
comment-hidden = Hidden from the public
comment-on-post = under a post
comment-on-reel = under a reel
comment-on-story = under a story
comment-on-ad = under an ad
comment-on-live = in a broadcast
comment-as-post = a post of a visitor
comment-as-mention = a mention elsewhere
comment-reply = Reply in private
comment-once = One message; the platform takes no second.
comment-quoted = Answers this comment
comment-send = Send in private
comment-attach = Attach a file
comment-answers = Answers to offer
comment-answers-hint = Each a line: up to 13, of up to 20 characters. The customer taps one.
comment-one-thing = One message holds words or one file: keep the one or the other.
comment-failed = The last answer did not go out
comment-answered = Answered in private

# What customers find before they write
profile-link = First contact
profile-of = First contact: { $name }
profile-of-lead = What customers find before they write. The platform keeps it; it counts as soon as it is saved.
profile-first = Before the first message
profile-greeting = Greeting
profile-start = Get Started
profile-start-hint = What comes back when the button is tapped, for instance START. Empty: there is no button. A menu needs it.
profile-breakers = Questions on offer
profile-breakers-hint = Up to four lines: Opening hours? = HOURS
profile-always = At any time
profile-menu = Menu
profile-menu-hint = Up to twenty lines: My orders = ORDERS, or Shop = https://shop.example
profile-equals = { $part }: write an equals sign into each line.
profile-again = Ask again
profile-commands = Words with a slash
profile-commands-hint = Each a line: order = Shows your orders

# Keyboard
keys-title = Keyboard shortcuts
keys-next-previous = Next, previous conversation
keys-reply = Reply
keys-note = Write a note
keys-assign-me = Assign to me
keys-take = Take over from another app
keys-close = Close the conversation
keys-snooze = Snooze
keys-closing-soon = Go to Closing soon
keys-send = Send
keys-leave = Leave the text box
keys-help = This help
keys-switch = Single-key shortcuts are on

# Errors
error-forbidden = Not for your role
error-forbidden-hint = An owner of this desk can do this, or change your role.
error-not-found = Nothing here
error-not-found-hint = The address is wrong, or what it named is gone.
error-too-many = Too many tries
error-too-many-hint = Wait a minute, then try again.
error-request = That did not work
error-request-hint = The form was out of date or incomplete. Go back, load the page again, and retry.
error-busy = One moment, please
error-busy-hint = The desk is busy or starting. Messages are kept; try again shortly.
error-server = Our fault
error-server-hint = Something broke. It was recorded, and no message was lost.
error-back = To the inbox

# Languages, as templates are written in

language-name = { $code ->
    [af] Afrikaans
    [sq] Albanian
    [ar] Arabic
    [az] Azerbaijani
    [be] Belarusian
    [bn] Bangla
    [bg] Bulgarian
    [ca] Catalan
    [zh] Chinese
    [hr] Croatian
    [cs] Czech
    [da] Danish
    [prs] Dari
    [nl] Dutch
    [en] English
    [et] Estonian
    [fil] Filipino
    [fi] Finnish
    [fr] French
    [ka] Georgian
    [de] German
    [el] Greek
    [gu] Gujarati
    [ha] Hausa
    [he] Hebrew
    [hi] Hindi
    [hu] Hungarian
    [id] Indonesian
    [ga] Irish
    [it] Italian
    [ja] Japanese
    [kn] Kannada
    [kk] Kazakh
    [rw] Kinyarwanda
    [ko] Korean
    [ky] Kyrgyz
    [lo] Lao
    [lv] Latvian
    [lt] Lithuanian
    [mk] Macedonian
    [ms] Malay
    [ml] Malayalam
    [mr] Marathi
    [nb] Norwegian Bokmål
    [ps] Pashto
    [fa] Persian
    [pl] Polish
    [pt] Portuguese
    [pa] Punjabi
    [ro] Romanian
    [ru] Russian
    [sr] Serbian
    [si] Sinhala
    [sk] Slovak
    [sl] Slovenian
    [es] Spanish
    [sw] Swahili
    [sv] Swedish
    [ta] Tamil
    [te] Telugu
    [th] Thai
    [tr] Turkish
    [uk] Ukrainian
    [ur] Urdu
    [uz] Uzbek
    [vi] Vietnamese
    [zu] Zulu
   *[other] { $code }
}
language-region = { $code ->
    [AE] United Arab Emirates
    [AF] Afghanistan
    [AR] Argentina
    [AT] Austria
    [AU] Australia
    [BE] Belgium
    [BR] Brazil
    [BY] Belarus
    [CA] Canada
    [CH] Switzerland
    [CI] Côte d’Ivoire
    [CL] Chile
    [CN] China
    [CO] Colombia
    [CR] Costa Rica
    [DO] Dominican Republic
    [EC] Ecuador
    [EG] Egypt
    [ES] Spain
    [GB] United Kingdom
    [GH] Ghana
    [HK] Hong Kong
    [HN] Honduras
    [IE] Ireland
    [IN] India
    [JM] Jamaica
    [KG] Kyrgyzstan
    [LB] Lebanon
    [LK] Sri Lanka
    [MA] Morocco
    [MX] Mexico
    [MY] Malaysia
    [NZ] New Zealand
    [PA] Panama
    [PE] Peru
    [PT] Portugal
    [QA] Qatar
    [RW] Rwanda
    [SG] Singapore
    [TW] Taiwan
    [UG] Uganda
    [US] United States
    [UY] Uruguay
    [ZA] South Africa
   *[other] { $code }
}
language-in = { $language } ({ $region })
