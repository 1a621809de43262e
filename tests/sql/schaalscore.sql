-- schaalscore: a weighted mean with its standard error, that can be merged.
-- Against exact arithmetic: schaalscore_oracle.sql.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- A score and what follows from it, by hand: mean 3, variance of the mean
-- (4 + 1 + 0 + 1 + 4) / 4 / 5 = 1/2.
SELECT schaalscore(x), n(schaalscore(x)), gemiddelde(schaalscore(x)),
	round((standaardfout(schaalscore(x)) ^ 2)::numeric, 12)
FROM generate_series(1, 5) x;
-- With weights 1, 2, 1: mean 2, 3/2 * (1 + 0 + 1) / 16 = 3/16.
SELECT schaalscore(x, w), n(schaalscore(x, w)), gemiddelde(schaalscore(x, w)),
	round((standaardfout(schaalscore(x, w)) ^ 2)::numeric, 12)
FROM (VALUES (1, 1), (2, 2), (3, 1)) t (x, w);
-- Weights of 1, or all the same, are no weights.
SELECT schaalscore(x) = schaalscore(x, 1), standaardfout(schaalscore(x, 7)) / standaardfout(schaalscore(x)) - 1 < 1e-15,
	gemiddelde(schaalscore(x, 7)) = gemiddelde(schaalscore(x))
FROM generate_series(1, 5) x;
-- The kinds of numbers.
SELECT schaalscore(x::smallint) = s, schaalscore(x::integer) = s, schaalscore(x::bigint) = s, schaalscore(x::real) = s,
	schaalscore(x::numeric) = s, schaalscore(x, 1::numeric) = s, schaalscore(x::smallint, 1) = s
FROM generate_series(1, 5) x, (SELECT schaalscore(x::float8) AS s FROM generate_series(1, 5) x) s GROUP BY s;

-- The interval: t by default (2.776445 with 4 degrees of freedom), z on
-- request (1.959964); a sample of 5 from 20 has sqrt(3/4) of the width.
CREATE TEMP TABLE five AS SELECT schaalscore(x) AS s FROM generate_series(1, 5) x;
SELECT round(halfbreedte(s)::numeric, 6), round((halfbreedte(s) / standaardfout(s))::numeric, 6),
	round((halfbreedte(s, verdeling => 'z') / standaardfout(s))::numeric, 6),
	round((halfbreedte(s, 0.9) / standaardfout(s))::numeric, 6), round((halfbreedte(s, 0.99, 'z') / standaardfout(s))::numeric, 6),
	round((halfbreedte(s, populatie => 20) / halfbreedte(s))::numeric, 6),
	round((standaardfout(s, 20) / standaardfout(s))::numeric, 6)
FROM five;
SELECT ondergrens(s) = gemiddelde(s) - halfbreedte(s), bovengrens(s) = gemiddelde(s) + halfbreedte(s),
	ondergrens(s, 0.9, 'z', 20) = gemiddelde(s) - halfbreedte(s, 0.9, 'z', 20),
	bovengrens(s, niveau => 0.9) = gemiddelde(s) + halfbreedte(s, 0.9),
	halfbreedte(s, populatie => 20::bigint) = halfbreedte(s, populatie => 20.0),
	halfbreedte(s, populatie => NULL) = halfbreedte(s), halfbreedte(s, populatie => 'Infinity') = halfbreedte(s)
FROM five;
-- All of the population: certain.
SELECT standaardfout(s, 5), halfbreedte(s, populatie => 5), ondergrens(s, populatie => 5) FROM five;
-- The bounds of telling and aandeel are still found.
SELECT ondergrens('<5'::telling), bovengrens('0.5'::aandeel), ondergrens(s) IS NOT NULL FROM five;

