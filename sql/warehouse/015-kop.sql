-- The header of a file, so that its rejected rows can be given back as a file.
ALTER TABLE laad.bestand ADD COLUMN kop bytea;
COMMENT ON COLUMN laad.bestand.kop IS
    'Kopregel van het bestand byte voor byte, met een eventueel BOM en met het regeleinde; NULL voor een leeg bestand en voor wat eerder is geladen';

-- As before, with the header, and with the file that it completes.
CREATE OR REPLACE FUNCTION laad.schrijf_bestand(nieuw laad.bestand) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO laad.bestand (bestand_id, toestand, dataset, naam, archief, sha256, bytes, codering, scheidingsteken, status,
        instellingen, regels, regels_kop, regels_leeg, regels_geladen, regels_afgekeurd, rijen_geladen, rijen_afgekeurd,
        feiten, cellen, cellen_gemaskeerd, geladen_op, geladen_door, programma, kop, vult_aan)
    VALUES (nieuw.bestand_id, nieuw.toestand, nieuw.dataset, nieuw.naam, nieuw.archief, nieuw.sha256, nieuw.bytes, nieuw.codering,
        nieuw.scheidingsteken, nieuw.status, nieuw.instellingen, nieuw.regels, nieuw.regels_kop, nieuw.regels_leeg,
        nieuw.regels_geladen, nieuw.regels_afgekeurd, nieuw.rijen_geladen, nieuw.rijen_afgekeurd, nieuw.feiten, nieuw.cellen,
        nieuw.cellen_gemaskeerd, nieuw.geladen_op, nieuw.geladen_door, nieuw.programma, nieuw.kop,
        nieuw.vult_aan);
END;
