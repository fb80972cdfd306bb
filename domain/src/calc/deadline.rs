//! `{"id","event","days"|"weeks"|"months"|"workingDays","land","roll"}` → `{"id","calendarEnd","end"}`.
//!
//! Exactly one period. `roll` is `NEXT_WORKING_DAY` when left out. `land` may be left out only where no place is
//! needed: with `STRICT` and a period other than working days.

use super::fields::{Fields, Refusal, missing, words};
use crate::calendar::{self, Deadline, Period, Roll};
use crate::cooperation::Land;

type Unit = (&'static str, fn(u32) -> Period);

const PERIODS: [Unit; 4] = [
    ("days", Period::Days),
    ("weeks", Period::Weeks),
    ("months", Period::Months),
    ("workingDays", Period::WorkingDays),
];

pub(super) fn answer(fields: &Fields) -> Result<Deadline, Refusal> {
    let event = fields.date("event")?;
    let period = period(fields)?;
    let roll = fields.word::<Roll>("roll")?.unwrap_or_default();
    let land = fields.word::<Land>("land")?;
    let refused = |error: calendar::Error| Refusal::new(error.code(), error.to_string());
    match (land, roll) {
        (Some(land), roll) => calendar::deadline(event, period, land, roll).map_err(refused),
        (None, Roll::Strict) => {
            let end = calendar::calendar_end(event, period).map_err(refused)?;
            end.map(calendar::fixed).ok_or_else(|| missing("land"))
        }
        (None, Roll::NextWorkingDay) => Err(missing("land")),
    }
}

fn period(fields: &Fields) -> Result<Period, Refusal> {
    let mut found = None;
    for (name, unit) in PERIODS {
        let Some(count) = fields.whole(name)? else { continue };
        if found.is_some() {
            return Err(Refusal::new("ONE_PERIOD_ONLY", "give only one of days, weeks, months, workingDays"));
        }
        if count < 0 {
            return Err(Refusal::new("PERIOD_NEGATIVE", format!("\"{name}\" must not be negative")));
        }
        // what does not fit u32 is too long by any measure and is refused as such
        found = Some(unit(u32::try_from(count).unwrap_or(u32::MAX)));
    }
    found.ok_or_else(|| Refusal::new("MISSING_FIELD", "one of days, weeks, months, workingDays is missing"))
}

pub(super) fn help() -> String {
    format!(
        "In:  {{\"id\":\"a\",\"event\":\"2026-11-27\",\"days\":30,\"land\":\"RP\",\"roll\":\"NEXT_WORKING_DAY\"}}\n\
         Out: {{\"id\":\"a\",\"calendarEnd\":\"2026-12-27\",\"end\":\"2026-12-28\"}}\n\
         Exactly one of: days, weeks, months, workingDays.\n\
         land: {}\nroll: {} (left out: {})",
        words::<Land>(),
        words::<Roll>(),
        Roll::default()
    )
}
