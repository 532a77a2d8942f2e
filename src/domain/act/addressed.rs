//! Whom a step is addressed to, and the firewall of Art. 30(3) before every one of them: nothing of a
//! report is put to the unit or the person it accuses, by whatever step.

use crate::domain::case::Case;
use crate::domain::event::Step;
use crate::domain::ids::UnitId;
use crate::domain::petition::Class;
use crate::domain::rights;
use crate::domain::unit::Units;
use crate::words::{Outside, Sentence};

/// Somebody who learns of a petition by a step.
enum Addressee<'a> {
    /// A unit of the list.
    Unit(UnitId),
    /// A unit or a person, as written down.
    Words(&'a Outside),
}

/// Why a step may not be addressed as it is: a report must not reach whom it accuses.
///
/// # Errors
/// The sentence, which names who it is, or a unit that is not on the list.
pub fn check(step: &Step, case: &Case, units: &Units) -> Result<(), Sentence> {
    for addressee in addressees(step, case) {
        match addressee {
            Addressee::Unit(unit) => known(unit, units)?,
            Addressee::Words(_) => {}
        }
        let why = match addressee {
            // What a unit suggests goes to the office; what lies with a unit already was sent by an earlier version.
            Addressee::Unit(to) if !matches!(step, Step::Object { .. }) => unsaid(case, to),
            _ => None,
        };
        if let Some(why) = why.or_else(|| refused(&addressee, case, units)) {
            return Err(why);
        }
    }
    Ok(())
}

/// Why nothing of a petition may be put to a unit; `None` when it may.
#[must_use]
pub fn unit_refused(case: &Case, unit: UnitId, units: &Units) -> Option<Sentence> {
    unsaid(case, unit).or_else(|| kept(case, unit, units))
}

/// The same of a unit for whom it accuses alone, whether or not anybody has said so yet.
fn kept(case: &Case, unit: UnitId, units: &Units) -> Option<Sentence> {
    refused(&Addressee::Unit(unit), case, units)
}

/// Why a report goes to no unit but the one that has it: nobody has said whom it accuses, so nothing keeps it from them.
fn unsaid(case: &Case, to: UnitId) -> Option<Sentence> {
    (to != case.holder())
        .then(|| unsaid_beside(case, to))
        .flatten()
}

/// The same of whoever works in a unit and would read it, also in the one that has it.
#[must_use]
pub fn unsaid_beside(case: &Case, unit: UnitId) -> Option<Sentence> {
    (case.is_unsaid() && unit != UnitId::OFFICE).then(|| {
        say!(
            "检举控告还没有写明反映的是谁，不能出本办，否则无从防止到被反映方手里（第三十条第三款）：先用“研判分类”（sort）或“更正”（correct）写明被反映方（accused）；确实不详的，研判时写明不详（accused_unknown）。",
            "Nobody has said whom this report accuses, so it does not leave the office: nothing would keep it from them (Art. 30(3)). First say whom, by sorting (sort) or a correction (correct, `accused`); where nobody knows, say so when sorting (`accused_unknown`)."
        )
    })
}

/// Why nothing of a petition may be put to whoever these words name; `None` when it may.
#[must_use]
pub fn words_refused(case: &Case, words: &Outside, units: &Units) -> Option<Sentence> {
    refused(&Addressee::Words(words), case, units)
}

