//! Every action by name: characters, pinyin, initials or English; what is closed says why.

use super::picker::{Pick, Picker};
use crate::forms::{Answer, Choice, answers};
use crate::keys::{Action, Keymap, Scope, recall};
use crate::words::{Sentence, Word};

/// Stands before an action that asks before it acts.
const ASKS: Word = Word::new("先问", "asks");

/// A picker over the actions of the scopes in force. The id that it takes is read with
/// [`Action::by_id`].
#[must_use]
pub fn open(
    keymap: &Keymap,
    scopes: &[Scope],
    closed: impl Fn(Action) -> Option<Sentence>,
) -> Picker {
    let mut actions = keymap.actions_in(scopes, false);
    actions.retain(|a| *a != Action::OpenPalette);
    actions.sort_by_key(|a| a.info().priority == 0); // bare movements come last
    let items = actions.into_iter().map(|action| {
        let row = action.info();
        let choice = Choice {
            id: row.id.to_owned(),
            label: row.word.into(),
            note: row.scope.word().into(),
            also: said(action),
        };
        Pick {
            choice,
            keys: keymap.keys_in(scopes, action).join("  "),
            badge: if row.danger {
                ASKS.into()
            } else {
                Sentence::default()
            },
            closed: closed(action),
        }
    });
    Picker::ranked(say!("命令", "Commands"), items.collect(), by_recall)
}

/// What is typed for an action in a hurry, whatever its name.
fn said(action: Action) -> Vec<String> {
    let words: &[&str] = match action {
        Action::OpenUrgent => &["SOS", "求救", "救命", "报警", "呼救"],
        _ => &[],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Finds by name, sounds and slips; then by how people also remember actions.
fn by_recall(items: &[Pick], typed: &str) -> Vec<Answer> {
    let mut found = answers(items.iter().map(|p| &p.choice), typed);
    for action in recall(typed) {
        let place = items
            .iter()
            .position(|p| p.choice.id == action.info().id)
            .filter(|at| !found.iter().any(|a| a.at == *at));
        found.extend(place.map(Answer::at));
    }
    found
}
