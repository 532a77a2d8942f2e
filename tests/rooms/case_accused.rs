//! The sheet of sorting asks whom a report accuses, and only of a report; the screen says when it lies with them.

use serde_json::json;
use zhuoluo::domain::event::StepKind;

use super::case_steps::ordered;
use super::cases::{log, open_step, opened};
use crate::kit::Log;

#[test]
fn sorting_asks_whom_a_report_accuses_and_nothing_else_does() {
    let mut play = opened(&log("new"));
    open_step(&mut play, StepKind::Sort);
    assert!(!play.screen(80, 24).contains("被反映方"), "of a request");
    play.keys("jjkg<Enter>");
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("被反映方") && screen.contains("其单位"),
        "{screen}"
    );
    play.keys("<Ctrl-S>");
    let screen = play.screen(80, 24);
    assert!(
        play.done.is_empty() && screen.contains("要写明被反映"),
        "{screen}"
    );
    play.keys("陈某、赵某<Tab>jyj<Enter><Ctrl-S>");
    let step = ordered(&play);
    assert_eq!(step["class"], "report", "{step}");
    let unit = step["accused"][0]["unit"].clone();
    assert!(unit.is_i64(), "{step}");
    let wanted = json!([{"name": "陈某", "unit": unit}, {"name": "赵某", "unit": unit}]);
    assert_eq!(step["accused"], wanted, "{step}");
}

#[test]
fn that_nobody_knows_whom_it_accuses_is_said_on_the_sheet() {
    let mut play = opened(&log("new"));
    open_step(&mut play, StepKind::Sort);
    play.keys("jjkg<Enter><Tab><Tab> <Ctrl-S>");
    let step = ordered(&play);
    assert_eq!(step["accused_unknown"], true, "{step}");
}

#[test]
fn a_report_with_the_accused_says_so_on_the_screen_in_both_languages() {
    let mut log = log("sent");
    let sort = json!({"class": "report", "accused": [{"name": "陈某", "unit": "东甲镇"}]});
    log.step("2026-03-09", "sort", sort);
    let mut play = opened(&log);
    let screen = play.screen(120, 40);
    assert!(
        screen.contains("退回收回") && screen.contains("被反映：东甲镇"),
        "{screen}"
    );
    let accused = |screen: &str, label: &str, who: &str| {
        let mut facts = screen.lines().map(str::trim_start);
        facts.any(|line| line.starts_with(&format!("{label} ")) && line.contains(who))
    };
    assert!(accused(&screen, "被反映", "东甲镇 陈某"), "{screen}");
    open_step(&mut play, StepKind::Correct);
    play.keys("yp<Enter><Tab><Tab>孙某<Tab>czj<Enter>查明<Ctrl-S>");
    let step = ordered(&play);
    assert_eq!(step["accused"][0]["name"], "孙某", "{step}");
    assert_eq!(step["reasons"], "查明", "{step}");
}

/// Whom it names by mistake is said with the same fields, by a flag below them.
#[test]
fn that_somebody_was_named_by_mistake_is_said_on_the_sheet() {
    let mut log = log("sent");
    let sort = json!({"class": "report", "accused": [{"name": "陈某", "unit": "东甲镇"}, {"name": "孙某"}]});
    log.step("2026-03-09", "sort", sort);
    let mut play = opened(&log);
    open_step(&mut play, StepKind::Correct);
    play.keys("yp<Enter><Tab><Tab>陈某<Tab><Tab>录错<Tab> <Ctrl-S>");
    let step = ordered(&play);
    assert_eq!(step["accused_mistaken"], true, "{step}");
    assert_eq!(step["accused"][0]["name"], "陈某", "{step}");
    assert_eq!(step["reasons"], "录错", "{step}");
}

/// In the list of units: one that a petition is kept from which is no report any more is not called accused.
#[test]
fn a_unit_that_is_kept_from_what_is_no_report_any_more_is_marked_without_a_why() {
    let mut log = log("new");
    let sort = json!({"class": "report", "accused": [{"name": "陈某", "unit": "东甲镇"}]});
    let sorted = log.seq("2026-03-09", "sort", sort);
    for (note, stands) in [
        ("被反映或材料写到的单位", true),
        ("案卷里记着不交给它", false),
    ] {
        let mut play = opened(&log);
        open_step(&mut play, StepKind::Forward);
        play.keys("djz");
        let screen = play.screen(120, 40);
        assert_eq!(screen.contains(note), stands, "{note}:\n{screen}");
    }
    let void = json!({"of": sorted, "void": true, "reasons": "本来不是检举控告"});
    log.step("2026-03-10", "correct", void);
    let mut play = opened(&log);
    let screen = play.screen(120, 40);
    assert!(screen.contains("东甲镇 陈某（现已不是"), "{screen}");
    open_step(&mut play, StepKind::Forward);
    play.keys("djz");
    let screen = play.screen(120, 40);
    assert!(
        screen.contains("案卷里记着不交给它") && !screen.contains("被反映或材料写到"),
        "{screen}"
    );
}

/// What nobody has said whom it accuses goes to no unit: the list says what comes first, and the check refuses it.
#[test]
fn a_report_that_says_nobody_is_not_forwarded_from_the_sheet() {
    let more = json!({"class": "report", "route": "", "requests": ["请求查处"]});
    let log = Log::with("2026-03-02", &more);
    let mut play = opened(&log);
    open_step(&mut play, StepKind::Forward);
    play.keys("jyj");
    let screen = play.screen(120, 40);
    assert!(screen.contains("先写明被反映方或不详"), "{screen}");
    play.keys("<Enter><Ctrl-S>");
    let screen = play.screen(120, 40);
    assert!(
        play.done.is_empty() && screen.contains("还没有写明反映的是谁"),
        "{screen}"
    );
}
