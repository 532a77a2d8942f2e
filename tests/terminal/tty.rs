//! A pseudo-terminal with the program in it: types, waits for what the screen shows, hangs up.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::Parser;

/// How long a state is waited for before the test fails; machines in CI are slow.
const PATIENCE: Duration = Duration::from_secs(20);
/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_zhuoluo");

/// What came out of the terminal.
struct Heard {
    bytes: Vec<u8>,
    parser: Parser,
    /// True: nothing is read, as by a client that is stuck.
    deaf: bool,
    /// True: the reader is to let go of the terminal.
    done: bool,
}

/// A home folder with a store in it.
pub struct Home {
    dir: TempDir,
}

impl Home {
    /// A folder with nothing in it, as on a new machine.
    pub fn empty() -> Self {
        Self {
            dir: TempDir::new().expect("a folder"),
        }
    }

    /// A fresh sandbox store with one operator, `wang`.
    pub fn new() -> Self {
        let home = Self::empty();
        let status = std::process::Command::new(PROGRAM)
            .args([
                "init",
                "--office",
                "示例县信访局",
                "--admin",
                "wang",
                "--sandbox",
            ])
            .args(["--db".as_ref(), home.store().as_os_str()])
            .env("HOME", home.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status();
        assert!(status.expect("the program runs").success());
        home
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The store's file.
    pub fn store(&self) -> PathBuf {
        self.path().join("desk.sqlite3")
    }

    /// The desk on a terminal of 80 by 24, already drawn.
    pub fn open(&self) -> Tty {
        self.start(&[], &[], (80, 24)).drawn()
    }

    /// The same with variables.
    pub fn open_with(&self, env: &[(&str, &str)]) -> Tty {
        self.start(&[], env, (80, 24)).drawn()
    }

    /// Starts the desk, behind a wrapper command when one is given.
    pub fn start(&self, wrapper: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Tty {
        let store = self.store().display().to_string();
        let desk = [PROGRAM, "--db", &store, "--as", "wang"];
        Tty::start(self, &[wrapper, &desk].concat(), env, size)
    }
}

/// A running terminal.
pub struct Tty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    heard: Arc<Mutex<Heard>>,
    name: PathBuf,
    /// Where the program writes down its own faults.
    note: PathBuf,
}

impl Tty {
    /// Runs a command on a terminal of a size in columns and rows, with a clean environment.
    pub fn start(home: &Home, command: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let pair = native_pty_system()
            .openpty(pty_size(size))
            .expect("a terminal");
        let mut builder = CommandBuilder::new(command[0]);
        builder.args(&command[1..]);
        builder.cwd(home.path());
        builder.env_clear();
        for (name, value) in [
            ("PATH", std::env::var("PATH").unwrap_or_default().as_str()),
            ("HOME", &home.path().display().to_string()),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
        ] {
            builder.env(name, value);
        }
        for (name, value) in env {
            builder.env(name, value);
        }
        let child = pair
            .slave
            .spawn_command(builder)
            .expect("the program starts");
        drop(pair.slave);
        let heard = Arc::new(Mutex::new(Heard {
            bytes: Vec::new(),
            parser: parser(size),
            deaf: false,
            done: false,
        }));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let ear = Arc::clone(&heard);
        std::thread::spawn(move || listen(reader, &ear));
        Self {
            writer: Some(pair.master.take_writer().expect("a writer")),
            name: pair.master.tty_name().expect("a name"),
            note: home.path().join(".local/state/zhuoluo/log"),
            master: Some(pair.master),
            child,
            heard,
        }
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the first frame is there.
    pub fn drawn(self) -> Self {
        self.wait_for("总览");
        self
    }

    /// Sends bytes as a keyboard would: all at once.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().expect("the line is up");
        writer.write_all(bytes.as_ref()).expect("typed");
        writer.flush().expect("typed");
    }

    /// Types a text sign by sign, as a person does.
    pub fn type_slowly(&mut self, text: &str) {
        for c in text.chars() {
            self.send(c.to_string());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The screen as text, rows parted by newlines.
    pub fn screen(&self) -> String {
        self.heard().parser.screen().contents()
    }

    /// Looks at the terminal's state.
    pub fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.heard().parser.screen())
    }

    /// Row and column of the cursor.
    pub fn cursor(&self) -> (u16, u16) {
        self.look(vt100::Screen::cursor_position)
    }

    /// Everything that came out so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.heard().bytes.clone()
    }

    /// How many bytes came out so far.
    pub fn count(&self) -> usize {
        self.heard().bytes.len()
    }

    /// Waits for a text on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("“{text}”"), |tty| tty.screen().contains(text));
    }

