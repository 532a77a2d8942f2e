//! Units by their place, and an order by what is typed in need.

use zhuoluo::forms::{Choice, answers};
use zhuoluo::keys::{Keymap, Scope};
use zhuoluo::widgets::palette;

use crate::kit::World;

/// A unit is found behind the name of the one that it stands under; that one alone stays first.
#[test]
fn a_unit_is_found_by_its_place_too() {
    let world = World::new();
    let office = world.store.office();
    let units = Choice::units(&office.units);
    for (typed, first) in [
        ("南乙镇 庚", "庚社区"),
        ("南乙镇庚社区", "庚社区"),
        ("东甲镇 戊村", "戊村"),
        ("nanyi geng", "庚社区"),
        ("南乙镇", "南乙镇"),
        ("庚社区", "庚社区"),
    ] {
        let found = answers(units.iter(), typed);
        let found: Vec<&str> = found
            .iter()
            .map(|a| units[a.at].label.zh.as_str())
            .collect();
        assert_eq!(found.first(), Some(&first), "{typed}: {found:?}");
    }
}

/// The urgent help is found by what is typed in need.
#[test]
fn the_urgent_help_answers_to_sos() {
    let keymap = Keymap::built_in().expect("a keymap");
    let scopes = [Scope::Global];
    for typed in ["sos", "SOS", "求救", "jiuming", "紧急求助"] {
        let mut palette = palette::open(&keymap, &scopes, |_| None);
        palette.type_text(typed);
        let chosen = palette.chosen().map(|pick| pick.choice.id.as_str());
        assert_eq!(chosen, Some("open-urgent"), "{typed}");
    }
}
