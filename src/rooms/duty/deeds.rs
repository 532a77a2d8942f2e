//! What each key of the duty room begins: a sheet, or an order at once; and why it is closed here.

use super::about::About;
use super::fields;
use super::lines::Item;
use super::sheet::Sheet;
use super::tab::Tab;
use super::{Duty, words as w};
use crate::domain::duty::deed::Deed;
use crate::domain::duty::handed::HandoverRecord;
use crate::domain::duty::owed::DeskDuty;
use crate::domain::obligation::Kind;
use crate::domain::rights::Deed as Right;
use crate::flow::duty::DutyOrder;
use crate::flow::{Do, Route};
use crate::keys::Action;
use crate::rooms::{Cx, Order};
use crate::words::Word;

impl Duty {
    /// Begins what a key means in the part in sight.
    pub(super) fn begin(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        if action == Action::TakeCode {
            return vec![cx.perform(&mut self.code, Do::DutyCode)];
        }
        if let Some(deed) = self.at_once(action, cx) {
            return vec![cx.perform(&mut self.ordered, Do::Duty(DutyOrder::plain(deed)))];
        }
        let item = self.chosen(cx);
        if action == Action::MakePetition {
            return self.petition_of(&item).into_iter().collect();
        }
        if action == Action::Open
            && let Item::Duty(key) = &item
            && let Some(tab) = self.duty(key).and_then(|d| lies_in(d.obligation.kind))
        {
            self.turn(tab, cx);
            return Vec::new();
        }
        let Some(about) = self.about(action, &item) else {
            return Vec::new();
        };
        let drops = matches!(about, About::Drop(_));
        let mut sheet = Sheet::new(about, &self.board, cx);
        self.lay(&mut sheet, &item);
        let asked = sheet.begin_keeping(cx);
        self.sheet = Some(Box::new(sheet));
        if drops {
            return self.submit(cx);
        }
        asked.into_iter().collect()
    }

    /// What needs no sheet: a decision on a swap, a draft, a line looked at.
    fn at_once(&self, action: Action, cx: &Cx<'_>) -> Option<Deed> {
        Some(match (action, self.chosen(cx)) {
            (Action::ApproveSwap | Action::RefuseSwap, Item::Swap(swap)) => Deed::DecideSwap {
                swap,
                approve: action == Action::ApproveSwap,
            },
            (Action::AddEntry | Action::Open, Item::ToDraft(to)) => Deed::Handover {
                from: to,
                to,
                lines: Vec::new(),
            },
            (Action::AddEntry, _) if self.tabs.here == Tab::Handover => self.redraft()?,
            (Action::Open | Action::Mark, Item::Touch(of, line)) => Deed::Touch { of, line },
            _ => return None,
        })
    }

    /// The newest handover that nobody signed yet, drafted again.
    fn redraft(&self) -> Option<Deed> {
        let open = |h: &&HandoverRecord| h.outgoing.is_none() && h.incoming.is_none();
        let last = self.board.book.handovers.iter().rfind(open)?;
        Some(Deed::Handover {
            from: last.to,
            to: last.to,
            lines: Vec::new(),
        })
    }

    /// Somebody asks for what was found as a dispute: to the intake, with its matter laid in.
    fn petition_of(&self, item: &Item) -> Option<Order> {
        let Item::Dispute(of) = item else { return None };
        let all = &self.board.book.disputes;
        let d = &all.iter().find(|d| d.stamp.seq == *of)?.dispute;
        let route = Route::IntakeOf(*of, d.matter.clone(), d.place.clone());
        Some(Order::Go(route))
    }

    /// True for a dispute that waits to be settled.
    fn is_open_dispute(&self, item: &Item) -> bool {
        let Item::Dispute(of) = item else {
            return false;
        };
        let all = &self.board.book.disputes;
        let found = all.iter().find(|d| d.stamp.seq == *of);
        found.is_some_and(|d| d.petition.is_none() && d.outcome.is_none())
    }

    fn duty(&self, key: &str) -> Option<&DeskDuty> {
        self.board.duties.iter().find(|d| d.key == key)
    }

    /// The sheet of a key, by the part in sight and the chosen line.
    fn about(&self, action: Action, item: &Item) -> Option<About> {
        let here = self.tabs.here;
        Some(match (action, item) {
            (Action::OverrideShift, _) | (Action::Open, Item::Template(_) | Item::Override(_)) => {
                About::Override
            }
            (Action::AskSwap, _) => About::Swap,
            (Action::AccountFor, Item::Duty(key)) => About::Account(key.clone()),
            (Action::AcknowledgeDuty, Item::Duty(key)) => About::Seen(key.clone()),
            (Action::AddEntry | Action::Open, Item::Report(unit, slot)) => {
                About::Report(*unit, *slot)
            }
            (Action::AddEntry | Action::Open, Item::Round(unit, until)) => {
                About::Round(*unit, *until)
            }
            (Action::Open, Item::Duty(key)) => self.answer_to(key)?,
            (Action::Open, Item::Gap(..)) => About::Shift,
            (Action::ChangeEntry | Action::Open, Item::Shift(id)) => About::EditShift(*id),
            (Action::ChangeEntry | Action::Open, Item::Log(of)) => About::CorrectLog(*of),
            (Action::ChangeEntry | Action::Open, Item::Period(id)) => About::Move(*id),
            (Action::ChangeEntry | Action::Open, Item::Dispute(of)) => About::Settle(*of),
            (Action::PublishHours, Item::Period(id)) => About::Hours(*id),
            (
                Action::SignHandover,
                Item::Handover(id) | Item::Touch(id, _) | Item::Unread(id, _),
            ) => About::Sign(*id),
            (Action::DropEntry, Item::Shift(shift)) => {
                About::Drop(Deed::DropShift { shift: *shift })
            }
            (Action::DropEntry, Item::Override(id)) => About::Drop(Deed::DropOverride { id: *id }),
            (Action::DropEntry, Item::Period(id)) => About::End(*id),
            (Action::AddEntry, _) => match here {
                Tab::Now => About::CheckIn,
                Tab::Rota => About::Shift,
                Tab::Log => About::Log,
                Tab::Disputes => About::Dispute,
                Tab::Periods => About::Declare,
                Tab::Reports | Tab::Handover => return None,
            },
            _ => return None,
        })
    }

