//! The figures Verbund comes with, as tables a person can hold against handbook 2.1 and 4.
//!
//! Amounts here are whole euros net and become cents once, in [`set`]. A correction is a new line with a new
//! first day; the old one gets its last day and stays, because running cases pinned it.

use super::{Comparison, Confidence, Limit, Place, Rule, RuleSet};
use crate::cooperation::Land;
use crate::procurement::regime::{BuyerKind, Category, Procedure};
use BuyerKind::{Federal, FederalTop, Municipal, Sector, State};
use Category::{Concessions, SocialServices, SuppliesServices, Works, WorksHousing};
use Confidence::{Primary, Secondary, Unconfirmed};
use Procedure::{
    CompetitiveDialogue, DirectOrder, InnovationPartnership, NegotiatedAward, NegotiatedTnw, Open, PublicCall,
    Restricted, RestrictedCall, RestrictedCallTnw,
};
use chrono::NaiveDate;
use std::sync::LazyLock;

type Day = (i32, u32, u32);

/// The tables below as one set.
pub(super) fn set() -> &'static RuleSet {
    static SET: LazyLock<RuleSet> = LazyLock::new(|| {
        let union = THRESHOLDS.iter().flat_map(Threshold::rules);
        RuleSet(union.chain(NATIONAL.iter().flat_map(National::rules)).collect())
    });
    &SET
}

const fn date((year, month, day): Day) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN, // a test holds that no record has it
    }
}

/// One threshold of the Union; becomes one record per procedure that is free above it.
struct Threshold {
    buyers: &'static [BuyerKind],
    category: Category,
    euros: i64,
    from: Day,
    to: Option<Day>,
    source: &'static str,
    confidence: Confidence,
}

const ALL: &[BuyerKind] = &[Municipal, State, Federal, FederalTop, Sector];
const CLASSIC: &[BuyerKind] = &[Municipal, State, Federal, FederalTop];
/// Everybody but the Federal Chancellery and ministries (§ 106(2) no. 1 GWB).
const SUB_CENTRAL: &[BuyerKind] = &[Municipal, State, Federal];

const fn eu(
    buyers: &'static [BuyerKind],
    category: Category,
    euros: i64,
    years: (i32, i32),
    source: &'static str,
    confidence: Confidence,
) -> Threshold {
    Threshold { buyers, category, euros, from: (years.0, 1, 1), to: Some((years.1, 12, 31)), source, confidence }
}

