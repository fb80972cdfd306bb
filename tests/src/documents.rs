//! The GraphQL operations of a clerk's page, as the tests send them.

pub const START: &str = "mutation Start($input: StartProcurementInput!) {
  startProcurement(input: $input) { case { id fileReference } userErrors { field code message } } }";

pub const LOOK: &str = "query Look($id: ID!) {
  case(id: $id) { id phase endedAt tasks { id kind state version } } }";

pub const COMPLETE: &str = "mutation Complete($input: CompleteTaskInput!) {
  completeTask(input: $input) { task { id state } userErrors { field code message } } }";

pub const CLAIM: &str = "mutation Claim($input: ClaimTaskInput!) {
  claimTask(input: $input) { task { id state } userErrors { field code message } } }";

pub const WITHDRAW: &str = "mutation Withdraw($input: WithdrawProcurementInput!) {
  withdrawProcurement(input: $input) { case { id phase } userErrors { field code message } } }";

pub const HISTORY: &str = "query History($id: ID!) {
  case(id: $id) { history(first: 100) { event sentence actor { id name } texts { field text } } } }";

pub const INCIDENTS: &str = "query Incidents { incidents(first: 50) { nodes { id kind cause } } }";

pub const RESOLVE: &str = "mutation Resolve($input: ResolveIncidentsInput!) {
  resolveIncidents(input: $input) { userErrors { field code message } } }";

pub const CASE_CHANGED: &str = "subscription Changed($id: ID!) { caseChanged(id: $id) { refetch caseId version } }";
