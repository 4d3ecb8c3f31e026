//! The forms of an Indonesian verb: *serang* to *menyerang*, *diserang*.

/// Which form a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// *menyerang*
    Active,
    /// *diserang*
    Passive,
    /// *serang*
    Bare,
}

/// Every form of a stem, suffixes included in it (*jatuhkan*, *setujui*).
///
/// *meN-* takes its shape from the first sound; loans keep a first `p t k s` that native stems lose, and
/// since a stem does not tell which it is, both forms are given.
pub(crate) fn forms(stem: &str) -> Vec<(String, Form)> {
    let mut found = vec![(stem.to_owned(), Form::Bare), (format!("di{stem}"), Form::Passive)];
    let mut active = |form: String| found.push((form, Form::Active));
    let rest = stem.get(1..).unwrap_or_default();
    match stem.chars().next() {
        Some('p') => {
            active(format!("mem{rest}"));
            active(format!("mem{stem}"));
        }
        Some('t') => {
            active(format!("men{rest}"));
            active(format!("men{stem}"));
        }
        Some('k') => {
            active(format!("meng{rest}"));
            active(format!("meng{stem}"));
        }
        Some('s') => {
            active(format!("meny{rest}"));
            active(format!("men{stem}"));
        }
        Some('b' | 'f' | 'v') => active(format!("mem{stem}")),
        Some('c' | 'd' | 'j' | 'z') => active(format!("men{stem}")),
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'g' | 'h') => active(format!("meng{stem}")),
        _ => active(format!("me{stem}")),
    }
    if stem.chars().filter(|c| "aeiou".contains(*c)).count() == 1 {
        active(format!("menge{stem}"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_follows_the_first_sound() {
        for (stem, form) in [
            ("serang", "menyerang"),
            ("kecam", "mengecam"),
            ("kritik", "mengkritik"),
            ("tuduh", "menuduh"),
            ("puji", "memuji"),
            ("protes", "memprotes"),
            ("bunuh", "membunuh"),
            ("invasi", "menginvasi"),
            ("bom", "mengebom"),
            ("luncurkan", "meluncurkan"),
            ("jatuhkan", "menjatuhkan"),
            ("perkuat", "memperkuat"),
            ("sanksi", "mensanksi"),
        ] {
            assert!(forms(stem).contains(&(form.to_owned(), Form::Active)), "{form}");
        }
        assert!(forms("serang").contains(&("diserang".to_owned(), Form::Passive)));
    }
}
