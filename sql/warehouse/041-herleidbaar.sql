-- The tables that a report publishes when asked for publiek, as rapport.herleidbaar
-- reads them: which counts add up to which totals. Written by laad.beschrijf_tabel,
-- for reports that need not be there yet.

CREATE TABLE ref.rapport_tabel (
    rapport text NOT NULL,
    tabel   text NOT NULL,
    uitleg  text NOT NULL,
    query   text NOT NULL,
    PRIMARY KEY (rapport, tabel)
);
COMMENT ON TABLE ref.rapport_tabel IS 'Welke aantallen van een rapport optellen tot welke totalen van dat rapport: wat rapport.herleidbaar nagaat';
COMMENT ON COLUMN ref.rapport_tabel.rapport IS 'Rapport, zie ref.rapport';
COMMENT ON COLUMN ref.rapport_tabel.tabel IS 'Naam van de tabel binnen het rapport';
COMMENT ON COLUMN ref.rapport_tabel.uitleg IS 'Wat optelt tot wat';
COMMENT ON COLUMN ref.rapport_tabel.query IS
    'SELECT over r, de rijen van het rapport, met groep (een tabel per waarde), rij, kolom, onder en boven. rij NULL = het totaal van de kolom, kolom NULL = het totaal van de rij; een lijst heeft overal dezelfde kolom';

CREATE FUNCTION laad.beschrijf_tabel(rapport text, tabel text, uitleg text, query text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO ref.rapport_tabel (rapport, tabel, uitleg, query)
    VALUES (beschrijf_tabel.rapport, beschrijf_tabel.tabel, beschrijf_tabel.uitleg, beschrijf_tabel.query)
    ON CONFLICT ON CONSTRAINT rapport_tabel_pkey DO UPDATE SET uitleg = excluded.uitleg, query = excluded.query;
END;
COMMENT ON FUNCTION laad.beschrijf_tabel(text, text, text, text) IS 'Legt in ref.rapport_tabel vast welke aantallen van een rapport optellen tot welke totalen';

-- What follows from one table that is shown. Cells that are not there are 0, totals
-- that are not there unknown: a report leaves out rows without pupils.
CREATE FUNCTION laad.leid_af(rijen text[], kolommen text[], ondergrenzen bigint[], bovengrenzen bigint[])
RETURNS TABLE (rij text, kolom text, getoond_onder bigint, getoond_boven bigint, onder bigint, boven bigint)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
    rijnamen  text[] := ARRAY(SELECT DISTINCT n COLLATE "C" FROM unnest(rijen) AS n WHERE n IS NOT NULL ORDER BY 1);
    kolnamen  text[] := ARRAY(SELECT DISTINCT n COLLATE "C" FROM unnest(kolommen) AS n WHERE n IS NOT NULL ORDER BY 1);
    lijst     boolean := cardinality(kolnamen) = 1 AND NOT EXISTS (SELECT FROM unnest(kolommen) AS n WHERE n IS NULL);
    hoogte    integer := cardinality(rijnamen) + 1;
    breedte   integer := cardinality(kolnamen) + CASE WHEN lijst THEN 0 ELSE 1 END;
    tabel     telling[] := array_fill(NULL::telling, ARRAY[hoogte, breedte + CASE WHEN lijst THEN 1 ELSE 0 END]);
    plaats    record;
    i         integer;
    j         integer;
    k         integer;
BEGIN
    IF (SELECT count(*) FROM (SELECT FROM unnest(rijen, kolommen) AS p (r, c) GROUP BY r, c HAVING count(*) > 1) AS d) > 0 THEN
        RAISE EXCEPTION 'a cell is there twice' USING ERRCODE = 'cardinality_violation';
    END IF;
    FOR i IN 1 .. hoogte - 1 LOOP
        FOR j IN 1 .. cardinality(kolnamen) LOOP
            tabel[i][j] := 0;
        END LOOP;
    END LOOP;
    FOR k IN 1 .. cardinality(rijen) LOOP
        i := coalesce(array_position(rijnamen, rijen[k]), hoogte);
        j := coalesce(array_position(kolnamen, kolommen[k]), breedte);
        tabel[i][j] := CASE WHEN ondergrenzen[k] IS NOT NULL
                            THEN telling(ondergrenzen[k]::integer, coalesce(bovengrenzen[k], 2147483647)::integer) END;
    END LOOP;
    tabel := verscherp(tabel);
    FOR k IN 1 .. cardinality(rijen) LOOP
        i := coalesce(array_position(rijnamen, rijen[k]), hoogte);
        j := coalesce(array_position(kolnamen, kolommen[k]), breedte);
        rij := rijen[k];
        kolom := kolommen[k];
        getoond_onder := ondergrenzen[k];
        getoond_boven := bovengrenzen[k];
        onder := ondergrens(tabel[i][j]);
        boven := bovengrens(tabel[i][j]);
        RETURN NEXT;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.leid_af(text[], text[], bigint[], bigint[]) IS
    'Wat uit een getoonde tabel volgt: per cel de grenzen die de totalen toelaten (verscherp). NULL als rij of kolom is het totaal';
