//! What a release is made of, in the words of the house; money in cents, days as calendar dates.

use chrono::{DateTime, NaiveDate, Utc};

/// What the release is about (its tag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The joint need is planned.
    Planning,
    /// Published.
    Tender,
    /// Extended or corrected by a new notice.
    TenderAmendment,
    /// Cancelled as a whole.
    TenderCancellation,
    /// Awarded, wholly or in part.
    Award,
    /// Contracts made.
    Contract,
    /// A contract was changed.
    ContractAmendment,
    /// A contract ended.
    ContractTermination,
}

/// Where the tender stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenderStatus {
    /// Not published.
    Planned,
    /// Running.
    Active,
    /// Ended with an award.
    Complete,
    /// Cancelled.
    Cancelled,
    /// Ended without a fitting bid.
    Unsuccessful,
}

/// Where an award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardStatus {
    /// Proposed; not before the letters are out.
    Pending,
    /// Made.
    Active,
    /// Withdrawn.
    Cancelled,
    /// No bid could win.
    Unsuccessful,
}

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractStatus {
    /// Not signed.
    Pending,
    /// Runs.
    Active,
    /// Ended.
    Terminated,
    /// Never came about.
    Cancelled,
}

/// A body that buys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Official key (ARS, twelve digits) or the assigned one.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Runs the procedure.
    pub is_lead: bool,
    /// Place.
    pub locality: String,
    /// Postcode.
    pub postal_code: String,
}

/// A firm that won.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firm {
    /// Id within the publisher's data.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One lot or item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotItem {
    /// Its number.
    pub id: String,
    /// What.
    pub description: String,
    /// Main CPV code, eight digits.
    pub cpv: String,
}

/// An award, for one lot or the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Its id.
    pub id: String,
    /// What for.
    pub title: String,
    /// Where it stands.
    pub status: AwardStatus,
    /// When.
    pub awarded_at: DateTime<Utc>,
    /// Net.
    pub value_cents: i64,
    /// Ids of [`Procedure::firms`].
    pub suppliers: Vec<String>,
    /// Ids of [`Procedure::items`].
    pub items: Vec<String>,
}

/// A contract of one member (or of the single buyer) under an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Its id.
    pub id: String,
    /// The award it comes from.
    pub award_id: String,
    /// Key of the member that is bound.
    pub buyer_key: String,
    /// What for.
    pub title: String,
    /// Where it stands.
    pub status: ContractStatus,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day, if it has one.
    pub ends_on: Option<NaiveDate>,
    /// Net.
    pub value_cents: i64,
    /// When signed.
    pub signed_at: Option<DateTime<Utc>>,
}

/// A procedure as far as it is public at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Publisher's prefix and internal id.
    pub ocid: String,
    /// Internal id of the tender.
    pub tender_id: String,
    /// Its title.
    pub title: String,
    /// What is bought.
    pub description: String,
    /// Which way it goes.
    pub way: domain::joint_tender::procedure::ProcedureType,
    /// Works; otherwise goods or services.
    pub category: Category,
    /// Where it stands.
    pub status: TenderStatus,
    /// Estimated value, net, where it is published.
    pub value_cents: Option<i64>,
    /// When bids may be handed in: from, until.
    pub bids: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// All buyers, the lead among them.
    pub buyers: Vec<Party>,
    /// Lots or items.
    pub items: Vec<LotItem>,
    /// Firms that won; others are never named.
    pub firms: Vec<Firm>,
    /// How many bids were considered; from the award on.
    pub considered_bids: Option<u32>,
    /// Awards.
    pub awards: Vec<Award>,
    /// Contracts.
    pub contracts: Vec<Contract>,
}

/// What is bought, in the standard's three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Supplies.
    Goods,
    /// Services.
    Services,
    /// Works.
    Works,
}
