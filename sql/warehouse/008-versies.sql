-- Versions: when a row was superseded stands in the row itself, and a view per
-- table gives the rows as of a moment. What a moment means: docs/warehouse.md.

ALTER TABLE laad.bestand ADD COLUMN synthetisch boolean
    GENERATED ALWAYS AS (naam ~* 'synthetisch' OR coalesce(archief, '') ~* 'synthetisch') STORED;
COMMENT ON COLUMN laad.bestand.synthetisch IS 'Verzonnen gegevens: de naam van bestand of archief noemt zich synthetisch';

ALTER TABLE laad.bestand ADD COLUMN vult_aan integer REFERENCES laad.bestand (bestand_id);
CREATE INDEX bestand_vult_aan ON laad.bestand (vult_aan) WHERE vult_aan IS NOT NULL;
COMMENT ON COLUMN laad.bestand.vult_aan IS
    'Bestand waarvan dit bestand herstelde afgekeurde rijen bevat; ook als een eerdere aanvulling daartussen zit. NULL = geen aanvulling';

ALTER TABLE laad.eenheid ADD COLUMN gesnoeid_op timestamptz, ADD COLUMN volledig_op timestamptz,
    ADD CHECK (gesnoeid_op IS NULL OR vervangen_op IS NOT NULL);
COMMENT ON COLUMN laad.eenheid.volledig_op IS
    'Tijdstip waarop aanvullingen elke afgekeurde rij van het bestand hadden hersteld, zodat ook deze eenheid volledig is; NULL = volledig zegt het';
COMMENT ON COLUMN laad.eenheid.gesnoeid_op IS
    'Tijdstip waarop laad.snoei de rijen van deze vervangen eenheid verwijderde; NULL = zij zijn er nog';

-- The moment that is asked about: the setting rapport.per, or NULL for now. Without
-- a search_path of its own, so that it is inlined; its body is parsed already.
CREATE FUNCTION rapport.moment() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('rapport.per', true), '')::timestamptz;
COMMENT ON FUNCTION rapport.moment() IS
    'Het tijdstip waarover rapporten gaan: de instelling rapport.per (SET rapport.per = ''2025-01-01''); NULL = nu';

-- The columns of a table as a list, each with this prefix.
CREATE FUNCTION laad.kolommen(tabel regclass, voorvoegsel text DEFAULT '') RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT string_agg(voorvoegsel || quote_ident(attname), ', ' ORDER BY attnum)
        FROM pg_attribute
        WHERE attrelid = tabel AND attnum > 0 AND NOT attisdropped);
COMMENT ON FUNCTION laad.kolommen(regclass, text) IS 'De kolommen van een tabel, gescheiden door komma''s';

