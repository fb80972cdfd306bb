//! The eForms SDK's field data as an oracle: which fields a subtype must and must not have, where, in which order, with
//! which codes. Reads the few XPath forms the data use; a field whose path has another form is left out and counted.
#![allow(dead_code)]

use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub struct Sdk {
    fields: Vec<Value>,
    nodes: BTreeMap<String, Value>,
    codes: BTreeMap<String, BTreeSet<String>>,
    order: BTreeMap<(String, String), u64>,
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

impl Sdk {
    pub fn read(folder: &Path) -> Self {
        let all: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("fields/fields.json")).unwrap()).unwrap();
        let fields = all["fields"].as_array().unwrap().clone();
        let nodes: BTreeMap<_, _> = all["xmlStructure"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| (text(node, "id").to_owned(), node.clone()))
            .collect();
        let mut codes = BTreeMap::new();
        for entry in std::fs::read_dir(folder.join("codelists")).unwrap() {
            let path = entry.unwrap().path();
            let list = std::fs::read_to_string(&path).unwrap();
            let document = Document::parse(&list).unwrap();
            let is_code =
                |node: &Node<'_, '_>| node.has_tag_name("Value") && node.attribute("ColumnRef") == Some("code");
            let found = document.descendants().filter(is_code);
            let values = found
                .filter_map(|node| node.descendants().find_map(|n| n.text().map(str::trim).filter(|t| !t.is_empty())));
            codes.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), values.map(str::to_owned).collect());
        }
        let mut sdk = Self { fields, nodes, codes, order: BTreeMap::new() };
        sdk.order = sdk.orders();
        sdk
    }

    /// (parent element, child element) → place, from every path that names its order.
    fn orders(&self) -> BTreeMap<(String, String), u64> {
        let mut order = BTreeMap::new();
        for item in self.fields.iter().chain(self.nodes.values()) {
            let parent = text(item, if item["parentNodeId"].is_string() { "parentNodeId" } else { "parentId" });
            let Some(parent) = self.nodes.get(parent) else { continue };
            let mut parent = text(parent, "xpathAbsolute").to_owned();
            parent = steps(&parent).last().map_or_else(String::new, |step| name(step).to_owned());
            for place in item["xsdSequenceOrder"].as_array().into_iter().flatten() {
                for (child, at) in place.as_object().into_iter().flatten() {
                    order.insert((parent.clone(), child.clone()), at.as_u64().unwrap());
                    parent.clone_from(child);
                }
            }
        }
        order
    }

    /// Everything wrong with a notice of `subtype`.
    pub fn findings(&self, xml: &str, subtype: &str) -> Vec<String> {
        let document = Document::parse(xml).unwrap();
        let root = document.root_element();
        let mut findings = Vec::new();
        let mut judged = 0;
        for field in &self.fields {
            let id = text(field, "id");
            if field["attributeOf"].is_string() {
                continue; // attributes are judged with their field
            }
            let Some(found) = select(root, text(field, "xpathAbsolute")) else { continue };
            judged += 1;
            if applies(&field["forbidden"], subtype) && !found.is_empty() {
                findings.push(format!("{id} is forbidden in {subtype}"));
            }
            if applies(&field["mandatory"], subtype) {
                let parent = self.nodes.get(text(field, "parentNodeId")).map_or("", |node| text(node, "xpathAbsolute"));
                let parents = select(root, parent).unwrap_or_default();
                let missing = parents
                    .iter()
                    .filter(|parent| select(**parent, text(field, "xpathRelative")).is_some_and(|f| f.is_empty()));
                if found.is_empty() || missing.count() > 0 {
                    findings.push(format!("{id} ({}) is mandatory in {subtype}", text(field, "name")));
                }
            }
            for node in found {
                findings.extend(self.value(field, node));
            }
        }
        assert!(judged > 750, "the oracle understands too few fields: {judged}");
        self.sequence(root, &mut findings);
        findings
    }

    fn value(&self, field: &Value, node: Node<'_, '_>) -> Vec<String> {
        let (id, value) = (text(field, "id"), node.text().unwrap_or_default());
        let mut findings = Vec::new();
        let list = field["codeList"]["value"]["id"].as_str().and_then(|list| self.codes.get(list));
        if list.is_some_and(|codes| !codes.contains(value)) {
            findings.push(format!("{id}: {value:?} is not in its code list"));
        }
        if field["maxLength"].as_u64().is_some_and(|max| value.chars().count() as u64 > max) {
            findings.push(format!("{id} is too long"));
        }
        for attribute in field["attributes"].as_array().into_iter().flatten() {
            let attribute = self.fields.iter().find(|known| known["id"] == *attribute).unwrap();
            let (name, preset) = (text(attribute, "attributeName"), attribute["presetValue"].as_str());
            match (node.attribute(name), preset) {
                (None, _) => findings.push(format!("{id} lacks {name}")),
                (Some(given), Some(preset)) if given != preset => {
                    findings.push(format!("{id}: {name} is {given}, not {preset}"))
                }
                _ => {}
            }
        }
        findings
    }

    fn sequence(&self, node: Node<'_, '_>, findings: &mut Vec<String>) {
        let mut last = (0, String::new());
        let parent = qualified(node);
        for child in node.children().filter(Node::is_element) {
            let name = qualified(child);
            let parent = if node.parent_element().is_none() { "*".to_owned() } else { parent.clone() };
            match self.order.get(&(parent.clone(), name.clone())) {
                Some(at) if *at < last.0 => findings.push(format!("in {parent}: {name} after {}", last.1)),
                Some(at) => last = (*at, name),
                None => findings.push(format!("in {parent}: {name} is unknown there")),
            }
            self.sequence(child, findings);
        }
    }
}

