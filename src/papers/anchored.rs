//! The paper of the day that holds the end of the audit trail: signed by hand and kept outside the
//! machine, it shows later whether the trail was cut off or written anew.

use std::fmt::Write as _;

use crate::domain::anchor::Anchor;
use crate::domain::office::Office;
use crate::words::{Lang, Sentence, Shown};

/// The paper, one page.
#[must_use]
pub fn anchored(anchor: &Anchor, office: &Office, lang: Lang) -> String {
    let mut out = String::new();
    let mut put = |said: Sentence| {
        let _ = writeln!(out, "{}", said.say(lang));
    };
    let (name, at) = (Shown::line(&office.name), anchor.at.clone());
    put(say!(
        "{name} 审计末端单",
        "{name}: the end of the audit trail"
    ));
    if office.sandbox {
        put(say!("〔演练〕", "[sandbox]"));
    }
    put(say!("打印时刻 {at}", "printed at {at}"));
    put(Sentence::default());
    let duty = anchor.duty.map(|head| ("值班事件", "duty events", head));
    for (zh, en, head) in [
        ("审计记录", "audit entries", anchor.audit),
        ("事件", "events", anchor.events),
    ]
    .into_iter()
    .chain(duty)
    {
        let (size, printed) = (head.size, head.printed());
        put(say!("{zh} {size}条", "{en}: {size}"));
        put(say!("  {printed}", "  {printed}"));
    }
    put(Sentence::default());
    put(say!(
        "以后核对（至少打到第四组）：zhuoluo audit verify --paper \"条数 四位一组的数字\"",
        "To check later (four groups at least): zhuoluo audit verify --paper \"COUNT GROUPS OF FOUR\""
    ));
    put(say!(
        "与本单不符，就是审计记录被删或被改写过。",
        "When it does not agree with this paper, the trail was cut off or written anew."
    ));
    put(Sentence::default());
    put(say!(
        "带班领导 ____________　　值班员 ____________　　日期 ____________",
        "leader on duty ____________   officer ____________   date ____________"
    ));
    out
}
