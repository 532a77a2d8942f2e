//! A sheet that is being filled in, kept in the store while it is typed: neither a cut line nor a
//! locked screen costs a word of it. The draft belongs to one operator and to what the sheet is about;
//! the write that the sheet becomes takes it away in the same transaction ([`Do::Finish`]), so that a
//! cut between the two leaves either the draft or the record, never both. Intakes, of which several lie
//! open at once, have drafts of their own (`rooms/intake`).

use crate::flow::view::SavedDraft;
use crate::flow::{Answer, Ask, Do, Effect, Reply, Ticket};
use crate::forms::{Form, Kept};
use crate::rooms::{Cx, Order, Tone, failed};
use crate::words::{Outside, Sentence, Word};

/// Milliseconds between a change and its keeping.
const SOON: u64 = 150;

const EARLIER: Word = Word::new("上次没写完的", "What was typed before");
const UNREADABLE: Word = Word::new(
    "上次没写完的这张表读不出来；没有改动它。请重新填写。",
    "What was typed into this sheet before cannot be read; it was left alone. Please fill it in again.",
);

/// The keeping of one sheet.
#[derive(Clone, Debug)]
pub struct Drafting {
    id: String,
    title: Sentence,
    /// What stood there before anything was typed: that alone is not worth keeping.
    blank: Kept,
    /// What the store holds; `None` while it holds nothing.
    stored: Option<String>,
    /// The write under way: its ticket and what the store holds after it.
    writing: Option<(Ticket, Option<String>)>,
    /// The question what was typed before. Nothing is written until it is answered.
    fetching: Option<Ticket>,
    /// True while a wake is on its way.
    is_woken: bool,
    /// True once it was said that nothing could be kept.
    is_failing: bool,
}

impl Drafting {
    /// Begins the keeping of a fresh form, and asks what was typed into it before. `about` names what
    /// the sheet is about, the same at every opening: `case/12/note`.
    #[must_use]
    pub fn begin(about: &str, title: Sentence, form: &Form, cx: &Cx<'_>) -> (Self, Order) {
        let login = &cx.office.operator.login;
        let id = format!("{}{login}/{about}", SavedDraft::SHEET);
        let mut ticket = Ticket::default();
        let order = cx.ask(&mut ticket, Ask::Draft(id.clone()));
        let new = Self {
            id,
            title,
            blank: form.keep(),
            stored: None,
            writing: None,
            fetching: Some(ticket),
            is_woken: false,
            is_failing: false,
        };
        (new, order)
    }

    /// Asks for one tick soon, after a change; once.
    pub fn wake(&mut self) -> Option<Order> {
        (!std::mem::replace(&mut self.is_woken, true)).then_some(Order::World(Effect::Wake(SOON)))
    }

    /// Keeps the form if the store does not have it as it stands: its words, the field in focus and
    /// the cursor. One write at a time, unless in a `hurry` (the terminal is going).
    pub fn keep(&mut self, form: &Form, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        self.is_woken = false;
        if !hurry && (self.writing.is_some() || self.fetching.is_some()) {
            return None;
        }
        let kept = form.keep();
        let body = (!same_words(&kept, &self.blank))
            .then(|| serde_json::to_string(&kept).unwrap_or_default());
        let known = self.writing.as_ref().map_or(&self.stored, |(_, w)| w);
        if body == *known {
            return None;
        }
        let order = match &body {
            Some(body) => Do::SaveDraft(SavedDraft {
                id: self.id.clone(),
                title: Outside::from(self.title.say(cx.lang)),
                body: body.clone(),
                at: cx.now,
                before: String::new(),
            }),
            None => Do::DropDraft(self.id.clone()),
        };
        let mut ticket = Ticket::default();
        let order = cx.perform(&mut ticket, order);
        self.writing = Some((ticket, body));
        Some(order)
    }

    /// The write that the sheet becomes: the draft goes with it, or stays when it is refused.
    #[must_use]
    pub fn finish(&self, order: Do) -> Do {
        Do::Finish(self.id.clone(), Box::new(order))
    }

    /// The sheet is given up: its draft goes. `None` when there is none.
    #[must_use]
    pub fn discard(self, cx: &Cx<'_>) -> Option<Order> {
        let is_kept = self.stored.is_some() || self.writing.is_some();
        is_kept.then(|| cx.perform(&mut Ticket::default(), Do::DropDraft(self.id)))
    }

    /// An answer; `None` when it is for somebody else.
    pub fn take(
        &mut self,
        ticket: Ticket,
        answer: &Answer,
        form: &mut Form,
        cx: &Cx<'_>,
    ) -> Option<Vec<Order>> {
        if self.fetching == Some(ticket) {
            self.fetching = None;
            return Some(match answer {
                Ok(Reply::Draft(Some(saved))) => self.back(saved, form, cx),
                Ok(_) => Vec::new(),
                Err(trouble) => vec![failed(trouble)],
            });
        }
        let (_, body) = self.writing.take_if(|(t, _)| *t == ticket)?;
        match answer {
            Ok(_) => {
                self.stored = body;
                self.is_failing = false;
                Some(Vec::new())
            }
            // Said once, and tried again at the next tick.
            Err(trouble) => {
                let first = !std::mem::replace(&mut self.is_failing, true);
                Some(first.then(|| failed(trouble)).into_iter().collect())
            }
        }
    }

    /// What was typed before comes back, with the field and the cursor. Into a form that somebody has
    /// begun to fill meanwhile it does not: then it is shown, to be read and copied.
    fn back(&mut self, saved: &SavedDraft, form: &mut Form, cx: &Cx<'_>) -> Vec<Order> {
        let Ok(kept) = serde_json::from_str::<Kept>(&saved.body) else {
            return vec![Order::Toast(Tone::Bad, UNREADABLE.into())];
        };
        self.stored = Some(saved.body.clone());
        if !same_words(&form.keep(), &self.blank) {
            let words = kept.values.values().map(|v| v.text.clone());
            return vec![shown(words)];
        }
        let left = form.restore(&kept);
        // It is still unfinished: whoever leaves it is asked as if they had just typed it.
        form.mark_saved(u64::MAX);
        let mut orders = vec![Order::Toast(Tone::Plain, came_back(saved, cx))];
        if !left.is_empty() {
            orders.push(shown(left.into_iter().map(|(_, text)| text)));
        }
        orders
    }
}

/// Whether two forms say the same, wherever their cursors stand.
fn same_words(one: &Kept, other: &Kept) -> bool {
    let words = |kept: &Kept| -> Vec<(String, String)> {
        let all = kept.values.iter();
        all.map(|(key, v)| (key.clone(), v.text.clone())).collect()
    };
    words(one) == words(other)
}

/// Words that the form has no place for.
fn shown(words: impl Iterator<Item = String>) -> Order {
    let lines: Vec<String> = words.filter(|text| !text.trim().is_empty()).collect();
    Order::Paper(EARLIER.into(), lines.join("\n"), String::new())
}

fn came_back(saved: &SavedDraft, cx: &Cx<'_>) -> Sentence {
    let at = moment(saved, cx);
    say!(
        "接着上次没写完的（{at}存）。",
        "Going on with what was typed before (kept {at})."
    )
}

/// When a draft was kept: the hour, with the day unless it was today.
fn moment(saved: &SavedDraft, cx: &Cx<'_>) -> String {
    let at = saved.at.with_timezone(cx.now.offset());
    let today = at.date_naive() == cx.now.date_naive();
    at.format(if today { "%H:%M" } else { "%m-%d %H:%M" })
        .to_string()
}
