//! What a desk holds: its threads share one heap, and it is the same process that was started.

use super::tty::Home;

/// Stretches that the C library sets aside for the heap of one more thread, in bytes.
const ASIDE: u64 = 32 << 20;

/// How many further heaps a process has; `None` where the system does not tell.
fn further_heaps(pid: i32) -> Option<usize> {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
    let size = |line: &str| -> Option<u64> {
        let (from, to) = line.split_once(' ')?.0.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        number(to)?.checked_sub(number(from)?)
    };
    let aside = |line: &&str| line.contains(" ---p ") && size(line).is_some_and(|s| s > ASIDE);
    Some(maps.lines().filter(aside).count())
}

/// The program starts itself anew in its own place, once: what it was told and who waits for it stay the same.
#[test]
fn all_threads_of_a_desk_share_one_heap() {
    let home = Home::new();
    let tty = home.start(&[], &[], (80, 24)).drawn();
    let pid = tty.pid();
    let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).expect("it runs");
    assert_eq!(name.trim(), "zhuoluo");
    if !cfg!(target_env = "gnu") {
        eprintln!("skipped: another C library");
        return;
    }
    match further_heaps(pid) {
        Some(further) => assert_eq!(further, 0),
        None => {
            eprintln!("skipped: the system does not tell this account of a process that is shut");
        }
    }
}

/// Somebody who has told the C library something already is left alone.
#[test]
fn what_the_library_was_told_is_left_alone() {
    let home = Home::new();
    let told = [("GLIBC_TUNABLES", "glibc.malloc.check=0")];
    let tty = home.start(&[], &told, (80, 24)).drawn();
    if let Some(further) = further_heaps(tty.pid()).filter(|_| cfg!(target_env = "gnu")) {
        assert!(further > 0, "its threads have heaps of their own");
    }
}
