//! Taking a step: the menu, the sheet, the word to the store, and its answer.

use super::menu::Menu;
use super::pane::Pane;
use super::sheet::{Read, Refused, Sheet};
use super::{Case, Over, words as w};
use crate::domain::act::Act as Asked;
use crate::domain::event::StepKind;
use crate::domain::obligation::Obligation;
use crate::flow::{Answer, Ask, Do, Reply};
use crate::forms::Act;
use crate::keys::Action;
use crate::rooms::{Cx, Order, Tone, failed};
use crate::words::Exit;

impl Case {
    /// Opens the menu of steps.
    pub(super) fn open_menu(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(file) = &self.file else {
            return vec![Order::Toast(Tone::Plain, w::NOTHING.into())];
        };
        if let Some(menu) = Menu::of(file, Self::ground(cx, cx.today)) {
            self.over = Over::Menu(menu);
        }
        Vec::new()
    }

    /// Opens the sheet of a step: one that was left half filled in goes on.
    pub(super) fn open_sheet(&mut self, kind: StepKind, cx: &Cx<'_>) -> Vec<Order> {
        let Some(file) = &self.file else {
            return vec![Order::Toast(Tone::Plain, w::NOTHING.into())];
        };
        let kept = self
            .kept
            .iter()
            .position(|s| s.kind == kind && s.petition == file.id);
        let (sheet, asked) = if let Some(at) = kept {
            (self.kept.remove(at), None)
        } else {
            let (sheet, order) = Sheet::new(kind, file, cx);
            (sheet, Some(order))
        };
        self.over = Over::Sheet(Box::new(sheet));
        if kept.is_some() {
            // Units may have come since it was put away.
            self.refit_sheet(cx);
        }
        asked.into_iter().collect()
    }

    /// Makes the lists of the sheet in sight anew.
    pub(super) fn refit_sheet(&mut self, cx: &Cx<'_>) {
        if let (Over::Sheet(sheet), Some(file)) = (&mut self.over, &self.file) {
            sheet.refit(file, cx.office);
        }
    }

    /// Closes what lies over the story; a sheet with words on it is kept. True when one was kept.
    pub(super) fn put_away(&mut self) -> bool {
        match std::mem::take(&mut self.over) {
            Over::Sheet(mut sheet) if sheet.form.is_dirty() || sheet.sent => {
                sheet.asked = None;
                self.kept.push(*sheet);
                true
            }
            _ => false,
        }
    }

