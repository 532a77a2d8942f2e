//! `export`: what the caller may see, as a ledger; formula-safe, masked unless an administrator
//! asks, and on record.

use super::args::{self, Format, What};
use super::export_registers::{campaigns, self_check, supervisions};
use super::export_table::{Table, write, yes};
use super::noted::{printed, written};
use super::out::{Done, put, shown, talk, target};
use super::session::{Session, Whom};
use crate::domain::identity::{mask_document, mask_name, mask_phone};
use crate::domain::rights::{self, Deed};
use crate::flow::view::LedgerQuery;
use crate::flow::{Ask, Reply};
use crate::store::{Filter, Taken};
use crate::words::{Trouble, Word};

pub fn run(whom: &Whom, args: &args::Export) -> Result<Done, Trouble> {
    let session = whom.open()?;
    let deed = match args.what {
        What::People => Deed::ExportPeople,
        _ => Deed::Export,
    };
    let format = args.format.unwrap_or_else(|| by_name(args));
    let (kind, form) = (name_of(&args.what), name_of(&format));
    let output = target(args.output.as_deref(), args.force)?;
    // On record first: what left the house without a record cannot be called back.
    let mut table = session.store.export(deed, session.now(), || {
        let table = match args.what {
            What::Petitions => petitions(&session)?,
            What::Owed => owed(&session)?,
            What::People => people(&session)?,
            What::Supervisions => supervisions(&session)?,
            What::Campaigns => campaigns(&session)?,
            What::SelfCheck => self_check(&session)?,
            What::Disputes => disputes(&session)?,
        };
        let rows = table.rows.len();
        Ok(Taken {
            what: format!("{kind} {form} {rows}"),
            people: table.people(),
            petitions: table.petitions(),
            it: table,
        })
    })?;
    let rows = table.rows.len();
    if matches!(format, Format::Csv) {
        // A pipe and a file may end in a terminal; JSON says them in its own way.
        table.tame();
    }
    let bytes = || write(&table, format, session.lang);
    let what = format!("export {kind} {form} {rows}");
    let Some(path) = output else {
        return printed(&session, (&what, &[]), Done::bytes(bytes()?));
    };
    written(&session, path, (&what, &[]), || put(path, &bytes()?))?;
    let path = shown(&path.display().to_string());
    talk(say!("已导出{rows}行：{path}", "Exported {rows} rows: {path}").say(session.lang));
    Ok(Done::default())
}

/// A choice as it is typed.
fn name_of(choice: &impl clap::ValueEnum) -> String {
    let value = choice.to_possible_value();
    value.map_or_else(String::new, |v| v.get_name().to_owned())
}

fn by_name(args: &args::Export) -> Format {
    let extension = args.output.as_deref().and_then(|p| p.extension());
    match extension.and_then(|e| e.to_str()) {
        Some("xlsx") => Format::Xlsx,
        Some("json") => Format::Json,
        _ => Format::Csv,
    }
}

/// True when names and numbers leave the house in full.
fn is_full(session: &Session) -> bool {
    rights::may(session.office().operator.duty, Deed::Unmasked)
}

fn name(full: bool, name: &str) -> String {
    if full {
        name.to_owned()
    } else {
        mask_name(name)
    }
}

fn petitions(session: &Session) -> Result<Table, Trouble> {
    let query = LedgerQuery {
        limit: usize::try_from(i64::MAX).unwrap_or(usize::MAX),
        sort: crate::flow::view::LedgerSort::Oldest,
        ..LedgerQuery::default()
    };
    let rows = match session.store.ask_at(&Ask::Ledger(query), session.now())? {
        Reply::Ledger(page) => page.rows,
        _ => Vec::new(),
    };
    let (office, lang, full) = (session.office(), session.lang, is_full(session));
    let rows = rows.into_iter().map(|r| {
        vec![
            r.number.0,
            r.external_no.into_raw(),
            name(full, r.name.raw()),
            r.headcount.to_string(),
            r.place.into_raw(),
            r.class.word().say(lang).to_owned(),
            office.categories.label(&r.category),
            r.received_on.to_string(),
            r.registered_on.to_string(),
            r.channel.word().say(lang).to_owned(),
            r.summary.into_raw(),
            office.units.name(r.holder),
            r.status.word().say(lang).to_owned(),
            r.next.map(|(_, on)| on.to_string()).unwrap_or_default(),
        ]
    });
    Ok(Table {
        title: Word::new("信访件台账", "Petitions"),
        columns: vec![
            ("number", Word::new("登记编号", "Number")),
            ("external_no", Word::new("信访件编号", "Number elsewhere")),
            ("name", Word::new("姓名", "Name")),
            ("headcount", Word::new("信访人数", "People")),
            ("place", Word::new("问题属地", "Place")),
            ("class", Word::new("类别", "Class")),
            ("category", Word::new("内容分类", "Category")),
            ("received_on", Word::new("信访日期", "Received")),
            ("registered_on", Word::new("登记日期", "Registered")),
            ("channel", Word::new("信访形式", "Channel")),
            ("summary", Word::new("概况", "Summary")),
            ("holder", Word::new("承办单位", "Held by")),
            ("status", Word::new("信访件状态", "Status")),
            ("next_on", Word::new("限办日期", "Next due")),
        ],
        rows: rows.collect(),
    })
}

