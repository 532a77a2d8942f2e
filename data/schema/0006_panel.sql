-- What the panel shows is read in the order in which it is shown, and counted without being read.

-- 1 when somebody is named to handle the petition: on the same day what nobody handles comes first.
ALTER TABLE due ADD COLUMN handled INTEGER NOT NULL DEFAULT 0;

-- A right to object (`object`) lapses by itself; apart from the rest it is not stepped over one by one
-- once it has. Reports (1) are found through who may read them.
DROP INDEX IF EXISTS due_effective;
DROP INDEX IF EXISTS due_unit;
DROP INDEX IF EXISTS due_restricted;
CREATE INDEX due_by_unit ON due (owed_by, (kind = 'object'), effective, warn, handled, petition, ord DESC) WHERE restricted <> 1;
CREATE INDEX due_by_day ON due ((kind = 'object'), effective, warn, handled, petition, ord DESC) WHERE restricted <> 1;
CREATE INDEX due_hidden ON due (restricted, petition) WHERE restricted <> 0;
CREATE INDEX reader_login ON reader (login, petition);

-- cache: how many petitions somebody works on, by who may see them; kept by the triggers below.
CREATE TABLE open_tally (
    restricted INTEGER PRIMARY KEY,
    n          INTEGER NOT NULL
) STRICT;
INSERT INTO open_tally (restricted, n) SELECT restricted, count(*) FROM petition WHERE open = 1 GROUP BY 1;
CREATE TRIGGER open_tally_more AFTER INSERT ON petition WHEN new.open = 1 BEGIN
    INSERT INTO open_tally (restricted, n) VALUES (new.restricted, 1) ON CONFLICT (restricted) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER open_tally_less AFTER DELETE ON petition WHEN old.open = 1 BEGIN
    UPDATE open_tally SET n = n - 1 WHERE restricted = old.restricted;
    DELETE FROM open_tally WHERE restricted = old.restricted AND n <= 0;
END;
CREATE TRIGGER open_tally_moved AFTER UPDATE OF open, restricted ON petition
    WHEN old.open <> new.open OR old.restricted <> new.restricted BEGIN
    UPDATE open_tally SET n = n - 1 WHERE restricted = old.restricted AND old.open = 1;
    DELETE FROM open_tally WHERE restricted = old.restricted AND n <= 0;
    INSERT INTO open_tally (restricted, n) SELECT new.restricted, 1 WHERE new.open = 1
        ON CONFLICT (restricted) DO UPDATE SET n = n + 1;
END;
