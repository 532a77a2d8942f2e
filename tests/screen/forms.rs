//! Forms: groups, choices, proposals, faults, drafts.

use zhuoluo::domain::fault::Fault;
use zhuoluo::forms::{Act, Choice, Field, FieldKind, Form, Group, Kept, Part, Proposal};
use zhuoluo::keys::{Action, Chord, Key};
use zhuoluo::say;
use zhuoluo::words::Word;

const PERSON: &[Field] = &[
    Field::new("name", "姓名", "Name", FieldKind::Name).must(),
    Field::new("id_number", "证件号码", "Document number", FieldKind::Id).ask(),
    Field::new("phone", "电话", "Telephone", FieldKind::Phone).ask(),
];
const REQUEST: &[Field] = &[Field::new("", "诉求", "Request", FieldKind::Area(2))];

pub fn intake() -> Form {
    let group = |key, zh, en, fields, least| {
        Part::Many(Group {
            key,
            label: Word::new(zh, en),
            fields,
            least,
            most: 5,
        })
    };
    let mut form = Form::new(vec![
        group("people", "信访人", "Person", PERSON, 1),
        Part::Title(Word::new("事项", "Matter")),
        Part::One(
            Field::new(
                "facts",
                "事实与理由",
                "Facts and reasons",
                FieldKind::Area(4),
            )
            .must()
            .hint("按来访人的原话记。", "In the person's own words."),
        ),
        group("requests", "诉求", "Request", REQUEST, 0),
        Part::One(Field::new(
            "category",
            "类别",
            "Category",
            FieldKind::Choice,
        )),
        Part::One(Field::new("urgent", "紧急", "Urgent", FieldKind::Flag)),
    ]);
    form.set_choices(
        "category",
        vec![
            Choice::named("land", "土地征收"),
            Choice::named("wages", "拖欠工资"),
            Choice::named("water", "供水供暖"),
        ],
    );
    form
}

fn keys(form: &Form) -> Vec<String> {
    form.slots().iter().map(|s| s.key.clone()).collect()
}

#[test]
fn groups_grow_and_shrink_in_their_place() {
    let mut form = intake();
    assert_eq!(
        keys(&form),
        [
            "people[0].name",
            "people[0].id_number",
            "people[0].phone",
            "facts",
            "category",
            "urgent"
        ]
    );
    form.type_text("张三");
    assert_eq!(form.add("requests"), Some(0));
    assert_eq!(form.focus_key(), "requests[0]");
    form.type_text("补发工资");
    assert_eq!(form.add("people"), Some(1));
    form.type_text("李四");
    assert_eq!(
        keys(&form)[3..8],
        [
            "people[1].name",
            "people[1].id_number",
            "people[1].phone",
            "facts",
            "requests[0]"
        ]
    );
    assert_eq!(form.entry(), Some(("people", 1)));
    assert!(form.remove("people", 0));
    assert_eq!(form.value("people[0].name"), "李四");
    assert_eq!(form.count("people"), 1);
    assert_eq!(
        form.act(Action::Undo),
        Act::Changed,
        "what was removed comes back"
    );
    assert_eq!(
        (form.value("people[0].name"), form.value("people[1].name")),
        ("张三", "李四")
    );
    assert!(form.remove("people", 1) && form.remove("people", 0));
    assert_eq!(
        (form.count("people"), form.value("people[0].name")),
        (1, ""),
        "one entry always stands"
    );
    assert!(form.bring_back());
    assert_eq!(
        (form.count("people"), form.value("people[0].name")),
        (1, "张三")
    );
    while form.add("people").is_some() {}
    assert_eq!(form.count("people"), 5);
    assert!(!form.remove("people", 9) && !form.remove("nobody", 0) && form.add("nobody").is_none());
}

#[test]
fn enter_goes_on_breaks_lines_and_ends() {
    let mut form = intake();
    assert_eq!(form.act(Action::EnterField), Act::Moved);
    assert_eq!(form.focus_key(), "people[0].id_number");
    form.focus("facts");
    form.type_text("一");
    assert_eq!(form.act(Action::EnterField), Act::Changed);
    assert_eq!(form.value("facts"), "一\n");
    assert_eq!(form.act(Action::NextField), Act::Moved);
    assert_eq!(form.focus_key(), "category");
    form.focus("urgent");
    assert_eq!(form.act(Action::EnterField), Act::Ended);
    assert_eq!(form.act(Action::NextField), Act::Moved);
    assert_eq!(form.focus_key(), "people[0].name", "Tab goes round");
    form.act(Action::PreviousField);
    form.press(Chord::char(' '));
    assert_eq!(form.value("urgent"), "yes");
    form.act(Action::Undo);
    assert_eq!(form.value("urgent"), "");
}

fn answers(form: &Form) -> Vec<usize> {
    form.popup().unwrap().items.iter().map(|a| a.at).collect()
}

#[test]
fn choices_are_narrowed_by_characters_and_sounds() {
    let mut form = intake();
    form.focus("category");
    assert_eq!(form.type_text("工资"), Act::Moved);
    assert_eq!(answers(&form), [1]);
    assert_eq!(form.act(Action::EnterField), Act::Changed);
    assert_eq!(
        (form.value("category"), form.focus_key()),
        ("wages", "urgent")
    );
    form.focus("category");
    form.type_text("gs");
    assert_eq!(answers(&form), [2]);
    assert_eq!(
        form.act(Action::Back),
        Act::Moved,
        "Esc closes the list only"
    );
    assert_eq!(form.value("category"), "wages");
    form.act(Action::PickChoice);
    assert_eq!(form.popup().unwrap().chosen, 1, "opens on the value");
    form.press(Chord::new(Key::Down));
    form.press(Chord::new(Key::Down));
    form.act(Action::EnterField);
    assert_eq!(form.chosen("category").unwrap().label.zh, "供水供暖");
    form.focus("category");
    form.type_text("没有这个");
    assert!(form.popup().unwrap().items.is_empty());
    assert_eq!(form.act(Action::EnterField), Act::Moved);
    assert_eq!(
        form.value("category"),
        "water",
        "nothing found changes nothing"
    );
    form.press(Chord::new(Key::Backspace));
    assert_eq!(form.value("category"), "");
    form.act(Action::Undo);
    assert_eq!(form.value("category"), "water");
}

