//! What holds for the process from its first line on, and what the file system below a store must be.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use nix::sys::signal::{SigSet, Signal};
use rustix::fs::{Mode, statfs};
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask,
};
use signal_hook::consts::{SIGTSTP, SIGXFSZ};

use crate::words::{Exit, Trouble};

/// Files for their owner alone, no memory image on disk or for a debugger, and a limit on file sizes
/// that is an error instead of a death in the middle of a write.
pub fn begin() {
    umask(Mode::from_raw_mode(0o077));
    let _ = setrlimit(Resource::Core, limit(0));
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // Whether it came is nobody's question: the write itself fails and says so.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// From here on neither Ctrl-Z nor a terminal that is used from the background stops the process: it could
/// hold the turn to write, and everybody would wait.
pub fn go_through() {
    let _ = signal_hook::flag::register(SIGTSTP, Arc::new(AtomicBool::new(false)));
    hold_back();
}

/// The same of the terminal alone, for a desk, which stops by Ctrl-Z when it has nothing under way. In the
/// background what is written appears, and reading the terminal fails instead. Before any thread is started, for
/// each takes over what is held back.
///
/// Held back, not handled: after a handler the call would begin anew for ever.
pub fn hold_back() {
    let mut stops = SigSet::empty();
    stops.add(Signal::SIGTTIN);
    stops.add(Signal::SIGTTOU);
    let _ = stops.thread_block();
}

/// A limit that cannot be raised again.
pub(super) const fn limit(most: u64) -> Rlimit {
    Rlimit {
        current: Some(most),
        maximum: Some(most),
    }
}

/// File systems on which locks and synchronised writes do not hold what `SQLite` needs of them.
const FAR: [(u64, &str); 12] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE"),
    (0x7375_7245, "Coda"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x00C3_6400, "Ceph"),
    (0x0BD0_0BD0, "Lustre"),
    (0x7461_636F, "OCFS2"),
];

/// The name of the far file system on which a path lies; `None` for a local one.
#[must_use]
pub fn far(path: &Path) -> Option<&'static str> {
    let there = path.ancestors().find_map(|part| {
        let part = if part.as_os_str().is_empty() {
            Path::new(".")
        } else {
            part
        };
        statfs(part).ok()
    })?;
    far_kind(there.f_type).or_else(|| {
        let near = path.ancestors().find(|part| part.exists())?;
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
        let device = std::os::unix::fs::MetadataExt::dev(&near.metadata().ok()?);
        far_type(mounted_as(&mounts, device)?)
    })
}

/// Beginnings of the kernel's names of far file systems, for those whose number is not in the list above.
const FAR_TYPES: [(&str, &str); 24] = [
    ("nfs", "NFS"),
    ("cifs", "CIFS"),
    ("smb", "SMB"),
    ("fuse", "FUSE"),
    ("9p", "9p"),
    ("virtiofs", "virtiofs"),
    ("ceph", "Ceph"),
    ("gluster", "GlusterFS"),
    ("lustre", "Lustre"),
    ("afs", "AFS"),
    ("coda", "Coda"),
    ("ocfs2", "OCFS2"),
    ("gfs", "GFS2"),
    ("gpfs", "GPFS"),
    ("beegfs", "BeeGFS"),
    ("fhgfs", "BeeGFS"),
    ("orangefs", "OrangeFS"),
    ("pvfs", "OrangeFS"),
    ("panfs", "PanFS"),
    ("vboxsf", "vboxsf"),
    ("vmhgfs", "vmhgfs"),
    ("drvfs", "drvfs"),
    ("ncp", "NCP"),
    ("davfs", "WebDAV"),
];

/// The name of a far file system by what the kernel calls its type; `None` for a local one.
#[must_use]
pub fn far_type(kernel: &str) -> Option<&'static str> {
    let all = FAR_TYPES.iter();
    all.into_iter()
        .find(|(begins, _)| kernel.starts_with(begins))
        .map(|(_, name)| *name)
}

/// The type of the file system with this device, in the kernel's list of mounts: the word after the
/// lone hyphen, where the third word is the device.
#[must_use]
pub fn mounted_as(mounts: &str, device: u64) -> Option<&str> {
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let device = format!("{major}:{minor}");
    let line = mounts
        .lines()
        .find(|line| line.split(' ').nth(2) == Some(&device))?;
    line.split_once(" - ")?.1.split(' ').next()
}

/// The name of a far file system by the number in its head; `None` for a local one.
pub fn far_kind(number: impl TryInto<i128>) -> Option<&'static str> {
    let number = number.try_into().ok()?;
    // The kernel's word is signed on some machines: compared in 32 bits.
    let number = u64::try_from(number & 0xFFFF_FFFF).ok()?;
    FAR.iter()
        .find(|(n, _)| *n == number)
        .map(|(_, name)| *name)
}

/// Refuses a store on a file system that cannot hold one, or that belongs to somebody else.
///
/// # Errors
/// Which file system, or that another account owns the file.
pub fn check_place(path: &Path) -> Result<(), Trouble> {
    use std::os::unix::fs::MetadataExt;
    let shown = path.display().to_string();
    if let Some(kind) = far(path) {
        return Err(Trouble::unchanged(
            Exit::Refused,
            say!(
                "“{shown}”在网络文件系统（{kind}）上，那里的锁和落盘不可靠。",
                "\"{shown}\" lies on a network file system ({kind}), where locks and synchronised writes do not hold."
            ),
            say!(
                "请把库放在本机磁盘上，多人经 SSH 来用。",
                "Keep the store on a local disk and let people come to it through SSH."
            ),
        ));
    }
    let own = rustix::process::geteuid().as_raw();
    match std::fs::metadata(path) {
        Ok(file) if file.is_file() && file.uid() != own => Err(Trouble::unchanged(
            Exit::Refused,
            say!(
                "“{shown}”属于另一个账号，只有它能打开。",
                "\"{shown}\" belongs to another account, which alone may open it."
            ),
            say!(
                "多人共用的库请经 SSH 或 sudo -u zhuoluo zhuoluo 来用。",
                "A store of an office is used through SSH or `sudo -u zhuoluo zhuoluo`."
            ),
        )),
        _ => Ok(()),
    }
}
