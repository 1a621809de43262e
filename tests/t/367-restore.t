# pg_dump, and into a new cluster: every report and every view gives what it gave.
# With the roles brought along, and into a cluster that has never seen them.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Cwd qw(getcwd);
use Full;
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
my $from = full_warehouse();
my $cluster = project() . '/scripts/cluster';
my ($second, $owner) = ('', $$);

# The second cluster, gone when the test ends.
END
{
	if ($second ne '' && $$ == $owner)
	{
		local $?;
		run($cluster, 'remove', $second);
	}
}

# What every report, with its example and its defaults, and every view says.
my @calls = report_calls();
my @views = map { $_->[0] } lines_of(q{SELECT oid::regclass FROM pg_class WHERE relnamespace = 'rapport'::regnamespace AND relkind = 'v' ORDER BY 1});
sub told
{
	my (%said, $first);

	for my $what (map({ "rapport.$_->[0]($_->[1])" } @calls), @views)
	{
		my $result = try_psql("SET TimeZone = 'UTC'; SELECT * FROM $what", @_);

		# A report has an order, a view has none.
		$said{$what} = $result->{err} . ($what =~ /\(/ ? $result->{out} : join '', sort map { "$_\n" } split /\n/, $result->{out});
	}
	return \%said;
}

sub same
{
	my ($after, $before, $name) = @_;
	is(join("\n", grep { $after->{$_} ne $before->{$_} } sort keys %$before), '', $name);
}

my $before = told();
is(join(' ', grep { $before->{$_} =~ /^ERROR/ } sort keys %$before), '', 'every report answers');
cmp_ok(scalar(grep { $before->{$_} ne '' } keys %$before), '>=', 0.6 * keys %$before, 'most have something to say');
my $report = passend('report', 'deelname', '--format', 'csv')->{out};
cmp_ok(length $report, '>', 10_000, 'a report of the program');

my $done = run('pg_dump', '-Fc', '-f', "$dir/dump", $from);
is("$done->{code}$done->{err}", '0', 'dumped');
my $roles = run('pg_dumpall', '--roles-only');
is($roles->{code}, 0, 'and the roles');
# The cluster's own superuser is there already.
my $script = join '', map { "$_\n" } grep { /\bpassend_\w+\b/ && !/\bregress_/ } split /\n/, $roles->{out};
like($script, qr/CREATE ROLE passend_dashboard;/, 'which are the five groups');

# --- a new cluster ---------------------------------------------------------------------
my $made = run($cluster, 'scratch');
is($made->{code}, 0, 'a new cluster') or BAIL_OUT($made->{err});
chomp($second = $made->{out});
my $started = run($cluster, 'start', $second, 'test');
is($started->{code}, 0, 'which runs') or diag "$started->{out}$started->{err}";
my %there = run($cluster, 'env', $second)->{out} =~ /^(\w+)=(.*)$/mg;
isnt($there{PGHOST}, $ENV{PGHOST}, 'and is another one');
local @ENV{ keys %there } = values %there;

for my $way ('without roles', 'with roles')
{
	my $to = $way =~ tr/ /_/r;

	psql("CREATE DATABASE $to TEMPLATE template0", db => 'postgres');
	if ($way eq 'with roles')
	{
		# A cluster with roles of its own, as the first restore made them with init.
		psql('DROP DATABASE without_roles', db => 'postgres');
		psql('DROP ROLE passend_lader, passend_analist, passend_onderzoeker, passend_inspecteur, passend_dashboard', db => 'postgres');
		psql($script, db => 'postgres');
	}
	else
	{
		is(psql(q{SELECT count(*) FROM pg_roles WHERE rolname ~ '^passend_'}, db => 'postgres'), '0', "$way: there are none");
	}
	$done = run('pg_restore', '--exit-on-error', $way eq 'without roles' ? '--no-privileges' : (), '-d', $to, "$dir/dump");
	is("$done->{code}$done->{err}", '0', "$way: restored");
	local $ENV{PGDATABASE} = $to;
	same(told(), $before, "$way: every report and every view as it was");
	is(passend('report', 'deelname', '--format', 'csv')->{out}, $report, "$way: the program's report too");
	my $init = passend('init');
	is($init->{code}, 0, "$way: init") or diag $init->{err};
	like($init->{out}, qr/: 0 applied/, "$way: has nothing to apply");
	# init made the roles where they were missing, and gave them their rights.
	psql("CREATE ROLE regress_${_}_$to LOGIN IN ROLE passend_$_") for qw(inspecteur dashboard);
	same(told(user => "regress_inspecteur_$to"), $before, "$way: an inspector gets the same");
	is(join(' ', grep { try_psql("SELECT * FROM $_", user => "regress_dashboard_$to")->{err} ne '' } @views), '', "$way: a dashboard reads every view");
	like(try_psql("SELECT * FROM rapport.deelname()", user => "regress_dashboard_$to")->{err}, qr/permission denied/, "$way: and no report");
	psql("DROP ROLE regress_${_}_$to") for qw(inspecteur dashboard);
}

done_testing();
