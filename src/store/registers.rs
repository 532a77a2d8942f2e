//! The registers beside the ledger of petitions: supervisions and their replies, the cases of
//! campaigns, failures that go on, requests about personal data.

use std::cmp::Reverse;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::petitions::mentioned;
use super::{Sql, Store, called, campaigns, claims, duty, events, petitions, reminders, retention};
use crate::domain::case::Case;
use crate::domain::claim::Claim;
use crate::domain::duty::disputes;
use crate::domain::event::{Event, Step};
use crate::domain::ids::{PetitionId, PetitionNo};
use crate::domain::obligation::{self, Kind};
use crate::domain::office::Office;
use crate::domain::verdict::Demand;
use crate::flow::register::{Register, RegisterRows, SupervisionRow};
use crate::words::{Outside, Trouble};

/// Most rows of a register on the screen; the commands know no bound.
const MOST: usize = 2_000;

/// Gathers a register; without a bound and with what is closed when `whole`.
pub fn gather(
    conn: &Connection,
    office: &Office,
    register: Register,
    today: NaiveDate,
    whole: bool,
) -> Sql<RegisterRows> {
    let most = if whole { usize::MAX } else { MOST };
    match register {
        Register::Supervisions => {
            supervisions(conn, office, today, most).map(RegisterRows::Supervisions)
        }
        Register::Campaigns => {
            let mut rows = Vec::new();
            for campaign in campaigns::all(conn)?
                .into_iter()
                .filter(|c| whole || c.closed.is_none())
            {
                let cases = campaigns::cases(conn, &office.operator.login, campaign.id)?;
                rows.extend(cases.into_iter().map(|case| (campaign.clone(), case)));
            }
            Ok(RegisterRows::Campaigns(rows))
        }
        Register::Disputes => {
            let book = duty::shown_to(conn, office, None)?;
            Ok(RegisterRows::Disputes(disputes::in_order(book.disputes)))
        }
        Register::SelfCheck => {
            let (mut rows, more) = reminders::open_breaches(conn, office, today, most)?;
            rows.truncate(most);
            Ok(RegisterRows::SelfCheck(rows, more))
        }
        Register::Claims => asked(conn, office, most).map(RegisterRows::Claims),
    }
}

impl Store {
    /// A register to its end, closed campaigns as well: for an export.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn register_whole(
        &self,
        register: Register,
        today: NaiveDate,
    ) -> Result<RegisterRows, Trouble> {
        self.look(|conn, office| gather(conn, office, register, today, true))
    }
}

/// What people asked about their own data: owed first, soonest first; then what ended, the last first.
fn asked(conn: &Connection, office: &Office, most: usize) -> Sql<Vec<(Claim, NaiveDate)>> {
    let days = retention::table(conn)?.claim_days;
    let dated = |claim: Claim| {
        let due = claim.due(&office.calendar, days).effective;
        (claim, due)
    };
    let all = claims::seen(conn, office)?.into_iter().map(dated);
    let (mut rows, mut ended): (Vec<_>, Vec<_>) = all.partition(|(claim, _)| claim.is_open());
    rows.sort_by_key(|(claim, due)| (*due, claim.number));
    ended.sort_by_key(|(claim, _)| Reverse(claim.number));
    rows.extend(ended);
    rows.truncate(most);
    Ok(rows)
}

fn supervisions(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    most: usize,
) -> Sql<Vec<SupervisionRow>> {
    let sql = format!(
        "SELECT p.id, p.number, {} FROM petition p WHERE p.supervised <> 0 AND {} ORDER BY p.id DESC LIMIT ?2",
        petitions::SUMMARY,
        petitions::SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![office.operator.login, limit])?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let petition = PetitionId(r.get(0)?);
        let mut log = events::of(conn, petition)?;
        called::cover_events(conn, office, petition, &mut log)?;
        let (number, mut summary) = (PetitionNo(r.get(1)?), r.get::<_, Outside>(2)?);
        let login = office.operator.login.as_str();
        mentioned::line(conn, login, petition, &mut [&mut summary])?;
        let Some(case) = Case::of(&log) else { continue };
        let all = obligation::derive(&case, &office.calendar, &office.rules);
        for owed in all
            .into_iter()
            .filter(|o| o.kind == Kind::ReplyToSupervision)
        {
            let made = log.iter().find(|e| e.seq == owed.since);
            let Some((demand, text, made_on)) = made.and_then(demanded) else {
                continue;
            };
            out.push(SupervisionRow {
                number: number.clone(),
                summary: summary.clone(),
                demand,
                text: text.into(),
                made_on,
                owed,
            });
        }
    }
    out.sort_by_key(|r| {
        let waits = r.owed.is_owed(today);
        let due = waits.then_some(r.owed.due.effective);
        (!waits, due, Reverse(r.owed.since))
    });
    Ok(out)
}

/// What a supervision demands, in whose words, since when.
fn demanded(event: &Event) -> Option<(Demand, String, NaiveDate)> {
    match &event.what {
        Step::Supervise { demand, text, .. } => Some((*demand, text.raw().to_owned(), event.on)),
        _ => None,
    }
}
