//! Reading a ledger in a child of its own: the program itself, with limits set before the first byte,
//! no files, no network, no variables. A file made to eat the machine ends the child, not the desk.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode, Stdio};

use rustix::process::{Resource, setrlimit};
use serde::{Deserialize, Serialize};

use super::{fence, harden};
use crate::exchange::{self, Ledger, Options};
use crate::words::{Exit, Trouble};

/// The word by which the program knows that it is the child.
const WORD: &str = "read-ledger";
/// Address space: what a ledger of a hundred thousand rows needs, several times over.
const MEMORY: u64 = 600 * 1024 * 1024;
/// Seconds of computing; a build for development is slower.
const SECONDS: u64 = if cfg!(debug_assertions) { 120 } else { 20 };

/// The child's status when its memory does not suffice.
const FULL: u8 = 101;

/// What the child is told before the file's bytes.
#[derive(Serialize, Deserialize)]
struct Task {
    name: String,
    options: Options,
}

/// Reads a ledger in the child.
///
/// # Errors
/// What is wrong with the file, or that it asked for more than a ledger needs.
pub fn read(bytes: Vec<u8>, name: &str, options: &Options) -> Result<Ledger, Trouble> {
    let task = Task {
        name: name.to_owned(),
        options: options.clone(),
    };
    let mut head = serde_json::to_vec(&task).map_err(|_| unstarted())?;
    head.push(b'\n');
    let mut child = Command::new("/proc/self/exe")
        .arg(WORD)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| unstarted())?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let feeder = std::thread::spawn(move || {
        // A child that has ended reads no more; it has said why.
        let _ = stdin.map(|mut pipe| pipe.write_all(&head).and_then(|()| pipe.write_all(&bytes)));
    });
    let answer = stdout.map(|pipe| serde_json::from_reader(BufReader::new(pipe)));
    if !matches!(answer, Some(Ok(_))) {
        let _ = child.kill();
    }
    let ended = child.wait();
    let _ = feeder.join();
    match answer {
        Some(Ok(answer)) => answer,
        _ if ended.is_ok_and(|e| e.signal().is_some() || e.code() == Some(FULL.into())) => {
            Err(too_much())
        }
        _ => Err(unstarted()),
    }
}

/// True when the program was started as the child.
#[must_use]
pub fn is_asked(arguments: &[OsString]) -> bool {
    arguments.len() == 2 && arguments[1] == WORD
}

/// The child's whole life: limits, then one file from standard input, then its rows.
#[must_use]
pub fn serve() -> ExitCode {
    let _ = setrlimit(Resource::As, harden::limit(MEMORY));
    let _ = setrlimit(Resource::Cpu, harden::limit(SECONDS));
    let _ = setrlimit(Resource::Core, harden::limit(0));
    let _ = setrlimit(Resource::Fsize, harden::limit(0));
    let _ = fence::shut();
    match work() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) if e.kind() == ErrorKind::OutOfMemory => ExitCode::from(FULL),
        Err(_) => ExitCode::FAILURE,
    }
}

fn work() -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut head = String::new();
    input.by_ref().take(1 << 20).read_line(&mut head)?;
    let task: Task = serde_json::from_str(&head)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let answer = exchange::read(&bytes, &task.name, &task.options);
    drop(bytes);
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

fn too_much() -> Trouble {
    let (memory, seconds) = (MEMORY / (1024 * 1024), SECONDS);
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "读这个文件要超过{memory} MB内存或{seconds}秒，正常的台账用不了这么多，已停止。",
            "Reading this file takes more than {memory} MB or {seconds} seconds, which no ledger does; it was stopped."
        ),
        say!(
            "请用表格软件打开，只留有内容的行列，另存后再导入；真有这么大就分成几个文件。",
            "Open it in a spreadsheet, keep only the cells with content and save it anew; split it when it really is that large."
        ),
    )
}

fn unstarted() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "读台账的进程没有做完。",
            "The process that reads ledgers did not finish."
        ),
        say!("请稍候再试。", "Try again in a moment."),
    )
}
