//! Every sentence of the intake room, in both languages.

use chrono::{DateTime, FixedOffset};

use crate::words::{Sentence, Word};

pub const MATCHES: Word = Word::new("可能是他（她）", "Could be");
pub const NO_MATCHES: Word = Word::new("没有在册的同名、同号人员", "Nobody on file with this name or number");
pub const LOOKING: Word = Word::new("正在查找……", "Looking…");
pub const MATCHES_HINT: Word = Word::new("输入姓名、证件号码或电话，这里列出在册人员和还欠他们的答复", "Type a name, number or telephone: people on file and what is still owed to them stand here");
pub const OWES_NOTHING: Word = Word::new("目前没有欠他的答复", "Nothing is owed to them now");
pub const OWED: Word = Word::new("欠：", "Owed: ");
pub const ADOPTED: Word = Word::new("已认定", "adopted");
pub const SAME_MATTER: Word = Word::new("同一事项", "same matter");
pub const BOTH: Word = Word::new("已认定·同一事项", "adopted, same matter");
pub const NEITHER: Word = Word::new("都不是", "neither");
pub const ANSWERS: Word = Word::new("F2同一人 ^X2同事项 ^X3都是 ^X4都不是", "F2 person ^X 2 matter 3 both 4 none");
pub const NO_ANSWER: Word = Word::new("这一位还没有回答。", "Nothing was answered about this one.");
pub const NO_PETITION: Word = Word::new("他没有可看的件，连不成同一事项。", "There is no petition of theirs to share a matter with.");
pub const MATTERS: Word = Word::new("可能是同一事项", "Same matter?");
pub const MATTER_ANSWERS: Word = Word::new("^X2同一事项 ^X4不是", "^X 2 same matter ^X 4 no");
pub const NO_MATTER: Word = Word::new("不是", "no");
pub const OF_OTHERS: Word = Word::new("他人所提", "by others");
pub const ONLY_MATTER: Word = Word::new("这是别人提的件，只问是不是同一事项：^X 2 是，^X 4 不是。", "A petition of others: the only question is the matter. ^X 2 same, ^X 4 no.");
pub const UNNAMED: Word = Word::new("（未留姓名）", "(no name)");
pub const NEW_DRAFT: Word = Word::new("新登记", "new intake");
pub const DRAFTS: Word = Word::new("未完成的登记", "Unfinished intakes");
pub const NOT_KEPT: Word = Word::new("草稿未存下", "not saved");
pub const UNSAVED: Word = Word::new("…", "…");
pub const NOTHING_TO_ADOPT: Word = Word::new("没有可认定的人员。先输入姓名、证件号码或电话。", "Nobody to adopt. Type a name, number or telephone first.");
pub const NO_OTHER_MATCH: Word = Word::new("没有别的人可选。", "There is nobody else to choose.");
pub const NOTHING_TO_PARK: Word = Word::new("这一份还是空白，直接填写即可。", "This form is still empty; just fill it in.");
pub const NO_OTHER_DRAFT: Word = Word::new("没有别的草稿。Ctrl-K 搁下这一份另起一份。", "There is no other draft. Ctrl-K parks this one and starts another.");
pub const NOTHING_PROPOSED: Word = Word::new("没有建议。先写诉求或事实。", "Nothing is proposed. Write the request or the facts first.");
pub const NOTHING_TO_REMOVE: Word = Word::new("光标不在人员、诉求或被反映方上，没有删去什么。", "The cursor is not on a person, a request or an accused; nothing was removed.");
pub const REMOVED: Word = Word::new("已删去本条；Ctrl-Z 可找回。", "Removed; Ctrl-Z brings it back.");
pub const GROUP_FULL: Word = Word::new("本表放不下更多；其余的请用文件导入或作附件。", "The form holds no more; import the rest from a file or attach it.");
pub const NO_FAULT: Word = Word::new("没有差错。", "There is no fault.");
pub const REGISTERING: Word = Word::new("正在登记……", "Registering…");
pub const DISCARDED: Word = Word::new("草稿已丢弃。", "The draft was discarded.");
pub const TWO_SEATS: Word = Word::new("这份草稿在另一座位上也改动过；这里的内容已另存为一份，都没有丢。", "This draft was also changed at another seat; what stands here is kept as a draft of its own.");
pub const GONE: Word = Word::new("这份草稿已在别处登记或丢弃。", "This draft was registered or discarded elsewhere.");
pub const UNREADABLE: Word = Word::new("这份草稿由别的版本写成，读不懂；原样留着，没有改动。", "This draft was written by another version and cannot be read; it was left as it is.");
pub const SPLIT: Word = Word::new("登记之后又有改动，已另存为新草稿，没有丢字。", "It was changed after it was sent; the changes are kept as a new draft.");
pub const RECEIPT: Word = Word::new("信访登记回执", "Receipt");

