# A large file of a size that no registered file has: it is new, and hashed while it
# is loaded. One that is not new, or that changes meanwhile, is found out in time.
use strict;
use warnings;

use Digest::SHA qw(sha256_hex);
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $loader = $ENV{PASSEND} // 'passend';
my $table = 'feit.leerling_vestiging_pc4';
my $rows = 360_000;

passend('synth', 'duo-brin6-pc4', '-q', '--rows', $rows, '--seed', 3, '--output', "$dir/groot-synthetisch.csv")->{code} == 0
  or BAIL_OUT('no file');
my $bytes = read_file("$dir/groot-synthetisch.csv");
cmp_ok(length $bytes, '>=', 8 * 1024 * 1024, 'a large file');

# One that is as large, and another.
my $other = $bytes =~ s/,5\n/,6\n/r;
isnt($other, $bytes, 'another file');
is(length $other, length $bytes, 'of the same size');

sub stored
{
	return psql("SELECT (SELECT count(*) FROM $table), (SELECT count(*) FROM ${table}_vervallen), (SELECT count(*) FROM laad.bestand),
		(SELECT count(*) FROM laad.blad), (SELECT count(*) FROM pg_class WHERE relname ~ '_b[0-9]+\$' AND NOT relispartition AND relnamespace = 'feit'::regnamespace)");
}

# How often numbers were asked for by size, and by content.
sub numbers
{
	return psql("SELECT string_agg(proname || '=' || calls, ' ' ORDER BY proname) FROM pg_proc LEFT JOIN pg_stat_user_functions ON funcid = oid
		WHERE proname IN ('nummer_bestand', 'open_bestand') AND calls > 0");
}

for my $jobs (1, 2)
{
	warehouse();
	my $path = write_file("$dir/een.csv", $bytes);
	my $result = load('--jobs', $jobs, $path);

	is("$result->{code}|$result->{file}{loaded_rows}", "0|$rows", "--jobs $jobs: loaded");
	is($result->{file}{sha256}, sha256_hex($bytes), 'the JSON has its SHA-256');
	is(psql('SELECT sha256, bytes FROM laad.bestand'), sha256_hex($bytes) . '|' . length $bytes, 'and so has the register');
	is(psql("SELECT count(*) FROM $table WHERE bestand_id <> (SELECT bestand_id FROM laad.bestand)"), '0', 'its rows have its number');
	is(stored(), "$rows|0|1|0|0", 'nothing is left over');
	is(load('--jobs', $jobs, write_file("$dir/twee.csv", $bytes))->{code}, 12, 'the same content under another name');
	$result = load('--jobs', $jobs, write_file("$dir/drie.csv", $other));
	is("$result->{code}|$result->{file}{sha256}", '0|' . sha256_hex($other), 'other content of the same size');
	is(stored(), "$rows|$rows|2|0|0", 'replaces it');
	is(load('--jobs', $jobs, $path)->{code}, 12, 'and the first is known, though replaced');
	is(stored(), "$rows|$rows|2|0|0", 'nothing changes by that');
	is(load('--jobs', $jobs, '--again', $path)->{code}, 0, 'unless it is asked for');

	# Refused at the end, as somebody else was first.
	warehouse();
	my $holder = start({ stdin => sprintf "SELECT pg_advisory_lock(hashtextextended('passend %s', 0)); SELECT pg_sleep(60);", sha256_hex($bytes) }, 'psql', '-XAtq');
	ok(wait_for(locks("locktype = 'advisory' AND granted")),
		'the content is locked');
	my @two = map { start($loader, 'load', '--json', '--jobs', $jobs, $path) } 1, 2;
	ok(wait_for(locks("locktype = 'advisory' AND NOT granted HAVING count(*) = 2")), 'two loaders of it come as far as that');
	is(psql("SELECT count(*) FROM $table"), '0', 'and nobody sees a row of it');
	kill 'INT', $holder->{pid};
	finish($holder);
	my @results = map { finish($_) } @two;
	is(join(' ', sort { $a <=> $b } map { $_->{code} } @results), '0 12', 'one loads it, for the other there is nothing new');
	is(join('', map { $_->{err} } @results), '', 'without a word');
	is(join(' ', sort map { JSON::PP::decode_json($_->{out})->{files}[0]{outcome} } @results), 'already loaded loaded', 'as it says');
	is(stored(), "$rows|0|1|0|0", 'its rows are there once, and no table is left over');

	# With an older version there, which the one replaces while the other has all its
	# rows: none waits for the other's tables, or is tried again for that.
	warehouse();
	load(write_file("$dir/ouder.csv", $bytes . "85QZ,00,BO,2024,9999,7\n"));
	@two = map { start($loader, 'load', '--json', '--retries', 0, '--jobs', $jobs, $path) } 1, 2;
	@results = map { finish($_) } @two;
	is(join(' ', sort { $a <=> $b } map { $_->{code} } @results) . join('', map { $_->{err} } @results), '0 12', 'the same of a newer version');
	is(stored(), "$rows|" . ($rows + 1) . '|2|0|0', 'which has replaced the older one, once');

	# Interrupted while it waits there: nothing is left, and the next run loads it.
	warehouse();
	$holder = start({ stdin => sprintf "SELECT pg_advisory_lock(hashtextextended('passend %s', 0)); SELECT pg_sleep(60);", sha256_hex($bytes) }, 'psql', '-XAtq');
	wait_for(locks("locktype = 'advisory' AND granted"));
	my $waiting = start($loader, 'load', '--jobs', $jobs, $path);
	ok(wait_for(locks("locktype = 'advisory' AND NOT granted")), 'a loader waits');
	kill 'INT', $waiting->{pid};
	fails(finish($waiting), 130, 'interrupted', 'Ctrl-C while it waits');
	is(stored(), '0|0|0|0|0', 'nothing is left of it');
	kill 'INT', $holder->{pid};
	finish($holder);
	is(load('--jobs', $jobs, $path)->{code}, 0, 'the same command again loads it');
	is(stored(), "$rows|0|1|0|0", 'once');

	# A file that is written anew, and shorter, when it has been read for the first time.
	warehouse();
	$holder = start({ stdin => 'BEGIN; LOCK TABLE laad.bestand IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60);' }, 'psql', '-XAtq');
	ok(wait_for(locks("relation = 'laad.bestand'::regclass AND mode = 'AccessExclusiveLock' AND granted")), 'the register is locked');
	my $reading = start($loader, 'load', '--json', '--jobs', $jobs, $path);
	ok(wait_for(locks("relation = 'laad.bestand'::regclass AND NOT granted")), 'the loader has seen the size, and waits');
	sleep 1;
	truncate $path, 5_000_000;
	kill 'INT', $holder->{pid};
	finish($holder);
	fails(finish($reading), 3, '"een.csv" was changed while it was being read: it had ' . grouped(length $bytes) . ' bytes and has 5,000,000'
		  . '; load it again when it is complete', 'a file that has become shorter is refused');
	is(stored(), '0|0|0|0|0', 'and nothing of it is kept');
	write_file($path, $bytes);
	is(load('--jobs', $jobs, $path)->{code}, 0, 'when it is complete');
	is(stored(), "$rows|0|1|0|0", 'it is loaded');
}

# Added to when it has been hashed: that is not read, and the next run brings it.
warehouse();
my $path = write_file("$dir/een.csv", $bytes);
psql("CREATE FUNCTION public.traag() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END';
	CREATE TRIGGER traag BEFORE INSERT ON laad.blad FOR EACH ROW EXECUTE FUNCTION public.traag()");
my $holder = start({ stdin => 'SELECT pg_advisory_lock(1); SELECT pg_sleep(60);' }, 'psql', '-XAtq');
wait_for(locks("locktype = 'advisory' AND granted"));
my $loading = start($loader, 'load', '--json', $path);
ok(wait_for(locks("locktype = 'advisory' AND NOT granted")), 'a loader is about to make its first leaf');
sleep 1;
write_file($path, $bytes . "85QZ,00,BO,2024,9999,7\n");
kill 'INT', $holder->{pid};
finish($holder);
my $result = finish($loading);
is("$result->{code}|" . stored(), "0|$rows|0|1|0|0", 'a file that grows when it has been hashed: what it was');
is(psql('SELECT sha256, rijen_geladen FROM laad.bestand'), sha256_hex($bytes) . "|$rows", 'by its register row too');
is(load($path)->{code}, 0, 'the next run');
is(stored(), ($rows + 1) . "|$rows|2|0|0", 'brings the rest');

# --- not hashed before --------------------------------------------------------
warehouse();
psql("ALTER DATABASE " . psql('SELECT current_database()') . " SET track_functions = 'all'");
load(write_file("$dir/een.csv", $bytes));
is(numbers(), 'nummer_bestand=1 open_bestand=1', 'a size that is new: a number, and a look at the end');
load(write_file("$dir/drie.csv", $other));
is(numbers(), 'nummer_bestand=2 open_bestand=2', 'a size that is known: a look at once');
load("$dir/een.csv", write_file("$dir/klein.csv", town('Renswoude')));
is(numbers(), 'nummer_bestand=3 open_bestand=4', 'a small file is looked up at once');

# --- what else its first reading tells ------------------------------------------
# Whether it is UTF-8 is known only at its very end.
my ($header, @addresses) = split /(?<=\n)/, gunzipped('duo_02_alle_vestigingen_vo_EXCERPT.csv.gz');
my $location = 0;
my $many = join '', map { my $n = $location++; $addresses[ $n % @addresses ] =~ tr/\x80-\xff/x/r =~ s/;\d\d[A-Z]{2}/sprintf ';%02d%s%s', $n % 100, map { chr(65 + $_ % 26) } $n \/ 100, $n \/ 2600/er } 0 .. 28_000;
for my $case ([ 'UTF-8', '' ], [ 'UTF-8', "\xc3\xab" ], [ 'windows-1252', "\xeb" ])
{
	my ($encoding, $name) = @$case;
	my $last = $addresses[0] =~ tr/\x80-\xff/x/r;
	my $path = write_file("$dir/adressen.csv", $header . $many . $last =~ s/\s+\z/$name\r\n/r);
	my $dry = dry_run('--max-rejects', '100%', $path);

	cmp_ok(-s $path, '>=', 8 * 1024 * 1024, 'many addresses');
	is($dry->{file}{encoding}, $encoding, 'the last name decides: ' . ($name eq '' ? 'ASCII' : $encoding)) or diag $dry->{err};
	is($dry->{file}{sha256}, sha256_hex(read_file($path)), 'a dry run in JSON has its SHA-256');
}

done_testing();
