//! The archive package: index, files, log and hash list in open formats inside one zip, and its check.
//! The same files and the same day give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::domain::chain;
use crate::flow::kept::{Link, unhex};
use crate::words::{Exit, Outside, Sentence, Trouble};

/// The list of hashes.
const SUMS: &str = "SHA256SUMS";
/// Largest file inside a package that is looked at, in bytes.
const LARGEST: u64 = 64 << 20;
/// Most files of a package.
const MOST: usize = 200_000;
/// Largest package with all it holds, in bytes.
const WHOLE: u64 = 1 << 30;

/// One line of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The petition's number.
    pub number: String,
    /// Received.
    pub received_on: String,
    /// Ended.
    pub ended_on: String,
    /// Class of the petition.
    pub class: String,
    /// Class of retention; empty when it was not filed yet.
    pub retention: String,
    /// File number.
    pub document: Outside,
    /// How many events.
    pub events: usize,
    /// The folder in the package.
    pub folder: String,
    /// Why it is not open to whoever looks in the archives: `report` (Art. 30(3)), `name_withheld`; else empty.
    #[serde(default)]
    pub closed: String,
}

/// The files of every petition.
const WHOLE_FILE: [&str; 4] = ["file.json", "file.txt", "events.json", "readers.csv"];

/// Makes the bytes of a package from its files, by path.
///
/// # Errors
/// A trouble when the zip cannot be made.
pub fn write(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Trouble> {
    let mut sums = String::new();
    for (path, bytes) in files {
        sums.push_str(&[&sum(bytes), "  ", path, "\n"].concat());
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock goes in: the same files give the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let sums = (SUMS.to_owned(), sums.into_bytes());
    for (path, bytes) in files.iter().chain([(&sums.0, &sums.1)]) {
        zip.start_file(path.as_str(), options)
            .map_err(|e| unmade(&e))?;
        zip.write_all(bytes).map_err(|e| unmade(&e.into()))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|e| unmade(&e))
}

/// The SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn sum(bytes: &[u8]) -> String {
    chain::hex(&Sha256::digest(bytes).into())
}

fn unmade(error: &zip::result::ZipError) -> Trouble {
    let detail = error.to_string();
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "档案包没有做成（{detail}）。",
            "The package could not be made ({detail})."
        ),
        say!("请再试一次。", "Try again."),
    )
}

/// What a check came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Files looked at, without the list of hashes.
    pub files: usize,
    /// Petitions in the index.
    pub petitions: usize,
    /// What is not as it should be.
    pub findings: Vec<Sentence>,
}

/// Checks a package: every file against the list, the list against the files, the index against the
/// folders, every event against its link of the chain.
///
/// # Errors
/// That it is no package at all (2).
pub fn check(bytes: &[u8]) -> Result<Verdict, Trouble> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_package())?;
    if zip.len() > MOST {
        return Err(no_package());
    }
    let mut verdict = Verdict::default();
    let found = unpack(&mut zip, &mut verdict)?;
    let Some(list) = found.get(SUMS) else {
        return Err(no_package());
    };
    let listed = sums(list, &mut verdict);
    verdict.files = found.len() - 1;
    for (path, bytes) in found.iter().filter(|(path, _)| *path != SUMS) {
        match listed.get(path) {
            None => verdict.say(path, "不在清单里", "is not on the list"),
            Some(hash) if *hash != sum(bytes) => {
                verdict.say(
                    path,
                    "与清单的摘要不符，内容被改",
                    "differs from its hash: it was altered",
                );
            }
            Some(_) => {}
        }
    }
    for path in listed.keys().filter(|path| !found.contains_key(*path)) {
        verdict.say(
            path,
            "在清单里，包里没有",
            "is on the list and not in the package",
        );
    }
    index(&found, &mut verdict);
    Ok(verdict)
}

impl Verdict {
    fn say(&mut self, path: &str, zh: &str, en: &str) {
        let path = crate::words::visible(path, crate::words::Place::Line)
            .chars()
            .take(120)
            .collect::<String>();
        self.findings.push(say!("{path}：{zh}。", "{path}: {en}."));
    }
}

