//! `calendar versions|import|diff|confirm|drop`: a year's table comes in, a second person confirms it,
//! and the due dates that move are listed before anything moves.

use std::path::Path;

use serde_json::{Value, json};

use super::args_statute::{CalendarDiff, CalendarImport, TableHead};
use super::days::{kind_code, weekday};
use super::list::List;
use super::out::{Done, shown, talk};
use super::session::Session;
use super::{input, moves};
use crate::domain::calendar::{Calendar, DayKind, Table};
use crate::exchange;
use crate::store::Version;
use crate::words::{Exit, Lang, Sentence, Trouble};

/// Reads a table and lays what the command line said over what it says of itself.
fn table(path: &Path, head: &TableHead) -> Result<Table, Trouble> {
    let bytes = input::bytes(path)?;
    let text = exchange::text(&bytes)?;
    let mut table = Table::read(&text).map_err(wrong)?;
    let put = |to: &mut String, given: &Option<String>| {
        if let Some(given) = given {
            let given = shown(given).replace([',', '，'], " ");
            given.trim().clone_into(to);
        }
    };
    put(&mut table.notice.title, &head.title);
    put(&mut table.notice.number, &head.document);
    put(&mut table.notice.date, &head.date);
    if let Some(date) = crate::domain::date::parse(&table.notice.date) {
        table.notice.date = date.to_string();
    }
    table.local |= head.local;
    Ok(table)
}

fn wrong(why: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        why,
        say!(
            "请改正后再来，例：zhuoluo calendar import 2027.csv。",
            "Correct it and try again, e.g. zhuoluo calendar import 2027.csv."
        ),
    )
}

pub fn import(session: &mut Session, args: &CalendarImport) -> Result<Done, Trouble> {
    let table = table(&args.file, &args.head)?;
    let id = session.store.import_calendar(&table, session.now())?;
    let version = session.store.calendar_version(id)?;
    let moved = session.store.moved_by_table(&table)?;
    talk(
        say!(
            "已存为第{id}版，待第二个人核对确认：zhuoluo calendar confirm {id}。确认以前，期限不动。",
            "Kept as version {id}; a second person checks and confirms it: zhuoluo calendar confirm {id}. Until then no date moves."
        )
        .say(session.lang),
    );
    told(session, &version, &moved, args.json)
}

pub fn diff(session: &Session, args: &CalendarDiff) -> Result<Done, Trouble> {
    let version = match args.what.parse() {
        Ok(id) if !Path::new(&args.what).exists() => session.store.calendar_version(id)?,
        _ => Version {
            id: 0,
            table: table(Path::new(&args.what), &args.head)?,
            imported: (String::new(), String::new()),
            confirmed: None,
            dropped: None,
            in_force: false,
        },
    };
    version
        .table
        .check(session.office().calendar.statutory())
        .map_err(wrong)?;
    let moved = session.store.moved_by_table(&version.table)?;
    told(session, &version, &moved, args.json)
}

pub fn confirm(session: &mut Session, id: i64, json: bool) -> Result<Done, Trouble> {
    let before = session.office();
    let version = session.store.calendar_version(id)?;
    let changed = days(&before.calendar, &version.table);
    let moved = session.store.confirm_calendar(id, session.now())?;
    let version = session.store.calendar_version(id)?;
    let (year, who) = (version.table.year, session.office().operator.name.clone());
    talk(
        say!(
            "第{id}版（{year}年）已由{who}确认，从现在起按它计算。",
            "Version {id} ({year}) was confirmed by {who} and counts from now on."
        )
        .say(session.lang),
    );
    shown_with(session, &version, &changed, &moved, json)
}

pub fn drop(session: &mut Session, id: i64) -> Result<Done, Trouble> {
    session.store.drop_calendar(id, session.now())?;
    talk(
        say!(
            "第{id}版已放弃，期限没有动。",
            "Version {id} was dropped; no date moved."
        )
        .say(session.lang),
    );
    Ok(Done::default())
}

/// A day that a table makes another kind of day.
struct Changed {
    date: chrono::NaiveDate,
    before: DayKind,
    after: DayKind,
}

fn days(calendar: &Calendar, table: &Table) -> Vec<Changed> {
    let mut after = calendar.clone();
    after.take(table.clone());
    let first = chrono::NaiveDate::from_ymd_opt(table.year - 1, 12, 1);
    let all = first
        .into_iter()
        .flat_map(|d| d.iter_days().take(31 + 366 + 31));
    all.map(|date| Changed {
        date,
        before: calendar.kind(date),
        after: after.kind(date),
    })
    .filter(|c| c.before != c.after)
    .collect()
}

