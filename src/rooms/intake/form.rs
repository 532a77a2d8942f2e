//! The intake form as data: what is asked, in the order in which people tell it, and its lists.

use chrono::NaiveDate;

use crate::domain::office::Office;
use crate::domain::petition::{Channel, Class, PersonKind, Role, Route};
use crate::forms::{Choice, Field, FieldKind, Form, Group, Kept, Part, Saved};
use crate::words::Word;

/// Persons that one form holds; a longer list of names comes in as a file.
const PERSONS: usize = 200;
/// Numbered requests that one form holds.
const REQUESTS: usize = 40;

/// One person. `person` and `not` are never shown: they hold who was adopted, and who is somebody else.
#[rustfmt::skip]
const PERSON: &[Field] = &[
    Field::new("name", "姓名", "Name", FieldKind::Name).ask().hint("不愿说、没有姓名也可登记；几个人的名单可整列粘贴", "May stay empty; a list of names can be pasted whole"),
    Field::new("id_number", "证件号码", "Document", FieldKind::Id).hint("没带、不愿出示都可登记", "Not needed for a registration"),
    Field::new("phones", "电话", "Telephone", FieldKind::Phone).hint("几个号码用、隔开；没有电话也可登记", "Several with commas; not needed for a registration"),
    Field::new("address", "住址", "Address", FieldKind::Text).ask().hint("写到村、社区；不清楚可不填", "Down to the village; may stay empty"),
    Field::new("role", "身份", "Role", FieldKind::Choice).hint("空着即信访人；代表人至多5人，其余记联名人", "Empty means petitioner; at most 5 representatives"),
    Field::new("more", "更多", "More", FieldKind::Flag).hint("空格展开：单位、联系方式、语言、需要的帮助", "Space opens: organisation, how to reach, language, help"),
    Field::new("kind", "个人或单位", "Kind", FieldKind::Choice),
    Field::new("contact_by", "怎样联系", "Reach by", FieldKind::Text).hint("何时、用什么方式方便", "When and how it suits them"),
    Field::new("language", "语言方言", "Language", FieldKind::Text).hint("需要翻译或手语时填写", "When an interpreter is needed"),
    Field::new("help", "需要帮助", "Help", FieldKind::Text).hint("大字、代读、手语、按手印见证……", "Large type, reading aloud, sign language…"),
    Field::new("person", "在册", "Known as", FieldKind::Area(0)),
    Field::new("not", "不是", "Not", FieldKind::Area(0)),
];

/// The fields of a person that open under `more`.
const DETAILS: [&str; 4] = ["kind", "contact_by", "language", "help"];
/// The fields that open under `more` for a joint petitioner, of whom a list gives the name.
const SHORT: [&str; 3] = ["id_number", "phones", "address"];

#[rustfmt::skip]
const REQUEST: &[Field] = &[Field::new("", "诉求", "Request", FieldKind::Text).ask().hint("一项一条，回车写下一项", "One at a time; Enter begins the next")];

#[rustfmt::skip]
const ACCUSED: &[Field] = &[
    Field::new("name", "被反映人", "Accused", FieldKind::Text).hint("材料绝不会到达被反映的单位和个人", "Nothing of this ever reaches them"),
    Field::new("unit", "其单位", "Their unit", FieldKind::Choice),
];

const fn group(
    key: &'static str,
    label: Word,
    fields: &'static [Field],
    least: usize,
    most: usize,
) -> Part {
    Part::Many(Group {
        key,
        label,
        fields,
        least,
        most,
    })
}

/// The whole form.
#[rustfmt::skip]
fn parts() -> Vec<Part> {
    use FieldKind::{Area, Choice, Date, Flag, Text};
    let one = |key, zh, en, kind| Field::new(key, zh, en, kind);
    vec![
        Part::One(one("channel", "信访形式", "Channel", Choice)),
        group("people", Word::new("信访人", "Person"), PERSON, 1, PERSONS),
        group("requests", Word::new("诉求", "Request"), REQUEST, 1, REQUESTS),
        Part::Title(Word::new("事项", "Matter")),
        Part::One(one("facts", "事实理由", "Facts", Area(4)).ask().hint("按来访人的原话记，念给本人听", "In the person's own words; read it back to them")),
        Part::One(one("place", "问题属地", "Place", Text).hint("问题发生的乡镇、村", "Where the matter lies")),
        Part::One(one("headcount", "信访人数", "People", Text).hint("空着按上面的人数计", "Empty counts the persons above")),
        Part::One(one("class", "三类", "Class", Choice).ask()),
        Part::One(one("category", "内容分类", "Category", Choice).ask()),
        Part::One(one("unit", "责任单位", "Unit", Choice).ask()),
        Part::One(one("route", "途径", "Route", Choice)),
        group("accused", Word::new("被反映方", "Accused"), ACCUSED, 1, 20),
        Part::Title(Word::new("其他", "Also")),
        Part::One(one("summary", "概况", "Summary", Text).hint("空着取第一项诉求", "Empty takes the first request")),
        Part::One(one("received_on", "收到日期", "Received", Date).hint("期限从这天起算", "Deadlines count from this day")),
        Part::One(one("petitioned_on", "信访日期", "Dated", Date).hint("空着与收到日期相同", "Empty is the day received")),
        Part::One(one("external_no", "外部编号", "Other number", Text).hint("上级转来的或别的系统里的编号", "Its number elsewhere")),
        Part::One(one("same_matter", "同一事项", "Same matter", Area(0))), // never shown, as `person`
        Part::One(one("withhold_name", "不公开姓名", "Withhold name", Flag).hint("本人要求时按空格", "Space, when they ask for it")),
    ]
}

