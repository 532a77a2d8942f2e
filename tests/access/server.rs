//! Coming in by key: who it is, every trick of a forced command, and what is left on record.

use super::office::Office;

/// Somebody new for the office, added by its administrator.
fn hire(office: &Office, login: &str, role: &str) {
    let words = [
        "zhuoluo", "operator", "add", login, "--name", login, "--role", role,
    ];
    office.ssh("wang", &words).is(0);
}

#[test]
fn the_key_that_signed_is_who_came_and_stands_in_every_row() {
    let Some(office) = Office::open() else { return };
    hire(&office, "li", "window");
    let line = br#"{"channel":"visit","class":"request","requests":["repair the road"],"people":[{"name":"Chen"}]}"#;
    let made = office
        .ssh_with("li", &["-T"], &["zhuoluo", "register", "--json", "-"], line)
        .is(0)
        .out;
    let made: serde_json::Value = serde_json::from_str(&made).expect("JSON");
    let number = made["number"].as_str().expect("a number").to_owned();
    office
        .ssh("li", &["zhuoluo", "show", &number, "--why", "'he asked'"])
        .is(0);
    let keys = office
        .sh(
            "root",
            "ssh-keygen -lf /etc/zhuoluo/keys 2>/dev/null; cat /etc/zhuoluo/keys",
        )
        .out;
    let trail = office.trail();
    let opened = trail.iter().find(|r| r[1] == "open").expect("on record");
    assert_eq!((opened[0].as_str(), opened[4].as_str()), ("li", "ssh"));
    assert!(
        opened[3].starts_with("SHA256:") && keys.contains(&opened[3]),
        "{opened:?} {keys}"
    );
    // Rights are asked as ever: the window clerk may not hire.
    office
        .ssh(
            "li",
            &[
                "zhuoluo", "operator", "add", "x", "--name", "x", "--role", "lead",
            ],
        )
        .is(3);
}

/// The attack: every way to get something else than the desk out of a forced command.
#[test]
fn a_forced_command_does_nothing_else() {
    let Some(office) = Office::open() else { return };
    for words in [
        &["cat", "/var/lib/zhuoluo/desk.sqlite3"][..],
        &["id"],
        &["; id"],
        &["$(id)"],
        &["`id`"],
        &["sh", "-c", "id"],
        &["zhuoluo\nid"],
        &["/usr/bin/zhuoluo", "owed"],
        &["zhuoluo owed; id"],
        &["zhuoluo owed | id"],
        &["zhuoluo owed && id"],
        &["zhuoluo", "owed", ">", "/tmp/x"],
        &["zhuoluo", "--as", "li", "owed"],
        &["zhuoluo", "--db", "/tmp/x", "owed"],
        &["zhuoluo", "session", "--operator", "li"],
        &["scp", "-t", "/tmp"],
        &["rsync", "--server", "."],
        &["zhuoluo 'unclosed"],
    ] {
        let before = office.refusals();
        let ran = office.ssh("wang", words);
        assert!(
            ran.status == 2 || ran.status == 3,
            "{words:?}: {} {}",
            ran.status,
            ran.talk
        );
        assert!(!ran.out.contains("uid="), "{words:?}: {}", ran.out);
        assert!(!ran.talk.contains('\u{1b}'), "{words:?}");
        assert_eq!(office.refusals(), before + 1, "not on record: {words:?}");
    }
    let before = office.refusals();
    let sftp = office
        .ssh_with("wang", &["-T", "-s"], &["sftp"], b"")
        .status;
    assert_ne!(sftp, 0);
    assert_eq!(office.refusals(), before + 1, "sftp is on record");
}

