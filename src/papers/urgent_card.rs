//! The card of urgent help (紧急求助, domain.md 8.3): whom to call, what to say, where help is to come. Pure.

use crate::domain::office::Office;
use crate::words::{Lang, Place, Sentence, Word, visible};

/// What a line of the card is, for how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A number to call.
    Number,
    /// A heading.
    Heading,
    /// What is said or read.
    Plain,
    /// What to know afterwards.
    Quiet,
}

/// Whom to call for what.
const NUMBERS: [(&str, Word); 4] = [
    (
        "110  ",
        Word::new(
            "公安：要伤人、伤己、正被伤害",
            "police: harm to others or oneself, violence",
        ),
    ),
    (
        "120  ",
        Word::new(
            "急救：受伤、服药、昏倒、临产",
            "ambulance: injury, poison, collapse, childbirth",
        ),
    ),
    (
        "119  ",
        Word::new(
            "消防：火情、高处、水边、被困",
            "fire and rescue: fire, heights, water, trapped",
        ),
    ),
    (
        "12356",
        Word::new(
            "心理援助：不想活、情绪失控；与110、120、119联动",
            "psychological aid: does not want to live; linked with 110, 120, 119",
        ),
    ),
];

/// The card's lines, the most urgent first. `crew` are the words of who is on duty, as they stand.
#[must_use]
pub fn lines(office: &Office, crew: &[Sentence]) -> Vec<(Weight, Sentence)> {
    let mut out = vec![(
        Weight::Heading,
        say!(
            "有人生命或安全有危险：先打电话，后登记。",
            "A life or somebody's safety is in danger: call first, register after."
        ),
    )];
    for (number, word) in NUMBERS {
        let (zh, en) = (word.zh, word.en);
        out.push((Weight::Number, say!(" {number}  {zh}", " {number}  {en}")));
    }
    out.push((Weight::Heading, say!("电话里这样说", "Say on the phone")));
    out.push((Weight::Plain, call(office)));
    out.push((
        Weight::Heading,
        say!("对求助的人这样说", "Say to the person"),
    ));
    out.push((
        Weight::Plain,
        say!(
            " “我在听，您慢慢说。已经请人来帮您，我陪着您等。”不争辩，不指责，不许做不到的事，不让人独处。",
            " \"I am listening, take your time. Help is on its way; I stay with you.\" Do not argue or blame, promise nothing you cannot keep, leave nobody alone."
        ),
    ));
    out.push((Weight::Heading, say!("本单位要找的人", "Our own contacts")));
    for line in crew {
        let (zh, en) = (&line.zh, &line.en);
        out.push((Weight::Plain, say!(" {zh}", " {en}")));
    }
    for line in &office.contacts {
        out.push((Weight::Plain, say!(" {line}", " {line}")));
    }
    if office.contacts.is_empty() {
        out.push((Weight::Quiet, say!(
            " （未设联系人：管理员用 zhuoluo office set --contact 写上）",
            " (no contacts set: an administrator writes them with `zhuoluo office set --contact`)"
        )));
    }
    out.push((
        Weight::Quiet,
        say!(
            "为救人可告知必要的个人信息，事后说明（个人信息保护法第13条第4项）；为此收集的用后销毁（突发事件应对法第85条）。所反映的事照常登记办理。",
            "To save a life what is needed may be told without consent, and is told afterwards (PIPL Art. 13(4)); what was collected for it is destroyed after use (Emergency Response Law Art. 85). The matter itself is registered as any other."
        ),
    ));
    out
}

/// The card as text.
#[must_use]
pub fn text(office: &Office, crew: &[Sentence], lang: Lang) -> String {
    let mut lines = lines(office, crew);
    lines.push((Weight::Quiet, say!(
        "打完电话开记录：zhuoluo duty urgent open；几点几分打给谁、结果如何：zhuoluo duty urgent call。",
        "After the calls open the record: `zhuoluo duty urgent open`; who was called when, with what outcome: `zhuoluo duty urgent call`."
    )));
    let said = |(_, line): &(Weight, Sentence)| visible(line.say(lang), Place::Line).into_owned();
    let rows: Vec<String> = lines.iter().map(said).collect();
    rows.join("\n") + "\n"
}

/// What is said to the emergency line: who, where, what, the number for calling back.
fn call(office: &Office) -> Sentence {
    let name = &office.name;
    let (zh_where, en_where) = if office.address.is_empty() {
        (
            "〔门牌、楼层、哪个门〕".to_owned(),
            "[street, number, floor, door]".to_owned(),
        )
    } else {
        (office.address.clone(), office.address.clone())
    };
    let (zh_phone, en_phone) = if office.phone.is_empty() {
        ("〔本机号码〕".to_owned(), "[this line]".to_owned())
    } else {
        (office.phone.clone(), office.phone.clone())
    };
    say!(
        " “这里是{name}，{zh_where}。〔几个人、什么状况〕。电话 {zh_phone}。我不挂断，派人在门口等。”",
        " \"This is {name}, {en_where}. [How many, in what state.] Phone {en_phone}. I stay on the line; somebody waits at the door.\""
    )
}
