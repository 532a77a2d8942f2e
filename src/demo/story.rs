//! What happens to a petition: legal steps in order, told until today.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::fate::Fate;
use super::moment::instant;
use super::seed::Seed;
use crate::domain::calendar::Calendar;
use crate::domain::count;
use crate::domain::event::{About, Lead, Registration, Sort, Step};
use crate::domain::ids::UnitId;
use crate::domain::petition::{Class, Method, Outcome, Route};
use crate::domain::verdict::Delivery;
use crate::words::Outside;

/// A petition that is about to have a story.
pub struct Story<'a> {
    pub registration: &'a Registration,
    pub unit: UnitId,
    pub town: UnitId,
    pub body: &'a str,
    pub limit: &'a str,
    pub simple: bool,
    pub calendar: &'a Calendar,
    pub now: DateTime<FixedOffset>,
    pub age: i64,
}

type Told = Vec<(NaiveDate, DateTime<FixedOffset>, Step)>;

/// A story as it is told: the day it has come to, and what happened.
struct Telling<'a> {
    story: &'a Story<'a>,
    day: NaiveDate,
    last: DateTime<FixedOffset>,
    out: Told,
    left: usize,
    over: bool,
}

impl Story<'_> {
    /// Tells the story from the registration until today.
    pub fn tell(&self, registered: DateTime<FixedOffset>, seed: &mut Seed) -> Told {
        let fate = Fate::draw(self.simple, self.age, seed);
        let mut telling = Telling {
            story: self,
            day: registered.date_naive(),
            last: registered,
            out: Vec::with_capacity(10),
            left: fate.stuck.or(fate.withdraw).unwrap_or(usize::MAX),
            over: false,
        };
        self.course(&fate, &mut telling);
        let open = !matches!(telling.out.last(), Some((_, _, Step::Close { .. })));
        if open && fate.stuck.is_none() && fate.withdraw == Some(telling.out.len()) {
            telling.over = false;
            telling.left = 1;
            let reasons = "已自行协商解决，不再反映".to_owned();
            telling.after(
                4,
                Step::Withdraw {
                    reasons: reasons.into(),
                    person: None,
                },
            );
        }
        telling.out
    }

    fn course(&self, fate: &Fate, telling: &mut Telling<'_>) {
        let class = self.registration.class;
        let route = match class {
            Class::Request if self.body.is_empty() => Some(self.route()),
            Class::Request => return self.elsewhere(fate, telling),
            _ => None,
        };
        if fate.decline && class == Class::Request {
            return self.declined(fate, telling);
        }
        self.sent(fate, telling);
        if class == Class::Request {
            if self.simple {
                telling.after(0, self.sorted(route));
            }
            telling.after(fate.accept, Step::Accept { route });
        }
        let accepted = telling.day;
        if !self.registration.anonymous {
            telling.after(
                u32::from(class != Class::Request) * 3,
                notice(About::Receipt),
            );
        }
        beside(fate, telling);
        if class == Class::Request && route == Some(Route::Petition) && !self.simple {
            self.extended(fate, telling, accepted);
        }
        telling.on(accepted, fate.answer, self.answer(fate, accepted));
        if !self.registration.anonymous {
            let method = if fate.contact {
                Method::Direct
            } else {
                Method::Post
            };
            telling.after(
                fate.serve,
                Step::Serve {
                    method,
                    document: Outside::default(),
                    result: Delivery::Delivered,
                    consent: false,
                    witness: Outside::default(),
                },
            );
        }
        telling.after(fate.close, close(fate.resolved, "意见已送达，办理完毕"));
    }

    /// An opinion on each request; what is refused is not for the simple procedure.
    fn answer(&self, fate: &Fate, accepted: NaiveDate) -> Step {
        const ALL: [Outcome; 3] = [
            Outcome::Supported,
            Outcome::Explained,
            Outcome::NotSupported,
        ];
        let outcome = ALL[fate.outcome as usize % if self.simple { 2 } else { 3 }];
        let (year, number) = (self.year(), 1 + accepted_ordinal(accepted));
        Step::Answer {
            document: format!("示信答〔{year}〕{number}号").into(),
            outcomes: vec![outcome; self.registration.requests.len()],
            text: "经调查核实，逐项答复如下。".into(),
            execute_by: None,
        }
    }

    fn year(&self) -> i32 {
        use chrono::Datelike;
        self.registration.received_on.year()
    }

    fn route(&self) -> Route {
        self.registration.route.unwrap_or(Route::Petition)
    }

    fn sorted(&self, route: Option<Route>) -> Step {
        Step::Sort(Sort {
            class: self.registration.class,
            route,
            simple: true,
            category: String::new(),
            superior: Outside::default(),
            accused: Vec::new(),
            accused_unknown: false,
            apart: Vec::new(),
        })
    }

    /// Forwarded or assigned, signed for, and sometimes sent back and on to somebody else.
    fn sent(&self, fate: &Fate, telling: &mut Telling<'_>) {
        let first = if fate.object.is_some() && self.registration.class != Class::Report {
            self.town
        } else {
            self.unit
        };
        telling.after(fate.forward, sending(fate, first, telling.day));
        if let Some(days) = fate.sign {
            telling.after(days, Step::SignFor {});
        }
        let Some(days) = fate.object.filter(|_| first != self.unit) else {
            return;
        };
        telling.after(
            days,
            Step::Object {
                reasons: "不属本单位职权，应由主管部门办理".into(),
                suggested: Some(self.unit),
            },
        );
        telling.after(
            fate.take_back,
            Step::Return {
                agreed: true,
                reasons: "异议成立，收回改转".into(),
            },
        );
        telling.after(1, Step::Forward { to: self.unit });
        telling.after(1, Step::SignFor {});
    }

    fn extended(&self, fate: &Fate, telling: &mut Telling<'_>, accepted: NaiveDate) {
        let Some(days) = fate.extend else { return };
        telling.on(
            accepted,
            days,
            Step::Extend {
                days: 30,
                reasons: "情况复杂，需要现场测量和鉴定".into(),
                approver: "分管负责人（演示）".into(),
            },
        );
        if !self.registration.anonymous {
            telling.after(1, notice(About::Extension));
        }
    }

    /// A matter with a legal route of its own (Art. 31(1)–(5)): told and led there.
    fn elsewhere(&self, fate: &Fate, telling: &mut Telling<'_>) {
        let route = if self.limit.contains("仲裁") {
            Route::Arbitration
        } else {
            Route::Litigation
        };
        telling.after(
            fate.forward,
            Step::Redirect {
                route,
                body: self.body.into(),
                limit: self.limit.into(),
            },
        );
        if !self.registration.anonymous {
            telling.after(fate.serve, notice(About::Receipt));
        }
        telling.after(fate.close, close(false, "已导入法定途径"));
    }

    fn declined(&self, fate: &Fate, telling: &mut Telling<'_>) {
        telling.after(
            fate.forward,
            Step::Decline {
                reasons: "同一事项正在上级机关办理期限内".into(),
                basis: "第十九条第三款".into(),
                body: Outside::default(),
                limit: Outside::default(),
                ended_by: Outside::default(),
            },
        );
        if !self.registration.anonymous {
            telling.after(1, notice(About::Receipt));
        }
        telling.after(fate.close, close(false, "不予受理，已书面告知"));
    }
}

