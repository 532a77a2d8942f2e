//! Whether a handover may be drafted, looked at, signed.

use chrono::{NaiveDateTime, TimeDelta};

use super::{Ground, at, known};
use crate::domain::duty::deed::Deed;
use crate::domain::duty::handed::{HandoverRecord, Outline};
use crate::domain::duty::rota::{final_rota, spells};
use crate::domain::duty::sides::Sides;
use crate::words::Sentence;

/// The handover's events; `None` for any other.
pub fn check(deed: &Deed, g: Ground<'_>) -> Option<Result<(), Sentence>> {
    Some(match deed {
        Deed::Handover { to, .. } => g.hand_over(*to),
        Deed::Touch { of, line } => g.touch(*of, *line),
        Deed::Sign { of, incoming, who } => g.sign(*of, *incoming, who),
        _ => return None,
    })
}

/// The lines that a touch or a signature is about. Without them neither is taken.
fn outline(h: &HandoverRecord) -> Result<&Outline, Sentence> {
    let id = h.stamp.seq;
    h.outline.as_deref().ok_or_else(|| {
        say!(
            "第{id}号交接的内容没有读出来。",
            "The lines of handover {id} were not read."
        )
    })
}

impl Ground<'_> {
    /// The crews on both sides of a shift's end.
    fn sides(self, to: NaiveDateTime) -> Option<Sides> {
        let day = TimeDelta::days(2);
        let turns = final_rota(self.book, self.calendar, to - day, to + day);
        let all = spells(&turns);
        let out = all.iter().find(|s| s.to == to)?;
        let come = all
            .iter()
            .find(|s| s.from <= to && to < s.to && out.from < s.from)?;
        Sides::of(&out.last, &come.first)
    }

    fn hand_over(self, to: NaiveDateTime) -> Result<(), Sentence> {
        let said = at(to);
        let Some(sides) = self.sides(to) else {
            return Err(say!(
                "{said}没有要交接的班。",
                "No shift is handed over at {said}."
            ));
        };
        let me = &self.operator.login;
        if !sides.has(me) {
            return Err(say!(
                "“{me}”不在这次交接的两个班里。",
                "\"{me}\" belongs to neither shift of this handover."
            ));
        }
        if self.now + TimeDelta::hours(1) < to {
            return Err(say!(
                "{said}交接，提前一小时起草。",
                "The handover at {said} is drafted within the hour before."
            ));
        }
        let signed =
            |h: &HandoverRecord| h.to == to && (h.outgoing.is_some() || h.incoming.is_some());
        if self.book.handovers.iter().any(signed) {
            return Err(say!(
                "{said}的交接已有人签字，不能重拟。",
                "The handover at {said} is signed by one side and not drafted again."
            ));
        }
        Ok(())
    }

    fn touch(self, of: i64, line: usize) -> Result<(), Sentence> {
        let Some(h) = self.book.handovers.iter().find(|h| h.stamp.seq == of) else {
            return known(false, of, "交接", "handover");
        };
        let outline = outline(h)?;
        if !(1..=outline.count).contains(&line) {
            return Err(say!(
                "这次交接没有第{line}行。",
                "This handover has no line {line}."
            ));
        }
        let me = &self.operator.login;
        if !self.sides(h.to).is_some_and(|s| s.signs(me, true)) {
            return Err(say!(
                "由接班人逐项过目，“{me}”不是接班人。",
                "The incoming officer looks at each line; \"{me}\" is not one."
            ));
        }
        Ok(())
    }

    fn sign(self, of: i64, incoming: bool, who: &str) -> Result<(), Sentence> {
        let Some(h) = self.book.handovers.iter().find(|h| h.stamp.seq == of) else {
            return known(false, of, "交接", "handover");
        };
        let newest = self.book.handovers.iter().rfind(|n| n.to == h.to);
        if newest.is_some_and(|n| n.stamp.seq != of) {
            return Err(say!(
                "第{of}号交接已重拟，请签新的一份。",
                "Handover {of} was drafted again; sign the new one."
            ));
        }
        if !self.sides(h.to).is_some_and(|s| s.signs(who, incoming)) {
            let (zh, en) = if incoming {
                ("接班", "incoming")
            } else {
                ("交班", "outgoing")
            };
            return Err(say!(
                "“{who}”不是{zh}人，不能签。",
                "\"{who}\" is not of the {en} side and cannot sign."
            ));
        }
        let left = h.untouched(outline(h)?);
        if incoming && !left.is_empty() {
            let lines: Vec<String> = left.iter().map(ToString::to_string).collect();
            let lines = lines.join(" ");
            return Err(say!(
                "还有标记的事项没有过目：第{lines}行。",
                "Flagged lines are not looked at yet: {lines}."
            ));
        }
        let already = if incoming { &h.incoming } else { &h.outgoing };
        if already.is_some() {
            return Err(say!("这一方已经签过。", "This side is signed already."));
        }
        let other = if incoming { &h.outgoing } else { &h.incoming };
        if other.as_ref().is_some_and(|(by, _)| by == who) {
            return Err(say!(
                "“{who}”已为另一方签过；交班、接班由两个人签。",
                "\"{who}\" signed for the other side; two persons sign a handover."
            ));
        }
        Ok(())
    }
}
