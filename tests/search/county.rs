//! An invented county: people from a seed, so that ranking has something to rank.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::PersonRow;

const SURNAMES: &str = "王王王王王李李李李李张张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解查区盖缪朴冼乐肖闫付丘代于俞";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红建国文斌浩宇轩梓涵欣怡雨泽晨曦佳琪俊峰志鹏海波东升春梅秋菊冬生夏荷庆丰林森木根水土火旺金银铜铁石山川江河湖云雷电风雪霜露虹月星辰光辉灿烂照耀德才仁义礼智信忠孝廉耻温良恭俭让勤劳善美真福禄寿喜财贵荣昌盛兴隆吉祥如意安康宁静和谐永远长久新民生权法治正直公道义方圆大小中心思想学习进步成功胜利凯歌旋律音乐诗书画琴棋剑侠客豪英雄杰出众望归来去回首尾巧妙玲珑翠碧青绿蓝紫丹朱赤彤晓黎旭阳朝暮晚霞清淑贤惠慧珍珠宝玉琼瑶瑾瑜璇玑凤凰鸾燕莺鹃鹤鸿雁鹏翔飞腾跃龙虎豹麒麟骏马超群";
const TOWNS: [&str; 12] = [
    "柳河镇",
    "石桥镇",
    "白沙镇",
    "南塘乡",
    "青枫乡",
    "双溪镇",
    "大埠镇",
    "红岭乡",
    "东甲街道",
    "西丰街道",
    "河口街道",
    "新圩镇",
];
const VILLAGES: [&str; 16] = [
    "上湾村",
    "下湾村",
    "刘家坪村",
    "周家店村",
    "松树岭村",
    "老街社区",
    "新城社区",
    "桃花村",
    "杨柳村",
    "高桥村",
    "观音堂村",
    "三岔口村",
    "五里墩村",
    "向阳社区",
    "前进村",
    "和平社区",
];
const MINORITY: [&str; 8] = [
    "阿依古丽·买买提",
    "买买提·艾力",
    "古丽娜尔·吐尔逊",
    "艾克拜尔·库尔班",
    "扎西·顿珠",
    "索朗·旺堆",
    "巴特尔·苏和",
    "其其格·娜仁",
];

/// A small generator of numbers: the same seed gives the same county.
pub struct Seed(pub u64);

impl Seed {
    /// The next number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or(0)
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// `count` invented people.
pub fn people(count: usize, seed: u64) -> Vec<PersonRow> {
    let mut seed = Seed(seed | 1);
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let given: Vec<char> = GIVEN.chars().collect();
    (1..)
        .take(count)
        .map(|id| person(id, &mut seed, &surnames, &given))
        .collect()
}

fn person(id: i64, seed: &mut Seed, surnames: &[char], given: &[char]) -> PersonRow {
    let name = match seed.below(100) {
        0 => (*seed.pick(&MINORITY)).to_owned(),
        1 => format!("欧阳{}{}", seed.pick(given), seed.pick(given)),
        2..30 => format!("{}{}", seed.pick(surnames), seed.pick(given)),
        _ => format!(
            "{}{}{}",
            seed.pick(surnames),
            seed.pick(given),
            seed.pick(given)
        ),
    };
    let phone = format!(
        "1{}{:09}",
        seed.pick(&['3', '5', '7', '8', '9']),
        seed.below(1_000_000_000)
    );
    let (year, month, day) = (
        1940 + seed.below(65),
        1 + seed.below(12),
        1 + seed.below(28),
    );
    let check = seed.pick(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X']);
    let id_number = format!(
        "999999{year}{month:02}{day:02}{:03}{check}",
        seed.below(1000)
    );
    let group = 1 + seed.below(12);
    let house = 1 + seed.below(200);
    let address = format!(
        "云岭县{}{}{group}组{house}号",
        seed.pick(&TOWNS),
        seed.pick(&VILLAGES)
    );
    PersonRow {
        id: PersonId(id),
        name,
        phones: vec![phone],
        id_number,
        address,
    }
}

/// An invented person with only a name and, where given, numbers and an address.
pub fn named(id: i64, name: &str, phone: &str, id_number: &str, address: &str) -> PersonRow {
    let phones = if phone.is_empty() {
        Vec::new()
    } else {
        vec![phone.to_owned()]
    };
    PersonRow {
        id: PersonId(id),
        name: name.to_owned(),
        phones,
        id_number: id_number.to_owned(),
        address: address.to_owned(),
    }
}
