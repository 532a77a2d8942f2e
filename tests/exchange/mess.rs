//! Ledgers made from a seed with the mess of the samples in other clothes, and cells one by one.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate};
use zhuoluo::exchange::{self, Ledger, Mapping, Options, Row, SkipReason};
use zhuoluo::words::Lang;

use super::books::{cell, sheet_xml, xlsx_of};
use super::samples::{read, today};

/// A small seeded generator (xorshift), so that a failing seed can be named.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

/// What a generated row says in truth.
#[derive(Debug, Default)]
struct Truth {
    name: String,
    joint: usize,
    date: Option<NaiveDate>,
    phones: Vec<String>,
    id: String,
    head: u32,
    channel: &'static str,
    matter: String,
    codes: Vec<&'static str>,
}

const NAMES: [&[&str]; 10] = [
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
fn row(dice: &mut Dice, serial: usize) -> (Vec<String>, Truth) {
    let mut truth = Truth {
        head: 1,
        ..Truth::default()
    };
    let given = format!(
        "{}{}",
        dice.pick(&["赵", "欧阳", "阿某", "𠮷", "㛃"]),
        dice.pick(&["一某", "二某", "·三某"])
    );
    let name = match dice.roll(8) {
        0 => dice.pick(&["匿名", "", "不详", "无名氏", "—"]).to_owned(),
        1 => {
            (truth.joint, truth.head) = (2, 3);
            truth.name.clone_from(&given);
            format!("{given}、钱某；孙某")
        }
        2 => {
            truth.name.clone_from(&given);
            format!(
                "　{}  ",
                given.replace('·', dice.pick(&["•", "・", "．", "‧", "·"]))
            )
        }
        _ => {
            truth.name.clone_from(&given);
            given
        }
    };
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
    ][dice.roll(7)];
    truth.channel = channel;
    truth.matter = match dice.roll(12) {
        0 => {
            truth.codes.push("no_matter");
            String::new()
        }
        1 => format!("=1+{serial}，村道破损"),
        2 => format!("第一件：{serial}\n第二件，\"求\"修桥"),
        _ => format!("村道破损{serial}处，请求维修"),
    };
    let matter = truth.matter.clone();
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

fn people(dice: &mut Dice, truth: &mut Truth) -> String {
    let (text, head) = [
        ("1", 1),
        ("３", 3),
        ("5人", 5),
        ("十二人", 12),
        ("", 1),
        ("共7人", 7),
    ][dice.roll(6)];
    truth.head = head;
    text.to_owned()
}

fn telephone(dice: &mut Dice, truth: &mut Truth) -> String {
    let number = format!("13{:09}", dice.roll(1_000_000_000));
    let (text, phones) = match dice.roll(9) {
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
        1940 + dice.roll(60),
        1 + dice.roll(12),
        1 + dice.roll(28),
        1 + dice.roll(900)
    );
    let good = format!("{first}{}", check_digit(&first));
    match dice.roll(8) {
        0 => dice.pick(&["无", "-", "未带", "", "／", "不详"]).to_owned(),
        1 => {
            truth.codes.push("id_checksum");
            let wrong = if good.ends_with('1') { '2' } else { '1' };
            format!("{first}{wrong}")
        }
        2 => {
            truth.codes.push("id_ruined_by_spreadsheet");
            dice.pick(&["9.99999E+17", "9.99999194912276e+17", "4.40524E+17"])
                .to_owned()
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
        .and_then(|d| d.checked_add_days(Days::new(dice.roll(300) as u64)))
        .expect("a day");
    let (y, m, d) = (day.year(), day.month(), day.day());
    let registered = day
        .succ_opt()
        .expect("a day")
        .format("%Y.%-m.%-d")
        .to_string();
    truth.date = Some(day);
    let text = match dice.roll(13) {
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
            dice.pick(&[
                "去年腊月",
                "13月5日",
                "不详",
                "2026.2.30",
                "2099-01-01",
                "26.3.5",
                "2026年3月",
            ])
            .to_owned()
        }
        _ => format!("{y}-{m:02}-{d:02}"),
    };
    (text, registered)
}

fn differences(row: &Row, truth: &Truth) -> Vec<String> {
    let entry = &row.entry;
    let mut codes: Vec<&str> = row
        .warnings
        .iter()
        .chain(&row.refusals)
        .map(|remark| remark.fault.code)
        .collect();
    let mut expected = truth.codes.clone();
    codes.sort_unstable();
    expected.sort_unstable();
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!(
                "row {} {what}: {found}, expected {expected} in {:?}",
                row.line, row.cells
            ));
        }
    };
    same("codes", format!("{codes:?}"), format!("{expected:?}"));
    same("name", entry.name.clone(), truth.name.clone());
    same(
        "anonymous",
        entry.anonymous.to_string(),
        truth.name.is_empty().to_string(),
    );
    same(
        "joint",
        entry.joint.len().to_string(),
        truth.joint.to_string(),
    );
    same(
        "date",
        format!("{:?}", entry.petitioned_on),
        format!("{:?}", truth.date),
    );
    same(
        "phones",
        format!("{:?}", entry.phones),
        format!("{:?}", truth.phones),
    );
    same("id", entry.id_number.clone(), truth.id.clone());
    same("head", entry.headcount.to_string(), truth.head.to_string());
    same(
        "channel",
        format!("{:?}", entry.channel.as_deref()),
        format!("{:?}", Some(truth.channel)),
    );
    same("matter", entry.matter.clone(), truth.matter.clone());
    wrong
}

