//! Module paths named in a source (`crate::a::{b, c}`, `super::super::d`) and rings among them.

use std::collections::{BTreeMap, BTreeSet};

use super::checks::Source;

/// A module path from the crate's root.
pub type Path = Vec<String>;

/// The module a file is: `src/store/act.rs` is `store::act`, `src/store/mod.rs` is `store`.
pub fn module_of(file: &str) -> Path {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Path = inner.split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|l| l == "mod" || l == "lib") {
        path.pop();
    }
    path
}

/// Every path that a source names, made absolute.
pub fn named(source: &Source) -> BTreeSet<Path> {
    let code = source.code();
    let module = module_of(&source.path);
    let mut found = BTreeSet::new();
    for (start, word) in [("crate::", 0), ("super::", 1)] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            let mut base = if word == 0 {
                Vec::new()
            } else {
                module.clone()
            };
            let mut rest = &code[at..];
            while let Some(tail) = rest.strip_prefix("super::") {
                base.pop();
                rest = tail;
            }
            let rest = rest.strip_prefix("crate::").unwrap_or(rest);
            expand(&base, rest, &mut found);
        }
    }
    found
}

/// Reads `a::b`, `a::{b, c::d}` at the start of `rest`.
fn expand(base: &[String], rest: &str, found: &mut BTreeSet<Path>) {
    let rest = rest.trim_start();
    if let Some(list) = rest.strip_prefix('{') {
        for part in split_list(list) {
            expand(base, part, found);
        }
        return;
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    let mut path = base.to_vec();
    if end > 0 {
        path.push(rest[..end].to_owned());
    }
    match rest[end..].strip_prefix("::") {
        Some(tail) if end > 0 => expand(&path, tail, found),
        _ => {
            found.insert(path);
        }
    }
}

/// The parts of a `{…}` list up to its closing brace, nested lists left whole.
fn split_list(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&list[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|p| !p.trim().is_empty());
    parts
}

type Edges = BTreeMap<String, BTreeSet<String>>;

/// Rings among the files and folders that lie in one folder. A folder's own `mod.rs` is their
/// table of contents, not one of them; the top folder is held by the order of the map.
pub fn rings(sources: &[Source]) -> Vec<String> {
    let modules: BTreeSet<Path> = sources.iter().map(|s| module_of(&s.path)).collect();
    let mut folders: BTreeMap<Path, Edges> = BTreeMap::new();
    for source in sources {
        let from = module_of(&source.path);
        for to in named(source) {
            for depth in 1..from.len().min(to.len()) {
                let (a, b) = (&from[depth], &to[depth]);
                let is_module = modules.contains(&to[..=depth]);
                if from[..depth] == to[..depth] && a != b && is_module {
                    let edges = folders.entry(from[..depth].to_vec()).or_default();
                    edges.entry(a.clone()).or_default().insert(b.clone());
                }
            }
        }
    }
    folders
        .iter()
        .filter_map(|(folder, edges)| {
            ring(edges).map(|r| format!("{}: ring {}", folder.join("/"), r.join(" -> ")))
        })
        .collect()
}

/// One ring, when there is any.
fn ring(edges: &Edges) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    edges
        .keys()
        .find_map(|start| walk(start, edges, &mut Vec::new(), &mut done))
}

fn walk(
    at: &str,
    edges: &Edges,
    trail: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    if let Some(start) = trail.iter().position(|t| t == at) {
        let mut found = trail[start..].to_vec();
        found.push(at.to_owned());
        return Some(found);
    }
    if !done.insert(at.to_owned()) {
        return None;
    }
    trail.push(at.to_owned());
    let found = edges
        .get(at)
        .and_then(|next| next.iter().find_map(|n| walk(n, edges, trail, done)));
    trail.pop();
    found
}
