//! What an open desk does when what it stands on changes under it: the office's facts, or the whole store,
//! in whose place a restore put another.

use std::sync::Arc;

use super::duty::DutyDesk;
use super::fresh::Fresh;
use super::layers::Layer;
use super::toasts::Toasts;
use super::{App, Place, Rooms};
use crate::domain::office::Office;
use crate::flow::{Effect, Route, Ticket};
use crate::rooms::failed;
use crate::words::{Lang, Sentence, Trouble, Word};

const TITLE: Word = Word::new("数据库被换掉了", "The store was replaced");
/// The file under which what was typed may be kept.
const FILE: Word = Word::new("换库时没写完的.txt", "unfinished.txt");

impl App {
    /// The office's facts are others: every list made from them is made anew, nothing typed is lost.
    pub(super) fn reform(&mut self, office: Arc<Office>) -> Vec<Effect> {
        self.now = self.now.with_timezone(&office.zone);
        self.office = office;
        for place in Place::ALL {
            self.with_room(place, |room, cx| {
                room.refit(cx);
                Vec::new()
            });
        }
        let mut effects = self.load_panel();
        effects.extend(self.with_room(self.at, |room, cx| room.changed(cx)));
        effects
    }

    /// Nothing is saved here any more, and why: said as to a save, and it stays said until this
    /// desk is left. What is typed stays where it is; what was kept of it is in the store.
    pub(super) fn shut(&mut self, trouble: &Trouble) -> Vec<Effect> {
        let mut said = trouble.what.clone();
        said.push(&Sentence::of(String::new(), " ".to_owned()));
        said.push(&trouble.next);
        self.shut = Some(said);
        self.carry_out(self.at, vec![failed(trouble)])
    }

    /// True for an answer of a store that was replaced since.
    pub(super) const fn is_past(&self, ticket: Ticket) -> bool {
        ticket.0 != 0 && ticket.0 <= self.past.0
    }

    /// True while it is not read yet in the store that took the place of another who keeps the watch now: a
    /// session that may be theirs does not end meanwhile.
    pub(super) const fn is_unread(&self) -> bool {
        self.past.0 != 0 && !self.desk.loaded
    }

    /// Another store stands in the place of the one that was open. Nothing of the old one stays on the
    /// screen: a number may be another's in the new one. Intakes that are being typed go on as drafts of the
    /// new store; the words of any other sheet are shown, for what it was about may not be there any more.
    pub(super) fn recast(&mut self, found: Result<Arc<Office>, Trouble>) -> Vec<Effect> {
        let lang = self.look.lang;
        let mut typed: Vec<String> = Place::ALL
            .iter()
            .flat_map(|place| self.rooms.get(*place).typed(lang))
            .collect();
        let is_urgent = self.is_urgent();
        for layer in std::mem::take(&mut self.layers) {
            match layer {
                Layer::Urgent(urgent) => typed.extend(urgent.typed(lang)),
                // What stood only there once stands there again.
                Layer::Paper(paper) => typed.extend(paper.only_here().map(str::to_owned)),
                _ => {}
            }
        }
        (self.past, self.shut) = (Ticket(self.tickets.get()), None);
        let why = found.as_ref().err().cloned();
        if let Ok(office) = found {
            self.now = self.now.with_timezone(&office.zone);
            self.office = office;
        }
        let rings = self.fresh.rings;
        self.rooms = Rooms {
            intake: std::mem::take(&mut self.rooms.intake),
            ..Rooms::default()
        };
        (self.panel, self.fresh) = (Arc::default(), Fresh::default());
        (self.desk, self.toasts) = (DutyDesk::default(), Toasts::default());
        self.fresh.rings = rings;
        self.waiting.clear();
        self.back.clear();
        self.pending.clear();
        self.cover.said = None;
        let writes = self.with_rooms(|rooms, cx| rooms.intake.recast(cx));
        let stays = writes && self.at == Place::Intake;
        self.at = if stays { Place::Intake } else { Place::Desk };
        self.say_so(why.as_ref(), &typed, writes);
        if why.is_some() {
            return Vec::new();
        }
        let mut effects = vec![Effect::Stand];
        effects.extend(self.load_panel());
        let route = if stays { Route::Intake } else { Route::Desk };
        effects.extend(self.with_room(self.at, |room, cx| room.open(&route, cx)));
        if writes {
            effects.extend(self.with_room(Place::Intake, |room, cx| room.tick(cx)));
        }
        if is_urgent {
            effects.extend(self.open_urgent());
        }
        effects
    }

