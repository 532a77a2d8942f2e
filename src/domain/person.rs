//! A petitioner: the closed list of what the office may hold about a person, and nothing else.

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use super::identity::{self, DocumentKind};
use super::name;
use super::petition::{PersonKind, word_list};
use crate::words::{Outside, Sentence, has_controls};

/// Longest value of a column that is corrected, in characters: a record is lines, not stories.
const LONGEST: usize = 500;

word_list!(
    /// What of a person's record can be corrected (更正).
    Column {
        Name = "name", "姓名", "name";
        IdNumber = "id_number", "证件号码", "document number";
        Phones = "phones", "电话", "telephone";
        Address = "address", "住址", "address";
        ContactBy = "contact_by", "联系方式", "how to be reached";
        Language = "language", "语言", "language";
        Help = "help", "需要的帮助", "help needed";
    }
);

word_list!(
    /// What two records have in common beside the name.
    Shared {
        Document = "document", "证件号码", "document";
        Phone = "phone", "电话", "telephone";
    }
);

/// The columns of the petitioner table; `tests/rules` compares them with the store.
/// Adding one needs a change of the office's purpose (PIPL Art. 6), not of this list alone.
pub const COLUMNS: [&str; 11] = [
    "id",
    "name_entered",
    "name",
    "kind",
    "id_kind",
    "id_number",
    "phones",
    "address",
    "contact_by",
    "language",
    "help",
];

/// A petitioner (信访人). What was said of them is text from outside and cannot be formatted:
///
/// ```compile_fail
/// let person = zhuoluo::domain::person::Person::default();
/// println!("{}", person.name); // no Display
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name as it was entered.
    pub name_entered: Outside,
    /// The canonical name; empty when no name was given.
    pub name: Outside,
    /// Person or organisation.
    pub kind: PersonKind,
    /// Kind of identity document, when one was shown.
    pub id_kind: Option<DocumentKind>,
    /// Its number, normalised; empty when none was shown.
    pub id_number: Outside,
    /// Telephone numbers, digits.
    pub phones: Vec<Outside>,
    /// Address as entered.
    pub address: Outside,
    /// How they want to be reached.
    pub contact_by: Outside,
    /// Language or dialect, when help with it is needed.
    pub language: Outside,
    /// Help needed: interpreter, large type, reading aloud …
    pub help: Outside,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            name_entered: Outside::default(),
            name: Outside::default(),
            kind: PersonKind::Person,
            id_kind: None,
            id_number: Outside::default(),
            phones: Vec::new(),
            address: Outside::default(),
            contact_by: Outside::default(),
            language: Outside::default(),
            help: Outside::default(),
        }
    }
}

impl Person {
    /// The name as it is shown: the canonical one; as it was entered where signs stand in it that cannot be
    /// seen, so that their marks are.
    #[must_use]
    pub fn called(&self) -> &Outside {
        if has_controls(self.name_entered.raw()) {
            &self.name_entered
        } else {
            &self.name
        }
    }

