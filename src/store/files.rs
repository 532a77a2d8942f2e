//! Opening a petition's file: the audit row and the read are one transaction; no row, no read.

use rusqlite::Connection;

use super::face::Projection;
use super::parted::{self, Parted};
use super::{
    Now, Refusal, Store, audit, brought, called, corrected, events, keeping, people, petitions,
    projections, splitting, veil, written,
};
use crate::domain::case;
use crate::domain::event::{Event, Step};
use crate::domain::ids::PetitionId;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::flow::request::Aim;
use crate::flow::view::{File, PetitionRow};
use crate::words::{Exit, Trouble};

/// What a file is opened for.
#[derive(Clone, Copy)]
pub enum For<'a> {
    /// To be read, for a reason in the operator's words.
    Reading(Aim, &'a str),
    /// To make this paper from it, for a reason in the operator's words.
    Paper(&'a str, &'a str),
}

/// Opens a file by number or query code, on record.
pub fn open(store: &mut Store, number: &str, aim: For<'_>, now: Now) -> Result<Box<File>, Trouble> {
    let (deed, action, what, why) = match aim {
        For::Reading(_, why) => (Deed::Open, "open", "file", why),
        For::Paper(paper, why) => (Deed::Paper, "paper", paper, why),
    };
    let noted = match aim {
        For::Reading(aim, why) if why.trim().is_empty() => aim.said(),
        _ => why,
    };
    store.write_or(deed, |tx, office| {
        let login = office.operator.login.as_str();
        // A file that may not be seen is answered like one that is not there.
        let Some(petition) = petitions::seen(tx, login, number)? else {
            return Err(missing(number).into());
        };
        let entry = audit::Entry {
            at: now,
            action,
            petition: Some(petition),
            what,
            why: noted,
        };
        audit::add(tx, office, &entry)?;
        let file = gather(tx, office, petition)?;
        keeping::look_into(office, file.case.as_ref(), why)?;
        keeping::ask_why(file.case.as_ref(), why)?;
        Ok(Box::new(file))
    })
}

/// Gathers a whole file. The caller has put the reading on record.
pub fn gather(conn: &Connection, office: &Office, petition: PetitionId) -> Result<File, Refusal> {
    let log = events::of(conn, petition)?;
    let projection = projections::derive(office, &log);
    let matter = projection.case.as_ref().and_then(|c| c.matter);
    let of = matter.map_or(petition.0, |m| m.0);
    let kin = petitions::kin(conn, &office.operator.login, petition, of)?;
    let mut file = lay_out(conn, petition, log, projection, kin)?;
    brought::cover(conn, &office.operator.login, &mut file.events)?;
    splitting::cover(conn, &office.operator.login, &mut file)?;
    veil::file(office, &mut file);
    parted::unsay(conn, &office.operator.login, &mut file)?;
    Parted::of(conn, office, petition)?.cover(&mut file);
    called::cover(conn, office, &mut file)?;
    if !veil::is_withheld(office, &file) {
        let people = file.people.iter().map(|(_, id, _)| *id);
        let login = office.operator.login.as_str();
        file.corrected = corrected::elsewhere(conn, login, (petition, people))?;
    } else if let Some(case) = &mut file.case {
        case.left.clear();
    }
    Ok(file)
}

/// A whole file from its events and what they come to.
pub(super) fn lay_out(
    conn: &Connection,
    petition: PetitionId,
    mut log: Vec<Event>,
    projection: Projection,
    kin: Vec<PetitionRow>,
) -> Result<File, Refusal> {
    // With whatever records its people stand in it now.
    case::retell(&mut log);
    let Some(Step::Register(registration)) = log.first().map(|e| &e.what) else {
        return Err(missing(&petition.0.to_string()).into());
    };
    let mut parties = Vec::with_capacity(registration.parties.len());
    for party in &registration.parties {
        parties.push((
            party.role,
            party.person,
            people::kept(conn, party.person)?.unwrap_or_default(),
        ));
    }
    let matter = projection.case.as_ref().and_then(|c| c.matter);
    Ok(File {
        id: petition,
        number: registration.number.clone(),
        code: registration.code.clone(),
        status: projection.status,
        case: projection.case,
        people: parties,
        written: written::of(conn, petition)?,
        corrected: Vec::new(),
        obligations: projection.obligations,
        events: log,
        kin,
        matter,
    })
}

/// The answer to a number that is not there, or that this operator may not see.
pub fn missing(number: &str) -> Trouble {
    let shown = crate::words::visible(number, crate::words::Place::Line)
        .chars()
        .take(60)
        .collect::<String>();
    Trouble::unchanged(
        Exit::Missing,
        say!("没有找到“{shown}”。", "\"{shown}\" was not found."),
        say!(
            "请核对登记编号或查询码；也可用 zhuoluo find 查找。",
            "Check the number or query code, or look with `zhuoluo find`."
        ),
    )
}
