//! Making a store and reading the office's own facts from it.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::FixedOffset;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::Deserialize;

use super::{Now, Refusal, Sql, calendars, duty, fault, room, row, schema, seats};
use crate::domain::calendar::Calendar;
use crate::domain::category::Categories;
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::period::Period;
use crate::domain::rights::{Duty, Operator, Seat};
use crate::domain::rules::Rules;
use crate::domain::unit::{Unit, Units};
use crate::words::{Exit, Sentence, Trouble, reason};

/// Minutes without a key after which a screen is locked, when the office has set none.
const LOCK_MINUTES: u32 = 10;

/// What a new store is made with.
#[derive(Clone, Debug)]
pub struct NewOffice {
    /// The office's name.
    pub name: String,
    /// Six-digit area code.
    pub area: String,
    /// Login of the first operator, an administrator.
    pub login: String,
    /// Its name as shown.
    pub operator: String,
    /// True for a sandbox.
    pub sandbox: bool,
    /// True to add the invented towns and villages of the demo office.
    pub demo_units: bool,
}

#[derive(Deserialize)]
struct UnitTable {
    unit: Vec<UnitRow>,
    demo: Vec<UnitRow>,
}

#[derive(Deserialize)]
struct UnitRow {
    name: String,
    kind: String,
    under: Option<String>,
}

/// Makes the file beside, fills it, and puts it in place by a rename that never replaces anything.
pub fn create(path: &Path, new: &NewOffice, now: Now) -> Result<(), Trouble> {
    let shown = path.display().to_string();
    if path.exists() {
        return Err(Trouble::unchanged(
            Exit::Failed,
            say!("“{shown}”已经存在。", "\"{shown}\" exists already."),
            say!(
                "直接打开它，或换一个文件名。",
                "Open it, or choose another file name."
            ),
        ));
    }
    let unmade = |e: std::io::Error| {
        let (zh, en) = reason(&e);
        Trouble::unchanged(
            Exit::Failed,
            say!(
                "建不了“{shown}”（{zh}）。",
                "\"{shown}\" cannot be made ({en})."
            ),
            say!("请检查文件夹和权限。", "Check the folder and its rights."),
        )
    };
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        make_private(folder).map_err(unmade)?;
    }
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let made = fill(&beside, path, new, now);
    let placed = made.and_then(|()| std::fs::hard_link(&beside, path).map_err(unmade));
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(room::with_end(&beside, end));
    }
    placed
}

/// Makes a folder that only its owner can enter, when it is not there.
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

/// Fills a file that is to be called otherwise: `named`.
fn fill(path: &Path, named: &Path, new: &NewOffice, now: Now) -> Result<(), Trouble> {
    let trouble = |e: rusqlite::Error| fault::trouble(&e, named);
    let mut conn = Connection::open(path).map_err(trouble)?;
    private_file(path);
    schema::prepare(&conn).map_err(trouble)?;
    schema::migrate(&mut conn, named, |_| Ok(()))?;
    seat(&mut conn, new, now).map_err(trouble)?;
    conn.close().map_err(|(_, e)| trouble(e))
}

fn seat(conn: &mut Connection, new: &NewOffice, now: Now) -> Sql<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    seed(&tx, new, now)?;
    super::witness::lists(&tx)?;
    tx.commit()?;
    schema::enter_wal(conn)
}

fn private_file(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
}

/// Address and contacts of an invented office.
const SAMPLE_PLACE: [&str; 2] = [
    "示例县人民路1号一楼东门",
    "示例县医院急诊 0999-5550120\n示例派出所 0999-5550110",
];

fn seed(tx: &Transaction<'_>, new: &NewOffice, now: Now) -> Sql<()> {
    let sandbox = if new.sandbox { "1" } else { "0" };
    for (key, value) in [
        ("name", new.name.as_str()),
        ("area", &new.area),
        ("zone", "+08:00"),
        ("sandbox", sandbox),
        ("phone", ""),
        // An invented office has an invented window, so that its urgent card is whole.
        ("address", if new.demo_units { SAMPLE_PLACE[0] } else { "" }),
        (
            "contacts",
            if new.demo_units { SAMPLE_PLACE[1] } else { "" },
        ),
        ("made", &row::stamp(now)),
    ] {
        tx.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)",
            params![key, value],
        )?;
    }
    let table: UnitTable = toml::from_str(include_str!("../../data/units.toml"))
        .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
    let rows = table
        .unit
        .iter()
        .chain(table.demo.iter().filter(|_| new.demo_units));
    for (i, unit) in rows.enumerate() {
        // The first row is the office itself, under its own name.
        let name = if i == 0 {
            new.name.as_str()
        } else {
            unit.name.as_str()
        };
        let under: Option<i64> = match &unit.under {
            Some(above) => tx
                .query_row("SELECT id FROM unit WHERE name = ?1", [above], |r| r.get(0))
                .optional()?,
            None => None,
        };
        tx.execute(
            "INSERT INTO unit (name, kind, under) VALUES (?1, ?2, ?3)",
            params![name, unit.kind, under],
        )?;
    }
    let first = Operator {
        login: new.login.clone(),
        name: new.operator.clone(),
        duty: Duty::Administrator,
        unit: UnitId::OFFICE,
    };
    add_operator(tx, &first)
}

