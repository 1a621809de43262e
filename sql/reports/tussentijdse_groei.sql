-- Growth since 1 October 2011, the date the budgets were set on: docs/tussentijdse_groei.md.
CREATE OR REPLACE VIEW rapport.tussentijdse_groei AS
WITH soort AS (
    SELECT l.schooljaar, l.teldatum, l.grondslag, l.swv, l.onvolledig, s.soort, s.aantal
    FROM (SELECT DISTINCT jaar FROM laad.eenheid_jaren('{feit.leerling_po, feit.leerling_swv_totaal}')
          WHERE jaar IN (coalesce((SELECT laad.gevraagd_jaar()), jaar), schooljaar(date '2011-10-01'))) AS j
    -- Year by year: OFFSET keeps this from being a join with all of them.
    CROSS JOIN LATERAL (SELECT n.* FROM feit.leerling_naar_swv n WHERE n.schooljaar = j.jaar OFFSET 0) AS l
    CROSS JOIN LATERAL (VALUES ('sbo', l.sbo), ('so', l.so), ('vso', l.vso),
                               ('samen', CASE WHEN num_nonnulls(l.sbo, l.so, l.vso) > 0
                                              THEN coalesce(l.sbo, '0') + coalesce(l.so, '0') + coalesce(l.vso, '0') END)) AS s (soort, aantal)
), basis AS (
    SELECT grondslag, swv, soort, aantal, onvolledig FROM soort WHERE teldatum = '2011-10-01' AND schooljaar = schooljaar(date '2011-10-01')
)
SELECT g.grondslag, g.swv, g.sector, g.soort, g.schooljaar, g.teldatum,
       ondergrens(g.toen)::bigint AS aantal_2011_onder, bovengrens(g.toen)::bigint AS aantal_2011_boven,
       ondergrens(g.nu)::bigint AS aantal_onder, bovengrens(g.nu)::bigint AS aantal_boven,
       ondergrens(g.nu)::bigint - bovengrens(g.toen) AS groei_onder,
       bovengrens(g.nu)::bigint - ondergrens(g.toen) AS groei_boven,
       100.0::double precision * ondergrens(g.nu) / nullif(bovengrens(g.toen), 0) - 100 AS percentage_onder,
       100.0::double precision * bovengrens(g.nu) / nullif(ondergrens(g.toen), 0) - 100 AS percentage_boven,
       nullif(concat_ws('; ',
           CASE WHEN g.toen IS NULL THEN 'de telling van 1 oktober 2011 is niet geladen'
                WHEN bovengrens(g.toen) = 0 THEN 'op 1 oktober 2011 geen leerlingen' END,
           CASE WHEN g.onvolledig THEN 'een deel van de aantallen is onbekend en telt niet mee' END), '') AS reden
FROM (
    SELECT s.grondslag, coalesce(s.swv::text, 'landelijk') AS swv, sector(s.swv) AS sector, s.soort, s.schooljaar::text AS schooljaar, s.teldatum,
           sum(s.aantal) AS nu,
           CASE WHEN bool_or(b.swv IS NOT NULL) THEN sum(coalesce(b.aantal, '0')) END AS toen,
           bool_or(s.onvolledig OR b.onvolledig) AS onvolledig
    FROM soort s
    LEFT JOIN basis b ON b.grondslag = s.grondslag AND b.swv = s.swv AND b.soort = s.soort
    WHERE s.aantal IS NOT NULL AND s.teldatum > '2011-10-01'
      AND s.schooljaar = coalesce((SELECT laad.gevraagd_jaar()), s.schooljaar)
    GROUP BY GROUPING SETS ((s.grondslag, s.swv, s.soort, s.schooljaar, s.teldatum), (s.grondslag, s.soort, s.schooljaar, s.teldatum))
) AS g;
COMMENT ON VIEW rapport.tussentijdse_groei IS
    'Leerlingen in sbo, so en vso per samenwerkingsverband, en hoeveel dat er meer (of minder) zijn dan op 1 oktober 2011';
COMMENT ON COLUMN rapport.tussentijdse_groei.grondslag IS
    'woon: samenwerkingsverband van de postcode van de leerling, volgens de postcodetabel van elke teldatum; bron: zoals het DUO-bestand per samenwerkingsverband';