/// That a report lies with whom it accuses, since it was sent there before anybody knew that it was one; and
/// what to do.
#[must_use]
pub fn lies_with_accused(case: &Case, units: &Units) -> Option<Sentence> {
    let holder = Some(case.holder()).filter(|unit| *unit != UnitId::OFFICE)?;
    kept(case, holder, units)?;
    let name = units.name(holder);
    if case.class != Class::Report {
        return Some(say!(
            "本件还在“{name}”，而案卷里记着不交给它，或不交给它的上级：立即“退回收回”（return），收回已交的材料；收回以前不能由它办理。",
            "It still lies with \"{name}\", from which its file has it that it is kept, or from one above it: take it back at once (return), with all that was handed over; until then nothing is handled there."
        ));
    }
    if named_only(case, holder, units) {
        return Some(say!(
            "本件还在“{name}”，而材料写到它或它的上级，它可能就是被反映方：立即“退回收回”（return），收回已交的材料；收回以前不能由它办理（第三十条第三款）。",
            "It still lies with \"{name}\", which the text names, or one above it, and which may be whom it accuses: take it back at once (return), with all that was handed over; until then nothing is handled there (Art. 30(3))."
        ));
    }
    Some(say!(
        "本件还在“{name}”，而它是被反映的单位或在其下：立即“退回收回”（return），收回已交的材料；收回以前不能由它办理（第三十条第三款）。",
        "It still lies with \"{name}\", which it accuses or which is under the accused: take it back at once (return), with all that was handed over; until then nothing is handled there (Art. 30(3))."
    ))
}

/// Why a step is closed while a report lies with whom it accuses: it would be theirs.
pub fn while_with_accused(step: &Step, case: &Case, units: &Units) -> Result<(), Sentence> {
    let theirs = matches!(
        step,
        Step::SignFor {}
            | Step::Object { .. }
            | Step::Return { agreed: false, .. }
            | Step::Accept { .. }
            | Step::Decline { .. }
            | Step::Redirect { .. }
            | Step::Answer { .. }
            | Step::Extend { .. }
            | Step::Hear { .. }
            | Step::Mediate { .. }
            | Step::Meet { .. }
            | Step::LegalReview { .. }
    );
    lies_with_accused(case, units)
        .filter(|_| theirs)
        .map_or(Ok(()), Err)
}

/// Where a report has been before anybody knew that it was one: units it accuses, or under them, that held it
/// and do not now.
fn lay_with_accused(case: &Case, units: &Units) -> Vec<Sentence> {
    let mut told: Vec<Sentence> = Vec::new();
    for referral in &case.referrals {
        let Some(back) = referral.returned else {
            continue;
        };
        if kept(case, referral.to, units).is_none() {
            continue;
        }
        let (name, sent, back) = (units.name(referral.to), referral.sent.on, back.on);
        if case.class != Class::Report {
            told.push(say!(
                "{sent}至{back}本件在“{name}”，而案卷里记着不交给它，或不交给它的上级：核对已交的材料是否全部收回。",
                "From {sent} to {back} it lay with \"{name}\", from which its file has it that it is kept, or from one above it: see that all that was handed over came back."
            ));
            continue;
        }
        if named_only(case, referral.to, units) {
            told.push(say!(
                "{sent}至{back}本件在“{name}”，材料写到它或它的上级：核对已交的材料是否全部收回。",
                "From {sent} to {back} it lay with \"{name}\", which the text names, or one above it: see that all that was handed over came back."
            ));
            continue;
        }
        told.push(say!(
            "{sent}至{back}本件在“{name}”，它是被反映的单位或在其下：核对已交的材料是否全部收回。",
            "From {sent} to {back} it lay with \"{name}\", which it accuses or which is under the accused: see that all that was handed over came back."
        ));
    }
    told
}

/// Everything that whoever reads a report is told of where it lies or lay with whom it accuses.
#[must_use]
pub fn reached(case: &Case, units: &Units) -> Vec<Sentence> {
    let now = lies_with_accused(case, units).into_iter();
    let lay = lay_with_accused(case, units);
    let doubted = case.doubted.iter().map(|(one, by)| {
        let unit = one.unit.map(|u| units.name(u)).unwrap_or_default();
        let (name, by) = (one.name.line(), by.line());
        let sep = if unit.is_empty() || name.is_empty() { "" } else { " " };
        say!(
            "{by}提出误录了被反映方“{unit}{sep}{name}”：另一位包案领导、督查或管理员用“更正”确认以前，照样不得转给、不得查看。",
            "{by} says that \"{unit}{sep}{name}\" was named as accused by mistake: until another lead official, supervisor or administrator confirms it by a correction, it is kept from them as before."
        )
    });
    now.chain(lay).chain(doubted).collect()
}

