//! What people call a unit of a certain work (俗称、简称、旧称): by these words it is found in a list, and known in what
//! is said of whom a report accuses. Nothing is forwarded by them.

use std::sync::OnceLock;

use serde::Deserialize;

/// The words for one kind of work.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Work {
    /// A unit does this work when its name has one of these.
    names: Vec<String>,
    said: Vec<String>,
    /// Those of `said` that are another body, or a thing, that it looks after: a report on one accuses not the unit.
    #[serde(default)]
    others: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    work: Vec<Work>,
}

/// The table that comes with the program, read once; the tests hold that it can be read.
fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| {
        toml::from_str(include_str!("../../data/unit-words.toml")).unwrap_or_default()
    })
}

/// What a unit of this name is called besides.
#[must_use]
pub fn said(name: &str) -> Vec<String> {
    let does = |work: &&Work| work.names.iter().any(|part| name.contains(part.as_str()));
    let kinds = table().work.iter().filter(does);
    let called = kinds.flat_map(|work| &work.said);
    called.filter(|word| *word != name).cloned().collect()
}

/// What people call a unit of this name when they mean the unit, and nothing that it looks after.
#[must_use]
pub fn meant(name: &str) -> Vec<&'static str> {
    let does = |work: &&Work| work.names.iter().any(|part| name.contains(part.as_str()));
    let kinds = table().work.iter().filter(does);
    let called = kinds.flat_map(|work| work.said.iter().filter(|w| !work.others.contains(w)));
    called.map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table is read, and every kind of work has words.
    #[test]
    fn every_work_has_words() {
        let work = &table().work;
        assert!(work.len() > 30);
        let whole = |w: &&Work| !w.names.is_empty() && !w.said.is_empty();
        assert_eq!(work.iter().filter(whole).count(), work.len());
    }

    /// A unit is called by the words of its work alone.
    #[test]
    fn a_unit_has_the_words_of_its_work() {
        assert!(said("示例县公安局").contains(&"派出所".to_owned()));
        assert!(said("戊村").is_empty());
        assert!(meant("示例县卫生健康委员会").contains(&"卫健委"));
        assert!(!meant("示例县卫生健康委员会").contains(&"医院"));
    }
}
