//! The table of rights, asked by command and by screen: every role tries everything, and both give
//! the answer of the table.

use serde_json::json;
use zhuoluo::domain::change::Change;
use zhuoluo::domain::duty::deed::Deed as DutyDeed;
use zhuoluo::domain::duty::dispute::{Dispute, DisputeKind};
use zhuoluo::domain::ids::{PersonId, UnitId};
use zhuoluo::domain::rights::{Deed, Duty, Operator, Reach, may, reach};
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::register::Register;
use zhuoluo::flow::same::Same;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::store::Store;
use zhuoluo::words::Exit;

use super::Home;
use super::every::commands;

/// The units of which every role is tried: the petition office, and one under it.
const UNITS: [(&str, &str); 2] = [("r", OFFICE), ("t", "东甲镇")];
const OFFICE: &str = "示例县信访局";

fn seat_everyone(home: &Home) {
    for (duty, (short, unit)) in Duty::ALL.iter().flat_map(|d| UNITS.map(|u| (d, u))) {
        let login = format!("{short}-{}", duty.code());
        let add = [
            "--as",
            "wang",
            "operator",
            "add",
            &login,
            "--name",
            "李某",
            "--role",
            duty.code(),
            "--unit",
            unit,
        ];
        home.run(&add).is(0);
    }
}

#[test]
fn every_role_gets_the_answer_of_the_table_by_command() {
    by_command("r", OFFICE);
}

#[test]
fn every_role_of_another_unit_gets_the_answer_of_the_table_by_command() {
    by_command("t", "东甲镇");
}

fn by_command(short: &str, unit: &str) {
    let home = Home::sandbox();
    let number = home.petition();
    seat_everyone(&home);
    for duty in Duty::ALL {
        let login = format!("{short}-{}", duty.code());
        for (words, deed) in commands() {
            let mut all = vec!["--as", &login];
            all.extend(words.iter().map(|w| if *w == "N" { &number } else { *w }));
            let ran = home.feed(&all, b"{}");
            let refused = ran.status == 3 && ran.talk.contains("能做的角色");
            assert_eq!(
                refused,
                !allowed(*duty, *deed, unit, words),
                "{all:?}: {} {}",
                ran.status,
                ran.talk
            );
        }
    }
}

/// The answer of the table: by role, and in another unit by how far the right reaches, where it is asked for
/// the petition office.
fn allowed(duty: Duty, deed: Deed, unit: &str, words: &[&str]) -> bool {
    let elsewhere = unit != OFFICE;
    may(duty, deed)
        && match reach(deed) {
            Reach::Anywhere => true,
            Reach::Below => !(elsewhere && words.contains(&OFFICE)),
            Reach::Office => !elsewhere,
        }
}

fn entry(body: &serde_json::Value) -> zhuoluo::domain::claim::Entry {
    serde_json::from_value(body.clone()).expect("an entry")
}

/// What the screen asks for, with what it does.
fn orders(number: &str) -> Vec<(Do, Deed)> {
    let world = crate::kit::World::new();
    let open = |why: &str| Do::Open {
        number: number.to_owned(),
        aim: zhuoluo::flow::request::Aim::Command,
        why: why.to_owned(),
    };
    let units = &world.store.office().units;
    let kind = zhuoluo::domain::event::StepKind::Note;
    let today = crate::kit::day("2026-11-20");
    let note =
        zhuoluo::domain::act::read(kind, &json!({"text": "记"}), today, units).expect("a note");
    let print = Do::Print {
        number: number.to_owned(),
        paper: "receipt".to_owned(),
        why: String::new(),
    };
    vec![
        (Do::Register(world.intake(&json!({}))), Deed::Register),
        (
            Do::Act(zhuoluo::domain::ids::PetitionNo(number.to_owned()), note),
            Deed::Step,
        ),
        (open(""), Deed::Open),
        (Do::Same(Same::Open(PersonId(1))), Deed::Open),
        (
            Do::Claim(
                None,
                entry(&json!({"entry": "receive", "asked": "copy", "text": "x"})),
                None,
            ),
            Deed::Give,
        ),
        (
            Do::Claim(
                Some(1),
                entry(&json!({"entry": "decide", "ruling": "granted", "approver": "x"})),
                None,
            ),
            Deed::Restrict,
        ),
        (print, Deed::Paper),
        (Do::Export(LedgerQuery::default()), Deed::Export),
        (Do::DropDraft("d".to_owned()), Deed::Register),
    ]
}

