//! What is said when the clock did not go on as it should: a machine that slept, a clock set forward
//! or back. Nothing is changed by it; what is owed is derived anew by the hour that it is now.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::App;
use crate::rooms::Tone;
use crate::words::Sentence;

/// A session looks at the clock once a minute; so long without a look means that the machine slept.
const SLEPT: TimeDelta = TimeDelta::minutes(15);
/// Clocks are put right by seconds all the time.
const BACK: TimeDelta = TimeDelta::minutes(1);

impl App {
    /// Says it when the clock jumped since the last look: on the cover while it stands.
    pub(super) fn warn_of_the_clock(&mut self, before: DateTime<FixedOffset>) {
        let Some(said) = said(before, self.now) else {
            return;
        };
        if self.cover.hidden {
            self.changed = true;
            self.cover.said = Some(said);
        } else {
            self.toast(Tone::Bad, said);
        }
    }
}

/// The sentence for a clock that jumped between two looks.
fn said(before: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> Option<Sentence> {
    let shape = if before.date_naive() == now.date_naive() {
        "%H:%M"
    } else {
        "%m-%d %H:%M"
    };
    let (was, is) = (before.format(shape), now.format(shape));
    if before - now > BACK {
        return Some(say!(
            "时钟往回走了：{was}之后是{is}。没有改动任何数据；待办按现在重算，请核对服务器时间。",
            "The clock went back: {was}, then {is}. Nothing was changed; what is owed is counted by now. Check the server's time."
        ));
    }
    (now - before > SLEPT).then(|| {
        say!(
            "{was}到{is}没有走钟（机器休眠，或时钟拨快）。没有改动任何数据；错过的报到逐次列为逾期。",
            "No clock from {was} to {is}: the machine slept, or the clock was set forward. Nothing was changed; each check-in missed is listed as late."
        )
    })
}
