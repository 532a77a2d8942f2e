//! Starts the program; nothing else.

fn main() -> std::process::ExitCode {
    zhuoluo::cli::run(std::env::args_os().collect())
}
