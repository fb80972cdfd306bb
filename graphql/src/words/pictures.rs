//! Words of the case page: how a step looks from where the case stands, and what moved its money.

use super::Language;
use app::procurement::view_money::MoneyEvent;
use domain::procurement::picture::StepState;

/// How a step looks.
#[must_use]
pub const fn step_state(state: StepState, language: Language) -> &'static str {
    use StepState as X;
    let (de, en) = match state {
        X::Done => ("erledigt", "done"),
        X::Now => ("hier steht der Vorgang", "the case is here"),
        X::Next => ("kommt noch", "comes next"),
        X::Possible => ("nur bei Bedarf", "only if needed"),
        X::Skipped => ("nicht nötig", "not needed"),
    };
    language.pick(de, en)
}

/// What moved money, or bound it.
#[must_use]
pub const fn money_event(event: MoneyEvent, language: Language) -> &'static str {
    use MoneyEvent as X;
    let (de, en) = match event {
        X::Reserve => ("Mittel vorgemerkt", "Funds set aside"),
        X::Release => ("Vormerkung aufgelöst", "Funds set aside given up"),
        X::Commit => ("Durch Bestellung gebunden", "Bound by the order"),
        X::FreeCommitment => ("Bindung aufgehoben", "No longer bound"),
        X::Consume => ("Ausgezahlt", "Paid"),
        X::Refund => ("Erstattung vereinnahmt", "Refund received"),
        X::Invoice => ("Rechnung eingegangen", "Invoice received"),
        X::PaymentOrder => ("Auszahlung angeordnet", "Payment ordered"),
    };
    language.pick(de, en)
}
