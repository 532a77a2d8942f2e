//! The house test: what keeps the plan of the code true. Plain string work over `src/` and `tests/`.

mod can_fail;
mod checks;
mod paths;
mod plain;
mod sinks;

use std::path::{Path, PathBuf};

use checks::Source;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every `.rs` file below a folder of the repository, with its path from the root.
fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder of the house") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let shown = path.strip_prefix(root()).expect("below the root");
                found.push(Source::new(&shown.to_string_lossy(), &read(&path)));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails with one line for each breach.
fn none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

fn each(sources: &[Source], check: impl Fn(&Source) -> Vec<String>) {
    none(&sources.iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn a_module_uses_only_what_stands_below_it() {
    let order = checks::order(&read(&root().join("src/lib.rs")));
    assert_eq!(order.first().map(String::as_str), Some("words"));
    assert!(order.len() >= 16, "the map lost modules: {order:?}");
    each(&sources("src"), |s| checks::layers(s, &order));
}

#[test]
fn the_store_keeps_to_what_it_may_know() {
    each(&sources("src"), checks::store_keeps);
}

#[test]
fn rooms_never_import_each_other() {
    let all = sources("src");
    let rooms = checks::rooms(&all);
    each(&all, |s| checks::room_keeps(s, &rooms));
}

#[test]
fn every_room_has_its_words() {
    let all = sources("src");
    none(&checks::rooms_without_words(&all));
}

#[test]
fn crates_stay_in_their_one_place() {
    each(&sources("src"), checks::crates);
}

#[test]
fn colours_clock_and_transactions_have_one_home() {
    each(&sources("src"), checks::homes);
}

#[test]
fn text_from_outside_leaves_by_the_listed_doors() {
    each(&sources("src"), sinks::sinks);
    for file in [
        "src/flow/view.rs",
        "src/domain/alert.rs",
        "src/domain/person.rs",
        "src/domain/registration.rs",
    ] {
        let source = Source::new(file, &read(&root().join(file)));
        none(&sinks::handed(&source));
    }
}

#[test]
fn text_has_its_type_in_nouns_views_and_rows() {
    let all = sources("src");
    each(&all, plain::plain);
    for (file, _) in plain::PLAIN.iter().chain(plain::WAITING) {
        assert!(all.iter().any(|s| s.path == *file), "{file} is no file");
    }
}

#[test]
fn files_and_functions_stay_short() {
    let mut all = sources("src");
    all.extend(sources("tests"));
    each(&all, checks::lengths);
}

#[test]
fn every_file_says_what_it_is_for_under_a_real_name() {
    let mut all = sources("src");
    all.extend(sources("tests"));
    each(&all, checks::opening);
    each(&all, checks::names);
}

#[test]
fn nothing_labels_a_person() {
    for folder in ["src", "data/schema"] {
        for path in labelled_places(folder) {
            let shown = path.strip_prefix(root()).expect("below the root");
            none(&checks::labels(&shown.to_string_lossy(), &read(&path)));
        }
    }
}

/// The schema, the names of actions and steps, and what is held or shown about a person.
fn labelled_places(folder: &str) -> Vec<PathBuf> {
    if folder == "data/schema" {
        let folder = std::fs::read_dir(root().join(folder)).expect("the schema");
        return folder.map(|e| e.expect("an entry").path()).collect();
    }
    [
        "src/keys/action.rs",
        "src/domain/event.rs",
        "src/domain/person.rs",
        "src/domain/registration.rs",
        "src/domain/registration.rs",
        "src/flow/view.rs",
        "src/store/ledger.rs",
        "data/keymap.toml",
    ]
    .iter()
    .map(|p| root().join(p))
    .filter(|p| p.exists())
    .collect()
}

#[test]
fn no_ring_of_imports_within_a_folder() {
    none(&paths::rings(&sources("src")));
}

#[test]
fn nothing_at_the_duty_desk_counts_a_person() {
    each(&sources("src"), checks::counts_nobody);
}

#[test]
fn no_forgotten_files() {
    let mut all = sources("src");
    all.extend(sources("tests"));
    none(&checks::forgotten(&all));
}