#[test]
fn one_key_accepts_what_is_proposed() {
    let mut form = intake();
    form.propose(
        "category",
        Some(Proposal {
            value: "wages".into(),
            label: say!("拖欠工资", "Wages"),
        }),
    );
    form.focus("facts");
    assert_eq!(form.act(Action::AcceptProposal), Act::Changed);
    assert_eq!(form.value("category"), "wages");
    assert_eq!(form.act(Action::AcceptProposal), Act::Ignored);
    form.propose(
        "category",
        Some(Proposal {
            value: "wages".into(),
            ..Proposal::default()
        }),
    );
    assert!(
        form.slot("category").unwrap().proposal.is_none(),
        "what stands is not proposed"
    );
}

#[test]
fn faults_stand_at_their_fields() {
    let fault = |field: &str| Fault::refuse(field, "x", say!("差错。", "Fault."), "");
    let warn = |field: &str| Fault::warn(field, "x", say!("可疑。", "Doubtful."), "");
    let mut form = intake();
    form.add("people");
    form.set_faults(vec![
        warn("people[0].phone"),
        fault("people[1].id_number"),
        fault("people"),
        fault("weather"),
    ]);
    assert_eq!(
        form.focus_key(),
        "people[0].name",
        "a fault of a whole group stands at its first field"
    );
    assert_eq!(
        form.loose_faults()
            .map(|f| f.field.as_str())
            .collect::<Vec<_>>(),
        ["weather"]
    );
    assert_eq!(form.act(Action::NextFault), Act::Moved);
    assert_eq!(form.focus_key(), "people[0].phone");
    form.act(Action::NextFault);
    assert_eq!(form.focus_key(), "people[1].id_number");
    form.type_text("1");
    assert_eq!(
        form.faults_of("people[1].id_number").count(),
        0,
        "a changed field is no longer faulty"
    );
    form.set_faults(vec![fault("people[1].name"), fault("people[0].name")]);
    form.remove("people", 0);
    assert_eq!(
        form.faults()
            .iter()
            .map(|f| f.field.as_str())
            .collect::<Vec<_>>(),
        ["people[0].name"]
    );
}

#[test]
fn hidden_fields_are_passed_over_and_keep_their_value() {
    let mut form = intake();
    form.set("people[0].phone", "123");
    form.focus("people[0].phone");
    form.set_hidden("people[].phone", true);
    assert_eq!(form.focus_key(), "facts");
    form.act(Action::PreviousField);
    assert_eq!(form.focus_key(), "people[0].id_number");
    assert!(form.values().all(|(key, _)| key != "people[0].phone"));
    form.add("people");
    assert!(form.slot("people[1].phone").unwrap().hidden);
    form.set_hidden("people[].phone", false);
    assert_eq!(form.value("people[0].phone"), "123");
}

#[test]
fn a_draft_comes_back_as_it_was_left() {
    let mut form = intake();
    form.type_text("欧阳娜娜");
    form.press(Chord::new(Key::Left));
    form.add("requests");
    form.add("requests");
    form.type_text("第二项");
    form.add("people");
    form.focus("people[0].name");
    assert!(form.is_dirty());
    let kept = form.keep();
    let json = serde_json::to_string(&kept).unwrap();
    let read: Kept = serde_json::from_str(&json).unwrap();
    let mut again = intake();
    assert!(again.restore(&read).is_empty());
    assert_eq!(again.keep(), kept);
    assert_eq!(again.focus_key(), "people[0].name");
    assert_eq!(again.focused().unwrap().text.cursor(), "欧阳娜".len());
    assert!(!again.is_dirty());
    assert_eq!((again.count("people"), again.count("requests")), (2, 2));
}

#[test]
fn a_strange_draft_loses_no_word_and_breaks_nothing() {
    let json = r#"{"values":{"people[99999999999].name":{"text":"远"},"people[7].name":{"text":"七"},"gone":{"text":"旧字段"},"facts":{"text":"𠮷x","cursor":2},"people[x":{"text":""}},"focus":"nowhere"}"#;
    let kept: Kept = serde_json::from_str(json).unwrap();
    let mut form = intake();
    let left = form.restore(&kept);
    assert_eq!(form.count("people"), 5);
    assert_eq!(
        left.iter().map(|(_, v)| v.as_str()).collect::<Vec<_>>(),
        ["旧字段", "七", "远"]
    );
    assert_eq!(form.slot("facts").unwrap().text.cursor(), 0);
    let empty: Kept = serde_json::from_str("{}").unwrap();
    assert!(intake().restore(&empty).is_empty());
}

#[test]
fn a_form_without_fields_does_nothing() {
    let mut form = Form::new(Vec::new());
    for action in Action::ALL {
        assert_eq!(form.act(*action), Act::Ignored, "{action:?}");
    }
    for key in [
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Backspace,
        Key::PageDown,
        Key::Char('x'),
    ] {
        assert_eq!(form.press(Chord::new(key)), Act::Ignored);
    }
    assert_eq!(form.paste("x"), Act::Ignored);
    assert_eq!(form.focus_key(), "");
}
