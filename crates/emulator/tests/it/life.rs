//! Clocks, and the end of an emulator.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use transom_emulator::Clock;

use crate::shop::Shop;

#[test]
fn a_shared_clock_moves_whoever_moves_it() {
    let theirs = Arc::new(AtomicI64::new(1_000_000));
    let (read, write) = (Arc::clone(&theirs), Arc::clone(&theirs));
    let clock = Clock::shared(
        Arc::new(move || read.load(Ordering::Relaxed)),
        Arc::new(move |by| {
            write.fetch_add(by, Ordering::Relaxed);
        }),
    );
    clock.advance(SignedDuration::from_secs(2));
    assert_eq!(theirs.load(Ordering::Relaxed), 3_000_000);
    clock.set("1970-01-01T00:00:10Z".parse().unwrap());
    assert_eq!(theirs.load(Ordering::Relaxed), 10_000_000);
    theirs.store(0, Ordering::Relaxed);
    assert_eq!(clock.now().as_second(), 0);
}

#[test]
fn the_system_clock_keeps_its_own_offset() {
    let (moved, other) = (Clock::system(), Clock::system());
    let clone = moved.clone();
    moved.advance(SignedDuration::from_hours(-24));
    let yesterday = clone.now();
    assert_eq!(other.now().duration_since(yesterday).as_hours(), 24);
}

#[tokio::test]
async fn it_ends_at_once_although_a_page_is_open_and_a_callback_never_answers() {
    let shop = Shop::open().await;
    shop.callback.answer(&[0; 100]);
    let page = shop
        .client
        .get(shop.url("/phones/events"))
        .send()
        .await
        .unwrap();
    shop.customer();
    let began = Instant::now();
    shop.running.shutdown();
    shop.running.join().await;
    assert!(began.elapsed() < Duration::from_secs(1));
    drop(page);
}
