use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        // Records are full of ids, so no string is made of each.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Printed(PhantomData))
            }
        }
    };
}

/// Reads an id as it is printed.
struct Printed<T>(PhantomData<T>);

impl<T: FromStr<Err = IdError>> Visitor<'_> for Printed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, given: &str) -> Result<T, E> {
        given.parse().map_err(E::custom)
    }
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
