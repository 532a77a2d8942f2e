//! What comes with text from elsewhere: registered forms of characters, signs of writing direction and
//! country codes around numbers.

use zhuoluo::search::MatchClass;

use super::county::{named, people};
use super::whole::Index;

#[test]
fn a_registered_form_sounds_like_the_usual_one() {
    let index =
        Index::build(
            people(400, 12)
                .into_iter()
                .chain([named(90001, "魏𠮷娜", "", "", "")]),
        );
    for (query, class) in [
        ("weijina", MatchClass::Sound),
        ("魏jn", MatchClass::Letters),
        ("魏吉娜", MatchClass::Variant),
    ] {
        let hit = index.find(query, 10).into_iter().next();
        let found = hit.map(|hit| (hit.person.0, hit.class));
        assert_eq!(found, Some((90001, class)), "{query}");
    }
}

#[test]
fn a_pasted_number_is_found_with_what_came_along() {
    use MatchClass::{NumberPart, NumberSlip, NumberTail, Same};
    let known = named(1, "张三丰", "13811118834", "99999919620304111X", "");
    let index = Index::build([known]);
    let found = |query: &str| {
        let hit = index.find(query, 10).into_iter().next();
        hit.map(|hit| (hit.person.0, hit.class))
    };
    for typed in ["13811118834", "99999919620304111x"] {
        for (before, after) in [
            ('\u{202A}', '\u{202C}'),
            ('\u{202D}', '\u{202C}'),
            ('\u{2066}', '\u{2069}'),
            ('\u{AD}', '\u{61C}'),
            ('\u{FFF9}', '\u{FFFB}'),
        ] {
            assert_eq!(found(&format!("{before}{typed}{after}")), Some((1, Same)));
        }
    }
    for (query, class) in [
        ("+8613811118834", Same),
        ("＋８６１３８１１１１８８３４", Same),
        ("+86\u{A0}13811118834", Same),
        ("8613811118834", Same),
        ("008613811118834", Same),
        ("+86 138 1111 8834", Same),
        ("86-138-1111-8834", Same),
        ("138 1111 8834", Same),
        ("138-1111-8834", Same),
        ("1381111 8834", Same),
        ("999999 19620304 111x", Same),
        ("张三丰 138 1111 8834", Same),
        ("138 1111 8835", NumberSlip),
        // Two numbers of one person stay two.
        ("1962 8834", NumberPart),
        ("8834 19620304", NumberPart),
        ("+8613811118", NumberPart),
        ("三丰+8834", NumberTail),
    ] {
        assert_eq!(found(query), Some((1, class)), "{query}");
    }
}

/// Where more than one thing is the same as a whole, the reason says all of them.
#[test]
fn a_reason_says_everything_that_is_the_same() {
    let index = Index::build([
        named(1, "张三丰", "13811118834", "99999919620304111X", ""),
        named(2, "张三丰", "", "", ""),
    ]);
    let why = |hits: &[zhuoluo::search::Hit]| hits[0].why;
    for (query, zh) in [
        ("张三丰", "姓名相同"),
        ("13811118834", "电话相同"),
        ("138-1111-8834", "电话相同"),
        ("张三丰 13811118834", "姓名、电话相同"),
        ("张三丰 138 1111 8834", "姓名、电话相同"),
        ("张三丰 99999919620304111X", "姓名、证件号码相同"),
        ("13811118834 99999919620304111X", "电话、证件号码相同"),
        ("张三丰 8834", "电话尾号"),
    ] {
        assert_eq!(why(&index.find(query, 5)).zh, zh, "{query}");
    }
    for ([name, number, phone], zh) in [
        (["张三丰", "", "13811118834"], "姓名、电话相同"),
        (["张三丰", "99999919620304111X", ""], "姓名、证件号码相同"),
        (
            ["", "99999919620304111X", "138 1111 8834"],
            "电话、证件号码相同",
        ),
        (
            ["张三丰", "99999919620304111X", "13811118834"],
            "姓名、电话、证件号码相同",
        ),
        (["张三", "", "13811118834"], "电话相同"),
        (["张三丰", "", "1381111"], "姓名相同"),
    ] {
        let hits = index.matches(name, number, phone, 5);
        assert_eq!(
            (hits[0].person.0, why(&hits).zh),
            (1, zh),
            "{name} {number} {phone}"
        );
    }
}

/// What is too long to be read whole is known to be: signs that are seen, and words.
#[test]
fn more_than_is_read_is_said() {
    use zhuoluo::search::is_too_long;
    assert!(!is_too_long(&"张".repeat(128)));
    assert!(is_too_long(&"张".repeat(129)));
    assert!(!is_too_long(&format!("张{}三", "\u{202E}".repeat(200))));
    assert!(!is_too_long(&"a ".repeat(16)));
    assert!(is_too_long(&"a ".repeat(17)));
    assert!(!is_too_long(&" ".repeat(4000)));
}
