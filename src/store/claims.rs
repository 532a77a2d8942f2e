//! The register of requests of people about their own data: entries are added and folded, never
//! changed. Who may not see a petition does not see a request that belongs to it.

use rusqlite::{Connection, OptionalExtension, params};

use super::petitions::mentioned;
use super::{
    Now, Refusal, Sql, Store, audit, became, ends, files, petitions, refusal, retention, row,
    ruled, veil,
};
use crate::domain::anchor::Head;
use crate::domain::chain::{self, Hash};
use crate::domain::claim::{self, Claim, Entry};
use crate::domain::duty::owed::DeskDuty;
use crate::domain::ids::UnitId;
use crate::domain::length::{self, Of};
use crate::domain::office::Office;
use crate::domain::once::Once;
use crate::words::{Exit, Sentence, Trouble};

impl Store {
    /// Adds an entry: without a number a new request, else to that one. Gives the request as it stands.
    ///
    /// # Errors
    /// Refused by a right or because the entry does not fit (3), not found (4), the store's [`Trouble`].
    pub fn enter_claim(
        &mut self,
        number: Option<i64>,
        entry: &Entry,
        now: Now,
    ) -> Result<Claim, Trouble> {
        self.enter_claim_once(number, entry, None, now)
            .map(|(claim, _)| claim)
    }

    /// As [`Store::enter_claim`], from a sheet that was begun at an instant: refused once when the same
    /// operator has made an entry of the kind at another seat since.
    ///
    /// # Errors
    /// As [`Store::enter_claim`].
    pub fn enter_claim_since(
        &mut self,
        number: Option<i64>,
        entry: &Entry,
        begun: Option<Now>,
        now: Now,
    ) -> Result<Claim, Trouble> {
        self.enter(number, entry, (None, begun), now)
            .map(|(claim, _)| claim)
    }

    /// As [`Store::enter_claim`], under a draft id: the same again finds the first entry, and says so.
    ///
    /// # Errors
    /// As [`Store::enter_claim`]; and refused when the id stands for something else.
    pub fn enter_claim_once(
        &mut self,
        number: Option<i64>,
        entry: &Entry,
        once: Option<&Once>,
        now: Now,
    ) -> Result<(Claim, bool), Trouble> {
        self.enter(number, entry, (once, None), now)
    }

    fn enter(
        &mut self,
        number: Option<i64>,
        entry: &Entry,
        (once, begun): (Option<&Once>, Option<Now>),
        now: Now,
    ) -> Result<(Claim, bool), Trouble> {
        length::check(Of::Desk, entry).map_err(refusal::too_long)?;
        let now = self.local(now);
        let deed = entry.deed();
        let done = self.write_or(deed, |tx, office| {
            let login = office.operator.login.as_str();
            if let Some(seq) = became::before(tx, login, once, became::CLAIM)? {
                return Ok((entered(tx, office, number, (once, seq))?, true));
            }
            if let Some(claim) = ruled_before(tx, office, number, entry)? {
                return Ok((claim, true));
            }
            if let Some(begun) = begun
                && let Some(of) = entered_since(tx, office, number, (entry, begun))?
            {
                return Err(said_elsewhere(of).into());
            }
            // Before the entry: its row of the trail is bound to both.
            let seq = ends::of(tx, "claim_entry")?.size + 1;
            became::note(tx, login, once, became::CLAIM, seq)?;
            Ok((add(tx, office, number, entry, now)?, false))
        });
        self.on_record(deed, now, done)
    }

    /// The register, oldest first, as far as this operator may see it.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn claims(&self) -> Result<Vec<Claim>, Trouble> {
        self.look(seen)
    }
}

/// The register, oldest first, as far as this operator may see it.
pub fn seen(conn: &Connection, office: &Office) -> Sql<Vec<Claim>> {
    let mut seen = Vec::new();
    for claim in folded(conn, ALL, None)? {
        if is_seen(conn, office, &claim)? {
            seen.push(covered(conn, office, claim)?);
        }
    }
    Ok(seen)
}

/// The request about which an operator has made an entry of a kind since an instant.
fn entered_since(
    conn: &Connection,
    office: &Office,
    number: Option<i64>,
    (entry, begun): (&Entry, Now),
) -> Sql<Option<i64>> {
    let sql = "SELECT claim FROM claim_entry WHERE operator = ?1 AND action = ?2 AND at > ?3 AND (?4 IS NULL OR claim = ?4)
               ORDER BY seq DESC LIMIT 1";
    let begun = row::stamp(begun.with_timezone(&office.zone));
    let bound = params![office.operator.login, entry.code(), begun, number];
    conn.prepare_cached(sql)?
        .query_row(bound, |r| r.get(0))
        .optional()
}

