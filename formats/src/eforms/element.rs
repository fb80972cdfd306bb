//! A small tree of XML elements: order is the order of building, writing is the library's.

use super::error::Error;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element with either text or children.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    children: Vec<Self>,
}

impl Element {
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), text: None, children: Vec::new() }
    }

    pub(super) fn text(name: &'static str, text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::new(name) }
    }

    /// A code of the list `list`.
    pub(super) fn code(name: &'static str, list: &str, code: impl Into<String>) -> Self {
        Self::text(name, code).attr("listName", list)
    }

    /// An id of the scheme `scheme`.
    pub(super) fn id(scheme: &str, id: impl Into<String>) -> Self {
        Self::text("cbc:ID", id).attr("schemeName", scheme)
    }

    /// German text.
    pub(super) fn german(name: &'static str, text: impl Into<String>) -> Self {
        Self::text(name, text).attr("languageID", "DEU")
    }

    /// Euros from cents.
    pub(super) fn euros(name: &'static str, cents: i64) -> Self {
        let sign = if cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        Self::text(name, format!("{sign}{whole}.{rest:02}")).attr("currencyID", "EUR")
    }

    pub(super) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// `outer` around this element.
    pub(super) fn within(self, outer: &'static str) -> Self {
        Self::new(outer).with(self)
    }

    pub(super) fn write(&self) -> Result<String, Error> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        let fault = |error: std::io::Error| Error::NotWritten(error.to_string());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(fault)?;
        self.write_to(&mut writer).map_err(fault)?;
        String::from_utf8(writer.into_inner()).map_err(|error| Error::NotWritten(error.to_string()))
    }

    fn write_to(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(text) = &self.text {
            // what XML cannot carry at all is left out rather than making the notice unreadable
            let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            writer.write_event(Event::Text(BytesText::new(&clean)))?;
        }
        for child in &self.children {
            child.write_to(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}
