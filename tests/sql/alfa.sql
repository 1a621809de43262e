-- alfa: the reliability of a scale, as a state that merges.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Four respondents, three items; of the last two, one and two answers lack.
CREATE TABLE answered (nr integer, team text, weight float8, items smallint[]);
INSERT INTO answered VALUES (1, 'A', 1, '{1,2,3}'), (2, 'A', 3, '{2,2,4}'), (3, 'B', 1, '{5,4,5}'),
	(4, 'B', 0.5, '{4,NULL,3}'), (5, 'B', 1, '{NULL,NULL,1}'), (6, 'C', NULL, NULL);

-- States: exact sums, moments, pairs. By hand: sums 8, 8, 12; variances 13/3,
-- 4/3, 1; totals 6, 8, 14 with variance 52/3; alpha 3/2 (1 - (20/3) / (52/3)).
SELECT alfa(items) FROM answered;
-- (of the first two, and of the third and fourth: there the means are exact)
SELECT alfa(items::float8[]) FROM answered WHERE nr <= 2;
SELECT alfa(items, weight ORDER BY nr) FROM answered WHERE nr <= 2;
SELECT alfa_paarsgewijs(items) FROM answered WHERE nr <= 2;
SELECT alfa_paarsgewijs(items::float8[], 4 * weight - 1) FROM answered WHERE nr IN (3, 4);
SELECT alpha(s) = 12.0 / 13, n(s), items(s), betrouwbaarheid(s) FROM (SELECT alfa(items) AS s FROM answered) t;
SELECT item, round(alpha_zonder(schaal => s, item => item)::numeric, 12), round(item_rest(schaal => s, item => item)::numeric, 12)
FROM (SELECT alfa(items) AS s FROM answered) t, generate_series(1, 3) item;
-- Feldt: 1 - (1 - 12/13) * F(2, 4), of which R's qf gives 10.6491106 and 0.02547897.
SELECT round(ondergrens(s)::numeric, 10), round(bovengrens(s)::numeric, 10),
	ondergrens(s) = ondergrens(schaal => s, niveau => 0.95), ondergrens(s, 0.9) > ondergrens(s)
FROM (SELECT alfa(items) AS s FROM answered) t;
SELECT pg_typeof(alpha(s)), pg_typeof(n(s)), pg_typeof(items(s)), pg_typeof(betrouwbaarheid(s)), pg_typeof(ondergrens(s))
FROM (SELECT alfa(items) AS s FROM answered) t;
-- Straight to the figure, by both entries.
SELECT cronbach_alpha(items) = alpha(alfa(items)),
	abs(cronbach_alpha(items::float8[]) / cronbach_alpha(items) - 1) < 1e-15 FROM answered;
-- Other arrays of numbers are read as float8.
SELECT round(cronbach_alpha(items::integer[])::numeric, 12), round(cronbach_alpha(items::numeric[])::numeric, 12) FROM answered;
-- Pairwise, a respondent counts who answered any item.
SELECT n(alfa(items)), n(alfa_paarsgewijs(items)) FROM answered;
-- A weight of 3 is a respondent thrice, in alpha; in n it is not. 0 and NULL leave out.
SELECT abs(alpha(alfa(items, weight)) / (SELECT cronbach_alpha(items) FROM answered, generate_series(1, weight::integer)
		WHERE weight >= 1) - 1) < 1e-15, n(alfa(items, weight)), n(alfa(items, 0)), n(alfa(items, CASE WHEN nr > 1 THEN 1 END))
FROM answered;
-- Equal weights are as none, in the bounds too.
SELECT abs(ondergrens(alfa(items, 0.1)) / ondergrens(alfa(items)) - 1) < 1e-12 FROM answered;

