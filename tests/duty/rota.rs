//! Truth tables of the final rota: layers, overrides, swaps, midnight, 24 hours, make-up workdays.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use zhuoluo::domain::calendar::Calendar;
use zhuoluo::domain::duty::book::Book;
use zhuoluo::domain::duty::deed::{Deed, DutyEvent};
use zhuoluo::domain::duty::figures::{self, Hole};
use zhuoluo::domain::duty::rota::{final_rota, spells};
use zhuoluo::domain::duty::shift::{Crew, DayClass, Shift, Swap, Template};

/// `02-05 08:00` of 2026.
pub fn t(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(&format!("2026-{text}"), "%Y-%m-%d %H:%M").expect("an instant")
}

pub fn crew(text: &str) -> Crew {
    let (leader, staff) = text.split_once(':').expect("leader:staff");
    Crew {
        leader: leader.to_owned(),
        staff: staff.split(',').map(str::to_owned).collect(),
    }
}

pub fn shift(from: &str, to: &str, who: &str) -> Shift {
    Shift {
        from: t(from),
        to: t(to),
        crew: crew(who),
        phone: String::new().into(),
    }
}

pub fn book(deeds: Vec<Deed>) -> Book {
    let at: DateTime<FixedOffset> = "2026-01-01T08:00:00+08:00".parse().expect("an instant");
    let events: Vec<DutyEvent> = deeds
        .into_iter()
        .zip(1..)
        .map(|(what, seq)| DutyEvent {
            seq,
            at,
            by: "head".into(),
            why: String::new().into(),
            what,
        })
        .collect();
    Book::of(&events)
}

pub fn swap(who: &str, with: &str, from: &str, to: &str) -> Deed {
    Deed::Swap(Swap {
        id: 0,
        who: who.to_owned(),
        with: with.to_owned(),
        from: t(from),
        to: t(to),
        decided: None,
    })
}

/// `from–to leader:staff` of every turn between two instants.
fn read(book: &Book, from: &str, to: &str) -> Vec<String> {
    let calendar = Calendar::shipped().expect("calendar");
    let short = |at: NaiveDateTime| at.format("%d.%H").to_string();
    final_rota(book, &calendar, t(from), t(to))
        .into_iter()
        .map(|x| {
            let staff = x.crew.staff.join(",");
            format!(
                "{}-{} {}:{staff}",
                short(x.from),
                short(x.to),
                x.crew.leader
            )
        })
        .collect()
}

fn daily(days: DayClass, crews: &[&str]) -> Deed {
    Deed::Template(Template {
        id: 0,
        days: vec![days],
        starts: chrono::NaiveTime::from_hms_opt(8, 0, 0).expect("a time"),
        hours: 24,
        from: t("02-02 00:00").date(),
        until: None,
        crews: crews.iter().map(|c| crew(c)).collect(),
        phone: String::new().into(),
    })
}

/// `05.08` of February.
fn hour(text: &str) -> NaiveDateTime {
    let (day, hour) = text.split_once('.').expect("day.hour");
    t(&format!("02-{day} {hour}:00"))
}

/// Deeds in short: `S from to crew` a shift, `O` an override, `E id from to crew` an edit, `D id` an
/// override taken back, `X who with from to` a swap, `Y id` approved, `N id` refused, `T day crew`.
pub fn deeds(text: &str) -> Vec<Deed> {
    let laid = |w: &[&str]| Shift {
        from: hour(w[0]),
        to: hour(w[1]),
        crew: crew(w[2]),
        phone: String::new().into(),
    };
    let one = |text: &str| {
        let w: Vec<&str> = text.split_whitespace().collect();
        let id = || w[1].parse().expect("a number");
        match w[0] {
            "S" => Deed::Shift(laid(&w[1..])),
            "O" => Deed::Override(laid(&w[1..])),
            "E" => Deed::EditShift {
                shift: id(),
                to: laid(&w[2..]),
            },
            "D" => Deed::DropOverride { id: id() },
            "X" => Deed::Swap(Swap {
                id: 0,
                who: w[1].to_owned(),
                with: w[2].to_owned(),
                from: hour(w[3]),
                to: hour(w[4]),
                decided: None,
            }),
            "Y" | "N" => Deed::DecideSwap {
                swap: id(),
                approve: w[0] == "Y",
            },
            "T" => daily(DayClass::parse(w[1]).expect("a day"), &[w[2]]),
            other => panic!("no such deed: {other}"),
        }
    };
    text.split(';').map(one).collect()
}

