//! The large watch of the duty room at night: figures to be read across the room, and no file in sight.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use zhuoluo::look::{Look, Palette};
use zhuoluo::widgets::Caret;
use zhuoluo::widgets::large::{Point, points_across};
use zhuoluo::words::Lang;

use super::screen::on_duty;
use crate::rooms::golden;
use crate::stories::script::Story;

/// Blocks as text: `#` for a reversed blank.
fn blocks(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buf.area.height {
        for x in 0..buf.area.width {
            let cell = &buf[(x, y)];
            let block = cell.symbol() == " " && cell.modifier.contains(Modifier::REVERSED);
            out.push(if block { '#' } else { '.' });
        }
        out.push('\n');
    }
    out
}

fn drawn(story: &mut Story, size: (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal.draw(|frame| story.app.draw(frame)).unwrap();
    terminal.backend().buffer().clone()
}

#[test]
fn the_large_watch() {
    let mut story = on_duty();
    golden::check("night-watch", |frame, look| {
        story.look(look);
        story.keys("<alt-7>");
        story.app.draw(frame);
        Caret::top(frame.area())
    });
}

#[test]
fn its_figures_are_blocks_with_and_without_colour() {
    let mut story = on_duty();
    for palette in [Palette::Mono, Palette::Ansi, Palette::Light] {
        story.look(&Look::new(Lang::Zh, palette, false));
        story.keys("<alt-7>");
        let shown = blocks(&drawn(&mut story, (80, 24)));
        // 10:30 stands top left, a point two cells wide: the first two figures.
        let row = |n: usize| {
            shown
                .lines()
                .filter(|l| l.contains('#'))
                .nth(n)
                .unwrap()
                .to_owned()
        };
        let figures = row(0)[..40].trim_matches('.').to_owned();
        assert!(figures.starts_with("##....######"), "1 and 0:\n{shown}");
        assert!(
            row(4)[..40].trim_matches('.').starts_with("######..######"),
            "{shown}"
        );
    }
    // Far larger where there is room.
    let count = |buf: &Buffer| blocks(buf).matches('#').count();
    let (small, large) = (drawn(&mut story, (80, 24)), drawn(&mut story, (200, 60)));
    assert!(count(&large) > 5 * count(&small));
}

#[test]
fn it_says_who_is_on_duty_and_nothing_of_a_file_and_is_not_left_by_a_touch() {
    let mut story = on_duty();
    story.register(r#"{"channel":"letter","received_on":"2026-10-20","requests":["低保被停请求复核"],"people":[{"name":"周某兰"}],"class":"request"}"#);
    story.event(zhuoluo::flow::Event::Changed);
    story.keys("<alt-7>");
    for lang in ["zh", "en"] {
        let screen = story.screen(80, 24);
        assert!(screen.contains("窗口一"), "{lang}: the crew:\n{screen}");
        for secret in ["周某兰", "低保", "999999-"] {
            assert!(!screen.contains(secret), "{lang}: {secret}\n{screen}");
        }
        story.keys("x1<tab>n").keys("<f8>");
    }
    assert!(!story.screen(80, 24).contains("低保"), "still covered");
    // In too small a space the same in a few lines.
    let small = story.screen(60, 20);
    assert!(
        small.contains("逾期1") && !small.contains("低保"),
        "{small}"
    );
    story.keys("<alt-7>");
    assert!(
        story.screen(80, 24).contains("低保"),
        "its own key leaves it"
    );
    story.keys("<alt-7><f12>");
    assert!(
        story.screen(80, 24).contains("120"),
        "the urgent card stands above it"
    );
    story.keys("<esc>");
    assert!(
        !story.screen(80, 24).contains("低保"),
        "and leaves it there"
    );
    story.keys("<esc>");
    assert!(story.screen(80, 24).contains("低保"));
}

#[test]
fn checking_in_on_it_says_so_and_who_is_not_on_duty_is_told() {
    let mut story = on_duty();
    story.keys("<alt-7><alt-0>");
    let screen = story.screen(80, 24);
    assert!(screen.contains("已报到"), "{screen}");
    let mut away = Story::new();
    away.keys("<alt-7><alt-0>");
    assert!(away.screen(80, 24).contains("不是你当班"));
}

#[test]
fn points_fit_what_there_is() {
    assert_eq!(points_across("00:00"), 17);
    assert_eq!(Point::fit(17, 38, 5), Some(Point { across: 2, down: 1 }));
    assert_eq!(Point::fit(17, 98, 24), Some(Point { across: 5, down: 4 }));
    assert_eq!(Point::fit(17, 300, 5), Some(Point { across: 3, down: 1 }));
    assert_eq!(Point::fit(17, 30, 5), None, "too narrow");
    assert_eq!(Point::fit(17, 80, 4), None, "too low");
    assert_eq!(Point::fit(0, 0, 0), None);
}