/// Handbook 2.1. The lines before 2024 are there so that the older limits of a Land can be applied at all;
/// nobody has confirmed them against the regulations named.
const THRESHOLDS: &[Threshold] = &[
    eu(SUB_CENTRAL, SuppliesServices, 214_000, (2020, 2021), "Del. Reg. (EU) 2019/1828", Unconfirmed),
    eu(SUB_CENTRAL, SuppliesServices, 215_000, (2022, 2023), "Del. Reg. (EU) 2021/1952", Unconfirmed),
    eu(SUB_CENTRAL, SuppliesServices, 221_000, (2024, 2025), "Del. Reg. (EU) 2023/2495", Secondary),
    eu(SUB_CENTRAL, SuppliesServices, 216_000, (2026, 2027), "Del. Reg. (EU) 2025/2152", Secondary),
    eu(&[FederalTop], SuppliesServices, 139_000, (2020, 2021), "Del. Reg. (EU) 2019/1828", Unconfirmed),
    eu(&[FederalTop], SuppliesServices, 140_000, (2022, 2023), "Del. Reg. (EU) 2021/1952", Unconfirmed),
    eu(&[FederalTop], SuppliesServices, 143_000, (2024, 2025), "Del. Reg. (EU) 2023/2495", Secondary),
    eu(&[FederalTop], SuppliesServices, 140_000, (2026, 2027), "Del. Reg. (EU) 2025/2152", Secondary),
    eu(&[Sector], SuppliesServices, 428_000, (2020, 2021), "Del. Reg. (EU) 2019/1829", Unconfirmed),
    eu(&[Sector], SuppliesServices, 431_000, (2022, 2023), "Del. Reg. (EU) 2021/1953", Unconfirmed),
    eu(&[Sector], SuppliesServices, 443_000, (2024, 2025), "Del. Reg. (EU) 2023/2496", Secondary),
    eu(&[Sector], SuppliesServices, 432_000, (2026, 2027), "Del. Reg. (EU) 2025/2150", Secondary),
    eu(ALL, Works, 5_350_000, (2020, 2021), "Del. Reg. (EU) 2019/1828", Unconfirmed),
    eu(ALL, Works, 5_382_000, (2022, 2023), "Del. Reg. (EU) 2021/1952", Unconfirmed),
    eu(ALL, Works, 5_538_000, (2024, 2025), "Del. Reg. (EU) 2023/2495", Secondary),
    eu(ALL, Works, 5_404_000, (2026, 2027), "Del. Reg. (EU) 2025/2152", Secondary),
    eu(ALL, Concessions, 5_350_000, (2020, 2021), "Del. Reg. (EU) 2019/1827", Unconfirmed),
    eu(ALL, Concessions, 5_382_000, (2022, 2023), "Del. Reg. (EU) 2021/1951", Unconfirmed),
    eu(ALL, Concessions, 5_538_000, (2024, 2025), "Del. Reg. (EU) 2023/2497", Secondary),
    eu(ALL, Concessions, 5_404_000, (2026, 2027), "Del. Reg. (EU) 2025/2151", Secondary),
    // not revised every two years; in German law since the reform of 2016-04-18
    Threshold {
        buyers: CLASSIC,
        category: SocialServices,
        euros: 750_000,
        from: (2016, 4, 18),
        to: None,
        source: "Art. 4(d) Dir. 2014/24/EU",
        confidence: Unconfirmed,
    },
    Threshold {
        buyers: &[Sector],
        category: SocialServices,
        euros: 1_000_000,
        from: (2016, 4, 18),
        to: None,
        source: "Art. 15(c) Dir. 2014/25/EU",
        confidence: Unconfirmed,
    },
];

/// Procedures of free choice above the threshold with the text that frees them; the others need a ground.
const fn free_above(buyer: BuyerKind, category: Category) -> (&'static [Procedure], &'static str) {
    match (buyer, category) {
        (_, Concessions) => (&[Open, Restricted, NegotiatedTnw], "§ 12(1) KonzVgV"),
        (Sector, _) => (&[Open, Restricted, NegotiatedTnw, CompetitiveDialogue], "§ 13(1) SektVO"),
        (_, SocialServices) => {
            (&[Open, Restricted, NegotiatedTnw, CompetitiveDialogue, InnovationPartnership], "§ 65(1) VgV")
        }
        (_, Works | WorksHousing) => (&[Open, Restricted], "§ 3a EU(1) VOB/A"),
        (_, SuppliesServices) => (&[Open, Restricted], "§ 14(2) VgV"),
    }
}

impl Threshold {
    fn rules(&self) -> impl Iterator<Item = Rule> + '_ {
        self.buyers.iter().flat_map(move |&buyer_kind| {
            let (procedures, freed_by) = free_above(buyer_kind, self.category);
            procedures.iter().map(move |&procedure| Rule {
                place: Place::Eu,
                buyer_kind,
                category: self.category,
                procedure,
                limit: Limit::Cents(self.euros * 100),
                comparison: Comparison::AtLeast,
                min_invited: min_invited_above(procedure),
                rotate: false,
                valid_from: date(self.from),
                valid_to: self.to.map(date),
                source: format!("{}; {freed_by}", self.source),
                confidence: self.confidence,
            })
        })
    }
}

/// § 51(2) VgV: five applicants in the restricted procedure, three in the others with a selection.
const fn min_invited_above(procedure: Procedure) -> Option<u32> {
    match procedure {
        Restricted => Some(5),
        NegotiatedTnw | CompetitiveDialogue | InnovationPartnership => Some(3),
        _ => None,
    }
}

/// One line of handbook 4: what a place lets its buyers do below the Union's thresholds.
struct National {
    place: Place,
    buyers: &'static [BuyerKind],
    category: Category,
    /// Per procedure: limit in euros, or one of the closed words.
    allows: &'static [(Procedure, Upto)],
    rotate: bool,
    from: Day,
    to: Option<Day>,
    source: &'static str,
    confidence: Confidence,
}

