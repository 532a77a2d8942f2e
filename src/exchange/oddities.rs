//! What can be wrong with a cell or a row whatever it is about: signs, formulas, 同上, repeats, slips.

use super::findings::{Finding, finding};
use super::grid::CELL_CHARS;

/// Signs that cannot be seen.
pub fn control_characters() -> Finding {
    finding(
        "control_characters",
        crate::say!(
            "含有看不见的控制字符。",
            "holds control characters that cannot be seen."
        ),
        crate::say!(
            "姓名和号码里的去掉；其余原样保存，显示时会标出。请对照原件。",
            "In a name or a number they are left out; elsewhere they are stored as they came and marked where they are shown. Compare it with the original."
        ),
        "",
    )
}

/// Somebody is accused, and nothing else says that it is a report.
pub fn class_from_accused() -> Finding {
    finding(
        "class_from_accused",
        crate::say!(
            "写了被举报的人或单位，没有写信访目的，按检举控告取。",
            "names whom somebody reports, and no purpose; the row is taken as a report."
        ),
        crate::say!("请核对。", "Check it."),
        "",
    )
}

/// Text that an earlier conversion damaged.
pub fn damaged_text() -> Finding {
    finding(
        "damaged_text",
        crate::say!(
            "含有“\u{FFFD}”，文件在别处转换时已经损坏。",
            "holds “\u{FFFD}”: the file was damaged by an earlier conversion."
        ),
        crate::say!("请对照原件改正。", "Correct it from the original."),
        "",
    )
}

/// A formula that failed.
pub fn formula_failed(text: &str) -> Finding {
    finding(
        "formula_failed",
        crate::say!(
            "公式出错（{text}），当作空白。",
            "The formula failed ({text}); taken as empty."
        ),
        crate::say!("请把公式换成文字。", "Replace the formula by its text."),
        "",
    )
}

/// More text than a cell can hold.
pub fn cell_too_long(head: &str) -> Finding {
    finding(
        "cell_too_long",
        crate::say!(
            "“{head}”一格超过{CELL_CHARS}字，未取。",
            "“{head}” goes on for more than {CELL_CHARS} characters; it is left out."
        ),
        crate::say!(
            "请写明要点，全文另附。",
            "Write what matters, and attach the whole text."
        ),
        "",
    )
}

/// 同上 under nothing.
pub fn ditto_of_nothing() -> Finding {
    finding(
        "ditto_of_nothing",
        crate::say!(
            "写着同上，上面却没有内容。",
            "says ditto, but nothing stands above."
        ),
        crate::say!("请写出内容。", "Write it out."),
        "",
    )
}

/// The same row twice.
pub fn repeated_row(first: usize) -> Finding {
    finding(
        "repeated_row",
        crate::say!("与第{first}行内容相同。", "says the same as row {first}."),
        crate::say!("只取一次。", "It is taken once."),
        "",
    )
}

/// One number, two contents.
pub fn repeated_number(first: usize) -> Finding {
    finding(
        "repeated_number",
        crate::say!(
            "编号与第{first}行相同，内容不同。",
            "has the number of row {first}, but says something else."
        ),
        crate::say!("请核对编号。", "Check the number."),
        "",
    )
}

/// A cell beside the table.
pub fn outside_table(shown: &str) -> Finding {
    finding(
        "outside_table",
        crate::say!(
            "“{shown}”在表格之外，没有列名。",
            "“{shown}” stands outside the table, under no column name."
        ),
        crate::say!(
            "请检查这一行是否错位。",
            "Check whether the row has slipped."
        ),
        "",
    )
}
