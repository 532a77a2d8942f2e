-- The duty desk: what happens there, append-only and hash-chained like the petitions' events. Periods, rota,
-- check-ins, log, reports, disputes, urgent help and handovers are all read from these rows; nothing is kept beside them.
CREATE TABLE duty_event (
    seq      INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    kind     TEXT NOT NULL, -- the deed in `body`, for the index
    body     TEXT NOT NULL,
    why      TEXT NOT NULL,
    hash     BLOB NOT NULL
) STRICT;
CREATE INDEX duty_event_kind ON duty_event (kind, at);
CREATE TRIGGER duty_event_no_update BEFORE UPDATE ON duty_event BEGIN SELECT RAISE(ABORT, 'duty events are only ever added'); END;
CREATE TRIGGER duty_event_no_delete BEFORE DELETE ON duty_event BEGIN SELECT RAISE(ABORT, 'duty events are only ever added'); END;

-- Periods are declared, moved and ended by duty events from here on.
DROP TABLE IF EXISTS period;
