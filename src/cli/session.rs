//! Which store, which operator, what time: the three things every command needs first.

use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::gate;
use super::out::talk;
use crate::domain::office::Office;
use crate::domain::once::Once;
use crate::domain::rights::{Deed, Seat};
use crate::runtime::access::{self, Comer};
use crate::runtime::{clock, harden, shut};
use crate::store::{Store, copy, refusal_is_noted, restoring, room};
use crate::words::{Exit, Lang, Trouble, short};

/// What the command line said about store, operator, time and language.
pub struct Whom {
    /// `--db`.
    pub db: Option<PathBuf>,
    /// `--as`.
    pub login: Option<String>,
    /// `--now`.
    pub now: Option<DateTime<FixedOffset>>,
    /// The language.
    pub lang: Lang,
    /// What the command does, in the table of rights.
    pub deed: Option<Deed>,
}

/// An open store at an instant.
pub struct Session {
    /// The store.
    pub store: Store,
    /// Where `--now` made the clock stand still.
    pub frozen: Option<DateTime<FixedOffset>>,
    /// The language.
    pub lang: Lang,
    /// The draft id under which the order of this command is carried out once.
    pub once: Option<Once>,
}

/// Who sat down at which store first, for a refusal that comes after.
pub struct Seated {
    /// The store.
    path: PathBuf,
    /// The login.
    login: String,
    /// How they came in.
    seat: Seat,
    /// The office's zone.
    zone: FixedOffset,
}

static SEATED: OnceLock<Seated> = OnceLock::new();

/// Puts a refusal on record that no store did, where it is known by whom: the command's own, as of a time
/// that is not to be set. Best effort, as at the door.
pub fn note_refusal(doing: &str, trouble: &Trouble) {
    let Some(seated) = SEATED.get() else { return };
    if trouble.exit != Exit::Refused || refusal_is_noted() {
        return;
    }
    let what = format!("{doing}: {}", short(&trouble.what.zh));
    let now = clock::now(seated.zone);
    let _ = Store::record_at_door(&seated.path, &seated.login, &seated.seat, &what, now);
}

/// Puts on record that somebody was not let in at a desk of one's own: by the account that they really have, whatever
/// name they gave. Best effort, as at the door.
fn note_stranger(path: &std::path::Path, trouble: &Trouble) {
    if trouble.exit != Exit::Refused {
        return;
    }
    let uid = rustix::process::getuid().as_raw();
    let name = access::name_of(uid).unwrap_or_else(|| format!("#{uid}"));
    let now = clock::now(clock::home());
    let _ = Store::record_at_door(path, &name, &Seat::default(), &trouble.what.zh, now);
}

impl Session {
    /// Now, in the office's zone: asked of the clock each time, for a command may have waited long for its
    /// input. Never before the last row of the trail: a clock that was set back a little stands still at it.
    pub fn now(&self) -> DateTime<FixedOffset> {
        let zone = self.store.office().zone;
        match self.frozen {
            Some(at) => at,
            None => self.store.not_before(clock::now(zone)),
        }
    }

    /// Says that the clock and the trail are further apart than a clock that was put right.
    fn look_at_the_clock(&self) {
        let now = self.now();
        let ahead = |last: &DateTime<FixedOffset>| *last > now;
        let last = self.store.last_row().filter(ahead);
        let Some(last) = last.filter(|_| !self.office().sandbox) else {
            return;
        };
        let (last, now) = (last.format("%Y-%m-%d %H:%M"), now.format("%Y-%m-%d %H:%M"));
        talk(
            say!(
                "审计记录的末条写于{last}，本机的钟现在是{now}：有一个不对。照本机的钟记；请核对本机的时间。",
                "The last row of the trail was written at {last}, and this machine's clock says {now}: one of the two is wrong. What is done now bears the clock's time; check it."
            )
            .say(self.lang),
        );
    }

    /// The civil date at the office.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// The office's facts.
    pub fn office(&self) -> std::sync::Arc<Office> {
        self.store.office()
    }
}

