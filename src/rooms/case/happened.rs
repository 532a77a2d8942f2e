//! Where a petition is and what happened to it, in both languages; can be read down a telephone.

use chrono::NaiveDate;

use crate::domain::event::{About, Accused};
use crate::domain::office::Office;
use crate::domain::petition::{Class, Method, Outcome, Route};
use crate::domain::verdict::Delivery;
use crate::words::{Outside, Sentence, Shown, Word};

/// Simple procedure.
pub const SIMPLE: Word = Word::new("简易办理", "simple procedure");
/// About.
pub const ABOUT: [(&str, Word); 3] = [
    (
        "receipt",
        Word::new("接收情况、途径和程序", "receipt, route and procedure"),
    ),
    (
        "forwarding",
        Word::new("转送去向", "where it was forwarded"),
    ),
    (
        "extension",
        Word::new("延期及理由", "an extension and its reason"),
    ),
];

/// With the office itself.
pub fn at_office(unit: &str) -> Sentence {
    say!(
        "现在在{unit}，等转送或办理",
        "It is with {unit}, to be forwarded or handled"
    )
}

/// Sent and not signed for.
pub fn sent(unit: &str, on: NaiveDate, days: i64) -> Sentence {
    if days == 0 {
        return say!(
            "今天转给{unit}，还没有签收",
            "It was sent to {unit} today and is not signed for yet"
        );
    }
    say!(
        "已于{on}转给{unit}，{days}天了还没有签收",
        "It was sent to {unit} on {on}; not signed for after {days} days"
    )
}

/// Signed for.
pub fn signed(unit: &str, on: NaiveDate) -> Sentence {
    say!(
        "现在在{unit}手里，{on}签收，还没有受理或告知",
        "It is with {unit}, signed for on {on}, not accepted or answered yet"
    )
}

/// Objected to.
pub fn objected(unit: &str, on: NaiveDate) -> Sentence {
    say!(
        "{unit}于{on}提出异议，等信访局决定由谁办",
        "{unit} objected on {on}; the office must decide who handles it"
    )
}

/// Accepted on the clock.
pub fn accepted(unit: &str, on: NaiveDate) -> Sentence {
    say!(
        "现在在{unit}手里，{on}受理，正在办理",
        "It is with {unit}, accepted on {on}, being handled"
    )
}

/// In hand without acceptance.
pub fn in_hand(unit: &str, on: NaiveDate) -> Sentence {
    say!(
        "现在在{unit}手里，{on}起办理",
        "It is with {unit}, in hand since {on}"
    )
}

/// Declined or redirected.
pub fn redirected(on: NaiveDate) -> Sentence {
    say!(
        "{on}已告知走法定途径或不予受理",
        "On {on} it was declined or led to its legal route"
    )
}

/// Answered, not served.
pub fn answered(unit: &str, on: NaiveDate) -> Sentence {
    say!(
        "{unit}已于{on}出具意见，还没有送到信访人手里",
        "{unit} gave its opinion on {on}; it has not reached the petitioner"
    )
}

/// Served.
pub fn served(on: NaiveDate) -> Sentence {
    say!("处理意见已于{on}送达", "The opinion was served on {on}")
}

/// Closed.
pub fn closed(on: NaiveDate, resolved: bool) -> Sentence {
    if resolved {
        say!(
            "{on}办结，诉求已化解",
            "Closed on {on}, the request was met"
        )
    } else {
        say!(
            "{on}办结，诉求未化解",
            "Closed on {on}, the request was not met"
        )
    }
}

/// Withdrawn.
pub fn withdrawn(on: NaiveDate) -> Sentence {
    say!("信访人于{on}撤回", "Withdrawn by the petitioner on {on}")
}

/// The tail of every such sentence.
pub fn total(days: i64, ended: bool, returns: u32) -> Sentence {
    let back = match returns {
        0 => Sentence::default(),
        n => say!("；被单位退回过{n}次", "; sent back by units {n} times"),
    };
    let (zh, en) = (&back.zh, &back.en);
    if ended {
        say!(
            "{zh}；从登记到了结共{days}天。",
            "{en}; {days} days from registration to the end."
        )
    } else {
        say!(
            "{zh}；从登记到今天共{days}天。",
            "{en}; {days} days since registration."
        )
    }
}

/// Registration.
pub fn from_words(number: &str, channel: &Word) -> Sentence {
    let (zh, en) = (channel.zh, channel.en);
    say!("{zh} {number}", "{en} {number}")
}

