//! Deadlines as an iCalendar file (RFC 5545) for the calendar people already use.
//!
//! What must stay true: a deadline keeps its UID, so that a calendar that reads the file again moves
//! the entry instead of adding one; no text can begin a line of its own.

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};

/// Media type of [`calendar_file`].
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// One deadline or follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Stable and unique in the world, e.g. `task-4711-due@verbund.example`.
    pub uid: String,
    /// What is due, e.g. `Rechnung zahlen: 4711/2026 Streusalz`.
    pub summary: String,
    pub description: String,
    /// The last day.
    pub due_on: NaiveDate,
    /// Address of the page in question; may be empty.
    pub url: String,
    /// Grows with each change of the deadline.
    pub revision: u32,
    pub changed_at: DateTime<Utc>,
    /// Whole days before at which the calendar reminds, at 9:00 of that day; `None`: not at all.
    pub remind_days_before: Option<u16>,
}

/// The deadlines as one calendar with a name.
pub fn calendar_file(name: &str, deadlines: &[Deadline]) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Verbund//Fristen//DE"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", printable(name)));
    for deadline in deadlines {
        calendar.push(event(deadline));
    }
    calendar.to_string().into_bytes()
}

fn event(deadline: &Deadline) -> Event {
    let mut event = Event::new();
    event
        .uid(&printable(&deadline.uid))
        .timestamp(deadline.changed_at)
        .summary(&printable(&deadline.summary))
        .starts(deadline.due_on)
        .add_property("SEQUENCE", deadline.revision.to_string())
        // A deadline does not make its day busy.
        .add_property("TRANSP", "TRANSPARENT");
    // The end is the day after: it does not belong to the entry (RFC 5545, 3.6.1).
    if let Some(end) = deadline.due_on.succ_opt() {
        event.ends(end);
    }
    if !deadline.description.is_empty() {
        event.description(&printable(&deadline.description));
    }
    if !deadline.url.is_empty() {
        event.url(&printable(&deadline.url));
    }
    if let Some(days) = deadline.remind_days_before {
        let before = chrono::Duration::hours(9) - chrono::Duration::days(i64::from(days));
        let mut alarm = Alarm::display(&printable(&deadline.summary), before);
        alarm.uid(&printable(&format!("{}-alarm", deadline.uid))).timestamp(deadline.changed_at);
        event.alarm(alarm);
    }
    event.done()
}

/// Line breaks become blanks, other control characters go.
fn printable(text: &str) -> String {
    let blanked = text.chars().map(|c| if matches!(c, '\r' | '\n' | '\t') { ' ' } else { c });
    blanked.filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    fn deadline(summary: &str) -> Deadline {
        Deadline {
            uid: "task-1-due@verbund.example".to_owned(),
            summary: summary.to_owned(),
            description: "Körbe, Kästen; \\ und mehr".to_owned(),
            due_on: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            url: "https://verbund.example/aufgaben/1".to_owned(),
            revision: 3,
            changed_at: "2026-11-22T10:00:00Z".parse().unwrap(),
            remind_days_before: Some(3),
        }
    }

    #[test]
    fn a_deadline_is_a_day_with_a_stable_name_and_a_reminder() {
        let text = String::from_utf8(calendar_file("Fristen", &[deadline("Rechnung zahlen")])).unwrap();
        for line in [
            "BEGIN:VCALENDAR",
            "UID:task-1-due@verbund.example",
            "DTSTAMP:20261122T100000Z",
            "DTSTART;VALUE=DATE:20261231",
            "SUMMARY:Rechnung zahlen",
            "SEQUENCE:3",
            "BEGIN:VALARM",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in\n{text}");
        }
        assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
        assert_eq!(calendar_file("Fristen", &[deadline("x")]), calendar_file("Fristen", &[deadline("x")]));
    }

    #[test]
    fn lines_are_folded_to_75_octets_between_characters() {
        let long = "Frist für die Prüfung der Schlussrechnung des Straßenausbaus ".repeat(5);
        let bytes = calendar_file("Fristen", &[deadline(&long)]);
        let text = String::from_utf8(bytes).expect("no character is cut");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let read = unfold(&text);
        assert!(read.contains(long.trim_end()), "{read}");
    }

    proptest! {
        #[test]
        fn no_text_adds_a_line(summary in "[ -~äöü\r\n\t:;,\\\\]{0,120}") {
            let text = String::from_utf8(calendar_file(&summary, &[deadline(&summary)])).unwrap();
            let unfolded = unfold(&text);
            let calendar = read_calendar(&unfolded).unwrap();
            prop_assert_eq!(calendar.components.len(), 1);
            prop_assert_eq!(unfolded.lines().filter(|l| l.starts_with("BEGIN:")).count(), 3);
        }
    }
}
