//! A unit that a script names, by number or name.

use serde_json::{Map, Value};

use crate::domain::fault::Fault;
use crate::domain::unit::Units;

/// Puts the unit's number in place of what names it; a unit that is not on the list is a fault.
pub fn resolve_unit(
    object: &mut Map<String, Value>,
    key: &str,
    units: &Units,
    faults: &mut Vec<Fault>,
) {
    let typed = match object.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(n)) => n.to_string(),
        _ => return,
    };
    if let Some(id) = units.find(&typed) {
        object.insert(key.to_owned(), Value::from(id.0));
    } else {
        let example = units.0.get(1).map(|u| u.name.clone()).unwrap_or_default();
        let typed = crate::words::visible(&typed, crate::words::Place::Line).into_owned();
        faults.push(Fault::refuse(
            key,
            "unit",
            say!("没有“{typed}”这个单位。", "There is no unit \"{typed}\"."),
            &example,
        ));
    }
}
