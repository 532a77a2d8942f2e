//! `unit`: the office's list of units; changes are for administrators and go on record.

use serde_json::{Value, json};

use super::args::{self, UnitCommand};
use super::list::List;
use super::out::{Done, shown, talk};
use super::owed::unit;
use super::session::{Session, Whom};
use crate::domain::change::Change;
use crate::domain::ids::UnitId;
use crate::domain::unit::{Unit, UnitKind, Units};
use crate::flow::{Do, Reply};
use crate::words::{Exit, Lang, Sentence, Trouble};

pub fn run(whom: &Whom, args: &args::Unit) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    match &args.command {
        UnitCommand::List(args) => Ok(list(&session, args.json)),
        UnitCommand::Add { name, kind, under } => {
            let under = above(&session, under.as_deref())?;
            let (name, kind) = (name.clone(), *kind);
            change(&mut session, Change::AddUnit { name, kind, under })?;
            let units = &session.office().units;
            let (id, name) = units
                .0
                .last()
                .map_or((0, String::new()), |u| (u.id.0, shown(&u.name)));
            told(
                &session,
                &say!(
                    "已添加单位“{name}”，编号{id}。",
                    "Added the unit \"{name}\", number {id}."
                ),
            )
        }
        UnitCommand::Rename { old, new } => {
            let unit = named(&session, old)?;
            let before = shown(&session.office().units.name(unit));
            let name = new.clone();
            change(&mut session, Change::RenameUnit { unit, name })?;
            let name = shown(&session.office().units.name(unit));
            told(
                &session,
                &say!(
                    "“{before}”已改名为“{name}”，旧名仍认得。",
                    "\"{before}\" is named \"{name}\" now; the old name is still understood."
                ),
            )
        }
        UnitCommand::Review { name, by } => review(&mut session, name, by),
        UnitCommand::Move { name, under } => {
            let unit = named(&session, name)?;
            let under = above(&session, under.as_deref())?;
            change(&mut session, Change::MoveUnit { unit, under })?;
            told(&session, &place(&session.office().units, unit))
        }
    }
}

/// Who reviews the opinions of a unit.
fn review(session: &mut Session, name: &str, by: &[String]) -> Result<Done, Trouble> {
    let unit = named(session, name)?;
    let organs = by
        .iter()
        .map(|typed| self::unit(session, typed))
        .collect::<Result<_, _>>()?;
    change(session, Change::ReviewBy { unit, organs })?;
    let units = &session.office().units;
    let (name, organ) = (shown(&units.name(unit)), units.review_organ(unit));
    let organ = organ.map_or_else(|| "—".to_owned(), |o| shown(&units.name(o)));
    told(
        session,
        &say!(
            "“{name}”的意见由“{organ}”复查。",
            "Opinions of \"{name}\" are reviewed by \"{organ}\"."
        ),
    )
}

/// Makes a change, and says what stood where it wrote.
pub fn change(session: &mut Session, change: Change) -> Result<(), Trouble> {
    if let Reply::Changed(_, stood) = session.store.perform(Do::Change(change), session.now())? {
        for was in &stood {
            talk(was.say(session.lang));
        }
    }
    Ok(())
}

#[allow(clippy::unnecessary_wraps, reason = "the end of every change")]
fn told(session: &Session, what: &Sentence) -> Result<Done, Trouble> {
    talk(what.say(session.lang));
    Ok(Done::default())
}

/// The unit that is to stand above.
fn above(session: &Session, typed: Option<&str>) -> Result<Option<UnitId>, Trouble> {
    typed.map(|typed| unit(session, typed)).transpose()
}

/// The unit that the command is about.
fn named(session: &Session, typed: &str) -> Result<UnitId, Trouble> {
    unit(session, typed)
        .map_err(|t| Trouble::unchanged(Exit::Missing, t.what.clone(), t.next.clone()))
}

fn place(units: &Units, unit: UnitId) -> Sentence {
    let name = shown(&units.name(unit));
    match units.get(unit).and_then(|u| u.under) {
        Some(above) => {
            let above = shown(&units.name(above));
            say!(
                "“{name}”现在隶属“{above}”。",
                "\"{name}\" stands under \"{above}\" now."
            )
        }
        None => say!(
            "“{name}”现在不隶属任何单位。",
            "\"{name}\" stands under no unit now."
        ),
    }
}

fn list(session: &Session, json: bool) -> Done {
    let office = session.office();
    let units = &office.units;
    if json {
        let all = units.0.iter().map(|u| as_json(u, units)).collect();
        return Done::json(&Value::Array(all));
    }
    let lang = session.lang;
    let mut table = List::new(match lang {
        Lang::Zh => &["编号", "单位", "种类", "隶属", "曾用名"],
        Lang::En => &["number", "unit", "kind", "under", "former names"],
    });
    for u in &units.0 {
        let kind = UnitKind::parse(&u.kind);
        table.row([
            u.id.0.to_string(),
            u.name.clone(),
            kind.map_or(u.kind.clone(), |k| k.word().say(lang).to_owned()),
            u.under.map(|above| units.name(above)).unwrap_or_default(),
            u.former.join(" "),
        ]);
    }
    Done::text(table.text())
}

fn as_json(unit: &Unit, units: &Units) -> Value {
    json!({
        "id": unit.id.0,
        "name": unit.name,
        "kind": unit.kind,
        "under": unit.under.map(|above| units.name(above)),
        "under_id": unit.under.map(|above| above.0),
        "former": unit.former,
        "reviewed_by": units.review_organ(unit.id).map(|o| units.name(o)),
        "reviewers": unit.reviewers.iter().map(|o| units.name(*o)).collect::<Vec<_>>(),
    })
}
