//! Commands that put several lists together, or count over them; each file has a command with its arguments.

pub(crate) mod actor;
pub(crate) mod dossier;
pub(crate) mod dyads;
pub(crate) mod norms;
pub(crate) mod timeline;
pub(crate) mod warnings;
mod when;
