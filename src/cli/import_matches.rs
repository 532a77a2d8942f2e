//! Whom and what the rows of a ledger look like: written out with an empty column for the answer, and
//! read back answered. Nothing is joined or linked unanswered.

use std::collections::HashMap;
use std::path::Path;

use super::import_rows::Ready;
use super::input;
use super::out::{put, shown};
use super::session::Whom;
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::intake::answer::{Answer, Answered};
use crate::exchange::{self, Ledger};
use crate::flow::view::{Matches, PersonCard, PetitionRow};
use crate::flow::{Ask, Reply};
use crate::store::batch::BatchRow;
use crate::store::finder::Finder;
use crate::words::{Exit, Lang, Sentence, Trouble, Word};

/// The columns of the file; the answer stands last.
const HEADS: [Word; 12] = [
    Word::new("行标识", "row key"),
    Word::new("原行号", "row"),
    Word::new("台账姓名", "name in the ledger"),
    Word::new("人员编号", "person"),
    Word::new("在册姓名", "name on record"),
    Word::new("电话", "telephone"),
    Word::new("证件号码", "document"),
    Word::new("住址", "address"),
    Word::new("相像之处", "why"),
    Word::new("登记编号", "petition"),
    Word::new("收到日期和概况", "received, summary"),
    Word::new(
        "回答（同一人、同一事项、两者都是、都不是）",
        "answer (person, matter, both, neither)",
    ),
];
const KEY: usize = 0;
const PERSON: usize = 3;
const PETITION: usize = 9;
const ANSWER: usize = 11;

/// Writes whom and what each row looks like; gives how many rows look like somebody.
///
/// # Errors
/// The store's or the file's [`Trouble`].
pub fn write(whom: &Whom, ledger: &Ledger, ready: &Ready, path: &Path) -> Result<usize, Trouble> {
    let session = whom.open()?;
    let (now, lang) = (session.now, session.lang);
    let keys: Vec<&str> = ready.rows.iter().map(|row| row.key.as_str()).collect();
    let before = session.store.answers_to(&keys)?;
    let mut finder = Finder::ready(session.store, |_| {})?;
    finder.follow()?;
    let (mut rows, mut alike) = (Vec::new(), 0);
    for (place, row) in ready.places.iter().zip(&ready.rows) {
        let Some(ask) = question(row) else { continue };
        let Reply::Matches(Matches { cards, .. }) = finder.ask_at(&ask, now)? else {
            continue;
        };
        alike += usize::from(!cards.is_empty());
        for card in &cards {
            let line = ledger.rows[*place].line;
            let said = before.get(&(row.key.clone(), card.id));
            rows.extend(lines(row, line, card, said, lang));
        }
    }
    let heads = HEADS.map(|head| head.say(lang));
    put(path, &exchange::csv(&heads, &rows))?;
    Ok(alike)
}

/// What is asked about the first person of a row.
fn question(row: &BatchRow) -> Option<Ask> {
    let person = &row.intake.people.first()?.person;
    let phone = person.phones.first().cloned().unwrap_or_default();
    let is_blank = [&person.name, &person.id_number, &phone];
    if is_blank.iter().all(|t| t.is_empty()) {
        return None;
    }
    Some(Ask::Matches {
        name: person.name.clone(),
        id_number: person.id_number.clone(),
        phone,
        address: person.address.clone(),
        adopted: None,
    })
}

/// A line for each petition of somebody a row looks like.
fn lines(
    row: &BatchRow,
    line: usize,
    card: &PersonCard,
    said: Option<&Answered>,
    lang: Lang,
) -> Vec<Vec<String>> {
    let person = &card.person;
    let phones: Vec<String> = person.phones.iter().map(|p| mask_phone(p)).collect();
    let first = row.intake.people.first();
    let one = |petition: &PetitionRow, said: Option<&Answered>| {
        vec![
            format!("r{}", row.key),
            line.to_string(),
            first.map_or_else(String::new, |p| p.person.name.clone()),
            card.id.0.to_string(),
            person.name.clone(),
            phones.join(" "),
            mask_document(&person.id_number),
            person.address.clone(),
            card.why.say(lang).to_owned(),
            petition.number.0.clone(),
            format!("{} {}", petition.received_on, petition.summary.line()),
            said.map_or_else(String::new, |s| s.answer.word().say(lang).to_owned()),
        ]
    };
    let rows = card.petitions.iter().enumerate();
    let at = said.and_then(|s| {
        let mut rows = card.petitions.iter();
        rows.position(|p| p.number == s.petition)
    });
    rows.map(|(n, petition)| one(petition, said.filter(|_| n == at.unwrap_or(0))))
        .collect()
}

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
pub fn read(ready: &mut Ready, path: &Path) -> Result<usize, Trouble> {
    let bytes = input::bytes(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let table = exchange::table(&bytes, &name.to_string_lossy())?;
    let places: HashMap<String, usize> = ready
        .rows
        .iter()
        .enumerate()
        .map(|(n, row)| (row.key.clone(), n))
        .collect();
    let mut count = 0;
    for (line, cells) in table {
        let cell = |n: usize| cells.get(n).map_or("", |c| c.trim());
        let is_head = HEADS[KEY].zh == cell(KEY) || HEADS[KEY].en == cell(KEY);
        if is_head || cell(ANSWER).is_empty() {
            continue;
        }
        let row = cell(KEY).strip_prefix('r').and_then(|k| places.get(k));
        let Some(row) = row else {
            return Err(wrong(
                line,
                say!(
                    "这一行不在台账可导入的行里。",
                    "it belongs to no row of the ledger that can be taken."
                ),
            ));
        };
        let answered = one(line, cell(PERSON), cell(PETITION), cell(ANSWER))?;
        agree(line, &ready.rows[*row].answers, &answered)?;
        ready.rows[*row].answers.push(answered);
        count += 1;
    }
    Ok(count)
}

fn one(line: usize, person: &str, petition: &str, answer: &str) -> Result<Answered, Trouble> {
    let said = |a: &&Answer| [a.code(), a.word().zh, a.word().en].contains(&answer);
    let Some(answer) = Answer::ALL.iter().find(said).copied() else {
        let given: String = shown(answer).chars().take(30).collect();
        return Err(wrong(
            line,
            say!(
                "回答“{given}”不认识；可填：同一人、同一事项、两者都是、都不是。",
                "\"{given}\" is no answer; one of person, matter, both, neither is."
            ),
        ));
    };
    let Ok(person) = person.parse().map(PersonId) else {
        return Err(wrong(
            line,
            say!("人员编号应是数字。", "person should be a number."),
        ));
    };
    Ok(Answered {
        person,
        petition: PetitionNo(petition.to_owned()),
        answer,
    })
}

/// One row is one person at most, of one matter at most, and nobody is and is not the same.
fn agree(line: usize, before: &[Answered], new: &Answered) -> Result<(), Trouble> {
    let twice = before.iter().any(|b| b.person == new.person);
    let person = before.iter().any(|b| b.answer.is_person()) && new.answer.is_person();
    let matter = before.iter().any(|b| b.answer.is_matter()) && new.answer.is_matter();
    if twice || person || matter {
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
