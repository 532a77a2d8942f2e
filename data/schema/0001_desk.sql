-- The desk's store. Events are the truth; the tables marked "cache" are rebuilt from them.
-- Never edited once released: a change is a new file.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    kind  TEXT NOT NULL,
    under INTEGER REFERENCES unit (id)
) STRICT;

CREATE TABLE operator (
    login TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    duty  TEXT NOT NULL,
    unit  INTEGER NOT NULL REFERENCES unit (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE period (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT NOT NULL,
    basis       TEXT NOT NULL,
    declared_by TEXT NOT NULL
) STRICT;

-- A petitioner: the closed list of `domain::person::COLUMNS`, and nothing else.
CREATE TABLE petitioner (
    id           INTEGER PRIMARY KEY,
    name_entered TEXT NOT NULL,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    id_kind      TEXT,
    id_number    TEXT NOT NULL,
    phones       TEXT NOT NULL,
    address      TEXT NOT NULL,
    contact_by   TEXT NOT NULL,
    language     TEXT NOT NULL,
    help         TEXT NOT NULL
) STRICT;
CREATE INDEX petitioner_name ON petitioner (name);

-- The truth: append-only, hash-chained.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY,
    petition INTEGER NOT NULL,
    on_date  TEXT NOT NULL,
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    why      TEXT NOT NULL,
    body     TEXT NOT NULL,
    hash     BLOB NOT NULL
) STRICT;
CREATE INDEX event_petition ON event (petition, seq);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

-- Who read or refused what: append-only, a chain of its own.
CREATE TABLE audit (
    seq      INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    action   TEXT NOT NULL,
    petition INTEGER,
    what     TEXT NOT NULL,
    why      TEXT NOT NULL,
    hash     BLOB NOT NULL
) STRICT;
CREATE INDEX audit_petition ON audit (petition, seq) WHERE petition IS NOT NULL;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;

-- Unfinished intakes, each belonging to one operator.
CREATE TABLE draft (
    id       TEXT PRIMARY KEY,
    operator TEXT NOT NULL,
    title    TEXT NOT NULL,
    body     TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Imported ledgers.
CREATE TABLE batch (
    id       INTEGER PRIMARY KEY,
    file     TEXT NOT NULL,
    digest   BLOB NOT NULL,
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    taken    INTEGER NOT NULL,
    refused  INTEGER NOT NULL,
    undone   TEXT
) STRICT;
-- What makes a second import add nothing: the other system's number, or a fingerprint of the row.
CREATE TABLE batch_row (
    key      TEXT PRIMARY KEY,
    batch    INTEGER NOT NULL REFERENCES batch (id),
    petition INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_row_batch ON batch_row (batch);
-- People who exist only because of a batch; an undo takes them back unless something else needs them.
CREATE TABLE batch_person (
    batch  INTEGER NOT NULL REFERENCES batch (id),
    person INTEGER NOT NULL,
    before TEXT, -- the record of somebody known, as it was before the batch filled it in
    after  TEXT, -- and as the batch left it
    PRIMARY KEY (batch, person)
) STRICT, WITHOUT ROWID;

-- cache: the last serial given in a year.
CREATE TABLE serial (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- cache: one row a petition, for lists and search.
CREATE TABLE petition (
    id            INTEGER PRIMARY KEY,
    number        TEXT NOT NULL UNIQUE,
    code          TEXT NOT NULL UNIQUE,
    draft         TEXT UNIQUE,
    received_on   TEXT NOT NULL,
    registered_on TEXT NOT NULL,
    channel       TEXT NOT NULL,
    class         TEXT NOT NULL,
    category      TEXT NOT NULL,
    place         TEXT NOT NULL,
    summary       TEXT NOT NULL,
    words         TEXT NOT NULL,
    name          TEXT NOT NULL,
    headcount     INTEGER NOT NULL,
    holder        INTEGER NOT NULL,
    status        TEXT NOT NULL,
    open          INTEGER NOT NULL,
    restricted    INTEGER NOT NULL,
    matter        INTEGER,
    external_no   TEXT NOT NULL,
    next_kind     TEXT,
    next_on       TEXT
) STRICT;
CREATE INDEX petition_next ON petition (next_on, id) WHERE next_on IS NOT NULL;
-- Counts for the desk and the ledger are answered from these alone, also with a million on file.
CREATE INDEX petition_status ON petition (status, restricted);
CREATE INDEX petition_open ON petition (open, restricted, status) WHERE open = 1;
CREATE INDEX petition_registered ON petition (registered_on, restricted, status);
CREATE INDEX petition_matter ON petition (matter) WHERE matter IS NOT NULL;
CREATE INDEX petition_external ON petition (external_no) WHERE external_no <> '';

-- cache: who stands in which petition.
CREATE TABLE party (
    petition INTEGER NOT NULL,
    ord      INTEGER NOT NULL,
    person   INTEGER NOT NULL,
    role     TEXT NOT NULL,
    PRIMARY KEY (petition, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_person ON party (person);

-- cache: who may see a restricted petition (Art. 30).
CREATE TABLE reader (
    petition INTEGER NOT NULL,
    login    TEXT NOT NULL,
    PRIMARY KEY (petition, login)
) STRICT, WITHOUT ROWID;

-- cache: what is owed and not yet paid.
CREATE TABLE due (
    petition   INTEGER NOT NULL,
    ord        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    owed_by    INTEGER NOT NULL,
    effective  TEXT NOT NULL,
    warn       TEXT NOT NULL,
    restricted INTEGER NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (petition, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_effective ON due (effective, petition, restricted, kind, warn);
CREATE INDEX due_warn ON due (warn, effective, restricted, kind, petition);
