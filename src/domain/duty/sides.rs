//! The two sides of a handover (交接班): who leaves hands over, who comes takes over; nobody is on both.

use super::shift::Crew;

/// Who hands over to whom at the end of a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Staff who hand over.
    pub outgoing: Vec<String>,
    /// Staff who take over.
    pub incoming: Vec<String>,
    /// The leaders on duty before and after; they may sign for their side.
    leaders: [String; 2],
    /// Everybody of both shifts.
    all: Vec<String>,
}

impl Sides {
    /// The sides between two crews. Staff who stay hand over when nobody leaves, and take over when
    /// nobody comes; between the same staff there is nothing to hand over.
    #[must_use]
    pub fn of(before: &Crew, after: &Crew) -> Option<Self> {
        let only = |ours: &Crew, theirs: &Crew| -> Vec<String> {
            let of = |login: &&String| !theirs.staff.contains(login);
            ours.staff.iter().filter(of).cloned().collect()
        };
        let (leave, come) = (only(before, after), only(after, before));
        if leave.is_empty() && come.is_empty() {
            return None;
        }
        let or = |some: Vec<String>, crew: &Crew| {
            if some.is_empty() {
                crew.staff.clone()
            } else {
                some
            }
        };
        Some(Self {
            outgoing: or(leave, before),
            incoming: or(come, after),
            leaders: [before.leader.clone(), after.leader.clone()],
            all: before.all().chain(after.all()).map(str::to_owned).collect(),
        })
    }

    /// True when somebody may sign for a side.
    #[must_use]
    pub fn signs(&self, login: &str, incoming: bool) -> bool {
        let side = if incoming {
            &self.incoming
        } else {
            &self.outgoing
        };
        let leads = self.leaders[usize::from(incoming)] == login;
        leads || side.iter().any(|l| l == login)
    }

    /// True for everybody of the two shifts.
    #[must_use]
    pub fn has(&self, login: &str) -> bool {
        self.all.iter().any(|l| l == login)
    }
}
