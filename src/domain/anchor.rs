//! Anchors: the ends of the two chains as a signed note that stands outside the store. A chain alone
//! shows a changed middle; that its end was cut off, or all of it written anew, only an anchor shows.
//!
//! The form is the signed note of transparency logs (C2SP signed-note, Ed25519), so that other
//! people's tools can check it: the text, an empty line, a line for each signature.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::chain::Hash;
use super::petition::word_list;
use super::torn;

/// How many records a chain had, and the hash of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Records; the number of the last.
    pub size: i64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// As it stands on paper, to be typed again: `1234 ab12 cd34 …`.
    #[must_use]
    pub fn printed(&self) -> String {
        let hex = super::chain::hex(&self.hash);
        let groups = hex.as_bytes().chunks(4).map(String::from_utf8_lossy);
        let groups: Vec<_> = groups.collect();
        format!("{} {}", self.size, groups.join(" "))
    }
}

word_list!(
    /// The chains of a store.
    Chain {
        Audit = "audit", "审计记录", "audit entries";
        Events = "events", "事件", "events";
        Duty = "duty", "值班事件", "events of the duty desk";
        Witness = "witness", "见证记录", "witnesses";
        Claims = "claims", "个人信息申请", "requests about own data";
    }
);

/// A head typed from a paper: of which chain, how many records, and how the hash of the last begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The chain; the audit trail when none is named.
    pub of: Chain,
    /// Records.
    pub size: i64,
    /// Hexadecimal digits, at least [`Printed::LEAST`].
    pub begins: String,
}

impl Printed {
    /// Digits below which a typed hash says too little.
    pub const LEAST: usize = 16;

    /// Reads what somebody typed: the chain as the paper names it, in either language, the count, then
    /// hexadecimal digits in any groups.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let named = |c: &Chain| {
            let names = [c.word().zh, c.word().en, c.code()];
            let rest = names.iter().filter_map(|name| text.strip_prefix(name));
            // "events" begins "events of the duty desk" as well.
            rest.min_by_key(|rest| rest.len()).map(|rest| (*c, rest))
        };
        let all = Chain::ALL.iter().filter_map(named);
        let (of, text) = all
            .min_by_key(|(_, rest)| rest.len())
            .unwrap_or((Chain::Audit, text));
        let text = text.trim_start_matches([' ', ':', '：']);
        let (size, rest) = text.split_once([' ', '-', ':'])?;
        let mark = |c: &char| !matches!(c, ' ' | '-' | ':');
        let begins: String = rest.chars().filter(mark).collect();
        let begins = begins.to_ascii_lowercase();
        let hex = begins.chars().all(|c| c.is_ascii_hexdigit());
        let size = size.parse().ok().filter(|n| *n > 0)?;
        (hex && (Self::LEAST..=64).contains(&begins.len())).then_some(Self { of, size, begins })
    }
}

/// The ends of the chains at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The office.
    pub office: String,
    /// The audit trail.
    pub audit: Head,
    /// The events.
    pub events: Head,
    /// When, RFC 3339.
    pub at: String,
    /// The events of the duty desk; anchors of the first days have none.
    pub duty: Option<Head>,
    /// The witnesses of what stands in no chain of its own; earlier anchors have none.
    pub witness: Option<Head>,
    /// The register of requests about own data; earlier anchors have none.
    pub claims: Option<Head>,
    /// The SHA-256 of the roster of keys, put in by whoever signs: who may come in is part of what
    /// nobody may change unseen.
    pub keys: Option<Hash>,
}

/// An anchor as it stands in a file, with its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line of the file at which it begins, from 1.
    pub line: usize,
    /// What it says.
    pub anchor: Anchor,
    text: String,
    signatures: Vec<([u8; 4], [u8; 64])>,
}

/// The name of the key in a signature; the keys tell offices apart.
const NAME: &str = "zhuoluo";
/// The C2SP number of Ed25519.
const ED25519: u8 = 1;

