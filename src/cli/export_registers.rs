//! The registers (督办、积案、自查) as tables on their way out: cases and units, no names of persons.

use super::export_table::{Table, yes};
use super::session::Session;
use crate::flow::register::{Register, RegisterRows};
use crate::words::{Trouble, Word};

pub fn supervisions(session: &Session) -> Result<Table, Trouble> {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let mut rows = Vec::new();
    if let RegisterRows::Supervisions(all) = session
        .store
        .register_whole(Register::Supervisions, today)?
    {
        rows.extend(all.into_iter().map(|r| {
            let due = &r.owed.due;
            vec![
                r.number.0,
                r.demand.word().say(lang).to_owned(),
                office.units.name(r.owed.owed_by),
                r.text.into_raw(),
                r.made_on.to_string(),
                due.effective.to_string(),
                yes(due.provisional, lang),
                r.owed.state(today).word().say(lang).to_owned(),
                r.owed
                    .paid
                    .map(|(_, on)| on.to_string())
                    .unwrap_or_default(),
                r.summary.into_raw(),
            ]
        }));
    }
    Ok(Table {
        title: Word::new("督办台账", "Supervisions"),
        columns: vec![
            ("number", Word::new("登记编号", "Number")),
            ("demand", Word::new("种类", "Kind")),
            ("unit", Word::new("单位", "Unit")),
            ("text", Word::new("问题或建议", "Breach or proposal")),
            ("made_on", Word::new("开出日期", "Made")),
            ("due_on", Word::new("回复期限", "Reply by")),
            ("provisional", Word::new("暂按推算", "Provisional")),
            ("state", Word::new("状态", "State")),
            ("replied_on", Word::new("回复日期", "Replied")),
            ("summary", Word::new("事项", "Matter")),
        ],
        rows,
    })
}

pub fn campaigns(session: &Session) -> Result<Table, Trouble> {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let mut rows = Vec::new();
    if let RegisterRows::Campaigns(all) =
        session.store.register_whole(Register::Campaigns, today)?
    {
        rows.extend(all.into_iter().map(|(campaign, r)| {
            let (late, back) = (r.is_left() && r.due_on < today, r.is_back());
            let (struck, evidence) = r.struck.map_or_else(
                || (String::new(), String::new()),
                |(on, evidence)| (on.to_string(), evidence.into_raw()),
            );
            vec![
                campaign.name.into_raw(),
                r.number.0,
                r.cause.word().say(lang).to_owned(),
                r.lead.into_raw(),
                r.plan.into_raw(),
                office.units.name(r.holder),
                r.due_on.to_string(),
                yes(late, lang),
                r.status.word().say(lang).to_owned(),
                struck,
                evidence,
                yes(back, lang),
                r.summary.into_raw(),
            ]
        }));
    }
    Ok(Table {
        title: Word::new("积案台账", "Campaign cases"),
        columns: vec![
            ("campaign", Word::new("专项", "Campaign")),
            ("number", Word::new("登记编号", "Number")),
            ("cause", Word::new("卡在", "Stuck")),
            ("lead", Word::new("包案", "Lead")),
            ("plan", Word::new("方案", "Plan")),
            ("holder", Word::new("承办单位", "Held by")),
            ("until", Word::new("化解期限", "Until")),
            ("late", Word::new("已过期限", "Late")),
            ("status", Word::new("信访件状态", "Status")),
            ("struck_on", Word::new("销号日期", "Struck off")),
            ("evidence", Word::new("化解证据", "Evidence")),
            (
                "taken_up_again",
                Word::new("销号后又办理", "Taken up again"),
            ),
            ("summary", Word::new("事项", "Matter")),
        ],
        rows,
    })
}

pub fn self_check(session: &Session) -> Result<Table, Trouble> {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let mut rows = Vec::new();
    if let RegisterRows::SelfCheck(all, _) =
        session.store.register_whole(Register::SelfCheck, today)?
    {
        rows.extend(all.into_iter().map(|(number, b)| {
            let events: Vec<String> = b.events.iter().map(ToString::to_string).collect();
            vec![
                office.units.name(b.unit),
                b.failure.word().say(lang).to_owned(),
                b.on.to_string(),
                number.0,
                events.join(" "),
                office.rules.article(b.article),
            ]
        }));
    }
    Ok(Table {
        title: Word::new("自查台账", "Self-check"),
        columns: vec![
            ("unit", Word::new("单位", "Unit")),
            ("failure", Word::new("失责", "Failure")),
            ("since", Word::new("自", "Since")),
            ("number", Word::new("登记编号", "Number")),
            ("events", Word::new("事件", "Events")),
            ("article", Word::new("依据", "Article")),
        ],
        rows,
    })
}
