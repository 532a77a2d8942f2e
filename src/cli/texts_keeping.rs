//! The help texts and examples of the archive and of people's own data, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo archive", "zhuoluo archive appraise"),
    (
        "zhuoluo archive rules",
        "zhuoluo archive rules > 保管期限.toml",
    ),
    (
        "zhuoluo archive approve",
        "zhuoluo archive approve 保管期限.toml",
    ),
    (
        "zhuoluo archive appraise",
        "zhuoluo archive appraise --until 2027-06-30 --json",
    ),
    (
        "zhuoluo archive pack",
        "zhuoluo archive pack --due -o 移交2036.zip",
    ),
    (
        "zhuoluo archive check",
        "zhuoluo archive check 移交2036.zip",
    ),
    ("zhuoluo privacy", "zhuoluo privacy list"),
    ("zhuoluo privacy list", "zhuoluo privacy list --json"),
    ("zhuoluo privacy form", "zhuoluo privacy form incident"),
    (
        "zhuoluo privacy receive",
        "zhuoluo privacy receive --json 申请.json",
    ),
    (
        "zhuoluo privacy enter",
        "zhuoluo privacy enter 3 identify --json -",
    ),
    (
        "zhuoluo privacy copy",
        "zhuoluo privacy copy 999999-2026-LF-00001 -o 副本.txt",
    ),
    (
        "zhuoluo privacy find",
        "zhuoluo privacy find 张某 --why 法院调取",
    ),
];

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo archive",
        Word::new(
            "归档、鉴定、移交：保管期限、到期清单、档案包",
            "keeping files: retention, what is due, archive packages",
        ),
    ),
    (
        "zhuoluo archive rules",
        Word::new(
            "看保管期限表和批准依据",
            "show the retention table and its approval",
        ),
    ),
    (
        "zhuoluo archive approve",
        Word::new(
            "启用本单位经批准的保管期限表（管理员，记入审计）",
            "put the office's approved retention table in force (administrators; on record)",
        ),
    ),
    (
        "zhuoluo archive appraise",
        Word::new(
            "列出该归档、移交、鉴定、限制处理的件和理由",
            "list what is due: filing, handing over, appraisal, restriction, with the reason",
        ),
    ),
    (
        "zhuoluo archive pack",
        Word::new(
            "把办结的案卷装成档案包：目录、案卷、事件链、利用记录、摘要清单（记入审计）",
            "pack ended files: index, files, chain of events, readers, list of hashes (on record)",
        ),
    ),
    (
        "zhuoluo archive check",
        Word::new(
            "核验档案包；被改动时状态码20",
            "check a package; status 20 when it was altered",
        ),
    ),
    (
        "approve.file",
        Word::new(
            "TOML 文件，- 是标准输入",
            "a TOML file, - for standard input",
        ),
    ),
    (
        "appraise.until",
        Word::new(
            "到哪一天，不写就是今天",
            "until which day; today when left out",
        ),
    ),
    (
        "pack.numbers",
        Word::new("登记编号，可写几个", "registration numbers"),
    ),
    (
        "pack.due",
        Word::new(
            "所有到期该移交的",
            "all that is due for the public archives",
        ),
    ),
    (
        "pack.output",
        Word::new("写到哪个 zip 文件", "the zip file to write"),
    ),
    (
        "pack.recipients",
        Word::new(
            "收件人公钥，可写几把；写了就把档案包加密给他们",
            "a public key to seal the package to; may be given again",
        ),
    ),
    (
        "pack.why",
        Word::new(
            "理由；装限制处理的案卷必须写",
            "why; needed for restricted files",
        ),
    ),
    (
        "check.file",
        Word::new("档案包，- 是标准输入", "the package, - for standard input"),
    ),
    (
        "zhuoluo privacy",
        Word::new(
            "个人信息申请登记簿、给本人的副本、限制处理的信息",
            "requests of people about their own data, the copy for them, restricted records",
        ),
    ),
    (
        "zhuoluo privacy list",
        Word::new(
            "登记簿；有逾期时状态码10",
            "the register; status 10 when one is overdue",
        ),
    ),
    (
        "zhuoluo privacy form",
        Word::new(
            "空白表：个人信息安全事件（incident）、影响评估（assessment）",
            "blank forms: an incident with personal data, an impact assessment",
        ),
    ),
    ("form.form", Word::new("哪一种表", "which form")),
    (
        "zhuoluo privacy receive",
        Word::new(
            "登记一件申请：查阅、复制、更正、删除、解释",
            "take a request down: access, copy, correct, delete, explain",
        ),
    ),
    (
        "zhuoluo privacy enter",
        Word::new(
            "记一步：核验身份、决定、答复、撤回",
            "add an entry: identity checked, decision, answer, withdrawal",
        ),
    ),
    (
        "zhuoluo privacy copy",
        Word::new(
            "给本人的副本：本单位持有的关于本人的信息，不含别人的（记入审计）",
            "the copy for the person: all that is held about them, nobody else's data (on record)",
        ),
    ),
    (
        "zhuoluo privacy find",
        Word::new(
            "在限制处理的记录里找人（领导、督查、管理员，写明理由，记入审计）",
            "look among restricted records (heads only, with a reason, on record)",
        ),
    ),
    (
        "enter.claim",
        Word::new("申请在登记簿里的号", "the request's number in the register"),
    ),
    (
        "enter.entry",
        Word::new(
            "identify 核验身份，decide 决定，answer 答复，withdraw 撤回",
            "identify, decide, answer or withdraw",
        ),
    ),
    (
        "receive.json",
        Word::new(
            "JSON 文件，- 或不写是标准输入；带 draft 编号重发不会另记",
            "a JSON file; - or nothing for standard input; with a draft id the same again adds nothing",
        ),
    ),
    (
        "enter.json",
        Word::new(
            "JSON 文件，- 或不写是标准输入；带 draft 编号重发不会另记",
            "a JSON file; - or nothing for standard input; with a draft id the same again adds nothing",
        ),
    ),
    (
        "copy.person",
        Word::new(
            "人员编号，一件有几位信访人时要写",
            "the person's id, when several stand in the petition",
        ),
    ),
    (
        "copy.why",
        Word::new(
            "理由；有限制处理的件时必须写",
            "why; needed when a file is restricted",
        ),
    ),
    (
        "copy.output",
        Word::new("写到哪个文件", "the file to write"),
    ),
    ("find.why", Word::new("理由", "why")),
    (
        "paper.why",
        Word::new(
            "事由；检举控告件和限制处理的必填，记入审计",
            "why; demanded for an accusation or a restricted file, goes on record",
        ),
    ),
];
