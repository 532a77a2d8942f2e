-- Records that stand in no chain of their own (people, the roster, units, settings, calendars, campaigns)
-- are witnessed: each state that they had leaves its digest here, chained, so that a change behind the
-- program's back is found. Holds no word of any record.
CREATE TABLE witness (
    seq    INTEGER PRIMARY KEY,
    about  INTEGER NOT NULL, -- a petitioner's id; 0: the office's lists; -1: the campaigns
    digest BLOB NOT NULL,    -- zeros: the record was taken back
    hash   BLOB NOT NULL
) STRICT;
CREATE TRIGGER witness_no_update BEFORE UPDATE ON witness BEGIN SELECT RAISE(ABORT, 'what was witnessed stays'); END;
CREATE TRIGGER witness_no_delete BEFORE DELETE ON witness BEGIN SELECT RAISE(ABORT, 'what was witnessed stays'); END;
