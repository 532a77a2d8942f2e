//! People with a shell on the server: other accounts, and those whom sudo lets in.

use super::office::{Office, STORE};

/// The attack: another account on the same server looks at, opens or replaces whatever the desk keeps.
#[test]
fn another_account_gets_at_nothing() {
    let Some(office) = Office::open() else { return };
    office.ssh("wang", &["zhuoluo", "owed"]).is(0);
    office
        .ssh_with("wang", &["-T"], &["zhuoluo", "box", "put", "a.csv"], b"x")
        .is(0);
    for line in [
        "ls /var/lib/zhuoluo",
        "stat /var/lib/zhuoluo/desk.sqlite3",
        "cat /var/lib/zhuoluo/desk.sqlite3",
        "cat /var/lib/zhuoluo/desk.sqlite3-wal",
        "cat /var/lib/zhuoluo/desk.sqlite3-shm",
        "cat /var/lib/zhuoluo/box/wang/in/a.csv",
        "ls /var/lib/zhuoluo/backup",
        "cat /var/lib/zhuoluo/log",
        "touch /var/lib/zhuoluo/x",
        "echo x >> /etc/zhuoluo/keys",
        "mv /etc/zhuoluo/keys /etc/zhuoluo/k",
        "echo x > /usr/bin/zhuoluo",
        "ln -s /etc/passwd /var/lib/zhuoluo/x",
        "sudo -n -u zhuoluo zhuoluo owed",
        "sudo -n -u zhuoluo cat /var/lib/zhuoluo/desk.sqlite3",
        "zhuoluo --db /var/lib/zhuoluo/desk.sqlite3 --as wang owed",
        "HOME=/tmp zhuoluo session --operator wang",
        "SUDO_UID=0 zhuoluo --db /var/lib/zhuoluo/desk.sqlite3 owed",
        "SSH_USER_AUTH=/tmp/sshauth.x zhuoluo session --operator wang",
    ] {
        let ran = office.sh("mallory", line);
        assert_ne!(ran.status, 0, "{line}: {}", ran.out);
        assert!(ran.out.is_empty(), "{line}: {}", ran.out);
    }
}

/// The attack: whom sudo lets start the program tries to be somebody else, or to open something else.
#[test]
fn who_comes_through_sudo_is_who_called_it() {
    let Some(office) = Office::open() else { return };
    let desk = "sudo -n -u zhuoluo";
    let json = office
        .sh("wang", &format!("{desk} zhuoluo owed --json"))
        .is(0)
        .out;
    assert_eq!(json.trim(), "[]");
    for (line, status) in [
        ("zhuoluo --as li owed", 3),
        ("zhuoluo --db /tmp/x owed", 3),
        ("zhuoluo --now 2026-01-01T09:00:00+08:00 owed", 3),
        ("zhuoluo demo --no-open", 3),
        ("zhuoluo demo --file /var/lib/zhuoluo/x --no-open", 3),
        ("zhuoluo init --office x --admin wang", 3),
        ("zhuoluo session --operator li", 3),
        ("zhuoluo ssh doctor", 3),
        ("zhuoluo import /etc/passwd", 3),
        ("zhuoluo import ../../../../etc/passwd", 3),
        ("zhuoluo register --json /var/lib/zhuoluo/desk.sqlite3", 3),
        ("zhuoluo import ledger.csv --map /etc/passwd", 3),
        ("zhuoluo export owed -o /var/lib/zhuoluo/desk.sqlite3", 3),
        ("zhuoluo export owed -o ../x", 3),
    ] {
        let before = office.refusals();
        office.sh("wang", &format!("{desk} {line}")).is(status);
        assert_eq!(office.refusals(), before + 1, "not on record: {line}");
    }
    // sudo itself turns these away: no other program, no variables.
    for line in [
        "cat /var/lib/zhuoluo/desk.sqlite3",
        "sh -c id",
        "ZHUOLUO_DB=/tmp/x zhuoluo owed",
        "SSH_USER_AUTH=/tmp/sshauth.x zhuoluo session --operator li",
        "LD_PRELOAD=/tmp/x.so zhuoluo owed",
        "SUDO_UID=0 zhuoluo owed",
    ] {
        let ran = office.sh("wang", &format!("{desk} {line}"));
        assert_ne!(ran.status, 0, "{line}: {}", ran.out);
        assert!(ran.out.is_empty(), "{line}: {}", ran.out);
    }
    // A variable in the caller's own environment does not come through.
    let ran = office.sh(
        "wang",
        &format!("export ZHUOLUO_DB=/tmp/x SUDO_UID=0 PATH=/tmp:$PATH; {desk} zhuoluo owed --json"),
    );
    assert_eq!(ran.is(0).out.trim(), "[]");
    let trail = office.trail();
    assert!(
        trail.iter().all(|row| row[0] == "wang" || row[4] != "sudo"),
        "{trail:?}"
    );
}

