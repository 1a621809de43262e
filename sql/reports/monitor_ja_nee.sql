-- The yes/no monitor of samenwerkingsverbanden (SWV): docs/monitor_ja_nee.md.
CREATE OR REPLACE VIEW rapport.monitor_ja_nee AS
WITH antwoord AS (
    SELECT m.ronde, m.thema, v.vraag, s.sector, m.ja, m.antwoord, m.swv
    FROM feit.ja_nee_monitor_per m
    CROSS JOIN LATERAL (VALUES (sector(m.swv)), ('po en vo')) AS s (sector)
    CROSS JOIN LATERAL (VALUES (m.vraag), ('(alle vragen)')) AS v (vraag)
), telling AS (
    SELECT ronde, thema, vraag, sector,
           count(DISTINCT swv) AS verbanden,
           count(*) FILTER (WHERE ja) AS ja, count(*) FILTER (WHERE NOT ja) AS nee,
           count(*) FILTER (WHERE ja IS NULL AND antwoord IS NOT NULL) AS weet_niet,
           count(*) FILTER (WHERE antwoord IS NULL) AS niet_beantwoord
    FROM antwoord
    GROUP BY ronde, thema, vraag, sector
), rij AS (
    SELECT t.*, d.definitie, d.n, 100.0::double precision * t.ja / nullif(d.n, 0) AS percentage
    FROM telling t
    CROSS JOIN LATERAL (VALUES ('ja en nee', t.ja + t.nee), ('alle antwoorden', t.ja + t.nee + t.weet_niet)) AS d (definitie, n)
)
SELECT r.ronde, r.thema, r.vraag, r.sector, r.definitie, r.verbanden, r.n, r.ja, r.nee, r.weet_niet, r.niet_beantwoord, r.percentage,
       w.vorige_ronde, CASE WHEN r.vraag <> '(alle vragen)' THEN r.percentage - w.vorig_percentage END AS verschil,
       nullif(concat_ws('; ', CASE WHEN r.n = 0 THEN 'niemand antwoordde' || CASE r.definitie WHEN 'ja en nee' THEN ' ja of nee' ELSE '' END END,
           CASE WHEN w.vorige_ronde IS NULL THEN CASE WHEN r.ronde > e.eerste COLLATE "C" THEN 'in geen eerdere ronde is deze vraag zo gesteld' END
                WHEN r.vraag = '(alle vragen)' THEN 'geen verschil: de vragen van een thema wisselen' END), '') AS reden
FROM rij r
CROSS JOIN (SELECT min(ronde COLLATE "C") AS eerste FROM telling) AS e
LEFT JOIN LATERAL (SELECT v.ronde AS vorige_ronde, v.percentage AS vorig_percentage FROM rij v
                   WHERE v.thema = r.thema AND v.vraag = r.vraag AND v.sector = r.sector AND v.definitie = r.definitie AND v.ronde COLLATE "C" < r.ronde
                   ORDER BY v.ronde COLLATE "C" DESC LIMIT 1) AS w ON true;
COMMENT ON VIEW rapport.monitor_ja_nee IS
    'Percentage ja per vraag, thema, sector en ronde van de ja/nee-monitor onder samenwerkingsverbanden, met de noemer en het verschil met de vorige ronde';
