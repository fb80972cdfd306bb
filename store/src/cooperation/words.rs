//! Words a person wrote outside the journal's own text rows: erased with the person.
//!
//! What must stay true: a text the journal keeps only as a salted hash stands nowhere else in clear. Grounds and
//! sources that the law wants kept with an award are facts of the case, not words of a person, and stay.

use crate::{Error, Tx};
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;

/// Fields of finished forms that hold free words.
const FIELDS: [&str; 2] = ["reason", "note"];

#[derive(FromQueryResult)]
struct Form {
    task_id: i64,
    data: String,
}

/// Erases reasons and remarks in forms the person sent, and reasons of withdrawals. Before the journal's texts are
/// erased: they tell whose a withdrawal was.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &Tx, person: PersonId) -> Result<(), Error> {
    let withdrawals = "UPDATE procurement SET withdrawal_reason = NULL WHERE withdrawal_reason IS NOT NULL AND EXISTS \
                       (SELECT 1 FROM journal_text t WHERE t.case_id = procurement.case_id AND t.person_id = $1 \
                       AND t.text = procurement.withdrawal_reason)";
    tx.execute(withdrawals, [person.0.into()]).await?;
    let sent = "SELECT f.task_id, f.data FROM task_form f JOIN task t ON t.id = f.task_id WHERE t.closed_by = $1";
    for row in tx.conn().query_all_raw(tx.statement(sent, [person.0.into()])).await? {
        let form = Form::from_query_result(&row, "")?;
        let mut data: Value = serde_json::from_str(&form.data)?;
        let Some(fields) = data.as_object_mut() else { continue };
        if FIELDS.iter().filter(|field| fields.remove(**field).is_some()).count() > 0 {
            let values = [data.to_string().into(), form.task_id.into()];
            tx.execute("UPDATE task_form SET data = $1 WHERE task_id = $2", values).await?;
        }
    }
    Ok(())
}
