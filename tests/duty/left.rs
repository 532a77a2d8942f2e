//! A name on the rota that is of somebody who left: who that was, since when, what was expected, an example.

use super::{at, office};
use crate::commands::{Home, Ran};

/// Orders as a head on the first of February.
fn order(home: &Home, lang: &str, words: &str) -> Ran {
    let all = ["--lang", lang].into_iter().chain(words.split(' '));
    at(home, "zhou", "02-01 10:00", &all.collect::<Vec<_>>())
}

const SHIFT: &str = "duty rota add --start 2027-02-05T08:00 --end 2027-02-06T08:00 --leader zhou --staff li --staff zhao";
const FRESH: &str =
    "duty rota add --start 2027-02-07T08:00 --end 2027-02-07T20:00 --staff qian --staff feng";

#[test]
fn whoever_left_is_named_as_such_with_what_was_expected_and_an_example() {
    let home = office();
    order(&home, "zh", SHIFT).is(0);
    let table = home.file("值班表.csv", "日期,值班员\n2027-02-08,冯某、钱某\n");
    let import = format!("duty rota import {}", table.display());
    let leave = "--as wang --now 2027-01-31T09:00:00+08:00 operator remove qian";
    home.run(&leave.split(' ').collect::<Vec<_>>()).is(0);
    for words in [
        "duty rota swap --who li --with qian --start 2027-02-05T08:00 --end 2027-02-06T08:00",
        "duty rota template --days sat --starts 08:00 --hours 8 --crew zhou:feng,QIAN --since 2027-02-06",
        "duty rota override --start 2027-02-05T12:00 --end 2027-02-05T14:00 --staff qian --staff feng",
        FRESH,
        &import,
        "duty rota edit 1 --staff li --staff qian",
    ] {
        for (lang, says) in [
            (
                "zh",
                [
                    "“qian”（钱某）已于2027-01-31移出操作员名册",
                    "应为现在名册上的登录名",
                    "例：chen",
                ],
            ),
            (
                "en",
                [
                    "\"qian\" (钱某) was taken off the roster on 2027-01-31",
                    "a login that is on it now is expected",
                    "Example: chen",
                ],
            ),
        ] {
            let said = order(&home, lang, words).talk;
            assert!(
                says.iter().all(|part| said.contains(part)),
                "{words}: {said}"
            );
        }
    }
    // A login that nobody ever had.
    let said = order(&home, "zh", "duty rota edit 1 --staff li --staff nobody");
    said.is(3).says("没有“nobody”").says("例：chen");
    // Whoever comes back is on the roster again.
    let back = "--as wang operator add qian --name 钱某 --role duty";
    home.run(&back.split(' ').collect::<Vec<_>>()).is(0);
    order(&home, "zh", FRESH).is(0);
}
