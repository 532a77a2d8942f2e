//! The shape of the commands for the rota, and how dates and hours are typed.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clap::Subcommand;

use super::closed::codes;
use crate::domain::duty::clock;
use crate::domain::duty::shift::{Crew, DayClass};

#[derive(Debug, clap::Args)]
pub struct Rota {
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<NaiveDate>,
    #[command(subcommand)]
    pub command: Option<RotaCommand>,
}

#[derive(Debug, clap::Args)]
pub struct ShiftArgs {
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub start: NaiveDateTime,
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub end: NaiveDateTime,
    #[arg(
        long,
        value_name = "LOGIN",
        default_value = "",
        hide_default_value = true
    )]
    pub leader: String,
    #[arg(long = "staff", value_name = "LOGIN")]
    pub staff: Vec<String>,
    #[arg(
        long,
        value_name = "PHONE",
        default_value = "",
        hide_default_value = true
    )]
    pub phone: String,
}

/// What is changed of a shift; what is not named stays.
#[derive(Debug, clap::Args)]
pub struct ShiftChange {
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub start: Option<NaiveDateTime>,
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub end: Option<NaiveDateTime>,
    #[arg(long, value_name = "LOGIN")]
    pub leader: Option<String>,
    #[arg(long = "staff", value_name = "LOGIN")]
    pub staff: Vec<String>,
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum RotaCommand {
    Add(ShiftArgs),
    Edit {
        #[arg(value_name = "ID")]
        id: i64,
        #[command(flatten)]
        shift: ShiftChange,
    },
    Drop {
        #[arg(value_name = "ID")]
        id: i64,
    },
    Template {
        #[arg(long = "days", value_name = "KIND", required = true, value_delimiter = ',', hide_possible_values = true, value_parser = codes(DayClass::ALL, DayClass::code, DayClass::parse))]
        days: Vec<DayClass>,
        #[arg(long, value_name = "HH:MM", value_parser = hour)]
        starts: NaiveTime,
        #[arg(long, value_name = "N")]
        hours: u32,
        #[arg(long = "crew", value_name = "LEADER:STAFF,STAFF", required = true, value_parser = crew)]
        crews: Vec<Crew>,
        #[arg(long = "since", value_name = "DATE", value_parser = day)]
        since: NaiveDate,
        #[arg(long, value_name = "DATE", value_parser = day)]
        until: Option<NaiveDate>,
        #[arg(
            long,
            value_name = "PHONE",
            default_value = "",
            hide_default_value = true
        )]
        phone: String,
    },
    EndTemplate {
        #[arg(value_name = "ID")]
        id: i64,
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: NaiveDate,
    },
    Override(ShiftArgs),
    DropOverride {
        #[arg(value_name = "ID")]
        id: i64,
    },
    Swap {
        #[arg(long, value_name = "LOGIN")]
        who: String,
        #[arg(long, value_name = "LOGIN")]
        with: String,
        #[arg(long = "start", value_name = "TIME", value_parser = instant)]
        from: NaiveDateTime,
        #[arg(long = "end", value_name = "TIME", value_parser = instant)]
        to: NaiveDateTime,
    },
    Approve {
        #[arg(value_name = "ID")]
        id: i64,
    },
    Refuse {
        #[arg(value_name = "ID")]
        id: i64,
    },
    Fair {
        #[arg(
            long,
            value_name = "DAYS",
            default_value_t = 366,
            hide_default_value = true
        )]
        back: u32,
    },
    Import {
        #[arg(value_name = "FILE")]
        file: std::path::PathBuf,
        #[arg(long)]
        dry_run: bool,
    },
}

/// A date as people write it.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    crate::domain::date::parse(text).ok_or_else(|| "e.g. 2027-02-05".to_owned())
}

/// An hour of the day; `24:00` is not one.
pub fn hour(text: &str) -> Result<NaiveTime, String> {
    clock::hour(text).ok_or_else(|| "e.g. 08:00".to_owned())
}

/// Date and hour, see [`clock::instant`].
pub fn instant(text: &str) -> Result<NaiveDateTime, String> {
    clock::instant(text).ok_or_else(|| "e.g. \"2027-02-05 08:00\"".to_owned())
}

/// `wang:li,zhao`: the leader, then the staff.
fn crew(text: &str) -> Result<Crew, String> {
    let (leader, staff) = text
        .split_once([':', '：'])
        .ok_or_else(|| "e.g. wang:li,zhao".to_owned())?;
    let staff = staff.split([',', '，', '、']).map(|s| s.trim().to_owned());
    Ok(Crew {
        leader: leader.trim().to_owned(),
        staff: staff.filter(|s| !s.is_empty()).collect(),
    })
}
