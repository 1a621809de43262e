# Addresses, boards and samenwerkingsverbanden: the real files and excerpts, and
# their rows under the headers of other generations.
use strict;
use warnings;

use Encode qw(encode decode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

warehouse();

# --- locations of secondary schools, real ------------------------------------------------
my $real = gunzipped('duo_02_alle_vestigingen_vo_EXCERPT.csv.gz');
taken('duo-vestigingen-vo', 'vo.csv', $real);
is(taken('duo-vestigingen-vo', 'vo.csv', '--set', 'peildatum=2025-10-01', $real)->{json}{summary}{units_replaced}, 1, 'again, with the day it is of');
is(psql('SELECT count(*), min(peildatum), max(peildatum) FROM ref.vestiging'), '11|2025-10-01|2025-10-01', 'which is kept with the rows');
is(psql('SELECT count(*), count(peildatum) FROM ref.vestiging_vervallen'), '11|0', 'the first version stays as it was');
my @columns = qw(provincie bevoegd_gezag vestiging naam straat huisnummer postcode plaats gemeentenummer gemeente denominatie telefoon internet onderwijs
	post_straat post_huisnummer post_postcode post_plaats nodaal_gebied_code nodaal_gebied rpa_gebied_code rpa_gebied wgr_gebied_code wgr_gebied
	corop_gebied_code corop_gebied onderwijsgebied_code onderwijsgebied rmc_regio_code rmc_regio vakantieregio);
my (undef, @lines) = split /\r?\n/, $real;
my @expected = map {
	my @c = map { s/^ +| +$//gr } cells_of($_, ';');
	splice @c, 2, 1;
	$c[8] += 0;
	join '|', map { $_ eq '' ? '-' : $_ } @c
} @lines;
is_deeply(stored('ref.vestiging', join(',', @columns), "register = 'vo'"), [ sort @expected ], 'every cell of every row');
cmp_ok(psql("SELECT count(*) FROM ref.vestiging WHERE onderwijs ~ 'PRO'"), '>', 0, 'practical education is among them');

# --- generations of the header ---------------------------------------------------------------
my $bo = (split /(?<=\n)/, gunzipped('duo_03_alle_vestigingen_basisonderwijs_2013.csv.gz'))[0] ;
my ($row) = (split /(?<=\n)/, gunzipped('duo_03_alle_vestigingen_basisonderwijs_2013.csv.gz'))[1];
my ($location) = $row =~ /;(\d\d[A-Z]{2}\d\d);/;
like($bo, qr/;VESTIGINGSNAAM ;/, 'the header of 2013 has a name that ends in a blank');
for my $names ([ 'BRIN NUMMER', 'VESTIGINGSNUMMER', 'GEMEENTENUMMER' ], [ 'BRINNUMMER', 'VESTIGINSNUMMER', 'GEMEENTE NUMMER' ],
	[ 'BRIN_NUMMER', 'VESTIGINGS_NUMMER', 'GEMEENTE_NUMMER' ], [ 'INSTELLINGSCODE', 'VESTIGINGSCODE', 'GEMEENTENUMMER' ])
{
	my ($institution, $place, $town) = @$names;
	my $header = $bo =~ s/BRIN NUMMER;VESTIGINGSNUMMER/$institution;$place/r =~ s/GEMEENTENUMMER/$town/r;

	$header =~ s/\r\n/;VAKANTIEREGIO\r\n/ if $institution =~ /CODE/;
	taken('duo-vestigingen-bo', "$institution.csv", $header . ($institution =~ /CODE/ ? $row =~ s/\r\n/;Noord\r\n/r : $row));
	is(psql("SELECT vestiging, vakantieregio IS NULL FROM ref.vestiging WHERE register = 'bo'"), "$location|" . ($institution =~ /CODE/ ? 'f' : 't'),
		"$place: stored, and the one before replaced");
}
# As on onderwijsdata.duo.nl: commas, UTF-8, the location in two digits.
my $commas = join ',', map { /[,"]/ ? qq("$_") : $_ } map { s/^ +| +$//gr } cells_of($row =~ s/\r\n//r, ';');
taken('duo-vestigingen-bo', 'ckan.csv', encode('UTF-8', decode('cp1252', ($bo =~ tr/;/,/r) . $commas =~ s/,$location,/',' . substr($location, 4) . ','/er . "\r\n")));
is(psql("SELECT vestiging FROM ref.vestiging WHERE register = 'bo'"), $location, 'commas and two digits: the same location');
refused('straat.csv', 5, 'nearest is dataset "duo-vestigingen-bo", missing: "STRAATNAAM", not in it: "STRAAT"', ($bo =~ s/;STRAATNAAM;/;STRAAT;/r) . $row);

my $special = gunzipped('duo_09_alle_vestigingen_sbo_so_vso_EXCERPT.csv.gz');
my ($head, $first) = split /(?<=\n)/, $special;
taken('duo-vestigingen-sbo-so-vso', 'oud.csv', join "\n", map { my @c = cells_of($_, ';'); join(';', @c[0 .. 14, 17 .. 32]) }
	$head =~ s/INSTELLINGSCODE/BRINNUMMER/r =~ s/VESTIGINGSCODE/VESTIGINGSNUMMER/r =~ s/\s+$//r, $first =~ s/\s+$//r);
is(psql("SELECT vestiging, cluster, onderwijs, vakantieregio FROM ref.vestiging WHERE register = 'sbo-so-vso'"), '06SV00|||', 'an older one without its last columns');

# --- institutions and boards, made up ---------------------------------------------------------
my @names = map { s/^\s+|\s+$//gr } split /;/, $bo;
my @head = (@names[0 .. 2], 'INSTELLINGSNAAM', @names[5 .. 13], 'ONDERWIJSSTRUCTUUR', @names[14 .. 29]);
is(scalar(@head), 30, 'head locations of vo: 30 columns');
taken('duo-hoofdvestigingen-vo', 'hoofd.csv', csv('duo-hoofdvestigingen-vo', \@head, bare(\@head, 'BRIN NUMMER' => '19HY', INSTELLINGSNAAM => "Caf\xc3\xa9school",
	GEMEENTENUMMER => '0060', ONDERWIJSSTRUCTUUR => 'HAVO/VWO', TELEFOONNUMMER => ' ')));
is_deeply(stored('ref.instelling', 'instelling, register, naam, gemeentenummer, onderwijs, telefoon'), ["19HY|vo|Caf\xc3\xa9school|60|HAVO/VWO|-"],
	'an institution has four characters');

my @board = ('BEVOEGD GEZAG NUMMER', 'BEVOEGD GEZAG NAAM', @names[5 .. 17], 'ADMINISTRATIEKANTOORNUMMER', 'KVK-NUMMER');
my %board = ('BEVOEGD GEZAG NUMMER' => '41414', 'BEVOEGD GEZAG NAAM' => 'Stichting A, B en C', GEMEENTENUMMER => '0014', 'KVK-NUMMER' => '1234567');
my $file = csv('duo-besturen', \@board, bare(\@board, %board));
refused('besturen.csv', 7, '--set register=', $file);
taken('duo-besturen', 'besturen.csv', '--set', 'register=vo', $file);
taken('duo-besturen', 'besturen-bo.csv', '--set', 'register=bo', csv('duo-besturen', [ @board[0 .. 14, 16, 15] ], [ @{ bare(\@board, %board) }[0 .. 14, 16, 15] ]));
taken('duo-besturen-sbo-so-vso', 'besturen-so.csv', csv('duo-besturen-sbo-so-vso', [ 'SOORT PRIMAIR ONDERWIJS', @board ],
	map { [ $_, @{ bare(\@board, %board) } ] } 'SBAO', '(V)SO'));
is_deeply(stored('ref.bevoegd_gezag', 'register, soort, bevoegd_gezag, naam, gemeentenummer, kvk, administratiekantoor'), [ map { "$_|41414|Stichting A, B en C|14|1234567|-" }
	'bo|-', 'sbo-so-vso|(V)SO', 'sbo-so-vso|SBAO', 'vo|-' ], 'boards, whatever the order of the last two columns');

# --- samenwerkingsverbanden, made up -------------------------------------------------------------
@names = ('ADMINISTRATIENUMMER', 'SAMENWERKINGSVERBAND', 'ADRES', 'POSTCODE', 'PLAATSNAAM', 'CORRESPONDENTIEADRES', 'POSTCODE CORRESPONDENTIEADRES',
	'PLAATS CORRESPONDENTIEADRES', 'INTERNET');
$file = csv('duo-swv-adressen', \@names, [ 'PO2707', 'SWV A', 'Dam 1', '1012 JS', 'AMSTERDAM', ('') x 4 ], [ '0041-08', 'SWV B', 'Dam 2', ('') x 6 ]);
refused('swv.csv', 7, '--set sector=', $file);
taken('duo-swv-adressen', 'swv.csv', '--set', 'sector=po', $file);
is_deeply(stored('ref.swv_adres', 'sector, swv, swv_bron, naam, adres, postcode'), [ 'po|-|0041-08|SWV B|Dam 2|-', 'po|PO2707|PO2707|SWV A|Dam 1|1012 JS' ],
	'a number that is no code keeps its zeros and its hyphen');
taken('duo-swv-scholen', 'scholen.csv', '--set', 'sector=po', csv('duo-swv-scholen', [ 'ADMINISTRATIENUMMER', 'BRINNUMMER', 'VESTIGINGSNUMMER', 'PLAATSNAAM' ],
	[ 'PO2707', '02QZ', '02QZ01', 'AMSTERDAM' ]));
taken('duo-swv-scholen', 'scholen-vo.csv', '--set', 'sector=vo', '--set', 'peildatum=2025-10-01', csv('duo-swv-scholen', [ 'ADMINISTRATIENUMMER', 'BRIN NUMMER' ], [ 'VO2708', '19HY' ]));
is_deeply(stored('ref.swv_school', 'sector, swv, instelling, vestiging_bron, plaats, peildatum'), [ 'po|PO2707|02QZ|02QZ01|AMSTERDAM|-', 'vo|VO2708|19HY|-|-|2025-10-01' ],
	'without a location number only the institution is known');
refused('scholen2.csv', 5, 'nearest is dataset "duo-swv-scholen", not in it: "LEERWEG"', csv('duo-swv-scholen', [ 'ADMINISTRATIENUMMER', 'BRIN NUMMER', 'LEERWEG' ]));

done_testing();
