//! Reading what a command is given: a file or standard input, bounded, as text and as JSON.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::reason::reason;
use crate::domain::fault::Fault;
use crate::runtime::access;
use crate::runtime::boxes::{self, Way};
use crate::runtime::is_heard;
use crate::words::{Exit, Trouble, short};

/// Most bytes of one line of JSON, and of one value over several lines: an intake that can be taken is shorter.
const LINE: usize = 1024 * 1024;
/// Most bytes of an input of JSON.
const JSON: u64 = 64 * 1024 * 1024;
/// Most bytes of a whole input.
pub const WHOLE: u64 = 1024 * 1024 * 1024;

/// Reads a file, or standard input for `-`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    within(path, WHOLE)
}

/// The same of JSON, which takes many times its room once it is read.
pub fn json(path: &Path) -> Result<Vec<u8>, Trouble> {
    within(path, JSON)
}

fn within(path: &Path, most: u64) -> Result<Vec<u8>, Trouble> {
    let read = if path == Path::new("-") {
        let mut out = Vec::new();
        let stdin = std::io::stdin().lock();
        let read = stdin.take(most + 1).read_to_end(&mut out);
        // On a line that was cut what came is a part of what was sent, and there is nobody to tell.
        match read {
            Ok(_) if access::is_office() && !is_heard() => {
                Err(std::io::ErrorKind::UnexpectedEof.into())
            }
            read => read.map(|_| out),
        }
    } else {
        if access::is_office() {
            boxes::bare(path)?;
        }
        boxes::read(path, Way::In, most + 1)
    };
    let name = super::out::shown(&path.display().to_string());
    let out = read.map_err(|e| {
        let exit = if e.kind() == std::io::ErrorKind::NotFound {
            Exit::Missing
        } else {
            Exit::Failed
        };
        let (zh, en) = reason(&e);
        Trouble::unchanged(
            exit,
            say!("读不了“{name}”：{zh}。", "\"{name}\" cannot be read: {en}."),
            say!(
                "请核对文件名和权限。",
                "Check the file's name and its rights."
            ),
        )
    })?;
    if out.len() as u64 > most {
        let most = most / 1024 / 1024;
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!(
                "“{name}”超过{most} MB。",
                "\"{name}\" is larger than {most} MB."
            ),
            say!("请分成几个文件。", "Split it into several files."),
        ));
    }
    Ok(out)
}

/// One JSON value of an input, or what is wrong with its line.
pub struct Line {
    /// Line number, from one.
    pub number: usize,
    /// The value, or the fault.
    pub value: Result<Value, Fault>,
}

/// Reads one JSON value, or JSON Lines, each when it is asked for. A byte-order mark and blank lines are passed over.
#[must_use]
pub fn values(bytes: &[u8]) -> Box<dyn Iterator<Item = Line> + '_> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = || {
        let all = bytes.split(|b| *b == b'\n').enumerate();
        all.map(|(i, line)| (i + 1, line.trim_ascii()))
            .filter(|(_, line)| !line.is_empty())
    };
    let mut begin = lines();
    if let (Some((number, first)), Some((_, second))) = (begin.next(), begin.next())
        && bytes.len() <= LINE
        && is_opened(first, second)
    {
        return Box::new(std::iter::once(whole(bytes, number)));
    }
    Box::new(lines().map(|(n, line)| one(n, line)))
}

/// True when the first line only opens a value that goes on in the next.
fn is_opened(first: &[u8], second: &[u8]) -> bool {
    let goes_on = serde_json::from_slice::<Value>(first).is_err_and(|e| e.is_eof());
    goes_on && !second.starts_with(b"{\"")
}

fn whole(bytes: &[u8], number: usize) -> Line {
    match serde_json::from_slice(bytes) {
        Ok(value) => Line {
            number,
            value: once(bytes, value),
        },
        Err(e) => Line {
            number: e.line().max(1),
            value: Err(not_json(&e, e.column())),
        },
    }
}

fn one(number: usize, line: &[u8]) -> Line {
    let value = if line.len() > LINE {
        let size = line.len() / 1024;
        Err(Fault::refuse(
            "",
            "too_long",
            say!(
                "这一行有{size} KB，最多1024 KB。",
                "The line holds {size} KB, at most 1024 KB fit."
            ),
            "",
        ))
    } else {
        serde_json::from_slice(line)
            .map_err(|e| not_json(&e, e.column()))
            .and_then(|value| once(line, value))
    };
    Line { number, value }
}

