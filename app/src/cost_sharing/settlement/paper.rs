//! A member's statement on paper: from the kept version, the key it rests on and the vouchers behind it.
//!
//! What the books say by now is only annexed where it still adds up to what was kept; the figures are the kept ones.

use super::calculate::{self, Computed};
use super::{agreement, annex, days, remedy};
use crate::{App, Error, Refusal, Result};
use chrono::NaiveDate;
use domain::cost_sharing::forms;
use domain::cost_sharing::legal_form::Remedy;
use domain::ids::CaseId;
use formats::pdf::{
    Advance, Annexes, Bank, CostShare, Figures, InfoLine, Letterhead, LevyNotice, MemberGrant, Payment, Reply, Sheet,
    Signature, Statement, Vat,
};
use std::collections::{BTreeMap, BTreeSet};
use store::cost_sharing::settlements;
use store::entity::{
    agreement as agreement_entity, body, settlement, settlement_advance, settlement_share, settlement_statement,
};
use store::{Error as StoreError, Tx};

/// One paper, not yet drawn.
pub(super) enum Paper {
    /// Under an agreement.
    Statement(Box<Statement>),
    /// Of an association.
    Notice(Box<LevyNotice>),
}

impl Paper {
    /// The PDF.
    ///
    /// # Errors
    /// What the paper lacks.
    pub fn render(&self) -> Result<Vec<u8>> {
        let drawn = match self {
            Self::Statement(statement) => formats::pdf::statement(statement),
            Self::Notice(notice) => formats::pdf::levy_notice(notice),
        };
        drawn.map_err(|error| Refusal::new(error.code(), error.to_string()).into())
    }
}

/// What all papers of a version have in common.
struct Common<'a> {
    row: &'a settlement::Model,
    agreement: agreement_entity::Model,
    issue: forms::Issue,
    until: NaiveDate,
    seat: body::Model,
    cooperation: String,
    reference: String,
    dated_on: NaiveDate,
    bodies: BTreeMap<i64, body::Model>,
    shares: Vec<settlement_share::Model>,
    advances: Vec<settlement_advance::Model>,
    treatment: String,
    annexes: Annexes,
}

/// Papers that no member has yet, at most so many, by member.
///
/// # Errors
/// When something the papers need is not there.
pub(super) async fn missing(
    app: &App,
    tx: &Tx,
    row: &settlement::Model,
    until: NaiveDate,
    at_most: usize,
) -> Result<Vec<(i64, Paper)>> {
    let case = CaseId(row.case_id);
    let mut statements = settlements::statements(tx, case, row.version_no).await?;
    statements.retain(|s| s.document_id.is_none());
    statements.truncate(at_most);
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let computed = calculate::compute(app, tx, row).await?;
    let common = common(app, tx, row, until, &computed).await?;
    let mut papers = Vec::with_capacity(statements.len());
    for statement in &statements {
        papers.push((statement.member_id, common.paper(statement)?));
    }
    Ok(papers)
}

async fn common<'a>(
    app: &App,
    tx: &Tx,
    row: &'a settlement::Model,
    until: NaiveDate,
    computed: &Computed,
) -> Result<Common<'a>> {
    let case = CaseId(row.case_id);
    let file = store::case_file::find(tx, case).await?.ok_or(Error::NotFound)?;
    let seat = store::cooperation::bodies::find(tx, domain::ids::BodyId(row.body_id)).await?.ok_or(Error::NotFound)?;
    let all = store::cooperation::bodies::cooperations(tx, app.today()).await?;
    let name = all.into_iter().find(|(c, _)| c.id == row.cooperation_id).map(|(c, _)| c.name);
    let shares = settlements::shares(tx, case, row.version_no, None).await?;
    let bodies: BTreeMap<i64, body::Model> = computed.plan.bodies.values().map(|b| (b.id, b.clone())).collect();
    let treatment = calculate::treatment(tx, row).await?.map(words_of).unwrap_or_default();
    let issue = row.issue.as_deref().ok_or_else(|| StoreError::Damaged(format!("case {case} has no issue")))?;
    let mut annexes = Annexes {
        key: annex::key(computed)?,
        allocations: annex::allocations(computed, &shares, &bodies)?,
        ..Annexes::default()
    };
    let same = calculate::totals(&shares)? == calculate::totals(&computed.shares)?;
    if same {
        annexes.vouchers = annex::cost_vouchers(tx, row, computed, &bodies).await?;
        annexes.income = annex::income(computed);
    }
    Ok(Common {
        row,
        agreement: agreement(tx, row).await?,
        issue: serde_json::from_str(issue)?,
        until,
        seat,
        cooperation: name.unwrap_or_default(),
        reference: file.file_reference,
        dated_on: app.today(),
        bodies,
        shares,
        advances: settlements::advances(tx, case).await?,
        treatment,
        annexes,
    })
}

