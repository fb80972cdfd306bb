//! eForms notices as XML: prior information (4), contract notice (16, social 20), direct award preannouncement (25),
//! award (29, social 33), contract change (38), and corrections of all of them.
//!
//! Plain data in, text out. Must stay true: a notice never changes, a correction is a new one that names the former;
//! every joint buyer stands in it, the lead marked; the customisation id is a setting, for the German standard moves on
//! its own calendar (handbook 6). Source: eForms SDK 1.15 fields and notice types, Regulation (EU) 2019/1780.
//!
//! Of the ways to a contract only the open procedure has its contract notice here: the second stage of the others has
//! fields of its own.

mod call;
mod data;
mod element;
mod error;
mod head;
mod kind;
mod lots;
mod result;

pub use data::{
    Awarded, CallTerms, Change, Criterion, CriterionType, Framework, Lot, Notice, Organisation, Outcome, Place,
    Procedure, ProcessReason, Project, Results, Settings, Winner,
};
pub use error::Error;
pub use kind::{Content, Modification, Subtype};

use element::Element;

/// The notice as XML, UTF-8.
///
/// # Errors
/// [`Error`] where the data contradict themselves.
pub fn build(notice: &Notice, settings: &Settings) -> Result<String, Error> {
    head::check(notice)?;
    let subtype = notice.content.subtype();
    let (root, namespace) = subtype.root();
    let mut xml = Element::new(root).attr("xmlns", namespace);
    for (prefix, uri) in NAMESPACES {
        xml = xml.attr(prefix, uri);
    }
    let xml = xml
        .with(head::extensions(notice)?)
        .with_all(head::identification(notice, settings))
        .with_all(head::buyers(notice))
        .with_all(call::procedure(notice))
        .with(lots::project(&notice.project, "cac:ProcurementProject"))
        .with_all(notice.lots.iter().map(|lot| lots::lot(notice, lot)))
        .with_all(head::ending(notice));
    xml.write()
}

const NAMESPACES: [(&str, &str); 6] = [
    ("xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
    ("xmlns:ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
    ("xmlns:efac", "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"),
    ("xmlns:efbc", "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"),
    ("xmlns:efext", "http://data.europa.eu/p27/eforms-ubl-extensions/1"),
];
