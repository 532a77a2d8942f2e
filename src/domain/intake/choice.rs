//! The choices of an intake: channel, class, route, category, unit; blank is never a fault.

use super::Checking;
use crate::domain::fault::Fault;
use crate::domain::ids::UnitId;
use crate::domain::petition::{Channel, Class, Route};

impl Checking<'_> {
    pub(super) fn channel(&mut self, typed: &str) -> Channel {
        let found = choice(typed, Channel::parse)
            .or_else(|| (typed.trim() == "走访").then_some(Channel::Visit));
        found.unwrap_or_else(|| {
            self.not_listed(
                "channel",
                typed,
                Channel::ALL.iter().map(|c| (c.code(), c.word().zh)),
                Channel::Visit,
            )
        })
    }

    pub(super) fn class(&mut self, typed: &str, proposed: Option<Class>) -> Class {
        if !typed.trim().is_empty() {
            return Class::parse(typed).unwrap_or_else(|| {
                self.not_listed(
                    "class",
                    typed,
                    Class::ALL.iter().map(|c| (c.code(), c.word().zh)),
                    Class::Request,
                )
            });
        }
        let class = proposed.unwrap_or(Class::Request);
        let word = class.word();
        let (zh, en) = (word.zh, word.en);
        self.faults.push(Fault::warn(
            "class",
            "class_proposed",
            say!(
                "未填三类，暂按内容定为“{zh}”，请核对。",
                "No class was given; taken as \"{en}\" from the text, please check."
            ),
            class.code(),
        ));
        class
    }

    pub(super) fn route(&mut self, typed: &str, class: Class) -> Option<Route> {
        if typed.trim().is_empty() {
            return None;
        }
        let route = Route::parse(typed).unwrap_or_else(|| {
            self.not_listed(
                "route",
                typed,
                Route::ALL.iter().map(|c| (c.code(), c.word().zh)),
                Route::Petition,
            )
        });
        (class == Class::Request).then_some(route)
    }

    pub(super) fn category(&mut self, typed: &str) -> String {
        if typed.trim().is_empty() {
            return String::new();
        }
        self.desk.categories.find(typed).unwrap_or_else(|| {
            let all = self.desk.categories.all();
            self.not_listed(
                "category",
                typed,
                all.iter()
                    .take(6)
                    .map(|c| (c.code.as_str(), c.name.as_str())),
                String::new(),
            )
        })
    }

    pub(super) fn unit(&mut self, field: &str, typed: &str) -> Option<UnitId> {
        if typed.trim().is_empty() {
            return None;
        }
        let found = self.desk.units.find(typed);
        if found.is_none() {
            let units: Vec<_> = self
                .desk
                .units
                .0
                .iter()
                .take(6)
                .map(|u| (u.id.0.to_string(), u.name.clone()))
                .collect();
            self.not_listed(
                field,
                typed,
                units.iter().map(|(a, b)| (a.as_str(), b.as_str())),
                (),
            );
        }
        found
    }
}

/// Reads a choice; blank is the first of its list by convention of the caller.
fn choice(typed: &str, parse: fn(&str) -> Option<Channel>) -> Option<Channel> {
    if typed.trim().is_empty() {
        Some(Channel::Visit)
    } else {
        parse(typed)
    }
}
