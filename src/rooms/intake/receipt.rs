//! The receipt of a petition that was just registered, as it is shown and kept.

use crate::domain::office::Office;
use crate::flow::view::File;
use crate::papers;
use crate::rooms::Cx;
use crate::words::{Lang, Trouble};

/// Columns of the paper: it is printed, and shown on a terminal of 80.
const WIDTH: usize = 72;

/// The receipt in the language of the screen.
///
/// # Errors
/// The paper's own trouble; the petition is registered all the same.
pub fn receipt_text(file: &File, office: &Office, cx: &Cx<'_>) -> Result<String, Trouble> {
    let lang: Lang = cx.lang;
    papers::receipt(file, office, cx.today, lang, WIDTH)
}
