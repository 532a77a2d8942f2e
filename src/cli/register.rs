//! `register` and `check-intake`: all lines are checked before the first is written.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Value, json};

use super::args;
use super::input::{self, Line};
use super::json;
use super::out::{Done, escaped, talk};
use super::register_lines::{Checked, Taken, report};
use super::session::{Session, Whom};
use crate::domain::draft::Draft;
use crate::domain::fault::Fault;
use crate::domain::ids::PersonId;
use crate::domain::intake::known::{Possible, no_such, none_to_link, one_twice};
use crate::domain::intake::{self, Desk, Intake};
use crate::flow::request::Registered;
use crate::words::{Exit, Outside, Sentence, Trouble};

pub fn run(whom: &Whom, args: &args::Register, write: bool) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let bytes = input::json(&args.json)?;
    let mut taken = Taken::default();
    let (mut before, mut drafts) = (HashSet::new(), HashMap::new());
    for line in input::values(&bytes) {
        let mut line = check(&session, line)?;
        if args.each || !write {
            refuse_reused(&session, &mut line, &mut drafts)?;
            refuse_unlinked(&session, &mut line, &mut before)?;
        }
        taken.take(line, write, session.lang)?;
    }
    drop(bytes);
    if taken.all == 0 {
        return Err(nothing());
    }
    taken.rest(session.lang);
    let bad = taken.bad;
    let status = if bad > 0 { Exit::Wrong.code() } else { 0 };
    if !write {
        return Ok(Done::text(taken.data).with_status(status));
    }
    if bad > 0 && !args.each {
        return Err(refused(bad, taken.all));
    }
    let data = register(&mut session, &taken.lines, &taken.good)?;
    if bad > 0 {
        let taken = taken.good.len();
        let said = say!(
            "已登记{taken}件，退回{bad}行。",
            "Registered {taken}, refused {bad} lines."
        );
        talk(said.say(session.lang));
    }
    Ok(Done::text(data).with_status(status))
}

/// Registers the one petition in a file under a draft id of the program's own.
pub fn one_of(whom: &Whom, file: &Path, draft: &str) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let bytes = input::json(file)?;
    let mut lines = input::values(&bytes);
    let (Some(line), None) = (lines.next(), lines.next()) else {
        return Err(nothing());
    };
    let checked = check(&session, line)?;
    report(&checked, session.lang);
    let Ok(mut intake) = checked.result else {
        return Err(refused(1, 1));
    };
    draft.clone_into(&mut intake.registration.draft);
    let data = register(&mut session, &[checked.number], &[intake])?;
    Ok(Done::text(data))
}

fn check(session: &Session, line: Line) -> Result<Checked, Trouble> {
    let number = line.number;
    let draft = line.value.map_err(|fault| vec![fault]);
    let result = match draft.and_then(|value| Draft::from_json(&value)) {
        Ok(draft) => judge(session, &draft)?,
        Err(faults) => Err(faults),
    };
    Ok(Checked { number, result })
}

/// The check of a draft, with its answers held against the people on record.
fn judge(session: &Session, draft: &Draft) -> Result<Result<Intake, Vec<Fault>>, Trouble> {
    let office = session.office();
    let desk = Desk {
        today: session.today(),
        units: &office.units,
        categories: office.categories,
    };
    let mut wrong = answers(session, draft)?;
    Ok(match intake::check(draft, desk) {
        Ok(intake) if wrong.is_empty() => Ok(intake),
        Ok(intake) => {
            wrong.extend(intake.warnings);
            Err(wrong)
        }
        Err(found) => {
            wrong.extend(found);
            Err(wrong)
        }
    })
}

/// Refuses a line that shares a matter with no petition there is, nor with one of a line before it, by its
/// number in another system: the store would take none of them all.
fn refuse_unlinked(
    session: &Session,
    line: &mut Checked,
    before: &mut HashSet<Outside>,
) -> Result<(), Trouble> {
    let Ok(intake) = &line.result else {
        return Ok(());
    };
    if let Some(to) = &intake.same_matter
        && !before.contains(&Outside::from(to.0.clone()))
        && !session.store.may_link(to)?
    {
        let said = none_to_link(to);
        let example = "999999-2026-LF-00042";
        let fault = Fault::refuse("same_matter", "no_such_petition", said, example);
        line.result = Err(vec![fault]);
    } else if !intake.registration.external_no.is_empty() {
        before.insert(intake.registration.external_no.clone());
    }
    Ok(())
}

/// What tells one petition of a draft id from another, as far as the store does.
type Words = (Vec<Outside>, Outside, usize);

/// Refuses a line whose draft id was registered with other words, or stands with others on a line before it:
/// the store would take none of them all.
fn refuse_reused(
    session: &Session,
    line: &mut Checked,
    before: &mut HashMap<String, Words>,
) -> Result<(), Trouble> {
    let Ok(intake) = &line.result else {
        return Ok(());
    };
    let r = &intake.registration;
    let words = (r.requests.clone(), r.facts.clone(), intake.people.len());
    let said = match before.get(&r.draft) {
        Some(other) if *other != words => Some(say!(
            "前面有一行用的是同一个草稿编号，内容不同。",
            "A line before this one has the same draft id, with other words."
        )),
        Some(_) => None,
        None => session.store.reused(intake)?.map(|t| t.what.clone()),
    };
    if let Some(said) = said {
        let fault = Fault::refuse("draft", "draft_reused", said, "ledger-7-row-43");
        line.result = Err(vec![fault]);
    } else if !r.draft.is_empty() {
        before.insert(r.draft.clone(), words);
    }
    Ok(())
}

