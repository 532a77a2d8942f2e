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

/// Answers to the rows of a ledger, and the two of them that cannot both be true.
type Case = (Vec<(String, Answered)>, Option<(usize, usize)>);

fn check(cases: Vec<Case>) {
    for (said, expected) in cases {
        assert_eq!(contradiction(&said), expected, "{said:?}");
    }
}

#[test]
fn nobody_is_and_is_not_the_same_through_whatever_rows() {
    let five = |row: &str, answer| record(row, 0, 5, answer);
    check(vec![
        // Row c is a, a is 5: c is not 5 cannot stand, whichever came first.
        (
            vec![five("a", Person), row("c", "a", Both), five("c", Neither)],
            Some((2, 1)),
        ),
        (
            vec![five("c", Matter), row("c", "a", Person), five("a", Person)],
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
            vec![five("a", Person), five("b", Person), row("b", "a", Neither)],
            Some((2, 1)),
        ),
        // Two of one row are two.
        (
            vec![five("a", Person), record("a", 1, 5, Person)],
            Some((1, 0)),
        ),
        (
            vec![
                five("a", Person),
                row("b", "a", Person),
                record("b", 1, 5, Both),
            ],
            Some((2, 1)),
        ),
    ]);
}

#[test]
fn what_can_be_true_together_stands() {
    let five = |row: &str, answer| record(row, 0, 5, answer);
    check(vec![
        (vec![], None),
        (vec![five("a", Both)], None),
        (vec![five("a", Neither)], None),
        // Somebody else of the same row is somebody else.
        (
            vec![
                five("a", Person),
                record("b", 1, 5, Neither),
                row("b", "a", Person),
            ],
            None,
        ),
        // Two who are not the same as each other, and each somebody.
        (
            vec![
                five("a", Person),
                record("b", 0, 6, Person),
                row("b", "a", Neither),
            ],
            None,
        ),
        (
            vec![five("a", Person), row("b", "a", Neither), five("b", Matter)],
            None,
        ),
    ]);
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

/// The same answer about another petition of the same person is no contradiction; another answer is.
#[test]
fn equal_answers_about_one_person_do_not_clash() {
    let of = |petition: &str, answer| Answered {
        nth: 0,
        whom: Whom::Record(PersonId(5), PetitionNo(petition.to_owned())),
        answer,
    };
    for answer in [Neither, Person] {
        assert!(!of("a", answer).clashes(&of("b", answer)), "{answer:?}");
    }
    for answer in [Matter, Both] {
        assert!(
            of("a", answer).clashes(&of("b", answer)),
            "two matters: {answer:?}"
        );
        assert!(!of("a", answer).clashes(&of("a", answer)), "{answer:?}");
    }
    assert!(of("a", Neither).clashes(&of("b", Person)));
    let both = vec![of("a", Neither), of("b", Neither)];
    assert_eq!(standing(both.clone()), both);
}
