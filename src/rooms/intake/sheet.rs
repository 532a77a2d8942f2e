//! One open intake: the form, what was kept of it and when, and orders that are still under way.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{form, written};
use crate::domain::category::Proposal;
use crate::domain::office::Office;
use crate::flow::view::{SavedDraft, Spent};
use crate::flow::{Do, Ticket};
use crate::forms::{Form, Kept};
use crate::rooms::{Cx, Order};
use crate::words::Sentence;

/// One open intake.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The draft's id, also unique on the petition that it becomes.
    pub id: String,
    /// The form.
    pub form: Form,
    /// When it was last kept; `None` while the store holds no copy.
    pub kept_at: Option<DateTime<FixedOffset>>,
    /// True when the last keeping failed; said once.
    pub is_failing: bool,
    /// What the words propose now.
    pub proposal: Proposal,
    /// True when words changed since the proposal was made.
    pub is_stale: bool,
    /// What somebody should look at after the registering under way.
    pub warning: Option<Sentence>,
    /// The saving under way: its ticket and the revision it carries.
    saving: Option<(Ticket, u64)>,
    /// The body that the store holds once all savings so far are done; empty while it holds none.
    held: String,
    /// What it held before the saving under way.
    prior: String,
    /// What it was kept as in a store that was replaced: a restore may have taken that along, and once it is
    /// kept anew it is the same words twice.
    former: Vec<Spent>,
    /// The registering under way: its ticket and the revision it carries.
    registering: Option<(Ticket, u64)>,
    /// Set by the first keeping that must go out although nothing changed (the focus moved).
    moved: bool,
}

impl Sheet {
    /// An empty form under a new id.
    #[must_use]
    pub fn fresh(id: String, office: &Office, today: NaiveDate) -> Self {
        Self::of(id, form::fresh(office, today))
    }

    fn of(id: String, form: Form) -> Self {
        Self {
            id,
            form,
            kept_at: None,
            is_failing: false,
            proposal: Proposal::default(),
            is_stale: true,
            warning: None,
            saving: None,
            held: String::new(),
            prior: String::new(),
            former: Vec::new(),
            registering: None,
            moved: false,
        }
    }

    /// A draft as it was kept: the same field, the same cursor. What the form has no field for is
    /// put at the end of the facts, so that no word is lost. `None` when it cannot be read. Which
    /// fields are asked is for `propose` to say.
    #[must_use]
    pub fn restored(saved: &SavedDraft, office: &Office) -> Option<Self> {
        let kept: Kept = serde_json::from_str(&saved.body).ok()?;
        let mut form = form::empty(office);
        // Nothing is hidden before the words have said which fields are asked: the cursor may stand there.
        form.hide_where(|_| false);
        let left = form.restore(&kept);
        if !left.is_empty() {
            let lines = left.iter().map(|(key, text)| format!("[{key}] {text}"));
            let facts = std::iter::once(form.value("facts").to_owned()).chain(lines);
            let facts = facts
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            form.set("facts", &facts);
        }
        let mut sheet = Self::of(saved.id.clone(), form);
        sheet.kept_at = Some(saved.at);
        sheet.held.clone_from(&saved.body);
        Some(sheet)
    }

    /// True when the store holds a copy.
    #[must_use]
    pub const fn is_stored(&self) -> bool {
        self.kept_at.is_some()
    }

    /// True when nothing is written down yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        form::is_blank(&self.form)
    }

    /// Notes that the focus or cursor moved: the next keeping carries it.
    pub fn note_move(&mut self) {
        self.moved = true;
    }

    /// True when the store does not have what stands here.
    #[must_use]
    pub fn wants_keeping(&self) -> bool {
        let changed = self.form.is_dirty() || (self.moved && self.is_stored());
        changed && (self.is_stored() || !self.is_blank())
    }

    /// True while the draft is on its way to the store as a petition.
    #[must_use]
    pub const fn is_registering(&self) -> bool {
        self.registering.is_some()
    }

    /// True when this ticket is the registering under way.
    #[must_use]
    pub fn is_registering_as(&self, ticket: Ticket) -> bool {
        self.registering.is_some_and(|(t, _)| t == ticket)
    }

    fn saved_draft(&mut self, now: DateTime<FixedOffset>) -> SavedDraft {
        let body = serde_json::to_string(&self.form.keep()).unwrap_or_default();
        let before = std::mem::replace(&mut self.held, body.clone());
        self.prior.clone_from(&before);
        SavedDraft {
            before,
            id: self.id.clone(),
            title: written::title(&self.form).into(),
            body,
            at: now,
        }
    }

    /// Keeps the draft if the store does not have it as it stands. One saving at a time: while one
    /// is under way the next waits for its answer, unless `hurry` (the terminal is going).
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        if !self.wants_keeping() || (self.saving.is_some() && !hurry) {
            return None;
        }
        let mut ticket = Ticket::default();
        let order = cx.perform(&mut ticket, Do::SaveDraft(self.saved_draft(cx.now)));
        self.saving = Some((ticket, self.form.revision()));
        self.moved = false;
        Some(order)
    }

    /// True when this ticket is the saving under way.
    #[must_use]
    pub fn is_saving(&self, ticket: Ticket) -> bool {
        self.saving.is_some_and(|(t, _)| t == ticket)
    }

    /// The saving under way is done; true when it had failed before.
    pub fn kept(&mut self, now: DateTime<FixedOffset>) {
        if let Some((_, revision)) = self.saving.take() {
            self.form.mark_saved(revision);
            self.kept_at = Some(now);
            self.is_failing = false;
        }
    }

    /// The saving under way failed; true when it is to be said: the first time.
    pub fn not_kept(&mut self) -> bool {
        self.saving = None;
        self.held = std::mem::take(&mut self.prior);
        !std::mem::replace(&mut self.is_failing, true)
    }

    /// As what it is kept in the store that holds it now, and as a restore would take that along.
    #[must_use]
    pub fn as_kept(&self) -> Vec<Spent> {
        let bodies = [Some(self.held.clone()), super::let_go(&self.held)];
        let mut bodies: Vec<String> = bodies.into_iter().flatten().collect();
        bodies.dedup();
        bodies.retain(|body| !body.is_empty());
        let of = |body| Spent {
            id: self.id.clone(),
            body,
        };
        bodies.into_iter().map(of).collect()
    }

    /// Goes on in another store, where a restore may have taken along what it was kept as before.
    pub fn follows(&mut self, former: Vec<Spent>) {
        self.former = former;
    }

    /// What it was kept as before, to be dropped now that it is kept anew; once.
    pub fn outlived(&mut self) -> Vec<Spent> {
        std::mem::take(&mut self.former)
    }

    /// Notes that the form as it stands is being registered.
    pub fn register(&mut self, ticket: Ticket) {
        self.registering = Some((ticket, self.form.revision()));
    }

    /// Ends the registering of this ticket; tells whether the form was changed meanwhile.
    pub fn registered(&mut self, ticket: Ticket) -> Option<bool> {
        let (mine, revision) = self.registering?;
        if mine != ticket {
            return None;
        }
        self.registering = None;
        Some(revision != self.form.revision())
    }

    /// Goes on under a new id, as a draft that the store has never seen.
    pub fn renew(&mut self, id: String) {
        self.id = id;
        self.kept_at = None;
        self.saving = None;
        self.held.clear();
        self.form.mark_saved(u64::MAX);
    }
}
