//! Changing the office's list of units, checked against what stands there; what is written over is said.

use rusqlite::{Transaction, params};

use super::{Refusal, Sql, office, was};
use crate::domain::ids::UnitId;
use crate::domain::instead::{instead, quoted};
use crate::domain::office::Office;
use crate::domain::unit::{self, UnitKind};
use crate::words::{Exit, Sentence, Trouble, Word};

/// Why something may not be.
pub fn no(why: Sentence, next: Sentence) -> Refusal {
    Trouble::unchanged(Exit::Refused, why, next).into()
}

/// A name that fits, for a unit or an operator.
pub fn name_of(typed: &str, example: &str) -> Result<String, Refusal> {
    unit::plain_name(typed).map_err(|why| {
        let next = say!("例：{example}", "Example: {example}");
        Trouble::unchanged(Exit::Wrong, why, next).into()
    })
}

fn another_name() -> Sentence {
    say!(
        "请换一个名称，例：新丙街道；现有单位见 zhuoluo unit list。",
        "Choose another name, e.g. 新丙街道; `zhuoluo unit list` shows the units."
    )
}

/// ` under #3`, for the record.
fn beneath(under: Option<UnitId>) -> String {
    under.map_or_else(|| " at the top".to_owned(), |u| format!(" under #{}", u.0))
}

pub fn known(office: &Office, unit: UnitId) -> Result<(), Refusal> {
    if office.units.get(unit).is_some() {
        return Ok(());
    }
    let id = unit.0;
    let (why, next) = (
        say!("没有编号{id}的单位。", "There is no unit {id}."),
        say!(
            "现有单位见 zhuoluo unit list。",
            "`zhuoluo unit list` shows the units."
        ),
    );
    Err(Trouble::unchanged(Exit::Missing, why, next).into())
}

const NAME: Word = Word::new("名称", "name");
const PLACE: Word = Word::new("隶属", "stands under");
const REVIEW: Word = Word::new("复查机关", "reviewed by");
/// Stands for no unit above.
const TOP: &str = "—";

/// What stood of a unit, and by whom: whose change of this kind was the last, or else who added it.
fn stood(
    tx: &Transaction<'_>,
    office: &Office,
    unit: UnitId,
    (word, kind): (Word, &str),
    (old, new): (&str, &str),
) -> Sql<Vec<Sentence>> {
    let of = |kind: &str| was::by(tx, office, "unit", &format!("{kind} #{} ", unit.0));
    if old == new || old.is_empty() {
        return Ok(Vec::new());
    }
    let by = match of(kind)? {
        None => of("add")?,
        by => by,
    };
    Ok(vec![instead(
        word,
        &quoted(old),
        by.as_ref(),
        Some(&quoted(new)),
    )])
}

pub fn add_unit(
    tx: &Transaction<'_>,
    office: &Office,
    typed: &str,
    kind: UnitKind,
    under: Option<UnitId>,
) -> Result<String, Refusal> {
    let name = name_of(typed, "新丙街道")?;
    if let Some(why) = office.units.name_refused(&name, None) {
        return Err(no(why, another_name()));
    }
    if kind == UnitKind::Office {
        return Err(no(
            say!("本单位只有一个。", "There is one office only."),
            say!("请选别的种类，例：other", "Choose another kind, e.g. other"),
        ));
    }
    under.map_or(Ok(()), |u| known(office, u))?;
    let code = kind.code();
    tx.execute(
        "INSERT INTO unit (name, kind, under) VALUES (?1, ?2, ?3)",
        params![name, code, under.map(|u| u.0)],
    )?;
    let id = tx.last_insert_rowid();
    Ok(format!("add #{id} {name} ({code}){}", beneath(under)))
}

