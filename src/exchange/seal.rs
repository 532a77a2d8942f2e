//! Files sealed to the keys of persons, in the age format (age-encryption.org/v1, X25519): what is
//! sealed here opens with the `age` program, and the other way round. Pure: entropy is handed in.

use std::io::{self, Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};

const INTRO: &str = "age-encryption.org/v1";
/// How a sealed file begins.
pub const HEAD: &[u8] = INTRO.as_bytes();
const WRAP: &[u8] = b"age-encryption.org/v1/X25519";
/// Plain bytes in one chunk of the payload.
const CHUNK: usize = 64 * 1024;
/// What the cipher adds to a chunk.
const TAG: usize = 16;
/// Longest header that is read: a few hundred recipients.
const HEADER: usize = 64 * 1024;

/// Where entropy comes from.
pub type Entropy<'a> = &'a mut dyn FnMut(&mut [u8]) -> io::Result<()>;

/// The public half of a key, `age1…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient([u8; 32]);

/// The private half, `AGE-SECRET-KEY-1…`.
#[derive(Clone)]
pub struct Identity(StaticSecret);

impl Recipient {
    /// Reads `age1…`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let read = CheckedHrpstring::new::<Bech32>(text.trim()).ok()?;
        let bytes: Vec<u8> = read.byte_iter().collect();
        (read.hrp().as_str() == "age").then_some(())?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = Hrp::parse("age")
            .ok()
            .and_then(|hrp| bech32::encode::<Bech32>(hrp, &self.0).ok())
            .ok_or(std::fmt::Error)?;
        f.write_str(&text)
    }
}

impl Identity {
    /// Makes a new one.
    ///
    /// # Errors
    /// When there is no entropy.
    pub fn fresh(entropy: Entropy<'_>) -> io::Result<Self> {
        let mut secret = [0; 32];
        entropy(&mut secret)?;
        Ok(Self(StaticSecret::from(secret)))
    }

    /// The first private key in a text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::all(text).next()
    }

    /// The private keys in a text; lines that begin with `#` are notes.
    pub fn all(text: &str) -> impl Iterator<Item = Self> {
        text.lines().map(str::trim).filter_map(|line| {
            let read = CheckedHrpstring::new::<Bech32>(line).ok()?;
            let bytes: Vec<u8> = read.byte_iter().collect();
            let named = read.hrp().to_lowercase() == "age-secret-key-";
            let secret: [u8; 32] = bytes.try_into().ok().filter(|_| named)?;
            Some(Self(StaticSecret::from(secret)))
        })
    }

    /// Its text, to be printed and locked away.
    #[must_use]
    pub fn text(&self) -> String {
        Hrp::parse("AGE-SECRET-KEY-")
            .ok()
            .and_then(|hrp| bech32::encode_upper::<Bech32>(hrp, self.0.as_bytes()).ok())
            .unwrap_or_default()
    }

    /// Its public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(PublicKey::from(&self.0).to_bytes())
    }
}

fn derive(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    // Thirty-two bytes are always within the limit of the function.
    let _ = Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut key);
    key
}

/// The key that wraps the file's key, from both sides of the exchange.
fn wrapping(share: &[u8; 32], to: &[u8; 32], shared: &[u8; 32]) -> ChaCha20Poly1305 {
    let key = derive(&[&share[..], &to[..]].concat(), shared, WRAP);
    ChaCha20Poly1305::new(&key.into())
}

fn header_mac(file_key: &[u8], header: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&derive(&[], file_key, b"header")).ok()?;
    mac.update(header.as_bytes());
    Some(mac)
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

fn nonce(counter: u64, last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[3..11].copy_from_slice(&counter.to_be_bytes());
    bytes[11] = u8::from(last);
    bytes.into()
}

/// A file that is being sealed; [`Sealer::finish`] must end it.
pub struct Sealer<W: Write> {
    out: W,
    cipher: ChaCha20Poly1305,
    chunk: Vec<u8>,
    counter: u64,
}

impl<W: Write> Sealer<W> {
    /// Writes the header for these recipients.
    ///
    /// # Errors
    /// When nothing can be written or there is no entropy.
    pub fn new(mut out: W, to: &[Recipient], entropy: Entropy<'_>) -> io::Result<Self> {
        let (mut file_key, mut salt) = ([0; 16], [0; 16]);
        entropy(&mut file_key)?;
        entropy(&mut salt)?;
        let mut header = format!("{INTRO}\n");
        for recipient in to {
            let own = Identity::fresh(entropy)?;
            let share = own.recipient().0;
            let shared = own.0.diffie_hellman(&PublicKey::from(recipient.0));
            let wrapped = wrapping(&share, &recipient.0, shared.as_bytes())
                .encrypt(&nonce(0, false), &file_key[..])
                .map_err(|_| damaged("the key cannot be wrapped"))?;
            let (share, wrapped) = (BASE64.encode(share), BASE64.encode(wrapped));
            header.extend(["-> X25519 ", &share, "\n", &wrapped, "\n"]);
        }
        header.push_str("---");
        let mac = header_mac(&file_key, &header).ok_or_else(|| damaged("no header"))?;
        let mac = BASE64.encode(mac.finalize().into_bytes());
        out.write_all(format!("{header} {mac}\n").as_bytes())?;
        out.write_all(&salt)?;
        let key = derive(&salt, &file_key, b"payload");
        Ok(Self {
            out,
            cipher: ChaCha20Poly1305::new(&key.into()),
            chunk: Vec::with_capacity(CHUNK),
            counter: 0,
        })
    }

