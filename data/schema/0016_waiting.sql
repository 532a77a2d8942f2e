-- Ledgers that wait to be imported (待导入): read and checked, answered row by row at the desk, and
-- nothing of them in the register before somebody confirms. Each belongs to whoever put it there.
CREATE TABLE waiting (
    id       INTEGER PRIMARY KEY,
    file     TEXT NOT NULL,    -- the file's name as shown
    digest   BLOB NOT NULL,    -- of its bytes
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    refused  INTEGER NOT NULL  -- rows of the file that cannot be taken
) STRICT;
CREATE TABLE waiting_row (
    waiting INTEGER NOT NULL REFERENCES waiting (id) ON DELETE CASCADE,
    place   INTEGER NOT NULL,  -- from 0, in the order of the file
    line    INTEGER NOT NULL,  -- the row in the sheet
    key     TEXT NOT NULL,     -- as in batch_row
    draft   TEXT NOT NULL,     -- JSON
    closed  INTEGER NOT NULL,
    asked   INTEGER NOT NULL,  -- how many of its people looked like somebody when it was put here
    PRIMARY KEY (waiting, place)
) STRICT, WITHOUT ROWID;
-- Two rows of one ledger that may be one person's: the later one asks.
CREATE TABLE waiting_pair (
    waiting  INTEGER NOT NULL REFERENCES waiting (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    nth      INTEGER NOT NULL, -- which of the people of the row, from 0
    other    INTEGER NOT NULL, -- the place of the other row
    other_nth INTEGER NOT NULL,
    why_zh   TEXT NOT NULL,
    why_en   TEXT NOT NULL,
    PRIMARY KEY (waiting, place, nth, other, other_nth)
) STRICT, WITHOUT ROWID;

-- Every one of the people of a row is answered about, and other rows of the ledger are answers too.
ALTER TABLE import_answer RENAME TO import_answer_before;
DROP INDEX import_answer_person;
CREATE TABLE import_answer (
    key       TEXT NOT NULL,    -- as in batch_row
    nth       INTEGER NOT NULL, -- which of the people of the row, from 0
    person    INTEGER NOT NULL, -- somebody on record; 0 for somebody of another row
    other     TEXT NOT NULL,    -- the key of another row; empty for somebody on record
    other_nth INTEGER NOT NULL,
    petition  TEXT NOT NULL,    -- the number of the petition that was looked at; empty for none
    answer    TEXT NOT NULL,    -- person, matter, both, neither
    at        TEXT NOT NULL,
    operator  TEXT NOT NULL,
    PRIMARY KEY (key, nth, person, other, other_nth)
) STRICT, WITHOUT ROWID;
INSERT INTO import_answer SELECT key, 0, person, '', 0, petition, answer, at, operator FROM import_answer_before;
DROP TABLE import_answer_before;
CREATE INDEX import_answer_person ON import_answer (person) WHERE person > 0;

-- Who the people of an imported row became, in the order of the row.
ALTER TABLE batch_row ADD COLUMN people TEXT NOT NULL DEFAULT '[]';
