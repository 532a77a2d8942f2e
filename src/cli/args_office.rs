//! The shape of `office`: the office's telephone, address and emergency contacts, the minutes until a screen is covered.

use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub struct Office {
    #[command(subcommand)]
    pub command: OfficeCommand,
}

#[derive(Debug, Subcommand)]
pub enum OfficeCommand {
    Show {
        #[arg(long)]
        json: bool,
    },
    Set {
        #[arg(long, value_name = "PHONE")]
        phone: Option<String>,
        #[arg(long, value_name = "PLACE")]
        address: Option<String>,
        #[arg(long = "contact", value_name = "WHOM")]
        contacts: Option<Vec<String>>,
    },
    Lock {
        #[arg(value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(0..=480))]
        minutes: Option<u32>,
    },
}