/// The attack: somebody starts what sshd starts and names another; the row is in their own name.
#[test]
fn whoever_names_another_is_on_record_themselves() {
    let Some(office) = Office::open() else { return };
    for (words, named) in [
        ("session --operator li", "li"),
        ("session --operator li owed", "li owed"),
        ("session --operator li --bad", "--bad"),
        ("session --operator", "--operator"),
        ("session", "session"),
    ] {
        let by_sudo = format!("sudo -n -u zhuoluo zhuoluo {words}");
        for (account, line, who, came) in [
            ("wang", by_sudo, "wang", "sudo"),
            (
                "zhuoluo",
                format!("zhuoluo {words}"),
                "unproven",
                "unproven",
            ),
        ] {
            let before = office.refusals();
            office.sh(account, &line).is(3);
            assert_eq!(office.refusals(), before + 1, "{account}: {line}");
            let trail = office.trail();
            let row = trail.last().expect("a row");
            assert_eq!([&row[0], &row[1], &row[4]], [who, "refuse", came], "{line}");
            assert!(row[2].contains(named), "{line}: {row:?}");
            assert!(row[3].is_empty(), "no key: {row:?}");
        }
    }
    assert!(office.trail().iter().all(|row| row[0] != "li"));
}

/// The attack: root, or a job of the service account, runs the program without saying who sits there.
#[test]
fn nobody_in_particular_is_refused() {
    let Some(office) = Office::open() else { return };
    let said = "不知道你是谁";
    for words in [
        &["zhuoluo", "owed"][..],
        &["env", "SUDO_UID=x", "zhuoluo", "owed"],
        &["env", "SUDO_UID=4294967290", "zhuoluo", "owed"],
    ] {
        let before = office.refusals();
        let ran = office.run("zhuoluo", words).is(3);
        assert!(
            ran.talk.contains(said) || words[1].ends_with('0'),
            "{}",
            ran.talk
        );
        assert_eq!(office.refusals(), before + 1, "{words:?}");
        let trail = office.trail();
        let row = trail.last().expect("a row");
        assert_eq!(
            [&row[0], &row[1], &row[4]],
            ["unproven", "refuse", "unproven"]
        );
    }
    office
        .run("root", &["sudo", "-u", "zhuoluo", "zhuoluo", "owed"])
        .is(3)
        .says("root");
    let own = ["zhuoluo", "--db", STORE, "--as", "wang", "owed"];
    office.run("root", &own).is(3).says("另一个账号");
    // The store is still the service account's alone.
    let facts = office
        .sh("root", "stat -c '%U %a' /var/lib/zhuoluo/*")
        .is(0)
        .out;
    for line in facts.lines() {
        assert!(line == "zhuoluo 600" || line == "zhuoluo 700", "{facts}");
    }
}

