//! The duty book: what the events of the duty desk come to. A pure fold; everything reads this.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::deed::{Called, Content, Deed, DutyEvent, Round};
use super::dispute::{Dispute, DisputeWork};
use super::handed::{HandoverRecord, Outline};
use super::shift::{Shift, Swap, Template};
pub use super::stamp::Stamp;
use crate::domain::ids::{PetitionNo, UnitId};
use crate::domain::period::Period;
use crate::words::Outside;

/// A line of the duty log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Its record.
    pub stamp: Stamp,
    /// When it happened.
    pub at: NaiveDateTime,
    /// What.
    pub text: Outside,
    /// True for something unusual.
    pub unusual: bool,
    /// What it should say, oldest correction first; the first text stays visible.
    pub corrections: Vec<(Stamp, Outside)>,
}

/// An emergency's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrgentRecord {
    /// Its record.
    pub stamp: Stamp,
    /// What.
    pub what: Outside,
    /// Where.
    pub place: Outside,
    /// Who called whom when, and what came of it.
    pub calls: Vec<(Stamp, NaiveDateTime, Called, Outside)>,
    /// How it stood at each follow-up.
    pub follow_ups: Vec<(Stamp, Outside)>,
    /// The next follow-up; `None` when it is done.
    pub next: Option<NaiveDate>,
}

/// A dispute on the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeEntry {
    /// Its record.
    pub stamp: Stamp,
    /// The dispute.
    pub dispute: Dispute,
    /// What was done, oldest first.
    pub work: Vec<(Stamp, DisputeWork, Outside)>,
    /// How it ended.
    pub outcome: Option<Outside>,
    /// The petition it became.
    pub petition: Option<PetitionNo>,
}

/// What the duty desk's events come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Declared periods as they stand, soonest first.
    pub periods: Vec<Period>,
    /// Periods whose reception hours are published, and when.
    pub published: BTreeMap<i64, (Stamp, Outside)>,
    /// Shifts by event, with when they were last put on the rota.
    pub shifts: BTreeMap<i64, (Shift, NaiveDateTime)>,
    /// Templates by event, with when they were made.
    pub templates: BTreeMap<i64, (Template, NaiveDateTime)>,
    /// Overrides by event; the later wins.
    pub overrides: BTreeMap<i64, (Shift, NaiveDateTime)>,
    /// Swaps.
    pub swaps: Vec<Swap>,
    /// Check-ins and their notes.
    pub check_ins: Vec<(Stamp, Outside)>,
    /// The duty log.
    pub log: Vec<LogLine>,
    /// What a leader accounted for, by key.
    pub accounts: BTreeMap<String, Stamp>,
    /// What somebody has seen, by key.
    pub seen: BTreeMap<String, Stamp>,
    /// Zero reports by unit and hour; the first counts, later ones add.
    pub reports: BTreeMap<(UnitId, NaiveDateTime), (Stamp, Content)>,
    /// Who screens how often from when.
    pub screenings: BTreeMap<UnitId, (Round, NaiveDate)>,
    /// Rounds done.
    pub screened: BTreeMap<(UnitId, NaiveDate), (Stamp, Content)>,
    /// The ledger of disputes.
    pub disputes: Vec<DisputeEntry>,
    /// Emergencies.
    pub urgent: Vec<UrgentRecord>,
    /// Handovers.
    pub handovers: Vec<HandoverRecord>,
    /// One-time codes: owner, digest, valid until.
    pub codes: Vec<(String, String, NaiveDateTime)>,
    /// The newest event.
    pub last: i64,
    /// The latest instant on record.
    pub latest: Option<NaiveDateTime>,
}

impl Book {
    /// Folds events, oldest first.
    #[must_use]
    pub fn of(events: &[DutyEvent]) -> Self {
        let mut book = Self::default();
        for event in events {
            book.take(event);
        }
        book
    }

    /// Takes one more event.
    pub fn take(&mut self, event: &DutyEvent) {
        let stamp = Stamp {
            seq: event.seq,
            at: event.at.naive_local(),
            by: event.by.clone(),
            why: event.why.clone(),
        };
        self.last = self.last.max(event.seq);
        self.latest = self.latest.max(Some(stamp.at));
        if !(self.take_period(&event.what, &stamp)
            || self.take_rota(&event.what, &stamp)
            || self.take_round(&event.what, &stamp)
            || self.take_dispute(&event.what, &stamp)
            || self.take_urgent(&event.what, &stamp)
            || self.take_handover(&event.what, &stamp))
        {
            self.take_watch(&event.what, stamp);
        }
    }

    /// Takes a handover whose lines were not read: its outline is not known then.
    pub fn take_unread(&mut self, event: &DutyEvent) {
        self.take(event);
        if let Some(last) = self.handovers.last_mut() {
            last.outline = None;
        }
    }

    fn take_period(&mut self, deed: &Deed, stamp: &Stamp) -> bool {
        match deed {
            Deed::Declare(period) => self.periods.push(Period {
                id: stamp.seq,
                since: Some(stamp.at),
                ..period.clone()
            }),
            Deed::MovePeriod { period, from, to } => {
                if let Some(p) = self.periods.iter_mut().find(|p| p.id == *period) {
                    (p.from, p.to, p.since) = (*from, *to, Some(stamp.at));
                }
            }
            Deed::EndPeriod { period, on } => {
                self.periods.retain(|p| p.id != *period || *on >= p.from);
                if let Some(p) = self.periods.iter_mut().find(|p| p.id == *period) {
                    p.to = *on;
                }
            }
            Deed::PublishHours { period, text } => {
                self.published
                    .insert(*period, (stamp.clone(), text.clone()));
            }
            _ => return false,
        }
        self.periods.sort_by_key(|p| (p.from, p.id));
        true
    }

