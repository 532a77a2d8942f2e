//! Identity numbers, telephones, masks, names, dates, query codes: tables and properties.

use proptest::prelude::*;
use zhuoluo::domain::date;
use zhuoluo::domain::identity::{self, DocumentKind, Doubt};
use zhuoluo::domain::ids::QueryCode;
use zhuoluo::domain::name;

use crate::kit::day;

const MEN: [&str; 5] = [
    "999999195102280017",
    "99999919700101013X",
    "999999198402290050",
    "99999919930606017X",
    "999999200507010318",
];
const WOMEN: [&str; 5] = [
    "999999196204150023",
    "999999197509300242",
    "999999198812310464",
    "999999200011180284",
    "99999920151003012X",
];

fn doubt(kind: DocumentKind, typed: &str) -> Option<Doubt> {
    identity::doubt(kind, &identity::compact(typed), day("2026-03-05"))
}

#[test]
fn resident_numbers() {
    for number in MEN.iter().chain(&WOMEN).chain(&[
        "11010519491231002X",
        "440524188001010014",
        "99999919700101013x",
    ]) {
        assert_eq!(doubt(DocumentKind::Resident, number), None, "{number}");
        assert_eq!(
            identity::kind_of(&identity::compact(number)),
            DocumentKind::Resident,
            "{number}"
        );
    }
    for (number, expected) in [
        ("999999198402300050", Doubt::Birth),
        ("999999203001010010", Doubt::Birth),
        ("999999180001010010", Doubt::Birth),
        ("999999195102280018", Doubt::Checksum),
        ("99999919510228001X", Doubt::Checksum),
        ("99999919510228001", Doubt::Shape),
        ("99999919510228001A", Doubt::Shape),
        ("4.40524E+17", Doubt::Shape),
    ] {
        assert_eq!(
            doubt(DocumentKind::Resident, number),
            Some(expected),
            "{number}"
        );
    }
    assert_eq!(
        doubt(DocumentKind::Resident, "999999510228001"),
        None,
        "first generation, historical text"
    );
    assert_eq!(
        doubt(DocumentKind::Resident, "９９９９９９ 19510228 0017"),
        None,
        "full width and spaces"
    );
}

#[test]
fn other_documents() {
    for number in [
        "810000199001010019",
        "82000019780615002X",
        "830000198506150032",
    ] {
        assert_eq!(
            identity::kind_of(number),
            DocumentKind::ResidencePermit,
            "{number}"
        );
        assert_eq!(
            doubt(DocumentKind::ResidencePermit, number),
            None,
            "{number}"
        );
    }
    assert_eq!(
        identity::kind_of("910560199001010016"),
        DocumentKind::PermanentResidence
    );
    assert_eq!(
        doubt(DocumentKind::PermanentResidence, "910560199001010016"),
        None
    );
    for free in ["H12345678", "E12345678", "军字第001号", "ABC123456789012"] {
        assert_eq!(
            doubt(identity::kind_of(&identity::compact(free)), free),
            None,
            "{free}"
        );
    }
}

#[test]
fn credit_codes() {
    for code in [
        "91999999MA0XTE0111",
        "51999999MJ0XTE022R",
        "11999999000TEX038M",
        "92999999MA0XTE046G",
        "91350100M000100Y43",
    ] {
        assert_eq!(doubt(DocumentKind::CreditCode, code), None, "{code}");
        assert_eq!(identity::kind_of(code), DocumentKind::CreditCode, "{code}");
    }
    assert_eq!(
        doubt(DocumentKind::CreditCode, "91350100M000100Y44"),
        Some(Doubt::Checksum)
    );
    for bad in [
        "91350100M000100Y4",
        "91350100I000100Y43",
        "91350100O000100Y43",
    ] {
        assert_eq!(
            doubt(DocumentKind::CreditCode, bad),
            Some(Doubt::Shape),
            "{bad}"
        );
    }
}

#[test]
fn every_slip_in_an_identity_number_is_found() {
    for number in MEN.iter().chain(&WOMEN) {
        let signs: Vec<char> = number.chars().collect();
        for at in 0..17 {
            for digit in '0'..='9' {
                let mut slip = signs.clone();
                slip[at] = digit;
                let slip: String = slip.iter().collect();
                assert_eq!(
                    doubt(DocumentKind::Resident, &slip).is_none(),
                    slip == *number,
                    "{slip}"
                );
            }
        }
    }
}

#[test]
fn telephones() {
    for (typed, digits) in [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("0591-12345678", "059112345678"),
        ("0591-12345678转802", "059112345678-802"),
        ("0591-12345678-802", "059112345678-802"),
        ("0591-123-4567", "05911234567"),
        ("0086-138-0013-8000", "13800138000"),
        ("6666111-8", "6666111-8"),
        ("400-123-4567", "4001234567"),
        ("12345", "12345"),
        ("110", "110"),
        ("4001234567", "4001234567"),
        ("6666111", "6666111"),
    ] {
        assert_eq!(identity::phone(typed), digits, "{typed}");
        assert_eq!(identity::phone(digits), digits, "{typed}: twice");
        assert_eq!(identity::phone_doubt(digits), None, "{typed}");
    }
    for (digits, expected) in [
        ("1380013800", Doubt::Short),
        ("138001380001", Doubt::Long),
        ("12800138000", Doubt::Shape),
        ("1234", Doubt::Short),
        ("1234567890123", Doubt::Long),
        ("13800138000-13900139000", Doubt::Long),
        ("", Doubt::Short),
    ] {
        assert_eq!(identity::phone_doubt(digits), Some(expected), "{digits}");
    }
}