#[test]
fn the_layers_of_a_rota() {
    for (name, on_it, wanted) in [
        ("24 hours", "S 05.08 06.08 w:a,b", "05.08-06.08 w:a,b"),
        (
            "an override inside parts the shift",
            "S 05.08 06.08 w:a,b; O 05.20 05.22 x:c,d",
            "05.08-05.20 w:a,b; 05.20-05.22 x:c,d; 05.22-06.08 w:a,b",
        ),
        (
            "over midnight to the very end",
            "S 05.08 06.08 w:a,b; O 05.20 06.08 x:c,d",
            "05.08-05.20 w:a,b; 05.20-06.08 x:c,d",
        ),
        (
            "covering the shift",
            "S 05.08 06.08 w:a,b; O 05.00 06.12 x:c,d",
            "05.00-06.12 x:c,d",
        ),
        (
            "only touching it",
            "S 05.08 06.08 w:a,b; O 06.08 06.10 x:c,d",
            "05.08-06.08 w:a,b; 06.08-06.10 x:c,d",
        ),
        (
            "of two overrides the later wins",
            "S 05.08 06.08 w:a,b; O 05.10 05.20 x:c,d; O 05.12 05.14 y:e,f",
            "05.08-05.10 w:a,b; 05.10-05.12 x:c,d; 05.12-05.14 y:e,f; 05.14-05.20 x:c,d; 05.20-06.08 w:a,b",
        ),
        (
            "taken back",
            "S 05.08 06.08 w:a,b; O 05.10 05.20 x:c,d; D 2",
            "05.08-06.08 w:a,b",
        ),
        (
            "a single shift lies over a template",
            "T thu w:a,b; S 05.20 06.08 w:c,d",
            "05.08-05.20 w:a,b; 05.20-06.08 w:c,d",
        ),
    ] {
        let read = read(&book(deeds(on_it)), "02-05 00:00", "02-06 23:00");
        assert_eq!(read.join("; "), wanted, "{name}");
    }
}

#[test]
fn swaps_hold_for_a_person_and_an_interval() {
    let night = "S 05.08 06.08 w:a,b; X a c 05.20 06.08";
    for (name, more, wanted) in [
        ("not approved yet", "", "05.08-06.08 w:a,b"),
        ("refused", "; N 2", "05.08-06.08 w:a,b"),
        ("approved", "; Y 2", "05.08-05.20 w:a,b; 05.20-06.08 w:c,b"),
        (
            "survives an edit of the hours",
            "; Y 2; E 1 05.10 06.10 w:a,b",
            "05.10-05.20 w:a,b; 05.20-06.08 w:c,b; 06.08-06.10 w:a,b",
        ),
        (
            "survives an edit of the other one",
            "; Y 2; E 1 05.08 06.08 w:a,d",
            "05.08-05.20 w:a,d; 05.20-06.08 w:c,d",
        ),
        (
            "who took it over may pass it on",
            "; Y 2; X c d 06.00 06.08; Y 4",
            "05.08-05.20 w:a,b; 05.20-06.00 w:c,b; 06.00-06.08 w:d,b",
        ),
        (
            "an override has its own crew",
            "; Y 2; O 05.22 06.02 x:e,f",
            "05.08-05.20 w:a,b; 05.20-05.22 w:c,b; 05.22-06.02 x:e,f; 06.02-06.08 w:c,b",
        ),
        (
            "the leader swaps too",
            "; X w x 05.00 07.00; Y 3",
            "05.08-06.08 x:a,b",
        ),
        (
            "nobody counts twice",
            "; X a b 05.00 07.00; Y 3",
            "05.08-06.08 w:b",
        ),
    ] {
        let read = read(
            &book(deeds(&format!("{night}{more}"))),
            "02-05 00:00",
            "02-06 23:00",
        );
        assert_eq!(read.join("; "), wanted, "{name}");
    }
}

