//! Invented people: names, numbers with right check digits in an area that does not exist,
//! telephones of number ranges that nobody has, addresses in the placeholder towns.

use super::Demo;
use super::seed::Seed;
use crate::domain::identity::{self, DocumentKind};
use crate::domain::person::Person;
use crate::domain::petition::PersonKind;

/// The streams of people.
const KIND: u64 = 1;
/// Number ranges that no operator has given out.
const RANGES: [u32; 8] = [154, 160, 161, 163, 164, 168, 169, 194];
/// Trades of invented firms.
const TRADES: [&str; 6] = ["建筑劳务", "农机", "运输", "食品", "装饰", "商贸"];

impl Demo<'_> {
    /// The name of person `index` and what comes before 某, without making the rest.
    pub(super) fn name_of(&self, index: u32) -> (String, String) {
        let mut seed = Seed::of(self.plan.seed, KIND, index);
        if is_organisation(&mut seed) {
            let name = self.firm(&mut seed);
            return (name.clone(), name);
        }
        let (name, before) = self.names.person(&mut seed);
        (name, format!("{before}某"))
    }

    /// Person `index`, from zero.
    pub(super) fn person(&self, index: u32) -> Person {
        let mut seed = Seed::of(self.plan.seed, KIND, index);
        if is_organisation(&mut seed) {
            return self.organisation(&mut seed);
        }
        let (name, _) = self.names.person(&mut seed);
        let name_entered = entered(&name, &mut seed);
        let mut person = Person {
            name_entered: name_entered.into(),
            name: name.into(),
            address: self.address(&mut seed).into(),
            ..Person::default()
        };
        if seed.mille(860) {
            person.phones.push(telephone(&mut seed).into());
            if seed.mille(60) {
                person.phones.push(telephone(&mut seed).into());
            }
        }
        if seed.mille(720) {
            person.id_kind = Some(DocumentKind::Resident);
            person.id_number = resident(&mut seed).into();
        }
        if seed.mille(15) {
            let languages = ["藏语", "维吾尔语", "彝语", "客家话", "手语"];
            person.language = word(&mut seed, &languages).into();
        }
        if seed.mille(25) {
            let helps = ["大字回执", "需要代读", "行动不便，请上门", "需要翻译"];
            person.help = word(&mut seed, &helps).into();
        }
        if seed.mille(60) {
            let ways = ["电话", "短信", "书信", "通过女儿联系"];
            person.contact_by = word(&mut seed, &ways).into();
        }
        person
    }

    fn organisation(&self, seed: &mut Seed) -> Person {
        let name = self.firm(seed);
        Person {
            name_entered: name.clone().into(),
            name: name.into(),
            kind: PersonKind::Organisation,
            id_kind: Some(DocumentKind::CreditCode),
            id_number: self.credit(seed).into(),
            phones: vec![telephone(seed).into()],
            address: self.address(seed).into(),
            ..Person::default()
        }
    }

    fn firm(&self, seed: &mut Seed) -> String {
        let (name, _) = self.names.person(seed);
        let mark: String = name.chars().rev().take(2).collect();
        let trade = seed.pick(&TRADES).copied().unwrap_or("商贸");
        format!("示例县{mark}{trade}有限公司")
    }

    fn address(&self, seed: &mut Seed) -> String {
        let (town, village) = self.matters.place(seed);
        let (group, house) = (seed.between(1, 12), seed.between(1, 400));
        if village.ends_with("社区") {
            format!("示例县{town}{village}{group}栋{house}室")
        } else {
            format!("示例县{town}{village}{group}组{house}号")
        }
    }

    /// A credit code of the area that does not exist; its check sign is the one that fits.
    fn credit(&self, seed: &mut Seed) -> String {
        const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        let today = self.plan.now.date_naive();
        let body = format!("91999999MA{:07}", seed.below(10_000_000));
        let fits = |sign: &char| {
            let code = format!("{body}{sign}");
            identity::doubt(DocumentKind::CreditCode, &code, today).is_none()
        };
        let sign = SIGNS.chars().find(fits).unwrap_or('0');
        format!("{body}{sign}")
    }
}

fn is_organisation(seed: &mut Seed) -> bool {
    seed.mille(12)
}

fn word(seed: &mut Seed, list: &[&str]) -> String {
    seed.pick(list).copied().unwrap_or_default().to_owned()
}

/// The name as a hurried clerk may have typed it: another dot, a space.
fn entered(name: &str, seed: &mut Seed) -> String {
    if name.contains('·') && seed.mille(500) {
        let dots = ["•", "‧", "・", ".", " · "];
        return name.replace('·', seed.pick(&dots).copied().unwrap_or("·"));
    }
    if seed.mille(10) && name.chars().count() == 2 {
        let mut signs = name.chars();
        let (first, second) = (signs.next(), signs.next());
        return [first, Some('\u{3000}'), second]
            .into_iter()
            .flatten()
            .collect();
    }
    name.to_owned()
}

fn telephone(seed: &mut Seed) -> String {
    let range = seed.pick(&RANGES).copied().unwrap_or(154);
    format!("{range}{:08}", seed.below(100_000_000))
}

/// A resident number of area 999999 with the right check digit.
fn resident(seed: &mut Seed) -> String {
    let (year, month) = (seed.between(1940, 2004), seed.between(1, 12));
    let (day, serial) = (seed.between(1, 28), seed.between(1, 999));
    let mut number = format!("999999{year}{month:02}{day:02}{serial:03}");
    number.extend(identity::check_digit(&number));
    number
}
