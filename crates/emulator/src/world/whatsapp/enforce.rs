//! What the platform does to business accounts and numbers, and says of it.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::node::HIGH_THROUGHPUT;
use super::{event, value};
use crate::webhook::topic::whatsapp_field;
use crate::world::World;
use crate::world::input::{FailureSwitch, LadderStep, Notice, NumberSwitches, WabaSwitches};
use crate::world::rejection::Rejection;
use crate::world::state::waba::{Ban, Restriction, RestrictionKind, Waba};
use crate::world::state::{Outlet, State, TokenState};
use crate::world::view::{OutletView, WabaView};

impl World {
    /// Flips switches of a business account.
    pub fn switch_waba(&self, id: &str, switches: &WabaSwitches) -> Result<WabaView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let waba = account(&mut state, id)?;
        if let Some(tier) = switches.tier {
            waba.tier = tier;
            let value = json!({
                "max_daily_conversations_per_business": tier.conversations(),
                "max_phone_numbers_per_waba": 25,
            });
            self.emit_account(waba, now, "business_capability_update", &value);
        }
        if let Some(many) = switches.marketing_a_day {
            waba.marketing_a_day = many;
        }
        waba.markets = switches.markets.unwrap_or(waba.markets);
        if let Some(seconds) = switches.review_seconds {
            waba.review = SignedDuration::from_secs(i64::from(seconds));
        }
        if let Some(valid) = switches.token_valid {
            waba.token = if valid {
                TokenState::Valid
            } else {
                TokenState::Revoked
            };
        }
        drop(state);
        self.changed();
        self.waba(id)
    }

    /// Flips switches of a number.
    pub fn switch_number(
        &self,
        id: &str,
        switches: NumberSwitches,
    ) -> Result<OutletView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (waba, outlet) = of_number(&mut state, id)?;
        outlet.auto_delivery = switches.auto_delivery.unwrap_or(outlet.auto_delivery);
        outlet.auto_read = switches.auto_read.unwrap_or(outlet.auto_read);
        let old_name = outlet.name.clone();
        if let Some(name) = &switches.name {
            outlet.name.clone_from(name);
        }
        let tier = waba.tier.name();
        let Some(number) = outlet.as_number_mut() else {
            return Err(Rejection::unknown("number", id));
        };
        number.registered = switches.registered.unwrap_or(number.registered);
        let phone = number.phone.clone();
        if let Some(name) = switches.name {
            let value = json!({
                "display_phone_number": phone, "decision": "APPROVED",
                "requested_verified_name": name, "rejection_reason": null,
                "previous_verified_name": old_name,
            });
            self.emit_account(waba, now, "phone_number_name_update", &value);
        }
        if let Some(quality) = switches.quality {
            number.quality = quality;
            let word = if quality == crate::world::state::waba::Quality::Red {
                "FLAGGED"
            } else {
                "UNFLAGGED"
            };
            self.tell_limit(waba, &phone, word, tier, now);
        }
        if let Some(maintenance) = switches.maintenance {
            let ended = number.maintenance && !maintenance;
            number.maintenance = maintenance;
            if ended {
                outlet.send_limit = outlet.send_limit.max(Some(HIGH_THROUGHPUT));
                self.tell_limit(waba, &phone, "THROUGHPUT_UPGRADE", tier, now);
            }
        }
        drop(state);
        self.changed();
        self.outlet(id)
    }

    /// Replaces the failures that the next sends of a number meet.
    pub fn set_failures(&self, id: &str, failures: Vec<FailureSwitch>) -> Result<(), Rejection> {
        if failures.iter().any(|one| one.times == 0) {
            return Err(Rejection::invalid("times", "times must be 1 or more"));
        }
        let mut state = self.lock();
        let (_, outlet) = of_number(&mut state, id)?;
        if let Some(number) = outlet.as_number_mut() {
            number.failures = failures;
        }
        Ok(())
    }

    fn tell_limit(&self, waba: &Waba, phone: &str, word: &str, tier: &str, now: Timestamp) {
        let value = json!({
            "display_phone_number": phone, "event": word, "current_limit": tier,
            "max_daily_conversations_per_business": tier,
        });
        self.emit_account(waba, now, "phone_number_quality_update", &value);
    }

    /// Climbs the ladder of punishments, or takes a step of it, or forgives.
    pub fn climb(&self, id: &str, step: LadderStep) -> Result<WabaView, Rejection> {
        use RestrictionKind::{AddPhoneNumbers, BusinessInitiated, CustomerInitiated};
        let now = self.now();
        let mut state = self.lock();
        let phone = first_phone(&state, id);
        let waba = account(&mut state, id)?;
        let templates = vec![BusinessInitiated, AddPhoneNumbers];
        let everything = vec![BusinessInitiated, CustomerInitiated, AddPhoneNumbers];
        let (step, violation) = match step {
            LadderStep::Next { violation } => {
                waba.offences = waba.offences.saturating_add(1);
                let restrict = |kinds, days| LadderStep::Restrict { kinds, days };
                let step = match waba.offences {
                    1 => LadderStep::Warn {
                        violation: violation.clone(),
                    },
                    2 => restrict(templates, 1),
                    3 => restrict(templates, 3),
                    4 => restrict(everything, 5),
                    5 => restrict(everything, 7),
                    6 => restrict(everything, 30),
                    7 => LadderStep::Lock,
                    _ => LadderStep::Disable,
                };
                (step, Some(violation))
            }
            step => (step, None),
        };
        let mut told = match step {
            LadderStep::Next { .. } => return Ok(WabaView::new(&state, &state.wabas[id], now)),
            LadderStep::Warn { violation } => json!({
                "event": "ACCOUNT_VIOLATION", "violation_info": { "violation_type": violation },
            }),
            LadderStep::Restrict { kinds, days } => {
                let days = SignedDuration::from_hours(24 * i64::from(days));
                let until = now.checked_add(days).unwrap_or(Timestamp::MAX);
                waba.restrictions
                    .retain(|one| now < one.until && !kinds.contains(&one.kind));
                let taken = kinds.iter().map(|kind| Restriction { kind: *kind, until });
                waba.restrictions.extend(taken);
                let listed: Vec<Value> = kinds
                    .iter()
                    .map(|kind| json!({ "restriction_type": kind.name(), "expiration": until.as_second() }))
                    .collect();
                json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": listed })
            }
            LadderStep::Lock => {
                waba.ban = Ban::Locked;
                banned("SCHEDULE_FOR_DISABLE", now)
            }
            LadderStep::Disable => {
                waba.ban = Ban::Disabled;
                banned("DISABLE", now)
            }
            LadderStep::Reinstate => {
                waba.ban = Ban::None;
                waba.restrictions.clear();
                waba.offences = 0;
                banned("REINSTATE", now)
            }
        };
        if let Some(phone) = phone {
            told["phone_number"] = json!(phone);
        }
        if let (Some(violation), true) = (violation, told.get("violation_info").is_none()) {
            told["violation_info"] = json!({ "violation_type": violation });
        }
        self.emit_account(waba, now, "account_update", &told);
        drop(state);
        self.changed();
        self.waba(id)
    }

    /// Sends a webhook of an account as it is given; one with `metadata` goes out as of that number.
    pub fn notify(&self, id: &str, notice: &Notice) -> Result<(), Rejection> {
        let field = whatsapp_field(&notice.field).ok_or_else(|| {
            Rejection::invalid(
                "field",
                format!("{:?} is no field of WhatsApp", notice.field),
            )
        })?;
        let now = self.now();
        let mut state = self.lock();
        let waba = account(&mut state, id)?;
        self.emit_account(waba, now, field, &notice.value);
        drop(state);
        self.changed();
        Ok(())
    }

    /// Sends a webhook of a number as it is given.
    pub fn notify_number(&self, id: &str, notice: &Notice) -> Result<(), Rejection> {
        let field = whatsapp_field(&notice.field).ok_or_else(|| {
            Rejection::invalid(
                "field",
                format!("{:?} is no field of WhatsApp", notice.field),
            )
        })?;
        let now = self.now();
        let mut state = self.lock();
        let (_, outlet) = of_number(&mut state, id)?;
        let mut told = value(outlet);
        if let (Some(whole), Some(given)) = (told.as_object_mut(), notice.value.as_object()) {
            whole.extend(given.clone());
        }
        self.emit(outlet, event(outlet, id, now, field, &told));
        drop(state);
        self.changed();
        Ok(())
    }
}

