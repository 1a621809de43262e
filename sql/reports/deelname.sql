-- Participation per samenwerkingsverband (SWV) of residence, with exact bounds
-- for masked counts. Definitions A and B: docs/deelname.md.
CREATE OR REPLACE VIEW rapport.deelname_swv AS
SELECT t.schooljaar::text AS schooljaar,
       t.teldatum,
       'woon'::text AS grondslag,
       m.definitie,
       t.swv,
       coalesce(w.regio, CASE t.swv WHEN 'onbekend' THEN 'postcode niet in de postcodetabel' WHEN 'landelijk' THEN 'Nederland' END) AS regio,
       t.sector,
       m.soort::text AS onderwijssoort,
       ondergrens(m.teller)::bigint AS teller_onder,
       bovengrens(m.teller)::bigint AS teller_boven,
       ondergrens(m.noemer)::bigint AS noemer_onder,
       bovengrens(m.noemer)::bigint AS noemer_boven,
       100 * m.onder AS percentage_onder,
       100 * m.boven AS percentage_boven,
       nullif(concat_ws('; ',
           CASE WHEN m.definitie IS NULL THEN m.reden
                WHEN m.onder IS NULL THEN 'de noemer is 0' END,
           CASE WHEN t.onvolledig > 0
                THEN format('onvolledig: %s bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker',
                            t.onvolledig) END,
           CASE WHEN t.gesnoeid > 0
                THEN format('gesnoeid: van %s eenheid/eenheden zijn de rijen van toen verwijderd, tellingen zijn te laag', t.gesnoeid) END,
           CASE WHEN t.swv <> 'landelijk' AND NOT t.volledig
                THEN 'onvolledige postcodetabel: leerlingen kunnen ten onrechte bij onbekend staan' END
       ), '') AS reden
FROM (
    SELECT d.schooljaar, d.teldatum, d.onvolledig, d.gesnoeid, i.volledig, r.sector, r.swv,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'bo'), '0') AS bo,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'sbo'), '0') AS sbo,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'so'), '0') AS so,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'vso'), '0') AS vso
    FROM (
        SELECT schooljaar(teldatum) AS schooljaar, teldatum,
               count(DISTINCT bestand_id) FILTER (WHERE NOT volledig) AS onvolledig,
               count(gesnoeid_op) AS gesnoeid
        FROM laad.eenheid_per
        WHERE doel = 'feit.leerling_po'
        GROUP BY teldatum
    ) AS d
    -- The postcode table in force on the reference date, whole: one file.
    LEFT JOIN LATERAL (
        SELECT e.bestand_id, e.volledig
        FROM laad.eenheid_per e
        CROSS JOIN LATERAL (SELECT geldig_vanaf, geldig_tot FROM ref.pc4_swv_per p
                            WHERE p.bestand_id = e.bestand_id LIMIT 1) AS p
        WHERE e.doel = 'ref.pc4_swv'
          AND (p.geldig_vanaf <= d.teldatum) IS NOT FALSE AND (d.teldatum < p.geldig_tot) IS NOT FALSE
        ORDER BY p.geldig_vanaf DESC NULLS LAST
        LIMIT 1
    ) AS i ON true
    -- Per reference date, so that a report over one year reads one partition.
    CROSS JOIN LATERAL (
        WITH per_swv AS (
            SELECT s.soort_po, CASE s.soort_po WHEN 'vso' THEN p.vo_swv ELSE p.po_swv END AS swv, sum(s.aantal) AS aantal
            FROM feit.leerling_po_pc4 s LEFT JOIN ref.pc4_swv_per p ON p.bestand_id = i.bestand_id AND p.pc4 = s.pc4
            WHERE s.schooljaar = d.schooljaar AND s.teldatum = d.teldatum
            GROUP BY 1, 2
        ), rij AS (
            SELECT CASE soort_po WHEN 'vso' THEN 'vo' ELSE 'po' END AS sector, coalesce(swv::text, 'onbekend') AS swv, soort_po, aantal FROM per_swv
        )
        SELECT sector, swv, soort_po, aantal FROM rij
        UNION ALL SELECT sector, 'landelijk', soort_po, aantal FROM rij
        -- Every SWV of the postcode table gets its rows, also where a count is 0.
        UNION ALL SELECT 'po', l.swv::text, NULL, NULL FROM (SELECT DISTINCT po_swv AS swv FROM ref.pc4_swv_per WHERE bestand_id = i.bestand_id) l WHERE l.swv IS NOT NULL
        UNION ALL SELECT 'vo', l.swv::text, NULL, NULL FROM (SELECT DISTINCT vo_swv AS swv FROM ref.pc4_swv_per WHERE bestand_id = i.bestand_id) l WHERE l.swv IS NOT NULL
        UNION ALL SELECT sector, swv, NULL, NULL FROM unnest(ARRAY['po', 'vo']) AS sector, unnest(ARRAY['onbekend', 'landelijk']) AS swv
    ) AS r
    -- A group is a wall: whatever the report is joined with, this is computed once.
    GROUP BY d.schooljaar, d.teldatum, d.onvolledig, d.gesnoeid, i.volledig, r.sector, r.swv
) AS t
LEFT JOIN (SELECT swv::text AS swv, regio FROM ref.swv) AS w ON w.swv = t.swv
CROSS JOIN LATERAL (VALUES
    ('po', 'so'::onderwijssoort, 'A', t.so, t.bo + t.sbo,
     ondergrens(verhouding(t.so, t.bo + t.sbo)), bovengrens(verhouding(t.so, t.bo + t.sbo)), NULL),
    ('po', 'so', 'B', t.so, t.bo + t.sbo + t.so,
     ondergrens(aandeel(t.so, t.bo + t.sbo)), bovengrens(aandeel(t.so, t.bo + t.sbo)), NULL),
    ('po', 'sbo', 'A', t.sbo, t.bo + t.sbo,
     ondergrens(aandeel(t.sbo, t.bo)), bovengrens(aandeel(t.sbo, t.bo)), NULL),
    ('po', 'sbo', 'B', t.sbo, t.bo + t.sbo + t.so,
     ondergrens(aandeel(t.sbo, t.bo + t.so)), bovengrens(aandeel(t.sbo, t.bo + t.so)), NULL),
    ('po', 'bo', NULL, t.bo, NULL, NULL, NULL, 'alleen telling: deelname is voor bo niet gedefinieerd'),
    ('vo', 'vso', NULL, t.vso, NULL, NULL, NULL, 'alleen telling: de noemer (leerlingen vo en pro) is niet geladen')
) AS m (sector, soort, definitie, teller, noemer, onder, boven, reden)
WHERE m.sector = t.sector;
COMMENT ON VIEW rapport.deelname_swv IS
    'Deelname aan so, sbo en vso (en het aantal in bo) per samenwerkingsverband waar de leerling woont, met exacte onder- en bovengrens voor gemaskeerde tellingen. Samenwerkingsverbanden + onbekend = landelijk. Inclusief cluster 1 en 2. Een leeg aangeleverd bestand (rapport.bestanden) ontbreekt in elke telling. Bron: DUO, leerlingen po per postcode en leeftijd';
