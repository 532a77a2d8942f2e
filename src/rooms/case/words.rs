//! Every fixed word of the case room, in both languages; sentences with facts in them are in
//! `phrases.rs` and `happened.rs`.

pub use super::happened::*;
pub use super::happened_later::*;
pub use super::phrases::*;
use crate::domain::event::StepKind;
use crate::papers::PaperKind;
use crate::words::{Sentence, Word};

/// Nothing is open.
pub const NOTHING: Word = Word::new(
    "还没有打开案卷。到“查询”或“台账”里选一件，按回车打开。",
    "No case is open. Choose one in Find or in the ledgers and press Enter.",
);
/// Waiting for the store.
pub const OPENING: Word = Word::new("正在打开案卷……", "Opening the file …");
/// This opening is on record.
pub const ON_RECORD: Word = Word::new("本次打开已记录", "this opening is on record");
/// Somebody else changed something.
pub const STALE: Word = Word::new(
    "有更新，按 F5 重新打开",
    "changed elsewhere, F5 opens it again",
);
/// The window that asks why a confidential file is opened.
pub const REASON: Word = Word::new("查看事由", "Reason for reading");
/// The field of it.
pub const REASON_HINT: Word = Word::new(
    "事由记入审计；信访人问起谁看过，照此答复。",
    "It goes on record, and answers a petitioner who asks who read the file.",
);
/// A reason must say something.
pub const REASON_LEFT: Word = Word::new("事由还没有写。", "The reason is still empty.");

/// The menu of papers.
pub const PAPERS: Word = Word::new("文书", "Papers");
/// A paper is whole or not made.
pub const BLANKS_LEFT: Word = Word::new(
    "还有空项没有填；有空项的文书不出具。",
    "There are blanks left; a paper with a blank is not made.",
);
/// The panes.
pub const FACTS: Word = Word::new("概况", "Facts");
/// People.
pub const PEOPLE: Word = Word::new("人员", "People");
/// Timeline.
pub const TIMELINE: Word = Word::new("经过", "Timeline");
/// Obligations.
pub const OWED: Word = Word::new("待办", "Owed");
/// The matter's other petitions.
pub const KIN: Word = Word::new("同一事项", "Same matter");

/// Registration number.
pub const NUMBER: Word = Word::new("编号", "Number");
/// Query code.
pub const CODE: Word = Word::new("查询码", "Query code");
/// Number elsewhere.
pub const EXTERNAL: Word = Word::new("外部编号", "Other no.");
/// Channel.
pub const CHANNEL: Word = Word::new("形式", "Channel");
/// Dates.
pub const DATES: Word = Word::new("日期", "Dates");
/// Class and route.
pub const CLASS: Word = Word::new("类别", "Class");
/// Category.
pub const CATEGORY: Word = Word::new("分类", "Category");
/// Place.
pub const PLACE: Word = Word::new("属地", "Place");
/// Summary.
pub const SUMMARY: Word = Word::new("概要", "Summary");
/// One request.
pub const REQUEST: Word = Word::new("诉求", "Request");
/// Facts and reasons.
pub const REASONS: Word = Word::new("事实理由", "Facts");
/// Lead official.
pub const LEAD: Word = Word::new("包案", "Lead");
/// Handlers.
pub const HANDLERS: Word = Word::new("经办", "Handlers");
/// The unit proposed at intake.
pub const PROPOSED: Word = Word::new("拟转", "Proposed");
/// Accused, for those who may see the file.
pub const ACCUSED: Word = Word::new("被反映", "Accused");
/// Accused before it was corrected, or sorted as something else.
pub const ACCUSED_ONCE: Word = Word::new("曾被反映", "Accused once");
/// What that comes to.
pub const STAYS_KEPT: Word = Word::new(
    "（现已不是；照样不得转给、不得查看）",
    " (no more; still kept from it)",
);
/// The name is withheld.
pub const WRITTEN: Word = Word::new("本件写作", "as written here");
pub const WITHHELD: Word = Word::new("要求姓名保密", "asks that the name be withheld");
/// Nobody gave a name.
pub const ANONYMOUS: Word = Word::new(
    "未留姓名：不欠书面告知，其余照办。",
    "Nobody gave a name: no written notice is owed, all else is.",
);
/// No name.
pub const NO_NAME: Word = Word::new("（未留姓名）", "(no name given)");
/// Telephone.
pub const PHONE: Word = Word::new("电话", "Phone");
/// Document.
pub const DOCUMENT: Word = Word::new("证件", "Document");
/// Address.
pub const ADDRESS: Word = Word::new("住址", "Address");
/// How to reach them.
pub const CONTACT_BY: Word = Word::new("联系方式", "Reach by");
/// Language.
pub const LANGUAGE: Word = Word::new("语言", "Language");
/// Help needed.
pub const HELP: Word = Word::new("需要帮助", "Help");
/// Details are covered.
pub const MASKED: Word = Word::new(
    "号码已遮盖；按 Ctrl-O 看全（记录在案）。",
    "Numbers are covered; Ctrl-O shows them in full (on record).",
);
/// Details are covered for good: the role does not need them.
pub const COVERED: Word = Word::new(
    "本角色看不到完整的姓名、号码和住址。",
    "This role sees no names, numbers or addresses in full.",
);
/// Details are shown.
pub const UNMASKED: Word = Word::new(
    "号码已全部显示，本次查看已记录。",
    "Numbers are shown in full; this look is on record.",
);

