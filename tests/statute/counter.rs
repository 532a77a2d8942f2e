//! A counter at which petitions are driven through the program itself.

use serde_json::{Value, json};

use crate::commands::{Home, Ran};

/// A desk that registers and acts through the program itself.
pub struct Desk {
    home: Home,
}

/// One petition at the desk.
pub struct Case<'a> {
    desk: &'a Desk,
    /// Its number.
    pub number: String,
    /// What registering printed.
    pub registered: Value,
}

impl Desk {
    /// A desk with an empty store.
    pub fn new() -> Self {
        Self {
            home: Home::sandbox(),
        }
    }

    /// Registers an intake laid over a visit on 2026-08-03 about one request.
    pub fn petition(&self, more: &Value) -> Case<'_> {
        let mut draft = json!({
            "channel": "visit", "class": "request", "received_on": "2026-08-03",
            "people": [{ "name": "张某", "address": "东甲镇戊村3组" }], "requests": ["要求处理"],
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            draft[key] = value.clone();
        }
        let registered = self.home.register(&draft);
        let number = registered["number"].as_str().expect("a number").to_owned();
        Case {
            desk: self,
            number,
            registered,
        }
    }

    /// Runs any other command.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.home.run(words)
    }

    /// What the checks of an intake say, without registering it.
    pub fn checked(&self, draft: &Value) -> Ran {
        let input = draft.to_string();
        self.home.feed(&["check-intake"], input.as_bytes())
    }
}

impl Case<'_> {
    /// Takes a step on a day.
    pub fn on(&self, day: &str, step: &str, mut body: Value) -> &Self {
        body["on"] = json!(day);
        self.desk.home.act(&self.number, step, &body).is(0);
        self
    }

    /// A step that is refused; the reason says these words.
    pub fn refused(&self, day: &str, step: &str, mut body: Value, words: &str) -> &Self {
        body["on"] = json!(day);
        self.desk
            .home
            .act(&self.number, step, &body)
            .is(3)
            .says(words);
        self
    }

    /// The whole file.
    pub fn file(&self) -> Value {
        self.desk
            .run(&["show", &self.number, "--json", "--why", "办理本件"])
            .is(0)
            .json()
    }

    /// The status.
    pub fn status(&self) -> String {
        self.file()["status"].as_str().expect("a status").to_owned()
    }

    /// The obligations of one kind.
    pub fn owed(&self, kind: &str) -> Vec<Value> {
        let file = self.file();
        let all = file["obligations"].as_array().expect("a list").iter();
        all.filter(|o| o["kind"] == kind).cloned().collect()
    }

    /// The effective day of the only obligation of one kind.
    pub fn due(&self, kind: &str) -> String {
        let all = self.owed(kind);
        assert_eq!(all.len(), 1, "{kind}: {all:?}");
        all[0]["effective_due"].as_str().expect("a day").to_owned()
    }

    /// The number of the last event of a step.
    pub fn event(&self, step: &str) -> i64 {
        let file = self.file();
        let mut all = file["events"].as_array().expect("a list").iter().rev();
        let event = all.find(|e| e["step"] == step).expect("the event");
        event["seq"].as_i64().expect("a number")
    }

    /// Forwarded, signed for and accepted by a unit on route 31(6), and told.
    pub fn accepted_by(&self, unit: &str) -> &Self {
        self.on("2026-08-04", "forward", json!({ "to": unit }))
            .on("2026-08-05", "sign_for", json!({}))
            .on("2026-08-06", "accept", json!({ "route": "petition" }))
            .on("2026-08-06", "notify", json!({}))
    }

    /// Answered and served.
    pub fn answered(&self, outcomes: &Value) -> &Self {
        self.on("2026-08-20", "answer", json!({ "outcomes": outcomes }))
            .on("2026-08-21", "serve", json!({}))
    }
}
