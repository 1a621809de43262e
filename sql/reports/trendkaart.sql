-- The trend map: does participation rise or fall, and is it above or below the national mean?
-- docs/trendkaart.md. The counts come from laad.deelname_reeks, the rules from the extension (docs/trend.md).
CREATE OR REPLACE FUNCTION laad.trendkaart(soorten text[] DEFAULT NULL, jaren integer DEFAULT 5, tot schooljaar DEFAULT NULL, gemiddelde text DEFAULT 'gepoold',
                                regel text DEFAULT 'ols', band double precision DEFAULT 0, publiek boolean DEFAULT false, codes text[] DEFAULT NULL)
RETURNS TABLE (sector text, onderwijssoort text, definitie text, swv text, van text, tot_en_met text, schooljaren integer,
               helling_onder double precision, helling_boven double precision, mann_kendall_s integer,
               eerste_laatste_onder double precision, eerste_laatste_boven double precision,
               gemiddelde_onder double precision, gemiddelde_boven double precision, landelijk_onder double precision, landelijk_boven double precision,
               klasse text, klasse_ols text, klasse_eerste_laatste text, klasse_mann_kendall text, regels_eens boolean, zeker boolean,
               regel_gebruikt text, band_gebruikt double precision, gemiddelde_gebruikt text, bron text, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET extra_float_digits = 1 SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    wens  schooljaar := trendkaart.tot;
    -- What is hidden depends on the kinds beside it, so these are read too.
    lees  CONSTANT text[] := CASE WHEN soorten IS NULL THEN '{so,sbo,vso,pro}' WHEN NOT publiek THEN soorten
                               WHEN soorten <@ '{so,sbo}' THEN '{so,sbo}' WHEN soorten <@ '{vso,pro}' THEN '{vso,pro}' ELSE '{so,sbo,vso,pro}' END;
BEGIN
    RETURN QUERY
        WITH eenheid AS (
            SELECT DISTINCT e.doel, coalesce((e.sleutel ->> 'schooljaar')::schooljaar, schooljaar(e.teldatum)) AS jaar
            FROM laad.eenheid_per e
            WHERE e.doel IN ('feit.leerling_swv_totaal', 'feit.leerling_po', 'feit.leerling_vo_pc4', 'feit.leerling_vo_onderwijstype', 'feit.leerling_vo_leerjaar')
        ), venster AS MATERIALIZED (
            -- The last school year of each kind that has its numerator and denominator.
            SELECT s.soort, coalesce(wens, s.laatste) AS tot
            FROM (
                SELECT k.soort, max(e.jaar) AS laatste
                FROM (VALUES ('so', '{feit.leerling_swv_totaal,feit.leerling_po}'::text[]), ('sbo', '{feit.leerling_swv_totaal,feit.leerling_po}'),
                             ('vso', '{feit.leerling_vo_pc4}'), ('pro', '{feit.leerling_vo_onderwijstype,feit.leerling_vo_leerjaar}')) AS k (soort, doelen)
                LEFT JOIN eenheid e ON e.doel = ANY (k.doelen)
                     AND (k.soort <> 'vso' OR EXISTS (SELECT FROM eenheid p WHERE p.jaar = e.jaar AND p.doel IN ('feit.leerling_swv_totaal', 'feit.leerling_po')))
                GROUP BY k.soort
            ) AS s
            WHERE s.soort = ANY (lees)
        ), ruw AS MATERIALIZED (
            SELECT r.*
            FROM (SELECT v.tot, array_agg(v.soort) AS soorten FROM venster v WHERE v.tot IS NOT NULL GROUP BY v.tot) AS v
            CROSS JOIN LATERAL laad.deelname_reeks(v.tot - (jaren - 1), v.tot, v.soorten) AS r
        ), cel AS (
            -- As it can be published: per school year a table of SWVs by kinds.
            SELECT c.tabel, r.schooljaar, r.swv, c.kolom, c.aantal
            FROM ruw r
            CROSS JOIN LATERAL (VALUES
                ('po', 'so', 'so', r.teller), ('po', 'sbo', 'sbo', r.teller), ('po', 'sbo', 'bo', r.rest_a),
                ('vso', 'vso', 'vso', r.teller), ('vso', 'vso', 'vo', r.rest_a), ('pro', 'pro', 'pro', r.teller), ('pro', 'pro', 'overig', r.rest_a)
            ) AS c (tabel, soort, kolom, aantal)
            WHERE publiek AND c.soort = r.onderwijssoort AND (r.reden IS NULL OR c.kolom = 'vso') AND c.aantal IS NOT NULL
        ), toonbaar AS MATERIALIZED (
            SELECT g.schooljaar, coalesce(a.rij, 'landelijk') AS swv, g.tabel, a.kolom, a.aantal
            FROM (SELECT c.tabel, c.schooljaar, array_agg(c.swv) AS swv, array_agg(c.kolom) AS kolommen, array_agg(c.aantal) AS aantallen
                  FROM cel c GROUP BY c.tabel, c.schooljaar) AS g
            CROSS JOIN LATERAL laad.afscherm(g.swv, g.kolommen, g.aantallen) AS a
            WHERE a.kolom IS NOT NULL
        ), breed AS MATERIALIZED (
            SELECT t.schooljaar, t.swv,
                   max(t.aantal::text) FILTER (WHERE t.kolom = 'so')::telling AS so, max(t.aantal::text) FILTER (WHERE t.kolom = 'sbo')::telling AS sbo,
                   max(t.aantal::text) FILTER (WHERE t.kolom = 'bo')::telling AS bo, max(t.aantal::text) FILTER (WHERE t.kolom = 'vso')::telling AS vso,
                   max(t.aantal::text) FILTER (WHERE t.kolom = 'vo')::telling AS vo, max(t.aantal::text) FILTER (WHERE t.kolom = 'pro')::telling AS pro,
                   max(t.aantal::text) FILTER (WHERE t.kolom = 'overig')::telling AS overig
            FROM toonbaar t GROUP BY t.schooljaar, t.swv
        ), punt AS MATERIALIZED (
            SELECT r.sector, r.swv, r.onderwijssoort, r.schooljaar, r.teller, r.rest_a, r.rest_b, r.bron, r.reden, r.teldatum FROM ruw r WHERE NOT publiek
            UNION ALL
            SELECT CASE r.sector WHEN 'po' THEN 'po' ELSE 'vo' END, 'landelijk', r.onderwijssoort, r.schooljaar, sum(r.teller), sum(r.rest_a), sum(r.rest_b), NULL, NULL, NULL
            FROM ruw r WHERE NOT publiek AND r.reden IS NULL AND r.rest_a IS NOT NULL
            GROUP BY r.sector, r.onderwijssoort, r.schooljaar
            UNION ALL
            SELECT l.sector, l.swv, l.onderwijssoort, l.schooljaar, c.teller, c.rest_a, c.rest_b, l.bron,
                   coalesce(l.reden, CASE WHEN c.teller IS NULL OR (c.rest_a IS NULL AND l.rest_a IS NOT NULL) THEN 'afgeschermd' END), l.teldatum
            FROM (SELECT r.sector, r.swv, r.onderwijssoort, r.schooljaar, r.rest_a, r.bron, r.reden, r.teldatum FROM ruw r
                  UNION ALL
                  SELECT DISTINCT r.sector, 'landelijk', r.onderwijssoort, r.schooljaar, NULL::telling, NULL::text, NULL::text, NULL::date FROM ruw r WHERE r.reden IS NULL) AS l
            LEFT JOIN breed b USING (schooljaar, swv)
            CROSS JOIN LATERAL (
                SELECT * FROM (VALUES ('so', b.so, b.bo + b.sbo, b.bo + b.sbo), ('sbo', b.sbo, b.bo, b.bo + b.so), ('vso', b.vso, b.vo, b.vo),
                                      ('pro', b.pro, b.overig, b.overig + b.vso)) AS w (soort, teller, rest_a, rest_b)
                WHERE w.soort = l.onderwijssoort) AS c
            WHERE publiek
        ), waarde AS MATERIALIZED (
            SELECT p.sector, p.swv, p.onderwijssoort, p.schooljaar, d.definitie, p.teller, d.rest, p.bron, p.reden, w.onder, w.boven, p.teldatum
            FROM punt p
            CROSS JOIN LATERAL (VALUES ('A', p.rest_a, p.onderwijssoort IN ('so', 'vso')), ('B', p.rest_b, false)) AS d (definitie, rest, verhouding)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN p.reden IS NOT NULL THEN NULL WHEN d.verhouding THEN ondergrens(verhouding(p.teller, d.rest)) ELSE ondergrens(aandeel(p.teller, d.rest)) END AS onder,
                       CASE WHEN p.reden IS NOT NULL THEN NULL WHEN d.verhouding THEN bovengrens(verhouding(p.teller, d.rest)) ELSE bovengrens(aandeel(p.teller, d.rest)) END AS boven
            ) AS w
        ), eigen AS MATERIALIZED (
            SELECT w.sector, w.swv, w.onderwijssoort, w.definitie,
                   samen(format('%s:%s%s', w.schooljaar, w.onder, '..' || nullif(w.boven, w.onder))::trend) FILTER (WHERE w.onder IS NOT NULL) AS t,
                   gemiddelde(trend(w.schooljaar, w.onder)) AS onder, gemiddelde(trend(w.schooljaar, w.boven)) AS boven,
                   count(w.onder)::integer AS n, (array_agg(w.onder ORDER BY w.schooljaar) FILTER (WHERE w.onder IS NOT NULL)) AS onders,
                   (array_agg(w.boven ORDER BY w.schooljaar) FILTER (WHERE w.onder IS NOT NULL)) AS bovens,
                   string_agg(DISTINCT w.bron, '; ' ORDER BY w.bron) AS bron, count(DISTINCT w.bron) AS bronnen, count(DISTINCT to_char(w.teldatum, 'MM-DD')) AS dagen,
                   count(*) FILTER (WHERE w.onderwijssoort = 'vso' AND w.teldatum <> teldatum(w.schooljaar)) AS andere_dag,
                   count(*) FILTER (WHERE w.reden = 'afgeschermd') AS afgeschermd, count(*) FILTER (WHERE w.reden <> 'afgeschermd') AS onbekend,
                   count(*) FILTER (WHERE w.reden IS NULL AND w.rest IS NULL) AS zonder_noemer,
                   count(*) FILTER (WHERE w.reden IS NULL AND w.rest IS NOT NULL AND w.onder IS NULL) AS leeg
            FROM waarde w
            GROUP BY w.sector, w.swv, w.onderwijssoort, w.definitie
        ), gepoold AS (
            SELECT w.onderwijssoort, w.definitie,
                   CASE WHEN w.definitie = 'A' AND w.onderwijssoort IN ('so', 'vso') THEN ondergrens(verhouding(sum(w.teller), sum(w.rest))) ELSE ondergrens(aandeel(sum(w.teller), sum(w.rest))) END AS onder,
                   CASE WHEN w.definitie = 'A' AND w.onderwijssoort IN ('so', 'vso') THEN bovengrens(verhouding(sum(w.teller), sum(w.rest))) ELSE bovengrens(aandeel(sum(w.teller), sum(w.rest))) END AS boven
            FROM waarde w WHERE w.swv = 'landelijk' AND w.onder IS NOT NULL
            GROUP BY w.onderwijssoort, w.definitie
        ), onbekend AS (
            SELECT r.onderwijssoort, count(*) AS n FROM ruw r WHERE r.reden IS NOT NULL GROUP BY r.onderwijssoort
        ), landelijk AS (
            SELECT e.onderwijssoort, e.definitie,
                   CASE trendkaart.gemiddelde WHEN 'gepoold' THEN g.onder WHEN 'jaargemiddelde' THEN e.onder ELSE o.onder END AS onder,
                   CASE trendkaart.gemiddelde WHEN 'gepoold' THEN g.boven WHEN 'jaargemiddelde' THEN e.boven ELSE o.boven END AS boven
            FROM eigen e
            LEFT JOIN gepoold g USING (onderwijssoort, definitie)
            LEFT JOIN (SELECT s.onderwijssoort, s.definitie, avg(s.onder ORDER BY s.swv COLLATE "C") AS onder, avg(s.boven ORDER BY s.swv COLLATE "C") AS boven
                       FROM eigen s WHERE s.swv <> 'landelijk' GROUP BY s.onderwijssoort, s.definitie) AS o USING (onderwijssoort, definitie)
            WHERE e.swv = 'landelijk'
        ), geklast AS (
            SELECT e.*, l.onder AS l_onder, l.boven AS l_boven, k.ols, k.eerste_laatste, k.mann_kendall,
                   CASE trendkaart.regel WHEN 'ols' THEN k.ols WHEN 'eerste_laatste' THEN k.eerste_laatste ELSE k.mann_kendall END AS klasse
            FROM eigen e
            LEFT JOIN landelijk l USING (onderwijssoort, definitie)
            CROSS JOIN LATERAL (
                SELECT max(c.klasse) FILTER (WHERE c.regel = 'ols') AS ols, max(c.klasse) FILTER (WHERE c.regel = 'eerste_laatste') AS eerste_laatste,
                       max(c.klasse) FILTER (WHERE c.regel = 'mann_kendall') AS mann_kendall
                FROM (
                    -- Against a mean with bounds: the class against both of them, where that is one.
                    SELECT r.regel, coalesce(CASE WHEN l.onder = l.boven THEN trendklasse(e.t, l.onder, r.regel, band / 100)::text
                                                  WHEN trendklasse(e.t, l.onder, r.regel, band / 100) = trendklasse(e.t, l.boven, r.regel, band / 100)
                                                  THEN trendklasse(e.t, l.onder, r.regel, band / 100)::text END, 'onbepaald') AS klasse
                    FROM unnest('{ols,eerste_laatste,mann_kendall}'::text[]) AS r (regel)
                ) AS c
            ) AS k
            WHERE e.swv <> 'landelijk' AND (codes IS NULL OR e.swv = ANY (codes)) AND (soorten IS NULL OR e.onderwijssoort = ANY (soorten))
        )
        SELECT g.sector, g.onderwijssoort, g.definitie, g.swv, (v.tot - (jaren - 1))::text, v.tot::text, g.n,
               100 * helling_onder(g.t), 100 * helling_boven(g.t), mann_kendall_s(g.t),
               CASE WHEN g.n > 1 THEN 100 * coalesce(eerste_laatste(g.t), g.onders[g.n] - g.bovens[1]) END,
               CASE WHEN g.n > 1 THEN 100 * coalesce(eerste_laatste(g.t), g.bovens[g.n] - g.onders[1]) END,
               100 * g.onder, 100 * g.boven, 100 * g.l_onder, 100 * g.l_boven,
               g.klasse, g.ols, g.eerste_laatste, g.mann_kendall, regels_eens(g.t, band / 100),
               CASE WHEN g.klasse <> 'onbepaald' THEN true
                    WHEN g.n >= 3 AND g.l_onder IS NOT NULL
                     AND num_nulls(trendklasse_zeker(g.t, g.l_onder, trendkaart.regel, band / 100), trendklasse_zeker(g.t, g.l_boven, trendkaart.regel, band / 100)) = 0 THEN false END,
               trendkaart.regel, band, trendkaart.gemiddelde, g.bron,
               nullif(concat_ws('; ',
                   CASE WHEN g.n < jaren THEN format('%s van de %s schooljaren hebben een waarde', g.n, jaren) END,
                   CASE WHEN g.n < 3 THEN 'minder dan drie jaren: geen klasse' END,
                   CASE WHEN g.onbekend > 0 THEN format('in %s schooljaren is een deel van de aantallen onbekend', g.onbekend) END,
                   CASE WHEN g.afgeschermd > 0 THEN 'afgeschermd' END,
                   CASE WHEN g.zonder_noemer > 0 THEN format('in %s schooljaren is de noemer niet geladen of onbekend', g.zonder_noemer) END,
                   CASE WHEN g.leeg > 0 THEN format('in %s schooljaren is de noemer 0', g.leeg) END,
                   CASE WHEN g.bronnen > 1 THEN 'de bron verschilt tussen schooljaren: een breuk kan op een trend lijken' END,
                   CASE WHEN g.dagen > 1 THEN 'de teldatum valt niet elk schooljaar op dezelfde dag: een breuk kan op een trend lijken' END,
                   CASE WHEN g.andere_dag > 0 THEN format('in %s schooljaren is de teller niet van 1 oktober en de noemer wel', g.andere_dag) END,
                   CASE WHEN g.klasse = 'onbepaald' AND g.n >= 3
                        THEN CASE WHEN g.l_onder IS NULL THEN 'geen landelijk gemiddelde' ELSE 'niet zeker: andere aantallen binnen de grenzen geven een andere klasse' END END,
                   CASE WHEN g.klasse LIKE 'vlak%' THEN 'vlak: geen verandering buiten de band' END,
                   CASE WHEN g.onder = g.boven AND g.l_onder = g.l_boven AND g.onder = g.l_onder THEN 'gelijk aan het landelijk gemiddelde: telt als boven' END,
                   CASE WHEN o.n > 0 THEN format('landelijk zonder %s onbekende aantallen van een samenwerkingsverband in een schooljaar', o.n) END), '')
        FROM geklast g
        JOIN venster v ON v.soort = g.onderwijssoort
        LEFT JOIN onbekend o ON o.onderwijssoort = g.onderwijssoort;