#[test]
fn masks_fail_closed() {
    assert_eq!(identity::mask_name("张三丰"), "张＊＊");
    assert_eq!(identity::mask_name(""), "");
    assert_eq!(identity::mask_phone("13800138000"), "138＊＊＊＊8000");
    assert_eq!(
        identity::mask_document("999999195102280017"),
        "＊＊＊＊＊＊＊＊＊＊＊＊＊＊0017"
    );
    for short in ["", "1", "1234", "1234567"] {
        assert!(
            identity::mask_phone(short).chars().all(|c| c == '＊'),
            "{short}"
        );
    }
    assert_eq!(identity::mask_document("0017"), "＊＊＊＊");
}

#[test]
fn names_with_every_dot() {
    for dot in [
        '·', '•', '‧', '・', '･', '∙', '⋅', '．', '.', '․', '\u{0387}', '\u{16EB}',
    ] {
        let typed = format!("买买提{dot}吐尔逊");
        assert_eq!(name::canonical(&typed), "买买提·吐尔逊", "{dot:?}");
        assert_eq!(name::bare(&typed), name::bare("买买提吐尔逊"), "{dot:?}");
    }
    for (typed, canonical) in [
        ("张　三", "张三"),
        (" 张 三 ", "张三"),
        ("John   Smith", "John Smith"),
        ("Ｊｏｈｎ Smith", "John Smith"),
        ("·张三·", "张三"),
        ("张\u{200B}三", "张三"),
        ("𠮷𬭚䶮", "𠮷𬭚䶮"),
        ("A.B.", "A.B."),
    ] {
        assert_eq!(name::canonical(typed), canonical, "{typed:?}");
    }
    for nobody in ["", "匿名", " 匿 名 ", "无名氏", "群众", "——", "？"] {
        assert!(name::is_anonymous(nobody), "{nobody:?}");
    }
    for somebody in ["无忌", "群", "明"] {
        assert!(!name::is_anonymous(somebody), "{somebody}");
    }
}

#[test]
fn dates_as_people_write_them() {
    for typed in [
        "2026-03-05",
        "2026.3.5",
        "2026/3/5",
        "2026年3月5日",
        "20260305",
        "２０２６．３．５",
        "2026-03-05 09:30",
        "2026-03-05T09:30:00+08:00",
        "2026年3月5号",
        " 2026 年 3 月 5 日 ",
    ] {
        assert_eq!(date::parse(typed), Some(day("2026-03-05")), "{typed}");
    }
    for typed in [
        "",
        "26.3.5",
        "3月5日",
        "2026-02-30",
        "2026-13-01",
        "去年腊月",
        "2026",
        "2026-3",
        "1899-12-31",
        "20260230",
        "46086",
    ] {
        assert_eq!(date::parse(typed), None, "{typed}");
    }
    assert_eq!(date::parse_in_year("3月5日", 2026), Some(day("2026-03-05")));
    assert_eq!(date::from_serial(46086.4), Some(day("2026-03-05")));
    assert_eq!(date::from_serial(1.0), None);
}

fn codes() -> impl Strategy<Value = QueryCode> {
    any::<[u8; 7]>().prop_map(QueryCode::from_entropy)
}

const SIGNS: &str = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_query_code_reads_back_and_finds_every_slip(code in codes()) {
        let text = code.to_string();
        prop_assert_eq!(text.len(), 14);
        prop_assert!(!text.contains(['0', '1', 'I', 'O']));
        prop_assert_eq!(QueryCode::parse(&text), Some(code.clone()));
        let loose = format!(" {} ", text.to_lowercase().replace('-', " "));
        prop_assert_eq!(QueryCode::parse(&loose), Some(code.clone()));
        let signs: Vec<char> = text.chars().filter(|c| *c != '-').collect();
        for at in 0..signs.len() {
            for other in SIGNS.chars().filter(|c| *c != signs[at]) {
                let mut slip = signs.clone();
                slip[at] = other;
                let slip: String = slip.iter().collect();
                prop_assert_eq!(QueryCode::parse(&slip), None, "{} for {}", slip, text);
            }
            if at > 0 && signs[at] != signs[at - 1] {
                let mut swap = signs.clone();
                swap.swap(at, at - 1);
                let swap: String = swap.iter().collect();
                prop_assert_eq!(QueryCode::parse(&swap), None, "{} for {}", swap, text);
            }
        }
    }

    #[test]
    fn anything_typed_is_read_without_panic(text in "\\PC{0,40}") {
        let _ = (date::parse(&text), date::parse_in_year(&text, 2026), QueryCode::parse(&text), identity::phone(&text));
        let compact = identity::compact(&text);
        let kind = identity::kind_of(&compact);
        let _ = identity::doubt(kind, &compact, day("2026-03-05"));
        let _ = identity::phone_doubt(&identity::phone(&text));
        let canonical = name::canonical(&text);
        prop_assert_eq!(&name::canonical(&canonical), &canonical);
        prop_assert!(!zhuoluo::words::has_controls(&canonical));
        prop_assert_eq!(identity::mask_name(&text).chars().count(), text.chars().count());
    }
}
