//! `verbund person erase`: Art. 17 GDPR. The journal keeps verifying; names and free texts are gone.

use app::App;
use app::cooperation::erase_person::erase;

/// Erases the person with this subject; false when there is none.
pub async fn run_erase(app: &App, subject: &str) -> anyhow::Result<bool> {
    match erase(app, subject).await {
        Ok(person) => {
            println!("Person {person} ist gelöscht; das Journal behält nur ihre Nummer.");
            Ok(true)
        }
        Err(app::Error::NotFound) => {
            println!("Eine Person mit dieser Kennung gibt es nicht.");
            Ok(false)
        }
        Err(other) => Err(other.into()),
    }
}
