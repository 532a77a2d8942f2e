//! The syllables of Mandarin as small numbers, how each is typed, and what each becomes in regional speech.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A syllable without its tone, as a place in the list of all syllables.
pub(super) type SyllableId = u16;

/// Every toneless syllable of the `pinyin` tables, in order; ü is written v. Interjections without
/// a vowel (hm, ng) are left out: no name is read so.
const ALL: &str = "\
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bong bu ca cai can cang cao ce \
cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci \
cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die din ding diu dong dou du \
duan dui dun duo e ei en eng er fa fan fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong \
gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui \
hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong \
kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling \
liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou \
mu na nai nan nang nao ne nei nen neng ni nia nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve o \
ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong \
qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng \
sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su \
suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan \
wang wei wen weng wo wong wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi \
yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen \
zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo";

/// Initials that regional speech does not keep apart.
const INITIALS: [(&str, &str); 6] = [
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("n", "l"),
    ("f", "h"),
    ("r", "l"),
];

/// What is known of one syllable.
#[derive(Debug)]
pub(super) struct Syllable {
    /// As it is written, ü as v.
    pub(super) text: &'static str,
    /// Other right ways to type it (`lu` and `lyu` for lü, `jv` for ju).
    pub(super) also: Vec<String>,
    /// How people of other regions type it (`zan` for zhang).
    pub(super) accents: Vec<String>,
    /// The syllables that regional speech may mean by it, itself not among them.
    pub(super) akin: Vec<SyllableId>,
}

/// The list of all syllables, made once.
#[derive(Debug)]
pub(super) struct Syllables {
    list: Vec<Syllable>,
    numbers: HashMap<&'static str, SyllableId>,
}

impl Syllables {
    /// The one list.
    pub(super) fn get() -> &'static Self {
        static LIST: OnceLock<Syllables> = OnceLock::new();
        LIST.get_or_init(Self::make)
    }

    fn make() -> Self {
        let texts: Vec<&'static str> = ALL.split(' ').collect();
        let numbers: HashMap<_, _> = (0..).zip(&texts).map(|(n, t)| (*t, n)).collect();
        let list = texts
            .into_iter()
            .map(|text| {
                let accents = accents(text);
                let akin = accents
                    .iter()
                    .filter_map(|a| numbers.get(a.as_str()).copied())
                    .collect();
                Syllable {
                    text,
                    also: also(text),
                    accents,
                    akin,
                }
            })
            .collect();
        Self { list, numbers }
    }

    /// All syllables in the order of their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = (SyllableId, &Syllable)> {
        (0..).zip(&self.list)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The syllable with this number; the first one for a number that is none.
    pub(super) fn at(&self, number: SyllableId) -> &Syllable {
        self.list.get(usize::from(number)).unwrap_or(&self.list[0])
    }

    /// The number of a spelling; `ü` may stand for v.
    pub(super) fn number(&self, spelling: &str) -> Option<SyllableId> {
        if spelling.contains('ü') {
            return self
                .numbers
                .get(spelling.replace('ü', "v").as_str())
                .copied();
        }
        self.numbers.get(spelling).copied()
    }
}

/// The other right ways to type a syllable.
fn also(text: &str) -> Vec<String> {
    if text.contains('v') {
        return vec![text.replace('v', "u"), text.replace('v', "yu")];
    }
    let second = text.chars().nth(1);
    if text.starts_with(['j', 'q', 'x', 'y']) && second == Some('u') {
        return vec![text.replacen('u', "v", 1)];
    }
    Vec::new()
}

/// The ways in which regional speech spells a syllable, itself not among them.
fn accents(text: &str) -> Vec<String> {
    let mut heads: Vec<(String, usize)> = vec![(String::new(), 0)];
    for (wide, flat) in INITIALS {
        if text.starts_with(wide) {
            heads.push((flat.to_owned(), wide.len()));
        } else if text.starts_with(flat) && !text[1..].starts_with('h') {
            heads.push((wide.to_owned(), flat.len()));
        }
    }
    // Where f and h are one, the u of `huang` belongs to the h: huang is fang, hui is fei.
    for (hu, fu) in [("hua", "fa"), ("hui", "fei"), ("hun", "fen"), ("huo", "fo")] {
        if let Some(tail) = text.strip_prefix(hu) {
            heads.push((format!("{fu}{tail}"), text.len()));
        } else if let Some(tail) = text.strip_prefix(fu) {
            heads.push((format!("{hu}{tail}"), text.len()));
        }
    }
    // And what would be fong is said feng: 洪 and 冯.
    for (said, other) in [("hong", "feng"), ("feng", "hong")] {
        if text == said {
            heads.push((other.to_owned(), text.len()));
        }
    }
    let mut found = Vec::new();
    for (head, cut) in heads {
        let body = format!("{head}{}", &text[cut..]);
        found.push(body.clone());
        for final_ in ["in", "en", "an"] {
            if body.ends_with(final_) {
                found.push(format!("{body}g"));
            } else if body.ends_with('g') && body[..body.len() - 1].ends_with(final_) {
                found.push(body[..body.len() - 1].to_owned());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|spelling| spelling != text);
    found
}

/// Whether letters are whole syllables, one after another.
pub(super) fn is_whole(letters: &[char]) -> bool {
    let all = Syllables::get();
    let mut ends = vec![false; letters.len() + 1];
    ends[0] = true;
    for from in 0..letters.len() {
        if !ends[from] {
            continue;
        }
        for to in from + 1..=letters.len().min(from + 6) {
            let text: String = letters[from..to].iter().collect();
            if !ends[to] && all.number(&text).is_some() {
                ends[to] = true;
            }
        }
    }
    ends[letters.len()] && !letters.is_empty()
}
