//! The shape of what `person` prints.

use serde_json::Value;

use super::shapes::{flag, list, object, one_of, or_null, petition, sentence, text, whole};
use crate::domain::person::Column;

/// A record, masked.
fn record() -> Vec<(&'static str, Value)> {
    vec![
        ("person", whole()),
        ("name", text()),
        ("phones", list(&text())),
        ("id_number", text()),
        ("address", text()),
    ]
}

/// One person: the record that stands for all, the others, the petitions.
fn side() -> Vec<(&'static str, Value)> {
    let mut keys = record();
    keys.push(("also", list(&object(&record()))));
    keys.push(("petitions", list(&petition(None))));
    keys
}

/// `person show`: a person's file.
pub fn file() -> Value {
    let mut alike = record();
    alike.extend([("class", text()), ("why", sentence())]);
    let said = object(&[
        ("said", whole()),
        ("one", flag()),
        ("kept", whole()),
        ("other", whole()),
        ("at", text()),
        ("by", text()),
        ("why", text()),
        ("against", flag()),
        ("undone_at", or_null(text())),
        ("undone_by", or_null(text())),
        ("undone_why", or_null(text())),
    ]);
    let mut keys = side();
    keys.extend([
        ("alike", list(&object(&alike))),
        ("said", list(&said)),
        ("corrected", list(&corrected())),
    ]);
    object(&keys)
}

/// A correction of a record.
pub fn corrected() -> Value {
    object(&[
        ("person", or_null(whole())),
        ("number", text()),
        ("at", text()),
        ("by", text()),
        ("field", one_of(Column::ALL, |column: Column| column.code())),
        ("before", text()),
        ("value", text()),
    ])
}

/// `person merge`: both records, with or without `--preview`.
pub fn merge() -> Value {
    let side = object(&side());
    object(&[
        ("kept", side.clone()),
        ("other", side),
        (
            "differing",
            list(&one_of(Column::ALL, |column: Column| column.code())),
        ),
        ("beside", list(&text())),
        ("apart", or_null(text())),
        ("apart_of", or_null(list(&whole()))),
        ("merged", flag()),
    ])
}

/// The keys of a ledger that waits.
fn waiting_keys() -> Vec<(&'static str, Value)> {
    vec![
        ("ledger", whole()),
        ("file", text()),
        ("at", text()),
        ("taken", whole()),
        ("refused", whole()),
        ("asked", whole()),
        ("open", whole()),
    ]
}

/// `import waiting list`.
pub fn waiting() -> Value {
    list(&object(&waiting_keys()))
}

/// `import waiting show`: the rows that look like somebody, and for one row whom they look like.
pub fn waiting_rows() -> Value {
    let answers = object(&[("nth", whole()), ("answer", text())]);
    let row = object(&[
        ("row", whole()),
        ("names", list(&text())),
        ("summary", text()),
        ("asked", whole()),
        ("open", flag()),
        ("answers", list(&answers)),
    ]);
    let petition = object(&[
        ("number", text()),
        ("received_on", text()),
        ("summary", text()),
    ]);
    let pair = object(&[
        ("nth", whole()),
        ("person", or_null(whole())),
        ("row", or_null(whole())),
        ("name", text()),
        ("phones", list(&text())),
        ("id_number", text()),
        ("address", text()),
        ("why", sentence()),
        ("petitions", list(&petition)),
        ("answer", or_null(text())),
        ("petition", or_null(text())),
    ]);
    let mut keys = waiting_keys();
    keys.push(("rows", list(&row)));
    keys.push(("pairs", or_null(list(&pair))));
    object(&keys)
}
