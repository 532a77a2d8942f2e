//! A sheet of the duty room: what was typed becomes one order, or faults beside the fields.

use chrono::{NaiveDate, NaiveDateTime};

use super::about::About;
use super::{fields, words as w};
use crate::domain::duty::clock;
use crate::domain::duty::deed::{Content, Deed};
use crate::domain::duty::dispute::{Dispute, DisputeKind, DisputeWork};
use crate::domain::duty::shift::{Crew, Shift, Swap};
use crate::domain::fault::Fault;
use crate::domain::ids::UnitId;
use crate::domain::name::narrow;
use crate::domain::period::Period;
use crate::flow::duty::{Board, DutyOrder};
use crate::forms::{Choice, Form, Need};
use crate::rooms::drafting::{BEGUN, Drafting};
use crate::rooms::{Cx, Order};
use crate::widgets::list::Rows;
use crate::words::{Sentence, Trouble, Word};

/// A sheet being filled in.
#[derive(Debug)]
pub struct Sheet {
    /// What about.
    pub about: About,
    /// What is asked and what was typed.
    pub form: Form,
    /// Why it was refused last; gone once something is changed.
    pub refused: Option<Box<Trouble>>,
    /// On its way to the store.
    pub sent: bool,
    /// What it would change, once it was tried.
    pub trial: Option<(Vec<Sentence>, Rows)>,
    /// True once somebody was told that what is typed is not kept.
    pub warned: bool,
    /// The newest entry of the book when it was begun.
    pub seen: Option<i64>,
    /// The newest that others changed and that was said here.
    pub told: i64,
    /// How it is kept while it is typed; a signature with its one-time code is not.
    pub drafting: Option<Drafting>,
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(about: About, board: &Board, cx: &Cx<'_>) -> Self {
        let form = fields::form(&about, board, cx);
        Self {
            about,
            form,
            refused: None,
            sent: false,
            trial: None,
            warned: false,
            seen: Some(board.book.last),
            told: 0,
            drafting: None,
        }
    }

    /// The newest entry of the book that what is typed here was begun from.
    pub fn seen(&self) -> Option<i64> {
        self.form.value(BEGUN).parse().ok().or(self.seen)
    }

    /// Begins to keep it, and asks what was typed into it before.
    pub fn begin_keeping(&mut self, cx: &Cx<'_>) -> Option<Order> {
        let about = self.about.key()?;
        let (drafting, order) = Drafting::begin(&about, self.about.word().into(), &self.form, cx);
        self.drafting = Some(drafting);
        Some(order)
    }

    /// Keeps what was typed, unless it is on its way to the store.
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        let drafting = self.drafting.as_mut().filter(|_| !self.sent)?;
        drafting.keep(&self.form, cx, hurry)
    }

    /// Reads the sheet as an order; `None` when faults are shown.
    pub fn read(&mut self, cx: &Cx<'_>) -> Option<DutyOrder> {
        let mut reader = Reader {
            form: &self.form,
            today: cx.today,
            faults: missing(&self.form),
        };
        let order = reader.order(&self.about, cx);
        let faults = reader.faults;
        if faults.is_empty() {
            return Some(order);
        }
        self.form.set_faults(faults);
        None
    }
}

fn missing(form: &Form) -> Vec<Fault> {
    let empty = |s: &&crate::forms::Slot| {
        !s.hidden && s.field.need == Need::Must && s.value().trim().is_empty()
    };
    let all = form.slots().iter().filter(empty);
    all.map(|s| Fault::refuse(&s.key, "missing", w::needed(s.field.label), ""))
        .collect()
}

/// The words of a list as it is typed, with blanks, commas or 、 between them.
fn words_of(typed: &str) -> impl Iterator<Item = &str> {
    let all = typed.split([' ', '　', ',', '，', '、', ';', '；']);
    all.filter(|t| !t.is_empty())
}

