//! The office's limits and articles, read from `data/rules.toml`: shorter than the national
//! maximum is allowed, longer is refused with the article named.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::count::{DayUnit, Span};
use crate::words::Sentence;

/// One limit of the table (期限).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Length in `unit`s.
    pub length: u32,
    /// What is counted.
    pub unit: DayUnit,
    /// The national maximum in the same unit.
    pub max: u32,
    /// For a right of the petitioner: what it may not be shorter than.
    #[serde(default)]
    pub min: u32,
    /// Key of the article it rests on.
    pub article: String,
}

impl Limit {
    /// The limit as a span.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span {
            length: self.length,
            unit: self.unit,
        }
    }
}

/// When reminders fall.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Days before (positive) or after (negative) the mark.
    pub steps: Vec<i64>,
    /// From how many days before its mark an obligation is near.
    pub near: i64,
}

/// What the sources leave open; the defaults are strict on the office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenPoints {
    /// True: an extension is counted from the acceptance, never from a rolled day.
    pub extension_from_acceptance: bool,
    /// True: a posted request for review counts from its postmark.
    pub postmark_counts: bool,
    /// True: an opinion refused and left before a witness counts as served.
    pub refusal_with_witness_serves: bool,
}

impl Default for OpenPoints {
    fn default() -> Self {
        Self {
            extension_from_acceptance: true,
            postmark_counts: true,
            refusal_with_witness_serves: true,
        }
    }
}

/// All limits of the office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    articles: BTreeMap<String, String>,
    limits: BTreeMap<String, Limit>,
    /// Reminder ladder.
    pub ladder: Ladder,
    /// What the sources leave open.
    #[serde(default)]
    pub open_points: OpenPoints,
}

/// The office's own table (本办期限), laid over the one that comes with the program: lengths alone,
/// the ladder, the open points. Articles and national maxima are not the office's to set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    limits: BTreeMap<String, OwnLimit>,
    ladder: Option<Ladder>,
    #[serde(default)]
    open_points: BTreeMap<String, bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnLimit {
    length: u32,
}

/// The limits that the program counts with; all must be in the table.
const NEEDED: [&str; 21] = [
    "register",
    "forward",
    "notify_direct",
    "notify",
    "object",
    "sign_for",
    "answer",
    "extension",
    "ask_review",
    "review",
    "ask_rereview",
    "rereview",
    "simple_accept",
    "simple_answer",
    "supervision",
    "proposal",
    "pass_on",
    "lead_action",
    "report_back",
    "fulfil",
    "follow_up",
];

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// A sentence naming the limit and article when the table breaks a rule.
    pub fn shipped() -> Result<Self, Sentence> {
        Self::parse(include_str!("../../data/rules.toml"))
    }

    /// Reads a rules table.
    ///
    /// # Errors
    /// A sentence naming the limit and article: not TOML, a limit missing or longer than the law's.
    pub fn parse(text: &str) -> Result<Self, Sentence> {
        let rules: Self = toml::from_str(text).map_err(|e| {
            let e = e.to_string();
            say!("规则表读不懂：{e}", "The rules table cannot be read: {e}")
        })?;
        for name in NEEDED {
            if !rules.limits.contains_key(name) {
                return Err(say!(
                    "规则表缺少期限“{name}”。",
                    "The rules table lacks the limit `{name}`."
                ));
            }
        }
        rules.check()?;
        Ok(rules)
    }

    /// The program's rules with the office's own laid over them.
    ///
    /// # Errors
    /// As [`Rules::parse`]: a limit longer than the national maximum is refused with its article.
    pub fn with(own: &str) -> Result<Self, Sentence> {
        let mut rules = Self::shipped()?;
        if own.trim().is_empty() {
            return Ok(rules);
        }
        let own: Own = toml::from_str(own).map_err(|e| {
            let e = e.to_string();
            say!(
                "本办期限表读不懂：{e}。例：[limits.answer] 一行，下一行 length = 45。",
                "The office's rules cannot be read: {e}. Example: a line [limits.answer], then length = 45."
            )
        })?;
        for (name, OwnLimit { length }) in own.limits {
            let Some(limit) = rules.limits.get_mut(&name) else {
                let known: Vec<&str> = rules.limits.keys().map(String::as_str).collect();
                let known = known.join(" ");
                return Err(say!(
                    "没有“{name}”这项期限。可用：{known}。",
                    "There is no limit `{name}`. Known: {known}."
                ));
            };
            limit.length = length;
        }
        for (name, on) in own.open_points {
            let points = &mut rules.open_points;
            let point = match name.as_str() {
                "extension_from_acceptance" => &mut points.extension_from_acceptance,
                "postmark_counts" => &mut points.postmark_counts,
                "refusal_with_witness_serves" => &mut points.refusal_with_witness_serves,
                _ => {
                    return Err(say!(
                        "没有“{name}”这个选项。可用：extension_from_acceptance postmark_counts refusal_with_witness_serves。",
                        "There is no setting `{name}`. Known: extension_from_acceptance postmark_counts refusal_with_witness_serves."
                    ));
                }
            };
            *point = on;
        }
        if let Some(ladder) = own.ladder {
            rules.ladder = ladder;
        }
        rules.check()?;
        Ok(rules)
    }

    /// No limit longer than the law's, no right of the petitioner shorter, a ladder that ends at the mark or after it.
    fn check(&self) -> Result<(), Sentence> {
        let rules = self;
        let ladder = &rules.ladder;
        let bad = |s: &i64| !(-366..=366).contains(s);
        if !ladder.steps.contains(&0)
            || ladder.steps.iter().any(bad)
            || !(0..=366).contains(&ladder.near)
        {
            return Err(say!(
                "提醒阶梯要含0（到期当天），各档在-366到366天之内，例：steps = [15, 7, 3, 0, -1]。",
                "The ladder must hold 0 (the mark itself), each rung within -366 to 366 days, e.g. steps = [15, 7, 3, 0, -1]."
            ));
        }
        for (name, limit) in &rules.limits {
            let article = rules.article(&limit.article);
            let (length, max) = (limit.length, limit.max);
            let min = limit.min;
            if length < min {
                return Err(say!(
                    "期限“{name}”定为{length}，短于{article}给信访人的{min}；信访人的权利不可以缩短。",
                    "The limit `{name}` is {length}, shorter than the {min} that {article} gives the petitioner; a right cannot be cut."
                ));
            }
            if length > max {
                return Err(say!(
                    "期限“{name}”定为{length}，超过{article}规定的上限{max}；可以更短，不可以更长。",
                    "The limit `{name}` is {length}, longer than the maximum {max} of {article}; shorter is allowed, longer is not."
                ));
            }
        }
        Ok(())
    }

    /// A limit by name. Unknown names give the strictest answer: no time at all.
    #[must_use]
    pub fn limit(&self, name: &str) -> Limit {
        self.limits.get(name).cloned().unwrap_or(Limit {
            length: 0,
            unit: DayUnit::Day,
            max: 0,
            min: 0,
            article: "office".to_owned(),
        })
    }

    /// All limits by name.
    #[must_use]
    pub fn limits(&self) -> &BTreeMap<String, Limit> {
        &self.limits
    }

    /// The full citation for an article key.
    #[must_use]
    pub fn article(&self, key: &str) -> String {
        self.articles
            .get(key)
            .cloned()
            .unwrap_or_else(|| key.to_owned())
    }
}