END $$;
COMMENT ON FUNCTION laad.trendkaart(text[], integer, schooljaar, text, text, double precision, boolean, text[]) IS
    'De rijen van rapport.trendkaart: per samenwerkingsverband, onderwijssoort en definitie de trend tegen het landelijk gemiddelde. Voor rapporten';

CREATE OR REPLACE VIEW rapport.trendkaart AS SELECT t.* FROM laad.trendkaart() t;
COMMENT ON VIEW rapport.trendkaart IS
    'Per samenwerkingsverband en onderwijssoort: stijgt of daalt de deelname over vijf schooljaren, en is zij hoger of lager dan landelijk? De regel van de inspectie is niet gepubliceerd; deze tabel zegt welke regel en welk gemiddelde zijn gebruikt';
COMMENT ON COLUMN rapport.trendkaart.sector IS 'po (so, sbo) of vo (vso, pro)';
COMMENT ON COLUMN rapport.trendkaart.onderwijssoort IS 'so, sbo, vso of pro';
COMMENT ON COLUMN rapport.trendkaart.definitie IS 'A (gedeeld door bo + sbo, of door vo + pro) of B (gedeeld door bo + sbo + so, of door vo + pro + vso)';
COMMENT ON COLUMN rapport.trendkaart.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN rapport.trendkaart.van IS 'Eerste schooljaar van de periode';
COMMENT ON COLUMN rapport.trendkaart.tot_en_met IS 'Laatste schooljaar van de periode';
COMMENT ON COLUMN rapport.trendkaart.schooljaren IS 'Schooljaren in de periode die een waarde hebben';
COMMENT ON COLUMN rapport.trendkaart.helling_onder IS 'Kleinst mogelijke helling (kleinste kwadraten), in procentpunten per jaar';
COMMENT ON COLUMN rapport.trendkaart.helling_boven IS 'Grootst mogelijke helling, in procentpunten per jaar';
COMMENT ON COLUMN rapport.trendkaart.mann_kendall_s IS 'Paren jaren die stijgen min paren die dalen; leeg waar een jaar grenzen heeft';
COMMENT ON COLUMN rapport.trendkaart.eerste_laatste_onder IS 'Laatste jaar met een waarde min het eerste, kleinst mogelijke, in procentpunten';
COMMENT ON COLUMN rapport.trendkaart.eerste_laatste_boven IS 'Laatste jaar met een waarde min het eerste, grootst mogelijke, in procentpunten';
COMMENT ON COLUMN rapport.trendkaart.gemiddelde_onder IS 'Gemiddelde van de percentages van het samenwerkingsverband, elk jaar even zwaar: kleinst mogelijke';
COMMENT ON COLUMN rapport.trendkaart.gemiddelde_boven IS 'Gemiddelde van de percentages van het samenwerkingsverband: grootst mogelijke';
COMMENT ON COLUMN rapport.trendkaart.landelijk_onder IS 'Landelijk gemiddelde, in procenten: kleinst mogelijke';
COMMENT ON COLUMN rapport.trendkaart.landelijk_boven IS 'Landelijk gemiddelde, in procenten: grootst mogelijke';
COMMENT ON COLUMN rapport.trendkaart.klasse IS
    'stijgend, dalend of vlak, met _boven (of gelijk) of _onder het landelijk gemiddelde, volgens de gebruikte regel; onbepaald: zie reden';
