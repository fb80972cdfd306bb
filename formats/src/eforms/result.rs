//! Results: what became of each lot, who won, which contract; and the change of a contract.

use super::data::{Awarded, Notice, Outcome, Results, Winner};
use super::element::Element;
use super::error::Error;
use super::head::day;
use super::kind::{Modification, Subtype};

/// A lot that was won, with its running number.
type Won<'a> = (usize, &'a Awarded, &'a Winner);

pub(super) fn notice_result(notice: &Notice, results: &Results) -> Result<Element, Error> {
    let won: Vec<Won<'_>> = (1..)
        .zip(results.lots.iter().filter_map(|awarded| match &awarded.outcome {
            Outcome::Won(winner) => Some((awarded, winner)),
            Outcome::NotAwarded(_) => None,
        }))
        .map(|(number, (awarded, winner))| (number, awarded, winner))
        .collect();
    let mut total = 0_i64;
    for (_, _, winner) in &won {
        total =
            total.checked_add(winner.value_cents).ok_or_else(|| Error::NotWritten("the sum is too large".into()))?;
    }
    let subtype = notice.content.subtype();
    let mut element = Element::new("efac:NoticeResult");
    if !won.is_empty() {
        element = element.with(Element::euros("cbc:TotalAmount", total));
    }
    let number_of =
        |lot: &Awarded| won.iter().find(|(_, awarded, _)| awarded.lot == lot.lot).map(|(number, _, _)| *number);
    let lots = (1..).zip(&results.lots).map(|(nth, lot)| lot_result(subtype, nth, lot, number_of(lot)));
    Ok(element
        .with_all(lots)
        .with_all(won.iter().map(lot_tender))
        .with_all(won.iter().map(|won| settled_contract(notice, won)))
        .with_all(won.iter().map(tendering_party)))
}

fn numbered(prefix: &str, number: usize) -> String {
    format!("{prefix}-{number:04}")
}

fn lot_result(subtype: Subtype, nth: usize, lot: &Awarded, won: Option<usize>) -> Element {
    let mut element = Element::new("efac:LotResult").with(Element::id("result", numbered("RES", nth)));
    let judged = matches!(subtype, Subtype::Award | Subtype::SocialAward);
    if judged {
        let status = if won.is_some() { "selec-w" } else { "clos-nw" };
        element = element.with(Element::code("cbc:TenderResultCode", "winner-selection-status", status));
    }
    if let Outcome::NotAwarded(reason) = lot.outcome {
        let code = Element::code("efbc:DecisionReasonCode", "non-award-justification", reason);
        element = element.with(code.within("efac:DecisionReason"));
    }
    if let Some(number) = won {
        element = element.with(Element::id("tender", numbered("TEN", number)).within("efac:LotTender"));
    }
    if judged {
        let statistics = Element::new("efac:ReceivedSubmissionsStatistics")
            .with(Element::code("efbc:StatisticsCode", "received-submission-type", "tenders"))
            .with(Element::text("efbc:StatisticsNumeric", lot.bids.to_string()));
        element = element.with(statistics);
    }
    if let Some(number) = won {
        element = element.with(Element::id("contract", numbered("CON", number)).within("efac:SettledContract"));
    }
    element.with(Element::id("Lot", lot.lot.clone()).within("efac:TenderLot"))
}

fn lot_tender((number, awarded, winner): &Won<'_>) -> Element {
    let known = if winner.subcontracting { "yes" } else { "no" };
    Element::new("efac:LotTender")
        .with(Element::id("tender", numbered("TEN", *number)))
        .with(Element::euros("cbc:PayableAmount", winner.value_cents).within("cac:LegalMonetaryTotal"))
        .with(Element::code("efbc:TermCode", "applicability", known).within("efac:SubcontractingTerm"))
        .with(Element::id("tendering-party", numbered("TPA", *number)).within("efac:TenderingParty"))
        .with(Element::id("Lot", awarded.lot.clone()).within("efac:TenderLot"))
        .with(Element::text("cbc:ID", winner.bid_reference.clone()).within("efac:TenderReference"))
}

fn settled_contract(notice: &Notice, (number, _, winner): &Won<'_>) -> Element {
    let mut element = Element::new("efac:SettledContract")
        .with(Element::id("contract", numbered("CON", *number)))
        .with(Element::text("cbc:AwardDate", day(notice, winner.decided_on)));
    if let Some(concluded_on) = winner.concluded_on {
        element = element.with(Element::text("cbc:IssueDate", day(notice, concluded_on)));
    }
    if let Some(lead) = notice.buyers.first().filter(|_| winner.concluded_on.is_some()) {
        let party = Element::id("organization", lead.clone()).within("cac:PartyIdentification");
        element = element.with(party.within("cac:SignatoryParty"));
    }
    element
        .with(Element::text("cbc:ID", winner.contract_reference.clone()).within("efac:ContractReference"))
        .with(Element::id("tender", numbered("TEN", *number)).within("efac:LotTender"))
}

fn tendering_party((number, _, winner): &Won<'_>) -> Element {
    Element::new("efac:TenderingParty")
        .with(Element::id("tendering-party", numbered("TPA", *number)))
        .with(Element::id("organization", winner.organisation.clone()).within("efac:Tenderer"))
}

/// Why and how the (first) contract changes.
pub(super) fn modification(modification: &Modification) -> Element {
    let change = Element::new("efac:Change")
        .with(Element::german("efbc:ChangeDescription", modification.description.clone()))
        .with(Element::text("efbc:ChangedSectionIdentifier", "CON-0001").within("efac:ChangedSection"));
    let reason = Element::new("efac:ChangeReason")
        .with(Element::code("cbc:ReasonCode", "modification-justification", modification.reason_code))
        .with(Element::german("efbc:ReasonDescription", modification.reason.clone()));
    Element::new("efac:ContractModification")
        .with(
            Element::text("efbc:ChangedNoticeIdentifier", modification.former_notice.clone())
                .attr("schemeName", "notice-id-ref"),
        )
        .with(Element::text("efbc:ModifiedContractIdentifier", "CON-0001").attr("schemeName", "contract"))
        .with(change)
        .with(reason)
}
