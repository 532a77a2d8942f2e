//! Who can get at an office's store: the service account, the roster of keys, whom sudo lets in.

use std::os::unix::fs::PermissionsExt;

use super::super::{access, proof};
use super::{Finding, Stand};
use crate::words::Word;

const ACCOUNT: Word = Word::new("账号", "account");
const KEYS: Word = Word::new("钥匙", "keys");
const SUDO: Word = Word::new("sudo", "sudo");

/// The service account.
#[must_use]
pub fn account() -> Vec<Finding> {
    let name = access::ACCOUNT;
    let list = std::fs::read_to_string(access::PASSWD).unwrap_or_default();
    let line = list.lines().find(|l| l.split(':').next() == Some(name));
    let Some(line) = line else {
        return vec![Finding::held(
            ACCOUNT,
            false,
            say!("没有账号 {name}", "there is no account {name}"),
            say!(
                "useradd --system --home-dir /var/lib/zhuoluo --shell /bin/sh --password '*' zhuoluo",
                "useradd --system --home-dir /var/lib/zhuoluo --shell /bin/sh --password '*' zhuoluo"
            ),
        )];
    };
    let fields: Vec<&str> = line.split(':').collect();
    let shell = fields.get(6).copied().unwrap_or_default();
    let mut found = vec![Finding::held(
        ACCOUNT,
        !shell.ends_with("nologin") && !shell.ends_with("false") && shell.starts_with('/'),
        say!(
            "{name} 的 shell 是 {shell}（强制命令要经它启动）",
            "the shell of {name} is {shell} (the forced command is started through it)"
        ),
        say!(
            "usermod --shell /bin/sh {name}",
            "usermod --shell /bin/sh {name}"
        ),
    )];
    found.extend(password(name));
    found.push(twins(&list, fields.get(2).copied().unwrap_or_default()));
    found
}

/// The account has no password, and is not locked: sshd without PAM turns a locked one away.
fn password(name: &str) -> Option<Finding> {
    let list = std::fs::read_to_string("/etc/shadow").ok()?;
    let line = list.lines().find(|l| l.split(':').next() == Some(name))?;
    let held = line.split(':').nth(1)? == "*";
    Some(Finding::held(
        ACCOUNT,
        held,
        say!(
            "{name} 没有密码，也没有锁死（shadow 里是 *）",
            "{name} has no password and is not locked (* in shadow)"
        ),
        say!(
            "usermod --password '*' {name}",
            "usermod --password '*' {name}"
        ),
    ))
}

/// No other account with the same number.
fn twins(list: &str, uid: &str) -> Finding {
    let names: Vec<&str> = list
        .lines()
        .filter(|l| l.split(':').nth(2) == Some(uid))
        .filter_map(|l| l.split(':').next())
        .collect();
    let shown = names.join(" ");
    Finding::held(
        ACCOUNT,
        names.len() == 1,
        say!(
            "账号号码 {uid} 的名字：{shown}",
            "names of the account number {uid}: {shown}"
        ),
        say!("一个号码只许一个名字。", "One number must have one name."),
    )
}

/// The roster of keys.
#[must_use]
pub fn keys() -> Vec<Finding> {
    let path = access::KEYS;
    let ring = match access::keyring() {
        Ok(ring) => ring,
        Err(why) => {
            return vec![Finding::held(
                KEYS,
                false,
                why,
                // What makes a roster would empty the one that is there.
                if std::fs::symlink_metadata(path).is_ok() {
                    say!(
                        "chown root:root /etc/zhuoluo {path}；chmod 755 /etc/zhuoluo；chmod 644 {path}；不能是链接，至多1 MB；里面的钥匙请核对一遍。",
                        "chown root:root /etc/zhuoluo {path}; chmod 755 /etc/zhuoluo; chmod 644 {path}; no link, 1 MB at most; look through the keys in it."
                    )
                } else {
                    say!(
                        "install -d -m 755 /etc/zhuoluo；install -m 644 /dev/null {path}；属主 root。",
                        "install -d -m 755 /etc/zhuoluo; install -m 644 /dev/null {path}; root's."
                    )
                },
            )];
        }
    };
    let mut names: Vec<&str> = ring.holders.iter().map(|h| h.login.as_str()).collect();
    let number = names.len();
    names.sort_unstable();
    names.dedup();
    let shown = names.join(" ");
    let mut found = vec![Finding::good(
        KEYS,
        say!(
            "{path}：{number} 把钥匙，能登录的人：{shown}",
            "{path}: {number} keys; who can log in: {shown}"
        ),
    )];
    found.push(readable());
    for (line, why) in &ring.faults {
        let (zh, en) = (&why.zh, &why.en);
        found.push(Finding::held(
            KEYS,
            false,
            say!(
                "{path} 第{line}行不认：{zh}",
                "{path} line {line} is not taken: {en}"
            ),
            say!(
                "改正或删去这一行；例：zhuoluo ssh key wang wang.pub >> {path}",
                "Correct or remove the line, e.g. zhuoluo ssh key wang wang.pub >> {path}"
            ),
        ));
    }
    found
}

