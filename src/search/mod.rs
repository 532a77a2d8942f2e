//! Finding people while one types: characters, sounds, slips, digits and addresses; pure.
//!
//! Not for: deciding who may see what (the store tests every hit), and never for ranking people by how often
//! they came: nothing here knows that.

mod agreeing;
mod alias;
mod align;
mod alphabet;
mod among;
mod bare;
mod best;
mod dated;
mod either;
mod far;
mod few;
mod floor;
mod gather;
mod glued;
mod grade;
mod hit;
mod housed;
pub mod index;
mod kin;
mod labels;
mod level;
mod lights;
mod look;
mod names;
mod near;
mod normal;
mod numbers;
mod pattern;
mod piece;
pub mod pinyin;
mod plan;
mod postings;
mod query;
mod rank;
mod reader;
mod readers;
mod reasons;
mod segment;
mod shown;
mod slip;
mod sounded;
mod spelled;
mod spelling;
mod spoken;
mod steps;
mod syllable;
mod tail;
mod unit;
mod wrong;

pub use agreeing::{Agreeing, SAME_PLACE, is_telling};
pub use alias::{alternatives, plainly};
pub use among::{Pair, among, is_likely};
pub use grade::{FORMER_NAME, HOUSEHOLD, MatchClass};
pub use hit::{Hit, PersonRow, PetitionText, Shown};
pub use index::Index;
pub use labels::{LabelHit, Names, fuzzy_words};
pub use lights::Lights;
pub use normal::{read, same_place};
pub use query::is_too_long;
pub use reasons::{Met, Reasons};
pub use shown::{is_bracket, met_digits, met_digits_nearly, met_number, met_text, met_words};
pub use sounded::Sounded;
