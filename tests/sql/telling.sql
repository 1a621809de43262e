-- telling: a count that may be masked, as an interval of whole numbers.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Text in, canonical text out, binary out.
SELECT quote_literal(input), input::telling, telling_send(input::telling)
FROM (VALUES ('0'), ('17'), ('<5'), ('1..4'), ('<2'), ('<6'), ('<10'),
	('12..48'), ('0..4'), ('0..0'), ('7..7'), ('0017'), ('00..01'),
	(' 17 '), (E'\t<5\n'), (E'\x0B\f\r12..48 '), ('2147483647'),
	('<2147483647'), ('0..2147483647'), ('0000000002147483647')) t (input);

-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('telling', input)
FROM (VALUES (''), ('  '), ('x'), ('-5'), ('+5'), ('<'), ('<-1'), ('<<5'),
	('< 5'), ('<=5'), ('>5'), ('..5'), ('5..'), ('5.. '), ('..'), ('17x'),
	('1 7'), ('1.234'), ('1,234'), ('12.5'), ('1e3'), ('0x1F'), ('5 .. 7'),
	('5..-7'), ('5...7'), ('5..6..7'), ('5..<7'), ('<5..7'), ('NaN'), ('４'),
	(U&'\00A05'), ('<0'), ('<1'), ('48..12'), ('1..0'), ('2147483648'),
	('<2147483648'), ('0..2147483648'), ('2147483648..1'),
	('21474836470'), ('18446744073709551617'), ('99999999999999999999999999'),
	('99999999999999999999999999x')) t (input);
SELECT NULL::text::telling IS NULL;

-- Text to telling and back loses nothing.
SELECT count(*), count(*) FILTER (WHERE value::text::telling IS DISTINCT FROM value)
FROM (SELECT telling(onder, boven) AS value
	FROM generate_series(0, 60) onder, generate_series(onder, 60) boven) t;

-- Constructor and casts.
SELECT telling(12, 48), telling(1, 4), telling(3, 3), telling(0, 2147483647);
SELECT telling(onder => 2, boven => 6), telling('<5'), telling(17), telling(17::bigint);
SELECT telling(NULL, 4), telling(4, NULL), NULL::integer::telling;
SELECT 17::telling, 17::bigint::telling, '17'::telling::integer, '17'::telling::bigint;
SELECT pg_typeof('17'::telling::integer), pg_typeof('17'::telling::bigint);
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ('telling(-1, 4)'), ('telling(1, -4)'), ('telling(5, 4)'),
	('(-1)::telling'), ('(-1)::bigint::telling'), ('2147483648::telling'),
	($$'<5'::telling::integer$$), ($$'12..48'::telling::bigint$$)) t (statement);
-- error: the hint
SELECT '<5'::telling::integer;
-- An integer is a count where a count is meant.
SELECT '<5'::telling + 17, 20 - '<5'::telling, '5'::telling = 5, pg_typeof(1 + 1);
-- error: neither a bigint without being told to, nor a float8
SELECT left(pg_temp.refusal($$SELECT '<5'::telling + 17::bigint$$), 5),
	left(pg_temp.refusal($$SELECT '5'::telling::float8$$), 5);
CREATE TABLE telling_casts (value telling, number integer);
INSERT INTO telling_casts VALUES (17), (17::bigint), ('<5');
-- error: no count becomes a number without being told to
INSERT INTO telling_casts (number) VALUES ('17'::telling);
SELECT value FROM telling_casts;
DROP TABLE telling_casts;

-- Bounds.
SELECT value, ondergrens(value), bovengrens(value), is_exact(value)
FROM unnest('{0,<5,17,12..48,0..2147483647}'::telling[]) value;
SELECT pg_typeof(ondergrens('<5'::telling)), ondergrens(NULL::telling),
	bovengrens(NULL::telling), is_exact(NULL::telling);

-- Order is by lower bound, then by upper bound: count the pairs of 66
-- intervals for which an operator disagrees with the order of the pairs.
SELECT count(*),
	count(*) FILTER (WHERE (a < b) <> ((oa, ba) < (ob, bb))),
	count(*) FILTER (WHERE (a <= b) <> ((oa, ba) <= (ob, bb))),
	count(*) FILTER (WHERE (a = b) <> ((oa, ba) = (ob, bb))),
	count(*) FILTER (WHERE (a <> b) <> ((oa, ba) <> (ob, bb))),
	count(*) FILTER (WHERE (a >= b) <> ((oa, ba) >= (ob, bb))),
	count(*) FILTER (WHERE (a > b) <> ((oa, ba) > (ob, bb))),
	count(*) FILTER (WHERE telling_cmp(a, b) <>
		CASE WHEN (oa, ba) < (ob, bb) THEN -1 WHEN (oa, ba) = (ob, bb) THEN 0 ELSE 1 END)
