//! The registers of the room beside the petitions: their columns, their cells, where the choice stands.

use chrono::NaiveDate;

use super::words as w;
use crate::domain::claim::Claim;
use crate::domain::duty::book::DisputeEntry;
use crate::domain::duty::dispute::DisputeStep;
use crate::domain::ids::PetitionNo;
use crate::domain::obligation::State;
use crate::domain::office::Office;
use crate::domain::selfcheck::Breach;
use crate::flow::brief;
use crate::flow::register::{Register, RegisterRows};
use crate::look::Role;
use crate::widgets::list::Rows;
use crate::widgets::table::{Column, TableCell, TableRow};
use crate::words::{Lang, Trouble};

/// A register in sight.
#[derive(Debug)]
pub struct Drawer {
    /// Which.
    pub register: Register,
    /// Its rows; `None` until they are read.
    pub rows: Option<RegisterRows>,
    /// The choice.
    pub list: Rows,
    /// Why its rows could not be read.
    pub trouble: Option<Trouble>,
}

const SUPERVISIONS: &[Column] = &[
    Column::new("状态", "state", 8, 12, 95),
    Column::new("回复期限", "reply by", 10, 12, 90),
    Column::new("种类", "kind", 8, 14, 80),
    Column::new("单位", "unit", 8, 18, 85),
    Column::new("问题或建议", "breach or proposal", 14, u16::MAX, 100),
    Column::new("登记编号", "number", 14, 22, 70),
    Column::new("事项", "matter", 12, 30, 40),
];
const CAMPAIGNS: &[Column] = &[
    Column::new("化解期限", "until", 10, 11, 85),
    Column::new("卡在", "stuck", 8, 12, 90),
    Column::new("包案", "lead", 6, 10, 75),
    Column::new("状态", "state", 8, 12, 80),
    Column::new("销号", "struck off", 10, 12, 88),
    Column::new("事项", "matter", 14, u16::MAX, 100),
    Column::new("单位", "unit", 8, 16, 60),
    Column::new("登记编号", "number", 14, 22, 70),
    Column::new("专项", "campaign", 8, 16, 50),
];
const DISPUTES: &[Column] = &[
    Column::new("进展", "state", 8, 14, 95),
    Column::new("期限", "due", 10, 11, 90),
    Column::new("类型", "type", 8, 16, 85),
    Column::new("单位", "unit", 8, 18, 80),
    Column::new("地点", "place", 8, 18, 60),
    Column::new("事项", "matter", 14, u16::MAX, 100),
    Column::new("结果", "outcome", 12, 30, 70),
];
const CLAIMS: &[Column] = &[
    Column::new("号", "no.", 3, 5, 100),
    Column::new("应答复", "answer by", 11, 12, 95),
    Column::new("状态", "stage", 9, 16, 90),
    Column::new("事项", "asked", 8, 14, 92),
    Column::new("申请内容", "in their words", 14, u16::MAX, 85),
    Column::new("申请人", "by", 6, 14, 75),
    Column::new("决定", "ruling", 8, 15, 70),
    Column::new("信访件", "petition", 14, 22, 60),
    Column::new("收到", "received", 10, 10, 50),
];
const SELF_CHECK: &[Column] = &[
    Column::new("单位", "unit", 8, 18, 100),
    Column::new("失责", "failure", 14, 24, 95),
    Column::new("自", "since", 10, 10, 90),
    Column::new("登记编号", "number", 14, 22, 85),
    Column::new("事件", "events", 4, 12, 60),
    Column::new("依据", "article", 16, u16::MAX, 70),
];

impl Drawer {
    /// A register that is being read.
    pub fn new(register: Register) -> Self {
        Self {
            register,
            rows: None,
            list: Rows::new(0),
            trouble: None,
        }
    }

    /// Its rows have come.
    pub fn fill(&mut self, rows: RegisterRows) {
        self.list.set_total(rows.len());
        (self.rows, self.trouble) = (Some(rows), None);
    }

    /// The petition of the chosen row.
    pub fn chosen(&self) -> Option<&PetitionNo> {
        self.rows.as_ref()?.number(self.list.chosen()?)
    }

    /// True of the requests about personal data.
    pub fn is_claims(&self) -> bool {
        self.register == Register::Claims
    }

    /// The request of the chosen row.
    pub fn claim(&self) -> Option<&(Claim, NaiveDate)> {
        match self.rows.as_ref()? {
            RegisterRows::Claims(rows) => rows.get(self.list.chosen()?),
            _ => None,
        }
    }

