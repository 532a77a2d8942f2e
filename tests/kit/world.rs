//! A store in a folder that goes away, with operators and a frozen clock.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use zhuoluo::domain::act;
use zhuoluo::domain::chain;
use zhuoluo::domain::change::Change;
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::domain::intake::{self, Desk, Intake};
use zhuoluo::domain::rights::{Duty, Operator};
use zhuoluo::flow::request::Registered;
use zhuoluo::flow::view::{File, LedgerPage, LedgerQuery, Panel};
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::{NewOffice, Store, audit};
use zhuoluo::words::Trouble;

use super::instant;

/// A store of an invented office.
pub struct World {
    folder: TempDir,
    /// Opened by `wang`, the administrator.
    pub store: Store,
    /// The frozen instant.
    pub now: DateTime<FixedOffset>,
}

/// The invented office as it is made new.
pub fn new_office() -> NewOffice {
    NewOffice {
        name: "示例县信访局".to_owned(),
        area: "999999".to_owned(),
        login: "wang".to_owned(),
        operator: "王某".to_owned(),
        sandbox: true,
        demo_units: true,
    }
}

/// Chains the rows of a trail as versions did that bound them to nothing; `seat`: how an operator came in.
fn chain_as_then(first: &Connection, seat: &str) {
    first
        .execute_batch("DROP TRIGGER audit_no_update")
        .expect("open");
    let sql = format!(
        "SELECT seq, petition, at, operator, action, what, why, {seat} FROM audit ORDER BY seq"
    );
    let mut rows = first.prepare(&sql).expect("the trail");
    let mut rows = rows.query([]).expect("rows");
    let mut before = chain::START;
    while let Some(r) = rows.next().expect("a row") {
        let texts: [String; 5] = [2, 3, 4, 5, 6].map(|at| r.get(at).expect("a text"));
        let (seq, petition) = (r.get(0).expect("a number"), r.get(1).expect("a petition"));
        let seat: [String; 2] = [7, 8].map(|at| r.get(at).expect("a text"));
        let (texts, seat) = (
            texts.each_ref().map(String::as_str),
            seat.each_ref().map(String::as_str),
        );
        before = audit::hash_of(&before, seq, petition, &texts, &seat, None, None);
        first
            .execute("UPDATE audit SET hash = ?2 WHERE seq = ?1", (seq, before))
            .expect("chained");
    }
    first
        .execute_batch("CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;")
        .expect("closed");
}

/// Makes of a store what version 19 left.
pub fn unbind(path: &std::path::Path) {
    let store = Connection::open(path).expect("the copy");
    store
        .execute_batch(
            "DROP INDEX petition_code_end; DROP TABLE apart; DROP TABLE brought; DROP TABLE became; DROP TABLE written; ALTER TABLE audit DROP COLUMN events; ALTER TABLE audit DROP COLUMN duties; ALTER TABLE audit DROP COLUMN claims;
             ALTER TABLE audit DROP COLUMN witnesses; ALTER TABLE audit DROP COLUMN bound; ALTER TABLE audit DROP COLUMN role; PRAGMA user_version = 19;",
        )
        .expect("as it was");
    chain_as_then(&store, "key, came");
}

impl World {
    /// A new store on 2026-03-05 in the morning.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let now = instant("2026-03-05T09:00:00+08:00");
        let path = folder.path().join("desk.db");
        let store = Store::create(&path, &new_office(), now).expect("a store");
        Self { folder, store, now }
    }

    /// The store's file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("desk.db")
    }

    /// The folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A connection behind the program's back.
    pub fn raw(&self) -> Connection {
        Connection::open(self.path()).expect("a raw connection")
    }

    /// The truth of this store in a file as the first version made it: no caches at all.
    pub fn first_version(&self) -> PathBuf {
        let path = self.folder().join("first.db");
        let first = Connection::open(&path).expect("a file");
        first
            .execute_batch(include_str!("../../data/schema/0001_desk.sql"))
            .expect("the first schema");
        let attach = format!("ATTACH '{}' AS now", self.path().display());
        first.execute_batch(&attach).expect("attached");
        for table in ["setting", "unit", "operator", "petitioner", "event"] {
            let copy = format!("INSERT INTO {table} SELECT * FROM now.{table}");
            first.execute_batch(&copy).expect("copied");
        }
        first
            .execute_batch("INSERT INTO audit SELECT seq, at, operator, action, petition, what, why, hash FROM now.audit;
                DETACH now; PRAGMA application_id = 1514952015; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;")
            .expect("marked");
        chain_as_then(&first, "'', ''");
        path
    }

    /// This store in a file as version 19 left it: no row of the trail is bound to anything.
    pub fn before_bound(&self) -> PathBuf {
        let path = self.folder().join("unbound.db");
        let into = format!("VACUUM INTO '{}'", path.display());
        self.raw().execute_batch(&into).expect("copied");
        unbind(&path);
        path
    }

    /// Seats another operator in the office and opens the store for them.
    pub fn seat(&self, login: &str, duty: &str) -> Store {
        self.seat_in(login, "李某", duty, "示例县信访局")
    }

    /// Seats somebody in a unit and opens the store for them.
    pub fn seat_in(&self, login: &str, name: &str, duty: &str, unit: &str) -> Store {
        seat(&self.path(), (login, name), duty, unit, self.now);
        Store::open(&self.path(), login).expect("the store")
    }

    /// Moves the clock on.
    pub fn at(&mut self, text: &str) -> &mut Self {
        self.now = instant(text);
        self
    }

    /// A checked intake from JSON laid over the kit's own draft.
    pub fn intake(&self, more: &Value) -> Intake {
        let office = self.store.office();
        let draft = Draft::from_json(&super::log::draft(more)).expect("a draft");
        let desk = Desk {
            today: self.now.date_naive(),
            units: &office.units,
            categories: office.categories,
        };
        intake::check(&draft, desk).expect("an intake")
    }

    /// Registers.
    pub fn register(&mut self, more: &Value) -> Registered {
        let intake = self.intake(more);
        register(&mut self.store, intake, self.now).expect("registered")
    }

    /// Takes a step.
    pub fn act(
        &mut self,
        number: &PetitionNo,
        kind: &str,
        body: &Value,
    ) -> Result<Box<File>, Trouble> {
        act(&mut self.store, number, kind, body, self.now)
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.raw()
            .query_row(&sql, [], |r| r.get(0))
            .expect("a count")
    }

    /// What `verify` finds.
    pub fn findings(&mut self) -> Vec<String> {
        let found = self.store.verify(|_| {}).expect("verify");
        found
            .iter()
            .map(|f| format!("{}: {}", f.kind, f.what.en))
            .collect()
    }
}