    /// What meets a duty of the desk.
    fn answer_to(&self, key: &str) -> Option<About> {
        let duty = self.duty(key)?;
        let o = &duty.obligation;
        Some(match o.kind {
            Kind::CheckIn => About::CheckIn,
            Kind::ZeroReport => About::Report(o.owed_by, duty.due),
            Kind::ScreeningReport => About::Round(o.owed_by, o.due.effective),
            Kind::UrgentFollowUp => About::FollowUp(o.since),
            Kind::PublishHours => About::Hours(o.since),
            _ => About::Seen(key.to_owned()),
        })
    }

    /// Lays the chosen stretch into a new shift or override.
    fn lay(&self, sheet: &mut Sheet, item: &Item) {
        let form = &mut sheet.form;
        match (&sheet.about, item) {
            (About::Shift | About::Override, Item::Gap(from, to)) => {
                fields::set_interval(form, *from, *to);
                form.focus("leader");
            }
            (About::Override, Item::Shift(id)) => {
                if let Some((shift, _)) = self.board.book.shifts.get(id) {
                    fields::set_shift(form, shift);
                }
            }
            (About::Override, Item::Override(id)) => {
                if let Some((shift, _)) = self.board.book.overrides.get(id) {
                    fields::set_shift(form, shift);
                }
            }
            _ => {}
        }
    }

    /// The right that a key asks for in the part in sight, in the table of rights.
    pub(super) const fn right_of(&self, action: Action) -> Option<Right> {
        Some(match (action, self.tabs.here) {
            (
                Action::OverrideShift
                | Action::ApproveSwap
                | Action::RefuseSwap
                | Action::AccountFor,
                _,
            )
            | (Action::AddEntry | Action::ChangeEntry | Action::DropEntry, Tab::Rota) => {
                Right::Rota
            }
            (
                Action::AskSwap | Action::SignHandover | Action::TakeCode | Action::PublishHours,
                _,
            )
            | (Action::AddEntry, Tab::Now | Tab::Handover)
            | (Action::AddEntry | Action::ChangeEntry, Tab::Log) => Right::Duty,
            (Action::AddEntry | Action::ChangeEntry | Action::DropEntry, Tab::Periods) => {
                Right::Period
            }
            (Action::AcknowledgeDuty | Action::MakePetition, _)
            | (Action::AddEntry | Action::ChangeEntry, Tab::Disputes)
            | (Action::AddEntry, Tab::Reports) => Right::Report,
            _ => return None,
        })
    }

    /// Why a key does nothing here.
    pub(super) fn closed(&self, action: Action, cx: &Cx<'_>) -> Option<Word> {
        let (here, item) = (self.tabs.here, self.chosen(cx));
        let open = match action {
            Action::NextWeek | Action::PreviousWeek | Action::OverrideShift | Action::AskSwap => {
                (here == Tab::Rota, w::NOT_HERE)
            }
            Action::ApproveSwap | Action::RefuseSwap => {
                (matches!(item, Item::Swap(_)), w::CHOOSE_SWAP)
            }
            Action::AccountFor | Action::AcknowledgeDuty => {
                (matches!(item, Item::Duty(_)), w::CHOOSE_DUTY)
            }
            Action::SignHandover => (
                matches!(item, Item::Handover(_) | Item::Touch(..) | Item::Unread(..)),
                w::CHOOSE_HANDOVER,
            ),
            Action::MakePetition => (self.is_open_dispute(&item), w::CHOOSE_OPEN_DISPUTE),
            Action::PublishHours => (matches!(item, Item::Period(_)), w::CHOOSE_PERIOD),
            Action::ChangeEntry => match here {
                Tab::Rota => (matches!(item, Item::Shift(_)), w::CHOOSE_SHIFT),
                Tab::Log => (matches!(item, Item::Log(_)), w::CHOOSE_ENTRY),
                Tab::Periods => (matches!(item, Item::Period(_)), w::CHOOSE_PERIOD),
                Tab::Disputes => (matches!(item, Item::Dispute(_)), w::CHOOSE_DISPUTE),
                _ => (false, w::NOT_HERE),
            },
            Action::DropEntry => match here {
                Tab::Rota => (
                    matches!(item, Item::Shift(_) | Item::Override(_)),
                    w::CHOOSE_TAKEN,
                ),
                Tab::Periods => (matches!(item, Item::Period(_)), w::CHOOSE_PERIOD),
                _ => (false, w::NOT_HERE),
            },
            Action::AddEntry => match here {
                Tab::Reports => (
                    matches!(item, Item::Report(..) | Item::Round(..)),
                    w::CHOOSE_REPORT,
                ),
                Tab::Handover => (
                    matches!(item, Item::ToDraft(_)) || self.redraft().is_some(),
                    w::NO_DRAFT,
                ),
                _ => return None,
            },
            _ => return None,
        };
        (!open.0).then_some(open.1)
    }
}

/// The part in which a kind of duty is met.
const fn lies_in(kind: Kind) -> Option<Tab> {
    match kind {
        Kind::Handover => Some(Tab::Handover),
        Kind::RotaGap => Some(Tab::Rota),
        _ => None,
    }
}
