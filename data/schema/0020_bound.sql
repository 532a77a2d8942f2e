-- Each row of the audit trail is bound to the ends of the other chains, as they stood when it was written: how
-- many events, duty events, entries of the register of requests and witnesses there were, and a digest over
-- their last hashes. What was added to one of them beside the program has no row here. NULL in rows from before.
ALTER TABLE audit ADD COLUMN events INTEGER;
ALTER TABLE audit ADD COLUMN duties INTEGER;
ALTER TABLE audit ADD COLUMN claims INTEGER;
ALTER TABLE audit ADD COLUMN witnesses INTEGER;
ALTER TABLE audit ADD COLUMN bound BLOB;