impl Anchor {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let (audit, events) = (
            BASE64.encode(self.audit.hash),
            BASE64.encode(self.events.hash),
        );
        let (size, count) = (self.audit.size, self.events.size);
        // A name of several lines would move the others.
        let office = self.office.replace(['\r', '\n'], " ");
        let mut text = format!(
            "zhuoluo/{office}\n{size}\n{audit}\nevents {count} {events}\nat {}\n",
            self.at
        );
        for (word, head) in [
            ("duty ", self.duty),
            ("witness ", self.witness),
            ("claims ", self.claims),
        ] {
            if let Some(head) = head {
                let (size, hash) = (head.size.to_string(), BASE64.encode(head.hash));
                text.extend([word, &size, " ", &hash, "\n"]);
            }
        }
        if let Some(keys) = self.keys {
            text.extend(["keys ", &BASE64.encode(keys), "\n"]);
        }
        text
    }

    /// The ends that it holds, by chain.
    #[must_use]
    pub fn heads(&self) -> Vec<(Chain, Head)> {
        let all = [
            (Chain::Audit, Some(self.audit)),
            (Chain::Events, Some(self.events)),
            (Chain::Duty, self.duty),
            (Chain::Witness, self.witness),
            (Chain::Claims, self.claims),
        ];
        let held = all.into_iter();
        held.filter_map(|(chain, head)| Some((chain, head?)))
            .collect()
    }

    /// The first chain that is shorter here than at an anchor before, or as long and another: it was cut
    /// off or written anew since.
    #[must_use]
    pub fn falls_behind(&self, before: &Self) -> Option<(Chain, i64, i64)> {
        let now = self.heads();
        let behind = |(chain, then): (Chain, Head)| {
            let here = now.iter().find(|(c, _)| *c == chain).map(|(_, h)| *h)?;
            let anew = here.size == then.size && here.hash != then.hash;
            (here.size < then.size || anew).then_some((chain, then.size, here.size))
        };
        before.heads().into_iter().find_map(behind)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let office = lines.next()?.strip_prefix("zhuoluo/")?.to_owned();
        let audit = Head {
            size: lines.next()?.parse().ok()?,
            hash: hash(lines.next()?)?,
        };
        let (count, end) = lines.next()?.strip_prefix("events ")?.split_once(' ')?;
        let events = Head {
            size: count.parse().ok()?,
            hash: hash(end)?,
        };
        let at = lines.next()?.strip_prefix("at ")?.to_owned();
        let (mut duty, mut witness, mut claims, mut keys) = (None, None, None, None);
        // Each at most once, and in this order.
        let mut last = 0;
        for line in lines {
            let (word, rest) = line.split_once(' ')?;
            let place = 1 + ["duty", "witness", "claims", "keys"]
                .iter()
                .position(|known| *known == word)?;
            if place <= last {
                return None;
            }
            last = place;
            match word {
                "duty" => duty = Some(head(rest)?),
                "witness" => witness = Some(head(rest)?),
                "claims" => claims = Some(head(rest)?),
                _ => keys = Some(hash(rest)?),
            }
        }
        let heads = [Some(audit), Some(events), duty, witness, claims];
        let all = heads.iter().flatten().all(|head| head.size >= 0);
        all.then_some(Self {
            office,
            audit,
            events,
            at,
            duty,
            witness,
            claims,
            keys,
        })
    }
}

fn head(text: &str) -> Option<Head> {
    let (size, end) = text.split_once(' ')?;
    Some(Head {
        size: size.parse().ok()?,
        hash: hash(end)?,
    })
}

fn hash(text: &str) -> Option<Hash> {
    BASE64.decode(text).ok()?.try_into().ok()
}

/// The private half of a signing key.
pub struct Signing(SigningKey);

/// The public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public(VerifyingKey);

