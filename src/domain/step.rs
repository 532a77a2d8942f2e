//! The legal next steps of a case, and the sentence for why another is closed.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::case::Case;
use super::count;
use super::event::StepKind;
use super::petition::{Class, Route};
use super::rights::{self, Operator};
use super::rules::Rules;
use crate::words::Sentence;

/// What a step is judged by besides the case.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The office's calendar.
    pub calendar: &'a Calendar,
    /// The office's limits.
    pub rules: &'a Rules,
    /// The civil date at the office.
    pub today: NaiveDate,
    /// Who asks.
    pub operator: &'a Operator,
}

/// The steps in the order of the menu, each with the reason when it is closed.
#[must_use]
pub fn menu(case: &Case, ground: Ground<'_>) -> Vec<(StepKind, Option<Sentence>)> {
    StepKind::ALL
        .iter()
        .filter(|k| **k != StepKind::Register)
        .map(|kind| (*kind, closed(*kind, case, ground)))
        .collect()
}

/// Why a step is closed now; `None` when it may be taken.
#[must_use]
pub fn closed(kind: StepKind, case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    use StepKind as S;
    if let Some(refusal) = rights::step_refused(ground.operator, kind) {
        return Some(refusal);
    }
    let always = matches!(
        kind,
        S::Note | S::Contact | S::Correct | S::Link | S::Unlink | S::Handler
    );
    if case.ended.is_some() && !always && kind != S::Reopen {
        return Some(say!(
            "已经办结或撤回；要继续办理，先“恢复办理”。",
            "The petition is closed or withdrawn; to go on, take \"reopen\" first."
        ));
    }
    match kind {
        S::Register => Some(say!("已经登记。", "It is registered already.")),
        S::Sort => answered(case),
        S::Forward | S::Assign => sending(case),
        S::SignFor => signing(case),
        S::Object => objecting(case, ground),
        S::Return => returning(case),
        S::Accept => accepting(case),
        S::Decline | S::Redirect => turning(kind, case),
        S::Notify => notifying(case),
        S::Extend => extending(case, ground),
        S::Answer => answering(case),
        S::Serve => serving(case),
        S::Fulfil => case
            .promises
            .iter()
            .all(|p| p.kept.is_some())
            .then(|| say!("没有未兑现的承诺。", "No promise is open.")),
        S::Close => closing(case),
        S::Reopen => case
            .ended
            .is_none()
            .then(|| say!("正在办理中。", "It is being handled.")),
        S::Link => case.matter.map(|_| {
            say!(
                "已并入一个事项；要改，先“移出事项”。",
                "It belongs to a matter; to change that, take \"unlink\" first."
            )
        }),
        S::Unlink => case
            .matter
            .is_none()
            .then(|| say!("没有并入任何事项。", "It belongs to no matter.")),
        _ => None,
    }
}

fn answered(case: &Case) -> Option<Sentence> {
    case.answered
        .map(|_| say!("已出具处理意见。", "The opinion has been given."))
}

fn turned(case: &Case) -> Option<Sentence> {
    case.turned.map(|_| {
        say!(
            "已作出不予受理或导入法定途径的决定。",
            "It was declined or redirected to its legal route."
        )
    })
}

fn sending(case: &Case) -> Option<Sentence> {
    if case.open_referral().is_some() {
        return Some(say!(
            "已转出；要改转，先“退回收回”。",
            "It is with a unit; to send it elsewhere, take it back first."
        ));
    }
    if case.accepted.is_some() {
        return Some(say!("本办已受理。", "The office has accepted it itself."));
    }
    turned(case).or_else(|| answered(case))
}

fn signing(case: &Case) -> Option<Sentence> {
    match case.open_referral() {
        None => Some(say!("没有转给任何单位。", "It is not with a unit.")),
        Some(r) => r.signed.map(|m| {
            let on = m.on;
            say!("{on} 已签收。", "Signed for on {on}.")
        }),
    }
}

fn objecting(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    let Some(referral) = case.open_referral() else {
        return Some(say!("没有转给任何单位。", "It is not with a unit."));
    };
    if referral.objected.is_some() {
        return Some(say!("已提出过异议。", "An objection was made already."));
    }
    if referral.decided.is_some() {
        return Some(say!(
            "单位已作出受理或告知。",
            "The unit has accepted it or given notice."
        ));
    }
    let from = referral.signed.unwrap_or(referral.sent).on;
    let due = count::due(ground.calendar, from, ground.rules.limit("object").span());
    let last = due.effective;
    (ground.today > last).then(|| {
        say!(
            "自收到之日起5个工作日内提出异议，末日{last}已过（第二十三条第三款）。",
            "An objection must come within 5 working days of receipt; the last day was {last} (Art. 23(3))."
        )
    })
}

