//! The world the typesetter sees: our template, our fonts, the values. Nothing else.
//!
//! Why here: closed off by construction. There is no file system, no network, no clock and no
//! package in it, so no text can reach one.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Error;

/// Source Sans 3 (SIL Open Font License 1.1, `fonts/LICENSE.md`), unchanged: regular first.
static FONT_FILES: [&[u8]; 4] = [
    include_bytes!("../../fonts/SourceSans3-Regular.otf"),
    include_bytes!("../../fonts/SourceSans3-Bold.otf"),
    include_bytes!("../../fonts/SourceSans3-It.otf"),
    include_bytes!("../../fonts/SourceSans3-BoldIt.otf"),
];
const TEMPLATE: &str = include_str!("../../typst/document.typ");

/// What is the same for every document, made once.
struct Fixed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    values: FileId,
}

static FIXED: LazyLock<Option<Fixed>> = LazyLock::new(|| {
    let id = |path: &str| Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern());
    let fonts: Vec<Font> = FONT_FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    Some(Fixed {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: Source::new(id("/document.typ")?, TEMPLATE.to_owned()),
        values: id("/values.json")?,
    })
});

/// One document's world.
pub(super) struct Closed {
    fixed: &'static Fixed,
    values: Bytes,
}

impl Closed {
    /// `values` is the JSON the template reads.
    pub(super) fn with(values: Vec<u8>) -> Result<Self, Error> {
        let fixed = FIXED.as_ref().ok_or_else(|| Error::NotTypeset { reason: "no template".to_owned() })?;
        Ok(Self { fixed, values: Bytes::new(values) })
    }

    /// Whether the embedded font can show this sign.
    pub(super) fn shows(&self, sign: char) -> bool {
        self.fixed.fonts.first().is_some_and(|font| font.info().coverage.contains(u32::from(sign)))
    }
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &self.fixed.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fixed.book
    }

    fn main(&self) -> FileId {
        self.fixed.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.fixed.main.id() { Ok(self.fixed.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.fixed.values { Ok(self.values.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fixed.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
