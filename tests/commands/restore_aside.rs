//! The way back from a restore that should not have been: what the restore put aside takes its place again, and what
//! was saved meanwhile is kept in its turn.

use serde_json::json;

use super::restore::{backup, earnest, kept, keys};
use super::{Home, arg};

/// How many events there are, in a store that is whole with its trail.
fn events(home: &Home) -> u64 {
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
    let verified = home.run(&["--as", "wang", "verify", "--json"]).is(0).json();
    verified["events"].as_u64().expect("a number")
}

#[test]
fn what_a_restore_put_aside_comes_back_and_what_came_since_is_kept() {
    let home = earnest();
    home.petition();
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &["--remember"]);
    home.register(&json!({ "requests": ["备份之后的一件"] }));
    home.register(&json!({ "requests": ["备份之后的又一件"] }));
    home.run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    assert_eq!(events(&home), 1);
    home.register(&json!({ "requests": ["恢复之后的一件"] }));
    let aside = kept(&home).pop().expect("put aside");
    // It says how, and serves nobody where it lies.
    let words = ["--db", arg(&aside), "--as", "wang", "owed"];
    home.run(&words).is(5).says("zhuoluo restore");
    let before = std::fs::read(&aside).expect("bytes");
    let back = home.run(&["--as", "wang", "restore", arg(&aside)]).is(0);
    back.says("其后的事件1个");
    assert_eq!(events(&home), 3);
    assert_eq!(std::fs::read(&aside).expect("bytes"), before, "it stays");
    assert_eq!(kept(&home).len(), 2);
    // And once more: the other one is kept as well.
    let other = kept(&home).into_iter().find(|path| *path != aside);
    let other = other.expect("put aside");
    home.run(&["--as", "wang", "restore", arg(&other)]).is(0);
    assert_eq!(events(&home), 2);
    let left = std::fs::read_dir(home.store().parent().expect("a folder")).expect("a folder");
    let left = left.filter_map(|e| e.ok()?.file_name().into_string().ok());
    assert_eq!(left.filter(|name| name.contains("copy")).count(), 0);
}

#[test]
fn no_other_store_comes_back_by_that_way() {
    let (home, other) = (earnest(), earnest());
    for home in [&home, &other] {
        home.petition();
        let (one, to) = keys(home);
        let file = backup(home, "b.age", &to, &["--remember"]);
        home.register(&json!({ "requests": ["以后的一件"] }));
        home.run(&["--as", "wang", "restore", &file, "--identity", &one])
            .is(0);
    }
    let aside = kept(&other).pop().expect("put aside");
    home.run(&["--as", "wang", "restore", arg(&aside)])
        .is(20)
        .says("不是现在的库换下来的");
    // A live store, a backup without its key, and what is not there.
    let live = other.store();
    for file in [arg(&live), arg(&other.path("b.age")), "无"] {
        home.run(&["--as", "wang", "restore", file]).is(2);
    }
    // Edited while it lay there.
    let own = kept(&home).pop().expect("put aside");
    let edit = rusqlite::Connection::open(&own).expect("opened");
    edit.execute("UPDATE petition SET summary = 'x'", [])
        .expect("edited");
    drop(edit);
    home.run(&["--as", "wang", "restore", arg(&own)])
        .is(5)
        .says("没有恢复");
    assert_eq!(events(&home), 1);
}
