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

/// What a server may be slower than its own time limits say.
const SLACK: Duration = Duration::from_mins(1);

/// How long a claimed delivery belongs to the server that claimed it: until the last of all that may be under way on one
/// channel has had its turn at the channel's pace, and its one call has ended. A claim that ends earlier would let
/// another server take for lost what is about to be sent.
pub fn lease(under_way: u32, per_second: u32, longest_call: Duration) -> Duration {
    let queue = Duration::from_secs(u64::from(under_way.div_ceil(per_second.max(1))));
    queue.saturating_add(longest_call).saturating_add(SLACK)
}

/// The wait before the attempt after so many.
pub(crate) fn wait_after(attempts: u32) -> Duration {
    FIRST_WAIT
        .saturating_mul(1 << attempts.saturating_sub(1).min(20))
        .min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_given_up_within_the_hour() {
        let all: Duration = (1..MOST_ATTEMPTS).map(wait_after).sum();
        // A message's own spread adds a quarter at the most.
        assert!(all >= Duration::from_mins(30), "{all:?}");
        assert!(all + all / 4 <= Duration::from_hours(1), "{all:?}");
    }

    #[test]
    fn a_claim_outlasts_the_slowest_pace() {
        let call = Duration::from_secs(15);
        assert_eq!(lease(192, 1, call), Duration::from_secs(192 + 15 + 60));
        assert_eq!(lease(192, 200, call), Duration::from_secs(1 + 15 + 60));
    }
}
