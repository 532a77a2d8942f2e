//! `office`: the office's telephone, address and emergency contacts (as receipts and the urgent card
//! have them), and after how many minutes an idle screen is covered.

use serde_json::json;

use super::args_office::{Office, OfficeCommand};
use super::out::{Done, shown, talk};
use super::session::{Session, Whom};
use crate::domain::change::Change;
use crate::words::Trouble;

pub fn run(whom: &Whom, args: &Office) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    match &args.command {
        OfficeCommand::Show { json } => Ok(show(&session, *json)),
        OfficeCommand::Set {
            phone,
            address,
            contacts,
        } => {
            let change = Change::SetPlace {
                phone: phone.clone(),
                address: address.clone(),
                contacts: contacts.clone(),
            };
            super::unit::change(&mut session, change)?;
            let said = say!(
                "已改。紧急求助卡（F12）和回执从现在起用新的。",
                "Changed. The urgent card (F12) and receipts use it from now on."
            );
            talk(said.say(session.lang));
            Ok(Done::default())
        }
        OfficeCommand::Lock { minutes: None } => {
            let minutes = session.office().lock_minutes;
            Ok(Done::text(format!("{minutes}\n")))
        }
        OfficeCommand::Lock {
            minutes: Some(minutes),
        } => lock(&mut session, *minutes),
    }
}

/// Sets after how many minutes without a key a screen is covered; 0 never.
fn lock(session: &mut Session, minutes: u32) -> Result<Done, Trouble> {
    let now = session.now();
    let stood = session
        .store
        .change_setting("lock_minutes", &minutes.to_string(), now)?;
    if let Some(stood) = stood {
        talk(stood.say(session.lang));
    }
    let said = if minutes == 0 {
        say!(
            "无人时屏幕不再自动遮住。",
            "A screen that nobody sits at is no longer covered."
        )
    } else {
        say!(
            "{minutes}分钟没有人动，屏幕就遮住；共用服务器上就退出，草稿都在。",
            "After {minutes} minutes without a key the screen is covered; on a shared server the session ends, drafts are kept."
        )
    };
    talk(said.say(session.lang));
    Ok(Done::default())
}

fn show(session: &Session, json: bool) -> Done {
    let office = session.office();
    if json {
        return Done::json(&json!({
            "name": office.name, "area": office.area, "phone": office.phone,
            "address": office.address, "contacts": office.contacts,
        }));
    }
    let none = say!("（未设）", "(not set)");
    let or_none = |text: &str| {
        if text.is_empty() {
            none.say(session.lang).to_owned()
        } else {
            shown(text)
        }
    };
    let (name, phone, address, contacts) = (
        shown(&office.name),
        or_none(&office.phone),
        or_none(&office.address),
        or_none(&office.contacts.join("；")),
    );
    let text = say!(
        "名称　　　{name}\n查询电话　{phone}\n窗口地址　{address}\n紧急联系　{contacts}\n",
        "name       {name}\nphone      {phone}\naddress    {address}\ncontacts   {contacts}\n"
    );
    Done::text(text.say(session.lang).to_owned())
}
