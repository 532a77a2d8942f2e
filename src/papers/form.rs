//! Blank forms of the office (空白表) that belong to no petition: an incident with personal data
//! (PIPL Art. 57), the assessment of an impact (Arts. 55, 56); to be written by hand and filed.

use chrono::NaiveDate;

use crate::domain::office::Office;
use crate::domain::petition::word_list;
use crate::words::{Lang, Shown};

word_list!(
    /// Which form.
    BlankForm {
        Incident = "incident", "个人信息安全事件处置记录", "record of an incident";
        Assessment = "assessment", "个人信息保护影响评估", "impact assessment";
    }
);

/// The form with the office's name and the day.
#[must_use]
pub fn blank_form(form: BlankForm, office: &Office, today: NaiveDate, lang: Lang) -> Shown {
    let text = match (form, lang) {
        (BlankForm::Incident, Lang::Zh) => include_str!("../../data/forms/incident.zh.txt"),
        (BlankForm::Incident, Lang::En) => include_str!("../../data/forms/incident.en.txt"),
        (BlankForm::Assessment, Lang::Zh) => include_str!("../../data/forms/assessment.zh.txt"),
        (BlankForm::Assessment, Lang::En) => include_str!("../../data/forms/assessment.en.txt"),
    };
    let text = text.replace("{date}", &today.to_string());
    // The name last: whatever it holds is filled in nowhere else.
    Shown::lines(&text.replace("{office}", &Shown::line(&office.name)))
}
