//! Every sentence of the find room, in both languages.

use crate::words::{Sentence, Word};

/// Before the line.
pub const TITLE: Word = Word::new("查询", "Find");
/// In the empty line.
pub const HINT: Word = Word::new(
    "姓名、拼音、首字母、电话或证件尾号、编号、事由",
    "name, pinyin, initials, phone or id tail, number, words",
);
/// Nothing typed yet.
pub const EMPTY: Word = Word::new(
    "输入就找，不用按回车。",
    "Type; the list follows. No Enter needed.",
);
/// Examples.
pub const EXAMPLES: [Word; 4] = [
    Word::new(
        "张sf　　 姓张、名字首字母 sf",
        "张sf       surname 张, initials sf",
    ),
    Word::new(
        "李 1962　姓李、证件里有 1962",
        "李 1962    surname 李, 1962 in the document number",
    ),
    Word::new(
        "8834　　 电话或证件尾号、编号",
        "8834       tail of a phone or document, a number",
    ),
    Word::new(
        "征地　　 事由、地点里的字",
        "征地       words of the matter or the place",
    ),
];
/// Nobody whose file could be opened.
pub const NO_PERSON: Word = Word::new(
    "没有选中人员；按 Tab 到“人员”里选。",
    "No person is chosen; Tab goes to the people.",
);
/// Nothing in sight that could be opened.
pub const NOTHING_CHOSEN: Word = Word::new("没有可打开的。", "There is nothing to open.");
/// Nothing found.
pub const NONE: Word = Word::new(
    "没有找到。换一种写法试试：少几个字、拼音首字母、电话尾号。",
    "Nothing found. Try fewer characters, initials, or the tail of a phone number.",
);
/// Nothing found as it was typed, while there is no index.
pub const NONE_YET: Word = Word::new(
    "按原文还没有找到，不等于没有。索引建好后自动再查，不必重新输入。",
    "Not found as written so far, which does not mean there is nobody. Once the index is there it is looked for again; you need not type it anew.",
);
/// Nobody of this kind.
pub const NO_PEOPLE: Word = Word::new("没有符合的人员。", "No person fits.");
/// No petition of this kind.
pub const NO_PETITIONS: Word = Word::new("没有符合的信访件。", "No petition fits.");
/// The next answer is awaited.
pub const WAITING: Word = Word::new("正在找……", "looking …");
/// People.
pub const PEOPLE: Word = Word::new("人员", "People");
/// Petitions.
pub const PETITIONS: Word = Word::new("信访件", "Petitions");
/// Beside the number of hits when there are more.
pub const FURTHER: Word = Word::new("不止这些，按 End 再列", "more: End lists them");
/// More was typed than is read.
pub const TOO_LONG: Word = Word::new(
    "只认前16个词、128个字",
    "the first 16 words, 128 signs are read",
);
/// Petitions of a person that are not listed.
pub const OLDER: Word = Word::new(
    "还有没列出的：F2 人员档案",
    "There are others: F2, their file",
);
/// Preview.
pub const PREVIEW: Word = Word::new("预览", "Preview");
/// No name.
pub const NO_NAME: Word = Word::new("（未留姓名）", "(no name given)");
/// Telephone.
pub const PHONE: Word = Word::new("电话", "Phone");
/// Document.
pub const DOCUMENT: Word = Word::new("证件", "Document");
/// Other names under which the same person was taken down.
pub const ALSO: Word = Word::new("另记", "Also as");
/// Address.
pub const ADDRESS: Word = Word::new("住址", "Address");
/// How to reach them.
pub const CONTACT_BY: Word = Word::new("联系方式", "Reach by");
/// Language.
pub const LANGUAGE: Word = Word::new("语言", "Language");
/// Help.
pub const HELP: Word = Word::new("需要帮助", "Help");
/// Why this came up.
pub const WHY: Word = Word::new("为什么列出", "Found by");
/// The office's debt.
pub const OWED: Word = Word::new("欠", "owed");
/// Nothing is owed.
pub const NOTHING_OWED: Word = Word::new("没有欠办的事项。", "Nothing is owed.");
/// Received.
pub const RECEIVED: Word = Word::new("收到", "Received");
/// Channel.
pub const CHANNEL: Word = Word::new("形式", "Channel");
/// Class.
pub const CLASS: Word = Word::new("类别", "Class");
/// Category.
pub const CATEGORY: Word = Word::new("分类", "Category");
/// Place.
pub const PLACE: Word = Word::new("属地", "Place");
/// Who holds it.
pub const HOLDER: Word = Word::new("承办", "With");
/// Number elsewhere.
pub const EXTERNAL: Word = Word::new("外部编号", "Other no.");
/// Next due.
pub const NEXT: Word = Word::new("接下来", "Next");
/// Enter.
pub const ENTER_PETITION: Word = Word::new(
    "回车打开案卷，打开会记录在案。",
    "Enter opens the file; opening it goes on record.",
);
/// Enter on a person.
pub const ENTER_PERSON: Word = Word::new(
    "回车从这些信访件里选一件。",
    "Enter lists these petitions to choose from.",
);

/// Heading over a person's petitions.
pub fn choose(name: &str) -> Sentence {
    say!(
        "{name}：选一件打开（Esc 回到名单）",
        "{name}: choose one to open (Esc: back to the list)"
    )
}

/// What is owed next and until when.
pub fn next(zh: &str, en: &str, on: chrono::NaiveDate, left: i64) -> Sentence {
    match left {
        n if n < 0 => {
            let over = -n;
            say!("{zh} {on} 已逾期{over}天", "{en} {on}, {over}d overdue")
        }
        0 => say!("{zh} 今天到期", "{en} due today"),
        n => say!("{zh} {on} 还有{n}天", "{en} {on}, {n}d left"),
    }
}
