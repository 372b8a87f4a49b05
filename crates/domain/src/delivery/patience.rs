//! How long a delivery is tried, waited for and held. The numbers stand together because they depend on each other.

use std::time::Duration;

/// How often one message is handed to the platform at the most. With the waits below the last attempt comes a good half
/// hour after the first: longer than most faults of the platform, and soon enough that an agent learns the same hour
/// that the customer has no answer.
pub const MOST_ATTEMPTS: u32 = 12;

/// The wait before the second attempt; it doubles with each further one.
pub const FIRST_WAIT: Duration = Duration::from_secs(2);

/// The longest wait between two attempts.
pub const LONGEST_WAIT: Duration = Duration::from_mins(10);

/// How long the echo of an unconfirmed message is waited for.
pub const CONFIRM_WAIT: Duration = Duration::from_mins(10);

/// The wait before an answer is sent once more that the platform refused because of a window that is open here.
pub const SECOND_LOOK: Duration = Duration::from_secs(30);

/// How often a message goes again that the platform had taken and could not deliver for a reason that passes. With the
/// waits below, which begin at [`SECOND_LOOK`], the last comes some 25 minutes after the first.
pub const MOST_LOOKS: u32 = 6;

/// What a server may be slower than its own time limits say.
const SLACK: Duration = Duration::from_mins(1);

/// How long a claimed delivery belongs to the server that claimed it: until its turn at the channel's pace has come, and
/// its one call has ended. A claim that ends earlier would let another server take for lost what is about to be sent.
pub fn lease(longest_turn: Duration, longest_call: Duration) -> Duration {
    longest_turn
        .saturating_add(longest_call)
        .saturating_add(SLACK)
}

/// Why a message goes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// A fault of the platform or of the way to it, which may be over at once.
    Fault,
    /// Too much was sent, which is not over at once.
    TooMuch,
}

/// The wait before a message goes again that has done so as often.
pub(crate) fn wait_for_look(looks: u32) -> Duration {
    SECOND_LOOK
        .saturating_mul(1 << looks.min(20))
        .min(LONGEST_WAIT)
}

/// The wait before the attempt after so many.
pub(crate) fn wait_after(trouble: Trouble, attempts: u32) -> Duration {
    let first = match trouble {
        Trouble::Fault => FIRST_WAIT,
        Trouble::TooMuch => FIRST_WAIT * 2,
    };
    first
        .saturating_mul(1 << attempts.saturating_sub(1).min(20))
        .min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_given_up_within_the_hour() {
        for trouble in [Trouble::Fault, Trouble::TooMuch] {
            let waits = (1..MOST_ATTEMPTS).map(|attempts| wait_after(trouble, attempts));
            let all: Duration = waits.sum();
            // A message's own spread adds a quarter at the most.
            assert!(all >= Duration::from_mins(30), "{all:?}");
            assert!(all + all / 4 <= Duration::from_hours(1), "{all:?}");
        }
    }

    #[test]
    fn what_the_platform_could_not_deliver_is_given_up_within_the_hour() {
        let all: Duration = (0..MOST_LOOKS).map(wait_for_look).sum();
        assert!(
            all >= Duration::from_mins(20) && all <= Duration::from_hours(1),
            "{all:?}"
        );
        assert_eq!(wait_for_look(0), SECOND_LOOK);
    }

    #[test]
    fn a_claim_outlasts_the_turn_and_the_call() {
        let (turn, call) = (Duration::from_secs(5), Duration::from_secs(15));
        assert_eq!(lease(turn, call), Duration::from_secs(5 + 15 + 60));
    }
}
