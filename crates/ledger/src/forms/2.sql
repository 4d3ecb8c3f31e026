-- Form 2. Numbers stand for words: types, status, stances and sides as in `numbers.rs`; codes in `code`; days count from
-- 1970-01-01. What a list prints is cut from `reading.record` and `document.text`; the other tables only find it.

CREATE TABLE reader (
    number INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    model TEXT NOT NULL,
    UNIQUE (program, lexicon, model)
) STRICT;

-- One row a transaction. `readings` is the number of the last reading there was at its end.
CREATE TABLE revision (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,            -- milliseconds since 1970
    kind TEXT NOT NULL,
    author TEXT,
    note TEXT,
    reader INTEGER REFERENCES reader (number),
    readings INTEGER NOT NULL
) STRICT;
CREATE INDEX revision_by_time ON revision (at);

CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    id TEXT NOT NULL,
    sha256 BLOB,
    url TEXT,
    outlet TEXT,
    title TEXT,
    published TEXT,
    lang TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES revision (number),
    text BLOB NOT NULL
) STRICT;
CREATE INDEX document_by_id ON document (id);

CREATE TABLE reading (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (number),
    ordinal INTEGER NOT NULL,
    revision INTEGER NOT NULL REFERENCES revision (number),
    reader INTEGER NOT NULL REFERENCES reader (number),
    record BLOB NOT NULL,
    UNIQUE (document, ordinal)
) STRICT;

CREATE TABLE superseded (
    reading INTEGER PRIMARY KEY REFERENCES reading (number),
    revision INTEGER NOT NULL REFERENCES revision (number)
) STRICT, WITHOUT ROWID;

-- What a person put right, and where: JSON as in `correct.rs`. Author and reason are its revision's. Without a document
-- it holds for all of them.
CREATE TABLE correction (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revision (number),
    document INTEGER REFERENCES document (number),
    entry TEXT,
    anchor TEXT NOT NULL,
    change TEXT NOT NULL
) STRICT;
CREATE INDEX correction_by_document ON correction (document);

-- What the machine read, beside a reading of its own that corrections were laid over.
CREATE TABLE machine (
    reading INTEGER PRIMARY KEY REFERENCES reading (number),
    record BLOB NOT NULL
) STRICT;

-- `country` is the number of the code's country level, its own where it is one.
CREATE TABLE code (
    number INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    country INTEGER NOT NULL REFERENCES code (number)
) STRICT;

CREATE TABLE actor (
    number INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX actor_by_name ON actor (name COLLATE NOCASE);

-- What finds entries (`finders`): a row is a list in a block of readings, its entries one behind the other.
CREATE TABLE list (
    key INTEGER PRIMARY KEY,
    entries BLOB NOT NULL
) STRICT;

CREATE TABLE norm (
    reading INTEGER NOT NULL REFERENCES reading (number),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (reading, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX norm_by_name ON norm (name, reading);

CREATE TABLE warning (
    reading INTEGER NOT NULL REFERENCES reading (number),
    place INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (reading, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX warning_by_code ON warning (code, reading);

-- Sums over the readings that count now. They say nothing that the tables above do not say, and can be made again.
CREATE TABLE tally (
    actor INTEGER PRIMARY KEY REFERENCES actor (number),
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    did INTEGER NOT NULL,
    suffered INTEGER NOT NULL
) STRICT;

-- The actors that are named in many documents: so that the first of a list are found without looking at all.
CREATE INDEX tally_of_many ON tally (documents) WHERE documents >= 64;

CREATE TABLE coding (
    actor INTEGER NOT NULL REFERENCES actor (number),
    code INTEGER NOT NULL,          -- 0 for none
    documents INTEGER NOT NULL,
    PRIMARY KEY (actor, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_by_code ON coding (code, actor);

-- The keys under which near-copies of a document are found (`stories/sketch.rs`), four bytes each.
CREATE TABLE sketch (
    document INTEGER PRIMARY KEY REFERENCES document (number),
    keys BLOB NOT NULL
) STRICT;

-- Documents about the same leading actors meet under a key, by day. A season is 128 days: news of near days lies together.
CREATE TABLE lead (
    season INTEGER NOT NULL,
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (number),
    PRIMARY KEY (season, key, day, document)
) STRICT, WITHOUT ROWID;

-- Where a document belongs from a revision on. `likeness` is to the document that decided, in hundredths; of a copy, of
-- its shingles.
CREATE TABLE place (
    document INTEGER NOT NULL REFERENCES document (number),
    revision INTEGER NOT NULL REFERENCES revision (number),
    story INTEGER NOT NULL,
    copy_of INTEGER REFERENCES document (number),
    likeness INTEGER,
    PRIMARY KEY (document, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_by_story ON place (story, document);

-- A claim as its first telling has it; its sources and targets by name (`claims/keep.rs`).
CREATE TABLE claim (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revision (number),
    type INTEGER NOT NULL,
    realm INTEGER NOT NULL,
    cameo TEXT,
    sources TEXT NOT NULL,
    targets TEXT NOT NULL
) STRICT;

-- Which claim an event is of from a revision on, and why; when it was done, as far as both ends are known, and told.
CREATE TABLE member (
    reading INTEGER NOT NULL REFERENCES reading (number),
    event INTEGER NOT NULL,
    revision INTEGER NOT NULL REFERENCES revision (number),
    claim INTEGER NOT NULL REFERENCES claim (number),
    reason INTEGER NOT NULL,
    first INTEGER,
    last INTEGER,
    told INTEGER,
    PRIMARY KEY (reading, event, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_claim ON member (claim, reading, event);

-- Events that a person put into another claim, by the words that tell them, so that they stay there when their document is
-- read again. `home` is the claim they were of before; no claim where the last of it was taken back.
CREATE TABLE regrouped (
    document INTEGER NOT NULL REFERENCES document (number),
    revision INTEGER NOT NULL REFERENCES revision (number),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type INTEGER NOT NULL,
    claim INTEGER REFERENCES claim (number),
    home INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (document, revision, start, "end", type, home)
) STRICT, WITHOUT ROWID;
CREATE INDEX regrouped_into ON regrouped (claim);

-- Claims by type and a pair of parties, hashed, and the day that one of their tellings names.
CREATE TABLE dyad (
    season INTEGER NOT NULL,
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (season, key, day, claim)
) STRICT, WITHOUT ROWID;

-- The roots of each document's words, for finding it; made again from its text where it is lost.
CREATE VIRTUAL TABLE search USING fts5 (roots, content = '', tokenize = 'unicode61 remove_diacritics 0');
