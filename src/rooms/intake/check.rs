//! The check of the form: the domain's, with the room's own refusal, and doubts shown while typing.

use super::sheet::Sheet;
use super::{form, propose, written};
use crate::domain::fault::Fault;
use crate::domain::ids::UnitId;
use crate::domain::intake::{self, Desk};
use crate::domain::petition::Class;
use crate::rooms::Cx;

/// The one check that guards every way in; and a report never goes to whom it is about (Art. 30(3)).
pub fn check(sheet: &Sheet, cx: &Cx<'_>) -> Result<intake::Intake, Vec<Fault>> {
    let desk = Desk {
        today: cx.today,
        units: &cx.office.units,
        categories: cx.office.categories,
    };
    let form = &sheet.form;
    let proposed = sheet.proposal.class;
    // The people it could be stand beside the form: who was not answered about is nobody known.
    let written = intake::check(&written::draft(form, &sheet.id, proposed), desk).map(|checked| {
        intake::Intake {
            recognise: intake::Recognise::Nobody,
            ..checked
        }
    });
    let unit = form.value("unit").parse().ok().map(UnitId);
    let refusal = unit
        .filter(|_| form::class_of(form, proposed) == Class::Report)
        .and_then(|u| propose::refused(form, &propose::text(form), u, cx.office))
        .map(|why| Fault::refuse("unit", "accused_unit", why, ""));
    match (written, refusal) {
        (checked, None) => checked,
        (Ok(checked), Some(refusal)) => Err([checked.warnings, vec![refusal]].concat()),
        (Err(faults), Some(refusal)) => Err([faults, vec![refusal]].concat()),
    }
}

/// What the form shows of it: a proposed class stands in its own field, and an example for scripts
/// (`joint`) says nothing to a clerk.
pub fn on_form(faults: Vec<Fault>) -> Vec<Fault> {
    let shown = faults.into_iter().filter(|f| f.code != "class_proposed");
    shown
        .map(|fault| match fault.code {
            "representatives" | "person_twice" => Fault {
                example: String::new(),
                ..fault
            },
            _ => fault,
        })
        .collect()
}

/// Shows what is doubtful or wrong in fields that were filled in and left; never nags about what
/// nobody has come to yet. What a save refused stays until it is mended.
pub fn doubts(sheet: &mut Sheet, cx: &Cx<'_>) {
    let found = check(sheet, cx).map_or_else(|faults| faults, |checked| checked.warnings);
    let form = &mut sheet.form;
    let focus = form.focus_key().to_owned();
    let shown = |f: &Fault| {
        let filled = f.field != focus && !form.value(&f.field).is_empty();
        let old = form
            .faults()
            .iter()
            .any(|o| o.field == f.field && o.code == f.code);
        filled || old || f.code == "representatives"
    };
    let found: Vec<Fault> = on_form(found).into_iter().filter(shown).collect();
    if found != form.faults() {
        form.set_faults(found);
        form.focus(&focus);
    }
}
