//! Every sentence of the page of ledgers that wait to be imported, both languages.

use crate::domain::intake::answer::Answer;
use crate::flow::waiting::{At, Half, Matter, Waiting};
use crate::words::{Lang, Sentence, Word};

pub const NONE_WAITS: Word = Word::new(
    "没有等待导入的台账。",
    "No ledger waits to be imported.",
);
pub const HOW: [Word; 3] = [
    Word::new(
        "把台账交到这里：zhuoluo import 台账.xlsx --wait",
        "Put a ledger here: zhuoluo import LEDGER.xlsx --wait",
    ),
    Word::new(
        "每行像在册的谁、像前面哪一行，在这里两边对看，逐行回答；",
        "Whom each row looks like, on record or in a row before, is answered here side by side;",
    ),
    Word::new(
        "回答随时记下，断线后接着答；确认之前什么都不登记。",
        "answers are kept at once, a lost line loses none; nothing is registered before you confirm.",
    ),
];
pub const MAY_NOT: Word = Word::new(
    "导入台账要有“导入”的权限；请管理员或台账员来做。",
    "Importing ledgers takes the right to import; ask the administrator or the keeper of ledgers.",
);
pub const LOADING: Word = Word::new("正在读取……", "Loading …");
pub const LOOKING: Word = Word::new("正在比对……", "Comparing …");
pub const NOBODY: Word = Word::new(
    "这一行现在不像谁；按另一人登记。",
    "This row looks like nobody now; it will be registered as somebody else.",
);
pub const NOT_ALIKE: Word = Word::new(
    "没有一行像在册的人或前面的行。Ctrl-S 确认导入。",
    "No row looks like anybody on record or in a row before. Ctrl-S imports it.",
);
pub const IMPORTING: Word = Word::new("正在导入……", "Importing …");
pub const ALL_ANSWERED: Word = Word::new("都答过了。", "All are answered.");
pub const NO_OTHER: Word = Word::new("只有这一份台账在等。", "Only this ledger waits.");
pub const NOT_ANSWERED: Word = Word::new("这里还没有回答。", "Nothing was answered here yet.");
pub const TAKEN_BACK: Word = Word::new("回答已收回。", "The answer is taken back.");
pub const DROPPED: Word = Word::new(
    "已撤下，没有导入；回答还记着，同一行再来时不用重答。",
    "Put away unimported; the answers stay with their rows.",
);
pub const KEYS: Word = Word::new(
    "1 同一人  2 同一事项  3 两者都是  4 都不是  0 收回",
    "1 person  2 matter  3 both  4 neither  0 take back",
);
pub const MATTER: Word = Word::new("事项", "matter");

/// Where somebody is written down.
pub fn place(at: At) -> Sentence {
    match at {
        At::Line(line) => say!("台账第{line}行", "row {line} of the ledger"),
        At::Record(id) => say!("在册 #{id}", "on record #{id}"),
    }
}

/// The ledger in sight.
pub fn about(ledger: &Waiting, (at, count): (usize, usize)) -> Sentence {
    let Waiting {
        file,
        rows,
        refused,
        ..
    } = ledger;
    let (file, asked, open) = (file.line(), ledger.asked.len(), ledger.open());
    let put = ledger.at.format("%m-%d %H:%M");
    let others = if count > 1 {
        format!("（{}/{count}）", at + 1)
    } else {
        String::new()
    };
    let left = if *refused > 0 {
        (format!(" 退回{refused}"), format!(", {refused} refused"))
    } else {
        Default::default()
    };
    let (zh, en) = left;
    say!(
        "{file}{others} {put}交来 共{rows}行{zh} 像谁{asked} 未答{open}",
        "{file}{others} put {put}: {rows} rows{en}, {asked} alike, {open} open"
    )
}

/// A matter in few words.
pub fn named(matter: &Matter) -> String {
    let summary: String = matter.summary.line().chars().take(14).collect();
    format!("{} {summary}", matter.on)
}

/// What an answer will do when the ledger is imported.
pub fn will(answer: Answer, theirs: &Half, matter: &str) -> Sentence {
    let name = theirs.person.name.line();
    let at = place(theirs.at);
    let (zh, en) = (at.zh, at.en);
    match answer {
        Answer::Person => say!(
            "导入时记在{name}（{zh}）名下，不另立一人。",
            "On import it goes to {name} ({en}); no new person."
        ),
        Answer::Matter => say!(
            "导入时另立一人，与“{matter}”连为同一事项。",
            "On import a new person, of one matter with \"{matter}\"."
        ),
        Answer::Both => say!(
            "导入时记在{name}（{zh}）名下，并与“{matter}”连为同一事项。",
            "On import it goes to {name} ({en}), of one matter with \"{matter}\"."
        ),
        Answer::Neither => say!(
            "导入时另立一人；与{name}（{zh}）不是同一人，记下不再问。",
            "On import a new person; not {name} ({en}), who is not asked about again."
        ),
    }
}

/// Asked once before a ledger is imported.
pub fn import(ledger: &Waiting) -> Sentence {
    let said = |answer: Answer| {
        let all = ledger.asked.iter().flat_map(|r| &r.answers);
        all.filter(|(_, a)| *a == answer).count()
    };
    let (file, rows, open) = (ledger.file.line(), ledger.rows, ledger.open());
    let (person, matter) = (said(Answer::Person), said(Answer::Matter));
    let (both, neither) = (said(Answer::Both), said(Answer::Neither));
    say!(
        "导入“{file}”的{rows}行？回答：同一人{person}，同一事项{matter}，两者都是{both}，都不是{neither}；{open}行没有回答，按另一人登记（姓名和证件号码都相同的除外）。导入后可整批撤销。",
        "Import the {rows} rows of \"{file}\"? Answered: person {person}, matter {matter}, both {both}, neither {neither}; {open} rows are not answered and become somebody else (but for the same name with the same document). The batch can be undone."
    )
}

/// Asked once before a ledger is put away.
pub fn put_away(ledger: &Waiting) -> Sentence {
    let (file, rows) = (ledger.file.line(), ledger.rows);
    say!(
        "撤下“{file}”的{rows}行，不导入？回答仍记着。",
        "Put the {rows} rows of \"{file}\" away unimported? The answers are kept."
    )
}

/// A ledger was imported.
pub fn imported(batch: i64, taken: usize, known: usize) -> Sentence {
    say!(
        "已导入{taken}行（早已有的{known}行没有重登），批次{batch}；撤销：zhuoluo import --undo {batch}",
        "{taken} rows imported ({known} were there already), batch {batch}; to undo it: zhuoluo import --undo {batch}"
    )
}

/// The answers to a row, in few words.
pub fn answers(answers: &[(usize, Answer)], lang: Lang) -> String {
    let words: Vec<&str> = answers.iter().map(|(_, a)| a.word().say(lang)).collect();
    words.join(if lang == Lang::Zh { "、" } else { ", " })
}
