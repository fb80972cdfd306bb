//! `verbund schema`: the GraphQL schema as text; needs no settings and no database.

use std::io::{self, Write as _};

/// Writes the schema to standard output, as `graphql/schema.graphql` holds it.
pub fn print() -> io::Result<()> {
    io::stdout().lock().write_all(graphql::sdl().as_bytes())
}