fn unpack(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    verdict: &mut Verdict,
) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
    let mut found = BTreeMap::new();
    let mut whole = 0;
    for at in 0..zip.len() {
        let Ok(entry) = zip.by_index(at) else {
            verdict.say(&format!("#{at}"), "读不出来", "cannot be read");
            continue;
        };
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut bytes = Vec::new();
        // What it claims to be is not believed: reading stops at the limit.
        let read = entry.take(LARGEST + 1).read_to_end(&mut bytes);
        whole += bytes.len() as u64;
        if whole > WHOLE {
            return Err(no_package());
        }
        if read.is_err() || bytes.len() as u64 > LARGEST {
            verdict.say(&path, "读不出来或太大", "cannot be read, or is too large");
        }
        let leaves =
            path.starts_with('/') || path.contains('\\') || path.split('/').any(|p| p == "..");
        if leaves {
            verdict.say(&path, "路径指到包外", "points outside the package");
        }
        if found.insert(path.clone(), bytes).is_some() {
            verdict.say(&path, "有两份", "is there twice");
        }
    }
    Ok(found)
}

fn sums(list: &[u8], verdict: &mut Verdict) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(list);
    let mut listed = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        match line.split_once("  ") {
            Some((hash, path)) if unhex(hash).is_some() => {
                listed.insert(path.to_owned(), hash.to_owned());
            }
            _ => verdict.say(
                &format!("{SUMS}:{}", at + 1),
                "这一行不是摘要",
                "this line is no hash",
            ),
        }
    }
    listed
}

/// The index against the folders, and the events against the chain.
fn index(found: &BTreeMap<String, Vec<u8>>, verdict: &mut Verdict) {
    let index = found
        .get("index.json")
        .map(|b| serde_json::from_slice::<Vec<Item>>(b));
    let Some(Ok(items)) = index else {
        verdict.say(
            "index.json",
            "没有目录或读不懂",
            "there is no index, or it cannot be read",
        );
        return;
    };
    verdict.petitions = items.len();
    let folders: BTreeSet<&str> = items.iter().map(|i| i.folder.as_str()).collect();
    for path in found.keys() {
        let folder = path
            .strip_prefix("files/")
            .and_then(|p| p.split('/').next());
        if folder.is_some_and(|f| !folders.contains(format!("files/{f}").as_str())) {
            verdict.say(path, "目录里没有这一卷", "belongs to no file of the index");
        }
    }
    if folders.len() < items.len() {
        verdict.say("index.json", "一卷列了两次", "lists a file twice");
    }
    for item in &items {
        whole(item, found, verdict);
        let path = format!("{}/events.json", item.folder);
        let links: Option<Vec<Link>> = found
            .get(&path)
            .and_then(|bytes| serde_json::from_slice(bytes).ok());
        let Some(links) = links else {
            verdict.say(&path, "没有或读不懂", "is missing or cannot be read");
            continue;
        };
        if links.len() != item.events {
            verdict.say(
                &path,
                "事件数与目录不符",
                "has another number of events than the index",
            );
        }
        if !follow(&links) {
            verdict.say(
                &path,
                "事件的先后不对，或混进了别的件",
                "has its events out of order, or those of another petition",
            );
        }
        for link in links.iter().filter(|l| !l.holds()) {
            verdict.say(
                &format!("{path} #{}", link.seq),
                "与事件链不符",
                "does not hold in the chain of events",
            );
        }
    }
}

/// What belongs to one petition is there, and says what the index says.
fn whole(item: &Item, found: &BTreeMap<String, Vec<u8>>, verdict: &mut Verdict) {
    for name in WHOLE_FILE.iter().filter(|name| **name != "events.json") {
        let path = format!("{}/{name}", item.folder);
        if !found.contains_key(&path) {
            verdict.say(&path, "没有", "is missing");
        }
    }
    let path = format!("{}/file.json", item.folder);
    let told = found
        .get(&path)
        .map(|bytes| serde_json::from_slice::<serde_json::Value>(bytes));
    let Some(told) = told else { return };
    let told = told.unwrap_or_default();
    let events = told["events"].as_array().map(Vec::len);
    if told["number"] != item.number.as_str() || events != Some(item.events) {
        verdict.say(&path, "与目录不符", "does not say what the index says");
    }
}

/// Events of one petition, in their order, each behind the one before where nothing lies between.
fn follow(links: &[Link]) -> bool {
    links.windows(2).all(|pair| {
        let (one, next) = (&pair[0], &pair[1]);
        let beside = next.seq != one.seq + 1 || next.before == one.hash;
        next.seq > one.seq && next.petition == one.petition && beside
    })
}

fn no_package() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "这不是本程序的档案包，或已经残缺。",
            "This is no archive package of this program, or it is cut off."
        ),
        say!(
            "应是 zhuoluo archive pack 做的 zip 文件。",
            "It should be the zip file that `zhuoluo archive pack` made."
        ),
    )
}
