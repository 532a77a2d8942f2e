//! What the people of a petition are called, as a part of queries: whom to cover, and who stands there openly.

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
