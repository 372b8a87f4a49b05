//! Files of a reply: chosen, told when they are not taken, taken away, sent and seen.

use std::path::{Path, PathBuf};

use e2e::{Browser, Look, Outcome, REPLY, SEND, stage};
use serde_json::Value;
use thirtyfour::By;

const SHOWN: &str = ".message--outgoing .picture img";

/// A blue picture of 48 by 32 pixels.
const PICTURE: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x30\x00\x00\
    \x00\x20\x08\x02\x00\x00\x00\xdb\xb6\x6c\x4b\x00\x00\x00\x31\x49\x44\x41\x54\x78\xda\xed\
    \xce\x41\x0d\x00\x00\x08\x04\xa0\x8b\x63\x26\xd3\x19\xd5\x16\xce\x07\x1b\x01\x48\xf5\xbc\
    \x12\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\x21\xa1\x4b\x0b\x9e\x17\
    \xcc\x5b\xfc\x81\xc0\x29\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

/// A file for the browser to choose.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("transom-e2e-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// Chooses a file, as the browser's own dialogue would.
async fn choose(browser: &Browser, path: &Path) {
    let input = browser.driver().find(By::Css(".write__attach input")).await;
    let input = input.expect("files can be chosen");
    let chosen = input.send_keys(path.display().to_string()).await;
    chosen.expect("the file is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_attached_and_what_is_not_taken_is_told_before_it_is_sent() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    choose(&browser, &file("bag.png", PICTURE)).await;
    browser.read(".chosen", "bag.png").await;
    browser.see(".chosen canvas").await;

    // Too much is told at once, and nothing goes out until it is taken away.
    choose(&browser, &file("raw.png", &vec![7; 25_000_001])).await;
    browser.read(".chosen--refused", "up to 25 MB").await;
    browser.write(REPLY, "Le sac en bleu").await;
    browser.click(SEND).await;
    browser.see(".chosen--refused").await;
    demo.emulator("POST", "/settle", Value::Null).await;
    let zoe = demo.customer("Zoé Lemaire").await;
    let before = demo.phone(&zoe).await;
    assert!(!before.contains("Le sac en bleu"), "{before}");

    // What is chosen stays when the composer comes anew.
    demo.write(&zoe, "Alors ?").await;
    browser.read(".messages", "Alors ?").await;
    browser.click(".chosen--refused .chosen__remove").await;
    browser.miss(".chosen--refused").await;
    browser.read(".chosen", "bag.png").await;
    browser.click(SEND).await;
    browser.see(SHOWN).await;
    browser.read(".message--outgoing", "Le sac en bleu").await;
    // The state of several that follow each other stands below the last.
    let last = ".message--outgoing:not(:has(.picture)) .ticks--delivered";
    browser.see(last).await;
    browser.miss(".chosen").await;
    let kept = browser.see(REPLY).await.value().await?;
    assert_eq!(kept.as_deref(), Some(""));
    let got = demo.phone(&zoe).await;
    assert!(
        got.contains("bag.png") && got.contains("Le sac en bleu"),
        "{got}"
    );
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pasted_is_attached_unless_it_is_a_text() -> Outcome {
    let Some((demo, browser)) = stage(Look::PHONE).await else {
        return Ok(());
    };
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    let paste = |more: &str| {
        format!(
            "const held = new DataTransfer();
            held.items.add(new File([new Uint8Array(9)], 'shot.png', {{ type: 'image/png' }}));
            {more}
            const event = new ClipboardEvent('paste', {{ clipboardData: held, bubbles: true, cancelable: true }});
            document.querySelector('{REPLY}').dispatchEvent(event);
            return document.querySelectorAll('.chosen').length"
        )
    };
    // A sheet's cells are copied with a picture of them.
    let cells = paste("held.items.add('1\\t2', 'text/plain');");
    assert_eq!(browser.ask(&cells).await, 0);
    browser.ask(&paste("")).await;
    browser.read(".chosen", "shot.png").await;
    let chosen = browser.ask("return document.querySelectorAll('.chosen').length");
    assert_eq!(chosen.await, 1);
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_out_without_scripts_on_a_phone() -> Outcome {
    let Some((demo, browser)) = stage(Look::PHONE).await else {
        return Ok(());
    };
    browser.run_scripts(false).await;
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    browser.see(".write__attach input").await;
    choose(&browser, &file("bag.png", PICTURE)).await;
    browser.click(SEND).await;
    browser.see(SHOWN).await;
    demo.emulator("POST", "/settle", Value::Null).await;
    let zoe = demo.customer("Zoé Lemaire").await;
    let got = demo.phone(&zoe).await;
    assert!(got.contains("bag.png"), "{got}");
    browser.close().await;
    Ok(())
}