#[derive(Clone, Copy)]
enum Upto {
    Euros(i64),
    EuThreshold,
    Free,
    OwnStatute,
}
use Upto::{EuThreshold, Euros, Free, OwnStatute};

const RP: Place = Place::Land(Land::Rp);
const RP_BUYERS: &[BuyerKind] = &[Municipal, State];
const RP_SOURCE: &str =
    "RP: administrative regulation on public procurement of 2021-08-18, limits raised on 2025-01-01; § 22 GemHVO";
const RP_OLD_SOURCE: &str = "RP: administrative regulation on public procurement of 2021-08-18; § 22 GemHVO";
const SL: Place = Place::Land(Land::Sl);
const SL_SOURCE: &str = "SL: Vergabeerlass of 2025-06-26, no. 1.2, 1.3";
const NW_SOURCE: &str = "NW: § 75a GO NRW, own statute of the municipality";
const FEDERAL_BUYERS: &[BuyerKind] = &[Federal, FederalTop];
const VOBA_SOURCE: &str = "VOB/A section 1, § 3a";
const NOBODYS: &[BuyerKind] = &[Municipal, State, Federal, FederalTop];

/// Public call and restricted call with competition are always free (§ 8(2) UVgO, § 3a(1) VOB/A).
const NATIONAL: &[National] = &[
    National {
        place: RP,
        buyers: RP_BUYERS,
        category: SuppliesServices,
        rotate: true,
        from: (2025, 1, 1),
        to: None,
        allows: &[
            (DirectOrder, Euros(10_000)),
            (NegotiatedAward, Euros(100_000)),
            (RestrictedCall, Euros(100_000)),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: RP_SOURCE,
        confidence: Secondary,
    },
    National {
        place: RP,
        buyers: RP_BUYERS,
        category: Works,
        rotate: true,
        from: (2025, 1, 1),
        to: None,
        allows: &[
            (DirectOrder, Euros(10_000)),
            (NegotiatedAward, Euros(100_000)),
            (RestrictedCall, Euros(250_000)),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: RP_SOURCE,
        confidence: Secondary,
    },
    National {
        place: RP,
        buyers: RP_BUYERS,
        category: WorksHousing,
        rotate: true,
        from: (2025, 1, 1),
        to: None,
        allows: &[(RestrictedCall, Euros(1_000_000))],
        source: RP_SOURCE,
        confidence: Secondary,
    },
    National {
        place: RP,
        buyers: RP_BUYERS,
        category: SuppliesServices,
        rotate: true,
        from: (2021, 9, 7),
        to: Some((2024, 12, 31)),
        allows: &[
            (DirectOrder, Euros(3_000)),
            (NegotiatedAward, Euros(40_000)),
            (RestrictedCall, Euros(80_000)),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: RP_OLD_SOURCE,
        confidence: Secondary,
    },
    National {
        place: RP,
        buyers: RP_BUYERS,
        category: Works,
        rotate: true,
        from: (2021, 9, 7),
        to: Some((2024, 12, 31)),
        allows: &[
            (DirectOrder, Euros(3_000)),
            (NegotiatedAward, Euros(40_000)),
            (RestrictedCall, Euros(200_000)),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: RP_OLD_SOURCE,
        confidence: Secondary,
    },
    National {
        place: SL,
        buyers: &[Municipal],
        category: SuppliesServices,
        rotate: false,
        from: (2025, 7, 1),
        to: None,
        allows: &[
            (DirectOrder, Euros(100_000)),
            (NegotiatedAward, EuThreshold),
            (RestrictedCall, EuThreshold),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: SL_SOURCE,
        confidence: Secondary,
    },
    National {
        place: SL,
        buyers: &[Municipal],
        category: Works,
        rotate: false,
        from: (2025, 7, 1),
        to: None,
        allows: &[
            (DirectOrder, Euros(100_000)),
            (NegotiatedAward, EuThreshold),
            (RestrictedCall, EuThreshold),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: SL_SOURCE,
        confidence: Primary,
    },
    National {
        place: Place::Land(Land::Nw),
        buyers: &[Municipal],
        category: SuppliesServices,
        rotate: false,
        from: (2026, 1, 1),
        to: None,
        allows: &[(DirectOrder, OwnStatute), (NegotiatedAward, OwnStatute), (RestrictedCall, OwnStatute)],
        source: NW_SOURCE,
        confidence: Secondary,
    },
    National {
        place: Place::Land(Land::Nw),
        buyers: &[Municipal],
        category: Works,
        rotate: false,
        from: (2026, 1, 1),
        to: None,
        allows: &[(DirectOrder, OwnStatute), (NegotiatedAward, OwnStatute), (RestrictedCall, OwnStatute)],
        source: NW_SOURCE,
        confidence: Secondary,
    },
    National {
        place: Place::Federation,
        buyers: FEDERAL_BUYERS,
        category: SuppliesServices,
        rotate: true,
        from: (2026, 7, 1),
        to: None,
        allows: &[(DirectOrder, Euros(50_000))],
        source: "§ 55(2) BHO",
        confidence: Primary,
    },
    National {
        place: Place::Federation,
        buyers: FEDERAL_BUYERS,
        category: SuppliesServices,
        rotate: false,
        from: (2017, 9, 2),
        to: None,
        allows: &[(PublicCall, Free), (RestrictedCallTnw, Free)],
        source: "§ 8(2) UVgO with § 55 BHO",
        confidence: Secondary,
    },
    National {
        place: Place::Federation,
        buyers: FEDERAL_BUYERS,
        category: Works,
        rotate: true,
        from: (2026, 1, 1),
        to: None,
        allows: &[
            (DirectOrder, Euros(50_000)),
            (NegotiatedAward, Euros(100_000)),
            (RestrictedCall, Euros(150_000)),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: VOBA_SOURCE,
        confidence: Secondary,
    },
    National {
        place: Place::Default,
        buyers: NOBODYS,
        category: SuppliesServices,
        rotate: true,
        from: (2017, 9, 2),
        to: None,
        allows: &[(DirectOrder, Euros(1_000)), (PublicCall, Free), (RestrictedCallTnw, Free)],
        source: "UVgO §§ 8(2), 14 (2017)",
        confidence: Secondary,
    },
    National {
        place: Place::Default,
        buyers: NOBODYS,
        category: Works,
        rotate: true,
        from: (2026, 1, 1),
        to: None,
        allows: &[
            (DirectOrder, Euros(50_000)),
            (NegotiatedAward, Euros(100_000)),
            (RestrictedCall, Euros(150_000)),
            (PublicCall, Free),
            (RestrictedCallTnw, Free),
        ],
        source: VOBA_SOURCE,
        confidence: Secondary,
    },
];

impl National {
    fn rules(&self) -> impl Iterator<Item = Rule> + '_ {
        self.buyers.iter().flat_map(move |&buyer_kind| {
            self.allows.iter().map(move |&(procedure, upto)| Rule {
                place: self.place,
                buyer_kind,
                category: self.category,
                procedure,
                limit: match upto {
                    Euros(euros) => Limit::Cents(euros * 100),
                    EuThreshold => Limit::EuThreshold,
                    Free => Limit::None,
                    OwnStatute => Limit::OwnStatute,
                },
                comparison: if matches!(upto, EuThreshold) { Comparison::Below } else { Comparison::AtMost },
                min_invited: min_invited_below(procedure),
                rotate: self.rotate && !matches!(procedure, PublicCall | RestrictedCallTnw),
                valid_from: date(self.from),
                valid_to: self.to.map(date),
                source: self.source.to_owned(),
                confidence: self.confidence,
            })
        })
    }
}

/// One firm for a direct order; three where firms are chosen (RP: "at least three", handbook 4; §§ 10(2),
/// 11(1), 12(2) UVgO, § 3b VOB/A); everybody in the public call.
const fn min_invited_below(procedure: Procedure) -> Option<u32> {
    match procedure {
        DirectOrder => Some(1),
        NegotiatedAward | RestrictedCall | RestrictedCallTnw => Some(3),
        _ => None,
    }
}
