use super::draft::Drafts;
use super::sight::Line;

/// Leads pronouns and descriptions back to the actors they stand for.
pub(super) fn resolve(_lines: &[Line<'_>], _drafts: &mut Drafts<'_>) {}
