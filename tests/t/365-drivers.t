# What a dashboard gets: every view of schema rapport through psql, psycopg2, JDBC and
# ODBC, as a member of passend_dashboard, on real data. All rows, all values, and types
# that the driver knows.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use IO::Select;
use IO::Socket::INET;
use IO::Socket::UNIX;
use Passend;
use POSIX ();
use Test::More;
use Warehouse;

my $helpers = project() . '/tests/helpers';
my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';

new_warehouse();
passend('load', '-q', project() . '/data/');	# one excerpt in it lacks a school year
my $user = new_role('IN ROLE passend_dashboard');
my @views = map { $_->[0] } lines_of(q{SELECT oid::regclass FROM pg_class WHERE relnamespace = 'rapport'::regnamespace AND relkind IN ('v', 'm')
	ORDER BY oid::regclass::text COLLATE "C"}, user => $user);
cmp_ok(scalar(@views), '>=', 6, 'there are views');

# --- psql: what the others must see too ----------------------------------------------
my (%type, %expected);
for my $view (@views)
{
	my @columns = lines_of("SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '$view'::regclass AND attnum > 0 ORDER BY attnum",
		user => $user);
	my $counts = 'SELECT ' . join(', ', map { qq{count("$_->[0]")} } @columns) . ", count(*) FROM $view";
	my $result = try_psql($counts, user => $user);
	is($result->{err}, '', "psql: $view") or next;
	chomp $result->{out};
	my @n = split /\|/, $result->{out};

	$expected{$view} = pop @n;
	$expected{"$view|$columns[$_][0]"} = $n[$_] for 0 .. $#columns;
	$type{"$view|$_->[0]"} = $_->[1] for @columns;
}
is(join(' ', grep { !defined $expected{$_} } @views), '', 'all are read');
cmp_ok(scalar(grep { $expected{$_} } @views), '>=', 5, 'most have rows');
my %seen = map { $_ => 1 } values %type;
ok($seen{$_}, "there is a column of type $_") for 'text', 'integer', 'bigint', 'double precision', 'date', 'boolean';

# The name of a type with each driver, and of its values.
my %names = (
	psycopg2 => { text => [ 25, 'str' ], smallint => [ 21, 'int' ], integer => [ 23, 'int' ], bigint => [ 20, 'int' ],
		'double precision' => [ 701, 'float' ], date => [ 1082, 'date' ], boolean => [ 16, 'bool' ] },
	ODBC => { text => [ 'str', 'str' ], smallint => [ 'int', 'int' ], integer => [ 'int', 'int' ], bigint => [ 'int', 'int' ],
		'double precision' => [ 'float', 'float' ], date => [ 'date', 'date' ], boolean => [ 'bool', 'bool' ] },
	JDBC => { text => [ 'text', 'java.lang.String' ], smallint => [ 'int2', 'java.lang.Integer' ], integer => [ 'int4', 'java.lang.Integer' ],
		bigint => [ 'int8', 'java.lang.Long' ], 'double precision' => [ 'float8', 'java.lang.Double' ], date => [ 'date', 'java.sql.Date' ],
		boolean => [ 'bool', 'java.lang.Boolean' ] });

