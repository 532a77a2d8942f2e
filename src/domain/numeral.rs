//! Numbers of an address written in characters (三组, 十三号楼): the same as in digits.

/// The words behind which a number is one of a house or a group; behind 村, 里 or 镇 it is a name (三里, 五村).
const COUNTED: [&str; 19] = [
    "组",
    "小组",
    "村民小组",
    "队",
    "号",
    "号楼",
    "栋",
    "幢",
    "座",
    "单元",
    "层",
    "楼",
    "室",
    "户",
    "期",
    "社",
    "门",
    "房",
    "生产队",
];

/// Characters of one such number at most: 一千二百三十四 stands in no address.
const LONGEST: usize = 5;

/// How much a character counts in a number; `None` for one that does not.
fn value(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        _ => return None,
    })
}

/// The number that characters say: by tens and hundreds (二十三, 一百零二) or digit by digit (一八零三).
fn number(signs: &[char]) -> Option<u32> {
    let values: Vec<u32> = signs.iter().filter_map(|c| value(*c)).collect();
    if values.is_empty() || values.len() > LONGEST {
        return None;
    }
    if values.iter().all(|v| *v < 10) {
        return Some(values.iter().fold(0, |all, v| all * 10 + v));
    }
    let (mut all, mut open, mut least) = (0, None, u32::MAX);
    for value in values {
        match value {
            10 | 100 if value < least => {
                // 十三 is 13, but 百 alone is no number.
                let many = open.take().or((value == 10 && all == 0).then_some(1))?;
                (all, least) = (all + many * value, value);
            }
            0 if open.is_none() => {}
            1..=9 if open.is_none() => open = Some(value),
            _ => return None,
        }
    }
    Some(all + open.unwrap_or(0))
}

/// The number of a house or a group that a text begins with, or that it is, and how many characters it has; `None`
/// when it begins with none.
#[must_use]
pub fn counted(text: &[char]) -> Option<(u32, usize)> {
    let len = run(text);
    let ends = len == text.len() && len > 1;
    let said = number(&text[..len]).filter(|_| ends || is_counted(&text[len..]));
    said.map(|said| (said, len))
}

/// The number that a text begins with in characters, whatever follows, and how many characters it has.
#[must_use]
pub fn said(text: &[char]) -> Option<(u32, usize)> {
    let len = run(text);
    number(&text[..len]).map(|said| (said, len))
}

/// Whether a text begins with a word behind which a number is one of a house or a group.
fn is_counted(rest: &[char]) -> bool {
    let begins = |word: &&str| {
        let mut rest = rest.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    };
    COUNTED.iter().any(begins)
}

/// How many characters at the beginning of a text may be of a number.
fn run(text: &[char]) -> usize {
    text.iter().take_while(|c| value(**c).is_some()).count()
}

/// Writes the numbers of houses and groups in digits; 第 goes. Everything else stays.
pub fn in_digits(text: &mut Vec<char>) {
    // 第7组 is 7组.
    let mut at = 0;
    while at + 1 < text.len() {
        if text[at] == '第' && text[at + 1].is_ascii_digit() {
            text.remove(at);
        }
        at += 1;
    }
    if !text.iter().any(|c| value(*c).is_some()) {
        return;
    }
    rewrite(text, is_counted);
}

/// The same, and a number that a text ends in, behind which the word is still to come (东甲村三).
pub fn in_digits_to_the_end(text: &mut Vec<char>) {
    rewrite(text, <[char]>::is_empty);
}

fn rewrite(text: &mut Vec<char>, is_number: impl Fn(&[char]) -> bool) {
    let mut at = 0;
    while at < text.len() {
        let len = run(&text[at..]);
        let behind = at.checked_sub(1).map(|n| text[n]);
        let goes_on = behind.is_some_and(|c| c.is_ascii_digit());
        let said = number(&text[at..at + len]).filter(|_| !goes_on && is_number(&text[at + len..]));
        let Some(said) = said else {
            at += len.max(1);
            continue;
        };
        let from = at - usize::from(behind == Some('第'));
        let digits: Vec<char> = said.to_string().chars().collect();
        let end = from + digits.len();
        text.splice(from..at + len, digits);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers before the words for groups and houses become digits, names keep their characters.
    #[test]
    fn numbers_of_houses_are_digits() {
        for (text, wanted) in [
            ("王家庄村三组", "王家庄村3组"),
            ("王家庄村第十三组二十号", "王家庄村13组20号"),
            ("丁字湾二十三栋一单元一八零三室", "丁字湾23栋1单元1803室"),
            ("丁字湾一百零二号", "丁字湾102号"),
            ("丁字湾一百二十号", "丁字湾120号"),
            ("安置房三期十号楼", "安置房3期10号楼"),
            ("王家庄村第13组", "王家庄村13组"),
            ("三里屯五村", "三里屯五村"),
            ("十十号", "十十号"),
            ("百号", "百号"),
            ("3三组", "3三组"),
            ("三", "三"),
            ("一二三四五六组", "一二三四五六组"),
        ] {
            let mut signs: Vec<char> = text.chars().collect();
            in_digits(&mut signs);
            assert_eq!(signs.iter().collect::<String>(), wanted, "{text}");
        }
        let mut open: Vec<char> = "王家庄村十三".chars().collect();
        in_digits_to_the_end(&mut open);
        assert_eq!(open.iter().collect::<String>(), "王家庄村13");
    }
}
