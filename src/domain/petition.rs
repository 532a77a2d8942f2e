//! The words of a petition that the law gives: channel, class, route, role.

/// Makes a closed list of words: enum, all values, JSON code, Chinese and English.
macro_rules! word_list {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $(#[doc = $zh] #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code used in JSON and in the store.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The word people read.
            #[must_use]
            pub const fn word(self) -> $crate::words::Word {
                match self { $(Self::$variant => $crate::words::Word::new($zh, $en)),+ }
            }

            /// Reads a code, or the Chinese or English word.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|v| {
                    let w = v.word();
                    v.code().eq_ignore_ascii_case(text) || w.zh == text || w.en.eq_ignore_ascii_case(text)
                })
            }
        }
    };
}
pub(crate) use word_list;

word_list!(
    /// How a petition came (信访形式, Art. 17).
    Channel {
        Visit = "visit", "来访", "visit";
        Letter = "letter", "来信", "letter";
        Web = "web", "网信", "web";
        Phone = "phone", "来电", "phone";
        Fax = "fax", "传真", "fax";
        Other = "other", "其他", "other";
    }
);

impl Channel {
    /// The two letters in a registration number.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Visit => "LF",
            Self::Letter => "LX",
            Self::Web => "WX",
            Self::Phone => "LD",
            Self::Fax => "CZ",
            Self::Other => "QT",
        }
    }
}

word_list!(
    /// The three classes (Arts. 29–31).
    Class {
        Request = "request", "申诉求决", "request";
        Report = "report", "检举控告", "report";
        Proposal = "proposal", "建议意见", "proposal";
    }
);

word_list!(
    /// The six routes of a request (Art. 31); only the last runs on the 60 days.
    Route {
        Litigation = "litigation", "诉讼等司法程序", "litigation";
        Arbitration = "arbitration", "仲裁", "arbitration";
        PartyAppeal = "party_appeal", "党员申诉", "party member's appeal";
        Administrative = "administrative", "行政程序", "administrative procedure";
        PerformDuty = "perform_duty", "履行法定职责", "performance of a duty";
        Petition = "petition", "信访程序", "petition procedure";
    }
);

word_list!(
    /// What a person is to a petition (信访人身份).
    Role {
        Petitioner = "petitioner", "信访人", "petitioner";
        Representative = "representative", "代表人", "representative";
        Joint = "joint", "联名人", "joint petitioner";
        Agent = "agent", "代理人", "agent";
        Guardian = "guardian", "监护人", "guardian";
    }
);

word_list!(
    /// What kind of petitioner: a person or an organisation (Art. 17).
    PersonKind {
        Person = "person", "个人", "person";
        Organisation = "organisation", "单位", "organisation";
    }
);

word_list!(
    /// How a document reached the petitioner (送达方式).
    Method {
        Direct = "direct", "直接送达", "handed over";
        Post = "post", "邮寄送达", "registered post";
        ByAgent = "by_agent", "委托送达", "by agent";
        Electronic = "electronic", "电子送达", "electronic, with consent";
        Oral = "oral", "口头告知", "told orally";
    }
);

word_list!(
    /// The three outcomes of an opinion (Art. 32).
    Outcome {
        Supported = "supported", "支持", "supported";
        Explained = "explained", "解释说明", "explained";
        NotSupported = "not_supported", "不支持", "not supported";
    }
);
