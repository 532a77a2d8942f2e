//! Help texts in both languages, laid over the command line that [`super::args`] describes.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Args;
use super::{
    examples_duty, texts, texts_duty, texts_duty_arguments, texts_keep, texts_keeping,
    texts_office, texts_people, texts_server, texts_statute, texts_work,
};
use crate::words::{Lang, Word};

/// The language of this run: `--lang`, else `ZHUOLUO_LANG`, else the locale; Chinese otherwise.
#[must_use]
pub fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().skip(1).filter_map(|a| a.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => continue,
        };
        if let Some(lang) = value.and_then(Lang::parse) {
            return lang;
        }
    }
    let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    if let Some(lang) = variable("ZHUOLUO_LANG").and_then(|v| Lang::parse(&v)) {
        return lang;
    }
    let locale = variable("LC_ALL").or_else(|| variable("LC_MESSAGES"));
    locale
        .or_else(|| variable("LANG"))
        .and_then(|v| Lang::parse(&v))
        .unwrap_or_default()
}

/// The command line with its help in one language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    dress(Args::command(), "zhuoluo", lang)
}

const TEMPLATE: Word = Word::new(
    "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
    "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
);
const COMMANDS: Word = Word::new("命令", "Commands");
const OPTIONS: Word = Word::new("选项", "Options");
const ARGUMENTS: Word = Word::new("参数", "Arguments");
const EXAMPLE: Word = Word::new("例：", "Example: ");

fn dress(command: Command, path: &str, lang: Lang) -> Command {
    let name = path.rsplit(' ').next().unwrap_or(path).to_owned();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let mut command = command
        .help_template(StyledStr::from(TEMPLATE.say(lang)))
        .about(text(path, lang))
        .subcommand_help_heading(COMMANDS.say(lang))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .infer_long_args(false)
        .mut_args(|arg| describe(arg, &name, lang))
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(text("help", lang))
                .help_heading(OPTIONS.say(lang)),
        );
    if path == "zhuoluo" {
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(text("version", lang))
                .help_heading(OPTIONS.say(lang)),
        );
    }
    if let (Lang::Zh, Some(usage)) = (lang, usage(&mut command, path)) {
        command = command.override_usage(usage);
    }
    if let Some(example) = example(path) {
        command = command.after_help(format!("\n{}{example}", EXAMPLE.say(lang)));
    }
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |c| dress(c, &path, lang));
    }
    command
}

/// The usage line in Chinese.
fn usage(command: &mut Command, path: &str) -> Option<String> {
    let usage = command.render_usage().to_string();
    let rest = usage.strip_prefix("Usage: ")?.split_once(' ')?.1;
    let rest = rest
        .replace("[OPTIONS]", "[选项]")
        .replace("[COMMAND]", "[命令]")
        .replace("<COMMAND>", "<命令>");
    Some(format!("{path} {rest}"))
}

fn describe(arg: Arg, command: &str, lang: Lang) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let heading = if arg.is_positional() {
        ARGUMENTS
    } else {
        OPTIONS
    };
    let own = format!("{command}.{id}");
    let help = if known(&own) {
        text(&own, lang)
    } else {
        text(&id, lang)
    };
    arg.help(help).help_heading(heading.say(lang))
}

fn texts_of_all() -> impl Iterator<Item = &'static (&'static str, Word)> {
    let statute = texts_statute::TEXTS;
    texts::TEXTS
        .iter()
        .chain(texts_office::TEXTS)
        .chain(texts_server::TEXTS)
        .chain(texts_duty::TEXTS)
        .chain(texts_duty_arguments::TEXTS)
        .chain(texts_keep::TEXTS)
        .chain(statute)
        .chain(texts_work::TEXTS)
        .chain(texts_keeping::TEXTS)
        .chain(texts_people::TEXTS)
}

fn known(key: &str) -> bool {
    texts_of_all().any(|(k, _)| *k == key)
}

fn text(key: &str, lang: Lang) -> &'static str {
    texts_of_all()
        .find(|(k, _)| *k == key)
        .map_or("", |(_, word)| word.say(lang))
}

/// An example of a command, by its path.
#[must_use]
pub fn example(path: &str) -> Option<&'static str> {
    texts::EXAMPLES
        .iter()
        .chain(texts_office::EXAMPLES)
        .chain(texts_server::EXAMPLES)
        .chain(texts_keep::EXAMPLES)
        .chain(texts_statute::EXAMPLES)
        .chain(examples_duty::EXAMPLES)
        .chain(texts_work::EXAMPLES)
        .chain(texts_keeping::EXAMPLES)
        .chain(texts_people::EXAMPLES)
        .find(|(k, _)| *k == path)
        .map(|(_, example)| *example)
}

/// Commands and arguments that have no text yet; a test holds that there are none.
#[must_use]
pub fn silent() -> Vec<String> {
    fn walk(command: &Command, path: &str, found: &mut Vec<String>) {
        if command.get_about().is_none_or(|a| a.to_string().is_empty()) {
            found.push(path.to_owned());
        }
        for arg in command.get_arguments() {
            if arg.get_help().is_none_or(|h| h.to_string().is_empty()) {
                found.push(format!("{path} {}", arg.get_id()));
            }
        }
        for sub in command.get_subcommands() {
            walk(sub, &format!("{path} {}", sub.get_name()), found);
        }
    }
    let mut found = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        walk(&command(lang), "zhuoluo", &mut found);
    }
    found
}