/// Sorting.
pub fn sorted(class: Class, route: Option<Route>, simple: bool, category: &str) -> Sentence {
    let route = route.map_or(Word::new("", ""), Route::word);
    let easy = if simple { SIMPLE } else { Word::new("", "") };
    let class = class.word();
    let zh = [class.zh, route.zh, easy.zh, category];
    let en = [class.en, route.en, easy.en, category];
    let join = |all: [&str; 4]| {
        all.into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    Sentence::of(join(zh), join(en))
}

/// What was said, and whom it accuses.
pub fn accusing(
    mut said: Sentence,
    accused: &[Accused],
    unknown: bool,
    office: &Office,
) -> Sentence {
    let names = names(accused, office);
    if !names.is_empty() {
        said.push(&say!("；被反映：{names}", "; accused: {names}"));
    } else if unknown {
        said.push(&say!("；被反映方不详", "; the accused are not known"));
    }
    said
}

/// What was said, and whom it names no more once a second person says so.
pub fn mistaken(mut said: Sentence, accused: &[Accused], office: &Office) -> Sentence {
    let names = names(accused, office);
    said.push(&say!(
        "；误录的被反映方：{names}",
        "; named as accused by mistake: {names}"
    ));
    said
}

/// Who is accused, each with the unit that was named.
pub fn names(accused: &[Accused], office: &Office) -> String {
    let one = |a: &Accused| {
        let unit = a.unit.map(|u| office.units.name(u)).unwrap_or_default();
        let name = a.name.line();
        let parts = [unit.as_str(), name.as_str()].into_iter();
        let parts: Vec<&str> = parts.filter(|t| !t.is_empty()).collect();
        parts.join(" ")
    };
    let names: Vec<String> = accused.iter().map(one).collect();
    names.join("、")
}

/// Forwarded.
pub fn to_unit(unit: &str) -> Sentence {
    say!("给{unit}", "to {unit}")
}

/// Assigned.
pub fn assigned(unit: &str, due: NaiveDate) -> Sentence {
    say!("给{unit}，{due}前反馈", "to {unit}, report back by {due}")
}

/// An objection.
pub fn objection(reasons: &str, suggested: Option<&str>) -> Sentence {
    match suggested {
        None => joined(&[reasons]),
        Some(unit) => say!("{reasons} 认为应由{unit}办理", "{reasons} It names {unit}."),
    }
}

/// Taken back, or not.
pub fn taken_back(agreed: bool, reasons: &str) -> Sentence {
    if agreed {
        say!("收回：{reasons}", "taken back: {reasons}")
    } else {
        say!("异议不成立：{reasons}", "objection refused: {reasons}")
    }
}

/// A notice.
pub fn notified(about: About, method: Method, document: &str) -> Sentence {
    let at = match about {
        About::Receipt => 0,
        About::Forwarding => 1,
        About::Extension => 2,
    };
    let (about, method) = (ABOUT[at].1, method.word());
    Sentence::of(
        format!("{}，{} {document}", about.zh, method.zh),
        format!("{}, {} {document}", about.en, method.en),
    )
}

/// An extension.
pub fn extended(days: u32, reasons: &str, approver: &str) -> Sentence {
    say!(
        "{days}日，{approver}批准：{reasons}",
        "{days} days, approved by {approver}: {reasons}"
    )
}

/// An opinion, request by request.
pub fn opinion(document: &str, outcomes: &[Outcome], text: &str) -> Sentence {
    let list = |pick: fn(Word) -> &'static str| {
        let one = |(n, o): (usize, &Outcome)| format!("{}. {}", n + 1, pick(o.word()));
        outcomes
            .iter()
            .enumerate()
            .map(one)
            .collect::<Vec<_>>()
            .join("  ")
    };
    let join = |list: String| {
        let parts = [document, list.as_str(), text];
        parts
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    };
    Sentence::of(join(list(|w| w.zh)), join(list(|w| w.en)))
}

/// Service.
pub fn delivered(method: Method, result: Delivery, more: &str) -> Sentence {
    let (method, result) = (method.word(), result.word());
    Sentence::of(
        format!("{} {} {more}", method.zh, result.zh),
        format!("{} {} {more}", method.en, result.en),
    )
}

/// A promise.
pub fn promised(text: &str, due: NaiveDate, unit: Option<&str>) -> Sentence {
    match unit {
        Some(unit) => say!("{text}（{unit}，{due}前）", "{text} ({unit}, by {due})"),
        None => say!("{text}（{due}前）", "{text} (by {due})"),
    }
}

/// A closing.
pub fn closing(reasons: &str, resolved: bool) -> Sentence {
    if resolved {
        say!("{reasons} 已化解", "{reasons} (request met)")
    } else {
        say!("{reasons} 未化解", "{reasons} (request not met)")
    }
}

/// A correction.
pub fn corrected(of: i64, void: bool, on: Option<NaiveDate>, reasons: &str) -> Sentence {
    match (void, on) {
        (false, Some(on)) => say!(
            "第{of}号改为{on}：{reasons}",
            "no. {of} is dated {on}: {reasons}"
        ),
        _ => say!("第{of}号作废：{reasons}", "no. {of} is void: {reasons}"),
    }
}

/// A link.
pub fn linked(matter: i64, reasons: &str) -> Sentence {
    // Which one is not told.
    if matter == 0 {
        return say!("{reasons}", "{reasons}");
    }
    say!("事项{matter}：{reasons}", "matter {matter}: {reasons}")
}

/// Texts that are the same in both languages, joined.
pub fn joined(parts: &[&str]) -> Sentence {
    let text = parts
        .iter()
        .copied()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Sentence::of(text.clone(), text)
}

/// Who handles it now; with those before, where it was said so.
pub fn handed(login: &Shown, also: bool) -> Sentence {
    if also {
        say!("{login}（共同经办）", "{login}, together with those before")
    } else {
        say!("{login}", "{login}")
    }
}

/// Texts of one event, side by side.
pub fn together(texts: &[&Outside]) -> Sentence {
    let shown: Vec<Shown> = texts.iter().map(|t| t.lines()).collect();
    let all: Vec<&str> = shown.iter().map(Shown::as_str).collect();
    joined(&all)
}
