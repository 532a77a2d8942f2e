//! Keys: combinations, folding, the table of actions and the keymap that ships.

use proptest::prelude::*;
use zhuoluo::keys::{Action, Chord, Key, Keymap, Resolution, Scope, fold_chord, recall, stacks};

fn keymap() -> Keymap {
    Keymap::built_in().unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn chord(text: &str) -> Chord {
    Chord::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn chords_are_read_and_printed() {
    for (read, printed) in [
        ("ctrl-p", "Ctrl-P"),
        ("CTRL-P", "Ctrl-P"),
        ("f2", "F2"),
        ("enter", "Enter"),
        ("alt-1", "Alt-1"),
        ("?", "?"),
        ("G", "G"),
        ("shift-g", "G"),
        ("-", "-"),
        ("ctrl--", "Ctrl--"),
        ("space", "Space"),
        ("shift-tab", "Shift-Tab"),
        ("ctrl-h", "Backspace"),
        ("ctrl-m", "Enter"),
        ("ctrl-i", "Tab"),
        ("ctrl-[", "Esc"),
        ("alt-down", "Alt-Down"),
        ("ctrl-shift-left", "Ctrl-Shift-Left"),
        ("登", "登"),
    ] {
        assert_eq!(chord(read).to_string(), printed, "{read}");
        assert_eq!(Chord::parse(printed), Some(chord(read)), "{printed}");
    }
    for bad in [
        "",
        "ctrl-",
        "f0",
        "f25",
        "f1x",
        "hello",
        "ctrl-ctrl-a",
        "meta-x",
        "\u{7}",
        "\t",
    ] {
        assert_eq!(Chord::parse(bad), None, "{bad:?}");
    }
}

#[test]
fn full_width_signs_fold_to_their_keys() {
    for (typed, key) in [
        ('？', '?'),
        ('：', ':'),
        ('、', '/'),
        ('／', '/'),
        ('。', '.'),
        ('ｎ', 'n'),
        ('Ｇ', 'G'),
        ('１', '1'),
        ('　', ' '),
        ('，', ','),
        ('登', '登'),
    ] {
        assert_eq!(fold_chord(Chord::char(typed)), Chord::char(key), "{typed}");
    }
}

#[test]
fn the_shipped_keymap_holds() {
    let keymap = keymap();
    for action in Action::ALL {
        assert!(
            keymap.has_safe_key(*action),
            "{action:?} has no key for a person whose input method is on"
        );
        assert!(!keymap.keys_of(*action).is_empty());
    }
    for bind in keymap.binds() {
        for chord in &bind.on {
            assert!(
                !matches!(chord.key, Key::F(10 | 11)),
                "{bind:?}: terminals keep it"
            );
            assert!(
                !(chord.shift && chord.key == Key::F(3)),
                "{bind:?}: never arrives"
            );
            assert!(chord.clean() == *chord);
        }
    }
    // Whatever room one is in, these work while text is typed.
    for stack in stacks::ALL.iter().filter(|s| s.contains(&Scope::Global)) {
        for action in [
            Action::Back,
            Action::Quit,
            Action::OpenPalette,
            Action::ShowHelp,
            Action::GoDesk,
            Action::GoFind,
            Action::HideScreen,
            Action::OpenFind,
            Action::FocusPanel,
        ] {
            assert!(
                keymap.key_in(stack, action, true).is_some(),
                "{action:?} in {stack:?}"
            );
        }
    }
}

#[test]
fn ids_are_the_names_of_the_variants() {
    for row in Action::table() {
        let kebab = format!("{:?}", row.action).chars().enumerate().fold(
            String::new(),
            |mut out, (at, c)| {
                if c.is_uppercase() && at > 0 {
                    out.push('-');
                }
                out.push(c.to_ascii_lowercase());
                out
            },
        );
        assert_eq!(kebab, row.id);
        assert_eq!(Action::by_id(row.id), Some(row.action));
        assert_eq!(row.action.info(), row);
        assert!(row.word.zh.chars().count() <= 16 && !row.word.en.is_empty());
        assert!(
            row.pinyin
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == ' '),
            "{}",
            row.pinyin
        );
    }
}

#[test]
fn sequences_wait_and_say_what_may_come() {
    let keymap = keymap();
    let keys = |text: &str| Chord::parse_all(text).unwrap();
    assert_eq!(
        keymap.resolve(stacks::DESK, &keys("g g"), false),
        Resolution::Run(Action::GoTop)
    );
    let Resolution::Wait(next) = keymap.resolve(stacks::DESK, &keys("ctrl-g"), false) else {
        panic!()
    };
    assert!(next.contains(&(Chord::char('1'), Action::GoDesk)));
    assert_eq!(
        keymap.resolve(stacks::DESK, &keys("n"), false),
        Resolution::Run(Action::NewIntake)
    );
    assert_eq!(
        keymap.resolve(stacks::INTAKE, &keys("n"), true),
        Resolution::None,
        "text while typing"
    );
    assert_eq!(
        keymap.resolve(stacks::INTAKE, &keys("ctrl-g 1"), true),
        Resolution::Run(Action::GoDesk)
    );
    assert_eq!(
        keymap.resolve(stacks::INTAKE, &keys("ctrl-k"), true),
        Resolution::Run(Action::ParkDraft),
        "the nearer scope wins"
    );
    assert_eq!(
        keymap.resolve(stacks::DESK, &keys("ctrl-k"), true),
        Resolution::Run(Action::NewIntake)
    );
    assert_eq!(keymap.resolve(stacks::DESK, &[], false), Resolution::None);
    assert_eq!(
        keymap.resolve(stacks::DESK, &keys("z"), false),
        Resolution::None
    );
}

#[test]
fn faulty_keymaps_are_refused_with_their_entry() {
    let one = |text: &str| {
        Keymap::parse(text)
            .unwrap_err()
            .first()
            .map(|f| (f.code, f.field.clone()))
            .unwrap()
    };
    let bind = |scope: &str, on: &str, run: &str| {
        format!("[[bind]]\nscope=\"{scope}\"\non=[{on}]\nrun=\"{run}\"\n")
    };
    assert_eq!(one("]").0, "keymap_syntax");
    assert_eq!(
        one(&bind("nowhere", "\"x\"", "quit")),
        ("keymap_scope", "bind[0].scope".into())
    );
    assert_eq!(
        one(&bind("global", "\"x\"", "fly")),
        ("keymap_action", "bind[0].run".into())
    );
    assert_eq!(one(&bind("desk", "\"x\"", "quit")).0, "keymap_scope");
    assert_eq!(one(&bind("global", "\"ctrl-\"", "quit")).0, "keymap_keys");
    assert_eq!(one(&bind("global", "", "quit")).0, "keymap_keys");
    assert_eq!(
        one(&bind("global", "\"shift-f3\"", "quit")).0,
        "keymap_dead"
    );
    let clash = bind("global", "\"x\"", "quit") + &bind("global", "\"x\",\"y\"", "back");
    assert_eq!(one(&clash), ("keymap_conflict", "bind[1].on".into()));
    assert_eq!(one("").0, "keymap_unreachable");
}

#[test]
fn actions_are_recalled_by_characters_sounds_and_english() {
    for typed in [
        "新登",
        "xin deng ji",
        "xindengji",
        "xdj",
        "xdengj",
        "new in",
        "NEW-INTAKE",
        "ｘｄｊ",
    ] {
        assert_eq!(recall(typed).first(), Some(&Action::NewIntake), "{typed}");
    }
    assert_eq!(recall("").len(), Action::ALL.len());
    assert!(recall("不存在的").is_empty());
    assert!(recall(&"x".repeat(10_000)).is_empty());
}

fn any_chord() -> impl Strategy<Value = Chord> {
    let named = prop::sample::select(vec![
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Up,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::Insert,
        Key::Delete,
        Key::Backspace,
    ]);
    let chars = any::<char>().prop_filter("keys are visible", |c| {
        !c.is_control() && !c.is_whitespace()
    });
    let key = prop_oneof![
        named,
        (1u8..=24).prop_map(Key::F),
        chars.prop_map(Key::Char),
        Just(Key::Char(' '))
    ];
    (any::<bool>(), any::<bool>(), any::<bool>(), key).prop_map(|(ctrl, alt, shift, key)| {
        Chord {
            ctrl,
            alt,
            shift,
            key,
        }
        .clean()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_chords_are_read_back(chord in any_chord()) {
        prop_assert_eq!(Chord::parse(&chord.to_string()), Some(chord));
        prop_assert_eq!(chord.clean(), chord);
        let _ = fold_chord(chord);
    }

    #[test]
    fn no_text_breaks_the_readers(text in "\\PC{0,12}") {
        let _ = Chord::parse(&text);
        let _ = recall(&text);
        let _ = Keymap::parse(&text);
    }
}
