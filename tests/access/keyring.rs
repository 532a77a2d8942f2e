//! The roster of keys, and the answer to sshd.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use zhuoluo::cli::keys::line;
use zhuoluo::domain::keyring::{Key, Keyring, seat_name};

const WANG: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIN5J94ZKqc3X4zKeD6MzB+6Gx7PYrjqG8R8fpD3wQ6mK";
const LI: &str = "AAAAC3NzaC1lZDI1NTE5AAAAILmgQFyi6hKrTknIcmcFvz8bgzB7FRV9BeD4B6yWQ7bu";

fn roster(text: &str) -> Keyring {
    Keyring::parse(text)
}

fn asked(account: &str, key: &str, ring: &Keyring) -> Option<String> {
    let words = [account, "ssh-ed25519", key].map(ToOwned::to_owned);
    line(&words, ring, Some(Path::new("/usr/bin/zhuoluo")))
}

#[test]
fn a_key_on_the_roster_starts_one_program_for_one_person() {
    let ring = roster(&format!(
        "# 窗口\nwang ssh-ed25519 {WANG} wang@laptop\n\nli ssh-ed25519 {LI}\n"
    ));
    assert!(ring.faults.is_empty(), "{:?}", ring.faults);
    let want = format!(
        "restrict,pty,command=\"exec /usr/bin/zhuoluo session --operator wang\" ssh-ed25519 {WANG}\n"
    );
    assert_eq!(asked("zhuoluo", WANG, &ring), Some(want));
    assert_eq!(asked("root", WANG, &ring), None, "another account");
    assert_eq!(
        asked("zhuoluo", &WANG.replace("N5J", "N5K"), &ring),
        None,
        "another key"
    );
    assert_eq!(asked("zhuoluo", WANG, &roster("")), None, "nobody");
}

#[test]
fn a_program_at_an_odd_path_is_started_for_nobody() {
    let ring = roster(&format!("wang ssh-ed25519 {WANG}"));
    let words = ["zhuoluo", "ssh-ed25519", WANG].map(ToOwned::to_owned);
    for odd in ["/tmp/a b/zhuoluo", "/x;id", "/x\"y", "zhuoluo", "/x$(id)"] {
        assert_eq!(line(&words, &ring, Some(Path::new(odd))), None, "{odd}");
    }
    assert_eq!(
        line(&words[..2], &ring, Some(Path::new("/usr/bin/zhuoluo"))),
        None
    );
}

#[test]
fn a_line_that_cannot_be_read_opens_for_nobody_and_is_named() {
    for bad in [
        "wang".to_owned(),
        format!("wang ssh-ed25519 {}", &WANG[..40]),
        format!("wang ssh-rsa {WANG}"),
        format!("wang ssh-ed25519-cert-v01@openssh.com {WANG}"),
        format!("../x ssh-ed25519 {WANG}"),
        format!(".. ssh-ed25519 {WANG}"),
        format!("-x ssh-ed25519 {WANG}"),
        format!("王 ssh-ed25519 {WANG}"),
        format!("wa;ng ssh-ed25519 {WANG}"),
        format!("command=\"id\" ssh-ed25519 {WANG}"),
        format!("wang ssh-ed25519 {}=", &WANG[..67]),
    ] {
        let ring = roster(&format!("\n{bad}\nli ssh-ed25519 {LI}"));
        let lines: Vec<usize> = ring.faults.iter().map(|(n, _)| *n).collect();
        assert_eq!((lines, ring.holders.len()), (vec![2], 1), "{bad}");
        assert_eq!(asked("zhuoluo", WANG, &ring), None, "{bad}");
    }
}

/// The attack: have one's own key entered under somebody else's name as well, and choose at the door.
#[test]
fn a_key_under_two_names_opens_for_neither() {
    let ring = roster(&format!(
        "wang ssh-ed25519 {WANG}\nli ssh-ed25519 {WANG}\nzhao ssh-ed25519 {LI}"
    ));
    assert_eq!(asked("zhuoluo", WANG, &ring), None);
    assert_eq!(ring.faults.len(), 2);
    assert!(asked("zhuoluo", LI, &ring).is_some());
    let twice = roster(&format!("wang ssh-ed25519 {WANG}\nwang ssh-ed25519 {WANG}"));
    assert!(
        asked("zhuoluo", WANG, &twice).is_some(),
        "the same person twice is the same person"
    );
}

/// An RSA key of 1,024 bits opens for nobody, one of 2,048 does.
#[test]
fn a_short_key_is_not_taken() {
    let numbers = |modulus: usize| {
        let mut bytes = Vec::new();
        let whole = [vec![0], vec![0xC3; modulus]].concat();
        for part in [b"ssh-rsa".to_vec(), vec![1, 0, 1], whole] {
            let length = u32::try_from(part.len()).expect("short");
            bytes.extend(length.to_be_bytes());
            bytes.extend(part);
        }
        STANDARD.encode(bytes)
    };
    assert!(Key::parse("ssh-rsa", &numbers(256)).is_ok());
    let said = Key::parse("ssh-rsa", &numbers(128)).expect_err("too short");
    assert!(said.zh.contains("2048"), "{said:?}");
}

#[test]
fn the_fingerprint_is_the_one_that_ssh_keygen_prints() {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let file = folder.path().join("k");
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&file)
        .status();
    if !made.is_ok_and(|s| s.success()) {
        println!("skipped: no ssh-keygen on this machine");
        return;
    }
    let public = std::fs::read_to_string(file.with_extension("pub")).unwrap();
    let mut words = public.split_whitespace();
    let key = Key::parse(words.next().unwrap(), words.next().unwrap()).unwrap();
    let said = std::process::Command::new("ssh-keygen")
        .arg("-lf")
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains(&key.fingerprint()),
        "{said} {}",
        key.fingerprint()
    );
}

#[test]
fn a_seat_has_a_name_that_is_no_path() {
    for good in ["wang", "wang.w", "li_2", "a@b", "x-y"] {
        assert_eq!(seat_name(good).unwrap(), good);
    }
    for bad in [
        "",
        ".",
        "..",
        ".x",
        "-x",
        "a/b",
        "a b",
        "王",
        "a\0",
        "a\nb",
        &"x".repeat(33),
    ] {
        assert!(seat_name(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_line_whose_fingerprint_is_another_keys_opens_for_nobody() {
    let print = |kind: &str, key: &str| Key::parse(kind, key).expect("a key").fingerprint();
    let (wangs, lis) = (print("ssh-ed25519", WANG), print("ssh-ed25519", LI));
    // Put in the place of wang's key, with wang's fingerprint left behind it.
    let ring = roster(&format!("wang ssh-ed25519 {LI} {wangs}\n"));
    assert_eq!(asked("zhuoluo", LI, &ring), None);
    let (line, why) = &ring.faults[0];
    assert!(*line == 1 && why.zh.contains(&lis), "{why:?}");
    for sound in [
        format!("wang ssh-ed25519 {WANG} {wangs}\n"),
        format!("wang ssh-ed25519 {WANG} wang@laptop {wangs}\n"),
        format!("wang ssh-ed25519 {WANG} wang@laptop\n"),
    ] {
        let ring = roster(&sound);
        assert!(ring.faults.is_empty() && ring.holders.len() == 1, "{sound}");
    }
}
