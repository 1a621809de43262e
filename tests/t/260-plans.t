# What the layout is for: partitions that are left out, the BRIN index by file,
# and a report that is computed once and without JIT on a year's data.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
my @years = map { write_file("$dir/$_.csv", pupils("${_}1001", 363, '1011 00AA00 Bo 8=10 9=11')) } 2022, 2023;
my $real = new_warehouse(data_file('pc4-swv'), data_file('.zip'), @years);

sub query_plan
{
	my ($sql, $options) = @_;
	return psql('SET max_parallel_workers_per_gather = 0; EXPLAIN (' . ($options // 'COSTS OFF') . ") $sql");
}

# The leaves that a plan reads, with how often each.
sub leaves
{
	my ($plan) = @_;
	my %read;

	while ($plan =~ /on leerling_po_(\d{4}_\d{4})\b.*?(?:loops=(\d+)|(never executed))/g)
	{
		$read{$1} += $2 // 0;
	}
	return join ' ', map { "$_:$read{$_}" } grep { $read{$_} } sort keys %read;
}

# --- partitions ------------------------------------------------------------------
my $analyze = 'ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF';
is(psql("SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'feit.leerling_po'::regclass"),
	'feit.leerling_po_2022_2023 feit.leerling_po_2023_2024 feit.leerling_po_2024_2025', 'a partition for each school year');
is(psql('SELECT count(*) FROM feit.leerling_po WHERE tableoid::regclass::text <> \'feit.leerling_po_\' || replace(schooljaar::text, \'-\', \'_\')'),
	'0', 'with the rows of that year');
is(leaves(query_plan('SELECT count(*) FROM feit.leerling_po', $analyze)), '2022_2023:1 2023_2024:1 2024_2025:1', 'all of them without a condition');
is(leaves(query_plan("SELECT count(*) FROM feit.leerling_po WHERE schooljaar = '2023-2024'", $analyze)), '2023_2024:1', 'one for a school year');
unlike(query_plan("SELECT count(*) FROM feit.leerling_po WHERE schooljaar = '2023-2024'"), qr/2024_2025/, 'at planning time');
is(leaves(query_plan("SELECT count(*) FROM feit.leerling_po WHERE schooljaar IN ('2022-2023', '2023-2024')", $analyze)),
	'2022_2023:1 2023_2024:1', 'two for two');

# --- the report -----------------------------------------------------------------
my $report = 'SELECT * FROM rapport.deelname_swv';
is(leaves(query_plan($report, $analyze)), '', 'the report needs the sums per postcode only');
my $summed = psql("SELECT md5(string_agg(d::text, ' ' ORDER BY d::text)) FROM ($report) d");
psql('UPDATE laad.som_leerling_po SET aantal = 999');
isnt(psql("SELECT md5(string_agg(d::text, ' ' ORDER BY d::text)) FROM ($report) d"), $summed, 'which it reads');
is(psql("SET rapport.per = '2999-01-01'; SELECT md5(string_agg(d::text, ' ' ORDER BY d::text)) FROM ($report) d"), $summed, 'but not as of a moment');
psql("UPDATE laad.som_stand SET stempel = 'oud'");
is(psql("SELECT md5(string_agg(d::text, ' ' ORDER BY d::text)) FROM ($report) d"), $summed, 'nor where the units are others than those that were added up: then it reads the rows');
is(leaves(query_plan($report, $analyze)), '2022_2023:1 2023_2024:1 2024_2025:1', 'the report reads each year once');
is(leaves(query_plan("$report WHERE schooljaar = '2023-2024'", $analyze)), '2023_2024:1', 'one year of it reads one partition');
is(leaves(query_plan("$report WHERE teldatum = '2024-10-01' AND swv = 'PO2707'", $analyze)), '2024_2025:1', 'also by reference date');

my $as_of = psql("SET rapport.per = '2999-01-01'; SET max_parallel_workers_per_gather = 0; EXPLAIN ($analyze) $report WHERE schooljaar = '2023-2024'");
is(leaves($as_of), '2023_2024:1', 'also as of a moment') or diag $as_of;
like($as_of, qr/Scan on leerling_po_vervallen .*\(actual/, 'when older versions are looked at');
unlike(query_plan($report, $analyze), qr/Scan on \w+_vervallen\b.*\(actual/, 'asked about now, no older version is read');

psql('SELECT laad.sommeer()');
is(psql("SELECT md5(string_agg(d::text, ' ' ORDER BY d::text)) FROM ($report) d"), $summed, 'the next load adds up again');
is(leaves(query_plan($report, $analyze)), '', 'and no rows are needed');

my $alone = new_warehouse(data_file('pc4-swv'), data_file('.zip'));
psql("UPDATE laad.som_stand SET stempel = 'oud'");
psql('CREATE TABLE public.mine AS TABLE rapport.deelname_swv');
is(leaves(query_plan('SELECT * FROM rapport.deelname_swv d JOIN public.mine m USING (teldatum, swv, onderwijssoort)
	WHERE d.definitie IS NOT DISTINCT FROM m.definitie', $analyze)), '2024_2025:1', 'joined with a table of 466 rows, it is computed once');
like(psql('SHOW jit_above_cost'), qr/^100000$/, 'JIT is as it comes');
unlike(psql("EXPLAIN (ANALYZE) $report"), qr/^JIT:/m, 'no JIT for reports: passend init turns it off for the database');
like(psql("SET jit = on; SET jit_above_cost = 10; EXPLAIN (ANALYZE) $report"), qr/^JIT:/m, 'it would be seen');

# --- the BRIN index ----------------------------------------------------------------
sub brin
{
	return psql(q{SELECT string_agg(c.relname || ' ' || i.n, ', ' ORDER BY c.relname COLLATE "C") FROM pg_class c, LATERAL
		(SELECT count(*) AS n FROM pg_index JOIN pg_class x ON x.oid = indexrelid JOIN pg_am a ON a.oid = x.relam
		 WHERE indrelid = c.oid AND amname = 'brin') i
		WHERE c.relnamespace = 'feit'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname ~ '^leerling_po(_[0-9]|_vervallen$|$)'});
}
is(brin(), 'leerling_po 0, leerling_po_2024_2025 1, leerling_po_vervallen 1', 'a leaf has one BRIN index after the load');
my $one = psql('SELECT bestand_id FROM laad.bestand WHERE naam LIKE \'Zeewolde%\'');
like(query_plan("SELECT * FROM feit.leerling_po WHERE bestand_id = $one"), qr/Bitmap Index Scan on leerling_po_2024_2025_bestand_id_idx/, 'used to find a file');
my ($blocks) = query_plan("SELECT * FROM feit.leerling_po WHERE bestand_id = $one", $analyze) =~ /Heap Blocks: lossy=(\d+)/;
cmp_ok($blocks // 1e9, '<=', psql("SELECT pg_relation_size('feit.leerling_po_2024_2025') / 8192 / 5"), 'reads a part of the leaf');
is(psql(qq{SET enable_seqscan = off; SELECT count(*) = (SELECT feiten FROM laad.bestand WHERE bestand_id = $one) FROM feit.leerling_po WHERE bestand_id = $one}),
	't', 'and finds all of it');
is(psql("SELECT tuples_per_row <= 32 + 24 + 8 FROM (SELECT pg_relation_size('feit.leerling_po_2024_2025')::float8 / count(*) AS tuples_per_row
	FROM feit.leerling_po) x"), 't', 'a row takes 32 bytes and its header');
is(psql(q{SELECT string_agg(DISTINCT pg_column_size(row(f.*)) - pg_column_size(row()) || '', ' ') FROM (SELECT * FROM feit.leerling_po LIMIT 1000) f}),
	'32', 'without padding between its columns');
psql('UPDATE feit.leerling_po_2024_2025 SET leeftijd = leeftijd WHERE gemeente < 300');
cmp_ok(psql("BEGIN; SELECT brin_summarize_new_values('feit.leerling_po_2024_2025_bestand_id_idx'); ROLLBACK"), '>', 1, 'rows that came later');
psql("SELECT brin_desummarize_range('feit.leerling_po_2024_2025_bestand_id_idx', 0)");
load(write_file("$dir/again.csv", pupils('20241001', 9000, '1011 00AA00 Bo 8=10')));
is(psql(q{SELECT brin_summarize_new_values('feit.leerling_po_2024_2025_bestand_id_idx')}), '0', 'the next load leaves no range unsummarised');
is(brin(), 'leerling_po 0, leerling_po_2024_2025 1, leerling_po_vervallen 1', 'and makes no second index');

# --- loaders at once ----------------------------------------------------------------
# Two sessions, the second of which comes while the first has not committed.
sub both
{
	my ($sql) = @_;
	my $first = start({ stdin => "BEGIN; $sql; SELECT pg_sleep(1); COMMIT;" }, qw(psql -XAtq -v ON_ERROR_STOP=1));

	for (1 .. 100)
	{
		last if psql(q{SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query ~ 'pg_sleep' AND pid <> pg_backend_pid()});
		select undef, undef, undef, 0.02;
	}
	my $second = try_psql($sql);
	return join ' ', map { $_->{code} . $_->{err} } finish($first), $second;
}

new_warehouse($years[0]);
is(both("SELECT laad.maak_partitie('feit.leerling_po', '2031')"), '0 0', 'two that make the same partition');
is(psql("SELECT count(*) FROM pg_inherits WHERE inhparent = 'feit.leerling_po'::regclass"), '2', 'make it once');
psql('DROP INDEX feit.leerling_po_2022_2023_bestand_id_idx');
is(both("SELECT laad.onderhoud('feit.leerling_po_2022_2023')"), '0 0', 'two that make the same index');
is(brin(), 'leerling_po 0, leerling_po_2022_2023 1, leerling_po_2031_2032 0, leerling_po_vervallen 1', 'make it once');

for my $round (1 .. 3)
{
	new_warehouse();
	my @files = map { write_file("$dir/$round-$_.csv", pupils('20241001', $_, '1011 00AA00 Bo 8=10') . pupils('20231001', $_, '1011 00AA00 Bo 8=10') =~ s/^.*\n//r) } 1 .. 4;
	my @done = map { finish($_) } map { start($ENV{PASSEND} // 'passend', 'load', '-q', $_) } @files;
	is(join(' ', map { $_->{code} } @done), '0 0 0 0', "four first loads at once, round $round") or diag map { $_->{err} } @done;
	is(brin(), 'leerling_po 0, leerling_po_2023_2024 1, leerling_po_2024_2025 1, leerling_po_vervallen 1', 'make one partition and one index a year');
}
is(psql(q{SELECT bool_and(reltuples >= 0) FROM pg_class WHERE oid IN ('feit.leerling_po_2024_2025'::regclass, 'laad.bestand'::regclass, 'laad.eenheid'::regclass)}),
	't', 'statistics are there');

done_testing();
