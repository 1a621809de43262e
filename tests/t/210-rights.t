# Who may do what: the five group roles, everyone else, and attempts to get more
# through the functions that run with the owner's rights.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
my $postcodes = write_file("$dir/postcodes.csv",
	postcode_table('1011 Amsterdam PO2707 VO2708', '2011 Haarlem PO2701 VO2701'));
my $pupils = write_file("$dir/2024.csv", pupils('20241001', 363, '1011 00AA00 Bo 8=17 9=<5', '2011 00BB00 So 8=<5'));
my $damaged = write_file("$dir/damaged.csv",
	pupils('20241001', 363, '1011 00AA00 Bo 8=18', '1011 00AA01 Bo 8=many'));
my $next_year = write_file("$dir/2025.csv", pupils('20251001', 363, '1011 00AA00 Bo 8=20'));

new_warehouse($postcodes, $pupils);
my %user = map { $_ => new_role("IN ROLE passend_$_") } qw(lader analist onderzoeker inspecteur dashboard);
$user{nobody} = new_role();

# --- the whole of it, from the catalog ------------------------------------------
# What a user may do with every relation, by right: names with the leaves folded
# into their parent, so that the lists stay as short as the rules are.
sub relations
{
	my ($user) = @_;
	my $rights = join ', ', map { "('$_')" } qw(SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER);

	return join "\n", map { "$_->[0]: $_->[1]" } lines_of(qq{
		SELECT r, string_agg(c.oid::regclass::text, ' ' ORDER BY c.oid::regclass::text COLLATE "C")
		FROM pg_class c, (VALUES $rights) AS v (r)
		WHERE c.relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND c.relkind IN ('r', 'v', 'p', 'm')
		  AND CASE WHEN r IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN has_table_privilege('$user', c.oid, r)
		           ELSE has_any_column_privilege('$user', c.oid, r) END
		GROUP BY r ORDER BY r});
}

my %relations = map { $_->[0] => $_->[1] } lines_of(q{
	SELECT relnamespace::regnamespace, string_agg(oid::regclass::text, ' ' ORDER BY oid::regclass::text COLLATE "C")
	FROM pg_class WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport')
	  AND relkind IN ('r', 'v', 'p', 'm') AND NOT relispartition GROUP BY 1});
like($relations{laad}, qr/laad\.migratie/, 'the catalog query sees tables');
my $leaf = 'feit.leerling_po_2024_2025';
my %all = map { $_ => 1 } map { split / / } values %relations;
# Rows about one person: answers and permits, their older versions, and what reads them.
sub without { my ($pattern, $names) = @_; return join ' ', grep { !/$pattern/ } split / /, $names }
my $person = qr/^feit\.(?:antwoord|respondent|tlv)(?:_|$)/;
is(join(' ', grep { /$person/ } sort keys %all), psql(q{SELECT string_agg(tabel, ' ' ORDER BY tabel COLLATE "C") FROM laad.persoonlijk}),
	'what is about persons is known');
like(join(' ', grep { /$person/ } keys %all), qr/feit\.tlv_per/, 'and there is such');
my $register = without($person, $relations{laad});
my $sources = without(qr/^laad\.afkeuring$/, "$register $relations{rapport} $relations{ref}");
my $facts = without($person, $relations{feit});
# What files are loaded into: what has a twin, and the leaf that is there.
my $targets = join ' ', sort $leaf, 'laad.afkeuring', 'laad.controle', grep { $all{"${_}_vervallen"} } keys %all;
like($targets, qr/^feit\.antwoord .* ref\.vestiging\b/, 'the tables that files go to');
unlike($targets, qr/ref\.rapport\b|ref\.swv\b|_per\b|_vervallen|laad\.bestand/, 'and no others');

is(relations($user{lader}), join("\n",
	"INSERT: $targets",
	'SELECT: ' . join ' ', $facts, $register, $relations{rapport}, $relations{ref}),
	'lader: reads but rows about persons, and adds rows where files go');