/// Puts somebody on the roster.
pub fn add_operator(tx: &Transaction<'_>, new: &Operator) -> Sql<()> {
    tx.execute(
        "INSERT INTO operator (login, name, duty, unit) VALUES (?1, ?2, ?3, ?4)",
        params![new.login, new.name, new.duty.code(), new.unit.0],
    )?;
    Ok(())
}

/// How often the office's facts were changed: what every open store compares its own copy with.
pub fn edition(conn: &Connection) -> Sql<i64> {
    conn.prepare_cached("SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'edition'")?
        .query_row([], |r| r.get(0))
        .optional()
        .map(Option::unwrap_or_default)
}

/// Counts a change of the office's facts and witnesses it; belongs in the same transaction, before its row
/// in the audit trail.
pub fn note_change(tx: &Transaction<'_>) -> Sql<()> {
    tx.execute(
        "INSERT INTO setting (key, value) VALUES ('edition', '1')
         ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
        [],
    )?;
    super::witness::lists(tx)
}

/// The key of an operator's bell.
pub fn bell_of(login: &str) -> String {
    format!("bell:{login}")
}

/// Writes a setting.
pub fn put_setting(tx: &Transaction<'_>, key: &str, value: &str) -> Sql<()> {
    tx.execute(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
        params![key, value],
    )?;
    Ok(())
}

/// The only operator, when there is just one; of a sandbox with several, whom it was made for.
pub fn only_operator(conn: &Connection) -> Sql<Option<String>> {
    let mut statement = conn.prepare("SELECT login FROM operator LIMIT 2")?;
    let logins: Vec<String> = statement.query_map([], |r| r.get(0))?.collect::<Sql<_>>()?;
    if let [only] = &logins[..] {
        return Ok(Some(only.clone()));
    }
    let sql = "SELECT a.value FROM setting a JOIN setting b ON b.key = 'sandbox' AND b.value = '1' WHERE a.key = 'made_for'";
    conn.prepare(sql)?.query_row([], |r| r.get(0)).optional()
}

/// What somebody is told who is not on the roster.
pub fn stranger(login: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "操作员名册里没有“{login}”。",
            "There is no operator \"{login}\" on the roster."
        ),
        say!(
            "请管理员添加，或用 --as 指明自己的登录名。",
            "Ask the administrator to add you, or name your login with --as."
        ),
    )
}

/// A way to read the office's facts for an operator.
pub type Load = fn(&Connection, &str, &Path) -> Result<Office, Trouble>;

/// Reads the office's facts for an operator.
pub fn load(conn: &Connection, login: &str, path: &Path) -> Result<Office, Trouble> {
    let read = (calendars::calendar(conn), duty::periods(conn));
    facts(conn, login, path, read, calendars::rules(conn)?, false)
}

/// As [`load`], without what of the office's own does not read (a calendar, periods, rules, settings, units): enough
/// to verify a store and to copy it.
pub fn load_what_reads(conn: &Connection, login: &str, path: &Path) -> Result<Office, Trouble> {
    let calendar = match calendars::calendar(conn) {
        Err(e) if fault::is_unreadable(&e) => Calendar::shipped().map_err(|s| table_fault(&s))?,
        read => read.map_err(|e| fault::trouble(&e, path))?,
    };
    let periods = match duty::periods(conn) {
        Err(e) if fault::is_unreadable(&e) => Vec::new(),
        read => read.map_err(|e| fault::trouble(&e, path))?,
    };
    let rules = match calendars::rules(conn) {
        Err(Refusal::Trouble(_)) => Rules::with("").map_err(|s| table_fault(&s))?,
        read => read?,
    };
    facts(conn, login, path, (Ok(calendar), Ok(periods)), rules, true)
}

