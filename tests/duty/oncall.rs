//! The truth tables of on-call schedules, re-expressed: a rota held hour by hour against a reading of
//! the rules that looks at one instant alone. Who is on: the last override, else the single shifts,
//! else what the templates say; then the approved swaps. What nobody covers is a hole.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use zhuoluo::domain::calendar::Calendar;
use zhuoluo::domain::duty::book::Book;
use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::figures::{self, Hole};
use zhuoluo::domain::duty::rota::{final_rota, is_approved};
use zhuoluo::domain::duty::shift::{Crew, DayClass, Template};

use super::rota::{book, crew, deeds, shift, swap, t};
use crate::kit::Dice;

/// A rule: kinds of day, first hour, hours, first day in February, crews in turn.
fn rule(days: &[DayClass], starts: u32, hours: u32, from: &str, crews: &[&str]) -> Deed {
    Deed::Template(Template {
        id: 0,
        days: days.to_vec(),
        starts: NaiveTime::from_hms_opt(starts, 0, 0).expect("an hour"),
        hours,
        from: t(&format!("{from} 00:00")).date(),
        until: None,
        crews: crews.iter().map(|c| crew(c)).collect(),
        phone: String::new().into(),
    })
}

/// Who is on at each step from an instant: staff in a cell, `.` for nobody.
fn strip(book: &Book, from: &str, steps: i64, step: i64) -> String {
    let calendar = Calendar::shipped().expect("calendar");
    let (from, long) = (t(from), TimeDelta::hours(step));
    let to = from + TimeDelta::hours(step * steps);
    let turns = final_rota(book, &calendar, from, to);
    let cell = |n: i64| {
        let at = from + long * i32::try_from(n).expect("few");
        let on = turns.iter().filter(|turn| turn.holds(at));
        let mut who: Vec<&str> = on
            .flat_map(|turn| turn.crew.staff.iter().map(String::as_str))
            .collect();
        who.sort_unstable();
        if who.is_empty() {
            ".".to_owned()
        } else {
            who.concat()
        }
    };
    (0..steps).map(cell).collect::<Vec<_>>().join(" ")
}

