//! Whose store this is and who came: personal or office mode, and the identity that a launcher vouches for.
//!
//! Office mode is a fact of the machine, never of a flag: the store's folder belongs to the account
//! under which the program runs. Identity then comes from the launcher alone: the key that sshd saw
//! sign, or the account that sudo saw call. Nothing else decides who somebody is.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

use rustix::process::{geteuid, getuid};

use super::proof;
use super::rules::Rules;
use crate::domain::keyring::{Keyring, seat_name};
use crate::domain::rights::Seat;
use crate::words::{Exit, Sentence, Trouble};

/// The office's folder. Fixed when the program is built: a variable or an argument would be a hole.
pub const FOLDER: &str = "/var/lib/zhuoluo";
/// The roster of keys, root's.
pub const KEYS: &str = "/etc/zhuoluo/keys";
/// The account that alone can open the office's store.
pub const ACCOUNT: &str = "zhuoluo";
/// The system's list of accounts.
pub const PASSWD: &str = "/etc/passwd";
/// What sudo says of its caller.
const SUDO: &str = "SUDO_UID";

/// How the program works on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One person, their own store.
    Personal,
    /// The office's store under its service account.
    Office,
    /// Something between: nothing is opened.
    Unsafe(Sentence),
}

/// Somebody who came, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comer {
    /// The login the launcher vouches for.
    pub login: String,
    /// The key and the launcher.
    pub seat: Seat,
}

static MODE: OnceLock<Mode> = OnceLock::new();
static COMER: OnceLock<Comer> = OnceLock::new();

/// The mode, found once.
pub fn mode() -> &'static Mode {
    MODE.get_or_init(find)
}

/// True in office mode, and where the machine is neither: what an operator may not do there, they
/// may not do in a half-made office.
#[must_use]
pub fn is_office() -> bool {
    *mode() != Mode::Personal
}

/// The rules of sudo as they were when somebody came through it.
static RULES: OnceLock<Rules> = OnceLock::new();

/// Takes a seat for the rest of the process; only the first counts.
pub fn seat(comer: Comer) {
    if comer.seat.came == "sudo" {
        let _ = RULES.set(Rules::now());
    }
    let _ = COMER.set(comer);
}

/// Who sits here, in office mode.
pub fn comer() -> Option<&'static Comer> {
    COMER.get()
}

/// The office's store.
#[must_use]
pub fn store() -> PathBuf {
    PathBuf::from(FOLDER).join("desk.sqlite3")
}

fn find() -> Mode {
    let (real, effective) = (getuid().as_raw(), geteuid().as_raw());
    if real != effective {
        return Mode::Unsafe(say!(
            "程序文件带着 setuid 或 setgid，这样谁都能借它读库。",
            "The program's file is setuid or setgid; that way anybody could read the store through it."
        ));
    }
    let owned = std::fs::metadata(FOLDER)
        .ok()
        .filter(std::fs::Metadata::is_dir);
    match owned {
        Some(folder) if effective != 0 && folder.uid() == effective => {
            if super::proof::is_private(&folder) {
                return Mode::Office;
            }
            let mode = folder.mode() & 0o777;
            Mode::Unsafe(say!(
                "文件夹 {FOLDER} 的权限是 {mode:o}，别的账号能进，应为 700。",
                "The folder {FOLDER} has mode {mode:o}: other accounts can enter; it should be 700."
            ))
        }
        _ if name_of(effective).as_deref() == Some(ACCOUNT) => Mode::Unsafe(say!(
            "账号 {ACCOUNT} 在跑程序，但 {FOLDER} 不是它的文件夹。",
            "The account {ACCOUNT} runs the program, yet {FOLDER} is not its folder."
        )),
        _ => Mode::Personal,
    }
}

/// The one name of an account; `None` when it has none here, or several.
#[must_use]
pub fn name_of(uid: u32) -> Option<String> {
    let list = std::fs::read_to_string(PASSWD).ok()?;
    let mut names = list.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    });
    names.next().filter(|_| names.next().is_none())
}

