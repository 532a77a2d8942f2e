//! From the start of the process to the first frame at 100,000 petitions, beside `sqlite3 FILE 'select 1'`.

use std::io::Read;
use std::process::Command;
use std::time::Instant;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::kit::{self, Times};

pub fn run() {
    let file = kit::office(100_000);
    let (mut ours, mut peer) = (Times::default(), Times::default());
    for _ in 0..20 {
        if Command::new("sqlite3").arg("--version").output().is_ok() {
            let _ = peer.run(|| {
                Command::new("sqlite3")
                    .arg(&file)
                    .arg("select 1")
                    .output()
                    .map(|o| o.status.success())
            });
        }
        if let Some(time) = first_frame(&file) {
            ours.add(time);
        }
    }
    peer.print("sqlite3 FILE 'select 1'");
    ours.print("process start to first frame, 100,000 petitions");
    kit::ratio(&ours, &peer);
}

/// Starts the desk in a terminal and waits for the room's name.
fn first_frame(file: &std::path::Path) -> Option<std::time::Duration> {
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        })
        .ok()?;
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhuoluo"));
    command.args(["--now", kit::NOW, "--db"]);
    command.arg(file);
    command.env("TERM", "xterm-256color");
    let mut reader = pty.master.try_clone_reader().ok()?;
    let start = Instant::now();
    let mut child = pty.slave.spawn_command(command).ok()?;
    drop(pty.slave);
    let (mut seen, mut buffer) = (Vec::new(), vec![0u8; 65_536]);
    let mut time = None;
    while let Ok(n) = reader.read(&mut buffer) {
        seen.extend_from_slice(&buffer[..n]);
        if n == 0 || seen.windows("总览".len()).any(|w| w == "总览".as_bytes()) {
            time = (n > 0).then(|| start.elapsed());
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    time
}
