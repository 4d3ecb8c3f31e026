use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use telisik_record::{
    ActorId, Code, Document, Edtf, Event, Lang, Norm, Record, Stance, Statement, Text, Time, Warning,
};

use crate::events::Party;
use crate::fault::Fault;
use crate::filter::Conditions;
use crate::pack::{Content, pack, unpack};
use crate::{Fingerprint, Item, Ledger};

/// What reading found out about a document; all else about it stands in columns.
#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    byline: Option<String>,
    dateline: Option<String>,
    reference_date: Option<jiff::civil::Date>,
}

/// A record without what the columns hold.
#[derive(Serialize)]
struct Body<'a> {
    schema: &'a str,
    document: Head,
    actors: &'a [telisik_record::Actor],
    times: &'a [Time],
    statements: &'a [Statement],
    events: &'a [Event],
    stances: &'a [Stance],
    norms: &'a [Norm],
    warnings: &'a [Warning],
}

#[derive(Deserialize)]
struct Read<A, S, E> {
    schema: String,
    document: Head,
    actors: Vec<A>,
    times: Vec<Time>,
    statements: Vec<S>,
    events: Vec<E>,
    stances: Vec<Stance>,
    norms: Vec<Norm>,
    warnings: Vec<Warning>,
}

/// The part of a record that lists show. What they do not show is passed over unread.
#[derive(Deserialize)]
pub(crate) struct Shown {
    pub(crate) actors: Vec<ShownActor>,
    pub(crate) times: Vec<Time>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<Event>,
    pub(crate) stances: Vec<Stance>,
    pub(crate) norms: Vec<Norm>,
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Deserialize)]
pub(crate) struct ShownActor {
    name: String,
    kind: String,
    code: Option<Code>,
    key: Option<String>,
    #[serde(default)]
    pub(crate) office: Option<String>,
}

impl ShownActor {
    /// Whether it is the actor of this identity over all documents.
    pub(crate) fn is(&self, identity: &str) -> bool {
        match &self.key {
            Some(key) => key == identity,
            None => {
                let code = self.code.as_ref().map_or("", Code::as_str);
                format!("{}|{code}|{}", self.name, self.kind) == identity
            }
        }
    }
}

/// The actors of a record and nothing else of it.
#[derive(Deserialize)]
struct Named {
    actors: Vec<ShownActor>,
}

/// A reading as lists need it: its document, and what was read.
pub(crate) struct Sheet {
    pub(crate) document: i64,
    /// `12` of a first reading, `12.2` of a second.
    pub(crate) prefix: String,
    pub(crate) id: String,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) text: Text,
    pub(crate) shown: Shown,
}

impl Sheet {
    pub(crate) fn parties(&self, actors: &[ActorId]) -> Vec<Party> {
        let actors = actors.iter().filter_map(|id| self.shown.actors.get(id.index()));
        actors
            .map(|actor| Party { name: actor.name.clone(), code: actor.code.as_ref().map(Code::to_string) })
            .collect()
    }

    /// The fault that a row points to what the record does not hold.
    pub(crate) fn lacks(&self, what: &str, item: i64) -> Fault {
        Fault::unreadable(self.document, format!("it has no {what} {item}, but the tables say so"))
    }

    pub(crate) fn entry(&self, item: Item) -> crate::EntryId {
        crate::EntryId { document: self.prefix.clone(), item }
    }
}

/// SHA-256 as bytes, where it is one.
pub(crate) fn hash_bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pair = |pair: &[u8]| Some(digit(pair[0])? << 4 | digit(pair[1])?);
    (hex.len() == 64).then(|| hex.as_bytes().chunks_exact(2).map(pair).collect())?
}