-- The name of a relation beside a table: its own with something behind it.
CREATE FUNCTION laad.naam_naast(tabel regclass, achtervoegsel text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c pg_class;
BEGIN
    SELECT * INTO STRICT c FROM pg_class WHERE oid = tabel;
    -- A longer name would be cut off, and two could become one.
    IF octet_length(c.relname || achtervoegsel) > 63 THEN
        RAISE EXCEPTION 'the name "%" is % bytes too long', c.relname || achtervoegsel,
            octet_length(c.relname || achtervoegsel) - 63 USING ERRCODE = 'name_too_long';
    END IF;
    RETURN format('%s.%I', c.relnamespace::regnamespace, c.relname || achtervoegsel);
END $$;
COMMENT ON FUNCTION laad.naam_naast(regclass, text) IS 'Naam, met schema, van wat bij een tabel hoort: haar naam met een achtervoegsel';

-- The twin of a table, with the versions that were replaced.
CREATE FUNCTION laad.tweeling(tabel regclass) RETURNS regclass
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    naam text := laad.naam_naast(tabel, '_vervallen');
BEGIN
    IF to_regclass(naam) IS NULL THEN
        RAISE EXCEPTION 'table % has no twin %', tabel, naam
            USING ERRCODE = 'undefined_table', HINT = format('SELECT laad.maak_tweeling(%L) makes it.', tabel);
    END IF;
    RETURN naam::regclass;
END $$;
COMMENT ON FUNCTION laad.tweeling(regclass) IS 'De tabel met de vervangen versies van een tabel';

-- The column that a table is partitioned by, with a leaf for each of its values.
CREATE FUNCTION laad.partitiekolom(tabel regclass) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kolom text;
BEGIN
    SELECT a.attname INTO kolom
    FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
    WHERE p.partrelid = tabel AND p.partstrat = 'l' AND p.partnatts = 1;
    IF kolom IS NULL THEN
        RAISE EXCEPTION '"%" is not partitioned by list of a column', tabel USING ERRCODE = 'wrong_object_type';
    END IF;
    RETURN kolom;
END $$;
COMMENT ON FUNCTION laad.partitiekolom(regclass) IS 'De kolom waarnaar een tabel is gepartitioneerd, een partitie per waarde';

-- The view of a table as of rapport.moment(). In three branches with a condition
-- on the moment alone: what is asked about now never runs the other two. With its
-- reader's rights where the table has row security, which would not hold else.
CREATE FUNCTION laad.maak_per(tabel regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    naam    text := laad.naam_naast(tabel, '_per');
    rijen   boolean := (SELECT relrowsecurity FROM pg_class WHERE oid = tabel);
    geladen text := 'bestand_id IN (SELECT b.bestand_id FROM laad.bestand b WHERE b.geladen_op <= rapport.moment())';
    kolom   record;
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW %1$s WITH (security_invoker = %6$s) AS '
                   'SELECT %2$s FROM %3$s WHERE rapport.moment() IS NULL '
                   'UNION ALL SELECT %2$s FROM %3$s WHERE rapport.moment() IS NOT NULL AND %4$s '
                   'UNION ALL SELECT %2$s FROM %5$s '
                   'WHERE rapport.moment() IS NOT NULL AND vervallen_op > rapport.moment() AND %4$s',
                   naam, laad.kolommen(tabel), tabel, geladen, laad.tweeling(tabel), rijen);
    EXECUTE format('COMMENT ON VIEW %s IS %L', naam,
                   format('%s zoals op het tijdstip rapport.moment(); zonder instelling rapport.per: zoals nu', tabel));
    FOR kolom IN
        SELECT attname, col_description(attrelid, attnum) AS tekst FROM pg_attribute
        WHERE attrelid = tabel AND attnum > 0 AND NOT attisdropped
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', naam, kolom.attname, kolom.tekst);
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.maak_per(regclass) IS 'Maakt de view <tabel>_per: de rijen zoals op het tijdstip rapport.moment()';

-- Who may see rows of a table may see those of another, and nobody else.
CREATE FUNCTION laad.neem_rijrechten_over(van regclass, naar regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    p record;
BEGIN
    IF (SELECT relrowsecurity FROM pg_class WHERE oid = van) THEN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', naar);
    END IF;
    FOR p IN
        SELECT polname, polpermissive, pg_get_expr(polqual, polrelid) AS qual,
               (SELECT string_agg(CASE rol WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(rol)) END, ', ')
                FROM unnest(polroles) AS rol) AS rollen,
               obj_description(oid, 'pg_policy') AS tekst
        FROM pg_policy WHERE polrelid = van AND polcmd IN ('r', '*')
    LOOP
        EXECUTE format('CREATE POLICY %I ON %s AS %s FOR SELECT TO %s USING (%s)', p.polname, naar,
                       CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, p.rollen, p.qual);
        EXECUTE format('COMMENT ON POLICY %I ON %s IS %L', p.polname, naar, p.tekst);
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.neem_rijrechten_over(regclass, regclass) IS 'Geeft een tabel de regels voor het lezen van rijen van een andere';

-- The columns that a unit's key names.
CREATE FUNCTION laad.sleutelkolommen(sleutel jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN ARRAY(SELECT k FROM jsonb_object_keys(sleutel) AS k ORDER BY k);
COMMENT ON FUNCTION laad.sleutelkolommen(jsonb) IS 'De kolommen in de sleutel van een eenheid';

-- The SQL that a row (alias t) is of a unit (alias e) whose key has these columns.
-- As text: an operator would depend on the search_path.
CREATE FUNCTION laad.van_eenheid(kolommen text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN 't.bestand_id = e.bestand_id'
       || (SELECT coalesce(string_agg(format(' AND t.%I::text IS NOT DISTINCT FROM e.sleutel ->> %L', k, k), ''), '')
           FROM unnest(kolommen) AS k);
COMMENT ON FUNCTION laad.van_eenheid(text[]) IS 'SQL-voorwaarde: rij t hoort bij eenheid e, die deze kolommen in de sleutel heeft';

-- Gives the rows of a twin their moment, from the register.
CREATE FUNCTION laad.vul_vervallen_op(tabel regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kolommen text[];
BEGIN
    FOR kolommen IN
        SELECT DISTINCT laad.sleutelkolommen(e.sleutel) FROM laad.eenheid e WHERE e.doel = tabel::text AND e.vervangen_op IS NOT NULL
    LOOP
        EXECUTE format('UPDATE %s t SET vervallen_op = e.vervangen_op FROM laad.eenheid e '
                       'WHERE e.doel = %L AND e.vervangen_op IS NOT NULL AND laad.sleutelkolommen(e.sleutel) = %L AND %s',
                       laad.tweeling(tabel), tabel, kolommen, laad.van_eenheid(kolommen));
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.vul_vervallen_op(regclass) IS 'Geeft de rijen van een tweeling het tijdstip waarop zij zijn vervangen, volgens laad.eenheid';

-- The twin of a table: per leaf where whole leaves are replaced, else one heap. By
-- year first, as that is what reports leave out. Where it is there already it
-- gets what it lacks.
CREATE FUNCTION laad.maak_tweeling(doel text, per_blad boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tabel regclass := laad.doeltabel(doel);
    naam  text := laad.naam_naast(tabel, '_vervallen');
    nieuw boolean := to_regclass(naam) IS NULL;
BEGIN
    IF nieuw THEN
        EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING COMMENTS)%s', naam, tabel,
                       CASE WHEN per_blad THEN format(' PARTITION BY RANGE (%I, bestand_id)', laad.partitiekolom(tabel)) END);
        EXECUTE format('COMMENT ON TABLE %s IS %L', naam,
                       format('Vervangen versies van %s; waardoor staat in laad.eenheid', tabel));
        PERFORM laad.neem_rijrechten_over(tabel, naam::regclass);
    ELSIF per_blad AND (SELECT relkind <> 'p' FROM pg_class WHERE oid = naam::regclass) THEN
        RAISE EXCEPTION 'table % is there already, without partitions', naam USING ERRCODE = 'duplicate_table';
    END IF;
    -- Without a primary key; a publication would refuse to let rows be pruned.
    EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', naam);
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = naam::regclass AND attname = 'vervallen_op' AND NOT attisdropped) THEN
        EXECUTE format('ALTER TABLE %s ADD COLUMN vervallen_op timestamptz', naam);
        EXECUTE format('COMMENT ON COLUMN %s.vervallen_op IS %L', naam,
                       'Tijdstip waarop een andere versie de rij verving; gelijk aan het laden = nooit actueel geweest');
        PERFORM laad.vul_vervallen_op(tabel);
    END IF;
    IF nieuw AND NOT per_blad THEN
        EXECUTE format('CREATE INDEX ON %s USING brin (bestand_id)', naam);
    END IF;
    PERFORM laad.maak_per(tabel);
END $$;
COMMENT ON FUNCTION laad.maak_tweeling(text, boolean) IS
    'Maakt bij een tabel <doel>_vervallen voor vervangen versies (per_blad: gepartitioneerd, voor een tabel die per partitie wordt vervangen) en de view <doel>_per; vult aan wat ontbreekt';

-- The twins that are there already.
DO $$
DECLARE
    tabel regclass;
BEGIN
    FOR tabel IN
        SELECT c.oid
        FROM pg_class c
        JOIN pg_class v ON v.relnamespace = c.relnamespace AND v.relname = c.relname || '_vervallen'
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'bestand_id'
        WHERE c.relnamespace IN ('ref'::regnamespace, 'feit'::regnamespace) AND c.relkind IN ('r', 'p')
        ORDER BY c.oid
    LOOP
        PERFORM laad.maak_tweeling(tabel::text);
    END LOOP;
END $$;

-- The units as of a moment. A unit that has been pruned since is among them, so
-- that a report can say that its rows are not. Not in branches as the views
-- above: the planner keeps the statistics of the table.
CREATE VIEW laad.eenheid_per AS
SELECT eenheid_id, bestand_id, dataset, doel, sleutel, teldatum,
       volledig OR coalesce(volledig_op <= coalesce(rapport.moment(), 'infinity'), false) AS volledig, feiten, gesnoeid_op
FROM laad.eenheid
WHERE (vervangen_op IS NULL OR vervangen_op > rapport.moment())
  AND (rapport.moment() IS NULL
       OR bestand_id IN (SELECT b.bestand_id FROM laad.bestand b WHERE b.geladen_op <= rapport.moment()));
COMMENT ON VIEW laad.eenheid_per IS
    'Eenheden die actueel waren op het tijdstip rapport.moment(); zonder instelling rapport.per: die het nu zijn';
COMMENT ON COLUMN laad.eenheid_per.eenheid_id IS 'Nummer van de eenheid';
COMMENT ON COLUMN laad.eenheid_per.bestand_id IS 'Bestand dat de eenheid bevat';
COMMENT ON COLUMN laad.eenheid_per.dataset IS 'Bestandssoort';
COMMENT ON COLUMN laad.eenheid_per.doel IS 'Doeltabel, met schema';
COMMENT ON COLUMN laad.eenheid_per.sleutel IS 'Kolommen van de doeltabel die de eenheid aanwijzen, met hun waarde';
COMMENT ON COLUMN laad.eenheid_per.teldatum IS 'Teldatum van de eenheid, als die er is';
COMMENT ON COLUMN laad.eenheid_per.volledig IS 'Geen enkele rij van het bestand is afgekeurd, of elke afgekeurde rij was op dat tijdstip aangevuld';
COMMENT ON COLUMN laad.eenheid_per.feiten IS 'Rijen van deze eenheid in de doeltabel';
COMMENT ON COLUMN laad.eenheid_per.gesnoeid_op IS 'Niet NULL: de rijen van toen zijn sindsdien verwijderd (laad.snoei)';

-- As before, of the postcode table as of the moment.
CREATE OR REPLACE VIEW ref.swv AS
WITH rij AS (
    SELECT s.swv, t.gemeente, rank() OVER (PARTITION BY s.swv ORDER BY t.geldig_vanaf DESC NULLS LAST) AS versie
    FROM ref.pc4_swv_per t, LATERAL (VALUES (t.po_swv), (t.vo_swv)) AS s (swv)
    WHERE s.swv IS NOT NULL
), lid AS (
    SELECT swv, gemeente, count(*) AS postcodes,
           row_number() OVER (PARTITION BY swv ORDER BY count(*) DESC, gemeente COLLATE "C") AS plaats
    FROM rij
    WHERE versie = 1
    GROUP BY swv, gemeente
)
SELECT swv,
       sector(swv) AS sector,
       string_agg(gemeente, ', ' ORDER BY plaats) FILTER (WHERE plaats <= 3)
           || CASE WHEN count(*) > 3 THEN ' e.o.' ELSE '' END AS regio,
       'afgeleid: gemeenten met de meeste postcodes'::text AS regio_herkomst,
       count(*)::integer AS gemeenten,
       sum(postcodes)::integer AS postcodes
FROM lid
GROUP BY swv;
