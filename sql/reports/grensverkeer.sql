-- Pupils in so and vso across the borders of samenwerkingsverbanden (SWV): docs/grensverkeer.md.
DROP FUNCTION IF EXISTS laad.grensverkeer_rijen(text, text, boolean) CASCADE;

-- publiek: the pairs of two SWVs form a table, of which in and out are the totals.
CREATE FUNCTION laad.grensverkeer_rijen(jaar text, grondslag text, publiek boolean)
RETURNS TABLE (basis text, schooljaar text, onderwijssoort text, regel text, betalend text, ander text, aantal_onder bigint, aantal_boven bigint,
               percentage_onder double precision, percentage_boven double precision, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    gevraagd CONSTANT schooljaar := jaar;
BEGIN
    RETURN QUERY
        WITH kolommen AS MATERIALIZED (
            -- A column of cluster 1 or 2 or of institutions is a marker as well.
            SELECT d.kolom, CASE WHEN upper(d.kolom) ~ '^(CLUSTER_?|CL)1$' THEN 'CL1' WHEN upper(d.kolom) ~ '^(CLUSTER_?|CL)2$' THEN 'CL2'
                                 WHEN upper(d.kolom) = 'GJIJJI' THEN 'GJIJJI' END AS markering,
                   upper(d.kolom) ~ '^(ARBEIDSMARKT|DAGBESTEDING|VERVOLGONDERWIJS|ONBEKEND)$' AS profiel
            FROM (SELECT DISTINCT k.kolom FROM feit.leerling_so_vso_klassiek_per k WHERE gevraagd IS NULL OR k.schooljaar = gevraagd) AS d
        ), bron AS (
            SELECT CASE k.indeling WHEN 'vestiging' THEN 'vestiging' ELSE 'woon' END AS basis, k.schooljaar,
                   CASE WHEN lower(k.soort_po_bron) IN ('so', 'vso') THEN lower(k.soort_po_bron) ELSE k.soort END AS soort,
                   k.betalend, CASE k.indeling WHEN 'vestiging' THEN k.van_vestiging ELSE k.woonachtig END AS swv, k.aantal,
                   -- A BRIN number in place of an SWV is that of such a school.
                   coalesce(k.markering, c.markering, CASE WHEN k.betalend IS NULL AND k.marker_brin IS NOT NULL THEN 'BRIN' END) AS markering,
                   CASE WHEN k.betalend_bron IS NULL AND lower(trim(k.binnen_swv)) IN ('j', 'ja', 'binnen') THEN true
                        WHEN k.betalend_bron IS NULL AND lower(trim(k.binnen_swv)) IN ('n', 'nee', 'buiten') THEN false END AS binnen,
                   c.profiel, k.bestand_id
            FROM feit.leerling_so_vso_klassiek_per k
            JOIN kolommen c ON c.kolom = k.kolom
            WHERE k.indeling IN ('betalend en woonachtig', 'vestiging') AND (gevraagd IS NULL OR k.schooljaar = gevraagd)
        ), geteld AS (
            -- A profile and a category are of the same pupils: profiles count where there is nothing else.
            SELECT b.* FROM (SELECT g.*, bool_and(g.profiel) OVER (PARTITION BY g.bestand_id) AS alleen_profiel FROM bron g) AS b
            WHERE (grondslag IS NULL OR b.basis = grondslag) AND (NOT b.profiel OR b.alleen_profiel)
        ), keuze AS (
            -- What is published is of one division of the same pupils.
            SELECT g.* FROM geteld g
            WHERE NOT publiek
               OR ((g.basis = 'woon' OR NOT EXISTS (SELECT FROM bron o WHERE o.basis = 'woon' AND o.schooljaar = g.schooljaar))
                   AND (g.soort IN ('so', 'vso') OR NOT EXISTS (SELECT FROM geteld o WHERE o.soort IN ('so', 'vso') AND o.schooljaar = g.schooljaar AND o.basis = g.basis)))
        ), cel AS (
            SELECT k.basis, k.schooljaar, k.soort, x.betalend, coalesce(k.swv::text, 'onbekend') AS ander,
                   CASE WHEN k.markering IS NOT NULL THEN 'markering'
                        WHEN k.swv IS NULL OR x.betalend = 'onbekend' THEN 'onbekend'
                        WHEN x.betalend = k.swv::text THEN 'binnen'
                        WHEN sector(k.betalend) <> sector(k.swv) THEN 'andere sector'
                        ELSE 'grens' END AS regel,
                   coalesce(sum(ondergrens(k.aantal)), 0)::bigint AS onder, CASE WHEN count(k.aantal) = count(*) THEN sum(bovengrens(k.aantal))::bigint END AS boven
            FROM keuze k
            CROSS JOIN LATERAL (SELECT CASE WHEN k.markering IS NOT NULL THEN k.markering WHEN k.betalend IS NOT NULL THEN k.betalend::text
                                            WHEN k.binnen AND k.swv IS NOT NULL THEN k.swv::text WHEN NOT k.binnen THEN 'ander' ELSE 'onbekend' END AS betalend) AS x
            GROUP BY 1, 2, 3, 4, 5, 6
        ), tabel AS (
            SELECT c.basis, c.schooljaar, c.soort, a.rij, a.kolom, a.aantal
            FROM (SELECT g.basis, g.schooljaar, g.soort, array_agg(g.betalend) AS rijen, array_agg(g.ander) AS kolommen,
                         array_agg(CASE WHEN g.boven IS NOT NULL THEN telling(g.onder::integer, g.boven::integer) END) AS aantallen
                  FROM cel g WHERE publiek AND g.regel = 'grens' GROUP BY g.basis, g.schooljaar, g.soort) AS c
            CROSS JOIN LATERAL laad.afscherm(c.rijen, c.kolommen, c.aantallen) AS a
        ), toon AS (
            -- What is in no total is masked by itself.
            SELECT c.*,
                   CASE WHEN NOT publiek THEN c.onder WHEN c.boven IS NOT NULL THEN ondergrens(p.aantal)::bigint WHEN c.onder < 5 THEN least(c.onder, 1) ELSE c.onder END AS t_onder,
                   CASE WHEN NOT publiek THEN c.boven WHEN c.boven IS NOT NULL THEN bovengrens(p.aantal)::bigint END AS t_boven
            FROM cel c
            LEFT JOIN tabel t ON c.regel = 'grens' AND t.basis = c.basis AND t.schooljaar = c.schooljaar AND t.soort = c.soort AND t.rij = c.betalend AND t.kolom = c.ander
            CROSS JOIN LATERAL (
                SELECT CASE WHEN c.regel = 'grens' THEN t.aantal
                            WHEN publiek AND c.boven IS NOT NULL THEN (onderdruk(ARRAY[telling(c.onder::integer, c.boven::integer)]))[1] END AS aantal
            ) AS p
        ), som AS (
            -- Per SWV: out is what it pays elsewhere, in what others pay here. The nation's out is all of it.
            SELECT t.basis, t.schooljaar, t.soort, r.regel, r.swv,
                   coalesce(sum(t.onder) FILTER (WHERE t.regel = 'grens'), 0)::bigint AS onder,
                   CASE WHEN bool_and(t.boven IS NOT NULL) FILTER (WHERE t.regel = 'grens') IS NOT FALSE THEN coalesce(sum(t.boven) FILTER (WHERE t.regel = 'grens'), 0)::bigint END AS boven,
                   coalesce(sum(t.t_onder) FILTER (WHERE t.regel = 'binnen'), 0)::bigint AS binnen_onder,
                   CASE WHEN bool_and(t.t_boven IS NOT NULL) FILTER (WHERE t.regel = 'binnen') IS NOT FALSE
                        THEN coalesce(sum(t.t_boven) FILTER (WHERE t.regel = 'binnen'), 0)::bigint END AS binnen_boven,
                   coalesce(sum(t.t_boven) FILTER (WHERE t.regel = 'onbekend'), 0)::bigint AS open_boven,
                   bool_or(t.regel = 'onbekend') AS open, bool_and(t.t_boven IS NOT NULL) FILTER (WHERE t.regel = 'onbekend') IS FALSE AS open_onbekend,
                   bool_or(t.boven IS NULL) AS onbekend, bool_or(t.regel = 'grens') AS heeft
            FROM toon t
            CROSS JOIN LATERAL (VALUES ('uit', t.betalend), ('in', t.ander), ('uit', 'landelijk')) AS r (regel, swv)
            WHERE t.regel IN ('grens', 'binnen', 'onbekend') AND r.swv NOT IN ('onbekend', 'ander')
            GROUP BY t.basis, t.schooljaar, t.soort, r.regel, r.swv
        ), totaal AS (
            SELECT s.*, CASE WHEN NOT publiek OR NOT s.heeft THEN s.onder WHEN s.boven IS NULL THEN 0 ELSE ondergrens(p.aantal)::bigint END AS t_onder,
                   CASE WHEN NOT publiek OR NOT s.heeft THEN s.boven ELSE bovengrens(p.aantal)::bigint END AS t_boven
            FROM som s
            LEFT JOIN (SELECT t.*, coalesce(t.rij, '') AS r, coalesce(t.kolom, '') AS k FROM tabel t) AS p
              ON p.basis = s.basis AND p.schooljaar = s.schooljaar AND p.soort = s.soort
             AND p.r = CASE WHEN s.regel = 'uit' AND s.swv <> 'landelijk' THEN s.swv ELSE '' END AND p.k = CASE WHEN s.regel = 'in' THEN s.swv ELSE '' END
            -- Where only is told that another SWV pays, it is not known which.
            WHERE s.regel = 'in' OR s.swv = 'landelijk'
               OR NOT EXISTS (SELECT FROM cel a WHERE a.betalend = 'ander' AND (a.basis, a.schooljaar, a.soort) = (s.basis, s.schooljaar, s.soort))
        )
        SELECT t.basis, t.schooljaar::text, t.soort, t.regel, t.betalend, t.ander, t.t_onder, t.t_boven, NULL::double precision, NULL::double precision,
               nullif(concat_ws('; ', CASE WHEN t.boven IS NULL THEN 'een deel van de aantallen is onbekend' END,
                                      CASE WHEN publiek AND t.boven IS NOT NULL AND (t.t_onder, t.t_boven) IS DISTINCT FROM (t.onder, t.boven) THEN 'afgeschermd' END,
                                      CASE WHEN t.betalend = 'ander' THEN 'welk samenwerkingsverband betaalt is niet opgegeven' END), '')
        FROM toon t
        UNION ALL
        SELECT s.basis, s.schooljaar::text, s.soort, s.regel, CASE s.regel WHEN 'uit' THEN s.swv ELSE 'andere' END, CASE s.regel WHEN 'in' THEN s.swv ELSE 'andere' END,
               g.onder, g.boven, 100 * ondergrens(d.deel), 100 * bovengrens(d.deel),
               nullif(concat_ws('; ', CASE WHEN s.onbekend THEN 'een deel van de aantallen is onbekend' END,
                                      CASE WHEN s.open THEN 'van een deel is een van beide samenwerkingsverbanden onbekend' END,
                                      CASE WHEN publiek AND s.boven IS NOT NULL AND (s.t_onder, s.t_boven) IS DISTINCT FROM (s.onder, s.boven) THEN 'afgeschermd' END), '')
        FROM totaal s
        CROSS JOIN LATERAL (SELECT s.t_onder AS onder, CASE WHEN NOT s.open_onbekend THEN s.t_boven + s.open_boven END AS boven) AS g
        CROSS JOIN LATERAL (SELECT CASE WHEN g.boven IS NOT NULL AND s.binnen_boven IS NOT NULL
                                        THEN aandeel(telling(g.onder::integer, g.boven::integer), telling(s.binnen_onder::integer, s.binnen_boven::integer)) END AS deel) AS d;
END $$;
COMMENT ON FUNCTION laad.grensverkeer_rijen(text, text, boolean) IS 'De rijen van rapport.grensverkeer, van een schooljaar en grondslag (NULL = elk)';

CREATE VIEW rapport.grensverkeer AS
SELECT g.basis, g.schooljaar, g.onderwijssoort, g.regel, g.betalend, g.ander, g.aantal_onder, g.aantal_boven, g.percentage_onder, g.percentage_boven, g.reden
FROM laad.grensverkeer_rijen(NULL, NULL, false) AS g;
COMMENT ON VIEW rapport.grensverkeer IS
    'Leerlingen so en vso naar het samenwerkingsverband dat betaalt en dat van de woonplaats of de school, met de totalen in en uit per samenwerkingsverband';
COMMENT ON COLUMN rapport.grensverkeer.basis IS 'Het andere samenwerkingsverband is dat van de woonplaats van de leerling (woon) of van de schoolvestiging (vestiging)';
COMMENT ON COLUMN rapport.grensverkeer.schooljaar IS 'Schooljaar';
COMMENT ON COLUMN rapport.grensverkeer.onderwijssoort IS 'so, vso, of so en vso';
COMMENT ON COLUMN rapport.grensverkeer.regel IS
    'binnen: beide zijn hetzelfde; grens: een paar van twee; uit en in: de totalen van grens; markering: cluster 1 of 2 of een instelling in plaats van een betalend samenwerkingsverband; andere sector: po betaalt voor vo of omgekeerd; onbekend: een van beide is onbekend';
COMMENT ON COLUMN rapport.grensverkeer.betalend IS 'Samenwerkingsverband dat betaalt; of een markering (CL1, CL2, GJIJJI; BRIN = een BRIN-nummer zonder markering), ander (een ander, niet welk), andere, landelijk of onbekend';
COMMENT ON COLUMN rapport.grensverkeer.ander IS 'Samenwerkingsverband van de woonplaats of de vestiging; of andere, of onbekend';
COMMENT ON COLUMN rapport.grensverkeer.aantal_onder IS 'Leerlingen: kleinst mogelijke aantal; leeg = afgeschermd';
COMMENT ON COLUMN rapport.grensverkeer.aantal_boven IS 'Leerlingen: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.grensverkeer.percentage_onder IS
    'Uit: van de leerlingen voor wie het samenwerkingsverband betaalt; in: van de leerlingen die er wonen of naar school gaan en voor wie een samenwerkingsverband betaalt. Kleinst mogelijke waarde (niet afgerond)';
COMMENT ON COLUMN rapport.grensverkeer.percentage_boven IS 'Het percentage: grootst mogelijke waarde (niet afgerond)';
COMMENT ON COLUMN rapport.grensverkeer.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.grensverkeer(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, basis text DEFAULT NULL, onderwijssoort text DEFAULT NULL,
                                                regel text DEFAULT NULL, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.grensverkeer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk', 'onbekend', 'CL1', 'CL2', 'GJIJJI', 'BRIN']);
BEGIN
    PERFORM laad.eis_waarde('grensverkeer', 'basis', basis), laad.eis_waarde('grensverkeer', 'onderwijssoort', onderwijssoort), laad.eis_waarde('grensverkeer', 'regel', regel);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT g.basis, g.schooljaar, g.onderwijssoort, g.regel, g.betalend, g.ander, g.aantal_onder, g.aantal_boven, g.percentage_onder, g.percentage_boven, g.reden
        FROM laad.grensverkeer_rijen(schooljaar, basis, coalesce(publiek, false)) AS g
        WHERE (codes IS NULL OR g.betalend = ANY (codes) OR g.ander = ANY (codes))
          AND (grensverkeer.onderwijssoort IS NULL OR g.onderwijssoort = grensverkeer.onderwijssoort)
          AND (grensverkeer.regel IS NULL OR g.regel = grensverkeer.regel)
        ORDER BY g.basis COLLATE "C" DESC, g.schooljaar, g.onderwijssoort COLLATE "C", array_position('{uit,in,binnen,grens,markering,"andere sector",onbekend}', g.regel),
                 g.betalend <> 'landelijk', g.betalend COLLATE "C", g.ander COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('grensverkeer',
    titel => 'Grensverkeer tussen samenwerkingsverbanden',
    vraag => 'Voor hoeveel leerlingen in so en vso betaalt een ander samenwerkingsverband dan dat van de woonplaats of de school?',
    definitie => 'Basis woon: betalend tegen woonplaats; vestiging: betalend tegen school. Uit = het samenwerkingsverband betaalt voor leerlingen elders, in = een ander betaalt voor leerlingen hier; percentage = daarvan en van binnen samen. Markeringen (CL1, CL2, GJIJJI, of een BRIN-nummer in plaats van een samenwerkingsverband) staan apart en tellen niet mee in in en uit. Waar een van beide onbekend is, telt dat in de bovengrens. Geteld worden bekostigingscategorieën en clusters; uitstroomprofielen alleen in een bestand dat niets anders heeft. Is alleen opgegeven of het samenwerkingsverband zelf betaalt, dan is de ander onbekend en heeft uit alleen een landelijk totaal. Publiek: van een schooljaar alleen basis woon als beide er zijn, en so en vso samen alleen als zij niet apart zijn geladen.',
    bron => 'DUO, leerlingen so en vso per samenwerkingsverband (so-vso-3 en -5 van 2014 tot 2016; so-vso-5 vanaf 2018).',
    tabellen => '{feit.leerling_so_vso_klassiek}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk, onbekend, CL1, CL2, GJIJJI of BRIN", "schooljaar": "Schooljaar, zoals 2015-2016",
                    "basis": {"uitleg": "Het andere samenwerkingsverband: van de woonplaats of van de vestiging", "waarden": ["woon", "vestiging"]},
                    "onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "vso", "so en vso"]},
                    "regel": {"uitleg": "Soort rij", "waarden": ["uit", "in", "binnen", "grens", "markering", "andere sector", "onbekend"]}}',
    voorbeeld => 'basis => ''woon'', regel => ''uit''',
    kop => $$concat_ws(' ', 'Schooljaar', r.schooljaar, r.onderwijssoort, 'naar', r.basis)$$,
    kolommen => $$r.regel, r.betalend, r.ander, concat_ws('..', r.aantal_onder, CASE WHEN r.aantal_boven IS NULL AND r.aantal_onder IS NOT NULL THEN '?' ELSE nullif(r.aantal_boven, r.aantal_onder)::text END) AS leerlingen,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 1), nullif(round(r.percentage_boven::numeric, 1), round(r.percentage_onder::numeric, 1))), '.', ',') AS "%", r.reden$$,
    geen_rijen => $$'school years loaded: ' || coalesce((SELECT string_agg(DISTINCT k.schooljaar || ' ' || CASE k.indeling WHEN 'vestiging' THEN 'vestiging' ELSE 'woon' END, ', ')
        FROM feit.leerling_so_vso_klassiek k WHERE k.indeling IN ('betalend en woonachtig', 'vestiging')), 'none')$$);

-- What adds up to what, for rapport.herleidbaar.
SELECT laad.beschrijf_tabel('grensverkeer', 'paren', 'paren tellen op tot uit (rijen) en in (kolommen), per schooljaar, basis en onderwijssoort',
    $$SELECT concat_ws(' ', r.schooljaar, r.basis, r.onderwijssoort), CASE WHEN r.regel <> 'in' THEN nullif(r.betalend, 'landelijk') END,
             CASE WHEN r.regel <> 'uit' THEN r.ander END, r.aantal_onder, r.aantal_boven
      FROM r WHERE r.regel IN ('grens', 'uit', 'in')$$);