fn owed(session: &Session) -> Result<Table, Trouble> {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let full = is_full(session);
    // The desk's own duties as well: what the panel shows, to its end.
    let owed = session.store.all_owed(&Filter::default(), session.now())?;
    let rows = owed.into_iter().map(|o| {
        let due = &o.obligation.due;
        let hour = o
            .obligation
            .clock
            .map(|c| c.due.format("%H:%M").to_string());
        let summary = match &o.duty {
            Some(duty) => duty.what.say(lang).to_owned(),
            None => o.summary.into_raw(),
        };
        vec![
            o.number.0,
            summary,
            name(full, o.name.raw()),
            o.obligation.kind.word().say(lang).to_owned(),
            o.unit,
            o.obligation.owed_to.word().say(lang).to_owned(),
            office.rules.article(&o.obligation.basis),
            due.nominal.to_string(),
            due.effective.to_string(),
            hour.unwrap_or_default(),
            o.obligation.state(today).word().say(lang).to_owned(),
            o.obligation.days_left(today).to_string(),
            yes(due.provisional, lang),
        ]
    });
    Ok(Table {
        title: Word::new("待办义务", "Owed"),
        columns: vec![
            ("number", Word::new("登记编号", "Number")),
            ("summary", Word::new("概况", "Summary")),
            ("name", Word::new("姓名", "Name")),
            ("kind", Word::new("义务", "Owed")),
            ("owed_by", Word::new("承办单位", "By")),
            ("owed_to", Word::new("对谁", "To")),
            ("basis", Word::new("依据", "Basis")),
            ("nominal_due", Word::new("名义末日", "Nominal due")),
            ("effective_due", Word::new("实际末日", "Effective due")),
            ("due_at", Word::new("时刻", "At")),
            ("state", Word::new("状态", "State")),
            ("days_left", Word::new("剩余天数", "Days left")),
            ("provisional", Word::new("暂按推算", "Provisional")),
        ],
        rows: rows.collect(),
    })
}

fn people(session: &Session) -> Result<Table, Trouble> {
    let (lang, full) = (session.lang, is_full(session));
    let mut rows = Vec::new();
    session.store.people_seen(|id, face, person| {
        let phones: Vec<String> = person
            .phones
            .iter()
            .map(|p| {
                if full {
                    p.raw().to_owned()
                } else {
                    mask_phone(p.raw())
                }
            })
            .collect();
        rows.push(vec![
            id.0.to_string(),
            face.0.to_string(),
            name(full, person.name.raw()),
            person.kind.word().say(lang).to_owned(),
            phones.join(" "),
            if full {
                person.id_number.into_raw()
            } else {
                mask_document(person.id_number.raw())
            },
            if full {
                person.address.into_raw()
            } else {
                "＊".repeat(person.address.raw().chars().count().min(6))
            },
            if full {
                person.contact_by.into_raw()
            } else {
                String::new()
            },
            person.language.into_raw(),
            person.help.into_raw(),
        ]);
    })?;
    Ok(Table {
        title: Word::new("信访人", "People"),
        columns: vec![
            ("person", Word::new("人员编号", "Person")),
            ("read_as", Word::new("作为此人查看", "Read as")),
            ("name", Word::new("姓名", "Name")),
            ("kind", Word::new("个人或单位", "Kind")),
            ("phones", Word::new("电话", "Telephones")),
            ("id_number", Word::new("证件号码", "Document number")),
            ("address", Word::new("住址", "Address")),
            ("contact_by", Word::new("联系方式", "Reached by")),
            ("language", Word::new("语言", "Language")),
            ("help", Word::new("需要的帮助", "Help needed")),
        ],
        rows,
    })
}

/// The ledger of disputes found by screening: of disputes, not of persons.
fn disputes(session: &Session) -> Result<Table, Trouble> {
    let (book, office, lang) = (session.store.duty_book()?, session.office(), session.lang);
    let rows = book.disputes.iter().map(|d| {
        let step = d.step(session.today());
        vec![
            d.stamp.seq.to_string(),
            d.stamp.at.date().to_string(),
            office.units.name(d.dispute.unit),
            d.dispute.place.raw().to_owned(),
            d.dispute.kind.word().say(lang).to_owned(),
            d.dispute.matter.raw().to_owned(),
            d.dispute.due_on.to_string(),
            step.word().say(lang).to_owned(),
            d.work
                .iter()
                .map(|(at, work, text)| {
                    let word = work.word().say(lang);
                    format!("{} {word} {}", at.at.date(), text.raw())
                })
                .collect::<Vec<_>>()
                .join("；"),
            d.outcome.clone().unwrap_or_default().into_raw(),
            d.petition
                .as_ref()
                .map_or_else(String::new, |p| p.0.clone()),
        ]
    });
    Ok(Table {
        title: Word::new("矛盾纠纷排查台账", "Disputes"),
        columns: vec![
            ("id", Word::new("编号", "No.")),
            ("found_on", Word::new("发现日期", "Found")),
            ("unit", Word::new("负责单位", "Unit")),
            ("place", Word::new("地点", "Place")),
            ("type", Word::new("类型", "Type")),
            ("matter", Word::new("事项", "Matter")),
            ("due_on", Word::new("化解期限", "Due")),
            ("state", Word::new("进展", "State")),
            ("work", Word::new("做了什么", "What was done")),
            ("outcome", Word::new("结果", "Outcome")),
            ("petition", Word::new("转信访件", "Petition")),
        ],
        rows: rows.collect(),
    })
}