/// Reads a form field by field and notes what cannot be read.
struct Reader<'a> {
    form: &'a Form,
    today: NaiveDate,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn text(&self, key: &str) -> String {
        self.form.value(key).trim().to_owned()
    }

    fn fault(&mut self, key: &str, code: &'static str, why: Word, example: &str) {
        // What is missing was said already.
        if !self.faults.iter().any(|f| f.field == key) {
            self.faults
                .push(Fault::refuse(key, code, why.into(), example));
        }
    }

    fn instant(&mut self, key: &str) -> NaiveDateTime {
        let read = clock::near(self.form.value(key), self.today);
        if read.is_none() {
            self.fault(key, "time", w::NOT_AN_INSTANT, "2027-02-05 08:00");
        }
        read.unwrap_or_default()
    }

    fn day(&mut self, key: &str) -> NaiveDate {
        let read = clock::day(self.form.value(key), self.today);
        if read.is_none() {
            self.fault(key, "date", w::NOT_A_DATE, "2027-02-05");
        }
        read.unwrap_or_default()
    }

    fn number<T: std::str::FromStr + Default>(&mut self, key: &str) -> T {
        let plain: String = self.form.value(key).trim().chars().map(narrow).collect();
        if plain.is_empty() {
            return T::default();
        }
        let read = plain.parse();
        if read.is_err() {
            self.fault(key, "number", w::NOT_A_NUMBER, "15");
        }
        read.unwrap_or_default()
    }

    fn flag(&self, key: &str) -> bool {
        !self.form.value(key).is_empty()
    }

    fn shift(&mut self) -> Shift {
        let mut staff = ["staff0", "staff1"].map(|key| self.text(key)).to_vec();
        staff.extend(self.others());
        Shift {
            from: self.instant("from"),
            to: self.instant("to"),
            crew: Crew {
                leader: self.text("leader"),
                staff: staff.into_iter().filter(|s| !s.is_empty()).collect(),
            },
            phone: self.text("phone").into(),
        }
    }

    /// Further staff, by name or login.
    fn others(&mut self) -> Vec<String> {
        let typed = self.text("others");
        let people = self.form.choices("leader");
        let login = |one: &str| {
            let named = |c: &&Choice| c.id == one || c.label.zh.as_str() == one;
            let mut found = people.iter().filter(named);
            let only = found.next().filter(|_| found.next().is_none());
            only.map(|c| c.id.clone())
        };
        let all: Vec<Option<String>> = words_of(&typed).map(login).collect();
        if all.contains(&None) {
            self.fault("others", "operator", w::NOT_ON_ROSTER, "李某、王某");
        }
        all.into_iter().flatten().collect()
    }

    fn swap(&mut self) -> Swap {
        Swap {
            id: 0,
            who: self.text("who"),
            with: self.text("with"),
            from: self.instant("from"),
            to: self.instant("to"),
            decided: None,
        }
    }

    fn log(&mut self) -> Deed {
        Deed::Log {
            at: self.instant("at"),
            text: self.text("text").into(),
            unusual: self.flag("unusual"),
        }
    }

    fn dispute(&mut self) -> Dispute {
        let kind = DisputeKind::parse(&self.text("kind"));
        Dispute {
            kind: kind.unwrap_or(DisputeKind::Other),
            unit: UnitId(self.number("unit")),
            place: self.text("place").into(),
            matter: self.text("matter").into(),
            due_on: self.day("due"),
        }
    }

    /// What was done about a dispute, its settling included.
    fn work(&mut self, of: i64) -> Deed {
        let text = self.text("text");
        match DisputeWork::parse(&self.text("work")) {
            Some(work) => Deed::WorkOnDispute {
                of,
                work,
                text: text.into(),
            },
            None => Deed::CloseDispute {
                of,
                outcome: text.into(),
            },
        }
    }

    fn content(&mut self) -> Content {
        Content {
            zero: self.flag("zero"),
            matters: self.number("matters"),
            text: self.text("text").into(),
        }
    }

    fn period(&mut self) -> Period {
        let (from, to) = (self.day("from"), self.day("to"));
        let mut period = Period::plain(
            &self.text("name"),
            from,
            to,
            &self.text("basis"),
            &self.text("by"),
        );
        period.lead_days = self.number("lead");
        period.check_in = self.number("check_in");
        period.near = self.number("near");
        period.wages_first = self.flag("wages");
        let typed = self.text("reports");
        let mut hours = Vec::new();
        for one in words_of(&typed) {
            match clock::hour(one) {
                Some(hour) => hours.push(hour),
                None => self.fault("reports", "time", w::NOT_AN_HOUR, "09:00 17:00"),
            }
        }
        hours.sort_unstable();
        hours.dedup();
        period.reports = hours;
        period
    }

    fn order(&mut self, about: &About, cx: &Cx<'_>) -> DutyOrder {
        let deed = match about {
            About::CheckIn => Deed::CheckIn {
                note: self.text("note").into(),
            },
            About::Shift => Deed::Shift(self.shift()),
            About::EditShift(shift) => Deed::EditShift {
                shift: *shift,
                to: self.shift(),
            },
            About::Override => Deed::Override(self.shift()),
            About::Swap => Deed::Swap(self.swap()),
            About::Log => self.log(),
            About::CorrectLog(of) => Deed::CorrectLog {
                of: *of,
                text: self.text("text").into(),
            },
            About::Report(unit, slot) => Deed::Report {
                unit: *unit,
                slot: *slot,
                content: self.content(),
            },
            About::Round(unit, until) => Deed::Screened {
                unit: *unit,
                until: *until,
                content: self.content(),
            },
            About::Dispute => Deed::Dispute(self.dispute()),
            About::Settle(of) => self.work(*of),
            About::Account(key) => Deed::Account { key: key.clone() },
            About::Seen(key) => Deed::Acknowledge { key: key.clone() },
            About::FollowUp(of) => Deed::UrgentFollowUp {
                of: *of,
                outcome: self.text("text").into(),
                next: self.next(),
            },
            About::Drop(deed) => deed.clone(),
            About::Sign(of) => return self.signature(*of, cx),
            About::Declare => Deed::Declare(self.period()),
            About::Move(period) => Deed::MovePeriod {
                period: *period,
                from: self.day("from"),
                to: self.day("to"),
            },
            About::End(period) => Deed::EndPeriod {
                period: *period,
                on: self.day("to"),
            },
            About::Hours(period) => Deed::PublishHours {
                period: *period,
                text: self.text("text").into(),
            },
        };
        DutyOrder::plain(deed).noted(&self.text("note"))
    }

    fn next(&mut self) -> Option<NaiveDate> {
        let typed = !self.text("next").is_empty();
        typed.then(|| self.day("next"))
    }

    fn signature(&mut self, of: i64, cx: &Cx<'_>) -> DutyOrder {
        let who = self.text("who");
        let code = self.text("code");
        if who != cx.office.operator.login && code.is_empty() {
            self.fault("code", "missing", w::CODE_NEEDED, "");
        }
        let incoming = self.form.value("side") == "incoming";
        DutyOrder {
            code,
            ..DutyOrder::plain(Deed::Sign { of, incoming, who })
        }
    }
}

impl Sheet {
    /// True of what lies over what others laid there.
    #[must_use]
    pub const fn lies_over(&self) -> bool {
        matches!(self.about, About::Override)
    }

    /// The consequences have come.
    pub fn tried(&mut self, changes: Vec<Sentence>) {
        let rows = Rows::new(changes.len());
        self.trial = Some((changes, rows));
    }

    /// Back from the consequences to what was typed.
    pub fn untried(&mut self) {
        self.trial = None;
    }

    /// True when nothing is left to show: a sheet without fields whose consequences were left.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.trial.is_none() && self.form.slots().is_empty()
    }
}
