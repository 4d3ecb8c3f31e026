//! Actors, offices, frames and cues as data, and what looks them up.
//!
//! The entries lie in TOML files under `data/`: `data/world/` for what belongs to no language (actors and
//! their codes, with their names in each language), `data/id/` for Indonesian. They are built into the
//! program; a user can lay a folder of the same form over them. Each entry has an id or key, a source, and
//! examples that run as tests.

mod source;

pub use source::{LexiconError, Source, Sources};
