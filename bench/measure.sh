# shellcheck shell=bash
# measure.sh: how bench/ takes times and judges them. Sourced by bench/run.
#
# The variants of a benchmark take turns within a run, so that a change in the
# machine's mood hits all of them. The first round warms up and is not counted.

ROUNDS=${ROUNDS:-5}

# Per variant its samples, oldest first, in the unit that judge is told.
declare -A samples
# Per variant of sql_rounds: what is timed, and what goes before it untimed.
declare -A query before

take() {
	samples[$1]="${samples[$1]:-} $2"
}

# wall_rounds VARIANT...: each is a function, timed as a whole. Where there are
# functions before_VARIANT and after_VARIANT, they go before and behind it, untimed.
wall_rounds() {
	local round variant start us

	for ((round = 0; round <= ROUNDS; round++)); do
		for variant; do
			if declare -F "before_$variant" >/dev/null; then
				quietly "before_$variant"
			fi
			start=${EPOCHREALTIME/./}
			quietly "$variant"
			us=$((${EPOCHREALTIME/./} - start))
			[ "$round" -eq 0 ] ||
				take "$variant" "$((us / 1000000)).$(printf %06d $((us % 1000000)))"
			if declare -F "after_$variant" >/dev/null; then
				quietly "after_$variant"
			fi
		done
	done
}

# sql_rounds DATABASE SETTING,... VARIANT...: ${query[VARIANT]} as psql times it
# (all rows fetched, none shown), every round in one session.
sql_rounds() {
	local database=$1 settings=$2 round variant i=0 ms

	shift 2
	{
		say "\\o /dev/null"
		for variant in ${settings//,/ }; do
			say "SET ${variant/=/ = };"
		done
		for ((round = 0; round <= ROUNDS; round++)); do
			for variant; do
				say "${before[$variant]:-}"
				say '\timing on'
				say "${query[$variant]};"
				say '\timing off'
			done
		done
	} >"$WORK/rounds.sql"
	sql "$database" -f "$WORK/rounds.sql" >"$WORK/rounds.out"
	while read -r _ ms _; do
		variant=${*:i % $# + 1:1}
		[ "$i" -lt $# ] || take "$variant" "$(awk "BEGIN { printf \"%.6f\", $ms / 1000 }")"
		i=$((i + 1))
	done < <(grep '^Time: ' "$WORK/rounds.out")
	[ "$i" -eq $((${#} * (ROUNDS + 1))) ] || die "$WORK/rounds.out lacks times"
}

# expect TEXT DATABASE QUERY: a benchmark of the wrong answer is none.
expect() {
	local got

	got=$(sql "$2" -At -c "$3")
	[ "$got" = "$1" ] || die "expected $1, got $got from: $3"
}

# stats VARIANT: median, least, most.
stats() {
	tr ' ' '\n' <<<"${samples[$1]}" | sed '/^$/d' | sort -n |
		awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[1], v[NR] }'
}

# judge WHAT UNIT OURS PEER BOUND: a row of the table, and of the CSV. PEER -
# bounds our figure itself and not the ratio, BOUND - judges nothing. A BOUND such
# as >=1.4 wants the peer to take at least 1.4 times what we take; or, without a
# peer, the figure to be at least that.
judge() {
	local ours least most peer='' peer_least='' peer_most='' ratio='' verdict='' relation='<='

	read -r ours least most < <(stats "$3")
	ratio=$ours
	[ "${5#>=}" = "$5" ] || relation='>='
	if [ "$4" != - ]; then
		read -r peer peer_least peer_most < <(stats "$4")
		if [ $relation = '<=' ]; then
			ratio=$(awk "BEGIN { print $ours / $peer }")
		else
			ratio=$(awk "BEGIN { print $peer / $ours }")
		fi
	fi
	if [ "$5" != - ]; then
		verdict=$(awk "BEGIN { print ($ratio $relation ${5#>=}) ? \"PASS\" : \"FAIL\" }")
	fi
	[ "$verdict" != FAIL ] || failed=$((failed + 1))
	[ "$4" != - ] || ratio=
	say "$1|$2|$ours|$least|$most|$peer|$peer_least|$peer_most|$ratio|${5#-}|$verdict|$(load_average)" |
		tee -a "$WORK/rows" | table
}

# The rows for people.
table() {
	awk -F'|' '
		function figure(median, least, most) {
			if (median == "") return ""
			if (least == most) return sprintf("%.3g", median)
			return sprintf("%.3g (%.3g..%.3g)", median, least, most)
		}
		{ printf "%-38s %-4s %-23s %-23s %5s %5s  %s\n", $1, $2, figure($3, $4, $5), figure($6, $7, $8),
			$9 == "" ? "" : sprintf("%.2f", $9), $10, $11 }'
}

table_header() {
	printf '%-38s %-4s %-23s %-23s %5s %5s\n' '' unit passend peer ratio bound
}

load_average() {
	cut -d' ' -f1 /proc/loadavg
}
