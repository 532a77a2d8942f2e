//! What can be wrong with a cell, in words: a code, what is wrong, what was expected, an example.

use chrono::NaiveDate;

use super::columns::Column;
use crate::domain::identity::Doubt;
use crate::words::Sentence;

/// Something wrong with a cell. Its place and its weight are added where it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code for programs.
    pub code: &'static str,
    /// What is wrong.
    pub wrong: Sentence,
    /// What was expected.
    pub expected: Sentence,
    /// An example of it; may be empty.
    pub example: String,
}

/// Puts a finding together.
pub(super) fn finding(
    code: &'static str,
    wrong: Sentence,
    expected: Sentence,
    example: &str,
) -> Finding {
    Finding {
        code,
        wrong,
        expected,
        example: example.to_owned(),
    }
}

/// A reference number whose last digits a spreadsheet lost.
pub fn number_ruined(shown: &str) -> Finding {
    finding(
        "number_ruined_by_spreadsheet",
        crate::say!(
            "编号“{shown}”被表格软件改坏，后几位已丢失。",
            "The number “{shown}” was shortened by a spreadsheet; its last digits are lost."
        ),
        crate::say!(
            "请把该列设为文本后重新填写；编号未取。",
            "Format the column as text and enter it again; the number is left out."
        ),
        "2026000123",
    )
}

fn full_date() -> Sentence {
    crate::say!("应为完整的公历日期。", "A full calendar date is expected.")
}

fn date(wrong: Sentence, today: NaiveDate) -> Finding {
    finding("date", wrong, full_date(), &today.to_string())
}

/// A petition from tomorrow.
pub fn date_in_future(shown: &str, today: NaiveDate) -> Finding {
    let wrong = crate::say!("“{shown}”在今天之后。", "“{shown}” lies in the future.");
    date(wrong, today)
}

/// The main date is none.
pub fn no_date_at_all(shown: &str, today: NaiveDate) -> Finding {
    let wrong = crate::say!("“{shown}”不是日期。", "“{shown}” is not a date.");
    date(wrong, today)
}

/// The main date has no year, and nothing tells it.
pub fn year_unknown(shown: &str, today: NaiveDate) -> Finding {
    let wrong = crate::say!(
        "“{shown}”没有年份，也没有登记日期可参照。",
        "“{shown}” has no year, and no date of registration tells it."
    );
    date(wrong, today)
}

/// No date in the row.
pub fn date_missing(today: NaiveDate) -> Finding {
    date(crate::say!("没有日期。", "The date is missing."), today)
}

/// The year was taken from the day of registration.
pub fn date_without_year(shown: &str, day: NaiveDate, today: NaiveDate) -> Finding {
    finding(
        "date_without_year",
        crate::say!(
            "“{shown}”没有年份，按登记日期取为{day}。",
            "“{shown}” has no year; taken as {day} from the date of registration."
        ),
        crate::say!("请核对年份。", "Check the year."),
        &today.to_string(),
    )
}

/// The date was taken from another column.
pub fn date_from_registration(day: NaiveDate, today: NaiveDate) -> Finding {
    finding(
        "date_from_registration",
        crate::say!(
            "没有信访日期，按登记（收到）日期取为{day}。",
            "The date of the petition is missing; taken as {day}, when it was registered or received."
        ),
        crate::say!("请核对日期。", "Check the date."),
        &today.to_string(),
    )
}

/// A date beside the main one is left out.
pub fn side_date(column: Column, shown: &str) -> Finding {
    let name = column.word();
    let (zh, en) = (name.zh, name.en);
    finding(
        "side_date",
        crate::say!(
            "{zh}“{shown}”读不懂或在今天之后，未取。",
            "The {en} “{shown}” is not a date or lies in the future; it is left out."
        ),
        full_date(),
        "2026-03-05",
    )
}

/// Nobody says what it is about.
pub fn no_matter() -> Finding {
    finding(
        "no_matter",
        crate::say!("没有信访事项。", "The matter is missing."),
        crate::say!(
            "应写明反映什么、要求什么。",
            "What is brought and what is asked should stand here."
        ),
        "村道破损，请求维修。",
    )
}

/// A name with a sign that stands for a rare character.
pub fn name_stand_in(shown: &str) -> Finding {
    finding(
        "name_stand_in",
        crate::say!(
            "姓名“{shown}”里有代替生僻字的符号。",
            "The name “{shown}” holds a stand-in for a rare character."
        ),
        crate::say!("请核对后改正。", "Check and correct it."),
        "",
    )
}

