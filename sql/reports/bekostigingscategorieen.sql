-- Table 1 of the sector report on special education: pupils per funding category, as
-- published and as loaded. docs/bekostigingscategorieen.md.
CREATE OR REPLACE FUNCTION laad.bekostigingscategorieen(publiek boolean DEFAULT false)
RETURNS TABLE (onderwijssoort text, jaar integer, categorie text, bron text, leerlingen_onder bigint, leerlingen_boven bigint,
               aandeel_onder double precision, aandeel_boven double precision,
               verandering_onder bigint, verandering_boven bigint, groei_onder double precision, groei_boven double precision,
               percentage_onder double precision, percentage_boven double precision, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH geteld AS (
            SELECT f.schooljaar, f.soort_po::text AS soort, coalesce(bekostigingscategorie(f.bekostigingscategorie)::text, 'zonder') AS categorie,
                   sum(f.aantal) AS aantal, count(*) FILTER (WHERE f.aantal IS NULL) AS onbekend
            FROM feit.leerling_so_vso_categorie_per f
            GROUP BY 1, 2, 3
        ), lijst AS (
            SELECT g.schooljaar, g.soort, array_agg(g.categorie ORDER BY g.categorie) AS categorie,
                   array_agg(coalesce(g.aantal, '0') ORDER BY g.categorie) AS aantal, array_agg(g.onbekend ORDER BY g.categorie) AS onbekend
            FROM geteld g WHERE g.categorie <> 'zonder' GROUP BY g.schooljaar, g.soort
        ), cel AS (
            SELECT 'gepubliceerd' AS bron, p.onderwijssoort AS soort, p.teljaar::integer AS jaar, p.bekostigingscategorie AS categorie,
                   telling(p.leerlingen) AS aantal, 0::bigint AS onbekend, false AS verborgen
            FROM ref.bekostigingscategorie_gepubliceerd_per p
            UNION ALL
            SELECT 'geladen', l.soort, l.schooljaar::integer, u.categorie, u.aantal, u.onbekend, u.aantal IS NULL
            FROM lijst l
            CROSS JOIN LATERAL (SELECT l.aantal || (SELECT sum(a) FROM unnest(l.aantal) AS a) AS alle) AS a
            CROSS JOIN LATERAL unnest(l.categorie || 'totaal'::text, CASE WHEN publiek THEN onderdruk(a.alle, 5, true) ELSE a.alle END,
                                      l.onbekend || (SELECT sum(o)::bigint FROM unnest(l.onbekend) AS o)) AS u (categorie, aantal, onbekend)
            UNION ALL
            SELECT 'geladen', g.soort, g.schooljaar::integer, g.categorie, CASE WHEN publiek THEN (onderdruk(ARRAY[coalesce(g.aantal, '0')]))[1] ELSE g.aantal END,
                   g.onbekend, false
            FROM geteld g WHERE g.categorie = 'zonder'
        ), noemer AS (
            SELECT d.onderwijssoort AS soort, left(d.schooljaar, 4)::integer AS jaar, min(d.noemer_onder) AS onder, max(d.noemer_boven) AS boven
            FROM laad.deelname_rijen('{betalend}', publiek => publiek) d
            WHERE d.swv = 'landelijk' AND d.definitie = 'B'
            GROUP BY 1, 2
        )
        SELECT c.soort, c.jaar, c.categorie, c.bron, ondergrens(c.aantal)::bigint, CASE WHEN c.onbekend = 0 THEN bovengrens(c.aantal)::bigint END,
               100 * a.onder, CASE WHEN t.onbekend = 0 THEN 100 * a.boven END,
               v.onder, v.boven,
               CASE WHEN bovengrens(w.aantal) > 0 THEN 100.0::double precision * v.onder / CASE WHEN v.onder < 0 THEN nullif(ondergrens(w.aantal), 0) ELSE bovengrens(w.aantal) END END,
               CASE WHEN bovengrens(w.aantal) > 0 THEN 100.0::double precision * v.boven / CASE WHEN v.boven < 0 THEN bovengrens(w.aantal) ELSE nullif(ondergrens(w.aantal), 0) END END,
               CASE WHEN c.bron = 'geladen' THEN 100.0::double precision * ondergrens(c.aantal) / nullif(n.boven, 0) END,
               CASE WHEN c.bron = 'geladen' AND c.onbekend = 0 THEN 100.0::double precision * bovengrens(c.aantal) / nullif(n.onder, 0) END,
               nullif(concat_ws('; ',
                   CASE WHEN c.verborgen THEN 'afgeschermd' END,
                   CASE WHEN c.onbekend > 0 THEN format('%s tellingen onbekend: alleen de ondergrens is zeker', c.onbekend) END,
                   CASE WHEN c.categorie = 'zonder' THEN 'zonder bekostigingscategorie, geen deel van het totaal' END,
                   CASE WHEN c.categorie = 'totaal' AND c.bron = 'gepubliceerd' AND s.som <> c.aantal
                        THEN format('de categorieën tellen op tot %s', s.som) END,
                   CASE WHEN c.bron = 'gepubliceerd' THEN 'absoluut percentage: het totaal aantal leerlingen is niet gepubliceerd'
                        WHEN n.onder IS NULL THEN 'absoluut percentage: de noemer is niet geladen' END), '')
        FROM cel c
        LEFT JOIN cel t ON t.bron = c.bron AND t.soort = c.soort AND t.jaar = c.jaar AND t.categorie = 'totaal'
        LEFT JOIN cel w ON w.bron = c.bron AND w.soort = c.soort AND w.jaar = c.jaar - 1 AND w.categorie = c.categorie AND w.onbekend = 0
        LEFT JOIN noemer n ON n.soort = c.soort AND n.jaar = c.jaar AND c.bron = 'geladen'
        LEFT JOIN LATERAL (SELECT sum(x.aantal) FILTER (WHERE x.categorie <> c.categorie) AS rest, sum(x.aantal) AS som FROM cel x
                           WHERE x.bron = c.bron AND x.soort = c.soort AND x.jaar = c.jaar AND x.categorie NOT IN ('totaal', 'zonder')
                           HAVING NOT bool_or(x.verborgen)) AS s ON true
        CROSS JOIN LATERAL (SELECT CASE WHEN c.categorie IN ('laag', 'midden', 'hoog') THEN ondergrens(aandeel(c.aantal, coalesce(s.rest, CASE WHEN s.som IS NOT NULL THEN '0'::telling END)))
                                        WHEN c.categorie = 'totaal' AND bovengrens(c.aantal) > 0 THEN 1 END AS onder,
                                   CASE WHEN c.categorie IN ('laag', 'midden', 'hoog') THEN bovengrens(aandeel(c.aantal, coalesce(s.rest, CASE WHEN s.som IS NOT NULL THEN '0'::telling END)))
                                        WHEN c.categorie = 'totaal' AND bovengrens(c.aantal) > 0 THEN 1 END AS boven) AS a
        CROSS JOIN LATERAL (SELECT CASE WHEN c.onbekend = 0 THEN ondergrens(c.aantal)::bigint - bovengrens(w.aantal) END AS onder,
                                   CASE WHEN c.onbekend = 0 THEN bovengrens(c.aantal)::bigint - ondergrens(w.aantal) END AS boven) AS v;
END $$;
COMMENT ON FUNCTION laad.bekostigingscategorieen(boolean) IS 'De rijen van rapport.bekostigingscategorieen; publiek = afgeschermd';

CREATE OR REPLACE VIEW rapport.bekostigingscategorieen AS SELECT * FROM laad.bekostigingscategorieen();
COMMENT ON VIEW rapport.bekostigingscategorieen IS
    'Leerlingen so en vso per bekostigingscategorie en jaar: aantallen, totalen, relatieve aandelen en verandering, zoals gepubliceerd in tabel 1 van het sectorrapport en zoals geladen';
COMMENT ON COLUMN rapport.bekostigingscategorieen.onderwijssoort IS 'so of vso';
COMMENT ON COLUMN rapport.bekostigingscategorieen.jaar IS 'Jaar van de telling: geladen 1 oktober van dat jaar; gepubliceerd zoals in de publicatie, die de teldatum niet noemt';
COMMENT ON COLUMN rapport.bekostigingscategorieen.categorie IS 'laag, midden, hoog, totaal daarvan, of zonder (geen of onbekende categorie)';
COMMENT ON COLUMN rapport.bekostigingscategorieen.bron IS 'gepubliceerd: tabel 1 van het sectorrapport; geladen: bestanden van DUO';
COMMENT ON COLUMN rapport.bekostigingscategorieen.leerlingen_onder IS 'Kleinst mogelijke aantal leerlingen';
COMMENT ON COLUMN rapport.bekostigingscategorieen.leerlingen_boven IS 'Grootst mogelijke aantal leerlingen';
COMMENT ON COLUMN rapport.bekostigingscategorieen.aandeel_onder IS 'Relatief aandeel, kleinst mogelijke: percentage binnen de leerlingen met een categorie; de drie tellen op tot 100';
COMMENT ON COLUMN rapport.bekostigingscategorieen.aandeel_boven IS 'Relatief aandeel, grootst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.verandering_onder IS 'Verschil met een jaar eerder, kleinst mogelijke; leeg zonder vorig jaar';
COMMENT ON COLUMN rapport.bekostigingscategorieen.verandering_boven IS 'Verschil met een jaar eerder, grootst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.groei_onder IS 'Verschil met een jaar eerder in procenten van dat jaar, ondergrens';
COMMENT ON COLUMN rapport.bekostigingscategorieen.groei_boven IS 'Verschil met een jaar eerder in procenten van dat jaar, bovengrens';
COMMENT ON COLUMN rapport.bekostigingscategorieen.percentage_onder IS 'Absoluut percentage, ondergrens: van alle leerlingen (so: bo + sbo + so; vso: vo + pro + vso)';
COMMENT ON COLUMN rapport.bekostigingscategorieen.percentage_boven IS 'Absoluut percentage, bovengrens';
COMMENT ON COLUMN rapport.bekostigingscategorieen.reden IS 'Waarom een getal ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION rapport.bekostigingscategorieen(onderwijssoort text DEFAULT NULL, bron text DEFAULT NULL,
                                                           per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.bekostigingscategorieen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('bekostigingscategorieen', 'onderwijssoort', bekostigingscategorieen.onderwijssoort);
    PERFORM laad.eis_waarde('bekostigingscategorieen', 'bron', bekostigingscategorieen.bron);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT b.* FROM laad.bekostigingscategorieen(coalesce(publiek, false)) b
        WHERE (bekostigingscategorieen.onderwijssoort IS NULL OR b.onderwijssoort = bekostigingscategorieen.onderwijssoort)
          AND (bekostigingscategorieen.bron IS NULL OR b.bron = bekostigingscategorieen.bron)
        ORDER BY b.bron COLLATE "C" DESC, b.onderwijssoort COLLATE "C", b.jaar, array_position('{laag,midden,hoog,totaal,zonder}', b.categorie);
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('bekostigingscategorieen',
    titel => 'Leerlingen so en vso per bekostigingscategorie',
    vraag => 'Hoeveel leerlingen in so en vso zijn er per bekostigingscategorie, en welk deel is dat?',
    definitie => 'Relatief aandeel = binnen de leerlingen met een categorie, telt op tot 100; absoluut percentage = van alle leerlingen in het primair of voortgezet onderwijs. Het eerste hangt niet af van hoeveel leerlingen naar het so gaan, het tweede wel. Gepubliceerd: de teldatum en het totaal aantal leerlingen staan niet in de publicatie. Geladen: zonder cluster 1 en 2 en zonder gesloten en justitiële inrichtingen.',
    bron => 'Sectorrapport speciaal onderwijs (evaluatie passend onderwijs), tabel 1 en paragraaf 5.5.2, uit Trends in passend onderwijs 2011-2018 (DUO); DUO, leerlingen so en vso naar bekostigingscategorie.',
    tabellen => '{ref.bekostigingscategorie_gepubliceerd, feit.leerling_so_vso_categorie}',
    parameters => '{"onderwijssoort": {"uitleg": "so of vso", "waarden": ["so", "vso"]},
                    "bron": {"uitleg": "Gepubliceerde tabel of geladen tellingen", "waarden": ["gepubliceerd", "geladen"]}}',
    voorbeeld => 'bron => ''gepubliceerd''',
    kolommen => $$r.bron, r.onderwijssoort AS soort, r.jaar, r.categorie,
        concat_ws('..', r.leerlingen_onder, nullif(r.leerlingen_boven, r.leerlingen_onder)) AS leerlingen,
        replace(concat_ws(' - ', round(r.aandeel_onder::numeric, 1), nullif(round(r.aandeel_boven::numeric, 1), round(r.aandeel_onder::numeric, 1))), '.', ',') AS aandeel,
        concat_ws('..', r.verandering_onder, nullif(r.verandering_boven, r.verandering_onder)) AS verandering,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 2), nullif(round(r.percentage_boven::numeric, 2), round(r.percentage_onder::numeric, 2))), '.', ',') AS absoluut$$);
