//! The schema put together: roots merged from the folders, limits and the per-request extension added.

use crate::limits::{Limits, guard};
use crate::loaders::BatchWait;
use crate::per_request::PerRequest;
use crate::persisted::{Manifest, Persisted};
use crate::{Hub, budget, cooperation, cost_sharing, efile, incident, journal, node, procurement, tasks};
use app::App;
use async_graphql::{MergedObject, MergedSubscription, SchemaBuilder};
use std::time::Duration;

/// Everything that can be read. Amounts are integer cents, ids are opaque, days are calendar days in Germany.
#[derive(MergedObject, Default)]
pub struct Query(
    node::NodeQueries,
    cooperation::CooperationQueries,
    tasks::TaskAreaQueries,
    cooperation::DeputyQueries,
    cooperation::DirectoryQueries,
    efile::EfileQueries,
    budget::BudgetQueries,
    procurement::ProcurementQueries,
    incident::IncidentQueries,
    cooperation::AdministrationQueries,
    cost_sharing::SettlementQueries,
);

/// Everything that can be done. Each mutation takes one input and gives one payload whose `userErrors` says what
/// a person can correct; when it is not empty, nothing was written.
#[derive(MergedObject, Default)]
pub struct Mutation(
    tasks::TaskAreaMutations,
    cooperation::DeputyMutations,
    procurement::ProcurementMutations,
    cooperation::MembershipMutations,
    efile::EfileMutations,
    budget::BudgetMutations,
    incident::IncidentMutations,
    cooperation::AdministrationMutations,
    journal::AuditMutations,
    cost_sharing::SettlementMutations,
);

/// What happens while you look. Rights are read again for every event; a stream ends with the last right.
#[derive(MergedSubscription, Default)]
pub struct Subscription(tasks::TaskSubscriptions, tasks::NoticeSubscriptions, efile::CaseSubscriptions);

/// The schema type.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// What an installation decides about its API.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether `__schema` and `__type` answer; off in production.
    pub introspection: bool,
    /// Deepest nesting of fields.
    pub max_depth: usize,
    /// Largest cost: fields, multiplied by the page sizes asked for.
    pub max_complexity: usize,
    /// Most aliases, and most fields at the root, of one operation.
    pub max_aliases: usize,
    /// Most fields of one operation once its fragments are spread out.
    pub max_fields: usize,
    /// How long a batch waits for further rows: longer never changes an answer, only how many statements it takes.
    pub batch_wait: Duration,
    /// Only operations of this manifest are run.
    pub persisted_only: Option<Manifest>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            introspection: true,
            max_depth: 12,
            max_complexity: 10_000,
            max_aliases: 30,
            max_fields: 2_000,
            batch_wait: Duration::from_millis(1),
            persisted_only: None,
        }
    }
}

/// The schema over `app`; `hub` feeds its subscriptions.
#[must_use]
pub fn schema(app: App, hub: Hub, settings: Settings) -> Schema {
    let limits =
        Limits { aliases: settings.max_aliases, root_fields: settings.max_aliases, fields: settings.max_fields };
    let mut builder = bare()
        .data(app)
        .data(hub)
        .data(BatchWait(settings.batch_wait))
        .extension(PerRequest)
        .extension(guard(limits))
        .limit_depth(settings.max_depth)
        .limit_complexity(settings.max_complexity)
        .limit_directives(5)
        .limit_recursive_depth(32);
    if let Some(manifest) = settings.persisted_only {
        builder = builder.extension(Persisted::new(manifest));
    }
    if !settings.introspection {
        builder = builder.disable_introspection();
    }
    builder.finish()
}

fn bare() -> SchemaBuilder<Query, Mutation, Subscription> {
    async_graphql::Schema::build(Query::default(), Mutation::default(), Subscription::default()).disable_suggestions()
}

/// The schema as SDL: what is committed as `graphql/schema.graphql`.
#[must_use]
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items();
    let text = bare().finish().sdl_with_options(options);
    let mut lines: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    lines.truncate(lines.trim_end().len());
    lines + "\n"
}
