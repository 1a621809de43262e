-- samenhang: the association of two series.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- All that can be read from a state.
CREATE FUNCTION pg_temp.told(s samenhang, OUT n bigint, OUT r float8, OUT t numeric, OUT p numeric,
	OUT ondergrens numeric, OUT bovengrens numeric) LANGUAGE sql AS $$
	SELECT n(s), r(s), round(t(s)::numeric, 9), round(p(s)::numeric, 9),
		round(ondergrens(s)::numeric, 9), round(bovengrens(s)::numeric, 9)
$$;
-- The association of two arrays.
CREATE FUNCTION pg_temp.of(x float8[], y float8[]) RETURNS samenhang LANGUAGE sql AS $$
	SELECT samenhang(a, b) FROM unnest(x, y) u (a, b)
$$;

-- By hand: products 8, squares 10 and 10, so r = 0.8 and t = 0.8 sqrt(3) / 0.6.
SELECT * FROM pg_temp.told(pg_temp.of('{1,2,3,4,5}', '{-1,-2,0,2,1}'));
SELECT pg_temp.of('{1,2,3,4,5}', '{-1,-2,0,2,1}');
-- No association at all: r = 0, p = 1.
SELECT * FROM pg_temp.told(pg_temp.of('{1,2,3,4,5}', '{1,-2,2,-2,1}'));

-- On a line: r is 1 or -1 and not a digit beyond, p is 0, t does not exist.
SELECT slope, start, told.* FROM unnest('{3,0.1,-0.1,-7e-9,1e20}'::float8[]) slope, unnest('{0,0.3,1e9}'::float8[]) start,
	LATERAL (SELECT samenhang(start + i, start - i * slope) FROM generate_series(1, 7) i) s (s), pg_temp.told(s)
WHERE start < 1e9 OR slope >= 3;
SELECT bool_and(abs(r(s)) = 1) FROM generate_series(1, 300) k,
	LATERAL (SELECT samenhang(k + i / 7.0, i / 3.0 * (150.5 - k)) FROM generate_series(1, 3 + k) i) s (s);
-- Close to a line is not on it.
SELECT r(s) BETWEEN 1 - 3e-14 AND 1 - 1e-14, p(s) > 0, bovengrens(s) < 1 FROM pg_temp.of('{1,2,3,4,5}', '{1,2,3,4,5.000001}') s;

-- Too few pairs, or a series that does not vary: NULL, not a number.
SELECT x, told.* FROM (VALUES ('{}'::float8[], '{}'::float8[]), ('{1}', '{2}'), ('{1,2}', '{1,4}'), ('{1,2,4}', '{1,4,3}'),
	('{1,2,3,4}', '{1,3,2,4}'), ('{2.1,2.1,2.1,2.1,2.1}', '{1,2,3,4,5}'), ('{1,2,3,4,5}', '{0.1,0.1,0.1,0.1,0.1}'),
	('{7,7,7,7}', '{7,7,7,7}')) v (x, y), pg_temp.told(pg_temp.of(x, y));
-- A pair with a NULL does not count.
SELECT * FROM pg_temp.told(pg_temp.of('{1,NULL,2,3,4,NULL,5}', '{-1,9,-2,0,2,NULL,1}'));
SELECT samenhang(NULL, NULL), samenhang(NULL::float8, 1) FROM generate_series(1, 3);
SELECT samenhang(1, 1) WHERE false;
SELECT n(NULL::samenhang), r(NULL::samenhang), t(NULL::samenhang), p(NULL::samenhang), ondergrens(NULL::samenhang), ondergrens(s, NULL) FROM pg_temp.of('{1}', '{1}') s;
-- An offset changes nothing; nor does the scale.
SELECT round(r(s)::numeric, 12), n(s) FROM unnest('{0,1,1e9,-1e12}'::float8[]) start, unnest('{1,1e-3,1e90,1e-90}'::float8[]) scale,
	LATERAL (SELECT samenhang(scale * (start + i), scale * (start + (i - 3) * (i - 1))) FROM generate_series(1, 5) i) s (s)
WHERE start = 0 OR scale = 1;

