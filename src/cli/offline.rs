//! An exported trail checked away from the store: its own chain, and the anchors.

use serde_json::Value;

use crate::domain::anchor::{Note, Public};
use crate::domain::chain::{self, Hash};
use crate::flow::kept::unhex;
use crate::store::audit;
use crate::words::Sentence;

/// Checks the lines of `audit export`; gives how many entries there are and what is wrong.
pub fn check(lines: &str, notes: &[Note], key: Option<&Public>) -> (i64, Vec<Sentence>) {
    let (mut hashes, mut wrong) = (Vec::new(), Vec::new());
    let mut before = chain::START;
    for (at, line) in lines.lines().enumerate() {
        let line_no = at + 1;
        let Some(hash) = linked(line, at, &before) else {
            wrong.push(say!(
                "导出文件第{line_no}行断链：内容被改或缺少记录。",
                "The chain breaks at line {line_no} of the export: changed or missing."
            ));
            break;
        };
        hashes.push(hash);
        before = hash;
    }
    for note in notes {
        let (line, at, head) = (note.line, &note.anchor.at, note.anchor.audit);
        if key.is_some_and(|k| !k.signed(note)) {
            wrong.push(say!(
                "锚点文件第{line}行（{at}）：签名不对。",
                "Line {line} of the anchors ({at}): the signature is wrong."
            ));
        } else if head.size > 0 {
            let there = usize::try_from(head.size - 1)
                .ok()
                .and_then(|n| hashes.get(n));
            if there != Some(&head.hash) {
                let size = head.size;
                wrong.push(say!(
                    "导出文件的第{size}条与锚点（第{line}行，{at}）不符。",
                    "Entry {size} of the export is not the one of the anchor (line {line}, {at})."
                ));
            }
        }
    }
    (i64::try_from(hashes.len()).unwrap_or(i64::MAX), wrong)
}

fn linked(line: &str, at: usize, before: &Hash) -> Option<Hash> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| value[key].as_str();
    // What its exporter may not see is given by its hash alone: the next entry is bound to it.
    if value["hidden"] == true {
        let seq = value["seq"].as_i64()?;
        let hash = unhex(text("hash")?)?;
        return (usize::try_from(seq) == Ok(at + 1)).then_some(hash);
    }
    let seq = value["seq"]
        .as_i64()
        .filter(|n| usize::try_from(*n) == Ok(at + 1))?;
    let texts = [
        text("at")?,
        text("operator")?,
        text("action")?,
        text("what")?,
        text("why")?,
    ];
    let bound = match text("bound") {
        Some(digest) => Some(unhex(digest)?),
        None => None,
    };
    let hash = audit::hash_of(
        before,
        seq,
        value["petition"].as_i64(),
        &texts,
        &[text("key")?, text("came")?],
        bound.as_ref(),
        text("role"),
    );
    (text("hash")? == chain::hex(&hash)).then_some(hash)
}