impl Whom {
    /// The store's file: `--db`, else `ZHUOLUO_DB`, else the data folder.
    pub fn path(&self) -> Result<PathBuf, Trouble> {
        if access::is_office() {
            return Ok(access::store());
        }
        let named = || std::env::var_os("ZHUOLUO_DB").filter(|v| !v.is_empty());
        let path = match self.db.clone().or_else(|| named().map(PathBuf::from)) {
            Some(path) => path,
            None => data_file("desk.sqlite3")?,
        };
        // Whoever comes through a link stands in the same queue as all others.
        let real = path.is_symlink().then(|| std::fs::canonicalize(&path));
        Ok(real.and_then(Result::ok).unwrap_or(path))
    }

    /// Opens the store for whoever sits here.
    pub fn open(&self) -> Result<Session, Trouble> {
        let path = self.path()?;
        harden::check_place(&path)?;
        copy::clear_leftovers(room::folder(&path));
        let store = match access::comer() {
            Some(comer) => self.seated(&path, comer)?,
            None => self.own(&path)?,
        };
        let office = store.office();
        let _ = SEATED.set(Seated {
            path,
            login: office.operator.login.clone(),
            seat: office.seat.clone(),
            zone: office.zone,
        });
        if self.now.is_some() && !office.sandbox {
            return Err(now_refused());
        }
        let session = Session {
            store,
            frozen: self.now.map(|now| now.with_timezone(&office.zone)),
            once: None,
            lang: self.lang,
        };
        if let Some(deed) = self.deed {
            session.store.may(deed, session.now())?;
            session.look_at_the_clock();
        }
        Ok(session)
    }

    /// The store for somebody; one that is only to be verified or copied opens with rows that do not read,
    /// too: a line of the calendar is no reason to go without a backup.
    fn store(&self, path: &std::path::Path, login: &str) -> Result<Store, Trouble> {
        if matches!(self.deed, Some(Deed::Verify | Deed::Backup)) {
            return Store::open_to_verify(path, login);
        }
        Store::open(path, login)
    }

    /// The store for whom a launcher vouches; who is not on the roster is turned away on record.
    fn seated(&self, path: &std::path::Path, comer: &Comer) -> Result<Store, Trouble> {
        let mut store = self.store(path, &comer.login).map_err(|trouble| {
            if trouble.exit == Exit::Refused {
                gate::note(comer, &trouble.what.zh);
            }
            in_office(trouble)
        })?;
        store.sit(&comer.seat);
        store.guard(revoked);
        Ok(store)
    }

    /// The store on a desk of one's own: closed to other accounts, and nobody is turned away unrecorded.
    fn own(&self, path: &std::path::Path) -> Result<Store, Trouble> {
        let seated = self.seat(path);
        // Of a store alone: the name may have been that of any file, and the modes of that are its owner's.
        let is_store = seated
            .as_ref()
            .map_or_else(|e| e.exit == Exit::Refused, |_| true);
        for open in is_store.then(|| shut::close(path)).into_iter().flatten() {
            talk(open.say(self.lang));
        }
        seated.inspect_err(|trouble| note_stranger(path, trouble))
    }

    /// The store for whoever sits here without a launcher: a desk of their own.
    fn seat(&self, path: &std::path::Path) -> Result<Store, Trouble> {
        if let Some(login) = &self.login {
            return self.store(path, login);
        }
        let refused = match account() {
            Some(name) => match self.store(path, &name) {
                Err(trouble) if trouble.exit == Exit::Refused => trouble,
                opened => return opened,
            },
            None => unnamed(),
        };
        match Store::only_operator(path)? {
            Some(login) => self.store(path, &login),
            None => Err(refused),
        }
    }

    /// Who restores, and when: the store that is to be replaced may be past opening.
    pub fn restorer(&self) -> Result<(String, DateTime<FixedOffset>), Trouble> {
        match self.open() {
            Ok(session) => Ok((session.office().operator.login.clone(), session.now())),
            Err(trouble) if trouble.exit == Exit::Refused => Err(trouble),
            Err(_) if access::is_office() && !gate::is_root() => Err(restoring::roots_work()),
            Err(trouble) => self
                .named()
                .map(|login| (login, clock::now(clock::home())))
                .ok_or(trouble),
        }
    }

