-- trend: a value, or its bounds, for each of some school years.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Text in, canonical text out, binary out.
SELECT quote_literal(input), input::trend, trend_send(input::trend)
FROM (VALUES ('2022-2023:0.023'), ('2023/24:.5 2022:-1e0'), (E'\t2022:2.1\n2020:0.021..0.034 '),
	('2022:-0 2023:-0..0'), ('2022:-2..-1 2023:1...5e1'), ('2022:5..5'),
	('9998:1.7976931348623157e308 1000:-4.9e-324')) t (input);

-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('trend', input)
FROM (VALUES (''), (' '), ('x'), ('2022'), ('0.5'), (':1'), ('2022:'), ('2022: 1'), ('2022 :1'), ('2022:1,2023:2'),
	('2022:x'), ('2022:1 2023'), ('2022:1:2'), ('2022-2024:1'), ('999:1'), ('9999:1'), ('2022:2..1'), ('2022:NaN'),
	('2022:inf'), ('2022:1e400'), ('2022:-1e400..0'), ('2022:1 2023:2 2022-2023:1')) t (input);
-- 64 years are allowed, 65 are not.
SELECT n(string_agg(jaar || ':1', ' ')::trend) FROM generate_series(2000, 2063) jaar;
SELECT pg_temp.refusal('trend', string_agg(jaar || ':1', ' ')) FROM generate_series(2000, 2064) jaar;

-- The aggregates. NULLs are skipped; no rows, or none without NULL, give NULL.
CREATE TABLE reeks (nr int, jaar schooljaar, waarde float8, deel aandeel);
INSERT INTO reeks VALUES (1, '2021', 2.5, '0.25'), (1, '2019', 2, '0.2'), (1, '2020', NULL, NULL), (1, NULL, 9, '0.9'),
	(1, '2023', -3, '0.1..0.4'), (2, '2020', NULL, NULL), (3, '2020', 7, '0..1');
SELECT nr, trend(jaar, waarde), trend(jaar, deel) FROM reeks GROUP BY nr ORDER BY nr;
SELECT trend(jaar, waarde), trend(jaar, deel), samen(NULL::trend) FROM reeks WHERE nr > 3;
SELECT trend(jaar, nr) FROM reeks WHERE nr = 1 AND jaar IS NOT NULL;
SELECT trend(jaar, waarde) FILTER (WHERE waarde > 0), trend(jaar, deel) FILTER (WHERE waarde IS NULL) FROM reeks WHERE nr = 1;
SELECT trend(DISTINCT jaar, waarde) FROM reeks, generate_series(1, 2) WHERE nr = 1;
SELECT nr, jaar, trend(jaar, waarde), trend(jaar, deel), grouping(nr, jaar) FROM reeks WHERE nr <> 3
GROUP BY GROUPING SETS ((nr), (nr, jaar), ()) ORDER BY grouping(nr, jaar), nr, jaar;
-- As a window function, with a frame that grows and one that moves.
SELECT jaar, trend(jaar, waarde) OVER (ORDER BY jaar),
	trend(jaar, waarde) OVER (ORDER BY jaar ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING),
	n(samen(t) OVER (ORDER BY jaar))
FROM (SELECT jaar, waarde, format('%s:1', int4(jaar))::trend AS t FROM reeks WHERE nr = 1 AND jaar IS NOT NULL) s ORDER BY jaar;
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ($$trend('2020'::schooljaar, 'NaN'::float8)$$), ($$trend('2020'::schooljaar, 'Infinity'::float8)$$),
	($$trend('2020'::schooljaar, '-Infinity'::float8)$$),
	($$trend('2020'::schooljaar, v) FROM unnest('{1,2}'::float8[]) v$$),
	($$trend('2020'::schooljaar, v) FROM unnest('{0.5,0.5}'::aandeel[]) v$$),
	($$trend(schooljaar(j), 1) FROM generate_series(2000, 2064) j$$),
	($$samen(t) FROM unnest('{2020:1 2021:2,2022:3 2021:2}'::trend[]) t$$),
	($$samen(t) FROM (SELECT trend(schooljaar(j), 1) AS t FROM generate_series(2000, 2064) j GROUP BY j % 2) s$$)) t (statement);

-- Stored trends together.
SELECT samen(t), samen(DISTINCT t), samen(t) = samen(t ORDER BY t DESC)
FROM unnest('{2020:1 2025:2,NULL,2021:5..6 2022:3,2019:-1}'::trend[]) t;
SELECT samen(DISTINCT t) FROM unnest('{2020:1,2021:2,2020:1}'::trend[]) t;
-- Outside an aggregate the arguments stay as they are.
SELECT trend_combine(t, '2021:2'), trend_accum(t, '2022', 3::float8), t FROM unnest('{2020:1}'::trend[]) t;

