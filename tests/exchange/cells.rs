//! Single cells, read as a clerk reads them.

use zhuoluo::exchange;

use super::samples::read;

/// A row with one cell under a heading: what was read, and the codes of the remarks.
fn one(header: &str, cell: &str) -> (exchange::Entry, String) {
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
}

#[test]
fn single_cells_are_read_as_a_clerk_reads_them() {
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
fn remarks_in_a_cell_do_not_hide_what_it_says() {
    for (cell, count) in [("约30人", 30), ("三人左右", 3), ("大概二十余人", 20)] {
        let (entry, codes) = one("人数", cell);
        assert_eq!(
            (entry.headcount, codes.as_str()),
            (count, "headcount"),
            "{cell}"
        );
    }
    assert_eq!(
        one("证件号码", "99999919700101013X（本人）").0.id_number,
        "99999919700101013X"
    );
    assert_eq!(one("证件号码", "无（老人）").0.id_number, "");
    assert_eq!(one("证件号码", "无（老人）").1, "");
    assert_eq!(
        one("手机号码", "0999-1234567转8").0.phones,
        ["09991234567-8"]
    );
    assert_eq!(
        one("信访形式", "走访（集体）").0.channel.as_deref(),
        Some("visit")
    );
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
        "2026/3/5上午",
        "2026-03-05星期四",
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