    /// The same instant as it is once everything was read and asked; never before.
    pub fn later(&self, before: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        match self.now {
            Some(_) => before,
            None => before.max(clock::now(*before.offset())),
        }
    }

    /// Who sits here, when no store can say it.
    pub fn named(&self) -> Option<String> {
        match access::comer() {
            Some(comer) => Some(comer.login.clone()),
            None => self.login.clone().or_else(account),
        }
    }

    /// The instant for a store that is only being made.
    pub fn instant(&self, sandbox: bool) -> Result<DateTime<FixedOffset>, Trouble> {
        match self.now {
            Some(_) if !sandbox => Err(now_refused()),
            Some(now) => Ok(now.with_timezone(&clock::home())),
            None => Ok(clock::now(clock::home())),
        }
    }
}

/// What somebody at an office is told to do: `--as`, `--db`, `init` and `demo` are not theirs.
fn in_office(trouble: Trouble) -> Trouble {
    match trouble.exit {
        Exit::Refused => access::nobody(trouble.what.clone()),
        Exit::Missing if !gate::is_root() => Trouble::unchanged(
            Exit::Missing,
            trouble.what.clone(),
            say!(
                "请报告系统管理员（root）：库被移走或删除了，由 root 放回原处或恢复备份。",
                "Tell the server's administrator (root): the store was moved or removed, and root puts it back or restores a backup."
            ),
        ),
        Exit::Missing => Trouble::unchanged(
            Exit::Missing,
            trouble.what.clone(),
            say!(
                "把库放回原处，或恢复备份：zhuoluo restore；从来没有过的，zhuoluo init 新建。",
                "Put the store back, or restore a backup: `zhuoluo restore`; where there never was one, `zhuoluo init`."
            ),
        ),
        _ => trouble,
    }
}

/// Why whoever came in may not go on: the key was taken off the roster since.
pub fn revoked() -> Option<Trouble> {
    let what = say!(
        "你的钥匙已从名册上撤下（经 sudo 来的：sudo 的规则改过了）。",
        "Your key was taken off the roster (through sudo: its rules were changed)."
    );
    access::is_revoked().then(|| access::nobody(what))
}

/// A file in the program's data folder.
pub fn data_file(name: &str) -> Result<PathBuf, Trouble> {
    let absolute = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|p| p.is_absolute())
    };
    let folder = absolute("XDG_DATA_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local").join("share")));
    folder
        .map(|folder| folder.join("zhuoluo").join(name))
        .ok_or_else(|| {
            Trouble::unchanged(
                Exit::Wrong,
                say!(
                    "不知道数据库放在哪里：没有 HOME，也没有 XDG_DATA_HOME。",
                    "There is no place for the store: neither HOME nor XDG_DATA_HOME is set."
                ),
                say!(
                    "请用 --db 指明文件，例：--db /srv/desk.sqlite3。",
                    "Name the file with --db, e.g. --db /srv/desk.sqlite3."
                ),
            )
        })
}

/// The name of the account this runs under: `USER`, else what the system's list says.
fn account() -> Option<String> {
    let named = ["USER", "LOGNAME"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
    named.or_else(|| {
        let own = rustix::process::getuid().as_raw().to_string();
        let list = std::fs::read_to_string("/etc/passwd").ok()?;
        list.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            (fields.nth(1)? == own).then(|| name.to_owned())
        })
    })
}

fn unnamed() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "不知道你是哪位操作员。",
            "It is not known which operator you are."
        ),
        say!("请用 --as 指明登录名。", "Name your login with --as."),
    )
}

fn now_refused() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "只有演示库能另定现在的时刻，正式库不认 --now 和 ZHUOLUO_NOW。",
            "Only a sandbox store lets you set the time; this store refuses --now and ZHUOLUO_NOW."
        ),
        say!(
            "去掉它再来一次，或用 zhuoluo demo。",
            "Leave it out, or use `zhuoluo demo`."
        ),
    )
}