-- Any order of the rows and any order of merging gives the same bytes: 200
-- random ways to cut 64 years into parts, with what must be one value each.
SELECT setseed(0.5) IS NOT NULL;
CREATE TABLE ways AS
SELECT way, part, trend(jaar, waarde ORDER BY random()) AS t, trend(jaar, deel ORDER BY random()) AS d
FROM (SELECT way, (random() * (way % 12))::int AS part, schooljaar(1990 + k) AS jaar,
		sin(k) * 10 ^ (k % 7) AS waarde, aandeel(k / 100.0, k / 100.0 + 0.1) AS deel
	FROM generate_series(1, 200) way, generate_series(0, 63) k) s
GROUP BY way, part;
SELECT count(*) > 1000, count(DISTINCT (trend_send(t), trend_send(d))) > 1000 FROM ways;
SELECT count(*), count(DISTINCT trend_send(t)), count(DISTINCT trend_send(d)), min(n(t)),
	count(DISTINCT helling(t)), count(DISTINCT gemiddelde(t)), count(DISTINCT mann_kendall_p(t))
FROM (SELECT samen(t ORDER BY random()) AS t, samen(d ORDER BY random()) AS d FROM ways GROUP BY way) s;

-- In parallel: the plan has a Partial Aggregate, and the result is the same.
CREATE TABLE veel AS
SELECT swv, schooljaar(2000 + k) AS jaar, sin(swv * k) AS waarde, aandeel(0.01 * k, 0.02 * k) AS deel
FROM generate_series(1, 150) swv, generate_series(0, 15) k ORDER BY md5((swv * k)::text);
ANALYZE veel;
CREATE TABLE serieel AS SELECT swv, trend(jaar, waarde) AS t, trend(jaar, deel) AS d FROM veel GROUP BY swv;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE FUNCTION pg_temp.equal(workers int) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, false);
	EXECUTE format('ALTER TABLE veel SET (parallel_workers = %s)', workers);
	RETURN pg_temp.planned(CASE WHEN workers = 0 THEN 'HashAggregate' ELSE 'Partial' END, '{}', 'SELECT count(*)
		FROM (SELECT swv, trend(jaar, waarde) AS t, trend(jaar, deel) AS d FROM veel GROUP BY swv) s
		JOIN serieel USING (swv) WHERE trend_send(s.t) = trend_send(serieel.t) AND trend_send(s.d) = trend_send(serieel.d)');
END $$;
SELECT workers, pg_temp.equal(workers) FROM unnest('{0,1,2,4}'::int[]) workers;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP TABLE veel, serieel, ways;

-- What a trend says. One year has a mean only, bounds have bounds only.
SELECT t, n(t), is_exact(t), gemiddelde(t), helling(t), helling_onder(t), helling_boven(t),
	eerste_laatste(t), mann_kendall_s(t), mann_kendall_p(t)
FROM unnest('{2020:0.5,2020:3 2023:1,2020:1 2021:2 2022:4,2019:0.2 2020:0.1..0.3 2021:0.4..0.5}'::trend[]) t;
-- A flat series is flat, also where the float8 sum of 2.1 times -2, -1, 0, 1, 2
-- is not 0.
SELECT helling(t), trendklasse(t, 2.1), trendklasse(t, 2.2), regels_eens(t), mann_kendall_s(t), mann_kendall_p(t), gemiddelde(t)
FROM (SELECT trend(schooljaar(j), 2.1) AS t FROM generate_series(2019, 2023) j) s;
SELECT -2 * x - 1 * x + 0 * x + 1 * x + 2 * x, sum((i - 2) * x) <> 0 FROM (SELECT i, 2.1::float8 AS x FROM generate_series(0, 4) i) s GROUP BY x;
-- The rounding of decimals makes no sign: in decimals the slope is 0, the mean
-- is 0.2, the slope is the band.
SELECT helling(t), trendklasse(t, 2.3) FROM (SELECT '2019:2.1 2020:2.5 2021:2.4 2022:2.3 2023:2.2'::trend) s (t);
SELECT gemiddelde(t) < 0.2, trendklasse(t, 0.2), trendklasse(t, 0.2000000001) FROM (SELECT '2019:0.1 2020:0.2 2021:0.3'::trend) s (t);
SELECT regel, trendklasse(t, 0, regel, 0.1), trendklasse(t, 0, regel, 0.0999999)
FROM (SELECT '2019:2.0 2020:2.1 2021:2.2'::trend) s (t), unnest('{ols,eerste_laatste,mann_kendall}'::text[]) regel;
-- The smallest rise that float8 has is a rise.
SELECT trendklasse('2019:1 2020:1 2021:1.0000000000000002', 1);
-- Gaps count as the years that they are: 3 in 3 years, not in 2.
SELECT helling('2019:0 2020:1 2022:3'::trend), helling('2019:0 2020:1 2021:3'::trend);
-- A slope too large for float8; means and slopes that are not.
SELECT pg_temp.refusal($$SELECT helling('2019:-1.7e308 2020:1.7e308')$$), pg_temp.refusal($$SELECT eerste_laatste('2019:-1.7e308 2020:1.7e308')$$);
SELECT gemiddelde(t), helling(t), trendklasse(t, 1.7e308) FROM (SELECT '2019:1.7e308 2020:1.7e308 2021:1.6e308'::trend) s (t);
SELECT gemiddelde(t), helling(t), trendklasse(t, 0) FROM (SELECT '2019:5e-324 2020:5e-324 2021:2e-323'::trend) s (t);
-- The middle year has no weight in the slope, however large its value.
SELECT helling(t), gemiddelde(t) FROM (SELECT '2019:1 2020:2 2021:1e300 2022:4 2023:5'::trend) s (t);

-- Of the 120 orders of 1 to 5: slope 0, S = 0, S = 10 or -10, least p and that of 8.
CREATE TABLE orders AS
SELECT format('2019:%s 2020:%s 2021:%s 2022:%s 2023:%s', a, b, c, d, e)::trend AS t
FROM generate_series(1, 5) a, generate_series(1, 5) b, generate_series(1, 5) c, generate_series(1, 5) d, generate_series(1, 5) e
WHERE (SELECT count(DISTINCT v) FROM unnest(ARRAY[a, b, c, d, e]) v) = 5;
SELECT count(*), count(*) FILTER (WHERE helling(t) = 0), count(*) FILTER (WHERE trendklasse(t, 3) = 'vlak_boven'),
	count(*) FILTER (WHERE mann_kendall_s(t) = 0), count(*) FILTER (WHERE abs(mann_kendall_s(t)) = 10),
	count(*) FILTER (WHERE mann_kendall_p(t) < 0.05) FROM orders;
SELECT abs(mann_kendall_s(t)) AS s, count(*), round(min(mann_kendall_p(t))::numeric, 4), round(max(mann_kendall_p(t))::numeric, 4)
FROM orders GROUP BY s ORDER BY s;
-- The same orders of 2.1 to 2.5, in decimals.
SELECT count(*) FILTER (WHERE helling(d) = 0), count(*) FILTER (WHERE trendklasse(t, 3) <> trendklasse(d, 2.3))
FROM (SELECT t, regexp_replace(t::text, ':', ':2.', 'g')::trend AS d FROM orders) s;
DROP TABLE orders;

-- Classes by each rule; fewer than three years have none.
SELECT t, landelijk, regel, trendklasse(t, landelijk, regel), trendklasse_zeker(t, landelijk, regel), regels_eens(t)
FROM (VALUES ('2019:1 2020:2'::trend, 1), ('2019:1 2020:9 2021:8 2022:7 2023:2', 5.4), ('2019:1 2020:9 2021:8 2022:7 2023:2', 5.5),
	('2019:5 2020:5 2021:6 2022:4 2023:5', 5)) v (t, landelijk), unnest('{ols,eerste_laatste,mann_kendall}'::text[]) regel;
SELECT trendklasse(t => '2019:3 2020:2 2021:1', landelijk => 2, regel => 'ols', band => 1), trendklasse('2019:3 2020:2 2021:1', 2.1, band => 0.9),
	trendklasse(NULL, 2), trendklasse('2019:3', NULL), pg_typeof(trendklasse('2019:3', 1));
SELECT enum_range(NULL::trendklasse);
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ($$trendklasse('2019:1', 1, 'OLS')$$), ($$trendklasse('2019:1', 1, '')$$), ($$trendklasse_zeker('2019:1', 1, 'sen')$$),
	($$trendklasse('2019:1', 'NaN')$$), ($$trendklasse('2019:1', '-Infinity')$$), ($$trendklasse('2019:1', 1, band => -0.1)$$),
	($$trendklasse('2019:1', 1, band => 'NaN')$$), ($$regels_eens('2019:1', 'Infinity')$$), ($$regels_eens('2019:1', -1)$$)) t (statement);

