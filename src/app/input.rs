//! Keys, pastes and the wheel: the top layer first, then the room, then the whole program.

use super::layers::{Layer, Outcome};
use super::{App, Place, words};
use crate::flow::{Effect, Route};
use crate::keys::{Action, Chord, Resolution, Scope, fold_chord};
use crate::rooms::Tone;
use crate::rooms::drafting::NO_OTHER;
use crate::words::Lang;

impl App {
    /// One key press.
    pub(super) fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.toasts.seen();
        // The urgent card works over every window and over the cover.
        if self.means(chord, Action::OpenUrgent) {
            return self.open_urgent();
        }
        if self.is_covered() {
            return self.under_cover(chord);
        }
        self.pending.push(fold_chord(chord));
        let resolved = self
            .keymap
            .resolve(self.stack(), &self.pending, self.is_typing());
        match resolved {
            Resolution::Run(action) => {
                self.pending.clear();
                self.run(action)
            }
            Resolution::Wait(_) => Vec::new(),
            Resolution::None => {
                let alone = self.pending.len() == 1;
                self.pending.clear();
                if alone { self.press(chord) } else { Vec::new() }
            }
        }
    }

    /// The scopes in force: of the top layer, or of the room.
    pub(super) fn stack(&self) -> &'static [Scope] {
        match self.layers.last() {
            Some(layer) => layer.stack(),
            None => self.rooms.get(self.at).stack(),
        }
    }

    /// True while bare characters are text.
    pub(super) fn is_typing(&self) -> bool {
        match self.layers.last() {
            Some(layer) => layer.is_typing(),
            None => self.rooms.get(self.at).is_typing(),
        }
    }

    /// A key that no action is bound to.
    fn press(&mut self, chord: Chord) -> Vec<Effect> {
        if let Some(layer) = self.layers.last_mut() {
            layer.press(chord);
            return self.wake_layer();
        }
        if !self.is_typing() && chord.typed().is_some() {
            self.toast(Tone::Plain, words::UNBOUND.into());
            return Vec::new();
        }
        self.with_room(self.at, |room, cx| room.press(chord, cx))
    }

    /// Pasted text: text only, never a command.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.pending.clear();
        if self.is_covered() {
            return Vec::new();
        }
        if !self.is_typing() {
            self.toast(Tone::Plain, words::PASTE_NOWHERE.into());
            return Vec::new();
        }
        if let Some(layer) = self.layers.last_mut() {
            layer.paste(text);
            return self.wake_layer();
        }
        self.with_room(self.at, |room, cx| room.paste(text, cx))
    }

    /// The wheel moves the choice.
    pub(super) fn wheel(&mut self, rows: i16) -> Vec<Effect> {
        if self.is_covered() {
            return Vec::new();
        }
        let action = if rows < 0 {
            Action::MoveUp
        } else {
            Action::MoveDown
        };
        let mut effects = Vec::new();
        for _ in 0..rows.unsigned_abs().min(10) {
            effects.extend(self.run(action));
        }
        effects
    }

    /// Runs an action: the layer's, the program's, or the room's when it is open there.
    pub(super) fn run(&mut self, action: Action) -> Vec<Effect> {
        self.changed = true;
        if let Some(layer) = self.layers.last_mut() {
            let outcome = layer.act(action);
            let mut effects = self.finish(outcome);
            effects.extend(self.wake_layer());
            return effects;
        }
        if let Some(effects) = self.run_global(action) {
            return effects;
        }
        if let Some(reason) = self.why_not(action) {
            self.toast(Tone::Plain, reason);
            return Vec::new();
        }
        self.with_room(self.at, |room, cx| room.act(action, cx))
    }

    /// Why an action is closed in the room, if it is.
    pub(super) fn why_not(&self, action: Action) -> Option<crate::words::Sentence> {
        let room = self.rooms.get(self.at);
        if action == Action::OtherDraft && !room.has_other_draft() {
            return Some(NO_OTHER.into());
        }
        let cx = super::cx(&self.office, &self.look, self.now, &self.tickets);
        room.why_not(action, &cx)
    }

    fn run_global(&mut self, action: Action) -> Option<Vec<Effect>> {
        Some(match action {
            Action::GoDesk | Action::FocusPanel => self.go(&Route::Desk),
            Action::GoIntake => self.go(&Route::Intake),
            Action::GoFind | Action::OpenFind => self.go(&Route::Find(String::new())),
            Action::GoLedgers => self.go(&Route::Ledgers),
            Action::GoCase => self.go_case(),
            Action::GoDuty => self.go(&Route::Duty),
            Action::CheckIn => self.check_in(),
            Action::NewIntake => {
                let mut effects = self.go(&Route::Intake);
                effects.extend(self.with_room(Place::Intake, |room, cx| room.act(action, cx)));
                effects
            }
            Action::OpenPalette => {
                let layer =
                    Layer::palette(&self.keymap, self.stack(), |action| self.why_not(action));
                self.push(layer);
                Vec::new()
            }
            Action::ShowHelp => {
                let layer = Layer::help(&self.keymap, self.stack());
                self.push(layer);
                Vec::new()
            }
            Action::Back if !self.rooms.get(self.at).wants_back() => self.go_back(),
            Action::Quit => self.leave(0),
            Action::SwitchLanguage => {
                self.switch_language();
                Vec::new()
            }
            Action::NightWatch => self.start_night(),
            Action::HideScreen => {
                self.cover.hidden = true;
                Vec::new()
            }
            Action::Refresh => {
                let mut effects = self.load_panel();
                effects.extend(self.with_room(self.at, |room, cx| room.act(action, cx)));
                effects
            }
            Action::OpenUrgent => self.open_urgent(),
            Action::SwitchBell => self.switch_bell(),
            Action::Repaint => vec![Effect::Repaint],
            Action::Suspend => vec![Effect::Suspend],
            _ => return None,
        })
    }

    /// The other of the two languages.
    pub(super) fn switch_language(&mut self) {
        self.look.lang = if self.look.lang == Lang::Zh {
            Lang::En
        } else {
            Lang::Zh
        };
    }

    fn go_case(&mut self) -> Vec<Effect> {
        if self.rooms.case.is_empty() {
            self.toast(Tone::Plain, words::NO_CASE.into());
            return Vec::new();
        }
        if self.at != Place::Case {
            self.back.retain(|place| *place != Place::Case);
            self.back.push(self.at);
            self.at = Place::Case;
        }
        Vec::new()
    }

    /// What a layer came to.
    fn finish(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Stay => Vec::new(),
            Outcome::Close => {
                // A question answered with no: whoever asked it hears of it, and asks again next time.
                match self.layers.pop() {
                    Some(Layer::Confirm(..)) => {
                        self.with_room(self.at, |room, cx| room.act(Action::Cancel, cx))
                    }
                    Some(Layer::Urgent(urgent)) => self.leave_layer(urgent),
                    _ => Vec::new(),
                }
            }
            Outcome::Run(action) => {
                self.layers.pop();
                self.run(action)
            }
            Outcome::Confirmed(action) => {
                self.layers.pop();
                self.with_room(self.at, |room, cx| room.act(action, cx))
            }
            Outcome::Closed(why) => {
                self.toast(Tone::Plain, why);
                Vec::new()
            }
            Outcome::Wish(wish) => self.help(wish),
            Outcome::Keep(name, bytes) => vec![Effect::Keep(name, bytes)],
        }
    }
}
