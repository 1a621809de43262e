-- schaalscore against the SQL that people write for mean and interval: avg,
-- stddev_samp and count. Prints one row per comparison: seconds (median of 5,
-- the two taking turns, after one round to warm up), their ratio, the bound on
-- it. In any database with the extension:
--   psql -X -v rows=10000000 -f bench/sql/schaalscore.sql
\set ON_ERROR_STOP on
\set QUIET on
\if :{?rows} \else \set rows 10000000 \endif

CREATE UNLOGGED TABLE bench_schaalscore AS
SELECT 1 + (i * 48271 % 2147483647 % 13) / 3.0::float8 AS score,
	(1 + i * 48271 % 2147483647 % 5)::smallint AS kort
FROM generate_series(1::bigint, :rows) i;
VACUUM ANALYZE bench_schaalscore;

SET jit = off;

-- Seconds of each of two queries, in five rounds.
CREATE FUNCTION pg_temp.rounds(workers integer, VARIADIC queries text[]) RETURNS TABLE (query integer, seconds float8)
LANGUAGE plpgsql AS $$
DECLARE
	start timestamptz;
	ignored record;
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
	FOR round IN 0..5 LOOP
		FOR i IN 1..cardinality(queries) LOOP
			start := clock_timestamp();
			EXECUTE queries[i] INTO ignored;
			query := i;
			seconds := extract(epoch FROM clock_timestamp() - start);
			IF round > 0 THEN
				RETURN NEXT;
			END IF;
		END LOOP;
	END LOOP;
END $$;

\timing off
CREATE TEMP TABLE timed AS
SELECT kind.*, rounds.*
FROM (VALUES ('float8', 'score', 0), ('smallint', 'kort', 0), ('float8', 'score', 2), ('smallint', 'kort', 2)) kind (type, attribute, workers),
	pg_temp.rounds(workers,
		format('SELECT schaalscore(%I) FROM bench_schaalscore', attribute),
		format('SELECT avg(%1$I), stddev_samp(%1$I), count(%1$I) FROM bench_schaalscore', attribute)) rounds;
CREATE TEMP TABLE median AS
SELECT type, workers, query, percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
FROM timed GROUP BY type, workers, query;

\pset footer off
SELECT what, round(ours::numeric, 3) AS schaalscore, round(peer::numeric, 3) AS peer,
	round((ours / peer)::numeric, 2) AS ratio, bound, ours / peer <= bound AS kept
FROM (
	SELECT format('%s, %s workers: vs avg, stddev_samp, count', type, workers) AS what, o.seconds AS ours, p.seconds AS peer,
		CASE WHEN workers = 0 THEN CASE type WHEN 'float8' THEN 1.0 ELSE round(1 / 1.1, 2) END END AS bound
	FROM median o JOIN median p USING (type, workers) WHERE o.query = 1 AND p.query = 2
	UNION ALL
	SELECT format('%s: parallel vs serial', type), o.seconds, p.seconds, round(1 / 1.4, 2)
	FROM median o JOIN median p USING (type, query) WHERE query = 1 AND o.workers = 2 AND p.workers = 0
) t ORDER BY what;

DROP TABLE bench_schaalscore;
