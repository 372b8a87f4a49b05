//! What people on Instagram say in the demo.

use super::super::cast::{ANA, LUCIA, MARC, TOM};
use super::{
    Act::{
        Answers, Closes, ComesByAd, Edits, Inbox, Mentions, Notes, Reacts, Reads, RepliesToStory,
        Says, Shares, Snoozes, Takes, Unsends,
    },
    DAY, HOUR, Place, Story,
};

const fn story(
    name: &'static str,
    username: &'static str,
    lines: &'static [(u32, super::Act)],
) -> Story {
    Story {
        place: Place::Instagram { username },
        name,
        locale: "en_US",
        lines,
    }
}

/// Every story, in no particular order.
pub(in crate::demo) static STORIES: &[Story] = &[
    story(
        "Noémie Perrin",
        "noemie.perrin",
        &[(
            34,
            RepliesToStory(
                "The winter jackets are here",
                "Trop belle 😍 elle existe en taille M ?",
            ),
        )],
    ),
    story(
        "Kai Lindholm",
        "kai.lindholm",
        &[
            (3 * HOUR + 12, Shares),
            (
                3 * HOUR + 11,
                Says("Is this one made in your own workshop?"),
            ),
            (
                2 * HOUR + 58,
                Answers(
                    TOM,
                    "It is, every seam of it. Come and look over our shoulder on Thursday!",
                ),
            ),
            (2 * HOUR + 50, Reads),
            (2 * HOUR + 49, Reacts("love")),
        ],
    ),
    // The window closes within the hour.
    story(
        "Beatriz Nunes",
        "bia.nunes",
        &[(
            23 * HOUR + 27,
            Says("Olá! Enviam para os Açores? Queria o casaco verde."),
        )],
    ),
    story(
        "Jonas Keller",
        "jonas_keller",
        &[
            (5 * HOUR, Mentions),
            (
                4 * HOUR + 40,
                Inbox("Thank you for showing it around, Jonas ❤️"),
            ),
            (4 * HOUR + 30, Reads),
        ],
    ),
    story(
        "Sofia Marchetti",
        "sofimarchetti",
        &[
            (
                7 * HOUR,
                Says("Vorrei restituire la borsa, il mio indirizzo è via Verdi 12"),
            ),
            (7 * HOUR - 2, Unsends),
            (
                7 * HOUR - 3,
                Says("Vorrei restituire la borsa, come faccio?"),
            ),
            (
                6 * HOUR + 20,
                Answers(
                    LUCIA,
                    "Ciao Sofia! Ti prepariamo un’etichetta di reso: qual è il numero dell’ordine?",
                ),
            ),
            (6 * HOUR + 10, Reads),
            (6 * HOUR, Says("A-1207, grazie!")),
        ],
    ),
    story(
        "Arthur Blanc",
        "arthur.blanc",
        &[
            (50, Says("Le pull gris est il encore dispo en L ?")),
            (49, Edits("Le pull gris est-il encore disponible en XL ?")),
        ],
    ),
    // Only a person may answer, and only with the tag.
    story(
        "Emma Sørensen",
        "emmasor",
        &[
            (3 * DAY + 4 * HOUR, Says("Hi! Can the coat be lengthened?")),
            (3 * DAY + 3 * HOUR, Takes(TOM)),
            (
                3 * DAY + 3 * HOUR - 4,
                Notes(TOM, "Asked the tailor, she is back on Monday."),
            ),
        ],
    ),
    // Nothing can be sent any more.
    story(
        "Pablo Herrero",
        "pablo.hrr",
        &[(8 * DAY + HOUR, Says("¿Hacéis tarjetas regalo?"))],
    ),
    story(
        "Maja Kowalska",
        "maja.kow",
        &[
            (
                9 * HOUR,
                ComesByAd("Linen for warm days", "Hello, does the linen shrink?"),
            ),
            (
                8 * HOUR + 45,
                Answers(ANA, "Hello Maja! It is washed before it is cut, so no."),
            ),
            (8 * HOUR + 40, Reads),
            (8 * HOUR + 38, Says("Perfect, ordering now")),
            (8 * HOUR + 30, Closes(ANA)),
        ],
    ),
    story(
        "Theo Martens",
        "theo.m",
        &[
            (
                11 * HOUR,
                RepliesToStory("Behind the counter", "What is that music? 😄"),
            ),
            (
                10 * HOUR + 40,
                Answers(MARC, "Our tailor sings. She takes requests!"),
            ),
            (10 * HOUR + 35, Reads),
            (10 * HOUR + 34, Reacts("smile")),
            (10 * HOUR + 30, Closes(MARC)),
        ],
    ),
    story(
        "Aylin Demir",
        "aylin.dmr",
        &[
            (
                27 * HOUR,
                Says("Will the red scarf come back? I would wait for it."),
            ),
            (26 * HOUR, Takes(LUCIA)),
            (26 * HOUR - 1, Snoozes(LUCIA, 72)),
        ],
    ),
    story(
        "Luc Fontaine",
        "lucfontaine",
        &[(12, Says("Vous êtes ouverts dimanche ?"))],
    ),
];
