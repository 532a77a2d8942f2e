//! The papers of the statute, made by command: whole or not at all.

use std::io::Read;

use serde_json::json;

use super::counter::{Case, Desk};

const HEAD: [&str; 6] = [
    "--set",
    "document=示自然〔2026〕1号",
    "--set",
    "contact=陈某",
    "--set",
    "phone=0000-1234",
];

/// The text of a paper.
fn text(desk: &Desk, case: &Case<'_>, kind: &str, more: &[&str]) -> String {
    let words = [&["paper", &case.number, kind], more].concat();
    desk.run(&words).is(0).out.split_whitespace().collect()
}

#[test]
fn a_paper_with_a_blank_is_not_made() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    for (kind, words) in [
        ("opinion", "还没有出具处理意见"),
        ("forwarding", "还没有转送"),
        ("extension", "没有延期"),
        ("no_longer", "没有作出不予受理"),
        ("review", "还没有复查意见"),
        ("slip", "没有开过"),
        ("return_slip", "没有回复"),
    ] {
        desk.run(&["paper", &case.number, kind]).is(3).says(words);
    }
    case.accepted_by("自然资源局");
    let paper = desk.run(&["paper", &case.number, "notice"]).is(1);
    for blank in ["文号(document)", "联系人(contact)", "联系电话(phone)"] {
        assert!(paper.talk.contains(blank), "{}", paper.talk);
    }
    assert_eq!(paper.out, "", "nothing half-made leaves");
    desk.run(&["paper", &case.number, "notice", "--set", "limit=一年"])
        .is(2)
        .says("不是可以手填的空项");
    desk.run(&["paper", &case.number, "notice", "--set", "contact"])
        .is(2);
    desk.run(&["paper", &case.number, "notice", "-o", "x.pdf"])
        .is(2)
        .says("docx");
    desk.run(&["paper", &case.number, "poem"]).is(2);
}

#[test]
fn notice_opinion_and_review_say_what_the_statute_asks() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "requests": ["重新丈量", "说明依据"] }));
    case.accepted_by("自然资源局");
    let notice = text(&desk, &case, "notice", &HEAD);
    for words in [
        "张某：",
        "2026年8月6日受理",
        "60日",
        "最迟2026年10月8日",
        "委托代理人",
        "回避",
        "第二十三条第三款",
    ] {
        assert!(notice.contains(words), "{words}: {notice}");
    }
    let sent = text(&desk, &case, "forwarding", &HEAD);
    assert!(sent.contains("2026年8月4日转送自然资源局"), "{sent}");
    let letter = text(&desk, &case, "referral", &HEAD);
    assert!(
        letter.contains("5个工作日") && letter.contains("第三十条第三款"),
        "{letter}"
    );

    case.on(
        "2026-08-10",
        "extend",
        json!({ "days": 30, "reasons": "需要勘测", "approver": "局长" }),
    );
    let more = text(&desk, &case, "extension", &HEAD);
    assert!(
        more.contains("局长批准")
            && more.contains("延长办理期限30日")
            && more.contains("2026年11月4日"),
        "{more}"
    );
}

#[test]
fn the_opinion_answers_each_request_and_names_the_organ() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "requests": ["重新丈量", "说明依据"] }));
    case.accepted_by("自然资源局");
    case.on("2026-08-20", "answer", json!({ "outcomes": ["supported", "explained"], "document": "示自然答〔2026〕3号", "text": "重新丈量" }))
        .on("2026-08-21", "serve", json!({ "method": "post", "document": "挂号1号" }));
    let set = |token: &str, text: &str| ["--set".to_owned(), format!("{token}={text}")];
    let words: Vec<String> = [
        set("contact", "陈某"),
        set("phone", "0000-1234"),
        set("facts", "经勘测少登记0.8亩。"),
        set("law", "某条例第五条"),
        set("organ", "示例县人民政府"),
    ]
    .concat();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let opinion = text(&desk, &case, "opinion", &words);
    for words in [
        "示自然答〔2026〕3号",
        "1.重新丈量2.说明依据",
        "1.支持2.解释说明",
        "0.8亩",
        "某条例第五条",
        "示例县人民政府书面申请复查",
        "30日",
    ] {
        assert!(opinion.contains(words), "{words}: {opinion}");
    }
    let twice = [words.clone(), vec!["--set", "document=另一号"]].concat();
    desk.run(&[&["paper", &case.number, "opinion"], twice.as_slice()].concat())
        .is(3)
        .says("以案卷为准");
    let service = text(&desk, &case, "service", &[]);
    assert!(
        service.contains("挂号1号") && service.contains("2026年8月21日"),
        "{service}"
    );
}

