//! Answers from the store: drafts kept and fetched, people found, petitions registered.

use super::pile::Fetch;
use super::{Arrival, Intake, plain, receipt, words};
use crate::flow::request::Registered;
use crate::flow::view::{DraftRow, SavedDraft};
use crate::flow::{Answer, Do, Reply, Ticket};
use crate::rooms::{Cx, Order, Tone, failed};

/// Takes an answer; one that nobody waits for any more is dropped.
pub fn take(room: &mut Intake, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
    if let Some(at) = room.pile.sheets.iter().position(|s| s.is_saving(ticket)) {
        return saved(room, at, answer, cx);
    }
    let registering = room
        .pile
        .sheets
        .iter()
        .position(|s| s.is_registering_as(ticket));
    if let Some(at) = registering {
        return registered(room, at, ticket, answer, cx);
    }
    if ticket == room.matches.ticket {
        return match answer {
            Ok(Reply::Matches(found)) => {
                room.matches.take(found);
                Vec::new()
            }
            Err(trouble) => vec![failed(&trouble)],
            Ok(_) => Vec::new(),
        };
    }
    if ticket == room.pile.listing {
        return match answer {
            Ok(Reply::Drafts(rows)) => listed(room, rows, cx),
            Err(trouble) => vec![failed(&trouble)],
            Ok(_) => Vec::new(),
        };
    }
    if room.pile.fetching.is_some_and(|(t, _)| t == ticket) {
        return match answer {
            Ok(Reply::Draft(found)) => fetched(room, found, cx),
            Err(trouble) => vec![failed(&trouble)],
            Ok(_) => Vec::new(),
        };
    }
    match (room.pile.dropped(ticket, answer.is_ok()), answer) {
        (Some(()), Err(trouble)) => std::iter::once(failed(&trouble))
            .chain(room.turned(cx))
            .collect(),
        _ => Vec::new(),
    }
}

/// A draft was kept, or not: said once, and tried again at the next tick.
fn saved(room: &mut Intake, at: usize, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
    let is_woken = room.is_woken;
    if matches!(answer, Ok(Reply::DraftTaken(_))) {
        // Another session has it: what stands here goes on as a draft of its own, and at once.
        let id = room.pile.id(cx);
        let sheet = &mut room.pile.sheets[at];
        sheet.renew(id);
        let mut orders: Vec<Order> = sheet.keep(cx, false).into_iter().collect();
        orders.push(plain(words::TWO_SEATS));
        return orders;
    }
    let sheet = &mut room.pile.sheets[at];
    match answer {
        Ok(_) => {
            sheet.kept(cx.now);
            let former = sheet.outlived();
            // What was typed while this one was written goes out now, unless a wake is on its way.
            let more = (!is_woken).then(|| sheet.keep(cx, false)).flatten();
            let mut orders: Vec<Order> = more.into_iter().collect();
            if !former.is_empty() {
                let drop = |spent| cx.perform(&mut Ticket::default(), Do::DropSheet(spent));
                orders.extend(former.into_iter().map(drop));
                orders.push(room.pile.list(cx));
            }
            orders
        }
        Err(trouble) if sheet.not_kept() => vec![failed(&trouble)],
        Err(_) => Vec::new(),
    }
}

/// The drafts in the store. At the first opening the newest one comes back by itself.
fn listed(room: &mut Intake, rows: Vec<DraftRow>, cx: &Cx<'_>) -> Vec<Order> {
    let arrival = std::mem::replace(&mut room.arrival, Arrival::Done);
    let orders = room.pile.follow(&rows, cx);
    room.pile.listed(rows);
    if arrival == Arrival::Done || room.pile.shelf.is_empty() {
        return orders;
    }
    let front = room.pile.front(cx);
    if front.is_blank() && !front.is_stored() && arrival == Arrival::New {
        return room.pile.fetch(0, Fetch::Recover, cx).into_iter().collect();
    }
    room.note = Some(words::waiting(room.pile.shelf.len()));
    Vec::new()
}

/// A draft from the store: the same field, the same cursor.
fn fetched(room: &mut Intake, found: Option<SavedDraft>, cx: &Cx<'_>) -> Vec<Order> {
    let Some((_, why)) = room.pile.fetching.take() else {
        return Vec::new();
    };
    let Some(saved) = found else {
        if why == Fetch::Reload {
            return Vec::new();
        }
        return vec![plain(words::GONE), room.pile.list(cx)];
    };
    // Somebody began to type while it was fetched: it waits.
    let front = room.pile.front(cx);
    if why == Fetch::Recover && !front.is_blank() {
        room.note = Some(words::waiting(room.pile.shelf.len()));
        return Vec::new();
    }
    if !room.pile.put(&saved, cx) {
        return vec![Order::Toast(Tone::Bad, words::UNREADABLE.into())];
    }
    let orders = if why == Fetch::Reload {
        Vec::new()
    } else {
        room.turned(cx)
    };
    if why == Fetch::Recover {
        room.note = Some(words::recovered(&words::moment(saved.at, cx.now)));
    }
    orders
}

/// A petition was registered: the receipt, and an empty form for the next person.
fn registered(
    room: &mut Intake,
    at: usize,
    ticket: Ticket,
    answer: Answer,
    cx: &Cx<'_>,
) -> Vec<Order> {
    let sheet = &mut room.pile.sheets[at];
    let went_on = sheet.registered(ticket).unwrap_or(false);
    let warning = sheet.warning.take();
    let reply = match answer {
        Ok(Reply::Registered(reply)) => reply,
        Ok(_) => return Vec::new(),
        Err(trouble) => {
            // It may have been another's draft: keeping it shows, and then it goes on under its own id.
            let sheet = &mut room.pile.sheets[at];
            sheet.note_move();
            let mut orders: Vec<Order> = sheet.keep(cx, false).into_iter().collect();
            orders.push(failed(&trouble));
            return orders;
        }
    };
    let Registered {
        file,
        again,
        unlinked,
        ..
    } = *reply;
    let number = file.number.to_string();
    let mut orders = Vec::new();
    if went_on && !again {
        let id = room.pile.id(cx);
        room.pile.sheets[at].renew(id);
        orders.push(plain(words::SPLIT));
    } else {
        room.pile.finish(at, cx);
        orders.extend(room.turned(cx));
    }
    let said = match warning {
        _ if again => words::registered_before(&number),
        Some(warning) => words::registered_check(&number, &warning),
        None => words::registered(&number),
    };
    orders.push(Order::Toast(Tone::Good, said));
    orders.extend(unlinked.map(|_| plain(words::UNLINKED)));
    orders.push(receipt::show(&file, cx));
    orders
}
