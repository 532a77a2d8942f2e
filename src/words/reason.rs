//! Why the system could not use a file or a stream, in both languages.

use std::io::{Error, ErrorKind};

/// Links that lead back to themselves, and a link where none is followed, as Linux numbers them: they have no kind of
/// their own.
const LOOP: i32 = 40;

/// Why a file cannot be read or written, in words; what is rare comes as the system says it.
#[must_use]
pub fn reason(error: &Error) -> (String, String) {
    use ErrorKind::{
        IsADirectory, NotADirectory, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem,
        StorageFull,
    };
    let (zh, en) = match error.kind() {
        _ if error.raw_os_error() == Some(LOOP) => ("它是链接", "it is a link"),
        NotFound | NotADirectory => ("没有这个文件或文件夹", "there is no such file or folder"),
        PermissionDenied => ("没有权限", "it is not permitted"),
        IsADirectory => ("它是文件夹", "it is a folder"),
        ReadOnlyFilesystem => ("那里只能读", "nothing can be written there"),
        StorageFull => ("磁盘已满", "the disk is full"),
        QuotaExceeded => ("磁盘配额用完了", "the disk quota is used up"),
        _ => return (error.to_string(), error.to_string()),
    };
    (zh.to_owned(), en.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_chinese() {
        for number in [2, 13, 20, 21, 28, 30, 40, 122] {
            let (zh, en) = reason(&Error::from_raw_os_error(number));
            assert!(zh.chars().all(|c| !c.is_ascii()), "{number}: {zh}");
            assert!(!en.contains("os error"), "{number}: {en}");
        }
    }
}
