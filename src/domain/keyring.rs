//! The roster of keys: which key belongs to whom. A file of root's, one key a line; pure reading.
//!
//! `LOGIN TYPE KEY [COMMENT]`; empty lines and lines that begin with `#` are passed over. A line that
//! cannot be read gives nobody anything, nor does one whose comment is the fingerprint of another key, and a key that
//! stands under two names opens for neither.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest, Sha256};

use super::rights;
use crate::words::Sentence;

/// The kinds of keys that are taken; others (certificates, DSA) are not.
const TYPES: [&str; 7] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
];
/// The longest key in its written form: RSA of 16,384 bits is under 3 KB.
const LONGEST: usize = 4096;

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its type, as SSH names it.
    pub kind: String,
    /// Its written form, base64 with padding.
    pub text: String,
}

impl Key {
    /// Reads type and written form.
    ///
    /// # Errors
    /// Why this is no key.
    pub fn parse(kind: &str, text: &str) -> Result<Self, Sentence> {
        if !TYPES.contains(&kind) {
            let all = TYPES.join(" ");
            return Err(say!(
                "钥匙的种类不认得，应为其中之一：{all}",
                "Unknown type of key; expected one of: {all}"
            ));
        }
        let bytes = (text.len() <= LONGEST)
            .then(|| STANDARD.decode(text).ok())
            .flatten();
        // The type stands in the key once more, and something after it.
        let whole = |bytes: Vec<u8>| {
            strings(&bytes).is_some_and(|s| s.len() > 1 && s[0] == kind.as_bytes())
        };
        if kind == "ssh-rsa" && bytes.as_deref().is_some_and(is_short) {
            return Err(say!(
                "RSA 钥匙至少要2048位；请用 ssh-keygen -t ed25519 另做一把。",
                "An RSA key has 2,048 bits at least; make another with ssh-keygen -t ed25519."
            ));
        }
        if bytes.is_some_and(whole) {
            return Ok(Self {
                kind: kind.to_owned(),
                text: text.to_owned(),
            });
        }
        Err(say!(
            "钥匙本身不完整，应为 .pub 文件里的第二段。",
            "The key itself is not whole; expected the second word of a .pub file."
        ))
    }

    /// Its fingerprint as `ssh-keygen -l` prints it: `SHA256:…`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(STANDARD.decode(&self.text).unwrap_or_default());
        format!("SHA256:{}", STANDARD_NO_PAD.encode(digest))
    }
}

/// Fewest bytes of the modulus of an RSA key.
const MODULUS: usize = 2048 / 8;

/// True of an RSA key that is short enough to be broken.
fn is_short(bytes: &[u8]) -> bool {
    strings(bytes).is_some_and(|s| {
        let modulus = s.get(2).copied().unwrap_or_default();
        let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
        (1..MODULUS).contains(&(modulus.len() - zeros))
    })
}

/// One line of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Whose key it is.
    pub login: String,
    /// The key.
    pub key: Key,
    /// The line, from one.
    pub line: usize,
}

/// The whole roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyring {
    /// The keys that open for somebody.
    pub holders: Vec<Holder>,
    /// Lines that open for nobody, and why.
    pub faults: Vec<(usize, Sentence)>,
}

impl Keyring {
    /// Reads the text of the roster.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut ring = Self::default();
        // An editor of another system may have put its mark in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            match holder(trimmed, index + 1) {
                Ok(holder) => ring.holders.push(holder),
                Err(why) => ring.faults.push((index + 1, why)),
            }
        }
        ring.part_twins();
        ring
    }

    /// A key under two names opens for neither: whoever signs with it would be either.
    fn part_twins(&mut self) {
        let all = self.holders.clone();
        let twin = |h: &Holder| {
            all.iter()
                .find(|o| o.key == h.key && o.login != h.login)
                .map(|o| o.line)
        };
        self.holders.retain(|holder| match twin(holder) {
            None => true,
            Some(other) => {
                let why = say!(
                    "与第{other}行是同一把钥匙、不同的人，两行都不认。",
                    "The same key as on line {other} under another name; neither is taken."
                );
                self.faults.push((holder.line, why));
                false
            }
        });
        self.faults.sort_by_key(|(line, _)| *line);
    }

    /// True when a login holds the key of this fingerprint.
    #[must_use]
    pub fn holds(&self, login: &str, print: &str) -> bool {
        let mut held = self.holders.iter().filter(|h| h.login == login);
        held.any(|h| h.key.fingerprint() == print)
    }

    /// Who holds a key.
    #[must_use]
    pub fn holder_of(&self, key: &Key) -> Option<&Holder> {
        self.holders.iter().find(|h| h.key == *key)
    }
}

fn holder(line: &str, number: usize) -> Result<Holder, Sentence> {
    let mut words = line.split_ascii_whitespace();
    let (Some(login), Some(kind), Some(text)) = (words.next(), words.next(), words.next()) else {
        return Err(say!(
            "应为“登录名 钥匙种类 钥匙”三段。",
            "Expected three words: login, type of key, key."
        ));
    };
    let login = seat_name(login)?;
    let key = Key::parse(kind, text)?;
    // A fingerprint behind the key says which key was meant.
    if let Some(said) = words.find(|word| word.starts_with("SHA256:")) {
        let is = key.fingerprint();
        if said.trim_end_matches('=') != is {
            return Err(say!(
                "行末的指纹不是这把钥匙的（钥匙的是 {is}）：有一样被换过。",
                "The fingerprint at its end is not this key's, which is {is}: one of the two was put in the place of another."
            ));
        }
    }
    Ok(Holder {
        login,
        key,
        line: number,
    })
}

/// A login that may stand in a forced command and as the name of a folder: ASCII and no dot in front.
///
/// # Errors
/// Why it may not.
pub fn seat_name(typed: &str) -> Result<String, Sentence> {
    let login = rights::login(typed)?;
    if login.is_ascii() && !login.starts_with(['.', '-']) {
        return Ok(login);
    }
    Err(say!(
        "共用服务器上的登录名只用英文字母、数字或 . _ - @，不以 . 或 - 开头。",
        "On a shared server a login has ASCII letters, digits or . _ - @ and does not begin with . or -."
    ))
}

/// The length-prefixed strings a key's bytes are made of; `None` when they are not just that.
fn strings(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let (mut found, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        found.push(after.get(..length)?);
        rest = &after[length..];
    }
    Some(found)
}