/// After a hang-up, a kill, a power cut or another day.
pub fn recovered(time: &str) -> Sentence {
    say!("已恢复 {time} 的草稿，光标在原处", "The draft of {time} is back, cursor and all")
}

/// There are drafts, but somebody is typing already.
pub fn waiting(count: usize) -> Sentence {
    say!("还有 {count} 份未完成的登记，Ctrl-N 查看", "{count} unfinished intakes wait; Ctrl-N")
}

/// Which of the cards is chosen, how to turn to the next, and how many of them are matters.
pub fn which(at: usize, of: usize, matters: usize) -> Sentence {
    match (of, matters) {
        (0 | 1, _) => say!("{at}/{of}", "{at}/{of}"),
        (_, 0) => say!("{at}/{of} ^T换", "{at}/{of} ^T next"),
        _ => say!("{at}/{of}（事项{matters}）^T换", "{at}/{of} ({matters} by matter) ^T next"),
    }
}

/// Which of the open drafts this is.
pub fn place(at: usize, of: usize) -> Sentence {
    say!("草稿 {at}/{of}", "Draft {at}/{of}")
}

/// When it was kept.
pub fn kept(time: &str) -> Sentence {
    say!("已存 {time}", "saved {time}")
}

/// Parked.
pub fn parked(title: &str) -> Sentence {
    say!("“{title}”已搁下，Ctrl-N 接着填", "\"{title}\" is parked; Ctrl-N returns")
}

/// Asks before a draft is discarded.
pub fn discard(title: &str) -> Sentence {
    say!("丢弃“{title}”的草稿？已填的内容将不再保留。", "Discard the draft of \"{title}\"? What was filled in will not be kept.")
}

/// Adopted; `apart` when the record stands in a report.
pub fn adopted(name: &str, apart: bool) -> Sentence {
    if apart {
        return say!("已认定；举报件里的不带入，请再问本人；再按 F2 取消", "Adopted; a report fills nothing in: ask; F2 undoes it");
    }
    say!("已认定为在册的“{name}”，空项已补上；再按 F2 取消", "Taken as \"{name}\" on file; F2 again undoes it")
}

/// Answered: another person, the same matter.
pub fn shares_matter(what: &str) -> Sentence {
    say!("另一人、同一事项：登记时与“{what}”连为一事；再按换下一件", "Another person, same matter: linked to \"{what}\" on saving; again for the next one")
}

/// Answered: the same person and the same matter.
pub fn both(name: &str, what: &str) -> Sentence {
    say!("就是“{name}”，又是同一事项：登记时与“{what}”连为一事；再按换下一件", "\"{name}\", same matter: linked to \"{what}\" on saving; again for the next one")
}

/// Answered: another person, another matter.
pub fn neither(name: &str) -> Sentence {
    say!("不是“{name}”，也不是同一事项：登记时记住，以后不再提示；再按收回", "Neither \"{name}\" nor the matter: remembered on saving, not asked again; again to take back")
}

/// Answered of a petition of others: the same matter.
pub fn is_matter(what: &str) -> Sentence {
    say!("同一事项：登记时与“{what}”连为一事；再按收回", "Same matter: linked to \"{what}\" on saving; again to take back")
}

/// Answered of a petition of others: another matter.
pub fn is_no_matter(what: &str) -> Sentence {
    say!("“{what}”不是同一事项；再按收回", "\"{what}\" is another matter; again to take back")
}

