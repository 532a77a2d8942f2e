-- The register of requests of people about their own data (PIPL Arts. 44–50): append-only, a chain of
-- its own; each entry is in the audit trail as well, so that the anchors outside cover it.
CREATE TABLE claim_entry (
    seq      INTEGER PRIMARY KEY,
    claim    INTEGER NOT NULL,
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    action   TEXT NOT NULL,
    body     TEXT NOT NULL,
    why      TEXT NOT NULL,
    hash     BLOB NOT NULL
) STRICT;
CREATE INDEX claim_entry_claim ON claim_entry (claim, seq);
CREATE TRIGGER claim_entry_no_update BEFORE UPDATE ON claim_entry BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END;
CREATE TRIGGER claim_entry_no_delete BEFORE DELETE ON claim_entry BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END;
