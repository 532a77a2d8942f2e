//! Who of an intake was on record already, and who on record may be one of them.

use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::person::Shared;
use crate::domain::petition::word_list;
use crate::words::{Outside, Sentence};

word_list!(
    /// What said that somebody was on record already.
    Known {
        Answer = "answer", "回答", "answer";
        Document = "document", "证件号码", "document";
    }
);

impl Known {
    /// What said so, in a sentence; and that the name is another on record, where it is.
    #[must_use]
    pub fn told(self, written: &Outside, on_record: &Outside) -> Sentence {
        let mut said = match self {
            Self::Answer => say!("回答为同一人", "answered to be the same person"),
            Self::Document => say!("证件号码相同", "same identity number"),
        };
        if !written.is_empty() && written != on_record {
            let (written, on_record) = (written.line(), on_record.line());
            said.push(&say!(
                "，姓名不同：本件写作“{written}”，在册“{on_record}”",
                "; the name differs: \"{written}\" here, \"{on_record}\" on record"
            ));
        }
        said
    }
}

/// Somebody on record who may be somebody of an intake: nobody answered, so they are two records until
/// somebody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// Who was on record before.
    pub person: PersonId,
    /// Their name.
    pub name: Outside,
    /// The record that was made of whom came in.
    pub new: PersonId,
    /// What they share beside the name.
    pub shared: Shared,
}

/// What is said of an answer that names nobody on record, and of one that names somebody of whom this
/// operator may not know: nobody can tell one from the other.
#[must_use]
pub fn no_such(id: PersonId) -> Sentence {
    let id = id.0;
    say!(
        "没有信访人 {id}；应为 zhuoluo find --people --json 里的 person。",
        "There is no person {id}; expected is \"person\" of `zhuoluo find --people --json`."
    )
}

/// What is said of a number with whose petition no matter can be shared.
#[must_use]
pub fn none_to_link(number: &PetitionNo) -> Sentence {
    let place = crate::words::Place::Line;
    let shown = crate::words::visible(&number.0, place);
    let shown: String = shown.chars().take(60).collect();
    say!(
        "没有登记编号“{shown}”的件可以连为同一事项。",
        "There is no petition \"{shown}\" to share a matter with."
    )
}

/// That two records are one person's, who would stand in a petition twice.
#[must_use]
pub fn one_twice(one: PersonId, other: PersonId) -> Sentence {
    let (one, other) = (one.0, other.0);
    if one == other {
        return say!(
            "在册的 {one} 在这件里写了两次。",
            "Person {one} stands in this petition twice."
        );
    }
    say!(
        "在册的 {one} 和 {other} 是同一人（记录已合看），在这件里写了两次。",
        "Persons {one} and {other} are one (their records are read as one) and would stand in this petition twice."
    )
}
