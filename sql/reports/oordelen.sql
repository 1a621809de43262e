-- Final judgements of the inspectorate, with the denominator in every row, and the
-- standards that fell short: docs/oordelen.md. How long a period is, is a setting, so that
-- the views are the reports with their defaults.
CREATE OR REPLACE VIEW rapport.oordelen AS
WITH oordeel AS (
    SELECT e.swv, sector(e.swv) AS sector, e.vastgesteld_op, extract(year FROM e.vastgesteld_op)::integer AS jaar, e.eindoordeel
    FROM feit.eindoordeel_per e
), periode AS (
    SELECT DISTINCT o.jaar - d.jaren + 1 AS van, o.jaar AS tot
    FROM oordeel o, (VALUES (1), (coalesce(nullif(current_setting('rapport.jaren', true), '')::integer, 3))) AS d (jaren)
), in_periode AS (
    SELECT p.van, p.tot, o.swv, o.sector, o.eindoordeel,
           row_number() OVER (PARTITION BY p.van, p.tot, o.swv ORDER BY o.vastgesteld_op DESC) AS rang
    FROM periode p JOIN oordeel o ON o.jaar BETWEEN p.van AND p.tot
), verband AS (
    SELECT swv, sector FROM ref.swv
), rij AS (
    SELECT van, tot, sector, 'oordelen' AS noemer, eindoordeel FROM in_periode
    UNION ALL SELECT van, tot, sector, 'onderzochte samenwerkingsverbanden', eindoordeel FROM in_periode WHERE rang = 1
    UNION ALL SELECT van, tot, sector, 'alle samenwerkingsverbanden', eindoordeel FROM in_periode WHERE rang = 1
    UNION ALL SELECT p.van, p.tot, v.sector, 'alle samenwerkingsverbanden', NULL
              FROM periode p CROSS JOIN verband v
              WHERE NOT EXISTS (SELECT FROM in_periode i WHERE i.van = p.van AND i.tot = p.tot AND i.swv = v.swv)
)
SELECT CASE WHEN r.van = r.tot THEN r.tot::text ELSE r.van || '-' || r.tot END AS periode,
       r.van, r.tot,
       coalesce(r.sector, 'po en vo') AS sector,
       r.noemer,
       CASE WHEN w.bekend THEN count(*) END AS n,
       count(*) FILTER (WHERE r.eindoordeel = 'onvoldoende') AS onvoldoende,
       count(*) FILTER (WHERE r.eindoordeel = 'voldoende') AS voldoende,
       count(*) FILTER (WHERE r.eindoordeel = 'goed') AS goed,
       CASE WHEN w.bekend THEN count(*) FILTER (WHERE r.eindoordeel IS NULL) END AS geen_oordeel,
       CASE WHEN w.bekend THEN 100.0::double precision * count(*) FILTER (WHERE r.eindoordeel IN ('voldoende', 'goed')) / count(*) END
           AS percentage_voldoende_of_goed,
       CASE WHEN w.bekend THEN 100.0::double precision * count(*) FILTER (WHERE r.eindoordeel = 'onvoldoende') / count(*) END AS percentage_onvoldoende,
       CASE WHEN NOT w.bekend THEN 'hoeveel samenwerkingsverbanden er zijn is niet geladen (postcodetabel)' END AS reden
FROM rij r
CROSS JOIN LATERAL (SELECT r.noemer <> 'alle samenwerkingsverbanden' OR EXISTS (SELECT FROM verband) AS bekend) AS w
GROUP BY r.van, r.tot, r.noemer, w.bekend, GROUPING SETS ((r.sector), ());
COMMENT ON VIEW rapport.oordelen IS
    'Eindoordelen over samenwerkingsverbanden per kalenderjaar en per periode van drie jaar, met de noemer op elke rij: oordelen, onderzochte of alle samenwerkingsverbanden';
COMMENT ON COLUMN rapport.oordelen.periode IS 'Kalenderjaar of kalenderjaren waarin het oordeel is vastgesteld';
COMMENT ON COLUMN rapport.oordelen.van IS 'Eerste kalenderjaar';
COMMENT ON COLUMN rapport.oordelen.tot IS 'Laatste kalenderjaar';
COMMENT ON COLUMN rapport.oordelen.sector IS 'po, vo of po en vo';
COMMENT ON COLUMN rapport.oordelen.noemer IS
    'Wat n telt. oordelen: elk oordeel in de periode; onderzochte samenwerkingsverbanden: elk een keer, met het laatste oordeel in de periode; alle samenwerkingsverbanden: ook die zonder oordeel in de periode';
