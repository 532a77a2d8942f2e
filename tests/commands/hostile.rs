//! Every command over the hostile office, to a pipe and to a terminal: nothing leaves that a terminal
//! would act on, whatever is on file and whatever is typed.

use std::time::Duration;

use zhuoluo::papers::{PaperKind, blanks};
use zhuoluo::store::Store;
use zhuoluo::words::Lang;

use super::Home;
use super::every::commands;
use crate::kit::lived::{LOGIN, numbers, persons};
use crate::kit::poison::{self, EVIL, acts, pile};
use crate::kit::{instant, world};
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

/// For every kind of paper a petition that calls for it, with the blanks that somebody fills in.
fn papers(home: &Home) -> Vec<(PaperKind, String, Vec<String>)> {
    let now = instant(crate::kit::lived::NOW);
    let mut store = Store::open(&home.store(), LOGIN).expect("the store");
    let office = store.office();
    let evil = EVIL.replace('\0', "");
    let mut all = Vec::new();
    let mut left = PaperKind::ALL.to_vec();
    for number in numbers(&home.store()) {
        let Ok(file) = world::open(&mut store, &number, now) else {
            continue;
        };
        left.retain(|kind| {
            // A receipt has no blanks: it is made of the registration alone.
            let asked = match kind {
                PaperKind::Receipt => Ok(Vec::new()),
                _ => blanks(*kind, &file, &office, now.date_naive(), Lang::Zh),
            };
            let Ok(asked) = asked else { return true };
            let set = asked.iter().map(|b| format!("{}=陈某{evil}", b.token));
            all.push((*kind, number.clone(), set.collect()));
            false
        });
    }
    assert!(left.is_empty(), "no petition calls for {left:?}");
    all
}

/// Makes every paper as a document and looks into it.
fn documents(home: &Home) {
    let file = home.path("文书.docx");
    for (kind, number, set) in papers(home) {
        let mut words = vec!["--as", LOGIN, "paper", &number, kind.code(), "-o"];
        words.push(super::arg(&file));
        words.extend(set.iter().flat_map(|blank| ["--set", blank]));
        home.run(&words).is(0);
        let mut archive =
            zip::ZipArchive::new(std::fs::File::open(&file).expect("a file")).expect("a document");
        let mut shown = false;
        for at in 0..archive.len() {
            let mut text = String::new();
            let mut part = archive.by_index(at).expect("a part");
            std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
            let text = text.replace("\r\n", "\n");
            tame(&[kind.code().to_owned()], "document", &text);
            shown |= text.contains('␛');
            for sign in ["&#x1B;", "&#27;", "&#x202E;", "&#8238;"] {
                assert!(!text.contains(sign), "{sign} in {kind:?}");
            }
        }
        assert!(shown, "{kind:?} shows the hostile words");
        std::fs::remove_file(&file).expect("taken away");
    }
}

#[test]
fn every_paper_as_a_document() {
    documents(&hostile());
}

/// A name that a file may have: all that is hostile but the NUL and the stroke.
fn name(begins: &str, ends: &str) -> String {
    let evil: String = EVIL.chars().filter(|c| !matches!(c, '\0' | '/')).collect();
    format!("{begins}{evil}{ends}")
}

#[test]
fn every_template_of_ones_own_and_its_name() {
    let home = hostile();
    let evil = EVIL.replace('\0', "");
    let file = home.path(&name("模板", ".txt"));
    for kind in PaperKind::ALL {
        let text = home.run(&["--as", LOGIN, "template", "show", kind.code()]);
        let text = format!("{}\n{evil}\n", text.is(0).out);
        std::fs::write(&file, text).expect("written");
        for words in [
            &["template", "import", kind.code(), super::arg(&file)][..],
            &["template", "show", kind.code()],
        ] {
            let ran = home.run(&[&["--as", LOGIN], words].concat()).is(0);
            let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            tame(&words, "out", &ran.out);
            tame(&words, "talk", &ran.talk);
        }
    }
    documents(&home);
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
