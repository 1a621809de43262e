-- aandeel: a share with exact bounds, from 0 to 1.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Text in, canonical text out, binary out.
SELECT quote_literal(input), input::aandeel, aandeel_send(input::aandeel)
FROM (VALUES ('0'), ('1'), ('0.023'), ('0.021..0.034'), ('0..1'), ('0.5..0.5'),
	('.5'), ('.25...75'), ('+0.5'), ('-0'), ('-0.0..0'), ('5e-1'), ('0.5E+0'),
	('500e-3..1e0'), (E' \t0.5\n'), (E'\x0B\f\r0..0.5 '), ('0.30000000000000004'),
	('0.1000000000000000055511151231257827'), ('0.00001'), ('4.9e-324'),
	('1e-400'), ('0.9999999999999999'), ('1.00000000000000001')) t (input);

-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('aandeel', input)
FROM (VALUES (''), ('  '), ('x'), ('.'), ('-'), ('--1'), ('+-1'), ('e5'), ('..'),
	('..1'), ('1..'), ('0. '), ('1e'), ('1e+'), ('0x0'), ('0.5x'), ('5%'), ('0,5'),
	('0.1 0.2'), ('0.1 .. 0.2'), ('0.1.. 0.2'), ('0.1..x'), ('0.1..0.2..0.3'),
	('0.1....2'), ('<5'), ('NaN'), ('0..NaN'), ('inf'), ('-Infinity'),
	('0.034..0.021'), ('7..5'), ('1.0000000000000002'), ('-4.9e-324'), ('2.3'),
	('-0.1'), ('0.5..1.5'), ('-1..0'), ('1e400'), ('0..1e400')) t (input);

-- The text does not depend on extra_float_digits.
SET extra_float_digits = -15;
SELECT aandeel_tussen(1::float8 / 3, 2::float8 / 3), 1::float8 / 3;
RESET extra_float_digits;

-- Constructors and casts.
SELECT aandeel_tussen(0.021, 0.034), aandeel(0.5), aandeel(0), aandeel_tussen(0, 1),
	aandeel_tussen('-0', 0), aandeel_tussen(onder => 0.25, boven => 0.75);
SELECT aandeel(NULL::float8), aandeel_tussen(0.5, NULL), aandeel(NULL, '3'), aandeel('3', NULL);
-- Two bare literals or integers are two counts.
SELECT aandeel('<5', '96'), aandeel(4, 96), aandeel(deel => '<5', rest => 96);
SELECT 0.023::aandeel, 0.5::float8::aandeel, '0.5'::aandeel::text;
CREATE TABLE aandeel_casts (value aandeel);
INSERT INTO aandeel_casts VALUES (0.023), (0.5::float8), ('0.1..0.2');
SELECT value FROM aandeel_casts;
DROP TABLE aandeel_casts;
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ('aandeel(2.3)'), ('aandeel(-0.5)'), ('aandeel_tussen(0, 1.5)'),
	('aandeel_tussen(-1, 2)'), ('aandeel_tussen(0.6, 0.4)'), ($$aandeel('NaN'::float8)$$),
	($$aandeel_tussen(0, 'NaN')$$), ($$aandeel('Infinity'::float8)$$),
	('2.3::aandeel'), ($$'NaN'::numeric::aandeel$$), ('5::float8::aandeel')) t (statement);
-- error: no cast back, and two fractions are no counts
SELECT left(pg_temp.refusal($$SELECT '0.5'::aandeel::float8$$), 5),
	left(pg_temp.refusal($$SELECT aandeel(0.2, 0.5)$$), 5);

-- Bounds.
SELECT value, ondergrens(value), bovengrens(value), is_exact(value)
FROM unnest('{0,1,0.023,0.021..0.034,0..1}'::aandeel[]) value;
SELECT pg_typeof(ondergrens('0.5'::aandeel)), pg_typeof(bovengrens('0.5'::aandeel)),
	ondergrens(NULL::aandeel), bovengrens(NULL::aandeel), is_exact(NULL::aandeel);

