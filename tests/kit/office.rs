//! An invented office: units, operators, calendar and rules, without a store.

use zhuoluo::domain::calendar::Calendar;
use zhuoluo::domain::category::Categories;
use zhuoluo::domain::ids::UnitId;
use zhuoluo::domain::office::Office;
use zhuoluo::domain::rights::{Duty, Operator, Seat};
use zhuoluo::domain::rules::Rules;
use zhuoluo::domain::unit::{Unit, Units};

/// The office itself.
pub const OFFICE: UnitId = UnitId::OFFICE;
/// 财政局, a department.
pub const FINANCE: UnitId = UnitId(2);
/// 东甲镇, a town.
pub const TOWN: UnitId = UnitId(3);
/// 戊村, a village under the town.
pub const VILLAGE: UnitId = UnitId(4);
/// 教育局, a department.
pub const SCHOOLS: UnitId = UnitId(5);

/// The units.
pub fn units() -> Units {
    let unit = |id: i64, name: &str, kind: &str, under: Option<i64>| Unit {
        id: UnitId(id),
        name: name.to_owned(),
        kind: kind.to_owned(),
        under: under.map(UnitId),
        former: Vec::new(),
        reviewers: Vec::new(),
    };
    Units(vec![
        unit(1, "示例县信访局", "office", None),
        unit(2, "财政局", "department", None),
        unit(3, "东甲镇", "town", None),
        unit(4, "戊村", "village", Some(3)),
        unit(5, "教育局", "department", None),
    ])
}

/// An operator of the office.
pub fn operator(login: &str, duty: Duty) -> Operator {
    Operator {
        login: login.to_owned(),
        name: "王某".to_owned(),
        duty,
        unit: OFFICE,
    }
}

/// The whole office.
pub fn office() -> Office {
    Office {
        templates: std::collections::BTreeMap::new(),
        name: "示例县信访局".to_owned(),
        area: "999999".to_owned(),
        zone: "+08:00".parse().expect("a zone"),
        sandbox: true,
        phone: String::new(),
        address: String::new(),
        contacts: Vec::new(),
        operator: operator("wang", Duty::Administrator),
        seat: Seat::default(),
        lock_minutes: 10,
        bell: false,
        units: units(),
        categories: Categories::shipped().expect("categories"),
        calendar: Calendar::shipped().expect("calendar"),
        rules: Rules::shipped().expect("rules"),
        periods: Vec::new(),
    }
}