COMMENT ON COLUMN rapport.monitor_ja_nee.ronde IS 'Ronde, zoals 2013-11';
COMMENT ON COLUMN rapport.monitor_ja_nee.thema IS 'Thema';
COMMENT ON COLUMN rapport.monitor_ja_nee.vraag IS 'Vraag; (alle vragen) = alle antwoorden op vragen van het thema samen';
COMMENT ON COLUMN rapport.monitor_ja_nee.sector IS 'po, vo of po en vo';
COMMENT ON COLUMN rapport.monitor_ja_nee.definitie IS 'Noemer: ja en nee, of alle antwoorden (ook weet niet)';
COMMENT ON COLUMN rapport.monitor_ja_nee.verbanden IS 'Samenwerkingsverbanden die aan de vraag toekwamen';
COMMENT ON COLUMN rapport.monitor_ja_nee.n IS 'De noemer: aantal antwoorden';
COMMENT ON COLUMN rapport.monitor_ja_nee.ja IS 'Antwoorden ja';
COMMENT ON COLUMN rapport.monitor_ja_nee.nee IS 'Antwoorden nee';
COMMENT ON COLUMN rapport.monitor_ja_nee.weet_niet IS 'Antwoorden weet niet';
COMMENT ON COLUMN rapport.monitor_ja_nee.niet_beantwoord IS 'Niet beantwoord; in geen enkele noemer';
COMMENT ON COLUMN rapport.monitor_ja_nee.percentage IS 'Percentage ja van n (niet afgerond); leeg als n 0 is';
COMMENT ON COLUMN rapport.monitor_ja_nee.vorige_ronde IS 'De laatste eerdere ronde met dezelfde vraag, woord voor woord';
COMMENT ON COLUMN rapport.monitor_ja_nee.verschil IS 'Percentage min dat van de vorige ronde, in procentpunten';
COMMENT ON COLUMN rapport.monitor_ja_nee.reden IS 'Waarom iets ontbreekt';

CREATE OR REPLACE FUNCTION rapport.monitor_ja_nee(ronde text DEFAULT NULL, thema text DEFAULT NULL, sector text DEFAULT NULL, definitie text DEFAULT NULL,
                                                  per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.monitor_ja_nee
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('monitor_ja_nee', 'sector', sector), laad.eis_waarde('monitor_ja_nee', 'definitie', definitie);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.monitor_ja_nee r
        WHERE (monitor_ja_nee.ronde IS NULL OR r.ronde = monitor_ja_nee.ronde)
          AND (monitor_ja_nee.thema IS NULL OR r.thema = monitor_ja_nee.thema)
          AND (monitor_ja_nee.sector IS NULL OR r.sector = monitor_ja_nee.sector)
          AND (monitor_ja_nee.definitie IS NULL OR r.definitie = monitor_ja_nee.definitie)
        ORDER BY r.ronde COLLATE "C", r.thema COLLATE "C", r.vraag = '(alle vragen)', r.vraag COLLATE "C",
                 array_position('{po,vo,po en vo}', r.sector), r.definitie COLLATE "C" DESC;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('monitor_ja_nee',
    titel => 'Ja/nee-monitor van samenwerkingsverbanden',
    vraag => 'Welk deel van de samenwerkingsverbanden antwoordt ja, en verandert dat?',
    definitie => 'Twee noemers, op elke rij genoemd: ja en nee, of ook weet niet. Welke de voortgangsrapportage van 2013 gebruikte staat er niet. Niet beantwoord telt nergens mee. Rondes zijn alleen vergeleken waar de vraag woord voor woord dezelfde is.',
    bron => 'Antwoorden van samenwerkingsverbanden (swv-ja-nee-monitor); Derde voortgangsrapportage passend onderwijs (2013), hoofdstuk 2.',
    tabellen => '{feit.ja_nee_monitor}',
    parameters => '{"ronde": "Ronde, zoals 2013-11", "thema": "Thema",
                    "sector": {"uitleg": "Sector", "waarden": ["po", "vo", "po en vo"]},
                    "definitie": {"uitleg": "Noemer van het percentage", "waarden": ["ja en nee", "alle antwoorden"]}}',
    voorbeeld => 'definitie => ''ja en nee''',
    kop => $$format('Ronde %s, %s', r.ronde, r.thema)$$,
    kolommen => $$r.vraag, r.sector, r.definitie AS noemer, r.n, r.ja, replace(round(r.percentage::numeric, 1)::text, '.', ',') AS "% ja",
        r.vorige_ronde AS vorige, replace(to_char(r.verschil, 'FMSG990.0'), '.', ',') AS verschil, r.reden$$,
    geen_rijen => $$'rounds loaded: ' || coalesce((SELECT string_agg(DISTINCT r.ronde, ', ') FROM rapport.monitor_ja_nee r), 'none')$$);