-- Rows: none, only NULL, one, only incomplete ones; FILTER, DISTINCT, ORDER BY.
SELECT alfa(items), cronbach_alpha(items), alfa_paarsgewijs(items), samen(NULL::alfa) FROM answered WHERE false;
SELECT alfa(items), alfa(items, 1), alfa_paarsgewijs(items, 1), alfa(items::float8[], NULL) FROM answered WHERE nr = 6;
SELECT alfa(items), alpha(alfa(items)), item_rest(alfa(items), 1), ondergrens(alfa(items)) FROM answered WHERE nr = 1;
SELECT alpha(alfa(items::float8[])), alpha(alfa_paarsgewijs(items)), bovengrens(alfa_paarsgewijs(items)) FROM answered WHERE nr = 1;
SELECT alfa(items), alfa(items::float8[]), cronbach_alpha(items) FROM answered WHERE nr IN (4, 5);
SELECT alfa(items) FILTER (WHERE team = 'A'), alfa(items) FILTER (WHERE team = 'C') FROM answered;
SELECT alfa(DISTINCT items), alfa(items ORDER BY nr DESC) FROM (SELECT * FROM answered UNION ALL SELECT * FROM answered) t;
SELECT team, alfa(items), round(cronbach_alpha(items)::numeric, 12) FROM answered GROUP BY GROUPING SETS ((team), ()) ORDER BY team;
SELECT nr, alfa(items) OVER (ORDER BY nr), alfa(items) OVER (ORDER BY nr ROWS BETWEEN 1 PRECEDING AND CURRENT ROW),
	round((cronbach_alpha(items::float8[]) OVER (ORDER BY nr))::numeric, 12), n(samen(alfa) OVER (ORDER BY nr))
FROM (SELECT nr, items, alfa(items) FROM answered GROUP BY nr, items) t;

-- Scales with nothing to say.
CREATE FUNCTION pg_temp.figures(s alfa) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', n(s), items(s), 'alpha', coalesce(round(alpha(s)::numeric, 12)::text, 'NULL'),
		'zonder', (SELECT string_agg(coalesce(round(alpha_zonder(s, i)::numeric, 12)::text, 'NULL'), ',') FROM generate_series(1, items(s)) i),
		'rest', (SELECT string_agg(coalesce(round(item_rest(s, i)::numeric, 12)::text, 'NULL'), ',') FROM generate_series(1, items(s)) i),
		coalesce(betrouwbaarheid(s), 'NULL'))
$$;
SELECT what, pg_temp.figures(alfa(items::smallint[])), pg_temp.figures(alfa(items)) AS float8, pg_temp.figures(alfa_paarsgewijs(items)) AS paren
FROM (VALUES
	('1 no items', '{}'::float8[]), ('1 no items', '{}'),
	('2 one item', '{1}'), ('2 one item', '{3}'),
	('3 two items', '{1,2}'), ('3 two items', '{3,4}'), ('3 two items', '{4,4}'),
	('4 one item does not vary', '{1,2,3}'), ('4 one item does not vary', '{3,4,3}'), ('4 one item does not vary', '{5,5,3}'),
	('5 two items do not vary', '{1,3,3}'), ('5 two items do not vary', '{3,3,3}'), ('5 two items do not vary', '{5,3,3}'),
	('6 nothing varies', '{1,2,3}'), ('6 nothing varies', '{1,2,3}'),
	('7 the totals do not vary', '{1,2,3}'), ('7 the totals do not vary', '{3,2,1}'), ('7 the totals do not vary', '{2,3,1}'),
	('8 an item without answers', '{1,2,NULL}'), ('8 an item without answers', '{3,4,NULL}'), ('8 an item without answers', '{4,4,NULL}'),
	('8b an item never answered with the others', '{1,2,NULL}'), ('8b an item never answered with the others', '{3,4,NULL}'),
	('8b an item never answered with the others', '{4,4,NULL}'), ('8b an item never answered with the others', '{NULL,NULL,1}'),
	('8b an item never answered with the others', '{NULL,NULL,2}'), ('8b an item never answered with the others', '{1,NULL,2}'),
	('9 items are the same', '{1,1,1}'), ('9 items are the same', '{2,2,2}'), ('9 items are the same', '{5,5,5}'),
	('A alpha is exactly 7/10', '{2,2}'), ('A alpha is exactly 7/10', '{5,2}'), ('A alpha is exactly 7/10', '{1,2}'), ('A alpha is exactly 7/10', '{5,5}'),
	('B alpha is exactly 8/10', '{5,4,4}'), ('B alpha is exactly 8/10', '{2,1,5}'), ('B alpha is exactly 8/10', '{1,1,1}')
) v (what, items) GROUP BY what ORDER BY what \g (format=unaligned fieldsep='\n  ')
-- Flat to the last bit, also in tenths and beside 1e9; totals of 1 are rounding only.
SELECT alfa(ARRAY[2.1, 1e9 + 0.1]::float8[]) FROM generate_series(1, 1000);
SELECT count(*), count(alpha), count(rest) FROM (
	SELECT alpha(alfa(ARRAY[i / 10.0, (10 - i) / 10.0, x])), item_rest(alfa(ARRAY[i / 10.0, (10 - i) / 10.0, x]), 3) AS rest
	FROM generate_series(0, 10) i, (VALUES (0.3), (1e9 + 0.3)) v (x) GROUP BY x) t;