fn facts(
    conn: &Connection,
    login: &str,
    path: &Path,
    (calendar, periods): (Sql<Calendar>, Sql<Vec<Period>>),
    rules: Rules,
    leaving_out: bool,
) -> Result<Office, Trouble> {
    let sql = |e: rusqlite::Error| fault::trouble(&e, path);
    let operator = match operator(conn, login) {
        Err(e) if fault::is_unreadable(&e) => return Err(seats::unreadable(login)),
        read => read.map_err(sql)?.ok_or_else(|| stranger(login))?,
    };
    let setting = |key: &str| -> Sql<String> {
        let sql = "SELECT value FROM setting WHERE key = ?1";
        let read = conn.query_row(sql, [key], |r| r.get(0)).optional();
        Ok(fault::unless_unread(read, leaving_out)?.unwrap_or_default())
    };
    let zone = setting("zone").map_err(sql)?;
    Ok(Office {
        name: setting("name").map_err(sql)?,
        area: setting("area").map_err(sql)?,
        zone: zone
            .parse()
            .or_else(|_| "+08:00".parse::<FixedOffset>())
            .map_err(|_| table_fault(&say!("时区不对。", "The zone is wrong.")))?,
        sandbox: setting("sandbox").map_err(sql)? == "1",
        phone: setting("phone").map_err(sql)?,
        address: setting("address").map_err(sql)?,
        contacts: setting("contacts")
            .map_err(sql)?
            .lines()
            .map(str::to_owned)
            .collect(),
        operator,
        seat: Seat::default(),
        lock_minutes: setting("lock_minutes")
            .map_err(sql)?
            .parse()
            .unwrap_or(LOCK_MINUTES),
        bell: setting(&bell_of(login)).map_err(sql)? == "1",
        units: units(conn, leaving_out).map_err(sql)?,
        categories: Categories::shipped().map_err(|s| table_fault(&s))?,
        calendar: calendar.map_err(sql)?,
        rules,
        templates: fault::unless_unread(templates(conn), leaving_out).map_err(sql)?,
        periods: periods.map_err(sql)?,
    })
}

/// Reads the office's facts again for whoever sits there.
pub fn again(conn: &Connection, before: &Office, path: &Path) -> Result<Office, Trouble> {
    let mut office = load(conn, &before.operator.login, path)?;
    office.seat.clone_from(&before.seat);
    Ok(office)
}

fn table_fault(what: &Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        what.clone(),
        say!(
            "请检查 data 文件夹里的表后重新编译。",
            "Check the tables in the data folder and build again."
        ),
    )
}

/// An operator by login.
pub fn operator(conn: &Connection, login: &str) -> Sql<Option<Operator>> {
    let sql = "SELECT login, name, duty, unit FROM operator WHERE login = ?1";
    conn.query_row(sql, [login], seats::read_operator)
        .optional()
}

fn units(conn: &Connection, leaving_out: bool) -> Sql<Units> {
    let mut statement = conn.prepare(
        "SELECT u.id, u.name, u.kind, u.under, coalesce(s.value, ''), coalesce(o.value, '') FROM unit u
         LEFT JOIN setting s ON s.key = 'former:' || u.id LEFT JOIN setting o ON o.key = 'reviewers:' || u.id ORDER BY u.id",
    )?;
    let rows = statement.query_map([], |r| {
        Ok(Unit {
            id: UnitId(r.get(0)?),
            name: r.get(1)?,
            kind: r.get(2)?,
            under: r.get::<_, Option<i64>>(3)?.map(UnitId),
            former: r.get_ref(4)?.as_str()?.lines().map(str::to_owned).collect(),
            reviewers: (r.get_ref(5)?.as_str()?.lines())
                .filter_map(|id| id.parse().ok().map(UnitId))
                .collect(),
        })
    })?;
    let read = rows.filter(|unit| !leaving_out || !unit.as_ref().is_err_and(fault::is_unreadable));
    Ok(Units(read.collect::<Sql<_>>()?))
}

/// The office's own templates of papers, by `kind.lang`.
fn templates(conn: &Connection) -> Sql<BTreeMap<String, String>> {
    let sql =
        "SELECT substr(key, 10), value FROM setting WHERE key GLOB 'template:*' AND value <> ''";
    let mut statement = conn.prepare(sql)?;
    statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect()
}