/// A value in which no key stands twice.
fn once(bytes: &[u8], value: Value) -> Result<Value, Fault> {
    let Some(key) = super::repeated::key(bytes) else {
        return Ok(value);
    };
    let shown = super::out::shown(&key);
    Err(Fault::refuse(
        &key,
        "repeated_key",
        say!(
            "“{shown}”写了两次，不知道以哪个为准；请只留一个。",
            "`{shown}` stands twice, and nobody can tell which is meant; leave one."
        ),
        "",
    ))
}

fn not_json(error: &serde_json::Error, column: usize) -> Fault {
    let detail = super::out::shown(&error.to_string());
    Fault::refuse(
        "",
        "json",
        say!(
            "第{column}个字节处不是 JSON（{detail}）；应为一个 JSON 对象，或每行一个。",
            "Not JSON at byte {column} ({detail}); expected one JSON object, or one on each line."
        ),
        r#"{"channel":"visit","requests":["要求核实补偿款"]}"#,
    )
}

/// The only JSON value of an input; `{}` when nothing was given.
pub fn single(path: Option<&Path>) -> Result<Value, Trouble> {
    let Some(path) = path else {
        return Ok(Value::Object(serde_json::Map::new()));
    };
    let bytes = json(path)?;
    let mut lines = values(&bytes);
    match (lines.next(), lines.next()) {
        (None, _) => Ok(Value::Object(serde_json::Map::new())),
        (
            Some(Line {
                value: Ok(value), ..
            }),
            None,
        ) => Ok(value),
        (
            Some(Line {
                number,
                value: Err(fault),
            }),
            None,
        ) => Err(at_line(number, &fault)),
        (Some(_), Some(_)) => Err(Trouble::unchanged(
            Exit::Wrong,
            say!(
                "这里只要一个 JSON 对象。",
                "Only one JSON object belongs here."
            ),
            say!("一次走一步。", "Take one step at a time."),
        )),
    }
}

/// A fault of a line as a trouble.
fn at_line(number: usize, fault: &Fault) -> Trouble {
    use crate::words::Lang;
    let (zh, en) = (fault.say(Lang::Zh), fault.say(Lang::En));
    Trouble::unchanged(
        Exit::Wrong,
        say!("第{number}行：{zh}", "Line {number}: {en}"),
        crate::words::Sentence::default(),
    )
}

/// Faults of one thing as a trouble with status 2.
#[must_use]
pub fn faulty(faults: &[Fault]) -> Trouble {
    use crate::words::Lang;
    let all = |lang: Lang| {
        let lines: Vec<String> = faults
            .iter()
            .filter(|f| f.stops())
            .map(|f| said(f, lang))
            .collect();
        lines.join(if lang == Lang::Zh { "；" } else { " " })
    };
    let (zh, en) = (all(Lang::Zh), all(Lang::En));
    Trouble::unchanged(
        Exit::Wrong,
        say!("{zh}", "{en}"),
        crate::words::Sentence::default(),
    )
}

/// `people[0].name：…`
#[must_use]
pub fn said(fault: &Fault, lang: crate::words::Lang) -> String {
    let (field, text) = (super::out::shown(&fault.field), fault.say(lang));
    let (field, text) = (short(&field), short(&text).into_owned());
    match (field.is_empty(), lang) {
        (true, _) => text,
        (false, crate::words::Lang::Zh) => format!("{field}：{text}"),
        (false, crate::words::Lang::En) => format!("{field}: {text}"),
    }
}

/// A date typed as an argument.
pub fn date(argument: &str, typed: &str) -> Result<chrono::NaiveDate, Trouble> {
    crate::domain::date::parse(typed).ok_or_else(|| {
        let typed = super::out::shown(typed);
        Trouble::unchanged(
            Exit::Wrong,
            say!(
                "{argument} 的“{typed}”不是日期，应为年-月-日。",
                "\"{typed}\" of {argument} is not a date; expected year-month-day."
            ),
            say!(
                "例：{argument} 2026-03-05",
                "Example: {argument} 2026-03-05"
            ),
        )
    })
}
