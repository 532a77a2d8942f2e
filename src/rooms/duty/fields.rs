//! What each sheet of the duty room asks, and what stands in it at first.

use chrono::{NaiveDateTime, TimeDelta};

use super::about::About;
use crate::domain::duty::dispute::{DisputeKind, DisputeWork};
use crate::domain::duty::owed::end_of;
use crate::domain::duty::shift::Shift;
use crate::domain::period::PRESETS;
use crate::flow::duty::Board;
use crate::forms::{Choice, Field, FieldKind, Form, Part};
use crate::rooms::Cx;
use crate::rooms::drafting::BEGUN;
use crate::words::Word;

const NOTE: Field = Field::new("note", "说明", "note", FieldKind::Area(2));
const AT: Field = Field::new("at", "时刻", "at", FieldKind::Text)
    .must()
    .hint("例：10:32，或 02-05 10:32", "e.g. 10:32, or 02-05 10:32");
const TEXT: Field = Field::new("text", "内容", "entry", FieldKind::Area(4))
    .must()
    .hint(
        "事项和办了什么；不写无关的个人信息",
        "the matter and what was done; nothing personal that is not needed",
    );
const UNUSUAL: Field = Field::new("unusual", "异常情况", "unusual", FieldKind::Flag)
    .hint("进交接单", "goes into the handover");
const FROM: Field = Field::new("from", "开始", "from", FieldKind::Text)
    .must()
    .hint("例：2027-02-05 08:00", "e.g. 2027-02-05 08:00");
const TO: Field = Field::new("to", "结束", "to", FieldKind::Text).must().hint(
    "例：2027-02-06 08:00，可跨夜",
    "e.g. 2027-02-06 08:00; may go over midnight",
);
const LEADER: Field = Field::new("leader", "带班领导", "leader on duty", FieldKind::Choice)
    .ask()
    .hint("F4 选择", "F4 to choose");
const STAFF: [Field; 3] = [
    Field::new("staff0", "值班员一", "staff, first", FieldKind::Choice)
        .must()
        .hint("F4 选择", "F4 to choose"),
    Field::new("staff1", "值班员二", "staff, second", FieldKind::Choice)
        .ask()
        .hint("按规定至少两名", "two by rule"),
    Field::new("others", "其他值班员", "further staff", FieldKind::Text).hint(
        "姓名或登录名，用顿号分开，几名都行",
        "names or logins with commas, as many as there are",
    ),
];
const PHONE: Field = Field::new("phone", "值班电话", "duty phone", FieldKind::Phone);
const WHO: Field = Field::new("who", "谁的班", "whose shift", FieldKind::Choice)
    .must()
    .hint("F4 选择", "F4 to choose");
const WITH: Field = Field::new("with", "由谁顶", "who takes it", FieldKind::Choice)
    .must()
    .hint("F4 选择；由领导批准", "F4 to choose; a head approves");
const ZERO: Field = Field::new(
    "zero",
    "今日无（零报告）",
    "nothing (zero report)",
    FieldKind::Flag,
)
.hint("不填不等于零", "silence is not zero");
const MATTERS: Field = Field::new("matters", "件数", "matters", FieldKind::Text)
    .hint("事项的件数，例：2", "the number of matters, e.g. 2");
const DID: Field = Field::new(
    "text",
    "事项和办了什么",
    "matters and what was done",
    FieldKind::Area(4),
)
.hint("写事，不写人的行踪", "matters, not where anybody went");
const PERIOD: [Field; 11] = [
    Field::new("preset", "样式", "shape", FieldKind::Choice).hint(
        "只带出要求，不带日期",
        "fills in what is asked, never the dates",
    ),
    Field::new("name", "名称", "name", FieldKind::Text)
        .must()
        .hint("例：春节", "e.g. Spring Festival"),
    Field::new("from", "首日", "first day", FieldKind::Date)
        .must()
        .hint("例：2027-02-05", "e.g. 2027-02-05"),
    Field::new("to", "末日", "last day", FieldKind::Date)
        .must()
        .hint("例：2027-02-13", "e.g. 2027-02-13"),
    Field::new("basis", "依据文件", "basis document", FieldKind::Text)
        .must()
        .hint("例：示信发〔2027〕1号", "e.g. 示信发〔2027〕1号"),
    Field::new("by", "宣布人", "declared by", FieldKind::Text)
        .must()
        .hint("例：县信访局", "e.g. the county office"),
    Field::new(
        "lead",
        "提前几天准备",
        "days of preparation",
        FieldKind::Text,
    ),
    Field::new(
        "check_in",
        "报到间隔（分钟）",
        "check-in every (minutes)",
        FieldKind::Text,
    ),
    Field::new("reports", "零报告时点", "zero report at", FieldKind::Text)
        .hint("例：09:00 17:00", "e.g. 09:00 17:00"),
    Field::new(
        "near",
        "提前几天提醒",
        "reminders days ahead",
        FieldKind::Text,
    ),
    Field::new(
        "wages",
        "欠薪事项在前",
        "unpaid wages first",
        FieldKind::Flag,
    ),
];
const LAST_DAY: Field = Field::new("to", "末日", "last day", FieldKind::Date)
    .must()
    .hint(
        "早于首日则撤销整个时段",
        "before the first day the period falls away",
    );
