//! Finding people while one types: characters, sounds, slips, digits and addresses; pure.
//!
//! Not for: texts of petitions (the store's own terms), and never for ranking people by how often
//! they came: nothing here knows that.

mod address;
mod align;
mod alphabet;
mod best;
mod digits;
mod gather;
mod grade;
mod hit;
mod index;
mod kin;
mod labels;
mod level;
mod names;
mod normal;
mod people;
pub mod pinyin;
mod plan;
mod postings;
mod query;
mod rank;
mod reader;
mod slip;
mod spelling;
mod syllable;
mod wrong;

pub use grade::MatchClass;
pub use hit::{Hit, PersonRow};
pub use index::Index;
pub use labels::{LabelHit, fuzzy_words};
