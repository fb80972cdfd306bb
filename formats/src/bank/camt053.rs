//! CAMT.053 account statements (ISO 20022), versions 001.02 and 001.08, read with line-exact findings.
//!
//! What must stay true: all or nothing; amounts are whole cents or refused; opening balance plus
//! entries is the closing balance, else the file is not believed. A collective entry is taken apart
//! only when its parts add up to it.

mod entries;
mod finding;
mod xml;

#[cfg(test)]
mod tests;

pub use finding::{Error, Finding};

use chrono::NaiveDate;
use roxmltree::{Document, Node};
use serde::{Deserialize, Serialize};

use crate::xml_gate;
use xml::{At, child, text};

/// Most entries of one file.
pub const MAX_ENTRIES: usize = 100_000;

/// One account statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountStatement {
    /// The bank's identification of the statement.
    pub id: String,
    /// Without blanks.
    pub iban: String,
    pub opening_cents: Option<i64>,
    pub closing_cents: Option<i64>,
    /// Booked entries in the order of the file.
    pub entries: Vec<Entry>,
    /// Entries announced but not booked; they are not taken over.
    pub pending_count: usize,
}

/// One booked payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Line of the file.
    pub line: u32,
    /// The same on every reading of the same entry: importing twice adds nothing.
    pub key: String,
    /// Above zero: received. Below: paid out.
    pub amount_cents: i64,
    pub booked_on: NaiveDate,
    pub valued_on: Option<NaiveDate>,
    /// Whether it takes an earlier entry back.
    pub reversal: bool,
    /// Who paid or was paid; may be empty.
    pub party_name: String,
    /// Without blanks; may be empty.
    pub party_iban: String,
    /// The payer's end-to-end reference; empty when none was given.
    pub end_to_end: String,
    /// Purpose as the payer wrote it, lines joined by a blank.
    pub remittance: String,
}

/// Reads a file.
///
/// # Errors
/// Everything found wrong, in the order of the file; never an empty list.
pub fn parse(bytes: &[u8]) -> Result<Vec<AccountStatement>, Vec<Finding>> {
    let whole = |error| vec![Finding { line: 1, error }];
    let text = xml_gate::pass(bytes).map_err(|refusal| whole(Error::from(refusal)))?;
    let document = Document::parse(&text)
        .map_err(|e| vec![Finding { line: e.pos().row, error: Error::NotXml { column: e.pos().col } }])?;
    let root = document.root_element();
    if !known_version(root) {
        return Err(whole(Error::VersionNotSupported { found: xml::namespace(root) }));
    }
    let mut findings = Vec::new();
    let statements = child(root, "BkToCstmrStmt")
        .map(|message| message.children().filter(|n| n.has_tag_name((xml::ns(*n), "Stmt"))).collect::<Vec<Node>>())
        .unwrap_or_default();
    if statements.is_empty() {
        findings.push(Finding { line: 1, error: Error::Missing { element: "Stmt".to_owned() } });
    }
    let read: Vec<AccountStatement> =
        statements.into_iter().filter_map(|node| statement(node, &mut findings)).collect();
    if findings.is_empty() { Ok(read) } else { Err(findings) }
}

fn known_version(root: Node<'_, '_>) -> bool {
    const KNOWN: [&str; 2] =
        ["urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"];
    root.tag_name().name() == "Document" && KNOWN.contains(&xml::namespace(root).as_str())
}

fn statement(node: Node<'_, '_>, findings: &mut Vec<Finding>) -> Option<AccountStatement> {
    let before = findings.len();
    let mut refuse = |at: Node<'_, '_>, error| findings.push(Finding { line: xml::line(at), error });
    let id = text(node, &["Id"]);
    let iban: String = text(node, &["Acct", "Id", "IBAN"]).chars().filter(|c| !c.is_whitespace()).collect();
    if id.is_empty() {
        refuse(node, Error::Missing { element: "Id".to_owned() });
    }
    if iban.is_empty() {
        refuse(node, Error::Missing { element: "Acct/Id/IBAN".to_owned() });
    }
    let opening_cents = balance(node, &["OPBD", "PRCD"], findings);
    let closing_cents = balance(node, &["CLBD"], findings);
    let (entries, pending_count) = entries::all(node, &iban, &id, findings);
    if findings.len() > before {
        return None;
    }
    if let (Some(opening), Some(closing)) = (opening_cents, closing_cents) {
        let sum: i128 = entries.iter().map(|e| i128::from(e.amount_cents)).sum::<i128>() + i128::from(opening);
        if sum != i128::from(closing) {
            let computed_cents = i64::try_from(sum).unwrap_or(i64::MAX);
            let error = Error::BalanceMismatch { stated_cents: closing, computed_cents };
            findings.push(Finding { line: xml::line(node), error });
        }
    }
    Some(AccountStatement { id, iban, opening_cents, closing_cents, entries, pending_count })
}

/// The first balance of one of these kinds; interim balances of a paged statement do not count.
fn balance(node: Node<'_, '_>, kinds: &[&str], findings: &mut Vec<Finding>) -> Option<i64> {
    let of_kind = |kind: &str| {
        node.children().find(|b| {
            b.tag_name().name() == "Bal"
                && text(*b, &["Tp", "CdOrPrtry", "Cd"]) == kind
                && text(*b, &["Tp", "SubTp", "Cd"]) != "INTM"
        })
    };
    let found = kinds.iter().find_map(|kind| of_kind(kind))?;
    At::new(found, findings).signed_amount()
}
