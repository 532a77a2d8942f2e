-- Whom a report must not reach is asked for at the start of every session: by name and by unit, without
-- reading all reports there ever were.
CREATE INDEX barred_name ON barred (name, petition);
CREATE INDEX barred_unit ON barred (unit, petition);
