//! The timers' own lines, run as root on a shared server: what they leave is checked away from it.

use std::path::Path;

use super::office::Office;

const ANCHOR: &str = include_str!("../../data/systemd/zhuoluo-anchor.service");
const VERIFY: &str = include_str!("../../data/systemd/zhuoluo-verify.service");
const BACKUP: &str = include_str!("../../data/systemd/zhuoluo-backup.service");

/// What a unit starts.
fn line(unit: &str) -> &str {
    let found = unit.lines().find_map(|l| l.strip_prefix("ExecStart="));
    found.expect("it starts something")
}

/// The office with the timers' own seat.
fn with_timers() -> Option<Office> {
    let office = Office::open()?;
    let on_roster = ["zhuoluo", "operator", "add", "root", "--name", "定时任务"];
    office
        .ssh(
            "wang",
            &[&on_roster[..], &["--role", "administrator"]].concat(),
        )
        .is(0);
    Some(office)
}

#[test]
fn the_hourly_line_anchors_what_is_checked_elsewhere() {
    let Some(office) = with_timers() else { return };
    let public = office.path("anchor.pub");
    let key = "zhuoluo audit new-key /etc/zhuoluo/anchor.key";
    office
        .sh("root", &format!("{key} > {}", public.display()))
        .is(0);
    // The log of the machine itself is nobody's to write in a test.
    let anchors = office.path("anchors");
    let hourly = line(ANCHOR).replace("/var/log/zhuoluo-anchors", &anchors.display().to_string());
    office.sh("root", &hourly).is(0);
    office
        .ssh(
            "wang",
            &["zhuoluo", "unit", "add", "丁街道", "--kind", "town"],
        )
        .is(0);
    office.sh("root", &hourly).is(0);
    let trail = office.path("trail.jsonl");
    let exported = office
        .ssh("wang", &["zhuoluo", "audit", "export"])
        .is(0)
        .out;
    std::fs::write(&trail, &exported).expect("kept");
    let verify = |trail: &Path, status: i32| {
        let files = [trail, &anchors, &public].map(|p| p.display().to_string());
        let (folder, [trail, anchors, public]) = (office.path(""), files);
        let folder = folder.display();
        let words = format!(
            "chmod a+x {folder} && chmod a+r {trail} {anchors} {public} && exec setpriv --reuid li --regid li --clear-groups zhuoluo audit verify --export {trail} --anchors {anchors} --public-key {public}"
        );
        office.sh("root", &words).is(status)
    };
    let said = verify(&trail, 0).out;
    assert!(said.contains("与2个锚点相符"), "{said}");
    // All but the first entry cut off, the chain of the rest is whole: only the anchors show it.
    let cut: Vec<&str> = exported.lines().take(1).collect();
    let short = office.path("short.jsonl");
    std::fs::write(&short, cut.join("\n") + "\n").expect("kept");
    verify(&short, 20);
    let secret = office.sh("zhuoluo", "cat /etc/zhuoluo/anchor.key");
    assert_ne!(
        secret.status, 0,
        "the service account reads the key: {}",
        secret.out
    );
}

