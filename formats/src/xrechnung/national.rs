//! National rules decided on the XML itself: payment groups, IBAN, e-mail.
//!
//! Why here: the library's model holds one means of payment, so a file that carries two (a card
//! **and** a transfer) loses one before its rules run; it also reads an empty IBAN as absent, and
//! is stricter on e-mail addresses than the published rule. For the rules in [`DECIDED_HERE`] its
//! verdict is dropped and ours stands. Source: XRechnung Schematron 2.5, both syntaxes.
//!
//! What must stay true: the text has passed the gate; what is not well-formed was refused before.

use super::{Finding, Severity, Syntax, messages};
use roxmltree::Node;

/// Rules on which the library is not asked.
const DECIDED_HERE: [&str; 11] = [
    "BR-DE-19",
    "BR-DE-20",
    "BR-DE-23-a",
    "BR-DE-23-b",
    "BR-DE-24-a",
    "BR-DE-24-b",
    "BR-DE-25-a",
    "BR-DE-25-b",
    "BR-DE-28",
    "BR-DE-30",
    "BR-DE-31",
];

/// One payment instruction (BG-16) as far as these rules look.
#[derive(Debug, Default)]
struct Means {
    code: String,
    /// BG-17 is there.
    transfer: bool,
    /// Bank data that do not go with a direct debit.
    foreign_to_debit: bool,
    /// BG-18 is there.
    card: bool,
    /// BG-19 is there.
    debit: bool,
    payee_iban: String,
    debtor_iban: String,
}

/// Replaces the library's verdict on [`DECIDED_HERE`] by ours.
pub(super) fn decide(text: &str, syntax: Syntax, findings: &mut Vec<Finding>) {
    let Ok(document) = roxmltree::Document::parse(text) else {
        return;
    };
    let root = document.root_element();
    findings.retain(|f| !DECIDED_HERE.contains(&f.rule.as_str()));
    let means = match syntax {
        Syntax::Ubl => ubl_means(root),
        Syntax::Cii => cii_means(root),
    };
    let mut broken: Vec<(&str, Severity)> = means.iter().flat_map(payment_rules).collect();
    let (creditor, debtor) = match syntax {
        Syntax::Ubl => ubl_debit(root),
        Syntax::Cii => cii_debit(root),
    };
    broken.extend((!creditor).then_some(("BR-DE-30", Severity::Fatal)));
    broken.extend((!debtor).then_some(("BR-DE-31", Severity::Fatal)));
    let email = match syntax {
        Syntax::Ubl => &["AccountingSupplierParty", "Party", "Contact", "ElectronicMail"][..],
        Syntax::Cii => &[
            "SupplyChainTradeTransaction",
            "ApplicableHeaderTradeAgreement",
            "SellerTradeParty",
            "DefinedTradeContact",
            "EmailURIUniversalCommunication",
            "URIID",
        ][..],
    };
    // An absent or blank address is BR-DE-7; here only what was written is judged.
    if all(root, email).iter().map(|n| value(*n)).any(|e| !e.is_empty() && !is_email(&e)) {
        broken.push(("BR-DE-28", Severity::Warning));
    }
    findings.extend(broken.into_iter().map(|(rule, severity)| Finding {
        rule: rule.to_owned(),
        severity,
        message: messages::of_rule(rule, ""),
    }));
}

