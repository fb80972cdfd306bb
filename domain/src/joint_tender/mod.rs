//! Tendering, by one buyer or by many (handbook 2–6, 11.1, 11.2): the rules, pure.
//!
//! Why one area: a tender of one buyer is a joint tender with one member; the same criteria, deadlines, bids and
//! dates hold. Nothing here asks a clock or a database.
//!
//! - the procedure: [`procedure`], [`phase`], [`deadlines`], [`extension`], [`lots`], [`criteria`]
//! - the bids: [`late_documents`], [`exclusion`], [`low_price`], [`register`], [`scoring`]
//! - the award: [`award`], [`complaint`], [`cancellation`], [`report`], [`retention`], [`change`]
//! - the members: [`joint`], [`mandate`], [`sessions`], [`consent`], [`shares`], [`framework`], [`visibility`]

/// An enum with stable words, stored and shown as `SCREAMING_SNAKE_CASE`.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            schemars::JsonSchema, strum::Display, strum::EnumString, strum::EnumIter, strum::IntoStaticStr,
        )]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        #[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }
    };
}

pub mod award;
pub mod cancellation;
pub mod change;
pub mod complaint;
pub mod consent;
pub mod criteria;
pub mod deadlines;
pub mod exclusion;
pub mod extension;
pub mod framework;
pub mod joint;
pub mod late_documents;
pub mod lots;
pub mod low_price;
pub mod mandate;
pub mod phase;
pub mod procedure;
pub mod register;
pub mod report;
pub mod retention;
pub mod scoring;
pub mod sessions;
pub mod shares;
pub mod visibility;
