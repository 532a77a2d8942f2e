//! What the file says for the blanks of a paper: each from the event that the case counts, in one
//! language. What no event says is left out, and stays a blank.

mod decided;

use chrono::NaiveDate;

use super::kind::PaperKind;
use crate::domain::case::{Case, Mark, Referral};
use crate::domain::event::Step;
use crate::domain::identity;
use crate::domain::ids::UnitId;
use crate::domain::obligation::Kind;
use crate::domain::office::Office;
use crate::domain::petition::Route;
use crate::flow::view::File;
use crate::words::{Lang, Place, Sentence, visible};

/// Gathers the facts of one paper.
pub struct Facts<'a> {
    file: &'a File,
    case: &'a Case,
    office: &'a Office,
    lang: Lang,
    kind: PaperKind,
    out: Vec<(&'static str, String)>,
}

/// One line of text that no mark of a template can be made of.
pub(super) fn line(text: &str) -> String {
    visible(text, Place::Line).trim().to_owned()
}

/// Several lines; one that begins like a mark is moved in by a sign.
fn lines(text: &str) -> String {
    let guarded = |l: &str| {
        let l = line(l);
        if l.starts_with(['#', '>', '|', '-']) {
            format!("\u{3000}{l}")
        } else {
            l
        }
    };
    text.lines().map(guarded).collect::<Vec<_>>().join("\n")
}

/// Everything the file says for a paper of this kind.
#[must_use]
pub fn gather(
    kind: PaperKind,
    file: &File,
    case: &Case,
    office: &Office,
    today: NaiveDate,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let mut facts = Facts {
        file,
        case,
        office,
        lang,
        kind,
        out: Vec::with_capacity(40),
    };
    facts.put("today", &facts.day(today));
    facts.petition();
    facts.handling();
    facts.sending();
    facts.decision();
    facts.opinion();
    facts.reviews();
    facts.service();
    facts.supervision();
    facts.out
}

