//! The same people and keys given to other engines: each gets one line of text for each person, with the
//! pinyin and the initials of the name written out, because none of them knows sounds.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rusqlite::Connection;
use zhuoluo::search::{Index, PersonRow};

use super::fzf::{self, Fzf};
use super::kinds::{initials, sounds};
use super::recall::Query;
use super::resident;
use crate::kit::{self, Times};

/// Hits wanted.
const SHOWN: usize = 50;
/// Candidates that `SQLite` gives to the fuzzy matcher.
const CANDIDATES: usize = 1000;
/// Every so many queries one is typed: the slowest peers take a second for a key.
const STEP: usize = 38;

/// Gives all of them the same keys, one after the other, and prints their times beside ours; `wanted` names some of
/// them (`scans`, `nucleo`, `sqlite`, `fzf`), anything else is all.
pub fn run(index: &Index, rows: &[PersonRow], queries: &[Query], wanted: &str) {
    let lines: Vec<String> = rows.iter().map(line).collect();
    let typed: Vec<Vec<String>> = queries
        .iter()
        .step_by(STEP)
        .map(|q| keys(&q.text))
        .collect();
    let count: usize = typed.iter().map(Vec::len).sum();
    println!(
        "peers: {} queries, {count} keys, wall clock, one thread each; memory is private",
        typed.len()
    );
    let before = resident();
    let ours = measure("zhuoluo", &typed, 0, |key, _| {
        std::hint::black_box(index.find(key, SHOWN).map_or(0, |hits| hits.len()));
    });
    println!("  memory {} MB", resident().saturating_sub(before) / 1024);
    let named = ["scans", "nucleo", "sqlite", "fzf"];
    let wants = |peer: &str| wanted.contains(peer) || named.iter().all(|n| !wanted.contains(n));
    if wants("scans") {
        scans(&lines, &typed, &ours);
    }
    if wants("nucleo") {
        nucleo_itself(&lines, &typed, &ours);
    }
    if wants("sqlite") {
        sqlite(rows, &lines, &typed, &ours);
    }
    if wants("fzf") {
        fzf(&lines, &typed, &ours);
    }
}

/// Every beginning of a query.
fn keys(text: &str) -> Vec<String> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| text[..end].to_owned()).collect()
}

fn line(row: &PersonRow) -> String {
    let mut line = row.name.clone();
    if let Some(sounds) = sounds(row) {
        let _ = write!(line, " {} {}", sounds.concat(), initials(&sounds));
    }
    let _ = write!(
        line,
        " {} {} {}",
        row.id_number,
        row.phones.join(" "),
        row.address
    );
    line
}

/// Types everything once; `first` is true at the first key of a query.
fn measure(
    name: &str,
    typed: &[Vec<String>],
    memory: usize,
    mut find: impl FnMut(&str, bool),
) -> Times {
    measure_those(name, typed, memory, |_| true, &mut find)
}

/// The same for those keys only that an engine can answer at all.
fn measure_those(
    name: &str,
    typed: &[Vec<String>],
    memory: usize,
    answers: impl Fn(&str) -> bool,
    find: &mut impl FnMut(&str, bool),
) -> Times {
    let mut times = Times::default();
    for query in typed {
        for (n, key) in query.iter().enumerate() {
            if answers(key) {
                times.run(|| find(key, n == 0));
            }
        }
    }
    times.print(&format!("{name} ({} MB)", memory / 1024));
    times
}

fn against(ours: &Times, peer: &Times) {
    let times = |part| peer.at(part).as_secs_f64() / ours.at(part).as_secs_f64().max(1e-9);
    println!(
        "{:<52} p50 {:.1}×  p99 {:.1}×",
        "  as long as ours",
        times(0.5),
        times(0.99)
    );
}

/// Engines that read all lines at every key.
fn scans(lines: &[String], typed: &[Vec<String>], ours: &Times) {
    let memory = lines.iter().map(String::len).sum::<usize>() / 1024;
    for typos in [0, 1] {
        let config = frizbee::Config::default().max_typos(Some(typos));
        let name = format!("frizbee, {typos} typos");
        let peer = measure(&name, typed, memory, |key, _| {
            let found = frizbee::Matcher::new(key, &config).match_list(lines);
            std::hint::black_box(found.len());
        });
        against(ours, &peer);
    }
    let skim = SkimMatcherV2::default().ignore_case();
    let peer = measure("fuzzy-matcher alone", typed, memory, |key, _| {
        std::hint::black_box(best(&skim, lines.iter().map(String::as_str), key));
    });
    against(ours, &peer);
}

