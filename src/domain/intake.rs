//! The check of an intake: a draft becomes a registration, or a list of faults. The same check
//! guards form, JSON and import. Only the matter and sound dates are required (Art. 19); no name,
//! no telephone and no document are all allowed, and a wrong check digit only warns.

use chrono::NaiveDate;

use super::category::Categories;
use super::draft::{Draft, DraftPerson};
use super::event::{Accused, Registration};
use super::fault::Fault;
use super::identity::{self, DocumentKind, Doubt};
use super::ids::{PersonId, PetitionNo, QueryCode};
use super::person::Person;
use super::petition::{Channel, Class, PersonKind, Role, Route};
use super::unit::Units;
use super::{date, name};

/// Longest text of one field, in characters.
pub const LONGEST: usize = 20_000;
/// Longest name: twice what the standard asks for (民委发〔2016〕33号: 25 and more).
pub const LONGEST_NAME: usize = 120;
/// Representatives of a joint visit (Art. 20(3)).
pub const REPRESENTATIVES: usize = 5;

/// What a draft is checked against.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The civil date at the office.
    pub today: NaiveDate,
    /// Its units.
    pub units: &'a Units,
    /// Its classification.
    pub categories: &'a Categories,
}

/// A person of a checked intake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// What they are to the petition.
    pub role: Role,
    /// A known person who was adopted.
    pub known: Option<PersonId>,
    /// What was written down.
    pub person: Person,
}

/// A checked intake, ready to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What will be registered; its `parties` are filled in by the store.
    pub registration: Registration,
    /// The people, in order.
    pub people: Vec<Someone>,
    /// What somebody should look at.
    pub warnings: Vec<Fault>,
}

/// Checks a draft.
///
/// # Errors
/// Every fault that stops it, together with the warnings.
pub fn check(draft: &Draft, desk: Desk<'_>) -> Result<Intake, Vec<Fault>> {
    let mut checking = Checking {
        desk,
        faults: Vec::new(),
    };
    let people = checking.people(&draft.people);
    let registration = checking.registration(draft, &people);
    checking.group(&registration, &people);
    if checking.faults.iter().any(Fault::stops) {
        return Err(checking.faults);
    }
    Ok(Intake {
        registration,
        people,
        warnings: checking.faults,
    })
}

struct Checking<'a> {
    desk: Desk<'a>,
    faults: Vec<Fault>,
}

