//! The shape of the commands about ledgers that wait to be imported.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    Waiting(Waiting),
}

#[derive(Debug, clap::Args)]
pub struct Waiting {
    #[command(subcommand)]
    pub command: WaitingCommand,
}

#[derive(Debug, Subcommand)]
pub enum WaitingCommand {
    List {
        #[arg(long)]
        json: bool,
    },
    Show {
        #[arg(value_name = "LEDGER")]
        id: i64,
        #[arg(value_name = "ROW")]
        line: Option<usize>,
        #[arg(long)]
        json: bool,
    },
    Answer(Answer),
    Import {
        #[arg(value_name = "LEDGER")]
        id: i64,
    },
    Drop {
        #[arg(value_name = "LEDGER")]
        id: i64,
    },
}

#[derive(Debug, clap::Args)]
pub struct Answer {
    #[arg(value_name = "LEDGER")]
    pub id: i64,
    #[arg(value_name = "ROW")]
    pub line: usize,
    #[arg(value_name = "ANSWER", value_parser = ["person", "matter", "both", "neither", "back"], hide_possible_values = true)]
    pub said: String,
    #[arg(long, value_name = "PERSON", conflicts_with = "row")]
    pub person: Option<i64>,
    #[arg(long, value_name = "ROW")]
    pub row: Option<usize>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub nth: Option<u32>,
    #[arg(long, value_name = "NUMBER", conflicts_with = "row")]
    pub petition: Option<String>,
}
