//! What a notice says. Ids of organisations are `ORG-0001` and on, of lots `LOT-0001` (`PAR-0001` in prior information).

use super::kind::Content;
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::joint_tender::procedure::ProcedureType;

/// What changes with the standard, not with the notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `eforms-de-2.1` in Germany as of 2026-11; `eforms-sdk-1.15` for the Union's own.
    pub customization_id: String,
}

/// A buyer, reviewer or winner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// `ORG-0001`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Official number (Leitweg-ID, VAT id, register number).
    pub company_id: String,
    /// Street and number.
    pub street: Option<String>,
    /// Town.
    pub city: String,
    /// Postcode.
    pub postal_code: String,
    /// NUTS level 3, e.g. `DEB11`.
    pub nuts: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail.
    pub email: String,
    /// For winners: `micro`, `small`, `medium`, `large`.
    pub size: Option<&'static str>,
}

/// Where the contract is performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// NUTS level 3.
    pub nuts: String,
}

/// Subject of the whole or of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Reference of the house.
    pub internal_id: String,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// `supplies`, `services`, `works`.
    pub nature: &'static str,
    /// Main CPV code, eight digits.
    pub cpv: String,
    /// Estimated value, net, where published.
    pub value_cents: Option<i64>,
    /// Where.
    pub place: Place,
    /// Months it runs; for lots.
    pub months: Option<u32>,
}

/// What a criterion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionType {
    /// Price.
    Price,
    /// Quality.
    Quality,
    /// Cost over the life cycle.
    Cost,
}

/// An award criterion with its exact weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What it is about.
    pub kind: CriterionType,
    /// Its name.
    pub name: String,
    /// What is judged.
    pub description: String,
    /// Percent.
    pub weight_percent: u8,
}

/// Framework agreement or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framework {
    /// None.
    None,
    /// Without new competition.
    WithoutCompetition,
    /// With new competition.
    WithCompetition,
    /// Partly.
    Mixed,
}

/// A lot, or a part of a prior information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// `LOT-0001` or `PAR-0001`.
    pub id: String,
    /// Its subject.
    pub project: Project,
    /// Award criteria.
    pub criteria: Vec<Criterion>,
    /// Framework agreement or not.
    pub framework: Framework,
}

/// What a contract notice says about bidding; the same for all lots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallTerms {
    /// Address of the documents, free and complete.
    pub documents_url: String,
    /// Address to hand in bids.
    pub submission_url: String,
    /// Last moment for bids.
    pub bids_due_at: DateTime<FixedOffset>,
    /// Opening.
    pub opening_at: DateTime<FixedOffset>,
    /// Days a bid binds.
    pub binding_days: u32,
    /// Shortened for urgency, with the reasons.
    pub accelerated: Option<String>,
    /// How and until when to complain.
    pub review_terms: String,
}

/// The procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Which way it goes.
    pub way: ProcedureType,
    /// What is special about it; needed for social services.
    pub features: Option<String>,
    /// Falls under the agreement on government procurement.
    pub gpa: bool,
}

/// Why there is no competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessReason {
    /// Code of the list `direct-award-justification`.
    pub code: &'static str,
    /// In words.
    pub text: String,
}

/// A correction: why, and what has changed where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Id and version of the notice that is corrected: `uuid-01`.
    pub former_notice: String,
    /// Code of the list `change-corrig-justification`.
    pub reason_code: &'static str,
    /// In words.
    pub reason: String,
    /// Section (lot id, `PROCEDURE`) and what changed there.
    pub sections: Vec<(String, String)>,
    /// Day the documents changed, if they did.
    pub documents_changed_on: Option<NaiveDate>,
}

/// Who won a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winner {
    /// Organisation.
    pub organisation: String,
    /// Reference of the bid.
    pub bid_reference: String,
    /// Value, net.
    pub value_cents: i64,
    /// Reference of the contract.
    pub contract_reference: String,
    /// Day of the decision.
    pub decided_on: NaiveDate,
    /// Day of the contract; `None` before it.
    pub concluded_on: Option<NaiveDate>,
    /// Whether subcontractors are known to take part.
    pub subcontracting: bool,
}

/// How a lot ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With a winner.
    Won(Winner),
    /// Closed without; code of the list `non-award-justification`.
    NotAwarded(&'static str),
}

/// One lot's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awarded {
    /// Lot.
    pub lot: String,
    /// How it ended.
    pub outcome: Outcome,
    /// How many bids came in.
    pub bids: u32,
}

/// All lots' ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// One per lot.
    pub lots: Vec<Awarded>,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// UUID of the notice.
    pub notice_id: String,
    /// UUID of the procedure, the same in all its notices.
    pub procedure_id: String,
    /// From 1.
    pub version: u8,
    /// Day and time of dispatch.
    pub issued_at: DateTime<FixedOffset>,
    /// Everybody named.
    pub organisations: Vec<Organisation>,
    /// Buyers, the lead first.
    pub buyers: Vec<String>,
    /// Code of the list `buyer-legal-type`: `la` local authority, `la-bod` body under one.
    pub buyer_legal_type: &'static str,
    /// Review chamber.
    pub review_body: String,
    /// The procedure.
    pub procedure: Procedure,
    /// Subject of the whole.
    pub project: Project,
    /// Lots or parts.
    pub lots: Vec<Lot>,
    /// What kind of notice, with what belongs to it.
    pub content: Content,
    /// Where it corrects a former one.
    pub change: Option<Change>,
}
