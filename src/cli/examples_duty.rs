//! An example for every command of special periods and the duty desk.

/// By path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo period", "zhuoluo period list"),
    ("zhuoluo period list", "zhuoluo period list --json"),
    (
        "zhuoluo period add",
        "zhuoluo period add 春节 --from 2027-02-05 --to 2027-02-13 --basis 示信发〔2027〕1号 --by 县信访局 --preset spring-festival",
    ),
    (
        "zhuoluo period move",
        "zhuoluo period move 3 --to 2027-02-14",
    ),
    (
        "zhuoluo period end",
        "zhuoluo period end 3 --on 2027-02-10 --dry-run",
    ),
    (
        "zhuoluo period hours",
        "zhuoluo period hours 3 \"初三至初七9:00至12:00，门口张贴\"",
    ),
    ("zhuoluo period lapsing", "zhuoluo period lapsing 3"),
    ("zhuoluo duty", "zhuoluo duty now"),
    ("zhuoluo duty now", "zhuoluo duty now --json"),
    (
        "zhuoluo duty rota",
        "zhuoluo duty rota --from 2027-02-05 --to 2027-02-13",
    ),
    (
        "zhuoluo duty rota add",
        "zhuoluo duty rota add --start \"2027-02-05 08:00\" --end \"2027-02-06 08:00\" --leader wang --staff li --staff zhao --phone 000-0000000",
    ),
    (
        "zhuoluo duty rota edit",
        "zhuoluo duty rota edit 7 --staff li --staff zhao",
    ),
    ("zhuoluo duty rota drop", "zhuoluo duty rota drop 7"),
    (
        "zhuoluo duty rota template",
        "zhuoluo duty rota template --days workday --starts 08:00 --hours 24 --crew wang:li,zhao --crew wang:qian,sun --since 2027-01-04",
    ),
    (
        "zhuoluo duty rota end-template",
        "zhuoluo duty rota end-template 7 --on 2027-03-01",
    ),
    (
        "zhuoluo duty rota override",
        "zhuoluo duty rota override --start \"2027-02-07 20:00\" --end \"2027-02-08 08:00\" --leader wang --staff qian --staff sun",
    ),
    (
        "zhuoluo duty rota drop-override",
        "zhuoluo duty rota drop-override 9",
    ),
    (
        "zhuoluo duty rota swap",
        "zhuoluo duty rota swap --who li --with qian --start \"2027-02-07 08:00\" --end \"2027-02-08 08:00\"",
    ),
    ("zhuoluo duty rota approve", "zhuoluo duty rota approve 9"),
    ("zhuoluo duty rota refuse", "zhuoluo duty rota refuse 9"),
    (
        "zhuoluo duty rota fair",
        "zhuoluo duty rota fair --back 366",
    ),
    (
        "zhuoluo duty rota import",
        "zhuoluo duty rota import 值班表.xlsx --dry-run",
    ),
    ("zhuoluo duty check-in", "zhuoluo duty check-in"),
    (
        "zhuoluo duty log",
        "zhuoluo duty log 供暖公司来电，夜间抢修 --unusual",
    ),
    (
        "zhuoluo duty report",
        "zhuoluo duty report --slot \"2027-02-05 17:00\" --zero",
    ),
    ("zhuoluo duty screening", "zhuoluo duty screening list"),
    (
        "zhuoluo duty screening add",
        "zhuoluo duty screening add 东甲镇 --round monthly",
    ),
    (
        "zhuoluo duty screening report",
        "zhuoluo duty screening report 东甲镇 --until 2027-01-31 --zero",
    ),
    (
        "zhuoluo duty screening list",
        "zhuoluo duty screening list --json",
    ),
    ("zhuoluo duty dispute", "zhuoluo duty dispute list"),
    (
        "zhuoluo duty dispute list",
        "zhuoluo duty dispute list --json",
    ),
    (
        "zhuoluo duty dispute add",
        "zhuoluo duty dispute add 两户滴水沿争议 --unit 东甲镇 --place 戊村 --type neighbours --due 2027-02-28",
    ),
    (
        "zhuoluo duty dispute step",
        "zhuoluo duty dispute step 12 mediate 村调委会约双方，量了地界",
    ),
    (
        "zhuoluo duty dispute close",
        "zhuoluo duty dispute close 12 已签调解协议",
    ),
    (
        "zhuoluo duty dispute petition",
        "zhuoluo duty dispute petition 12 --draft intake.json",
    ),
    ("zhuoluo duty urgent", "zhuoluo duty urgent card"),
    ("zhuoluo duty urgent card", "zhuoluo duty urgent card"),
    (
        "zhuoluo duty urgent open",
        "zhuoluo duty urgent open 来电人在河边 --place 城东桥",
    ),
    (
        "zhuoluo duty urgent call",
        "zhuoluo duty urgent call 15 --to 110 已出警",
    ),
    (
        "zhuoluo duty urgent follow-up",
        "zhuoluo duty urgent follow-up 15 人已安全到家 --next 2027-02-09",
    ),
    ("zhuoluo duty urgent list", "zhuoluo duty urgent list"),
    (
        "zhuoluo duty urgent show",
        "zhuoluo duty urgent show 15 --why 跟进",
    ),
    ("zhuoluo duty handover", "zhuoluo duty handover show"),
    (
        "zhuoluo duty handover draft",
        "zhuoluo duty handover draft \"2027-02-06 08:00\"",
    ),
    ("zhuoluo duty handover show", "zhuoluo duty handover show"),
    (
        "zhuoluo duty handover touch",
        "zhuoluo duty handover touch 21 1 2 3",
    ),
    (
        "zhuoluo duty handover sign",
        "zhuoluo duty handover sign 21 --incoming",
    ),
    ("zhuoluo duty handover code", "zhuoluo duty handover code"),
    (
        "zhuoluo duty ack",
        "zhuoluo duty ack check_in:2027-02-06T02:00 已致电提醒",
    ),
    (
        "zhuoluo duty account",
        "zhuoluo duty account check_in:2027-02-06T02:00 服务器断电，人在岗",
    ),
];
