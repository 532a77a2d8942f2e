//! A store for its owner alone: its files are closed to other accounts when it is opened, and a folder into which
//! others may write is told of, as is a second name of it.

use std::fs::{Metadata, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::store::room;
use crate::words::Sentence;

/// The store's own file and what stands beside it.
const FILES: [&str; 5] = ["", "-wal", "-shm", "-queue", "-find"];

/// Closes the files of a store to everybody but its owner, and says what was open: whoever reads them beside the
/// program is on no record.
#[must_use]
pub fn close(store: &Path) -> Vec<Sentence> {
    let store = std::fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    let mut said = Vec::new();
    let open: Vec<(PathBuf, u32)> = FILES
        .iter()
        .filter_map(|end| is_open(room::with_end(&store, end)))
        .collect();
    if let Some((first, mode)) = open.first() {
        let shut = |(file, mode): &(PathBuf, u32)| {
            std::fs::set_permissions(file, Permissions::from_mode(mode & 0o700)).is_ok()
        };
        let left = open.iter().filter(|file| !shut(file)).count();
        let shown = first.display();
        said.push(if left == 0 {
            say!(
                "“{shown}”原来别的账号也打得开（权限{mode:o}），现在已改为只有你能打开；此前被谁看过查不出，有没有被改过请用 zhuoluo verify 核验。",
                "Other accounts could open \"{shown}\" (mode {mode:o}); from now on only you can. Who looked at it until now nobody can tell; whether it was changed, `zhuoluo verify` says."
            )
        } else {
            say!(
                "“{shown}”别的账号也打得开（权限{mode:o}），改不过来；请执行 chmod 600。",
                "Other accounts can open \"{shown}\" (mode {mode:o}), and that could not be changed; run chmod 600 on it."
            )
        });
    }
    let folder = room::folder(&store);
    let others = |m: &Metadata| m.mode() & 0o022 != 0;
    if std::fs::metadata(folder).is_ok_and(|m| others(&m)) {
        let shown = folder.display();
        said.push(say!(
            "库所在的文件夹“{shown}”别的账号也能写，可以拿别的文件换掉数据库；请执行 chmod 700，或把库放到自己的文件夹里。",
            "Other accounts can write into the folder \"{shown}\" and put another file in the place of the store; run chmod 700 on it, or keep the store in a folder of your own."
        ));
    }
    if std::fs::metadata(&store).is_ok_and(|m| m.nlink() > 1) {
        let shown = store.display();
        said.push(say!(
            "“{shown}”还有另一个名字（硬链接）：从两个名字打开，日志各写各的，库会损坏，复制一份也不能这样复制。请只用一个名字，删去别的；恢复中途被打断留下的 .before-… 下一次恢复时自动去掉。",
            "\"{shown}\" has another name (a hard link): opened by two names it has two logs, which damages it, and such a link is no copy. Use one name and remove the others; a .before-… that an interrupted restore left goes with the next restore."
        ));
    }
    said
}

/// A file of one's own that others can read or write, with its mode.
fn is_open(file: PathBuf) -> Option<(PathBuf, u32)> {
    let facts = std::fs::symlink_metadata(&file).ok()?;
    let mode = facts.mode() & 0o777;
    let own = facts.uid() == rustix::process::geteuid().as_raw();
    (facts.is_file() && own && mode & 0o077 != 0).then_some((file, mode))
}
