//! `demo`: a synthetic office in a sandbox store, made beside and put in place when it is whole.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::args;
use super::out::{Done, shown, talk};
use super::progress::Progress;
use super::session::{Session, Whom, data_file};
use crate::demo::{Demo, Petition, Plan, desk};
use crate::domain::change::Change;
use crate::domain::duty::deed::Deed;
use crate::domain::period::Period;
use crate::flow::duty::DutyOrder;
use crate::flow::{Do, Reply};
use crate::store::{BulkPetition, NewOffice, Store};
use crate::words::{Exit, Trouble, Word};

/// Petitions or people of one transaction.
const CHUNK: u32 = 5_000;
/// Who opens the demo: its first operator.
const LOGIN: &str = "demo";
const WHAT: Word = Word::new("生成演示办公室", "making the demo office");

pub fn run(whom: &Whom, args: &args::Demo) -> Result<Done, Trouble> {
    let path = match args.file.as_ref().or(whom.db.as_ref()) {
        Some(file) => file.clone(),
        None => data_file("demo.sqlite3")?,
    };
    let default = Plan::default();
    let plan = Plan {
        people: args.people.unwrap_or(default.people),
        petitions: args.petitions.unwrap_or(default.petitions),
        seed: args.seed.unwrap_or(default.seed),
        now: whom.instant(true)?,
    };
    let whom = Whom {
        db: Some(path.clone()),
        login: whom.login.clone().or_else(|| Some(LOGIN.to_owned())),
        now: whom.now,
        lang: whom.lang,
        deed: None,
    };
    if path.exists() {
        let asked = args.people.is_some() || args.petitions.is_some() || args.seed.is_some();
        known(&whom, &path, asked.then(|| parameters(&plan)).as_deref())?;
    } else {
        make(&whom, &path, plan)?;
    }
    let file = shown(&path.display().to_string());
    talk(say!("演示库：{file}", "The demo store: {file}").say(whom.lang));
    if args.no_open {
        return Ok(Done::default());
    }
    super::screen::show(whom.open()?)
}

/// What a demo store was made with, as it notes itself.
fn parameters(plan: &Plan) -> String {
    let (people, petitions, seed) = (plan.people, plan.petitions, plan.seed);
    format!("people={people} petitions={petitions} seed={seed}")
}

/// Accepts a file that is there already when it is the demo office that was asked for.
fn known(whom: &Whom, path: &Path, asked: Option<&str>) -> Result<(), Trouble> {
    let Session { store, .. } = whom.open()?;
    let made = store.setting("demo")?.filter(|_| store.office().sandbox);
    if made.is_some() && (asked.is_none() || asked == made.as_deref()) {
        return Ok(());
    }
    let file = shown(&path.display().to_string());
    let what = match made {
        Some(made) => say!(
            "“{file}”已经有一个演示库，但参数不同（{made}）。",
            "\"{file}\" holds a demo office made with other parameters ({made})."
        ),
        None => say!(
            "“{file}”已经存在，不是演示库。",
            "\"{file}\" exists and is no demo office."
        ),
    };
    Err(Trouble::unchanged(
        Exit::Failed,
        what,
        say!(
            "要重做，先删除它：rm '{file}'；或用 --file 另指一个文件。",
            "To make another, remove it first: rm '{file}'; or name another file with --file."
        ),
    ))
}

fn make(whom: &Whom, path: &Path, plan: Plan) -> Result<(), Trouble> {
    let beside = beside(path);
    let made = fill(whom, &beside, plan).and_then(|()| place(&beside, path));
    for suffix in ["", "-wal", "-shm", "-journal", "-queue"] {
        let mut left = beside.clone().into_os_string();
        left.push(suffix);
        let _ = std::fs::remove_file(left);
    }
    made
}

fn beside(path: &Path) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".part-{}", std::process::id()));
    PathBuf::from(beside)
}

/// Puts the finished file in place; never over one that appeared meanwhile.
fn place(beside: &Path, path: &Path) -> Result<(), Trouble> {
    std::fs::hard_link(beside, path).map_err(|e| {
        let (file, detail) = (shown(&path.display().to_string()), e.to_string());
        Trouble::unchanged(
            Exit::Failed,
            say!(
                "放不到“{file}”（{detail}）。",
                "It cannot be put at \"{file}\" ({detail})."
            ),
            say!(
                "请检查文件夹，或用 --file 另指一个文件。",
                "Check the folder, or name another file with --file."
            ),
        )
    })
}

