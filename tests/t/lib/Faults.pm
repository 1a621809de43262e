# Faults.pm: loads that are cut off, and what must be true afterwards. Used by
# tests/faults.pl (many faults) and by tests/t/150-faults.t (a few).
#
# A scenario is what is loaded, into a database like its template; a fault is a
# kind, a moment (a part of the time that a clean load takes) and a number of
# retries. Server and loader are those of tests/run; PASSEND_CLUSTER is the
# server's directory.
package Faults;

use strict;
use warnings;

use Carp qw(croak);
use Exporter 'import';
use IO::Select;
use IO::Socket::UNIX;
use List::Util qw(min);
use Loader;
use Passend;
use POSIX ();
use Time::HiRes qw(sleep time);

our @EXPORT = qw(scenarios fault_kinds inject prepare content proxied wait_server);

my $loader = $ENV{PASSEND} // 'passend';
my $dir = temp_dir();
my $serial = 0;
my $owner = $$;
my $disk;

# --- what is loaded ----------------------------------------------------------

# A file of pupils by postcode: a year's rows, every Nth row bad.
sub postcode_file
{
	my ($path, $rows, $factor, $bad) = @_;
	my @kinds = qw(BO SBO SO VSO);
	my $csv = "INSTELLINGSCODE,VESTIGINGSCODE,TYPE_PO,PEILJAAR,POSTCODE4_DEELNEMER,AANTAL_LEERLINGEN\n";

	for my $year (2021, 2022)
	{
		$csv .= sprintf "%02dAB,%02d,%s,%d,%d,%s\n", $_ / 9000, $_ % 7, $kinds[ $_ % 4 ], $year, 1000 + $_ % 9000,
		  $bad && $_ % $bad == 0 ? 'veel' : $_ * $factor % 50 - 1
		  for 0 .. $rows - 1;
	}
	return write_file($path, $csv);
}

# A directory of municipalities, an address file, and one of 0 bytes.
sub town_directory
{
	my ($path, $change, @towns) = @_;
	my $pc4 = gunzipped('pc4-swv-2015.csv.gz');

	mkdir $path or croak "$path: $!";
	while (my ($name, $csv) = splice @towns, 0, 2)
	{
		write_file("$path/$name", $change ? with_row($csv, 1, LEEFTIJD_4 => 77) : $csv);
	}
	write_file("$path/leeg.csv", '');
	write_file("$path/pc4.csv", $change ? $pc4 =~ s/Amsterdam/Elders/r : $pc4);
	return $path;
}

my $towns_seen = q(SELECT '=' || coalesce(string_agg(gemeente || ':' || n || '/' || h, ' ' ORDER BY gemeente), '') FROM (SELECT gemeente, count(*) AS n,
	sum(hashtextextended(concat_ws('|', vestiging, pc4, leeftijd, aantal), 0)) AS h FROM feit.leerling_po GROUP BY 1) AS t);
my $years_seen = q(SELECT '=' || coalesce(string_agg(schooljaar || ':' || n, ' ' ORDER BY schooljaar), '') FROM (SELECT schooljaar, count(*) AS n
	FROM feit.leerling_vestiging_pc4 GROUP BY 1) AS t);

