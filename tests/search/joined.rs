//! A name and a place typed as one, dates of birth as they are written, and a place by its first character.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::{Lights, PersonRow};

use super::county::{named, people};
use super::whole::Index;

fn rows() -> Vec<PersonRow> {
    let plain = "示例县东甲镇茅草坝村5组12号";
    let flat = "示例县河东街道明珠花苑14栋1单元2003室";
    let stone = "示例县东甲镇石磨岭村3组";
    let named = [
        named(90_001, "崔小满", "", "", plain),
        named(90_002, "吕秋实", "", "", plain),
        named(90_003, "张乾", "", "", plain),
        named(90_004, "乔昇平", "", "", plain),
        named(90_005, "吴琳兰", "", "", flat),
        named(90_006, "孙敏瑞", "", "", "示例县翠竹园4幢3单元2404室"),
        named(90_007, "董为民", "", "999999197806091234", ""),
        named(90_008, "李为民", "", "999999196203111234", ""),
        named(90_009, "缪为民", "", "999999198405221234", ""),
        named(90_010, "黄为民", "15400001979", "", ""),
        named(90_011, "黄为明", "", "999999197901021234", ""),
        named(90_012, "麴知远", "", "", stone),
        named(90_013, "麴诗", "", "", ""),
        named(90_014, "徐兰飞", "", "", "示例县东甲镇桩磨岭村3组"),
        named(90_015, "徐兰飞", "", "", "示例县东甲镇己村3组"),
        named(90_016, "吕为民", "", "", ""),
        named(90_017, "张干", "", "", "示例县东甲镇己村3组"),
    ];
    people(3000, 19).into_iter().chain(named).collect()
}

/// What was typed, and who is found first.
const TYPED: [(&str, i64); 20] = [
    ("崔茅草坝5组", 90_001),
    ("茅草坝5组崔", 90_001),
    ("吕茅草坝", 90_002),
    ("茅草坝吕", 90_002),
    ("张乾茅草坝", 90_003),
    ("茅草坝张乾", 90_003),
    ("乔昇平茅草坝", 90_004),
    ("明珠花苑14栋2003吴琳兰", 90_005),
    ("吴琳兰明珠花苑14栋2003", 90_005),
    ("孙敏瑞翠竹园4-3-2404", 90_006),
    ("董 1978年6月", 90_007),
    ("董1978年6月生", 90_007),
    ("李 1962.3", 90_008),
    ("1984年5月22日", 90_009),
    ("1984-05-22", 90_009),
    ("1984/5/22", 90_009),
    ("黄1979年", 90_011),
    ("黄 1979年", 90_011),
    ("麴 石", 90_012),
    ("徐兰飞 庄磨岭", 90_014),
];

#[test]
fn what_is_typed_as_one_is_found_as_two() {
    let mut index = Index::build(rows());
    // In the book, and among those who came since.
    for round in 0..2 {
        for (typed, id) in TYPED {
            let hits = index.find(typed, 10);
            let found: Vec<_> = hits.iter().map(|h| (h.person.0, h.why.zh)).collect();
            let first = found.first().map(|f| f.0);
            assert_eq!(first, Some(id), "{round} {typed} {found:?}");
        }
        for row in rows().into_iter().filter(|r| r.id >= PersonId(90_001)) {
            index.put(row);
        }
    }
}

/// With the sign for a year it is one of birth first; without, the end of a number.
#[test]
fn a_year_is_of_birth_where_it_is_said_to_be_one() {
    let index = Index::build(rows());
    let found = |typed: &str| -> Vec<i64> {
        let hits = index.find(typed, 10);
        hits.iter().map(|hit| hit.person.0).collect()
    };
    assert_eq!(found("黄1979年")[..2], [90_011, 90_010]);
    assert_eq!(found("黄1979")[..2], [90_010, 90_011]);
    // Beside letters too, where the name is the weaker of the two.
    for typed in ["huang1979年", "huang 1979年", "huang79年", "79年生 huang"] {
        assert_eq!(found(typed)[0], 90_011, "{typed}");
    }
}

/// The two points of ü by themselves are read as they are beside it.
#[test]
fn a_letter_with_its_points_apart_is_the_same() {
    let index = Index::build(rows());
    let found = |typed: &str| -> Vec<i64> {
        let hits = index.find(typed, 50);
        hits.iter().map(|hit| hit.person.0).collect()
    };
    let wanted = found("lü");
    assert!(wanted.contains(&90_002), "{wanted:?}");
    for typed in ["lu\u{308}", "lu\u{308}\u{30C}", "lǚ", "lv"] {
        assert_eq!(found(typed), wanted, "{typed:?}");
    }
}

/// One character of an address written as another of the same sound: beside a whole name too, and it is said.
#[test]
fn a_wrong_character_beside_a_whole_name() {
    let index = Index::build(rows());
    let hits = index.find("徐兰飞 庄磨岭", 10);
    let found: Vec<i64> = hits.iter().map(|hit| hit.person.0).collect();
    assert_eq!(found, [90_014]);
    assert_eq!(hits[0].why.zh, "地址中一字音近或形近");
}

/// A name, a number, an address, what was typed; and what of number and address lights up.
type Lit = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
);

const LIT: &[Lit] = &[
    ("刘强", "", "示例县白沙镇", "刘强白沙", ("", "白沙")),
    ("刘强", "", "示例县白沙镇", "白沙刘强", ("", "白沙")),
    ("刘强", "", "示例县白沙镇", "liuqiang白沙", ("", "白沙")),
    ("欧阳白沙", "", "示例县白沙镇", "欧阳白沙", ("", "")),
    ("马英", "", "示例县石桥镇", "马英 石", ("", "石")),
    ("马石", "", "示例县石桥镇", "马 石", ("", "")),
    (
        "孙敏瑞",
        "",
        "翠竹园4幢3单元2404室",
        "孙敏瑞翠竹园4-3-2404",
        ("", "翠竹园432404"),
    ),
    ("顾光", "15400008155", "", "顾光 8515", ("8155", "")),
    (
        "顾光",
        "15400008155",
        "翠竹园8515号",
        "顾光 8515",
        ("", "8515"),
    ),
    ("顾光", "15400008155", "", "8515", ("", "")),
    ("邓玉霞", "15400007885", "", "dyx7885", ("7885", "")),
    ("邓玉霞", "99999919840522788X", "", "dyx788X", ("788X", "")),
    (
        "席思一",
        "15400000001",
        "示例县己村1号",
        "xisiyi 0001",
        ("0001", ""),
    ),
    (
        "李为民",
        "999999198405221234",
        "己村5号",
        "1984年5月22日",
        ("19840522", ""),
    ),
    (
        "李为民",
        "999999196203111234",
        "",
        "李 1962.3",
        ("196203", ""),
    ),
];

/// What was met lights up, and nothing else does.
#[test]
fn a_place_typed_with_a_name_lights_up() {
    let lit = |name: &str, number: &str, address: &str, typed: &str| {
        let lights = Lights::of(typed, [name], &[number], address);
        let text = |text: &str, parts: Vec<std::ops::Range<usize>>| {
            let lit = |(at, _): &(usize, char)| parts.iter().any(|part| part.contains(at));
            let lit = text.char_indices().filter(lit).map(|(_, c)| c);
            lit.collect::<String>()
        };
        let number = text(number, lights.number(number, number));
        let address = text(address, lights.address(address));
        (number, address)
    };
    for (name, number, address, typed, wanted) in LIT {
        let met = lit(name, number, address, typed);
        let met = (met.0.as_str(), met.1.as_str());
        assert_eq!(met, *wanted, "{name} {typed}");
    }
}
