//! One heap for all threads of a desk. The C library gives each thread that allocates a heap of its own, which keeps
//! what one large answer took: of a hundred desks on one server that is a fifth of all they hold.

use std::io::IsTerminal;

/// What the C library is told: one heap, and what is free of it goes back. It listens only while a program starts.
const ONE: &str = "glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=262144:glibc.malloc.trim_threshold=262144";
/// Where it looks for that.
const ASKED: &str = "GLIBC_TUNABLES";
/// That the program was started anew already: a library that takes `ASKED` away must not make it start for ever.
const ANEW: &str = "_ONE_HEAP";

/// Starts the program anew in its own place where somebody sits at a terminal: the same process, arguments and way
/// in. To be called before all else: what is opened, locked or shut by then would stay so. Where it cannot be, the
/// desk goes on with more memory.
pub fn share() {
    if std::env::var_os(ANEW).is_some() {
        // The system calls it by the path that it was started by.
        let _ = rustix::thread::set_name(c"zhuoluo");
        return;
    }
    if cfg!(target_env = "gnu")
        && std::env::var_os(ASKED).is_none()
        && std::io::stdin().is_terminal()
    {
        start_anew();
    }
}

#[cfg(target_os = "linux")]
fn start_anew() {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    let mut arguments = std::env::args_os();
    let mut anew = Command::new("/proc/self/exe");
    if let Some(name) = arguments.next() {
        anew.arg0(name);
    }
    // Comes back only when it fails.
    let _ = anew.args(arguments).env(ASKED, ONE).env(ANEW, "1").exec();
}

#[cfg(not(target_os = "linux"))]
fn start_anew() {}