-- One respondent has a mean, but no standard error or interval, whatever the
-- weight, the distribution and the population.
SELECT n(s), gemiddelde(s), standaardfout(s), ondergrens(s), bovengrens(s), halfbreedte(s), ster(s), toonbaar(s),
	halfbreedte(s, 0.95, 'z'), halfbreedte(s, 0.95, 'z', 1), standaardfout(s, 1)
FROM (SELECT schaalscore(4.0) AS s UNION ALL SELECT schaalscore(4.0, 2)
	UNION ALL SELECT schaalscore(x, w) FROM (VALUES (4, 2), (1, 0), (NULL, 3), (2, NULL)) t (x, w)) t;
-- Flat is flat: no width from rounding.
SELECT bool_and(standaardfout(s) = 0 AND gemiddelde(s) = x), count(*)
FROM (SELECT x, schaalscore(x, w) AS s FROM unnest('{2.1,0.1,1e9,-3.3333333333333335,1e-300}'::float8[]) x,
	generate_series(0.1, 10, 0.1) w GROUP BY x) t;

-- No rows, NULLs only, no weight: no score.
SELECT schaalscore(x), schaalscore(x, 1), n(schaalscore(x)), gemiddelde(schaalscore(x)) FROM generate_series(1, 0) x;
SELECT schaalscore(NULL::float8), schaalscore(NULL::smallint), schaalscore(NULL::float8, 1), schaalscore(1, NULL::float8), schaalscore(x, 0)
FROM generate_series(1, 3) x;
SELECT samen(s), ster(s), toonbaar(s), halfbreedte(s), n(s), gemiddelde(s), standaardfout(s) FROM (VALUES (NULL::schaalscore)) t (s) GROUP BY s;
SELECT halfbreedte(s, NULL), halfbreedte(s, 0.95, NULL), ster(s, NULL) FROM five;
-- NULLs and weights of 0 do not count.
SELECT schaalscore(x, w) = (SELECT schaalscore(x, x) FROM generate_series(1, 3) x)
FROM (VALUES (1, 1), (NULL, 5), (2, 2), (9, 0), (9, NULL), (3, 3)) t (x, w);
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ($$schaalscore('NaN'::float8)$$), ($$schaalscore('Infinity'::float8)$$), ($$schaalscore('-Infinity', 1)$$), ($$schaalscore('NaN'::numeric)$$),
	($$schaalscore('NaN', 0)$$), ('schaalscore(3, -1)'), ($$schaalscore(3, 'NaN')$$), ($$schaalscore(3, 'Infinity')$$),
	('schaalscore(3, 1e101)'), ('schaalscore(3, 1e-101)'), ('schaalscore(x) FROM (VALUES (-1e300), (1e300)) t (x)'),
	('schaalscore(x, 1e100) FROM (VALUES (-1e60), (1e60)) t (x)'),
	('halfbreedte(s, 0) FROM five'), ('halfbreedte(s, 1) FROM five'), ('ondergrens(s, 95) FROM five'), ($$bovengrens(s, 'NaN') FROM five$$),
	($$halfbreedte(s, 0.9, 'T') FROM five$$), ($$halfbreedte(s, 0.9, '') FROM five$$), ($$ster(s, 0.9, 'normal') FROM five$$),
	('halfbreedte(s, populatie => 4) FROM five'), ('standaardfout(s, 4.999) FROM five'), ($$toonbaar(s, populatie => 'NaN') FROM five$$),
	($$ondergrens(s, populatie => -1) FROM five$$)) t (statement);

-- A star above a half-width of 0.25, not shown above 0.5; the monitor's own
-- cases, with a standard deviation of 1: 8 and 12 respondents are not shown,
-- 19 and 20 are, with a star.
SELECT n(s), round(halfbreedte(s)::numeric, 3), ster(s), toonbaar(s), ster(s, populatie => n(s)), toonbaar(s, 0.99), toonbaar(s, 0.5, 'z')
FROM unnest('{8,12,19,20,64,65}'::int[]) respondents,
	LATERAL (SELECT schaalscore(3 + CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END * sqrt((respondents - 1.0) / (respondents - respondents % 2))
		* CASE WHEN i <= respondents - respondents % 2 THEN 1 ELSE 0 END) AS s FROM generate_series(1, respondents) i) t;

