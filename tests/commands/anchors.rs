//! Anchors and the paper of the day: every chain is in them, what was not checked is said, and a shorter
//! end is never signed behind a longer.

use serde_json::json;

use super::{Home, arg};
use crate::store::faults::SmallDisk;

/// An office in which something stands in each chain.
fn office() -> Home {
    let home = Home::sandbox();
    let number = home.petition();
    let words = ["duty", "dispute", "add", "两户争水"];
    let more = ["--unit", "示例县信访局", "--due", "2026-12-20"];
    home.run(&[&words[..], &more].concat()).is(0);
    let body = json!({"asked": "copy", "petition": number, "text": "要一份"});
    home.feed(&["privacy", "receive"], body.to_string().as_bytes())
        .is(0);
    home
}

/// The heads of the paper: each chain as it is named, and what is typed of it.
fn heads(home: &Home, lang: &str) -> Vec<(String, String)> {
    let paper = home
        .run(&["--lang", lang, "audit", "head", "--paper"])
        .is(0);
    let lines: Vec<&str> = paper.out.lines().collect();
    let typed = |l: &str| l.starts_with("  ") && l.trim().starts_with(|c: char| c.is_ascii_digit());
    let pairs = lines.windows(2).filter(|pair| typed(pair[1]));
    let name = |line: &str| {
        let end = line.find(|c: char| c.is_ascii_digit()).expect("a count");
        line[..end].trim().trim_end_matches(':').to_owned()
    };
    pairs
        .map(|pair| (name(pair[0]), pair[1].trim().to_owned()))
        .collect()
}

fn check(home: &Home, typed: &str) -> u8 {
    let ran = home.run(&["audit", "verify", "--paper", typed]);
    u8::try_from(ran.status).expect("a status")
}

#[test]
fn the_paper_holds_every_chain_and_each_can_be_checked_by_its_name() {
    let home = office();
    let zh = heads(&home, "zh");
    let names: Vec<&str> = zh.iter().map(|(name, _)| name.as_str()).collect();
    let all = ["审计记录", "事件", "值班事件", "见证记录", "个人信息申请"];
    assert_eq!(names, all);
    for (name, typed) in heads(&home, "en").iter().chain(&zh) {
        let short: Vec<&str> = typed.split(' ').take(5).collect();
        let short = short.join(" ");
        assert_eq!(
            check(&home, &format!("{name} {short}")),
            0,
            "{name} {short}"
        );
        assert_eq!(check(&home, &format!("{name}: {typed}")), 0, "{name}");
        let (size, _) = typed.split_once(' ').expect("a count");
        let other = format!("{name} {size} 0000 0000 0000 0000");
        assert_eq!(check(&home, &other), 20, "{name}");
    }
    // Without a name it is the trail.
    assert_eq!(check(&home, &zh[0].1), 0);
    assert_eq!(check(&home, "不是链 5 abcd abcd abcd abcd"), 2);
}

/// Signs the end now behind the others of the file.
fn sign(home: &Home, key: &str, anchors: &str) -> super::Ran {
    let head = home.run(&["audit", "head"]).is(0).out;
    let words = ["audit", "sign", "--key", key, "--append", anchors];
    home.feed(&words, head.as_bytes())
}

/// A key, its public half and a file with one anchor.
fn anchored(home: &Home) -> [String; 3] {
    let path = |name: &str| arg(&home.path(name)).to_owned();
    let (key, anchors) = (path("anchor.key"), path("anchors"));
    let public = home.run(&["audit", "new-key", &key]).is(0).out;
    sign(home, &key, &anchors).is(0);
    [key, public.trim().to_owned(), anchors]
}

fn cut(home: &Home, table: &str) {
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    let triggers = format!(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{table}_no_%'"
    );
    let mut statement = conn.prepare(&triggers).expect("asked");
    let names: Vec<String> = statement
        .query_map([], |r| r.get(0))
        .expect("rows")
        .map(|name| name.expect("a name"))
        .collect();
    for name in names {
        conn.execute_batch(&format!("DROP TRIGGER {name}"))
            .expect("dropped");
    }
    let last = format!(
        "PRAGMA foreign_keys = OFF; DELETE FROM {table} WHERE seq = (SELECT max(seq) FROM {table})"
    );
    conn.execute_batch(&last).expect("cut off");
}

#[test]
fn a_shorter_end_is_not_signed_behind_a_longer() {
    for table in ["event", "claim_entry", "duty_event", "witness"] {
        let home = office();
        let [key, public, anchors] = anchored(&home);
        home.run(&["find", "张某"]).is(0);
        sign(&home, &key, &anchors).is(0);
        let before = std::fs::read(&anchors).expect("anchors");
        cut(&home, table);
        let ran = sign(&home, &key, &anchors).is(20);
        assert!(ran.talk.contains("没有签"), "{table}: {}", ran.talk);
        assert_eq!(std::fs::read(&anchors).expect("anchors"), before, "{table}");
        let words = [
            "audit",
            "verify",
            "--anchors",
            &anchors,
            "--public-key",
            &public,
        ];
        home.run(&words).is(20);
    }
    let home = office();
    let [key, _, anchors] = anchored(&home);
    for _ in 0..3 {
        home.run(&["find", "张某"]).is(0);
    }
    sign(&home, &key, &anchors).is(0);
    for _ in 0..3 {
        cut(&home, "audit");
    }
    let ran = sign(&home, &key, &anchors).is(20);
    assert!(ran.talk.contains("审计记录"), "{}", ran.talk);
}

