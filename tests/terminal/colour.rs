//! Trap 2: without colour the chosen row is still seen.

use super::tty::Home;

/// The parameters of every `CSI … m` in the output, with where they stand.
fn dresses(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("\x1b[").skip(1);
    let ends = parts.filter_map(|part| {
        part.find(|c: char| c.is_ascii_alphabetic())
            .map(|at| part.split_at(at))
    });
    ends.filter(|(_, rest)| rest.starts_with('m'))
        .map(|(numbers, _)| numbers.to_owned())
        .collect()
}

#[test]
fn no_color_means_none_and_the_chosen_row_stays_reversed() {
    let home = Home::new();
    let mut tty = home.open_with(&[("NO_COLOR", "1")]);
    tty.send("\x10");
    tty.wait("a reversed row", |tty| {
        tty.look(|s| {
            (0..24).any(|row| {
                (0..80).any(|column| {
                    s.cell(row, column)
                        .is_some_and(|c| c.inverse() && c.has_contents())
                })
            })
        })
    });
    tty.settle();
    for dress in dresses(&tty.bytes()) {
        let numbers: Vec<u16> = dress.split(';').map(|n| n.parse().unwrap_or(0)).collect();
        assert!(numbers.iter().all(|n| *n < 10), "a colour: CSI {dress} m");
    }
    let text = String::from_utf8_lossy(&tty.bytes()).into_owned();
    for (at, _) in text.match_indices("\x1b[7m") {
        let rest = &text[at + 4..];
        assert!(
            !rest.starts_with("\x1b[m")
                && !rest.starts_with("\x1b[0m")
                && !rest.starts_with("\x1b[;m"),
            "wiped out"
        );
    }
}

#[test]
fn without_the_variable_there_is_colour() {
    let home = Home::new();
    let tty = home.open();
    tty.settle();
    assert!(dresses(&tty.bytes()).iter().any(|d| d.contains("38;5;")));
}
