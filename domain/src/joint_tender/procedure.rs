//! Ways to a contract and the parts each has (handbook 3.1; §§ 14–19 VgV, § 8 UVgO, § 3 VOB/A).
//!
//! Wider than [`crate::procurement::regime::Procedure`], which only lists what a value leaves open: here the
//! negotiated procedure without competition (a ground, not a value, opens it) has its place.

use crate::procurement::regime::{self, Regime};

closed_list! {
    /// Every way a tender can go.
    ProcedureType {
        /// Offenes Verfahren (§ 15 VgV).
        Open,
        /// Nicht offenes Verfahren (§ 16 VgV).
        Restricted,
        /// Verhandlungsverfahren mit Teilnahmewettbewerb (§ 17 VgV).
        NegotiatedTnw,
        /// Verhandlungsverfahren ohne Teilnahmewettbewerb (§ 14(4), § 17(5) VgV).
        NegotiatedWithoutTnw,
        /// Wettbewerblicher Dialog (§ 18 VgV).
        CompetitiveDialogue,
        /// Innovationspartnerschaft (§ 19 VgV).
        InnovationPartnership,
        /// Öffentliche Ausschreibung (§ 9 UVgO).
        PublicCall,
        /// Beschränkte Ausschreibung mit Teilnahmewettbewerb (§ 10 UVgO).
        RestrictedCallTnw,
        /// Beschränkte Ausschreibung ohne Teilnahmewettbewerb (§ 11 UVgO).
        RestrictedCall,
        /// Verhandlungsvergabe (§ 12 UVgO); for works Freihändige Vergabe.
        NegotiatedAward,
        /// Direktauftrag (§ 14 UVgO).
        DirectOrder,
    }
}

impl ProcedureType {
    /// Which law it belongs to.
    #[must_use]
    pub const fn regime(self) -> Regime {
        match self {
            Self::Open
            | Self::Restricted
            | Self::NegotiatedTnw
            | Self::NegotiatedWithoutTnw
            | Self::CompetitiveDialogue
            | Self::InnovationPartnership => Regime::Eu,
            Self::PublicCall
            | Self::RestrictedCallTnw
            | Self::RestrictedCall
            | Self::NegotiatedAward
            | Self::DirectOrder => Regime::National,
        }
    }

    /// Whether firms first apply to take part (Teilnahmewettbewerb).
    #[must_use]
    pub const fn has_participation_contest(self) -> bool {
        matches!(
            self,
            Self::Restricted
                | Self::NegotiatedTnw
                | Self::CompetitiveDialogue
                | Self::InnovationPartnership
                | Self::RestrictedCallTnw
        )
    }

    /// Whether bids are negotiated (§ 15(5) VgV forbids it for the others).
    #[must_use]
    pub const fn negotiates(self) -> bool {
        matches!(
            self,
            Self::NegotiatedTnw
                | Self::NegotiatedWithoutTnw
                | Self::CompetitiveDialogue
                | Self::InnovationPartnership
                | Self::NegotiatedAward
        )
    }

    /// Whether everybody learns of it before bids are due.
    #[must_use]
    pub const fn has_contract_notice(self) -> bool {
        self.has_participation_contest() || matches!(self, Self::Open | Self::PublicCall)
    }

    /// Whether a ground of the law must be stated (§ 14(2)–(4) VgV, § 8(2)–(4) UVgO).
    #[must_use]
    pub const fn needs_ground(self) -> bool {
        !matches!(self, Self::Open | Self::Restricted | Self::PublicCall | Self::RestrictedCallTnw)
    }

    /// Whether the award must be published afterwards because nobody was told before (§ 30 UVgO, from 25,000 EUR).
    #[must_use]
    pub const fn needs_ex_post_notice(self) -> bool {
        matches!(self, Self::RestrictedCall | Self::NegotiatedAward)
    }
}

impl From<regime::Procedure> for ProcedureType {
    fn from(procedure: regime::Procedure) -> Self {
        use regime::Procedure as P;
        match procedure {
            P::DirectOrder => Self::DirectOrder,
            P::NegotiatedAward => Self::NegotiatedAward,
            P::RestrictedCall => Self::RestrictedCall,
            P::PublicCall => Self::PublicCall,
            P::RestrictedCallTnw => Self::RestrictedCallTnw,
            P::Open => Self::Open,
            P::Restricted => Self::Restricted,
            P::NegotiatedTnw => Self::NegotiatedTnw,
            P::CompetitiveDialogue => Self::CompetitiveDialogue,
            P::InnovationPartnership => Self::InnovationPartnership,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_procedure_the_value_can_leave_has_its_type_in_the_same_regime() {
        for procedure in regime::Procedure::iter() {
            let found = ProcedureType::from(procedure);
            assert_eq!(found.to_string(), procedure.to_string());
        }
        assert!(!ProcedureType::Open.negotiates() && !ProcedureType::Restricted.negotiates());
    }
}
