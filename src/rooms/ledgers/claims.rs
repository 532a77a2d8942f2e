//! A request about somebody's own data (个人信息申请) on the screen: taken down, its identity checked,
//! decided with reasons, answered; each is a sheet under what is known of the request.

use chrono::{DateTime, FixedOffset, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words as w;
use crate::domain::claim::{Asked, Claim, Entry, Ruling, Standing};
use crate::domain::duty::clock;
use crate::domain::fault::Fault;
use crate::domain::petition::Method;
use crate::forms::{Choice, Field, FieldKind, Form, Need, Part};
use crate::look::{Look, Role, Side, cut};
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order};
use crate::widgets::{Caret, form_view};
use crate::words::{Lang, Place, Sentence, Trouble, Word, visible};

/// What is about to be entered; the request as it stood.
#[derive(Debug)]
pub enum About {
    /// 收到: a new one.
    New,
    /// 核验身份.
    Identify(Box<Claim>),
    /// 决定.
    Decide(Box<Claim>),
    /// 答复.
    Answer(Box<Claim>),
    /// 撤回.
    Withdraw(Box<Claim>),
}

/// An entry being typed.
#[derive(Debug)]
pub struct Sheet {
    /// What about.
    pub about: About,
    /// What is asked and what was typed.
    pub form: Form,
    /// Why it was refused last; gone once something is changed.
    pub refused: Option<Box<Trouble>>,
    /// On its way to the store.
    pub sent: bool,
    /// True once somebody was told that what is typed is not kept.
    pub warned: bool,
    /// When it was begun.
    pub begun: Option<DateTime<FixedOffset>>,
    /// How it is kept while it is typed.
    pub drafting: Drafting,
}

const NEW: [Field; 6] = [
    Field::new("asked", "要什么", "what is asked", FieldKind::Choice)
        .must()
        .hint("F4 选择", "F4 to choose"),
    Field::new(
        "petition",
        "信访件编号",
        "petition's number",
        FieldKind::Text,
    )
    .hint(
        "本人在哪一件里；没有登记过就空着",
        "in which they stand; empty for somebody who is not on file",
    ),
    Field::new(
        "standing",
        "以谁的名义",
        "in whose right",
        FieldKind::Choice,
    )
    .must(),
    Field::new("applicant", "申请人", "who asks", FieldKind::Name).hint(
        "没有信访件，或替别人申请时要填",
        "needed without a petition, and for another",
    ),
    Field::new("text", "申请内容", "in their words", FieldKind::Area(3))
        .must()
        .hint("例：要一份自己的材料", "e.g. a copy of my own file"),
    Field::new("on", "收到日期", "received on", FieldKind::Date)
        .must()
        .hint(
            "答复期限从这一天算",
            "the day for the answer counts from it",
        ),
];
const IDENTIFY: [Field; 1] = [Field::new(
    "how",
    "怎样核验的",
    "how it was checked",
    FieldKind::Area(2),
)
.must()
.hint(
    "例：看了身份证原件；不留复印件",
    "e.g. identity card seen; no copy kept",
)];
const DECIDE: [Field; 4] = [
    Field::new("ruling", "决定", "ruling", FieldKind::Choice)
        .must()
        .hint("F4 选择", "F4 to choose"),
    Field::new("reasons", "理由", "reasons", FieldKind::Area(3)).hint(
        "不同意或部分同意要写（个保法第五十条）",
        "for a refusal, in whole or in part (PIPL Art. 50)",
    ),
    Field::new("basis", "依据条款", "article", FieldKind::Text)
        .hint("例：第四十七条", "e.g. Article 47"),
    Field::new("approver", "决定的负责人", "who decided", FieldKind::Name).must(),
];
const ANSWER: [Field; 3] = [
    Field::new(
        "method",
        "怎样送到",
        "how it reached them",
        FieldKind::Choice,
    )
    .must()
    .hint("F4 选择", "F4 to choose"),
    Field::new("document", "文号", "document number", FieldKind::Text)
        .hint("例：示信个〔2026〕1号", "e.g. 示信个〔2026〕1号"),
    Field::new("on", "答复日期", "answered on", FieldKind::Date).must(),
];
const WITHDRAW: [Field; 1] =
    [Field::new("reasons", "申请人的原话", "their words", FieldKind::Area(2)).must()];

