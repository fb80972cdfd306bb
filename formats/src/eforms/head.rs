//! What every notice has: extension with organisations, ids, buyers; and the checks before anything is written.

use super::data::{Change, Notice, Organisation, Outcome, Settings};
use super::element::Element;
use super::error::Error;
use super::kind::{Content, Subtype};
use super::result;
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeSet;

pub(super) fn check(notice: &Notice) -> Result<(), Error> {
    if notice.buyers.is_empty() || notice.lots.is_empty() {
        return Err(Error::NoBuyerOrLot);
    }
    let mut organisations = BTreeSet::new();
    for organisation in &notice.organisations {
        if !organisations.insert(organisation.id.as_str()) {
            return Err(Error::Twice(organisation.id.clone()));
        }
    }
    let mut lots = BTreeSet::new();
    for lot in &notice.lots {
        if !lots.insert(lot.id.as_str()) {
            return Err(Error::Twice(lot.id.clone()));
        }
    }
    let named = notice.buyers.iter().chain([&notice.review_body]);
    if let Some(unknown) = named.into_iter().find(|id| !organisations.contains(id.as_str())) {
        return Err(Error::Unknown(unknown.clone()));
    }
    let Some(results) = notice.content.results() else { return Ok(()) };
    let ended: BTreeSet<&str> = results.lots.iter().map(|awarded| awarded.lot.as_str()).collect();
    if ended != lots || results.lots.len() != lots.len() {
        return Err(Error::ResultsIncomplete);
    }
    for awarded in &results.lots {
        if let Outcome::Won(winner) = &awarded.outcome
            && !organisations.contains(winner.organisation.as_str())
        {
            return Err(Error::Unknown(winner.organisation.clone()));
        }
    }
    Ok(())
}

pub(super) fn date(at: &DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d%:z").to_string()
}

pub(super) fn time(at: &DateTime<FixedOffset>) -> String {
    at.format("%H:%M:%S%:z").to_string()
}

/// A calendar date in the notice's own offset.
pub(super) fn day(notice: &Notice, day: chrono::NaiveDate) -> String {
    format!("{day}{}", notice.issued_at.format("%:z"))
}

pub(super) fn extensions(notice: &Notice) -> Result<Element, Error> {
    let subtype = notice.content.subtype();
    let mut inner = Element::new("efext:EformsExtension");
    if let Some(change) = &notice.change {
        inner = inner.with(changes(notice, change));
    }
    if let Content::ContractChange(modification, _) = &notice.content {
        inner = inner.with(result::modification(modification));
    }
    if let Some(results) = notice.content.results() {
        inner = inner.with(result::notice_result(notice, results)?);
    }
    let number = Element::code("cbc:SubTypeCode", "notice-subtype", subtype.number());
    let organisations = notice.organisations.iter().map(|known| organisation(notice, known));
    let inner = inner
        .with(number.within("efac:NoticeSubType"))
        .with(Element::new("efac:Organizations").with_all(organisations));
    Ok(inner.within("ext:ExtensionContent").within("ext:UBLExtension").within("ext:UBLExtensions"))
}

fn changes(notice: &Notice, change: &Change) -> Element {
    let section = |(id, text): &(String, String)| {
        let mut element = Element::new("efac:Change").with(Element::german("efbc:ChangeDescription", text.clone()));
        if let Some(changed_on) = change.documents_changed_on {
            element = element
                .with(Element::text("efbc:ProcurementDocumentsChangeDate", day(notice, changed_on)))
                .with(Element::text("efbc:ProcurementDocumentsChangeIndicator", "true"));
        }
        element.with(Element::text("efbc:ChangedSectionIdentifier", id.clone()).within("efac:ChangedSection"))
    };
    let reason = Element::new("efac:ChangeReason")
        .with(Element::code("cbc:ReasonCode", "change-corrig-justification", change.reason_code))
        .with(Element::german("efbc:ReasonDescription", change.reason.clone()));
    Element::new("efac:Changes")
        .with(Element::text("efbc:ChangedNoticeIdentifier", change.former_notice.clone()))
        .with_all(change.sections.iter().map(section))
        .with(reason)
}

