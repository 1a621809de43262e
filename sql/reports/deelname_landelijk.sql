-- National participation per year: the published series as printed, and what is loaded.
-- docs/deelname.md.
CREATE OR REPLACE FUNCTION laad.deelname_landelijk(publiek boolean DEFAULT false)
RETURNS TABLE (jaar integer, onderwijssoort text, bron text, grondslag text, leerlingen_onder bigint, leerlingen_boven bigint,
               noemer_onder bigint, noemer_boven bigint, percentage double precision,
               percentage_onder double precision, percentage_boven double precision, som double precision, afronding boolean, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH p AS (
            SELECT g.*, CASE WHEN g.onderwijssoort IN ('bao', 'sbo', 'so') THEN 'po' ELSE 'vo' END AS sector, g.percentage::numeric AS cijfer
            FROM ref.deelname_gepubliceerd_per g
        ), tabel AS (
            -- A row of the publication, where it is complete; and the denominators that counts
            -- and rounded shares of one year leave possible.
            SELECT p.bron, p.teljaar, p.sector, count(*) AS n, sum(p.cijfer) AS som,
                   max(ceil(100 * p.leerlingen / (p.cijfer + 0.05))) AS onder,
                   min(floor(100 * p.leerlingen / nullif(p.cijfer - 0.05, 0))) AS boven
            FROM p GROUP BY p.bron, p.teljaar, p.sector
        )
        SELECT p.teljaar::integer, p.onderwijssoort, p.bron, NULL::text, p.leerlingen::bigint, p.leerlingen::bigint, t.onder::bigint, t.boven::bigint,
               p.percentage,
               CASE WHEN t.onder <= t.boven THEN (100 * p.leerlingen / t.boven)::double precision END,
               CASE WHEN t.onder <= t.boven THEN (100 * p.leerlingen / t.onder)::double precision END,
               CASE WHEN t.n = 3 THEN t.som::double precision END,
               CASE WHEN t.n = 3 THEN t.som <> 100 END,
               concat_ws('; ',
                   CASE WHEN p.leerlingen IS NULL THEN 'alleen het afgeronde aandeel is gepubliceerd'
                        WHEN t.onder > t.boven THEN 'aantallen en aandelen van dit jaar passen bij geen enkele noemer'
                        ELSE 'de noemer is niet gepubliceerd: grenzen volgen uit aantallen en afgeronde aandelen' END,
                   CASE WHEN t.n = 3 AND t.som <> 100
                        THEN format('de gepubliceerde aandelen tellen door afronding op tot %s', replace(t.som::text, '.', ',')) END)
        FROM p JOIN tabel t USING (bron, teljaar, sector)
        UNION ALL
        SELECT left(d.schooljaar, 4)::integer, CASE d.onderwijssoort WHEN 'bo' THEN 'bao' ELSE d.onderwijssoort END, 'geladen', d.grondslag,
               d.teller_onder, d.teller_boven, d.noemer_onder, d.noemer_boven, NULL, d.percentage_onder, d.percentage_boven, NULL, NULL, d.reden
        FROM (SELECT schooljaar, grondslag, definitie, swv, onderwijssoort, teller_onder, teller_boven, noemer_onder, noemer_boven, percentage_onder, percentage_boven, reden
              FROM rapport.deelname_swv WHERE NOT publiek
              UNION ALL
              SELECT schooljaar, grondslag, definitie, swv, onderwijssoort, teller_onder, teller_boven, noemer_onder, noemer_boven, percentage_onder, percentage_boven, reden
              FROM laad.deelname_rijen('{betalend,vestiging}', landelijk => true) WHERE NOT publiek
              UNION ALL
              -- A total that report deelname hides is not told here.
              SELECT schooljaar, grondslag, definitie, swv, onderwijssoort, teller_onder, teller_boven, noemer_onder, noemer_boven, percentage_onder, percentage_boven, reden
              FROM laad.deelname_rijen('{woon,betalend,vestiging}', NULL::schooljaar[], true) WHERE publiek) AS d
        WHERE d.swv = 'landelijk' AND d.definitie IS DISTINCT FROM 'A'
          AND NOT (publiek AND coalesce(d.teller_onder, 0) < 5);
END $$;
COMMENT ON FUNCTION laad.deelname_landelijk(boolean) IS 'De rijen van rapport.deelname_landelijk';

CREATE OR REPLACE VIEW rapport.deelname_landelijk AS SELECT * FROM laad.deelname_landelijk();
COMMENT ON VIEW rapport.deelname_landelijk IS
    'Landelijke aantallen en aandelen per jaar en onderwijssoort, definitie B: de gepubliceerde reeksen zoals afgedrukt, en de geladen tellingen';
COMMENT ON COLUMN rapport.deelname_landelijk.jaar IS 'Jaar waarin het schooljaar begint';
COMMENT ON COLUMN rapport.deelname_landelijk.onderwijssoort IS 'bao, sbo, so, vo, pro of vso';
COMMENT ON COLUMN rapport.deelname_landelijk.bron IS 'Publicatie, of geladen';
COMMENT ON COLUMN rapport.deelname_landelijk.grondslag IS 'Van geladen tellingen: woon, betalend of vestiging; leeg = gepubliceerd';
COMMENT ON COLUMN rapport.deelname_landelijk.leerlingen_onder IS 'Aantal leerlingen, ondergrens';
COMMENT ON COLUMN rapport.deelname_landelijk.leerlingen_boven IS 'Aantal leerlingen, bovengrens';
COMMENT ON COLUMN rapport.deelname_landelijk.noemer_onder IS 'Alle leerlingen po of vo, ondergrens; van een publicatie: wat aantallen en afgeronde aandelen van dat jaar toelaten';
COMMENT ON COLUMN rapport.deelname_landelijk.noemer_boven IS 'Alle leerlingen po of vo, bovengrens';
COMMENT ON COLUMN rapport.deelname_landelijk.percentage IS 'Gepubliceerd aandeel, afgerond op 1 decimaal zoals afgedrukt';
COMMENT ON COLUMN rapport.deelname_landelijk.percentage_onder IS 'Nagerekend aandeel in procenten, ondergrens; leeg zonder aantal';
COMMENT ON COLUMN rapport.deelname_landelijk.percentage_boven IS 'Nagerekend aandeel in procenten, bovengrens';
COMMENT ON COLUMN rapport.deelname_landelijk.som IS 'Som van de drie gepubliceerde aandelen van jaar en sector; leeg waar er geen drie zijn';
COMMENT ON COLUMN rapport.deelname_landelijk.afronding IS 'Waar: de som is door afronding niet 100';
COMMENT ON COLUMN rapport.deelname_landelijk.reden IS 'Waarom een getal ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION rapport.deelname_landelijk(onderwijssoort text DEFAULT NULL, bron text DEFAULT NULL,
                                                      per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.deelname_landelijk
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('deelname_landelijk', 'onderwijssoort', deelname_landelijk.onderwijssoort);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT d.* FROM laad.deelname_landelijk(coalesce(publiek, false)) d
        WHERE (deelname_landelijk.onderwijssoort IS NULL OR d.onderwijssoort = deelname_landelijk.onderwijssoort)
          AND (deelname_landelijk.bron IS NULL OR d.bron = deelname_landelijk.bron)
        ORDER BY d.bron = 'geladen', d.bron COLLATE "C", d.grondslag COLLATE "C", array_position('{bao,sbo,so,vo,pro,vso}', d.onderwijssoort), d.jaar;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('deelname_landelijk',
    titel => 'Landelijke deelname per onderwijssoort en jaar',
    vraag => 'Hoeveel leerlingen gaan landelijk naar bao, sbo, so, vo, pro en vso, en welk aandeel is dat?',
    definitie => 'Definitie B: aandeel van bao + sbo + so, of van vo + pro + vso. Gepubliceerd: inclusief cluster 1 en 2, aandelen afgerond zoals afgedrukt; noemer en teldatum zijn niet gepubliceerd. Geladen: zie rapport deelname.',
    bron => 'OCW in cijfers, leerlingaantallen 2011-2021; Inspectie van het Onderwijs, De Staat van het Onderwijs 2020; DUO.',
    tabellen => '{ref.deelname_gepubliceerd, feit.leerling_po, feit.leerling_vestiging_totaal, feit.leerling_swv_totaal, feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek, feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar}',
    parameters => '{"onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["bao", "sbo", "so", "vo", "pro", "vso"]},
                    "bron": "Publicatie zoals in kolom bron, of geladen"}',
    voorbeeld => 'onderwijssoort => ''so''',
    kolommen => $$r.bron || coalesce(', ' || r.grondslag, '') AS bron, r.onderwijssoort AS soort, r.jaar,
        concat_ws('..', r.leerlingen_onder, nullif(r.leerlingen_boven, r.leerlingen_onder)) AS leerlingen,
        replace(to_char(r.percentage, 'FM990.0'), '.', ',') AS gepubliceerd,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 2), nullif(round(r.percentage_boven::numeric, 2), round(r.percentage_onder::numeric, 2))), '.', ',') AS nagerekend,
        CASE WHEN r.afronding THEN replace(to_char(r.som, 'FM990.0'), '.', ',') ELSE '' END AS som$$);