COMMENT ON COLUMN rapport.trendkaart.klasse_ols IS 'Klasse volgens de helling (kleinste kwadraten)';
COMMENT ON COLUMN rapport.trendkaart.klasse_eerste_laatste IS 'Klasse volgens het verschil tussen eerste en laatste jaar';
COMMENT ON COLUMN rapport.trendkaart.klasse_mann_kendall IS 'Klasse volgens het teken van Mann-Kendalls S';
COMMENT ON COLUMN rapport.trendkaart.regels_eens IS 'Waar: de drie regels geven zeker dezelfde richting; onwaar: twee verschillen zeker; leeg: onbekend';
COMMENT ON COLUMN rapport.trendkaart.zeker IS 'Waar: elk aantal binnen de grenzen geeft deze klasse; onwaar: niet; leeg: minder dan drie jaren, of niet uit te maken';
COMMENT ON COLUMN rapport.trendkaart.regel_gebruikt IS 'De regel van klasse: ols, eerste_laatste of mann_kendall';
COMMENT ON COLUMN rapport.trendkaart.band_gebruikt IS 'Een verandering tot en met zoveel procentpunten per jaar is vlak';
COMMENT ON COLUMN rapport.trendkaart.gemiddelde_gebruikt IS
    'gepoold (alle leerlingen van alle jaren), jaargemiddelde (van de landelijke percentages) of ongewogen (van de samenwerkingsverbanden)';
