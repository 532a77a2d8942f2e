//! The given name alone (娜娜 of 欧阳娜娜): which part of a name it is, and where it is an ordinary word as well.
//!
//! Names are not parsed anywhere else. Here a wrong guess covers a word too many, nothing more.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::reads::Sign;
use crate::domain::rights;

/// Surnames of two characters.
const DOUBLE: &str = "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 \
    仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 \
    羊舌 微生 梁丘 左丘 西门 第五 南荣 东里 即墨 达奚 褚师 纳兰 完颜 叶赫 那拉 单于 贺兰 爱新 富察 钮祜";

/// Given names that are ordinary words of a petition too (建设, 平安): covered only where they stand as a name.
const WORDS: &str = "建国 建设 建军 建议 国庆 和平 解放 卫国 保国 爱国 爱民 为民 利民 惠民 新民 富民 人民 民生 国民 公民 农民 光明 光荣 东方 长江 长城 长征 \
    黄河 文化 文明 文革 文学 文章 文书 胜利 永久 永远 新华 中华 中国 中央 平安 平原 平等 平均 安全 安定 安康 安置 健康 小康 幸福 吉祥 如意 美丽 富强 富裕 \
    富贵 繁荣 发展 前进 进步 跃进 向前 向阳 朝阳 太阳 团结 友谊 友好 援朝 抗美 红旗 红军 红星 卫星 明星 卫兵 春天 春风 海洋 山河 江山 江河 大海 大河 \
    大山 小河 小溪 清泉 流水 水利 水库 公正 公平 公开 正义 正直 正确 正常 正式 诚实 诚信 忠诚 忠实 勇敢 坚强 坚定 坚持 自强 自立 自然 自由 天然 天才 \
    英雄 英明 高峰 高山 高原 思想 志愿 志气 理想 希望 成功 成长 成立 成就 成果 学习 学校 工作 工程 家庭 家园 家乡 家和 土地 国土 国家 国有 国强 农村 交通 \
    教育 医疗 社会 保障 保证 养老 开发 开放 改革 改正 改进 立功 立业 立新 立法 兴旺 兴业 兴建 兴农 振兴 复兴 中兴 新兴 新建 新生 新村 创业 创新 创建 跟进 \
    先进 先锋 模范 劳动 生产 丰收 丰富 满意 满足 满堂 明白 明天 明明 明确 明亮 多多 天天 常常 刚刚 人人 家家 平平 年年 万里 万全 千里 百姓 全民 全国 全家 \
    同心 同意 同志 同德 一心 一民 二小 三村 四方 五一 七一 八一 十一 元旦 立春 春节 清明 端午 中秋 重阳 冬至 双喜 大庆 上海 海南 海口 东海 东升 东风 东北 \
    西安 西北 南方 南京 北京 北方 江南 江西 江苏 河南 河北 山东 山西 湖南 湖北 广东 广西 云南 贵州 福建 安徽 青海 新疆 西藏 长春 重庆 天津 泰山 昆仑 金山 \
    银山 银行 金融 财富 财源 有余 有为 有福 有才 有田 有根 长生 长久 长远 长大 来福 进来 进宝 学军 学农 学工 务农 务实 务工 求实 求是 实现 实在 真实 真诚 \
    真正 诚心 良心 良好 善良 美好 美满 和谐 和顺 和气 和睦 顺利 顺心 如果 如意 当家 当年 当地 主义 主任 书记 书香 经济 经纬 道德 德政 政治 政策 法律 法治 \
    依法 依据 维权 维新 维护 护林 护路 林场 林业 森林 园林 木材 石油 石头 玉米 小麦 小麦 高粱 稻田 田地 田野 花园 花木 雪山 雪花 清楚 清白 清洁 清水 青年 \
    青春 少年 少华 老实 大方 大力 大众 大同 小心 小平 小区 中心 中间 中天 天下 天地 天空 天安 地方 地位 光辉 光彩 辉煌 荣誉 荣光 誉满";

/// What stands before a name and before few words else.
const BEFORE: &str = "给找向跟由请让叫阿小老告问子女妻夫弟兄哥姐妹父母人者";
/// What stands behind a name and behind few words else.
const BEHIND: &str = "说称讲来打电回又再问反表自本同先女家要去也不已就哥叔嫂婶";

/// What somebody is called behind the name.
const CALLS: &str =
    "哥 兄 姐 叔 嫂 婶 伯 姨 爷 弟 妹 大哥 大姐 大叔 大爷 大伯 大妈 先生 女士 同志 师傅 老师 老人";
/// The same, where it is of several or of others.
const OTHERS: &str = "兄弟 兄妹 姐妹 姐弟 弟兄 弟妹 妹妹 弟弟 哥哥 姐姐 叔叔 爷爷";
/// What else may stand before somebody who is called so.
const LEADS: &str = "接劝约陪带帮替为对把被将和与同及是了的见到由经因据但而在等";

/// What is done with people alone; behind the name one of [`THEN`] may follow.
const ASKED: &str =
    "联系 通知 告知 询问 约谈 走访 回访 电话 致电 劝说 安抚 答复 回复 陪同 约见 看望 慰问 找到";
const THEN: &str = "了到于后前时并及处";
/// What joins somebody with whom one talks, and the talking.
const WITH: &str = "与和同跟";
const TALK: &str = "谈话 见面 面谈 通话 沟通 联系 协商 电话";
/// What is somebody's alone.
const KIN: &str = "的母亲 的父亲 的妻子 的丈夫 的儿子 的女儿 的爱人 的家人 的家属 的哥哥 的弟弟 的姐姐 的妹妹 的手机 的住处 之妻 之子 之女 之母 之父 夫妇 夫妻";