# What readers may see: for towns each on its own the old or the new rows, for a
# file of years all of the old or all of the new.
sub scenarios
{
	my ($size) = @_;
	my @all = towns();
	my @towns = @all[ 0 .. 2 * $size - 1 ];
	my @few = @all[ 0 .. min(79, $#towns) ];
	my %po = (tables => [qw(feit.leerling_po ref.pc4_swv)], seen => $towns_seen);
	my %pc4 = (tables => ['feit.leerling_vestiging_pc4'], seen => $years_seen, whole => 1);
	my $large = postcode_file("$dir/large.csv", 178_000, 7);
	my $small = town_directory("$dir/small", 0, @towns);
	my $few = town_directory("$dir/few", 0, @few);

	return (
		{ %po, name => 'small files, one job', paths => [$small] },
		{ %po, name => 'small files, three jobs', paths => [$small], jobs => 3 },
		{ %pc4, name => 'a large file, one job', paths => [$large] },
		{ %pc4, name => 'a large file, two jobs', paths => [$large], jobs => 2, spills => 1 },
		{ %pc4, name => 'a large file that replaces', paths => [$large], jobs => 2, spills => 1, base => postcode_file("$dir/old.csv", 20_000, 3) },
		{ %po, name => 'small files that replace', paths => [ town_directory("$dir/changed", 1, @few) ], jobs => 2, base => $few },
		{ %pc4, name => 'a file with rejects', paths => [ postcode_file("$dir/bad.csv", 40_000, 7, 5) ], spills => 1, rejects => 1 },
		{ %po, name => 'an archive', paths => [ zip_file("$dir/towns.zip", @towns) ] },
		{ %po, name => 'idle between files', paths => [ "$few/" . $few[0], "$dir/pipe", "$few/" . $few[2] ], idle => $few[4], jobs => 1 },
	);
}

# The database that a scenario starts from, and what a clean load makes of it.
sub prepare
{
	my ($s) = @_;
	my $started;

	warehouse();
	$s->{template} = $ENV{PGDATABASE};
	if ($s->{base})
	{
		my $result = passend('load', '-q', $s->{base});
		croak "base: $result->{err}" if $result->{code};
	}
	if ($s->{idle})
	{
		POSIX::mkfifo($s->{paths}[1], 0600) or croak "mkfifo: $!";
	}
	$s->{old} = psql($s->{seen});
	in_copy($s, sub {
		my $bytes = psql('SELECT pg_database_size(current_database())');
		$started = time;
		my $handle = start_loader($s);
		feed($s) if $s->{idle};
		my $result = finish($handle);
		$s->{duration} = time - $started;
		croak "$s->{name}: $result->{err}" if $result->{code} != ($s->{rejects} ? 6 : 0);
		$s->{clean} = content($s);
		$s->{amounts} = amounts($s);
		$s->{relations} = relations();
		$s->{new} = psql($s->{seen});
		$s->{growth} = psql('SELECT pg_database_size(current_database())') - $bytes;
	});
}

# Runs code in a copy of the scenario's database, which is dropped.
sub in_copy
{
	my ($s, $code, $tablespace) = @_;
	my $name = 'faults_' . $$ . '_' . $serial++;
	my @value;

	psql(qq{CREATE DATABASE $name TEMPLATE "$s->{template}" } . ($tablespace ? "TABLESPACE $tablespace" : ''), db => 'postgres');
	# else a crash takes back values of sequences that were copied in mid-batch
	psql('CHECKPOINT', db => 'postgres');
	local $ENV{PGDATABASE} = $name;
	@value = eval { $code->() };
	my $problem = $@;
	psql("DROP DATABASE $name WITH (FORCE)", db => 'postgres');
	die $problem if $problem;
	return @value;
}

# --- what is there -----------------------------------------------------------

# Each table with its twin.
sub tables_of
{
	return map { ($_, $_ . '_vervallen') } @{ $_[0]{tables} };
}

# How much there is of what a load leaves.
sub amounts
{
	my ($s) = @_;
	return psql(join ' UNION ALL ', map({ "SELECT '$_', count(*) FROM $_" } tables_of($s), qw(laad.bestand laad.eenheid laad.afkeuring laad.controle)),
		"SELECT 'current', count(*) FROM laad.eenheid WHERE vervangen_op IS NULL ORDER BY 1");
}

# All that a load leaves but for numbers and moments.
sub content
{
	my ($s) = @_;
	my @parts;

	for my $table (tables_of($s))
	{
		my $columns = $s->{columns}{$table} //= psql("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
			WHERE attrelid = '$table'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('bestand_id', 'vervallen_op')");
		push @parts, "SELECT '$table', count(*), sum(hashtextextended(ROW($columns)::text, 0)) FROM $table";
	}
	push @parts, "SELECT 'bestand', count(*), sum(hashtextextended(concat_ws('|', naam, sha256, toestand, dataset, archief, regels, regels_geladen,
		rijen_afgekeurd, feiten, cellen), 0)) FROM laad.bestand";
	push @parts, "SELECT 'eenheid', count(*), sum(hashtextextended(concat_ws('|', naam, doel, sleutel, volledig, e.feiten, vervangen_op IS NULL), 0))
		FROM laad.eenheid e JOIN laad.bestand USING (bestand_id)";
	push @parts, "SELECT 'afkeuring', count(*), sum(hashtextextended(concat_ws('|', naam, regel, kolom, waarde, code, ruw), 0))
		FROM laad.afkeuring JOIN laad.bestand USING (bestand_id)";
	push @parts, "SELECT 'controle', count(*), sum(hashtextextended(concat_ws('|', naam, controle, oordeel, aantal), 0))
		FROM laad.controle JOIN laad.bestand USING (bestand_id)";
	return psql(join(' UNION ALL ', @parts) . ' ORDER BY 1');
}

