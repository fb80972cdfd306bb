//! Lots (parts of a prior information): terms, process and subject.

use super::call::requirement;
use super::data::{CallTerms, Criterion, CriterionType, Framework, Lot, Notice, Project};
use super::element::Element;
use super::head::{date, time};
use super::kind::Subtype;

pub(super) fn lot(notice: &Notice, lot: &Lot) -> Element {
    let subtype = notice.content.subtype();
    let scheme = if subtype == Subtype::PriorInformation { "Part" } else { "Lot" };
    Element::new("cac:ProcurementProjectLot")
        .with(Element::id(scheme, lot.id.clone()))
        .with(terms(notice, lot))
        .with_all(process(notice, lot))
        .with(project(&lot.project, "cac:ProcurementProject"))
}

/// Subject of the whole or of a lot.
pub(super) fn project(project: &Project, name: &'static str) -> Element {
    let place = Element::new("cac:Address")
        .with(Element::code("cbc:CountrySubentityCode", "nuts", project.place.nuts.clone()))
        .with(Element::code("cbc:IdentificationCode", "country", "DEU").within("cac:Country"));
    let mut element = Element::new(name)
        .with(Element::id("InternalID", project.internal_id.clone()))
        .with(Element::german("cbc:Name", project.title.clone()))
        .with(Element::german("cbc:Description", project.description.clone()))
        .with(Element::code("cbc:ProcurementTypeCode", "contract-nature", project.nature));
    if let Some(cents) = project.value_cents {
        let total = Element::euros("cbc:EstimatedOverallContractAmount", cents);
        element = element.with(total.within("cac:RequestedTenderTotal"));
    }
    element = element
        .with(
            Element::code("cbc:ItemClassificationCode", "cpv", project.cpv.clone())
                .within("cac:MainCommodityClassification"),
        )
        .with(place.within("cac:RealizedLocation"));
    if let Some(months) = project.months {
        let duration = Element::text("cbc:DurationMeasure", months.to_string()).attr("unitCode", "MONTH");
        element = element.with(duration.within("cac:PlannedPeriod"));
    }
    element
}

fn terms(notice: &Notice, lot: &Lot) -> Element {
    let subtype = notice.content.subtype();
    let call = notice.content.call();
    let mut terms = Element::new("cac:TenderingTerms");
    if call.is_some() && !subtype.is_social() {
        terms = terms.with(Element::code("cbc:VariantConstraintCode", "permission", "not-allowed"));
    }
    if matches!(subtype, Subtype::Contract | Subtype::Award) {
        terms = terms.with(Element::code("cbc:FundingProgramCode", "eu-funded", "no-eu-funds"));
    }
    if let Some(call) = call {
        terms = terms.with_all(before_criteria(call, subtype));
    }
    if !lot.criteria.is_empty() && !matches!(subtype, Subtype::PriorInformation | Subtype::ContractChange) {
        let criteria = Element::new("cac:AwardingCriterion").with_all(lot.criteria.iter().map(criterion));
        terms = terms.with(criteria.within("cac:AwardingTerms"));
    }
    if let Some(call) = call {
        terms = terms.with_all(after_criteria(notice, call, subtype));
    }
    let review = Element::id("organization", notice.review_body.clone());
    let mut appeal = Element::new("cac:AppealTerms");
    if let Some(call) = call {
        let text = Element::german("cbc:Description", call.review_terms.clone());
        appeal = appeal.with(text.within("cac:PresentationPeriod"));
    }
    terms = terms.with(appeal.with(review.within("cac:PartyIdentification").within("cac:AppealReceiverParty")));
    if call.is_some() {
        terms = terms.with(Element::text("cbc:ID", "DEU").within("cac:Language"));
    }
    if subtype == Subtype::Contract {
        let post = Element::new("cac:PostAwardProcess")
            .with(Element::text("cbc:ElectronicOrderUsageIndicator", "true"))
            .with(Element::text("cbc:ElectronicPaymentUsageIndicator", "true"));
        terms = terms.with(post);
    }
    terms
}

