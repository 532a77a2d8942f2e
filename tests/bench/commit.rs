//! Registering one petition, beside the bare fsynced `SQLite` insert of the same bytes, interleaved.

use rusqlite::Connection;
use zhuoluo::domain::draft::{Draft, DraftPerson};
use zhuoluo::domain::intake::{self, Desk};
use zhuoluo::flow::Do;

use super::kit::{self, Times};

/// Registrations measured.
const ROUNDS: usize = 400;

pub fn run() {
    let mut store = kit::open(&kit::office(10_000));
    let office = store.office();
    let peer = bare();
    let (mut ours, mut bare_times) = (Times::default(), Times::default());
    for n in 0..ROUNDS {
        let draft = draft(n);
        let bytes = serde_json::to_string(&draft).unwrap_or_default();
        bare_times.run(|| {
            peer.execute("INSERT INTO t (body) VALUES (?1)", [&bytes])
                .map(|_| ())
                .unwrap_or_default();
        });
        let desk = Desk {
            today: kit::now().date_naive(),
            units: &office.units,
            categories: office.categories,
        };
        let Ok(intake) = intake::check(&draft, desk) else {
            continue;
        };
        ours.run(|| {
            store
                .perform(Do::Register(intake), kit::now())
                .map(|_| ())
                .unwrap_or_default();
        });
    }
    bare_times.print("bare fsynced insert of the same bytes");
    ours.print("register one petition (10,000 on file)");
    kit::ratio(&ours, &bare_times);
}

fn bare() -> Connection {
    let Ok(conn) = Connection::open(kit::fresh("bare.sqlite3")) else {
        panic!("a file for the peer")
    };
    let made = conn.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)");
    assert!(made.is_ok(), "the peer's table");
    conn
}

fn draft(n: usize) -> Draft {
    Draft {
        channel: "visit".to_owned(),
        requests: vec!["要求核实征地补偿款并说明依据".to_owned()],
        facts: format!(
            "修园区道路征了承包地，青苗和地上附着物少登记了0.8亩，补偿标准与邻居不一致。第{n}件。"
        ),
        place: "东甲镇".to_owned(),
        people: vec![DraftPerson {
            name: format!("张某{n}"),
            phones: vec![format!("139{:08}", n)],
            address: "示例县东甲镇戊村1号".to_owned(),
            ..DraftPerson::default()
        }],
        ..Draft::default()
    }
}