#[test]
fn a_review_opinion_names_the_organ_of_the_re_review() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    case.accepted_by("自然资源局");
    case.answered(&json!(["explained"]));
    case.on("2026-08-25", "ask_review", json!({ "text": "请求撤销" }))
        .on(
            "2026-09-10",
            "answer_review",
            json!({ "outcome": "upheld", "document": "示政复〔2026〕1号", "text": "事实清楚" }),
        );
    let review = text(
        &desk,
        &case,
        "review",
        &[
            "--set",
            "law=某条例",
            "--set",
            "phone=1",
            "--set",
            "above_organ=市政府",
        ],
    );
    assert!(
        review.contains("维持") && review.contains("市政府书面申请复核"),
        "{review}"
    );
}

#[test]
fn slip_and_return_slip_letter_and_proposal() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    case.accepted_by("自然资源局");
    case.on(
        "2026-08-10",
        "supervise",
        json!({ "demand": "slip", "text": "请尽快联系信访人", "due_on": "2026-08-14" }),
    );
    let slip = case.event("supervise");
    let shown = text(
        &desk,
        &case,
        "slip",
        &["--set", "document=1号", "--set", "phone=1"],
    );
    assert!(
        shown.contains("请尽快联系信访人") && shown.contains("2026年8月14日前回单"),
        "{shown}"
    );
    case.on(
        "2026-08-12",
        "reply_to_supervision",
        json!({ "of": slip, "text": "已联系" }),
    );
    let back = text(&desk, &case, "return_slip", &["--set", "evidence=通话记录"]);
    assert!(
        back.contains("已联系") && back.contains("自然资源局（印章）"),
        "{back}"
    );
    case.on(
        "2026-08-13",
        "supervise",
        json!({ "demand": "improve", "text": "改进登记" }),
    );
    let proposal = text(
        &desk,
        &case,
        "proposal",
        &["--set", "document=2号", "--set", "phone=1"],
    );
    assert!(
        proposal.contains("改进工作建议书") && proposal.contains("第四十条第四款"),
        "{proposal}"
    );
}

#[test]
fn a_document_opens_and_holds_no_markup_from_outside() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "requests": ["<w:p>&\"要求\u{202E}倒写"] }));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("告知.docx");
    let name = path.to_str().expect("a path");
    let words = [
        &["paper", &case.number, "notice", "-o", name],
        HEAD.as_slice(),
    ]
    .concat();
    let words: Vec<&str> = words
        .into_iter()
        .filter(|w| !w.starts_with("contact"))
        .collect();
    let words: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(at, w)| !(**w == "--set" && words.get(at + 1).is_some_and(|n| *n == "--set")))
        .map(|(_, w)| *w)
        .collect();
    desk.run(&words).is(0);
    let bytes = std::fs::read(&path).expect("written");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    zip.by_name("word/document.xml")
        .expect("the document")
        .read_to_string(&mut text)
        .expect("text");
    assert!(text.contains("&lt;w:p&gt;&amp;&quot;要求"), "{text}");
    assert!(
        !text.contains('\u{202E}')
            && text.contains("接收（受理）告知书")
            && text.ends_with("</w:document>")
    );
    for part in ["[Content_Types].xml", "_rels/.rels"] {
        zip.by_name(part).expect("there");
    }
}

#[test]
fn an_office_lays_its_own_template_over_the_shipped_one() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    let folder = tempfile::tempdir().expect("a folder");
    let write = |text: &str| {
        let path = folder.path().join("t.txt");
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("a path").to_owned()
    };
    desk.run(&["template", "import", "notice", &write("{{nonsense}}")])
        .is(2)
        .says("nonsense");
    desk.run(&[
        "template",
        "import",
        "notice",
        &write("# {{unit}}\n## 本办格式\n| {{addressee}}\n"),
    ])
    .is(0);
    let paper = text(&desk, &case, "notice", &[]);
    assert!(paper.contains("本办格式张某"), "{paper}");
    let listed = desk.run(&["template", "list", "--json"]).is(0).json();
    let own = listed
        .as_array()
        .expect("a list")
        .iter()
        .filter(|t| t["own"] == true)
        .count();
    assert_eq!(own, 1);
    desk.run(&["template", "reset", "notice"]).is(0);
    desk.run(&["paper", &case.number, "notice"]).is(1);
}
