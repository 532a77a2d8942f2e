//! What comes first in the panel: by group, and in a special period by the state of the matter and
//! the law's clock, each explained in one line. Nothing about a person goes into it.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::alert::{self, Owed};
use crate::domain::category::Weight;
use crate::domain::count::{Span, due};
use crate::domain::obligation::{Kind, State};
use crate::domain::office::Office;
use crate::domain::stands::{Group, Rank, Stands};
use crate::words::Sentence;

/// The instant from which the panel is seen.
pub struct Watch<'a> {
    /// Civil time of the office.
    pub now: NaiveDateTime,
    /// The end of the shift that lasts, or the next midnight.
    pub shift_ends: NaiveDateTime,
    /// The office: its periods, its categories, its calendar.
    pub office: &'a Office,
}

impl Watch<'_> {
    fn today(&self) -> NaiveDate {
        self.now.date()
    }

    fn group(&self, owed: &Owed, reach: Option<NaiveDate>) -> Group {
        let (o, today) = (&owed.obligation, self.today());
        let in_shift = match o.clock {
            Some(clock) => clock.due <= self.shift_ends,
            None => o.due.warn <= today || o.due.effective < self.shift_ends.date(),
        };
        match o.kind {
            _ if o.state(today) == State::Overdue => Group::Overdue,
            Kind::Handover | Kind::SignFor => Group::Signature,
            _ if in_shift => Group::Shift,
            _ if reach.is_some_and(|day| o.due.effective <= day) => Group::Period,
            _ => Group::Later,
        }
    }

    fn rank(&self, owed: &Owed) -> Rank {
        let o = &owed.obligation;
        let weight = self.office.categories.weight(&owed.category);
        match (o.kind, weight) {
            _ if o.state(self.today()) == State::Overdue => Rank::Overdue,
            (_, Some(Weight::Safety)) => Rank::Safety,
            (_, Some(Weight::Wages)) => Rank::Wages,
            (_, Some(Weight::Living)) => Rank::Living,
            (_, Some(Weight::Hardship)) => Rank::Hardship,
            (Kind::Notify | Kind::Accept, _) => Rank::Untold,
            (Kind::Fulfil, _) => Rank::Promised,
            (Kind::ReportBack, _) => Rank::Assigned,
            _ => Rank::Clock,
        }
    }

    fn is_wages(&self, owed: &Owed) -> bool {
        self.office.categories.weight(&owed.category) == Some(Weight::Wages)
    }

    /// One line that says why it stands there, and for wages the clocks of that route.
    fn why(&self, owed: &Owed, rank: Rank, period: &str) -> Sentence {
        let (zh, en, day) = (
            rank.word().zh,
            rank.word().en,
            owed.obligation.due.effective,
        );
        if !self.is_wages(owed) {
            return say!(
                "“{period}”先后：{zh}，期限{day}。",
                "Order in \"{period}\": {en}, due {day}."
            );
        }
        let (calendar, today) = (&self.office.calendar, self.today());
        let filed = due(calendar, today, Span::working_days(5)).effective;
        let done = due(calendar, filed, Span::working_days(60)).effective;
        say!(
            "“{period}”先后：拖欠工资，期限{day}。劳动监察另计：今日转出则{filed}前决定立案，立案后60个工作日（约{done}）办结（《劳动保障监察条例》第十七条）；分包欠薪总包先行清偿（《保障农民工工资支付条例》第三十条）。",
            "Order in \"{period}\": unpaid wages, due {day}. Labour inspection has clocks of its own: filed by {filed} if sent today, done 60 working days after filing (about {done}; Labour Inspection Regulation Art. 17); the general contractor pays first (Migrant Wages Regulation Art. 30)."
        )
    }
}

/// Puts what is owed in the order of the panel and says of each where it stands: by group; in a
/// group the desk's own duties, in a period wages where one that lasts says so and then by rank;
/// within all that by day and number.
pub fn arrange(owed: &mut [Owed], watch: &Watch<'_>) {
    alert::sort(owed);
    let (office, today) = (watch.office, watch.today());
    let reach = office.pulls_forward(today).map(|(day, _)| day);
    let period = office.preparing(today).map(|p| p.name.raw());
    let moving = office.periods.iter().filter(|p| p.moves_the_desk(today));
    let wages = moving
        .filter(|p| p.wages_first)
        .map(|p| p.name.raw())
        .next();
    for o in owed.iter_mut() {
        let group = watch.group(o, reach);
        let first = wages.filter(|_| watch.is_wages(o));
        let rank = match period {
            Some(_) if first.is_some() => Rank::Wages,
            Some(_) if o.duty.is_none() => watch.rank(o),
            _ => Rank::Clock,
        };
        let moved = first.is_some() || !matches!(rank, Rank::Overdue | Rank::Clock);
        let why = first.or(period).filter(|_| moved);
        let why = why.map(|name| watch.why(o, rank, name));
        o.stands = Some(Stands { group, rank, why });
    }
    owed.sort_by_key(|o| {
        let stands = o.stands.as_ref().map(|s| (s.group, s.rank));
        let (group, rank) = stands.unwrap_or((Group::Later, Rank::Clock));
        let first = wages.is_some() && watch.is_wages(o);
        (group, o.duty.is_none(), !first, rank)
    });
}
