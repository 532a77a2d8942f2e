//! The model check: every reachable state, bounded by folding states that differ in dates alone.
//! From each there is a lawful way to an answer, none is silent, no two steps do the same.

use std::collections::{HashMap, VecDeque};

use serde_json::{Value, json};
use zhuoluo::domain::case::{Case, Review};
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::obligation::{self, Kind};
use zhuoluo::domain::status::Status;
use zhuoluo::domain::step;

use crate::kit::Log;
use crate::kit::log::desk;

const DAY: &str = "2026-03-05";

/// The steps that move a petition, each as it would be written; records that change no state are
/// left out, and what has several meanings stands here once for each.
fn deeds(case: &Case, part: &[StepKind]) -> Vec<(StepKind, Value)> {
    use StepKind as S;
    let open = case.promises.iter().find(|p| p.kept.is_none());
    let letter = case.supervisions.iter().find(|s| s.replied.is_none());
    let why = json!({"reasons": "理由"});
    let mut all = vec![
        (
            S::Sort,
            json!({"class": "request", "route": "petition", "simple": !case.simple}),
        ),
        (S::Forward, json!({"to": "财政局"})),
        (S::Assign, json!({"to": "财政局", "due_on": "2026-04-01"})),
        (S::SignFor, json!({})),
        (S::Object, why.clone()),
        (S::Return, why.clone()),
        (S::Return, json!({"agreed": false, "reasons": "职责所列"})),
        (S::Accept, json!({})),
        (S::Decline, json!({"reasons": "理由", "basis": "第十九条"})),
        (
            S::Redirect,
            json!({"route": "arbitration", "body": "县仲裁委"}),
        ),
        (S::Notify, json!({})),
        (S::Notify, json!({"about": "extension"})),
        (
            S::Extend,
            json!({"days": 30, "reasons": "鉴定", "approver": "王某"}),
        ),
        (
            S::Mediate,
            json!({"agreed": true, "document": "示调1号", "text": "协议"}),
        ),
        (S::Answer, json!({"outcomes": ["explained"]})),
        (S::Serve, json!({})),
        (S::AskReview, json!({})),
        (S::AnswerReview, json!({"outcome": "upheld"})),
        (S::AnswerReview, json!({"outcome": "redo"})),
        (S::AskRereview, json!({})),
        (S::AnswerRereview, json!({"outcome": "upheld"})),
        (S::AnswerRereview, json!({"outcome": "revoked"})),
        (S::Withdraw, why.clone()),
        (S::Close, why.clone()),
        (S::Reopen, why),
        (S::Archive, json!({"retention": "ten"})),
    ];
    if case.promises.is_empty() {
        all.push((
            S::Promise,
            json!({"text": "回电话", "due_on": "2026-03-09"}),
        ));
    }
    if case.supervisions.is_empty() {
        all.push((S::Supervise, json!({"demand": "improve", "text": "建议"})));
    }
    all.extend(open.map(|p| (S::Fulfil, json!({"of": p.made.seq, "text": "已办"}))));
    let reply = |seq: i64| json!({"of": seq, "text": "采纳", "adopted": true});
    all.extend(letter.map(|s| (S::ReplyToSupervision, reply(s.made.seq))));
    all.retain(|(kind, _)| part.contains(kind));
    all
}

/// The main line from sorting to closing and what comes back.
const MAIN: &[StepKind] = {
    use StepKind as S;
    &[
        S::Forward,
        S::SignFor,
        S::Object,
        S::Return,
        S::Accept,
        S::Decline,
        S::Redirect,
        S::Notify,
        S::Answer,
        S::Serve,
        S::Withdraw,
        S::Close,
        S::Reopen,
    ]
};

/// The clock and the ladder of reviews on the office's own desk.
const LADDER: &[StepKind] = {
    use StepKind as S;
    &[
        S::Sort,
        S::Accept,
        S::Notify,
        S::Extend,
        S::Mediate,
        S::Answer,
        S::Serve,
        S::AskReview,
        S::AnswerReview,
        S::AskRereview,
        S::AnswerRereview,
        S::Withdraw,
        S::Close,
        S::Reopen,
    ]
};

/// What stands beside: assignments, promises, supervision, keeping.
const BESIDE: &[StepKind] = {
    use StepKind as S;
    &[
        S::Assign,
        S::Accept,
        S::Answer,
        S::Serve,
        S::AskReview,
        S::AnswerReview,
        S::Promise,
        S::Fulfil,
        S::Supervise,
        S::ReplyToSupervision,
        S::Close,
        S::Reopen,
        S::Archive,
    ]
};

/// A state without its dates and numbers.
fn key(case: &Case) -> String {
    let review = |r: &Option<Review>| {
        r.as_ref()
            .map(|r| (r.answered.is_some(), r.finding, r.served.is_some()))
    };
    let referral = case.open_referral().map(|r| {
        let marks = [
            r.signed, r.objected, r.refused, r.decided, r.notified, r.reported,
        ];
        (r.due_on.is_some(), marks.map(|m| m.is_some()))
    });
    let marks = [
        case.accepted,
        case.turned,
        case.turned_told,
        case.notified,
        case.told_here,
        case.answered,
        case.served,
        case.settled,
        case.archived,
    ];
    let extension = case.extension.as_ref().map(|e| e.told.is_some());
    let kept = case.promises.first().map(|p| p.kept.is_some());
    let replied = case.supervisions.first().map(|s| s.replied.is_some());
    let round = (
        review(&case.review),
        review(&case.rereview),
        extension,
        kept,
        replied,
    );
    let head = (
        case.class,
        case.route,
        case.simple,
        case.simple_since.is_some(),
        case.turned.is_some() && case.declined,
    );
    let again = (
        case.reopened.len().min(1),
        case.earlier.len().min(1),
        case.returns.min(1),
        case.referrals.len().min(2),
    );
    format!(
        "{head:?} {referral:?} {:?} {round:?} {:?} {again:?}",
        marks.map(|m| m.is_some()),
        case.ended.map(|e| e.0)
    )
}

