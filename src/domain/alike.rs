//! What two matters have in common: where they lie, of which category they are, which words both say. A
//! reason to ask whether they are one matter, and never taken for an answer. Of whom they are is no part of it.

use crate::words::{Outside, Sentence};

/// A matter as it is being written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Where it lies; else where the person lives.
    pub place: Outside,
    /// Requests, facts, summary.
    pub text: Outside,
    /// Category code, chosen or proposed; may be empty.
    pub category: Outside,
}

/// A matter on record.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Where it lies.
    pub place: &'a str,
    /// Everything that was written of it.
    pub text: &'a str,
    /// Category code.
    pub category: &'a str,
}

/// What two matters have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    village: bool,
    town: bool,
    category: bool,
    words: Vec<Outside>,
}

/// Words with which every petition is written: they say nothing of its matter.
const STOPS: [&str; 66] = [
    "要求", "请求", "希望", "反映", "诉求", "解决", "处理", "问题", "情况", "有关", "相关", "部门",
    "予以", "给予", "尽快", "及时", "核实", "核查", "调查", "答复", "说明", "依法", "落实", "一直",
    "至今", "没有", "多次", "我们", "本人", "我家", "村民", "群众", "信访", "政府", "单位", "领导",
    "因为", "由于", "但是", "现在", "今年", "去年", "上次", "已经", "可以", "应当", "应该", "依据",
    "的", "了", "和", "与", "在", "是", "不", "被", "把", "对", "给", "等", "及", "我", "他", "她",
    "元", "年",
];
/// Words from which a word of the matter is looked for, at most.
const TELLING: usize = 3;

/// The town and the village of an address or place, as far as it says them.
fn town_and_village(text: &str) -> (String, String) {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bounded = |at: usize| at == 0 || !matches!(signs[at - 1], '社' | '小');
    let is_county = |at: usize| match signs[at] {
        '县' | '市' | '旗' => true,
        '区' => bounded(at),
        _ => false,
    };
    let is_town = |at: usize| match signs[at] {
        '镇' | '乡' => true,
        '道' => at > 0 && signs[at - 1] == '街',
        _ => false,
    };
    let is_village = |at: usize| match signs[at] {
        '村' => true,
        '区' => at > 0 && signs[at - 1] == '社',
        _ => false,
    };
    let town_end = (1..signs.len()).find(|at| is_town(*at));
    let before = town_end.unwrap_or(signs.len());
    let begin = (0..before)
        .rev()
        .find(|at| is_county(*at))
        .map_or(0, |at| at + 1);
    let name = |from: usize, to: usize| -> String {
        let name = signs.get(from..=to).unwrap_or_default();
        let fits = (2..=10).contains(&name.len()) && !name.iter().any(char::is_ascii_digit);
        if fits {
            name.iter().collect()
        } else {
            String::new()
        }
    };
    let town = town_end.map_or_else(String::new, |end| name(begin, end));
    let from = town_end.map_or(begin, |end| end + 1);
    let village_end = (from + 1..signs.len()).find(|at| is_village(*at));
    (
        town,
        village_end.map_or_else(String::new, |end| name(from, end)),
    )
}

/// What is left of a text without the words of every petition and without some names, in pieces of at least
/// two characters.
fn pieces(text: &str, names: &[&str]) -> Vec<String> {
    let mut text = text.to_owned();
    for word in names.iter().filter(|n| !n.is_empty()).chain(&STOPS) {
        text = text.replace(word, "\n");
    }
    text.split(|c: char| !c.is_alphanumeric() || c.is_ascii())
        .filter(|piece| piece.chars().nth(1).is_some())
        .map(str::to_owned)
        .collect()
}

/// The words that stand in a piece and in a text, the longest from each place on.
fn shared(piece: &str, text: &str, words: &mut Vec<String>) {
    let signs: Vec<(usize, char)> = piece.char_indices().collect();
    let end = |n: usize| signs.get(n).map_or(piece.len(), |(at, _)| *at);
    let mut from = 0;
    while from + 1 < signs.len() {
        let mut to = from + 1;
        while to < signs.len() && text.contains(&piece[end(from)..end(to + 1)]) {
            to += 1;
        }
        if to < from + 2 {
            from += 1;
            continue;
        }
        let word = &piece[end(from)..end(to)];
        if !words.iter().any(|w| w.contains(word)) {
            words.push(word.to_owned());
        }
        from = to;
    }
}

