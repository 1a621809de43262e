# Versions: provisional and final, moments, pruning, and what an older warehouse
# gets of them; by row and by leaf.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use File::Basename qw(basename);
use Leaves;
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
my $project = project();
my $made = 0;

# A file of pupils with this count in one cell; status as for --status.
sub csv { return write_file("$dir/" . $made++ . '.csv', shift) }
sub outcome { return passend('load', @_)->{out} =~ /^\S+: (loaded|already loaded)/ ? $1 : '?' }
sub counts { return psql(($_[1] // '') . "SELECT coalesce(string_agg(aantal::text, ' ' ORDER BY aantal), '') FROM $_[0]") }
sub moment_of { return psql("SELECT geladen_op FROM laad.bestand WHERE bestand_id = $_[0]") }
sub at_moment { return "SET rapport.per = '$_[0]';\n" }

# --- provisional and final, by row ----------------------------------------------------
new_warehouse();
my %file = map { $_ => csv(pupils('20241001', 363, "1011 00AA00 Bo 8=$_")) } 10 .. 19;
is(outcome('--status', 'voorlopig', $file{10}), 'loaded', 'a provisional file');
is(counts('feit.leerling_po'), '10', 'is current');
is(outcome('--status', 'voorlopig', $file{11}), 'loaded', 'a newer provisional one');
is(counts('feit.leerling_po'), '11', 'replaces it');
is(outcome('--status', 'definitief', $file{12}), 'loaded', 'the final one');
is(counts('feit.leerling_po'), '12', 'replaces that');
is(outcome('--status', 'voorlopig', $file{13}), 'loaded', 'a provisional one that comes late');
is(counts('feit.leerling_po') . ' / ' . counts('feit.leerling_po_vervallen'), '12 / 10 11 13', 'is kept, and changes nothing');
is(psql('SELECT bestand_id, vervangen_door, vervangen_op = (SELECT geladen_op FROM laad.bestand b WHERE b.bestand_id = e.bestand_id) FROM laad.eenheid e
	WHERE vervangen_op IS NOT NULL ORDER BY 1'), "1|2|f\n2|3|f\n4|3|t", 'the register says beside which file');
is(outcome('--status', 'voorlopig', $file{13}), 'already loaded', 'it is there: again is nothing new');
is(outcome($file{13}), 'already loaded', 'also without a status');
is(outcome('--status', 'definitief', $file{14}), 'loaded', 'a corrected final one');
is(counts('feit.leerling_po'), '14', 'replaces the final one');
is(outcome('--status', 'voorlopig', $file{13}), 'already loaded', 'the provisional one is still there');
is(outcome('--status', 'voorlopig', $file{10}), 'already loaded', 'and an older one: a final one is current');
is(outcome('--status', 'definitief', $file{13}), 'loaded', 'now it is called final');
is(counts('feit.leerling_po'), '13', 'and is current');
is(outcome($file{15}), 'loaded', 'a file of unknown status');
is(counts('feit.leerling_po'), '15', 'replaces a final one');
is(outcome('--status', 'voorlopig', $file{16}), 'loaded', 'and a provisional one');
is(counts('feit.leerling_po'), '16', 'that');
is(psql('SELECT count(*) FILTER (WHERE n <> 1) FROM (SELECT count(*) FILTER (WHERE vervangen_op IS NULL) AS n FROM laad.eenheid GROUP BY doel, sleutel) x'), '0',
	'one version is current');

# Every moment gives what was current then; a late provisional one never was.
my %was = (1 => 10, 2 => 11, 3 => 12, 4 => 12, 5 => 14, 6 => 13, 7 => 15, 8 => 16);
for my $id (sort keys %was)
{
	my $moment = moment_of($id);

	is(counts('feit.leerling_po_per', at_moment($moment)), $was{$id}, "when file $id was loaded: $was{$id}");
	is(psql("SELECT DISTINCT teller_onder FROM rapport.deelname('2024-2025', 'landelijk', 'bo', per => '$moment')"), $was{$id}, 'and in the report');
	is(psql(at_moment($moment) . 'SELECT count(*) FROM laad.eenheid_per'), '1', 'one unit');
}
my ($first) = moment_of(1);
is(counts('feit.leerling_po_per', at_moment(psql("SELECT timestamptz '$first' - interval '1 microsecond'"))), '', 'a moment before the first: nothing');
is(counts('feit.leerling_po_per', "SET timezone = 'Pacific/Auckland'; SET datestyle = 'SQL, DMY';\n" . at_moment($first)), '10', 'in any time zone');
is(psql("SET timezone = 'Asia/Kolkata'; SET datestyle = 'SQL, DMY'; SELECT teller_onder FROM rapport.deelname(per => '$first', swv => 'landelijk', onderwijssoort => 'bo')"), '10',
	'and in any style of dates');
is(counts('feit.leerling_po_per', "SET rapport.per = '';\n"), '16', 'an empty setting is now');
is(psql("SELECT count(*) FROM rapport.bestanden(per => '$first')"), '1', 'one file then');
is(psql("SELECT count(*) FROM rapport.bestanden(dataset => 'nosuch')"), '0', 'none of another dataset');
like(try_psql("SELECT * FROM rapport.deelname(per => 'eens')")->{err}, qr/invalid input syntax for type timestamp/, 'a moment that is none');

# --- pruning, by row --------------------------------------------------------------------
my $third = moment_of(3);
is(psql("SELECT * FROM laad.snoei('$third', proef => true)"), 'duo-leerlingen-po-postcode-leeftijd|feit.leerling_po|1|1|1', 'a trial says what would go before a moment');
is(counts('feit.leerling_po_vervallen'), '10 11 12 13 13 14 15', 'and does nothing');
is(psql("SELECT count(*) FROM laad.eenheid WHERE gesnoeid_op IS NOT NULL"), '0', 'really');
is(psql("SELECT bestanden, eenheden, rijen FROM laad.snoei('$third')"), '1|1|1', 'pruning does it');
is(counts('feit.leerling_po_vervallen'), '11 12 13 13 14 15', 'that version is gone');
is(counts('feit.leerling_po_per', at_moment($third)), '12', 'what was current at that moment is not');
is(psql("SELECT count(*) FROM laad.snoei('$third')"), '0', 'again: nothing left');
is(psql("SELECT count(*) FROM laad.snoei(dataset => 'pc4-swv')"), '0', 'nothing of another dataset');
is(psql('SELECT bestanden, rijen FROM laad.snoei()'), '6|6', 'all that was replaced') or diag counts('feit.leerling_po_vervallen');
is(counts('feit.leerling_po') . ' / ' . counts('feit.leerling_po_vervallen'), '16 / ', 'leaves what is current');
is(psql("SELECT count(*), count(gesnoeid_op) FROM laad.eenheid"), '8|7', 'the register keeps all of it');
is(psql('SELECT string_agg(eenheden_gesnoeid::text, \' \' ORDER BY bestand_id) FROM rapport.bestanden'), '1 1 1 1 1 1 1 0', 'and the report says so');
is(psql("SELECT DISTINCT teller_onder, reden FROM rapport.deelname(per => '$third', swv => 'landelijk', onderwijssoort => 'sbo', definitie => 'A')") =~ /gesnoeid: van 1 /, 1,
	'a report as of a pruned moment warns');
unlike(psql("SELECT reden FROM rapport.deelname(swv => 'landelijk', onderwijssoort => 'sbo', definitie => 'A')"), qr/gesnoeid/, 'one of now does not');
is(outcome($file{12}), 'already loaded', 'a pruned file is not loaded again by itself');
is(outcome('--again', $file{12}), 'loaded', 'but when asked');
is(counts('feit.leerling_po'), '12', 'and is current');

# The last provisional version stays, unless it is asked for.
new_warehouse();
load('--status', 'voorlopig', $file{10});
load('--status', 'voorlopig', $file{11});
load('--status', 'definitief', $file{12});
load('--status', 'definitief', $file{13});
is(psql('SELECT bestanden FROM laad.snoei()'), '2', 'the older provisional one and the older final one');
is(counts('feit.leerling_po_vervallen'), '11', 'the last provisional one stays');
is(psql('SELECT bestanden FROM laad.snoei(ook_voorlopig => true)'), '1', 'until it is asked for');
is(counts('feit.leerling_po_vervallen'), '', 'nothing is left');

# --- by leaf --------------------------------------------------------------------------
my %row = map { $_ => ["$_ school"] } 1 .. 9;
my $main = new_warehouse();
my $user = new_role('IN ROLE passend_lader');
leaf_table('feit.proef');
leaf_load('feit.proef', 11, { '2023-2024' => $row{1}, '2024-2025' => $row{1} }, status => 'voorlopig', user => $user);
leaf_load('feit.proef', 12, { '2024-2025' => $row{2} }, status => 'definitief', user => $user);
my $leaf = psql(q{SELECT 'feit.proef_2024_2025'::regclass::oid});
my $late = try_psql("SET client_min_messages = debug1;\n" . leaf_script('feit.proef', 13, { '2023-2024' => $row{3}, '2024-2025' => $row{3} }, status => 'voorlopig'),
	user => $user);
is($late->{out}, "1\n", 'a late provisional file of two years replaces the one that was provisional') or diag $late->{err};
is(() = $late->{err} =~ /is implied by existing constraints/g, 3, 'without reading a leaf');
is(counts('feit.proef'), '2 3', 'not the final one');
is(rows_of('feit.proef_vervallen'), '11:2 13:1', 'both are kept');
is(psql(q{SELECT 'feit.proef_2024_2025'::regclass::oid}), $leaf, 'the final leaf was not touched');
is(psql("SELECT string_agg(concat_ws('>', bestand_id, vervangen_door), ' ' ORDER BY eenheid_id) FROM laad.eenheid"), '11>13 11>12 12 13 13>12', 'the register knows');
leaf_load('feit.proef', 14, { '2024-2025' => $row{4} }, status => 'definitief', user => $user);
is(counts('feit.proef_per', at_moment(moment_of($_->[0]))), $_->[1], "as of file $_->[0]: $_->[1]") for [ 11, '1 1' ], [ 12, '1 2' ], [ 13, '2 3' ], [ 14, '3 4' ];
is(counts('feit.proef_per', at_moment('2999-01-01')), '3 4', 'and in the future');
my $plan = psql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM feit.proef_per WHERE schooljaar = '2024-2025'");
is(() = $plan =~ /Scan on proef_2024_2025\S* .*\(actual/g, 1, 'asked about now, one leaf is read') or diag $plan;
unlike($plan, qr/2023_2024/, 'and none of another year planned');

my $owner_only = try_psql('SELECT * FROM laad.snoei()', user => $user);
like($owner_only->{err}, qr/permission denied/, 'a loader does not prune');
is(psql('SELECT bestanden, eenheden, rijen FROM laad.snoei(proef => true)'), '2|3|3', 'a trial');
is(rows_of('feit.proef_vervallen'), '11:2 12:1 13:1', 'changes nothing');
is(psql('SELECT bestanden, eenheden, rijen FROM laad.snoei()'), '2|3|3', 'pruning');
is(rows_of('feit.proef_vervallen'), '13:1', 'leaves the last provisional version');
is(psql(q{SELECT string_agg(inhrelid::regclass::text, ' ') FROM pg_inherits WHERE inhparent = 'feit.proef_vervallen'::regclass}), 'feit.proef_2024_2025_b13',
	'leaves are dropped whole');
is(psql("SELECT to_regclass('feit.proef_2024_2025_b11') IS NULL"), 't', 'not only detached');
# Rows of a leaf of which a part stays are deleted; the leaf is not.
psql(q{SELECT laad.maak_partitie('feit.proef', '2022')} . '; INSERT INTO feit.proef SELECT 5, 20, \'2022\', s FROM unnest(ARRAY[\'a\', \'b\']) s;'
	. "SELECT laad.sluit_bestand('" . register_row(20) . q{', 'feit.proef', '[{"sleutel": {"school": "a"}, "feiten": 1}, {"sleutel": {"school": "b"}, "feiten": 1}]');});
for my $next ([ 21, 'a' ], [ 22, 'b' ])
{
	psql("INSERT INTO feit.proef VALUES (6, $next->[0], '2022', '$next->[1]'); SELECT laad.sluit_bestand('" . register_row($next->[0])
		. qq{', 'feit.proef', '[{"sleutel": {"school": "$next->[1]"}, "feiten": 1}]')});
}
is(rows_of('feit.proef_vervallen'), '13:1 20:2', 'two units of one file, replaced at two moments');
is(psql("SELECT eenheden, rijen FROM laad.snoei('" . moment_of(22) . "')"), '1|1', 'one of them may go');
is(rows_of('feit.proef_vervallen'), '13:1 20:1', 'and its row goes');
is(psql("SELECT school FROM feit.proef_vervallen WHERE bestand_id = 20"), 'b', 'that of the other stays');

# A reader is not in the way of pruning for long, nor pruning of readers.
leaf_load('feit.proef', 30, { '2024-2025' => $row{5} });
my $report = start({ stdin => 'BEGIN; SELECT count(*) FROM feit.proef_vervallen; SELECT pg_sleep(1.5); COMMIT' }, qw(psql -XAtq));
select undef, undef, undef, 0.3;
my $prune = start({ stdin => 'SELECT bestanden FROM laad.snoei()' }, qw(psql -XAtq));
is(rows_of('feit.proef') =~ /30:1/, 1, 'a report reads while pruning waits for another') for 1 .. 5;
is(finish($report)->{code} . finish($prune)->{err}, '0', 'both come to an end');
is(rows_of('feit.proef_vervallen'), '13:1', 'and the versions are gone');

# --- checks and what is made up ------------------------------------------------------------
psql(q{COPY laad.controle FROM STDIN;
30	TOTAAL	7	2024 | bo	12..18	15	klopt binnen grenzen	1
30	TOTAAL	8	\N	3	4	wijkt af	1
30	TOTAAL	\N	\N	\N	\N	klopt	120
\.
}, user => $user);
is(psql('SELECT bestand, dataset, controle, regel, sleutel, delen_onder, delen_boven, totaal_onder, totaal_boven, oordeel, aantal FROM rapport.controles ORDER BY regel'),
	"f30.csv|proef|TOTAAL|7|2024 | bo|12|18|15|15|klopt binnen grenzen|1\nf30.csv|proef|TOTAAL|8||3|3|4|4|wijkt af|1\nf30.csv|proef|TOTAAL|||||||klopt|120",
	'checks, with their file');
is(psql("SELECT regel FROM rapport.controles(oordeel => 'wijkt af')"), '8', 'those that differ');
is(psql("SELECT count(*) FROM rapport.controles('" . moment_of(22) . "')"), '0', 'none before the file');
like(try_psql("INSERT INTO laad.controle VALUES (30, 'x', 1, 'x', '1', '1', 'misschien', 1)", user => $user)->{err}, qr/violates check constraint/, 'a verdict that is none');
like(try_psql("INSERT INTO laad.controle VALUES (31, 'x', 1, 'x', '1', '1', 'klopt', 1)", user => $user)->{err}, qr/violates foreign key constraint/, 'of no file');
is(try_psql("BEGIN; INSERT INTO laad.controle VALUES (32, 'x', 1, 'x', '1', '1', 'klopt', 1);" . close_call('feit.proef', 32, {}, {}) . 'COMMIT;', user => $user)->{err}, '',
	'before the register row of its transaction');
leaf_load('feit.proef', 40, { '2025-2026' => $row{1} }, name => 'Synthetisch-proef.csv');
is(psql("SELECT string_agg(DISTINCT bestand, ' ') FROM rapport.bestanden WHERE synthetisch"), 'Synthetisch-proef.csv', 'a file that calls itself synthetic');
is(psql("SELECT attname FROM pg_attribute WHERE attrelid = 'rapport.bestanden'::regclass ORDER BY attnum DESC LIMIT 3"), "rijen_open\nvult_aan\nsynthetisch", 'in one of the last columns');

# --- a warehouse of before this ---------------------------------------------------------------
mkdir $_ for map { "$dir/$_" } qw(old old/warehouse old/reports old/datasets);
for my $path (glob "'$project/sql/warehouse/'00[1-7]*.sql '$project/etl/datasets/'*.json")
{
	write_file("$dir/old/" . ($path =~ /json$/ ? 'datasets/' : 'warehouse/') . basename($path), read_file($path));
}
# Reports that begin as those of then did.
write_file("$dir/old/reports/bestanden.sql", "CREATE OR REPLACE VIEW rapport.bestanden AS SELECT bestand_id, toestand FROM laad.bestand;
	CREATE FUNCTION rapport.schaalscores(meting schooljaar, niveau double precision DEFAULT 0.95, verdeling text DEFAULT 't') RETURNS integer LANGUAGE sql RETURN 1");
my %old = (env => { PASSEND_SHARE => "$dir/old" });
new_database();
is(passend(\%old, 'init')->{code}, 0, 'an older warehouse');
# What a loader of then did: rows, and the register row with its units.
sub old_load
{
	my ($id, $table, $rows, @keys) = @_;
	my $units = join ', ', map { qq({"sleutel": $_, "feiten": 1}) } @keys;

	psql("BEGIN; INSERT INTO $table $rows; SELECT laad.sluit_bestand('" . register_row($id) . "', '$table', '[$units]'); COMMIT;");
}
sub old_pupils
{
	my ($id, %count) = @_;
	my $values = join ', ', map { "('$count{$_}'::telling, '00AA00'::brinnummer, 'bo'::onderwijssoort, '2024-10-01'::date, $id, '2024'::schooljaar, $_, 1011, 8)" } keys %count;

	old_load($id, 'feit.leerling_po', "(aantal, vestiging, soort_po, teldatum, bestand_id, schooljaar, gemeente, pc4, leeftijd) VALUES $values",
		map { qq({"teldatum": "2024-10-01", "gemeente": "$_"}) } sort keys %count);
}
old_load($_, 'ref.pc4_swv', "(pc4, po_swv, gemeente, bestand_id) VALUES (1011, 'PO270$_', 'Amsterdam', $_)", '{"geldig_vanaf": null}') for 1, 2;
psql("SELECT laad.maak_partitie('feit.leerling_po', '2024')");
old_pupils(3, 363 => 10);
old_pupils(4, 363 => 11);
old_pupils(5, 363 => 20, 14 => 30);
old_pupils(6, 14 => 31);
psql("SELECT setval(pg_get_serial_sequence('laad.bestand', 'bestand_id'), 6)");
is(counts('feit.leerling_po') . ' / ' . counts('feit.leerling_po_vervallen'), '20 31 / 10 11 30', 'with replaced versions');
is(passend('init')->{code}, 0, 'is brought up to date');
is(psql("SELECT count(*) FROM pg_proc WHERE proname = 'schaalscores' AND pronamespace = 'rapport'::regnamespace"), '1', 'a report is there once');
is(psql(q{SELECT count(*), count(vervallen_op), count(DISTINCT vervallen_op) FROM feit.leerling_po_vervallen}), '3|3|3', 'its older versions have their moments');
is(psql(q{SELECT count(*) FROM feit.leerling_po_vervallen v JOIN laad.eenheid e ON e.bestand_id = v.bestand_id AND e.sleutel ->> 'gemeente' = v.gemeente::text
	WHERE v.vervallen_op = e.vervangen_op}), '3', 'the right ones');
is(psql('SELECT count(*), count(vervallen_op) FROM ref.pc4_swv_vervallen'), '1|1', 'in every table');
is(counts('feit.leerling_po_per', at_moment(moment_of($_->[0]))), $_->[1], "as of file $_->[0]") for [ 3, '10' ], [ 4, '11' ], [ 5, '20 30' ], [ 6, '20 31' ];
is(psql(at_moment(moment_of(1)) . 'SELECT swv FROM ref.swv WHERE sector = \'po\'') . psql('SELECT swv FROM ref.swv WHERE sector = \'po\''), 'PO2701PO2702', 'labels too');
is(psql(q{SELECT string_agg(oid::regclass::text, ' ') FROM pg_class WHERE relname ~ '_vervallen$' AND relkind IN ('r', 'p') AND relreplident <> 'f'}), '',
	'every twin can be pruned under a publication');
is(outcome($file{19}), 'loaded', 'and loading goes on');
is(psql('SELECT sum(eenheden) FROM laad.snoei()'), '5', 'pruning too') or diag psql('SELECT * FROM laad.eenheid');

done_testing();