-- A respondent with almost no weight, who comes first; what is left of the
-- spread after moving to the mean is rounding, and can be read back.
SELECT s::text::schaalscore = s, gemiddelde(s), standaardfout(s) < 1e-15
FROM (SELECT schaalscore(x, w) AS s FROM (VALUES (3.1, 1e-90), (4.7, 1), (4.7, 1), (4.7, 3)) t (x, w)) t;

-- An outlier that comes first costs no digits: the same as with weights, where
-- terms have twice the digits.
SELECT n(schaalscore(x)), abs(standaardfout(schaalscore(x)) / standaardfout(schaalscore(x, 1)) - 1) < 1e-13
FROM (SELECT 1000000.1 AS x UNION ALL SELECT 3.3 FROM generate_series(1, 100000)) t;

-- samen: merged is the same as all at once.
SELECT n(s), gemiddelde(s) - gemiddelde(whole), abs(standaardfout(s) / standaardfout(whole) - 1) < 1e-15
FROM (SELECT samen(part) AS s FROM (SELECT schaalscore(x) AS part FROM generate_series(1, 100) x GROUP BY x % 7) parts) t,
	(SELECT schaalscore(x) AS whole FROM generate_series(1, 100) x) w;
SELECT samen(s) = (SELECT s FROM five) FROM (SELECT s FROM five UNION ALL SELECT NULL) t;
-- The mean of two groups is that of their respondents, not of their means.
SELECT gemiddelde(samen(s)), avg(gemiddelde(s))
FROM (SELECT schaalscore(x) AS s FROM (VALUES (1), (1), (1), (5)) t (x) GROUP BY x) t;
-- error: more respondents than a state counts
SELECT pg_temp.refusal($$SELECT samen('(1000000000000000,3,1e15,1e15,0,0,1)'::schaalscore) FROM generate_series(1, 2)$$);

-- Text in and out.
SELECT quote_literal(input), input::schaalscore
FROM (VALUES ('(5,3,5,5,0,0,10)'), (E' (5,3,5,5,0,0,10)\n'), ('(5,+3.0,5e0,.5e1,-0,0,1E1)'), ('(5,-0,5,5,0,0,10)'),
	('(5,3,5+1e-17,5-1e-17,0+0,0-0,10+1)'), ('(1,3,2,4,0,0,0)'), ('(3,0.1,3,3,1e-17,1e-17,4.666666666666667-2.96059473233375e-16)')) t (input);
-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('schaalscore', input)
FROM (VALUES (''), ('x'), ('5'), ('()'), ('(,3,5,5,0,0,10)'), ('5,3,5,5,0,0,10'), ('(5,3,5,5,0,0,10'), ('(5,3,5,5,0,0)'), ('(5,3,5,5,0,0,10,1)'),
	('(5,3,5,5,0,0,10)x'), ('(5,3,5,5,0,0,10))'), ('(5 ,3,5,5,0,0,10)'), ('(5, 3,5,5,0,0,10)'), ('(5.0,3,5,5,0,0,10)'), ('(-5,3,5,5,0,0,10)'),
	('(5,NaN,5,5,0,0,10)'), ('(5,3,inf,5,0,0,10)'), ('(5,3,1e400,5,0,0,10)'), ('(5,3,0x5,5,0,0,10)'), ('(5,3,5+,5,0,0,10)'),
	('(5,3,5+1+1,5,0,0,10)'), ('(5,3,5+NaN,5,0,0,10)'), ('(9999999999999999999,3,5,5,0,0,10)'), ('(1000000000000001,3,1000000000000001,1000000000000001,0,0,10)'),
	('(0,3,0,0,0,0,0)'), ('(5,3,0,5,0,0,10)'), ('(5,3,-5,5,0,0,10)'), ('(5,3,5,0,0,0,10)'), ('(5,3,5,26,0,0,10)'), ('(5,3,6,5,0,0,10)'),
	('(5,3,5,5,0,0,-1)'), ('(1,1.7e308,1,1,1.7e308,0,1)'), ('(5,3,1e-200,1e-320,0,0,0)')) t (input);

