# Server, warehouse and rights: what misses is told in one line, with an exit
# code of its own.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $path = write_file("$dir/v.csv", town('Vlieland'));
my @readers = (['status'], ['rejects'], ['report', 'deelname'], ['report', 'bestanden']);
my $run_init = 'has no warehouse yet; run "passend init" first';
my $result;

# --- no server, no database --------------------------------------------------
for my $arguments (['init'], ['load', $path], @readers)
{
	fails(passend({ env => { PGHOST => '/nonexistent' } }, @$arguments), 8,
		'no connection: .*No such file or directory.* \(give -d ', "no server: passend @$arguments");
	fails(passend(@$arguments, '-d', 'no_such_database'), 8, 'no connection: .*"no_such_database" does not exist',
		"no database: passend @$arguments");
}
fails(passend('status', '-d', 'nosuch=1'), 8, 'no connection: .*nosuch', 'a connection string that is none');

# --- no warehouse ------------------------------------------------------------
new_database();
for my $arguments (['load', $path], @readers)
{
	$result = passend(@$arguments);
	fails($result, 10, qq{database "$ENV{PGDATABASE}" $run_init}, "no warehouse: passend @$arguments");
	is($result->{out}, '', 'and nothing on stdout');
}

# --- init --------------------------------------------------------------------
my $share = share_directory();
my $files = () = glob "$share/warehouse/*.sql $share/reports/*.sql";
my $most = $files - 1;
$result = passend('init');
is("$result->{code} $result->{err}", '0 ', 'passend init');
like($result->{out}, qr/^applied warehouse\/001-schemas\.sql\n.*^warehouse ready in database "$ENV{PGDATABASE}": $files applied, 0 unchanged$/ms,
	'tells what it did');
$result = passend('init');
is($result->{out}, qq{warehouse ready in database "$ENV{PGDATABASE}": 0 applied, $files unchanged\n}, 'passend init again');
is(load($path)->{code}, 0, 'the warehouse works');
passend('init');
is_deeply(stored_facts(), facts_of(town('Vlieland')), 'init touches no data');

# Another set of files: the program's own, changed.
run('cp', '-r', share_directory(), "$dir/share");
my %other = (env => { PASSEND_SHARE => "$dir/share" });
my $report = read_file("$dir/share/reports/bestanden.sql");
write_file("$dir/share/reports/bestanden.sql", "$report\n-- changed\n");
like(passend(\%other, 'init')->{out}, qr{^applied reports/bestanden\.sql\n.*1 applied, $most unchanged$}ms, 'a changed report is applied again');

my $migration = read_file("$dir/share/warehouse/005-leerling-po.sql");
write_file("$dir/share/warehouse/005-leerling-po.sql", "$migration\n-- changed\n");
fails(passend(\%other, 'init'), 10, 'migration "warehouse/005-leerling-po\.sql" has been applied with another text', 'a changed migration');
write_file("$dir/share/warehouse/005-leerling-po.sql", $migration);
write_file("$dir/share/warehouse/999-broken.sql", "CREATE TABLE laad.half (x int);\nSELECT 1/0;\n");
fails(passend(\%other, 'init'), 11, 'could not apply "warehouse/999-broken\.sql": division by zero \[22012\]', 'a broken migration');
is(psql("SELECT to_regclass('laad.half') IS NULL, count(*) FROM laad.migratie"), "t|$files", 'leaves nothing');
write_file("$dir/share/warehouse/999-broken.sql", "CREATE TABLE laad.heel (x int);\n");
is(passend(\%other, 'init')->{code}, 0, 'a migration more');
fails(passend('init'), 10, 'the warehouse holds "warehouse/999-broken\.sql", applied by passend .*; use the newer program',
	'a warehouse of a newer program');
fails(passend({ env => { PASSEND_SHARE => "$dir/nosuch" } }, 'init'), 3, 'nosuch/warehouse', 'a share directory that is not there');
fails(passend({ env => { PASSEND_SHARE => "$dir/nosuch" } }, 'datasets'), 5, 'nosuch/datasets', 'also without a database');

