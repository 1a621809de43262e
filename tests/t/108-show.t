# The commands that show: status, rejects, datasets, report; as table, CSV and JSON.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Encode qw(decode);
use JSON::PP ();
use Datasets;
use Loader;
use Passend;
use Scalar::Util qw(looks_like_number);
use Test::More;

my $dir = temp_dir();
my $json = JSON::PP->new->utf8;
my $result;

# Runs a command in its three forms; they must hold the same. Returns the rows
# of JSON.
sub forms
{
	my ($name, @arguments) = @_;
	my $table = passend(@arguments);
	my $csv = passend(@arguments, '--format', 'csv');
	my $data = passend(@arguments, '--json');
	my $rows = eval { $json->decode($data->{out}) };

	is(join('', map { "$_->{code}$_->{err}" } $table, $csv, $data), '000', "$name: in each form");
	is(passend(@arguments, '--format', 'json')->{out}, $data->{out}, "$name: --json is --format json");
	is(passend(@arguments, '--format', 'table')->{out}, $table->{out}, "$name: a table unless asked otherwise");
	is(ref $rows, 'ARRAY', "$name: valid JSON") or return [];
	return $rows if $csv->{out} =~ /"[^",]*\n/;	# a cell of two lines
	my ($head, @lines) = map { [ cells_of($_, ',') ] } split /\n/, decode('UTF-8', $csv->{out});
	my @wrong = grep { !same([ @{ $rows->[$_] }{@$head} ], $lines[$_]) } 0 .. $#$rows;
	is("@lines[@wrong]" . @lines, scalar @$rows, "$name: CSV holds the same");
	return $rows;
}

