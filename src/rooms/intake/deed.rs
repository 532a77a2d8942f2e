//! What the intake room does when it is told to: entries, drafts, adopting, saving.

use super::answers::Answered;
use super::matches::Adopted;
use super::sheet::Sheet;
use super::{Arrival, Intake, adopt, answers, check, form, plain, propose, words, written};
use crate::domain::petition::Role;
use crate::flow::{Do, Ticket};
use crate::forms::{Act, Form};
use crate::keys::Action;
use crate::rooms::{Cx, Order, Tone};
use crate::words::{Outside, Word};

/// Longest list that is taken apart when it is pasted, in bytes; a field takes no more anyway.
const LONGEST_LIST: usize = 256 * 1024;

/// Does an action.
pub fn act(room: &mut Intake, action: Action, cx: &Cx<'_>) -> Vec<Order> {
    let confirmed = std::mem::take(&mut room.is_confirming);
    match action {
        Action::AdoptPerson => take_or_leave(room, cx),
        Action::ShareMatter => answer(room, Some(Answered::Matter), cx),
        Action::SameBoth => answer(room, Some(Answered::Both), cx),
        Action::NotSame => answer(room, Some(Answered::Neither), cx),
        Action::TakeAnswerBack => answer(room, None, cx),
        Action::NextMatch | Action::PreviousMatch => {
            room.matches.step(action == Action::NextMatch);
            Vec::new()
        }
        Action::AddPerson => add(room, "people", cx),
        Action::AddRequest => add(room, "requests", cx),
        Action::RemoveEntry => remove(room, cx),
        Action::ParkDraft => park(room, cx),
        Action::NewIntake => {
            if room.arrival == Arrival::New {
                room.arrival = Arrival::Empty;
            }
            let mut orders = room.keep(cx);
            room.pile.start(cx);
            orders.extend(room.turned(cx));
            orders
        }
        Action::NextDraft => turn(room, true, cx),
        Action::PreviousDraft => turn(room, false, cx),
        Action::DiscardDraft => discard(room, confirmed, cx),
        Action::Save => save(room, cx),
        Action::Refresh => vec![room.pile.list(cx)],
        Action::AcceptProposal => {
            let sheet = room.pile.front(cx);
            propose::refresh(sheet, cx.office);
            if sheet.form.slots().iter().all(|s| s.proposal.is_none()) {
                return vec![plain(words::NOTHING_PROPOSED)];
            }
            room.edit(cx, |form| form.act(action))
        }
        Action::NextFault if room.pile.front(cx).form.faults().is_empty() => {
            vec![plain(words::NO_FAULT)]
        }
        Action::EnterField => room.edit(cx, enter),
        _ => room.edit(cx, |form| form.act(action)),
    }
}

/// A new form for a dispute that somebody asks about: its matter is the request, its place the place.
pub fn start_of_dispute(
    room: &mut Intake,
    of: i64,
    (matter, place): (&Outside, &Outside),
    cx: &Cx<'_>,
) -> Vec<Order> {
    if room.arrival == Arrival::New {
        room.arrival = Arrival::Empty;
    }
    let mut orders = room.keep(cx);
    room.pile.start_of(of, cx);
    let form = &mut room.pile.front(cx).form;
    form.put_back("requests[0]", matter);
    form.put_back("place", place);
    orders.extend(room.turned(cx));
    orders.push(room.pile.list(cx));
    orders.push(plain(words::FROM_DISPUTE));
    orders
}

/// Why an action is closed now: it would have nothing to do.
pub fn why_not(room: &Intake, action: Action) -> Option<Word> {
    let sheet = room.sheet()?;
    let form = &sheet.form;
    match action {
        Action::AdoptPerson
        | Action::NotSame
        | Action::ShareMatter
        | Action::SameBoth
        | Action::TakeAnswerBack => room.matches.why_not(form, action),
        Action::NextMatch | Action::PreviousMatch => {
            (room.matches.count() < 2).then_some(words::NO_OTHER_MATCH)
        }
        Action::AcceptProposal => {
            let none = form.slots().iter().all(|s| s.proposal.is_none());
            // Words not read yet may propose something; a blank sheet has none.
            let unread = sheet.is_stale && !sheet.is_blank();
            (none && !unread).then_some(words::NOTHING_PROPOSED)
        }
        Action::RemoveEntry => form.entry().is_none().then_some(words::NOTHING_TO_REMOVE),
        Action::NextDraft | Action::PreviousDraft => {
            (room.pile.len() < 2).then_some(words::NO_OTHER_DRAFT)
        }
        Action::NextFault => form.faults().is_empty().then_some(words::NO_FAULT),
        Action::ParkDraft => {
            (sheet.is_blank() && !sheet.is_stored()).then_some(words::NOTHING_TO_PARK)
        }
        _ => None,
    }
}