#[test]
fn the_nightly_line_leaves_a_sealed_copy_once_there_is_somebody_to_open_it() {
    let Some(office) = with_timers() else { return };
    // Without recipients the nightly line says so and leaves nothing; with them a sealed copy.
    let nightly = line(BACKUP);
    assert_ne!(office.sh("root", nightly).status, 0);
    let mut recipients = String::new();
    for name in ["one.key", "two.key"] {
        let (path, make) = (office.path(name), "zhuoluo backup --new-key");
        office
            .sh("root", &format!("{make} > {}", path.display()))
            .is(0);
        let text = std::fs::read_to_string(&path).expect("a key");
        let public = text.split_whitespace().find(|w| w.starts_with("age1"));
        recipients.extend([" --recipient ", public.expect("its public half")]);
    }
    office
        .sh("root", &format!("{nightly}{recipients} --remember"))
        .is(0);
    office.sh("root", "rm /var/lib/zhuoluo/backup/*").is(0);
    // To whom is root's to say: an administrator with keys of their own would read every report.
    let mut own = vec!["zhuoluo", "backup"];
    own.extend(recipients.split_whitespace());
    let refused = office.ssh("wang", &own).is(3);
    assert!(refused.talk.contains("root"), "{}", refused.talk);
    office
        .ssh("wang", &[&own[..], &["--remember"]].concat())
        .is(3);
    let inside = office.sh("root", "ls /var/lib/zhuoluo/backup").is(0).out;
    assert!(!inside.contains(".age"), "{inside}");
    office.sh("root", nightly).is(0);
    let public = recipients.split_whitespace().nth(1).expect("a key");
    let told = office
        .trail()
        .iter()
        .any(|row| row.iter().any(|cell| cell.contains(public)));
    assert!(told, "to whom it was sealed is on record");
    let kept = office.sh("root", "ls -l /var/lib/zhuoluo/backup").is(0).out;
    assert!(
        kept.contains(".age") && kept.contains("-rw-------"),
        "{kept}"
    );
}

/// What somebody did to the file behind the program's back fails the nightly units, and is said.
#[test]
fn the_nightly_lines_notice_a_store_that_was_tampered_with() {
    let Some(office) = with_timers() else { return };
    let key = "zhuoluo audit new-key /etc/zhuoluo/anchor.key > /etc/zhuoluo/anchor.pub";
    office.sh("root", key).is(0);
    let anchors = office.path("anchors").display().to_string();
    let here = |line: &str| line.replace("/var/log/zhuoluo-anchors", &anchors);
    office.sh("root", &here(line(ANCHOR))).is(0);
    let nightly: Vec<String> = VERIFY
        .lines()
        .filter_map(|l| l.strip_prefix("ExecStart=").map(here))
        .collect();
    assert_eq!(nightly.len(), 2);
    for line in &nightly {
        office.sh("root", line).is(0);
    }
    let mut recipients = String::new();
    for name in ["one.key", "two.key"] {
        let made = office.sh("root", "zhuoluo backup --new-key").is(0).out;
        let public = made.split_whitespace().find(|w| w.starts_with("age1"));
        recipients.extend([" --recipient ", public.expect(name)]);
    }
    let backup = format!("{}{recipients} --remember", line(BACKUP));
    office.sh("root", &backup).is(0);
    // Away from the program: somebody lets himself read.
    let base = office.path("edited.sqlite3");
    let (store, edited) = (super::office::STORE, base.display());
    office
        .sh(
            "root",
            &format!("rm -f {store}-wal {store}-shm; cp {store} {edited}"),
        )
        .is(0);
    let raw = rusqlite::Connection::open(&base).expect("opened");
    raw.execute("UPDATE operator SET duty = 'lead' WHERE login = 'wang'", [])
        .expect("edited");
    drop(raw);
    office
        .sh(
            "root",
            &format!("cat {edited} > {store}; rm -f {store}-wal {store}-shm"),
        )
        .is(0);
    office.sh("root", &nightly[0]).is(20);
    office.sh("root", &nightly[1]).is(20);
    let ran = office.sh("root", line(BACKUP)).is(20);
    assert!(ran.talk.contains("备份照样做了"), "{}", ran.talk);
}

