//! Situations in which an invoice cannot move on, each with a code somebody can act on.

/// Why an event, a certification, an order or a payment was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The invoice is not in a state in which this may happen.
    #[error("{event} is not possible while the invoice is {state}")]
    NotNow { state: &'static str, event: &'static str },
    /// Holding, returning, disputing and reversing need a reason.
    #[error("{event} needs a reason")]
    ReasonRequired { event: &'static str },
    /// After payment nothing is undone; only a credit note or a refund claim follows.
    #[error("the invoice is paid; only a credit note or refund claim can follow")]
    AlreadyPaid,
    /// One of the two certifications is missing (§ 25 GemHVO RP).
    #[error("the factual or arithmetical certification is missing")]
    CertificationMissing,
    /// Nobody has ordered the payment, or the first of the two releases is missing.
    #[error("the step before this one has not been taken by anybody")]
    StepMissing,
    /// Nobody acts on a claim for or against himself or his relatives.
    #[error("a person acting here is party to the claim")]
    OwnClaim,
    /// Soft: who certified should not order; a reason lifts it.
    #[error("who certified should not order the same case; a reason is needed")]
    OrdererCertified,
    /// Soft: both certifications by one person; a reason lifts it.
    #[error("one person would give both certifications; a reason is needed")]
    OneCertifier,
    /// Soft: treasury staff certify only exceptionally; a reason lifts it.
    #[error("treasury staff certify only exceptionally; a reason is needed")]
    TreasuryCertifies,
    /// Hard: ordering and payment handling are never the same person.
    #[error("who ordered the payment does not handle it")]
    OrdererIsTreasurer,
    /// Hard: payments are released by two people.
    #[error("the second release is given by another person")]
    SameReleaser,
    /// The written authority to order does not reach this far.
    #[error("the authority to order ends at {limit_cents} cents")]
    AboveLimit { limit_cents: i64 },
    /// An amount below zero is not paid.
    #[error("an amount of {amount_cents} cents cannot be ordered for payment")]
    NothingToPay { amount_cents: i64 },
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "INVOICE_NOT_NOW",
            Self::ReasonRequired { .. } => "REASON_REQUIRED",
            Self::AlreadyPaid => "INVOICE_ALREADY_PAID",
            Self::CertificationMissing => "CERTIFICATION_MISSING",
            Self::StepMissing => "PAYMENT_STEP_MISSING",
            Self::OwnClaim => "OWN_CLAIM",
            Self::OrdererCertified => "ORDERER_CERTIFIED",
            Self::OneCertifier => "ONE_CERTIFIER",
            Self::TreasuryCertifies => "TREASURY_CERTIFIES",
            Self::OrdererIsTreasurer => "ORDERER_IS_TREASURER",
            Self::SameReleaser => "SAME_RELEASER",
            Self::AboveLimit { .. } => "ABOVE_ORDER_LIMIT",
            Self::NothingToPay { .. } => "NOTHING_TO_PAY",
        }
    }

    /// Whether a written reason lifts this refusal.
    pub fn is_soft(&self) -> bool {
        matches!(self, Self::OrdererCertified | Self::OneCertifier | Self::TreasuryCertifies)
    }
}
