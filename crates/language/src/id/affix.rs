//! The affixes of Indonesian and what they do to the letters of a root.

/// The outermost prefix of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// None at all.
    None,
    /// *meN-*
    Men,
    /// *peN-*
    Pen,
    /// *per-*
    Per,
    /// *di-*
    Di,
    /// *ter-*
    Ter,
    /// *ber-*
    Ber,
    /// *ke-*
    Ke,
    /// *se-*
    Se,
}

/// The suffixes each prefix goes with.
pub(super) fn goes_with(prefix: Prefix, suffix: &str) -> bool {
    match prefix {
        Prefix::None => true,
        Prefix::Men | Prefix::Di | Prefix::Ter => matches!(suffix, "" | "kan" | "i" | "isasi" | "isasikan"),
        Prefix::Ber => matches!(suffix, "" | "an" | "kan" | "isasi"),
        Prefix::Pen => matches!(suffix, "" | "an"),
        Prefix::Per => matches!(suffix, "" | "an" | "kan" | "i"),
        Prefix::Ke => matches!(suffix, "an" | ""),
        Prefix::Se => matches!(suffix, "" | "an"),
    }
}

pub(super) fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Calls `found` with each outermost prefix `stem` may have, the letter its nasal swallowed, and the rest.
pub(super) fn strip(stem: &str, found: &mut dyn FnMut(Prefix, &'static str, &str)) {
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
                // *memrotes*: a p before r is swallowed as well.
                b'r' => found("p", inner),
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

/// What regularly follows *me-* or *pe-* with its nasal taken off and a swallowed letter put back.
pub(super) fn unnasal(rest: &str) -> Option<String> {
    let before_vowel = |inner: &str| inner.bytes().next().is_some_and(is_vowel);
    if let Some(inner) = rest.strip_prefix("ng") {
        return Some(inner.to_owned());
    }
    for (nasal, swallowed) in [("ny", "s"), ("n", "t"), ("m", "p")] {
        if let Some(inner) = rest.strip_prefix(nasal) {
            return Some(if before_vowel(inner) || (nasal == "m" && inner.starts_with('r')) {
                format!("{swallowed}{inner}")
            } else {
                inner.to_owned()
            });
        }
    }
    rest.starts_with(['l', 'r', 'w', 'y']).then(|| rest.to_owned())
}
