//! A shared server for one test: a mount namespace in which accounts, settings and store are its own.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_zhuoluo");
pub const STORE: &str = "/var/lib/zhuoluo/desk.sqlite3";

/// What stands on the machine before: accounts of people, their keys, an sshd with a port of its own.
const BEFORE: &str = r#"
set -e
mount --make-rprivate /
for at in etc var/lib usr/bin; do
    mkdir -p "$W/$at.up" "$W/$at.work"
    mount -t overlay overlay -o "lowerdir=/$at,upperdir=$W/$at.up,workdir=$W/$at.work" "/$at"
done
rm -rf /etc/ssh/sshd_config.d/* /etc/sudoers.d/* /etc/zhuoluo /var/lib/zhuoluo
userdel zhuoluo 2>/dev/null || true
for who in wang li zhao stranger host; do
    ssh-keygen -q -t ed25519 -N '' -C "$who@laptop" -f "$W/$who"
done
for who in wang li zhao mallory; do
    useradd --no-create-home --home-dir / --shell /bin/sh "$who"
done
mkdir -p /etc/ssh/sshd_config.d /run/sshd "$W/target/release"
cat > /etc/ssh/sshd_config <<END
Include /etc/ssh/sshd_config.d/*.conf
Port $PORT
ListenAddress 127.0.0.1
HostKey $W/host
PidFile $W/sshd.pid
UsePAM no
PasswordAuthentication no
AcceptEnv LANG LC_*
Subsystem sftp internal-sftp
END
ln -sf /bin/true /usr/bin/systemctl
cp "$PROGRAM" "$W/target/release/zhuoluo"
cd "$W"
"#;

/// What is set up behind the README's lines.
const AFTER: &str = r#"
for who in li zhao; do zhuoluo ssh key "$who" "$W/$who.pub" >> /etc/zhuoluo/keys; done
printf 'wang ALL=(zhuoluo) NOPASSWD: /usr/bin/zhuoluo\n' > /etc/sudoers.d/desk
chmod 440 /etc/sudoers.d/desk
exec /usr/sbin/sshd -D -E "$W/sshd.log"
"#;

/// The ten lines of the README, but for the building before and the check behind them.
fn lines() -> String {
    let readme = include_str!("../../README.md");
    let (_, from) = readme.split_once("## 共用服务器").expect("the chapter");
    let (_, block) = from.split_once("```sh\n").expect("its lines");
    let (block, _) = block.split_once("```").expect("their end");
    let lines: Vec<&str> = block.lines().collect();
    assert_eq!(lines.len(), 10, "ten lines: {lines:?}");
    assert_eq!(
        (lines[0], lines[9]),
        ("cargo build --release", "zhuoluo ssh doctor")
    );
    lines[1..9].join("\n")
}

/// The server; taken down with everything in it when dropped.
pub struct Office {
    folder: tempfile::TempDir,
    holder: Child,
    port: u16,
}

/// What a command left behind.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub talk: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            talk: text(output.stderr),
        }
    }

    /// Fails unless the status is this one.
    pub fn is(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{} / {}", self.out, self.talk);
        self
    }

    /// Fails unless the talk holds these words.
    pub fn says(self, words: &str) -> Self {
        assert!(self.talk.contains(words), "{words}: {}", self.talk);
        self
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // The session of one connection outlives the listener: each is ended by its number.
        for pid in self.processes() {
            let _ = Command::new("kill")
                .args(["-9", &pid.to_string()])
                .stderr(Stdio::null())
                .status();
        }
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

impl Office {
    /// Sets one up; `None`, with a word, where the machine does not let us.
    pub fn open() -> Option<Self> {
        let office = Self::start();
        if office.is_none() {
            println!(
                "skipped: needs root, unshare, overlay mounts, useradd, sudo and sshd on this machine"
            );
        }
        office
    }

    fn start() -> Option<Self> {
        let tools = [
            "/usr/sbin/sshd",
            "/usr/bin/sudo",
            "/usr/sbin/useradd",
            "/usr/bin/nsenter",
        ];
        if !rustix::process::geteuid().is_root() || tools.iter().any(|t| !Path::new(t).exists()) {
            return None;
        }
        let probe = Command::new("unshare")
            .args(["-m", "true"])
            .stderr(Stdio::null())
            .status();
        probe.ok().filter(std::process::ExitStatus::success)?;
        let folder = tempfile::tempdir().expect("a folder");
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("a port").port();
        drop(free);
        let log = std::fs::File::create(folder.path().join("setup.log")).expect("a log");
        let holder = Command::new("unshare")
            .args(["-m", "bash", "-c", &[BEFORE, &lines(), AFTER].concat()])
            .env("W", folder.path())
            .env("PROGRAM", PROGRAM)
            .env("PORT", port.to_string())
            .env_remove("SUDO_UID")
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .stdin(Stdio::null())
            .spawn()
            .ok()?;
        let mut office = Self {
            folder,
            holder,
            port,
        };
        office.wait();
        Some(office)
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let gone = self.holder.try_wait().expect("asked").is_some();
            let log = || std::fs::read_to_string(self.path("setup.log")).unwrap_or_default();
            assert!(!gone, "the set-up failed: {}", log());
            assert!(begun.elapsed() < Duration::from_secs(60), "{}", log());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// A file beside the office, outside of it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn holder(&self) -> String {
        self.holder.id().to_string()
    }

    /// The words that lead into the server.
    pub fn inside(&self) -> Vec<String> {
        ["nsenter", "-t", &self.holder(), "-m", "--"]
            .map(ToOwned::to_owned)
            .to_vec()
    }

    /// A command on the server, as an account.
    pub fn command(&self, account: &str, words: &[&str]) -> Command {
        let mut command = Command::new("nsenter");
        command
            .args(["-t", &self.holder(), "-m", "--"])
            .args([
                "setpriv",
                "--reuid",
                account,
                "--regid",
                account,
                "--init-groups",
            ])
            .args(words)
            .env_clear()
            .env("PATH", "/usr/bin:/bin:/usr/sbin")
            .env("LANG", "zh_CN.UTF-8")
            .env("USER", account);
        command
    }

    /// Runs a command on the server, as an account.
    pub fn run(&self, account: &str, words: &[&str]) -> Ran {
        Ran::of(
            self.command(account, words)
                .stdin(Stdio::null())
                .output()
                .expect("started"),
        )
    }

    /// Runs a shell line on the server, as an account.
    pub fn sh(&self, account: &str, line: &str) -> Ran {
        self.run(account, &["sh", "-c", line])
    }

    /// The words of an ssh client with somebody's key.
    pub fn client(&self, key: &str, options: &[&str], words: &[&str]) -> Vec<String> {
        let (port, key) = (self.port.to_string(), self.path(key).display().to_string());
        let mut all: Vec<&str> = vec!["ssh", "-q", "-p", &port, "-i", &key, "-F", "none"];
        for option in [
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "BatchMode=yes",
        ] {
            all.extend(["-o", option]);
        }
        all.extend(options);
        all.push("zhuoluo@127.0.0.1");
        all.extend(words);
        all.into_iter().map(ToOwned::to_owned).collect()
    }

    /// Comes in with somebody's key.
    pub fn ssh(&self, key: &str, words: &[&str]) -> Ran {
        self.ssh_with(key, &["-T"], words, b"")
    }

    /// The same with options of the client and standard input.
    pub fn ssh_with(&self, key: &str, options: &[&str], words: &[&str], input: &[u8]) -> Ran {
        use std::io::Write;
        let words = self.client(key, options, words);
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .env("LANG", "zh_CN.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("ssh runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("ended");
        feeder.join().expect("fed");
        Ran::of(output)
    }

    /// The audit trail's newest rows: operator, action, what, key, by which way.
    pub fn trail(&self) -> Vec<[String; 5]> {
        let copy = self.path("copy.sqlite3");
        let copied = self.sh(
            "root",
            &format!(
                "for s in '' -wal; do cat {STORE}$s > {}$s 2>/dev/null; done",
                copy.display()
            ),
        );
        assert!(copied.status <= 1, "{}", copied.talk);
        let base = rusqlite::Connection::open(&copy).expect("a copy");
        let mut rows = base
            .prepare("SELECT operator, action, what, key, came FROM audit ORDER BY seq")
            .expect("an audit trail");
        let read =
            |r: &rusqlite::Row<'_>| Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?]);
        rows.query_map([], read)
            .expect("rows")
            .map(|r| r.expect("a row"))
            .collect()
    }

    /// How many refusals are on record.
    pub fn refusals(&self) -> usize {
        self.trail().iter().filter(|row| row[1] == "refuse").count()
    }

    /// The processes of the service account inside this office.
    pub fn processes(&self) -> Vec<u32> {
        let own = std::fs::read_link(format!("/proc/{}/ns/mnt", self.holder())).ok();
        let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        all.filter_map(|p| p.file_name().to_str()?.parse().ok())
            .filter(|pid: &u32| *pid != self.holder.id() && own.is_some())
            .filter(|pid| std::fs::read_link(format!("/proc/{pid}/ns/mnt")).ok() == own)
            .collect()
    }

    /// What sshd noted.
    pub fn sshd_log(&self) -> String {
        std::fs::read_to_string(self.path("sshd.log")).unwrap_or_default()
    }
}
