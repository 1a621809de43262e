-- samenhang against exact fractions (tests/oracle/samenhang.py) and against R's
-- cor.test (tests/oracle/samenhang.R), on the same sets.
\pset tuples_only on
\pset format unaligned
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TEMP TABLE data (set integer, nr integer, x float8, y float8);
CREATE TEMP TABLE exact (set integer, n bigint, r float8, t float8, p float8,
	ondergrens float8, bovengrens float8, ondergrens80 float8);
CREATE TEMP TABLE cor_test (LIKE exact);
\copy data from 'oracle/samenhang_data.csv' (format csv)
\copy exact from 'oracle/samenhang_exact.csv' (format csv)
\copy cor_test from 'oracle/samenhang_cor_test.csv' (format csv)
SELECT count(DISTINCT set), count(*) FROM data;

-- In one pass, in another order, and merged from parts of any size.
CREATE TEMP TABLE state AS
SELECT 'one pass' AS way, set, samenhang(x, y ORDER BY nr) AS s FROM data GROUP BY set
UNION ALL
SELECT 'backwards', set, samenhang(x, y ORDER BY nr DESC) FROM data GROUP BY set
UNION ALL
SELECT 'parts ' || parts, set, samen(s ORDER BY part DESC)
FROM (SELECT parts, set, hashint4(nr * 1000 + parts) % parts AS part, samenhang(x, y) AS s
	FROM data, unnest('{2,3,7,50,1000}'::integer[]) parts GROUP BY 1, 2, 3) p
GROUP BY parts, set;

-- Every number of every state beside what must come out.
CREATE FUNCTION pg_temp.numbers(s samenhang) RETURNS float8[] LANGUAGE sql AS $$
	SELECT ARRAY[n(s), r(s), t(s), p(s), ondergrens(s), bovengrens(s), ondergrens(s, 0.8)]
$$;
CREATE TEMP VIEW compared AS
SELECT way, source, set, what, told, expected, CASE
	WHEN told = expected THEN 0 WHEN told IS NULL AND expected IS NULL THEN 0
	ELSE coalesce(abs(told - expected) / abs(expected), 'Infinity') END AS gap
FROM (SELECT 'exact' AS source, * FROM exact UNION ALL SELECT 'cor.test', * FROM cor_test) e
	JOIN state USING (set),
	unnest('{n,r,t,p,ondergrens,bovengrens,ondergrens80}'::text[], pg_temp.numbers(s),
		ARRAY[n, r, t, p, ondergrens, bovengrens, ondergrens80]) u (what, told, expected);

-- numbers compared, wrong
SELECT way, count(*), count(*) FILTER (WHERE gap > 1e-10) FROM compared
WHERE source = 'exact' GROUP BY way ORDER BY way;
-- R computes 1 - r^2 from r, and has lost it close to 1.
SELECT count(*), count(*) FILTER (WHERE gap > 1e-10) FROM compared JOIN exact e USING (set)
WHERE source = 'cor.test' AND way = 'one pass' AND (abs(r) < 0.999 OR what IN ('n', 'r'));
-- The ways agree with each other.
SELECT count(*), count(*) FILTER (WHERE abs(a.told - b.told) > 1e-12 * abs(b.told))
FROM compared a JOIN compared b USING (source, set, what)
WHERE source = 'exact' AND b.way = 'one pass' AND a.told IS NOT NULL;
