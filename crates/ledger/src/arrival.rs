use std::borrow::Cow;

use sha2::{Digest, Sha256};
use telisik_record::{Document, Edtf, Record};

use crate::claims::Telling;
use crate::fault::Fault;
use crate::sheet::{packed_record, packed_text};
use crate::stories::Sketched;

/// A record that comes in, with all that can be made of it before it is written.
///
/// Make it in the thread that read the record: what writes has then little more to do than to write.
#[derive(Debug)]
pub struct Arrival<'a> {
    pub(crate) record: Cow<'a, Record>,
    /// What the machine read, where a person has put it right before it came.
    pub(crate) machine: Option<Cow<'a, Record>>,
    pub(crate) roots: String,
    /// Its number, where it has one already.
    pub(crate) number: Option<i64>,
    pub(crate) digest: [u8; 32],
    pub(crate) sketched: Sketched,
    /// Of its events, in their order.
    pub(crate) tellings: Vec<Telling>,
    packed: std::io::Result<Packed>,
}

/// A record and its text as they are kept.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) record: Vec<u8>,
    pub(crate) text: Vec<u8>,
}

impl<'a> Arrival<'a> {
    /// Makes a record ready. `roots` are those of its words, parted by blanks, for searching; it is not to be found
    /// where they are empty.
    pub fn new(record: Cow<'a, Record>, roots: String) -> Self {
        Self {
            machine: None,
            roots,
            number: None,
            digest: digest(&record.document),
            sketched: Sketched::of(&record),
            tellings: record.events.iter().map(|event| Telling::of(&record, event)).collect(),
            packed: Packed::of(&record),
            record,
        }
    }

    /// What was read.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Another reading of a document that has its number.
    pub(crate) fn numbered(number: i64, record: &'a Record) -> Self {
        Self { number: Some(number), ..Self::new(Cow::Borrowed(record), String::new()) }
    }

    /// The same document as a person has put it right.
    pub(crate) fn put_right(self, after: Record) -> Self {
        Self { machine: Some(self.record), ..Self::new(Cow::Owned(after), self.roots) }
    }

    /// Takes out what is kept of its record and text.
    ///
    /// # Errors
    ///
    /// If they are longer than a ledger keeps.
    pub(crate) fn packed(&mut self) -> Result<Packed, Fault> {
        let taken = std::mem::replace(&mut self.packed, Ok(Packed { record: Vec::new(), text: Vec::new() }));
        taken.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()).into())
    }
}

impl<'a> From<&'a Record> for Arrival<'a> {
    fn from(record: &'a Record) -> Self {
        Self::new(Cow::Borrowed(record), String::new())
    }
}

impl Packed {
    fn of(record: &Record) -> std::io::Result<Self> {
        Ok(Self { record: packed_record(record)?, text: packed_text(&record.document.text)? })
    }
}

/// SHA-256 over all that was given with a document; what reading found out about it is left out.
pub(crate) fn digest(document: &Document) -> [u8; 32] {
    let Document { id, url, outlet, title, published, lang, sha256, .. } = document;
    let mut digest = Sha256::new();
    let published = published.as_ref().map(Edtf::as_str);
    let given = [
        Some(id.as_str()),
        url.as_deref(),
        outlet.as_deref(),
        title.as_deref(),
        published,
        Some(lang.code()),
    ];
    for part in given.into_iter().chain([Some(sha256.as_str())]) {
        let part = part.map(str::as_bytes);
        digest.update(part.map_or(u64::MAX, |bytes| bytes.len() as u64).to_le_bytes());
        digest.update(part.unwrap_or_default());
    }
    digest.finalize().into()
}
