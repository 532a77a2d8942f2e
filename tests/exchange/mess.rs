//! Whole ledgers made from a seed with the mess of the samples in other clothes.

use zhuoluo::exchange::{Ledger, Row, SkipReason};

use super::clothes::{NAMES, Truth, row};
use super::samples::read;
use crate::kit::Dice;

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
    let separator = [',', '\t', ';'][dice.below(3)];
    let mut order: Vec<usize> = (0..10).collect();
    for place in (1..10).rev() {
        order.swap(place, dice.below(place + 1));
    }
    let headers: Vec<String> = order
        .iter()
        .map(|column| (*dice.pick(NAMES[*column])).to_owned())
        .collect();
    let mut text = String::new();
    if dice.below(2) == 0 {
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
        match dice.below(25) {
            0 => text += &quoted(&headers, separator),
            1 => text += &quoted(&vec![String::new(); 10], separator),
            2 => {
                text += &quoted(
                    &[
                        (*dice.pick(&["本页小计", "合 计", "累计：", "总计"])).to_owned(),
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
    (encoded(text, encoding), truths)
}

/// The text in one of six encodings.
fn encoded(text: String, encoding: usize) -> Vec<u8> {
    match encoding {
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
    }
}

/// Every line of the sheet, as rows and lines that are none.
pub fn all_lines(ledger: &Ledger) -> usize {
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