    /// Its columns.
    pub const fn columns(&self) -> &'static [Column] {
        match self.register {
            Register::Supervisions => SUPERVISIONS,
            Register::Campaigns => CAMPAIGNS,
            Register::Disputes => DISPUTES,
            Register::SelfCheck => SELF_CHECK,
            Register::Claims => CLAIMS,
        }
    }

    /// One row as cells.
    pub fn row(
        &self,
        at: usize,
        office: &Office,
        today: NaiveDate,
        lang: Lang,
    ) -> Option<TableRow> {
        let cells = match self.rows.as_ref()? {
            RegisterRows::Supervisions(rows) => {
                let r = rows.get(at)?;
                let late = r.owed.state(today) == State::Overdue;
                vec![
                    marked(r.owed.state(today).word().say(lang).to_owned(), late),
                    TableCell::new(brief::due(&r.owed, today, lang)),
                    TableCell::new(r.demand.word().say(lang)),
                    TableCell::new(office.units.name(r.owed.owed_by)),
                    TableCell::new(r.text.line()),
                    TableCell::new(brief::number(&r.number, &office.area)),
                    TableCell::new(r.summary.line()),
                ]
            }
            RegisterRows::Campaigns(rows) => {
                let (campaign, r) = rows.get(at)?;
                let late = r.is_left() && r.due_on < today;
                let struck = match &r.struck {
                    Some((on, _)) if r.is_back() => format!("{on}↩"),
                    Some((on, _)) => on.to_string(),
                    None => String::new(),
                };
                vec![
                    marked(r.due_on.to_string(), late),
                    TableCell::new(r.cause.word().say(lang)),
                    TableCell::new(r.lead.line()),
                    TableCell::new(r.status.word().say(lang)),
                    TableCell::new(struck),
                    TableCell::new(r.summary.line()),
                    TableCell::new(office.units.name(r.holder)),
                    TableCell::new(brief::number(&r.number, &office.area)),
                    TableCell::new(campaign.name.line()),
                ]
            }
            RegisterRows::Disputes(rows) => dispute(rows.get(at)?, office, today, lang),
            RegisterRows::Claims(rows) => asked(rows.get(at)?, office, today, lang),
            RegisterRows::SelfCheck(rows, _) => failure(rows.get(at)?, office, lang),
        };
        Some(TableRow {
            cells,
            marked: false,
        })
    }

    /// What stands over the table: for a campaign its phase and what is left of it.
    pub fn summary(&self, today: NaiveDate, lang: Lang) -> String {
        match &self.rows {
            Some(RegisterRows::Campaigns(rows)) => {
                let left = rows.iter().filter(|(_, c)| c.is_left()).count();
                let phase = rows
                    .first()
                    .and_then(|(c, _)| c.phase(today))
                    .map(|p| p.name.lines());
                w::burndown(rows.len(), rows.len() - left, phase.as_deref())
                    .say(lang)
                    .to_owned()
            }
            Some(RegisterRows::SelfCheck(_, true)) => w::MORE.say(lang).to_owned(),
            _ => String::new(),
        }
    }
}

/// A dispute as cells: the matter and what the office did, nobody's name.
fn dispute(d: &DisputeEntry, office: &Office, today: NaiveDate, lang: Lang) -> Vec<TableCell> {
    let step = d.step(today);
    let number = d.petition.as_ref();
    let number = number.map(|n| brief::number(n, &office.area).to_owned());
    let done = d.work.last();
    let done = done.map(|(_, work, text)| format!("{} {}", work.word().say(lang), text.lines()));
    let end = number
        .or_else(|| d.outcome.as_ref().map(|o| o.lines().into()))
        .or(done);
    vec![
        marked(step.word().say(lang).to_owned(), step == DisputeStep::Late),
        TableCell::new(d.dispute.due_on.to_string()),
        TableCell::new(d.dispute.kind.word().say(lang)),
        TableCell::new(office.units.name(d.dispute.unit)),
        TableCell::new(d.dispute.place.line()),
        TableCell::new(d.dispute.matter.line()),
        TableCell::new(end.unwrap_or_default()),
    ]
}

/// A failure that goes on as cells.
fn failure((number, b): &(PetitionNo, Breach), office: &Office, lang: Lang) -> Vec<TableCell> {
    let events: Vec<String> = b.events.iter().map(ToString::to_string).collect();
    vec![
        TableCell::new(office.units.name(b.unit)),
        TableCell::new(b.failure.word().say(lang)),
        TableCell::new(b.on.to_string()),
        TableCell::new(brief::number(number, &office.area)),
        TableCell::new(events.join(" ")),
        TableCell::new(office.rules.article(b.article)),
    ]
}

/// A request about somebody's own data as cells.
fn asked(
    (claim, due): &(Claim, NaiveDate),
    office: &Office,
    today: NaiveDate,
    lang: Lang,
) -> Vec<TableCell> {
    let ruling = claim.ruling.map(|r| r.word().say(lang));
    let area = office.area.as_str();
    vec![
        TableCell::new(claim.number.to_string()),
        marked(due.to_string(), claim.is_open() && *due < today),
        TableCell::new(claim.stage.word().say(lang)),
        TableCell::new(claim.asked.word().say(lang)),
        TableCell::new(claim.text.line()),
        TableCell::new(claim.applicant.line()),
        TableCell::new(ruling.unwrap_or_default()),
        TableCell::new(brief::number(&PetitionNo(claim.petition.clone()), area)),
        TableCell::new(claim.received_on.to_string()),
    ]
}

fn marked(text: String, late: bool) -> TableCell {
    if late {
        TableCell::of(format!("!{text}"), Role::Danger)
    } else {
        TableCell::new(text)
    }
}

/// A page of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The ledger of petitions.
    Petitions,
    /// A register beside it.
    Register(Register),
    /// Ledgers that wait to be imported.
    Waiting,
}

impl Tab {
    /// All of them, in the order in which they turn.
    pub const ALL: [Self; 7] = [
        Self::Petitions,
        Self::Register(Register::Supervisions),
        Self::Register(Register::Campaigns),
        Self::Register(Register::Disputes),
        Self::Register(Register::SelfCheck),
        Self::Register(Register::Claims),
        Self::Waiting,
    ];

    /// The next or the previous.
    pub fn turned(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let count = Self::ALL.len();
        Self::ALL[(at + if forward { 1 } else { count - 1 }) % count]
    }
}
