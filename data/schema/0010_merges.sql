-- Two records of one person, as an operator said; or two people who look alike. Nothing is moved and
-- nothing is written over: each petition keeps the record it was taken down with, and the two are read
-- as one until it is taken back, whatever was added to either meanwhile.
CREATE TABLE merge (
    id         INTEGER PRIMARY KEY,
    said       TEXT NOT NULL, -- same: `other` is read as `kept`; apart: they are two people
    kept       INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    at         TEXT NOT NULL,
    operator   TEXT NOT NULL,
    why        TEXT NOT NULL,
    undone_at  TEXT,
    undone_by  TEXT,
    undone_why TEXT
) STRICT;
-- A record is read as one other at most; two are said to be apart once.
CREATE UNIQUE INDEX merge_other ON merge (other) WHERE said = 'same' AND undone_at IS NULL;
CREATE INDEX merge_kept ON merge (kept) WHERE said = 'same' AND undone_at IS NULL;
CREATE UNIQUE INDEX merge_apart ON merge (kept, other) WHERE said = 'apart' AND undone_at IS NULL;
CREATE TRIGGER merge_no_delete BEFORE DELETE ON merge BEGIN SELECT RAISE(ABORT, 'what was said of two records stays on record'); END;
