//! The help texts and examples of every command, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo", "zhuoluo owed --unit 东甲镇 --json"),
    (
        "zhuoluo demo",
        "zhuoluo demo --people 1000 --petitions 2000 --no-open",
    ),
    (
        "zhuoluo init",
        "zhuoluo init --office 示例县信访局 --admin wang",
    ),
    (
        "zhuoluo register",
        r#"echo '{"channel":"visit","people":[{"name":"张某"}],"requests":["要求核实补偿款"]}' | zhuoluo register"#,
    ),
    (
        "zhuoluo check-intake",
        "zhuoluo check-intake --json intake.jsonl",
    ),
    ("zhuoluo find", "zhuoluo find zhangsf --people"),
    (
        "zhuoluo show",
        "zhuoluo show 999999-2026-LF-00042 --json --why 复核",
    ),
    (
        "zhuoluo act",
        r#"echo '{"to":"东甲镇"}' | zhuoluo act 999999-2026-LF-00042 forward --json -"#,
    ),
    ("zhuoluo owed", "zhuoluo owed --until 2026-12-31 --json"),
    (
        "zhuoluo explain",
        "zhuoluo explain 999999-2026-LF-00042 answer",
    ),
    (
        "zhuoluo import",
        "zhuoluo import 来访登记台账.csv --dry-run --report 核对.csv",
    ),
    (
        "zhuoluo export",
        "zhuoluo export petitions --format xlsx -o 台账.xlsx",
    ),
    ("zhuoluo calendar", "zhuoluo calendar show 2026"),
    ("zhuoluo calendar show", "zhuoluo calendar show 2026 --json"),
    ("zhuoluo verify", "zhuoluo verify --json"),
    (
        "zhuoluo paper",
        "zhuoluo paper 999999-2026-LF-00042 receipt -o 回执.txt",
    ),
    ("zhuoluo schema", "zhuoluo schema owed"),
    ("zhuoluo completions", "zhuoluo completions bash"),
    (
        "zhuoluo man",
        "zhuoluo man > ~/.local/share/man/man1/zhuoluo.1",
    ),
];

