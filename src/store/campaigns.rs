//! Campaigns over a backlog: opened, cases listed and struck off, closed; every change on record.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::petitions::mentioned;
use super::{Now, Refusal, Sql, Store, audit, events, petitions, refusal, row, seats};
use crate::domain::campaign::{Campaign, Cause, Listed};
use crate::domain::case::Case;
use crate::domain::duty::owed::DeskDuty;
use crate::domain::ids::{PetitionId, PetitionNo, UnitId};
use crate::domain::length::{self, Of};
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::domain::status::Status;
use crate::words::{Exit, Outside, Sentence, Trouble};

const CAMPAIGN: &str = "id, name, basis, lead, from_on, due_on, phases, closed_on, closing";

fn read(r: &Row<'_>) -> Sql<Campaign> {
    let closed: Option<String> = r.get(7)?;
    Ok(Campaign {
        id: r.get(0)?,
        name: r.get(1)?,
        basis: r.get(2)?,
        lead: r.get(3)?,
        from: row::date(r, 4)?,
        due_on: row::date(r, 5)?,
        phases: row::json(r, 6)?,
        closed: match closed {
            Some(_) => Some((row::date(r, 7)?, r.get(8)?)),
            None => None,
        },
    })
}

/// All campaigns, newest first.
pub fn all(conn: &Connection) -> Sql<Vec<Campaign>> {
    let sql = format!("SELECT {CAMPAIGN} FROM campaign ORDER BY id DESC");
    conn.prepare(&sql)?.query_map([], read)?.collect()
}

pub fn named(conn: &Connection, name: &str) -> Result<Campaign, Refusal> {
    let sql = format!("SELECT {CAMPAIGN} FROM campaign WHERE name = ?1 OR CAST(id AS TEXT) = ?1");
    let found = conn.query_row(&sql, [name], read).optional()?;
    found.ok_or_else(|| {
        let name = crate::words::visible(name, crate::words::Place::Line).into_owned();
        Trouble::unchanged(
            Exit::Missing,
            say!("没有专项“{name}”。", "There is no campaign \"{name}\"."),
            say!(
                "各专项见 zhuoluo campaign list。",
                "`zhuoluo campaign list` shows them."
            ),
        )
        .into()
    })
}

