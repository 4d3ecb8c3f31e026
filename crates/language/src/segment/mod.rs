//! What the languages share in taking a text apart: lines, pieces, sentence ends, blocks and paragraphs.

mod assemble;
mod block;
mod end;
mod join;
mod line;
mod piece;

pub(crate) use assemble::{Grammar, Part, analysis};
pub(crate) use block::{Row, Signs};
pub(crate) use end::{Ending, ends, is_quote};
pub(crate) use line::{Line, is_blank, lines};
pub(crate) use piece::{Joints, Kind, Piece, address, pieces};
