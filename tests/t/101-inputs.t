# Where a file may come from, and the kinds of files there are.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Encode qw(decode encode);
use Loader;
use Passend;
use POSIX ();
use Test::More;

my $dir = temp_dir();
my $vlieland = town('Vlieland');
my $ameland = town('Ameland');
my $renswoude = town('Renswoude');
my $result;

warehouse();

# Outcomes of a run, in order: NAME in ARCHIVE OUTCOME.
sub outcomes
{
	my ($result) = @_;
	return join ', ', map {
		$_->{file} . (defined $_->{archive} ? " in $_->{archive}" : '') . " $_->{outcome}"
	} @{ $result->{json}{files} };
}

# --- files, directories, standard input, pipes -------------------------------
write_file("$dir/v.csv", $vlieland);
$result = load("$dir/v.csv");
is($result->{code}, 0, 'a file');
is(outcomes($result), 'v.csv loaded', 'is named without its directory');
is($result->{err}, '', 'and nothing is said on stderr');
accounted($result->{file}, $vlieland, 'a file');
is_deeply(stored_facts(), facts_of($vlieland), 'its facts are stored');
is(register('v.csv')->{archief}, undef, 'it is in no archive');
is(register('v.csv')->{status}, undef, 'its status is unknown');

is(outcomes(load("$dir/v.csv", "$dir/v.csv")), 'v.csv already loaded, v.csv already loaded', 'the same path twice');
write_file("$dir/copy.csv", $vlieland);
is(outcomes(load("$dir/copy.csv")), 'copy.csv already loaded', 'a file is known by its content, not by its name');

$result = load({ stdin => $ameland }, '--status', 'voorlopig', '-');
is($result->{code}, 0, 'standard input');
is(outcomes($result), 'stdin loaded', 'has a name too');
is_deeply(stored_facts('gemeente = 60'), facts_of($ameland), 'and is stored');
is(register('stdin')->{status}, 'voorlopig', 'with the status that was given');
is(psql("SELECT status FROM rapport.bestanden WHERE bestand = 'stdin'"), 'voorlopig', 'which the report shows');

POSIX::mkfifo("$dir/pipe", 0600) or die "mkfifo: $!";
my $writer = start('sh', '-c', 'cat "$1" > "$2"', 'sh', "$dir/v.csv", "$dir/pipe");
$result = dry_run("$dir/pipe");
finish($writer);
is(outcomes($result), 'pipe checked', 'a pipe, as of <(...)');
accounted($result->{file}, $vlieland, 'a pipe');

mkdir "$dir/many" or die $!;
mkdir "$dir/many/below" or die $!;
write_file("$dir/many/below/no.csv", 'not read');
write_file("$dir/many/readme.pdf", '%PDF-1.4');
write_file("$dir/many/.hidden.csv", 'not read');
write_file("$dir/many/b.CSV", $renswoude);
zip_file("$dir/many/c.zip", 'v.csv' => $vlieland);
gzip_file("$dir/many/d.txt.gz", $ameland);
write_file("$dir/many/a.txt", $vlieland);
$result = load("$dir/many");
is($result->{code}, 0, 'a directory');
is(outcomes($result), 'a.txt already loaded, b.CSV loaded, v.csv in c.zip already loaded, d.txt in d.txt.gz already loaded',
	'its tables and archives, in the order of their names, not its subdirectories');
mkdir "$dir/none" or die $!;
write_file("$dir/none/readme.pdf", '%PDF-1.4');
fails(load("$dir/none"), 3, 'directory ".*/none" holds no \.csv', 'a directory without a table');

