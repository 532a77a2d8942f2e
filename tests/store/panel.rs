//! The panel and the listing of what is owed against the plainest reading: every row of the cache, who
//! may see its petition asked one by one, sorted, cut. Over random offices, days, units and operators.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};
use zhuoluo::domain::ids::{PetitionNo, UnitId};
use zhuoluo::domain::obligation::{Kind, Obligation};
use zhuoluo::store::{Counts, Filter, Store};

use crate::kit::World;
use crate::kit::world::{act, panel, report};
use crate::kit::{Dice, instant};

/// One row of the plain reading.
#[derive(Clone, Debug)]
struct Line {
    number: String,
    petition: i64,
    ord: i64,
    handled: bool,
    owed: Obligation,
}

/// All rows of the cache on petitions that the operator may see.
fn plainly(world: &World, store: &Store) -> Vec<Line> {
    let raw = world.raw();
    let sql = "SELECT p.number, d.petition, d.ord, d.body, d.handled FROM due d JOIN petition p ON p.id = d.petition";
    let mut statement = raw.prepare(sql).expect("a query");
    let rows = statement.query_map([], |r| {
        let body: String = r.get(3)?;
        Ok(Line {
            number: r.get(0)?,
            petition: r.get(1)?,
            ord: r.get(2)?,
            handled: r.get(4)?,
            owed: serde_json::from_str(&body).expect("an obligation"),
        })
    });
    let mut lines: Vec<Line> = rows
        .expect("rows")
        .map(|r| r.expect("a row"))
        .filter(|l| store.matter_of(&l.number).is_ok())
        .collect();
    lines.sort_by_key(|l| {
        let due = &l.owed.due;
        (
            due.effective,
            due.warn,
            l.handled,
            l.petition,
            Reverse(l.ord),
        )
    });
    lines
}

fn keys(lines: impl Iterator<Item = (String, Obligation)>) -> Vec<(String, Kind, i64, NaiveDate)> {
    lines
        .map(|(number, o)| (number, o.kind, o.since, o.due.effective))
        .collect()
}

fn counted(lines: &[Line], today: NaiveDate, near: NaiveDate, unit: Option<UnitId>) -> Counts {
    let mine = |l: &&Line| unit.is_none_or(|u| l.owed.owed_by == u);
    let count = |fits: &dyn Fn(&Obligation) -> bool| {
        lines.iter().filter(mine).filter(|l| fits(&l.owed)).count()
    };
    Counts {
        overdue: count(&|o| o.due.effective < today && o.kind != Kind::Object),
        due: count(&|o| o.due.warn <= today && o.due.effective >= today),
        near: count(&|o| o.due.warn > today && o.due.warn <= near),
    }
}

/// An office of so many petitions in every stage, some of them reports, some withdrawn from.
fn office(dice: &mut Dice, petitions: usize) -> World {
    let mut world = World::new();
    for (login, name, unit) in [
        ("zhao", "赵某", "东甲镇"),
        ("qian", "钱某", "戊村"),
        ("li", "李某", "示例县信访局"),
    ] {
        world.seat_in(login, name, "caseworker", unit);
    }
    for n in 0..petitions {
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).expect("a day") + Days::new(3 * n as u64);
        world.at(&format!("{day}T09:00:00+08:00"));
        let secret = *dice.pick(&[false, false, false, true]);
        let mut more = if secret { report() } else { json!({}) };
        more["draft"] = json!(format!("d{n}"));
        let number = world.register(&more).file.number;
        if secret && *dice.pick(&[true, false]) {
            let _ = world.act(&number, "handler", &json!({"login": "li"}));
        }
        let to = *dice.pick(&["东甲镇", "戊村", "教育局"]);
        let steps = [
            ("forward", json!({"to": to})),
            ("sign_for", json!({})),
            ("accept", json!({})),
            ("notify", json!({})),
            (
                "supervise",
                json!({"demand": "letter", "text": "抓紧", "due_on": day + Days::new(20)}),
            ),
        ];
        let few = *dice.pick(&[0_usize, 1, 2, 3, 5]);
        for (step, body) in &steps[..few] {
            let _ = world.act(&number, step, body);
        }
        let recused = json!({"login": *dice.pick(&["li", "zhao"]), "substitute": "wang", "reasons": "亲属", "approver": "王某"});
        if *dice.pick(&[false, false, true]) {
            let _ = world.act(&number, "recuse", &recused);
        }
        if *dice.pick(&[false, false, false, true]) {
            let _ = world.act(&number, "sort", &sorted_anew());
        }
    }
    world
}

/// What came as a report and is none is hidden from whom it accuses all the same.
fn sorted_anew() -> Value {
    json!({"class": "request", "route": "petition", "category": "02"})
}

/// One operator on one day.
struct Eyes<'a> {
    store: Store,
    lines: Vec<Line>,
    today: NaiveDate,
    near: NaiveDate,
    world: &'a World,
}