#[test]
fn a_swap_whose_shift_moved_away_is_named() {
    let calendar = Calendar::shipped().expect("calendar");
    let deeds = vec![
        Deed::Shift(shift("02-05 08:00", "02-06 08:00", "w:a,b")),
        swap("a", "c", "02-05 08:00", "02-06 08:00"),
        Deed::DecideSwap {
            swap: 2,
            approve: true,
        },
        Deed::EditShift {
            shift: 1,
            to: shift("02-08 08:00", "02-09 08:00", "w:a,b"),
        },
    ];
    let book = book(deeds);
    let (from, to) = (t("02-05 00:00"), t("02-10 00:00"));
    let turns = final_rota(&book, &calendar, from, to);
    assert_eq!(figures::stranded(&book, &turns, from, to), vec![2]);
}

#[test]
fn templates_go_by_the_calendar() {
    // 2026: Saturday 14 February is a make-up workday, 15 to 23 February is the Spring Festival.
    let table: Vec<(DayClass, &[&str])> = vec![
        (
            DayClass::Workday,
            &["13.08-14.08 w:c,d", "14.08-15.08 w:a,b"],
        ),
        (DayClass::MakeUp, &["14.08-15.08 w:a,b"]),
        (DayClass::Sat, &["14.08-15.08 w:c,d"]),
        (DayClass::Weekend, &[]),
        (
            DayClass::Festival,
            &["15.08-16.08 w:a,b", "16.08-17.08 w:c,d"],
        ),
    ];
    for (days, wanted) in table {
        let all = read(
            &book(vec![daily(days, &["w:a,b", "w:c,d"])]),
            "02-13 08:00",
            "02-17 00:00",
        );
        assert_eq!(all, wanted, "{days:?}");
    }
}

#[test]
fn the_rota_is_the_same_whatever_interval_is_asked_for() {
    let deeds = vec![
        daily(DayClass::Workday, &["w:a,b", "w:c,d"]),
        Deed::Shift(shift("02-05 20:00", "02-06 08:00", "w:e,f")),
        Deed::Override(shift("02-06 07:00", "02-06 12:00", "x:g,h")),
        swap("c", "a", "02-05 09:00", "02-06 10:00"),
        Deed::DecideSwap {
            swap: 4,
            approve: true,
        },
    ];
    let (book, calendar) = (book(deeds), Calendar::shipped().expect("calendar"));
    let whole = final_rota(&book, &calendar, t("02-01 00:00"), t("02-12 00:00"));
    for hour in 0..240 {
        let from = t("02-02 00:00") + chrono::TimeDelta::hours(hour);
        let to = from + chrono::TimeDelta::hours(1);
        let piece = final_rota(&book, &calendar, from, to);
        let same = whole.iter().filter(|x| x.from < to && from < x.to);
        assert_eq!(piece, same.cloned().collect::<Vec<_>>(), "{from}");
    }
}

#[test]
fn figures_of_holes_overlaps_and_overload() {
    let calendar = Calendar::shipped().expect("calendar");
    let book = book(vec![
        Deed::Shift(shift("02-16 08:00", "02-17 08:00", "w:a,b")),
        Deed::Shift(shift("02-17 08:00", "02-17 20:00", ":a,c")),
        Deed::Shift(shift("02-17 18:00", "02-18 02:00", "w:c")),
    ]);
    let (from, to) = (t("02-16 00:00"), t("02-18 08:00"));
    let turns = final_rota(&book, &calendar, from, to);
    let gaps: Vec<(String, String, Hole)> = figures::gaps(&turns, from, to)
        .into_iter()
        .map(|g| {
            (
                g.from.format("%d.%H").to_string(),
                g.to.format("%d.%H").to_string(),
                g.hole,
            )
        })
        .collect();
    let row = |a: &str, b: &str, hole| (a.to_owned(), b.to_owned(), hole);
    assert_eq!(
        gaps,
        vec![
            row("16.00", "16.08", Hole::Nobody),
            row("17.08", "17.18", Hole::NoLeader),
            row("17.20", "18.02", Hole::OneStaff),
            row("18.02", "18.08", Hole::Nobody),
        ]
    );
    let doubles = figures::doubles(&turns);
    assert_eq!(doubles.len(), 1);
    assert_eq!(
        (doubles[0].login.as_str(), doubles[0].from),
        ("c", t("02-17 18:00"))
    );
    let loads = figures::loads(&turns, &calendar, from, to);
    // a: 24 hours and 12 without a rest between; all of it on festival days, eight of it at night.
    let a = &loads["a"];
    assert_eq!((a.hours, a.night, a.festival, a.longest), (36, 8, 36, 36));
    assert_eq!(spells(&turns).len(), 3);
}
