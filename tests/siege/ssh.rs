//! At the door with every trick that the first round did not try.

use crate::access::office::Office;

/// The attack: words of a forced command with quotes, line ends, globs, zeros of a shell and no end.
#[test]
fn words_of_a_forced_command_are_words_and_nothing_else() {
    let Some(office) = Office::open() else { return };
    let long = format!("zhuoluo find {}", "x".repeat(100_000));
    for (line, statuses) in [
        ("zhuoluo owed --json\nid", &[2, 3][..]),
        ("zhuoluo find '*' '?' ~ $HOME", &[4]),
        ("zhuoluo find *", &[4]),
        ("zhuoluo find ~root", &[4]),
        ("zhuoluo find $(id)", &[2, 3, 4]),
        ("zhuoluo find \"$(id)\"", &[2, 3, 4]),
        ("zhuoluo find 'a\nb'", &[2, 3, 4]),
        ("zhuoluo find 'a' 'b' \"c", &[2, 3]),
        ("zhuoluo find \\", &[2, 3]),
        (&long, &[2, 3, 4]),
        ("zhuoluo  ", &[0, 1, 2, 3]),
        ("''", &[2, 3]),
        ("zhuoluo '' ''", &[2, 3]),
        ("ZHUOLUO_DB=/tmp/x zhuoluo owed", &[2, 3]),
        ("exec zhuoluo owed", &[2, 3]),
        ("zhuoluo --help; id", &[2, 3]),
        ("zhuoluo-keys zhuoluo ssh-ed25519 AAAA", &[2, 3]),
        ("zhuoluo ssh key wang /etc/passwd", &[2, 3]),
        ("zhuoluo audit sign --key /etc/shadow", &[3]),
        (
            "zhuoluo backup --check /etc/shadow --identity /etc/shadow",
            &[3],
        ),
        ("zhuoluo restore /etc/shadow --identity /etc/passwd", &[3]),
        ("zhuoluo archive approve /etc/passwd", &[3]),
        ("zhuoluo calendar import /etc/passwd", &[3]),
        ("zhuoluo rules import /etc/passwd", &[3]),
        ("zhuoluo template import notice /etc/passwd", &[3]),
    ] {
        let ran = office.ssh("wang", &[line]);
        let head: String = line.chars().take(60).collect();
        assert!(
            statuses.contains(&ran.status),
            "{head}: {} {} {}",
            ran.status,
            ran.out,
            ran.talk
        );
        let all = format!("{}{}", ran.out, ran.talk);
        assert!(
            !all.contains("uid=") && !all.contains("root:"),
            "{head}: {all}"
        );
        let wild = all.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(wild, None, "{head}: {all:?}");
    }
}

/// The attack: the real clients of file transfer and forwarding, and what they say of their surroundings.
#[test]
fn no_client_carries_files_or_ports() {
    let Some(office) = Office::open() else { return };
    let key = office.path("wang").display().to_string();
    let tunnel = office.client("wang", &[], &[]);
    let port = tunnel[tunnel.iter().position(|w| w == "-p").expect("a port") + 1].clone();
    let common = format!(
        "-i {key} -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes -o BatchMode=yes"
    );
    let out = office.path("got").display().to_string();
    for line in [
        format!("scp {common} -P {port} zhuoluo@127.0.0.1:/var/lib/zhuoluo/desk.sqlite3 {out}"),
        format!("scp -O {common} -P {port} zhuoluo@127.0.0.1:/var/lib/zhuoluo/desk.sqlite3 {out}"),
        format!("scp -O {common} -P {port} /etc/hostname zhuoluo@127.0.0.1:/var/lib/zhuoluo/x"),
        format!("echo 'get /etc/passwd {out}' | sftp -b - {common} -P {port} zhuoluo@127.0.0.1"),
        format!("rsync -e 'ssh {common} -p {port}' zhuoluo@127.0.0.1:/var/lib/zhuoluo/ {out}"),
        format!(
            "ssh {common} -p {port} -o ExitOnForwardFailure=yes -L /tmp/zl-s:/var/lib/zhuoluo/x -W 127.0.0.1:{port} zhuoluo@127.0.0.1 < /dev/null"
        ),
        format!(
            "ssh {common} -p {port} -o Tunnel=yes -w any:any -o ExitOnForwardFailure=yes zhuoluo@127.0.0.1 id"
        ),
        format!("ssh {common} -p {port} -o RemoteCommand=id zhuoluo@127.0.0.1"),
        format!(
            "ssh {common} -p {port} -o PreferredAuthentications=password,none zhuoluo@127.0.0.1 zhuoluo owed"
        ),
    ] {
        let ran = std::process::Command::new("timeout")
            .args(["20", "sh", "-c", &line])
            .output();
        let ran = ran.expect("a client");
        assert!(!ran.status.success(), "{line}");
        assert!(!office.path("got").exists(), "{line}: something came out");
        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(
            !said.contains("uid=") && !said.contains("SQLite format"),
            "{line}: {said}"
        );
    }
    office.sh("root", "test ! -e /var/lib/zhuoluo/x").is(0);
}