fn quoted(cells: &[String], separator: char) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            if cell.contains(['"', '\n', ',', '\t', ';']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        })
        .collect();
    cells.join(&separator.to_string()) + "\r\n"
}

/// A whole ledger in one of the encodings, with its columns in any order, titles, totals and repeated headers.
fn ledger(seed: u64, encoding: usize) -> (Vec<u8>, Vec<Truth>) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let separator = [',', '\t', ';'][dice.roll(3)];
    let mut order: Vec<usize> = (0..10).collect();
    for place in (1..10).rev() {
        order.swap(place, dice.roll(place + 1));
    }
    let headers: Vec<String> = order
        .iter()
        .map(|column| dice.pick(NAMES[*column]).to_owned())
        .collect();
    let mut text = String::new();
    if dice.roll(2) == 0 {
        text += &quoted(&["示例县信访台账（2026年）".to_owned()], separator);
        text += "\r\n";
    }
    text += &quoted(&headers, separator);
    let mut truths = Vec::new();
    for serial in 1..=120 {
        let (cells, truth) = row(&mut dice, serial);
        let cells: Vec<String> = order.iter().map(|column| cells[*column].clone()).collect();
        text += &quoted(&cells, separator);
        truths.push(truth);
        match dice.roll(25) {
            0 => text += &quoted(&headers, separator),
            1 => text += &quoted(&vec![String::new(); 10], separator),
            2 => {
                text += &quoted(
                    &[
                        dice.pick(&["本页小计", "合 计", "累计：", "总计"])
                            .to_owned(),
                        "12".to_owned(),
                    ],
                    separator,
                );
            }
            _ => {}
        }
    }
    text += &quoted(
        &[
            "制表人：某某".to_owned(),
            String::new(),
            "审核人：某某".to_owned(),
        ],
        separator,
    );
    let bytes = match encoding {
        0 => [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        1 => text.into_bytes(),
        2 => [
            b"\xFF\xFE".as_slice(),
            &text
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
        ]
        .concat(),
        3 => [
            b"\xFE\xFF".as_slice(),
            &text
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect::<Vec<u8>>(),
        ]
        .concat(),
        4 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => encoding_rs::GB18030.encode(&text).0.into_owned(),
    };
    (bytes, truths)
}

fn all_lines(ledger: &Ledger) -> usize {
    ledger.rows.len()
        + ledger
            .skipped
            .iter()
            .map(|skipped| skipped.last + 1 - skipped.line)
            .sum::<usize>()
}

