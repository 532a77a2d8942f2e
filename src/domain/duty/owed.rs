//! What the desk owes by its duty book, its rota, its periods and the instant: obligations of the
//! same kind as the petitions'. A pure function; nothing else makes an alert of the desk's duties.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::book::{Book, Stamp};
use super::figures::{gaps, minute};
use super::rota::{Spell, Turn, final_rota, spells};
use super::rounds;
use super::sides::Sides;
use crate::domain::calendar::Calendar;
use crate::domain::count;
use crate::domain::ids::UnitId;
use crate::domain::obligation::{Clock, Kind, Obligation, OwedTo};
use crate::domain::period::Period;
use crate::domain::petition::word_list;
use crate::words::Sentence;

/// A check-in is on time until so many minutes after its hour; then the leader on duty is called.
pub const GRACE: TimeDelta = TimeDelta::minutes(15);
/// Then the supervisor.
pub const CLIMB: TimeDelta = TimeDelta::minutes(30);
/// A handover is to be signed until so long after the shift's end.
const SIGNING: TimeDelta = TimeDelta::minutes(30);
/// How far back a missed duty is still looked for.
const BACK: TimeDelta = TimeDelta::days(40);

word_list!(
    /// With whom a duty lies: it climbs when it is missed.
    Rung {
        Staff = "staff", "值班员", "staff";
        Leader = "leader", "带班领导", "leader on duty";
        Supervisor = "supervisor", "督查", "supervisor";
        Unit = "unit", "责任单位", "the unit";
    }
);

/// One duty of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskDuty {
    /// What makes it the same one in the next derivation: `check_in:2027-02-06T02:00`.
    pub key: String,
    /// What it is about.
    pub what: Sentence,
    /// From when it can be met.
    pub opens: NaiveDateTime,
    /// Until when.
    pub due: NaiveDateTime,
    /// Who owes it, by login; empty when it is the unit's.
    pub who: Vec<String>,
    /// With whom it lies now.
    pub rung: Rung,
    /// The obligation.
    pub obligation: Obligation,
    /// Who has seen it, when, with which note.
    pub seen: Option<Stamp>,
}

/// The next instant after `now` at which something derived changes.
#[must_use]
pub fn changes_at(duties: &[DeskDuty], now: NaiveDateTime) -> Option<NaiveDateTime> {
    let marks = |d: &DeskDuty| [d.opens, d.due, d.due + GRACE, d.due + CLIMB];
    // One minute later: an hour is past when its minute is over.
    let after = duties
        .iter()
        .flat_map(marks)
        .map(|m| m + TimeDelta::minutes(1));
    after.filter(|m| *m > now).min()
}

/// Derives every duty due by `until`, soonest first, those of the last forty days included.
#[must_use]
pub fn derive(
    book: &Book,
    calendar: &Calendar,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> Vec<DeskDuty> {
    let from = now - BACK;
    let ends = book.periods.iter().map(|p| end_of(p.to)).max();
    let far = ends.map_or(until, |e| e.max(until));
    let turns = final_rota(book, calendar, from, far);
    let mut deriving = Deriving {
        book,
        calendar,
        now,
        until,
        out: Vec::new(),
    };
    deriving.rota_gaps(&turns);
    deriving.check_ins(&turns, from);
    deriving.handovers(&spells(&turns), from);
    deriving.reports(from);
    deriving.screenings();
    deriving.urgent();
    deriving.hours();
    let mut out = deriving.out;
    out.retain(|d| d.due <= until || d.opens <= now);
    out.sort_by(|a, b| (a.due, a.obligation.kind, &a.key).cmp(&(b.due, b.obligation.kind, &b.key)));
    out
}

/// The first instant after a day.
#[must_use]
pub fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.checked_add_days(Days::new(1))
        .unwrap_or(day)
        .and_time(NaiveTime::MIN)
}

/// A duty before its obligation is made.
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) key: String,
    pub(super) what: Sentence,
    pub(super) opens: NaiveDateTime,
    pub(super) due: NaiveDateTime,
    /// True when the hour counts, false when the day does.
    pub(super) by_hour: bool,
    /// How long after its hour it is still on time.
    pub(super) grace: TimeDelta,
    pub(super) unit: UnitId,
    pub(super) who: Vec<String>,
    pub(super) rung: Rung,
    pub(super) since: i64,
    pub(super) paid: Option<(i64, NaiveDateTime)>,
}

pub(super) struct Deriving<'a> {
    pub(super) book: &'a Book,
    pub(super) calendar: &'a Calendar,
    pub(super) now: NaiveDateTime,
    pub(super) until: NaiveDateTime,
    pub(super) out: Vec<DeskDuty>,
}

