//! The words in which later steps speak: delivery, review, supervision, rating, keeping.

use super::petition::word_list;

word_list!(
    /// What came of a service (送达结果). The Regulation names no methods; what starts the
    /// petitioner's rights is that the opinion was received, or refused before a witness.
    Delivery {
        Delivered = "delivered", "已收到", "delivered";
        Refused = "refused", "拒收留置", "refused and left";
        Undeliverable = "undeliverable", "未能送达", "undeliverable";
    }
);

#[allow(
    clippy::derivable_impls,
    reason = "the list of words is made by a macro that takes no attribute on a variant"
)]
impl Default for Delivery {
    fn default() -> Self {
        Self::Delivered
    }
}

word_list!(
    /// What a review or re-review does to the opinion before it (Arts. 35, 36).
    Finding {
        Upheld = "upheld", "维持", "upheld";
        Changed = "changed", "变更", "changed";
        Revoked = "revoked", "撤销", "revoked";
        Redo = "redo", "责令重新办理", "to be handled again";
    }
);

impl Finding {
    /// True when the unit has to handle it again.
    #[must_use]
    pub const fn sends_back(self) -> bool {
        matches!(self, Self::Revoked | Self::Redo)
    }
}

word_list!(
    /// What the petition office puts to a unit (Art. 40).
    Demand {
        Slip = "slip", "提示单", "slip";
        Letter = "letter", "督办函", "supervision letter";
        Improve = "improve", "改进工作建议", "proposal to improve work";
        Policy = "policy", "完善政策建议", "proposal to improve policy";
        Accountability = "accountability", "追究责任建议", "proposal to hold to account";
    }
);

impl Demand {
    /// True for the three kinds of proposal that are fed back in writing (Art. 40(4)).
    #[must_use]
    pub const fn is_proposal(self) -> bool {
        matches!(self, Self::Improve | Self::Policy | Self::Accountability)
    }
}

word_list!(
    /// What the petitioner thinks of the handling (评价).
    Rating {
        Satisfied = "satisfied", "满意", "satisfied";
        Mostly = "mostly", "基本满意", "mostly satisfied";
        Unsatisfied = "unsatisfied", "不满意", "not satisfied";
    }
);

word_list!(
    /// For how long a file is kept (保管期限).
    Retention {
        Permanent = "permanent", "永久", "for ever";
        Thirty = "thirty", "30年", "30 years";
        Ten = "ten", "10年", "10 years";
    }
);

word_list!(
    /// Why the use of personal data is restricted (PIPL Art. 47).
    Ground {
        Done = "done", "处理目的已实现", "the purpose is achieved";
        Expired = "expired", "利用期限已满", "the period of use is over";
        Withdrawn = "withdrawn", "本人撤回同意", "consent was withdrawn";
        Unlawful = "unlawful", "违法处理", "it was handled unlawfully";
        Asked = "asked", "本人请求删除，依法须保存", "deletion was asked for, the law demands keeping";
    }
);
