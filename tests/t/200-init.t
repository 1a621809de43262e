# passend init: a new warehouse, a second run, changed and broken definitions,
# who may do it, and where the extension may live.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA qw(sha256_hex);
use File::Basename qw(basename);
use Passend;
use Test::More;
use Warehouse;

my $project = project();
my ($version) = read_file("$project/passend.control") =~ /^default_version\s*=\s*'(.*)'/m;
my @definitions = map { s{.*/(\w+/)}{$1}r } glob "'$project/sql/warehouse/'*.sql '$project/sql/reports/'*.sql";
my $count = @definitions;
my $dir = temp_dir();
my @roles = qw(passend_analist passend_dashboard passend_inspecteur passend_lader passend_onderzoeker);

# A copy of what `make install` puts in share/passend, with changes: name =>
# content, undef for a file that is not there.
my $shares = 0;
sub share
{
	my %change = @_;
	my $share = "$dir/share" . $shares++;

	mkdir $_ for $share, map { "$share/$_" } qw(warehouse reports datasets);
	write_file("$share/$_", read_file("$project/sql/$_")) for @definitions;
	write_file("$share/datasets/" . basename($_), read_file($_)) for glob "'$project/etl/datasets/'*.json";
	for my $name (keys %change)
	{
		if (defined $change{$name}) { write_file("$share/$name", $change{$name}) }
		else { unlink "$share/$name" or die "$name: $!" }
	}
	return $share;
}

sub init_with
{
	my ($share, %environment) = @_;
	return passend({ env => { PASSEND_SHARE => $share, %environment } }, 'init');
}

sub sql { return read_file("$project/sql/$_[0]") }

# All that init writes, as one text.
sub state
{
	return psql(q{SELECT m.*, xmin FROM laad.migratie m ORDER BY naam;
		SELECT oid::regclass, relacl FROM pg_class WHERE oid >= 16384 ORDER BY oid;
		SELECT oid::regprocedure, proacl FROM pg_proc WHERE oid >= 16384 ORDER BY oid});
}

# An init that must be refused: with this code, one line, and nothing changed.
sub refused
{
	my ($what, $result, $code, $like) = @_;
	is($result->{code}, $code, "$what: exit code $code");
	ok(one_line($result->{err}), "$what: one line") or diag $result->{err};
	like($result->{err}, $like, "$what: says which");
	is($result->{out}, '', "$what: claims nothing");
}

# --- a new warehouse, and a second run ----------------------------------------
my $main = new_database();
my $result = passend('init');
is($result->{code}, 0, 'init of an empty database');
is($result->{err}, '', 'without a complaint');
is($result->{out}, join('', map({ "applied $_\n" } @definitions),
	"warehouse ready in database \"$main\": $count applied, 0 unchanged\n"), 'all in order: migrations, then reports');
is(psql('SELECT string_agg(naam || sha256 || programma || toegepast_door, E\'\n\' ORDER BY naam DESC) FROM laad.migratie'),
	join("\n", map({ $_ . sha256_hex(sql($_)) . $version . $ENV{PGUSER} } reverse sort @definitions)),
	'recorded with checksum, version and who');
