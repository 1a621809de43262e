# Options of load, and wrong usage of every command.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $good = town('Renswoude');
my $result;

# --- wrong usage: exit code 2, one line --------------------------------------
# It is found before anything else: there is no server here, and no file.
my %nowhere = (env => { PGHOST => '/nonexistent' });
my $command = 'init, load, status, rejects, mend, prune, datasets, report, synth, completion, help';
my $help = sub { qr/; see "passend \Q$_[0]\E --help"$/ };

for ([ qr/which command\? $command; see "passend --help"/ ],
	[ qr/unknown command "nosuch"; see "passend --help"/, 'nosuch' ],
	[ qr/unknown command "lood"; did you mean "load"\?/, 'lood', 'x.csv' ],
	[ qr/unknown command "nosuch"/, 'help', 'nosuch' ],
	[ qr/load what\? Give a file, a directory, an archive or "-"/, 'load' ],
	(map { [ qr/unknown option "--nosuch"; see "passend $_ --help"/, $_, '--nosuch' ] } qw(init load status rejects mend prune datasets synth completion help)),
	[ qr/which report\? "passend report" lists them/, 'report', '--nosuch' ], [ qr/unknown option "-x"; see "passend report --help"/, 'report', 'deelname', '-x' ],
	[ qr/unknown option "-x"; see "passend load --help"/, 'load', 'x.csv', '-x' ],
	[ qr/unknown option "-q"; see "passend init --help"/, 'init', '-q' ],
	[ qr/unknown option "--file"/, 'load', '--file', 'x', 'x.csv' ],
	[ qr/unknown option "--json=1"/, 'load', '--json=1', 'x.csv' ],
	(map { [ qr/option "$_" needs a value; see "passend load --help"/, 'load', 'x.csv', $_ ] }
		qw(-d --dbname --max-rejects --status --set --mask --dataset --encoding --delimiter --jobs --retries --datasets)),
	(map { [ qr/option "$_" needs a value; see "passend report --help"/, 'report', 'deelname', $_ ] }
		qw(-d --dbname --format)),
	(map { [ qr/unexpected argument "extra"; see "passend $_ --help"/, $_, 'extra' ] } qw(init status rejects prune)),
	(map { [ qr/unexpected argument "b"/, $_, 'a', 'b' ] } qw(datasets report synth completion help)),
	(map { [ qr/--max-rejects: "\Q$_\E" is neither a number of rows nor a percentage such as 1%/, 'load', "--max-rejects=$_", 'x.csv' ] }
		'', 'x', '-1', '1.5', '101%', '-1%', '%', '5 rows', 'nan', 'inf%'),
	[ qr/--status: "concept" is neither voorlopig nor definitief/, 'load', '--status', 'concept', 'x.csv' ],
	[ qr/--encoding: "latin1" is neither UTF-8 nor windows-1252/, 'load', '--encoding', 'latin1', 'x.csv' ],
	(map { [ qr/--delimiter: "$_" is none of ; , | tab/, 'load', '--delimiter', $_, 'x.csv' ] } ':', ';;', ''),
	[ qr/--set: "geldig_vanaf" is not of the form name=value/, 'load', '--set', 'geldig_vanaf', 'x.csv' ],
	[ qr/--set: no dataset has an option "nosuch"; "passend datasets NAME" shows those it has/, 'load', '--set', 'nosuch=1', 'x.csv' ],
	(map { [ qr/--set: "$_" of "geldig_vanaf" is no date: It is not a day written as YYYY-MM-DD\./, 'load', '--set', "geldig_vanaf=$_", 'x.csv' ] }
		'31-12-2015', '2015-02-30', '', 'x'),
	[ qr/format "xml" is none of table, csv, json/, 'status', '--format', 'xml' ],
	[ qr/there is no dataset "nosuch"; there are: (\S+, )*duo-leerlingen-po-postcode-leeftijd, /, 'datasets', 'nosuch' ])
{
	my ($pattern, @arguments) = @$_;
	fails(passend(\%nowhere, @arguments), 2, $pattern, "passend @arguments");
}