/// The lists above as texts are read: one form for each character.
struct Lists {
    asked: Vec<Vec<char>>,
    with: Vec<char>,
    talk: Vec<Vec<char>>,
    kin: Vec<Vec<char>>,
    then: Vec<char>,
    calls: Vec<Vec<char>>,
    others: Vec<Vec<char>>,
    leads: Vec<char>,
    double: HashSet<Vec<char>>,
    words: HashSet<Vec<char>>,
    before: Vec<char>,
    behind: Vec<char>,
}

fn lists() -> &'static Lists {
    static READ: OnceLock<Lists> = OnceLock::new();
    let words = |list: &str| list.split_whitespace().map(read).collect::<Vec<_>>();
    READ.get_or_init(|| Lists {
        asked: words(ASKED),
        with: read(WITH),
        talk: words(TALK),
        kin: words(KIN),
        then: read(THEN),
        calls: words(CALLS),
        others: words(OTHERS),
        leads: read(LEADS),
        double: DOUBLE.split_whitespace().map(read).collect(),
        words: WORDS.split_whitespace().map(read).collect(),
        before: read(BEFORE),
        behind: read(BEHIND),
    })
}

pub(super) fn read(word: &str) -> Vec<char> {
    rights::reading(word).chars().collect()
}

fn is_double(surname: &[char]) -> bool {
    lists().double.contains(surname)
}

/// The surname of a name in characters, and the given name; the likelier first. Nothing of a name too short or too
/// long to say.
#[must_use]
pub fn parts(name: &[char]) -> Vec<(&[char], &[char])> {
    let double = name.len() > 2 && is_double(&name[..2]);
    let at: &[usize] = match (name.len(), double) {
        (3..=5, true) => &[2],
        (2 | 3, _) => &[1],
        // Both parents' surnames, or a given name of three characters.
        (4, _) => &[2, 1],
        _ => &[],
    };
    at.iter().map(|at| name.split_at(*at)).collect()
}

/// True of a given name that is an ordinary word as well.
#[must_use]
pub fn is_word(given: &[char]) -> bool {
    lists().words.contains(given)
}

/// Whether what stands before and behind an ordinary word, without a space between, lets it be a name; nothing stands
/// there where a text or a part of it begins or ends.
#[must_use]
pub fn stands_alone(before: &[Sign], behind: &[Sign]) -> bool {
    let before: Vec<char> = before.iter().rev().take(2).rev().map(|s| s.c).collect();
    let behind: Vec<char> = behind.iter().take(4).map(|s| s.c).collect();
    let lists = lists();
    let begins = |words: &[Vec<char>]| words.iter().any(|word| behind.starts_with(word));
    if begins(&lists.kin) {
        return true;
    }
    // 建国兄, 建国哥: of somebody, not of several (和平兄弟).
    if begins(&lists.calls) && !begins(&lists.others) {
        let free = |c: &char| !c.is_alphanumeric() || is_lead(*c) || lists.before.contains(c);
        return before.last().is_none_or(free) || lists.asked.iter().any(|w| before.ends_with(w));
    }
    let asked = lists.asked.iter().any(|word| before.ends_with(word));
    let with = before.last().is_some_and(|c| lists.with.contains(c));
    let joined = with && begins(&lists.talk) && !before.starts_with(&['参']);
    let follows = asked
        || joined
        || before
            .last()
            .is_none_or(|c| !c.is_alphanumeric() || lists.before.contains(c));
    let precedes = joined
        || behind.first().is_none_or(|c| {
            !c.is_alphanumeric() || lists.behind.contains(c) || asked && lists.then.contains(c)
        });
    follows && precedes
}

/// Whether a character may stand before somebody who is called somehow.
pub fn is_lead(c: char) -> bool {
    lists().leads.contains(&c)
}

/// Whether what stands before, without a space between, may stand before a name.
pub fn leads(before: &[Sign]) -> bool {
    let lists = lists();
    let last: Vec<char> = before.iter().rev().take(2).rev().map(|s| s.c).collect();
    let free = |c: &char| !c.is_alphanumeric() || lists.before.contains(c);
    last.last().is_none_or(free) || lists.asked.iter().any(|word| last.ends_with(word))
}

/// Whether what stands behind, without a space between, may stand behind a name.
pub fn follows(behind: &[Sign]) -> bool {
    let lists = lists();
    let first: Vec<char> = behind.iter().take(4).map(|s| s.c).collect();
    let free = |c: &char| !c.is_alphanumeric() || lists.behind.contains(c);
    let mut words = lists.kin.iter().chain(&lists.talk);
    first.first().is_none_or(free) || words.any(|word| first.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a name is given.
    #[test]
    fn the_given_name_is_told_from_the_surname() {
        let given = |name: &str| -> Vec<String> {
            let name = read(name);
            let parts = parts(&name).into_iter();
            parts.map(|(_, given)| given.iter().collect()).collect()
        };
        assert_eq!(given("欧阳娜娜"), ["娜娜"]);
        assert_eq!(given("张娜娜"), ["娜娜"]);
        assert_eq!(given("张王娜娜"), ["娜娜", "王娜娜"]);
        assert_eq!(given("欧阳娜"), ["娜"]);
        assert!(given("示例县红星砖厂").is_empty());
        let word = |given| is_word(&read(given));
        assert!(word("建设") && word("為民") && !word("娜娜"));
    }
}
