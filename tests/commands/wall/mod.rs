//! The wall around what is hidden, generated: offices alike but for a report and a petition that most
//! withdrew from, every command there is, every role: the answers are the same, byte for byte.

mod offices;

use serde_json::Value;
use zhuoluo::domain::rights::{Duty, may};

use super::every::commands;
use super::{Home, Ran};
use offices::{Hidden, ONE, Offices, TWO, answer, login, run};

/// What counts the rows of the trail itself: an act was done, which is no secret; on which petition is.
const OWN: [&[&str]; 6] = [
    &["audit", "head"],
    &["audit", "list"],
    &["audit", "list", "--json"],
    &["audit", "export"],
    &["audit", "verify"],
    &["verify"],
];

/// What every role is asked beside the rows of [`commands`]: all that lists, counts or looks for what is
/// hidden by its own words.
#[rustfmt::skip]
const LOOKS: &[&[&str]] = &[
    &["owed", "--json"], &["owed", "--kind", "forward"], &["owed", "--kind", "answer_claim", "--json"],
    &["find", "诸葛"], &["find", "zhugemi"], &["find", "zgm", "--people"], &["find", "13500135000", "--json"],
    &["find", "WX-7788", "--json"], &["find", "暗号甲乙丙"], &["find", "东甲镇密家", "--json"], &["find", "承某"],
    &["show", "N", "--json", "--why", "看"], &["explain", "N", "--json", "--why", "看"], &["explain", "N", "forward"],
    &["paper", "N", "notice"], &["act", "N", "recuse"], &["act", "N", "supervise"], &["act", "N", "link"],
    &["export", "petitions", "--format", "json"], &["export", "owed", "--format", "json"],
    &["export", "people", "--format", "json"], &["export", "supervisions", "--format", "json"],
    &["export", "campaigns", "--format", "json"], &["export", "self-check", "--format", "json"],
    &["export", "disputes", "--format", "json"],
    &["self-check", "--json"], &["self-check", "--open"], &["remind", "--dry-run", "--json"],
    &["campaign", "list", "--json"], &["campaign", "show", "清零"], &["campaign", "show", "清零", "--json"],
    &["campaign", "strike", "清零", "N", "--evidence", "x"],
    &["duty", "now", "--json"], &["duty", "handover", "show", "--json"], &["duty", "dispute", "list"],
    &["duty", "ack", "forward:N:1", "x"], &["archive", "appraise", "--until", "2060-01-01", "--json"],
    &["archive", "pack", "--due", "-o", "无.zip"], &["privacy", "list", "--json"],
    &["privacy", "find", "诸葛密", "--why", "x"], &["privacy", "enter", "2", "answer"], &["privacy", "enter", "3", "decide"],
    &["privacy", "copy", "N", "--why", "x"],
    &["person", "show", "2"], &["person", "show", "3", "--json"], &["person", "merge", "1", "3", "--preview"],
    &["person", "not-same", "1", "3", "--why", "x"], &["person", "split", "3", "--why", "x"],
];

/// Rows that change the office or leave by random bytes: asked of the twins that hide different things.
const CHANGES: [&str; 3] = ["backup", "register", "import"];

/// The roles, each under the login of somebody who may see nothing of the hidden.
fn everybody() -> impl Iterator<Item = String> {
    Duty::ALL.iter().map(|duty| login(*duty))
}

fn is_silent(ran: &Ran, of: &Hidden, said: &str) {
    let all = format!("{}{}", ran.out, ran.talk);
    for word in of.words() {
        assert!(!all.contains(word), "{said}: {word} in {all}");
    }
}

fn none_told(told: &[String], asked: usize, at_least: usize) {
    let all = told.join("\n\n");
    assert!(told.is_empty(), "{} of {asked} told: {all}", told.len());
    assert!(asked > at_least, "hardly asked: {asked}");
}

/// Both answers, drawn at the same time.
fn both(one: &Home, two: &Home, who: &str, words: &[&str], input: &[u8]) -> [Ran; 2] {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| run(two, who, words, input));
        [run(one, who, words, input), other.join().expect("run")]
    })
}

/// True of a word that stands for a petition: `N`, or the key of something owed on it.
fn is_about(word: &str) -> bool {
    word.split(':').any(|part| part == "N")
}

/// What every role is asked of both offices; what the table of rights refuses to a role is refused
/// before anything is read (see `rights`), and is not asked here again.
fn questions(duty: Duty) -> impl Iterator<Item = &'static [&'static str]> {
    let rows = commands().filter(move |(_, deed)| may(duty, *deed));
    let rows = rows.map(|(words, _)| *words).chain(LOOKS.iter().copied());
    rows.filter(|words| {
        !OWN.contains(words) && !CHANGES.contains(&words[0]) && *words != ["remind"]
    })
}