fn organisation(notice: &Notice, known: &Organisation) -> Element {
    let mut address = Element::new("cac:PostalAddress");
    if let Some(street) = &known.street {
        address = address.with(Element::text("cbc:StreetName", street.clone()));
    }
    let address = address
        .with(Element::text("cbc:CityName", known.city.clone()))
        .with(Element::text("cbc:PostalZone", known.postal_code.clone()))
        .with(Element::code("cbc:CountrySubentityCode", "nuts", known.nuts.clone()))
        .with(Element::code("cbc:IdentificationCode", "country", "DEU").within("cac:Country"));
    let mut contact = Element::new("cac:Contact");
    if let Some(phone) = &known.phone {
        contact = contact.with(Element::text("cbc:Telephone", phone.clone()));
    }
    let contact = contact.with(Element::text("cbc:ElectronicMail", known.email.clone()));
    let mut company = Element::new("efac:Company");
    // a firm's size is told of winners only, and not again when their contract changes
    let tells_size = notice.content.results().is_some() && notice.content.subtype() != Subtype::ContractChange;
    if let Some(size) = known.size.filter(|_| tells_size) {
        company = company.with(Element::code("efbc:CompanySizeCode", "economic-operator-size", size));
    }
    let company = company
        .with(Element::id("organization", known.id.clone()).within("cac:PartyIdentification"))
        .with(Element::german("cbc:Name", known.name.clone()).within("cac:PartyName"))
        .with(address)
        .with(Element::text("cbc:CompanyID", known.company_id.clone()).within("cac:PartyLegalEntity"))
        .with(contact);
    let mut outer = Element::new("efac:Organization");
    // several buyers: one of them is marked as the lead of the group
    if notice.buyers.len() > 1 && notice.buyers.contains(&known.id) {
        let leads = notice.buyers.first() == Some(&known.id);
        outer = outer.with(Element::text("efbc:GroupLeadIndicator", leads.to_string()));
    }
    outer.with(company)
}

pub(super) fn identification(notice: &Notice, settings: &Settings) -> Vec<Element> {
    let subtype = notice.content.subtype();
    let (form, kind) = subtype.notice_type();
    let mut elements = vec![
        Element::text("cbc:UBLVersionID", "2.3"),
        Element::text("cbc:CustomizationID", settings.customization_id.clone()),
        Element::id("notice-id", notice.notice_id.clone()),
    ];
    if subtype != Subtype::PriorInformation {
        elements.push(Element::text("cbc:ContractFolderID", notice.procedure_id.clone()));
    }
    elements.push(Element::text("cbc:IssueDate", date(&notice.issued_at)));
    elements.push(Element::text("cbc:IssueTime", time(&notice.issued_at)));
    elements.push(Element::text("cbc:VersionID", format!("{:02}", notice.version)));
    if let Content::PriorInformation { planned_on } = &notice.content {
        elements.push(Element::text("cbc:PlannedDate", day(notice, *planned_on)));
    }
    elements.push(Element::text("cbc:RegulatoryDomain", "32014L0024"));
    elements.push(Element::code("cbc:NoticeTypeCode", form, kind));
    elements.push(Element::text("cbc:NoticeLanguageCode", "DEU"));
    elements
}

pub(super) fn buyers(notice: &Notice) -> Vec<Element> {
    let party =
        |id: &String| Element::id("organization", id.clone()).within("cac:PartyIdentification").within("cac:Party");
    let kind = || Element::code("cbc:PartyTypeCode", "buyer-legal-type", notice.buyer_legal_type);
    let activity = || Element::code("cbc:ActivityTypeCode", "authority-activity", "gen-pub");
    let tells_kind = notice.content.subtype() != Subtype::ContractChange;
    let buyer = |id: &String| {
        Element::new("cac:ContractingParty")
            .with_all(tells_kind.then(|| kind().within("cac:ContractingPartyType")))
            .with_all(tells_kind.then(|| activity().within("cac:ContractingActivity")))
            .with(party(id))
    };
    notice.buyers.iter().map(buyer).collect()
}

/// The dummy date that award documents end with (OPT-999).
pub(super) fn ending(notice: &Notice) -> Option<Element> {
    let dummy = || Element::text("cbc:AwardDate", "2000-01-01Z").within("cac:TenderResult");
    notice.content.results().map(|_| dummy())
}