#[test]
fn what_was_not_checked_and_whose_anchor_it_is_are_said() {
    let home = office();
    let [key, public, anchors] = anchored(&home);
    let verify = |more: &[&str]| {
        let words = ["audit", "verify", "--anchors", &anchors];
        home.run(&[&words[..], more].concat())
    };
    let ran = verify(&["--json"]).is(0);
    assert!(ran.talk.contains("签名没有核对"), "{}", ran.talk);
    assert_eq!(ran.json()["unchecked"], 1);
    let ran = verify(&["--public-key", &public, "--json"]).is(0);
    assert!(!ran.talk.contains("没有核对"), "{}", ran.talk);
    assert_eq!(ran.json()["unchecked"], 0);
    // An anchor of another office, signed by the same hand, is named as such and no agreement.
    let mut other = Home::empty();
    other.at(super::NOW);
    let init = [
        "init",
        "--office",
        "别县信访局",
        "--admin",
        "wang",
        "--sandbox",
    ];
    other.run(&init).is(0);
    for _ in 0..3 {
        other.petition();
    }
    let theirs = arg(&home.path("theirs")).to_owned();
    let head = other.run(&["audit", "head"]).is(0).out;
    let words = ["audit", "sign", "--key", &key, "--append", &theirs];
    home.feed(&words, head.as_bytes()).is(0);
    for more in [&[][..], &["--public-key", &public]] {
        let words = ["audit", "verify", "--anchors", &theirs];
        let ran = home.run(&[&words[..], more].concat()).is(20);
        assert!(ran.out.contains("别县信访局"), "{}", ran.out);
        assert!(!ran.out.contains("重写"), "{}", ran.out);
    }
}

#[test]
fn the_trail_goes_to_standard_output_by_its_sign() {
    let home = office();
    let plain = home.run(&["audit", "export"]).is(0).out;
    let dash = home.run(&["audit", "export", "-o", "-"]).is(0).out;
    assert!(dash.lines().count() > plain.lines().count() - 1 && dash.starts_with('{'));
    assert!(!std::path::Path::new("-").exists() && !home.path("-").exists());
}

/// A mistyped name does not put an anchor at the end of somebody's table.
#[test]
fn an_anchor_goes_behind_anchors_alone() {
    let home = office();
    let [key, _, anchors] = anchored(&home);
    let before = std::fs::read(&anchors).expect("anchors");
    for (name, held) in [
        ("table.csv", &b"name,number\n"[..]),
        ("x.png", b"\x89PNG\r\n\x1a\n\xff"),
    ] {
        let other = home.path(name);
        std::fs::write(&other, held).expect("a file");
        sign(&home, &key, arg(&other))
            .is(3)
            .says("应为以前签过的锚点文件");
        assert_eq!(std::fs::read(&other).expect("a file"), held);
    }
    // Heads that nobody signed are none either.
    let unsigned = home.path("heads");
    std::fs::write(&unsigned, home.run(&["audit", "head"]).is(0).out).expect("a file");
    sign(&home, &key, arg(&unsigned)).is(3);
    let empty = home.path("empty");
    std::fs::write(&empty, "").expect("a file");
    sign(&home, &key, arg(&empty)).is(0);
    // What a cut left at the end of a file of anchors is no reason.
    let torn = home.path("torn");
    std::fs::write(&torn, [&before[..], b"\nzhuo"].concat()).expect("a file");
    sign(&home, &key, arg(&torn)).is(0);
    sign(&home, &key, &anchors).is(0);
    assert!(std::fs::read(&anchors).expect("anchors").len() > before.len());
}

/// The next anchor on a disk without room for it is not begun; one that a cut left half is none, is told, and spoils no
/// other: the file may only grow.
#[test]
fn half_an_anchor_is_none_and_spoils_no_other() {
    let home = office();
    let [key, public, anchors] = anchored(&home);
    let one = std::fs::read(&anchors).expect("anchors");
    if let Some(disk) = SmallDisk::new("256k") {
        let full = disk.path().join("anchors");
        let mut held = Vec::new();
        // The next would go over the end of a block.
        while held.len() % 4096 + one.len() < 4096 || held.is_empty() {
            held.extend_from_slice(&one);
        }
        std::fs::write(&full, &held).expect("anchors");
        let filler = disk.path().join("filler");
        let _ = std::fs::write(&filler, vec![7; 1 << 20]);
        sign(&home, &key, arg(&full)).is(1).says("磁盘已满");
        assert_eq!(std::fs::read(&full).expect("anchors"), held);
        std::fs::remove_file(&filler).expect("room");
        sign(&home, &key, arg(&full)).is(0);
        assert!(std::fs::read(&full).expect("anchors").starts_with(&held));
    }
    let words = ["audit", "verify", "--anchors", &anchors, "--public-key"];
    let verify = || home.run(&[&words[..], &[&public]].concat());
    for cut in [3, 9, 30, 60, 120, 200, one.len() - 60, one.len() - 9] {
        std::fs::write(&anchors, [&one[..], &one[..cut]].concat()).expect("cut");
        verify().is(0).says("没有写完");
        sign(&home, &key, &anchors).is(0);
        let ran = verify().is(0).says("没有写完");
        assert!(
            ran.out.contains("2个锚点") || ran.talk.contains("2个锚点"),
            "{cut}"
        );
    }
    // What is none, and not the beginning of one, is a finding as ever.
    std::fs::write(
        &anchors,
        [&one[..], b"zhuoluo/x\nmany\nof\nthese\n"].concat(),
    )
    .expect("odd");
    verify().is(20);
}
