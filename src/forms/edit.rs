//! What keys, actions and text do to a form.

use super::choice::Popup;
use super::field::FieldKind;
use super::form::Form;
use super::press::{Act, deletion, movement};
use super::text::{Move, Text};
use super::window::Lines;
use crate::keys::{Action, Chord, Key};

impl Form {
    /// Does an action of the form's scope (and closes an open list on `back`). `save`,
    /// `next-fault` without faults, and all others are left to the room.
    pub fn act(&mut self, action: Action) -> Act {
        match action {
            Action::NextField => Act::moved(self.step(true) || self.wrap_round(true)),
            Action::PreviousField => Act::moved(self.step(false) || self.wrap_round(false)),
            Action::EnterField => self.enter(),
            Action::Undo => self.undo(),
            Action::Redo => self.change(|form, at| form.slots[at].text.redo()),
            Action::ClearField => self.clear(),
            Action::DeleteWord => self.edit(Text::delete_word),
            Action::SelectAll => self.select_all(),
            Action::PickChoice => self.pick(),
            Action::AcceptProposal => self.accept_proposal(),
            Action::NextFault => Act::moved(self.next_fault()),
            Action::Back => Act::moved(self.popup.take().is_some()),
            Action::MoveUp => self.press(Chord::new(Key::Up)),
            Action::MoveDown => self.press(Chord::new(Key::Down)),
            _ => Act::Ignored,
        }
    }

    /// Does what an editing key does that is in no keymap: arrows, Home, Backspace; Shift selects.
    pub fn press(&mut self, chord: Chord) -> Act {
        if let Some(c) = chord.typed() {
            return self.type_text(c.encode_utf8(&mut [0; 4]));
        }
        if self.popup.is_some()
            && matches!(chord.key, Key::Up | Key::Down | Key::PageUp | Key::PageDown)
        {
            return self.step_popup(chord.key);
        }
        match chord.key {
            Key::Backspace if !chord.alt && !chord.ctrl => return self.backspace(),
            Key::PageUp => return Act::moved(self.page(false)),
            Key::PageDown => return Act::moved(self.page(true)),
            _ => {}
        }
        if let Some(delete) = deletion(chord) {
            return self.edit(delete);
        }
        movement(chord).map_or(Act::Ignored, |way| self.go(way, chord.shift))
    }

    /// Takes typed text: one key, or what an input method committed.
    pub fn type_text(&mut self, text: &str) -> Act {
        self.take(text, true)
    }

    /// Takes pasted text: never a command, whatever newlines stand in it.
    pub fn paste(&mut self, text: &str) -> Act {
        self.take(text, false)
    }

    fn take(&mut self, text: &str, typed: bool) -> Act {
        let Some(kind) = self.focused().map(|s| s.field.kind) else {
            return Act::Ignored;
        };
        match kind {
            FieldKind::Flag if typed && text.trim().is_empty() && !text.is_empty() => self.pick(),
            FieldKind::Flag => Act::Ignored,
            FieldKind::Choice => self.narrow(|popup| {
                if typed {
                    popup.query.type_text(text)
                } else {
                    popup.query.paste(text)
                };
            }),
            _ => {
                let at = self.focus;
                let edited = &mut self.slots[at].text;
                let cut = if typed {
                    edited.type_text(text)
                } else {
                    edited.paste(text)
                };
                self.touch(at);
                cut.map_or(Act::Changed, Act::Cut)
            }
        }
    }

    /// Opens the list if need be, and narrows it by a changed query.
    fn narrow(&mut self, change: impl FnOnce(&mut Popup)) -> Act {
        let Some(slot) = self.slots.get(self.focus) else {
            return Act::Ignored;
        };
        let key = super::field::pattern(&slot.key);
        let choices = self.choices.get(&key).map_or(&[][..], Vec::as_slice);
        if choices.is_empty() {
            return Act::Ignored;
        }
        let popup = self
            .popup
            .get_or_insert_with(|| Popup::open(choices, slot.value()));
        change(popup);
        popup.narrow(choices);
        Act::Moved
    }

    /// Changes the focused text by a function that tells whether it did anything.
    fn change(&mut self, change: impl FnOnce(&mut Self, usize) -> bool) -> Act {
        let at = self.focus;
        if at >= self.slots.len() || !change(self, at) {
            return Act::Ignored;
        }
        self.touch(at);
        Act::Changed
    }

    /// Edits the query of an open list, or the text in focus; a choice or flag is emptied whole.
    fn edit(&mut self, edit: impl FnOnce(&mut Text) -> bool) -> Act {
        if self.popup.is_some() {
            return self.narrow(|popup| {
                edit(&mut popup.query);
            });
        }
        self.change(|form, at| {
            let slot = &mut form.slots[at];
            if slot.field.kind.is_typed() {
                edit(&mut slot.text)
            } else {
                slot.text.clear()
            }
        })
    }

    fn backspace(&mut self) -> Act {
        if self
            .popup
            .as_ref()
            .is_some_and(|p| p.query.as_str().is_empty())
        {
            self.popup = None;
            return Act::Moved;
        }
        self.edit(Text::delete_back)
    }