-- Beside an offset of 1e9 no digit is lost, in any order, weighted or not.
SELECT abs(alpha(alfa(ARRAY[i + 1e9, j + 1e9, i - j - 1e9]::float8[])) / cronbach_alpha(ARRAY[i, j, i - j]::smallint[]) - 1) < 1e-13,
	abs(alpha(alfa(ARRAY[i + 1e9, j + 1e9, i - j - 1e9]::float8[], 0.7 ORDER BY j)) / cronbach_alpha(ARRAY[i, j, i - j]::smallint[]) - 1) < 1e-13,
	abs(alpha(alfa_paarsgewijs(ARRAY[i + 1e9, j + 1e9, i - j - 1e9]::float8[])) / cronbach_alpha(ARRAY[i, j, i - j]::smallint[]) - 1) < 1e-13
FROM generate_series(1, 100) i, generate_series(1, 50) j;

-- The rule of thumb.
SELECT alpha, betrouwbaarheid(alpha) FROM unnest('{-3,0,0.69,0.6999999,0.7,0.79,0.8,1,1.01,NULL}'::float8[]) alpha;
SELECT betrouwbaarheid(alpha => 0.1 + 0.6), betrouwbaarheid(schaal => NULL);
-- Pairwise, who answered both can differ more than all who answered either: by
-- hand variances 8, 8, covariance 32 or -32, so alpha 2 (1 - 16/80), or nothing.
SELECT sign, alpha(s), betrouwbaarheid(s), round(item_rest(s, 1)::numeric, 12), ondergrens(s)
FROM (SELECT sign, alfa_paarsgewijs(ARRAY[i, sign * j]) AS s FROM (VALUES (1), (-1)) w (sign),
		(VALUES (1, 1), (9, 9), (5, NULL), (5, NULL), (5, NULL), (NULL, 5), (NULL, 5), (NULL, 5)) v (i, j)
	GROUP BY sign) t ORDER BY sign DESC;

