//! `paper`: a receipt for a petition, as text.

use super::args;
use super::out::{Done, put, shown, talk};
use super::session::Whom;
use super::show;
use crate::flow::Do;
use crate::papers;
use crate::words::Trouble;

pub fn run(whom: &Whom, args: &args::Paper) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let order = Do::Print {
        number: args.number.clone(),
        paper: args.kind.clone(),
    };
    let file = show::opened(&mut session, order)?;
    let width = usize::from(args.width);
    let office = session.office();
    let text = papers::receipt(&file, &office, session.today(), session.lang, width)?;
    let Some(path) = &args.output else {
        return Ok(Done::data(text));
    };
    put(path, text.as_bytes())?;
    let path = shown(&path.display().to_string());
    talk(say!("已写到：{path}", "Written: {path}").say(session.lang));
    Ok(Done::default())
}
