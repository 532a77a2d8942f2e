//! A command that comes on standard input (`zhuoluo -`): what is written behind the program's name everybody on the
//! server may read (`ps`), and sudo keeps it in its log; what is read from a pipe nobody does.

use std::ffi::OsString;
use std::io::{BufRead, Read};

use super::args::{Args, Command};
use super::out::talk;
use super::split::{LONGEST, split};
use crate::runtime::access;
use crate::words::{Exit, Lang, Sentence, Trouble};

/// What stands for the command.
const HERE: &str = "-";

/// The arguments to work with: where the last is `-` and no command stands before it, the words of the first line of
/// standard input come in its place. What follows that line is the command's own input.
///
/// # Errors
/// A line that is no command (2).
pub fn words(mut arguments: Vec<OsString>) -> Result<(Vec<OsString>, bool), Trouble> {
    if !is_asked(&arguments) {
        return Ok((arguments, false));
    }
    arguments.pop();
    let mut line = Vec::new();
    // A line break behind the longest, and the rest of a sign that is cut off.
    let most = LONGEST as u64 + 5;
    let read = std::io::stdin()
        .lock()
        .take(most)
        .read_until(b'\n', &mut line);
    read.map_err(|_| no_command(say!("标准输入读不了。", "Standard input cannot be read.")))?;
    if line.len() > LONGEST
        && let Err(cut) = std::str::from_utf8(&line)
        && cut.error_len().is_none()
    {
        // Cut off within a sign: too long, and no other encoding.
        line.truncate(cut.valid_up_to());
    }
    let line = String::from_utf8(line);
    let line = line.map_err(|_| {
        no_command(say!(
            "命令不是 UTF-8 文字。",
            "The command is not UTF-8 text."
        ))
    })?;
    let words = split(line.trim_end_matches(['\n', '\r'])).map_err(no_command)?;
    let named = words
        .iter()
        .skip(usize::from(words.first().is_some_and(|w| w == "zhuoluo")));
    let before = arguments.len();
    arguments.extend(named.map(OsString::from));
    if arguments.len() == before {
        return Err(no_command(say!(
            "标准输入的第一行没有命令。",
            "The first line of standard input holds no command."
        )));
    }
    Ok((arguments, true))
}

/// True where nothing but options with their values stands before it.
fn is_asked(arguments: &[OsString]) -> bool {
    let Some((last, before)) = arguments.get(1..).and_then(<[_]>::split_last) else {
        return false;
    };
    let option = |pair: &[OsString]| {
        let named = ["--lang", "--db", "--as", "--now"];
        pair.len() == 2 && named.iter().any(|option| pair[0] == *option)
    };
    last == HERE && before.chunks(2).all(option)
}

fn no_command(what: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        what,
        say!(
            "第一行写命令，例：echo 'find 张三' | zhuoluo -",
            "The first line is the command, e.g. echo 'find 张三' | zhuoluo -"
        ),
    )
}

/// Tells whoever came through sudo and named somebody behind the program's name who else may read it.
pub fn tell(args: &Args, arguments: &[OsString], lang: Lang) {
    let by_sudo = access::comer().is_some_and(|comer| comer.seat.came == "sudo");
    if by_sudo && names(args.command.as_ref(), arguments) {
        let told = say!(
            "提醒：这条命令写在程序名后面，服务器上别的账号可能看得到（ps），sudo 的日志也记下了；写到人的命令请从标准输入给：echo '…' | sudo -u zhuoluo zhuoluo -",
            "Note: this command stands behind the program's name, where other accounts of the server may read it (ps) and sudo's log keeps it; give one that names somebody on standard input: echo '…' | sudo -u zhuoluo zhuoluo -"
        );
        talk(told.say(lang));
    }
}

/// True of words that may name a petitioner; those of the office's own set-up name none.
fn names(command: Option<&Command>, arguments: &[OsString]) -> bool {
    let own = matches!(
        command,
        None | Some(
            Command::Init(_)
                | Command::Operator(_)
                | Command::Unit(_)
                | Command::Office(_)
                | Command::Period(_)
                | Command::Calendar(_)
                | Command::Rules(_)
                | Command::Template(_)
        )
    );
    let told = |word: &str| match command {
        Some(Command::Find(_)) => word.chars().any(char::is_alphanumeric),
        _ => !word.is_ascii(),
    };
    // `find` itself is one of them.
    let from = if matches!(command, Some(Command::Find(_))) {
        2
    } else {
        1
    };
    let mut words = arguments
        .iter()
        .skip(from)
        .map(|word| word.to_string_lossy());
    !own && words.any(|word| !word.starts_with("--") && told(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    /// A dash alone stands for the command, one behind a command is that command's own.
    #[test]
    fn a_dash_alone_stands_for_a_command() {
        for words in [&["zhuoluo", "-"][..], &["zhuoluo", "--lang", "en", "-"]] {
            assert!(is_asked(&given(words)), "{words:?}");
        }
        for words in [
            &["zhuoluo"][..],
            &["zhuoluo", "register", "-"],
            &["zhuoluo", "import", "--map", "-"],
            &["zhuoluo", "find", "-"],
            &["zhuoluo", "--json", "-"],
        ] {
            assert!(!is_asked(&given(words)), "{words:?}");
        }
    }
}