impl Deriving<'_> {
    pub(super) fn push(&mut self, d: Draft) {
        let account = self.book.accounts.get(&d.key).map(|s| (s.seq, s.at));
        let paid = d.paid.or(account);
        let mut due = count::fixed(
            self.calendar,
            d.opens.date().min(d.due.date()),
            d.due.date(),
        );
        // An hour of the rota is fixed by the desk itself; no holiday notice can move it.
        due.provisional = false;
        let late = |at: NaiveDateTime| at > d.due + d.grace;
        let clock = Clock {
            due: d.due,
            late: paid.map_or_else(|| late(self.now), |(_, at)| late(at)),
        };
        self.out.push(DeskDuty {
            seen: self.book.seen.get(&d.key).cloned(),
            key: d.key,
            what: d.what,
            opens: d.opens,
            due: d.due,
            who: d.who,
            rung: d.rung,
            obligation: Obligation {
                kind: d.kind,
                since: d.since,
                owed_by: d.unit,
                owed_to: OwedTo::Office,
                basis: "office".to_owned(),
                due,
                paid: paid.map(|(seq, at)| (seq, at.date())),
                void: false,
                assumed: false,
                clock: d.by_hour.then_some(clock),
            },
        });
    }

    /// Gaps of the rota within the declared periods: each is owed until it begins.
    fn rota_gaps(&mut self, turns: &[Turn]) {
        let mut spans: Vec<(NaiveDateTime, NaiveDateTime, &Period)> = Vec::new();
        for p in &self.book.periods {
            let (from, to) = (p.from.and_time(NaiveTime::MIN), end_of(p.to));
            let lasted = p.since.map_or(from, |s| from.max(s.min(to)));
            // Of two periods that overlap the gap is owed once.
            let begin = spans.iter().map(|(_, e, _)| *e).fold(lasted, |b, e| {
                if e > b && spans.iter().any(|(s, _, _)| *s <= b) {
                    e
                } else {
                    b
                }
            });
            if begin < to {
                spans.push((begin, to, p));
            }
        }
        for (from, to, p) in spans {
            if to + TimeDelta::days(7) < self.now {
                continue;
            }
            for gap in gaps(turns, from, to) {
                let (hole, hole_en) = (gap.hole.word().zh, gap.hole.word().en);
                let (a, b) = (minute(gap.from), minute(gap.to));
                self.push(Draft {
                    kind: Kind::RotaGap,
                    key: format!("rota_gap:{}", stamp(gap.from)),
                    what: say!("{a}至{b}{hole}", "{a} to {b}: {hole_en}"),
                    opens: p.prepares_from().and_time(NaiveTime::MIN),
                    due: gap.from,
                    by_hour: true,
                    grace: TimeDelta::zero(),
                    unit: UnitId::OFFICE,
                    who: Vec::new(),
                    rung: Rung::Supervisor,
                    since: p.id,
                    paid: None,
                });
            }
        }
    }

    fn check_ins(&mut self, turns: &[Turn], from: NaiveDateTime) {
        for spell in spells(turns) {
            let mine = |t: &&Turn| t.from >= spell.from && t.to <= spell.to;
            let stretch: Vec<&Turn> = turns.iter().filter(mine).collect();
            let ticks = rounds::check_in_hours(&self.book.periods, spell.from, spell.to);
            for (tick, before) in ticks {
                if tick < from || tick <= spell.made || tick > self.until {
                    continue;
                }
                // A tick on the very end belongs to whoever ends the shift.
                let on = stretch.iter().find(|t| t.holds(tick));
                let crew = on.map_or(&spell.last, |t| &t.crew);
                self.check_in(
                    &spell,
                    tick,
                    before,
                    crew.all().map(str::to_owned).collect(),
                );
            }
        }
    }

    fn check_in(
        &mut self,
        spell: &Spell,
        tick: NaiveDateTime,
        before: NaiveDateTime,
        who: Vec<String>,
    ) {
        let window = (before + GRACE, spell.to + GRACE);
        let by = |s: &Stamp| who.iter().any(|login| s.by == *login);
        let paid = self.book.check_ins.iter().map(|(s, _)| s);
        let paid = paid
            .filter(|s| window.0 < s.at && s.at <= window.1 && by(s))
            .map(|s| (s.seq, s.at))
            .min_by_key(|(_, at)| *at);
        let rung = match self.now {
            now if now > tick + CLIMB => Rung::Supervisor,
            now if now > tick + GRACE => Rung::Leader,
            _ => Rung::Staff,
        };
        let hour = tick.format("%m-%d %H:%M");
        self.push(Draft {
            kind: Kind::CheckIn,
            key: format!("check_in:{}", stamp(tick)),
            what: say!("{hour}报到", "check-in at {hour}"),
            opens: window.0.max(spell.from),
            due: tick,
            by_hour: true,
            grace: GRACE,
            unit: UnitId::OFFICE,
            who,
            rung,
            since: 0,
            paid,
        });
    }

    fn handovers(&mut self, spells: &[Spell], from: NaiveDateTime) {
        for a in spells {
            let follows = |b: &&Spell| a.from < b.from && b.from <= a.to && a.to < b.to;
            let Some(b) = spells.iter().find(follows) else {
                continue;
            };
            let Some(sides) = Sides::of(&a.last, &b.first) else {
                continue;
            };
            if a.to < from || a.to <= a.made || a.to > self.until + TimeDelta::hours(1) {
                continue;
            }
            let record = self
                .book
                .handovers
                .iter()
                .rfind(|h| h.to == a.to || h.from == a.from);
            let mut who = Vec::new();
            if record.is_none_or(|r| r.outgoing.is_none()) {
                who.extend(sides.outgoing);
            }
            if record.is_none_or(|r| r.incoming.is_none()) {
                who.extend(sides.incoming);
            }
            let hour = minute(a.to);
            self.push(Draft {
                kind: Kind::Handover,
                key: format!("handover:{}", stamp(a.to)),
                what: say!("{hour}交接班，双方签字", "handover at {hour}, both sign"),
                opens: a.to - TimeDelta::hours(1),
                due: a.to + SIGNING,
                by_hour: true,
                grace: TimeDelta::zero(),
                unit: UnitId::OFFICE,
                who,
                rung: Rung::Staff,
                since: record.map_or(0, |r| r.stamp.seq),
                paid: record.and_then(|r| Some((r.stamp.seq, r.signed()?))),
            });
        }
    }
}

/// An instant in a key.
#[must_use]
pub fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}
