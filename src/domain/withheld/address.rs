//! One character of a name where people are addressed by it: 小伟, 阿伟, 老 张, 伟哥, 张先生, 国哥 for 建国. Alone it is
//! an ordinary character, and with one of these most often no word.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::given::{self, read};
use super::place::By;
use super::reads::Sign;

/// Widest gap that is one space, in bytes.
const SPACE: usize = 3;

/// What stands before one character to call somebody.
const BEFORE: &str = "小阿老";
/// What stands behind one character to call somebody.
const BEHIND: &str = "哥姐叔姨嫂婶伯弟妹爷某兄";
/// The same, behind a surname or a given name of one character alone: what somebody's office is.
const OFFICES: &str = "总工局处科队所";
/// The same, and nothing else is called so.
const CALLS: &str = "先生 女士 师傅 大爷 大妈 大娘 大伯 大叔 大婶 大哥 大姐 大嫂 阿姨 老汉 老人 老太 奶奶 爷爷 婆婆 小姐";
/// The same, behind characters of which many end a word (提高老师待遇): nothing that goes on stands before.
const ROLES: &str =
    "老师 老板 老伯 老爷 同志 医生 大夫 律师 会计 司机 主任 书记 村长 校长 经理 嫂子 妈妈 爸爸";
/// Words of two characters that call nobody.
const WORDS: &str = "小区 小学 小时 小心 小组 小型 小麦 小孩 小姐 小偷 小事 小路 小河 小山 小雨 小雪 小额 小户 小车 小队 小商 小吃 小店 小数 小计 \
    小便 小腿 小说 小气 小龙 小康 小满 小暑 小寒 小米 小院 小巷 小桥 小溪 小镇 小村 小城 小工 小票 小费 小名 小字 小写 小结 小看 小于 小伙 小弟 \
    小妹 小女 小儿 小朋 小微 小广 小产 小修 小水 小农 小贩 小板 小卖 小轿 小汽 小货 小动 小金 小高 小白 小方 小块 小包 小孙 小毛 小花 小石 小平 \
    小人 小心 小年 小节 小病 小问 小班 小灶 小门 小房 小屋 小沟 小渠 小道 小街 小钱 小本 小样 小件 小红 小黄 小叔 小姨 小姑 小舅 \
    老师 老板 老人 老家 老年 老百 老大 老婆 老公 老乡 老化 老旧 老城 老街 老伴 老汉 老太 老爷 老实 老区 老宅 老屋 老房 老村 老党 老干 老工 老领 \
    老同 老虎 老鼠 老路 老三 老二 老四 老五 老一 老弱 老幼 老龄 老少 老早 老母 老父 老妇 老小 老农 老兵 老县 老厂 老井 老坟 老弟 老妹 老哥 老姐 \
    阿姨 阿爸 阿妈 阿婆 阿公 阿哥 阿訇 阿里 阿拉 阿坝 阿克 阿富 阿胶 阿弟 阿妹 阿姐 阿伯 阿爷 \
    大哥 大姐 大叔 大嫂 大婶 大伯 大爷 大姨 二哥 二姐 二叔 二嫂 二弟 二妹 三哥 三姐 三叔 三弟 四哥 四弟 老爷 少爷 王爷 表哥 表姐 表弟 表妹 表叔 \
    表嫂 堂哥 堂姐 堂弟 堂妹 堂叔 学姐 学弟 学妹 师弟 师妹 师姐 徒弟 子弟 兄弟 兄妹 姐妹 姐弟 月嫂 军嫂 帅哥 的哥 的姐 空姐 亲哥 亲姐 亲弟 亲妹 \
    胞弟 胞妹 姑嫂 叔伯 叔姨 弟妹 小哥 小爷 小婶 小嫂 小伯 小家 小湖 小草 小树 小楼 小众 小型 小幅 老楼 老树 老林 老校 老矿 老天 老本 老生 \
    弟兄 师兄 堂兄 表兄 学兄 仁兄 胞兄 亲兄 家兄 世兄 父兄 \
    何处 万科 文科 何所 高工 施工 武工 马队 车队 方所 史总 任总 汪总 水工 木工 石工 金工 龙工 牛工 包工 童工 成所 乐队 常所 管所 费工 \
    家姐 家叔 家嫂 家弟 家妹 家爷 家伯 太爷 世伯 世叔 幺妹 幺弟 幺叔 幺爷 幺姨";
/// Words that a surname begins: 张贴 in 古老张贴.
const LONGER: &str = "张贴 张罗 张开 张口 高层 高龄 方面 马路 马上 金额 白天 石头 毛病 孙子 孙女 江边 路边 车间 车辆 国家 国庆 国土 国道 国有 \
    建设 建议 建筑 家庭 家属 家具 文化 文件 民政 民房 明天 海边 春节 春天 水利 水电 水泥 金融 林业 林地 山上 田地 平房 平时 平台";