/// Enter: after a written request the next one begins, after an empty one the form goes on.
fn enter(form: &mut Form) -> Act {
    let last = form.count("requests").saturating_sub(1);
    let ends = form.entry() == Some(("requests", last));
    let empty = form.value(form.focus_key()).trim().is_empty();
    if ends && !empty && form.add("requests").is_some() {
        return Act::Changed;
    }
    let act = form.act(Action::EnterField);
    if ends && empty && last > 0 && form.remove("requests", last) {
        return Act::Changed;
    }
    act
}

/// The first field of the last entry, when nothing is written there yet.
fn blank_entry(form: &Form, group: &str) -> Option<String> {
    let last = form.count(group).checked_sub(1)?;
    let head = format!("{group}[{last}]");
    let mut mine = form.slots().iter().filter(|s| s.key.starts_with(&head));
    let first = mine.next()?;
    (first.value().trim().is_empty() && mine.all(|s| s.value().trim().is_empty()))
        .then(|| first.key.clone())
}

fn add(room: &mut Intake, group: &'static str, cx: &Cx<'_>) -> Vec<Order> {
    let full = std::cell::Cell::new(false);
    let mut orders = room.edit(cx, |form| {
        if let Some(key) = blank_entry(form, group) {
            return if form.focus(&key) {
                Act::Moved
            } else {
                Act::Ignored
            };
        }
        full.set(form.add(group).is_none());
        if full.get() {
            Act::Ignored
        } else {
            Act::Changed
        }
    });
    if full.get() {
        orders.push(plain(words::GROUP_FULL));
    }
    orders
}

fn remove(room: &mut Intake, cx: &Cx<'_>) -> Vec<Order> {
    let Some((group, n)) = room.pile.front(cx).form.entry() else {
        return vec![plain(words::NOTHING_TO_REMOVE)];
    };
    let mut orders = room.edit(cx, |form| {
        if form.remove(group, n) {
            Act::Changed
        } else {
            Act::Ignored
        }
    });
    orders.push(plain(words::REMOVED));
    orders
}

/// What follows from a change, before it is drawn. `entries` came or went, or did not.
pub fn changed(sheet: &mut Sheet, entries: bool) {
    let key = sheet.form.changed_key().unwrap_or_default().to_owned();
    sheet.is_stale |= propose::depends_on(&key);
    let proposed = sheet.proposal.class;
    let form = &mut sheet.form;
    // Whoever empties the name starts on somebody else.
    let named = key
        .strip_prefix("people[")
        .and_then(|k| k.strip_suffix("].name"));
    let emptied = form.value(&key).trim().is_empty();
    let left = named.filter(|_| emptied).and_then(|n| n.parse().ok());
    let released = left.and_then(|n| {
        answers::forget(form, n);
        adopt::release(form, n)
    });
    let shows = [".more", ".role", ".person", "class", "people", "accused"];
    if entries || released.is_some() || shows.iter().any(|part| key.ends_with(part)) {
        form::arrange(form, proposed);
    }
}

/// Adopts the chosen card, or takes its adoption back.
fn take_or_leave(room: &mut Intake, cx: &Cx<'_>) -> Vec<Order> {
    if let Some(why) = why_not(room, Action::AdoptPerson) {
        return vec![plain(why)];
    }
    let matches = room.matches.clone();
    let done = std::cell::RefCell::new(Adopted::Nobody);
    let mut orders = room.edit(cx, |form| {
        let adopted = matches.adopt(form);
        let act = if matches!(adopted, Adopted::Nobody) {
            Act::Ignored
        } else {
            Act::Changed
        };
        done.replace(adopted);
        act
    });
    match done.into_inner() {
        Adopted::Nobody => orders.push(plain(words::NOTHING_TO_ADOPT)),
        Adopted::Taken(name, apart) => room.note = Some(words::adopted(&name, apart)),
        Adopted::Undone(name) => room.note = Some(words::unadopted(&name)),
    }
    orders
}

/// Answers the chosen card, or takes the answer back.
fn answer(room: &mut Intake, new: Option<Answered>, cx: &Cx<'_>) -> Vec<Order> {
    let action = match new {
        Some(Answered::Neither) => Action::NotSame,
        Some(Answered::Both) => Action::SameBoth,
        Some(_) => Action::ShareMatter,
        None => Action::TakeAnswerBack,
    };
    if let Some(why) = why_not(room, action) {
        return vec![plain(why)];
    }
    let matches = room.matches.clone();
    let said = std::cell::RefCell::new(None);
    let orders = room.edit(cx, |form| {
        said.replace(matches.answer(form, new));
        Act::Changed
    });
    room.note = said.into_inner();
    orders
}

