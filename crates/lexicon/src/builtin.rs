//! The lexicon files that are built in, and the names under which files are read.

macro_rules! builtin {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../data/", $path)))),*]
    };
}

/// The files that are built in. A new file under `data/` is named here.
#[rustfmt::skip]
pub(crate) const BUILTIN: &[(&str, &str)] = builtin![
    "en/calendar.toml",
    "en/claims.toml",
    "en/clauses.toml",
    "en/cues.toml",
    "en/frames/accuse.toml",
    "en/frames/agree.toml",
    "en/frames/aid.toml",
    "en/frames/assault.toml",
    "en/frames/coerce.toml",
    "en/frames/concede.toml",
    "en/frames/consult.toml",
    "en/frames/cooperate.toml",
    "en/frames/mobilize.toml",
    "en/frames/protest.toml",
    "en/frames/reject.toml",
    "en/frames/request.toml",
    "en/frames/retreat.toml",
    "en/frames/sanction.toml",
    "en/frames/support.toml",
    "en/frames/threaten.toml",
    "en/norms.toml",
    "en/references.toml",
    "en/stances.toml",
    "en/status.toml",
    "en/titles.toml",
    "id/calendar.toml",
    "id/claims.toml",
    "id/clauses.toml",
    "id/cues.toml",
    "id/frames/accuse.toml",
    "id/frames/agree.toml",
    "id/frames/aid.toml",
    "id/frames/assault.toml",
    "id/frames/coerce.toml",
    "id/frames/concede.toml",
    "id/frames/consult.toml",
    "id/frames/cooperate.toml",
    "id/frames/mobilize.toml",
    "id/frames/protest.toml",
    "id/frames/reject.toml",
    "id/frames/request.toml",
    "id/frames/retreat.toml",
    "id/frames/sanction.toml",
    "id/frames/support.toml",
    "id/frames/threaten.toml",
    "id/norms.toml",
    "id/references.toml",
    "id/stances.toml",
    "id/status.toml",
    "id/titles.toml",
    "world/groups.toml",
    "world/igos.toml",
    "world/outlets.toml",
    "world/persons/africa.toml",
    "world/persons/americas.toml",
    "world/persons/east-asia.toml",
    "world/persons/europe.toml",
    "world/persons/indonesia.toml",
    "world/persons/middle-east.toml",
    "world/persons/oceania.toml",
    "world/persons/russia-and-neighbours.toml",
    "world/persons/south-asia.toml",
    "world/persons/southeast-asia.toml",
    "world/persons/united-states.toml",
    "world/persons/world-bodies.toml",
    "world/regions.toml",
    "world/states.toml",
    "world/themes.toml",
];

/// The names that are read, below a lexicon folder: a file, or the files right in a folder.
pub(crate) const READ: &[&str] = &[
    "world/",
    "world/persons/",
    "world/themes.toml",
    "en/calendar.toml",
    "en/claims.toml",
    "en/clauses.toml",
    "en/cues.toml",
    "en/frames/",
    "en/norms.toml",
    "en/references.toml",
    "en/stances.toml",
    "en/status.toml",
    "en/titles.toml",
    "id/calendar.toml",
    "id/claims.toml",
    "id/clauses.toml",
    "id/cues.toml",
    "id/frames/",
    "id/norms.toml",
    "id/references.toml",
    "id/stances.toml",
    "id/status.toml",
    "id/titles.toml",
];

/// Whether a path is a name that is read, or lies right in the folder it names.
pub(crate) fn is_at(path: &str, name: &str) -> bool {
    match path.strip_prefix(name) {
        Some(rest) if name.ends_with('/') => !rest.contains('/'),
        Some(rest) => rest.is_empty(),
        None => false,
    }
}

/// The names that are read, for a person.
pub(crate) fn known() -> String {
    let print = |name: &&str| if name.ends_with('/') { format!("{name}*.toml") } else { (*name).to_owned() };
    READ.iter().map(print).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_is_built_in_is_read() {
        for (path, _) in BUILTIN {
            assert!(READ.iter().any(|name| is_at(path, name)), "{path}");
        }
    }
}
