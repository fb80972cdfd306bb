//! Small steps through the XML: paths, amounts, days; each refusal with its line.

use super::{Error, Finding};
use chrono::NaiveDate;
use roxmltree::Node;

pub(super) fn ns<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().namespace().unwrap_or_default()
}

pub(super) fn namespace(node: Node<'_, '_>) -> String {
    match ns(node) {
        "" => node.tag_name().name().to_owned(),
        namespace => namespace.to_owned(),
    }
}

pub(super) fn line(node: Node<'_, '_>) -> u32 {
    node.document().text_pos_at(node.range().start).row
}

/// The first child of that name in the document's own namespace.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| n.is_element() && n.tag_name().name() == name && ns(*n) == ns(node))
}

pub(super) fn path<'a, 'i>(node: Node<'a, 'i>, names: &[&str]) -> Option<Node<'a, 'i>> {
    names.iter().try_fold(node, |at, name| child(at, name))
}

/// The text there, trimmed; empty when there is none.
pub(super) fn text(node: Node<'_, '_>, names: &[&str]) -> String {
    path(node, names).and_then(|n| n.text()).unwrap_or_default().trim().to_owned()
}

/// A place in the file and where to say what is wrong with it.
pub(super) struct At<'a, 'i, 'f> {
    pub node: Node<'a, 'i>,
    findings: &'f mut Vec<Finding>,
}

impl<'a, 'i, 'f> At<'a, 'i, 'f> {
    pub(super) fn new(node: Node<'a, 'i>, findings: &'f mut Vec<Finding>) -> Self {
        Self { node, findings }
    }

    fn refuse<T>(&mut self, at: Node<'_, '_>, error: Error) -> Option<T> {
        self.findings.push(Finding { line: line(at), error });
        None
    }

    fn missing<T>(&mut self, element: &str) -> Option<T> {
        let node = self.node;
        self.refuse(node, Error::Missing { element: element.to_owned() })
    }

    /// `Amt` with the sign of `CdtDbtInd`: credit above zero.
    pub(super) fn signed_amount(&mut self) -> Option<i64> {
        let cents = self.amount(&["Amt"])?;
        let Some(direction) = child(self.node, "CdtDbtInd") else { return self.missing("CdtDbtInd") };
        match direction.text().unwrap_or_default().trim() {
            "CRDT" => Some(cents),
            "DBIT" => cents.checked_neg(),
            other => self.refuse(direction, Error::DirectionInvalid { text: shortened(other) }),
        }
    }

    /// An amount in euros, as cents.
    pub(super) fn amount(&mut self, names: &[&str]) -> Option<i64> {
        let Some(node) = path(self.node, names) else { return self.missing("Amt") };
        let currency = node.attribute("Ccy").unwrap_or_default();
        if currency != "EUR" {
            return self.refuse(node, Error::CurrencyNotEur { currency: shortened(currency) });
        }
        let text = node.text().unwrap_or_default().trim();
        match cents(text) {
            Some(cents) => Some(cents),
            None => self.refuse(node, Error::AmountInvalid { text: shortened(text) }),
        }
    }

    /// `Dt` or the day of `DtTm` below `name`; `None` without a finding when it may be absent.
    pub(super) fn day(&mut self, name: &str, needed: bool) -> Option<NaiveDate> {
        let node = child(self.node, name).and_then(|n| child(n, "Dt").or_else(|| child(n, "DtTm")));
        let Some(node) = node else { return if needed { self.missing(name) } else { None } };
        let text = node.text().unwrap_or_default().trim();
        match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Some(day),
            None => self.refuse(node, Error::DateInvalid { text: shortened(text) }),
        }
    }
}

/// What is quoted back is short.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// `1234.5`, `1234.50`, `1234.500` and `1234` as cents; no sign, no exponent, no third place.
pub(super) fn cents(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) || text.len() > 40 {
        return None;
    }
    let (places, beyond) = fraction.split_at_checked(2).unwrap_or((fraction, ""));
    if beyond.bytes().any(|b| b != b'0') {
        return None;
    }
    let euros: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let rest: i64 = format!("{places:0<2}").parse().ok()?;
    euros.checked_mul(100)?.checked_add(rest)
}
