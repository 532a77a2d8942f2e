//! The help texts and examples of the commands for a shared server, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo ssh", "zhuoluo ssh doctor"),
    ("zhuoluo ssh setup", "zhuoluo ssh setup > setup.sh"),
    ("zhuoluo ssh doctor", "zhuoluo ssh doctor --json"),
    (
        "zhuoluo ssh key",
        "zhuoluo ssh key wang wang.pub >> /etc/zhuoluo/keys",
    ),
    ("zhuoluo box", "ssh desk zhuoluo box list"),
    ("zhuoluo box list", "ssh desk zhuoluo box list"),
    (
        "zhuoluo box put",
        "ssh desk zhuoluo box put 台账.xlsx < 台账.xlsx",
    ),
    (
        "zhuoluo box get",
        "ssh desk zhuoluo box get 台账.xlsx > 台账.xlsx",
    ),
    (
        "zhuoluo box remove",
        "ssh desk zhuoluo box remove 台账.xlsx",
    ),
    ("zhuoluo office lock", "zhuoluo office lock 10"),
    ("zhuoluo session", "zhuoluo session --operator wang"),
];

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo ssh",
        Word::new(
            "多人共用的服务器：设置、检查、钥匙",
            "a shared server: set-up, check, keys",
        ),
    ),
    (
        "zhuoluo ssh setup",
        Word::new(
            "印出全部设置，供 root 读过后运行",
            "print the whole set-up, for root to read and run",
        ),
    ),
    (
        "setup.sshd",
        Word::new("只印 sshd 的那一段", "print only the block for sshd"),
    ),
    (
        "zhuoluo ssh doctor",
        Word::new(
            "检查账号、权限、sshd、内核，谁能读什么（root 运行最全）",
            "check accounts, modes, sshd, kernel, and who could read what (most complete as root)",
        ),
    ),
    (
        "zhuoluo ssh key",
        Word::new(
            "把公钥变成钥匙名册的一行",
            "turn a public key into a line of the roster",
        ),
    ),
    ("key.who", Word::new("登录名", "the login")),
    (
        "key.file",
        Word::new(
            "公钥文件，- 为标准输入",
            "the public key's file, - is standard input",
        ),
    ),
    (
        "zhuoluo box",
        Word::new(
            "共用服务器上自己的收发箱",
            "your own in and out box on a shared server",
        ),
    ),
    ("zhuoluo box list", Word::new("列出文件", "list the files")),
    (
        "zhuoluo box put",
        Word::new(
            "从标准输入收进一个文件，供导入",
            "take a file in from standard input, for importing",
        ),
    ),
    (
        "zhuoluo box get",
        Word::new("把一个文件写到标准输出", "write a file to standard output"),
    ),
    (
        "zhuoluo box remove",
        Word::new("删去一个文件", "remove a file"),
    ),
    (
        "put.name",
        Word::new("文件名，不带路径", "the file's bare name"),
    ),
    (
        "get.name",
        Word::new("文件名，不带路径", "the file's bare name"),
    ),
    (
        "remove.name",
        Word::new("文件名，不带路径", "the file's bare name"),
    ),
    (
        "zhuoluo office lock",
        Word::new(
            "几分钟没有人动就遮屏（共用服务器上退出）；不写数字就是查看，0 为不自动",
            "minutes without a key after which the screen is covered (left, on a shared server); without a number shows it, 0 for never",
        ),
    ),
    (
        "lock.minutes",
        Word::new("分钟，0到480", "minutes, 0 to 480"),
    ),
    (
        "zhuoluo session",
        Word::new(
            "由 sshd 按钥匙名册启动",
            "started by sshd from the roster of keys",
        ),
    ),
    ("session.operator", Word::new("登录名", "the login")),
];
