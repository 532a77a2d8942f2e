//! Rows from a seed, dressed as the offices of the samples would have written them, with their truth.

use chrono::{Datelike, Days, NaiveDate};

use crate::kit::Dice;

/// What a generated row says in truth.
#[derive(Debug, Default)]
pub struct Truth {
    pub name: String,
    pub joint: usize,
    pub date: Option<NaiveDate>,
    pub phones: Vec<String>,
    pub id: String,
    pub head: u32,
    pub channel: &'static str,
    pub matter: String,
    pub codes: Vec<&'static str>,
}

/// What people call the ten columns.
pub const NAMES: [&[&str]; 10] = [
    &["编号", "信访编号", "登记编号*", "信访件\n编号"],
    &["信访人", "姓名", "来访人姓名（必填）", "＊姓　名", "反映人"],
    &["人数", "信访人数（人）", "来访人数"],
    &["家庭住址", "地址", "联系地址", "住 址"],
    &["联系电话", "电话", "手机", "联系方式"],
    &["身份证号", "身份证号码", "证件号"],
    &["来访日期", "反映时间", "信访时间", "日期"],
    &["登记日期", "登记时间"],
    &["信访形式", "渠道", "信访方式"],
    &["反映内容", "主要诉求", "事由", "信访事项", "内容摘要"],
];

fn check_digit(first: &str) -> char {
    zhuoluo::domain::identity::check_digit(first).unwrap_or('0')
}

/// One row: ten cells and their truth.
pub fn row(dice: &mut Dice, serial: usize) -> (Vec<String>, Truth) {
    let mut truth = Truth {
        head: 1,
        ..Truth::default()
    };
    let name = name(dice, &mut truth);
    let head = if truth.joint > 0 {
        String::new()
    } else {
        people(dice, &mut truth)
    };
    let phone = telephone(dice, &mut truth);
    let id = document(dice, &mut truth);
    let (date, registered) = dates(dice, &mut truth);
    let (form, channel) = [
        ("来访", "visit"),
        ("走访", "visit"),
        ("信件", "letter"),
        ("网上投诉", "web"),
        ("电话", "phone"),
        ("传真", "fax"),
        ("上级交办", "other"),
    ][dice.below(7)];
    truth.channel = channel;
    let matter = matter(dice, &mut truth, serial);
    (
        vec![
            format!("2026{serial:06}"),
            name,
            head,
            format!("示例县{serial}号"),
            phone,
            id,
            date,
            registered,
            form.to_owned(),
            matter,
        ],
        truth,
    )
}

fn name(dice: &mut Dice, truth: &mut Truth) -> String {
    let given = format!(
        "{}{}",
        dice.pick(&["赵", "欧阳", "阿某", "𠮷", "㛃"]),
        dice.pick(&["一某", "二某", "·三某"])
    );
    match dice.below(8) {
        0 => (*dice.pick(&["匿名", "", "不详", "无名氏", "—"])).to_owned(),
        1 => {
            (truth.joint, truth.head) = (2, 3);
            truth.name.clone_from(&given);
            format!("{given}、钱某；孙某")
        }
        2 => {
            truth.name.clone_from(&given);
            let dot = dice.pick(&["•", "・", "．", "‧", "·"]);
            format!("　{}  ", given.replace('·', dot))
        }
        _ => {
            truth.name.clone_from(&given);
            given
        }
    }
}

fn people(dice: &mut Dice, truth: &mut Truth) -> String {
    let (text, head) = [
        ("1", 1),
        ("３", 3),
        ("5人", 5),
        ("十二人", 12),
        ("", 1),
        ("共7人", 7),
    ][dice.below(6)];
    truth.head = head;
    text.to_owned()
}

fn matter(dice: &mut Dice, truth: &mut Truth, serial: usize) -> String {
    truth.matter = match dice.below(12) {
        0 => {
            truth.codes.push("no_matter");
            String::new()
        }
        1 => format!("=1+{serial}，村道破损"),
        2 => format!("第一件：{serial}\n第二件，\"求\"修桥"),
        _ => format!("村道破损{serial}处，请求维修"),
    };
    truth.matter.clone()
}

fn telephone(dice: &mut Dice, truth: &mut Truth) -> String {
    let number = format!("13{:09}", dice.below(1_000_000_000));
    let (text, phones) = match dice.below(9) {
        0 => (number[..9].to_owned(), vec![]),
        1 => (
            format!("{} {} {}", &number[..3], &number[3..7], &number[7..]),
            vec![number.clone()],
        ),
        2 => (format!("+86-{number}"), vec![number.clone()]),
        3 => (
            format!("{number}、0999-1234567"),
            vec![number.clone(), "09991234567".to_owned()],
        ),
        4 => (
            number
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c))
                .collect(),
            vec![number.clone()],
        ),
        5 => ("无".to_owned(), vec![]),
        6 => (format!("{number}/{number}"), vec![number.clone()]),
        _ => (number.clone(), vec![number.clone()]),
    };
    if text.len() == 9 {
        truth.codes.push("phone_short");
    }
    truth.phones = phones;
    text
}

fn document(dice: &mut Dice, truth: &mut Truth) -> String {
    let first = format!(
        "999999{}{:02}{:02}{:03}",
        1940 + dice.below(60),
        1 + dice.below(12),
        1 + dice.below(28),
        1 + dice.below(900)
    );
    let good = format!("{first}{}", check_digit(&first));
    match dice.below(8) {
        0 => (*dice.pick(&["无", "-", "未带", "", "／", "不详"])).to_owned(),
        1 => {
            truth.codes.push("id_checksum");
            let wrong = if good.ends_with('1') { '2' } else { '1' };
            format!("{first}{wrong}")
        }
        2 => {
            truth.codes.push("id_ruined_by_spreadsheet");
            (*dice.pick(&["9.99999E+17", "9.99999194912276e+17", "4.40524E+17"])).to_owned()
        }
        3 => {
            truth.id.clone_from(&good);
            format!(
                " {} {} {} ",
                &good[..6],
                &good[6..14],
                good[14..].to_lowercase()
            )
        }
        _ => {
            truth.id.clone_from(&good);
            good
        }
    }
}

fn dates(dice: &mut Dice, truth: &mut Truth) -> (String, String) {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5)
        .and_then(|d| d.checked_add_days(Days::new(dice.below(300) as u64)))
        .expect("a day");
    let (y, m, d) = (day.year(), day.month(), day.day());
    let registered = day
        .succ_opt()
        .expect("a day")
        .format("%Y.%-m.%-d")
        .to_string();
    truth.date = Some(day);
    let text = match dice.below(13) {
        0 => format!("{y}.{m}.{d}"),
        1 => format!("{y}年{m}月{d}日"),
        2 => format!("{y}{m:02}{d:02}"),
        3 => format!("{y}/{m}/{d} 10:30"),
        4 => day
            .signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30).expect("epoch"))
            .num_days()
            .to_string(),
        5 => format!("{y} 年 {m} 月 {d} 日上午"),
        6 => {
            truth.codes.push("date_without_year");
            format!("{m}月{d}日")
        }
        7 => {
            truth.codes.push("date_from_registration");
            truth.date = day.succ_opt();
            String::new()
        }
        8 => {
            truth.codes.push("date");
            truth.date = None;
            (*dice.pick(&[
                "去年腊月",
                "13月5日",
                "不详",
                "2026.2.30",
                "2099-01-01",
                "26.3.5",
                "2026年3月",
            ]))
            .to_owned()
        }
        _ => format!("{y}-{m:02}-{d:02}"),
    };
    (text, registered)
}
