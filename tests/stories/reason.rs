//! A confidential file asks why before it opens; what was said goes on record.

use super::script::Story;

const REPORT: &str = r#"{"channel":"letter","class":"report","received_on":"2026-11-20",
    "people":[{"name":"欧阳霁"}],"requests":["反映村务不公开"],"accused":[{"name":"某干部","unit":"戊村"}]}"#;

fn reasons(story: &Story) -> Vec<String> {
    noted(story, "open")
}

fn noted(story: &Story, action: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(story.store.path()).unwrap();
    let sql = "SELECT why FROM audit WHERE action = ?1 ORDER BY seq";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([action], |r| r.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn an_accusation_asks_why_and_shows_nothing_before_it_is_told() {
    let mut story = Story::new();
    story.register(REPORT);
    let before = reasons(&story).len();
    story.keys("<alt-6><enter>");
    let asked = story.screen(80, 24);
    assert!(
        asked.contains("查看事由") && !asked.contains("欧阳霁"),
        "{asked}"
    );
    assert!(story.screen(120, 40).contains("事由记入审计"));
    // Without a word it stays shut; Esc leaves it shut.
    story.keys("<ctrl-s>");
    assert!(!story.screen(120, 40).contains("欧阳霁"));
    assert_eq!(reasons(&story).len(), before, "no row, no read");
    story.keys("<esc>");
    assert!(!story.screen(120, 40).contains("欧阳霁"));
    // Said, it opens, and reading again while it is open asks no second time.
    story.keys("<alt-6><enter>").paste("承办人核对线索");
    story.keys("<enter>");
    let open = story.screen(120, 40);
    assert!(
        open.contains("欧") && open.contains("反映村务不公开"),
        "{open}"
    );
    story.keys("<f5>");
    assert!(story.screen(120, 40).contains("反映村务不公开"));
    assert_eq!(
        reasons(&story)[before..],
        ["承办人核对线索", "承办人核对线索"]
    );
    // Coming again from a list asks again.
    story.keys("<alt-6><enter>");
    assert!(story.screen(120, 40).contains("查看事由"));
}

#[test]
fn a_paper_of_an_accusation_asks_why_as_well() {
    let mut story = Story::new();
    story.register(REPORT);
    story.keys("<alt-6><enter>").paste("承办人核对线索");
    story.keys("<enter>");
    story.keys("<f4>");
    let asked = story.screen(120, 40);
    assert!(asked.contains("事由记入审计"), "{asked}");
    // Esc leaves the file open and makes nothing; without a word nothing is made either.
    story.keys("<esc>");
    assert!(story.screen(120, 40).contains("反映村务不公开"));
    story.keys("<f4><ctrl-s>");
    assert!(story.screen(120, 40).contains("事由记入审计"));
    assert_eq!(noted(&story, "paper"), [""; 0], "no row, no read");
    story.paste("交信访人");
    story.keys("<enter>");
    let paper = story.screen(120, 40);
    assert!(!paper.contains("事由记入审计"), "{paper}");
    assert!(paper.contains("回执"), "{paper}");
    assert_eq!(noted(&story, "paper"), ["交信访人"]);
    // The next paper asks anew.
    story.keys("<esc><f4>");
    assert!(story.screen(120, 40).contains("事由记入审计"));
}
