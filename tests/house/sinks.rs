//! Where text from outside may leave the program, and the type it has until then.

use super::checks::Source;

/// Where text leaves the program: a file that writes by itself, and one that hands out bytes or text as
/// it came, stands in this list with its reason, or goes through `words::visible`.
const SINKS: [(&str, &[&str]); 4] = [
    (
        // The terminal's own bytes; frames whose cells the pen has made visible; the import child's
        // answer to its parent; two sentences of a fall.
        "stdout()|stderr()",
        &[
            "src/runtime/signals.rs",
            "src/runtime/screen.rs",
            "src/runtime/reader.rs",
            "src/runtime/painter.rs",
            "src/runtime/mod.rs",
            "src/runtime/fall.rs",
            "src/cli/out.rs",
            "src/cli/progress.rs",
            "src/cli/desk.rs",
            // A line for sshd out of the roster's own signs; a copy that is sealed.
            "src/cli/keys.rs",
            "src/cli/backup.rs",
        ],
    ),
    ("println!|print!|dbg!", &[]),
    (
        // Scripts of the shell, ledgers whose cells `exchange::guard` has seen to, a file out of one's box.
        "Done::bytes(",
        &[
            "src/cli/out.rs",
            "src/cli/shell.rs",
            "src/cli/export.rs",
            "src/cli/boxes.rs",
        ],
    ),
    (
        // Compared, searched and stored; back into the form and the question it came from; cells of a
        // ledger, which the pen or the guard takes; JSON, escaped where it leaves; what a copy of one's
        // own data leaves uncovered.
        ".raw()|.into_raw()",
        &[
            "src/words/outside.rs",
            "src/domain/",
            "src/store/",
            "src/search/",
            "src/flow/measure.rs",
            "src/flow/request.rs",
            "src/forms/form.rs",
            "src/rooms/intake/adopt.rs",
            "src/papers/own_data.rs",
            "src/cli/import_matches.rs",
            "src/rooms/ledgers/columns.rs",
            "src/cli/export.rs",
            "src/cli/export_registers.rs",
            "src/cli/json.rs",
        ],
    ),
];

/// Text from outside leaves by the listed doors alone, and has no `Display` of its own.
pub fn sinks(source: &Source) -> Vec<String> {
    let code = source.code();
    let mut found = Vec::new();
    for (words, homes) in SINKS {
        let used = words.split('|').find(|w| code.contains(w));
        // A folder stands for all of its files.
        let is_home = homes.iter().any(|home| match home.strip_suffix('/') {
            Some(_) => source.path.starts_with(home),
            None => source.path == *home,
        });
        if let Some(word) = used.filter(|_| !is_home) {
            found.push(format!("{}: {word} outside the sinks", source.path));
        }
    }
    let shows = code.split("Display for ").skip(1);
    if shows.into_iter().any(|rest| rest.starts_with("Outside")) {
        found.push(format!("{}: text from outside can be shown", source.path));
    }
    found
}

/// What the rooms and commands are handed of somebody's words is text from outside by its type.
pub fn handed(source: &Source) -> Vec<String> {
    const WORDS: [&str; 14] = [
        "facts",
        "requests",
        "id_number",
        "name_entered",
        "address",
        "contact_by",
        "language",
        "help",
        "place",
        "summary",
        "name",
        "external_no",
        "excerpt",
        "title",
    ];
    let typed = |word: &&&str| {
        ["String", "&'a str", "Option<String>", "Vec<String>"]
            .iter()
            .any(|t| source.code().contains(&format!("pub {word}: {t},")))
    };
    WORDS
        .iter()
        .filter(typed)
        .map(|word| format!("{}: {word} is a plain string", source.path))
        .collect()
}
