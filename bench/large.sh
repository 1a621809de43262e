# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # what bench/run and measure.sh have
# large.sh: large files, against psql's \copy of clean ones, staging and pgloader.
#
# Two kinds, each as its publisher writes it and, for \copy, cleaned beforehand:
#   pc4    DUO's brin6_pc4: 1.67 million rows, 55 MB, 16 school years
#   mixed  5 million rows of 11 columns, 446 MB, 4 school years mixed (generate.c)
# All load into the same tables. See bench/README.md for what is fair in it.

PC4_ROWS=$((ROWS * 167 / 1000))
MIXED_ROWS=$((ROWS / 2))
CUT_ROWS=$((ROWS / 10))		# for pgloader
FILES=$WORK/large
export PASSEND_DATASETS=$ROOT/bench/datasets

# --- files ---

# The generator of passend writes the columns and no quotes; the real file has 33 bytes
# a row and not 24, which quotes around codes and CRLF come to. Bad rows stay as they are.
as_published() {
	LC_ALL=C awk -F, -v OFS=, -v q='"' '
		NR > 1 && NF == 6 && !/"/ { for (i = 1; i <= 5; i++) if (i != 4) $i = q $i q }
		{ printf "%s\r\n", $0 }'
}

# pc4 NAME ROWS SEED [OPTION...]
pc4() {
	local name=$1 rows=$2 seed=$3

	shift 3
	passend synth duo-brin6-pc4 -q --rows "$rows" --seed "$seed" --years 2010-2025 --output - "$@" |
		as_published >"$FILES/$name.csv"
}

clean_pc4() {
	tr -d '"\r' <"$1" | awk -F, -v OFS=, '
		NR == 1 { print "vestiging,soort_po,teldatum,schooljaar,pc4,aantal,masker"; next }
		{ print $1 $2, tolower($3), $4 "-10-01", $4 "-" $4 + 1, $5, $6 == "-1" ? "," $6 : $6 "," }'
}

# The list of passend synth and that of generate: line and code, of the same form.
short_list() {
	tail -n +2 "$1" | cut -d, -f1,2
}

make_files() {
	local cut=$((CUT_ROWS + 1))

	mkdir "$FILES"
	cc -O2 -o "$WORK/generate" bench/generate.c
	pc4 pc4 "$PC4_ROWS" 1
	pc4 pc4_next $((PC4_ROWS + 1000)) 2
	pc4 pc4_bad "$PC4_ROWS" 1 --bad 1% --bad-list "$FILES/pc4_bad.all"
	short_list "$FILES/pc4_bad.all" >"$FILES/pc4_bad.list"
	pc4 pc4_worst "$PC4_ROWS" 1 --bad 100%
	"$WORK/generate" "$MIXED_ROWS" 1 raw >"$FILES/mixed.csv"
	"$WORK/generate" "$MIXED_ROWS" 1 raw 10000 "$FILES/mixed_bad.list" >"$FILES/mixed_bad.csv"
	"$WORK/generate" "$MIXED_ROWS" 1 raw 1000000 /dev/null >"$FILES/mixed_worst.csv"
	"$WORK/generate" "$MIXED_ROWS" 1 clean >"$FILES/mixed.clean"
	clean_pc4 "$FILES/pc4.csv" >"$FILES/pc4.clean"
	clean_pc4 "$FILES/pc4_next.csv" >"$FILES/pc4_next.clean"
	head -n "$cut" "$FILES/pc4.csv" >"$FILES/pc4_cut.csv"
	head -n "$cut" "$FILES/mixed.csv" >"$FILES/mixed_cut.csv"
}

bytes_of() {
	stat -c %s "$FILES/$1.csv"
}

# --- databases ---

table_of() {
	case $1 in
		pc4*) say feit.leerling_vestiging_pc4 ;;
		*) say feit.synthetic ;;
	esac
}

