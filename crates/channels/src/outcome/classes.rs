//! The table of the platform's codes (Meta's error page of 2026-06-25 and reports from the field).

use transom_domain::delivery::{Hold, Matter};

/// What can be done about a failed call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Nothing happened; trying again later may help.
    Retry,
    /// Too fast.
    Throttled,
    /// It will never succeed as it is.
    Permanent,
    /// The platform holds the window for closed.
    WindowClosed,
    /// The platform bars the account from sending.
    Restricted,
    /// The customer cannot be reached.
    Unreachable,
    /// The customer stopped marketing messages.
    OptedOut,
    /// Somebody has to settle something at the platform first.
    Unsettled(Matter),
    /// It was too much of something that the platform counts.
    Held(Hold),
    /// Another app controls the thread.
    Standby,
    /// The connection works, but lacks a permission or an approval.
    Permission,
    /// The token is no longer valid.
    Reconnect,
    /// It may have happened although the answer says otherwise, or there was none.
    Reconcile,
}

/// Any subcode, or none.
const ANY: i64 = 0;

/// Code, subcode, class. The first row that fits counts.
#[rustfmt::skip]
const TABLE: [(i64, i64, Class); 42] = {
    use Class::{
        Held, OptedOut, Restricted, Permanent, Permission, Reconcile, Reconnect, Retry, Throttled, Unreachable, Unsettled,
        WindowClosed,
    };
    [
        (1, 1_357_046, Reconcile),        // may have been sent, says the platform itself
        (1, ANY, Reconcile),              // unknown
        (2, 2_018_344, Permission),       // the page has not accepted the terms of contacts
        (2, ANY, Reconcile),              // a fault on its way, nobody says where
        (4, 2_018_354, Held(Hold::MarketingToPerson)), // the cadence of marketing messages
        (4, ANY, Throttled),              // the app's rate
        (9, 2_018_352, Permanent),        // too many requests to opt in
        (10, 2_018_278, WindowClosed),    // outside the window on Messenger
        (10, 2_534_022, WindowClosed),    // outside the window on Instagram
        (10, 2_018_065, WindowClosed),    // outside the window, and no permission for news
        (10, 2_018_108, Permanent),       // the person cannot receive now
        (10, 2_018_336, Unsettled(Matter::Account)), // permission or content: the platform's sentence tells
        (10, 1_404_170, Unsettled(Matter::Account)), // permission or content: the platform's sentence tells
        (10, 1_893_015, OptedOut),        // the person stopped this topic
        (10, 1_893_063, Restricted),      // the page is barred from sending for a time
        (10, 2_534_077, Unsettled(Matter::Account)), // a permission of the Instagram account
        (10, ANY, Permission),            // permission missing
        (17, ANY, Throttled),             // the user's rate
        (32, ANY, Throttled),             // the page's rate
        (100, 33, Unsettled(Matter::Account)), // what is asked for does not exist or is out of the token's reach
        (100, 2_534_013, Unsettled(Matter::Account)), // the page is not linked to Instagram
        (100, 2_534_029, Restricted),     // the business is barred from messaging
        (100, ANY, Permanent),            // wrong parameter, recipient, attachment or comment; withdrawn tag
        (190, ANY, Reconnect),            // the token has expired or was revoked
        (200, 1_545_041, Unreachable),    // the person is not available
        (200, 2_018_021, Permanent),      // left over from matching customers by phone
        (200, 2_018_027, Permanent),      // left over from matching customers by phone
        (200, 2_018_028, Unsettled(Matter::Account)), // the app is in development mode
        (200, 2_534_041, Unsettled(Matter::Account)), // the account or the customer switched connected tools off
        (368, ANY, Restricted),           // blocked for violations
        (551, ANY, Unreachable),          // the person blocked us, left or deactivated
        (613, 1_893_016, Permanent),      // repeated request to opt in
        (613, 2_018_338, Held(Hold::MisusedTags)), // warning: tags are used abusively
        (613, 2_534_040, Throttled),      // Instagram's rate
        (613, ANY, Throttled),            // the rate of calls
        (1200, ANY, Retry),               // the sending failed, for a moment
        (2022, ANY, Restricted),       // the page is blocked, up to a day
        (10_303, ANY, Permanent),         // the object cannot be used
        (36_103, ANY, Permanent),         // the object cannot be used
        (80_002, ANY, Throttled),         // the rate of Instagram calls
        (80_006, ANY, Throttled),         // the rate of Messenger calls
        (9_000_001, ANY, Permanent),      // the object was deleted
    ]
};

/// Subcodes of a thread that another app, or Meta's own automation, controls; they come under several codes.
const THREAD_NOT_OURS: [i64; 4] = [2_018_171, 2_018_300, 2_018_321, 2_534_037];

/// A subcode of Instagram under which accounts were seen barred; its code is not on record.
const INSTAGRAM_BARRED: i64 = 2_534_122;
/// A subcode of Instagram for several images in one message, where it does not take them; its code is not on record.
const INSTAGRAM_ONE_IMAGE: i64 = 2_534_068;

/// The class of a code and subcode; nothing for codes that are not in the table.
pub(super) fn of_code(code: i64, subcode: Option<i64>) -> Option<Class> {
    let subcode = subcode.unwrap_or(ANY);
    if subcode == INSTAGRAM_BARRED {
        return Some(Class::Restricted);
    }
    if THREAD_NOT_OURS.contains(&subcode) {
        return Some(Class::Standby);
    }
    if subcode == INSTAGRAM_ONE_IMAGE {
        return Some(Class::Permanent);
    }
    let row = TABLE
        .iter()
        .find(|row| row.0 == code && (row.1 == subcode || row.1 == ANY));
    let permission = (200..300).contains(&code).then_some(Class::Permission);
    row.map(|row| row.2).or(permission)
}

/// The class of an answer that carries no known code.
pub(super) fn of_status(status: u16) -> Class {
    match status {
        // A redirect is never followed: the address of the Graph API is wrong.
        300..=399 | 401 => Class::Reconnect,
        429 => Class::Throttled,
        // Also 2xx without a message id: taken, but under a name that only the echo will tell.
        200..=299 | 408 | 500.. => Class::Reconcile,
        _ => Class::Permanent,
    }
}
