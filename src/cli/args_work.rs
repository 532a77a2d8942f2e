//! The shape of the commands for papers, reminders, the self-check and campaigns.

use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use crate::domain::campaign::Cause;
use crate::papers::PaperKind;

#[derive(Debug, clap::Args)]
pub struct Paper {
    #[arg(value_name = "NUMBER")]
    pub number: String,
    #[arg(value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(PaperKind::ALL.iter().map(|k| k.code())))]
    pub kind: String,
    #[arg(short = 'o', long, value_name = "FILE.docx|FILE.txt")]
    pub output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    pub force: bool,
    #[arg(long = "set", value_name = "BLANK=TEXT")]
    pub set: Vec<String>,
    #[arg(
        long,
        value_name = "REASON",
        default_value = "",
        hide_default_value = true
    )]
    pub why: String,
    #[arg(long, value_name = "COLUMNS", default_value_t = 80, hide_default_value = true, value_parser = clap::value_parser!(u16).range(40..=200))]
    pub width: u16,
}

#[derive(Debug, clap::Args)]
pub struct Template {
    #[command(subcommand)]
    pub command: TemplateCommand,
}

#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    List {
        #[arg(long)]
        json: bool,
    },
    Show {
        #[arg(value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(PaperKind::ALL.iter().map(|k| k.code())))]
        kind: String,
        #[arg(long, value_name = "N")]
        was: Option<i64>,
    },
    Import {
        #[arg(value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(PaperKind::ALL.iter().map(|k| k.code())))]
        kind: String,
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
    Reset {
        #[arg(value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(PaperKind::ALL.iter().map(|k| k.code())))]
        kind: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct Remind {
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct SelfCheck {
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    #[arg(long)]
    pub open: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Campaign {
    #[command(subcommand)]
    pub command: CampaignCommand,
}

#[derive(Debug, Subcommand)]
pub enum CampaignCommand {
    List {
        #[arg(long)]
        json: bool,
    },
    Show {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long)]
        json: bool,
    },
    Open {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "DOCUMENT")]
        basis: String,
        #[arg(long, value_name = "OFFICIAL")]
        lead: String,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "DATE")]
        until: String,
        #[arg(long, value_name = "NAME:DATE:DATE")]
        phase: Vec<String>,
    },
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "NUMBER", required = true)]
        numbers: Vec<String>,
        #[arg(long, value_name = "CAUSE", hide_possible_values = true, value_parser = PossibleValuesParser::new(Cause::ALL.iter().map(|c| c.code())))]
        cause: Option<String>,
        #[arg(
            long,
            value_name = "OFFICIAL",
            default_value = "",
            hide_default_value = true
        )]
        lead: String,
        #[arg(
            long,
            value_name = "TEXT",
            default_value = "",
            hide_default_value = true
        )]
        plan: String,
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    Strike {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "NUMBER")]
        number: String,
        #[arg(long, value_name = "TEXT")]
        evidence: String,
    },
    Close {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "TEXT")]
        result: String,
    },
}
