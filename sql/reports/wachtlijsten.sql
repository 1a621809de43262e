-- Waiting lists for special education: docs/wachtlijsten.md.
CREATE OR REPLACE VIEW rapport.wachtlijsten AS
WITH lijst AS (
    -- A school that has lists for so and for vso has one list of (v)so. Pupils at schools
    -- are among those that the SWV says wait in all of it.
    SELECT w.swv, w.peildatum, s.soort, w.school,
           sum(ondergrens(w.wachtenden)) AS onder, sum(bovengrens(w.wachtenden)) AS boven, bool_or(w.wachtenden IS NULL) AS onbekend,
           sum(ondergrens(w.wachtenden)) FILTER (WHERE w.telt) AS telt_onder, sum(bovengrens(w.wachtenden)) FILTER (WHERE w.telt) AS telt_boven,
           bool_or(w.wachtenden IS NULL AND w.telt) AS telt_onbekend, bool_or(NOT w.telt) AS ander
    FROM (SELECT f.*, f.school IS NULL OR NOT bool_or(f.school IS NULL AND f.wachtenden IS NOT NULL) OVER (PARTITION BY f.swv, f.peildatum, f.soort) AS telt
          FROM feit.wachtlijst_per f) AS w
    CROSS JOIN LATERAL (VALUES (w.soort), (CASE WHEN w.soort IN ('so', 'vso') THEN '(v)so' END)) AS s (soort)
    WHERE s.soort IS NOT NULL
    GROUP BY w.swv, w.peildatum, s.soort, w.school
), som AS (
    SELECT coalesce(l.swv::text, 'landelijk') AS swv, l.peildatum, l.soort,
           count(DISTINCT l.swv) AS verbanden,
           count(l.school) AS scholen,
           count(l.school) FILTER (WHERE l.onder > 0) AS met_lijst_onder,
           count(l.school) FILTER (WHERE l.onder > 0 OR l.onbekend) AS met_lijst_boven,
           coalesce(sum(l.telt_onder), 0)::bigint AS onder,
           CASE WHEN NOT bool_or(l.telt_onbekend) THEN sum(l.telt_boven)::bigint END AS boven,
           sum(l.onder) FILTER (WHERE l.school IS NOT NULL AND l.onder > 0)::double precision AS school_onder,
           sum(l.boven) FILTER (WHERE l.school IS NOT NULL AND l.onder > 0)::double precision AS school_boven,
           count(*) FILTER (WHERE l.telt_onbekend) AS onbekend, bool_or(l.ander) AS ander,
           count(*) FILTER (WHERE l.onbekend AND l.school IS NOT NULL) AS school_onbekend
    FROM lijst l
    GROUP BY GROUPING SETS ((l.swv, l.peildatum, l.soort), (l.peildatum, l.soort))
)
SELECT s.swv, s.peildatum, s.soort, s.verbanden,
       s.onder AS wachtenden_onder, s.boven AS wachtenden_boven,
       s.scholen, s.met_lijst_onder AS scholen_met_lijst_onder, s.met_lijst_boven AS scholen_met_lijst_boven,
       100.0::double precision * s.met_lijst_onder / nullif(s.scholen, 0) AS percentage_onder,
       100.0::double precision * s.met_lijst_boven / nullif(s.scholen, 0) AS percentage_boven,
       CASE WHEN s.school_onbekend = 0 THEN s.school_onder / nullif(s.met_lijst_onder, 0) END AS gemiddeld_onder,
       CASE WHEN s.school_onbekend = 0 THEN s.school_boven / nullif(s.met_lijst_onder, 0) END AS gemiddeld_boven,
       nullif(concat_ws('; ',
           CASE WHEN s.onbekend > 0 THEN format('van %s lijst(en) is het aantal onbekend', s.onbekend) END,
           CASE WHEN s.scholen = 0 THEN 'opgegeven voor het samenwerkingsverband, niet per school'
                WHEN s.ander THEN 'wachtenden: de opgave van het hele samenwerkingsverband waar die er is, niet de som van zijn scholen' END), '') AS reden,
       'opgaven'::text AS herkomst
FROM som s
UNION ALL
-- What the inspectorate published of 2024, beside it.
SELECT 'landelijk', NULL, '(v)so', NULL, NULL, NULL, NULL, NULL, NULL, c.waarde, c.waarde, g.gemiddeld, g.gemiddeld,
       'gepubliceerd: ongeveer; welke scholen de noemer zijn is niet genoemd', 'gepubliceerd over ' || c.periode
