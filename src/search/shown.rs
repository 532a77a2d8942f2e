//! What of a number or an address, as it is shown, was typed: the parts that light up beside a name.

use std::ops::Range;

use super::few::HOUSE;
use super::kin::simple;
use super::normal::is_mark;
use super::numbers::{FEWEST, SLIPPERY, TAIL};
use super::query::{is_document, without_year};
use super::slip;
use super::tail;
use crate::domain::name::{self, narrow};

/// The parts of a number as it is shown, in bytes, that one of the runs of digits typed stands in.
/// `shown` ends as the number does; what of it is covered lights up covered.
#[must_use]
pub fn met_digits(number: &str, shown: &str, typed: &str) -> Vec<Range<usize>> {
    lit_digits(number, shown, typed, |_, _| None)
}

/// The same of a number that was typed with one slip, where nothing was met as it stands.
#[must_use]
pub fn met_digits_nearly(number: &str, shown: &str, typed: &str) -> Vec<Range<usize>> {
    lit_digits(number, shown, typed, slipped)
}

/// The same of a number whose end was typed with one digit wrong or two swapped.
#[must_use]
pub(super) fn met_tail(number: &str, shown: &str, typed: &str) -> Vec<Range<usize>> {
    lit_digits(number, shown, typed, slipped_tail)
}

/// The runs of digits typed that are looked for.
pub(super) fn digits_typed(typed: &str) -> Vec<String> {
    let runs = runs(typed).into_iter();
    runs.map(|run| run.into_iter().collect()).collect()
}

/// The parts of a number, in bytes; `nearly` tells of a run that does not stand there what it may be.
fn lit_digits(
    number: &str,
    shown: &str,
    typed: &str,
    nearly: impl Fn(&[char], &[char]) -> Option<Range<usize>>,
) -> Vec<Range<usize>> {
    let number: Vec<char> = number.chars().map(upper).collect();
    let marks: Vec<(usize, char)> = shown.char_indices().collect();
    // The first sign of `shown` that stands for one of the number, or of the number that is shown.
    let (ahead, hidden) = (
        marks.len().saturating_sub(number.len()),
        number.len().saturating_sub(marks.len()),
    );
    let mut met = vec![false; marks.len()];
    // Another letter is another document: its digits alone are not what was typed.
    let lettered = number.iter().any(|c| c.is_ascii_alphabetic() && *c != 'X');
    let (runs, documents) = (runs(typed), documents(typed));
    let within = |run: &Vec<char>| {
        documents
            .iter()
            .any(|d| d.len() > run.len() && d.ends_with(run))
    };
    let runs = runs.into_iter().filter(|run| !(lettered && within(run)));
    for run in documents.iter().cloned().chain(runs) {
        let few = run.len() < FEWEST;
        let tail = number.len().checked_sub(run.len());
        let tail = tail.filter(|at| few && number[*at..] == run[..]);
        let all = places(&number, &run).filter(|at| tail.is_none_or(|tail| tail == *at));
        let all = all.filter(|_| tail.is_some() || run.len() > 1);
        let mut all: Vec<Range<usize>> = all.map(|at| at..at + run.len()).collect();
        if all.is_empty() {
            all.extend(nearly(&number, &run));
        }
        for part in all {
            for place in part.filter_map(|n| n.checked_sub(hidden)) {
                if let Some(lit) = met.get_mut(place + ahead) {
                    *lit = true;
                }
            }
        }
    }
    let lit = marks.iter().zip(met).filter(|(_, lit)| *lit);
    lit.map(|((at, c), _)| *at..at + c.len_utf8()).collect()
}

/// The parts of an address, in bytes, that one of the words typed is: of two characters at least,
/// in whichever form they are written.
#[must_use]
pub fn met_words(text: &str, typed: &str) -> Vec<Range<usize>> {
    let one_form = |c: char| simple(upper(c));
    let signs: Vec<char> = text.chars().map(one_form).collect();
    let mut met = vec![false; signs.len()];
    let typed: Vec<char> = typed
        .chars()
        .filter(|c| !is_mark(*c))
        .take(super::normal::TYPED)
        .map(one_form)
        .collect();
    for word in typed.split(|c| !c.is_alphanumeric()) {
        if word.len() < 2 || word.iter().all(char::is_ascii) {
            continue;
        }
        for at in places(&signs, word) {
            let within = at > 0 && signs[at - 1].is_ascii_digit() && word[0].is_ascii_digit();
            if !within {
                met[at..at + word.len()].fill(true);
            }
        }
    }
    let count = typed.iter().filter(|c| c.is_alphanumeric()).count();
    for run in runs(&typed.iter().collect::<String>()) {
        if run.len() > HOUSE.min(count - 1) {
            continue;
        }
        let begins = |at: &usize| *at == 0 || !signs[at - 1].is_ascii_digit();
        for at in places(&signs, &run).filter(begins) {
            met[at..at + run.len()].fill(true);
        }
    }
    let lit = text.char_indices().zip(met).filter(|(_, lit)| *lit);
    lit.map(|((at, c), _)| at..at + c.len_utf8()).collect()
}

