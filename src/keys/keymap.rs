//! The keymap: read from `data/keymap.toml`, checked whole, asked once per key press.

use serde::Deserialize;

use super::action::Action;
use super::chord::Chord;
use super::scope::{Scope, stacks};
use crate::domain::fault::Fault;

/// One binding: in a scope, a sequence of combinations runs an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bind {
    /// Where it holds.
    pub scope: Scope,
    /// What is pressed, one after the other.
    pub on: Vec<Chord>,
    /// What it runs.
    pub run: Action,
}

/// What a key sequence comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// This action.
    Run(Action),
    /// More keys are needed: what may come next, and the action it leads to (for which-key).
    Wait(Vec<(Chord, Action)>),
    /// Nothing is bound.
    None,
}

/// All bindings, free of conflicts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    binds: Vec<Bind>,
}

/// The built-in keymap as shipped.
const BUILT_IN: &str = include_str!("../../data/keymap.toml");

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    bind: Vec<Line>,
}

/// One `[[bind]]` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    scope: String,
    on: Vec<String>,
    run: String,
}

impl Keymap {
    /// The keymap that the program ships with.
    ///
    /// # Errors
    /// When the shipped file is faulty, which a test rules out.
    pub fn built_in() -> Result<Self, Vec<Fault>> {
        Self::parse(BUILT_IN)
    }

    /// Reads a keymap and checks it: unknown names, conflicts, actions without a reachable key.
    ///
    /// # Errors
    /// Every fault found, each naming its entry.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let file: File = toml::from_str(text).map_err(|e| {
            let why = e.message().to_owned();
            vec![Fault::refuse(
                "keymap",
                "keymap_syntax",
                say!("按键表读不懂：{why}。", "The keymap cannot be read: {why}."),
                "",
            )]
        })?;
        let mut faults = Vec::new();
        let mut binds = Vec::new();
        for (at, line) in file.bind.iter().enumerate() {
            match read_line(at, line) {
                Ok(bind) => binds.push(bind),
                Err(fault) => faults.push(fault),
            }
        }
        let keymap = Self { binds };
        faults.extend(keymap.conflicts());
        if faults.is_empty() {
            faults.extend(keymap.unreachable());
        }
        if faults.is_empty() {
            Ok(keymap)
        } else {
            Err(faults)
        }
    }

    /// What a sequence means in a stack of scopes, the nearest first. While a text field has the
    /// focus (`typing`) a bare character never begins anything: it is text.
    #[must_use]
    pub fn resolve(&self, scopes: &[Scope], keys: &[Chord], typing: bool) -> Resolution {
        let Some(first) = keys.first() else {
            return Resolution::None;
        };
        if typing && first.is_bare() {
            return Resolution::None;
        }
        let mut next: Vec<(Chord, Action)> = Vec::new();
        for scope in scopes {
            for bind in self
                .binds
                .iter()
                .filter(|b| b.scope == *scope && b.on.starts_with(keys))
            {
                match bind.on.get(keys.len()) {
                    None if next.is_empty() => return Resolution::Run(bind.run),
                    Some(chord) if next.iter().all(|(c, _)| c != chord) => {
                        next.push((*chord, bind.run));
                    }
                    _ => {} // a nearer scope has spoken
                }
            }
        }
        if next.is_empty() {
            Resolution::None
        } else {
            Resolution::Wait(next)
        }
    }

    /// Every binding, in the order of the file.
    #[must_use]
    pub fn binds(&self) -> &[Bind] {
        &self.binds
    }

    /// The keys of an action as printed, in the order of the file.
    #[must_use]
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.of(action).map(|b| Chord::print_all(&b.on)).collect()
    }

    /// The one key to show for an action where `scopes` are in force; `None` when all are hidden there.
    #[must_use]
    pub fn key_in(&self, scopes: &[Scope], action: Action, typing: bool) -> Option<String> {
        self.of(action)
            .find(|b| self.resolve(scopes, &b.on, typing) == Resolution::Run(action))
            .map(|b| Chord::print_all(&b.on))
    }

    /// Every key of an action that nearer scopes leave to it, as printed; for help and palette.
    #[must_use]
    pub fn keys_in(&self, scopes: &[Scope], action: Action) -> Vec<String> {
        self.of(action)
            .filter(|b| self.resolve(scopes, &b.on, false) == Resolution::Run(action))
            .map(|b| Chord::print_all(&b.on))
            .collect()
    }

    /// The actions that can be reached where `scopes` are in force, nearest scope first.
    #[must_use]
    pub fn actions_in(&self, scopes: &[Scope], typing: bool) -> Vec<Action> {
        let mut out = Vec::new();
        for scope in scopes {
            let rows = Action::table().iter().filter(|row| row.scope == *scope);
            out.extend(
                rows.map(|row| row.action)
                    .filter(|a| self.key_in(scopes, *a, typing).is_some()),
            );
        }
        out
    }

    /// True when one of its keys works while an input method is on: it begins with no bare
    /// character, and goes on with none but digits.
    #[must_use]
    pub fn has_safe_key(&self, action: Action) -> bool {
        self.of(action).any(|b| is_safe(&b.on))
    }

    fn of(&self, action: Action) -> impl Iterator<Item = &Bind> {
        self.binds.iter().filter(move |b| b.run == action)
    }

    /// Two sequences of one scope of which one begins the other.
    fn conflicts(&self) -> Vec<Fault> {
        let mut out = Vec::new();
        for (at, bind) in self.binds.iter().enumerate() {
            let clash = self.binds[..at].iter().find(|o| {
                o.scope == bind.scope && (o.on.starts_with(&bind.on) || bind.on.starts_with(&o.on))
            });
            if let Some(other) = clash {
                let (keys, first, second) = (
                    Chord::print_all(&bind.on),
                    other.run.info().id,
                    bind.run.info().id,
                );
                out.push(fault(
                    at,
                    "on",
                    "keymap_conflict",
                    say!(
                        "{keys} 已用于 {first}，不能再用于 {second}。",
                        "{keys} runs {first} already and cannot run {second}."
                    ),
                ));
            }
        }
        out
    }

    /// Actions without any key, or whose keys are hidden by nearer scopes in every stack.
    fn unreachable(&self) -> Vec<Fault> {
        let hidden = |action: &&Action| {
            let scope = action.info().scope;
            !stacks::ALL.iter().any(|stack| {
                stack.contains(&scope) && self.key_in(stack, **action, false).is_some()
            })
        };
        Action::ALL
            .iter()
            .filter(hidden)
            .map(|action| {
                let id = action.info().id;
                Fault::refuse(
                    id,
                    "keymap_unreachable",
                    say!("{id} 没有可用的键。", "{id} has no key that works."),
                    "",
                )
            })
            .collect()
    }
}

