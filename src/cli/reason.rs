//! Why a file or a stream that a command was given could not be used, in both languages.

use std::io::ErrorKind;

use crate::words;

/// Why a file cannot be read or written, in words; what is rare comes as the system says it.
#[must_use]
pub fn reason(error: &std::io::Error) -> (String, String) {
    use ErrorKind::{InvalidData, NotSeekable, QuotaExceeded, UnexpectedEof};
    let (zh, en) = match error.kind() {
        QuotaExceeded => (
            "你的收发箱满了（两箱共1000个文件、4 GB），先用 zhuoluo box remove 名称 清理",
            "your boxes are full (1,000 files and 4 GB in both), clear them with `zhuoluo box remove NAME`",
        ),
        InvalidData => ("不是文本", "it is no text"),
        UnexpectedEof => ("没有收完", "it did not come whole"),
        NotSeekable => (
            "它是管道，请用 - 从标准输入读",
            "it is a pipe: read standard input with -",
        ),
        _ => return words::reason(error),
    };
    (zh.to_owned(), en.to_owned())
}
