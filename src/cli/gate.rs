//! The door of an office's store: who came, by which launcher, and what they may say on the way in.
//!
//! On one's own desk the door stands open. In an office nothing of an argument or a variable decides
//! who somebody is, which store is opened or what time it is; who is turned away is on record.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::args::{Args, Command};
use super::args_duty::{Dispute, DisputeCommand, DutyCommand};
use super::args_keep::AuditCommand;
use super::args_keeping::{ArchiveCommand, PrivacyCommand};
use super::args_rota::{Rota, RotaCommand};
use super::args_statute::{CalendarCommand, RulesCommand};
use super::args_work::TemplateCommand;
use super::split::split;
use crate::runtime::access::{self, Comer, Mode};
use crate::runtime::boxes;
use crate::runtime::clock;
use crate::runtime::fence::{self, Hold};
use crate::store::restoring::Power;
use crate::store::{Store, refusal_is_noted, trail};
use crate::words::{Exit, Sentence, Trouble, Word};

/// What the forced command of sshd begins with.
const SESSION: &str = "session";
/// The variable in which sshd hands over what the client asked for.
const ASKED: &str = "SSH_ORIGINAL_COMMAND";
/// Variables of the program's own; none is taken in an office.
const OWN: &str = "ZHUOLUO_";

static FENCE: OnceLock<Hold> = OnceLock::new();

/// How much of the fence holds.
pub fn fence() -> Hold {
    FENCE.get().copied().unwrap_or_default()
}

/// Lets somebody in: gives the arguments to work with, which are those given on a desk of one's own.
///
/// # Errors
/// Nobody the launcher vouches for, or words that are no command: status 3, on record.
pub fn enter(arguments: &[OsString]) -> Result<Vec<OsString>, Trouble> {
    match access::mode() {
        Mode::Personal => return Ok(arguments.to_vec()),
        Mode::Unsafe(why) => return Err(access::nobody(why.clone())),
        Mode::Office => {}
    }
    let by_sshd = arguments.get(1).is_some_and(|word| word == SESSION);
    let comer = if by_sshd {
        started_by_sshd(arguments)?
    } else {
        // Whoever started it otherwise, with the service account's rights: root, a job, or a hole.
        access::by_sudo().inspect_err(|trouble| note(&unproven(), &trouble.what.zh))?
    };
    access::seat(comer);
    if let Some(name) = own_variable() {
        return Err(turned_away(say!(
            "共用服务器上不认变量 {name}。",
            "The variable {name} is not taken on a shared server."
        )));
    }
    let arguments = if by_sshd {
        asked_for(&arguments[0])?
    } else {
        arguments.to_vec()
    };
    let _ = FENCE.set(fence::put_up());
    Ok(arguments)
}

/// `session --operator wang`, as the roster's line wrote it. Whoever is turned away is on record as who they
/// are, never as whom they named.
fn started_by_sshd(arguments: &[OsString]) -> Result<Comer, Trouble> {
    let came = match arguments {
        [_, _, flag, operator] if flag == "--operator" => {
            access::by_ssh(&operator.to_string_lossy())
        }
        _ => Err(access::nobody(say!(
            "session 只由 sshd 按钥匙名册启动。",
            "`session` is started by sshd alone, from the roster of keys."
        ))),
    };
    came.inspect_err(|trouble| {
        let words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
        let typed = super::out::shown(&words.collect::<Vec<_>>().join(" "));
        let typed: String = typed.chars().take(80).collect();
        let who = access::by_sudo().unwrap_or_else(|_| unproven());
        note(&who, &format!("{typed}：{}", trouble.what.zh));
    })
}

/// What the client wrote behind the host's name; the desk when it wrote nothing.
fn asked_for(program: &OsString) -> Result<Vec<OsString>, Trouble> {
    let Some(asked) = std::env::var_os(ASKED).filter(|v| !v.is_empty()) else {
        return Ok(vec![program.clone()]);
    };
    let line = asked.to_string_lossy();
    let words = split(&line).map_err(turned_away)?;
    if words.first().is_none_or(|first| first != "zhuoluo") || asked.to_str().is_none() {
        let shown: String = super::out::shown(&line).chars().take(80).collect();
        let program = words.first().filter(|word| is_program(word));
        let program = program.map_or("…", String::as_str);
        return Err(turned_away_as(
            say!(
                "这里没有命令行，只有 zhuoluo 的命令；不认“{shown}”。",
                "There is no shell here, only the commands of zhuoluo; \"{shown}\" is none."
            ),
            &format!("这里没有命令行，只有 zhuoluo 的命令；不认“{program}”。"),
        ));
    }
    Ok(words.into_iter().map(OsString::from).collect())
}

