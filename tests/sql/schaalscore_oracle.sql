-- schaalscore against exact arithmetic: tests/oracle/schaalscore.py.
\pset tuples_only on
\pset format unaligned
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir/oracle

CREATE TEMP TABLE answer (set integer, score float8, weight float8);
\copy answer from 'schaalscore_data.csv' (format csv)
CREATE TEMP TABLE expected (set integer, weighted boolean, n bigint, mean float8, error float8, half_t float8, half_z float8);
\copy expected from 'schaalscore.csv' (format csv)

CREATE TEMP TABLE score AS
SELECT set, false AS weighted, schaalscore(score) AS s FROM answer GROUP BY set
UNION ALL
SELECT set, true, schaalscore(score, weight) FROM answer GROUP BY set;

-- Both undefined, or within the tolerance, relative.
CREATE FUNCTION pg_temp.agrees(got float8, want float8, tolerance float8) RETURNS boolean
LANGUAGE sql AS $$
	SELECT CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL
		ELSE abs(got - want) <= tolerance * abs(want) END
$$;

-- Data sets with an offset of 1e9, with missing scores, with weights that are
-- missing or 0.
SELECT count(DISTINCT set) FILTER (WHERE score > 1e8),
	count(DISTINCT set) FILTER (WHERE score IS NULL),
	count(DISTINCT set) FILTER (WHERE weight IS NULL), count(DISTINCT set) FILTER (WHERE weight = 0)
FROM answer;

-- Cases, those with an interval, and of each result the number that is wrong.
SELECT count(*), count(error),
	count(*) FILTER (WHERE n(s) IS DISTINCT FROM n),
	count(*) FILTER (WHERE NOT pg_temp.agrees(gemiddelde(s), mean, 1e-15)),
	count(*) FILTER (WHERE NOT pg_temp.agrees(standaardfout(s), error, 1e-12)),
	count(*) FILTER (WHERE NOT pg_temp.agrees(halfbreedte(s), half_t, 1e-12)),
	count(*) FILTER (WHERE NOT pg_temp.agrees(halfbreedte(s, 0.9, 'z', 152), half_z, 1e-12)),
	count(*) FILTER (WHERE ondergrens(s) IS DISTINCT FROM gemiddelde(s) - halfbreedte(s)
		OR bovengrens(s) IS DISTINCT FROM gemiddelde(s) + halfbreedte(s))
FROM expected JOIN score USING (set, weighted);

-- The same from parts that are merged: each set split in 1 to 7 parts in ten
-- ways. Cases, and those that are further than 1e-12 from a single pass.
WITH part AS (
	SELECT set, way, schaalscore(score) AS plain, schaalscore(score, weight) AS weighted
	FROM answer, generate_series(1, 10) way
	GROUP BY set, way, (hashfloat8(score + way) & 65535) % (1 + way % 7)
), whole AS (
	SELECT set, way, samen(plain) AS plain, samen(weighted) AS weighted FROM part GROUP BY set, way
)
SELECT count(*),
	count(*) FILTER (WHERE n(whole.s) <> n(score.s)
		OR NOT pg_temp.agrees(gemiddelde(whole.s), gemiddelde(score.s), 1e-15)
		OR NOT pg_temp.agrees(standaardfout(whole.s), standaardfout(score.s), 1e-12))
FROM (SELECT set, false AS weighted, plain AS s FROM whole UNION ALL SELECT set, true, weighted FROM whole) whole
	JOIN score USING (set, weighted);
