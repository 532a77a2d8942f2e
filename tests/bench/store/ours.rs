//! The desk's own store at the work.

use std::path::Path;

use zhuoluo::domain::draft::{Draft, DraftPerson};
use zhuoluo::domain::intake::{self, Desk};
use zhuoluo::flow::request::Aim;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::Store;
use zhuoluo::words::{Lang, Trouble};

use super::Work;
use crate::kit;

/// An open store, and numbers that may be opened.
pub struct Side(Store, Vec<String>);

impl Side {
    pub fn open(file: &Path) -> Self {
        let numbers = numbers(file);
        Self(kit::open(file), numbers)
    }

    /// Registers petition `n`; gives its number.
    pub fn register(&mut self, n: usize) -> String {
        let office = self.0.office();
        let desk = Desk {
            today: kit::now().date_naive(),
            units: &office.units,
            categories: office.categories,
        };
        let Ok(intake) = intake::check(&draft(n), desk) else {
            panic!("a good intake")
        };
        match self.0.perform(Do::Register(intake), kit::now()) {
            Ok(Reply::Registered(done)) => done.file.number.0.clone(),
            Ok(_) => panic!("another answer"),
            Err(trouble) => fell(&trouble),
        }
    }
}

impl super::Side for Side {
    fn work(&mut self, work: Work, n: usize) {
        let done = match work {
            Work::Register => {
                self.register(n);
                return;
            }
            Work::Open => {
                let number = self.1[n % self.1.len()].clone();
                let (aim, why) = (Aim::Command, String::new());
                self.0.perform(Do::Open { number, aim, why }, kit::now())
            }
            Work::List => {
                let query = LedgerQuery {
                    limit: 50,
                    ..LedgerQuery::default()
                };
                self.0.ask_at(&Ask::Ledger(query), kit::now())
            }
        };
        if let Err(trouble) = done {
            fell(&trouble);
        }
    }
}

fn fell(trouble: &Trouble) -> ! {
    panic!("{}", trouble.say(Lang::En))
}

/// Numbers of plain petitions on file. Read before the store is opened: a second descriptor of the
/// file would end its locks when it is closed.
pub fn numbers(file: &Path) -> Vec<String> {
    let read = rusqlite::Connection::open(file).and_then(|conn| {
        let sql = "SELECT number FROM petition WHERE restricted = 0 AND status <> 'void' ORDER BY id LIMIT 97";
        let mut statement = conn.prepare(sql)?;
        let rows = statement.query_map([], |r| r.get(0))?;
        rows.collect::<rusqlite::Result<Vec<String>>>()
    });
    read.unwrap_or_else(|e| panic!("numbers: {e}"))
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
            phones: vec![format!("139{n:08}")],
            address: "示例县东甲镇戊村1号".to_owned(),
            ..DraftPerson::default()
        }],
        ..Draft::default()
    }
}
