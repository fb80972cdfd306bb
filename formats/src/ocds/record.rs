//! Packages, and the record: all releases of one procedure with the compiled one.
//!
//! Our releases are full snapshots, so the compiled release is the latest one with the tag `compiled`: the merge of the
//! standard (last value wins, arrays by id) gives the same, for nothing is ever taken out of a published procedure.

use super::VERSION;
use super::error::Error;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// Who publishes, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Address of this package.
    pub uri: String,
    /// Name of the publisher.
    pub publisher: String,
    /// Licence of the data, an address.
    pub license: String,
    /// When it was put together.
    pub published_at: DateTime<Utc>,
}

impl Package {
    fn json(&self) -> Value {
        json!({
            "uri": self.uri,
            "version": VERSION,
            "publishedDate": self.published_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            "publisher": {"name": self.publisher},
            "license": self.license,
        })
    }
}

/// Releases as a package.
#[must_use]
pub fn release_package(package: &Package, releases: &[Value]) -> Value {
    let mut json = package.json();
    json["releases"] = json!(releases);
    json
}

/// The record of one procedure. `releases` in any order; the one with the latest date is compiled.
///
/// # Errors
/// [`Error::NotOneProcedure`].
pub fn record(releases: &[Value]) -> Result<Value, Error> {
    let mut sorted: Vec<&Value> = releases.iter().collect();
    let date = |release: &Value| release["date"].as_str().unwrap_or_default().to_owned();
    sorted.sort_by_key(|release| date(release));
    let latest = sorted.last().ok_or(Error::NotOneProcedure)?;
    let ocid = latest["ocid"].as_str().ok_or(Error::NotOneProcedure)?;
    if sorted.iter().any(|release| release["ocid"].as_str() != Some(ocid)) {
        return Err(Error::NotOneProcedure);
    }
    let mut compiled = (*latest).clone();
    compiled["tag"] = json!(["compiled"]);
    compiled["id"] = json!(format!("{ocid}-{}", date(latest)));
    Ok(json!({"ocid": ocid, "releases": sorted, "compiledRelease": compiled}))
}

/// Records as a package.
#[must_use]
pub fn record_package(package: &Package, records: &[Value]) -> Value {
    let mut json = package.json();
    json["records"] = json!(records);
    json
}
