//! What each command does, in the table of rights: asked before anything else of the command.

use super::args::{Command, Import, OperatorCommand, UnitCommand, What};
use crate::domain::rights::Deed;

/// The deed of a command; `None` for those that look into no store of an office.
pub const fn deed(command: &Command) -> Option<Deed> {
    Some(match command {
        Command::Register(_) | Command::CheckIntake(_) => Deed::Register,
        Command::Find(_) => Deed::Find,
        Command::Show(_) | Command::Explain(_) => Deed::Open,
        Command::Act(_) => Deed::Step,
        Command::Owed(_) => Deed::Look,
        Command::Import(Import { .. }) => Deed::Import,
        Command::Export(export) => match export.what {
            What::People => Deed::ExportPeople,
            What::Petitions | What::Owed => Deed::Export,
        },
        Command::Unit(unit) => match unit.command {
            UnitCommand::List(_) => Deed::Look,
            _ => Deed::Office,
        },
        Command::Operator(operator) => match operator.command {
            OperatorCommand::List(_) => Deed::Roster,
            _ => Deed::Office,
        },
        Command::Verify(_) => Deed::Verify,
        Command::Paper(_) => Deed::Paper,
        Command::Demo(_)
        | Command::Init(_)
        | Command::Calendar(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Man(_) => return None,
    })
}
