-- Pupils who went from one kind of education to another: docs/leerlingstromen.md.
DROP FUNCTION IF EXISTS laad.stroomcellen(text, boolean) CASCADE;

-- Each count with its bounds, and the totals of rows (naar NULL) and columns (van NULL).
-- Published: what is shown (NULL = hidden), and what can be derived of it. What is added
-- up further is added up from that, so that it tells nothing more.
CREATE FUNCTION laad.stroomcellen(jaar text, publiek boolean)
RETURNS TABLE (swv text, sector text, schooljaar text, van text, naar text, verbanden integer, toon_onder bigint, toon_boven bigint,
               onder bigint, boven bigint, onbekend boolean, afgeschermd boolean, gebrek text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    gevraagd CONSTANT schooljaar := jaar;
BEGIN
    RETURN QUERY
        WITH bron AS (
            SELECT s.swv, s.schooljaar, s.van, s.naar, s.aantal FROM feit.leerlingstroom_per s WHERE gevraagd IS NULL OR s.schooljaar = gevraagd
        ), eenheid AS (
            SELECT e.sleutel ->> 'swv' AS swv, e.sleutel ->> 'schooljaar' AS schooljaar,
                   nullif(concat_ws('; ', CASE WHEN NOT e.volledig THEN 'onvolledig: bestand met afgekeurde rijen, alleen de ondergrens van tellingen is zeker' END,
                                          CASE WHEN e.gesnoeid_op IS NOT NULL THEN 'gesnoeid: rijen van toen zijn verwijderd, tellingen zijn te laag' END), '') AS gebrek
            FROM laad.eenheid_per e WHERE e.doel = 'feit.leerlingstroom'
        ), exact AS (
            SELECT b.swv, b.schooljaar, b.van, b.naar, coalesce(sum(ondergrens(b.aantal)), 0)::bigint AS onder,
                   CASE WHEN count(b.aantal) = count(*) THEN sum(bovengrens(b.aantal))::bigint END AS boven
            FROM bron b
            GROUP BY GROUPING SETS ((b.swv, b.schooljaar, b.van, b.naar), (b.swv, b.schooljaar, b.van), (b.swv, b.schooljaar, b.naar), (b.swv, b.schooljaar))
        ), beschermd AS (
            SELECT m.swv, m.schooljaar, a.rij AS van, a.kolom AS naar, a.aantal AS getoond, a.afgeleid
            FROM (SELECT b.swv, b.schooljaar, array_agg(b.van) AS van, array_agg(b.naar) AS naar, array_agg(b.aantal) AS aantal, bool_or(b.aantal IS NULL) AS onbekend
                  FROM bron b WHERE publiek GROUP BY b.swv, b.schooljaar) AS m
            CROSS JOIN LATERAL (
                WITH cel AS MATERIALIZED (
                    SELECT c.rij, c.kolom, c.aantal, row_number() OVER (ORDER BY c.rij NULLS LAST, c.kolom NULLS LAST) AS plaats
                    FROM laad.afscherm(m.van, m.naar, m.aantal) AS c
                ), tabel AS (
                    SELECT verscherp(array_agg(t.regel ORDER BY t.rij NULLS LAST)) AS cellen
                    FROM (SELECT c.rij, array_agg(c.aantal ORDER BY c.kolom NULLS LAST) AS regel FROM cel c WHERE NOT m.onbekend GROUP BY c.rij) AS t
                )
                SELECT c.rij, c.kolom, c.aantal, d.aantal AS afgeleid
                FROM cel c LEFT JOIN (tabel CROSS JOIN LATERAL unnest(tabel.cellen) WITH ORDINALITY AS d (aantal, plaats)) ON d.plaats = c.plaats
            ) AS a
        ), rij AS (
            SELECT x.swv, x.schooljaar, x.van, x.naar,
                   CASE WHEN publiek THEN ondergrens(g.getoond)::bigint ELSE x.onder END AS toon_onder,
                   CASE WHEN publiek THEN bovengrens(g.getoond)::bigint ELSE x.boven END AS toon_boven,
                   CASE WHEN publiek THEN coalesce(ondergrens(coalesce(g.afgeleid, g.getoond)), 0)::bigint ELSE x.onder END AS onder,
                   CASE WHEN publiek THEN bovengrens(coalesce(g.afgeleid, g.getoond))::bigint ELSE x.boven END AS boven,
                   x.boven IS NULL AS onbekend,
                   publiek AND x.boven IS NOT NULL AND (ondergrens(g.getoond), bovengrens(g.getoond)) IS DISTINCT FROM (x.onder, x.boven) AS afgeschermd
            FROM exact x
            LEFT JOIN beschermd g ON g.swv = x.swv AND g.schooljaar = x.schooljaar AND g.van IS NOT DISTINCT FROM x.van AND g.naar IS NOT DISTINCT FROM x.naar
        )
        SELECT r.swv::text, sector(r.swv), r.schooljaar::text, r.van, r.naar, 1, r.toon_onder, r.toon_boven, r.onder, r.boven, r.onbekend, r.afgeschermd, e.gebrek
        FROM rij r LEFT JOIN eenheid e ON e.swv = r.swv::text AND e.schooljaar = r.schooljaar::text
        UNION ALL
        SELECT 'landelijk', sector(r.swv), r.schooljaar::text, r.van, r.naar, max(v.verbanden)::integer, sum(r.onder)::bigint, CASE WHEN count(r.boven) = count(*) THEN sum(r.boven)::bigint END,
               sum(r.onder)::bigint, CASE WHEN count(r.boven) = count(*) THEN sum(r.boven)::bigint END, bool_or(r.onbekend), bool_or(r.afgeschermd), max(v.gebrek)
        FROM rij r
        JOIN (SELECT sector(q.swv) AS sector, q.schooljaar, count(DISTINCT q.swv) AS verbanden, string_agg(DISTINCT e.gebrek, '; ') AS gebrek
              FROM bron q LEFT JOIN eenheid e ON e.swv = q.swv::text AND e.schooljaar = q.schooljaar::text
              GROUP BY sector(q.swv), q.schooljaar) AS v
          ON v.sector = sector(r.swv) AND v.schooljaar = r.schooljaar
        GROUP BY sector(r.swv), r.schooljaar, r.van, r.naar;
END $$;
COMMENT ON FUNCTION laad.stroomcellen(text, boolean) IS
    'Leerlingstromen met hun grenzen, per samenwerkingsverband en landelijk, met totalen (van of naar NULL); publiek: zoals te publiceren, en wat daaruit volgt';

DROP FUNCTION IF EXISTS laad.leerlingstromen_rijen(text, boolean, text) CASCADE;
CREATE FUNCTION laad.leerlingstromen_rijen(jaar text, publiek boolean, deler text)
RETURNS TABLE (swv text, sector text, schooljaar text, soort text, verbanden integer, instroom_onder bigint, instroom_boven bigint, uitstroom_onder bigint, uitstroom_boven bigint,
               gebleven_onder bigint, gebleven_boven bigint, terugstroom_onder bigint, terugstroom_boven bigint, noemer text,
               percentage_onder double precision, percentage_boven double precision, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH deel AS (
            SELECT c.*, x.soort, x.richting
            FROM laad.stroomcellen(jaar, publiek) AS c
            CROSS JOIN LATERAL (
                SELECT c.van AS soort,
                       CASE WHEN c.van = c.naar THEN 'gebleven'
                            WHEN (c.van IN ('so', 'sbo') AND c.naar = 'bo') OR (c.van = 'vso' AND c.naar IN ('vo', 'pro')) THEN 'terug'
                            ELSE 'elders' END AS richting
                UNION ALL
                SELECT c.naar, 'in' WHERE c.van <> c.naar
            ) AS x
            WHERE c.van IS NOT NULL AND c.naar IS NOT NULL
        ), som AS (
            SELECT d.swv, d.sector, d.schooljaar, d.soort, max(d.verbanden) AS verbanden, max(d.gebrek) AS gebrek,
                   sum(d.onder) FILTER (WHERE d.richting = 'in')::bigint AS in_onder,
                   CASE WHEN bool_and(d.boven IS NOT NULL) FILTER (WHERE d.richting = 'in') THEN sum(d.boven) FILTER (WHERE d.richting = 'in')::bigint END AS in_boven,
                   sum(d.onder) FILTER (WHERE d.richting IN ('terug', 'elders'))::bigint AS uit_onder,
                   CASE WHEN bool_and(d.boven IS NOT NULL) FILTER (WHERE d.richting IN ('terug', 'elders'))
                        THEN sum(d.boven) FILTER (WHERE d.richting IN ('terug', 'elders'))::bigint END AS uit_boven,
                   sum(d.onder) FILTER (WHERE d.richting = 'gebleven')::bigint AS blijft_onder,
                   sum(d.boven) FILTER (WHERE d.richting = 'gebleven')::bigint AS blijft_boven,
                   coalesce(sum(d.onder) FILTER (WHERE d.richting = 'terug'), 0)::bigint AS terug_onder,
                   CASE WHEN bool_and(d.boven IS NOT NULL) FILTER (WHERE d.richting = 'terug') IS NOT FALSE
                        THEN coalesce(sum(d.boven) FILTER (WHERE d.richting = 'terug'), 0)::bigint END AS terug_boven,
                   coalesce(sum(d.onder) FILTER (WHERE d.richting = 'elders'), 0)::bigint AS elders_onder,
                   CASE WHEN bool_and(d.boven IS NOT NULL) FILTER (WHERE d.richting = 'elders') IS NOT FALSE
                        THEN coalesce(sum(d.boven) FILTER (WHERE d.richting = 'elders'), 0)::bigint END AS elders_boven,
                   bool_or(d.onbekend) AS onbekend, bool_or(d.afgeschermd) AS afgeschermd,
                   d.soort IN ('so', 'sbo', 'vso') AND bool_or(d.richting IN ('terug', 'elders')) AS heeft_terug
            FROM deel d
            GROUP BY d.swv, d.sector, d.schooljaar, d.soort
        )
        SELECT s.swv, s.sector, s.schooljaar, s.soort, s.verbanden, s.in_onder, s.in_boven, s.uit_onder, s.uit_boven, s.blijft_onder, s.blijft_boven,
               CASE WHEN s.heeft_terug THEN s.terug_onder END, CASE WHEN s.heeft_terug THEN s.terug_boven END, CASE WHEN s.soort IN ('so', 'sbo', 'vso') THEN deler END,
               100 * ondergrens(d.deel), 100 * bovengrens(d.deel),
               nullif(concat_ws('; ',
                   CASE WHEN s.onbekend THEN 'een deel van de aantallen is onbekend' END,
                   CASE WHEN s.afgeschermd THEN 'afgeschermd' END,
                   CASE WHEN s.heeft_terug AND deler = 'leerlingen' AND s.blijft_onder IS NULL THEN 'wie in de soort bleef is niet opgegeven'
                        WHEN s.heeft_terug AND d.rest IS NOT NULL AND d.deel IS NULL THEN 'de noemer is 0' END,
                   s.gebrek), '')
        FROM som s
        CROSS JOIN LATERAL (
            SELECT r.rest, CASE WHEN s.heeft_terug AND s.terug_boven IS NOT NULL AND r.rest IS NOT NULL THEN aandeel(telling(s.terug_onder::integer, s.terug_boven::integer), r.rest) END AS deel
            FROM (SELECT CASE WHEN s.elders_boven IS NULL THEN NULL
                              WHEN deler = 'uitstroom' THEN telling(s.elders_onder::integer, s.elders_boven::integer)
                              WHEN s.blijft_boven IS NOT NULL THEN telling((s.elders_onder + s.blijft_onder)::integer, (s.elders_boven + s.blijft_boven)::integer) END AS rest) AS r
        ) AS d;
END $$;
COMMENT ON FUNCTION laad.leerlingstromen_rijen(text, boolean, text) IS 'De rijen van rapport.leerlingstromen, van een schooljaar (NULL = elk), met deze noemer';

CREATE VIEW rapport.leerlingstromen AS
SELECT s.swv, s.sector, s.schooljaar, s.soort, s.verbanden, s.instroom_onder, s.instroom_boven, s.uitstroom_onder, s.uitstroom_boven, s.gebleven_onder, s.gebleven_boven,
       s.terugstroom_onder, s.terugstroom_boven, s.noemer, s.percentage_onder, s.percentage_boven, s.reden
FROM laad.leerlingstromen_rijen(NULL, false, 'uitstroom') AS s;
COMMENT ON VIEW rapport.leerlingstromen IS
    'Per samenwerkingsverband, schooljaar en onderwijssoort: wie instroomde, wie uitstroomde, en wie terugging naar regulier onderwijs';
COMMENT ON COLUMN rapport.leerlingstromen.swv IS 'Samenwerkingsverband; landelijk = de geladen samenwerkingsverbanden van de sector samen';
COMMENT ON COLUMN rapport.leerlingstromen.sector IS 'po of vo: wie de stroom opgaf. Een stroom die beide opgeven staat bij beide; tel ze niet op';
COMMENT ON COLUMN rapport.leerlingstromen.schooljaar IS 'Schooljaar van aankomst';
COMMENT ON COLUMN rapport.leerlingstromen.soort IS 'Onderwijssoort of bestemming, zoals opgegeven';
COMMENT ON COLUMN rapport.leerlingstromen.verbanden IS 'Aantal samenwerkingsverbanden in de rij';
COMMENT ON COLUMN rapport.leerlingstromen.instroom_onder IS 'Uit een andere soort gekomen: kleinst mogelijke aantal; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.leerlingstromen.instroom_boven IS 'Uit een andere soort gekomen: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.leerlingstromen.uitstroom_onder IS 'Naar een andere soort of bestemming gegaan: kleinst mogelijke aantal; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.leerlingstromen.uitstroom_boven IS 'Naar een andere soort of bestemming gegaan: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.leerlingstromen.gebleven_onder IS 'In dezelfde soort gebleven: kleinst mogelijke aantal; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.leerlingstromen.gebleven_boven IS 'In dezelfde soort gebleven: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.leerlingstromen.terugstroom_onder IS 'Terug naar regulier onderwijs (so en sbo: naar bo; vso: naar vo of pro): kleinst mogelijke aantal; leeg = geen van deze soorten';
COMMENT ON COLUMN rapport.leerlingstromen.terugstroom_boven IS 'Terug naar regulier onderwijs: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.leerlingstromen.noemer IS 'Van het percentage: uitstroom, of leerlingen (uitstroom en gebleven)';
COMMENT ON COLUMN rapport.leerlingstromen.percentage_onder IS 'Terugstroom als percentage van de noemer: kleinst mogelijke waarde (niet afgerond)';
COMMENT ON COLUMN rapport.leerlingstromen.percentage_boven IS 'Terugstroom als percentage van de noemer: grootst mogelijke waarde (niet afgerond)';
COMMENT ON COLUMN rapport.leerlingstromen.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.leerlingstromen(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, soort text DEFAULT NULL, noemer text DEFAULT 'uitstroom',
                                                   per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.leerlingstromen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('leerlingstromen', 'noemer', noemer);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT s.swv, s.sector, s.schooljaar, s.soort, s.verbanden, s.instroom_onder, s.instroom_boven, s.uitstroom_onder, s.uitstroom_boven, s.gebleven_onder, s.gebleven_boven,
               s.terugstroom_onder, s.terugstroom_boven, s.noemer, s.percentage_onder, s.percentage_boven, s.reden
        FROM laad.leerlingstromen_rijen(schooljaar, coalesce(publiek, false), coalesce(noemer, 'uitstroom')) AS s
        WHERE (codes IS NULL OR s.swv = ANY (codes))
          AND (leerlingstromen.soort IS NULL OR s.soort = leerlingstromen.soort)
        ORDER BY s.schooljaar, s.sector, s.swv <> 'landelijk', s.swv COLLATE "C", array_position('{bo,sbo,so,vo,pro,vso,mbo}', s.soort), s.soort COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('leerlingstromen',
    titel => 'Leerlingstromen: instroom, uitstroom en terugstroom',
    vraag => 'Hoeveel leerlingen kwamen er in een onderwijssoort bij, hoeveel gingen eruit, en hoeveel gingen terug naar regulier onderwijs?',
    definitie => 'Het schooljaar is dat van aankomst. Instroom en uitstroom: van en naar verschillen. Terugstroom: van so of sbo naar bo, van vso naar vo of pro; van so of sbo naar het vo is doorstroom. Het percentage is van de uitstroom, of (noemer leerlingen) van allen die het jaar ervoor in de soort waren, als ook is opgegeven wie er bleef; het sectorrapport speciaal onderwijs noemt voor zijn terugstroom geen noemer. Van een soort waarvan uitstroom is opgegeven telt een bestemming zonder rij als 0. Landelijk = de geladen samenwerkingsverbanden van een sector; van so naar vso kunnen beide sectoren opgeven.',
    bron => 'Opgaven van samenwerkingsverbanden (swv-leerlingstromen); sectorrapport speciaal onderwijs, hoofdstuk 7.',
    tabellen => '{feit.leerlingstroom}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk", "schooljaar": "Schooljaar van aankomst, zoals 2023-2024",
                    "soort": "Onderwijssoort of bestemming, zoals so",
                    "noemer": {"uitleg": "Waarvan het percentage terugstroom is", "waarden": ["uitstroom", "leerlingen"]}}',
    voorbeeld => 'swv => ''landelijk'', soort => ''so''',
    kolommen => $$r.schooljaar, r.swv, r.sector, r.soort, concat_ws('..', r.instroom_onder, CASE WHEN r.instroom_boven IS NULL AND r.instroom_onder IS NOT NULL THEN '?' ELSE nullif(r.instroom_boven, r.instroom_onder)::text END) AS instroom,
        concat_ws('..', r.uitstroom_onder, CASE WHEN r.uitstroom_boven IS NULL AND r.uitstroom_onder IS NOT NULL THEN '?' ELSE nullif(r.uitstroom_boven, r.uitstroom_onder)::text END) AS uitstroom,
        concat_ws('..', r.terugstroom_onder, CASE WHEN r.terugstroom_boven IS NULL AND r.terugstroom_onder IS NOT NULL THEN '?' ELSE nullif(r.terugstroom_boven, r.terugstroom_onder)::text END) AS terug,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 1), nullif(round(r.percentage_boven::numeric, 1), round(r.percentage_onder::numeric, 1))), '.', ',') AS "terug %", r.reden$$,
    geen_rijen => $$'school years loaded: ' || coalesce((SELECT string_agg(DISTINCT s.schooljaar::text, ', ') FROM feit.leerlingstroom s), 'none')$$);

