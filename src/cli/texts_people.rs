//! The help texts and examples of the commands about records of people, in both languages.

use crate::words::Word;

pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo person", "zhuoluo person merge 12 55 --preview"),
    (
        "zhuoluo person merge",
        "zhuoluo person merge 12 55 --why 证件号码相同，姓名录错一字",
    ),
    ("zhuoluo person show", "zhuoluo person show 12"),
    (
        "zhuoluo person split",
        "zhuoluo person split 55 --why 是同名的两个人",
    ),
    (
        "zhuoluo person not-same",
        "zhuoluo person not-same 12 55 --why 父子共用电话",
    ),
];

pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo person",
        Word::new(
            "信访人的记录：同一人的两份合着看、拆开，记明不是同一人",
            "records of people: two of one person read as one, taken apart, or kept apart",
        ),
    ),
    (
        "zhuoluo person merge",
        Word::new(
            "把另一份记录与这一份作为同一人查看；--preview 先看，什么都不改",
            "read another record as this one; --preview shows it and changes nothing",
        ),
    ),
    (
        "zhuoluo person show",
        Word::new(
            "一个人的档案：各条记录、可能是同一人的、合并与区分的经过",
            "a person's file: the records, who they could be the same as, what was said of them",
        ),
    ),
    ("show.of", Word::new("人员编号", "the person")),
    (
        "zhuoluo person split",
        Word::new(
            "拆开并错的记录，一步复原",
            "take a merged record apart again, in one step",
        ),
    ),
    (
        "zhuoluo person not-same",
        Word::new(
            "记明两份记录不是同一人，以后不能合并",
            "remember that two records are two people, so that nobody merges them",
        ),
    ),
    (
        "merge.kept",
        Word::new(
            "保留的人员编号（find --people --json 的 person）",
            "the person that is kept (\"person\" of find --people --json)",
        ),
    ),
    (
        "merge.other",
        Word::new("并入的人员编号", "the person that is read as it"),
    ),
    (
        "split.other",
        Word::new("要拆开的人员编号", "the person to take out"),
    ),
    ("not-same.a", Word::new("人员编号", "one person")),
    ("not-same.b", Word::new("另一人员编号", "the other person")),
    (
        "merge.preview",
        Word::new(
            "只看会怎样，什么都不改",
            "show what would come of it; nothing is changed",
        ),
    ),
    (
        "merge.why",
        Word::new("理由，记入审计", "why; goes on record"),
    ),
    (
        "split.why",
        Word::new("理由，记入审计", "why; goes on record"),
    ),
    (
        "not-same.why",
        Word::new("理由，记入审计", "why; goes on record"),
    ),
    (
        "not-same.undo",
        Word::new("不再这样记", "no longer remember it"),
    ),
    (
        "import.matches",
        Word::new(
            "把各行像谁、像哪件写成 CSV，留一列填回答；行里没有回答的什么也不并、不连",
            "write whom and what each row looks like as CSV, with a column for the answer; a row without one joins and links nothing",
        ),
    ),
    (
        "import.wait",
        Word::new(
            "只交到桌面：在“台账”的“导入”一页逐行回答像谁，确认后才导入",
            "put it on the desk only: on the page \"imports\" of the ledgers it is answered row by row, and imported when confirmed",
        ),
    ),
    (
        "import.answers",
        Word::new(
            "填好的回答：同一人、同一事项、两者都是、都不是；同一行再导入时记得",
            "the answers: person, matter, both, neither; remembered when the same row is imported again",
        ),
    ),
];
