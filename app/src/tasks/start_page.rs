//! The start page: what is due, what waits on others, what went wrong, by the roles of the person. Sums only; each
//! says where its list is.

use crate::{App, Result};
use domain::cooperation::{Area, Role, Session};
use domain::ids::BodyId;
use domain::procurement::phase::Phase;
use store::Scope;
use store::tasks::start::{self, InPhase};
use store::tasks::{Who, counts};

/// In which part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// To be done.
    Due,
    /// Others are to act.
    Waiting,
    /// Something went wrong.
    Wrong,
}

/// What is counted. The order is the order on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Held by the person, past due.
    MineOverdue,
    /// Held by the person.
    Mine,
    /// Open to the person, past due.
    UnassignedOverdue,
    /// Open to the person.
    Unassigned,
    /// The person asked for it and others have it.
    AskedRunning,
    /// The supplier is to deliver.
    DeliveryAwaited,
    /// The supplier is to send its invoice.
    InvoiceAwaited,
    /// The person's own request came back.
    AskedReturned,
    /// An invoice does not match.
    Differences,
    /// Tasks made most urgent because nobody did them.
    Escalated,
    /// Incidents that wait for a decision.
    Incidents,
}

impl Count {
    /// Where it stands on the page.
    #[must_use]
    pub const fn part(self) -> Part {
        match self {
            Self::MineOverdue | Self::Mine | Self::UnassignedOverdue | Self::Unassigned => Part::Due,
            Self::AskedRunning | Self::DeliveryAwaited | Self::InvoiceAwaited => Part::Waiting,
            Self::AskedReturned | Self::Differences | Self::Escalated | Self::Incidents => Part::Wrong,
        }
    }
}

/// Who is told about deliveries, invoices and differences.
const BUYING: &[Role] = &[Role::Requester, Role::Buyer, Role::Clerk, Role::Lead];

/// The counts that concern the session's roles, in the order of the page.
///
/// # Errors
/// When the database fails.
pub async fn read(app: &App, session: &Session) -> Result<Vec<(Count, i64)>> {
    let bodies = |roles: &[Role]| -> Vec<BodyId> {
        let has = |body: &BodyId| session.act_as(*body, Area::Procurement, roles).is_ok();
        session.bodies().into_iter().filter(has).collect()
    };
    let (buying, asking) = (bodies(BUYING), bodies(&[Role::Requester]));
    let (leading, mending) = (bodies(&[Role::Lead]), bodies(&[Role::Lead, Role::Operator]));
    let tx = app.people().read(&Scope::of(session)).await?;
    let who = Who { person: session.person(), today: session.today(), bodies: Vec::new(), roles: Vec::new() };
    let tasks = counts::of(&tx, &who).await?;
    let mut all = vec![
        (Count::MineOverdue, tasks.mine_overdue),
        (Count::Mine, tasks.mine),
        (Count::UnassignedOverdue, tasks.overdue),
        (Count::Unassigned, tasks.unassigned),
    ];
    if !asking.is_empty() || !buying.is_empty() {
        let phases = start::by_phase(&tx, session.person(), &buying).await?;
        all.extend(of_phases(&phases, !asking.is_empty(), !buying.is_empty()));
    }
    if !leading.is_empty() {
        all.push((Count::Escalated, start::escalated(&tx, &leading).await?));
    }
    if !mending.is_empty() {
        all.push((Count::Incidents, start::incidents(&tx, &mending).await?));
    }
    Ok(all)
}

fn of_phases(phases: &[InPhase], asking: bool, buying: bool) -> Vec<(Count, i64)> {
    let of = |phase: Phase| phases.iter().find(|p| p.phase == phase.to_string());
    let cases = |phase| of(phase).map_or(0, |p| p.cases);
    let returned = of(Phase::Revision).map_or(0, |p| p.asked);
    let asked: i64 = phases.iter().map(|p| p.asked).sum();
    let mut all = Vec::new();
    if asking {
        all.push((Count::AskedRunning, asked - returned));
    }
    if buying {
        all.push((Count::DeliveryAwaited, cases(Phase::Receipt)));
        all.push((Count::InvoiceAwaited, cases(Phase::Invoice)));
    }
    if asking {
        all.push((Count::AskedReturned, returned));
    }
    if buying {
        all.push((Count::Differences, cases(Phase::Difference)));
    }
    all
}
