# Mended rows that are loaded as they are: they join the rows of the current
# version, in one transaction, and what cannot be completed is refused.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;
use Warehouse qw(pupils postcode_table lines_of);

my $dir = temp_dir();
my $result;

# The rejected rows of a file, mended by replacing the one text by the other.
sub mended
{
	my ($file, %change) = @_;
	my $rows = passend('rejects', '--format', 'csv', $file =~ /^\d+$/ ? '--id' : '--file', $file)->{out};

	for my $from (sort keys %change)
	{
		$rows =~ s/\Q$from\E/$change{$from}/ or die "no $from in $rows";
	}
	return $rows;
}

# Loads a content under a name; options come before them.
sub put
{
	my ($name, $content, @options) = @_;
	return load(@options, write_file("$dir/$name", $content));
}

# A refusal in one line, and nothing has changed.
sub stays
{
	my ($name, $content, $pattern, @options) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $state = "SELECT (SELECT count(*) FROM laad.bestand), (SELECT count(*) FROM laad.blad), (SELECT count(*) FROM laad.afkeuring),
		(SELECT string_agg(e::text, ' ' ORDER BY eenheid_id) FROM laad.eenheid e),
		(SELECT string_agg(f::text, ' ' ORDER BY f::text) FROM feit.leerling_po f), (SELECT string_agg(f::text, ' ' ORDER BY f::text) FROM feit.leerling_vestiging_leeftijd f)";
	my $before = psql($state);

	fails(put($name, $content, @options), 7, "\Q$name\E: refused: $pattern\$", "$name is refused");
	is(psql($state), $before, 'and nothing has changed');
}

