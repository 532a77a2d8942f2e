//! Offices alike but for what is hidden: a report that nobody but its registrar may see, and a petition
//! from which all but its handler withdrew, with all that hangs on the two.

use serde_json::{Value, json};
use zhuoluo::domain::rights::Duty;

use super::super::{Home, Ran};

/// What the office is asked at.
pub const WHEN: &str = "2026-12-04T10:00:00+08:00";

/// What stands in a hidden petition alone.
pub struct Hidden {
    pub mark: &'static str,
    pub name: &'static str,
    pub phone: &'static str,
    pub external: &'static str,
    pub place: &'static str,
}

/// The hidden ones of one office, and those of its twin.
pub const ONE: Hidden = Hidden {
    mark: "暗号甲乙丙",
    name: "诸葛密",
    phone: "13500135000",
    external: "WX-7788",
    place: "东甲镇密家",
};
pub const TWO: Hidden = Hidden {
    mark: "流水戊己庚",
    name: "端木幽",
    phone: "15900246810",
    external: "QZ-5533",
    place: "西乙乡幽庄",
};

impl Hidden {
    /// Every word that would tell of it.
    pub fn words(&self) -> [&'static str; 5] {
        [self.mark, self.name, self.phone, self.external, self.place]
    }

    /// A report on somebody, by the hidden person and one whom everybody knows.
    fn report(&self) -> Value {
        let mark = self.mark;
        json!({"channel": "letter", "class": "report", "requests": [format!("查处{mark}")],
            "summary": format!("{mark}受贿"), "external_no": self.external, "accused": [{"name": "承某"}],
            "people": [{"name": self.name, "phones": [self.phone], "address": self.place},
                {"name": "张某", "phones": ["13800138000"]}]})
    }

    /// A plain petition of the hidden person.
    pub fn plain(&self) -> Value {
        let mark = self.mark;
        json!({"channel": "visit", "class": "request", "route": "petition", "requests": [format!("退还{mark}款")],
            "summary": mark, "external_no": format!("{}-2", self.external), "received_on": "2026-11-19",
            "people": [{"name": self.name, "phones": [self.phone], "address": self.place}]})
    }

    /// A ledger whose rows are about the same person, number and matter.
    pub fn ledger(&self) -> String {
        let Self {
            mark,
            name,
            phone,
            external,
            place,
        } = self;
        format!(
            "信访件编号,姓名,住址,手机号码,信访目的,登记日期,信访方式,概况\n\
             {external},{name},{place},{phone},求决,2026-11-20,来信,{mark}受贿\n\
             {external}-2,{name},{place},{phone},求决,2026-11-20,来访,退还{mark}款\n\
             新-1,张某,西乙乡,13800138000,求决,2026-11-20,来访,修桥\n"
        )
    }
}

/// The login that a role is tried under: somebody who may see none of the hidden.
pub fn login(duty: Duty) -> String {
    format!("r-{}", duty.code())
}

/// Two offices that hide different things and one that hides nothing, and the numbers of the petition
/// that all may see, of the report and of the one that was withdrawn from.
pub struct Offices {
    pub hides: Home,
    pub hides_other: Home,
    pub plain: Home,
    pub numbers: [String; 3],
}

impl Offices {
    pub fn new() -> Self {
        let plain = Home::sandbox();
        let open = seat_and_fill(&plain);
        let twin = |of: &Hidden| {
            let twin = Home::sandbox();
            std::fs::copy(plain.store(), twin.store()).expect("a twin");
            let numbers = hide(&twin, of);
            (twin, numbers)
        };
        let ((hides, one), (hides_other, two)) = (twin(&ONE), twin(&TWO));
        assert_eq!(one, two, "the twins number alike");
        for home in [&plain, &hides, &hides_other] {
            hand_over(home);
        }
        let [report, withdrawn] = one;
        Self {
            hides,
            hides_other,
            plain,
            numbers: [open, report, withdrawn],
        }
    }
}

fn take(home: &Home, who: &str, draft: &Value) -> String {
    let words = ["--as", who, "register", "--json", "-"];
    let made = home.feed(&words, draft.to_string().as_bytes()).is(0).json();
    made["number"].as_str().expect("a number").to_owned()
}

fn done(home: &Home, who: &str, words: &[&str], body: &Value) -> Ran {
    home.feed(
        &[&["--as", who][..], words].concat(),
        body.to_string().as_bytes(),
    )
    .is(0)
}

/// What both offices have: everybody, two petitions, a campaign, a shift, a dispute, a request.
fn seat_and_fill(home: &Home) -> String {
    let none = json!({});
    let seat = |login: &str, name: &str, role: &str| {
        let words = ["operator", "add", login, "--name", name, "--role", role];
        done(home, "wang", &words, &none);
    };
    seat("clerk", "办某", "caseworker");
    seat("head", "领某", "lead");
    for (duty, name) in Duty::ALL.iter().zip("甲乙丙丁戊己庚".chars()) {
        seat(&login(*duty), &format!("{name}某"), duty.code());
    }
    let open = json!({"channel": "visit", "class": "request", "route": "petition", "requests": ["修路"],
        "people": [{"name": "张某", "phones": ["13800138000"]}]});
    let first = take(home, "wang", &open);
    take(home, "wang", &open);
    campaign_and_desk(home, &first);
    first
}

