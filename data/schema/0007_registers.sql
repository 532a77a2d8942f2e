-- 1 when the petition was ever supervised: the register of supervisions (督办) is read from these alone.
ALTER TABLE petition ADD COLUMN supervised INTEGER NOT NULL DEFAULT 0;
CREATE INDEX petition_supervised ON petition (id) WHERE supervised <> 0;
