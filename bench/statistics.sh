# shellcheck shell=bash disable=SC2154 # variables of run
# statistics.sh: the statistics against the SQL that people write for them. Each
# script of bench/sql/ runs the rounds, and prints its own table.

sql postgres <<END
CREATE DATABASE bench_statistics
END
sql bench_statistics -c 'CREATE EXTENSION passend'
for script in schaalscore alfa trend; do
	say "$script"
	sql bench_statistics -v "rows=$ROWS" -f "bench/sql/$script.sql"
done
