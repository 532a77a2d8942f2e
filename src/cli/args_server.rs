//! The shape of the commands for a shared server: set-up and check, the boxes, and what sshd starts.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub struct Ssh {
    #[command(subcommand)]
    pub command: SshCommand,
}

#[derive(Debug, Subcommand)]
pub enum SshCommand {
    Setup {
        #[arg(long)]
        sshd: bool,
    },
    Doctor {
        #[arg(long)]
        json: bool,
    },
    Key {
        #[arg(value_name = "LOGIN")]
        who: String,
        #[arg(value_name = "FILE.pub|-")]
        file: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
pub struct Box {
    #[command(subcommand)]
    pub command: BoxCommand,
}

#[derive(Debug, Subcommand)]
pub enum BoxCommand {
    List {
        #[arg(long)]
        json: bool,
    },
    Put {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Get {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct Session {
    #[arg(long, value_name = "LOGIN")]
    pub operator: String,
}
