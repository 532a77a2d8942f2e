//! The help texts and examples of what is owed, papers, reminders, the self-check and campaigns, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo template", "zhuoluo template list"),
    ("zhuoluo template list", "zhuoluo template list --json"),
    (
        "zhuoluo template show",
        "zhuoluo template show notice > 告知书.txt",
    ),
    (
        "zhuoluo template import",
        "zhuoluo template import notice 告知书.txt",
    ),
    ("zhuoluo template reset", "zhuoluo template reset notice"),
    ("zhuoluo remind", "zhuoluo remind --dry-run"),
    (
        "zhuoluo self-check",
        "zhuoluo self-check --unit 东甲镇 --open",
    ),
    ("zhuoluo campaign", "zhuoluo campaign list"),
    ("zhuoluo campaign list", "zhuoluo campaign list --json"),
    ("zhuoluo campaign show", "zhuoluo campaign show 积案化解"),
    (
        "zhuoluo campaign open",
        "zhuoluo campaign open 积案化解 --basis 示信发〔2026〕8号 --lead 王某 --until 2026-12-31 --phase 摸排:2026-09-01:2026-09-30",
    ),
    (
        "zhuoluo campaign add",
        "zhuoluo campaign add 积案化解 999999-2026-LF-00042 --cause unit --lead 李某 --plan 会商定责",
    ),
    (
        "zhuoluo campaign strike",
        "zhuoluo campaign strike 积案化解 999999-2026-LF-00042 --evidence 和解协议书2号及付款凭证",
    ),
    (
        "zhuoluo campaign close",
        "zhuoluo campaign close 积案化解 --result 化解18件，2件转入常态化解",
    ),
];

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "paper.set",
        Word::new(
            "手填的空项，可多次，例 contact=王某",
            "a blank filled in by hand, may be repeated, e.g. contact=Wang",
        ),
    ),
    (
        "zhuoluo template",
        Word::new(
            "文书模板：看、改成本办的、恢复",
            "templates of papers: look, lay the office's own over them, reset",
        ),
    ),
    (
        "zhuoluo template list",
        Word::new(
            "列出文书和所用模板",
            "list the papers and whose template each uses",
        ),
    ),
    (
        "zhuoluo template show",
        Word::new(
            "现用的模板，可存成文件再改",
            "the template in use; keep it as a file and change it",
        ),
    ),
    (
        "zhuoluo template import",
        Word::new(
            "采用本办的模板（管理员，记入审计）",
            "use the office's own template (administrators; goes on record)",
        ),
    ),
    (
        "zhuoluo template reset",
        Word::new(
            "恢复随程序的模板（管理员，记入审计）",
            "use the shipped template again (administrators; goes on record)",
        ),
    ),
    (
        "template.kind",
        Word::new(
            "文书种类，见 template list",
            "the kind of paper; see template list",
        ),
    ),
    (
        "was",
        Word::new(
            "看换下的第几份（换下时说过）",
            "the replaced one of this number, as it was said when it was replaced",
        ),
    ),
    (
        "show.kind",
        Word::new(
            "文书种类，见 template list",
            "the kind of paper; see template list",
        ),
    ),
    (
        "import.kind",
        Word::new(
            "文书种类，见 template list",
            "the kind of paper; see template list",
        ),
    ),
    (
        "reset.kind",
        Word::new(
            "文书种类，见 template list",
            "the kind of paper; see template list",
        ),
    ),
    (
        "zhuoluo remind",
        Word::new(
            "按提醒阶梯记下到档的提醒（给 cron 用），无人经办的在前",
            "record the reminders that have come to a rung (for cron), what nobody handles first",
        ),
    ),
    ("remind.dry_run", Word::new("只看不记", "only look")),
    (
        "remind.unit",
        Word::new("只看一个单位的", "only this unit's"),
    ),
    (
        "zhuoluo self-check",
        Word::new(
            "对照第四十二至四十六条自查，按单位列出，附事件号",
            "the office against Arts. 42–46, by unit, with the events behind",
        ),
    ),
    (
        "self-check.unit",
        Word::new("只看一个单位的", "only this unit's"),
    ),
    (
        "self-check.from",
        Word::new(
            "失责发生在这天以后",
            "failures that began on or after this day",
        ),
    ),
    (
        "self-check.to",
        Word::new("失责发生在这天以前", "failures that began by this day"),
    ),
    (
        "self-check.open",
        Word::new("只看还没改正的", "only those that go on"),
    ),
    (
        "zhuoluo campaign",
        Word::new(
            "积案专项：名单、阶段、包案、销号、余量",
            "campaigns over a backlog: list, phases, leads, striking off, burndown",
        ),
    ),
    (
        "zhuoluo campaign list",
        Word::new("列出各专项", "list the campaigns"),
    ),
    (
        "zhuoluo campaign show",
        Word::new(
            "一个专项的名单和余量",
            "the cases of one campaign and its burndown",
        ),
    ),
    (
        "zhuoluo campaign open",
        Word::new(
            "开一个专项（督查、领导、管理员，记入审计）",
            "open a campaign (supervisors, heads, administrators; goes on record)",
        ),
    ),
    (
        "zhuoluo campaign add",
        Word::new(
            "列入案件，已列入的改卡点、包案、方案",
            "put cases on the list, or change what they are listed with",
        ),
    ),
    (
        "zhuoluo campaign strike",
        Word::new(
            "凭化解证据销号",
            "strike a case off, with evidence of its outcome",
        ),
    ),
    (
        "zhuoluo campaign close",
        Word::new("结束专项，写明结果", "close a campaign with its result"),
    ),
    (
        "campaign.name",
        Word::new("专项名称或编号", "the campaign's name or number"),
    ),
    (
        "show.name",
        Word::new("专项名称或编号", "the campaign's name or number"),
    ),
    ("open.name", Word::new("专项名称", "its name")),
    (
        "strike.name",
        Word::new("专项名称或编号", "the campaign's name or number"),
    ),
    (
        "close.name",
        Word::new("专项名称或编号", "the campaign's name or number"),
    ),
    (
        "basis",
        Word::new("依据文件", "the document that orders it"),
    ),
    ("lead", Word::new("牵头或包案领导", "who leads it")),
    (
        "open.from",
        Word::new("开始日期，默认今天", "first day; today when not given"),
    ),
    (
        "open.until",
        Word::new("完成期限", "the day by which all are struck off"),
    ),
    (
        "phase",
        Word::new(
            "阶段，名称:起:止，可多次",
            "a phase, NAME:FROM:TO; may be repeated",
        ),
    ),
    ("numbers", Word::new("登记编号", "registration numbers")),
    (
        "add.until",
        Word::new("本件的化解期限", "the day by which this case is settled"),
    ),
    (
        "cause",
        Word::new(
            "卡在哪里：material 等材料，unit 等单位，person 等信访人，policy 等政策，money 等资金，nobody 无人管",
            "why it is stuck: material, unit, person, policy, money or nobody",
        ),
    ),
    ("plan", Word::new("方案", "what will be done")),
    (
        "strike.number",
        Word::new("登记编号", "a registration number"),
    ),
    (
        "strike.evidence",
        Word::new("化解的证据", "the evidence of its outcome"),
    ),
    ("result", Word::new("结果", "the result")),
    (
        "zhuoluo owed",
        Word::new(
            "待办义务，最急的在前；有逾期时退出码10",
            "what is owed, soonest first; exit status 10 when some is overdue",
        ),
    ),
    ("owed.unit", Word::new("只看这个单位", "this unit only")),
    (
        "owed.until",
        Word::new("只看这天及以前到期的", "due by this date only"),
    ),
    ("owed.kind", Word::new("只看这一种", "this kind only")),
    (
        "owed.limit",
        Word::new("最多几项，最急的在前", "at most so many, the soonest first"),
    ),
];