/// The record as it is kept.
pub(crate) fn packed_record(record: &Record) -> std::io::Result<Vec<u8>> {
    let Document { byline, dateline, reference_date, sha256, .. } = &record.document;
    let body = Body {
        schema: &record.schema,
        document: Head {
            sha256: hash_bytes(sha256).is_none().then(|| sha256.clone()),
            byline: byline.clone(),
            dateline: dateline.clone(),
            reference_date: *reference_date,
        },
        actors: &record.actors,
        times: &record.times,
        statements: &record.statements,
        events: &record.events,
        stances: &record.stances,
        norms: &record.norms,
        warnings: &record.warnings,
    };
    pack(Content::Record, &serde_json::to_vec(&body)?)
}

pub(crate) fn packed_text(text: &Text) -> std::io::Result<Vec<u8>> {
    pack(Content::Text, text.as_str().as_bytes())
}

/// Sheets are kept while a list is made: its rows come back to the same readings.
const KEPT: usize = 2048;

pub(crate) struct Sheets<'a> {
    ledger: &'a Ledger,
    kept: RefCell<HashMap<i64, Rc<Sheet>>>,
}

impl<'a> Sheets<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Self {
        Self { ledger, kept: RefCell::default() }
    }

    pub(crate) fn get(&self, reading: i64) -> Result<Rc<Sheet>, Fault> {
        if let Some(sheet) = self.kept.borrow().get(&reading) {
            return Ok(Rc::clone(sheet));
        }
        let sheet = Rc::new(self.ledger.sheet(reading)?);
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(reading, Rc::clone(&sheet));
        Ok(sheet)
    }

    /// The first rows, as many as are asked for, that `read` makes of what a query finds: each a reading, and a place
    /// in its record counted from 0.
    pub(crate) fn rows<R: IntoIterator>(
        &self,
        sql: &str,
        conditions: Conditions,
        limit: Option<usize>,
        read: impl Fn(&Sheet, i64) -> Result<R, Fault>,
    ) -> Result<Vec<R::Item>, Fault> {
        let limit = limit.unwrap_or(usize::MAX);
        let mut found = Vec::new();
        let mut query = self.ledger.connection.prepare_cached(sql)?;
        let mut rows = query.query(params_from_iter(conditions.bound()))?;
        while found.len() < limit {
            let Some(row) = rows.next()? else { break };
            found.extend(read(&*self.get(row.get(0)?)?, row.get(1)?)?);
        }
        found.truncate(limit);
        Ok(found)
    }
}

impl Ledger {
    fn sheet(&self, reading: i64) -> Result<Sheet, Fault> {
        let mut query = self.connection.prepare_cached(
            "SELECT d.number, r.ordinal, d.id, d.outlet, d.published, r.record, d.text \
             FROM reading r JOIN document d ON d.number = r.document WHERE r.number = ?",
        )?;
        let mut rows = query.query([reading])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let (document, ordinal): (i64, i64) = (row.get(0)?, row.get(1)?);
        let record = unpacked(Content::Record, document, row.get_ref(5)?)?;
        Ok(Sheet {
            document,
            prefix: prefix(document, ordinal),
            id: row.get(2)?,
            outlet: row.get(3)?,
            published: row.get(4)?,
            text: text(document, row.get_ref(6)?)?,
            shown: serde_json::from_slice(&record).map_err(|error| Fault::unreadable(document, error))?,
        })
    }
}

/// The office in which a reading has an actor.
pub(crate) fn office(connection: &Connection, reading: i64, identity: &str) -> Result<Option<String>, Fault> {
    let mut query = connection.prepare_cached("SELECT document, record FROM reading WHERE number = ?")?;
    let mut rows = query.query([reading])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let document = row.get(0)?;
    let record = unpacked(Content::Record, document, row.get_ref(1)?)?;
    let named: Named = serde_json::from_slice(&record).map_err(|error| Fault::unreadable(document, error))?;
    Ok(named.actors.into_iter().find(|actor| actor.is(identity)).and_then(|actor| actor.office))
}

/// The record of a reading, byte for byte as it was added, and what it was read with.
pub(crate) fn whole_record(connection: &Connection, reading: i64) -> Result<(Record, Fingerprint), Fault> {
    read_record::<telisik_record::Actor, Statement, Event>(connection, reading, "r.record")
}

