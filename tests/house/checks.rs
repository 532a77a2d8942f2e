//! The rules of the house, each a function from a source to the breaches it finds in it.

use super::paths::{module_of, named};

/// Longest file and longest function, in lines after `cargo fmt`.
const FILE: usize = 400;
const FUNCTION: usize = 60;

/// A source file: its path from the repository's root, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The text without its comment lines.
    pub fn code(&self) -> String {
        let lines = self.text.lines();
        lines
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn top(&self) -> String {
        module_of(&self.path).first().cloned().unwrap_or_default()
    }
}

/// The order of the `pub mod` lines: the law.
pub fn order(map: &str) -> Vec<String> {
    map.lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.split(';').next())
        .map(|m| m.trim().to_owned())
        .collect()
}

/// A file names no module that comes later in the order.
pub fn layers(source: &Source, order: &[String]) -> Vec<String> {
    let place = |name: &str| order.iter().position(|m| m == name);
    let Some(own) = place(&source.top()) else {
        return Vec::new();
    };
    named(source)
        .iter()
        .filter_map(|p| p.first())
        .filter(|first| place(first).is_some_and(|at| at > own))
        .map(|first| {
            format!(
                "{}: uses crate::{first}, which stands above it",
                source.path
            )
        })
        .collect()
}

/// The store beside the screen: words, domain, search, flow, and itself.
pub fn store_keeps(source: &Source) -> Vec<String> {
    const MAY: [&str; 6] = ["words", "domain", "search", "flow", "store", "say"];
    if source.top() != "store" {
        return Vec::new();
    }
    named(source)
        .iter()
        .filter_map(|p| p.first())
        .filter(|first| !MAY.contains(&first.as_str()))
        .map(|first| format!("{}: the store may not use crate::{first}", source.path))
        .collect()
}

/// The names of the rooms: the folders of `src/rooms`.
pub fn rooms(sources: &[Source]) -> Vec<String> {
    let mut rooms: Vec<String> = sources
        .iter()
        .filter_map(|s| s.path.strip_prefix("src/rooms/")?.split_once('/'))
        .map(|(room, _)| room.to_owned())
        .collect();
    rooms.dedup();
    rooms
}

/// A room names no other room.
pub fn room_keeps(source: &Source, rooms: &[String]) -> Vec<String> {
    let own = module_of(&source.path);
    if own.first().is_none_or(|m| m != "rooms") || own.len() < 2 {
        return Vec::new();
    }
    named(source)
        .iter()
        .filter(|p| p.len() > 1 && p[0] == "rooms" && p[1] != own[1] && rooms.contains(&p[1]))
        .map(|p| format!("{}: a room uses its sibling rooms::{}", source.path, p[1]))
        .collect()
}

/// Every folder of `src/rooms` has a `words.rs`.
pub fn rooms_without_words(sources: &[Source]) -> Vec<String> {
    let has = |room: &str| {
        let words = format!("src/rooms/{room}/words.rs");
        sources.iter().any(|s| s.path == words)
    };
    rooms(sources)
        .iter()
        .filter(|room| !has(room))
        .map(|room| format!("src/rooms/{room}: no words.rs"))
        .collect()
}

/// `rusqlite` in the store, `crossterm` in the runtime, `ratatui` nowhere below `look`.
pub fn crates(source: &Source) -> Vec<String> {
    const BELOW_LOOK: [&str; 10] = [
        "words", "domain", "keys", "flow", "search", "forms", "papers", "exchange", "demo", "store",
    ];
    let (code, top) = (source.code(), source.top());
    let mut found = Vec::new();
    if code.contains("rusqlite") && top != "store" {
        found.push(format!("{}: rusqlite outside the store", source.path));
    }
    if code.contains("crossterm") && top != "runtime" {
        found.push(format!("{}: crossterm outside the runtime", source.path));
    }
    if code.contains("ratatui") && BELOW_LOOK.contains(&top.as_str()) {
        found.push(format!("{}: ratatui below look", source.path));
    }
    found
}

/// Colours in the theme, the clock in the clock, write transactions where the store begins one.
pub fn homes(source: &Source) -> Vec<String> {
    const CLOCKS: [&str; 3] = ["Local::now(", "Utc::now(", "SystemTime::now("];
    // A stopwatch knows no date: it may measure waiting where the world is waited for.
    const STOPWATCHES: [&str; 2] = ["src/runtime/", "src/cli/progress.rs"];
    const BEGINS: [&str; 6] = [
        ".transaction(",
        ".transaction_with_behavior(",
        ".unchecked_transaction(",
        ".savepoint(",
        "\"BEGIN",
        "Transaction::new",
    ];
    const MAY_BEGIN: [&str; 4] = ["mod", "bulk", "schema", "office"];
    let code = source.code();
    let has = |list: &[&str]| list.iter().any(|w| code.contains(w));
    let mut found = Vec::new();
    if code.contains("Color::") && source.path != "src/look/theme.rs" {
        found.push(format!("{}: Color:: outside the theme", source.path));
    }
    if has(&CLOCKS) && source.path != "src/runtime/clock.rs" {
        found.push(format!("{}: a clock outside runtime/clock.rs", source.path));
    }
    let measures = STOPWATCHES.iter().any(|p| source.path.starts_with(p));
    if code.contains("Instant::now(") && !measures {
        found.push(format!("{}: a stopwatch outside the runtime", source.path));
    }
    let home = MAY_BEGIN
        .iter()
        .any(|f| source.path == format!("src/store/{f}.rs"));
    if has(&BEGINS) && !home {
        found.push(format!("{}: begins a transaction", source.path));
    }
    found
}

