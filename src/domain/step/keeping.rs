//! Why a step about keeping the file and the personal data in it is closed: correcting a record,
//! restricting its use, handing it over.

use super::Ground;
use crate::domain::case::Case;
use crate::domain::event::StepKind;
use crate::domain::obligation::{self, Kind};
use crate::words::Sentence;

/// What is restricted is stored and protected; everything else waits until it is lifted (PIPL Art. 47).
pub fn stored_only(kind: StepKind, case: &Case) -> Option<Sentence> {
    let on = case.restricted?.on;
    let stores = matches!(
        kind,
        StepKind::Lift | StepKind::Restrict | StepKind::Archive | StepKind::HandOver
    );
    (!stores).then(|| {
        say!(
            "{on} 起限制处理，只能存储和保护（《个人信息保护法》第四十七条）；要办理，先“解除限制”。",
            "Restricted since {on}: nothing but storage and protection (PIPL Art. 47); to go on, take \"lift\" first."
        )
    })
}

pub fn correcting(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    case.registration.parties.is_empty().then(|| {
        say!(
            "本件没有记下信访人，没有可更正的个人信息。",
            "Nobody is on record in this petition; there is nothing to correct."
        )
    })
}

/// As long as the office owes something, it needs the data to pay it.
pub fn restricting(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    if let Some(restricted) = case.restricted {
        let on = restricted.on;
        return Some(say!("{on} 起已限制处理。", "Restricted since {on}."));
    }
    if case.ended.is_none() {
        return Some(say!(
            "还在办理，处理目的没有实现；办结或撤回以后才能限制处理（《个人信息保护法》第四十七条）。",
            "It is being handled, so the purpose is not achieved; the use is restricted after it was closed or withdrawn (PIPL Art. 47)."
        ));
    }
    let owed = obligation::derive(case, ground.calendar, ground.rules);
    let next = owed
        .iter()
        .find(|o| o.paid.is_none() && !o.void && o.kind != Kind::Object)?;
    let (zh, en) = (next.kind.word().zh, next.kind.word().en);
    Some(say!(
        "还欠着“{zh}”，办完以后才能限制处理。",
        "\"{en}\" is still owed; the use is restricted once that is done."
    ))
}

pub fn lifting(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    case.restricted
        .is_none()
        .then(|| say!("没有限制处理。", "It is not restricted."))
}

pub fn handing_over(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.archived.is_none() {
        return Some(say!(
            "归档以后才能移交档案馆。",
            "It is handed over after it was archived."
        ));
    }
    case.handed_over.map(|m| {
        let on = m.on;
        say!("{on} 已移交。", "Handed over on {on}.")
    })
}