# What a table holds, whatever the file: and the same of a clean load.
sub contents
{
	my ($table, $set) = @_;
	my $columns = psql("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname) FROM pg_attribute
		WHERE attrelid = '$table'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'bestand_id'");
	return psql(($set // '') . "SELECT concat_ws('|', $columns) FROM $table ORDER BY 1");
}

# --- by municipality, row by row ---------------------------------------------
# Two municipalities in one file; one row of the first is bad, two of the other.
my $good = pupils('20241001', 363, '1011 00AA00 Bo 8=17 9=<5', '1012 00AA00 So 8=6', '1013 00AA00 Sbo 10=8')
  . pupils('20241001', 50, '1014 00BB00 Bo 8=20', '1015 00BB00 So 8=<5 9=3', '1016 00BB00 Bo 7=11') =~ s/^.*\n//r;
my $bad = $good =~ s/"6"/"six"/r =~ s/"1015"/"abcd"/r =~ s/"11"/"-11"/r;
my $table = postcode_table(map { "101$_ Amsterdam PO2707 VO2708" } 1 .. 6);
my $report = 'SELECT * FROM rapport.deelname_swv ORDER BY teldatum, swv, onderwijssoort, definitie';

warehouse();
put('pc4.csv', $table);
put('good.csv', $good);
my %clean = (report => psql($report), facts => contents('feit.leerling_po'), footer => passend('report', 'deelname')->{out} =~ /(\d+ rijen, .*)/ ? $1 : '');

warehouse();
put('pc4.csv', $table);
$result = put('bad.csv', $bad);
is("$result->{code} $result->{file}{rejected_rows}", '6 3', 'a file with rejects');
my %first = (report => psql($report), facts => contents('feit.leerling_po'));
like($first{report}, qr/onvolledig/, 'which the report tells');
isnt($first{facts}, $clean{facts}, 'it lacks rows');
my $wrong = mended('bad.csv');
my $mend = mended('bad.csv', '"six"' => '"6"');

# The rows of the first municipality alone, and nothing of the other.
my @rows = split /(?<=\n)/, $mend;
my ($own) = grep { $rows[$_] =~ /"1012"/ } 1 .. 3;
$result = put('mend-363.csv', $rows[0] . $rows[$own]);
is("$result->{code}$result->{err}", '0', 'one of the rows is mended');
is("$result->{file}{completes} $result->{file}{completes_id} $result->{file}{loaded_rows} $result->{file}{facts} $result->{file}{kept_facts}", 'bad.csv 2 1 1 3',
	'it completes the file, and says so');
is($result->{json}{summary}{units_replaced}, 1, 'of one unit');
is(psql('SELECT count(*), count(*) FILTER (WHERE bestand_id = 3) FROM feit.leerling_po WHERE gemeente = 363'), '4|4', 'all rows of the unit are of the new file');
is(psql('SELECT count(*), count(*) FILTER (WHERE bestand_id = 2) FROM feit.leerling_po WHERE gemeente = 50'), '1|1', 'those of the other are not touched');
is(psql("SELECT string_agg(concat_ws(' ', sleutel ->> 'gemeente', bestand_id, volledig, feiten, vervangen_door), ', ' ORDER BY eenheid_id) FROM laad.eenheid WHERE doel = 'feit.leerling_po'"),
	'363 2 f 3 3, 50 2 f 1, 363 3 f 4', 'the register has what is in them');
is(psql('SELECT bestand_id, vult_aan, rijen_geladen, rijen_afgekeurd, rijen_open, feiten FROM rapport.bestanden WHERE bestand_id > 1 ORDER BY 1'),
	"2||3|3|2|4\n3|2|1|0|0|4", 'and which file completes which');
like(psql($report), qr/onvolledig/, 'rows are still missing');
is(put('mend-363.csv', $rows[0] . $rows[$own])->{code}, 12, 'the same again is known');
like(passend('load', "$dir/bad.csv")->{out}, qr/already loaded: and replaced since/, 'so is the first file');
stays('again.csv', $mend, 'it has 3 rows, and of the rejected rows of "bad\.csv" \(2\) there are 2 left; "passend rejects" of the file that was loaded last gives those');
stays('key.csv', "$rows[0]$rows[$own]" =~ s/"6"/"7"/r, 'a row with vestiging 00AA00, soort_po so, teldatum 2024-10-01, pc4 1012 is there already, from "bad\.csv" \(2\); mend its key, or leave it out');

# The other municipality: one row is still bad, and then that too is mended.
my @other = grep { !/"1012"/ } split /(?<=\n)/, $mend =~ s/"abcd"/"1015"/r;
$result = passend('load', write_file("$dir/mend-50.csv", join '', @other));
is($result->{code}, 6, 'one of two rows is still bad');
like($result->{out}, qr/^mend-50\.csv: loaded: completes bad\.csv: 1 rows, 2 facts, 1 of 23 cells masked, 1 facts kept, replaces 1 earlier version, 1 rows REJECTED/m, 'which is told');
is(psql('SELECT bestand, vult_aan, rijen_open FROM rapport.bestanden WHERE bestand_id > 1 ORDER BY bestand_id'), "bad.csv||1\nmend-363.csv|2|0\nmend-50.csv|2|0", 'one row is left of the file');
like(passend('status', '--file', 'bad.csv', '--format', 'csv')->{out}, qr/^bestand_id,.*,rijen,afgekeurd,open,.*\n2,bad\.csv,.*,3,3,1,/m, 'status shows it');
like(psql($report), qr/onvolledig: 2 bestand/, 'the report too: any unit may lack it');
stays('too-many.csv', join('', @other) =~ s/"-11"/"12"/r, 'it has 2 rows, and of the rejected rows of "bad\.csv" \(2\) there are 1 left; .*');
psql("SELECT pg_sleep(0.01); CREATE TABLE public.moment AS SELECT clock_timestamp() AS op");
$result = put('mend-last.csv', mended('mend-50.csv', '"-11"' => '"11"'));
is("$result->{code} $result->{file}{completes} $result->{file}{kept_facts}", '0 bad.csv 3', 'the last row');
is(contents('feit.leerling_po'), $clean{facts}, 'the facts are those of a clean load');
is(psql($report), $clean{report}, 'the report is that of a clean load');
like(passend('report', 'deelname')->{out}, qr/\Q$clean{footer}\E/, 'and so are the numbers of rows, cells and rejects under it');
is(psql("SELECT bool_and(volledig), count(*) FROM laad.eenheid_per WHERE doel = 'feit.leerling_po'"), 't|2', 'both units are whole now');
is(psql(q{SELECT e.bestand_id = b.bestand_id, e.volledig, e.volledig_op = b.geladen_op FROM laad.eenheid e, laad.bestand b
	WHERE e.doel = 'feit.leerling_po' AND e.vervangen_op IS NULL AND b.naam = 'mend-last.csv' ORDER BY 1}), "f|f|t\nt|t|", 'also the one that was completed before');
is(psql(q{SELECT count(*) FROM laad.eenheid e WHERE feiten <> (SELECT count(*) FROM feit.leerling_po f WHERE f.bestand_id = e.bestand_id AND f.gemeente::text = e.sleutel ->> 'gemeente')
	+ (SELECT count(*) FROM feit.leerling_po_vervallen f WHERE f.bestand_id = e.bestand_id AND f.gemeente::text = e.sleutel ->> 'gemeente') AND doel = 'feit.leerling_po'}), '0', 'units hold what they say');
is(psql('SELECT rijen_open FROM rapport.bestanden WHERE bestand_id = 2'), '0', 'nothing is left');
stays('once-more.csv', $mend, 'the current version, from "bad\.csv" \(2\), has no rejected rows left; the rows were loaded before, or the file was issued again; "passend rejects" tells what is left');
is(put('mend-50.csv', join('', @other))->{file}{outcome}, 'already loaded', 'what was completed since is known');

# As of the moments before.
my $as_of = sub { "SET rapport.per = '" . psql("SELECT $_[0]") . "';" };
is(contents('feit.leerling_po_per', $as_of->('geladen_op FROM laad.bestand WHERE bestand_id = 2')), $first{facts}, 'as of then: the facts of the first file');
is(psql($as_of->('geladen_op FROM laad.bestand WHERE bestand_id = 2') . $report), $first{report}, 'and its report');
like(psql($as_of->('op FROM public.moment') . $report), qr/onvolledig: 2 bestand/, 'as of before the last row: not whole');
is(psql($as_of->('op FROM public.moment') . "SELECT string_agg(rijen_open::text, ' ' ORDER BY bestand_id) FROM rapport.bestanden"), '0 1 0 0', 'with one row to go');
is(psql($as_of->('geladen_op FROM laad.bestand WHERE naam = \'mend-last.csv\'') . $report), $clean{report}, 'and since then it is');
is(passend('prune')->{code}, 0, 'older versions may go');
is(psql($report), $clean{report}, 'which changes nothing');
is(put('bad.csv', $bad, '--again')->{code}, 6, 'the first file again, as is asked for');
is(contents('feit.leerling_po'), $first{facts}, 'takes the place of all');
is(put('mend-363.csv', $rows[0] . $rows[$own], '--again')->{code}, 0, 'and can be completed again');
is(register('mend-363.csv')->{vult_aan}, register('bad.csv')->{bestand_id}, 'under its new number');
is(put('good.csv', $good)->{code}, 0, 'a whole file still replaces all');
is(psql($report), $clean{report}, 'with the same outcome');

# --- what is refused ---------------------------------------------------------
warehouse();
my $nothing = 'there is nothing to complete, as no unit of its rows has a current version; load the whole file, or these rows without the column passend_regel as a file of their own';
stays('none.csv', $mend, $nothing);
is(put('own.csv', $mend =~ s/passend_regel/passend_code/r)->{code}, 6, 'without that column it is a file of its own');
warehouse();
put('good.csv', $good);
stays('whole.csv', $mend, 'the current version, from "good\.csv" \(\d+\), has no rejected rows; the rows were loaded before, .*');
put('bad.csv', $bad, '--status', 'voorlopig');
stays('status.csv', $mend, '--status is definitief, and that of "bad\.csv" \(\d+\) is voorlopig; leave --status out: it has that of the file that it completes', '--status', 'definitief');
is(put('mend.csv', $mend)->{code}, 6, 'without a status it completes');
is(register('mend.csv')->{status}, 'voorlopig', 'and has the status of the other');
put('one.csv', pupils('20241001', 363, '1011 00AA00 Bo 8=17', '1012 00AA00 So 8=six'));
stays('two.csv', mended(register('bad.csv')->{bestand_id}, '"six"' => '"6"', '"abcd"' => '"1015"'), 'its rows are of several files: "bad\.csv" \(\d+\), "one\.csv" \(\d+\); put the rows of each in a file of their own');
like(put('all.csv', mended('one.csv'))->{err}, qr/refused: all 1 rows were rejected/, 'nothing is mended');
like(put('most.csv', "$mend\n", '--max-rejects', '1')->{err}, qr/refused: 2 rows rejected, more than --max-rejects allows/, 'too little is mended');
is(dry_run(write_file("$dir/dry.csv", $mend))->{code}, 6, 'a dry run sees what is still bad');

# The other kind of file that goes to the same table.
put('pc4.csv', $table =~ s/1016,Amsterdam/x,Amsterdam/r, '--set', 'geldig_vanaf=2014-08-01', '--set', 'geldig_tot=2025-08-01');
my $pc4 = mended('pc4.csv', "x,Amst" => '1016,Amst');
stays('set.csv', $pc4, $nothing);
stays('set-2.csv', $pc4, '--set and --mask are \{"geldig_vanaf": "2014-08-01"\}, and those of "pc4\.csv" \(\d+\) are \{"geldig_tot": "2025-08-01", "geldig_vanaf": "2014-08-01"\}; give the same',
	'--set', 'geldig_vanaf=2014-08-01');
is(put('set-3.csv', $pc4, '--set', 'geldig_vanaf=2014-08-01', '--set', 'geldig_tot=2025-08-01')->{code}, 0, 'a table of reference, with its dates');
is(psql("SELECT count(*), count(DISTINCT bestand_id), min(geldig_vanaf) FROM ref.pc4_swv"), '6|1|2014-08-01', 'is whole');
is(psql('SELECT count(*), bool_and(vervallen_op IS NOT NULL) FROM ref.pc4_swv_vervallen'), '5|t', 'and the older version is kept');
psql("UPDATE laad.bestand SET dataset = 'duo-leerlingen-po-postcode-leeftijd-2015' WHERE naam = 'one.csv'");
stays('kind.csv', mended('one.csv', '"six"' => '"6"'),
	'it is of dataset "duo-leerlingen-po-postcode-leeftijd", and the current version, from "one\.csv" \(\d+\), of "duo-leerlingen-po-postcode-leeftijd-2015"; complete a file with rows of its own kind \(--dataset\)');

# Lines: what a questionnaire is ordered by is the line of the first file.
my $items = join "\n", 'METING;VRAGENLIJST;ITEM;VRAAG;DOELSTELLING;INDICATOR;SCHAAL;OMGEKEERD;LAAGSTE;HOOGSTE',
  map { "2023;po;v$_;Vraag $_;1;I;S;" . ($_ == 2 ? 'x' : 'nee') . ';1;5' } 1 .. 3;
put('items.csv', "$items\n");
my $item = mended('items.csv', ';x;' => ';ja;');
is(put('items-no.csv', $item =~ s/;3;OMGEKEERD/;;OMGEKEERD/r)->{code}, 7, 'a row that does not say its line');
is(put('items-2.csv', $item)->{code}, 0, 'items of a questionnaire');
is(psql('SELECT string_agg(item, \' \' ORDER BY volgorde) FROM ref.item'), 'v1 v2 v3', 'are in the order of the first file');

# --- leaf by leaf ------------------------------------------------------------
my @brin = qw(INSTELLINGSCODE VESTIGINGSCODE TYPE_PO PEILJAAR LEEFTIJD AANTAL_LEERLINGEN);
my @long = map { my $year = $_; map { [ sprintf('%02dQZ', $_), '00', 'SO', $year, 7, $_ ] } 1 .. 20 } 2022 .. 2024;
my $long = csv('duo-brin6-leeftijd', \@brin, @long);
my $leaves = 'feit.leerling_vestiging_leeftijd';
warehouse();
put('long.csv', $long);
my $clean = contents($leaves);
warehouse();
put('long-bad.csv', $long =~ s/SO,2023,7,5\n/SO,2023,x,5\n/r =~ s/SO,2024,7,9\n/SX,2024,7,9\n/r);
my $before = contents($leaves);
my $rows = mended('long-bad.csv', ',x,5' => ',7,5', 'SX' => 'SO');
stays('long-key.csv', $rows =~ s/09QZ/10QZ/r, 'a row with vestiging 10QZ00, soort_po so, teldatum 2024-10-01, leeftijd 7 is there already, from "long-bad\.csv" \(1\); mend its key, or leave it out');

# An error at the very end: all of it is undone.
psql("CREATE FUNCTION public.nee() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''nee''; END';
	CREATE TRIGGER nee BEFORE INSERT ON laad.bestand FOR EACH ROW EXECUTE FUNCTION public.nee()");
is(put('long-mend.csv', $rows)->{code}, 11, 'an error of the server when it is closed');
is(contents($leaves) . psql('SELECT count(*) FROM laad.blad'), "${before}0", 'leaves nothing behind');
psql('DROP FUNCTION public.nee CASCADE');

my $old_leaf = psql("SELECT oid FROM pg_class WHERE oid = '${leaves}_2022_2023'::regclass");
my $lader = new_role('IN ROLE passend_lader');
$result = load({ env => { PGUSER => $lader } }, write_file("$dir/long-mend.csv", $rows));
is("$result->{code} $result->{file}{kept_facts} $result->{json}{summary}{units_replaced}", '0 38 2', 'whole years are completed');
is(contents($leaves), $clean, 'as after a clean load');
is(psql("SELECT string_agg(concat_ws(' ', naam, n), ', ' ORDER BY naam) FROM (SELECT naam, count(*) AS n FROM $leaves JOIN laad.bestand USING (bestand_id) GROUP BY 1) x"),
	'long-bad.csv 20, long-mend.csv 40', 'each year of one file');
is(psql("SELECT oid = $old_leaf FROM pg_class WHERE oid = '${leaves}_2022_2023'::regclass"), 't', 'a year without mended rows keeps its leaf');
is(psql("SELECT count(*) FROM pg_constraint c JOIN pg_inherits i ON i.inhrelid = c.conrelid WHERE i.inhparent = '$leaves'::regclass AND conname = 'blad_bestand'"), '3', 'the leaves say of which file they are');
is(psql("SELECT count(*) FROM ${leaves}_vervallen"), '38', 'the older versions are kept');
is(psql("SELECT bool_and(volledig), count(*), sum(feiten) FROM laad.eenheid_per"), 't|3|60', 'all years are whole, the one that was not touched too');
is(contents("${leaves}_per", $as_of->('geladen_op FROM laad.bestand WHERE bestand_id = 1')), $before, 'as of then: what it was');
is(put('long-mend.csv', $rows)->{code}, 12, 'again: known');

# A reader during all of it, several connections, and a file that completes another
# of the same run.
warehouse();
put('long-bad.csv', $long =~ s/SO,2023,7,5\n/SO,2023,x,5\n/r =~ s/SO,2024,7,9\n/SX,2024,7,9\n/r);
my $mended = mended('long-bad.csv', ',x,5' => ',7,5', 'SX' => 'SO');
psql("TRUNCATE laad.afkeuring, laad.controle, laad.eenheid, laad.bestand, $leaves");
mkdir "$dir/drop" or die $!;
write_file("$dir/drop/a.csv", $long =~ s/SO,2023,7,5\n/SO,2023,x,5\n/r =~ s/SO,2024,7,9\n/SX,2024,7,9\n/r);
write_file("$dir/drop/b.csv", $mended);
$result = load('--jobs', '2', "$dir/drop");
is("$result->{code} $result->{json}{summary}{loaded}", '6 2', 'a folder with both, over two connections');
is(contents($leaves), $clean, 'is as a clean load');
is(load('--jobs', '2', "$dir/drop")->{code}, 12, 'and again: nothing new');

# A unit whose rows were all rejected begins with what is mended of them.
warehouse();
put('year.csv', csv('duo-brin6-leeftijd', \@brin, [ qw(01QZ 00 SO 2022 7 1) ], [ qw(01QZ 00 SO 2022 x 2) ], [ qw(01QZ 00 SO 2023 x 3) ]));
$result = put('year-2.csv', mended('year.csv', '2022,x' => '2022,8', '2023,x' => '2023,8'));
is("$result->{code} $result->{file}{kept_facts} $result->{json}{summary}{units_replaced}", '0 1 1', 'a year that was rejected whole');
is(psql("SELECT string_agg(concat_ws(' ', schooljaar, bestand_id, leeftijd), ', ' ORDER BY schooljaar::text, leeftijd) FROM $leaves"), '2022-2023 2 7, 2022-2023 2 8, 2023-2024 2 8', 'is there');

# A total is not compared with parts that are not in the file.
my @rp = qw(SWV_BETALEND TYPE_PO PEILJAAR RESIDENTIELE_PLAATS AANTAL_LEERLINGEN);
put('rp.csv', csv('duo-so-vso-rp', \@rp, [ qw(PO2707 SO 2020 WEL_RP 3) ], [ qw(PO2707 SO 2020 NIET_RP x) ], [ qw(PO2707 SO 2020 TOTAAL y) ]));
$result = put('rp-2.csv', mended('rp.csv', 'NIET_RP,x' => 'NIET_RP,4', 'TOTAAL,y' => 'TOTAAL,7'));
is("$result->{code} $result->{file}{differing_totals} $result->{file}{loaded_rows}", '0 0 2', 'a total among the mended rows');
is_deeply(checks('rp-2.csv'), [ '3|swv_bron=PO2707, soort_po=so, teldatum=2020-10-01|-|7|niet te bepalen|1' ], 'is not judged');
is(psql("SELECT string_agg(aantal::text, ' ' ORDER BY aantal) FROM feit.leerling_so_vso_residentieel"), '3 4', 'and is no fact');

# --- two at the same time ----------------------------------------------------
# Both complete the file, each another municipality: one waits, and both are in.
for my $round (1 .. 3)
{
	warehouse();
	put('bad.csv', $bad);
	my @both = split /(?<=\n)/, mended('bad.csv', '"six"' => '"6"', '"abcd"' => '"1015"', '"-11"' => '"11"');
	my @paths = (write_file("$dir/both-1.csv", join '', $both[0], grep { /"1012"/ } @both), write_file("$dir/both-2.csv", join '', grep { !/"1012"/ } @both));
	my @done = map { finish($_) } map { start($ENV{PASSEND} // 'passend', 'load', '-q', $_) } @paths;
	is(join(' ', map { $_->{code} } @done), '0 0', "two at once, round $round") or diag map { $_->{err} } @done;
	is(contents('feit.leerling_po') . psql("SELECT bool_and(volledig) FROM laad.eenheid_per"), "$clean{facts}t", 'both are in, and it is whole');
}

# The same leaf by leaf, where both have to lock readers of the table out.
for my $round (1 .. 3)
{
	warehouse();
	put('long-bad.csv', $long =~ s/SO,2023,7,5\n/SO,2023,x,5\n/r =~ s/SO,2024,7,9\n/SX,2024,7,9\n/r);
	my ($header, @both) = split /(?<=\n)/, mended('long-bad.csv', ',x,5' => ',7,5', 'SX' => 'SO');
	my $n = 0;
	my @paths = map { write_file("$dir/leaf-" . $n++ . '.csv', "$header$_") } @both;
	my @done = map { finish($_) } map { start($ENV{PASSEND} // 'passend', 'load', '-q', $_) } @paths;
	is(join(' ', map { $_->{code} } @done), '0 0', "two years at once, round $round") or diag map { $_->{err} } @done;
	is(contents($leaves) . psql("SELECT bool_and(volledig), count(*) FROM laad.eenheid_per"), "${clean}t|3", 'both are in, and all is whole');
}

done_testing();
