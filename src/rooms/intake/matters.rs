//! Petitions of others that are like the matter on the form: each in three lines or in one.

use super::answers;
use super::words;
use crate::flow::brief;
use crate::flow::view::MatterCard;
use crate::forms::Form;
use crate::look::{Pen, Role};
use crate::rooms::Cx;
use crate::words::Word;

/// What was answered to a petition.
#[must_use]
pub fn tag(form: &Form, card: &MatterCard) -> Option<Word> {
    let same = answers::answered_matter(form, &card.row)?;
    Some(if same {
        words::SAME_MATTER
    } else {
        words::NO_MATTER
    })
}

/// The matter, with what was answered.
pub fn head(
    pen: &mut Pen<'_>,
    card: &MatterCard,
    (chosen, tag): (bool, Option<Word>),
    cx: &Cx<'_>,
) {
    let mark = if chosen {
        pen.look().symbols.chosen
    } else {
        " "
    };
    pen.write(mark, Role::Key).gap(1);
    if let Some(tag) = tag {
        pen.write("[", Role::Good)
            .write(tag.say(cx.lang), Role::Good)
            .write("]", Role::Good)
            .gap(1);
    }
    let role = if chosen { Role::Title } else { Role::Text };
    pen.write(&card.row.summary.line(), role);
}

/// Which petition it is, where it stands, with whom; and whose it is, as far as the operator may know.
pub fn petition(pen: &mut Pen<'_>, card: &MatterCard, cx: &Cx<'_>) {
    let row = &card.row;
    pen.gap(2)
        .write(brief::number(&row.number, &cx.office.area), Role::Quiet)
        .gap(1)
        .write(&row.received_on.to_string(), Role::Quiet)
        .gap(1)
        .write(row.status.word().say(cx.lang), Role::Quiet)
        .gap(1)
        .write(&row.name.line(), Role::Text)
        .gap(1)
        .write(&cx.office.units.name(row.holder), Role::Quiet);
}

/// The whole on one line.
pub fn one_line(pen: &mut Pen<'_>, card: &MatterCard, tag: Option<Word>, cx: &Cx<'_>) {
    head(pen, card, (false, tag), cx);
    pen.gap(2).write(card.why.say(cx.lang), Role::Quiet);
}
