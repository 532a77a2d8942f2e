//! How often the right person stands first, and among the first ten, over generated queries of
//! every kind. A hit counts when it is the person meant or bears the same name (the numbers and
//! addresses must be the person's own); for initials and half-typed pinyin, names that are typed
//! the same way count too, because nothing typed tells them apart.

use zhuoluo::search::PersonRow;
use zhuoluo::search::pinyin::{name_readings, readings};

use super::county::{Seed, people};
use super::whole::Index;

const COUNT: usize = 4000;
const EACH: u32 = 25;

/// One kind of query: made from a person, or `None` when that person cannot be typed so.
type Kind = (&'static str, fn(&PersonRow, &mut Seed) -> Option<String>);

const EXACT: [Kind; 13] = [
    ("whole name", |r, _| Some(r.name.clone())),
    ("full pinyin", |r, _| Some(syllables(r)?.concat())),
    ("spaced pinyin", |r, _| Some(syllables(r)?.join(" "))),
    ("initials", |r, _| {
        Some(
            syllables(r)?
                .iter()
                .filter_map(|s| s.chars().next())
                .collect(),
        )
    }),
    ("surname and initials", |r, _| {
        let all = syllables(r)?;
        Some(format!(
            "{}{}",
            all[0],
            all[1..]
                .iter()
                .filter_map(|s| s.chars().next())
                .collect::<String>()
        ))
    }),
    ("characters and letters", |r, _| {
        let first = r.name.chars().next()?;
        Some(format!("{first}{}", syllables(r)?[1..].concat()))
    }),
    ("part of the pinyin", |r, s| {
        let all = syllables(r)?.concat();
        let cut = all.len() - 1 - s.below(2);
        Some(all[..cut].to_owned())
    }),
    ("end of the telephone", |r, s| {
        Some(r.phones[0][11 - 6 - s.below(3)..].to_owned())
    }),
    ("middle of the telephone", |r, s| {
        Some(r.phones[0][2 + s.below(2)..9].to_owned())
    }),
    ("end of the identity number", |r, s| {
        Some(r.id_number[18 - 7 - s.below(3)..].to_owned())
    }),
    ("name and tail", |r, _| {
        Some(format!("{} {}", r.name.chars().next()?, &r.phones[0][7..]))
    }),
    ("name and year", |r, _| {
        Some(format!("{} {}", r.name, &r.id_number[6..10]))
    }),
    ("name and address", |r, _| {
        Some(format!(
            "{} {}",
            r.name,
            r.address.chars().skip(3).take(3).collect::<String>()
        ))
    }),
];

const SLIPS: [Kind; 9] = [
    ("another character of the same sound", |r, s| {
        let mut chars: Vec<char> = r.name.chars().collect();
        let place = 1 + s.below(chars.len() - 1);
        let sound = *readings(chars[place]).first()?;
        let others =
            "伟玮玲铃建健国帼华桦英瑛芳方明鸣强墙军君杰洁涛桃辉晖海亥波玻梅枚雨羽云芸山杉江姜红虹";
        let akin: Vec<char> = others
            .chars()
            .filter(|c| *c != chars[place] && readings(*c).first() == Some(&sound))
            .collect();
        chars[place] = *akin.get(s.below(akin.len()))?;
        Some(chars.into_iter().collect())
    }),
    ("one wrong character of three", |r, s| {
        let mut chars: Vec<char> = r
            .name
            .chars()
            .filter(|_| r.name.chars().count() == 3)
            .collect();
        *chars.get_mut(1 + s.below(2))? = '龘';
        Some(chars.into_iter().collect())
    }),
    ("regional sound", |r, _| {
        let all = syllables(r)?.concat();
        let flat = all
            .replace("zh", "z")
            .replace("sh", "s")
            .replace("ch", "c")
            .replace("eng", "en")
            .replace("ing", "in");
        (flat != all).then_some(flat)
    }),
    ("a letter wrong", |r, s| slip(r, s, 0)),
    ("two letters swapped", |r, s| slip(r, s, 1)),
    ("a letter missing", |r, s| slip(r, s, 2)),
    ("a letter too many", |r, s| slip(r, s, 3)),
    ("a digit wrong", |r, s| {
        let mut digits: Vec<u8> = r.phones[0].bytes().collect();
        let place = 1 + s.below(10);
        digits[place] = b'0' + (digits[place] - b'0' + 1 + u8::try_from(s.below(9)).ok()?) % 10;
        String::from_utf8(digits).ok()
    }),
    ("two digits swapped", |r, s| {
        let mut digits: Vec<u8> = r.phones[0].bytes().collect();
        let place = 1 + s.below(9);
        digits.swap(place, place + 1);
        String::from_utf8(digits).ok()
    }),
];

fn syllables(row: &PersonRow) -> Option<Vec<&'static str>> {
    let all: Option<Vec<_>> = name_readings(&row.name)
        .into_iter()
        .map(|r| r.first().copied())
        .collect();
    all.filter(|a| (2..=4).contains(&a.len()))
}

