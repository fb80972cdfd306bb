//! Letters of a case: made from the body's template, edited while a draft, released by a person as PDF/UA, then
//! immutable; how and when they went out is recorded.

pub mod draft_letter;
pub mod edit_letter;
mod fields;
pub mod list_letters;
pub mod record_dispatch;
pub mod release_letter;
pub mod save_template;

use crate::{Error, Refusal, Result};
use domain::cooperation::{Acting, Area, Role, Session};
use domain::efile::letter;
use domain::ids::BodyId;
use store::Tx;
use store::entity::letter as row;

pub use store::entity::{letter_dispatch, letter_template, letter_version};

/// Who writes letters.
const WRITERS: &[Role] = &[Role::Buyer, Role::Clerk, Role::Signer, Role::Lead];

/// Who lets them go out.
const RELEASERS: &[Role] = &[Role::Buyer, Role::Signer, Role::Lead];

impl From<letter::Error> for Error {
    fn from(err: letter::Error) -> Self {
        Refusal::new(err.code(), err.to_string()).into()
    }
}

impl From<formats::pdf::Error> for Error {
    fn from(err: formats::pdf::Error) -> Self {
        Refusal::new(err.code(), err.to_string()).into()
    }
}

fn may(session: &Session, body: BodyId, roles: &[Role]) -> Result<Acting> {
    let right = session.act_as(body, Area::Procurement, roles).or_else(|_| session.act_as(body, Area::Efile, roles));
    Ok(right?)
}

/// A letter of the scope.
async fn find(tx: &Tx, id: i64) -> Result<row::Model> {
    store::efile::letters::find(tx, id).await?.ok_or(Error::NotFound)
}