-- 2,000 scores: their order, copies as text and binary, indexes, hashes.
CREATE TABLE sample AS
SELECT row_number() OVER (ORDER BY s) AS nr, s AS value
FROM (SELECT schaalscore(sin(i * g) * g / 3, 1 + i % (g % 4 + 1) / 7.0) AS s
	FROM generate_series(1, 2000) g, generate_series(1, 20) i GROUP BY g) t
ORDER BY md5(s::text);
SELECT count(*), count(*) FILTER (WHERE value::text::schaalscore <> value), count(*) FILTER (WHERE value::text LIKE '%e-%') > 1000,
	count(*) FILTER (WHERE gemiddelde(value) <= previous)
FROM (SELECT value, lag(gemiddelde(value)) OVER (ORDER BY nr) AS previous FROM sample) s;
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper
DROP TABLE sample;
-- Equal means: by respondents, then by the sums.
SELECT array_agg(left(s::text, 17) ORDER BY s) FROM unnest('{"(5,3,5,5,0,0,10)","(4,3,4,4,0,0,10)","(5,3,5,5,0,0,11)","(9,2,9,9,0,0,1)"}'::schaalscore[]) s;

-- Bytes as they come: 5 respondents; then with another number in one place.
CREATE TEMP VIEW bytes AS
SELECT int8send(5) || float8send(3) || float8send(5) || float8send(0) || float8send(5) || float8send(0) || float8send(0) || float8send(0)
	|| float8send(0) || float8send(0) || float8send(10) || float8send(0) AS b;