new_database();
my @init = map { start($ENV{PASSEND} // 'passend', 'init') } 1 .. 3;
is(join(' ', map { my $r = finish($_); "$r->{code}$r->{err}" } @init), '0 0 0', 'three inits at once');
is(psql('SELECT count(*) FROM laad.migratie'), $files, 'apply each migration once');

# --- rights ------------------------------------------------------------------
my @roles = map { "regress_${_}_$$" } qw(nobody lader analist dashboard owner);
my ($nobody, $lader, $analist, $dashboard, $owner) = @roles;
psql("CREATE ROLE $_ LOGIN") for @roles;
psql("GRANT passend_lader TO $lader; GRANT passend_analist TO $analist; GRANT passend_dashboard TO $dashboard");

sub as
{
	my ($role, @arguments) = @_;
	return passend({ env => { PGUSER => $role } }, @arguments);
}
warehouse();
for my $arguments (['load', $path], @readers)
{
	fails(as($nobody, @$arguments), 9, 'permission denied for schema (rapport|laad|ref) \[42501\] Loading needs role passend_lader',
		"a role without rights: passend @$arguments");
}
fails(as($nobody, 'init'), 9, 'permission denied', 'a role without rights: passend init');
fails(as($dashboard, 'load', $path, "$dir/nosuch.csv"), 9, 'could not clean up after an interrupted load: permission denied for schema laad',
	'a dashboard cannot load');
fails(as($analist, 'load', $path), 9, 'could not clean up after an interrupted load: permission denied for function ruim_bladen_op', 'nor can an analyst');
is(psql('SELECT count(*) FROM laad.bestand'), '0', 'nothing is loaded by them');

$result = as($lader, 'load', $path, pupils_zip());
is("$result->{code} $result->{err}", '0 ', 'a loader can, also where the partition is still to be made');
is(psql("SELECT DISTINCT geladen_door FROM laad.bestand"), $lader, 'the register has its name');
is(psql("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'feit.leerling_po_2024_2025'::regclass"),
	$ENV{PGUSER}, 'the partition belongs to the owner of its table');
write_file("$dir/v2.csv", with_row(town('Vlieland'), 1, LEEFTIJD_4 => '11'));
like(as($lader, 'load', "$dir/v2.csv")->{out}, qr/replaces 1 earlier version/, 'a loader can replace');
is(as($lader, 'load', data_file('pc4-swv-2015.csv.gz'))->{code}, 0, 'and fill reference tables');
psql("GRANT passend_lader TO $nobody");
is(as($nobody, 'load', write_file("$dir/a.csv", with_row(town('Ameland'), 1, LEEFTIJD_4 => '11')))->{code}, 0, 'a second loader can too');
for ([ $lader, @readers[0, 1] ], [ $analist, @readers ])
{
	my ($role, @may) = @$_;
	for my $arguments (@may)
	{
		$result = as($role, @$arguments);
		is("$result->{code}$result->{err}", '0', "passend @$arguments: " . $role =~ s/^regress_|_\d+$//gr);
	}
}
fails(as($_->[0], @{ $readers[2] }), 9, $_->[1], "no reports: $_->[0]" =~ s/_\d+$//r)
  for [ $lader, 'permission denied for function (deelname|herkomst)' ], [ $dashboard, 'permission denied for schema ref' ];
fails(as($dashboard, 'rejects'), 9, 'permission denied for schema laad', 'a dashboard does not see rejects');
for my $statement ('DELETE FROM laad.bestand', 'UPDATE feit.leerling_po SET aantal = 1', 'TRUNCATE feit.leerling_po_2024_2025',
	"UPDATE laad.eenheid SET feiten = 0", 'DROP TABLE feit.leerling_po_2024_2025', "SELECT laad.maak_partitie('laad.bestand', '2024')")
{
	like(try_psql($statement, user => $lader)->{err}, qr/permission denied|must be owner|is not a table of schema feit or ref/, "a loader cannot: $statement");
}

# A right that misses only becomes known while rows are sent.
psql("REVOKE INSERT ON feit.leerling_po_2024_2025 FROM passend_lader");
$result = as($lader, 'load', write_file("$dir/s.csv", with_row(town('Schiermonnikoog'), 1, LEEFTIJD_4 => '11')), $path);
fails($result, 9, 's\.csv: could not start loading rows: permission denied for table leerling_po_2024_2025', 'a right on a partition misses');
is(psql("SELECT count(*) FROM laad.bestand WHERE naam IN ('s.csv')"), '0', 'and nothing of the file is kept');

# --- the server refuses rows -------------------------------------------------
warehouse();
psql('ALTER TABLE feit.leerling_po ADD CONSTRAINT niet_op_vlieland CHECK (gemeente <> 96)');
write_file("$dir/a.csv", town('Ameland'));
$result = passend('load', $path, "$dir/a.csv");
fails($result, 11, 'v\.csv: could not load rows: new row for relation "leerling_po_2024_2025" violates check constraint "niet_op_vlieland"; .* \[23514\]',
	'a constraint of the warehouse');
like($result->{out}, qr/^v\.csv: refused\na\.csv: loaded: /m, 'costs that file, not the next');
is_deeply(stored_facts(), facts_of(town('Ameland')), 'which is stored');
is(psql('SELECT naam FROM laad.bestand'), 'a.csv', 'and registered');

# --- an owner who is no superuser --------------------------------------------
new_database();
psql("ALTER DATABASE \"$ENV{PGDATABASE}\" OWNER TO $owner");
$result = as($owner, 'init');
is("$result->{code} $result->{err}", '0 ', 'the owner of a database can make its warehouse');
is(as($owner, 'load', $path)->{code}, 0, 'and load');
is(as($lader, 'load', "$dir/a.csv")->{code}, 0, 'and so can a loader');
is_deeply(stored_facts(), facts_of(town('Vlieland'), town('Ameland')), 'together');

END
{
	local $?;
	if ($owner)
	{
		for my $database (split /\n/, psql("SELECT datname FROM pg_database WHERE datname LIKE 't\\_107\\_%'"))
		{
			psql("DROP DATABASE \"$database\" WITH (FORCE)", db => 'postgres');
		}
		psql('DROP ROLE ' . join(', ', @roles), db => 'postgres');
	}
}

done_testing();
