//! Statements and levy notices: the figures of the handbook, refused when they do not add up.

use super::samples::{COST_KIND, MEMBERS, annexes, day, figures, payment, sheet, strings};
use super::{assert_conforming, squeezed, text_of};
use formats::german;
use formats::pdf::{LevyNotice, MemberGrant, Remedy, Reply, Statement, levy_notice, statement};

fn linz() -> Statement {
    Statement {
        sheet: sheet("Jahresabrechnung 2026 der Kooperation Südwest"),
        dated_on: day("2027-02-15"),
        cooperation: "Kooperation Südwest".to_owned(),
        agreement: "Zweckvereinbarung vom 12.03.2025, § 7".to_owned(),
        member: "VG Linz am Rhein".to_owned(),
        member_ars: "071385004000".to_owned(),
        period_from: day("2026-01-01"),
        period_to: day("2026-12-31"),
        version: 1,
        figures: figures(),
        payment: payment(),
        reply: Reply::Objection { until: day("2027-03-31"), silence_agrees: true },
        annexes: annexes(),
    }
}

fn notice() -> LevyNotice {
    let mut sheet = sheet("Umlagebescheid 2026");
    sheet.letterhead.body_name = "Zweckverband Südwest".to_owned();
    sheet.remarks = strings(&["Gegen Empfangsbekenntnis"]);
    LevyNotice {
        sheet,
        dated_on: day("2027-02-15"),
        association: "Südwest".to_owned(),
        legal_basis: "§ 10 KomZG und § 14 der Verbandsordnung".to_owned(),
        member: "VG Linz am Rhein".to_owned(),
        member_ars: "071385004000".to_owned(),
        year: 2026,
        figures: figures(),
        payment: payment(),
        remedy: Remedy {
            authority: "dem Zweckverband Südwest".to_owned(),
            address: "Musterstraße 9, 56068 Koblenz".to_owned(),
            more: Vec::new(),
        },
        annexes: annexes(),
    }
}

#[test]
fn every_figure_of_the_worked_example_stands_in_the_statement() {
    let pdf = statement(&linz()).unwrap();
    assert_conforming(&pdf);
    let Some(text) = text_of("statement", &pdf) else { return };
    let text = squeezed(&text);
    for (_, ars, people, cases, parts, total) in MEMBERS {
        for figure in [german::whole(people), cases.to_string(), german::cents(total), ars.to_owned()] {
            assert!(text.contains(&figure), "{figure}");
        }
        let row = parts.iter().chain([&total]).map(|c| german::cents(*c)).collect::<Vec<_>>().join(" ");
        assert!(text.contains(&row), "{row} in {text}");
    }
    for part in [
        "Summe 73.463,28 183.658,21 110.194,93 367.316,42",
        "493.854",
        "452.316,42",
        "487.316,42",
        "120.000,00",
        "14.692,656 14.692,65 14.692,66",
        "Nachzahlung 570,98",
        "4. Abschlag, fällig am 15.11.2026 15.11.2026 \u{2212}7.023,61",
        "DE02 1203 0000 0000 2020 51",
        "31. März 2027",
        "gilt die Abrechnung nach der Vereinbarung als anerkannt",
        "Statistisches Bundesamt, GV100AD",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
}

#[test]
fn the_same_statement_gives_the_same_bytes() {
    assert_eq!(statement(&linz()).unwrap(), statement(&linz()).unwrap());
}

#[test]
fn figures_that_do_not_add_up_are_refused() {
    let code = |change: fn(&mut Statement)| {
        let mut s = linz();
        change(&mut s);
        statement(&s).unwrap_err().code()
    };
    assert_eq!(code(|s| s.figures.balance_cents += 1), "FIGURES_DO_NOT_ADD_UP");
    assert_eq!(code(|s| s.figures.share_cents -= 1), "FIGURES_DO_NOT_ADD_UP");
    assert_eq!(code(|s| s.annexes.vouchers[0].amount_cents += 1), "FIGURES_DO_NOT_ADD_UP");
    assert_eq!(code(|s| s.annexes.income.clear()), "FIGURES_DO_NOT_ADD_UP");
    assert_eq!(code(|s| s.annexes.allocations[0].rows[2].total_cents += 1), "FIGURES_DO_NOT_ADD_UP");
    assert_eq!(code(|s| s.annexes.allocations[0].component_cents[1] += 1), "FIGURES_DO_NOT_ADD_UP");
    assert_eq!(code(|s| s.annexes.allocations[0].rows[0].component_cents.clear()), "ROW_DOES_NOT_FIT");
    assert_eq!(code(|s| s.annexes.key.members[0].measures.clear()), "ROW_DOES_NOT_FIT");
    assert_eq!(code(|s| s.figures.advances[0].amount_cents = i64::MIN), "FIGURES_DO_NOT_ADD_UP");
}

#[test]
fn a_credit_is_paid_out_and_a_correction_says_what_it_is() {
    let mut s = linz();
    s.version = 2;
    s.reply = Reply::None;
    let label = format!("Zuwendung des Landes an die VG Linz ({COST_KIND})");
    s.figures.member_grants = vec![MemberGrant { label, amount_cents: 100_000 }];
    s.figures.balance_cents = -42_902;
    let Some(text) = text_of("credit", &statement(&s).unwrap()) else { return };
    let text = squeezed(&text);
    assert!(text.contains("Guthaben \u{2212}429,02") && text.contains("zahlen wir Ihnen bis zum 15. April 2027 aus"));
    assert!(text.contains("Diese Fassung 2 ersetzt die vorangegangene"), "{text}");
    assert!(!text.contains("Einwendung"), "{text}");
}

#[test]
fn a_levy_notice_instructs_on_remedies_or_is_not_made() {
    let pdf = levy_notice(&notice()).unwrap();
    assert_conforming(&pdf);
    let mut bare = notice();
    bare.remedy.address.clear();
    assert_eq!(levy_notice(&bare).unwrap_err().code(), "LETTER_PART_MISSING");
    let Some(text) = text_of("levy_notice", &pdf) else { return };
    let text = squeezed(&text);
    assert!(text.contains("Rechtsbehelfsbelehrung"), "{text}");
    assert!(text.contains("innerhalb eines Monats nach seiner Bekanntgabe Widerspruch"), "{text}");
    assert!(text.contains("auf 28.665,42 € fest"), "{text}");
}
