//! The paper of the day that holds the ends of the chains: signed by hand and kept outside the
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
    put(say!("{name} 记录末端单", "{name}: the ends of the records"));
    if office.sandbox {
        put(say!("〔演练〕", "[sandbox]"));
    }
    put(say!("打印时刻 {at}", "printed at {at}"));
    put(Sentence::default());
    put(say!(
        "每条链的名称、条数，下面是条数和末条的校验数字：",
        "Each chain with its count; below, the count and the digits of its last record:"
    ));
    for (chain, head) in anchor.heads() {
        let (zh, en) = (chain.word().zh, chain.word().en);
        let (size, printed) = (head.size, head.printed());
        put(say!("{zh} {size}条", "{en}: {size}"));
        put(say!("  {printed}", "  {printed}"));
    }
    put(Sentence::default());
    put(say!(
        "以后核对，打链的名称、条数和前四组（不写名称就是审计记录）：\n  zhuoluo audit verify --paper \"审计记录 条数 前四组\"",
        "To check later, type a chain's name, its count and four groups (without a name: audit entries):\n  zhuoluo audit verify --paper \"audit entries COUNT FOUR GROUPS\""
    ));
    put(say!(
        "记录会越来越多，本单上的这一条不会变。说不符，就是那条链被删短或被改写过；条数为0的不用核对。",
        "The chains grow, but the record on this paper stays as it is. Where it does not agree, that chain was cut off or written anew; a count of 0 is not checked."
    ));
    put(Sentence::default());
    put(say!(
        "带班领导 ____________　　值班员 ____________　　日期 ____________",
        "leader on duty ____________   officer ____________   date ____________"
    ));
    out
}
