//! Text from outside: whatever it holds, its shown copy acts on no terminal.

use std::borrow::Cow;

use proptest::prelude::*;
use zhuoluo::say;
use zhuoluo::words::{Lang, Outside, Place, Sentence, Shown, has_controls, is_plain, visible};

/// A text that a terminal would act on or that would turn its neighbours round.
fn acts(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}'))
}

/// Any text, rich in what does harm.
fn wild() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        any::<char>(),
        prop::char::range('\u{0}', '\u{1f}'),
        prop::char::range('\u{7f}', '\u{9f}'),
        prop::char::range('\u{200b}', '\u{206f}'),
        prop::char::range('\u{300}', '\u{36f}'),
        prop::char::range('\u{4e00}', '\u{4e20}'),
    ];
    prop::collection::vec(sign, 0..60).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_acts_on_nothing_and_is_shown_the_same_again(text in wild()) {
        for place in [Place::Line, Place::Lines] {
            let shown = visible(&text, place);
            prop_assert!(!acts(&shown) && !has_controls(&shown), "{shown:?}");
            prop_assert!(place == Place::Lines || !shown.contains('\n'));
            prop_assert_eq!(&visible(&shown, place), &shown);
        }
        if is_plain(&text) {
            prop_assert!(matches!(visible(&text, Place::Line), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn no_sentence_can_be_made_that_acts(text in wild()) {
        let said = say!("“{text}”不行", "\"{text}\" will not do");
        let of = Sentence::of(text.clone(), text.as_str());
        let kept: Sentence = serde_json::from_value(serde_json::json!({ "zh": text, "en": text })).expect("a sentence");
        for sentence in [said, of, kept] {
            prop_assert!(!acts(sentence.say(Lang::Zh)) && !acts(sentence.say(Lang::En)));
        }
    }

    #[test]
    fn it_is_kept_as_it_came(text in wild()) {
        let outside = Outside::from(text.as_str());
        prop_assert_eq!(outside.raw(), &text);
        let seen = format!("{outside:?}");
        prop_assert!(!acts(&outside.line()) && !acts(&outside.lines()) && !acts(&seen));
        prop_assert_eq!(serde_json::to_value(&outside).expect("text"), serde_json::json!(text));
        prop_assert_eq!(outside.into_raw(), text);
    }
}

#[test]
fn more_is_added_without_being_looked_at_twice() {
    let mut shown = Shown::from("甲\u{1b}".to_owned());
    shown.push(&Shown::line("乙\n"));
    assert_eq!(shown.as_str(), "甲␛乙⏎");
}

/// Does not compile when `Outside` can be formatted into a text: then two of these would be meant.
#[test]
fn what_came_from_outside_has_no_display() {
    trait Mute<Which> {
        fn is_mute() {}
    }
    struct Speaks;
    impl<T> Mute<()> for T {}
    impl<T: std::fmt::Display> Mute<Speaks> for T {}
    <Outside as Mute<_>>::is_mute();
}
