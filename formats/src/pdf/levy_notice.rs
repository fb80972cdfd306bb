//! The levy notice (Umlagebescheid) of an association: an administrative act with instruction on
//! remedies (handbook 9.1, 9.3; § 70 VwGO).
//!
//! What must stay true: no notice without the instruction; without it the period would be a year
//! (§ 58(2) VwGO).

use super::annexes::Annexes;
use super::block::{Block, plain};
use super::figures::Figures;
use super::render::{self, Document};
use super::statement::{Payment, paying};
use super::{Error, Sheet};
use crate::german;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where an administrative appeal (Widerspruch) is lodged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// The authority that issued the notice, in the dative: `dem Zweckverband …`.
    pub authority: String,
    /// Street and town of its seat.
    pub address: String,
    /// Further sentences the association's law asks for; may be empty.
    pub more: Vec<String>,
}

/// One member's levy for one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LevyNotice {
    pub sheet: Sheet,
    pub dated_on: NaiveDate,
    /// Name of the association.
    pub association: String,
    /// Statute and budget, e.g. `§ 10 KomZG, § 14 der Verbandsordnung, Haushaltssatzung 2026`.
    pub legal_basis: String,
    pub member: String,
    pub member_ars: String,
    pub year: i32,
    pub figures: Figures,
    pub payment: Payment,
    pub remedy: Remedy,
    pub annexes: Annexes,
}

/// The notice as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// Whatever of [`Error`] its parts earn; [`Error::PartMissing`] without remedy.
pub fn levy_notice(notice: &LevyNotice) -> Result<Vec<u8>, Error> {
    let n = notice;
    n.sheet.check()?;
    for (part, text) in [("remedyAuthority", &n.remedy.authority), ("remedyAddress", &n.remedy.address)] {
        if text.trim().is_empty() {
            return Err(Error::PartMissing { part });
        }
    }
    n.figures.check()?;
    n.annexes.check(&n.member, &n.figures)?;
    let decision = format!(
        "auf Grund von {} setzen wir die Verbandsumlage des Zweckverbands „{}“ für das Jahr {} gegenüber {} (ARS {}) \
         auf {} fest.",
        n.legal_basis,
        n.association,
        n.year,
        n.member,
        n.member_ars,
        german::euros(n.figures.share_cents)
    );
    let mut blocks = vec![Block::paragraph("Sehr geehrte Damen und Herren,"), Block::paragraph(decision)];
    blocks.extend(n.figures.blocks());
    blocks.push(paying(n.figures.balance_cents, &n.payment));
    blocks.push(Block::heading(2, "Begründung"));
    blocks.push(Block::paragraph(format!(
        "Die Umlage bemisst sich nach dem Schlüssel „{}“. Maßzahlen, Berechnung und Belege stehen in den Anlagen; sie \
         sind Bestandteil dieses Bescheids.",
        n.annexes.key.version
    )));
    blocks.push(n.remedy.block());
    blocks.push(Block::Signature);
    blocks.extend(n.annexes.blocks());
    let foot = format!("{} · Umlagebescheid {} · {}", n.association, n.year, n.member);
    render::pdf(&Document {
        title: &n.sheet.subject,
        author: &n.sheet.letterhead.body_name,
        dated_on: n.dated_on,
        sheet: Some(&n.sheet),
        foot: &foot,
        blocks: &blocks,
    })
}

impl Remedy {
    fn block(&self) -> Block {
        let first = format!(
            "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erhoben werden. Der \
             Widerspruch ist bei {}, {}, schriftlich, in elektronischer Form nach § 3a Absatz 2 des \
             Verwaltungsverfahrensgesetzes oder zur Niederschrift einzulegen.",
            self.authority, self.address
        );
        let paragraphs = std::iter::once(first).chain(self.more.iter().cloned()).map(plain).collect();
        Block::Notice { title: "Rechtsbehelfsbelehrung".to_owned(), paragraphs }
    }
}
