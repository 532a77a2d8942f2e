//! What was decided on a petition, for its papers: declined or extended, the opinion, reviews, service,
//! supervision.

use super::{Facts, line};
use crate::domain::case::Review;
use crate::domain::event::Step;
use crate::domain::ids::UnitId;
use crate::domain::obligation::Kind;
use crate::papers::kind::{PaperKind, supervision};
use crate::words::Sentence;

impl Facts<'_> {
    /// Declined, led to another route, or extended.
    pub(super) fn decision(&mut self) {
        let case = self.case;
        if let Some(turned) = case.turned {
            self.put("decided_on", &self.day(turned.on));
        }
        let above = self.office.units.get(case.answerer()).and_then(|u| u.under);
        self.put("above", &above.map(|u| self.name(u)).unwrap_or_default());
        match self.event(case.turned).cloned() {
            Some(Step::Decline {
                reasons,
                basis,
                body,
                limit,
                ended_by,
            }) => {
                self.put("reasons", &reasons.lines());
                self.put("decline_basis", &basis.lines());
                self.put("body", &body.lines());
                self.put("body_limit", &limit.lines());
                self.put("ended_by", &ended_by.lines());
            }
            Some(Step::Redirect { body, limit, .. }) => {
                self.put("body", &body.lines());
                self.put("body_limit", &limit.lines());
            }
            _ => {}
        }
        let Some(extension) = &case.extension else {
            return;
        };
        self.put("extended_on", &self.day(extension.mark.on));
        if let Some(Step::Extend {
            days,
            reasons,
            approver,
        }) = self.event(Some(extension.mark)).cloned()
        {
            self.put("extend_days", &days.to_string());
            let reasons = reasons.lines();
            self.put("extend_reasons", reasons.trim_end_matches(['。', '.']));
            self.put("approver", &approver.lines());
        }
        if let Some(start) = case.clock_start() {
            let span = self.office.rules.limit("answer").span();
            let first = crate::domain::count::due(&self.office.calendar, start.on, span);
            self.put("first_due", &self.day(first.effective));
        }
        self.put("answer_due", &self.due(Kind::Answer).unwrap_or_default());
    }

    pub(super) fn opinion(&mut self) {
        let (case, lang) = (self.case, self.lang);
        let Some(answered) = case.answered else {
            return;
        };
        self.put("answered_on", &self.day(answered.on));
        let opinions: Vec<String> = (case.outcomes.iter().enumerate())
            .map(|(n, o)| format!("{}. {}", n + 1, o.word().say(lang)))
            .collect();
        self.may("opinions", &opinions.join("\n"));
        self.put("organ", &self.above(case.answerer()));
        if let Some(Step::Answer {
            document,
            text,
            execute_by,
            ..
        }) = self.event(Some(answered)).cloned()
        {
            if self.kind == PaperKind::Opinion {
                self.put("document", &document.lines());
            }
            self.put("text", &text.lines());
            let performance = execute_by.map_or_else(Sentence::default, |on| {
                let on = self.day(on);
                say!(
                    "对支持的诉求，于{on}前执行到位（第三十二条第二款）。",
                    "What is supported will be carried out by {on} (Art. 32(2))."
                )
            });
            self.may("performance", &self.say(&performance));
        }
    }

    /// The organ that reviews what a unit decided, by the office's own table.
    fn above(&self, unit: UnitId) -> String {
        let organ = self.office.units.review_organ(unit);
        organ.map(|u| self.name(u)).unwrap_or_default()
    }

    pub(super) fn reviews(&mut self) {
        let case = self.case;
        let (review, respondent): (&Review, UnitId) =
            match (self.kind, &case.review, &case.rereview) {
                (PaperKind::Review, Some(r), _) => (r, case.answerer()),
                (PaperKind::Rereview, Some(before), Some(r)) => (r, before.organ),
                _ => return,
            };
        self.out
            .retain(|(token, _)| !matches!(*token, "organ" | "contact"));
        self.put("organ", &self.name(review.organ));
        if self.office.operator.unit == review.organ {
            self.put("contact", &self.office.operator.name);
        }
        self.put("above_organ", &self.above(review.organ));
        self.put("respondent", &self.name(respondent));
        self.put("asked_on", &self.day(review.asked.on));
        if let Some(finding) = review.finding {
            self.put("finding", finding.word().say(self.lang));
        }
        if let Some(on) = review.answered.map(|m| m.on) {
            self.put("reviewed_on", &self.day(on));
        }
        if let Some(Step::AskReview { text, .. } | Step::AskRereview { text, .. }) =
            self.event(Some(review.asked)).cloned()
        {
            self.put("asked_text", &text.lines());
        }
        if let Some(
            Step::AnswerReview { document, text, .. } | Step::AnswerRereview { document, text, .. },
        ) = self.event(review.answered).cloned()
        {
            self.put("document", &document.lines());
            self.put("review_text", &text.lines());
        }
        let held = case
            .hearings
            .iter()
            .filter(|h| h.mark.seq > review.asked.seq);
        let hearings: Vec<String> = held
            .map(|h| {
                let (from, to) = (self.day(h.from), self.day(h.to));
                self.say(&say!(
                    "{from}至{to}举行听证，听证时间不计入期限。",
                    "A hearing was held from {from} to {to}; its days are not counted."
                ))
            })
            .collect();
        self.may("hearing", &hearings.join("\n"));
    }

    pub(super) fn service(&mut self) {
        let case = self.case;
        let (paper, served) = match (&case.rereview, &case.review) {
            (Some(r), _) if r.answered.is_some() => (PaperKind::Rereview, r.served),
            (_, Some(r)) if r.answered.is_some() => (PaperKind::Review, r.served),
            _ => (PaperKind::Opinion, case.served),
        };
        self.put("served_paper", paper.word().say(self.lang));
        let Some(Step::Serve {
            method,
            document,
            result,
            witness,
            ..
        }) = self.event(served).cloned()
        else {
            // A form to be filled in by hand at the door.
            for token in ["method", "delivery", "served_on", "proof", "witness"] {
                self.out.push((token, "____________".to_owned()));
            }
            return;
        };
        self.put("method", method.word().say(self.lang));
        self.put("delivery", result.word().say(self.lang));
        self.put(
            "served_on",
            &served.map(|m| self.day(m.on)).unwrap_or_default(),
        );
        self.out.push((
            "proof",
            if document.is_empty() {
                "—".to_owned()
            } else {
                line(&document.line())
            },
        ));
        self.out.push((
            "witness",
            if witness.is_empty() {
                "—".to_owned()
            } else {
                line(&witness.line())
            },
        ));
    }

    pub(super) fn supervision(&mut self) {
        let Some(made) = supervision(self.kind, self.case) else {
            return;
        };
        self.put("to", &self.name(made.to));
        self.put("made_on", &self.day(made.made.on));
        self.put("demand_kind", made.demand.word().say(self.lang));
        let owed = self.file.obligations.iter();
        let owed = owed.filter(|o| o.kind == Kind::ReplyToSupervision);
        let due = owed.clone().find(|o| o.since == made.made.seq);
        self.put(
            "reply_due",
            &due.map(|o| self.day(o.due.effective)).unwrap_or_default(),
        );
        if let Some(Step::Supervise { text, .. }) = self.event(Some(made.made)).cloned() {
            self.put("breach", &text.lines());
        }
        if let Some(on) = made.replied.map(|m| m.on) {
            self.put("replied_on", &self.day(on));
        }
        if let Some(Step::ReplyToSupervision { text, adopted, .. }) =
            self.event(made.replied).cloned()
        {
            self.put("reply", &text.lines());
            let adopted = match adopted {
                Some(true) => say!("建议已采纳。", "The proposal is adopted."),
                Some(false) => say!("建议未采纳。", "The proposal is not adopted."),
                None => Sentence::default(),
            };
            self.may("adopted", &self.say(&adopted));
        }
    }
}
