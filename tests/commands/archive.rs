//! What a package for the archives holds and what it does not, and what is due again.

use std::collections::BTreeMap;
use std::io::Read;

use serde_json::{Value, json};
use zhuoluo::exchange::package;

use super::Home;
use super::backup::key;
use super::keeping::{act, ended, person};

/// The parts of a package by their paths.
type Parts = BTreeMap<String, Vec<u8>>;

/// What a package holds.
fn parts(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        all.insert(part.name().expect("a name").into_owned(), bytes);
    }
    all
}

fn packed(home: &Home, number: &str) -> Parts {
    let path = home.path("包.zip");
    let file = path.to_str().expect("a path");
    let words = [
        "archive", "pack", number, "-o", file, "--force", "--why", "移交",
    ];
    home.run(&words).is(0);
    home.run(&["archive", "check", file]).is(0);
    parts(&std::fs::read(&path).expect("the package"))
}

#[test]
fn a_package_tells_nothing_of_a_report_beside_and_says_what_is_not_open() {
    let home = Home::sandbox();
    let open = ended(&home, &json!({}));
    let beside = [
        json!({"class": "report", "route": "", "summary": "反映暗号甲", "requests": ["查处暗号甲"],
            "same_matter": open, "accused": [{"name": "赵贵"}], "people": [person("诸葛密", "13500135000")]}),
        json!({"withhold_name": true, "summary": "暗号乙要求核实", "same_matter": open,
            "people": [person("司马焘", "13600136000")]}),
    ];
    let [report, withheld] = beside.map(|more| ended(&home, &more));
    let plain = ended(
        &home,
        &json!({"summary": "明号丙要求核实", "same_matter": open}),
    );
    let text = |parts: &Parts| -> String {
        let all = parts.values().map(|part| String::from_utf8_lossy(part));
        all.collect::<Vec<_>>().join("\n")
    };
    let told = text(&packed(&home, &open));
    for hidden in ["暗号甲", "暗号乙", "诸葛密", "司马焘", "赵贵"] {
        assert!(!told.contains(hidden), "{hidden}");
    }
    assert!(told.contains("明号丙") && told.contains(&plain));
    for (number, why) in [
        (&report, "report"),
        (&withheld, "name_withheld"),
        (&open, ""),
    ] {
        let parts = packed(&home, number);
        let index: Value = serde_json::from_slice(&parts["index.json"]).expect("the index");
        assert_eq!(index[0]["closed"], why, "{index}");
        assert!(text(&parts).contains(&format!("<closed>{why}</closed>")));
    }
}

/// Whoever alters a package and its list of hashes with it is found out by what belongs to a file.
#[test]
fn a_package_that_lost_a_part_is_not_sound() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let whole = packed(&home, &number);
    let folder = format!("files/{number}");
    let altered = |alter: &dyn Fn(&mut Parts)| {
        let mut parts = whole.clone();
        parts.remove("SHA256SUMS");
        alter(&mut parts);
        let bytes = package::write(&parts).expect("a package");
        let path = home.file("改.zip", &bytes);
        home.run(&["archive", "check", path.to_str().expect("a path")])
    };
    altered(&|_| {}).is(0);
    for name in ["file.json", "file.txt", "readers.csv", "events.json"] {
        let ran = altered(&|parts| drop(parts.remove(&format!("{folder}/{name}")))).is(20);
        assert!(ran.out.contains(name), "{}", ran.out);
    }
    let json = |parts: &mut Parts, name: &str, change: &dyn Fn(&mut Value)| {
        let part = parts.get_mut(name).expect("the part");
        let mut value: Value = serde_json::from_slice(part).expect("JSON");
        change(&mut value);
        *part = value.to_string().into_bytes();
    };
    // An event left out of the file that is read; two that changed places; a file listed twice.
    let ran = altered(&|parts| {
        json(parts, &format!("{folder}/file.json"), &|v| {
            drop(v["events"].as_array_mut().map(Vec::pop));
        });
    });
    assert!(ran.is(20).out.contains("与目录不符"));
    let ran = altered(&|parts| {
        json(parts, &format!("{folder}/events.json"), &|v| {
            v.as_array_mut().expect("events").reverse();
        });
    });
    assert!(ran.is(20).out.contains("先后不对"));
    let ran = altered(&|parts| {
        json(parts, "index.json", &|v| {
            let again = v[0].clone();
            v.as_array_mut().expect("the index").push(again);
        });
    });
    assert!(ran.is(20).out.contains("列了两次"));
}

