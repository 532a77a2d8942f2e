//! Getting in, and not getting in: a real sshd, real second accounts, real sudo, on a machine that is
//! this one with folders of its own laid over `/etc`, `/var/lib` and `/usr/bin`. The program under test
//! is not told that it is tested: its paths are those it was built with.

mod child;
mod cut;
mod day;
mod keyring;
pub mod office;
mod people;
mod restore;
mod server;
mod session;
mod split;
mod survey;
mod timers;