# --- archives ----------------------------------------------------------------
my @members = ('x/Vlieland.csv' => $vlieland, 'x/Ridderkerk.csv' => '', 'Ameland.csv' => $ameland);
my $names = 'Vlieland.csv in %s checked, Ridderkerk.csv in %s empty, Ameland.csv in %s checked';
zip_file("$dir/a.zip", @members);
tar_file("$dir/a.tar", @members);
tar_file("$dir/a.tar.gz", @members);
tar_file("$dir/a.tgz", @members);
for my $name (qw(a.zip a.tar a.tar.gz a.tgz))
{
	$result = dry_run("$dir/$name");
	is($result->{code}, 0, $name);
	is(outcomes($result), $names =~ s/%s/$name/gr, "$name: each member, an empty one too");
	is($result->{json}{summary}{loaded_rows}, 8, "$name: all rows");
	is($result->{err}, '', "$name: nothing on stderr");
}
rename "$dir/a.zip", "$dir/a.dat" or die $!;
is(dry_run("$dir/a.dat")->{json}{summary}{checked}, 2, 'an archive is known by its content, not by its name');
is(outcomes(dry_run(gzip_file("$dir/v.csv.gz", $vlieland))), 'v.csv in v.csv.gz checked', 'a single file in gzip');

my $mixed = zip_file("$dir/mixed.zip", 'data/' => '', 'data/readme.pdf' => '%PDF-1.4', 'data/v.csv' => $vlieland);
$result = dry_run($mixed);
is($result->{code}, 0, 'a zip with a directory and a readme.pdf');
is(outcomes($result), 'v.csv in mixed.zip checked', 'only its table is read');
is($result->{err}, qq{passend: mixed.zip: "data/readme.pdf" is not a .csv or .txt file: skipped\n}, 'which is said');
fails(dry_run(gzip_file("$dir/empty.csv.gz", '')), 4, 'holds no \.csv or \.txt file', 'nothing in gzip');

zip_file("$dir/empty.zip", 'Ridderkerk.csv' => '');
is(outcomes(load("$dir/empty.zip")), 'Ridderkerk.csv in empty.zip empty', 'an empty member');
is(register('Ridderkerk.csv')->{toestand}, 'leeg', 'is registered as empty');
load("$dir/empty.zip");
is(psql("SELECT count(*) FROM laad.bestand WHERE naam = 'Ridderkerk.csv'"), '1', 'once');
load(zip_file("$dir/late.zip", 'Ridderkerk.csv' => $vlieland =~ s/"0096"/"0597"/r));
is_deeply(stored_facts('gemeente = 597'), facts_of($vlieland =~ s/"0096"/"0597"/r), 'its later version is loaded');

# --- several paths -----------------------------------------------------------
warehouse();
write_file("$dir/html.csv", "<!DOCTYPE html>\n");
$result = load("$dir/v.csv", "$dir/nosuch.csv", "$dir/html.csv", "$dir/a.tar");
is($result->{code}, 3, 'of several paths the exit code is that of the first failure');
is(outcomes($result), 'v.csv loaded, html.csv refused, Vlieland.csv in a.tar already loaded, Ridderkerk.csv in a.tar empty, '
	. 'Ameland.csv in a.tar loaded', 'the others are loaded');
like($result->{err}, qr/\Apassend: error: cannot open "[^\n]*nosuch\.csv": No such file or directory\npassend: error: html\.csv: this is a web page[^\n]*\n\z/,
	'one line for each failure');
is($result->{json}{summary}{exit_code}, 3, 'the same code in JSON');
is_deeply(stored_facts(), facts_of($vlieland, $ameland), 'what is good is stored');
fails(load("$dir/nosuch.csv"), 3, 'cannot open ".*nosuch\.csv": No such file', 'nosuch.csv alone');