fn slip(row: &PersonRow, seed: &mut Seed, kind: usize) -> Option<String> {
    let mut letters: Vec<u8> = syllables(row)
        .filter(|s| s.len() == 3)?
        .concat()
        .into_bytes();
    let place = 1 + seed.below(letters.len().checked_sub(3)?);
    let other = b'a' + u8::try_from(seed.below(26)).ok()?;
    match kind {
        0 => letters[place] = other,
        1 => letters.swap(place, place + 1),
        2 => drop(letters.remove(place)),
        _ => letters.insert(place, other),
    }
    String::from_utf8(letters).ok()
}

/// Whether nothing typed tells the hit from the person meant.
fn is_as_good(kind: &str, hit: &PersonRow, meant: &PersonRow) -> bool {
    if hit.id == meant.id {
        return true;
    }
    match kind {
        "end of the telephone"
        | "middle of the telephone"
        | "end of the identity number"
        | "name and tail"
        | "a digit wrong"
        | "two digits swapped" => false,
        "name and year" => hit.name == meant.name && hit.id_number[6..10] == meant.id_number[6..10],
        "name and address" => {
            hit.name == meant.name
                && hit
                    .address
                    .chars()
                    .take(6)
                    .eq(meant.address.chars().take(6))
        }
        "whole name" => hit.name == meant.name,
        // Whoever differs from what was typed in the same one place only is as likely the one meant.
        "one wrong character of three" => {
            let (a, b): (Vec<char>, Vec<char>) =
                (hit.name.chars().collect(), meant.name.chars().collect());
            a.len() == 3 && a[0] == b[0] && (a[1] == b[1] || a[2] == b[2])
        }
        _ if syllables(hit).is_none() => false,
        "initials" => initials(hit) == initials(meant),
        "surname and initials" => initials(hit) == initials(meant) && first_reading(hit, meant),
        "part of the pinyin" => {
            joined(hit).starts_with(joined(meant).get(..joined(meant).len() - 2).unwrap_or(""))
        }
        _ => joined(hit) == joined(meant),
    }
}

fn initials(row: &PersonRow) -> String {
    syllables(row)
        .unwrap_or_default()
        .iter()
        .filter_map(|s| s.chars().next())
        .collect()
}

fn joined(row: &PersonRow) -> String {
    syllables(row).unwrap_or_default().concat()
}

fn first_reading(hit: &PersonRow, meant: &PersonRow) -> bool {
    let surname = hit.name.chars().next().map(readings).unwrap_or_default();
    syllables(meant)
        .is_some_and(|s| surname.contains(&s[0]) || syllables(hit).is_some_and(|h| h[0] == s[0]))
}

