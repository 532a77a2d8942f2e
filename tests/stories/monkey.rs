//! Keys at random, in every room and at every size: the program never falls over, nothing raw reaches the screen, the
//! cursor stays on it, and the store holds together.
//!
//! `ZHUOLUO_KEYS=100000` types so many in each story, `ZHUOLUO_SEED` another row of them.

use super::script::Story;
use zhuoluo::flow::Event;
use zhuoluo::keys::Chord;

/// Keys in each story, unless `ZHUOLUO_KEYS` says otherwise.
const KEYS: usize = 600;
/// How large the screen may be: from too small for anything to larger than any desk.
const SIZES: [(u16, u16); 7] = [
    (80, 24),
    (120, 40),
    (60, 20),
    (200, 60),
    (33, 9),
    (8, 3),
    (1, 1),
];
/// What is typed or pasted into fields.
const TEXTS: [&str; 22] = [
    "张三",
    "zsf",
    "13800138000",
    "110101199003070011",
    "明天",
    "2026-11-31",
    "3",
    "y",
    "东甲镇戊村5号",
    "反映征地补偿款没有到账，请求核实",
    "999999-2026-LF-00001",
    "+3d",
    "，。",
    "e\u{301}\u{301}",
    "👨‍👩‍👧",
    "\u{202e}abc\u{202c}",
    "\u{1b}[31m",
    "\u{0}\u{7}",
    "𠮷野家",
    "=1+1",
    "一行\n两行\n三行",
    "\u{200d}\u{fe0f}",
];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

/// Every key that has a name, and every sign that is bound somewhere.
fn chords() -> Vec<Chord> {
    let plain = "enter esc tab backtab up down left right pageup pagedown home end backspace delete insert space \
        ctrl-up ctrl-down alt-left alt-right alt-enter";
    let mut names: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    names.extend((1..=12).map(|n| format!("f{n}")));
    for c in ('a'..='z').chain('0'..='9') {
        names.extend([format!("ctrl-{c}"), format!("alt-{c}")]);
    }
    let by_name = names
        .iter()
        .map(|name| Chord::parse(name).unwrap_or_else(|| panic!("{name} is no key")));
    let signs = ('!'..='~').map(Chord::char);
    by_name.chain(signs).collect()
}

fn number<N: std::str::FromStr>(name: &str, otherwise: N) -> N {
    let said = std::env::var(name).ok();
    said.and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap()
}

/// One thing that may happen at a desk.
fn happen(story: &mut Story, dice: &mut Dice, chords: &[Chord]) -> String {
    // What leads on, or out, comes more often than chance has it.
    const OFTEN: [&str; 8] = [
        "<enter>", "<tab>", "<down>", "<esc>", "<f2>", "<right>", "?", "<ctrl-p>",
    ];
    let (event, said) = match dice.roll(100) {
        0..=54 => {
            let chord = *dice.one(chords);
            (Event::Key(chord), format!("{chord:?}"))
        }
        55..=79 => {
            let script = *dice.one(&OFTEN);
            story.keys(script);
            return script.to_owned();
        }
        80..=89 => {
            let text = *dice.one(&TEXTS);
            text.chars()
                .for_each(|c| story.event(Event::Key(Chord::char(c))));
            return format!("typed {text:?}");
        }
        90..=92 => {
            let text = *dice.one(&TEXTS);
            (Event::Paste(text.to_owned()), format!("pasted {text:?}"))
        }
        93 => (
            Event::Click(small(dice.roll(130)), small(dice.roll(45))),
            "a click".to_owned(),
        ),
        94 => (
            Event::Wheel(*dice.one(&[-3, -1, 1, 3])),
            "the wheel".to_owned(),
        ),
        95 => (Event::Changed, "a change".to_owned()),
        96 => (
            Event::Key(Chord::parse("alt-2").unwrap()),
            "Intake".to_owned(),
        ),
        _ => {
            let seconds = [1, 20, 400, 90_000][dice.roll(4)];
            story.wait(seconds);
            return format!("{seconds} s");
        }
    };
    story.event(event);
    said
}

/// Draws, and looks at what stands there.
fn look(story: &mut Story, (width, height): (u16, u16), done: &[String]) {
    let (screen, caret) = story.draw(width, height);
    let last = || done[done.len().saturating_sub(40)..].join(", ");
    let raw = |c: char| {
        c != '\n'
            && (c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    assert!(
        !screen.contains(raw),
        "raw text on the screen after {}:\n{screen}",
        last()
    );
    assert!(
        caret.x < width && caret.y < height,
        "the cursor is at {caret:?} after {}",
        last()
    );
    if (width, height) == SIZES[0] {
        assert!(
            !screen.trim().is_empty(),
            "an empty screen after {}",
            last()
        );
    }
}

fn play(mut story: Story, seed: u64) {
    let chords = chords();
    let mut dice = Dice(seed);
    let mut done = Vec::new();
    let mut size = SIZES[0];
    for _ in 0..number("ZHUOLUO_KEYS", KEYS) {
        done.push(String::new());
        let at = done.len() - 1;
        done[at] = happen(&mut story, &mut dice, &chords);
        if dice.roll(30) == 0 {
            size = *dice.one(&SIZES);
            story.event(Event::Resize(size.0, size.1));
        }
        look(&mut story, size, &done);
        if story.quit.take().is_some() {
            story = story.restart();
        }
    }
    let found = story.store.verify(|_| ()).unwrap();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn keys_at_random_never_bring_the_desk_down() {
    let seed = number("ZHUOLUO_SEED", 20_261_123_u64);
    for nth in 1..=3 {
        let mut story = Story::new();
        let late = story.register(r#"{"channel":"letter","received_on":"2026-10-20","requests":["低保被停未告知原因，请求复核"],"people":[{"name":"周某兰","address":"示例县南乙镇庚社区3号"}],"class":"request"}"#);
        story.register(r#"{"channel":"visit","received_on":"2026-11-10","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某","phones":["13800138000"]}],"class":"request"}"#);
        story.act(&late, "forward", r#"{"to":"南乙镇","on":"2026-11-02"}"#);
        story.act(&late, "sign_for", r#"{"on":"2026-11-03"}"#);
        story.event(Event::Changed);
        play(story, seed.wrapping_mul(nth * 2 + 1));
    }
}
