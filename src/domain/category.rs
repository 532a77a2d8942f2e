//! Content classification (内容分类) and what the words of a matter propose: category, class, route,
//! responsible unit. Only proposals: a person accepts or changes each.

use std::sync::OnceLock;

use serde::Deserialize;

use super::ids::UnitId;
use super::petition::{Class, Route, word_list};
use super::unit::Units;
use crate::words::Sentence;

/// A first-level group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Two digits.
    pub code: String,
    /// The older name.
    pub name: String,
    /// The newer name.
    pub alias: String,
    /// The department that usually answers.
    pub unit: String,
}

/// A second-level category.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Four digits; the first two are its group's.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Other names people use.
    #[serde(default)]
    pub alias: Vec<String>,
    /// Words of a matter that point to it.
    #[serde(default)]
    pub words: Vec<String>,
    /// What people call it besides (俗称): found by it in a list, proposed by none of it.
    #[serde(default)]
    pub said: Vec<String>,
    /// A department other than the group's.
    pub unit: Option<String>,
    /// True when the town or street of the place answers.
    #[serde(default)]
    pub placed: bool,
}

word_list!(
    /// What weighs more than its date in a special period: of the matter, by its category.
    Weight {
        Safety = "safety", "关系生命安全", "life and safety";
        Wages = "wages", "拖欠工资", "unpaid wages";
        Living = "living", "水暖住房", "heating, water, housing";
        Hardship = "hardship", "困难救助", "relief in hardship";
    }
);

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weighed {
    weight: Weight,
    codes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassWords {
    class: Class,
    words: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteWords {
    route: Route,
    words: Vec<String>,
}

/// The whole classification.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categories {
    group: Vec<Group>,
    category: Vec<Category>,
    weight: Vec<Weighed>,
    class: Vec<ClassWords>,
    route: Vec<RouteWords>,
}

/// What the words of a matter propose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Class, when a word points to one; otherwise a request.
    pub class: Option<Class>,
    /// Category code.
    pub category: Option<String>,
    /// Responsible unit.
    pub unit: Option<UnitId>,
    /// Route, for a request.
    pub route: Option<Route>,
    /// The word that decided the category, to be shown.
    pub because: String,
}

impl Categories {
    /// The classification that comes with the program: read once, and the same for everyone.
    ///
    /// # Errors
    /// A sentence when the table cannot be read.
    pub fn shipped() -> Result<&'static Self, Sentence> {
        static READ: OnceLock<Result<Categories, Sentence>> = OnceLock::new();
        let read = READ.get_or_init(|| {
            toml::from_str(include_str!("../../data/categories.toml")).map_err(|e| {
                let e = e.to_string();
                say!(
                    "分类表读不懂：{e}",
                    "The category table cannot be read: {e}"
                )
            })
        });
        read.as_ref().map_err(Clone::clone)
    }

    /// All second-level categories.
    #[must_use]
    pub fn all(&self) -> &[Category] {
        &self.category
    }

    /// A category by code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Category> {
        self.category.iter().find(|c| c.code == code)
    }

    /// What a category weighs in a special period; most go by their dates.
    #[must_use]
    pub fn weight(&self, code: &str) -> Option<Weight> {
        let has = |w: &&Weighed| w.codes.iter().any(|c| c == code);
        self.weight.iter().find(has).map(|w| w.weight)
    }

    /// Every category that weighs more than its date.
    pub fn weighed(&self) -> impl Iterator<Item = &str> {
        self.weight
            .iter()
            .flat_map(|w| w.codes.iter().map(String::as_str))
    }

    /// `0402 劳动和社会保障/工资福利`, for people.
    #[must_use]
    pub fn label(&self, code: &str) -> String {
        match (
            self.get(code),
            self.group.iter().find(|g| code.starts_with(&g.code)),
        ) {
            (Some(c), Some(g)) => format!("{}/{}", g.name, c.name),
            (None, Some(g)) => g.name.clone(),
            _ => code.to_owned(),
        }
    }

    /// A code from a code, a name or another name, at either level.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        let typed = typed.rsplit(['/', '／']).next().unwrap_or(typed).trim();
        if typed.is_empty() {
            return None;
        }
        let exact = self
            .category
            .iter()
            .find(|c| c.code == typed || c.name == typed || c.alias.iter().any(|a| a == typed));
        let group = || {
            self.group
                .iter()
                .find(|g| g.code == typed || g.name == typed || g.alias == typed)
                .map(|g| g.code.clone())
        };
        exact.map(|c| c.code.clone()).or_else(group)
    }

    /// What the words of a matter and its place propose. The longest word wins; of two equally
    /// long ones the earlier in the table.
    #[must_use]
    pub fn propose(&self, text: &str, place: &str, units: &Units) -> Proposal {
        let text = Text::of(text);
        let mut best: Option<(usize, &Category, &str)> = None;
        for category in &self.category {
            for word in category
                .words
                .iter()
                .map(String::as_str)
                .chain(std::iter::once(category.name.as_str()))
            {
                if !text.contains(word) {
                    continue;
                }
                let length = word.chars().count();
                if best.is_none_or(|(l, ..)| length > l) {
                    best = Some((length, category, word));
                }
            }
        }
        let class = self
            .class
            .iter()
            .find(|c| c.words.iter().any(|w| text.contains(w)))
            .map(|c| c.class);
        let class = class.or_else(|| best.is_some().then_some(Class::Request));
        let route = (class == Some(Class::Request)).then(|| {
            self.route
                .iter()
                .find(|r| r.words.iter().any(|w| text.contains(w)))
                .map_or(Route::Petition, |r| r.route)
        });
        Proposal {
            class,
            category: best.map(|(_, c, _)| c.code.clone()),
            unit: best.and_then(|(_, c, _)| self.unit_for(c, place, units)),
            route,
            because: best.map(|(_, _, word)| word.to_owned()).unwrap_or_default(),
        }
    }

    /// The unit that usually answers for a category at a place.
    #[must_use]
    pub fn unit_for(&self, category: &Category, place: &str, units: &Units) -> Option<UnitId> {
        if category.placed
            && let Some(town) = units
                .0
                .iter()
                .find(|u| u.kind == "town" && !place.is_empty() && place.contains(&u.name))
        {
            return Some(town.id);
        }
        let group = self
            .group
            .iter()
            .find(|g| category.code.starts_with(&g.code));
        let name = category
            .unit
            .as_deref()
            .or_else(|| group.map(|g| g.unit.as_str()))?;
        units
            .0
            .iter()
            .find(|u| u.name.ends_with(name))
            .map(|u| u.id)
    }
}

/// A text that is asked for many words: most begin with a character that is nowhere in it, which is
/// known without looking through it.
struct Text<'a> {
    text: &'a str,
    /// A bit for each character, by its number modulo 1,024.
    heads: [u64; 16],
}

impl<'a> Text<'a> {
    fn of(text: &'a str) -> Self {
        let mut heads = [0; 16];
        for c in text.chars() {
            let (at, bit) = Self::place(c);
            heads[at] |= bit;
        }
        Self { text, heads }
    }

    const fn place(c: char) -> (usize, u64) {
        let n = c as u32 % 1024;
        ((n / 64) as usize, 1 << (n % 64))
    }

    fn contains(&self, word: &str) -> bool {
        // Where the first two do not both occur, nothing is looked for: of most words.
        let occur = word.chars().take(2).all(|c| {
            let (at, bit) = Self::place(c);
            self.heads[at] & bit != 0
        });
        occur && self.text.contains(word)
    }
}