COMMENT ON COLUMN rapport.oordelen.n IS 'De noemer';
COMMENT ON COLUMN rapport.oordelen.onvoldoende IS 'Aantal met eindoordeel onvoldoende';
COMMENT ON COLUMN rapport.oordelen.voldoende IS 'Aantal met eindoordeel voldoende';
COMMENT ON COLUMN rapport.oordelen.goed IS 'Aantal met waardering goed';
COMMENT ON COLUMN rapport.oordelen.geen_oordeel IS 'Aantal zonder oordeel in de periode';
COMMENT ON COLUMN rapport.oordelen.percentage_voldoende_of_goed IS 'Voldoende en goed, als percentage van n (niet afgerond)';
COMMENT ON COLUMN rapport.oordelen.percentage_onvoldoende IS 'Onvoldoende, als percentage van n (niet afgerond)';
COMMENT ON COLUMN rapport.oordelen.reden IS 'Waarom iets ontbreekt';

CREATE OR REPLACE FUNCTION rapport.oordelen(jaar integer DEFAULT NULL, jaren integer DEFAULT 3, sector text DEFAULT NULL, noemer text DEFAULT NULL,
                                            per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.oordelen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was       text := coalesce(current_setting('rapport.per', true), '');
    was_jaren text := coalesce(current_setting('rapport.jaren', true), '');
BEGIN
    PERFORM laad.eis_waarde('oordelen', 'sector', sector), laad.eis_waarde('oordelen', 'noemer', noemer);
    IF jaren < 1 THEN
        RAISE EXCEPTION 'jaren: % is less than 1', jaren USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true), set_config('rapport.jaren', coalesce(jaren::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.oordelen r
        WHERE (oordelen.jaar IS NULL OR r.tot = oordelen.jaar)
          AND (oordelen.sector IS NULL OR r.sector = oordelen.sector)
          AND (oordelen.noemer IS NULL OR r.noemer = oordelen.noemer)
        ORDER BY r.tot, r.van DESC, array_position('{oordelen,onderzochte samenwerkingsverbanden,alle samenwerkingsverbanden}', r.noemer),
                 array_position('{po,vo,po en vo}', r.sector);
    PERFORM set_config('rapport.per', was, true), set_config('rapport.jaren', was_jaren, true);
END $$;

SELECT laad.beschrijf_rapport('oordelen',
    titel => 'Eindoordelen over samenwerkingsverbanden',
    vraag => 'Hoeveel samenwerkingsverbanden kregen het eindoordeel onvoldoende, voldoende of goed?',
    definitie => 'Kalenderjaar van vaststelling. Drie noemers, op elke rij genoemd: oordelen; onderzochte samenwerkingsverbanden (elk een keer, het laatste oordeel in de periode telt); alle samenwerkingsverbanden. Welke noemer bij "bijna 70% van de besturen" (2022-2024) hoort, zegt de publicatie niet.',
    bron => 'Eindoordelen (swv-eindoordeel); De Staat van het Onderwijs 2025, samenwerkingsverbanden; aantal samenwerkingsverbanden uit de postcodetabel.',
    tabellen => '{feit.eindoordeel, ref.pc4_swv}',
    parameters => '{"jaar": "Laatste kalenderjaar van de periode; leeg = elk jaar met een oordeel", "jaren": "Lengte van de langere periode, in kalenderjaren",
                    "sector": {"uitleg": "Sector", "waarden": ["po", "vo", "po en vo"]},
                    "noemer": {"uitleg": "Wat n telt", "waarden": ["oordelen", "onderzochte samenwerkingsverbanden", "alle samenwerkingsverbanden"]}}',
    voorbeeld => 'jaar => 2024',
    kolommen => $$r.periode, r.noemer, r.sector, r.n, r.onvoldoende, r.voldoende, r.goed, r.geen_oordeel AS "geen oordeel",
        replace(round(r.percentage_voldoende_of_goed::numeric, 1)::text, '.', ',') AS "% voldoende of goed",
        replace(round(r.percentage_onvoldoende::numeric, 1)::text, '.', ',') AS "% onvoldoende"$$,
    geen_rijen => $$'years with a judgement: ' || coalesce((SELECT string_agg(DISTINCT r.tot::text, ', ') FROM rapport.oordelen r), 'none')$$);

-- Which standards were named: the longest name first, as one is part of another.
CREATE OR REPLACE VIEW rapport.oordeel_standaarden AS
WITH naam AS (
    SELECT k.kader, k.gebied, k.standaard, k.code, lower(coalesce(k.standaard, k.gebied)) AS naam FROM ref.kaderstandaard k
), patroon AS (
    SELECT kader, '\m(' || string_agg(DISTINCT regexp_replace(naam, '([^[:alnum:] ])', '\\\1', 'g'), '|') || ')\M' AS tekst
    FROM naam
    GROUP BY kader
), oordeel AS (
    SELECT e.swv, sector(e.swv) AS sector, e.vastgesteld_op, extract(year FROM e.vastgesteld_op)::integer AS jaar, e.kader,
           e.eindoordeel = 'onvoldoende' AS onvoldoende, g.namen,
           btrim(regexp_replace(regexp_replace(lower(coalesce(e.toelichting, '')), coalesce(p.tekst, '$x'), '', 'g'), '(\men\M|[,;/+.]|\s)+', ' ', 'g')) AS rest
    FROM feit.eindoordeel_per e
    LEFT JOIN patroon p USING (kader)
    CROSS JOIN LATERAL (SELECT ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(lower(e.toelichting), p.tekst, 'g') AS m) AS namen) AS g
), genoemd AS (
    SELECT o.*, n.gebied, n.standaard, n.code, n.naam, cardinality(o.namen) + (o.rest <> '')::integer AS aantal
    FROM oordeel o JOIN naam n ON n.kader = o.kader AND n.naam = ANY (o.namen)
    UNION ALL
    SELECT o.*, NULL, NULL, NULL, '(anders genoemd)', cardinality(o.namen) + 1 FROM oordeel o WHERE o.rest <> ''
    UNION ALL
    SELECT o.*, NULL, NULL, NULL, '(niets genoemd)', 0 FROM oordeel o WHERE o.rest = '' AND cardinality(o.namen) = 0
), periode AS (
    SELECT DISTINCT o.jaar - d.jaren + 1 AS van, o.jaar AS tot
    FROM oordeel o, (VALUES (1), (coalesce(nullif(current_setting('rapport.jaren', true), '')::integer, 2))) AS d (jaren)
), sector AS (
    SELECT sector, delen FROM (VALUES ('po', ARRAY['po']), ('vo', ARRAY['vo']), ('po en vo', ARRAY['po', 'vo'])) AS s (sector, delen)
), noemer AS (
    SELECT p.van, p.tot, s.sector, s.delen, o.kader, count(*) AS oordelen, count(*) FILTER (WHERE o.onvoldoende) AS onvoldoende
    FROM periode p CROSS JOIN sector s JOIN oordeel o ON o.jaar BETWEEN p.van AND p.tot AND o.sector = ANY (s.delen)
    GROUP BY p.van, p.tot, s.sector, s.delen, o.kader
)
SELECT CASE WHEN n.van = n.tot THEN n.tot::text ELSE n.van || '-' || n.tot END AS periode,
       n.van, n.tot, n.sector, n.kader, g.gebied, g.naam AS standaard, g.code,
       n.oordelen, n.onvoldoende AS oordelen_onvoldoende,
       count(*) AS genoemd,
       count(*) FILTER (WHERE g.onvoldoende) AS genoemd_onvoldoende,
       count(*) FILTER (WHERE g.onvoldoende AND g.aantal = 1) AS alleen_onvoldoende,
       CASE WHEN g.naam = '(anders genoemd)' THEN 'de toelichting noemt wat niet in ref.kaderstandaard staat'
            WHEN g.naam NOT LIKE '(%' AND g.code IS NULL THEN 'de code is onbekend' END AS reden