FROM (SELECT telling(oa, ba) AS a, telling(ob, bb) AS b, oa, ba, ob, bb
	FROM generate_series(0, 10) oa, generate_series(oa, 10) ba,
		generate_series(0, 10) ob, generate_series(ob, 10) bb) t;
SELECT array_agg(value ORDER BY value), array_agg(value ORDER BY value DESC NULLS LAST)
FROM unnest('{2147483647,<5,NULL,0,1,1..3,0..2147483647,17,2}'::telling[]) value;

-- Sum and difference.
SELECT '<5'::telling + '12..48', '0'::telling + '<5', '<5'::telling + NULL,
	'2147483646'::telling + '1', '1..2147483646'::telling + '0..1';
SELECT '10'::telling - '<5', '<5'::telling - '<5', '<5'::telling - '1',
	'5'::telling - '5', '<5'::telling - NULL, '0..2147483647'::telling - '2147483647';
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ($$'2147483647'::telling + '1'$$),
	($$'0..2147483647'::telling + '0..1'$$),
	($$'2147483647'::telling + '2147483647'$$),
	($$'<5'::telling - '5'$$),
	($$'0'::telling - '2147483647'$$)) t (statement);

-- Oracle for both: every pair of counts of every pair of intervals; cases,
-- sums that differ, differences that differ.
WITH intervals AS (
	SELECT onder, boven, telling(onder, boven) AS value
	FROM generate_series(0, 6) onder, generate_series(onder, 6) boven
), pairs AS (
	SELECT a.value AS a, b.value AS b,
		telling(min(x + y)::integer, max(x + y)::integer) AS sum,
		min(x - y) FILTER (WHERE x >= y) AS low,
		max(x - y) FILTER (WHERE x >= y) AS high
	FROM intervals a, intervals b,
		generate_series(a.onder, a.boven) x, generate_series(b.onder, b.boven) y
	GROUP BY a.value, b.value
)
SELECT count(*), count(*) FILTER (WHERE a + b <> sum),
	count(low), count(*) FILTER (WHERE CASE
		WHEN low IS NULL THEN pg_temp.refusal(format('SELECT %L::telling - %L', a, b)) LIKE '22003 %' IS NOT TRUE
		ELSE a - b <> telling(low, high) END)
FROM pairs;

-- sum(): rows, no rows, only NULL, FILTER, DISTINCT, a window, GROUPING SETS.
SELECT sum(value), sum(value) FILTER (WHERE NOT is_exact(value)),
	sum(value) FILTER (WHERE false), sum(DISTINCT value), sum(NULL::telling)
