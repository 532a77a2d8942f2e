//! The first letters of a name of many characters: all of them, or as many as were typed from the beginning on,
//! though some of them together may be a syllable.

use zhuoluo::search::MatchClass;

use super::county::{named, people};
use super::whole::Index;

#[test]
fn initials_go_on_over_the_dot() {
    let names = [
        "叶尔克·别克",
        "阿依古丽·艾尼瓦尔",
        "买买提·艾力",
        "欧阳恩惠",
    ];
    let known = (90001..).zip(names);
    let known = known.map(|(id, name)| named(id, name, "", "", ""));
    let index = Index::build(people(600, 12).into_iter().chain(known));
    for (typed, id, lit, why) in [
        ("yekbk", 90001, vec![0, 1, 2, 4, 5], "首字母"),
        ("yek", 90001, vec![0, 1, 2], "首字母"),
        ("yerkbk", 90001, vec![0, 1, 2, 4, 5], "部分拼音"),
        ("ayglan", 90002, vec![0, 1, 2, 3, 5, 6], "部分拼音"),
        ("mmtal", 90003, vec![0, 1, 2, 4, 5], "首字母"),
        ("oyeh", 90004, vec![0, 1, 2, 3], "首字母"),
    ] {
        let hits = index.find(typed, 50);
        let hit = hits.iter().find(|hit| hit.person.0 == id);
        let hit = hit.unwrap_or_else(|| panic!("{typed}: {hits:?}"));
        assert_eq!(hit.class, MatchClass::Letters, "{typed}");
        assert_eq!((&hit.lit, hit.why.zh), (&lit, why), "{typed}");
    }
}
