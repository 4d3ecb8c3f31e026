//! The root of an Indonesian word, and what its affixes say.

use super::vocabulary::Vocabulary;
use crate::{Morphology, Nominal, Voice};

/// Longer forms are no words.
const LONGEST: usize = 64;

/// The outermost prefix of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    None,
    Men,
    Pen,
    Per,
    Di,
    Ter,
    Ber,
    Ke,
    Se,
}

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

fn whole(form: &str) -> Morphology {
    Morphology { root: form.into(), ..Morphology::default() }
}

fn built(parse: Parse) -> Morphology {
    let (voice, nominal) = match (parse.prefix, parse.suffix) {
        (Prefix::Men, _) => (Some(Voice::Active), None),
        (Prefix::Di, _) => (Some(Voice::Passive), None),
        (Prefix::Ter, _) => (Some(Voice::Accidental), None),
        (Prefix::Ber, _) => (Some(Voice::Stative), None),
        (Prefix::Pen, "an") | (Prefix::Per, "an") | (Prefix::None, "an") => (None, Some(Nominal::Act)),
        (Prefix::Pen, _) => (None, Some(Nominal::Agent)),
        (Prefix::Ke, "an") => (None, Some(Nominal::State)),
        _ => (None, None),
    };
    let applicative = matches!(parse.suffix, "kan" | "i");
    Morphology { root: parse.root.into(), voice, nominal, applicative, reduplicated: false }
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

/// The suffixes each prefix goes with.
fn goes_with(prefix: Prefix, suffix: &str) -> bool {
    match prefix {
        Prefix::None => true,
        Prefix::Men | Prefix::Di | Prefix::Ter => matches!(suffix, "" | "kan" | "i"),
        Prefix::Ber => matches!(suffix, "" | "an" | "kan"),
        Prefix::Pen => matches!(suffix, "" | "an"),
        Prefix::Per => matches!(suffix, "" | "an" | "kan" | "i"),
        Prefix::Ke => matches!(suffix, "an" | ""),
        Prefix::Se => matches!(suffix, "" | "an"),
    }
}

const SUFFIXES: [&str; 9] = ["", "kan", "an", "i", "wan", "wati", "isme", "is", "isasi"];

/// The reading that explains most of a form by a listed root; `None` where none does.
fn best(vocabulary: &Vocabulary, form: &str) -> Option<Parse> {
    let mut best: Option<Parse> = None;
    for suffix in SUFFIXES {
        let Some(stem) = form.strip_suffix(suffix) else { continue };
        if stem.len() < 3 {
            continue;
        }
        let native = matches!(suffix, "" | "kan" | "an" | "i");
        // A short word that ends as if in a suffix is mostly no derived one: *misi*, *bumi*.
        if !suffix.is_empty() && vocabulary.is_root(stem) && (stem.len() > 3 || suffix != "i") {
            take(&mut best, stem, stem.len(), Prefix::None, suffix, 1);
        }
        if native {
            strip(stem, &mut |prefix, restored, inner| {
                if goes_with(prefix, suffix) {
                    look(vocabulary, &mut best, prefix, suffix, restored, inner, 1);
                }
            });
        }
    }
    best
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
        take(best, stem, inner.len(), outer, suffix, depth + usize::from(!suffix.is_empty()));
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
            _ => false,
        };
        if nests {
            look(vocabulary, best, outer, suffix, again, rest, depth + 1);
        }
    });
    if outer == Prefix::Ke
        && let Some(rest) = stem.strip_prefix("tidak")
    {
        look(vocabulary, best, outer, suffix, "", rest, DEEPEST);
    }
}