COMMENT ON COLUMN rapport.trendkaart.bron IS 'Tabellen waaruit de aantallen komen';
COMMENT ON COLUMN rapport.trendkaart.reden IS 'Waarom iets ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION rapport.trendkaart(jaren integer DEFAULT 5, tot text DEFAULT NULL, onderwijssoort text DEFAULT NULL, swv text DEFAULT NULL,
                                              definitie text DEFAULT NULL, gemiddelde text DEFAULT 'gepoold', regel text DEFAULT 'ols',
                                              band double precision DEFAULT 0, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.trendkaart
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{}');
BEGIN
    PERFORM laad.eis_waarde('trendkaart', 'onderwijssoort', onderwijssoort);
    PERFORM laad.eis_waarde('trendkaart', 'definitie', definitie);
    PERFORM laad.eis_trendregel('trendkaart', jaren, gemiddelde, regel, band);
    tot := laad.schooljaar_tekst('tot', tot);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT t.* FROM laad.trendkaart(CASE WHEN trendkaart.onderwijssoort IS NOT NULL THEN ARRAY[trendkaart.onderwijssoort] END, trendkaart.jaren,
                                        trendkaart.tot::schooljaar, trendkaart.gemiddelde, trendkaart.regel, trendkaart.band, coalesce(publiek, false), codes) t
        WHERE (trendkaart.definitie IS NULL OR t.definitie = trendkaart.definitie)
        ORDER BY array_position('{so,sbo,vso,pro}', t.onderwijssoort), t.definitie, t.swv COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