/// Forwarded, or assigned with a date of the office's own.
fn sending(fate: &Fate, to: UnitId, day: NaiveDate) -> Step {
    if !fate.assign {
        return Step::Forward { to };
    }
    let due_on = day.checked_add_days(Days::new(75)).unwrap_or(day);
    Step::Assign { to, due_on }
}

/// Telephoned, promised, led: what stands beside the main line.
fn beside(fate: &Fate, telling: &mut Telling<'_>) {
    if fate.contact {
        let text = "已电话联系信访人，说明办理进度".to_owned();
        telling.after(1, Step::Contact { text: text.into() });
    }
    if fate.lead {
        let official = "副县长（演示）".to_owned();
        telling.after(
            1,
            Step::Lead(Lead {
                official: official.into(),
                ..Lead::default()
            }),
        );
    }
    if let Some(days) = fate.promise {
        let day = telling.day;
        let due_on = day
            .checked_add_days(Days::new(u64::from(days) + 2))
            .unwrap_or(day);
        let text = "到现场核实后回电话".to_owned();
        telling.after(
            0,
            Step::Promise {
                text: text.into(),
                due_on,
                by_unit: None,
            },
        );
        if let Some((_, _, Step::Promise { .. })) = telling.out.last() {
            // Events are named by their place in the petition; the registration is the first.
            let of = i64::try_from(telling.out.len() + 1).unwrap_or(0);
            let text = "已到现场核实并回电话".to_owned();
            telling.after(
                days,
                Step::Fulfil {
                    of,
                    text: text.into(),
                },
            );
        }
    }
}

fn accepted_ordinal(day: NaiveDate) -> u32 {
    use chrono::Datelike;
    day.ordinal()
}

fn notice(about: About) -> Step {
    Step::Notify {
        about,
        method: Method::Post,
        document: Outside::default(),
    }
}

fn close(resolved: bool, reasons: &str) -> Step {
    Step::Close {
        reasons: reasons.into(),
        resolved,
    }
}

impl Telling<'_> {
    /// So many days after the step before.
    fn after(&mut self, days: u32, step: Step) {
        self.on(self.day, days, step);
    }

    /// So many days after a day, on a working day, never before the step before nor after today.
    fn on(&mut self, from: NaiveDate, days: u32, step: Step) {
        let day = from
            .checked_add_days(Days::new(u64::from(days)))
            .unwrap_or(from);
        let day = if days == 0 && self.over {
            day
        } else {
            count::roll(self.story.calendar, day)
        };
        let day = day.max(self.day);
        self.over |= day > self.story.now.date_naive() || self.left == 0;
        if self.over {
            return;
        }
        self.left -= 1;
        self.day = day;
        let order = i64::try_from(self.out.len()).unwrap_or(0);
        let at = instant(day, 9 * 3600 + order * 1200, self.story.now).max(self.last);
        self.last = at;
        self.out.push((day, at, step));
    }
}
