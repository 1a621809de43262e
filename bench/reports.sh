# shellcheck shell=bash disable=SC2034,SC2154 # arrays of measure.sh
# reports.sh: the demo's database: how large its facts are, and how soon the
# view of participation answers.

warehouse bench_demo
quietly passend load -q -d dbname=bench_demo data/pc4-swv-2015.csv.gz data/duo_0[39]_alle*.csv.gz "$ZIP"

# Every leaf with its indexes and all else that it keeps on disk.
take facts_size "$(sql bench_demo -At -c "SELECT round(sum(pg_total_relation_size(relid)) / 1e6, 3)
	FROM pg_partition_tree('feit.leerling_po') WHERE isleaf")"
take text_size "$(sql bench_demo -At -c "SELECT round(sum(bytes) / 1e6, 3)
	FROM laad.bestand WHERE archief = '${ZIP##*/}'")"
judge 'feit.leerling_po vs CSV text' MB facts_size text_size 1

expect "23968|76930" bench_demo "SELECT teller_onder, teller_boven FROM rapport.deelname_swv
	WHERE swv = 'landelijk' AND onderwijssoort = 'sbo' AND definitie = 'B'"
query[deelname]='SELECT * FROM rapport.deelname_swv'
sql_rounds bench_demo '' deelname
judge 'SELECT * FROM rapport.deelname_swv' s deelname - 0.5