FROM noemer n
JOIN genoemd g ON g.jaar BETWEEN n.van AND n.tot AND g.sector = ANY (n.delen) AND g.kader = n.kader
GROUP BY n.van, n.tot, n.sector, n.kader, n.oordelen, n.onvoldoende, g.gebied, g.naam, g.code;
COMMENT ON VIEW rapport.oordeel_standaarden IS
    'Welke standaarden de toelichting bij eindoordelen noemt, per periode van een en van twee kalenderjaren, met de noemers';
COMMENT ON COLUMN rapport.oordeel_standaarden.periode IS 'Kalenderjaar of kalenderjaren waarin het oordeel is vastgesteld';
COMMENT ON COLUMN rapport.oordeel_standaarden.van IS 'Eerste kalenderjaar';
COMMENT ON COLUMN rapport.oordeel_standaarden.tot IS 'Laatste kalenderjaar';
COMMENT ON COLUMN rapport.oordeel_standaarden.sector IS 'po, vo of po en vo';
COMMENT ON COLUMN rapport.oordeel_standaarden.kader IS 'Versie van het onderzoekskader';
COMMENT ON COLUMN rapport.oordeel_standaarden.gebied IS 'Kwaliteitsgebied, waar de bronnen het noemen';
COMMENT ON COLUMN rapport.oordeel_standaarden.standaard IS 'Standaard (of heel gebied) zoals in ref.kaderstandaard; (anders genoemd) of (niets genoemd)';
COMMENT ON COLUMN rapport.oordeel_standaarden.code IS 'Code van de standaard; leeg = onbekend';
COMMENT ON COLUMN rapport.oordeel_standaarden.oordelen IS 'Noemer: eindoordelen in de periode, met dit kader';
COMMENT ON COLUMN rapport.oordeel_standaarden.oordelen_onvoldoende IS 'Noemer: daarvan onvoldoende';
COMMENT ON COLUMN rapport.oordeel_standaarden.genoemd IS 'Oordelen waarvan de toelichting de standaard noemt';
COMMENT ON COLUMN rapport.oordeel_standaarden.genoemd_onvoldoende IS 'Daarvan met eindoordeel onvoldoende';
COMMENT ON COLUMN rapport.oordeel_standaarden.alleen_onvoldoende IS 'Daarvan waar niets anders is genoemd';
COMMENT ON COLUMN rapport.oordeel_standaarden.reden IS 'Wat onbekend is';

