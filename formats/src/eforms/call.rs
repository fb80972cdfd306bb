//! The procedure of the whole: kind, haste, grounds, where the exclusion grounds stand.

use super::data::Notice;
use super::element::Element;
use super::kind::{Content, Subtype};
use domain::joint_tender::procedure::ProcedureType;

/// Terms and process of the procedure; none for prior information and contract changes.
pub(super) fn procedure(notice: &Notice) -> Vec<Element> {
    let subtype = notice.content.subtype();
    if matches!(subtype, Subtype::PriorInformation | Subtype::ContractChange) {
        return Vec::new();
    }
    let mut elements = Vec::new();
    if notice.content.call().is_some() {
        elements.push(requirement("exclusion-grounds-source", "epo-procurement-document").within("cac:TenderingTerms"));
    }
    let mut process = Element::new("cac:TenderingProcess");
    if let Some(features) = &notice.procedure.features {
        process = process.with(Element::german("cbc:Description", features.clone()));
    }
    process =
        process.with(Element::code("cbc:ProcedureCode", "procurement-procedure-type", code(notice.procedure.way)));
    if let Some(call) = notice.content.call().filter(|_| !subtype.is_social()) {
        process = process.with(reason(
            "accelerated-procedure",
            call.accelerated.is_some().to_string(),
            call.accelerated.clone(),
        ));
    }
    if let Content::DirectAward(ground, _) = &notice.content {
        process = process.with(reason("direct-award-justification", ground.code, Some(ground.text.clone())));
    }
    elements.push(process);
    elements
}

/// A requirement on bidders, by the list it comes from.
pub(super) fn requirement(list: &str, code: &str) -> Element {
    Element::code("cbc:TendererRequirementTypeCode", list, code)
        .within("cac:SpecificTendererRequirement")
        .within("cac:TendererQualificationRequest")
}

fn reason(list: &str, code: impl Into<String>, text: Option<String>) -> Element {
    Element::new("cac:ProcessJustification")
        .with(Element::code("cbc:ProcessReasonCode", list, code))
        .with_all(text.map(|text| Element::german("cbc:ProcessReason", text)))
}

/// Code of the list `procurement-procedure-type`.
const fn code(way: ProcedureType) -> &'static str {
    match way {
        ProcedureType::Open => "open",
        ProcedureType::Restricted => "restricted",
        ProcedureType::NegotiatedTnw => "neg-w-call",
        ProcedureType::NegotiatedWithoutTnw => "neg-wo-call",
        ProcedureType::CompetitiveDialogue => "comp-dial",
        ProcedureType::InnovationPartnership => "innovation",
        // national ways in one stage and in more
        ProcedureType::PublicCall => "oth-single",
        ProcedureType::RestrictedCallTnw
        | ProcedureType::RestrictedCall
        | ProcedureType::NegotiatedAward
        | ProcedureType::DirectOrder => "oth-mult",
    }
}
