//! The menu of steps: what pays a debt first, then what else is open, then what is closed and why.

use super::words as w;
use crate::domain::event::StepKind;
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::step::{self, Ground};
use crate::flow::view::File;
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
            lines,
        })
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