/// Who came through sudo.
///
/// # Errors
/// Nobody did, or the account has no name here.
pub fn by_sudo() -> Result<Comer, Trouble> {
    let uid = variable(SUDO).and_then(|text| text.parse::<u32>().ok());
    let Some(uid) = uid.filter(|_| variable("SSH_USER_AUTH").is_none()) else {
        return Err(nobody(say!(
            "不知道你是谁：这里是多人共用的库，只认 SSH 钥匙或 sudo 带来的身份。",
            "It is not known who you are: this is an office's store, and only an SSH key or sudo says who comes."
        )));
    };
    let named = name_of(uid).and_then(|name| seat_name(&name).ok());
    let Some(login) = named else {
        return Err(nobody(say!(
            "账号 {uid} 在本机没有唯一的、可用作登录名的名字。",
            "The account {uid} has no single name on this machine that can be a login."
        )));
    };
    let seat = Seat {
        key: String::new(),
        came: "sudo".to_owned(),
    };
    Ok(Comer { login, seat })
}

/// Who came through sshd's forced command: the operator it names, when the key that signed is theirs
/// on the roster as it is now.
///
/// # Errors
/// The key is not known, not theirs, or the server does not say which it was.
pub fn by_ssh(operator: &str) -> Result<Comer, Trouble> {
    if variable(SUDO).is_some() {
        return Err(nobody(say!(
            "session 只由 sshd 启动，不能经 sudo。",
            "`session` is started by sshd alone, not through sudo."
        )));
    }
    let key = proof::key_that_signed(variable("SSH_USER_AUTH").as_deref()).map_err(nobody)?;
    let ring = keyring().map_err(nobody)?;
    let Some(holder) = ring.holder_of(&key).filter(|h| h.login == operator) else {
        let key = key.fingerprint();
        return Err(nobody(say!(
            "钥匙 {key} 在名册上不属于这位操作员。",
            "The key {key} does not belong to this operator on the roster."
        )));
    };
    let seat = Seat {
        key: key.fingerprint(),
        came: "ssh".to_owned(),
    };
    Ok(Comer {
        login: holder.login.clone(),
        seat,
    })
}

/// The roster's file as it was when the key of this session was last found on it.
static FOUND: Mutex<Option<[i64; 5]>> = Mutex::new(None);

/// True once the key that this session came in with is not its operator's any more; a roster that
/// cannot be read or trusted opens for nobody. The file is read only when it is another than before.
/// Whoever came through sudo leaves when its rules are others than they were: only root can read what
/// they say, so every change counts.
pub fn is_revoked() -> bool {
    let Some(comer) = comer() else { return false };
    if comer.seat.came != "ssh" {
        return RULES.get().is_some_and(Rules::are_changed);
    }
    let now = std::fs::metadata(KEYS).ok().map(|m| {
        let size = i64::try_from(m.len()).unwrap_or(i64::MAX);
        [m.ctime(), m.ctime_nsec(), m.mtime(), m.mtime_nsec(), size]
    });
    let Ok(mut found) = FOUND.lock() else {
        return true;
    };
    if now.is_some() && *found == now {
        return false;
    }
    let holds = keyring().is_ok_and(|ring| ring.holds(&comer.login, &comer.seat.key));
    *found = now.filter(|_| holds);
    !holds
}

/// The roster of keys, when it is root's alone.
///
/// # Errors
/// Why it cannot be trusted or read.
pub fn keyring() -> Result<Keyring, Sentence> {
    let text = proof::roots_own(KEYS)?;
    Ok(Keyring::parse(&text))
}

/// The SHA-256 of the roster of keys; `None` where there is none of root's. Whoever signs may be root, who is not the
/// office's account.
#[must_use]
pub fn roster_digest() -> Option<[u8; 32]> {
    use sha2::{Digest, Sha256};
    let text = proof::roots_own(KEYS).ok()?;
    Some(Sha256::digest(text.as_bytes()).into())
}

/// A variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// Nobody who may come in; whom to ask.
#[must_use]
pub fn nobody(what: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        what,
        say!(
            "请系统管理员（root）核对钥匙名册 {KEYS}，请本单位管理员核对操作员名册。",
            "Ask the server's administrator (root) to check the roster of keys {KEYS}, and the office's administrator to check the roster of operators."
        ),
    )
}