impl Facts<'_> {
    /// Adds a fact; an empty one stays a blank.
    pub(super) fn put(&mut self, token: &'static str, value: &str) {
        if !value.trim().is_empty() {
            self.out.push((token, lines(value)));
        }
    }

    /// Adds a fact that may be empty: the line it stands on alone then falls away.
    pub(super) fn may(&mut self, token: &'static str, value: &str) {
        self.out.push((token, lines(value)));
    }

    /// A day as papers write it.
    pub(super) fn day(&self, on: NaiveDate) -> String {
        match self.lang {
            Lang::Zh => on.format("%Y年%-m月%-d日").to_string(),
            Lang::En => on.to_string(),
        }
    }

    pub(super) fn say(&self, sentence: &Sentence) -> String {
        sentence.say(self.lang).to_owned()
    }

    pub(super) fn name(&self, unit: UnitId) -> String {
        self.office.units.name(unit)
    }

    pub(super) fn event(&self, mark: Option<Mark>) -> Option<&Step> {
        let seq = mark?.seq;
        let found = self.file.events.iter().find(|e| e.seq == seq);
        found.map(|e| &e.what)
    }

    /// The day until which a kind is owed, as last derived.
    pub(super) fn due(&self, kind: Kind) -> Option<String> {
        let owed = self.file.obligations.iter().rfind(|o| o.kind == kind)?;
        let mark = match (owed.due.provisional, self.lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（暂按推算）",
            (true, Lang::En) => " (provisional)",
        };
        Some(format!("{}{mark}", self.day(owed.due.effective)))
    }

    fn petition(&mut self) {
        let (case, office, lang) = (self.case, self.office, self.lang);
        let r = &case.registration;
        self.put("office", &office.name);
        self.put("number", &self.file.number.0);
        self.put("summary", &r.summary.line());
        self.put("channel", r.channel.word().say(lang));
        self.put("petitioned_on", &self.day(r.petitioned_on));
        let here = case
            .open_referral()
            .filter(|_| self.kind == PaperKind::Notice);
        let received = here.map_or(case.received_on, |r| r.signed.unwrap_or(r.sent).on);
        self.put("received_on", &self.day(received));
        self.put("headcount", &r.headcount.to_string());
        self.put("addressee", &self.addressee());
        let first = self.file.people.first();
        let address = first.map(|(_, _, p)| p.address.lines());
        self.put("address", address.as_deref().unwrap_or_default());
        let left = |at: usize| case.split.iter().all(|(gone, _)| *gone != at);
        let requests: Vec<String> = (r.requests.iter().enumerate())
            .filter(|(at, _)| left(*at))
            .enumerate()
            .map(|(n, (_, text))| format!("{}. {}", n + 1, text.lines()))
            .collect();
        self.put("requests", &requests.join("\n"));
    }

    /// To whom a paper is written, or whom a unit is told about; a name that is withheld stays here.
    fn addressee(&self) -> String {
        let (r, lang) = (&self.case.registration, self.lang);
        let mut names = self.file.people.iter().map(|(_, _, p)| p.name.line());
        let name = names.find(|n| !n.is_empty()).unwrap_or_default();
        let outside = self.kind == PaperKind::Referral;
        let withheld = outside || name == identity::COVERED;
        match (withheld && r.withhold_name, name.is_empty(), lang) {
            (true, _, Lang::Zh) => "（信访人要求不公开姓名）".to_owned(),
            (true, _, Lang::En) => "(asks that the name be withheld)".to_owned(),
            (_, true, Lang::Zh) if outside => "未留姓名".to_owned(),
            (_, true, Lang::En) if outside => "no name given".to_owned(),
            (_, true, _) => String::new(),
            (_, _, _) if self.file.people.len() == 1 => name.into(),
            (_, _, Lang::Zh) => format!("{name}等{}人", r.headcount),
            (_, _, Lang::En) => format!("{name} and others"),
        }
    }

    /// Who handles it, on which route, within which limit.
    fn handling(&mut self) {
        let (case, office) = (self.case, self.office);
        let unit = case.answerer();
        let issuer = match self.kind {
            PaperKind::Forwarding | PaperKind::Referral => UnitId::OFFICE,
            _ => unit,
        };
        self.put("unit", &self.name(unit));
        let here = office.operator.unit == issuer;
        if here {
            self.put("contact", &office.operator.name);
        }
        if issuer == UnitId::OFFICE || self.is_to_unit() {
            self.put("phone", &office.phone);
            if !here && office.operator.unit == UnitId::OFFICE {
                self.put("contact", &office.operator.name);
            }
        }
        self.course();
        let basis = if unit == UnitId::OFFICE {
            "23(2)"
        } else {
            "23(3)"
        };
        self.put("basis", &office.rules.article(basis));
    }

    /// The route, whether it was accepted, and until when the opinion comes.
    fn course(&mut self) {
        let (case, office, lang) = (self.case, self.office, self.lang);
        if let Some(route) = case.route {
            self.put("route", route.word().say(lang));
        } else {
            let class = case.class.word();
            self.put("route", class.say(lang));
        }
        let accepted = case.accepted.or(case.clock_start());
        if let Some(on) = accepted.map(|m| m.on) {
            self.put("accepted_on", &self.day(on));
        }
        let standing = match accepted.map(|m| self.day(m.on)) {
            Some(on) => say!(
                "经审查，本单位于{on}受理。",
                "It was accepted here on {on}."
            ),
            None => say!(
                "本件已经登记，正在研判办理途径，结果另行告知。",
                "It is registered; its route is being decided, and you will be told."
            ),
        };
        self.put("standing", &self.say(&standing));
        let days = office.rules.limit(if case.simple {
            "simple_answer"
        } else {
            "answer"
        });
        let n = days.length;
        let limit = match (self.due(Kind::Answer), case.route) {
            (Some(due), Some(Route::Petition)) => say!(
                "自受理之日起{n}日内出具书面意见，最迟{due}。",
                "The written opinion comes within {n} days of acceptance, by {due} at the latest."
            ),
            (_, Some(Route::Petition) | None) => say!(
                "受理后，自受理之日起{n}日内出具书面意见。",
                "Once accepted, the written opinion comes within {n} days of acceptance."
            ),
            _ => say!(
                "按该途径自身的法定期限办理。",
                "The legal limit of that route applies."
            ),
        };
        self.put("limit", &self.say(&limit));
    }

    /// True for papers that the petition office itself issues to a unit.
    const fn is_to_unit(&self) -> bool {
        matches!(
            self.kind,
            PaperKind::Supervision | PaperKind::Slip | PaperKind::Proposal
        )
    }

    fn sending(&mut self) {
        let Some(Referral {
            to, sent, due_on, ..
        }) = self.case.referrals.last()
        else {
            return;
        };
        if !self.is_to_unit() && self.kind != PaperKind::ReturnSlip {
            self.put("to", &self.name(*to));
        }
        self.put("sent_on", &self.day(sent.on));
        let (how, word) = match due_on {
            Some(_) => (say!("交办", "assigned to"), say!("交办", "assignment")),
            None => (say!("转送", "forwarded to"), say!("转送", "forwarding")),
        };
        self.put("how", &self.say(&how));
        self.put("referral", &self.say(&word));
        let demand = due_on.map_or_else(Sentence::default, |on| {
            let on = self.day(on);
            say!(
                "请于{on}前报送办理结果和办结报告（第二十二条第一款第三项）。",
                "Send the result and a closing report by {on} (Art. 22(1)③)."
            )
        });
        self.may("demand", &self.say(&demand));
        self.put("notice_due", &self.due(Kind::Notify).unwrap_or_default());
    }
}
