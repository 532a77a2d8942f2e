//! The matter of an intake: facts, requests, one line for lists, how many people, who is accused.

use super::Checking;
use crate::domain::draft::Draft;
use crate::domain::event::Accused;
use crate::domain::fault::Fault;
use crate::domain::name;
use crate::domain::petition::Class;

impl Checking<'_> {
    pub(super) fn matter(&mut self, draft: &Draft) -> (String, String, Vec<String>) {
        let facts = self.text("facts", &draft.facts);
        let mut requests = Vec::new();
        for (i, request) in draft.requests.iter().enumerate() {
            let request = self.text(&format!("requests[{i}]"), request);
            if !request.is_empty() {
                requests.push(request);
            }
        }
        let mut summary = self.text("summary", &draft.summary);
        if summary.is_empty() {
            summary = first_line(requests.first().unwrap_or(&facts));
        }
        if requests.is_empty() && !(summary.is_empty() && facts.is_empty()) {
            requests.push(if facts.is_empty() {
                summary.clone()
            } else {
                facts.clone()
            });
        }
        if summary.is_empty() {
            self.faults.push(Fault::refuse(
                "requests",
                "no_matter",
                say!(
                    "没有写明信访事项。至少写一项诉求，或写明事实。",
                    "There is no matter. At least one request or the facts are needed."
                ),
                "要求核实征地补偿款并说明依据",
            ));
        }
        (summary, facts, requests)
    }

    pub(super) fn headcount(&mut self, typed: &str, parties: usize) -> u32 {
        let least = u32::try_from(parties.max(1)).unwrap_or(u32::MAX);
        let digits: String = typed.chars().map(name::narrow).collect();
        let digits = digits.trim().trim_end_matches(['人', '名', '位']);
        if digits.is_empty() {
            return least;
        }
        match digits.parse::<u32>() {
            Ok(n) if (1..=99_999).contains(&n) => n.max(least),
            _ => {
                let shown = crate::words::visible(typed, crate::words::Place::Line)
                    .chars()
                    .take(40)
                    .collect::<String>();
                self.faults.push(Fault::refuse(
                    "headcount",
                    "number",
                    say!(
                        "“{shown}”不是人数，应为1到99999。",
                        "\"{shown}\" is not a number of people from 1 to 99999."
                    ),
                    "5",
                ));
                least
            }
        }
    }

    pub(super) fn accused(&mut self, draft: &Draft, class: Class) -> Vec<Accused> {
        let mut accused = Vec::new();
        for (i, entry) in draft.accused.iter().enumerate() {
            let name = self.text(&format!("accused[{i}].name"), &entry.name);
            let unit = self.unit(&format!("accused[{i}].unit"), &entry.unit);
            if !name.is_empty() || unit.is_some() {
                accused.push(Accused {
                    name: name.into(),
                    unit,
                });
            }
        }
        if class == Class::Report && accused.is_empty() {
            self.faults.push(Fault::warn(
                "accused",
                "accused_missing",
                say!("检举控告未记明被反映的单位或个人；写明是谁或写明不详以前，不转出本办。", "The report names nobody accused; it does not leave the office until somebody says whom it accuses, or that nobody knows."),
                r#"[{"name":"戊村村委会","unit":"戊村"}]"#,
            ));
        }
        accused
    }
}

/// The first line or sentence, for lists.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut out: String = line.chars().take(60).collect();
    if line.chars().count() > 60 {
        out.push('…');
    }
    out
}
