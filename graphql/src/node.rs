//! Global ids: opaque to clients, inside `Kind:number`. `node(id)` finds anything that has one.
//!
//! A malformed id, an id of another kind, and an id of another municipality's thing all mean the same: nothing.

use crate::budget::BudgetLine;
use crate::cooperation::{Absence, Body, Cooperation, Deputyship, Person};
use crate::efile::{Case, Comment, Document};
use crate::incident::Incident;
use crate::loaders::Loaders;
use crate::procurement::{Invoice, Supplier};
use crate::tasks::{ApprovalRule, Notification, Task, TaskRequest, WorkListView};
use async_graphql::{Context, ID, Interface, Object};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Kinds of things with a global id. The names are part of stored bookmarks: never rename one.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::IntoStaticStr, strum::EnumIter,
)]
pub enum Kind {
    /// A human task.
    Task,
    /// A case.
    Case,
    /// A body.
    Body,
    /// A cooperation.
    Cooperation,
    /// A natural person.
    Person,
    /// A budget line.
    BudgetLine,
    /// A firm.
    Supplier,
    /// A document.
    Document,
    /// An incident.
    Incident,
    /// A comment.
    Comment,
    /// An invoice.
    Invoice,
    /// A saved view of the work list.
    WorkListView,
    /// A question or delegation about a task.
    TaskRequest,
    /// A notice to a person.
    Notification,
    /// A deputyship.
    Deputyship,
    /// An absence.
    Absence,
    /// A body's rule about how many must sign.
    ApprovalRule,
}

/// The global id of a thing.
#[must_use]
pub fn id(kind: Kind, number: i64) -> ID {
    ID(URL_SAFE_NO_PAD.encode(format!("{kind}:{number}")))
}

/// Kind and number of a global id; none for anything we did not make.
#[must_use]
pub fn read(id: &ID) -> Option<(Kind, i64)> {
    let bytes = URL_SAFE_NO_PAD.decode(id.0.as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (kind, number) = text.split_once(':')?;
    let number: i64 = number.parse().ok().filter(|n| *n > 0)?;
    Some((kind.parse().ok()?, number))
}

/// The number of an id that must be of `kind`. Unknown ids give 0, which no row has: "not found" comes by itself.
#[must_use]
pub fn number(kind: Kind, id: &ID) -> i64 {
    read(id).filter(|(k, _)| *k == kind).map_or(0, |(_, n)| n)
}

/// Anything with a global id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque global id."))]
pub enum Node {
    /// A human task.
    Task(Task),
    /// A case.
    Case(Case),
    /// A body.
    Body(Body),
    /// A cooperation.
    Cooperation(Cooperation),
    /// A budget line.
    BudgetLine(BudgetLine),
    /// A firm.
    Supplier(Supplier),
    /// A document.
    Document(Document),
    /// An incident.
    Incident(Incident),
    /// A natural person.
    Person(Person),
    /// A comment.
    Comment(Comment),
    /// An invoice.
    Invoice(Invoice),
    /// A saved view of the work list.
    WorkListView(WorkListView),
    /// A question or delegation about a task.
    TaskRequest(TaskRequest),
    /// A notice to a person.
    Notification(Notification),
    /// A deputyship.
    Deputyship(Deputyship),
    /// An absence.
    Absence(Absence),
    /// A body's rule about how many must sign.
    ApprovalRule(ApprovalRule),
}

/// Queries for anything.
#[derive(Default)]
pub struct NodeQueries;

#[Object]
impl NodeQueries {
    /// The thing with this global id; null when there is none or it is not yours to see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id.")] id: ID,
    ) -> async_graphql::Result<Option<Node>> {
        let Some((kind, number)) = read(&id) else { return Ok(None) };
        let loaders = Loaders::of(ctx)?;
        Ok(match kind {
            Kind::Task => loaders.task(number).await?.map(Node::Task),
            Kind::Case => loaders.case(number).await?.map(Node::Case),
            Kind::Body => loaders.own_body(number).await?.map(Node::Body),
            Kind::Cooperation => crate::cooperation::own(ctx, number).await?.map(Node::Cooperation),
            Kind::BudgetLine => crate::budget::line(ctx, number).await?.map(Node::BudgetLine),
            Kind::Supplier => crate::procurement::supplier(ctx, number).await?.map(Node::Supplier),
            Kind::Document => crate::efile::document(ctx, number).await?.map(Node::Document),
            Kind::Incident => crate::incident::one(ctx, number).await?.map(Node::Incident),
            Kind::Person => crate::cooperation::person(ctx, number).await?.map(Node::Person),
            Kind::Comment => crate::efile::comment(ctx, number).await?.map(Node::Comment),
            Kind::Invoice => crate::procurement::invoice(ctx, number).await?.map(Node::Invoice),
            Kind::WorkListView => crate::tasks::view(ctx, number).await?.map(Node::WorkListView),
            Kind::TaskRequest => crate::tasks::request(ctx, number).await?.map(Node::TaskRequest),
            Kind::Notification => crate::tasks::notification(ctx, number).await?.map(Node::Notification),
            Kind::Deputyship => crate::cooperation::deputyship(ctx, number).await?.map(Node::Deputyship),
            Kind::Absence => crate::cooperation::absence(ctx, number).await?.map(Node::Absence),
            Kind::ApprovalRule => crate::tasks::rule(ctx, number).await?.map(Node::ApprovalRule),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn an_id_reads_back_and_only_as_its_own_kind() {
        for kind in Kind::iter() {
            assert_eq!(read(&id(kind, 7)), Some((kind, 7)));
            let other = if kind == Kind::Task { Kind::Case } else { Kind::Task };
            assert_eq!((number(kind, &id(kind, 7)), number(other, &id(kind, 7))), (7, 0));
        }
    }

    #[test]
    fn what_we_did_not_make_is_nothing() {
        let made = |text: &str| URL_SAFE_NO_PAD.encode(text);
        for bad in [
            "",
            "7",
            "%",
            &made("Task:"),
            &made("Task:-1"),
            &made("Task:0"),
            &made("Task:99999999999999999999"),
            &made("Spoon:1"),
            &made("Task:1:2"),
        ] {
            assert_eq!(read(&ID(bad.to_owned())), None, "{bad}");
        }
    }
}
