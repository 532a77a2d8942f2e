//! Requests to the store and its replies: plain data on domain types.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use super::duty::{Board, DutyDone, DutyOrder, HandoverLines};
use super::register::{Register, RegisterRows};
use super::same::{PersonFile, Preview, Same, Shown, Upto};
use super::view::{
    DraftRow, File, Found, LedgerPage, LedgerQuery, Matches, Panel, SavedDraft, Spent,
};
use super::waiting::{Beside, Wait, Waited, Waiting};
use crate::domain::act::Act;
use crate::domain::alike::Told;
use crate::domain::change::Change;
use crate::domain::duty::book::UrgentRecord;
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};
use crate::domain::intake::Intake;
use crate::domain::intake::known::{Known, Possible};
use crate::domain::obligation::Obligation;
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::domain::rights::{Deed, Operator};
use crate::words::{Outside, Sentence, Trouble};

/// Tells answers apart. A room keeps the newest ticket of each question and drops older answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A read that shows no person's file.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The office's facts.
    Office,
    /// Who works here; for administrators.
    Operators,
    /// The alert panel: at most so many obligations, and the counts.
    Panel {
        /// Rows wanted.
        limit: usize,
    },
    /// The search of Find and of `zhuoluo find`.
    Find {
        /// What was typed.
        text: String,
        /// Rows wanted of each kind.
        limit: usize,
    },
    /// Known people beside the intake form.
    Matches {
        /// Name as typed so far.
        name: String,
        /// Whether the name is written to its end: who is called otherwise from there on is somebody else.
        named: bool,
        /// Document number as typed so far.
        id_number: String,
        /// Telephone as typed so far.
        phone: String,
        /// Address as typed so far: who lives there under the same family name comes up too.
        address: String,
        /// The record adopted for them: who is known to be somebody else is not asked about.
        adopted: Option<PersonId>,
        /// The matter as written so far: petitions of others that are like it come up too.
        told: Told,
    },
    /// The people who may be the same as somebody on record.
    Alike(PersonId),
    /// This operator's ledgers that wait to be imported.
    Waiting,
    /// A row of one of them, by its place, beside everybody it looks like.
    Beside(i64, usize),
    /// A page of the ledger of petitions.
    Ledger(LedgerQuery),
    /// A register beside the ledger of petitions.
    Register(Register),
    /// The number of a petition's newest event: whether a file that is open is still whole. Shows
    /// nothing of it.
    LastEvent(PetitionId),
    /// How far what was said of somebody's records goes, and what of an open file is not to be seen any more;
    /// shows nothing of it.
    Said(PersonId, Shown),
    /// The duty desk at an instant, civil time of the office.
    Duty {
        /// When.
        at: NaiveDateTime,
    },
    /// Lines of a handover, by its number: so many at most from one on, counted from zero.
    HandoverLines {
        /// Which handover.
        of: i64,
        /// The first line wanted.
        from: usize,
        /// How many at most.
        most: usize,
    },
    /// This operator's open intakes.
    Drafts,
    /// This operator's unfinished sheets other than intakes.
    Sheets,
    /// One draft with its text.
    Draft(String),
    /// What this operator left unfinished on one sheet, by the sheet's id: at several seats several.
    Sheet(String),
}

impl Ask {
    /// Who on record somebody could be who was written down; `None` when nothing tells them from others.
    #[must_use]
    pub fn about(person: &Person) -> Option<Self> {
        let phone = person.phones.first().map(Outside::raw).unwrap_or_default();
        let is_blank = [person.name.raw(), person.id_number.raw(), phone];
        if is_blank.iter().all(|t| t.is_empty()) {
            return None;
        }
        Some(Self::Matches {
            name: person.name.raw().to_owned(),
            named: false,
            id_number: person.id_number.raw().to_owned(),
            phone: phone.to_owned(),
            address: person.address.raw().to_owned(),
            adopted: None,
            told: Told::default(),
        })
    }

    /// True for what the index of people answers.
    #[must_use]
    pub const fn is_search(&self) -> bool {
        matches!(
            self,
            Self::Find { .. } | Self::Matches { .. } | Self::Alike(_) | Self::Beside(..)
        )
    }

