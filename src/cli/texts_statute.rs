//! The help texts and examples of the commands for calendar and rules, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo calendar versions", "zhuoluo calendar versions"),
    (
        "zhuoluo calendar import",
        "zhuoluo calendar import 2027.csv --title 国务院办公厅关于2027年部分节假日安排的通知 --number 国办发明电〔2026〕7号 --date 2026-11-04",
    ),
    ("zhuoluo calendar diff", "zhuoluo calendar diff 2027.json"),
    (
        "zhuoluo calendar confirm",
        "zhuoluo --as li calendar confirm 1",
    ),
    ("zhuoluo calendar drop", "zhuoluo calendar drop 1"),
    (
        "zhuoluo calendar count",
        "zhuoluo calendar count 2026-08-05 60d --extend 30",
    ),
    ("zhuoluo rules", "zhuoluo rules show"),
    ("zhuoluo rules show", "zhuoluo rules show --json"),
    ("zhuoluo rules diff", "zhuoluo rules diff 期限.toml"),
    ("zhuoluo rules import", "zhuoluo rules import 期限.toml"),
];

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo calendar versions",
        Word::new(
            "各版日历：谁导入、谁确认、哪一版现行",
            "the versions: who imported, who confirmed, which is in force",
        ),
    ),
    (
        "zhuoluo calendar import",
        Word::new(
            "导入一年的放假表，列出会移动的期限；第二个人确认后才计算",
            "import a year's table and list the due dates it would move; it counts once a second person confirms",
        ),
    ),
    (
        "import.file",
        Word::new(
            "文件：本程序的 CSV，或含 days[{name,date,isOffDay}] 的 JSON；- 为标准输入",
            "a CSV of our own, or JSON with days[{name,date,isOffDay}]; - for standard input",
        ),
    ),
    (
        "title",
        Word::new("依据文件的标题", "the title of the document it rests on"),
    ),
    (
        "document",
        Word::new("依据文件的文号", "the number of that document"),
    ),
    (
        "date",
        Word::new("依据文件的日期", "the date of that document"),
    ),
    (
        "local",
        Word::new(
            "本地放假（自治地方的民族节日），叠加在全国日历上",
            "local days (festivals of an autonomous place), laid over the national calendar",
        ),
    ),
    (
        "zhuoluo calendar diff",
        Word::new(
            "只看不改：换用这张表，哪些日子不同、哪些期限会移动",
            "changes nothing: which days differ and which due dates would move under this table",
        ),
    ),
    (
        "diff.what",
        Word::new(
            "文件，或已导入的版号",
            "a file, or the number of an imported version",
        ),
    ),
    (
        "zhuoluo calendar confirm",
        Word::new(
            "第二个人确认一版，期限随即重算（记入审计）",
            "a second person confirms a version; due dates are counted anew (goes on record)",
        ),
    ),
    (
        "zhuoluo calendar drop",
        Word::new(
            "放弃还没确认的一版（记入审计）",
            "drop a version that was not confirmed (goes on record)",
        ),
    ),
    ("version", Word::new("版号", "the version's number")),
    (
        "zhuoluo calendar count",
        Word::new(
            "算一个期限，一天一天列出来",
            "count one due date, day by day",
        ),
    ),
    ("count.from", Word::new("起算日（第0日）", "day 0")),
    (
        "count.span",
        Word::new("15d 为15日，5w 为5个工作日", "15d: days, 5w: working days"),
    ),
    (
        "count.extend",
        Word::new(
            "延期日数，与原期限自同一起算日合并计算",
            "days of an extension, counted with the rest from the same day 0",
        ),
    ),
    (
        "count.hearing",
        Word::new(
            "不计入的听证起止日，可多次",
            "first and last day of a hearing that is left out; may be repeated",
        ),
    ),
    (
        "count.lines",
        Word::new(
            "一行一个 JSON：from、length、unit（day|working_day）、extend、hearings；- 为标准输入",
            "a JSON object a line: from, length, unit (day|working_day), extend, hearings; - for standard input",
        ),
    ),
    (
        "zhuoluo rules",
        Word::new(
            "期限和条文：全国上限与本办自定",
            "limits and articles: the national maximum and the office's own",
        ),
    ),
    (
        "zhuoluo rules show",
        Word::new("列出每项期限", "list every limit"),
    ),
    (
        "zhuoluo rules diff",
        Word::new(
            "只看不改：改用这份本办期限，哪些期限会移动",
            "changes nothing: which due dates would move under these rules of the office",
        ),
    ),
    (
        "zhuoluo rules import",
        Word::new(
            "采用本办期限，只可更短（管理员，记入审计）",
            "make these the office's own rules, shorter only (administrators; goes on record)",
        ),
    ),
    (
        "diff.file",
        Word::new(
            "TOML：[limits.名称] 下 length = 天数；- 为标准输入",
            "TOML: length = days under [limits.NAME]; - for standard input",
        ),
    ),
];