impl About {
    /// What comes next for a request; `None` when it has ended.
    pub fn next(claim: &Claim) -> Option<Self> {
        let of = || Box::new(claim.clone());
        if !claim.is_open() {
            return None;
        }
        Some(if claim.ruling.is_some() {
            Self::Answer(of())
        } else if claim.identified.is_empty() {
            Self::Identify(of())
        } else {
            Self::Decide(of())
        })
    }

    const fn word(&self) -> Word {
        match self {
            Self::New => w::NEW_CLAIM,
            Self::Identify(_) => w::IDENTIFY,
            Self::Decide(_) => w::DECIDE,
            Self::Answer(_) => w::ANSWER,
            Self::Withdraw(_) => w::WITHDRAW,
        }
    }

    /// What its draft is called, the same at every opening.
    fn key(&self) -> String {
        let (what, of) = match self {
            Self::New => ("new", 0),
            Self::Identify(c) => ("identify", c.number),
            Self::Decide(c) => ("decide", c.number),
            Self::Answer(c) => ("answer", c.number),
            Self::Withdraw(c) => ("withdraw", c.number),
        };
        format!("claim/{what}/{of}")
    }

    fn claim(&self) -> Option<&Claim> {
        match self {
            Self::New => None,
            Self::Identify(c) | Self::Decide(c) | Self::Answer(c) | Self::Withdraw(c) => Some(c),
        }
    }

    fn fields(&self) -> Vec<Field> {
        match self {
            Self::New => NEW.to_vec(),
            Self::Identify(_) => IDENTIFY.to_vec(),
            Self::Decide(_) => DECIDE.to_vec(),
            Self::Answer(_) => ANSWER.to_vec(),
            Self::Withdraw(_) => WITHDRAW.to_vec(),
        }
    }
}

impl Sheet {
    /// A sheet, with the question what was typed into it before.
    #[must_use]
    pub fn new(about: About, cx: &Cx<'_>) -> (Self, Order) {
        let fields = about.fields().into_iter().map(Part::One);
        let mut form = Form::new(fields.collect());
        form.set_choices("asked", all(Asked::ALL, Asked::code, Asked::word));
        form.set_choices(
            "standing",
            all(Standing::ALL, Standing::code, Standing::word),
        );
        form.set_choices("ruling", all(Ruling::ALL, Ruling::code, Ruling::word));
        form.set_choices("method", all(Method::ALL, Method::code, Method::word));
        form.set("standing", Standing::Own.code());
        form.set("method", Method::Direct.code());
        form.set("on", &cx.today.to_string());
        let first = form.slots().iter().find(|s| s.value().is_empty());
        if let Some(key) = first.map(|s| s.key.clone()) {
            form.focus(&key);
        }
        form.mark_saved(form.revision());
        let (drafting, order) = Drafting::begin(&about.key(), about.word().into(), &form, cx);
        let new = Self {
            about,
            form,
            refused: None,
            sent: false,
            warned: false,
            begun: Some(cx.now),
            drafting,
        };
        (new, order)
    }

    /// Keeps what was typed, unless it is on its way to the store.
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        if self.sent {
            return None;
        }
        self.drafting.keep(&self.form, cx, hurry)
    }

    /// Reads it as an entry about the request of this number; `None` when faults are shown.
    pub fn read(&mut self, today: NaiveDate) -> Option<(Option<i64>, Entry)> {
        let form = &self.form;
        let mut faults = missing(form);
        let text = |key: &str| form.value(key).trim().to_owned();
        let typed = text("on");
        let on = clock::day(&typed, today);
        if !typed.is_empty() && on.is_none() {
            faults.push(Fault::refuse(
                "on",
                "date",
                w::NOT_A_DATE.into(),
                "2026-11-20",
            ));
        }
        if !faults.is_empty() {
            self.form.set_faults(faults);
            return None;
        }
        let entry = match &self.about {
            About::New => Entry::Receive {
                asked: Asked::parse(&text("asked"))?,
                petition: text("petition"),
                applicant: text("applicant").into(),
                standing: Standing::parse(&text("standing"))?,
                text: text("text").into(),
                on,
            },
            About::Identify(_) => Entry::Identify {
                how: text("how").into(),
            },
            About::Decide(_) => Entry::Decide {
                ruling: Ruling::parse(&text("ruling"))?,
                reasons: text("reasons").into(),
                basis: text("basis").into(),
                approver: text("approver").into(),
            },
            About::Answer(_) => Entry::Answer {
                method: Method::parse(&text("method"))?,
                document: text("document").into(),
                on,
            },
            About::Withdraw(_) => Entry::Withdraw {
                reasons: text("reasons").into(),
            },
        };
        Some((self.about.claim().map(|c| c.number), entry))
    }
}