# The tables of the facts, without the numbers of files.
sub relations
{
	return psql("SELECT string_agg(regexp_replace(relname, '_b[0-9]+', '_b'), ' ' ORDER BY regexp_replace(relname, '_b[0-9]+', '_b'))
		FROM pg_class WHERE relnamespace IN ('feit'::regnamespace, 'ref'::regnamespace) AND relkind IN ('r', 'p')");
}

# Is anything half? In one look: facts, units and rejects against the register.
sub half_loaded
{
	my ($s) = @_;
	my $facts = join ' UNION ALL ', map { "SELECT bestand_id FROM $_" } tables_of($s);

	return psql("SELECT string_agg(format('file %s: %s facts, %s in units, %s rejects; register: %s, %s', bestand_id, f.n, e.n, a.n, b.feiten, b.rijen_afgekeurd), '; ')
		FROM (SELECT bestand_id, count(*) AS n FROM ($facts) AS x GROUP BY 1) AS f
		FULL JOIN (SELECT bestand_id, sum(feiten) AS n FROM laad.eenheid GROUP BY 1) AS e USING (bestand_id)
		FULL JOIN (SELECT bestand_id, count(DISTINCT regel) AS n FROM laad.afkeuring GROUP BY 1) AS a USING (bestand_id)
		FULL JOIN laad.bestand AS b USING (bestand_id)
		WHERE b.naam IS NULL OR coalesce(f.n, 0) <> b.feiten OR coalesce(e.n, 0) <> b.feiten OR coalesce(a.n, 0) <> b.rijen_afgekeurd");
}

# With no loader left: locks, leaves of nobody, and attached ones of no file.
sub left_over
{
	return psql("SELECT concat_ws('; ',
		(SELECT 'advisory locks: ' || count(*) FROM pg_locks WHERE locktype = 'advisory'
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) HAVING count(*) > 0),
		(SELECT 'unknown leaves: ' || string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'feit'::regnamespace AND relkind = 'r'
			AND NOT relispartition AND relname ~ '_b[0-9]+\$' AND 'feit.' || relname NOT IN (SELECT tabel FROM laad.blad)),
		(SELECT 'laad.blad without a table: ' || string_agg(tabel, ' ') FROM laad.blad WHERE to_regclass(tabel) IS NULL),
		(SELECT 'leaves of files that are not registered: ' || string_agg(conrelid::regclass::text, ' ')
			FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
			WHERE conname = 'blad_bestand' AND relispartition
			AND substring(pg_get_constraintdef(pg_constraint.oid) FROM 'bestand_id = ([0-9]+)')::integer NOT IN (SELECT bestand_id FROM laad.bestand)))");
}

# --- the server --------------------------------------------------------------

sub wait_server
{
	for (1 .. 600)
	{
		return 1 if !try_psql('SELECT 1')->{code};
		sleep 0.05;
	}
	croak 'the server does not come back';
}

# Server processes of loaders in this database.
sub backends
{
	my $result = try_psql("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passend'");
	return $result->{code} ? () : split /\n/, $result->{out};
}

sub wait_gone
{
	for (1 .. 400)
	{
		my $result = try_psql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passend'");
		return 1 if !$result->{code} && $result->{out} == 0;
		sleep 0.025;
	}
	return 0;
}

sub restart
{
	my ($mode) = @_;
	my $result = run(project() . '/scripts/cluster', 'restart', $ENV{PASSEND_CLUSTER}, $mode);

	croak "restart: $result->{err}" if $result->{code};
}

# A tablespace of 256 MB; undef where it cannot be made. Once for all faults.
sub small_disk
{
	return $disk if defined $disk;
	my $path = "$dir/disk";
	my $owner = (stat "$ENV{PASSEND_CLUSTER}/data")[4];

	$disk = '';
	mkdir $path;
	return $disk if $> != 0 || run('mount', '-t', 'tmpfs', '-o', 'size=256m', 'passend-faults', $path)->{code};
	chmod 0755, $dir;
	mkdir "$path/space";
	chown $owner, -1, "$path/space";
	psql("CREATE TABLESPACE faults LOCATION '$path/space'", db => 'postgres');
	return $disk = $path;
}

# Not in a child that a signal ended before it had become the loader.
END
{
	if ($disk && $$ == $owner)
	{
		local $?;
		try_psql('DROP TABLESPACE IF EXISTS faults', db => 'postgres');
		run('umount', '-l', $disk);
	}
}

# --- the network -------------------------------------------------------------

# Runs code with PGHOST a socket that passes everything on. A USR1 to the process
# (its number is the argument) cuts all connections; with a pattern the first one
# that sends it is cut, when it has been passed on and before the answer.
sub proxied
{
	my ($pattern, $code) = @_;
	my $place = temp_dir();
	my $port = $ENV{PGPORT} // 5432;
	my $listener = IO::Socket::UNIX->new(Local => "$place/.s.PGSQL.$port", Listen => 20) or croak "socket: $!";
	my $pid = fork() // croak "fork: $!";

	if (!$pid)
	{
		eval { pass_on($listener, "$ENV{PGHOST}/.s.PGSQL.$port", $pattern) };
		POSIX::_exit(0);
	}
	close $listener;
	my @value = eval { local $ENV{PGHOST} = $place; $code->($pid) };
	my $problem = $@;
	kill 'KILL', $pid;
	waitpid $pid, 0;
	die $problem if $problem;
	return @value;
}

# The proxy: sockets, the other end of each, and which are those of clients.
sub pass_on
{
	my ($listener, $server, $pattern) = @_;
	my $p = { select => IO::Select->new($listener), server => $server, pattern => $pattern, other => {}, client => {} };
	my $cut = 0;

	local $SIG{USR1} = sub { $cut = 1 };
	local $SIG{PIPE} = 'IGNORE';
	$SIG{$_} = 'DEFAULT' for qw(INT TERM HUP);
	for (;;)
	{
		if ($cut)
		{
			$cut = 0;
			part($p, $_) for grep { $p->{client}{$_} } $p->{select}->handles;
		}
		$_ == $listener ? join_ends($p, $listener) : pass_bytes($p, $_) for $p->{select}->can_read(0.05);
	}
}

sub join_ends
{
	my ($p, $listener) = @_;
	my $client = $listener->accept or return;
	my $to = IO::Socket::UNIX->new(Peer => $p->{server});

	if (!$to)
	{
		close $client;
		return;
	}
	@{ $p->{other} }{ $client, $to } = ($to, $client);
	@{ $p->{client} }{ $client, $to } = (1, 0);
	$p->{select}->add($client, $to);
}

# The client is gone at once; the server gets to know behind what it has been sent.
sub part
{
	my ($p, $client) = @_;
	my $to = delete $p->{other}{$client};

	$p->{select}->remove($client);
	close $client;
	return if !$to;
	delete $p->{other}{$to};
	shutdown $to, 1;
}

sub pass_bytes
{
	my ($p, $from) = @_;
	my $to = $p->{other}{$from};
	my $got = sysread $from, my $bytes, 65536;

	if (!$got)
	{
		return part($p, $from) if $p->{client}{$from};
		$p->{select}->remove($from);
		part($p, $to) if $to;
		close $from;
		return;
	}
	for (my $at = 0; $to && $at < $got;)
	{
		$at += syswrite($to, $bytes, $got - $at, $at) // $got;
	}
	if ($p->{pattern} && $p->{client}{$from} && $bytes =~ $p->{pattern})
	{
		delete $p->{pattern};
		part($p, $from);
	}
}

# --- a load with a fault -----------------------------------------------------

# Kinds and how often each is drawn.
sub fault_kinds
{
	my ($s) = @_;

	return qw(terminate crash fast immediate) if $s->{idle};
	return (qw(kill kill interrupt stop terminate terminate one crash fast immediate statement lock cut backoff pair),
		$s->{spills} ? qw(temporary) : (), small_disk() ? qw(disk) : ());
}

# Faults after which the loader goes on by itself.
my %heals = map { $_ => 1 } qw(terminate one crash fast immediate cut);

sub start_loader
{
	my ($s, %option) = @_;
	my @before = $option{limit} ? ('sh', '-c', "ulimit -f $option{limit}; exec \"\$@\"", 'sh') : ();

	return start({ env => $option{env} // {} }, @before, $loader, 'load', '-q', '--jobs', $s->{jobs} // 1,
		'--retries', $option{retries} // 5, @{ $s->{paths} });
}

# What the pipe between two files holds.
sub feed
{
	my ($s) = @_;
	my $csv = town($s->{idle} =~ s/ afgeschermd\.csv$//r);

	local $SIG{PIPE} = 'IGNORE';
	local $SIG{ALRM} = sub { die "the loader does not read the pipe\n" };
	alarm 30;
	eval { write_file($s->{paths}[1], $csv) };
	alarm 0;
}

# Readers look all the time: their process group, and what they see in a file.
sub start_readers
{
	my ($s) = @_;
	my $path = "$dir/seen";
	my $pid = fork() // croak "fork: $!";

	write_file("$dir/look.sql", "$s->{seen} \\watch 0.05\n");
	if (!$pid)
	{
		setpgrp;
		$SIG{$_} = 'DEFAULT' for qw(INT TERM HUP);
		exec 'sh', '-c', "while :; do psql -XAtq -f '$dir/look.sql' 2>/dev/null; sleep 0.05; done >'$path'" or POSIX::_exit(127);
	}
	return { pid => $pid, path => $path };
}

# What no reader should have seen.
sub stop_readers
{
	my ($s, $readers) = @_;
	my (%good, %count);

	kill 'KILL', -$readers->{pid};
	waitpid $readers->{pid}, 0;
	for my $line ("$s->{old}\n", "$s->{new}\n")
	{
		$good{$_} = 1 for $s->{whole} ? $line =~ /^=(.*)\n/ : split ' ', $line =~ s/^=//r;
	}
	$count{$_}++ for map { /^=(.*)\n/ ? $s->{whole} ? $1 : split(' ', $1) : () } split /(?<=\n)/, read_file($readers->{path});
	my @bad = grep { !$good{$_} } keys %count;
	return @bad ? ('a reader saw ' . join ', ', @bad[ 0 .. min(3, $#bad) ]) : ();
}

# Waits, 60 seconds at most.
sub finish_in_time
{
	my ($handle) = @_;
	my $limit = time + 60;

	while (time < $limit)
	{
		my $pid = waitpid $handle->{pid}, POSIX::WNOHANG();
		if ($pid == $handle->{pid})
		{
			return { code => $? & 127 ? undef : $? >> 8, signal => $? & 127, map { $_ => read_file($handle->{$_}->filename) } qw(out err) };
		}
		sleep 0.01;
	}
	kill 'KILL', $handle->{pid};
	my $result = finish($handle);
	return { %$result, hangs => 1 };
}

# What is done at the moment; the loader has been started.
my %strike = (
	kill => sub { kill 'KILL', $_[0]{pid} },
	interrupt => sub { kill 'INT', $_[0]{pid} },
	stop => sub { kill 'TERM', $_[0]{pid} },
	terminate => sub { try_psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passend'") },
	one => sub { my @all = backends(); try_psql("SELECT pg_terminate_backend($all[ rand @all ])") if @all },
	crash => sub { my @all = backends(); kill 'KILL', $all[ rand @all ] if @all },
	fast => sub { restart('fast') },
	immediate => sub { restart('immediate') },
	cut => sub { kill 'USR1', $_[1] },
	lock => sub { finish(start({ stdin => "BEGIN; LOCK TABLE laad.eenheid; SELECT pg_sleep(0.3);" }, 'psql', '-XAtq')) },
	backoff => sub {
		try_psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passend'");
		sleep 0.3;
		kill 'INT', $_[0]{pid};
	},
	map { $_ => sub { } } qw(statement temporary disk),
);

# Starts the loader, strikes, waits.
sub strike_load
{
	my ($s, $kind, $moment, $retries, $proxy) = @_;
	my %env = (TMPDIR => "$dir/tmp");
	my %option = (retries => $retries, env => \%env);
	my $wait = $moment * $s->{duration};

	$env{PGOPTIONS} = '-c statement_timeout=' . int(1 + 1000 * $wait / 2) if $kind eq 'statement';
	$env{PGOPTIONS} = '-c lock_timeout=100' if $kind eq 'lock';
	$option{limit} = 1 + int($moment * 4000) if $kind eq 'temporary';
	my $handle = start_loader($s, %option);
	my $second = $kind eq 'pair' ? start_loader($s, env => { TMPDIR => "$dir/tmp" }) : undef;
	if ($s->{idle})
	{
		for (1 .. 400) { last if psql('SELECT count(*) FROM laad.bestand') > 0; sleep 0.01 }
	}
	else
	{
		sleep $wait;
	}
	$strike{ $second ? 'kill' : $kind }->($handle, $proxy);
	feed($s) if $s->{idle};
	my $result = finish_in_time($handle);
	$result->{second} = finish_in_time($second) if $second;
	return $result;
}

# Does the exit code fit the fault? The first connection of a run is not tried again.
sub check_code
{
	my ($s, $kind, $retries, $result) = @_;
	my $code = $result->{code} // "signal $result->{signal}";
	my $done = $s->{rejects} ? 6 : 0;
	my @lines = split /\n/, $result->{err};
	my $began = $result->{err} !~ /no connection: |could not (look for the warehouse|set up the session|clean up after an interrupted load)/;
	my %fits = ($done => 1);

	return "hangs (code $code): $result->{err}" if $result->{hangs};
	$fits{'signal 9'} = 1 if $kind =~ /^(kill|pair)$/;
	$fits{12} = 1 if $kind =~ /^(pair|other)$/;
	@fits{ 130, 'signal 2', 'signal 15' } = (1, 1, 1) if $kind =~ /^(interrupt|stop|backoff)$/;
	$fits{11} = 1 if $kind =~ /^(statement|lock|disk)$/;
	$fits{3} = 1 if $kind eq 'temporary';
	$fits{8} = 1 if ($heals{$kind} || $kind eq 'backoff') && (!$retries || !$began);
	$fits{8} = 1 if $kind eq 'disk' && !$began;
	return "exit code $code: $result->{err}" if !$fits{$code};
	return "not one line each: $result->{err}" if grep { !/^passend: / } @lines;
	return 'code 8 with ' . @lines . " lines: $result->{err}"
	  if $code eq 8 && !$retries && (!@lines || (grep { /^passend: error/ } @lines) > ($s->{jobs} // 1));
	return ();
}

# The same command once more, without a fault.
sub load_again
{
	my ($s, $whole) = @_;
	my $handle = start_loader($s);

	feed($s) if $s->{idle};
	my $result = finish_in_time($handle);
	my $want = $whole ? 12 : $s->{rejects} ? 6 : 0;
	my @problems;

	push @problems, "again: exit code $result->{code}, not $want: $result->{err}" if ($result->{code} // -1) != $want;
	my ($content, $relations) = (content($s), relations());
	push @problems, "again: not as after a clean load:\n$content\nclean:\n$s->{clean}" if $content ne $s->{clean};
	push @problems, "again: tables $relations, clean: $s->{relations}" if $relations ne $s->{relations};
	push @problems, 'again: laad.blad is not empty' if psql('SELECT count(*) FROM laad.blad') > 0;
	return @problems;
}

# A load with a fault, all checks, and the load after it: what is wrong.
sub watch_fault
{
	my ($s, $kind, $moment, $retries, $proxy) = @_;
	my $result = strike_load($s, $kind, $moment, $retries, $proxy);
	my @problems = check_code($s, $kind, $retries, $result);

	$s->{outcome} = $result->{code} // "signal $result->{signal}";
	# nobody can connect to a database on a disk that is full to the last byte
	unlink "$disk/ballast" if $kind eq 'disk';
	wait_server();
	push @problems, map { "half loaded: $_" } grep { $_ ne '' } half_loaded($s);
	push @problems, 'server processes stay behind' if !wait_gone();
	push @problems, grep { $_ ne '' } half_loaded($s), left_over();
	push @problems, 'temporary files stay behind' if glob "$dir/tmp/*";
	my $amounts = amounts($s);
	push @problems, 'exit code ' . $result->{code} . " for a part: $result->{err}\n$amounts\nclean:\n$s->{amounts}"
	  if $amounts ne $s->{amounts} && grep { defined && /^(0|6|12)$/ } $result->{second} ? $result->{second}{code} : $result->{code};
	push @problems, map { "the other loader: $_" } check_code($s, 'other', 5, $result->{second}) if $result->{second};
	return @problems, load_again($s, $amounts eq $s->{amounts});
}

# The same while readers look.
sub watch_read
{
	my ($s, @fault) = @_;
	my $readers = start_readers($s);
	my @problems = eval { watch_fault($s, @fault) };

	push @problems, $@ if $@;
	return @problems, stop_readers($s, $readers);
}

# Fills the disk but for a part of what a load needs.
sub fill_disk
{
	my ($s, $moment) = @_;
	my ($free) = (split ' ', (split /\n/, run('df', '-B1', '--output=avail', $disk)->{out})[1]);
	my $ballast = int($free - $moment * $s->{growth});

	run('fallocate', '-l', $ballast, "$disk/ballast") if $ballast > 0;
}

# One fault in a scenario that is prepared; returns what is wrong, and leaves
# how the loader ended in {outcome}.
sub inject
{
	my ($s, $kind, $moment, $retries) = @_;

	$s->{outcome} = undef;
	mkdir "$dir/tmp";
	unlink "$disk/ballast" if $disk;
	return in_copy($s, sub {
		fill_disk($s, $moment) if $kind eq 'disk';
		return proxied(undef, sub { watch_read($s, $kind, $moment, $retries, $_[0]) }) if $kind eq 'cut';
		return watch_read($s, $kind, $moment, $retries);
	}, $kind eq 'disk' ? 'faults' : undef);
}

1;
