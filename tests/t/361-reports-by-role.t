# Every report and every view of a warehouse with something of everything, as each role:
# who may run reports runs them all, who may read views reads them all.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Full;
use Passend;
use Test::More;
use Warehouse;

full_warehouse();
my %user = map { $_ => new_role("IN ROLE passend_$_") } qw(lader analist onderzoeker inspecteur dashboard);
my @views = map { $_->[0] } lines_of(q{SELECT oid::regclass FROM pg_class WHERE relnamespace = 'rapport'::regnamespace AND relkind = 'v' ORDER BY 1});
my @calls = report_calls();
my %reports = map { $_->[0] => 1 } @calls;

cmp_ok(scalar(@views), '>', 5, 'views');
is(join(' ', sort keys %reports), psql('SELECT string_agg(rapport, \' \' ORDER BY rapport COLLATE "C") FROM ref.rapport'), 'all reports');
my %rows;
for my $view (@views)
{
	for my $who (sort keys %user)
	{
		my $result = try_psql("SELECT count(*) FROM (SELECT * FROM $view OFFSET 0) x", user => $user{$who});
		is($result->{err}, '', "$who reads $view");
		$rows{$view}{ $result->{out} }++;
	}
	is(scalar(keys %{ $rows{$view} }), 1, "all see the same rows in $view");
}
cmp_ok(scalar(grep { !exists $rows{$_}{"0\n"} } @views), '>=', 0.6 * @views, 'most views have rows');

my %answered;
for my $call (@calls)
{
	my ($name, $arguments) = @$call;

	for my $who (qw(inspecteur analist onderzoeker))
	{
		my $result = try_psql("SELECT * FROM rapport.$name($arguments)", user => $user{$who});
		is($result->{err}, '', "$who: rapport.$name($arguments)");
		$answered{$name}++ if $result->{out} ne '';
	}
	for my $who (qw(dashboard lader))
	{
		like(try_psql("SELECT * FROM rapport.$name($arguments)", user => $user{$who})->{err}, qr/permission denied for function/,
			"$who may not: rapport.$name($arguments)");
	}
}
cmp_ok(scalar(keys %answered), '>=', 0.6 * keys %reports, 'most reports have rows');

# The program, as an inspector.
for my $name (sort keys %reports)
{
	my $result = passend({ env => { PGUSER => $user{inspecteur} } }, 'report', $name, '--explain');
	is($result->{code}, 0, "inspecteur: passend report $name --explain") or diag $result->{err};
}

done_testing();
