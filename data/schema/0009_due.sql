-- What is owed lies on disk in the order in which the panel of a unit shows it, with what the panel
-- shows of the petition: fifty rows are a few neighbouring pages, however many petitions are on file.

DROP TRIGGER IF EXISTS due_tally_more;
DROP TRIGGER IF EXISTS due_tally_less;
DROP TABLE due;
CREATE TABLE due (
    part       INTEGER NOT NULL, -- 0: owed until it is paid; 1: a right to object, which lapses by itself; 2: of a report, read through who may
    owed_by    INTEGER NOT NULL,
    effective  TEXT NOT NULL,
    warn       TEXT NOT NULL,
    handled    INTEGER NOT NULL, -- 1: somebody is named to handle the petition; on the same day what nobody handles comes first
    petition   INTEGER NOT NULL,
    ord        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    restricted INTEGER NOT NULL,
    -- the petition's, as lists show them
    number     TEXT NOT NULL,
    summary    TEXT NOT NULL,
    name       TEXT NOT NULL,
    category   TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (part, owed_by, effective, warn, handled, petition, ord DESC)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_by_day ON due (part, effective, warn, handled, petition, ord DESC);
CREATE UNIQUE INDEX due_petition ON due (petition, ord);
CREATE INDEX due_hidden ON due (restricted, petition) WHERE restricted <> 0;

DELETE FROM due_tally;
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

-- What others owe on the petitions that concern a unit, in the panel's order: what its operators see
-- beside what their own unit owes.
CREATE TABLE beside (
    unit       INTEGER NOT NULL,
    part       INTEGER NOT NULL,
    effective  TEXT NOT NULL,
    warn       TEXT NOT NULL,
    handled    INTEGER NOT NULL,
    petition   INTEGER NOT NULL,
    ord        INTEGER NOT NULL,
    owed_by    INTEGER NOT NULL,
    restricted INTEGER NOT NULL,
    PRIMARY KEY (unit, part, effective, warn, handled, petition, ord DESC)
) STRICT, WITHOUT ROWID;
CREATE INDEX beside_petition ON beside (petition);

-- Whether somebody still works on it, so that a unit's open petitions are counted without reading one.
ALTER TABLE concern ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE concern ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0;
DROP INDEX concern_unit;
CREATE INDEX concern_unit ON concern (unit, open, restricted, petition);
