//! From rows as read to intakes that the store can take, with a remark for whatever stayed out.

use crate::domain::draft::{Draft, DraftAccused, DraftPerson};
use crate::domain::fault::{Fault, Weight};
use crate::domain::identity::DocumentKind;
use crate::domain::intake::{self, Desk};
use crate::domain::petition::Class;
use crate::domain::unit::Units;
use crate::exchange::{Column, Entry, Ledger, Remark, Row};
use crate::store::batch::BatchRow;
use crate::words::Sentence;

/// The rows that can be taken, and for each of them its place in the ledger.
pub struct Ready {
    /// Ready for the store.
    pub rows: Vec<BatchRow>,
    /// Place in `ledger.rows`.
    pub places: Vec<usize>,
    /// What was written down, for each of them.
    pub drafts: Vec<Draft>,
    /// Rows whose class was proposed from the text because the sheet has no column for it.
    pub proposed: usize,
    /// Rows of another class, as the sheet says, whose accused are none.
    pub no_reports: usize,
}

/// Checks every good row of a ledger; what is found is added to the row's own remarks.
pub fn prepare(ledger: &mut Ledger, desk: Desk<'_>, mut progress: impl FnMut(usize)) -> Ready {
    let mut ready = Ready {
        rows: Vec::with_capacity(ledger.rows.len()),
        places: Vec::with_capacity(ledger.rows.len()),
        drafts: Vec::with_capacity(ledger.rows.len()),
        proposed: 0,
        no_reports: 0,
    };
    let says_class = ledger
        .columns
        .iter()
        .any(|(_, field)| *field == Some(Column::Purpose));
    for (place, row) in ledger.rows.iter_mut().enumerate() {
        progress(place);
        if !row.is_good() || row.repeats.is_some() {
            continue;
        }
        if let Some((taken, draft)) = check(row, desk) {
            // Said once of the whole sheet: a remark on every row would hide the others.
            let before = row.warnings.len();
            row.warnings
                .retain(|w| says_class || w.fault.code != "class_proposed");
            ready.proposed += before - row.warnings.len();
            let before = row.warnings.len();
            let said = row.entry.class.is_some();
            row.warnings
                .retain(|w| !said || w.fault.code != "accused_no_report");
            ready.no_reports += before - row.warnings.len();
            ready.rows.push(taken);
            ready.places.push(place);
            ready.drafts.push(draft);
        }
    }
    ready
}

fn check(row: &mut Row, desk: Desk<'_>) -> Option<(BatchRow, Draft)> {
    let (mut draft, mut remarks) = draft(&row.entry, row.line, desk);
    row.warnings.append(&mut remarks);
    match intake::check(&draft, desk) {
        Ok(mut intake) => {
            let accused = &mut intake.registration.accused;
            // Whose business an ordinary petition is stands under such names as well, and it goes there.
            if intake.registration.class != Class::Report && !accused.is_empty() {
                accused.clear();
                draft.accused.clear();
                row.warnings.push(no_report(row.line));
            }
            let new = intake.warnings.iter().filter(|w| !is_said(w, row));
            let new: Vec<Remark> = new.map(|w| remark(row.line, w.clone())).collect();
            row.warnings.extend(new);
            let taken = BatchRow {
                key: key(&row.key),
                intake,
                closed: row.entry.closed == Some(true),
                answers: Vec::new(),
            };
            Some((taken, draft))
        }
        Err(faults) => {
            for fault in faults {
                let stops = fault.stops();
                let remark = remark(row.line, fault);
                if stops {
                    row.refusals.push(remark);
                } else {
                    row.warnings.push(remark);
                }
            }
            None
        }
    }
}

/// True for a warning that reading has given already, or that an imported ledger cannot help.
fn is_said(fault: &Fault, row: &Row) -> bool {
    fault.code == "control_characters"
        || (fault.code == "class_proposed"
            && row.warnings.iter().any(|w| w.fault.field == "purpose"))
}

fn no_report(line: usize) -> Remark {
    let what = say!(
        "写了被反映方，但不是检举控告，被反映方未取；是检举控告的，研判时写明。",
        "It names somebody accused, but is no report; they are left out. If it is one, name them when it is sorted."
    );
    warn(line, Column::Accused, "accused_no_report", &what)
}

/// The key of a row as the store keeps it.
#[must_use]
pub fn key(bytes: &[u8; 32]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    })
}

