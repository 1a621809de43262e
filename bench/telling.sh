# shellcheck shell=bash disable=SC2034,SC2154 # arrays of measure.sh
# telling.sh: what honest bounds cost: sum(telling) against sum(bigint) over a
# table of the same shape, in one process and in parallel.

sql postgres <<END
CREATE DATABASE bench_telling
END
sql bench_telling <<END
CREATE EXTENSION passend;
-- Counts 0 to 60; those of 1 to 4 are masked in the one, known in the other.
CREATE UNLOGGED TABLE als_bigint AS
SELECT (i * 48271 % 2147483647 % 61)::bigint AS aantal FROM generate_series(1::bigint, $ROWS) AS i;
CREATE UNLOGGED TABLE als_telling AS
SELECT CASE WHEN aantal BETWEEN 1 AND 4 THEN '<5'::telling ELSE telling(aantal) END AS aantal FROM als_bigint;
VACUUM ANALYZE als_bigint, als_telling;
END
expect t bench_telling "SELECT b.som BETWEEN ondergrens(t.som) AND bovengrens(t.som) AND NOT is_exact(t.som)
	FROM (SELECT sum(aantal) AS som FROM als_bigint) b, (SELECT sum(aantal) AS som FROM als_telling) t"

for processes in one parallel; do
	query[telling_$processes]='SELECT sum(aantal) FROM als_telling'
	query[bigint_$processes]='SELECT sum(aantal) FROM als_bigint'
done
sql_rounds bench_telling max_parallel_workers_per_gather=0 telling_one bigint_one
sql_rounds bench_telling '' telling_parallel bigint_parallel
judge "sum(telling) vs sum(bigint), serial" s telling_one bigint_one 1.5
judge "sum(telling) vs sum(bigint), parallel" s telling_parallel bigint_parallel 1.5