# The columns of a clean file.
columns_of() {
	case $1 in
		pc4*) say vestiging, soort_po, teldatum, schooljaar, pc4, aantal, masker ;;
		*) say schooljaar, swv, brin, onderwijssoort, categorie, leeftijd, gemeente, aantal, bedrag, naam, peildatum ;;
	esac
}

# A server of its own, with memory for tables of this size.
restart() {
	scripts/cluster stop "$cluster"
	scripts/cluster start "$cluster" "$1"
}

make_databases() {
	sql postgres -c "CREATE DATABASE bench_large TEMPLATE bench_new"
	sql bench_large -f bench/sql/large.sql
	sql postgres -c "CREATE DATABASE bench_peer TEMPLATE bench_large"
	sql bench_peer -f bench/sql/large_peer.sql
}

drop_databases() {
	sql postgres -c "DROP DATABASE bench_peer" -c "DROP DATABASE IF EXISTS bench_load" -c "DROP DATABASE bench_large"
}

fresh() {
	sql postgres -c "DROP DATABASE IF EXISTS bench_load" -c "CREATE DATABASE bench_load TEMPLATE bench_large" -c CHECKPOINT
}

# empty KIND: the peers' tables of this kind.
empty() {
	sql bench_peer -c "TRUNCATE $(table_of "$1"), ruw_${1%%_*}" -c CHECKPOINT
}

# --- passend ---

# measured NAME COMMAND...: its peak memory goes to a list.
measured() {
	local name=$1

	shift
	/usr/bin/time -a -o "$WORK/peak.$name" -f %M "$@"
}

# load NAME FILE OPTION...
load() {
	local name=$1 file=$2

	shift 2
	measured "$name" passend load -q -d dbname=bench_load "$@" "$FILES/$file.csv"
}

# On one core; a file of bad rows is refused, one with some has exit code 6.
dry() {
	local status=0

	measured "$1" taskset -c 0 passend load -q --dry-run "$FILES/$2.csv" || status=$?
	[ "$status" -eq "${3:-0}" ]
}

before_pc4_1() { fresh; }
pc4_1() { load pc4_1 pc4; }
before_pc4_2() { fresh; }
pc4_2() { load pc4_2 pc4 --jobs 2; }
before_pc4_bad() { fresh; }
pc4_bad() { load pc4_bad pc4_bad || [ $? -eq 6 ]; }
# Refused as a whole, after its rejects were kept aside: 7.
before_pc4_refused() { fresh; }
pc4_refused() { load pc4_refused pc4_worst || [ $? -eq 7 ]; }
before_pc4_cut() { fresh; }
pc4_cut() { load pc4_cut pc4_cut; }

before_mixed_1() { fresh; }
mixed_1() { load mixed_1 mixed; }
before_mixed_2() { fresh; }
mixed_2() { load mixed_2 mixed --jobs 2; }
# Right after mixed_2: nothing to do but to find that out, which 12 says.
mixed_again() { load mixed_again mixed || [ $? -eq 12 ]; }
before_mixed_bad() { fresh; }
mixed_bad() { load mixed_bad mixed_bad || [ $? -eq 6 ]; }
before_mixed_refused() { fresh; }
mixed_refused() { load mixed_refused mixed_worst || [ $? -eq 7 ]; }
before_mixed_cut() { fresh; }
mixed_cut() { load mixed_cut mixed_cut; }

pc4_dry() { dry pc4_dry pc4; }
pc4_dry_worst() { dry pc4_dry_worst pc4_worst 7; }
mixed_dry() { dry mixed_dry mixed; }
mixed_dry_worst() { dry mixed_dry_worst mixed_worst 7; }

# --- peers ---

# copy KIND: the clean file.
copy() {
	sql bench_peer -c "\\copy $(table_of "$1") ($(columns_of "$1")) FROM '$FILES/$1.clean' (FORMAT csv, HEADER)"
}

# stage KIND DELIMITER ENCODING: the file as it is, as text; then the rows that are right.
stage() {
	sql bench_peer -c "\\copy ruw_$1 FROM '$FILES/$1.csv' (FORMAT csv, DELIMITER '$2', HEADER, ENCODING '$3')" \
		-f "bench/sql/large_stage_$1.sql"
}