const HOURS: Field = Field::new(
    "text",
    "时间和张贴处",
    "hours and where they hang",
    FieldKind::Area(2),
)
.must()
.hint(
    "例：初一至初三 9:00-11:00，门口和网站",
    "e.g. daily 9 to 11, at the door and on the site",
);
const KIND: Field = Field::new("kind", "类型", "type", FieldKind::Choice);
const WORK: Field = Field::new("work", "进展", "what was done", FieldKind::Choice).must();
const DISPUTE: [Field; 5] = [
    Field::new("matter", "事项", "matter", FieldKind::Area(2))
        .must()
        .hint("写事，不写人", "the matter, not the people"),
    KIND,
    Field::new("place", "地点", "place", FieldKind::Text),
    Field::new("unit", "负责单位", "unit", FieldKind::Choice)
        .must()
        .hint("F4 选择", "F4 to choose"),
    Field::new("due", "化解期限", "to be settled by", FieldKind::Date)
        .must()
        .hint("例：2027-03-01", "e.g. 2027-03-01"),
];
const OUTCOME: Field = Field::new("text", "情况", "how it stands", FieldKind::Area(3)).must();
const SIDE: Field = Field::new("side", "哪一方", "side", FieldKind::Choice).must();
const SIGNER: Field = Field::new("who", "签字人", "who signs", FieldKind::Choice).must();
const CODE: Field = Field::new("code", "一次性口令", "one-time code", FieldKind::Text).hint(
    "替别人操作时，由本人当场输入",
    "typed by its owner when the session is another's",
);
const UP: [Field; 2] = [
    Field::new("text", "现在怎样", "how it stands", FieldKind::Area(3)).must(),
    Field::new("next", "下次跟进", "next follow-up", FieldKind::Date)
        .hint("空着就是了结", "empty when it is done"),
];

/// The newest entry of the book when the sheet was begun.
const FROM_WHAT: Field = Field::new(BEGUN, "打开时", "begun from", FieldKind::Text);

/// The choice that closes a dispute.
pub const SETTLED: &str = "settled";

/// An empty form for a sheet.
pub fn form(about: &About, board: &Board, cx: &Cx<'_>) -> Form {
    let fields = fields(about);
    let mut form = Form::new(fields.into_iter().map(Part::One).collect());
    for key in ["leader", "staff0", "staff1", "who", "with"] {
        form.set_choices(key, people(board));
    }
    form.set_choices("unit", units(cx));
    form.set_choices("side", sides());
    form.set_choices("preset", presets());
    form.set_choices("kind", kinds());
    form.set_choices("work", works());
    fill(&mut form, about, board, cx);
    form.set(BEGUN, &board.book.last.to_string());
    form.set_hidden(BEGUN, true);
    let first = form.slots().iter().find(|s| s.value().is_empty());
    if let Some(key) = first.map(|s| s.key.clone()) {
        form.focus(&key);
    }
    form.mark_saved(form.revision());
    form
}

fn fields(about: &About) -> Vec<Field> {
    let shift = [FROM, TO, LEADER, STAFF[0], STAFF[1], STAFF[2], PHONE];
    match about {
        About::CheckIn | About::Account(_) | About::Seen(_) => vec![NOTE],
        About::EditShift(_) => [&shift[..], &[FROM_WHAT]].concat(),
        About::Shift | About::Override => shift.to_vec(),
        About::Swap => vec![WHO, WITH, FROM, TO],
        About::Log => vec![AT, TEXT, UNUSUAL],
        About::CorrectLog(_) => vec![TEXT],
        About::Report(..) | About::Round(..) => vec![ZERO, MATTERS, DID],
        About::Dispute => DISPUTE.to_vec(),
        About::Settle(_) => vec![WORK, OUTCOME],
        About::Declare => PERIOD.to_vec(),
        About::Move(_) => vec![PERIOD[2], PERIOD[3], FROM_WHAT],
        About::End(_) => vec![LAST_DAY, FROM_WHAT],
        About::Hours(_) => vec![HOURS, FROM_WHAT],
        About::Sign(_) => vec![SIDE, SIGNER, CODE],
        About::FollowUp(_) => UP.to_vec(),
        About::Drop(_) => Vec::new(),
    }
}

