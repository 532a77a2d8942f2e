//! A request about own data is identified once and ruled on once: nobody's word replaces another's unsaid.

use serde_json::{Value, json};

use super::Home;

#[test]
fn a_request_is_identified_and_ruled_on_once() {
    let home = Home::sandbox();
    let said = json!({"asked": "copy", "applicant": "陈某", "text": "要一份自己的材料"});
    home.feed(
        &["--as", "wang", "privacy", "receive"],
        said.to_string().as_bytes(),
    )
    .is(0);
    let add = [
        "--as", "wang", "operator", "add", "su", "--name", "苏某", "--role", "lead",
    ];
    home.run(&add).is(0);
    let enter = |who: &str, kind: &str, body: &Value| {
        let words = ["--as", who, "privacy", "enter", "1", kind];
        home.feed(&words, body.to_string().as_bytes())
    };
    let how = json!({"how": "看了身份证原件"});
    enter("wang", "identify", &how).is(0);
    // The very same order again, after a cut, is answered; anything else is refused.
    assert_eq!(enter("wang", "identify", &how).is(0).json()["again"], true);
    let other = json!({"how": "查询码"});
    enter("su", "identify", &how).is(3).says("wang于2026");
    enter("wang", "identify", &other).is(3).says("已经核验");
    let granted = json!({"ruling": "granted", "approver": "王某"});
    enter("wang", "decide", &granted).is(0);
    let ruled = enter("wang", "decide", &granted).is(0).json();
    assert_eq!(
        (&ruled["again"], &ruled["ruling"]),
        (&json!(true), &json!("granted"))
    );
    let refused = json!({"ruling": "refused", "reasons": "不属公开", "approver": "苏某"});
    let told = enter("su", "decide", &refused).is(3);
    told.says("第1号申请已有决定：wang于2026").says("“同意”");
    let en = [
        "--as", "su", "--lang", "en", "privacy", "enter", "1", "decide",
    ];
    home.feed(&en, refused.to_string().as_bytes())
        .is(3)
        .says("ruled on already");
    let all = home
        .run(&["--as", "wang", "privacy", "list", "--json"])
        .is(0)
        .json();
    assert_eq!(all[0]["ruling"], "granted");
    home.run(&["--as", "wang", "verify"]).is(0);
}
