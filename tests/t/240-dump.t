# The whole database through pg_dump and back: plain SQL and the custom format,
# with the extension in public and in a schema of its own. Reports, rights and
# the register come out the same, and life goes on.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
my $zip = data_file('.zip');
my $postcodes = data_file('pc4-swv');

# A run with rejects, a replaced version and an old partition behind it.
my @made = (pupils('20231001', 363, '1011 00AA00 Bo 8=20 9=<5', '1011 00BB00 So 8=<5'),
	pupils('20231001', 363, '1011 00AA00 Bo 8=21', '1011 00BB00 So 8=x'));
my @extra = map { write_file("$dir/$_.csv", $made[$_]) } 0 .. $#made;

my $public = new_warehouse($postcodes, $zip, $extra[0]);
is(passend('load', $extra[1])->{code}, 6, 'a version with rejects that replaces another');
my $apart = new_database();
psql('CREATE SCHEMA soorten; CREATE EXTENSION passend SCHEMA soorten');
is(passend('init')->{code}, 0, 'init beside an extension in a schema of its own');
load($postcodes, $extra[0]);
is(passend('load', $extra[1])->{code}, 6, 'with a replaced version too');

# All that must survive, as text. Not the oids, nor the order on disk.
sub contents
{
	return join "\n", passend('report', 'deelname', '--format', 'csv')->{out}, passend('report', 'bestanden', '--format', 'csv')->{out},
	  passend('rejects', '--file', '')->{out}, passend('status')->{out}, psql(q{
		SELECT * FROM ref.swv ORDER BY swv;
		SELECT * FROM laad.eenheid ORDER BY eenheid_id;
		SELECT naam, sha256, toegepast_op FROM laad.migratie ORDER BY naam;
		SELECT tableoid::regclass, count(*), sum(hashtext(row(f.*)::text)::bigint) FROM feit.leerling_po f GROUP BY 1 ORDER BY 1;
		SELECT * FROM feit.leerling_po_vervallen ORDER BY vestiging, leeftijd;
		SELECT last_value FROM laad.bestand_bestand_id_seq;
		SELECT c.oid::regclass, c.relacl, pg_get_partkeydef(c.oid), obj_description(c.oid, 'pg_class') FROM pg_class c
		WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') ORDER BY c.oid::regclass::text COLLATE "C";
		SELECT p.oid::regprocedure, p.proacl, p.proconfig, p.prosecdef, p.prosrc FROM pg_proc p
		WHERE pronamespace::regnamespace::text = 'laad' ORDER BY 1::text;
		SELECT nspname, nspacl FROM pg_namespace WHERE nspname IN ('ref', 'feit', 'laad', 'rapport') ORDER BY 1;
		SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
		WHERE connamespace::regnamespace::text IN ('ref', 'feit', 'laad') ORDER BY 1::text, 2;
		SELECT indexdef FROM pg_indexes WHERE schemaname IN ('ref', 'feit', 'laad') ORDER BY 1});
}

# The first lines that are in one of two texts only.
sub difference
{
	my ($got, $expected) = @_;
	my %count;

	$count{$_}++ for split /\n/, $got;
	$count{$_}-- for split /\n/, $expected;
	my @differ = map { $count{$_} > 0 ? "+ $_" : "- $_" } grep { $count{$_} } sort keys %count;
	return join "\n", splice @differ, 0, 20;
}

sub dump_and_restore
{
	my ($from, $format) = @_;
	my $file = "$dir/$from.$format";
	my $done = run('pg_dump', "-F$format", '-f', $file, $from);

	is("$done->{code}$done->{err}", '0', "pg_dump -F$format");
	my $to = new_database('template0');
	$done = $format eq 'p' ? run('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', $file)
	  : run('pg_restore', '--exit-on-error', '-d', $to, $file);
	is("$done->{code}$done->{err}", '0', "restored from -F$format");
	return $to;
}

for my $from ($public, $apart)
{
	my $where = $from eq $public ? 'public' : 'a schema of its own';

	$ENV{PGDATABASE} = $from;
	my $before = contents();
	like($before, qr/\bonvolledig\b/, "there is something to compare, extension in $where");
	for my $format ($from eq $public ? qw(p c) : qw(p))
	{
		my $to = dump_and_restore($from, $format);

		is(difference(contents(), $before), '', "-F$format, extension in $where: all is as it was");
		my $result = passend('init');
		is($result->{code}, 0, 'init of the restored warehouse') or diag $result->{err};
		like($result->{out}, qr/^warehouse ready in database "$to": 0 applied, \d+ unchanged\n\z/, 'applies nothing');
		is(difference(contents(), $before), '', 'and changes nothing');
		$result = passend('load', '-q', $from eq $public ? $zip : $postcodes);
		is($result->{code}, 12, 'the same file again');
		like($result->{out}, $from eq $public ? qr/ 0 loaded, 341 already loaded, 1 empty, 0 refused/ : qr/ 0 loaded, 1 already loaded, 0 empty/,
			'is already loaded');
		is(psql('SELECT count(*) = max(bestand_id) FROM laad.bestand'), 't', 'and is not registered again');
		my $next = write_file("$dir/$to.csv", pupils('20231001', 363, '1011 00AA00 Bo 8=22', '1011 00BB00 So 8=5'));
		load($next);
		is(psql('SELECT bestand_id > (SELECT max(bestand_id) FROM laad.bestand WHERE bestand_id <> b.bestand_id), eenheden_vervangen
			FROM rapport.bestanden b WHERE bestand LIKE \'t_%.csv\''), 't|0', 'a new version loads, under the next number');
		is(psql("SELECT count(*) FILTER (WHERE vervangen_op IS NULL), count(*) FROM laad.eenheid WHERE teldatum = '2023-10-01'"), '1|3',
			'and replaces the last');
		load(write_file("$dir/2030.csv", pupils('20301001', 363, '1011 00AA00 Bo 8=22')));
		is(psql("SELECT teller_onder FROM rapport.deelname_swv WHERE schooljaar = '2030-2031' AND swv = 'PO2707' AND onderwijssoort = 'bo'"),
			'22', 'a new school year too');
	}
}

done_testing();