fn banned(word: &str, now: Timestamp) -> Value {
    let day = now
        .to_zoned(jiff::tz::TimeZone::UTC)
        .strftime("%B %-d, %Y")
        .to_string();
    json!({
        "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": word, "waba_ban_date": day },
    })
}

fn account<'a>(state: &'a mut State, id: &str) -> Result<&'a mut Waba, Rejection> {
    let waba = state.wabas.get_mut(id);
    waba.ok_or_else(|| Rejection::unknown("business account", id))
}

fn of_number<'a>(
    state: &'a mut State,
    id: &str,
) -> Result<(&'a mut Waba, &'a mut Outlet), Rejection> {
    let missing = || Rejection::unknown("number", id);
    let outlet = state.outlets.get_mut(id).ok_or_else(missing)?;
    let waba = &outlet.as_number().ok_or_else(missing)?.waba;
    let waba = state.wabas.get_mut(waba).ok_or_else(missing)?;
    Ok((waba, outlet))
}

fn first_phone(state: &State, waba: &str) -> Option<String> {
    let numbers = state
        .outlet_order
        .iter()
        .filter_map(|id| state.outlets.get(id)?.as_number());
    let mut own = numbers.filter(|number| number.waba == waba);
    own.next().map(|number| number.phone.clone())
}
