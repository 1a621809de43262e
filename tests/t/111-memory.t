# Memory stays bounded, whatever the size of a file: 64 MB at most. The files
# are synthetic: one real row, repeated with other schools and postcodes.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;
use Time::HiRes qw(sleep time);

plan skip_all => 'memory is measured in /proc' if !-r "/proc/$$/status";

my $dir = temp_dir();
my $limit = 64 * 1024;	# kB
my $town = town('Renswoude');
my ($head) = split /(?<=\n)/, $town;
my ($sparse) = sort { nonzero($a) <=> nonzero($b) } rows_of($town);
my %row = (%$sparse, POSTCODE_LEERLING => '%d', INSTELLINGSCODE => '%02d%s', SOORT_PO => '%s');
my $format = csv_line(@row{ header_of($town) });
my $per_row = nonzero(\%row);

sub nonzero
{
	my ($row) = @_;
	return scalar grep { /^LEEFTIJD/ && $row->{$_} ne '0' } keys %$row;
}

# ROWS rows, of which those whose number is below BAD (of each 1000) are wrong.
sub synthetic
{
	my ($rows, $bad) = @_;
	my $path = "$dir/synthetic.csv";
	my $number = 0;

	open my $file, '>:raw', $path or die "$path: $!";
	print $file $head;
	for my $school (0 .. $rows / 1000 - 1)
	{
		my $letters = ('AA' .. 'ZZ')[ $school / 900 ];
		print $file map { sprintf $format, 1000 * ($school % 9 + 1) + $_, $school / 9 % 100, $letters, $_ < $bad ? 'X' : 'Bo' } 0 .. 999;
	}
	close $file or die "$path: $!";
	return $path;
}

