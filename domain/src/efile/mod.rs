//! Files: references (handbook 8.1) and what a document may be.

pub mod letter;

use serde::{Deserialize, Serialize};

/// A file reference: plan number, serial number of the year, year; unique per body, never reused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReference {
    /// Number of the filing-plan unit, e.g. `60.31.02`.
    pub plan_number: String,
    /// Serial number within plan number and year, from 1.
    pub serial: u32,
    /// Year of the first entry.
    pub year: i32,
}

impl std::fmt::Display for FileReference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:04}/{}", self.plan_number, self.serial, self.year)
    }
}

/// As what a body takes part in a case of another body. Stored by name.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum PartyRole {
    /// Shares need or cost: member of a cooperation or of a joint tender.
    Member,
    /// Decides with others about the case: steering committee's body.
    Steering,
    /// Watches: supervisory authority, auditor's body.
    Observer,
}

/// The filing-plan unit for procurement files; our default, a setting of each office later.
pub const PROCUREMENT_PLAN_NUMBER: &str = "60.31.02";

/// The filing-plan unit for the records of administration; our default.
pub const ADMINISTRATION_PLAN_NUMBER: &str = "10.20.01";

/// Name of the record that journals a body's administration. It is a case without a process: nothing starts it.
pub const ADMINISTRATION: &str = "ADMINISTRATION";

/// The filing-plan unit for files of cooperations; our default.
pub const COOPERATION_PLAN_NUMBER: &str = "01.20.01";

/// Largest document accepted, bytes.
pub const MAX_DOCUMENT_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Why a document was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Empty, over 200 characters, or with path or control characters.
    #[error("not a usable document name")]
    BadName,
    /// Not `type/subtype`.
    #[error("not a media type")]
    BadMediaType,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadName => "DOCUMENT_NAME",
            Self::BadMediaType => "DOCUMENT_MEDIA_TYPE",
        }
    }
}

/// Checks a document's name: 1 to 200 characters, none of them a path separator or control character.
///
/// # Errors
/// [`Error::BadName`].
pub fn check_name(name: &str) -> Result<&str, Error> {
    let name = name.trim();
    let clean = !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\' | '\u{202e}'));
    if clean && (1..=200).contains(&name.chars().count()) && name != "." && name != ".." {
        Ok(name)
    } else {
        Err(Error::BadName)
    }
}

/// Checks a media type: `type/subtype` of token characters; parameters are cut off.
///
/// # Errors
/// [`Error::BadMediaType`].
pub fn check_media_type(text: &str) -> Result<&str, Error> {
    let bare = text.split(';').next().unwrap_or_default().trim();
    let token =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    match bare.split_once('/') {
        Some((kind, sub)) if bare.len() <= 100 && token(kind) && token(sub) => Ok(bare),
        _ => Err(Error::BadMediaType),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_as_in_the_handbook() {
        let reference = FileReference { plan_number: "60.31.02".into(), serial: 7, year: 2026 };
        assert_eq!(reference.to_string(), "60.31.02-0007/2026");
    }

    #[test]
    fn names_that_reach_into_folders_are_refused() {
        for bad in ["", "  ", "../x", "a\\b", "a\nb", "..", &"x".repeat(201)] {
            assert_eq!(check_name(bad), Err(Error::BadName), "{bad:?}");
        }
        assert_eq!(check_name(" Angebot Müller.pdf "), Ok("Angebot Müller.pdf"));
    }

    #[test]
    fn media_types_are_type_and_subtype_only() {
        assert_eq!(check_media_type("application/xml; charset=utf-8"), Ok("application/xml"));
        for bad in ["", "xml", "a/b/c", "text/", "text/ht ml"] {
            assert_eq!(check_media_type(bad), Err(Error::BadMediaType), "{bad}");
        }
    }
}