/// Name, rota, first instant, who is on at each step.
type Row = (&'static str, Vec<Deed>, &'static str, &'static str);

const WEEK: [DayClass; 7] = {
    use DayClass::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
};

/// Handoffs and restrictions. 2 March 2026 is a Monday with no festival near.
fn handoffs() -> Vec<Row> {
    use DayClass::{Fri, Sat, Weekend, Workday};
    vec![
        (
            "daily handoff at eight, two crews",
            vec![rule(&WEEK, 8, 24, "03-02", &["w:a", "w:b"])],
            "03-02 08:00",
            "a a b b a a b b a a b b a a",
        ),
        (
            "the handoff hour is the next one's",
            vec![rule(&WEEK, 20, 24, "03-02", &["w:a", "w:b"])],
            "03-02 08:00",
            ". a a b b a a b b a a b b a",
        ),
        (
            "by time of day: nights alone",
            vec![rule(&WEEK, 20, 12, "03-02", &["w:a"])],
            "03-02 08:00",
            ". a . a . a . a . a . a . a",
        ),
        (
            "by time of day: days and nights are two rules",
            vec![
                rule(&WEEK, 8, 12, "03-02", &["w:a", "w:b"]),
                rule(&WEEK, 20, 12, "03-02", &["w:c"]),
            ],
            "03-02 08:00",
            "a c b c a c b c a c b c a c",
        ),
        (
            "by weekday: workdays alone, the turn waits over the weekend",
            vec![rule(&[Workday], 8, 24, "03-05", &["w:a", "w:b"])],
            "03-05 08:00",
            "a a b b . . . . a a b b a a",
        ),
        (
            "by weekday: Friday evening to Monday morning",
            vec![
                rule(&[Fri], 20, 12, "03-02", &["w:a"]),
                rule(&[Weekend], 8, 24, "03-02", &["w:a"]),
            ],
            "03-05 08:00",
            ". . . a a a a a . . . . . .",
        ),
        (
            "over midnight and over the end of a month",
            vec![rule(&[Sat], 20, 24, "02-01", &["w:a"])],
            "02-28 08:00",
            ". a a . . . . . . . . . . .",
        ),
    ]
}

/// Layers over one another, and days of their own kind.
fn layers() -> Vec<Row> {
    use DayClass::{MakeUp, Tue, Workday};
    vec![
        (
            "two rules overlap: both are on",
            vec![
                rule(&WEEK, 8, 24, "03-02", &["w:a"]),
                rule(&[Tue], 8, 12, "03-02", &["w:b"]),
            ],
            "03-02 08:00",
            "a a ab a a a a a a a a a a a",
        ),
        (
            "a single shift replaces the rules while it lasts",
            vec![
                rule(&WEEK, 8, 24, "03-02", &["w:a"]),
                Deed::Shift(shift("03-03 20:00", "03-04 20:00", "w:x")),
            ],
            "03-02 08:00",
            "a a a x x a a a a a a a a a",
        ),
        (
            "an override replaces both, and of two the later",
            vec![
                rule(&WEEK, 8, 24, "03-02", &["w:a"]),
                Deed::Shift(shift("03-03 08:00", "03-05 08:00", "w:x")),
                Deed::Override(shift("03-03 20:00", "03-04 20:00", "w:y")),
                Deed::Override(shift("03-04 08:00", "03-05 20:00", "w:z")),
            ],
            "03-02 08:00",
            "a a x y z z z a a a a a a a",
        ),
        (
            "an override over a hole fills it and moves no turn",
            vec![
                rule(&[Workday], 8, 24, "03-05", &["w:a", "w:b"]),
                Deed::Override(shift("03-07 08:00", "03-08 08:00", "w:y")),
            ],
            "03-05 08:00",
            "a a b b y y . . a a b b a a",
        ),
        (
            "a rule begins late: nobody before",
            vec![rule(&WEEK, 8, 24, "03-04", &["w:a"])],
            "03-02 08:00",
            ". . . . a a a a a a a a a a",
        ),
        // 14 February is a make-up workday, 15 to 23 the Spring Festival.
        (
            "a make-up workday is a workday with a rule of its own",
            vec![
                rule(&[Workday], 8, 12, "02-13", &["w:a", "w:b"]),
                rule(&[MakeUp], 20, 12, "02-13", &["w:m"]),
            ],
            "02-13 08:00",
            "a . b m . . . . . . . . . .",
        ),
    ]
}

#[test]
fn handoffs_restrictions_and_layers_as_on_call_schedules_have_them() {
    for (name, on_it, from, wanted) in handoffs().into_iter().chain(layers()) {
        // A cell is twelve hours.
        assert_eq!(strip(&book(on_it), from, 14, 12), wanted, "{name}");
    }
}

#[test]
fn there_is_no_hour_that_is_skipped_or_comes_twice() {
    // The office's zone knows no summer time: a day has 24 hours, also where others move their clocks.
    let rota = book(vec![rule(
        &[DayClass::Sat, DayClass::Sun, DayClass::Mon],
        0,
        24,
        "03-01",
        &["w:a", "w:b"],
    )]);
    for day in ["03-28", "03-29", "10-24", "10-25"] {
        let strip = strip(&rota, &format!("{day} 00:00"), 24, 1);
        let on: Vec<&str> = strip.split(' ').collect();
        assert!(
            on.len() == 24 && on.iter().all(|who| *who == on[0]),
            "{day}: {strip}"
        );
    }
}

/// Crews at an instant by the rules alone.
fn crews_at(book: &Book, calendar: &Calendar, at: NaiveDateTime) -> Vec<Crew> {
    let holds = |from: NaiveDateTime, to: NaiveDateTime| from <= at && at < to;
    let mut on: Vec<Crew> = Vec::new();
    for (o, _) in book.overrides.values().rev() {
        if holds(o.from, o.to) {
            on.push(o.crew.clone());
            break;
        }
    }
    if on.is_empty() {
        let single = book.shifts.values().filter(|(s, _)| holds(s.from, s.to));
        on.extend(single.map(|(s, _)| s.crew.clone()));
    }
    if on.is_empty() {
        for (rule, _) in book.templates.values() {
            // Day by day from the first: the crew of a day is the count of fitting days before it.
            let days = rule.from.iter_days().take_while(|d| *d <= at.date());
            let fitting = days.filter(|d| rule.days.iter().any(|c| c.has(calendar, *d)));
            for (turn, day) in fitting.enumerate() {
                let begins = day.and_time(rule.starts);
                if holds(begins, begins + TimeDelta::hours(i64::from(rule.hours))) {
                    on.push(rule.crews[turn % rule.crews.len()].clone());
                }
            }
        }
    }
    for s in book
        .swaps
        .iter()
        .filter(|s| is_approved(s) && holds(s.from, s.to))
    {
        for crew in on.iter_mut().filter(|c| c.has(&s.who)) {
            let gone = |login: &&mut String| **login == s.who;
            let all = crew.staff.iter_mut().chain([&mut crew.leader]);
            for login in all.filter(gone) {
                login.clone_from(&s.with);
            }
            let mut staff: Vec<String> = Vec::new();
            for login in &crew.staff {
                if !staff.contains(login) {
                    staff.push(login.clone());
                }
            }
            crew.staff = staff;
        }
    }
    on
}

fn hole_at(on: &[Crew]) -> Option<Hole> {
    let mut staff: BTreeSet<&str> = BTreeSet::new();
    staff.extend(on.iter().flat_map(|c| c.staff.iter().map(String::as_str)));
    let led = on.iter().any(|c| !c.leader.is_empty());
    match (staff.len(), led) {
        (0, false) => Some(Hole::Nobody),
        (0, true) => Some(Hole::NoStaff),
        (1, _) => Some(Hole::OneStaff),
        (_, false) => Some(Hole::NoLeader),
        _ => None,
    }
}

/// A rota as an office might leave it after a month of changes.
fn messy(dice: &mut Dice) -> Vec<Deed> {
    let people = ["a", "b", "c", "d", "e"];
    let day = |n: usize| t("03-01 00:00") + TimeDelta::hours(i64::try_from(n).expect("few"));
    let mut out = Vec::new();
    for _ in 0..2 + dice.below(14) {
        let (one, two) = (*dice.pick(&people), *dice.pick(&people));
        let staff = if one == two {
            one.to_owned()
        } else {
            format!("{one},{two}")
        };
        let who = format!("{}:{staff}", dice.pick(&["w", "", "a"]));
        let from = day(dice.below(240));
        let to = from + TimeDelta::hours(i64::try_from(1 + dice.below(30)).expect("few"));
        let mut laid = shift("03-01 00:00", "03-01 01:00", &who);
        (laid.from, laid.to) = (from, to);
        match dice.below(5) {
            0 => {
                let classes = [
                    DayClass::Workday,
                    DayClass::Weekend,
                    DayClass::Wed,
                    DayClass::Sun,
                ];
                let other = format!("w:{}", dice.pick(&people));
                let starts = u32::try_from(dice.below(24)).expect("few");
                let hours = u32::try_from(1 + dice.below(24)).expect("few");
                out.push(rule(
                    &[*dice.pick(&classes)],
                    starts,
                    hours,
                    "02-25",
                    &[&who, &other],
                ));
            }
            1 => out.push(Deed::Shift(laid)),
            2 => out.push(Deed::Override(laid)),
            _ if one != two => {
                let mut asked = swap(one, two, "03-01 00:00", "03-01 01:00");
                if let Deed::Swap(s) = &mut asked {
                    (s.from, s.to) = (from, to);
                }
                out.push(asked);
                let swap = i64::try_from(out.len()).expect("few");
                let approve = dice.below(4) != 0;
                out.push(Deed::DecideSwap { swap, approve });
            }
            _ => {}
        }
    }
    out
}

#[test]
fn every_hour_of_a_messy_rota_is_as_the_rules_read_at_that_hour() {
    let calendar = Calendar::shipped().expect("calendar");
    let (from, to) = (t("03-01 00:00"), t("03-12 00:00"));
    let mut holes = 0;
    for seed in 1..=60 {
        let rota = book(messy(&mut Dice(seed)));
        let turns = final_rota(&rota, &calendar, from, to);
        let gaps = figures::gaps(&turns, from, to);
        for hour in 0..264 {
            let at = from + TimeDelta::hours(hour);
            let mut wanted = crews_at(&rota, &calendar, at);
            let mut found: Vec<Crew> = turns
                .iter()
                .filter(|x| x.holds(at))
                .map(|x| x.crew.clone())
                .collect();
            let said = gaps
                .iter()
                .find(|g| g.from <= at && at < g.to)
                .map(|g| g.hole);
            assert_eq!(said, hole_at(&wanted), "seed {seed}, {at}");
            holes += usize::from(said.is_some());
            for crews in [&mut wanted, &mut found] {
                crews.sort_by(|a, b| (&a.leader, &a.staff).cmp(&(&b.leader, &b.staff)));
            }
            assert_eq!(found, wanted, "seed {seed}, {at}");
        }
        // Hours add up: what each has is what each stretch of theirs takes.
        let loads = figures::loads(&turns, &calendar, from, to);
        let hours: i64 = loads.values().map(|l| l.hours).sum();
        let all = |n: i64| {
            let on = crews_at(&rota, &calendar, from + TimeDelta::hours(n));
            // Somebody in two shifts at once has the hour once.
            let mut people: Vec<&str> = on.iter().flat_map(Crew::all).collect();
            people.sort_unstable();
            people.dedup();
            i64::try_from(people.len()).expect("few")
        };
        assert_eq!(hours, (0..264).map(all).sum::<i64>(), "seed {seed}");
    }
    assert!(holes > 1000, "the rotas have holes to be found: {holes}");
}

#[test]
fn deeds_in_short_are_read_as_they_are_written() {
    // What the tables are written in must not be what they test.
    let rota = book(deeds("S 05.08 06.08 w:a,b; O 05.20 05.22 x:c,d"));
    assert_eq!((rota.shifts.len(), rota.overrides.len()), (1, 1));
}
