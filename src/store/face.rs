//! What the events of one petition come to, who may see it, and what lists show of it.

use std::borrow::Cow;

use rusqlite::Connection;

use super::{Sql, people};
use crate::domain::case::Case;
use crate::domain::event::Registration;
use crate::domain::obligation::Obligation;
use crate::domain::petition::Class;
use crate::domain::status::Status;

/// What stands for the summary of a restricted petition.
const COVERED: &str = "＊＊＊";

/// What the events of one petition come to.
pub struct Projection {
    /// The fold.
    pub case: Option<Case>,
    /// What follows from it.
    pub obligations: Vec<Obligation>,
    /// One word.
    pub status: Status,
}

/// Who may see a petition; the condition is `petitions::SEEN`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Restricted {
    /// Everybody.
    No = 0,
    /// Only those listed: a report (Art. 30).
    ToReaders = 1,
    /// All but those listed: who withdrew for an interest (Art. 28(3)).
    FromRecused = 2,
    /// As before, and not whom it accuses: it came as a report and was sorted as something else.
    FromAccused = 3,
}

impl Restricted {
    pub fn of(registration: &Registration, case: Option<&Case>) -> Self {
        let class = case.map_or(registration.class, |c| c.class);
        let accused = case.map_or(&registration.accused, |c| &c.registration.accused);
        if class == Class::Report {
            Self::ToReaders
        } else if !accused.is_empty() {
            Self::FromAccused
        } else if case.is_some_and(|c| !c.recused.is_empty()) {
            Self::FromRecused
        } else {
            Self::No
        }
    }
}

/// What lists and searches show of a petition.
pub struct Face<'a> {
    pub registration: &'a Registration,
    pub category: &'a str,
    pub summary: &'a str,
    pub words: String,
    pub place: &'a str,
    pub name: Cow<'a, str>,
    pub sealed: bool,
}

impl<'a> Face<'a> {
    /// The face of a petition. What is restricted is not even in its row (PIPL Art. 47): no list and no
    /// search can show it.
    pub fn of(
        conn: &Connection,
        r: &'a Registration,
        p: &'a Projection,
        name: Option<&'a str>,
    ) -> Sql<Self> {
        // Whom it accuses and with which records its people stand in it may have been said since.
        let r = p.case.as_ref().map_or(r, |c| &c.registration);
        let registration = r;
        let category = p.case.as_ref().map_or(&r.category, |c| &c.category);
        if p.case.as_ref().is_some_and(|c| c.restricted.is_some()) {
            return Ok(Self {
                summary: COVERED,
                words: String::new(),
                place: "",
                name: Cow::Borrowed(""),
                sealed: true,
                registration,
                category,
            });
        }
        let name = match (name, r.parties.first()) {
            // A voided petition shows nobody, also when the person was taken back with its batch.
            _ if r.withhold_name || p.case.is_none() => Cow::Borrowed(""),
            (Some(name), _) => Cow::Borrowed(name),
            (None, Some(party)) => Cow::Owned(people::name(conn, party.person)?),
            (None, None) => Cow::Borrowed(""),
        };
        Ok(Self {
            summary: r.summary.raw(),
            words: words_of(r),
            place: r.place.raw(),
            name,
            sealed: false,
            registration,
            category,
        })
    }
}

/// The text that a search for words of the matter looks in.
fn words_of(r: &Registration) -> String {
    let mut words = r.facts.raw().to_owned();
    for request in r
        .requests
        .iter()
        .filter(|q| **q != r.summary && **q != r.facts)
    {
        words.push('\n');
        words.push_str(request.raw());
    }
    words
}
