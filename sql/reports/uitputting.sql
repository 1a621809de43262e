-- What is cut from schools when deductions exceed the budget: docs/uitputting.md.
DROP FUNCTION IF EXISTS rapport.uitputting(numeric, numeric, text, text, text, timestamptz);
DROP TYPE IF EXISTS rapport.uitputting_rij;
CREATE TYPE rapport.uitputting_rij AS (
    school      text,
    leerlingen  bigint,
    percentage  double precision,
    korting     double precision,
    afgerond    text,
    reden       text
);
COMMENT ON TYPE rapport.uitputting_rij IS 'Korting per school bij uitputting van het budget van een samenwerkingsverband';
COMMENT ON COLUMN rapport.uitputting_rij.school IS 'School; totaal = alle scholen';
COMMENT ON COLUMN rapport.uitputting_rij.leerlingen IS 'Leerlingen op de school';
COMMENT ON COLUMN rapport.uitputting_rij.percentage IS 'Aandeel in de leerlingen van alle scholen (0-100, niet afgerond)';
COMMENT ON COLUMN rapport.uitputting_rij.korting IS 'Korting in euro, op de cent; samen precies de overschrijding';
COMMENT ON COLUMN rapport.uitputting_rij.afgerond IS 'naar boven (grootste rest) of naar beneden; leeg = de cent kwam precies uit';
COMMENT ON COLUMN rapport.uitputting_rij.reden IS 'Waarom er geen korting is';

-- Pupils per school: as given ("12AB=240,34CD=175"), or as loaded.
CREATE OR REPLACE FUNCTION laad.leerlingen_per_school(scholen text, swv text, schooljaar text)
RETURNS TABLE (school text, leerlingen bigint)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    jaar  schooljaar := laad.schooljaar_tekst('schooljaar', leerlingen_per_school.schooljaar);
    codes text[] := laad.swv_lijst(leerlingen_per_school.swv, '{}');
    woord text;
    deel  text[];
    rij   record;
BEGIN
    IF scholen IS NOT NULL THEN
        FOREACH woord IN ARRAY string_to_array(scholen, ',') LOOP
            deel := regexp_match(woord, '^\s*([^=\s]+)\s*=\s*([0-9]{1,9})\s*$');
            IF deel IS NULL THEN
                RAISE EXCEPTION 'scholen: "%" is not SCHOOL=PUPILS', woord
                    USING ERRCODE = 'invalid_parameter_value', HINT = 'Schools are written as 12AB=240,34CD=175.';
            END IF;
            school := deel[1];
            leerlingen := deel[2];
            RETURN NEXT;
        END LOOP;
        RETURN;
    END IF;
    IF cardinality(codes) IS DISTINCT FROM 1 OR jaar IS NULL THEN
        RAISE EXCEPTION 'scholen is not given: then one swv and a schooljaar are needed' USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Schools are written as 12AB=240,34CD=175.';
    END IF;
    FOR rij IN
        SELECT l.vestiging::text AS vestiging, sum(ondergrens(l.aantal))::bigint AS onder, sum(bovengrens(l.aantal))::bigint AS boven, bool_or(l.aantal IS NULL) AS onbekend
        FROM feit.leerling_vestiging_totaal_per l
        WHERE l.schooljaar = jaar AND l.soort_po IN ('bo', 'sbo')
          AND EXISTS (SELECT FROM ref.swv_school_per s WHERE s.swv::text = codes[1] AND s.instelling = instelling(l.vestiging)
                      AND (s.vestiging_bron IS NULL OR right(s.vestiging_bron, 2) = vestigingsnummer(l.vestiging)::text))
        GROUP BY l.vestiging
    LOOP
        IF rij.onbekend OR rij.onder <> rij.boven THEN
            RAISE EXCEPTION 'the number of pupils of school % is masked or unknown', rij.vestiging
                USING ERRCODE = 'invalid_parameter_value', HINT = 'Give all schools with scholen, as 12AB=240,34CD=175.';
        END IF;
        school := rij.vestiging;
        leerlingen := rij.onder;
        RETURN NEXT;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.leerlingen_per_school(text, text, text) IS
    'Leerlingen per school: uit een lijst als 12AB=240,34CD=175, anders uit de geladen scholen en leerlingen (bo en sbo) van een samenwerkingsverband; fout 22023 waar een aantal gemaskeerd of onbekend is';

