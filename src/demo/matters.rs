//! The matters of the synthetic office: texts from templates, with places, sums and months of their own.

use serde::Deserialize;

use super::seed::Seed;
use crate::domain::category::Category;
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::{Class, Route};
use crate::words::Sentence;

/// One template.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    weight: u32,
    #[serde(default = "request")]
    pub class: Class,
    #[serde(default = "petition")]
    pub route: Route,
    pub category: String,
    #[serde(default)]
    pub group: bool,
    #[serde(default)]
    pub simple: bool,
    #[serde(default)]
    pub accused: String,
    #[serde(default)]
    pub accused_name: String,
    #[serde(default)]
    pub body: String,
    #[serde(default)]
    pub limit: String,
    pub summary: String,
    #[serde(default)]
    pub facts: String,
    pub requests: Vec<String>,
}

const fn request() -> Class {
    Class::Request
}

const fn petition() -> Route {
    Route::Petition
}

#[derive(Deserialize)]
struct Table {
    matter: Vec<Matter>,
}

/// A village with the town above it.
struct Place {
    town: (UnitId, String),
    village: (UnitId, String),
}

/// The templates and the places of the office.
pub struct Matters {
    weighed: Vec<(u32, Matter)>,
    places: Vec<Place>,
    /// Who investigates reports.
    discipline: UnitId,
    /// For each template, the department that usually answers; towns answer by place.
    units: Vec<Option<UnitId>>,
}

/// A matter told for one petition.
pub struct Told<'a> {
    pub matter: &'a Matter,
    pub place: String,
    pub town: UnitId,
    pub village: UnitId,
    pub unit: UnitId,
    pub summary: String,
    pub facts: String,
    pub requests: Vec<String>,
    pub accused_name: String,
}

impl Matters {
    /// The templates that come with the program, for the units of an office.
    pub fn shipped(office: &Office) -> Result<Self, Sentence> {
        let table: Table =
            toml::from_str(include_str!("../../data/demo/matters.toml")).map_err(|e| {
                let e = e.to_string();
                say!(
                    "演示事项表读不懂：{e}",
                    "The table of demo matters cannot be read: {e}"
                )
            })?;
        let all = &office.units.0;
        let mut places: Vec<Place> = Vec::new();
        for village in all.iter().filter(|u| u.kind == "village") {
            let above = village.under.and_then(|id| office.units.get(id));
            places.extend(above.map(|town| Place {
                town: (town.id, town.name.clone()),
                village: (village.id, village.name.clone()),
            }));
        }
        if places.is_empty() {
            return Err(say!(
                "单位名册里没有乡镇和村。",
                "The list of units has no towns and villages."
            ));
        }
        let discipline = all
            .iter()
            .find(|u| u.name.ends_with("纪委监委"))
            .map_or(UnitId::OFFICE, |u| u.id);
        let usual = |m: &Matter| {
            let category: &Category = office.categories.get(&m.category)?;
            office.categories.unit_for(category, "", &office.units)
        };
        let units = table.matter.iter().map(usual).collect();
        let mut sum = 0;
        let weighed = table.matter.into_iter().map(|m| {
            sum += m.weight;
            (sum, m)
        });
        Ok(Self {
            weighed: weighed.collect(),
            places,
            discipline,
            units,
        })
    }

    /// A town and a village in it, by name.
    pub fn place(&self, seed: &mut Seed) -> (&str, &str) {
        match seed.pick(&self.places) {
            Some(place) => (&place.town.1, &place.village.1),
            None => ("", ""),
        }
    }

    /// A template by weight, with its place in the table.
    pub fn choose(&self, seed: &mut Seed) -> Option<(usize, &Matter)> {
        let total = self.weighed.last().map_or(0, |(sum, _)| *sum);
        let at = seed.below(total);
        let place = self.weighed.partition_point(|(sum, _)| *sum <= at);
        self.weighed.get(place).map(|(_, matter)| (place, matter))
    }

    /// Tells a matter for somebody.
    pub fn tell<'a>(
        &'a self,
        (at, matter): (usize, &'a Matter),
        who: &str,
        year: i32,
        seed: &mut Seed,
    ) -> Option<Told<'a>> {
        let place = seed.pick(&self.places)?;
        let facts = Facts {
            who,
            town: &place.town.1,
            village: &place.village.1,
            n: seed.between(3, 60).to_string(),
            money: (seed.between(8, 999) * 200).to_string(),
            mu: format!("{}.{}", seed.below(9), seed.between(1, 9)),
            month: seed.between(1, 12).to_string(),
            year: (year - 1).to_string(),
        };
        let unit = match matter.class {
            Class::Report => self.discipline,
            _ => self
                .units
                .get(at)
                .copied()
                .flatten()
                .unwrap_or(place.town.0),
        };
        Some(Told {
            matter,
            place: format!("{}{}", place.town.1, place.village.1),
            town: place.town.0,
            village: place.village.0,
            unit,
            summary: facts.fill(&matter.summary),
            facts: facts.fill(&matter.facts),
            requests: matter.requests.iter().map(|r| facts.fill(r)).collect(),
            accused_name: facts.fill(&matter.accused_name),
        })
    }
}

/// What the tokens of a template stand for.
struct Facts<'a> {
    who: &'a str,
    town: &'a str,
    village: &'a str,
    n: String,
    money: String,
    mu: String,
    month: String,
    year: String,
}

impl Facts<'_> {
    fn fill(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (token, behind) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(match token {
                "who" => self.who,
                "town" => self.town,
                "village" => self.village,
                "n" => &self.n,
                "money" => &self.money,
                "mu" => &self.mu,
                "month" => &self.month,
                "year" => &self.year,
                _ => "",
            });
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}
