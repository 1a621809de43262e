-- Amounts per pupil, for which period and as set on which day: docs/normbedragen.md. The
-- day that is asked about (what was known then) is a setting, so that the view is the
-- report with its defaults.
CREATE OR REPLACE VIEW rapport.normbedragen AS
SELECT DISTINCT ON (b.soort, b.periode, b.groep, b.categorie)
       b.soort, b.periode, b.geldig_vanaf, b.geldig_tot, b.groep, b.categorie, b.bedrag, b.vastgesteld_op, b.gepubliceerd_op, b.bron,
       e.bedrag AS eerder_bedrag, e.vastgesteld_op AS eerder_vastgesteld_op, e.bron AS eerder_bron,
       nullif(concat_ws('; ',
           CASE WHEN b.bedrag IS NULL THEN 'vastgesteld op ' || b.vastgesteld_op || ', maar het bedrag is onbekend' END,
           CASE WHEN b.vastgesteld_op IS NULL THEN 'wanneer het is vastgesteld is onbekend' END), '') AS reden
FROM (
    SELECT n.*,
           CASE WHEN length(n.periode) = 9 THEN make_date(left(n.periode, 4)::integer, 8, 1) ELSE make_date(n.periode::integer, 1, 1) END AS geldig_vanaf,
           CASE WHEN length(n.periode) = 9 THEN make_date(right(n.periode, 4)::integer, 7, 31) ELSE make_date(n.periode::integer, 12, 31) END AS geldig_tot,
           coalesce(n.gepubliceerd_op, n.vastgesteld_op, '-infinity') AS bekend_op
    FROM ref.normbedrag_per n
) AS b
-- The last amount before it that is known.
LEFT JOIN LATERAL (
    SELECT v.bedrag, v.vastgesteld_op, v.bron
    FROM ref.normbedrag_per v
    WHERE v.soort = b.soort AND v.periode = b.periode AND v.groep = b.groep AND v.categorie IS NOT DISTINCT FROM b.categorie
      AND v.bedrag IS NOT NULL AND coalesce(v.gepubliceerd_op, v.vastgesteld_op, '-infinity') < b.bekend_op
    ORDER BY coalesce(v.gepubliceerd_op, v.vastgesteld_op, '-infinity') DESC
    LIMIT 1
) AS e ON true
WHERE b.bekend_op <= coalesce(nullif(current_setting('rapport.bekend_op', true), '')::date, 'infinity')
ORDER BY b.soort, b.periode, b.groep, b.categorie, b.bekend_op DESC;
COMMENT ON VIEW rapport.normbedragen IS
    'Normbedragen per leerling zoals laatst vastgesteld, met de periode waarvoor zij gelden. Een periode zonder rij is onbekend';
COMMENT ON COLUMN rapport.normbedragen.soort IS 'Waarvoor het bedrag is, zoals ondersteuning personeel';
COMMENT ON COLUMN rapport.normbedragen.periode IS 'Schooljaar, kalenderjaar, of jaar van de telling (verevening)';
COMMENT ON COLUMN rapport.normbedragen.geldig_vanaf IS 'Eerste dag van de periode';
COMMENT ON COLUMN rapport.normbedragen.geldig_tot IS 'Laatste dag van de periode';
COMMENT ON COLUMN rapport.normbedragen.groep IS 'Leerlingen waarvoor het bedrag geldt';
COMMENT ON COLUMN rapport.normbedragen.categorie IS 'Bekostigingscategorie: laag, midden of hoog; leeg = een bedrag per leerling';
COMMENT ON COLUMN rapport.normbedragen.bedrag IS 'Bedrag in euro; leeg = vastgesteld, maar onbekend: zie eerder_bedrag';
COMMENT ON COLUMN rapport.normbedragen.vastgesteld_op IS 'Dag van de regeling; leeg = onbekend';
COMMENT ON COLUMN rapport.normbedragen.gepubliceerd_op IS 'Dag van de Staatscourant; leeg = onbekend, dan telt de dag van de regeling';
COMMENT ON COLUMN rapport.normbedragen.bron IS 'Regeling en artikel';
COMMENT ON COLUMN rapport.normbedragen.eerder_bedrag IS 'Laatste bedrag in euro dat eerder voor dezelfde periode was vastgesteld en bekend is';
COMMENT ON COLUMN rapport.normbedragen.eerder_vastgesteld_op IS 'Dag van die eerdere regeling';
COMMENT ON COLUMN rapport.normbedragen.eerder_bron IS 'Die eerdere regeling';
COMMENT ON COLUMN rapport.normbedragen.reden IS 'Wat onbekend is';

CREATE OR REPLACE FUNCTION rapport.normbedragen(datum date DEFAULT NULL, bekend_op date DEFAULT NULL, soort text DEFAULT NULL, groep text DEFAULT NULL,
                                                per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.normbedragen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was        text := coalesce(current_setting('rapport.per', true), '');
    was_bekend text := coalesce(current_setting('rapport.bekend_op', true), '');
BEGIN
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true), set_config('rapport.bekend_op', coalesce(bekend_op::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.normbedragen r
        WHERE (normbedragen.datum IS NULL OR normbedragen.datum BETWEEN r.geldig_vanaf AND r.geldig_tot)
          AND (normbedragen.soort IS NULL OR r.soort = normbedragen.soort)
          AND (normbedragen.groep IS NULL OR r.groep = normbedragen.groep)
        ORDER BY r.soort COLLATE "C", r.periode COLLATE "C", r.groep COLLATE "C" DESC, array_position('{laag,midden,hoog}', r.categorie);
    PERFORM set_config('rapport.per', was, true), set_config('rapport.bekend_op', was_bekend, true);
END $$;

SELECT laad.beschrijf_rapport('normbedragen',
    titel => 'Normbedragen per leerling',
    vraag => 'Welk bedrag per leerling gold op een dag, en wat was er op een dag van bekend?',
    definitie => 'Bedragen in euro. De laatste regeling voor de periode telt; met bekend_op: de laatste tot en met die dag (van de Staatscourant, of als die onbekend is van de regeling). 2015-2016 is in september 2016 met terugwerkende kracht opnieuw vastgesteld; die bedragen, en of ook andere dan ondersteuning personeel veranderden, zijn onbekend. Bedragen na 2016 zijn onbekend en hebben geen rij. Categorie laag is vanaf 8 jaar lager, midden en hoog zijn hoger: dat staat zo in de regeling.',
    bron => 'Regelingen BWBR0035617, BWBR0037032, BWBR0037072 en BWBR0037118; BWBR0038536 (Stcrt. 2016, 50338).',
    tabellen => '{ref.normbedrag}',
    parameters => '{"datum": "Dag waarop het bedrag geldt; leeg = elke periode", "bekend_op": "Zoals op deze dag was vastgesteld; leeg = zoals laatst vastgesteld",
                    "soort": "Waarvoor het bedrag is, zoals ondersteuning personeel", "groep": "Leerlingen, zoals vso"}',
    voorbeeld => 'datum => ''2015-10-01'', bekend_op => ''2016-01-01''',
    kolommen => $$r.soort, r.periode, r.groep, r.categorie, replace(to_char(r.bedrag, 'FM999990.00'), '.', ',') AS bedrag, r.vastgesteld_op AS vastgesteld,
        replace(to_char(r.eerder_bedrag, 'FM999990.00'), '.', ',') AS eerder, r.reden$$,
    geen_rijen => $$'no amount is known for that; periods known: ' || coalesce((SELECT string_agg(DISTINCT r.periode, ', ') FROM rapport.normbedragen r), 'none')$$);
