//! A text for the person's own clipboard: OSC 52, write only. Pure.

/// The longest text that is handed over; terminals drop longer orders without a word.
pub const LIMIT: usize = 64 * 1024;

/// The order that puts a text on the clipboard; `None` when it is too long.
#[must_use]
pub fn order(text: &str) -> Option<Vec<u8>> {
    if text.len() > LIMIT {
        return None;
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    encode(text.as_bytes(), &mut bytes);
    bytes.extend_from_slice(b"\x1b\\");
    Some(bytes)
}

/// Base64 with padding (RFC 4648, section 4).
fn encode(text: &[u8], out: &mut Vec<u8>) {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in text.chunks(3) {
        let byte = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4_u32 {
            let sign = SIGNS[(bits >> (18 - 6 * n) & 63) as usize];
            out.push(if n as usize <= three.len() {
                sign
            } else {
                b'='
            });
        }
    }
}