#[test]
fn ledgers_in_other_clothes_are_read_the_same() {
    for seed in 1..=60 {
        let encoding = usize::try_from(seed % 6).unwrap_or(0);
        let (bytes, truths) = ledger(seed, encoding);
        let ledger = read(&bytes, "台账.csv");
        assert_eq!(
            ledger.encoding.name(),
            [
                "UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16LE", "GB18030"
            ][encoding]
        );
        assert_eq!(
            ledger.rows.len(),
            truths.len(),
            "seed {seed}: {:?}",
            ledger.skipped
        );
        let wrong: Vec<String> = ledger
            .rows
            .iter()
            .zip(&truths)
            .flat_map(|(row, truth)| differences(row, truth))
            .collect();
        assert!(wrong.is_empty(), "seed {seed}: {}", wrong.join("\n"));
        let last = ledger.skipped.last().expect("the signatures");
        assert_eq!(
            (last.reason, last.last),
            (SkipReason::Note, all_lines(&ledger))
        );
    }
}

#[test]
fn three_header_rows_with_merged_names_are_one_header() {
    let mut rows = String::new();
    let mut line = |cells: &[(&str, &str)]| {
        let body: String = cells
            .iter()
            .map(|(place, text)| cell(place, text))
            .collect();
        let number = cells[0]
            .0
            .trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let hidden = if number == "8" { " hidden=\"1\"" } else { "" };
        let _ = write!(rows, "<row r=\"{number}\"{hidden}>{body}</row>");
    };
    line(&[("A1", "信访台账")]);
    line(&[("A2", "填报单位：示例"), ("E2", "2026年3月")]);
    line(&[
        ("A3", "序号"),
        ("B3", "信访件编号"),
        ("C3", "信访人"),
        ("F3", "被反映人"),
        ("H3", "信访事项"),
    ]);
    line(&[
        ("C4", "基本情况"),
        ("E4", "联系"),
        ("F4", "基本情况"),
        ("H4", "概况"),
        ("I4", "时间"),
    ]);
    line(&[
        ("C5", "姓名"),
        ("D5", "住址"),
        ("E5", "电话"),
        ("F5", "姓名"),
        ("G5", "电话"),
        ("I5", "信访日期"),
    ]);
    line(&[
        ("A6", "1"),
        ("B6", "2026000001"),
        ("C6", "张某"),
        ("E6", "13800138000"),
        ("F6", "李某"),
        ("G6", "13900139000"),
        ("H6", "修路"),
        ("I6", "2026.3.5"),
    ]);
    line(&[("A7", "2"), ("C7", "王某"), ("H7", "同上"), ("I7", "〃")]);
    line(&[
        ("A8", "3"),
        ("B8", "2026000003"),
        ("C8", "赵某"),
        ("H8", "修桥"),
        ("I8", "2026.3.6"),
    ]);
    line(&[("B9", "总计"), ("C9", "3")]);
    let xml = String::from_utf8(sheet_xml(&rows)).expect("text").replace(
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"B6:B7\"/></mergeCells>",
    );
    let ledger = read(&xlsx_of(xml.as_bytes(), None), "台账.xlsx");
    assert_eq!(
        (ledger.header_row, ledger.hidden_rows, all_lines(&ledger)),
        (5, 1, 9)
    );
    let first = &ledger.rows[0].entry;
    assert_eq!(
        (
            first.external_no.as_str(),
            first.name.as_str(),
            first.phones.join(",").as_str(),
            first.matter.as_str()
        ),
        ("2026000001", "张某", "13800138000", "修路")
    );
    let second = &ledger.rows[1];
    assert_eq!(
        (
            second.entry.external_no.as_str(),
            second.entry.matter.as_str(),
            second.entry.petitioned_on
        ),
        ("2026000001", "修路", first.petitioned_on)
    );
    assert_eq!(
        (
            second.warnings[0].fault.code,
            second.warnings[0].cell.as_str(),
            second.repeats
        ),
        ("repeated_number", "B7", None)
    );
    assert_ne!(second.key, ledger.rows[0].key);
}