/// The answer to a petition of others taken back.
pub fn matter_taken_back() -> Sentence {
    say!("已收回，不连事", "Taken back: nothing is linked")
}

/// By an answer "same matter" was taken back from another card.
pub fn matter_left(name: &str, said: &Sentence) -> Sentence {
    let (zh, en) = (&said.zh, &said.en);
    if name.is_empty() {
        return say!("一件只连一事，先答的同一事项已收回。{zh}", "One matter only: the one before was taken back. {en}");
    }
    say!("一件只连一事，“{name}”的同一事项已收回。{zh}", "One matter only: that of \"{name}\" was taken back. {en}")
}

/// An answer taken back.
pub fn taken_back(name: &str) -> Sentence {
    say!("已收回对“{name}”的回答，不并人、不连事", "No answer about \"{name}\" any more: nothing is joined or linked")
}

/// Adopting taken back.
pub fn unadopted(name: &str) -> Sentence {
    say!("已取消对“{name}”的认定，补上的已收回", "No longer \"{name}\"; what was filled is taken back")
}

/// The name was changed after somebody was adopted.
pub fn differs(name: &str) -> Sentence {
    say!("姓名与认定的“{name}”不同；不是同一人按 ^X0", "Not the name of \"{name}\" on file; ^X 0 if somebody else")
}

/// Why it could not be saved.
pub fn faults(count: usize) -> Sentence {
    say!("还有 {count} 处需要改，光标已到第一处；填的内容都在。", "To be changed: {count}; the cursor is at the first. Nothing was lost.")
}

pub const UNLINKED: Word = Word::new(
    "原来的纠纷已由别人了结，没有和本件连上；要连请在备注里写明。",
    "Somebody closed the dispute meanwhile; it was not linked to this petition. Say so in a note if it matters.",
);

/// Registered.
pub fn registered(number: &str) -> Sentence {
    say!("已登记：{number}", "Registered: {number}")
}

/// Registered, with something to look at.
pub fn registered_check(number: &str, first: &Sentence) -> Sentence {
    let (zh, en) = (&first.zh, &first.en);
    say!("已登记：{number}。请核对：{zh}", "Registered: {number}. Please check: {en}")
}

/// It had been registered before.
pub fn registered_before(number: &str) -> Sentence {
    say!("这份草稿先前已登记为 {number}，没有重复登记。", "This draft was registered before as {number}; it was not registered twice.")
}

/// Names from a pasted list.
pub fn listed(count: usize) -> Sentence {
    say!("已记下名单 {count} 人，除首位均为联名人", "{count} people entered, joint but for the first")
}

/// Some of a pasted list did not fit.
pub fn list_cut(dropped: usize) -> Sentence {
    say!("名单太长，有 {dropped} 行没有收下；已收下的都在，其余的请用文件导入。", "The list is too long: {dropped} lines were left out. What was taken is kept; import the rest from a file.")
}

pub const FROM_DISPUTE: Word = Word::new(
    "已带入纠纷的事项；填好提出人，存下后纠纷自动转为信访件。",
    "The dispute's matter is laid in; once who asks is typed and it is saved, the dispute becomes the petition.",
);

/// A proposal with the word that decided it.
pub fn proposal(label: &Sentence, because: &str) -> Sentence {
    let (zh, en) = (&label.zh, &label.en);
    if because.is_empty() { say!("{zh}", "{en}") } else { say!("{zh}（因“{because}”）", "{en} (for \"{because}\")") }
}

/// More owed than is shown.
pub fn more_owed(count: usize) -> Sentence {
    say!("还有{count}项", "{count} more")
}

/// The end of the form.
pub const LAST_FIELD: Word = Word::new("已到最后一项；Ctrl-S 登记。", "This was the last field; Ctrl-S registers.");

/// The time of day, with the day before it when it is not today's.
pub fn moment(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let at = at.with_timezone(now.offset());
    let format = if at.date_naive() == now.date_naive() { "%H:%M" } else { "%m-%d %H:%M" };
    at.format(format).to_string()
}