is(relations($user{analist}), "SELECT: $facts $sources", 'analist: reads all but rows about persons, and no more');
is(relations($user{onderzoeker}), "SELECT: $relations{feit} $relations{laad} $relations{rapport} $relations{ref}",
	'onderzoeker: reads everything, and no more');
is(relations($user{inspecteur}), "SELECT: $sources", 'inspecteur: reads register, reference tables and reports');
is(relations($user{dashboard}), "SELECT: $relations{rapport}", 'dashboard: reads the views of reports');
is(relations($user{nobody}), '', 'anyone else: nothing');
is(psql(q{SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'rapport'::regnamespace AND relkind NOT IN ('v', 'c')}), '',
	'in schema rapport there are views only');

# Nobody but the owner: no right is missing above that another kind of object has.
is(psql(qq{SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ' ') FROM pg_class c
	WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport')}), $ENV{PGUSER}, 'one owner of all relations');
is(psql(qq{SELECT string_agg(DISTINCT pg_get_userbyid(proowner), ' ') FROM pg_proc
	WHERE pronamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport')}), $ENV{PGUSER}, 'and of all functions');
is(psql(q{SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND a.attacl IS NOT NULL}), '0', 'no rights on single columns');
is(psql(q{SELECT count(*) FROM (SELECT relacl AS acl FROM pg_class WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport')
	UNION ALL SELECT nspacl FROM pg_namespace WHERE nspname IN ('ref', 'feit', 'laad', 'rapport')
	UNION ALL SELECT proacl FROM pg_proc WHERE pronamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport')) o, aclexplode(acl) x
	WHERE x.grantee <> 'postgres'::regrole AND (x.is_grantable OR x.grantee = 0)}), '0', 'no right can be passed on, and none is everybody\'s');
is(psql(q{SELECT count(*) FROM pg_proc WHERE pronamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND proacl IS NULL}), '0',
	'every function was closed');

# Row security holds wherever there are persons, whoever has got SELECT.
is(psql(q{SELECT string_agg(oid::regclass::text, ' ' ORDER BY oid::regclass::text COLLATE "C") FROM pg_class WHERE relrowsecurity AND NOT relispartition}),
	join(' ', grep { /$person/ && /^feit/ && !/_per$|_toets$/ } sort keys %all), 'row security is on');
is(psql(q{SELECT string_agg(DISTINCT polname, ' ') FROM pg_policy}), 'onderzoekers_lezen', 'and it has one rule');
is(psql(q{SELECT string_agg(oid::regclass::text, ' ') FROM pg_class WHERE relnamespace = 'feit'::regnamespace AND relkind = 'v'
	AND oid::regclass::text IN (SELECT tabel FROM laad.persoonlijk) AND NOT coalesce(reloptions::text ~ 'security_invoker=(t|true|on)\M', false)}), '',
	'views of facts about persons have their reader\'s rights');

sub schemas
{
	my ($user, $right) = @_;
	return psql("SELECT string_agg(nspname, ' ' ORDER BY nspname) FROM pg_namespace
		WHERE nspname IN ('ref', 'feit', 'laad', 'rapport') AND has_schema_privilege('$user', oid, '$right')");
}
my %usage = (lader => 'feit laad rapport ref', analist => 'feit laad rapport ref', onderzoeker => 'feit laad rapport ref',
	inspecteur => 'laad rapport ref', dashboard => 'rapport', nobody => '');
is(schemas($user{$_}, 'USAGE'), $usage{$_}, "$_: schemas") for sort keys %usage;
is(schemas($user{$_}, 'CREATE'), '', "$_: creates nothing") for sort keys %usage;

sub functions
{
	my ($user) = @_;
	return psql("SELECT string_agg(oid::regproc::text, ' ' ORDER BY oid::regproc::text COLLATE \"C\") FROM pg_proc
		WHERE pronamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND has_function_privilege('$user', oid, 'EXECUTE')");
}
my $reports = psql(q{SELECT string_agg(oid::regproc::text, ' ') FROM pg_proc WHERE pronamespace = 'rapport'::regnamespace});
# What the views call, found in another way than the grants do: in their text.
my @by_views = map { $_->[0] } lines_of(q{
	SELECT DISTINCT p.oid::regproc::text COLLATE "C" FROM pg_proc p JOIN pg_views v ON v.schemaname IN ('ref', 'feit', 'laad', 'rapport')
		AND v.definition ~ ('\m' || p.oid::regproc::text || '\(')
	WHERE p.pronamespace::regnamespace::text IN ('laad', 'rapport')});
sub sorted { my %seen; return join ' ', grep { !$seen{$_}++ } sort map { split / / } @_ }
is(functions($user{lader}), sorted(join(' ', map { "laad.$_" } qw(maak_blad maak_partitie nummer_bestand onderhoud open_bestand rond_blad_af ruim_bladen_op sluit_bestand vul_aan)), @by_views),
	'lader: its nine functions, and what views call');
is(functions($user{$_}), sorted($reports, @by_views), "$_: reports that are functions, and what views call") for qw(analist onderzoeker inspecteur);
my %dashboard = map { $_ => 1 } split / /, functions($user{dashboard});
ok($dashboard{'rapport.moment'}, 'dashboard: what the views call');
is(join(' ', grep { $dashboard{"rapport.$_"} } map { split / / } psql('SELECT string_agg(rapport, \' \') FROM ref.rapport'), 'herkomst'), '', 'and no report');
is(join(' ', grep { my $name = $_; !grep { $_ eq $name } @by_views } sort keys %dashboard), '', 'nor anything else');
is(functions($user{nobody}), '', 'anyone else: no functions');
is(psql("SELECT count(*) FROM pg_class c WHERE relkind = 'S' AND relnamespace = 'laad'::regnamespace"), '2', 'there are sequences');
is(psql("SELECT count(*) FROM pg_class c WHERE CASE relkind
	WHEN 'S' THEN has_sequence_privilege('$user{$_}', oid, 'USAGE, SELECT, UPDATE') END"),
	'0', "$_: no sequences") for sort keys %user;

my $granted = psql('SELECT oid::regclass, relacl FROM pg_class ORDER BY oid');
passend('init');
is(psql('SELECT oid::regclass, relacl FROM pg_class ORDER BY oid'), $granted, 'a second init grants nothing more, on partitions neither');

# --- tried --------------------------------------------------------------------
sub denied
{
	my ($who, $sql) = @_;
	like(try_psql($sql, user => $user{$who})->{err}, qr/permission denied|must be owner/, "$who may not: $sql");
}

my @writes = (
	'UPDATE feit.leerling_po SET leeftijd = 9',
	"UPDATE $leaf SET leeftijd = 9",
	'DELETE FROM feit.leerling_po',
	"TRUNCATE $leaf",
	'DROP TABLE feit.leerling_po',
	'ALTER TABLE feit.leerling_po ADD COLUMN x int',
	"ALTER TABLE feit.leerling_po DETACH PARTITION $leaf",
	'INSERT INTO feit.leerling_po_vervallen SELECT * FROM feit.leerling_po',
	'DELETE FROM ref.pc4_swv',
	'UPDATE ref.pc4_swv SET po_swv = NULL',
	"INSERT INTO laad.bestand (bestand_id) VALUES (9000)",
	'DELETE FROM laad.bestand',
	'UPDATE laad.eenheid SET volledig = true',
	'DELETE FROM laad.afkeuring',
	"UPDATE laad.migratie SET sha256 = ''",
	'INSERT INTO laad.migratie SELECT * FROM laad.migratie',
	'CREATE TABLE laad.x (x int)',
	'CREATE OR REPLACE VIEW rapport.bestanden AS SELECT 1 AS bestand_id',
	"COMMENT ON VIEW rapport.bestanden IS 'x'",
	'SELECT laad.verleen_rechten()',
	"SELECT laad.doeltabel('ref.vestiging')",
	'SELECT laad.snoei()',
	'SELECT laad.snoei(proef => true)',
	"SELECT laad.maak_tweeling('ref.vestiging')",
	"SELECT laad.vergrendel(ARRAY['feit.leerling_po'::regclass])",
	"SELECT laad.neem_rijen_over('ref.pc4_swv', 'ref.pc4_swv', 1, 1, '{}')",
	'SELECT laad.rijen_open(1)',
	"SELECT laad.verplaats_rijen('ref.pc4_swv', 1, '{}', now())",
	"SELECT laad.schaalscores('2023', 0.95, 't')",
	'DELETE FROM laad.blad',
	"INSERT INTO laad.blad (tabel, doel, schooljaar, bestand_id) VALUES ('feit.leerling_po', 'feit.leerling_po', '2024', 1)",
	'DELETE FROM laad.controle',
	"SELECT nextval('laad.bestand_bestand_id_seq')",
);
denied('lader', $_) for @writes;
denied('analist', $_) for grep { /^[A-Z]+ (?!TABLE|OR REPLACE)/ } @writes,
  'INSERT INTO feit.leerling_po SELECT * FROM feit.leerling_po', "SELECT laad.open_bestand('x', 'x', NULL, '{}')";
denied('inspecteur', $_) for 'SELECT * FROM feit.leerling_po', 'SELECT * FROM feit.leerling_po_per', "SELECT * FROM $leaf", "SELECT laad.open_bestand('x', 'x', NULL, '{}')",
  'INSERT INTO laad.afkeuring SELECT * FROM laad.afkeuring';
denied('dashboard', $_) for 'SELECT * FROM feit.leerling_po', 'SELECT * FROM feit.leerling_po_per', 'SELECT * FROM ref.pc4_swv', 'SELECT * FROM ref.swv',
  'SELECT * FROM laad.bestand', 'SELECT * FROM laad.afkeuring', "SELECT laad.open_bestand('x', 'x', NULL, '{}')";
denied('dashboard', $_) for map { my $call = $_->[1]; "SELECT * FROM rapport.$_->[0]($call)" } lines_of('SELECT rapport, voorbeeld FROM ref.rapport ORDER BY 1'),
  [ 'herkomst', "'deelname'" ];
for my $who (qw(analist inspecteur lader dashboard))
{
	denied($who, "SELECT * FROM $_") for grep { /$person/ } sort keys %all;
}
denied($_, 'SELECT * FROM laad.afkeuring') for qw(analist inspecteur dashboard);
denied('nobody', $_) for 'SELECT * FROM rapport.bestanden', 'SELECT * FROM ref.swv', "SELECT laad.onderhoud('ref.pc4_swv')";

sub reads
{
	my ($who, @relations) = @_;
	is(try_psql("SELECT * FROM $_", user => $user{$who})->{err}, '', "$who reads $_") for @relations;
}
reads('dashboard', split / /, $relations{rapport});
reads('inspecteur', split / /, $sources);
reads('analist', split / /, "$sources $facts");
reads('onderzoeker', split / /, "$sources $relations{feit} laad.afkeuring");
reads('lader', split / /, "$sources $facts laad.afkeuring");
is(psql("SELECT DISTINCT regio FROM rapport.deelname_swv WHERE swv = 'PO2701'", user => $user{dashboard}), 'Haarlem',
	'a view shows what its reader could not read');

# --- the program, as each role --------------------------------------------------
sub as
{
	my ($who, @arguments) = @_;
	return passend({ env => { PGUSER => $user{$who} } }, @arguments);
}

is(as($_, 'report', 'deelname', '--swv', 'PO2707')->{code}, 0, "$_: passend report") for qw(inspecteur analist onderzoeker);
is(as($_, 'status')->{code}, 0, "$_: passend status") for qw(dashboard inspecteur analist lader);
is(as($_, 'rejects')->{code}, 0, "$_: passend rejects") for qw(inspecteur analist lader);
for my $refused ([ 'dashboard', 'rejects' ], [ 'nobody', 'status' ], [ 'nobody', 'report', 'deelname' ],
	[ 'dashboard', 'report', 'deelname' ], [ 'lader', 'report', 'deelname' ],
	map { [ $_, 'load', $next_year ] } qw(dashboard inspecteur analist nobody))
{
	my $result = as(@$refused);
	is($result->{code}, 9, "@$refused[0, 1]: exit code 9");
	ok(one_line($result->{err}), "@$refused[0, 1]: one line") or diag $result->{err};
}
is(psql('SELECT max(bestand_id) FROM laad.bestand'), '2', 'nothing was loaded by them');

is(as('lader', 'load', $next_year)->{code}, 0, 'lader: loads, into a new partition');
is(psql("SELECT count(*) FROM feit.leerling_po_2025_2026"), '1', 'which is there');
is(psql("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'feit.leerling_po_2025_2026'::regclass"), $ENV{PGUSER},
	'and belongs to the owner of the warehouse');
is(relations($user{lader}) =~ /^(INSERT.*)/ ? $1 : undef,
	"INSERT: " . join(' ', map { $_ eq $leaf ? ($_, 'feit.leerling_po_2025_2026') : $_ } split / /, $targets),
	'and gives the lader no more than the right to add rows');
my $result = as('lader', 'load', $damaged);
is($result->{code}, 6, 'lader: replaces a version, with rejects') or diag $result->{err};
is(psql('SELECT count(*), count(DISTINCT bestand_id) FROM feit.leerling_po_vervallen'), '3|1', 'the old one is kept');
is(psql("SELECT count(*) FROM laad.afkeuring a JOIN laad.bestand b USING (bestand_id) WHERE geladen_door = '$user{lader}'"), '1',
	'rejects and the name of who loaded are on record');
is(as('lader', 'load', '--again', $pupils)->{code}, 0, 'lader: and back again');
is(as('lader', 'load', $pupils)->{out} =~ /already loaded/ ? 1 : 0, 1, 'lader: a file that is there already');
is(as('lader', 'init')->{code}, 9, 'lader: no init');

# --- functions with the owner's rights --------------------------------------------
my $pinned = q{'^search_path=("?pg_catalog"?, )?("?public"?, )?"?pg_temp"?$'};
is(psql(qq{SELECT string_agg(oid::regprocedure::text, ' ') FROM pg_proc p
	WHERE pronamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport')
	  AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c ~ $pinned)
	  AND NOT (prosqlbody IS NOT NULL AND NOT prosecdef)}), '',
	'every function has a search_path of the system, the extension and temporary objects last, but those that are parsed already');
is(psql(qq{SELECT string_agg(oid::regprocedure::text, ' ') FROM pg_proc p WHERE prosecdef
	AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c ~ $pinned)}), '', 'all that run with the owner\'s rights, in any schema');
is(psql(q{SELECT string_agg(proname, ' ') FROM pg_proc WHERE prosecdef AND oid >= 16384
	AND pronamespace::regnamespace::text NOT IN ('laad', 'rapport')}), '', 'which are in laad and rapport only');
is(psql(qq{SELECT string_agg(proname, ' ' ORDER BY proname COLLATE "C") FROM pg_proc WHERE prosecdef AND provolatile = 'v' AND oid >= 16384
	AND (} . join(' OR ', map { "has_function_privilege('$user{$_}', oid, 'EXECUTE')" } sort keys %user) . ')'),
	'maak_blad maak_partitie nummer_bestand onderhoud open_bestand rond_blad_af ruim_bladen_op sluit_bestand vul_aan', 'and change something in these only');

# A loader who may create objects where the search_path could find them, and who
# knows the functions' text: overloads that fit better than the system's own, an
# operator, and temporary tables with the names of the system's.
psql("GRANT CREATE ON SCHEMA public TO $user{lader};
	CREATE TABLE public.caught (as_user text);
	GRANT INSERT ON public.caught TO PUBLIC;");
my $trap = "LANGUAGE plpgsql AS \$\$ BEGIN INSERT INTO public.caught VALUES (current_user); RETURN NULL; END \$\$";
my @traps = map { my $schema = $_; map { "CREATE FUNCTION $schema.$_ $trap;" }
	  'hashtextextended(text, integer) RETURNS bigint',
	  'format(text, text, regclass) RETURNS text',
	  'format(text, regclass) RETURNS text',
	  'format(text, regclass, jsonb) RETURNS text',
	  'format(text, regnamespace, text) RETURNS text',
	  'concatenate(name, text) RETURNS text' } 'public', 'pg_temp';
my $attack = join "\n", @traps,
  'CREATE OPERATOR public.|| (LEFTARG = name, RIGHTARG = text, FUNCTION = public.concatenate);',
  'CREATE OPERATOR pg_temp.|| (LEFTARG = name, RIGHTARG = text, FUNCTION = pg_temp.concatenate);',
  'CREATE TEMP TABLE pg_class AS SELECT * FROM pg_catalog.pg_class LIMIT 0;',
  'CREATE TEMP TABLE pg_roles AS SELECT * FROM pg_catalog.pg_roles LIMIT 0;',
  'CREATE TEMP TABLE bestand AS SELECT * FROM laad.bestand LIMIT 0;',
  'SET search_path = pg_temp, public, pg_catalog, laad, feit;';

# The traps work: a careless function falls into all six of public's.
psql(q{CREATE FUNCTION public.careless() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
	DECLARE c record;
	BEGIN
		SELECT oid::regclass AS tabel, relnamespace::regnamespace AS schema, relname AS naam INTO c FROM pg_class LIMIT 1;
		PERFORM hashtextextended('x', 0), format('%s %s', 'x'::text, c.tabel), format('%s', c.tabel),
		        format('%s %s', c.tabel, '{}'::jsonb), format('%I.%I', c.schema, c.naam || '_x');
	END $$});
psql("BEGIN; $attack SELECT careless(); COMMIT", user => $user{lader});
is(psql('SELECT string_agg(as_user, \' \') FROM public.caught'), join(' ', ($ENV{PGUSER}) x 6),
	'a careless function is caught, as its owner');
psql('TRUNCATE public.caught; DROP FUNCTION public.careless()');
psql("DROP OPERATOR public.|| (name, text); " . join ' ', map { /CREATE (FUNCTION public\.\S+?\(.*?\))/ ? "DROP $1;" : () } @traps);

my $row = q({"bestand_id": 9001, "toestand": "geladen", "dataset": "x", "naam": "x", "bytes": 1, "regels": 1, "regels_kop": 1,
	"regels_leeg": 0, "regels_geladen": 0, "regels_afgekeurd": 0, "rijen_geladen": 0, "rijen_afgekeurd": 0, "feiten": 0,
	"cellen": 0, "cellen_gemaskeerd": 0, "programma": "x", "instellingen": {}, "sha256": ") . ('0' x 64) . '"}';
my $unit = '[{"sleutel": {"teldatum": "2024-10-01", "gemeente": "363"}, "teldatum": "2024-10-01", "feiten": 0}]';
# In its place the unit has a version with a rejected row, for one that completes it.
my $complete = $row =~ s/9001/9004/r =~ s/"rijen_geladen": 0/"rijen_geladen": 1/r;
psql("SELECT laad.sluit_bestand('" . $row =~ s/9001/9000/r =~ s/_afgekeurd": 0/_afgekeurd": 1/gr =~ s/"regels": 1/"regels": 2/r . "', 'feit.leerling_po', '$unit')");
$result = try_psql("BEGIN; $attack
	SELECT * FROM laad.vul_aan('$complete', 'feit.leerling_po', '$unit', '[]', '{vestiging,pc4}');
	SELECT laad.open_bestand('x', 'x', NULL, '{}') > 0, laad.maak_partitie('feit.leerling_po', public.schooljaar(2030)),
	       laad.sluit_bestand('$row', 'feit.leerling_po', '$unit'), laad.maak_blad('feit.leerling_po', public.schooljaar(2031), 9009);
	SELECT laad.rond_blad_af('feit.leerling_po_2031_2032_b9009'); SELECT laad.ruim_bladen_op();
	SELECT laad.onderhoud('feit.leerling_po_2030_2031'); COMMIT", user => $user{lader});
is($result->{err}, '', 'the attack runs');
is($result->{out}, "9000|x||0\nt|feit.leerling_po_2030_2031|1|feit.leerling_po_2031_2032_b9009\n\n1\n\n", 'and the functions do what they always do');
is(psql('SELECT count(*) FROM public.caught'), '0', 'nothing is caught');
is(psql("SELECT geladen_door FROM laad.bestand WHERE bestand_id = 9001"), $user{lader}, 'who did it is on record');
psql("REVOKE CREATE ON SCHEMA public FROM $user{lader}; DROP OWNED BY $user{lader}");

# --- tables that are not theirs ----------------------------------------------------
psql('CREATE TABLE public.gewoon (bestand_id int); CREATE TABLE public.verdeeld (schooljaar schooljaar) PARTITION BY LIST (schooljaar)');
for my $name ('public.gewoon', 'public.verdeeld', 'laad.bestand', 'laad.migratie', 'pg_catalog.pg_class', 'pg_class', 'ref.swv',
	'rapport.bestanden', 'feit.leerling_po_2024_2025_bestand_id_idx')
{
	for my $call ("laad.maak_partitie('$name', '2024')", "laad.maak_blad('$name', '2024', 9010)", "laad.onderhoud('$name')", "laad.sluit_bestand('$row', '$name', '$unit')",
		"laad.vul_aan('$row', '$name', '$unit', '[]', '{}')")
	{
		like(try_psql("\\set VERBOSITY verbose\nSELECT $call", user => $user{lader})->{err},
			qr/^ERROR:  42809: "\Q$name\E" is not a table of schema feit or ref$/m, substr($call, 0, 50) . ' is refused');
	}
}
for my $name ('ref.pc4_swv', 'feit.leerling_po_vervallen', $leaf)
{
	like(try_psql("SELECT laad.maak_partitie('$name', '2024')", user => $user{lader})->{err},
		qr/"\Q$name\E" is not a partitioned table/, "maak_partitie: $name is refused");
	like(try_psql("SELECT laad.maak_blad('$name', '2024', 9010)", user => $user{lader})->{err},
		qr/"\Q$name\E" is not partitioned by list of a column/, "maak_blad: $name is refused");
	like(try_psql("SELECT laad.rond_blad_af('$name')", user => $user{lader})->{err},
		qr/"\Q$name\E" is not a leaf that is being built/, "rond_blad_af: $name is refused");
}
for my $name ('feit.nosuch', 'feit.leerling_po; DROP TABLE feit.leerling_po', '', 'feit."', "feit.leerling_po' --")
{
	my $quoted = $name =~ s/'/''/gr;
	like(try_psql("SELECT laad.onderhoud('$quoted')", user => $user{lader})->{err}, qr/^ERROR: /m, "onderhoud: '$name' is refused");
}
is(psql("SELECT laad.maak_partitie('feit.leerling_po', '2024')", user => $user{lader}), $leaf, 'a partition that is there is left alone');
# A key is data, not SQL.
my $evil = $unit =~ s/gemeente/gemeente\\" = 1 OR true --/r;
like(try_psql("SELECT laad.sluit_bestand('" . $row =~ s/9001/9002/r . "', 'feit.leerling_po', '$evil');
	SELECT laad.sluit_bestand('" . $row =~ s/9001/9003/r . "', 'feit.leerling_po', '$evil')", user => $user{lader})->{err},
	qr/column t\.gemeente" = 1 OR true -- does not exist/, 'a key is a name, whatever is in it');
psql("SELECT laad.sluit_bestand('" . $row =~ s/9001/9005/r =~ s/_afgekeurd": 0/_afgekeurd": 1/gr =~ s/"regels": 1/"regels": 2/r . "', 'feit.leerling_po', '$unit')");
for my $column ('nosuch', 'vestiging" OR true --')
{
	like(try_psql("SELECT laad.vul_aan('$complete', 'feit.leerling_po', '$unit', '[]', ARRAY['$column'])", user => $user{lader})->{err},
		qr/column t\.\Q$column\E does not exist/, 'so is a column of the key');
}
like(try_psql("SELECT laad.vul_aan('" . $complete =~ s/9004/9005/r . "', 'feit.leerling_po', '$unit', '[]', '{}')", user => $user{lader})->{err},
	qr/file 9005 is not being loaded/, 'a file that is there is not completed under its own number');

done_testing();