impl Signing {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Reads `PRIVATE+KEY+zhuoluo+…`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let line = text.lines().find(|l| l.starts_with("PRIVATE+KEY+"))?;
        let bytes = tail(line.trim(), 4)?;
        let (kind, seed) = bytes.split_first()?;
        (*kind == ED25519).then_some(Self::from_seed(seed.try_into().ok()?))
    }

    /// Its text, for a file that only root can read.
    #[must_use]
    pub fn text(&self) -> String {
        let (id, key) = (
            self.public().id(),
            [&[ED25519], &self.0.to_bytes()[..]].concat(),
        );
        format!("PRIVATE+KEY+{NAME}+{}+{}\n", shown(id), BASE64.encode(key))
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> Public {
        Public(self.0.verifying_key())
    }

    /// The note of an anchor, signed.
    #[must_use]
    pub fn sign(&self, anchor: &Anchor) -> String {
        let text = anchor.text();
        let signature = self.0.sign(text.as_bytes()).to_bytes();
        let bytes = [&self.public().id()[..], &signature[..]].concat();
        format!("{text}\n\u{2014} {NAME} {}\n", BASE64.encode(bytes))
    }
}

impl Note {
    /// True when somebody signed it, whoever.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        !self.signatures.is_empty()
    }
}

impl Public {
    /// Reads `zhuoluo+…+…`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let line = text
            .lines()
            .map(str::trim)
            .find(|l| l.starts_with("zhuoluo+"))?;
        let bytes = tail(line, 2)?;
        let (kind, key) = bytes.split_first()?;
        let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
        (*kind == ED25519).then_some(Self(key))
    }

    /// Its text, to be given to everybody who checks.
    #[must_use]
    pub fn text(&self) -> String {
        let key = [&[ED25519], &self.0.to_bytes()[..]].concat();
        format!("{NAME}+{}+{}", shown(self.id()), BASE64.encode(key))
    }

    fn id(&self) -> [u8; 4] {
        let mut hasher = Sha256::new();
        hasher.update(NAME.as_bytes());
        hasher.update([b'\n', ED25519]);
        hasher.update(self.0.to_bytes());
        let digest: Hash = hasher.finalize().into();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    /// True when this key signed the note.
    #[must_use]
    pub fn signed(&self, note: &Note) -> bool {
        let id = self.id();
        note.signatures.iter().any(|(by, signature)| {
            let signature = Signature::from_bytes(signature);
            *by == id
                && self
                    .0
                    .verify_strict(note.text.as_bytes(), &signature)
                    .is_ok()
        })
    }
}

/// The bytes behind the so-many-th plus: base64 has pluses of its own.
fn tail(line: &str, pluses: usize) -> Option<Vec<u8>> {
    let part = line.splitn(pluses + 1, '+').nth(pluses)?;
    BASE64.decode(part).ok()
}

fn shown(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

/// Something in a file of anchors that is none: the line at which it begins, and whether it is the beginning of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd(pub usize, pub bool);

/// The notes of a file, in order, and what is none.
#[must_use]
pub fn notes(file: &str) -> Vec<Result<Note, Odd>> {
    let mut found = Vec::new();
    let mut lines = file.lines().enumerate().peekable();
    while let Some((at, first)) = lines.next() {
        if first.trim().is_empty() {
            continue;
        }
        let mut text = format!("{first}\n");
        while let Some((_, line)) = lines.next_if(|(_, l)| !l.is_empty()) {
            text.push_str(line);
            text.push('\n');
        }
        let _ = lines.next_if(|(_, l)| l.is_empty());
        let (mut signatures, mut lame) = (Vec::new(), false);
        while let Some((_, line)) = lines.next_if(|(_, l)| l.starts_with('\u{2014}')) {
            signatures.extend(signature(line));
            lame = signatures.is_empty();
        }
        found.push(match Anchor::read(&text).filter(|_| !lame) {
            Some(anchor) => Ok(Note {
                line: at + 1,
                anchor,
                text,
                signatures,
            }),
            None => Err(Odd(at + 1, torn::is_anchor(&text))),
        });
    }
    found
}

fn signature(line: &str) -> Option<([u8; 4], [u8; 64])> {
    let bytes = BASE64.decode(line.rsplit_once(' ')?.1).ok()?;
    let (id, signature) = bytes.split_first_chunk::<4>()?;
    Some((*id, signature.try_into().ok()?))
}
