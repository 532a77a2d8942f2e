//! Arguments that take a word of a closed list.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// One of a closed list of words, typed as its code.
pub fn codes<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    code: fn(T) -> &'static str,
    parse: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|v| code(*v)))
        .try_map(move |typed| parse(&typed).ok_or(typed))
}
