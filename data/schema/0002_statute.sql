-- The calendar as a versioned, signed-off table; the tally of what is owed; campaigns over a backlog.

-- One row a version of a year's table. It counts from its confirmation by a second person; the last
-- confirmed of a year and kind is in force. Rows are never taken away.
CREATE TABLE calendar_version (
    id           INTEGER PRIMARY KEY,
    year         INTEGER NOT NULL,
    local        INTEGER NOT NULL, -- 1: local days with a document of their own
    body         TEXT NOT NULL,
    imported_at  TEXT NOT NULL,
    imported_by  TEXT NOT NULL,
    confirmed    INTEGER UNIQUE,   -- its place among the confirmations
    confirmed_at TEXT,
    confirmed_by TEXT,
    dropped_at   TEXT,
    dropped_by   TEXT
) STRICT;
CREATE TRIGGER calendar_version_no_delete BEFORE DELETE ON calendar_version BEGIN SELECT RAISE(ABORT, 'versions are only ever added'); END;

-- What is owed by one unit, soonest first, whatever else is on file.
CREATE INDEX due_unit ON due (owed_by, effective, petition, restricted, kind, warn);
CREATE INDEX due_restricted ON due (effective, owed_by, petition, restricted, kind, warn) WHERE restricted <> 0;

-- cache: how many obligations a unit owes by a day, kept by the triggers below with every row of `due`.
CREATE TABLE due_tally (
    owed_by    INTEGER NOT NULL,
    effective  TEXT NOT NULL,
    warn       TEXT NOT NULL,
    restricted INTEGER NOT NULL,
    lapses     INTEGER NOT NULL, -- 1: a right to object, which nobody owes afterwards
    n          INTEGER NOT NULL,
    PRIMARY KEY (owed_by, effective, warn, restricted, lapses)
) STRICT, WITHOUT ROWID;
INSERT INTO due_tally (owed_by, effective, warn, restricted, lapses, n)
    SELECT owed_by, effective, warn, restricted, kind = 'object', count(*) FROM due GROUP BY 1, 2, 3, 4, 5;
CREATE TRIGGER due_tally_more AFTER INSERT ON due BEGIN
    INSERT INTO due_tally (owed_by, effective, warn, restricted, lapses, n)
        VALUES (new.owed_by, new.effective, new.warn, new.restricted, new.kind = 'object', 1)
        ON CONFLICT (owed_by, effective, warn, restricted, lapses) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER due_tally_less AFTER DELETE ON due BEGIN
    UPDATE due_tally SET n = n - 1 WHERE owed_by = old.owed_by AND effective = old.effective AND warn = old.warn
        AND restricted = old.restricted AND lapses = (old.kind = 'object');
    DELETE FROM due_tally WHERE owed_by = old.owed_by AND effective = old.effective AND warn = old.warn
        AND restricted = old.restricted AND lapses = (old.kind = 'object') AND n <= 0;
END;

-- A campaign over a backlog (积案化解专项): a list of cases with phases, leads, and evidence at the end.
CREATE TABLE campaign (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    basis     TEXT NOT NULL,
    lead      TEXT NOT NULL,
    from_on   TEXT NOT NULL,
    due_on    TEXT NOT NULL,
    phases    TEXT NOT NULL, -- JSON: name, from, to
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    closed_on TEXT,
    closing   TEXT NOT NULL
) STRICT;
CREATE TABLE campaign_case (
    campaign  INTEGER NOT NULL REFERENCES campaign (id),
    petition  INTEGER NOT NULL,
    cause     TEXT NOT NULL, -- why it is stuck
    lead      TEXT NOT NULL,
    plan      TEXT NOT NULL,
    due_on    TEXT NOT NULL,
    added_on  TEXT NOT NULL,
    added_by  TEXT NOT NULL,
    struck_on TEXT,
    struck_by TEXT,
    evidence  TEXT NOT NULL,
    PRIMARY KEY (campaign, petition)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_case_petition ON campaign_case (petition);
