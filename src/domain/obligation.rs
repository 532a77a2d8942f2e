//! Obligations (待办义务): from a petition's events, the calendar and the rules, what is owed, by
//! whom, to whom, until when, under which article, and which event paid it. A pure function.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::case::{Case, Mark, Referral};
use super::count::{self, Due, Span};
use super::ids::UnitId;
use super::petition::{Class, Route, word_list};
use super::rules::Rules;

word_list!(
    /// Kinds of obligation; the codes are promised to scripts.
    Kind {
        Register = "register", "登记", "register";
        Forward = "forward", "转送交办", "forward or assign";
        SignFor = "sign_for", "签收", "sign for";
        Object = "object", "提出异议（末日）", "objection (last day)";
        Notify = "notify", "书面告知", "written notice";
        Answer = "answer", "出具处理意见", "written opinion";
        Serve = "serve", "送达", "service";
        TellExtension = "tell_extension", "告知延期", "tell of the extension";
        ReportBack = "report_back", "交办反馈", "report back";
        Fulfil = "fulfil", "兑现承诺", "keep a promise";
    }
);

word_list!(
    /// To whom it is owed.
    OwedTo {
        Petitioner = "petitioner", "信访人", "the petitioner";
        Office = "office", "信访部门", "the petition office";
    }
);

word_list!(
    /// Where an obligation stands on a given day.
    State {
        Open = "open", "待办", "open";
        Overdue = "overdue", "逾期", "overdue";
        Met = "met", "已办", "met";
        MetLate = "met_late", "逾期办", "met late";
        Void = "void", "不再需要", "void";
    }
);

/// One obligation of one petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// What is owed.
    pub kind: Kind,
    /// The event that started it.
    pub since: i64,
    /// The unit that owes it.
    pub owed_by: UnitId,
    /// To whom.
    pub owed_to: OwedTo,
    /// Key of the article or office rule.
    pub basis: String,
    /// Until when, and how that was counted.
    pub due: Due,
    /// The event that paid it and its date.
    pub paid: Option<(i64, NaiveDate)>,
    /// True when it fell away unpaid: withdrawn, closed, returned, nobody to tell.
    pub void: bool,
    /// True when its day 0 is assumed because the event that fixes it is missing (not signed for,
    /// acceptance not recorded).
    pub assumed: bool,
}

impl Obligation {
    /// Its state on a day.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> State {
        match self.paid {
            Some((_, on)) if on > self.due.effective => State::MetLate,
            Some(_) => State::Met,
            None if self.void => State::Void,
            // The right to object lapses; nobody owes it afterwards.
            None if today > self.due.effective && self.kind == Kind::Object => State::Void,
            None if today > self.due.effective => State::Overdue,
            None => State::Open,
        }
    }

    /// True while it is still owed.
    #[must_use]
    pub fn is_owed(&self, today: NaiveDate) -> bool {
        matches!(self.state(today), State::Open | State::Overdue)
    }

    /// Days from `today` to the effective day; negative when past.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.due.effective - today).num_days()
    }
}

/// Derives every obligation of a petition, in the order in which they arose.
#[must_use]
pub fn derive(case: &Case, calendar: &Calendar, rules: &Rules) -> Vec<Obligation> {
    let mut deriving = Deriving {
        case,
        calendar,
        rules,
        out: Vec::with_capacity(8),
    };
    deriving.office();
    for (i, referral) in case.referrals.iter().enumerate() {
        deriving.referral(referral, i + 1 == case.referrals.len());
    }
    deriving.holder();
    deriving.promises();
    if let Some((_, end)) = case.ended {
        for obligation in &mut deriving.out {
            obligation.void |= obligation.paid.is_none() && end.seq >= obligation.since;
        }
    }
    deriving.out
}

struct Deriving<'a> {
    case: &'a Case,
    calendar: &'a Calendar,
    rules: &'a Rules,
    out: Vec<Obligation>,
}

