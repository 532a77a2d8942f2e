//! Papers for a petitioner about their own data: who read their file, and why.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::lines::wrap;
use super::template::fill;
use crate::domain::office::Office;
use crate::words::{Lang, Place, Trouble, visible};

const READ_ZH: &str = include_str!("../../data/templates/who-read.zh.txt");
const READ_EN: &str = include_str!("../../data/templates/who-read.en.txt");

/// One reading of somebody's file.
pub struct Reading {
    /// When.
    pub at: String,
    /// By whom: role and unit.
    pub who: String,
    /// What was done.
    pub what: String,
    /// Why, when a reason was given.
    pub why: String,
}

/// The list of who read somebody's file (who, when, why).
///
/// # Errors
/// A trouble when the template asks for something that nobody fills.
pub fn who_read(
    readings: &[Reading],
    office: &Office,
    today: NaiveDate,
    lang: Lang,
    width: usize,
) -> Result<String, Trouble> {
    let line = |text: &str| visible(text, Place::Line).into_owned();
    let mut rows = String::new();
    for (at, r) in readings.iter().enumerate() {
        let n = at + 1;
        let why = match (r.why.is_empty(), lang) {
            (true, Lang::Zh) => "（未写理由）".to_owned(),
            (true, Lang::En) => "(no reason given)".to_owned(),
            _ => line(&r.why),
        };
        let (when, who, what) = (line(&r.at), line(&r.who), line(&r.what));
        let _ = writeln!(rows, "{n}. {when}  {who}  {what}  {why}");
    }
    if rows.is_empty() {
        rows.push_str(match lang {
            Lang::Zh => "（没有记录）\n",
            Lang::En => "(none on record)\n",
        });
    }
    let sandbox = match (office.sandbox, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "【演练，不作凭证】",
        (true, Lang::En) => "[drill; proves nothing]",
    };
    let facts = [
        ("sandbox", sandbox.to_owned()),
        ("office", line(&office.name)),
        ("count", readings.len().to_string()),
        ("rows", rows),
        ("phone", line(&office.phone)),
        ("today", today.to_string()),
    ];
    let template = match lang {
        Lang::Zh => READ_ZH,
        Lang::En => READ_EN,
    };
    Ok(wrap(fill(template, &facts)?.trim_start(), width))
}
