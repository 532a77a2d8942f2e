//! From the state to the bytes of a frame, beside ratatui drawing plain paragraphs of the same text.

use ratatui::widgets::Paragraph;
use zhuoluo::app::App;
use zhuoluo::flow::{Effect, Event};
use zhuoluo::keys::{Chord, Key};
use zhuoluo::look::Look;

use super::keystroke::{paint, terminal};
use super::kit::{self, Times};

pub fn run() {
    let store = kit::open(&kit::office(10_000));
    for (width, height) in [(80, 24), (200, 60)] {
        let mut app = App::new(store.office(), Look::default(), kit::now());
        let today = kit::now().date_naive();
        let mut queue = app.start();
        queue.extend(app.handle(Event::Key(Chord {
            alt: true,
            ..Chord::new(Key::Char('6'))
        })));
        while let Some(effect) = queue.pop() {
            if let Effect::Ask(ticket, ask) = effect {
                queue.extend(app.handle(Event::Reply(ticket, store.ask(&ask, today))));
            }
        }
        let (mut first, mut next, mut peer) =
            (Times::default(), Times::default(), Times::default());
        let line = "征地补偿款迟迟未到账，请求核实并说明依据。".repeat(6);
        let text = vec![line; usize::from(height)].join("\n");
        let mut bytes = 0;
        for _ in 0..200 {
            let mut screen = terminal(width, height);
            bytes = first.run(|| paint(&mut screen, &mut app));
            app.handle(Event::Key(Chord::new(Key::Down)));
            next.run(|| paint(&mut screen, &mut app));
            let mut plain = terminal(width, height);
            peer.run(|| {
                let _ = plain
                    .draw(|frame| frame.render_widget(Paragraph::new(text.as_str()), frame.area()));
                plain.backend_mut().take().len()
            });
        }
        peer.print(&format!(
            "ratatui, a paragraph, first frame {width}×{height}"
        ));
        first.print(&format!(
            "ledger, first frame {width}×{height} ({bytes} bytes)"
        ));
        next.print(&format!("ledger, next row {width}×{height}"));
        kit::ratio(&first, &peer);
    }
}
