//! Which documents report the same happening, and which are copies of one another.
//!
//! Near-copies are found by their shingles ([`shingles`]) under keys ([`sketch`]) and verified; stories by what
//! documents are about ([`profile`]). [`choose`] decides for one document among candidates. Nothing
//! but [`alike`], `keep` and `list` knows SQL.

mod alike;
mod choose;
mod hash;
mod keep;
mod list;
mod profile;
mod shingles;
mod sketch;

pub(crate) use alike::Alike;
pub(crate) use hash::hash;
pub(crate) use keep::{Seen, Sketched, likeness, original, place, story_of};
pub use list::{Story, StoryDocument};
use profile::{Profile, Rarity};
use shingles::Shingles;
use sketch::keys;