SKIP:
{
	my @nobody = nonroot();
	skip 'root, and no way to be someone else', 1 if $> == 0 && !@nobody;
	chmod 0755, $dir;
	write_file("$dir/secret.csv", $vlieland);
	chmod 0000, "$dir/secret.csv";
	fails(run(@nobody, $ENV{PASSEND} // 'passend', 'load', '--dry-run', '-q', "$dir/secret.csv"), 3,
		'cannot open ".*secret\.csv": Permission denied', 'a file that may not be read');
}

# --- several municipalities and school years in one file ---------------------
warehouse();
my (undef, @a) = split /(?<=\n)/, $ameland;
my (undef, @b) = split /(?<=\n)/, $renswoude =~ s/"20241001"/"20221001"/gr;
my (undef, @c) = split /(?<=\n)/, $ameland =~ s/"20241001"/"20230731"/gr;
my ($head) = split /(?<=\n)/, $ameland;
my $woven = $head;
while (@a || @b || @c)
{
	$woven .= shift @$_ // '' for \@a, \@b, \@c;
}
write_file("$dir/woven.csv", $woven);
$result = load("$dir/woven.csv");
is($result->{code}, 0, 'two municipalities and two school years, row by row');
is_deeply(stored_facts(), facts_of($woven), 'all of it is stored');
is(psql("SELECT sleutel->>'gemeente', sleutel->>'teldatum', feiten FROM laad.eenheid ORDER BY 1, 2"),
	join("\n", map { my $unit = $_; "$unit->[0]|$unit->[1]|" . grep { /\|\Q$unit->[1]|$unit->[0]|\E/ } @{ facts_of($woven) } }
		['339', '2022-10-01'], ['60', '2023-07-31'], ['60', '2024-10-01']), 'as three units');
is(psql("SELECT tableoid::regclass, count(*), count(DISTINCT schooljaar), min(schooljaar)
	FROM feit.leerling_po GROUP BY 1 ORDER BY 4"),
	'feit.leerling_po_2022_2023|' . (grep { /\|2022-10-01\||\|2023-07-31\|/ } @{ facts_of($woven) }) . "|1|2022-2023\n"
	. 'feit.leerling_po_2024_2025|' . (grep { /\|2024-10-01\|/ } @{ facts_of($woven) }) . '|1|2024-2025',
	'in the partitions of their school years: 31 July is still the old one');

# One of them again: the rest of the file stays.
write_file("$dir/one.csv", with_row($ameland, 1, LEEFTIJD_9 => '99'));
is(load("$dir/one.csv")->{json}{summary}{units_replaced}, 1, 'one of its units again');
is_deeply(stored_facts("teldatum <> '2024-10-01'"),
	[ grep { !/\|2024-10-01\|/ } @{ facts_of($woven) } ], 'the others stay');
is_deeply(stored_facts("teldatum = '2024-10-01'"), facts_of(read_file("$dir/one.csv")), 'that one is replaced');
$result = load('--again', "$dir/woven.csv");
is($result->{json}{summary}{units_replaced}, 3, 'the first file again replaces all three');
is_deeply(stored_facts(), facts_of($woven), 'and is current again');

# --- the postcode table ------------------------------------------------------
my $pc4 = gunzipped('pc4-swv-2015.csv.gz');
my (undef, @rows) = map { [ cells_of($_, ',') ] } split /\r\n/, $pc4;
write_file("$dir/pc4.csv", $pc4);
$result = load('--set', 'geldig_vanaf=2015-08-01', '--set', 'geldig_tot=2030-08-01', "$dir/pc4.csv");
is($result->{code}, 0, 'the postcode table, with its dates');
accounted($result->{file}, $pc4, 'the postcode table');
is_deeply([ sort split /\n/, psql("SELECT concat_ws('|', pc4, gemeente, coalesce(po_swv::text, 'Europoort'),
	coalesce(vo_swv::text, 'Europoort'), geldig_vanaf, geldig_tot) FROM ref.pc4_swv") ],
	[ sort map { join '|', @$_, '2015-08-01', '2030-08-01' } @rows ], 'each row, and no SWV for Europoort');
is(psql("SELECT sleutel FROM laad.eenheid WHERE doel = 'ref.pc4_swv'"), '{"geldig_vanaf": "2015-08-01"}', 'one unit: its date');

# Another year stands beside it, another version of this year replaces it.
my $moved = $pc4 =~ s/1011,Amsterdam,PO2707/1011,Amsterdam,PO2708/r;
write_file("$dir/moved.csv", $moved);
is(load('--set', 'geldig_vanaf=2030-08-01', "$dir/moved.csv")->{json}{summary}{units_replaced}, 0, 'another year');
is(psql("SELECT geldig_vanaf, count(*), min(po_swv) FILTER (WHERE pc4 = 1011), count(geldig_tot) FROM ref.pc4_swv GROUP BY 1 ORDER BY 1"),
	"2015-08-01|4046|PO2707|4046\n2030-08-01|4046|PO2708|0", 'stands beside it');
write_file("$dir/moved2.csv", $pc4 =~ s/1011,Amsterdam,PO2707/1011,Amsterdam,PO2709/r);
is(load('--set', 'geldig_vanaf=2015-08-01', "$dir/moved2.csv")->{json}{summary}{units_replaced}, 1, 'the same year again');
is(psql("SELECT geldig_vanaf, count(*), min(po_swv) FILTER (WHERE pc4 = 1011) FROM ref.pc4_swv GROUP BY 1 ORDER BY 1"),
	"2015-08-01|4046|PO2709\n2030-08-01|4046|PO2708", 'replaces it, whose key is the same');
is(psql('SELECT count(*), min(po_swv) FILTER (WHERE pc4 = 1011) FROM ref.pc4_swv_vervallen'), '4046|PO2707', 'the old one is in the twin');

# --- the address files -------------------------------------------------------
# windows-1252, CRLF, blanks for a missing value, a header that ends in a blank.
my $schools = gunzipped('duo_03_alle_vestigingen_basisonderwijs_2013.csv.gz');
$result = load(gzip_file("$dir/schools.csv.gz", $schools));
is($result->{code}, 0, 'schools of 2013');
is("$result->{file}{dataset} $result->{file}{encoding}", 'duo-vestigingen-bo windows-1252', 'are recognised, with their encoding');
accounted($result->{file}, $schools, 'schools of 2013');
my @columns = qw(provincie bevoegd_gezag vestiging naam straat huisnummer postcode plaats gemeentenummer gemeente
  denominatie telefoon internet post_straat post_huisnummer post_postcode post_plaats nodaal_gebied_code nodaal_gebied
  rpa_gebied_code rpa_gebied wgr_gebied_code wgr_gebied corop_gebied_code corop_gebied onderwijsgebied_code
  onderwijsgebied rmc_regio_code rmc_regio);

# A line as the table should have it: trimmed, empty is missing.
sub school
{
	my ($encoding, $skip, @cells) = @_;

	@cells = map { s/^ +| +$//gr } @cells;
	splice @cells, $skip, 1;
	$cells[8] =~ s/^0+//;
	return encode('UTF-8', join '|', map { $_ eq '' ? '-' : decode($encoding, $_) } @cells);
}
my (undef, @school) = split /\r\n/, $schools;
is_deeply([ sort split /\n/, psql('SELECT concat_ws(\'|\', ' . join(', ', map { "coalesce($_\::text, '-')" } @columns)
	. ") FROM ref.vestiging WHERE register = 'bo'") ],
	[ sort map { school('cp1252', 2, cells_of($_, ';')) } @school ], 'every cell of every row');
cmp_ok(scalar(grep { /[\x80-\xff]/ } @school), '>', 100, '(which has letters beyond ASCII)');

my $special = gunzipped('duo_09_alle_vestigingen_sbo_so_vso_EXCERPT.csv.gz');
write_file("$dir/special.csv", $special);
$result = load("$dir/special.csv");
is($result->{code}, 0, 'schools for sbo, so and vso');
is($result->{file}{dataset}, 'duo-vestigingen-sbo-so-vso', 'are recognised');
accounted($result->{file}, $special, 'schools for sbo, so and vso');
@columns = ('soort', @columns[0 .. 12], qw(cluster onderwijs), @columns[13 .. 28], 'vakantieregio');
(undef, @school) = split /\r?\n/, $special;
is_deeply([ sort split /\n/, psql('SELECT concat_ws(\'|\', ' . join(', ', map { "coalesce($_\::text, '-')" } @columns)
	. ") FROM ref.vestiging WHERE register = 'sbo-so-vso'") ],
	[ sort map { my ($kind, @rest) = cells_of($_, ';'); "$kind|" . school('UTF-8', 2, @rest) } @school ], 'every cell of every row');
is(psql('SELECT register, count(*) FROM ref.vestiging GROUP BY 1 ORDER BY 1'),
	'bo|' . (() = $schools =~ /\n./g) . "\nsbo-so-vso|30", 'the registers stand side by side');

done_testing();
