//! What stands first in the panel of the festival, and what is left when it is over: by hand.

use serde_json::Value;

use super::oracle::{day, is_off, working};
use super::petitions::{self, Content, Petition};
use super::{at, desk as keys, owed};
use crate::commands::Home;

/// In the panel of the festival: what is late first; of the rest unpaid wages first, with the clocks of
/// labour inspection counted by hand; and no group that a date belies.
pub fn first_in_the_panel(home: &Home, all: &[Petition]) {
    let today = day(2, 6);
    let list = at(home, "wang", "02-06 10:00", &["owed", "--json"]).json();
    petitions::compare(all, &list, today);
    let rows: Vec<&Value> = list.as_array().expect("a list").iter().collect();
    let wages = |o: &Value| {
        let mut found = all.iter().filter(|p| o["number"] == p.number.as_str());
        found.next().is_some_and(|p| p.content == Content::Wages)
    };
    let of = |o: &Value| o["stands"]["group"].as_str().unwrap_or_default().to_owned();
    let order = ["overdue", "signature", "shift", "period", "later"];
    let reach = working(day(2, 12), 5).to_string();
    let mut before: Option<(usize, bool)> = None;
    for o in rows.iter().filter(|o| o["number"] != "") {
        let group = of(o);
        let place = order.iter().position(|g| *g == group).expect("a group");
        let now = (place, !wages(o));
        assert!(place != 0 || o["state"] == "overdue", "{o}");
        assert!(o["state"] != "overdue" || place == 0, "{o}");
        let far = o["effective_due"].as_str().expect("a day") > reach.as_str();
        assert!(
            place != 4 || far,
            "within five working days after the period: {o}"
        );
        assert!(place != 3 || !far, "{o}");
        if let Some(before) = before {
            assert!(
                before.0 != now.0 || before <= now,
                "wages first within a group: {o}"
            );
        }
        before = Some(now);
    }
    let filed = working(today, 5);
    let mut done = working(filed, 60);
    while is_off(done) {
        done = done.succ_opt().expect("a day");
    }
    let (filed, done) = (format!("{filed}前决定立案"), format!("（约{done}）办结"));
    for o in rows.iter().filter(|o| wages(o)) {
        let why = o["stands"]["why"]["zh"].as_str().unwrap_or_default();
        assert!(
            why.contains(&filed) && why.contains(&done),
            "{filed} {done}: {o}"
        );
    }
}

/// The list made by hand of what is left on the morning after.
pub fn by_hand(home: &Home, town: &str) {
    let after = owed(home, "02-13 09:00");
    let evening = ["18", "20", "22"].map(|h| format!("check_in:2027-02-08T{h}:00"));
    assert_eq!(keys(&after, "check_in"), evening);
    let mut reports = vec![
        "zero_report:1:2027-02-09T17:00".to_owned(),
        format!("zero_report:{town}:2027-02-06T17:00"),
    ];
    reports.sort();
    assert_eq!(keys(&after, "zero_report"), reports);
    let unsigned = ["08T16", "09T00", "11T08"].map(|t| format!("handover:2027-02-{t}:00"));
    assert_eq!(keys(&after, "handover"), unsigned);
    let round = format!("screening_report:{town}:2027-02-14");
    assert_eq!(keys(&after, "screening_report"), [round]);
    for kind in ["rota_gap", "publish_hours", "urgent_follow_up"] {
        assert_eq!(keys(&after, kind), [] as [&str; 0], "{kind}");
    }
    // A head accounts for one of the missed: it is met late and off the list.
    let words = [
        "duty",
        "account",
        "check_in:2027-02-08T18:00",
        "路上受阻，已补班",
    ];
    at(home, "zhou", "02-13 09:10", &words).is(0);
    assert_eq!(keys(&owed(home, "02-13 09:20"), "check_in").len(), 2);
}
