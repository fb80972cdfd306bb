//! The instructions in the official test files: `<?xmute mutator="remove" schematron-invalid="…"?>`.
//!
//! A file of the national test set is mostly valid as it stands; an instruction before an element
//! says how to change that element and which rules must then be broken, or kept. This reads them
//! and makes the changed texts, so that our checks are held against what the authors meant.

/// One changed text and what must come of it.
pub struct Case {
    pub id: String,
    pub text: String,
    pub must_break: Vec<String>,
    pub must_keep: Vec<String>,
}

/// Every case of a file.
pub fn cases(text: &str) -> Vec<Case> {
    let document = roxmltree::Document::parse(text).expect("test file is XML");
    let mut found = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_pi) {
        let instruction = node.pi().expect("is a PI");
        let Some(value) = instruction.value.filter(|_| instruction.target == "xmute") else {
            continue;
        };
        let Some(target) = node.next_siblings().find(roxmltree::Node::is_element) else {
            continue;
        };
        let rules = |key: &str| -> Vec<String> {
            let list = attribute(value, key).unwrap_or_default();
            list.split_whitespace().filter_map(|r| r.split_once(':')).map(|(_, rule)| rule.to_owned()).collect()
        };
        for (index, changed) in changed(text, target, value).into_iter().enumerate() {
            found.push(Case {
                id: format!("{} [{index}]", attribute(value, "id").unwrap_or_default()),
                text: changed,
                must_break: rules("schematron-invalid"),
                must_keep: rules("schematron-valid"),
            });
        }
    }
    found
}

fn changed(text: &str, target: roxmltree::Node<'_, '_>, instruction: &str) -> Vec<String> {
    let splice =
        |range: std::ops::Range<usize>, with: &str| format!("{}{with}{}", &text[..range.start], &text[range.end..]);
    let content = || {
        let children: Vec<_> = target.children().collect();
        let (first, last) = (children.first().expect("content"), children.last().expect("content"));
        first.range().start..last.range().end
    };
    match attribute(instruction, "mutator").as_deref() {
        Some("identity") => vec![text.to_owned()],
        Some("remove") => vec![splice(target.range(), "")],
        Some("empty") => vec![splice(content(), "")],
        Some("code") => {
            let values = attribute(instruction, "values").expect("values");
            let place = match attribute(instruction, "attribute") {
                Some(name) => target.attribute_node(name.as_str()).expect("attribute").range_value(),
                None => content(),
            };
            values.split(',').map(|v| splice(place.clone(), v.trim())).collect()
        }
        other => panic!("unknown mutator {other:?}"),
    }
}

fn attribute(instruction: &str, key: &str) -> Option<String> {
    let mut rest = instruction;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start().strip_prefix('"')?;
        let (value, tail) = after.split_once('"')?;
        if name.trim() == key {
            return Some(value.to_owned());
        }
        rest = tail;
    }
}
