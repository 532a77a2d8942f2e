//! `ssh`: prints the set-up of a shared server, checks one, turns a public key into a line of the roster.

use std::path::Path;

use serde_json::json;

use super::args_server::{Ssh, SshCommand};
use super::input;
use super::out::{Done, shown, talk};
use crate::domain::keyring::{Key, seat_name};
use crate::runtime::access;
use crate::runtime::survey::{self, Stand, sshd};
use crate::words::{Exit, Lang, Trouble};

/// Where the program is installed.
const PROGRAM: &str = "/usr/bin/zhuoluo";

pub fn run(lang: Lang, args: &Ssh) -> Result<Done, Trouble> {
    match &args.command {
        SshCommand::Setup { sshd: true } => Ok(Done::text(sshd::block(PROGRAM))),
        SshCommand::Setup { sshd: false } => Ok(Done::text(setup(lang))),
        SshCommand::Doctor { json } => Ok(doctor(lang, *json)),
        SshCommand::Key { who, file } => key(who, file),
    }
}

/// The whole set-up as a script for Debian: to be read, then run by root.
fn setup(lang: Lang) -> String {
    let (folder, keys, account) = (access::FOLDER, access::KEYS, access::ACCOUNT);
    let block = sshd::block(PROGRAM);
    let say = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let [head, program, people, roster, server, store] = [
        say(
            "多人共用的服务器（Debian），以 root 运行；先读一遍。",
            "A shared server (Debian), to be run by root; read it first.",
        ),
        say(
            "程序：属于 root，谁也改不了。",
            "The program: root's, nobody else can change it.",
        ),
        say(
            "服务账号和它的文件夹：只有它能打开库。",
            "The service account and its folder: it alone can open the store.",
        ),
        say(
            "钥匙名册：每人一行，用 zhuoluo ssh key 登录名 文件.pub >> 名册 添加；删掉那一行就进不来了。",
            "The roster of keys: one line each, added with `zhuoluo ssh key LOGIN FILE.pub >> ROSTER`; without the line nobody comes in.",
        ),
        say(
            "sshd：钥匙即身份，只启动 zhuoluo。",
            "sshd: the key is the identity, and starts nothing but zhuoluo.",
        ),
        say(
            "建库并指定首位管理员（登录名同名册）；然后检查。",
            "The store and its first administrator (a login of the roster); then the check.",
        ),
    ];
    format!(
        "# {head}\nset -e\n\n# {program}\ninstall -o root -g root -m 755 zhuoluo {PROGRAM}\nln -sf zhuoluo {PROGRAM}-keys\n\n\
         # {people}\nid -u {account} >/dev/null 2>&1 || useradd --system --home-dir {folder} --shell /bin/sh --password '*' {account}\n\
         install -d -o {account} -g {account} -m 700 {folder}\n\n\
         # {roster}\ninstall -d -m 755 /etc/zhuoluo\ntest -e {keys} || install -m 644 /dev/null {keys}\n\n\
         # {server}\ncat > /etc/ssh/sshd_config.d/zhuoluo.conf <<'END'\n{block}END\nsshd -t && systemctl reload ssh\n\n\
         # {store}\n# sudo -u {account} zhuoluo init --office 示例县信访局 --admin wang --name 王某\n# zhuoluo ssh doctor\n"
    )
}

fn doctor(lang: Lang, as_json: bool) -> Done {
    let found = survey::survey();
    let bad = found.iter().filter(|f| f.stand == Stand::Bad).count();
    let status = if bad == 0 { 0 } else { Exit::Failed.code() };
    if as_json {
        let one = |f: &survey::Finding| {
            json!({
                "about": f.about.en,
                "stand": f.stand.code(),
                "what": f.what.say(lang),
                "next": f.next.say(lang),
            })
        };
        let all: Vec<_> = found.iter().map(one).collect();
        return Done::json(&all.into()).with_status(status);
    }
    let mut text = String::new();
    for f in &found {
        let mark = match f.stand {
            Stand::Good => "✓ ",
            Stand::Note => "· ",
            Stand::Bad => "✗ ",
        };
        let (about, what) = (f.about.say(lang), shown(f.what.say(lang)));
        text.extend([mark, about, "  ", &what, "\n"]);
        if f.stand != Stand::Good && !f.next.is_empty() {
            text.extend(["    → ", &shown(f.next.say(lang)), "\n"]);
        }
    }
    let number = found.len();
    talk(
        say!(
            "查了{number}项，{bad}项不对。",
            "{number} things looked at, {bad} are wrong."
        )
        .say(lang),
    );
    Done::text(text).with_status(status)
}

/// One line of the roster from a `.pub` file.
fn key(who: &str, file: &Path) -> Result<Done, Trouble> {
    let wrong = |what| {
        Trouble::unchanged(
            Exit::Wrong,
            what,
            say!(
                "例：zhuoluo ssh key wang wang.pub >> /etc/zhuoluo/keys",
                "Example: zhuoluo ssh key wang wang.pub >> /etc/zhuoluo/keys"
            ),
        )
    };
    let login = seat_name(who).map_err(wrong)?;
    let bytes = input::bytes(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let (Some(line), None) = (lines.next(), lines.next()) else {
        return Err(wrong(say!(
            "公钥文件应只有一行。",
            "A public key file has one line."
        )));
    };
    let mut words = line.split_ascii_whitespace();
    let (kind, body) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let key = Key::parse(kind, body).map_err(wrong)?;
    let print = key.fingerprint();
    Ok(Done::text(format!("{login} {kind} {body} {print}\n")))
}
