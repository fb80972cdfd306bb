//! The committed schema: the same as the code gives, every word explained, nothing taken away since the last release.

use async_graphql_parser::types::{
    FieldDefinition, ServiceDocument, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use async_graphql_parser::{Positioned, parse_schema};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn types(sdl: &str) -> BTreeMap<String, TypeDefinition> {
    let document: ServiceDocument = parse_schema(sdl).unwrap();
    let definitions = document.definitions.into_iter().filter_map(|d| match d {
        TypeSystemDefinition::Type(t) => Some((t.node.name.node.to_string(), t.node)),
        _ => None,
    });
    definitions.collect()
}

#[test]
fn the_committed_schema_is_the_one_the_code_gives() {
    let committed = fs::read_to_string(file("schema.graphql")).unwrap_or_default();
    // for a look at the difference
    fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("schema.graphql"), graphql::sdl()).unwrap();
    assert!(
        committed == graphql::sdl(),
        "graphql/schema.graphql is stale: cargo run -p server -- schema > graphql/schema.graphql"
    );
}

#[test]
fn every_type_field_and_argument_is_described() {
    let mut bare = Vec::new();
    for (name, definition) in types(&graphql::sdl()) {
        if definition.description.is_none() {
            bare.push(name.clone());
        }
        for field in fields_of(&definition) {
            let at = format!("{name}.{}", field.name.node);
            if field.description.is_none() {
                bare.push(at.clone());
            }
            for argument in field.arguments.iter().filter(|a| a.node.description.is_none()) {
                bare.push(format!("{at}({})", argument.node.name.node));
            }
        }
        match &definition.kind {
            TypeKind::InputObject(input) => {
                bare.extend(
                    input
                        .fields
                        .iter()
                        .filter(|f| f.node.description.is_none())
                        .map(|f| format!("{name}.{}", f.node.name.node)),
                );
            }
            TypeKind::Enum(list) => {
                bare.extend(
                    list.values
                        .iter()
                        .filter(|v| v.node.description.is_none())
                        .map(|v| format!("{name}.{}", v.node.value.node)),
                );
            }
            _ => {}
        }
    }
    // what async-graphql makes itself: scalars of the standard, and the types of connections (their fields have words)
    bare.retain(|at| {
        !at.ends_with("Connection")
            && !["Int", "Float", "String", "Boolean", "ID", "NaiveDate", "DateTime"].contains(&at.as_str())
    });
    assert!(bare.is_empty(), "without description: {bare:#?}");
}

#[test]
fn nothing_was_taken_away_since_the_last_release() {
    let released = types(&fs::read_to_string(file("schema.released.graphql")).unwrap());
    let broken = breaks(&released, &types(&graphql::sdl()));
    assert!(broken.is_empty(), "breaking changes since the last release: {broken:#?}");
}

#[test]
fn a_break_is_named_and_an_addition_passes() {
    let old = types("type Q { a(x: Int): Int! b: String } enum E { ONE TWO } input I { a: Int }");
    let wider =
        types("type Q { a(x: Int, y: Int): Int! b: String c: Int } enum E { ONE TWO THREE } input I { a: Int b: Int }");
    assert!(breaks(&old, &wider).is_empty());
    let narrower = types("type Q { a(x: Int!): Int } enum E { ONE } input I { a: Int b: Int! }");
    let expected = [
        "E.TWO is gone",
        "I.b is required now",
        "Q.a gives Int instead of Int!",
        "Q.a(x) takes Int! instead of Int",
        "Q.b is gone",
    ];
    assert_eq!(breaks(&old, &narrower), expected);
}

pub fn fields_of(definition: &TypeDefinition) -> Vec<&FieldDefinition> {
    let fields: &[Positioned<FieldDefinition>] = match &definition.kind {
        TypeKind::Object(object) => &object.fields,
        TypeKind::Interface(interface) => &interface.fields,
        _ => &[],
    };
    fields.iter().map(|f| &f.node).collect()
}

/// What a client of `old` would stumble over in `new`.
fn breaks(old: &BTreeMap<String, TypeDefinition>, new: &BTreeMap<String, TypeDefinition>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, before) in old {
        let Some(after) = new.get(name) else {
            found.push(format!("{name} is gone"));
            continue;
        };
        match (&before.kind, &after.kind) {
            (TypeKind::Enum(a), TypeKind::Enum(b)) => {
                let gone = a.values.iter().filter(|v| !b.values.iter().any(|w| w.node.value.node == v.node.value.node));
                found.extend(gone.map(|v| format!("{name}.{} is gone", v.node.value.node)));
            }
            (TypeKind::InputObject(a), TypeKind::InputObject(b)) => {
                arguments(name, ".", "", &a.fields, &b.fields, &mut found)
            }
            (TypeKind::Object(_), TypeKind::Object(_)) | (TypeKind::Interface(_), TypeKind::Interface(_)) => {
                fields(name, before, after, &mut found)
            }
            (a, b) if std::mem::discriminant(a) != std::mem::discriminant(b) => {
                found.push(format!("{name} is of another kind"))
            }
            _ => {}
        }
    }
    found.sort();
    found
}

fn fields(name: &str, before: &TypeDefinition, after: &TypeDefinition, found: &mut Vec<String>) {
    for field in fields_of(before) {
        let at = format!("{name}.{}", field.name.node);
        let Some(now) = fields_of(after).into_iter().find(|f| f.name.node == field.name.node) else {
            found.push(format!("{at} is gone"));
            continue;
        };
        if !gives_at_least(&field.ty.node, &now.ty.node) {
            found.push(format!("{at} gives {} instead of {}", now.ty.node, field.ty.node));
        }
        arguments(&at, "(", ")", &field.arguments, &now.arguments, found);
    }
}

type Values = [Positioned<async_graphql_parser::types::InputValueDefinition>];

fn arguments(at: &str, open: &str, close: &str, before: &Values, after: &Values, found: &mut Vec<String>) {
    for argument in before {
        let name = &argument.node.name.node;
        match after.iter().find(|a| a.node.name.node == *name) {
            None => found.push(format!("{at}{open}{name}{close} is gone")),
            // an argument may become wider: what was taken must still be taken
            Some(now) if !gives_at_least(&now.node.ty.node, &argument.node.ty.node) => {
                found.push(format!(
                    "{at}{open}{name}{close} takes {} instead of {}",
                    now.node.ty.node, argument.node.ty.node
                ));
            }
            Some(_) => {}
        }
    }
    let added = after.iter().filter(|a| !before.iter().any(|b| b.node.name.node == a.node.name.node));
    let required = added.filter(|a| !a.node.ty.node.nullable && a.node.default_value.is_none());
    found.extend(required.map(|a| format!("{at}{open}{}{close} is required now", a.node.name.node)));
}

/// Whether what is promised as `new` keeps the promise `old`: the same, or non-null where null was possible.
fn gives_at_least(old: &Type, new: &Type) -> bool {
    let (old, new) = (old.to_string(), new.to_string());
    let bare = |text: &str| text.replace('!', "");
    bare(&old) == bare(&new)
        && old.matches('!').count() <= new.matches('!').count()
        && old.chars().all(|c| c != '!' || new.contains('!'))
}
