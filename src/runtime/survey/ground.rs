//! The ground an office's store stands on: program, folder, file system, kernel.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::statvfs;

use super::super::{access, fence, harden, proof};
use super::{Finding, Stand};
use crate::words::{Sentence, Word};

const PROGRAM: Word = Word::new("程序", "program");
const FOLDER: Word = Word::new("文件夹", "folder");
const SPACE: Word = Word::new("磁盘", "disk");
const KERNEL: Word = Word::new("内核", "kernel");
/// Below this the desk warns before intake.
const LOW: u64 = 1 << 30;

/// The program's own file and the `SQLite` in it.
pub fn program() -> Vec<Finding> {
    let mut found = Vec::new();
    let own = std::env::current_exe().unwrap_or_default();
    let keys = own.with_file_name("zhuoluo-keys");
    for file in [&own, &keys] {
        let shown = file.display().to_string();
        let real = std::fs::canonicalize(file).unwrap_or_default();
        let mode = std::fs::metadata(&real).map_or(0, |m| m.mode());
        let holds = real.is_file()
            && proof::not_roots(&real).is_none()
            && mode & 0o6000 == 0
            && mode & 0o055 == 0o055;
        found.push(Finding::held(
            PROGRAM,
            holds,
            say!("{shown}：属于 root，别人改不了，人人可执行", "{shown}: root's, nobody else can change it, everybody can run it"),
            say!("install -o root -g root -m 755 zhuoluo /usr/bin/zhuoluo；ln -sf zhuoluo /usr/bin/zhuoluo-keys；上级文件夹也只许 root 能写。", "install -o root -g root -m 755 zhuoluo /usr/bin/zhuoluo; ln -sf zhuoluo /usr/bin/zhuoluo-keys; the folders above must be root's too."),
        ));
    }
    let version = crate::store::door::engine();
    found.push(Finding::good(
        PROGRAM,
        say!("自带 SQLite {version}（3.51.3 起没有 WAL 复位缺陷）；不要用系统的 sqlite3 打开正式库", "brings SQLite {version} (free of the WAL-reset fault since 3.51.3); never open the live store with the system's sqlite3"),
    ));
    found
}

/// The office's folder, what is in it, and the file system below.
pub fn folder() -> Vec<Finding> {
    let path = Path::new(access::FOLDER);
    let shown = access::FOLDER;
    let Ok(facts) = std::fs::symlink_metadata(path) else {
        return vec![Finding::held(
            FOLDER,
            false,
            say!("{shown} 不存在", "{shown} is not there"),
            say!(
                "install -d -o zhuoluo -g zhuoluo -m 700 {shown}",
                "install -d -o zhuoluo -g zhuoluo -m 700 {shown}"
            ),
        )];
    };
    let (mode, owner) = (facts.mode() & 0o7777, owner(facts.uid()));
    let want = access::ACCOUNT;
    let parent = path.parent().and_then(proof::not_roots);
    let mut found = vec![Finding::held(
        FOLDER,
        facts.is_dir() && mode == 0o700 && owner == access::ACCOUNT && parent.is_none(),
        say!(
            "{shown}：属于 {owner}，权限 {mode:o}（应为 {want} 和 700，上级只许 root 能写）",
            "{shown}: belongs to {owner}, mode {mode:o} (wanted: {want} and 700, the folders above root's)"
        ),
        say!(
            "chown zhuoluo: {shown}；chmod 700 {shown}",
            "chown zhuoluo: {shown}; chmod 700 {shown}"
        ),
    )];
    found.push(inside(path, facts.uid()));
    let kind = harden::far(path);
    let kind_shown = kind.unwrap_or("-");
    found.push(Finding::held(
        SPACE,
        kind.is_none(),
        say!(
            "{shown} 在本机文件系统上（网络文件系统：{kind_shown}）",
            "{shown} lies on a local file system (network file system: {kind_shown})"
        ),
        say!("把库放到本机磁盘上。", "Keep the store on a local disk."),
    ));
    found.extend(space(path));
    found
}

fn space(path: &Path) -> Option<Finding> {
    let facts = statvfs(path).ok()?;
    let free = facts.f_bavail.saturating_mul(facts.f_frsize);
    let mb = free / (1 << 20);
    let stand = if free < LOW { Stand::Bad } else { Stand::Good };
    Some(Finding::new(
        SPACE,
        stand,
        say!("剩余 {mb} MB", "{mb} MB are free"),
        say!(
            "腾出至少 1 GB：磁盘满了库就打不开。",
            "Make room, 1 GB at least: with a full disk the store cannot be opened."
        ),
    ))
}

