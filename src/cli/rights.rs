//! What each command does, in the table of rights: asked before anything else of the command. An order
//! to the duty desk asks for a right of its own besides.

use super::args::{Command, OperatorCommand, UnitCommand, What};
use super::args_duty::{DutyCommand, Handover, HandoverCommand, Urgent, UrgentCommand};
use super::args_keep::AuditCommand;
use super::args_keeping::{ArchiveCommand, PrivacyCommand};
use super::args_office::OfficeCommand;
use super::args_people::PersonCommand;
use super::args_statute::{CalendarCommand, RulesCommand};
use super::args_work::{CampaignCommand, TemplateCommand};
use crate::domain::rights::Deed;

/// The deed of a command; `None` for those that look into no store of an office.
pub const fn deed(command: &Command) -> Option<Deed> {
    Some(match command {
        Command::Register(_) | Command::CheckIntake(_) => Deed::Register,
        Command::Find(_) => Deed::Find,
        Command::Show(_) | Command::Explain(_) => Deed::Open,
        Command::Remind(remind) if remind.dry_run => Deed::Look,
        Command::Act(_) | Command::Remind(_) => Deed::Step,
        Command::Owed(_) | Command::SelfCheck(_) | Command::Period(_) => Deed::Look,
        Command::Duty(duty) => at_the_desk(&duty.command),
        Command::Import(import) if import.undo.is_some() => Deed::Undo,
        Command::Import(_) => Deed::Import,
        Command::Export(export) => match export.what {
            What::People => Deed::ExportPeople,
            _ => Deed::Export,
        },
        Command::Unit(unit) => match unit.command {
            UnitCommand::List(_) => Deed::Look,
            _ => Deed::Office,
        },
        Command::Operator(operator) => match operator.command {
            OperatorCommand::List(_) => Deed::Roster,
            _ => Deed::Staff,
        },
        Command::Office(office) => match office.command {
            OfficeCommand::Show { .. } | OfficeCommand::Lock { minutes: None } => Deed::Look,
            OfficeCommand::Set { .. } | OfficeCommand::Lock { .. } => Deed::Office,
        },
        Command::Rules(rules) => match rules.command {
            RulesCommand::Import { .. } => Deed::Office,
            RulesCommand::Show { .. } | RulesCommand::Diff { .. } => Deed::Look,
        },
        Command::Calendar(calendar) => return of_calendar(&calendar.command),
        Command::Audit(audit) => return audit_deed(&audit.command),
        Command::Backup(_) => Deed::Backup,
        Command::Restore(_) => Deed::Restore,
        Command::Archive(archive) => return archived(&archive.command),
        Command::Privacy(privacy) => given(&privacy.command),
        Command::Verify(_) => Deed::Verify,
        Command::Paper(_) => Deed::Paper,
        Command::Template(template) => match template.command {
            TemplateCommand::List { .. } | TemplateCommand::Show { .. } => Deed::Look,
            _ => Deed::Office,
        },
        Command::Campaign(campaign) => match campaign.command {
            CampaignCommand::List { .. } | CampaignCommand::Show { .. } => Deed::Look,
            _ => Deed::Campaign,
        },
        Command::Person(person) => of_person(&person.command),
        Command::Demo(_)
        | Command::Init(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Ssh(_)
        | Command::Box(_)
        | Command::Session(_)
        | Command::Man(_) => return None,
    })
}

/// Looking at the duty desk; an order asks for its own right besides.
const fn at_the_desk(command: &DutyCommand) -> Deed {
    match command {
        DutyCommand::Log { text: None, .. }
        | DutyCommand::Handover(Handover {
            command: HandoverCommand::Show { .. },
        })
        | DutyCommand::Urgent(Urgent {
            command: UrgentCommand::List {},
        }) => Deed::Log,
        _ => Deed::Look,
    }
}

const fn of_person(command: &PersonCommand) -> Deed {
    match command {
        PersonCommand::Show { .. } => Deed::Open,
        PersonCommand::Merge { preview: true, .. } => Deed::Find,
        _ => Deed::Step,
    }
}

const fn audit_deed(command: &AuditCommand) -> Option<Deed> {
    Some(match command {
        AuditCommand::List(list) if list.person.is_some() => Deed::Give,
        AuditCommand::List(_) => Deed::Audit,
        AuditCommand::Export { .. } | AuditCommand::Head { .. } => Deed::Whole,
        AuditCommand::Verify(_) => Deed::Verify,
        // Root's own work: no store is opened.
        AuditCommand::Sign { .. } | AuditCommand::NewKey { .. } => return None,
    })
}

const fn of_calendar(command: &CalendarCommand) -> Option<Deed> {
    match command {
        CalendarCommand::Import(_)
        | CalendarCommand::Confirm { .. }
        | CalendarCommand::Drop { .. } => Some(Deed::Calendar),
        // Which days count is no secret of any office.
        CalendarCommand::Versions { .. }
        | CalendarCommand::Diff(_)
        | CalendarCommand::Show(_)
        | CalendarCommand::Count(_) => None,
    }
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
        PrivacyCommand::Form { .. } => Deed::Look,
        _ => Deed::Give,
    }
}
