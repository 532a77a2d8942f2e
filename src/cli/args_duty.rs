//! The shape of the commands for the duty desk; the rota's stand in [`super::args_rota`].

use chrono::{NaiveDate, NaiveDateTime};
use clap::Subcommand;

use super::args_rota::{Rota, day, instant};
use super::closed::codes;
use crate::domain::duty::deed::{Called, Round};
use crate::domain::duty::dispute::{DisputeKind, DisputeWork};

#[derive(Debug, clap::Args)]
pub struct Duty {
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, value_name = "ID")]
    pub draft_id: Option<String>,
    #[command(subcommand)]
    pub command: DutyCommand,
}

#[derive(Debug, Subcommand)]
pub enum DutyCommand {
    Now {},
    Rota(Rota),
    CheckIn {
        #[arg(value_name = "NOTE", default_value = "", hide_default_value = true)]
        note: String,
    },
    Log {
        #[arg(value_name = "TEXT")]
        text: Option<String>,
        #[arg(long, value_name = "TIME", value_parser = instant)]
        at: Option<NaiveDateTime>,
        #[arg(long)]
        unusual: bool,
        #[arg(long, value_name = "ID", conflicts_with_all = ["at", "unusual"], requires = "text")]
        correct: Option<i64>,
    },
    Report {
        #[arg(long, value_name = "TIME", value_parser = instant)]
        slot: NaiveDateTime,
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        #[command(flatten)]
        content: ContentArgs,
    },
    Screening(Screening),
    Dispute(Dispute),
    Urgent(Urgent),
    Handover(Handover),
    Ack {
        #[arg(value_name = "KEY")]
        key: String,
        #[arg(value_name = "NOTE")]
        note: String,
    },
    Account {
        #[arg(value_name = "KEY")]
        key: String,
        #[arg(value_name = "NOTE")]
        note: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct ContentArgs {
    #[arg(long)]
    pub zero: bool,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub matters: u32,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub text: String,
}

#[derive(Debug, clap::Args)]
pub struct Screening {
    #[command(subcommand)]
    pub command: ScreeningCommand,
}

#[derive(Debug, Subcommand)]
pub enum ScreeningCommand {
    Add {
        #[arg(value_name = "UNIT")]
        unit: String,
        #[arg(long, value_name = "ROUND", hide_possible_values = true, value_parser = codes(Round::ALL, Round::code, Round::parse))]
        round: Option<Round>,
        #[arg(long, value_name = "DATE", value_parser = day)]
        since: Option<NaiveDate>,
    },
    Report {
        #[arg(value_name = "UNIT")]
        unit: String,
        #[arg(long, value_name = "DATE", value_parser = day)]
        until: NaiveDate,
        #[command(flatten)]
        content: ContentArgs,
    },
    List {},
}

#[derive(Debug, clap::Args)]
pub struct Dispute {
    #[command(subcommand)]
    pub command: DisputeCommand,
}

#[derive(Debug, Subcommand)]
pub enum DisputeCommand {
    List {},
    Add {
        #[arg(value_name = "MATTER")]
        matter: String,
        #[arg(long, value_name = "UNIT")]
        unit: String,
        #[arg(
            long,
            value_name = "PLACE",
            default_value = "",
            hide_default_value = true
        )]
        place: String,
        #[arg(long = "type", value_name = "TYPE", hide_possible_values = true, value_parser = codes(DisputeKind::ALL, DisputeKind::code, DisputeKind::parse))]
        kind: Option<DisputeKind>,
        #[arg(long, value_name = "DATE", value_parser = day)]
        due: NaiveDate,
    },
    Step {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(value_name = "STEP", hide_possible_values = true, value_parser = codes(DisputeWork::ALL, DisputeWork::code, DisputeWork::parse))]
        work: DisputeWork,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Close {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(value_name = "OUTCOME")]
        outcome: String,
    },
    Petition {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(long = "draft", value_name = "FILE|-")]
        draft: std::path::PathBuf,
    },
}

#[derive(Debug, clap::Args)]
pub struct Urgent {
    #[command(subcommand)]
    pub command: UrgentCommand,
}

#[derive(Debug, Subcommand)]
pub enum UrgentCommand {
    Card {},
    Open {
        #[arg(value_name = "WHAT", default_value = "", hide_default_value = true)]
        what: String,
        #[arg(
            long,
            value_name = "PLACE",
            default_value = "",
            hide_default_value = true
        )]
        place: String,
    },
    Call {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(long, value_name = "WHOM", hide_possible_values = true, value_parser = codes(Called::ALL, Called::code, Called::parse))]
        to: Called,
        #[arg(long, value_name = "TIME", value_parser = instant)]
        at: Option<NaiveDateTime>,
        #[arg(value_name = "OUTCOME", default_value = "", hide_default_value = true)]
        outcome: String,
    },
    FollowUp {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(value_name = "OUTCOME")]
        outcome: String,
        #[arg(long, value_name = "DATE", value_parser = day)]
        next: Option<NaiveDate>,
    },
    List {},
    Show {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(
            long,
            value_name = "REASON",
            default_value = "",
            hide_default_value = true
        )]
        why: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct Handover {
    #[command(subcommand)]
    pub command: HandoverCommand,
}

#[derive(Debug, Subcommand)]
pub enum HandoverCommand {
    Draft {
        #[arg(value_name = "TIME", value_parser = instant)]
        at: NaiveDateTime,
    },
    Show {
        #[arg(value_name = "ID")]
        id: Option<i64>,
    },
    Touch {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(value_name = "LINE", required = true)]
        lines: Vec<usize>,
    },
    Sign {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(long, conflicts_with = "outgoing")]
        incoming: bool,
        #[arg(long)]
        outgoing: bool,
        #[arg(long = "for", value_name = "LOGIN", requires = "code")]
        whose: Option<String>,
        #[arg(
            long,
            value_name = "CODE",
            default_value = "",
            hide_default_value = true
        )]
        code: String,
    },
    Code {},
}
