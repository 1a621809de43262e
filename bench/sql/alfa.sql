-- alfa.sql: Cronbach's alpha of 1 million respondents and 10 items, one answer
-- in 500 missing, against the SQL that people write. Run in an empty database:
--
--   psql -X -f bench/sql/alfa.sql
--
-- The variants take turns, after one round to warm up. Leaves the tables; the
-- same data in R is timed by alfa.R.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS passend;
DROP TABLE IF EXISTS als_array, als_float8, als_kolommen, als_rijen, variant, duur;

-- Five-point answers that share a trait; the same everywhere.
CREATE UNLOGGED TABLE als_kolommen AS
SELECT respondent, max(x) FILTER (WHERE j = 1) i1, max(x) FILTER (WHERE j = 2) i2, max(x) FILTER (WHERE j = 3) i3,
	max(x) FILTER (WHERE j = 4) i4, max(x) FILTER (WHERE j = 5) i5, max(x) FILTER (WHERE j = 6) i6, max(x) FILTER (WHERE j = 7) i7,
	max(x) FILTER (WHERE j = 8) i8, max(x) FILTER (WHERE j = 9) i9, max(x) FILTER (WHERE j = 10) i10
FROM (SELECT respondent, j, CASE WHEN hashint8(respondent * 16 + j) % 500 <> 0 THEN
		(1 + (abs(hashint8(respondent)) % 3 + abs(hashint8(respondent * 16 + j) / 500) % 3))::smallint END AS x
	FROM generate_series(1, 1000000) respondent, generate_series(1, 10) j) t
GROUP BY respondent;
CREATE UNLOGGED TABLE als_array AS
SELECT respondent, ARRAY[i1, i2, i3, i4, i5, i6, i7, i8, i9, i10] AS items FROM als_kolommen;
CREATE UNLOGGED TABLE als_float8 AS
SELECT respondent, items::float8[] AS items FROM als_array;
CREATE UNLOGGED TABLE als_rijen AS
SELECT respondent, j::smallint AS item, x AS antwoord FROM als_array, unnest(items) WITH ORDINALITY u (x, j);
VACUUM ANALYZE als_array;
VACUUM ANALYZE als_float8;
VACUUM ANALYZE als_kolommen;
VACUUM ANALYZE als_rijen;

CREATE TABLE variant (naam text, doel float8, workers integer, vraag text);
INSERT INTO variant VALUES
('cronbach_alpha(smallint[])', NULL, 0, 'SELECT cronbach_alpha(items) FROM als_array'),
('unnest', 20, 0, 'WITH volledig AS MATERIALIZED (SELECT items FROM als_array WHERE array_position(items, NULL) IS NULL),
	per_item AS (SELECT var_samp(x) AS v FROM volledig, unnest(items) WITH ORDINALITY u (x, j) GROUP BY j)
	SELECT 10 / 9.0 * (1 - (SELECT sum(v) FROM per_item) / (SELECT var_samp(t) FROM volledig, LATERAL (SELECT sum(x) AS t FROM unnest(items) x) s))'),
('long table', 30, 0, 'WITH totaal AS MATERIALIZED (SELECT respondent, sum(antwoord) AS t FROM als_rijen GROUP BY respondent HAVING count(antwoord) = 10),
	per_item AS (SELECT var_samp(antwoord) AS v FROM als_rijen JOIN totaal USING (respondent) GROUP BY item)
	SELECT 10 / 9.0 * (1 - (SELECT sum(v) FROM per_item) / (SELECT var_samp(t) FROM totaal))'),
('ten var_samp columns', 1.6, 0, 'SELECT 10 / 9.0 * (1 - (var_samp(i1) + var_samp(i2) + var_samp(i3) + var_samp(i4) + var_samp(i5) + var_samp(i6)
	+ var_samp(i7) + var_samp(i8) + var_samp(i9) + var_samp(i10)) / var_samp(i1 + i2 + i3 + i4 + i5 + i6 + i7 + i8 + i9 + i10))
	FROM als_kolommen WHERE i1 + i2 + i3 + i4 + i5 + i6 + i7 + i8 + i9 + i10 IS NOT NULL'),
('count(*) of the array table', NULL, 0, 'SELECT count(*)::float8 FROM als_array'),
('cronbach_alpha(float8[])', NULL, 0, 'SELECT cronbach_alpha(items) FROM als_float8'),
('alfa_paarsgewijs(smallint[])', NULL, 0, 'SELECT alpha(alfa_paarsgewijs(items)) FROM als_array'),
('cronbach_alpha, parallel', NULL, 2, 'SELECT cronbach_alpha(items) FROM als_array');

CREATE TABLE duur (naam text, ronde integer, ms float8, uitkomst float8);
DO $$
DECLARE
	v variant;
	start timestamptz;
	uitkomst float8;
BEGIN
	FOR ronde IN 0..5 LOOP
		FOR v IN SELECT * FROM variant LOOP
			PERFORM set_config('max_parallel_workers_per_gather', v.workers::text, true);
			start := clock_timestamp();
			EXECUTE v.vraag INTO uitkomst;
			INSERT INTO duur SELECT v.naam, ronde, 1000 * extract(epoch FROM clock_timestamp() - start), uitkomst WHERE ronde > 0;
		END LOOP;
	END LOOP;
END $$;

-- Every way must give the same alpha (pairwise is another one).
SELECT naam, round(median::numeric, 1) AS "median ms", round(least::numeric, 1) AS least, round(most::numeric, 1) AS most,
	round((median / first_value(median) OVER ours)::numeric, 2) AS "times ours", doel AS goal,
	CASE WHEN median >= doel * first_value(median) OVER ours THEN 'PASS' WHEN doel IS NOT NULL THEN 'FAIL' END AS verdict,
	round(uitkomst::numeric, 10) AS alpha
FROM variant JOIN (SELECT naam, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS median, min(ms) AS least, max(ms) AS most,
		min(uitkomst) AS uitkomst FROM duur GROUP BY naam) d USING (naam)
WINDOW ours AS (ORDER BY naam <> 'cronbach_alpha(smallint[])', naam);
