-- Keeping files and the personal data in them: restriction (PIPL Art. 47), requests of petitioners,
-- impact assessments, incidents, retention rules.

-- 1: restricted; the row then holds nothing that tells who or what.
ALTER TABLE petition ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;

-- The record of a person all of whose petitions are restricted; the row of `petitioner` is blank
-- meanwhile, so that no list, search or export can show what is no longer to be used. The columns
-- are those of `petitioner`, and a test holds both to the closed list.
CREATE TABLE sealed_petitioner (
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
