//! Every sentence of the duty room, both languages.

use crate::flow::duty::DutyDone;
use crate::words::{Lang, Sentence, Word};

pub const LOADING: Word = Word::new("正在读取……", "Loading …");
pub const NOT_AN_INSTANT: Word = Word::new("要写日期和时刻。", "Write date and time.");
pub const NOT_AN_HOUR: Word = Word::new("要写时刻。", "Write hours.");
pub const NOT_A_DATE: Word = Word::new("这不是一个日期。", "This is not a date.");
pub const NOT_ON_ROSTER: Word = Word::new(
    "有人不在操作员名册上，或同名的不止一个（改写登录名）。",
    "Somebody is not on the roster, or the name is borne by several (type the login).",
);
pub const NOT_A_NUMBER: Word = Word::new("这不是一个数。", "This is not a number.");
pub const CODE_NEEDED: Word = Word::new(
    "替别人签字要本人的一次性口令（本人会话里按 Ctrl-O 取）。",
    "Another's signature takes their one-time code (Ctrl-O in a session of their own).",
);
pub const TRIAL: Word = Word::new(
    "确认后值班义务这样变化。Ctrl-S 确认，Esc 回去改。",
    "What the desk will owe differently. Ctrl-S confirms, Esc goes back.",
);
pub const NO_CHANGE: Word = Word::new("值班义务没有变化。", "What the desk owes stays the same.");
pub const NOT_KEPT: Word = Word::new(
    "还没存：Ctrl-S 存；再按 Esc 丢弃。",
    "Not kept yet: Ctrl-S keeps it; Esc again drops it.",
);
pub const NOT_HERE: Word = Word::new(
    "本页没有这一步；按 Tab 换页。",
    "Not in this part; Tab goes to another.",
);
pub const CHOOSE_SHIFT: Word = Word::new("先选一个班。", "Choose a shift first.");
pub const CHOOSE_TAKEN: Word = Word::new(
    "先选一个班或替班；规则的班用 F3 替班，或 zhuoluo duty rota end-template。",
    "Choose a shift or an override; a template's is overridden with F3 or ended by `zhuoluo duty rota end-template`.",
);
pub const CHOOSE_SWAP: Word = Word::new("先选一条待批的换班。", "Choose a swap that waits first.");
pub const CHOOSE_ENTRY: Word = Word::new("先选一条日志。", "Choose an entry first.");
pub const CHOOSE_OPEN_DISPUTE: Word = Word::new(
    "先选一起还没了结的纠纷。",
    "Choose a dispute that is not closed yet.",
);
pub const CHOOSE_DISPUTE: Word = Word::new("先选一起纠纷。", "Choose a dispute first.");
pub const CHOOSE_PERIOD: Word = Word::new("先选一个时段。", "Choose a period first.");
pub const CHOOSE_HANDOVER: Word = Word::new("先选一份交接。", "Choose a handover first.");
pub const CHOOSE_DUTY: Word = Word::new("先选一项值班义务。", "Choose a duty of the desk first.");
pub const CHOOSE_REPORT: Word =
    Word::new("先选一份应报的报告。", "Choose a report that is due first.");
pub const NO_DRAFT: Word = Word::new("没有要起草的交接。", "No handover is to be drafted.");
pub const CODE: Word = Word::new("一次性口令", "One-time code");

pub fn needed(label: Word) -> Sentence {
    let (zh, en) = (label.zh, label.en);
    say!("{zh}要填。", "{en} is needed.")
}

pub fn code_lines(code: &str, lang: Lang) -> String {
    let said = say!(
        "{code}\n\n10分钟内用一次：由本人在对方会话的签字表里输入。不要告诉别人。",
        "{code}\n\nGood once within ten minutes: its owner types it into the form of signature in the other session. Tell nobody."
    );
    said.say(lang).to_owned()
}

pub fn changes(n: usize) -> Sentence {
    say!("共{n}处变化", "{n} changes")
}

/// That it is on record, under which number where it has one, and what the desk owes differently now; of what lies
/// over others' what gives way, which no form shows.
pub fn recorded(done: &DutyDone, lies_over: bool) -> Sentence {
    let n = done.changes.len();
    let mut said = match done.number() {
        None => say!("已记录。", "On record."),
        Some(seq) if n == 0 => say!("已记录（第{seq}号）。", "On record (no. {seq})."),
        Some(seq) => say!(
            "已记录（第{seq}号），值班义务{n}处变化。",
            "On record (no. {seq}); the desk owes {n} things differently."
        ),
    };
    for was in done.before.iter().filter(|_| lies_over) {
        let (zh, en) = (&was.zh, &was.en);
        said.push(&say!("{zh}。", " {en}."));
    }
    said
}