#[test]
fn missing_columns_are_named_and_a_mapping_helps() {
    let text = "来访情况,哪天来的,谁\r\n修路,2026-03-05,张某\r\n";
    let trouble =
        exchange::read(text.as_bytes(), "a.csv", &Options::new(today())).expect_err("no columns");
    let said = trouble.say(Lang::Zh);
    assert!(
        said.contains("来访情况、哪天来的、谁") && said.contains("\"来访情况\" = \"matter\""),
        "{said}"
    );
    let mut options = Options::new(today());
    options.mapping = Some(
        Mapping::parse(
            "\"来访情况\" = \"matter\"\n\"哪天来的\" = \"petitioned_on\"\n\"谁\" = \"name\"\n",
        )
        .expect("a mapping"),
    );
    let ledger = exchange::read(text.as_bytes(), "a.csv", &options).expect("a ledger");
    assert_eq!(
        (
            ledger.rows[0].entry.name.as_str(),
            ledger.rows[0].entry.matter.as_str()
        ),
        ("张某", "修路")
    );
    let wrong = Mapping::parse("\"谁\" = \"who\"")
        .expect_err("no such field")
        .say(Lang::Zh);
    assert!(wrong.contains("who") && wrong.contains("petitioned_on"));
    assert!(Mapping::parse("谁 = ").is_err());
    options.sheet = Some("别的".to_owned());
    let book = include_bytes!("../samples/网上信访导出.xlsx");
    assert!(
        exchange::read(book, "a.xlsx", &options)
            .expect_err("no sheet")
            .say(Lang::Zh)
            .contains("台账、说明")
    );
}

#[test]
fn a_row_said_twice_is_taken_once_and_short_numbers_do_not_clash() {
    let text = "编号,姓名,信访日期,概况\r\n1,张某,2026-03-05,修路\r\n1,张某,2026-03-05,修路\r\n2,李某,2026-03-06,修桥\r\n";
    let first = read(text.as_bytes(), "a.csv");
    assert_eq!(
        first.rows.iter().map(|row| row.repeats).collect::<Vec<_>>(),
        [None, Some(2), None]
    );
    let other = read(
        "编号,姓名,信访日期,概况\r\n1,王某,2026-03-09,修渠\r\n".as_bytes(),
        "b.csv",
    );
    assert!(first.rows.iter().all(|row| row.key != other.rows[0].key));
    let moved = read(
        "概况,信访日期,姓名,编号\r\n修桥,2026年3月6日, 李某 ,2\r\n".as_bytes(),
        "c.csv",
    );
    assert_eq!(moved.rows[0].key, first.rows[2].key);
}

#[test]
fn every_column_name_of_the_data_file_is_recognised_once() {
    let data: toml::Table =
        toml::from_str(include_str!("../../data/import-columns.toml")).expect("the data file");
    let columns = data["columns"].as_table().expect("columns");
    assert_eq!(columns.len(), exchange::Column::ALL.len());
    let mut seen = std::collections::BTreeMap::new();
    for (key, names) in columns {
        let column = exchange::Column::from_key(key).unwrap_or_else(|| panic!("no field {key}"));
        for name in names
            .as_array()
            .expect("names")
            .iter()
            .filter_map(toml::Value::as_str)
        {
            assert_eq!(
                seen.insert(name.to_owned(), key),
                None,
                "{name} stands twice"
            );
            let text = format!("{name},\u{3000}概 况（必填）,信访\u{3000}日期*\n");
            let ledger = read(text.as_bytes(), "a.csv");
            let found = ledger
                .columns
                .iter()
                .any(|(header, found)| header == name && *found == Some(column));
            let beaten = ledger
                .columns
                .iter()
                .skip(1)
                .any(|(_, found)| *found == Some(column));
            assert!(
                found || beaten,
                "{name} is not taken for {key}: {:?}",
                ledger.columns
            );
        }
    }
}

