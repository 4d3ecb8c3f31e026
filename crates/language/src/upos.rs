use std::fmt;
use std::str::FromStr;

macro_rules! tags {
    ($($variant:ident $printed:literal,)*) => {
        /// The parts of speech of Universal Dependencies v2.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are those of Universal Dependencies")]
        pub enum Upos { $($variant,)* }

        impl Upos {
            /// All tags, in alphabetical order.
            pub const ALL: [Self; 17] = [$(Self::$variant,)*];

            /// The printed tag.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $printed,)* }
            }
        }

        impl FromStr for Upos {
            type Err = ();

            fn from_str(printed: &str) -> Result<Self, ()> {
                match printed { $($printed => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
    };
}

tags! {
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN", Num "NUM",
    Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X",
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