/// What every command and argument is for: by path, by `command.argument`, or by argument.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo",
        Word::new(
            "着落：信访办件台。不带命令时打开屏幕；“zhuoluo -”从标准输入的第一行读命令。",
            "zhuoluo: the casework desk of a letters-and-visits office. Without a command it opens the screen; `zhuoluo -` reads the command from the first line of standard input.",
        ),
    ),
    (
        "db",
        Word::new(
            "数据库文件（或环境变量 ZHUOLUO_DB）",
            "the store's file (or the variable ZHUOLUO_DB)",
        ),
    ),
    (
        "lang",
        Word::new("语言：zh 中文，en 英文", "language: zh or en"),
    ),
    (
        "login",
        Word::new("以哪个操作员的身份", "which operator you are"),
    ),
    (
        "now",
        Word::new(
            "当作现在的时刻，只对演示库有效",
            "the instant to take for now; sandbox stores only",
        ),
    ),
    ("help", Word::new("显示帮助", "show this help")),
    ("version", Word::new("显示版本", "show the version")),
    (
        "json",
        Word::new("输出一个 JSON 值", "print one JSON value"),
    ),
    (
        "zhuoluo demo",
        Word::new(
            "生成并打开一个虚构的演示办公室",
            "make and open an invented office in a sandbox store",
        ),
    ),
    (
        "demo.people",
        Word::new("人数，默认1000", "people, 1000 when not given"),
    ),
    (
        "demo.petitions",
        Word::new("信访件数，默认2000", "petitions, 2000 when not given"),
    ),
    (
        "demo.seed",
        Word::new(
            "种子：同一种子生成同一办公室",
            "the seed: the same seed makes the same office",
        ),
    ),
    ("demo.file", Word::new("放在哪个文件", "where to put it")),
    (
        "demo.no_open",
        Word::new("只生成，不打开", "make it, do not open it"),
    ),
    ("zhuoluo init", Word::new("新建数据库", "make a new store")),
    ("init.office", Word::new("单位名称", "the office's name")),
    (
        "init.admin",
        Word::new(
            "首个操作员（管理员）的登录名",
            "login of the first operator, an administrator",
        ),
    ),
    (
        "init.called",
        Word::new(
            "其姓名；不写就用登录名",
            "their name; the login when left out",
        ),
    ),
    (
        "init.sandbox",
        Word::new("演示库：可以用 --now", "a sandbox, which honours --now"),
    ),
    (
        "init.area",
        Word::new(
            "六位行政区划代码，用在登记编号里",
            "six-digit area code, used in registration numbers",
        ),
    ),
    (
        "zhuoluo register",
        Word::new(
            "登记一件（JSON 对象）或多件（每行一个）",
            "register one petition (a JSON object) or many (one a line)",
        ),
    ),
    (
        "register.json",
        Word::new(
            "JSON 文件，- 为标准输入（默认）",
            "the JSON file; - is standard input, the default",
        ),
    ),
    (
        "register.each",
        Word::new(
            "能登记的先登记，其余逐行报告",
            "take the good ones and report the others",
        ),
    ),
    (
        "zhuoluo check-intake",
        Word::new("同样检查，不写入", "the same checks, nothing written"),
    ),
    (
        "check-intake.json",
        Word::new(
            "JSON 文件，- 为标准输入（默认）",
            "the JSON file; - is standard input, the default",
        ),
    ),
    (
        "check-intake.each",
        Word::new("逐行报告", "report line by line"),
    ),
    (
        "zhuoluo find",
        Word::new(
            "查人查件：汉字、拼音、首字母、号码尾数、编号",
            "find people and petitions by characters, pinyin, initials, digits or number",
        ),
    ),
    ("find.query", Word::new("要查的内容", "what to look for")),
    ("find.people", Word::new("只查人", "people only")),
    ("find.petitions", Word::new("只查件", "petitions only")),
    (
        "find.limit",
        Word::new(
            "每类最多几条，默认20",
            "at most so many of each kind, 20 when not given",
        ),
    ),
    (
        "zhuoluo show",
        Word::new(
            "查看全卷（记入审计）",
            "show the whole file (goes on record)",
        ),
    ),
    (
        "show.number",
        Word::new("登记编号或查询码", "registration number or query code"),
    ),
    (
        "show.why",
        Word::new(
            "查看事由；检举控告件必写，记入审计",
            "why you open it; demanded for an accusation, goes on record",
        ),
    ),
    (
        "explain.why",
        Word::new(
            "查看事由；检举控告件必写",
            "why you open it; demanded for an accusation",
        ),
    ),
    (
        "zhuoluo act",
        Word::new("走一步：增加一个事件", "take a step: add one event"),
    ),
    ("number", Word::new("登记编号", "registration number")),
    (
        "act.step",
        Word::new(
            "步骤，例 forward accept answer serve close",
            "the step, e.g. forward accept answer serve close",
        ),
    ),
    (
        "act.json",
        Word::new(
            "步骤内容的 JSON 文件，- 为标准输入；默认 {}。带 draft 编号重发不会另记一步",
            "the step's body as JSON, - is standard input; {} when not given; with a draft id the same again adds no second step",
        ),
    ),
    (
        "act.on",
        Word::new(
            "生效日期，默认今天",
            "the date of effect, today when not given",
        ),
    ),
    (
        "zhuoluo explain",
        Word::new(
            "逐日说明期限怎么算出来的",
            "how a due date was counted, day by day",
        ),
    ),
    (
        "explain.kind",
        Word::new(
            "哪一种义务，例 answer；默认全部未结的",
            "which obligation, e.g. answer; all that are owed when not given",
        ),
    ),
    (
        "zhuoluo import",
        Word::new(
            "导入台账：CSV、XLSX、XLS、ODS",
            "import a ledger: CSV, XLSX, XLS, ODS",
        ),
    ),
    ("import.file", Word::new("台账文件", "the ledger's file")),
    (
        "import.map",
        Word::new("列名对照文件（TOML）", "a mapping of column names (TOML)"),
    ),
    ("import.sheet", Word::new("工作表名称", "name of the sheet")),
    (
        "import.encoding",
        Word::new(
            "文本编码：utf-8 gb18030 utf-16le utf-16be",
            "encoding: utf-8 gb18030 utf-16le utf-16be",
        ),
    ),
    (
        "import.dry_run",
        Word::new("只核对，不写入", "check only, write nothing"),
    ),
    (
        "import.report",
        Word::new(
            "把逐行结果写成 CSV",
            "write what became of every row as CSV",
        ),
    ),
    (
        "import.each",
        Word::new(
            "有退回的行时导入其余的行；不加则整批不写",
            "take the good rows although others are refused; without it nothing is written then",
        ),
    ),
    ("import.undo", Word::new("撤销这一批", "undo this batch")),
    ("import.list", Word::new("列出各批", "list the batches")),
    (
        "zhuoluo export",
        Word::new(
            "导出所见（记入审计）",
            "export what you may see (goes on record)",
        ),
    ),
    (
        "export.what",
        Word::new(
            "petitions 信访件，owed 待办义务，people 信访人，supervisions 督办，campaigns 积案，self-check 自查",
            "petitions, owed, people, supervisions, campaigns or self-check",
        ),
    ),
    (
        "export.format",
        Word::new(
            "xlsx、csv 或 json；默认按文件名，否则 csv",
            "xlsx, csv or json; by the file's name when not given, else csv",
        ),
    ),
    (
        "output",
        Word::new(
            "写到文件；默认标准输出",
            "write to this file; standard output when not given",
        ),
    ),
    (
        "zhuoluo calendar",
        Word::new("工作日历", "the calendar of working days"),
    ),
    (
        "zhuoluo calendar show",
        Word::new(
            "一年的休息日和补班日，及其通知",
            "a year's days off and make-up days, with the notice",
        ),
    ),
    (
        "show.year",
        Word::new("年份，默认今年", "the year, this one when not given"),
    ),
    (
        "zhuoluo verify",
        Word::new(
            "核验数据库：完整性、事件链、各缓存；有误时退出码20",
            "check the store: integrity, chains, caches; exit status 20 when something is wrong",
        ),
    ),
    (
        "zhuoluo paper",
        Word::new("出具文书：receipt 登记回执", "make a paper: receipt"),
    ),
    (
        "paper.kind",
        Word::new(
            "文书种类，见 template list",
            "the kind of paper; see template list",
        ),
    ),
    (
        "paper.width",
        Word::new(
            "纸宽（列），40到200，默认80",
            "width in columns, 40 to 200, 80 when not given",
        ),
    ),
    (
        "zhuoluo schema",
        Word::new(
            "某个命令的 JSON 结构（JSON Schema）",
            "the JSON Schema of a command",
        ),
    ),
    ("schema.command", Word::new("命令名", "the command's name")),
    (
        "zhuoluo completions",
        Word::new("命令行补全脚本", "a completion script for the shell"),
    ),
    (
        "completions.shell",
        Word::new(
            "bash zsh fish elvish powershell",
            "bash zsh fish elvish powershell",
        ),
    ),
    ("zhuoluo man", Word::new("man 手册页", "the manual page")),
];