# Runs the loader; adds {peak}, in kB.
sub measured
{
	my ($input, @arguments) = @_;
	my $handle = start('sh', '-c', 'exec "$@" < "$0"', $input, $ENV{PASSEND} // 'passend', 'load', '--json', @arguments);
	my $peak = 0;

	while (open my $status, '<', "/proc/$handle->{pid}/status")
	{
		my ($kilobytes) = join('', <$status>) =~ /^VmHWM:\s*(\d+) kB$/m;
		last if !$kilobytes;	# it has ended
		$peak = $kilobytes;
		sleep 0.01;
	}
	my $result = finish($handle);
	$result->{file} = JSON::PP::decode_json($result->{out})->{files}[0];
	return { %$result, peak => $peak };
}

sub bounded
{
	my ($result, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	cmp_ok($result->{peak}, '>', 1000, "$name: measured");
	cmp_ok($result->{peak}, '<', $limit, "$name: $result->{peak} kB");
}

# --- 300 MB, all of it good --------------------------------------------------
my $rows = 1_200_000;
my $path = synthetic($rows, 0);
cmp_ok(-s $path, '>', 290_000_000, 'a file of about 300 MB');
my $begun = time;
my $result = measured('/dev/null', '--dry-run', $path);
cmp_ok(time - $begun, '<', 40, 'and time grows no faster than the file');
is("$result->{code}|$result->{file}{loaded_rows}|$result->{file}{facts}", join('|', 0, $rows, $rows * $per_row), 'is read');
is($result->{file}{lines}, $rows + 1, 'to its last line');
bounded($result, '300 MB');

# --- 100 MB with rejects, and from standard input ----------------------------
# A load keeps what it refuses until the end, a dry run does not.
$rows = 300_000;
warehouse();
for my $bad (1000, 500)
{
	$path = synthetic($rows, $bad);
	$result = measured('/dev/null', $bad == 1000 ? () : '--dry-run', $path);
	my $rejected = $rows * $bad / 1000;
	is("$result->{code}|$result->{file}{rejected_rows}|$result->{file}{loaded_rows}", join('|', $bad == 1000 ? 7 : 6, $rejected, $rows - $rejected),
		"$bad of 1,000 rows are wrong");
	bounded($result, 'rejects');
}
$result = measured($path, '--dry-run', '-');
is($result->{file}{lines}, $rows + 1, 'standard input');
bounded($result, 'standard input');

# --- into a database ---------------------------------------------------------
warehouse();
$rows = 100_000;
$result = measured('/dev/null', synthetic($rows, 500));
is("$result->{code}|$result->{file}{facts}", '6|' . $rows / 2 * $per_row, 'a load, half of it wrong');
bounded($result, 'a load');
is(psql('SELECT (SELECT count(*) FROM feit.leerling_po), (SELECT count(*) FROM laad.afkeuring), (SELECT count(DISTINCT regel) FROM laad.afkeuring)'),
	join('|', $rows / 2 * $per_row, $rows / 2, $rows / 2), 'every fact and every reject is stored');

# Beyond the keys that are kept a row that may be a double is put off to the end.
psql('TRUNCATE feit.leerling_po, laad.bestand, laad.eenheid, laad.afkeuring, laad.controle');
$rows = 800_000;
$path = synthetic($rows, 0);
open my $file, '>>:raw', $path or die $!;
printf $file $format, 9999, 99, 'ZZ', 'Bo' for 1 .. 2;
close $file or die $!;
$result = measured('/dev/null', $path);
is($result->{code}, 6, 'a row that is there twice, behind 800,000 others');
like($result->{err}, qr/\Apassend: synthetic\.csv: line 800,003: The row has the same key as line 800,002\. \[dubbel\]\n\z/, 'is rejected');
bounded($result, 'many keys');
is("$result->{file}{loaded_rows}|$result->{file}{rejected_rows}|" . psql('SELECT count(*) FROM feit.leerling_po'),
	"800001|1|" . 800_001 * $per_row, 'and no other');

# --- very long rows among short ones -------------------------------------------
# What a long row needed is given back: the rows that wait stay within the same bytes.
mkdir "$dir/datasets";
write_file("$dir/datasets/tekst.json", JSON::PP::encode_json({
	name => 'tekst-synthetisch', title => 'Synthetic texts',
	schema => { fields => [ { name => 'JAAR', type => 'string' }, { name => 'NUMMER', type => 'integer' }, { name => 'TEKST', type => 'string' } ] },
	passend => { target => 'feit.tekst', unit => ['jaar'], partition => 'jaar', columns => [ { name => 'jaar', type => 'schooljaar', fields => ['JAAR'] },
		{ name => 'nummer', type => 'integer', fields => ['NUMMER'] }, { name => 'tekst', type => 'text', fields => ['TEKST'] } ] },
}));
my ($short, $long) = ('kort ' x 20, 'lang ' x 40_000);
my $number = 0;
$path = "$dir/tekst.csv";
open $file, '>:raw', $path or die $!;
print $file "JAAR;NUMMER;TEKST\n";
for my $part ([ 250_000, $short ], [ 1_000, $long ], [ 250_000, $short ])
{
	my ($count, $text) = @$part;
	print $file map { $number++; sprintf "%d-%d;%d;%s\n", 2020 + $number % 4, 2021 + $number % 4, $number, $text } 1 .. $count;
}
close $file or die $!;
for my $jobs (1, 2)
{
	warehouse();
	psql("CREATE TABLE feit.tekst (bestand_id int NOT NULL, jaar schooljaar NOT NULL, nummer int, tekst text) PARTITION BY LIST (jaar);
		SELECT laad.maak_tweeling('feit.tekst', true)");
	$result = measured('/dev/null', '--datasets', "$dir/datasets", '--jobs', $jobs, $path);
	is("$result->{code}|$result->{file}{loaded_rows}", '0|501000', "long rows among short ones, --jobs $jobs") or diag $result->{err};
	bounded($result, "--jobs $jobs");
	is(psql("SELECT count(*), sum(octet_length(tekst)), max(nummer) FROM feit.tekst"), 501_000 . '|' . (500_000 * 99 + 1_000 * 199_999) . '|501000', 'all of it is stored');
}

done_testing();
