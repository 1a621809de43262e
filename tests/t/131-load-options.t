# Options of load that say how to go about it, and what its end tells a
# scheduler: exit code 12 and the summary of --json.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my %nowhere = (env => { PGHOST => '/nonexistent' });
my $file = write_file("$dir/a.csv", town('Renswoude'));
my $result;

# --- wrong values ------------------------------------------------------------
for ((map { [ "--jobs: \"$_\" is not a whole number from 1 to 64", "--jobs=$_" ] } '', '0', '-1', '65', 'x', '1.5', '1e1', ' 1', '99999999999999999999'),
	(map { [ "--retries: \"$_\" is not a whole number from 0 to 100", "--retries=$_" ] } '', '-1', '101', 'x', '2,5'),
	(map { [ "--mask: \"$_\" is not of the form TOKEN=COUNT", "--mask=$_" ] } '', 'x', '1..4'),
	[ '--mask: "x" of "\*" is no count: ', '--mask=*=x' ], [ '--mask: "-1" of "x" is no count: ', '--mask=x=-1' ],
	[ '--mask: "4..1" of "x" is no count: ', '--mask=x=4..1' ], [ '--mask: "x" of "<=4" is no count: ', '--mask=<=4=x' ],
	[ '--mask: "x" is given twice', '--mask=x=1..4', '--mask=x=0' ], [ '--mask: "" is given twice', '--mask==1', '--mask==' ],
	[ 'there is no dataset "nosuch"; there are: (\S+, )*pc4-swv', '--dataset=nosuch' ], [ 'there is no dataset ""; there are: ', '--dataset=' ])
{
	my ($pattern, @options) = @$_;
	fails(passend(\%nowhere, 'load', @options, $file), 2, $pattern, "passend load @options");
}

# --- right ones --------------------------------------------------------------
# (What they do is shown where it is done.)
for ([ '--jobs', '1' ], [ '--jobs=64' ], [ '--retries', '0' ], [ '--retries=100' ], [ '--again' ], [ '--mask', 'x=1..4' ], [ '--mask', '*=<5', '--mask', 'n.v.t.=' ],
	[ '--mask==0' ], [ '--mask', '<=4=0..4' ], [ '--dataset', 'duo-leerlingen-po-postcode-leeftijd' ])
{
	is(dry_run(@$_, $file)->{code}, 0, "passend load @$_");
}

# --- nothing new -------------------------------------------------------------
# Code and outcome of a run, and what it counted.
sub ended
{
	my ($run) = @_;
	my $s = $run->{json}{summary};
	is($s->{exit_code}, $run->{code}, 'the code is in the summary too');
	return "$run->{code} $s->{outcome}: $s->{files} = $s->{loaded} + $s->{already_loaded} + $s->{empty} + $s->{checked} + $s->{refused}";
}
warehouse();
mkdir "$dir/drop" or die $!;
write_file("$dir/drop/a.csv", town('Renswoude'));
is(ended(load("$dir/drop")), '0 loaded: 1 = 1 + 0 + 0 + 0 + 0', 'a drop folder');
is(ended(load("$dir/drop")), '12 nothing new: 1 = 0 + 1 + 0 + 0 + 0', 'again');
is(ended(dry_run("$dir/drop")), '0 checked: 1 = 0 + 0 + 0 + 1 + 0', 'a dry run does not know');
write_file("$dir/drop/b.csv", town('Vlieland'));
is(ended(load("$dir/drop")), '0 loaded: 2 = 1 + 1 + 0 + 0 + 0', 'with a file more');
is(ended(load("$dir/drop", "$dir/drop/a.csv")), '12 nothing new: 3 = 0 + 3 + 0 + 0 + 0', 'known under each path');
is(ended(load("$dir/drop", "$dir/nosuch.csv")), '3 failed: 2 = 0 + 2 + 0 + 0 + 0', 'what fails goes before');
$result = passend('load', "$dir/drop");
is($result->{code}, 12, 'in words');
like($result->{out}, qr/^files   2: 0 loaded, 2 already loaded, 0 empty, 0 refused$/m, 'the summary');
is($result->{err}, '', 'which is no error');
write_file("$dir/drop/c.csv", '');
is(ended(load("$dir/drop")), '0 loaded: 3 = 0 + 2 + 1 + 0 + 0', 'an empty file is new');
is(ended(load("$dir/drop")), '12 nothing new: 3 = 0 + 2 + 1 + 0 + 0', 'once');

# --- rejects, refusals, failures ---------------------------------------------
my $bad = write_file("$dir/bad.csv", with_row(with_row(town('Ameland'), 2, LEEFTIJD_4 => 'x'), 3, SOORT_PO => 'y'));
is(ended(dry_run($bad)), '6 checked with rejects: 1 = 0 + 0 + 0 + 1 + 0', 'rejects in a dry run');
is(ended(load('--max-rejects', '1', $bad)), '7 refused: 1 = 0 + 0 + 0 + 0 + 1', 'too many rejects');
is(ended(load($bad, "$dir/drop")), '6 loaded with rejects: 4 = 1 + 2 + 1 + 0 + 0', 'rejects');
is(ended(load(write_file("$dir/other.csv", "a;b\n1;2\n"))), '5 refused: 1 = 0 + 0 + 0 + 0 + 1', 'an unknown layout');
is(ended(load("$dir/nosuch.csv")), '3 failed: 0 = 0 + 0 + 0 + 0 + 0', 'no file');
$result = load(\%nowhere, $file);
is(ended($result), '8 failed: 0 = 0 + 0 + 0 + 0 + 0', 'no server: JSON all the same');
is($result->{err} =~ tr/\n//, 1, 'and one message');

done_testing();
