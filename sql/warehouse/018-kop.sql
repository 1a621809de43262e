-- The header of a file, so that its rejected rows can be given back as a file.
ALTER TABLE laad.bestand ADD COLUMN kop bytea;
COMMENT ON COLUMN laad.bestand.kop IS
    'Kopregel van het bestand byte voor byte, met een eventueel BOM en met het regeleinde; NULL voor een leeg bestand en voor wat eerder is geladen';
