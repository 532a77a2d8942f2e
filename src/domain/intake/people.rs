//! The people of an intake: names, documents and telephones; doubts warn, they never bar.

use super::{Checking, LONGEST_NAME, REPRESENTATIVES, Someone};
use crate::domain::draft::DraftPerson;
use crate::domain::fault::Fault;
use crate::domain::identity::{self, DocumentKind, Doubt};
use crate::domain::ids::PersonId;
use crate::domain::name;
use crate::domain::person::Person;
use crate::domain::petition::{PersonKind, Role};

impl Checking<'_> {
    /// Art. 20(3) and who acts for whom.
    pub(super) fn group(&mut self, people: &[Someone]) {
        let representatives = people
            .iter()
            .filter(|p| p.role == Role::Representative)
            .count();
        if representatives > REPRESENTATIVES {
            self.faults.push(Fault::refuse(
                "people",
                "representatives",
                say!(
                    "代表人有{representatives}人，不得超过{REPRESENTATIVES}人（第二十条第三款）；其余的人请记为联名人。",
                    "There are {representatives} representatives, at most {REPRESENTATIVES} are allowed (Art. 20(3)); enter the others as joint petitioners."
                ),
                "joint",
            ));
        }
        let acting = people
            .iter()
            .any(|p| matches!(p.role, Role::Agent | Role::Guardian));
        let principal = people
            .iter()
            .any(|p| !matches!(p.role, Role::Agent | Role::Guardian));
        if acting && !principal {
            self.faults.push(Fault::warn(
                "people",
                "no_principal",
                say!(
                    "只记了代理人或监护人，请补记本人。",
                    "Only an agent or guardian is entered; add the person they act for."
                ),
                "",
            ));
        }
    }

    pub(super) fn people(&mut self, drafts: &[DraftPerson]) -> Vec<Someone> {
        let mut people: Vec<Someone> = Vec::new();
        for (i, draft) in drafts.iter().enumerate() {
            self.answers(i, draft, &people);
            if !draft.is_blank() {
                people.push(self.someone(i, draft));
            }
        }
        people
    }

    /// Answers that cannot be: of nobody, both ways of one record, the same person twice in one petition.
    fn answers(&mut self, i: usize, draft: &DraftPerson, before: &[Someone]) {
        let mut refuse = |key: &str, code, message, example| {
            let field = format!("people[{i}].{key}");
            self.faults
                .push(Fault::refuse(&field, code, message, example));
        };
        if draft.is_blank() && !draft.not.is_empty() {
            refuse(
                "not",
                "not_of_nobody",
                say!(
                    "说了不是谁，却没写是谁；应写姓名、证件、电话或住址。",
                    "It says who somebody is not, and nothing of who they are; expected is a name, document, telephone or address."
                ),
                r#"{"name":"张某","not":[55]}"#,
            );
        }
        let Some(person) = draft.person else {
            return;
        };
        if draft.not.contains(&person) {
            refuse(
                "not",
                "contradiction",
                say!(
                    "{person} 既说是同一人又说不是；只留其中一个回答。",
                    "{person} is said to be the same person and somebody else; keep one of the answers."
                ),
                r#"{"person":12,"not":[55]}"#,
            );
        }
        if before.iter().any(|p| p.known == Some(PersonId(person))) {
            refuse(
                "name",
                "person_twice",
                say!(
                    "在册的 {person} 在这件里写了两次；一个人只写一次，另一处是另一人的，收回回答。",
                    "Person {person} stands in this petition twice; each stands once: where it is somebody else, take the answer back."
                ),
                r#"[{"person":12},{"name":"李某"}]"#,
            );
        }
    }

    pub(super) fn someone(&mut self, i: usize, draft: &DraftPerson) -> Someone {
        let at = |key: &str| format!("people[{i}].{key}");
        let role = choice_or(&draft.role, Role::Petitioner, Role::parse).unwrap_or_else(|| {
            self.not_listed(
                &at("role"),
                &draft.role,
                Role::ALL.iter().map(|c| (c.code(), c.word().zh)),
                Role::Petitioner,
            )
        });
        let kind =
            choice_or(&draft.kind, PersonKind::Person, PersonKind::parse).unwrap_or_else(|| {
                self.not_listed(
                    &at("kind"),
                    &draft.kind,
                    PersonKind::ALL.iter().map(|c| (c.code(), c.word().zh)),
                    PersonKind::Person,
                )
            });
        let entered = self.text(&at("name"), &draft.name);
        let canonical = if name::is_anonymous(&entered) {
            String::new()
        } else {
            name::canonical(&entered)
        };
        if canonical.chars().count() > LONGEST_NAME {
            self.faults.push(Fault::refuse(
                &at("name"),
                "too_long",
                say!(
                    "姓名超过{LONGEST_NAME}字。",
                    "The name is longer than {LONGEST_NAME} characters."
                ),
                "",
            ));
        }
        let (id_kind, id_number) = self.document(&at("id_number"), draft, kind);
        let phones = self.phones(&at("phones"), &draft.phones);
        let person = Person {
            name_entered: entered.into(),
            name: canonical.into(),
            kind,
            id_kind,
            id_number: id_number.into(),
            phones: phones.into_iter().map(Into::into).collect(),
            address: self.text(&at("address"), &draft.address).into(),
            contact_by: self.text(&at("contact_by"), &draft.contact_by).into(),
            language: self.text(&at("language"), &draft.language).into(),
            help: self.text(&at("help"), &draft.help).into(),
        };
        Someone {
            role,
            known: draft.person.map(PersonId),
            not: draft.not.iter().copied().map(PersonId).collect(),
            person,
        }
    }

    pub(super) fn document(
        &mut self,
        field: &str,
        draft: &DraftPerson,
        kind: PersonKind,
    ) -> (Option<DocumentKind>, String) {
        if identity::is_absent(&draft.id_number) {
            return (None, String::new());
        }
        let number = identity::compact(&self.text(field, &draft.id_number));
        let stated = serde_json::from_value::<DocumentKind>(serde_json::Value::String(
            draft.id_kind.trim().to_owned(),
        ))
        .ok();
        if stated.is_none() && !draft.id_kind.trim().is_empty() {
            self.faults
                .push(unknown_kind(&field.replace("id_number", "id_kind")));
        }
        let guessed = if kind == PersonKind::Organisation {
            DocumentKind::CreditCode
        } else {
            identity::kind_of(&number)
        };
        let id_kind = stated.unwrap_or(guessed);
        if let Some(doubt) = identity::doubt(id_kind, &number, self.desk.today) {
            self.faults.push(doubtful_id(field, doubt));
        }
        (Some(id_kind), number)
    }

    pub(super) fn phones(&mut self, field: &str, typed: &[String]) -> Vec<String> {
        let mut phones = Vec::new();
        for entry in typed
            .iter()
            .flat_map(|t| t.split(['、', '，', ',', ';', '；', '/', '\n']))
        {
            if identity::is_absent(entry) {
                continue;
            }
            let number = identity::phone(entry);
            if let Some(doubt) = identity::phone_doubt(&number) {
                let code = if doubt == Doubt::Short {
                    "phone_short"
                } else {
                    "phone_doubtful"
                };
                self.faults.push(Fault::warn(
                    field,
                    code,
                    say!(
                        "电话号码位数或开头不对，请核对。",
                        "The telephone number has the wrong length or beginning; please check."
                    ),
                    "13800138000",
                ));
            }
            if !number.is_empty() && !phones.contains(&number) {
                phones.push(number);
            }
        }
        phones
    }
}

