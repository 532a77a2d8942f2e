//! One row per way of typing: who stands first, and why, among several thousand others.

use std::sync::OnceLock;

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::{Hit, MatchClass};

use super::county::{named, people};
use super::whole::Index;

/// People who matter in the tables; their numbers start above all decoys.
const KNOWN: [(i64, &str, &str, &str, &str); 34] = [
    (
        90001,
        "张三丰",
        "13811118834",
        "99999919620304111X",
        "云岭县东甲镇龙潭湾村3组",
    ),
    (
        90002,
        "欧冶青锋",
        "13900012345",
        "999999197502031234",
        "云岭县西丰镇",
    ),
    (90003, "单晓琼", "", "", ""),
    (90004, "仇翠薇", "", "", ""),
    (90005, "解凤鸾", "", "", ""),
    (90006, "尉迟琼瑶", "", "", ""),
    (90007, "万俟丹青", "", "", ""),
    (90008, "吕绿筠", "", "", ""),
    (90009, "聂绿漪", "", "", ""),
    (90010, "萧蔷薇", "", "", ""),
    (90011, "阎崇礼", "", "", ""),
    (90012, "傅蒹葭", "", "", ""),
    (90013, "阿卜杜热合曼·托合提", "", "", ""),
    (90014, "帕提古丽·吐尔洪", "", "", ""),
    (90015, "𠮷野川", "", "", ""),
    (90016, "㛃如霜", "", "", ""),
    (90017, "𬭚镕", "", "", ""),
    (90018, "诸葛瑾瑜", "15012345678", "", ""),
    (90019, "張國棟", "", "", ""),
    (90020, "区寄奴", "", "", ""),
    (90021, "郑蘅芜", "", "", ""),
    (90022, "牛凝霜", "", "", ""),
    (90023, "黄芙蕖", "", "", ""),
    (90024, "覃雎鸠", "", "", ""),
    (
        90025,
        "李荻花",
        "18877776655",
        "999999196208085566",
        "云岭县五里墩村沙洲坝7号",
    ),
    (
        90026,
        "李荻花",
        "18866665544",
        "999999198811113344",
        "云岭县芦花荡社区",
    ),
    (90027, "朴槿熙", "", "", ""),
    (90028, "顾蓁蓁", "", "", ""),
    (90029, "John Smith", "", "", ""),
    (90030, "阿依努尔", "", "", ""),
    (90031, "曲悦昕", "", "", ""),
    (90032, "严崇岳", "", "", ""),
    (90033, "西门骁", "", "", ""),
    (90034, "岳安笙", "", "", ""),
];

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let known = KNOWN
            .iter()
            .map(|(id, name, phone, number, address)| named(*id, name, phone, number, address));
        Index::build(people(4000, 11).into_iter().chain(known))
    })
}

fn first(query: &str) -> Option<Hit> {
    index().find(query, 10).into_iter().next()
}

