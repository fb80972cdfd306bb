//! Verifies every chain and the seals over them; names the first broken link and the tail not yet sealed.

use crate::{App, Result};
use domain::journal::sha256;
use std::collections::BTreeMap;
use store::entity::journal_seal;
use store::journal::{self, Verdict};
use store::{Scope, case_file};

/// What verification found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Cases whose chain holds.
    pub cases: u64,
    /// Entries in them.
    pub entries: i64,
    /// The first broken link, in words.
    pub broken: Option<String>,
    /// Cases that changed after the last seal.
    pub unsealed_cases: u64,
    /// Entries in the books of all bodies whose chain holds.
    pub postings: i64,
}

/// Verifies the whole journal; `outside` holds the hashes of seals written outside the database, if there are any.
///
/// # Errors
/// When the database fails.
pub async fn verify(app: &App, outside: &[String]) -> Result<Report> {
    let tx = app.machine().read(&Scope::Machine).await?;
    journal::as_of_now(&tx).await?;
    let seals = journal::seals(&tx).await?;
    let mut report = Report { broken: broken_seal(&seals, outside), ..Report::default() };
    for body in store::ledger::bodies(&tx).await? {
        match store::ledger::verify(&tx, body).await? {
            Ok(entries) => report.postings += entries,
            Err(no) => {
                report
                    .broken
                    .get_or_insert_with(|| format!("books of body {body}, entry {no}: the chain does not hold"));
            }
        }
    }
    let sealed = sealed_heads(&seals);
    let mut before = None;
    loop {
        let page = case_file::page(&tx, false, before, 500).await?;
        let Some(last) = page.last() else { return Ok(report) };
        before = Some(last.id);
        for case in &page {
            let verdict = journal::verify_case(&tx, case).await?;
            match verdict {
                Verdict::Holds { entries } => {
                    report.cases += 1;
                    report.entries += entries;
                }
                Verdict::Broken { no, why } => {
                    report.broken.get_or_insert_with(|| {
                        format!("case {} ({}), entry {no}: {why}", case.id, case.file_reference)
                    });
                }
            }
            match sealed.get(&case.id) {
                Some((no, hash)) if *no == case.journal_no && *hash != case.journal_head => {
                    report.broken.get_or_insert_with(|| {
                        format!("case {} ({}): the seal names another head", case.id, case.file_reference)
                    });
                }
                Some((no, _)) if *no > case.journal_no => {
                    report.broken.get_or_insert_with(|| {
                        format!(
                            "case {} ({}): entries after {} are gone",
                            case.id, case.file_reference, case.journal_no
                        )
                    });
                }
                Some((no, _)) if *no == case.journal_no => {}
                _ => report.unsealed_cases += 1,
            }
        }
    }
}

fn broken_seal(seals: &[journal_seal::Model], outside: &[String]) -> Option<String> {
    let mut previous = journal::hex(&domain::journal::GENESIS);
    for seal in seals {
        let expected = journal::hex(&sha256(format!("{previous}{}", seal.heads).as_bytes()));
        if expected != seal.hash {
            return Some(format!("seal {} does not follow from the one before", seal.id));
        }
        previous = expected;
    }
    let missing = outside.iter().find(|hash| !seals.iter().any(|s| s.hash == **hash));
    missing.map(|hash| format!("the seal {hash} kept outside is not in the database"))
}

fn sealed_heads(seals: &[journal_seal::Model]) -> BTreeMap<i64, (i64, String)> {
    let read =
        |seal: &journal_seal::Model| serde_json::from_str::<Vec<(i64, i64, String)>>(&seal.heads).unwrap_or_default();
    seals.iter().flat_map(read).map(|(case, no, hash)| (case, (no, hash))).collect()
}
