use foldhash::{HashMap, HashMapExt};

/// A piece of a name or of running text: what is compared when names are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Characters as printed.
    pub print: &'a str,
    /// Lower case, without marks on letters, apostrophes and full stops.
    pub key: String,
    /// Its first character, counted in characters from the start of the text it was cut from.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
}

impl Piece<'_> {
    /// Whether it begins with a capital or a digit.
    pub fn capital(&self) -> bool {
        self.print.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    }

    /// Whether it has no small letter.
    pub fn all_capitals(&self) -> bool {
        !self.print.chars().any(char::is_lowercase)
    }
}

/// Cuts a text into pieces: at everything that is no letter or digit, and where a capital follows a small
/// letter (*militerIsrael*) or a word follows an abbreviation (*ASDonald*), so that *Kim Jong-un*, *Kim Jong Un* and *AS-Israel* all meet the names they hold.
///
/// An apostrophe inside a word (*Sana'a*) and the full stops of *U.S.* belong to their piece; the English
/// possessive *'s* does not.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| chars.get(index).map_or(' ', |&(_, c)| c);
    let byte = |index: usize| chars.get(index).map_or(text.len(), |&(byte, _)| byte);
    let joins = |index: usize| {
        let (before, after) = (if index == 0 { ' ' } else { at(index - 1) }, at(index + 1));
        match at(index) {
            '.' => before.is_uppercase() && after.is_uppercase(),
            '\'' | '’' | '‘' | 'ʼ' | '`' => {
                let possessive = after == 's' && !at(index + 2).is_alphanumeric();
                before.is_alphanumeric() && after.is_alphanumeric() && !possessive
            }
            _ => false,
        }
    };
    // *ASDonald*: capitals before a capitalised word of four letters or more.
    let ends_abbreviation = |index: usize| {
        (index - 1..=index).all(|i| at(i).is_uppercase())
            && (index + 1..=index + 3).all(|i| at(i).is_lowercase())
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        if !at(index).is_alphanumeric() {
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        while index < chars.len()
            && (at(index).is_alphanumeric() || joins(index))
            && !(at(index - 1).is_lowercase() && at(index).is_uppercase())
            && !(index >= start + 2 && ends_abbreviation(index))
        {
            index += 1;
        }
        let print = &text[byte(start)..byte(index)];
        found.push(Piece { print, key: fold(print), start: start as u32, end: index as u32 });
    }
    found
}

/// Lower case without marks on letters, apostrophes and full stops: *Erdoğan* and *erdogan* are one.
pub fn fold(print: &str) -> String {
    let mut key = String::with_capacity(print.len());
    for c in print.chars() {
        match c {
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            'a'..='z' | '0'..='9' => key.push(c),
            '.' | '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            _ => c.to_lowercase().for_each(|small| match plain(small) {
                Some(letters) => key.push_str(letters),
                None => key.push(small),
            }),
        }
    }
    key
}

/// The unmarked letters of a marked small Latin letter, or nothing for a combining mark.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ċ' | 'ĉ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ĕ' | 'ə' => "e",
        'ğ' | 'ģ' | 'ġ' | 'ĝ' => "g",
        'ħ' | 'ĥ' => "h",
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ĭ' | 'ĩ' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ŏ' | 'ơ' => "o",
        'œ' => "oe",
        'ř' | 'ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ũ' | 'ư' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

/// How a name must be printed to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// As an abbreviation, without small letters: *AS* is no *as*.
    Capitals,
    /// Beginning with a capital.
    Capital,
    /// Anyhow: it is listed with a small letter.
    Free,
}

impl Case {
    /// The case a listed name asks for.
    pub fn of(name: &str) -> Self {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if !name.contains(' ') && letters <= 5 && letters > 0 && !name.chars().any(char::is_lowercase) {
            Self::Capitals
        } else if name.chars().next().is_some_and(char::is_lowercase) {
            Self::Free
        } else {
            Self::Capital
        }
    }