/// Answers that name nobody on record, and those by which somebody is not who they are: a record that is
/// read as another counts as that one.
fn answers(session: &Session, draft: &Draft) -> Result<Vec<Fault>, Trouble> {
    let mut named = Vec::new();
    for (at, person) in draft.people.iter().enumerate() {
        let same = person.person.map(|id| (format!("people[{at}].person"), id));
        let others = person.not.iter().enumerate();
        let others = others.map(|(n, id)| (format!("people[{at}].not[{n}]"), *id));
        named.extend(
            same.into_iter()
                .chain(others)
                .map(|(field, id)| (at, field, PersonId(id))),
        );
    }
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PersonId> = named.iter().map(|(.., id)| *id).collect();
    let faces = session.store.read_as(&ids)?;
    let mut faults = Vec::new();
    let mut same = None;
    let mut before: Vec<(PersonId, PersonId)> = Vec::new();
    for ((at, field, id), face) in named.iter().zip(faces) {
        let Some(face) = face else {
            faults.push(Fault::refuse(field, "no_such_person", no_such(*id), "12"));
            continue;
        };
        if draft.people[*at].person == Some(id.0) {
            same = Some((*at, face));
            // The same record twice is seen without the store.
            let other = before
                .iter()
                .find(|(other, known)| *known == face && other != id);
            if let Some((other, _)) = other {
                let example = r#"[{"person":12},{"name":"李某"}]"#;
                faults.push(Fault::refuse(
                    field,
                    "person_twice",
                    one_twice(*other, *id),
                    example,
                ));
            }
            before.push((*id, face));
        } else if same == Some((*at, face)) {
            let (id, face) = (id.0, face.0);
            faults.push(Fault::refuse(
                field,
                "contradiction",
                say!(
                    "记录{id}和同一人{face}合看为一人，不能又说不是；只留其中一个回答。",
                    "Record {id} is read as one with {face}, who was said to be the same person; keep one of the answers."
                ),
                r#"{"person":12,"not":[55]}"#,
            ));
        }
    }
    Ok(faults)
}

fn register(session: &mut Session, lines: &[usize], good: &[Intake]) -> Result<String, Trouble> {
    let (office, today, now) = (session.office(), session.today(), session.now());
    let mut data = String::new();
    let mut at = 0;
    let lang = session.lang;
    session.store.register_all(good, now, |done| {
        if let Some(of) = done.unlinked {
            let said = say!(
                "第{of}号纠纷已由别人了结，没有和本件连上。",
                "Dispute {of} was closed meanwhile and is not linked to this petition."
            );
            talk(said.say(lang));
        }
        for possible in &done.possible {
            let line = lines.get(at).copied().unwrap_or_default();
            talk(unanswered(line, possible).say(lang));
        }
        let warnings = good.get(at).map(|i| i.warnings.as_slice());
        at += 1;
        let mut value = registered(
            &done,
            warnings.unwrap_or_default(),
            &json::still_owed(&done.file, &office, today),
        );
        json::place_events(&mut value, &done.file);
        data.push_str(&escaped(&value));
        data.push('\n');
    })?;
    Ok(data)
}

fn registered(done: &Registered, warnings: &[Fault], owed: &[Value]) -> Value {
    let name = |id| {
        let found = done.file.people.iter().find(|(_, person, _)| *person == id);
        found.map(|(_, _, person)| person.name.clone())
    };
    let blank = Outside::default();
    let matched: Vec<Value> = done
        .matched
        .iter()
        .map(|(id, by)| {
            let name = name(*id);
            let written = done.file.written_of(*id).map(|person| person.name.clone());
            let why = by.told(
                &written.unwrap_or_default(),
                name.as_ref().unwrap_or(&blank),
            );
            json!({ "person": id.0, "name": name, "by": by.code(), "why": why })
        })
        .collect();
    let possible = done.possible.iter().map(|p| {
        json!({ "person": p.person.0, "name": p.name, "new": p.new.0, "shared": p.shared.code() })
    });
    json!({
        "number": done.file.number.0,
        "code": done.file.code.0,
        "again": done.again,
        "matched": matched,
        "possible": possible.collect::<Vec<_>>(),
        "warnings": warnings,
        "owed": owed,
    })
}

/// What is said of somebody on record who may be somebody of a line: nobody answered.
fn unanswered(line: usize, possible: &Possible) -> Sentence {
    let (zh, en) = (possible.shared.word().zh, possible.shared.word().en);
    let (known, new) = (possible.person.0, possible.new.0);
    say!(
        "第{line}行：人员{new}与在册的{known}姓名、{zh}相同，可能是同一人，也可能是家人或同名的人，所以分两条记录。是同一人：zhuoluo person merge {known} {new} --why 理由；不是：zhuoluo person not-same {known} {new} --why 理由。",
        "Line {line}: person {new} has the name and the {en} of person {known} on record. It may be the same person, or family or a namesake, so they are two records. The same: `zhuoluo person merge {known} {new} --why REASON`; not: `zhuoluo person not-same {known} {new} --why REASON`."
    )
}

fn nothing() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!("没有内容。", "There is nothing in the input."),
        say!(
            "应为一个 JSON 对象，或每行一个。例：{{\"channel\":\"visit\",\"requests\":[\"要求核实补偿款\"]}}",
            "Expected one JSON object, or one on each line. Example: {{\"channel\":\"visit\",\"requests\":[\"要求核实补偿款\"]}}"
        ),
    )
}

fn refused(bad: usize, all: usize) -> Trouble {
    Trouble::new(
        Exit::Wrong,
        say!(
            "{all}行中有{bad}行不能登记，原因见上。",
            "{bad} of {all} lines cannot be registered; the reasons stand above."
        ),
        say!("一件也没有登记。", "Nothing was registered."),
        say!(
            "改好后再来一次，或用 --each 先登记其余的。",
            "Correct them and try again, or take the others with --each."
        ),
    )
}