/// Nothing is owed.
pub const NOTHING_OWED: Word = Word::new("现在没有欠办的事项。", "Nothing is owed now.");
/// A date that rests on a calendar not yet published.
pub const PROVISIONAL: Word = Word::new("暂按推算", "provisional");
/// The long form.
pub const PROVISIONAL_LONG: Word = Word::new(
    "暂按推算：其中有的年份放假通知还没有公布，带“?”的日子可能变动。",
    "Provisional: a year on the way has no holiday notice yet; days marked \"?\" may move.",
);
/// Day 0 is assumed.
pub const ASSUMED: Word = Word::new(
    "起算日是推定的：还没有签收或受理的记录。",
    "The first day is assumed: no signature or acceptance is on record.",
);
/// Assumed, short.
pub const ASSUMED_SHORT: Word = Word::new("起算日推定", "start assumed");
/// This event was corrected.
pub const CORRECTED: Word = Word::new("（已更正）", "(corrected)");
/// This event was voided.
pub const VOIDED: Word = Word::new("（已作废）", " (voided)");
/// The petition was voided.
pub const VOID: Word = Word::new("本件已经作废", "It was voided");

/// Monday to Sunday.
pub const WEEKDAYS: [Word; 7] = [
    Word::new("一", "Mo"),
    Word::new("二", "Tu"),
    Word::new("三", "We"),
    Word::new("四", "Th"),
    Word::new("五", "Fr"),
    Word::new("六", "Sa"),
    Word::new("日", "Su"),
];
/// A festival day.
pub const OFF: Word = Word::new("休", "off");
/// A make-up workday.
pub const MADE_UP: Word = Word::new("班", "mk");
/// A hearing day.
pub const HEARD: Word = Word::new("听", "h");
/// The last day.
pub const LAST: Word = Word::new("止", "END");
/// Today.
pub const TODAY: Word = Word::new("今", "now");
/// What the marks mean.
pub const LEGEND: Word = Word::new(
    "数字：第几日（0是起算日）  -：不计  休：节假日  班：调休上班  止：最后一日  今：今天",
    "number: day of the count (0 the first)  -: not counted  off: festival  mk: make-up workday  END: last day  now: today",
);
/// The grid is cut.
pub const AND_SO_ON: Word = Word::new("（更远的日子略去）", "(days further on are left out)");

/// Nothing in the menu answers to what was typed.
pub const NO_STEP: Word = Word::new("没有这样的步骤", "No step answers to that");
/// Heading of the menu.
pub const STEPS: Word = Word::new("办理：可走的步骤在前", "Next steps: the open ones first");
/// Before the reason why a step is closed.
pub const CLOSED: Word = Word::new("不可：", "closed: ");
/// What was typed is still there.
pub const SENDING: Word = Word::new("正在记录……", "Recording …");
/// Half-typed blanks of a paper are kept.
pub const BLANKS_KEPT: Word = Word::new(
    "填了一半的内容还在，再选这件文书就能接着填。",
    "What was typed is kept; choose the paper again to go on.",
);
/// Half-typed forms are kept for this case.
pub const KEPT: Word = Word::new(
    "填了一半的内容还在，再选这一步就能接着填。",
    "What was typed is kept; choose the step again to go on.",
);

/// What an unfinished step is called in the list of unfinished sheets.
pub fn draft(kind: StepKind, number: &str) -> Sentence {
    let Word { zh, en } = kind.word();
    say!("{zh} {number}", "{en} {number}")
}

/// What the blanks of a paper are called while they are unfinished.
pub fn paper_draft(kind: PaperKind, number: &str) -> Sentence {
    let (zh, en) = (kind.word().zh, kind.word().en);
    say!("{zh} {number}", "{en} {number}")
}

/// Yes and no for choices.
pub const AGREED: Word = Word::new("同意退回，收回件", "agree, take it back");
/// Refused.
pub const NOT_AGREED: Word = Word::new(
    "异议不成立，仍由该单位办理",
    "refuse the objection; the unit keeps it",
);
/// A proposal was adopted.
pub const ADOPTED: Word = Word::new("采纳", "adopted");
/// A proposal was not adopted.
pub const NOT_ADOPTED: Word = Word::new("不采纳", "not adopted");
/// A unit that a report must not reach.
pub const MUST_NOT: Word = Word::new(
    "不得转给：被反映或材料写到的单位，或其下属",
    "must not reach it: accused or named in the text, or under one that is",
);
/// The same while nobody has said whom it accuses.
pub const UNSAID: Word = Word::new(
    "先写明被反映方或不详",
    "say first whom it accuses, or that nobody knows",
);
/// The same of what is no report any more: not why.
pub const KEPT_FROM: Word = Word::new(
    "不得交给：案卷里记着不交给它或它的上级",
    "kept from it, or from one above it, as its file has it",
);
/// A correction that corrects nothing.
pub const DATE_OR_VOID: Word = Word::new(
    "填正确日期，或选作废；检举控告也可更正被反映方。",
    "Give the right date, or void it; of a report, whom it accuses.",
);
/// Not a date.
pub const NOT_A_DATE: Word = Word::new("这不是日期。", "This is not a date.");
/// Not a number.
pub const NOT_A_NUMBER: Word = Word::new("应为数字。", "Expected a number.");

/// The file was open here and may not be seen any more.
pub const SHUT_OUT: Word = Word::new(
    "本件现在不由你看：你回避了，经办换了人，或本件限制处理。已从屏幕上收起。",
    "This petition is no longer yours to see: you withdrew, it has another handler, or its use is restricted. It was taken off the screen.",
);
/// The file was open here in another role.
pub const ANOTHER_ROLE: Word = Word::new(
    "你的角色或单位改了，打开着的案卷已从屏幕上收起。",
    "Your role or unit was changed; the file that was open was taken off the screen.",
);
/// What to do then.
pub const SHUT_NEXT: Word = Word::new(
    "还要办的，按 F5 重新打开；打不开的，请有权的人办。",
    "If it is still yours, press F5 to open it again; if it does not open, ask somebody with the right.",
);
