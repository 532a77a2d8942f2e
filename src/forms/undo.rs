//! What was changed in a text, so that it can be taken back: typed signs are grouped, the pile is bounded.

/// Steps kept.
const STEPS: usize = 200;
/// Bytes kept over all steps.
const BYTES: usize = 1 << 20;
/// Signs that one group of typing holds at most.
const GROUP: usize = 60;

/// One change: at a place, some text gave way to other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) added: String,
    /// Where the cursor stood before.
    pub(super) cursor: usize,
}

/// The changes done and undone.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// Whether the next typed sign may join the last change.
    open: bool,
}

impl History {
    /// Notes a change; `typed` ones that follow one another become one step.
    pub(super) fn note(&mut self, change: Change, typed: bool) {
        self.undone.clear();
        if typed && self.open && self.join(&change) {
            return;
        }
        self.open = typed && !ends_group(&change.added);
        self.done.push(change);
        let weigh = |c: &Change| c.removed.len() + c.added.len();
        let mut bytes: usize = self.done.iter().map(weigh).sum();
        while self.done.len() > STEPS || (bytes > BYTES && self.done.len() > 1) {
            bytes -= weigh(&self.done.remove(0));
        }
    }

    fn join(&mut self, change: &Change) -> bool {
        let Some(last) = self.done.last_mut() else {
            return false;
        };
        let follows = change.removed.is_empty() && last.at + last.added.len() == change.at;
        if !follows || last.added.chars().count() >= GROUP {
            return false;
        }
        last.added.push_str(&change.added);
        self.open = !ends_group(&change.added);
        true
    }

    /// Ends the group: the cursor moved or the focus left.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// The change to take back.
    pub(super) fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        self.open = false;
        self.undone.push(change.clone());
        Some(change)
    }

    /// The change to do again.
    pub(super) fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.open = false;
        self.done.push(change.clone());
        Some(change)
    }
}

/// True when typing this ends a group: a space, a newline or a punctuation sign.
fn ends_group(added: &str) -> bool {
    added
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || "，。；！？、,.;!?".contains(c))
}