impl<'a> Eyes<'a> {
    fn of(world: &'a World, login: &str, today: NaiveDate) -> Self {
        let store = Store::open(&world.path(), login).expect("the store");
        let days = store.office().rules.ladder.near;
        Self {
            lines: plainly(world, &store),
            near: today + Days::new(u64::try_from(days).expect("days")),
            store,
            today,
            world,
        }
    }

    fn plain(&self, filter: &Filter) -> Vec<(String, Kind, i64, NaiveDate)> {
        let fits = |l: &&Line| {
            let o = &l.owed;
            o.is_owed(self.today)
                && filter.unit.is_none_or(|u| o.owed_by == u)
                && filter.kind.is_none_or(|k| o.kind == k)
                && filter.until.is_none_or(|d| o.due.effective <= d)
                && filter
                    .near
                    .is_none_or(|d| o.due.warn <= d || o.due.effective < self.today)
        };
        let kept = self
            .lines
            .iter()
            .filter(fits)
            .map(|l| (l.number.clone(), l.owed.clone()));
        keys(kept.take(filter.limit.unwrap_or(usize::MAX)))
    }

    fn lists(&self, filter: &Filter) {
        let owed = self.store.owed(filter, self.today).expect("owed");
        let read = keys(owed.into_iter().map(|o| (o.number.0, o.obligation)));
        let login = self.store.office().operator.login.clone();
        assert_eq!(
            read,
            self.plain(filter),
            "{login} {} {filter:?}",
            self.today
        );
    }

    fn panels(&self, unit: UnitId, limit: usize) {
        let (counts, owed) = self
            .store
            .unit_panel(unit, self.today, limit)
            .expect("a panel");
        let owed = keys(owed.into_iter().map(|o| (o.number.0, o.obligation)));
        let filter = Filter {
            near: Some(self.near),
            unit: Some(unit),
            limit: Some(limit),
            ..Filter::default()
        };
        assert_eq!(owed, self.plain(&filter), "{} {filter:?}", self.today);
        assert_eq!(
            counts,
            counted(&self.lines, self.today, self.near, Some(unit))
        );
    }

    fn screen(&self) {
        let shown = panel(
            &self.store,
            instant(&format!("{}T10:00:00+08:00", self.today)),
        );
        let counts = Counts {
            overdue: shown.overdue,
            due: shown.due,
            near: shown.near,
        };
        assert_eq!(counts, counted(&self.lines, self.today, self.near, None));
        let raw = self.world.raw();
        let mut open = raw
            .prepare("SELECT number FROM petition WHERE open = 1")
            .expect("a query");
        let open = open.query_map([], |r| r.get::<_, String>(0)).expect("rows");
        let open = open.filter(|n| self.store.matter_of(n.as_ref().expect("a number")).is_ok());
        assert_eq!(shown.open, open.count(), "in hand");
    }
}

fn agrees(world: &World, login: &str, today: NaiveDate, dice: &mut Dice) {
    let eyes = Eyes::of(world, login, today);
    let units: Vec<UnitId> = eyes.store.office().units.0.iter().map(|u| u.id).collect();
    for unit in std::iter::once(None).chain(units.into_iter().map(Some)) {
        let limit = Some(*dice.pick(&[1, 2, 3, 7, 1000]));
        let of_unit = Filter {
            unit,
            ..Filter::default()
        };
        eyes.lists(&of_unit);
        let until = Some(today + Days::new(*dice.pick(&[0, 4, 30])));
        eyes.lists(&Filter {
            until,
            limit,
            ..of_unit.clone()
        });
        let kind = Some(*dice.pick(Kind::ALL));
        eyes.lists(&Filter {
            kind,
            limit,
            ..of_unit
        });
        if let (Some(unit), Some(limit)) = (unit, limit) {
            eyes.panels(unit, limit);
        }
    }
    eyes.screen();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn the_panel_is_the_plain_reading_cut(seed in any::<u64>(), petitions in 1_usize..14) {
        let mut dice = Dice(seed);
        let mut world = office(&mut dice, petitions);
        let last = world.now.date_naive();
        for after in [0, 1, 9, 40, 120] {
            for login in ["wang", "li", "zhao", "qian"] {
                agrees(&world, login, last + Days::new(after), &mut dice);
            }
        }
        prop_assert_eq!(world.findings(), [""; 0]);
    }
}

#[test]
fn a_closed_case_and_one_taken_up_again_are_counted_once() {
    let mut world = World::new();
    let number: PetitionNo = world.register(&json!({})).file.number.clone();
    let open = |world: &World| panel(&world.store, world.now).open;
    assert_eq!(open(&world), 1);
    world
        .act(&number, "withdraw", &json!({"reasons": "已协商解决"}))
        .expect("withdrawn");
    assert_eq!(open(&world), 0);
    act(
        &mut world.store,
        &number,
        "reopen",
        &json!({"reasons": "新的事实"}),
        world.now,
    )
    .expect("again");
    assert_eq!(open(&world), 1);
    assert_eq!(world.findings(), [""; 0]);
}
