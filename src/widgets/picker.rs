//! Choosing one of many: type to narrow, move, take. What is closed stays in sight and says why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::list::{self, Rows};
use super::{badge, choices, input};
use crate::forms::{Answer, Choice, Lines, Text, answers};
use crate::keys::{Action, Chord};
use crate::look::{Look, Role, Side, centred, cut};
use crate::words::{Lang, Sentence, Word};

/// One thing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// What it is.
    pub choice: Choice,
    /// Its keys, shown at the right.
    pub keys: String,
    /// A word in brackets before it.
    pub badge: Sentence,
    /// Why it cannot be chosen now.
    pub closed: Option<Sentence>,
}

/// How the items that answer to a text are found and ordered.
pub type Rank = fn(&[Pick], &str) -> Vec<Answer>;

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// Nothing yet.
    Open,
    /// Left without choosing.
    Left,
    /// The item of this id.
    Took(String),
    /// The item is closed, for this reason.
    Closed(Sentence),
}

/// A window to choose from.
#[derive(Clone, Debug)]
pub struct Picker {
    title: Sentence,
    query: Text,
    items: Vec<Pick>,
    found: Vec<Answer>,
    rows: Rows,
    rank: Rank,
}

impl Picker {
    /// A window over some items, in their order.
    #[must_use]
    pub fn new(title: Sentence, items: Vec<Pick>) -> Self {
        Self::ranked(title, items, by_label)
    }

    /// The same with its own way of finding.
    #[must_use]
    pub fn ranked(title: Sentence, items: Vec<Pick>, rank: Rank) -> Self {
        let mut picker = Self {
            title,
            query: Text::new(Lines::One, 60),
            items,
            found: Vec::new(),
            rows: Rows::default(),
            rank,
        };
        picker.narrow();
        picker
    }

    /// The item the choice stands on.
    #[must_use]
    pub fn chosen(&self) -> Option<&Pick> {
        self.found
            .get(self.rows.chosen()?)
            .and_then(|a| self.items.get(a.at))
    }

    /// Stands on the item of an id.
    pub fn choose(&mut self, id: &str) {
        if let Some(row) = self
            .found
            .iter()
            .position(|a| self.items[a.at].choice.id == id)
        {
            self.rows.choose(row);
        }
    }

    /// Takes typed or pasted text.
    pub fn type_text(&mut self, text: &str) {
        self.query.type_text(text);
        self.narrow();
    }

    /// Keys that edit the query; a bare character types.
    pub fn press(&mut self, chord: Chord) {
        if self.query.press(chord, 0, |_| 1).is_change() {
            self.narrow();
        }
    }

    /// Does an action of the layer, list and form scopes.
    pub fn act(&mut self, action: Action) -> Picked {
        match action {
            Action::Cancel => return Picked::Left,
            Action::Accept => {
                return match self.chosen() {
                    None => Picked::Open,
                    Some(Pick {
                        closed: Some(why), ..
                    }) => Picked::Closed(why.clone()),
                    Some(pick) => Picked::Took(pick.choice.id.clone()),
                };
            }
            Action::NextChoice => {
                self.rows.act(Action::MoveDown);
            }
            Action::PreviousChoice => {
                self.rows.act(Action::MoveUp);
            }
            action => {
                if !self.rows.act(action) && self.query.act(action).is_change() {
                    self.narrow();
                }
            }
        }
        Picked::Open
    }

    fn narrow(&mut self) {
        self.found = (self.rank)(&self.items, self.query.as_str());
        self.rows = Rows::new(self.found.len());
    }

    /// Draws it over an area; the cursor stands in the line one types in.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect) -> Caret {
        let wanted = u16::try_from(self.items.len())
            .unwrap_or(u16::MAX)
            .saturating_add(4);
        let place = centred(
            area,
            area.width.saturating_sub(4).clamp(20, 76),
            wanted.min(area.height.saturating_sub(2)).max(5),
        );
        look.fill(buf, place, Role::Text);
        let title = format!("{} {}", self.title.say(look.lang), self.rows.position());
        let inner = look.frame(buf, place, &title, Role::Focus);
        let (line, rest) = cut(inner, Side::Top, 1);
        let (why, body) = cut(rest, Side::Bottom, u16::from(rest.height > 3));
        let quiet =
            Word::new("输入汉字、拼音或英文", "Type characters, pinyin or English").say(look.lang);
        let caret = input::draw(look, buf, line, &self.query, true, quiet);
        list::draw(look, buf, body, &self.rows, true, |row, pen| {
            if let Some(answer) = self.found.get(row)
                && let Some(pick) = self.items.get(answer.at)
            {
                write(look.lang, pick, answer, pen);
            }
        });
        if self.found.is_empty() {
            look.pen(buf, body, 0).gap(2).write(
                Word::new("没有符合的", "Nothing answers to that").say(look.lang),
                Role::Quiet,
            );
        }
        if let Some(closed) = self.chosen().and_then(|p| p.closed.as_ref()) {
            look.pen(buf, why, 0)
                .write(look.symbols.doubt, Role::Warn)
                .gap(1)
                .write(closed.say(look.lang), Role::Warn);
        }
        caret
    }
}

fn write(lang: Lang, pick: &Pick, answer: &Answer, pen: &mut crate::look::Pen<'_>) {
    let role = if pick.closed.is_some() {
        Role::Quiet
    } else {
        Role::Text
    };
    if pick.closed.is_some() {
        badge::write(pen, Word::new("不可", "closed").say(lang), Role::Quiet);
    }
    badge::write(pen, pick.badge.say(lang), Role::Warn);
    let lit = answer.lit(&pick.choice.label, lang);
    pen.write_lit(pick.choice.label.say(lang), role, &lit);
    choices::by(pen, answer);
    pen.gap(2).write(pick.choice.note.say(lang), Role::Quiet);
    pen.right(&pick.keys, Role::Key);
}

/// Finds by label, sounds and slips.
fn by_label(items: &[Pick], typed: &str) -> Vec<Answer> {
    answers(items.iter().map(|p| &p.choice), typed)
}
