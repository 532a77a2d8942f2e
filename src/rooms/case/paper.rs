//! Papers of a case: the menu of kinds, the blanks that nobody but a person can fill in, the paper.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Case, Over, words as w};
use crate::flow::view::File;
use crate::flow::{Answer, Do, Reply};
use crate::forms::{Act, Field, FieldKind, Form, Part};
use crate::keys::Action;
use crate::look::{Look, Role, Side, cut};
use crate::papers::{self, ByHand, PaperKind};
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order, Tone, failed};
use crate::widgets::list::Rows;
use crate::widgets::{Caret, form_view, list};
use crate::words::{Lang, Sentence};

/// Columns of a paper on the screen.
const PAPER: usize = 60;

/// The menu of papers: those that can be made first.
#[derive(Debug)]
pub struct Menu {
    lines: Vec<(PaperKind, Option<Sentence>)>,
    /// The chosen one.
    pub rows: Rows,
}

impl Menu {
    fn of(file: &File) -> Option<Self> {
        let case = file.case.as_ref()?;
        let kinds = PaperKind::ALL.iter();
        let mut lines: Vec<_> = kinds.map(|k| (*k, papers::closed(*k, case))).collect();
        lines.sort_by_key(|(_, closed)| closed.is_some());
        Some(Self {
            rows: Rows::new(lines.len()),
            lines,
        })
    }
}

/// A paper whose blanks are being filled in.
#[derive(Debug)]
pub struct Blanks {
    kind: PaperKind,
    /// A field for each blank.
    pub form: Form,
    /// How it is kept while it is typed.
    pub drafting: Drafting,
}

impl Case {
    /// The receipt.
    pub(super) fn receipt(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.print(PaperKind::Receipt, Vec::new(), cx)
    }

    /// Opens the menu of papers.
    pub(super) fn open_papers(&mut self) -> Vec<Order> {
        if let Some(menu) = self.file.as_deref().and_then(Menu::of) {
            self.over = Over::Papers(menu);
        }
        Vec::new()
    }