-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES
	($$alfa(a) FROM (VALUES ('{1,2}'::smallint[]), ('{1,2,3}')) v (a)$$),
	($$alfa(a) FROM (VALUES ('{1,2,3}'::float8[]), ('{1,NULL}')) v (a)$$),
	($$alfa(a, 0) FROM (VALUES ('{1,2,3}'::smallint[]), ('{1}')) v (a)$$),
	($$alfa_paarsgewijs(a) FROM (VALUES ('{1,2}'::smallint[]), ('{}')) v (a)$$),
	($$samen(a) FROM (VALUES ('gehele(1)(1,1,2)(1,1,2)'::alfa), ('gehele(0)(0,0,0)')) v (a)$$),
	($$samen(a) FROM (VALUES ('gehele(0)(0,0,0)'::alfa), ('paren(0)(0,0,0,0,0,0,0,0)')) v (a)$$),
	($$alfa('{{1,2},{3,4}}'::smallint[])$$),
	($$alfa('{{{1}}}'::float8[])$$),
	($$alfa(array_fill(1::smallint, ARRAY[201]))$$),
	($$alfa(array_fill(1::float8, ARRAY[1000000]))$$),
	($$alfa('{1,NaN}'::float8[])$$),
	($$alfa('{Infinity,2}'::float8[])$$),
	($$alfa('{NULL,-Infinity}'::float8[])$$),
	($$alfa_paarsgewijs('{NULL,NaN}'::float8[])$$),
	($$alfa('{1,1.1e75}'::float8[])$$),
	($$alfa('{1,2}'::float8[], 'NaN')$$),
	($$alfa('{1,2}'::float8[], 'Infinity')$$),
	($$alfa('{1,2}'::smallint[], '-Infinity')$$),
	($$alfa('{1,2}'::smallint[], -1)$$),
	($$alfa('{1,2}'::smallint[], 1.1e100)$$),
	($$alfa_paarsgewijs('{1,2}'::smallint[], 1e-101)$$),
	($$alpha_zonder('gehele(0)(0,0,0)(0,0,0)', 0)$$),
	($$alpha_zonder('gehele(0)(0,0,0)(0,0,0)', 3)$$),
	($$item_rest('gehele(0)', 1)$$),
	($$item_rest('gehele(0)(0,0,0)(0,0,0)', -2147483648)$$),
	($$ondergrens('gehele(0)'::alfa, 0)$$),
	($$bovengrens('gehele(0)'::alfa, 1)$$),
	($$ondergrens('gehele(0)'::alfa, 95)$$),
	($$bovengrens('gehele(0)'::alfa, 'NaN')$$),
	($$betrouwbaarheid('NaN'::float8)$$),
	($$betrouwbaarheid('-Infinity'::float8)$$),
	($$betrouwbaarheid('Infinity'::float8)$$)) t (statement);

-- Arrays of any form: 200 items, other lower bounds, a bitmap without a NULL,
-- compressed, out of line, 8 items and more in the bitmap.
SELECT items(s), n(s), alpha(s), alpha_zonder(s, 200)
FROM (SELECT alfa(array_fill(i::smallint, ARRAY[200])) AS s FROM generate_series(1, 5) i) t;
SELECT items(s), n(s), alpha(s), item_rest(s, 1)
FROM (SELECT alfa_paarsgewijs(array_fill(i::float8, ARRAY[200])) AS s FROM generate_series(1, 5) i) t;
CREATE TABLE stored (nr integer, items smallint[], real float8[], more float8[]);
ALTER TABLE stored ALTER real SET STORAGE external, ALTER more SET STORAGE external;
INSERT INTO stored SELECT i, array_fill(i::smallint, ARRAY[200], ARRAY[-5]), a, a
FROM generate_series(1, 5) i, LATERAL (SELECT array_agg((x * i) % 7)::float8[] AS a FROM generate_series(1, 200) x) t;
INSERT INTO stored SELECT i, (ARRAY[NULL, 1] || array_fill(i::smallint, ARRAY[199]))[2:201]::smallint[], a, a
FROM generate_series(6, 9) i, LATERAL (SELECT array_agg((x + i) % 7)::float8[] AS a FROM generate_series(1, 200) x) t;
SELECT pg_column_size(items) < 200, pg_relation_size(reltoastrelid) > 0 FROM stored, pg_class c WHERE c.oid = 'stored'::regclass AND nr = 5;
SELECT n(alfa(items)), n(alfa(real)), abs(cronbach_alpha(real::smallint[]) / alpha(alfa(real)) - 1) < 1e-12,
	abs(alpha(alfa_paarsgewijs(items)) / cronbach_alpha(items) - 1) < 1e-12 FROM stored;