/// An empty form with today's defaults; the focus is on the name.
#[must_use]
pub fn fresh(office: &Office, today: NaiveDate) -> Form {
    let mut form = empty(office);
    let text = |text: &str| Saved {
        text: text.to_owned(),
        cursor: text.len(),
    };
    let mut kept = Kept {
        focus: "people[0].name".to_owned(),
        ..form.keep()
    };
    kept.values
        .insert("channel".to_owned(), text(Channel::Visit.code()));
    kept.values
        .insert("received_on".to_owned(), text(&today.to_string()));
    form.restore(&kept);
    arrange(&mut form, None);
    form
}

/// An empty form with its lists.
#[must_use]
pub fn empty(office: &Office) -> Form {
    let mut form = Form::new(parts());
    form.set_choices(
        "channel",
        words(Channel::ALL.iter().map(|v| (v.code(), v.word()))),
    );
    form.set_choices(
        "people[].role",
        words(Role::ALL.iter().map(|v| (v.code(), v.word()))),
    );
    form.set_choices(
        "people[].kind",
        words(PersonKind::ALL.iter().map(|v| (v.code(), v.word()))),
    );
    form.set_choices(
        "class",
        words(Class::ALL.iter().map(|v| (v.code(), v.word()))),
    );
    form.set_choices(
        "route",
        words(Route::ALL.iter().map(|v| (v.code(), v.word()))),
    );
    let categories = &office.categories;
    let category = |c| Choice::category(c, &categories.label(&c.code));
    form.set_choices("category", categories.all().iter().map(category).collect());
    offer_units(&mut form, office);
    arrange(&mut form, None);
    form
}

/// Gives the fields that ask for a unit the office's list as it is now.
pub fn offer_units(form: &mut Form, office: &Office) {
    let units: Vec<Choice> = Choice::units(&office.units);
    form.set_choices("unit", units.clone());
    form.set_choices("accused[].unit", units);
}

fn words<'a>(list: impl Iterator<Item = (&'a str, Word)>) -> Vec<Choice> {
    list.map(|(id, word)| Choice::new(id, word)).collect()
}

/// Shows the fields that fit what stands on the form: details of a person when opened or filled in
/// (of a joint petitioner all but the name are details), the accused for a report, the route for a
/// request. `proposed` is the class that the words propose.
pub fn arrange(form: &mut Form, proposed: Option<Class>) {
    let class = class_of(form, proposed);
    let mut open = vec![false; form.count("people")];
    let mut joint = open.clone();
    for slot in form.slots() {
        let Some((n, key)) = person_key(&slot.key) else {
            continue;
        };
        match key {
            "more" => open[n] = !slot.value().is_empty(),
            "role" => joint[n] = slot.value() == Role::Joint.code(),
            _ => {}
        }
    }
    form.hide_where(|slot| match person_key(&slot.key) {
        Some((_, "person" | "not")) => true,
        Some((n, key)) => {
            let detail = DETAILS.contains(&key) || (joint[n] && SHORT.contains(&key));
            detail && !open[n] && slot.value().is_empty()
        }
        None if slot.key.starts_with("accused[") => class != Class::Report,
        None if slot.key == "same_matter" => true,
        None => slot.key == "route" && class != Class::Request,
    });
}

/// Index and field of a person's key: 3 and `name` of `people[3].name`.
fn person_key(key: &str) -> Option<(usize, &str)> {
    let (index, field) = key.strip_prefix("people[")?.split_once("].")?;
    Some((index.parse().ok()?, field))
}

/// The class that the petition would have now.
#[must_use]
pub fn class_of(form: &Form, proposed: Option<Class>) -> Class {
    Class::parse(form.value("class"))
        .or(proposed)
        .unwrap_or(Class::Request)
}

/// True when nobody has written anything yet; the defaults do not count.
#[must_use]
pub fn is_blank(form: &Form) -> bool {
    let given = ["channel", "received_on"];
    form.slots()
        .iter()
        .all(|slot| slot.value().trim().is_empty() || given.contains(&slot.key.as_str()))
}
