-- Whom a report must not reach is kept as the name is read: without spaces, dots and width, in one form
-- of each character, and in each way that a field may be meant. Made again from the events.
DELETE FROM barred;