/// Registers in any store.
pub fn register(
    store: &mut Store,
    intake: Intake,
    now: DateTime<FixedOffset>,
) -> Result<Registered, Trouble> {
    match store.perform(Do::Register(intake), now)? {
        Reply::Registered(done) => Ok(*done),
        other => panic!("{other:?}"),
    }
}

/// Takes a step in any store.
pub fn act(
    store: &mut Store,
    number: &PetitionNo,
    kind: &str,
    body: &Value,
    now: DateTime<FixedOffset>,
) -> Result<Box<File>, Trouble> {
    let kind = StepKind::parse(kind).expect("a step");
    let step =
        act::read(kind, body, now.date_naive(), &store.office().units).expect("a readable step");
    match store.perform(Do::Act(number.clone(), step), now)? {
        Reply::Acted(file, _) => Ok(file),
        other => panic!("{other:?}"),
    }
}

/// Opens a file in any store.
pub fn open(
    store: &mut Store,
    number: &str,
    now: DateTime<FixedOffset>,
) -> Result<Box<File>, Trouble> {
    open_for(store, number, "", now)
}

/// Opens a file in any store, for a reason.
pub fn open_for(
    store: &mut Store,
    number: &str,
    why: &str,
    now: DateTime<FixedOffset>,
) -> Result<Box<File>, Trouble> {
    let order = Do::Open {
        number: number.to_owned(),
        aim: zhuoluo::flow::request::Aim::Command,
        why: why.to_owned(),
    };
    match store.perform(order, now)? {
        Reply::File(file) => Ok(file),
        other => panic!("{other:?}"),
    }
}

/// The alert panel of any store.
pub fn panel(store: &Store, now: DateTime<FixedOffset>) -> Panel {
    match store
        .ask(&Ask::Panel { limit: 1000 }, now.date_naive())
        .expect("a panel")
    {
        Reply::Panel(panel) => panel,
        other => panic!("{other:?}"),
    }
}

/// The ledger of any store.
pub fn ledger(store: &Store, now: DateTime<FixedOffset>) -> LedgerPage {
    let query = LedgerQuery {
        limit: 1000,
        ..LedgerQuery::default()
    };
    match store
        .ask(&Ask::Ledger(query), now.date_naive())
        .expect("a page")
    {
        Reply::Ledger(page) => {
            // The count is reckoned another way than the rows are read: it never gives away more.
            assert_eq!(page.total.min(1000), page.rows.len(), "counted and listed");
            page
        }
        other => panic!("{other:?}"),
    }
}

/// A report against the village.
pub fn report() -> Value {
    json!({
        "class": "report",
        "route": "",
        "summary": "反映戊村村委会账目不公开",
        "requests": ["请求查处"],
        "accused": [{"name": "戊村村委会", "unit": "戊村"}],
    })
}

/// Puts somebody on the roster of a store, as its administrator.
pub fn seat(
    path: &std::path::Path,
    (login, name): (&str, &str),
    duty: &str,
    unit: &str,
    now: DateTime<FixedOffset>,
) {
    let mut store = Store::open(path, "wang").expect("the store");
    let unit = store.office().units.find(unit).expect("a unit");
    let new = Operator {
        login: login.to_owned(),
        name: name.to_owned(),
        duty: Duty::parse(duty).expect("a role"),
        unit,
    };
    let change = Do::Change(Change::AddOperator(new));
    store.perform(change, now).expect("a seat");
}
