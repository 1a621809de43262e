# shellcheck shell=bash disable=SC2034,SC2154 # arrays of measure.sh
# codes.sh: the code types against plain integers of the same width, and
# against the text that people store now. Reports; judges nothing.

sql postgres <<END
CREATE DATABASE bench_codes
END
sql bench_codes <<END
CREATE EXTENSION passend;
-- 15 school years, 150 samenwerkingsverbanden, 7,000 institutions, in no order.
CREATE UNLOGGED TABLE als_getal AS
SELECT (2010 + h % 15)::smallint AS schooljaar, (h % 150)::smallint AS swv, h % 7000 AS brin
FROM generate_series(1, $ROWS) AS i, LATERAL (SELECT hashint4(i) & 2147483647) AS g (h);
CREATE UNLOGGED TABLE als_tekst AS
SELECT format('%s-%s', schooljaar, schooljaar + 1) AS schooljaar,
       'PO' || 2001 + swv AS swv,
       lpad((brin % 100)::text, 2, '0') || chr(65 + brin / 100 % 26) || chr(65 + brin / 2600) AS brin
FROM als_getal;
CREATE UNLOGGED TABLE als_code AS
SELECT schooljaar::schooljaar, swv::swv, brin::brinnummer FROM als_tekst;
VACUUM ANALYZE als_getal, als_tekst, als_code;
END
expect t bench_codes "SELECT c.code::text = t.code
	FROM (SELECT max(brin) AS code FROM als_code) c, (SELECT max(brin) AS code FROM als_tekst) t"

# codes WHAT QUERY: the query with TABEL as each of the three tables.
codes() {
	local kind

	for kind in code getal tekst; do
		query[$1_$kind]=${2//TABEL/als_$kind}
	done
	sql_rounds bench_codes max_parallel_workers_per_gather=0,max_parallel_maintenance_workers=0 \
		"$1_code" "$1_getal" "$1_tekst"
	judge "$3 vs integer" s "$1_code" "$1_getal" -
	judge "$3 vs text" s "$1_code" "$1_tekst" -
}

for column in schooljaar swv brin; do
	codes "count_$column" "SELECT count($column) FROM TABEL" "count($column)"
	codes "max_$column" "SELECT max($column) FROM TABEL" "max($column)"
	codes "group_$column" "SELECT $column, count(*) FROM TABEL GROUP BY $column" "GROUP BY $column"
done
for kind in code getal tekst; do
	before[index_$kind]='DROP INDEX IF EXISTS brin_index;'
done
codes index "CREATE INDEX brin_index ON TABEL (brin)" "CREATE INDEX (brin)"