    /// Says what happened, what was kept and what to do, with the words that stand nowhere else now.
    fn say_so(&mut self, why: Option<&Trouble>, typed: &[String], writes: bool) {
        let lang = self.look.lang;
        let mut parts = vec![happened(why).say(lang).to_owned()];
        if writes {
            parts.push(intakes(why.is_none()).say(lang).to_owned());
        }
        if !typed.is_empty() {
            parts.push(below().say(lang).to_owned());
        }
        parts.push(next(why.is_none()).say(lang).to_owned());
        let mut lines: Vec<String> = parts
            .iter()
            .flat_map(|part| self.look.wrap(part, COLUMNS))
            .collect();
        for words in typed {
            lines.push(String::new());
            lines.extend(words.lines().flat_map(|l| self.look.wrap(l, COLUMNS)));
        }
        let (text, file) = (lines.join("\n"), FILE.say(lang).to_owned());
        let layer = if typed.is_empty() {
            Layer::paper(TITLE.into(), text, file)
        } else {
            Layer::only(TITLE.into(), text, file)
        };
        self.push(layer);
    }
}

/// Columns of the text: they fit the smallest terminal.
const COLUMNS: usize = 56;

fn happened(why: Option<&Trouble>) -> Sentence {
    let Some(why) = why else {
        return say!(
            "有人恢复了备份：原来的库已被换掉，屏上它的内容都已收起，现在看到的是恢复后的库。备份之后记下的不在其中，留在换下的旧库里。",
            "Somebody restored a backup: the store was replaced, everything of it was taken off the screen, and what you see is the restored store. What was recorded after the backup is not in it; it is in the store put aside."
        );
    };
    let (zh, en) = (why.say(Lang::Zh), why.say(Lang::En));
    say!(
        "这里打开的库被换掉或移走了，现在的打不开；屏上它的内容都已收起。{zh}",
        "The store that was open here was replaced or moved, and what stands there does not open; everything of it was taken off the screen. {en}"
    )
}

fn intakes(kept: bool) -> Sentence {
    if kept {
        say!(
            "正在写的登记都还在“登记”里，已存为新库的草稿；认定过的人员请重新认定。",
            "The intakes being typed are all in Intake and were kept as drafts of the restored store; adopt the people in them again."
        )
    } else {
        say!(
            "正在写的登记都还在“登记”里，眼下存不下来。",
            "The intakes being typed are all in Intake; they cannot be kept for now."
        )
    }
}

fn below() -> Sentence {
    say!(
        "其他写到一半的在下面，也可能已作为草稿带到新库：先打开那张表看看，那里没有的再抄；Ctrl-S 存为文件。",
        "Anything else that was half written stands below and may have been taken along as a draft: open that sheet first and copy what is not there; Ctrl-S keeps it as a file."
    )
}

fn next(goes_on: bool) -> Sentence {
    if goes_on {
        say!(
            "请核对你最近保存的；不在的请重新录入，有疑问找管理员。",
            "Check what you saved last and enter again what is missing; ask the administrator when in doubt."
        )
    } else {
        say!(
            "请抄下没保存的，找管理员；库能打开时这里会自己接上，也可以 Ctrl-Q 退出再打开。",
            "Copy what is not saved and tell the administrator. When the store opens again this desk takes it up by itself; or leave with Ctrl-Q and open again."
        )
    }
}
