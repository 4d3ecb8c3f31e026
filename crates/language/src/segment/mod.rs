//! Lines, pieces and sentence ends: what the languages share in taking a text apart.

mod end;
mod line;
mod piece;

pub(crate) use end::{Ending, ends, is_quote};
pub(crate) use line::{Line, is_blank, lines};
pub(crate) use piece::{Joints, Kind, Piece, pieces};
