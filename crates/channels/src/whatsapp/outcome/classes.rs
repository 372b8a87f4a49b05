//! The table of the platform's codes (Meta's error page of 2025-11-19 and a client library of August 2026).

use transom_domain::delivery::{Hold, Matter};

use super::Class;

/// First and last code, class. The first row that fits counts.
#[rustfmt::skip]
const TABLE: [(i64, i64, Class); 62] = {
    use Class::{
        Held, OptedOut, Permanent, Permission, Reconcile, Reconnect, Restricted, Retry, Throttled, Unreachable,
        Unsettled, WindowClosed,
    };
    [
        (0, 0, Reconnect),                // the token could not be checked
        (1, 2, Reconcile),                // unknown, or a fault on its way
        (3, 3, Permission),               // the app lacks a capability
        (4, 4, Throttled),                // the app's rate of calls
        (10, 10, Permission),             // permission missing
        (33, 33, Reconnect),              // the number was deleted
        (100, 100, Permanent),            // wrong parameter
        (190, 190, Reconnect),            // the token has expired or was revoked
        (200, 299, Permission),           // permission missing
        (368, 368, Restricted),           // blocked for violations
        (80_007, 80_007, Throttled),      // the account's rate of calls
        (130_429, 130_429, Throttled),    // the number's throughput
        (130_472, 130_472, Permanent),    // the customer is in an experiment of the platform
        (130_497, 130_497, Permanent),    // barred in the customer's country
        (131_000, 131_000, Reconcile),    // unknown: seen for messages that arrived
        (131_005, 131_005, Permission),   // permission missing
        (131_008, 131_009, Permanent),    // parameter missing or wrong
        (131_016, 131_016, Reconcile),    // a service on its way was unavailable, nobody says which
        (131_020, 131_020, Permanent),    // groups
        (131_021, 131_021, Permanent),    // the recipient is the sender
        (131_026, 131_026, Unreachable),  // not on the platform, an old app, or terms not accepted
        (131_030, 131_030, Permanent),    // the recipient is not on the test list
        (131_031, 131_031, Restricted),   // the account is locked
        (131_037, 131_037, Unsettled(Matter::Account)), // the display name is not approved
        (131_041, 131_041, Permanent),    // groups
        (131_042, 131_042, Unsettled(Matter::Payment)), // payment; free messages still go
        (131_044, 131_044, Unsettled(Matter::Payment)), // payment; free messages still go
        (131_045, 131_045, Unsettled(Matter::Registration)), // the number is not registered
        (131_047, 131_047, WindowClosed), // more than the window since the customer's last message
        (131_048, 131_048, Held(Hold::Complaints)), // the number's rate of complaints: trying again makes it worse
        (131_049, 131_049, Held(Hold::MarketingToPerson)), // this customer has had enough marketing, of all businesses
        (131_050, 131_050, OptedOut),     // the customer stopped marketing
        (131_051, 131_053, Permanent),    // type unsupported, media not fetched, media not uploaded
        (131_055, 131_055, Permanent),    // method not allowed
        (131_056, 131_056, Throttled),    // too many messages to this customer
        (131_057, 131_057, Retry),        // the number is in maintenance for minutes
        (131_059, 131_059, Permanent),    // groups
        (131_062, 131_063, Permanent),    // not to this kind of id, or not through this endpoint
        (131_064, 131_064, Held(Hold::MisclassifiedTemplates)), // too many templates in a wrong category
        (131_201, 131_215, Permanent),    // groups
        (132_007, 132_007, Unsettled(Matter::Account)), // the template breaks a policy
        (132_000, 132_012, Permanent),    // template missing, not approved, or filled in wrongly
        (132_015, 132_016, Permanent),    // template paused or disabled
        (132_068, 132_069, Unsettled(Matter::Account)), // form blocked or limited
        (133_010, 133_010, Unsettled(Matter::Registration)), // the number is not registered
        (133_016, 133_016, Throttled),    // too many registrations
        (133_000, 133_015, Permission),   // registration and its code
        (134_101, 134_101, Retry),        // the interface for marketing knows a new template after minutes; seen by others
        (134_100, 134_102, Permanent),    // only marketing goes that way, or not this template; seen by others
        (135_000, 135_000, Reconcile),    // unknown
        (137_000, 137_000, Permanent),    // the customer's keys changed and are to be verified
        (138_005, 138_005, Throttled),    // the rate of calls by voice
        (138_000, 138_023, Permanent),    // calls by voice
        (139_100, 139_101, Permanent),    // block list
        (139_102, 139_103, Retry),        // block list in use, or an internal fault
        (147_001, 147_005, Unsettled(Matter::Account)), // user names
        (2_388_019, 2_388_019, Permanent), // as many templates as the account may have
        (2_388_040, 2_388_040, Permanent), // template text too long
        (2_388_047, 2_388_047, Permanent), // template header
        (2_388_072, 2_388_073, Permanent), // template body and footer
        (2_388_293, 2_388_293, Permanent), // too many blanks for so little text
        (2_388_299, 2_388_299, Permanent), // a blank at the beginning or the end
    ]
};

/// An object that does not exist, or is out of the token's reach, as a subcode of a wrong parameter. The one subcode
/// that is looked at, for what it says of the number and not of the message.
const NO_SUCH_OBJECT: i64 = 33;

/// The class of a code; nothing for codes that are not in the table.
pub(super) fn of_code(code: i64, subcode: Option<i64>) -> Option<Class> {
    if code == 100 && subcode == Some(NO_SUCH_OBJECT) {
        return Some(Class::Reconnect);
    }
    let row = TABLE
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&code));
    row.map(|(_, _, class)| *class)
}
