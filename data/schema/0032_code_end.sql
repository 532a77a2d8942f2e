-- Petitions by the end of their query code: what is left of it on a torn slip.
CREATE INDEX petition_code_end ON petition (substr(code, -4));