# pgloader reads the password of nobody, and has the socket in its URI.
pgloader_target() {
	say "postgresql://$PGUSER@unix:$PGHOST:$PGPORT/bench_peer"
}

# With the casts of the descriptors. Its reader does not take #\. or 'string in an
# expression; its own [date format 'DD-MM-YYYY'] takes half as long again as this one,
# and more workers or larger batches gain nothing.
pgloader_files() {
	cat >"$WORK/pc4.load" <<-END
		LOAD CSV FROM '$FILES/pc4_cut.csv' WITH ENCODING utf-8
		HAVING FIELDS (instellingscode, vestigingscode, type_po, schooljaar, pc4, aantal_leerlingen)
		INTO $(pgloader_target)
		TARGET TABLE feit.leerling_vestiging_pc4
		TARGET COLUMNS (
			vestiging text using (concatenate (quote string) instellingscode vestigingscode),
			soort_po text using (string-downcase type_po),
			teldatum text using (concatenate (quote string) schooljaar "-10-01"),
			schooljaar, pc4,
			aantal text using (if (string= "-1" aantal_leerlingen) nil aantal_leerlingen),
			masker text using (if (string= "-1" aantal_leerlingen) "-1" nil))
		WITH skip header = 1, fields terminated by ',', fields optionally enclosed by '"';
	END
	cat >"$WORK/mixed.load" <<-END
		LOAD CSV FROM '$FILES/mixed_cut.csv' WITH ENCODING cp1252
		HAVING FIELDS (schooljaar, swv, brin, onderwijssoort, categorie, leeftijd, gemeente, aantal,
			bedrag, naam, peildatum)
		INTO $(pgloader_target)
		TARGET TABLE feit.synthetic
		TARGET COLUMNS (schooljaar, swv, brin, onderwijssoort, categorie, leeftijd, gemeente, aantal,
			bedrag text using (substitute (code-char 46) (code-char 44) (remove (code-char 46) bedrag)),
			naam,
			peildatum text using (concatenate (quote string) (subseq peildatum 6) "-" (subseq peildatum 3 5) "-" (subseq peildatum 0 2)))
		WITH skip header = 1, fields terminated by ';', fields optionally enclosed by '"', fields escaped by double-quote;
	END
}

before_pc4_copy() { empty pc4; }
pc4_copy() { copy pc4; }
before_pc4_stage() { empty pc4; }
pc4_stage() { stage pc4 , UTF8; }
before_pc4_pgloader() { empty pc4; }
pc4_pgloader() { pgloader --root-dir "$WORK/pgloader" "$WORK/pc4.load"; }

before_mixed_copy() { empty mixed; }
mixed_copy() { copy mixed; }
before_mixed_stage() { empty mixed; }
mixed_stage() { stage mixed ';' WIN1252; }
before_mixed_pgloader() { empty mixed; }
mixed_pgloader() { pgloader --root-dir "$WORK/pgloader" "$WORK/mixed.load"; }

# --- answers ---

# Per file the sum over all its values.
declare -A answer

# check DATABASE KIND FILE ROWS: the rows are all there; in the first round, so are
# the same values as every other way to load this file has put there.
check() {
	local table got

	table=$(table_of "$2")
	expect "$4" "$1" "SELECT count(*) FROM $table"
	[ "$round" -eq 0 ] || return 0
	got=$(sql "$1" -At -c "SELECT sum(hashtextextended(concat_ws('|', $(columns_of "$2")), 0)) FROM $table")
	[ "${answer[$3]:=$got}" = "$got" ] || die "$1 has other values of $3 in $table"
}

