# The national file, and what happens when parts of it are published again.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA qw(sha256_hex);
use List::Util qw(sum0);
use Loader;
use Passend;
use Test::More;

my %towns = towns();
my $dir = temp_dir();
my %figures = map { $_ => figures_of($towns{$_}) } keys %towns;
my $bytes = sum0 map { length } values %towns;
my $result;

warehouse();

# --- everything --------------------------------------------------------------
$result = load(pupils_zip());
is($result->{code}, 0, 'the national zip is loaded');
is($result->{err}, '', 'without a word on stderr');

my $summary = $result->{json}{summary};
my %expected = (exit_code => 0, loaded => 341, already_loaded => 0, empty => 1, checked => 0, refused => 0,
	lines => 110_853 + 341, header_lines => 341, blank_lines => 0, loaded_lines => 110_853, rejected_lines => 0,
	loaded_rows => 110_853, rejected_rows => 0, cells => 2_549_619, masked_cells => 258_413,
	units_replaced => 0, bytes => $bytes);
is($summary->{$_}, $expected{$_}, "summary: $_") for sort keys %expected;

# By a second reading of the same text.
my $facts = stored_facts();
my $truth = [ sort map { @{ $_->{facts} } } values %figures ];
is(scalar(@$facts), scalar(@$truth), 'as many facts as counts that are not zero');
is($summary->{facts}, scalar(@$truth), 'and the summary says so');
is(sha256_hex(join "\n", @$facts), sha256_hex(join "\n", @$truth), 'the same facts, each of them');

