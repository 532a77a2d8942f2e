//! What follows from correcting a person's record and from restricting its use: the record with its
//! new value, and the record put away while nothing may be done with it but storing it.

use rusqlite::{Connection, OptionalExtension};

use super::{Refusal, Sql, Store, events, people, petitions, projections};
use crate::domain::case::Case;
use crate::domain::event::keeping::CorrectRecord;
use crate::domain::event::{Event, Step};
use crate::domain::identity::COVERED;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::name;
use crate::domain::office::Office;
use crate::domain::person::Column;
use crate::domain::petition::Class;
use crate::domain::rights::{self, Deed};
use crate::words::{Exit, Outside, Sentence, Trouble};

/// The step as it will be kept: a correction gets the person and what stood there before.
///
/// # Errors
/// Why the correction does not fit; or the database's own.
pub fn completed(
    conn: &Connection,
    case: &Case,
    step: &Step,
    today: chrono::NaiveDate,
) -> Sql<Result<Step, Sentence>> {
    let Step::CorrectRecord(asked) = step else {
        return Ok(Ok(step.clone()));
    };
    let parties = &case.registration.parties;
    let person = match (asked.person, parties.as_slice()) {
        (None, [only]) => only.person,
        (None, _) => {
            return Ok(Err(say!(
                "本件有几位信访人，要写明是哪一位（person）。",
                "Several people stand in this petition; say whose record it is (person)."
            )));
        }
        (Some(person), parties) if parties.iter().any(|p| p.person == person) => person,
        (Some(_), _) => {
            return Ok(Err(say!(
                "这个人不在本件的信访人中。",
                "This person is not among the petitioners."
            )));
        }
    };
    let known = people::get(conn, person)?.unwrap_or_default();
    Ok(known
        .corrected(asked.field, asked.value.raw(), today)
        .map(|right| {
            let mut kept = asked.clone();
            kept.person = Some(person);
            kept.before = known.value(asked.field);
            kept.value = match asked.field {
                // As it was entered; the canonical form follows from it.
                Column::Name => right.name_entered,
                field => right.value(field),
            };
            Step::CorrectRecord(kept)
        }))
}

