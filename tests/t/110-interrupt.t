# Loads that are killed, interrupted or cut off, and loads at the same time:
# nothing half, nothing twice.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA qw(sha256_hex);
use JSON::PP ();
use List::Util qw(sum0);
use Loader;
use Passend;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);

my $dir = temp_dir();
my $loader = $ENV{PASSEND} // 'passend';
my $result;

# A synthetic file: a real row, repeated with other schools and postcodes.
sub large
{
	my ($name, $rows) = @_;
	my $town = town('Ameland');
	my %row = (%{ (rows_of($town))[0] }, INSTELLINGSCODE => '%02dAA', POSTCODE_LEERLING => '%d');
	my $format = csv_line(@row{ header_of($town) });

	return write_file("$dir/$name", join '', (split /(?<=\n)/, $town)[0],
		map { sprintf $format, 1000 + $_ % 9000, $_ / 9000 } 0 .. $rows - 1);
}

# How many facts and files there are, in one look.
sub state
{
	return psql('SELECT (SELECT count(*) FROM feit.leerling_po), (SELECT count(*) FROM laad.bestand),
		(SELECT count(*) FROM laad.eenheid), (SELECT count(*) FROM laad.afkeuring)');
}

# A trigger makes loading slow, so that what is to come comes in the middle.
sub slow
{
	psql("CREATE FUNCTION public.traag() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END';
		CREATE TRIGGER traag BEFORE INSERT ON " . psql("SELECT laad.maak_partitie('feit.leerling_po', '2024')") . "
		FOR EACH ROW WHEN (NEW.pc4 % 100 = 0) EXECUTE FUNCTION public.traag()");
}

sub fast
{
	psql('DROP FUNCTION public.traag CASCADE');
}
my $sending = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passend' AND query LIKE 'COPY%'";
my $gone = "SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passend')";

my $rows = 30_000;
my $path = large('large-synthetic.csv', $rows);
my $facts = $rows * @{ figures_of(join '', (split /(?<=\n)/, read_file($path))[0, 1])->{facts} };

# --- a clean load, to compare with -------------------------------------------
warehouse();
my $begun = time;
$result = load($path);
my $duration = time - $begun;
is($result->{code}, 0, 'a large file');
is($result->{file}{loaded_rows}, $rows, 'of many rows');
is($result->{file}{facts}, $facts, 'and facts');
my $sums = 'SELECT count(*), sum(aantal), sum(hashtextextended(concat_ws(\'|\', vestiging, soort_po, teldatum, gemeente, pc4, leeftijd, aantal), 0)) FROM feit.leerling_po';
my $clean = psql($sums);

# --- kill -9 -----------------------------------------------------------------
warehouse();
srand 20241001;
my $killed = 0;
for my $moment (map { $duration * ($_ + rand) / 6 } 0 .. 4)
{
	psql('TRUNCATE feit.leerling_po, laad.bestand, laad.eenheid, laad.afkeuring, laad.controle');
	my $handle = start($loader, 'load', $path);
	sleep $moment;
	kill 'KILL', $handle->{pid};
	$result = finish($handle);
	next if !$result->{signal};
	$killed++;
	ok(wait_for($gone), 'the server notices');
	like(state(), qr/^(0\|0\|0|$facts\|1\|1)\|0$/, sprintf 'killed after %.2f s: nothing, or all of it', $moment);
}
cmp_ok($killed, '>=', 2, 'it was killed in the middle');
warehouse();
slow();
my $handle = start($loader, 'load', $path);
ok(wait_for($sending), 'and once more while it sends rows');
kill 'KILL', $handle->{pid};
is(finish($handle)->{signal}, 9, 'killed');
fast();
$result = load($path);
is($result->{code}, 0, 'loaded again, at once');
is(psql($sums), $clean, 'it is as after a clean load');
is(psql('SELECT count(*) FROM laad.bestand'), '1', 'in the register once');

# --- Ctrl-C and SIGTERM ------------------------------------------------------
for my $signal (qw(INT TERM))
{
	warehouse();
	load(write_file("$dir/v.csv", town('Vlieland') =~ s/2024/2022/gr));
	my $before = state();
	slow();
	$handle = start($loader, 'load', '--json', "$dir/v.csv", $path, "$dir/nosuch.csv");
	ok(wait_for($sending), 'rows are being sent');
	$begun = time;
	kill $signal, $handle->{pid};
	$result = finish($handle);
	fails($result, 130, 'interrupted; the file that was being loaded has been rolled back, run the same command to go on', "SIG$signal");
	cmp_ok(time - $begun, '<', 5, 'at once');
	is(JSON::PP::decode_json($result->{out})->{summary}{exit_code}, 130, 'also in JSON');
	fast();
	is(state(), $before, 'nothing of the file is kept, what was there stays');
}
is(load($path)->{code}, 0, 'the same command again');
is(psql("$sums WHERE teldatum = '2024-10-01'"), $clean, 'goes on');

# In a dry run, and while reading standard input.
pipe my $read, my $write or die $!;
for my $arguments ([ '--dry-run', '/dev/stdin' ], [ '--dry-run', '-' ])
{
	my $pid = fork() // die $!;
	if (!$pid)
	{
		open STDIN, '<&', $read;
		open STDERR, '>', "$dir/err";
		open STDOUT, '>', '/dev/null';
		$SIG{INT} = 'DEFAULT';
		exec $loader, 'load', @$arguments or POSIX::_exit(127);
	}
	sleep 0.3;
	kill 'INT', $pid;
	waitpid $pid, 0;
	is($? >> 8, 130, "SIGINT: @$arguments");
	like(read_file("$dir/err"), qr/\Apassend: error: interrupted[^\n]*\n\z/, 'one line');
}

# While it waits for another loader of the same file.
warehouse();
my $sha = sha256_hex(read_file($path));
my $holder = start({ stdin => "BEGIN; SELECT laad.open_bestand('$sha', 'x', NULL, '{}'); SELECT pg_sleep(60);" }, 'psql', '-XAtq');
ok(wait_for(locks("locktype = 'advisory' AND granted")), 'someone else has the file');
$handle = start($loader, 'load', $path);
ok(wait_for(locks("locktype = 'advisory' AND NOT granted")), 'the loader waits');
kill 'INT', $handle->{pid};
fails(finish($handle), 130, 'interrupted', 'SIGINT while it waits');
kill 'INT', $holder->{pid};
finish($holder);

# --- the server goes ---------------------------------------------------------
slow();
$handle = start($loader, 'load', '--retries', '0', $path, "$dir/v.csv");
ok(wait_for("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
	AND application_name = 'passend' AND query LIKE 'COPY%'"), 'the server ends the session in the middle');
fails(finish($handle), 8, 'large-synthetic\.csv: could not .* Nothing of this file was kept; run the command again\.', 'a session that is ended');
ok(wait_for($gone), 'it is gone');
fast();
is(state(), '0|0|0|0', 'nothing is kept');
is(load($path)->{code}, 0, 'the command again');
is(psql($sums), $clean, 'loads it');

# --- an archive, killed in the middle ----------------------------------------
warehouse();
slow();
$handle = start($loader, 'load', pupils_zip());
ok(wait_for('SELECT 1 FROM laad.bestand HAVING count(*) > 5'), 'some members are loaded');
kill 'KILL', $handle->{pid};
is(finish($handle)->{signal}, 9, 'killed');
ok(wait_for($gone), 'the server notices');
fast();
my $done = psql("SELECT count(*) FROM laad.bestand WHERE toestand = 'geladen'");
cmp_ok($done, '<', 341, 'not all of them');
is(psql('SELECT count(*) FROM feit.leerling_po'), psql('SELECT sum(feiten) FROM laad.bestand'), 'those that are there are whole');
$result = load(pupils_zip());
is("$result->{code}|" . join('|', @{ $result->{json}{summary} }{qw(loaded already_loaded)}), '0|' . (341 - $done) . "|$done", 'the rest is loaded');
my $national = psql($sums);
is((split /\|/, $national)[1], (1_248_779 + 23_968 + 28_146 + 31_444) . '..' . (1_800_218 + 76_930 + 109_845 + 120_583), 'then all is there, once');

# --- two at once -------------------------------------------------------------
warehouse();
my @results = map { finish($_) } map { start($loader, 'load', '--json', pupils_zip()) } 1, 2;
is(join('|', map { "$_->{code}$_->{err}" } @results), '0|0', 'two loaders of the same zip');
is(psql($sums), $national, 'load everything once');
is(psql("SELECT count(*), count(DISTINCT sha256) FROM laad.bestand WHERE toestand = 'geladen'"), '341|341', 'each member once');
is(sum0(map { JSON::PP::decode_json($_->{out})->{summary}{loaded} } @results), 341, 'between them');
is(psql("SELECT count(*) FROM pg_index WHERE indrelid = 'feit.leerling_po_2024_2025'::regclass"), '1', 'and make one index');

# Versions of the same municipality, all at once.
my @versions = map { with_row(town('Ameland'), 1, LEEFTIJD_4 => 10 + $_) } 1 .. 6;
write_file("$dir/version$_.csv", $versions[ $_ - 1 ]) for 1 .. 6;
for my $round (1 .. 3)
{
	warehouse();
	@results = map { finish($_) } map { start($loader, 'load', '-q', "$dir/version$_.csv") } 1 .. 6;
	is(join('', map { "$_->{code}$_->{err}" } @results), '000000', 'six versions of one municipality at once');
	is(psql('SELECT count(*), count(*) FILTER (WHERE vervangen_op IS NULL) FROM laad.eenheid'), '6|1', 'one of them is current');
	my $current = psql("SELECT substr(naam, 8, 1) FROM laad.bestand JOIN laad.eenheid USING (bestand_id) WHERE vervangen_op IS NULL");
	is_deeply(stored_facts(), facts_of($versions[ $current - 1 ]), 'whole');
	is_deeply(stored_facts('true', 'feit.leerling_po_vervallen'),
		facts_of(map { $versions[ $_ - 1 ] } grep { $_ != $current } 1 .. 6), 'the others are in the twin');
}

# Several new partitions each, in opposite order.
warehouse();
my @sessions = map { start({ stdin => "BEGIN; SELECT laad.maak_partitie('feit.leerling_po', '$_->[0]'); SELECT pg_sleep(0.5);
	SELECT laad.maak_partitie('feit.leerling_po', '$_->[1]'); COMMIT;" }, 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1') } [ 2001, 2002 ], [ 2002, 2001 ];
is(join('', map { my $r = finish($_); "$r->{code}$r->{err}" } @sessions), '00', 'two that make the same partitions do not wait for each other');
my ($head, $line) = split /(?<=\n)/, town('Vlieland');
my @files = map { my $i = $_; write_file("$dir/years$i.csv", join '', $head, map { $line =~ s/"2024/"$_/r =~ s/"0096"/"$i"/r } $i % 2 ? 2003 .. 2020 : reverse 2003 .. 2020) } 1 .. 4;
@results = map { finish($_) } map { start($loader, 'load', '-q', $_) } @files;
is(join('', map { "$_->{code}$_->{err}" } @results), '0000', 'four loaders of 18 school years');
is_deeply(stored_facts(), facts_of(map { read_file($_) } @files), 'all of it is stored');
is(psql("SELECT count(*), count(*) FILTER (WHERE indexen = 1) FROM (SELECT count(indexrelid) AS indexen FROM pg_partition_tree('feit.leerling_po')
	LEFT JOIN pg_index ON indrelid = relid WHERE isleaf AND relid::text > 'feit.leerling_po_2003' GROUP BY relid) AS t"), '18|18', 'each partition has one index');

done_testing();
