# Leaf mode: new leaves that take the place of old ones. That no row is read for
# it, that readers hardly wait, that what a crash leaves goes away, and that
# every kind of table and of leaf comes out the same.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Leaves;
use Passend;
use Test::More;
use Time::HiRes qw(sleep time);
use Warehouse;

my @a = map { "$_ A$_" } 1 .. 40;
my @b = map { "$_ B$_" } 1 .. 30;
my $user;

sub leaves
{
	my ($table) = @_;
	return psql("SELECT coalesce(string_agg(inhrelid::regclass || ' ' || pg_get_expr(relpartbound, c.oid), ', ' ORDER BY inhrelid::regclass::text), '')
		FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = '$table'::regclass");
}
sub refused
{
	my ($sql, $like, $what) = @_;
	like(try_psql($sql, user => $user)->{err}, $like, $what);
}

# --- with the extension in public and elsewhere -----------------------------------
for my $schema ('public', 'Eigen; schema')
{
	new_database();
	psql(qq{CREATE SCHEMA IF NOT EXISTS "$schema"; CREATE EXTENSION passend SCHEMA "$schema"});
	is(passend('init')->{code}, 0, "a warehouse, the extension in $schema");
	$user = new_role('IN ROLE passend_lader');
	leaf_table('feit.proef', schema => $schema);
	my $debug = "SET client_min_messages = debug1;\n";

	my $done = try_psql($debug . leaf_script('feit.proef', 11, { '2023-2024' => \@a, '2024-2025' => \@a }), user => $user);
	is($done->{out}, "0\n", 'the loader role puts in two years, which replace nothing') or diag $done->{err};
	is(() = $done->{err} =~ /is implied by existing constraints/g, 2, 'without reading their rows');
	is(leaves('feit.proef'), q{feit.proef_2023_2024 FOR VALUES IN ('2023-2024'), feit.proef_2024_2025 FOR VALUES IN ('2024-2025')}, 'by the names of leaves');
	$done = try_psql($debug . leaf_script('feit.proef', 12, { '2024-2025' => \@b }), user => $user);
	is($done->{out}, "1\n", 'a new version of one year replaces one') or diag $done->{err};
	is(() = $done->{err} =~ /is implied by existing constraints/g, 2, 'neither leaf is read');
	is(rows_of('feit.proef'), '11:40 12:30', 'the new rows are current');
	is(rows_of('feit.proef_vervallen'), '11:40', 'the old ones are kept');
	is(leaves('feit.proef_vervallen'), q{feit.proef_2024_2025_b11 FOR VALUES FROM ('2024-2025', 11) TO ('2024-2025', 12)}, 'in their leaf');
	is(psql('SELECT count(*) FROM feit.proef_vervallen v JOIN laad.eenheid e USING (bestand_id) WHERE v.vervallen_op = e.vervangen_op'), '40',
		'with when they were replaced');
	is(psql('SELECT count(*) FROM laad.blad'), '0', 'nothing is being built');
}

# --- what a new leaf knows -----------------------------------------------------------
new_warehouse();
$user = new_role('IN ROLE passend_lader');
leaf_table('feit.proef');
my $defaults = "SELECT string_agg(attname || '=' || pg_get_expr(adbin, adrelid), ' ' ORDER BY attname) FROM pg_attrdef
	JOIN pg_attribute a ON a.attrelid = adrelid AND attnum = adnum WHERE adrelid = 'feit.proef_2024_2025_b21'::regclass";
psql("SELECT laad.maak_blad('feit.proef', '2024-2025', 21)", user => $user);
is(psql($defaults), "bestand_id=21 schooljaar='2024-2025'::schooljaar", 'its file and its year, which need not be sent');
psql("SELECT laad.rond_blad_af('feit.proef_2024_2025_b21')", user => $user);
is(psql($defaults), '', 'when it is full, no longer');

# --- what a leaf is ------------------------------------------------------------------
my $main = new_warehouse();
$user = new_role('IN ROLE passend_lader');
my $analyst = new_role('IN ROLE passend_analist');
leaf_table('feit.proef');
leaf_load('feit.proef', 11, { '2024-2025' => \@a }, user => $user);
leaf_load('feit.proef', 12, { '2024-2025' => \@b }, user => $user);
is(psql(q{SELECT string_agg(relname || ' ' || relreplident::text || ' ' || coalesce(relacl::text, '-'), ', ' ORDER BY relname) FROM pg_class
	WHERE relname LIKE 'proef_2024%' AND relkind = 'r'}), "proef_2024_2025 f {postgres=arwdDxt/postgres,passend_lader=a/postgres}, "
	. 'proef_2024_2025_b11 f {postgres=arwdDxt/postgres}', 'a current leaf may be added to, an older one not even that');
psql("SELECT laad.onderhoud('feit.proef_2024_2025')", user => $user);
is(psql(q{SELECT count(*) FROM pg_indexes WHERE tablename = 'proef_2024_2025'}), '0', 'without a BRIN index, maintenance or not');
like(psql("EXPLAIN SELECT * FROM feit.proef WHERE bestand_id = 11"), qr/One-Time Filter: false/, 'as it is known to be of one file');
is(psql(q{SELECT reltuples FROM pg_class WHERE oid = 'feit.proef_2024_2025'::regclass}), '30', 'and statistics');
is(psql('SELECT count(*) FROM feit.proef_vervallen', user => $analyst), '40', 'an analyst reads older versions');
is(psql("SELECT has_table_privilege('$analyst', 'feit.proef_2024_2025_b11', 'SELECT')"), 'f', 'through the table, not the leaf');
psql('SELECT laad.verleen_rechten()');
is(psql(qq{SELECT has_table_privilege('$user', 'feit.proef_2024_2025_b11', 'INSERT'), has_table_privilege('$user', 'feit.proef_2024_2025', 'INSERT')}), 'f|t',
	'granting again opens no older leaf');
is(passend('init')->{code}, 0, 'nor does init');
like(psql("EXPLAIN SELECT count(*) FROM feit.proef_vervallen WHERE schooljaar = '2023-2024'"), qr/One-Time Filter: false/, 'older versions are pruned by year');
is(psql("SELECT laad.maak_partitie('feit.proef', '2024')", user => $user), 'feit.proef_2024_2025', 'it is the leaf of its year');

# --- refused ---------------------------------------------------------------------------
refused("SELECT laad.maak_blad('feit.proef', '2025', 12)", qr/file 12 is not being loaded/, 'a leaf for a file that is closed');
refused("SELECT laad.maak_blad('feit.proef', '2025', NULL)", qr/is not being loaded/, 'for none');
refused("SELECT laad.maak_blad('ref.pc4_swv', '2025', 13)", qr/"ref.pc4_swv" is not partitioned by list of a column/, 'of a table without leaves');
psql("SELECT laad.maak_blad('feit.proef', '2025', 13), laad.maak_blad('feit.proef', '2026', 13)", user => $user);
refused("SELECT laad.maak_blad('feit.proef', '2025', 13)", qr/relation "proef_2025_2026_b13" already exists/, 'twice');
my $leaf = 'feit.proef_2025_2026_b13';
refused(close_call('feit.proef', 14, { '2025-2026' => 1 }, { '2025-2026' => $leaf }),
	qr/leaf \Q$leaf\E is of 2025-2026 in file 13, not of 2025-2026 in file 14/, "another file's leaf");
refused(close_call('feit.proef', 13, { '2024-2025' => 1 }, { '2024-2025' => $leaf }), qr/is of 2025-2026 in file 13, not of 2024-2025/, 'for another year');
refused(close_call('feit.proef', 13, { '2024-2025' => 1 }, { '2025-2026' => $leaf }), qr/1 leaves for 0 units/, 'without its unit');
refused(close_call('feit.proef', 13, { '2025-2026' => 1 }, { '2025-2026' => 'feit.proef_2024_2025' }), qr/is not a leaf that is being built/, 'a leaf that is in place');
refused(close_call('feit.leerling_po', 13, { '2025-2026' => 1 }, { '2025-2026' => $leaf }), qr/leaf \Q$leaf\E is of/, 'of another table');
is(psql('SELECT max(bestand_id) FROM laad.bestand'), '12', 'nothing of that is registered');
# Rows of another year or file: a leaf is bounded from the start.
refused("COPY $leaf FROM STDIN;\n1\t13\t2024-2025\tx\n\\.\n", qr/"proef_2025_2026_b13" violates check constraint "blad_jaar"/, 'a row of another year');
refused("COPY $leaf FROM STDIN;\n1\t12\t2025-2026\tx\n\\.\n", qr/"proef_2025_2026_b13" violates check constraint "blad_bestand"/, 'a row of another file');
like(try_psql("SELECT count(*) FROM $leaf", user => $user)->{err}, qr/permission denied/, 'the loader may not read what it builds');
psql('SELECT laad.verleen_rechten()');
is(psql("SELECT has_table_privilege('$user', '$leaf', 'SELECT'), has_table_privilege('$analyst', '$leaf', 'SELECT')"), 'f|f', 'after an init neither');
psql('CREATE TABLE feit.' . 'x' x 50 . ' (bestand_id int NOT NULL, jaar schooljaar NOT NULL) PARTITION BY LIST (jaar)');
refused("SELECT laad.maak_blad('feit." . 'x' x 50 . "', '2025', 13)", qr/the name "x+_2025_2026_b13" is 1 bytes too long/, 'a name that would be cut off');

# --- orphans ---------------------------------------------------------------------------
is(psql('SELECT count(*) FROM laad.blad'), '2', 'two leaves whose loader is gone');
my $alive = start({ stdin => "SELECT pg_advisory_lock(hashtextextended('passend bestand 15', 0));
	SELECT laad.maak_blad('feit.proef', '2025', 15); SELECT pg_sleep(2)" }, qw(psql -XAtq -U), $user);
for (1 .. 100) { last if psql("SELECT count(*) FROM laad.blad WHERE bestand_id = 15"); sleep 0.05; }
is(psql('SELECT laad.ruim_bladen_op()', user => $user), '2', 'are cleaned up');
is(psql('SELECT string_agg(tabel, \' \') FROM laad.blad'), 'feit.proef_2025_2026_b15', 'one whose loader lives is not');
is(psql("SELECT to_regclass('$leaf') IS NULL"), 't', 'they are gone');
is(finish($alive)->{code}, 0, 'that loader goes away');
is(psql('SELECT laad.ruim_bladen_op()', user => $user), '1', 'then its leaf is an orphan');
is(psql('SELECT laad.ruim_bladen_op()', user => $user), '0', 'once');
psql("SELECT laad.maak_blad('feit.proef', '2025', 15)", user => $user);
is(psql("SELECT pg_advisory_lock(hashtextextended('passend bestand 15', 0)) \\g /dev/null\nSELECT laad.ruim_bladen_op()", user => $user), '1',
	'a loader that gives up drops its own');
my $half = leaf_script('feit.proef', 16, { '2024-2025' => \@a }, within => "SELECT pg_terminate_backend(pg_backend_pid());\n");
isnt(try_psql($half)->{code}, 0, 'a loader that dies before it closes');
is(rows_of('feit.proef'), '12:30', 'has changed nothing');
is(psql('SELECT laad.ruim_bladen_op()'), '1', 'and leaves one leaf behind');
leaf_load('feit.proef', 17, { '2024-2025' => \@a });
is(rows_of('feit.proef'), '17:40', 'the next one does it');

is(leaf_load('feit.proef', 170, { '2024-2025' => \@b, '2021-2022' => \@b }, one => 1, user => $user), '1', 'all in one transaction, frozen too');
is(rows_of('feit.proef'), '170:60', 'is the same');
leaf_load('feit.proef', 171, { '2024-2025' => \@a, '2021-2022' => \@a });

# --- readers -----------------------------------------------------------------------------
# While a long report reads, a swap waits for it, and other readers do not wait for
# the swap; nor does anyone see a year that is not there.
my $report = start({ stdin => "BEGIN; SELECT count(*) FROM feit.proef; SELECT pg_sleep(2.5); COMMIT" }, qw(psql -XAtq));
sleep 0.3;
my $began = time;
leaf_load('feit.proef', 172, { '2030-2031' => [] });
cmp_ok(time - $began, '<', 1.5, 'a year that is new does not even wait');
is(psql("SELECT count(*) FROM pg_stat_activity WHERE query ~ 'pg_sleep.2.5' AND state = 'active' AND pid <> pg_backend_pid()"), '1', 'for the report that is still there');
my $swap = start({ stdin => leaf_script('feit.proef', 18, { '2024-2025' => \@b }) }, qw(psql -XAtq -v ON_ERROR_STOP=1));
my ($slowest, $reads, $end) = (0, 0, $began + 1.8);
while (time < $end)
{
	my $start = time;
	my $seen = rows_of('feit.proef');
	fail("saw $seen") if $seen ne '171:80';
	$slowest = time - $start if time - $start > $slowest;
	$reads++;
	sleep 0.02;
}
cmp_ok($reads, '>', 10, "$reads readers beside a long report and a swap that waits");
cmp_ok($slowest, '<', 1, 'none of which waits for it to end');
is(psql("SELECT count(*) FROM laad.bestand WHERE bestand_id = 18"), '0', 'the swap is still waiting');
is(finish($report)->{code}, 0, 'the report ends');
is(finish($swap)->{out}, "1\n", 'and the swap is done');
is(rows_of('feit.proef'), '18:30 171:40', 'with the new rows');
my $stubborn = start({ stdin => "BEGIN; SELECT count(*) FROM feit.proef; SELECT pg_sleep(1.5); COMMIT" }, qw(psql -XAtq));
sleep 0.3;
like(try_psql("SET lock_timeout = '300ms';\n" . leaf_script('feit.proef', 19, { '2024-2025' => \@a }))->{err}, qr/canceling statement due to lock timeout/,
	'the lock_timeout of the session says when to give up');
is(finish($stubborn)->{code}, 0, 'that report ends too');
is(psql('SELECT laad.ruim_bladen_op()'), '1', 'its leaf is an orphan');
# One that adds rows to the leaf and then waits for the unit, while the swap has the
# unit and waits for the leaf: PostgreSQL sees it, though the swap waits in short tries.
my $tangle = start({ stdin => q(BEGIN; INSERT INTO feit.proef VALUES (1, 18, '2024', 'z'); SELECT pg_sleep(1);
	SELECT pg_advisory_xact_lock(hashtextextended('passend feit.proef{"schooljaar": "2024-2025"}', 0)); ROLLBACK) }, qw(psql -XAtq -v ON_ERROR_STOP=1));
sleep 0.3;
my $other = start({ stdin => leaf_script('feit.proef', 119, { '2024-2025' => \@b }) }, qw(psql -XAtq -v ON_ERROR_STOP=1));
my @ends = map { finish($_)->{err} } $tangle, $other;
is(scalar(grep { /deadlock detected/ } @ends), 1, 'a deadlock ends, for one of the two') or diag @ends;
is(scalar(grep { $_ eq '' } @ends), 1, 'and not for the other');
psql('SELECT laad.ruim_bladen_op()');
my $reader = start({ stdin => 'SELECT string_agg(DISTINCT n, \' \') FROM (SELECT count(*) || \':\' || count(DISTINCT bestand_id) AS n FROM feit.proef) x;' x 400 },
	qw(psql -XAtq -v ON_ERROR_STOP=1));
leaf_load('feit.proef', $_, { '2024-2025' => \@a }) for 20 .. 29;
my $read = finish($reader);
is($read->{err}, '', 'a reader during ten swaps has no errors');
is(join(' ', grep { !/^(70|80):2$/ } split /\n/, $read->{out}), '', 'and always sees one version, whole');
my @both = map { start({ stdin => leaf_script('feit.proef', 30 + $_, { '2022-2023' => \@a, '2024-2025' => \@b }) }, qw(psql -XAtq -v ON_ERROR_STOP=1)) } 0 .. 3;
is(join(' ', map { my $r = finish($_); $r->{code} . $r->{err} } @both), '0 0 0 0', 'four loaders of the same years at once');
like(rows_of('feit.proef'), qr/^(\d+):70 171:40$/, 'one version is current');
is(psql(q{SELECT count(*) FROM laad.eenheid WHERE doel = 'feit.proef' AND vervangen_op IS NULL}), '4', 'of each year');

# --- other tables, other leaves --------------------------------------------------------------
# A leaf that was made the plain way, with the rows of one file, or of several.
leaf_table('feit.gewoon');
psql("SELECT laad.maak_partitie('feit.gewoon', '2024')");
leaf_load('feit.gewoon', 50, { '2024-2025' => \@a });
is(rows_of('feit.gewoon'), '50:40', 'an empty leaf is put aside');
is(leaves('feit.gewoon_vervallen'), '', 'and not kept');
psql("SELECT laad.maak_partitie('feit.gewoon', '2023'); INSERT INTO feit.gewoon SELECT '7', 51, '2023', 'p' FROM generate_series(1, 5); "
	. close_call('feit.gewoon', 51, { '2023-2024' => 5 }, {}));
is(leaf_load('feit.gewoon', 52, { '2023-2024' => \@b }), '1', 'a leaf that was filled row by row is replaced');
is(rows_of('feit.gewoon') . ' / ' . rows_of('feit.gewoon_vervallen'), '50:40 52:30 / 51:5', 'and moves whole');
is(psql("SELECT laad.maak_partitie('feit.gewoon', '2023')", user => $user), 'feit.gewoon_2023_2024', 'a plain loader comes to a leaf that was put in whole');
psql("SELECT laad.onderhoud('feit.gewoon_2023_2024')", user => $user);
is(psql(q{SELECT count(*) FROM pg_indexes WHERE tablename = 'gewoon_2023_2024'}), '1', 'which gets a BRIN index then');
psql("INSERT INTO feit.gewoon SELECT '7', 53, '2023', 'p' FROM generate_series(1, 5); SELECT laad.sluit_bestand('"
	. register_row(53) . q{', 'feit.gewoon', '[{"sleutel": {"school": "p"}, "feiten": 5}]')});
is(leaf_load('feit.gewoon', 54, { '2023-2024' => \@a }), '1', 'the year again, beside rows of another unit');
is(rows_of('feit.gewoon') . ' / ' . rows_of('feit.gewoon_vervallen'), '50:40 53:5 54:40 / 51:5 52:30', 'which stay');
psql("INSERT INTO feit.gewoon SELECT '8', 55, '2023', 'p' FROM generate_series(1, 6); SELECT laad.sluit_bestand('"
	. register_row(55) . q{', 'feit.gewoon', '[{"sleutel": {"school": "p"}, "feiten": 6}]')});
is(rows_of('feit.gewoon') . ' / ' . rows_of('feit.gewoon_vervallen'), '50:40 54:40 55:6 / 51:5 52:30 53:5', 'and are replaced by themselves');
psql(close_call('feit.gewoon', 56, { '2024-2025' => 0 }, {}));
is(rows_of('feit.gewoon') . ' / ' . rows_of('feit.gewoon_vervallen'), '54:40 55:6 / 50:40 51:5 52:30 53:5', 'a year in which all counts are 0');
leaf_load('feit.gewoon', 57, { '2024-2025' => \@b });
is(rows_of('feit.gewoon WHERE schooljaar = \'2024\''), '57:30', 'and which then has some');
is(psql('SELECT count(*) FROM laad.blad'), '0', 'nothing is left over');

# A twin without leaves, and one of before versions had a moment.
leaf_table('feit.plat', twin => "SELECT laad.maak_tweeling('feit.plat')");
leaf_table('feit.oud', twin => 'CREATE TABLE feit.oud_vervallen (LIKE feit.oud)');
for my $table ('feit.plat', 'feit.oud')
{
	my $id = $table =~ /plat/ ? 60 : 65;
	leaf_load($table, $id, { '2024-2025' => \@a });
	leaf_load($table, $id + 1, { '2024-2025' => \@b });
	is(rows_of($table) . ' / ' . rows_of("${table}_vervallen"), ($id + 1) . ":30 / $id:40", "$table: a twin that is one heap gets the rows");
}
psql("SELECT laad.maak_tweeling('feit.oud')");
is(psql('SELECT count(vervallen_op), count(*) FROM feit.oud_vervallen'), '40|40', 'maak_tweeling gives it what it lacks');
like(try_psql("SELECT laad.maak_tweeling('feit.oud', true)")->{err}, qr/table feit.oud_vervallen is there already, without partitions/, 'but does not turn it around');
like(try_psql('CREATE TABLE feit.alleen (bestand_id int NOT NULL, schooljaar schooljaar NOT NULL) PARTITION BY LIST (schooljaar);'
	. leaf_script('feit.alleen', 69, { '2024-2025' => [] }))->{err}, qr/table feit.alleen has no twin feit.alleen_vervallen/, 'no twin');

# Another partition column, row security, a unique key, an index, a check.
leaf_table('feit.streng', column => 'meting', more => ", UNIQUE (meting, school) DEFERRABLE INITIALLY DEFERRED, CHECK (aantal IS NOT NULL)",
	twin => q{ALTER TABLE feit.streng ENABLE ROW LEVEL SECURITY;
		CREATE POLICY p ON feit.streng FOR SELECT USING (EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'passend_onderzoeker' AND pg_has_role(r.oid, 'USAGE')));
		COMMENT ON POLICY p ON feit.streng IS 'x'; CREATE INDEX "op school" ON feit.streng (school text_pattern_ops);
		SELECT laad.maak_tweeling('feit.streng', true)});
my $researcher = new_role('IN ROLE passend_onderzoeker');
psql("GRANT SELECT ON feit.streng, feit.streng_vervallen, feit.streng_per TO $user, $analyst");
leaf_load('feit.streng', 70, { '2024-2025' => \@a }, column => 'meting', user => $user);
my $strict = try_psql("SET client_min_messages = debug1;\n" . leaf_script('feit.streng', 71, { '2024-2025' => \@b }, column => 'meting'), user => $user);
is(() = $strict->{err} =~ /is implied by existing constraints/g, 2, 'a strict table: swapped without a scan') or diag $strict->{err};
is(rows_of('feit.streng') . ' / ' . rows_of('feit.streng_vervallen'), '71:30 / 70:40', 'with the right rows');
is(psql(q{SELECT count(*) FROM pg_indexes WHERE tablename = 'streng_2024_2025'}), '2', 'a leaf has the key and the index');
psql('SELECT laad.verleen_rechten()');
for my $who ([ $user, 0, 0 ], [ $analyst, 0, 0 ], [ $researcher, 30, 40 ])
{
	is(psql('SELECT (SELECT count(*) FROM feit.streng), (SELECT count(*) FROM feit.streng_vervallen)', user => $who->[0]), "$who->[1]|$who->[2]", 'row security holds in both');
	is(psql('SELECT count(*) FROM feit.streng_per', user => $who->[0]), $who->[1], 'and in the view');
	is(psql("SET rapport.per = '2999-01-01'; SELECT count(*) FROM feit.streng_per", user => $who->[0]), $who->[1], 'at any moment');
}
refused(leaf_script('feit.streng', 72, { '2024-2025' => [ '1 x', '2 x' ] }, column => 'meting'), qr/Key \(meting, school\)=\(2024-2025, x\) is duplicated/, 'the key holds');
is(rows_of('feit.streng'), '71:30', 'and nothing is replaced');

# Logical replication, and a name that wants quotes.
psql('CREATE PUBLICATION alles FOR ALL TABLES');
leaf_load('feit.proef', 80, { '2024-2025' => \@b });
psql('DROP PUBLICATION alles');
like(rows_of('feit.proef'), qr/80:30/, 'a swap under a publication');
leaf_table('feit."Mijn tabel"');
for my $id (81, 82)
{
	psql(qq{SELECT laad.maak_blad('feit."Mijn tabel"', '2024', $id); INSERT INTO feit."Mijn tabel_2024_2025_b$id" VALUES (1, $id, '2024', 'x');
		SELECT laad.rond_blad_af('feit."Mijn tabel_2024_2025_b$id"'), laad.rond_blad_af('feit."Mijn tabel_2024_2025_b$id"');}
		. close_call('feit."Mijn tabel"', $id, { '2024-2025' => 1 }, { '2024-2025' => qq{feit.\\"Mijn tabel_2024_2025_b$id\\"} }));
}
is(rows_of('feit."Mijn tabel"') . rows_of('feit."Mijn tabel_vervallen"'), '82:181:1', 'a name with a blank');

# --- a leaf that comes and goes survives a dump ------------------------------------------------
my $dump = run('pg_dump', $main);
is("$dump->{code}$dump->{err}", '0', 'pg_dump');
my $state = q{SELECT tableoid::regclass::text, * FROM feit.proef ORDER BY 1, 2, 3, 4, 5; SELECT tableoid::regclass::text, * FROM feit.proef_vervallen ORDER BY 1, 2, 3, 4, 5;
	SELECT * FROM feit.gewoon_vervallen ORDER BY 1, 2, 3, 4; SELECT c.oid::regclass, relkind, pg_get_expr(relpartbound, c.oid), coalesce(relacl, acldefault('r', relowner)) FROM pg_class c
	WHERE relnamespace = 'feit'::regnamespace ORDER BY 1::text};
my $before = psql($state);
my $copy = new_database('template0');
my $restored = run({ stdin => $dump->{out} }, qw(psql -Xq -v ON_ERROR_STOP=1 -o /dev/null));
is("$restored->{code}$restored->{err}", '0', 'restored');
my %odd;
$odd{$_}++ for split /\n/, $before;
$odd{$_}-- for split /\n/, psql($state);
is(join("\n", map { "$odd{$_} $_" } grep { $odd{$_} } sort keys %odd), '', 'with all versions in their leaves');
leaf_load('feit.proef', 90, { '2024-2025' => \@b }, user => $user);
like(rows_of('feit.proef'), qr/90:30/, 'and swaps go on');

done_testing();
