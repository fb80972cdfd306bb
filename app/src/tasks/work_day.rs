//! Days as the engine waits for them.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};

/// Six o'clock local time: before the office opens.
pub(crate) fn morning(day: NaiveDate) -> DateTime<Utc> {
    let six = day.and_time(NaiveTime::from_hms_opt(6, 0, 0).unwrap_or_default());
    chrono_tz::Europe::Berlin
        .from_local_datetime(&six)
        .earliest()
        .map_or_else(|| six.and_utc(), |t| t.with_timezone(&Utc))
}
