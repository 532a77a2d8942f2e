//! `audit head`: the end of the trail, as a note to be signed or as the paper of the day; and what was
//! typed from such a paper, to be checked.

use super::out::{Done, shown};
use super::session::{Session, Whom};
use crate::domain::anchor::Printed;
use crate::papers;
use crate::words::{Exit, Sentence, Trouble};

pub fn head(whom: &Whom, paper: bool) -> Result<Done, Trouble> {
    let session = whom.open()?;
    let anchor = session.store.anchor(session.now)?;
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
                "“{typed}”不像审计末端：应为条数和至少{least}位十六进制数字。",
                "\"{typed}\" is no end of a trail: a count and at least {least} hexadecimal digits are expected."
            ),
            say!(
                "照单子上“审计记录”下面一行打，例：--paper \"1234 ab12 cd34 ef56 7890\"",
                "Type the line under \"audit entries\", e.g. --paper \"1234 ab12 cd34 ef56 7890\""
            ),
        ));
    };
    session.store.disagrees_with_paper(&printed)
}
