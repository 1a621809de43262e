# R, where it is installed, says again what the committed figures of
# tests/oracle/ say. Without R, or one of its packages, a script is skipped: the
# regression tests need the figures only.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use File::Basename qw(basename);
use Passend;
use Test::More;

my $oracle = project() . '/tests/oracle';
my $dir = temp_dir();
my $tolerance = 1e-9;	# relative: what R's own rounding may differ by from machine to machine

run('cp', '-r', $oracle, "$dir/oracle");

sub rows
{
	my ($file) = @_;
	return map { [ split /,/, $_, -1 ] } split /\n/, read_file($file);
}

sub same
{
	my ($got, $want) = @_;
	my $number = qr/^-?\d+(\.\d+)?(e[-+]?\d+)?$/;

	return 1 if $got eq $want;
	return $got =~ $number && $want =~ $number && abs($got - $want) <= $tolerance * (abs($want) || 1);
}

# Cells of two files that differ, and cells that there are.
sub differences
{
	my ($got, $want) = @_;
	my ($wrong, $cells) = (abs(@$got - @$want), 0);

	for my $row (0 .. $#$want)
	{
		for my $cell (0 .. $#{ $want->[$row] })
		{
			$cells++;
			$wrong++ if !same($got->[$row][$cell] // '', $want->[$row][$cell]);
		}
	}
	return ($wrong, $cells);
}

for my $script (sort glob "$dir/oracle/*.R")
{
	my $name = basename($script);
	my ($library) = read_file($script) =~ /suppressMessages\((.*)\)/;

	SKIP:
	{
		skip "$name: R or a package of it is not installed", 1
		  if (run('Rscript', '-e', 'suppressMessages(' . ($library // 'NULL') . ')')->{code} // 1) != 0;
		utime 0, 0, glob "$dir/oracle/*.csv";
		my $result = run('sh', '-c', 'cd "$1" && exec Rscript "$2"', 'sh', "$dir/oracle", $script);
		is($result->{code}, 0, "$name: R agrees, or writes its figures") or diag $result->{out}, $result->{err};
		for my $file (grep { (stat $_)[9] > 0 } glob "$dir/oracle/*.csv")
		{
			my ($wrong, $cells) = differences([ rows($file) ], [ rows("$oracle/" . basename($file)) ]);

			cmp_ok($cells, '>', 100, "$name writes " . basename($file));
			is($wrong, 0, 'as it is committed');
		}
	}
}

done_testing();
