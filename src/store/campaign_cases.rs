//! The cases of a campaign: put on its list, changed there, struck off; what is written over is said.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Transaction, params};

use super::campaigns::{fenced, named, note, open, refused, seen};
use super::petitions::mentioned;
use super::{Now, Refusal, Sql, Store, events, refusal, row, was};
use crate::domain::campaign::{self, Campaign, Cause};
use crate::domain::case::Case;
use crate::domain::ids::PetitionId;
use crate::domain::instead::{By, instead, quoted};
use crate::domain::length;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::words::{Outside, Sentence, Trouble, Word};

/// What a case is listed with; what is not named stays as it is.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Why it is stuck; named when it comes on the list.
    pub cause: Option<Cause>,
    /// The lead of the case; the campaign's when none was ever named.
    pub lead: Outside,
    /// What will be done.
    pub plan: Outside,
    /// By when; the campaign's day when none was ever named.
    pub due_on: Option<NaiveDate>,
}

const CAUSE: Word = Word::new("症结", "cause");
const LEAD: Word = Word::new("包案领导", "lead");
const PLAN: Word = Word::new("方案", "plan");
const DUE: Word = Word::new("化解期限", "to be settled by");
const EVIDENCE: Word = Word::new("销号依据", "evidence of striking off");

/// What a case is listed with, whole.
#[derive(Clone)]
struct Line {
    cause: Cause,
    lead: Outside,
    plan: Outside,
    due_on: NaiveDate,
}

impl Line {
    fn of(tx: &Transaction<'_>, campaign: i64, petition: PetitionId) -> Sql<Option<Self>> {
        let sql = "SELECT cause, lead, plan, due_on FROM campaign_case WHERE campaign = ?1 AND petition = ?2";
        let read = |r: &rusqlite::Row<'_>| {
            Ok(Self {
                cause: row::word(r, 0, Cause::parse)?,
                lead: r.get(1)?,
                plan: r.get(2)?,
                due_on: row::date(r, 3)?,
            })
        };
        tx.query_row(sql, params![campaign, petition.0], read)
            .optional()
    }

    /// What is named laid over what stands there.
    fn with(listing: &Listing, old: Option<&Self>, campaign: &Campaign) -> Result<Self, Refusal> {
        let Some(cause) = listing.cause.or(old.map(|o| o.cause)) else {
            return Err(refused(
                say!(
                    "列入时要写症结（--cause）。",
                    "A case comes on the list with its cause (--cause)."
                ),
                say!("例：--cause unit", "E.g. --cause unit"),
            ));
        };
        let or = |named: &Outside, old: Option<&Outside>| {
            let is_named = !named.raw().trim().is_empty();
            let old = old.filter(|_| !is_named);
            old.unwrap_or(named).clone()
        };
        let lead = or(&listing.lead, old.map(|o| &o.lead));
        let none = lead.raw().trim().is_empty();
        Ok(Self {
            cause,
            lead: if none { campaign.lead.clone() } else { lead },
            plan: or(&listing.plan, old.map(|o| &o.plan)),
            due_on: (listing.due_on.or(old.map(|o| o.due_on))).unwrap_or(campaign.due_on),
        })
    }

    /// Each field in words.
    fn fields(&self) -> [(Word, Sentence); 4] {
        let cause = self.cause.word();
        let (zh, en) = (cause.zh, cause.en);
        [
            (CAUSE, say!("“{zh}”", "\"{en}\"")),
            (LEAD, quoted(self.lead.raw())),
            (PLAN, quoted(self.plan.raw())),
            (DUE, quoted(&self.due_on.to_string())),
        ]
    }

    /// Of what another says otherwise, what stood here, as login may read it.
    fn stood(
        &self,
        tx: &Transaction<'_>,
        login: &str,
        new: &Self,
        by: Option<&By>,
    ) -> Sql<Vec<Sentence>> {
        let mut covered = self.clone();
        for text in [&mut covered.lead, &mut covered.plan] {
            mentioned::text(tx, login, text)?;
        }
        let all = self.fields().into_iter().zip(covered.fields());
        let changed = all
            .zip(new.fields())
            .filter(|(((_, old), _), (_, new))| old != new);
        Ok(changed
            .map(|((_, (word, old)), (_, new))| instead(word, &old, by, Some(&new)))
            .collect())
    }
}

/// Who wrote last about a case of a campaign.
fn by(
    tx: &Transaction<'_>,
    office: &Office,
    (kind, campaign): (&str, &Campaign),
    petition: PetitionId,
) -> Sql<Option<By>> {
    let begin = format!("{kind} {}", campaign.name.raw());
    was::by_of(tx, office, ("campaign", &begin), petition)
}

