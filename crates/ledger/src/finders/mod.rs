//! What finds entries: who is in them, when, of what type. All of it follows from the records and can be made again.
//!
//! Readings are taken in blocks of 4,096 by number. In each block an actor has one list of all that it says, does and
//! suffers; a code one for each side of an event and one for its statements; a type of event one ([`List`]). A list is
//! one row: small entries ([`Entry`]) one behind the other, in the order of reading. So a document adds to a few lists
//! where it would else have some hundred rows, and what one revision changes lies together at the end of the table.
//! A query reads the lists that it needs, block by block, and puts entries in order itself.

mod entry;
mod list;
mod made;
mod walk;

pub(crate) use entry::{Entry, Part, Place};
pub(crate) use list::{List, READINGS, blocks, offset};
pub(crate) use made::{Finders, Sums};
pub(crate) use walk::{Wanted, readings_of};
