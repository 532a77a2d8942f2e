//! From one line to an entry: every field, with a remark for whatever is doubtful.

use chrono::NaiveDate;

use super::columns::Column;
use super::decode::DAMAGED;
use super::findings;
use super::grid::Cell;
use super::ledger::Entry;
use super::lexicon::{reports, words};
use super::oddities;
use super::reading::{Reading, glimpse};
use super::values::{self, Document, When};
use crate::domain::identity::Doubt;
use crate::words::has_controls;

/// Reads a line.
pub fn read(line: &mut Reading<'_>) -> Entry {
    let mut entry = Entry {
        address: line.text(Column::Address),
        place: line.text(Column::Place),
        purpose: line.text(Column::Purpose),
        category: line.text(Column::Category),
        clerk: line.text(Column::Clerk),
        ..Entry::default()
    };
    entry.class = words().class(&entry.purpose).map(str::to_owned);
    reference(line, &mut entry);
    dates(line, &mut entry);
    matter(line, &mut entry);
    accused(line, &mut entry);
    people(line, &mut entry);
    phones(line, &mut entry);
    document(line, &mut entry);
    entry.channel = channel(line);
    entry.closed = yes_no(line, Column::Closed);
    entry.first_time = first_time(line);
    oddities(line);
    entry
}

fn reference(line: &mut Reading<'_>, entry: &mut Entry) {
    let cell = line.cell(Column::ExternalNo);
    match values::reference(cell) {
        Some(number) => entry.external_no = number,
        None => line.warn(
            Column::ExternalNo,
            findings::number_ruined(&glimpse(&cell.shown())),
        ),
    }
}

fn dates(line: &mut Reading<'_>, entry: &mut Entry) {
    entry.registered_on = side_date(line, Column::RegisteredOn);
    entry.received_on = side_date(line, Column::ReceivedOn);
    let known = entry.registered_on.or(entry.received_on);
    entry.petitioned_on = main_date(line, known);
}

/// The date without which a row is refused; `known` is the day it was registered or received.
fn main_date(line: &mut Reading<'_>, known: Option<NaiveDate>) -> Option<NaiveDate> {
    let main = [
        Column::PetitionedOn,
        Column::ReceivedOn,
        Column::RegisteredOn,
    ]
    .into_iter()
    .find(|column| line.layout.place(*column).is_some())
    .unwrap_or(Column::PetitionedOn);
    let cell = line.cell(main);
    let (shown, today) = (cell.shown(), line.today);
    let glimpsed = glimpse(&shown);
    let wrong = match values::when(cell, line.since_1904) {
        When::Day(day) if day > today => findings::date_in_future(&glimpsed, today),
        When::Day(day) => return Some(day),
        When::Unreadable => findings::no_date_at_all(&glimpsed, today),
        When::DayOfYear => {
            let Some(day) = known.and_then(|known| values::day_before(&shown, known)) else {
                line.refuse(main, findings::year_unknown(&glimpsed, today));
                return None;
            };
            line.warn(main, findings::date_without_year(&glimpsed, day, today));
            return Some(day);
        }
        When::Nothing => {
            let Some(day) = known else {
                line.refuse(main, findings::date_missing(today));
                return None;
            };
            line.warn(main, findings::date_from_registration(day, today));
            return Some(day);
        }
    };
    line.refuse(main, wrong);
    None
}

/// A date that is not needed: doubtful ones are left out with a warning.
fn side_date(line: &mut Reading<'_>, column: Column) -> Option<NaiveDate> {
    let cell = line.cell(column);
    match values::when(cell, line.since_1904) {
        When::Day(day) if day <= line.today => Some(day),
        When::Nothing => None,
        _ if line.layout.place(Column::PetitionedOn).is_none() => None, // it is the main date, and refused there
        _ => {
            let shown = glimpse(&cell.shown());
            line.warn(column, findings::side_date(column, &shown));
            None
        }
    }
}

fn matter(line: &mut Reading<'_>, entry: &mut Entry) {
    let mut parts: Vec<String> = Vec::new();
    for place in line.layout.places(Column::Matter) {
        let cell = line.line.at(place);
        let text = cell.shown();
        if !cell.is_lost()
            && !values::is_nothing(&text)
            && !parts.iter().any(|part| part.contains(&text))
        {
            parts.push(text);
        }
    }
    if parts.is_empty() {
        line.refuse(Column::Matter, findings::no_matter());
    }
    entry.matter = parts.join("\n");
}

/// Whom it accuses. Where nothing says the class, a column of whom somebody reports (被举报人) does.
fn accused(line: &mut Reading<'_>, entry: &mut Entry) {
    entry.accused = several(line, Column::Accused);
    entry.accused_units = several(line, Column::AccusedUnit);
    if entry.class.is_some() {
        return;
    }
    let columns = [Column::Accused, Column::AccusedUnit];
    let reporting = columns.into_iter().find_map(|column| {
        let filled = |place: &usize| !values::several(line.line.at(*place)).is_empty();
        let is_report = |place: &usize| reports(&line.layout.headers[*place]);
        let mut places = line.layout.places(column).filter(filled);
        places.find(is_report).map(|place| (place, column))
    });
    if let Some((place, column)) = reporting {
        entry.class = Some("report".to_owned());
        line.warn_at(place, column, oddities::class_from_accused());
    }
}