impl Told {
    /// True when too little is written to look for others by it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        pieces(self.text.raw(), &[]).is_empty()
    }

    /// What to look for, so that petitions come up which may be alike: each is words that must all be there.
    /// `known` are words that tell a category.
    #[must_use]
    pub fn queries<'a>(&self, known: impl Iterator<Item = &'a str>) -> Vec<String> {
        if self.is_blank() {
            return Vec::new();
        }
        let (town, village) = town_and_village(self.place.raw());
        let mut telling: Vec<String> = known
            .filter(|word| word.chars().nth(1).is_some() && self.text.raw().contains(word))
            .map(str::to_owned)
            .collect();
        telling.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let known = telling.len();
        for piece in pieces(self.text.raw(), &[&town, &village]) {
            if telling[..known].iter().any(|word| piece.contains(word)) {
                continue;
            }
            // The noun stands at the end: 修复水渠.
            let signs: Vec<char> = piece.chars().collect();
            let tail: String = signs[signs.len() - 2..].iter().collect();
            if telling.iter().all(|word| !word.contains(&tail)) {
                telling.push(tail);
            }
        }
        telling.truncate(TELLING);
        let mut queries = Vec::new();
        if !village.is_empty() {
            queries.push(village);
        }
        let place = if town.is_empty() {
            String::new()
        } else {
            format!("{town} ")
        };
        queries.extend(telling.into_iter().map(|word| format!("{place}{word}")));
        queries
    }

    /// What this matter has in common with one on record, when that is enough to ask.
    #[must_use]
    pub fn common(&self, other: Known<'_>) -> Option<Common> {
        let (town, village) = town_and_village(self.place.raw());
        let (other_town, _) = town_and_village(other.place);
        let says = |name: &str| {
            !name.is_empty() && (other.place.contains(name) || other.text.contains(name))
        };
        let elsewhere = !town.is_empty() && !other_town.is_empty() && town != other_town;
        let mut words = Vec::new();
        for piece in pieces(self.text.raw(), &[&town, &village]) {
            shared(&piece, other.text, &mut words);
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let common = Common {
            village: !elsewhere && says(&village),
            town: says(&town),
            category: !self.category.is_empty() && self.category.raw() == other.category,
            words: words.into_iter().map(Into::into).collect(),
        };
        common.is_enough().then_some(common)
    }
}

impl Common {
    /// How much the words in common say: a word of two characters little, a longer one more.
    fn telling(&self) -> usize {
        let weights = self
            .words
            .iter()
            .map(|w| w.raw().chars().count().min(4) - 1);
        weights.sum()
    }

    fn is_enough(&self) -> bool {
        let telling = self.telling();
        match (self.village, self.town, self.category) {
            (true, _, true) => true,
            (true, _, false) | (false, true, true) => telling >= 2,
            (false, false, true) => telling >= 4,
            (false, _, false) => telling >= 6,
        }
    }

    /// How much it is: what has more in common is asked about first.
    #[must_use]
    pub fn weight(&self) -> usize {
        let place = 4 * usize::from(self.village) + 2 * usize::from(self.town);
        place + 3 * usize::from(self.category) + self.telling()
    }

    /// The reason, in words.
    #[must_use]
    pub fn why(&self) -> Sentence {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        if self.village {
            zh.push("同村".to_owned());
            en.push("same village".to_owned());
        } else if self.town {
            zh.push("同乡镇".to_owned());
            en.push("same town".to_owned());
        }
        if self.category {
            zh.push("同类".to_owned());
            en.push("same category".to_owned());
        }
        if !self.words.is_empty() {
            let first = self.words.iter().take(2);
            let quoted: Vec<String> = first.clone().map(|w| format!("“{}”", w.line())).collect();
            zh.push(format!("都说{}", quoted.concat()));
            let quoted: Vec<String> = first.map(|w| format!("\"{}\"", w.line())).collect();
            en.push(format!("both say {}", quoted.join(" ")));
        }
        let (zh, en) = (zh.join("、"), en.join(", "));
        say!("事项相近：{zh}", "alike: {en}")
    }
}
