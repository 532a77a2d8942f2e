//! Changing the office's own lists: units and operators. The change, its place in the audit trail
//! and the count that open desks watch are one transaction.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::unit_changes::{add_unit, known, move_unit, name_of, no, rename_unit, review_by};
use super::{Now, Refusal, Sql, Store, audit, fault, office, place, refusal};
use crate::domain::change::Change;
use crate::domain::ids::UnitId;
use crate::domain::length;
use crate::domain::office::Office;
use crate::domain::rights::{self, Duty, Operator};
use crate::flow::{Answer, Reply};
use crate::words::{Exit, Outside, Trouble};

/// Carries out a change, or says why not; answered by the facts as they are then.
pub fn change(store: &mut Store, change: &Change, now: Now) -> Answer {
    if let Change::AddOperator(new) = change {
        length::each(&[("name", &new.name)]).map_err(refusal::too_long)?;
    }
    let path = store.path.clone();
    let (after, edition, stood) = store.write_or(change.deed(), |tx, before| {
        let fresh = |what: String| (what, Vec::new());
        let (action, (what, stood)) = match change {
            Change::AddUnit { name, kind, under } => {
                ("unit", fresh(add_unit(tx, before, name, *kind, *under)?))
            }
            Change::RenameUnit { unit, name } => ("unit", rename_unit(tx, before, *unit, name)?),
            Change::MoveUnit { unit, under } => ("unit", move_unit(tx, before, *unit, *under)?),
            Change::ReviewBy { unit, organs } => ("unit", review_by(tx, before, *unit, organs)?),
            Change::AddOperator(new) => ("operator", fresh(add_operator(tx, before, new)?)),
            Change::RemoveOperator { login } => {
                ("operator", fresh(remove_operator(tx, before, login)?))
            }
            Change::SetPlace {
                phone,
                address,
                contacts,
            } => {
                let typed = [phone.as_deref(), address.as_deref()];
                (
                    "office",
                    place::set(tx, before, typed, contacts.as_deref())?,
                )
            }
        };
        let entry = audit::Entry::plain(now, action, &what);
        office::note_change(tx)?;
        audit::add(tx, before, &entry)?;
        Ok((
            office::again(tx, before, &path)?,
            office::edition(tx)?,
            stood,
        ))
    })?;
    (store.office, store.edition) = (Arc::new(after), edition);
    Ok(Reply::Changed(store.office(), stood))
}

fn add_operator(tx: &Transaction<'_>, office: &Office, new: &Operator) -> Result<String, Refusal> {
    let login = rights::login(&new.login).map_err(|why| {
        let next = say!("例：wang", "Example: wang");
        Refusal::from(Trouble::unchanged(Exit::Wrong, why, next))
    })?;
    let name = name_of(&new.name, "李某")?;
    known(office, new.unit)?;
    may_staff(office, (new.duty, new.unit))?;
    let another = say!(
        "请换一个登录名，例：{login}2",
        "Choose another login, e.g. {login}2"
    );
    if let Some((taken, whose)) = taken(tx, &login)? {
        let why = say!(
            "登录名“{taken}”已是{whose}的。",
            "The login \"{taken}\" is {whose}'s already."
        );
        return Err(no(why, another));
    }
    let before = before(tx, &login)?;
    // Whoever comes back finds what stands under the login: another unit does not bring back whom it did
    // not send away.
    if let Some(before) = &before {
        may_staff(office, (new.duty, before.unit))?;
    }
    // What stands under a login belongs to one person: drafts, reports entrusted to them, records, their own words.
    let other = before.filter(|b| b.name.raw() != name || b.login.raw() != login);
    if let Some(other) = other {
        let (login, name) = (other.login.raw(), other.name.raw());
        let why = say!(
            "登录名“{login}”从前是{name}的，其草稿、经办和记录都在这个名下。",
            "The login \"{login}\" was {name}'s; drafts, cases and records stand under it."
        );
        return Err(no(why, another));
    }
    let (duty, unit) = (new.duty, new.unit);
    let what = format!("add {login} {} #{} {name}", duty.code(), unit.0);
    let fitting = Operator {
        login,
        name,
        duty,
        unit,
    };
    office::add_operator(tx, &fitting)?;
    Ok(what)
}

/// Why the operator may not put somebody of a role on the roster of a unit, or take them off.
fn may_staff(office: &Office, of: (Duty, UnitId)) -> Result<(), Refusal> {
    let why = rights::staff_refused(&office.operator, of, &office.units);
    why.map_or(Ok(()), |why| Err(refusal::by_table(why).into()))
}

