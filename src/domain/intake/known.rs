//! Who of an intake was on record already, and who on record may be one of them.

use crate::domain::ids::PersonId;
use crate::domain::person::Shared;
use crate::domain::petition::word_list;
use crate::words::Outside;

word_list!(
    /// What said that somebody was on record already.
    Known {
        Answer = "answer", "回答", "answer";
        Document = "document", "证件号码", "document";
    }
);

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
