-- The verevening against the change in the share of a funding category, per
-- samenwerkingsverband (SWV): docs/samenhang.md.
DROP FUNCTION IF EXISTS laad.samenhang_verevening_rijen(text, text, text, text, text, text, double precision) CASCADE;
CREATE FUNCTION laad.samenhang_verevening_rijen(gevraagd text, begin text, eind text, onderwijs text, bedragen text, maatstaf text, zekerheid double precision)
RETURNS TABLE (onderwijssoort text, categorie text, van text, tot text, herkomst text, soort text, maat text, n bigint, r double precision, t double precision,
               p double precision, niveau double precision, onder double precision, boven double precision, zonder_paar integer, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    van_jaar   CONSTANT schooljaar := begin;
    tot_jaar   CONSTANT schooljaar := eind;
    van_soort  CONSTANT onderwijssoort := onderwijs;
    van_sector CONSTANT text := CASE onderwijs WHEN 'so' THEN 'po' ELSE 'vo' END;
    gekozen    CONSTANT text[] := CASE WHEN gevraagd IS NULL THEN ARRAY['laag', 'midden', 'hoog'] ELSE ARRAY[gevraagd] END;
    bedragsoort CONSTANT text[] := CASE bedragen WHEN 'samen' THEN ARRAY['personeel', 'materieel'] ELSE ARRAY[bedragen] END;
BEGIN
    RETURN QUERY
        WITH verevening AS (
            -- With the sign of the field: a correction by law is the opposite.
            SELECT b.swv, CASE WHEN count(x.waarde) = cardinality(bedragsoort) THEN -sum(x.waarde) END AS waarde
            FROM feit.verevening_basis b
            CROSS JOIN LATERAL (SELECT CASE maatstaf WHEN 'euro' THEN b.basis ELSE b.basis / nullif(b.leerlingen, 0) END AS waarde) AS x
            WHERE b.sector = van_sector AND b.soort = ANY (bedragsoort)
            GROUP BY b.swv
        ), gelezen AS (
            SELECT c.swv, c.schooljaar, c.aantal, c.bekostigingscategorie,
                   CASE WHEN lower(trim(c.bekostigingscategorie)) ~ '^(laag|l|(cat(egorie)? ?)?1)$' THEN 'laag'
                        WHEN lower(trim(c.bekostigingscategorie)) ~ '^(midden|m|(cat(egorie)? ?)?2)$' THEN 'midden'
                        WHEN lower(trim(c.bekostigingscategorie)) ~ '^(hoog|h|(cat(egorie)? ?)?3)$' THEN 'hoog' END AS categorie
            FROM feit.leerling_so_vso_categorie_per c
            WHERE c.schooljaar IN (van_jaar, tot_jaar) AND c.soort_po = van_soort AND sector(c.swv) = van_sector
        ), deel AS (
            SELECT g.swv, g.schooljaar, k.categorie,
                   coalesce(sum(ondergrens(g.aantal)) FILTER (WHERE g.categorie = k.categorie), 0)::double precision AS onder,
                   coalesce(sum(bovengrens(g.aantal)) FILTER (WHERE g.categorie = k.categorie), 0)::double precision AS boven,
                   sum(ondergrens(g.aantal))::double precision AS alle_onder, sum(bovengrens(g.aantal))::double precision AS alle_boven,
                   bool_or(g.aantal IS NULL) AS onbekend
            FROM gelezen g CROSS JOIN unnest(gekozen) AS k (categorie)
            WHERE g.categorie IS NOT NULL
            GROUP BY g.swv, g.schooljaar, k.categorie
        ), aandeel AS (
            -- Only counts that are exact have one share.
            SELECT d.swv, d.categorie, count(*) AS jaren, bool_or(d.onbekend OR d.onder < d.boven OR d.alle_onder < d.alle_boven) AS onzeker,
                   max(d.onder / nullif(d.alle_onder, 0)) FILTER (WHERE d.schooljaar = van_jaar) AS toen,
                   max(d.onder / nullif(d.alle_onder, 0)) FILTER (WHERE d.schooljaar = tot_jaar) AS nu
            FROM deel d
            GROUP BY d.swv, d.categorie
        ), paar AS (
            SELECT k.categorie, v.waarde, coalesce(a.jaren, 0) AS jaren, coalesce(a.onzeker, false) AS onzeker, CASE WHEN NOT a.onzeker THEN a.nu - a.toen END AS verschil
            FROM (SELECT e.swv FROM verevening e UNION SELECT g.swv FROM gelezen g) AS w
            CROSS JOIN unnest(gekozen) AS k (categorie)
            LEFT JOIN verevening v ON v.swv = w.swv
            LEFT JOIN aandeel a ON a.swv = w.swv AND a.categorie = k.categorie
        ), uitkomst AS (
            SELECT q.categorie, samenhang(q.waarde, q.verschil) AS s, count(*) AS alle,
                   count(*) FILTER (WHERE q.waarde IS NULL) AS geen_verevening,
                   count(*) FILTER (WHERE q.waarde IS NOT NULL AND NOT q.onzeker AND q.verschil IS NULL) AS geen_leerlingen,
                   count(*) FILTER (WHERE q.waarde IS NOT NULL AND q.onzeker) AS onzeker
            FROM paar q GROUP BY q.categorie
        )
        SELECT onderwijs, u.categorie, van_jaar::text, tot_jaar::text, 'berekend', bedragen, maatstaf, coalesce(n(u.s), 0), r(u.s), t(u.s), p(u.s), zekerheid,
               ondergrens(u.s, zekerheid), bovengrens(u.s, zekerheid), (u.alle - coalesce(n(u.s), 0))::integer,
               nullif(concat_ws('; ',
                   CASE WHEN r(u.s) IS NULL THEN 'geen r: te weinig samenwerkingsverbanden, of een van beide verandert niet' END,
                   CASE WHEN u.geen_verevening > 0 THEN format('%s samenwerkingsverband(en) zonder verevening', u.geen_verevening) END,
                   CASE WHEN u.geen_leerlingen > 0 THEN format('%s zonder leerlingen met een categorie in een van beide jaren', u.geen_leerlingen) END,
                   CASE WHEN u.onzeker > 0 THEN format('%s met gemaskeerde of onbekende aantallen', u.onzeker) END,
                   (SELECT 'niet meegeteld: ' || string_agg(DISTINCT o.bekostigingscategorie, ', ') FROM gelezen o WHERE o.categorie IS NULL)), '')
        FROM uitkomst u
        UNION ALL
        -- What is published of the same.
        SELECT onderwijs, x.categorie, van_jaar::text, tot_jaar::text, 'gepubliceerd', NULL, NULL, NULL, g.waarde, NULL, NULL, NULL, NULL, NULL, NULL,
               format('sectorrapport speciaal onderwijs, %s: aantal, p en interval staan er niet bij, en de maat van de verevening ook niet', g.plaats)
        FROM ref.cijfer_gepubliceerd_per g
        CROSS JOIN LATERAL regexp_match(g.onderwerp, '^samenhang verandering aandeel categorie ([123]) en verevening (v?so) ([0-9]{4})-([0-9]{4})$') AS m (deel)
        CROSS JOIN LATERAL (SELECT (ARRAY['laag', 'midden', 'hoog'])[m.deel[1]::integer] AS categorie) AS x
        WHERE g.document = '000' AND g.eenheid = 'r' AND x.categorie = ANY (gekozen) AND m.deel[2] = onderwijs
          AND m.deel[3]::schooljaar = van_jaar AND m.deel[4]::schooljaar = tot_jaar;
END $$;
COMMENT ON FUNCTION laad.samenhang_verevening_rijen(text, text, text, text, text, text, double precision) IS
    'De rijen van rapport.samenhang_verevening: berekend en gepubliceerd; gevraagd NULL = elke categorie';

CREATE VIEW rapport.samenhang_verevening AS
SELECT s.onderwijssoort, s.categorie, s.van, s.tot, s.herkomst, s.soort, s.maat, s.n, s.r, s.t, s.p, s.niveau, s.onder, s.boven, s.zonder_paar, s.reden
FROM laad.samenhang_verevening_rijen(NULL, '2014-2015', '2018-2019', 'so', 'samen', 'euro', 0.95) AS s;
COMMENT ON VIEW rapport.samenhang_verevening IS
    'Samenhang tussen de verevening van samenwerkingsverbanden en de verandering van het relatieve aandeel van een bekostigingscategorie, in het so van 2014 tot 2018; met de gepubliceerde';
COMMENT ON COLUMN rapport.samenhang_verevening.onderwijssoort IS 'so (met samenwerkingsverbanden po) of vso (met samenwerkingsverbanden vo)';
COMMENT ON COLUMN rapport.samenhang_verevening.categorie IS 'Bekostigingscategorie: laag (1), midden (2) of hoog (3)';
COMMENT ON COLUMN rapport.samenhang_verevening.van IS 'Schooljaar van de eerste telling';
COMMENT ON COLUMN rapport.samenhang_verevening.tot IS 'Schooljaar van de laatste telling';
COMMENT ON COLUMN rapport.samenhang_verevening.herkomst IS 'berekend (uit de geladen gegevens) of gepubliceerd';
COMMENT ON COLUMN rapport.samenhang_verevening.soort IS 'Van de verevening: personeel, materieel of samen; leeg = onbekend';
COMMENT ON COLUMN rapport.samenhang_verevening.maat IS 'Van de verevening: euro, of euro per leerling op 1 oktober 2011; leeg = onbekend';
COMMENT ON COLUMN rapport.samenhang_verevening.n IS 'Aantal samenwerkingsverbanden in de samenhang; leeg = onbekend';
COMMENT ON COLUMN rapport.samenhang_verevening.r IS 'Correlatie van Pearson; positief = bij positieve verevening stijgt het aandeel meer, of daalt het minder; leeg = niet te berekenen';
COMMENT ON COLUMN rapport.samenhang_verevening.t IS 'Student''s t, met n - 2 vrijheidsgraden';
COMMENT ON COLUMN rapport.samenhang_verevening.p IS 'Tweezijdige p-waarde';
COMMENT ON COLUMN rapport.samenhang_verevening.niveau IS 'Niveau van het interval, tussen 0 en 1';
COMMENT ON COLUMN rapport.samenhang_verevening.onder IS 'Ondergrens van het interval van r; leeg bij minder dan vier samenwerkingsverbanden';
COMMENT ON COLUMN rapport.samenhang_verevening.boven IS 'Bovengrens van het interval van r';
COMMENT ON COLUMN rapport.samenhang_verevening.zonder_paar IS 'Samenwerkingsverbanden die afvallen omdat een van beide gegevens onbekend is';
COMMENT ON COLUMN rapport.samenhang_verevening.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.samenhang_verevening(categorie text DEFAULT NULL, van text DEFAULT '2014-2015', tot text DEFAULT '2018-2019',
                                                        onderwijssoort text DEFAULT 'so', soort text DEFAULT 'samen', maat text DEFAULT 'euro',
                                                        niveau double precision DEFAULT 0.95, per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.samenhang_verevening
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('samenhang_verevening', 'categorie', categorie), laad.eis_waarde('samenhang_verevening', 'onderwijssoort', onderwijssoort),
            laad.eis_waarde('samenhang_verevening', 'soort', soort), laad.eis_waarde('samenhang_verevening', 'maat', maat);
    van := laad.schooljaar_tekst('van', coalesce(van, '2014-2015'));
    tot := laad.schooljaar_tekst('tot', coalesce(tot, '2018-2019'));
    IF tot <= van THEN
        RAISE EXCEPTION 'tot: "%" is not after %', tot, van USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF (niveau > 0 AND niveau < 1) IS NOT TRUE THEN
        RAISE EXCEPTION 'niveau: "%" is not between 0 and 1', niveau USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT s.onderwijssoort, s.categorie, s.van, s.tot, s.herkomst, s.soort, s.maat, s.n, s.r, s.t, s.p, s.niveau, s.onder, s.boven, s.zonder_paar, s.reden
        FROM laad.samenhang_verevening_rijen(categorie, van, tot, coalesce(onderwijssoort, 'so'), coalesce(soort, 'samen'), coalesce(maat, 'euro'), niveau) AS s
        ORDER BY array_position('{laag,midden,hoog}', s.categorie), s.herkomst COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('samenhang_verevening',
    titel => 'Samenhang tussen verevening en bekostigingscategorie',
    vraag => 'Hangt de verevening van een samenwerkingsverband samen met de verandering van het aandeel van een bekostigingscategorie?',
    definitie => 'Per samenwerkingsverband: de verevening bij 100 procent met het teken van het veld (positief = een korting volgens de wet), tegen het relatieve aandeel van de categorie in het laatste min dat in het eerste jaar. Relatief aandeel = van de leerlingen met een categorie die het samenwerkingsverband betaalt. Elk samenwerkingsverband telt een keer; wie gemaskeerde of onbekende aantallen heeft valt af. r van Pearson, p tweezijdig, interval van Fisher. De gepubliceerde r heeft geen n, p of interval, en de maat van de verevening (in euro of per leerling) is er niet van bekend.',
    bron => 'Gegevens van 1 oktober 2011 (swv-verevening-2011); DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.5.2.',
    tabellen => '{feit.verevening_2011, feit.leerling_so_vso_categorie, ref.cijfer_gepubliceerd}',
    parameters => '{"categorie": {"uitleg": "Bekostigingscategorie; leeg = elke", "waarden": ["laag", "midden", "hoog"]},
                    "van": "Schooljaar van de eerste telling, zoals 2014-2015", "tot": "Schooljaar van de laatste telling, zoals 2018-2019",
                    "onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "vso"]},
                    "soort": {"uitleg": "Welke correctie; samen = beide opgeteld", "waarden": ["personeel", "materieel", "samen"]},
                    "maat": {"uitleg": "Verevening in euro, of in euro per leerling op 1 oktober 2011", "waarden": ["euro", "euro per leerling"]},
                    "niveau": "Niveau van het interval, tussen 0 en 1"}',
    voorbeeld => 'categorie => ''hoog''',
    kolommen => $$r.onderwijssoort AS soort, r.categorie, left(r.van, 4) || '-' || left(r.tot, 4) AS periode, r.herkomst, r.n, replace(to_char(r.r, 'FM90.000'), '.', ',') AS r,
        replace(to_char(r.p, 'FM90.000'), '.', ',') AS p,
        replace(to_char(r.onder, 'FM90.000') || ' tot ' || to_char(r.boven, 'FM90.000'), '.', ',') AS interval, r.reden$$,
    geen_rijen => $$'school years loaded with funding categories: '
        || coalesce((SELECT string_agg(DISTINCT c.schooljaar::text, ', ') FROM feit.leerling_so_vso_categorie c), 'none')$$);