    fn take_rota(&mut self, deed: &Deed, stamp: &Stamp) -> bool {
        let at = stamp.at;
        match deed {
            Deed::Shift(shift) => {
                self.shifts.insert(stamp.seq, (shift.clone(), at));
            }
            Deed::EditShift { shift, to } => {
                self.shifts.insert(*shift, (to.clone(), at));
            }
            Deed::DropShift { shift } => {
                self.shifts.remove(shift);
            }
            Deed::Template(template) => {
                let id = stamp.seq;
                let template = Template {
                    id,
                    ..template.clone()
                };
                self.templates.insert(id, (template, at));
            }
            Deed::EndTemplate { template, on } => {
                if let Some((t, _)) = self.templates.get_mut(template) {
                    t.until = Some(*on);
                }
            }
            Deed::Override(shift) => {
                self.overrides.insert(stamp.seq, (shift.clone(), at));
            }
            Deed::DropOverride { id } => {
                self.overrides.remove(id);
            }
            Deed::Swap(swap) => self.swaps.push(Swap {
                id: stamp.seq,
                ..swap.clone()
            }),
            Deed::DecideSwap { swap, approve } => {
                if let Some(s) = self.swaps.iter_mut().find(|s| s.id == *swap) {
                    s.decided = Some((stamp.by.clone(), *approve));
                }
            }
            _ => return false,
        }
        true
    }

    fn take_round(&mut self, deed: &Deed, stamp: &Stamp) -> bool {
        match deed {
            Deed::Report {
                unit,
                slot,
                content,
            } => {
                let value = (stamp.clone(), content.clone());
                self.reports.entry((*unit, *slot)).or_insert(value);
            }
            Deed::Screening { unit, round, from } => {
                self.screenings.insert(*unit, (*round, *from));
            }
            Deed::Screened {
                unit,
                until,
                content,
            } => {
                let value = (stamp.clone(), content.clone());
                self.screened.entry((*unit, *until)).or_insert(value);
            }
            _ => return false,
        }
        true
    }

    fn take_urgent(&mut self, deed: &Deed, stamp: &Stamp) -> bool {
        let mut with = |of: i64, change: &dyn Fn(&mut UrgentRecord)| {
            if let Some(u) = self.urgent.iter_mut().find(|u| u.stamp.seq == of) {
                change(u);
            }
        };
        match deed {
            Deed::Urgent { what, place } => self.urgent.push(UrgentRecord {
                stamp: stamp.clone(),
                what: what.clone(),
                place: place.clone(),
                calls: Vec::new(),
                follow_ups: Vec::new(),
                next: stamp.at.date().succ_opt(),
            }),
            Deed::UrgentCall {
                of,
                at,
                called,
                outcome,
            } => with(*of, &|u| {
                u.calls.push((stamp.clone(), *at, *called, outcome.clone()));
            }),
            Deed::UrgentFollowUp { of, outcome, next } => with(*of, &|u| {
                u.follow_ups.push((stamp.clone(), outcome.clone()));
                u.next = *next;
            }),
            _ => return false,
        }
        true
    }

    fn take_handover(&mut self, deed: &Deed, stamp: &Stamp) -> bool {
        let at = stamp.at;
        let mut with = |of: i64, change: &dyn Fn(&mut HandoverRecord)| {
            if let Some(h) = self.handovers.iter_mut().find(|h| h.stamp.seq == of) {
                change(h);
            }
        };
        match deed {
            Deed::Handover { from, to, lines } => self.handovers.push(HandoverRecord {
                stamp: stamp.clone(),
                from: *from,
                to: *to,
                outline: Some(Arc::new(Outline::of(lines))),
                touched: BTreeSet::new(),
                outgoing: None,
                incoming: None,
            }),
            Deed::Touch { of, line } => with(*of, &|h| {
                h.touched.insert(*line);
            }),
            Deed::Sign { of, incoming, who } => {
                with(*of, &|h| {
                    let side = if *incoming {
                        &mut h.incoming
                    } else {
                        &mut h.outgoing
                    };
                    side.get_or_insert((who.clone(), at));
                });
                // A code is good for one signature.
                self.codes.retain(|(owner, ..)| owner != who);
            }
            Deed::Code { digest, until } => {
                self.codes.retain(|(owner, ..)| *owner != stamp.by);
                let owner = stamp.by.raw().to_owned();
                self.codes.push((owner, digest.clone(), *until));
            }
            _ => return false,
        }
        true
    }

    fn take_watch(&mut self, deed: &Deed, stamp: Stamp) {
        match deed {
            Deed::CheckIn { note } => self.check_ins.push((stamp, note.clone())),
            Deed::Log { at, text, unusual } => self.log.push(LogLine {
                at: *at,
                text: text.clone(),
                unusual: *unusual,
                corrections: Vec::new(),
                stamp,
            }),
            Deed::CorrectLog { of, text } => {
                if let Some(line) = self.log.iter_mut().find(|l| l.stamp.seq == *of) {
                    line.corrections.push((stamp, text.clone()));
                }
            }
            Deed::Account { key } => {
                self.accounts.entry(key.clone()).or_insert(stamp);
            }
            Deed::Acknowledge { key } => {
                self.seen.insert(key.clone(), stamp);
            }
            _ => {}
        }
    }
}
