//! The simple procedure (简易办理): for what it may be taken, and what it may not end in.

use crate::domain::case::Case;
use crate::domain::event::{Sort, Step};
use crate::domain::petition::{Class, Outcome, Route};
use crate::words::Sentence;

/// Checks a sorting: the route of a request, and whether the simple procedure fits.
pub fn sorting(step: &Step, case: &Case) -> Result<(), Sentence> {
    let Step::Sort(Sort {
        class,
        route: to,
        simple,
        superior,
        accused,
        accused_unknown,
        ..
    }) = step
    else {
        return Ok(());
    };
    if *class == Class::Request && to.is_none() {
        return Err(say!(
            "申诉求决要定六条路径之一（第三十一条）。",
            "A request needs one of the six routes (Art. 31)."
        ));
    }
    super::accused::named(*class, (accused, *accused_unknown), case)?;
    if !simple {
        return Ok(());
    }
    if *class == Class::Report {
        return Err(say!(
            "检举控告不适用简易办理（《信访事项简易办理办法》）。",
            "A report is not for the simple procedure (Measures for Simple Handling)."
        ));
    }
    if *class == Class::Request && *to != Some(Route::Petition) {
        return Err(not_for_routes());
    }
    if !superior.is_empty() || !case.superior.is_empty() {
        return Err(say!(
            "上级交办的事项不适用简易办理（《信访事项简易办理办法》第五条）。",
            "A matter assigned by a superior is not for the simple procedure (Measures, Art. 5)."
        ));
    }
    if case.matter.is_some() {
        return Err(say!(
            "简易办理只用于初次信访事项；本件已并入以前的事项（《信访事项简易办理办法》第四条）。",
            "The simple procedure is for first matters; this one belongs to an earlier matter (Measures, Art. 4)."
        ));
    }
    if case.extension.is_some() {
        return Err(say!(
            "已经延期，不能改为简易办理。",
            "It was extended and cannot become simple."
        ));
    }
    Ok(())
}

/// A simple petition stays on route 31(6).
pub fn route(case: &Case, to: Option<Route>) -> Result<(), Sentence> {
    let leaves = to.is_some_and(|r| r != Route::Petition);
    if case.simple && case.class == Class::Request && leaves {
        return Err(not_for_routes());
    }
    Ok(())
}

fn not_for_routes() -> Sentence {
    say!(
        "第三十一条第一项至第五项的事项不适用简易办理；先“研判分类”转为普通程序。",
        "Matters under Art. 31(1)–(5) are not for the simple procedure; sort it as ordinary first."
    )
}

/// What is likely to be refused is converted first; its acceptance date stays.
pub fn outcomes(outcomes: &[Outcome], case: &Case) -> Result<(), Sentence> {
    if case.simple && outcomes.contains(&Outcome::NotSupported) {
        return Err(say!(
            "可能不予支持的不适用简易办理；先“研判分类”转为普通程序，受理日期不变（《信访事项简易办理办法》第五条）。",
            "What may be refused is not for the simple procedure; sort it as ordinary first, the acceptance date stays (Measures, Art. 5)."
        ));
    }
    Ok(())
}
