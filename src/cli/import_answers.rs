//! Answers to whom and what the rows of a ledger look like, read back: each is one that was asked for, and
//! together they can be true.

use std::collections::HashMap;
use std::path::Path;

use super::import_matches::{self, ANSWER, HEADS, KEY, PERSON, PETITION, place};
use super::import_rows::Ready;
use super::input;
use super::out::shown;
use super::session::{Session, Whom};
use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::intake::answer::{
    Answer, Answered, Whom as AnsweredOf, contradiction, standing,
};
use crate::domain::intake::known::no_such;
use crate::exchange;
use crate::store::finder::Finder;
use crate::store::likeness;
use crate::words::{Exit, Sentence, Trouble};

fn wrong(row: usize, what: Sentence) -> Trouble {
    let (zh, en) = (what.zh, what.en);
    Trouble::unchanged(
        Exit::Wrong,
        say!("回答文件第{row}行：{zh}", "Answers, row {row}: {en}"),
        say!(
            "用 zhuoluo import 台账 --dry-run --matches 文件.csv 写出，只填最后一列，例：同一人。",
            "`zhuoluo import FILE --dry-run --matches FILE.csv` writes it; fill in the last column alone, e.g. person."
        ),
    )
}

/// Reads answers back and lays them on the rows that they are about.
///
/// # Errors
/// The row, what was expected and an example; nothing is imported then.
pub fn read(whom: &Whom, ready: &mut Ready, path: &Path) -> Result<usize, Trouble> {
    let bytes = input::bytes(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let table = exchange::table(&bytes, &name.to_string_lossy())?;
    let places: HashMap<String, usize> = ready
        .rows
        .iter()
        .enumerate()
        .map(|(n, row)| (row.key.clone(), n))
        .collect();
    let mut all = Vec::new();
    for (line, cells) in table {
        let cell = |n: usize| cells.get(n).map_or("", |c| c.trim());
        let is_head = HEADS[KEY].zh == cell(KEY) || HEADS[KEY].en == cell(KEY);
        if is_head || cell(ANSWER).is_empty() {
            continue;
        }
        let place = place(cell(KEY)).and_then(|(key, nth)| Some((*places.get(key)?, nth)));
        let place = place.filter(|(row, nth)| *nth < ready.rows[*row].intake.people.len());
        let Some((row, nth)) = place else {
            return Err(wrong(
                line,
                say!(
                    "这一行不在台账可导入的行里。",
                    "it belongs to no row of the ledger that can be taken."
                ),
            ));
        };
        let answer = answer(line, cell(ANSWER))?;
        let whom = other(line, (&places, row), cell(PERSON), cell(PETITION))?;
        let answered = Answered { nth, whom, answer };
        has_petition(line, &answered)?;
        agree(line, &ready.rows[row].answers, &answered)?;
        ready.rows[row].answers.push(answered.clone());
        all.push(Given {
            line,
            row,
            answered,
        });
    }
    check(whom, ready, &all)?;
    Ok(all.len())
}

/// An answer, and where it stands.
struct Given {
    /// The row of the file of answers.
    line: usize,
    /// The place of the ledger's row.
    row: usize,
    answered: Answered,
}

/// Holds the answers against the people on record, against what was proposed, and against each other.
fn check(whom: &Whom, ready: &Ready, all: &[Given]) -> Result<(), Trouble> {
    let session = whom.open()?;
    let now = session.now();
    for given in all {
        if let AnsweredOf::Record(id, _) = given.answered.whom
            && session.store.read_as(&[id])?[0].is_none()
        {
            return Err(wrong(given.line, no_such(id)));
        }
    }
    // What comes too late does nothing: it is said so, and held against nothing.
    let mut live = Vec::new();
    for given in all {
        if session
            .store
            .number_of_row(&ready.rows[given.row].key)?
            .is_none()
        {
            live.push(given);
        }
    }
    if live.is_empty() {
        return Ok(());
    }
    together(&session, ready, &live)?;
    let is_row = |g: &&Given| matches!(g.answered.whom, AnsweredOf::Row(..));
    let pairs = if live.iter().any(is_row) {
        likeness::among_rows(&ready.rows, |_| {})
    } else {
        Vec::new()
    };
    let mut finder = Finder::ready(session.store, |_| {})?;
    for given in live {
        let is_proposed = match &given.answered.whom {
            AnsweredOf::Row(key, nth) => pairs.iter().any(|p| {
                (p.row, p.nth, p.other_nth) == (given.row, given.answered.nth, *nth)
                    && ready.rows[p.other].key == *key
            }),
            AnsweredOf::Record(id, number) => {
                let someone = &ready.rows[given.row].intake.people[given.answered.nth];
                let cards = import_matches::cards(&mut finder, &someone.person, now)?;
                cards.iter().any(|card| {
                    let has =
                        |number: &PetitionNo| card.petitions.iter().any(|p| p.number == *number);
                    card.id == *id && (number.0.is_empty() || has(number))
                })
            }
        };
        if !is_proposed {
            return Err(wrong(
                given.line,
                say!(
                    "这个人或这一件没有列为这一行可能的；请用 --matches 重新写出，只填列出的行。",
                    "this person or petition was not proposed for the row; write the file again with --matches and answer only what it lists."
                ),
            ));
        }
    }
    Ok(())
}

/// No answers of the file contradict each other, or what was answered to other rows of the ledger before.
fn together(session: &Session, ready: &Ready, live: &[&Given]) -> Result<(), Trouble> {
    let keys: Vec<&str> = ready.rows.iter().map(|row| row.key.as_str()).collect();
    let mut said: Vec<(String, Answered)> = Vec::with_capacity(live.len());
    let mut anew: HashMap<&str, Vec<&Answered>> = HashMap::new();
    for given in live {
        let key = ready.rows[given.row].key.as_str();
        anew.entry(key).or_default().push(&given.answered);
        said.push((key.to_owned(), given.answered.clone()));
    }
    for (key, before) in session.store.answers_to(&keys)? {
        // What is answered anew stands before what was answered once.
        let mut kept = standing(before);
        kept.retain(|kept| {
            let anew = anew.get(key.as_str());
            !anew.is_some_and(|new| new.iter().any(|n| n.clashes(kept)))
        });
        said.extend(kept.into_iter().map(|kept| (key.clone(), kept)));
    }
    let Some((a, b)) = contradiction(&said) else {
        return Ok(());
    };
    let lines = [a, b].map(|n| live.get(n).map(|g| g.line));
    let what = match lines {
        [Some(a), Some(b)] => {
            let other = a.min(b);
            say!(
                "与回答文件第{other}行矛盾：合起来，同一个人既是又不是，或同一行的两个人成了一人。",
                "it contradicts row {other} of the answers: together, somebody is and is not the same person, or two of one row are one."
            )
        }
        _ => say!(
            "与以前对这份台账的回答矛盾：合起来，同一个人既是又不是，或同一行的两个人成了一人。",
            "it contradicts what was answered to this ledger before: together, somebody is and is not the same person, or two of one row are one."
        ),
    };
    match lines.into_iter().flatten().max() {
        Some(at) => Err(wrong(at, what)),
        None => Ok(()), // both were kept before: nothing of this file is wrong
    }
}

/// An answer about the matter is about a petition.
fn has_petition(line: usize, answered: &Answered) -> Result<(), Trouble> {
    let is_none = matches!(&answered.whom, AnsweredOf::Record(_, number) if number.0.is_empty());
    if is_none && answered.answer.is_matter() {
        return Err(wrong(
            line,
            say!(
                "这一行没有登记编号，没有可以同一的事项；可填：同一人、都不是。",
                "it names no petition, so there is no matter to share; one of person, neither is expected."
            ),
        ));
    }
    Ok(())
}

fn answer(line: usize, answer: &str) -> Result<Answer, Trouble> {
    let said = |a: &&Answer| [a.code(), a.word().zh, a.word().en].contains(&answer);
    Answer::ALL.iter().find(said).copied().ok_or_else(|| {
        let given: String = shown(answer).chars().take(30).collect();
        wrong(
            line,
            say!(
                "回答“{given}”不认识；可填：同一人、同一事项、两者都是、都不是。",
                "\"{given}\" is no answer; one of person, matter, both, neither is."
            ),
        )
    })
}

/// Whom an answer names: somebody on record by number, or somebody of a row before this one.
fn other(
    line: usize,
    (places, row): (&HashMap<String, usize>, usize),
    person: &str,
    petition: &str,
) -> Result<AnsweredOf, Trouble> {
    if let Ok(id) = person.parse() {
        return Ok(AnsweredOf::Record(
            PersonId(id),
            PetitionNo(petition.to_owned()),
        ));
    }
    let earlier = place(person).filter(|(key, _)| places.get(*key).is_some_and(|at| *at < row));
    earlier
        .map(|(key, nth)| AnsweredOf::Row(key.to_owned(), nth))
        .ok_or_else(|| {
            wrong(
                line,
                say!(
                    "人员编号应是数字，或本台账在它前面一行的标识。",
                    "person should be a number, or the key of a row before it in the ledger."
                ),
            )
        })
}

/// One row is one person at most, of one matter at most, and nobody is and is not the same.
fn agree(line: usize, before: &[Answered], new: &Answered) -> Result<(), Trouble> {
    if before.iter().any(|b| b.clashes(new)) {
        return Err(wrong(
            line,
            say!(
                "与同一行台账的另一个回答冲突：一人只答一次，同一人、同一事项各只能有一个。",
                "it contradicts another answer to the same row: one answer a person, one same person, one same matter."
            ),
        ));
    }
    Ok(())
}
