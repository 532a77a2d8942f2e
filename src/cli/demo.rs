//! stub
use super::{args, out::Done, session::Whom};
use crate::words::Trouble;
pub fn run(_: &Whom, _: &args::Demo) -> Result<Done, Trouble> {
    Ok(Done::default())
}
