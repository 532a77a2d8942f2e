-- Who sees what, and a fuller audit trail.

-- cache: whom a petition concerns: a unit that holds it, owes something on it or took it down, or a
-- login named to handle it (then the unit is 0). Operators of the petition office see all without it.
CREATE TABLE concern (
    petition INTEGER NOT NULL,
    unit     INTEGER NOT NULL,
    login    TEXT NOT NULL,
    PRIMARY KEY (petition, unit, login)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_unit ON concern (unit, petition);
CREATE INDEX concern_login ON concern (login, petition) WHERE login <> '';

-- cache: whom a report accuses, so that it never reaches them: a unit (0 for none) and a name.
CREATE TABLE barred (
    petition INTEGER NOT NULL,
    unit     INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (petition, unit, name)
) STRICT, WITHOUT ROWID;

-- With which key somebody came in, and by which way.
ALTER TABLE audit ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN came TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_action ON audit (action, seq);

-- cache: whom a search or an export showed, from the words of its audit row.
CREATE TABLE audit_person (
    person INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (person, seq)
) STRICT, WITHOUT ROWID;