is(psql("SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles
	WHERE rolname LIKE 'passend\\_%' AND NOT rolcanlogin AND NOT rolsuper AND NOT rolcreaterole AND NOT rolbypassrls"),
	"@roles", 'five group roles that cannot log in');

my $before = state();
$result = passend('init');
is($result->{code}, 0, 'a second init');
is($result->{out}, "warehouse ready in database \"$main\": 0 applied, $count unchanged\n", 'applies nothing');
is(state(), $before, 'and changes nothing');

# --- definitions that changed -------------------------------------------------
my $fourth = $definitions[3];
refused('a changed migration', init_with(share(
		$fourth => sql($fourth) . "-- one more line\n",
		'warehouse/000-new.sql' => 'CREATE TABLE ref.new (x int)',
		'reports/deelname.sql' => sql('reports/deelname.sql') . "-- one more line\n")),
	10, qr/migration "\Q$fourth\E" has been applied with another text/);
is(state(), $before, 'a changed migration: nothing is applied, not even what comes before it');

refused('a migration we do not have', init_with(share($fourth => undef)),
	10, qr/"\Q$fourth\E", applied by passend \Q$version\E.*use the newer program/);
is(state(), $before, 'a migration we do not have: nothing is applied');

# Versions are compared as numbers, not as text.
my ($major, $minor) = split /\./, $version;
psql("UPDATE laad.migratie SET programma = '$major." . ($minor + 10) . ".0' WHERE naam = 'reports/deelname.sql'");
refused('a newer report', passend('init'), 10,
	qr{"reports/deelname.sql", applied by passend $major\.@{[$minor + 10]}\.0; this is passend \Q$version\E});
psql("UPDATE laad.migratie SET programma = '$major.0.9' WHERE naam = 'reports/deelname.sql'");
is(passend('init')->{code}, 0, 'an older report is no problem');

my $changed = sql('reports/bestanden.sql') =~ s/(COMMENT ON VIEW rapport.bestanden IS ')/$1Anders: /r;
$result = init_with(share('reports/bestanden.sql' => $changed));
is($result->{out}, "applied reports/bestanden.sql\nwarehouse ready in database \"$main\": 1 applied, @{[$count - 1]} unchanged\n",
	'a changed report is applied again, and alone');
like(psql("SELECT obj_description('rapport.bestanden'::regclass)"), qr/^Anders: /, 'it has its new text');
is(psql("SELECT sha256 FROM laad.migratie WHERE naam = 'reports/bestanden.sql'"), sha256_hex($changed), 'and its new checksum');
$result = passend('init');
like($result->{out}, qr/^applied reports\/bestanden.sql\n.* 1 applied/, 'and back again');
is(init_with(share('reports/bestanden.sql' => undef))->{code}, 0, 'a report that is no longer shipped is no newer program');

# --- a migration that fails ---------------------------------------------------
$before = state();
my $bad = 'warehouse/999-bad.sql';
$result = init_with(share($bad => "CREATE TABLE ref.half (x int);\nSELECT 1 / 0;\nCREATE TABLE ref.other (x int);"));
refused('a failing migration', $result, 11, qr/could not apply "\Q$bad\E": division by zero/);
is(state(), $before, 'a failing migration: rolled back whole');
is(init_with(share($bad => "CREATE TABLE ref.half (x int);\nSELECT (1;"))->{code}, 11, 'a syntax error');
is(state(), $before, 'a syntax error: nothing at all');
is(init_with(share('reports/z.sql' => "CREATE VIEW rapport.z AS SELECT 1 AS x;\nSELECT nosuch();"))->{code}, 10, 'a failing report');
is(state(), $before, 'a failing report: rolled back whole');
$result = init_with(share($bad => 'CREATE TABLE ref.half (x int)'));
like($result->{out}, qr/^applied \Q$bad\E\nwarehouse ready in database "$main": 1 applied/, 'once mended it is applied');
is(psql("SELECT has_table_privilege('passend_analist', 'ref.half', 'SELECT')"), 't', 'and the roles get their rights on it');
is(passend('init')->{code}, 10, 'which makes the program without it too old');

# A share directory without definitions is no empty warehouse.
new_database();
mkdir "$dir/nothing";
refused('no definitions at all', init_with("$dir/nothing"), 3, qr{\Q$dir\E/nothing/warehouse});
is(passend({ env => { PASSEND_SHARE => "$dir/nothing" } }, 'init', '--nosuch')->{code}, 2, 'a wrong option');

# --- two at once --------------------------------------------------------------
for my $round (1 .. 3)
{
	new_database();
	my @done = map { finish($_) } map { start($ENV{PASSEND} // 'passend', 'init') } 1 .. 3;
	is(join(' ', map { $_->{code} } @done), '0 0 0', "three inits at once, round $round") or diag map { $_->{err} } @done;
	is(join(' ', sort { $a <=> $b } map { $_->{out} =~ /(\d+) applied/ } @done), "0 0 $count", 'one of them does it all');
}

# --- the extension in a schema of its own ---------------------------------------
write_file("$dir/postcodes.csv", postcode_table('1011 Amsterdam PO2707 VO2708'));
write_file("$dir/pupils.csv", pupils('20241001', 363, '1011 00AA00 Bo 8=17 9=<5', '1011 00BB00 So 8=<5'));
write_file("$dir/again.csv", pupils('20241001', 363, '1011 00AA00 Bo 8=18', '1011 00BB00 So 8=<5'));
my $query = q{SELECT string_agg(concat_ws('/', swv, onderwijssoort, definitie, teller_boven), ' ')
	FROM (SELECT * FROM rapport.deelname_swv WHERE swv = 'PO2707' ORDER BY onderwijssoort, definitie) r};

new_database();
psql(q{CREATE SCHEMA "Eigen; schema"; CREATE EXTENSION passend SCHEMA "Eigen; schema"});
is(passend('init')->{code}, 0, 'init with the extension in a schema with an odd name');
is(psql("SELECT count(*) FROM pg_depend d JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
	WHERE d.deptype = 'e' AND p.pronamespace = 'public'::regnamespace"), '0', 'nothing of it is in public');
my $loader = new_role('IN ROLE passend_lader');
my $load = sub { return passend({ env => { PGUSER => $loader } }, 'load', '-q', @_) };
is($load->("$dir/postcodes.csv", "$dir/pupils.csv")->{code}, 0, 'the loader role can load there');
is($load->("$dir/again.csv")->{code}, 0, 'and replace a version');
is(psql("SET search_path = ''; $query"), 'PO2707/bo/18 PO2707/sbo/A/0 PO2707/sbo/B/0 PO2707/so/A/4 PO2707/so/B/4',
	'reports need no search_path');
is(psql("SET search_path = ''; SELECT regio FROM ref.swv WHERE swv::text = 'PO2707'"), 'Amsterdam', 'nor does ref.swv');
is(passend('init')->{out} =~ /: (\d+) applied/ ? $1 : undef, '0', 'a second init');

# A table of one's own, where a unit is named by types of the extension.
psql(q{SET search_path = "Eigen; schema"; CREATE TABLE feit.aanmelding (aantal telling, bestand_id int NOT NULL, swv swv, jaar schooljaar);
	CREATE TABLE feit.aanmelding_vervallen (LIKE feit.aanmelding)});
is(passend('init')->{code}, 0, 'init gives rights on tables of the user');
mkdir "$dir/datasets";
write_file("$dir/datasets/aanmelding.json", q({"name": "aanmelding", "title": "Wachtlijst", "schema": {"fields": [
	{"name": "SWV", "type": "string"}, {"name": "JAAR", "type": "string"}, {"name": "AANTAL", "type": "string"}]},
	"passend": {"target": "feit.aanmelding", "unit": ["swv", "jaar"], "columns": [
	{"name": "swv", "type": "swv", "fields": ["SWV"]}, {"name": "jaar", "type": "schooljaar", "fields": ["JAAR"]},
	{"name": "aantal", "type": "telling", "fields": ["AANTAL"]}]}}));
my @lists = map { write_file("$dir/list$_.csv", "SWV;JAAR;AANTAL\npo-27-07;2024;$_\nPO2701;2024/2025;7\n") } 1, 2;
is(join(' ', map { $load->('--datasets', "$dir/datasets", $_)->{code} } @lists), '0 0', 'and the loader fills them');
is(psql('SELECT string_agg(swv::text || jaar || aantal, \' \' ORDER BY swv::text) FROM feit.aanmelding'), 'PO27012024-20257 PO27072024-20252', 'with the last version');
is(psql('SELECT count(*) FROM feit.aanmelding_vervallen'), '2', 'and keeps the one before');

psql('CREATE SCHEMA verhuisd; ALTER EXTENSION passend SET SCHEMA verhuisd; GRANT USAGE ON SCHEMA verhuisd TO passend_lader');
is($load->('--again', "$dir/pupils.csv")->{code}, 0, 'loading goes on after the extension has moved');
is(passend('init')->{code}, 0, 'init follows it');
is(psql('SELECT count(*) > 0 FROM rapport.deelname()'), 't', 'and so do reports');
is(psql(q{SELECT count(*) FROM pg_proc, unnest(proconfig) c WHERE c ~ '^search_path=.*public'}), '0', 'no function looks where it was');
write_file("$dir/2025.csv", pupils('20251001', 363, '1011 00AA00 Bo 8=20'));
is($load->("$dir/2025.csv")->{code}, 0, 'also into a new partition');
like(psql($query), qr{PO2707/bo/21 }, 'and so do reports');
is(passend('init')->{code}, 0, 'and init');

# --- who may do it --------------------------------------------------------------
my $nobody = new_role();
my $creator = new_role();
my $owner = new_role();
my $taken = new_database();
psql("GRANT CREATE ON DATABASE $taken TO $creator");
passend('init');
$before = state();
refused('init by anyone', passend({ env => { PGUSER => $nobody } }, 'init'), 9, qr/permission denied/);
refused('init by one with CREATE on the database', passend({ env => { PGUSER => $creator } }, 'init'), 9, qr/permission denied/);
is(state(), $before, 'init by others: nothing is changed');
new_database();
refused('a new warehouse by anyone', passend({ env => { PGUSER => $nobody } }, 'init'), 9, qr/an administrator may run CREATE EXTENSION passend/);

# A role of the cluster must not be there. Those that are may belong to other
# databases, so they are renamed for a while.
my @hidden;
sub hide_roles
{
	for my $role (split /\n/, psql("SELECT rolname FROM pg_roles WHERE rolname IN ('" . join("', '", @roles) . "')"))
	{
		psql("ALTER ROLE $role RENAME TO regress_hidden_$role");
		push @hidden, $role;
	}
}

# Drops those made meanwhile, with the database that they have rights in.
sub unhide_roles
{
	return if !@hidden;
	try_psql(qq{DROP DATABASE IF EXISTS "$ENV{PGDATABASE}" WITH (FORCE)}, db => 'postgres');
	try_psql("DROP ROLE IF EXISTS $_", db => 'postgres') for @roles;
	while (my $role = shift @hidden)
	{
		try_psql("ALTER ROLE regress_hidden_$role RENAME TO $role", db => 'postgres');
	}
}

END
{
	local $?;
	unhide_roles();
}

my $owned = new_database();
psql("ALTER DATABASE $owned OWNER TO $owner");
my %as_owner = (PGUSER => $owner);
hide_roles();
is(scalar(@hidden), 5, 'the five roles are out of sight');
$result = passend({ env => \%as_owner }, 'init');
is($result->{code}, 0, 'init by an owner who may not create roles');
is(join('', map { one_line("$_\n") ? 'x' : '-' } split /\n/, $result->{err}), 'xx', 'with a line about them, and one about a role of its own kind') or diag $result->{err};
my @statements = $result->{err} =~ /(CREATE ROLE \w+ NOLOGIN;)/g;
is(join(' ', sort @statements), join(' ', map { "CREATE ROLE $_ NOLOGIN;" } @roles), 'what an administrator has to run');
like($result->{err}, qr/role "$owner" may not create roles.*run "passend init" again/, 'and what to do next');
is(passend({ env => \%as_owner }, 'load', '-q', "$dir/postcodes.csv", "$dir/pupils.csv")->{code}, 0, 'the owner can load without them');

psql("@statements");
my $late = new_role('IN ROLE passend_lader');
my $reader = new_role('IN ROLE passend_analist');
is(passend({ env => { PGUSER => $late } }, 'load', "$dir/again.csv")->{code}, 9, 'a role without rights yet');
$result = passend({ env => \%as_owner }, 'init');
like($result->{out}, qr/: 0 applied/, 'a second init applies nothing');
is($result->{err}, '', 'and has nothing to complain of');
is(passend({ env => { PGUSER => $late } }, 'load', '-q', "$dir/again.csv")->{code}, 0,
	'it granted the rights, also on a partition that is older than the role');
like(psql($query, user => $reader), qr{^PO2707/bo/18 }, 'and an analyst can read');

$result = init_with(share('warehouse/999-more.sql' => 'CREATE TABLE ref.more (x int)'));
is($result->{code}, 0, 'an administrator may bring it up to date');
is(psql("SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ' ') FROM pg_class
	WHERE relnamespace::regnamespace::text IN ('laad', 'ref', 'feit', 'rapport')"), $owner, 'its owner stays the owner of everything');
is(psql("SELECT toegepast_door FROM laad.migratie WHERE naam = 'warehouse/999-more.sql'"), $ENV{PGUSER}, 'who did it is on record');
unhide_roles();
is(psql("SELECT count(*) FROM pg_roles WHERE rolname IN ('" . join("', '", @roles) . "')", db => 'postgres'), '5', 'the roles are back');

done_testing();
