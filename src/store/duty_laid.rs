//! An order to the duty desk from a sheet that was begun before others recorded something about the same.

use rusqlite::Connection;

use super::duty::{by_since, names, of_kinds};
use super::{Refusal, Sql};
use crate::domain::duty::again::again;
use crate::domain::duty::deed::Deed;
use crate::domain::duty::meanwhile::{Seat, laid_over};
use crate::domain::duty::{deed::DutyEvent, meanwhile, stood};
use crate::flow::duty::DutyOrder;
use crate::words::{Exit, Sentence, Trouble};

/// The order laid over what was changed since, and what is kept of that; refused once where both changed
/// it, and where the same operator recorded the same at another seat.
pub fn lay(
    tx: &Connection,
    login: &str,
    mut order: DutyOrder,
) -> Result<(DutyOrder, Vec<Sentence>), Refusal> {
    let Some(seen) = order.seen else {
        return Ok((order, Vec::new()));
    };
    let Some((of, kinds)) = laid_over(&order.deed) else {
        let since = by_since(tx, login, &order.deed, seen)?;
        return match again(&order.deed, &since) {
            Some(why) => Err(said_elsewhere(why).into()),
            None => Ok((order, Vec::new())),
        };
    };
    let log = about(tx, of, kinds)?;
    let newest = log.last().map_or(0, |event| event.seq);
    if newest <= seen {
        return Ok((order, Vec::new()));
    }
    let names = names(tx)?;
    let seat = Seat {
        me: login,
        seen,
        told: order.told,
        names: &names,
    };
    let (deed, kept) =
        meanwhile::lay(order.deed, &log, seat).map_err(|why| changed(why, newest))?;
    order.deed = deed;
    Ok((order, kept))
}

/// What a deed replaces, and what others changed of the same that stays; asked before it is appended.
pub fn before(tx: &Connection, login: &str, deed: &Deed) -> Sql<Vec<Sentence>> {
    let Some((from, kinds)) = stood::reads(deed) else {
        return Ok(Vec::new());
    };
    let (log, names) = (of_kinds(tx, from, kinds)?, names(tx)?);
    let seat = Seat {
        me: login,
        seen: 0,
        told: 0,
        names: &names,
    };
    Ok(stood::said(deed, &log, seat))
}

/// What made a shift or a period what it is.
fn about(tx: &Connection, of: i64, kinds: [&str; 3]) -> Sql<Vec<DutyEvent>> {
    let mut log = of_kinds(tx, of, kinds)?;
    log.retain(|e| e.seq == of || laid_over(&e.what).is_some_and(|(about, _)| about == of));
    Ok(log)
}

fn changed(why: Sentence, newest: i64) -> Trouble {
    let next = say!(
        "看清两边后再存一次，你改的那几项照你写的；不用再写就放下。",
        "Compare the two, then save again: what you changed is as you wrote it; or leave it if it is no longer needed."
    );
    Trouble::unchanged(Exit::Refused, why, next).telling_up_to(newest)
}

/// The same operator sits at two seats, and recorded it at the other.
fn said_elsewhere(why: Sentence) -> Trouble {
    let next = say!(
        "要另记一条就再存一次；不用再写就放下。",
        "Save again to add another; or leave it if it is no longer needed."
    );
    Trouble::unchanged(Exit::Refused, why, next).telling()
}
