//! PDF that everybody can read and nobody can change unnoticed: PDF/UA-1 and PDF/A-2a in one file.
//!
//! Why here: whatever leaves the house on paper goes through one frame, so that a letter, a
//! statement and an audit record look alike, are tagged alike, and archive alike.
//!
//! What must stay true: the same values give the same bytes (the date comes in as a value); text of
//! people is data and never becomes a command of the typesetting language; a statement whose figures
//! do not add up is refused before anybody signs it.
//!
//! | file | one thing |
//! |---|---|
//! | `sheet` | the letter frame of DIN 5008: letterhead, address, information block, signature |
//! | `block` | what a text consists of: headings, paragraphs, lists, tables |
//! | `light_text` | the light formatting people may use in letters |
//! | `merge_fields` | `{{field}}` in templates |
//! | `letter` | order, rejection, notice, any letter |
//! | `statement` | the yearly statement (Jahresabrechnung) of one member |
//! | `figures`, `annexes` | its figures, checked; and what a treasurer recomputes them with |
//! | `levy_notice` | the notice of an association, with instruction on remedies |
//! | `audit_record` | one case for the auditors |
//! | `render`, `world` | typesetting, closed off from files, network and clock |

mod annexes;
mod audit_record;
mod block;
mod error;
mod figures;
mod letter;
mod levy_notice;
mod light_text;
mod merge_fields;
mod render;
mod sheet;
mod statement;
mod world;

pub use annexes::{
    Allocation, AllocationRow, Annexes, CostVoucher, Income, Key, KeyComponent, KeyMember, Method, Rounding, Unit,
};
pub use audit_record::{AuditDocument, AuditRecord, AuditStep, ChainCheck, audit_record};
pub use error::Error;
pub use figures::{Advance, CostShare, Figures, MemberGrant, Vat};
pub use letter::{Letter, letter};
pub use levy_notice::{LevyNotice, Remedy, levy_notice};
pub use light_text::check as check_text;
pub use merge_fields::{fields, fill};
pub use sheet::{InfoLine, Letterhead, Sheet, Signature};
pub use statement::{Bank, Payment, Reply, Statement, statement};

/// The media type of everything this module makes.
pub const MEDIA_TYPE: &str = "application/pdf";
