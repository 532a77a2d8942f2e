//! Documents with letters: one is another when a letter is another.

use zhuoluo::search::{MatchClass, PersonRow};

use super::county::{named, people};
use super::whole::Index;

fn known() -> Vec<PersonRow> {
    vec![
        named(90_001, "宗政蘅", "", "E12345678", ""),
        named(90_002, "令狐蘅", "", "g 12345678", ""),
        named(90_003, "蘅芜绣坊", "", "91999999MA3C4D5E6X", ""),
        named(90_004, "闾丘蘅", "13800001277", "H0123456701", ""),
        named(90_005, "亓官蘅", "", "12345678", ""),
    ]
}

fn said(index: &Index, typed: &str) -> Vec<(i64, &'static str)> {
    let hits = index.find(typed, 12);
    hits.iter().map(|h| (h.person.0, h.why.zh)).collect()
}

/// Typed whole, alone or beside the name, it is found and the reason is true.
#[test]
fn a_document_with_letters_is_found_whole() {
    let mut index = Index::build(people(3000, 53).into_iter().chain(known()));
    for round in 0..2 {
        for (typed, wanted) in [
            ("E12345678", 90_001),
            ("e12345678", 90_001),
            ("G12345678", 90_002),
            ("91999999MA3C4D5E6X", 90_003),
            ("91999999ma3c4d5e6x", 90_003),
            ("H0123456701", 90_004),
        ] {
            let first = said(&index, typed).first().copied();
            assert_eq!(first, Some((wanted, "证件号码相同")), "{round} {typed}");
        }
        let both = said(&index, "宗政蘅 E12345678");
        assert_eq!(both.first().map(|h| h.0), Some(90_001), "{round}");
        let tail = said(&index, "宗政蘅 12345678");
        assert_eq!(tail.first(), Some(&(90_001, "证件尾号")), "{round}");
        let digits = said(&index, "12345678");
        assert_eq!(digits.first(), Some(&(90_005, "证件号码相同")), "{round}");
        for row in known() {
            index.put(row);
        }
    }
}

/// In the intake form, E12345678 is not the same as G12345678, nor as the digits alone.
#[test]
fn another_letter_is_another_document() {
    let index = Index::build(people(3000, 53).into_iter().chain(known()));
    let same = |typed: &str| -> Vec<i64> {
        let hits = index.matches("", typed, "", 12);
        let same = hits.iter().filter(|h| h.class == MatchClass::Same);
        same.map(|h| h.person.0).collect()
    };
    assert_eq!(same("E12345678"), [90_001]);
    assert_eq!(same("G 12345678"), [90_002]);
    assert_eq!(same("12345678"), [90_005]);
    assert_eq!(same("91999999ma3c4d5e6x"), [90_003]);
    assert!(same("91999999MA3C4D5E7X").is_empty());
    let slip = index.matches("", "F12345678", "", 12);
    assert!(
        slip.iter().all(|h| h.why.zh == "证件号码差一位"),
        "{slip:?}"
    );
}