/// What else may stand behind.
const FOLLOWS: &str = "的在是对与和及等因为到被认未没提希请后时前诉求住电手处又都";

/// The lists above as texts are read: one form for each character.
struct Lists {
    before: Vec<char>,
    behind: Vec<char>,
    offices: Vec<char>,
    calls: Vec<Vec<char>>,
    roles: Vec<Vec<char>>,
    words: HashSet<Vec<char>>,
    longer: HashSet<Vec<char>>,
    follows: Vec<char>,
}

fn lists() -> &'static Lists {
    static READ: OnceLock<Lists> = OnceLock::new();
    let words = |list: &'static str| list.split_whitespace().map(read);
    READ.get_or_init(|| Lists {
        before: read(BEFORE),
        behind: read(BEHIND),
        offices: read(OFFICES),
        calls: words(CALLS).collect(),
        roles: words(ROLES).collect(),
        words: words(WORDS).collect(),
        longer: words(LONGER).collect(),
        follows: read(FOLLOWS),
    })
}

/// By what of a name somebody is called so: the surname, a given name of one character, the ends of a longer one.
pub fn parts<'a>(surname: &'a [char], given: &'a [char]) -> Vec<(&'a [char], By)> {
    let mut all = vec![(surname, By::Address)];
    match given {
        [_] => all.push((given, By::Address)),
        [first @ .., _] => all.extend([(&given[first.len()..], By::Part), (&given[..1], By::Part)]),
        [] => {}
    }
    all
}

/// Where one character of a name, or a surname, is how somebody is called, in bytes; `whole` says that it is the whole
/// surname or given name.
pub fn places(signs: &[char], text: &[Sign], whole: bool) -> Vec<(usize, usize)> {
    let len = signs.len();
    let starts = 0..(text.len() + 1).saturating_sub(len);
    let here = |at: &usize| text[*at..*at + len].iter().map(|s| &s.c).eq(signs);
    let all = starts.filter(here);
    all.filter_map(|at| called(signs, text, at, whole))
        .collect()
}

/// Whether somebody is called so by what stands there; with what belongs to it. What calls them may have a space
/// between (老 张, 张 先生).
fn called(signs: &[char], text: &[Sign], at: usize, whole: bool) -> Option<(usize, usize)> {
    let (first, last) = (*signs.first()?, *signs.last()?);
    let lists = lists();
    let (before, behind) = beside(text, at, signs.len());
    let (ahead, after) = apart(text, at, signs.len());
    let (from, to) = (text[at].from, text[at + signs.len() - 1].to);
    let leads = is_free_before(before);
    let next: Vec<char> = after.iter().take(2).map(|s| s.c).collect();
    if lists.calls.contains(&next) && (whole || leads) || lists.roles.contains(&next) && leads {
        return Some((from, after[1].to));
    }
    let is = |words: &HashSet<Vec<char>>, pair: [char; 2]| words.contains(&pair[..]);
    if let Some((lead, ahead)) = ahead
        .split_last()
        .filter(|(s, _)| lists.before.contains(&s.c))
    {
        let next = behind.first();
        let longer = next.is_some_and(|next| is(&lists.longer, [last, next.c]));
        let word = longer || is(&lists.words, [lead.c, first]);
        return (!word && free_sides(ahead, behind) == 2).then_some((lead.from, to));
    }
    let (call, mut after) = after.split_first()?;
    let mut end = call.to;
    // 张某某.
    if let Some((more, rest)) = after.split_first()
        && call.c == '某'
        && more.c == '某'
    {
        (end, after) = (more.to, rest);
    }
    let calls = lists.behind.contains(&call.c) || whole && lists.offices.contains(&call.c);
    let word = !calls || is(&lists.words, [last, call.c]);
    (!word && free_sides(before, after) == 2).then_some((from, end))
}

/// What stands before and behind, where there is nothing without a space between what does with one.
fn apart(text: &[Sign], at: usize, len: usize) -> (&[Sign], &[Sign]) {
    let (mut before, mut behind) = beside(text, at, len);
    let end = at + len;
    let spaced = |a: usize, b: usize| text[b].from.saturating_sub(text[a].to) <= SPACE;
    if before.is_empty() && at > 0 && spaced(at - 1, at) {
        before = &text[at - 1 - beside(text, at - 1, 1).0.len()..at];
    }
    if behind.is_empty() && end < text.len() && spaced(end - 1, end) {
        behind = &text[end..=end + beside(text, end, 1).1.len()];
    }
    (before, behind)
}

/// What stands before and behind without a space between.
pub fn beside(text: &[Sign], at: usize, len: usize) -> (&[Sign], &[Sign]) {
    let joined = |pair: &&[Sign]| pair[0].to == pair[1].from;
    let before = text[..=at].windows(2).rev().take_while(joined).count();
    let last = at + len - 1;
    let behind = text[last..].windows(2).take_while(joined).count();
    (&text[at - before..at], &text[last + 1..last + 1 + behind])
}

