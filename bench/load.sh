# shellcheck shell=bash disable=SC2034,SC2154 # arrays of measure.sh
# load.sh: passend load of DUO's zip against psql's \copy of the same text,
# unpacked beforehand, into one unlogged table of text columns.

# unpack: the members as 1.csv, 2.csv, ...; their names have quotes and blanks.
unpack() {
	local file i=0

	mkdir "$WORK/members" "$WORK/texts"
	unzip -q -d "$WORK/members" "$ZIP"
	for file in "$WORK/members/"*; do
		[ -s "$file" ] || continue
		i=$((i + 1))
		mv "$file" "$WORK/texts/$i.csv"
		say "\\copy ruw FROM '$WORK/texts/$i.csv' (FORMAT csv, DELIMITER ';', HEADER)"
	done >"$WORK/copy_files.sql"
	{
		head -n 1 "$WORK/texts/1.csv"
		for file in "$WORK/texts/"*; do tail -n +2 "$file"; done
	} >"$WORK/one.csv"
}

before_copy() {
	local columns

	columns=$(head -n 1 "$WORK/one.csv" | awk -F';' '{ for (i = 1; i < NF; i++) printf "k%d text, ", i; print "k" NF " text" }')
	sql bench_copy -c "DROP TABLE IF EXISTS ruw" \
		-c "CREATE UNLOGGED TABLE ruw ($columns)" -c CHECKPOINT
}

before_load_zip() {
	warehouse bench_load
	sql postgres -c CHECKPOINT
}
load_zip() {
	passend load -q -d dbname=bench_load "$ZIP"
}

# Right after load_zip: nothing to do but to find that out, which 12 says.
load_again() {
	passend load -q -d dbname=bench_load "$ZIP" || [ $? -eq 12 ]
}

dry_run() {
	passend load -q --dry-run "$ZIP"
}

before_copy_files() {
	before_copy
}
copy_files() {
	sql bench_copy -f "$WORK/copy_files.sql"
}

before_copy_one() {
	before_copy
}
copy_one() {
	sql bench_copy \
		-c "\\copy ruw FROM '$WORK/one.csv' (FORMAT csv, DELIMITER ';', HEADER)"
}

unpack
sql postgres -c "CREATE DATABASE bench_copy"
wall_rounds load_zip load_again dry_run copy_files copy_one
expect 110853 bench_copy "SELECT count(*) FROM ruw"
expect "342|110853" bench_load "SELECT count(*), sum(rijen_geladen) FROM laad.bestand"

bytes=$(cat "$WORK/texts/"* | wc -c)
for seconds in ${samples[dry_run]}; do
	take dry_run_speed "$(awk "BEGIN { print $bytes / 1e6 / $seconds }")"
done
judge 'load zip vs 341 \copy' s load_zip copy_files 4
judge 'load zip' s load_zip - 10
judge 'load zip vs one \copy of all' s load_zip copy_one -
judge 'load zip again (nothing new)' s load_again - -
judge 'load --dry-run' MB/s dry_run_speed - -
