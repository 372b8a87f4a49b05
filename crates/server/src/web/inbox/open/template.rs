//! What a conversation offers for templates.

use transom_domain::phone;
use transom_policy::{
    Channel as Platform, Circumstance, PriceCategory, RefusalCode, Route, Status as RouteState,
    TemplateCategory,
};

use super::Opened;
use crate::web::inbox::template::Picker;
use crate::web::viewer::Viewer;

impl Opened {
    /// The route of the platform's templates.
    fn template_route(&self) -> Route {
        match self.channel.platform {
            Platform::Messenger => Route::UtilityTemplate,
            _ => Route::Template,
        }
    }

    /// The template picker, where the platform has templates and the channel may send them.
    pub(super) fn picker(&self, viewer: &Viewer, settings: Option<&str>) -> Option<Picker> {
        let status = self.status_of(self.template_route())?;
        let settings = || settings.map(|base| format!("{base}/{}/templates", self.channel.id));
        match (status.status, status.code) {
            (RouteState::Open, _) => Some(Picker::Closed),
            (_, Some(RefusalCode::TemplateMissing)) if self.channel.templates.is_empty() => {
                // Where a text may be written, that there are no templates is no news.
                (!self.is_open(Route::Standard)).then(|| Picker::Empty {
                    settings: settings(),
                })
            }
            // There are some, and why none may go is said beside each.
            (RouteState::Closed, _) => Some(Picker::Closed),
            (_, Some(RefusalCode::Restricted)) => {
                let measures = self.channel.restrictions.iter();
                let ends = measures
                    .filter(|measure| measure.is_in_force(viewer.now))
                    .map(|measure| measure.until);
                let until = ends
                    .collect::<Option<Vec<_>>>()
                    .and_then(|ends| ends.into_iter().max());
                Some(Picker::Barred(viewer.restriction(until)))
            }
            _ => None,
        }
    }

    /// What a template of this category costs now, where the rulebook says. A free entry point, which only the platform
    /// can tell for sure, is left out: it makes things cheaper than said.
    pub(crate) fn template_price(
        &self,
        category: TemplateCategory,
        viewer: &Viewer,
    ) -> Option<String> {
        let paid_as = PriceCategory::of(self.template_route(), Some(category))?;
        let circumstance = if self.rules.closes_at.is_some_and(|end| viewer.now < end) {
            Circumstance::Window
        } else {
            Circumstance::Outside
        };
        let price = self.rulebook.price(paid_as, circumstance)?;
        Some(viewer.template_price(price, paid_as))
    }

    /// The platform of the conversation.
    pub(crate) fn platform(&self) -> Platform {
        self.channel.platform
    }

    /// The language that the customer most likely reads, where their number tells.
    pub(crate) fn language(&self) -> Option<&'static str> {
        phone::language(self.thread.identity.country()?)
    }

    /// What the customer is called, if that is known.
    pub(crate) fn contact_name(&self) -> Option<&str> {
        self.contact_name.as_deref()
    }
}