# Runs a reader, and compares what it says of each view with what psql said.
sub reads_the_same
{
	my ($driver, @command) = @_;
	my $result = run({ env => { PGUSER => $user } }, @command);
	my (%rows, @wrong);
	my $columns = 0;

	is($result->{code}, 0, "$driver reads all views") or diag $result->{err};
	for my $line (split /\n/, $result->{out})
	{
		my ($view, $column, $type, $types, $n) = split /\|/, $line, -1;

		if (!defined $type)
		{
			$rows{$view} = $column;
			next;
		}
		my $own = $type{"$view|$column"} // '?';
		my ($name, $value) = @{ $names{$driver}{$own} // [ '?', '?' ] };
		$columns++;
		push @wrong, "$line, not $own ($name, $value) of " . $expected{"$view|$column"}
		  if $type ne $name || $types ne ($n ? $value : '') || $n != $expected{"$view|$column"};
	}
	is(join("\n", @wrong), '', "$driver: every column has its type, and as many values as psql says");
	is($columns, scalar(keys %type), "$driver: all columns");
	is(join(' ', map { "$_=" . ($rows{$_} // '-') } @views), join(' ', map { "$_=$expected{$_}" } @views), "$driver: as many rows as psql");
}

# JDBC speaks TCP only, and this server may have a socket only: lets connections to a
# port of this machine through to it, but those of the dashboard's user only, as the
# socket asks for no password.
sub start_gate
{
	my $listener = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1', Proto => 'tcp') or die "no port: $@\n";
	my $pid = fork() // die "fork: $!\n";

	return ($listener->sockport, $pid) if $pid;
	$SIG{$_} = 'DEFAULT' for qw(INT TERM HUP);
	$SIG{CHLD} = 'IGNORE';
	while (my $client = $listener->accept)
	{
		next if fork();
		my $start = '';
		sysread $client, $start, 10_000;
		my ($name) = $start =~ /\0user\0([^\0]*)\0/;
		POSIX::_exit(1) if length $start < 8 || unpack('N', substr $start, 4, 4) != 196_608 || ($name // '') ne $user;
		my $server = IO::Socket::UNIX->new(Peer => "$ENV{PGHOST}/.s.PGSQL.$ENV{PGPORT}") or POSIX::_exit(1);
		syswrite $server, $start;
		my $both = IO::Select->new($client, $server);
		while (my @ready = $both->can_read(60))
		{
			for my $from (@ready)
			{
				my $to = $from == $client ? $server : $client;
				my $n = sysread $from, my $bytes, 65536;
				POSIX::_exit(0) if !$n;
				for (my $done = 0; $done < $n;)
				{
					$done += syswrite($to, $bytes, $n - $done, $done) || POSIX::_exit(1);
				}
			}
		}
		POSIX::_exit(0);
	}
	POSIX::_exit(0);
}

# --- the drivers ----------------------------------------------------------------------
SKIP:
{
	skip 'psycopg2 is not installed (python3-psycopg2)', 4 if run($python, '-c', 'import psycopg2')->{code};
	reads_the_same('psycopg2', $python, "$helpers/drivers_psycopg2.py", @views);
}
SKIP:
{
	skip 'ODBC is not installed (odbc-postgresql, python3-pyodbc)', 4
	  if run($python, '-c', 'import pyodbc')->{code} || !glob '/usr/lib/*/odbc/psqlodbcw.so';
	reads_the_same('ODBC', $python, "$helpers/drivers_odbc.py", @views);
}
SKIP:
{
	my $jar = '/usr/share/java/postgresql.jar';
	skip 'JDBC is not installed (libpostgresql-jdbc-java)', 6 if !-e $jar;
	skip 'there is no Java compiler (default-jdk-headless)', 6 if run('javac', '-version')->{code};
	skip 'the server is reached over TCP: set PGHOST to its socket', 6 if ($ENV{PGHOST} // '') !~ m{^/};
	my ($port, $gate) = start_gate();
	my $url = "jdbc:postgresql://127.0.0.1:$port/$ENV{PGDATABASE}?sslmode=disable&gssEncMode=disable";

	reads_the_same('JDBC', 'java', '-cp', $jar, "$helpers/DriversJdbc.java", $url, $user, @views);
	my $other = run('java', '-cp', $jar, "$helpers/DriversJdbc.java", $url, $ENV{PGUSER}, 'rapport.bestanden');
	isnt($other->{code}, 0, 'the way in is for the dashboard\'s user only');
	like($other->{err}, qr/I\/O error|EOF|connection/i, 'nobody else gets an answer');
	kill 'TERM', $gate;
	waitpid $gate, 0;
}

done_testing();
