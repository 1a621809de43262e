-- onderdruk and verscherp of a table against every table of whole numbers that
-- fits (tests/oracle/onderdruk.py).
\pset tuples_only on
\pset format unaligned
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TEMP TABLE exact (functie text, drempel integer, tabel telling[], verwacht telling[]);
\copy exact from 'oracle/onderdruk_exact.csv' (format csv, header)

-- verscherp: tables, those that fit nowhere, wrong ones
CREATE FUNCTION pg_temp.tightened(tabel telling[]) RETURNS telling[] LANGUAGE plpgsql AS $$
BEGIN
	RETURN verscherp(tabel);
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN NULL;
END $$;
SELECT count(*), count(*) FILTER (WHERE verwacht IS NULL),
	count(*) FILTER (WHERE pg_temp.tightened(tabel) IS DISTINCT FROM verwacht)
FROM exact WHERE functie = 'verscherp';

-- A total as it is published.
CREATE FUNCTION pg_temp.total(aantal bigint, drempel integer) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN aantal > 0 AND aantal < drempel THEN telling(1, drempel - 1) ELSE aantal::telling END::text
$$;
-- What is shown of a table, with the totals of the table itself.
CREATE FUNCTION pg_temp.published(tabel telling[], getoond telling[], drempel integer) RETURNS telling[] LANGUAGE sql AS $$
	SELECT CASE array_ndims(tabel)
		WHEN 1 THEN getoond || (SELECT pg_temp.total(sum(c::bigint)::bigint, drempel)::telling FROM unnest(tabel) c)
		ELSE (SELECT format('{%s,{%s}}', string_agg(format('{%s}', row), ',' ORDER BY i),
				(SELECT string_agg(pg_temp.total(s, drempel), ',' ORDER BY j)
				 FROM (SELECT j, sum(tabel[i][j]::bigint)::bigint AS s
				       FROM generate_subscripts(tabel, 1) i, generate_subscripts(tabel, 2) j GROUP BY ROLLUP (j)) t))::telling[]
		      FROM (SELECT i, string_agg(coalesce(getoond[i][j]::text, 'NULL'), ',' ORDER BY j) || ',' ||
					pg_temp.total(sum(tabel[i][j]::bigint)::bigint, drempel) AS row
		            FROM generate_subscripts(tabel, 1) i, generate_subscripts(tabel, 2) j GROUP BY i) r)
	END
$$;
CREATE TEMP TABLE shown AS
SELECT row_number() OVER () AS nr, drempel, tabel, verwacht, onderdruk(tabel, drempel) AS getoond
FROM exact WHERE functie = 'onderdruk';

-- One row per cell, as it is, as it is shown and as it can be derived.
CREATE TEMP TABLE cell AS
SELECT nr, drempel, tabel, getoond, cel::integer AS aantal, toon, best, afgeleid
FROM shown, verscherp(pg_temp.published(tabel, getoond, drempel)) v,
	LATERAL (SELECT tabel[i] AS cel, getoond[i] AS toon, verwacht[i] AS best, v[i] AS afgeleid
	         FROM generate_subscripts(tabel, 1) i WHERE array_ndims(tabel) = 1
	         UNION ALL SELECT tabel[i][j], getoond[i][j], verwacht[i][j], v[i][j]
	         FROM generate_subscripts(tabel, 1) i, generate_subscripts(tabel, 2) j) c;

-- tables, cells, small counts, hidden cells
SELECT count(DISTINCT nr), count(*), count(*) FILTER (WHERE aantal > 0 AND aantal < drempel),
	count(*) FILTER (WHERE toon IS NULL) > 100 FROM cell;
-- A shown cell is what it is; a small one is masked or hidden, a zero is shown.
SELECT count(*) FROM cell
WHERE toon IS DISTINCT FROM CASE WHEN aantal > 0 AND aantal < drempel THEN telling(1, drempel - 1) ELSE aantal::telling END
	AND (toon IS NOT NULL OR aantal = 0);
-- What can be derived of a small count is all that is masked, or all that hiding
-- everything would leave; and how often it is all that is masked.
SELECT count(*) FILTER (WHERE telling(greatest(ondergrens(afgeleid), 1), least(bovengrens(afgeleid), drempel - 1)) <> best),
	count(*) FILTER (WHERE best = telling(1, drempel - 1)) > 400
FROM cell WHERE aantal > 0 AND aantal < drempel;
-- Nothing is hidden for nothing.
SELECT count(*) FROM cell c WHERE toon IS NULL
	AND NOT EXISTS (SELECT FROM cell d WHERE d.nr = c.nr AND d.aantal > 0 AND d.aantal < d.drempel);
