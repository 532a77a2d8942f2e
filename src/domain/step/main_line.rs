//! Why a step of the main line is closed: from registration to service and closing.

use super::{Ground, is_on_clock};
use crate::domain::case::Case;
use crate::domain::count;
use crate::domain::petition::Class;
use crate::words::Sentence;

pub fn sorting(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    answered(case)
}

pub fn answered(case: &Case) -> Option<Sentence> {
    if case.settled.is_some() {
        return Some(say!(
            "已达成调解或和解协议（第三十三条）。",
            "An agreement was reached (Art. 33)."
        ));
    }
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

pub fn sending(case: &Case, _: Ground<'_>) -> Option<Sentence> {
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

pub fn signing(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    match case.open_referral() {
        None => Some(say!("没有转给任何单位。", "It is not with a unit.")),
        Some(r) => r.signed.map(|m| {
            let on = m.on;
            say!("{on} 已签收。", "Signed for on {on}.")
        }),
    }
}

pub fn objecting(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
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

pub fn returning(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.open_referral().is_none() {
        return Some(say!("没有转给任何单位。", "It is not with a unit."));
    }
    answered(case)
}

pub fn accepting(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if let Some(m) = case.accepted {
        let on = m.on;
        return Some(say!("{on} 已受理。", "Accepted on {on}."));
    }
    turned(case).or_else(|| answered(case))
}

pub fn declining(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.accepted.is_some() {
        return Some(say!(
            "已经受理，不能再不予受理。",
            "It was accepted and can no longer be declined."
        ));
    }
    turned(case).or_else(|| answered(case))
}

pub fn redirecting(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    turned(case).or_else(|| answered(case))
}

pub fn notifying(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    case.is_anonymous().then(|| {
        say!(
            "未留姓名，不需要也无法书面告知（第二十三条第二款）。",
            "Nobody gave a name; no written notice is owed (Art. 23(2))."
        )
    })
}

pub fn extending(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
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

pub fn answering(case: &Case, _: Ground<'_>) -> Option<Sentence> {
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

pub fn serving(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.unserved().is_some() {
        return None;
    }
    let last = case.rereview.as_ref().or(case.review.as_ref());
    match last.map_or(case.served, |r| r.served) {
        Some(m) => {
            let on = m.on;
            Some(say!("{on} 已送达。", "Served on {on}."))
        }
        None => Some(say!(
            "还没有处理意见可送达。",
            "There is no opinion to serve yet."
        )),
    }
}

pub fn closing(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.unserved().is_some() && !case.is_anonymous() {
        return Some(say!("意见还没有送达。", "The opinion has not been served."));
    }
    if case.open_review().is_some() {
        return Some(say!(
            "复查或复核还没有意见（第三十五条、第三十六条）。",
            "A review has no opinion yet (Arts. 35, 36)."
        ));
    }
    if case.is_sent_back() {
        return Some(say!(
            "复查或复核要求重新办理；先“恢复办理”。",
            "A review sent it back; take \"reopen\" first."
        ));
    }
    let untold = case.turned_told.is_none() && case.served.is_none() && !case.is_anonymous();
    if case.turned.is_some() && untold {
        return Some(say!(
            "还没有书面告知信访人：不予受理或导入途径要说明理由和去处。",
            "The petitioner has not been told in writing why it was declined and where to go."
        ));
    }
    if case
        .promises
        .iter()
        .any(|p| p.kept.is_none() && !p.outlives())
    {
        return Some(say!(
            "还有没兑现的承诺；兑现后再办结。",
            "A promise is still open; keep it before closing."
        ));
    }
    let open = is_on_clock(case)
        && case.clock_start().is_some()
        && case.answered.is_none()
        && case.settled.is_none()
        && case.turned.is_none();
    open.then(|| {
        say!(
            "已经受理，要先出具处理意见并送达。",
            "It was accepted: an opinion must be given and served first."
        )
    })
}
