//! A name with the end of a number behind it that is written as it is said: 王芳三四一二.

/// Characters of such a name at least and at most: a numeral may be the last of them (张三, 李四).
const NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// The fewest digits of such an end, and the most.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=11;

/// The digit that a character says; 幺 is how a one is said over the telephone.
fn digit(c: char) -> Option<u8> {
    let said = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let c = match c {
        '零' => '〇',
        '幺' => '一',
        '两' => '二',
        c => c,
    };
    (b'0'..).zip(said).find(|(_, s)| *s == c).map(|(d, _)| d)
}

/// The name and the digits of such a word; `None` for any other.
pub(super) fn named(word: &[char]) -> Option<(&[char], Vec<u8>)> {
    let run = word.iter().rev().map_while(|c| digit(*c)).count();
    let (name, said) = word.split_at_checked((word.len() - run).max(*NAME.start()))?;
    let fits = NAME.contains(&name.len()) && DIGITS.contains(&said.len());
    let is_name = name.iter().all(|c| c.is_alphabetic() && !c.is_ascii());
    let digits = || said.iter().filter_map(|c| digit(*c)).collect();
    (fits && is_name).then(|| (name, digits()))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_name_keeps_its_own_numeral() {
        for (word, wanted) in [
            ("张三四一二", Some(("张三", "412"))),
            ("王芳三四一二", Some(("王芳", "3412"))),
            ("王芳幺三八零零", Some(("王芳", "13800"))),
            ("欧阳霁三四一二", Some(("欧阳霁", "3412"))),
            ("张三四一", None),
            ("三四一二", None),
            ("王芳", None),
            ("王芳3412", None),
        ] {
            let word_: Vec<char> = word.chars().collect();
            let met = named(&word_).map(|(name, digits)| {
                let digits = String::from_utf8(digits).expect("digits");
                (name.iter().collect::<String>(), digits)
            });
            let wanted = wanted.map(|(name, digits)| (name.to_owned(), digits.to_owned()));
            assert_eq!(met, wanted, "{word}");
        }
    }
}