fn check(rows: &[(&str, i64, MatchClass)]) {
    let mut wrong = Vec::new();
    for (query, id, class) in rows {
        let found = first(query).map(|hit| (hit.person.0, hit.class, hit.why.zh));
        if found.is_none_or(|f| f.0 != *id || f.1 != *class) {
            wrong.push(format!("{query}: wanted {id} {class:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn characters() {
    use MatchClass::{Part, Same, Start};
    check(&[
        ("张三丰", 90001, Same),
        ("张三", 90001, Start),
        ("三丰", 90001, Part),
        ("欧锋", 90002, Part),
        ("欧冶", 90002, Start),
        ("欧青锋", 90002, Part),
        ("蘅芜", 90021, Part),
        ("郑 蘅芜", 90021, Same),
        ("蘅芜 郑", 90021, Same),
        ("張國棟", 90019, Same),
    ]);
}

#[test]
fn pinyin() {
    use MatchClass::{Letters, Sound};
    check(&[
        ("zhangsanfeng", 90001, Sound),
        ("zhang san feng", 90001, Sound),
        ("zhang sanfeng", 90001, Sound),
        ("sanfeng zhang", 90001, Sound),
        ("ZHANGSANFENG", 90001, Sound),
        ("zhāng sān fēng", 90001, Sound),
        ("zhenghengw", 90021, Letters),
        ("ouyeqf", 90002, Letters),
        ("zhugejy", 90018, Letters),
        ("huangfuqu", 90023, Sound),
        ("xi'men xiao", 90033, Sound),
        ("yueansheng", 90034, Sound),
    ]);
}

#[test]
fn initials_and_mixtures() {
    use MatchClass::{Letters, Sound};
    check(&[
        ("oyqf", 90002, Letters),
        ("zgjy", 90018, Letters),
        ("覃jj", 90024, Letters),
        ("zhang三f", 90001, Letters),
        ("t雎j", 90024, Letters),
        ("张sanfeng", 90001, Sound),
        ("诸gjy", 90018, Letters),
        ("李dihua", 90025, Sound),
    ]);
}

#[test]
fn the_letter_u_with_dots() {
    use MatchClass::{Letters, Sound};
    check(&[
        ("lvlvyun", 90008, Sound),
        ("lulvyun", 90008, Sound),
        ("lüly", 90008, Letters),
        ("nielvyi", 90009, Sound),
        ("nieluyi", 90009, Sound),
        ("qvyvexin", 90031, Sound),
    ]);
}

#[test]
fn surname_readings() {
    use MatchClass::Sound;
    check(&[
        ("shanxiaoqiong", 90003, Sound),
        ("danxiaoqiong", 90003, Sound),
        ("qiucuiwei", 90004, Sound),
        ("choucuiwei", 90004, Sound),
        ("xiefengluan", 90005, Sound),
        ("jiefengluan", 90005, Sound),
        ("yuchiqiongyao", 90006, Sound),
        ("weichiqiongyao", 90006, Sound),
        ("moqidanqing", 90007, Sound),
        ("oujinu", 90020, Sound),
        ("piaojinxi", 90027, Sound),
        ("tanjujiu", 90024, Sound),
        ("qinjujiu", 90024, Sound),
    ]);
}

#[test]
fn slips_in_pinyin() {
    use MatchClass::Slip;
    check(&[
        ("zhangsnafeng", 90001, Slip),
        ("zhangssanfeng", 90001, Slip),
        ("zhangsanfrng", 90001, Slip),
        ("zhengehngwu", 90021, Slip),
        ("huangfuqy", 90023, Slip),
        ("yuchiqoingyao", 90006, Slip),
        ("zhugejinyy", 90018, Slip),
        ("guzhwnzhen", 90028, Slip),
        // Two letters exchanged over the border of two syllables.
        ("zhansganfeng", 90001, Slip),
        ("zhangsafneng", 90001, Slip),
        ("zhenhgengwu", 90021, Slip),
    ]);
}

#[test]
fn a_wrong_character() {
    use MatchClass::{Homophone, Slip, Swapped, Variant};
    check(&[
        ("张三锋", 90001, Homophone),
        ("章三丰", 90001, Homophone),
        ("郑恒芜", 90021, Homophone),
        ("张三毛", 90001, Slip),
        ("欧冶白锋", 90002, Slip),
        ("三张丰", 90001, Swapped),
        ("张小三丰", 90001, Slip),
        ("肖蔷薇", 90010, Variant),
        ("闫崇礼", 90011, Variant),
        ("付蒹葭", 90012, Variant),
        ("张国栋", 90019, Variant),
        ("蕭薔薇", 90010, Variant),
        ("呂綠筠", 90008, Variant),
    ]);
}

#[test]
fn regional_sounds() {
    use MatchClass::{Accent, Spoken};
    check(&[
        ("zangsanfeng", 90001, Spoken),
        ("liuningsuang", 90022, Accent),
        ("fangfuqu", 90023, Spoken),
        ("zenhengwu", 90021, Spoken),
        ("yancongyue", 90032, Spoken),
        ("guzengzeng", 90028, Accent),
    ]);
}

#[test]
fn minority_names_and_rare_characters() {
    use MatchClass::{Letters, Part, Same, Sound, Start};
    check(&[
        ("阿卜杜热合曼托合提", 90013, Same),
        ("阿卜杜热合曼•托合提", 90013, Same),
        ("阿卜杜热合曼・托合提", 90013, Same),
        ("阿卜杜热合曼．托合提", 90013, Same),
        ("阿卜杜热合曼 托合提", 90013, Same),
        ("吐尔洪", 90014, Part),
        ("帕提古丽", 90014, Start),
        ("patiguli", 90014, Letters),
        ("ayinuer", 90030, Sound),
        ("𠮷野川", 90015, Same),
        ("𠮷", 90015, Start),
        ("㛃如", 90016, Start),
        ("𬭚镕", 90017, Same),
        ("john smith", 90029, Same),
        ("Smith", 90029, Part),
        ("ｊｏｈｎ", 90029, Start),
    ]);
}

#[test]
fn numbers_and_addresses() {
    use MatchClass::{Address, NumberPart, NumberSlip, NumberTail, Same};
    check(&[
        ("13811118834", 90001, Same),
        ("１３８１１１１８８３４", 90001, Same),
        ("138-1111-8834", 90001, Same),
        ("1118834", 90001, NumberTail),
        ("99999919620304111x", 90001, Same),
        ("304111X", 90001, NumberTail),
        ("8111188", 90001, NumberPart),
        ("13811118843", 90001, NumberSlip),
        ("13811119834", 90001, NumberSlip),
        ("999999197502031235", 90002, NumberSlip),
        ("龙潭湾", 90001, Address),
        ("芦花荡", 90026, Address),
        ("沙洲坝7号", 90025, Address),
        ("龍潭灣村", 90001, Address),
    ]);
}

#[test]
fn several_things_together() {
    use MatchClass::{Address, Letters, NumberPart, NumberTail};
    check(&[
        ("张 8834", 90001, NumberTail),
        ("张8834", 90001, NumberTail),
        ("zsf 东甲镇", 90001, Address),
        ("李荻花 1962", 90025, NumberPart),
        ("李 1962 沙洲坝", 90025, Address),
        ("ldh 5544", 90026, Letters),
        ("李荻花 芦花", 90026, Address),
        ("lidihua 18877", 90025, Letters.min(MatchClass::Sound)),
    ]);
}

#[test]
fn a_tail_stands_before_a_middle() {
    let index = Index::build([
        named(1, "甲", "13866667777", "", ""),
        named(2, "乙", "13800006666", "", ""),
        named(3, "丙", "", "999999199001016666", ""),
    ]);
    let found: Vec<i64> = index.find("6666", 10).iter().map(|h| h.person.0).collect();
    assert_eq!(found, [2, 3, 1]);
}

#[test]
fn the_right_reading_stands_first() {
    let index = Index::build([
        named(1, "单琼", "", "", ""),
        named(2, "山琼", "", "", ""),
        named(3, "丹琼", "", "", ""),
    ]);
    let order = |query: &str| {
        index
            .find(query, 10)
            .iter()
            .map(|h| h.person.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(order("shanqiong"), [1, 2]);
    assert_eq!(order("danqiong"), [3, 1]);
}

#[test]
fn lit_places_count_the_dot() {
    let hit = first("托合提").expect("somebody");
    assert_eq!((hit.person, hit.lit), (PersonId(90013), vec![7, 8, 9]));
    let hit = first("欧锋").expect("somebody");
    assert_eq!(hit.lit, [0, 3]);
    let hit = first("oyqf").expect("somebody");
    assert_eq!((hit.lit, hit.why.zh), (vec![0, 1, 2, 3], "首字母"));
}

#[test]
fn the_intake_form_shows_who_is_known() {
    let found = |name: &str, number: &str, phone: &str| {
        index()
            .matches(name, number, phone, 5)
            .iter()
            .map(|h| (h.person.0, h.class))
            .next()
    };
    assert_eq!(found("张三丰", "", ""), Some((90001, MatchClass::Same)));
    assert_eq!(
        found("", "99999919620304111x", ""),
        Some((90001, MatchClass::Same))
    );
    assert_eq!(
        found("", "", "138 1111 8834"),
        Some((90001, MatchClass::Same))
    );
    // Two people of one name: whoever also has the telephone stands first.
    assert_eq!(found("李荻花", "", "18866665544").map(|f| f.0), Some(90026));
    assert_eq!(
        found("李荻花", "999999196208085566", "").map(|f| f.0),
        Some(90025)
    );
    // Another spelling of the name, the same telephone.
    assert_eq!(
        found("章三峰", "", "13811118834"),
        Some((90001, MatchClass::Same))
    );
    assert!(
        index().matches("", "999999", "138", 5).is_empty(),
        "an area code or a prefix is nobody"
    );
    assert!(index().matches("", "", "", 5).is_empty());
}