/// What of a report is held against the units that it may name. Whoever is on record as accused stays barred, also
/// when it was sorted as something else since.
fn text(case: &Case) -> String {
    if case.class == Class::Report {
        case.registration.text()
    } else {
        String::new()
    }
}

/// True of a unit that nobody accused: the text names it, or one above it.
fn named_only(case: &Case, unit: UnitId, units: &Units) -> bool {
    rights::is_named_only(&case.registration.accused, &text(case), unit, units)
}

fn refused(addressee: &Addressee<'_>, case: &Case, units: &Units) -> Option<Sentence> {
    let r = &case.registration;
    let text = text(case);
    let (why, whom) = match addressee {
        Addressee::Unit(unit) => (
            rights::transfer_refused(&r.accused, &text, *unit, units)?,
            units.name(*unit),
        ),
        Addressee::Words(words) => (
            rights::words_refused(&r.accused, &text, words.raw(), units)?,
            words.raw().to_owned(),
        ),
    };
    Some(if case.class == Class::Report {
        why
    } else {
        rights::kept_from(case.class, &whom)
    })
}

fn known(unit: UnitId, units: &Units) -> Result<(), Sentence> {
    if units.get(unit).is_some() {
        return Ok(());
    }
    let name = units.name(unit);
    Err(say!(
        "没有“{name}”这个单位。",
        "There is no unit \"{name}\"."
    ))
}

/// Every step says here to whom it goes: one that is added does not pass by the firewall.
fn addressees<'a>(step: &'a Step, case: &Case) -> Vec<Addressee<'a>> {
    use Addressee::{Unit, Words};
    // What goes to the holder stays in the office as long as the office holds it.
    let holder = || Some(case.holder()).filter(|unit| *unit != UnitId::OFFICE);
    let unit = |named: Option<UnitId>| named.map(Unit).into_iter().collect();
    match step {
        Step::Forward { to } | Step::Assign { to, .. } => vec![Unit(*to)],
        Step::Supervise { to, .. } => unit(to.or_else(holder)),
        Step::Promise { by_unit, .. } => unit(by_unit.or_else(holder)),
        Step::Remind { .. } => unit(holder()),
        Step::Object { suggested, .. } => unit(*suggested),
        Step::AskReview { organ, .. } | Step::AskRereview { organ, .. } => unit(*organ),
        Step::Lead(said) => {
            let official = std::iter::once(Words(&said.official));
            official.chain(said.by_unit.map(Unit)).collect()
        }
        Step::Decline { body, .. } | Step::Redirect { body, .. } => vec![Words(body)],
        Step::HandOver(h) => vec![Words(&h.archives)],
        Step::Extend { approver, .. } => vec![Words(approver)],
        Step::Serve { witness, .. } => vec![Words(witness)],
        // Whether the login is the accused's is looked up in the roster as well, by the store.
        Step::Handler { login, .. } => vec![Words(login)],
        Step::Recuse {
            substitute,
            approver,
            ..
        } => vec![Words(substitute), Words(approver)],
        // These stay in the file or go to the petitioner.
        Step::Register(_)
        | Step::Sort(_)
        | Step::SignFor {}
        | Step::Return { .. }
        | Step::Accept { .. }
        | Step::Notify { .. }
        | Step::Answer { .. }
        | Step::Contact { .. }
        | Step::Note { .. }
        | Step::Fulfil { .. }
        | Step::Withdraw { .. }
        | Step::Close { .. }
        | Step::Reopen { .. }
        | Step::Correct { .. }
        | Step::Link { .. }
        | Step::Unlink { .. }
        | Step::Hear { .. }
        | Step::Mediate { .. }
        | Step::Meet { .. }
        | Step::LegalReview { .. }
        | Step::AnswerReview { .. }
        | Step::AnswerRereview { .. }
        | Step::FollowUp { .. }
        | Step::Rate { .. }
        | Step::ReplyToSupervision { .. }
        | Step::Split { .. }
        | Step::Archive(_)
        | Step::CorrectRecord(_)
        | Step::Restrict(_)
        | Step::Lift(_) => Vec::new(),
    }
}
