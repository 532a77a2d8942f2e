//! Adding, changing and removing people live gives what a build from nothing gives.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::{Hit, PersonRow};

use super::county::{Seed, people};
use super::whole::Index;

const QUERIES: [&str; 22] = [
    "张",
    "王伟",
    "zhang",
    "z",
    "wxm",
    "lihua",
    "李 19",
    "李 1962",
    "8834",
    "138",
    "柳河镇",
    "lw 石桥",
    "zhngwei",
    "肖",
    "萧",
    "wangwe",
    "李明 东甲",
    "ouyang",
    "阿依古丽",
    "13800138000",
    "X",
    "桂英",
];

fn all_of(index: &Index) -> Vec<Vec<Hit>> {
    QUERIES
        .iter()
        .map(|q| index.find(q, 50))
        .chain([index.matches("王伟", "19620304", "1380013", 20)])
        .collect()
}

#[test]
fn put_and_remove_equal_a_rebuild() {
    let mut seed = Seed(77);
    let mut rows: Vec<PersonRow> = people(1500, 5);
    let spare = people(1500, 6);
    let mut live = Index::build(rows[..700].iter().cloned());
    for row in &rows[700..] {
        live.put(row.clone());
    }
    for _ in 0..600 {
        let place = seed.below(rows.len());
        if seed.below(3) == 0 {
            live.remove(rows[place].id);
            rows.remove(place);
        } else {
            let row = PersonRow {
                id: rows[place].id,
                ..spare[seed.below(spare.len())].clone()
            };
            live.put(row.clone());
            rows[place] = row;
        }
    }
    assert_eq!(live.len(), rows.len());
    rows.reverse();
    assert_eq!(all_of(&live), all_of(&Index::build(rows.clone())));
}

#[test]
fn a_removed_person_is_gone() {
    let mut index = Index::build(people(50, 9));
    let name = people(50, 9)[7].name.clone();
    assert!(
        index
            .find(&name, 10)
            .iter()
            .any(|h| h.person == PersonId(8))
    );
    index.remove(PersonId(8));
    index.remove(PersonId(8));
    index.remove(PersonId(-1));
    assert!(
        !index
            .find(&name, 50)
            .iter()
            .any(|h| h.person == PersonId(8))
    );
    assert_eq!(index.len(), 49);
    for n in 1..=50 {
        index.remove(PersonId(n));
    }
    assert!(index.is_empty() && index.find("王", 10).is_empty());
}