    fn put(&mut self, last: bool) -> io::Result<()> {
        let sealed = self
            .cipher
            .encrypt(&nonce(self.counter, last), &self.chunk[..])
            .map_err(|_| damaged("a chunk cannot be sealed"))?;
        self.out.write_all(&sealed)?;
        self.chunk.clear();
        self.counter += 1;
        Ok(())
    }

    /// Writes the end, without which the file does not open, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits: only what comes after tells whether it is the last.
        if self.chunk.len() == CHUNK {
            self.put(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A sealed file that is being read.
pub struct Unsealer<R: Read> {
    input: R,
    cipher: ChaCha20Poly1305,
    plain: Vec<u8>,
    at: usize,
    ahead: Vec<u8>,
    counter: u64,
    ended: bool,
}

impl<R: Read> Unsealer<R> {
    /// Reads the header and finds the file's key.
    ///
    /// # Errors
    /// `InvalidData` when it is no such file or was changed, `PermissionDenied` when the key is not
    /// among its recipients.
    pub fn new(input: R, identity: &Identity) -> io::Result<Self> {
        Self::by_any(input, std::slice::from_ref(identity))
    }

    /// The same by whichever of several keys is among its recipients.
    ///
    /// # Errors
    /// As [`Unsealer::new`].
    pub fn by_any(mut input: R, identities: &[Identity]) -> io::Result<Self> {
        let (header, mac) = read_header(&mut input)?;
        let file_key = identities
            .iter()
            .find_map(|identity| unwrap_key(&header, identity))
            .ok_or_else(|| io::Error::from(io::ErrorKind::PermissionDenied))?;
        header_mac(&file_key, &header)
            .and_then(|m| m.verify_slice(&mac).ok())
            .ok_or_else(|| damaged("the header was changed"))?;
        let mut salt = [0; 16];
        input.read_exact(&mut salt)?;
        let key = derive(&salt, &file_key, b"payload");
        Ok(Self {
            input,
            cipher: ChaCha20Poly1305::new(&key.into()),
            plain: Vec::new(),
            at: 0,
            ahead: Vec::new(),
            counter: 0,
            ended: false,
        })
    }

    /// Fills the buffer with the next chunk. One byte more than a chunk is read: without it the
    /// chunk is the last.
    fn next(&mut self) -> io::Result<()> {
        let want = CHUNK + TAG + 1 - self.ahead.len();
        let mut more = Vec::with_capacity(want);
        (&mut self.input).take(want as u64).read_to_end(&mut more)?;
        self.ahead.append(&mut more);
        let last = self.ahead.len() <= CHUNK + TAG;
        let rest = self.ahead.split_off(self.ahead.len().min(CHUNK + TAG));
        let sealed = std::mem::replace(&mut self.ahead, rest);
        self.plain = self
            .cipher
            .decrypt(&nonce(self.counter, last), &sealed[..])
            .map_err(|_| damaged("a piece was changed, or the end is missing"))?;
        if last && self.plain.is_empty() && self.counter > 0 {
            return Err(damaged("an empty end"));
        }
        self.at = 0;
        self.counter += 1;
        self.ended = last;
        Ok(())
    }
}

impl<R: Read> Read for Unsealer<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.plain.len() {
            if self.ended {
                return Ok(0);
            }
            self.next()?;
        }
        let taken = into.len().min(self.plain.len() - self.at);
        into[..taken].copy_from_slice(&self.plain[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

/// The header up to and with its dashes, and the code that proves it.
fn read_header(input: &mut impl Read) -> io::Result<(String, Vec<u8>)> {
    let mut header = Vec::new();
    loop {
        let (line, byte) = (header.len(), &mut [0]);
        loop {
            input.read_exact(byte)?;
            header.push(byte[0]);
            if byte[0] == b'\n' || header.len() > HEADER {
                break;
            }
        }
        if header.len() > HEADER || (line == 0 && header != format!("{INTRO}\n").as_bytes()) {
            return Err(damaged("no sealed file"));
        }
        if header[line..].starts_with(b"---") {
            let mac = String::from_utf8_lossy(&header[line + 3..])
                .trim()
                .to_owned();
            let mac = BASE64.decode(mac).map_err(|_| damaged("no sealed file"))?;
            header.truncate(line + 3);
            let header = String::from_utf8(header).map_err(|_| damaged("no sealed file"))?;
            return Ok((header, mac));
        }
    }
}

fn unwrap_key(header: &str, identity: &Identity) -> Option<Vec<u8>> {
    let to = identity.recipient().0;
    let mut lines = header.lines();
    while let Some(line) = lines.next() {
        let Some(share) = line.strip_prefix("-> X25519 ") else {
            continue;
        };
        let share: [u8; 32] = BASE64.decode(share).ok()?.try_into().ok()?;
        let wrapped = BASE64.decode(lines.next()?).ok()?;
        let shared = identity.0.diffie_hellman(&PublicKey::from(share));
        let key = shared.was_contributory().then(|| {
            wrapping(&share, &to, shared.as_bytes()).decrypt(&nonce(0, false), &wrapped[..])
        });
        if let Some(Ok(key)) = key {
            return (key.len() == 16).then_some(key);
        }
    }
    None
}
