//! Open Contracting Data Standard 1.1.5: releases of one procedure, and the record made of them.
//!
//! Why plain data in: what is public is decided before (`domain::joint_tender::visibility`); here it only gets its form.
//! Must stay true: a release is never edited, a later one supersedes; joint buyers are several parties with role
//! `buyer`, the lead is also `procuringEntity`; nothing about bids stands in a release before the award.
//! Source: OCDS 1.1.5 release, record and package schemas; handbook 6.

mod data;
mod error;
mod record;
mod release;

pub use data::{
    Award, AwardStatus, Category, Contract, ContractStatus, Firm, LotItem, Party, Procedure, Stage, TenderStatus,
};
pub use error::Error;
pub use record::{Package, record, record_package, release_package};
pub use release::release;

/// Version of the standard these follow.
pub const VERSION: &str = "1.1";
