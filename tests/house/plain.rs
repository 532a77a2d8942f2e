//! Which fields of the nouns, the views and the rows may be plain strings: those in the list, no other.

use super::checks::Source;

/// Where every field of text is either text from outside by its type or in the list.
pub const HELD: [&str; 3] = ["src/domain/", "src/flow/", "src/store/"];

/// Plain strings by file, each for its reason.
pub const PLAIN: &[(&str, &str)] = &[
    // Made by the program itself: numbers, codes, hashes, instants, keys of its own tables.
    ("src/domain/anchor.rs", "at begins"),
    ("src/domain/fault.rs", "example field"),
    ("src/domain/ids.rs", "PetitionNo QueryCode"),
    ("src/domain/obligation/mod.rs", "basis"),
    ("src/domain/obligation/recourse.rs", "basis"),
    ("src/domain/event/rung.rs", "kind"),
    ("src/domain/retention.rs", "by date number"),
    ("src/store/bulk.rs", "indexes name"),
    ("src/store/owed.rs", "wanted"),
    ("src/store/row.rs", "Unknown"),
    // Out of the tables that are part of the program.
    (
        "src/domain/calendar/mod.rs",
        "Festival MakeUp date name number statutory title",
    ),
    ("src/domain/calendar/table.rs", "date name papers"),
    ("src/domain/rules.rs", "article articles limits open_points"),
    ("src/domain/unit_words.rs", "names others said"),
];

/// Plain strings that wait to be typed; whoever types one takes it off, and nothing is added.
pub const WAITING: &[(&str, &str)] = &[
    ("src/domain/alert.rs", "category unit"),
    ("src/domain/anchor.rs", "office text"),
    ("src/domain/case/mod.rs", "category"),
    (
        "src/domain/category.rs",
        "alias because category code codes name said unit words",
    ),
    ("src/domain/change.rs", "address contacts login name phone"),
    ("src/domain/claim.rs", "petition"),
    (
        "src/domain/draft.rs",
        "Text Texts address category channel class contact_by draft external_no facts headcount help id_kind id_number kind language name petitioned_on phones place received_on registered_on requests role route same_matter summary unit",
    ),
    ("src/domain/duty/book.rs", "accounts codes seen"),
    ("src/domain/duty/deed.rs", "digest key who"),
    ("src/domain/duty/figures.rs", "login"),
    ("src/domain/duty/handed.rs", "incoming outgoing"),
    ("src/domain/duty/owed.rs", "key who"),
    ("src/domain/duty/shift.rs", "leader staff who with"),
    ("src/domain/duty/sides.rs", "all incoming leaders outgoing"),
    ("src/domain/event/sort.rs", "category"),
    ("src/domain/intake/answer.rs", "Row"),
    ("src/domain/keyring.rs", "kind login text"),
    (
        "src/domain/office.rs",
        "address area contacts name phone templates",
    ),
    ("src/domain/once.rs", "draft"),
    ("src/domain/registration.rs", "category draft"),
    ("src/domain/rights/mod.rs", "came key login name"),
    ("src/domain/unit.rs", "former kind name"),
    ("src/flow/duty.rs", "code names why"),
    ("src/flow/effect.rs", "Copy Keep"),
    ("src/flow/event.rs", "Paste"),
    (
        "src/flow/kept.rs",
        "Reader at before body hash on operator why",
    ),
    (
        "src/flow/request.rs",
        "Code Draft DraftKept DraftTaken DropDraft Kept Sheet address id_number name number paper phone text why",
    ),
    ("src/flow/route.rs", "Find"),
    ("src/flow/view.rs", "before body category fresh id text"),
    ("src/store/batch.rs", "key known_keys"),
    ("src/store/imported.rs", "key"),
    ("src/store/calendars.rs", "confirmed dropped imported"),
    ("src/store/exports.rs", "what"),
    ("src/store/face.rs", "words"),
    ("src/store/finder/cards.rs", "Hidden"),
    ("src/store/finder/words.rs", "category texts"),
    ("src/store/named.rs", "typed"),
    ("src/store/office.rs", "area kind login name operator under"),
    ("src/store/place.rs", "contacts"),
    (
        "src/store/trail.rs",
        "action at hash key number operator petition role",
    ),
    ("src/store/waiting_rows.rs", "why"),
];

/// The name of a field or variant that holds a plain string, when the line declares one.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim().strip_suffix([',', ';'])?;
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let line = line.strip_prefix("struct ").unwrap_or(line);
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (name, rest) = line.split_at(end);
    let holds = rest
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .any(|word| word == "String");
    // What is handed to a function or made by one is no declaration.
    let made = ["String::", ": &", "impl ", "dyn ", "fn(", "|", "=", "{"];
    let is_field = rest.starts_with(": ") || rest.starts_with('(');
    let upper = name.starts_with(|c: char| c.is_ascii_uppercase());
    let fits = !name.is_empty() && upper == rest.starts_with('(');
    (holds && is_field && fits && !made.iter().any(|m| rest.contains(m))).then_some(name)
}

fn listed(path: &str) -> Vec<&'static str> {
    let all = PLAIN.iter().chain(WAITING);
    all.filter(|(file, _)| *file == path)
        .flat_map(|(_, names)| names.split(' '))
        .collect()
}

/// Fields of plain text that are not in the list, and names in the list that are no field any more.
pub fn plain(source: &Source) -> Vec<String> {
    if !HELD.iter().any(|held| source.path.starts_with(held)) {
        return Vec::new();
    }
    let code = source.code();
    let found: Vec<&str> = code.lines().filter_map(declared).collect();
    let listed = listed(&source.path);
    let strangers = found.iter().filter(|name| !listed.contains(name));
    let strangers = strangers.map(|name| format!("{}: {name} is a plain string", source.path));
    let gone = listed.iter().filter(|name| !found.contains(name));
    let gone = gone.map(|name| format!("{}: {name} is listed and is none", source.path));
    strangers.chain(gone).collect()
}
