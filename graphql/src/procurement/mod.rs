//! Procurements: their facts, what people do beside tasks, and the firms.

mod codes;
mod details;
mod inputs;
mod money;
mod mutations;
mod suppliers;
mod types;

pub use codes::Phase;
pub use details::{Invoice, invoice};
pub use money::{CaseMoney, money_of};
pub use mutations::ProcurementMutations;
pub use suppliers::{ProcurementQueries, Supplier, supplier};
pub use types::Procurement;