/// True when a sequence can be typed while an input method is on.
fn is_safe(on: &[Chord]) -> bool {
    let digit = |c: &Chord| c.typed().is_some_and(|c| c.is_ascii_digit());
    on.iter()
        .enumerate()
        .all(|(at, c)| !c.is_bare() || (at > 0 && digit(c)))
}

/// A fault of one entry of the file.
fn fault(at: usize, part: &str, code: &'static str, message: crate::words::Sentence) -> Fault {
    Fault::refuse(&format!("bind[{at}].{part}"), code, message, "")
}

/// One entry with its names looked up.
fn read_line(at: usize, line: &Line) -> Result<Bind, Fault> {
    let Line { scope, on, run } = line;
    let known = Scope::by_id(scope).ok_or_else(|| {
        fault(
            at,
            "scope",
            "keymap_scope",
            say!("没有“{scope}”这个范围。", "There is no scope {scope}."),
        )
    })?;
    let action = Action::by_id(run).ok_or_else(|| {
        fault(
            at,
            "run",
            "keymap_action",
            say!("没有“{run}”这个动作。", "There is no action {run}."),
        )
    })?;
    let wants = action.info().scope;
    if wants != known {
        let wants = wants.id();
        return Err(fault(
            at,
            "scope",
            "keymap_scope",
            say!(
                "{run} 属于 {wants}，不属于 {scope}。",
                "{run} belongs to {wants}, not to {scope}."
            ),
        ));
    }
    let chords: Option<Vec<Chord>> = on.iter().map(|text| Chord::parse(text)).collect();
    let keys = on.join(" ");
    let chords = chords.filter(|c| !c.is_empty()).ok_or_else(|| {
        fault(
            at,
            "on",
            "keymap_keys",
            say!("按键“{keys}”读不懂。", "The keys {keys} cannot be read."),
        )
    })?;
    if chords.iter().any(|c| never_arrives(*c)) {
        return Err(fault(
            at,
            "on",
            "keymap_dead",
            say!(
                "终端收不到按键“{keys}”。",
                "The keys {keys} never arrive from a terminal."
            ),
        ));
    }
    Ok(Bind {
        scope: known,
        on: chords,
        run: action,
    })
}

/// Combinations that terminals swallow: Shift-F3 is the cursor report, Control with Shift and a letter is not told apart.
fn never_arrives(chord: Chord) -> bool {
    chord.shift && chord.key == super::chord::Key::F(3)
}
