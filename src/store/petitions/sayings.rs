//! What the people of a petition are called, as a part of queries: whom to cover from whom, and who stands there openly.

/// The records of everybody in a petition, as a table.
macro_rules! parties {
    ($row:literal) => {
        concat!("(SELECT person FROM party WHERE petition = ", $row, ".id)")
    };
}

/// The same and every record that anybody reads as one with them: what stands there is what they are called too,
/// whoever may see it.
macro_rules! ones {
    ($row:literal) => {
        concat!(
            "(WITH RECURSIVE one (person) AS (SELECT person FROM party WHERE petition = ", $row, ".id
                UNION SELECT m.other FROM one JOIN merge m ON m.kept = one.person AND m.said = 'same' AND m.undone_at IS NULL
                UNION SELECT m.kept FROM one JOIN merge m ON m.other = one.person AND m.said = 'same' AND m.undone_at IS NULL)
             SELECT person FROM one)"
        )
    };
}

/// What everybody of some records is called, one a line, an address with `@` before: on their records, as it was
/// written on a petition, and before it was corrected.
macro_rules! called {
    ($of:expr, $written:expr) => {
        concat!(
            "coalesce((SELECT group_concat(n.name || char(10) || n.name_entered || char(10) || replace(n.phones, ' ', char(10)) || char(10) || n.id_number || char(10) || '@' || n.address, char(10))
            FROM ", $of, " a JOIN petitioner n ON n.id = a.person), '') || char(10) ||
         coalesce((SELECT group_concat(coalesce(json_extract(w.body, '$.name'), '') || char(10) || coalesce(json_extract(w.body, '$.id_number'), '') || char(10) || '@' || coalesce(json_extract(w.body, '$.address'), '')
            || char(10) || coalesce((SELECT group_concat(value, char(10)) FROM json_each(w.body, '$.phones')), ''), char(10)) FROM written w WHERE ", $written, "), '') || char(10) ||
         coalesce((SELECT group_concat(iif(json_extract(e.body, '$.field') = 'address', '@', '') || coalesce(json_extract(e.body, '$.value'), '') || char(10)
            || iif(json_extract(e.body, '$.field') = 'address', '@', '') || coalesce(json_extract(e.body, '$.before'), ''), char(10))
            FROM ", $of, " a JOIN event e ON json_extract(e.body, '$.person') = a.person AND substr(e.body, 1, 24) = '{\"step\":\"correct_record\"'
            WHERE json_extract(e.body, '$.field') IN ('name', 'id_number', 'phones', 'address')), '')"
        )
    };
}

/// What everybody in a petition is called, whichever record or petition of theirs says it.
macro_rules! called_anywhere {
    ($row:literal) => {
        called!(
            ones!($row),
            concat!("w.petition = ", $row, ".id OR w.person IN ", ones!($row))
        )
    };
}

/// True for an operator `?1` of the petition office.
macro_rules! of_office {
    () => {
        "EXISTS (SELECT 1 FROM operator o WHERE o.login = ?1 AND o.unit = 1)"
    };
}

/// True for an operator `?1` whose role is told names and numbers in full.
macro_rules! of_full_role {
    () => {
        "EXISTS (SELECT 1 FROM operator o WHERE o.login = ?1 AND is_full(o.duty))"
    };
}

/// True of a petition `p` that login `?1` registered, as its first event says: the words in its lists are theirs.
macro_rules! registered {
    () => {
        "(SELECT e.operator FROM event e WHERE e.petition = p.id ORDER BY e.seq LIMIT 1) = ?1"
    };
}

/// True of a petition whose people login `?1` may know.
macro_rules! unveiled {
    ($row:literal) => {
        concat!(
            "(", $row, ".name <> '' OR ", of_office!(), "
    OR NOT EXISTS (SELECT 1 FROM event e WHERE e.petition = ", $row, ".id AND e.operator <> ?1
        AND json_extract(e.body, '$.step') = 'register' AND json_extract(e.body, '$.withhold_name') = 1))"
        )
    };
}

/// What those are called whom a petition `p`, or another of the same matter, withholds from login `?1`: from a role
/// that is told no names, all of them.
macro_rules! withheld {
    () => {
        concat!(
            "(SELECT group_concat(", called_anywhere!("q"), ", char(10)) FROM petition q
            WHERE (q.id = p.id OR q.id = p.matter OR q.matter = coalesce(p.matter, p.id)) AND (q.status <> 'void' OR q.id = p.id)
              AND NOT (", unveiled!("q"), " AND ", of_full_role!(), "))"
        )
    };
}

/// What those are called who stand openly in a petition `p`: in it they are no secret, whatever another of the same
/// matter withholds.
macro_rules! open {
    () => {
        concat!(
            "CASE WHEN ",
            unveiled!("p"),
            " AND ",
            of_full_role!(),
            " THEN ",
            called!(parties!("p"), "w.petition = p.id"),
            " END"
        )
    };
}