/// On how many of both sides nothing stands that a name or a word would go on with.
pub fn free_sides(before: &[Sign], behind: &[Sign]) -> usize {
    let lists = lists();
    let after =
        behind.first().is_some_and(|s| lists.follows.contains(&s.c)) || given::follows(behind);
    usize::from(is_free_before(before)) + usize::from(after)
}

fn is_free_before(before: &[Sign]) -> bool {
    before.last().is_some_and(|s| given::is_lead(s.c)) || given::leads(before)
}

#[cfg(test)]
mod tests {
    use super::super::Withheld;

    fn covered(name: &str, text: &str) -> String {
        let spell = |name: &str| vec![Vec::new(); name.chars().count()];
        Withheld::of(name, spell).cover(text).into_owned()
    }

    /// An end of a longer given name, and what calls somebody with a space between; ordinary words stay.
    #[test]
    fn an_end_of_a_given_name_and_a_space_between_are_covered() {
        for (text, wanted) in [
            ("国哥来电，阿国在旁", "＊＊＊来电，＊＊＊在旁"),
            ("已给小国回电话", "已给＊＊＊回电话"),
            ("联系老国，无人接", "联系＊＊＊，无人接"),
            ("与建哥谈话", "与＊＊＊谈话"),
            ("老建来电，国兄在场", "＊＊＊来电，＊＊＊在场"),
            ("欧阳 先生来电", "＊＊＊来电"),
            ("接欧阳老师电话", "接＊＊＊电话"),
            ("联系老 欧阳，", "联系＊＊＊，"),
            ("小 国 说", "＊＊＊ 说"),
            ("国 哥来过", "＊＊＊来过"),
            ("阿国都知道", "＊＊＊都知道"),
            ("欧阳某某反映，欧阳某在场", "＊＊＊反映，＊＊＊在场"),
        ] {
            assert_eq!(covered("欧阳建国", text), wanted);
        }
        assert_eq!(
            covered("张伟", "老 张 说：张 师傅走了"),
            "＊＊＊ 说：＊＊＊走了"
        );
        for text in [
            "全国老人免费乘车",
            "中国女士协会",
            "国家补助",
            "祖国大爷",
            "小国家庭",
            "新建大叔雕像",
            "基建老师傅",
            "中建哥特式",
            "外国师傅来修",
            "新建小学 国家补助",
            "有老 国家补助",
        ] {
            assert_eq!(covered("欧阳建国", text), text);
        }
        for (name, text) in [
            ("高学", "提高老师待遇，最高书记员"),
            ("张家栋", "家姐来电，小家的事"),
            ("李大公", "老公来电，大哥说"),
            ("王小军", "小哥来电，军嫂说，小 学说"),
            ("王水生", "小水说，学生老师"),
            ("何高", "高工在何处，高工说"),
            ("万兄", "万科的事，弟兄们"),
            ("李建国", "建工来电，国科在场，老建筑"),
        ] {
            let said = covered(name, text);
            assert_eq!(said, text, "{name}");
        }
    }

    /// A given name of one character and a surname are covered where somebody is called so, and nowhere else.
    #[test]
    fn one_character_is_covered_where_somebody_is_called_so() {
        for (text, wanted) in [
            ("已给小伟回电话", "已给＊＊＊回电话"),
            ("阿伟的母亲来过", "＊＊＊的母亲来过"),
            ("老张说还要再来", "＊＊＊说还要再来"),
            ("伟哥来电", "＊＊＊来电"),
            ("接张先生电话", "接＊＊＊电话"),
            ("约张大爷周三来", "约＊＊＊周三来"),
            ("联系小张，无人接", "联系＊＊＊，无人接"),
            ("张总来电，张工在场", "＊＊＊来电，＊＊＊在场"),
        ] {
            assert_eq!(covered("张伟", text), wanted);
        }
        for text in [
            "在古老张贴栏上",
            "一张先进单位奖状",
            "伟大工程",
            "王小伟反映",
            "宏伟",
            "张贴公告",
            "慌张地",
            "老张贴的",
        ] {
            assert_eq!(covered("张伟", text), text);
        }
        for (name, text) in [
            ("高学", "小学和小高层"),
            ("马区", "小区的马路"),
            ("石军", "慰问军嫂，搬走小石头"),
            ("王大", "大哥的事"),
            ("孙师", "老师的小孙子"),
            ("李人", "老人的房"),
        ] {
            assert_eq!(covered(name, text), text);
        }
        assert_eq!(
            covered("欧阳娜", "欧阳女士来电，小娜在旁"),
            "＊＊＊来电，＊＊＊在旁"
        );
    }
}
