//! Every sentence of a person's file, in both languages.

use crate::words::{Sentence, Word};

pub const TITLE: Word = Word::new("人员档案", "Person");
pub const LOADING: Word = Word::new("正在打开……", "Opening…");
pub const NOBODY: Word = Word::new("还没有打开谁的档案。在查询里选人按 F2。", "Nobody's file is open. Choose a person in Find and press F2.");
pub const NO_NAME: Word = Word::new("（未留姓名）", "(no name)");
pub const RECORDS: Word = Word::new("记录", "Records");
pub const PETITIONS: Word = Word::new("信访件", "Petitions");
pub const ALIKE: Word = Word::new("可能是同一人", "Could be");
pub const STORY: Word = Word::new("合并与区分", "One or two");
pub const CORRECTIONS: Word = Word::new("更正", "Corrected");
pub const KEYS_RECORD: Word = Word::new("每条记录各留各的；合并只是一起看", "Each record stays; a merge only reads them together");
pub const KEYS_PETITION: Word = Word::new("Enter 打开案卷", "Enter opens the case");
pub const KEYS_ALIKE: Word = Word::new("Enter 先看合并会怎样 · F3 不是同一人", "Enter shows what a merge would do · F3 somebody else");
pub const KEYS_SAID: Word = Word::new("Enter 撤回这一条", "Enter takes this back");
pub const KEYS_UNDONE: Word = Word::new("这一条已经撤回", "This was taken back");
pub const NO_ALIKE: Word = Word::new("先选“可能是同一人”里的一位。", "Choose somebody under \"could be\" first.");
pub const NO_MERGE: Word = Word::new("先选一位按 Enter，看合并会怎样。", "Choose somebody and press Enter to see a merge first.");
pub const REASON_NEEDED: Word = Word::new("要写明理由。", "A reason is needed.");
pub const MERGE: Word = Word::new("合并：作为同一人查看", "Merge: read as one person");
pub const TELL_APART: Word = Word::new("不是同一人", "Somebody else");
pub const TAKE_BACK: Word = Word::new("撤回", "Take back");
pub const MERGE_HINT: Word = Word::new("写理由，Ctrl-S 合并 · F4 换以哪条为主 · ↑↓ 看全 · Esc 不合并", "Reason, Ctrl-S merges · F4 other way round · ↑↓ reads on · Esc");
pub const HINT: Word = Word::new("写理由，Ctrl-S 记下 · Esc 不记", "Reason, Ctrl-S saves · Esc");
pub const AGAINST: Word = Word::new("与“不是同一人”相抵，没有合着看；请撤回其中一条", "Goes against those who are two people, so they are not read as one: take one of the two back");
pub const SHUT_OUT: Word = Word::new("这份人员档案现在不由你看，已从屏幕上收起。", "This person's file is no longer yours to see; it was taken off the screen.");
pub const ANOTHER_ROLE: Word = Word::new("你的角色或单位改了，打开着的人员档案已从屏幕上收起。", "Your role or unit was changed; the person's file that was open was taken off the screen.");
pub const SHUT_NEXT: Word = Word::new("还要办的，按 F5 重新打开；打不开的，请有权的人办。", "If it is still yours, press F5 to open it again; if it does not open, ask somebody with the right.");
pub const STAYS: Word = Word::new("显示左边的值，右边的仍留在它自己的记录上；两边的姓名、号码都查得到。", "What stands left is shown; what stands right stays on its own record. Both are found.");
pub const OF_KEPT: Word = Word::new("已在一起的", "Together already");
pub const OF_OTHER: Word = Word::new("归到一起的（各件仍记在原来的记录上，一步可拆）", "What comes along (each stays with its record; one step parts them)");

pub fn heads(kept: i64, other: i64) -> (Sentence, Sentence) {
    (say!("为主 #{kept}", "kept #{kept}"), say!("并入 #{other}", "read as it #{other}"))
}

pub fn also(name: &str, id: i64) -> Sentence {
    say!("另一记录：{name} #{id}", "Another record: {name} #{id}")
}

pub fn apart((a, b): (i64, i64), why: &str) -> Sentence {
    say!("有人记明 #{a} 和 #{b} 不是同一人：{why}。要合并，先撤回那一条。", "Somebody said that #{a} and #{b} are two people: {why}. To merge, take that back first.")
}

pub fn beside(numbers: &str) -> Sentence {
    say!("两人同在一件里，登记时是两个人：{numbers}", "Both stand in one petition, taken down as two people: {numbers}")
}

pub fn said(one: bool, (a, m): (&str, i64), (b, n): (&str, i64)) -> Sentence {
    if one { say!("{b} #{n} 并入 {a} #{m}", "{b} #{n} read as {a} #{m}") } else { say!("{a} #{m} 与 {b} #{n} 不是同一人", "{a} #{m} and {b} #{n} are two people") }
}

pub fn undone(day: &str, by: &str, why: &str) -> Sentence {
    say!("{day} {by} 撤回：{why}", "{day} {by} took it back: {why}")
}

/// What the reason of a merge is called while it is unfinished.
pub fn merge_draft(kept: i64, other: i64) -> Sentence {
    say!("合并人员记录 {kept}、{other} 的理由", "Why records {kept} and {other} are one person")
}

/// The same of two people.
pub fn apart_draft(of: i64, from: i64) -> Sentence {
    say!("人员记录 {of}、{from} 不是同一人的理由", "Why records {of} and {from} are two people")
}

/// The same of what is taken back.
pub fn back_draft(a: i64, b: i64) -> Sentence {
    say!("撤回人员记录 {a}、{b} 那一条的理由", "Why what was said of records {a} and {b} is taken back")
}

pub fn merged(other: i64, kept: i64) -> Sentence {
    say!("#{other} 从现在起与 #{kept} 作为同一人查看。", "#{other} is read as #{kept} from now on.")
}

pub fn told_apart(other: i64) -> Sentence {
    say!("已记明 #{other} 是另一人，以后不再提示。", "#{other} is remembered as somebody else and not offered again.")
}

pub fn parted(kept: i64, other: i64) -> Sentence {
    say!("#{other} 已与 #{kept} 拆开。", "#{other} and #{kept} are two again.")
}

pub fn maybe(a: i64, b: i64) -> Sentence {
    say!("不再记着 #{a} 和 #{b} 不是同一人。", "It is no longer said that #{a} and #{b} are two people.")
}

/// The title of what is taken back.
pub fn taking_back(one: bool, a: (&str, i64), b: (&str, i64)) -> Sentence {
    said(one, a, b)
}
