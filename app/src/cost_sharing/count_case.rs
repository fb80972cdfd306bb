//! A closed case counts once for the body it served, in every cooperation whose pooled office worked on it.

use crate::Result;
use chrono::NaiveDate;
use domain::ids::{BodyId, CooperationId};
use store::Tx;
use store::case_file::Case;
use store::cost_sharing::measures::Closed;
use store::cost_sharing::{agreements, measures};

/// Counts the case with the weight of this day. Opened again and closed again it stays counted as it was.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count(tx: &Tx, case: &Case, on: NaiveDate) -> Result<()> {
    let (office, served) = (BodyId(case.row.office_body_id), case.body());
    for agreement in agreements::of_office(tx, office, served, on).await? {
        let cooperation = CooperationId(agreement.cooperation_id);
        let weight_milli = measures::weight_milli(tx, cooperation, &case.row.process, on).await?;
        let closed = Closed {
            cooperation,
            seat: BodyId(agreement.body_id),
            case: case.id(),
            served,
            process: &case.row.process,
            weight_milli,
            on,
        };
        measures::count(tx, &closed).await?;
    }
    Ok(())
}
