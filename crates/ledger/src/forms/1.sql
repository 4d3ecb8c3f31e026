CREATE TABLE reader (
    number INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    model TEXT NOT NULL,
    UNIQUE (program, lexicon, model)
) STRICT;

CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    outlet TEXT,
    title TEXT,
    published TEXT,
    lang TEXT NOT NULL,
    reader INTEGER NOT NULL REFERENCES reader (number),
    record TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_id ON document (id);

CREATE TABLE actor (
    document INTEGER NOT NULL REFERENCES document (number),
    item INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT,
    key TEXT,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    document INTEGER NOT NULL REFERENCES document (number),
    item INTEGER NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    statement INTEGER,
    date TEXT,
    first TEXT,
    last TEXT,
    cameo TEXT,
    trigger TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_type ON event (type, first);
CREATE INDEX event_by_day ON event (first);

CREATE TABLE party (
    document INTEGER NOT NULL,
    event INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    place INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (document, event, side, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_by_actor ON party (document, actor, side);

CREATE TABLE statement (
    document INTEGER NOT NULL REFERENCES document (number),
    item INTEGER NOT NULL,
    kind TEXT NOT NULL,
    attribution TEXT NOT NULL,
    content TEXT NOT NULL,
    cue TEXT,
    via TEXT NOT NULL,
    date TEXT,
    first TEXT,
    last TEXT,
    rule TEXT NOT NULL,
    PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker (
    document INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    place INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (document, statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_by_actor ON speaker (document, actor);

CREATE TABLE stance (
    document INTEGER NOT NULL REFERENCES document (number),
    place INTEGER NOT NULL,
    holder INTEGER NOT NULL,
    event INTEGER NOT NULL,
    stance TEXT NOT NULL,
    statement INTEGER,
    PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX stance_by_event ON stance (document, event);
