//! Completions and the manual page, made from the command line itself.

use super::args;
use super::help;
use super::out::Done;
use crate::words::{Exit, Lang, Trouble};

#[must_use]
pub fn completions(lang: Lang, args: &args::Completions) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(lang), "zhuoluo", &mut script);
    Done::bytes(script)
}

pub fn man(lang: Lang) -> Result<Done, Trouble> {
    let mut page = Vec::new();
    let mut command = help::command(lang);
    command.build();
    let render = |command: &clap::Command, page: &mut Vec<u8>| {
        clap_mangen::Man::new(command.clone()).render(page)
    };
    render(&command, &mut page).map_err(|e| unwritten(&e))?;
    Ok(Done::bytes(page))
}

fn unwritten(error: &std::io::Error) -> Trouble {
    let detail = error.to_string();
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "手册页写不出来（{detail}）。",
            "The manual page could not be written ({detail})."
        ),
        say!("请再试一次。", "Try again."),
    )
}