fn unknown_kind(field: &str) -> Fault {
    Fault::warn(
        field,
        "not_listed",
        say!(
            "证件类型不在列，暂按号码的样子认定。可用：resident residence_permit permanent_residence credit_code passport other。",
            "This kind of document is not on the list (resident residence_permit permanent_residence credit_code passport other); taken by the shape of the number."
        ),
        "resident",
    )
}

fn doubtful_id(field: &str, doubt: Doubt) -> Fault {
    let example = "99999919700101013X";
    match doubt {
        Doubt::Checksum => Fault::warn(
            field,
            "id_checksum",
            say!(
                "证件号码校验位不符，请核对；不影响登记。",
                "The check digit does not fit; please look again. It does not stop the registration."
            ),
            example,
        ),
        Doubt::Birth => Fault::warn(
            field,
            "id_birth",
            say!(
                "证件号码里的出生日期不存在或在将来，请核对。",
                "The birth date in the number does not exist or lies ahead; please check."
            ),
            example,
        ),
        _ => Fault::warn(
            field,
            "id_shape",
            say!(
                "证件号码位数不对（居民身份证18位），请核对。",
                "The number has the wrong length (a resident number has 18); please check."
            ),
            example,
        ),
    }
}

fn choice_or<T>(typed: &str, default: T, parse: fn(&str) -> Option<T>) -> Option<T> {
    if typed.trim().is_empty() {
        Some(default)
    } else {
        parse(typed)
    }
}