impl Store {
    /// Puts a case on the list, or changes what is named of what it is listed with; gives what stood there.
    ///
    /// # Errors
    /// Missing (4); refused (3): no right, the campaign is closed, no cause was ever named.
    pub fn list_case(
        &mut self,
        name: &str,
        number: &str,
        listing: &Listing,
        now: Now,
    ) -> Result<Vec<Sentence>, Trouble> {
        let texts = [("lead", listing.lead.raw()), ("plan", listing.plan.raw())];
        length::each(&texts).map_err(refusal::too_long)?;
        let now = self.local(now);
        let done = self.write_or(Deed::Campaign, |tx, office| {
            let campaign = named(tx, name)?;
            open(&campaign)?;
            let petition = seen(tx, office, number)?;
            let old = Line::of(tx, campaign.id, petition)?;
            let new = Line::with(listing, old.as_ref(), &campaign)?;
            fenced(tx, office, petition, [&new.lead, &campaign.lead])?;
            let due_on = new.due_on;
            if due_on > campaign.due_on {
                let last = campaign.due_on;
                return Err(refused(
                    say!("化解期限{due_on}晚于专项的{last}。", "The day {due_on} lies after the campaign's, {last}."),
                    say!("请改早。", "Choose an earlier day."),
                ));
            }
            let today = now.date_naive().to_string();
            tx.execute(
                "INSERT INTO campaign_case (campaign, petition, cause, lead, plan, due_on, added_on, added_by, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '')
                 ON CONFLICT (campaign, petition) DO UPDATE SET cause = ?3, lead = ?4, plan = ?5, due_on = ?6",
                params![campaign.id, petition.0, new.cause.code(), new.lead, new.plan, due_on.to_string(), today, office.operator.login],
            )?;
            let mut stood = Vec::new();
            let mut why = listing.plan.raw().to_owned();
            let what = format!("list {} {} {due_on}", campaign.name.raw(), new.cause.code());
            if let Some(old) = &old {
                let by = by(tx, office, ("list", &campaign), petition)?;
                stood = old.stood(tx, &office.operator.login, &new, by.as_ref())?;
                // The plan stands as the reason of the entry that wrote it.
                let all = |line: &Line| {
                    format!("{} {} {}", line.cause.code(), line.due_on, line.lead.raw())
                };
                // There, because a reason is read as far as one may know the people and petitions in it.
                was::noted(&mut why, (&all(old), &all(&new)));
            }
            note(tx, office, now, Some(petition), &what, why.trim_start())?;
            Ok(stood)
        });
        // Why it may not be listed or struck off can tell whom a report accuses.
        self.on_record_about(Deed::Campaign, Some(number), now, done)
    }

    /// Strikes a case off, with the evidence of its outcome; gives with what it was struck off before.
    ///
    /// # Errors
    /// Missing (4); refused (3): no right, not on the list, no outcome in the file.
    pub fn strike_case(
        &mut self,
        name: &str,
        number: &str,
        evidence: &str,
        now: Now,
    ) -> Result<Option<Sentence>, Trouble> {
        length::each(&[("evidence", evidence)]).map_err(refusal::too_long)?;
        let now = self.local(now);
        let done = self.write_or(Deed::Campaign, |tx, office| {
            let campaign = named(tx, name)?;
            open(&campaign)?;
            let petition = seen(tx, office, number)?;
            let sql = "SELECT evidence FROM campaign_case WHERE campaign = ?1 AND petition = ?2";
            let listed = tx.query_row(sql, params![campaign.id, petition.0], |r| r.get::<_, Outside>(0)).optional()?;
            let list = say!("名单见 zhuoluo campaign show {name}。", "`zhuoluo campaign show {name}` lists them.");
            let Some(old) = listed else {
                return Err(refused(say!("本件不在这个专项里。", "The petition is not on this campaign's list."), list));
            };
            let Some(case) = Case::of(&events::of(tx, petition)?) else {
                return Err(refused(say!("本件已经作废。", "The petition was voided."), list));
            };
            if let Some(why) = campaign::strike_refused(&case, evidence) {
                return Err(refused(why, list));
            }
            let today = now.date_naive().to_string();
            tx.execute(
                "UPDATE campaign_case SET struck_on = ?3, struck_by = ?4, evidence = ?5 WHERE campaign = ?1 AND petition = ?2",
                params![campaign.id, petition.0, today, office.operator.login, evidence.trim()],
            )?;
            let by = by(tx, office, ("strike", &campaign), petition)?;
            let again = !old.raw().is_empty() && old.raw() != evidence.trim();
            let new = quoted(evidence.trim());
            let mut old = old;
            mentioned::text(tx, &office.operator.login, &mut old)?;
            let stood = again.then(|| instead(EVIDENCE, &quoted(old.raw()), by.as_ref(), Some(&new)));
            note(tx, office, now, Some(petition), &format!("strike {}", campaign.name.raw()), evidence)?;
            Ok(stood)
        });
        // Why it may not be listed or struck off can tell whom a report accuses.
        self.on_record_about(Deed::Campaign, Some(number), now, done)
    }
}
