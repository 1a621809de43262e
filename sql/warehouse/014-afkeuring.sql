-- The loader writes the rejected rows before the register row of their file, as
-- the register's call is the one that takes the heavy locks and so comes last.
-- Both come in one transaction, and no register row is ever deleted.
ALTER TABLE laad.afkeuring DROP CONSTRAINT afkeuring_bestand_id_fkey;
