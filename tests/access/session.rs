//! Sessions of a shared office at a real terminal over a real sshd: a line that is cut, a server that
//! goes down, a key that is revoked while somebody works. Passed over, with a word, where the machine
//! cannot.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::office::Office;
use crate::terminal::tty::{Home, Tty, cpu_ticks, is_running, signal};

/// A desk with a name begun in a new registration.
fn at_work(office: &Office, home: &Home) -> Tty {
    let words = office.client("wang", &["-tt"], &[]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut tty = Tty::start(home, &words, &[], (80, 24)).drawn();
    tty.send("n");
    tty.wait_for("姓名");
    tty.type_slowly("孙小梅");
    tty.wait_for("孙小梅");
    tty
}

/// The process of the desk.
fn desk(office: &Office) -> Option<i32> {
    let is_desk = |pid: &u32| {
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        line.starts_with("/usr/bin/zhuoluo session")
    };
    let found = office.processes().into_iter().find(is_desk)?;
    i32::try_from(found).ok()
}

fn gone(office: &Office) {
    let since = Instant::now();
    while desk(office).is_some() {
        assert!(since.elapsed() < Duration::from_secs(20), "the desk stayed");
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("gone after {:?}", since.elapsed());
}

/// How the newest session ended, and that whoever came is in the row.
fn ended(office: &Office) -> String {
    let trail = office.trail();
    let left = trail
        .iter()
        .rfind(|row| row[1] == "leave")
        .expect("on record");
    assert_eq!((left[0].as_str(), left[4].as_str()), ("wang", "ssh"));
    assert!(left[3].starts_with("SHA256:"), "{left:?}");
    left[2].clone()
}

/// The draft is there at the next login.
fn is_kept(office: &Office) {
    let home = Home::new();
    let words = office.client("wang", &["-tt"], &[]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut again = Tty::start(&home, &words, &[], (80, 24)).drawn();
    again.send("\x1b2");
    again.wait_for("孙小梅");
    again.wait_for("恢复");
    again.hang_up();
    gone(office);
}

#[test]
fn a_cut_line_and_a_server_that_goes_down_keep_the_draft_and_are_on_record() {
    let Some(office) = Office::open() else { return };
    let home = Home::new();
    let mut tty = at_work(&office, &home);
    tty.hang_up();
    gone(&office);
    assert_eq!(ended(&office), "hangup");
    is_kept(&office);
    let home = Home::new();
    let tty = at_work(&office, &home);
    let pid = desk(&office).expect("a desk");
    signal(pid, Signal::TERM);
    gone(&office);
    assert_eq!(ended(&office), "signal");
    drop(tty);
    is_kept(&office);
}

#[test]
fn a_key_that_is_revoked_ends_the_session_that_came_with_it() {
    let Some(office) = Office::open() else { return };
    let home = Home::new();
    let tty = at_work(&office, &home);
    // A line more is another file, and no reason to go.
    office
        .sh("root", "echo '# checked' >> /etc/zhuoluo/keys")
        .is(0);
    std::thread::sleep(Duration::from_secs(2));
    assert!(desk(&office).is_some(), "left for no reason");
    office
        .sh(
            "root",
            "cp /etc/zhuoluo/keys /etc/zhuoluo/keys.old && sed -i '/^wang /d' /etc/zhuoluo/keys",
        )
        .is(0);
    gone(&office);
    tty.wait_for("已从名册上撤下");
    assert_eq!(ended(&office), "revoked");
    office
        .sh("root", "mv /etc/zhuoluo/keys.old /etc/zhuoluo/keys")
        .is(0);
    is_kept(&office);
}

/// A command that waited for its input writes nothing once the key is gone.
#[test]
fn a_command_that_waits_writes_nothing_for_a_revoked_key() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let Some(office) = Office::open() else { return };
    let rows = || {
        office
            .trail()
            .iter()
            .filter(|r| r.iter().any(|c| c == "register"))
            .count()
    };
    let before = rows();
    let words = office.client("wang", &["-T"], &["zhuoluo", "register", "--json", "-"]);
    let mut child = Command::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ssh runs");
    std::thread::sleep(Duration::from_secs(2));
    office
        .sh(
            "root",
            "cp /etc/zhuoluo/keys /etc/zhuoluo/keys.old && sed -i '/^wang /d' /etc/zhuoluo/keys",
        )
        .is(0);
    let mut stdin = child.stdin.take().expect("a pipe");
    let line = r#"{"channel":"visit","requests":["要求修路"],"people":[{"name":"孙小梅"}]}"#;
    let _ = stdin.write_all(line.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("名册"), "{said}");
    office
        .sh("root", "mv /etc/zhuoluo/keys.old /etc/zhuoluo/keys")
        .is(0);
    assert_eq!(rows(), before, "nothing was registered");
    // With the key back the same line goes in.
    office
        .ssh_with(
            "wang",
            &["-T"],
            &["zhuoluo", "register", "--json", "-"],
            line.as_bytes(),
        )
        .is(0);
    assert_eq!(rows(), before + 1);
}

/// Whoever came through sudo leaves when its rules are changed, whoever came by key stays.
#[test]
fn a_rule_of_sudo_that_is_taken_away_ends_the_session_that_came_by_it() {
    let Some(office) = Office::open() else { return };
    let home = Home::new();
    let mut words = office.inside();
    let come = "setpriv --reuid wang --regid wang --init-groups env LANG=zh_CN.UTF-8 sudo -n -u zhuoluo zhuoluo";
    words.extend(come.split(' ').map(ToOwned::to_owned));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut tty = Tty::start(&home, &words, &[], (80, 24)).drawn();
    // Nobody stops a process of the office's.
    tty.send("\x1a");
    tty.settle();
    tty.send("n");
    tty.wait_for("姓名");
    tty.type_slowly("孙小梅");
    tty.wait_for("孙小梅");
    let second = Home::new();
    let _by_key = at_work(&office, &second);
    std::thread::sleep(Duration::from_secs(2));
    assert!(is_running(tty.pid()), "left for no reason");
    office.sh("root", "rm /etc/sudoers.d/desk").is(0);
    tty.wait_for("已从名册上撤下");
    assert!(desk(&office).is_some(), "the session by key stays");
    let trail = office.trail();
    let left = trail
        .iter()
        .rfind(|row| row[1] == "leave")
        .expect("on record");
    assert_eq!((left[0].as_str(), left[4].as_str()), ("wang", "sudo"));
    office.sh("wang", "sudo -n -u zhuoluo zhuoluo owed").is(1);
}

/// S17: nothing is sent down an idle line, so that sshd's own question finds out that nobody answers.
#[test]
fn a_client_that_froze_is_noticed_and_its_draft_kept() {
    let Some(office) = Office::open() else { return };
    // As set up, but for two questions a second apart in place of four, thirty seconds apart.
    office
        .sh(
            "root",
            "sed -i 's/^\\( *ClientAliveInterval\\) .*/\\1 1/; s/^\\( *ClientAliveCountMax\\) .*/\\1 2/' /etc/ssh/sshd_config.d/zhuoluo.conf && grep -c 'ClientAlive[A-Za-z]* [12]$' /etc/ssh/sshd_config.d/zhuoluo.conf",
        )
        .is(0);
    let listens = std::fs::read_to_string(office.path("sshd.pid")).expect("sshd runs");
    signal(listens.trim().parse().expect("a number"), Signal::HUP);
    std::thread::sleep(Duration::from_secs(1));
    let home = Home::new();
    let tty = at_work(&office, &home);
    let pid = desk(&office).expect("a desk");
    std::thread::sleep(Duration::from_secs(4));
    assert_eq!(desk(&office), Some(pid), "left while the client answered");
    signal(tty.pid(), Signal::STOP);
    gone(&office);
    signal(tty.pid(), Signal::CONT);
    assert_eq!(ended(&office), "hangup");
    drop(tty);
    is_kept(&office);
}

/// S19: whatever terminal somebody brings, there is a sentence or a screen, and nothing spins.
#[test]
fn a_strange_terminal_gets_a_sentence_or_a_screen_and_nothing_spins() {
    let Some(office) = Office::open() else { return };
    let none = office.ssh_with("wang", &["-T"], &[], b"");
    assert!(none.status != 0 && !none.talk.is_empty(), "{}", none.out);
    for (term, size) in [
        ("xterm-256color", (1, 1)),
        ("xterm-256color", (500, 300)),
        ("nonsense-9", (80, 24)),
        ("dumb", (80, 24)),
        ("", (80, 24)),
    ] {
        let home = Home::new();
        let words = office.client("wang", &["-tt"], &[]);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut tty = Tty::start(&home, &words, &[("TERM", term)], size);
        tty.wait("an answer", |tty| !tty.bytes().is_empty());
        tty.settle();
        if let Some(pid) = desk(&office) {
            let before = cpu_ticks(pid).unwrap_or(0);
            std::thread::sleep(Duration::from_secs(2));
            let used = cpu_ticks(pid).map_or(0, |now| now - before);
            assert!(
                used < 40,
                "{term} {size:?}: {used} ticks in two idle seconds"
            );
        } else {
            let said = String::from_utf8_lossy(&tty.bytes()).into_owned();
            assert!(
                said.contains('。') || said.contains('.'),
                "{term}: {said:?}"
            );
        }
        tty.hang_up();
        gone(&office);
    }
}
