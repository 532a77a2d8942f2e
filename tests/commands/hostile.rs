//! Every command over the hostile office, to a pipe and to a terminal: nothing leaves that a terminal
//! would act on, whatever is on file and whatever is typed.

use std::time::Duration;

use serde_json::json;
use zhuoluo::papers::PaperKind;

use super::Home;
use super::every::commands;
use crate::kit::lived::{LOGIN, numbers, persons};
use crate::kit::poison::{self, EVIL, acts, pile};
use crate::terminal::tty::{Home as Desk, PROGRAM, Tty};

/// A home whose store is the hostile office.
fn hostile() -> Home {
    let mut home = Home::empty();
    home.at(crate::kit::lived::NOW);
    let store = home.store();
    std::fs::create_dir_all(store.parent().expect("a folder")).expect("made");
    poison::office(&store);
    home
}

/// The words of every command there is, with what is on file in their places; then those that show more.
fn all(home: &Home) -> Vec<Vec<String>> {
    let number = numbers(&home.store()).remove(0);
    let who = persons(&home.store());
    let word = |word: &&str| match *word {
        "N" => number.clone(),
        "1" => who[0].clone(),
        "2" => who[1].clone(),
        "99" | "无" => "1".to_owned(),
        other => other.to_owned(),
    };
    let listed = commands().map(|(words, _)| words.iter().map(word).collect());
    let papers = PaperKind::ALL.iter().flat_map(|kind| {
        [
            vec!["paper", "N", kind.code()],
            vec!["template", "show", kind.code()],
        ]
    });
    let more = papers.chain(MORE.iter().map(|words| words.to_vec()));
    let more = more.map(|words| words.iter().map(word).collect());
    listed.chain(more).collect()
}

/// What shows more of what is on file than the row of its command.
const MORE: &[&[&str]] = &[
    &["find", "乙"],
    &["find", "--people", "乙"],
    &["audit", "list", "--limit", "500"],
    &["duty", "log"],
    &["duty", "urgent", "list"],
    &["duty", "handover", "show"],
    &["export", "disputes"],
    &["export", "campaigns"],
    &["export", "supervisions"],
    &["export", "self-check"],
    &["owed", "--limit", "500"],
    &["self-check", "--open"],
    &["verify"],
];

/// Fails on what a terminal would act on.
fn tame(words: &[String], sink: &str, text: &str) {
    let found = text.chars().find(|c| acts(*c));
    assert_eq!(found, None, "{sink} of {words:?}: {text:?}");
    assert!(pile(text) <= 8, "{sink} of {words:?}: a pile of marks");
}

/// A ledger is a file: its cells are what is on file, for a spreadsheet.
fn is_file(words: &[String]) -> bool {
    words[0] == "export"
}

/// Waits until everything is read that an ended process has written.
fn drained(tty: &Tty) {
    let mut before = tty.count();
    loop {
        std::thread::sleep(Duration::from_millis(20));
        if std::mem::replace(&mut before, tty.count()) == before {
            return;
        }
    }
}

#[test]
fn every_command_to_a_pipe() {
    let home = hostile();
    let mut shown = 0;
    for words in all(&home) {
        for more in [&["--lang", "en"][..], &["--json"]] {
            let all: Vec<&str> = words
                .iter()
                .map(String::as_str)
                .chain(more.iter().copied())
                .collect();
            let ran = home.run(&[&["--as", LOGIN], &all[..]].concat());
            tame(&words, "talk", &ran.talk);
            if !is_file(&words) {
                tame(&words, "out", &ran.out);
            }
            shown += usize::from(ran.out.contains('␛') || ran.out.contains("\\u001B"));
        }
    }
    assert!(shown > 30, "{shown} showed the hostile words");
}

#[test]
fn every_command_to_a_terminal() {
    let home = hostile();
    let desk = Desk::empty();
    let store = home.store().display().to_string();
    for words in all(&home) {
        let command = [PROGRAM, "--db", &store, "--as", LOGIN];
        let command: Vec<&str> = command
            .into_iter()
            .chain(words.iter().map(String::as_str))
            .collect();
        let mut tty = Tty::start(
            &desk,
            &command,
            &[("ZHUOLUO_NOW", crate::kit::lived::NOW)],
            (100, 30),
        );
        // What reads standard input is told that there is none.
        tty.send("\x04\x04");
        let _ = tty.ended(Duration::from_secs(20));
        drained(&tty);
        let bytes = tty.bytes();
        let text = String::from_utf8_lossy(&bytes)
            .replace("\r\n", "\n")
            .replace("\r\u{1b}[K", "")
            .replace("^D\u{8}\u{8}", "");
        tame(&words, "terminal", &text);
    }
}

