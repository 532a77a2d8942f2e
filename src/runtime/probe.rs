//! A way for tests to make the program fall; exists in debug builds only.

use crate::flow::Event;
use crate::keys::{Chord, Key};

/// Falls at F12 when `ZHUOLUO_TEST_FALL` is set and the program was built for development.
pub fn fall_if_asked(event: &Event) {
    let asked = cfg!(debug_assertions)
        && matches!(event, Event::Key(chord) if *chord == Chord::new(Key::F(12)))
        && std::env::var_os("ZHUOLUO_TEST_FALL").is_some();
    assert!(
        !asked,
        "asked to fall, with \"张三\" and 110101199003071234"
    );
}
