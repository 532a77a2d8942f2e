//! Whom a report accuses: said when it is sorted as one, corrected later, and read from what a script gives.
//! Without it the firewall of Art. 30(3) has nothing to compare.

use serde_json::{Map, Value};

use crate::domain::case::Case;
use crate::domain::event::Accused;
use crate::domain::fault::Fault;
use crate::domain::petition::Class;
use crate::domain::rights::{Operator, Who};
use crate::domain::unit::Units;
use crate::words::Sentence;

/// Most that are named at once.
const MOST: usize = 200;
const EXAMPLE: &str = r#"[{"name":"赵某","unit":"东甲镇"}]"#;

/// A report says whom it accuses, or that nobody knows; nothing else accuses anybody.
pub fn named(
    class: Class,
    (accused, unknown): (&[Accused], bool),
    case: &Case,
) -> Result<(), Sentence> {
    if class != Class::Report {
        let says = unknown || !accused.is_empty();
        return if says { Err(no_report()) } else { Ok(()) };
    }
    if accused.is_empty() && !unknown && case.registration.accused.is_empty() {
        return Err(say!(
            "检举控告要写明被反映的人或单位（accused）；确实不详的，写明不详（accused_unknown）。不写明，无从防止转到被反映方（第三十条第三款）。",
            "A report needs whom it accuses (accused); where nobody knows, say so (accused_unknown). Without it nothing keeps it from them (Art. 30(3))."
        ));
    }
    if unknown && !accused.is_empty() {
        return Err(say!(
            "写了被反映方，就不是不详；两项只留一项。",
            "Somebody is named as accused, so they are not unknown; keep one of the two."
        ));
    }
    whole(accused)
}

/// Whom a correction names beside those on record; or, as `mistaken` says, whom of them not to have been meant.
pub fn corrected(
    accused: &[Accused],
    reasons: &str,
    case: &Case,
    mistaken: Option<&Operator>,
) -> Result<(), Sentence> {
    let report = case.class == Class::Report || !case.registration.accused.is_empty();
    if !report {
        return Err(no_report());
    }
    if accused.is_empty() {
        return Err(say!(
            "更正被反映方要写明是谁，例 {EXAMPLE}。",
            "A correction of the accused names them, e.g. {EXAMPLE}."
        ));
    }
    super::need::blank(reasons, "理由", "a reason")?;
    whole(accused)?;
    mistaken.map_or(Ok(()), |by| not_meant(accused, case, by))
}

/// Whom a correction says to have been named by mistake: somebody on record, never the last one of a report; the second
/// person who says so decides, and so is one who may.
fn not_meant(accused: &[Accused], case: &Case, operator: &Operator) -> Result<(), Sentence> {
    let me = operator.login.as_str().into();
    let mut meant: Vec<&Accused> = Vec::new();
    for one in accused {
        let before = meant.len();
        meant.extend(case.recorded(one));
        if meant.len() == before {
            let shown = one.name.line();
            return Err(say!(
                "被反映方里没有“{shown}”，写法要与记录一致。",
                "Nobody on record as accused is called \"{shown}\"; write it as it is recorded."
            ));
        }
    }
    let nobody = case.registration.accused.iter().all(|a| meant.contains(&a));
    if nobody && case.class == Class::Report {
        return Err(say!(
            "去掉以后就没有被反映方了，无从防止转到被反映方（第三十条第三款）：先用“更正”补上查明的被反映方；本来不是检举控告的，先作废那一步“研判分类”。",
            "Nobody would be left as accused, and nothing would keep it from them (Art. 30(3)): first add whom it does accuse by a correction; if it never was a report, first void that sorting."
        ));
    }
    let said = |a: &&&Accused| case.doubted.iter().any(|(one, by)| one == **a && *by == me);
    if meant.iter().all(|a| said(&a)) {
        return Err(say!(
            "你已经提出是误录；要由另一位能看到本件的包案领导、督查或管理员用同样的“更正”确认。",
            "You said so already; another lead official, supervisor or administrator who may see it confirms it by the same correction."
        ));
    }
    let decides = meant.iter().any(|a| case.is_doubted(a, &me));
    if decides && !Who::Heads.has(operator.duty) {
        return Err(say!(
            "确认误录由包案领导、督查或管理员来做。",
            "A lead official, supervisor or administrator confirms that it was a mistake."
        ));
    }
    Ok(())
}

fn no_report() -> Sentence {
    say!(
        "只有检举控告才写被反映方。",
        "Only a report names somebody accused."
    )
}

fn whole(accused: &[Accused]) -> Result<(), Sentence> {
    if accused.len() > MOST {
        return Err(say!(
            "一次最多写{MOST}个被反映方。",
            "At most {MOST} are named as accused at once."
        ));
    }
    let blank = |a: &Accused| a.name.raw().trim().is_empty() && a.unit.is_none();
    if accused.iter().any(blank) {
        return Err(say!(
            "被反映方要有姓名或单位，例 {EXAMPLE}。",
            "Whoever is accused has a name or a unit, e.g. {EXAMPLE}."
        ));
    }
    Ok(())
}

/// Units of the accused named by name or number become those of the list; a text alone is a name.
pub fn resolve(object: &mut Map<String, Value>, units: &Units, faults: &mut Vec<Fault>) {
    let Some(given) = object.get_mut("accused") else {
        return;
    };
    if let Value::String(name) = given {
        *given = Value::Array(vec![serde_json::json!({ "name": name })]);
    }
    let Value::Array(all) = given else {
        if !given.is_null() {
            faults.push(shape("accused"));
        }
        return;
    };
    for (at, one) in all.iter_mut().enumerate() {
        let path = format!("accused[{at}]");
        if let Value::String(name) = one {
            *one = serde_json::json!({ "name": name });
        }
        let Value::Object(one) = one else {
            faults.push(shape(&path));
            continue;
        };
        let known = |key: &String| matches!(key.as_str(), "name" | "unit");
        let texts = one.get("name").is_none_or(Value::is_string);
        if !texts || !one.keys().all(known) {
            faults.push(shape(&path));
            continue;
        }
        if one.get("unit").and_then(Value::as_str) == Some("") {
            one.remove("unit");
        }
        let before = faults.len();
        super::units::resolve_unit(one, "unit", units, faults);
        for fault in &mut faults[before..] {
            fault.field = format!("{path}.unit");
        }
    }
}

fn shape(path: &str) -> Fault {
    let what = say!(
        "被反映方是一个列表，每个有姓名（name）和单位（unit）。",
        "Those accused are a list, each with a `name` and a `unit`."
    );
    Fault::refuse(path, "shape", what, EXAMPLE)
}