impl Deriving<'_> {
    fn push(
        &mut self,
        kind: Kind,
        limit: &str,
        by: UnitId,
        start: Mark,
        paid: Option<Mark>,
    ) -> &mut Obligation {
        let limit = self.rules.limit(limit);
        let due = count::due(self.calendar, start.on, limit.span());
        let to = if matches!(kind, Kind::SignFor | Kind::Object | Kind::ReportBack) {
            OwedTo::Office
        } else {
            OwedTo::Petitioner
        };
        self.out.push(Obligation {
            kind,
            since: start.seq,
            owed_by: by,
            owed_to: to,
            basis: limit.article,
            due,
            paid: paid.map(|m| (m.seq, m.on)),
            void: false,
            assumed: false,
        });
        let last = self.out.len() - 1;
        &mut self.out[last]
    }

    /// What the petition office itself owes: registering, and forwarding or deciding within 15 days.
    fn office(&mut self) {
        let case = self.case;
        let received = Mark {
            seq: case.registered.seq,
            on: case.received_on,
        };
        self.push(
            Kind::Register,
            "register",
            UnitId::OFFICE,
            received,
            Some(case.registered),
        );
        let mut start = received;
        for referral in &case.referrals {
            self.push(
                Kind::Forward,
                "forward",
                UnitId::OFFICE,
                start,
                Some(referral.sent),
            );
            match referral.returned {
                Some(returned) => start = returned,
                None => return,
            }
        }
        // Nothing sent, or the last sending came back: decided here, or still owed.
        let here = [case.accepted, case.turned, case.notified, case.answered]
            .into_iter()
            .flatten()
            .filter(|m| m.seq > start.seq)
            .min_by_key(|m| m.seq);
        self.push(Kind::Forward, "forward", UnitId::OFFICE, start, here);
    }

    /// What a unit owes on a sending: signing, its objection, the written notice, the report back.
    fn referral(&mut self, referral: &Referral, last: bool) {
        let gone = referral.returned.is_some();
        let returned_seq = referral.returned.map_or(i64::MAX, |m| m.seq);
        let sign = self.push(
            Kind::SignFor,
            "sign_for",
            referral.to,
            referral.sent,
            referral.signed,
        );
        sign.void = gone && referral.signed.is_none();
        let received = referral.signed.unwrap_or(referral.sent);
        let assumed = referral.signed.is_none();
        let answer = referral.objected.or(referral.decided);
        let object = self.push(Kind::Object, "object", referral.to, received, answer);
        object.void = gone && answer.is_none();
        object.assumed = assumed;
        if self.writes_notice() {
            let notified = referral.notified.filter(|m| m.seq < returned_seq);
            let notify = self.push(Kind::Notify, "notify", referral.to, received, notified);
            notify.void = gone && notified.is_none();
            notify.assumed = assumed;
        }
        if let Some(on) = referral.due_on {
            let reported = if last {
                self.case.answered.or(self.case.turned)
            } else {
                None
            };
            let due = count::fixed(self.calendar, referral.sent.on, on);
            let report = self.push(
                Kind::ReportBack,
                "report_back",
                referral.to,
                referral.sent,
                reported,
            );
            report.due = due;
            report.void = gone && reported.is_none();
        }
    }

    /// Name or address unclear: no written notice is owed (Art. 23(2)).
    fn writes_notice(&self) -> bool {
        !self.case.is_anonymous()
    }

    /// What whoever holds it owes: the notice of a direct petition, the opinion, the service.
    fn holder(&mut self) {
        let case = self.case;
        let holder = case.holder();
        if case.open_referral().is_none()
            && self.writes_notice()
            && let Some(decided) = case.accepted.or(case.turned).or(case.notified)
        {
            let received = Mark {
                seq: decided.seq,
                on: case.received_on,
            };
            self.push(
                Kind::Notify,
                "notify_direct",
                UnitId::OFFICE,
                received,
                case.notified.or(case.served),
            );
        }
        // Only a request on route 31(6) runs on the 60 days (Art. 34).
        let on_clock = case.class == Class::Request
            && case.route == Some(Route::Petition)
            && case.turned.is_none();
        if on_clock && let Some(start) = case.clock_start() {
            self.opinion(
                start,
                if case.accepted.is_some() {
                    case.accepted_by
                } else {
                    holder
                },
            );
        } else if let Some(answered) = case.answered.filter(|_| !case.is_anonymous()) {
            // An answer outside the 60 days (a proposal, another route) still has to reach the person.
            self.push(Kind::Serve, "notify_direct", holder, answered, case.served);
        }
    }

    fn opinion(&mut self, start: Mark, by: UnitId) {
        let case = self.case;
        let limit = if case.simple {
            "simple_answer"
        } else {
            "answer"
        };
        let assumed = case.accepted.is_none();
        let first = count::due(self.calendar, start.on, self.rules.limit(limit).span());
        // 60 + 30 are counted together from the acceptance and rolled once, at the very end.
        let due = match &case.extension {
            Some(e) if !case.simple => count::due(
                self.calendar,
                start.on,
                Span::days(first.span.length + e.days),
            ),
            _ => first,
        };
        let answer = self.push(Kind::Answer, limit, by, start, case.answered);
        answer.due = due;
        answer.assumed = assumed;
        if let Some(extension) = &case.extension {
            let tell = self.push(
                Kind::TellExtension,
                "extension",
                by,
                extension.mark,
                extension.told.or(case.served),
            );
            tell.due = Due {
                from: extension.mark.on,
                ..first
            };
        }
        if let Some(answered) = case.answered {
            let nobody = case.is_anonymous();
            let serve = self.push(
                Kind::Serve,
                limit,
                by,
                Mark {
                    seq: answered.seq,
                    on: start.on,
                },
                case.served,
            );
            serve.due = due;
            serve.void = nobody && case.served.is_none();
        }
    }

    fn promises(&mut self) {
        for promise in &self.case.promises {
            let due = count::fixed(self.calendar, promise.made.on, promise.due_on);
            self.push(
                Kind::Fulfil,
                "fulfil",
                promise.by_unit,
                promise.made,
                promise.kept,
            )
            .due = due;
        }
    }
}