-- Confidence levels; and the names of the arguments.
SELECT niveau, round(ondergrens(s, niveau)::numeric, 9), round(bovengrens(waarde => s, niveau => niveau)::numeric, 9)
FROM pg_temp.of('{1,2,3,4,5}', '{-1,-2,0,2,1}') s, unnest('{0.5,0.9,0.95,0.99,0.999999}'::float8[]) niveau;
-- error
SELECT niveau, pg_temp.refusal(format('SELECT %s(samenhang(1, 1), %L)', f, niveau))
FROM unnest('{0,1,-0.5,95,NaN,Infinity}'::float8[]) niveau, unnest('{ondergrens,bovengrens}'::text[]) f ORDER BY f DESC, niveau;

-- error: values that cannot be added up
SELECT x, y, pg_temp.refusal(format('SELECT samenhang(%L, %L)', x, y))
FROM (VALUES ('NaN'::float8, 1::float8), ('Infinity', 1), (1, '-Infinity'), (1, 'NaN'), ('NaN', NULL)) v (x, y);
SELECT pg_temp.refusal(format('SELECT samenhang(x, 1) FROM unnest(%L::float8[]) x', x))
FROM (VALUES ('{0,1e160}'), ('{1e308,-1e308}'), ('{1e150,-1e150}'), ('{1e308,1e308}')) v (x);
-- Differences below 1e-100 count as none.
SELECT r(pg_temp.of('{0,1e-101,2e-101}', '{1,2,3}')), r(pg_temp.of('{0,1e-99,2e-99}', '{1,2,4}')) > 0.9;

-- Merged: samen() of parts is the whole; NULL adds nothing.
CREATE TEMP TABLE pairs AS SELECT i AS nr, i % 7 AS part, sin(i) AS x, sin(i) * 0.3 + cos(i * i) AS y FROM generate_series(1, 1000) i;
INSERT INTO pairs VALUES (1001, 7, 3, NULL), (1002, NULL, 1, 2);
CREATE TEMP VIEW whole AS SELECT samenhang(x, y) AS s FROM pairs;
CREATE FUNCTION pg_temp.near(a samenhang, b samenhang) RETURNS boolean LANGUAGE sql AS $$
	SELECT n(a) = n(b) AND abs(r(a) - r(b)) <= 1e-12 * abs(r(b)) AND abs(p(a) - p(b)) <= 1e-12 * p(b)
$$;
SELECT count(*), n(samen(p.s)), pg_temp.near(samen(p.s), (SELECT s FROM whole))
FROM (SELECT samenhang(x, y) AS s FROM pairs GROUP BY part) p;
SELECT samen(s), samen(NULL::samenhang) FROM unnest(ARRAY[NULL, pg_temp.of('{}', '{}')]) s;
SELECT samen(s) FROM unnest(ARRAY[NULL, pg_temp.of('{1,2}', '{3,5}'), NULL, pg_temp.of('{}', '{}')]) s;
SELECT samen(s) FROM (SELECT samenhang(1, 1) AS s) q WHERE false;
-- error
SELECT pg_temp.refusal($$SELECT samen(s::samenhang) FROM unnest('{"(9007199254740992,0,0,0,0,0,0,0,0,0,0)","(1,0,0,0,0,0,0,0,0,0,0)"}'::text[]) s$$),
	pg_temp.refusal($$SELECT samen(s::samenhang) FROM unnest('{"(1,1e200,0,0,0,0,0,0,0,0,0)","(1,0,0,0,0,0,0,0,0,0,0)"}'::text[]) s$$);

-- As an aggregate in every place.
SELECT n(samenhang(x, y)), n(samenhang(x, y) FILTER (WHERE x > 0)), n(samenhang(DISTINCT round(x), round(y))),
	n(samenhang(x, y) FILTER (WHERE false)) FROM pairs;
SELECT part, n(samenhang(x, y)) FROM pairs GROUP BY GROUPING SETS (part, ()) ORDER BY part NULLS LAST, 2;
SELECT count(*), bool_and(w.n = (SELECT count(y) FROM pairs WHERE nr <= w.nr)),
	bool_and(w.s::text = (SELECT samenhang(x, y ORDER BY nr)::text FROM pairs WHERE nr <= w.nr))
