//! The figures as a picture: for each one that has a target, how far it is used. Left of the line is met.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;

use crate::measure::{Figure, Target};

const ROW: u32 = 26;
const WIDTH: u32 = 1100;
const LABELS: i32 = 560;
/// Bars end here, however far off a figure is.
const MOST: f64 = 2.0;
const MET: RGBColor = RGBColor(38, 110, 84);
const SHORT: RGBColor = RGBColor(178, 54, 40);

/// Writes `figures.svg` into `folder`; nothing when no figure has a target.
pub fn write(folder: &Path, figures: &[Figure]) -> Result<()> {
    let judged: Vec<_> = figures.iter().filter_map(|figure| Some((figure, used(figure)?))).collect();
    if judged.is_empty() {
        return Ok(());
    }
    let path = folder.join("figures.svg");
    let rows = u32::try_from(judged.len())?;
    let root = SVGBackend::new(&path, (WIDTH, ROW * (rows + 2))).into_drawing_area();
    draw(&root, &judged).map_err(|error| anyhow!("{}: {error}", path.display()))
}

/// Share of the target that is used up: 1 is exactly met, less is better.
fn used(figure: &Figure) -> Option<f64> {
    let share = match figure.target {
        Target::AtMost(most) => figure.value / most,
        Target::AtLeast(least) => least / figure.value,
        Target::None => return None,
    };
    share.is_finite().then_some(share)
}

fn draw<B: DrawingBackend>(
    root: &DrawingArea<B, plotters::coord::Shift>,
    judged: &[(&Figure, f64)],
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    root.fill(&WHITE)?;
    let font = ("sans-serif", 14).into_font();
    let length = f64::from(WIDTH) - f64::from(LABELS) - 90.0;
    let at = |share: f64| LABELS + (share.min(MOST) / MOST * length).round() as i32;
    root.draw(&Text::new("share of the target used: left of the line is met", (LABELS, 6), font.clone()))?;
    for (n, (figure, share)) in judged.iter().enumerate() {
        let top = i32::try_from((n as u32 + 1) * ROW).unwrap_or_default();
        let colour = if figure.met() == Some(true) { MET } else { SHORT };
        let label = format!("({}) {}, {}: {:.1} {}", figure.part, figure.what, figure.on, figure.value, figure.unit);
        root.draw(&Text::new(label, (8, top + 6), font.clone()))?;
        root.draw(&Rectangle::new([(LABELS, top + 4), (at(*share), top + 20)], colour.filled()))?;
        root.draw(&Text::new(format!("{:.0} %", share * 100.0), (at(*share) + 6, top + 6), font.clone()))?;
    }
    let bottom = i32::try_from((judged.len() as u32 + 1) * ROW).unwrap_or_default();
    root.draw(&PathElement::new([(at(1.0), ROW as i32), (at(1.0), bottom)], BLACK.stroke_width(2)))?;
    root.present()
}
