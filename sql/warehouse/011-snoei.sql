-- Pruning: what was replaced before a moment is removed, by the owner alone.

-- The units that may go: replaced before the moment, and not the last provisional
-- version there is of their unit, unless that may go too.
CREATE FUNCTION laad.te_snoeien(voor timestamptz, dataset text, ook_voorlopig boolean) RETURNS SETOF laad.eenheid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT e.*
    FROM laad.eenheid e
    JOIN laad.bestand b ON b.bestand_id = e.bestand_id
    WHERE e.vervangen_op < te_snoeien.voor AND e.gesnoeid_op IS NULL AND to_regclass(e.doel) IS NOT NULL
      AND (te_snoeien.dataset IS NULL OR e.dataset = te_snoeien.dataset)
      AND (te_snoeien.ook_voorlopig OR b.status IS DISTINCT FROM 'voorlopig'
           OR EXISTS (SELECT FROM laad.eenheid later
                      JOIN laad.bestand lb ON lb.bestand_id = later.bestand_id
                      WHERE later.doel = e.doel AND later.sleutel = e.sleutel AND later.eenheid_id > e.eenheid_id
                        AND lb.status = 'voorlopig' AND later.gesnoeid_op IS NULL));
END;
COMMENT ON FUNCTION laad.te_snoeien(timestamptz, text, boolean) IS 'De vervangen eenheden die laad.snoei zou verwijderen';

-- Drops the leaves of a twin that hold nothing but units that go: of one year of
-- one file, whose unit is that year.
CREATE FUNCTION laad.snoei_bladen(tabel regclass, eenheden integer[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tweeling regclass := laad.tweeling(tabel);
    bladen   regclass[];
    blad     regclass;
BEGIN
    IF (SELECT relkind <> 'p' FROM pg_class WHERE oid = tweeling) THEN
        RETURN;
    END IF;
    bladen := ARRAY(
        SELECT c.oid::regclass
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        JOIN laad.eenheid e ON e.eenheid_id = ANY (eenheden)
             AND pg_get_expr(c.relpartbound, c.oid) = format('FOR VALUES FROM (%1$L, %2$s) TO (%1$L, %3$s)',
                     e.sleutel ->> laad.partitiekolom(tabel), e.bestand_id, e.bestand_id + 1)
        WHERE i.inhparent = tweeling AND e.sleutel = jsonb_build_object(laad.partitiekolom(tabel), e.sleutel ->> laad.partitiekolom(tabel))
        ORDER BY c.oid);
    IF bladen <> '{}' THEN
        PERFORM laad.vergrendel(tweeling || bladen);
    END IF;
    FOREACH blad IN ARRAY bladen
    LOOP
        EXECUTE format('DROP TABLE %s', blad);
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.snoei_bladen(regclass, integer[]) IS 'Verwijdert de partities van een tweeling die alleen deze eenheden bevatten';

-- Removes superseded versions; with proef only says which. What a row of the
-- result counts is gone, but its register rows stay, with when it was pruned.
CREATE FUNCTION laad.snoei(voor timestamptz DEFAULT now(), dataset text DEFAULT NULL, ook_voorlopig boolean DEFAULT false,
                           proef boolean DEFAULT false)
RETURNS TABLE (soort text, doel text, bestanden bigint, eenheden bigint, rijen bigint)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    lijst integer[];
    t     record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('passend snoei', 0));
    lijst := ARRAY(SELECT e.eenheid_id FROM laad.te_snoeien(voor, dataset, ook_voorlopig) e);
    RETURN QUERY
        SELECT e.dataset, e.doel, count(DISTINCT e.bestand_id), count(*), sum(e.feiten)::bigint
        FROM laad.eenheid e WHERE e.eenheid_id = ANY (lijst)
        GROUP BY 1, 2 ORDER BY 1, 2;
    IF proef THEN
        RETURN;
    END IF;
    FOR t IN
        SELECT e.doel::regclass AS tabel, laad.sleutelkolommen(e.sleutel) AS kolommen, array_agg(e.eenheid_id) AS nummers
        FROM laad.eenheid e WHERE e.eenheid_id = ANY (lijst)
        GROUP BY 1, 2 ORDER BY 1
    LOOP
        PERFORM laad.snoei_bladen(t.tabel, t.nummers);
        EXECUTE format('DELETE FROM %s t USING laad.eenheid e WHERE e.eenheid_id = ANY ($1) AND %s',
                       laad.tweeling(t.tabel), laad.van_eenheid(t.kolommen)) USING t.nummers;
    END LOOP;
    UPDATE laad.eenheid e SET gesnoeid_op = clock_timestamp() WHERE e.eenheid_id = ANY (lijst);
END $$;
COMMENT ON FUNCTION laad.snoei(timestamptz, text, boolean, boolean) IS
    'Verwijdert de rijen van versies die voor een tijdstip zijn vervangen (van een dataset, of van alle) en geeft per dataset en tabel hoeveel; de laatste voorlopige versie blijft, behalve met ook_voorlopig. proef: alleen zeggen wat er zou gaan. Het register houdt alles, met laad.eenheid.gesnoeid_op';