-- The arguments that the trend map and its summary share. NULL is as wrong as any other word.
CREATE OR REPLACE FUNCTION laad.eis_trendregel(rapport text, jaren integer, gemiddelde text, regel text, band double precision) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM laad.eis_waarde(rapport, 'gemiddelde', coalesce(gemiddelde, ''));
    PERFORM laad.eis_waarde(rapport, 'regel', coalesce(regel, ''));
    IF jaren IS NULL OR jaren NOT BETWEEN 1 AND 64 THEN
        RAISE EXCEPTION 'jaren: % is not from 1 to 64', coalesce(jaren::text, 'NULL') USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF band IS NULL OR NOT (band >= 0 AND band <= 100) THEN
        RAISE EXCEPTION 'band: % is not from 0 to 100 percentage points a year', coalesce(band::text, 'NULL') USING ERRCODE = 'invalid_parameter_value';
    END IF;
END $$;
COMMENT ON FUNCTION laad.eis_trendregel(text, integer, text, text, double precision) IS
    'Fout 22023 als jaren, gemiddelde, regel of band van de trendkaart niet kan';

SELECT laad.beschrijf_rapport('trendkaart',
    titel => 'Trendkaart: stijgt of daalt de deelname, boven of onder landelijk',
    vraag => 'Stijgt of daalt de deelname aan so, sbo, vso en pro van een samenwerkingsverband, en ligt zij boven of onder het landelijk gemiddelde?',
    definitie => 'Klasse = richting over de schooljaren (regel, standaard de helling volgens kleinste kwadraten) en of het eigen gemiddelde op of boven het landelijk gemiddelde ligt. De inspectie noemt vier klassen over vijf schooljaren, maar niet haar regel, haar gemiddelde en wat zij met gelijk en met ontbrekende jaren doet: kies hier zelf; vlak is een eigen klasse. Minder dan drie jaren: onbepaald. Definitie A: gedeeld door bo + sbo of door vo + pro; B: gedeeld door bo + sbo + so of door vo + pro + vso. Landelijk = de samenwerkingsverbanden samen. Pro naar de school, vo (noemer van vso) naar de postcode van de leerling; van het DUO-bestand per samenwerkingsverband is de grondslag onbekend.',
    bron => 'De Staat van het Onderwijs 2025, samenwerkingsverbanden (factsheet); DUO, leerlingen po per samenwerkingsverband, anders leerlingen po per postcode; DUO, leerlingen vo.',
    tabellen => '{feit.leerling_swv_totaal, feit.leerling_po, feit.leerling_vo_pc4, feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar, ref.vestiging, ref.pc4_swv}',
    parameters => '{"jaren": "Aantal schooljaren", "tot": "Laatste schooljaar; leeg = per onderwijssoort het laatst geladen",
                    "onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "sbo", "vso", "pro"]},
                    "swv": "Samenwerkingsverbanden, met komma ertussen",
                    "definitie": {"uitleg": "Noemer: A of B", "waarden": ["A", "B"]},
                    "gemiddelde": {"uitleg": "Landelijk gemiddelde: gepoold = alle leerlingen van alle jaren; jaargemiddelde = gemiddelde van de landelijke percentages; ongewogen = gemiddelde van de samenwerkingsverbanden", "waarden": ["gepoold", "jaargemiddelde", "ongewogen"]},
                    "regel": {"uitleg": "Regel voor de richting", "waarden": ["ols", "eerste_laatste", "mann_kendall"]},
                    "band": "Een verandering tot en met zoveel procentpunten per jaar is vlak"}',
    voorbeeld => 'onderwijssoort => ''so'', definitie => ''B''',
    kop => $$format('%s, definitie %s, %s tot en met %s; regel %s, landelijk gemiddelde %s (%s)', r.onderwijssoort, r.definitie, r.van, r.tot_en_met, r.regel_gebruikt, r.gemiddelde_gebruikt,
        coalesce(replace(concat_ws(' - ', round(r.landelijk_onder::numeric, 2), nullif(round(r.landelijk_boven::numeric, 2), round(r.landelijk_onder::numeric, 2))), '.', ','), 'onbekend'))$$,
    kolommen => $$r.swv, r.schooljaren AS n, r.klasse,
        replace(concat_ws(' - ', round(r.gemiddelde_onder::numeric, 2), nullif(round(r.gemiddelde_boven::numeric, 2), round(r.gemiddelde_onder::numeric, 2))), '.', ',') AS gemiddelde,
        replace(concat_ws('..', round(r.helling_onder::numeric, 3), nullif(round(r.helling_boven::numeric, 3), round(r.helling_onder::numeric, 3))), '.', ',') AS "pp per jaar",
        r.mann_kendall_s AS "S", CASE r.regels_eens WHEN true THEN 'ja' WHEN false THEN 'nee' ELSE '?' END AS eens,
        CASE r.zeker WHEN true THEN 'ja' WHEN false THEN 'nee' ELSE '?' END AS zeker, r.reden$$);

