//! The kinds of papers (文书) and the templates they are made from; an office may lay its own over each.

use crate::domain::case::{Case, Supervised};
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::word_list;
use crate::domain::verdict::Demand;
use crate::words::{Lang, Sentence};

word_list!(
    /// A paper that leaves the office.
    PaperKind {
        Receipt = "receipt", "登记回执", "receipt";
        Notice = "notice", "接收（受理）告知书", "notice of receipt";
        Forwarding = "forwarding", "转送去向告知书", "notice of forwarding";
        Referral = "referral", "转送（交办）函", "letter of referral";
        Redirect = "redirect", "导入法定途径告知书", "notice of the legal route";
        Declined = "declined", "不予受理告知书", "notice of non-acceptance";
        NoLonger = "no_longer", "不再受理告知书", "no longer accepted";
        Extension = "extension", "延期办理告知书", "notice of extension";
        Opinion = "opinion", "信访处理意见书", "opinion";
        Service = "service", "送达回证", "certificate of service";
        Review = "review", "信访复查意见书", "review opinion";
        Rereview = "rereview", "信访复核意见书", "re-review opinion";
        Supervision = "supervision", "督办函", "supervision letter";
        Slip = "slip", "提示单", "slip";
        ReturnSlip = "return_slip", "回单", "return slip";
        Proposal = "proposal", "三项建议书", "proposal";
    }
);

macro_rules! shipped {
    ($($kind:ident $name:literal),* $(,)?) => {
        /// The template that comes with the program.
        #[must_use]
        pub const fn shipped(kind: PaperKind, lang: Lang) -> &'static str {
            match (kind, lang) {
                $(
                    (PaperKind::$kind, Lang::Zh) => include_str!(concat!("../../data/templates/", $name, ".zh.txt")),
                    (PaperKind::$kind, Lang::En) => include_str!(concat!("../../data/templates/", $name, ".en.txt")),
                )*
            }
        }
    };
}

shipped!(
    Receipt "receipt", Notice "notice", Forwarding "forwarding", Referral "referral", Redirect "redirect",
    Declined "declined", NoLonger "no_longer", Extension "extension", Opinion "opinion", Service "service",
    Review "review", Rereview "rereview", Supervision "supervision", Slip "slip", ReturnSlip "return_slip",
    Proposal "proposal",
);

/// Why a paper cannot be made yet; `None` when its event stands in the file.
#[must_use]
pub fn closed(kind: PaperKind, case: &Case) -> Option<Sentence> {
    let (ready, zh, en) = ready(kind, case);
    (!ready).then(|| say!("{zh}。", "Not possible: {en}."))
}

/// Whether its event stands in the file, and what is missing otherwise.
fn ready(kind: PaperKind, case: &Case) -> (bool, &'static str, &'static str) {
    use PaperKind as P;
    match kind {
        P::Receipt | P::Notice => (true, "", ""),
        P::Forwarding | P::Referral => (
            !case.referrals.is_empty(),
            "还没有转送或交办",
            "it was not forwarded or assigned",
        ),
        P::Redirect => (
            case.turned.is_some() && !case.declined,
            "没有作出导入法定途径的决定",
            "it was not led to another route",
        ),
        P::Declined | P::NoLonger => (
            case.turned.is_some() && case.declined,
            "没有作出不予受理的决定",
            "it was not declined",
        ),
        P::Extension => (case.extension.is_some(), "没有延期", "it was not extended"),
        P::Opinion => (
            case.answered.is_some(),
            "还没有出具处理意见",
            "no opinion was given",
        ),
        P::Service => (
            case.answered.is_some() || case.review.is_some(),
            "还没有意见可送达",
            "there is no opinion to serve",
        ),
        P::Review => (
            case.review.as_ref().is_some_and(|r| r.answered.is_some()),
            "还没有复查意见",
            "there is no review opinion",
        ),
        P::Rereview => (
            case.rereview.as_ref().is_some_and(|r| r.answered.is_some()),
            "还没有复核意见",
            "there is no re-review opinion",
        ),
        later => supervised(later, case),
    }
}

/// The same for the papers of a supervision.
fn supervised(kind: PaperKind, case: &Case) -> (bool, &'static str, &'static str) {
    use PaperKind as P;
    let made = |demand: fn(Demand) -> bool| case.supervisions.iter().any(|s| demand(s.demand));
    match kind {
        P::Supervision => (
            made(|d| d == Demand::Letter),
            "没有发过督办函",
            "no supervision letter was made",
        ),
        P::Slip => (
            made(|d| d == Demand::Slip),
            "没有开过提示单",
            "no slip was made",
        ),
        P::Proposal => (
            made(Demand::is_proposal),
            "没有提过三项建议",
            "no proposal was made",
        ),
        _ => (
            case.supervisions.iter().any(|s| s.replied.is_some()),
            "单位还没有回复",
            "no unit has replied",
        ),
    }
}

/// The unit that a paper is addressed to; none for those that go to the petitioner.
#[must_use]
pub fn addressee(kind: PaperKind, case: &Case) -> Option<UnitId> {
    if kind == PaperKind::Referral {
        return case.referrals.last().map(|r| r.to);
    }
    supervision(kind, case).map(|s| s.to)
}

/// The supervision that a paper is about: the last that fits.
#[must_use]
pub fn supervision(kind: PaperKind, case: &Case) -> Option<&Supervised> {
    let fits = |s: &&Supervised| match kind {
        PaperKind::Supervision => s.demand == Demand::Letter,
        PaperKind::Slip => s.demand == Demand::Slip,
        PaperKind::Proposal => s.demand.is_proposal(),
        PaperKind::ReturnSlip => s.replied.is_some(),
        _ => false,
    };
    case.supervisions.iter().rfind(fits)
}

/// The template in use: the office's own, else the shipped one.
#[must_use]
pub fn template(kind: PaperKind, office: &Office, lang: Lang) -> &str {
    let own = office.templates.get(&template_key(kind, lang));
    own.map_or_else(|| shipped(kind, lang), String::as_str)
}

/// The key under which an office keeps its own template.
#[must_use]
pub fn template_key(kind: PaperKind, lang: Lang) -> String {
    let lang = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    format!("{}.{lang}", kind.code())
}