# check_rejects FILE ROWS: exactly the listed rows are rejected, for the reason listed
# (some have others too), in their own bytes.
check_rejects() {
	local list=$FILES/$1.list bad=$WORK/rejected bytes

	expect "$2" bench_load "SELECT rijen_geladen + rijen_afgekeurd FROM laad.bestand"
	[ "$round" -eq 0 ] || return 0
	sql bench_load -At -F, -c "SELECT regel, code FROM laad.afkeuring" | sort -u >"$bad"
	[ -z "$(sort -u "$list" | comm -23 - "$bad")" ] || die "not all listed rows of $1 are rejected for their reason"
	cut -d, -f1 "$bad" | sort -nu | cmp - <(cut -d, -f1 "$list")
	bytes=$(LC_ALL=C awk -F, 'NR == FNR { bad[$1]; next } FNR in bad' "$list" "$FILES/$1.csv" | tr -d '\r\n' | sha256sum)
	expect "${bytes%% *}" bench_load "SELECT encode(sha256(string_agg(btrim(ruw, '\\x0d0a'), '' ORDER BY regel)), 'hex')
		FROM (SELECT DISTINCT regel, ruw FROM laad.afkeuring) a"
}

after_pc4_1() { check bench_load pc4 pc4 "$PC4_ROWS"; }
after_pc4_2() { check bench_load pc4 pc4 "$PC4_ROWS"; }
after_pc4_copy() { check bench_peer pc4 pc4 "$PC4_ROWS"; }
after_pc4_stage() { check bench_peer pc4 pc4 "$PC4_ROWS"; }
after_pc4_bad() { check_rejects pc4_bad "$PC4_ROWS"; }
after_pc4_cut() { check bench_load pc4 pc4_cut "$CUT_ROWS"; }
after_pc4_pgloader() { check bench_peer pc4 pc4_cut "$CUT_ROWS"; }

after_mixed_1() { check bench_load mixed mixed "$MIXED_ROWS"; }
after_mixed_2() { check bench_load mixed mixed "$MIXED_ROWS"; }
after_mixed_copy() { check bench_peer mixed mixed "$MIXED_ROWS"; }
after_mixed_stage() { check bench_peer mixed mixed "$MIXED_ROWS"; }
after_mixed_bad() { check_rejects mixed_bad "$MIXED_ROWS"; }
after_mixed_cut() { check bench_load mixed mixed_cut "$CUT_ROWS"; }
after_mixed_pgloader() { check bench_peer mixed mixed_cut "$CUT_ROWS"; }

# --- rounds ---

# speed NAME FILE: seconds become MB/s.
speed() {
	local seconds

	for seconds in ${samples[$1]}; do
		take "$1_speed" "$(awk "BEGIN { print $(bytes_of "$2") / 1e6 / $seconds }")"
	done
}

# judge_peak WHAT NAME...: the highest of all loads of these names.
judge_peak() {
	local what=$1 name

	shift
	take "peak_$1" "$(for name; do grep -x '[0-9]*' "$WORK/peak.$name"; done | sort -n | tail -n 1 | awk '{ print $1 * 1.024 / 1000 }')"
	judge "$what, memory" MB "peak_$1" - 64
}

# judge_kind KIND: the rows of the table that both kinds have.
judge_kind() {
	judge "$1: load vs \\copy of clean" s "$1_1" "$1_copy" '>=1.4'
	judge "$1: load --jobs 2 vs \\copy (2.0)" s "$1_2" "$1_copy" '>=1.8'
	judge "$1: load vs staging" s "$1_1" "$1_stage" '>=6'
	judge "$1: load, cut, vs pgloader" s "$1_cut" "$1_pgloader" '>=22'
	judge "$1: load of 1% bad vs of clean" s "$1_bad" "$1_1" 1.10
	speed "$1_dry" "$1"
	judge "$1: --dry-run, one core" MB/s "$1_dry_speed" - '>=150'
	judge "$1: --dry-run of bad only vs clean" s "$1_dry_worst" "$1_dry" 2
	judge "$1: load of bad only vs of clean" s "$1_refused" "$1_1" 2
}

