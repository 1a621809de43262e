# shellcheck shell=bash disable=SC2034,SC2154 # arrays of measure.sh
# reports.sh: the demo's database: how large its facts are, and how soon the
# view of participation answers.

warehouse bench_demo
passend load -q -d dbname=bench_demo data/pc4-swv-2015.csv.gz data/duo_*.csv.gz "$ZIP" >>"$WORK/log" 2>&1

# Every leaf with its indexes and all else that it keeps on disk.
take facts_size "$(sql bench_demo -At -c "SELECT sum(pg_total_relation_size(relid)) / 1e6
	FROM pg_partition_tree('feit.leerling_po') WHERE isleaf")"
take text_size "$(sql bench_demo -At -c "SELECT sum(bytes) / 1e6
	FROM laad.bestand WHERE archief = '${ZIP##*/}'")"
judge 'feit.leerling_po vs CSV text' MB facts_size text_size 1

query[deelname]='SELECT * FROM rapport.deelname_swv'
sql_rounds bench_demo '' deelname
judge 'SELECT * FROM rapport.deelname_swv' s deelname - 0.5
