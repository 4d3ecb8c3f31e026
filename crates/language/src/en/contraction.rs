//! Contractions: *do|n't*, *it|'s*, *Moscow|'s*, *can|not*.

use super::token::is_apostrophe;
use super::vocabulary::Vocabulary;

/// Longer tokens are no contractions.
const LONGEST: usize = 64;

/// Where a token falls into words: byte offsets inside it, in order. Empty for a token of one word.
pub(super) fn cuts(vocabulary: &Vocabulary, print: &str) -> Vec<usize> {
    if print.len() > LONGEST {
        return Vec::new();
    }
    let lower = print.to_lowercase();
    if lower.len() == print.len()
        && let Some(cuts) = vocabulary.contractions.parted.get(&lower)
    {
        return cuts.clone();
    }
    let mut cuts = Vec::new();
    let mut end = print.len();
    while let Some(at) = ending(vocabulary, &print[..end]) {
        cuts.push(at);
        end = at;
    }
    cuts.reverse();
    cuts
}

/// Where the last contracted word of a token begins.
fn ending(vocabulary: &Vocabulary, print: &str) -> Option<usize> {
    let (at, mark) = print.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let (host, after) = (&print[..at], &print[at + mark.len_utf8()..]);
    if after.is_empty() {
        // *leaders'*
        return (host.len() > 1 && host.ends_with(char::is_alphanumeric)).then_some(at);
    }
    let after = after.to_lowercase();
    if after == "t" {
        let host = host.strip_suffix(['n', 'N'])?;
        return host.ends_with(char::is_alphabetic).then_some(host.len());
    }
    // *the 1970's* counts, it owns nothing.
    (vocabulary.contractions.endings.contains(&after) && host.ends_with(char::is_alphabetic)).then_some(at)
}
