//! Who can be put on the rota: those who work in the petition office, and what is said of a login or a name that
//! is nobody's of them, or of somebody who left.

use chrono::NaiveDate;

use super::deed::Deed;
use super::shift::Crew;
use crate::words::{Outside, Sentence};

/// Somebody who worked in the petition office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Their login.
    pub login: Outside,
    /// Their name.
    pub name: Outside,
    /// When they were taken off the roster.
    pub on: NaiveDate,
}

/// Those who work in the petition office, and where a login is looked for that is none of theirs, who left.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Logins.
    pub logins: Vec<Outside>,
    /// Who left.
    pub gone: Vec<Gone>,
}

impl Roster {
    /// True for the login of somebody who works here.
    #[must_use]
    pub fn has(&self, login: &str) -> bool {
        self.logins.iter().any(|l| l.raw() == login)
    }

    /// What is said of a login that is nobody's here; `others` are those who stand beside it.
    #[must_use]
    pub fn unknown(&self, login: &str, others: &[&str]) -> Sentence {
        let free = self.logins.iter().find(|l| !others.contains(&l.raw()));
        let example = free.or(self.logins.first());
        unknown(login, &self.gone, example.map_or("wang", Outside::raw))
    }
}

/// The same of a login or a name, with a login that fits as an example.
#[must_use]
pub fn unknown(typed: &str, gone: &[Gone], example: &str) -> Sentence {
    let is_theirs = |g: &&Gone| g.login.raw().eq_ignore_ascii_case(typed) || g.name.raw() == typed;
    let typed = crate::words::visible(typed, crate::words::Place::Line);
    let Some(gone) = gone.iter().rfind(is_theirs) else {
        return say!(
            "本办的操作员名册里没有“{typed}”；应为名册上的登录名（见 zhuoluo operator list）。例：{example}",
            "There is no operator \"{typed}\" of the petition office on the roster; a login that is on it is expected (see `zhuoluo operator list`). Example: {example}"
        );
    };
    let (login, name, on) = (gone.login.line(), gone.name.line(), gone.on);
    say!(
        "“{login}”（{name}）已于{on}移出操作员名册，不能再排班；应为现在名册上的登录名（见 zhuoluo operator list）。例：{example}",
        "\"{login}\" ({name}) was taken off the roster on {on} and takes no shift any more; a login that is on it now is expected (see `zhuoluo operator list`). Example: {example}"
    )
}

/// The logins that an order puts on the rota.
#[must_use]
pub fn named(deed: &Deed) -> Vec<&str> {
    match deed {
        Deed::Shift(shift) | Deed::Override(shift) | Deed::EditShift { to: shift, .. } => {
            shift.crew.all().collect()
        }
        Deed::Template(rule) => rule.crews.iter().flat_map(Crew::all).collect(),
        Deed::Swap(swap) => vec![&swap.who, &swap.with],
        _ => Vec::new(),
    }
}