/// Refuses what only the owner of a desk of their own may say.
///
/// # Errors
/// Status 3, on record.
pub fn check(args: &mut Args) -> Result<(), Trouble> {
    if !access::is_office() {
        return match args.command {
            Some(Command::Session(_)) => Err(access::nobody(say!(
                "session 只在共用服务器上由 sshd 启动。",
                "`session` is started by sshd alone, on a shared server."
            ))),
            _ => Ok(()),
        };
    }
    let named = [
        (args.db.is_some(), "--db"),
        (args.login.is_some(), "--as"),
        (args.now.is_some(), "--now"),
        (matches!(args.command, Some(Command::Demo(_))), "demo"),
        (matches!(args.command, Some(Command::Session(_))), SESSION),
        (matches!(args.command, Some(Command::Ssh(_))), "ssh"),
        (
            matches!(args.command, Some(Command::Init(_))) && !is_root(),
            "init",
        ),
    ];
    if let Some((_, name)) = named.iter().find(|(is, _)| *is) {
        return Err(turned_away(say!(
            "共用服务器上操作员不能用 {name}：库、身份和时间由服务器定。",
            "On a shared server an operator may not use {name}: store, identity and time are the server's."
        )));
    }
    let bare = |path: &Path| match boxes::bare(path) {
        Ok(_) => Ok(()),
        Err(trouble) => Err(turned_away(trouble.what.clone())),
    };
    for path in files(args.command.as_ref()) {
        if path != Path::new("-") {
            bare(path)?;
        }
    }
    for path in kept(&mut args.command).into_iter().flatten() {
        // What is asked for by `-` is read from standard input.
        if path == Path::new("-") {
            continue;
        }
        bare(path)?;
        *path = boxes::kept(path).map_err(|_| turned_away(no_box()))?;
    }
    if let Some(Command::Audit(audit)) = &mut args.command
        && let AuditCommand::Verify(verify) = &mut audit.command
        && let Some(key) = verify
            .public_key
            .as_mut()
            .filter(|k| !k.starts_with("zhuoluo+"))
    {
        bare(Path::new(key))?;
        let path = boxes::kept(Path::new(key)).map_err(|_| turned_away(no_box()))?;
        *key = path.to_string_lossy().into_owned();
    }
    Ok(())
}

fn no_box() -> Sentence {
    say!("收发箱打不开。", "The box cannot be opened.")
}

/// Files of the office's memory that a command names: keys, anchors and copies, by bare names too.
///
/// What is only read may come from standard input as well.
fn kept(command: &mut Option<Command>) -> [Option<&mut PathBuf>; 3] {
    let named = |path: &&mut PathBuf| path.as_path() != Path::new("-");
    match command {
        Some(Command::Restore(args)) => [
            Some(&mut args.file),
            args.identity.as_mut().filter(named),
            args.anchors.as_mut().filter(named),
        ],
        Some(Command::Backup(args)) => [
            args.check.as_mut(),
            args.identity.as_mut().filter(named),
            None,
        ],
        Some(Command::Audit(args)) => match &mut args.command {
            AuditCommand::Verify(args) => [
                args.anchors.as_mut().filter(named),
                args.export.as_mut().filter(named),
                None,
            ],
            AuditCommand::Sign { key, append } => [Some(key), append.as_mut(), None],
            AuditCommand::NewKey { file } => [Some(file), None, None],
            _ => [None, None, None],
        },
        _ => [None, None, None],
    }
}

/// The files that a command names; reading and writing hold them to the boxes once more.
fn files(command: Option<&Command>) -> Vec<&Path> {
    let named: Vec<Option<&PathBuf>> = match command {
        Some(Command::Register(args) | Command::CheckIntake(args)) => vec![Some(&args.json)],
        Some(Command::Act(args)) => vec![args.json.as_ref()],
        Some(Command::Export(args)) => vec![args.output.as_ref()],
        Some(Command::Paper(args)) => vec![args.output.as_ref()],
        Some(Command::Backup(args)) => vec![args.output.as_ref()],
        Some(Command::Audit(args)) => match &args.command {
            AuditCommand::Export { output, .. } => vec![output.as_ref()],
            _ => Vec::new(),
        },
        Some(Command::Template(args)) => match &args.command {
            TemplateCommand::Import { file, .. } => vec![Some(file)],
            _ => Vec::new(),
        },
        Some(Command::Calendar(args)) => return of_calendar(&args.command),
        Some(Command::Rules(args)) => match &args.command {
            RulesCommand::Import { file, .. } | RulesCommand::Diff { file, .. } => vec![Some(file)],
            RulesCommand::Show { .. } => Vec::new(),
        },
        Some(Command::Import(args)) => vec![
            args.file.as_ref(),
            args.map.as_ref(),
            args.report.as_ref(),
            args.answers.as_ref(),
            args.matches.as_ref(),
        ],
        Some(Command::Archive(args)) => match &args.command {
            ArchiveCommand::Approve { file } => vec![Some(file)],
            ArchiveCommand::Check { file, identity, .. } => vec![Some(file), identity.as_ref()],
            ArchiveCommand::Pack(pack) => vec![Some(&pack.output)],
            ArchiveCommand::Rules { .. } | ArchiveCommand::Appraise { .. } => Vec::new(),
        },
        Some(Command::Privacy(args)) => match &args.command {
            PrivacyCommand::Receive { json } | PrivacyCommand::Enter { json, .. } => {
                vec![json.as_ref()]
            }
            PrivacyCommand::Copy { output, .. } => vec![output.as_ref()],
            _ => Vec::new(),
        },
        Some(Command::Duty(args)) => vec![of_duty(&args.command)],
        _ => Vec::new(),
    };
    named.into_iter().flatten().map(PathBuf::as_path).collect()
}

