//! Quotation marks of every kind.

/// Whether a character is a double quotation mark.
pub(crate) fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '〝' | '〞')
}

/// Whether a character is a single quotation mark or an apostrophe.
pub(crate) fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '`')
}

/// Whether a character is a quotation mark.
pub(crate) fn is_quote(c: char) -> bool {
    is_double(c) || is_single(c)
}