-- One row per kind of origin, a column per destination. A column of several destinations
-- (overig) is added up from what can be derived of each.
DROP FUNCTION IF EXISTS laad.leerlingstromen_matrix_rijen(text, boolean) CASCADE;
CREATE FUNCTION laad.leerlingstromen_matrix_rijen(jaar text, publiek boolean)
RETURNS TABLE (swv text, sector text, schooljaar text, van text, verbanden integer,
               bo_onder bigint, bo_boven bigint, sbo_onder bigint, sbo_boven bigint, so_onder bigint, so_boven bigint,
               vo_onder bigint, vo_boven bigint, pro_onder bigint, pro_boven bigint,
               vso_onder bigint, vso_boven bigint, mbo_onder bigint, mbo_boven bigint, arbeid_onder bigint, arbeid_boven bigint, dagbesteding_onder bigint, dagbesteding_boven bigint,
               buiten_onder bigint, buiten_boven bigint, overig_onder bigint, overig_boven bigint, totaal_onder bigint, totaal_boven bigint,
               reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH cel AS (
            SELECT c.*, coalesce(c.van, 'totaal') AS herkomst,
                   CASE WHEN c.naar IS NULL THEN 'totaal' WHEN c.naar = 'buiten onderwijs' THEN 'buiten'
                        WHEN c.naar = ANY ('{bo,sbo,so,vo,pro,vso,mbo,arbeid,dagbesteding}') THEN c.naar ELSE 'overig' END AS kolom
            FROM laad.stroomcellen(jaar, publiek) AS c
        ), kolom AS (
            SELECT c.swv, c.sector, c.schooljaar, c.van, c.herkomst, c.kolom, max(c.verbanden) AS verbanden, max(c.gebrek) AS gebrek,
                   CASE WHEN c.kolom = 'overig' THEN sum(c.onder)::bigint ELSE max(c.toon_onder) END AS onder,
                   CASE WHEN c.kolom <> 'overig' THEN max(c.toon_boven) WHEN count(c.boven) = count(*) THEN sum(c.boven)::bigint END AS boven,
                   bool_or(c.onbekend) AS onbekend, bool_or(c.afgeschermd) AS afgeschermd
            FROM cel c
            GROUP BY c.swv, c.sector, c.schooljaar, c.van, c.herkomst, c.kolom
        )
        SELECT k.swv, k.sector, k.schooljaar, k.herkomst, max(k.verbanden),
               max(k.onder) FILTER (WHERE k.kolom = 'bo'), max(k.boven) FILTER (WHERE k.kolom = 'bo'),
               max(k.onder) FILTER (WHERE k.kolom = 'sbo'), max(k.boven) FILTER (WHERE k.kolom = 'sbo'),
               max(k.onder) FILTER (WHERE k.kolom = 'so'), max(k.boven) FILTER (WHERE k.kolom = 'so'),
               max(k.onder) FILTER (WHERE k.kolom = 'vo'), max(k.boven) FILTER (WHERE k.kolom = 'vo'),
               max(k.onder) FILTER (WHERE k.kolom = 'pro'), max(k.boven) FILTER (WHERE k.kolom = 'pro'),
               max(k.onder) FILTER (WHERE k.kolom = 'vso'), max(k.boven) FILTER (WHERE k.kolom = 'vso'),
               max(k.onder) FILTER (WHERE k.kolom = 'mbo'), max(k.boven) FILTER (WHERE k.kolom = 'mbo'),
               max(k.onder) FILTER (WHERE k.kolom = 'arbeid'), max(k.boven) FILTER (WHERE k.kolom = 'arbeid'),
               max(k.onder) FILTER (WHERE k.kolom = 'dagbesteding'), max(k.boven) FILTER (WHERE k.kolom = 'dagbesteding'),
               max(k.onder) FILTER (WHERE k.kolom = 'buiten'), max(k.boven) FILTER (WHERE k.kolom = 'buiten'),
               max(k.onder) FILTER (WHERE k.kolom = 'overig'), max(k.boven) FILTER (WHERE k.kolom = 'overig'),
               max(k.onder) FILTER (WHERE k.kolom = 'totaal'), max(k.boven) FILTER (WHERE k.kolom = 'totaal'),
               nullif(concat_ws('; ',
                   'onbekend (een deel van): ' || string_agg(k.kolom, ', ' ORDER BY k.kolom) FILTER (WHERE k.onbekend),
                   'afgeschermd: ' || string_agg(k.kolom, ', ' ORDER BY k.kolom) FILTER (WHERE k.afgeschermd), max(k.gebrek)), '')
        FROM kolom k
        GROUP BY k.swv, k.sector, k.schooljaar, k.van, k.herkomst;
END $$;
COMMENT ON FUNCTION laad.leerlingstromen_matrix_rijen(text, boolean) IS 'De rijen van rapport.leerlingstromen_matrix, van een schooljaar (NULL = elk)';

CREATE VIEW rapport.leerlingstromen_matrix AS
SELECT m.swv, m.sector, m.schooljaar, m.van, m.verbanden, m.bo_onder, m.bo_boven, m.sbo_onder, m.sbo_boven, m.so_onder, m.so_boven, m.vo_onder, m.vo_boven, m.pro_onder,
       m.pro_boven, m.vso_onder, m.vso_boven, m.mbo_onder, m.mbo_boven, m.arbeid_onder, m.arbeid_boven, m.dagbesteding_onder,
       m.dagbesteding_boven, m.buiten_onder, m.buiten_boven, m.overig_onder, m.overig_boven, m.totaal_onder, m.totaal_boven,
       m.reden
FROM laad.leerlingstromen_matrix_rijen(NULL, false) AS m;
COMMENT ON VIEW rapport.leerlingstromen_matrix IS
    'Leerlingstromen als tabel: per samenwerkingsverband en schooljaar een rij per onderwijssoort van herkomst en een rij totaal, met een kolom per bestemming';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.swv IS 'Samenwerkingsverband; landelijk = de geladen samenwerkingsverbanden van de sector samen';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.sector IS 'po of vo: wie de stroom opgaf';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.schooljaar IS 'Schooljaar van aankomst';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.van IS 'Onderwijssoort van het jaar ervoor; totaal = alle samen';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.verbanden IS 'Aantal samenwerkingsverbanden in de rij';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.bo_onder IS 'Naar basisonderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.bo_boven IS 'Naar basisonderwijs: grootst mogelijke aantal; leeg = onbekend, of zie bo_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.sbo_onder IS 'Naar speciaal basisonderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.sbo_boven IS 'Naar speciaal basisonderwijs: grootst mogelijke aantal; leeg = onbekend, of zie sbo_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.so_onder IS 'Naar speciaal onderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.so_boven IS 'Naar speciaal onderwijs: grootst mogelijke aantal; leeg = onbekend, of zie so_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vo_onder IS 'Naar voortgezet onderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vo_boven IS 'Naar voortgezet onderwijs: grootst mogelijke aantal; leeg = onbekend, of zie vo_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.pro_onder IS 'Naar praktijkonderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.pro_boven IS 'Naar praktijkonderwijs: grootst mogelijke aantal; leeg = onbekend, of zie pro_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vso_onder IS 'Naar voortgezet speciaal onderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vso_boven IS 'Naar voortgezet speciaal onderwijs: grootst mogelijke aantal; leeg = onbekend, of zie vso_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.mbo_onder IS 'Naar het mbo: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.mbo_boven IS 'Naar het mbo: grootst mogelijke aantal; leeg = onbekend, of zie mbo_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.arbeid_onder IS 'Naar arbeid: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.arbeid_boven IS 'Naar arbeid: grootst mogelijke aantal; leeg = onbekend, of zie arbeid_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.dagbesteding_onder IS 'Naar dagbesteding: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.dagbesteding_boven IS 'Naar dagbesteding: grootst mogelijke aantal; leeg = onbekend, of zie dagbesteding_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.buiten_onder IS 'Buiten onderwijs: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.buiten_boven IS 'Buiten onderwijs: grootst mogelijke aantal; leeg = onbekend, of zie buiten_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.overig_onder IS 'Naar een andere soort of bestemming: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.overig_boven IS 'Naar een andere soort of bestemming: grootst mogelijke aantal; leeg = onbekend, of zie overig_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.totaal_onder IS 'Totaal: kleinst mogelijke aantal; leeg = niet opgegeven, of afgeschermd';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.totaal_boven IS 'Totaal: grootst mogelijke aantal; leeg = onbekend, of zie totaal_onder';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.reden IS 'Welke kolommen onbekend of afgeschermd zijn';

CREATE OR REPLACE FUNCTION rapport.leerlingstromen_matrix(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, van text DEFAULT NULL,
                                                          per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.leerlingstromen_matrix
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT m.swv, m.sector, m.schooljaar, m.van, m.verbanden, m.bo_onder, m.bo_boven, m.sbo_onder, m.sbo_boven, m.so_onder, m.so_boven, m.vo_onder, m.vo_boven, m.pro_onder,
               m.pro_boven, m.vso_onder, m.vso_boven, m.mbo_onder, m.mbo_boven, m.arbeid_onder, m.arbeid_boven, m.dagbesteding_onder,
               m.dagbesteding_boven, m.buiten_onder, m.buiten_boven, m.overig_onder, m.overig_boven, m.totaal_onder, m.totaal_boven,
               m.reden
        FROM laad.leerlingstromen_matrix_rijen(schooljaar, coalesce(publiek, false)) AS m
        WHERE (codes IS NULL OR m.swv = ANY (codes))
          AND (leerlingstromen_matrix.van IS NULL OR m.van = leerlingstromen_matrix.van)
        ORDER BY m.schooljaar, m.sector, m.swv <> 'landelijk', m.swv COLLATE "C", m.van = 'totaal', array_position('{bo,sbo,so,vo,pro,vso,mbo}', m.van), m.van COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('leerlingstromen_matrix',
    titel => 'Leerlingstromen als tabel van herkomst en bestemming',
    vraag => 'Uit welke onderwijssoort gingen hoeveel leerlingen naar welke?',
    definitie => 'Het schooljaar is dat van aankomst; van = de soort van het jaar ervoor. Wie in de soort bleef telt mee in het totaal, als dat is opgegeven. Een lege cel is niet opgegeven: dat is geen 0. Overig = elke andere bestemming. Landelijk = de geladen samenwerkingsverbanden van een sector; van so naar vso kunnen beide sectoren opgeven. Publiek: landelijk is de som van wat er per samenwerkingsverband te zien en af te leiden is.',
    bron => 'Opgaven van samenwerkingsverbanden (swv-leerlingstromen); sectorrapport speciaal onderwijs, hoofdstuk 7.',
    tabellen => '{feit.leerlingstroom}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk", "schooljaar": "Schooljaar van aankomst, zoals 2023-2024",
                    "van": "Onderwijssoort van herkomst, zoals so; ook totaal"}',
    voorbeeld => 'swv => ''landelijk''',
    kop => $$concat_ws(' ', 'Schooljaar', r.schooljaar, r.swv, r.sector)$$,
    kolommen => $$r.van, concat_ws('..', r.bo_onder, CASE WHEN r.bo_boven IS NULL AND r.bo_onder IS NOT NULL THEN '?' ELSE nullif(r.bo_boven, r.bo_onder)::text END) AS bo,
        concat_ws('..', r.sbo_onder, CASE WHEN r.sbo_boven IS NULL AND r.sbo_onder IS NOT NULL THEN '?' ELSE nullif(r.sbo_boven, r.sbo_onder)::text END) AS sbo,
        concat_ws('..', r.so_onder, CASE WHEN r.so_boven IS NULL AND r.so_onder IS NOT NULL THEN '?' ELSE nullif(r.so_boven, r.so_onder)::text END) AS so,
        concat_ws('..', r.vo_onder, CASE WHEN r.vo_boven IS NULL AND r.vo_onder IS NOT NULL THEN '?' ELSE nullif(r.vo_boven, r.vo_onder)::text END) AS vo,
        concat_ws('..', r.pro_onder, CASE WHEN r.pro_boven IS NULL AND r.pro_onder IS NOT NULL THEN '?' ELSE nullif(r.pro_boven, r.pro_onder)::text END) AS pro,
        concat_ws('..', r.vso_onder, CASE WHEN r.vso_boven IS NULL AND r.vso_onder IS NOT NULL THEN '?' ELSE nullif(r.vso_boven, r.vso_onder)::text END) AS vso,
        concat_ws('..', r.mbo_onder, CASE WHEN r.mbo_boven IS NULL AND r.mbo_onder IS NOT NULL THEN '?' ELSE nullif(r.mbo_boven, r.mbo_onder)::text END) AS mbo,
        concat_ws('..', r.arbeid_onder, CASE WHEN r.arbeid_boven IS NULL AND r.arbeid_onder IS NOT NULL THEN '?' ELSE nullif(r.arbeid_boven, r.arbeid_onder)::text END) AS arbeid,
        concat_ws('..', r.dagbesteding_onder, CASE WHEN r.dagbesteding_boven IS NULL AND r.dagbesteding_onder IS NOT NULL THEN '?' ELSE nullif(r.dagbesteding_boven, r.dagbesteding_onder)::text END) AS dagbesteding,
        concat_ws('..', r.buiten_onder, CASE WHEN r.buiten_boven IS NULL AND r.buiten_onder IS NOT NULL THEN '?' ELSE nullif(r.buiten_boven, r.buiten_onder)::text END) AS buiten,
        concat_ws('..', r.overig_onder, CASE WHEN r.overig_boven IS NULL AND r.overig_onder IS NOT NULL THEN '?' ELSE nullif(r.overig_boven, r.overig_onder)::text END) AS overig,
        concat_ws('..', r.totaal_onder, CASE WHEN r.totaal_boven IS NULL AND r.totaal_onder IS NOT NULL THEN '?' ELSE nullif(r.totaal_boven, r.totaal_onder)::text END) AS totaal, r.reden$$,
    geen_rijen => $$'school years loaded: ' || coalesce((SELECT string_agg(DISTINCT s.schooljaar::text, ', ') FROM feit.leerlingstroom s), 'none')$$);

-- What adds up to what, for rapport.herleidbaar. A cell that is empty and not hidden is not there.
SELECT laad.beschrijf_tabel('leerlingstromen_matrix', 'soorten', 'bestemmingen en herkomsten tellen op tot totaal, per samenwerkingsverband en schooljaar',
    $$SELECT concat_ws(' ', r.schooljaar, r.sector, r.swv), nullif(r.van, 'totaal'), nullif(c.kolom, 'totaal'), c.onder, c.boven
      FROM r CROSS JOIN LATERAL (VALUES
        ('bo', r.bo_onder, r.bo_boven), ('sbo', r.sbo_onder, r.sbo_boven), ('so', r.so_onder, r.so_boven),
        ('vo', r.vo_onder, r.vo_boven), ('pro', r.pro_onder, r.pro_boven), ('vso', r.vso_onder, r.vso_boven),
        ('mbo', r.mbo_onder, r.mbo_boven), ('arbeid', r.arbeid_onder, r.arbeid_boven), ('dagbesteding', r.dagbesteding_onder, r.dagbesteding_boven),
        ('buiten', r.buiten_onder, r.buiten_boven), ('overig', r.overig_onder, r.overig_boven), ('totaal', r.totaal_onder, r.totaal_boven)) AS c (kolom, onder, boven)
      WHERE r.swv <> 'landelijk' AND (c.onder IS NOT NULL OR r.reden ~ ('\m' || c.kolom || '\M'))$$);
SELECT laad.beschrijf_tabel('leerlingstromen_matrix', 'landelijk', 'samenwerkingsverbanden tellen op tot landelijk, per schooljaar, sector, herkomst en bestemming',
    $$SELECT concat_ws(' ', r.schooljaar, r.sector, r.van, c.kolom), nullif(r.swv, 'landelijk'), 'aantal', c.onder, c.boven
      FROM r CROSS JOIN LATERAL (VALUES
        ('bo', r.bo_onder, r.bo_boven), ('sbo', r.sbo_onder, r.sbo_boven), ('so', r.so_onder, r.so_boven),
        ('vo', r.vo_onder, r.vo_boven), ('pro', r.pro_onder, r.pro_boven), ('vso', r.vso_onder, r.vso_boven),
        ('mbo', r.mbo_onder, r.mbo_boven), ('arbeid', r.arbeid_onder, r.arbeid_boven), ('dagbesteding', r.dagbesteding_onder, r.dagbesteding_boven),
        ('buiten', r.buiten_onder, r.buiten_boven), ('overig', r.overig_onder, r.overig_boven), ('totaal', r.totaal_onder, r.totaal_boven)) AS c (kolom, onder, boven)
      WHERE c.onder IS NOT NULL OR r.reden ~ ('\m' || c.kolom || '\M')$$);
SELECT laad.beschrijf_tabel('leerlingstromen', 'landelijk', 'samenwerkingsverbanden tellen op tot landelijk, per schooljaar, sector, soort en richting',
    $$SELECT concat_ws(' ', r.schooljaar, r.sector, r.soort, c.kolom), nullif(r.swv, 'landelijk'), 'aantal', c.onder, c.boven
      FROM r CROSS JOIN LATERAL (VALUES ('instroom', r.instroom_onder, r.instroom_boven), ('uitstroom', r.uitstroom_onder, r.uitstroom_boven),
                                        ('gebleven', r.gebleven_onder, r.gebleven_boven), ('terugstroom', r.terugstroom_onder, r.terugstroom_boven)) AS c (kolom, onder, boven)
      WHERE c.onder IS NOT NULL$$);
