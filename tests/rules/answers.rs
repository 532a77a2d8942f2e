//! The answers to the rows of a ledger, held against each other.

use zhuoluo::domain::ids::{PersonId, PetitionNo};
use zhuoluo::domain::intake::answer::Answer::{Both, Matter, Neither, Person};
use zhuoluo::domain::intake::answer::{Answer, Answered, Whom, contradiction, standing};

/// The `nth` of a row, and a record; the petition that was looked at is not the question.
fn record(row: &str, nth: usize, id: i64, answer: Answer) -> (String, Answered) {
    let number = PetitionNo(format!("{row}{nth}"));
    let whom = Whom::Record(PersonId(id), number);
    (row.to_owned(), Answered { nth, whom, answer })
}

/// The first of a row, and the first of another.
fn row(row: &str, other: &str, answer: Answer) -> (String, Answered) {
    let whom = Whom::Row(other.to_owned(), 0);
    let answered = Answered {
        nth: 0,
        whom,
        answer,
    };
    (row.to_owned(), answered)
}

#[test]
fn nobody_is_and_is_not_the_same_through_whatever_rows() {
    for (said, expected) in [
        (vec![], None),
        // One answer alone, of whatever kind.
        (vec![record("a", 0, 1, Both)], None),
        (vec![record("a", 0, 1, Neither)], None),
        // Row c is a, a is 5: c is not 5 cannot stand, whichever came first.
        (
            vec![
                record("a", 0, 5, Person),
                row("c", "a", Both),
                record("c", 0, 5, Neither),
            ],
            Some((2, 1)),
        ),
        (
            vec![
                record("c", 0, 5, Matter),
                row("c", "a", Person),
                record("a", 0, 5, Person),
            ],
            Some((0, 2)),
        ),
        // Through two rows, and of two rows that are one record.
        (
            vec![
                row("b", "a", Person),
                row("c", "b", Person),
                row("c", "a", Neither),
            ],
            Some((2, 1)),
        ),
        (
            vec![
                record("a", 0, 5, Person),
                record("b", 0, 5, Person),
                row("b", "a", Neither),
            ],
            Some((2, 1)),
        ),
        // Somebody else of the same row is somebody else; two of one row are two.
        (
            vec![
                record("a", 0, 5, Person),
                record("b", 1, 5, Neither),
                row("b", "a", Person),
            ],
            None,
        ),
        (
            vec![record("a", 0, 5, Person), record("a", 1, 5, Person)],
            Some((1, 0)),
        ),
        (
            vec![
                record("a", 0, 5, Person),
                row("b", "a", Person),
                record("b", 1, 5, Both),
            ],
            Some((2, 1)),
        ),
        // Two who are not the same as each other, and each somebody.
        (
            vec![
                record("a", 0, 5, Person),
                record("b", 0, 6, Person),
                row("b", "a", Neither),
            ],
            None,
        ),
    ] {
        assert_eq!(contradiction(&said), expected, "{said:?}");
    }
}

#[test]
fn the_newest_answer_to_a_row_stands() {
    let (old, new) = (record("a", 0, 5, Person).1, record("a", 0, 6, Person).1);
    let other = record("a", 1, 5, Person).1;
    assert_eq!(
        standing(vec![old, other.clone(), new.clone()]),
        [other, new]
    );
}