#[test]
fn no_variable_of_a_client_changes_anything() {
    let Some(office) = Office::open() else { return };
    for (name, value) in [
        ("LC_ALL", "../../../tmp/x"),
        ("LC_MESSAGES", "\u{1b}[31m"),
        ("LANG", "$(id)"),
        ("LC_CTYPE", "x;id"),
    ] {
        let send = format!("SetEnv={name}={value}");
        let ran = office.ssh_with(
            "wang",
            &["-T", "-o", &send],
            &["zhuoluo", "owed", "--json"],
            b"",
        );
        assert_eq!(
            (ran.status, ran.out.trim()),
            (0, "[]"),
            "{name}: {}",
            ran.talk
        );
    }
}

/// A roster as editors and copyists leave it: line ends of another system, a mark in front, keys twice,
/// options, certificates, long lines. Whoever can be read comes in; whoever cannot is named by the doctor.
#[test]
fn a_roster_of_any_clothes_opens_for_whom_it_names_and_nobody_else() {
    let Some(office) = Office::open() else { return };
    let keys = office.sh("root", "cat /etc/zhuoluo/keys").is(0).out;
    let line = |who: &str| {
        keys.lines()
            .find(|l| l.starts_with(who))
            .expect("a line")
            .to_owned()
    };
    let (wang, li) = (line("wang "), line("li "));
    let key_of = |line: &str| line.split(' ').skip(1).collect::<Vec<_>>().join(" ");
    let options = format!("restrict,command=\"id\" {}", key_of(&wang));
    for (text, comes_in) in [
        (format!("{wang}\r\n{li}\r\n"), true),
        (format!("\u{feff}{li}\n{wang}\n"), true),
        (format!("\u{feff}{wang}\n"), true),
        (format!("{wang}\n{wang}\n"), true),
        (format!("\t {wang}   \n"), true),
        (wang.clone(), true),
        (format!("{wang}\nmallory {}\n", key_of(&wang)), false),
        (options, false),
        (
            format!(
                "wang {}\n",
                key_of(&wang).replace("ssh-ed25519 ", "ssh-ed25519-cert-v01@openssh.com ")
            ),
            false,
        ),
        (format!("{}\n{li}\n", wang.replace(' ', "\u{3000}")), false),
        (format!("{wang}{}\n", "x".repeat(2 << 20)), false),
        (format!("{}\n", wang.replace("wang", "root")), false),
        (String::new(), false),
        ("\0".repeat(100), false),
    ] {
        let shown: String = text.chars().take(70).collect();
        std::fs::write(office.path("roster"), &text).expect("written");
        let put = format!(
            "cat {} > /etc/zhuoluo/keys",
            office.path("roster").display()
        );
        office.sh("root", &put).is(0);
        let ran = office.ssh("wang", &["zhuoluo", "owed", "--json"]);
        assert_eq!(
            ran.status == 0,
            comes_in,
            "{shown:?}: {} {}",
            ran.status,
            ran.talk
        );
        assert!(comes_in || ran.out.is_empty(), "{shown:?}: {}", ran.out);
    }
}
