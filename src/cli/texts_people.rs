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
    (
        "zhuoluo import waiting",
        "zhuoluo import waiting show 1 7 --json",
    ),
    (
        "zhuoluo import waiting list",
        "zhuoluo import waiting list --json",
    ),
    (
        "zhuoluo import waiting show",
        "zhuoluo import waiting show 1 7",
    ),
    (
        "zhuoluo import waiting answer",
        "zhuoluo import waiting answer 1 7 both --person 12",
    ),
    (
        "zhuoluo import waiting import",
        "zhuoluo import waiting import 1",
    ),
    (
        "zhuoluo import waiting drop",
        "zhuoluo import waiting drop 1",
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
    (
        "zhuoluo import waiting",
        Word::new(
            "在桌面等待导入的台账：逐行回答、导入、撤下",
            "ledgers that wait on the desk: answered row by row, imported, put away",
        ),
    ),
    (
        "zhuoluo import waiting list",
        Word::new("本人等待导入的台账", "the operator's own ledgers that wait"),
    ),
    (
        "zhuoluo import waiting show",
        Word::new(
            "像谁的各行；写出行号则列出像的是谁",
            "the rows that look like somebody; of one row, whom it looks like",
        ),
    ),
    (
        "zhuoluo import waiting answer",
        Word::new(
            "回答一行：是不是同一人、同一事项；随时可改，导入时才算数",
            "answer a row: the same person, the same matter; it counts when the ledger is imported",
        ),
    ),
    (
        "zhuoluo import waiting import",
        Word::new(
            "照回答导入，全有或全无",
            "import it as answered, all rows or none",
        ),
    ),
    (
        "zhuoluo import waiting drop",
        Word::new(
            "撤下不导入；回答仍记在各行上",
            "put it away unimported; the answers stay with their rows",
        ),
    ),
    (
        "answer.id",
        Word::new(
            "等待的台账的编号（list 列出）",
            "the ledger's number, of `list`",
        ),
    ),
    (
        "answer.line",
        Word::new("台账里的行号", "the row in the sheet"),
    ),
    (
        "answer.said",
        Word::new(
            "person 同一人 · matter 同一事项 · both 两者都是 · neither 都不是 · back 收回",
            "person, matter, both, neither; back takes the answer back",
        ),
    ),
    (
        "answer.person",
        Word::new("和哪位在册的人比", "the person on record it is about"),
    ),
    (
        "answer.row",
        Word::new("和本台账哪一行比", "the row of this ledger it is about"),
    ),
    (
        "answer.nth",
        Word::new("这一行的第几个人", "which of the people of the row"),
    ),
    (
        "answer.petition",
        Word::new("同一事项指哪一件", "the petition whose matter is meant"),
    ),
    (
        "drop.id",
        Word::new(
            "等待的台账的编号（list 列出）",
            "the ledger's number, of `list`",
        ),
    ),
    (
        "show.id",
        Word::new(
            "等待的台账的编号（list 列出）",
            "the ledger's number, of `list`",
        ),
    ),
    (
        "show.line",
        Word::new("台账里的行号", "the row in the sheet"),
    ),
    (
        "import.id",
        Word::new(
            "等待的台账的编号（list 列出）",
            "the ledger's number, of `list`",
        ),
    ),
];
