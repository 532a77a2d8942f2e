//! The filter of the ledger, as a small form over the table; it narrows while one types.

use super::super::Cx;
use super::words;
use crate::domain::date;
use crate::domain::office::Office;
use crate::domain::petition::{Channel, Class};
use crate::domain::status::Status;
use crate::flow::view::LedgerQuery;
use crate::forms::{Choice, Field, FieldKind, Form, Part};
use crate::keys::{Action, Chord};
use crate::words::{Lang, Word};

/// The form.
#[derive(Clone)]
pub struct Filter {
    pub(super) form: Form,
}

const fn field(key: &'static str, word: Word, kind: FieldKind) -> Part {
    Part::One(Field::new(key, word.zh, word.en, kind))
}

impl Filter {
    /// A form filled in with the query as it is.
    pub fn new(query: &LedgerQuery, cx: &Cx<'_>) -> Self {
        let mut form = Form::new(vec![
            field("text", words::TEXT, FieldKind::Text),
            field("status", words::STATUS, FieldKind::Choice),
            field("class", words::CLASS, FieldKind::Choice),
            field("holder", words::HOLDER, FieldKind::Choice),
            field("category", words::CATEGORY, FieldKind::Choice),
            field("channel", words::CHANNEL, FieldKind::Choice),
            field("from", words::FROM, FieldKind::Date),
            field("to", words::TO, FieldKind::Date),
            field("overdue", words::ONLY_OVERDUE, FieldKind::Flag),
        ]);
        offer(&mut form, cx.office);
        fill(&mut form, query);
        form.focus("text");
        Self { form }
    }

    /// The office's lists are others.
    pub fn refit(&mut self, office: &Office) {
        offer(&mut self.form, office);
    }

    /// Puts what the form says into the query. A date that cannot be read narrows nothing.
    pub fn apply(&self, query: &mut LedgerQuery, office: &Office) {
        let form = &self.form;
        form.value("text").trim().clone_into(&mut query.text);
        query.status = Status::parse(form.value("status"));
        query.class = Class::parse(form.value("class"));
        query.channel = Channel::parse(form.value("channel"));
        query.holder = office.units.find(form.value("holder"));
        form.value("category").clone_into(&mut query.category);
        query.from = date::parse(form.value("from"));
        query.to = date::parse(form.value("to"));
        query.overdue = form.value("overdue") == "yes";
    }

    /// Does an action of the form; true when a value changed.
    pub fn act(&mut self, action: Action) -> bool {
        self.form.act(action).is_change()
    }

    /// Takes a key; true when a value changed.
    pub fn press(&mut self, chord: Chord) -> bool {
        self.form.press(chord).is_change()
    }

    /// Takes pasted text; true when a value changed.
    pub fn paste(&mut self, text: &str) -> bool {
        self.form.paste(text).is_change()
    }

    /// True while characters go into a field.
    pub fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    /// True while a list of choices is open: it takes Esc and Enter for itself.
    pub fn is_open(&self) -> bool {
        self.form.popup().is_some()
    }

    /// True in the last field, where Enter closes the filter.
    pub fn is_last(&self) -> bool {
        !self.is_open() && self.form.focus_index() + 1 == self.form.slots().len()
    }
}

/// The lists that the fields of the form choose from.
fn offer(form: &mut Form, office: &Office) {
    form.set_choices(
        "status",
        Status::ALL
            .iter()
            .filter(|s| **s != Status::Void)
            .map(|s| Choice::new(s.code(), s.word()))
            .collect(),
    );
    form.set_choices(
        "class",
        Class::ALL
            .iter()
            .map(|c| Choice::new(c.code(), c.word()))
            .collect(),
    );
    form.set_choices(
        "channel",
        Channel::ALL
            .iter()
            .map(|c| Choice::new(c.code(), c.word()))
            .collect(),
    );
    form.set_choices("holder", Choice::units(&office.units));
    form.set_choices(
        "category",
        office
            .categories
            .all()
            .iter()
            .map(|c| Choice::category(c, &c.name))
            .collect(),
    );
}

/// Fills the form in with a query.
fn fill(form: &mut Form, query: &LedgerQuery) {
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    form.set("text", &query.text);
    form.set("status", query.status.map_or("", Status::code));
    form.set("class", query.class.map_or("", Class::code));
    form.set("channel", query.channel.map_or("", Channel::code));
    form.set(
        "holder",
        &query.holder.map(|h| h.0.to_string()).unwrap_or_default(),
    );
    form.set("category", &query.category);
    form.set("from", &day(query.from));
    form.set("to", &day(query.to));
    form.set("overdue", if query.overdue { "yes" } else { "" });
}

/// What the filter says, in words, for the line over the table.
pub fn summary(query: &LedgerQuery, office: &Office, lang: Lang) -> String {
    let mut parts = Vec::new();
    if !query.text.is_empty() {
        parts.push(format!("“{}”", query.text));
    }
    parts.extend(query.status.map(|s| s.word().say(lang).to_owned()));
    parts.extend(query.class.map(|c| c.word().say(lang).to_owned()));
    parts.extend(query.channel.map(|c| c.word().say(lang).to_owned()));
    parts.extend(query.holder.map(|h| office.units.name(h)));
    if !query.category.is_empty() {
        parts.push(office.categories.label(&query.category));
    }
    parts.extend(query.from.map(|d| format!("≥{d}")));
    parts.extend(query.to.map(|d| format!("≤{d}")));
    if query.overdue {
        parts.push(words::OVERDUE.say(lang).to_owned());
    }
    parts.join(" ")
}
