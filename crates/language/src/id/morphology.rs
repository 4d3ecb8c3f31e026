//! The root of an Indonesian word, and what its affixes say.

use super::affix::{Prefix, goes_with, is_vowel, strip, unnasal};
use super::vocabulary::Vocabulary;
use crate::{Morphology, Nominal, Voice};

/// Longer forms are no words.
const LONGEST: usize = 64;

/// One way to read a form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parse {
    root: String,
    /// Letters of the root that stand in the form.
    matched: usize,
    prefix: Prefix,
    suffix: &'static str,
    layers: usize,
}

/// Takes a form in lower case apart. Names are not taken apart unless their root is listed.
pub(super) fn analyze(vocabulary: &Vocabulary, form: &str, name: bool) -> Morphology {
    if form.len() > LONGEST || !form.is_ascii() {
        return whole(form);
    }
    if let Some(listed) = vocabulary.irregular(form) {
        return Morphology {
            root: listed.root.clone(),
            voice: listed.voice,
            nominal: listed.nominal,
            verb: None,
            applicative: listed.applicative,
            reduplicated: false,
        };
    }
    if vocabulary.function(form).is_some() || vocabulary.is_root(form) {
        return whole(form);
    }
    if let Some((first, second)) = form.split_once('-') {
        return doubled(vocabulary, form, first, second);
    }
    if let Some(parse) = best(vocabulary, form) {
        return built(parse);
    }
    if !name && let Some(parse) = guess(form) {
        return built(parse);
    }
    whole(form)
}

/// Whether a form in lower case is a listed root or derived from one.
pub(super) fn is_derived(vocabulary: &Vocabulary, form: &str) -> bool {
    form.len() <= LONGEST
        && form.is_ascii()
        && (vocabulary.is_root(form)
            || vocabulary.irregular(form).is_some()
            || best(vocabulary, form).is_some()
            || form.split_once('-').is_some_and(|(first, second)| {
                !second.contains('-') && is_derived(vocabulary, first) && is_derived(vocabulary, second)
            }))
}

/// Whether a form in lower case is derived from a listed root by the prefix of a verb.
pub(super) fn is_verb(vocabulary: &Vocabulary, form: &str) -> bool {
    let listed = || vocabulary.irregular(form).is_some_and(|listed| listed.voice.is_some());
    let derived = || {
        !vocabulary.is_root(form) && best(vocabulary, form).is_some_and(|parse| built(parse).voice.is_some())
    };
    form.len() <= LONGEST && form.is_ascii() && (listed() || derived())
}

/// Whether a prefix and a suffix are attached to a form; `None` for a bare root or a word not known.
pub(super) fn affixes(vocabulary: &Vocabulary, form: &str) -> Option<(bool, bool)> {
    if vocabulary.is_root(form) || vocabulary.function(form).is_some() {
        return None;
    }
    best(vocabulary, form).map(|parse| (parse.prefix != Prefix::None, !parse.suffix.is_empty()))
}

fn whole(form: &str) -> Morphology {
    Morphology { root: form.into(), ..Morphology::default() }
}

fn built(parse: Parse) -> Morphology {
    let (voice, nominal) = match (parse.prefix, parse.suffix) {
        (Prefix::Men, _) => (Some(Voice::Active), None),
        (Prefix::Di, _) => (Some(Voice::Passive), None),
        (Prefix::Ter, _) => (Some(Voice::Accidental), None),
        (Prefix::Ber, _) => (Some(Voice::Stative), None),
        (Prefix::Pen, "an") | (Prefix::Per, "an") | (Prefix::None, "an" | "isasi") => {
            (None, Some(Nominal::Act))
        }
        (Prefix::Pen, _) => (None, Some(Nominal::Agent)),
        (Prefix::Ke, "an") => (None, Some(Nominal::State)),
        _ => (None, None),
    };
    let applicative = matches!(parse.suffix, "kan" | "i" | "isasikan");
    Morphology { root: parse.root.into(), voice, nominal, verb: None, applicative, reduplicated: false }
}