SELECT alfa(items) FROM (VALUES ('{1,2,3,4,5,6,7,8,9}'::smallint[]), ('{1,2,3,4,5,6,7,8,NULL}'), ('{1,2,3,4,5,6,7,NULL,9}'),
	('[0:8]={3,2,3,4,5,6,7,8,9}'), ('{NULL,2,3,4,5,6,7,8,9}')) v (items);
DROP TABLE stored;
-- From plpgsql, where an array is in expanded form.
DO $$ DECLARE a smallint[] := '{}'; BEGIN
	FOR i IN 1..3 LOOP a := a || i::smallint; END LOOP;
	RAISE NOTICE '%', (SELECT alfa(a) FROM generate_series(1, 2));
END $$;

-- Called outside an aggregate, the steps leave their arguments as they are.
SELECT s, alfa_accum(s, '{1,2}'::smallint[]), alfa_accum(s, '{1,2}'::float8[]), alfa_combine(s, s), s
FROM (SELECT alfa('{3,4}'::smallint[]) AS s) t;
SELECT alfa_accum(NULL, '{1,2}'::smallint[]), alfa_accum(NULL, NULL::smallint[]), alfa_accum('gehele(0)', NULL::float8[], 1);
SELECT s, n(alfa_paarsgewijs_accum(s, '{1,2}'::smallint[])), n(alfa_combine(s, s)), s
FROM (SELECT alfa_paarsgewijs('{3,4}'::smallint[]) AS s FROM generate_series(1, 2)) t;
-- error: listwise and pairwise
SELECT pg_temp.refusal($$SELECT alfa_accum('paren(0)', '{}'::smallint[])$$),
	pg_temp.refusal($$SELECT alfa_paarsgewijs_accum('gehele(0)', '{}'::smallint[], 1)$$);

-- Merging: whole numbers stay whole among themselves; NULLs and states without
-- respondents add nothing; out of line and compressed.
SELECT samen(s), alpha(samen(s)) = 12.0 / 13 FROM (SELECT alfa(items) AS s FROM answered GROUP BY team) t;
SELECT samen(s), n(samen(s)) FROM (SELECT alfa(items::float8[]) AS s FROM answered WHERE nr <= 2 GROUP BY nr
	UNION ALL SELECT 'reele(0,0,0,0)(0,0,0,0)(0,0,0,0)(0,0,0,0)') t;
SELECT samen(s ORDER BY place) FROM (VALUES (1, 'gehele(0)(0,0,0)(0,0,0)'::alfa), (2, 'reele(1,1,1,0)(2,0,0,0)(2.1,1e-17,0,0)'), (3, NULL)) v (place, s);
SELECT abs(alpha(samen(s)) / cronbach_alpha(items) - 1) < 1e-15, n(samen(s))
FROM (SELECT items, CASE WHEN nr = 2 THEN alfa(items::float8[]) ELSE alfa(items) END AS s FROM answered WHERE nr < 4 GROUP BY nr, items) t;
CREATE TABLE states (part integer, small alfa, list alfa, pairs alfa);
INSERT INTO states SELECT i % 3, alfa(a[1:2]::smallint[]), alfa(a), alfa_paarsgewijs(a) FROM (
	SELECT i, array_agg((i * x % 11) ORDER BY x)::float8[] AS a FROM generate_series(1, 30) i, generate_series(1, 60) x GROUP BY i) t GROUP BY 1;
SELECT pg_column_size(small) = 61, pg_relation_size(reltoastrelid) > 0 FROM states, pg_class c WHERE c.oid = 'states'::regclass AND part = 0;
SELECT samen(small), n(samen(list)), n(samen(pairs)), items(samen(pairs)), abs(alpha(samen(list)) / alpha(samen(pairs)) - 1) < 1e-13 FROM states;
DROP TABLE states;

-- The most whole numbers that exact sums hold: 2^63 / (2 * 2^30) respondents of
-- the largest smallints. One more, or as many again, and they become moments.
SELECT n(s), alpha(s), left(alfa_accum(s, '{-32768,-32768}'::smallint[])::text, 21), left(alfa_combine(s, s)::text, 37),
	abs(alpha(alfa_combine(s, s)) - 1) < 1e-15
