//! sshd's settings for the service account, read from its files as it reads them: first word wins.

use std::path::{Path, PathBuf};

use super::super::access;
use super::{Finding, Stand};
use crate::words::Word;

const SSHD: Word = Word::new("sshd", "sshd");
const CONFIG: &str = "/etc/ssh/sshd_config";

/// What must be set, and to what; names in lower case, as sshd compares them.
pub const WANTED: [(&str, &str); 14] = [
    ("AuthorizedKeysFile", "none"),
    ("AuthorizedKeysCommandUser", "nobody"),
    ("AuthenticationMethods", "publickey"),
    ("ExposeAuthInfo", "yes"),
    ("AllowTcpForwarding", "no"),
    ("AllowStreamLocalForwarding", "no"),
    ("X11Forwarding", "no"),
    ("AllowAgentForwarding", "no"),
    ("PermitTunnel", "no"),
    ("PermitUserRC", "no"),
    ("GatewayPorts", "no"),
    ("ClientAliveInterval", "30"),
    ("ClientAliveCountMax", "4"),
    ("MaxSessions", "2"),
];

/// What is as wanted when nobody says anything.
const DEFAULT: [(&str, &str); 4] = [
    ("x11forwarding", "no"),
    ("permittunnel", "no"),
    ("gatewayports", "no"),
    ("permituserenvironment", "no"),
];

/// The block for `sshd_config.d`.
#[must_use]
pub fn block(program: &str) -> String {
    let account = access::ACCOUNT;
    let mut text =
        format!("Match User {account}\n    AuthorizedKeysCommand {program}-keys %u %t %k\n");
    for (name, value) in WANTED {
        text.extend(["    ", name, " ", value, "\n"]);
    }
    text
}

/// One setting in force for the account.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Setting {
    name: String,
    value: String,
}

/// The settings in force for an account, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Settings {
    found: Vec<Setting>,
    /// Conditions that cannot be judged from here.
    unclear: Vec<String>,
}

impl Settings {
    /// Takes the lines of a file; `include` gives the texts that an `Include` names.
    pub fn take(&mut self, text: &str, account: &str, include: &impl Fn(&str) -> Vec<String>) {
        let mut active = true;
        self.lines(text, account, &mut active, include, 0);
    }

    fn lines(
        &mut self,
        text: &str,
        account: &str,
        active: &mut bool,
        include: &impl Fn(&str) -> Vec<String>,
        depth: usize,
    ) {
        for line in text.lines().map(str::trim) {
            let part = |c: char| c.is_whitespace() || c == '=';
            let Some((name, value)) = line.split_once(part) else {
                continue;
            };
            let (name, value) = (name.to_lowercase(), value.trim_start_matches(part).trim());
            if name.starts_with('#') {
                continue;
            }
            match name.as_str() {
                "match" => *active = self.is_for(value, account),
                "include" if *active && depth < 8 => {
                    for pattern in value.split_whitespace() {
                        for text in include(pattern) {
                            // A condition in an included file ends with it.
                            let mut inner = true;
                            self.lines(&text, account, &mut inner, include, depth + 1);
                        }
                    }
                }
                _ if *active => self.found.push(Setting {
                    name,
                    value: value.to_owned(),
                }),
                _ => {}
            }
        }
    }

    fn is_for(&mut self, condition: &str, account: &str) -> bool {
        let words: Vec<&str> = condition.split_whitespace().collect();
        match words.as_slice() {
            [all] if all.eq_ignore_ascii_case("all") => true,
            [user, names] if user.eq_ignore_ascii_case("user") => {
                let mut matched = false;
                for name in names.split(',') {
                    match name.strip_prefix('!') {
                        Some(not) if not == account => return false,
                        _ => matched |= name == account || name == "*",
                    }
                }
                matched
            }
            _ => {
                self.unclear.push(condition.to_owned());
                false
            }
        }
    }

    /// The value in force; the first that was said.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let said = self.found.iter().find(|s| s.name == name);
        said.map(|s| s.value.as_str())
            .or_else(|| DEFAULT.iter().find(|(n, _)| *n == name).map(|(_, v)| *v))
    }

    /// Every value of a setting that adds up.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.found.iter().filter(move |s| s.name == name);
        own.flat_map(|s| s.value.split_whitespace())
    }
}