/// Whether a property holds for the subtype without condition.
fn applies(property: &Value, subtype: &str) -> bool {
    let constraints = property["constraints"].as_array().into_iter().flatten();
    let holds = |c: &&Value| {
        c["condition"].is_null()
            && c["value"] == true
            && c["noticeTypes"].as_array().is_some_and(|types| types.iter().any(|t| t == subtype))
    };
    property["value"] == true || constraints.filter(holds).count() > 0
}

fn qualified(node: Node<'_, '_>) -> String {
    let prefix = node.tag_name().namespace().and_then(|uri| node.lookup_prefix(uri)).unwrap_or_default();
    if prefix.is_empty() { node.tag_name().name().to_owned() } else { format!("{prefix}:{}", node.tag_name().name()) }
}

/// Splits at `separator` outside of brackets.
fn split<'a>(path: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in path.char_indices() {
        depth += i32::from(matches!(c, '[' | '(')) - i32::from(matches!(c, ']' | ')'));
        if depth == 0 && path[at..].starts_with(separator) && at >= start {
            parts.push(&path[start..at]);
            start = at + separator.len();
        }
    }
    parts.push(&path[start..]);
    parts
}

fn steps(path: &str) -> Vec<&str> {
    split(path, "/").into_iter().filter(|step| !step.is_empty()).collect()
}

fn name(step: &str) -> &str {
    step.split('[').next().unwrap_or_default()
}

/// The elements at a path; `None` where a form is not understood.
fn select<'a, 'i>(from: Node<'a, 'i>, path: &str) -> Option<Vec<Node<'a, 'i>>> {
    let (mut current, all) = (vec![from], steps(path));
    let all = if path.starts_with("/*") { &all[1..] } else { &all[..] };
    for step in all {
        let (wanted, rest) = step.split_at(name(step).len());
        if wanted.starts_with('@') || wanted.contains("()") {
            return None;
        }
        let mut next = Vec::new();
        for node in &current {
            let candidates: Vec<_> = match wanted {
                "." => vec![*node],
                ".." => node.parent_element().into_iter().collect(),
                "*" => node.children().filter(Node::is_element).collect(),
                _ => node.children().filter(|child| child.is_element() && qualified(*child) == wanted).collect(),
            };
            for candidate in candidates {
                let mut holds = true;
                for predicate in split_predicates(rest) {
                    holds &= test(candidate, predicate)?;
                }
                if holds {
                    next.push(candidate);
                }
            }
        }
        current = next;
    }
    Some(current)
}

/// `[a][b]` → a, b.
fn split_predicates(rest: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in rest.char_indices() {
        match c {
            '[' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            ']' => {
                depth -= 1;
                if depth == 0 {
                    parts.push(&rest[start..at]);
                }
            }
            _ => {}
        }
    }
    parts
}

fn test(node: Node<'_, '_>, predicate: &str) -> Option<bool> {
    let predicate = predicate.trim();
    let both = split(predicate, " and ");
    if both.len() > 1 {
        return both
            .into_iter()
            .map(|part| test(node, part))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.into_iter().all(|h| h));
    }
    let either = split(predicate, " or ");
    if either.len() > 1 {
        return either
            .into_iter()
            .map(|part| test(node, part))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.into_iter().any(|h| h));
    }
    if let Some(inner) = predicate.strip_prefix("not(").and_then(|rest| rest.strip_suffix(')')) {
        return test(node, inner).map(|holds| !holds);
    }
    let sides = split(predicate, "=");
    let [left, right] = sides[..] else {
        return if sides.len() == 1 { select(node, predicate).map(|found| !found.is_empty()) } else { None };
    };
    let wanted = right.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    let mut path = steps(left.trim());
    let last = path.pop()?;
    let found = if path.is_empty() { vec![node] } else { select(node, &path.join("/"))? };
    if last == "text()" {
        return Some(found.iter().any(|n| n.text() == Some(wanted)));
    }
    if let Some(attribute) = last.strip_prefix('@') {
        return Some(found.iter().any(|n| n.attribute(attribute) == Some(wanted)));
    }
    let found = select(node, left.trim())?;
    Some(found.iter().any(|n| n.text() == Some(wanted)))
}