/// What is written to the terminal by its name shows as on standard output; an exported CSV has no control sign.
#[test]
fn every_file_that_is_named() {
    let home = hostile();
    let desk = Desk::empty();
    let store = home.store().display().to_string();
    let (ledger, file) = (home.path("敌.csv"), home.path("出.csv"));
    let evil = EVIL.replace(['\0', '\n', '\r', '"'], "");
    let table = [
        format!("\"信访人姓名\",\"信访形式\",\"信访日期\",\"反映内容\",\"备用{evil}\""),
        format!("\"陈{evil}\",\"来访\",\"2026-03-05\",\"要求修桥{evil}\",\"{evil}\"\n"),
    ];
    std::fs::write(&ledger, table.join("\n")).expect("written");
    let ledger = super::arg(&ledger);
    for begins in [
        &["export", "petitions", "--format", "csv", "-o"][..],
        &["export", "people", "--format", "csv", "-o"],
        &["import", ledger, "--dry-run", "--report"],
        &["import", ledger, "--dry-run", "--matches"],
    ] {
        for sink in ["/dev/tty", "/dev/stdout"] {
            let command = [PROGRAM, "--db", &store, "--as", LOGIN];
            let command = [&command[..], begins, &[sink]].concat();
            let now = [("ZHUOLUO_NOW", crate::kit::lived::NOW)];
            let mut tty = Tty::start(&desk, &command, &now, (100, 30));
            let _ = tty.ended(Duration::from_secs(20));
            drained(&tty);
            let bytes = tty.bytes();
            let text = String::from_utf8_lossy(&bytes)
                .replace("\r\n", "\n")
                .replace("\r\u{1b}[K", "");
            let words: Vec<String> = begins
                .iter()
                .chain([&sink])
                .map(|w| (*w).to_owned())
                .collect();
            assert!(text.contains("\",\""), "{words:?} wrote no table: {text}");
            tame(&words, "terminal", &text);
        }
        let words = [&["--as", LOGIN][..], begins, &[super::arg(&file)]].concat();
        home.run(&words).is(0);
        // The report keeps the ledger's own cells: corrected in place, it is imported again.
        if begins.contains(&"--report") {
            std::fs::remove_file(&file).expect("removed");
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a file");
        let wild = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        assert!(!text.contains(wild), "{words:?}");
        std::fs::remove_file(&file).expect("removed");
    }
}

#[test]
fn every_word_that_is_typed() {
    let home = Home::sandbox();
    // A word of a command line ends at a NUL.
    let evil = EVIL.replace('\0', "");
    for (words, _) in commands() {
        for at in 1..words.len() {
            let mut words: Vec<&str> = words.to_vec();
            words[at] = &evil;
            let ran = home.run(&words);
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            tame(&words, "out", &ran.out);
            tame(&words, "talk", &ran.talk);
        }
    }
}

#[test]
fn every_paper_as_a_document() {
    let home = hostile();
    let (numbers, file) = (numbers(&home.store()), home.path("文书.docx"));
    let evil = EVIL.replace('\0', "");
    let blanks = ["document", "contact", "phone", "facts", "law", "organ"];
    let blanks = blanks.map(|blank| format!("{blank}=陈某{evil}"));
    let mut made = 0;
    for kind in PaperKind::ALL {
        let mut some = numbers.iter().take(16);
        let is_made = |number: &String| {
            let out = super::arg(&file);
            let mut words = vec![
                "--as",
                LOGIN,
                "paper",
                number,
                kind.code(),
                "-o",
                out,
                "--force",
            ];
            words.extend(blanks.iter().flat_map(|blank| ["--set", blank]));
            home.run(&words).status == 0
        };
        if !some.any(is_made) {
            continue;
        }
        made += 1;
        let mut archive =
            zip::ZipArchive::new(std::fs::File::open(&file).expect("a file")).expect("a document");
        for at in 0..archive.len() {
            let mut text = String::new();
            let mut part = archive.by_index(at).expect("a part");
            std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
            tame(
                &[kind.code().to_owned()],
                "document",
                &text.replace("\r\n", "\n"),
            );
            for sign in ["&#x1B;", "&#27;", "&#x202E;", "&#8238;"] {
                assert!(!text.contains(sign), "{sign} in {kind:?}");
            }
        }
    }
    assert!(made > 3, "{made} papers were made");
}

/// A name that a file may have: all that is hostile but the NUL and the stroke.
fn name(begins: &str, ends: &str) -> String {
    let evil: String = EVIL.chars().filter(|c| !matches!(c, '\0' | '/')).collect();
    format!("{begins}{evil}{ends}")
}

#[test]
fn every_name_of_a_file() {
    let home = hostile();
    let ledger = home.path(&name("敌台账", ".csv"));
    std::fs::copy(super::sample("来访登记台账.csv"), &ledger).expect("a copy");
    let (wrong, gone) = (
        home.path(&name("空", ".xlsx")),
        home.path(&name("无", ".csv")),
    );
    std::fs::write(&wrong, b"no ledger").expect("written");
    let (paper, report) = (
        home.path(&name("告知", ".docx")),
        home.path(&name("结果", ".csv")),
    );
    let number = numbers(&home.store()).remove(0);
    let (ledger, wrong, gone) = (super::arg(&ledger), super::arg(&wrong), super::arg(&gone));
    let (paper, report) = (super::arg(&paper), super::arg(&report));
    let mut shown = 0;
    for words in [
        &["import", ledger, "--dry-run"][..],
        &["import", ledger, "--each", "--report", report],
        &["import", ledger, "--each"],
        &["import", wrong],
        &["import", gone],
        &["import", "--list"],
        &["import", "--list", "--json"],
        &["register", "--json", gone],
        &["register", "--json", wrong],
        &["template", "import", "notice", wrong],
        &["template", "import", "notice", gone],
        &["paper", &number, "receipt", "-o", paper],
        &["paper", &number, "receipt", "-o", wrong],
        &["export", "disputes", "-o", report],
        &["backup", "--check", wrong, "--identity", gone],
        &["calendar", "import", wrong],
        &["--db", wrong, "owed"],
        &["--db", gone, "owed"],
    ] {
        let ran = home.run(&[&["--as", LOGIN], words].concat());
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        tame(&words, "out", &ran.out);
        tame(&words, "talk", &ran.talk);
        shown += usize::from(format!("{}{}", ran.out, ran.talk).contains('␛'));
    }
    assert!(shown > 6, "{shown} showed a hostile name");
    let waits = rusqlite::Connection::open(home.store()).expect("the store");
    let kept: i64 = waits
        .query_row(
            "SELECT count(*) FROM batch WHERE file LIKE '敌台账%'",
            [],
            |r| r.get(0),
        )
        .expect("batches");
    assert!(kept > 0, "the ledger with the hostile name was imported");
}

/// What goes through a pipe or into a table may end in a terminal; JSON keeps every sign in its own way.
#[test]
fn no_control_sign_leaves_by_a_pipe() {
    let home = Home::sandbox();
    let wild = "修路\u{1b}[2J\u{7}\u{9b}31m\u{7f}清屏";
    let body = json!({"channel": "letter", "requests": ["修路"], "summary": wild, "people": [{"name": "张某"}]});
    let number = home.register(&body)["number"].clone();
    let number = number.as_str().expect("a number");
    let is_wild = |text: &str| text.contains(|c: char| c.is_control() && !"\r\n\t".contains(c));
    for words in [
        &["export", "petitions"][..],
        &["export", "owed"],
        &["export", "petitions", "--format", "json"],
    ] {
        let out = home.run(words).is(0).out;
        assert!(!is_wild(&out), "{words:?}: {out:?}");
        assert!(out.contains("清屏"), "{words:?}: {out}");
    }
    let file = home.path("t.csv");
    home.run(&["export", "petitions", "-o", super::arg(&file)])
        .is(0);
    let kept = std::fs::read_to_string(&file).expect("a file");
    assert!(kept.contains("清屏") && !is_wild(&kept), "{kept:?}");
    let file = home.path("t.json");
    home.run(&["export", "petitions", "-o", super::arg(&file)])
        .is(0);
    let kept = std::fs::read_to_string(&file).expect("a file");
    assert!(!is_wild(&kept));
    let kept: serde_json::Value = serde_json::from_str(&kept).expect("JSON");
    assert!(
        kept.to_string().contains(&json!(wild).to_string()),
        "reads back as it was"
    );
    // The list of readers in a package is read by people alone.
    let why = format!("核对{wild}");
    home.run(&["show", number, "--why", &why]).is(0);
    home.act(number, "withdraw", &json!({"reasons": "已经解决"}))
        .is(0);
    let package = home.path("p.zip");
    let words = ["archive", "pack", number, "-o", super::arg(&package)];
    home.run(&words).is(0);
    let mut zip =
        zip::ZipArchive::new(std::fs::File::open(&package).expect("a file")).expect("a zip");
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let name = names
        .iter()
        .find(|n| n.ends_with("readers.csv"))
        .expect("a list");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name(name).expect("there"), &mut text).expect("read");
    assert!(text.contains("核对") && !is_wild(&text), "{text:?}");
}

/// A command on standard input that is too long is said to be too long, wherever in a sign it is cut off.
#[test]
fn a_command_cut_off_within_a_sign_is_too_long() {
    let home = Home::sandbox();
    for before in ["find ", "find a", "find ab"] {
        for sign in ["张", "\u{301}", "𠮷"] {
            let line = [before, &sign.repeat(60_000)].concat();
            home.feed(&["-"], line.as_bytes()).is(2).says("命令太长");
        }
    }
}