    /// Waits for a state; fails with the screen when it never comes.
    pub fn wait(&self, what: &str, state: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !state(self) {
            assert!(
                begun.elapsed() < PATIENCE,
                "never came: {what}\ncursor {:?}\n{}\n{}",
                self.cursor(),
                self.screen(),
                std::fs::read_to_string(&self.note).unwrap_or_default()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until nothing has come out for a while; gives how many bytes there are by then.
    pub fn settle(&self) -> usize {
        let mut before = self.count();
        let mut since = Instant::now();
        while since.elapsed() < Duration::from_millis(300) {
            std::thread::sleep(Duration::from_millis(20));
            if self.count() != before {
                before = self.count();
                since = Instant::now();
            }
        }
        before
    }

    /// Changes the terminal's size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = (columns, rows);
        let (Some(across), Some(down)) = (NonZeroU16::new(columns), NonZeroU16::new(rows)) else {
            let master = self.master.as_ref().expect("the line is up");
            return master.resize(pty_size(size)).expect("resized");
        };
        self.heard().parser.screen_mut().set_size(down, across);
        let master = self.master.as_ref().expect("the line is up");
        master.resize(pty_size(size)).expect("resized");
    }

    /// The number of the process that was started on the terminal.
    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().expect("it runs")).expect("fits")
    }

    /// Stops reading, as a client that is stuck; waits until the reader is through.
    pub fn stop_reading(&self) {
        self.heard().deaf = true;
        self.poke();
    }

    /// Reads again after [`Tty::stop_reading`].
    pub fn read_again(&self) {
        self.heard().deaf = false;
    }

    /// Cuts the line: every hand of ours on the terminal is let go.
    pub fn hang_up(&mut self) {
        self.heard().done = true;
        self.poke();
        self.wait("the reader lets go", |tty| {
            Arc::strong_count(&tty.heard) == 1
        });
        self.hush();
        self.writer = None;
        self.master = None;
    }

    /// Sends one byte through the terminal so that a reader in the middle of a read wakes up.
    fn poke(&self) {
        if let Some(mut slave) = self.slave() {
            let _ = slave.write(b"\0");
        }
    }

    /// The program's side of the terminal.
    fn slave(&self) -> Option<std::fs::File> {
        use std::os::unix::fs::OpenOptionsExt;
        const NO_CONTROLLING_TTY: i32 = 0o400;
        const NO_WAIT: i32 = 0o4000;
        let mut options = std::fs::OpenOptions::new();
        let options = options
            .write(true)
            .custom_flags(NO_CONTROLLING_TTY | NO_WAIT);
        options.open(&self.name).ok()
    }

    /// Keeps `portable-pty` from typing a newline and an end of file when its writer is dropped.
    fn hush(&self) {
        use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
        if let Some(slave) = self.slave()
            && let Ok(mut modes) = tcgetattr(&slave)
        {
            modes.special_codes[SpecialCodeIndex::VEOF] = 0;
            let _ = tcsetattr(&slave, OptionalActions::Now, &modes);
        }
    }

    /// Waits for the end of the process; gives its exit status and how long it took.
    pub fn ended(&mut self, within: Duration) -> (u32, Duration) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status.exit_code(), begun.elapsed());
            }
            assert!(
                begun.elapsed() < within,
                "still there after {within:?}\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.heard().done = true;
        self.poke();
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn parser((columns, rows): (u16, u16)) -> Parser {
    let at_least = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    Parser::new(at_least(rows), at_least(columns), 0)
}

fn listen(mut reader: Box<dyn Read + Send>, ear: &Mutex<Heard>) {
    let mut bytes = vec![0; 1 << 16];
    loop {
        loop {
            let heard = ear.lock().unwrap_or_else(PoisonError::into_inner);
            if heard.done {
                return;
            }
            if !heard.deaf {
                break;
            }
            drop(heard);
            std::thread::sleep(Duration::from_millis(5));
        }
        let Ok(n @ 1..) = reader.read(&mut bytes) else {
            return;
        };
        let mut heard = ear.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.done {
            return;
        }
        heard.bytes.extend_from_slice(&bytes[..n]);
        heard.parser.process(&bytes[..n]);
    }
}

/// Clock ticks of CPU that a process has used, with all its threads; `None` when it is gone.
pub fn cpu_ticks(pid: i32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let after_name = stat.rsplit_once(')')?.1;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// Sends a signal to a process.
pub fn signal(pid: i32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid).expect("a process");
    rustix::process::kill_process(pid, signal).expect("sent");
}

/// True while a process is there and not a zombie.
pub fn is_running(pid: i32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')')
        .is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
}

/// Waits until a file says a number: how a wrapper tells whom it started.
pub fn pid_in(file: &Path) -> i32 {
    let begun = Instant::now();
    loop {
        if let Some(pid) = std::fs::read_to_string(file)
            .ok()
            .and_then(|text| text.trim().parse().ok())
        {
            return pid;
        }
        assert!(begun.elapsed() < PATIENCE, "no process was told");
        std::thread::sleep(Duration::from_millis(5));
    }
}
