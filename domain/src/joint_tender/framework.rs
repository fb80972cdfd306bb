//! Framework agreements: who may call off how much until when, transfers of quota, warnings and dates.
//!
//! Sources: § 21(2), (6), § 65(2) VgV; CJEU C-23/20 (the maximum binds); handbook 2.2, 5. Must stay true: use never
//! exceeds the total maximum nor a member's quota; only bodies named in the notice ever call off; quotas together
//! never exceed the maximum.

use crate::ids::BodyId;
use crate::money;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Shares of the maximum at which people are warned, percent.
pub const WARNINGS_PERCENT: [u8; 3] = [80, 90, 100];

/// One named member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Quota {
    /// Most it may call off, net.
    pub max_cents: i64,
    /// Called off so far, net.
    pub used_cents: i64,
}

/// A framework agreement. Built by [`Framework::new`], which checks the quotas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Framework {
    max_cents: i64,
    members: BTreeMap<BodyId, Quota>,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
}

/// Why something is not possible under the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// § 21(2) VgV.
    #[error("this body is not named in the notice and can never call off")]
    NotNamed,
    /// Before or after the term.
    #[error("the agreement runs from {valid_from} to {valid_to}")]
    NotRunning {
        /// First day.
        valid_from: NaiveDate,
        /// Last day.
        valid_to: NaiveDate,
    },
    /// The member's own quota.
    #[error("only {left_cents} cents are left of this member's quota")]
    QuotaUsedUp {
        /// What is left.
        left_cents: i64,
    },
    /// The total maximum: beyond it the agreement has no effect.
    #[error("only {left_cents} cents are left of the agreement's maximum")]
    MaximumReached {
        /// What is left.
        left_cents: i64,
    },
    /// Both members must agree.
    #[error("a transfer needs the consent of both members, and a person of each")]
    NoConsent,
    /// Quotas do not fit into the maximum, or the term has no days.
    #[error("quotas must fit into the maximum and the term must not be empty")]
    Inconsistent,
    /// Longer than four (social services: eight) years without a special case.
    #[error("longer than the law's maximum; state the special case")]
    TooLong,
    /// An amount is zero, negative or absurd.
    #[error("amount: {0}")]
    Amount(#[from] money::Error),
    /// Nothing to call off or transfer.
    #[error("the amount must be above zero")]
    Zero,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNamed => "CALL_OFF_NOT_NAMED",
            Self::NotRunning { .. } => "FRAMEWORK_NOT_RUNNING",
            Self::QuotaUsedUp { .. } => "QUOTA_USED_UP",
            Self::MaximumReached { .. } => "FRAMEWORK_MAXIMUM_REACHED",
            Self::NoConsent => "QUOTA_TRANSFER_WITHOUT_CONSENT",
            Self::Inconsistent => "FRAMEWORK_INCONSISTENT",
            Self::TooLong => "FRAMEWORK_TOO_LONG",
            Self::Amount(error) => error.code(),
            Self::Zero => "AMOUNT_NOT_POSITIVE",
        }
    }
}

/// What a call-off brings about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledOff {
    /// The agreement after it.
    pub framework: Framework,
    /// Warnings of the whole that this call-off reached, percent.
    pub warnings: Vec<u8>,
    /// Warnings of the member's own quota that it reached, percent.
    pub member_warnings: Vec<u8>,
}

impl Framework {
    /// An agreement with its named members and quotas. `special_case`: reasons for a longer term are stated.
    ///
    /// # Errors
    /// [`Error::Inconsistent`], [`Error::TooLong`], [`Error::Amount`].
    pub fn new(
        max_cents: i64,
        quotas: &BTreeMap<BodyId, i64>,
        valid_from: NaiveDate,
        valid_to: NaiveDate,
        social: bool,
        special_case: bool,
    ) -> Result<Self, Error> {
        let mut sum = 0_i64;
        for quota in quotas.values() {
            sum = money::checked(sum.saturating_add(money::checked(*quota)?))?;
        }
        if sum > money::checked(max_cents)? || valid_to < valid_from || quotas.is_empty() {
            return Err(Error::Inconsistent);
        }
        let months = if social { 96 } else { 48 };
        let longest = valid_from.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        if valid_to >= longest && !special_case {
            return Err(Error::TooLong);
        }
        let members = quotas.iter().map(|(body, max)| (*body, Quota { max_cents: *max, used_cents: 0 })).collect();
        Ok(Self { max_cents, members, valid_from, valid_to })
    }