/// The parts of a petition's number as it is shown, in bytes, that were typed, with or without the signs between its
/// parts, and with or without the area that is not shown.
#[must_use]
pub fn met_number(shown: &str, typed: &str) -> Vec<Range<usize>> {
    let signs = |text: &str| -> Vec<(usize, char)> {
        let all = text.char_indices().map(|(at, c)| (at, upper(c)));
        all.filter(|(_, c)| c.is_alphanumeric()).collect()
    };
    let of = |signs: &[(usize, char)]| -> Vec<char> { signs.iter().map(|(_, c)| *c).collect() };
    let number = signs(shown);
    let plain = of(&number);
    let mut met = vec![false; number.len()];
    let words = std::iter::once(typed).chain(typed.split_whitespace());
    for word in words.map(|word| of(&signs(word))).filter(|w| w.len() > 1) {
        if word.ends_with(&plain) {
            met.fill(true);
        }
        for at in places(&plain, &word) {
            met[at..at + word.len()].fill(true);
        }
    }
    // Between two signs that are lit nothing stays dark.
    let lit = number
        .iter()
        .zip(&met)
        .filter(|(_, lit)| **lit)
        .map(|(sign, _)| sign.0);
    let lit: Vec<usize> = lit.collect();
    let after = |at: &usize| lit.iter().find(|next| **next > *at && **next - *at <= 2);
    lit.iter()
        .map(|at| *at..after(at).copied().unwrap_or(at + 1))
        .collect()
}

/// The parts of running text, in bytes, that are one of the words typed, whatever their width and case and without
/// the brackets around them.
#[must_use]
pub fn met_text(text: &str, typed: &str) -> Vec<Range<usize>> {
    let signs: Vec<char> = text.chars().map(upper).collect();
    let typed: Vec<char> = typed.chars().take(super::normal::TYPED).collect();
    let mut met = vec![false; signs.len()];
    for word in typed.split(|c| c.is_whitespace() || is_bracket(*c)) {
        let word: Vec<char> = word.iter().map(|c| upper(*c)).collect();
        for at in places(&signs, &word).filter(|_| !word.is_empty()) {
            met[at..at + word.len()].fill(true);
        }
    }
    let lit = text.char_indices().zip(met).filter(|(_, lit)| *lit);
    let mut all: Vec<Range<usize>> = Vec::new();
    for ((at, c), _) in lit {
        match all.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => all.push(at..at + c.len_utf8()),
        }
    }
    all
}

/// A point that is no part of a number or a date.
#[must_use]
pub fn is_bracket(c: char) -> bool {
    let c = narrow(c);
    let part = matches!(c, '-' | '/' | '.' | ':' | '_' | '\u{2010}'..='\u{2015}');
    name::is_pointed(c) && !part
}

fn upper(c: char) -> char {
    narrow(c).to_ascii_uppercase()
}

/// The part of a number that was typed with one slip, where the run is long enough to tell: at the end before a
/// middle.
fn slipped(number: &[char], run: &[char]) -> Option<Range<usize>> {
    if run.len() < SLIPPERY {
        return None;
    }
    let lens = [run.len(), run.len() + 1, run.len() - 1];
    let mut parts = lens.into_iter().flat_map(|len| {
        let last = number.len().checked_sub(len);
        let others = last.into_iter().flat_map(|last| 0..last);
        last.into_iter().chain(others).map(move |at| at..at + len)
    });
    let fits = |part: &Range<usize>| slip::between(run, &number[part.clone()]).is_some();
    parts.find(fits)
}

/// The end of a number that was typed with one digit wrong or two swapped.
fn slipped_tail(number: &[char], run: &[char]) -> Option<Range<usize>> {
    let from = number.len().checked_sub(run.len());
    let from = from.filter(|_| TAIL.contains(&run.len()))?;
    let slip = slip::between(run, &number[from..])?;
    matches!(slip, slip::Slip::Wrong | slip::Slip::Swapped).then_some(from..number.len())
}

/// The words typed that may be the number of a document with letters.
fn documents(typed: &str) -> Vec<Vec<char>> {
    let typed = super::normal::typed(typed);
    let words = typed.split(|c| *c == ' ').filter(|word| is_document(word));
    words
        .map(|word| word.iter().map(|c| upper(*c)).collect())
        .collect()
}

/// The runs of digits typed that are looked for: one or two only beside something else, and at the end of a word
/// (张77, but not 7组).
fn runs(typed: &str) -> Vec<Vec<char>> {
    let typed: Vec<char> = super::normal::typed(typed).into_iter().map(upper).collect();
    let is_digit = char::is_ascii_digit;
    let signs = typed.iter().filter(|c| c.is_alphanumeric()).count();
    let few = |run: &[char]| run.len() < FEWEST;
    let (mut some, mut alone) = (Vec::new(), 0);
    for word in typed.split(|c| *c == ' ').map(without_year) {
        // An X is a sign of a number where it closes one: the x of a name in letters is not (dyx7885).
        let closed = matches!(word, [.., before, 'X'] if is_digit(before));
        let mut rest = &word[..word.len() - usize::from(closed)];
        for run in rest.chunk_by(|a, b| is_digit(a) == is_digit(b)) {
            rest = &rest[run.len()..];
            let mut run = run.to_vec();
            run.extend((closed && rest.is_empty()).then_some('X'));
            if is_digit(&run[0]) && (!few(&run) || rest.is_empty()) {
                alone += if few(&run) { run.len() } else { 0 };
                some.push(run);
            }
        }
    }
    for word in typed.split(|c| *c == ' ') {
        let said = tail::named(word).map(|(_, digits)| digits);
        some.extend(said.map(|digits| digits.into_iter().map(char::from).collect()));
    }
    let beside = signs > alone;
    some.retain(|run| beside || !few(run));
    some
}

/// Where a run stands in a row of signs.
fn places<'a>(signs: &'a [char], run: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let windows = signs.windows(run.len().max(1)).enumerate();
    windows
        .filter(move |(_, part)| *part == run)
        .map(|(at, _)| at)
}