FROM (VALUES ('gehele(4294967295)(32768,4611686017353646080,9223372034707292160)(32768,4611686017353646080,9223372034707292160)'::alfa)) v (s);
-- error: more respondents than can be
SELECT pg_temp.refusal($$SELECT alfa_combine(s, s) FROM (VALUES ('reele(1125899906842624,1125899906842624,1125899906842624,0)'::alfa)) v (s)$$);

-- Text to alfa and back loses nothing; blanks around it, other ways to write a
-- number.
SELECT count(*), count(*) FILTER (WHERE s::text::alfa::text <> s::text)
FROM (SELECT unnest(ARRAY[alfa(a), alfa(a::float8[]), alfa(a, 0.1), alfa_paarsgewijs(a, nr)]) AS s
	FROM (SELECT nr, ARRAY[nr, nr * nr % 17, nr * 31 % 100]::smallint[] AS a FROM generate_series(1, 30) nr) t GROUP BY nr % 7) t;
SELECT input::alfa FROM (VALUES (E' \tgehele(0)\n'), ('gehele(-0)'), ('gehele(007)(7,7,7)'), ('reele(1,1e0,+1.0,.0)(5.0,0,0,0)'), ('paren(3)')) v (input);
-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('alfa', input)
FROM (VALUES (''), (' '), ('x'), ('gehele'), ('Gehele(0)'), ('gehele()'), ('gehele(0'), ('gehele(0))'), ('gehele(0)x'), ('gehele (0)'),
	('gehele( 0)'), ('gehele(0 )'), ('gehele(0) (0,0,0)'), ('gehele(0)(0,0)'), ('gehele(0)(0,0,0,0)'), ('gehele(0)(0,0,0'), ('gehele(0)0,0,0)'),
	('gehele(0)(,0,0)'), ('gehele(0)(0,,0)'), ('gehele(1)(1,1,1.0)'), ('gehele(1)(1,1,1e0)'), ('gehele(1)(0x1,1,1)'), ('gehele(1)(--1,1,1)'), ('gehele(1)(+1,1,1)'),
	('gehele(-1)'), ('gehele(9223372036854775808)'), ('gehele(8589934592)'), ('gehele(4294967296)(0,0,0)(0,0,0)'),
	('gehele(1)(32769,1073807361,1073807361)'), ('gehele(1)(1,1,9223372036854775807)'), ('gehele(1)(2,1,2)'), ('gehele(0)(0,1,0)'),
	('gehele(0)(1,0,0)'), ('gehele(2)(2,2,4)(2,2,-4)'), ('gehele(2)(2,4,3)(2,4,3)'),
	('reele(0)'), ('reele(0,0,0)'), ('reele(0,0,0,0,0)'), ('reele(0,0,0,NaN)'), ('reele(0,0,0,inf)'), ('reele(0,0,0,1e999)'), ('reele(0,0,0,-1)'), ('reele(0,0,0,1e301)'),
	('reele(1.0,1,1,0)'), ('reele(1125899906842625,1,1,0)'), ('reele(0,1,1,0)'), ('reele(1,0,0,0)'), ('reele(1,1,0,0)'), ('reele(1,-1,1,0)'),
	('reele(2,2,1,0)'), ('reele(2,2,5,0)'), ('reele(1,1e101,1e202,0)'), ('reele(1,1,1,0)(1e76,0,0,0)'), ('reele(1,1,1,0)(0,nan,0,0)'), ('reele(1,1,1,0)(0,0,-1,0)'),
	('reele(1,1,1,0)(0,0,0,-1e-9)'), ('reele(1,1,1,0)(0,0,0)'), ('reele(1,1,1,0)(0, 0,0,0)'), ('reele(1,1,1,0)(0,0,0,e)'), ('reele(1,1,1,0)(0,0,0,1e)'), ('reele(1,1,1,0)(0,0,0,.)'), ('reele(1,1,1,0)(0,0,0,1.)'),
	('paren(0)(0,0,0,0,0,0,0,0)(0,0,0,0,0,0,0,0)'), ('paren(0)(1,1,1,0,0,0,0,0)'), ('paren(1)(-1,0,0,0,0,0,0,0)'), ('paren(1)(1.5,1,1,0,0,0,0,0)'),
	('paren(1)(1,1,2,0,0,0,0,0)'), ('paren(1)(1,1,1,0,0,0,0,-1)'), ('paren(1)(1,1,1,1e76,0,0,0,0)'), ('paren(1)(1,1,1,0,0,0,2e75,0)'),
	('paren(1)(1,1,1,0,0,0,0,1e301)'), ('paren(1)(1,1,1,0,0,0,0)')) v (input);