FROM (SELECT nr, s, n(s) AS n FROM (SELECT nr, samenhang(x, y) OVER (ORDER BY nr) AS s FROM pairs) v) w WHERE nr % 50 = 1;
SELECT nr, n(s), r(s) FROM (SELECT nr, samenhang(nr, nr * nr) OVER (ORDER BY nr ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s
	FROM pairs WHERE nr <= 4) v;
-- A stored state is not changed by adding to it.
CREATE TEMP TABLE stored AS SELECT s FROM whole;
SELECT samenhang_accum(s, 1, 2)::text <> s::text, samenhang_combine(s, s)::text <> s::text,
	s::text = (SELECT s::text FROM whole) FROM stored;
DROP TABLE stored;

-- The same in parallel, with any number of workers, and per partition.
CREATE TABLE samenhang_pairs AS SELECT nr, part, x, y FROM pairs, generate_series(1, 20);
ANALYZE samenhang_pairs;
SELECT samenhang(x, y) AS serial FROM samenhang_pairs \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 1;
SELECT pg_temp.near(samenhang(x, y), :'serial') FROM samenhang_pairs;
SET max_parallel_workers_per_gather = 4;
SELECT pg_temp.near(samenhang(x, y), :'serial') FROM samenhang_pairs;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (costs off) SELECT samenhang(x, y) FROM samenhang_pairs;
SELECT pg_temp.near(samenhang(x, y), :'serial') FROM samenhang_pairs;
SELECT count(*), pg_temp.near(samen(s), :'serial')
FROM (SELECT samenhang(x, y) AS s FROM samenhang_pairs GROUP BY part) q;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP TABLE samenhang_pairs;

-- Text in, canonical text out, binary out.
SELECT quote_literal(input), input::samenhang, samenhang_send(input::samenhang)
FROM (VALUES ('(1,0,0,0,0,0,0,0,0,0,0)'), (E' (1,2.50,-0,-3,0e5,0,0,0,0,0,0)\n'), ('(2,.5,0,1e300,0,1e-200,0,1e300,0,-1e50,0)'),
	('(9007199254740992,1,1e-17,1,-1e-17,1,0,1,0,1,0)')) t (input);
-- error: one line per way to be wrong
SELECT quote_literal(input), pg_temp.refusal('samenhang', input)
FROM (VALUES (''), ('0'), ('(1,0,0,0,0,0,0,0,0,0)'), ('(1,0,0,0,0,0,0,0,0,0,0'), ('(1,0,0,0,0,0,0,0,0,0,0))'),
	('(1,0,0,0,0,0,0,0,0,0,0,0)'), ('(1,0,0,0,0, 0,0,0,0,0,0)'), ('(1 ,0,0,0,0,0,0,0,0,0,0)'), ('(-1,0,0,0,0,0,0,0,0,0,0)'),
	('(+1,0,0,0,0,0,0,0,0,0,0)'), ('(1.5,0,0,0,0,0,0,0,0,0,0)'), ('(,0,0,0,0,0,0,0,0,0,0)'), ('(1,,0,0,0,0,0,0,0,0,0)'),
	('(1,0x1,0,0,0,0,0,0,0,0,0)'), ('(1,1e,0,0,0,0,0,0,0,0,0)'), ('(1,--1,0,0,0,0,0,0,0,0,0)'), ('(1,NaN,0,0,0,0,0,0,0,0,0)'),
	('(1,inf,0,0,0,0,0,0,0,0,0)'), ('(1,1e400,0,0,0,0,0,0,0,0,0)'), ('(9007199254740993,0,0,0,0,0,0,0,0,0,0)'),
	('(99999999999999999999,0,0,0,0,0,0,0,0,0,0)'), ('(0,0,0,0,0,0,0,0,0,0,0)'),
	('(1,0,0,0,0,1,0,0,0,0,0)'), ('(1,0,0,0,0,0,0,1,0,0,0)'), ('(1,0,0,0,0,0,0,0,0,1,0)'), ('(2,0,0,0,0,-1,0,1,0,0,0)'),
	('(2,0,0,0,0,1,0,1e-201,0,0,0)'), ('(2,0,0,0,0,1,0,1,0,1.00001,0)'), ('(2,0,0,0,0,4,0,9,0,-7,0)'),
	('(2,0,0,0,0,0,0,9,0,1e-9,0)'), ('(2,1,0.5,0,0,0,0,0,0,0,0)'), ('(2,0,1,0,0,0,0,0,0,0,0)')) t (input);

-- Copies, as text and as binary.
CREATE TEMP TABLE sample AS
SELECT k AS nr, samenhang(1e9 + x / k, 1e-9 * y) AS value FROM pairs, generate_series(1, 200) k GROUP BY k;
SELECT count(DISTINCT value::text) FROM sample;
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper
SELECT bool_and(samenhang_send(value) = samenhang_send(value::text::samenhang)) FROM sample;
DROP TABLE sample;

-- error: bytes that are no samenhang (bytea puts them in the file as they are)
CREATE FUNCTION pg_temp.bytes(n bigint, VARIADIC part float8[]) RETURNS bytea LANGUAGE sql AS $$
	SELECT int8send(n) || string_agg(float8send(v), '' ORDER BY nr) FROM unnest(part) WITH ORDINALITY u (v, nr)
$$;
CREATE TABLE samenhang_received (value samenhang);
COPY (VALUES (pg_temp.bytes(1, 0,'-0',-1,0,0,0,0,0,0,0)), (pg_temp.bytes(2, 1,0,2,0,0.5,0,2,0,1,0))) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
SELECT value, r(value) FROM samenhang_received;
COPY (SELECT pg_temp.bytes(0, 0,0,0,0,0,0,0,0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(9223372036854775807, 0,0,0,0,0,0,0,0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(2, 0,0,'NaN',0,1,0,1,0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(2, 0,0,0,0,1,0,'Infinity',0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(2, 0,0,0,0,1,'NaN',1,0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(2, 0,0,0,0,1,0,1,0,2,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(1, 0,0,0,0,0,0,0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
COPY (SELECT pg_temp.bytes(1, 0,0,0,0,0,0,0,0,0,0,0)) TO STDOUT (FORMAT binary) \g results/code.binary
\copy samenhang_received from 'results/code.binary' (format binary)
DROP TABLE samenhang_received;

-- The analysis of the sector report so (2019), 5.5.2, on synthetic counts: is the
-- change of a category's share within so associated with the verevening? Five
-- SWVs with 1000 pupils each. Their verevening is -2 to 2, in the field's sense,
-- so the corrections by law are 2 to -2. From 2014 to 2018 hoog changes by
-- -1, -2, 0, 2 and 1 percent points (r = 0.8) and laag by the opposite, before
-- that by 1, -2, 2, -2 and 1 (r = 0); midden does not change at all.
CREATE TEMP TABLE synthetisch_verevening AS
SELECT ('PO990' || i)::swv AS swv, (3 - i) * 1000.00 AS correctie FROM generate_series(1, 5) i;
CREATE TEMP TABLE synthetisch_leerlingen AS
SELECT ('PO990' || i)::swv AS swv, jaar, categorie::bekostigingscategorie, aantal
FROM generate_series(1, 5) i,
	LATERAL (SELECT 10 * ('{1,-2,2,-2,1}'::integer[])[i], 10 * ('{-1,-2,0,2,1}'::integer[])[i]) d (voor, na),
	LATERAL (VALUES (2011, 'hoog', 200), (2014, 'hoog', 200 + voor), (2018, 'hoog', 200 + voor + na),
		(2011, 'laag', 700), (2014, 'laag', 700 - voor), (2018, 'laag', 700 - voor - na),
		(2011, 'midden', 100), (2014, 'midden', 100), (2018, 'midden', 100)) a (jaar, categorie, aantal);
SELECT sum(aantal), count(*) FROM synthetisch_leerlingen;
WITH aandelen AS (
	SELECT swv, jaar, c.categorie,
		coalesce(sum(aantal) FILTER (WHERE l.categorie = c.categorie), 0)::float8 / sum(aantal) AS aandeel
	FROM synthetisch_leerlingen l, unnest('{laag,midden,hoog}'::bekostigingscategorie[]) c (categorie)
	GROUP BY swv, jaar, c.categorie
), uitkomst AS (
	SELECT van.jaar AS van, tot.jaar AS tot, categorie,
		samenhang(-correctie, tot.aandeel - van.aandeel) AS s
	FROM aandelen van JOIN aandelen tot USING (swv, categorie) JOIN synthetisch_verevening USING (swv)
	WHERE (van.jaar, tot.jaar) IN ((2011, 2014), (2014, 2018))
	GROUP BY van.jaar, tot.jaar, categorie
)
SELECT van, tot, categorie, n(s), round(r(s)::numeric, 9) AS r, round(p(s)::numeric, 9) AS p,
	round(ondergrens(s)::numeric, 9) AS ondergrens, round(bovengrens(s)::numeric, 9) AS bovengrens
FROM uitkomst ORDER BY van, categorie;