-- The share of one count in two.
SELECT aandeel('<5'::telling, '12..48'), aandeel(deel => '<5', rest => '96'),
	aandeel('1'::telling, '3'), aandeel('2147483647'::telling, '2147483647'),
	aandeel('0..2147483647'::telling, '0..2147483647'), aandeel('1'::telling, '2147483647');
-- A whole that may be 0 or is 0.
SELECT aandeel('0'::telling, '0'), aandeel('0'::telling, '0..3'), aandeel('0..3'::telling, '0'),
	aandeel('0..3'::telling, '0..3'), aandeel('<5'::telling, '0'), aandeel('0'::telling, '<5');

-- Oracle: the smallest and largest share over every pair of counts with a
-- whole; cases, cases without a share, answers that differ.
WITH intervals AS (
	SELECT onder, boven, telling(onder, boven) AS value
	FROM generate_series(0, 6) onder, generate_series(onder, 6) boven
), cases AS (
	SELECT d.value AS deel, r.value AS rest,
		min(x / (x + y)) FILTER (WHERE x + y > 0) AS low,
		max(x / (x + y)) FILTER (WHERE x + y > 0) AS high
	FROM intervals d, intervals r,
		LATERAL (SELECT x::float8, y FROM generate_series(d.onder, d.boven) x,
			generate_series(r.onder, r.boven) y) counts
	GROUP BY d.value, r.value
)
SELECT count(*), count(*) FILTER (WHERE low IS NULL),
	count(*) FILTER (WHERE ondergrens(aandeel(deel, rest)) IS DISTINCT FROM low
		OR bovengrens(aandeel(deel, rest)) IS DISTINCT FROM high)
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
	count(*) FILTER (WHERE aandeel_cmp(a, b) <>
		CASE WHEN (oa, ba) < (ob, bb) THEN -1 WHEN (oa, ba) = (ob, bb) THEN 0 ELSE 1 END)
FROM (SELECT aandeel_tussen(oa / 10.0, ba / 10.0) AS a, aandeel_tussen(ob / 10.0, bb / 10.0) AS b, oa, ba, ob, bb
	FROM generate_series(0, 10) oa, generate_series(oa, 10) ba,
		generate_series(0, 10) ob, generate_series(ob, 10) bb) t;
SELECT array_agg(value ORDER BY value), array_agg(value ORDER BY value DESC NULLS LAST)
FROM unnest('{1,0.1..0.2,NULL,0,0.1,1e-05,0..1,0.5,0.1..0.15}'::aandeel[]) value;
-- Zero has one sign, so that equal values have equal bytes and hashes.
SELECT '-0'::aandeel = '0', aandeel_hash('-0') = aandeel_hash('0'),
	aandeel_send('-0') = aandeel_send('0'), aandeel_send(aandeel('-0'::float8)) = aandeel_send('0');

-- 20,000 different values, numbered in their order, every second one exact.
CREATE TABLE sample AS
SELECT nr, aandeel_tussen(nr / 2 / 10000.0, nr / 2 / 10000.0
	+ CASE WHEN nr % 2 = 0 THEN 0 ELSE (1 + nr % 7) / 100000.0 END) AS value
FROM generate_series(1, 20000) nr
ORDER BY md5(nr::text);
ANALYZE sample;
SELECT count(*) FILTER (WHERE is_exact(value)) FROM sample;

-- Order, indexes, hashes, copies.
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper
DROP TABLE sample;

-- Bytes as they come: 0.25..0.75, and -0, which becomes 0 (bytea puts them in
-- the file as they are).
CREATE TABLE aandeel_received (value aandeel);
COPY (VALUES ('\x3fd00000000000003fe8000000000000'::bytea), ('\x80000000000000008000000000000000')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
SELECT value, aandeel_send(value) FROM aandeel_received;
-- error: 0.75..0.25, 0..2, -1..0, NaN..1, 0..NaN, infinity, 15 bytes, 17 bytes
COPY (SELECT '\x3fe80000000000003fd0000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\x00000000000000004000000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\xbff00000000000000000000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\x7ff80000000000003ff0000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\x00000000000000007ff8000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\x7ff00000000000007ff0000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\x000000000000000000000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
COPY (SELECT '\x0000000000000000000000000000000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy aandeel_received from 'results/code.binary' (format binary)
DROP TABLE aandeel_received;
