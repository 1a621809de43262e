-- Sums of pupils per postcode and kind. Reports over many years read a thousandth of the
-- rows; what they give does not change: sums are only used while they are of exactly
-- the units that are current, and else the rows themselves are added up.

CREATE TABLE laad.som_leerling_po (
    aantal     telling NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    pc4        smallint NOT NULL
);
CREATE INDEX som_leerling_po_teldatum ON laad.som_leerling_po (teldatum);
ALTER TABLE laad.som_leerling_po REPLICA IDENTITY FULL;
COMMENT ON TABLE laad.som_leerling_po IS 'Sommen van feit.leerling_po per teldatum, postcode en soort, door laad.onderhoud gemaakt; alleen geldig met het stempel in laad.som_stand';
COMMENT ON COLUMN laad.som_leerling_po.aantal IS 'Aantal leerlingen, met de grenzen van gemaskeerde tellingen';
COMMENT ON COLUMN laad.som_leerling_po.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN laad.som_leerling_po.teldatum IS 'Teldatum';
COMMENT ON COLUMN laad.som_leerling_po.pc4 IS 'Postcode van de leerling, zoals in feit.leerling_po';

CREATE TABLE laad.som_stand (
    teldatum   date PRIMARY KEY,
    stempel    text NOT NULL,
    gemaakt_op timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE laad.som_stand IS 'Van welke eenheden de sommen in laad.som_leerling_po zijn';
COMMENT ON COLUMN laad.som_stand.teldatum IS 'Teldatum';
COMMENT ON COLUMN laad.som_stand.stempel IS 'Kenmerk van de eenheden die zijn opgeteld: laad.stempel(hun nummers)';
COMMENT ON COLUMN laad.som_stand.gemaakt_op IS 'Tijdstip van optellen';

CREATE FUNCTION laad.stempel(eenheden integer[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN md5(array_to_string(eenheden, ','));
COMMENT ON FUNCTION laad.stempel(integer[]) IS 'Kenmerk van een rij nummers van eenheden, in volgorde';

CREATE VIEW feit.leerling_po_pc4 AS
WITH stand AS NOT MATERIALIZED (
    SELECT schooljaar(e.teldatum) AS schooljaar, e.teldatum,
           rapport.moment() IS NULL AND s.stempel = laad.stempel(array_agg(e.eenheid_id ORDER BY e.eenheid_id)) IS TRUE AS opgeteld
    FROM laad.eenheid_per e LEFT JOIN laad.som_stand s USING (teldatum)
    WHERE e.doel = 'feit.leerling_po'
    GROUP BY e.teldatum, s.stempel
)
SELECT d.schooljaar, d.teldatum, s.pc4, s.soort_po, s.aantal
FROM stand d
CROSS JOIN LATERAL (SELECT * FROM laad.som_leerling_po s WHERE d.opgeteld AND s.teldatum = d.teldatum) AS s
UNION ALL
SELECT d.schooljaar, d.teldatum, f.pc4, f.soort_po, f.aantal
FROM stand d
CROSS JOIN LATERAL (
    SELECT p.pc4, p.soort_po, sum(p.aantal) AS aantal
    FROM feit.leerling_po_per p
    WHERE d.opgeteld IS NOT TRUE AND p.schooljaar = d.schooljaar AND p.teldatum = d.teldatum
    GROUP BY p.pc4, p.soort_po
) AS f;
COMMENT ON VIEW feit.leerling_po_pc4 IS
    'Leerlingen po per teldatum, postcode en onderwijssoort, over alle vestigingen en leeftijden; zoals op het tijdstip rapport.moment()';
COMMENT ON COLUMN feit.leerling_po_pc4.schooljaar IS 'Schooljaar van de teldatum';
COMMENT ON COLUMN feit.leerling_po_pc4.teldatum IS 'Teldatum';
COMMENT ON COLUMN feit.leerling_po_pc4.pc4 IS 'Postcode van de leerling, zoals in feit.leerling_po';
COMMENT ON COLUMN feit.leerling_po_pc4.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_po_pc4.aantal IS 'Aantal leerlingen; gemaskeerde tellingen geven grenzen';

-- Adds up what is not, or no longer, added up. Units and rows are of one snapshot: that
-- of the statement.
CREATE FUNCTION laad.sommeer() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
    oud date[];
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('passend sommen', 0));
    oud := ARRAY(
        SELECT coalesce(e.teldatum, s.teldatum)
        FROM (SELECT teldatum, laad.stempel(array_agg(eenheid_id ORDER BY eenheid_id)) AS stempel
              FROM laad.eenheid WHERE doel = 'feit.leerling_po' AND vervangen_op IS NULL GROUP BY teldatum) e
        FULL JOIN laad.som_stand s USING (teldatum)
        WHERE e.stempel IS DISTINCT FROM s.stempel);
    IF oud = '{}' THEN
        RETURN;
    END IF;
    DELETE FROM laad.som_leerling_po WHERE teldatum = ANY (oud);
    DELETE FROM laad.som_stand WHERE teldatum = ANY (oud);
    WITH stand AS (
        INSERT INTO laad.som_stand (teldatum, stempel)
        SELECT teldatum, laad.stempel(array_agg(eenheid_id ORDER BY eenheid_id))
        FROM laad.eenheid
        WHERE doel = 'feit.leerling_po' AND vervangen_op IS NULL AND teldatum = ANY (oud)
        GROUP BY teldatum
    )
    INSERT INTO laad.som_leerling_po (aantal, soort_po, teldatum, pc4)
    SELECT sum(p.aantal), p.soort_po, p.teldatum, p.pc4
    FROM feit.leerling_po p
    WHERE p.schooljaar = ANY (ARRAY(SELECT DISTINCT schooljaar(dag) FROM unnest(oud) AS dag)) AND p.teldatum = ANY (oud)
    GROUP BY p.soort_po, p.teldatum, p.pc4;
    ANALYZE laad.som_leerling_po, laad.som_stand;
END $$;
COMMENT ON FUNCTION laad.sommeer() IS 'Brengt laad.som_leerling_po bij voor teldatums waarvan de actuele eenheden zijn veranderd';

-- As before, and the sums.
ALTER FUNCTION laad.onderhoud(text) RENAME TO onderhoud_tabel;
COMMENT ON FUNCTION laad.onderhoud_tabel(text) IS 'Index en statistieken van een tabel, na het laden';
CREATE FUNCTION laad.onderhoud(doel text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM laad.onderhoud_tabel(doel);
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass(doel) AND inhparent = 'feit.leerling_po'::regclass) THEN
        PERFORM laad.sommeer();
    END IF;
END $$;
COMMENT ON FUNCTION laad.onderhoud(text) IS
    'Na het laden van een tabel: maakt of ververst de BRIN-index van een partitie, de statistieken, en de sommen van feit.leerling_po';

-- Reports are short queries with many branches: compiling them takes longer than running
-- them (docs/warehouse.md). Where somebody chose another setting for this database, it stays.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) AS c
                   WHERE d.datname = current_database() AND s.setrole = 0 AND c LIKE 'jit=%') THEN
        EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'role "%" may not change settings of database "%"', current_user, current_database()
        USING HINT = format('Reports over many years are faster after: ALTER DATABASE %I SET jit = off;', current_database());
END $$;
