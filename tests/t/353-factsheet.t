# The factsheet of one samenwerkingsverband: a row for every figure, values against
# small made-up data computed here, for publication, as of a moment, and as JSON.
use strict;
use warnings;
use utf8;

use Encode qw(decode);
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;
new_warehouse();

sub table { return write_file("$dir/synthetisch-$_[0].csv", join "\n", @_[ 1 .. $#_ ], '') }

# indicator => [ waarde, ondergrens, bovengrens, landelijk_ondergrens, landelijk_bovengrens, reden ]
sub sheet
{
	my ($swv, $arguments) = @_;
	my %row;

	for (split /\n/, decode('UTF-8', psql("SELECT indicator, coalesce(waarde, '-'), coalesce(ondergrens::text, '-'), coalesce(bovengrens::text, '-'),
		coalesce(landelijk_ondergrens::text, '-'), coalesce(landelijk_bovengrens::text, '-'), coalesce(reden, '-') FROM rapport.factsheet('$swv'" . ($arguments // '') . ')')))
	{
		my ($name, @cells) = split /\|/;
		$row{$name} = \@cells;
	}
	return \%row;
}
sub near
{
	my ($got, $expected, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $same = @$expected && !grep { my ($g, $e) = ($got->[$_], $expected->[$_]); $e eq '-' || $g eq '-' ? $g ne $e : abs($g - $e) > 1e-9 } 0 .. $#$expected;
	ok($same, $name) or diag "got @$got, expected @$expected";
}

# --- nothing loaded: every row, with a reason ------------------------------------------
my $rows = psql('SELECT count(*) FROM ref.kencijfer WHERE per_swv');
is(psql("SELECT count(*), count(waarde), count(*) - count(reden) FROM rapport.factsheet('PO0001')"), "$rows|0|0", 'an empty warehouse: all rows, no value, all reasons');
my $before = psql('SELECT clock_timestamp()');

# --- made-up data ---------------------------------------------------------------------
# PO0001 has postcode 1011, PO0002 1012; both VO0001.
load(write_file("$dir/pc4.csv", postcode_table('1011 Plaats PO0001 VO0001', '1012 Plaats PO0002 VO0001')),
	write_file("$dir/synthetisch-2023.csv", pupils('20231001', '0001', '1011 00AA00 Bo 8=999')),
	write_file("$dir/synthetisch-2024.csv", pupils('20241001', '0001', '1011 00AA00 Bo 8=300 9=<5', '1011 00BB00 Sbo 8=12', '1011 00CC00 So 8=<5 9=6',
		'1012 00AA00 Bo 8=100', '1012 00CC00 So 8=<5', '1012 00DD00 Vso 14=7', '40 00AA00 Bo 8=50')),
	table('vo', 'JAAR,BRIN NUMMER,VESTIGINGSNUMMER,INSTELLINGSNAAM VESTIGING,GEMEENTENUMMER,GEMEENTENAAM,POSTCODE LEERLING,PLAATSNAAM LEERLING,GEMEENTENUMMER LEERLING,GEMEENTENAAM LEERLING,LEER- OF VERBLIJFSJAAR,AANTAL LEERLINGEN',
		'2024-2025,00EE,0,School,0001,Plaats,1011,Plaats,0001,Plaats,1,200', '2024-2025,00EE,0,School,0001,Plaats,1012,Plaats,0001,Plaats,1,93'),
	table('totaal', 'SAMENWERKINGSVERBANDNUMMER,TYPE_PO,PEILJAAR,AANTAL_LEERLINGEN',
		map { my $y = $_; my $i = $y - 2020; ("PO0001,BO,$y,1000", "PO0001,SO,$y," . (20 + 5 * $i), "PO0001,SBO,$y," . (30 - 2 * $i), "PO0002,BO,$y,1000", "PO0002,SO,$y,90", "PO0002,SBO,$y,5") } 2019 .. 2024),
	table('categorie', 'SWV_BETALEND,TYPE_PO,PEILJAAR,BEKOSTIGINGSCATEGORIE,BINNEN_SWV,AANTAL_LEERLINGEN', map { "PO000$_->[0],SO,2024,$_->[1],J,$_->[2]" }
		[ 1, 'LAAG', 80 ], [ 1, 'MIDDEN', 15 ], [ 1, 'HOOG', 5 ], [ 2, 'LAAG', 60 ], [ 2, 'HOOG', 40 ]),
	table('stroom', 'SCHOOLJAAR;SWV;VAN;NAAR;AANTAL', '2024-2025;PO0001;so;bo;10', '2024-2025;PO0001;so;vso;<5', '2024-2025;PO0002;so;vso;30', '2023-2024;PO0001;so;bo;999'),
	table('verevening', 'SWV;SOORT;ZWARE_ONDERSTEUNING;VEERTIEN_PLUS;LGF;NORMBEDRAG;LEERLINGEN;CORRECTIE', 'PO0001;personeel;1000,00;100,00;50,00;2,00;400;', 'PO0001;materieel;10,00;0,00;0,00;1,00;30;-25,50',
		'PO0002;personeel;5,00;0,00;0,00;1,00;10;'),
	table('tlv', 'PEILDATUM;SWV;VOLGNUMMER;BEGINDATUM;EINDDATUM;BEKOSTIGINGSCATEGORIE', (map { "2025-02-01;PO0001;$_;2024-08-01;2025-07-31;L" } 1 .. 6), (map { "2025-02-01;PO0001;$_;2023-08-01;2025-07-31;H" } 7 .. 8),
		'2025-02-01;PO0001;9;2024-08-01;;L', '2025-02-01;PO0001;10;2023-08-01;2024-07-31;L', '2025-02-01;PO0001;11;2025-08-01;2026-07-31;L', '2025-02-01;PO0002;1;2024-08-01;2026-07-31;L'),
	table('thuis', 'SWV;PEILDATUM;DEFINITIE;ABSOLUUT_VERZUIM;LANGDURIG_RELATIEF_VERZUIM;LANGER_DAN_DRIE_MAANDEN;VRIJSTELLING_5A', 'PO0001;2024-12-31;2016;<5;12;6;21', 'PO0002;2024-12-31;2016;2;7;3;0',
		'PO0001;2023-12-31;2016;99;99;99;0', 'VO0001;2024-12-31;2016;50;50;50;0'),
	table('oordeel', 'SWV;VASTGESTELD_OP;EINDOORDEEL;KADER', 'PO0001;2024-05-14;goed;2021', 'PO0001;2020-05-14;onvoldoende;2017', 'PO0002;2024-09-03;onvoldoende;2021', 'VO0001;2024-01-01;onvoldoende;2021'),
	table('rekening', 'SWV;JAAR;TOTALE_BATEN;BRUTO_BATEN;TOTALE_LASTEN;RESULTAAT;EIGEN_VERMOGEN;PUBLIEK_EIGEN_VERMOGEN;VOORZIENINGEN;TOTALE_PASSIVA;VLOTTENDE_ACTIVA;KORTLOPENDE_SCHULDEN;LIQUIDE_MIDDELEN',
		'PO0001;2023;1000,00;20000000,00;;-50,00;300,00;800000,00;20,00;1000,00;900,00;400,00;', 'PO0002;2023;1000,00;;;10,00;500,00;1,00;0,00;1000,00;;;'),
	table('wachtlijst', 'PEILDATUM;SWV;SOORT;BRIN;WACHTENDEN', '2025-02-01;PO0001;so;00CC00;8', '2025-02-01;PO0001;so;00FF00;<5', '2025-02-01;PO0002;so;;20', '2025-02-01;PO0002;so;00CC00;19'),
	table('janee', 'RONDE;SWV;THEMA;VRAAG;ANTWOORD', '2013-11;PO0001;ouders;een?;ja', '2013-11;PO0001;ouders;twee?;nee', '2013-11;PO0001;ouders;drie?;ja', '2013-11;PO0001;ouders;vier?;weet niet',
		'2013-11;PO0002;ouders;een?;nee', '2013-05;PO0001;ouders;een?;nee'));

my $po = sheet('po0001');
is(scalar(keys %$po), $rows, 'as many rows as there are figures');
sub of { return [ @{ $po->{ $_[0] } }[ 1 .. 4 ] ] }
# Pupils of PO0001: bo 301..304, sbo 12, so 7..10; national bo 451..454, sbo 12, so 8..14.
near(of('Leerlingen in het so'), [ 7, 10, 8, 14 ], 'pupils in so, by residence, of the last date');
near(of('Deelname so, definitie A'), [ 100 * 7 / 316, 100 * 10 / 313, 100 * 8 / 466, 100 * 14 / 463 ], 'share A');
near(of('Deelname so, definitie B'), [ 100 * 7 / 323, 100 * 10 / 323, 100 * 8 / 474, 100 * 14 / 477 ], 'share B: the part is in the whole');
near(of('Deelname sbo, definitie B'), [ 100 * 12 / 326, 100 * 12 / 320, 100 * 12 / 480, 100 * 12 / 471 ], 'of sbo');
is($po->{'Trendklasse deelname so'}[0], 'stijgend_onder', 'rising, and under the national mean of the five years');
is($po->{'Trendklasse deelname sbo'}[0], 'dalend_boven', 'falling, and above it');
# National over 2020..2024, of PO0001 and PO0002: so 20, 25, .. 40 and 90 each year.
near([ @{ of('Trendklasse deelname so') }[ 2, 3 ] ], [ (100 * (150 + 450) / (150 + 450 + 10000 + 130 + 25)) x 2 ], 'the national mean is pooled');
near(of('Aandeel categorie midden in het so'), [ 15, 15, 7.5, 7.5 ], 'share of a category');
near(of('Terugstroom van so naar bo'), [ 100 * 10 / 14, 100 * 10 / 11, 100 * 10 / 44, 100 * 10 / 41 ], 'back to bo, of all who left, in the last year');
near(of('Correctie personeel op de gegevens van 2011'), [ 150, 150, 150 + -5, 150 + -5 ], 'the correction by the law: 1000 - 100 + 50 - 2 x 400');
near(of('Correctie materieel op de gegevens van 2011'), [ (-25.5) x 4 ], 'and as decided where that is given');
is($po->{'Verevening in de woorden van het veld'}[0], 'negatief', 'a top-up is called negative');
near(of('Geldige toelaatbaarheidsverklaringen, categorie laag'), [ 6, 7, 7, 8 ], 'valid permits; one may have ended');
near(of('Geldige toelaatbaarheidsverklaringen, categorie midden'), [ 0, 0, 0, 0 ], 'none is 0 where there is a register');
near(of('Gemiddelde duur van de geldige verklaringen'), [ ((6 * 365 + 2 * 731) / 365.25 / 8) x 2, ((6 * 365 + 2 * 731 + 730) / 365.25 / 9) x 2 ], 'their mean length');
near(of('Thuiszitters'), [ 13, 16, 22, 25 ], 'thuiszitters of the last date, national of the own sector');
near(of('Thuiszitters, langer dan drie maanden'), [ 6, 6, 9, 9 ], 'three months');
near([ @{ of('Thuiszitters per 1.000 leerlingen') }[ 0, 1 ] ], [ 1000 * 13 / 326, 1000 * 16 / 320 ], 'per thousand pupils of the school year');
is($po->{'Laatste eindoordeel'}[0], 'goed', 'the last judgement');
near([ @{ of('Laatste eindoordeel') }[ 2, 3 ] ], [ 50, 50 ], 'half of the last judgements in po is good');
near(of('Solvabiliteit II'), [ 32, 32, 41, 41 ], 'solvency, and its median');
near(of('Liquiditeit (current ratio)'), [ (2.25) x 4 ], 'liquidity');
near(of('Rentabiliteit'), [ -5, -5, -2, -2 ], 'a loss');
near(of('Mogelijk bovenmatig publiek eigen vermogen'), [ (100000) x 4 ], 'above 3.5 percent of gross income');
near(of('Leerlingen op een wachtlijst voor so'), [ 9, 12, 29, 32 ], 'waiting: the sum of schools, or what the SWV says of all of it');
near(of('Ja op vragen over ouders'), [ 100 * 2 / 3, 100 * 2 / 3, 50, 50 ], 'yes of yes and no, in the last round');
is($po->{'Deelname vso, definitie A'}[5], 'niet van toepassing: alleen samenwerkingsverbanden vo', 'not for po');
is($po->{'Leerlingen op een wachtlijst voor sbo'}[5], 'geen gegevens geladen', 'no data');
is(psql("SELECT count(*) FROM rapport.factsheet('PO0001') WHERE waarde IS NULL AND reden IS NULL"), '0', 'nothing is missing without a reason');
is(psql("SELECT count(*) FROM rapport.factsheet('PO0001') WHERE definitie IS NULL OR bron IS NULL OR eenheid IS NULL"), '0', 'and everything has definition, source and unit');
my $vo = sheet('VO0001');
near([ @{ $vo->{'Deelname vso, definitie A'} }[ 1 .. 4 ] ], [ (100 * 7 / 293) x 4 ], 'vso of the pupils of vo');
near([ @{ $vo->{'Deelname vso, definitie B'} }[ 1 .. 4 ] ], [ (100 * 7 / 300) x 4 ], 'and of all');
is(sheet('PO0002')->{Rentabiliteit}[0], '1', 'another SWV has its own');
is(psql("SELECT string_agg(DISTINCT waarde, '') FROM rapport.factsheet('PO9999')"), '', 'an SWV that is nowhere has no value');

# --- the reports on one subject say the same ----------------------------------------------
is(psql("SELECT thuiszitters_onder, thuiszitters_boven, drie_maanden_onder FROM rapport.thuiszitters('PO0001') ORDER BY peildatum DESC LIMIT 1"), '13|16|6', 'as report thuiszitters');
is(psql("SELECT sum(geldig_onder), sum(geldig_boven) FROM rapport.tlv('PO0001') WHERE schooljaar <> 'alle' AND soort <> 'alle' AND categorie = 'hoog' AND duur <> 'alle'"), '2|2', 'as report tlv');
is(psql("SELECT waarde, (SELECT bovenmatig FROM rapport.financien(2023, 'PO0001') WHERE bovenmatig IS NOT NULL LIMIT 1) FROM rapport.financien(2023, 'PO0001') WHERE kengetal = 'liquiditeit'"), '2.25|100000', 'as report financien');
is(psql("SELECT wachtenden_onder, wachtenden_boven FROM rapport.wachtlijsten('PO0001', soort => 'so')"), '9|12', 'as report wachtlijsten');

# --- for publication --------------------------------------------------------------------
my $public = sheet('PO0002', ', publiek => true');
is(join('|', @{ $public->{'Leerlingen in het so'} }[ 1, 2 ]), '1|4', 'a count of 1 to 4 is masked');
is($public->{'Deelname so, definitie B'}[5], 'afgeschermd: de teller is 1 tot en met 4', 'and its share is not told');
is(join(' ', map { sheet('PO0001', ', publiek => true')->{$_}[0] } 'Geldige toelaatbaarheidsverklaringen, categorie hoog', 'Terugstroom van so naar bo', 'Aandeel categorie hoog in het so'), '- - -',
	'what depends on counts elsewhere is left to the report on it');
is(join('|', @{ sheet('PO0002', ', publiek => true')->{'Thuiszitters, langer dan drie maanden'} }[ 1, 2 ]),
	psql("SELECT coalesce(drie_maanden_onder::text, '-'), coalesce(drie_maanden_boven::text, '-') FROM rapport.thuiszitters('PO0002', publiek => true)"), 'or taken from it');
is($public->{Rentabiliteit}[0], '1', 'figures of institutions are public');

# --- as of a moment, wrong parameters, JSON, command line -----------------------------------
is(psql("SELECT count(waarde) FROM rapport.factsheet('PO0001', per => '$before')"), '0', 'as of before: no value');
is(psql("SET rapport.per = '$before'; SELECT count(waarde) FROM rapport.factsheet('PO0001', per => now()); SHOW rapport.per"), psql("SELECT count(waarde) FROM rapport.factsheet('PO0001')") . "\n$before",
	'the versions of a moment give the same, and the setting stays');
like(try_psql("SELECT * FROM rapport.factsheet('PO1')")->{err}, qr/swv: "PO1" is no samenwerkingsverband/, 'a code that is none');
like(try_psql("SELECT * FROM rapport.factsheet('PO0001,PO0002')")->{err}, qr/is about one samenwerkingsverband, not 2/, 'two codes');
like(try_psql("SELECT * FROM rapport.factsheet(NULL)")->{err}, qr/is about one samenwerkingsverband, not 0/, 'none');
my $json = JSON::PP->new->utf8->decode(psql("SELECT rapport.factsheet_json('PO0001')"));
is("$json->{swv} $json->{sector} $json->{publiek}", 'PO0001 po 0', 'JSON: about whom');
my %in_json = map { my $part = $_; map { $_->{indicator} => $_ } @{ $part->{indicatoren} } } @{ $json->{onderdelen} };
is_deeply({ map { my $i = $_; $i => $in_json{$i}{waarde} // '-' } keys %in_json }, { map { $_ => $po->{$_}[0] } keys %$po }, 'JSON: the same values');
is(join(' ', map { $_->{onderdeel} } @{ $json->{onderdelen} }), decode('UTF-8', psql("SELECT string_agg(onderdeel, ' ' ORDER BY o) FROM (SELECT onderdeel, min(volgorde) AS o FROM rapport.factsheet('PO0001') GROUP BY 1) x")), 'JSON: parts in order');
my $document = passend('report', 'factsheet_json', '--swv', 'PO0001', '--format', 'json');
is(eval { JSON::PP->new->utf8->decode($document->{out})->{swv} }, 'PO0001', 'passend report factsheet_json --format json is the document');
my $result = passend('report', 'factsheet', '--swv', 'po0001');
is($result->{code}, 0, 'passend report factsheet') or diag $result->{err};
like(decode('UTF-8', $result->{out}), qr/Deelname so, definitie B +2,17\.\.3,10 +procent +1,69\.\.2,94 +2024-10-01/, 'prints values with decimal commas');
like($result->{out}, qr/SYNTHETISCHE/, 'and says that they are made up');
is(passend('report', 'factsheet')->{code}, 2, 'a factsheet needs an SWV');

# --- what a report gives too, the factsheet has as that report has it ------------------------
# A synthetic country, a third of its SWVs. Per figure a query for what its report says: SWV (or
# with sector: what is national for those of it), value as text, bounds, national bounds.
new_warehouse();
for ([ 'duo-leerlingen-po-postcode-leeftijd', '2024' ], [ 'duo-so-vso-bekostigingscategorie', '2024' ], [ 'duo-swv-totaal', '2020-2024' ], [ 'duo-02voins', '2020-2024' ],
	map { [ "swv-$_" ] } qw(leerlingstromen verevening-2011 tlv-register thuiszitters eindoordeel jaarrekening ja-nee-monitor wachtlijst))
{
	my ($kind, $years) = @$_;
	is(passend('synth', $kind, '--national', '--scale', 4, $years ? ('--years', $years) : (), '-q', '--output', "$dir/country")->{code}, 0, "synth $kind");
}
is(passend('synth', 'duo-so-vso-betalend-woonachtig', '--national', '--scale', 4, '--years', 2024, '-q', '--output', "$dir/border")->{code}, 0, 'synth duo-so-vso-betalend-woonachtig');
load('--set', "soort=$_", '--set', 'schooljaar=2024-2025', "$dir/border/soort=$_,schooljaar=2024-2025") for qw(so vso);
# That country has no waiting lists of two kinds, and no register where ends are unknown.
load(data_file('pc4-swv-2015.csv.gz'), "$dir/country/", table('wacht', 'PEILDATUM;SWV;SOORT;BRIN;WACHTENDEN', '2026-02-01;PO2707;sbo;;12', '2026-02-01;PO2001;sbo;00AA00;<5', '2026-02-01;PO2001;sbo;00AB00;3',
	'2026-02-01;VO2708;pro;;7', '2026-02-01;VO2001;pro;00AA00;x'), table('tlv2', 'PEILDATUM;SWV;VOLGNUMMER;BEGINDATUM;EINDDATUM;BEKOSTIGINGSCATEGORIE', map { "2025-02-01;PO2707;$_;2024-08-01;" . ($_ % 3 ? '2025-07-31' : '') . ';' . (qw(L M H))[ $_ % 2 ] } 1 .. 20));
my %report = (
	(map { my $kind = $_; ("leerlingen.$kind" => qq{
		SELECT d.swv, NULL, d.teller_onder, d.teller_boven, l.teller_onder, l.teller_boven FROM rapport.deelname('2024', onderwijssoort => '$kind', definitie => 'A') d
		JOIN rapport.deelname('2024', 'landelijk', '$kind', 'A') l ON true}, map { my $definition = $_; ("deelname.$kind.$definition" => qq{
		SELECT d.swv, NULL, d.percentage_onder, d.percentage_boven, l.percentage_onder, l.percentage_boven FROM rapport.deelname('2024', onderwijssoort => '$kind', definitie => '$definition') d
		JOIN rapport.deelname('2024', 'landelijk', '$kind', '$definition') l ON true}) } 'A', 'B') } qw(so sbo vso)),
	(map { ("trend.$_" => qq{SELECT swv, CASE WHEN schooljaren = 5 THEN klasse END, NULL, NULL, landelijk_onder, landelijk_boven FROM rapport.trendkaart(onderwijssoort => '$_', definitie => 'B')}) } qw(so sbo vso)),
	(map { my $kind = $_; map { ("categorie.$kind.$_" => qq{
		SELECT d.swv, NULL, d.relatief_onder, d.relatief_boven, l.relatief_onder, l.relatief_boven FROM rapport.bekostigingscategorieen('$kind', schooljaar => '2024', bron => 'geladen') d
		JOIN rapport.bekostigingscategorieen('$kind', 'landelijk', '2024', 'geladen') l USING (categorie) WHERE categorie = '$_'}) } qw(laag midden hoog) } qw(so vso)),
	(map { my $sector = $_ eq 'vso' ? 'vo' : 'po'; ("stroom.terug.$_" => qq{
		SELECT d.swv, NULL, d.percentage_onder, d.percentage_boven, l.percentage_onder, l.percentage_boven FROM rapport.leerlingstromen(schooljaar => '2024', soort => '$_') d
		JOIN rapport.leerlingstromen('landelijk', '2024', '$_') l ON l.sector = d.sector WHERE d.sector = '$sector'}) } qw(so sbo vso)),
	(map { my $year = $_ eq 'personeel' ? '2015-2016' : '2015'; ("verevening.$_" => qq{
		SELECT d.swv, NULL, d.basis, d.basis, l.basis, l.basis FROM rapport.verevening(soort => '$_', periode => '$year') d JOIN rapport.verevening('landelijk', '$_', '$year') l USING (sector)}) } qw(personeel materieel)),
	(map { my $kind = $_; map { my $side = $_ eq 'uit' ? 'betalend' : 'ander'; ("grens.$_.$kind" => qq{
		SELECT d.$side, NULL, d.percentage_onder, d.percentage_boven, l.percentage_onder, l.percentage_boven
		FROM rapport.grensverkeer(schooljaar => '2024', basis => 'woon', onderwijssoort => '$kind', regel => '$_') d
		JOIN rapport.grensverkeer('landelijk', '2024', 'woon', '$kind', 'uit') l ON true}) } qw(uit in) } qw(so vso)),
	'verevening.label' => q{SELECT swv, label_samen, NULL, NULL, NULL, NULL FROM rapport.verevening(soort => 'materieel', periode => '2015')},
	(map { ("tlv.$_" => qq{SELECT swv, NULL, coalesce(sum(geldig_onder) FILTER (WHERE categorie = '$_'), 0), coalesce(sum(geldig_boven) FILTER (WHERE categorie = '$_'), 0), coalesce(sum(sum(geldig_onder) FILTER (WHERE categorie = '$_')) OVER s, 0),
		coalesce(sum(sum(geldig_boven) FILTER (WHERE categorie = '$_')) OVER s, 0) FROM rapport.tlv WHERE soort <> 'alle' AND swv <> 'landelijk' GROUP BY swv WINDOW s AS (PARTITION BY left(swv, 2))}) } qw(laag midden hoog nvt)),
	(map { my ($name, $column) = @$_; ("thuiszitters.$name" => qq{
		SELECT d.swv, NULL, d.${column}_onder, d.${column}_boven, } . ($name eq 'per_1000' ? 'NULL, NULL' : "l.${column}_onder, l.${column}_boven") . qq{ FROM rapport.thuiszitters(schooljaar => '2024', definitie => '2016') d
		JOIN rapport.thuiszitters('landelijk', '2024', '2016') l USING (sector, peildatum)}) } [ totaal => 'thuiszitters' ], [ drie_maanden => 'drie_maanden' ], [ per_1000 => 'per_1000' ]),
	(map { my ($name, $key, $factor) = @$_; ("financien.$name" => qq{SELECT d.instelling, NULL, $factor * d.waarde, $factor * d.waarde, $factor * s.mediaan, $factor * s.mediaan
		FROM rapport.financien(2023, kengetal => '$key') d JOIN rapport.financien_samenvatting(2023, '$key') s USING (sector)}) }
		[ solvabiliteit => 'solvabiliteit_ii', 100 ], [ liquiditeit => 'liquiditeit', 1 ], [ rentabiliteit => 'rentabiliteit', 100 ]),
	'financien.bovenmatig' => q{SELECT d.instelling, NULL, d.bovenmatig, d.bovenmatig, s.bovenmatig, s.bovenmatig
		FROM rapport.financien(2023, kengetal => 'publiek_eigen_vermogen') d JOIN rapport.financien_samenvatting(2023, 'publiek_eigen_vermogen') s USING (sector)},
	(map { ("wachtlijst.$_" => qq{SELECT d.swv, NULL, d.wachtenden_onder, d.wachtenden_boven, l.wachtenden_onder, l.wachtenden_boven
		FROM (SELECT DISTINCT ON (swv) * FROM rapport.wachtlijsten(soort => '$_') ORDER BY swv, peildatum DESC) d JOIN rapport.wachtlijsten('landelijk', soort => '$_') l USING (peildatum)}) } qw(sbo so vso pro)),
);
# These have no report that gives them per SWV: of some the national value is in one.
my %national = (
	'eindoordeel.laatste' => q{SELECT sector, percentage_voldoende_of_goed, percentage_voldoende_of_goed FROM rapport.oordelen(jaren => 100, noemer => 'onderzochte samenwerkingsverbanden')
		WHERE van < tot AND tot = (SELECT max(tot) FROM rapport.oordelen)},
	(map { my ($name, $theme) = @$_; ($name => qq{SELECT sector, percentage, percentage FROM rapport.monitor_ja_nee('2013-11', '$theme', definitie => 'ja en nee') WHERE vraag = '(alle vragen)'}) }
		lines_of(q{SELECT 'ja_nee.' || volgorde, thema FROM ref.monitorthema})));
my @alone = ('tlv.duur', 'trend.pro');    # the mean length of what is valid; only said where it is to be found
is(join(' ', sort keys(%report), keys(%national), @alone), psql(q{SELECT string_agg(kencijfer, ' ' ORDER BY kencijfer COLLATE "C") FROM ref.kencijfer WHERE per_swv}), 'each figure is compared, or said to have no report');
psql(q{CREATE TABLE blad AS SELECT f.*, k.kencijfer, k.sector FROM (SELECT po_swv::text AS swv FROM ref.pc4_swv UNION SELECT vo_swv::text FROM ref.pc4_swv) s, rapport.factsheet(s.swv) f JOIN ref.kencijfer k ON k.naam = f.indicator
	WHERE s.swv ~ '[178]$'});
# One column after the other is the same to 12 digits, or nothing on both sides.
sub compared
{
	my ($figure, $columns, $theirs, $on) = @_;
	my @names = split / /, $columns;
	my $differs = join ' OR ', map { /waarde/ ? "b.$_ IS DISTINCT FROM r.$_" : "b.$_ IS NULL <> (r.$_ IS NULL) OR abs(b.$_ - r.$_) > 1e-12 * abs(b.$_)" } @names;
	my $show = join ' || chr(32) || ', map { ("coalesce(b.$_\::text, '-')", "coalesce(r.$_\::text, '-')") } @names;
	my ($same, $values, $wrong) = split /\|/, psql(qq{WITH r AS MATERIALIZED ($theirs) SELECT count(*) FILTER (WHERE NOT x.differs), count(*) FILTER (WHERE x.has), (array_agg(x.shown) FILTER (WHERE x.differs))[1:3]
		FROM (SELECT coalesce($differs, false) AS differs, b.$names[0] IS NOT NULL AS has, b.swv || ' ' || $show AS shown
			FROM blad b LEFT JOIN r ON $on WHERE b.kencijfer = '$figure' AND lower(left(b.swv, 2)) = coalesce(b.sector, lower(left(b.swv, 2)))) x}), -1;
	is($wrong, '', "$figure: as its report, $same samenwerkingsverbanden");
	return $values;
}
my %with;
for my $figure (sort keys %report)
{
	$with{$figure} = compared($figure, ($figure eq 'verevening.label' || $figure =~ /^trend/ ? 'waarde ' : '') . 'ondergrens bovengrens landelijk_ondergrens landelijk_bovengrens',
		"SELECT swv, waarde, ondergrens::float8, bovengrens::float8, landelijk_ondergrens::float8, landelijk_bovengrens::float8 FROM ($report{$figure}) AS t (swv, waarde, ondergrens, bovengrens, landelijk_ondergrens, landelijk_bovengrens)", 'r.swv = b.swv');
}
for my $figure (sort keys %national)
{
	$with{$figure} = compared($figure, 'landelijk_ondergrens landelijk_bovengrens', "SELECT * FROM ($national{$figure}) AS t (sector, landelijk_ondergrens, landelijk_bovengrens)", 'r.sector = lower(left(b.swv, 2))');
}
is(join(' ', grep { !$with{$_} } sort keys %with), '', 'and of each there are values');
like(psql(q{SELECT DISTINCT landelijk || '|' || reden FROM blad WHERE kencijfer = 'deelname.vso.B' AND reden IS NOT NULL}), qr/^ten hoogste [0-9,]+\|landelijk: in de noemer zijn tellingen onbekend, alleen de bovengrens is zeker$/m,
	'with unknown counts in the denominator a share has no lower bound');

done_testing();