my $bounds = "bo|1248779..1800218\nsbo|23968..76930\nso|28146..109845\nvso|31444..120583";
is(psql('SELECT soort_po, sum(aantal) FROM feit.leerling_po GROUP BY 1 ORDER BY 1'), $bounds, 'national bounds');
is(psql("SELECT DISTINCT onderwijssoort, teller_onder || '..' || teller_boven FROM rapport.deelname_swv
	WHERE swv = 'landelijk' ORDER BY 1"), $bounds, 'and in the report');

sub in_register
{
	my ($name) = @_;
	my $empty = $towns{$name} eq '';
	my $figures = $figures{$name};

	return join '|', $name, $empty ? 'leeg' : 'geladen', sha256_hex($towns{$name}), length $towns{$name},
	  line_count($towns{$name}), $empty ? 0 : 1, $figures->{rows}, scalar @{ $figures->{facts} },
	  @$figures{qw(cells masked)};
}
is_deeply([ split /\n/, psql("SELECT concat_ws('|', naam, toestand, sha256, bytes, regels, regels_kop, rijen_geladen,
	feiten, cellen, cellen_gemaskeerd) FROM laad.bestand ORDER BY naam COLLATE \"C\"") ],
	[ map { in_register($_) } sort keys %towns ], 'the register has each member with its figures');
is(psql("SELECT DISTINCT archief, coalesce(dataset, '-'), coalesce(codering, '-'), coalesce(scheidingsteken, '-'),
	status IS NULL, regels_leeg, regels_afgekeurd, rijen_afgekeurd, regels_geladen = rijen_geladen, geladen_door
	FROM laad.bestand ORDER BY 2"),
	"duo-leerlingen-po-postcode-leeftijd-2024-10-01.zip|-|-|-|t|0|0|0|t|$ENV{PGUSER}\n"
	. 'duo-leerlingen-po-postcode-leeftijd-2024-10-01.zip|duo-leerlingen-po-postcode-leeftijd|UTF-8|;|t|0|0|0|t|' . $ENV{PGUSER},
	'and what is the same for all');

my %unit;
for my $name (grep { $towns{$_} ne '' } keys %towns)
{
	my ($number) = $towns{$name} =~ /\n"20241001";"0*(\d+)"/;
	$unit{$number} = join '|', $name, $number, '2024-10-01', scalar @{ $figures{$name}{facts} }, 't';
}
is_deeply([ split /\n/, psql("SELECT concat_ws('|', naam, sleutel->>'gemeente', sleutel->>'teldatum', e.feiten, volledig)
	FROM laad.eenheid e JOIN laad.bestand USING (bestand_id)
	WHERE vervangen_op IS NULL AND teldatum = '2024-10-01' AND doel = 'feit.leerling_po' ORDER BY naam COLLATE \"C\"") ],
	[ sort values %unit ], 'one complete unit per municipality');
is(psql('SELECT (SELECT count(*) FROM feit.leerling_po_vervallen), (SELECT count(*) FROM laad.afkeuring)'),
	'0|0', 'nothing replaced, nothing rejected');

my $size = psql("SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('feit.leerling_po')");
cmp_ok($size, '<', $bytes, 'table and indexes are smaller than the text');
is(psql("SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = indexrelid JOIN pg_am a ON a.oid = relam
	WHERE indrelid = 'feit.leerling_po_2024_2025'::regclass AND amname = 'brin'"), '1', 'the leaf has its BRIN index');
cmp_ok(psql("SELECT reltuples FROM pg_class WHERE oid = 'feit.leerling_po_2024_2025'::regclass"), '==',
	scalar(@$truth), 'and fresh statistics');

# --- once more ---------------------------------------------------------------
my $state = "SELECT (SELECT count(*) FROM laad.bestand), (SELECT count(*) FROM laad.eenheid),
	(SELECT sum(hashtextextended(t::text, 0)) FROM feit.leerling_po t)";
my $before = psql($state);
$result = load(pupils_zip());
is($result->{code}, 12, 'loading the same zip again');
is(join('|', @{ $result->{json}{summary} }{qw(loaded already_loaded empty facts)}), '0|341|1|0', 'says that it was there');
is(psql($state), $before, 'and changes nothing');
$result = passend('load', pupils_zip());
like($result->{out}, qr/^Ameland afgeschermd\.csv: already loaded$/m, 'in words, per file');
like($result->{out}, qr/^Ridderkerk afgeschermd\.csv: empty: 0 bytes, already registered as empty$/m, 'also of an empty one');
like($result->{out}, qr/^files   342: 0 loaded, 341 already loaded, 1 empty, 0 refused$/m, 'and in the summary');
is($result->{err}, '', 'no error');

# --- one municipality again --------------------------------------------------
my $old = town('Ameland');
my $new = with_row($old, 2, LEEFTIJD_4 => '17', LEEFTIJD_5 => '0');
$new =~ s/[^\n]*\n\z//;

my $others = 'SELECT count(*), sum(hashtextextended(t::text, 0)) FROM feit.leerling_po t WHERE gemeente <> 60';
my $untouched = psql($others);
my $first = register('Ameland afgeschermd.csv')->{bestand_id};
zip_file("$dir/new.zip", 'Vlieland afgeschermd.csv' => town('Vlieland'), 'Ameland afgeschermd.csv' => $new);
$result = load("$dir/new.zip");
is($result->{code}, 0, 'a zip with one changed member');
is(join('|', map { $_->{outcome} } @{ $result->{json}{files} }), 'already loaded|loaded', 'only that member is loaded');
is($result->{json}{summary}{units_replaced}, 1, 'and replaces one unit');
is_deeply(stored_facts('gemeente = 60'), facts_of($new), 'the new version is the current one');
is_deeply(stored_facts('true', 'feit.leerling_po_vervallen'), facts_of($old), 'the old one is in the twin');
is(psql('SELECT DISTINCT bestand_id FROM feit.leerling_po_vervallen'), $first, 'with the number of its file');
is(psql($others), $untouched, 'no other municipality is touched');

my $second = register('Ameland afgeschermd.csv')->{bestand_id};
is(psql("SELECT vervangen_door, vervangen_op = (SELECT geladen_op FROM laad.bestand WHERE bestand_id = $second)
	FROM laad.eenheid WHERE bestand_id = $first"), "$second|t", 'the register says when and by what');
is(psql("SELECT bestand, eenheden, eenheden_vervangen FROM rapport.bestanden WHERE bestand_id IN ($first, $second) ORDER BY bestand_id"),
	"Ameland afgeschermd.csv|1|1\nAmeland afgeschermd.csv|1|0", 'and so does the report');

# --- and back ----------------------------------------------------------------
write_file("$dir/Ameland afgeschermd.csv", $old);
is(passend('load', "$dir/Ameland afgeschermd.csv")->{code}, 12, 'the old version again is nothing new');
$result = passend('load', '--again', "$dir/Ameland afgeschermd.csv");
is($result->{code}, 0, 'unless it is asked for');
like($result->{out}, qr/: loaded: 7 rows, 50 facts, 22 of 161 cells masked, replaces 1 earlier version /, 'replaces the new one');
is_deeply(stored_facts('gemeente = 60'), facts_of($old), 'and is current again');
is_deeply(stored_facts("bestand_id = $second", 'feit.leerling_po_vervallen'), facts_of($new), 'the new one is in the twin');
is(psql($others), $untouched, 'still no other municipality is touched');
is(psql("SELECT count(*) FROM laad.eenheid WHERE sleutel->>'gemeente' = '60' AND vervangen_op IS NULL"), '1',
	'one unit is current');

# --- another date ------------------------------------------------------------
write_file("$dir/Ameland 2023.csv", my $earlier = $old =~ s/"20241001"/"20231001"/gr);
$result = load("$dir/Ameland 2023.csv");
is($result->{json}{summary}{units_replaced}, 0, 'another date replaces nothing');
is_deeply(stored_facts("schooljaar = '2023-2024'"), facts_of($earlier), 'and stands beside it');
is_deeply(stored_facts("gemeente = 60 AND schooljaar = '2024-2025'"), facts_of($old), 'this year is as it was');
is(psql('SELECT count(*) FROM feit.leerling_po_2023_2024'), scalar(@{ facts_of($earlier) }), 'in a partition of its own');

done_testing();
