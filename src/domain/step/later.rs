//! Why a step beside or after the main line is closed: hearings, reviews, supervision, endings.

use super::{Ground, is_on_clock};
use crate::domain::case::{Case, Ending};
use crate::domain::petition::Class;
use crate::words::Sentence;

#[allow(
    clippy::unnecessary_wraps,
    reason = "every row of the table has the same shape"
)]
pub fn registered(_: &Case, _: Ground<'_>) -> Option<Sentence> {
    Some(say!("已经登记。", "It is registered already."))
}

pub fn hearing(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    let at_rereview = case.rereview.as_ref().is_some_and(|r| r.answered.is_none());
    let at_handling = case.class == Class::Request && case.answered.is_none();
    if at_rereview {
        return None;
    }
    if at_handling {
        return super::main_line::redirecting(case, ground);
    }
    Some(say!(
        "听证只在办理中或复核中举行（第三十一条第六项、第三十六条第二款）。",
        "A hearing belongs to the handling or to a re-review (Arts. 31(6), 36(2))."
    ))
}

pub fn mediating(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    if case.class != Class::Request {
        return Some(say!(
            "只有申诉求决事项可以调解、和解（第三十三条）。",
            "Only a request can be mediated (Art. 33)."
        ));
    }
    super::main_line::redirecting(case, ground)
}

pub fn reviewing_law(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.open_review().is_some() {
        return None;
    }
    super::main_line::answered(case)
}

pub fn asking_review(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if let Some(review) = &case.review {
        let on = review.asked.on;
        return Some(say!(
            "{on} 已申请复查；对复查意见不服的，申请复核。",
            "A review was asked for on {on}; who disagrees with it asks for a re-review."
        ));
    }
    if !is_on_clock(case) {
        return Some(say!(
            "只有按信访程序作出的处理意见可以申请复查（第三十一条第六项、第三十五条）；其他途径按其自身的救济办法。",
            "Only an opinion of the petition procedure can be reviewed (Arts. 31(6), 35); another route has its own remedies."
        ));
    }
    withdrawn(case).or_else(|| {
        case.served.is_none().then(|| {
            say!(
                "处理意见还没有送达，申请复查的30日没有开始（第三十五条）。",
                "The opinion has not been served; the 30 days for a review have not begun (Art. 35)."
            )
        })
    })
}

pub fn answering_review(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    match &case.review {
        None => Some(say!("没有人申请复查。", "Nobody has asked for a review.")),
        Some(r) => r.answered.map(|m| {
            let on = m.on;
            say!("{on} 已出具复查意见。", "The review was answered on {on}.")
        }),
    }
}

pub fn asking_rereview(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if let Some(review) = &case.rereview {
        let on = review.asked.on;
        return Some(say!(
            "{on} 已申请复核；复核意见是终结意见（第三十六条第三款）。",
            "A re-review was asked for on {on}; its opinion is final (Art. 36(3))."
        ));
    }
    let served = case.review.as_ref().and_then(|r| r.served);
    if served.is_none() {
        return Some(say!(
            "没有送达的复查意见，申请复核的30日没有开始（第三十六条第一款）。",
            "No review opinion has been served; the 30 days for a re-review have not begun (Art. 36(1))."
        ));
    }
    if case.is_sent_back() {
        return Some(say!(
            "复查已要求重新办理；先“恢复办理”。",
            "The review sent it back; take \"reopen\" first."
        ));
    }
    withdrawn(case)
}

pub fn answering_rereview(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    match &case.rereview {
        None => Some(say!(
            "没有人申请复核。",
            "Nobody has asked for a re-review."
        )),
        Some(r) => r.answered.map(|m| {
            let on = m.on;
            say!(
                "{on} 已出具复核意见。",
                "The re-review was answered on {on}."
            )
        }),
    }
}

fn withdrawn(case: &Case) -> Option<Sentence> {
    matches!(case.ended, Some((Ending::Withdrawn, _))).then(|| {
        say!(
            "信访人已撤回；要继续办理，先“恢复办理”。",
            "The petitioner withdrew; to go on, take \"reopen\" first."
        )
    })
}

pub fn fulfilling(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    let mut open = case.promises.iter().filter(|p| p.kept.is_none());
    let none = open.all(|p| case.ended.is_some() && !p.outlives());
    none.then(|| say!("没有未兑现的承诺。", "No promise is open."))
}

pub fn replying(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    case.supervisions
        .iter()
        .all(|s| s.replied.is_some())
        .then(|| {
            say!(
                "没有待回复的督办或建议。",
                "No supervision waits for a reply."
            )
        })
}

pub fn following_up(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    (!case.is_done()).then(|| {
        say!(
            "还没有答复或办结；办理中的联系用“联系信访人”。",
            "It is not answered or closed yet; for a contact on the way take \"contact\"."
        )
    })
}

/// Who handled it does not record what the petitioner thinks of it.
pub fn rating(case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    if case.class == Class::Report || case.is_anonymous() {
        return Some(say!(
            "检举控告和匿名件不参加评价。",
            "Reports and anonymous petitions are not rated."
        ));
    }
    if case.has_handled(&ground.operator.login) {
        return Some(say!(
            "经办人不能记录对自己的评价，请换人记录。",
            "Who handled it cannot record its rating; somebody else does."
        ));
    }
    following_up(case, ground)
}

pub fn reopening(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    (case.ended.is_none() && !(case.is_sent_back() && case.unserved().is_none()))
        .then(|| say!("正在办理中。", "It is being handled."))
}

pub fn archiving(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.ended.is_none() {
        return Some(say!(
            "办结或撤回以后才能归档。",
            "It is archived after it was closed or withdrawn."
        ));
    }
    case.archived.map(|m| {
        let on = m.on;
        say!("{on} 已归档。", "Archived on {on}.")
    })
}

pub fn linking(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    case.matter.map(|_| {
        say!(
            "已并入一个事项；要改，先“移出事项”。",
            "It belongs to a matter; to change that, take \"unlink\" first."
        )
    })
}

pub fn unlinking(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    case.matter
        .is_none()
        .then(|| say!("没有并入任何事项。", "It belongs to no matter."))
}

pub fn splitting(case: &Case, _: Ground<'_>) -> Option<Sentence> {
    if case.requests_left() < 2 {
        return Some(say!(
            "只有一项诉求，不能再分。",
            "There is only one request; it cannot be split."
        ));
    }
    super::main_line::answered(case)
}
