//! A place, with a way to a map of it. The page itself asks no map for anything.

use transom_domain::message::Location;

use crate::web::markup::web_address;

/// A place.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) name: Option<String>,
    pub(crate) address: Option<String>,
    /// `48.85837, 2.29448`
    pub(crate) coordinates: String,
    /// A map with a mark at the place; nothing when there is no such place on Earth.
    pub(crate) map: Option<String>,
    /// The page of the place itself.
    pub(crate) page: Option<String>,
}

impl Place {
    pub(super) fn of(location: &Location) -> Self {
        let (north, east) = (location.latitude, location.longitude);
        let is_on_earth = (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east);
        let address = || {
            let at = format!("{north:.5}/{east:.5}");
            format!("https://www.openstreetmap.org/?mlat={north:.5}&mlon={east:.5}#map=17/{at}")
        };
        Self {
            name: location.name.clone(),
            address: location.address.clone(),
            coordinates: format!("{north:.5}, {east:.5}"),
            map: is_on_earth.then(address),
            page: location
                .url
                .as_deref()
                .and_then(web_address)
                .map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(latitude: f64, longitude: f64) -> Place {
        Place::of(&Location {
            latitude,
            longitude,
            url: Some("javascript:alert(1)".to_owned()),
            ..Location::default()
        })
    }

    #[test]
    fn a_place_has_a_map_by_its_coordinates() {
        let place = place(48.858_370_1, -2.294_481);
        assert_eq!(place.coordinates, "48.85837, -2.29448");
        assert_eq!(
            place.map.as_deref(),
            Some(
                "https://www.openstreetmap.org/?mlat=48.85837&mlon=-2.29448#map=17/48.85837/-2.29448"
            )
        );
        assert_eq!(place.page, None, "only web addresses are linked");
    }

    #[test]
    fn what_is_nowhere_on_earth_has_no_map() {
        for (north, east) in [(91.0, 0.0), (0.0, -181.0), (f64::NAN, 0.0), (0.0, 1e300)] {
            assert_eq!(place(north, east).map, None);
        }
    }
}
