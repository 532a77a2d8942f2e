//! What the duty desk shows and orders: the board, orders with their notes, what an order changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::alert::Owed;
use crate::domain::duty::book::{Book, Stamp};
use crate::domain::duty::deed::{Deed, Line};
use crate::domain::duty::owed::{DeskDuty, GRACE};
use crate::domain::duty::rota::Turn;
use crate::domain::obligation::Kind;
use crate::domain::once::Once;
use crate::words::{Lang, Sentence, Shown};

/// The duty desk as it stands at an instant. Emergencies are in it by number and hour alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The book, emergencies closed.
    pub book: Book,
    /// The final rota of the days around.
    pub turns: Vec<Turn>,
    /// What the desk owes by the end of the shift, the next 24 hours and the period, and what it missed.
    pub duties: Vec<DeskDuty>,
    /// Names by login.
    pub names: BTreeMap<String, String>,
    /// When something derived changes next.
    pub changes_at: Option<NaiveDateTime>,
}

impl Board {
    /// Who is on duty at an instant.
    pub fn on(&self, at: NaiveDateTime) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(move |t| t.holds(at))
    }

    /// The end of the shift that lasts; the next midnight when nobody is on duty.
    #[must_use]
    pub fn shift_ends(&self, at: NaiveDateTime) -> NaiveDateTime {
        let ends = self.on(at).map(|t| t.until).max();
        ends.unwrap_or_else(|| crate::domain::duty::owed::end_of(at.date()))
    }

    /// The next check-in that is not made yet.
    #[must_use]
    pub fn next_check_in(&self, at: NaiveDateTime) -> Option<&DeskDuty> {
        self.duties
            .iter()
            .filter(|d| d.obligation.kind == Kind::CheckIn && d.obligation.paid.is_none())
            .find(|d| d.due + GRACE >= at)
    }

    /// Who is on duty, in words: the leader and the duty telephone.
    #[must_use]
    pub fn crew_said(&self, at: NaiveDateTime) -> Vec<Sentence> {
        let said = |turn: &Turn| {
            let (leader, line) = (self.name(&turn.crew.leader), turn.phone.lines());
            say!(
                "带班领导 {leader}　值班电话 {line}",
                "leader on duty {leader}, duty phone {line}"
            )
        };
        self.on(at).map(said).collect()
    }

    /// Who is on duty and until when, in a few words; that nobody is where a rota is kept.
    #[must_use]
    pub fn on_duty_said(&self, at: NaiveDateTime) -> Sentence {
        let said = |turn: &Turn| {
            let staff: Vec<&str> = turn.crew.staff.iter().map(|s| self.name(s)).collect();
            let (staff, leader) = (staff.join(" "), self.name(&turn.crew.leader));
            let until = hour(turn.to, at);
            say!(
                "{staff}，带班{leader}，到{until}",
                "{staff}, led by {leader}, until {until}"
            )
        };
        let all: Vec<Sentence> = self.on(at).map(said).collect();
        if all.is_empty() {
            return say!("眼下没有排班", "nobody on the rota now");
        }
        let join = |lang| all.iter().map(|s| s.say(lang)).collect::<Vec<_>>();
        Sentence::of(join(Lang::Zh).join("；"), join(Lang::En).join("; "))
    }

    /// The hour of the next check-in; empty when there is none.
    #[must_use]
    pub fn check_in_said(&self, at: NaiveDateTime) -> Sentence {
        let said = self.next_check_in(at).map(|next| {
            let due = hour(next.due, at);
            say!("报到{due}", "check-in {due}")
        });
        said.unwrap_or_default()
    }

    /// What is to be said of the clock: that it went back, or that nobody checked in for hours.
    #[must_use]
    pub fn clock_said(&self, at: NaiveDateTime) -> Option<Sentence> {
        let latest = self.book.latest.filter(|l| *l - at > TimeDelta::minutes(1));
        if let Some(latest) = latest {
            let (now, latest) = (hour(at, latest), hour(latest, at));
            return Some(say!(
                "时钟往回走了：现在{now}，而值班簿已有{latest}的记录。没有改动任何数据，请核对服务器时间。",
                "The clock went back: it is {now}, but the duty book has a record of {latest}. Nothing was changed; check the server's time."
            ));
        }
        let missed = |d: &&DeskDuty| {
            let o = &d.obligation;
            let late = o.clock.is_some_and(|c| c.late);
            o.kind == Kind::CheckIn && o.paid.is_none() && late && at - d.due < TimeDelta::hours(24)
        };
        let missed: Vec<&DeskDuty> = self.duties.iter().filter(missed).collect();
        let (Some(first), Some(last), 2..) = (missed.first(), missed.last(), missed.len()) else {
            return None;
        };
        let (from, to, n) = (hour(first.due, at), hour(last.due, at), missed.len());
        Some(say!(
            "{from}至{to}有{n}次报到没有记录：没有人报，或机器停过。逐次列为逾期，由领导说明（duty account）。",
            "{n} check-ins from {from} to {to} are not on record: nobody made them, or the machine stood still. Each is late; a head accounts for them (duty account)."
        ))
    }

    /// A name by login; the login when it has none any more.
    #[must_use]
    pub fn name<'a>(&'a self, login: &'a str) -> &'a str {
        self.names.get(login).map_or(login, String::as_str)
    }

    /// Who wrote a record of the desk.
    #[must_use]
    pub fn writer(&self, stamp: &Stamp) -> Shown {
        stamp.writer(&self.names)
    }

    /// Who has seen an obligation.
    #[must_use]
    pub fn seen(&self, owed: &Owed) -> Option<&Stamp> {
        self.book.seen.get(&owed.key())
    }
}

