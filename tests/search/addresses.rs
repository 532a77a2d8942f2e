//! Pieces of an address with numbers in them: a number is met from its first digit on.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::{MatchClass, PersonRow, met_words};

use super::county::{named, people};
use super::whole::Index;

/// People by where they live.
const HOMES: [(i64, &str); 9] = [
    (90_001, "示例县己丑镇王家庄村13组5号"),
    (90_002, "示例县己丑镇王家庄村3组15号"),
    (90_003, "示例县己丑镇王家庄村23组25号"),
    (90_004, "示例县己丑镇王家庄村31组"),
    (90_005, "示例县己丑镇丁字湾13组"),
    (90_006, "示例县己丑镇丁字湾3组"),
    (90_007, "示例县己丑镇丙子里12-3号"),
    (90_008, "示例县己丑镇丙子里123号"),
    (90_009, "示例县己丑镇丙子里12号"),
];

fn homes() -> impl Iterator<Item = PersonRow> {
    HOMES
        .iter()
        .map(|(id, home)| named(*id, "缪菡", "", "", home))
}

/// What was typed, and who lives there, best first.
const TYPED: [(&str, &[i64]); 12] = [
    // The word for the village is left out, or not.
    ("王家庄3组", &[90_002]),
    ("王家庄村3组", &[90_002]),
    ("王家庄村13组", &[90_001]),
    ("丁字湾3组", &[90_006]),
    ("丁字湾 3组", &[90_006]),
    ("缪 丁字湾 3组", &[90_006]),
    ("王家庄村 5号", &[90_001]),
    ("王家庄村 15号", &[90_002]),
    // As one types: the whole number first.
    ("王家庄村3", &[90_002, 90_004]),
    // Two numbers with a sign between them are no third one.
    ("丙子里 3号", &[90_007]),
    ("丙子里12", &[90_007, 90_009, 90_008]),
    ("丙子里123号", &[90_008]),
];

/// `王家庄3组` is neither 13组 nor 23组, in the book and among those who came since.
#[test]
fn a_number_of_an_address_is_met_from_its_first_digit() {
    let mut index = Index::build(people(2000, 41).into_iter().chain(homes()));
    let before = met_words("王家庄村13组3号", "3组 3号");
    assert_eq!(before, [17..18, 18..21], "what lights up");
    for round in 0..2 {
        for (typed, wanted) in TYPED {
            let hits = index.find(typed, 10);
            let found: Vec<i64> = hits.iter().map(|h| h.person.0).collect();
            assert_eq!(found, wanted, "{round} {typed}");
            assert_eq!(hits[0].class, MatchClass::Address, "{typed}");
        }
        for row in homes() {
            index.put(row);
        }
    }
    assert_eq!(index.find("王家庄村3组15号", 1)[0].person, PersonId(90_002));
}
