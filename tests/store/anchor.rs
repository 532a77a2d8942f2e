//! The text of an anchor: read again as it was written, also that of the first days, and nothing else.

use proptest::prelude::*;
use zhuoluo::domain::anchor::{self, Anchor, Head, Signing};

fn anchor(duty: Option<(i64, u8)>, keys: Option<u8>) -> Anchor {
    full([duty, None, None], keys)
}

fn full([duty, witness, claims]: [Option<(i64, u8)>; 3], keys: Option<u8>) -> Anchor {
    let head = |(size, byte)| Head {
        size,
        hash: [byte; 32],
    };
    Anchor {
        office: "示例县信访局".to_owned(),
        audit: head((7, 1)),
        events: head((3, 2)),
        at: "2026-11-23T10:30:00+08:00".to_owned(),
        duty: duty.map(head),
        witness: witness.map(head),
        claims: claims.map(head),
        keys: keys.map(|byte| [byte; 32]),
    }
}

proptest! {
    #[test]
    fn what_is_signed_is_read_again_and_a_changed_line_is_not_signed(
        duty in proptest::option::of((0..9_i64, any::<u8>())),
        witness in proptest::option::of((0..9_i64, any::<u8>())),
        claims in proptest::option::of((0..9_i64, any::<u8>())),
        keys in proptest::option::of(any::<u8>()),
        byte in 0..200_usize,
    ) {
        let (key, anchor) = (Signing::from_seed(&[5; 32]), full([duty, witness, claims], keys));
        let signed = key.sign(&anchor);
        let note = anchor::notes(&signed).remove(0).expect("an anchor");
        prop_assert_eq!(&note.anchor, &anchor);
        prop_assert!(key.public().signed(&note));
        // Any other text under the same signature is not signed.
        let mut bytes = signed.into_bytes();
        let text = anchor.text().len();
        bytes[byte % text] ^= 1;
        let other = String::from_utf8_lossy(&bytes).into_owned();
        for note in anchor::notes(&other).into_iter().flatten() {
            prop_assert!(!key.public().signed(&note));
        }
    }
}

#[test]
fn anchors_of_the_first_days_are_read_and_strange_lines_are_not() {
    let old = anchor(None, None).text();
    assert_eq!(old.lines().count(), 5);
    assert!(anchor::notes(&old)[0].is_ok());
    let (duty, keys) = (
        anchor(Some((1, 3)), None).text(),
        anchor(None, Some(4)).text(),
    );
    let line = |text: &str| text.lines().nth(5).expect("a sixth line").to_owned();
    for more in [
        "x 1\n",
        "duty 1\n",
        "duty -1 AAAA\n",
        "keys\n",
        "\u{2014}x\n",
    ] {
        assert!(anchor::notes(&format!("{old}{more}"))[0].is_err(), "{more}");
    }
    for (first, second) in [(&keys, &duty), (&keys, &keys), (&duty, &duty)] {
        let twisted = format!("{first}{}\n", line(second));
        assert!(anchor::notes(&twisted)[0].is_err(), "{twisted}");
    }
}