fn all<T: Copy>(list: &[T], code: fn(T) -> &'static str, word: fn(T) -> Word) -> Vec<Choice> {
    let one = |one: &T| Choice::new(code(*one), word(*one));
    list.iter().map(one).collect()
}

fn missing(form: &Form) -> Vec<Fault> {
    let empty = |s: &&crate::forms::Slot| s.field.need == Need::Must && s.value().trim().is_empty();
    let all = form.slots().iter().filter(empty);
    all.map(|s| Fault::refuse(&s.key, "missing", w::needed(s.field.label), ""))
        .collect()
}

/// What is known of a request, line by line.
fn told(claim: &Claim, lang: Lang) -> Vec<String> {
    let (number, text, on) = (claim.number, claim.text.lines(), claim.received_on);
    let (asked, stage) = (claim.asked.word().say(lang), claim.stage.word().say(lang));
    let standing = claim.standing.word().say(lang);
    let mut lines: Vec<Sentence> = vec![say!(
        "第{number}号 {asked}，{on}收到，{stage}",
        "No. {number}: {asked}, received {on}, {stage}"
    )];
    if !text.is_empty() {
        lines.push(say!("申请内容：{text}", "In their words: {text}"));
    }
    let who = claim.applicant.lines();
    lines.push(if who.is_empty() {
        say!("申请人：{standing}", "Who asks: {standing}")
    } else {
        say!(
            "申请人：{who}（{standing}）",
            "Who asks: {who} ({standing})"
        )
    });
    let (petition, how) = (&claim.petition, claim.identified.lines());
    if !petition.is_empty() {
        lines.push(say!("信访件：{petition}", "Petition: {petition}"));
    }
    if !how.is_empty() {
        lines.push(say!("身份核验：{how}", "Identity: {how}"));
    }
    if let Some(ruling) = claim.ruling {
        let (ruling, reasons) = (ruling.word().say(lang), claim.reasons.lines());
        let (basis, approver) = (claim.basis.lines(), claim.approver.lines());
        lines.push(say!(
            "决定：{ruling} {reasons} {basis}（{approver}）",
            "Ruling: {ruling} {reasons} {basis} ({approver})"
        ));
    }
    lines.iter().map(|line| line.say(lang).to_owned()).collect()
}

/// Draws a sheet: what is known, the fields, why it was refused; the caret stands in the field.
pub fn draw(sheet: &Sheet, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let inner = look.frame(buf, area, sheet.about.word().say(look.lang), Role::Focus);
    let columns = usize::from(inner.width).max(1);
    let wrapped = |text: &str| look.wrap(&visible(text, Place::Line), columns);
    let known = sheet
        .about
        .claim()
        .map_or_else(Vec::new, |c| told(c, cx.lang));
    let known: Vec<String> = known.iter().flat_map(|line| wrapped(line)).collect();
    let refused = sheet.refused.as_ref();
    let refused = refused.map_or_else(Vec::new, |t| wrapped(t.say(look.lang).as_str()));
    let high = |rows: &[String], most: u16| u16::try_from(rows.len()).unwrap_or(most).min(most);
    let (head, rest) = cut(inner, Side::Top, high(&known, inner.height / 2));
    let (foot, body) = cut(rest, Side::Bottom, high(&refused, 4.min(rest.height / 2)));
    for (rows, part, role) in [(&known, head, Role::Quiet), (&refused, foot, Role::Danger)] {
        for (row, text) in (0..part.height).zip(rows) {
            look.pen(buf, part, row).write(text, role);
        }
    }
    form_view::draw(look, buf, body, &sheet.form, true)
}
