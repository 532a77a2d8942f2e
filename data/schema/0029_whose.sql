-- A draft id is its operator's own: two who choose the same one are two, and neither learns of the other's
-- petition by it. What a petition came of is kept under the login of whoever registered it.
UPDATE petition SET draft =
    (SELECT e.operator FROM event e WHERE e.petition = petition.id ORDER BY e.seq LIMIT 1) || char(31) || draft
    WHERE draft IS NOT NULL AND instr(draft, char(31)) = 0;