    fn allows(self, pieces: &[Piece<'_>]) -> bool {
        match self {
            Self::Capitals => pieces.iter().all(Piece::all_capitals),
            Self::Capital => pieces.first().is_some_and(Piece::capital),
            Self::Free => true,
        }
    }
}

/// Names and what they may mean.
#[derive(Debug, Clone)]
pub struct Names<T> {
    senses: HashMap<Box<str>, Vec<(Case, T)>>,
    /// The most pieces a name has that begins with this piece.
    longest: HashMap<Box<str>, usize>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { senses: HashMap::new(), longest: HashMap::new() }
    }
}

impl<T: Copy + PartialEq> Names<T> {
    /// Adds a name; the same name with the same meaning counts once. Returns what else it means by now.
    pub fn add(&mut self, name: &str, meaning: T) -> &[(Case, T)] {
        let parts = pieces(name);
        let Some(first) = parts.first() else { return &[] };
        let longest = self.longest.entry(first.key.as_str().into()).or_default();
        *longest = parts.len().max(*longest);
        let senses = self.senses.entry(joined(&parts).into()).or_default();
        let sense = (Case::of(name), meaning);
        if !senses.contains(&sense) {
            senses.push(sense);
        }
        senses
    }

    /// The longest name that begins at the first piece: how many pieces it takes and what it may mean.
    pub fn longest(&self, pieces: &[Piece<'_>]) -> Option<(usize, Vec<T>)> {
        self.all(pieces).pop()
    }

    /// All names that begin at the first piece, shortest first.
    pub fn all(&self, pieces: &[Piece<'_>]) -> Vec<(usize, Vec<T>)> {
        let Some(first) = pieces.first() else { return Vec::new() };
        let Some(&most) = self.longest.get(first.key.as_str()) else { return Vec::new() };
        let mut name = String::new();
        let mut found = Vec::new();
        for (index, piece) in pieces.iter().take(most).enumerate() {
            if index > 0 {
                name.push(' ');
            }
            name.push_str(&piece.key);
            let Some(senses) = self.senses.get(name.as_str()) else { continue };
            let head = &pieces[..=index];
            let meant: Vec<T> =
                senses.iter().filter(|(case, _)| case.allows(head)).map(|&(_, meaning)| meaning).collect();
            if !meant.is_empty() {
                found.push((index + 1, meant));
            }
        }
        found
    }

    /// What a whole name may mean.
    pub fn get(&self, name: &str) -> Vec<T> {
        let parts = pieces(name);
        self.all(&parts).pop().filter(|(taken, _)| *taken == parts.len()).map(|(_, m)| m).unwrap_or_default()
    }
}

fn joined(parts: &[Piece<'_>]) -> String {
    parts.iter().map(|p| p.key.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|p| p.key).collect()
    }

    #[test]
    fn hyphens_dashes_and_glued_capitals_divide() {
        assert_eq!(
            keys("Rusia–Ukraina, AS-Iran, militerTurki"),
            ["rusia", "ukraina", "as", "iran", "militer", "turki"]
        );
    }

    #[test]
    fn marks_apostrophes_and_full_stops_do_not_tell_names_apart() {
        assert_eq!(keys("Erdoğan di Sana'a, U.S."), ["erdogan", "di", "sanaa", "us"]);
        assert_eq!(keys("Japan's"), ["japan", "s"]);
    }

    #[test]
    fn the_longest_name_wins_and_abbreviations_keep_their_capitals() {
        let mut names = Names::default();
        names.add("AS", 1);
        names.add("Korea", 2);
        names.add("Korea Selatan", 3);
        assert_eq!(names.longest(&pieces("Korea Selatan dan")), Some((2, vec![3])));
        assert_eq!(names.longest(&pieces("Korea saja")), Some((1, vec![2])));
        assert_eq!(names.longest(&pieces("as roda")), None);
        assert_eq!(names.longest(&pieces("AS")), Some((1, vec![1])));
    }

    proptest! {
        #[test]
        fn every_piece_lies_in_the_text(text in "\\PC{0,40}") {
            let chars: Vec<char> = text.chars().collect();
            let mut last = 0;
            for piece in pieces(&text) {
                prop_assert!(piece.start >= last && piece.end as usize <= chars.len());
                let print: String = chars[piece.start as usize..piece.end as usize].iter().collect();
                prop_assert_eq!(print, piece.print);
                last = piece.end;
            }
        }
    }
}