/// The same operator sits at two seats, and entered it at the other.
fn said_elsewhere(of: i64) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "你打开这张表之后，你在另一处已记下同样的一步（第{of}号申请）。你写的还在，没有另记。",
            "Since you opened this sheet, you entered the same at another seat (request {of}). What you wrote is kept; nothing was added."
        ),
        say!(
            "要另记就再存一次；不用再写就放下。登记簿：zhuoluo privacy list。",
            "Save again to add another; or leave it if it is no longer needed. The register: zhuoluo privacy list."
        ),
    )
    .telling()
}

/// The request as it stands, where this very order ruled on it or identified who asks before; refused where
/// another did. `None` for all else.
fn ruled_before(
    tx: &Connection,
    office: &Office,
    number: Option<i64>,
    entry: &Entry,
) -> Result<Option<Claim>, Refusal> {
    let found = match number {
        Some(number) => folded(tx, ONE, Some(number))?.pop(),
        None => None,
    };
    let Some(claim) = found.filter(|c| c.is_open() && is_seen(tx, office, c).unwrap_or(false))
    else {
        return Ok(None);
    };
    if !ruled::stands(tx, office, claim.number, entry)? {
        return Ok(None);
    }
    Ok(Some(covered(tx, office, claim)?))
}

/// The request that an entry belongs to, as it stands now; about another request it is another order.
fn entered(
    tx: &Connection,
    office: &Office,
    number: Option<i64>,
    (once, seq): (Option<&Once>, i64),
) -> Result<Claim, Refusal> {
    let of: i64 = tx
        .prepare_cached("SELECT claim FROM claim_entry WHERE seq = ?1")?
        .query_row([seq], |r| r.get(0))?;
    if number.is_some_and(|number| number != of) {
        let draft = once.map_or("", |once| once.draft.as_str());
        return Err(became::other(draft).into());
    }
    let found = folded(tx, ONE, Some(of))?.pop();
    let Some(claim) = found.filter(|c| is_seen(tx, office, c).unwrap_or(false)) else {
        return Err(missing(of));
    };
    Ok(covered(tx, office, claim)?)
}

fn add(
    tx: &Connection,
    office: &Office,
    number: Option<i64>,
    entry: &Entry,
    now: Now,
) -> Result<Claim, Refusal> {
    let today = now.date_naive();
    let mut entry = dated(entry, today);
    let (claim, mut standing) = match number {
        None => {
            if let Some(why) = claim::refused(&entry, today) {
                return Err(no(why));
            }
            entry = numbered(tx, office, entry)?;
            let next: i64 = tx.query_row(
                "SELECT coalesce(max(claim), 0) + 1 FROM claim_entry",
                [],
                |r| r.get(0),
            )?;
            (next, None)
        }
        Some(number) => {
            let found = folded(tx, ONE, Some(number))?.pop();
            let Some(found) = found.filter(|c| is_seen(tx, office, c).unwrap_or(false)) else {
                return Err(missing(number));
            };
            if let Some(why) = found.refused(&entry, today) {
                return Err(no(why));
            }
            (number, Some(found))
        }
    };
    let entry = &entry;
    let what = format!("{} #{claim}", entry.code());
    // Under the petition, so that the trail hides it from whom the petition is hidden.
    let about = match (&standing, entry) {
        (Some(found), _) => found.petition.as_str(),
        (None, Entry::Receive { petition, .. }) => petition.as_str(),
        (None, _) => "",
    };
    let noted = audit::Entry {
        petition: petitions::seen(tx, &office.operator.login, about)?,
        ..audit::Entry::plain(now, "claim", &what)
    };
    append(tx, office, claim, entry, now)?;
    audit::add(tx, office, &noted)?;
    match &mut standing {
        Some(claim) => claim.take(entry, today),
        None => standing = Claim::begin(claim, entry, today),
    }
    let claim = standing.ok_or_else(|| missing(claim))?;
    Ok(covered(tx, office, claim)?)
}

/// The day of an entry stands in it, so that it says the same whenever it is read.
fn dated(entry: &Entry, today: chrono::NaiveDate) -> Entry {
    let mut entry = entry.clone();
    if let Entry::Receive { on, .. } | Entry::Answer { on, .. } = &mut entry {
        *on = on.or(Some(today));
    }
    entry
}

/// The entry with the number of the petition that it names, however that was written; this operator
/// may see it.
fn numbered(tx: &Connection, office: &Office, mut entry: Entry) -> Result<Entry, Refusal> {
    let Entry::Receive { petition, .. } = &mut entry else {
        return Ok(entry);
    };
    if petition.trim().is_empty() {
        petition.clear();
        return Ok(entry);
    }
    let Some(id) = petitions::seen(tx, &office.operator.login, petition)? else {
        return Err(files::missing(petition).into());
    };
    *petition = tx
        .prepare_cached("SELECT number FROM petition WHERE id = ?1")?
        .query_row([id.0], |r| r.get(0))?;
    Ok(entry)
}

