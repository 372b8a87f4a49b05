//! What customers and colleagues say in the demo. Times count back from its present.

mod instagram;

use super::cast::{ANA, LUCIA, MARC, TOM};

/// A customer and what happens between them and the shop.
#[derive(Debug)]
pub(super) struct Story {
    /// Where they meet.
    pub(super) place: Place,
    /// The customer's name.
    pub(super) name: &'static str,
    /// Their language and country.
    pub(super) locale: &'static str,
    /// What happens, with how many minutes ago.
    pub(super) lines: &'static [(u32, Act)],
}

/// Where a customer meets the shop.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// On Messenger.
    Messenger,
    /// On Instagram, under a name of their own choice.
    Instagram {
        /// The name.
        username: &'static str,
    },
}

/// Something that happens.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// The customer writes.
    Says(&'static str),
    /// The customer writes after a click on an ad with this title.
    ComesByAd(&'static str, &'static str),
    /// The customer reacts to the shop's last message.
    Reacts(&'static str),
    /// The customer opens the chat.
    Reads,
    /// The customer answers a story with this caption, published just before.
    RepliesToStory(&'static str, &'static str),
    /// The customer passes on the account's newest post.
    Shares,
    /// The customer mentions the account in a story.
    Mentions,
    /// The customer changes their last message.
    Edits(&'static str),
    /// The customer takes their last message back.
    Unsends,
    /// The customer blocks the page.
    Blocks,
    /// A colleague answers at the desk.
    Answers(usize, &'static str),
    /// Somebody answers in the page's own inbox.
    Inbox(&'static str),
    /// A colleague leaves a note.
    Notes(usize, &'static str),
    /// A colleague takes the conversation.
    Takes(usize),
    /// A colleague closes it.
    Closes(usize),
    /// A colleague puts it aside for so many hours.
    Snoozes(usize, i64),
}

use Act::{Answers, Blocks, Closes, ComesByAd, Inbox, Notes, Reacts, Reads, Says, Snoozes, Takes};

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

const fn story(name: &'static str, locale: &'static str, lines: &'static [(u32, Act)]) -> Story {
    Story {
        place: Place::Messenger,
        name,
        locale,
        lines,
    }
}

/// Every story, in no particular order.
pub(super) fn all() -> impl Iterator<Item = &'static Story> {
    STORIES.iter().chain(instagram::STORIES)
}

static STORIES: &[Story] = &[
    // The window closes within the hour.
    story(
        "Camille Roux",
        "fr_FR",
        &[
            (
                23 * HOUR + 38,
                Says("Bonjour ! La veste bleue existe-t-elle en taille 38 ?"),
            ),
            (
                23 * HOUR + 36,
                Says("Et livrez-vous avant samedi ? C’est pour un mariage."),
            ),
        ],
    ),
    story(
        "Giulia Ferri",
        "it_IT",
        &[
            (
                23 * HOUR + 52,
                Says("Buongiorno, vorrei cambiare l’indirizzo di consegna dell’ordine A-1182."),
            ),
            (
                23 * HOUR + 20,
                Notes(
                    LUCIA,
                    "Ordine A-1182 è ancora in laboratorio, si può cambiare.",
                ),
            ),
        ],
    ),
    story(
        "Hannah Wolf",
        "en_GB",
        &[
            (26 * HOUR, Says("Hi, do you repair zips on older jackets?")),
            (25 * HOUR, Takes(TOM)),
            (
                25 * HOUR - 5,
                Answers(
                    TOM,
                    "Hello Hannah, yes, we do. Could you send us a photo of the zip?",
                ),
            ),
            (
                23 * HOUR + 12,
                Says(
                    "Here is what it looks like, the slider came off completely. I bought it in your shop in 2021.",
                ),
            ),
        ],
    ),
    story(
        "Mateus Oliveira",
        "pt_BR",
        &[(23 * HOUR + 25, Says("Olá, meu pedido A-1190 já saiu?"))],
    ),
    story(
        "Nora Haddad",
        "fr_FR",
        &[(
            23 * HOUR + 46,
            ComesByAd(
                "Manteaux d’hiver",
                "Je voudrais réserver le manteau de l’annonce, en vert.",
            ),
        )],
    ),
    // It closes today.
    story(
        "Elena Marchetti",
        "it_IT",
        &[
            (
                22 * HOUR,
                Says("Ciao, il maglione grigio torna disponibile?"),
            ),
            (21 * HOUR, Takes(LUCIA)),
            (
                21 * HOUR - 4,
                Answers(
                    LUCIA,
                    "Ciao Elena! Sì, la prossima settimana. Te ne metto da parte uno?",
                ),
            ),
            (20 * HOUR + 30, Reads),
            (20 * HOUR + 20, Says("Sì grazie, una M!")),
        ],
    ),
    story(
        "Jonas Meier",
        "en_US",
        &[
            (
                19 * HOUR + 10,
                Says("The parcel arrived but one glove is missing."),
            ),
            (19 * HOUR + 8, Says("Order A-1171")),
        ],
    ),
    story(
        "Sofía Navarro",
        "es_ES",
        &[
            (21 * HOUR + 15, Says("Hola, ¿hacéis envíos a Canarias?")),
            (
                20 * HOUR + 50,
                Answers(MARC, "Hola Sofía, sí, tarda entre cinco y siete días."),
            ),
            (20 * HOUR + 40, Reads),
            (20 * HOUR + 38, Says("Perfecto, ¿y cuánto cuesta?")),
        ],
    ),
    story(
        "Oliver Grant",
        "en_GB",
        &[
            (
                22 * HOUR + 30,
                Says("Could I pick the boots up in the shop on Monday instead?"),
            ),
            (22 * HOUR, Takes(ANA)),
        ],
    ),
    story(
        "Inès Carpentier",
        "fr_FR",
        &[(
            18 * HOUR + 45,
            Says("Je n’ai pas reçu la confirmation de ma commande, c’est normal ?"),
        )],
    ),
    story(
        "Paulo Mendes",
        "pt_BR",
        &[
            (20 * HOUR + 5, Says("Vocês têm a bolsa marrom em couro?")),
            (19 * HOUR + 50, Says("Aquela da vitrine")),
        ],
    ),
    story(
        "Amelie Schubert",
        "en_US",
        &[
            (
                21 * HOUR + 40,
                Says("Is the wool from Shetland or from somewhere else?"),
            ),
            (
                21 * HOUR + 2,
                Answers(
                    TOM,
                    "From Shetland, spun in Yorkshire. The label inside has the mill’s name.",
                ),
            ),
            (20 * HOUR + 59, Reacts("love")),
        ],
    ),
    // Plenty of time.
    story(
        "Léa Fontaine",
        "fr_FR",
        &[(
            12,
            Says("Bonjour, est-ce que la boutique est ouverte dimanche ?"),
        )],
    ),
    story(
        "Daniel Okafor",
        "en_GB",
        &[
            (
                25,
                Says(
                    "Hello! I ordered two scarves yesterday, can I add a third to the same parcel?",
                ),
            ),
            (22, Says("Order A-1204")),
        ],
    ),
    story(
        "Chiara Bianchi",
        "it_IT",
        &[
            (3 * HOUR, Says("Buongiorno, la cintura si può accorciare?")),
            (2 * HOUR + 50, Takes(LUCIA)),
            (
                2 * HOUR + 48,
                Answers(
                    LUCIA,
                    "Buongiorno Chiara, certo: la accorciamo in negozio, bastano dieci minuti.",
                ),
            ),
            (2 * HOUR + 40, Reads),
            (45, Says("Ottimo, passo domani alle 11. Va bene?")),
        ],
    ),
    story(
        "Hugo Perrin",
        "fr_FR",
        &[
            (
                6 * HOUR,
                ComesByAd("Vestes en lin", "Elle taille grand, la veste en lin ?"),
            ),
            (
                5 * HOUR + 50,
                Answers(
                    MARC,
                    "Bonjour Hugo, plutôt normal. Entre deux tailles, prenez la plus petite.",
                ),
            ),
            (5 * HOUR + 30, Reads),
        ],
    ),
    story(
        "Marta Kowalska",
        "en_US",
        &[
            (8 * HOUR, Says("Do you ship to Poland?")),
            (
                7 * HOUR + 45,
                Answers(TOM, "We do, Marta. It takes three to five working days."),
            ),
            (7 * HOUR + 30, Says("Great, thank you!")),
            (7 * HOUR + 20, Closes(TOM)),
        ],
    ),
    story(
        "Carlos Ibáñez",
        "es_ES",
        &[
            (
                2 * HOUR,
                Says("¿Puedo devolver unos pantalones comprados en la tienda de Lyon?"),
            ),
            (HOUR + 30, Takes(MARC)),
            (
                HOUR + 28,
                Notes(MARC, "Comprobar con Lyon si el ticket es de este mes."),
            ),
        ],
    ),
    story(
        "Beatriz Lima",
        "pt_BR",
        &[
            (
                4 * HOUR,
                Says("Oi! O vestido verde ainda tem no tamanho P?"),
            ),
            (
                3 * HOUR + 55,
                Answers(ANA, "Oi Beatriz! Tem sim, o último. Quer que eu separe?"),
            ),
            (3 * HOUR + 50, Says("Quero!")),
            (
                3 * HOUR + 45,
                Answers(ANA, "Separado no seu nome até sexta."),
            ),
            (3 * HOUR + 40, Reacts("love")),
        ],
    ),
    story(
        "Emma Lindqvist",
        "en_GB",
        &[
            (
                35,
                Says("My discount code from the newsletter isn’t accepted at checkout :("),
            ),
            (30, Takes(ANA)),
        ],
    ),
    story(
        "Théo Blanchard",
        "fr_FR",
        &[(
            50,
            Says("Vous reprenez les anciennes chaussures pour les recycler ?"),
        )],
    ),
    story(
        "Francesca Greco",
        "it_IT",
        &[
            (
                5 * HOUR,
                Says("Il corriere dice consegnato ma non ho ricevuto niente!!"),
            ),
            (4 * HOUR + 58, Says("Ordine A-1188. Sono molto preoccupata")),
            (4 * HOUR + 40, Takes(LUCIA)),
            (
                4 * HOUR + 38,
                Answers(
                    LUCIA,
                    "Buongiorno Francesca, mi dispiace. Ho aperto una ricerca con il corriere, ti scrivo appena rispondono.",
                ),
            ),
            (4 * HOUR + 30, Reads),
            (3 * HOUR, Says("Ci sono novità?")),
        ],
    ),
    story(
        "Adam Novak",
        "en_US",
        &[
            (9 * HOUR, Says("Can the leather bag be engraved?")),
            (
                8 * HOUR + 50,
                Inbox("Hi Adam! Yes, up to three letters, it adds four days."),
            ),
            (8 * HOUR + 40, Says("Lovely. A.N.K. please, order A-1199")),
        ],
    ),
    story(
        "Lucía Romero",
        "es_ES",
        &[
            (11 * HOUR, Says("Buenas, ¿tenéis tarjeta regalo?")),
            (
                10 * HOUR + 30,
                Answers(
                    MARC,
                    "Hola Lucía, sí, en la tienda y en la web, desde 20 €.",
                ),
            ),
            (10 * HOUR, Reads),
            (9 * HOUR + 50, Closes(MARC)),
        ],
    ),
    story(
        "Yasmine Belkacem",
        "fr_FR",
        &[
            (
                14 * HOUR,
                Says("Bonsoir, les bottines noires reviennent en 39 ?"),
            ),
            (13 * HOUR, Takes(ANA)),
            (13 * HOUR - 1, Snoozes(ANA, 20)),
        ],
    ),
    story(
        "Rafael Teixeira",
        "pt_BR",
        &[
            (
                15 * HOUR,
                Says("Paguei duas vezes o pedido A-1179, podem ver?"),
            ),
            (14 * HOUR + 30, Takes(TOM)),
            (
                14 * HOUR + 29,
                Answers(
                    TOM,
                    "Olá Rafael, já vi: o segundo pagamento volta ao seu cartão em até três dias.",
                ),
            ),
            (14 * HOUR, Says("Obrigado pela rapidez")),
            (13 * HOUR + 50, Closes(TOM)),
        ],
    ),
    story(
        "Ingrid Solberg",
        "en_GB",
        &[(
            10 * HOUR + 20,
            Says("What is the return address? The label fell off."),
        )],
    ),
    story(
        "Antoine Girard",
        "fr_FR",
        &[
            (
                7 * HOUR + 10,
                Says("Est-ce que vous faites des retouches sur mesure ?"),
            ),
            (
                7 * HOUR,
                Answers(
                    ANA,
                    "Bonjour Antoine, oui, sur rendez-vous le mardi et le jeudi.",
                ),
            ),
            (6 * HOUR + 50, Says("Mardi 17 h ?")),
            (
                6 * HOUR + 40,
                Answers(ANA, "C’est noté, mardi à 17 h. À mardi !"),
            ),
            (6 * HOUR + 35, Reads),
        ],
    ),
    story(
        "Priya Raman",
        "en_US",
        &[
            (
                90,
                Says("Hi! Is the blue jacket from your window available online?"),
            ),
            (
                80,
                Answers(TOM, "Hi Priya, it is, search for “Fjord”. Sizes 34 to 44."),
            ),
            (
                70,
                Says("Found it. One question: is the lining silk or viscose?"),
            ),
        ],
    ),
    story(
        "Matteo Galli",
        "it_IT",
        &[
            (13 * HOUR + 30, Says("Avete un negozio a Torino?")),
            (
                13 * HOUR,
                Answers(
                    LUCIA,
                    "Ciao Matteo, a Torino no: i più vicini sono Milano e Lione.",
                ),
            ),
            (12 * HOUR, Reads),
        ],
    ),
    story(
        "Élodie Marchand",
        "fr_FR",
        &[
            (
                16 * HOUR,
                Says("Ma sœur a adoré son cadeau, merci pour l’emballage !"),
            ),
            (
                15 * HOUR + 40,
                Answers(MARC, "Merci Élodie, cela nous fait très plaisir !"),
            ),
            (15 * HOUR + 35, Reacts("love")),
            (15 * HOUR + 20, Closes(MARC)),
        ],
    ),
    // The window is closed; a person may still answer.
    story(
        "Sébastien Morel",
        "fr_FR",
        &[(
            27 * HOUR,
            Says("Bonjour, je cherche un bonnet assorti à l’écharpe Brume."),
        )],
    ),
    story(
        "Valentina Ricci",
        "it_IT",
        &[
            (
                2 * DAY,
                Says("Salve, la borsa ha un graffio, come faccio il reso?"),
            ),
            (2 * DAY - 40, Takes(LUCIA)),
            (
                2 * DAY - 42,
                Answers(
                    LUCIA,
                    "Buongiorno Valentina, mi mandi una foto? Organizzo subito il ritiro.",
                ),
            ),
            (2 * DAY - 60, Says("Ecco, si vede vicino alla chiusura.")),
        ],
    ),
    story(
        "Ben Carter",
        "en_GB",
        &[
            (
                3 * DAY,
                Says("Do you know when the walnut belt will be back?"),
            ),
            (3 * DAY - 30, Takes(TOM)),
            (
                3 * DAY - 35,
                Answers(
                    TOM,
                    "The tannery has promised it for this week, I will check and come back to you.",
                ),
            ),
            (3 * DAY - 50, Says("Thanks Tom, no rush")),
            (
                DAY + 2 * HOUR,
                Answers(
                    TOM,
                    "Hello Ben, the tannery confirmed: the belts arrive on Thursday.",
                ),
            ),
            (DAY + HOUR, Reads),
        ],
    ),
    story(
        "Isabel Ferreira",
        "pt_BR",
        &[
            (
                30 * HOUR,
                Says("Boa tarde, a manga do casaco veio descosturada"),
            ),
            (
                29 * HOUR,
                Notes(TOM, "Pedir foto e oferecer conserto grátis na loja."),
            ),
        ],
    ),
    story(
        "Nicolas Faure",
        "fr_FR",
        &[
            (
                4 * DAY,
                Says("Avez-vous des nouvelles de ma réparation ? Ticket R-88."),
            ),
            (4 * DAY - 20, Takes(ANA)),
            (
                4 * DAY - 22,
                Notes(ANA, "L’atelier attend la fermeture de chez YKK."),
            ),
        ],
    ),
    story(
        "Grace Mwangi",
        "en_US",
        &[
            (
                5 * DAY,
                Says("Can you hold the red coat until I am back from holiday?"),
            ),
            (
                5 * DAY - 60,
                Answers(
                    ANA,
                    "Of course, Grace. We will keep it for you for ten days.",
                ),
            ),
            (5 * DAY - 90, Says("You are the best")),
        ],
    ),
    story(
        "Pablo Herrera",
        "es_ES",
        &[
            (26 * HOUR, Says("¿El jersey Niebla encoge al lavarlo?")),
            (
                25 * HOUR + 30,
                Inbox("Hola Pablo, a 30 grados y en plano no encoge."),
            ),
        ],
    ),
    story(
        "Louise Petit",
        "fr_FR",
        &[
            (
                33 * HOUR,
                Says("Je voudrais échanger la robe contre une taille en dessous."),
            ),
            (32 * HOUR, Takes(MARC)),
        ],
    ),
    story(
        "Simone Villa",
        "it_IT",
        &[
            (6 * DAY, Says("Quanto costa risuolare gli stivali?")),
            (
                6 * DAY - 30,
                Answers(LUCIA, "Ciao Simone, 45 euro, pronti in una settimana."),
            ),
            (6 * DAY - 100, Reads),
        ],
    ),
    story(
        "Fatou Diallo",
        "fr_FR",
        &[
            (
                40 * HOUR,
                Says("Bonjour, le colis est revenu chez vous, que faire ?"),
            ),
            (39 * HOUR, Says("Commande A-1160")),
        ],
    ),
    story(
        "Thomas Weber",
        "en_US",
        &[
            (
                2 * DAY + 5 * HOUR,
                Says("I would like an invoice with my company’s address, please."),
            ),
            (
                2 * DAY + 4 * HOUR,
                Answers(
                    TOM,
                    "Hello Thomas, gladly. Please send me the address and the VAT number.",
                ),
            ),
            (
                2 * DAY + 3 * HOUR,
                Says("Weber GmbH, Gartenstr. 4, 10115 Berlin. VAT DE811907980"),
            ),
            (2 * DAY + 2 * HOUR, Takes(TOM)),
        ],
    ),
    story(
        "Aline Souza",
        "pt_BR",
        &[
            (28 * HOUR, Says("Oi, o cinto serve para cintura de 70 cm?")),
            (
                27 * HOUR + 30,
                Answers(ANA, "Oi Aline, serve sim, tem cinco furos de 68 a 80 cm."),
            ),
            (27 * HOUR, Reads),
            (26 * HOUR + 50, Closes(ANA)),
        ],
    ),
    story(
        "Marco De Luca",
        "it_IT",
        &[
            (3 * DAY + 6 * HOUR, Says("Il codice del buono non funziona")),
            (3 * DAY + 5 * HOUR, Blocks),
            (
                3 * DAY + 4 * HOUR,
                Answers(
                    LUCIA,
                    "Ciao Marco, scusa: il codice nuovo è GRAZIE5, valido da subito.",
                ),
            ),
        ],
    ),
    story(
        "Julie Lambert",
        "fr_FR",
        &[
            (36 * HOUR, Says("Vous avez la jupe plissée en bleu nuit ?")),
            (
                35 * HOUR + 30,
                Answers(MARC, "Bonjour Julie, oui, en 36 et 40."),
            ),
            (
                35 * HOUR,
                Says("40 ça me va, comment je fais pour la réserver ?"),
            ),
        ],
    ),
    story(
        "William Hughes",
        "en_GB",
        &[
            (5 * DAY + 3 * HOUR, Says("Are the gloves machine washable?")),
            (
                5 * DAY + 2 * HOUR,
                Answers(TOM, "Only by hand, William, in cold water."),
            ),
            (5 * DAY + HOUR, Closes(TOM)),
        ],
    ),
    // Nothing free is left.
    story(
        "Agathe Renaud",
        "fr_FR",
        &[
            (8 * DAY, Says("Bonjour, faites-vous des chèques-cadeaux ?")),
            (
                8 * DAY - 60,
                Answers(ANA, "Bonjour Agathe, oui, à partir de 20 €."),
            ),
            (8 * DAY - 90, Reads),
        ],
    ),
    story(
        "Lorenzo Costa",
        "it_IT",
        &[(
            9 * DAY,
            Says("Salve, cercate personale per il negozio di Milano?"),
        )],
    ),
    story(
        "Megan Doyle",
        "en_GB",
        &[
            (
                8 * DAY + 5 * HOUR,
                Says("Is the Tuesday sewing class still on?"),
            ),
            (
                8 * DAY + 4 * HOUR,
                Answers(TOM, "It is, Megan, from 18:00. Bring a jumper to mend."),
            ),
            (8 * DAY + 3 * HOUR, Says("Brilliant, see you there")),
            (8 * DAY + 2 * HOUR, Closes(TOM)),
        ],
    ),
    story(
        "Ricardo Alves",
        "pt_BR",
        &[
            (9 * DAY + 4 * HOUR, Says("Vocês consertam malas?")),
            (
                9 * DAY + 3 * HOUR,
                Answers(ANA, "Olá Ricardo, infelizmente só bolsas e cintos."),
            ),
        ],
    ),
    story(
        "Manon Chevalier",
        "fr_FR",
        &[
            (
                7 * DAY + 2 * HOUR,
                Says("Où en est ma commande sur mesure ?"),
            ),
            (7 * DAY + HOUR, Takes(ANA)),
        ],
    ),
    story(
        "Diego Santos",
        "es_ES",
        &[
            (
                8 * DAY + 10 * HOUR,
                Says("¿Tenéis calcetines de la talla 47?"),
            ),
            (
                8 * DAY + 9 * HOUR,
                Answers(MARC, "Hola Diego, hasta la 46, lo siento."),
            ),
            (8 * DAY + 8 * HOUR, Closes(MARC)),
        ],
    ),
    story(
        "Karin Holm",
        "en_US",
        &[
            (
                9 * DAY + 10 * HOUR,
                Says("Can I still change the colour of order A-1098?"),
            ),
            (
                9 * DAY + 9 * HOUR,
                Notes(
                    TOM,
                    "Too late, it left this morning. Offer an exchange when she writes again.",
                ),
            ),
        ],
    ),
    story(
        "Gabriel Leroy",
        "fr_FR",
        &[
            (
                7 * DAY + 12 * HOUR,
                Says("Le pull gratte un peu, c’est normal ?"),
            ),
            (
                7 * DAY + 11 * HOUR,
                Answers(
                    MARC,
                    "Bonjour Gabriel, la laine s’adoucit après deux lavages.",
                ),
            ),
            (7 * DAY + 10 * HOUR, Reads),
        ],
    ),
    // Quiet ones.
    story(
        "Stella Moretti",
        "it_IT",
        &[
            (17 * HOUR, Says("Grazie per il pacco, tutto perfetto!")),
            (16 * HOUR + 30, Reacts("love")),
            (16 * HOUR, Closes(LUCIA)),
        ],
    ),
    story(
        "Noah Fischer",
        "en_US",
        &[
            (12 * HOUR, Says("Is there parking near the shop?")),
            (
                11 * HOUR + 45,
                Answers(TOM, "Yes, under the market hall, two minutes on foot."),
            ),
            (11 * HOUR + 40, Says("Perfect")),
            (11 * HOUR + 30, Closes(TOM)),
        ],
    ),
    story(
        "Clara Vidal",
        "es_ES",
        &[
            (9 * HOUR + 30, Says("¿La tienda abre el lunes festivo?")),
            (9 * HOUR, Takes(MARC)),
            (9 * HOUR - 2, Snoozes(MARC, 30)),
        ],
    ),
    story(
        "Zoé Lemaire",
        "fr_FR",
        &[(5, Says("Coucou ! Le sac Dune est-il étanche ?"))],
    ),
    story(
        "Samuel Reis",
        "pt_BR",
        &[
            (2 * HOUR + 20, Says("Bom dia! Qual o prazo para Recife?")),
            (
                2 * HOUR + 5,
                Answers(ANA, "Bom dia Samuel! De oito a dez dias úteis."),
            ),
            (2 * HOUR, Reads),
        ],
    ),
    story(
        "Alice Thornton",
        "en_GB",
        &[(
            4 * HOUR + 15,
            Says("The new catalogue is beautiful. Who took the photographs?"),
        )],
    ),
];