/// An hour as it is said at an instant: with its day when that is another one.
fn hour(at: NaiveDateTime, now: NaiveDateTime) -> String {
    let shape = if at.date() == now.date() {
        "%H:%M"
    } else {
        "%m-%d %H:%M"
    };
    at.format(shape).to_string()
}

/// Lines of a handover, as far as they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverLines {
    /// Which handover.
    pub of: i64,
    /// How many lines it has in all; none when there is no such handover.
    pub count: usize,
    /// The place of the first that is here, counted from zero.
    pub from: usize,
    /// Those that are here.
    pub lines: Vec<Line>,
}

/// An order to the duty desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyOrder {
    /// What.
    pub deed: Deed,
    /// A note with it.
    pub why: String,
    /// The one-time code with which its owner signs in this session; empty for one's own signature.
    pub code: String,
    /// The newest event that whoever orders has seen; `None` when they do not say.
    pub seen: Option<i64>,
    /// The newest event that they were told of when it was refused; 0 for none.
    pub told: i64,
    /// The draft id of a script, so that the same again is not recorded twice.
    pub once: Option<Once>,
    /// True to check it and say what it would change, and keep nothing.
    pub dry_run: bool,
}

impl DutyOrder {
    /// An order without a note.
    #[must_use]
    pub fn plain(deed: Deed) -> Self {
        Self {
            deed,
            why: String::new(),
            code: String::new(),
            seen: None,
            told: 0,
            once: None,
            dry_run: false,
        }
    }

    /// The same to be tried alone.
    #[must_use]
    pub fn tried(self) -> Self {
        Self {
            dry_run: true,
            ..self
        }
    }

    /// The same with a note.
    #[must_use]
    pub fn noted(self, why: &str) -> Self {
        Self {
            why: why.to_owned(),
            ..self
        }
    }
}

/// What an order came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDone {
    /// The event; 0 when it was tried alone, [`DutyDone::UNNUMBERED`] when it is on record without a number.
    pub seq: i64,
    /// True when it was recorded before, under the same draft id.
    pub again: bool,
    /// What the desk owes differently now, for a change of periods or rota.
    pub changes: Vec<Sentence>,
    /// What stood where it wrote, and what others changed that stays, field by field.
    pub before: Vec<Sentence>,
    /// The desk afterwards.
    pub board: Arc<Board>,
}

impl DutyDone {
    /// Stands for the number of what has none: that something was seen which is not for everybody.
    pub const UNNUMBERED: i64 = -1;

    /// The number of the event, where it has one.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        Some(self.seq).filter(|seq| *seq != Self::UNNUMBERED)
    }
}

/// What is wrong with one of several orders, which is counted from 0 and told from 1.
#[must_use]
pub fn placed(at: usize, why: &Sentence) -> Sentence {
    let (nth, zh, en) = (at + 1, &why.zh, &why.en);
    say!("第{nth}条：{zh}", "Order {nth}: {en}")
}

/// Which of several orders a sentence is about, and what it says of it; `None` of any other.
#[must_use]
pub fn place(said: &Sentence) -> Option<(usize, Sentence)> {
    let (nth, zh) = said.zh.strip_prefix('第')?.split_once("条：")?;
    let en = said.en.strip_prefix("Order ")?.split_once(": ")?.1;
    let at = nth.parse::<usize>().ok()?.checked_sub(1)?;
    Some((at, Sentence::of(zh.to_owned(), en.to_owned())))
}