/// The cases of a campaign that a login may see, soonest due first.
pub fn cases(conn: &Connection, login: &str, campaign: i64) -> Sql<Vec<Listed>> {
    let sql = format!(
        "SELECT p.id, p.number, {}, p.holder, p.status, p.received_on, c.cause, c.due_on, c.added_on, c.struck_on, {}
         FROM campaign_case c JOIN petition p ON p.id = c.petition WHERE c.campaign = ?2 AND {} ORDER BY c.due_on, p.number",
        petitions::SUMMARY,
        petitions::CASE,
        petitions::SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut all = Vec::new();
    for row in statement.query_map(params![login, campaign], |r| {
        let struck: Option<String> = r.get(9)?;
        Ok(Listed {
            petition: PetitionId(r.get(0)?),
            number: PetitionNo(r.get(1)?),
            summary: r.get(2)?,
            holder: UnitId(r.get(3)?),
            status: row::word(r, 4, Status::parse)?,
            received_on: row::date(r, 5)?,
            cause: row::word(r, 6, Cause::parse)?,
            lead: r.get(10)?,
            plan: r.get(11)?,
            due_on: row::date(r, 7)?,
            added_on: row::date(r, 8)?,
            struck: match struck {
                Some(_) => Some((row::date(r, 9)?, r.get(12)?)),
                None => None,
            },
        })
    })? {
        let mut listed = row?;
        mentioned::line(conn, login, listed.petition, &mut [&mut listed.summary])?;
        for text in [&mut listed.plan, &mut listed.lead] {
            mentioned::text(conn, login, text)?;
        }
        if let Some((_, evidence)) = &mut listed.struck {
            mentioned::text(conn, login, evidence)?;
        }
        all.push(listed);
    }
    Ok(all)
}

/// What is owed to the open campaigns, as far as this operator may see the cases.
pub fn duties(conn: &Connection, office: &Office) -> Sql<Vec<DeskDuty>> {
    let sql = format!("SELECT {CAMPAIGN} FROM campaign WHERE closed_on IS NULL ORDER BY id");
    let mut statement = conn.prepare_cached(&sql)?;
    let open: Vec<Campaign> = statement.query_map([], read)?.collect::<Sql<_>>()?;
    let ahead = office.rules.ladder.steps.iter().max().copied().unwrap_or(0);
    let ahead = u32::try_from(ahead.max(0)).unwrap_or(0);
    let mut owed = Vec::new();
    for campaign in open {
        let cases = cases(conn, &office.operator.login, campaign.id)?;
        let duties = cases
            .iter()
            .filter_map(|c| c.duty(&campaign, &office.calendar, ahead));
        owed.extend(duties);
    }
    Ok(owed)
}

pub fn refused(why: Sentence, next: Sentence) -> Refusal {
    Trouble::unchanged(Exit::Refused, why, next).into()
}

pub fn open(campaign: &Campaign) -> Result<(), Refusal> {
    let Some((on, _)) = &campaign.closed else {
        return Ok(());
    };
    let name = campaign.name.line();
    Err(refused(
        say!(
            "专项“{name}”已于{on}结束。",
            "The campaign \"{name}\" was closed on {on}."
        ),
        say!("另开一个专项。", "Open another campaign."),
    ))
}

pub fn note(
    tx: &Transaction<'_>,
    office: &Office,
    now: Now,
    petition: Option<PetitionId>,
    what: &str,
    why: &str,
) -> Sql<()> {
    super::witness::lists(tx)?;
    let entry = audit::Entry {
        at: now,
        action: "campaign",
        petition,
        what,
        why,
    };
    audit::add(tx, office, &entry).map(|_| ())
}

/// A case is neither led by somebody it accuses nor put on the list that they are given.
pub fn fenced(
    tx: &Connection,
    office: &Office,
    petition: PetitionId,
    leads: [&Outside; 2],
) -> Result<(), Refusal> {
    let next = say!("请另选包案领导。", "Choose another lead.");
    let Some(case) = Case::of(&events::of(tx, petition)?) else {
        return Err(refused(
            say!("本件已经作废。", "The petition was voided."),
            next,
        ));
    };
    for lead in leads {
        if let Some(why) = seats::lead_refused(tx, office, &case, lead)? {
            return Err(refused(why, next));
        }
    }
    Ok(())
}

pub fn seen(tx: &Connection, office: &Office, number: &str) -> Result<PetitionId, Refusal> {
    let login = office.operator.login.as_str();
    petitions::seen(tx, login, number)?.ok_or_else(|| super::files::missing(number).into())
}

impl Store {
    /// All campaigns, newest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn campaigns(&self) -> Result<Vec<Campaign>, Trouble> {
        self.look(|conn, _| all(conn))
    }

    /// One campaign with its cases.
    ///
    /// # Errors
    /// Missing (4), or the store's [`Trouble`].
    pub fn campaign(&self, name: &str) -> Result<(Campaign, Vec<Listed>), Trouble> {
        let campaign = named(&self.conn, name)?;
        let login = &self.office.operator.login;
        let cases = self.look(|conn, _| cases(conn, login, campaign.id))?;
        Ok((campaign, cases))
    }

    /// Opens a campaign; `id` and `closed` of what is given are not read.
    ///
    /// # Errors
    /// Refused (3): no right, the name is taken, days that do not fit.
    pub fn open_campaign(&mut self, new: &Campaign, now: Now) -> Result<(), Trouble> {
        let texts = [
            ("name", new.name.raw()),
            ("basis", new.basis.raw()),
            ("lead", new.lead.raw()),
        ];
        length::each(&texts).map_err(refusal::too_long)?;
        length::check(Of::Desk, &new.phases).map_err(refusal::too_long)?;
        let now = self.local(now);
        let done = self.write_or(Deed::Campaign, |tx, office| {
            let (name, from, due) = (new.name.raw().trim(), new.from, new.due_on);
            let taken: bool = tx.prepare("SELECT 1 FROM campaign WHERE name = ?1")?.exists([name])?;
            if taken || name.is_empty() || name.parse::<i64>().is_ok() {
                return Err(refused(
                    say!("专项名称“{name}”不能用：已有同名的，或是空的、全是数字的。", "The name \"{name}\" is taken, empty or a number."),
                    say!("请换一个名称。", "Choose another name."),
                ));
            }
            let wrong = new.phases.iter().find(|p| p.from > p.to || p.from < from || p.to > due);
            if from > due || wrong.is_some() {
                return Err(refused(
                    say!("专项从{from}到{due}，各阶段要在其中，起不晚于止。", "The campaign runs from {from} to {due}; each phase lies within, its first day not after its last."),
                    say!("例：--phase 摸排:2026-09-01:2026-09-30", "E.g. --phase 摸排:2026-09-01:2026-09-30"),
                ));
            }
            tx.execute(
                "INSERT INTO campaign (name, basis, lead, from_on, due_on, phases, opened_at, opened_by, closing) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '')",
                params![name, new.basis, new.lead, from.to_string(), due.to_string(), row::to_json(&new.phases)?, row::stamp(now), office.operator.login],
            )?;
            note(tx, office, now, None, &format!("open {name} {from}..{due}"), new.basis.raw())?;
            Ok(())
        });
        self.on_record(Deed::Campaign, now, done)
    }

    /// Closes a campaign with its result; cases left are named in it.
    ///
    /// # Errors
    /// Missing (4); refused (3): no right, closed already, no result said.
    pub fn close_campaign(&mut self, name: &str, result: &str, now: Now) -> Result<(), Trouble> {
        length::each(&[("result", result)]).map_err(refusal::too_long)?;
        let now = self.local(now);
        let done = self.write_or(Deed::Campaign, |tx, office| {
            let campaign = named(tx, name)?;
            open(&campaign)?;
            if result.trim().is_empty() {
                return Err(refused(
                    say!(
                        "结束专项要写明结果。",
                        "Closing a campaign needs its result."
                    ),
                    say!(
                        "例：--result 化解18件，2件转入常态化解",
                        "E.g. --result \"18 settled, 2 go on\""
                    ),
                ));
            }
            let today = now.date_naive().to_string();
            tx.execute(
                "UPDATE campaign SET closed_on = ?2, closing = ?3 WHERE id = ?1",
                params![campaign.id, today, result.trim()],
            )?;
            note(
                tx,
                office,
                now,
                None,
                &format!("close {}", campaign.name.raw()),
                result,
            )?;
            Ok(())
        });
        self.on_record(Deed::Campaign, now, done)
    }
}
