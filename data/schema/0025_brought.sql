-- What a petition wrote down of somebody whose record other petitions read as well, and the record as it stood
-- before: once it turns out to be a report, what it alone brought is taken back from there. Read by nobody.
CREATE TABLE brought (
    person   INTEGER NOT NULL,
    petition INTEGER NOT NULL,
    given    TEXT NOT NULL, -- JSON: a person as written down
    before   TEXT,          -- JSON: the record before it; NULL where the petition made the record
    PRIMARY KEY (person, petition)
) STRICT, WITHOUT ROWID;
CREATE INDEX brought_petition ON brought (petition);
-- The record with which somebody stands in a petition since it was sorted as a report, for each with which they
-- stood in it before. Follows from the events.
CREATE TABLE apart (
    petition INTEGER NOT NULL,
    was      INTEGER NOT NULL,
    person   INTEGER NOT NULL,
    PRIMARY KEY (petition, was)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_person ON apart (person);
CREATE INDEX apart_was ON apart (was);
