-- onderdruk: counts as they can be published with their totals, and verscherp of
-- a table: what follows from them. Against brute force: onderdruk_oracle.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Lists: the total of 33 would give the 3 away, so the smallest other is hidden.
SELECT onderdruk('{3,0,10,20}');
-- Enough masked ones hide each other; zeros and large counts stay.
SELECT onderdruk('{2,3,4,0,90}'), onderdruk('{4,4,4}'), onderdruk('{0,5,6}');
-- Who knows the rule knows that a hidden count is 5 or more: the 5 would not help.
SELECT onderdruk('{1,1,5,100}'), onderdruk('{1,8,100}');
-- Where nothing else helps, against who does not know it.
SELECT onderdruk('{1,5}'), onderdruk('{1,1,5}');
-- A total below the threshold is masked too; with more than one below it the
-- masks would tell that none is 4.
SELECT onderdruk('{3}'), onderdruk('{3,0}'), onderdruk('{1,1,0}');
-- An interval stays; an unknown count is in no total and protects nothing.
SELECT onderdruk('{<5,3,10}'), onderdruk('{2..7,0,9}'), onderdruk('{NULL,3}'), onderdruk('{NULL,3,20}');
-- Other thresholds.
SELECT onderdruk('{9,9,40}', 10), onderdruk('{1,40}', 2), onderdruk('{1,2,40}', drempel => 3);
SELECT onderdruk('{}'), onderdruk('{NULL}'), onderdruk('{0,0}'), onderdruk(NULL), onderdruk('{1}', NULL);

-- Tables: a circle of four.
SELECT onderdruk('{{3,10,20},{10,20,30},{5,6,7}}');
SELECT onderdruk('{{1,0},{0,1}}'), onderdruk('{{3,0},{0,30}}');
SELECT onderdruk('[0:1][3:4]={{3,10},{10,20}}');

-- The totals as a part of the table: masked or hidden as well.
SELECT onderdruk('{1,2,50,53}', met_totalen => true), onderdruk('{3,3}', 5, true), onderdruk('{1,2,50,NULL}', 5, true);
SELECT onderdruk('{{3,0,0,3},{10,20,30,60},{5,6,7,18},{18,26,37,81}}', met_totalen => true);
-- The column's total is not published.
SELECT onderdruk('{{3,10,13},{10,20,30},{NULL,30,43}}', met_totalen => true);

-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ($$onderdruk('{1}', 1)$$), ($$onderdruk('{{{1}}}')$$), ($$onderdruk('{1}', 5, true)$$),
	($$onderdruk('{{1,2}}', 5, true)$$), ($$onderdruk('{1,2,4}', 5, true)$$), ($$onderdruk('{1,<5,5}', 5, true)$$),
	($$onderdruk('{{1,2,3},{4,5,9},{5,8,12}}', 5, true)$$), ($$onderdruk('{2147483647,1}')$$),
	($$onderdruk(array_fill(1::telling, '{16385}'))$$), ($$onderdruk(array_fill(1::telling, '{1000,1000}'))$$),
	($$verscherp('{{{1}}}'::telling[])$$), ($$verscherp('{1}'::telling[])$$), ($$verscherp('{1,2,4}'::telling[])$$),
	($$verscherp('{{<5,<5,9},{1,1,2},{NULL,NULL,NULL}}'::telling[])$$)) t (statement);

-- What follows from a table, and from a list.
SELECT verscherp('{<5,<5,17,20}'::telling[]), verscherp('{<5,NULL,9..12}'::telling[]), verscherp('{<5,7,NULL}'::telling[]);
SELECT verscherp('{{<5,10,13},{10,20,30},{13,30,43}}'::telling[]);
SELECT verscherp('{{NULL,NULL,4},{NULL,NULL,6},{3,7,NULL}}'::telling[]);
SELECT verscherp('{}'::telling[]), verscherp(NULL::telling[]), verscherp('{NULL,NULL}'::telling[]);

-- What onderdruk hides is not to be had back: all of 1 to 4 remains possible.
SELECT verscherp('{{<5,NULL,20,33},{NULL,NULL,30,60},{5,6,7,18},{18,36,57,111}}'::telling[]);

-- Large: half of 2,000 counts small; what can be derived of each is 1 to 4.
-- Counts, small ones, those that are not masked or can be derived, others that changed.
WITH big AS (
	SELECT array_agg(row ORDER BY i) AS tabel
	FROM (SELECT i, array_agg((CASE WHEN hashint4(i * 1000 + j) % 2 = 0 THEN 1 + abs(hashint4(i + j * 7)) % 4
			ELSE abs(hashint4(j * 100 + i)) % 90 END)::telling ORDER BY j) AS row
		FROM generate_series(1, 40) i, generate_series(1, 50) j GROUP BY i) r
), shown AS MATERIALIZED (
	SELECT tabel, onderdruk(tabel) AS getoond FROM big
), published AS MATERIALIZED (
	SELECT tabel, getoond, array_cat((SELECT array_agg(row ORDER BY i) FROM (SELECT i, array_agg(getoond[i][j] ORDER BY j) ||
			(SELECT sum(tabel[i][k]) FROM generate_series(1, 50) k) AS row
		FROM generate_series(1, 40) i, generate_series(1, 50) j GROUP BY i) r),
		ARRAY[(SELECT array_agg(s ORDER BY j) FROM (SELECT j, sum(tabel[i][j]) AS s
			FROM generate_series(1, 40) i, generate_series(1, 50) j GROUP BY ROLLUP (j)) c)]) AS met
	FROM shown
), derived AS MATERIALIZED (
	SELECT tabel, getoond, verscherp(met) AS v FROM published
), known AS (
	SELECT tabel[i][j]::integer AS aantal, getoond[i][j] AS toon, v[i][j] AS afgeleid
	FROM derived, generate_series(1, 40) i, generate_series(1, 50) j
)
SELECT count(*), count(*) FILTER (WHERE aantal BETWEEN 1 AND 4) > 900,
	count(*) FILTER (WHERE aantal BETWEEN 1 AND 4 AND (toon <> '<5' OR afgeleid <> '<5')),
	count(*) FILTER (WHERE aantal NOT BETWEEN 1 AND 4 AND toon <> aantal)
FROM known;
