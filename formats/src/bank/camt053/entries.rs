//! The entries of a statement, collective ones taken apart.

use super::xml::{At, child, line, path, text};
use super::{Entry, Error, Finding, MAX_ENTRIES};
use chrono::NaiveDate;
use roxmltree::Node;

/// Booked entries, and how many were only announced.
pub(super) fn all(
    statement: Node<'_, '_>,
    iban: &str,
    statement_id: &str,
    findings: &mut Vec<Finding>,
) -> (Vec<Entry>, usize) {
    let (mut out, mut pending) = (Vec::new(), 0);
    let nodes = statement.children().filter(|n| n.tag_name().name() == "Ntry");
    for (ordinal, node) in nodes.enumerate() {
        if out.len() >= MAX_ENTRIES {
            findings.push(Finding { line: line(node), error: Error::TooManyEntries });
            break;
        }
        // 001.02 writes the state as text, 001.08 as a code below it.
        let (plain, coded) = (text(node, &["Sts"]), text(node, &["Sts", "Cd"]));
        if [plain.as_str(), coded.as_str()].iter().any(|state| matches!(*state, "PDNG" | "INFO" | "FUTR")) {
            pending += 1;
            continue;
        }
        if let Some(head) = Head::read(node, findings) {
            let fallback = format!("{statement_id}#{ordinal}");
            out.extend(head.parts(iban, &fallback));
        }
    }
    (out, pending)
}

/// What holds for the entry and all its parts.
struct Head<'a, 'i> {
    node: Node<'a, 'i>,
    amount_cents: i64,
    booked_on: NaiveDate,
    valued_on: Option<NaiveDate>,
}

impl<'a, 'i> Head<'a, 'i> {
    fn read(node: Node<'a, 'i>, findings: &mut Vec<Finding>) -> Option<Self> {
        let mut at = At::new(node, findings);
        // All three are looked at, so that the bank hears of all that is wrong at once.
        let (amount, booked, valued) = (at.signed_amount(), at.day("BookgDt", true), at.day("ValDt", false));
        Some(Self { node, amount_cents: amount?, booked_on: booked?, valued_on: valued })
    }

    fn parts(&self, iban: &str, fallback: &str) -> Vec<Entry> {
        let transactions: Vec<Node<'a, 'i>> = self
            .node
            .children()
            .filter(|n| n.tag_name().name() == "NtryDtls")
            .flat_map(|details| details.children().filter(|n| n.tag_name().name() == "TxDtls"))
            .collect();
        let bank_reference = text(self.node, &["AcctSvcrRef"]);
        let base = if bank_reference.is_empty() { fallback.to_owned() } else { bank_reference };
        let key = |ordinal: usize, cents: i64| format!("{iban}|{}|{base}|{ordinal}|{cents}", self.booked_on);
        let amounts = parts_that_add_up(&transactions, self.amount_cents);
        match (amounts, transactions.first()) {
            (Some(amounts), _) => transactions
                .iter()
                .zip(amounts)
                .enumerate()
                .map(|(ordinal, (part, cents))| self.entry(Some(*part), cents, key(ordinal, cents)))
                .collect(),
            (None, Some(only)) if transactions.len() == 1 => {
                vec![self.entry(Some(*only), self.amount_cents, key(0, self.amount_cents))]
            }
            (None, _) => vec![self.entry(None, self.amount_cents, key(0, self.amount_cents))],
        }
    }

    fn entry(&self, part: Option<Node<'a, 'i>>, amount_cents: i64, key: String) -> Entry {
        let received = amount_cents >= 0;
        let party = if received { ["Dbtr", "DbtrAcct"] } else { ["Cdtr", "CdtrAcct"] };
        let within = |names: &[&str]| part.map(|p| text(p, names)).unwrap_or_default();
        let name = [within(&["RltdPties", party[0], "Nm"]), within(&["RltdPties", party[0], "Pty", "Nm"])].concat();
        let account = within(&["RltdPties", party[1], "Id", "IBAN"]);
        let end_to_end = within(&["Refs", "EndToEndId"]);
        Entry {
            line: line(part.unwrap_or(self.node)),
            key,
            amount_cents,
            booked_on: self.booked_on,
            valued_on: self.valued_on,
            reversal: text(self.node, &["RvslInd"]) == "true",
            party_name: name,
            party_iban: account.chars().filter(|c| !c.is_whitespace()).collect(),
            end_to_end: if end_to_end == "NOTPROVIDED" { String::new() } else { end_to_end },
            remittance: remittance(part, self.node),
        }
    }
}

/// The signed amounts of the parts, when every part has one and they add up.
fn parts_that_add_up(parts: &[Node<'_, '_>], whole_cents: i64) -> Option<Vec<i64>> {
    if parts.len() < 2 {
        return None;
    }
    let sign = if whole_cents < 0 { -1 } else { 1 };
    let mut amounts = Vec::with_capacity(parts.len());
    for part in parts {
        let node = child(*part, "Amt").or_else(|| path(*part, &["AmtDtls", "TxAmt", "Amt"]))?;
        if node.attribute("Ccy") != Some("EUR") {
            return None;
        }
        let cents = super::xml::cents(node.text()?.trim())?;
        let sign = match text(*part, &["CdtDbtInd"]).as_str() {
            "CRDT" => 1,
            "DBIT" => -1,
            _ => sign,
        };
        amounts.push(cents.checked_mul(sign)?);
    }
    let sum: i128 = amounts.iter().map(|a| i128::from(*a)).sum();
    (sum == i128::from(whole_cents)).then_some(amounts)
}

/// Purpose lines and structured creditor references; without them the bank's own text.
fn remittance(part: Option<Node<'_, '_>>, entry: Node<'_, '_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for node in part.and_then(|p| child(p, "RmtInf")).into_iter().flat_map(|r| r.children()) {
        match node.tag_name().name() {
            "Ustrd" => lines.push(node.text().unwrap_or_default().trim().to_owned()),
            "Strd" => lines.push(text(node, &["CdtrRefInf", "Ref"])),
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() {
        lines.push(text(entry, &["AddtlNtryInf"]));
    }
    lines.join(" ")
}
