//! From a case to what is owed on it: one function for each article that makes somebody owe.

use super::{Kind, Obligation, OwedTo};
use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, Mark, Referral, Round};
use crate::domain::count::{self, Span};
use crate::domain::ids::UnitId;
use crate::domain::rules::Rules;

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
    for referral in &case.referrals {
        deriving.referral(referral);
    }
    let rounds = case.rounds();
    deriving.direct_notice(&rounds);
    for round in &rounds {
        deriving.round(round);
    }
    deriving.simple_acceptance();
    deriving.promises();
    deriving.supervisions();
    deriving.led();
    deriving.follow_up();
    if case.ended.is_some() {
        deriving.end();
    }
    deriving.out
}

pub(super) struct Deriving<'a> {
    pub(super) case: &'a Case,
    pub(super) calendar: &'a Calendar,
    pub(super) rules: &'a Rules,
    pub(super) out: Vec<Obligation>,
}

impl Deriving<'_> {
    pub(super) fn push(
        &mut self,
        kind: Kind,
        limit: &str,
        by: UnitId,
        start: Mark,
        paid: Option<Mark>,
    ) -> &mut Obligation {
        let limit = self.rules.limit(limit);
        let due = count::due(self.calendar, start.on, limit.span());
        let to = match kind {
            Kind::SignFor
            | Kind::Object
            | Kind::PassOn
            | Kind::ReportBack
            | Kind::ReplyToSupervision
            | Kind::LeadAction
            | Kind::PlanStep => OwedTo::Office,
            _ => OwedTo::Petitioner,
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
            clock: None,
        });
        let last = self.out.len() - 1;
        &mut self.out[last]
    }

    fn received(&self) -> Mark {
        Mark {
            seq: self.case.registered.seq,
            on: self.case.received_on,
        }
    }

    /// What the petition office itself owes: registering, and forwarding or deciding within 15 days
    /// each time the petition lies on its desk (Art. 22).
    fn office(&mut self) {
        let (case, received) = (self.case, self.received());
        let office = UnitId::OFFICE;
        let registered = Some(case.registered);
        self.push(Kind::Register, "register", office, received, registered);
        for spell in &case.spells {
            self.push(Kind::Forward, "forward", office, spell.start, spell.end);
        }
        if let (false, Some(first)) = (case.superior.is_empty(), case.spells.first()) {
            self.push(Kind::PassOn, "pass_on", office, first.start, first.end);
        }
    }

    /// What a unit owes on a sending: signing, its objection, the written notice, the report back.
    fn referral(&mut self, referral: &Referral) {
        let gone = referral.returned.is_some();
        let to = referral.to;
        let (sent, signed) = (referral.sent, referral.signed);
        let sign = self.push(Kind::SignFor, "sign_for", to, sent, signed);
        sign.void = gone && signed.is_none();
        let received = signed.unwrap_or(sent);
        let assumed = signed.is_none();
        let answer = referral.objected.or(referral.decided);
        let object = self.push(Kind::Object, "object", to, received, answer);
        object.void = gone && answer.is_none();
        object.assumed = assumed;
        if self.writes_notice() {
            let notified = referral.notified;
            let notify = self.push(Kind::Notify, "notify", to, received, notified);
            notify.void = gone && notified.is_none();
            notify.assumed = assumed;
        }
        if let Some(on) = referral.due_on {
            let due = count::fixed(self.calendar, sent.on, on);
            let reported = referral.reported;
            let report = self.push(Kind::ReportBack, "report_back", to, sent, reported);
            report.due = due;
            report.void = gone && reported.is_none();
        }
    }

    /// Name or address unclear: no written notice is owed (Art. 23(2)).
    fn writes_notice(&self) -> bool {
        !self.case.is_anonymous()
    }

    /// The written notice of a petition that the office itself accepted or turned away, or gave
    /// notice of before it sent it on (Art. 23(1)(2)).
    fn direct_notice(&mut self, rounds: &[Round]) {
        let case = self.case;
        let decided = case.spells.iter().filter_map(|s| s.end).find(|end| {
            let mut decisions = rounds.iter().flat_map(|r| [r.accepted, r.turned]).flatten();
            decisions.any(|d| d.seq == end.seq)
        });
        if !self.writes_notice() || (decided.is_none() && case.told_here.is_none()) {
            return;
        }
        // An answer in the petitioner's hands tells more than a notice would.
        let served = rounds
            .iter()
            .filter_map(|r| r.served)
            .find(|s| decided.is_some_and(|d| d.seq < s.seq));
        let paid = [case.told_here, served]
            .into_iter()
            .flatten()
            .min_by_key(|m| m.seq);
        let received = self.received();
        self.push(
            Kind::Notify,
            "notify_direct",
            UnitId::OFFICE,
            received,
            paid,
        );
    }

    /// What one round of handling owes: the opinion and its service, or telling why there is none.
    fn round(&mut self, round: &Round) {
        self.extension(round);
        match round.clock {
            // Only a request on route 31(6) runs on the 60 days (Art. 34).
            Some(start) if round.on_clock => self.opinion(round, start),
            _ => self.other_answer(round),
        }
        self.turned_notice(round);
        self.reviews(round);
    }

    fn opinion(&mut self, round: &Round, start: Mark) {
        let limit = if round.simple {
            "simple_answer"
        } else {
            "answer"
        };
        let first = count::due(self.calendar, start.on, self.rules.limit(limit).span());
        // 60 + 30 are counted together from the acceptance and rolled once, at the very end.
        let due = match &round.extension {
            Some(e) if !round.simple => {
                let late = count::roll(self.calendar, first.nominal);
                let rolled = u32::try_from((late - first.nominal).num_days()).unwrap_or(0);
                let together = self.rules.open_points.extension_from_acceptance;
                let more = e.days + if together { 0 } else { rolled };
                let span = Span::days(first.span.length + more);
                let mut due = count::due(self.calendar, start.on, span);
                due.extended = more;
                due
            }
            _ => first,
        };
        // An agreement signed by both sides ends the round as an opinion would (Art. 33).
        let paid = [round.answered, round.settled]
            .into_iter()
            .flatten()
            .min_by_key(|m| m.seq);
        let answer = self.push(Kind::Answer, limit, round.by, start, paid);
        answer.due = due.clone();
        answer.assumed = round.accepted.is_none();
        if let Some(answered) = round.answered {
            let nobody = self.case.is_anonymous();
            let serve = self.push(Kind::Serve, limit, round.by, answered, round.served);
            serve.due = due;
            serve.void = nobody && round.served.is_none();
        }
    }

    /// An answer outside the 60 days (a proposal, another route) still has to reach the person.
    fn other_answer(&mut self, round: &Round) {
        if let Some(answered) = round.answered
            && self.writes_notice()
        {
            self.push(
                Kind::Serve,
                "notify_direct",
                round.by,
                answered,
                round.served,
            );
        }
    }

    /// The reason of an extension reaches the petitioner before the first limit ends (Art. 34).
    fn extension(&mut self, round: &Round) {
        let (Some(extension), Some(start)) = (&round.extension, round.clock) else {
            return;
        };
        let first = count::due(self.calendar, start.on, self.rules.limit("answer").span());
        let told = [extension.told, round.served, round.settled]
            .into_iter()
            .flatten()
            .min_by_key(|m| m.seq);
        let nobody = self.case.is_anonymous();
        let due = count::fixed(self.calendar, extension.mark.on, first.effective);
        let tell = self.push(
            Kind::TellExtension,
            "extension",
            round.by,
            extension.mark,
            told,
        );
        tell.due = due;
        tell.void = told.is_none() && (nobody || !round.on_clock);
    }

    /// Declining or redirecting is told in writing, also when its receipt had been told before.
    fn turned_notice(&mut self, round: &Round) {
        let Some(turned) = round.turned.filter(|_| self.writes_notice()) else {
            return;
        };
        let case = self.case;
        let with = case.referrals.iter().rfind(|r| {
            r.sent.seq < turned.seq && r.returned.is_none_or(|back| back.seq > turned.seq)
        });
        let told = with.map_or(case.told_here, |r| r.notified);
        let before = told.is_some_and(|m| m.seq < turned.seq);
        if before {
            self.push(Kind::Notify, "notify", round.by, turned, round.turned_told);
        }
    }

    /// No petition falls silent: when no article makes anybody owe anything and it is not done, the
    /// office's own rule does.
    fn follow_up(&mut self) {
        let case = self.case;
        let owed = |o: &Obligation| o.paid.is_none() && !o.void && o.kind != Kind::Object;
        if case.is_done() || self.out.iter().any(owed) {
            return;
        }
        let objected = case
            .open_referral()
            .is_some_and(|r| r.objected.is_some() && r.refused.is_none());
        let by = if objected {
            UnitId::OFFICE
        } else if case.is_sent_back() {
            case.answerer()
        } else {
            case.holder()
        };
        self.push(Kind::FollowUp, "follow_up", by, case.moved, None);
    }
}
