//! The duty board as text: who is on duty, what is overdue, due in this shift, waiting for signatures.

use chrono::NaiveDateTime;
use std::fmt::Write as _;

use crate::domain::duty::owed::DeskDuty;
use crate::domain::obligation::{Kind, State};
use crate::domain::office::Office;
use crate::domain::period::regime;
use crate::flow::duty::Board;
use crate::words::{Lang, Word};

const NOBODY: Word = Word::new("现在没有排班。", "Nobody is on the rota now.");
const NEXT: Word = Word::new("下次报到", "next check-in");
const LATE: Word = Word::new("逾期", "overdue");
const SHIFT: Word = Word::new("本班到期", "due in this shift");
const LATER: Word = Word::new("随后到期", "due later");
const SIGN: Word = Word::new("待签字", "waiting for signatures");
const LEADER: Word = Word::new("带班", "leader");
const STAFF: Word = Word::new("值班", "staff");

/// Duties of one group that are named; the rest is counted.
const NAMED: usize = 12;

/// The board as text.
#[must_use]
pub fn now(board: &Board, office: &Office, at: NaiveDateTime, lang: Lang) -> String {
    let mut out = String::new();
    let today = at.date();
    let regime = regime(&office.periods, today);
    for p in &regime.periods {
        if let Some((n, m)) = p.day(today) {
            let name = p.name.lines();
            let line = say!(
                "特别时段：{name} 第{n}天/共{m}天",
                "special period: {name}, day {n} of {m}"
            );
            let _ = writeln!(out, "{}", line.say(lang));
        }
    }
    let which = regime.which();
    if !which.is_empty() {
        let _ = writeln!(out, "{}", which.say(lang));
    }
    let mut somebody = false;
    for t in board.on(at) {
        somebody = true;
        let staff: Vec<&str> = t.crew.staff.iter().map(|l| board.name(l)).collect();
        let (a, b) = (minute(t.from), minute(t.to));
        let leader = board.name(&t.crew.leader);
        let _ = writeln!(
            out,
            "{a} – {b}  {} {leader}  {} {}  {}",
            LEADER.say(lang),
            STAFF.say(lang),
            staff.join(" "),
            t.phone.line()
        );
    }
    if !somebody {
        let _ = writeln!(out, "{}", NOBODY.say(lang));
    }
    if let Some(next) = board.next_check_in(at) {
        let _ = writeln!(out, "{} {}", NEXT.say(lang), minute(next.due));
    }
    let ends = board.shift_ends(at);
    let late = |d: &DeskDuty| d.obligation.state(today) == State::Overdue;
    let signing = |d: &DeskDuty| d.obligation.kind == Kind::Handover && d.opens <= at;
    group(&mut out, LATE, board, today, lang, &|d| {
        late(d) && !signing(d)
    });
    group(&mut out, SHIFT, board, today, lang, &|d| {
        !late(d) && !signing(d) && d.due <= ends
    });
    group(&mut out, LATER, board, today, lang, &|d| {
        !late(d) && !signing(d) && d.due > ends
    });
    group(&mut out, SIGN, board, today, lang, &signing);
    out
}

fn group(
    out: &mut String,
    word: Word,
    board: &Board,
    today: chrono::NaiveDate,
    lang: Lang,
    pick: &dyn Fn(&DeskDuty) -> bool,
) {
    let owes = board.duties.iter().filter(|d| d.obligation.is_owed(today));
    let picked: Vec<&DeskDuty> = owes.filter(|d| pick(d)).collect();
    if picked.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", word.say(lang));
    let hidden = picked.len().saturating_sub(NAMED);
    for d in picked.into_iter().take(NAMED) {
        let who: Vec<&str> = d.who.iter().map(|l| board.name(l)).collect();
        let _ = writeln!(
            out,
            "  {}  {}  {}  {}  [{}]",
            minute(d.due),
            d.what.say(lang),
            d.rung.word().say(lang),
            who.join(" "),
            d.key
        );
    }
    if hidden > 0 {
        let more = say!(
            "  另有{hidden}项；全部见 zhuoluo duty now --json",
            "  {hidden} more; `zhuoluo duty now --json` has all"
        );
        let _ = writeln!(out, "{}", more.say(lang));
    }
}

fn minute(at: NaiveDateTime) -> String {
    at.format("%m-%d %H:%M").to_string()
}