    /// True when nothing at all is known that would tell this person from another.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty()
    }

    /// True when two entries are one person without anybody having said so: the same name, and the same
    /// number of the same kind of document, which can be that of one alone.
    #[must_use]
    pub fn is_by_document(&self, other: &Self, today: NaiveDate) -> bool {
        let Some(kind) = self.id_kind.filter(|k| other.id_kind == Some(*k)) else {
            return false;
        };
        self.has_name_of(other)
            && self.kind == other.kind
            && self.id_number == other.id_number
            && identity::names_one(kind, self.id_number.raw(), today)
    }

    /// True when two entries are surely two people: two numbers of the same kind of document, each of which
    /// can be that of one alone.
    #[must_use]
    pub fn is_other_by_document(&self, other: &Self, today: NaiveDate) -> bool {
        let Some(kind) = self.id_kind.filter(|k| other.id_kind == Some(*k)) else {
            return false;
        };
        let sure = |p: &Self| identity::names_one(kind, p.id_number.raw(), today);
        self.id_number != other.id_number && sure(self) && sure(other)
    }

    /// What two entries of one name have in common beside it: a reason to ask whether they are one person,
    /// and none to take them for one.
    #[must_use]
    pub fn shares(&self, other: &Self) -> Option<Shared> {
        if !self.has_name_of(other) {
            return None;
        }
        if !self.id_number.is_empty() && !other.id_number.is_empty() {
            return (self.id_number == other.id_number).then_some(Shared::Document);
        }
        let phone = self.phones.iter().any(|p| other.phones.contains(p));
        phone.then_some(Shared::Phone)
    }

    /// What somebody wrote down of a person on record that the record says otherwise, or did not say of
    /// telephones: nothing else of it; `None` when there is nothing.
    #[must_use]
    pub fn written_otherwise(&self, written: &Self) -> Option<Self> {
        let other = |known: &Outside, written: &Outside| {
            if known.is_empty() || known == written {
                Outside::default()
            } else {
                written.clone()
            }
        };
        let is_renamed = !written.is_nameless() && written.name != self.name;
        let (name_entered, name) = if is_renamed {
            (written.name_entered.clone(), written.name.clone())
        } else {
            Default::default()
        };
        let id_number = other(&self.id_number, &written.id_number);
        let new = |phone: &&Outside| !self.phones.contains(phone);
        let kept = Self {
            name_entered,
            name,
            kind: self.kind,
            id_kind: written.id_kind.filter(|_| !id_number.is_empty()),
            id_number,
            phones: written.phones.iter().filter(new).cloned().collect(),
            address: other(&self.address, &written.address),
            contact_by: other(&self.contact_by, &written.contact_by),
            language: other(&self.language, &written.language),
            help: other(&self.help, &written.help),
        };
        let nothing = Self {
            kind: self.kind,
            ..Self::default()
        };
        (kept != nothing).then_some(kept)
    }

    /// Somebody with what was unknown of them filled in. What is on record stays as it is: a difference is for
    /// a correction, not for an intake, and is kept with the petition.
    #[must_use]
    pub fn with_unknown_of(&self, given: &Self) -> Self {
        let mut person = self.clone();
        for (have, new) in [
            (&mut person.id_number, &given.id_number),
            (&mut person.address, &given.address),
            (&mut person.contact_by, &given.contact_by),
            (&mut person.language, &given.language),
            (&mut person.help, &given.help),
        ] {
            if have.is_empty() {
                have.clone_from(new);
            }
        }
        if person.id_kind.is_none() && !person.id_number.is_empty() {
            person.id_kind = given.id_kind;
        }
        for phone in &given.phones {
            if !person.phones.contains(phone) {
                person.phones.push(phone.clone());
            }
        }
        person
    }

    /// True when both have a name, and the same but for dots and spaces.
    fn has_name_of(&self, other: &Self) -> bool {
        !self.is_nameless() && name::bare(self.name.raw()) == name::bare(other.name.raw())
    }

    /// What stands in a column, as people read it.
    #[must_use]
    pub fn value(&self, column: Column) -> Outside {
        match column {
            Column::Name => self.name.clone(),
            Column::IdNumber => self.id_number.clone(),
            Column::Phones => self.telephones("、"),
            Column::Address => self.address.clone(),
            Column::ContactBy => self.contact_by.clone(),
            Column::Language => self.language.clone(),
            Column::Help => self.help.clone(),
        }
    }

    /// The telephone numbers in one text.
    #[must_use]
    pub fn telephones(&self, between: &str) -> Outside {
        let all: Vec<&str> = self.phones.iter().map(Outside::raw).collect();
        all.join(between).into()
    }

    /// The record with one column corrected; what is entered becomes what an intake would keep.
    ///
    /// # Errors
    /// Why the value does not fit: too long, no number in it, the same as before, a number whose
    /// check fails. A correction is meant to be right, so what an intake only doubts is refused here.
    pub fn corrected(
        &self,
        column: Column,
        value: &str,
        today: NaiveDate,
    ) -> Result<Self, Sentence> {
        let entered = value.trim();
        let longest = if column == Column::Name {
            name::LONGEST
        } else {
            LONGEST
        };
        if entered.chars().count() > longest {
            return Err(say!(
                "超过{longest}字。",
                "It is longer than {longest} characters."
            ));
        }
        let mut person = self.clone();
        match column {
            Column::Name => person.rename(entered)?,
            Column::IdNumber => person.renumber(entered, today)?,
            Column::Phones => person.phones = telephones(entered)?,
            Column::Address => person.address = entered.into(),
            Column::ContactBy => person.contact_by = entered.into(),
            Column::Language => person.language = entered.into(),
            Column::Help => person.help = entered.into(),
        }
        if person.value(column) == self.value(column) {
            let (zh, en) = (column.word().zh, column.word().en);
            return Err(say!(
                "{zh}本来就是这样，没有可更正的。",
                "The {en} stands like this already; there is nothing to correct."
            ));
        }
        Ok(person)
    }

    fn rename(&mut self, entered: &str) -> Result<(), Sentence> {
        let canonical = name::canonical(entered);
        if canonical.is_empty() || name::is_anonymous(entered) {
            return Err(say!(
                "要写明正确的姓名，例 张某；不愿具名的不用更正。",
                "It needs the right name, e.g. 张某; who wants no name needs no correction."
            ));
        }
        self.name_entered = entered.into();
        self.name = canonical.into();
        Ok(())
    }

    fn renumber(&mut self, entered: &str, today: NaiveDate) -> Result<(), Sentence> {
        if identity::is_absent(entered) {
            (self.id_kind, self.id_number) = (None, Outside::default());
            return Ok(());
        }
        let number = identity::compact(entered);
        let kind = if self.kind == PersonKind::Organisation {
            DocumentKind::CreditCode
        } else {
            identity::kind_of(&number)
        };
        if identity::doubt(kind, &number, today).is_some() {
            return Err(say!(
                "证件号码不对：位数、出生日期或校验位不符；请照证件重抄。",
                "The document number is wrong: its length, birth date or check digit; copy it from the document again."
            ));
        }
        (self.id_kind, self.id_number) = (Some(kind), number.into());
        Ok(())
    }
}

/// Telephone numbers, separated as people separate them.
fn telephones(entered: &str) -> Result<Vec<Outside>, Sentence> {
    let mut phones = Vec::new();
    let parts = entered.split(['、', '，', ',', ';', '；', '/', '\n']);
    for part in parts.filter(|p| !identity::is_absent(p)) {
        let number = identity::phone(part);
        if identity::phone_doubt(&number).is_some() {
            return Err(say!(
                "电话号码位数或开头不对；几个号码用、隔开，例 13800138000。",
                "A telephone number has the wrong length or beginning; separate several by commas, e.g. 13800138000."
            ));
        }
        let number = Outside::from(number);
        if !phones.contains(&number) {
            phones.push(number);
        }
    }
    Ok(phones)
}