-- How far SWVs lie apart. The smallest of the lower bounds and the smallest of the
-- upper bounds are the bounds of the smallest, and so for every rank. An unknown lower
-- bound is 0 at least, an unknown upper bound may be anything.
DROP FUNCTION IF EXISTS laad.deelname_spreiding(schooljaar, text, boolean) CASCADE;
CREATE FUNCTION laad.deelname_spreiding(jaar schooljaar DEFAULT NULL, grondslag text DEFAULT NULL, publiek boolean DEFAULT false)
RETURNS TABLE (schooljaar text, teldatum date, grondslag_van text, definitie text, onderwijssoort text, verbanden integer, zonder_percentage integer,
               laagste_onder double precision, laagste_boven double precision, kwartiel1_onder double precision, kwartiel1_boven double precision,
               mediaan_onder double precision, mediaan_boven double precision, kwartiel3_onder double precision, kwartiel3_boven double precision,
               hoogste_onder double precision, hoogste_boven double precision, laagste_swv text, hoogste_swv text, reden text,
               gepubliceerd_laagste double precision, gepubliceerd_hoogste double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
BEGIN
    jaar := coalesce(jaar, (SELECT max(e.jaar) FROM laad.eenheid_jaren('{feit.leerling_po, feit.leerling_vo_pc4, feit.leerling_vestiging_totaal,
        feit.leerling_swv_totaal, feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek}') e));
    RETURN QUERY
        WITH d AS MATERIALIZED (
            SELECT r.schooljaar, r.teldatum, r.grondslag, r.definitie, r.swv, r.onderwijssoort, r.percentage_onder AS onder, r.percentage_boven AS boven, r.reden,
                   coalesce(r.percentage_onder, 0) AS minstens, coalesce(r.percentage_boven, 'Infinity') AS hoogstens,
                   -- No percentage exists where there is nobody to be a part of.
                   r.noemer_boven IS DISTINCT FROM 0 AS bestaat
            FROM laad.deelname_rijen(CASE WHEN deelname_spreiding.grondslag IS NULL THEN '{woon,betalend,vestiging}' ELSE ARRAY[deelname_spreiding.grondslag] END,
                                     ARRAY[jaar], publiek) r
            WHERE r.definitie IS NOT NULL AND r.swv ~ '^(PO|VO)[0-9]{4}$'
        ), g AS (
            SELECT d.schooljaar, d.teldatum, d.grondslag, d.definitie, d.onderwijssoort,
                   count(*) FILTER (WHERE d.onder IS NOT NULL AND d.boven IS NOT NULL)::integer AS n,
                   count(*) FILTER (WHERE d.onder IS NULL OR d.boven IS NULL)::integer AS zonder,
                   percentile_cont('{0,0.25,0.5,0.75,1}'::double precision[]) WITHIN GROUP (ORDER BY d.minstens) FILTER (WHERE d.bestaat) AS onder,
                   percentile_cont('{0,0.25,0.5,0.75,1}'::double precision[]) WITHIN GROUP (ORDER BY d.hoogstens) FILTER (WHERE d.bestaat) AS boven,
                   count(d.onder) + count(d.boven) > 0 AS iets,
                   count(*) FILTER (WHERE d.reden IS NOT NULL) AS voorbehoud
            FROM d GROUP BY 1, 2, 3, 4, 5
        )
        SELECT g.schooljaar, g.teldatum, g.grondslag, g.definitie, g.onderwijssoort, g.n, g.zonder,
               o[1], b[1], o[2], b[2], o[3], b[3], o[4], b[4], o[5], b[5],
               CASE WHEN l.n <= 5 AND g.iets THEN l.swv END, CASE WHEN h.n <= 5 AND g.iets THEN h.swv END,
               nullif(concat_ws('; ',
                   CASE WHEN l.n > 5 AND g.iets THEN format('%s samenwerkingsverbanden kunnen het laagste zijn', l.n) END,
                   CASE WHEN h.n > 5 AND g.iets THEN format('%s samenwerkingsverbanden kunnen het hoogste zijn', h.n) END,
                   CASE WHEN g.zonder > 0 THEN format('%s samenwerkingsverband(en) zonder percentage of zonder grens', g.zonder) END,
                   CASE WHEN g.voorbehoud > 0 THEN format('bij %s samenwerkingsverband(en) is een voorbehoud, zie deelname', g.voorbehoud) END), ''),
               p.laagste, p.hoogste
        FROM g
        -- Between two ranks of which one is not bounded there is no bound either.
        CROSS JOIN LATERAL (SELECT CASE WHEN g.iets THEN g.onder END AS o,
                                   CASE WHEN g.iets THEN ARRAY(SELECT CASE WHEN x < 'Infinity' THEN x END FROM unnest(g.boven) WITH ORDINALITY AS u (x, i) ORDER BY i) END AS b) AS q
        -- As published of that year; beside every basis and definition, as it does not say which.
        LEFT JOIN LATERAL (
            SELECT max(c.waarde) FILTER (WHERE c.onderwerp ~ ' laagste swv$') AS laagste, max(c.waarde) FILTER (WHERE c.onderwerp ~ ' hoogste swv$') AS hoogste
            FROM ref.cijfer_gepubliceerd_per c
            WHERE c.document = '002' AND c.periode = g.schooljaar AND c.onderwerp ~ format('^deelname %s (laagste|hoogste) swv$', g.onderwijssoort)) AS p ON true
        CROSS JOIN LATERAL (SELECT count(*) AS n, string_agg(d.swv, ', ' ORDER BY d.swv COLLATE "C") AS swv FROM d
            WHERE (d.schooljaar, d.grondslag, d.definitie, d.onderwijssoort) = (g.schooljaar, g.grondslag, g.definitie, g.onderwijssoort)
              AND d.teldatum IS NOT DISTINCT FROM g.teldatum AND d.bestaat AND d.minstens <= g.boven[1]) AS l
        CROSS JOIN LATERAL (SELECT count(*) AS n, string_agg(d.swv, ', ' ORDER BY d.swv COLLATE "C") AS swv FROM d
            WHERE (d.schooljaar, d.grondslag, d.definitie, d.onderwijssoort) = (g.schooljaar, g.grondslag, g.definitie, g.onderwijssoort)
              AND d.teldatum IS NOT DISTINCT FROM g.teldatum AND d.bestaat AND d.hoogstens >= g.onder[5]) AS h;
END $$;
COMMENT ON FUNCTION laad.deelname_spreiding(schooljaar, text, boolean) IS 'De rijen van rapport.deelname_spreiding';

CREATE OR REPLACE VIEW rapport.deelname_spreiding AS
SELECT schooljaar, teldatum, grondslag_van AS grondslag, definitie, onderwijssoort, verbanden, zonder_percentage, laagste_onder, laagste_boven, kwartiel1_onder, kwartiel1_boven,
       mediaan_onder, mediaan_boven, kwartiel3_onder, kwartiel3_boven, hoogste_onder, hoogste_boven, laagste_swv, hoogste_swv, reden, gepubliceerd_laagste, gepubliceerd_hoogste
FROM laad.deelname_spreiding();
COMMENT ON VIEW rapport.deelname_spreiding IS
    'Spreiding van deelnamepercentages over samenwerkingsverbanden: laagste, kwartielen (lineair geïnterpoleerd, elk verband telt één keer) en hoogste, elk met grenzen';
COMMENT ON COLUMN rapport.deelname_spreiding.schooljaar IS 'Schooljaar';
COMMENT ON COLUMN rapport.deelname_spreiding.teldatum IS 'Teldatum van de teller';
COMMENT ON COLUMN rapport.deelname_spreiding.grondslag IS 'woon, betalend of vestiging, zie rapport.deelname';
COMMENT ON COLUMN rapport.deelname_spreiding.definitie IS 'A of B, zie rapport.deelname';
COMMENT ON COLUMN rapport.deelname_spreiding.onderwijssoort IS 'so, sbo, vso of pro';
COMMENT ON COLUMN rapport.deelname_spreiding.verbanden IS 'Samenwerkingsverbanden met een percentage en beide grenzen';
COMMENT ON COLUMN rapport.deelname_spreiding.zonder_percentage IS 'Samenwerkingsverbanden zonder percentage of zonder een van de grenzen';
COMMENT ON COLUMN rapport.deelname_spreiding.laagste_onder IS 'Laagste percentage, ondergrens';
COMMENT ON COLUMN rapport.deelname_spreiding.laagste_boven IS 'Laagste percentage, bovengrens; leeg = onbekend';
COMMENT ON COLUMN rapport.deelname_spreiding.kwartiel1_onder IS 'Eerste kwartiel, ondergrens';
COMMENT ON COLUMN rapport.deelname_spreiding.kwartiel1_boven IS 'Eerste kwartiel, bovengrens';
COMMENT ON COLUMN rapport.deelname_spreiding.mediaan_onder IS 'Mediaan, ondergrens';
COMMENT ON COLUMN rapport.deelname_spreiding.mediaan_boven IS 'Mediaan, bovengrens';
COMMENT ON COLUMN rapport.deelname_spreiding.kwartiel3_onder IS 'Derde kwartiel, ondergrens';
COMMENT ON COLUMN rapport.deelname_spreiding.kwartiel3_boven IS 'Derde kwartiel, bovengrens';
COMMENT ON COLUMN rapport.deelname_spreiding.hoogste_onder IS 'Hoogste percentage, ondergrens';
COMMENT ON COLUMN rapport.deelname_spreiding.hoogste_boven IS 'Hoogste percentage, bovengrens; leeg = onbekend';
COMMENT ON COLUMN rapport.deelname_spreiding.laagste_swv IS 'Samenwerkingsverbanden die het laagste kunnen zijn; leeg bij meer dan vijf';
COMMENT ON COLUMN rapport.deelname_spreiding.hoogste_swv IS 'Samenwerkingsverbanden die het hoogste kunnen zijn; leeg bij meer dan vijf';
COMMENT ON COLUMN rapport.deelname_spreiding.reden IS 'Waarom iets ontbreekt of niet zeker is';
COMMENT ON COLUMN rapport.deelname_spreiding.gepubliceerd_laagste IS 'Laagste percentage zoals gepubliceerd over het schooljaar, voor zover geladen; op welke grondslag en volgens welke definitie is niet genoemd; so en vso zonder cluster 1 en 2';
COMMENT ON COLUMN rapport.deelname_spreiding.gepubliceerd_hoogste IS 'Hoogste percentage zoals gepubliceerd over het schooljaar, voor zover geladen; leeg = niet gepubliceerd';

CREATE OR REPLACE FUNCTION rapport.deelname_spreiding(schooljaar text DEFAULT NULL, grondslag text DEFAULT NULL, definitie text DEFAULT NULL,
                                                      per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.deelname_spreiding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was  text := coalesce(current_setting('rapport.per', true), '');
    jaar schooljaar := laad.schooljaar_tekst('schooljaar', deelname_spreiding.schooljaar)::schooljaar;
BEGIN
    PERFORM laad.eis_waarde('deelname_spreiding', 'grondslag', deelname_spreiding.grondslag);
    PERFORM laad.eis_waarde('deelname_spreiding', 'definitie', deelname_spreiding.definitie);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT d.* FROM laad.deelname_spreiding(jaar, deelname_spreiding.grondslag, coalesce(publiek, false)) d
        WHERE deelname_spreiding.definitie IS NULL OR d.definitie = deelname_spreiding.definitie
        ORDER BY d.grondslag_van COLLATE "C", d.schooljaar COLLATE "C", d.teldatum, d.onderwijssoort COLLATE "C", d.definitie COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('deelname_spreiding',
    titel => 'Spreiding van de deelname over samenwerkingsverbanden',
    vraag => 'Tussen welke percentages varieert de deelname van samenwerkingsverbanden, en welke zijn het laagste en het hoogste?',
    definitie => 'Elk samenwerkingsverband telt één keer. Kwartielen zijn lineair geïnterpoleerd. Waar een ondergrens onbekend is telt 0, waar een bovengrens onbekend is kan alles. Elk getal ligt zeker tussen zijn grenzen. De factsheet van 2025 noemt zulke spreidingen voor 2023-2024; zij staan naast elke grondslag en definitie, want welke zij gebruikt en welke teldatum, staat er niet bij. Van so en vso telt zij alleen cluster 3 en 4.',
    bron => 'Als rapport deelname; De Staat van het Onderwijs 2025, factsheet samenwerkingsverbanden.',
    tabellen => '{feit.leerling_po, feit.leerling_vestiging_totaal, feit.leerling_swv_totaal, feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek, feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar, feit.leerling_vo_pc4, ref.pc4_swv, ref.cijfer_gepubliceerd}',
    parameters => '{"schooljaar": "Schooljaar, zoals 2024-2025; leeg = het laatste dat is geladen",
                    "grondslag": {"uitleg": "Zie rapport deelname; leeg = alle", "waarden": ["woon", "betalend", "vestiging"]},
                    "definitie": {"uitleg": "Noemer, zie rapport deelname", "waarden": ["A", "B"]}}',
    voorbeeld => 'schooljaar => ''2024-2025'', grondslag => ''woon''',
    kolommen => $$r.schooljaar, r.grondslag, r.onderwijssoort AS soort, r.definitie AS def, r.verbanden AS swv,
        replace(concat_ws(' - ', CASE WHEN r.laagste_boven IS NULL THEN 'minstens ' ELSE '' END || round(r.laagste_onder::numeric, 2), nullif(round(r.laagste_boven::numeric, 2), round(r.laagste_onder::numeric, 2))), '.', ',') AS laagste,
        replace(concat_ws(' - ', CASE WHEN r.mediaan_boven IS NULL THEN 'minstens ' ELSE '' END || round(r.mediaan_onder::numeric, 2), nullif(round(r.mediaan_boven::numeric, 2), round(r.mediaan_onder::numeric, 2))), '.', ',') AS mediaan,
        replace(concat_ws(' - ', CASE WHEN r.hoogste_boven IS NULL THEN 'minstens ' ELSE '' END || round(r.hoogste_onder::numeric, 2), nullif(round(r.hoogste_boven::numeric, 2), round(r.hoogste_onder::numeric, 2))), '.', ',') AS hoogste,
        coalesce(r.laagste_swv, '') AS van, coalesce(r.hoogste_swv, '') AS tot,
        replace(concat_ws(' - ', to_char(r.gepubliceerd_laagste, 'FM990.0'), to_char(r.gepubliceerd_hoogste, 'FM990.0')), '.', ',') AS gepubliceerd$$);
