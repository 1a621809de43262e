# Re-issued files: what a changed member of the real zip changes, what is kept of
# the older version, and that one unit never has two current versions.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
my ($member) = grep { $_->[0] =~ /^Zeewolde / } zip_members(data_file('.zip'));
my ($name, $content) = @$member;
my $real = new_warehouse(data_file('pc4-swv'), data_file('.zip'));
my $old = psql("SELECT bestand_id FROM rapport.bestanden WHERE bestand LIKE 'Zeewolde %'");
my ($number) = $content =~ /^"20241001";"0*(\d+)"/m;

# --- one changed member -------------------------------------------------------------
# One pupil more in the first unmasked cell of a row of kind Bo; one row gone.
my @lines = split /^/, $content;
my ($changed) = grep { $lines[$_] =~ /;"Bo";.*;"\d\d+"(;|$)/ } 1 .. $#lines;
my @cells = split /";"/, $lines[$changed];
my ($at) = grep { $cells[$_] =~ /^\d+$/ && $cells[$_] >= 5 } 14 .. 36;
my $postcode = $cells[3];
$cells[$at]++;
$lines[$changed] = join '";"', @cells;
my ($gone) = grep { $lines[$_] =~ /;"So";/ && (split /";"/, $lines[$_])[3] ne $postcode } 1 .. $#lines;
my $lost = splice @lines, $gone, 1;
my @lost = split /";"/, $lost =~ s/"\n//r;
my $lost_high = 0;
$lost_high += $_ eq '<5' ? 4 : $_ for @lost[ 14 .. 36 ];
cmp_ok($lost_high, '>', 0, 'the row that is taken out has pupils');

