//! A document and its trees to a record.
//!
//! *Architecture Invariant:* reading never fails. It returns a record, and warnings about what is odd.

pub mod actors;
mod article;
pub mod events;
mod marks;
pub mod norms;
mod reader;
pub mod stances;
pub mod statements;
pub mod times;
pub mod warnings;

pub use article::Article;
pub use reader::{Reader, ReaderError};
