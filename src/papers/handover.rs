//! The handover as one page: what is handed over, which lines were looked at, both signatures. Pure.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::duty::deed::{Line, LineGroup};
use crate::domain::duty::handed::HandoverRecord;
use crate::domain::office::Office;
use crate::words::{Lang, Word};

/// Lines that fit on the page beside heading and signatures; of the backlog the rest is counted.
const ROOM: usize = 46;

const TITLE: Word = Word::new("交接班记录", "Handover");
const OUT: Word = Word::new("交班人", "outgoing");
const IN: Word = Word::new("接班人", "incoming");
const UNSIGNED: Word = Word::new("（未签）", "(not signed)");
const SANDBOX: Word = Word::new("演练", "SANDBOX");

/// The paper; at most one page of 66 lines.
#[must_use]
pub fn paper(
    (h, listed): (&HandoverRecord, &[Line]),
    office: &Office,
    names: &BTreeMap<String, String>,
    lang: Lang,
) -> String {
    let mut out = String::new();
    let mark = if office.sandbox {
        format!(" [{}]", SANDBOX.say(lang))
    } else {
        String::new()
    };
    let _ = writeln!(out, "{} {}{mark}", office.name, TITLE.say(lang));
    let (from, to) = (
        h.from.format("%Y-%m-%d %H:%M"),
        h.to.format("%Y-%m-%d %H:%M"),
    );
    let _ = writeln!(out, "{from} – {to}");
    lines(&mut out, (h, listed), lang);
    let signed = |s: &Option<(String, chrono::NaiveDateTime)>| match s {
        Some((who, at)) => format!(
            "{} {}",
            names.get(who).unwrap_or(who),
            at.format("%m-%d %H:%M")
        ),
        None => UNSIGNED.say(lang).to_owned(),
    };
    let _ = writeln!(
        out,
        "\n{} {}    {} {}",
        OUT.say(lang),
        signed(&h.outgoing),
        IN.say(lang),
        signed(&h.incoming)
    );
    out
}

/// The lines by group; flagged ones always, the backlog as far as the page goes.
fn lines(out: &mut String, (h, listed): (&HandoverRecord, &[Line]), lang: Lang) {
    // Flagged lines always stand on the page; the backlog takes what room is left.
    let flagged = listed.iter().filter(|l| l.flagged).count();
    let mut left = ROOM.saturating_sub(flagged);
    let mut hidden = 0;
    for group in LineGroup::ALL {
        let lines: Vec<(usize, _)> = listed
            .iter()
            .enumerate()
            .filter(|(_, l)| l.group == *group)
            .collect();
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{} {}", group.word().say(lang), lines.len());
        for (at, line) in lines {
            if !line.flagged {
                if left == 0 {
                    hidden += 1;
                    continue;
                }
                left -= 1;
            }
            let tick = match (line.flagged, h.touched.contains(&(at + 1))) {
                (true, true) => "[x]",
                (true, false) => "[ ]",
                _ => "   ",
            };
            let _ = writeln!(out, "{tick} {:>3} {}", at + 1, line.text.lines());
        }
    }
    if hidden > 0 {
        let more = say!(
            "另有{hidden}项在库里，全文见 zhuoluo duty handover show --json。",
            "{hidden} more are in the store; `zhuoluo duty handover show --json` has all."
        );
        let _ = writeln!(out, "{}", more.say(lang));
    }
}