SELECT left(pg_temp.refusal('alfa', 'gehele(0)' || repeat('(0,0,0)', 201)), 40), items(('gehele(0)' || repeat('(0,0,0)', 200))::alfa);
SELECT right(pg_temp.refusal('alfa', 'gehele(0)' || repeat('(', 100000)), 64);

-- The same state in parallel, partition by partition, with any number of workers.
CREATE TABLE sample (nr integer, items smallint[], real float8[], weight float8) PARTITION BY LIST (nr);
CREATE TABLE sample_0 PARTITION OF sample FOR VALUES IN (0) WITH (parallel_workers = 4);
CREATE TABLE sample_1 PARTITION OF sample FOR VALUES IN (1) WITH (parallel_workers = 4);
CREATE TABLE sample_2 PARTITION OF sample FOR VALUES IN (2) WITH (parallel_workers = 4);
INSERT INTO sample
SELECT i % 2, items, ARRAY(SELECT 1e6 + 1.0 / (x + 1) FROM unnest(items) x), 1 + i % 3
FROM (SELECT i, ARRAY[1 + (i >> 1) % 5, 1 + (i >> 2) % 5, nullif(1 + (i >> 3) % 5, i % 50), 1 + (i >> 1) % 3]::smallint[] AS items
	FROM generate_series(1, 20000) i) t;
ANALYZE sample;
CREATE FUNCTION pg_temp.figures_of_sample(workers integer) RETURNS float8[] LANGUAGE plpgsql AS $$
DECLARE
	result float8[];
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
	SELECT ARRAY[cronbach_alpha(items), alpha_zonder(alfa(items), 2), item_rest(alfa(items), 2), alpha(alfa(items, weight)),
			alpha(alfa(real)), alpha(alfa(real, weight)), alpha_zonder(alfa(real), 2), item_rest(alfa(real), 2), ondergrens(alfa(real, weight)),
			alpha(alfa_paarsgewijs(items)), alpha(alfa_paarsgewijs(real, weight)), item_rest(alfa_paarsgewijs(real), 2),
			n(alfa(real)), n(alfa_paarsgewijs(real))]
	INTO result FROM sample;
	RETURN result;
END $$;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT pg_temp.figures_of_sample(0) AS serial \gset
EXPLAIN (costs off) SELECT cronbach_alpha(items), alfa(real, weight), alfa_paarsgewijs(items), alfa(items) FROM sample_1;
SELECT workers, (f.a)[13:14], (SELECT count(*) FILTER (WHERE abs(p - s) <= 1e-12 * abs(s)) FROM unnest(f.a, :'serial'::float8[]) u (p, s)), (f.a)[1:3] = (:'serial'::float8[])[1:3]
FROM unnest('{0,1,2,4}'::integer[]) workers, pg_temp.figures_of_sample(workers) f (a);
SELECT (SELECT samen(s)::text FROM (SELECT alfa(items) AS s FROM sample GROUP BY cardinality(items), items[1]) t) = (SELECT alfa(items)::text FROM sample);
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (costs off) SELECT alfa(items), cronbach_alpha(real) FROM sample;
SELECT count(*) FILTER (WHERE abs(p - s) <= 1e-12 * abs(s)) FROM unnest(pg_temp.figures_of_sample(0), :'serial'::float8[]) u (p, s);
-- error: 3 items in one process, 4 in another
INSERT INTO sample VALUES (2, '{1,2,3}');
SELECT alfa(items) FROM sample;
RESET enable_partitionwise_aggregate;
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_tuple_cost;
RESET parallel_setup_cost;
DROP TABLE sample;

