//! Which claim a bank entry pays: by the reference the payer quoted, and the amount.
//!
//! Why here: a wrong match is found a year later, by the other side. So only one case is decided by
//! the machine: every claim named, every cent paid. All else is a proposal, and a person decides.
//!
//! What must stay true: nothing is matched by a part of a longer number (`UML-2026-1` in
//! `UML-2026-12`); the order of the claims changes nothing.

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;

use serde::{Deserialize, Serialize};

/// Shortest reference that is looked for in a text, in letters and digits: shorter ones occur by chance.
pub const MIN_REFERENCE_SIGNS: usize = 5;

/// A claim (advance, balance, levy) that is not paid yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenClaim {
    pub id: i64,
    /// What the payer was asked to quote.
    pub reference: String,
    /// Gross cents still open; above zero.
    pub open_cents: i64,
    /// Account the debtor usually pays from; may be empty.
    pub debtor_iban: String,
}

/// What a bank entry says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Above zero: received. Anything else matches no claim.
    pub amount_cents: i64,
    /// Purpose and end-to-end reference as the payer wrote them.
    pub text: String,
    /// May be empty.
    pub payer_iban: String,
}

/// What the entry probably pays. Ids ascending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "kind")]
pub enum Match {
    /// Every claim is named and their sum is paid to the cent.
    #[serde(rename_all = "camelCase")]
    Exact { claims: Vec<i64> },
    /// One claim is named, less is paid.
    #[serde(rename_all = "camelCase")]
    Partial { claim: i64, missing_cents: i64 },
    /// One claim is named, more is paid.
    #[serde(rename_all = "camelCase")]
    Over { claim: i64, surplus_cents: i64 },
    /// Nothing is named, or several claims whose sum is not what was paid: these come into question.
    #[serde(rename_all = "camelCase")]
    Ambiguous { candidates: Vec<i64> },
    /// Nothing fits.
    None,
}

impl Match {
    /// Whether the machine may book it; otherwise a person decides.
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::Exact { .. })
    }

    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exact { .. } => "EXACT",
            Self::Partial { .. } => "PARTIAL",
            Self::Over { .. } => "OVER",
            Self::Ambiguous { .. } => "AMBIGUOUS",
            Self::None => "NONE",
        }
    }
}

/// What `receipt` pays among the claims of one creditor.
pub fn match_receipt(receipt: &Receipt, claims: &[OpenClaim]) -> Match {
    if receipt.amount_cents <= 0 {
        return Match::None;
    }
    let text = Signs::of(&receipt.text);
    let open = claims.iter().filter(|claim| claim.open_cents > 0);
    let mut named: Vec<&OpenClaim> = open.filter(|claim| text.names(&claim.reference)).collect();
    named.sort_by_key(|claim| claim.id);
    // Two claims with one reference cannot be told apart by it.
    let distinct = {
        let mut references: Vec<String> = named.iter().map(|claim| Signs::of(&claim.reference).text()).collect();
        references.sort();
        references.windows(2).all(|pair| pair.first() != pair.last())
    };
    let sum: i128 = named.iter().map(|claim| i128::from(claim.open_cents)).sum();
    let paid = i128::from(receipt.amount_cents);
    match named[..] {
        [] => by_amount(receipt, claims),
        _ if sum == paid && (distinct || named.len() == 1) => Match::Exact { claims: ids(&named) },
        [claim] => match claim.open_cents.checked_sub(receipt.amount_cents) {
            Some(missing_cents) if missing_cents > 0 => Match::Partial { claim: claim.id, missing_cents },
            Some(over) => Match::Over { claim: claim.id, surplus_cents: over.saturating_neg() },
            None => Match::Ambiguous { candidates: vec![claim.id] },
        },
        _ => Match::Ambiguous { candidates: ids(&named) },
    }
}

/// Without a reference: same amount or same account. Never certain.
fn by_amount(receipt: &Receipt, claims: &[OpenClaim]) -> Match {
    let iban = Signs::of(&receipt.payer_iban).text();
    let same_account = |claim: &OpenClaim| !iban.is_empty() && Signs::of(&claim.debtor_iban).text() == iban;
    let same_amount = |claim: &OpenClaim| claim.open_cents == receipt.amount_cents;
    let open = || claims.iter().filter(|claim| claim.open_cents > 0);
    let both: Vec<&OpenClaim> = open().filter(|c| same_amount(c) && same_account(c)).collect();
    let either: Vec<&OpenClaim> = open().filter(|c| same_amount(c) || same_account(c)).collect();
    let found = if both.is_empty() { either } else { both };
    if found.is_empty() { Match::None } else { Match::Ambiguous { candidates: ids(&found) } }
}

fn ids(claims: &[&OpenClaim]) -> Vec<i64> {
    let mut ids: Vec<i64> = claims.iter().map(|claim| claim.id).collect();
    ids.sort_unstable();
    ids
}

/// Letters and digits in capitals, each with whether something else stood before it: banks break
/// lines and payers leave hyphens out.
struct Signs(Vec<(char, bool)>);

impl Signs {
    fn of(text: &str) -> Self {
        let mut gap = true;
        let mut signs = Vec::new();
        for sign in text.chars().flat_map(char::to_uppercase) {
            if sign.is_alphanumeric() {
                signs.push((sign, gap));
            }
            gap = !sign.is_alphanumeric();
        }
        Self(signs)
    }

    fn text(&self) -> String {
        self.0.iter().map(|(sign, _)| *sign).collect()
    }

    /// Whether the reference stands here, and not as part of a longer number or word.
    fn names(&self, reference: &str) -> bool {
        let wanted = Self::of(reference).0;
        if wanted.len() < MIN_REFERENCE_SIGNS {
            return false;
        }
        self.0.windows(wanted.len()).enumerate().any(|(at, part)| {
            let same = part.iter().zip(&wanted).all(|((found, _), (sign, _))| found == sign);
            let begins = part.first().is_some_and(|(_, gap)| *gap);
            let ends = self.0.get(at + wanted.len()).is_none_or(|(_, gap)| *gap);
            same && begins && ends
        })
    }
}
