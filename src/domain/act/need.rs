//! What every step may need: words that are not blank, days that do not lie before it.

use chrono::NaiveDate;

use crate::words::Sentence;

/// A day that was set does not lie before the step that sets it.
pub fn not_before(on: NaiveDate, set: Option<NaiveDate>) -> Result<(), Sentence> {
    match set.filter(|day| *day < on) {
        Some(day) => Err(say!(
            "定下的日期{day}早于这一步的日期{on}。",
            "The day that was set, {day}, lies before the step, {on}."
        )),
        None => Ok(()),
    }
}

/// Words that have to be there.
pub fn blank(text: &str, zh: &str, en: &str) -> Result<(), Sentence> {
    if text.trim().is_empty() {
        Err(say!("要写明{zh}。", "It needs {en}."))
    } else {
        Ok(())
    }
}
