//! What is said of the search index: being made, healed, not made.

use super::book;
use crate::words::{Exit, Sentence, Trouble};

/// The index is being made: why, and how far it is.
pub fn being_made(why: book::Why, thousandths: u32) -> Sentence {
    let percent = thousandths / 10;
    match why {
        book::Why::Missing | book::Why::Old => say!(
            "正在建立查询索引（{percent}%）。先按原文查，拼音、错字稍后可用。",
            "The search index is being made ({percent}%). For now records are read as written; pinyin and slips come shortly."
        ),
        book::Why::Damaged => say!(
            "查询索引损坏，正在重建（{percent}%）。登记内容没有受影响；先按原文查。",
            "The search index was damaged and is being made anew ({percent}%). No record is affected; for now they are read as written."
        ),
        book::Why::Foreign => say!(
            "数据库换过，正在重建查询索引（{percent}%）。先按原文查。",
            "The store was exchanged; its search index is being made anew ({percent}%). For now records are read as written."
        ),
    }
}

/// The index was damaged, and the answer waited for the new one.
pub fn healed() -> Sentence {
    say!(
        "查询索引损坏，已重建，结果按新索引给出。登记内容没有受影响，不需要再做什么。",
        "The search index was damaged and has been made anew; the answer comes from the new one. No record is affected, and there is nothing more to do."
    )
}

/// The index could not be made at all.
pub fn not_made() -> Sentence {
    say!(
        "查询索引没有建成，按原文逐条查，较慢，没有拼音和错字。",
        "The search index could not be made: records are read one by one as written, slower, without pinyin or slips."
    )
}

/// The index broke twice in one question.
pub fn torn() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "查询索引读不出来，正在重建。",
            "The search index cannot be read; it is being made anew."
        ),
        say!("请稍候再查。", "Search again in a moment."),
    )
}