COMMENT ON COLUMN rapport.tussentijdse_groei.swv IS 'Samenwerkingsverband; landelijk = alle samen';
COMMENT ON COLUMN rapport.tussentijdse_groei.sector IS 'po of vo; leeg = landelijk';
COMMENT ON COLUMN rapport.tussentijdse_groei.soort IS 'sbo, so, vso, of samen: wat ervan geladen is';
COMMENT ON COLUMN rapport.tussentijdse_groei.schooljaar IS 'Schooljaar van de teldatum';
COMMENT ON COLUMN rapport.tussentijdse_groei.teldatum IS 'Teldatum';
COMMENT ON COLUMN rapport.tussentijdse_groei.aantal_2011_onder IS 'Leerlingen op 1 oktober 2011: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.tussentijdse_groei.aantal_2011_boven IS 'Leerlingen op 1 oktober 2011: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.tussentijdse_groei.aantal_onder IS 'Leerlingen op de teldatum: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.tussentijdse_groei.aantal_boven IS 'Leerlingen op de teldatum: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.tussentijdse_groei.groei_onder IS 'Groei in leerlingen: kleinst mogelijke waarde';
COMMENT ON COLUMN rapport.tussentijdse_groei.groei_boven IS 'Groei in leerlingen: grootst mogelijke waarde';
COMMENT ON COLUMN rapport.tussentijdse_groei.percentage_onder IS 'Groei als percentage van 1 oktober 2011: kleinst mogelijke waarde (niet afgerond)';
COMMENT ON COLUMN rapport.tussentijdse_groei.percentage_boven IS 'Groei als percentage van 1 oktober 2011: grootst mogelijke waarde (niet afgerond)';
COMMENT ON COLUMN rapport.tussentijdse_groei.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.tussentijdse_groei(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, soort text DEFAULT NULL, grondslag text DEFAULT NULL,
                                                      per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.tussentijdse_groei
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET plan_cache_mode = force_custom_plan SET jit = off AS $$
DECLARE
    was      text := coalesce(current_setting('rapport.per', true), '');
    was_jaar text := coalesce(current_setting('rapport.schooljaar', true), '');
    codes    text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('tussentijdse_groei', 'soort', soort), laad.eis_waarde('tussentijdse_groei', 'grondslag', grondslag);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true), set_config('rapport.schooljaar', coalesce(schooljaar, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.tussentijdse_groei r
        WHERE (codes IS NULL OR r.swv = ANY (codes))
          AND (tussentijdse_groei.soort IS NULL OR r.soort = tussentijdse_groei.soort)
          AND (tussentijdse_groei.grondslag IS NULL OR r.grondslag = tussentijdse_groei.grondslag)
        ORDER BY r.grondslag COLLATE "C", r.teldatum, r.swv <> 'landelijk', r.swv COLLATE "C", array_position('{sbo,so,vso,samen}', r.soort);
    PERFORM set_config('rapport.per', was, true), set_config('rapport.schooljaar', was_jaar, true);
END $$;

SELECT laad.beschrijf_rapport('tussentijdse_groei',
    titel => 'Tussentijdse groei sinds 1 oktober 2011',
    vraag => 'Hoeveel leerlingen telt een samenwerkingsverband meer dan op 1 oktober 2011, waarop zijn budget berust?',
    definitie => 'Leerlingen in sbo, so en vso op de teldatum min die op 1 oktober 2011. De voortgangsrapportage van 2013 telt leerlingen met een indicatie: ook leerlingen met een rugzak, die in geen geladen bestand staan, en geen sbo. Grenzen van samenwerkingsverbanden kunnen zijn veranderd.',
    bron => 'DUO, leerlingen po; Derde voortgangsrapportage passend onderwijs (2013), Tussentijdse groei.',
    tabellen => '{feit.leerling_po, feit.leerling_swv_totaal, ref.pc4_swv}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk", "schooljaar": "Schooljaar van de teldatum, zoals 2013-2014",
                    "soort": {"uitleg": "Soort onderwijs", "waarden": ["sbo", "so", "vso", "samen"]},
                    "grondslag": {"uitleg": "Welk samenwerkingsverband: van de postcode, of zoals in het DUO-bestand", "waarden": ["woon", "bron"]}}',
    voorbeeld => 'swv => ''landelijk''',
    kolommen => $$r.grondslag, r.teldatum, r.swv, r.soort, concat_ws('..', r.aantal_2011_onder, nullif(r.aantal_2011_boven, r.aantal_2011_onder)) AS "1-10-2011",
        concat_ws('..', r.aantal_onder, nullif(r.aantal_boven, r.aantal_onder)) AS aantal,
        concat_ws(' tot ', r.groei_onder, nullif(r.groei_boven, r.groei_onder)) AS groei,
        replace(concat_ws(' tot ', round(r.percentage_onder::numeric, 1), nullif(round(r.percentage_boven::numeric, 1), round(r.percentage_onder::numeric, 1))), '.', ',') AS "%",
        r.reden$$,
    geen_rijen => $$'reference dates loaded after 2011-10-01: ' || coalesce((SELECT string_agg(DISTINCT r.teldatum::text, ', ') FROM rapport.tussentijdse_groei r), 'none')$$);
