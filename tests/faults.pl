#!/usr/bin/perl
# faults.pl: what `make faults` runs, on the server of tests/run: loads that are cut
# off at random moments. SEED repeats a run, COUNT is the number of faults.
# One line per fault, and at the end "total: PASSED FAILED".
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/t/lib";
use Faults;
use Time::HiRes qw(time);

my $seed = $ENV{SEED} || int(rand 1_000_000);
my $count = $ENV{COUNT} || 216;
my ($passed, $failed) = (0, 0);
my (%tally, %outcome);

$| = 1;
print "seed $seed, $count faults\n";
my @scenarios = scenarios(120);
for my $s (@scenarios)
{
	prepare($s);
	printf "%-28s %.2f s\n", $s->{name}, $s->{duration};
}
srand $seed;
my @plan = map {
	my $s = $scenarios[ $_ % @scenarios ];
	my @kinds = fault_kinds($s);
	[ $s, $kinds[ rand @kinds ], rand(1.1), rand() < 0.3 ? 0 : 5 ];
} 0 .. $count - 1;
for my $i (0 .. $#plan)
{
	my ($s, $kind, $moment, $retries) = @{ $plan[$i] };
	my $begun = time;
	my @problems = eval { inject($s, $kind, $moment, $retries) };

	push @problems, $@ if $@;
	printf "%s %d - %s, %s at %.3f, retries %d: %s (%.1f s)\n", @problems ? 'not ok' : 'ok', $i + 1, $s->{name}, $kind, $moment, $retries,
	  $s->{outcome} // '?', time - $begun;
	print map { s/^/    /gmr . "\n" } @problems;
	@problems ? $failed++ : $passed++;
	$tally{$kind}{ $s->{outcome} // '?' }++;
}
for my $kind (sort keys %tally)
{
	print "$kind: " . join(', ', map { "$tally{$kind}{$_} ended with $_" } sort keys %{ $tally{$kind} }) . "\n";
}
print "no small disk could be made: disk full was not tried\n" if !grep { $_ eq 'disk' } fault_kinds($scenarios[0]);
print "total: $passed $failed\n";
