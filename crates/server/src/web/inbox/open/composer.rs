//! What may be written, and what else there is to do where nothing may.

use jiff::Timestamp;
use transom_domain::moderation::{BarKind, BarStage, Barred, Moderation};
use transom_policy::{RefusalCode, Route, TextLimit};

use super::Opened;
use crate::web::inbox::composer::{Composer, Halt, Mode, Refusal, Remedy, State, Tried, Withdrawn};
use crate::web::inbox::control::Holder;
use crate::web::inbox::template::Picker;
use crate::web::viewer::Viewer;

impl Opened {
    /// The composer, with the refusal of what was just tried and the text of it.
    pub(crate) fn composer(
        &self,
        viewer: &Viewer,
        settings: Option<&str>,
        tried: Option<Tried>,
        mode: Mode,
    ) -> Composer {
        let mut composer = Composer {
            conversation: self.thread.conversation.id.to_string(),
            state: self.state(viewer, settings),
            control: self.control(viewer),
            limit: self.limit(),
            asks: self.askable(),
            stickers: self.has_stickers,
            counts_bytes: matches!(self.rulebook.text(), TextLimit::Bytes(_)),
            files: self.files(viewer),
            mode,
            refusal: None,
            text: String::new(),
            picker: self.picker(viewer, settings),
        };
        if matches!(composer.state, State::Halted(_)) {
            composer.picker = None;
        }
        match (tried, composer.state.wizard()) {
            (Some(Tried::Template(open)), _) => {
                composer.picker = composer.picker.map(|_| Picker::Open(open));
            }
            (Some(Tried::Tagged(written)), Some(wizard)) if wizard.offers(written.purpose) => {
                wizard.written = Some(written);
            }
            // The tag is gone since it was written, or free text may be sent again.
            (Some(Tried::Tagged(written)), _) => {
                let sentence = written.check.sentence().map(str::to_owned);
                composer.refusal = sentence.map(|sentence| Refusal { sentence });
                composer.text = written.text;
            }
            (Some(Tried::Reply { refusal, text }), _) => {
                composer.refusal = Some(refusal);
                composer.text = text;
            }
            (None, _) => {}
        }
        composer
    }

    fn state(&self, viewer: &Viewer, settings: Option<&str>) -> State {
        let now = viewer.now;
        if let Some(halt) = self.halt(viewer, settings) {
            return State::Halted(halt);
        }
        let human_until = self
            .rules
            .human_agent_until
            .filter(|_| self.thread.conversation.window.human_agent_until.is_some());
        if self.is_open(Route::Standard)
            && let (Some(opened_at), Some(closes_at)) = (self.rules.opened_at, self.rules.closes_at)
        {
            return State::Open {
                opened_at,
                closes_at,
                human_until,
            };
        }
        if self.is_open(Route::HumanAgent)
            && let Some(until) = self
                .status_of(Route::HumanAgent)
                .and_then(|status| status.until)
        {
            let opened_at = self.rules.closes_at.or(self.rules.opened_at).unwrap_or(now);
            return State::Human {
                opened_at,
                until,
                tagged: self.wizard(true),
            };
        }
        let code = self
            .status_of(Route::Standard)
            .and_then(|status| status.code);
        State::Closed {
            code: code.unwrap_or(RefusalCode::WindowClosed),
            tagged: self.wizard(false),
            remedies: self.remedies(now, settings),
            withdrawn: self.withdrawn(),
        }
    }

    /// What takes a bar down, unless the platform is asked for it already or cannot be.
    fn undo(&self, barred: Barred) -> Option<Moderation> {
        let undo = match barred.kind {
            BarKind::Block => Moderation::Unblock,
            BarKind::Ban => Moderation::Unban,
        };
        (barred.stage == BarStage::Done && self.moderation.offers(undo)).then_some(undo)
    }

    pub(super) fn halt(&self, viewer: &Viewer, settings: Option<&str>) -> Option<Halt> {
        let now = viewer.now;
        if self.channel.is_disconnected() {
            let settings = settings.map(|base| format!("{base}/{}", self.channel.id));
            return Some(Halt::Disconnected { settings });
        }
        if let Some(barred) = self.thread.identity.profile.barred {
            let is_asked = barred.stage == BarStage::Asked;
            return Some(if is_asked {
                Halt::Barring
            } else {
                Halt::Barred {
                    undo: self.undo(barred),
                }
            });
        }
        if self.thread.identity.unreachable_since.is_some() {
            return Some(Halt::Unreachable);
        }
        if let Holder::Theirs(app) = self.control(viewer).holder {
            return Some(Halt::Standby {
                app,
                is_shared: self.standing.is_shared,
                is_secondary: self.standing.is_secondary,
            });
        }
        let barred = [Route::Standard, Route::HumanAgent].map(|route| self.status_of(route));
        let is_barred = barred
            .iter()
            .flatten()
            .any(|status| status.code == Some(RefusalCode::Restricted));
        let any_open = self.is_open(Route::Standard) || self.is_open(Route::HumanAgent);
        (is_barred && !any_open).then(|| {
            let in_force = || {
                let measures = self.channel.restrictions.iter();
                measures.filter(|measure| measure.is_in_force(now))
            };
            // Without an end while one of them has none.
            let ends: Option<Vec<_>> = in_force().map(|measure| measure.until).collect();
            let reasons = in_force().map(|measure| measure.reason.clone());
            Halt::Restricted {
                until: ends.and_then(|ends| ends.into_iter().max()),
                reason: reasons.into_iter().find(|reason| !reason.is_empty()),
            }
        })
    }

    fn remedies(&self, now: Timestamp, settings: Option<&str>) -> Vec<Remedy> {
        let offers = self.offers(now).into_iter();
        let mut remedies: Vec<Remedy> = offers.map(Remedy::Permitted).collect();
        let human = self.status_of(Route::HumanAgent);
        if let Some(until) = self.rules.human_agent_until.filter(|until| *until > now)
            && human.is_some_and(|status| status.code == Some(RefusalCode::CapabilityMissing))
        {
            let settings = settings.map(|base| format!("{base}/{}", self.channel.id));
            remedies.push(Remedy::HumanPermission { until, settings });
        }
        remedies.extend(
            self.channel
                .chat_link()
                .map(|link| Remedy::AskToWrite { link }),
        );
        remedies
    }

    fn withdrawn(&self) -> Vec<Withdrawn> {
        let retired = Route::ALL.into_iter().filter_map(|route| {
            let at = self.rulebook.retired_at(route)?;
            Some(Withdrawn {
                route,
                on: at.to_zoned(jiff::tz::TimeZone::UTC).date(),
            })
        });
        retired.collect()
    }
}
