-- Who is called otherwise on a petition than on record: asked at the start of every session, and few of all that was
-- written otherwise.
CREATE INDEX written_called ON written (person) WHERE json_extract(body, '$.name') <> '';
