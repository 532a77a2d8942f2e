//! Somebody on record is taken into an intake: what was split off into a report fills nothing in, and only its readers are
//! told why.

use serde_json::json;
use zhuoluo::flow::view::PersonCard;
use zhuoluo::store::Store;

use super::keeping::{found, somebody};
use crate::kit::World;

#[test]
fn that_a_record_stands_in_a_report_is_told_to_its_readers_alone() {
    let mut world = World::new();
    let plain = world.register(&somebody()).file;
    let mut again = somebody();
    again["people"][0]["person"] = json!(1);
    again["requests"] = json!(["要求修路", "查收钱"]);
    let later = world.register(&again).file;
    world
        .act(&plain.number, "forward", &json!({ "to": "东甲镇" }))
        .expect("forwarded");
    // What a report was split off from is kept from whom that accuses.
    let accused = json!([{ "name": "某人", "unit": "东甲镇" }]);
    let report = world.register(&json!({ "class": "report", "route": "", "accused": accused }));
    let split = json!({ "requests": [2], "into": report.file.number, "reasons": "另一事项" });
    world.act(&later.number, "split", &split).expect("split");
    let town = world.seat_in("zhou", "周某", "caseworker", "东甲镇");
    let card = |store: &Store| -> PersonCard {
        let mut cards = found(store, "欧阳霁", &world);
        assert_eq!(cards.len(), 1);
        cards.remove(0)
    };
    assert!(!card(&town).apart, "nothing to tell");
    let reader = Store::open(&world.path(), "wang").expect("the store");
    assert!(card(&reader).apart, "no form takes it over");
}