    pub(super) fn act_on_papers(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Papers(menu) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Accept | Action::Open => {
                let chosen = menu.rows.chosen().and_then(|at| menu.lines.get(at));
                match chosen.cloned() {
                    None => Vec::new(),
                    Some((_, Some(why))) => vec![Order::Toast(Tone::Plain, why)],
                    Some((kind, None)) => self.begin(kind, cx),
                }
            }
            Action::Cancel | Action::Back => {
                self.over = Over::Nothing;
                Vec::new()
            }
            Action::NextChoice => self.act_on_papers(Action::MoveDown, cx),
            Action::PreviousChoice => self.act_on_papers(Action::MoveUp, cx),
            other => {
                menu.rows.act(other);
                Vec::new()
            }
        }
    }

    /// Asks for the blanks of a paper, or makes it when there is none.
    fn begin(&mut self, kind: PaperKind, cx: &Cx<'_>) -> Vec<Order> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        if kind == PaperKind::Receipt {
            return self.print(kind, Vec::new(), cx);
        }
        match papers::blanks(kind, file, cx.office, cx.today, cx.lang) {
            Err(trouble) => vec![failed(&trouble)],
            Ok(left) if left.is_empty() => self.print(kind, Vec::new(), cx),
            Ok(left) => {
                let field = |b: &&'static papers::Blank| {
                    Part::One(Field::new(b.token, b.word.zh, b.word.en, FieldKind::Text).must())
                };
                let form = Form::new(left.iter().map(field).collect());
                let about = format!("case/{}/paper-{}", file.id.0, kind.code());
                let title = w::paper_draft(kind, &file.number.0);
                let (drafting, order) = Drafting::begin(&about, title, &form, cx);
                self.over = Over::Blanks(Box::new(Blanks {
                    kind,
                    form,
                    drafting,
                }));
                vec![order]
            }
        }
    }

    pub(super) fn act_on_blanks(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Blanks(blanks) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Save => self.fill_in(cx),
            Action::Back if blanks.form.popup().is_none() => {
                let mut orders = self.keep_sheets(cx, true);
                if let Over::Blanks(blanks) = std::mem::take(&mut self.over)
                    && blanks.form.is_dirty()
                {
                    orders.push(Order::Toast(Tone::Plain, w::BLANKS_KEPT.into()));
                }
                orders
            }
            Action::OtherDraft => self.turn_draft(cx),
            other => match blanks.form.act(other) {
                Act::Ended => self.fill_in(cx),
                done => self.edited(done),
            },
        }
    }

    fn fill_in(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Blanks(blanks) = &mut self.over else {
            return Vec::new();
        };
        let values = blanks.form.values();
        let filled: ByHand = values
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .collect();
        if filled.len() < blanks.form.slots().len() {
            return vec![Order::Toast(Tone::Bad, w::BLANKS_LEFT.into())];
        }
        let kind = blanks.kind;
        self.print(kind, filled, cx)
    }

    /// Reads the file for the paper, on record; the paper is made from what comes.
    fn print(&mut self, kind: PaperKind, by_hand: ByHand, cx: &Cx<'_>) -> Vec<Order> {
        self.paper = Some((kind, by_hand));
        self.print_for(String::new(), None, cx)
    }

    /// Reads the file for the paper that is wanted, for a reason in the person's words; what was typed for
    /// it goes with it.
    pub(super) fn print_for(
        &mut self,
        why: String,
        reason: Option<&Drafting>,
        cx: &Cx<'_>,
    ) -> Vec<Order> {
        let (Some(file), Some((kind, _))) = (&self.file, &self.paper) else {
            return Vec::new();
        };
        let order = Do::Print {
            number: file.number.0.clone(),
            paper: kind.code().to_owned(),
            why,
        };
        let blanks = self
            .drafting()
            .filter(|_| matches!(self.over, Over::Blanks(_)));
        let drafts = blanks.into_iter().chain(reason);
        let order = drafts.fold(order, |order, drafting| drafting.finish(order));
        vec![cx.perform(&mut self.printing, order)]
    }

    /// The file has come: the paper is laid over the room, or what is missing is said.
    pub(super) fn printed(&mut self, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        let Some((kind, by_hand)) = self.paper.take() else {
            return Vec::new();
        };
        let file = match answer {
            Ok(Reply::File(file)) => file,
            Ok(_) => return Vec::new(),
            Err(trouble) if trouble.wants_reason => {
                self.paper = Some((kind, by_hand));
                return self.ask_paper_reason(&trouble, cx);
            }
            Err(trouble) => return vec![failed(&trouble)],
        };
        let text = if kind == PaperKind::Receipt {
            papers::receipt(&file, cx.office, cx.today, cx.lang, PAPER)
        } else {
            papers::make(kind, &file, cx.office, cx.today, cx.lang, &by_hand)
                .map(|sheet| sheet.text(PAPER))
        };
        match text {
            Ok(text) => {
                if matches!(self.over, Over::Papers(_) | Over::Blanks(_)) {
                    self.over = Over::Nothing;
                }
                let name = format!("{}-{}.txt", file.number, kind.code());
                vec![Order::Paper(kind.word().into(), text, name)]
            }
            Err(trouble) => {
                let mut orders = vec![failed(&trouble)];
                // The file was read for it, and the draft is gone: what was typed is kept again.
                if let Over::Blanks(blanks) = &mut self.over {
                    orders.extend(blanks.drafting.refused());
                }
                orders
            }
        }
    }
}

/// Draws the menu of papers; why the chosen one cannot be made stands below.
pub fn draw_menu(menu: &Menu, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let lang = look.lang;
    let (head, rest) = cut(area, Side::Top, u16::from(area.height > 3));
    title(w::PAPERS.say(lang), buf, head, look);
    list::draw(look, buf, rest, &menu.rows, true, |row, pen| {
        let Some((kind, closed)) = menu.lines.get(row) else {
            return;
        };
        let name = kind.word().say(lang);
        match closed {
            None => pen.write(name, Role::Text),
            Some(why) => pen
                .cell(name, widest(lang, look), Role::Quiet)
                .gap(2)
                .write(w::CLOSED.say(lang), Role::Quiet)
                .write(why.say(lang), Role::Quiet),
        };
    })
}

fn widest(lang: Lang, look: &Look) -> usize {
    let names = PaperKind::ALL
        .iter()
        .map(|k| look.width(k.word().say(lang)));
    names.max().unwrap_or(0)
}

/// Draws the blanks of a paper.
pub fn draw_blanks(blanks: &Blanks, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let (head, rest) = cut(area, Side::Top, u16::from(area.height > 3));
    title(blanks.kind.word().say(look.lang), buf, head, look);
    form_view::draw(look, buf, rest, &blanks.form, true)
}

/// The title of a window over the story.
pub fn title(text: &str, buf: &mut Buffer, line: Rect, look: &Look) {
    let mut pen = look.pen(buf, line, 0);
    pen.write(text, Role::Focus).gap(1);
    let room = pen.room();
    pen.write(&look.symbols.horizontal.repeat(room), Role::Border);
}
