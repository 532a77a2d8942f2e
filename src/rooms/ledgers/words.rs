//! Every sentence of the ledgers, both languages.

use crate::flow::view::LedgerSort;
use crate::words::{Sentence, Word};

pub const EMPTY: Word = Word::new("没有符合条件的信访件。", "No petition fits.");
pub const NONE: Word = Word::new("没有。", "None.");
pub const LOADING: Word = Word::new("正在读取……", "Loading …");
pub const FILE: Word = Word::new("信访件台账", "petitions");
pub const SORT: Word = Word::new("排序", "sorted by");
pub const MARKED: Word = Word::new("已标记", "marked");
pub const FILTERED: Word = Word::new("已筛选", "filtered");

pub const NUMBER: Word = Word::new("登记编号", "number");
pub const RECEIVED: Word = Word::new("收到日期", "received");
pub const NAME: Word = Word::new("信访人", "petitioner");
pub const SUMMARY: Word = Word::new("事项", "matter");
pub const CLASS: Word = Word::new("类别", "class");
pub const CATEGORY: Word = Word::new("内容分类", "category");
pub const HOLDER: Word = Word::new("现在在", "with");
pub const STATUS: Word = Word::new("状态", "status");
pub const NEXT: Word = Word::new("下一期限", "next due");
pub const CHANNEL: Word = Word::new("形式", "channel");
pub const PLACE: Word = Word::new("属地", "place");
pub const HEADCOUNT: Word = Word::new("人数", "people");
pub const EXTERNAL: Word = Word::new("外部编号", "other number");
pub const OVERDUE: Word = Word::new("逾期", "overdue");

pub const TEXT: Word = Word::new("文字", "words");
pub const ONLY_OVERDUE: Word = Word::new("只看逾期", "overdue only");
pub const FROM: Word = Word::new("收到自", "received from");
pub const TO: Word = Word::new("收到至", "received to");

pub const ONLY_PETITIONS: Word = Word::new(
    "只用于信访件台账；按 Tab 换回。",
    "For the ledger of petitions; Tab turns back to it.",
);
pub const MORE: Word = Word::new(
    "只列最近的；全部用 zhuoluo self-check。",
    "The newest only; `zhuoluo self-check` lists all.",
);

/// The names of the ledgers, in the order in which they turn.
pub const TABS: [Word; 7] = [
    Word::new("信访件台账", "petitions"),
    Word::new("督办", "supervisions"),
    Word::new("积案", "campaigns"),
    Word::new("纠纷", "disputes"),
    Word::new("自查", "self-check"),
    Word::new("个人信息申请", "requests"),
    Word::new("导入", "imports"),
];

pub const ENDED: Word = Word::new("这件申请已经办完。", "This request has ended.");
pub const NOT_KEPT: Word = Word::new(
    "还没存：Ctrl-S 存；再按 Esc 丢弃。",
    "Not kept yet: Ctrl-S keeps it; Esc again drops it.",
);
pub const NOT_A_DATE: Word = Word::new("这不是一个日期。", "This is not a date.");
pub const NEW_CLAIM: Word = Word::new("新的个人信息申请", "A new request about personal data");
pub const IDENTIFY: Word = Word::new("核验身份", "Check the identity");
pub const DECIDE: Word = Word::new("作出决定", "Decide");
pub const ANSWER: Word = Word::new("答复", "Answer");
pub const WITHDRAW: Word = Word::new("申请人撤回", "Taken back by who asked");

/// What a field still needs.
pub fn needed(label: Word) -> Sentence {
    let (zh, en) = (label.zh, label.en);
    say!("{zh}要填。", "{en} is needed.")
}

/// A request's stage, saved.
pub fn kept(number: i64, stage: Word) -> Sentence {
    let (zh, en) = (stage.zh, stage.en);
    say!("第{number}号申请：{zh}。", "Request no. {number}: {en}.")
}

/// What stands over the cases of the campaigns.
pub fn burndown(listed: usize, struck: usize, phase: Option<&str>) -> Sentence {
    let left = listed - struck;
    let phase = phase.map(|p| format!("（{p}）")).unwrap_or_default();
    say!(
        "列入{listed} 销号{struck} 余{left}{phase}",
        "{listed} listed, {struck} struck off, {left} left {phase}"
    )
}

/// How many were reminded.
pub fn reminded(done: usize, idle: usize) -> Sentence {
    say!(
        "已催办{done}件；{idle}件没有待办义务，没有催。",
        "{done} reminded; on {idle} nothing is owed."
    )
}

/// The name of an order.
pub const fn sort(sort: LedgerSort) -> Word {
    match sort {
        LedgerSort::Newest => Word::new("新登记在前", "newest first"),
        LedgerSort::Oldest => Word::new("早登记在前", "oldest first"),
        LedgerSort::Due => Word::new("期限近在前", "soonest due first"),
        LedgerSort::Holder => Word::new("按单位", "unit"),
        LedgerSort::Category => Word::new("按分类", "category"),
        LedgerSort::Status => Word::new("按状态", "status"),
    }
}