/// The same as the machine read it, before corrections were laid over it.
pub(crate) fn machine_record(connection: &Connection, reading: i64) -> Result<(Record, Fingerprint), Fault> {
    read_record::<telisik_record::Actor, Statement, Event>(
        connection,
        reading,
        "coalesce((SELECT record FROM machine WHERE reading = r.number), r.record)",
    )
}

/// The record of a reading with the parts of it read as `A`, `S` and `E`, which may pass over what is not needed.
pub(crate) fn record<A, S, E>(connection: &Connection, reading: i64) -> Result<(Record, Fingerprint), Fault>
where
    A: DeserializeOwned + Into<telisik_record::Actor>,
    S: DeserializeOwned + Into<Statement>,
    E: DeserializeOwned + Into<Event>,
{
    read_record::<A, S, E>(connection, reading, "r.record")
}

/// `column`, which is one of ours, holds the record.
fn read_record<A, S, E>(
    connection: &Connection,
    reading: i64,
    column: &str,
) -> Result<(Record, Fingerprint), Fault>
where
    A: DeserializeOwned + Into<telisik_record::Actor>,
    S: DeserializeOwned + Into<Statement>,
    E: DeserializeOwned + Into<Event>,
{
    let mut query = connection.prepare_cached(&format!(
        "SELECT d.number, d.id, d.url, d.outlet, d.title, d.published, d.lang, d.sha256, d.text, {column}, \
         f.program, f.lexicon, f.model FROM reading r JOIN document d ON d.number = r.document \
         JOIN reader f ON f.number = r.reader WHERE r.number = ?",
    ))?;
    let mut rows = query.query([reading])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let number: i64 = row.get(0)?;
    let body = unpacked(Content::Record, number, row.get_ref(9)?)?;
    let body: Read<A, S, E> =
        serde_json::from_slice(&body).map_err(|error| Fault::unreadable(number, error))?;
    let sha256 = row.get::<_, Option<Vec<u8>>>(7)?.map(|bytes| hex(&bytes));
    let published = row.get::<_, Option<String>>(5)?.map(|date| date.parse::<Edtf>()).transpose();
    let Head { sha256: own, byline, dateline, reference_date } = body.document;
    let document = Document {
        id: row.get(1)?,
        url: row.get(2)?,
        outlet: row.get(3)?,
        title: row.get(4)?,
        byline,
        dateline,
        published: published.map_err(|error| Fault::unreadable(number, error))?,
        reference_date,
        lang: row.get::<_, String>(6)?.parse::<Lang>().map_err(|error| Fault::unreadable(number, error))?,
        text: text(number, row.get_ref(8)?)?,
        sha256: own.or(sha256).unwrap_or_default(),
    };
    let record = Record {
        schema: body.schema,
        document,
        actors: body.actors.into_iter().map(Into::into).collect(),
        times: body.times,
        statements: body.statements.into_iter().map(Into::into).collect(),
        events: body.events.into_iter().map(Into::into).collect(),
        stances: body.stances,
        norms: body.norms,
        warnings: body.warnings,
    };
    let reader = Fingerprint { program: row.get(10)?, lexicon: row.get(11)?, model: row.get(12)? };
    Ok((record, reader))
}

pub(crate) fn prefix(document: i64, ordinal: i64) -> String {
    if ordinal == 1 { document.to_string() } else { format!("{document}.{ordinal}") }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unpacked(content: Content, document: i64, blob: ValueRef<'_>) -> Result<Vec<u8>, Fault> {
    let blob = blob.as_blob().map_err(|error| Fault::unreadable(document, error))?;
    unpack(content, blob).map_err(|error| Fault::unreadable(document, error))
}

pub(crate) fn text(document: i64, blob: ValueRef<'_>) -> Result<Text, Fault> {
    let bytes = unpacked(Content::Text, document, blob)?;
    let text = String::from_utf8(bytes).map_err(|error| Fault::unreadable(document, error))?;
    Ok(Text::new(text))
}