-- Bounds: certain, uncertain in direction, uncertain in side, certain at
-- equality (the mean is at least 0.25, the band at least the slope).
SELECT t, landelijk, band, trendklasse(t, landelijk, band => band), trendklasse_zeker(t, landelijk, band => band), regels_eens(t, band)
FROM (VALUES ('2019:0.1 2020:0.1..0.2 2021:0.3..0.5'::trend, 0.1, 0), ('2019:0.1..0.3 2020:0.2 2021:0.3', 0.1, 0),
	('2019:0.1 2020:0.1..0.2 2021:0.3..0.5', 0.2, 0), ('2019:0.25..0.5 2020:0.25 2021:0.25', 0.25, 0.125),
	('2019:0.25..0.5 2020:0.25 2021:0.25', 0.25, 0.124), ('2019:0..1 2020:0..1', 0, 0)) v (t, landelijk, band);
-- By Mann-Kendall a value between the corners decides: rising with 0.5 in the
-- middle as with 0 and 1 there, and never flat.
SELECT trendklasse(t, 0, 'mann_kendall'), trendklasse_zeker(t, 0, 'mann_kendall') FROM (SELECT '2019:0.4 2020:0..1 2021:0.6'::trend) s (t);
-- A decided difference between two rules holds for all values.
SELECT regels_eens('2019:0.1 2020:0.9 2021:0.8..0.85 2022:0.7 2023:0.2'), regels_eens('2019:0.1 2020:0.9 2021:0.1..0.95 2022:0.7 2023:0.2');