/// Whatever in the folder another account could open, or that is not what it seems.
fn inside(place: &Path, owner: u32) -> Finding {
    let folder = access::FOLDER;
    let mut odd = Vec::new();
    let mut count = 0;
    walk(place, &mut |path, facts| {
        count += 1;
        let plain = facts.is_file() || facts.is_dir();
        let twice = facts.is_file() && facts.nlink() > 1;
        if !plain || twice || facts.uid() != owner || facts.mode() & 0o077 != 0 {
            odd.push(path.display().to_string());
        }
    });
    let some = odd.iter().take(3).cloned().collect::<Vec<_>>().join(" ");
    let number = odd.len();
    Finding::held(
        FOLDER,
        odd.is_empty(),
        say!(
            "其中 {count} 项，{number} 项权限不对或是链接 {some}",
            "{count} entries in it, {number} with a wrong owner or mode, or links {some}"
        ),
        say!(
            "chown -R zhuoluo: {folder}；chmod -R go= {folder}；删掉链接。",
            "chown -R zhuoluo: {folder}; chmod -R go= {folder}; remove the links."
        ),
    )
}

fn walk(folder: &Path, seen: &mut impl FnMut(&Path, &std::fs::Metadata)) {
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(facts) = std::fs::symlink_metadata(&path) else {
                continue;
            };
            seen(&path, &facts);
            if facts.is_dir() {
                folders.push(path);
            }
        }
    }
}

/// What the kernel holds for the program.
pub fn kernel() -> Vec<Finding> {
    let hold = fence::try_out();
    let code = hold.code();
    let mut found = vec![Finding::new(
        KERNEL,
        if hold == fence::Hold::Full {
            Stand::Good
        } else {
            Stand::Note
        },
        say!("围栏（Landlock）：{code}", "fence (Landlock): {code}"),
        if hold == fence::Hold::Full {
            Sentence::default()
        } else {
            say!(
                "内核 6.10 起完整；较旧的内核少拦一些，其余保护照常。",
                "Complete from kernel 6.10 on; older ones hold less, everything else stands."
            )
        },
    )];
    for (path, wanted) in [
        ("/proc/sys/fs/protected_symlinks", "1"),
        ("/proc/sys/fs/protected_hardlinks", "1"),
        ("/proc/sys/fs/suid_dumpable", "0"),
    ] {
        let Ok(value) = std::fs::read_to_string(path) else {
            continue;
        };
        let (name, value) = (
            path.trim_start_matches("/proc/sys/").replace('/', "."),
            value.trim(),
        );
        found.push(Finding::held(
            KERNEL,
            value == wanted || (wanted == "0" && value == "2"),
            say!("{name} = {value}", "{name} = {value}"),
            say!("sysctl -w {name}={wanted}", "sysctl -w {name}={wanted}"),
        ));
    }
    found.push(others_commands());
    found
}

/// Whether other accounts may read what somebody wrote behind the program's name.
fn others_commands() -> Finding {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if hides(&mounts) {
        return Finding::good(
            KERNEL,
            say!(
                "命令行只有本人和 root 看得到（hidepid）；sudo 的日志仍记下经它来的命令",
                "command lines are shown to their owner and root alone (hidepid); sudo's log keeps those that come through it all the same"
            ),
        );
    }
    Finding::new(
        KERNEL,
        Stand::Note,
        say!(
            "服务器上谁都用 ps 看得到经 sudo 来的命令行（find 张三 里的名字），sudo 的日志也记下",
            "everybody on the server may read command lines that come through sudo (the name in `find 张三`) with ps, and sudo's log keeps them"
        ),
        say!(
            "写到人的命令从标准输入给：echo 'find 张三' | sudo -u zhuoluo zhuoluo -；或 mount -o remount,hidepid=invisible /proc（写进 /etc/fstab）",
            "Give a command that names somebody on standard input: echo 'find 张三' | sudo -u zhuoluo zhuoluo - ; or mount -o remount,hidepid=invisible /proc (and in /etc/fstab)"
        ),
    )
}

/// Whether /proc hides the processes of others, by the list of mounts; the last mount on it counts.
#[must_use]
pub fn hides(mounts: &str) -> bool {
    let mut proc = mounts.lines().rev().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        (fields.next()? == "/proc" && fields.next()? == "proc").then(|| fields.next())?
    });
    let last = proc.next().unwrap_or_default();
    let mut value = last
        .split(',')
        .filter_map(|option| option.strip_prefix("hidepid="));
    value.any(|value| !matches!(value, "0" | "off"))
}

/// The name of an account, or its number.
pub fn owner(uid: u32) -> String {
    access::name_of(uid).unwrap_or_else(|| uid.to_string())
}
