//! Importing a ledger of 20,000 rows, beside reading the same file alone.

use std::fmt::Write;
use std::process::Command;

use super::kit::{self, Times};

/// Rows of the ledger.
const ROWS: usize = 20_000;

pub fn run() {
    let file = kit::fresh("ledger.csv");
    let text = ledger();
    assert!(
        std::fs::write(&file, &text).is_ok(),
        "the ledger was written"
    );
    let (mut ours, mut peer) = (Times::default(), Times::default());
    for round in 0..3 {
        peer.run(|| {
            let bytes = std::fs::read(&file).unwrap_or_default();
            let mut reader = csv::ReaderBuilder::new().from_reader(&*bytes);
            reader
                .records()
                .filter_map(Result::ok)
                .map(|r| r.len())
                .sum::<usize>()
        });
        let store = kit::fresh(&format!("import-{round}.sqlite3"));
        let run = |args: &[&str]| {
            Command::new(env!("CARGO_BIN_EXE_zhuoluo"))
                .arg("--db")
                .arg(&store)
                .args(args)
                .output()
                .is_ok_and(|o| o.status.success())
        };
        assert!(
            run(&[
                "init",
                "--office",
                "示例县信访局",
                "--admin",
                "clerk",
                "--sandbox"
            ]),
            "a store"
        );
        let path = file.display().to_string();
        assert!(
            ours.run(|| run(&["--as", "clerk", "--now", kit::NOW, "import", &path])),
            "the import went through"
        );
    }
    peer.print("reading the file alone (csv)");
    ours.print("importing 20,000 rows");
    #[allow(clippy::cast_precision_loss, reason = "a count of rows")]
    let rate = ROWS as f64 / ours.at(0.5).as_secs_f64();
    println!("{:<52} {rate:.0} rows a second", "  ours");
    kit::ratio(&ours, &peer);
}

fn ledger() -> String {
    let mut text = "信访件编号,姓名,信访人数,住址,手机号码,证件号码,问题属地,信访目的,内容分类,信访日期,登记日期,信访形式,概况,是否办结\n".to_owned();
    for n in 0..ROWS {
        let (day, phone) = (n % 28 + 1, 13_000_000_000_u64 + n as u64);
        let _ = writeln!(
            text,
            "B{n:08},张某{},1,示例县东甲镇戊村{n}号,{phone},,东甲镇,求决,土地征收,2026-10-{day:02},2026-10-{day:02},来访,征地款{n}元迟迟未到账，请求核实。,否",
            n % 5000
        );
    }
    text
}
