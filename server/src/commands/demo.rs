//! `verbund demo`: the demo cooperation into an empty database, and its procurements to their states while relay
//! and worker run elsewhere.

use crate::demo;
use app::App;

/// Seeds, and waits until every procurement stands where it shall.
pub async fn run(app: &App) -> anyhow::Result<()> {
    let seeded = demo::seed(app).await?;
    println!("{}", if seeded { "Demo-Verbünde angelegt." } else { "Demo-Verbünde waren schon da." });
    demo::work_to_their_states(app).await?;
    println!("Demo-Vorgänge stehen bereit.");
    Ok(())
}
