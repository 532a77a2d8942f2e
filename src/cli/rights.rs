//! What each command does, in the table of rights: asked before anything else of the command.

use super::args::{Command, OperatorCommand, UnitCommand, What};
use super::args_keeping::{ArchiveCommand, PrivacyCommand};
use super::args_statute::{CalendarCommand, RulesCommand};
use super::args_work::{CampaignCommand, TemplateCommand};
use crate::domain::rights::Deed;

/// The deed of a command; `None` for those that look into no store of an office.
pub const fn deed(command: &Command) -> Option<Deed> {
    Some(match command {
        Command::Register(_) | Command::CheckIntake(_) => Deed::Register,
        Command::Find(_) => Deed::Find,
        Command::Show(_) | Command::Explain(_) => Deed::Open,
        Command::Act(_) => Deed::Step,
        Command::Owed(_) | Command::SelfCheck(_) => Deed::Look,
        Command::Import(_) => Deed::Import,
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
        Command::Rules(rules) => match rules.command {
            RulesCommand::Import { .. } => Deed::Office,
            RulesCommand::Show { .. } | RulesCommand::Diff { .. } => Deed::Look,
        },
        Command::Calendar(calendar) => match calendar.command {
            CalendarCommand::Import(_)
            | CalendarCommand::Confirm { .. }
            | CalendarCommand::Drop { .. } => Deed::Calendar,
            // Which days count is no secret of any office.
            CalendarCommand::Versions { .. }
            | CalendarCommand::Diff(_)
            | CalendarCommand::Show(_)
            | CalendarCommand::Count(_) => return None,
        },
        Command::Archive(archive) => return archived(&archive.command),
        Command::Privacy(privacy) => given(&privacy.command),
        Command::Verify(_) => Deed::Verify,
        Command::Paper(_) => Deed::Paper,
        Command::Template(template) => match template.command {
            TemplateCommand::List { .. } | TemplateCommand::Show { .. } => Deed::Look,
            _ => Deed::Office,
        },
        Command::Remind(remind) => {
            if remind.dry_run {
                Deed::Look
            } else {
                Deed::Step
            }
        }
        Command::Campaign(campaign) => match campaign.command {
            CampaignCommand::List { .. } | CampaignCommand::Show { .. } => Deed::Look,
            _ => Deed::Campaign,
        },
        Command::Demo(_)
        | Command::Init(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Man(_) => return None,
    })
}

const fn archived(command: &ArchiveCommand) -> Option<Deed> {
    match command {
        ArchiveCommand::Approve { .. } => Some(Deed::Office),
        ArchiveCommand::Pack(_) => Some(Deed::Restrict),
        ArchiveCommand::Rules { .. } | ArchiveCommand::Appraise { .. } => Some(Deed::Look),
        // A package is checked where it lies, without any store.
        ArchiveCommand::Check { .. } => None,
    }
}

const fn given(command: &PrivacyCommand) -> Deed {
    match command {
        PrivacyCommand::Find { .. } => Deed::Restrict,
        _ => Deed::Give,
    }
}