/// Carries a step over to the records of the people concerned; in the transaction of its event.
pub fn carry_over(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    event: &Event,
) -> Sql<()> {
    match &event.what {
        Step::CorrectRecord(correction) => {
            let Some(person) = correction.person else {
                return Ok(());
            };
            let known = people::get(conn, person)?.unwrap_or_default();
            let today = event.at.date_naive();
            look_at_rows(conn, office, person)?;
            if let Ok(right) = known.corrected(correction.field, correction.value.raw(), today) {
                people::rewrite(conn, person, &right)?;
            }
            rename_rows(conn, office, person)
        }
        Step::Restrict(_) | Step::Lift(_) => {
            for person in people::parties(conn, petition)? {
                look_at_rows(conn, office, person)?;
            }
            for person in people::put_away_parties(conn, petition)? {
                rename_rows(conn, office, person)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Corrections of the same thing on the same record that others saved on its other petitions after the event `seen`: the
/// record is one. By whom and why stays covered of a petition that login may not see.
pub fn corrected_elsewhere(
    conn: &Connection,
    login: &str,
    (petition, case): (PetitionId, &Case),
    (asked, seen): (&CorrectRecord, i64),
) -> Sql<Vec<Event>> {
    let parties = case.registration.parties.as_slice();
    let only = (parties.len() == 1).then(|| parties[0].person);
    let whose = asked.person.or(only);
    let sql = "SELECT seq, petition, on_date, at, operator, why, body FROM event
         WHERE seq > ?1 AND petition <> ?2 AND substr(body, 1, 23) = '{\"step\":\"correct_record' ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([seen, petition.0], events::read)?;
    let mut found = Vec::new();
    for event in rows {
        let mut event = event?;
        let Step::CorrectRecord(saved) = &mut event.what else {
            continue;
        };
        if saved.person != whose || saved.field != asked.field {
            continue;
        }
        if !petitions::is_seen(conn, login, event.petition)? {
            saved.request = Outside::default();
            for text in [&mut event.by, &mut event.why, &mut saved.reasons] {
                *text = COVERED.into();
            }
        }
        found.push(event);
    }
    Ok(found)
}

/// Looks at the petitions whose rows [`rename_rows`] is to make anew.
pub(super) fn look_at_rows(conn: &Connection, office: &Office, person: PersonId) -> Sql<()> {
    for petition in people::petitions_led(conn, person)? {
        projections::look(conn, office, petition, &events::of(conn, petition)?)?;
    }
    Ok(())
}

/// Makes the rows of all petitions anew that show this person's name.
pub(super) fn rename_rows(conn: &Connection, office: &Office, person: PersonId) -> Sql<()> {
    for petition in people::petitions_led(conn, person)? {
        let log = events::of(conn, petition)?;
        projections::project(conn, office, petition, &log, None)?;
    }
    Ok(())
}

/// Why this operator may not look into a restricted file, or not without a reason.
///
/// # Errors
/// The refusal, which names nobody.
pub fn look_into(office: &Office, case: Option<&Case>, why: &str) -> Result<(), Refusal> {
    if case.is_none_or(|c| c.restricted.is_none()) {
        return Ok(());
    }
    let refusal = rights::refused(&office.operator, Deed::Restrict);
    if refusal.is_none() && !why.trim().is_empty() {
        return Ok(());
    }
    let next = match refusal {
        Some(_) => say!(
            "有正当需要的，请领导、督查或管理员写明理由打开。",
            "With a lawful need, ask the lead official, the supervisor or an administrator to open it with a reason."
        ),
        None => say!(
            "要看的写明理由：zhuoluo show NUMBER --why 理由；要恢复使用，先“解除限制”。",
            "State a reason to open it: zhuoluo show NUMBER --why REASON; to use it again, take \"lift\"."
        ),
    };
    let may = refusal.is_none();
    let what = say!(
        "本件限制处理，只存储和保护（《个人信息保护法》第四十七条）。",
        "The use of this file is restricted: storage and protection only (PIPL Art. 47)."
    );
    let trouble = Trouble::unchanged(Exit::Refused, what, next);
    Err(if may {
        trouble.wanting_reason()
    } else {
        trouble
    }
    .into())
}

/// Why a confidential file does not open: nobody has said what for. A report (检举控告) is
/// confidential to whoever handles it as well (《信访工作条例》第三十条); what is noted is shown to
/// whoever asks who read it.
///
/// # Errors
/// The refusal, which names nobody.
pub fn ask_why(case: Option<&Case>, why: &str) -> Result<(), Refusal> {
    let report = case.is_some_and(|c| c.class == Class::Report);
    if !report || !why.trim().is_empty() {
        return Ok(());
    }
    let what = say!(
        "检举控告件，打开要先写事由。",
        "This is an accusation: say why before it opens."
    );
    let next = say!(
        "写明事由再打开：zhuoluo show NUMBER --why 事由；事由记入审计。",
        "Open it with a reason: zhuoluo show NUMBER --why REASON; the reason goes on record."
    );
    Err(Trouble::unchanged(Exit::Refused, what, next)
        .wanting_reason()
        .into())
}

/// What verification says of people whose record lies in the wrong place.
pub fn misplaced(conn: &Connection) -> Sql<Vec<PersonId>> {
    let sql = format!(
        "SELECT n.id FROM petitioner n WHERE ({}) <> EXISTS (SELECT 1 FROM sealed_petitioner s WHERE s.id = n.id)
            OR EXISTS (SELECT 1 FROM sealed_petitioner s WHERE s.id = n.id) AND {}
         UNION SELECT s.id FROM sealed_petitioner s WHERE NOT EXISTS (SELECT 1 FROM petitioner n WHERE n.id = s.id)",
        people::PUT_AWAY,
        people::FILLED
    );
    let mut statement = conn.prepare(&sql)?;
    statement
        .query_map([], |r| r.get(0).map(PersonId))?
        .collect()
}

/// Corrections that the record does not show any more: whose, by which event.
pub fn forgotten(conn: &Connection) -> Sql<Vec<(PersonId, i64)>> {
    let mut now = conn.prepare("SELECT person FROM apart WHERE petition = ?1 AND was = ?2")?;
    let mut statement = conn.prepare("SELECT seq, petition, on_date, at, operator, why, body FROM event WHERE substr(body, 1, 24) = '{\"step\":\"correct_record\"' ORDER BY seq")?;
    let log: Vec<Event> = statement.query_map([], events::read)?.collect::<Sql<_>>()?;
    let mut last = std::collections::BTreeMap::new();
    for event in &log {
        if let Step::CorrectRecord(c) = &event.what
            && let Some(named) = c.person
        {
            // In a report somebody stands with a record of their own.
            let own = now.query_row([event.petition.0, named.0], |r| r.get(0).map(PersonId));
            let person = own.optional()?.unwrap_or(named);
            last.insert((person, c.field), (event.seq, &c.value));
        }
    }
    let mut gone = Vec::new();
    for ((person, field), (seq, value)) in last {
        let record = people::kept(conn, person)?.unwrap_or_default();
        let (value, now) = match field {
            Column::Name => (name::canonical(value.raw()), record.name.raw().to_owned()),
            field => (value.raw().to_owned(), record.value(field).into_raw()),
        };
        // What is filled in later by an intake adds to a record and takes nothing away.
        let stands = value.split('、').all(|part| now.contains(part));
        if !stands {
            gone.push((person, seq));
        }
    }
    Ok(gone)
}

/// The column names of the table as the store has them; a test holds them to the closed list.
fn columns(conn: &Connection, put_away: bool) -> Sql<Vec<String>> {
    let table = if put_away {
        "sealed_petitioner"
    } else {
        "petitioner"
    };
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    statement.query_map([table], |r| r.get(0))?.collect()
}

impl Store {
    /// The columns that the store keeps about a petitioner, or of one whose record is put away; a
    /// test holds both to the closed list.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn petitioner_columns(&self, put_away: bool) -> Result<Vec<String>, Trouble> {
        columns(&self.conn, put_away).map_err(|e| self.trouble(&e))
    }
}
