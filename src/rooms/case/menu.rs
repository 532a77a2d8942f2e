//! The menu of steps: what pays a debt first, then what else is open, then what is closed and why.

use super::words as w;
use crate::domain::event::StepKind;
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::step::{self, Ground};
use crate::flow::view::File;
use crate::forms::{Lines, Text};
use crate::keys::{Action, Chord};
use crate::search::fuzzy_words;
use crate::widgets::list::Rows;
use crate::words::Sentence;

/// One step of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The step.
    pub kind: StepKind,
    /// Why it is closed.
    pub closed: Option<Sentence>,
    /// What it would pay, with the days left.
    pub pays: Option<Sentence>,
}

/// The menu and its chosen line.
#[derive(Debug)]
pub struct Menu {
    /// All steps.
    all: Vec<Line>,
    /// What was typed to narrow them.
    pub typed: Text,
    /// Those that answer to it.
    pub lines: Vec<Line>,
    /// The chosen one.
    pub rows: Rows,
}

impl Menu {
    /// The menu of a case; `None` when its registration was voided.
    #[must_use]
    pub fn of(file: &File, ground: Ground<'_>) -> Option<Self> {
        let case = file.case.as_ref()?;
        let mut owed: Vec<&Obligation> = file
            .obligations
            .iter()
            .filter(|o| o.is_owed(ground.today))
            .collect();
        owed.sort_by_key(|o| o.due.effective);
        let line = |(kind, closed): (StepKind, Option<Sentence>)| {
            let debt = owed.iter().find(|o| closed.is_none() && pays(kind, o.kind));
            Line {
                kind,
                closed,
                pays: debt.map(|o| w::pays(o, ground.today)),
            }
        };
        let mut lines: Vec<Line> = step::menu(case, ground).into_iter().map(line).collect();
        let rank = |l: &Line| {
            let debt = owed
                .iter()
                .position(|o| l.pays.is_some() && pays(l.kind, o.kind));
            (l.closed.is_some(), debt.unwrap_or(usize::MAX))
        };
        lines.sort_by_key(rank);
        Some(Self {
            rows: Rows::new(lines.len()),
            typed: Text::new(Lines::One, 60),
            all: lines.clone(),
            lines,
        })
    }

    /// A key that types; a bare character narrows the steps.
    pub fn press(&mut self, chord: Chord) {
        if self.typed.press(chord, 0, |_| 1).is_change() {
            self.narrow();
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.typed.type_text(text);
        self.narrow();
    }

    /// Moves, or edits what was typed.
    pub fn act(&mut self, action: Action) {
        if !self.rows.act(action) && self.typed.act(action).is_change() {
            self.narrow();
        }
    }

    /// Those steps that answer to what was typed, the best first; all in their order for nothing.
    fn narrow(&mut self) {
        let words = self.all.iter().map(|line| line.kind.word());
        let words: Vec<(&str, &str)> = words.map(|word| (word.zh, word.en)).collect();
        let hits = fuzzy_words(self.typed.as_str(), &words);
        self.lines = (hits.iter().map(|hit| self.all[hit.index].clone())).collect();
        self.rows = Rows::new(self.lines.len());
    }

    /// The chosen line.
    #[must_use]
    pub fn chosen(&self) -> Option<&Line> {
        self.lines.get(self.rows.chosen()?)
    }
}

/// True when a step pays an obligation of a kind.
const fn pays(step: StepKind, kind: Kind) -> bool {
    matches!(
        (step, kind),
        (
            StepKind::Forward | StepKind::Assign | StepKind::Accept,
            Kind::Forward
        ) | (StepKind::SignFor, Kind::SignFor)
            | (StepKind::Notify, Kind::Notify | Kind::TellExtension)
            | (StepKind::Answer, Kind::Answer | Kind::ReportBack)
            | (StepKind::Serve, Kind::Serve)
            | (StepKind::Forward | StepKind::Assign, Kind::PassOn)
            | (StepKind::Accept, Kind::Accept)
            | (StepKind::Mediate, Kind::Answer)
            | (StepKind::AnswerReview, Kind::Review)
            | (StepKind::AnswerRereview, Kind::Rereview)
            | (StepKind::ReplyToSupervision, Kind::ReplyToSupervision)
            | (StepKind::Lead, Kind::LeadAction | Kind::PlanStep)
            | (StepKind::Fulfil, Kind::Fulfil)
    )
}
