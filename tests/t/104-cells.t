# What a cell must hold: each code of laad.afkeuring, with line, column, value
# and reason, and the row as it was in the file.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $town = town('Renswoude');
my @names = header_of($town);
my %good = %{ (rows_of($town))[0] };
my $head = substr $town, 0, index($town, "\n") + 1;

warehouse();

# A line of the file: the first row of Renswoude with other cells.
sub line
{
	my %row = (%good, @_);
	return csv_line(@row{@names});
}

# Loads good rows with the lines between them; problems must be just these,
# without the line number in front, which follows from the place.
sub rejected
{
	my ($name, $lines, @expected) = @_;
	my $postcode = 1000;
	my ($content, $number, @numbered) = ($head, 1);

	for my $line (@$lines)
	{
		$content .= line(POSTCODE_LEERLING => $postcode++) . $line;
		$number += 2;
		push @numbered, map { s/^/$number|/r } @{ shift @expected };
	}
	$content .= line(POSTCODE_LEERLING => $postcode++);
	my $result = load(write_file("$dir/$name.csv", $content));
	is($result->{code}, 6, "$name: rows are rejected");
	is_deeply(problems("$name.csv"), \@numbered, "$name: each problem");
	is($result->{file}{rejected_rows}, scalar @$lines, "$name: each row once");
	is($result->{file}{loaded_rows}, scalar @$lines + 1, "$name: the rows between them are loaded");
	accounted($result->{file}, $content, $name);
	is_deeply([ map { pack 'H*', $_ } split /\n/, psql("SELECT encode(ruw, 'hex') FROM laad.afkeuring
		WHERE bestand_id = (SELECT max(bestand_id) FROM laad.bestand) GROUP BY regel, ruw ORDER BY regel") ],
		$lines, "$name: the rows byte for byte");
	is(psql('SELECT count(DISTINCT pc4) FROM feit.leerling_po'), scalar @$lines + 1, "$name: no fact of a rejected row");
	my %line = map { my ($line, $column, $value, $code, $reason) = split /\|/, $_, 5;
		("passend: $name.csv: line $line" . ($column eq '-' ? '' : qq{, column "$column", value "$value"}) . ": $reason [$code]\n" => 1)
	} @numbered;
	my @shown = split /(?<=\n)/, $result->{err};
	my $more = @numbered - 5;
	is(pop @shown, "passend: $name.csv: and $more more problem" . ($more > 1 ? 's' : '') . "; \"passend rejects\" lists them\n",
		"$name: those not shown are counted") if $more > 0;
	is(scalar(grep { $line{$_} } @shown), $more > 0 ? 5 : scalar @numbered, "$name: at most five are shown");
	is(scalar(@shown), scalar(grep { $line{$_} } @shown), "$name: and nothing else");
}

# One line for each list: changed cells, and COLUMN|VALUE|CODE|REASON.
sub cells
{
	my ($name, @cases) = @_;
	rejected($name, [ map { line(%{ $_->[0] }) } @cases ], map { my (undef, @expected) = @$_; \@expected } @cases);
}

my $empty = 'The cell is empty, and this column is required.';
cells('verplicht', map { [ { $_ => '' }, "$_||verplicht|$empty" ] }
	qw(PEILDATUM GEMEENTENUMMER POSTCODE_LEERLING INSTELLINGSCODE VESTIGINGSCODE));
cells('verplicht', [ { SOORT_PO => '   ' }, "SOORT_PO||verplicht|$empty" ]);

my $form = 'It is not a date of the form that this file uses. The form is %Y%m%d.';
my $none = 'There is no such day. The form is %Y%m%d.';
cells('datum', (map { [ { PEILDATUM => $_ }, "PEILDATUM|$_|datum|$form" ] } qw(2024-10-01 2024 202410011 1okt2024 -0241001)),
	map { [ { PEILDATUM => $_ }, "PEILDATUM|$_|datum|$none" ] } qw(20240230 20230229 19000229 20241301 20240001 20240100 20240431 00000101));

my $whole = 'It is not a whole number.';
cells('getal', (map { [ { GEMEENTENUMMER => $_ }, "GEMEENTENUMMER|$_|getal|$whole" ] } 'abc', '3,5', '3.5', '+3', '-', '0x10', '1 2', '.0', "\xc2\xa03", '3.00'),
	[ { GEMEENTENUMMER => '99999999999999999999' }, 'GEMEENTENUMMER|99999999999999999999|getal|The number is too large.' ]);
cells('bereik', (map { [ { GEMEENTENUMMER => $_ }, "GEMEENTENUMMER|$_|bereik|The number is not in the range 1..9999." ] } qw(0 -1 10000 2147483647)),
	map { [ { POSTCODE_LEERLING => $_ }, "POSTCODE_LEERLING|$_|bereik|The number is not in the range 10..9999." ] } qw(9 99999));
cells('codelijst', map { [ { SOORT_PO => $_ }, "SOORT_PO|$_|codelijst|Only \"Bo\", \"Sbo\", \"So\" or \"Vso\" may stand here." ] } qw(bo BO Vo Bao), 'B o');

my $digits = 'A brinnummer begins with two digits, as in 02QZ.';
my $location = 'The second part must be a location number of one or two digits, or the six characters of a location.';
cells('waarde',
	[ { INSTELLINGSCODE => 'QZ02' }, "INSTELLINGSCODE|QZ02|waarde|$digits" ],
	[ { INSTELLINGSCODE => '0' }, "INSTELLINGSCODE|0|waarde|$digits" ],
	[ { INSTELLINGSCODE => '0203' }, 'INSTELLINGSCODE|0203|waarde|Two letters must follow the first two digits, as in 02QZ.' ],
	[ { INSTELLINGSCODE => '02QZ00' }, 'INSTELLINGSCODE|02QZ00|waarde|The first part must be an institution of four characters.' ],
	[ { VESTIGINGSCODE => 'AA' }, "VESTIGINGSCODE|AA|waarde|$location" ],
	[ { VESTIGINGSCODE => '100' }, "VESTIGINGSCODE|100|waarde|$location" ],
	[ { VESTIGINGSCODE => '02QZ00' }, 'VESTIGINGSCODE|02QZ00|waarde|The second part is a location of another institution.' ],
	[ { PEILDATUM => '99990801' }, 'PEILDATUM|99990801|waarde|The day is in no school year from 1000-1001 to 9998-9999.' ],
	[ { PEILDATUM => '10000731' }, 'PEILDATUM|10000731|waarde|The day is in no school year from 1000-1001 to 9998-9999.' ]);

cells('telling', map { [ { LEEFTIJD_7 => $_->[0] }, "LEEFTIJD_7|$_->[0]|telling|$_->[1]" ] }
	[ '', 'A count is not empty; an unknown count is NULL.' ],
	[ 'x', 'A count is a number, "<" and a number, or two numbers joined by "..".' ],
	[ '-3', 'A count is a number, "<" and a number, or two numbers joined by "..".' ],
	[ '<', 'A count is a number, "<" and a number, or two numbers joined by "..".' ],
	[ '1.000', 'A number has digits only: no blanks, separators, decimals or letters.' ],
	[ '1 000', 'A number has digits only: no blanks, separators, decimals or letters.' ],
	[ '<1', 'The number after "<" is 2 or more, because a masked count is at least 1.' ],
	[ '9..5', 'The lower bound is greater than the upper bound.' ],
	[ '2147483648', 'A count is at most 2147483647.' ]);

# Keys are compared as values: a lost zero, or a location in full, is the same.
my $same = '-|-|dubbel|The row has the same key as line 2.';
cells('dubbel', map { [ { POSTCODE_LEERLING => 1000, %$_ }, $same ] } {}, { LEEFTIJD_7 => '77' },
	{ VESTIGINGSCODE => '0' }, { VESTIGINGSCODE => "$good{INSTELLINGSCODE}00" }, { INSTELLINGSCODE => lc $good{INSTELLINGSCODE} },
	{ GEMEENTENAAM => 'elders' }, { POSTCODE_LEERLING => '01000' });

# Several problems of one row, all at once.
cells('samen', [ { PEILDATUM => 'x', GEMEENTENUMMER => '', POSTCODE_LEERLING => '5', SOORT_PO => 'y', LEEFTIJD_4 => '<<5', LEEFTIJD_OUDER => '' },
	"GEMEENTENUMMER||verplicht|$empty",
	'LEEFTIJD_4|<<5|telling|A count is a number, "<" and a number, or two numbers joined by "..".',
	'LEEFTIJD_OUDER||telling|A count is not empty; an unknown count is NULL.',
	"PEILDATUM|x|datum|$form",
	'POSTCODE_LEERLING|5|bereik|The number is not in the range 10..9999.',
	'SOORT_PO|y|codelijst|Only "Bo", "Sbo", "So" or "Vso" may stand here.' ]);

my @cells = map { qq("$_") } @good{@names};
rejected('aantal_cellen',
	[ join(';', @cells[0 .. 35]) . "\n", join(';', @cells, '"0"') . "\n", qq("x"\n), qq(""\n), ";\n" ],
	map { [ "-|-|aantal_cellen|the row has $_ cells, the header 37" ] } 36, 38, 1, 1, 2);
rejected('nul_byte', [ "\0\n", line(GEMEENTENAAM => "Rens\0woude") ], ([ '-|-|nul_byte|the line holds a NUL byte' ]) x 2);

# --- values of a cell that are long, or no text for one line -----------------
my $result = load(write_file("$dir/long.csv", $head . line() . line(POSTCODE_LEERLING => 1001, SOORT_PO => 'Bo' . "\xc3\xa9" x 300)
	. line(POSTCODE_LEERLING => 1002, SOORT_PO => "B\n\to\e") . line(POSTCODE_LEERLING => 1003, SOORT_PO => "B\x7f")));
accounted($result->{file}, read_file("$dir/long.csv"), 'odd values');
is(psql("SELECT regel, length(waarde), waarde = 'Bo' || repeat('é', 198) || '...' FROM laad.afkeuring
	WHERE bestand_id = (SELECT max(bestand_id) FROM laad.bestand) AND regel = 3"), '3|203|t', 'a long value is cut at 200 characters');
is(psql("SELECT regel, waarde = E'B\\n\\to\\x1b' FROM laad.afkeuring
	WHERE bestand_id = (SELECT max(bestand_id) FROM laad.bestand) AND regel = 4"), '4|t', 'a line end in a value is kept');
is(scalar(() = $result->{err} =~ /\n/g), 3, 'but the message is one line');
unlike($result->{err}, qr/[\e\x7f\t]/, 'without characters that steer a terminal');

# --- other datasets ----------------------------------------------------------
warehouse();
my $pc4 = "pc4,gemeente,po_swv,vo_swv\n";
$result = load(write_file("$dir/pc4.csv", $pc4 . "1011,Amsterdam,PO2707,VO2708\n1012,Amsterdam,VO2708,PO2707\n"
	. "1013,Amsterdam,PO27,VO2708\n1014,,PO2707,europoort\n999,Ergens,PO2707,VO2708\n01011,Amsterdam,po2707,vo-27-08\n1015,Amsterdam,Europoort,VO2708\n"));
is_deeply(problems('pc4.csv'), [
	'3|po_swv|VO2708|patroon|The value does not have the form [Pp][Oo].*|Europoort.',
	'3|vo_swv|PO2707|patroon|The value does not have the form [Vv][Oo].*|Europoort.',
	'4|po_swv|PO27|waarde|' . (problems('pc4.csv')->[2] =~ /waarde\|(.*)/)[0],
	"5|gemeente||verplicht|$empty",
	'5|vo_swv|europoort|patroon|The value does not have the form [Vv][Oo].*|Europoort.',
	'6|pc4|999|bereik|The number is not in the range 1000..9999.',
	'7|-|-|dubbel|The row has the same key as line 2.' ], 'the postcode table');
like(problems('pc4.csv')->[2], qr/swv|samenwerkingsverband|PO/i, 'a code that is none is explained');
is($result->{code}, 6, 'the rest of it is loaded');
is(psql('SELECT pc4, po_swv, vo_swv FROM ref.pc4_swv ORDER BY 1'), "1011|PO2707|VO2708\n1015||VO2708", 'these rows');

my $schools = gunzipped('duo_09_alle_vestigingen_sbo_so_vso_EXCERPT.csv.gz');
load(write_file("$dir/schools.csv", $schools =~ s/;41414;06SV;06SV00;/;4141;06SV;06SV00;/r));
is_deeply(problems('schools.csv'), [ '2|BEVOEGD GEZAG NUMMER|4141|patroon|The value does not have the form [0-9]{5}.' ], 'a pattern');

# --- what rejects mean for the data ------------------------------------------
warehouse();
my $content = $town . line(POSTCODE_LEERLING => 'x');
is(load(write_file("$dir/part.csv", $content))->{code}, 6, 'a file of which a row is rejected');
is(psql('SELECT volledig FROM laad.eenheid'), 'f', 'is not complete');
is(psql("SELECT DISTINCT reden FROM rapport.deelname_swv WHERE swv = 'landelijk' AND definitie = 'B'"),
	'onvolledig: 1 bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker', 'which the report says');
is_deeply(stored_facts(), facts_of($town), 'what is good is stored');
$result = load("$dir/part.csv");
is("$result->{code} $result->{file}{outcome}", '12 already loaded', 'again: it is known');
is(load(write_file("$dir/whole.csv", $town))->{json}{summary}{units_replaced}, 1, 'its correction replaces it');
is(psql('SELECT volledig FROM laad.eenheid WHERE vervangen_op IS NULL'), 't', 'and is complete');
is(psql("SELECT DISTINCT reden IS NULL FROM rapport.deelname_swv WHERE swv = 'landelijk' AND definitie = 'B'"), 't',
	'then the report has no reserve');
is(psql('SELECT count(*) FROM laad.afkeuring'), '1', 'what was rejected stays on record');

done_testing();
