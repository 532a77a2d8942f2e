//! The petitioner's rights to a review (L7) and a re-review (L9): nobody owes them, no alert comes
//! of them; they run from service until the later, rolled day.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, Mark, Round};
use crate::domain::count::{self, Due};
use crate::domain::petition::word_list;
use crate::domain::rules::Rules;
use crate::domain::verdict::Finding;

word_list!(
    /// What the petitioner may ask for.
    Ask {
        Review = "ask_review", "申请复查", "ask for a review";
        Rereview = "ask_rereview", "申请复核", "ask for a re-review";
    }
);

word_list!(
    /// Where a right stands on a day.
    Standing {
        Open = "open", "可以行使", "may be used";
        Used = "used", "已行使", "used";
        Lapsed = "lapsed", "期满", "lapsed";
    }
);

/// One right of the petitioner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recourse {
    /// What may be asked for.
    pub ask: Ask,
    /// The service that began it.
    pub since: i64,
    /// Until when: always the effective, later day.
    pub due: Due,
    /// Key of its article.
    pub basis: String,
    /// The request that used it.
    pub used: Option<Mark>,
}

impl Recourse {
    /// Where it stands on a day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if self.used.is_some() {
            Standing::Used
        } else if today <= self.due.effective {
            Standing::Open
        } else {
            Standing::Lapsed
        }
    }
}

/// The name of the limit within which it must be asked for.
#[must_use]
pub const fn ask_limit(again: bool) -> &'static str {
    if again { "ask_rereview" } else { "ask_review" }
}

/// The rights of the petitioner, oldest first. Only an opinion of the petition procedure gives them.
#[must_use]
pub fn recourse(case: &Case, calendar: &Calendar, rules: &Rules) -> Vec<Recourse> {
    let mut out = Vec::new();
    let mut right = |ask, again, served: Mark, used: Option<Mark>| {
        let limit = rules.limit(ask_limit(again));
        out.push(Recourse {
            ask,
            since: served.seq,
            due: count::due(calendar, served.on, limit.span()),
            basis: limit.article,
            used,
        });
    };
    for round in case.rounds() {
        let Round {
            on_clock: true,
            served: Some(served),
            ..
        } = round
        else {
            continue;
        };
        let asked = round.review.as_ref().map(|r| r.asked);
        right(Ask::Review, false, served, asked);
        let Some(review) = &round.review else {
            continue;
        };
        let back = review.finding.is_some_and(Finding::sends_back);
        if let (Some(served), false) = (review.served, back) {
            let asked = round.rereview.as_ref().map(|r| r.asked);
            right(Ask::Rereview, true, served, asked);
        }
    }
    out
}