fn remark(line: usize, fault: Fault) -> Remark {
    let (zh, en) = (&fault.message.zh, &fault.message.en);
    let message = say!("第{line}行：{zh}", "Row {line}: {en}");
    let fault = Fault { message, ..fault };
    Remark {
        cell: String::new(),
        expected: Sentence::default(),
        fault,
    }
}

fn warn(line: usize, column: Column, code: &'static str, what: &Sentence) -> Remark {
    remark(line, Fault::warn(column.key(), code, what.clone(), ""))
}

fn draft(entry: &Entry, line: usize, desk: Desk<'_>) -> (Draft, Vec<Remark>) {
    let mut remarks = Vec::new();
    let on = entry.petitioned_on.unwrap_or(desk.today);
    let received_on = entry.received_on.filter(|d| *d >= on && *d <= desk.today);
    let registered_on = entry
        .registered_on
        .filter(|d| *d >= received_on.unwrap_or(on) && *d <= desk.today);
    if let (Some(date), None) = (entry.registered_on, registered_on) {
        let what = say!(
            "登记日期{date}早于信访日期或在今天之后，未取。",
            "The date of registration, {date}, lies before the petition or after today; it is left out."
        );
        remarks.push(warn(line, Column::RegisteredOn, "registered_on", &what));
    }
    let category = desk.categories.find(&entry.category);
    if category.is_none() && !entry.category.trim().is_empty() {
        let name: String = super::out::shown(&entry.category)
            .chars()
            .take(30)
            .collect();
        let what = say!(
            "内容分类“{name}”不在分类表中，未取。",
            "The category \"{name}\" is not in the table; it is left out."
        );
        remarks.push(warn(line, Column::Category, "category", &what));
    }
    let draft = Draft {
        channel: entry.channel.clone().unwrap_or_else(|| "other".to_owned()),
        petitioned_on: on.to_string(),
        received_on: received_on.unwrap_or(on).to_string(),
        registered_on: registered_on.map(|d| d.to_string()).unwrap_or_default(),
        class: entry.class.clone().unwrap_or_default(),
        category: category.unwrap_or_default(),
        place: entry.place.clone(),
        facts: entry.matter.clone(),
        people: people(entry),
        accused: accused(entry, desk.units),
        headcount: entry.headcount.max(1).to_string(),
        external_no: entry.external_no.clone(),
        ..Draft::default()
    };
    (draft, remarks)
}

/// Whom the row accuses, each with a unit where they go together; a unit that is not on the list is named in words.
fn accused(entry: &Entry, units: &Units) -> Vec<DraftAccused> {
    let listed = |text: &String| {
        let number = text.chars().all(|c| c.is_ascii_digit());
        units.find(text).filter(|_| !number)
    };
    let names = &entry.accused;
    let (known, other): (Vec<_>, Vec<_>) =
        (entry.accused_units.iter()).partition(|unit| listed(unit).is_some());
    let known: Vec<String> = (known.into_iter().filter_map(listed))
        .map(|unit| unit.0.to_string())
        .collect();
    let together = other.is_empty() && (known.len() == 1 || known.len() == names.len());
    let one = |name: &str, unit: &str| DraftAccused {
        name: name.to_owned(),
        unit: unit.to_owned(),
    };
    let mut all: Vec<DraftAccused> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let unit = known.get(at).or(known.first()).filter(|_| together);
        all.push(one(name, unit.map_or("", String::as_str)));
    }
    if !together || names.is_empty() {
        all.extend(known.iter().map(|unit| one("", unit)));
    }
    all.extend(other.into_iter().map(|name| one(name, "")));
    all
}

/// The person of the row and the others named in the same cell.
fn people(entry: &Entry) -> Vec<DraftPerson> {
    let id_kind = entry.id_kind.filter(|_| !entry.id_number.is_empty());
    let first = DraftPerson {
        name: if entry.anonymous {
            String::new()
        } else {
            entry.name.clone()
        },
        id_kind: id_kind.map(code).unwrap_or_default(),
        id_number: entry.id_number.clone(),
        phones: entry.phones.clone(),
        address: entry.address.clone(),
        ..DraftPerson::default()
    };
    let joint = entry.joint.iter().map(|name| DraftPerson {
        role: "joint".to_owned(),
        name: name.clone(),
        ..DraftPerson::default()
    });
    std::iter::once(first).chain(joint).collect()
}

fn code(kind: DocumentKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// How a remark weighs, for the count on standard error.
#[must_use]
pub fn is_warned(row: &Row) -> bool {
    row.warnings.iter().any(|w| w.fault.weight == Weight::Warn)
}
