//! The emulator's own shelf of stickers: three packs of Messenger, drawn for it, named in five languages.

use serde_json::{Value, json};

use super::World;

/// How many pixels a sticker is wide and high.
const SIDE: u32 = 120;

/// Languages in the order of the names below; English stands for all others.
const LANGUAGES: [&str; 5] = ["en", "fr", "it", "pt", "es"];

type Names = [&'static str; 5];

struct Pack {
    id: &'static str,
    names: Names,
    descriptions: Names,
    stickers: &'static [Sticker],
}

struct Sticker {
    id: u64,
    names: Names,
    picture: &'static [u8],
}

const PACKS: [Pack; 3] = [
    Pack {
        id: "840909100000001",
        names: ["Moods", "Humeurs", "Umori", "Humores", "Estados"],
        descriptions: [
            "How it looks on this side",
            "La tête que l'on fait ici",
            "Che faccia facciamo qui",
            "A cara que fazemos aqui",
            "La cara que ponemos aquí",
        ],
        stickers: &[
            Sticker {
                id: 840_909_100_000_101,
                names: ["Smile", "Sourire", "Sorriso", "Sorriso", "Sonrisa"],
                picture: include_bytes!("sticker/smile.png"),
            },
            Sticker {
                id: 840_909_100_000_102,
                names: ["Wink", "Clin d'œil", "Occhiolino", "Piscadela", "Guiño"],
                picture: include_bytes!("sticker/wink.png"),
            },
            Sticker {
                id: 840_909_100_000_103,
                names: ["Oh!", "Oh !", "Oh!", "Oh!", "¡Oh!"],
                picture: include_bytes!("sticker/wow.png"),
            },
            Sticker {
                id: 840_909_100_000_104,
                names: ["Thank you", "Merci", "Grazie", "Obrigado", "Gracias"],
                picture: include_bytes!("sticker/thanks.png"),
            },
        ],
    },
    Pack {
        id: "840909100000002",
        names: ["Parcels", "Colis", "Pacchi", "Encomendas", "Paquetes"],
        descriptions: [
            "From our shelf to your door",
            "De notre rayon à votre porte",
            "Dal nostro scaffale alla tua porta",
            "Da nossa prateleira até a sua porta",
            "De nuestro estante a tu puerta",
        ],
        stickers: &[
            Sticker {
                id: 840_909_100_000_201,
                names: ["Packed", "Emballé", "Imballato", "Embalado", "Empaquetado"],
                picture: include_bytes!("sticker/packed.png"),
            },
            Sticker {
                id: 840_909_100_000_202,
                names: [
                    "On its way",
                    "En route",
                    "In viaggio",
                    "A caminho",
                    "En camino",
                ],
                picture: include_bytes!("sticker/sent.png"),
            },
            Sticker {
                id: 840_909_100_000_203,
                names: ["Arrived", "Arrivé", "Arrivato", "Chegou", "Ha llegado"],
                picture: include_bytes!("sticker/arrived.png"),
            },
            Sticker {
                id: 840_909_100_000_204,
                names: ["Done", "C'est fait", "Fatto", "Feito", "Hecho"],
                picture: include_bytes!("sticker/done.png"),
            },
        ],
    },
    Pack {
        id: "840909100000003",
        names: ["Weather", "Météo", "Meteo", "Tempo", "Tiempo"],
        descriptions: ["", "", "", "", ""],
        stickers: &[
            Sticker {
                id: 840_909_100_000_301,
                names: ["Sun", "Soleil", "Sole", "Sol", "Sol"],
                picture: include_bytes!("sticker/sun.png"),
            },
            Sticker {
                id: 840_909_100_000_302,
                names: ["Cloud", "Nuage", "Nuvola", "Nuvem", "Nube"],
                picture: include_bytes!("sticker/cloud.png"),
            },
            Sticker {
                id: 840_909_100_000_303,
                names: ["Rain", "Pluie", "Pioggia", "Chuva", "Lluvia"],
                picture: include_bytes!("sticker/rain.png"),
            },
            Sticker {
                id: 840_909_100_000_304,
                names: ["Snow", "Neige", "Neve", "Neve", "Nieve"],
                picture: include_bytes!("sticker/snow.png"),
            },
        ],
    },
];

fn language(locale: &str) -> usize {
    let language = locale.split('_').next().unwrap_or_default();
    let mut languages = LANGUAGES.iter();
    languages.position(|known| *known == language).unwrap_or(0)
}

fn name(number: u64) -> String {
    format!("sticker-{number}.png")
}

impl World {
    /// The packs, in the words of a locale.
    pub(crate) fn sticker_packs(&self, locale: &str) -> Vec<Value> {
        let language = language(locale);
        let pack = |pack: &Pack| {
            let mut listed = json!({
                "id": pack.id, "name": pack.names[language], "sticker_count": pack.stickers.len(),
            });
            if let Some(first) = pack.stickers.first() {
                listed["preview_image_url"] = json!(self.file_address(&name(first.id)));
            }
            if !pack.descriptions[language].is_empty() {
                listed["description"] = json!(pack.descriptions[language]);
            }
            listed
        };
        PACKS.iter().map(pack).collect()
    }

    /// The stickers of a pack; none when there is no such pack.
    pub(crate) fn stickers_of(&self, pack: &str, locale: &str) -> Option<Vec<Value>> {
        let pack = PACKS.iter().find(|known| known.id == pack)?;
        let stickers = pack.stickers.iter();
        Some(stickers.map(|one| self.listed(one, locale)).collect())
    }

    /// The stickers with a word of their names.
    pub(crate) fn find_stickers(&self, words: &str, locale: &str) -> Vec<Value> {
        let words = words.trim().to_lowercase();
        let language = language(locale);
        let all = PACKS.iter().flat_map(|pack| pack.stickers);
        all.filter(|one| one.names[language].to_lowercase().contains(&words))
            .map(|one| self.listed(one, locale))
            .collect()
    }

    fn listed(&self, sticker: &Sticker, locale: &str) -> Value {
        json!({
            "id": sticker.id.to_string(), "name": sticker.names[language(locale)],
            "image_url": self.file_address(&name(sticker.id)), "width": SIDE, "height": SIDE,
        })
    }
}

/// The name of the picture of a sticker of the shelf.
pub(super) fn picture_of(number: u64) -> Option<String> {
    let mut all = PACKS.iter().flat_map(|pack| pack.stickers);
    all.find(|one| one.id == number).map(|one| name(one.id))
}

/// The picture of that name, as PNG.
pub(super) fn picture(file: &str) -> Option<&'static [u8]> {
    let mut all = PACKS.iter().flat_map(|pack| pack.stickers);
    all.find(|one| name(one.id) == file).map(|one| one.picture)
}