psql('CREATE TABLE public.report_before AS TABLE rapport.deelname_swv;
	CREATE TABLE public.facts_before AS TABLE feit.leerling_po');
my $result = passend('load', write_file("$dir/$name", join('', @lines)));
is($result->{code}, 0, 'a changed member');
like($result->{out}, qr/replaces 1 earlier version/, 'replaces its predecessor, and says so');
my $new = psql('SELECT max(bestand_id) FROM laad.bestand');
isnt($new, $old, 'under a number of its own');

my ($raised, $lowered) = map { psql("SELECT po_swv FROM ref.pc4_swv WHERE pc4 = $_") } $postcode, $lost[3];
my %delta;
$delta{$_}{bo}++ for $raised, 'landelijk';
$delta{$_}{so} -= $lost_high for $lowered, 'landelijk';
my @expected = sort map { my $swv = $_; map { "$swv $_ $delta{$swv}{$_}" } keys %{ $delta{$swv} } } keys %delta;
my $changes = q{SELECT string_agg(DISTINCT format('%s %s %s', n.swv, n.onderwijssoort, n.teller_boven - o.teller_boven), ',')
	FROM rapport.deelname_swv n JOIN public.report_before o USING (teldatum, swv, onderwijssoort)
	WHERE n.definitie IS NOT DISTINCT FROM o.definitie AND n.teller_boven <> o.teller_boven};
is(join(',', sort split /,/, psql($changes)), join(',', @expected), 'the report changes by exactly those pupils');
is(psql(q{SELECT string_agg(DISTINCT swv, ',' ORDER BY swv) FROM (TABLE rapport.deelname_swv EXCEPT TABLE public.report_before) x}),
	join(',', sort { $a cmp $b } keys %delta), 'and no other SWV changes at all');

my $facts = 'aantal, vestiging, soort_po, teldatum, schooljaar, gemeente, pc4, leeftijd';
is(psql(qq{SELECT count(*) FROM (SELECT $facts, bestand_id FROM public.facts_before WHERE bestand_id = $old
	EXCEPT ALL SELECT $facts, bestand_id FROM feit.leerling_po_vervallen) x}), '0', 'the older version is kept, row for row');
is(psql("SELECT count(*) = (SELECT feiten FROM laad.bestand WHERE bestand_id = $old) FROM feit.leerling_po_vervallen"), 't', 'and nothing else');
is(psql("SELECT count(*) FROM feit.leerling_po WHERE bestand_id = $old"), '0', 'it is no longer current');
is(psql(qq{SELECT count(*) FROM (SELECT * FROM feit.leerling_po WHERE bestand_id <> $new
	EXCEPT ALL SELECT * FROM public.facts_before) x}), '0', 'other municipalities are not touched');
is(psql(qq{SELECT count(*) FROM feit.leerling_po WHERE gemeente = $number AND bestand_id <> $new}), '0', 'the municipality is the new file');
is(psql(qq{SELECT concat_ws(' ', e.vervangen_door = $new, e.vervangen_op = b.geladen_op, e.sleutel->>'gemeente', e.sleutel->>'teldatum', e.teldatum)
	FROM laad.eenheid e JOIN laad.bestand b ON b.bestand_id = $new WHERE e.bestand_id = $old}), "t t $number 2024-10-01 2024-10-01",
	'the register says which unit, when and by which file');
is(psql("SELECT eenheden, eenheden_vervangen FROM rapport.bestanden WHERE bestand_id IN ($old, $new) ORDER BY bestand_id"), "1|1\n1|0",
	'and so does rapport.bestanden');
like(passend('report', 'deelname', '--swv', 'landelijk')->{out}, qr/ 341 bestand\(en\), 110852 rijen/, 'the footer counts the current files');

$result = passend('load', write_file("$dir/$name", $content));
like($result->{out}, qr/: already loaded: and replaced since; --again makes it current$/m, 'the older content again is known');
is($result->{code}, 12, 'and nothing new');
$result = passend('load', '--again', "$dir/$name");
is($result->{code}, 0, 'unless it is asked for');
is(psql('SELECT count(*) FROM (TABLE rapport.deelname_swv EXCEPT TABLE public.report_before) x'), '0', 'gives the older report');
is(psql("SELECT string_agg(concat_ws('>', bestand_id, vervangen_door), ' ' ORDER BY eenheid_id) FROM laad.eenheid WHERE sleutel->>'gemeente' = '$number'"),
	"$old>$new $new>" . ($new + 1) . ' ' . ($new + 1), 'and the register has the whole story');

# As of a moment: current and replaced together give the report of any time, to
# the last digit, by the setting and by the function.
psql("CREATE TABLE public.moments AS SELECT bestand_id, geladen_op, geladen_op - interval '1 microsecond' AS ervoor
	FROM laad.bestand WHERE bestand_id >= $new");
my $second = $new + 1;
sub as_of
{
	my ($moment, $sql) = @_;
	return psql("SELECT set_config('rapport.per', ($moment)::text, false) \\g /dev/null\n$sql");
}
my $before = "SELECT ervoor FROM public.moments WHERE bestand_id = $new";
my $between = "SELECT ervoor FROM public.moments WHERE bestand_id = $second";
is(as_of($before, 'SELECT count(*) FROM ((TABLE public.facts_before EXCEPT ALL TABLE feit.leerling_po_per)
	UNION ALL (TABLE feit.leerling_po_per EXCEPT ALL TABLE public.facts_before)) x'), '0', 'the facts before can be read back');
is(as_of($before, 'SELECT count(*) FROM ((TABLE public.report_before EXCEPT ALL TABLE rapport.deelname_swv)
	UNION ALL (TABLE rapport.deelname_swv EXCEPT ALL TABLE public.report_before)) x'), '0', 'and the report');
is(as_of($between, "SELECT count(*) FROM feit.leerling_po_per WHERE gemeente = $number AND bestand_id <> $new"), '0', 'between, the changed member was current');
is(as_of($between, 'SELECT count(*) FROM feit.leerling_po_per'), psql('SELECT count(*) FROM public.facts_before')
	- psql("SELECT feiten FROM laad.bestand WHERE bestand_id = $old") + psql("SELECT feiten FROM laad.bestand WHERE bestand_id = $new"), 'and nothing twice');
is(as_of($between, $changes), join(',', @expected), 'and the report had exactly its changes');
my $same = 'schooljaar, teldatum, grondslag, definitie, swv, regio, sector, onderwijssoort, teller_onder, teller_boven,
	noemer_onder, noemer_boven, percentage_onder, percentage_boven, reden';
is(psql("SELECT count(*) FROM ((TABLE public.report_before EXCEPT ALL SELECT $same FROM rapport.deelname(per => ($before)))
	UNION ALL (SELECT $same FROM rapport.deelname(per => ($before)) EXCEPT ALL TABLE public.report_before)) x"), '0', 'the function gives the report before');
is(psql($changes =~ s/rapport\.deelname_swv n/rapport.deelname(per => ($between)) n/r), join(',', @expected), 'and that between');
is(psql("SELECT count(*), count(DISTINCT swv) FROM rapport.deelname(per => ($between), swv => '$raised', onderwijssoort => 'so')"), '2|1', 'or a part of it');
is(as_of($between, 'SELECT count(*) FROM (TABLE rapport.deelname_swv EXCEPT TABLE public.report_before) x') > 0 ? 1 : 0, 1, 'which is not that of now');
is(as_of($between, "SELECT count(*) FROM (SELECT $same FROM rapport.deelname(per => NULL) EXCEPT TABLE public.report_before) x;
	SELECT count(*) > 0 FROM (SELECT $same FROM rapport.deelname() EXCEPT TABLE public.report_before) x;
	SELECT current_setting('rapport.per') = ($between)::text"), "0\nt\nt", 'a NULL is now, no argument is the setting, and that is left alone');
is(psql("SELECT count(*) FROM rapport.deelname(per => ($between)); SELECT rapport.moment() IS NULL"), "466\nt", 'the function leaves no setting behind');
is(as_of("SELECT timestamptz '1990-01-01'", 'SELECT (SELECT count(*) FROM rapport.deelname_swv), (SELECT count(*) FROM rapport.bestanden),
	(SELECT count(*) FROM feit.leerling_po_per), (SELECT count(*) FROM ref.swv), (SELECT count(*) FROM laad.eenheid_per)'), '0|0|0|0|0', 'before all files there was nothing');
is(as_of($between, "SELECT string_agg(bestand_id || ' ' || eenheden_vervangen, ' ' ORDER BY bestand_id) FROM rapport.bestanden WHERE bestand_id IN ($old, $new, $second)"),
	"$old 1 $new 0", 'the files of then, and what was replaced of them then');
like(try_psql("SET rapport.per = 'gisteren avond'; SELECT count(*) FROM rapport.deelname_swv")->{err}, qr/invalid input syntax for type timestamp with time zone: "gisteren avond"/,
	'a moment that is none is refused');

# --- a file with several units, replaced in part ------------------------------------------
my $made = 0;
sub csv { return write_file("$dir/" . $made++ . '.csv', shift) }
new_warehouse(csv(postcode_table('1011 Amsterdam PO2707 VO2708')));
my $both = csv(pupils('20241001', 1, '1011 00AA00 Bo 8=10 9=11') . pupils('20241001', 2, '1011 00BB00 Bo 8=20') =~ s/^.*\n//r);
load($both);
is(psql('SELECT eenheden FROM rapport.bestanden WHERE bestand_id = 2'), '2', 'a file of two municipalities');
load(csv(pupils('20241001', 2, '1011 00BB00 Bo 8=21')));
is(psql("SELECT string_agg(aantal::text, ' ' ORDER BY aantal) FROM feit.leerling_po"), '10 11 21', 'one of them replaced');
is(psql('SELECT eenheden_vervangen FROM rapport.bestanden WHERE bestand_id = 2'), '1', 'the other stays current');
like(passend('load', '--again', $both)->{out}, qr/replaces 2 earlier versions/, 'the file of two again');
is(psql("SELECT string_agg(aantal::text, ' ' ORDER BY aantal) FROM feit.leerling_po"), '10 11 20', 'brings both back');
is(psql("SELECT string_agg(aantal::text, ' ' ORDER BY aantal) FROM feit.leerling_po_vervallen"), '10 11 20 21', 'all older ones are kept');

# A publication, for logical replication, lets none of this fail.
try_psql('CREATE PUBLICATION alles FOR ALL TABLES');
is(psql("SELECT string_agg(c.oid::regclass::text, ' ') FROM pg_class c WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad')
	AND relkind = 'r' AND relreplident = 'd' AND relname !~ '_vervallen\$'
	AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)"), '', 'every table from which rows go has a replica identity');
is(passend('load', csv(pupils('20241001', 2, '1011 00BB00 Bo 8=22')))->{code}, 0, 'a version is replaced under a publication');
is(passend('load', csv(postcode_table('1011 Amsterdam PO2707 VO2701')))->{code}, 0, 'and a postcode table');
psql('DROP PUBLICATION alles');

# --- the same content, with something else said about it --------------------------------
sub outcome { return passend('load', @_)->{out} =~ /^\S+: (loaded|already loaded)/ ? $1 : '?' }
my $table = csv(postcode_table('1011 Amsterdam PO2708 VO2708'));
my $file = csv(pupils('20221001', 363, '1011 00AA00 Bo 8=30'));
is(outcome($table), 'loaded', 'a table without dates');
is(outcome('--set', 'geldig_vanaf=2022-08-01', $table), 'loaded', 'the same, now with a date');
is(outcome('--set', 'geldig_vanaf=2022-08-01', $table), 'already loaded', 'is then there');
is(outcome($table), 'already loaded', 'with or without saying so');
is(outcome('--set', 'geldig_vanaf=2022-08-01', '--set', 'geldig_tot=2023-08-01', $table), 'loaded', 'one more date');
is(psql(q{SELECT string_agg(concat_ws(' ', instellingen, eenheden_vervangen), ' | ' ORDER BY bestand_id) FROM rapport.bestanden
	WHERE sha256 = (SELECT sha256 FROM rapport.bestanden ORDER BY bestand_id DESC LIMIT 1)}),
	'0 | geldig_vanaf=2022-08-01 1 | geldig_tot=2023-08-01, geldig_vanaf=2022-08-01 0', 'what was said is on record');
is(outcome('--status', 'voorlopig', $file), 'loaded', 'provisional counts');
is(outcome('--status', 'definitief', $file), 'loaded', 'which turn out to be final');
is(outcome($file), 'already loaded', 'are there');
is(outcome('--set', 'geldig_vanaf=2014-08-01', $file), 'already loaded', 'what is not about this kind of file does not matter');
is(psql(q{SELECT string_agg(concat_ws(' ', status, eenheden_vervangen), ', ' ORDER BY bestand_id) FROM rapport.bestanden WHERE teldatum = '2022-10-01'}),
	'voorlopig 1, definitief 0', 'the final ones replace the provisional');

# --- one current version, whatever happens ------------------------------------------------
like(try_psql(q{INSERT INTO laad.eenheid (bestand_id, dataset, doel, sleutel, volledig, feiten)
	SELECT bestand_id, dataset, doel, sleutel, volledig, feiten FROM laad.eenheid WHERE vervangen_op IS NULL LIMIT 1})->{err},
	qr/duplicate key value violates unique constraint "eenheid_actueel"/, 'a second current version is refused by the database');
like(try_psql(q{UPDATE laad.eenheid SET vervangen_op = now()})->{err}, qr/violates check constraint/, 'so is one that is replaced by nothing');

my $consistent = q{SELECT count(*) FILTER (WHERE n <> 1), count(*) FILTER (WHERE other) FROM (
	SELECT sleutel, count(*) FILTER (WHERE vervangen_op IS NULL) AS n,
	       bool_or(feiten <> (SELECT count(*) FROM feit.leerling_po f WHERE f.bestand_id = e.bestand_id AND f.gemeente::text = e.sleutel->>'gemeente')
	               + (SELECT count(*) FROM feit.leerling_po_vervallen f WHERE f.bestand_id = e.bestand_id AND f.gemeente::text = e.sleutel->>'gemeente')) AS other
	FROM laad.eenheid e WHERE doel = 'feit.leerling_po' GROUP BY sleutel) x};
is(psql($consistent), '0|0', 'the query that is asked below');
# Three municipalities with ten rows each, and this count in all of them.
sub three_units
{
	my ($count) = @_;
	my @units = map { my $unit = $_; pupils('20241001', $unit, map { sprintf '1011 %02dAA0%d Bo 8=%d', $unit, $_, $count } 0 .. 9) } 1 .. 3;
	return join '', $units[0], map { s/^.*\n//r } @units[ 1, 2 ];
}

for my $round (1 .. 4)
{
	# Repeatable read as the role's default would hide the other's version.
	local $ENV{PGOPTIONS} = $round % 2 ? '' : '-c default_transaction_isolation=repeatable\\ read';
	my @files = map { csv(three_units(50 * $round + $_)) } 1 .. 4;
	my @done = map { finish($_) } map { start($ENV{PASSEND} // 'passend', 'load', '-q', $_) } @files;
	is(join(' ', map { $_->{code} } @done), '0 0 0 0', "four versions of three units at once, round $round") or diag map { $_->{err} } @done;
	is(psql($consistent), '0|0', 'one of them is current, all are there');
	is(psql(q{SELECT count(*), count(DISTINCT bestand_id) FROM feit.leerling_po WHERE teldatum = '2024-10-01'}), '30|1', 'and its rows are');
}
my @same = map { finish($_) } map { start($ENV{PASSEND} // 'passend', 'load', csv(pupils('20241001', 9, '1011 00AA00 Bo 8=99'))) } 1 .. 4;
is(join(' ', sort { $a <=> $b } map { $_->{code} } @same), '0 12 12 12', 'the same content four times at once');
is(scalar(grep { $_->{out} =~ /already loaded\n/ } @same), 3, 'is loaded once');
is(psql($consistent), '0|0', 'and is there once');
is(psql(q{SELECT count(*) FROM laad.bestand b WHERE NOT EXISTS (SELECT FROM laad.eenheid WHERE bestand_id = b.bestand_id)}), '0', 'no file without a unit');

done_testing();
