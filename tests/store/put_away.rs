//! What is half typed about a petition goes when the petition is put away.

use serde_json::json;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::flow::view::SavedDraft;
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::Store;

use crate::kit::World;

fn draft(world: &World, login: &str, number: &PetitionNo, step: &str) -> SavedDraft {
    let sql = "SELECT id FROM petition WHERE number = ?1";
    let id: i64 = world
        .raw()
        .query_row(sql, [&number.0], |r| r.get(0))
        .expect("a petition");
    SavedDraft {
        id: format!("{}{login}/case/{id}/{step}", SavedDraft::SHEET),
        title: "备注".into(),
        body: "{}".to_owned(),
        at: world.now,
        before: String::new(),
    }
}

fn save(store: &mut Store, world: &World, draft: &SavedDraft) -> bool {
    let kept = store.perform(Do::SaveDraft(draft.clone()), world.now);
    matches!(kept.expect("answered"), Reply::DraftKept(_))
}

fn is_there(store: &Store, world: &World, draft: &SavedDraft) -> bool {
    let found = store.ask_at(&Ask::Draft(draft.id.clone()), world.now);
    matches!(found.expect("answered"), Reply::Draft(Some(_)))
}

#[test]
fn sheets_go_with_the_petition_that_is_put_away() {
    let mut world = World::new();
    let mut li = world.seat("li", "window");
    let [kept, away, shelved] = [(); 3].map(|()| world.register(&json!({"draft": ""})).file.number);
    for number in [&away, &shelved] {
        let body = json!({"reasons": "已经解决"});
        world.act(number, "withdraw", &body).expect("withdrawn");
    }
    let other = draft(&world, "wang", &kept, "note");
    let mine = draft(&world, "wang", &away, "note");
    let theirs = draft(&world, "li", &away, "contact");
    let late = draft(&world, "li", &shelved, "note");
    let lift = draft(&world, "wang", &away, "lift");
    let mut wang = Store::open(&world.path(), "wang").expect("the store");
    assert!(save(&mut wang, &world, &other) && save(&mut wang, &world, &mine));
    assert!(save(&mut li, &world, &theirs) && save(&mut li, &world, &late));
    // Why somebody was about to read it, at two seats; and the same of another.
    let why = |number: &PetitionNo, more: &str| SavedDraft {
        id: format!("{}wang/why/open/{}{more}", SavedDraft::SHEET, number.0),
        ..draft(&world, "wang", number, "note")
    };
    let (reason, second, elsewhere) = (why(&away, ""), why(&away, "/~1"), why(&kept, ""));
    for draft in [&reason, &second, &elsewhere] {
        assert!(save(&mut wang, &world, draft));
    }
    let body = json!({"ground": "asked", "reasons": "本人请求删除"});
    world.act(&away, "restrict", &body).expect("restricted");
    assert!(is_there(&wang, &world, &other) && is_there(&li, &world, &late));
    assert!(!is_there(&wang, &world, &mine) && !is_there(&li, &world, &theirs));
    assert!(!is_there(&wang, &world, &reason) && !is_there(&wang, &world, &second));
    assert!(is_there(&wang, &world, &elsewhere));
    // A desk that has the sheet open still does not bring it back; the way back alone is kept.
    assert!(!save(&mut li, &world, &theirs) && !is_there(&li, &world, &theirs));
    assert!(save(&mut wang, &world, &lift));
    let body = json!({"reasons": "本人撤回请求", "why": "核对"});
    world.act(&away, "lift", &body).expect("lifted");
    assert!(save(&mut li, &world, &theirs));
    // Archived as well.
    let body = json!({"retention": "ten"});
    world.act(&shelved, "archive", &body).expect("archived");
    assert!(!is_there(&li, &world, &late) && is_there(&wang, &world, &other));
}