CREATE OR REPLACE FUNCTION rapport.oordeel_standaarden(jaar integer DEFAULT NULL, jaren integer DEFAULT 2, sector text DEFAULT NULL,
                                                       per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.oordeel_standaarden
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was       text := coalesce(current_setting('rapport.per', true), '');
    was_jaren text := coalesce(current_setting('rapport.jaren', true), '');
BEGIN
    PERFORM laad.eis_waarde('oordeel_standaarden', 'sector', sector);
    IF jaren < 1 THEN
        RAISE EXCEPTION 'jaren: % is less than 1', jaren USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true), set_config('rapport.jaren', coalesce(jaren::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.oordeel_standaarden r
        WHERE (oordeel_standaarden.jaar IS NULL OR r.tot = oordeel_standaarden.jaar)
          AND (oordeel_standaarden.sector IS NULL OR r.sector = oordeel_standaarden.sector)
        ORDER BY r.tot, r.van DESC, array_position('{po,vo,po en vo}', r.sector), r.kader COLLATE "C", r.genoemd DESC, r.standaard COLLATE "C";
    PERFORM set_config('rapport.per', was, true), set_config('rapport.jaren', was_jaren, true);
END $$;

SELECT laad.beschrijf_rapport('oordeel_standaarden',
    titel => 'Standaarden die tekortschoten',
    vraag => 'Op welke standaarden schoten samenwerkingsverbanden tekort, en welke gaf de doorslag?',
    definitie => 'Geteld uit de toelichting bij het oordeel, tegen de namen in ref.kaderstandaard: die van de bronnen, zonder code. Alleen = de enige naam bij een onvoldoende. De regel van standaard naar eindoordeel staat in geen gelezen bron en is hier niet nagebouwd.',
    bron => 'Eindoordelen (swv-eindoordeel); De Staat van het Onderwijs 2025, samenwerkingsverbanden.',
    tabellen => '{feit.eindoordeel}',
    parameters => '{"jaar": "Laatste kalenderjaar van de periode; leeg = elk jaar met een oordeel", "jaren": "Lengte van de langere periode, in kalenderjaren",
                    "sector": {"uitleg": "Sector", "waarden": ["po", "vo", "po en vo"]}}',
    voorbeeld => 'jaar => 2024',
    kolommen => $$r.periode, r.sector, r.kader, r.standaard, r.genoemd, r.oordelen AS "van oordelen", r.genoemd_onvoldoende AS onvoldoende,
        r.oordelen_onvoldoende AS "van onvoldoende", r.alleen_onvoldoende AS alleen, r.reden$$,
    geen_rijen => $$'years with a judgement: ' || coalesce((SELECT string_agg(DISTINCT r.tot::text, ', ') FROM rapport.oordeel_standaarden r), 'none')$$);
