//! Measures of members, weights of processes, and cases counted once at their closing.

use crate::entity::{measure, process_weight};
use crate::tasks::lanes::Values;
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::ids::{BodyId, CaseId, CooperationId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder};

/// Enters measures; one of the same member, kind and day is replaced.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &Tx, rows: &[measure::Model]) -> Result<(), Error> {
    for part in rows.chunks(2_000) {
        let mut values = Values::default();
        let tuples: Vec<_> = part
            .iter()
            .map(|r| {
                let row: [sea_orm::Value; 9] = [
                    r.cooperation_id.into(),
                    r.body_id.into(),
                    r.member_id.into(),
                    r.kind.clone().into(),
                    r.value.into(),
                    r.reference_on.into(),
                    r.source.clone().into(),
                    r.entered_by.into(),
                    r.entered_at.into(),
                ];
                format!("({})", values.list(row))
            })
            .collect();
        let sql = format!(
            "INSERT INTO measure (cooperation_id, body_id, member_id, kind, value, reference_on, source, entered_by, entered_at) \
             VALUES {} ON CONFLICT (cooperation_id, kind, reference_on, member_id) DO UPDATE SET value = excluded.value, \
             source = excluded.source, entered_by = excluded.entered_by, entered_at = excluded.entered_at",
            tuples.join(", ")
        );
        tx.execute(sql, values.0).await?;
    }
    Ok(())
}

/// Measures of a cooperation, of one kind and day if named; newest day first, then by kind and member.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &Tx,
    cooperation: CooperationId,
    of: Option<(&str, NaiveDate)>,
) -> Result<Vec<measure::Model>, Error> {
    let mut query = tx.find_common::<measure::Entity>().filter(measure::Column::CooperationId.eq(cooperation.0));
    if let Some((kind, day)) = of {
        query = query.filter(measure::Column::Kind.eq(kind)).filter(measure::Column::ReferenceOn.eq(day));
    }
    let query = query.order_by_desc(measure::Column::ReferenceOn).order_by_asc(measure::Column::Kind);
    Ok(query.order_by_asc(measure::Column::MemberId).all(tx.conn()).await?)
}

/// The weight of a process on `day`, in thousandths; a process without weight counts 1.
///
/// # Errors
/// When the database fails.
pub async fn weight_milli(tx: &Tx, cooperation: CooperationId, process: &str, day: NaiveDate) -> Result<i64, Error> {
    let open =
        Condition::any().add(process_weight::Column::ValidTo.is_null()).add(process_weight::Column::ValidTo.gte(day));
    let query = tx.find_common::<process_weight::Entity>();
    let query = query.filter(process_weight::Column::CooperationId.eq(cooperation.0)).filter(open);
    let query = query.filter(process_weight::Column::Process.eq(process));
    let query = query.filter(process_weight::Column::ValidFrom.lte(day));
    let row = query.order_by_desc(process_weight::Column::ValidFrom).one(tx.conn()).await?;
    Ok(row.map_or(1_000, |w| w.weight_milli))
}

/// Weights of a cooperation, by process and day.
///
/// # Errors
/// When the database fails.
pub async fn weights(tx: &Tx, cooperation: CooperationId) -> Result<Vec<process_weight::Model>, Error> {
    let query = tx.find_common::<process_weight::Entity>();
    let query = query.filter(process_weight::Column::CooperationId.eq(cooperation.0));
    let query = query.order_by_asc(process_weight::Column::Process).order_by_asc(process_weight::Column::ValidFrom);
    Ok(query.all(tx.conn()).await?)
}

/// Sets the weight of a process from a day on; one of the same day is replaced.
///
/// # Errors
/// When the database fails.
pub async fn set_weight(
    tx: &Tx,
    cooperation: CooperationId,
    seat: BodyId,
    process: &str,
    weight_milli: i64,
    from: NaiveDate,
) -> Result<(), Error> {
    let sql = "INSERT INTO process_weight (cooperation_id, body_id, process, weight_milli, valid_from) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (cooperation_id, process, valid_from) DO UPDATE SET weight_milli = excluded.weight_milli";
    let values = [cooperation.0.into(), seat.0.into(), process.into(), weight_milli.into(), from.into()];
    tx.execute(sql, values).await?;
    Ok(())
}

/// A case to count.
#[derive(Debug, Clone, Copy)]
pub struct Closed<'a> {
    /// In which cooperation.
    pub cooperation: CooperationId,
    /// Its seat.
    pub seat: BodyId,
    /// Which case.
    pub case: CaseId,
    /// Whom it served.
    pub served: BodyId,
    /// Its process.
    pub process: &'a str,
    /// Its weight on the day.
    pub weight_milli: i64,
    /// The day.
    pub on: NaiveDate,
}

/// Counts a case once and for ever: opened again and closed again it is not counted again. `false`: it was counted.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &Tx, closed: &Closed<'_>) -> Result<bool, Error> {
    let sql = "INSERT INTO counted_case (cooperation_id, case_id, body_id, served_body_id, process, weight_milli, counted_on) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (cooperation_id, case_id) DO NOTHING";
    let values = [
        closed.cooperation.0.into(),
        closed.case.0.into(),
        closed.seat.0.into(),
        closed.served.0.into(),
        closed.process.into(),
        closed.weight_milli.into(),
        closed.on.into(),
    ];
    Ok(tx.execute(sql, values).await? == 1)
}

/// Cases of a served body in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Counted {
    /// Whom they served.
    pub served_body_id: i64,
    /// How many.
    pub cases: i64,
    /// Sum of their weights, in thousandths.
    pub weight_milli: i64,
}

/// Counted cases by body served, first and last day included.
///
/// # Errors
/// When the database fails.
pub async fn counted(
    tx: &Tx,
    cooperation: CooperationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Counted>, Error> {
    let sql = "SELECT served_body_id, COUNT(*) AS cases, CAST(SUM(weight_milli) AS BIGINT) AS weight_milli FROM counted_case \
               WHERE cooperation_id = $1 AND counted_on >= $2 AND counted_on <= $3 GROUP BY served_body_id ORDER BY served_body_id";
    let rows = tx.conn().query_all_raw(tx.statement(sql, [cooperation.0.into(), from.into(), to.into()])).await?;
    Ok(rows.iter().map(|r| Counted::from_query_result(r, "")).collect::<Result<_, _>>()?)
}
