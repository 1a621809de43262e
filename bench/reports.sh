# shellcheck shell=bash disable=SC2034,SC2154 # arrays of measure.sh
# reports.sh: the demo's database: how large its facts are, and how soon the
# view of participation answers. And the synthetic country: how soon every report does.

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

# --- the synthetic country: every report, warm, as its example and without arguments ---

country() {
	warehouse bench_country
	passend synth --all --national --output "$WORK/landelijk"
	load_country "$WORK/landelijk" -d dbname=bench_country
	load_published -d dbname=bench_country
	rm -rf "$WORK/landelijk"
}

# Each report as two calls: its example, and its defaults where it has them for all.
country_calls() {
	sql bench_country -At -F '|' <<-END
		SELECT rapport, voorbeeld FROM ref.rapport
		UNION
		SELECT r.rapport, '' FROM ref.rapport r JOIN pg_proc p ON p.pronamespace = 'rapport'::regnamespace AND p.proname = r.rapport
		WHERE p.pronargs = p.pronargdefaults
		ORDER BY 1, 2
	END
}

# How many school years of partitioned facts a call reads, by the plans of all it runs.
years_read() {
	sql bench_country -At -v call="$1" 2>&1 <<-'END' | awk '
		/^leaf / { year[$2] = $3; next }
		/never executed/ { next }
		match($0, / on [a-z_.]*[a-z]_[0-9a-z_]+ /) || match($0, / using [^ ]+ on [a-z_.]+[0-9]+ /) {
			split(substr($0, RSTART), word, " on "); split(word[2], table, " ")
			sub(/^.*[.]/, "", table[1])
			if (table[1] in year) seen[year[table[1]]] = 1
		}
		END { n = 0; for (y in seen) n++; print n }'
		SELECT 'leaf ' || c.relname || ' ' || substring(pg_get_expr(c.relpartbound, c.oid) FROM '[0-9]{4}-[0-9]{4}')
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'feit' AND c.relispartition AND c.relkind = 'r' AND pg_get_expr(c.relpartbound, c.oid) ~ '[0-9]{4}-[0-9]{4}';
		LOAD 'auto_explain';
		SET auto_explain.log_min_duration = 0;
		SET auto_explain.log_nested_statements = on;
		SET auto_explain.log_analyze = on;
		SET auto_explain.log_timing = off;
		SET client_min_messages = log;
		SELECT count(*) FROM :call;
	END
}

setup "synthetic country (about a minute)" country
while IFS='|' read -r report arguments; do
	name="rapport.$report($arguments)"
	bound=1
	[ "${report#factsheet}" = "$report" ] || bound=0.2
	rows=$(sql bench_country -At -c "SELECT count(*) FROM $name")
	query[call]="SELECT * FROM $name"
	samples[call]=
	sql_rounds bench_country '' call
	judge "$report${arguments:+, example}: $rows rows" s call - "$bound"
done < <(country_calls)
while read -r report; do
	take "years_$report" "$(years_read "rapport.$report(schooljaar => '2023-2024')")"
	case $report in
		# growth: since the year before, or since 2011
		bekostigingscategorieen | tussentijdse_groei) bound=2 ;;
		# earlier permits of the same pupil
		tlv | tlv_controles) bound=- ;;
		*) bound=1 ;;
	esac
	judge "$report, one year: years read" n "years_$report" - "$bound"
done < <(sql bench_country -At <<-END
	SELECT DISTINCT r.rapport FROM ref.rapport r JOIN ref.rapport_parameter p USING (rapport)
	JOIN pg_proc f ON f.pronamespace = 'rapport'::regnamespace AND f.proname = r.rapport
	WHERE p.parameter = 'schooljaar' AND f.pronargs = f.pronargdefaults ORDER BY 1
END
)
