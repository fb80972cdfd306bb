//! The schema against what the code believes of it: columns, policies, triggers, and the way back down.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use migrations::{Migrator, MigratorTrait, tenant_tables};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, EntityName, EntityTrait, Iden, Iterable, Statement};
use std::collections::BTreeSet;
use store::Scope;
use store::entity::*;
use testkit::databases;

async fn owner(url: &str) -> DatabaseConnection {
    sea_orm::Database::connect(url).await.unwrap()
}

async fn columns(db: &DatabaseConnection, table: &str) -> BTreeSet<(String, bool)> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => format!(
            "SELECT column_name::text AS name, (is_nullable = 'YES') AS nullable FROM information_schema.columns WHERE table_name = '{table}'"
        ),
        _ => format!("SELECT name, (\"notnull\" = 0 AND pk = 0) AS nullable FROM pragma_table_info('{table}')"),
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|r| (r.try_get("", "name").unwrap(), r.try_get("", "nullable").unwrap())).collect()
}

fn believed<E: EntityTrait>() -> BTreeSet<(String, bool)> {
    use sea_orm::ColumnTrait;
    E::Column::iter().map(|c| (c.unquoted().to_owned(), c.def().is_null())).collect()
}

macro_rules! hold_together {
    ($db:expr, $name:expr, $($module:ident),+ $(,)?) => {{
        let mut known = BTreeSet::new();
        $(
            let table = $module::Entity.table_name().to_owned();
            let there = columns($db, &table).await;
            assert_eq!(there, believed::<$module::Entity>(), "{}: table {table} and store/src/entity/{table}.rs differ", $name);
            known.insert(table);
        )+
        known
    }};
}

/// Every table there is, without the list of migrations.
async fn tables(db: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|r| r.try_get("", "name").unwrap()).filter(|n| n != "seaql_migrations").collect()
}

#[tokio::test]
async fn every_entity_has_the_columns_of_its_table_and_no_table_is_without_entity() {
    for test in databases::both().await.unwrap() {
        let db = owner(&test.owner_url).await;
        let known = hold_together!(
            &db,
            test.name,
            absence,
            administration_record,
            agreement,
            announcement,
            approval_rule,
            body,
            budget_line,
            budget_movement,
            calendar_feed,
            case_comment,
            case_file,
            case_hand,
            case_party,
            closed_year,
            cooperation,
            cooperation_member,
            cost_line,
            cost_voucher,
            counted_case,
            deduction,
            deputyship,
            document,
            document_version,
            file_serial,
            goods_receipt,
            hour_entry,
            incident,
            invitation,
            invoice,
            invoice_line,
            journal_entry,
            journal_seal,
            journal_text,
            key_measure,
            key_version,
            ledger_chain,
            ledger_entry,
            ledger_line,
            letter,
            letter_dispatch,
            letter_template,
            letter_version,
            notification,
            notification_setting,
            manual_posting,
            measure,
            membership_change,
            order_line,
            ordering_limit,
            outbox,
            payment,
            person,
            person_name,
            personnel_share,
            process_weight,
            procurement,
            quote,
            relay_lease,
            role_grant,
            role_set,
            role_set_member,
            rule_change,
            rule_set,
            session,
            shared_cost_centre,
            settlement,
            settlement_advance,
            settlement_correction,
            settlement_share,
            settlement_statement,
            step_result,
            supplier,
            task,
            task_draft,
            task_exclusion,
            task_form,
            task_request,
            task_signature,
            vat_decision,
            work_list_default,
            work_list_view,
            workflow_state,
        );
        let there = tables(&db).await;
        assert_eq!(
            there, known,
            "{}: a table has no entity in store/src/entity, or is missing in this list",
            test.name
        );
    }
}

#[tokio::test]
async fn every_table_with_a_body_is_behind_a_policy() {
    let test = databases::postgres().await.unwrap();
    let db = owner(&test.owner_url).await;
    let sql = "SELECT c.table_name::text AS name FROM information_schema.columns c WHERE c.column_name = 'body_id' AND c.table_schema = 'public'";
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    let with_body: BTreeSet<String> = rows.iter().map(|r| r.try_get("", "name").unwrap()).collect();
    // ids and versions only, or rights that are read before the bodies are known
    let open: BTreeSet<String> = ["announcement", "cooperation_member", "role_grant"].map(str::to_owned).into();
    let guarded: BTreeSet<String> = tenant_tables().map(ToString::to_string).collect();
    let missing: Vec<_> = with_body.difference(&guarded).filter(|t| !open.contains(*t)).collect();
    assert!(
        missing.is_empty(),
        "tables with body_id and no policy: {missing:?}; guard them in their migration and name them in migrations::tenant_tables"
    );
}

#[tokio::test]
async fn a_connection_without_scope_sees_nothing_and_a_scoped_one_only_its_own() {
    let test = databases::postgres().await.unwrap();
    let db = owner(&test.app_url).await;
    let worker = test.open_worker().await.unwrap();
    let tx = worker.write(&Scope::Machine).await.unwrap();
    for (id, ars) in [(1, "071385004000"), (2, "073120000000")] {
        tx.execute(format!("INSERT INTO body (id, ars, name, kind, land, population, population_on) VALUES ({id}, '{ars}', 'B', 'MUNICIPALITY', 'RP', 1, '2024-12-31')"), []).await.unwrap();
        tx.execute(format!("INSERT INTO budget_line (body_id, year, code, name, cost_centre, appropriation_cents, reserved_cents, committed_cents, spent_cents, version) VALUES ({id}, 2026, '1', 'N', 'C', 100, 0, 0, 0, 1)"), []).await.unwrap();
    }
    tx.commit().await.unwrap();
    for table in tenant_tables() {
        let row = db
            .query_one_raw(Statement::from_string(DbBackend::Postgres, format!("SELECT COUNT(*) AS n FROM {table}")))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.try_get::<i64>("", "n").unwrap(), 0, "{table} shows rows to a connection without scope");
    }
    let scope = Scope::Person {
        person: domain::ids::PersonId(1),
        bodies: vec![domain::ids::BodyId(2)],
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
    };
    let tx = test.db.read(&scope).await.unwrap();
    let all = budget_line::Entity::find().all(tx.conn()).await.unwrap();
    assert_eq!(
        all.iter().map(|l| l.body_id).collect::<Vec<_>>(),
        [2],
        "even an unfiltered query sees only the own body"
    );
    tx.commit().await.unwrap();
    // the same pooled connection, handed out again without scope
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, "SELECT COUNT(*) AS n FROM budget_line"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 0);
}

#[tokio::test]
async fn the_database_refuses_to_change_history() {
    for test in databases::both().await.unwrap() {
        let db = owner(&test.owner_url).await;
        let backend = db.get_database_backend();
        let insert = "INSERT INTO journal_seal (at, heads, hash) VALUES ('2026-11-22T00:00:00Z', '[]', 'x')";
        db.execute_unprepared(insert).await.unwrap();
        for sql in ["UPDATE journal_seal SET hash = 'y'", "DELETE FROM journal_seal"] {
            let refused = db.execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{backend:?}: {sql}: {refused}");
        }
    }
}

#[tokio::test]
async fn the_migrations_go_down_and_up_again() {
    for test in databases::both().await.unwrap() {
        let db = owner(&test.owner_url).await;
        Migrator::down(&db, None).await.unwrap_or_else(|e| panic!("{}: down: {e}", test.name));
        Migrator::up(&db, None).await.unwrap_or_else(|e| panic!("{}: up: {e}", test.name));
    }
}