/// Files of at most 400 lines, functions of at most 60.
pub fn lengths(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    if lines.len() > FILE {
        found.push(format!("{}: {} lines", source.path, lines.len()));
    }
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function(line) else { continue };
        let length = length_of(&lines[at..]);
        if length > FUNCTION {
            found.push(format!(
                "{}:{}: fn {name} has {length} lines",
                source.path,
                at + 1
            ));
        }
    }
    found
}

/// The name of the function whose signature begins on this line.
fn function(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    loop {
        let before = rest;
        for word in [
            "pub ",
            "pub(crate) ",
            "pub(super) ",
            "const ",
            "async ",
            "unsafe ",
        ] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if rest == before {
            break;
        }
    }
    let end = |c: char| !c.is_alphanumeric() && c != '_';
    rest.strip_prefix("fn ")?.split(end).next()
}

/// The lines of a formatted function: to the brace that stands under its first word.
fn length_of(lines: &[&str]) -> usize {
    let indent = lines[0].len() - lines[0].trim_start().len();
    let Some(head) = lines.iter().position(|l| l.ends_with(['{', ';', '}'])) else {
        return lines.len();
    };
    if !lines[head].ends_with('{') {
        return head + 1;
    }
    let close = format!("{}}}", " ".repeat(indent));
    lines
        .iter()
        .position(|l| *l == close)
        .map_or(lines.len(), |at| at + 1)
}

/// The first paragraph is a `//!` sentence.
pub fn opening(source: &Source) -> Vec<String> {
    let paragraph: Vec<&str> = source
        .text
        .lines()
        .map_while(|l| l.strip_prefix("//! "))
        .collect();
    let sentence = paragraph.join(" ");
    let whole = sentence.trim_end().ends_with(['.', '。', ')', ':']);
    if sentence.chars().count() < 8 || !whole {
        return vec![format!(
            "{}: does not begin with a //! sentence",
            source.path
        )];
    }
    Vec::new()
}

/// No drawer for what has no noun.
pub fn names(source: &Source) -> Vec<String> {
    const DRAWERS: [&str; 9] = [
        "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "handler",
    ];
    let path = source.path.trim_end_matches(".rs");
    path.split('/')
        .filter(|part| DRAWERS.contains(part))
        .map(|part| format!("{}: a drawer named {part}", source.path))
        .collect()
}

/// Words that label a person instead of a matter, or order people by how often they come.
pub fn labels(path: &str, text: &str) -> Vec<String> {
    const LABELS: [&str; 20] = [
        "重点人",
        "稳控",
        "缠访",
        "闹访",
        "老户",
        "黑名单",
        "风险等级",
        "风险人员",
        "管控对象",
        "上访专业",
        "risk_level",
        "risk_score",
        "blacklist",
        "watchlist",
        "repeat_visitor",
        "repeat_petitioner",
        "visit_count",
        "petition_count",
        "threat",
        "frequency",
    ];
    let lower = text.to_lowercase();
    LABELS
        .iter()
        .filter(|word| lower.contains(**word))
        .map(|word| format!("{path}: labels a person: {word}"))
        .collect()
}

/// Every file and folder stands in the `mod` lines beside or above it.
pub fn forgotten(sources: &[Source]) -> Vec<String> {
    let text = |path: &str| sources.iter().find(|s| s.path == path).map(|s| &s.text);
    let mut found = Vec::new();
    for source in sources {
        let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let (list, name) = if file == "mod.rs" {
            let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
            (above, name)
        } else {
            (folder, file.trim_end_matches(".rs"))
        };
        if matches!(file, "main.rs" | "lib.rs") {
            continue;
        }
        // A folder's table of contents is its mod.rs, the file of its own name beside it, or the root
        // of a program or test binary.
        let list = ["/mod.rs", ".rs", "/main.rs", "/lib.rs"]
            .map(|l| format!("{list}{l}"))
            .into_iter()
            .rfind(|l| text(l).is_some())
            .unwrap_or_else(|| format!("{list}/mod.rs"));
        let line = format!("mod {name};");
        let listed = text(&list).is_some_and(|t| {
            t.lines()
                .any(|l| l.trim_start().trim_start_matches("pub ").starts_with(&line))
        });
        if !listed {
            found.push(format!("{}: {list} does not list it", source.path));
        }
    }
    found
}

/// Nothing of the duty desk says how often somebody came or where they went: in no word, column or order.
pub fn counts_nobody(source: &Source) -> Vec<String> {
    const NEVER: [&str; 11] = [
        "来访次数",
        "上访次数",
        "第几次",
        "多次来",
        "频次",
        "重复访",
        "越级",
        "行踪轨迹",
        "visits",
        "times_came",
        "how_often",
    ];
    let rooms = ["duty", "rota", "priority", "handover", "period", "stands"];
    if !rooms.iter().any(|r| source.path.contains(r)) {
        return Vec::new();
    }
    let (text, path) = (source.code(), &source.path);
    let said = NEVER.iter().filter(|w| text.contains(*w));
    let mut found: Vec<String> = said.map(|w| format!("{path}: {w}")).collect();
    found.extend(labels(path, &text));
    found
}
