-- What `make demo` prints. Run it again with: make psql < scripts/demo.sql
-- DUO masks small counts as "<5", so each figure is an interval: the least and
-- the most that the published file allows.
\pset footer off

\echo
\echo 'The Netherlands, pupils by type of school, 1 October 2024 (A: share of the funding basis, B: share of all pupils)'
SELECT onderwijssoort,
       to_char(max(teller_onder), 'FM999,999,999') AS at_least,
       to_char(max(teller_boven), 'FM999,999,999') AS at_most,
       to_char(max(percentage_onder) FILTER (WHERE definitie = 'A'), 'FM990.00') || ' .. ' ||
       to_char(max(percentage_boven) FILTER (WHERE definitie = 'A'), 'FM990.00') AS "A %",
       to_char(max(percentage_onder) FILTER (WHERE definitie = 'B'), 'FM990.00') || ' .. ' ||
       to_char(max(percentage_boven) FILTER (WHERE definitie = 'B'), 'FM990.00') AS "B %"
  FROM rapport.deelname_swv
 WHERE swv = 'landelijk' AND schooljaar = '2024-2025'
 GROUP BY onderwijssoort
 ORDER BY onderwijssoort;

\echo 'The twelve largest samenwerkingsverbanden primair onderwijs, by where the pupils live'
SELECT swv, regio,
       max(teller_onder || ' .. ' || teller_boven) FILTER (WHERE onderwijssoort = 'bo') AS bo,
       max(teller_onder || ' .. ' || teller_boven) FILTER (WHERE onderwijssoort = 'sbo') AS sbo,
       max(to_char(percentage_onder, 'FM990.0') || ' .. ' || to_char(percentage_boven, 'FM990.0'))
           FILTER (WHERE onderwijssoort = 'sbo' AND definitie = 'B') AS "sbo B %",
       max(teller_onder || ' .. ' || teller_boven) FILTER (WHERE onderwijssoort = 'so') AS so,
       max(to_char(percentage_onder, 'FM990.0') || ' .. ' || to_char(percentage_boven, 'FM990.0'))
           FILTER (WHERE onderwijssoort = 'so' AND definitie = 'B') AS "so B %"
  FROM rapport.deelname_swv
 WHERE swv LIKE 'PO%' AND schooljaar = '2024-2025'
 GROUP BY swv, regio
 ORDER BY max(teller_onder) FILTER (WHERE onderwijssoort = 'bo') DESC NULLS LAST
 LIMIT 12;
