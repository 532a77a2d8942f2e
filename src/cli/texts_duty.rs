//! The help texts of the commands for special periods and the duty desk, in both languages.

use crate::words::Word;

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    ("zhuoluo period", Word::new("特别时段", "special periods")),
    (
        "zhuoluo period list",
        Word::new("列出宣布过的时段", "list the declared periods"),
    ),
    (
        "zhuoluo period add",
        Word::new("宣布一个时段", "declare a period"),
    ),
    (
        "zhuoluo period move",
        Word::new(
            "改时段的起止（可只写一个），一切重算，说明原来是什么、有什么变化",
            "move one end of a period or both; all is derived again, what stood there and what changes is said",
        ),
    ),
    (
        "zhuoluo period end",
        Word::new("提前结束时段", "end a period early"),
    ),
    (
        "zhuoluo period hours",
        Word::new(
            "记录公布的假期接待时间",
            "record the reception hours as published",
        ),
    ),
    (
        "zhuoluo period lapsing",
        Word::new(
            "假期里会到期、应在节前办的",
            "what would lapse within the holiday and is to be done before",
        ),
    ),
    ("zhuoluo duty", Word::new("值班", "the duty desk")),
    (
        "zhuoluo duty now",
        Word::new(
            "现在谁当班、下次报到、欠着什么；有逾期时状态码10",
            "who is on duty, the next check-in, what is owed; status 10 when something is overdue",
        ),
    ),
    (
        "zhuoluo duty rota",
        Word::new(
            "最终值班表及空缺、重叠",
            "the final rota with gaps and double bookings",
        ),
    ),
    (
        "zhuoluo duty rota add",
        Word::new("加一个班", "add a shift"),
    ),
    (
        "zhuoluo duty rota edit",
        Word::new(
            "改一个还没开始的班；没写的几项不动，说明原来是什么",
            "change a shift that has not begun; what is not named stays, what stood there is said",
        ),
    ),
    (
        "zhuoluo duty rota drop",
        Word::new(
            "去掉一个还没开始的班",
            "take off a shift that has not begun",
        ),
    ),
    (
        "zhuoluo duty rota template",
        Word::new(
            "排班规则：按日子种类轮流",
            "a rule that makes shifts by kind of day, crews in turn",
        ),
    ),
    (
        "zhuoluo duty rota end-template",
        Word::new("排班规则到某日为止", "end a rule with a day"),
    ),
    (
        "zhuoluo duty rota override",
        Word::new(
            "一段时间换成另一组人，盖过一切",
            "a crew for an interval, over everything",
        ),
    ),
    (
        "zhuoluo duty rota drop-override",
        Word::new("撤回替班", "take back an override"),
    ),
    (
        "zhuoluo duty rota swap",
        Word::new("提出换班", "ask for a swap"),
    ),
    (
        "zhuoluo duty rota approve",
        Word::new("批准换班", "approve a swap"),
    ),
    (
        "zhuoluo duty rota refuse",
        Word::new("不批准换班", "refuse a swap"),
    ),
    (
        "zhuoluo duty rota fair",
        Word::new(
            "近来节假日、夜间各承担多少",
            "who carried how much of the last holidays and nights",
        ),
    ),
    (
        "zhuoluo duty rota import",
        Word::new("从表格导入值班表", "take a rota from a spreadsheet"),
    ),
    (
        "zhuoluo duty check-in",
        Word::new(
            "报到：在岗，无事也要报",
            "check in: on post, also with nothing to report",
        ),
    ),
    (
        "zhuoluo duty log",
        Word::new(
            "值班日志：写一行，或列出",
            "the duty log: write a line, or list it",
        ),
    ),
    (
        "zhuoluo duty report",
        Word::new(
            "按时点报告，零也要写明",
            "the report at its hour; a zero is said",
        ),
    ),
    (
        "zhuoluo duty screening",
        Word::new("矛盾纠纷排查的轮次", "rounds of screening for disputes"),
    ),
    (
        "zhuoluo duty screening add",
        Word::new("定一个单位的排查周期", "set how often a unit screens"),
    ),
    (
        "zhuoluo duty screening report",
        Word::new("报一轮排查", "report a round"),
    ),
    (
        "zhuoluo duty screening list",
        Word::new("列出排查周期", "list the rounds"),
    ),
    (
        "zhuoluo duty dispute",
        Word::new(
            "矛盾纠纷台账（记事不记人）",
            "the ledger of disputes (of disputes, not of persons)",
        ),
    ),
    (
        "zhuoluo duty dispute list",
        Word::new("列出台账", "list the ledger"),
    ),
    (
        "zhuoluo duty dispute add",
        Word::new("记一件", "put one on the ledger"),
    ),
    (
        "zhuoluo duty dispute step",
        Word::new(
            "记一步：assign交办、visit走访核实、mediate调解、agree达成协议、check回访履行",
            "what was done: assign, visit, mediate, agree, check",
        ),
    ),
    (
        "zhuoluo duty dispute close",
        Word::new("了结一件", "close one"),
    ),
    (
        "zhuoluo duty dispute petition",
        Word::new(
            "有人要求时转为信访件",
            "make it a petition when somebody asks",
        ),
    ),
    (
        "zhuoluo duty urgent",
        Word::new(
            "有人生命或安全有危险",
            "a life or somebody's safety in danger",
        ),
    ),
    (
        "zhuoluo duty urgent card",
        Word::new("看紧急求助卡", "the urgent-help card"),
    ),
    (
        "zhuoluo duty urgent open",
        Word::new("开一份记录", "open a record"),
    ),
    (
        "zhuoluo duty urgent call",
        Word::new("记一个电话", "record a call"),
    ),
    (
        "zhuoluo duty urgent follow-up",
        Word::new(
            "记跟进；不写下次即为办结",
            "record a follow-up; done when no next one is named",
        ),
    ),
    (
        "zhuoluo duty urgent list",
        Word::new("列出编号和时刻", "list numbers and hours"),
    ),
    (
        "zhuoluo duty urgent show",
        Word::new("看一份记录，记入审计", "read a record; goes on record"),
    ),
    ("zhuoluo duty handover", Word::new("交接班", "handover")),
    (
        "zhuoluo duty handover draft",
        Word::new("由程序起草交接", "have the program draft it"),
    ),
    (
        "zhuoluo duty handover show",
        Word::new("看交接，一页纸", "the handover as one page"),
    ),
    (
        "zhuoluo duty handover touch",
        Word::new("接班人逐项过目", "the incoming officer looks at lines"),
    ),
    ("zhuoluo duty handover sign", Word::new("签字", "sign")),
    (
        "zhuoluo duty handover code",
        Word::new("取本人的一次性口令", "take one's own one-time code"),
    ),
    (
        "zhuoluo duty ack",
        Word::new(
            "记下看过某项义务；期限不变",
            "note an obligation as seen; its date stays",
        ),
    ),
    (
        "zhuoluo duty account",
        Word::new(
            "领导对错过的作说明，按逾期办结",
            "a head accounts for what was missed; it counts as met late",
        ),
    ),
];
