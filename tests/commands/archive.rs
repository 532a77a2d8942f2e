//! What a package for the archives holds and what it does not, and what is due again.

use std::collections::BTreeMap;
use std::io::Read;

use serde_json::{Value, json};
use zhuoluo::exchange::package;

use super::Home;
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
