//! A sheet that is being filled in, kept in the store while it is typed: neither a cut line nor a
//! locked screen costs a word of it. The draft belongs to one operator and to what the sheet is about;
//! the write that the sheet becomes takes it away in the same transaction ([`Do::Finish`]), so that a
//! cut between the two leaves either the draft or the record, never both. Where one operator fills in a
//! sheet at two seats, each has its own draft: neither is written over, and either can be turned to.
//! Intakes, of which several lie open at once, have drafts of their own (`rooms/intake`).

use crate::flow::view::{SavedDraft, Spent};
use crate::flow::{Answer, Ask, Do, Effect, Reply, Ticket};
use crate::forms::{Form, Kept};
use crate::rooms::{Cx, Order, Tone, failed};
use crate::words::{Lang, Outside, Sentence, Word};

/// Milliseconds between a change and its keeping.
const SOON: u64 = 150;

const EARLIER: Word = Word::new("上次没写完的", "What was typed before");
const UNREADABLE: Word = Word::new(
    "上次没写完的这张表读不出来；没有改动它。请重新填写。",
    "What was typed into this sheet before cannot be read; it was left alone. Please fill it in again.",
);
const TWO_SEATS: Word = Word::new(
    "这张表在另一座位也在写：两边的字都分开留着，没有互相覆盖。Alt-→ 换看另一份。",
    "This sheet is being written at another seat too: both are kept apart, neither was overwritten. Alt-Right turns to the other.",
);
/// Why there is nothing to accept.
pub const NO_PROPOSAL: Word = Word::new("这张表没有建议。", "Nothing is proposed on this form.");
/// Why there is nothing to turn to.
pub const NO_OTHER: Word = Word::new(
    "这张表没有另一份没写完的。",
    "There is no other unfinished one of this sheet.",
);

/// What a sheet was begun from: a field that is kept with what was typed, so that a sheet that comes back knows
/// it; nobody typed it and nobody sees it.
pub const BEGUN: &str = "begun";

/// Stands between the names of a sheet in the two languages.
const TONGUES: char = '␟';

/// The title of a sheet as it is kept: in both languages, for it may be read in the other.
fn titled(title: &Sentence) -> Outside {
    let (zh, en) = (title.say(Lang::Zh), title.say(Lang::En));
    Outside::from(format!("{zh}{TONGUES}{en}").as_str())
}

/// Of a sheet's kept title, as it is shown, what stands in this language.
#[must_use]
pub fn in_tongue(title: &str, lang: Lang) -> &str {
    match (title.split_once(TONGUES), lang) {
        (Some((zh, _)), Lang::Zh) => zh,
        (Some((_, en)), Lang::En) => en,
        // From before both were kept.
        (None, _) => title,
    }
}

