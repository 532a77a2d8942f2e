//! What a clerk would write for each step, drawn from a seed: for random legal lives of a petition.

use serde_json::{Value, json};
use zhuoluo::domain::event::{Step, StepKind};

use super::{Dice, Log};

const ROUTES: [&str; 6] = [
    "litigation",
    "arbitration",
    "party_appeal",
    "administrative",
    "perform_duty",
    "petition",
];
const UNITS: [&str; 3] = ["财政局", "东甲镇", "教育局"];

/// A body that fits the step, as a clerk would write it.
pub fn body(kind: StepKind, log: &Log, dice: &mut Dice) -> Value {
    use StepKind as S;
    let later = log.today + chrono::Days::new(dice.below(20) as u64);
    match kind {
        S::Sort => {
            let class = dice.pick(&["request", "request", "report", "proposal"]);
            let mut sorted =
                json!({"class": class, "route": dice.pick(&ROUTES), "simple": dice.below(4) == 0});
            if *class == "report" {
                sorted["accused"] = json!(["赵某"]);
            }
            sorted
        }
        S::Forward => json!({"to": dice.pick(&UNITS)}),
        S::Assign => json!({"to": dice.pick(&UNITS), "due_on": later.to_string()}),
        S::Object | S::Withdraw | S::Reopen | S::Close | S::Unlink => json!({"reasons": "理由"}),
        S::Return => json!({"agreed": dice.below(2) == 0, "reasons": "理由"}),
        S::Accept => json!({"route": dice.pick(&ROUTES)}),
        S::Decline => json!({"reasons": "理由", "basis": "第十九条"}),
        S::Redirect => json!({"route": dice.pick(&ROUTES), "body": "县仲裁委"}),
        S::Notify => {
            json!({"about": dice.pick(&["receipt", "receipt", "forwarding", "extension"])})
        }
        S::Extend => json!({"days": 1 + dice.below(30), "reasons": "鉴定", "approver": "王某"}),
        S::Lead => match dice.below(3) {
            0 => {
                json!({"official": "王某", "next": "会办", "due_on": later.to_string(), "by_unit": dice.pick(&UNITS)})
            }
            1 => json!({"official": "王某", "text": "已会办", "done": true}),
            _ => json!({"official": "王某"}),
        },
        S::Handler => json!({"login": "wang"}),
        S::Contact | S::Note | S::Remind | S::Meet | S::LegalReview | S::FollowUp => {
            json!({"text": "记一笔"})
        }
        S::Promise => json!({"text": "回电话", "due_on": later.to_string()}),
        S::Fulfil => {
            let owes = |s: &Step| {
                matches!(
                    s,
                    Step::Promise { .. } | Step::Answer { .. } | Step::Mediate { .. }
                )
            };
            json!({"of": one_of(log, owes, dice), "text": "已回"})
        }
        S::Correct => {
            json!({"of": one_of(log, |s| !matches!(s, Step::Register(_)), dice), "void": true, "reasons": "录错"})
        }
        S::Link => json!({"matter": 7, "reasons": "同一事项"}),
        _ => later_body(kind, log, dice),
    }
}

/// The number of an event that fits.
fn one_of(log: &Log, fits: impl Fn(&Step) -> bool, dice: &mut Dice) -> i64 {
    let fit: Vec<i64> = log
        .events
        .iter()
        .filter(|e| fits(&e.what))
        .map(|e| e.seq)
        .collect();
    if fit.is_empty() { 0 } else { *dice.pick(&fit) }
}

fn later_body(kind: StepKind, log: &Log, dice: &mut Dice) -> Value {
    use StepKind as S;
    let later = log.today + chrono::Days::new(dice.below(20) as u64);
    match kind {
        S::Answer if dice.below(3) == 0 => json!({"execute_by": later.to_string()}),
        S::Serve => json!({"result": dice.pick(&["delivered", "delivered", "undeliverable"])}),
        S::Hear => json!({"from": log.today.to_string(), "to": log.today.to_string()}),
        S::Mediate => {
            json!({"agreed": dice.below(2) == 0, "document": "示调1号", "text": "协商"})
        }
        S::AnswerReview | S::AnswerRereview => {
            json!({"outcome": dice.pick(&["upheld", "changed", "revoked", "redo"])})
        }
        S::Rate => json!({"office": "satisfied"}),
        S::Supervise => {
            json!({"demand": dice.pick(&["letter", "improve"]), "text": "超期", "due_on": later.to_string()})
        }
        S::ReplyToSupervision => {
            json!({"of": one_of(log, |s| matches!(s, Step::Supervise { .. }), dice), "text": "已改", "adopted": true})
        }
        S::Recuse => {
            json!({"login": "li", "substitute": "zhao", "reasons": "亲属", "approver": "王某"})
        }
        S::Split => json!({"requests": [1], "into": "另件", "reasons": "另一事项"}),
        S::Archive => json!({"retention": "ten"}),
        S::CorrectRecord => json!({"field": "address", "value": "东甲镇", "reasons": "更正"}),
        S::Restrict => json!({"ground": "done", "reasons": "目的已实现"}),
        S::Lift => json!({"reasons": "再次反映"}),
        S::HandOver => json!({"archives": "县档案馆"}),
        _ => json!({}),
    }
}