/// Puts the person in front of the window aside and takes the next.
fn park(room: &mut Intake, cx: &Cx<'_>) -> Vec<Order> {
    let sheet = room.pile.front(cx);
    if sheet.is_blank() && !sheet.is_stored() {
        return vec![plain(words::NOTHING_TO_PARK)];
    }
    let title = written::title(&sheet.form);
    let mut orders: Vec<Order> = sheet.keep(cx, false).into_iter().collect();
    room.pile.start(cx);
    orders.extend(room.turned(cx));
    room.note = Some(words::parked(&title));
    orders
}

fn turn(room: &mut Intake, onward: bool, cx: &Cx<'_>) -> Vec<Order> {
    let mut orders: Vec<Order> = room.pile.front(cx).keep(cx, false).into_iter().collect();
    match room.pile.turn(onward, cx) {
        None => orders.push(plain(words::NO_OTHER_DRAFT)),
        Some(more) if more.is_empty() => orders.extend(room.turned(cx)),
        Some(more) => orders.extend(more),
    }
    orders
}

/// Discards the draft in front: asks first when there is something to lose.
fn discard(room: &mut Intake, confirmed: bool, cx: &Cx<'_>) -> Vec<Order> {
    let sheet = room.pile.front(cx);
    let (blank, stored) = (sheet.is_blank(), sheet.is_stored());
    if !blank && !confirmed {
        let title = written::title(&sheet.form);
        room.is_confirming = true;
        return vec![Order::Confirm(words::discard(&title), Action::DiscardDraft)];
    }
    if blank && !stored && room.pile.len() == 1 {
        return Vec::new();
    }
    let mut orders: Vec<Order> = room.pile.discard(cx).into_iter().collect();
    orders.extend(room.turned(cx));
    if !blank {
        orders.push(plain(words::DISCARDED));
    }
    orders
}

/// Registers what stands on the form, or goes to the first fault.
fn save(room: &mut Intake, cx: &Cx<'_>) -> Vec<Order> {
    let sheet = room.pile.front(cx);
    propose::refresh(sheet, cx.office);
    match check::check(sheet, cx) {
        Ok(checked) => {
            sheet.warning = checked.warnings.first().map(|w| w.message.clone());
            let mut ticket = Ticket::default();
            let order = cx.perform(&mut ticket, Do::Register(checked));
            sheet.register(ticket);
            vec![order]
        }
        Err(faults) => {
            let stops = faults.iter().filter(|f| f.stops()).count();
            sheet.form.set_faults(check::on_form(faults));
            sheet.note_move();
            let mut orders: Vec<Order> = sheet.keep(cx, false).into_iter().collect();
            orders.push(Order::Toast(Tone::Bad, words::faults(stops)));
            orders
        }
    }
}

/// Pastes. A list of names pasted into a name becomes one person a line, a list of requests one
/// request a line: two hundred signatures are not typed twice.
pub fn paste(room: &mut Intake, text: &str, cx: &Cx<'_>) -> Vec<Order> {
    let key = room.pile.front(cx).form.focus_key().to_owned();
    let group = match key.split_once("].") {
        Some((person, "name")) if person.starts_with("people") => "people",
        None if key.starts_with("requests") => "requests",
        _ => return room.edit(cx, |form| form.paste(text)),
    };
    let whole = text.len() <= LONGEST_LIST;
    let lines: Vec<&str> = text.lines().map(entry).filter(|l| !l.is_empty()).collect();
    if lines.len() < 2 || !whole {
        return room.edit(cx, |form| form.paste(text));
    }
    let left = std::cell::Cell::new(0);
    let mut orders = room.edit(cx, |form| {
        left.set(spread(form, group, &lines));
        Act::Changed
    });
    if left.get() > 0 {
        orders.push(Order::Toast(Tone::Bad, words::list_cut(left.get())));
    } else if group == "people" {
        room.note = Some(words::listed(lines.len()));
    }
    orders
}

/// A line of a list without its number: `3、`, `2.`, `（1）`.
fn entry(line: &str) -> &str {
    let line = line.trim();
    let bare = line
        .trim_start_matches(['(', '（'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let marks = ['、', '.', '．', ')', '）', '\t', ' '];
    let numbered = bare.len() < line.len() && bare.starts_with(marks);
    if numbered {
        bare.trim_start_matches(marks).trim()
    } else {
        line
    }
}

/// Puts lines into the field in focus and new entries after it; gives how many did not fit.
fn spread(form: &mut Form, group: &str, lines: &[&str]) -> usize {
    form.paste(lines[0]);
    let field = |n: usize, key: &str| {
        if key.is_empty() {
            format!("{group}[{n}]")
        } else {
            format!("{group}[{n}].{key}")
        }
    };
    let name = if group == "people" { "name" } else { "" };
    for (at, line) in lines.iter().enumerate().skip(1) {
        let Some(n) = form.add(group) else {
            return lines.len() - at;
        };
        form.set(&field(n, name), line);
        if group == "people" {
            form.set(&field(n, "role"), Role::Joint.code());
        }
    }
    0
}