/// True when the petitioner has an answer: an opinion in hand, an agreement, or told where to go.
fn is_answered(case: &Case) -> bool {
    case.settled.is_some()
        || case.served.is_some()
        || case.turned_told.is_some()
        || (case.is_anonymous() && (case.answered.is_some() || case.turned.is_some()))
}

struct Node {
    log: Log,
    answered: bool,
    next: Vec<usize>,
}

/// Walks everything that can be reached from one registration.
fn walk(first: Log, part: &[StepKind], bound: usize) -> Vec<Node> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut nodes: Vec<Node> = Vec::new();
    let mut queue = VecDeque::new();
    let mut put = |log: Log, nodes: &mut Vec<Node>, queue: &mut VecDeque<usize>| {
        let case = log.case();
        *known.entry(key(&case)).or_insert_with(|| {
            let answered = is_answered(&case);
            nodes.push(Node {
                log,
                answered,
                next: Vec::new(),
            });
            queue.push_back(nodes.len() - 1);
            nodes.len() - 1
        })
    };
    put(first, &mut nodes, &mut queue);
    while let Some(at) = queue.pop_front() {
        assert!(nodes.len() < bound, "more states than the bound");
        let case = nodes[at].log.case();
        let mut ways: HashMap<usize, StepKind> = HashMap::new();
        for (kind, body) in deeds(&case, part) {
            let mut log = nodes[at].log.clone();
            if log.try_step(DAY, kind.code(), body).is_err() {
                continue;
            }
            let to = put(log, &mut nodes, &mut queue);
            nodes[at].next.push(to);
            if to != at
                && let Some(other) = ways.insert(to, kind)
            {
                assert_eq!(other, kind, "two spellings from {}", key(&case));
            }
        }
    }
    nodes
}

fn check(first: &Log, part: &[StepKind]) -> usize {
    let nodes = walk(first.clone(), part, 20_000);
    for node in &nodes {
        is_not_silent(&node.log, part);
    }
    // Backwards from every answered state.
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        for to in &node.next {
            before[*to].push(at);
        }
    }
    let mut reached: Vec<bool> = nodes.iter().map(|n| n.answered).collect();
    let mut queue: VecDeque<usize> = (0..nodes.len()).filter(|n| reached[*n]).collect();
    while let Some(at) = queue.pop_front() {
        for from in &before[at] {
            if !std::mem::replace(&mut reached[*from], true) {
                queue.push_back(*from);
            }
        }
    }
    let lost = reached.iter().position(|r| !r);
    assert!(
        lost.is_none(),
        "no way to an answer from {}",
        key(&nodes[lost.unwrap_or(0)].log.case())
    );
    nodes.len()
}

/// Something is owed, or a right runs or ran out, or it ended, or nothing is left but closing it.
fn is_not_silent(log: &Log, part: &[StepKind]) {
    let (case, desk) = (log.case(), desk());
    let owed = log.owed().iter().any(|k| *k != Kind::Object);
    let right = !obligation::recourse(&case, &desk.calendar, &desk.rules).is_empty();
    let closable = case.is_done() && step::closed(StepKind::Close, &case, log.ground()).is_none();
    let quiet = case.ended.is_some() || owed || right || closable;
    assert!(
        quiet,
        "silent: {} {:?}",
        key(&case),
        Status::of(Some(&case))
    );
    if !case.is_done() {
        assert!(owed, "not done and nobody owes: {}", key(&case));
    }
    if case.ended.is_none() {
        assert!(
            deeds(&case, part)
                .iter()
                .any(|(kind, _)| step::closed(*kind, &case, log.ground()).is_none()),
            "nothing can be done: {}",
            key(&case)
        );
    }
}

/// Walks the parts from one registration; gives the number of states.
fn every_state(first: &Log) -> usize {
    [MAIN, LADDER, BESIDE]
        .iter()
        .map(|part| check(first, part))
        .sum()
}

#[test]
fn every_state_of_a_request() {
    let states = every_state(&Log::received(DAY));
    assert!(states > 1_000, "only {states} states");
}

#[test]
fn every_state_of_an_anonymous_request() {
    let states = every_state(&Log::with(DAY, &json!({"people": []})));
    assert!(states > 300, "only {states} states");
}

#[test]
fn every_state_of_a_proposal() {
    let proposal = json!({"class": "proposal", "route": ""});
    let states = every_state(&Log::with(DAY, &proposal));
    assert!(states > 300, "only {states} states");
}

#[test]
fn steps_and_their_words_are_spelled_once() {
    let mut words: Vec<&str> = Vec::new();
    for kind in StepKind::ALL {
        words.extend([kind.code(), kind.word().zh]);
    }
    let all = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), all);
}
