//! Starts the program; nothing else.

fn main() -> std::process::ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    zhuoluo::cli::run(&arguments)
}
