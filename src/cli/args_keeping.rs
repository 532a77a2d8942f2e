//! The shape of the commands for the archive and for people's own data.

use std::path::PathBuf;

use clap::{ArgGroup, Subcommand};

#[derive(Debug, clap::Args)]
pub struct Archive {
    #[command(subcommand)]
    pub command: ArchiveCommand,
}

#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    Rules {
        #[arg(long)]
        json: bool,
    },
    Approve {
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
    Appraise {
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Pack(Pack),
    Check {
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        #[arg(long, value_name = "KEYFILE|-")]
        identity: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("which").args(["numbers", "due"]).required(true))]
pub struct Pack {
    #[arg(value_name = "NUMBER")]
    pub numbers: Vec<String>,
    #[arg(long)]
    pub due: bool,
    #[arg(short = 'o', long, value_name = "FILE.zip")]
    pub output: PathBuf,
    #[arg(long)]
    pub force: bool,
    #[arg(long = "recipient", value_name = "age1…")]
    pub recipients: Vec<String>,
    #[arg(
        long,
        value_name = "REASON",
        default_value = "",
        hide_default_value = true
    )]
    pub why: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Privacy {
    #[command(subcommand)]
    pub command: PrivacyCommand,
}

#[derive(Debug, Subcommand)]
pub enum PrivacyCommand {
    Form {
        #[arg(value_name = "incident|assessment", hide_possible_values = true, value_parser = ["incident", "assessment"])]
        form: String,
    },
    List {
        #[arg(long)]
        json: bool,
    },
    Receive {
        #[arg(long, value_name = "FILE|-")]
        json: Option<PathBuf>,
    },
    Enter {
        #[arg(value_name = "REQUEST")]
        claim: i64,
        #[arg(value_name = "identify|decide|answer|withdraw", hide_possible_values = true, value_parser = ["identify", "decide", "answer", "withdraw"])]
        entry: String,
        #[arg(long, value_name = "FILE|-")]
        json: Option<PathBuf>,
    },
    Copy {
        #[arg(value_name = "NUMBER|QUERYCODE")]
        number: String,
        #[arg(long, value_name = "ID")]
        person: Option<i64>,
        #[arg(
            long,
            value_name = "REASON",
            default_value = "",
            hide_default_value = true
        )]
        why: String,
        #[arg(short = 'o', long, value_name = "FILE.txt")]
        output: Option<PathBuf>,
        #[arg(long, requires = "output")]
        force: bool,
    },
    Find {
        #[arg(value_name = "NAME|PHONE|ID")]
        query: String,
        #[arg(long, value_name = "REASON")]
        why: String,
        #[arg(long)]
        json: bool,
    },
}
