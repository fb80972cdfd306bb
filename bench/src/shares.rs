//! (f) cost sharing at the size of a country: a million cost lines in forty kinds over eleven thousand members, in two
//! stages. Pure arithmetic in this very process; what posting costs is measured where the books are.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use ledger::cost_sharing::period::{Segment, Segments, Span};
use ledger::cost_sharing::settlement::{Input, Line, settle};
use ledger::cost_sharing::trace::{self, RunningTotals};
use ledger::cost_sharing::{Component, ComponentKind, Key, Limits, Measures, Method, Party, PartyKey, Plan};

use crate::measure::{Figure, Samples, Target};

const LINES: usize = 1_000_000;
const KINDS: usize = 40;
const MEMBERS: i64 = 11_000;
const TRACED: usize = 200;

pub fn measure() -> Result<Vec<Figure>> {
    let year = year()?;
    let kinds: Vec<String> = (0..KINDS).map(|n| format!("KIND_{n:02}")).collect();
    let lines = lines(year);
    let before = resident_bytes();
    let began = Instant::now();
    let plan = Plan::new(&key()?, 12, &members()?)?;
    let segments = Segments::new(vec![Segment { span: year, plan: plan.clone() }], year)?;
    let input = Input { kinds: &kinds, lines: &lines, deductions: &[], member_grants: &[], advances: &[] };
    let settlement = settle(&input, &segments)?;
    let took = began.elapsed();
    let grown = resident_bytes().saturating_sub(before);
    let costs: i64 = lines.iter().map(|line| line.amount_cents).sum();
    ensure!(
        settlement.postings().map(|posting| posting.cents).sum::<i64>() == costs,
        "the parts do not sum to the whole"
    );
    let how = format!("{LINES} lines, {KINDS} kinds, {MEMBERS} members, two stages of three components");
    let figure = |what: &str, value, unit, target, note| Figure {
        part: 'f',
        what: what.to_owned(),
        on: "memory".to_owned(),
        value,
        unit,
        target: Target::AtMost(target),
        note,
    };
    Ok(vec![
        figure("a settlement computed", took.as_secs_f64(), "s", 2.0, how),
        Figure::memory('f', "what the settlement adds to memory", "memory", grown, None),
        figure(
            "any single line traced",
            traced(&plan, &lines)?.percentile_ms(100),
            "ms, slowest",
            50.0,
            format!("{TRACED} lines"),
        ),
    ])
}

fn traced(plan: &Plan, lines: &[Line]) -> Result<Samples> {
    let mut by_kind: Vec<Vec<i64>> = vec![Vec::new(); KINDS];
    for line in lines {
        by_kind[line.kind].push(line.amount_cents);
    }
    let totals = by_kind.into_iter().map(RunningTotals::new).collect::<Result<Vec<_>, _>>()?;
    let mut samples = Samples::default();
    for n in 0..TRACED {
        let of_kind = &totals[n % KINDS];
        let began = Instant::now();
        let (running, cents) = of_kind.before(n * 7_919 % (LINES / KINDS)).context("a kind has too few lines")?;
        let line = trace::line(plan, running, cents, of_kind.total_cents())?;
        samples.push(began.elapsed());
        ensure!(line.shares.iter().sum::<i64>() == cents, "a traced line does not sum to its amount");
    }
    Ok(samples)
}

fn year() -> Result<Span> {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).context("a day of 2026");
    Ok(Span::new(day(1, 1)?, day(12, 31)?)?)
}

fn key() -> Result<Key> {
    let component = |kind, weight: &str| -> Result<Component> {
        Ok(Component { kind, weight: Some(weight.parse()?), fallback: None })
    };
    let components = vec![
        component(ComponentKind::Equal, "20/100")?,
        component(ComponentKind::Population, "50/100")?,
        component(ComponentKind::Cases, "30/100")?,
    ];
    Ok(Key { method: Method::TwoStage, components, limits: Limits::default() })
}

/// Populations between a hamlet's and a city's, spread without chance.
fn members() -> Result<Vec<Party>> {
    let party = |n: i64| -> Result<Party> {
        let measures = Measures::default()
            .with(ComponentKind::Population, 50 + n * n * 7 % 390_000)
            .with(ComponentKind::Cases, n * 31 % 400);
        Ok(Party::whole_year(PartyKey::parse(&format!("07{n:010}"))?, measures))
    };
    (0..MEMBERS).map(party).collect()
}

fn lines(service: Span) -> Vec<Line> {
    let amount = |n: usize| i64::try_from(n * 7_907 % 1_000_003).unwrap_or(0) + 1;
    (0..LINES).map(|n| Line { kind: n % KINDS, service, amount_cents: amount(n) }).collect()
}

/// Memory of this process; 0 where the system does not say.
fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}
