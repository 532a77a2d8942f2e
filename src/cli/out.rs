//! What leaves the program: data on standard output, talk on standard error, an exit status.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::ExitCode;

use super::cut::Cut;
use super::reason::reason;
use crate::runtime::access;
use crate::runtime::boxes::{self, Way};
use crate::words::{Exit, Lang, Place, Sentence, Shown, Trouble, is_plain, visible};

/// What a command leaves behind: data for standard output and the exit status.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// For standard output, written in one piece.
    data: Vec<u8>,
    /// The exit status.
    status: u8,
}

impl Done {
    /// Text to be read, made visible, and status 0.
    #[must_use]
    pub fn text(text: impl Into<Shown>) -> Self {
        Self::bytes(String::from(text.into()))
    }

    /// A file as it is: a ledger, a paper, a script for a shell. Whoever makes it has seen to its
    /// cells; `tests/house.rs` lists who may.
    #[must_use]
    pub fn bytes(data: impl Into<Vec<u8>>) -> Self {
        Self {
            data: data.into(),
            status: 0,
        }
    }

    /// One JSON value on a line.
    #[must_use]
    pub fn json(value: &serde_json::Value) -> Self {
        Self::text(format!("{}\n", escaped(value)))
    }

    /// JSON Lines; what a terminal would act on stands escaped, so that each value stays what it is.
    #[must_use]
    pub fn lines(lines: &str) -> Self {
        let all = lines.lines().map(|line| harmless(line) + "\n");
        Self::text(all.collect::<String>())
    }

    /// The same with another exit status.
    #[must_use]
    pub fn with_status(self, status: u8) -> Self {
        Self { status, ..self }
    }

    /// The same with nothing left to write.
    #[must_use]
    pub fn written(self) -> Self {
        let data = Vec::new();
        Self { data, ..self }
    }

    /// Writes the data to standard output.
    ///
    /// # Errors
    /// Why not all of it was taken.
    pub fn print(&self) -> Result<(), Cut> {
        let mut stdout = std::io::stdout().lock();
        // A file that goes to a terminal is looked at: its visible copy, whatever its cells hold.
        let shown = stdout.is_terminal().then(|| {
            let text = String::from_utf8_lossy(&self.data);
            visible(&text, Place::Lines).into_owned().into_bytes()
        });
        let mut left = shown.as_deref().unwrap_or(&self.data);
        // Past the standard library's buffer, which does not say how much of it went out.
        let opened = stdout
            .flush()
            .and_then(|()| stdout.as_fd().try_clone_to_owned());
        let mut begun = false;
        let mut out = File::from(opened.map_err(|error| Cut { error, begun })?);
        while !left.is_empty() {
            match out.write(left) {
                Ok(0) => {
                    let error = ErrorKind::WriteZero.into();
                    return Err(Cut { error, begun });
                }
                Ok(n) => (left, begun) = (&left[n..], true),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Cut { error, begun }),
            }
        }
        Ok(())
    }
}

/// Writes what a command left behind and gives its exit status.
#[must_use]
pub fn finish(done: Result<Done, Trouble>, lang: Lang) -> ExitCode {
    let done = match done {
        Ok(done) => done,
        Err(trouble) => {
            talk(&trouble.say(lang));
            return ExitCode::from(trouble.exit.code());
        }
    };
    match done.print() {
        Err(cut) if !cut.is_enough() => {
            let trouble = unprinted(&cut, say!("已经保存的都在。", "What was saved is saved."));
            talk(&trouble.say(lang));
            ExitCode::from(trouble.exit.code())
        }
        // A reader that has seen enough is no failure.
        _ => ExitCode::from(done.status),
    }
}

/// What is told of a result that was not all taken, with what was kept.
pub fn unprinted(cut: &Cut, kept: Sentence) -> Trouble {
    let (zh, en) = reason(&cut.error);
    let what = say!(
        "结果写不出去（{zh}）。",
        "The result could not be written ({en})."
    );
    let next = say!(
        "请检查磁盘和管道；要看结果，用 find、show 或 owed 再查。",
        "Check the disk and the pipe; look it up again with find, show or owed."
    );
    Trouble::new(Exit::Failed, what, kept, next)
}

/// Says something on standard error, every line made visible. A closed standard error is no failure.
pub fn talk(text: &str) {
    let shown = visible(text, Place::Lines);
    let _ = writeln!(std::io::stderr().lock(), "{shown}");
}

/// Says what is to be known of an answer, if there is anything.
pub fn remark(note: Option<crate::words::Sentence>, lang: Lang) {
    if let Some(note) = note {
        talk(note.say(lang));
    }
}

/// True when standard error is a terminal.
#[must_use]
pub fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// Text from outside for one line of human output.
#[must_use]
pub fn shown(text: &str) -> String {
    visible(text, Place::Line).into_owned()
}

/// JSON text in which control and direction-changing characters stand as `\u202E`: the same value,
/// and nothing that a terminal would act on.
#[must_use]
pub fn escaped(value: &serde_json::Value) -> String {
    harmless(&value.to_string())
}

/// The same of JSON that is text already; a line end in it would be none of its own.
fn harmless(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if is_plain(c.encode_utf8(&mut [0; 4])) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = std::fmt::Write::write_fmt(&mut out, format_args!("\\u{unit:04X}"));
        }
    }
    out
}