    /// What asking this is, in the table of rights.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Operators => Deed::Roster,
            Self::Find { .. } | Self::Alike(_) | Self::Said(..) => Deed::Find,
            // Who asks about their own data is nobody's business but that of those who answer.
            Self::Register(Register::Claims) => Deed::Give,
            Self::Waiting | Self::Beside(..) => Deed::Import,
            Self::HandoverLines { .. } => Deed::Log,
            // Beside the intake form.
            Self::Matches { .. } => Deed::Register,
            Self::Office
            | Self::Panel { .. }
            | Self::Ledger(_)
            | Self::Register(_)
            | Self::LastEvent(_)
            | Self::Duty { .. }
            | Self::Drafts
            | Self::Sheets
            | Self::Draft(_)
            | Self::Sheet(_) => Deed::Look,
        }
    }
}

/// A write, or a read that goes on record (opening a file).
#[allow(
    clippy::large_enum_variant,
    reason = "an order is made once for a key press and boxed on its way (`Effect::Do`); no list holds many"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Do {
    /// Registers an intake; its draft is deleted in the same transaction.
    Register(Intake),
    /// Records of one person, or of two: opens a person's file, reads two as one, takes it back.
    Same(Same),
    /// Adds one event.
    Act(PetitionNo, Act),
    /// Opens a petition's file: the audit row and the read are one transaction.
    Open {
        /// Number or query code.
        number: String,
        /// What it is opened for.
        aim: Aim,
        /// Why, in the person's words; a confidential file is not opened without.
        why: String,
    },
    /// Opens a petition's file to make a paper from it; on record as such.
    Print {
        /// Number or query code.
        number: String,
        /// Which paper.
        paper: String,
        /// Why, in the operator's words; a confidential file is not read without.
        why: String,
    },
    /// Reads rows of the ledger to take them out of the desk: on record, answered by [`Reply::Ledger`].
    Export(LedgerQuery),
    /// An entry about a request about somebody's own data: a new one, or about the one of this number. With
    /// the instant at which its sheet was begun: what the same person entered at another seat since is said.
    Claim(
        Option<i64>,
        crate::domain::claim::Entry,
        Option<DateTime<FixedOffset>>,
    ),
    /// Reminds the holders of these petitions of what is owed on them.
    Remind(Vec<PetitionNo>),
    /// Something with a ledger that waits to be imported.
    Wait(Wait),
    /// Changes the office's own lists; for administrators.
    Change(Change),
    /// An event of the duty desk.
    Duty(DutyOrder),
    /// Several events, all or none; with `dry_run` none. A refusal names its place: `3|…`.
    DutyAll {
        /// What.
        deeds: Vec<crate::domain::duty::deed::Deed>,
        /// True to check alone.
        dry_run: bool,
    },
    /// Whether new alerts ring for whoever asks, from now on.
    Bell(bool),
    /// A one-time code with which one signs in another's session.
    DutyCode,
    /// Opens the record of an emergency; on record.
    OpenUrgent {
        /// Its number.
        id: i64,
        /// Why, when the person said.
        why: String,
    },
    /// Keeps a draft.
    SaveDraft(SavedDraft),
    /// Drops the draft of an intake.
    DropDraft(String),
    /// Drops the draft of a sheet.
    DropSheet(Spent),
    /// The write that an unfinished sheet becomes: its draft goes in the same transaction.
    Finish(Spent, Box<Do>),
}

impl Do {
    /// The number or query code of the one petition that this is about, as typed.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        match self {
            Self::Act(number, _) => Some(&number.0),
            Self::Open { number, .. } | Self::Print { number, .. } => Some(number),
            Self::Finish(_, order) => order.about(),
            _ => None,
        }
    }

    /// What doing this is, in the table of rights. A step has a row of its own beside.
    #[must_use]
    pub fn deed(&self) -> Deed {
        match self {
            // Whoever may open a sheet may leave it unfinished.
            Self::SaveDraft(SavedDraft { id, .. }) | Self::DropDraft(id)
                if SavedDraft::is_sheet(id) =>
            {
                Deed::Look
            }
            Self::DropSheet(_) | Self::Bell(_) => Deed::Look,
            Self::Register(_) | Self::SaveDraft(_) | Self::DropDraft(_) => Deed::Register,
            Self::Finish(_, order) => order.deed(),
            Self::Same(same) => same.deed(),
            Self::Act(..) | Self::Remind(_) => Deed::Step,
            Self::Open { .. } => Deed::Open,
            Self::Print { .. } => Deed::Paper,
            Self::Claim(_, entry, _) => entry.deed(),
            Self::Export(_) => Deed::Export,
            Self::Wait(_) => Deed::Import,
            Self::Change(change) => change.deed(),
            Self::Duty(order) => order.deed.right(),
            Self::DutyAll { deeds, .. } => match deeds.as_slice() {
                [first, ..] => first.right(),
                [] => Deed::Rota,
            },
            Self::DutyCode => Deed::Duty,
            Self::OpenUrgent { .. } => Deed::Urgent,
        }
    }
}