/// *negara-negara*, *besar-besaran*, *meniru-nirukan*; *bolak-balik* and *Jae-in* stay whole.
fn doubled(vocabulary: &Vocabulary, form: &str, first: &str, second: &str) -> Morphology {
    if second.contains('-') {
        return whole(form);
    }
    if first == second && !first.is_empty() {
        return Morphology { reduplicated: true, ..analyze(vocabulary, first, false) };
    }
    // The affixes stand around the pair: its root is that of the pair written once.
    let stem = |part: &str| -> Option<Parse> { best(vocabulary, part).or_else(|| listed(vocabulary, part)) };
    let (Some(left), Some(right)) = (stem(first), stem(second)) else {
        return nasal_pair(vocabulary, form, first, second);
    };
    if left.root != right.root {
        return nasal_pair(vocabulary, form, first, second);
    }
    let prefix = if left.prefix == Prefix::None { right.prefix } else { left.prefix };
    let suffix = if right.suffix.is_empty() { left.suffix } else { right.suffix };
    Morphology { reduplicated: true, ..built(Parse { prefix, suffix, ..left }) }
}

/// *meniru-nirukan*: the second part keeps the nasal of the first.
fn nasal_pair(vocabulary: &Vocabulary, form: &str, first: &str, second: &str) -> Morphology {
    for suffix in ["", "kan", "i", "an"] {
        let Some(stem) = second.strip_suffix(suffix) else { continue };
        if stem.len() >= 3 && first.len() > stem.len() && first.ends_with(stem) {
            let joined = format!("{first}{suffix}");
            if let Some(parse) = best(vocabulary, &joined) {
                return Morphology { reduplicated: true, ..built(parse) };
            }
        }
    }
    whole(form)
}

fn listed(vocabulary: &Vocabulary, form: &str) -> Option<Parse> {
    vocabulary.is_root(form).then(|| Parse {
        root: form.to_owned(),
        matched: form.len(),
        prefix: Prefix::None,
        suffix: "",
        layers: 0,
    })
}

const SUFFIXES: [&str; 10] = ["", "kan", "an", "i", "wan", "wati", "isme", "is", "isasi", "isasikan"];

/// The reading that explains most of a form by a listed root; `None` where none does.
fn best(vocabulary: &Vocabulary, form: &str) -> Option<Parse> {
    let mut best: Option<Parse> = None;
    for suffix in SUFFIXES {
        let Some(stem) = form.strip_suffix(suffix) else { continue };
        if stem.len() < 3 {
            continue;
        }
        let native = matches!(suffix, "" | "kan" | "an" | "i");
        let takes_prefix = native || matches!(suffix, "isasi" | "isasikan");
        // A short word that ends as if in a suffix is mostly no derived one: *misi*, *bumi*.
        if !suffix.is_empty() && vocabulary.is_root(stem) && (stem.len() > 3 || suffix != "i") {
            // *pelukis* is *pe-lukis*, not *peluk-is*.
            take(&mut best, stem, stem.len(), Prefix::None, suffix, if native { 1 } else { 3 });
        }
        if takes_prefix {
            strip(stem, &mut |prefix, restored, inner| {
                // *beramal* is *ber-amal*, not *be-ramal*.
                let lost_r =
                    prefix == Prefix::Ber && inner.strip_prefix('r').is_some_and(|v| vocabulary.is_root(v));
                if goes_with(prefix, suffix) && !(lost_r && stem.starts_with("ber")) {
                    look(vocabulary, &mut best, prefix, suffix, restored, inner, 1);
                }
            });
        }
    }
    if best.as_ref().is_none_or(|parse| parse.suffix != "kan") {
        one_k(vocabulary, &mut best, form);
    }
    best
}

/// *menunjukan*: a root in *-k* before *-kan*, written with one *k*.
fn one_k(vocabulary: &Vocabulary, best: &mut Option<Parse>, form: &str) {
    let Some(stem) = form.strip_suffix("an").filter(|stem| stem.len() > 5 && stem.ends_with('k')) else {
        return;
    };
    strip(stem, &mut |prefix, restored, inner| {
        if matches!(prefix, Prefix::Men | Prefix::Di) {
            look(vocabulary, best, prefix, "kan", restored, inner, 1);
        }
    });
}

fn take(
    best: &mut Option<Parse>,
    root: &str,
    matched: usize,
    prefix: Prefix,
    suffix: &'static str,
    layers: usize,
) {
    let better = best
        .as_ref()
        .is_none_or(|b| (matched, std::cmp::Reverse(layers)) > (b.matched, std::cmp::Reverse(b.layers)));
    if better {
        *best = Some(Parse { root: root.to_owned(), matched, prefix, suffix, layers });
    }
}

