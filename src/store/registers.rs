//! The registers beside the ledger of petitions, for the screen: what waits for a reply, the cases of
//! running campaigns, failures that go on.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::{Sql, campaigns, events, petitions, reminders, row};
use crate::domain::event::Step;
use crate::domain::ids::{PetitionId, PetitionNo};
use crate::domain::obligation::Obligation;
use crate::domain::office::Office;
use crate::domain::verdict::Demand;
use crate::flow::register::{Register, RegisterRows, SupervisionRow};

/// Most rows of a register on the screen; the commands know no bound.
const MOST: usize = 2_000;

/// Gathers a register.
pub fn gather(
    conn: &Connection,
    office: &Office,
    register: Register,
    today: NaiveDate,
) -> Sql<RegisterRows> {
    match register {
        Register::Supervisions => supervisions(conn, office).map(RegisterRows::Supervisions),
        Register::Campaigns => {
            let mut rows = Vec::new();
            for campaign in campaigns::all(conn)?
                .into_iter()
                .filter(|c| c.closed.is_none())
            {
                let cases = campaigns::cases(conn, &office.operator.login, campaign.id)?;
                rows.extend(cases.into_iter().map(|case| (campaign.clone(), case)));
            }
            Ok(RegisterRows::Campaigns(rows))
        }
        Register::SelfCheck => {
            let (mut rows, more) = reminders::open_breaches(conn, office, today, MOST)?;
            rows.truncate(MOST);
            Ok(RegisterRows::SelfCheck(rows, more))
        }
    }
}

fn supervisions(conn: &Connection, office: &Office) -> Sql<Vec<SupervisionRow>> {
    let sql = format!(
        "SELECT d.petition, p.number, p.summary, d.body FROM due d JOIN petition p ON p.id = d.petition
         WHERE d.kind = 'reply_to_supervision' AND {} ORDER BY d.effective, d.petition LIMIT ?2",
        petitions::SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![office.operator.login, limit])?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let owed: Obligation = row::json(r, 3)?;
        let made = events::of(conn, PetitionId(r.get(0)?))?;
        let (demand, text) = match made
            .into_iter()
            .find(|e| e.seq == owed.since)
            .map(|e| e.what)
        {
            Some(Step::Supervise { demand, text, .. }) => (demand, text),
            _ => (Demand::Letter, String::new()),
        };
        out.push(SupervisionRow {
            number: PetitionNo(r.get(1)?),
            summary: r.get(2)?,
            demand,
            text,
            owed,
        });
    }
    Ok(out)
}