/// The units that README has copied: whole, and with the names by which it starts them.
#[test]
fn the_units_are_what_systemd_understands_and_what_the_readme_starts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/systemd");
    let listed = std::fs::read_dir(&folder).expect("the units");
    let mut units: Vec<String> = listed
        .map(|unit| unit.expect("a unit").path().display().to_string())
        .collect();
    units.sort();
    assert_eq!(units.len(), 6, "{units:?}");
    let readme = include_str!("../../README.md");
    let shown = "cp data/systemd/zhuoluo-* /etc/systemd/system/ && systemctl enable --now zhuoluo-backup.timer zhuoluo-anchor.timer zhuoluo-verify.timer";
    assert!(readme.lines().any(|l| l == shown));
    // The line for a machine without systemd does what the unit does.
    let nightly = line_of_cron(readme);
    assert!(
        line(BACKUP).replace("/usr/bin/", "").ends_with(nightly),
        "{nightly}"
    );
    let verify = std::process::Command::new("systemd-analyze")
        .arg("verify")
        .args(&units)
        .output();
    let Ok(verify) = verify else {
        eprintln!("skipped: no systemd-analyze on this machine");
        return;
    };
    let said = String::from_utf8_lossy(&verify.stderr).into_owned();
    // The programs need not be installed where this is tried.
    let wrong: Vec<&str> = said
        .lines()
        .filter(|l| l.contains("zhuoluo-") && !l.contains("is not executable"))
        .collect();
    assert!(wrong.is_empty(), "{said}");
}

fn line_of_cron(readme: &str) -> &str {
    let from = readme
        .split_once("root sudo ")
        .expect("the line for cron")
        .1;
    from.split_once('\'').expect("its end").0
}

/// What README has root type and what `ssh setup` prints as a script are one set-up.
#[test]
fn the_readme_sets_up_what_the_program_prints() {
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_zhuoluo"));
    let run = |words: &[&str]| {
        let mut program = std::process::Command::new(program.get_program());
        let ran = program.args(words).output().expect("started");
        String::from_utf8(ran.stdout).expect("UTF-8")
    };
    let script = run(&["ssh", "setup"]);
    let readme = include_str!("../../README.md");
    for words in [
        "ln -sf zhuoluo /usr/bin/zhuoluo-keys",
        "useradd --system --home-dir /var/lib/zhuoluo --shell /bin/sh --password '*' zhuoluo",
        "install -d -o zhuoluo -g zhuoluo -m 700 /var/lib/zhuoluo",
        "install -d -m 755 /etc/zhuoluo",
        "install -m 644 /dev/null /etc/zhuoluo/keys",
        "/etc/ssh/sshd_config.d/zhuoluo.conf",
        "sshd -t && systemctl reload ssh",
        "sudo -u zhuoluo zhuoluo init --office 示例县信访局 --admin wang",
        "zhuoluo ssh doctor",
    ] {
        assert!(script.contains(words), "the script lacks: {words}");
        assert!(readme.contains(words), "README lacks: {words}");
    }
    let block = run(&["ssh", "setup", "--sshd"]);
    assert!(!block.is_empty() && script.contains(&block), "{block}");
}

#[test]
fn an_anchor_that_root_signs_tells_when_the_roster_of_keys_changed() {
    let Some(office) = with_timers() else { return };
    let anchors = office.path("anchors").display().to_string();
    office
        .sh(
            "root",
            "zhuoluo audit new-key /etc/zhuoluo/anchor.key > /etc/zhuoluo/anchor.pub",
        )
        .is(0);
    let hourly = line(ANCHOR).replace("/var/log/zhuoluo-anchors", &anchors);
    office.sh("root", &hourly).is(0);
    let kept = std::fs::read_to_string(&anchors).expect("anchors");
    assert!(kept.lines().any(|l| l.starts_with("keys ")), "{kept}");
    let verify = format!(
        "sudo -u zhuoluo zhuoluo audit verify --anchors - --public-key \"$(cat /etc/zhuoluo/anchor.pub)\" < {anchors}"
    );
    let before = office.sh("root", &verify).is(0);
    assert!(!before.talk.contains("钥匙名册"), "{}", before.talk);
    office
        .sh("root", "sed -i '/^zhao /d' /etc/zhuoluo/keys")
        .is(0);
    // A notice: root may change it.
    office.sh("root", &verify).is(0).says("钥匙名册在");
}
