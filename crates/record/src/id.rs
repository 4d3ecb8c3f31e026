use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An id that does not have the form of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no {kind} id; one looks like `{prefix}3`")]
pub struct IdError {
    given: String,
    kind: &'static str,
    prefix: char,
}

/// Ids number the things of one record from 1, in the order of the text.
macro_rules! id {
    ($name:ident, $prefix:literal, $kind:literal) => {
        #[doc = concat!("The id of one ", $kind, " within its record: `", $prefix, "1`, `", $prefix, "2`, …")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u32);

        impl $name {
            /// The id of the thing at `index` (from 0) of its list.
            pub fn at(index: usize) -> Self {
                Self(index as u32 + 1)
            }

            /// The place (from 0) in its list.
            pub fn index(self) -> usize {
                self.0 as usize - 1
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(given: &str) -> Result<Self, IdError> {
                given
                    .strip_prefix($prefix)
                    .and_then(|digits| digits.parse().ok())
                    .filter(|&number| number > 0)
                    .map(Self)
                    .ok_or_else(|| IdError { given: given.to_owned(), kind: $kind, prefix: $prefix })
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(given: String) -> Result<Self, IdError> {
                given.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

id!(ActorId, 'a', "actor");
id!(TimeId, 't', "time");
id!(StatementId, 's', "statement");
id!(EventId, 'e', "event");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_what_they_print() {
        let id = EventId::at(2);
        assert_eq!(id.to_string(), "e3");
        assert_eq!("e3".parse(), Ok(id));
    }

    #[test]
    fn zero_and_foreign_prefixes_are_refused() {
        assert!("e0".parse::<EventId>().is_err());
        assert!("s1".parse::<EventId>().is_err());
    }
}