# Values of JSON and cells of CSV: the same text or number, or nothing.
sub same
{
	my ($values, $cells) = @_;
	return @$values == @$cells && !grep {
		my ($value, $cell) = ($values->[$_] // '', $cells->[$_]);
		$value = $value ? 't' : 'f' if JSON::PP::is_bool($value);
		$value ne $cell && !(looks_like_number($value) && looks_like_number($cell) && $value == $cell)
	} 0 .. $#$cells;
}

# Values of some columns of all rows, joined.
sub columns
{
	my ($rows, @names) = @_;
	return join "\n", map { my $row = $_; join '|', map { $row->{$_} // '-' } @names } @$rows;
}

# --- an empty warehouse ------------------------------------------------------
warehouse();
is(passend('status')->{out}, "nothing is loaded yet\n", 'status of nothing');
is(passend('status', '--file', 'x')->{out}, "no such file is loaded\n", 'of no file');
is(passend('rejects')->{out}, "no rejected rows\n", 'no rejects');
is(passend('rejects', '--file', 'x')->{out}, "no rejected rows in such a file\n", 'nor in a file');
is(passend($_, '--json')->{out}, "[\n]\n", "passend $_ --json") for qw(status rejects);
is(passend('status', '--format', 'csv')->{out}, "dataset,teldatum,bestanden,vervangen,rijen,afgekeurd,feiten,gemaskeerd,laatst_geladen\n",
	'CSV of nothing is its header');
fails(passend('report', 'deelname'), 2, 'no rows: nothing that report deelname reads is loaded; "passend load" loads it', 'a report of nothing');

# --- with data ---------------------------------------------------------------
my $town = town('Ameland');
my $bad = with_row(with_row($town, 5, LEEFTIJD_4 => 'x', PEILDATUM => ''), 3, SOORT_PO => "B\n\"\"o\x1b");
load(zip_file("$dir/a_b.zip", 'Ameland.csv' => $bad, 'leeg.csv' => ''), write_file("$dir/V%land_2022.csv", town('Vlieland') =~ s/2024/2022/gr),
	write_file("$dir/V%land_2023.csv", town('Vlieland') =~ s/2024/2023/gr), data_file('pc4-swv-2015.csv.gz'));
load(write_file("$dir/Vlieland.csv", with_row(town('Vlieland') =~ s/2024/2022/gr, 1, LEEFTIJD_4 => '12')));

my $rows = forms('status', 'status');
my $pupils = 'duo-leerlingen-po-postcode-leeftijd';
is(columns($rows, qw(dataset teldatum bestanden vervangen rijen afgekeurd)), join("\n",
	"$pupils|2022-10-01|2|1|2|0", "$pupils|2023-10-01|1|0|1|0", "$pupils|2024-10-01|1|0|5|2", 'pc4-swv|-|1|0|4046|0', '(leeg bestand)|-|1|0|0|0'),
	'status per dataset and date');
is($rows->[0]{feiten}, @{ facts_of(town('Vlieland')) } * 2, 'with facts');
like(passend('status')->{out}, qr/^dataset +teldatum +bestanden .*\n-+  -+  -+.*\n$pupils  2022-10-01 +2 +1 +2 +0 /, 'as a table');

$rows = forms('status per file', 'status', '--file', '');
is(columns($rows, qw(bestand archief toestand rijen afgekeurd vervangen geladen_door)), join("\n", map { "$_|$ENV{PGUSER}" }
	'Ameland.csv|a_b.zip|geladen|5|2|0', 'leeg.csv|a_b.zip|leeg|0|0|0', 'V%land_2022.csv|-|geladen|1|0|1',
	'V%land_2023.csv|-|geladen|1|0|0', 'pc4-swv-2015.csv|pc4-swv-2015.csv.gz|geladen|4046|0|0', 'Vlieland.csv|-|geladen|1|0|0'),
	'status per file');
is(columns(forms('status of a file', 'status', '--file', 'AMELAND'), 'bestand'), 'Ameland.csv', 'part of a name, in any case');
is(columns($json->decode(passend('status', '--json', '--file', 'v%LAND_')->{out}), 'bestand'), "V%land_2022.csv\nV%land_2023.csv",
	'a name is no pattern');

$rows = forms('a summary of rejects', 'rejects');
is(columns($rows, qw(bestand_id dataset bestand code rijen fouten eerste_regel)), join("\n", map { "1|$pupils|Ameland.csv|$_" }
	'codelijst|1|1|4', 'telling|1|1|7', 'verplicht|1|1|7'), 'a summary of rejects');
is(passend('rejects', '--summary', '--file', 'AMEL')->{out}, passend('rejects')->{out}, 'of a file');
is(passend('rejects', '--summary', '--id', '1', '--format', 'csv')->{out}, passend('rejects', '--format', 'csv')->{out}, 'or by its number');
is(passend('rejects', '--summary', '--file', 'pc4')->{out}, "no rejected rows in such a file\n", 'of a file without them');
$rows = $json->decode(passend('rejects', '--file', '', '--json')->{out});
is(passend('rejects', '--id', '1', '--json')->{out}, passend('rejects', '--file', '', '--format', 'json')->{out}, 'rejects by number');
is(columns($rows, qw(bestand regel kolom waarde code)), join("\n", "Ameland.csv|4|SOORT_PO|B\n\"o\e|codelijst", 'Ameland.csv|7|LEEFTIJD_4|x|telling',
	'Ameland.csv|7|PEILDATUM||verplicht'), 'rejects');
like($rows->[1]{reden}, qr/^A count is a number/, 'with the reason');
is(scalar(() = passend('rejects', '--file', '')->{out} =~ /\n/g), 2 + 3, 'a line end in a value does not break the table');
unlike(passend('rejects', '--file', '')->{out}, qr/\e/, 'nor does an escape reach the terminal');
is(passend('rejects', '--file', 'pc4')->{out}, "no rejected rows in such a file\n", 'of a file without them');
is(columns($json->decode(passend('rejects', '--json', '--file', 'ameland')->{out}), 'regel'), "4\n7\n7", 'of a file with them');

# --- datasets ----------------------------------------------------------------
$rows = forms('datasets', 'datasets');
is(columns($rows, qw(dataset)), join("\n", descriptions()), 'all datasets, by name');
is(columns([ grep { $_->{dataset} =~ /^(duo-vestigingen|pc4)/ } @$rows ], qw(dataset target)), join("\n", 'duo-vestigingen-bo|ref.vestiging',
	'duo-vestigingen-sbo-so-vso|ref.vestiging', 'duo-vestigingen-vo|ref.vestiging', 'pc4-swv|ref.pc4_swv'), 'with their targets');
$rows = forms('a dataset', 'datasets', $pupils);
is(scalar @$rows, scalar(header_of($town)), 'each column of a file');
is(columns([ $rows->[0], @$rows[11, 14] ], qw(column required form goes_to)), join("\n", 'PEILDATUM|yes|date %Y%m%d|teldatum, schooljaar',
	'SOORT_PO|yes|text Bo|Sbo|So|Vso|soort_po', 'LEEFTIJD_JONGER|no|text|aantal (leeftijd = 3)'), 'with its form and where it goes');
like(passend('datasets', 'pc4-swv')->{out}, qr/^loads into ref\.pc4_swv; a file replaces: the same geldig_vanaf\noption: --set geldig_vanaf=\.\.\. \(date\) fills column geldig_vanaf$/m,
	'with its options');

# --- reports -----------------------------------------------------------------
is(columns(forms('reports', 'report'), 'rapport'), psql('SELECT DISTINCT rapport FROM rapport.catalogus ORDER BY 1'), 'which reports there are');
is(scalar(@{ forms('report bestanden', 'report', 'bestanden') }), 6, 'report bestanden');

# What the view gives is what the report gives.
sub view
{
	my ($where, @names) = @_;
	return psql("SELECT concat_ws('|', " . join(', ', map { "coalesce($_\::text, '-')" } @names) . ") FROM rapport.deelname_swv
		WHERE $where ORDER BY schooljaar, teldatum, sector, swv <> 'landelijk', swv = 'onbekend', swv, onderwijssoort, definitie");
}
my @names = qw(schooljaar teldatum grondslag definitie swv regio sector onderwijssoort teller_onder teller_boven noemer_onder noemer_boven reden);
my $fryslan = 'PO2101';
for (['true'],
	[ "swv IN ('landelijk', '$fryslan')", '--swv', 'landelijk,' . lc $fryslan ],
	[ "schooljaar = '2022-2023'", '--schooljaar', '2022/23' ],
	[ "onderwijssoort = 'sbo' AND schooljaar = '2024-2025'", '--onderwijssoort', 'sbo', '--schooljaar', '2024' ],
	[ "swv = 'onbekend' AND (definitie = 'A' OR definitie IS NULL)", '--swv', 'onbekend', '--definitie', 'A' ])
{
	my ($where, @options) = @$_;
	$rows = $json->decode(passend('report', 'deelname', @options, '--json')->{out});
	my $got = columns($rows, @names);
	utf8::encode($got);
	is($got, view($where, @names), "report deelname @options");
	isnt($got, '', 'has rows');
}
$rows = forms('report deelname', 'report', 'deelname', '--swv', 'landelijk', '--schooljaar', '2024-2025', '--onderwijssoort', 'bo');
my @good = grep { /"Bo"/ && !/^""/ } split /\n/, $bad;
my ($least, $most) = (0, 0);
for my $cell (map { (cells_of($_, ';'))[14 .. 36] } @good)
{
	$least += $cell eq '<5' ? 1 : $cell;
	$most += $cell eq '<5' ? 4 : $cell;
}
is(columns($rows, qw(swv teller_onder teller_boven)), "landelijk|$least|$most", 'the bounds, added by hand');

$result = passend('report', 'deelname', '--swv', 'landelijk', '--schooljaar', '2024-2025');
like($result->{out}, qr/^2024-2025 +landelijk +Nederland +bo +$least\.\.$most +$/m, 'as a table');
like($result->{out}, qr/^Definitie: A = .*^Bron: DUO, .*^Herkomst: $pupils, 1 bestand\(en\), 5 rijen, \d+ gemaskeerde cellen, 2 rijen afgekeurd; teldatum 2024-10-01; status onbekend\.\nLeeg aangeleverd: leeg\.csv\.$/ms,
	'its foot tells the source, of this school year');
like(passend('report', 'deelname')->{out}, qr/^Herkomst: $pupils, 3 bestand\(en\), 7 rijen, /m, 'or of all, without what was replaced');

fails(passend('report', 'deelname', '--swv', 'PO27'), 2, 'could not run report deelname: swv: "PO27" is no samenwerkingsverband \[22023\] Codes as PO2707, separated by commas; also: landelijk, onbekend', 'a wrong swv');
fails(passend('report', 'deelname', '--swv', 'PO2707,'), 2, 'swv: "" is no samenwerkingsverband ', 'half a list');
fails(passend('report', 'deelname', '--schooljaar', '2022-2024'), 2, 'schooljaar: "2022-2024" is no school year ', 'a wrong school year');
fails(passend('report', 'deelname', '--schooljaar', '1999'), 2, 'no rows for these options; loaded school years: 2022-2023, 2023-2024, 2024-2025',
	'a school year that is not there');
fails(passend('report', 'deelname', '--onderwijssoort', 'kdv'), 2, 'onderwijssoort: "kdv" is none of bo, sbo, so, vso', 'a wrong kind');
fails(passend('report', 'deelname', '--definitie', 'C'), 2, 'definitie: "C" is none of A, B', 'a wrong definition');
fails(passend('report', 'deelname', '--regio', 'x'), 2, 'this report has no parameter --regio; it has --schooljaar, --swv, ', 'a parameter that it does not have');
fails(passend('report', 'deelname', '--swv'), 2, '--swv needs a value: Samenwerkingsverbanden', 'a parameter without its value');
fails(passend('report', 'deelname', '--publiek', '--swv'), 2, '--swv needs a value: ', 'which one that is true or false does not need');
is(passend('report', 'deelname', '--publiek', '-d', 'dbname=' . $ENV{PGDATABASE})->{code}, 0, 'an option is no value');
fails(passend('report', 'trendkaart', '--band', '-1'), 2, 'band: -1 is not from 0 to 100', 'a negative number is');
fails(passend('report', 'deelname', '--per', 'eens'), 2, 'could not read --per: invalid input syntax for type timestamp with time zone: "eens"', 'a wrong moment');
fails(passend('report', 'schaalscores'), 2, 'report schaalscores needs --meting: ', 'a parameter without a default');
fails(passend('report', 'nosuch'), 2, 'there is no report "nosuch"; "passend report" lists them', 'no such report');
is(passend('report', 'deelname', "--swv=$fryslan", '--schooljaar', '2024')->{out}, passend('report', 'deelname', '--schooljaar=2024', '--swv', lc $fryslan)->{out},
	'--name=value is --name value');

# --- reports, explained ------------------------------------------------------------
$result = passend('report', 'deelname', '--explain');
like($result->{out}, qr/^deelname: Deelname .*^Definitie: A = .*^parameter +soort +standaard .*^definitie +text +NULL +A, B +.*^kolom +soort +uitleg.*^teller_onder +bigint +Kleinst.*^Voorbeeld in SQL: SELECT \* FROM rapport\.deelname\(/ms,
	'question, definition, parameters, columns and an example');
$rows = $json->decode(passend('report', 'deelname', '--explain', '--json')->{out});
is(join(' ', map { $_->{parameter} } grep { $_->{deel} eq 'parameter' } @$rows), psql(q{SELECT string_agg(parameter, ' ' ORDER BY volgorde)
	FROM rapport.catalogus WHERE rapport = 'deelname'}), 'also as data');
is(psql(psql(q{SELECT replace(voorbeeld, '*', 'count(*) > 0') FROM rapport.catalogus WHERE rapport = 'bestanden' LIMIT 1})), 't', 'the example can be run as it is');
like(try_psql(q{SELECT laad.beschrijf_rapport('deelname', 't', 'v', 'd', 'b', '{}', '{"swv": "s", "kleur": "k"}')})->{err},
	qr/report deelname: arguments and descriptions differ in definitie, (.*, )?kleur, /, 'a description must fit its function');
like(try_psql(q{SELECT laad.beschrijf_rapport('nosuch', 't', 'v', 'd', 'b', '{}')})->{err}, qr/rapport\.nosuch is 0 functions, not one/, 'which must be there');

# A pipe that closes is no crash, and output that cannot be written is told.
is(run('sh', '-c', '"$0" report deelname --format csv | head -n 1 > /dev/null', $ENV{PASSEND} // 'passend')->{err},
	'', 'a reader that stops is told nothing');
SKIP:
{
	skip 'no /dev/full', 1 if !-c '/dev/full';
	fails(run('sh', '-c', '"$0" report deelname > /dev/full', $ENV{PASSEND} // 'passend'), 1, 'could not write all output', 'a full disk');
}

done_testing();
