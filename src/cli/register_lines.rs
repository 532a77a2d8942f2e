//! The lines of an input of petitions as they are checked one by one, and no more of what is wrong in them than anybody
//! reads.

use serde_json::{Value, json};

use super::input;
use super::out::{escaped, talk};
use crate::domain::fault::Fault;
use crate::domain::intake::Intake;
use crate::words::{Exit, Lang, Trouble};

/// A line that was checked.
pub(super) struct Checked {
    pub(super) number: usize,
    pub(super) result: Result<Intake, Vec<Fault>>,
}

impl Checked {
    fn faults(&self) -> &[Fault] {
        match &self.result {
            Ok(intake) => &intake.warnings,
            Err(faults) => faults,
        }
    }

    /// Leaves as many faults as anybody reads, and how many there are besides.
    fn cut(&mut self) {
        let faults = match &mut self.result {
            Ok(intake) => &mut intake.warnings,
            Err(faults) => faults,
        };
        if let Some(more) = faults.len().checked_sub(KEPT).filter(|more| *more > 0) {
            faults.truncate(KEPT);
            let weight = faults[0].weight;
            let said = say!("另有{more}处。", "{more} more.");
            let fault = Fault::refuse("", "more", said, "");
            faults.push(Fault { weight, ..fault });
        }
    }
}

/// Most lines of one input: more are a ledger, and belong to `import`.
const LINES: usize = 100_000;
/// So many lines are told of; the rest are counted.
const TOLD: usize = 100;
/// So many faults of one line are kept for the answer; the rest are counted.
const KEPT: usize = 100;

/// What was read of an input, and no more of what is wrong in it than anybody reads.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) all: usize,
    pub(super) bad: usize,
    /// Lines of which something was to be told.
    remarked: usize,
    /// The numbers of the good lines.
    pub(super) lines: Vec<usize>,
    pub(super) good: Vec<Intake>,
    /// The answer of `check-intake`.
    pub(super) data: String,
}

impl Taken {
    /// Takes in one line: what is wrong in it is told at once, of the first lines.
    pub(super) fn take(
        &mut self,
        mut line: Checked,
        write: bool,
        lang: Lang,
    ) -> Result<(), Trouble> {
        self.all += 1;
        if self.all > LINES {
            return Err(too_many());
        }
        if !line.faults().is_empty() {
            self.remarked += 1;
            if self.remarked <= TOLD {
                report(&line, lang);
            }
        }
        self.bad += usize::from(line.result.is_err());
        if !write {
            line.cut();
            self.data.push_str(&escaped(&judged(&line)));
            self.data.push('\n');
        } else if let Ok(intake) = line.result {
            self.lines.push(line.number);
            self.good.push(intake);
        }
        Ok(())
    }

    /// How many lines were not told of.
    pub(super) fn rest(&self, lang: Lang) {
        if let Some(more) = self.remarked.checked_sub(TOLD).filter(|more| *more > 0) {
            let said = say!(
                "另有{more}行也有问题或提示，没有逐行列出。",
                "{more} more lines have faults or remarks that are not told one by one."
            );
            talk(said.say(lang));
        }
    }
}

/// So many faults of one line are told; the rest are counted.
const SHOWN: usize = 20;

/// What `check-intake` says of a line.
fn judged(line: &Checked) -> Value {
    match &line.result {
        Ok(intake) => json!({
            "line": line.number,
            "ok": true,
            "class": intake.registration.class.code(),
            "warnings": intake.warnings,
        }),
        Err(faults) => json!({ "line": line.number, "ok": false, "faults": faults }),
    }
}

/// Tells what is wrong in a line.
pub(super) fn report(line: &Checked, lang: Lang) {
    let faults = line.faults();
    for fault in faults.iter().take(SHOWN) {
        let (n, said) = (line.number, input::said(fault, lang));
        let text = match (fault.stops(), lang) {
            (true, Lang::Zh) => format!("第{n}行：{said}"),
            (true, Lang::En) => format!("Line {n}: {said}"),
            (false, Lang::Zh) => format!("第{n}行 提示：{said}"),
            (false, Lang::En) => format!("Line {n}, please look: {said}"),
        };
        talk(&text);
    }
    if let Some(more) = faults.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let n = line.number;
        let said = say!("第{n}行：另有{more}处。", "Line {n}: {more} more.");
        talk(said.say(lang));
    }
}

fn too_many() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!("超过{LINES}行。", "There are more than {LINES} lines."),
        say!(
            "请分几次；是台账的，用 zhuoluo import。",
            "Give them in several parts; a ledger belongs to `zhuoluo import`."
        ),
    )
}