/// What stands in the cells of a field, one by one.
fn several(line: &Reading<'_>, column: Column) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for place in line.layout.places(column) {
        for one in values::several(line.line.at(place)) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

fn people(line: &mut Reading<'_>, entry: &mut Entry) {
    let cell = line.cell(Column::Name);
    entry.name_entered = if cell.is_lost() {
        String::new()
    } else {
        cell.shown()
    };
    let shown = glimpse(&entry.name_entered);
    let mut people = values::people(&entry.name_entered);
    if values::has_stand_in(&people.names.concat()) {
        line.warn(Column::Name, findings::name_stand_in(&shown));
    }
    if values::may_be_several(&entry.name_entered) {
        line.warn(Column::Name, findings::name_spaces(&shown));
    }
    let named = u32::try_from(people.names.len()).unwrap_or(u32::MAX);
    entry.headcount = headcount(line, named.max(people.count.unwrap_or(1)).max(1));
    entry.anonymous = people.names.is_empty();
    if !entry.anonymous {
        entry.name = people.names.remove(0);
        entry.joint = people.names;
    }
}

/// How many people: what the cell says, and not fewer than are named.
fn headcount(line: &mut Reading<'_>, least: u32) -> u32 {
    let cell = line.cell(Column::Headcount);
    let shown = glimpse(&cell.shown());
    match values::headcount(cell) {
        Some(count) if count >= least => return count,
        Some(_) => line.warn(Column::Headcount, findings::headcount_short(&shown, least)),
        None if cell.is_blank() => {}
        None if values::headcount_about(cell).is_some_and(|about| about >= least) => {
            let about = values::headcount_about(cell).unwrap_or(least);
            line.warn(Column::Headcount, findings::headcount_about(&shown, about));
            return about;
        }
        None => line.warn(
            Column::Headcount,
            findings::headcount_unreadable(&shown, least),
        ),
    }
    least
}

fn phones(line: &mut Reading<'_>, entry: &mut Entry) {
    for place in line.layout.places(Column::Phone) {
        let cell = line.line.at(place);
        let (good, doubts) = values::phones(cell);
        for number in good {
            if !entry.phones.contains(&number) {
                entry.phones.push(number);
            }
        }
        for doubt in doubts {
            let shown = glimpse(&cell.shown());
            line.warn_at(place, Column::Phone, findings::phone(doubt, &shown));
        }
    }
}

fn document(line: &mut Reading<'_>, entry: &mut Entry) {
    let cell = line.cell(Column::IdNumber);
    let found = match values::document(cell, &line.text(Column::IdKind), line.today) {
        Document::Good(_, number) if line.shortened && values::is_rounded(&number) => {
            Document::Doubtful(Doubt::Ruined)
        }
        found => found,
    };
    match found {
        Document::Absent => {}
        Document::Good(kind, number) => {
            entry.id_kind = Some(kind);
            entry.id_number = number;
        }
        Document::Doubtful(doubt) => {
            let shown = glimpse(&cell.shown());
            line.warn(Column::IdNumber, findings::document(doubt, &shown));
        }
    }
}

fn channel(line: &mut Reading<'_>) -> Option<String> {
    let form = line.text(Column::Channel);
    let channel = words().channel(&form).map(str::to_owned);
    if channel.is_none() && !form.is_empty() {
        line.warn(Column::Channel, findings::channel(&glimpse(&form)));
    }
    channel
}

fn yes_no(line: &mut Reading<'_>, column: Column) -> Option<bool> {
    let text = line.text(column);
    let answer = words().yes_no(&text);
    if answer.is_none() && !text.is_empty() {
        line.warn(column, findings::yes_no(&glimpse(&text)));
    }
    answer
}

/// 重复 in a first-time column says no; in a repeated column it says yes.
fn first_time(line: &mut Reading<'_>) -> Option<bool> {
    let first = if line.text(Column::FirstTime).contains('重') {
        Some(false)
    } else {
        yes_no(line, Column::FirstTime)
    };
    let repeated = if line.text(Column::Repeated).contains(['初', '首']) {
        Some(false)
    } else {
        yes_no(line, Column::Repeated)
    };
    first.or(repeated.map(|repeated| !repeated))
}

/// Control signs and failed formulas in any column that is read.
fn oddities(line: &mut Reading<'_>) {
    for (place, cell) in &line.line.cells {
        let Some(Some(column)) = line.layout.fields.get(*place) else {
            continue;
        };
        let finding = match cell {
            Cell::Text(text) if has_controls(text) => oddities::control_characters(),
            Cell::Text(text) if text.contains(DAMAGED) => oddities::damaged_text(),
            Cell::Broken(text) => oddities::formula_failed(text),
            Cell::Long(head) => oddities::cell_too_long(&glimpse(head)),
            _ => continue,
        };
        line.warn_at(*place, *column, finding);
    }
}