fn payment_rules(means: &Means) -> Vec<(&'static str, Severity)> {
    use Severity::{Fatal, Warning};
    let broken = |rules: &[(bool, &'static str, Severity)]| {
        rules.iter().filter(|(holds, ..)| !holds).map(|(_, rule, severity)| (*rule, *severity)).collect()
    };
    match means.code.as_str() {
        "30" | "58" => broken(&[
            (means.code == "30" || is_iban(&means.payee_iban), "BR-DE-19", Warning),
            (means.transfer, "BR-DE-23-a", Fatal),
            (!means.card && !means.debit, "BR-DE-23-b", Fatal),
        ]),
        "48" | "54" | "55" => {
            broken(&[(means.card, "BR-DE-24-a", Fatal), (!means.transfer && !means.debit, "BR-DE-24-b", Fatal)])
        }
        "59" => broken(&[
            (is_iban(&means.debtor_iban), "BR-DE-20", Warning),
            (means.debit, "BR-DE-25-a", Fatal),
            (!means.transfer && !means.foreign_to_debit && !means.card, "BR-DE-25-b", Fatal),
        ]),
        _ => Vec::new(),
    }
}

fn ubl_means(root: Node<'_, '_>) -> Vec<Means> {
    let first = |n: Node<'_, '_>, path: &[&str]| all(n, path).first().map(|n| value(*n)).unwrap_or_default();
    let one = |n: Node<'_, '_>| Means {
        code: first(n, &["PaymentMeansCode"]),
        transfer: has(n, "PayeeFinancialAccount"),
        foreign_to_debit: false,
        card: has(n, "CardAccount"),
        debit: has(n, "PaymentMandate"),
        payee_iban: first(n, &["PayeeFinancialAccount", "ID"]),
        debtor_iban: first(n, &["PaymentMandate", "PayerFinancialAccount", "ID"]),
    };
    all(root, &["PaymentMeans"]).into_iter().map(one).collect()
}

fn cii_means(root: Node<'_, '_>) -> Vec<Means> {
    let first = |n: Node<'_, '_>, path: &[&str]| all(n, path).first().map(|n| value(*n)).unwrap_or_default();
    let mut found = Vec::new();
    for settlement in all(root, &["SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement"]) {
        // Mandate and creditor stand beside the instruction, not in it.
        let debit_beside = has(settlement, "CreditorReferenceID")
            || !all(settlement, &["SpecifiedTradePaymentTerms", "DirectDebitMandateID"]).is_empty();
        for n in all(settlement, &["SpecifiedTradeSettlementPaymentMeans"]) {
            found.push(Means {
                code: first(n, &["TypeCode"]),
                transfer: has(n, "PayeePartyCreditorFinancialAccount"),
                foreign_to_debit: has(n, "PayeeSpecifiedCreditorFinancialInstitution")
                    || has(n, "PayerSpecifiedDebtorFinancialInstitution"),
                card: has(n, "ApplicableTradeSettlementFinancialCard"),
                debit: debit_beside || !all(n, &["PayerPartyDebtorFinancialAccount", "IBANID"]).is_empty(),
                payee_iban: first(n, &["PayeePartyCreditorFinancialAccount", "IBANID"]),
                debtor_iban: first(n, &["PayerPartyDebtorFinancialAccount", "IBANID"]),
            });
        }
    }
    found
}

/// Whether a direct debit names its creditor (BT-90) and its account (BT-91); true without one.
fn ubl_debit(root: Node<'_, '_>) -> (bool, bool) {
    let there = |path: &[&str]| !all(root, path).is_empty();
    if !there(&["PaymentMeans", "PaymentMandate"]) {
        return (true, true);
    }
    let sepa = |path: &[&str]| {
        let mut ids = all(root, path).into_iter();
        ids.any(|id| id.attribute("schemeID") == Some("SEPA"))
    };
    let creditor = sepa(&["AccountingSupplierParty", "Party", "PartyIdentification", "ID"])
        || sepa(&["PayeeParty", "PartyIdentification", "ID"]);
    let account = ["PaymentMeans", "PaymentMandate", "PayerFinancialAccount", "ID"];
    (creditor, there(&account))
}

/// As [`ubl_debit`]: in CII a direct debit is there when any of its three terms is.
fn cii_debit(root: Node<'_, '_>) -> (bool, bool) {
    let there = |path: &[&str]| {
        let settlement = ["SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement"];
        !all(root, &[&settlement[..], path].concat()).is_empty()
    };
    let mandate = there(&["SpecifiedTradePaymentTerms", "DirectDebitMandateID"]);
    let creditor = there(&["CreditorReferenceID"]);
    let means = "SpecifiedTradeSettlementPaymentMeans";
    let account = there(&[means, "PayerPartyDebtorFinancialAccount", "IBANID"]);
    let debit = mandate || creditor || account;
    (!debit || creditor && (mandate || account), !debit || account && (mandate || creditor))
}

/// Every element at the end of a path of local names.
fn all<'a, 'i>(from: Node<'a, 'i>, path: &[&str]) -> Vec<Node<'a, 'i>> {
    path.iter().fold(vec![from], |nodes, step| {
        nodes.iter().flat_map(|n| n.children().filter(|c| c.is_element() && c.tag_name().name() == *step)).collect()
    })
}

fn has(node: Node<'_, '_>, child: &str) -> bool {
    !all(node, &[child]).is_empty()
}

/// The text with blanks normalised, as the published rules compare it.
fn value(node: Node<'_, '_>) -> String {
    let text: String = node.children().filter_map(|c| c.text().filter(|_| c.is_text())).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two capitals, two digits, at most thirty letters or digits; ISO 7064 remainder 1.
fn is_iban(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = compact.as_bytes();
    let shape = (4..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_alphanumeric);
    if !shape {
        return false;
    }
    let moved = bytes[4..].iter().chain(&bytes[..4]);
    // The published rule counts a small letter by its code, not as its capital; so do we.
    let remainder = moved.fold(0u32, |rest, byte| {
        let (shift, digit) = if *byte > 64 { (100, u32::from(*byte) - 55) } else { (10, u32::from(*byte) - 48) };
        (rest * shift + digit) % 97
    });
    remainder == 1
}

/// One `@`, something before it, and behind it at least two parts parted by single dots.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let clean = |part: &str| !part.is_empty() && !part.contains(|c: char| c == '@' || c.is_whitespace());
    let labels: Vec<&str> = domain.split('.').collect();
    clean(local) && labels.len() >= 2 && labels.iter().all(|l| clean(l))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ibans_are_checked_by_shape_and_remainder() {
        assert!(is_iban("DE75 5121 0800 1245 1261 99"));
        assert!(is_iban("GB29NWBK60161331926819"));
        for wrong in ["", "DE", "DE12345678912345678912", "AS28192373298", "de75512108001245126199"] {
            assert!(!is_iban(wrong), "{wrong}");
        }
    }

    #[test]
    fn addresses_need_one_at_and_a_dotted_domain() {
        assert!(is_email("maria.müller@müller.de"));
        for wrong in ["", "a@b", "a@@b.de", "a b@c.de", "a@c.de.", "@c.de", "a@.de"] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = (is_iban(&text), is_email(&text));
        }
    }
}