SELECT schaalscore_send('(5,3,5,5,0,0,10)') = b, octet_length(b) FROM bytes;
CREATE TABLE schaalscore_received (value schaalscore);
COPY (SELECT b FROM bytes UNION ALL SELECT overlay(b placing float8send('-0') from 41 for 8) FROM bytes
	UNION ALL SELECT overlay(b placing float8send(1e-17) from 49 for 8) FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
SELECT value, schaalscore_send(value) = b FROM schaalscore_received, bytes;
-- error: no respondents, a pivot NaN, a weight infinite, squares below 0, 95 bytes, 97 bytes
COPY (SELECT overlay(b placing int8send(0) from 1 for 8) FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
COPY (SELECT overlay(b placing float8send('NaN') from 9 for 8) FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
COPY (SELECT overlay(b placing float8send('Infinity') from 17 for 8) FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
COPY (SELECT overlay(b placing float8send(-1) from 81 for 8) FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
COPY (SELECT substr(b, 1, 95) FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
COPY (SELECT b || '\x00' FROM bytes) TO STDOUT (FORMAT binary) \g results/code.binary
\copy schaalscore_received from 'results/code.binary' (format binary)
DROP TABLE schaalscore_received;

-- Windows: each frame by itself, and the states of earlier frames unharmed.
SELECT count(*), count(*) FILTER (WHERE n(s) <> n OR abs(gemiddelde(s) / mean - 1) > 1e-14
	OR n > 1 AND abs(standaardfout(s) / error - 1) > 1e-14 OR (n = 1) <> (standaardfout(s) IS NULL))
FROM (SELECT schaalscore(x / 7.0) OVER w AS s, count(x) OVER w AS n, avg(x / 7.0::float8) OVER w AS mean,
		stddev_samp(x / 7.0::float8) OVER w / sqrt(count(x) OVER w) AS error
	FROM generate_series(1, 200) x WINDOW w AS (ORDER BY x ROWS BETWEEN 5 PRECEDING AND 3 FOLLOWING)) t;
SELECT array_agg(n(s) ORDER BY x), array_agg(gemiddelde(s) ORDER BY x)
FROM (SELECT x, schaalscore(x) OVER (ORDER BY x) AS s FROM generate_series(1, 6) x) t;
SELECT array_agg(n(s)), array_agg(gemiddelde(s))
FROM (SELECT samen(schaalscore(x)) OVER (ORDER BY x) AS s FROM generate_series(1, 6) x GROUP BY x) t;

-- FILTER, DISTINCT, ORDER BY, GROUPING SETS; two aggregates of one input.
SELECT n(schaalscore(x) FILTER (WHERE x > 3)), gemiddelde(schaalscore(DISTINCT x % 3)), n(schaalscore(x ORDER BY x DESC)),
	schaalscore(x) FILTER (WHERE x > 30), schaalscore(x) = schaalscore(x, 1)
FROM generate_series(1, 10) x;
SELECT a, b, n(schaalscore(x)), gemiddelde(schaalscore(x))
FROM (SELECT x, x % 2 AS a, x % 3 AS b FROM generate_series(1, 12) x) t GROUP BY CUBE (a, b) ORDER BY a, b;
SELECT count(*), min(n(s)) FROM (SELECT schaalscore(x) AS s FROM generate_series(1, 20000) x GROUP BY x % 5000) t;

-- In parallel: a plan with partial aggregates, and with every number of
-- workers the same as with none, within 1e-12.
CREATE TABLE schaalscore_parallel AS
SELECT (1 + (hashint4(i) & 65535) % 13 / 3.0)::float8 + 1e9 AS score, (1 + i % 5)::smallint AS kort, 0.1 + i % 4 / 3.0 AS gewicht
FROM generate_series(1, 200000) i;
ANALYZE schaalscore_parallel;
CREATE TEMP TABLE by_workers (workers int, plain schaalscore, kort schaalscore, weighted schaalscore);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
DO $$
DECLARE
	workers integer;
	plain schaalscore;
	kort schaalscore;
	weighted schaalscore;
BEGIN
	FOREACH workers IN ARRAY '{0,1,2,4}'::int[] LOOP
		PERFORM set_config('max_parallel_workers_per_gather', workers::text, false);
		EXECUTE format('ALTER TABLE schaalscore_parallel SET (parallel_workers = %s)', workers);
		EXECUTE 'SELECT schaalscore(score), schaalscore(kort), schaalscore(score, gewicht) FROM schaalscore_parallel'
			INTO plain, kort, weighted;
		INSERT INTO by_workers VALUES (workers, plain, kort, weighted);
	END LOOP;
END $$;
EXPLAIN (COSTS OFF) SELECT schaalscore(score), schaalscore(kort), schaalscore(score, gewicht) FROM schaalscore_parallel;
SELECT count(*), bool_and(n(b.plain) = 200000 AND n(b.kort) = 200000 AND n(b.weighted) = 200000
	AND gemiddelde(a.plain) = gemiddelde(b.plain) AND abs(standaardfout(a.plain) / standaardfout(b.plain) - 1) < 1e-12
	AND gemiddelde(a.kort) = gemiddelde(b.kort) AND abs(standaardfout(a.kort) / standaardfout(b.kort) - 1) < 1e-12
	AND gemiddelde(a.weighted) = gemiddelde(b.weighted) AND abs(standaardfout(a.weighted) / standaardfout(b.weighted) - 1) < 1e-12)
FROM by_workers a, by_workers b WHERE a.workers = 0;
-- Stored scores merge in parallel, too.
CREATE TABLE schaalscore_stored AS SELECT schaalscore(score) AS s FROM schaalscore_parallel GROUP BY kort, gewicht;
SELECT pg_temp.planned('Partial Aggregate', '{}', 'SELECT n(samen(s)) FROM schaalscore_stored');
DROP TABLE schaalscore_stored, schaalscore_parallel;
