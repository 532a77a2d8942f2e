//! `rules`: every limit with its article, the national maximum and the office's own length; the
//! office's own table is shown, tried and made to count.

use std::path::Path;

use serde_json::{Value, json};

use super::args_statute::{Rules as Args, RulesCommand};
use super::list::List;
use super::out::{Done, talk};
use super::session::{Session, Whom};
use super::{input, moves};
use crate::domain::count::DayUnit;
use crate::domain::rules::Rules;
use crate::exchange;
use crate::words::{Lang, Trouble};

pub fn run(whom: &Whom, args: &Args) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    match &args.command {
        RulesCommand::Show { json } => show(&session, *json),
        RulesCommand::Diff { file, json } => {
            let own = read(file)?;
            let moved = session.store.moved_by_rules(&own)?;
            told(&session, &moved, *json)
        }
        RulesCommand::Import { file, json } => {
            let own = read(file)?;
            let moved = session.store.set_rules(&own, session.now())?;
            talk(
                say!(
                    "本办期限已生效。",
                    "The office's own rules count from now on."
                )
                .say(session.lang),
            );
            told(&session, &moved, *json)
        }
    }
}

fn read(path: &Path) -> Result<String, Trouble> {
    exchange::text(&input::bytes(path)?)
}

fn told(session: &Session, moved: &crate::store::Moves, json: bool) -> Result<Done, Trouble> {
    Ok(if json {
        Done::json(&moves::as_json(session, moved)?)
    } else {
        Done::text(moves::text(session, moved))
    })
}

fn show(session: &Session, as_json: bool) -> Result<Done, Trouble> {
    let office = session.office();
    let rules = &office.rules;
    let own = session.store.own_rules()?;
    if as_json {
        return Ok(Done::json(&value(rules, &own)));
    }
    let lang = session.lang;
    let mut list = List::new(match lang {
        Lang::Zh => &["期限", "名称", "本办", "全国上限", "单位", "依据"],
        Lang::En => &[
            "limit",
            "what",
            "office's",
            "national max",
            "unit",
            "article",
        ],
    });
    for (name, limit) in rules.limits() {
        let unit = match limit.unit {
            DayUnit::Day => say!("日", "days"),
            DayUnit::WorkingDay => say!("工作日", "working days"),
        };
        list.row([
            name.clone(),
            called(name).say(lang).to_owned(),
            limit.length.to_string(),
            limit.max.to_string(),
            unit.say(lang).to_owned(),
            rules.article(&limit.article),
        ]);
    }
    let steps: Vec<String> = rules.ladder.steps.iter().map(ToString::to_string).collect();
    let (steps, near) = (steps.join("、"), rules.ladder.near);
    let p = &rules.open_points;
    let (together, post, left) = (
        p.extension_from_acceptance,
        p.postmark_counts,
        p.refusal_with_witness_serves,
    );
    let foot = say!(
        "提醒阶梯：期限前{steps}天（负数为期限后）；提前{near}天进提醒栏。\n有争议的口径：extension_from_acceptance = {together}（延期与原期限自受理日合并计算），postmark_counts = {post}（邮寄申请看邮戳），refusal_with_witness_serves = {left}（拒收有见证视为送达）。",
        "Reminders: {steps} days before the mark (negative: after); in the panel {near} days before.\nOpen points: extension_from_acceptance = {together}, postmark_counts = {post}, refusal_with_witness_serves = {left}."
    );
    Ok(Done::text(format!("{}{}\n", list.text(), foot.say(lang))))
}

/// What a limit is for, in words.
fn called(name: &str) -> crate::words::Word {
    use crate::words::Word;
    const NAMES: [(&str, Word); 21] = [
        ("register", Word::new("登记", "register")),
        ("forward", Word::new("转送交办", "forward or assign")),
        (
            "notify_direct",
            Word::new("告知（直接受理）", "notice, direct"),
        ),
        ("notify", Word::new("告知（转来）", "notice, forwarded")),
        ("object", Word::new("异议退件", "objection")),
        ("sign_for", Word::new("签收", "sign for")),
        ("answer", Word::new("办结", "opinion")),
        ("extension", Word::new("延期", "extension")),
        ("ask_review", Word::new("申请复查", "asking for a review")),
        ("review", Word::new("复查意见", "review opinion")),
        (
            "ask_rereview",
            Word::new("申请复核", "asking for a re-review"),
        ),
        ("rereview", Word::new("复核意见", "re-review opinion")),
        ("simple_accept", Word::new("简易受理", "simple: accept")),
        ("simple_answer", Word::new("简易办结", "simple: opinion")),
        (
            "report_back",
            Word::new("交办反馈（由交办人定）", "report back (the assigner's day)"),
        ),
        (
            "supervision",
            Word::new("督办回复（函中定）", "reply to a supervision (its day)"),
        ),
        ("proposal", Word::new("建议反馈", "reply to a proposal")),
        (
            "pass_on",
            Word::new("级间流转", "passing on between levels"),
        ),
        ("lead_action", Word::new("包案推进", "action on a led case")),
        (
            "fulfil",
            Word::new("兑现承诺（承诺的日子）", "keeping a promise (its day)"),
        ),
        ("follow_up", Word::new("跟进", "follow up")),
    ];
    NAMES
        .iter()
        .find(|(n, _)| *n == name)
        .map_or(Word::new("", ""), |(_, word)| *word)
}

fn value(rules: &Rules, own: &str) -> Value {
    let limits: Vec<Value> = rules
        .limits()
        .iter()
        .map(|(name, l)| {
            json!({
                "limit": name,
                "name": called(name).zh,
                "length": l.length,
                "national_max": l.max,
                "min": l.min,
                "unit": l.unit,
                "article": rules.article(&l.article),
            })
        })
        .collect();
    let p = &rules.open_points;
    json!({
        "limits": limits,
        "ladder": { "steps": rules.ladder.steps, "near": rules.ladder.near },
        "open_points": {
            "extension_from_acceptance": p.extension_from_acceptance,
            "postmark_counts": p.postmark_counts,
            "refusal_with_witness_serves": p.refusal_with_witness_serves,
        },
        "own": own,
    })
}