/// A command whose words or content do not fit leaves a row as one that is mistyped does: which command, and
/// nothing of what stood in it.
#[test]
fn what_is_written_wrongly_is_on_record_once_and_without_its_words() {
    let Some(office) = Office::open() else { return };
    for (words, named, input) in [
        (&["zhuoluo", "schema", "nonsense"][..], "zhuoluo schema", ""),
        (&["zhuoluo", "find", "钱某", "--bad"], "zhuoluo find", ""),
        (
            &["zhuoluo", "campaign", "add", "钱某"],
            "zhuoluo campaign add",
            "",
        ),
        (&["zhuoluo", "钱某", "13800138000"], "zhuoluo", ""),
        (
            &["zhuoluo", "calendar", "count", "x", "y"],
            "zhuoluo calendar count",
            "",
        ),
        (
            &["zhuoluo", "register", "--json", "-"],
            "zhuoluo register",
            r#"{"people": [{"name": "钱某"}], "channel": "钱某"}"#,
        ),
    ] {
        let before = office.refusals();
        office.ssh_with("wang", &[], words, input.as_bytes()).is(2);
        assert_eq!(office.refusals(), before + 1, "{words:?}");
        let trail = office.trail();
        let row = trail.last().expect("a row");
        assert_eq!([&row[0], &row[1], &row[4]], ["wang", "refuse", "ssh"]);
        assert_eq!(row[2], format!("{named}：参数或内容不对"));
    }
    // Nor does what is no command at all, or a name of a file, stay there.
    for words in [
        &["钱某", "13800138000"][..],
        &["find", "钱某"],
        &["zhuoluo", "import", "/home/钱某.xlsx"],
    ] {
        office.ssh("wang", words).is(3);
        let trail = office.trail();
        let row = trail.last().expect("a row");
        assert_eq!(row[1], "refuse");
        assert!(
            !row[2].contains("钱某") && !row[2].contains("1380"),
            "{row:?}"
        );
    }
    let ran = office.ssh("wang", &["scp", "-t", "/tmp"]).is(3);
    assert!(ran.talk.contains("scp -t /tmp"), "{}", ran.talk);
    let trail = office.trail();
    assert!(trail.last().expect("a row")[2].contains("“scp”"));
}

/// The attack: make the machine half an office, so that the program takes it for a desk of one's own.
#[test]
fn a_half_made_office_opens_for_nobody() {
    let Some(office) = Office::open() else { return };
    let desk = ["zhuoluo", "--db", STORE, "--as", "wang", "owed"];
    for spoil in [
        "chmod 750 /var/lib/zhuoluo",
        "chmod 701 /var/lib/zhuoluo",
        "chown mallory /var/lib/zhuoluo",
    ] {
        office.sh("root", spoil).is(0);
        office.run("zhuoluo", &desk).is(3);
        assert_ne!(
            office.ssh("wang", &["zhuoluo", "owed"]).status,
            0,
            "{spoil}"
        );
        office
            .sh(
                "root",
                "chown zhuoluo /var/lib/zhuoluo; chmod 700 /var/lib/zhuoluo",
            )
            .is(0);
    }
    office.sh("root", "mv /var/lib/zhuoluo /var/lib/z").is(0);
    office.run("zhuoluo", &desk).is(3);
    office.sh("root", "mv /var/lib/z /var/lib/zhuoluo; chown zhuoluo /usr/bin/zhuoluo; chmod 4755 /usr/bin/zhuoluo").is(0);
    office.run("mallory", &desk).is(3).says("setuid");
}

/// What names somebody comes on standard input: `ps` shows a dash, and so does sudo's log. Whoever forgets is told.
#[test]
fn a_name_need_not_stand_on_the_command_line() {
    let Some(office) = Office::open() else { return };
    let desk = "sudo -n -u zhuoluo zhuoluo";
    let ran = office.sh("wang", &format!("{desk} find 张三"));
    ran.is(4).says("echo '…' | sudo -u zhuoluo zhuoluo -");
    let ran = office.sh("wang", &format!("echo 'find 张三' | {desk} -"));
    let ran = ran.is(4).says("没有查到“张三”");
    assert!(!ran.talk.contains("提醒"), "{}", ran.talk);
    // Nor does it open what may not be opened otherwise.
    for (line, status) in [
        ("--as li owed", 3),
        ("session --operator li", 3),
        ("ssh doctor", 3),
    ] {
        office
            .sh("wang", &format!("echo '{line}' | {desk} -"))
            .is(status);
    }
    let ran = office.sh("wang", &format!("{desk} owed --json"));
    assert!(ran.is(0).talk.is_empty());
}