/// What stands in the form before anybody types.
fn fill(form: &mut Form, about: &About, board: &Board, cx: &Cx<'_>) {
    let now = cx.now.naive_local();
    let book = &board.book;
    match about {
        About::Log => {
            form.set("at", &now.format("%H:%M").to_string());
        }
        About::CorrectLog(of) => {
            if let Some(l) = book.log.iter().find(|l| l.stamp.seq == *of) {
                let last = l.corrections.last().map_or(&l.text, |(_, text)| text);
                form.put_back("text", last);
            }
        }
        About::EditShift(id) => {
            if let Some((shift, _)) = book.shifts.get(id) {
                set_shift(form, shift);
            }
        }
        About::Swap => {
            form.set("who", &cx.office.operator.login);
        }
        About::Move(id) => {
            if let Some(p) = book.periods.iter().find(|p| p.id == *id) {
                form.set("from", &p.from.to_string());
                form.set("to", &p.to.to_string());
            }
        }
        About::End(_) => {
            form.set("to", &cx.today.to_string());
        }
        About::Dispute => {
            form.set("kind", DisputeKind::Other.code());
        }
        About::Settle(_) => {
            form.set("work", SETTLED);
        }
        About::Declare => shape(form, None),
        About::Sign(id) => set_signer(form, *id, board, cx),
        _ => {}
    }
}

/// Lays the interval of a gap or of a turn into a sheet.
pub fn set_interval(form: &mut Form, from: NaiveDateTime, to: NaiveDateTime) {
    let typed = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    form.set("from", &typed(from));
    // A gap of days is filled shift by shift.
    let most = from + TimeDelta::hours(24);
    form.set(
        "to",
        &typed(
            to.min(most)
                .min(end_of(from.date()).max(from + TimeDelta::hours(8))),
        ),
    );
    form.mark_saved(form.revision());
}

/// Lays a shift into a sheet.
pub fn set_shift(form: &mut Form, shift: &Shift) {
    let typed = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    form.set("from", &typed(shift.from));
    form.set("to", &typed(shift.to));
    form.set("leader", &shift.crew.leader);
    for (at, login) in shift.crew.staff.iter().take(2).enumerate() {
        form.set(&format!("staff{at}"), login);
    }
    let others: Vec<&str> = shift
        .crew
        .staff
        .iter()
        .skip(2)
        .map(String::as_str)
        .collect();
    form.set("others", &others.join("、"));
    form.put_back("phone", &shift.phone);
    form.mark_saved(form.revision());
}

/// The usual demands of a shape of period; the dates stay as they are.
pub fn shape(form: &mut Form, preset: Option<&str>) {
    let found = PRESETS.iter().find(|p| Some(p.0) == preset);
    let (lead, check, wages) = found.map_or((10, 120, false), |p| (p.2, p.3, p.4));
    form.set("lead", &lead.to_string());
    form.set("check_in", &check.to_string());
    form.set("reports", "17:00");
    form.set("near", "15");
    form.set("wages", if wages { "yes" } else { "" });
    if let (Some(p), true) = (found, form.value("name").is_empty()) {
        form.set("name", p.1.zh);
    }
}

/// The side on which whoever sits here stands.
fn set_signer(form: &mut Form, id: i64, board: &Board, cx: &Cx<'_>) {
    let me = &cx.office.operator.login;
    let Some(h) = board.book.handovers.iter().find(|h| h.stamp.seq == id) else {
        return;
    };
    let outgoing = board
        .turns
        .iter()
        .any(|t| t.until == h.to && t.crew.has(me));
    form.set("side", if outgoing { "outgoing" } else { "incoming" });
    form.set("who", me);
}

fn people(board: &Board) -> Vec<Choice> {
    let named = |(login, name): (&String, &String)| Choice::named(login, name);
    board.names.iter().map(named).collect()
}

fn units(cx: &Cx<'_>) -> Vec<Choice> {
    Choice::units(&cx.office.units)
}

fn sides() -> Vec<Choice> {
    vec![
        Choice::new("outgoing", Word::new("交班", "outgoing")),
        Choice::new("incoming", Word::new("接班", "incoming")),
    ]
}

fn kinds() -> Vec<Choice> {
    let one = |k: &DisputeKind| Choice::new(k.code(), k.word());
    DisputeKind::ALL.iter().map(one).collect()
}

/// What can be done about a dispute; settling it is the last.
fn works() -> Vec<Choice> {
    let one = |k: &DisputeWork| Choice::new(k.code(), k.word());
    let all = DisputeWork::ALL.iter().map(one);
    all.chain([Choice::new(SETTLED, Word::new("了结", "settled"))])
        .collect()
}

fn presets() -> Vec<Choice> {
    PRESETS.iter().map(|p| Choice::new(p.0, p.1)).collect()
}
