//! Counting which parts of speech a word usually has, in a corpus too differently tagged to learn tagging from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use telisik_language::model::{Casing, KNOWN, Traits, known_feature, write_table};

/// Words seen less often say too little.
const LEAST: u32 = 3;

/// Counts a corpus of one token and tag a line into a table: the two most usual tags of each word, by share.
pub(crate) fn count(path: &Path) -> anyhow::Result<Vec<u8>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = || text.lines().filter_map(|line| line.split_once('\t')).filter(|(_, tag)| !is_slip(tag));
    let tags: Vec<&str> = rows().map(|(_, tag)| tag).collect::<BTreeSet<_>>().into_iter().collect();
    ensure!(tags.len() <= KNOWN, "{} has more than {KNOWN} tags", path.display());
    let mut counts = BTreeMap::<u64, [u32; KNOWN]>::new();
    for (word, tag) in rows() {
        let form = Traits::of(word, Casing::Usual).form;
        if let Ok(tag) = tags.binary_search(&tag) {
            counts.entry(known_feature(form)).or_default()[tag] += 1;
        }
    }
    let usual =
        counts.into_iter().filter(|(_, tags)| tags.iter().sum::<u32>() >= LEAST).map(|(feature, tags)| {
            let all = tags.iter().sum::<u32>() as f32;
            let mut shares: Vec<(u8, f32)> = (0..).zip(tags).map(|(tag, n)| (tag, n as f32 / all)).collect();
            shares.sort_by(|a, b| b.1.total_cmp(&a.1));
            shares.truncate(2);
            shares.retain(|(_, share)| *share >= 0.1);
            (feature, shares)
        });
    Ok(write_table(&usual.collect::<Vec<_>>()).0)
}

/// Tags are written in capitals; a row without one ends a sentence.
fn is_slip(tag: &str) -> bool {
    tag.is_empty() || !tag.chars().all(|c| c.is_ascii_uppercase())
}
