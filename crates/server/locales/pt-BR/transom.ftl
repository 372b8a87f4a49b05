# Durações, datas. As duas primeiras unidades ficam juntas para a etiqueta ser curta.
span-days = { $days } d { $hours } h
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $minutes } min
day-today = Hoje
day-yesterday = Ontem
day-heading = { $weekday }, { $day } de { $month }
date-short = { $day } { $month }
exact = { $date }, { $clock }
exact-today = hoje { $clock }
exact-tomorrow = amanhã { $clock }
until = até { $at }
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
advanced = Avançado
approved = concedida
not-approved = não concedida
close-dialog = Fechar
skip-to-content = Ir para o conteúdo
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
message-edited = editada
message-deleted = Mensagem cancelada. O conteúdo foi apagado.
message-deleted-short = Mensagem cancelada
message-unsupported = A plataforma não repassa o que foi enviado aqui. Só dá para ver no app dela.
message-unsupported-short = Não repassada
attachment-image = Imagem
attachment-video = Vídeo
attachment-audio = Mensagem de voz
attachment-file = Arquivo
attachment-sticker = Figurinha
attachment-link = Link
attachment-story-mention = Mencionou você no story
attachment-story-reply = Respondeu ao seu story
attachment-ephemeral = Foto ou vídeo temporário
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
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
origin-page-inbox = Caixa da página
origin-instagram-app = App do Instagram
origin-other-app = Outro aplicativo
delivery-queued = Aguardando envio
delivery-unconfirmed = Aguardando a confirmação da plataforma
origin-api = API
delivery-sent = Enviada
delivery-delivered = Entregue { $at }
delivery-read = Lida { $at }
delivery-failed = Não entregue
activity-assigned = { $by } atribuiu a { $to }
activity-took-over = { $by } assumiu a conversa
activity-unassigned = { $by } deixou sem responsável
activity-closed = { $by } encerrou a conversa
activity-reopened = { $by } reabriu a conversa
activity-reopened-by-customer = O cliente escreveu de novo
activity-snoozed = { $by } adiou até { $until }
activity-woken = De volta do adiamento
activity-tapped = O cliente tocou em “{ $title }”
activity-arrived = O cliente veio por { $name }
activity-attested = { $by } garante que a verificação do conteúdo erra em “{ $words }”
activity-identity-moved = O cliente tem agora outro número ou identificador
activity-identity-renewed = O cliente configurou o aplicativo de novo: confirme quem é antes de dizer algo confidencial
activity-marketing-wanted = O cliente quer receber mensagens de marketing
activity-marketing-stopped = O cliente não quer receber mensagens de marketing

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
halt-reason = Motivo da Meta: { $reason }
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
failure-reconnect = O token de acesso do canal não vale mais. Um proprietário precisa informar um novo.

# Ajustes
settings-profile = Você
settings-channels = Canais
settings-people = Pessoas
settings-tokens = Tokens de API
health-connected = Conectado
health-restricted = Restrito
health-disconnected = Desconectado
channels-lead = As páginas e contas cujas mensagens chegam a este balcão.
channels-add = Conectar um canal
channels-empty = Conecte sua primeira página ou conta e as mensagens dela aparecerão aqui.
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
channel-graph-url-own = O da Meta
channel-account-graph-url-hint = Preencha apenas para falar com um emulador.
channel-name = Nome neste balcão
channel-name-hint = Deixe vazio para usar o nome da página.
channel-region = País
channel-region-hint = Duas letras, como BR. Algumas regras da Meta mudam conforme o país.
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
journal-unknown-page = A conta { $id } não está conectada
journal-unknown-object = Tipo de webhook desconhecido
journal-unknown-field = Campo desconhecido
journal-unknown-item = Tipo de evento desconhecido
journal-not-used = Conhecido, mas ainda não usado
journal-failed = Não pôde ser salvo
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
mend-page-taken = Este canal está conectado a outra empresa neste servidor.
mend-access-token = Informe de novo o token de acesso: ele falta, ou tem caracteres que nenhum token tem.
mend-app-secrets = É preciso pelo menos um segredo do aplicativo: os webhooks são assinados com ele.
mend-verify-token = É preciso um token de verificação. Qualquer palavra longa serve.
mend-region = Informe o país pelas suas duas letras, como BR, ou deixe vazio.
mend-graph-url = Informe um endereço https como https://graph.facebook.com. Só esta máquina pode ser alcançada por http.
mend-graph-version = Informe uma versão como v26.0.

# Teclado
keys-title = Atalhos de teclado
keys-next-previous = Conversa seguinte, anterior
keys-reply = Responder
keys-note = Escrever uma nota
keys-assign-me = Atribuir a mim
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
