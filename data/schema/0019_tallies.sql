-- What is counted with each row is counted without `ON CONFLICT`: for a statement of which a part may be
-- taken back alone `SQLite` keeps every page that it changes once more, with each registration. The counts
-- are the same: first there is a row for them, then it is moved.
DROP TRIGGER IF EXISTS open_tally_more;
CREATE TRIGGER open_tally_begun BEFORE INSERT ON petition
    WHEN new.open = 1 AND NOT EXISTS (SELECT 1 FROM open_tally WHERE restricted = new.restricted) BEGIN
    INSERT INTO open_tally (restricted, n) VALUES (new.restricted, 0);
END;
CREATE TRIGGER open_tally_more AFTER INSERT ON petition WHEN new.open = 1 BEGIN
    UPDATE open_tally SET n = n + 1 WHERE restricted = new.restricted;
END;
DROP TRIGGER IF EXISTS due_tally_more;
CREATE TRIGGER due_tally_begun BEFORE INSERT ON due
    WHEN NOT EXISTS (SELECT 1 FROM due_tally WHERE owed_by = new.owed_by AND effective = new.effective AND warn = new.warn
        AND restricted = new.restricted AND lapses = (new.kind = 'object')) BEGIN
    INSERT INTO due_tally (owed_by, effective, warn, restricted, lapses, n)
        VALUES (new.owed_by, new.effective, new.warn, new.restricted, new.kind = 'object', 0);
END;
CREATE TRIGGER due_tally_more AFTER INSERT ON due BEGIN
    UPDATE due_tally SET n = n + 1 WHERE owed_by = new.owed_by AND effective = new.effective AND warn = new.warn
        AND restricted = new.restricted AND lapses = (new.kind = 'object');
END;
