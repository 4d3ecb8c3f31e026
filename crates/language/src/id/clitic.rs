//! Clitics: *upaya|nya*, *pada|ku*, *apa|kah*, *ku|pukul*.

use super::vocabulary::Vocabulary;

/// Where a token falls into words: byte offsets inside it, in order. Empty for a token of one word.
///
/// `form` is the token in lower case, of the same length in bytes as the token; `name` says that it is
/// written with a capital where none is due.
pub(super) fn cuts(vocabulary: &Vocabulary, form: &str, name: bool) -> Vec<usize> {
    let mut cuts = Vec::new();
    if form.len() < 4 || form.len() > LONGEST || !form.is_ascii() {
        return cuts;
    }
    let mut end = form.len();
    // From the right: *-lah*, *-kah*, *-tah*, *-pun*, then *-nya*, *-ku*, *-mu*.
    for particle in ["lah", "kah", "tah", "pun"] {
        if parts_particle(vocabulary, &form[..end], particle, name) {
            end -= particle.len();
            cuts.push(end);
            break;
        }
    }
    for pronoun in ["nya", "ku", "mu"] {
        if parts_pronoun(vocabulary, &form[..end], pronoun, name) {
            end -= pronoun.len();
            cuts.push(end);
            break;
        }
    }
    if let Some(start) = proclitic(vocabulary, &form[..end], name) {
        cuts.push(start);
    }
    cuts.reverse();
    cuts
}

const LONGEST: usize = 64;

fn parts_particle(vocabulary: &Vocabulary, form: &str, particle: &str, name: bool) -> bool {
    let Some(host) = form.strip_suffix(particle) else { return false };
    // Of *-tah* only *apatah*, *manatah* and the like are left; many roots end so.
    let listed_only = particle == "tah" || name;
    if host.len() < 3 || is_whole(vocabulary, form) {
        return false;
    }
    if listed_only {
        return vocabulary.clitics.hosts.contains(host);
    }
    let bare = ["nya", "ku", "mu"].into_iter().filter_map(|pronoun| host.strip_suffix(pronoun));
    vocabulary.clitics.hosts.contains(host)
        || host.ends_with('-')
        || vocabulary.is_known(host)
        || bare.into_iter().any(|plain| plain.len() > 2 && vocabulary.is_known(plain))
}

fn parts_pronoun(vocabulary: &Vocabulary, form: &str, pronoun: &str, name: bool) -> bool {
    let Some(host) = form.strip_suffix(pronoun) else { return false };
    if host.len() < 2 || vocabulary.clitics.whole.contains(form) {
        return false;
    }
    // *hamba-Ku*, *kuasa-Mu*
    if host.ends_with('-') {
        return host.len() > 2;
    }
    if pronoun == "nya" {
        // Names in -nya (*Kenya*) are told by their capital, unless what is left is a word.
        let paired = || host.split_once('-').is_some_and(|(first, _)| vocabulary.is_known(first));
        return !vocabulary.is_root(form) && (!name || vocabulary.is_known(host) || paired());
    }
    !name && host.len() > 2 && !is_whole(vocabulary, form) && vocabulary.is_known(host)
}

/// *ku-* and *kau-* before a bare verb stem.
fn proclitic(vocabulary: &Vocabulary, form: &str, name: bool) -> Option<usize> {
    let start = if form.starts_with("kau") { 3 } else { 2 };
    if name || !(form.starts_with("kau") || form.starts_with("ku")) || is_whole(vocabulary, form) {
        return None;
    }
    let stem = &form[start..];
    (stem.len() > 3
        && !stem.ends_with("an")
        && vocabulary.is_known(stem)
        && vocabulary.function(stem).is_none())
    .then_some(start)
    .or_else(|| {
        let verb = stem.len() > 5 && stem.ends_with("kan") && vocabulary.is_known(stem);
        verb.then_some(start)
    })
}

/// Whether a form is a word as it stands.
fn is_whole(vocabulary: &Vocabulary, form: &str) -> bool {
    vocabulary.clitics.whole.contains(form) || vocabulary.is_known(form)
}
