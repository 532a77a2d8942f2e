//! Cases at each stage of their life, and the room with one open.

use serde_json::json;
use zhuoluo::domain::event::StepKind;
use zhuoluo::flow::{Reply, Route};
use zhuoluo::rooms::Room;
use zhuoluo::rooms::case::Case;

use super::play::{Play, file};
use crate::kit::Log;

/// Ten in the morning of the day on which all is played.
pub const NOW: &str = "2026-03-10T10:00:00+08:00";

/// A log at a stage of its life.
pub fn log(stage: &str) -> Log {
    let mut log = Log::with(
        "2026-03-02",
        &json!({"summary": "张某反映征地补偿少登记0.8亩", "requests": ["要求重新丈量"]}),
    );
    let steps = [
        ("sent", "2026-03-03", "forward", json!({"to": "东甲镇"})),
        ("signed", "2026-03-05", "sign_for", json!({})),
        (
            "accepted",
            "2026-03-06",
            "accept",
            json!({"route": "petition"}),
        ),
        (
            "answered",
            "2026-03-09",
            "answer",
            json!({"outcomes": ["supported"], "text": "补登0.8亩"}),
        ),
        ("served", "2026-03-09", "serve", json!({"method": "direct"})),
        (
            "closed",
            "2026-03-09",
            "close",
            json!({"reasons": "意见已送达"}),
        ),
    ];
    match stage {
        "promised" => {
            let promise = json!({"text": "周三前回电话", "due_on": "2026-03-11"});
            log.step("2026-03-04", "promise", promise);
        }
        "linked" => {
            let link = json!({"matter": 7, "reasons": "同一块地"});
            log.step("2026-03-04", "link", link);
        }
        "new" => {}
        _ => {
            let last = steps.iter().position(|s| s.0 == stage).expect("a stage");
            for (_, on, kind, body) in steps.into_iter().take(last + 1) {
                log.step(on, kind, body);
            }
        }
    }
    log.today = crate::kit::day("2026-03-10");
    log
}

/// The room with that file open.
pub fn opened(log: &Log) -> Play<Case> {
    let mut play: Play<Case> = Play::at(NOW);
    let number = file(log, &[]).number;
    play.call(|room, cx| room.open(&Route::Case(number), cx));
    let ticket = play.done.last().unwrap().0;
    play.take(ticket, Ok(Reply::File(file(log, &["张某"]))));
    play.done.clear();
    play
}

/// Opens the menu and goes down to a step, as one sees it.
pub fn open_step(play: &mut Play<Case>, kind: StepKind) {
    play.keys("<F2>");
    let wanted = format!("▸ {}", kind.word().zh);
    for _ in 0..40 {
        let screen = play.screen(80, 24);
        let here = |line: &str| {
            line.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if screen.lines().any(here) {
            play.keys("<Enter>");
            return;
        }
        play.keys("<Down>");
    }
    panic!("{wanted} is not in the menu:\n{}", play.screen(80, 24));
}