FROM ref.cijfer_gepubliceerd_per c
CROSS JOIN LATERAL (SELECT substring(c.toelichting FROM 'gemiddeld ([0-9]+) leerlingen')::double precision AS gemiddeld) AS g
WHERE c.document = '002' AND c.onderwerp = '(v)so-scholen met wachtlijst';
COMMENT ON VIEW rapport.wachtlijsten IS 'Wachtlijsten voor speciaal onderwijs per samenwerkingsverband, peildatum en soort, en landelijk: alle opgaven samen';
COMMENT ON COLUMN rapport.wachtlijsten.swv IS 'Samenwerkingsverband; landelijk = de samenwerkingsverbanden die op de peildatum opgave deden';
COMMENT ON COLUMN rapport.wachtlijsten.peildatum IS 'Peildatum; leeg = een gepubliceerd cijfer';
COMMENT ON COLUMN rapport.wachtlijsten.soort IS 'sbo, so, vso of pro; (v)so = so en vso samen, een school telt een keer';
COMMENT ON COLUMN rapport.wachtlijsten.verbanden IS 'Aantal samenwerkingsverbanden in de rij';
COMMENT ON COLUMN rapport.wachtlijsten.wachtenden_onder IS 'Leerlingen op de wachtlijst: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.wachtlijsten.wachtenden_boven IS 'Leerlingen op de wachtlijst: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.wachtlijsten.scholen IS 'Scholen die opgave deden (ook van 0 wachtenden); andere scholen zijn onbekend';
COMMENT ON COLUMN rapport.wachtlijsten.scholen_met_lijst_onder IS 'Daarvan met een wachtlijst: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.wachtlijsten.scholen_met_lijst_boven IS 'Daarvan met een wachtlijst: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.wachtlijsten.percentage_onder IS 'Scholen met een wachtlijst als percentage van de scholen die opgave deden: kleinst mogelijke waarde';
COMMENT ON COLUMN rapport.wachtlijsten.percentage_boven IS 'Scholen met een wachtlijst als percentage van de scholen die opgave deden: grootst mogelijke waarde';
COMMENT ON COLUMN rapport.wachtlijsten.gemiddeld_onder IS 'Wachtenden per school met een wachtlijst: kleinst mogelijke waarde; leeg = onbekend';
COMMENT ON COLUMN rapport.wachtlijsten.gemiddeld_boven IS 'Wachtenden per school met een wachtlijst: grootst mogelijke waarde; leeg = onbekend';
COMMENT ON COLUMN rapport.wachtlijsten.reden IS 'Waarom iets ontbreekt of onzeker is';
COMMENT ON COLUMN rapport.wachtlijsten.herkomst IS 'opgaven: uit de geladen opgaven; gepubliceerd over een jaar: het cijfer van de inspectie, zonder peildatum';

-- As it can be published: per reference date a table of SWVs by so and vso, with (v)so as
-- its total, and lists of sbo and pro. Means would tell what is masked.
CREATE OR REPLACE FUNCTION laad.wachtlijsten_publiek(rijen rapport.wachtlijsten[]) RETURNS SETOF rapport.wachtlijsten
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH rij AS (
            SELECT r.* FROM unnest(rijen) AS r
        ), toonbaar AS (
            SELECT g.peildatum, coalesce(a.rij, 'landelijk') AS swv, coalesce(a.kolom, '(v)so') AS soort,
                   ondergrens(a.aantal)::bigint AS onder, bovengrens(a.aantal)::bigint AS boven
            FROM (SELECT r.peildatum, CASE WHEN r.soort IN ('so', 'vso') THEN '(v)so' ELSE r.soort END AS tabel, array_agg(r.swv) AS swv, array_agg(r.soort) AS soorten,
                         array_agg(CASE WHEN r.wachtenden_boven IS NOT NULL THEN telling(r.wachtenden_onder::integer, r.wachtenden_boven::integer) END) AS aantallen
                  FROM rij r WHERE r.swv <> 'landelijk' AND r.soort <> '(v)so' AND r.herkomst = 'opgaven' GROUP BY r.peildatum, tabel) AS g
            CROSS JOIN LATERAL laad.afscherm(g.swv, g.soorten, g.aantallen) AS a
            WHERE g.tabel = '(v)so' OR a.kolom IS NOT NULL
        )
        SELECT r.swv, r.peildatum, r.soort, r.verbanden, t.onder, t.boven, r.scholen, r.scholen_met_lijst_onder, r.scholen_met_lijst_boven,
               r.percentage_onder, r.percentage_boven,
               CASE WHEN r.herkomst <> 'opgaven' OR ((t.onder, t.boven) = (r.wachtenden_onder, r.wachtenden_boven) AND g.van_alle) THEN r.gemiddeld_onder END,
               CASE WHEN r.herkomst <> 'opgaven' OR ((t.onder, t.boven) = (r.wachtenden_onder, r.wachtenden_boven) AND g.van_alle) THEN r.gemiddeld_boven END,
               nullif(concat_ws('; ', CASE WHEN r.herkomst = 'opgaven' AND (t.onder, t.boven) IS DISTINCT FROM (r.wachtenden_onder, r.wachtenden_boven) THEN 'afgeschermd' END, r.reden), ''),
               r.herkomst
        FROM rij r
        LEFT JOIN toonbaar t ON t.peildatum = r.peildatum AND t.swv = r.swv AND t.soort = r.soort
        -- A mean of other pupils than those that are shown says more about schools.
        CROSS JOIN LATERAL (SELECT abs(r.gemiddeld_onder * r.scholen_met_lijst_onder - r.wachtenden_onder) < 0.5
                               AND abs(r.gemiddeld_boven * r.scholen_met_lijst_onder - r.wachtenden_boven) < 0.5 AS van_alle) AS g;