/// What is asked of the duty desk and of the office's own lists: for another unit it is the office's.
fn at_the_office() -> Vec<(Do, Deed)> {
    let duty = |deed| Do::Duty(DutyOrder::plain(deed));
    let at = crate::kit::instant(super::NOW).naive_local();
    let log = DutyDeed::Log {
        at,
        text: "来电".into(),
        unusual: false,
    };
    let ended = DutyDeed::EndPeriod {
        period: 99,
        on: at.date(),
    };
    let renamed = Change::RenameUnit {
        unit: UnitId(99),
        name: "甲".to_owned(),
    };
    let dispute = |unit| {
        DutyDeed::Dispute(Dispute {
            kind: DisputeKind::Other,
            unit,
            place: "x".into(),
            matter: "修路".into(),
            due_on: at.date(),
        })
    };
    let someone = |unit| {
        Change::AddOperator(Operator {
            login: "wang".to_owned(),
            name: "某".to_owned(),
            duty: Duty::Window,
            unit,
        })
    };
    vec![
        (duty(log), Deed::Duty),
        (duty(DutyDeed::DropShift { shift: 99 }), Deed::Rota),
        (duty(ended), Deed::Period),
        (Do::DutyCode, Deed::Duty),
        (Do::Change(renamed), Deed::Office),
        (duty(dispute(UnitId::OFFICE)), Deed::Report),
        (Do::Change(someone(UnitId::OFFICE)), Deed::Staff),
    ]
}

#[test]
fn every_role_of_another_unit_gets_the_answer_of_the_table_by_screen() {
    let home = Home::sandbox();
    let number = home.petition();
    seat_everyone(&home);
    let now = crate::kit::instant(super::NOW);
    let refused = |answer: zhuoluo::flow::Answer| matches!(answer, Err(t) if t.exit == Exit::Refused && t.what.zh.contains("能做的角色") && !t.kept.zh.is_empty() && !t.next.zh.is_empty());
    for duty in Duty::ALL {
        for (short, unit) in UNITS {
            let login = format!("{short}-{}", duty.code());
            let mut store = Store::open(&home.store(), &login).expect("open");
            for (order, deed) in orders(&number) {
                let may = allowed(*duty, deed, unit, &[]);
                let said = format!("{login} {order:?}");
                assert_eq!(refused(store.perform(order, now)), !may, "{said}");
            }
            for (order, deed) in at_the_office() {
                assert_eq!(order.deed(), deed);
                // All of it is about the petition office.
                let may = allowed(*duty, deed, unit, &[OFFICE]);
                let said = format!("{login} {order:?}");
                assert_eq!(refused(store.perform(order, now)), !may, "{said}");
            }
            for (ask, deed) in [
                (Ask::Operators, Deed::Roster),
                (
                    Ask::HandoverLines {
                        of: 1,
                        from: 0,
                        most: 1,
                    },
                    Deed::Log,
                ),
                (
                    Ask::Duty {
                        at: now.naive_local(),
                    },
                    Deed::Look,
                ),
                (Ask::Register(Register::Claims), Deed::Give),
            ] {
                let may = allowed(*duty, deed, unit, &[]);
                assert_eq!(refused(store.ask_at(&ask, now)), !may, "{login} {ask:?}");
            }
        }
    }
}

#[test]
fn every_role_gets_the_answer_of_the_table_by_screen() {
    let home = Home::sandbox();
    let number = home.petition();
    seat_everyone(&home);
    let now = crate::kit::instant(super::NOW);
    let refused = |answer: zhuoluo::flow::Answer| matches!(answer, Err(t) if t.exit == Exit::Refused && t.what.zh.contains("能做的角色"));
    for duty in Duty::ALL {
        let mut store = Store::open(&home.store(), &format!("r-{}", duty.code())).expect("open");
        for (order, deed) in orders(&number) {
            assert_eq!(order.deed(), deed);
            let said = format!("{duty:?} {order:?}");
            assert_eq!(
                refused(store.perform(order, now)),
                !may(*duty, deed),
                "{said}"
            );
        }
        for (ask, deed) in [
            (Ask::Operators, Deed::Roster),
            (Ask::Panel { limit: 1 }, Deed::Look),
            (Ask::Register(Register::SelfCheck), Deed::Look),
            (Ask::Register(Register::Claims), Deed::Give),
            (Ask::Ledger(LedgerQuery::default()), Deed::Look),
        ] {
            assert_eq!(
                refused(store.ask_at(&ask, now)),
                !may(*duty, deed),
                "{duty:?} {ask:?}"
            );
        }
    }
    let trail = rusqlite::Connection::open(home.store()).expect("the store");
    let count = "SELECT count(*) FROM audit WHERE action = 'refuse' AND operator = 'r-auditor'";
    let refusals: i64 = trail.query_row(count, [], |r| r.get(0)).expect("a count");
    assert!(refusals >= 4, "each refusal is on record: {refusals}");
}

#[test]
fn whoever_may_change_roles_may_not_make_keys_and_no_role_may_do_all() {
    for deed in Deed::ALL {
        assert!(
            Duty::ALL.iter().any(|d| may(*d, *deed)),
            "{deed:?}: nobody may"
        );
    }
    for duty in Duty::ALL.iter().filter(|d| **d != Duty::Administrator) {
        assert!(
            !may(*duty, Deed::Office) && !may(*duty, Deed::Staff),
            "{duty:?}"
        );
        assert!(!may(*duty, Deed::Unmasked), "{duty:?}");
    }
    assert!(!may(Duty::Auditor, Deed::Full));
    assert!(!may(Duty::Auditor, Deed::Step) && !may(Duty::Auditor, Deed::Register));
}
