//! Ledgers that wait to be imported (待导入): row by row beside whom it looks like, answered, confirmed.
//! Every answer is kept as it is given; nothing is imported before somebody confirms.

use super::waiting_words as w;
use crate::domain::ids::PetitionNo;
use crate::domain::intake::answer::{Answer, Answered, Whom};
use crate::domain::rights::{self, Deed};
use crate::flow::waiting::{Beside, Pair, Wait, Waited, Waiting, WaitingRow};
use crate::flow::{self, Ask, Do, Reply, Ticket};
use crate::keys::Action;
use crate::rooms::{Cx, Order, Tone, failed};
use crate::widgets::list::Rows;
use crate::words::{Sentence, Trouble};

/// The page.
#[derive(Debug)]
pub struct Page {
    /// The ledgers that wait; `None` until they are read.
    pub ledgers: Option<Vec<Waiting>>,
    /// Which of them is in sight.
    pub at: usize,
    /// Its rows that look like somebody.
    pub list: Rows,
    /// The chosen row beside whom it looks like.
    pub beside: Option<Beside>,
    /// Which of them is in sight.
    pub pair: usize,
    /// What the last answer will do.
    pub note: Option<Sentence>,
    /// What is asked once before it is done, and to which ledger.
    confirming: Option<(Action, i64)>,
    listed: Ticket,
    looked: Ticket,
    done: Ticket,
    importing: Ticket,
    /// True while a ledger is being imported.
    pub is_importing: bool,
}

impl Page {
    /// The page before anything was read.
    pub fn new() -> Self {
        Self {
            ledgers: None,
            at: 0,
            list: Rows::new(0),
            beside: None,
            pair: 0,
            note: None,
            confirming: None,
            listed: Ticket::default(),
            looked: Ticket::default(),
            done: Ticket::default(),
            importing: Ticket::default(),
            is_importing: false,
        }
    }

    /// Reads what waits; whoever may not import is not asked for it.
    pub fn load(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        if rights::refused(&cx.office.operator, Deed::Import).is_some() {
            return Vec::new();
        }
        vec![cx.ask(&mut self.listed, Ask::Waiting)]
    }

    /// The ledger in sight.
    pub fn ledger(&self) -> Option<&Waiting> {
        self.ledgers.as_ref()?.get(self.at)
    }

    /// The chosen row's place among those that can be taken.
    fn place(&self) -> Option<usize> {
        Some(self.ledger()?.asked.get(self.list.chosen()?)?.place)
    }

    /// The two who are in sight.
    pub fn pair(&self) -> Option<&Pair> {
        let beside = self.beside.as_ref()?;
        let here = Some((beside.waiting, beside.place));
        let wanted = self.ledger().map(|l| l.id).zip(self.place());
        beside.pairs.get(self.pair).filter(|_| here == wanted)
    }

    fn look(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some((id, place)) = self.ledger().map(|l| l.id).zip(self.place()) else {
            self.beside = None;
            return Vec::new();
        };
        vec![cx.ask(&mut self.looked, Ask::Beside(id, place))]
    }

