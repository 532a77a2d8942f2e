//! Names and numbers are covered from a role that does not need them, wherever they would come out.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::domain::rights::{Deed, Duty, may};
use zhuoluo::flow::request::Aim;
use zhuoluo::flow::same::Same;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::Home;

const NAME: &str = "钱多多";
const ADDRESS: &str = "银杏巷七号院";
/// Name, telephones before and after a correction, document number, address, how they are reached.
const SECRETS: [&str; 6] = [
    NAME,
    "13800138001",
    "13900139002",
    "999999199001011234",
    ADDRESS,
    "联系邻居孙婶",
];

/// An office with somebody of each role, and a petition of somebody whose record was corrected.
fn office() -> (Home, String) {
    let home = Home::sandbox();
    let draft = json!({
        "channel": "visit", "class": "request", "route": "petition", "received_on": "2026-11-05",
        "people": [{ "name": NAME, "phones": [SECRETS[1]], "id_number": SECRETS[3], "address": ADDRESS,
            "contact_by": SECRETS[5] }],
        "requests": ["要求核实征地补偿款"],
    });
    let number = home.register(&draft)["number"].clone();
    let number = number.as_str().expect("a number").to_owned();
    let right = json!({"field": "phones", "value": SECRETS[2], "reasons": "录错"});
    home.act(&number, "correct_record", &right).is(0);
    let campaign = ["campaign", "open", "清零", "--basis", "x", "--lead", "x"];
    home.run(&[&campaign[..], &["--until", "2027-01-01"]].concat())
        .is(0);
    let add = ["campaign", "add", "清零", &number, "--cause", "unit"];
    home.run(&add).is(0);
    for duty in Duty::ALL {
        let (login, role) = (format!("r-{}", duty.code()), duty.code());
        let words = ["operator", "add", &login, "--name", "办某", "--role", role];
        home.run(&[&["--as", "wang"], &words[..]].concat()).is(0);
    }
    (home, number)
}

/// Commands by which somebody may come out: how each is typed, and whether it is an export.
const SINKS: &[(&[&str], bool)] = &[
    (&["show", "N"], false),
    (&["show", "N", "--json"], false),
    (&["explain", "N"], false),
    (&["explain", "N", "--json"], false),
    (&["find", "qianduoduo"], false),
    (&["find", "钱"], false),
    (&["find", "钱", "--json"], false),
    (&["find", "qianduoduo", "--json"], false),
    (&["find", "补偿款", "--json"], false),
    (&["find", "8001", "--json"], false),
    (&["person", "show", "1"], false),
    (&["person", "show", "1", "--json"], false),
    (&["person", "merge", "1", "2", "--preview", "--json"], false),
    (&["paper", "N", "receipt"], false),
    (&["paper", "N", "notice"], false),
    (&["owed"], false),
    (&["owed", "--json"], false),
    (&["remind", "--dry-run"], false),
    (&["self-check", "--json"], false),
    (&["campaign", "show", "清零", "--json"], false),
    (&["count"], false),
    (&["duty", "now", "--json"], false),
    (&["duty", "handover", "show", "--json"], false),
    (&["privacy", "list", "--json"], false),
    (&["privacy", "copy", "N"], false),
    (&["import", "--list"], false),
    (&["audit", "list", "--json"], false),
    (&["audit", "list", "--person", "N"], false),
    (&["audit", "export"], false),
    (&["export", "petitions"], true),
    (&["export", "petitions", "--format", "json"], true),
    (&["export", "owed", "--format", "json"], true),
    (&["export", "people"], true),
    (&["export", "people", "--format", "json"], true),
    (&["export", "campaigns", "--format", "json"], true),
    (&["export", "supervisions", "--format", "json"], true),
    (&["export", "self-check", "--format", "json"], true),
];

#[test]
fn no_command_shows_in_full_what_the_role_does_not_need() {
    let (home, number) = office();
    for duty in Duty::ALL {
        let login = format!("r-{}", duty.code());
        let mut came: Vec<&str> = Vec::new();
        for (words, export) in SINKS {
            let mut all = vec!["--as", &login, "--now", "2026-12-04T10:00:00+08:00"];
            all.extend(words.iter().map(|w| if *w == "N" { &number } else { *w }));
            let ran = home.run(&all);
            let said = format!("{}\n{}", ran.out, ran.talk);
            let full = may(*duty, if *export { Deed::Unmasked } else { Deed::Full });
            for secret in SECRETS.iter().filter(|s| said.contains(**s)) {
                assert!(full, "{all:?}: {secret} in {said}");
                came.push(secret);
            }
        }
        // The test can fail: whoever needs them sees all of them.
        let all = SECRETS.iter().all(|s| came.contains(s));
        assert_eq!(all, may(*duty, Deed::Full), "{login}: {came:?}");
    }
    let seen = home.run(&["--as", "r-auditor", "show", &number]).is(0).out;
    assert!(
        seen.contains("钱＊＊") && seen.contains("139＊＊＊＊9002"),
        "{seen}"
    );
}

#[test]
fn no_answer_to_the_screen_names_in_full_whom_the_role_does_not_need() {
    let (home, number) = office();
    let now = crate::kit::instant("2026-12-04T10:00:00+08:00");
    for duty in Duty::ALL {
        let login = format!("r-{}", duty.code());
        let open = || Store::open(&home.store(), &login).expect("the store");
        let mut store = open();
        let mut finder = Finder::new(open()).expect("a finder");
        let mut said = Vec::new();
        for aim in [Aim::Read, Aim::Again, Aim::People, Aim::Deadline] {
            let (number, why) = (number.clone(), "核对".to_owned());
            said.push(format!(
                "{:?}",
                store.perform(Do::Open { number, aim, why }, now)
            ));
        }
        let find = |text: &str| Ask::Find {
            text: text.to_owned(),
            limit: 9,
        };
        for order in [
            Do::Same(Same::Open(PersonId(1))),
            Do::Export(LedgerQuery {
                limit: 9,
                ..LedgerQuery::default()
            }),
        ] {
            said.push(format!("{:?}", store.perform(order, now)));
        }
        for ask in [
            Ask::Panel { limit: 9 },
            Ask::Ledger(LedgerQuery {
                limit: 9,
                ..LedgerQuery::default()
            }),
            Ask::Duty {
                at: now.naive_local(),
            },
            Ask::Drafts,
            find("qianduoduo"),
            find("8001"),
            Ask::Alike(PersonId(1)),
        ] {
            said.push(format!("{:?}", finder.ask_at(&ask, now)));
        }
        let said = said.concat();
        assert!(said.contains("钱"), "{login}: nobody was found");
        for secret in SECRETS {
            assert_eq!(
                said.contains(secret),
                may(*duty, Deed::Full),
                "{login} {secret}"
            );
        }
    }
}