fn of_calendar(command: &CalendarCommand) -> Vec<&Path> {
    match command {
        CalendarCommand::Import(args) => vec![&args.file],
        CalendarCommand::Count(args) => args.lines.iter().map(PathBuf::as_path).collect(),
        // A version of the calendar has a number; all else is a file.
        CalendarCommand::Diff(args) if args.what.parse::<i64>().is_err() => {
            vec![Path::new(&args.what)]
        }
        _ => Vec::new(),
    }
}

fn of_duty(command: &DutyCommand) -> Option<&PathBuf> {
    match command {
        DutyCommand::Rota(Rota {
            command: Some(RotaCommand::Import { file, .. }),
            ..
        }) => Some(file),
        DutyCommand::Dispute(Dispute {
            command: DisputeCommand::Petition { draft, .. },
        }) => Some(draft),
        _ => None,
    }
}

/// True for root coming through sudo, who makes the store and nothing else.
pub fn is_root() -> bool {
    access::comer().is_some_and(|c| c.login == "root" && c.seat.came == "sudo")
}

/// By what whoever sits here may restore a store, and copy one that does not open.
pub fn power() -> Power {
    match (access::is_office(), is_root()) {
        (false, _) => Power::Own,
        (true, true) => Power::Root,
        (true, false) => Power::Operator,
    }
}

/// The first variable of the program's own.
fn own_variable() -> Option<String> {
    std::env::vars_os().find_map(|(name, _)| {
        let name = name.to_string_lossy().into_owned();
        name.starts_with(OWN).then(|| super::out::shown(&name))
    })
}

/// Puts a command of an office whose words or content did not fit (status 2) on record, as far as the store lets it:
/// which it was, and nothing of what stood in it, for that may be anybody's name.
pub fn unfit(command: &str) {
    if let Some(comer) = access::comer().filter(|_| !refusal_is_noted()) {
        note(comer, &format!("{command}：{}", UNFIT.zh));
    }
}

/// What is on record of words that did not fit.
const UNFIT: Word = Word::new("参数或内容不对", "arguments or content that do not fit");

/// Somebody of whom nothing is known but what they said.
fn unproven() -> Comer {
    Comer {
        login: UNPROVEN.en.to_owned(),
        seat: crate::domain::rights::Seat {
            key: String::new(),
            came: UNPROVEN.en.to_owned(),
        },
    }
}

/// How somebody came whose word for it is all there is.
const UNPROVEN: Word = Word::new("未证实", "unproven");

/// True of a word that names a program rather than a person.
fn is_program(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    word.len() <= 40
        && word.chars().all(is_plain)
        && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// On record is what the sentence says without what it quotes: that was typed, and may be anybody's name.
fn turned_away(what: Sentence) -> Trouble {
    let said = trail::without_quoted(&what.zh);
    turned_away_as(what, &said)
}

fn turned_away_as(what: Sentence, said: &str) -> Trouble {
    if let Some(comer) = access::comer() {
        note(comer, said);
    }
    Trouble::unchanged(
        Exit::Refused,
        what,
        say!(
            "可用的命令见 zhuoluo --help；不写命令就进工作台。",
            "`zhuoluo --help` lists what there is; without a command the desk opens."
        ),
    )
}

/// Best effort: a store that is full or locked must not turn a refusal into something else.
pub fn note(comer: &Comer, what: &str) {
    let now = clock::now(clock::home());
    let _ = Store::record_at_door(&access::store(), &comer.login, &comer.seat, what, now);
}
