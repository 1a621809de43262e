-- Table 4.5 of the Doelstellingenmonitor: forms of support that samenwerkingsverbanden
-- offer, in percentages yes and no, with the counts that can be behind them.

CREATE OR REPLACE VIEW rapport.vormen_van_ondersteuning AS
SELECT v.meting::text AS meting,
       v.vorm,
       t.onderwijstype,
       t.n,
       t.ja AS percentage_ja,
       t.nee AS percentage_nee,
       g.ja_onder,
       g.ja_boven,
       g.nee_onder,
       g.nee_boven,
       nullif(concat_ws('; ',
           CASE WHEN g.ja_onder IS NULL OR g.nee_onder IS NULL THEN format('geen aantal van %s geeft deze percentages: gewogen, of niet elk samenwerkingsverband antwoordde', t.n)
                WHEN g.ja_onder < g.ja_boven OR g.nee_onder < g.nee_boven THEN 'meer dan een aantal geeft deze percentages' END,
           CASE WHEN t.ja + t.nee <> 100 THEN 'ja en nee zijn samen geen 100 procent' END), '') AS reden,
       v.volgorde
FROM ref.vorm_van_ondersteuning_per v
CROSS JOIN LATERAL (VALUES ('bao', v.bao_n, v.bao_ja, v.bao_nee), ('vo', v.vo_n, v.vo_ja, v.vo_nee)) AS t (onderwijstype, n, ja, nee)
-- The whole numbers of n that round to these percentages, to the nearest and, at half,
-- either way: how they were rounded was not published. NULL where there is none.
CROSS JOIN LATERAL (
    SELECT ceil((2 * t.ja::numeric - 1) * t.n / 200)::integer AS ja_van, floor((2 * t.ja::numeric + 1) * t.n / 200)::integer AS ja_tot,
           ceil((2 * t.nee::numeric - 1) * t.n / 200)::integer AS nee_van, floor((2 * t.nee::numeric + 1) * t.n / 200)::integer AS nee_tot
) AS k
CROSS JOIN LATERAL (
    SELECT CASE WHEN k.ja_van <= k.ja_tot THEN greatest(k.ja_van, 0) END AS ja_onder,
           CASE WHEN k.ja_van <= k.ja_tot THEN least(k.ja_tot, t.n) END AS ja_boven,
           CASE WHEN k.nee_van <= k.nee_tot THEN greatest(k.nee_van, 0) END AS nee_onder,
           CASE WHEN k.nee_van <= k.nee_tot THEN least(k.nee_tot, t.n) END AS nee_boven
) AS g;
COMMENT ON VIEW rapport.vormen_van_ondersteuning IS
    'Tabel 4.5 van de Doelstellingenmonitor passend onderwijs: vormen van ondersteuning door samenwerkingsverbanden, met de aantallen die bij de percentages kunnen horen. Sorteer op meting, volgorde en onderwijstype voor de volgorde van de publicatie';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.meting IS 'Schooljaar van de meting; 2023-2024 is de tweede';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.vorm IS 'Vorm van ondersteuning, zoals gepubliceerd';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.onderwijstype IS 'bao of vo, zoals boven de kolommen van de publicatie';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.n IS 'Aantal samenwerkingsverbanden boven de kolommen van de publicatie';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.percentage_ja IS 'Gepubliceerd percentage ja (0-100)';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.percentage_nee IS 'Gepubliceerd percentage nee (0-100)';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.ja_onder IS 'Kleinste aantal van n dat op percentage_ja afrondt; niet gepubliceerd maar afgeleid, en leeg als geen aantal dat doet';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.ja_boven IS 'Grootste aantal van n dat op percentage_ja afrondt';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.nee_onder IS 'Kleinste aantal van n dat op percentage_nee afrondt';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.nee_boven IS 'Grootste aantal van n dat op percentage_nee afrondt';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.reden IS 'Waarom een aantal ontbreekt of niet zeker is; leeg = precies een aantal past';
COMMENT ON COLUMN rapport.vormen_van_ondersteuning.volgorde IS 'Volgorde in de publicatie, binnen een meting';

CREATE OR REPLACE FUNCTION rapport.vormen_van_ondersteuning(meting text DEFAULT NULL, onderwijstype text DEFAULT NULL,
                                                            per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.vormen_van_ondersteuning
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    meting := laad.schooljaar_tekst('meting', meting);
    PERFORM laad.eis_waarde('vormen_van_ondersteuning', 'onderwijstype', onderwijstype);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT v.* FROM rapport.vormen_van_ondersteuning v
        WHERE (vormen_van_ondersteuning.meting IS NULL OR v.meting = vormen_van_ondersteuning.meting)
          AND (vormen_van_ondersteuning.onderwijstype IS NULL OR v.onderwijstype = vormen_van_ondersteuning.onderwijstype)
        ORDER BY v.meting COLLATE "C", v.volgorde, v.onderwijstype COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('vormen_van_ondersteuning',
    titel => 'Doelstellingenmonitor: vormen van ondersteuning door samenwerkingsverbanden',
    vraag => 'Welke vormen van ondersteuning bieden samenwerkingsverbanden aan scholen?',
    definitie => 'Percentages zoals gepubliceerd. De aantallen zijn niet gepubliceerd: de grenzen zijn de kleinste en grootste aantallen van n die op het percentage afronden. Vaak is er geen: of is gewogen of hoeveel er per vorm antwoordden, is onbekend.',
    bron => 'Doelstellingenmonitor passend onderwijs, tabel 4.5.',
    tabellen => '{ref.vorm_van_ondersteuning}',
    parameters => '{"meting": "Schooljaar van de meting, zoals 2023-2024", "onderwijstype": {"uitleg": "Kolommen van de publicatie", "waarden": ["bao", "vo"]}}',
    kop => $$'Tabel 4.5, meting ' || r.meting$$,
    kolommen => $$CASE WHEN lag((r.meting, r.vorm)) OVER (ORDER BY r.meting, r.volgorde, r.onderwijstype) = (r.meting, r.vorm) THEN '' ELSE r.vorm END AS vorm,
        r.onderwijstype AS type, r.n, replace(r.percentage_ja::text, '.', ',') AS "ja %", replace(r.percentage_nee::text, '.', ',') AS "nee %",
        concat_ws('..', r.ja_onder, nullif(r.ja_boven, r.ja_onder)) AS ja, concat_ws('..', r.nee_onder, nullif(r.nee_boven, r.nee_onder)) AS nee, split_part(r.reden, ':', 1) AS reden$$,
    geen_rijen => $$'measurements: ' || (SELECT string_agg(DISTINCT meting, ', ') FROM rapport.vormen_van_ondersteuning)$$);