fn fill(whom: &Whom, path: &Path, plan: Plan) -> Result<(), Trouble> {
    let new = NewOffice {
        name: "示例县信访局".to_owned(),
        area: "999999".to_owned(),
        login: LOGIN.to_owned(),
        operator: "演示员".to_owned(),
        sandbox: true,
        demo_units: true,
    };
    let mut store = Store::create(path, &new, plan.now)?;
    for (key, value) in [
        ("demo", parameters(&plan).as_str()),
        ("made_for", LOGIN),
        ("phone", "000-0000000（演示）"),
    ] {
        store.change_setting(key, value, plan.now)?;
    }
    let office = store.office();
    let (people, petitions, now) = (plan.people, plan.petitions, plan.now);
    let demo = Demo::new(plan, &office)?;
    let period = demo.period();
    let total = u64::from(people) / 4 + u64::from(petitions);
    let mut bar = Progress::new(
        WHAT,
        usize::try_from(total).unwrap_or(usize::MAX),
        whom.lang,
    );
    load(&mut store, demo, (people, petitions), &mut bar)?;
    keep(&mut store, path, &period, now)
}

/// The duty desk since yesterday, each deed in a session of whoever does it.
fn keep(
    store: &mut Store,
    path: &Path,
    period: &Period,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Result<(), Trouble> {
    for operator in desk::operators() {
        store.perform(Do::Change(Change::AddOperator(operator)), now)?;
    }
    let office = store.office();
    let zone = office.zone;
    let towns = office.units.0.iter();
    let town = towns.filter(|u| u.kind == "town").map(|u| u.id).next();
    let town = town.unwrap_or(crate::domain::ids::UnitId::OFFICE);
    let civil = now.with_timezone(&zone).naive_local();
    for (at, who, deed) in desk::deeds(civil, LOGIN, period, town) {
        let at = at.and_local_timezone(zone).single().unwrap_or(now);
        let seq = done(path, who, deed.clone(), at)?;
        match deed {
            Deed::Dispute(d) if d.place == "戊村北渠" => {
                let hour = chrono::TimeDelta::hours(1);
                done(path, who, desk::mediated(seq), at + hour)?;
            }
            // Whoever went home has signed; whoever came has still to look and to sign.
            Deed::Handover { .. } => {
                let (incoming, whose) = (false, who.to_owned());
                let of = seq;
                let sign = Deed::Sign {
                    of,
                    incoming,
                    who: whose,
                };
                done(path, who, sign, at)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Carries out a deed in a session of its own and gives its number.
fn done(
    path: &Path,
    who: &str,
    deed: Deed,
    at: chrono::DateTime<chrono::FixedOffset>,
) -> Result<i64, Trouble> {
    let order = Do::Duty(DutyOrder::plain(deed));
    match Store::open(path, who)?.perform(order, at)? {
        Reply::DutyDone(done) => Ok(done.seq),
        _ => Ok(0),
    }
}

/// One thread invents, the other writes.
fn load(
    store: &mut Store,
    mut demo: Demo<'_>,
    (people, petitions): (u32, u32),
    bar: &mut Progress,
) -> Result<(), Trouble> {
    let mut bulk = store.bulk()?;
    let mut done = 0;
    let (sender, receiver): (SyncSender<Made>, Receiver<Made>) = sync_channel(2);
    std::thread::scope(|scope| {
        scope.spawn(move || invent(&mut demo, people, petitions, &sender));
        for made in receiver {
            match made {
                Made::People(chunk) => {
                    done += chunk.len() / 4;
                    bulk.people(&chunk)?;
                }
                Made::Petitions(chunk) => {
                    done += chunk.len();
                    bulk.petitions(chunk.into_iter().map(ready).collect())?;
                }
            }
            bar.at(done);
        }
        bulk.finish()
    })
}

/// A chunk on its way.
enum Made {
    People(Vec<crate::domain::person::Person>),
    Petitions(Vec<Petition>),
}

fn invent(demo: &mut Demo<'_>, people: u32, petitions: u32, to: &SyncSender<Made>) {
    let mut from = 0;
    while from < people {
        if to.send(Made::People(demo.people(from, CHUNK))).is_err() {
            return;
        }
        from += CHUNK;
    }
    let mut left = petitions;
    while left > 0 {
        // A writer that has given up has closed the channel.
        if to.send(Made::Petitions(demo.petitions(CHUNK))).is_err() {
            return;
        }
        left = left.saturating_sub(CHUNK);
    }
}

fn ready(made: Petition) -> BulkPetition {
    BulkPetition {
        name: made.name,
        registration: made.registration,
        at: made.at,
        steps: made.steps,
    }
}
