-- What a script said once: under the draft id that it gave, which record of which chain came of it, and a
-- digest of the words. The same again finds that record instead of adding another.
CREATE TABLE became (
    draft    TEXT PRIMARY KEY,
    operator TEXT NOT NULL,
    chain    TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    said     BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER became_no_update BEFORE UPDATE ON became BEGIN SELECT RAISE(ABORT, 'what a draft became stays'); END;
CREATE TRIGGER became_no_delete BEFORE DELETE ON became BEGIN SELECT RAISE(ABORT, 'what a draft became stays'); END;
