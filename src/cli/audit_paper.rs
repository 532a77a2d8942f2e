//! `audit head`: the ends of the chains, as a note to be signed or as the paper of the day; and what was
//! typed from such a paper, to be checked.

use super::out::{Done, shown};
use super::session::{Session, Whom};
use crate::domain::anchor::Printed;
use crate::papers;
use crate::words::{Exit, Sentence, Trouble};

pub fn head(whom: &Whom, paper: bool) -> Result<Done, Trouble> {
    let session = whom.open()?;
    let anchor = session.store.anchor(session.now())?;
    let text = if paper {
        papers::anchored(&anchor, &session.office(), session.lang)
    } else {
        format!("{}\n", anchor.text())
    };
    Ok(Done::text(text))
}

/// What does not agree with a paper.
pub fn disagrees(session: &Session, typed: Option<&str>) -> Result<Option<Sentence>, Trouble> {
    let Some(typed) = typed else {
        return Ok(None);
    };
    let Some(printed) = Printed::parse(typed) else {
        let (typed, least) = (shown(typed), Printed::LEAST);
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!(
                "“{typed}”不像链的末端：应为链的名称（不写就是审计记录）、条数和至少{least}位十六进制数字。",
                "\"{typed}\" is no end of a chain: its name (audit entries when there is none), a count and at least {least} hexadecimal digits are expected."
            ),
            say!(
                "照单子打链的名称和下面一行，例：--paper \"审计记录 1234 ab12 cd34 ef56 7890\"",
                "Type a chain's name and the line below it, e.g. --paper \"audit entries 1234 ab12 cd34 ef56 7890\""
            ),
        ));
    };
    session.store.disagrees_with_paper(&printed)
}
