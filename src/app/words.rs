//! Every sentence of the frame around the rooms, both languages.

use crate::words::Word;

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
pub const ALERTS: Word = Word::new("待办提醒", "Owed");
pub const NONE: Word = Word::new("没有到期和临近的义务", "nothing due or near");
pub const OVERDUE: Word = Word::new("逾期", "overdue");
pub const DUE: Word = Word::new("今日到期", "due");
pub const NEAR: Word = Word::new("临近", "near");
pub const DESK: Word = Word::new("总览", "Desk");
pub const INTAKE: Word = Word::new("登记", "Intake");
pub const FIND: Word = Word::new("查询", "Find");
pub const CASE: Word = Word::new("案卷", "Case");
pub const LEDGERS: Word = Word::new("台账", "Ledgers");
