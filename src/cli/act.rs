//! `act`: adds one event; an illegal step is refused with the reason and the legal ones.

use serde_json::{Value, json};

use super::args;
use super::input;
use super::json;
use super::out::{Done, shown};
use super::session::{Session, Whom};
use crate::domain::act;
use crate::domain::event::StepKind;
use crate::domain::ids::PetitionNo;
use crate::domain::once::Once;
use crate::flow::{Do, Reply};
use crate::words::{Exit, Trouble};

pub fn run(whom: &Whom, args: &args::Act) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let kind = match StepKind::parse(&args.step) {
        Some(kind) if kind != StepKind::Register => kind,
        _ => return Err(no_step(&args.step)),
    };
    let mut body = input::single(args.json.as_deref())?;
    if let (Some(on), Value::Object(map)) = (&args.on, &mut body) {
        map.insert("on".to_owned(), Value::from(on.as_str()));
    }
    let once = Once::take(&mut body, kind.code()).map_err(|fault| input::faulty(&[fault]))?;
    matter_by_number(&mut session, &mut body)?;
    event_by_place(&session, &args.number, kind, &mut body)?;
    let office = session.office();
    let today = session.today();
    let mut asked =
        act::read(kind, &body, today, &office.units).map_err(|faults| input::faulty(&faults))?;
    asked.once = once;
    let number = PetitionNo(args.number.clone());
    let reply = session
        .store
        .perform(Do::Act(number, asked), session.now())?;
    let (file, again) = match reply {
        Reply::Acted(file, _) => (file, false),
        Reply::ActedBefore(file) => (file, true),
        _ => return Ok(Done::default()),
    };
    let mut value = json!({
        "number": file.number.0,
        "step": kind.code(),
        "again": again,
        "status": file.status.code(),
        "owed": json::still_owed(&file, &office, today),
    });
    json::place_events(&mut value, &file);
    Ok(Done::json(&value))
}

/// A matter is named by any of its petitions.
fn matter_by_number(session: &mut Session, body: &mut Value) -> Result<(), Trouble> {
    let Some(Value::String(number)) = body.get("matter") else {
        return Ok(());
    };
    let matter = session.store.matter_of(number)?;
    if let Value::Object(map) = body {
        map.insert("matter".to_owned(), Value::from(matter.0));
    }
    Ok(())
}

/// Events of the petition are named by their place in it, as `show` prints them: the one that a step is of, and
/// the newest that whoever asks has seen.
fn event_by_place(
    session: &Session,
    number: &str,
    kind: StepKind,
    body: &mut Value,
) -> Result<(), Trouble> {
    use StepKind as S;
    let of = matches!(kind, S::Fulfil | S::Correct | S::ReplyToSupervision);
    for name in ["of", "seen"] {
        let named = body.get(name).and_then(Value::as_i64);
        let Some(place) = named.filter(|_| of || name == "seen") else {
            continue;
        };
        // Of a petition that may not be seen the step itself says that it is not there.
        let seq = session.store.event_at(number, place)?;
        let Value::Object(map) = &mut *body else {
            continue;
        };
        match seq {
            // More than there is: everything was seen.
            Some(0) if name == "seen" && place > 0 => _ = map.remove(name),
            Some(seq) => _ = map.insert(name.to_owned(), Value::from(seq)),
            None => {}
        }
    }
    Ok(())
}

fn no_step(typed: &str) -> Trouble {
    let steps = |say: fn(&StepKind) -> String| {
        let all: Vec<String> = StepKind::ALL
            .iter()
            .filter(|k| **k != StepKind::Register)
            .map(say)
            .collect();
        all.join(" ")
    };
    let zh = steps(|k| format!("{}（{}）", k.code(), k.word().zh));
    let en = steps(|k| k.code().to_owned());
    let typed = shown(typed);
    Trouble::unchanged(
        Exit::Wrong,
        say!("没有步骤“{typed}”。", "There is no step \"{typed}\"."),
        say!("步骤有：{zh}。", "The steps are: {en}."),
    )
}
