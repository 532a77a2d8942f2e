//! Every sentence of the desk, both languages.

use crate::words::{Sentence, Word};

pub const TITLE: Word = Word::new("待办提醒", "The office owes");
pub const NOTHING: Word = Word::new("眼下没有到期和临近的义务。", "Nothing is due or near.");
pub const LOADING: Word = Word::new("正在读取……", "Loading …");
pub const ALL: Word = Word::new("全部", "all");
pub const OVERDUE: Word = Word::new("逾期", "overdue");
pub const DUE: Word = Word::new("今日到期", "due today");
pub const NEAR: Word = Word::new("临近", "near");
pub const OFFICE: Word = Word::new("本单位", "my unit");
pub const TODAY: Word = Word::new("今日登记", "new today");
pub const OPEN: Word = Word::new("在办", "in hand");
pub const ON_DUTY: Word = Word::new("值班", "On duty:");
pub const FRESH: Word = Word::new("[新] ", "[new] ");
pub const SEEN: Word = Word::new("[看过] ", "[seen] ");
pub const SEEN_KEPT: Word = Word::new(
    "已记下看过；期限不变，仍在这里。",
    "Noted as seen; the date stays, and so does the line.",
);
pub const STATE: Word = Word::new("期限", "due");
pub const RUNG: Word = Word::new("提醒", "rung");
pub const NOBODY: Word = Word::new("〔无人经办〕", "[nobody]");
pub const KIND: Word = Word::new("应办", "what");
pub const UNIT: Word = Word::new("责任单位", "unit");
pub const NUMBER: Word = Word::new("登记编号", "number");
pub const SUMMARY: Word = Word::new("事项", "matter");

/// Sheets that were left unfinished, the newest by its name.
pub fn unfinished(newest: &str, count: usize) -> Sentence {
    let others = count.saturating_sub(1);
    if others == 0 {
        return say!(
            "有一张没写完的表：{newest}。文字都在，再打开它接着写。",
            "One sheet was left unfinished: {newest}. Its words are kept; open it again to go on."
        );
    }
    say!(
        "有没写完的表：{newest}，另有{others}张。文字都在，再打开接着写。",
        "Sheets were left unfinished: {newest}, and {others} more. Their words are kept; open one again to go on."
    )
}