-- In whole cents: each school gets its share rounded down, and the cents that are left go
-- to the largest remainders, of equal ones to the first school.
CREATE FUNCTION rapport.uitputting(budget numeric, aftrek numeric, scholen text DEFAULT NULL, swv text DEFAULT NULL, schooljaar text DEFAULT NULL,
                                   per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.uitputting_rij
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was    text := coalesce(current_setting('rapport.per', true), '');
    naam   text;
    bedrag numeric;
    cent   numeric := greatest(100 * (aftrek - budget), 0);
    namen  text[];
    telt   bigint[];
BEGIN
    FOR naam, bedrag IN VALUES ('budget', budget), ('aftrek', aftrek) LOOP
        IF bedrag IS NULL OR bedrag < 0 OR bedrag <> round(bedrag, 2) THEN
            RAISE EXCEPTION '%: "%" is no amount in euros and cents', naam, bedrag USING ERRCODE = 'invalid_parameter_value';
        END IF;
    END LOOP;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    SELECT array_agg(l.school ORDER BY l.school COLLATE "C"), array_agg(l.leerlingen ORDER BY l.school COLLATE "C") INTO namen, telt
    FROM laad.leerlingen_per_school(scholen, swv, schooljaar) AS l;
    PERFORM set_config('rapport.per', was, true);
    IF cardinality(namen) > (SELECT count(DISTINCT n) FROM unnest(namen) AS n) THEN
        RAISE EXCEPTION 'scholen: "%" is given twice', (SELECT n FROM unnest(namen) AS n GROUP BY n HAVING count(*) > 1 LIMIT 1)
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF cent > 0 AND namen IS NOT NULL AND (SELECT sum(n) FROM unnest(telt) AS n) = 0 THEN
        RAISE EXCEPTION 'the schools have no pupils to divide by' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN QUERY
        WITH deel AS (
            SELECT s.school, s.leerlingen, sum(s.leerlingen) OVER () AS alle,
                   div(cent * s.leerlingen, nullif(sum(s.leerlingen) OVER (), 0)) AS heel,
                   mod(cent * s.leerlingen, nullif(sum(s.leerlingen) OVER (), 0)) AS rest
            FROM unnest(namen, telt) AS s (school, leerlingen)
        ), verdeeld AS (
            SELECT d.*, cent - sum(d.heel) OVER () >= row_number() OVER (ORDER BY d.rest DESC, d.school COLLATE "C") AS erbij
            FROM deel d
        ), rij AS (
            SELECT v.school, v.leerlingen, (100.0 * v.leerlingen / v.alle)::double precision AS percentage,
                   ((v.heel + v.erbij::integer) / 100)::double precision AS korting,
                   CASE WHEN v.rest > 0 THEN CASE WHEN v.erbij THEN 'naar boven' ELSE 'naar beneden' END END AS afgerond
            FROM verdeeld v
            UNION ALL
            SELECT 'totaal', max(v.alle)::bigint, 100, (cent / 100)::double precision, NULL FROM verdeeld v HAVING count(*) > 0
        )
        SELECT r.school, r.leerlingen, r.percentage, coalesce(r.korting, 0), r.afgerond,
               CASE WHEN cent = 0 THEN 'de aftrek is niet hoger dan het budget' END
        FROM rij r
        ORDER BY r.school = 'totaal', r.school COLLATE "C";
END $$;

SELECT laad.beschrijf_rapport('uitputting',
    titel => 'Uitputting: korting op scholen naar leerlingaantal',
    vraag => 'Wat wordt er van scholen gekort als de aftrek voor (v)so hoger is dan het budget van het samenwerkingsverband?',
    definitie => 'Overschrijding = aftrek min budget, verdeeld naar leerlingen van alle scholen in het gebied. Op de cent: eerst naar beneden, dan een cent voor de grootste resten; bij gelijke resten de eerste school. Die afronding is een keuze: de wet noemt er geen. Budget en aftrek zijn in geen geladen bestand en worden opgegeven.',
    bron => 'WPO (2015) artikel 125a en 118b, WVO (2015) artikel 85c.',
    tabellen => '{feit.leerling_vestiging_totaal, ref.swv_school}',
    parameters => '{"budget": "Budget voor zware ondersteuning, in euro", "aftrek": "Ondersteuningsbedragen voor leerlingen in het (v)so, in euro",
                    "scholen": "Leerlingen per school, zoals 12AB=240,34CD=175; leeg = zoals geladen (alleen po: bo en sbo)",
                    "swv": "Samenwerkingsverband, als scholen leeg is", "schooljaar": "Schooljaar van de telling, als scholen leeg is"}',
    voorbeeld => 'budget => 1000000, aftrek => 1250000.01, scholen => ''12AB=240,34CD=175,56EF=85''',
    kolommen => $$r.school, r.leerlingen, replace(round(r.percentage::numeric, 2)::text, '.', ',') AS "%",
        replace(to_char(r.korting, 'FM999999999990.00'), '.', ',') AS korting, r.afgerond, r.reden$$,
    geen_rijen => $$'no schools with pupils are loaded for that; give them with scholen'$$);
