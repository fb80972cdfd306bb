//! Any letter: order, rejection, notice, covering letter of a statement.

use super::block::Block;
use super::render::{self, Document};
use super::{Error, Sheet, light_text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter ready to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    pub sheet: Sheet,
    /// Day it bears; also the date inside the file.
    pub dated_on: NaiveDate,
    /// Text with light formatting, merge fields filled.
    pub text: String,
}

/// The letter as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// Whatever of [`Error`] the text or the sheet earns.
pub fn letter(letter: &Letter) -> Result<Vec<u8>, Error> {
    letter.sheet.check()?;
    let mut blocks = light_text::blocks(&letter.text)?;
    if blocks.is_empty() {
        return Err(Error::PartMissing { part: "text" });
    }
    blocks.push(Block::Signature);
    render::pdf(&Document {
        title: &letter.sheet.subject,
        author: &letter.sheet.letterhead.body_name,
        dated_on: letter.dated_on,
        sheet: Some(&letter.sheet),
        foot: "",
        blocks: &blocks,
    })
}