/// A request about a petition is for whoever sees the petition. One that names none tells of somebody all
/// the same: it is for the petition office, which answers it, and for whoever took it down.
fn is_seen(conn: &Connection, office: &Office, claim: &Claim) -> Sql<bool> {
    if claim.petition.is_empty() {
        if office.operator.unit == UnitId::OFFICE {
            return Ok(true);
        }
        let first = "SELECT 1 FROM claim_entry WHERE claim = ?1 AND operator = ?2
            AND seq = (SELECT min(seq) FROM claim_entry WHERE claim = ?1)";
        return conn
            .prepare_cached(first)?
            .exists(rusqlite::params![claim.number, office.operator.login]);
    }
    petitions::seen(conn, &office.operator.login, &claim.petition).map(|id| id.is_some())
}

/// A request about a restricted file shows nothing of what was said in it, nor does one about a petition
/// that withholds its names from this operator; a role without names reads the applicant's in part.
fn covered(conn: &Connection, office: &Office, mut claim: Claim) -> Sql<Claim> {
    // By whatever the request names it: those taken down before kept what was typed.
    let login = &office.operator.login;
    let about = petitions::seen(conn, login, &claim.petition)?;
    let sealed = "SELECT 1 FROM petition WHERE id = ?1 AND sealed = 1";
    if let Some(id) = about
        && (conn.prepare_cached(sealed)?.exists([id.0])?
            || !petitions::is_unveiled(conn, login, id)?)
    {
        veil::request(&mut claim);
    } else if !veil::is_full(office) {
        veil::name(&mut claim.applicant);
    }
    for text in [&mut claim.text, &mut claim.identified, &mut claim.reasons] {
        mentioned::text(conn, login, text)?;
    }
    Ok(claim)
}

fn append(tx: &Connection, office: &Office, claim: i64, entry: &Entry, now: Now) -> Sql<()> {
    let Head {
        size: last,
        hash: before,
    } = ends::of(tx, "claim_entry")?;
    let (seq, at, by) = (last + 1, row::stamp(now), &office.operator.login);
    let body = row::to_json(entry)?;
    let hash = hash_of(&before, seq, claim, &[&at, by, entry.code(), &body, ""]);
    tx.prepare_cached("INSERT INTO claim_entry (seq, claim, at, operator, action, body, why, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', ?7)")?
        .execute(params![seq, claim, at, by, entry.code(), body, hash])?;
    Ok(())
}

/// The hash of an entry as stored.
pub fn hash_of(before: &Hash, seq: i64, claim: i64, texts: &[&str; 5]) -> Hash {
    let (seq, claim) = (seq.to_be_bytes(), claim.to_be_bytes());
    let mut fields: Vec<&[u8]> = vec![&seq, &claim];
    fields.extend(texts.iter().map(|t| t.as_bytes()));
    chain::link(before, &fields)
}

/// Which requests: all, the one of a number, those that nobody has ended.
const ALL: &str = "?1 IS NULL";
const ONE: &str = "claim = ?1";
const OPEN: &str = "?1 IS NULL AND claim NOT IN (SELECT claim FROM claim_entry WHERE action IN ('answer', 'withdraw'))";

/// The answers that the office still owes, soonest first, as far as this operator may see the requests.
pub fn duties(conn: &Connection, office: &Office) -> Sql<Vec<DeskDuty>> {
    let open = folded(conn, OPEN, None)?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let days = retention::table(conn)?.claim_days;
    let mut owed = Vec::new();
    for claim in open {
        if is_seen(conn, office, &claim)? {
            owed.extend(claim.duty(&office.calendar, days));
        }
    }
    owed.sort_by_key(|d| d.due);
    Ok(owed)
}

/// Requests as their entries make them.
fn folded(conn: &Connection, which: &str, only: Option<i64>) -> Sql<Vec<Claim>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT claim, at, body FROM claim_entry WHERE {which} ORDER BY claim, seq"
    ))?;
    let mut rows = statement.query([only])?;
    let mut claims: Vec<Claim> = Vec::new();
    while let Some(r) = rows.next()? {
        let (number, today) = (r.get(0)?, row::instant(r, 1)?.date_naive());
        let entry: Entry = row::json(r, 2)?;
        match claims.last_mut().filter(|c| c.number == number) {
            Some(claim) => claim.take(&entry, today),
            None => claims.extend(Claim::begin(number, &entry, today)),
        }
    }
    Ok(claims)
}

fn no(why: Sentence) -> Refusal {
    let next = say!(
        "请补正后再来；登记簿：zhuoluo privacy list。",
        "Put it right and try again; the register: zhuoluo privacy list."
    );
    Trouble::unchanged(Exit::Refused, why, next).into()
}

fn missing(number: i64) -> Refusal {
    let why = say!(
        "登记簿里没有第{number}号申请。",
        "There is no request {number} in the register."
    );
    let next = say!(
        "登记簿：zhuoluo privacy list。",
        "The register: zhuoluo privacy list."
    );
    Trouble::unchanged(Exit::Missing, why, next).into()
}