/// A campaign with that petition on its list, a shift, a dispute, a request.
fn campaign_and_desk(home: &Home, first: &str) {
    let none = json!({});
    let campaign = [
        "campaign",
        "open",
        "清零",
        "--basis",
        "示信发〔2026〕8号",
        "--lead",
        "领某",
    ];
    done(
        home,
        "wang",
        &[&campaign[..], &["--until", "2027-01-01"]].concat(),
        &none,
    );
    let add = [
        "campaign", "add", "清零", first, "--cause", "unit", "--lead", "领某",
    ];
    done(home, "wang", &add, &none);
    for (start, end, who) in [
        ("2026-11-20 08:00", "2026-11-20 18:00", "clerk"),
        ("2026-12-04 08:00", "2026-12-04 10:30", "clerk"),
        ("2026-12-04 10:30", "2026-12-05 08:00", "r-duty"),
    ] {
        let words = [
            "duty", "rota", "add", "--start", start, "--end", end, "--leader", "head",
        ];
        done(
            home,
            "wang",
            &[&words[..], &["--staff", who, "--phone", "0"]].concat(),
            &none,
        );
    }
    let dispute = [
        "duty",
        "dispute",
        "add",
        "水渠纠纷",
        "--unit",
        "示例县信访局",
        "--due",
        "2026-12-20",
    ];
    done(home, "wang", &dispute, &none);
    done(
        home,
        "wang",
        &["privacy", "receive"],
        &json!({"asked": "copy", "petition": first, "text": "要一份"}),
    );
}

/// Takes down a report that only `clerk` may see, and a petition from which all but `clerk`, `head` and
/// `wang` withdraw; the campaign, the desk, the register of requests and the handover know of both.
fn hide(home: &Home, of: &Hidden) -> [String; 2] {
    let none = json!({});
    let report = take(home, "clerk", &of.report());
    let withdrawn = take(home, "clerk", &of.plain());
    for duty in Duty::ALL {
        let body = json!({"login": login(*duty), "substitute": "clerk", "reasons": "与信访人是亲属", "approver": "王某"});
        done(
            home,
            "wang",
            &["act", &withdrawn, "recuse", "--json", "-"],
            &body,
        );
    }
    let contact = json!({"text": format!("已联系{}", of.mark)});
    done(
        home,
        "clerk",
        &["act", &withdrawn, "note", "--json", "-"],
        &contact,
    );
    let add = [
        "campaign", "add", "清零", &withdrawn, "--cause", "unit", "--lead", "领某", "--plan",
        of.mark,
    ];
    done(home, "head", &add, &none);
    for (who, number) in [("clerk", &report), ("wang", &withdrawn)] {
        let body = json!({"asked": "delete", "petition": number, "text": of.mark});
        done(home, who, &["privacy", "receive"], &body);
    }
    // Of nothing that is owed: it is refused. What is noted as seen takes a number at the duty desk, and the desk
    // counts on for everybody.
    for key in [
        format!("forward:{report}:9"),
        format!("accept:{withdrawn}:9"),
    ] {
        let words = [
            "--as",
            "clerk",
            "--now",
            "2026-12-04T09:00:00+08:00",
            "duty",
            "ack",
            &key,
            of.mark,
        ];
        home.run(&words);
    }
    // Who may see it looks for the person by name, and is refused something for what it says.
    done(home, "clerk", &["find", of.name], &none);
    let accused = json!({"login": format!("{}", of.mark)});
    home.feed(
        &["--as", "clerk", "act", &report, "handler", "--json", "-"],
        accused.to_string().as_bytes(),
    );
    [report, withdrawn]
}

/// Who is at the desk drafts what the next one takes over.
fn hand_over(home: &Home) {
    let at = ["--as", "clerk", "--now", "2026-12-04T09:40:00+08:00"];
    let draft = ["duty", "handover", "draft", "2026-12-04 10:30"];
    home.run(&[&at[..], &draft].concat()).is(0);
}

/// Asks an office for one thing.
pub fn run(home: &Home, who: &str, words: &[&str], input: &[u8]) -> Ran {
    home.feed(&[&["--as", who, "--now", WHEN], words].concat(), input)
}

/// What was answered, without the folder and without the codes that are drawn by lot.
pub fn answer(home: &Home, ran: &Ran) -> String {
    let all = format!("{} {} {}", ran.status, ran.out, ran.talk);
    without_codes(&all.replace(&home.path("").display().to_string(), ""))
}

/// Puts `####-####-####` in place of every query code.
fn without_codes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_code = |at: usize| {
        at + 14 <= chars.len()
            && (0..14).all(|i| match (i, chars[at + i]) {
                (4 | 9, c) => c == '-',
                (_, c) => c.is_ascii_uppercase() || c.is_ascii_digit(),
            })
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        if is_code(at) {
            out.push_str("####-####-####");
            at += 14;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}