/// A name that may be several.
pub fn name_spaces(shown: &str) -> Finding {
    finding(
        "name_spaces",
        crate::say!(
            "“{shown}”中间有空格，可能是几个人，现按一个人取。",
            "“{shown}” has spaces in it and may be several people; taken as one."
        ),
        crate::say!("几个人请用“、”隔开。", "Separate several people with 、."),
        "张某、李某",
    )
}

/// A headcount that is no number.
pub fn headcount_unreadable(shown: &str, least: u32) -> Finding {
    finding(
        "headcount",
        crate::say!(
            "人数“{shown}”读不懂，取为{least}人。",
            "“{shown}” is no number of people; taken as {least}."
        ),
        crate::say!("应为不小于1的整数。", "A whole number from 1 is expected."),
        "3",
    )
}

/// About so many people.
pub fn headcount_about(shown: &str, taken: u32) -> Finding {
    finding(
        "headcount",
        crate::say!(
            "人数“{shown}”是约数，取为{taken}人。",
            "“{shown}” is only about right; taken as {taken}."
        ),
        crate::say!("请核对人数。", "Check the number."),
        "",
    )
}

/// Fewer people than are named.
pub fn headcount_short(shown: &str, least: u32) -> Finding {
    finding(
        "headcount",
        crate::say!(
            "人数“{shown}”少于姓名栏里的人，取为{least}人。",
            "“{shown}” is fewer than the people named; taken as {least}."
        ),
        crate::say!("请核对人数。", "Check the number."),
        "",
    )
}

/// A doubtful telephone number.
pub fn phone(doubt: Doubt, shown: &str) -> Finding {
    let (code, wrong) = match doubt {
        Doubt::Short => (
            "phone_short",
            crate::say!(
                "“{shown}”位数不够，未取。",
                "“{shown}” has too few digits and is left out."
            ),
        ),
        Doubt::Long => (
            "phone_long",
            crate::say!(
                "“{shown}”位数太多，未取。",
                "“{shown}” has too many digits and is left out."
            ),
        ),
        Doubt::Ruined => (
            "phone_ruined_by_spreadsheet",
            crate::say!(
                "“{shown}”被表格软件改坏，未取。",
                "“{shown}” was shortened by a spreadsheet and is left out."
            ),
        ),
        _ => (
            "phone_shape",
            crate::say!(
                "“{shown}”不像电话号码，未取。",
                "“{shown}” is no telephone number and is left out."
            ),
        ),
    };
    let expected = crate::say!(
        "应为11位手机号或带区号的固定电话。",
        "A mobile number of 11 digits or a landline with its area code is expected."
    );
    finding(code, wrong, expected, "13800138000")
}

/// A doubtful document number.
pub fn document(doubt: Doubt, shown: &str) -> Finding {
    let (code, wrong) = match doubt {
        Doubt::Ruined => (
            "id_ruined_by_spreadsheet",
            crate::say!(
                "“{shown}”被表格软件改坏，后三位已丢失，未取。",
                "“{shown}” was shortened by a spreadsheet, its last three digits are lost; it is left out."
            ),
        ),
        Doubt::Checksum => (
            "id_checksum",
            crate::say!(
                "“{shown}”的校验码不对，未取。",
                "The check digit of “{shown}” is wrong; it is left out."
            ),
        ),
        Doubt::Birth => (
            "id_birth",
            crate::say!(
                "“{shown}”里的出生日期不对，未取。",
                "The birth date in “{shown}” is impossible; it is left out."
            ),
        ),
        _ => (
            "id_shape",
            crate::say!(
                "“{shown}”的位数或写法不对，未取。",
                "“{shown}” has the wrong number of signs or a sign that cannot stand there; it is left out."
            ),
        ),
    };
    let expected = if doubt == Doubt::Ruined {
        crate::say!(
            "请把该列设为文本后重新填写。",
            "Format the column as text and enter it again."
        )
    } else {
        crate::say!(
            "请对照证件核对；没有证件可写“无”。",
            "Check it against the document; write 无 when there is none."
        )
    };
    finding(code, wrong, expected, "99999919700101013X")
}

/// A channel that is none.
pub fn channel(shown: &str) -> Finding {
    finding(
        "channel",
        crate::say!(
            "不认识信访形式“{shown}”，未取。",
            "The channel “{shown}” is not known and is left out."
        ),
        crate::say!(
            "应为来信、来访、来电、网信、传真或其他。",
            "来信, 来访, 来电, 网信, 传真 or 其他 is expected."
        ),
        "来访",
    )
}

/// Neither yes nor no.
pub fn yes_no(shown: &str) -> Finding {
    finding(
        "yes_no",
        crate::say!(
            "“{shown}”不是“是”或“否”，未取。",
            "“{shown}” is neither yes nor no and is left out."
        ),
        crate::say!("应为是或否。", "是 or 否 is expected."),
        "是",
    )
}
