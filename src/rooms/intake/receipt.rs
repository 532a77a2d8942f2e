//! The receipt of a petition that was just registered: shown over the room, and kept as a file.

use super::words;
use crate::flow::view::File;
use crate::papers;
use crate::rooms::{Cx, Order, failed};

/// Columns of the paper: it is printed, and shown on a terminal of 80.
const WIDTH: usize = 72;

/// The receipt in the language of the screen. When it cannot be made that is said; the petition is
/// registered all the same.
pub fn show(file: &File, cx: &Cx<'_>) -> Order {
    let name = format!("receipt-{}.txt", file.number);
    match papers::receipt(file, cx.office, cx.today, cx.lang, WIDTH) {
        Ok(text) => Order::Paper(words::RECEIPT.into(), text, name),
        Err(trouble) => failed(&trouble),
    }
}
