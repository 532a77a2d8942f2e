//! The shape of the commands about records of people.

use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub struct Person {
    #[command(subcommand)]
    pub command: PersonCommand,
}

#[derive(Debug, Subcommand)]
pub enum PersonCommand {
    Merge {
        #[arg(value_name = "KEPT")]
        kept: i64,
        #[arg(value_name = "OTHER")]
        other: i64,
        #[arg(long)]
        preview: bool,
        #[arg(long, value_name = "REASON", required_unless_present = "preview")]
        why: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Show {
        #[arg(value_name = "PERSON")]
        of: i64,
        #[arg(long)]
        json: bool,
    },
    Split {
        #[arg(value_name = "OTHER")]
        other: i64,
        #[arg(long, value_name = "REASON")]
        why: String,
    },
    NotSame {
        #[arg(value_name = "PERSON")]
        a: i64,
        #[arg(value_name = "PERSON")]
        b: i64,
        #[arg(long, value_name = "REASON", required_unless_present = "undo")]
        why: Option<String>,
        #[arg(long)]
        undo: bool,
    },
}
