//! Telling the petitioner: non-acceptance with its basis, notices, service and its methods.

use super::Act;
use super::need::blank;
use crate::domain::case::Case;
use crate::domain::event::{About, Step};
use crate::domain::petition::Method;
use crate::domain::step::Ground;
use crate::domain::verdict::Delivery;
use crate::words::Sentence;

/// Checks what is told and how.
pub fn check(act: &Act, case: &Case, ground: Ground<'_>) -> Result<(), Sentence> {
    match &act.step {
        Step::Decline { reasons, basis, .. } => {
            blank(reasons.raw(), "理由", "a reason")?;
            blank(basis.raw(), "依据的条款", "the article it rests on")
        }
        Step::Notify { about, method, .. } => notice(*about, *method, case),
        Step::Serve {
            method,
            result,
            consent,
            witness,
            ..
        } => {
            service(*method, *consent, case).and_then(|()| refusal(*result, witness.raw(), ground))
        }
        _ => Ok(()),
    }
}

/// Art. 23 asks for writing; telling orally is enough for the simple procedure and for where it went.
fn notice(about: About, method: Method, case: &Case) -> Result<(), Sentence> {
    if method == Method::Oral && about != About::Forwarding && !case.simple {
        return Err(say!(
            "要书面告知（第二十三条）；口头告知只用于简易办理。",
            "The notice is in writing (Art. 23); telling orally is for the simple procedure."
        ));
    }
    Ok(())
}

fn service(method: Method, consent: bool, case: &Case) -> Result<(), Sentence> {
    let reviewed = case.review.is_some();
    if method == Method::Oral && (!case.simple || reviewed) {
        return Err(say!(
            "意见要书面送达（第三十二条）；口头答复只用于简易办理。",
            "An opinion is served in writing (Art. 32); an oral answer is for the simple procedure."
        ));
    }
    if matches!(method, Method::Electronic | Method::Oral) && !consent {
        return Err(say!(
            "电子送达或口头答复要信访人同意（consent）。",
            "Electronic service or an oral answer needs the petitioner's consent (consent)."
        ));
    }
    Ok(())
}

fn refusal(result: Delivery, witness: &str, ground: Ground<'_>) -> Result<(), Sentence> {
    if result == Delivery::Refused {
        if !ground.rules.open_points.refusal_with_witness_serves {
            return Err(say!(
                "本办规定拒收不视为送达；记为“未能送达”，另行送达。",
                "By the office's rules a refusal is no service; record it as undeliverable and serve again."
            ));
        }
        return blank(witness, "拒收时的见证人", "who witnessed the refusal");
    }
    Ok(())
}