    /// Does an action of the page.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let asked = self.confirming.take();
        match action {
            Action::Refresh => self.load(cx),
            Action::AnswerPerson => self.answer(Answer::Person, cx),
            Action::AnswerMatter => self.answer(Answer::Matter, cx),
            Action::AnswerBoth => self.answer(Answer::Both, cx),
            Action::AnswerNeither => self.answer(Answer::Neither, cx),
            Action::AnswerBack => self.take_back(cx),
            Action::NextPair | Action::PreviousPair => {
                self.turn(action == Action::NextPair);
                Vec::new()
            }
            Action::NextOpen => self.next_open(cx),
            Action::NextWaiting => self.next_ledger(cx),
            Action::ImportWaiting | Action::DropWaiting => self.end(action, asked, cx),
            Action::Open => self.open(),
            movement => {
                let before = self.list.chosen();
                self.list.act(movement);
                if self.list.chosen() == before {
                    return Vec::new();
                }
                self.chose(cx)
            }
        }
    }

    /// Another row was chosen.
    pub fn chose(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.note = None;
        self.pair = 0;
        self.look(cx)
    }

    fn turn(&mut self, onward: bool) {
        let count = self.beside.as_ref().map_or(0, |b| b.pairs.len());
        if count > 1 {
            self.note = None;
            self.pair = (self.pair + if onward { 1 } else { count - 1 }) % count;
        }
    }

    fn next_open(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let (Some(ledger), Some(at)) = (self.ledger(), self.list.chosen()) else {
            return Vec::new();
        };
        let count = ledger.asked.len();
        let mut others = (1..=count).map(|n| (at + n) % count);
        let Some(next) = others.find(|n| ledger.asked[*n].is_open()) else {
            return vec![Order::Toast(Tone::Good, w::ALL_ANSWERED.into())];
        };
        self.list.choose(next);
        self.chose(cx)
    }

    fn next_ledger(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let count = self.ledgers.as_ref().map_or(0, Vec::len);
        if count < 2 {
            return vec![Order::Toast(Tone::Plain, w::NO_OTHER.into())];
        }
        self.at = (self.at + 1) % count;
        self.list = Rows::new(self.ledger().map_or(0, |l| l.asked.len()));
        self.chose(cx)
    }

    /// The case of the petition that an answer would be about.
    fn open(&self) -> Vec<Order> {
        let number = self.pair().and_then(Pair::matter).map(|m| m.number.clone());
        let number = number.filter(|n| !n.0.is_empty());
        let case = number.map(|n| Order::Go(flow::Route::Case(n)));
        case.into_iter().collect()
    }

    /// Answers the pair in sight. The answer that stands already is taken back; where the same matter was
    /// answered and they have another petition, the next one is meant.
    fn answer(&mut self, new: Answer, cx: &Cx<'_>) -> Vec<Order> {
        let Some(pair) = self.pair() else {
            return Vec::new();
        };
        let again = pair.said.as_ref().is_some_and(|s| s.answer == new);
        let matter = if again {
            next_matter(pair, new)
        } else {
            pair.matter()
        };
        if again && matter.is_none() {
            return self.take_back(cx);
        }
        let whom = match &pair.whom {
            Whom::Record(id, _) => {
                let none = || PetitionNo(String::new());
                Whom::Record(*id, matter.map_or_else(none, |m| m.number.clone()))
            }
            row @ Whom::Row(..) => row.clone(),
        };
        let named = matter.map(w::named);
        let note = w::will(new, &pair.theirs, named.as_deref().unwrap_or_default());
        let answered = Answered {
            nth: pair.nth,
            whom,
            answer: new,
        };
        self.note = Some(note);
        self.order(|id, place| Wait::Answer(id, place, answered), cx)
    }

    fn take_back(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(pair) = self.pair().filter(|p| p.said.is_some()) else {
            return vec![Order::Toast(Tone::Plain, w::NOT_ANSWERED.into())];
        };
        let (nth, whom) = (pair.nth, pair.whom.clone());
        self.note = Some(w::TAKEN_BACK.into());
        self.order(|id, place| Wait::TakeBack(id, place, nth, whom), cx)
    }

    fn order(&mut self, order: impl FnOnce(i64, usize) -> Wait, cx: &Cx<'_>) -> Vec<Order> {
        let Some((id, place)) = self.ledger().map(|l| l.id).zip(self.place()) else {
            return Vec::new();
        };
        vec![cx.perform(&mut self.done, Do::Wait(order(id, place)))]
    }

    /// Imports the ledger in sight or puts it away: asks first.
    fn end(&mut self, action: Action, asked: Option<(Action, i64)>, cx: &Cx<'_>) -> Vec<Order> {
        let Some(ledger) = self.ledger() else {
            return Vec::new();
        };
        let id = ledger.id;
        // What was asked about another ledger, which is gone meanwhile, is asked again.
        if asked != Some((action, id)) {
            let asks = if action == Action::ImportWaiting {
                w::import(ledger)
            } else {
                w::put_away(ledger)
            };
            self.confirming = Some((action, id));
            return vec![Order::Confirm(asks, action)];
        }
        if action == Action::DropWaiting {
            return vec![cx.perform(&mut self.done, Do::Wait(Wait::Drop(id)))];
        }
        self.is_importing = true;
        vec![cx.perform(&mut self.importing, Do::Wait(Wait::Import(id)))]
    }

    /// Takes an answer of the store; `None` when it is not this page's.
    pub fn take(
        &mut self,
        ticket: Ticket,
        answer: flow::Answer,
        cx: &Cx<'_>,
    ) -> Option<Vec<Order>> {
        if ![self.listed, self.looked, self.done, self.importing].contains(&ticket) {
            return None;
        }
        if ticket == self.importing {
            self.is_importing = false;
        }
        Some(match answer {
            Ok(Reply::Waiting(ledgers)) => self.fill(ledgers, cx),
            Ok(Reply::Beside(beside)) => {
                self.show(beside.map(|b| *b));
                Vec::new()
            }
            Ok(Reply::Waited(waited)) => {
                let said = match waited {
                    Waited::Kept => None,
                    Waited::Dropped => Some(w::DROPPED.into()),
                    Waited::Imported(batch, taken, known) => Some(w::imported(batch, taken, known)),
                };
                let said = said.map(|s| Order::Toast(Tone::Good, s));
                said.into_iter().chain(self.load(cx)).collect()
            }
            Err(trouble) => self.not_done(&trouble),
            Ok(_) => Vec::new(),
        })
    }

    fn not_done(&mut self, trouble: &Trouble) -> Vec<Order> {
        self.note = None;
        vec![failed(trouble)]
    }

    /// What waits has come: the ledger, the row and the pair that were in sight stay there.
    fn fill(&mut self, ledgers: Vec<Waiting>, cx: &Cx<'_>) -> Vec<Order> {
        let (ledger, place) = (self.ledger().map(|l| l.id), self.place());
        let at = ledgers.iter().position(|l| Some(l.id) == ledger);
        self.at = at.unwrap_or(0);
        let rows = ledgers.get(self.at).map_or(&[][..], |l| &l.asked);
        let row = rows
            .iter()
            .position(|r| at.is_some() && Some(r.place) == place);
        self.list.set_total(rows.len());
        // Where an earlier session stopped, a new one goes on.
        let first_open = || rows.iter().position(WaitingRow::is_open);
        self.list.choose(row.or_else(first_open).unwrap_or(0));
        if row.is_none() {
            self.pair = 0;
        }
        self.ledgers = Some(ledgers);
        self.look(cx)
    }

    fn show(&mut self, beside: Option<Beside>) {
        let before = self.pair().map(|p| (p.nth, p.whom.clone()));
        let pairs = beside.as_ref().map_or(&[][..], |b| &b.pairs);
        let same = pairs.iter().position(|p| {
            let before = before.as_ref();
            before.is_some_and(|(nth, whom)| *nth == p.nth && whom.is(&p.whom))
        });
        self.pair = same.unwrap_or(0);
        self.beside = beside;
    }

    /// Why an action is closed now.
    pub fn why_not(&self, action: Action) -> Option<Sentence> {
        let ends = matches!(action, Action::ImportWaiting | Action::DropWaiting);
        let answers = matches!(
            action,
            Action::AnswerPerson
                | Action::AnswerMatter
                | Action::AnswerBoth
                | Action::AnswerNeither
                | Action::AnswerBack
                | Action::Open
        );
        if self.is_importing && (ends || answers) {
            return Some(w::IMPORTING.into());
        }
        if self.ledger().is_none() && (ends || answers) {
            // Before the list was read nobody knows that nothing waits.
            let read = self.ledgers.is_some();
            return Some(if read { w::NONE_WAITS } else { w::LOOKING }.into());
        }
        let looked = self.beside.is_some();
        let nobody = if looked { w::NOBODY } else { w::LOOKING };
        (answers && self.pair().is_none()).then(|| nobody.into())
    }
}

/// The petition after the one that an answer about the matter was about.
fn next_matter(pair: &Pair, new: Answer) -> Option<&flow::waiting::Matter> {
    let now = pair.matter().filter(|_| new.is_matter())?;
    let mut matters = pair.theirs.matters.iter();
    matters.find(|m| m.number == now.number)?;
    matters.next()
}