    fn clear(&mut self) -> Act {
        self.popup = None;
        self.change(|form, at| form.slots[at].text.clear())
    }

    fn undo(&mut self) -> Act {
        if self.bring_back() {
            return Act::Changed;
        }
        self.change(|form, at| form.slots[at].text.undo())
    }

    fn select_all(&mut self) -> Act {
        let Some(slot) = self
            .slots
            .get_mut(self.focus)
            .filter(|s| s.field.kind.is_typed())
        else {
            return Act::Ignored;
        };
        slot.text.select_all();
        Act::Moved
    }

    fn go(&mut self, way: Move, extend: bool) -> Act {
        let shape = self.shape.get();
        let Some(slot) = self.slots.get_mut(self.focus) else {
            return Act::Ignored;
        };
        let vertical = matches!(way, Move::Up | Move::Down);
        if let Some(popup) = &mut self.popup {
            popup.query.go(way, extend, shape.columns, shape.measure);
            return Act::Moved;
        }
        let inside = slot.field.kind.is_typed() && !(vertical && slot.text.lines() == Lines::One);
        if inside && slot.text.go(way, extend, shape.columns, shape.measure) {
            return Act::Moved;
        }
        if vertical && !extend {
            Act::moved(self.step(way == Move::Down))
        } else {
            Act::Ignored
        }
    }

    fn step_popup(&mut self, key: Key) -> Act {
        let Some(popup) = &mut self.popup else {
            return Act::Ignored;
        };
        popup.step(match key {
            Key::Up => -1,
            Key::Down => 1,
            Key::PageUp => -8,
            _ => 8,
        });
        Act::Moved
    }

    fn page(&mut self, onward: bool) -> bool {
        let mut moved = false;
        for _ in 0..self.shape.get().page.clamp(1, 200) {
            moved |= self.step(onward);
        }
        moved
    }

    fn wrap_round(&mut self, onward: bool) -> bool {
        let asked = |s: &super::slot::Slot| !s.hidden;
        let to = if onward {
            self.slots.iter().position(asked)
        } else {
            self.slots.iter().rposition(asked)
        };
        to.is_some_and(|at| {
            self.go_to(at);
            true
        })
    }

    /// Enter: takes the choice, breaks the line of a long text, or goes on.
    fn enter(&mut self) -> Act {
        if let Some(popup) = self.popup.take() {
            let key = self.focus_key();
            let id = popup
                .items
                .get(popup.chosen)
                .and_then(|i| self.choices(key).get(i.at))
                .map(|c| c.id.clone());
            let Some(id) = id else { return Act::Moved };
            let at = self.focus;
            let same = self.slots[at].value() == id;
            self.slots[at].text.set(&id);
            if !same {
                self.touch(at);
            }
            self.step(true);
            return if same { Act::Moved } else { Act::Changed };
        }
        match self.focused().map(|slot| slot.text.lines()) {
            None => Act::Ignored,
            Some(Lines::Many) => self.take("\n", true),
            Some(Lines::One) if self.step(true) => Act::Moved,
            Some(Lines::One) => Act::Ended,
        }
    }

    /// Opens or closes the list of a choice field; turns a flag over.
    fn pick(&mut self) -> Act {
        match self.focused().map(|s| s.field.kind) {
            Some(FieldKind::Flag) => self.change(|form, at| {
                let text = &mut form.slots[at].text;
                let to = if text.as_str().is_empty() { "yes" } else { "" };
                text.set(to);
                true
            }),
            Some(FieldKind::Choice) if self.popup.take().is_some() => Act::Moved,
            Some(FieldKind::Choice) => {
                let choices = self.choices(self.focus_key());
                let popup = (!choices.is_empty())
                    .then(|| Popup::open(choices, self.value(self.focus_key())));
                self.popup = popup;
                Act::moved(self.popup.is_some())
            }
            _ => Act::Ignored,
        }
    }

    /// Takes the proposal of the field in focus; without one there, all that stand on the form.
    fn accept_proposal(&mut self) -> Act {
        let here = self.focused().is_some_and(|s| s.proposal.is_some());
        let mut cut = None;
        let mut any = false;
        for at in 0..self.slots.len() {
            if (here && at != self.focus) || self.slots[at].hidden {
                continue;
            }
            if let Some(proposal) = self.slots[at].proposal.take() {
                cut = self.slots[at].text.set(&proposal.value).or(cut);
                self.touch(at);
                any = true;
            }
        }
        self.popup = None;
        match (any, cut) {
            (_, Some(cut)) => Act::Cut(cut),
            (true, None) => Act::Changed,
            (false, None) => Act::Ignored,
        }
    }

    /// Goes to the next field with a fault, round the end.
    fn next_fault(&mut self) -> bool {
        let count = self.slots.len();
        let faulty = (1..=count).map(|by| (self.focus + by) % count).find(|at| {
            let slot = &self.slots[*at];
            !slot.hidden && self.faults_of(&slot.key).next().is_some()
        });
        faulty.is_some_and(|at| {
            self.go_to(at);
            true
        })
    }
}