fn joined<'b>(buffer: &'b mut [u8; LONGEST + 1], restored: &str, inner: &str) -> Option<&'b str> {
    let length = restored.len() + inner.len();
    buffer.get_mut(..restored.len())?.copy_from_slice(restored.as_bytes());
    buffer.get_mut(restored.len()..length)?.copy_from_slice(inner.as_bytes());
    std::str::from_utf8(buffer.get(..length)?).ok()
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Calls `found` with each outermost prefix `stem` may have, the letter its nasal swallowed, and the rest.
fn strip(stem: &str, found: &mut dyn FnMut(Prefix, &'static str, &str)) {
    for (head, prefix) in [("me", Prefix::Men), ("pe", Prefix::Pen)] {
        if let Some(rest) = stem.strip_prefix(head) {
            nasal(rest, &mut |restored, inner| found(prefix, restored, inner));
        }
    }
    let plain = [
        ("di", Prefix::Di),
        ("ter", Prefix::Ter),
        ("ber", Prefix::Ber),
        ("per", Prefix::Per),
        ("ke", Prefix::Ke),
        ("se", Prefix::Se),
    ];
    for (head, prefix) in plain {
        if let Some(rest) = stem.strip_prefix(head).filter(|rest| rest.len() > 1) {
            found(prefix, "", rest);
        }
    }
    // The r of the prefix is lost before r and before a first syllable in -er-.
    for (head, prefix) in [("te", Prefix::Ter), ("be", Prefix::Ber), ("pe", Prefix::Per)] {
        if let Some(rest) = stem.strip_prefix(head)
            && (rest.starts_with('r') || rest.get(1..3) == Some("er"))
        {
            found(prefix, "", rest);
        }
    }
    for (head, prefix) in [("bel", Prefix::Ber), ("pel", Prefix::Pen), ("tel", Prefix::Ter)] {
        if let Some(rest) = stem
            .strip_prefix(head)
            .filter(|rest| rest.starts_with("ajar") || rest.starts_with("anjur") || rest.starts_with("antar"))
        {
            found(prefix, "", rest);
        }
    }
    // *pekerja*, *petani*, *peserta*: no nasal at all.
    if let Some(rest) = stem.strip_prefix("pe").filter(|rest| rest.len() > 3 && !rest.starts_with('r')) {
        found(Prefix::Pen, "", rest);
    }
}

/// What follows *me-* or *pe-* with the nasal taken off.
fn nasal(rest: &str, found: &mut dyn FnMut(&'static str, &str)) {
    let bytes = rest.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    match at(0) {
        b'l' | b'r' | b'w' | b'y' => found("", rest),
        b'm' => {
            found("", rest);
            let inner = &rest[1..];
            match at(1) {
                b'b' | b'f' | b'p' | b'v' => found("", inner),
                c if is_vowel(c) => found("p", inner),
                _ => {}
            }
        }
        b'n' if at(1) == b'g' => {
            let inner = &rest[2..];
            found("", rest);
            found("", inner);
            if is_vowel(at(2)) {
                found("k", inner);
            }
            // Before one syllable: *mengebom*, *mengecek*; before clusters: *mengeklaim*.
            if at(2) == b'e' {
                found("", &rest[3..]);
            }
        }
        b'n' if at(1) == b'y' => {
            found("", rest);
            found("s", &rest[2..]);
        }
        b'n' => {
            found("", rest);
            let inner = &rest[1..];
            match at(1) {
                b'c' | b'd' | b'j' | b't' | b's' | b'z' => found("", inner),
                c if is_vowel(c) => found("t", inner),
                _ => {}
            }
        }
        _ => {}
    }
}

/// The reading of a regular derivation from a root that is not listed, mostly a loan: *mengeksfiltrasi*.
fn guess(form: &str) -> Option<Parse> {
    let suffix = ["kan", "an", "i"].into_iter().find(|s| form.ends_with(s)).unwrap_or("");
    let stem = form.strip_suffix(suffix)?;
    let parse = |prefix, root: &str, suffix| {
        let vowels = root.bytes().filter(|&b| is_vowel(b)).count();
        (root.len() >= 4 && vowels >= 2 && goes_with(prefix, suffix)).then(|| Parse {
            root: root.to_owned(),
            matched: root.len(),
            prefix,
            suffix,
            layers: 1,
        })
    };
    let plain = |stem: &str| -> Option<String> {
        let mut inner: Option<String> = None;
        nasal(stem, &mut |restored, rest| {
            if restored.is_empty()
                && inner.as_ref().is_none_or(|i| rest.len() < i.len())
                && rest.len() + 1 >= stem.len().saturating_sub(2)
            {
                inner = Some(rest.to_owned());
            }
        });
        inner
    };
    if let Some(rest) = form.strip_prefix("me") {
        // A loan in -i keeps it: *mengevakuasi*.
        let loan = form.ends_with("si") || suffix == "an";
        let (body, suffix) =
            if loan { (rest, "") } else { (rest.strip_suffix(suffix).unwrap_or(rest), suffix) };
        return plain(body).and_then(|root| parse(Prefix::Men, &root, suffix));
    }
    if suffix == "an"
        && let Some(rest) = stem
            .strip_prefix("pe")
            .filter(|rest| rest.starts_with("ng") || rest.starts_with("m") || rest.starts_with("n"))
    {
        return plain(rest).filter(|root| root.len() >= 5).and_then(|root| parse(Prefix::Pen, &root, "an"));
    }
    if suffix == "kan"
        && let Some(rest) = stem.strip_prefix("di")
    {
        return parse(Prefix::Di, rest, "kan");
    }
    None
}
