//! What each pane of a case says: the file as items to read.

use chrono::NaiveDate;

use super::pane::Pane;
use super::{accused, told, words as w};
use crate::domain::alert::{self, Level};
use crate::domain::case::Case;
use crate::domain::event::{Event, Step, placed};
use crate::domain::obligation::{Kind, Obligation, State};
use crate::domain::office::Office;
use crate::flow::brief;
use crate::flow::view::File;
use crate::look::Role;
use crate::widgets::items::Item;
use crate::widgets::timeline::Moment;
use crate::words::{Lang, Outside, Shown, Word};

/// Everything that turns a file into words.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The office.
    pub office: &'a Office,
    /// Its civil date.
    pub today: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Whether numbers of persons are shown in full.
    pub open: bool,
}

impl Teller<'_> {
    /// How many rows a pane has to choose from.
    #[must_use]
    pub fn count(self, file: &File, pane: Pane) -> usize {
        match pane {
            Pane::Timeline => file.events.len(),
            Pane::Owed => debts(file, self.today).len().max(1),
            Pane::Kin => file.kin.len(),
            Pane::Facts => self.facts(file).len(),
            Pane::People => self.people(file).len(),
        }
    }

    /// The items of a pane; the timeline has moments instead.
    #[must_use]
    pub fn items(self, file: &File, pane: Pane) -> Vec<Item> {
        match pane {
            Pane::Facts => self.facts(file),
            Pane::People => self.people(file),
            Pane::Owed => self.owed(file),
            Pane::Kin => self.kin(file),
            Pane::Timeline => Vec::new(),
        }
    }

    fn fact(self, label: Word, value: &str) -> Option<Item> {
        (!value.trim().is_empty()).then(|| Item::fact(label.say(self.lang), value))
    }

    fn facts(self, file: &File) -> Vec<Item> {
        let Some(case) = &file.case else {
            return vec![Item::new(vec![(
                Role::Danger,
                w::VOID.say(self.lang).to_owned(),
            )])];
        };
        let r = &case.registration;
        let lang = self.lang;
        let handlers: Vec<Shown> = case.handlers.iter().map(Outside::line).collect();
        let dates = w::dates(r.petitioned_on, case.received_on, case.registered.on);
        let mut out: Vec<Item> = [
            self.fact(w::SUMMARY, &r.summary.line()),
            self.fact(w::NUMBER, &file.number.0),
            self.fact(w::CODE, &file.code.0),
            self.fact(w::EXTERNAL, &r.external_no.line()),
            self.fact(w::CHANNEL, r.channel.word().say(lang)),
            self.fact(w::DATES, dates.say(lang)),
            self.fact(w::CLASS, &self.class(case)),
            self.fact(w::CATEGORY, &self.category(case)),
            self.fact(w::PLACE, &r.place.line()),
            self.fact(w::ACCUSED, &accused::names(case, self.office, false)),
            self.fact(w::ACCUSED_ONCE, &accused::once(case, self.office, lang)),
            self.fact(w::PROPOSED, &self.proposed(case)),
            self.fact(w::LEAD, &case.lead.line()),
            self.fact(w::HANDLERS, &handlers.join(" ")),
        ]
        .into_iter()
        .flatten()
        .collect();
        out.splice(0..0, accused::reached(case, file, self.office, lang));
        out.extend(requests(case, lang));
        out.extend(self.fact(w::REASONS, &r.facts.lines()));
        out
    }

    fn class(self, case: &Case) -> String {
        let lang = self.lang;
        let route = case.route.map_or("", |p| p.word().say(lang));
        let simple = if case.simple { w::SIMPLE.say(lang) } else { "" };
        [case.class.word().say(lang), route, simple]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn category(self, case: &Case) -> String {
        let code = &case.category;
        if code.is_empty() {
            String::new()
        } else {
            self.office.categories.label(code)
        }
    }

    /// The unit proposed at intake, until the petition was sent somewhere.
    fn proposed(self, case: &Case) -> String {
        let unit = case.registration.unit.filter(|_| case.referrals.is_empty());
        unit.map(|u| self.office.units.name(u)).unwrap_or_default()
    }

    fn owed(self, file: &File) -> Vec<Item> {
        let all = debts(file, self.today);
        if all.is_empty() {
            return vec![Item::new(vec![(
                Role::Good,
                w::NOTHING_OWED.say(self.lang).to_owned(),
            )])];
        }
        all.into_iter().map(|o| self.debt(o)).collect()
    }

    fn debt(self, owed: &Obligation) -> Item {
        let lang = self.lang;
        let line = w::owed_line(owed, &self.office.units.name(owed.owed_by));
        let left = w::left(owed, self.today);
        if !owed.is_owed(self.today) {
            return Item::new(vec![(
                Role::Quiet,
                format!("{}  {}", line.say(lang), left.say(lang)),
            )]);
        }
        let role = match alert::level(owed, self.today, self.office.rules.ladder.near) {
            Level::Overdue => Role::Danger,
            Level::Due | Level::Near => Role::Warn,
            Level::Far => Role::Debt,
        };
        let mut item = Item::new(vec![
            (role, format!("[{}]", left.say(lang))),
            (Role::Text, format!(" {}", line.say(lang))),
        ]);
        item = item.and(Role::Text, format!("\n{}", w::until(&owed.due).say(lang)));
        if owed.due.provisional {
            item = item.and(Role::Warn, format!(" [{}]", w::PROVISIONAL.say(lang)));
        }
        if owed.assumed {
            item = item.and(Role::Warn, format!(" [{}]", w::ASSUMED_SHORT.say(lang)));
        }
        let item = item.and(
            Role::Quiet,
            format!(" {}", self.office.rules.article(&owed.basis)),
        );
        match brief::rung(owed, self.office, self.today) {
            Some(rung) => item.and(Role::Quiet, format!("  {}", rung.say(lang))),
            None => item,
        }
    }

    fn kin(self, file: &File) -> Vec<Item> {
        let line = |row: &crate::flow::view::PetitionRow| {
            Item::new(vec![
                (Role::Text, format!("{} ", row.number)),
                (
                    Role::Title,
                    format!("{} ", row.status.word().say(self.lang)),
                ),
                (Role::Quiet, format!("{} ", row.received_on)),
                (Role::Text, row.summary.line().into()),
            ])
        };
        file.kin.iter().map(line).collect()
    }

    /// The timeline, oldest first.
    #[must_use]
    pub fn moments(self, file: &File) -> Vec<Moment> {
        file.events
            .iter()
            .map(|e| self.moment(e, &file.events))
            .collect()
    }

    fn moment(self, event: &Event, all: &[Event]) -> Moment {
        let lang = self.lang;
        let fix = all.iter().rev().find_map(|e| match &e.what {
            Step::Correct { of, void, .. } if *of == event.seq => Some(*void),
            _ => None,
        });
        let mark = fix.map_or("", |void| {
            if void {
                w::VOIDED.say(lang)
            } else {
                w::CORRECTED.say(lang)
            }
        });
        let said = told::event(&placed(event, all), self.office);
        let why = event.why.lines();
        let detail = [said.say(lang), why.as_str()]
            .into_iter()
            .filter(|t| !t.trim().is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        Moment {
            when: event.on.to_string(),
            title: format!("{}{mark}", event.what.kind().word().say(lang)),
            who: w::by(&event.by.line(), event.on, event.at.date_naive())
                .say(lang)
                .to_owned(),
            detail,
            role: if fix.is_some() {
                Role::Quiet
            } else {
                Role::Title
            },
        }
    }
}

/// The requests, numbered, each with its outcome once there is one.
fn requests(case: &Case, lang: Lang) -> Vec<Item> {
    let line = |(n, text): (usize, &Outside)| {
        let item = Item::fact(w::request(n).say(lang), &text.lines());
        match case.outcomes.get(n) {
            Some(outcome) => item.and(Role::Key, format!(" [{}]", outcome.word().say(lang))),
            None => item,
        }
    };
    case.registration
        .requests
        .iter()
        .enumerate()
        .map(line)
        .collect()
}

/// What is owed, soonest first, then what is done. What fell away is not shown, nor the last day of an
/// objection once nobody needs it.
#[must_use]
pub fn debts(file: &File, today: NaiveDate) -> Vec<&Obligation> {
    let mut all: Vec<&Obligation> = file
        .obligations
        .iter()
        .filter(|o| {
            o.is_owed(today)
                || !matches!(
                    (o.kind, o.state(today)),
                    (Kind::Object, _) | (_, State::Void)
                )
        })
        .collect();
    all.sort_by_key(|o| {
        (
            !o.is_owed(today),
            if o.is_owed(today) {
                o.due.effective
            } else {
                NaiveDate::MIN
            },
        )
    });
    all
}
