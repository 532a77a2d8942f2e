-- The role and the unit of whoever did it, as they were then: the code of the role, a space, the unit's name; empty
-- for somebody who stood on no roster. NULL in rows from before this was recorded.
ALTER TABLE audit ADD COLUMN role TEXT;
