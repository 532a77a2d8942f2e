//! Why an action of the room is closed now.

use super::{Case, Over, story, words as w};
use crate::domain::rights;
use crate::forms::Form;
use crate::keys::Action;
use crate::rooms::Cx;
use crate::rooms::drafting::NO_PROPOSAL;
use crate::words::Sentence;

impl Case {
    /// The form over the file.
    fn form(&self) -> Option<&Form> {
        match &self.over {
            Over::Sheet(sheet) => Some(&sheet.form),
            Over::Blanks(blanks) => Some(&blanks.form),
            Over::Reason(reason) => Some(&reason.form),
            Over::Nothing | Over::Menu(_) | Over::Papers(_) => None,
        }
    }

    /// Why an action is closed; `None` when it can be run.
    pub(super) fn closed(&self, action: Action, cx: &Cx<'_>) -> Option<Sentence> {
        if action == Action::AcceptProposal {
            let none = self.form().is_some_and(|form| !form.proposes());
            return none.then(|| NO_PROPOSAL.into());
        }
        let needs_file = matches!(
            action,
            Action::OpenSteps
                | Action::AddNote
                | Action::OpenPerson
                | Action::ExplainDeadline
                | Action::ShowReceipt
                | Action::ChoosePaper
        );
        if !needs_file || !matches!(self.over, Over::Nothing) {
            return None;
        }
        let Some(file) = &self.file else {
            return Some(w::NOTHING.into());
        };
        match action {
            Action::ExplainDeadline if story::debts(file, cx.today).is_empty() => {
                Some(w::NOTHING_OWED.into())
            }
            Action::OpenPerson if !rights::may(cx.office.operator.duty, rights::Deed::Full) => {
                Some(w::COVERED.into())
            }
            Action::OpenPerson if file.people.is_empty() => Some(w::ANONYMOUS.into()),
            Action::OpenSteps | Action::AddNote | Action::ShowReceipt | Action::ChoosePaper
                if file.case.is_none() =>
            {
                Some(w::VOID.into())
            }
            _ => None,
        }
    }
}
