//! `office`: settings of the whole office; for administrators, and on record.

use super::args_server::{Office, OfficeCommand};
use super::out::{Done, talk};
use super::session::Whom;
use crate::words::Trouble;

pub fn run(whom: &Whom, args: &Office) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let OfficeCommand::Lock { minutes } = args.command;
    let Some(minutes) = minutes else {
        let minutes = session.office().lock_minutes;
        return Ok(Done::data(format!("{minutes}\n")));
    };
    session
        .store
        .change_setting("lock_minutes", &minutes.to_string(), session.now)?;
    let said = if minutes == 0 {
        say!(
            "无人时屏幕不再自动遮住。",
            "A screen that nobody sits at is no longer covered."
        )
    } else {
        say!(
            "{minutes}分钟没有人动，屏幕就遮住；共用服务器上就退出，草稿都在。",
            "After {minutes} minutes without a key the screen is covered; on a shared server the session ends, drafts are kept."
        )
    };
    talk(said.say(session.lang));
    Ok(Done::default())
}