/// What a file is opened for; on record as the reason where the person said none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// By command: only what was said.
    #[default]
    Command,
    /// To be read on the screen.
    Read,
    /// To be read again, because something was saved since.
    Again,
    /// For the petitioners' details in full.
    People,
    /// To see how a date was counted.
    Deadline,
}

impl Aim {
    /// As it stands on record.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Command => "",
            Self::Read => "查看案卷",
            Self::Again => "刷新案卷",
            Self::People => "查看信访人",
            Self::Deadline => "核对期限",
        }
    }
}

/// What a write or an opening gave.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The petition.
    pub petition: PetitionId,
    /// Its whole file, for the receipt.
    pub file: Box<File>,
    /// True when this draft had been registered before: the first saving is shown again.
    pub again: bool,
    /// Petitioners who were on record before, and what said so.
    pub matched: Vec<(PersonId, Known)>,
    /// Who on record may be somebody of it, unanswered: two records until somebody says otherwise.
    pub possible: Vec<Possible>,
    /// The dispute that it was begun from, when that was closed meanwhile: it stays as it is, unlinked.
    pub unlinked: Option<i64>,
}

/// Replies, one for each request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// To [`Ask::Office`]: the facts as they are now.
    Office(Arc<Office>),
    /// To [`Do::Change`]: the same, and what stood where it wrote.
    Changed(Arc<Office>, Vec<Sentence>),
    /// To [`Ask::Operators`].
    Operators(Vec<Operator>),
    /// To [`Ask::Panel`].
    Panel(Panel),
    /// To [`Ask::Find`].
    Found(Found),
    /// To [`Ask::Matches`] and [`Ask::Alike`].
    Matches(Matches),
    /// To [`Ask::Waiting`].
    Waiting(Vec<Waiting>),
    /// To [`Ask::Beside`]; nothing when the row waits no more.
    Beside(Option<Box<Beside>>),
    /// To [`Do::Wait`].
    Waited(Waited),
    /// To [`Ask::Ledger`].
    Ledger(LedgerPage),
    /// To [`Ask::Register`].
    Register(RegisterRows),
    /// To [`Do::Claim`]: the request as it stands now.
    Claim(Box<crate::domain::claim::Claim>),
    /// To [`Do::Remind`]: how many were reminded, and how many had nothing that is owed.
    Reminded(usize, usize),
    /// To [`Ask::LastEvent`].
    LastEvent(i64),
    /// To [`Ask::Said`]: with what was lost of what was shown; nothing of somebody who is not to be seen.
    Said(Option<(Upto, Shown)>),
    /// To [`Ask::Duty`].
    Board(Box<Board>),
    /// To [`Ask::HandoverLines`].
    HandoverLines(Box<HandoverLines>),
    /// To [`Do::Duty`].
    DutyDone(Box<DutyDone>),
    /// To [`Do::DutyCode`].
    Code(String),
    /// To [`Do::OpenUrgent`].
    Urgent(Box<UrgentRecord>),
    /// To [`Ask::Drafts`] and [`Ask::Sheets`].
    Drafts(Vec<DraftRow>),
    /// To [`Ask::Draft`].
    Draft(Option<SavedDraft>),
    /// To [`Ask::Sheet`]: newest first.
    Sheet(Vec<SavedDraft>),
    /// To [`Do::Register`].
    Registered(Box<Registered>),
    /// To [`Do::Act`]: the file as it stands now, and the obligations that are owed.
    Acted(Box<File>, Vec<Obligation>),
    /// To a [`Do::Act`] that was carried out before under its draft id: the file as it stands now.
    ActedBefore(Box<File>),
    /// To [`Do::Open`] and [`Do::Print`].
    File(Box<File>),
    /// To [`Do::Same`]: the person's file as it stands now.
    Person(Box<PersonFile>),
    /// To a preview of [`Do::Same`].
    Preview(Box<Preview>),
    /// To [`Do::SaveDraft`], [`Do::DropDraft`] and [`Do::DropSheet`]: the id under which the draft is kept. Of a sheet on which
    /// another seat has written it is another than was asked for: both are kept.
    DraftKept(String),
    /// To [`Do::SaveDraft`]: another session has registered, discarded or changed it; nothing was kept.
    DraftTaken(String),
    /// To `Effect::Keep`: where the file is.
    Kept(String),
}

/// A reply or why there is none.
pub type Answer = Result<Reply, Trouble>;
