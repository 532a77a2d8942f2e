//! The end of a number where a text says that it is one: 尾号3344, 后四位3344, 3344结尾.

use super::given::read;
use super::reads::Sign;

/// What stands before the end of a number, as numbers are read: 后四位 is 后4位.
const BEFORE: [&str; 9] = [
    "尾号", "尾数", "末尾", "后4位", "末4位", "尾4位", "后6位", "末6位", "后3位",
];
/// What may stand between.
const BETWEEN: [char; 6] = ['是', '为', '号', '码', '数', '系'];
/// What stands behind it.
const BEHIND: [&str; 3] = ["结尾", "收尾", "尾号"];
/// Fewest digits that tell an end.
const FEWEST: usize = 3;

/// Where a text says the end of a number, in bytes.
pub fn places(number: &[char], text: &[Sign]) -> Vec<(usize, usize)> {
    let is_digit = |at: usize| {
        let sign = text.get(at).map(|s| s.c);
        sign.is_some_and(|c| c.is_ascii_digit() || c == 'x')
    };
    let mut all = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let end = (at..text.len())
            .find(|n| !is_digit(*n))
            .unwrap_or(text.len());
        let said: Vec<char> = text[at..end].iter().map(|s| s.c).collect();
        let told = said.len() >= FEWEST && number.ends_with(&said);
        if told && (follows(&text[..at]) || precedes(&text[end..])) {
            all.push((text[at].from, text[end - 1].to));
        }
        at = end;
    }
    all
}

fn follows(before: &[Sign]) -> bool {
    let mut before: Vec<char> = before.iter().rev().take(6).rev().map(|s| s.c).collect();
    let is = |before: &[char]| BEFORE.iter().any(|word| before.ends_with(&read(word)));
    while !is(&before) {
        if before.pop().is_none_or(|c| !BETWEEN.contains(&c)) {
            return false;
        }
    }
    true
}

fn precedes(behind: &[Sign]) -> bool {
    let behind: Vec<char> = behind.iter().take(3).map(|s| s.c).collect();
    BEHIND.iter().any(|word| behind.starts_with(&read(word)))
}

#[cfg(test)]
mod tests {
    use super::super::Withheld;

    /// The end of a number is covered where it is said to be one; the same digits elsewhere stay.
    #[test]
    fn the_end_of_a_number_is_covered_where_it_is_said_to_be_one() {
        let spell = |name: &str| vec![Vec::new(); name.chars().count()];
        let all = Withheld::of("13800123344\n99999919700101013X", spell);
        for (text, wanted) in [
            ("手机尾号3344来电", "手机尾号＊＊＊来电"),
            ("尾号为 3344，", "尾号为 ＊＊＊，"),
            ("尾号：３３４４", "尾号：＊＊＊"),
            ("电话后四位是三三四四", "电话后四位是＊＊＊"),
            ("末4位3344的", "末4位＊＊＊的"),
            ("尾数23344", "尾数＊＊＊"),
            ("3344结尾的号码", "＊＊＊结尾的号码"),
            ("证件尾号013X", "证件尾号＊＊＊"),
            ("证件后六位01013x", "证件后六位＊＊＊"),
        ] {
            let text = all.cover(text);
            assert_eq!(text, wanted);
        }
        for text in [
            "尾号3345",
            "尾号44",
            "补偿3344元",
            "3344号文件",
            "尾号限行33",
            "收尾工程3344米",
            "尾号133440",
        ] {
            assert_eq!(all.cover(text), text);
        }
    }
}