impl Checking<'_> {
    fn registration(&mut self, draft: &Draft, people: &[Someone]) -> Registration {
        let today = self.desk.today;
        let received_on = self.date("received_on", &draft.received_on, today);
        let petitioned_on = self.date("petitioned_on", &draft.petitioned_on, received_on);
        let registered_on = (!draft.registered_on.trim().is_empty())
            .then(|| self.date("registered_on", &draft.registered_on, today));
        if petitioned_on > received_on {
            self.faults.push(Fault::refuse(
                "petitioned_on",
                "date_order",
                say!("信访日期{petitioned_on}在收到日期{received_on}之后。", "The date of the petition, {petitioned_on}, lies after its receipt, {received_on}."),
                &received_on.to_string(),
            ));
        }
        let (summary, facts, requests) = self.matter(draft);
        let text = format!("{summary}\n{facts}\n{}", requests.join("\n"));
        let proposal = self
            .desk
            .categories
            .propose(&text, &draft.place, self.desk.units);
        let class = self.class(&draft.class, proposal.class);
        let category = self.category(&draft.category);
        Registration {
            number: PetitionNo(String::new()),
            code: QueryCode(String::new()),
            channel: self.channel(&draft.channel),
            petitioned_on,
            received_on,
            registered_on,
            class,
            route: self.route(&draft.route, class),
            category,
            place: self.text("place", &draft.place),
            summary,
            facts,
            requests,
            parties: Vec::new(),
            anonymous: people
                .iter()
                .all(|p| p.known.is_none() && p.person.is_nameless()),
            headcount: self.headcount(&draft.headcount, people.len()),
            accused: self.accused(draft, class),
            unit: self.unit("unit", &draft.unit),
            external_no: self.text("external_no", &draft.external_no),
            withhold_name: draft.withhold_name,
            draft: draft.draft.trim().to_owned(),
            batch: None,
        }
    }

    fn matter(&mut self, draft: &Draft) -> (String, String, Vec<String>) {
        let facts = self.text("facts", &draft.facts);
        let mut requests = Vec::new();
        for (i, request) in draft.requests.iter().enumerate() {
            let request = self.text(&format!("requests[{i}]"), request);
            if !request.is_empty() {
                requests.push(request);
            }
        }
        let mut summary = self.text("summary", &draft.summary);
        if summary.is_empty() {
            summary = first_line(requests.first().unwrap_or(&facts));
        }
        if requests.is_empty() && !(summary.is_empty() && facts.is_empty()) {
            requests.push(if facts.is_empty() {
                summary.clone()
            } else {
                facts.clone()
            });
        }
        if summary.is_empty() {
            self.faults.push(Fault::refuse(
                "requests",
                "no_matter",
                say!(
                    "没有写明信访事项。至少写一项诉求，或写明事实。",
                    "There is no matter. At least one request or the facts are needed."
                ),
                "要求核实征地补偿款并说明依据",
            ));
        }
        (summary, facts, requests)
    }

    fn text(&mut self, field: &str, text: &str) -> String {
        let count = text.chars().count();
        if count > LONGEST {
            self.faults.push(Fault::refuse(
                field,
                "too_long",
                say!("有{count}字，最多{LONGEST}字；长材料请作附件。", "It has {count} characters, at most {LONGEST} fit; keep long papers as attachments."),
                "",
            ));
            return String::new();
        }
        if crate::words::has_controls(text) {
            self.faults.push(Fault::warn(
                field,
                "control_characters",
                say!(
                    "含有控制字符，显示时会标出。",
                    "It holds control characters; they are shown as marks."
                ),
                "",
            ));
        }
        text.trim().to_owned()
    }

    fn date(&mut self, field: &str, typed: &str, default: NaiveDate) -> NaiveDate {
        if typed.trim().is_empty() {
            return default;
        }
        let today = self.desk.today;
        let shown = crate::words::visible(typed, crate::words::Place::Line)
            .chars()
            .take(40)
            .collect::<String>();
        match date::parse(typed) {
            Some(date) if date > today => {
                self.faults.push(Fault::refuse(
                    field,
                    "date",
                    say!(
                        "日期{date}在今天{today}之后。",
                        "The date {date} lies after today, {today}."
                    ),
                    &today.to_string(),
                ));
                default
            }
            Some(date) => date,
            None => {
                self.faults.push(Fault::refuse(
                    field,
                    "date",
                    say!(
                        "“{shown}”不是日期，应为年-月-日。",
                        "\"{shown}\" is not a date; expected year-month-day."
                    ),
                    "2026-03-05",
                ));
                default
            }
        }
    }

    fn channel(&mut self, typed: &str) -> Channel {
        let found = choice(typed, Channel::parse)
            .or_else(|| (typed.trim() == "走访").then_some(Channel::Visit));
        found.unwrap_or_else(|| {
            self.not_listed(
                "channel",
                typed,
                Channel::ALL.iter().map(|c| (c.code(), c.word().zh)),
                Channel::Visit,
            )
        })
    }

    fn class(&mut self, typed: &str, proposed: Option<Class>) -> Class {
        if !typed.trim().is_empty() {
            return Class::parse(typed).unwrap_or_else(|| {
                self.not_listed(
                    "class",
                    typed,
                    Class::ALL.iter().map(|c| (c.code(), c.word().zh)),
                    Class::Request,
                )
            });
        }
        let class = proposed.unwrap_or(Class::Request);
        let word = class.word();
        let (zh, en) = (word.zh, word.en);
        self.faults.push(Fault::warn(
            "class",
            "class_proposed",
            say!(
                "未填三类，暂按内容定为“{zh}”，请核对。",
                "No class was given; taken as \"{en}\" from the text, please check."
            ),
            class.code(),
        ));
        class
    }

    fn route(&mut self, typed: &str, class: Class) -> Option<Route> {
        if typed.trim().is_empty() {
            return None;
        }
        let route = Route::parse(typed).unwrap_or_else(|| {
            self.not_listed(
                "route",
                typed,
                Route::ALL.iter().map(|c| (c.code(), c.word().zh)),
                Route::Petition,
            )
        });
        (class == Class::Request).then_some(route)
    }

    fn category(&mut self, typed: &str) -> String {
        if typed.trim().is_empty() {
            return String::new();
        }
        self.desk.categories.find(typed).unwrap_or_else(|| {
            let all = self.desk.categories.all();
            self.not_listed(
                "category",
                typed,
                all.iter()
                    .take(6)
                    .map(|c| (c.code.as_str(), c.name.as_str())),
                String::new(),
            )
        })
    }

    fn unit(&mut self, field: &str, typed: &str) -> Option<super::ids::UnitId> {
        if typed.trim().is_empty() {
            return None;
        }
        let found = self.desk.units.find(typed);
        if found.is_none() {
            let units: Vec<_> = self
                .desk
                .units
                .0
                .iter()
                .take(6)
                .map(|u| (u.id.0.to_string(), u.name.clone()))
                .collect();
            self.not_listed(
                field,
                typed,
                units.iter().map(|(a, b)| (a.as_str(), b.as_str())),
                (),
            );
        }
        found
    }

    /// Reports a value that is not on its list, with the first few that are.
    fn not_listed<'b, T>(
        &mut self,
        field: &str,
        typed: &str,
        list: impl Iterator<Item = (&'b str, &'b str)>,
        fallback: T,
    ) -> T {
        let shown = crate::words::visible(typed, crate::words::Place::Line)
            .chars()
            .take(40)
            .collect::<String>();
        let list: Vec<_> = list
            .map(|(code, word)| format!("{code}（{word}）"))
            .collect();
        let all = list.join(" ");
        self.faults.push(Fault::refuse(
            field,
            "not_listed",
            say!(
                "“{shown}”不在列。可用：{all}。",
                "\"{shown}\" is not on the list: {all}."
            ),
            &list.first().cloned().unwrap_or_default(),
        ));
        fallback
    }

    fn headcount(&mut self, typed: &str, parties: usize) -> u32 {
        let least = u32::try_from(parties.max(1)).unwrap_or(u32::MAX);
        let digits: String = typed.chars().map(name::narrow).collect();
        let digits = digits.trim().trim_end_matches(['人', '名', '位']);
        if digits.is_empty() {
            return least;
        }
        match digits.parse::<u32>() {
            Ok(n) if (1..=99_999).contains(&n) => n.max(least),
            _ => {
                let shown = crate::words::visible(typed, crate::words::Place::Line)
                    .chars()
                    .take(40)
                    .collect::<String>();
                self.faults.push(Fault::refuse(
                    "headcount",
                    "number",
                    say!(
                        "“{shown}”不是人数，应为1到99999。",
                        "\"{shown}\" is not a number of people from 1 to 99999."
                    ),
                    "5",
                ));
                least
            }
        }
    }

    fn accused(&mut self, draft: &Draft, class: Class) -> Vec<Accused> {
        let mut accused = Vec::new();
        for (i, entry) in draft.accused.iter().enumerate() {
            let name = self.text(&format!("accused[{i}].name"), &entry.name);
            let unit = self.unit(&format!("accused[{i}].unit"), &entry.unit);
            if !name.is_empty() || unit.is_some() {
                accused.push(Accused { name, unit });
            }
        }
        if class == Class::Report && accused.is_empty() {
            self.faults.push(Fault::warn(
                "accused",
                "accused_missing",
                say!("检举控告未记明被反映的单位或个人；转送前请核对，材料不得到达被反映方。", "The report names nobody accused; check before forwarding, it must never reach the accused."),
                r#"[{"name":"戊村村委会","unit":"戊村"}]"#,
            ));
        }
        accused
    }

    /// Art. 20(3) and who acts for whom.
    fn group(&mut self, registration: &Registration, people: &[Someone]) {
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
        let _ = registration;
    }

    fn people(&mut self, drafts: &[DraftPerson]) -> Vec<Someone> {
        let mut people = Vec::new();
        for (i, draft) in drafts.iter().enumerate() {
            if !draft.is_blank() {
                people.push(self.someone(i, draft));
            }
        }
        people
    }

    fn someone(&mut self, i: usize, draft: &DraftPerson) -> Someone {
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
            name_entered: entered,
            name: canonical,
            kind,
            id_kind,
            id_number,
            phones,
            address: self.text(&at("address"), &draft.address),
            contact_by: self.text(&at("contact_by"), &draft.contact_by),
            language: self.text(&at("language"), &draft.language),
            help: self.text(&at("help"), &draft.help),
        };
        Someone {
            role,
            known: draft.person.map(PersonId),
            person,
        }
    }

    fn document(
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

    fn phones(&mut self, field: &str, typed: &[String]) -> Vec<String> {
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

fn doubtful_id(field: &str, doubt: Doubt) -> Fault {
    let example = "11010519491231002X";
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

/// Reads a choice; blank is the first of its list by convention of the caller.
fn choice(typed: &str, parse: fn(&str) -> Option<Channel>) -> Option<Channel> {
    if typed.trim().is_empty() {
        Some(Channel::Visit)
    } else {
        parse(typed)
    }
}

fn choice_or<T>(typed: &str, default: T, parse: fn(&str) -> Option<T>) -> Option<T> {
    if typed.trim().is_empty() {
        Some(default)
    } else {
        parse(typed)
    }
}

/// The first line or sentence, for lists.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut out: String = line.chars().take(60).collect();
    if line.chars().count() > 60 {
        out.push('…');
    }
    out
}