#[test]
fn no_command_tells_an_office_that_hides_something_from_one_that_does_not() {
    let all = Offices::new();
    let (mut asked, mut told) = (0, Vec::new());
    the_trail_is_silent(&all);
    for (duty, who) in Duty::ALL.iter().zip(everybody()) {
        for words in questions(*duty) {
            let of = if words.iter().any(|w| is_about(w)) {
                3
            } else {
                1
            };
            for number in &all.numbers[..of] {
                let words: Vec<String> = words
                    .iter()
                    .map(|w| {
                        if is_about(w) {
                            w.replace('N', number)
                        } else {
                            (*w).to_owned()
                        }
                    })
                    .collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let [one, two] = both(&all.hides, &all.plain, &who, &words, b"{}");
                let typed = words.join(" ");
                if !ONE.words().iter().any(|word| typed.contains(word)) {
                    is_silent(&one, &ONE, &format!("{who} {words:?}"));
                }
                let (one, two) = (answer(&all.hides, &one), answer(&all.plain, &two));
                if one != two {
                    told.push(format!("{who} {words:?}:\n{one}\n{two}"));
                }
                asked += 1;
            }
        }
    }
    none_told(&told, asked, 900);
    // The test can fail: whoever took it down, and whoever did not withdraw, gets other answers.
    for (who, at) in [("clerk", 1), ("head", 2)] {
        let seen = run(&all.hides, who, &["owed", "--json"], b"").out;
        assert!(seen.contains(&all.numbers[at]), "{who}: {seen}");
    }
}

/// The trail says that an act was done, not on which petition nor what it said.
fn the_trail_is_silent(all: &Offices) {
    for who in everybody() {
        for words in OWN {
            let ran = run(&all.hides, &who, words, b"");
            is_silent(&ran, &ONE, &format!("{who} {words:?}"));
            let out = format!("{}{}", ran.out, ran.talk);
            for number in &all.numbers[1..] {
                assert!(!out.contains(number.as_str()), "{who} {words:?}: {number}");
            }
        }
    }
}

/// What writes, and which of [`inputs`] it reads.
#[rustfmt::skip]
const WRITES: [(&[&str], usize); 12] = [
    (&["check-intake"], 0),
    (&["register"], 0),
    (&["register", "--each"], 1),
    (&["import", "-", "--dry-run"], 2),
    (&["import", "-", "--dry-run", "--report", "R.csv", "--matches", "M.csv", "--force"], 2),
    (&["import", "-", "--each", "--report", "R.csv", "--matches", "M.csv", "--force"], 2),
    (&["import", "-"], 2),
    (&["import", "--list"], 9),
    (&["remind", "--json"], 9),
    (&["remind"], 9),
    (&["backup"], 9),
    (&["find", ONE.name, "--json"], 9),
];

/// A draft with the very number of what is hidden, one with its own, and a ledger.
fn inputs() -> [Vec<u8>; 3] {
    let draft = |more: &Value| {
        let mut draft = ONE.plain();
        for (key, value) in more.as_object().expect("an object") {
            draft[key] = value.clone();
        }
        draft.to_string().into_bytes()
    };
    let same = draft(&serde_json::json!({"external_no": ONE.external}));
    let plain = draft(&serde_json::json!({}));
    let ledger = ONE.ledger().into_bytes();
    [same, plain, ledger]
}

/// What writes: the same draft or ledger is given to two offices of which one hides that very person,
/// number and matter, the other something else.
#[test]
fn nothing_that_is_written_tells_what_an_office_hides() {
    let all = Offices::new();
    let (mut asked, mut told) = (0, Vec::new());
    let inputs = inputs();
    for who in everybody() {
        for (words, from) in WRITES {
            let input = inputs.get(from).map_or(&b""[..], Vec::as_slice);
            let file = |home: &Home, name: &str| home.path(&format!("{who}{name}"));
            let path = |home: &Home, w: &str| match w {
                "R.csv" | "M.csv" => file(home, w).display().to_string(),
                w => w.to_owned(),
            };
            let [one, two] = [&all.hides, &all.hides_other].map(|home| {
                let words: Vec<String> = words.iter().map(|w| path(home, w)).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let ran = run(home, &who, &words, input);
                let left = ["R.csv", "M.csv"].map(|name| std::fs::read(file(home, name)).ok());
                let left =
                    left.map(|bytes| bytes.map(|b| String::from_utf8_lossy(&b).into_owned()));
                format!("{} {left:?}", answer(home, &ran))
            });
            if one != two {
                told.push(format!("{who} {words:?}:\n{one}\n{two}"));
            }
            asked += 1;
        }
    }
    none_told(&told, asked, 80);
    assert!(TWO.words().iter().all(|word| !ONE.words().contains(word)));
}