COMMENT ON COLUMN rapport.deelname_swv.schooljaar IS 'Schooljaar, zoals 2024-2025';
COMMENT ON COLUMN rapport.deelname_swv.teldatum IS 'Teldatum van de tellingen';
COMMENT ON COLUMN rapport.deelname_swv.grondslag IS 'woon: het samenwerkingsverband van de postcode waar de leerling woont';
COMMENT ON COLUMN rapport.deelname_swv.definitie IS
    'A (bekostigingsbasis): gedeeld door bo + sbo. B (aandeel van alle leerlingen): gedeeld door bo + sbo + so. Leeg: alleen een telling, zie reden';
COMMENT ON COLUMN rapport.deelname_swv.swv IS
    'Code van het samenwerkingsverband; onbekend = postcode niet in de postcodetabel (of zonder samenwerkingsverband); landelijk = totaal';
COMMENT ON COLUMN rapport.deelname_swv.regio IS 'Afgeleid label (grootste gemeenten naar aantal postcodes), geen officiële naam';
COMMENT ON COLUMN rapport.deelname_swv.sector IS 'po (so, sbo, bo) of vo (vso)';
COMMENT ON COLUMN rapport.deelname_swv.onderwijssoort IS 'Onderwijssoort van de teller: so, sbo, vso of bo';
COMMENT ON COLUMN rapport.deelname_swv.teller_onder IS 'Kleinst mogelijke aantal leerlingen (elke <5 als 1)';
COMMENT ON COLUMN rapport.deelname_swv.teller_boven IS 'Grootst mogelijke aantal leerlingen (elke <5 als 4)';
COMMENT ON COLUMN rapport.deelname_swv.noemer_onder IS 'Kleinst mogelijke noemer; leeg zonder noemer';
COMMENT ON COLUMN rapport.deelname_swv.noemer_boven IS 'Grootst mogelijke noemer; leeg zonder noemer';
COMMENT ON COLUMN rapport.deelname_swv.percentage_onder IS
    'Kleinst mogelijke percentage (0-100, niet afgerond). Niet teller_onder / noemer_boven waar de teller deel is van de noemer';
COMMENT ON COLUMN rapport.deelname_swv.percentage_boven IS 'Grootst mogelijke percentage (0-100, niet afgerond; A kan boven 100 komen)';
COMMENT ON COLUMN rapport.deelname_swv.reden IS 'Waarom een percentage ontbreekt of niet zeker is; leeg als het voor de geladen bestanden zeker tussen de grenzen ligt';

-- Which school years the units of some tables are about, with what is wrong with them.
CREATE OR REPLACE FUNCTION laad.eenheid_jaren(doelen text[])
RETURNS TABLE (doel text, jaar schooljaar, onvolledig bigint, gesnoeid bigint)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path FROM CURRENT AS $$
    SELECT e.doel, j.jaar, count(DISTINCT e.bestand_id) FILTER (WHERE NOT e.volledig), count(e.gesnoeid_op)
    FROM laad.eenheid_per e,
         LATERAL (SELECT coalesce((e.sleutel ->> 'schooljaar')::schooljaar, schooljaar(e.teldatum))) AS j (jaar)
    WHERE e.doel = ANY (doelen) AND j.jaar IS NOT NULL
    GROUP BY e.doel, j.jaar
$$;
COMMENT ON FUNCTION laad.eenheid_jaren(text[]) IS
    'Schooljaren waarover tabellen rijen hebben, met het aantal bestanden met afgekeurde rijen en het aantal gesnoeide eenheden';

-- The year that is asked about, where a report tells its view by a setting, as rapport.per does for the
-- moment: a condition on a view with totals would be applied after them, and every year be read.
CREATE OR REPLACE FUNCTION laad.gevraagd_jaar() RETURNS schooljaar
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$ SELECT nullif(current_setting('rapport.schooljaar', true), '')::schooljaar $$;
COMMENT ON FUNCTION laad.gevraagd_jaar() IS 'Het schooljaar van de instelling rapport.schooljaar; NULL = alle';

CREATE OR REPLACE FUNCTION laad.voorbehoud(onvolledig bigint, gesnoeid bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(concat_ws('; ',
        CASE WHEN onvolledig > 0
             THEN format('onvolledig: %s bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker', onvolledig) END,
        CASE WHEN gesnoeid > 0
             THEN format('gesnoeid: van %s eenheid/eenheden zijn de rijen van toen verwijderd, tellingen zijn te laag', gesnoeid) END), '')
$$;
COMMENT ON FUNCTION laad.voorbehoud(bigint, bigint) IS 'Wat een rapport zegt over onvolledige bestanden en gesnoeide eenheden; NULL = niets';

CREATE OR REPLACE FUNCTION laad.deelname_bronnen() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT '{feit.leerling_po, feit.leerling_vo_pc4, feit.leerling_vestiging_totaal, feit.leerling_swv_totaal,
             feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek,
             feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar}'::text[]
$$;
COMMENT ON FUNCTION laad.deelname_bronnen() IS 'Tabellen waaruit deelname kan worden berekend';

-- The postcode table in force on a day, whole: one file. As in rapport.deelname_swv.
CREATE OR REPLACE FUNCTION laad.pc4_bestand(datum date) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT e.bestand_id
    FROM laad.eenheid_per e
    CROSS JOIN LATERAL (SELECT geldig_vanaf, geldig_tot FROM ref.pc4_swv_per p WHERE p.bestand_id = e.bestand_id LIMIT 1) AS p
    WHERE e.doel = 'ref.pc4_swv'
      AND (p.geldig_vanaf <= datum) IS NOT FALSE AND (datum < p.geldig_tot) IS NOT FALSE
    ORDER BY p.geldig_vanaf DESC NULLS LAST
    LIMIT 1
