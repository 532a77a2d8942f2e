//! What lights up of a number or an address beside a name.

use zhuoluo::search::{met_digits, met_words};

fn parts<'a>(text: &'a str, lit: &[std::ops::Range<usize>]) -> String {
    lit.iter()
        .map(|r| &text[r.clone()])
        .collect::<Vec<&'a str>>()
        .concat()
}

#[test]
fn digits_of_a_number_that_is_half_covered() {
    for (number, shown, typed, lit) in [
        ("13912345678", "139＊＊＊＊5678", "5678", "5678"),
        ("13912345678", "139＊＊＊＊5678", "张 5678", "5678"),
        ("13912345678", "139＊＊＊＊5678", "张５６７８", "5678"),
        ("13912345678", "139＊＊＊＊5678", "1391", "139＊"),
        ("13912345678", "139＊＊＊＊5678", "2345", "＊＊＊5"),
        (
            "13912345678",
            "139＊＊＊＊5678",
            "13912345678",
            "139＊＊＊＊5678",
        ),
        (
            "13912345678",
            "139＊＊＊＊5678",
            "\u{202D}+8613912345678\u{202C}",
            "139＊＊＊＊5678",
        ),
        ("13912345678", "139＊＊＊＊5678", "78", ""),
        ("13912345678", "139＊＊＊＊5678", "999", ""),
        ("99999919700101001X", "＊＊001X", "001x", "001X"),
        ("99999919700101001X", "＊＊001X", "1970", ""),
        ("", "", "123", ""),
        ("", "＊＊", "123", ""),
    ] {
        let met = met_digits(number, shown, typed);
        assert_eq!(parts(shown, &met), lit, "{typed} in {number}");
    }
}

#[test]
fn words_of_an_address() {
    for (text, typed, lit) in [
        ("示例县东甲镇癸村77号", "zsf 东甲", "东甲"),
        ("示例县东甲镇癸村77号", "癸村77号", "癸村77号"),
        ("示例县龙潭湾村", "zsf 龍潭灣", "龙潭湾"),
        ("示例縣東甲鎮", "东甲镇", "東甲鎮"),
        ("示例县东甲镇癸村77号", "\u{202A}东甲\u{202C}", "东甲"),
        ("示例县东甲镇癸村77号", "东", ""),
        ("示例县东甲镇癸村77号", "77", ""),
        ("示例县东甲镇癸村77号", "北丁", ""),
        ("示例县东甲镇癸村77号", "", ""),
    ] {
        let met = met_words(text, typed);
        assert_eq!(parts(text, &met), lit, "{typed}");
    }
}

#[test]
fn any_text_is_read_in_bounded_time() {
    for text in [
        "\u{202e}\u{300}\u{300}",
        "%_'\"*",
        &"1".repeat(100_000),
        &"东".repeat(100_000),
    ] {
        let _ = (met_digits(text, text, text), met_words(text, text));
    }
}
