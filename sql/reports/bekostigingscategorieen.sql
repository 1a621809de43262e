-- Table 1 of the sector report on special education: pupils per funding category, as
-- published and as loaded. docs/bekostigingscategorieen.md.
CREATE OR REPLACE FUNCTION laad.bekostigingscategorieen(soort text DEFAULT NULL, jaar schooljaar DEFAULT NULL, publiek boolean DEFAULT false)
RETURNS TABLE (bron text, swv text, onderwijssoort text, teljaar integer, schooljaar text, categorie text, leerlingen_onder bigint, leerlingen_boven bigint,
               relatief_onder double precision, relatief_boven double precision, absoluut_onder double precision, absoluut_boven double precision,
               verandering_onder bigint, verandering_boven bigint, groei_onder double precision, groei_boven double precision, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    van schooljaar;
    tot schooljaar;
BEGIN
    SELECT coalesce(jaar, min(schooljaar(e.teldatum))), coalesce(jaar, max(schooljaar(e.teldatum))) INTO van, tot
    FROM laad.eenheid_per e WHERE e.doel = 'feit.leerling_so_vso_categorie';
    RETURN QUERY
        WITH geteld AS (
            SELECT f.swv::text AS swv, f.soort_po::text AS soort, f.schooljaar, c.categorie,
                   coalesce(sum(f.aantal), '0') AS bekend, count(*) FILTER (WHERE f.aantal IS NULL) AS onbekend
            FROM feit.leerling_so_vso_categorie_per f
            CROSS JOIN LATERAL (
                SELECT CASE WHEN lower(trim(f.bekostigingscategorie)) ~ '^(laag|l|(cat(egorie)? ?)?1)$' THEN 'laag'
                            WHEN lower(trim(f.bekostigingscategorie)) ~ '^(midden|m|(cat(egorie)? ?)?2)$' THEN 'midden'
                            WHEN lower(trim(f.bekostigingscategorie)) ~ '^(hoog|h|(cat(egorie)? ?)?3)$' THEN 'hoog' ELSE 'zonder' END AS categorie
            ) AS c
            WHERE f.swv IS NOT NULL AND f.soort_po IN ('so', 'vso') AND (soort IS NULL OR f.soort_po::text = soort)
              AND (jaar IS NULL OR f.schooljaar IN (jaar, jaar - 1))
            GROUP BY 1, 2, 3, 4
        ), cel AS MATERIALIZED (
            -- A category without a row is 0 where another has one.
            SELECT r.swv, r.soort, r.schooljaar, c.categorie, coalesce(g.bekend, '0') AS bekend, coalesce(g.onbekend, 0) AS onbekend
            FROM (SELECT DISTINCT swv, soort, schooljaar FROM geteld) AS r
            CROSS JOIN (SELECT unnest('{laag,midden,hoog}'::text[]) UNION SELECT categorie FROM geteld) AS c (categorie)
            LEFT JOIN geteld g USING (swv, soort, schooljaar, categorie)
        ), opgeteld AS (
            SELECT coalesce(c.swv, 'landelijk') AS swv, c.soort, c.schooljaar, coalesce(c.categorie, 'totaal') AS categorie,
                   sum(c.bekend) AS bekend, sum(c.onbekend)::bigint AS onbekend
            FROM cel c
            WHERE c.categorie <> 'zonder'
            GROUP BY c.soort, c.schooljaar, GROUPING SETS ((c.swv, c.categorie), (c.swv), (c.categorie), ())
            UNION ALL
            SELECT coalesce(c.swv, 'landelijk'), c.soort, c.schooljaar, 'zonder', sum(c.bekend), sum(c.onbekend)::bigint
            FROM cel c
            WHERE c.categorie = 'zonder'
            GROUP BY c.soort, c.schooljaar, GROUPING SETS ((c.swv), ())
        ), toonbaar AS (
            -- As it can be published: of a kind and school year a table of SWVs by categories.
            SELECT g.soort, g.schooljaar, coalesce(a.rij, 'landelijk') AS swv, coalesce(a.kolom, 'totaal') AS categorie, a.aantal
            FROM (SELECT c.soort, c.schooljaar, c.categorie = 'zonder' AS zonder, array_agg(c.swv) AS swv, array_agg(c.categorie) AS kolommen,
                         array_agg(CASE WHEN c.onbekend = 0 THEN c.bekend END) AS aantallen
                  FROM cel c WHERE publiek GROUP BY c.soort, c.schooljaar, c.categorie = 'zonder') AS g
            CROSS JOIN LATERAL laad.afscherm(g.swv, g.kolommen, g.aantallen) AS a
            WHERE a.kolom IS NOT NULL OR NOT g.zonder
        ), alle AS MATERIALIZED (
            SELECT 'gepubliceerd' AS bron, 'landelijk' AS swv, p.onderwijssoort AS soort, p.teljaar::integer AS teljaar, p.bekostigingscategorie AS categorie,
                   p.leerlingen::bigint AS onder, p.leerlingen::bigint AS boven, telling(p.leerlingen) AS aantal, 0::bigint AS onbekend, false AS verborgen
            FROM ref.bekostigingscategorie_gepubliceerd_per p
            WHERE (soort IS NULL OR p.onderwijssoort = soort) AND (jaar IS NULL OR p.teljaar IN (jaar::integer, jaar::integer - 1))
            UNION ALL
            SELECT 'geladen', o.swv, o.soort, o.schooljaar::integer, o.categorie, ondergrens(w.aantal)::bigint,
                   CASE WHEN o.onbekend = 0 THEN bovengrens(w.aantal)::bigint END, CASE WHEN o.onbekend = 0 THEN w.aantal END, o.onbekend,
                   publiek AND w.aantal IS DISTINCT FROM o.bekend
            FROM opgeteld o
            LEFT JOIN toonbaar t USING (soort, schooljaar, swv, categorie)
            CROSS JOIN LATERAL (SELECT CASE WHEN publiek THEN t.aantal ELSE o.bekend END AS aantal) AS w
        ), noemer AS MATERIALIZED (
            SELECT coalesce(r.swv, 'landelijk') AS swv, r.onderwijssoort AS soort, r.schooljaar::integer AS teljaar,
                   CASE WHEN bool_and(r.reden IS NULL AND r.rest_b IS NOT NULL) THEN sum(r.teller + r.rest_b) END AS leerlingen
            FROM laad.deelname_reeks(van, tot, CASE WHEN soort IS NULL THEN '{so,vso}' ELSE ARRAY[soort] END) AS r
            GROUP BY r.onderwijssoort, r.schooljaar, GROUPING SETS ((r.swv), ())
        ), rest AS (
            SELECT a.bron, a.swv, a.soort, a.teljaar, c.categorie,
                   sum(a.aantal) FILTER (WHERE a.categorie <> c.categorie) AS rest, count(a.aantal) AS delen, sum(a.onder) AS som
            FROM alle a CROSS JOIN unnest('{laag,midden,hoog,totaal}'::text[]) AS c (categorie)
            WHERE a.categorie IN ('laag', 'midden', 'hoog')
            GROUP BY a.bron, a.swv, a.soort, a.teljaar, c.categorie
        )
        SELECT a.bron, a.swv, a.soort, a.teljaar, schooljaar(a.teljaar)::text, a.categorie, a.onder, a.boven,
               CASE WHEN a.categorie = 'totaal' THEN CASE WHEN a.onder > 0 THEN 100.0::double precision END
                    WHEN r.delen = 3 THEN 100 * ondergrens(aandeel(a.aantal, r.rest)) END,
               CASE WHEN a.categorie = 'totaal' THEN CASE WHEN a.onder > 0 THEN 100.0::double precision END
                    WHEN r.delen = 3 THEN 100 * bovengrens(aandeel(a.aantal, r.rest)) END,
               CASE WHEN a.bron = 'geladen' THEN 100.0::double precision * a.onder / nullif(bovengrens(n.leerlingen), 0) END,
               CASE WHEN a.bron = 'geladen' THEN 100.0::double precision * a.boven / nullif(ondergrens(n.leerlingen), 0) END,
               a.onder - v.boven, a.boven - v.onder,
               100.0::double precision * (a.onder - v.boven) / nullif(v.boven, 0), 100.0::double precision * (a.boven - v.onder) / nullif(v.onder, 0),
               nullif(concat_ws('; ',
                   CASE WHEN a.verborgen THEN 'afgeschermd' END,
                   CASE WHEN a.onbekend > 0 THEN 'een deel van de aantallen is onbekend: alleen de ondergrens is zeker' END,
                   CASE WHEN a.categorie = 'zonder' THEN 'zonder (bekende) categorie: geen deel van het totaal' END,
                   CASE WHEN a.bron = 'gepubliceerd' AND a.categorie = 'totaal' AND r.som <> a.onder THEN format('de categorieën tellen op tot %s', r.som) END,
                   CASE WHEN a.bron = 'gepubliceerd' THEN 'absoluut percentage: het aantal leerlingen waarvan het een deel is, is niet gepubliceerd'
                        WHEN n.leerlingen IS NULL THEN 'absoluut percentage: het aantal leerlingen van dit schooljaar is niet (volledig) geladen' END), '')
        FROM alle a
        LEFT JOIN alle v ON v.bron = a.bron AND v.swv = a.swv AND v.soort = a.soort AND v.categorie = a.categorie AND v.teljaar = a.teljaar - 1
        LEFT JOIN rest r ON r.bron = a.bron AND r.swv = a.swv AND r.soort = a.soort AND r.teljaar = a.teljaar AND r.categorie = a.categorie
        LEFT JOIN noemer n ON a.bron = 'geladen' AND n.swv = a.swv AND n.soort = a.soort AND n.teljaar = a.teljaar
        WHERE jaar IS NULL OR a.teljaar = jaar::integer;
END $$;
COMMENT ON FUNCTION laad.bekostigingscategorieen(text, schooljaar, boolean) IS 'De rijen van rapport.bekostigingscategorieen; publiek = afgeschermd. Voor rapporten';

CREATE OR REPLACE VIEW rapport.bekostigingscategorieen AS SELECT b.* FROM laad.bekostigingscategorieen() b;
COMMENT ON VIEW rapport.bekostigingscategorieen IS
    'Leerlingen so en vso per bekostigingscategorie en jaar: aantallen, totalen, relatief aandeel, absoluut percentage en verandering, zoals gepubliceerd in tabel 1 van het sectorrapport en zoals geladen per betalend samenwerkingsverband';
COMMENT ON COLUMN rapport.bekostigingscategorieen.bron IS 'gepubliceerd: tabel 1 van het sectorrapport; geladen: bestanden van DUO';
COMMENT ON COLUMN rapport.bekostigingscategorieen.swv IS 'Betalend samenwerkingsverband; landelijk = de samenwerkingsverbanden samen, of zoals gepubliceerd';
COMMENT ON COLUMN rapport.bekostigingscategorieen.onderwijssoort IS 'so of vso';
COMMENT ON COLUMN rapport.bekostigingscategorieen.teljaar IS 'Jaar van de telling: geladen 1 oktober van dat jaar; gepubliceerd zoals in de publicatie, die de teldatum niet noemt';
COMMENT ON COLUMN rapport.bekostigingscategorieen.schooljaar IS 'Schooljaar dat in het teljaar begint';
COMMENT ON COLUMN rapport.bekostigingscategorieen.categorie IS 'laag, midden, hoog, totaal daarvan, of zonder (geen of onbekende categorie)';
COMMENT ON COLUMN rapport.bekostigingscategorieen.leerlingen_onder IS 'Kleinst mogelijke aantal leerlingen';
COMMENT ON COLUMN rapport.bekostigingscategorieen.leerlingen_boven IS 'Grootst mogelijke aantal leerlingen; leeg = onbekend';
COMMENT ON COLUMN rapport.bekostigingscategorieen.relatief_onder IS
    'Relatief aandeel, kleinst mogelijke: procenten binnen de leerlingen so (of vso) met een categorie; de drie tellen op tot 100';
COMMENT ON COLUMN rapport.bekostigingscategorieen.relatief_boven IS 'Relatief aandeel, grootst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.absoluut_onder IS
    'Absoluut percentage, kleinst mogelijke: procenten van alle leerlingen (so: bo + sbo + so; vso: vo + pro + vso)';
COMMENT ON COLUMN rapport.bekostigingscategorieen.absoluut_boven IS 'Absoluut percentage, grootst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.verandering_onder IS 'Aantal min dat van een jaar eerder, kleinst mogelijke; leeg zonder vorig jaar';
COMMENT ON COLUMN rapport.bekostigingscategorieen.verandering_boven IS 'Aantal min dat van een jaar eerder, grootst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.groei_onder IS 'Verandering in procenten van een jaar eerder, kleinst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.groei_boven IS 'Verandering in procenten van een jaar eerder, grootst mogelijke';
COMMENT ON COLUMN rapport.bekostigingscategorieen.reden IS 'Waarom een getal ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION rapport.bekostigingscategorieen(onderwijssoort text DEFAULT NULL, swv text DEFAULT NULL, schooljaar text DEFAULT NULL, bron text DEFAULT NULL,
                                                           per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.bekostigingscategorieen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('bekostigingscategorieen', 'onderwijssoort', onderwijssoort);
    PERFORM laad.eis_waarde('bekostigingscategorieen', 'bron', bron);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT b.* FROM laad.bekostigingscategorieen(bekostigingscategorieen.onderwijssoort, bekostigingscategorieen.schooljaar::schooljaar, coalesce(publiek, false)) b
        WHERE (codes IS NULL OR b.swv = ANY (codes)) AND (bekostigingscategorieen.bron IS NULL OR b.bron = bekostigingscategorieen.bron)
        ORDER BY b.bron COLLATE "C" DESC, b.swv <> 'landelijk', b.swv COLLATE "C", b.onderwijssoort COLLATE "C", b.teljaar,
                 array_position('{laag,midden,hoog,totaal,zonder}', b.categorie);
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('bekostigingscategorieen',
    titel => 'Leerlingen so en vso per bekostigingscategorie',
    vraag => 'Hoeveel leerlingen in so en vso zijn er per bekostigingscategorie, welk deel is dat, en hoe verandert het?',
    definitie => 'Relatief aandeel = binnen de leerlingen so (of vso) met een categorie, telt op tot 100 en hangt niet af van hoeveel leerlingen naar het so gaan. Absoluut percentage = van alle leerlingen (so: bo + sbo + so; vso: vo + pro + vso) van het samenwerkingsverband. Gepubliceerd: de teldatum en het aantal van alle leerlingen staan niet in de publicatie. Geladen: naar betalend samenwerkingsverband, zonder cluster 1 en 2 en zonder gesloten en justitiële inrichtingen; de noemer is naar het DUO-bestand per samenwerkingsverband (grondslag onbekend), anders naar woonplaats.',
    bron => 'Sectorrapport speciaal onderwijs (evaluatie passend onderwijs), tabel 1 en paragraaf 5.5.2, uit Trends in passend onderwijs 2011-2018 (DUO); DUO, leerlingen so en vso naar bekostigingscategorie.',
    tabellen => '{ref.bekostigingscategorie_gepubliceerd, feit.leerling_so_vso_categorie, feit.leerling_swv_totaal, feit.leerling_po, feit.leerling_vo_pc4, ref.pc4_swv}',
    parameters => '{"onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "vso"]},
                    "swv": "Betalende samenwerkingsverbanden, met komma ertussen; ook landelijk",
                    "schooljaar": "Schooljaar, zoals 2018-2019",
                    "bron": {"uitleg": "Gepubliceerde tabel of geladen tellingen", "waarden": ["gepubliceerd", "geladen"]}}',
    voorbeeld => 'bron => ''gepubliceerd''',
    kop => $$format('%s, %s, %s', r.bron, r.swv, r.onderwijssoort)$$,
    kolommen => $$r.teljaar AS jaar, r.categorie, concat_ws('..', r.leerlingen_onder, CASE WHEN r.leerlingen_boven IS NULL AND r.leerlingen_onder IS NOT NULL THEN '?' ELSE nullif(r.leerlingen_boven, r.leerlingen_onder)::text END) AS leerlingen,
        replace(concat_ws(' - ', round(r.relatief_onder::numeric, 1), nullif(round(r.relatief_boven::numeric, 1), round(r.relatief_onder::numeric, 1))), '.', ',') AS "relatief aandeel",
        replace(concat_ws(' - ', round(r.absoluut_onder::numeric, 2), nullif(round(r.absoluut_boven::numeric, 2), round(r.absoluut_onder::numeric, 2))), '.', ',') AS "absoluut percentage",
        concat_ws('..', r.verandering_onder, nullif(r.verandering_boven, r.verandering_onder)) AS verandering,
        replace(concat_ws(' - ', round(r.groei_onder::numeric, 1), nullif(round(r.groei_boven::numeric, 1), round(r.groei_onder::numeric, 1))), '.', ',') AS "in procent"$$,
    geen_rijen => $$'years: ' || coalesce((SELECT string_agg(DISTINCT r.bron || ' ' || r.teljaar, ', ') FROM rapport.bekostigingscategorieen r WHERE r.swv = 'landelijk'), 'none')$$);