/// What was taken up again after it was filed and handed over is filed and handed over anew.
#[test]
fn a_file_that_was_taken_up_again_is_due_again() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let file = || {
        act(
            &home,
            &number,
            "archive",
            &json!({"retention": "thirty", "document": "2026-30-1"}),
        );
        act(
            &home,
            &number,
            "hand_over",
            &json!({"archives": "示例县档案馆"}),
        );
    };
    let tasks = || -> Vec<String> {
        let due = home
            .run(&["archive", "appraise", "--until", "2060-01-01", "--json"])
            .is(0)
            .json();
        let list = due.as_array().expect("a list").iter();
        list.map(|d| d["task"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    file();
    assert_eq!(tasks(), ["restrict"]);
    act(&home, &number, "reopen", &json!({"reasons": "又来反映"}));
    assert!(tasks().is_empty());
    act(&home, &number, "withdraw", &json!({"reasons": "已经解决"}));
    assert_eq!(tasks(), ["file", "restrict"]);
    file();
    assert_eq!(tasks(), ["restrict"]);
    home.run(&["verify"]).is(0);
}

/// A package that is sealed opens for whom it is sealed to, and tells nobody else anything.
#[test]
fn a_sealed_package_is_checked_with_the_key_it_is_sealed_to() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({"requests": ["要求核实暗号丁"]}));
    let ((one, first), (two, second)) = (key(&home, "one.key"), key(&home, "two.key"));
    let (other, _) = key(&home, "other.key");
    let path = home.path("包.zip.age");
    let file = path.to_str().expect("a path");
    let pack = |more: &[&str]| {
        let words = ["archive", "pack", &number, "-o", file, "--why", "移交"];
        home.run(&[&words[..], more].concat())
    };
    let trail = |home: &Home| {
        home.run(&["audit", "list", "--action", "archive", "--json"])
            .out
    };
    // Nothing is taken out for whom nobody can be told apart from a slip.
    pack(&["--recipient", "age1错"]).is(2).says("age1错");
    assert!(!trail(&home).contains("package"), "{}", trail(&home));
    let made = pack(&["--recipient", &first, "--recipient", &second, "--json"])
        .is(0)
        .json();
    assert_eq!(made["sealed_to"], json!([first, second]));
    let bytes = std::fs::read(&path).expect("the package");
    assert_eq!(made["sha256"], package::sum(&bytes));
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let said = format!("package sealed to {first} {second}");
    assert!(trail(&home).contains(&said), "{}", trail(&home));
    let check = |lang: &str, more: &[&str]| {
        home.run(&[&["--lang", lang, "archive", "check", file], more].concat())
    };
    for key in [&one, &two] {
        check("zh", &["--identity", key]).is(0);
        let told = check("en", &["--identity", key, "--json"]).is(0).json();
        assert_eq!(
            (&told["sound"], &told["sealed"]),
            (&json!(true), &json!(true))
        );
    }
    let key = std::fs::read(&one).expect("a key");
    home.feed(&["archive", "check", file, "--identity", "-"], &key)
        .is(0);
    home.run(&["archive", "check", "-", "--identity", "-"])
        .is(2);
    // No other file takes its place.
    pack(&["--force"]).is(3).says("加密的备份或档案包");
    refused(&home, file, [&one, &other]);
}

/// Without the key, with another's, and once it was changed.
fn refused(home: &Home, file: &str, [own, other]: [&str; 2]) {
    let check = |lang: &str, more: &[&str]| {
        home.run(&[&["--lang", lang, "archive", "check", file], more].concat())
    };
    check("zh", &[]).is(2).says("没有给私钥");
    check("en", &[]).is(2).says("no private key was given");
    check("zh", &["--identity", other])
        .is(3)
        .says("档案包不是给它的");
    check("en", &["--identity", other])
        .is(3)
        .says("the package is not for it");
    let mut changed = std::fs::read(file).expect("the package");
    *changed.last_mut().expect("a byte") ^= 1;
    std::fs::write(file, changed).expect("written");
    check("zh", &["--identity", own])
        .is(5)
        .says("不是着落的档案包");
    check("en", &["--identity", own])
        .is(5)
        .says("is no package of zhuoluo");
}

#[test]
fn a_package_that_is_not_sealed_is_said_to_be_open() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let (one, _) = key(&home, "one.key");
    let path = home.path("包.zip");
    let file = path.to_str().expect("a path");
    let made = home
        .run(&["archive", "pack", &number, "-o", file, "--json"])
        .is(0)
        .json();
    assert_eq!(made["sealed_to"], json!([]));
    let told = home.run(&["archive", "check", file, "--json"]).is(0).json();
    assert_eq!(told["sealed"], false);
    for (lang, says) in [("zh", "没有加密"), ("en", "is not sealed")] {
        let words = ["--lang", lang, "archive", "check", file, "--identity", &one];
        home.run(&words).is(0).says(says);
    }
}
