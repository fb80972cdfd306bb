//! Limits that async-graphql lacks: aliases, fields at the root, and fields once fragments are spread out.
//!
//! They are counted before validation, because validation itself spreads fragments and a few hundred bytes of
//! nested spreads would keep it busy for minutes. Page sizes are checked here too, by [`page_size`].

use crate::fault::{refused, server_error};
use crate::words::Language;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet};
use async_graphql::{Name, Positioned, ServerResult, Variables};
use std::collections::HashMap;
use std::sync::Arc;

/// Rows of a page when none are named.
pub const DEFAULT_PAGE: i32 = 50;

/// Largest page.
const LARGEST_PAGE: i32 = 100;

/// Counts allowed in one operation.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Aliases.
    pub aliases: usize,
    /// Fields at the root.
    pub root_fields: usize,
    /// Fields, fragments spread out; ordinary pages ask for fewer than two hundred.
    pub fields: usize,
}

/// The extension that holds operations to `limits`.
#[must_use]
pub fn guard(limits: Limits) -> impl ExtensionFactory {
    Guard(limits)
}

/// The page size asked for: 1 to 100.
///
/// # Errors
/// `PAGE_SIZE`.
pub fn page_size(first: Option<i32>, language: Language) -> async_graphql::Result<u32> {
    let first = first.unwrap_or(DEFAULT_PAGE);
    let allowed = u32::try_from(first).ok().filter(|_| (1..=LARGEST_PAGE).contains(&first));
    allowed.ok_or_else(|| refused("PAGE_SIZE", language))
}

/// What a page of this size counts for in the complexity limit; refused sizes count as the largest page.
#[must_use]
pub fn page_cost(first: Option<i32>, child: usize) -> usize {
    let rows = usize::try_from(first.unwrap_or(DEFAULT_PAGE).clamp(1, LARGEST_PAGE)).unwrap_or(1);
    rows.saturating_mul(child).saturating_add(1)
}

#[derive(Clone, Copy)]
struct Guard(Limits);

impl ExtensionFactory for Guard {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Guard {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(ctx, query, variables).await?;
        match check(&document, self.0) {
            None => Ok(document),
            Some(code) => Err(server_error(&refused(code, Language::De))),
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Weight {
    fields: usize,
    aliases: usize,
    /// Fields of this level, without what lies below.
    level: usize,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.level = self.level.saturating_add(other.level);
    }
}

/// The code of the first limit an operation breaks.
fn check(document: &ExecutableDocument, limits: Limits) -> Option<&'static str> {
    document.operations.iter().find_map(|(_, operation)| {
        let mut scales = Scales { fragments: &document.fragments, known: HashMap::new() };
        let weight = scales.weigh(&operation.node.selection_set.node);
        if weight.aliases > limits.aliases || weight.level > limits.root_fields {
            Some("TOO_MANY_ALIASES")
        } else if weight.fields > limits.fields {
            Some("QUERY_TOO_COMPLEX")
        } else {
            None
        }
    })
}

struct Scales<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    /// Weights of fragments; an entry is made before its fragment is weighed, so that cycles end (validation
    /// refuses them afterwards).
    known: HashMap<&'a Name, Weight>,
}

impl<'a> Scales<'a> {
    fn weigh(&mut self, set: &'a SelectionSet) -> Weight {
        let mut total = Weight::default();
        for selection in &set.items {
            total.add(match &selection.node {
                Selection::Field(field) => {
                    let below = self.weigh(&field.node.selection_set.node);
                    Weight {
                        fields: below.fields.saturating_add(1),
                        aliases: below.aliases.saturating_add(usize::from(field.node.alias.is_some())),
                        level: 1,
                    }
                }
                Selection::InlineFragment(inline) => self.weigh(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
            });
        }
        total
    }

    fn fragment(&mut self, name: &Name) -> Weight {
        let fragments = self.fragments;
        let Some((name, fragment)) = fragments.get_key_value(name) else { return Weight::default() };
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        self.known.insert(name, Weight::default());
        let weight = self.weigh(&fragment.node.selection_set.node);
        self.known.insert(name, weight);
        weight
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn verdict(query: &str) -> Option<&'static str> {
        check(&async_graphql::parser::parse_query(query).unwrap(), Limits { aliases: 5, root_fields: 5, fields: 2_000 })
    }

    #[test]
    fn an_ordinary_operation_passes() {
        assert_eq!(verdict("query { a: task { id } b: task { id } }"), None);
    }

    #[test]
    fn repeated_roots_count_with_and_without_aliases() {
        assert_eq!(verdict(&format!("{{ {} }}", "viewer { id } ".repeat(6))), Some("TOO_MANY_ALIASES"));
        assert_eq!(verdict("{ x { a:i b:i c:i d:i e:i f:i } }"), Some("TOO_MANY_ALIASES"));
    }

    #[test]
    fn a_bomb_of_nested_spreads_is_counted_without_being_spread() {
        let mut bomb = "query { a { ...F0 } }".to_owned();
        for n in 0..30 {
            bomb += &format!(" fragment F{n} on A {{ a {{ ...F{0} }} b {{ ...F{0} }} }}", n + 1);
        }
        bomb += " fragment F30 on A { a }";
        assert_eq!(verdict(&bomb), Some("QUERY_TOO_COMPLEX"));
    }

    #[test]
    fn fragments_in_a_circle_end() {
        assert_eq!(verdict("{ a { ...F } } fragment F on A { a { ...G } } fragment G on A { b { ...F } }"), None);
    }
}
