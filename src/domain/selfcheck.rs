//! The office's check of itself against the liability list (Arts. 42–46): each failure that the
//! records can show, by unit, with the events behind it. About duties of units, never about a person.

use chrono::NaiveDate;

use super::case::Case;
use super::ids::{PetitionId, UnitId};
use super::obligation::{Kind, Obligation, State};
use super::petition::word_list;
use super::rights;
use super::unit::Units;
use super::verdict::Finding;

word_list!(
    /// A failure of the list, as far as records show it.
    Failure {
        NotRegistered = "not_registered", "未按规定登记", "not registered in time";
        NotForwarded = "not_forwarded", "未按规定转送交办", "not forwarded or assigned in time";
        NotSupervised = "not_supervised", "应督办未督办", "not supervised";
        NotAccepted = "not_accepted", "未按规定受理", "not accepted in time";
        NotTold = "not_told", "未按规定告知", "not told in time";
        Delayed = "delayed", "推诿拖延、未按期办结", "delayed";
        Overruled = "overruled", "意见被复查复核撤销或变更", "opinion revoked or changed on review";
        NotCarriedOut = "not_carried_out", "未执行支持的意见", "a supported request not carried out";
        NotAnswered = "not_answered", "未回复督办或建议", "a supervision not answered";
        Leaked = "leaked", "检举控告材料转给被反映方", "a report sent to the accused";
    }
);

/// One failure on one petition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Key of the article.
    pub article: &'static str,
    /// Which failure.
    pub failure: Failure,
    /// The unit whose duty it was.
    pub unit: UnitId,
    /// The petition.
    pub petition: PetitionId,
    /// The day on which the duty was broken.
    pub on: NaiveDate,
    /// True while it goes on.
    pub open: bool,
    /// The events behind it: what began the duty, and what met it late. By the store's numbers as they are
    /// derived, by their place in the petition as they are told.
    pub events: Vec<i64>,
}

/// A petition as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// Which.
    pub petition: PetitionId,
    /// Its fold.
    pub case: &'a Case,
    /// What was and is owed on it.
    pub obligations: &'a [Obligation],
}

/// Every failure that the records show, by unit, then article, then petition.
#[must_use]
pub fn breaches<'a>(
    files: impl IntoIterator<Item = Looked<'a>>,
    units: &Units,
    today: NaiveDate,
) -> Vec<Breach> {
    let mut out = Vec::new();
    for file in files {
        out.extend(file.obligations.iter().filter_map(|o| late(file, o, today)));
        out.extend(unsupervised(file, today));
        out.extend(overruled(file));
        out.extend(leaks(file, units));
    }
    out.sort_by(|a, b| {
        let key = |x: &Breach| (x.unit, x.article, x.petition, x.on);
        key(a).cmp(&key(b))
    });
    out
}

/// A duty met late or not at all.
fn late(file: Looked<'_>, o: &Obligation, today: NaiveDate) -> Option<Breach> {
    let state = o.state(today);
    if !matches!(state, State::Overdue | State::MetLate) {
        return None;
    }
    let (article, failure) = duty(o)?;
    let mut events = vec![o.since];
    events.extend(o.paid.map(|(event, _)| event));
    Some(Breach {
        article,
        failure,
        unit: o.owed_by,
        petition: file.petition,
        on: o.due.effective.succ_opt().unwrap_or(o.due.effective),
        open: state == State::Overdue,
        events,
    })
}

/// Which failure of the list an obligation's breach is; the office's own rules are not on it.
fn duty(o: &Obligation) -> Option<(&'static str, Failure)> {
    match o.kind {
        Kind::Register => Some(("43", Failure::NotRegistered)),
        Kind::Forward | Kind::PassOn => Some(("43", Failure::NotForwarded)),
        Kind::Accept => Some(("44", Failure::NotAccepted)),
        Kind::Notify | Kind::TellExtension => Some(("44(3)", Failure::NotTold)),
        Kind::Answer | Kind::Serve | Kind::Review | Kind::Rereview | Kind::ReportBack => {
            Some(("45", Failure::Delayed))
        }
        Kind::Fulfil if o.basis == "32(2)" => Some(("42(4)", Failure::NotCarriedOut)),
        Kind::ReplyToSupervision => Some(("40(4)", Failure::NotAnswered)),
        // The last nine are the desk's own and belong to no petition.
        Kind::Fulfil
        | Kind::FollowUp
        | Kind::LeadAction
        | Kind::PlanStep
        | Kind::SignFor
        | Kind::Object
        | Kind::RotaGap
        | Kind::CheckIn
        | Kind::Handover
        | Kind::ZeroReport
        | Kind::ScreeningReport
        | Kind::UrgentFollowUp
        | Kind::PublishHours
        | Kind::SettleCase
        | Kind::AnswerClaim => None,
    }
}

/// An opinion overdue, or not carried out, and the office has put nothing to the unit since (Art. 40).
fn unsupervised(file: Looked<'_>, today: NaiveDate) -> Option<Breach> {
    let broken = file.obligations.iter().find(|o| {
        let counts = o.kind == Kind::Answer || (o.kind == Kind::Fulfil && o.basis == "32(2)");
        counts && o.owed_by != UnitId::OFFICE && o.state(today) == State::Overdue
    })?;
    let due = broken.due.effective;
    let put = file.case.supervisions.iter().any(|s| s.made.on > due);
    (!put).then(|| Breach {
        article: "43",
        failure: Failure::NotSupervised,
        unit: UnitId::OFFICE,
        petition: file.petition,
        on: due.succ_opt().unwrap_or(due),
        open: true,
        events: vec![broken.since],
    })
}

/// An opinion that a review revoked, changed or sent back: the request had been well founded (Art. 45).
fn overruled(file: Looked<'_>) -> impl Iterator<Item = Breach> {
    file.case.rounds().into_iter().filter_map(move |round| {
        let answered = round.answered?;
        let reviews = [round.review, round.rereview];
        let review = reviews
            .into_iter()
            .flatten()
            .find(|r| r.finding.is_some_and(|f| f != Finding::Upheld))?;
        let given = review.answered?;
        Some(Breach {
            article: "45",
            failure: Failure::Overruled,
            unit: round.by,
            petition: file.petition,
            on: given.on,
            open: false,
            events: vec![answered.seq, given.seq],
        })
    })
}

/// A report that went to the accused or a unit under it, however it came about (Art. 30(3)).
fn leaks<'a>(file: Looked<'a>, units: &'a Units) -> impl Iterator<Item = Breach> + 'a {
    let accused = &file.case.registration.accused;
    let referrals = file.case.referrals.iter();
    let sent = referrals.map(|r| (r.to, r.sent, r.returned.is_none()));
    let put = file.case.supervisions.iter();
    let put = put.map(|s| (s.to, s.made, false));
    sent.chain(put).filter_map(move |(to, sent, open)| {
        rights::transfer_refused(accused, "", to, units)?;
        Some(Breach {
            article: "46(5)",
            failure: Failure::Leaked,
            unit: UnitId::OFFICE,
            petition: file.petition,
            on: sent.on,
            open,
            events: vec![sent.seq],
        })
    })
}
