//! The shape of the commands for special periods.

use chrono::{NaiveDate, NaiveTime};
use clap::Subcommand;

use super::args_rota::{day, hour};
use crate::domain::period::PRESETS;

#[derive(Debug, clap::Args)]
pub struct Period {
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long = "dry-run", global = true)]
    pub dry_run: bool,
    #[command(subcommand)]
    pub command: PeriodCommand,
}

#[derive(Debug, Subcommand)]
pub enum PeriodCommand {
    List {},
    Add(PeriodAdd),
    Move {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(long, value_name = "DATE", value_parser = day)]
        from: Option<NaiveDate>,
        #[arg(long, value_name = "DATE", value_parser = day)]
        to: Option<NaiveDate>,
    },
    End {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<NaiveDate>,
    },
    Hours {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Lapsing {
        #[arg(value_name = "ID")]
        id: i64,
    },
}

#[derive(Debug, clap::Args)]
pub struct PeriodAdd {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: NaiveDate,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: NaiveDate,
    #[arg(long, value_name = "DOCUMENT")]
    pub basis: String,
    #[arg(long = "by", value_name = "WHO")]
    pub by: String,
    #[arg(long, value_name = "SHAPE", value_parser = PRESETS.map(|p| p.0), hide_possible_values = true)]
    pub preset: Option<String>,
    #[arg(id = "lead_days", long = "lead", value_name = "DAYS")]
    pub lead: Option<u32>,
    #[arg(long = "check-in", value_name = "MINUTES")]
    pub check_in: Option<u32>,
    #[arg(long = "report", value_name = "HH:MM", value_parser = hour)]
    pub reports: Vec<NaiveTime>,
    #[arg(long = "unit", value_name = "UNIT")]
    pub units: Vec<String>,
    #[arg(long, value_name = "DAYS")]
    pub near: Option<i64>,
    #[arg(long = "wages-first")]
    pub wages_first: bool,
}
