//! Every sentence of the frame around the rooms, both languages.

use crate::domain::stands::Group;
use crate::words::{Sentence, Word};

pub const NAME: Word = Word::new("着落", "zhuoluo");
pub const SANDBOX: Word = Word::new("演练", "SANDBOX");
pub const HIDDEN: Word = Word::new(
    "屏幕已遮住。按任意键继续。",
    "The screen is hidden. Press any key to go on.",
);
pub const LOCKED: Word = Word::new(
    "离开一会儿了，屏幕已遮住。按回车键继续。",
    "Nobody was here for a while; the screen is covered. Press Enter to go on.",
);
pub const LOCKED_SHARED: Word = Word::new(
    "离开一会儿了，屏幕已遮住。按回车键退出，再登录回来；草稿都在。",
    "Nobody was here for a while; the screen is covered. Enter leaves; log in again, drafts are kept.",
);
pub const WATCH_KEYS: Word = Word::new(
    "Alt-0 报到（不揭开屏幕）　F12 紧急求助",
    "Alt-0 check in (uncovers nothing)   F12 urgent help",
);
pub const REVOKED: Word = Word::new(
    "你的钥匙已从名册上撤下（经 sudo 来的：sudo 的规则改过了），已退出；写到一半的都在草稿里。有疑问请找系统管理员。",
    "Your key was taken off the roster (through sudo: its rules were changed); the desk was left and what was being typed is a draft. Ask the server's administrator.",
);
pub const DISMISSED: Word = Word::new(
    "你已不在本单位操作员名册上，已退出；写到一半的都在草稿里。有疑问请找本单位管理员。",
    "You are not on the office's roster any more; the desk was left and what was being typed is a draft. Ask the office's administrator.",
);
pub const LEFT_IDLE: Word = Word::new(
    "很久没有人动键盘，已退出；写到一半的都在草稿里。请重新登录。",
    "Nobody touched the keyboard for a long time; the desk was left. What was being typed is a draft. Log in again.",
);
pub const QUIT_HINT: Word = Word::new(
    "已在总览。退出请按 Ctrl-Q。",
    "This is the desk. Press Ctrl-Q to quit.",
);
pub const NO_CASE: Word = Word::new(
    "还没有打开案卷；请先从列表中打开一件。",
    "No case is open; open one from a list first.",
);
pub const PASTE_NOWHERE: Word = Word::new(
    "这里不能粘贴；请先进入输入栏。",
    "Nothing can be pasted here; go into a field first.",
);
pub const UNBOUND: Word = Word::new(
    "没有这个按键。按 F1 看本页按键。",
    "No such key. Press F1 for the keys of this room.",
);
pub const CONFIRM: Word = Word::new("请确认", "Please confirm");
pub const PAPER_KEYS: Word = Word::new(
    "Ctrl-S 存为文件   Esc 关闭",
    "Ctrl-S keep as a file   Esc close",
);
pub const ONLY_HERE: Word = Word::new(
    "这些字只在这里：Ctrl-S 存为文件，或抄下；再按 Esc 关闭。",
    "These words stand only here: Ctrl-S keeps them as a file, or copy them; Esc again closes.",
);
pub const URGENT: Word = Word::new("紧急求助", "Urgent help");
pub const URGENT_KEYS: Word = Word::new(
    "Enter 打完电话，开记录   PgDn 往下看   Esc 关闭",
    "Enter after the calls, open the record   PgDn more   Esc close",
);
/// The keys of the card when a record was left half written.
pub fn unfinished(id: i64) -> Sentence {
    say!(
        "Enter 打完电话，开新记录   Alt-→ 接着写第{id}号没写完的   Esc 关闭",
        "Enter after the calls, open a new record   Alt-Right go on with no. {id}   Esc close"
    )
}
pub const RECORD_KEYS: Word = Word::new(
    "Ctrl-S 记下这个电话   Esc 离开",
    "Ctrl-S keep this call   Esc leave",
);
pub const NOT_KEPT: Word = Word::new(
    "这个电话还没记下：Ctrl-S 记下；再按 Esc 不记。",
    "This call is not kept yet: Ctrl-S keeps it; Esc again drops it.",
);
pub const ALERTS: Word = Word::new("待办提醒", "Owed");
pub const NONE: Word = Word::new("没有到期和临近的义务", "nothing due or near");
pub const OVERDUE: Word = Word::new("逾期", "overdue");
pub const DUE: Word = Word::new("今日到期", "due");
pub const NEAR: Word = Word::new("临近", "near");
pub const DESK: Word = Word::new("总览", "Desk");
pub const INTAKE: Word = Word::new("登记", "Intake");
pub const FIND: Word = Word::new("查询", "Find");
pub const CASE: Word = Word::new("案卷", "Case");
pub const DUTY: Word = Word::new("值班", "Duty");
pub const LEDGERS: Word = Word::new("台账", "Ledgers");
pub const ON_DUTY: Word = Word::new("值班", "On duty:");
pub const NOW: Word = Word::new("现在", "now");
pub const NEXT_CHECK_IN: Word = Word::new("下次报到", "next check-in");
pub const NO_CHECK_IN: Word = Word::new("眼下没有要报到的", "none is due");
pub const NEXT_DUE: Word = Word::new("下一件到期", "next due");
pub const NOT_ON_DUTY: Word = Word::new(
    "没有报到：眼下不是你当班。",
    "Not checked in: you are not on duty now.",
);
pub const NIGHT_KEYS: Word = Word::new(
    "Alt-0 报到　F12 紧急求助　F8 English　Esc 离开大屏",
    "Alt-0 check in   F12 urgent help   F8 中文   Esc leaves the large watch",
);
pub const NIGHT_KEYS_AWAY: Word = Word::new(
    "F12 紧急求助　F8 English　Esc 离开大屏",
    "F12 urgent help   F8 中文   Esc leaves the large watch",
);
pub const FRESH: Word = Word::new("新", "*");
pub const BELL_ON: Word = Word::new(
    "来新事项时响铃：开。您下次进来也响。",
    "The bell for new alerts: on, also when you come back.",
);
pub const BELL_OFF: Word = Word::new("来新事项时响铃：关。", "The bell for new alerts: off.");

/// The heading of a group in the folded panel.
pub const fn fold(group: Group) -> Word {
    match group {
        Group::Overdue => OVERDUE,
        Group::Shift => Word::new("本班", "shift"),
        Group::Period => Word::new("时段", "period"),
        Group::Later => NEAR,
        Group::Signature => Word::new("待签", "sign"),
    }
}