/// The share found first and among the first ten, printed by kind.
fn measure(kinds: &[Kind], seed: u64) -> (f64, f64) {
    let rows = people(COUNT, 41);
    let index = Index::build(rows.clone());
    let mut seed = Seed(seed);
    let (mut all, mut first, mut ten) = (0, 0, 0);
    for (kind, make) in kinds {
        let (mut n, mut at1, mut at10) = (0u32, 0u32, 0u32);
        while n < EACH {
            let meant = &rows[seed.below(COUNT)];
            let Some(query) = make(meant, &mut seed) else {
                continue;
            };
            n += 1;
            let hits = index.find(&query, 10);
            let good = |h: &zhuoluo::search::Hit| {
                usize::try_from(h.person.0 - 1).is_ok_and(|i| is_as_good(kind, &rows[i], meant))
            };
            at1 += u32::from(hits.first().is_some_and(good));
            let found = hits.iter().any(good);
            at10 += u32::from(found);
            if !hits.first().is_some_and(good) {
                let shown: Vec<_> = hits
                    .iter()
                    .take(3)
                    .map(|h| (h.person.0, h.why.zh))
                    .collect();
                println!("  {kind}: {query} for {} ({found}): {shown:?}", meant.name);
            }
        }
        println!("{kind}: {at1}/{n} first, {at10}/{n} among ten");
        (all, first, ten) = (all + n, first + at1, ten + at10);
    }
    (
        f64::from(first) / f64::from(all),
        f64::from(ten) / f64::from(all),
    )
}

#[test]
fn what_is_typed_rightly_is_found() {
    let (first, ten) = measure(&EXACT, 51);
    assert!(
        first >= 0.95 && ten >= 0.99,
        "found@1 {first:.3}, found@10 {ten:.3}"
    );
}

#[test]
fn what_is_typed_with_a_slip_is_found() {
    let (first, ten) = measure(&SLIPS, 52);
    assert!(
        first >= 0.80 && ten >= 0.95,
        "found@1 {first:.3}, found@10 {ten:.3}"
    );
}

/// Two syllables of a given name alone, as another region speaks them: whoever is called so is among the first ten, or
/// ten who sound as much like it.
#[test]
fn a_given_name_alone_with_an_accent_is_found() {
    let rows = people(COUNT, 41);
    let index = Index::build(rows.clone());
    let flat = |text: &str| {
        let flat = text
            .replace("zh", "z")
            .replace("sh", "s")
            .replace("ch", "c");
        flat.replace("eng", "en")
            .replace("ing", "in")
            .replace("ang", "an")
    };
    let given = |row: &PersonRow| Some(syllables(row).filter(|s| s.len() == 3)?[1..].concat());
    let (mut n, mut ten) = (0u32, 0u32);
    for row in rows.iter().step_by(7) {
        let Some(said) = given(row).map(|text| (flat(&text), text)) else {
            continue;
        };
        if said.0 == said.1 || n >= 120 {
            continue;
        }
        n += 1;
        let hits = index.find(&said.0, 10);
        let of = |hit: &zhuoluo::search::Hit| &rows[usize::try_from(hit.person.0 - 1).unwrap_or(0)];
        let good = |row: &PersonRow| {
            let whole = flat(&joined(row)) == said.0;
            whole || given(row).is_some_and(|text| flat(&text) == said.0)
        };
        let meant = hits
            .iter()
            .any(|hit| given(of(hit)).as_ref() == Some(&said.1));
        let full = hits.len() == 10 && hits.iter().all(|hit| good(of(hit)));
        ten += u32::from(meant || full);
        if !(meant || full) {
            let shown: Vec<_> = hits.iter().map(|h| (&of(h).name, h.why.zh)).collect();
            println!("  {} for {}: {shown:?}", said.0, row.name);
        }
    }
    println!("{ten}/{n} among ten");
    assert!(n >= 60 && ten * 100 >= n * 95, "{ten}/{n}");
}
