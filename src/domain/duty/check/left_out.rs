//! What stays out of free words about disputes and reports: the number of somebody's identity card.
//! The ledger is of matters (PIPL Art. 6, minimum scope); who asks for help is registered as a petition.

use crate::domain::identity;
use crate::words::Sentence;

/// Asks to leave out an identity number (18 signs, or 15 of the old ones) wherever it stands in a
/// text, also with spaces and dashes in it or in wide digits.
///
/// # Errors
/// The sentence for the operator.
pub fn numbers(text: &str) -> Result<(), Sentence> {
    if !holds_number(text) {
        return Ok(());
    }
    Err(say!(
        "文字里有身份证号，请去掉：台账和报告只记事，不记人的证件。例：东甲镇子村两户因地界争执",
        "There is an identity number in the text; leave it out: ledger and reports are about matters. Example: 东甲镇子村两户因地界争执"
    ))
}

fn holds_number(text: &str) -> bool {
    let plain = identity::compact(text);
    plain
        .split(|c: char| !c.is_ascii_digit() && c != 'X')
        .any(is_number)
}

/// True for 18 signs with a day of birth in them, or 15 digits with one of the last century.
fn is_number(run: &str) -> bool {
    let born = |number: &str| {
        identity::birth_of(number).is_some_and(|day| {
            use chrono::Datelike;
            (1900..2100).contains(&day.year())
        })
    };
    let whole = |n: usize| run.chars().take(n).all(|c| c.is_ascii_digit());
    match run.len() {
        18 => whole(17) && born(run),
        15 => {
            whole(15)
                && run
                    .split_at_checked(6)
                    .is_some_and(|(place, rest)| born(&format!("{place}19{rest}")))
        }
        _ => false,
    }
}