# --- help --------------------------------------------------------------------
for my $name (qw(init load status rejects mend prune datasets report synth completion help))
{
	$result = passend(\%nowhere, $name, '--help');
	is("$result->{code}$result->{err}", '0', "passend $name --help");
	like($result->{out}, qr/^Usage: passend $name \[OPTION\.\.\.\].*^Exit codes: 0 done.* 130 interrupted\.$/ms, 'tells usage and exit codes');
	is(passend(\%nowhere, 'help', $name)->{out}, $result->{out}, "passend help $name is the same");
	like(passend(\%nowhere, '--help')->{out}, qr/^  $name +/m, 'and the command is in the list');
	# Each option that it lists is one that it takes: what is wrong is the value, or nothing.
	for my $option ($result->{out} =~ /^  .. (--[a-z-]+)/mg)
	{
		unlike(passend(\%nowhere, $name, $option, '--help')->{err}, qr/unknown option/, "passend $name takes $option");
	}
}
like(passend(\%nowhere, '--version')->{out}, qr/^passend \d+\.\d+\.\d+\n\z/, 'passend --version');

# --- limits to rejects -------------------------------------------------------
warehouse();

# Of 100 rows the first BAD are wrong.
sub hundred
{
	my ($bad) = @_;
	my ($head, $row) = split /(?<=\n)/, $good;
	return write_file("$dir/hundred.csv", $head . join '', map { my $kind = $_ <= $bad ? 'Xx' : 'Bo';
		$row =~ s/^((?:"[^"]*";){3})"\d+"/$1"${\($_ + 1000)}"/r =~ s/"Bo"/"$kind"/r } 1 .. 100);
}

for ([ 0, '0', 0 ], [ 1, '0', 7 ], [ 5, '5', 6 ], [ 6, '5', 7 ], [ 0, '0%', 0 ], [ 1, '0%', 7 ],
	[ 5, '5%', 6 ], [ 6, '5%', 7 ], [ 6, '5.9%', 7 ], [ 6, '6.1%', 6 ], [ 99, '100%', 6 ], [ 99, '1000', 6 ])
{
	my ($bad, $limit, $code) = @$_;
	$result = dry_run('--max-rejects', $limit, hundred($bad));
	is($result->{code}, $code, "$bad of 100 rows are wrong, --max-rejects $limit");
	is($result->{file}{outcome}, $code == 7 ? 'refused' : 'checked', 'and so it is told');
	my $sum = 0;
	$sum += $result->{file}{"${_}_lines"} for qw(header blank loaded rejected);
	is($result->{file}{lines}, $sum, 'lines that were read are accounted for');
}
$result = load('--max-rejects', '5', hundred(6));
is($result->{code}, 7, 'more rejects than allowed');
my @lines = split /\n/, $result->{err};
is(scalar(grep { /^passend: hundred\.csv: line \d+, column "SOORT_PO"/ } @lines), 5, 'the first five are shown');
is($lines[-1], 'passend: error: hundred.csv: refused: 6 rows rejected, more than --max-rejects allows; nothing of it is loaded',
	'and why nothing is loaded');
unlike($result->{err}, qr/passend rejects/, 'without a hint at what is not stored');
is(psql('SELECT (SELECT count(*) FROM laad.bestand), (SELECT count(*) FROM laad.afkeuring), (SELECT count(*) FROM feit.leerling_po)'),
	'0|0|0', 'nothing is');
is(load('--max-rejects', '5%', hundred(6), write_file("$dir/good.csv", $good))->{code}, 7, 'another file of the same run');
is(psql('SELECT naam FROM laad.bestand'), 'good.csv', 'is loaded');

for my $bad (100, 1)
{
	write_file("$dir/all.csv", read_file(hundred(100)) =~ s/\A((?:[^\n]*\n){${\($bad + 1)}}).*/$1/sr);
	$result = load("$dir/all.csv");
	is($result->{code}, 7, "every row is wrong: $bad");
	accounted($result->{file}, read_file("$dir/all.csv"), 'every row is wrong');
	like($result->{err}, qr/^passend: error: all\.csv: refused: all $bad rows were rejected; nothing of it is loaded$/m, 'nothing is loaded');
}
is(psql('SELECT count(*) FROM laad.bestand'), '1', 'nor registered');

# --- dry run -----------------------------------------------------------------
my @figures = qw(sha256 bytes encoding dataset lines header_lines blank_lines loaded_lines rejected_lines loaded_rows
  rejected_rows facts cells masked_cells);
warehouse();
my @files = (hundred(3), write_file("$dir/blank.csv", $good =~ s/\n/\r\n\r\n/gr),
	zip_file("$dir/two.zip", map { ("$_.csv" => town($_)) } qw(Vlieland Ameland)));
my $dry = dry_run('--max-rejects', '10%', @files);
my $wet = load('--max-rejects', '10%', @files);
is($dry->{code}, 6, 'a dry run, without a server');
is($wet->{code}, 6, 'ends as the real one does');
is($dry->{err}, $wet->{err}, 'with the same messages');
is_deeply([ map { [ @$_{@figures} ] } @{ $dry->{json}{files} } ], [ map { [ @$_{@figures} ] } @{ $wet->{json}{files} } ],
	'and the same figures');
is($dry->{json}{summary}{$_}, $wet->{json}{summary}{$_}, "summary: $_")
  for grep { /_lines|_rows|lines|facts|cells|bytes/ } sort keys %{ $dry->{json}{summary} };
is(psql('SELECT count(*) FROM laad.bestand'), '4', 'only the real one is registered');

# JSON, register and words have the same figures.
for my $file (@{ $wet->{json}{files} })
{
	my $row = register($file->{file});
	is(join('|', @$file{@figures}), join('|', @$row{qw(sha256 bytes codering dataset regels regels_kop regels_leeg regels_geladen
		regels_afgekeurd rijen_geladen rijen_afgekeurd feiten cellen cellen_gemaskeerd)}), "$file->{file}: JSON and register agree");
}
my %sum;
for my $file (@{ $wet->{json}{files} })
{
	$sum{$_} += $file->{$_} for grep { /lines|rows|facts|cells|bytes/ } keys %$file;
}
is($wet->{json}{summary}{$_}, $sum{$_}, "the sum of $_") for sort keys %sum;
warehouse();
my $words = passend('load', '--max-rejects', '10%', @files);
my $s = $wet->{json}{summary};
like($words->{out}, qr/^lines   \Q${\ grouped($s->{lines}) } = $s->{header_lines} header + $s->{blank_lines} blank + ${\ grouped($s->{loaded_lines}) } loaded + $s->{rejected_lines} rejected\E$/m,
	'the lines in words');
like($words->{out}, qr/^rows    \Q${\ grouped($s->{loaded_rows}) } loaded, $s->{rejected_rows} rejected\E$/m, 'the rows in words');
like($words->{out}, qr/^cells   \Q${\ grouped($s->{cells}) }, of which ${\ grouped($s->{masked_cells}) } masked\E$/m, 'the cells in words');
like($words->{out}, qr/^facts   \Q${\ grouped($s->{facts}) }\E$/m, 'the facts in words');
like($words->{out}, qr/^hundred\.csv: loaded: 97 rows, .*, 3 rows REJECTED /m, 'a file with rejects');

# --- quiet -------------------------------------------------------------------
warehouse();
$words = passend('load', '--quiet', @files);
is((split /\n/, $words->{out})[0], 'files   4: 4 loaded, 0 already loaded, 0 empty, 0 refused', '--quiet: only the summary');
like($words->{err}, qr/^passend: hundred\.csv: line 2, column "SOORT_PO", value "Xx": /m, 'and what is wrong');
is(passend('load', '-q', "$dir/nosuch.csv")->{out}, '', 'no summary where nothing was read');

# --- options in other places -------------------------------------------------
my $database = $ENV{PGDATABASE};
{
	local $ENV{PGDATABASE} = 'postgres';
	is(passend('load', "$dir/good.csv", '-d', $database)->{code}, 0, '-d behind the path');
	is(passend('status', "--dbname=host=$ENV{PGHOST} dbname=$database")->{code}, 0, 'a connection string');
}
is(passend('load', '-q', '--', "$dir/good.csv")->{code}, 12, '-- ends the options, and the file is known by now');

done_testing();
