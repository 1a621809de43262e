# The extension as a whole: where it can be created and by whom, what it leaves
# behind, and whether an updated one equals a new one.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use File::Basename qw(basename);
use Passend;
use Test::More;

my $sources = project() . '/sql/extension';

new_database();

# The lines of tests/catalog.sql, after some SQL in the same transaction, which
# is rolled back.
sub fingerprint
{
	my ($extension, $before) = @_;
	my $catalog = project() . '/tests/catalog.sql';

	return psql("\\set extension $extension\nBEGIN;\n" . ($before // '') .
		"\n" . read_file($catalog) . "ROLLBACK;\n");
}

# The lines that are in one fingerprint only.
sub difference
{
	my ($got, $expected) = @_;
	my %got = map { $_ => 1 } split /\n/, $got;
	my %expected = map { $_ => 1 } split /\n/, $expected;

	return join "\n", sort(map({ "+ $_" } grep { !$expected{$_} } keys %got),
		map({ "- $_" } grep { !$got{$_} } keys %expected));
}

# How many objects that initdb did not make the catalogs hold, per catalog.
sub objects
{
	my $count = join ' UNION ALL ', map {
		"SELECT '$_', count(*) FROM $_ WHERE oid >= 16384"
	} qw(pg_proc pg_type pg_operator pg_opclass pg_opfamily pg_amop pg_amproc
	  pg_cast pg_class pg_namespace pg_extension pg_enum pg_constraint pg_conversion);

	return psql("$count UNION ALL SELECT 'pg_description', count(*) FROM pg_description
		UNION ALL SELECT 'pg_depend', count(*) FROM pg_depend");
}

# --- schemas -----------------------------------------------------------------
psql('CREATE SCHEMA regress_een; CREATE SCHEMA regress_twee');
my $empty = objects();
psql('CREATE EXTENSION passend SCHEMA regress_een');
my $in_one = fingerprint('passend');
my $use = q{SELECT telling '<5' + telling '3', brinnummer '02qz', schooljaar '2023/24'};

like($in_one, qr/^type telling \| type \| /m, 'the fingerprint has the types');
is(psql("SET search_path = regress_een; $use"), '4..7|02QZ|2023-2024', 'usable in another schema');
unlike($in_one, qr/regress_een/, 'the fingerprint does not depend on the schema');
psql('ALTER EXTENSION passend SET SCHEMA regress_twee');
is(difference(fingerprint('passend'), $in_one), '', 'moved whole to another schema');
is(psql("SET search_path = regress_twee; $use"), '4..7|02QZ|2023-2024', 'and usable there');
is(psql(q{SELECT count(*) FROM pg_proc WHERE pronamespace = 'regress_een'::regnamespace}),
	'0', 'nothing stays in the first schema');

# --- drop --------------------------------------------------------------------
isnt(objects(), $empty, 'the extension has objects');
psql('DROP EXTENSION passend');
is(objects(), $empty, 'DROP EXTENSION leaves nothing');

# --- who ---------------------------------------------------------------------
my $role = "regress_passend_$$";
psql("CREATE ROLE $role LOGIN");
my $refused = try_psql('CREATE EXTENSION passend', user => $role);
like($refused->{err}, qr/permission denied to create extension/,
	'a role without CREATE on the database cannot create it');
psql("GRANT CREATE ON DATABASE $ENV{PGDATABASE} TO $role;
	CREATE SCHEMA regress_drie AUTHORIZATION $role");
is(try_psql('CREATE EXTENSION passend SCHEMA regress_drie', user => $role)->{err},
	'', 'a role with it can: the extension is trusted');
is(psql("SET search_path = regress_drie; $use", user => $role),
	'4..7|02QZ|2023-2024', 'and can use it');
is(try_psql('DROP EXTENSION passend', user => $role)->{err}, '', 'and can drop it');
psql("DROP OWNED BY $role; DROP ROLE $role");

# --- updates -----------------------------------------------------------------
# The tree's scripts are installed for the time of this test, under a name of
# their own, so that neither the installed passend nor its leftovers matter.
# "next" is what `make` built from the fragments; so is the version of the
# control file, unless it is released and kept in sql/extension/.
my $copy = "passend_update_$$";
my $target = run($ENV{PG_CONFIG} // 'pg_config', '--sharedir')->{out} =~ s/\n//r . '/extension';
my $dir = temp_dir();
my $control = read_file(project() . '/passend.control');
my ($version) = $control =~ /^default_version\s*=\s*'(.*)'/m;
my $built = read_file(project() . "/passend--$version.sql");
my %script = ("passend--next.sql" => $built, "passend--$version.sql" => $built);

$script{ basename($_) } = read_file($_) for glob "'$sources'/passend--*.sql";
write_file("$dir/$copy.control", $control);
for my $name (keys %script)
{
	write_file("$dir/" . $name =~ s/^passend/$copy/r,
		$script{$name} =~ s/\bEXTENSION passend\b/EXTENSION $copy/gr);
}

# Runs a command as whoever may write among PostgreSQL's files.
sub privileged
{
	my $result = run(-w $target ? () : 'sudo', @_);
	is($result->{code}, 0, "$_[0]") or diag $result->{err};
}

END
{
	local $?;
	run(defined $target && -w $target ? () : 'sudo', 'rm', '-f', glob "'$target'/$copy*")
	  if defined $target && $copy && glob "'$target'/$copy*";
}

privileged('cp', glob("'$dir'/*"), $target);
psql("CREATE SCHEMA regress_next; CREATE EXTENSION $copy SCHEMA regress_next VERSION 'next'");
my $next = fingerprint($copy);
psql("DROP EXTENSION $copy");

my @versions = split /\n/, psql("SELECT source FROM pg_extension_update_paths('$copy')
	WHERE target = 'next' AND source <> 'next' AND path IS NOT NULL ORDER BY source");
my @open = glob "'$sources'/passend--*--next.sql";

is(scalar(@open), 1, 'one update script is open');
like($_, qr/^\\echo Use "ALTER EXTENSION passend UPDATE" to load this file\. \\quit$/m,
	'an update script refuses to be run by psql')
  for map { $script{$_} } grep { /--.*--/ } sort keys %script;
cmp_ok(scalar(@versions), '>', 0, 'there is a version to update from');
for my $from (@versions)
{
	psql("CREATE EXTENSION $copy SCHEMA regress_next VERSION '$from'");
	psql("ALTER EXTENSION $copy UPDATE TO 'next'");
	is(difference(fingerprint($copy), $next), '', "$from updated to next equals a new one");
	psql("DROP EXTENSION $copy");
}

# The comparison sees differences: one for each kind of fact.
psql("CREATE EXTENSION $copy SCHEMA regress_next VERSION 'next'");
is(difference(fingerprint($copy), $next), '', 'a second look is the same');
my $in = 'SET LOCAL search_path = regress_next; SET LOCAL allow_system_table_mods = on;';
my %difference = (
	'a function more' => "CREATE FUNCTION extra() RETURNS int LANGUAGE sql AS 'SELECT 1';
		ALTER EXTENSION $copy ADD FUNCTION extra()",
	'a function less' => "ALTER EXTENSION $copy DROP FUNCTION telling_out(telling)",
	'a comment gone' => 'COMMENT ON TYPE telling IS NULL',
	'another volatility' => 'ALTER FUNCTION telling_out(telling) VOLATILE',
	'another cost' => 'ALTER FUNCTION telling_out(telling) COST 99',
	'a wider right' => 'REVOKE EXECUTE ON FUNCTION telling_out(telling) FROM PUBLIC',
	'another category of a type' =>
		"UPDATE pg_type SET typcategory = 'X' WHERE oid = 'telling'::regtype",
	'an aggregate that cannot be combined' =>
		"UPDATE pg_aggregate SET aggcombinefn = 0 WHERE aggfnoid = 'sum(telling)'::regprocedure",
	'an operator estimated otherwise' =>
		'ALTER OPERATOR = (telling, telling) SET (RESTRICT = NONE)',
	'an operator class that is no default' =>
		"UPDATE pg_opclass SET opcdefault = false WHERE opcintype = 'telling'::regtype",
	'an operator less in a family' =>
		"DELETE FROM pg_amop WHERE amoplefttype = 'telling'::regtype AND amopstrategy = 3",
	'a support function less' =>
		"DELETE FROM pg_amproc WHERE amproclefttype = 'telling'::regtype AND amprocnum = 2",
	'another context of a cast' => "UPDATE pg_cast SET castcontext = 'e'
		WHERE castcontext <> 'e' AND 'telling'::regtype IN (castsource, casttarget)",
);
for my $what (sort keys %difference)
{
	isnt(difference(fingerprint($copy, "$in $difference{$what};"), $next), '', "seen: $what");
}

done_testing();