/// sshd asks for the keys under an account of its own: the roster, which holds public keys alone, has to be readable.
fn readable() -> Finding {
    let path = std::path::Path::new(access::KEYS);
    let mode = |p: &std::path::Path| std::fs::metadata(p).map_or(0, |m| m.permissions().mode());
    let mut above = path.ancestors().skip(1);
    let shown = access::KEYS;
    Finding::held(
        KEYS,
        mode(path) & 0o004 != 0 && above.all(|folder| mode(folder) & 0o001 != 0),
        say!(
            "{shown}：账号 nobody 读得到（sshd 用它查钥匙）",
            "{shown}: readable by the account nobody, under which sshd asks for keys"
        ),
        say!(
            "chmod 755 /etc/zhuoluo；chmod 644 {shown}；否则谁也登录不了。",
            "chmod 755 /etc/zhuoluo; chmod 644 {shown}; without it nobody can log in."
        ),
    )
}

/// The lines by which sudo lets somebody act under the service account or as root.
pub fn sudoers() -> Vec<Finding> {
    let mut files = vec![std::path::PathBuf::from("/etc/sudoers")];
    let more = std::fs::read_dir("/etc/sudoers.d").into_iter().flatten();
    files.extend(more.flatten().map(|e| e.path()));
    files.sort();
    let mut found: Vec<Finding> = listed().into_iter().collect();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        for line in text.replace("\\\n", " ").lines().map(str::trim) {
            let rule = !line.starts_with(['#', '@'])
                && line.contains('=')
                && !line.starts_with("Defaults");
            if rule {
                found.push(rule_of(line));
            } else if line.starts_with("Defaults")
                && (line.contains("!env_reset") || line.contains("setenv") || keeps(line))
            {
                found.push(Finding::held(
                    SUDO,
                    false,
                    say!(
                        "sudo 会放过变量：{line}",
                        "sudo lets variables through: {line}"
                    ),
                    say!("去掉这一行。", "Remove the line."),
                ));
            }
        }
    }
    found
}

/// True when a line of sudo's keeps a variable by which it is known who comes, or that changes what is started.
#[must_use]
pub fn keeps(line: &str) -> bool {
    let Some((_, names)) = ["env_keep", "env_check"]
        .iter()
        .find_map(|setting| line.split_once(setting))
    else {
        return false;
    };
    // Taken off the list is not kept.
    let names = names.trim_start();
    if names.starts_with("-=") {
        return false;
    }
    let part = |c: char| c.is_whitespace() || matches!(c, '"' | '=' | '+' | ',');
    names.split(part).any(|name| {
        let begin = name.split('*').next().unwrap_or_default();
        ["SUDO_", "ZHUOLUO_", "SSH_", "LD_"]
            .iter()
            .any(|own| name.starts_with(own) || (name.contains('*') && own.starts_with(begin)))
    })
}

/// A folder of rules that others may not list hides an edit in place from the sessions that came through
/// sudo: they end when the rules change, and see only what they can look at. The rules themselves stay
/// unreadable.
fn listed() -> Option<Finding> {
    let folder = "/etc/sudoers.d";
    let mode = std::fs::metadata(folder).ok()?.permissions().mode();
    Some(Finding::held(
        SUDO,
        mode & 0o005 == 0o005,
        say!(
            "{folder} 列得出来（内容仍只有 root 读得到）：里面的规则一改，经 sudo 来的会话随即退出",
            "{folder} can be listed (its contents stay root's): when a rule in it changes, sessions that came through sudo end"
        ),
        say!("chmod 755 {folder}", "chmod 755 {folder}"),
    ))
}

fn rule_of(line: &str) -> Finding {
    let shown = crate::words::visible(line, crate::words::Place::Line).into_owned();
    let about_us = line.contains(&format!("({}", access::ACCOUNT));
    let only_us = line.rsplit([':', ')']).next().is_some_and(|c| {
        proof::not_roots(std::path::Path::new(c.trim())).is_none() && c.trim().ends_with("/zhuoluo")
    });
    if about_us && (!only_us || line.contains("SETENV:")) {
        return Finding::new(
            SUDO,
            Stand::Bad,
            say!(
                "能以服务账号跑别的程序，等于能读全库：{shown}",
                "lets somebody run other programs under the service account, that is read everything: {shown}"
            ),
            say!(
                "只许：某人 ALL=(zhuoluo) NOPASSWD: /usr/bin/zhuoluo",
                "Allow only: NAME ALL=(zhuoluo) NOPASSWD: /usr/bin/zhuoluo"
            ),
        );
    }
    if about_us {
        return Finding::good(
            SUDO,
            say!("经 sudo 来的：{shown}", "comes through sudo: {shown}"),
        );
    }
    Finding::note(
        SUDO,
        say!(
            "这些人能成为 root，root 什么都能读：{shown}",
            "these can become root, and root can read everything: {shown}"
        ),
    )
}
