-- What was written down on a petition of somebody who was on record already, where the record says
-- otherwise or did not say it (本件所写): stands with the file, in no list, search or export, and in no event.
CREATE TABLE written (
    person   INTEGER NOT NULL,
    petition INTEGER NOT NULL,
    body     TEXT NOT NULL, -- JSON: a person with those columns alone
    PRIMARY KEY (person, petition)
) STRICT, WITHOUT ROWID;
CREATE INDEX written_petition ON written (petition);
