//! One field of an intake: its text, its date, or a value that is not on its list.

use chrono::NaiveDate;

use super::{Checking, LONGEST};
use crate::domain::date;
use crate::domain::fault::Fault;

impl Checking<'_> {
    /// Refuses a list that is longer than one petition can hold and a screen can show.
    pub(super) fn few(&mut self, field: &str, count: usize, most: usize) {
        if count > most {
            self.faults.push(Fault::refuse(
                field,
                "too_many",
                say!("有{count}项，一件最多{most}项；其余请作附件，人数填“人数”一项。", "There are {count}, at most {most} fit one petition; attach the others, and give the number of people."),
                "",
            ));
        }
    }

    pub(super) fn text(&mut self, field: &str, text: &str) -> String {
        let count = text.chars().count();
        if count > LONGEST {
            self.faults.push(Fault::refuse(
                field,
                "too_long",
                say!("有{count}字，最多{LONGEST}字；长材料请作附件。", "It has {count} characters, at most {LONGEST} fit; keep long papers as attachments."),
                "",
            ));
            return String::new();
        }
        if crate::words::has_controls(text) {
            self.faults.push(Fault::warn(
                field,
                "control_characters",
                say!(
                    "含有控制字符，显示时会标出。",
                    "It holds control characters; they are shown as marks."
                ),
                "",
            ));
        }
        text.trim().to_owned()
    }

    pub(super) fn date(&mut self, field: &str, typed: &str, default: NaiveDate) -> NaiveDate {
        if typed.trim().is_empty() {
            return default;
        }
        let today = self.desk.today;
        let shown = crate::words::visible(typed, crate::words::Place::Line)
            .chars()
            .take(40)
            .collect::<String>();
        match date::parse(typed) {
            Some(date) if date > today => {
                self.faults.push(Fault::refuse(
                    field,
                    "date",
                    say!(
                        "日期{date}在今天{today}之后。",
                        "The date {date} lies after today, {today}."
                    ),
                    &today.to_string(),
                ));
                default
            }
            Some(date) => date,
            None => {
                self.faults.push(Fault::refuse(
                    field,
                    "date",
                    say!(
                        "“{shown}”不是日期，应为年-月-日。",
                        "\"{shown}\" is not a date; expected year-month-day."
                    ),
                    "2026-03-05",
                ));
                default
            }
        }
    }

    /// Reports a value that is not on its list, with the first few that are.
    pub(super) fn not_listed<'b, T>(
        &mut self,
        field: &str,
        typed: &str,
        list: impl Iterator<Item = (&'b str, &'b str)>,
        fallback: T,
    ) -> T {
        let shown = crate::words::visible(typed, crate::words::Place::Line)
            .chars()
            .take(40)
            .collect::<String>();
        let list: Vec<_> = list
            .map(|(code, word)| format!("{code}（{word}）"))
            .collect();
        let all = list.join(" ");
        self.faults.push(Fault::refuse(
            field,
            "not_listed",
            say!(
                "“{shown}”不在列。可用：{all}。",
                "\"{shown}\" is not on the list: {all}."
            ),
            &list.first().cloned().unwrap_or_default(),
        ));
        fallback
    }
}