/// Deeper than this no word is built: *ke-ber-pe-...*.
const DEEPEST: usize = 3;

/// Looks the stem up with and without its inner prefixes.
fn look(
    vocabulary: &Vocabulary,
    best: &mut Option<Parse>,
    outer: Prefix,
    suffix: &'static str,
    restored: &str,
    inner: &str,
    depth: usize,
) {
    let mut buffer = [0u8; LONGEST + 1];
    let Some(stem) = joined(&mut buffer, restored, inner) else { return };
    if stem.len() >= 2 && vocabulary.is_root(stem) && (stem.len() > 2 || outer != Prefix::None) {
        // *pengawasan* is *peng-awas-an*, not *peng-(k)awasan*.
        let swallowed = if suffix.is_empty() && stem.ends_with("an") { 3 * restored.len() } else { 0 };
        let matched = inner.len().saturating_sub(swallowed);
        take(best, stem, matched, outer, suffix, 2 * depth + usize::from(!suffix.is_empty()));
    }
    if depth >= DEEPEST {
        return;
    }
    strip(stem, &mut |prefix, again, rest| {
        // *memper-*, *diper-*, *keber-*, *keter-*, *ketidak-*, *pember-*, *berke-*, *diketahui*.
        let nests = match outer {
            Prefix::Men | Prefix::Pen | Prefix::Di => {
                matches!(prefix, Prefix::Per | Prefix::Ber | Prefix::Ke | Prefix::Se | Prefix::Ter)
            }
            Prefix::Ke => {
                matches!(prefix, Prefix::Ber | Prefix::Ter | Prefix::Se | Prefix::Pen | Prefix::Per)
            }
            Prefix::Ber => matches!(prefix, Prefix::Ke | Prefix::Pen | Prefix::Per | Prefix::Se),
            Prefix::Ter => matches!(prefix, Prefix::Per | Prefix::Ber | Prefix::Ke),
            Prefix::Se => matches!(prefix, Prefix::Per | Prefix::Pen | Prefix::Ke | Prefix::Ber),
            Prefix::Per => prefix == Prefix::Se,
            Prefix::None => false,
        };
        if nests {
            look(vocabulary, best, outer, suffix, again, rest, depth + 1);
        }
    });
    if outer == Prefix::Ke
        && let Some(rest) = stem.strip_prefix("tidak")
    {
        look(vocabulary, best, outer, suffix, "", rest, DEEPEST - 1);
    }
}

fn joined<'b>(buffer: &'b mut [u8; LONGEST + 1], restored: &str, inner: &str) -> Option<&'b str> {
    let length = restored.len() + inner.len();
    buffer.get_mut(..restored.len())?.copy_from_slice(restored.as_bytes());
    buffer.get_mut(restored.len()..length)?.copy_from_slice(inner.as_bytes());
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// The reading of a regular derivation from a root that is not listed, mostly a loan: *mengeksfiltrasi*.
fn guess(form: &str) -> Option<Parse> {
    let suffix = ["kan", "an", "i"].into_iter().find(|s| form.ends_with(s)).unwrap_or("");
    let stem = form.strip_suffix(suffix)?;
    let parse = |prefix, root: String, suffix| {
        let vowels = root.bytes().filter(|&b| is_vowel(b)).count();
        let sound = root.len() >= 4 && vowels >= 2 && goes_with(prefix, suffix);
        sound.then_some(Parse { matched: root.len(), root, prefix, suffix, layers: 2 })
    };
    if let Some(rest) = form.strip_prefix("me") {
        // A loan in -si keeps it: *mengevakuasi*.
        let whole = form.ends_with("si") || suffix == "an";
        let (body, suffix) = if whole { (rest, "") } else { (rest.strip_suffix(suffix)?, suffix) };
        return parse(Prefix::Men, unnasal(body)?, suffix);
    }
    match (suffix, stem.get(..2)?) {
        ("an", "pe") => match stem[2..].strip_prefix('r') {
            Some(rest) => parse(Prefix::Per, rest.to_owned(), "an"),
            None => parse(Prefix::Pen, unnasal(&stem[2..]).filter(|root| root.len() > 4)?, "an"),
        },
        ("kan", "di") => parse(Prefix::Di, stem[2..].to_owned(), "kan"),
        _ => None,
    }
}
