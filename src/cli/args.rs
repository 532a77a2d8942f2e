//! The shape of the command line. Help texts stand in [`super::help`], in both languages.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::{ArgGroup, Parser, Subcommand, ValueEnum};

use super::args_duty::Duty;
use super::args_import::ImportCommand;
use super::args_keep::{Audit, Backup, Restore};
use super::args_keeping::{Archive, Privacy};
use super::args_office::Office;
use super::args_people::Person;
use super::args_period::Period;
use super::args_server::{Box, Session, Ssh};
use super::args_statute::{Calendar, Rules};
use super::args_work::{Campaign, Paper, Remind, SelfCheck, Template};
use super::closed::codes;
use crate::domain::rights;
use crate::domain::unit::UnitKind;

/// What was asked for.
#[derive(Debug, Parser)]
#[command(name = "zhuoluo", version)]
pub struct Args {
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    #[arg(long, global = true, value_name = "zh|en", value_parser = ["zh", "en"], hide_possible_values = true)]
    pub lang: Option<String>,
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub login: Option<String>,
    #[arg(long, global = true, value_name = "RFC3339", value_parser = instant, env = "ZHUOLUO_NOW", hide_env = true)]
    pub now: Option<DateTime<FixedOffset>>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

fn instant(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text.trim()).map_err(|e| e.to_string())
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(Demo),
    Init(Init),
    Register(Register),
    CheckIntake(Register),
    Find(Find),
    Show(Show),
    Act(Act),
    Owed(Owed),
    Explain(Explain),
    Import(Import),
    Export(Export),
    Calendar(Calendar),
    Rules(Rules),
    Unit(Unit),
    Office(Office),
    Operator(Operator),
    Period(Period),
    Duty(Duty),
    Verify(Verify),
    Audit(Audit),
    Backup(Backup),
    Restore(Restore),
    Paper(Paper),
    Ssh(Ssh),
    Box(Box),
    #[command(hide = true)]
    Session(Session),
    Template(Template),
    Remind(Remind),
    SelfCheck(SelfCheck),
    Campaign(Campaign),
    Person(Person),
    Archive(Archive),
    Privacy(Privacy),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

#[derive(Debug, clap::Args)]
pub struct Demo {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub people: Option<u32>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub petitions: Option<u32>,
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long)]
    pub no_open: bool,
}

#[derive(Debug, clap::Args)]
pub struct Init {
    #[arg(long, value_name = "NAME")]
    pub office: String,
    #[arg(long, value_name = "LOGIN")]
    pub admin: String,
    #[arg(long = "name", value_name = "NAME")]
    pub called: Option<String>,
    #[arg(long)]
    pub sandbox: bool,
    #[arg(long, value_name = "CODE", value_parser = area, default_value = "999999", hide_default_value = true)]
    pub area: String,
}

/// Six digits.
pub fn area(text: &str) -> Result<String, String> {
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err("six digits, e.g. 110101".to_owned())
    }
}

#[derive(Debug, clap::Args)]
pub struct Register {
    #[arg(
        long,
        value_name = "FILE|-",
        default_value = "-",
        hide_default_value = true
    )]
    pub json: PathBuf,
    #[arg(long)]
    pub each: bool,
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("what").args(["people", "petitions"]))]
pub struct Find {
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    #[arg(long)]
    pub people: bool,
    #[arg(long)]
    pub petitions: bool,
    #[arg(long, value_name = "N", default_value_t = 20, hide_default_value = true, value_parser = limit)]
    pub limit: usize,
    #[arg(long)]
    pub json: bool,
}

/// The most hits of each kind that `find` lists.
pub const MOST: usize = 1000;

fn limit(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 1..=MOST) => Ok(n),
        _ => Err(format!("1..={MOST}")),
    }
}

#[derive(Debug, clap::Args)]
pub struct Show {
    #[arg(value_name = "NUMBER|QUERYCODE")]
    pub number: String,
    #[arg(long)]
    pub json: bool,
    #[arg(
        long,
        value_name = "REASON",
        default_value = "",
        hide_default_value = true
    )]
    pub why: String,
}

