//! The fields that a column of a ledger can fill.

use crate::words::Word;
use serde::{Deserialize, Serialize};

/// A field that a column can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Column {
    /// 信访件编号
    ExternalNo,
    /// 姓名
    Name,
    /// 信访人数
    Headcount,
    /// 住址
    Address,
    /// 手机号码
    Phone,
    /// 证件号码
    IdNumber,
    /// 证件类型
    IdKind,
    /// 问题属地
    Place,
    /// 信访目的
    Purpose,
    /// 内容分类
    Category,
    /// 信访日期
    PetitionedOn,
    /// 收到日期
    ReceivedOn,
    /// 登记日期
    RegisteredOn,
    /// 信访形式
    Channel,
    /// 概况
    Matter,
    /// 被反映人
    Accused,
    /// 被反映单位
    AccusedUnit,
    /// 是否办结
    Closed,
    /// 是否初次
    FirstTime,
    /// 是否重复
    Repeated,
    /// 登记人
    Clerk,
}

impl Column {
    /// All fields, in the order of the usual ledger.
    pub const ALL: [Self; 21] = [
        Self::ExternalNo,
        Self::Name,
        Self::Headcount,
        Self::Address,
        Self::Phone,
        Self::IdNumber,
        Self::IdKind,
        Self::Place,
        Self::Purpose,
        Self::Category,
        Self::PetitionedOn,
        Self::ReceivedOn,
        Self::RegisteredOn,
        Self::Channel,
        Self::Matter,
        Self::Accused,
        Self::AccusedUnit,
        Self::Closed,
        Self::FirstTime,
        Self::Repeated,
        Self::Clerk,
    ];

    /// The name of the field in mapping files and JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ExternalNo => "external_no",
            Self::Name => "name",
            Self::Headcount => "headcount",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::IdNumber => "id_number",
            Self::IdKind => "id_kind",
            Self::Place => "place",
            Self::Purpose => "purpose",
            Self::Category => "category",
            Self::PetitionedOn => "petitioned_on",
            Self::ReceivedOn => "received_on",
            Self::RegisteredOn => "registered_on",
            Self::Channel => "channel",
            Self::Matter => "matter",
            Self::Accused => "accused",
            Self::AccusedUnit => "accused_unit",
            Self::Closed => "closed",
            Self::FirstTime => "first_time",
            Self::Repeated => "repeated",
            Self::Clerk => "clerk",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::ExternalNo => Word::new("信访件编号", "reference number"),
            Self::Name => Word::new("姓名", "name"),
            Self::Headcount => Word::new("信访人数", "number of people"),
            Self::Address => Word::new("住址", "address"),
            Self::Phone => Word::new("手机号码", "telephone"),
            Self::IdNumber => Word::new("证件号码", "document number"),
            Self::IdKind => Word::new("证件类型", "document kind"),
            Self::Place => Word::new("问题属地", "place of the problem"),
            Self::Purpose => Word::new("信访目的", "purpose"),
            Self::Category => Word::new("内容分类", "category"),
            Self::PetitionedOn => Word::new("信访日期", "date of the petition"),
            Self::ReceivedOn => Word::new("收到日期", "date received"),
            Self::RegisteredOn => Word::new("登记日期", "date registered"),
            Self::Channel => Word::new("信访形式", "channel"),
            Self::Matter => Word::new("概况", "matter"),
            Self::Accused => Word::new("被反映人", "accused"),
            Self::AccusedUnit => Word::new("被反映单位", "accused unit"),
            Self::Closed => Word::new("是否办结", "closed"),
            Self::FirstTime => Word::new("是否初次", "first time"),
            Self::Repeated => Word::new("是否重复", "repeated"),
            Self::Clerk => Word::new("登记人", "registered by"),
        }
    }

    /// The field of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// True for the three dates.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(
            self,
            Self::PetitionedOn | Self::ReceivedOn | Self::RegisteredOn
        )
    }

    /// True when several columns may fill the field together.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(
            self,
            Self::Phone | Self::Matter | Self::Accused | Self::AccusedUnit
        )
    }
}
