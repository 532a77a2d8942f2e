//! What is wrong with the command line, in both languages, with an example.

use std::ffi::OsString;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use super::out::{Done, shown};
use crate::words::{Exit, Lang, Sentence, Trouble, misread};

/// Turns what clap says into data (help, version) or a trouble with status 2.
pub fn explain(error: &Error, arguments: &[OsString], lang: Lang) -> Result<Done, Trouble> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return Ok(Done::text(error.to_string()));
        }
        _ => {}
    }
    let path = path_of(arguments, lang);
    let example = help::example(&path)
        .or_else(|| help::example("zhuoluo"))
        .unwrap_or_default();
    let next = say!(
        "例：{example}；全部用法见 {path} --help。",
        "Example: {example}; `{path} --help` shows everything."
    );
    Err(Trouble::unchanged(Exit::Wrong, what(error), next))
}

/// `zhuoluo calendar show`, as far as the words name commands.
pub fn path_of(arguments: &[OsString], lang: Lang) -> String {
    let command = help::command(lang);
    let (mut at, mut path) = (&command, String::from("zhuoluo"));
    let mut is_value = false;
    for word in arguments.iter().skip(1).filter_map(|a| a.to_str()) {
        if std::mem::take(&mut is_value) {
            continue; // `--as demo` names no command
        }
        if let Some(option) = word.strip_prefix('-') {
            is_value = takes_value(&command, option) || takes_value(at, option);
            continue;
        }
        if let Some(sub) = at.find_subcommand(word) {
            path.push(' ');
            path.push_str(word);
            at = sub;
        }
    }
    path
}

/// Whether the word after an option is its value.
fn takes_value(command: &clap::Command, option: &str) -> bool {
    let mut arguments = command.get_arguments();
    arguments.any(|argument| {
        let is_it = match option.strip_prefix('-') {
            Some(long) => argument.get_long() == Some(long),
            None => argument.get_short().map(String::from).as_deref() == Some(option),
        };
        is_it && argument.get_action().takes_values()
    })
}

fn what(error: &Error) -> Sentence {
    let get = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            say!("{argument} 后面要写值。", "{argument} needs a value.")
        }
        ErrorKind::InvalidValue => then(
            say!(
                "{argument} 不能是“{value}”。",
                "{argument} cannot be \"{value}\"."
            ),
            &also("可用：", "It may be:", &get(ContextKind::ValidValue)),
        ),
        ErrorKind::ValueValidation => unfit(error, &argument, &value),
        ErrorKind::UnknownArgument => then(
            say!(
                "不认得“{argument}”。",
                "The argument \"{argument}\" is not known."
            ),
            &also("是不是：", "Did you mean", &get(ContextKind::SuggestedArg)),
        ),
        ErrorKind::InvalidSubcommand => no_command(
            &get(ContextKind::InvalidSubcommand),
            &get(ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::MissingRequiredArgument => {
            say!("缺少 {argument}。", "Missing: {argument}.")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say!("缺少命令。", "A command is missing.")
        }
        ErrorKind::ArgumentConflict => {
            let prior = get(ContextKind::PriorArg);
            say!(
                "{argument} 不能和 {prior} 一起用。",
                "{argument} cannot stand together with {prior}."
            )
        }
        ErrorKind::InvalidUtf8 => say!("参数不是 UTF-8 文字。", "An argument is not UTF-8 text."),
        _ => {
            let detail = shown(error.to_string().lines().next().unwrap_or_default());
            say!(
                "参数不对（{detail}）。",
                "The arguments do not fit ({detail})."
            )
        }
    }
}

fn unfit(error: &Error, argument: &str, value: &str) -> Sentence {
    let detail = std::error::Error::source(error)
        .map(|e| misread(&shown(&e.to_string())))
        .unwrap_or_default();
    let (zh, en) = detail;
    say!(
        "{argument} 的值“{value}”不对（{zh}）。",
        "The value \"{value}\" of {argument} does not fit ({en})."
    )
}

fn no_command(name: &str, like: &str) -> Sentence {
    then(
        say!("没有命令“{name}”。", "There is no command \"{name}\"."),
        &also("是不是：", "Did you mean", like),
    )
}

/// A list to choose from; nothing when it is empty.
fn also(zh: &str, en: &str, list: &str) -> Sentence {
    if list.is_empty() {
        Sentence::default()
    } else {
        say!("{zh}{list}。", " {en} {list}.")
    }
}

fn then(mut first: Sentence, second: &Sentence) -> Sentence {
    first.push(second);
    first
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => shown(text),
        ContextValue::Strings(list) => shown(&list.join(" ")),
        ContextValue::StyledStr(text) => shown(&text.to_string()),
        ContextValue::StyledStrs(list) => {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            shown(&list.join(" "))
        }
        ContextValue::Number(n) => n.to_string(),
        ContextValue::Bool(b) => b.to_string(),
        _ => String::new(),
    }
}