#[derive(Debug, clap::Args)]
pub struct Act {
    #[arg(value_name = "NUMBER")]
    pub number: String,
    #[arg(value_name = "STEP")]
    pub step: String,
    #[arg(long, value_name = "FILE|-")]
    pub json: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Owed {
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    #[arg(value_name = "NUMBER")]
    pub number: String,
    #[arg(value_name = "OBLIGATION")]
    pub kind: Option<String>,
    #[arg(long)]
    pub json: bool,
    #[arg(
        long,
        value_name = "REASON",
        default_value = "",
        hide_default_value = true
    )]
    pub why: String,
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("from").args(["file", "undo", "list"]).required(true), args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the flags of one command line, each by itself"
)]
pub struct Import {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["undo", "list"])]
    pub map: Option<PathBuf>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["undo", "list"])]
    pub sheet: Option<String>,
    #[arg(long, conflicts_with_all = ["undo", "list"], ignore_case = true, value_parser = ["utf-8", "gb18030", "gbk", "utf-16le", "utf-16be"], hide_possible_values = true, value_name = "NAME")]
    pub encoding: Option<String>,
    #[arg(long, conflicts_with_all = ["undo", "list"])]
    pub dry_run: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["undo", "list"])]
    pub report: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["undo", "list"])]
    pub each: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["undo", "list"])]
    pub matches: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["undo", "list"])]
    pub force: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["undo", "list"])]
    pub answers: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["undo", "list", "dry_run", "matches", "answers"])]
    pub wait: bool,
    #[arg(long, value_name = "BATCH")]
    pub undo: Option<i64>,
    #[arg(long)]
    pub list: bool,
    #[command(subcommand)]
    pub command: Option<ImportCommand>,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    Petitions,
    Owed,
    People,
    Supervisions,
    Campaigns,
    SelfCheck,
    Disputes,
}

/// As what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Xlsx,
    Csv,
    Json,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    #[arg(
        value_name = "petitions|owed|people|supervisions|campaigns|self-check|disputes",
        hide_possible_values = true
    )]
    pub what: What,
    #[arg(long, value_name = "xlsx|csv|json", hide_possible_values = true)]
    pub format: Option<Format>,
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    pub force: bool,
}

#[derive(Debug, clap::Args)]
pub struct Unit {
    #[command(subcommand)]
    pub command: UnitCommand,
}

#[derive(Debug, Subcommand)]
pub enum UnitCommand {
    List(OfficeList),
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = codes(&UnitKind::ALL[1..], UnitKind::code, UnitKind::parse))]
        kind: UnitKind,
        #[arg(long, value_name = "UNIT")]
        under: Option<String>,
    },
    Rename {
        #[arg(value_name = "OLD")]
        old: String,
        #[arg(value_name = "NEW")]
        new: String,
    },
    Move {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "UNIT")]
        under: Option<String>,
    },
    Review {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "UNIT")]
        by: Vec<String>,
    },
}

#[derive(Debug, clap::Args)]
pub struct Operator {
    #[command(subcommand)]
    pub command: OperatorCommand,
}

#[derive(Debug, Subcommand)]
pub enum OperatorCommand {
    List(OfficeList),
    Add {
        #[arg(value_name = "LOGIN")]
        who: String,
        #[arg(long = "name", value_name = "NAME")]
        called: String,
        #[arg(long, value_name = "ROLE", hide_possible_values = true, value_parser = codes(rights::Duty::ALL, rights::Duty::code, rights::Duty::parse))]
        role: rights::Duty,
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
    },
    Remove {
        #[arg(value_name = "LOGIN")]
        who: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct OfficeList {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Schema {
    #[arg(value_name = "COMMAND", required = true)]
    pub command: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Completions {
    #[arg(
        value_name = "bash|zsh|fish|elvish|powershell",
        hide_possible_values = true
    )]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub struct Man {}

impl Demo {
    /// The demo office with everything left to its defaults.
    #[must_use]
    pub fn plain() -> Self {
        Self {
            people: None,
            petitions: None,
            seed: None,
            file: None,
            no_open: false,
        }
    }
}