-- How many SWVs there are in each class.
CREATE OR REPLACE FUNCTION laad.trendkaart_klassen(soorten text[] DEFAULT NULL, jaren integer DEFAULT 5, tot schooljaar DEFAULT NULL,
                                                   gemiddelde text DEFAULT 'gepoold', regel text DEFAULT 'ols', band double precision DEFAULT 0,
                                                   publiek boolean DEFAULT false)
RETURNS TABLE (onderwijssoort text, definitie text, klasse text, aantal integer, verbanden integer, percentage double precision,
               regels_eens integer, van text, tot_en_met text, landelijk_onder double precision, landelijk_boven double precision,
               regel_gebruikt text, band_gebruikt double precision, gemiddelde_gebruikt text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH kaart AS MATERIALIZED (
        SELECT * FROM laad.trendkaart($1, $2, $3, $4, $5, $6, $7)
    ), groep AS (
        SELECT k.onderwijssoort, k.definitie, k.van, k.tot_en_met, k.landelijk_onder, k.landelijk_boven, k.regel_gebruikt, k.band_gebruikt, k.gemiddelde_gebruikt,
               count(*)::integer AS verbanden
        FROM kaart k GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    )
    SELECT g.onderwijssoort, g.definitie, c.klasse::text, count(k.swv)::integer, g.verbanden, 100.0::double precision * count(k.swv) / g.verbanden,
           (count(*) FILTER (WHERE k.regels_eens))::integer, g.van, g.tot_en_met, g.landelijk_onder, g.landelijk_boven,
           g.regel_gebruikt, g.band_gebruikt, g.gemiddelde_gebruikt
    FROM groep g
    CROSS JOIN unnest(enum_range(NULL::trendklasse)) AS c (klasse)
    LEFT JOIN kaart k ON k.onderwijssoort = g.onderwijssoort AND k.definitie = g.definitie AND k.klasse = c.klasse::text
    GROUP BY g.onderwijssoort, g.definitie, c.klasse, g.verbanden, g.van, g.tot_en_met, g.landelijk_onder, g.landelijk_boven,
             g.regel_gebruikt, g.band_gebruikt, g.gemiddelde_gebruikt
$$;
COMMENT ON FUNCTION laad.trendkaart_klassen(text[], integer, schooljaar, text, text, double precision, boolean) IS
    'De rijen van rapport.trendkaart_klassen. Voor rapporten';

CREATE OR REPLACE VIEW rapport.trendkaart_klassen AS SELECT k.* FROM laad.trendkaart_klassen() k;
COMMENT ON VIEW rapport.trendkaart_klassen IS 'Hoeveel samenwerkingsverbanden in elke klasse van rapport.trendkaart zijn, per onderwijssoort en definitie';
COMMENT ON COLUMN rapport.trendkaart_klassen.onderwijssoort IS 'so, sbo, vso of pro';
COMMENT ON COLUMN rapport.trendkaart_klassen.definitie IS 'A of B, zie rapport.trendkaart';
COMMENT ON COLUMN rapport.trendkaart_klassen.klasse IS 'Klasse; onbepaald = niet zeker of te weinig jaren';
COMMENT ON COLUMN rapport.trendkaart_klassen.aantal IS 'Samenwerkingsverbanden in de klasse';
COMMENT ON COLUMN rapport.trendkaart_klassen.verbanden IS 'Samenwerkingsverbanden samen: noemer van percentage';
COMMENT ON COLUMN rapport.trendkaart_klassen.percentage IS 'Aantal in procenten van de samenwerkingsverbanden';
COMMENT ON COLUMN rapport.trendkaart_klassen.regels_eens IS 'Daarvan waar de drie regels zeker dezelfde richting geven';
COMMENT ON COLUMN rapport.trendkaart_klassen.van IS 'Eerste schooljaar van de periode';
COMMENT ON COLUMN rapport.trendkaart_klassen.tot_en_met IS 'Laatste schooljaar van de periode';
COMMENT ON COLUMN rapport.trendkaart_klassen.landelijk_onder IS 'Landelijk gemiddelde, in procenten: kleinst mogelijke';
COMMENT ON COLUMN rapport.trendkaart_klassen.landelijk_boven IS 'Landelijk gemiddelde, in procenten: grootst mogelijke';
COMMENT ON COLUMN rapport.trendkaart_klassen.regel_gebruikt IS 'De regel van klasse: ols, eerste_laatste of mann_kendall';
COMMENT ON COLUMN rapport.trendkaart_klassen.band_gebruikt IS 'Een verandering tot en met zoveel procentpunten per jaar is vlak';
COMMENT ON COLUMN rapport.trendkaart_klassen.gemiddelde_gebruikt IS 'gepoold, jaargemiddelde of ongewogen, zie rapport.trendkaart';

CREATE OR REPLACE FUNCTION rapport.trendkaart_klassen(jaren integer DEFAULT 5, tot text DEFAULT NULL, onderwijssoort text DEFAULT NULL,
                                                      definitie text DEFAULT NULL, gemiddelde text DEFAULT 'gepoold', regel text DEFAULT 'ols',
                                                      band double precision DEFAULT 0, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.trendkaart_klassen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('trendkaart_klassen', 'onderwijssoort', onderwijssoort);
    PERFORM laad.eis_waarde('trendkaart_klassen', 'definitie', definitie);
    PERFORM laad.eis_trendregel('trendkaart_klassen', jaren, gemiddelde, regel, band);
    tot := laad.schooljaar_tekst('tot', tot);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT k.* FROM laad.trendkaart_klassen(CASE WHEN trendkaart_klassen.onderwijssoort IS NOT NULL THEN ARRAY[trendkaart_klassen.onderwijssoort] END,
                                                trendkaart_klassen.jaren, trendkaart_klassen.tot::schooljaar, trendkaart_klassen.gemiddelde,
                                                trendkaart_klassen.regel, trendkaart_klassen.band, coalesce(publiek, false)) k
        WHERE trendkaart_klassen.definitie IS NULL OR k.definitie = trendkaart_klassen.definitie
        ORDER BY array_position('{so,sbo,vso,pro}', k.onderwijssoort), k.definitie, k.klasse::trendklasse;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('trendkaart_klassen',
    titel => 'Trendkaart: samenwerkingsverbanden per klasse',
    vraag => 'Hoeveel samenwerkingsverbanden stijgen of dalen, boven of onder het landelijk gemiddelde?',
    definitie => 'Telling van de klassen van het rapport trendkaart, met dezelfde regel en hetzelfde gemiddelde. De regel van de inspectie is niet gepubliceerd. Onbepaald = niet zeker, of minder dan drie jaren.',
    bron => 'Als trendkaart.',
    tabellen => '{feit.leerling_swv_totaal, feit.leerling_po, feit.leerling_vo_pc4, feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar, ref.vestiging, ref.pc4_swv}',
    parameters => '{"jaren": "Aantal schooljaren", "tot": "Laatste schooljaar; leeg = per onderwijssoort het laatst geladen",
                    "onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "sbo", "vso", "pro"]},
                    "definitie": {"uitleg": "Noemer: A of B", "waarden": ["A", "B"]},
                    "gemiddelde": {"uitleg": "Landelijk gemiddelde, zie trendkaart", "waarden": ["gepoold", "jaargemiddelde", "ongewogen"]},
                    "regel": {"uitleg": "Regel voor de richting", "waarden": ["ols", "eerste_laatste", "mann_kendall"]},
                    "band": "Een verandering tot en met zoveel procentpunten per jaar is vlak"}',
    voorbeeld => 'definitie => ''B''',
    kop => $$format('%s, definitie %s, %s tot en met %s; regel %s, landelijk gemiddelde %s', r.onderwijssoort, r.definitie, r.van, r.tot_en_met, r.regel_gebruikt, r.gemiddelde_gebruikt)$$,
    kolommen => $$r.klasse, r.aantal AS "samenwerkingsverbanden", replace(round(r.percentage::numeric, 1)::text, '.', ',') AS procent, r.regels_eens AS "regels eens"$$);