# load_worst KIND JOBS: every row but one is bad, as a file without a good one is refused.
load_worst() {
	local status=0

	fresh
	load "$1_worst_$2" "$1_worst" --jobs "$2" || status=$?
	[ "$status" -eq 6 ]
	expect 1 bench_load "SELECT rijen_geladen FROM laad.bestand"
}

# --- a new version, while others read ---

# The longest of the reader's queries, in ms.
longest() {
	sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' "$1" | sort -n | tail -n 1
}

# while_reading NAME DATABASE COMMAND...: someone counts the table in a loop.
while_reading() {
	local name=$1 database=$2 reader wrong

	shift 2
	# not by way of sql: that would be a shell, and psql its child
	psql -XAtq -d "$database" -f <(
		say '\timing on'
		yes "SELECT count(*) FROM feit.leerling_vestiging_pc4;"
	) >"$WORK/counts" 2>&1 &
	reader=$!
	sleep 0.5
	quietly "$@"
	sleep 0.5
	kill "$reader"
	wait "$reader" 2>/dev/null || true
	[ "$round" -eq 0 ] || take "$name" "$(longest "$WORK/counts")"
	wrong=$(grep -vx -e 'Time: .*' -e "$PC4_ROWS" -e "$((PC4_ROWS + 1000))" "$WORK/counts" || true)
	[ -z "$wrong" ] || die "a reader during $name got: $wrong"
}

replace_copy() {
	sql bench_peer -1 -c "TRUNCATE feit.leerling_vestiging_pc4" \
		-c "\\copy feit.leerling_vestiging_pc4 ($(columns_of pc4)) FROM '$FILES/pc4_next.clean' (FORMAT csv, HEADER)"
}

nothing() {
	sleep 1
}

replace_rounds() {
	local round

	for ((round = 0; round <= ROUNDS; round++)); do
		quietly fresh
		quietly load replace pc4
		while_reading wait_none bench_load nothing
		while_reading wait_load bench_load load replace pc4_next
		expect $((PC4_ROWS + 1000)) bench_load "SELECT count(*) FROM feit.leerling_vestiging_pc4"
		quietly empty pc4
		quietly copy pc4
		while_reading wait_copy bench_peer replace_copy
	done
}

# --- all of it ---

quietly restart large
say "server: shared_buffers 1 GB, max_wal_size 8 GB, autovacuum off; pc4 $PC4_ROWS rows, mixed $MIXED_ROWS, for pgloader $CUT_ROWS"
quietly make_files
quietly make_databases
pgloader_files
say "files: pc4 $(bytes_of pc4), mixed $(bytes_of mixed) bytes"


wall_rounds pc4_1 pc4_copy pc4_2 pc4_bad pc4_refused pc4_stage pc4_cut pc4_pgloader pc4_dry pc4_dry_worst
judge_kind pc4
wall_rounds mixed_1 mixed_copy mixed_2 mixed_again mixed_bad mixed_refused mixed_stage mixed_cut mixed_pgloader mixed_dry mixed_dry_worst
judge_kind mixed

for seconds in ${samples[mixed_again]}; do
	take again_per_gb "$(awk "BEGIN { print $seconds / $(bytes_of mixed) * 1e9 }")"
done
judge 'mixed: load again, per GB' s again_per_gb - 1

for kind in pc4 mixed; do
	sed -n 2p "$FILES/$kind.csv" >>"$FILES/${kind}_worst.csv"
	quietly load_worst "$kind" 1
	quietly load_worst "$kind" 2
	judge_peak "$kind: load" "${kind}_1" "${kind}_2" "${kind}_bad" "${kind}_cut" "${kind}_refused"
	judge_peak "$kind: load of bad only" "${kind}_worst_1" "${kind}_worst_2"
	judge_peak "$kind: --dry-run" "${kind}_dry" "${kind}_dry_worst"
done

replace_rounds
judge 'pc4: replace, longest count vs idle' ms wait_load wait_none -
judge 'pc4: the same, vs TRUNCATE, \copy' ms wait_load wait_copy -

quietly drop_databases
rm -rf "$FILES"
quietly restart bench