/// What sshd's own files say of the service account.
#[must_use]
pub fn findings() -> Vec<Finding> {
    let Ok(text) = std::fs::read_to_string(CONFIG) else {
        return vec![Finding::held(
            SSHD,
            false,
            say!("{CONFIG} 读不了", "{CONFIG} cannot be read"),
            say!(
                "apt-get install openssh-server；以 root 运行 ssh doctor。",
                "apt-get install openssh-server; run ssh doctor as root."
            ),
        )];
    };
    let mut settings = Settings::default();
    settings.take(&text, access::ACCOUNT, &included);
    judge(&settings)
}

/// Judges settings.
#[must_use]
pub fn judge(settings: &Settings) -> Vec<Finding> {
    let command = settings.get("AuthorizedKeysCommand").unwrap_or_default();
    let fits = command
        .strip_suffix("zhuoluo-keys %u %t %k")
        .is_some_and(|folder| folder.starts_with('/'));
    let wanted = "/usr/bin/zhuoluo-keys %u %t %k";
    let mut found = vec![setting(settings, "AuthorizedKeysCommand", wanted, fits)];
    for (name, wanted) in WANTED {
        let is = settings.get(name).unwrap_or_default();
        let holds = match name {
            "ClientAliveInterval" => matches!(is.parse(), Ok(1..=60)),
            "ClientAliveCountMax" => matches!(is.parse(), Ok(1..=10)),
            "MaxSessions" => matches!(is.parse(), Ok(1..=4)),
            _ => is.eq_ignore_ascii_case(wanted),
        };
        found.push(setting(settings, name, wanted, holds));
    }
    let name = "PermitUserEnvironment";
    found.push(setting(
        settings,
        name,
        "no",
        settings.get(name) == Some("no"),
    ));
    found.push(variables(settings));
    for condition in &settings.unclear {
        found.push(Finding::new(
            SSHD,
            Stand::Note,
            say!(
                "Match {condition} 这里判断不了，未计入",
                "Match {condition} cannot be judged from here and was left out"
            ),
            say!(
                "sshd -T -C user=zhuoluo 可以核对。",
                "sshd -T -C user=zhuoluo shows what is in force."
            ),
        ));
    }
    found
}

fn setting(settings: &Settings, name: &str, wanted: &str, holds: bool) -> Finding {
    let is = settings.get(name).unwrap_or("-");
    Finding::held(
        SSHD,
        holds,
        say!("{name} {is}", "{name} {is}"),
        say!(
            "Match User zhuoluo 之下写：{name} {wanted}（zhuoluo ssh setup --sshd 印出整段）",
            "Under Match User zhuoluo: {name} {wanted} (zhuoluo ssh setup --sshd prints the block)"
        ),
    )
}

/// Variables that a client could send.
fn variables(settings: &Settings) -> Finding {
    let harmless =
        |name: &str| matches!(name, "LANG" | "COLORTERM" | "NO_COLOR") || name.starts_with("LC_");
    let taken: Vec<&str> = settings
        .all("acceptenv")
        .filter(|name| !harmless(name))
        .collect();
    let shown = taken.join(" ");
    Finding::held(
        SSHD,
        taken.is_empty(),
        say!(
            "AcceptEnv 放进来的其他变量：“{shown}”",
            "AcceptEnv takes other variables: \"{shown}\""
        ),
        say!("只留 LANG LC_*。", "Leave only LANG LC_*."),
    )
}

/// The texts of the files an `Include` names: a star stands in the last part alone.
fn included(pattern: &str) -> Vec<String> {
    let path = Path::new("/etc/ssh").join(pattern);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|n| n.to_str()))
    else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = match name.split_once('*') {
        None => vec![path.clone()],
        Some((head, tail)) => {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let fits = |p: &PathBuf| {
                let name = p.file_name().and_then(|n| n.to_str()).unwrap_or_default();
                name.starts_with(head) && name.ends_with(tail) && !name.starts_with('.')
            };
            entries.map(|e| e.path()).filter(fits).collect()
        }
    };
    files.sort();
    files
        .iter()
        .filter_map(|f| std::fs::read_to_string(f).ok())
        .collect()
}
