//! The shape of what `person` prints.

use serde_json::Value;

use super::shapes::{flag, list, object, one_of, or_null, petition, text, whole};
use crate::domain::person::Column;

/// `person merge`: both records, with or without `--preview`.
pub fn merge() -> Value {
    let side = object(&[
        ("person", whole()),
        ("name", text()),
        ("phones", list(&text())),
        ("id_number", text()),
        ("address", text()),
        ("petitions", list(&petition(None))),
    ]);
    object(&[
        ("kept", side.clone()),
        ("other", side),
        (
            "differing",
            list(&one_of(Column::ALL, |column: Column| column.code())),
        ),
        ("beside", list(&text())),
        ("apart", or_null(text())),
        ("merged", flag()),
    ])
}
