//! The memory of the real program in a terminal, after searches were typed into it.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::recall::Query;
use crate::kit;

/// Between keys: three a second would take minutes.
const PAUSE: Duration = Duration::from_millis(30);

/// Types searches into the desk and reads what the kernel counts.
pub fn run(store: &Path, queries: &[Query]) {
    match typed(store, queries) {
        Some(counted) => println!("the whole program after typing: {counted}"),
        None => println!("the whole program could not be measured here"),
    }
}

fn typed(store: &Path, queries: &[Query]) -> Option<String> {
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        })
        .ok()?;
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhuoluo"));
    command.args(["--now", kit::NOW, "--as", "demo", "--db"]);
    command.arg(store);
    command.env("TERM", "xterm-256color");
    let mut reader = pty.master.try_clone_reader().ok()?;
    let mut writer = pty.master.take_writer().ok()?;
    let mut child = pty.slave.spawn_command(command).ok()?;
    drop(pty.slave);
    std::thread::spawn(move || {
        let mut buffer = vec![0u8; 65_536];
        while matches!(reader.read(&mut buffer), Ok(n) if n > 0) {}
    });
    let mut send = |text: &str| {
        let sent = writer.write_all(text.as_bytes());
        std::thread::sleep(PAUSE);
        sent.is_ok()
    };
    std::thread::sleep(Duration::from_secs(2));
    send("\x06");
    for query in queries.iter().step_by(40) {
        send("\x15");
        for c in query.text.chars() {
            send(c.encode_utf8(&mut [0; 4]));
        }
    }
    std::thread::sleep(Duration::from_secs(1));
    let rollup = child
        .process_id()
        .and_then(|pid| std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok());
    let _ = child.kill();
    let _ = child.wait();
    let rollup = rollup?;
    let kilobytes = |name: &str| -> Option<usize> {
        let line = rollup.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    let own = kilobytes("Private_Dirty:")? + kilobytes("Private_Clean:")?;
    Some(format!(
        "resident {} KB, private {own} KB of which written {} KB",
        kilobytes("Rss:")?,
        kilobytes("Private_Dirty:")?
    ))
}