/// The attack: forwarding, agents, variables, another key, a revoked key.
#[test]
fn a_connection_carries_the_desk_and_nothing_else() {
    let Some(office) = Office::open() else { return };
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    let back = format!("0:127.0.0.1:{port}");
    let fails = "ExitOnForwardFailure=yes";
    for options in [
        &["-T", "-o", fails, "-R", &back][..],
        &["-T", "-A"],
        &["-T", "-X"],
        &[
            "-T",
            "-o",
            "SetEnv=ZHUOLUO_DB=/tmp/x SUDO_UID=0 LD_PRELOAD=/x",
        ],
    ] {
        let ran = office.ssh_with("wang", options, &["zhuoluo", "owed", "--json"], b"");
        let quiet = ran.status == 0 && ran.out.trim() == "[]";
        assert!(
            quiet || (ran.status == 255 && ran.out.is_empty()),
            "{options:?}: {} {}",
            ran.out,
            ran.talk
        );
    }
    // A tunnel is refused when it is used.
    let through = format!("127.0.0.1:{port}");
    let ran = office.ssh_with("wang", &["-W", &through], &[], b"x");
    assert_ne!(ran.status, 0, "-W got through");
    let stranger = office.ssh("stranger", &["zhuoluo", "owed"]);
    assert_eq!((stranger.status, stranger.out.as_str()), (255, ""));
    assert!(
        office.sshd_log().contains("zhuoluo"),
        "sshd notes the stranger"
    );
    // Revoked is revoked, at the next login.
    office.ssh("wang", &["zhuoluo", "owed"]).is(0);
    office
        .sh("root", "sed -i '/^wang /d' /etc/zhuoluo/keys")
        .is(0);
    office.ssh("wang", &["zhuoluo", "owed"]).is(255);
}

#[test]
fn a_roster_that_others_can_write_opens_for_nobody() {
    let Some(office) = Office::open() else { return };
    for spoil in [
        "chmod 666 /etc/zhuoluo/keys",
        "chown wang /etc/zhuoluo/keys",
        "chmod 777 /etc/zhuoluo",
        "mv /etc/zhuoluo/keys /etc/zhuoluo/k; ln -s k /etc/zhuoluo/keys",
        "rm -f /etc/zhuoluo/keys; mkfifo /etc/zhuoluo/keys",
    ] {
        office.sh("root", spoil).is(0);
        office.ssh("wang", &["zhuoluo", "owed"]).is(255);
        office.sh("root", "test -e /etc/zhuoluo/k && mv /etc/zhuoluo/k /etc/zhuoluo/keys; chown root /etc/zhuoluo/keys; chmod 644 /etc/zhuoluo/keys; chmod 755 /etc/zhuoluo");
    }
}

#[test]
fn who_has_a_key_but_no_role_is_told_whom_to_ask() {
    let Some(office) = Office::open() else { return };
    office.ssh("li", &["zhuoluo", "owed"]).is(3).says("管理员");
    let trail = office.trail();
    let row = trail
        .iter()
        .rev()
        .find(|r| r[1] == "refuse")
        .expect("on record");
    assert_eq!((row[0].as_str(), row[4].as_str()), ("li", "ssh"));
    assert!(row[3].starts_with("SHA256:"));
    hire(&office, "li", "window");
    office.ssh("li", &["zhuoluo", "owed"]).is(0);
    office
        .ssh("wang", &["zhuoluo", "operator", "remove", "li"])
        .is(0);
    office.ssh("li", &["zhuoluo", "owed"]).is(3);
}

