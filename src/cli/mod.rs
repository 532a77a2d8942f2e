//! One-shot commands: the same functions as the screens, for `cron`, for scripts, for `ssh desk zhuoluo owed`.
//!
//! Standard output is data, standard error is talk; exit statuses are promised in the contract.

#![allow(
    clippy::result_large_err,
    reason = "a trouble is rare and made once; its three sentences in two languages take their room"
)]

mod act;
mod archive;
mod archive_sealed;
mod args;
mod args_duty;
mod args_import;
mod args_keep;
mod args_keeping;
mod args_office;
mod args_people;
mod args_period;
mod args_rota;
mod args_server;
mod args_statute;
mod args_work;
mod audit;
mod audit_anchors;
mod audit_paper;
mod audit_reading;
mod backup;
mod boxes;
mod calendar;
mod calendar_change;
mod campaign;
mod closed;
mod count;
mod cut;
mod days;
mod demo;
mod desk;
mod duty;
mod duty_desk;
mod duty_fair;
mod duty_import;
mod duty_json;
mod duty_rota;
mod duty_rounds;
mod examples_duty;
mod explain;
mod export;
mod export_registers;
mod export_table;
mod find;
mod gate;
pub mod help;
mod import;
mod import_answers;
mod import_matches;
mod import_rows;
mod import_sheet;
mod import_wait;
mod import_waiting;
mod init;
mod input;
mod json;
pub mod keys;
mod list;
mod made;
mod mistakes;
mod moves;
mod noted;
mod office;
mod offline;
mod operator;
mod out;
mod owed;
mod paper;
mod period;
mod person;
mod person_file;
mod person_json;
mod privacy;
mod progress;
mod reason;
mod register;
mod register_lines;
mod remind;
mod repeated;
mod rescue;
mod restore;
mod restore_aside;
mod rights;
mod rules;
pub mod schema;
mod screen;
mod sealed;
mod self_check;
mod session;
mod shapes;
mod shapes_duty;
mod shapes_file;
mod shapes_keeping;
mod shapes_people;
mod shapes_statute;
mod shell;
mod show;
pub mod split;
mod ssh;
mod texts;
mod texts_duty;
mod texts_duty_arguments;
mod texts_keep;
mod texts_keeping;
mod texts_office;
mod texts_people;
mod texts_server;
mod texts_statute;
mod texts_work;
mod typed;
mod unit;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Args, Command};
use out::Done;

use crate::domain::rights::Deed;
use crate::runtime::{access, harden, heap, reader};
use crate::store::upgrading;
use crate::words::{Exit, Lang, Trouble};

/// Runs the program with its arguments and gives the exit status.
#[must_use]
pub fn run(arguments: &[OsString]) -> ExitCode {
    if keys::is_asked(arguments) {
        return keys::answer(arguments);
    }
    heap::share();
    harden::begin();
    if access::is_office() {
        harden::go_through();
    }
    if reader::is_asked(arguments) {
        harden::go_through();
        return reader::serve();
    }
    let entered = gate::enter(arguments).and_then(typed::words);
    let (arguments, quietly) = match entered {
        Ok(entered) => entered,
        Err(trouble) => return out::finish(Err(trouble), help::language(arguments)),
    };
    let lang = help::language(&arguments);
    let parsed = help::command(lang)
        .try_get_matches_from(&arguments)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let mut args = match parsed {
        Ok(args) => args,
        Err(error) => {
            let said = mistakes::explain(&error, &arguments, lang);
            if said.is_err() {
                gate::unfit(&mistakes::path_of(&arguments, lang));
            }
            return out::finish(said, lang);
        }
    };
    if !quietly {
        typed::tell(&args, &arguments, lang);
    }
    if args.command.is_some() {
        harden::go_through();
    } else {
        harden::hold_back();
    }
    upgrading::tell(progress::upgrade_bar(lang));
    let deed = args.command.as_ref().and_then(rights::deed);
    let named = mistakes::path_of(&arguments, lang);
    let done = gate::check(&mut args).and_then(|()| dispatch(args, lang));
    if let Err(trouble) = &done {
        session::note_refusal(deed.map_or("command", Deed::code), trouble);
        if trouble.exit == Exit::Wrong {
            gate::unfit(&named);
        }
    }
    out::finish(done, lang)
}

#[allow(clippy::needless_pass_by_value, reason = "the arguments end here")]
fn dispatch(args: Args, lang: Lang) -> Result<Done, Trouble> {
    let Args {
        db,
        lang: _,
        login,
        now,
        command,
    } = args;
    let whom = session::Whom {
        db,
        login,
        now,
        lang,
        deed: command.as_ref().and_then(rights::deed),
    };
    match command {
        None => desk::open(&whom),
        Some(Command::Demo(args)) => demo::run(&whom, &args),
        Some(Command::Init(args)) => init::run(&whom, &args),
        Some(Command::Register(args)) => register::run(&whom, &args, true),
        Some(Command::CheckIntake(args)) => register::run(&whom, &args, false),
        Some(Command::Find(args)) => find::run(&whom, &args),
        Some(Command::Show(args)) => show::run(&whom, &args),
        Some(Command::Act(args)) => act::run(&whom, &args),
        Some(Command::Owed(args)) => owed::run(&whom, &args),
        Some(Command::Explain(args)) => explain::run(&whom, &args),
        Some(Command::Import(args)) => import::run(&whom, &args),
        Some(Command::Export(args)) => export::run(&whom, &args),
        Some(Command::Calendar(args)) => calendar::run(&whom, &args),
        Some(Command::Rules(args)) => rules::run(&whom, &args),
        Some(Command::Office(args)) => office::run(&whom, &args),
        Some(Command::Unit(args)) => unit::run(&whom, &args),
        Some(Command::Operator(args)) => operator::run(&whom, &args),
        Some(Command::Period(args)) => period::run(&whom, &args),
        Some(Command::Duty(args)) => duty::run(&whom, &args),
        Some(Command::Audit(args)) => audit::run(&whom, &args),
        Some(Command::Backup(args)) => backup::run(&whom, &args),
        Some(Command::Restore(args)) => restore::run(&whom, &args),
        Some(Command::Verify(args)) => verify::run(&whom, &args),
        Some(Command::Archive(args)) => archive::run(&whom, &args),
        Some(Command::Privacy(args)) => privacy::run(&whom, &args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Completions(args)) => Ok(shell::completions(lang, &args)),
        Some(Command::Man(_)) => shell::man(lang),
        Some(Command::Paper(args)) => paper::run(&whom, &args),
        Some(Command::Ssh(args)) => ssh::run(lang, &args),
        Some(Command::Box(args)) => boxes::run(&whom, &args),
        // The gate has taken it or turned it away.
        Some(Command::Session(_)) => Err(Trouble::unchanged(
            Exit::Refused,
            crate::words::Sentence::default(),
            crate::words::Sentence::default(),
        )),
        Some(Command::Template(args)) => paper::template(&whom, &args),
        Some(Command::Remind(args)) => remind::run(&whom, &args),
        Some(Command::SelfCheck(args)) => self_check::run(&whom, &args),
        Some(Command::Campaign(args)) => campaign::run(&whom, &args),
        Some(Command::Person(args)) => person::run(&whom, &args),
    }
}
