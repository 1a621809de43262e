-- alfa against exact fractions (tests/oracle/alfa.py) and against R's psych and
-- survey (tests/oracle/alfa.R), on the same data sets.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\cd :abs_srcdir
CREATE TEMP TABLE data (nr serial, set text, scale text, weight float8, items float8[]);
CREATE TEMP TABLE expected (source text, set text, method text, what text, item integer, value float8);
\copy data (set, scale, weight, items) from 'oracle/alfa_data.csv' (format csv)
ALTER TABLE expected ALTER source SET DEFAULT 'exact';
\copy expected (set, method, what, item, value) from 'oracle/alfa_exact.csv' (format csv)
ALTER TABLE expected ALTER source SET DEFAULT 'psych';
\copy expected (set, method, what, item, value) from 'oracle/alfa_psych.csv' (format csv)
SELECT count(DISTINCT set), count(*) FROM data;
SELECT source, count(DISTINCT set), count(*) FROM expected GROUP BY source ORDER BY source;

-- The state of each set by every entry; equal weights are as none.
CREATE TEMP TABLE state (set text, method text, entry text, state alfa);
INSERT INTO state
SELECT set, 'lijstgewijs', 'float8', alfa(items) FROM data WHERE weight IS NULL GROUP BY set
UNION ALL
SELECT set, 'paarsgewijs', 'float8', alfa_paarsgewijs(items) FROM data WHERE weight IS NULL GROUP BY set
UNION ALL
SELECT set, 'lijstgewijs', 'smallint', alfa(items::smallint[]) FROM data
WHERE weight IS NULL AND scale = 'smallint' GROUP BY set
UNION ALL
SELECT set, 'paarsgewijs', 'smallint', alfa_paarsgewijs(items::smallint[]) FROM data
WHERE weight IS NULL AND scale = 'smallint' GROUP BY set
UNION ALL
SELECT set, 'lijstgewijs', 'float8, weighted', alfa(items, coalesce(weight, 0.3)) FROM data GROUP BY set
UNION ALL
SELECT set, 'paarsgewijs', 'float8, weighted', alfa_paarsgewijs(items, coalesce(weight, 0.3)) FROM data GROUP BY set
UNION ALL
SELECT set, 'lijstgewijs', 'smallint, weighted', alfa(items::smallint[], coalesce(weight, 0.3)) FROM data
WHERE scale = 'smallint' GROUP BY set
UNION ALL
SELECT set, 'paarsgewijs', 'smallint, weighted', alfa_paarsgewijs(items::smallint[], coalesce(weight, 0.3)) FROM data
WHERE scale = 'smallint' GROUP BY set;
-- No rounding at all in whole numbers.
SELECT entry, left(state::text, 6), count(*) FROM state WHERE method = 'lijstgewijs' GROUP BY 1, 2 ORDER BY 1, 2;

CREATE FUNCTION pg_temp.told(state alfa, what text, item integer) RETURNS float8
LANGUAGE sql AS $$
	SELECT CASE what
		WHEN 'alpha' THEN alpha(state)
		WHEN 'alpha_zonder' THEN alpha_zonder(state, item)
		WHEN 'item_rest' THEN item_rest(state, item)
		WHEN 'ondergrens' THEN ondergrens(state)
		WHEN 'bovengrens' THEN bovengrens(state)
		WHEN 'ondergrens90' THEN ondergrens(state, 0.90)
		WHEN 'bovengrens90' THEN bovengrens(state, 0.90)
	END
$$;
-- Whether two numbers differ by more than this part of the second.
CREATE FUNCTION pg_temp.differ(a float8, b float8, part float8) RETURNS boolean
LANGUAGE sql AS $$ SELECT (abs(a - b) <= part * abs(b)) IS NOT TRUE $$;

-- Cases, and those that differ from the oracle by more than 1e-10 of it.
SELECT source, method, entry, what, count(*),
	count(*) FILTER (WHERE pg_temp.differ(pg_temp.told(state, what, item), value, 1e-10))
FROM expected JOIN state USING (set, method)
GROUP BY source, method, entry, what ORDER BY source, method, entry, what;

-- 20 random splits of each set in up to 9 parts, some without a respondent that
-- counts: together they are the state of the whole to 1e-12.
CREATE TEMP TABLE part AS
SELECT split, set, 'lijstgewijs' AS method, hashint8(nr * 1000 + split) % 5 AS part,
	alfa(items, coalesce(weight, 1)) AS state
FROM data, generate_series(1, 20) split GROUP BY split, set, 4
UNION ALL
SELECT split, set, 'paarsgewijs', hashint8(nr * 1000 + split) % 5,
	alfa_paarsgewijs(items, coalesce(weight, 1))
FROM data, generate_series(1, 20) split GROUP BY split, set, 4
UNION ALL
SELECT split, set, 'smallint', hashint8(nr * 1000 + split) % 5, alfa(items::smallint[])
FROM data, generate_series(1, 20) split WHERE scale = 'smallint' GROUP BY split, set, 4;
CREATE TEMP TABLE whole AS
SELECT set, 'lijstgewijs' AS method, alfa(items, coalesce(weight, 1)) AS state FROM data GROUP BY set
UNION ALL
SELECT set, 'paarsgewijs', alfa_paarsgewijs(items, coalesce(weight, 1)) FROM data GROUP BY set
UNION ALL
SELECT set, 'smallint', alfa(items::smallint[]) FROM data WHERE scale = 'smallint' GROUP BY set;
SELECT method, what, count(*),
	count(*) FILTER (WHERE pg_temp.differ(pg_temp.told(m.state, what, item), pg_temp.told(w.state, what, item), 1e-12)),
	count(*) FILTER (WHERE n(m.state) <> n(w.state))
FROM (SELECT split, set, method, samen(state ORDER BY part) AS state FROM part GROUP BY 1, 2, 3) m
	JOIN whole w USING (set, method),
	(VALUES ('alpha', 0), ('alpha_zonder', 1), ('alpha_zonder', 3), ('item_rest', 1), ('item_rest', 3),
		('ondergrens', 0), ('bovengrens', 0)) v (what, item)
GROUP BY method, what ORDER BY method, what;
-- Whole numbers merge to the same state.
SELECT count(*), count(*) FILTER (WHERE m.state::text <> w.state::text)
FROM (SELECT split, set, method, samen(state) AS state FROM part WHERE method = 'smallint' GROUP BY 1, 2, 3) m
	JOIN whole w USING (set, method);