-- Copies, as text and as binary.
CREATE TABLE sample (nr integer, value alfa);
INSERT INTO sample SELECT row_number() OVER (), s
FROM (SELECT unnest(ARRAY[alfa(items), alfa(items::float8[], 1e-3), alfa_paarsgewijs(items, weight)]) AS s FROM answered GROUP BY team
	UNION ALL SELECT alfa(array_fill(1.5::float8, ARRAY[200]))
	UNION ALL SELECT alfa_paarsgewijs(array_fill(i::smallint, ARRAY[200])) FROM generate_series(1, 3) i) t;
\getenv abs_builddir PG_ABS_BUILDDIR
\cd :abs_builddir
CREATE TEMP TABLE returned (LIKE sample);
\copy sample to 'results/sample.text'
\copy returned from 'results/sample.text'
SELECT count(*), count(r.value), count(*) FILTER (WHERE s.value::text IS DISTINCT FROM r.value::text) FROM sample s JOIN returned r USING (nr);
TRUNCATE returned;
\copy sample to 'results/sample.binary' (format binary)
\copy returned from 'results/sample.binary' (format binary)
SELECT count(*), count(r.value), count(*) FILTER (WHERE s.value::text IS DISTINCT FROM r.value::text) FROM sample s JOIN returned r USING (nr);
DROP TABLE sample, returned, answered;

-- Binary: version, kind, items, respondents, cells.
SELECT alfa_send('gehele(2)(-1,5,5)'), alfa_send('reele(1,1,1,0)(-1.5,0,0,0)'), alfa_send('paren(0)');
CREATE TABLE received (value alfa);
CREATE FUNCTION pg_temp.bytes(version text, kind text, items text, n text, cells text) RETURNS bytea LANGUAGE sql AS $$
	SELECT decode(version || kind || items || n || cells, 'hex')
$$;
COPY (SELECT pg_temp.bytes('01', '00', '0001', '0000000000000002', 'ffffffffffffffff00000000000000050000000000000005')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
SELECT value FROM received;
-- error: another version
COPY (SELECT pg_temp.bytes('02', '00', '0000', '0000000000000000', '')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: another kind
COPY (SELECT pg_temp.bytes('01', '03', '0000', '0000000000000000', '')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: -1 items
COPY (SELECT pg_temp.bytes('01', '00', 'ffff', '0000000000000000', '')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: 201 items
COPY (SELECT pg_temp.bytes('01', '00', '00c9', '0000000000000000', '')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: -1 respondents
COPY (SELECT pg_temp.bytes('01', '00', '0000', 'ffffffffffffffff', '')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: a NaN total
COPY (SELECT pg_temp.bytes('01', '01', '0000', '0000000000000001', '3ff00000000000003ff00000000000007ff8000000000000')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: impossible sums
COPY (SELECT pg_temp.bytes('01', '00', '0001', '0000000000000001', '000000000000000200000000000000010000000000000001')) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: an answer without respondents
COPY (SELECT pg_temp.bytes('01', '02', '0001', '0000000000000000', '0000000000000001' || '3ff0000000000000' || '3ff0000000000000' || repeat('00', 40))) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: a cell too few
COPY (SELECT pg_temp.bytes('01', '00', '0001', '0000000000000000', repeat('00', 16))) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
-- error: a byte too many
COPY (SELECT pg_temp.bytes('01', '00', '0001', '0000000000000000', repeat('00', 25))) TO STDOUT (FORMAT binary) \g results/code.binary
\copy received from 'results/code.binary' (format binary)
DROP TABLE received;
