//! Filling a template: `{{token}}` is replaced once, and what a fact says is never read again.

use crate::words::{Exit, Trouble};

/// Fills every token of a template.
///
/// # Errors
/// A trouble naming the first token that no fact fills, or a brace that never closes.
pub fn fill(template: &str, facts: &[(&str, String)]) -> Result<String, Trouble> {
    let mut out = String::with_capacity(template.len() + 256);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((token, behind)) = after.split_once("}}") else {
            return Err(unfilled(after.lines().next().unwrap_or_default()));
        };
        match facts.iter().find(|(name, _)| *name == token.trim()) {
            Some((_, fact)) => out.push_str(fact),
            None => return Err(unfilled(token)),
        }
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// The tokens of a template, each once, in order.
#[must_use]
pub fn tokens(template: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in template.split("{{").skip(1) {
        let token = part.split("}}").next().unwrap_or_default().trim();
        if !out.contains(&token) {
            out.push(token);
        }
    }
    out
}

fn unfilled(token: &str) -> Trouble {
    let token = crate::words::visible(token.trim(), crate::words::Place::Line).into_owned();
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "文书模板的“{token}”没有内容可填，没有出具。",
            "The template's \"{token}\" has nothing to fill it; the paper was not made."
        ),
        say!(
            "请检查 data/templates 里的模板。",
            "Check the template in data/templates."
        ),
    )
}