/// The keeping of one sheet.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts of one keeping, each true or not whatever the others are"
)]
pub struct Drafting {
    /// What the sheet is: the same at every opening.
    base: String,
    /// Under which id what stands here is kept.
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
    /// How many others are known to lie unfinished.
    others: usize,
    /// True while another is to be turned to.
    is_turning: bool,
    /// True when another seat may have taken away what the store held.
    is_unsure: bool,
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
        let base = format!("{}{login}/{about}", SavedDraft::SHEET);
        let mut ticket = Ticket::default();
        let order = cx.ask(&mut ticket, Ask::Sheet(base.clone()));
        let new = Self {
            id: base.clone(),
            base,
            title,
            blank: form.keep(),
            stored: None,
            writing: None,
            fetching: Some(ticket),
            others: 0,
            is_turning: false,
            is_unsure: false,
            is_woken: false,
            is_failing: false,
        };
        (new, order)
    }

    /// Asks for one tick soon, after a change; once.
    pub fn wake(&mut self) -> Option<Order> {
        (!std::mem::replace(&mut self.is_woken, true)).then_some(Order::World(Effect::Wake(SOON)))
    }

    /// What the store holds once the write under way is done.
    fn known(&self) -> Option<&String> {
        self.writing
            .as_ref()
            .map_or(self.stored.as_ref(), |(_, body)| body.as_ref())
    }

    /// The draft as this session knows it.
    fn spent(&self) -> Spent {
        Spent {
            id: self.id.clone(),
            body: self.known().cloned().unwrap_or_default(),
        }
    }

    /// What stands in the form, in words, under the sheet's own title; nothing when nothing was typed.
    #[must_use]
    pub fn typed(&self, form: &Form, lang: Lang) -> Option<String> {
        if same_words(&form.keep(), &self.blank) {
            return None;
        }
        let filled = form.slots().iter().filter(|slot| !slot.hidden);
        let lines = filled.filter(|s| !s.value().trim().is_empty()).map(|slot| {
            let chosen = form.chosen(&slot.key);
            let value = chosen.map_or(slot.value(), |choice| choice.label.say(lang));
            format!("{}：{value}", slot.field.label.say(lang))
        });
        let title = format!("【{}】", self.title.say(lang));
        let all: Vec<String> = std::iter::once(title).chain(lines).collect();
        Some(all.join("\n"))
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
        let unsure = std::mem::take(&mut self.is_unsure) && body.is_some();
        if body.as_ref() == self.known() && !unsure {
            return None;
        }
        let before = self.spent();
        let order = match &body {
            Some(body) => Do::SaveDraft(SavedDraft {
                id: before.id,
                title: titled(&self.title),
                body: body.clone(),
                at: cx.now,
                before: before.body,
            }),
            None => Do::DropSheet(before),
        };
        let mut ticket = Ticket::default();
        let order = cx.perform(&mut ticket, order);
        self.writing = Some((ticket, body));
        Some(order)
    }

    /// The write that the sheet becomes: the draft goes with it, or stays when it is refused.
    #[must_use]
    pub fn finish(&self, order: Do) -> Do {
        Do::Finish(self.spent(), Box::new(order))
    }

    /// The write that the sheet was to become was refused: what stands here is kept again, for another
    /// seat may have taken the draft away with what it recorded.
    pub fn refused(&mut self) -> Option<Order> {
        self.is_unsure = true;
        self.wake()
    }

    /// What was typed is on record, and the next of the kind begins in an empty form.
    pub fn anew(&mut self, form: &Form) {
        self.blank = form.keep();
        self.id.clone_from(&self.base);
        (self.stored, self.writing) = (None, None);
        (self.is_unsure, self.is_turning) = (false, false);
    }

    /// The sheet is given up: its draft goes. `None` when there is none.
    #[must_use]
    pub fn discard(self, cx: &Cx<'_>) -> Option<Order> {
        let is_kept = self.stored.is_some() || self.writing.is_some();
        is_kept.then(|| cx.perform(&mut Ticket::default(), Do::DropSheet(self.spent())))
    }

    /// True when another unfinished one of this sheet is known.
    #[must_use]
    pub const fn has_others(&self) -> bool {
        self.others > 0
    }

    /// Turns to another unfinished one of this sheet; what stands here is kept first.
    pub fn turn(&mut self, form: &Form, cx: &Cx<'_>) -> Vec<Order> {
        if self.fetching.is_some() {
            return Vec::new();
        }
        self.is_turning = true;
        if self.writing.is_some() {
            return Vec::new();
        }
        let kept = self.keep(form, cx, false);
        vec![kept.unwrap_or_else(|| self.ask(cx))]
    }

    fn ask(&mut self, cx: &Cx<'_>) -> Order {
        let mut ticket = Ticket::default();
        let order = cx.ask(&mut ticket, Ask::Sheet(self.base.clone()));
        self.fetching = Some(ticket);
        order
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
            let turning = std::mem::take(&mut self.is_turning);
            return Some(match answer {
                Ok(Reply::Sheet(rows)) if turning => self.turned(rows, form, cx),
                Ok(Reply::Sheet(rows)) => self.back(rows, form, cx),
                Ok(_) => Vec::new(),
                Err(trouble) => vec![failed(trouble)],
            });
        }
        let (_, body) = self.writing.take_if(|(t, _)| *t == ticket)?;
        match answer {
            Ok(reply) => {
                self.stored = body;
                self.is_failing = false;
                let mut orders = Vec::new();
                if let Reply::DraftKept(id) = reply
                    && *id != self.id
                {
                    self.id.clone_from(id);
                    self.others += 1;
                    orders.push(Order::Toast(Tone::Plain, TWO_SEATS.into()));
                }
                if self.is_turning {
                    orders.push(self.ask(cx));
                }
                Some(orders)
            }
            // Said once, and tried again at the next tick.
            Err(trouble) => {
                self.is_turning = false;
                let first = !std::mem::replace(&mut self.is_failing, true);
                Some(first.then(|| failed(trouble)).into_iter().collect())
            }
        }
    }

    /// What was typed before comes back, with the field and the cursor. Into a form that somebody has
    /// begun to fill meanwhile it does not: then it is shown, to be read and copied, and stays.
    fn back(&mut self, rows: &[SavedDraft], form: &mut Form, cx: &Cx<'_>) -> Vec<Order> {
        let Some(saved) = rows.first() else {
            return Vec::new();
        };
        self.others = rows.len() - 1;
        let Ok(kept) = serde_json::from_str::<Kept>(&saved.body) else {
            return vec![Order::Toast(Tone::Bad, UNREADABLE.into())];
        };
        if !same_words(&form.keep(), &self.blank) {
            self.others = rows.len();
            let words = kept.values.into_iter().map(|(key, v)| (key, v.text));
            return vec![shown(words)];
        }
        self.lay(saved, &kept, form, cx)
    }

    /// The one after what stands here, unless somebody wrote on meanwhile.
    fn turned(&mut self, rows: &[SavedDraft], form: &mut Form, cx: &Cx<'_>) -> Vec<Order> {
        let here = form.keep();
        let unkept = match &self.stored {
            Some(body) => serde_json::from_str::<Kept>(body).is_ok_and(|b| !same_words(&b, &here)),
            None => !same_words(&self.blank, &here),
        };
        if unkept {
            return self.wake().into_iter().collect();
        }
        let mut ids: Vec<&SavedDraft> = rows.iter().filter(|r| r.id != self.id).collect();
        ids.sort_by(|a, b| a.id.cmp(&b.id));
        self.others = ids.len();
        let next = ids.iter().find(|r| r.id > self.id).or(ids.first());
        let Some(saved) = next else {
            return vec![Order::Toast(Tone::Plain, NO_OTHER.into())];
        };
        if self.stored.is_none() {
            self.others -= 1;
        }
        match serde_json::from_str::<Kept>(&saved.body) {
            Ok(kept) => self.lay(saved, &kept, form, cx),
            Err(_) => vec![Order::Toast(Tone::Bad, UNREADABLE.into())],
        }
    }

    /// Lays what was kept into the form.
    fn lay(&mut self, saved: &SavedDraft, kept: &Kept, form: &mut Form, cx: &Cx<'_>) -> Vec<Order> {
        self.id.clone_from(&saved.id);
        self.stored = Some(saved.body.clone());
        let left = form.restore(kept);
        // It is still unfinished: whoever leaves it is asked as if they had just typed it.
        form.mark_saved(u64::MAX);
        let mut orders = vec![Order::Toast(Tone::Plain, came_back(saved, self.others, cx))];
        if !left.is_empty() {
            orders.push(shown(left.into_iter()));
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
fn shown(words: impl Iterator<Item = (String, String)>) -> Order {
    let typed = words.filter(|(key, text)| key != BEGUN && !text.trim().is_empty());
    let lines: Vec<String> = typed.map(|(_, text)| text).collect();
    Order::Paper(EARLIER.into(), lines.join("\n"), String::new())
}

fn came_back(saved: &SavedDraft, others: usize, cx: &Cx<'_>) -> Sentence {
    let at = moment(saved, cx);
    let mut said = say!(
        "接着上次没写完的（{at}存）。",
        "Going on with what was typed before (kept {at})."
    );
    if others > 0 {
        said.push(&say!(
            "另有{others}份，Alt-→ 换看。",
            " {others} more: Alt-Right."
        ));
    }
    said
}

/// When a draft was kept: the hour, with the day unless it was today.
fn moment(saved: &SavedDraft, cx: &Cx<'_>) -> String {
    let at = saved.at.with_timezone(cx.now.offset());
    let today = at.date_naive() == cx.now.date_naive();
    at.format(if today { "%H:%M" } else { "%m-%d %H:%M" })
        .to_string()
}
