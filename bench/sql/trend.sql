-- trend: the time of trends over 150 samenwerkingsverbanden, 16 school years
-- and 4 kinds of school, made up. In any database with the extension:
--
--   psql -d DATABASE -f bench/sql/trend.sql
--
-- Prints milliseconds, the median of 51 runs, without client and network.
\set QUIET on
\pset footer off

CREATE TEMP TABLE deelname AS
SELECT format('PO%s', lpad(s::text, 4, '0'))::swv AS swv, soort, schooljaar(2008 + k) AS jaar, waarde,
	aandeel_tussen(waarde, waarde + 0.0005) AS deel
FROM generate_series(1, 150) s, unnest('{sbo,so,vso,pro}'::onderwijssoort[]) soort, generate_series(0, 15) k,
	LATERAL (SELECT 0.02 + 0.005 * sin(s * k) + 0.0001 * k AS waarde) v
ORDER BY md5(concat(s, soort, k));
ANALYZE deelname;

CREATE FUNCTION pg_temp.median_ms(query text) RETURNS numeric
LANGUAGE plpgsql AS $$
DECLARE
	times float8[];
	start timestamptz;
BEGIN
	FOR i IN 0..51 LOOP
		start := clock_timestamp();
		EXECUTE query;
		-- The first run only warms up.
		IF i > 0 THEN
			times := times || 1000 * extract(epoch FROM clock_timestamp() - start)::float8;
		END IF;
	END LOOP;
	RETURN (SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY t)::numeric, 2) FROM unnest(times) t);
END $$;

SELECT what, pg_temp.median_ms(format('SELECT %s FROM (SELECT swv, soort, %s FROM deelname GROUP BY swv, soort OFFSET 0) s', outer_part, inner_part)) AS ms
FROM (VALUES
	(1, 'GROUP BY alone', 'count(*)', '1'),
	(2, 'regr_slope', 'sum(r)', 'regr_slope(waarde, int4(jaar)) AS r'),
	(3, 'trend(float8)', 'count(t)', 'trend(jaar, waarde) AS t'),
	(4, 'trend(aandeel)', 'count(t)', 'trend(jaar, deel) AS t'),
	(5, 'trend, helling', 'sum(helling(t))', 'trend(jaar, waarde) AS t'),
	(6, 'trend, trendklasse', 'count(trendklasse(t, 0.02))', 'trend(jaar, waarde) AS t'),
	(7, 'trend, mann_kendall_p', 'sum(mann_kendall_p(t))', 'trend(jaar, waarde) AS t'),
	(8, 'trend(aandeel), trendklasse_zeker', 'count(trendklasse_zeker(t, 0.02))', 'trend(jaar, deel) AS t'),
	(9, 'trend(aandeel), the same by mann_kendall', 'count(trendklasse_zeker(t, 0.02, ''mann_kendall''))', 'trend(jaar, deel) AS t'),
	(10, 'trend, regels_eens', 'count(regels_eens(t))', 'trend(jaar, waarde) AS t')) v (nr, what, outer_part, inner_part)
ORDER BY nr;
