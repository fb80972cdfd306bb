//! Whose hands were on which step of a case: what four eyes are counted by.

use crate::db::together;
use crate::entity::case_hand;
use crate::{Error, Tx};
use domain::ids::{CaseId, PersonId};
use domain::tasks::{Hands, TaskKind};
use sea_orm::{ColumnTrait, QueryFilter};

/// Hands that were on steps of these kinds in a case.
///
/// # Errors
/// When the database fails.
pub async fn hands(tx: &Tx, case: CaseId, kinds: &[TaskKind]) -> Result<Vec<(TaskKind, Hands)>, Error> {
    let query = tx.find_shared::<case_hand::Entity>().filter(case_hand::Column::CaseId.eq(case.0));
    let rows =
        query.filter(case_hand::Column::Kind.is_in(kinds.iter().map(|k| i32::from(k.number())))).all(tx.conn()).await?;
    let read = |r: case_hand::Model| {
        let kind = i16::try_from(r.kind).ok().and_then(TaskKind::from_repr)?;
        Some((kind, Hands { actor: PersonId(r.actor), represented: PersonId(r.represented) }))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Notes whose hands were on a step. All who ever requested count; of other kinds only the last ones do,
/// because a repeated round replaces what the earlier one decided.
///
/// # Errors
/// When the database fails.
pub async fn note_hands(tx: &Tx, case: &crate::case_file::Case, kind: TaskKind, hands: Hands) -> Result<(), Error> {
    let number = i32::from(kind.number());
    let earlier =
        "DELETE FROM case_hand WHERE case_id = $1 AND kind = $2 AND NOT (actor = $3 AND represented = $4)".to_owned();
    let replaced = if kind == TaskKind::ReviseRequest { Vec::new() } else { vec![earlier] };
    let insert = "INSERT INTO case_hand (case_id, kind, actor, represented, body_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
                  ON CONFLICT (case_id, kind, actor, represented) DO NOTHING";
    let sql = together(tx.backend(), &replaced, insert);
    let values = [
        case.row.id.into(),
        number.into(),
        hands.actor.0.into(),
        hands.represented.0.into(),
        case.row.body_id.into(),
        case.at().into(),
    ];
    tx.execute(sql, values).await?;
    Ok(())
}

/// Notes more hands beside those of the last [`note_hands`]: everybody who signed a decision had a hand in it.
///
/// # Errors
/// When the database fails.
pub async fn note_more_hands(
    tx: &Tx,
    case: &crate::case_file::Case,
    kind: TaskKind,
    more: &[Hands],
) -> Result<(), Error> {
    let sql = "INSERT INTO case_hand (case_id, kind, actor, represented, body_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (case_id, kind, actor, represented) DO NOTHING";
    for hands in more {
        let values = [
            case.row.id.into(),
            i32::from(kind.number()).into(),
            hands.actor.0.into(),
            hands.represented.0.into(),
            case.row.body_id.into(),
            case.at().into(),
        ];
        tx.execute(sql, values).await?;
    }
    Ok(())
}