/// What was done with a box is on record by its bytes, and so is each refusal.
fn boxes_are_on_record(office: &Office) {
    let trail = |who: &str, action: &str| {
        let words = [
            "zhuoluo",
            "audit",
            "list",
            "--operator",
            who,
            "--action",
            action,
            "--json",
        ];
        let all = office.ssh("wang", &words).is(0).out;
        let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
        let all = all.as_array().expect("a list").clone();
        all.iter()
            .map(|e| e["what"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let done = trail("wang", "box");
    let verbs: Vec<&str> = done
        .iter()
        .filter_map(|what| what.split(' ').next())
        .collect();
    assert_eq!(verbs, ["put", "get", "list"], "{done:?}");
    assert!(!done.concat().contains("csv"), "{done:?}");
    assert_eq!(trail("li", "refuse").len(), 6);
    // What its reader did not get is on record as not written.
    let line = "sudo -n -u zhuoluo zhuoluo box get p.csv > /dev/full";
    office.sh("wang", line).is(1).says("审计里已另记");
    let got = trail("wang", "box").pop().unwrap_or_default();
    assert_eq!(trail("wang", "unwritten"), [format!("box {got}")]);
}

/// A folder, another's file: whichever command names it, it is refused, and that is on record once.
#[test]
fn no_command_takes_a_path_and_each_refusal_is_on_record() {
    let Some(office) = Office::open() else { return };
    for words in [
        &["archive", "approve", "/etc/passwd"][..],
        &["archive", "check", "/etc/passwd"],
        &["archive", "pack", "--due", "-o", "/tmp/x.zip"],
        &["privacy", "receive", "--json", "/etc/passwd"],
        &["privacy", "enter", "1", "answer", "--json", "../x"],
        &["privacy", "copy", "N", "-o", "/tmp/x"],
        &["duty", "rota", "import", "/etc/passwd"],
        &["duty", "dispute", "petition", "1", "--draft", "/etc/passwd"],
        &["calendar", "diff", "/etc/passwd"],
        &["import", "a.csv", "--answers", "/etc/passwd"],
        &["import", "a.csv", "--matches", "/tmp/x"],
    ] {
        let before = office.refusals();
        let words = [&["zhuoluo"], words].concat();
        let ran = office.ssh("wang", &words);
        assert_eq!(ran.status, 3, "{words:?}: {} {}", ran.out, ran.talk);
        assert!(ran.talk.contains("收发箱"), "{words:?}: {}", ran.talk);
        assert_eq!(office.refusals(), before + 1, "{words:?}");
    }
}

#[test]
fn a_key_comes_by_standard_input_or_from_the_box_and_from_no_path() {
    let Some(office) = Office::open() else { return };
    // The key of a backup may come by standard input; a folder or another's file may not be named.
    for (words, told) in [
        (
            ["zhuoluo", "backup", "--check", "b.age", "--identity", "-"],
            false,
        ),
        (
            [
                "zhuoluo",
                "backup",
                "--check",
                "b.age",
                "--identity",
                "/etc/passwd",
            ],
            true,
        ),
    ] {
        let ran = office.ssh_with("wang", &["-T"], &words, b"AGE-SECRET-KEY-1");
        let refused = ran.status == 3 && ran.talk.contains("收发箱");
        assert_eq!(refused, told, "{words:?}: {} {}", ran.status, ran.talk);
    }
    for key in ["/etc/passwd", "/no/such/key", "../x"] {
        let words = [
            "zhuoluo",
            "audit",
            "verify",
            "--anchors",
            "a.csv",
            "--public-key",
            key,
        ];
        office.ssh("wang", &words).is(3);
    }
}

#[test]
fn files_come_and_go_through_the_boxes() {
    let Some(office) = Office::open() else { return };
    let ledger = "姓名,信访日期,反映问题\n陈某,2026-11-02,要求修路\n";
    office
        .ssh_with(
            "wang",
            &["-T"],
            &["zhuoluo", "box", "put", "a.csv"],
            ledger.as_bytes(),
        )
        .is(0);
    office
        .ssh("wang", &["zhuoluo", "import", "a.csv", "--report", "r.csv"])
        .is(0);
    office
        .ssh("wang", &["zhuoluo", "export", "petitions", "-o", "p.csv"])
        .is(0);
    let got = office
        .ssh("wang", &["zhuoluo", "box", "get", "p.csv"])
        .is(0)
        .out;
    assert!(got.contains("要求修路"), "{got}");
    let list = office.ssh("wang", &["zhuoluo", "box", "list"]).is(0).out;
    assert!(list.contains("r.csv") && list.contains("a.csv"), "{list}");
    // Another operator has boxes of their own.
    hire(&office, "li", "window");
    office.ssh("li", &["zhuoluo", "box", "get", "p.csv"]).is(4);
    for name in [
        "../../wang/out/p.csv",
        "/var/lib/zhuoluo/desk.sqlite3",
        ".hidden",
        "..",
        "a/b",
    ] {
        office.ssh("li", &["zhuoluo", "box", "get", name]).is(3);
    }
    boxes_are_on_record(&office);
    // A link in a box leads nowhere, whoever put it there.
    office.sh("root", "ln -s ../../../desk.sqlite3 /var/lib/zhuoluo/box/li/out/s; ln /var/lib/zhuoluo/desk.sqlite3 /var/lib/zhuoluo/box/li/out/h; mkfifo /var/lib/zhuoluo/box/li/out/f").is(0);
    for name in ["s", "h", "f"] {
        let ran = office.ssh("li", &["zhuoluo", "box", "get", name]);
        assert!(
            ran.status == 1 && ran.out.is_empty(),
            "{name}: {} {}",
            ran.status,
            ran.talk
        );
    }
    // Standard input and output carry files of any name.
    let import = ["zhuoluo", "import", "-", "--dry-run"];
    office
        .ssh_with("wang", &["-T"], &import, ledger.as_bytes())
        .is(0);
}

/// What spoils a server, and what mends it.
const SPOILT: &[(&str, &str)] = &[
    ("chmod 755 /var/lib/zhuoluo", "chmod 700 /var/lib/zhuoluo"),
    (
        "chmod 644 /var/lib/zhuoluo/desk.sqlite3",
        "chmod 600 /var/lib/zhuoluo/desk.sqlite3",
    ),
    ("chmod 666 /etc/zhuoluo/keys", "chmod 644 /etc/zhuoluo/keys"),
    (
        "echo 'wang x y' >> /etc/zhuoluo/keys",
        "sed -i '$d' /etc/zhuoluo/keys",
    ),
    (
        "chown wang /usr/bin/zhuoluo",
        "chown root /usr/bin/zhuoluo; chmod 755 /usr/bin/zhuoluo",
    ),
    (
        "sed -i 's/TcpForwarding no/TcpForwarding yes/' /etc/ssh/sshd_config.d/zhuoluo.conf",
        "zhuoluo ssh setup --sshd > /etc/ssh/sshd_config.d/zhuoluo.conf",
    ),
    (
        "echo 'AcceptEnv *' >> /etc/ssh/sshd_config.d/zhuoluo.conf",
        "sed -i '$d' /etc/ssh/sshd_config.d/zhuoluo.conf",
    ),
    (
        "echo 'DenyUsers zhuoluo' >> /etc/ssh/sshd_config",
        "sed -i '$d' /etc/ssh/sshd_config",
    ),
    ("chmod 640 /etc/zhuoluo/keys", "chmod 644 /etc/zhuoluo/keys"),
    (
        "echo 'Defaults env_keep += \"SUDO_UID\"' > /etc/sudoers.d/x",
        "rm /etc/sudoers.d/x",
    ),
    (
        "echo 'li ALL=(zhuoluo) NOPASSWD: /bin/sh' > /etc/sudoers.d/x",
        "rm /etc/sudoers.d/x",
    ),
    (
        "usermod -s /usr/sbin/nologin zhuoluo",
        "usermod -s /bin/sh zhuoluo",
    ),
    ("usermod -p '!' zhuoluo", "usermod -p '*' zhuoluo"),
    // Rules that nobody may list: an edit in place would be seen by no session.
    ("chmod 750 /etc/sudoers.d", "chmod 755 /etc/sudoers.d"),
];

#[test]
fn the_doctor_finds_what_is_spoilt() {
    let Some(office) = Office::open() else { return };
    let doctor = |what: &str| {
        let ran = office.run("root", &["zhuoluo", "ssh", "doctor", "--json"]);
        let all: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
        let bad: Vec<String> = all
            .iter()
            // The kernel's switches are the test machine's, not the office's.
            .filter(|f| f["stand"] == "bad" && f["about"] != "kernel")
            .map(|f| f["what"].as_str().unwrap_or_default().to_owned())
            .collect();
        println!("{what}: {bad:?}");
        bad
    };
    assert_eq!(doctor("as set up"), Vec::<String>::new());
    for &(spoil, mend) in SPOILT {
        office.sh("root", spoil).is(0);
        assert!(!doctor(spoil).is_empty(), "{spoil}");
        office.sh("root", mend).is(0);
        assert_eq!(doctor(mend), Vec::<String>::new(), "{mend}");
    }
}
