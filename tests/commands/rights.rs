//! The table of rights, asked by command and by screen: every role tries everything, and both give
//! the answer of the table.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::domain::rights::{Deed, Duty, may};
use zhuoluo::flow::register::Register;
use zhuoluo::flow::same::Same;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::store::Store;
use zhuoluo::words::Exit;

use super::Home;
use super::every::commands;

fn seat_everyone(home: &Home) {
    for duty in Duty::ALL {
        let login = format!("r-{}", duty.code());
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
        ];
        home.run(&add).is(0);
    }
}

#[test]
fn every_role_gets_the_answer_of_the_table_by_command() {
    let home = Home::sandbox();
    let number = home.petition();
    seat_everyone(&home);
    for duty in Duty::ALL {
        let login = format!("r-{}", duty.code());
        for (words, deed) in commands() {
            let mut all = vec!["--as", &login];
            all.extend(words.iter().map(|w| if *w == "N" { &number } else { *w }));
            let ran = home.feed(&all, b"{}");
            let refused = ran.status == 3 && ran.talk.contains("能做的角色");
            assert_eq!(
                refused,
                !may(*duty, *deed),
                "{all:?}: {} {}",
                ran.status,
                ran.talk
            );
        }
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
            !may(*duty, Deed::Office) && !may(*duty, Deed::Unmasked),
            "{duty:?}"
        );
    }
    assert!(!may(Duty::Auditor, Deed::Full));
    assert!(!may(Duty::Auditor, Deed::Step) && !may(Duty::Auditor, Deed::Register));
}
