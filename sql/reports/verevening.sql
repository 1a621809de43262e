-- Verevening per samenwerkingsverband (SWV) and period: docs/verevening.md.

-- '2016-2017=90,2016=90' as rows; an error at what is no percentage of a known period.
CREATE OR REPLACE FUNCTION laad.verevening_percentages(percentages text) RETURNS TABLE (periode text, percentage double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    woord   text;
    deel    text[];
    gehad   text[] := '{}';
BEGIN
    FOREACH woord IN ARRAY coalesce(string_to_array(percentages, ','), '{}') LOOP
        deel := regexp_match(woord, '^\s*([0-9]{4}(?:-[0-9]{4})?)\s*=\s*([0-9]{1,3}(?:\.[0-9]{1,10})?)\s*$');
        IF deel IS NULL OR deel[2]::numeric > 100 THEN
            RAISE EXCEPTION 'percentages: "%" is no percentage of a period', woord
                USING ERRCODE = 'invalid_parameter_value', HINT = 'It is written as 2016-2017=90,2017-2018=75.5 with 0 to 100.';
        ELSIF NOT EXISTS (SELECT FROM ref.verevening_percentage v WHERE v.periode = deel[1]) THEN
            RAISE EXCEPTION 'percentages: "%" is none of %', deel[1],
                (SELECT string_agg(v.periode, ', ' ORDER BY v.soort DESC, v.periode) FROM ref.verevening_percentage v) USING ERRCODE = 'invalid_parameter_value';
        ELSIF deel[1] = ANY (gehad) THEN
            RAISE EXCEPTION 'percentages: "%" is there twice', deel[1] USING ERRCODE = 'invalid_parameter_value';
        END IF;
        gehad := gehad || deel[1];
        RETURN QUERY SELECT deel[1], deel[2]::double precision;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.verevening_percentages(text) IS 'Percentages per periode uit een tekst als 2016-2017=90; fout 22023 bij wat dat niet is';

DROP FUNCTION IF EXISTS laad.verevening_rijen(text, text) CASCADE;
CREATE FUNCTION laad.verevening_rijen(gevraagd text, percentages text)
RETURNS TABLE (swv text, sector text, soort text, periode text, verbanden integer, basis double precision, herkomst text, percentage double precision,
               percentage_bron text, correctie double precision, wettelijk text, label text, label_samen text, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH tijdvak AS (
            -- The last row goes on: what is asked about after it has its percentage.
            SELECT p.soort, CASE WHEN p.en_later AND length(gevraagd) = length(p.periode) AND gevraagd > p.periode THEN gevraagd ELSE p.periode END AS periode,
                   coalesce(o.percentage, p.percentage) AS percentage,
                   CASE WHEN o.percentage IS NOT NULL THEN 'opgegeven bij de aanroep' ELSE p.bron END AS bron, o.percentage IS NOT NULL AS opgegeven
            FROM ref.verevening_percentage p LEFT JOIN laad.verevening_percentages(percentages) o ON o.periode = p.periode
        ), bedrag AS (
            SELECT b.*, CASE WHEN count(b.basis) OVER van_swv = 2 THEN verevening_label(sum(b.basis::numeric) OVER van_swv) END AS label_samen
            FROM feit.verevening_basis b
            WHERE b.soort IN ('personeel', 'materieel')
            WINDOW van_swv AS (PARTITION BY b.swv)
        ), rij AS (
            SELECT b.swv::text AS swv, b.sector, b.soort, 1 AS verbanden, b.basis, CASE WHEN b.vastgesteld IS NOT NULL THEN 'vastgesteld' WHEN b.formule IS NOT NULL THEN 'formule' END AS herkomst,
                   verevening_label(b.basis::numeric) AS label, b.label_samen,
                   CASE WHEN b.negatief THEN 'een gegeven van de formule is negatief'
                        WHEN b.basis IS NULL THEN 'een gegeven van de formule ontbreekt'
                        WHEN abs(b.vastgesteld - b.formule) >= 0.005
                        THEN format('vastgesteld is %s, de formule geeft %s', laad.getal_met_komma(b.vastgesteld), laad.getal_met_komma(b.formule)) END AS reden
            FROM bedrag b
            UNION ALL
            SELECT 'landelijk', b.sector, b.soort, count(b.basis)::integer, sum(b.basis), CASE WHEN count(b.basis) > 0 THEN 'som' END, NULL, NULL,
                   CASE WHEN count(*) > count(b.basis) THEN format('zonder %s samenwerkingsverband(en) waarvan een gegeven ontbreekt', count(*) - count(b.basis)) END
            FROM bedrag b
            GROUP BY b.sector, b.soort
        )
        SELECT r.swv, r.sector, r.soort, t.periode, r.verbanden, r.basis, r.herkomst, t.percentage, t.bron,
               (r.basis::numeric * t.percentage::numeric / 100)::double precision,
               CASE sign(r.basis) WHEN 1 THEN 'aanvulling' WHEN -1 THEN 'korting' WHEN 0 THEN 'geen' END,
               r.label, r.label_samen,
               nullif(concat_ws('; ', r.reden, CASE WHEN t.percentage IS NULL THEN 'het percentage is onbekend: ' || t.bron
                                                    WHEN t.opgegeven THEN 'het percentage is opgegeven bij de aanroep' END), '')
        FROM rij r JOIN tijdvak t ON t.soort = r.soort
        WHERE gevraagd IS NULL OR t.periode = gevraagd;
END $$;
COMMENT ON FUNCTION laad.verevening_rijen(text, text) IS 'De rijen van rapport.verevening, van een periode (NULL = elke) en met andere percentages';

CREATE VIEW rapport.verevening AS
SELECT v.swv, v.sector, v.soort, v.periode, v.verbanden, v.basis, v.herkomst, v.percentage, v.percentage_bron, v.correctie, v.wettelijk, v.label, v.label_samen, v.reden
FROM laad.verevening_rijen(NULL, NULL) AS v;
COMMENT ON VIEW rapport.verevening IS
    'Verevening per samenwerkingsverband, soort en periode: de correctie op de bekostiging volgens de wet, en hoe het veld haar noemt';
COMMENT ON COLUMN rapport.verevening.swv IS 'Samenwerkingsverband; landelijk = de geladen samenwerkingsverbanden van de sector samen';
COMMENT ON COLUMN rapport.verevening.sector IS 'po of vo';
COMMENT ON COLUMN rapport.verevening.soort IS 'personeel of materieel';
COMMENT ON COLUMN rapport.verevening.periode IS 'Schooljaar (personeel) of kalenderjaar (materieel)';
COMMENT ON COLUMN rapport.verevening.verbanden IS 'Aantal samenwerkingsverbanden in het bedrag';
COMMENT ON COLUMN rapport.verevening.basis IS 'Correctie bij 100 procent, in euro; positief = een aanvulling; leeg = onbekend';
COMMENT ON COLUMN rapport.verevening.herkomst IS 'Van de basis: vastgesteld, formule (van de wet) of som';
COMMENT ON COLUMN rapport.verevening.percentage IS 'Percentage dat in de periode geldt; leeg = onbekend';
COMMENT ON COLUMN rapport.verevening.percentage_bron IS 'Waar het percentage vandaan komt, of waar het zou moeten staan';
COMMENT ON COLUMN rapport.verevening.correctie IS 'Correctie in de periode, in euro (niet afgerond, niet geïndexeerd); positief = een aanvulling; leeg = onbekend';
COMMENT ON COLUMN rapport.verevening.wettelijk IS 'Teken volgens de wet, van de basis: aanvulling (positief), korting (negatief) of geen';
COMMENT ON COLUMN rapport.verevening.label IS 'Naam in het veld: negatief bij een aanvulling, positief bij een korting, neutraal; leeg bij landelijk';
COMMENT ON COLUMN rapport.verevening.label_samen IS 'Naam in het veld van personeel en materieel samen; leeg als een van beide onbekend is';
COMMENT ON COLUMN rapport.verevening.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.verevening(swv text DEFAULT NULL, soort text DEFAULT NULL, periode text DEFAULT NULL, percentages text DEFAULT NULL,
                                              per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.verevening
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('verevening', 'soort', soort), (SELECT count(*) FROM laad.verevening_percentages(percentages));
    IF periode !~ '^[0-9]{4}$' THEN
        periode := laad.schooljaar_tekst('periode', periode);
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT r.swv, r.sector, r.soort, r.periode, r.verbanden, r.basis, r.herkomst, r.percentage, r.percentage_bron, r.correctie, r.wettelijk, r.label, r.label_samen, r.reden
        FROM laad.verevening_rijen(periode, percentages) AS r
        WHERE (codes IS NULL OR r.swv = ANY (codes))
          AND (verevening.soort IS NULL OR r.soort = verevening.soort)
        ORDER BY r.sector, r.swv <> 'landelijk', r.swv COLLATE "C", r.soort DESC, r.periode COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('verevening',
    titel => 'Verevening per samenwerkingsverband en periode',
    vraag => 'Met welk bedrag wordt de bekostiging van een samenwerkingsverband gecorrigeerd, en hoe heet dat in het veld?',
    definitie => 'Bedragen in euro. Basis = de correctie op de gegevens van 1 oktober 2011, zoals vastgesteld of anders volgens de formule van de wet. Correctie = basis x percentage, niet geïndexeerd. Positief = een aanvulling, die verdwijnt: het veld noemt dat negatieve verevening; een korting heet positief. Bekend is 100% in 2015-2016 (materieel 2015) en 0% vanaf 2020-2021 (2020); de percentages daartussen staan in een algemene maatregel van bestuur en zijn onbekend, tot zij in ref.verevening_percentage of bij de aanroep staan.',
    bron => 'Wet passend onderwijs (BWBR0032176), artikelen XIII tot en met XVI; gegevens van 1 oktober 2011 (swv-verevening-2011).',
    tabellen => '{feit.verevening_2011}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk",
                    "soort": {"uitleg": "Soort bedrag", "waarden": ["personeel", "materieel"]},
                    "periode": "Schooljaar, zoals 2015-2016 (personeel), of kalenderjaar, zoals 2015 (materieel)",
                    "percentages": "Percentages voor deze aanroep, zoals 2016-2017=90,2017-2018=75.5"}',
    voorbeeld => 'soort => ''personeel'', periode => ''2015-2016''',
    kolommen => $$r.swv, r.soort, r.periode, laad.getal_met_komma(r.basis) AS basis, laad.getal_met_komma(r.percentage) || '%' AS percentage,
        laad.getal_met_komma(r.correctie) AS correctie, r.wettelijk, r.label, r.reden$$,
    geen_rijen => $$'periods: ' || (SELECT string_agg(p.periode, ', ' ORDER BY p.soort DESC, p.periode) FROM ref.verevening_percentage p)
        || '; samenwerkingsverbanden loaded: ' || (SELECT count(DISTINCT v.swv) FROM feit.verevening_2011 v)$$);
