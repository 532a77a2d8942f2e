//! The part "rota": one week, day by day, with gaps and double bookings where they lie; swaps that
//! wait above it, the load of the desk's own staff below.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Item, Line, minute, now};
use crate::domain::calendar::DayKind;
use crate::domain::duty::figures::{Double, Gap, doubles, gaps, loads, overloads, stranded};
use crate::domain::duty::owed::end_of;
use crate::domain::duty::rota::{Source, Turn, final_rota};
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::{Lang, Word};

const SWAPS: Word = Word::new("待批的换班", "Swaps that wait");
const LOADS: Word = Word::new(
    "近一年的负荷：节假日/夜间/全部小时",
    "Load of the last year: holiday/night/all hours",
);
const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The Monday of a week counted from this one.
#[must_use]
pub fn monday(today: NaiveDate, week: i64) -> NaiveDate {
    let back = i64::from(today.weekday().num_days_from_monday());
    today
        .checked_add_signed(TimeDelta::days(7 * week - back))
        .unwrap_or(today)
}

pub fn lines(board: &Board, week: i64, cx: &Cx<'_>) -> Vec<Line> {
    let first = monday(cx.today, week);
    let (from, to) = (first.and_time(NaiveTime::MIN), end_of(first + Days::new(6)));
    let turns = final_rota(&board.book, &cx.office.calendar, from, to);
    let holes = if turns.is_empty() && !in_period(first, cx) {
        Vec::new()
    } else {
        gaps(&turns, from, to)
    };
    let twice = doubles(&turns);
    let mut out = waiting(board, cx);
    for day in first.iter_days().take(7) {
        out.push(heading(day, cx));
        out.extend(of_day(day, from, &turns, &holes, &twice, board, cx));
    }
    for o in overloads(&turns) {
        let said = o.said(board.name(&o.login));
        out.push(Line::plain(&said, Role::Warn, cx));
    }
    for id in stranded(&board.book, &turns, from, to) {
        let said = say!(
            "第{id}号换班现在落空：所换的班已不在那里",
            "swap {id} is idle: its shift is elsewhere"
        );
        out.push(Line::plain(&said, Role::Warn, cx));
    }
    out.extend(load(board, cx));
    out
}

fn in_period(first: NaiveDate, cx: &Cx<'_>) -> bool {
    let mut days = first.iter_days().take(7);
    days.any(|day| cx.office.period(day).is_some())
}

fn heading(day: NaiveDate, cx: &Cx<'_>) -> Line {
    let at = day.weekday().num_days_from_monday() as usize;
    let name = match cx.lang {
        Lang::Zh => ZH[at % 7],
        Lang::En => EN[at % 7],
    };
    let kind = match cx.office.calendar.kind(day) {
        DayKind::Festival(_) => say!("节假日", "holiday"),
        DayKind::MakeUp(_) => say!("调休上班", "make-up workday"),
        _ => crate::words::Sentence::default(),
    };
    let period = cx.office.period(day).map(|p| p.name.line());
    let here = if day == cx.today {
        Role::Key
    } else {
        Role::Title
    };
    Line::of(Item::Nothing)
        .role(0, &format!("{} {name}", day.format("%m-%d")), here)
        .role(0, &format!(" {} ", kind.say(cx.lang)), Role::Quiet)
        .role(0, &period.unwrap_or_default(), Role::Warn)
}

/// The turns and gaps that begin on a day; on the first also those that reach into it.
fn of_day(
    day: NaiveDate,
    from: NaiveDateTime,
    turns: &[Turn],
    holes: &[Gap],
    twice: &[Double],
    board: &Board,
    cx: &Cx<'_>,
) -> Vec<Line> {
    let first = day.and_time(NaiveTime::MIN);
    let here = |at: NaiveDateTime| at.date() == day || (first == from && at < from);
    let mut out: Vec<(NaiveDateTime, Line)> = Vec::new();
    for t in turns.iter().filter(|t| here(t.from)) {
        out.push((t.from, turn(t, twice, board, cx)));
    }
    for g in holes.iter().filter(|g| here(g.from)) {
        out.push((g.from, now::gap(g, cx)));
    }
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, line)| line).collect()
}

fn turn(t: &Turn, twice: &[Double], board: &Board, cx: &Cx<'_>) -> Line {
    let (item, word, id) = match t.source {
        Source::Template(id) => (Item::Template(id), say!("规则", "template "), id),
        Source::Shift(id) => (Item::Shift(id), say!("班", "shift "), id),
        Source::Override(id) => (Item::Override(id), say!("替班", "override "), id),
    };
    let staff: Vec<&str> = t.crew.staff.iter().map(|l| board.name(l)).collect();
    let (leader, staff) = (board.name(&t.crew.leader), staff.join(" "));
    let said = say!("{leader}；{staff}", "{leader}; {staff}");
    let mut line = Line::of(item)
        .text(26, &format!("{} – {}", minute(t.from), minute(t.to)))
        .text(0, said.say(cx.lang))
        .role(0, &format!(" {}", t.phone.line()), Role::Quiet)
        .role(0, &format!(" {}{id}", word.say(cx.lang)), Role::Quiet);
    if !t.swaps.is_empty() {
        line = line.role(0, say!(" 换班", " swap").say(cx.lang), Role::Key);
    }
    for d in twice {
        let hit = d.from < t.to && t.from < d.to && t.crew.has(&d.login);
        if hit {
            let name = board.name(&d.login);
            let said = say!(" 重叠：{name}", " twice: {name}");
            line = line.role(0, said.say(cx.lang), Role::Danger);
        }
    }
    line
}

fn waiting(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let open = board.book.swaps.iter().filter(|s| s.decided.is_none());
    let all: Vec<Line> = open
        .map(|s| {
            let (who, with) = (board.name(&s.who), board.name(&s.with));
            let (from, to, id) = (minute(s.from), minute(s.to), s.id);
            let said = say!(
                "第{id}号：{who}的班由{with}顶",
                "no. {id}: {with} takes over from {who}"
            );
            Line::of(Item::Swap(id))
                .text(26, &format!("{from} – {to}"))
                .role(0, said.say(cx.lang), Role::Warn)
        })
        .collect();
    if all.is_empty() {
        return all;
    }
    let mut out = vec![Line::heading(SWAPS, cx)];
    out.extend(all);
    out
}

/// Hours of the desk's own staff, so that the next rota is fair.
fn load(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let to = cx.now.naive_local();
    let from = to - TimeDelta::days(366);
    let turns = final_rota(&board.book, &cx.office.calendar, from, to);
    let all = loads(&turns, &cx.office.calendar, from, to);
    if all.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::heading(LOADS, cx)];
    for (login, l) in &all {
        let hours = format!("{} / {} / {}", l.festival, l.night, l.hours);
        let name = board.name(login);
        out.push(
            Line::of(Item::Nothing)
                .text(14, name)
                .role(0, &hours, Role::Quiet),
        );
    }
    out
}
