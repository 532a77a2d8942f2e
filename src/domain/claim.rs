//! What a person asks about their own data (个人信息申请, PIPL Arts. 44–50): received, identity checked,
//! decided with reasons, answered; an obligation of the office with its own day.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::count::{self, Due, Span};
use super::duty::owed::{DeskDuty, Rung};
use super::ids::UnitId;
use super::obligation::{Kind, Obligation, OwedTo};
use super::petition::{Method, word_list};
use super::rights::Deed;
use crate::words::{Outside, Sentence};

word_list!(
    /// What is asked.
    Asked {
        Access = "access", "查阅", "to see it";
        Copy = "copy", "复制", "a copy";
        Correct = "correct", "更正补充", "correction";
        Delete = "delete", "删除", "deletion";
        Explain = "explain", "解释说明", "an explanation";
    }
);

word_list!(
    /// In whose right somebody asks.
    Standing {
        Own = "own", "本人", "the person";
        Agent = "agent", "代理人", "an agent";
        Guardian = "guardian", "监护人", "a guardian";
        Relative = "relative", "死者近亲属", "a near relative of the deceased";
    }
);

word_list!(
    /// What was decided.
    Ruling {
        Granted = "granted", "同意", "granted";
        Partly = "partly", "部分同意", "granted in part";
        Refused = "refused", "不同意", "refused";
    }
);

word_list!(
    /// Where a request stands.
    Stage {
        Received = "received", "已收到", "received";
        Identified = "identified", "身份已核", "identity checked";
        Decided = "decided", "已决定", "decided";
        Answered = "answered", "已答复", "answered";
        Withdrawn = "withdrawn", "已撤回", "withdrawn";
    }
);

/// One entry about a request; entries are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// 收到.
    Receive {
        /// What is asked.
        asked: Asked,
        /// A petition in which the person stands; empty for somebody who is not on file.
        #[serde(default)]
        petition: String,
        /// Who asks, for somebody who is not on file, or who asks for another.
        #[serde(default)]
        applicant: Outside,
        /// In whose right.
        #[serde(default = "own")]
        standing: Standing,
        /// In their words.
        text: Outside,
        /// The day it came in; today when left out.
        #[serde(default)]
        on: Option<NaiveDate>,
    },
    /// 核验身份.
    Identify {
        /// How: identity card seen, authority letter, query code …
        how: Outside,
    },
    /// 决定.
    Decide {
        /// What.
        ruling: Ruling,
        /// Why; a refusal always says it (Art. 50).
        #[serde(default)]
        reasons: Outside,
        /// The article it rests on.
        #[serde(default)]
        basis: Outside,
        /// The head who decided.
        approver: Outside,
    },
    /// 答复.
    Answer {
        /// How it reached them.
        method: Method,
        /// The document's number.
        #[serde(default)]
        document: Outside,
        /// The day; today when left out.
        #[serde(default)]
        on: Option<NaiveDate>,
    },
    /// 撤回.
    Withdraw {
        /// In their words.
        reasons: Outside,
    },
}

const fn own() -> Standing {
    Standing::Own
}

impl Entry {
    /// What adding it is, in the table of rights: who decides is not who took it down.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Decide { .. } => Deed::Restrict,
            _ => Deed::Give,
        }
    }

    /// What it is, as scripts say it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Receive { .. } => "receive",
            Self::Identify { .. } => "identify",
            Self::Decide { .. } => "decide",
            Self::Answer { .. } => "answer",
            Self::Withdraw { .. } => "withdraw",
        }
    }
}

/// A request as its entries make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its number, counted within the register.
    pub number: i64,
    /// What is asked.
    pub asked: Asked,
    /// The petition; empty for somebody who is not on file.
    pub petition: String,
    /// Who asks, where the petition does not say it.
    pub applicant: Outside,
    /// In whose right.
    pub standing: Standing,
    /// In their words.
    pub text: Outside,
    /// Received.
    pub received_on: NaiveDate,
    /// Where it stands.
    pub stage: Stage,
    /// How the identity was checked.
    pub identified: Outside,
    /// What was decided.
    pub ruling: Option<Ruling>,
    /// Why.
    pub reasons: Outside,
    /// On what it rests.
    pub basis: Outside,
    /// Who decided.
    pub approver: Outside,
    /// Answered.
    pub answered_on: Option<NaiveDate>,
    /// How.
    pub method: Option<Method>,
    /// The answer's number.
    pub document: Outside,
}

impl Claim {
    /// A request from its first entry; `None` when that is not a receipt.
    #[must_use]
    pub fn begin(number: i64, entry: &Entry, today: NaiveDate) -> Option<Self> {
        let Entry::Receive {
            asked,
            petition,
            applicant,
            standing,
            text,
            on,
        } = entry
        else {
            return None;
        };
        Some(Self {
            number,
            asked: *asked,
            petition: petition.clone(),
            applicant: applicant.clone(),
            standing: *standing,
            text: text.clone(),
            received_on: on.unwrap_or(today),
            stage: Stage::Received,
            identified: Outside::default(),
            ruling: None,
            reasons: Outside::default(),
            basis: Outside::default(),
            approver: Outside::default(),
            answered_on: None,
            method: None,
            document: Outside::default(),
        })
    }

