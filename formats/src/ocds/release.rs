//! One release: the procedure as it stands, tagged with what has happened.

use super::data::{Award, AwardStatus, Category, Contract, ContractStatus, Party, Procedure, Stage, TenderStatus};
use super::error::Error;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::joint_tender::procedure::ProcedureType;
use serde_json::{Map, Value, json};

/// A release of `procedure`, made at `at` under the id `release_id`, unique within the ocid.
///
/// # Errors
/// [`Error`].
pub fn release(procedure: &Procedure, stage: Stage, release_id: &str, at: DateTime<Utc>) -> Result<Value, Error> {
    check(procedure, stage)?;
    let lead = procedure.buyers.iter().find(|party| party.is_lead).ok_or(Error::NoBuyer)?;
    let mut release = Map::new();
    release.insert("ocid".into(), json!(procedure.ocid));
    release.insert("id".into(), json!(release_id));
    release.insert("date".into(), json!(instant(at)));
    release.insert("tag".into(), json!([tag(stage)]));
    release.insert("initiationType".into(), json!("tender"));
    release.insert("language".into(), json!("de"));
    release.insert("parties".into(), parties(procedure));
    release.insert("buyer".into(), reference(lead));
    release.insert("tender".into(), tender(procedure, lead));
    if !procedure.awards.is_empty() {
        let awards = procedure.awards.iter().map(|award| award_json(procedure, award));
        release.insert("awards".into(), awards.collect());
    }
    if !procedure.contracts.is_empty() {
        release.insert("contracts".into(), procedure.contracts.iter().map(contract_json).collect());
    }
    Ok(Value::Object(release))
}