    pub(super) fn act_on_menu(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Menu(menu) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Accept | Action::Open => {
                let Some(line) = menu.chosen() else {
                    return Vec::new();
                };
                if let Some(reason) = &line.closed {
                    return vec![Order::Toast(Tone::Plain, reason.clone())];
                }
                let kind = line.kind;
                self.open_sheet(kind, cx)
            }
            Action::Cancel | Action::Back => {
                self.over = Over::Nothing;
                Vec::new()
            }
            Action::NextChoice => self.act_on_menu(Action::MoveDown, cx),
            Action::PreviousChoice => self.act_on_menu(Action::MoveUp, cx),
            other => {
                menu.act(other);
                Vec::new()
            }
        }
    }

    pub(super) fn act_on_sheet(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Sheet(sheet) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Save => self.submit(cx),
            // The answer "yes" to the question asked before a step that ends something.
            Action::Accept => match sheet.asked.take() {
                Some(asked) => self.send(asked, cx),
                None => Vec::new(),
            },
            Action::Back if sheet.form.popup().is_none() => {
                if self.put_away() {
                    vec![Order::Toast(Tone::Plain, w::KEPT.into())]
                } else {
                    Vec::new()
                }
            }
            Action::OtherDraft if sheet.sent => Vec::new(),
            Action::OtherDraft => self.turn_draft(cx),
            other => {
                let done = sheet.form.act(other);
                if done == Act::Ended {
                    self.submit(cx)
                } else {
                    self.edited(done)
                }
            }
        }
    }

    fn submit(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let ground = Self::ground(cx, cx.today);
        let (Over::Sheet(sheet), Some(file)) = (&mut self.over, &self.file) else {
            return Vec::new();
        };
        if sheet.sent {
            return Vec::new();
        }
        match sheet.read(file, ground, cx.office) {
            Read::Faulty => Vec::new(),
            Read::LookUp(number) => vec![cx.ask(
                &mut self.looking,
                Ask::Find {
                    text: number,
                    limit: 5,
                },
            )],
            Read::Ready(asked) if Sheet::asks_first(&asked) => {
                let question = w::confirm(sheet.kind, &file.number.0);
                sheet.asked = Some(asked);
                vec![Order::Confirm(question, Action::Accept)]
            }
            Read::Ready(asked) => self.send(asked, cx),
        }
    }

    fn send(&mut self, mut asked: Asked, cx: &Cx<'_>) -> Vec<Order> {
        let (Over::Sheet(sheet), Some(file)) = (&mut self.over, &self.file) else {
            return Vec::new();
        };
        sheet.sent = true;
        // What others saved since this sheet was begun is shown once beside it; then it may be saved.
        asked.seen = sheet.seen;
        let order = sheet.drafting.finish(Do::Act(file.number.clone(), asked));
        vec![cx.perform(&mut self.acting, order)]
    }

    /// The store's answer to a step.
    pub(super) fn acted(&mut self, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        match answer {
            Ok(Reply::Acted(file, owed)) => {
                let kind = self
                    .sheets()
                    .find(|s| s.sent && s.petition == file.id)
                    .map_or(StepKind::Note, |s| s.kind);
                self.kept.retain(|s| !s.sent);
                if matches!(&self.over, Over::Sheet(sheet) if sheet.sent) {
                    self.over = Over::Nothing;
                }
                let next = owed
                    .iter()
                    .filter(|o| o.is_owed(cx.today))
                    .min_by_key(|o| o.due.effective);
                let unit = next
                    .map(|o: &Obligation| cx.office.units.name(o.owed_by))
                    .unwrap_or_default();
                let said = w::now_owed(kind, next.map(|o| (o, unit.as_str())));
                if self.file.as_ref().is_some_and(|shown| shown.id == file.id) {
                    self.show(file, cx);
                    let last = self.panes.rows(Pane::Timeline).total();
                    self.panes.rows_mut(Pane::Timeline).choose(last);
                    self.panes.rows_mut(Pane::Owed).choose(0);
                }
                vec![Order::Toast(Tone::Good, said)]
            }
            Ok(_) => Vec::new(),
            Err(trouble) => {
                let refused = Refused::Store(Box::new(trouble.clone()));
                let in_sight = matches!(&self.over, Over::Sheet(sheet) if sheet.sent);
                let mut orders = Vec::new();
                // What was typed stays, and the reason stands over it with the steps that are open.
                if let Some(sheet) = self.sheets().find(|s| s.sent) {
                    sheet.sent = false;
                    if trouble.exit == Exit::Refused {
                        sheet.seen = None;
                    }
                    sheet.refused = Some(refused);
                    orders.extend(sheet.drafting.refused());
                }
                if !in_sight {
                    orders.push(failed(&trouble));
                }
                orders
            }
        }
    }

    /// Every sheet: the one in sight and those put away.
    pub(super) fn sheets(&mut self) -> impl Iterator<Item = &mut Sheet> {
        let open = match &mut self.over {
            Over::Sheet(sheet) => Some(sheet.as_mut()),
            _ => None,
        };
        open.into_iter().chain(self.kept.iter_mut())
    }

    /// The answer to a number typed for a link.
    pub(super) fn looked_up(&mut self, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Sheet(sheet) = &mut self.over else {
            return Vec::new();
        };
        match answer {
            Ok(Reply::Found(found)) => {
                let row = found
                    .petitions
                    .iter()
                    .map(|hit| &hit.row)
                    .find(|row| row.number.0 == found.text);
                sheet.take_number(&found.text, row.map(|r| r.id.0));
                if row.is_some() {
                    self.submit(cx)
                } else {
                    Vec::new()
                }
            }
            Ok(_) => Vec::new(),
            Err(trouble) => vec![failed(&trouble)],
        }
    }
}