/// The best of some lines by the fuzzy matcher.
fn best<'a>(skim: &SkimMatcherV2, lines: impl Iterator<Item = &'a str>, key: &str) -> usize {
    let mut scores: Vec<i64> = lines
        .filter_map(|line| skim.fuzzy_match(line, key))
        .collect();
    if scores.len() > SHOWN {
        scores.select_nth_unstable_by(SHOWN, |a, b| b.cmp(a));
    }
    scores.len().min(SHOWN)
}

/// nucleo as Helix uses it: a worker of its own, narrowing while one types on.
fn nucleo_itself(lines: &[String], typed: &[Vec<String>], ours: &Times) {
    use nucleo::pattern::{CaseMatching, Normalization};
    let before = resident();
    let mut all = nucleo::Nucleo::<u32>::new(nucleo::Config::DEFAULT, Arc::new(|| ()), Some(1), 1);
    let injector = all.injector();
    for (n, line) in (0u32..).zip(lines) {
        injector.push(n, |_, columns| columns[0] = line.as_str().into());
    }
    while all.tick(100).running {}
    let memory = resident().saturating_sub(before);
    let peer = measure("nucleo", typed, memory, |key, first| {
        all.pattern
            .reparse(0, key, CaseMatching::Smart, Normalization::Smart, !first);
        while all.tick(1000).running {}
        std::hint::black_box(all.snapshot().matched_item_count());
    });
    against(ours, &peer);
}

/// `SQLite`: LIKE, trigrams and plain tokens; candidates ranked by the fuzzy matcher.
fn sqlite(rows: &[PersonRow], lines: &[String], typed: &[Vec<String>], ours: &Times) {
    let file = kit::fresh("peers.sqlite3");
    let done = tables(&file, rows, lines).and_then(|conn| {
        let skim = SkimMatcherV2::default().ignore_case();
        let ask = |name: &str, sql: &str, say: &dyn Fn(&str) -> Option<String>| {
            let mut query = conn.prepare(sql)?;
            let before = resident();
            let answers = |key: &str| say(key).is_some();
            let peer = measure_those(name, typed, 0, answers, &mut |key: &str, _| {
                let Some(said) = say(key) else { return };
                let found = query.query_map([said], |r| r.get::<_, String>(0));
                let found = found.and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>);
                // A peer that refuses a question is not ahead of anybody.
                let found = found.unwrap_or_else(|e| panic!("{name}: {key}: {e}"));
                std::hint::black_box(best(&skim, found.iter().map(String::as_str), key));
            });
            println!("  memory {} MB", resident().saturating_sub(before) / 1024);
            against(ours, &peer);
            Ok(())
        };
        let limit = format!("LIMIT {CANDIDATES}");
        ask("SQLite LIKE", &format!("SELECT text FROM line WHERE text LIKE ?1 {limit}"), &|key| {
            Some(format!("%{key}%"))
        })?;
        let of = |table: &str| {
            format!("SELECT text FROM line WHERE id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?1 {limit})")
        };
        // Fewer than three signs find nothing by trigrams. Both ways of counting are shown: such keys left out, and
        // as an index of trigrams answers them that is asked with LIKE: by reading everything.
        let three = |key: &str| key.chars().count() >= 3;
        ask("SQLite FTS5 trigram, three signs or more", &of("threes"), &|key| {
            three(key).then(|| format!("\"{key}\""))
        })?;
        ask("SQLite FTS5 trigram, every key", &format!("SELECT text FROM like3 WHERE text LIKE ?1 {limit}"), &|key| {
            Some(format!("%{key}%"))
        })?;
        ask("SQLite FTS5 plain tokens", &of("tokens"), &|key| {
            Some(tokens_of(key, true)).filter(|said| !said.is_empty())
        })
    });
    if let Err(e) = done {
        println!("SQLite as a peer: {e}");
    }
}