-- Zero has one sign; order is that of the first year, then of its bounds.
SELECT '2019:-0'::trend = '2019:0', trend_hash('2019:-0') = trend_hash('2019:0'), trend('2019'::schooljaar, '-0'::float8)::text;
SELECT array_agg(t ORDER BY t) FROM unnest('{2020:1,2019:2,2019:1 2020:1,2019:1,NULL,2019:1..3,2019:0..9 2018:5}'::trend[]) t;

-- 20,000 different trends, numbered in their order: order, indexes, hashes,
-- copies.
CREATE TABLE sample AS
SELECT nr, string_agg(1990 + k || ':' || nr + CASE WHEN k > 4 THEN 0 ELSE k END || CASE WHEN nr % 2 = 0 THEN '' ELSE '..' || nr + 5 END, ' ')::trend AS value
FROM generate_series(1, 20000) nr, generate_series(1, 1 + nr % 6) k
GROUP BY nr ORDER BY md5(nr::text);
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper
DROP TABLE sample;
-- Compressed in the table, the same outside it.
CREATE TABLE groot AS SELECT t AS a, t AS b FROM (SELECT trend(schooljaar(2000 + k), k) AS t FROM generate_series(0, 63) k) s;
SELECT pg_column_size(a) + pg_column_size(b) < 2000, n(a), helling(a), a = b, trend_hash(a) = trend_hash(b), samen(b) = a FROM groot GROUP BY a, b;
DROP TABLE groot;

-- Bytes as they come: version, number of years, then year and bounds.
CREATE TABLE received (value trend);
CREATE FUNCTION pg_temp.point(year int, onder text, boven text) RETURNS bytea
LANGUAGE sql RETURN int2send(year::int2) || float8send(onder::float8) || float8send(boven::float8);
COPY (VALUES ('\x0101'::bytea || pg_temp.point(2020, '-0', '0.5')), ('\x0102'::bytea || pg_temp.point(2020, '1', '1') || pg_temp.point(2021, '-2', '2'))) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
SELECT value, trend_send(value) FROM received;
-- error: one way to be wrong at a time
CREATE TABLE wrong (nr int, bytes bytea);
INSERT INTO wrong SELECT row_number() OVER (), head || coalesce(points, '')
FROM (VALUES ('\x'::bytea, NULL), ('\x01', NULL), ('\x0001', pg_temp.point(2020, '1', '1')), ('\x0201', pg_temp.point(2020, '1', '1')), ('\x0100', NULL),
	('\x0141', pg_temp.point(2020, '1', '1')), ('\x01ff', NULL), ('\x0102', pg_temp.point(2020, '1', '1')),
	('\x0101', substr(pg_temp.point(2020, '1', '1'), 1, 17)), ('\x0101', pg_temp.point(2020, '1', '1') || '\x00'::bytea),
	('\x0101', pg_temp.point(999, '1', '1')), ('\x0101', pg_temp.point(9999, '1', '1')), ('\x0101', pg_temp.point(-1, '1', '1')),
	('\x0101', pg_temp.point(2020, '2', '1')), ('\x0101', pg_temp.point(2020, 'NaN', '1')), ('\x0101', pg_temp.point(2020, '1', 'NaN')),
	('\x0101', pg_temp.point(2020, '-Infinity', '1')), ('\x0101', pg_temp.point(2020, '1', 'Infinity')),
	('\x0102', pg_temp.point(2020, '1', '1') || pg_temp.point(2020, '2', '2')),
	('\x0102', pg_temp.point(2021, '1', '1') || pg_temp.point(2020, '2', '2'))) v (head, points);
COPY (SELECT bytes FROM wrong WHERE nr = 1) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 2) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 3) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 4) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 5) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 6) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 7) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 8) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 9) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 10) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 11) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 12) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 13) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 14) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 15) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 16) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 17) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 18) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 19) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
COPY (SELECT bytes FROM wrong WHERE nr = 20) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
DROP TABLE received, wrong, reeks;
