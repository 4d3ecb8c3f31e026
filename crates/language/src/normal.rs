/// The form under which a word is looked up in a table of word vectors: lower case, every digit `0`, and the
/// apostrophe straight, so that *2023* and *1998*, *Don’t* and *don't* are one word each.
///
/// The learner of the vectors and the reader of a text must agree on it; both call this.
///
/// ```
/// use telisik_language::normal_form;
///
/// assert_eq!(normal_form("Kementerian"), "kementerian");
/// assert_eq!(normal_form("26/10/2023"), "00/00/0000");
/// assert_eq!(normal_form("Jum’at"), "jum'at");
/// ```
pub fn normal_form(print: &str) -> String {
    let lower = print.to_lowercase();
    let plain = |c: char| c != '’' && !c.is_ascii_digit();
    if lower.chars().all(plain) {
        return lower;
    }
    let normal = |c: char| match c {
        '0'..='9' => '0',
        '’' => '\'',
        other => other,
    };
    lower.chars().map(normal).collect()
}
