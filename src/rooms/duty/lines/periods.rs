//! The part "periods": every declared one, what it asks of the desk, on which document.

use super::{Item, Line};
use crate::domain::period::{Period, regime};
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;

pub fn lines(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let periods = &board.book.periods;
    if periods.is_empty() {
        let none = say!(
            "没有宣布过时段。时段一律由人按文件宣布，没有预设日期。",
            "No period is declared. Periods are declared by somebody on a document; there are no preset dates."
        );
        return vec![Line::plain(&none, Role::Quiet, cx)];
    }
    let mut out = Vec::new();
    let which = regime(periods, cx.today).which();
    if !which.is_empty() {
        out.push(Line::plain(&which, Role::Warn, cx));
    }
    for p in periods.iter().rev() {
        out.extend(period(p, board, cx));
    }
    out
}

fn period(p: &Period, board: &Board, cx: &Cx<'_>) -> [Line; 3] {
    let (state, role) = match p.day(cx.today) {
        Some((n, m)) => (say!("第{n}天/共{m}天", "day {n} of {m}"), Role::Warn),
        None if p.moves_the_desk(cx.today) => (say!("准备中", "in preparation"), Role::Key),
        None if p.to < cx.today => (say!("已过", "past"), Role::Quiet),
        None => (say!("未到", "ahead"), Role::Text),
    };
    let (id, name) = (p.id, p.name.lines());
    let head = say!("第{id}号 {name}", "no. {id} {name}");
    let hours: Vec<String> = p
        .reports
        .iter()
        .map(|t| t.format("%H:%M").to_string())
        .collect();
    let (hours, lead, check, near) = (hours.join(" "), p.lead_days, p.check_in, p.near);
    let (wages, wages_en) = if p.wages_first {
        ("；欠薪在前", "; unpaid wages first")
    } else {
        ("", "")
    };
    let asks = say!(
        "提前{lead}天准备；每{check}分钟报到；零报告 {hours}；提前{near}天提醒{wages}",
        "prepared {lead} days before; check-in every {check} min; zero report {hours}; reminders {near} days ahead{wages_en}"
    );
    let (basis, by) = (p.basis.lines(), p.declared_by.lines());
    let published = board.book.published.get(&p.id).map_or_else(
        || say!("接待时间未公布", "reception hours not published"),
        |(_, text)| {
            let text = text.lines();
            say!("接待时间：{text}", "reception hours: {text}")
        },
    );
    let (told, told_en) = (&published.zh, &published.en);
    let from = say!(
        "{basis}　{by}宣布　{told}",
        "{basis}, declared by {by}; {told_en}"
    );
    let item = || Item::Period(p.id);
    [
        Line::of(item())
            .role(26, &format!("{} – {}", p.from, p.to), role)
            .role(0, head.say(cx.lang), Role::Title)
            .role(0, &format!("  {}", state.say(cx.lang)), role),
        Line::of(item()).text(2, "").text(0, asks.say(cx.lang)),
        Line::of(item())
            .text(2, "")
            .role(0, from.say(cx.lang), Role::Quiet),
    ]
}