    /// The total maximum, net.
    #[must_use]
    pub const fn max_cents(&self) -> i64 {
        self.max_cents
    }

    /// Named members with quota and use.
    #[must_use]
    pub const fn members(&self) -> &BTreeMap<BodyId, Quota> {
        &self.members
    }

    /// Called off by all.
    #[must_use]
    pub fn used_cents(&self) -> i64 {
        self.members.values().map(|quota| quota.used_cents).sum()
    }

    /// What `body` may still call off: the smaller of its quota's and the whole's rest; 0 for others.
    #[must_use]
    pub fn left_cents(&self, body: BodyId) -> i64 {
        let own = self.members.get(&body).map_or(0, |quota| quota.max_cents - quota.used_cents);
        own.min(self.max_cents - self.used_cents())
    }

    /// A call-off by `body` on `on`.
    ///
    /// # Errors
    /// [`Error`]; nothing is used then.
    pub fn call_off(&self, body: BodyId, amount_cents: i64, on: NaiveDate) -> Result<CalledOff, Error> {
        let quota = *self.members.get(&body).ok_or(Error::NotNamed)?;
        if money::checked(amount_cents)? == 0 {
            return Err(Error::Zero);
        }
        if on < self.valid_from || on > self.valid_to {
            return Err(Error::NotRunning { valid_from: self.valid_from, valid_to: self.valid_to });
        }
        let left_cents = self.max_cents - self.used_cents();
        if amount_cents > left_cents {
            return Err(Error::MaximumReached { left_cents });
        }
        let left_cents = quota.max_cents - quota.used_cents;
        if amount_cents > left_cents {
            return Err(Error::QuotaUsedUp { left_cents });
        }
        let mut framework = self.clone();
        let used_cents = quota.used_cents + amount_cents;
        framework.members.insert(body, Quota { used_cents, ..quota });
        let warnings = crossed(self.used_cents(), framework.used_cents(), self.max_cents);
        let member_warnings = crossed(quota.used_cents, used_cents, quota.max_cents);
        Ok(CalledOff { framework, warnings, member_warnings })
    }

    /// Moves unused quota between two named members, both consenting.
    ///
    /// # Errors
    /// [`Error`].
    pub fn transfer(&self, from: BodyId, to: BodyId, amount_cents: i64, consents: (bool, bool)) -> Result<Self, Error> {
        let (giver, taker) =
            (self.members.get(&from).ok_or(Error::NotNamed)?, self.members.get(&to).ok_or(Error::NotNamed)?);
        if from == to || consents != (true, true) {
            return Err(Error::NoConsent);
        }
        if money::checked(amount_cents)? == 0 {
            return Err(Error::Zero);
        }
        let left_cents = giver.max_cents - giver.used_cents;
        if amount_cents > left_cents {
            return Err(Error::QuotaUsedUp { left_cents });
        }
        let mut framework = self.clone();
        framework.members.insert(from, Quota { max_cents: giver.max_cents - amount_cents, ..*giver });
        framework.members.insert(to, Quota { max_cents: taker.max_cents + amount_cents, ..*taker });
        Ok(framework)
    }
}

/// Warnings reached by going from `before` to `after` of `max`.
fn crossed(before: i64, after: i64, max: i64) -> Vec<u8> {
    let reaches = |used: i64, percent: u8| i128::from(used) * 100 >= i128::from(max) * i128::from(percent);
    WARNINGS_PERCENT.into_iter().filter(|percent| reaches(after, *percent) && !reaches(before, *percent)).collect()
}

/// Dates towards the end of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndDates {
    /// Decide on the renewal, or give notice, by.
    pub decide_by: Option<NaiveDate>,
    /// Begin the next tender by.
    pub retender_by: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
}

/// When to begin again in time: `lead_months` before the end; where a renewal is open, the decision comes
/// `notice_months` before the end of the running term.
#[must_use]
pub fn end_dates(ends_on: NaiveDate, lead_months: u32, renewal_notice_months: Option<u32>) -> EndDates {
    let before = |months| ends_on.checked_sub_months(Months::new(months)).unwrap_or(ends_on);
    EndDates { decide_by: renewal_notice_months.map(before), retender_by: before(lead_months), ends_on }
}

#[cfg(test)]
#[path = "framework_tests.rs"]
mod tests;
