use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

macro_rules! numbers {
    ($($name:ident $letter:literal $thing:literal $doc:literal,)*) => {$(
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NumberError;

            fn from_str(given: &str) -> Result<Self, NumberError> {
                let number = given.strip_prefix($letter).unwrap_or(given).parse::<i64>().ok();
                let number = number.filter(|&number| number > 0);
                number.map(Self).ok_or_else(|| NumberError {
                    given: given.to_owned(),
                    thing: $thing,
                    example: concat!($letter, "17"),
                })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

numbers! {
    ClaimNumber "c" "claim" "A claim's number in its ledger, printed as `c17`.",
    StoryNumber "y" "story" "A story's number in its ledger, printed as `y17`.",
}

/// A word that is no number of a claim or story.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no {thing}; write {example}, as the lists print it")]
pub struct NumberError {
    given: String,
    thing: &'static str,
    example: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_printed() {
        assert_eq!("c17".parse(), Ok(ClaimNumber(17)));
        assert_eq!(StoryNumber(3).to_string().parse(), Ok(StoryNumber(3)));
        for given in ["", "c", "c0", "y4x", "-3", "c99999999999999999999"] {
            assert!(given.parse::<ClaimNumber>().is_err(), "{given}");
        }
    }
}
