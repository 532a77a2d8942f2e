//! The help texts of the arguments of the duty commands, in both languages.

use crate::words::Word;

/// By argument, or by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    ("period.json", Word::new("输出 JSON", "print JSON")),
    (
        "dry_run",
        Word::new(
            "只看会变什么，不改动",
            "say what would change, keep nothing",
        ),
    ),
    ("duty.json", Word::new("输出 JSON", "print JSON")),
    (
        "draft_id",
        Word::new(
            "自定编号：断线后同样的命令再来，只记一次",
            "an id of your own: the same command again after a cut is recorded once",
        ),
    ),
    ("move.id", Word::new("时段编号", "the period's number")),
    ("move.from", Word::new("首日", "first day")),
    ("move.to", Word::new("末日", "last day")),
    ("end.id", Word::new("时段编号", "the period's number")),
    (
        "end.on",
        Word::new("末日；默认今天", "last day; today when not given"),
    ),
    ("hours.id", Word::new("时段编号", "the period's number")),
    (
        "hours.text",
        Word::new("时间和公布方式", "the hours and where they hang"),
    ),
    ("lapsing.id", Word::new("时段编号", "the period's number")),
    ("add.from", Word::new("首日", "first day")),
    ("add.to", Word::new("末日", "last day")),
    ("basis", Word::new("依据文件", "the basis document")),
    ("by", Word::new("宣布人", "who declared it")),
    (
        "preset",
        Word::new(
            "spring-festival sessions national-day local：只是形状，不含日期",
            "spring-festival, sessions, national-day or local: a shape without dates",
        ),
    ),
    (
        "lead_days",
        Word::new("提前几天准备", "days of preparation"),
    ),
    (
        "check_in",
        Word::new("报到间隔，分钟", "minutes between check-ins"),
    ),
    (
        "reports",
        Word::new(
            "零报告时点，可多个",
            "hours of the zero report, may be repeated",
        ),
    ),
    (
        "units",
        Word::new(
            "也要零报告的单位，可多个",
            "units that report as well, may be repeated",
        ),
    ),
    (
        "near",
        Word::new(
            "期限提前几天提醒",
            "from how many days ahead obligations are near",
        ),
    ),
    (
        "wages_first",
        Word::new("拖欠工资在前", "unpaid wages first"),
    ),
    (
        "rota.from",
        Word::new("首日；默认今天", "first day; today when not given"),
    ),
    (
        "rota.to",
        Word::new("末日；默认两周", "last day; two weeks when not given"),
    ),
    ("leader", Word::new("带班领导", "the leader on duty")),
    (
        "staff",
        Word::new("值班员，写两次以上", "staff, at least twice"),
    ),
    ("phone", Word::new("值班电话", "the duty phone")),
    ("start", Word::new("几时开始", "when it begins")),
    ("end", Word::new("几时结束", "when it ends")),
    ("from", Word::new("起", "from")),
    ("to", Word::new("止", "to")),
    ("edit.id", Word::new("班次编号", "the shift's number")),
    ("drop.id", Word::new("班次编号", "the shift's number")),
    (
        "days",
        Word::new(
            "workday make_up weekend festival mon…sun，逗号分开",
            "workday, make_up, weekend, festival, mon to sun; by commas",
        ),
    ),
    ("starts", Word::new("几点开始", "when it begins")),
    (
        "hours",
        Word::new("几小时，1到24", "how many hours, 1 to 24"),
    ),
    (
        "crews",
        Word::new(
            "一组人：领导:值班员,值班员；可多组，轮流",
            "a crew: leader:staff,staff; several take turns",
        ),
    ),
    ("since", Word::new("首日", "first day")),
    ("template.until", Word::new("末日", "last day")),
    (
        "end-template.id",
        Word::new("规则编号", "the rule's number"),
    ),
    ("end-template.on", Word::new("末日", "last day")),
    (
        "drop-override.id",
        Word::new("替班编号", "the override's number"),
    ),
    ("who", Word::new("谁的班", "whose duty")),
    ("with", Word::new("换给谁", "who takes it")),
    ("approve.id", Word::new("换班编号", "the swap's number")),
    ("refuse.id", Word::new("换班编号", "the swap's number")),
    ("back", Word::new("往回看几天", "how many days back")),
    (
        "note",
        Word::new(
            "要说的话；无事可不写",
            "what there is to say; may be left out",
        ),
    ),
    (
        "log.text",
        Word::new(
            "写什么；不写则列出",
            "the entry; lists the log when left out",
        ),
    ),
    (
        "at",
        Word::new("几时；默认现在", "when; now when not given"),
    ),
    (
        "unusual",
        Word::new("异常情况，进交接", "unusual: it goes into the handover"),
    ),
    (
        "correct",
        Word::new(
            "更正哪一行，原文仍可见",
            "which line it corrects; the old text stays visible",
        ),
    ),
    ("slot", Word::new("时点", "the hour")),
    (
        "report.unit",
        Word::new(
            "哪个单位；默认本单位",
            "which unit; the office when not given",
        ),
    ),
    ("zero", Word::new("零报告", "a zero")),
    ("matters", Word::new("几件事项", "how many matters")),
    (
        "text",
        Word::new("什么事、做了什么", "what they were and what was done"),
    ),
    ("screening.unit", Word::new("单位", "the unit")),
    (
        "round",
        Word::new(
            "weekly half_monthly monthly；默认按单位种类",
            "weekly, half_monthly or monthly; by the kind of unit when not given",
        ),
    ),
    (
        "report.until",
        Word::new("这一轮的末日", "the last day of the round"),
    ),
    (
        "matter",
        Word::new("什么事（不写人名）", "the dispute (no names of persons)"),
    ),
    ("place", Word::new("地点", "the place")),
    (
        "due",
        Word::new("何时前化解", "until when it is to be settled"),
    ),
    (
        "add.kind",
        Word::new(
            "类型：neighbours邻里 family婚姻家庭 land土地山林水利 housing宅基地与房屋 takings征收 wages劳动工资 village村务 property物业 environment环境 health医疗 trade合同消费 injury损害赔偿 other其他",
            "type: neighbours, family, land, housing, takings, wages, village, property, environment, health, trade, injury, other",
        ),
    ),
    ("step.id", Word::new("台账编号", "its number")),
    (
        "work",
        Word::new(
            "做了什么：assign visit mediate agree check",
            "assign, visit, mediate, agree or check",
        ),
    ),
    (
        "step.text",
        Word::new("怎么做的、结果如何", "how, and with what result"),
    ),
    ("close.id", Word::new("台账编号", "its number")),
    ("outcome", Word::new("结果", "the outcome")),
    ("petition.id", Word::new("台账编号", "its number")),
    (
        "draft",
        Word::new(
            "登记内容，格式同 register",
            "the intake, as `register` takes it",
        ),
    ),
    (
        "what",
        Word::new("什么情况；先打电话", "what is happening; call first"),
    ),
    ("call.id", Word::new("记录编号", "the record's number")),
    (
        "call.to",
        Word::new(
            "110 120 119 12356 leader unit family other",
            "110, 120, 119, 12356, leader, unit, family or other",
        ),
    ),
    ("follow-up.id", Word::new("记录编号", "the record's number")),
    (
        "next",
        Word::new(
            "下次跟进；不写即为办结",
            "the next follow-up; done when left out",
        ),
    ),
    ("show.id", Word::new("编号", "the number")),
    ("draft.at", Word::new("几时交接", "when it is handed over")),
    ("touch.id", Word::new("交接编号", "the handover's number")),
    ("lines", Word::new("行号，可多个", "line numbers")),
    ("sign.id", Word::new("交接编号", "the handover's number")),
    ("incoming", Word::new("作为接班人", "as the incoming side")),
    ("outgoing", Word::new("作为交班人", "as the outgoing side")),
    (
        "whose",
        Word::new(
            "谁的签字（用其一次性口令）",
            "whose signature, by their one-time code",
        ),
    ),
    ("code", Word::new("一次性口令", "the one-time code")),
    (
        "key",
        Word::new(
            "义务的键，见 duty now",
            "the obligation's key, see `duty now`",
        ),
    ),
    ("ack.note", Word::new("说明", "a note")),
    ("account.note", Word::new("说明", "a note")),
];