pub fn rename_unit(
    tx: &Transaction<'_>,
    office: &Office,
    unit: UnitId,
    typed: &str,
) -> Result<(String, Vec<Sentence>), Refusal> {
    known(office, unit)?;
    let (id, old) = (unit.0, office.units.name(unit));
    let name = name_of(typed, "新丙街道")?;
    if let Some(why) = office.units.name_refused(&name, Some(unit)) {
        return Err(no(why, another_name()));
    }
    if name == old {
        return Err(no(
            say!(
                "“{name}”现在就叫这个名称。",
                "\"{name}\" has this name already."
            ),
            another_name(),
        ));
    }
    tx.execute("UPDATE unit SET name = ?2 WHERE id = ?1", params![id, name])?;
    let unit_before = office.units.get(unit).into_iter();
    let mut former: Vec<&str> = unit_before.flat_map(|u| &u.former).map(|n| &**n).collect();
    former.push(&old);
    former.retain(|n| *n != name);
    office::put_setting(tx, &format!("former:{id}"), &former.join("\n"))?;
    if unit == UnitId::OFFICE {
        // The office's own name stands on every paper.
        office::put_setting(tx, "name", &name)?;
    }
    let stood = stood(tx, office, unit, (NAME, "rename"), (&old, &name))?;
    Ok((format!("rename #{id} {old} -> {name}"), stood))
}

pub fn move_unit(
    tx: &Transaction<'_>,
    office: &Office,
    unit: UnitId,
    under: Option<UnitId>,
) -> Result<(String, Vec<Sentence>), Refusal> {
    known(office, unit)?;
    under.map_or(Ok(()), |u| known(office, u))?;
    if let Some(why) = under.and_then(|u| office.units.under_refused(unit, u)) {
        return Err(no(
            why,
            say!(
                "请另选上级，例：zhuoluo unit move 戊村 --under 东甲镇",
                "Choose another one above it, e.g. zhuoluo unit move 戊村 --under 东甲镇"
            ),
        ));
    }
    tx.execute(
        "UPDATE unit SET under = ?2 WHERE id = ?1",
        params![unit.0, under.map(|u| u.0)],
    )?;
    let (id, name) = (unit.0, office.units.name(unit));
    let old = office.units.get(unit).and_then(|u| u.under);
    let mut what = format!("move #{id} {name}{}", beneath(under));
    was::noted(&mut what, (&beneath(old)[1..], &beneath(under)[1..]));
    let of = |u: Option<UnitId>| u.map_or_else(|| TOP.to_owned(), |u| office.units.name(u));
    let stood = stood(tx, office, unit, (PLACE, "move"), (&of(old), &of(under)))?;
    Ok((what, stood))
}

pub fn review_by(
    tx: &Transaction<'_>,
    office: &Office,
    unit: UnitId,
    organs: &[UnitId],
) -> Result<(String, Vec<Sentence>), Refusal> {
    known(office, unit)?;
    let name = office.units.name(unit);
    for organ in organs {
        known(office, *organ)?;
        if *organ == unit || office.units.is_under(*organ, unit) {
            let organ = office.units.name(*organ);
            return Err(no(
                say!(
                    "“{organ}”不在“{name}”之上，不能复查它的意见（第三十五条）。",
                    "\"{organ}\" does not stand above \"{name}\" and cannot review its opinions (Art. 35)."
                ),
                say!(
                    "例：zhuoluo unit review 东甲镇 --by 示例县人民政府",
                    "E.g. zhuoluo unit review 东甲镇 --by 示例县人民政府"
                ),
            ));
        }
    }
    let ids: Vec<String> = organs.iter().map(|o| o.0.to_string()).collect();
    office::put_setting(tx, &format!("reviewers:{}", unit.0), &ids.join("\n"))?;
    let old = office.units.get(unit).map_or(&[][..], |u| &u.reviewers);
    let of = |all: &[UnitId], by: &dyn Fn(&UnitId) -> String, between: &str| {
        all.iter().map(by).collect::<Vec<_>>().join(between)
    };
    let named = |all| of(all, &|o| office.units.name(*o), "、");
    let numbered = |all| of(all, &|o| format!("#{}", o.0), " ");
    let mut what = format!("review #{} {name} by #{}", unit.0, ids.join(" #"));
    was::noted(&mut what, (&numbered(old), &numbered(organs)));
    let stood = stood(
        tx,
        office,
        unit,
        (REVIEW, "review"),
        (&named(old), &named(organs)),
    )?;
    Ok((what, stood))
}
