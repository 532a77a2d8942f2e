//! A choice field: closed, it shows what is chosen; open, a list hangs under it and what is typed narrows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::input;
use super::list::{self, Rows};
use crate::forms::{Answer, Choice, Popup, Proposal};
use crate::look::{Look, Pen, Role};
use crate::words::Word;

/// Draws the field while its list is closed. An id that is in no list is shown as it is.
pub(super) fn closed(
    look: &Look,
    buf: &mut Buffer,
    line: Rect,
    chosen: Option<&Choice>,
    value: &str,
    focused: bool,
) -> Caret {
    let role = if focused { Role::Field } else { Role::Text };
    let mut pen = look.pen(buf, line, 0);
    match chosen {
        Some(choice) => pen.write(choice.label.say(look.lang), role),
        None => pen.write(value, Role::Warn),
    };
    mark(&mut pen, focused);
    Caret::At(line.x, line.y)
}

/// Draws the field while nothing is chosen: what is proposed, else what to choose.
pub(super) fn open(
    look: &Look,
    buf: &mut Buffer,
    line: Rect,
    proposal: Option<&Proposal>,
    hint: &str,
    focused: bool,
) -> Caret {
    let mut pen = look.pen(buf, line, 0);
    match proposal {
        Some(proposal) => propose(&mut pen, proposal),
        None if hint.is_empty() => {
            pen.write(Word::new("未选", "not chosen").say(look.lang), Role::Quiet);
        }
        None => {
            pen.write(hint, Role::Quiet);
        }
    }
    mark(&mut pen, focused);
    Caret::At(line.x, line.y)
}

/// Writes a proposal.
pub(super) fn propose(pen: &mut Pen<'_>, proposal: &Proposal) {
    let lang = pen.look().lang;
    pen.write(Word::new("建议：", "Proposed: ").say(lang), Role::Key)
        .write(proposal.label.say(lang), Role::Text);
}

/// The sign that a list hangs here.
fn mark(pen: &mut Pen<'_>, focused: bool) {
    let more = pen.look().symbols.more;
    pen.gap(1)
        .write(more, if focused { Role::Key } else { Role::Quiet });
}

/// The other word by which a choice was found: 公安局 by 派出所.
pub(super) fn by(pen: &mut Pen<'_>, answer: &Answer) {
    if let Some((word, lit)) = answer.by() {
        pen.gap(2).write_lit(word, Role::Quiet, &lit);
    }
}

/// Draws the open list under (or over) the line of its field; the cursor stands in what is typed.
pub(super) fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    line: Rect,
    choices: &[Choice],
    popup: &Popup,
) -> Caret {
    let caret = input::draw(
        look,
        buf,
        line,
        &popup.query,
        true,
        Word::new("输入以筛选", "Type to narrow").say(look.lang),
    );
    let (below, above) = (
        area.bottom().saturating_sub(line.bottom()),
        line.y.saturating_sub(area.y),
    );
    let room = below.max(above).min(10);
    let wanted = u16::try_from(popup.items.len().max(1))
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(room);
    if wanted == 0 {
        return caret;
    }
    let y = if below >= wanted {
        line.bottom()
    } else {
        line.y.saturating_sub(wanted)
    };
    let place = Rect {
        x: line.x,
        y,
        width: line.width.min(60),
        height: wanted,
    };
    look.fill(buf, place, Role::Text);
    let inner = look.frame(buf, place, "", Role::Focus);
    let mut rows = Rows::new(popup.items.len());
    rows.choose(popup.chosen);
    list::draw(look, buf, inner, &rows, true, |row, pen| {
        if let Some(answer) = popup.items.get(row)
            && let Some(choice) = choices.get(answer.at)
        {
            let lit = answer.lit(&choice.label, look.lang);
            pen.write_lit(choice.label.say(look.lang), Role::Text, &lit);
            by(pen, answer);
            pen.gap(2).write(choice.note.say(look.lang), Role::Quiet);
        }
    });
    if popup.items.is_empty() {
        let none = Word::new("没有符合的", "Nothing answers to that");
        let mut pen = look.pen(buf, inner, 0);
        pen.gap(2).write(none.say(look.lang), Role::Quiet);
    }
    caret
}
