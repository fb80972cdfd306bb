//! Documents made from the schema itself: a root field with everything below it, each type opened once.

use super::schema_file::fields_of;
use async_graphql_parser::parse_schema;
use async_graphql_parser::types::{FieldDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub struct Map {
    types: BTreeMap<String, TypeDefinition>,
}

/// The name inside lists and `!`.
pub fn bare(ty: &Type) -> String {
    ty.to_string().chars().filter(|c| !"[]!".contains(*c)).collect()
}

impl Map {
    pub fn new() -> Self {
        let definitions = parse_schema(graphql::sdl()).unwrap().definitions.into_iter();
        let types = definitions.filter_map(|d| match d {
            TypeSystemDefinition::Type(t) => Some((t.node.name.node.to_string(), t.node)),
            _ => None,
        });
        Self { types: types.collect() }
    }

    pub fn fields(&self, type_name: &str) -> Vec<&FieldDefinition> {
        self.types.get(type_name).map(fields_of).unwrap_or_default()
    }

    /// Every `Type.field` of the schema, without the roots of subscriptions and without page furniture.
    pub fn coordinates(&self) -> BTreeSet<String> {
        let objects =
            self.types.iter().filter(|(name, t)| matches!(t.kind, TypeKind::Object(_)) && *name != "Subscription");
        objects.flat_map(|(name, t)| fields_of(t).into_iter().map(move |f| format!("{name}.{}", f.name.node))).collect()
    }

    /// What to select of a type: everything that needs no argument. `backwards` opens types on other paths.
    pub fn selection(&self, type_name: &str, seen: &mut BTreeSet<String>, backwards: bool) -> String {
        let Some(definition) = self.types.get(type_name) else { return String::new() };
        match &definition.kind {
            TypeKind::Object(_) if !seen.insert(type_name.to_owned()) && type_name != "UserError" => {
                " { __typename }".to_owned()
            }
            TypeKind::Object(_) => {
                let mut fields = fields_of(definition);
                if backwards {
                    fields.reverse();
                }
                let free = fields
                    .into_iter()
                    .filter(|f| f.arguments.iter().all(|a| a.node.ty.node.nullable || a.node.default_value.is_some()));
                let each: Vec<_> = free
                    .map(|f| format!("{}{}", f.name.node, self.selection(&bare(&f.ty.node), seen, backwards)))
                    .collect();
                format!(" {{ __typename {} }}", each.join(" "))
            }
            TypeKind::Interface(_) => {
                let implementing = self.types.iter().filter(|(_, t)| match &t.kind {
                    TypeKind::Object(o) => o.implements.iter().any(|i| i.node == type_name),
                    _ => false,
                });
                let each: Vec<_> = implementing
                    .map(|(name, _)| format!("... on {name}{}", self.selection(name, &mut seen.clone(), backwards)))
                    .collect();
                format!(" {{ {} }}", each.join(" "))
            }
            _ => String::new(),
        }
    }

    /// A value for an argument or input field; `id` gives the global ids by the name of the field.
    pub fn value(&self, name: &str, ty: &Type, id: &impl Fn(&str) -> String) -> Value {
        let inner = bare(ty);
        let one = match inner.as_str() {
            "ID" => json!(id(name)),
            "Int" | "RowNumber" => json!(if name == "year" { 2026 } else { 1 }),
            "Money" => json!(100),
            "Boolean" => json!(false),
            "DateTime" => json!("2026-11-23T11:00:00Z"),
            "NaiveDate" => json!("2026-12-01"),
            "JSON" => super::house::request(),
            "String" if name == "csv" => json!(
                "ars;year;code;name;cost_centre;appropriation\n071385004041;2026;11100.07;Ausstattung;11100;5000,00\n"
            ),
            "String" => json!("RELEASE"),
            _ => match &self.types.get(&inner).unwrap().kind {
                TypeKind::Enum(list) => json!(list.values[0].node.value.node.as_str()),
                TypeKind::InputObject(input) => {
                    let fields = input
                        .fields
                        .iter()
                        .map(|f| (f.node.name.node.to_string(), self.value(&f.node.name.node, &f.node.ty.node, id)));
                    Value::Object(fields.collect())
                }
                other => panic!("no sample for {other:?}"),
            },
        };
        if ty.to_string().starts_with('[') { json!([one]) } else { one }
    }
}

/// Coordinates that an answer shows a value for.
pub fn reached(answer: &Value, found: &mut BTreeSet<String>) {
    match answer {
        Value::Array(items) => items.iter().for_each(|item| reached(item, found)),
        Value::Object(map) => {
            let here = map.get("__typename").and_then(Value::as_str);
            for (key, value) in map {
                let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                if let Some(type_name) = here.filter(|_| !empty && key != "__typename") {
                    found.insert(format!("{type_name}.{key}"));
                }
                reached(value, found);
            }
        }
        _ => {}
    }
}
