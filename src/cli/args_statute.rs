//! The shape of the commands for calendar and rules.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub struct Calendar {
    #[command(subcommand)]
    pub command: CalendarCommand,
}

#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    Show(CalendarShow),
    Versions {
        #[arg(long)]
        json: bool,
    },
    Import(CalendarImport),
    Diff(CalendarDiff),
    Confirm {
        #[arg(value_name = "VERSION")]
        version: i64,
        #[arg(long)]
        json: bool,
    },
    Drop {
        #[arg(value_name = "VERSION")]
        version: i64,
    },
    Count(CalendarCount),
}

#[derive(Debug, clap::Args)]
pub struct CalendarShow {
    #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1949..=2100))]
    pub year: Option<i32>,
    #[arg(long)]
    pub json: bool,
}

/// What a table says of itself, said on the command line instead.
#[derive(Debug, Default, clap::Args)]
pub struct TableHead {
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    #[arg(long = "number", value_name = "NUMBER")]
    pub document: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    #[arg(long)]
    pub local: bool,
}

#[derive(Debug, clap::Args)]
pub struct CalendarImport {
    #[arg(value_name = "FILE|-")]
    pub file: PathBuf,
    #[command(flatten)]
    pub head: TableHead,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct CalendarDiff {
    #[arg(value_name = "FILE|VERSION")]
    pub what: String,
    #[command(flatten)]
    pub head: TableHead,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct CalendarCount {
    #[arg(value_name = "DATE", required_unless_present = "lines")]
    pub from: Option<String>,
    #[arg(value_name = "15d|5w", required_unless_present = "lines")]
    pub span: Option<String>,
    #[arg(long, value_name = "DAYS", default_value_t = 0, hide_default_value = true, value_parser = clap::value_parser!(u32).range(0..=3650))]
    pub extend: u32,
    #[arg(long, value_name = "DATE..DATE")]
    pub hearing: Vec<String>,
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["from", "span", "extend", "hearing"])]
    pub lines: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Rules {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    Show {
        #[arg(long)]
        json: bool,
    },
    Diff {
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
    Import {
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
}
