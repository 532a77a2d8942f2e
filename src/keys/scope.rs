//! Where an action applies, and which scopes stand over one another in each place.

use crate::words::Word;

/// A place with its own keys. Rooms to come add a variant here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere but in a layer.
    Global,
    /// The desk.
    Desk,
    /// The intake form.
    Intake,
    /// Finding people and petitions.
    Find,
    /// One petition.
    Case,
    /// A person's file.
    Person,
    /// The duty room.
    Duty,
    /// The ledgers.
    Ledgers,
    /// The ledger of requests about personal data.
    Claims,
    /// A ledger that waits to be imported.
    Waiting,
    /// Moving in any list.
    List,
    /// Editing any form.
    Form,
    /// Confirm, palette, help, picker.
    Layer,
}

impl Scope {
    /// Every scope, in the order in which help lists them.
    pub const ALL: [Self; 13] = [
        Self::Desk,
        Self::Intake,
        Self::Find,
        Self::Case,
        Self::Person,
        Self::Duty,
        Self::Ledgers,
        Self::Claims,
        Self::Waiting,
        Self::List,
        Self::Form,
        Self::Layer,
        Self::Global,
    ];

    /// The name used in `data/keymap.toml`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Desk => "desk",
            Self::Intake => "intake",
            Self::Find => "find",
            Self::Case => "case",
            Self::Person => "person",
            Self::Duty => "duty",
            Self::Ledgers => "ledgers",
            Self::Claims => "claims",
            Self::Waiting => "waiting",
            Self::List => "list",
            Self::Form => "form",
            Self::Layer => "layer",
        }
    }

    /// The scope of a name.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }

    /// The heading of its keys in help.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Global => Word::new("通用", "Everywhere"),
            Self::Desk => Word::new("总览", "Desk"),
            Self::Intake => Word::new("登记", "Intake"),
            Self::Find => Word::new("查询", "Find"),
            Self::Case => Word::new("案卷", "Case"),
            Self::Person => Word::new("人员档案", "Person"),
            Self::Duty => Word::new("值班", "Duty"),
            Self::Ledgers => Word::new("台账", "Ledgers"),
            Self::Claims => Word::new("个人信息申请", "Data requests"),
            Self::Waiting => Word::new("待导入", "Imports"),
            Self::List => Word::new("列表", "Lists"),
            Self::Form => Word::new("填写", "Forms"),
            Self::Layer => Word::new("弹窗", "Windows"),
        }
    }
}

/// What an action is about; palette and help group by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Going between rooms.
    Rooms,
    /// The program itself: help, language, quitting.
    Program,
    /// Moving the choice.
    Moving,
    /// Marking and narrowing rows.
    Rows,
    /// Editing text and fields.
    Editing,
    /// Persons and requests of an intake.
    Entries,
    /// Several intakes at once.
    Drafts,
    /// Handling one petition.
    Steps,
}

impl Group {
    /// Its heading.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Rooms => Word::new("去处", "Rooms"),
            Self::Program => Word::new("程序", "Program"),
            Self::Moving => Word::new("移动", "Moving"),
            Self::Rows => Word::new("筛选与标记", "Rows"),
            Self::Editing => Word::new("编辑", "Editing"),
            Self::Entries => Word::new("人员与诉求", "Entries"),
            Self::Drafts => Word::new("草稿", "Drafts"),
            Self::Steps => Word::new("办理", "Handling"),
        }
    }
}

/// The stacks of scopes that are in force together, the nearest first. Rooms use these constants, so
/// that the check "no action is hidden everywhere" is about what really happens.
pub mod stacks {
    use super::Scope::{
        self, Case, Claims, Desk, Duty, Find, Form, Global, Intake, Layer, Ledgers, List, Person,
        Waiting,
    };

    /// The desk's lists.
    pub const DESK: &[Scope] = &[Desk, List, Global];
    /// The intake form.
    pub const INTAKE: &[Scope] = &[Intake, Form, Global];
    /// A list of the intake room: the side panel of possible persons.
    pub const INTAKE_LIST: &[Scope] = &[Intake, List, Global];
    /// Finding: a line to type in over a list.
    pub const FIND: &[Scope] = &[Find, List, Form, Global];
    /// One petition.
    pub const CASE: &[Scope] = &[Case, List, Global];
    /// A form inside a case: a step, a note.
    pub const CASE_FORM: &[Scope] = &[Form, Global];
    /// A person's file.
    pub const PERSON: &[Scope] = &[Person, List, Global];
    /// What is about to be said of two records.
    pub const PERSON_FORM: &[Scope] = &[Person, Form, List, Global];
    /// The duty room.
    pub const DUTY: &[Scope] = &[Duty, List, Global];
    /// A sheet of the duty room.
    pub const DUTY_FORM: &[Scope] = &[Form, Global];
    /// What a sheet would change, to be read and confirmed.
    pub const DUTY_TRIAL: &[Scope] = &[List, Form, Global];
    /// A ledger.
    pub const LEDGERS: &[Scope] = &[Ledgers, List, Global];
    /// Ledgers that wait to be imported.
    pub const LEDGERS_WAITING: &[Scope] = &[Waiting, List, Global];
    /// Typing a ledger's filter.
    pub const LEDGERS_FILTER: &[Scope] = &[Form, Ledgers, Global];
    /// The ledger of requests about personal data.
    pub const CLAIMS: &[Scope] = &[Claims, List, Global];
    /// An entry about such a request that is being typed.
    pub const CLAIMS_FORM: &[Scope] = &[Form, Global];
    /// A window over the room: palette, picker, help, confirm.
    pub const LAYER: &[Scope] = &[Layer, List, Form];

    /// A form in a window: the record of an emergency.
    pub const RECORD: &[Scope] = &[Form, Layer];

    /// All of them.
    pub const ALL: &[&[Scope]] = &[
        DESK,
        INTAKE,
        INTAKE_LIST,
        FIND,
        CASE,
        CASE_FORM,
        PERSON,
        PERSON_FORM,
        DUTY,
        DUTY_FORM,
        DUTY_TRIAL,
        LEDGERS,
        LEDGERS_WAITING,
        LEDGERS_FILTER,
        CLAIMS,
        CLAIMS_FORM,
        LAYER,
        RECORD,
    ];
}
