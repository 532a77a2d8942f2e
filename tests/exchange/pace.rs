//! How long large ledgers take; run by hand: `cargo test --release pace -- --ignored --nocapture`.

use std::time::Instant;

use zhuoluo::exchange::{self, Options};
use zhuoluo::words::Lang;

use super::samples::{sample_csv, today};

/// A hundred thousand rows: the sample's rows over and over under new numbers.
fn rows() -> (Vec<String>, Vec<Vec<String>>) {
    let sample = sample_csv();
    let headers = sample
        .columns
        .iter()
        .map(|(header, _)| header.clone())
        .collect();
    let rows = (0..100_000)
        .map(|i| {
            let mut cells = sample.rows[i % sample.rows.len()].cells.clone();
            cells[0] = format!("2025{i:06}");
            cells
        })
        .collect();
    (headers, rows)
}

fn measure(what: &str, bytes: &[u8]) {
    let started = Instant::now();
    let ledger = exchange::read(bytes, what, &Options::new(today())).expect("a ledger");
    let took = started.elapsed();
    assert_eq!(ledger.rows.len(), 100_000);
    println!(
        "{what}: {} MB, {took:?}, {:.0} rows/s",
        bytes.len() >> 20,
        100_000.0 / took.as_secs_f64()
    );
    let started = Instant::now();
    let report = exchange::report(&ledger, &[], Lang::Zh);
    println!(
        "{what} report: {} MB, {:?}",
        report.len() >> 20,
        started.elapsed()
    );
}

#[test]
#[ignore = "a measurement"]
fn pace_of_csv() {
    let (headers, rows) = rows();
    measure("csv", &exchange::csv(&headers, &rows));
}

#[test]
#[ignore = "a measurement"]
fn pace_of_gb18030() {
    let (headers, rows) = rows();
    let text = String::from_utf8(exchange::csv(&headers, &rows)).expect("text");
    measure("gb18030", &encoding_rs::GB18030.encode(&text[3..]).0);
}

#[test]
#[ignore = "a measurement"]
fn pace_of_xlsx() {
    let (headers, rows) = rows();
    let started = Instant::now();
    let bytes = exchange::xlsx("台账", &headers, &rows).expect("a book");
    println!("xlsx written: {:?}", started.elapsed());
    measure("xlsx", &bytes);
}

/// Reads the file named by `ZHUOLUO_LEDGER`, for measuring memory from outside.
#[test]
#[ignore = "a measurement"]
fn pace_of_file() {
    let Ok(path) = std::env::var("ZHUOLUO_LEDGER") else {
        return;
    };
    let bytes = std::fs::read(&path).expect("the file");
    let started = Instant::now();
    match exchange::read(&bytes, &path, &Options::new(today())) {
        Ok(ledger) => println!(
            "{path}: {} rows, {:?}",
            ledger.rows.len(),
            started.elapsed()
        ),
        Err(trouble) => println!("{path}: {:?}, {}", started.elapsed(), trouble.say(Lang::Zh)),
    }
}
