//! The members of the two cooperations; source: Destatis GV100AD, population of 2024-12-31 (handbook 10).

use domain::cooperation::BodyKind::{self, County, IndependentCity, MunicipalAssociation, Municipality};

/// A member.
#[derive(Debug)]
pub struct Member {
    /// Official key.
    pub ars: &'static str,
    /// Name.
    pub name: &'static str,
    /// Kind.
    pub kind: BodyKind,
    /// Inhabitants.
    pub population: i64,
    /// Key of the body whose office acts for it.
    pub office_ars: Option<&'static str>,
}

const fn member(ars: &'static str, name: &'static str, kind: BodyKind, population: i64) -> Member {
    Member { ars, name, kind, population, office_ars: None }
}

/// Day the population was counted.
pub const POPULATION_ON: &str = "2024-12-31";

/// Every body of both cooperations, each once. The Verbandsgemeinde acts for its town.
pub const MEMBERS: &[Member] = &[
    member("073120000000", "Kaiserslautern", IndependentCity, 100_426),
    member("071385004000", "Verbandsgemeinde Linz am Rhein", MunicipalAssociation, 19_053),
    Member { office_ars: Some("071385004000"), ..member("071385004041", "Stadt Linz am Rhein", Municipality, 6_265) },
    member("073360000000", "Landkreis Kusel", County, 69_334),
    member("071370000000", "Landkreis Mayen-Koblenz", County, 217_228),
    member("072320000000", "Eifelkreis Bitburg-Prüm", County, 99_788),
    member("100460000000", "Landkreis St. Wendel", County, 87_813),
    member("071370003003", "Andernach", Municipality, 30_039),
    member("073180000000", "Speyer", IndependentCity, 49_564),
    member("073340501501", "Wörth am Rhein", Municipality, 18_387),
    member("073200000000", "Zweibrücken", IndependentCity, 33_323),
    member("071330006006", "Bad Kreuznach", Municipality, 54_168),
    member("071415011068", "Katzenelnbogen", Municipality, 2_287),
    member("073170000000", "Pirmasens", IndependentCity, 39_761),
    member("072110000000", "Trier", IndependentCity, 104_342),
    member("073130000000", "Landau in der Pfalz", IndependentCity, 48_209),
];

/// Cooperations with the keys of their members.
pub const COOPERATIONS: &[(&str, &str, &[&str])] = &[
    ("SUEDWEST_CLUSTER", "Südwest-Cluster", &SUEDWEST),
    (
        "IKONE_DS",
        "IKONE-DS",
        &[
            "073120000000",
            "071370003003",
            "073180000000",
            "073340501501",
            "073200000000",
            "071330006006",
            "071415011068",
            "073170000000",
            "072110000000",
            "073130000000",
        ],
    ),
];

/// Members of the Südwest-Cluster.
pub const SUEDWEST: [&str; 7] =
    ["073120000000", "071385004041", "071385004000", "073360000000", "071370000000", "072320000000", "100460000000"];

/// Members of IKONE-DS that are in no other demo cooperation.
pub const IKONE_ONLY: [&str; 9] = [
    "071370003003",
    "073180000000",
    "073340501501",
    "073200000000",
    "071330006006",
    "071415011068",
    "073170000000",
    "072110000000",
    "073130000000",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_members_are_the_real_ones_with_their_population() {
        let Some(path) = testkit::shared::require("data/gemeinden/cooperation_members.csv") else { return };
        let text = std::fs::read_to_string(path).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut seen = 0;
        for row in reader.records() {
            let row = row.unwrap();
            let (cooperation, ars, population) = (&row[0], &row[4], &row[5]);
            let member = MEMBERS.iter().find(|m| m.ars == ars).unwrap_or_else(|| panic!("{ars} is missing"));
            assert_eq!(member.population.to_string(), population, "{ars}");
            let (_, _, members) = COOPERATIONS.iter().find(|(code, _, _)| *code == cooperation).expect("cooperation");
            assert!(members.contains(&ars), "{ars} is not in {cooperation}");
            seen += 1;
        }
        assert_eq!(seen, COOPERATIONS.iter().map(|(_, _, m)| m.len()).sum::<usize>());
    }
}
