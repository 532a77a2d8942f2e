//! sshd's settings for the service account: what they must be, and what its files say.

use std::path::{Path, PathBuf};

use super::super::access;
use super::Finding;
pub use super::config::Settings;
use super::config::listed;
use crate::words::{Sentence, Word};

const SSHD: Word = Word::new("sshd", "sshd");
const CONFIG: &str = "/etc/ssh/sshd_config";

/// What must be set, and to what; names in lower case, as sshd compares them.
pub const WANTED: [(&str, &str); 20] = [
    ("AuthorizedKeysFile", "none"),
    // A certificate of somebody's CA would be a key that stands on no roster.
    ("TrustedUserCAKeys", "none"),
    ("AuthorizedPrincipalsFile", "none"),
    // What is forced for all would take the place of the roster's command.
    ("ForceCommand", "none"),
    ("ChrootDirectory", "none"),
    ("PubkeyAuthentication", "yes"),
    ("AuthorizedKeysCommandUser", "nobody"),
    ("AuthenticationMethods", "publickey"),
    ("ExposeAuthInfo", "yes"),
    ("PermitTTY", "yes"),
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

/// The variables that a client may send: language and colours.
const SENT: &str = "LANG LC_* COLORTERM NO_COLOR";

/// The block for `sshd_config.d`.
#[must_use]
pub fn block(program: &str) -> String {
    let account = access::ACCOUNT;
    let mut text =
        format!("Match User {account}\n    AuthorizedKeysCommand {program}-keys %u %t %k\n");
    for (name, value) in WANTED {
        text.extend(["    ", name, " ", value, "\n"]);
    }
    text.extend(["    AcceptEnv ", SENT, "\n"]);
    text
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
    judge(&settings, &groups(access::ACCOUNT))
}

/// The groups of an account, by name.
fn groups(account: &str) -> Vec<String> {
    let people = std::fs::read_to_string(access::PASSWD).unwrap_or_default();
    let own = people.lines().map(|l| l.split(':').collect::<Vec<_>>());
    let own = own
        .into_iter()
        .find(|f| f[0] == account)
        .and_then(|f| Some((*f.get(3)?).to_owned()));
    let list = std::fs::read_to_string("/etc/group").unwrap_or_default();
    let of = |line: &str| {
        let fields: Vec<&str> = line.split(':').collect();
        let member = fields.get(3)?.split(',').any(|name| name == account);
        let primary = fields.get(2).copied() == own.as_deref();
        (member || primary).then(|| fields[0].to_owned())
    };
    list.lines().filter_map(of).collect()
}

/// Judges settings for the account, which is in these groups.
#[must_use]
pub fn judge(settings: &Settings, groups: &[String]) -> Vec<Finding> {
    let mut found: Vec<Finding> = settings.wrong.iter().map(|line| not_read(line)).collect();
    let command = settings.get("AuthorizedKeysCommand").unwrap_or_default();
    let wanted = "/usr/bin/zhuoluo-keys %u %t %k";
    let name = "AuthorizedKeysCommand";
    found.push(setting(settings, name, wanted, is_ours(command)));
    for (name, wanted) in WANTED {
        let holds = holds(name, settings.get(name).unwrap_or_default(), wanted);
        found.push(setting(settings, name, wanted, holds));
    }
    let name = "PermitUserEnvironment";
    let holds = settings.get(name) == Some("no");
    found.push(setting(settings, name, "no", holds));
    found.push(variables(&settings.all("acceptenv")));
    found.extend(settings.get("SetEnv").and_then(set));
    found.extend(shut_out(settings, groups));
    for (condition, name, value) in settings.perhaps() {
        found.extend(perhaps(condition, name, value));
    }
    found
}

fn is_ours(command: &str) -> bool {
    let folder = command.strip_suffix("zhuoluo-keys %u %t %k");
    folder.is_some_and(|folder| folder.starts_with('/'))
}

/// True when a setting is as it must be.
fn holds(name: &str, is: &str, wanted: &str) -> bool {
    match name {
        "ClientAliveInterval" => matches!(is.parse(), Ok(1..=60)),
        "ClientAliveCountMax" => matches!(is.parse(), Ok(1..=10)),
        "MaxSessions" => matches!(is.parse(), Ok(1..=4)),
        _ => is.eq_ignore_ascii_case(wanted),
    }
}

/// A line at which sshd would not start.
fn not_read(line: &str) -> Finding {
    let shown: String = line.chars().take(80).collect();
    Finding::held(
        SSHD,
        false,
        say!(
            "sshd 不认的一行：{shown}",
            "a line that sshd does not take: {shown}"
        ),
        say!(
            "以 root 运行 sshd -t 核对；有这样的一行，sshd 不重新载入设置。",
            "Run `sshd -t` as root; with such a line sshd does not read its settings anew."
        ),
    )
}

/// A block that may be for the account, and says something else before the account's own block does.
fn perhaps(condition: &str, name: &str, value: &str) -> Option<Finding> {
    let wanted = WANTED.iter().find(|(w, _)| w.eq_ignore_ascii_case(name));
    let sound = match (name, wanted) {
        ("authorizedkeyscommand", _) => is_ours(value),
        ("authorizedprincipalscommand", _) => value.eq_ignore_ascii_case("none"),
        ("acceptenv", _) => sent(&value.split(' ').collect::<Vec<_>>()).is_empty(),
        ("setenv", _) => set(value).is_none(),
        ("denyusers" | "denygroups" | "allowusers" | "allowgroups", _) => false,
        (_, Some((name, wanted))) => holds(name, value, wanted),
        (_, None) => true,
    };
    (!sound).then(|| {
        Finding::held(
            SSHD,
            false,
            say!(
                "Match {condition} 也可能是这个账号的，其中写：{name} {value}",
                "Match {condition} may be for this account too, and says: {name} {value}"
            ),
            say!(
                "在那一段里写 Match User !zhuoluo,* 再加原来的条件；或把 zhuoluo.conf 放在它前面。sshd -T -C user=zhuoluo,addr=… 核对。",
                "Write that block as Match User !zhuoluo,* with its condition behind; or put zhuoluo.conf before it. `sshd -T -C user=zhuoluo,addr=…` shows what is in force."
            ),
        )
    })
}

/// What keeps the account from logging in at all.
fn shut_out(settings: &Settings, groups: &[String]) -> Vec<Finding> {
    let account = access::ACCOUNT;
    // `USER@HOST` shuts out, or lets in, some; where from is not known here.
    let users = |name: &str| -> (bool, bool) {
        let all = settings.all(name);
        let named = all
            .iter()
            .map(|p| p.rsplit_once('@').map_or(*p, |(user, _)| user));
        (!all.is_empty(), listed(named, account))
    };
    let of_groups = |name: &str| -> (bool, bool) {
        let all = settings.all(name);
        let held = groups.iter().any(|g| listed(all.iter().copied(), g));
        (!all.is_empty(), held)
    };
    let mut found = Vec::new();
    for (name, (said, held), wanted) in [
        ("DenyUsers", users("denyusers"), false),
        ("AllowUsers", users("allowusers"), true),
        ("DenyGroups", of_groups("denygroups"), false),
        ("AllowGroups", of_groups("allowgroups"), true),
    ] {
        if said {
            let value = settings.all(&name.to_lowercase()).join(" ");
            found.push(Finding::held(
                SSHD,
                held == wanted,
                say!("{name} {value}", "{name} {value}"),
                say!(
                    "这样账号 {account} 谁也登录不了；让它进来。",
                    "With this nobody can log in to the account {account}; let it in."
                ),
            ));
        }
    }
    found
}

/// Variables that sshd itself sets, where they are the program's to refuse or change what it starts.
fn set(value: &str) -> Option<Finding> {
    let named = value.split(' ').map(|pair| pair.split('=').next());
    let odd: Vec<&str> = sent(&named.flatten().collect::<Vec<_>>());
    let shown = odd.join(" ");
    let next: Sentence = say!(
        "zhuoluo 的账号不要这些变量；Match User zhuoluo 之下写 SetEnv LANG=C.UTF-8 可以盖掉它。",
        "The account must not get these variables; SetEnv LANG=C.UTF-8 under Match User zhuoluo takes their place."
    );
    let held = odd.is_empty();
    (!held).then(|| {
        Finding::held(
            SSHD,
            held,
            say!("SetEnv 定了变量：{shown}", "SetEnv sets variables: {shown}"),
            next,
        )
    })
}

/// The variables that say more than language and colours.
fn sent<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let harmless = |name: &str| SENT.split(' ').any(|s| s == name) || name.starts_with("LC_");
    names.iter().copied().filter(|n| !harmless(n)).collect()
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
fn variables(names: &[&str]) -> Finding {
    let taken = sent(names);
    let shown = taken.join(" ");
    let said = if taken.is_empty() {
        say!(
            "AcceptEnv 没有放进别的变量",
            "AcceptEnv takes no other variable"
        )
    } else {
        say!(
            "AcceptEnv 放进来的其他变量：“{shown}”",
            "AcceptEnv takes other variables: \"{shown}\""
        )
    };
    Finding::held(
        SSHD,
        taken.is_empty(),
        said,
        say!("只留 {SENT}。", "Leave only {SENT}."),
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
