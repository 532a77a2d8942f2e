//! Records of people in JSON, masked.

use serde_json::{Value, json};

use super::json;
use super::session::Session;
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::flow::same::Side;

pub fn phones(side: &Side) -> Vec<String> {
    side.person
        .phones
        .iter()
        .map(|p| mask_phone(&p.line()))
        .collect()
}

/// Another record, masked.
pub fn record(id: PersonId, person: &Person) -> Value {
    let phones: Vec<String> = person
        .phones
        .iter()
        .map(|p| mask_phone(&p.line()))
        .collect();
    json!({
        "person": id.0,
        "name": person.name,
        "phones": phones,
        "id_number": mask_document(&person.id_number.line()),
        "address": person.address,
    })
}

pub fn side_json(session: &Session, side: &Side) -> Value {
    let office = session.office();
    let petitions = side.petitions.iter().map(|row| json::row(row, &office));
    let also = side.also.iter().map(|(id, person)| record(*id, person));
    json!({
        "person": side.id.0,
        "name": side.person.name,
        "phones": phones(side),
        "id_number": mask_document(&side.person.id_number.line()),
        "address": side.person.address,
        "also": also.collect::<Vec<Value>>(),
        "petitions": petitions.collect::<Vec<Value>>(),
    })
}