fn check(procedure: &Procedure, stage: Stage) -> Result<(), Error> {
    let prefix_is_ours = procedure
        .ocid
        .strip_prefix("ocds-")
        .is_some_and(|rest| rest.split_once('-').is_some_and(|(prefix, id)| prefix.len() == 6 && !id.is_empty()));
    if !prefix_is_ours {
        return Err(Error::BadOcid);
    }
    if procedure.buyers.iter().filter(|party| party.is_lead).count() != 1 {
        return Err(Error::NoBuyer);
    }
    let early = matches!(stage, Stage::Planning | Stage::Tender | Stage::TenderAmendment);
    let tells = !procedure.awards.is_empty()
        || !procedure.contracts.is_empty()
        || !procedure.firms.is_empty()
        || procedure.considered_bids.is_some();
    if early && tells {
        return Err(Error::TooEarly);
    }
    for award in &procedure.awards {
        let firm_known = |id: &String| procedure.firms.iter().any(|firm| firm.id == *id);
        let item_known = |id: &String| procedure.items.iter().any(|item| item.id == *id);
        if !award.suppliers.iter().all(firm_known) || !award.items.iter().all(item_known) {
            return Err(Error::Dangling(award.id.clone()));
        }
    }
    for contract in &procedure.contracts {
        let award_known = procedure.awards.iter().any(|award| award.id == contract.award_id);
        let buyer_known = procedure.buyers.iter().any(|party| party.key == contract.buyer_key);
        if !award_known || !buyer_known {
            return Err(Error::Dangling(contract.id.clone()));
        }
    }
    Ok(())
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn midnight(day: chrono::NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}

/// Cents as a number with two decimals. The standard knows numbers only; the JSON text carries the exact digits.
fn value(cents: i64) -> Value {
    let euros =
        format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let number = serde_json::from_str::<Value>(&euros).unwrap_or(Value::Null);
    json!({"amount": number, "currency": "EUR"})
}

fn party_id(party: &Party) -> String {
    format!("DE-ARS-{}", party.key)
}

fn reference(party: &Party) -> Value {
    json!({"id": party_id(party), "name": party.name})
}

fn parties(procedure: &Procedure) -> Value {
    let buyers = procedure.buyers.iter().map(|party| {
        let mut roles = vec!["buyer"];
        roles.extend(party.is_lead.then_some("procuringEntity"));
        json!({
            "id": party_id(party),
            "name": party.name,
            "identifier": {"scheme": "DE-ARS", "id": party.key, "legalName": party.name},
            "address": {"locality": party.locality, "postalCode": party.postal_code, "countryName": "Deutschland"},
            "roles": roles,
        })
    });
    let firms = procedure.firms.iter().map(|firm| json!({"id": firm.id, "name": firm.name, "roles": ["supplier"]}));
    buyers.chain(firms).collect()
}

fn tender(procedure: &Procedure, lead: &Party) -> Value {
    let mut tender = json!({
        "id": procedure.tender_id,
        "title": procedure.title,
        "description": procedure.description,
        "status": tender_status(procedure.status),
        "procuringEntity": reference(lead),
        "procurementMethod": method(procedure.way),
        "procurementMethodDetails": procedure.way.to_string(),
        "mainProcurementCategory": category(procedure.category),
        "submissionMethod": ["electronicSubmission"],
        "items": procedure.items.iter().map(|item| json!({
            "id": item.id,
            "description": item.description,
            "classification": {"scheme": "CPV", "id": item.cpv},
        })).collect::<Vec<_>>(),
    });
    if let Some(cents) = procedure.value_cents {
        tender["value"] = value(cents);
    }
    if let Some((from, until)) = procedure.bids {
        tender["tenderPeriod"] = json!({"startDate": instant(from), "endDate": instant(until)});
    }
    if let Some(count) = procedure.considered_bids {
        tender["numberOfTenderers"] = json!(count);
    }
    tender
}

fn award_json(procedure: &Procedure, award: &Award) -> Value {
    let firm = |id: &String| {
        let name = procedure.firms.iter().find(|firm| firm.id == *id).map(|firm| firm.name.as_str());
        json!({"id": id, "name": name})
    };
    let item = |id: &String| {
        let known = procedure.items.iter().find(|item| item.id == *id);
        json!({"id": id, "description": known.map(|item| item.description.as_str())})
    };
    json!({
        "id": award.id,
        "title": award.title,
        "status": award_status(award.status),
        "date": instant(award.awarded_at),
        "value": value(award.value_cents),
        "suppliers": award.suppliers.iter().map(firm).collect::<Vec<_>>(),
        "items": award.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn contract_json(contract: &Contract) -> Value {
    let mut period = json!({"startDate": midnight(contract.starts_on)});
    if let Some(end) = contract.ends_on {
        period["endDate"] = json!(midnight(end));
    }
    let mut json = json!({
        "id": contract.id,
        "awardID": contract.award_id,
        "title": contract.title,
        "description": format!("DE-ARS-{}", contract.buyer_key),
        "status": contract_status(contract.status),
        "period": period,
        "value": value(contract.value_cents),
    });
    if let Some(signed_at) = contract.signed_at {
        json["dateSigned"] = json!(instant(signed_at));
    }
    json
}

const fn tag(stage: Stage) -> &'static str {
    match stage {
        Stage::Planning => "planning",
        Stage::Tender => "tender",
        Stage::TenderAmendment => "tenderAmendment",
        Stage::TenderCancellation => "tenderCancellation",
        Stage::Award => "award",
        Stage::Contract => "contract",
        Stage::ContractAmendment => "contractAmendment",
        Stage::ContractTermination => "contractTermination",
    }
}

/// The standard's four words for a way to a contract.
const fn method(way: ProcedureType) -> &'static str {
    match way {
        ProcedureType::Open | ProcedureType::PublicCall => "open",
        ProcedureType::Restricted
        | ProcedureType::NegotiatedTnw
        | ProcedureType::CompetitiveDialogue
        | ProcedureType::InnovationPartnership
        | ProcedureType::RestrictedCallTnw => "selective",
        ProcedureType::NegotiatedWithoutTnw | ProcedureType::RestrictedCall | ProcedureType::NegotiatedAward => {
            "limited"
        }
        ProcedureType::DirectOrder => "direct",
    }
}

const fn category(category: Category) -> &'static str {
    match category {
        Category::Goods => "goods",
        Category::Services => "services",
        Category::Works => "works",
    }
}

const fn tender_status(status: TenderStatus) -> &'static str {
    match status {
        TenderStatus::Planned => "planned",
        TenderStatus::Active => "active",
        TenderStatus::Complete => "complete",
        TenderStatus::Cancelled => "cancelled",
        TenderStatus::Unsuccessful => "unsuccessful",
    }
}

const fn award_status(status: AwardStatus) -> &'static str {
    match status {
        AwardStatus::Pending => "pending",
        AwardStatus::Active => "active",
        AwardStatus::Cancelled => "cancelled",
        AwardStatus::Unsuccessful => "unsuccessful",
    }
}

const fn contract_status(status: ContractStatus) -> &'static str {
    match status {
        ContractStatus::Pending => "pending",
        ContractStatus::Active => "active",
        ContractStatus::Terminated => "terminated",
        ContractStatus::Cancelled => "cancelled",
    }
}