fn tables(
    file: &std::path::Path,
    rows: &[PersonRow],
    lines: &[String],
) -> rusqlite::Result<Connection> {
    let conn = Connection::open(file)?;
    conn.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;
         CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT);
         CREATE VIRTUAL TABLE threes USING fts5(text, content='', tokenize='trigram');
         CREATE VIRTUAL TABLE like3 USING fts5(text, content='line', content_rowid='id', tokenize='trigram');
         CREATE VIRTUAL TABLE tokens USING fts5(text, content='', detail='none', prefix='1 2 3');
         BEGIN",
    )?;
    {
        let mut line = conn.prepare("INSERT INTO line VALUES (?1, ?2)")?;
        let mut threes = conn.prepare("INSERT INTO threes (rowid, text) VALUES (?1, ?2)")?;
        let mut tokens = conn.prepare("INSERT INTO tokens (rowid, text) VALUES (?1, ?2)")?;
        for (id, (row, text)) in (1i64..).zip(rows.iter().zip(lines)) {
            line.execute((id, text))?;
            threes.execute((id, text))?;
            let mut said = tokens_of(text, false);
            for syllable in sounds(row).unwrap_or_default() {
                let _ = write!(said, " {syllable}");
            }
            tokens.execute((id, said))?;
        }
    }
    conn.execute_batch("INSERT INTO like3 (like3) VALUES ('rebuild'); COMMIT")?;
    Ok(conn)
}

/// Characters one by one, runs of letters whole, digits in threes; as a question, letters are beginnings.
fn tokens_of(text: &str, asked: bool) -> String {
    let mut out = String::new();
    let kind = |c: char| (c.is_ascii_alphabetic(), c.is_ascii_digit());
    let signs: Vec<char> = text.to_lowercase().chars().collect();
    for run in signs.chunk_by(|a, b| kind(*a) == kind(*b)) {
        let word: String = run.iter().collect();
        match kind(run[0]) {
            (true, _) => {
                let _ = write!(out, " {word}{}", if asked { "*" } else { "" });
            }
            (_, true) if run.len() < 3 => {
                let _ = write!(out, " {word}{}", if asked { "*" } else { "" });
            }
            (_, true) => {
                for three in run.windows(3) {
                    let _ = write!(out, " {}", three.iter().collect::<String>());
                }
            }
            _ => {
                for c in run.iter().filter(|c| c.is_alphanumeric()) {
                    let _ = write!(out, " {c}");
                }
            }
        }
    }
    out
}

/// fzf as a filter: a process for each key, as a script would call it; few keys, for each takes long.
fn fzf(lines: &[String], typed: &[Vec<String>], ours: &Times) {
    if Command::new("fzf").arg("--version").output().is_err() {
        println!("fzf is not on this machine");
        return;
    }
    let text = lines.join("\n");
    let few: Vec<Vec<String>> = typed
        .iter()
        .step_by(4)
        .map(|keys| keys.iter().rev().step_by(3).cloned().collect())
        .collect();
    let peer = measure("fzf --filter, a process for each key", &few, 0, |key, _| {
        let child = Command::new("fzf")
            .args(["--filter", key])
            .env("GOMAXPROCS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn();
        if let Ok(mut child) = child {
            if let Some(mut to) = child.stdin.take() {
                let _ = to.write_all(text.as_bytes());
            }
            let _ = child.wait();
        }
    });
    against(ours, &peer);
    fzf_at_work(&text, lines.len(), &few_whole(typed), ours);
}

/// The few queries for the slowest, typed whole.
fn few_whole(typed: &[Vec<String>]) -> Vec<&Vec<String>> {
    typed.iter().step_by(4).collect()
}

/// fzf as one process that stays, typed into at a terminal: from the key to its screen with the answer. How
/// many lines fit is asked of `--filter` before, so that its answer is known when it stands there.
fn fzf_at_work(text: &str, total: usize, typed: &[&Vec<String>], ours: &Times) {
    let file = kit::fresh("peers.txt");
    if std::fs::write(&file, text).is_err() {
        return;
    }
    let Some(mut fzf) = Fzf::start(&file, total) else {
        println!("fzf did not come up at a terminal");
        return;
    };
    let (mut times, mut lost) = (Times::default(), 0);
    for keys in typed {
        for key in *keys {
            let Some(pressed) = key.chars().last() else {
                continue;
            };
            let found = fzf::count(&file, key);
            let came = times.run(|| fzf.press(pressed, key, found));
            lost += usize::from(!came);
        }
        if !fzf.clear() {
            break;
        }
    }
    times.print(&format!(
        "fzf, one process at a terminal ({} MB)",
        fzf.resident() / 1024
    ));
    if lost > 0 {
        println!("  {lost} answers did not come within 30 s");
    }
    against(ours, &times);
}