#[test]
fn single_cells_are_read_as_a_clerk_reads_them() {
    let one = |header: &str, cell: &str| {
        let rows = [[cell, "2026-03-05", "修路"]];
        let ledger = read(
            &exchange::csv(&[header, "信访日期", "概况"], &rows),
            "a.csv",
        );
        let codes: Vec<&str> = ledger.rows[0]
            .warnings
            .iter()
            .map(|remark| remark.fault.code)
            .collect();
        (ledger.rows[0].entry.clone(), codes.join(","))
    };
    let (entry, codes) = one("姓名", "张某等5人");
    assert_eq!(
        (entry.name.as_str(), entry.headcount, codes.as_str()),
        ("张某", 5, "")
    );
    let (entry, codes) = one("姓名", "张某甲 李某乙");
    assert_eq!(
        (entry.name.as_str(), codes.as_str()),
        ("张某甲李某乙", "name_spaces")
    );
    assert_eq!(one("姓名", "张?某").1, "name_stand_in");
    assert_eq!(one("证件号码", "999999198402300050").0.id_number, "");
    assert_eq!(one("证件号码", "999999198402300050").1, "id_birth");
    assert_eq!(
        one("证件号码", "999999194912276000").1,
        "id_ruined_by_spreadsheet"
    );
    assert_eq!(one("证件号码", "99999919491227").1, "id_shape");
    assert_eq!(one("证件号码", "9999991949****0017").1, "id_shape");
    assert_eq!(one("证件号码", "91999999MA0XTE0111").1, "");
    assert_eq!(
        one("证件号码", "810000199001010019").0.id_kind,
        Some(zhuoluo::domain::identity::DocumentKind::ResidencePermit)
    );
    assert_eq!(one("证件号码", "E12345678").0.id_number, "E12345678");
    assert_eq!(one("手机号码", "12345").0.phones, ["12345"]);
    assert_eq!(one("手机号码", "1.38E+10").1, "phone_ruined_by_spreadsheet");
    assert_eq!(
        one("手机号码", "13800138000 0999-1234567").0.phones,
        ["13800138000", "09991234567"]
    );
    assert_eq!(one("编号", "1.81E+17").1, "number_ruined_by_spreadsheet");
    assert_eq!(one("信访目的", "咨询").0.class.as_deref(), Some("request"));
    assert_eq!(one("信访目的", "其他").0.class, None);
    assert_eq!(one("是否初次", "重复").0.first_time, Some(false));
    assert_eq!(one("是否重复信访", "是").0.first_time, Some(false));
    assert_eq!(one("办理状态", "办理中").0.closed, Some(false));
    assert_eq!(one("信访形式", "鸽子").1, "channel");
    assert_eq!(one("人数", "许多").1, "headcount");
    assert_eq!(one("人数", "3.0").0.headcount, 3);
    assert_eq!(one("登记日期", "某天").1, "side_date");
    assert_eq!(one("住址", "\u{202e}示例县").1, "control_characters");
    assert_eq!(one("住址", "同上").1, "ditto_of_nothing");
}

#[test]
fn dates_in_every_shape_are_read_and_no_others() {
    let read = |cell: &str| {
        let ledger = read(
            &exchange::csv(
                &["编号", "信访日期", "概况"],
                &[["2026000001", cell, "修路"]],
            ),
            "a.csv",
        );
        ledger.rows[0]
            .entry
            .petitioned_on
            .map(|day| day.to_string())
            .unwrap_or_default()
    };
    let good = [
        "2026-03-05",
        "2026.3.5",
        "2026/3/5 10:30:00",
        "2026年3月5日",
        "２０２６年３月５号",
        "20260305",
        "46086",
        "46086.5",
        "2026 年 3 月 5 日 上午",
        "2026年3.5",
        "2026-3月5日",
        "2026-03-05T08:00:00",
        "2026.3.5.",
        "2026、3、5",
        "二〇二六年三月五日",
        "2026-03-05（周四）",
        " 2026-03-05\u{a0}",
    ];
    for cell in good {
        assert_eq!(read(cell), "2026-03-05", "{cell:?}");
    }
    for cell in [
        "",
        "不详",
        "去年腊月",
        "13月5日",
        "2026-02-29",
        "26.3.5",
        "2026年3月",
        "2027-01-01",
        "3.5",
        "农历二月",
        "2026.3.5-3.6",
        "05/03/2026",
        "1",
        "#REF!",
    ] {
        assert_eq!(read(cell), "", "{cell:?}");
    }
}
