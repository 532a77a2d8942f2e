//! The fence around an office's program: from here on it reads and writes its folder, reads what it
//! needs to run, and starts nothing but itself. Best effort: old kernels hold less, and say so.

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetStatus,
};

use super::access;

/// How much of the fence this kernel holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// All of it.
    Full,
    /// A part.
    Part,
    /// None, as on a desk of one's own.
    #[default]
    Nothing,
}

impl Hold {
    /// As the audit trail and the doctor say it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Part => "part",
            Self::Nothing => "none",
        }
    }
}

/// The newest rules that the fence knows of.
const NEWEST: ABI = ABI::V5;
/// What running oneself and drawing needs to read.
const READ: [&str; 8] = [
    // The roster of keys: a key that is revoked ends its session. The folder, because an edited
    // file is a new one.
    "/etc/zhuoluo",
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/proc",
    "/dev/urandom",
];
/// The loader of programs: without it not even the own one starts.
const LOADERS: [&str; 6] = [
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/ld-linux-aarch64.so.1",
    "/lib/ld-musl-x86_64.so.1",
    "/lib/ld-musl-aarch64.so.1",
    "/lib64/ld64.so.2",
    "/lib/ld-linux-riscv64-lp64d.so.1",
];

/// Puts up the fence for this thread and all that it starts; cannot be taken down again.
#[must_use]
pub fn put_up() -> Hold {
    let _ = rustix::thread::set_no_new_privs(true);
    build(Path::new(access::FOLDER)).unwrap_or(Hold::Nothing)
}

/// Shuts a worker off from every file and from the network.
#[must_use]
pub fn shut() -> Hold {
    let _ = rustix::thread::set_no_new_privs(true);
    let shut = || {
        let status = ruleset()?.create()?.restrict_self()?.ruleset;
        Ok::<_, landlock::RulesetError>(hold(&status))
    };
    shut().unwrap_or(Hold::Nothing)
}

/// What this kernel would hold, tried on a thread of its own.
#[must_use]
pub fn try_out() -> Hold {
    std::thread::spawn(shut).join().unwrap_or(Hold::Nothing)
}

fn ruleset() -> Result<Ruleset, landlock::RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))
}

fn build(folder: &Path) -> Result<Hold, landlock::RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let mut rules = ruleset()?.create()?;
    let folder_access = AccessFs::from_all(NEWEST) & !AccessFs::Execute;
    if let Ok(fd) = PathFd::new(folder) {
        rules = rules.add_rule(PathBeneath::new(fd, folder_access))?;
    }
    for path in READ {
        if let Ok(fd) = PathFd::new(path) {
            let read = if Path::new(path).is_dir() {
                read
            } else {
                AccessFs::ReadFile.into()
            };
            rules = rules.add_rule(PathBeneath::new(fd, read))?;
        }
    }
    for path in ["/dev/tty", "/dev/null", "/dev/pts"] {
        if let Ok(fd) = PathFd::new(path) {
            let talk = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::IoctlDev;
            rules = rules.add_rule(PathBeneath::new(fd, talk))?;
        }
    }
    for path in std::iter::once("/proc/self/exe").chain(LOADERS) {
        if let Ok(fd) = PathFd::new(path) {
            let run = AccessFs::Execute | AccessFs::ReadFile;
            rules = rules.add_rule(PathBeneath::new(fd, run))?;
        }
    }
    Ok(hold(&rules.restrict_self()?.ruleset))
}

const fn hold(status: &RulesetStatus) -> Hold {
    match status {
        RulesetStatus::FullyEnforced => Hold::Full,
        RulesetStatus::PartiallyEnforced => Hold::Part,
        RulesetStatus::NotEnforced => Hold::Nothing,
    }
}
