//! A real sshd on the loopback: a line that is cut in the middle of a form, and two operators' sessions
//! on one store. Where no sshd can be started the tests say so and are passed over.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::tty::{Home, PROGRAM, Tty};

/// An sshd of our own, with one key that runs the desk.
struct Server {
    sshd: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

impl Server {
    /// Starts it in the home's folder; `None` where there is no sshd.
    fn start(home: &Home) -> Option<Self> {
        let sshd = ["/usr/sbin/sshd", "/usr/bin/sshd"]
            .into_iter()
            .find(|p| std::path::Path::new(p).exists())?;
        let at = |name: &str| home.path().join(name).display().to_string();
        for key in ["host", "key"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f", &at(key)])
                .status();
            made.ok().filter(std::process::ExitStatus::success)?;
        }
        let public = std::fs::read_to_string(at("key.pub")).ok()?;
        let store = home.store().display().to_string();
        let desk = format!("exec env LANG=C.UTF-8 {PROGRAM} --db {store} --as wang");
        let line = format!("restrict,pty,command=\"{desk}\" {public}");
        std::fs::write(at("authorized"), line).ok()?;
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(at("authorized"), private).ok()?;
        let _ = std::fs::create_dir_all("/run/sshd");
        let port = TcpListener::bind("127.0.0.1:0")
            .ok()?
            .local_addr()
            .ok()?
            .port();
        let options = [
            format!("Port {port}"),
            "ListenAddress 127.0.0.1".to_owned(),
            format!("HostKey {}", at("host")),
            format!("PidFile {}", at("sshd.pid")),
            format!("AuthorizedKeysFile {}", at("authorized")),
            "StrictModes no".to_owned(),
            "UsePAM no".to_owned(),
            "PasswordAuthentication no".to_owned(),
        ];
        std::fs::write(at("sshd_config"), options.join("\n")).ok()?;
        let sshd = Command::new(sshd)
            .args(["-D", "-e", "-f", &at("sshd_config")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let server = Self { sshd, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if begun.elapsed() > Duration::from_secs(10) {
                return None;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(server)
    }

    /// A client at a terminal of 80 by 24.
    fn connect(&self, home: &Home) -> Tty {
        let (port, key) = (self.port.to_string(), home.path().join("key"));
        let key = key.display().to_string();
        let user = whoami();
        let to = format!("{user}@127.0.0.1");
        let command = [
            "ssh",
            "-tt",
            "-q",
            "-p",
            &port,
            "-i",
            &key,
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "IdentitiesOnly=yes",
            "-F",
            "none",
            &to,
        ];
        Tty::start(home, &command, &[], (80, 24)).drawn()
    }
}

fn whoami() -> String {
    let out = Command::new("id").arg("-un").output().map(|o| o.stdout);
    String::from_utf8_lossy(&out.unwrap_or_default())
        .trim()
        .to_owned()
}

/// The server, or a line that says why the test was passed over.
fn server(home: &Home) -> Option<Server> {
    let server = Server::start(home);
    if server.is_none() {
        println!("passed over: no sshd could be started here (install openssh-server)");
    }
    server
}

/// True while a desk on this store runs.
fn is_working(home: &Home) -> bool {
    let store = home.store().display().to_string();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|p| std::fs::read(p.path().join("cmdline")).ok())
        .any(|line| {
            let line = String::from_utf8_lossy(&line).into_owned();
            line.starts_with(PROGRAM) && line.contains(&store)
        })
}

#[test]
fn a_cut_line_loses_nothing_and_leaves_nobody_behind() {
    let home = Home::new();
    let Some(server) = server(&home) else { return };
    let mut tty = server.connect(&home);
    tty.send("n");
    tty.wait_for("姓名");
    tty.type_slowly("孙小梅");
    tty.wait_for("孙小梅");
    tty.hang_up();
    let cut = Instant::now();
    while is_working(&home) {
        assert!(
            cut.elapsed() < Duration::from_secs(10),
            "the desk outlived its line"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    println!("gone {:?} after the client", cut.elapsed());
    let mut again = server.connect(&home);
    again.send("\x1b2");
    again.wait_for("孙小梅");
    again.wait_for("恢复");
}

#[test]
fn what_one_session_saves_the_other_sees() {
    let home = Home::new();
    let Some(server) = server(&home) else { return };
    let watching = server.connect(&home);
    let saved = register(&home);
    let begun = Instant::now();
    watching.wait_for("转送交办");
    println!("on the other screen {:?} after {saved:?}", begun.elapsed());
}

/// Registers a petition that is soon due, by a command in another process.
fn register(home: &Home) -> Option<i32> {
    use std::io::Write;
    let on = chrono::Utc::now().date_naive() - chrono::Days::new(12);
    let json = format!(
        r#"{{"received_on":"{on}","class":"request","requests":["自来水发黄"],"people":[{{"name":"陈某"}}]}}"#
    );
    let mut child = Command::new(PROGRAM)
        .args(["--db".as_ref(), home.store().as_os_str()])
        .args(["--as", "wang", "register", "--json", "-"])
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(json.as_bytes())
        .expect("typed");
    child.wait().expect("it ends").code()
}