    /// Takes a later entry in.
    pub fn take(&mut self, entry: &Entry, today: NaiveDate) {
        match entry {
            Entry::Receive { .. } => {}
            Entry::Identify { how } => {
                self.identified.clone_from(how);
                self.stage = Stage::Identified;
            }
            Entry::Decide {
                ruling,
                reasons,
                basis,
                approver,
            } => {
                self.ruling = Some(*ruling);
                self.reasons.clone_from(reasons);
                self.basis.clone_from(basis);
                self.approver.clone_from(approver);
                self.stage = Stage::Decided;
            }
            Entry::Answer {
                method,
                document,
                on,
            } => {
                self.answered_on = Some(on.unwrap_or(today));
                self.method = Some(*method);
                self.document.clone_from(document);
                self.stage = Stage::Answered;
            }
            Entry::Withdraw { .. } => self.stage = Stage::Withdrawn,
        }
    }

    /// True as long as the office owes the answer.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Answered | Stage::Withdrawn)
    }

    /// Until when the answer is owed: so many days after the receipt, by the office's retention table.
    #[must_use]
    pub fn due(&self, calendar: &Calendar, days: u32) -> Due {
        count::due(calendar, self.received_on, Span::days(days))
    }

    /// The answer that the office owes (PIPL Art. 50); `None` when it owes nothing any more. It names
    /// the request by its number and says nothing of who asks.
    #[must_use]
    pub fn duty(&self, calendar: &Calendar, days: u32) -> Option<DeskDuty> {
        if !self.is_open() {
            return None;
        }
        let due = self.due(calendar, days);
        let (number, asked) = (self.number, self.asked.word());
        let (zh, en) = (asked.zh, asked.en);
        Some(DeskDuty {
            key: format!("{}:{number}", Kind::AnswerClaim.code()),
            what: say!(
                "个人信息申请第{number}号（{zh}）答复",
                "answer to data request no. {number} ({en})"
            ),
            opens: self.received_on.and_time(NaiveTime::MIN),
            due: due.effective.and_time(NaiveTime::MIN),
            who: Vec::new(),
            rung: Rung::Unit,
            obligation: Obligation {
                kind: Kind::AnswerClaim,
                since: number,
                owed_by: UnitId::OFFICE,
                owed_to: OwedTo::Petitioner,
                basis: "claim".to_owned(),
                due,
                paid: None,
                void: false,
                assumed: false,
                clock: None,
            },
            seen: None,
        })
    }

    /// Why an entry does not fit now; `None` when it does.
    #[must_use]
    pub fn refused(&self, entry: &Entry, today: NaiveDate) -> Option<Sentence> {
        if !self.is_open() {
            let (zh, en) = (self.stage.word().zh, self.stage.word().en);
            return Some(say!("本申请{zh}。", "The request is {en}."));
        }
        match entry {
            Entry::Receive { .. } => Some(say!("已经收到。", "It is received already.")),
            Entry::Identify { how } => {
                blank(how.raw(), "怎样核验的身份", "how the identity was checked")
            }
            Entry::Decide {
                ruling,
                reasons,
                approver,
                ..
            } => self.deciding(*ruling, reasons.raw(), approver.raw()),
            Entry::Answer { on, .. } => self.answering(on.unwrap_or(today), today),
            Entry::Withdraw { reasons } => blank(reasons.raw(), "撤回的原话", "their words"),
        }
    }

    fn deciding(&self, ruling: Ruling, reasons: &str, approver: &str) -> Option<Sentence> {
        if self.identified.is_empty() {
            return Some(say!(
                "先核验身份（identify），再作决定。",
                "Check the identity first (identify), then decide."
            ));
        }
        if ruling != Ruling::Granted && reasons.trim().is_empty() {
            return Some(say!(
                "不同意或部分同意要说明理由（《个人信息保护法》第五十条）。",
                "A refusal, in whole or in part, gives its reasons (PIPL Art. 50)."
            ));
        }
        blank(approver, "决定的负责人", "the head who decided")
    }

    fn answering(&self, on: NaiveDate, today: NaiveDate) -> Option<Sentence> {
        let received = self.received_on;
        if self.ruling.is_none() {
            return Some(say!(
                "先作决定（decide），再答复。",
                "Decide first (decide), then answer."
            ));
        }
        (on > today || on < received).then(|| {
            say!(
                "答复日期{on}应在{received}到{today}之间。",
                "The day of the answer, {on}, lies outside {received} to {today}."
            )
        })
    }
}

/// Why a first entry does not fit; `None` when it does.
#[must_use]
pub fn refused(entry: &Entry, today: NaiveDate) -> Option<Sentence> {
    let Entry::Receive {
        petition,
        applicant,
        standing,
        text,
        on,
        ..
    } = entry
    else {
        return Some(say!(
            "第一条应是收到（receive）。",
            "The first entry is the receipt (receive)."
        ));
    };
    if let Some(on) = on.filter(|on| *on > today) {
        return Some(say!(
            "收到日期{on}在今天{today}之后。",
            "The day of receipt, {on}, lies after today, {today}."
        ));
    }
    if petition.trim().is_empty() || *standing != Standing::Own {
        let missing = blank(
            applicant.raw(),
            "申请人（applicant）",
            "who asks (applicant)",
        );
        if missing.is_some() {
            return missing;
        }
    }
    blank(text.raw(), "申请的内容", "what is asked")
}

fn blank(text: &str, zh: &str, en: &str) -> Option<Sentence> {
    text.trim()
        .is_empty()
        .then(|| say!("要写明{zh}。", "It needs {en}."))
}
