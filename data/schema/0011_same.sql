-- What was said of two records is read as said of the two people: a record may be said to be one with
-- several others, as when one of them may be seen by few. Which record stands for all is found when it
-- is read, for each reader by what they may see.
DROP INDEX merge_other;
CREATE INDEX merge_other ON merge (other) WHERE said = 'same' AND undone_at IS NULL;
-- The other of two that are apart; the first is found by merge_apart.
CREATE INDEX merge_apart_other ON merge (other) WHERE said = 'apart' AND undone_at IS NULL;