/// Whose a login is already, and how it is written there: two that differ in capitals alone look like one person's.
fn taken(tx: &Connection, login: &str) -> Sql<Option<(String, String)>> {
    let sql = "SELECT login, name FROM operator WHERE lower(login) = lower(?1)";
    tx.query_row(sql, [login], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()
}

/// Whose a login was when it was last taken off the roster.
struct Before {
    /// As it was written.
    login: Outside,
    unit: UnitId,
    name: Outside,
}

/// The words of the record by which a login, in whatever capitals, was last taken off the roster.
fn before(conn: &Connection, login: &str) -> Sql<Option<Before>> {
    let sql = "SELECT what FROM audit WHERE action = 'operator' AND lower(substr(what, 1, length(?1))) = lower(?1)
         ORDER BY seq DESC LIMIT 1";
    let begin = format!("remove {login} ");
    let what: Option<String> = conn.query_row(sql, [begin], |r| r.get(0)).optional()?;
    Ok(what.and_then(|what| {
        let mut words = what.splitn(5, ' ').skip(1);
        let login = words.next()?.into();
        let unit = words.nth(1)?.strip_prefix('#')?.parse().ok()?;
        let name = words.next()?.into();
        let unit = UnitId(unit);
        Some(Before { login, unit, name })
    }))
}

impl Store {
    /// Whether a login was on the roster before and taken off: who is added under it comes back.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn has_left(&self, login: &str) -> Result<bool, Trouble> {
        self.look(|conn, _| before(conn, login).map(|b| b.is_some()))
    }
}

/// Who is to be removed; whose row does not read may have been anybody, and is for those who name anybody.
fn whoever(read: Sql<Option<Operator>>, login: &str) -> Sql<Option<Operator>> {
    match read {
        Err(e) if fault::is_unreadable(&e) => Ok(Some(Operator {
            login: login.to_owned(),
            name: String::new(),
            duty: Duty::Administrator,
            unit: UnitId::OFFICE,
        })),
        read => read,
    }
}

fn remove_operator(tx: &Transaction<'_>, office: &Office, typed: &str) -> Result<String, Refusal> {
    let login = typed.trim();
    let roster = say!(
        "名册见 zhuoluo operator list；例：zhuoluo operator remove li",
        "`zhuoluo operator list` shows the roster; e.g. zhuoluo operator remove li"
    );
    let Some(leaving) = whoever(office::operator(tx, login), login)? else {
        let why = say!(
            "操作员名册里没有“{login}”。",
            "There is no operator \"{login}\" on the roster."
        );
        return Err(Trouble::unchanged(Exit::Missing, why, roster).into());
    };
    may_staff(office, (leaving.duty, leaving.unit))?;
    let count = |sql: &str| tx.query_row(sql, [login], |r| r.get::<_, i64>(0));
    let others = "SELECT count(*) FROM operator WHERE duty = 'administrator' AND login <> ?1";
    if leaving.duty == Duty::Administrator && count(others)? == 0 {
        return Err(no(
            say!(
                "“{login}”是唯一的管理员。",
                "\"{login}\" is the only administrator."
            ),
            say!(
                "先添加另一位，例：zhuoluo operator add li --name 李某 --role administrator",
                "Add another first, e.g. zhuoluo operator add li --name 李某 --role administrator"
            ),
        ));
    }
    if login == office.operator.login {
        return Err(no(
            say!("不能移除自己。", "You cannot remove yourself."),
            say!("请另一位管理员来做。", "Ask another administrator."),
        ));
    }
    // How many is nobody's to know who may not see them.
    if count(ALONE)? > 0 {
        return Err(no(
            say!(
                "“{login}”手里还有只有其本人能看到的未办结的检举控告，移除后无人能办。",
                "\"{login}\" holds unfinished reports that nobody else can see; nobody could handle them."
            ),
            say!(
                "请其先指定别人经办，例：zhuoluo act NUMBER handler --json -，内容 {{\"login\":\"wang\"}}",
                "Have them name another handler first: zhuoluo act NUMBER handler --json - with {{\"login\":\"wang\"}}"
            ),
        ));
    }
    tx.execute("DELETE FROM operator WHERE login = ?1", [login])?;
    let (duty, unit, name) = (leaving.duty.code(), leaving.unit.0, leaving.name);
    Ok(format!("remove {login} {duty} #{unit} {name}"))
}

/// Open reports that nobody but this operator may see.
const ALONE: &str = "SELECT count(*) FROM petition p JOIN reader r ON r.petition = p.id AND r.login = ?1
     WHERE p.restricted = 1 AND p.open = 1 AND NOT EXISTS
       (SELECT 1 FROM reader o JOIN operator w ON w.login = o.login WHERE o.petition = p.id AND o.login <> ?1)";