$$;
COMMENT ON FUNCTION laad.pc4_bestand(date) IS 'Bestand met de postcodetabel die op een dag geldt; NULL = geen';

-- The SWVs in which school locations lie by a postcode table, from the postcode of their address.
CREATE OR REPLACE FUNCTION laad.vestiging_swv(pc4_bestand integer)
RETURNS TABLE (vestiging brinnummer, po_swv text, vo_swv text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10000 SET search_path FROM CURRENT AS $$
    SELECT DISTINCT ON (v.vestiging) v.vestiging, p.po_swv::text, p.vo_swv::text
    FROM ref.vestiging_per v
    JOIN ref.pc4_swv_per p ON p.pc4 = left(v.postcode, 4)::smallint AND p.bestand_id = vestiging_swv.pc4_bestand
    WHERE v.postcode ~ '^[1-9][0-9]{3}'
    ORDER BY v.vestiging, v.bestand_id DESC, v.register
$$;
COMMENT ON FUNCTION laad.vestiging_swv(integer) IS
    'Samenwerkingsverbanden waarin schoolvestigingen liggen: adres volgens het laatst geladen register, postcodetabel uit dat bestand';

-- Of each table of a list, the years of which it is the first one that has rows.
CREATE OR REPLACE FUNCTION laad.bron_jaren(bronnen text[], jaren schooljaar[])
RETURNS TABLE (bron text, jaren_van schooljaar[])
LANGUAGE sql STABLE SECURITY DEFINER ROWS 3 SET search_path FROM CURRENT AS $$
    SELECT k.bron, array_agg(k.jaar ORDER BY k.jaar)
    FROM (
        SELECT DISTINCT ON (e.jaar) e.jaar, b.bron
        FROM unnest(bronnen) WITH ORDINALITY AS b (bron, plaats)
        JOIN laad.eenheid_jaren(bronnen) e ON e.doel = b.bron
        WHERE e.jaar = ANY (bron_jaren.jaren)
        ORDER BY e.jaar, b.plaats
    ) AS k
    GROUP BY k.bron
$$;
COMMENT ON FUNCTION laad.bron_jaren(text[], schooljaar[]) IS 'Van elke tabel van een lijst de schooljaren waarvan zij de eerste is die rijen heeft';

-- Counts per SWV of the school: primary (bo, sbo, so, vso) and secondary education (pro,
-- and vo for all else). A table with SWVs of its own may come first or last. For
-- national counts schools need no place.
CREATE OR REPLACE FUNCTION laad.deelname_school(jaren schooljaar[], po_bronnen text[], vo_bronnen text[], landelijk boolean)
RETURNS TABLE (jaar schooljaar, sector text, swv text, soort onderwijssoort, teldatum date, aantal telling, onbekend bigint, bron text, voorbehoud text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off
SET enable_mergejoin = off SET work_mem = '32MB' AS $$
#variable_conflict use_column
DECLARE
    b record;
    vestiging CONSTANT text := CASE WHEN landelijk THEN 'NULL::brinnummer' ELSE 'f.vestiging' END;
    -- Schools with their SWV, and of how many that is not known.
    geplaatst CONSTANT text := $q$
        dagen AS MATERIALIZED (
            SELECT d.teldatum, laad.pc4_bestand(d.teldatum) AS bestand FROM (SELECT DISTINCT teldatum FROM school WHERE swv IS NULL) AS d
        ), kaart AS MATERIALIZED (
            SELECT b.bestand, v.* FROM (SELECT DISTINCT bestand FROM dagen) AS b CROSS JOIN LATERAL laad.vestiging_swv(b.bestand) AS v
        ), geplaatst AS MATERIALIZED (
            SELECT s.jaar, s.sector, s.vestiging, s.soort, s.teldatum, s.aantal, s.onbekend, coalesce(s.swv, CASE s.sector WHEN 'po' THEN k.po_swv ELSE k.vo_swv END) AS swv
            FROM school s LEFT JOIN dagen d USING (teldatum) LEFT JOIN kaart k USING (bestand, vestiging)
        ), zoek AS (
            SELECT g.jaar, count(DISTINCT g.vestiging) AS n FROM geplaatst g WHERE g.swv IS NULL GROUP BY g.jaar
        )
        SELECT g.jaar, g.sector, coalesce(g.swv, 'onbekend'), g.soort, g.teldatum, g.aantal, g.onbekend::bigint, $2,
               CASE WHEN z.n > 0 THEN format('van %s vestiging(en) is het samenwerkingsverband niet bekend: hun leerlingen staan bij onbekend', z.n) END
        FROM (SELECT jaar, sector, swv, soort, teldatum, sum(aantal) AS aantal, sum(onbekend) AS onbekend FROM geplaatst GROUP BY 1, 2, 3, 4, 5) AS g
        LEFT JOIN zoek z USING (jaar) $q$;
BEGIN
    FOR b IN SELECT * FROM laad.bron_jaren(po_bronnen, jaren) LOOP
        IF b.bron = 'feit.leerling_swv_totaal' THEN
            RETURN QUERY
                SELECT f.schooljaar, CASE f.soort_po WHEN 'vso' THEN 'vo' ELSE 'po' END, coalesce(f.swv::text, 'onbekend'), f.soort_po, f.teldatum,
                       sum(f.aantal), count(*) FILTER (WHERE f.aantal IS NULL), b.bron,
                       'de bron zegt niet of het samenwerkingsverband dat van de school is'
                FROM feit.leerling_swv_totaal_per f
                WHERE f.schooljaar = ANY (b.jaren_van)
                GROUP BY 1, 2, 3, 4, 5;
        ELSE
            RETURN QUERY EXECUTE format($q$
                WITH school AS MATERIALIZED (
                    SELECT f.schooljaar AS jaar, CASE f.soort_po WHEN 'vso' THEN 'vo' ELSE 'po' END AS sector, %s AS vestiging, f.soort_po AS soort, f.teldatum, %L::text AS swv,
                           sum(f.aantal) AS aantal, count(*) FILTER (WHERE f.aantal IS NULL) AS onbekend
                    FROM %s f WHERE f.schooljaar = ANY ($1)
                    GROUP BY 1, 2, 3, 4, 5
                ), $q$, vestiging, CASE WHEN landelijk THEN 'landelijk' END, b.bron || '_per') || geplaatst USING b.jaren_van, b.bron;
        END IF;
    END LOOP;
    FOR b IN SELECT * FROM laad.bron_jaren(vo_bronnen, jaren) LOOP
        RETURN QUERY EXECUTE format($q$
            WITH school AS MATERIALIZED (
                SELECT t.jaar, 'vo' AS sector, t.vestiging, CASE WHEN t.onderwijstype ~* '^praktijkonderwijs' THEN 'pro' ELSE 'vo' END::onderwijssoort AS soort,
                       teldatum(t.jaar) AS teldatum, t.swv, sum(t.aantal) AS aantal, sum(t.onbekend) AS onbekend
                FROM (SELECT f.schooljaar AS jaar, %s AS vestiging, f.onderwijstype, %s AS swv, sum(f.aantal) AS aantal, count(*) FILTER (WHERE f.aantal IS NULL) AS onbekend
                      FROM %s f WHERE f.schooljaar = ANY ($1)
                      GROUP BY 1, 2, 3, 4) AS t
                GROUP BY 1, 3, 4, 6
            ), $q$, vestiging, CASE WHEN landelijk THEN '''landelijk''::text' WHEN b.bron = 'feit.leerling_vo_onderwijstype' THEN 'f.swv::text' ELSE 'NULL::text' END, b.bron || '_per') || geplaatst
        USING b.jaren_van, b.bron;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.deelname_school(schooljaar[], text[], text[], boolean) IS
    'Tellingen van schooljaren per samenwerkingsverband van de school, elk jaar uit de eerste geladen tabel van elke lijst; landelijk = alleen de som';

-- Pupils in so and vso per paying SWV. A classic file has several sections of the
-- same pupils: one of them, and of it the counts per category and the markers.
CREATE OR REPLACE FUNCTION laad.deelname_betalend(jaren schooljaar[])
RETURNS TABLE (jaar schooljaar, sector text, swv text, soort onderwijssoort, teldatum date, aantal telling, onbekend bigint, bron text, voorbehoud text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    b record;
BEGIN
    FOR b IN SELECT * FROM laad.bron_jaren('{feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek}', jaren) LOOP
        IF b.bron = 'feit.leerling_so_vso_klassiek' THEN
            RETURN QUERY
                WITH rij AS (
                    SELECT f.schooljaar AS jaar,
                           coalesce(onderwijssoort_van(f.soort_po_bron), CASE WHEN f.soort IN ('so', 'vso') THEN f.soort::onderwijssoort END) AS soort,
                           f.indeling, f.soort AS van_bestand, f.teldatum, f.aantal,
                           coalesce(f.betalend::text, f.markering, 'onbekend') AS swv,
                           regexp_replace(regexp_replace(f.kolom, '^(AANTAL_)?(LEERLINGEN_)?', ''), '^(BEKOSTIGINGSCATEGORIE|CATEGORIE|CAT)_', '') AS kolom
                    FROM feit.leerling_so_vso_klassiek_per f
                    WHERE f.schooljaar = ANY (b.jaren_van)
                ), keuze AS (
                    SELECT DISTINCT ON (r.jaar, r.soort) r.jaar, r.soort, r.indeling, r.van_bestand
                    FROM rij r
                    JOIN (VALUES ('betalend', 1), ('betalend, binnen en buiten', 2), ('betalend en woonachtig', 3)) AS v (indeling, plaats) USING (indeling)
                    WHERE r.soort IS NOT NULL AND r.kolom ~ '^(1|2|3|L|M|H|NVT|LAAG|MIDDEN|HOOG)$'
                    ORDER BY r.jaar, r.soort, v.plaats, r.van_bestand COLLATE "C"
                )
                SELECT r.jaar, CASE r.soort WHEN 'vso' THEN 'vo' ELSE 'po' END,
                       CASE WHEN r.kolom ~ '^(CLUSTER_?|CL)[12]$' THEN 'CL' || right(r.kolom, 1)
                            WHEN r.kolom = 'GJIJJI' THEN 'GJIJJI' ELSE r.swv END,
                       r.soort, r.teldatum, sum(r.aantal), count(*) FILTER (WHERE r.aantal IS NULL), b.bron,
                       CASE WHEN r.teldatum IS NULL THEN 'de teldatum van de teller is niet opgegeven' END
                FROM rij r JOIN keuze USING (jaar, soort, indeling, van_bestand)
                WHERE r.kolom ~ '^(1|2|3|L|M|H|NVT|LAAG|MIDDEN|HOOG|CLUSTER_?[12]|CL[12]|GJIJJI)$'
                GROUP BY 1, 2, 3, 4, 5;
        ELSE
            RETURN QUERY EXECUTE format($q$
                SELECT f.schooljaar, CASE f.soort_po WHEN 'vso' THEN 'vo' ELSE 'po' END, coalesce(f.swv::text, f.markering, 'onbekend'), f.soort_po, f.teldatum,
                       sum(f.aantal), count(*) FILTER (WHERE f.aantal IS NULL), $2, %L::text
                FROM %s f WHERE f.schooljaar = ANY ($1)
                GROUP BY 1, 2, 3, 4, 5 $q$,
                CASE b.bron WHEN 'feit.leerling_so_vso_categorie' THEN 'leerlingen zonder bekostigingscategorie kunnen ontbreken' END, b.bron || '_per')
            USING b.jaren_van, b.bron;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.deelname_betalend(schooljaar[]) IS
    'Leerlingen so en vso van schooljaren per betalend samenwerkingsverband of markering, elk jaar uit de eerste geladen tabel';

-- All counts of a basis and some years.
CREATE OR REPLACE FUNCTION laad.deelname_cellen(grondslag text, jaren schooljaar[], landelijk boolean DEFAULT false)
RETURNS TABLE (jaar schooljaar, sector text, swv text, soort onderwijssoort, teldatum date, aantal telling, onbekend bigint, bron text, voorbehoud text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
BEGIN
    CASE grondslag
    WHEN 'vestiging' THEN
        RETURN QUERY SELECT * FROM laad.deelname_school(jaren,
            '{feit.leerling_vestiging_totaal, feit.leerling_po, feit.leerling_swv_totaal}',
            '{feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar}', landelijk);
    WHEN 'betalend' THEN
        -- Of years in which pupils in so or vso are known.
        jaren := ARRAY(SELECT unnest(x.jaren_van) FROM laad.bron_jaren(
            '{feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek}', jaren) x);
        RETURN QUERY
            SELECT * FROM laad.deelname_betalend(jaren)
            UNION ALL
            SELECT * FROM laad.deelname_school(jaren,
                '{feit.leerling_swv_totaal, feit.leerling_vestiging_totaal, feit.leerling_po}',
                '{feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar}', landelijk) s
            WHERE s.soort NOT IN ('so', 'vso');
    WHEN 'woon' THEN
        RETURN QUERY
            SELECT d.schooljaar::schooljaar, d.sector, d.swv, d.onderwijssoort::onderwijssoort, d.teldatum, telling(d.teller_onder::integer, d.teller_boven::integer),
                   0::bigint, 'feit.leerling_po', substring(d.reden FROM 'onvolledige postcodetabel.*')
            FROM rapport.deelname_swv d
            WHERE d.schooljaar = ANY (jaren::text[]) AND d.swv <> 'landelijk' AND d.definitie IS DISTINCT FROM 'B'
            UNION ALL
            SELECT f.jaar, 'vo', coalesce(f.swv, 'onbekend'), 'vo', teldatum(f.jaar), sum(f.aantal), sum(f.onbekend)::bigint, 'feit.leerling_vo_pc4', NULL
            FROM unnest(jaren) AS j (jaar)
            -- Per year, as a table of postcodes is in force on a day.
            CROSS JOIN LATERAL (
                SELECT v.schooljaar AS jaar, p.vo_swv::text AS swv, sum(v.aantal) AS aantal, count(*) FILTER (WHERE v.aantal IS NULL) AS onbekend
                FROM feit.leerling_vo_pc4_per v
                LEFT JOIN ref.pc4_swv_per p ON p.pc4 = v.pc4 AND p.bestand_id = (SELECT laad.pc4_bestand(teldatum(j.jaar)))
                WHERE v.schooljaar = j.jaar
                GROUP BY 1, 2
            ) AS f
            GROUP BY 1, 3;
    END CASE;
END $$;
COMMENT ON FUNCTION laad.deelname_cellen(text, schooljaar[], boolean) IS
    'Tellingen van schooljaren per samenwerkingsverband en onderwijssoort op een grondslag (woon, betalend, vestiging), elk met teldatum en bron; landelijk = zonder scholen een samenwerkingsverband te geven';

-- The rows of the report. Two dates, a count that is unknown and a denominator that is
-- not loaded: each in reden. The planner knows no counts of what functions return: it
-- would join these by nested loops. For publication each kind is one published total.
CREATE OR REPLACE FUNCTION laad.deelname_rijen(grondslagen text[], van_jaren schooljaar[] DEFAULT NULL, publiek boolean DEFAULT false, landelijk boolean DEFAULT false)
RETURNS TABLE (schooljaar text, teldatum date, grondslag text, definitie text, swv text, regio text, sector text, onderwijssoort text,
               teller_onder bigint, teller_boven bigint, noemer_onder bigint, noemer_boven bigint,
               percentage_onder double precision, percentage_boven double precision, teldatum_noemer date, bron text, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH jaren AS MATERIALIZED (
            SELECT e.* FROM laad.eenheid_jaren(laad.deelname_bronnen()) e
            WHERE van_jaren IS NULL OR e.jaar = ANY (van_jaren)
        ), ruw AS MATERIALIZED (
            SELECT c.jaar, g.grondslag, c.sector, c.swv, c.soort, coalesce(c.teldatum, 'infinity') AS teldatum, c.aantal, c.onbekend, c.bron,
                   concat_ws('; ', c.voorbehoud, laad.voorbehoud(v.onvolledig, v.gesnoeid)) AS voorbehoud
            FROM unnest(grondslagen) AS g (grondslag)
            CROSS JOIN LATERAL laad.deelname_cellen(g.grondslag, ARRAY(SELECT DISTINCT jaar FROM jaren), landelijk) AS c
            LEFT JOIN jaren v ON v.doel = c.bron AND v.jaar = c.jaar
        ), soorten AS MATERIALIZED (
            SELECT r.jaar, r.grondslag, r.sector, r.soort, r.teldatum, min(r.bron) AS bron, max(r.voorbehoud) AS voorbehoud
            FROM ruw r GROUP BY r.jaar, r.grondslag, r.sector, r.soort, r.teldatum
        ), cel AS MATERIALIZED (
            SELECT r.jaar, r.grondslag, r.sector, r.soort, r.teldatum, r.swv, coalesce(r.aantal, '0') AS aantal, r.onbekend, false AS verborgen
            FROM ruw r WHERE NOT publiek AND NOT landelijk
            UNION ALL
            SELECT r.jaar, r.grondslag, r.sector, r.soort, r.teldatum, 'landelijk', coalesce(sum(r.aantal), '0'), sum(r.onbekend)::bigint, false
            FROM ruw r WHERE NOT publiek OR landelijk GROUP BY r.jaar, r.grondslag, r.sector, r.soort, r.teldatum
            UNION ALL
            SELECT p.jaar, p.grondslag, p.sector, p.soort, p.teldatum, u.swv, coalesce(u.aantal, '0'), u.onbekend, u.aantal IS NULL
            FROM (SELECT r.jaar, r.grondslag, r.sector, r.soort, r.teldatum,
                         array_agg(r.swv ORDER BY r.swv COLLATE "C") || 'landelijk'::text AS swv,
                         array_agg(r.onbekend ORDER BY r.swv COLLATE "C") || sum(r.onbekend)::bigint AS onbekend,
                         array_agg(coalesce(r.aantal, '0') ORDER BY r.swv COLLATE "C") || coalesce(sum(r.aantal), '0') AS aantal
                  FROM ruw r WHERE publiek AND NOT landelijk
                  GROUP BY r.jaar, r.grondslag, r.sector, r.soort, r.teldatum) AS p
            CROSS JOIN LATERAL unnest(p.swv, p.onbekend, onderdruk(p.aantal, 5, true)) AS u (swv, onbekend, aantal)
        ), keuze AS (
            -- Per date of a numerator, the date of each other kind: the same one where there is one.
            SELECT t.jaar, t.grondslag, t.sector, t.teldatum, s.soort,
                   (array_agg(s.teldatum ORDER BY s.teldatum = t.teldatum DESC, s.teldatum))[1] AS gekozen
            FROM (SELECT DISTINCT jaar, grondslag, sector, teldatum FROM soorten
                  WHERE soort IN ('so', 'vso') OR (soort IN ('sbo', 'pro', 'bo') AND grondslag <> 'betalend')) AS t
            JOIN soorten s USING (jaar, grondslag, sector)
            GROUP BY t.jaar, t.grondslag, t.sector, t.teldatum, s.soort
        ), rij AS (
            SELECT k.jaar, k.grondslag, k.sector, k.teldatum, w.swv,
                   sum(x.aantal) FILTER (WHERE k.soort = 'bo') AS bo, sum(x.aantal) FILTER (WHERE k.soort = 'sbo') AS sbo,
                   sum(x.aantal) FILTER (WHERE k.soort = 'so') AS so, sum(x.aantal) FILTER (WHERE k.soort = 'vso') AS vso,
                   sum(x.aantal) FILTER (WHERE k.soort = 'vo') AS vo, sum(x.aantal) FILTER (WHERE k.soort = 'pro') AS pro,
                   array_agg(k.soort) FILTER (WHERE x.onbekend > 0) AS onbekend,
                   array_agg(k.soort) FILTER (WHERE x.verborgen) AS verborgen,
                   array_agg(k.soort) FILTER (WHERE k.gekozen = k.teldatum) AS eigen,
                   array_agg(k.soort) AS aanwezig,
                   jsonb_object_agg(k.soort, k.gekozen) AS datums
            FROM keuze k
            JOIN (SELECT DISTINCT jaar, grondslag, sector, swv FROM cel) AS w USING (jaar, grondslag, sector)
            LEFT JOIN cel c ON c.jaar = k.jaar AND c.grondslag = k.grondslag AND c.sector = k.sector AND c.swv = w.swv
                           AND c.soort = k.soort AND c.teldatum = k.gekozen
            CROSS JOIN LATERAL (SELECT CASE WHEN c.verborgen THEN NULL ELSE coalesce(c.aantal, '0') END AS aantal,
                                       coalesce(c.onbekend, 0) AS onbekend, coalesce(c.verborgen, false) AS verborgen) AS x
            GROUP BY k.jaar, k.grondslag, k.sector, k.teldatum, w.swv
        ), maat AS (
            SELECT r.jaar, r.grondslag, r.sector, r.teldatum, r.swv, r.onbekend, r.verborgen, r.eigen, r.aanwezig, r.datums, m.*
            FROM rij r
            -- Without pro apart, vo is everybody.
            CROSS JOIN LATERAL (SELECT CASE WHEN 'pro' = ANY (r.aanwezig) THEN r.vo + r.pro ELSE r.vo END AS alle) AS vo
            CROSS JOIN LATERAL (VALUES
                ('so'::onderwijssoort, 'A', r.so, r.bo + r.sbo, ondergrens(verhouding(r.so, r.bo + r.sbo)), bovengrens(verhouding(r.so, r.bo + r.sbo)), '{bo,sbo}'::onderwijssoort[]),
                ('so', 'B', r.so, r.bo + r.sbo + r.so, ondergrens(aandeel(r.so, r.bo + r.sbo)), bovengrens(aandeel(r.so, r.bo + r.sbo)), '{bo,sbo}'),
                ('sbo', 'A', r.sbo, r.bo + r.sbo, ondergrens(aandeel(r.sbo, r.bo)), bovengrens(aandeel(r.sbo, r.bo)), '{bo}'),
                ('sbo', 'B', r.sbo, r.bo + r.sbo + r.so, ondergrens(aandeel(r.sbo, r.bo + r.so)), bovengrens(aandeel(r.sbo, r.bo + r.so)), '{bo,so}'),
                ('bo', NULL, r.bo, NULL, NULL, NULL, '{}'),
                ('vso', 'A', r.vso, vo.alle, ondergrens(verhouding(r.vso, vo.alle)), bovengrens(verhouding(r.vso, vo.alle)), '{vo,pro}'),
                ('vso', 'B', r.vso, vo.alle + r.vso, ondergrens(aandeel(r.vso, vo.alle)), bovengrens(aandeel(r.vso, vo.alle)), '{vo,pro}'),
                ('pro', 'A', r.pro, r.vo + r.pro, ondergrens(aandeel(r.pro, r.vo)), bovengrens(aandeel(r.pro, r.vo)), '{vo}'),
                ('pro', 'B', r.pro, r.vo + r.pro + r.vso, ondergrens(aandeel(r.pro, r.vo + r.vso)), bovengrens(aandeel(r.pro, r.vo + r.vso)), '{vo,vso}')
            ) AS m (soort, definitie, teller, noemer, onder, boven, rest)
        )
        SELECT m.jaar::text, nullif(m.teldatum, 'infinity'), m.grondslag,
               CASE WHEN w.noemer_geladen THEN m.definitie END,
               m.swv,
               CASE m.swv WHEN 'landelijk' THEN 'Nederland' WHEN 'CL1' THEN 'cluster 1' WHEN 'CL2' THEN 'cluster 2'
                          WHEN 'GJIJJI' THEN 'gesloten of justitiële inrichting'
                          WHEN 'onbekend' THEN CASE m.grondslag WHEN 'woon' THEN 'postcode niet in de postcodetabel' ELSE 'samenwerkingsverband niet bekend' END
                          ELSE s.regio END,
               m.sector, m.soort::text,
               ondergrens(m.teller)::bigint,
               CASE WHEN NOT w.teller_onbekend THEN bovengrens(m.teller)::bigint END,
               CASE WHEN w.noemer_geladen THEN ondergrens(m.noemer)::bigint END,
               CASE WHEN w.noemer_geladen AND NOT w.noemer_onbekend AND NOT (w.teller_onbekend AND (m.definitie = 'B' OR m.soort IN ('sbo', 'pro')))
                    THEN bovengrens(m.noemer)::bigint END,
               CASE WHEN w.noemer_geladen AND NOT w.noemer_onbekend THEN 100 * m.onder END,
               CASE WHEN w.noemer_geladen AND NOT w.teller_onbekend THEN 100 * m.boven END,
               CASE WHEN w.noemer_geladen AND m.definitie IS NOT NULL THEN nullif(w.datum, 'infinity') END,
               concat_ws(' / ', st.bron, CASE WHEN w.noemer_geladen THEN nullif(sn.bron, st.bron) END),
               nullif(concat_ws('; ',
                   CASE WHEN m.soort = 'bo' THEN 'alleen telling: deelname is voor bo niet gedefinieerd'
                        WHEN w.markering THEN 'alleen telling: er betaalt geen samenwerkingsverband'
                        WHEN NOT w.noemer_geladen THEN format('alleen telling: de noemer (leerlingen %s) is niet geladen',
                             CASE WHEN m.sector = 'vo' THEN 'vo en pro' ELSE 'bo en sbo' END)
                        WHEN m.rest && m.verborgen OR m.soort = ANY (m.verborgen) THEN 'afgeschermd'
                        WHEN NOT m.rest <@ m.aanwezig AND m.noemer IS NULL
                        THEN format('de noemer (leerlingen %s) is niet geladen', array_to_string(ARRAY(SELECT u FROM unnest(m.rest) AS u WHERE u <> ALL (m.aanwezig)), ' en '))
                        WHEN m.onder IS NULL THEN 'de noemer is 0' END,
                   CASE WHEN w.teller_onbekend THEN 'in de teller zijn tellingen onbekend: alleen de ondergrens is zeker' END,
                   CASE WHEN w.noemer_onbekend THEN 'in de noemer zijn tellingen onbekend: alleen de bovengrens van het percentage is zeker' END,
                   CASE WHEN w.noemer_geladen AND m.definitie IS NOT NULL AND w.datum <> m.teldatum AND m.teldatum <> 'infinity'
                        THEN format('teller en noemer hebben verschillende teldatums: %s en %s', m.teldatum, w.datum) END,
                   nullif(st.voorbehoud, ''),
                   CASE WHEN w.noemer_geladen AND sn.bron <> st.bron THEN nullif(sn.voorbehoud, '') END), '')
        FROM maat m
        CROSS JOIN LATERAL (SELECT m.swv IN ('CL1', 'CL2', 'GJIJJI') AS markering) AS k
        CROSS JOIN LATERAL (SELECT k.markering, NOT k.markering AND m.rest && m.aanwezig AND (m.soort <> 'so' OR '{bo,sbo}' <@ m.aanwezig) AND (m.soort <> 'sbo' OR 'bo' = ANY (m.aanwezig)) AS noemer_geladen,
                                   coalesce(m.soort = ANY (m.onbekend), false) AS teller_onbekend,
                                   coalesce(m.rest && m.onbekend, false) AS noemer_onbekend,
                                   (SELECT max((m.datums ->> u::text)::date) FROM unnest(m.rest) AS u) AS datum) AS w
        JOIN soorten st ON st.jaar = m.jaar AND st.grondslag = m.grondslag AND st.sector = m.sector AND st.soort = m.soort AND st.teldatum = m.teldatum
        LEFT JOIN soorten sn ON sn.jaar = m.jaar AND sn.grondslag = m.grondslag AND sn.sector = m.sector
                            AND sn.soort = CASE m.sector WHEN 'vo' THEN 'vo' ELSE 'bo' END::onderwijssoort
                            AND sn.teldatum = (m.datums ->> sn.soort::text)::date
        LEFT JOIN ref.swv s ON s.swv::text = m.swv
        WHERE m.soort = ANY (m.eigen)
          -- Without a denominator one row with the count.
          AND (w.noemer_geladen OR m.definitie IS DISTINCT FROM 'B')
          AND (m.grondslag <> 'betalend' OR m.soort IN ('so', 'vso'));
END $$;
COMMENT ON FUNCTION laad.deelname_rijen(text[], schooljaar[], boolean, boolean) IS
    'De rijen van rapport.deelname: tellingen en percentages op grondslagen, van alle schooljaren of van enkele; publiek = afgeschermd, landelijk = alleen de totalen (daar wordt niets afgeschermd)';

-- On every basis. That of the home has the counts of the view above, with the denominators
-- of vso where pupils in secondary education are loaded by postcode. Per year and basis, so that
-- a dashboard that asks for one reads no other.
CREATE OR REPLACE VIEW rapport.deelname AS
SELECT j.jaar::text AS schooljaar, r.teldatum, g.grondslag, r.definitie, r.swv, r.regio, r.sector, r.onderwijssoort, r.teller_onder, r.teller_boven,
       r.noemer_onder, r.noemer_boven, r.percentage_onder, r.percentage_boven, r.teldatum_noemer, r.bron, r.reden
FROM (SELECT DISTINCT jaar FROM laad.eenheid_jaren(laad.deelname_bronnen())) AS j
CROSS JOIN unnest('{woon,betalend,vestiging}'::text[]) AS g (grondslag)
CROSS JOIN LATERAL laad.deelname_rijen(ARRAY[g.grondslag], ARRAY[j.jaar]) AS r;
COMMENT ON VIEW rapport.deelname IS
    'Deelname aan so, sbo, vso en pro (en het aantal in bo) per samenwerkingsverband, op elke grondslag waarvoor tellingen zijn geladen, met exacte grenzen. Kies een grondslag en een definitie: rijen van verschillende grondslagen tellen dezelfde leerlingen';
COMMENT ON COLUMN rapport.deelname.schooljaar IS 'Schooljaar, zoals 2024-2025';
COMMENT ON COLUMN rapport.deelname.teldatum IS 'Teldatum van de teller; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.deelname.grondslag IS
    'Welk samenwerkingsverband: woon (van de postcode van de leerling), betalend (dat de toelaatbaarheidsverklaring afgaf) of vestiging (waarin de school ligt)';
COMMENT ON COLUMN rapport.deelname.definitie IS
    'A (bekostigingsbasis): gedeeld door bo + sbo, of door vo met pro. B (aandeel van alle leerlingen): gedeeld door bo + sbo + so, of vo + pro + vso. Leeg: alleen een telling, zie reden';
COMMENT ON COLUMN rapport.deelname.swv IS
    'Code van het samenwerkingsverband; onbekend; landelijk = totaal; CL1, CL2 en GJIJJI: leerlingen van cluster 1, cluster 2 en gesloten of justitiële inrichtingen, waarvoor geen samenwerkingsverband betaalt';
COMMENT ON COLUMN rapport.deelname.regio IS 'Afgeleid label (grootste gemeenten naar aantal postcodes), geen officiële naam';
COMMENT ON COLUMN rapport.deelname.sector IS 'po (so, sbo, bo) of vo (vso, pro)';
COMMENT ON COLUMN rapport.deelname.onderwijssoort IS 'Onderwijssoort van de teller: so, sbo, vso, pro of bo';
COMMENT ON COLUMN rapport.deelname.teller_onder IS 'Kleinst mogelijke aantal leerlingen (elke <5 als 1)';
COMMENT ON COLUMN rapport.deelname.teller_boven IS 'Grootst mogelijke aantal leerlingen (elke <5 als 4); leeg als een telling onbekend is';
COMMENT ON COLUMN rapport.deelname.noemer_onder IS 'Kleinst mogelijke noemer; leeg zonder noemer';
COMMENT ON COLUMN rapport.deelname.noemer_boven IS 'Grootst mogelijke noemer; leeg zonder noemer of als een telling onbekend is';
COMMENT ON COLUMN rapport.deelname.percentage_onder IS 'Kleinst mogelijke percentage (0-100, niet afgerond); leeg als de noemer onbekende tellingen heeft';
COMMENT ON COLUMN rapport.deelname.percentage_boven IS 'Grootst mogelijke percentage (niet afgerond; A kan boven 100 komen); leeg als de teller onbekende tellingen heeft';
COMMENT ON COLUMN rapport.deelname.teldatum_noemer IS 'Teldatum van de noemer; die van het vo is 1 oktober';
COMMENT ON COLUMN rapport.deelname.bron IS 'Tabel van de teller / tabel van de noemer als dat een andere is';
COMMENT ON COLUMN rapport.deelname.reden IS 'Waarom een percentage ontbreekt of niet zeker is; leeg als het voor de geladen bestanden zeker tussen de grenzen ligt';

-- As of a moment, and of what is asked for only. Planned with the arguments, so
-- that one year reads one partition.
CREATE OR REPLACE FUNCTION rapport.deelname(schooljaar text DEFAULT NULL, swv text DEFAULT NULL, onderwijssoort text DEFAULT NULL,
                                            definitie text DEFAULT NULL, grondslag text DEFAULT 'woon',
                                            per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.deelname
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{landelijk,onbekend,CL1,CL2,GJIJJI}');
    een   schooljaar;
    alle  text[] := CASE WHEN deelname.grondslag IS NULL THEN '{woon,betalend,vestiging}' ELSE ARRAY[deelname.grondslag] END;
BEGIN
    PERFORM laad.eis_waarde('deelname', 'onderwijssoort', deelname.onderwijssoort);
    PERFORM laad.eis_waarde('deelname', 'definitie', deelname.definitie);
    PERFORM laad.eis_waarde('deelname', 'grondslag', deelname.grondslag);
    een := laad.schooljaar_tekst('schooljaar', deelname.schooljaar)::schooljaar;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT d.* FROM laad.deelname_rijen(alle, CASE WHEN een IS NOT NULL THEN ARRAY[een] END, coalesce(publiek, false)) d
        WHERE (codes IS NULL OR d.swv = ANY (codes))
          AND (deelname.onderwijssoort IS NULL OR d.onderwijssoort = deelname.onderwijssoort)
          AND (deelname.definitie IS NULL OR d.definitie = deelname.definitie OR d.definitie IS NULL)
        ORDER BY d.grondslag <> 'woon', d.grondslag COLLATE "C", d.schooljaar COLLATE "C", d.teldatum, d.sector COLLATE "C", d.swv <> 'landelijk', d.swv !~ '^[PV]O',
                 d.swv COLLATE "C", d.onderwijssoort COLLATE "C", d.definitie COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('deelname',
    titel => 'Deelname aan so, sbo, vso en pro per samenwerkingsverband, met grenzen',
    vraag => 'Welk deel van de leerlingen van een samenwerkingsverband gaat naar so, sbo, vso of pro?',
    definitie => 'A = gedeeld door bo + sbo (vso en pro: door vo met pro); B = gedeeld door bo + sbo + so (vo + pro + vso). Grondslag woon: postcode waar de leerling woont; betalend: het samenwerkingsverband dat betaalt (so en vso; cluster 1, cluster 2 en inrichtingen apart als CL1, CL2 en GJIJJI, zonder percentage); vestiging: waar de school ligt. Van de klassieke bestanden so en vso is er per onderwijssoort een gebruikt: betalend, anders binnen en buiten, anders betalend en woonachtig; niet dat per vestiging (zonder cluster 1 en 2) en niet een dat so en vso samen telt. Ook het bestand naar uitstroomprofiel is niet gebruikt: het telt dezelfde leerlingen. Wie in het vo aan vavo is uitbesteed, telt mee waar de bron hen heeft. Percentages liggen zeker tussen de grenzen, voor wat is aangeleverd: elke <5 is 1, 2, 3 of 4. Regio is afgeleid, geen officiële naam. Leerlingen op een residentiële plaats tellen mee; of de Inspectie hen meetelt, is niet bekend.',
    bron => 'DUO, leerlingen po per postcode en leeftijd; per vestiging; per samenwerkingsverband; so en vso per betalend samenwerkingsverband; leerlingen vo; postcodetabel van de regio-indeling.',
    tabellen => '{feit.leerling_po, feit.leerling_vestiging_totaal, feit.leerling_swv_totaal, feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek, feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar, feit.leerling_vo_pc4, ref.pc4_swv}',
    parameters => '{"schooljaar": "Schooljaar, zoals 2024-2025",
                    "swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk, onbekend, CL1, CL2 en GJIJJI",
                    "onderwijssoort": {"uitleg": "Onderwijssoort van de teller", "waarden": ["bo", "sbo", "so", "vso", "pro"]},
                    "definitie": {"uitleg": "Noemer: A (bo + sbo) of B (bo + sbo + so); rijen met alleen een telling blijven", "waarden": ["A", "B"]},
                    "grondslag": {"uitleg": "Welk samenwerkingsverband: waar de leerling woont, dat betaalt, of van de vestiging; leeg = alle", "waarden": ["woon", "betalend", "vestiging"]}}',
    voorbeeld => 'schooljaar => ''2024-2025'', swv => ''landelijk,PO2707''',
    kolommen => $$r.schooljaar, CASE WHEN r.grondslag <> 'woon' THEN r.grondslag || ': ' ELSE '' END || r.swv AS swv, r.regio, r.onderwijssoort AS soort, coalesce(r.definitie, '') AS def,
        concat_ws('..', r.teller_onder, nullif(r.teller_boven, r.teller_onder)) AS leerlingen,
        concat_ws('..', r.noemer_onder, nullif(r.noemer_boven, r.noemer_onder)) AS noemer,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 2),
            nullif(round(r.percentage_boven::numeric, 2), round(r.percentage_onder::numeric, 2))), '.', ',') AS percentage$$,
    geen_rijen => $$'loaded school years: ' || (SELECT string_agg(DISTINCT schooljaar, ', ' ORDER BY schooljaar) FROM rapport.deelname_swv)$$);
