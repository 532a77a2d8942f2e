//! Which parts of an address light up when its units were left out.

use zhuoluo::domain::unitless::met;

#[test]
fn units_left_out_do_not_hide_what_was_typed() {
    let address = "示例县东甲镇己村3组17号";
    for (typed, lit) in [
        ("东甲己", vec!["东甲", "己"]),
        ("示例东甲", vec!["示例", "东甲"]),
        ("东甲镇", vec!["东甲"]),
        ("东甲", vec!["东甲"]),
        ("甲东己", vec![]),
        ("章 东甲己", vec!["东甲", "己"]),
        ("", vec![]),
    ] {
        let parts: Vec<&str> = met(address, typed)
            .into_iter()
            .map(|r| &address[r])
            .collect();
        assert_eq!(parts, lit, "{typed}");
    }
    assert!(met("", "东甲己").is_empty());
}
