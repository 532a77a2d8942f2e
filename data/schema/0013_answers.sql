-- What was answered to whom a row of an imported ledger looks like, so that the same row, imported once
-- more, is not asked about again.
CREATE TABLE import_answer (
    key      TEXT NOT NULL, -- as in batch_row
    person   INTEGER NOT NULL,
    petition TEXT NOT NULL, -- the number of the petition that was looked at; empty for none
    answer   TEXT NOT NULL, -- person, matter, both, neither
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_answer_person ON import_answer (person);