/// Where a file is to be written, if not to standard output: tried before anything is read and put on record, so
/// that no row tells of a file that never was.
///
/// # Errors
/// As [`may_put`].
pub fn target(output: Option<&Path>, force: bool) -> Result<Option<&Path>, Trouble> {
    let output = output.filter(|path| *path != Path::new("-"));
    output.map_or(Ok(()), |path| may_put(path, force))?;
    Ok(output)
}

/// Tries whether a file could be put in a place, and leaves nothing there. What stands there already is replaced
/// by force alone; in an outbox everything is the program's own.
///
/// # Errors
/// As [`put`]; that there is a file already.
pub fn may_put(path: &Path, force: bool) -> Result<(), Trouble> {
    named(path)?;
    if access::is_office() {
        return may_put_out(path);
    }
    spared(path)?;
    if !force && boxes::is_filled(path) {
        return Err(stands(
            path,
            say!(
                "请另取一个文件名；确实要顶替它，加 --force。",
                "Give another name, or add --force to replace it."
            ),
        ));
    }
    tried(path)
}

/// The same for a backup: it takes the place of an earlier one, and of nothing else.
///
/// # Errors
/// As [`put_with`]; that there is another file already.
pub fn may_put_backup(path: &Path) -> Result<(), Trouble> {
    if path == Path::new("-") {
        return Ok(());
    }
    if access::is_office() && !boxes::is_backup(path) {
        return may_put_out(path);
    }
    no_store(path)?;
    if boxes::is_filled(path) && !boxes::is_sealed(path) {
        return Err(stands(
            path,
            say!(
                "备份只顶替以前的备份，请另取一个文件名。",
                "A backup takes the place of an earlier backup alone: give another name."
            ),
        ));
    }
    tried(path)
}

fn may_put_out(path: &Path) -> Result<(), Trouble> {
    boxes::bare(path)?;
    boxes::may_write_out(path).map_err(|e| not_written(path, &e))
}

/// Whether a file can be made beside a place.
fn tried(path: &Path) -> Result<(), Trouble> {
    if boxes::is_device(path) {
        return Ok(());
    }
    let beside = beside(path);
    let made = if path.is_dir() {
        Err(ErrorKind::IsADirectory.into())
    } else {
        // What was laid under that name is no reason; the writing takes it away as well.
        let _ = std::fs::remove_file(&beside);
        std::fs::File::create_new(&beside).map(drop)
    };
    let _ = std::fs::remove_file(&beside);
    made.map_err(|e| not_written(path, &e))
}

fn stands(path: &Path, next: Sentence) -> Trouble {
    let name = shown(&path.display().to_string());
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "“{name}”已经有了，没有顶替它。",
            "\"{name}\" is there already and was not replaced."
        ),
        next,
    )
}

/// Refuses `-` where only a file can be written: nobody means a file of that name.
fn named(path: &Path) -> Result<(), Trouble> {
    if path != Path::new("-") {
        return Ok(());
    }
    Err(Trouble::unchanged(
        Exit::Wrong,
        say!(
            "这里要写文件名，不能写到标准输出（-）。",
            "This is written to a file; standard output (-) will not do."
        ),
        say!("例：-o 档案.zip", "Example: -o archive.zip"),
    ))
}

/// The name under which a file is written before it is put in place.
fn beside(path: &Path) -> std::ffi::OsString {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".part-{}", std::process::id()));
    beside
}

/// Why a file was not written.
pub fn not_written(path: &Path, error: &std::io::Error) -> Trouble {
    let name = shown(&path.display().to_string());
    let (zh, en) = reason(error);
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "写不了文件“{name}”：{zh}。",
            "The file \"{name}\" cannot be written: {en}."
        ),
        say!(
            "请检查文件夹、权限和剩余空间。",
            "Check the folder, its rights and the free space."
        ),
    )
}

/// Refuses to put a file in the place of a store, of what belongs to it or of a sealed backup.
///
/// # Errors
/// Refused (3).
pub fn spared(path: &Path) -> Result<(), Trouble> {
    if boxes::is_sealed(path) {
        let name = shown(&path.display().to_string());
        let what = say!(
            "“{name}”是加密的备份或档案包，不能拿别的文件顶替。",
            "\"{name}\" is a sealed backup or package: no other file takes its place."
        );
        return Err(another_name(what));
    }
    no_store(path)
}

fn no_store(path: &Path) -> Result<(), Trouble> {
    if !boxes::is_store(path) {
        return Ok(());
    }
    let name = shown(&path.display().to_string());
    Err(another_name(say!(
        "“{name}”是数据库或它的附属文件，不能拿别的文件顶替。",
        "\"{name}\" is a store or belongs to one: no other file takes its place."
    )))
}

fn another_name(what: Sentence) -> Trouble {
    let next = say!(
        "请另取一个文件名；例：-o 导出.csv",
        "Give another name, e.g. -o export.csv"
    );
    Trouble::unchanged(Exit::Refused, what, next)
}

/// Writes a file beside and puts it in place, so that it is never half there.
///
/// # Errors
/// A trouble naming the file; what stood there stays.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    spared(path)?;
    put_with(path, |file| file.write_all(bytes))
}

/// The same for what is written piece by piece, a new backup in the place of an old one too; for its owner alone
/// to read.
///
/// # Errors
/// As [`put`].
pub fn put_with(
    path: &Path,
    write: impl FnOnce(&mut std::fs::File) -> std::io::Result<()>,
) -> Result<(), Trouble> {
    named(path)?;
    if access::is_office() && !boxes::is_backup(path) {
        boxes::bare(path)?;
    }
    no_store(path)?;
    boxes::write(path, Way::Out, write).map_err(|e| not_written(path, &e))
}
