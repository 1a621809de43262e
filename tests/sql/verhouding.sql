-- verhouding: a ratio of two separate counts with exact bounds, from 0 upwards.
-- It shares its code with aandeel: here is what differs, and the type as such.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Text in, canonical text out, binary out.
SELECT quote_literal(input), input::verhouding, verhouding_send(input::verhouding)
FROM (VALUES ('0'), ('1.5'), ('0.8..2.5'), (' 12 '), ('-0'), ('1e3'), ('1e15'), ('1e16'),
	('0..1.7976931348623157e308'), ('4.9e-324')) t (input);

-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('verhouding', input)
FROM (VALUES (''), ('x'), ('1..'), ('2:1'), ('1/2'), ('NaN'), ('Infinity'), ('2.5..0.8'),
	('-0.1'), ('-2..1'), ('1e309'), ('0..1e309')) t (input);

-- Constructors and casts.
SELECT verhouding_tussen(0.8, 2.5), verhouding(12), verhouding(0),
	verhouding_tussen('-0', 0), verhouding_tussen(onder => 0, boven => 1e300);
SELECT verhouding(NULL::float8), verhouding_tussen(0.5, NULL), verhouding(NULL, '3'), verhouding('3', NULL);
-- Two bare literals or integers are two counts.
SELECT verhouding('<5', '40..50'), verhouding(3, 4), verhouding(teller => '<5', noemer => 2);
SELECT 2.5::verhouding, 2.5::float8::verhouding, '0.5..0.6'::aandeel::verhouding, '0.5..1'::verhouding::aandeel;
CREATE TABLE verhouding_casts (value verhouding, share aandeel);
INSERT INTO verhouding_casts VALUES (2.5, '0.5'::verhouding), ('0.1'::aandeel, '0..1'::verhouding);
SELECT value, share FROM verhouding_casts;
DROP TABLE verhouding_casts;
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ('verhouding(-0.5)'), ('verhouding_tussen(-1, 2)'), ('verhouding_tussen(2.5, 0.8)'),
	($$verhouding('NaN'::float8)$$), ($$verhouding_tussen(0, 'Infinity')$$),
	('(-2.5)::verhouding'), ($$'0.5..1.5'::verhouding::aandeel$$),
	($$aandeel('12'::verhouding)$$)) t (statement);
-- error: no cast to float8, no comparison of a share with a ratio
SELECT left(pg_temp.refusal($$SELECT '0.5'::verhouding::float8$$), 5),
	left(pg_temp.refusal($$SELECT '0.5'::verhouding = '0.5'::aandeel$$), 5);

-- Bounds.
SELECT value, ondergrens(value), bovengrens(value), is_exact(value)
FROM unnest('{0,12,0.8..2.5}'::verhouding[]) value;
SELECT pg_typeof(ondergrens('0.5'::verhouding)), pg_typeof(bovengrens('0.5'::verhouding)),
	ondergrens(NULL::verhouding), bovengrens(NULL::verhouding), is_exact(NULL::verhouding);

-- The ratio of two counts; a count of 0 below the line is no ratio.
SELECT verhouding('<5'::telling, '12..48'), verhouding(teller => '96', noemer => '<5'),
	verhouding('1'::telling, '4'), verhouding('2147483647'::telling, '1..2147483647'),
	verhouding('1'::telling, '2147483647');
SELECT verhouding('5'::telling, '0'), verhouding('0'::telling, '0'), verhouding('0'::telling, '0..3'),
	verhouding('5'::telling, '0..1'), verhouding('5'::telling, '0..4'), verhouding('<5'::telling, '0..4');

-- Oracle: the smallest and largest ratio over every pair of counts that has
-- one; cases, cases without a ratio, answers that differ.
WITH intervals AS (
	SELECT onder, boven, telling(onder, boven) AS value
	FROM generate_series(0, 6) onder, generate_series(onder, 6) boven
), cases AS (
	SELECT t.value AS teller, n.value AS noemer,
		min(x / y) FILTER (WHERE y > 0) AS low,
		max(x / y) FILTER (WHERE y > 0) AS high
	FROM intervals t, intervals n,
		LATERAL (SELECT x::float8, y FROM generate_series(t.onder, t.boven) x,
			generate_series(n.onder, n.boven) y) counts
	GROUP BY t.value, n.value
)
SELECT count(*), count(*) FILTER (WHERE low IS NULL),
	count(*) FILTER (WHERE ondergrens(verhouding(teller, noemer)) IS DISTINCT FROM low
		OR bovengrens(verhouding(teller, noemer)) IS DISTINCT FROM high)
FROM cases;

-- Order is by lower bound, then by upper bound: pairs, and those for which an
-- operator disagrees with the order of the pairs.
SELECT count(*),
	count(*) FILTER (WHERE (a < b) <> ((oa, ba) < (ob, bb))),
	count(*) FILTER (WHERE (a <= b) <> ((oa, ba) <= (ob, bb))),
	count(*) FILTER (WHERE (a = b) <> ((oa, ba) = (ob, bb))),
	count(*) FILTER (WHERE (a <> b) <> ((oa, ba) <> (ob, bb))),
	count(*) FILTER (WHERE (a >= b) <> ((oa, ba) >= (ob, bb))),
	count(*) FILTER (WHERE (a > b) <> ((oa, ba) > (ob, bb))),
	count(*) FILTER (WHERE verhouding_cmp(a, b) <>
		CASE WHEN (oa, ba) < (ob, bb) THEN -1 WHEN (oa, ba) = (ob, bb) THEN 0 ELSE 1 END)
FROM (SELECT verhouding_tussen(oa, ba) AS a, verhouding_tussen(ob, bb) AS b, oa, ba, ob, bb
	FROM generate_series(0, 10) oa, generate_series(oa, 10) ba,
		generate_series(0, 10) ob, generate_series(ob, 10) bb) t;

-- 20,000 different values, numbered in their order, every second one exact.
CREATE TABLE sample AS
SELECT nr, verhouding_tussen(nr / 2 / 100.0, nr / 2 / 100.0
	+ CASE WHEN nr % 2 = 0 THEN 0 ELSE 1 + nr % 7 END) AS value
FROM generate_series(1, 20000) nr
ORDER BY md5(nr::text);
ANALYZE sample;
SELECT count(*) FILTER (WHERE is_exact(value)) FROM sample;

-- Order, indexes, hashes, copies.
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper
DROP TABLE sample;

-- Bytes as they come: 0.25..3, and -0, which becomes 0 (bytea puts them in the
-- file as they are).
CREATE TABLE verhouding_received (value verhouding);
COPY (VALUES ('\x3fd00000000000004008000000000000'::bytea), ('\x80000000000000008000000000000000')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy verhouding_received from 'results/code.binary' (format binary)
SELECT value, verhouding_send(value) FROM verhouding_received;
-- error: 3..0.25, -1..0, 0..infinity, NaN
COPY (SELECT '\x40080000000000003fd0000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy verhouding_received from 'results/code.binary' (format binary)
COPY (SELECT '\xbff00000000000000000000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy verhouding_received from 'results/code.binary' (format binary)
COPY (SELECT '\x00000000000000007ff0000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy verhouding_received from 'results/code.binary' (format binary)
COPY (SELECT '\x7ff80000000000007ff8000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy verhouding_received from 'results/code.binary' (format binary)
DROP TABLE verhouding_received;
