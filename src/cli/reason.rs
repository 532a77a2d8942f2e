//! Why a file or a stream could not be used, in both languages.

use std::io::ErrorKind;

/// Why a file cannot be read or written, in words; what is rare comes as the system says it.
#[must_use]
pub fn reason(error: &std::io::Error) -> (String, String) {
    use ErrorKind::{
        InvalidData, IsADirectory, NotADirectory, NotFound, NotSeekable, PermissionDenied,
        ReadOnlyFilesystem, StorageFull, UnexpectedEof,
    };
    // A loop of links, and a link where none is followed, have no kind of their own.
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return ("它是链接".to_owned(), "it is a link".to_owned());
    }
    let (zh, en) = match error.kind() {
        NotFound | NotADirectory => ("没有这个文件或文件夹", "there is no such file or folder"),
        PermissionDenied => ("没有权限", "it is not permitted"),
        IsADirectory => ("它是文件夹", "it is a folder"),
        ReadOnlyFilesystem => ("那里只能读", "nothing can be written there"),
        ErrorKind::QuotaExceeded => (
            "你的收发箱满了（两箱共1000个文件、4 GB），先用 zhuoluo box remove 名称 清理",
            "your boxes are full (1,000 files and 4 GB in both), clear them with `zhuoluo box remove NAME`",
        ),
        StorageFull => ("磁盘已满", "the disk is full"),
        InvalidData => ("不是文本", "it is no text"),
        UnexpectedEof => ("没有收完", "it did not come whole"),
        NotSeekable => (
            "它是管道，请用 - 从标准输入读",
            "it is a pipe: read standard input with -",
        ),
        _ => return (error.to_string(), error.to_string()),
    };
    (zh.to_owned(), en.to_owned())
}