fn returning(case: &Case) -> Option<Sentence> {
    if case.open_referral().is_none() {
        return Some(say!("没有转给任何单位。", "It is not with a unit."));
    }
    answered(case)
}

fn accepting(case: &Case) -> Option<Sentence> {
    if let Some(m) = case.accepted {
        let on = m.on;
        return Some(say!("{on} 已受理。", "Accepted on {on}."));
    }
    turned(case).or_else(|| answered(case))
}

fn turning(kind: StepKind, case: &Case) -> Option<Sentence> {
    if kind == StepKind::Decline && case.accepted.is_some() {
        return Some(say!(
            "已经受理，不能再不予受理。",
            "It was accepted and can no longer be declined."
        ));
    }
    turned(case).or_else(|| answered(case))
}

fn notifying(case: &Case) -> Option<Sentence> {
    case.is_anonymous().then(|| {
        say!(
            "未留姓名，不需要也无法书面告知（第二十三条第二款）。",
            "Nobody gave a name; no written notice is owed (Art. 23(2))."
        )
    })
}

/// True when the case runs on the 60 days: a request on route 31(6).
#[must_use]
pub fn is_on_clock(case: &Case) -> bool {
    case.class == Class::Request && case.route == Some(Route::Petition)
}

fn extending(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    let Some(start) = case.clock_start().filter(|_| is_on_clock(case)) else {
        return Some(say!(
            "没有在走60日期限（第三十一条第六项、第三十四条）。",
            "The 60 days are not running (Arts. 31(6), 34)."
        ));
    };
    if case.simple {
        return Some(say!(
            "简易办理不能延期；先“研判分类”转为普通程序，受理日期不变。",
            "The simple procedure has no extension; take \"sort\" to the ordinary one first, its acceptance date stays."
        ));
    }
    if case.extension.is_some() {
        return Some(say!(
            "已经延期过一次（第三十四条）。",
            "It was extended once already (Art. 34)."
        ));
    }
    let last = count::due(
        ground.calendar,
        start.on,
        ground.rules.limit("answer").span(),
    )
    .effective;
    if ground.today > last {
        return Some(say!(
            "期限{last}已过，不能再延期（第三十四条）。",
            "The limit ended on {last}; it can no longer be extended (Art. 34)."
        ));
    }
    answered(case)
}

fn answering(case: &Case) -> Option<Sentence> {
    if is_on_clock(case) && case.clock_start().is_none() {
        return Some(say!(
            "先受理，再出具处理意见。",
            "Accept it first, then give the opinion."
        ));
    }
    if case.class == Class::Request && case.route.is_none() {
        return Some(say!(
            "先定办理路径（第三十一条）。",
            "Decide the route first (Art. 31)."
        ));
    }
    answered(case).or_else(|| turned(case))
}

fn serving(case: &Case) -> Option<Sentence> {
    if let Some(m) = case.served {
        let on = m.on;
        return Some(say!("{on} 已送达。", "Served on {on}."));
    }
    case.answered.is_none().then(|| {
        say!(
            "还没有处理意见可送达。",
            "There is no opinion to serve yet."
        )
    })
}

fn closing(case: &Case) -> Option<Sentence> {
    if case.answered.is_some() && case.served.is_none() && !case.is_anonymous() {
        return Some(say!(
            "处理意见还没有送达。",
            "The opinion has not been served."
        ));
    }
    let untold = case.turned_told.is_none() && case.served.is_none() && !case.is_anonymous();
    if case.turned.is_some() && untold {
        return Some(say!(
            "还没有书面告知信访人：不予受理或导入途径要说明理由和去处。",
            "The petitioner has not been told in writing why it was declined and where to go."
        ));
    }
    if case.promises.iter().any(|p| p.kept.is_none()) {
        return Some(say!(
            "还有没兑现的承诺；兑现后再办结。",
            "A promise is still open; keep it before closing."
        ));
    }
    let open = is_on_clock(case)
        && case.clock_start().is_some()
        && case.answered.is_none()
        && case.turned.is_none();
    open.then(|| {
        say!(
            "已经受理，要先出具处理意见并送达。",
            "It was accepted: an opinion must be given and served first."
        )
    })
}
