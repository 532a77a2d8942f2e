//! Where the window is and whom it calls in an emergency: settings of the office.

use rusqlite::Transaction;

use super::office::put_setting;
use super::{Refusal, was};
use crate::domain::office::Office;
use crate::words::{Exit, Sentence, Trouble, Word, is_plain};

/// The most contacts: they stand on one card.
const MOST: usize = 8;
/// The longest line.
const LONGEST: usize = 80;

/// What each is called.
const WORDS: [(&str, Word); 3] = [
    ("phone", Word::new("查询电话", "enquiry telephone")),
    ("address", Word::new("窗口地址", "address of the window")),
    ("contacts", Word::new("紧急联系", "emergency contacts")),
];

/// Writes what is given (telephone, address; the whole list of contacts); gives the words of the record, and what
/// stood there.
pub fn set(
    tx: &Transaction<'_>,
    office: &Office,
    [phone, address]: [Option<&str>; 2],
    contacts: Option<&[String]>,
) -> Result<(String, Vec<Sentence>), Refusal> {
    let (mut said, mut stood) = (Vec::new(), Vec::new());
    let mut put = |(key, word): (&str, Word), old: &str, new: &str| -> Result<(), Refusal> {
        let words = format!("{key} {old}");
        stood.extend(was::told(tx, office, word, (old, new), ("office", &words))?);
        let mut one = format!("{key} {new}");
        was::noted(&mut one, (old, new));
        said.push(one);
        Ok(())
    };
    let typed = [(phone, &office.phone), (address, &office.address)];
    for (of, (typed, old)) in WORDS.into_iter().zip(typed) {
        if let Some(typed) = typed {
            let value = line(typed)?;
            put(of, old, &value)?;
            put_setting(tx, of.0, &value)?;
        }
    }
    if let Some(typed) = contacts {
        let mut lines = Vec::new();
        for contact in typed.iter().filter(|c| !c.trim().is_empty()) {
            lines.push(line(contact)?);
        }
        let n = lines.len();
        if n > MOST {
            return Err(wrong(say!(
                "紧急联系人写了{n}个，最多{MOST}个：卡片要一眼看完。",
                "{n} emergency contacts are given, {MOST} at most: the card is read at one glance."
            )));
        }
        put_setting(tx, "contacts", &lines.join("\n"))?;
        put(WORDS[2], &office.contacts.join("; "), &lines.join("; "))?;
    }
    if said.is_empty() {
        return Err(wrong(say!(
            "没有写要改什么。",
            "Nothing to change is given."
        )));
    }
    Ok((format!("set {}", said.join(", ")), stood))
}

/// One line of plain text; empty takes it away.
fn line(typed: &str) -> Result<String, Refusal> {
    let text = typed.trim();
    if text.chars().count() <= LONGEST && is_plain(text) {
        return Ok(text.to_owned());
    }
    Err(wrong(say!(
        "电话、地址和联系人各写一行，最多{LONGEST}个字，不含控制字符和看不见的字符。",
        "Telephone, address and contacts are one line each, at most {LONGEST} characters of plain text."
    )))
}

fn wrong(why: Sentence) -> Refusal {
    let next = say!(
        "例：zhuoluo office set --address 示例县人民路1号一楼东门 --contact \"县医院急诊 0999-5550120\"",
        "Example: zhuoluo office set --address 示例县人民路1号一楼东门 --contact \"县医院急诊 0999-5550120\""
    );
    Trouble::unchanged(Exit::Wrong, why, next).into()
}
