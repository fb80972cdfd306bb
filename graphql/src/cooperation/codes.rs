//! The closed lists of `domain::cooperation` as GraphQL enums; the compiler keeps both the same.

use async_graphql::Enum;

/// What somebody may be towards a body.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cooperation::Role")]
pub enum Role {
    /// Needs something and asks for it (Bedarfsstelle).
    Requester,
    /// Chooses the procedure, obtains quotes, orders (Vergabestelle).
    Buyer,
    /// Releases funds.
    Budget,
    /// Evaluates bids.
    Evaluator,
    /// Opens bids.
    Opener,
    /// Decides and releases orders.
    Decider,
    /// Reads everything of its bodies, changes nothing (Rechnungsprüfung).
    Auditor,
    /// Certifies that an invoice is factually right.
    #[graphql(name = "CERTIFIER_F")]
    CertifierFactual,
    /// Certifies that an invoice is arithmetically right.
    #[graphql(name = "CERTIFIER_A")]
    CertifierArithmetic,
    /// Orders payments within its limit.
    Orderer,
    /// Treasury, first signature.
    #[graphql(name = "TREASURY_1")]
    Treasury1,
    /// Treasury, second signature.
    #[graphql(name = "TREASURY_2")]
    Treasury2,
    /// Case work (Sachbearbeitung).
    Clerk,
    /// Signs final versions.
    Signer,
    /// Keeps the files (Registratur).
    Registry,
    /// Archive.
    Archive,
    /// Leads a cooperation; administers cases.
    Lead,
    /// Member of a cooperation.
    Member,
    /// Steering committee.
    Steering,
    /// Municipal supervision (Kommunalaufsicht).
    Supervisor,
    /// Operates the engine: incidents; sees no contents.
    Operator,
}

/// Field of work a right is limited to.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cooperation::Area")]
pub enum Area {
    /// Every area.
    All,
    /// Procurement, budget lines, invoices.
    Procurement,
    /// Joint tenders.
    JointTender,
    /// Files and documents.
    Efile,
    /// Cost sharing.
    CostSharing,
    /// Members, persons, rights.
    Cooperation,
}

/// Kind of a body.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cooperation::BodyKind")]
pub enum BodyKind {
    /// Gemeinde or Stadt.
    Municipality,
    /// Kreisfreie Stadt.
    IndependentCity,
    /// Verbandsgemeinde: acts for its Ortsgemeinden.
    MunicipalAssociation,
    /// Landkreis.
    County,
    /// Zweckverband or other pooled body.
    Pooled,
}

/// Land; decides holidays and procurement limits.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cooperation::Land")]
pub enum Land {
    /// Schleswig-Holstein.
    Sh,
    /// Hamburg.
    Hh,
    /// Niedersachsen.
    Ni,
    /// Bremen.
    Hb,
    /// Nordrhein-Westfalen.
    Nw,
    /// Hessen.
    He,
    /// Rheinland-Pfalz.
    Rp,
    /// Baden-Württemberg.
    Bw,
    /// Bayern.
    By,
    /// Saarland.
    Sl,
    /// Berlin.
    Be,
    /// Brandenburg.
    Bb,
    /// Mecklenburg-Vorpommern.
    Mv,
    /// Sachsen.
    Sn,
    /// Sachsen-Anhalt.
    St,
    /// Thüringen.
    Th,
}