END $$;
COMMENT ON FUNCTION laad.wachtlijsten_publiek(rapport.wachtlijsten[]) IS 'De rijen van rapport.wachtlijsten zoals zij te publiceren zijn';

CREATE OR REPLACE FUNCTION rapport.wachtlijsten(swv text DEFAULT NULL, peildatum date DEFAULT NULL, soort text DEFAULT NULL,
                                                per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.wachtlijsten
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('wachtlijsten', 'soort', soort);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        WITH r AS (
            SELECT t.* FROM rapport.wachtlijsten t WHERE NOT publiek
            UNION ALL
            SELECT p.* FROM laad.wachtlijsten_publiek(ARRAY(SELECT t FROM rapport.wachtlijsten t WHERE publiek)) AS p
        )
        SELECT r.* FROM r
        WHERE (codes IS NULL OR r.swv = ANY (codes))
          AND (wachtlijsten.peildatum IS NULL OR r.peildatum = wachtlijsten.peildatum)
          AND (wachtlijsten.soort IS NULL OR r.soort = wachtlijsten.soort)
        ORDER BY r.peildatum, r.swv <> 'landelijk', r.swv COLLATE "C", array_position('{sbo,so,vso,(v)so,pro}', r.soort);
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('wachtlijsten',
    titel => 'Wachtlijsten voor speciaal onderwijs',
    vraag => 'Hoeveel leerlingen wachten op een plaats, en op hoeveel scholen?',
    definitie => 'Percentage = scholen met een wachtlijst, van de scholen die opgave deden (ook van 0); van andere scholen is niets bekend. Gemiddeld = wachtenden per school met een lijst. Een leerling op twee lijsten telt twee keer. Waar een opgave van het hele samenwerkingsverband is, telt die, en niet de som van de scholen. Gepubliceerde cijfers staan op een eigen rij.',
    bron => 'Opgaven van samenwerkingsverbanden (swv-wachtlijst); De Staat van het Onderwijs 2025, samenwerkingsverbanden.',
    tabellen => '{feit.wachtlijst, ref.cijfer_gepubliceerd}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk", "peildatum": "Peildatum",
                    "soort": {"uitleg": "Soort onderwijs; (v)so = so en vso samen", "waarden": ["sbo", "so", "vso", "(v)so", "pro"]}}',
    voorbeeld => 'soort => ''(v)so''',
    kolommen => $$coalesce(r.peildatum::text, r.herkomst) AS peildatum, r.swv, r.soort, concat_ws('..', r.wachtenden_onder, CASE WHEN r.wachtenden_boven IS NULL AND r.wachtenden_onder IS NOT NULL THEN '?' ELSE nullif(r.wachtenden_boven, r.wachtenden_onder)::text END) AS wachtenden, r.scholen,
        concat_ws('..', r.scholen_met_lijst_onder, CASE WHEN r.scholen_met_lijst_boven IS NULL AND r.scholen_met_lijst_onder IS NOT NULL THEN '?' ELSE nullif(r.scholen_met_lijst_boven, r.scholen_met_lijst_onder)::text END) AS "met lijst",
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 1), nullif(round(r.percentage_boven::numeric, 1), round(r.percentage_onder::numeric, 1))), '.', ',') AS percentage,
        replace(concat_ws(' - ', round(r.gemiddeld_onder::numeric, 1), nullif(round(r.gemiddeld_boven::numeric, 1), round(r.gemiddeld_onder::numeric, 1))), '.', ',') AS gemiddeld,
        r.reden$$,
    geen_rijen => $$'reference dates loaded: ' || coalesce((SELECT string_agg(DISTINCT r.peildatum::text, ', ') FROM rapport.wachtlijsten r), 'none')$$);
