//! The help texts and examples of the commands that keep the office's memory, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    (
        "zhuoluo audit",
        "zhuoluo audit list --person 999999-2026-LF-00042",
    ),
    (
        "zhuoluo audit list",
        "zhuoluo audit list --person 999999-2026-LF-00042",
    ),
    (
        "zhuoluo audit verify",
        "zhuoluo audit verify --anchors /var/lib/zhuoluo-anchors/anchors --public-key /etc/zhuoluo/anchor.pub",
    ),
    ("zhuoluo audit export", "zhuoluo audit export -o 审计.jsonl"),
    (
        "zhuoluo audit head",
        "zhuoluo audit head | zhuoluo audit sign --key /etc/zhuoluo/anchor.key",
    ),
    (
        "zhuoluo audit sign",
        "zhuoluo audit head | zhuoluo audit sign --key /etc/zhuoluo/anchor.key --append /var/lib/zhuoluo-anchors/anchors",
    ),
    (
        "zhuoluo audit new-key",
        "zhuoluo audit new-key /etc/zhuoluo/anchor.key > /etc/zhuoluo/anchor.pub",
    ),
    (
        "zhuoluo backup",
        "zhuoluo backup --recipient age1… --recipient age1… --remember",
    ),
    (
        "zhuoluo restore",
        "zhuoluo restore backup/zhuoluo-20261128T120000-a1234-5f3c0a1b.age --identity 甲.key",
    ),
];

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo audit",
        Word::new(
            "审计记录：谁看了、做了什么",
            "the audit trail: who read and did what",
        ),
    ),
    (
        "zhuoluo audit list",
        Word::new(
            "列出审计记录；--person 印给信访人：谁看过他的材料、为什么",
            "list the trail; --person prints for a petitioner who read their file, and why",
        ),
    ),
    (
        "list.person",
        Word::new(
            "谁的材料：其任一信访件的编号、查询码，或 #人员编号",
            "whose file: the number or query code of any of their petitions, or #PERSON",
        ),
    ),
    (
        "list.petition",
        Word::new("只看这一件", "only about this petition"),
    ),
    (
        "list.operator",
        Word::new("只看这位操作员", "only by this operator"),
    ),
    (
        "list.action",
        Word::new(
            "只看这一种：open paper search export import refuse backup …",
            "only of this kind: open paper search export import refuse backup …",
        ),
    ),
    ("list.from", Word::new("从这天起", "from this day on")),
    ("list.to", Word::new("到这天止", "until this day")),
    (
        "list.limit",
        Word::new(
            "最多几条，默认200条最新的",
            "at most so many, the newest 200 by default",
        ),
    ),
    (
        "zhuoluo audit verify",
        Word::new(
            "核对审计链和事件链；有锚点时查得出截断和重写（状态20）",
            "check both chains; with anchors, truncation and rewriting are found (status 20)",
        ),
    ),
    (
        "verify.anchors",
        Word::new("库外的锚点文件", "the file of anchors kept outside"),
    ),
    (
        "verify.public_key",
        Word::new(
            "核对签名的公钥，或它的文件",
            "the public key to check signatures with, or its file",
        ),
    ),
    (
        "verify.export",
        Word::new(
            "不开数据库，核对导出的审计文件",
            "check an exported trail instead of the store",
        ),
    ),
    (
        "verify.paper",
        Word::new(
            "与签过字的审计末端单核对：条数和开头的四组",
            "check against a signed paper: the count and the first four groups",
        ),
    ),
    (
        "head.paper",
        Word::new(
            "印成当日的一页，签字后存在机外",
            "as the page of the day, to be signed and kept outside",
        ),
    ),
    (
        "zhuoluo audit export",
        Word::new(
            "把全部审计记录写成一行一条的 JSON，离线可核对",
            "write the whole trail as JSON Lines that can be checked offline",
        ),
    ),
    (
        "zhuoluo audit head",
        Word::new(
            "印出两条链的末端，供签名",
            "print the ends of both chains, to be signed",
        ),
    ),
    (
        "zhuoluo audit sign",
        Word::new(
            "给标准输入的锚点签名（由 root 运行，不开数据库）",
            "sign the anchor on standard input (run by root; opens no store)",
        ),
    ),
    (
        "sign.key",
        Word::new("签名私钥文件", "the file of the signing key"),
    ),
    (
        "sign.append",
        Word::new(
            "追加到这个锚点文件（已有签名锚点的、空的或新的）",
            "append to this file of anchors (one with signed anchors, an empty or a new one)",
        ),
    ),
    (
        "zhuoluo audit new-key",
        Word::new(
            "生成签名私钥，印出公钥",
            "make a signing key and print its public half",
        ),
    ),
    (
        "new-key.file",
        Word::new("私钥写到哪里", "where to write the private key"),
    ),
    (
        "zhuoluo backup",
        Word::new(
            "在线备份，加密给两个人；--check 是演练",
            "an online backup sealed to two persons; --check is the drill",
        ),
    ),
    (
        "force",
        Word::new("顶替已有的文件", "replace the file that is there already"),
    ),
    (
        "backup.output",
        Word::new(
            "写到哪里，- 为标准输出；不写则放在数据库旁的 backup/",
            "where to write it, - for standard output; backup/ beside the store when not given",
        ),
    ),
    (
        "backup.recipients",
        Word::new(
            "收件人公钥，至少两把",
            "a public key to seal it to; two at least",
        ),
    ),
    (
        "backup.remember",
        Word::new(
            "记住这些公钥，以后不用再写",
            "remember these keys for the next time",
        ),
    ),
    (
        "backup.check",
        Word::new(
            "演练：打开这份备份、核验、不留痕迹",
            "the drill: open this backup and verify it; nothing of it stays",
        ),
    ),
    (
        "identity",
        Word::new("私钥文件", "the file of a private key"),
    ),
    (
        "backup.new_key",
        Word::new(
            "印出一把新钥匙（私钥和公钥），离线保管",
            "print a new key, private and public, to be kept offline",
        ),
    ),
    (
        "zhuoluo restore",
        Word::new(
            "恢复备份：先在旁边打开、核验，再换上；原库保留",
            "restore a backup: opened and verified beside, then swapped in; the old store is kept",
        ),
    ),
    (
        "restore.file",
        Word::new(
            "备份文件；或上次恢复换下来的库（….before-时刻），不用私钥",
            "the backup; or the store that the last restore put aside (….before-INSTANT), without a key",
        ),
    ),
    (
        "restore.anchors",
        Word::new(
            "库外的锚点文件，- 为标准输入：没有库可以核对时，备份须与它们相符",
            "the anchors kept outside, - for standard input: where no store is left to hold the backup against, it has to agree with them",
        ),
    ),
    (
        "restore.public_key",
        Word::new(
            "核对签名的公钥，或它的文件",
            "the public key to check signatures with, or its file",
        ),
    ),
];
