//! The shape of the commands that keep the office's memory: audit, backup, restore.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Subcommand};

#[derive(Debug, clap::Args)]
pub struct Audit {
    #[command(subcommand)]
    pub command: AuditCommand,
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    List(AuditList),
    Verify(AuditVerify),
    Export {
        #[arg(short = 'o', long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[arg(long, requires = "output")]
        force: bool,
    },
    Head {
        #[arg(long)]
        paper: bool,
    },
    Sign {
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[arg(long, value_name = "FILE")]
        append: Option<PathBuf>,
    },
    NewKey {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

fn day(text: &str) -> Result<NaiveDate, String> {
    crate::domain::date::parse(text).ok_or_else(|| "YYYY-MM-DD, e.g. 2026-03-05".to_owned())
}

#[derive(Debug, clap::Args)]
pub struct AuditList {
    #[arg(long, value_name = "NUMBER|QUERYCODE|#PERSON", conflicts_with_all = ["petition", "operator", "action", "from", "to"])]
    pub person: Option<String>,
    #[arg(long, value_name = "NUMBER|QUERYCODE")]
    pub petition: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    pub operator: Option<String>,
    #[arg(long, value_name = "ACTION")]
    pub action: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "N",
        default_value_t = 200,
        hide_default_value = true
    )]
    pub limit: usize,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct AuditVerify {
    #[arg(long, value_name = "FILE")]
    pub anchors: Option<PathBuf>,
    #[arg(long, value_name = "FILE|KEY", requires = "anchors")]
    pub public_key: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "paper")]
    pub export: Option<PathBuf>,
    #[arg(long, value_name = "COUNT HASH")]
    pub paper: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("instead").args(["check", "new_key"]))]
pub struct Backup {
    #[arg(short = 'o', long, value_name = "FILE|-", conflicts_with = "instead")]
    pub output: Option<PathBuf>,
    #[arg(long = "recipient", value_name = "age1…", conflicts_with = "instead")]
    pub recipients: Vec<String>,
    #[arg(long, requires = "recipients")]
    pub remember: bool,
    #[arg(long, value_name = "FILE", requires = "identity")]
    pub check: Option<PathBuf>,
    #[arg(long, value_name = "KEYFILE|-")]
    pub identity: Option<PathBuf>,
    #[arg(long)]
    pub new_key: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Restore {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "KEYFILE|-")]
    pub identity: Option<PathBuf>,
    #[arg(long, value_name = "FILE|-", requires = "identity")]
    pub anchors: Option<PathBuf>,
    #[arg(long, value_name = "FILE|KEY", requires = "anchors")]
    pub public_key: Option<String>,
}
