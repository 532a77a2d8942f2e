//! The record of an emergency being written: who called whom when, and what came of it, call by call.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::domain::duty::deed::{Called, Deed};
use crate::domain::fault::Fault;
use crate::domain::name::narrow;
use crate::flow::view::SavedDraft;
use crate::forms::{Choice, Field, FieldKind, Form, Part};
use crate::look::{Look, Role, Side, cut};
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order};
use crate::widgets::{Caret, form_view};
use crate::words::{Place, Sentence, visible};

/// How the names of its drafts begin.
const URGENT: &str = "urgent/";

/// What is asked of one call.
const FIELDS: [Field; 3] = [
    Field::new("at", "几点几分", "time", FieldKind::Text)
        .must()
        .hint("例：10:32", "e.g. 10:32"),
    Field::new("called", "打给谁", "called", FieldKind::Choice)
        .must()
        .hint("F4 选择", "F4 to choose"),
    Field::new("outcome", "情况和结果", "outcome", FieldKind::Area(3)).hint(
        "谁打的、怎么答复的、人怎么样了；不写无关的个人信息",
        "who called, what was answered, how the person is; nothing that is not needed",
    ),
];

/// A record that stands open at the desk.
pub struct Record {
    id: i64,
    opened: NaiveDateTime,
    calls: Vec<Sentence>,
    pub form: Form,
    /// The call that is on its way to the store.
    sent: Option<Sentence>,
    /// True once somebody was told that typed text is not kept yet.
    pub warned: bool,
    /// How the call is kept while it is typed.
    pub drafting: Drafting,
    /// The revision of the form that was last seen to.
    seen_to: u64,
}

/// A record as the book has it: number, instant, the calls on it.
pub type Begun = (i64, NaiveDateTime, Vec<(NaiveDateTime, Called)>);

impl Record {
    /// A record, with the question what was typed into it before.
    pub fn new((id, opened, calls): Begun, cx: &Cx<'_>) -> (Self, Order) {
        let form = blank(cx.now.naive_local());
        let title = say!(
            "紧急求助第{id}号的记录",
            "the record of urgent help no. {id}"
        );
        let (drafting, order) = Drafting::begin(&format!("{URGENT}{id}"), title, &form, cx);
        let calls = calls.into_iter().map(|(at, called)| line(at, called, ""));
        let new = Self {
            id,
            opened,
            calls: calls.collect(),
            seen_to: form.revision(),
            form,
            sent: None,
            warned: false,
            drafting,
        };
        (new, order)
    }

    /// Keeps what was typed, unless it is on its way to the store.
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        if self.sent.is_some() {
            return None;
        }
        self.drafting.keep(&self.form, cx, hurry)
    }

    /// Asks for a tick when something was typed.
    pub fn wake(&mut self) -> Option<Order> {
        let now = self.form.revision();
        let before = std::mem::replace(&mut self.seen_to, now);
        (before != now).then(|| self.drafting.wake()).flatten()
    }

    /// True when something is typed that is not kept yet.
    pub fn holds_text(&self) -> bool {
        self.sent.is_none() && !self.form.value("outcome").trim().is_empty()
    }

    /// What was typed as an event; `None` when faults are shown or a call is on its way.
    pub fn read(&mut self, now: NaiveDateTime) -> Option<Deed> {
        if self.sent.is_some() {
            return None;
        }
        let mut faults = Vec::new();
        let at = instant(self.form.value("at"), now);
        if at.is_none() {
            let why = say!("要写几点几分。", "The time is hours and minutes.");
            faults.push(Fault::refuse("at", "time", why, "10:32"));
        }
        let called = Called::parse(self.form.value("called"));
        if called.is_none() {
            let why = say!("要选打给谁。", "Choose who was called.");
            faults.push(Fault::refuse("called", "missing", why, ""));
        }
        self.form.set_faults(faults);
        let (at, called) = (at?, called?);
        let outcome = self.form.value("outcome").trim().to_owned();
        self.sent = Some(line(at, called, &outcome));
        Some(Deed::UrgentCall {
            of: self.id,
            at,
            called,
            outcome: outcome.into(),
        })
    }

    /// The store's answer to a call: kept, or not and the typed text stays.
    pub fn answered(&mut self, kept: bool, now: NaiveDateTime) -> Option<Order> {
        let line = self.sent.take()?;
        if !kept {
            return self.drafting.refused();
        }
        self.calls.push(line);
        self.form = blank(now);
        self.drafting.anew(&self.form);
        (self.warned, self.seen_to) = (false, self.form.revision());
        None
    }

    /// Draws the calls kept and the form for the next.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect) -> Caret {
        let (id, hour) = (self.id, self.opened.format("%m-%d %H:%M"));
        let head = say!(
            "第{id}号，{hour}开。带班领导已看到；明天要跟进。",
            "No. {id}, opened {hour}. The leader on duty sees it; a follow-up is due tomorrow."
        );
        let mut rows = look.wrap(head.say(look.lang), usize::from(area.width).max(1));
        let kept = self.calls.len().saturating_sub(4);
        for line in self.calls.iter().skip(kept) {
            let text = visible(line.say(look.lang), Place::Line);
            rows.push(look.truncate(&text, usize::from(area.width)));
        }
        let high = u16::try_from(rows.len()).unwrap_or(0);
        let (top, below) = cut(area, Side::Top, high.min(area.height.saturating_sub(5)));
        for (row, text) in (0..top.height).zip(&rows) {
            look.pen(buf, top, row).write(text, Role::Title);
        }
        form_view::draw(look, buf, below, &self.form, true)
    }

    /// Its keys.
    pub const fn keys() -> crate::words::Word {
        words::RECORD_KEYS
    }
}

/// A call in one line.
fn line(at: NaiveDateTime, called: Called, outcome: &str) -> Sentence {
    let (hour, whom) = (at.format("%H:%M"), called.word());
    let (zh, en) = (whom.zh, whom.en);
    say!("{hour} {zh} {outcome}", "{hour} {en} {outcome}")
}

/// The number of the record that the draft of this id belongs to.
pub fn of_draft(id: &str) -> Option<i64> {
    let (_, about) = SavedDraft::base(id)
        .strip_prefix(SavedDraft::SHEET)?
        .split_once('/')?;
    about.strip_prefix(URGENT)?.parse().ok()
}

fn blank(now: NaiveDateTime) -> Form {
    let mut form = Form::new(FIELDS.iter().copied().map(Part::One).collect());
    let whom = Called::ALL
        .iter()
        .map(|c| Choice::new(c.code(), c.word()))
        .collect();
    form.set_choices("called", whom);
    form.set("at", &now.format("%H:%M").to_string());
    form.focus("called");
    form.mark_saved(form.revision());
    form
}

/// `10:32`, `10：32`, `1032`, `10点32分`: today, or yesterday when that is still to come.
fn instant(typed: &str, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let plain: String = typed.trim().chars().map(narrow).collect();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let other = |c: char| !c.is_ascii_digit() && !matches!(c, ':' | '点' | '时' | '分' | ' ');
    if plain.contains(other) {
        return None;
    }
    let (hour, minute) = match digits.len() {
        3 => digits.split_at(1),
        4 => digits.split_at(2),
        _ => return None,
    };
    let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
    let at = now.date().and_time(time);
    Some(if at > now + TimeDelta::minutes(1) {
        at - TimeDelta::days(1)
    } else {
        at
    })
}