FROM unnest('{<5,<5,17,NULL,12..48,0}'::telling[]) value;
SELECT pg_typeof(sum(value)) FROM unnest('{<5}'::telling[]) value;
SELECT nr, value, sum(value) OVER (ORDER BY nr),
	sum(value) OVER (ORDER BY nr ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
FROM unnest('{<5,17,NULL,12..48,NULL,NULL}'::telling[]) WITH ORDINALITY t (value, nr);
SELECT gemeente, soort, sum(value)
FROM (VALUES ('A', 'so', '<5'::telling), ('A', 'sbo', '17'), ('B', 'so', '<5'), ('B', 'so', '6'))
	t (gemeente, soort, value)
GROUP BY GROUPING SETS ((gemeente, soort), (gemeente), ())
ORDER BY gemeente, soort;
-- error: the upper bound overflows, in a sum and in a window
SELECT sum(value) FROM unnest('{2147483640,<5,<5}'::telling[]) value;
SELECT sum(value) OVER (ORDER BY value) FROM unnest('{2147483640,<5,<5}'::telling[]) value;

-- 20,000 different values, numbered in their order, every second one exact.
CREATE TABLE sample AS
SELECT nr, telling(nr / 2, nr / 2 + CASE WHEN nr % 2 = 0 THEN 0 ELSE 1 + nr % 7 END) AS value
FROM generate_series(1, 20000) nr
ORDER BY md5(nr::text);
ANALYZE sample;
SELECT count(*) FILTER (WHERE is_exact(value)) FROM sample;

-- The sum is the same in parallel, in one process and over the bounds.
SELECT sum(value) AS serial FROM sample \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (costs off) SELECT sum(value) FROM sample;
SELECT sum(value), sum(value) = :'serial' FROM sample;
SELECT sum(ondergrens(value)), sum(bovengrens(value)) FROM sample;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
-- Partition by partition, one of them empty: here sums are sure to be combined.
CREATE TABLE telling_parts (part integer, value telling) PARTITION BY LIST (part);
CREATE TABLE telling_parts_0 PARTITION OF telling_parts FOR VALUES IN (0);
CREATE TABLE telling_parts_1 PARTITION OF telling_parts FOR VALUES IN (1);
CREATE TABLE telling_parts_2 PARTITION OF telling_parts FOR VALUES IN (2);
INSERT INTO telling_parts SELECT nr % 2, value FROM sample;
ANALYZE telling_parts;
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (costs off) SELECT sum(value) FROM telling_parts;
SELECT sum(value), sum(value) = :'serial' FROM telling_parts;
-- error: the overflow of a combined sum
UPDATE telling_parts SET value = '107374182..107374183' WHERE ondergrens(value) BETWEEN 10 AND 19;
SELECT sum(value) FROM telling_parts_0;
SELECT sum(value) FROM telling_parts_1;
SELECT sum(value) FROM telling_parts;
RESET max_parallel_workers_per_gather;
RESET enable_partitionwise_aggregate;
DROP TABLE telling_parts;

-- Order, indexes, hashes, copies.
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper
DROP TABLE sample;

-- error: bytes that are no telling (bytea puts them in the file as they are)
CREATE TABLE telling_received (value telling);
COPY (SELECT '\x0000000100000004'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy telling_received from 'results/code.binary' (format binary)
SELECT * FROM telling_received;
COPY (SELECT '\x0000000500000004'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy telling_received from 'results/code.binary' (format binary)
COPY (SELECT '\xffffffff00000004'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy telling_received from 'results/code.binary' (format binary)
COPY (SELECT '\x0000000080000000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy telling_received from 'results/code.binary' (format binary)
COPY (SELECT '\x000000010000'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy telling_received from 'results/code.binary' (format binary)
COPY (SELECT '\x000000010000000400'::bytea) TO STDOUT (FORMAT binary) \g results/code.binary
\copy telling_received from 'results/code.binary' (format binary)
DROP TABLE telling_received;

-- verscherp(): a total, or a bound on it, narrows what was masked.
SELECT verscherp('{<5,<5}', '3'), verscherp('{<5,<5}', '8'), verscherp('{<5,<5}', '2'),
	verscherp('{<5,<5}', '2..8'), verscherp('{<5,12..48,7}', '20'), verscherp('{17}', '17');
SELECT verscherp(tellingen => '{NULL,3}', totaal => '10'), verscherp('{NULL,NULL,<5}', '6'),
	verscherp('{NULL,<5}', '0..2147483647'), verscherp('{2147483647,NULL}', '2147483647'),
	verscherp('{NULL,0..2147483647,0..2147483647}', '2147483647');
SELECT verscherp('{}', '0'), verscherp('{}', '0..5'), verscherp(NULL, '3'), verscherp('{<5}', NULL);
SELECT verscherp('{{<5,<5,<5},{<5,<5,0}}', '6'), verscherp('[-1:0]={<5,<5}', '7'),
	verscherp('[2:3][0:0]={{<5},{NULL}}', '9');
SELECT pg_typeof(verscherp('{<5}', '3'));
-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ($$verscherp('{<5,<5}', '1')$$), ($$verscherp('{<5,<5}', '9')$$),
	($$verscherp('{<5,<5}', '9..20')$$), ($$verscherp('{}', '1')$$),
	($$verscherp('{}', '<5')$$), ($$verscherp('{5,NULL}', '<5')$$),
	($$verscherp('{2147483647,2147483647}', '2147483647')$$)) t (statement);

-- Oracle: every three counts that three intervals allow (NULL, an unknown
-- count, allows any) and that add up to a count the total allows; cases,
-- impossible ones, answers that differ from the smallest and largest found.
WITH intervals AS (
	SELECT telling(onder, boven) AS value, onder, boven
	FROM generate_series(0, 2) onder, generate_series(onder, 2) boven
	UNION ALL SELECT NULL, 0, 7
), cases AS (
	SELECT ARRAY[a.value, b.value, c.value] AS tellingen, totaal, found.*
	FROM intervals a, intervals b, intervals c,
		generate_series(0, 7) low, generate_series(low, 7) high,
		telling(low, high) totaal,
		LATERAL (SELECT ARRAY[telling(min(x), max(x)), telling(min(y), max(y)), telling(min(z), max(z))] AS answer,
				count(*) AS vectors
			FROM generate_series(a.onder, a.boven) x, generate_series(b.onder, b.boven) y,
				generate_series(c.onder, c.boven) z
			WHERE x + y + z BETWEEN low AND high) found
)
SELECT count(*), count(*) FILTER (WHERE vectors = 0),
	count(*) FILTER (WHERE CASE vectors
		WHEN 0 THEN pg_temp.refusal(format('SELECT verscherp(%L, %L)', tellingen, totaal)) LIKE '22023 %' IS NOT TRUE
		ELSE verscherp(tellingen, totaal) IS DISTINCT FROM answer END)
FROM cases;