impl Common<'_> {
    fn paper(&self, statement: &settlement_statement::Model) -> Result<Paper> {
        let member = self.bodies.get(&statement.member_id).ok_or(Error::NotFound)?;
        let (first, last) = days(self.row)?;
        let figures = self.figures(statement);
        let payment = Payment { due_on: self.issue.due_on, bank: self.bank() };
        if remedy(&self.agreement)? == Remedy::AdministrativeAppeal {
            return Ok(Paper::Notice(Box::new(LevyNotice {
                sheet: self.sheet(member, "Umlagebescheid"),
                dated_on: self.dated_on,
                association: self.seat.name.clone(),
                legal_basis: self.agreement.legal_basis.clone(),
                member: member.name.clone(),
                member_ars: member.ars.clone(),
                year: self.row.year,
                figures,
                payment,
                remedy: formats::pdf::Remedy {
                    authority: self.seat.name.clone(),
                    address: self.issue.remedy_address.clone().unwrap_or_default(),
                    more: Vec::new(),
                },
                annexes: self.annexes.clone(),
            })));
        }
        Ok(Paper::Statement(Box::new(Statement {
            sheet: self.sheet(member, "Jahresabrechnung"),
            dated_on: self.dated_on,
            cooperation: self.cooperation.clone(),
            agreement: self.agreement.legal_basis.clone(),
            member: member.name.clone(),
            member_ars: member.ars.clone(),
            period_from: first,
            period_to: last,
            version: u32::try_from(self.row.sequence + self.row.issued_no).unwrap_or(1),
            figures,
            payment,
            reply: Reply::Objection { until: self.until, silence_agrees: self.agreement.silence_agrees },
            annexes: self.annexes.clone(),
        })))
    }

    fn sheet(&self, member: &body::Model, what: &str) -> Sheet {
        Sheet {
            letterhead: Letterhead {
                body_name: self.seat.name.clone(),
                return_line: self.issue.return_line.clone(),
                ..Letterhead::default()
            },
            recipient: vec![member.name.clone()],
            information: vec![
                InfoLine::new("Unser Zeichen", &self.reference),
                InfoLine::new("Datum", &formats::german::day(self.dated_on)),
            ],
            subject: format!("{what} {} – {}", self.row.year, self.cooperation),
            signature: Signature {
                greeting: "Mit freundlichen Grüßen".to_owned(),
                authority: "Im Auftrag".to_owned(),
                name: self.issue.signed_by.clone(),
                ..Signature::default()
            },
            enclosures: vec!["Anlagen zur Berechnung".to_owned()],
            ..Sheet::default()
        }
    }

    fn bank(&self) -> Bank {
        Bank {
            account_name: self.issue.account_name.clone(),
            iban: self.issue.iban.clone(),
            reference: self.reference.clone(),
        }
    }

    fn figures(&self, statement: &settlement_statement::Model) -> Figures {
        let kinds: BTreeSet<&str> = self.shares.iter().map(|s| s.cost_kind.as_str()).collect();
        let of = |kind: &str, member: Option<i64>| {
            let own = self.shares.iter().filter(|s| s.cost_kind == kind && member.is_none_or(|m| m == s.member_id));
            own.fold(0_i64, |sum, s| sum.saturating_add(s.cents))
        };
        let shares = kinds.iter().map(|kind| CostShare {
            cost_kind: (*kind).to_owned(),
            total_cents: of(kind, None),
            share_cents: of(kind, Some(statement.member_id)),
        });
        let grant = (statement.member_grant_cents != 0).then(|| MemberGrant {
            label: "Fördermittel des Mitglieds".to_owned(),
            amount_cents: statement.member_grant_cents,
        });
        Figures {
            shares: shares.collect(),
            member_grants: grant.into_iter().collect(),
            vat: Vat { treatment: self.treatment.clone(), rate_bp: self.rate_bp(), amount_cents: statement.vat_cents },
            advances: self.advances_of(statement),
            share_cents: statement.share_cents,
            balance_cents: statement.balance_cents,
        }
    }

    fn rate_bp(&self) -> i64 {
        match self.treatment.split_once(' ').map(|(rate, _)| rate) {
            Some("19") => 1_900,
            Some("7") => 700,
            _ => 0,
        }
    }

    /// Advances as they came in; of a correction all that was settled before in one line.
    fn advances_of(&self, statement: &settlement_statement::Model) -> Vec<Advance> {
        if self.row.corrects_case_id.is_some() {
            let settled = Advance {
                label: "Bisher abgerechnet und gezahlt".to_owned(),
                due_on: self.dated_on,
                paid_on: None,
                amount_cents: statement.advances_cents,
            };
            return vec![settled];
        }
        let own = self.advances.iter().filter(|a| a.member_id == statement.member_id && a.paid_cents != 0);
        let line = |a: &settlement_advance::Model| Advance {
            label: format!("Abschlag {}", a.instalment_no),
            due_on: a.due_on,
            paid_on: a.paid_on,
            amount_cents: a.paid_cents,
        };
        own.map(line).collect()
    }
}

fn words_of(treatment: ledger::cost_sharing::vat::Treatment) -> String {
    use ledger::cost_sharing::vat::Treatment as T;
    let words = match treatment {
        T::NotTaxable2b => "nicht steuerbar (§ 2b UStG)",
        T::Taxable19 => "19 % Umsatzsteuer",
        T::Taxable7 => "7 % Umsatzsteuer",
        T::Exempt => "steuerfrei",
        T::OldLawUntil2026 => "nicht steuerbar nach altem Recht (§ 27 Abs. 22a UStG)",
    };
    words.to_owned()
}