fn before_criteria(call: &CallTerms, subtype: Subtype) -> Vec<Element> {
    let documents = Element::new("cac:CallForTendersDocumentReference")
        .with(Element::text("cbc:ID", "1"))
        .with(Element::text("cbc:DocumentType", "non-restricted-document"))
        .with(
            Element::text("cbc:URI", call.documents_url.clone())
                .within("cac:ExternalReference")
                .within("cac:Attachment"),
        );
    let mut elements = vec![
        documents,
        requirement("reserved-procurement", "none"),
        requirement("selection-criteria-source", "epo-procurement-document"),
        execution("reserved-execution", "no"),
    ];
    if !subtype.is_social() {
        elements.push(execution("einvoicing", "required"));
        elements.push(execution("ecatalog-submission", "not-allowed"));
    }
    elements
}

fn execution(list: &str, code: &str) -> Element {
    Element::code("cbc:ExecutionRequirementCode", list, code).within("cac:ContractExecutionRequirement")
}

fn after_criteria(notice: &Notice, call: &CallTerms, subtype: Subtype) -> Vec<Element> {
    let mut recipient =
        Element::new("cac:TenderRecipientParty").with(Element::text("cbc:EndpointID", call.submission_url.clone()));
    if let Some(lead) = notice.buyers.first() {
        recipient = recipient.with(Element::id("organization", lead.clone()).within("cac:PartyIdentification"));
    }
    let mut elements = vec![recipient];
    if !subtype.is_social() {
        let binding = Element::text("cbc:DurationMeasure", call.binding_days.to_string()).attr("unitCode", "DAY");
        elements.push(binding.within("cac:TenderValidityPeriod"));
    }
    elements
}

fn criterion(criterion: &Criterion) -> Element {
    let kind = match criterion.kind {
        CriterionType::Price => "price",
        CriterionType::Quality => "quality",
        CriterionType::Cost => "cost",
    };
    let weight = Element::new("efac:AwardCriterionParameter")
        .with(Element::code("efbc:ParameterCode", "number-weight", "per-exa"))
        .with(Element::text("efbc:ParameterNumeric", criterion.weight_percent.to_string()));
    let extension = weight.within("efext:EformsExtension").within("ext:ExtensionContent").within("ext:UBLExtension");
    Element::new("cac:SubordinateAwardingCriterion")
        .with(extension.within("ext:UBLExtensions"))
        .with(Element::code("cbc:AwardingCriterionTypeCode", "award-criterion-type", kind))
        .with(Element::german("cbc:Name", criterion.name.clone()))
        .with(Element::german("cbc:Description", criterion.description.clone()))
}

fn process(notice: &Notice, lot: &Lot) -> Option<Element> {
    let subtype = notice.content.subtype();
    let gpa = || Element::text("cbc:GovernmentAgreementConstraintIndicator", notice.procedure.gpa.to_string());
    let mut process = Element::new("cac:TenderingProcess");
    match subtype {
        Subtype::PriorInformation | Subtype::ContractChange => return None,
        Subtype::DirectAward => return Some(process.with(gpa())),
        Subtype::Contract | Subtype::SocialContract | Subtype::Award | Subtype::SocialAward => {}
    }
    if let Some(call) = notice.content.call() {
        process = process.with(Element::code("cbc:SubmissionMethodCode", "esubmission", "required"));
        process = process.with_all((!subtype.is_social()).then(gpa));
        process = process.with(
            Element::new("cac:TenderSubmissionDeadlinePeriod")
                .with(Element::text("cbc:EndDate", date(&call.bids_due_at)))
                .with(Element::text("cbc:EndTime", time(&call.bids_due_at))),
        );
        if !subtype.is_social() {
            process = process.with(
                Element::new("cac:OpenTenderEvent")
                    .with(Element::text("cbc:OccurrenceDate", date(&call.opening_at)))
                    .with(Element::text("cbc:OccurrenceTime", time(&call.opening_at))),
            );
        }
    } else if !subtype.is_social() {
        process = process.with(gpa());
    }
    if !subtype.is_social() {
        process = process.with(Element::text("cbc:AuctionConstraintIndicator", "false").within("cac:AuctionTerms"));
    }
    Some(process.with(system("framework-agreement", framework(lot.framework))).with(system("dps-usage", "none")))
}

fn system(list: &str, code: &str) -> Element {
    Element::code("cbc:ContractingSystemTypeCode", list, code).within("cac:ContractingSystem")
}

const fn framework(framework: Framework) -> &'static str {
    match framework {
        Framework::None => "none",
        Framework::WithoutCompetition => "fa-wo-rc",
        Framework::WithCompetition => "fa-w-rc",
        Framework::Mixed => "fa-mix",
    }
}
