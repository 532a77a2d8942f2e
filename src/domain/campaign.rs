//! Campaigns (积案化解专项): a list of unsettled cases with phases, a lead for each case, and a burndown. A
//! case is struck off with evidence of its outcome, never by a status alone. About cases and units.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::case::Case;
use super::count;
use super::duty::owed::{DeskDuty, Rung};
use super::ids::{PetitionId, PetitionNo, UnitId};
use super::obligation::{Kind, Obligation, OwedTo};
use super::petition::word_list;
use super::status::Status;
use crate::words::{Outside, Sentence};

word_list!(
    /// Why a case is stuck: what it waits for, never whose fault a person is.
    Cause {
        Material = "material", "等材料", "waits for material";
        Unit = "unit", "等单位", "waits for a unit";
        Person = "person", "等信访人", "waits for the petitioner";
        Policy = "policy", "等政策", "waits for policy";
        Money = "money", "等资金", "waits for money";
        Nobody = "nobody", "无人管", "nobody handles it";
    }
);

/// One phase: its name and its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// 摸排, 化解, 验收 …
    pub name: Outside,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its row.
    pub id: i64,
    /// Its name.
    pub name: Outside,
    /// The document that orders it.
    pub basis: Outside,
    /// Who leads it.
    pub lead: Outside,
    /// First day.
    pub from: NaiveDate,
    /// The day by which all are to be struck off.
    pub due_on: NaiveDate,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
    /// When it was closed, and with what result.
    pub closed: Option<(NaiveDate, Outside)>,
}

impl Campaign {
    /// The phase on a day.
    #[must_use]
    pub fn phase(&self, today: NaiveDate) -> Option<&Phase> {
        self.phases
            .iter()
            .find(|p| p.from <= today && today <= p.to)
    }
}

/// A case on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The petition.
    pub petition: PetitionId,
    /// Its number.
    pub number: PetitionNo,
    /// Its one line.
    pub summary: Outside,
    /// Who holds it.
    pub holder: UnitId,
    /// Where it stands.
    pub status: Status,
    /// Received on; the age of the debt is the office's.
    pub received_on: NaiveDate,
    /// Why it is stuck.
    pub cause: Cause,
    /// The lead of the case.
    pub lead: Outside,
    /// What will be done.
    pub plan: Outside,
    /// By when.
    pub due_on: NaiveDate,
    /// Put on the list.
    pub added_on: NaiveDate,
    /// Struck off, with the evidence.
    pub struck: Option<(NaiveDate, Outside)>,
}

impl Listed {
    /// True when it was struck off and is being handled again: it no longer counts as settled.
    #[must_use]
    pub fn is_back(&self) -> bool {
        self.struck.is_some()
            && self.status.is_open()
            && !matches!(
                self.status,
                Status::Served | Status::Settled | Status::Redirected
            )
    }

    /// What the holder owes to an open campaign: the case settled, with evidence, by its day; `None`
    /// once it is struck off. It opens `ahead` days before the office's own mark.
    #[must_use]
    pub fn duty(&self, campaign: &Campaign, calendar: &Calendar, ahead: u32) -> Option<DeskDuty> {
        if campaign.closed.is_some() || !self.is_left() {
            return None;
        }
        let due = count::fixed(calendar, self.added_on, self.due_on);
        let (name, number, cause) = (campaign.name.lines(), &self.number.0, self.cause.word());
        let (zh, en) = (cause.zh, cause.en);
        Some(DeskDuty {
            key: format!("{}:{}:{number}", Kind::SettleCase.code(), campaign.id),
            what: say!(
                "“{name}”{number}化解（{zh}）",
                "settle {number} of \"{name}\" ({en})"
            ),
            opens: count::before(calendar, &due, ahead).and_time(NaiveTime::MIN),
            due: due.effective.and_time(NaiveTime::MIN),
            who: Vec::new(),
            rung: Rung::Unit,
            obligation: Obligation {
                kind: Kind::SettleCase,
                since: campaign.id,
                owed_by: self.holder,
                owed_to: OwedTo::Office,
                basis: "office".to_owned(),
                due,
                paid: None,
                void: false,
                assumed: false,
                clock: None,
            },
            seen: None,
        })
    }

    /// The petition's number in the key of such a duty.
    #[must_use]
    pub fn number_in(key: &str) -> Option<PetitionNo> {
        let rest = key
            .strip_prefix(Kind::SettleCase.code())?
            .strip_prefix(':')?;
        let (_, number) = rest.split_once(':')?;
        Some(PetitionNo(number.to_owned()))
    }

    /// True when it still has to be settled.
    #[must_use]
    pub fn is_left(&self) -> bool {
        self.struck.is_none() || self.is_back()
    }
}

/// One point of the burndown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub on: NaiveDate,
    /// On the list by then.
    pub listed: usize,
    /// Struck off by then, and not taken up again since.
    pub struck: usize,
}

/// The burndown: a point for each day on which the list changed, from the first to `today`.
#[must_use]
pub fn burndown(cases: &[Listed], from: NaiveDate, today: NaiveDate) -> Vec<Point> {
    let struck_on = |c: &Listed| {
        c.struck
            .as_ref()
            .filter(|_| !c.is_back())
            .map(|(on, _)| *on)
    };
    let mut days: Vec<NaiveDate> = cases
        .iter()
        .flat_map(|c| [Some(c.added_on), struck_on(c)])
        .flatten()
        .collect();
    days.extend([from.min(today), today]);
    days.retain(|d| *d <= today);
    days.sort_unstable();
    days.dedup();
    let point = |on: NaiveDate| Point {
        on,
        listed: cases.iter().filter(|c| c.added_on <= on).count(),
        struck: cases
            .iter()
            .filter(|c| struck_on(c).is_some_and(|s| s <= on))
            .count(),
    };
    days.into_iter().map(point).collect()
}

/// Why a case cannot be struck off; `None` when its outcome stands in the file.
#[must_use]
pub fn strike_refused(case: &Case, evidence: &str) -> Option<Sentence> {
    if evidence.trim().chars().count() < 4 {
        return Some(say!(
            "销号要写明化解的证据：协议、履行凭证、信访人确认或验收记录，不能只写状态。",
            "Striking off needs evidence of the outcome: agreement, proof of performance, confirmation or inspection; a status is none."
        ));
    }
    if let Some(open) = case
        .promises
        .iter()
        .find(|p| p.outlives() && p.kept.is_none())
    {
        let on = open.due_on;
        return Some(say!(
            "支持的意见或协议还没有执行到位（{on}前），先“兑现承诺”。",
            "What was supported or agreed is not carried out yet (by {on}); take \"fulfil\" first."
        ));
    }
    if case.is_done() && !case.is_sent_back() {
        return None;
    }
    Some(say!(
        "还没有书面意见送达、协议或办结，不能销号。",
        "No opinion was served, no agreement made and it was not closed; it cannot be struck off."
    ))
}