fn told(
    session: &Session,
    version: &Version,
    moved: &crate::store::Moves,
    json: bool,
) -> Result<Done, Trouble> {
    let changed = days(&session.office().calendar, &version.table);
    shown_with(session, version, &changed, moved, json)
}

fn shown_with(
    session: &Session,
    version: &Version,
    changed: &[Changed],
    moved: &crate::store::Moves,
    json: bool,
) -> Result<Done, Trouble> {
    if json {
        let days: Vec<Value> = changed
            .iter()
            .map(|c| {
                let ((before, old), (after, new)) =
                    (kind_code(&c.before), kind_code(&c.after));
                json!({ "date": c.date, "before": before, "before_name": old, "after": after, "after_name": new })
            })
            .collect();
        let mut value = moves::as_json(session, moved)?;
        if let Value::Object(map) = &mut value {
            map.shift_insert(0, "days".to_owned(), Value::Array(days));
            map.shift_insert(0, "version".to_owned(), as_json(version));
        }
        return Ok(Done::json(&value));
    }
    let lang = session.lang;
    let mut out = String::new();
    let mut list = List::default();
    for c in changed {
        list.row([
            c.date.to_string(),
            weekday(c.date, lang).to_owned(),
            kind(&c.before, lang),
            "→".to_owned(),
            kind(&c.after, lang),
        ]);
    }
    let n = changed.len();
    let head = say!(
        "与现行日历相比，{n}天不同：",
        "Against the calendar in force {n} days differ:"
    );
    out.push_str(head.say(lang));
    out.push('\n');
    out.push_str(&list.text());
    out.push_str(&moves::text(session, moved));
    Ok(Done::text(out))
}

fn kind(kind: &DayKind, lang: Lang) -> String {
    let (word, name) = match kind {
        DayKind::Work => (say!("工作日", "work"), ""),
        DayKind::MakeUp(name) => (say!("补班", "make-up"), name.as_str()),
        DayKind::Weekend => (say!("周末", "weekend"), ""),
        DayKind::Festival(name) => (say!("休息", "off"), name.as_str()),
    };
    format!("{} {name}", word.say(lang)).trim_end().to_owned()
}

/// A version as JSON, without its days.
fn as_json(v: &Version) -> Value {
    let n = &v.table.notice;
    let by = |pair: &Option<(String, String)>| {
        pair.clone().map(|(at, by)| json!({ "at": at, "by": by }))
    };
    json!({
        "version": v.id,
        "year": v.table.year,
        "local": v.table.local,
        "notice": { "title": n.title, "number": n.number, "date": n.date },
        "days": v.table.days.len(),
        "imported": by(&Some(v.imported.clone())),
        "confirmed": by(&v.confirmed),
        "dropped": by(&v.dropped),
        "in_force": v.in_force,
    })
}

pub fn versions(session: &Session, json: bool) -> Result<Done, Trouble> {
    let all = session.store.calendar_versions()?;
    if json {
        return Ok(Done::json(&Value::Array(all.iter().map(as_json).collect())));
    }
    let lang = session.lang;
    let shipped = session.office().calendar.notices().len();
    let mut list = List::new(match lang {
        Lang::Zh => &["版", "年", "种类", "状态", "导入", "确认", "依据"],
        Lang::En => &[
            "version",
            "year",
            "kind",
            "state",
            "imported",
            "confirmed",
            "document",
        ],
    });
    let said =
        |pair: &(String, String)| format!("{} {}", pair.1, pair.0.get(..10).unwrap_or_default());
    for v in &all {
        let state = match (&v.confirmed, &v.dropped, v.in_force) {
            (_, _, true) => say!("现行", "in force"),
            (Some(_), _, _) => say!("已被取代", "superseded"),
            (None, Some(_), _) => say!("已放弃", "dropped"),
            _ => say!("待确认", "waits"),
        };
        let kind = if v.table.local {
            say!("本地", "local")
        } else {
            say!("全国", "national")
        };
        let n = &v.table.notice;
        list.row([
            v.id.to_string(),
            v.table.year.to_string(),
            kind.say(lang).to_owned(),
            state.say(lang).to_owned(),
            said(&v.imported),
            v.confirmed.as_ref().map(said).unwrap_or_default(),
            format!("{} {} {}", n.title, n.number, n.date),
        ]);
    }
    let foot = say!(
        "有放假通知的年份共{shipped}个；没有导入过的年份用随程序带的表。",
        "{shipped} years have a notice; years that were never imported use the tables that come with the program."
    );
    Ok(Done::text(format!("{}{}\n", list.text(), foot.say(lang))))
}
