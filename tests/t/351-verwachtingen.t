# Published figures and expectations of policy, with what the warehouse holds beside
# them: every figure as in the files of data/, every letter a source, and today's
# values against made-up data computed here.
use strict;
use warnings;
use utf8;

use Encode qw(decode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;
use Warehouse qw(postcode_table pupils);

my $dir = temp_dir();
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;
warehouse();
fails(passend('report', 'gepubliceerde_cijfers'), 2, 'nothing that report gepubliceerde_cijfers reads is loaded', 'nothing yet');
is(load(data_file('overige-cijfers.csv.gz'), data_file('factsheet-swv-2025.csv.gz'))->{code}, 0, 'the two files load');

sub report { return decode('UTF-8', psql($_[0])) }

# --- every published figure --------------------------------------------------------
my %documents;
my @expected;
my (undef, @lines) = split /\n/, decode('UTF-8', gunzipped('overige-cijfers.csv.gz'));
for my $i (0 .. $#lines)
{
	my ($document, $place, $subject, $group, $value, $unit) = split /;/, $lines[$i], -1;
	push @expected, [ $document, $i, join '|', $document, $place, $subject, $group, $value, $unit, '', '' ];
	$documents{$document}{$subject} = 1;
}
(undef, @lines) = split /\n/, decode('UTF-8', gunzipped('factsheet-swv-2025.csv.gz'));
for my $i (0 .. $#lines)
{
	my ($subject, $value, $unit, $period, $note) = split /;/, $lines[$i], -1;
	push @expected, [ '002', $i, join '|', '002', '', $subject, '', $value =~ s/,0$//r, $unit, $period, $note ];
	$documents{'002'}{$subject} = 1;
}
is(scalar(@expected), 101, 'there are 101 figures');
# A figure with several indicators has a row for each.
my $all = q{SELECT document, coalesce(plaats, ''), onderwerp, coalesce(groep, ''), replace(waarde::text, '.', ','), eenheid, coalesce(periode, ''), coalesce(toelichting, '')
	FROM (SELECT DISTINCT ON (document, volgorde) * FROM rapport.gepubliceerde_cijfers() ORDER BY document, volgorde) x ORDER BY document COLLATE "C", volgorde};
is(report($all), join("\n", map { $_->[2] } sort { $a->[0] cmp $b->[0] || $a->[1] <=> $b->[1] } @expected), 'the report has each, digit for digit, in order');
is(report("SELECT string_agg(DISTINCT document, ' ' ORDER BY document) FROM rapport.gepubliceerde_cijfers WHERE titel IS NOT NULL"), '000 001 002 003 004', 'with its document');
is(psql('SELECT count(*) FROM rapport.gepubliceerde_cijfers() WHERE actueel IS NULL AND reden IS NULL'), '0', 'and why there is no value of today');
is(join("\n", grep { my ($document, $subject) = split /\|/, $_, 2; !$documents{$document}{$subject} } split /\n/, report('SELECT document, onderwerp FROM ref.cijfer_kencijfer')), '',
	'indicators stand beside figures that exist');
is(psql("SELECT count(*) FROM rapport.gepubliceerde_cijfers('003', 'MBO')"), scalar(grep { $_->[2] =~ /^003\|.*mbo/ && (join '', (split /\|/, $_->[2])[ 2, 3 ]) =~ /mbo/i } @expected),
	'of one document and word');
fails(passend('report', 'gepubliceerde_cijfers', '--document', '005'), 2, 'document: "005" is none of 000, 001, 002, 003, 004', 'a document that is not there');
like(decode('UTF-8', passend('report', 'gepubliceerde_cijfers', '--document', '000')->{out}), qr/^000 Sectorrapport .*\n.*\n.*\n.*bureaucratie toegenomen .*65 /m, 'on the command line');

# --- expectations -------------------------------------------------------------------
is(psql('SELECT count(DISTINCT verwachting), count(DISTINCT thema), count(DISTINCT schakel) FROM rapport.beleidsverwachtingen()'), '14|12|4', 'expectations, themes and links of annex 2');
is(psql("SELECT string_agg(DISTINCT thema, ', ' ORDER BY thema) FROM rapport.beleidsverwachtingen('resultaat')"), 'Leerlingstromen', 'of one link of the model');
fails(passend('report', 'beleidsverwachtingen', '--schakel', 'uitkomst'), 2, 'schakel: "uitkomst" is none of input, proces, resultaat, omgeving', 'a link that is not there');
is(psql('SELECT count(*) FROM rapport.beleidsverwachtingen() WHERE bronnen IS NULL OR bevinding IS NULL OR bron IS NULL OR (kencijfer IS NULL) <> (reden ~ \'geen kencijfer\')'), '0',
	'each has its finding, its letters, and an indicator or why not');
is(report("SELECT bronnen FROM rapport.beleidsverwachtingen('resultaat') LIMIT 1"), '7.1: E, J, M', 'letters of the paragraph');
is(psql('SELECT count(*) FROM rapport.beleidsverwachtingen() WHERE actueel IS NOT NULL'), '0', 'nothing measured: no value of today');

# --- today ----------------------------------------------------------------------------
# Judgements, accounts, thuiszitters and flows, made up.
my @judgements = (
	[ 'PO0001', '2020-03-01', 'onvoldoende' ], [ 'PO0001', '2022-03-01', 'voldoende' ], [ 'PO0002', '2023-03-01', 'goed' ], [ 'VO0001', '2024-03-01', 'onvoldoende' ],
	[ 'VO0002', '2024-04-01', 'onvoldoende' ], [ 'VO0003', '2024-05-01', 'voldoende' ]);
my @accounts = ([ 'PO0001', 40, 10, 100 ], [ 'PO0002', 20, 9, 100 ], [ 'VO0001', 30, 0, 100 ], [ 'VO0002', 10, 5, '' ]);
my @truants = ([ 'PO0001', 3, '<5', 2 ], [ 'PO0002', 10, 5, '<5' ], [ 'VO0001', 0, 7, 0 ]);
my @flows = ([ 'PO0001', 'so', 'bo', 12 ], [ 'PO0001', 'so', 'vso', 30 ], [ 'PO0001', 'so', 'so', 500 ], [ 'PO0002', 'so', 'bo', '<5' ], [ 'PO0002', 'so', 'vso', 8 ],
	[ 'PO0002', 'sbo', 'vo', 90 ], [ 'PO0001', 'sbo', 'bo', 10 ]);
my @made = (
	write_file("$dir/synthetisch-oordeel.csv", join "\n", 'SWV;VASTGESTELD_OP;EINDOORDEEL;KADER', (map { join ';', @$_, '2021' } @judgements), ''),
	write_file("$dir/synthetisch-rekening.csv", join "\n", 'SWV;JAAR;TOTALE_BATEN;BRUTO_BATEN;TOTALE_LASTEN;RESULTAAT;EIGEN_VERMOGEN;PUBLIEK_EIGEN_VERMOGEN;VOORZIENINGEN;TOTALE_PASSIVA;VLOTTENDE_ACTIVA;KORTLOPENDE_SCHULDEN;LIQUIDE_MIDDELEN',
		(map { "$_->[0];2023;1;;;;$_->[1];;$_->[2];$_->[3];;;" } @accounts), ''),
	write_file("$dir/synthetisch-thuis.csv", join "\n", 'SWV;PEILDATUM;DEFINITIE;ABSOLUUT_VERZUIM;LANGDURIG_RELATIEF_VERZUIM;LANGER_DAN_DRIE_MAANDEN;VRIJSTELLING_5A',
		(map { join ';', $_->[0], '2024-12-31', '2016', @$_[ 1 .. 3 ], 0 } @truants), ''),
	write_file("$dir/synthetisch-stroom.csv", join "\n", 'SCHOOLJAAR;SWV;VAN;NAAR;AANTAL', (map { join ';', '2023-2024', @$_ } @flows), ''));
my $result = load(@made, data_file('doelstellingenmonitor-2023.csv.gz'));
is($result->{code}, 0, 'made-up figures load') or diag $result->{err};

sub today
{
	my ($report, $indicator, $arguments) = @_;
	return report("SELECT DISTINCT actueel_onder, actueel_boven FROM rapport.$report(" . ($arguments // '') . ") WHERE kencijfer = '$indicator'");
}
my @three = grep { substr($_->[1], 0, 4) >= 2022 } @judgements;
my $good = grep { $_->[2] ne 'onvoldoende' } @three;
is(today('gepubliceerde_cijfers', 'Eindoordeel voldoende of goed, laatste drie kalenderjaren'), join('|', (100 * $good / @three) x 2), 'share of good judgements in three years');
is(today('gepubliceerde_cijfers', 'Eindoordeel onvoldoende, laatste kalenderjaar'), '2|2', 'insufficient ones in the last year');
is(today('gepubliceerde_cijfers', 'Solvabiliteit II onder 30 procent'), join('|', (scalar grep { $_->[3] && ($_->[1] + $_->[2]) / $_->[3] < 0.3 } @accounts) x 2), 'under 30 percent, 29 is and 30 is not');
like(report("SELECT reden FROM rapport.gepubliceerde_cijfers() WHERE kencijfer = 'Solvabiliteit II onder 30 procent'"), qr/van 1 samenwerkingsverband/, 'of one it is not known');
sub bounds { return map { $_[0] eq '<5' ? $_ : $_[0] } 1, 4 }
my ($low, $high, $low3, $high3) = (0, 0, 0, 0);
for my $row (@truants)
{
	my @b = map { [ bounds($_) ] } @$row[ 1 .. 3 ];
	$low += $b[0][0] + $b[1][0]; $high += $b[0][1] + $b[1][1]; $low3 += $b[2][0]; $high3 += $b[2][1];
}
is(today('beleidsverwachtingen', 'Thuiszitters'), "$low|$high", 'thuiszitters, with bounds');
is(today('gepubliceerde_cijfers', 'Thuiszitters, langer dan drie maanden'), "$low3|$high3", 'and those of three months, beside the published 4000');
# Back to bo of all who left so: 12 and 1..4 of 12 + 30 + 1..4 + 8.
is(join('|', map { sprintf '%.12f', $_ } split /\|/, today('beleidsverwachtingen', 'Terugstroom van so naar bo')), join('|', map { sprintf '%.12f', $_ } 100 * 13 / 51, 100 * 16 / 54), 'back to regular schools, who stays in so does not count');
is(today('beleidsverwachtingen', 'Terugstroom van sbo naar bo'), '10|10', 'and from sbo');
my @burden = map { s/,/./r } map { $_->[6] } grep { $_->[1] == 7 && $_->[2] =~ /^(sbo|\(v\)so)$/ && $_->[8] == 5 }
  map { [ split /;/ ] } (split /\r\n/, decode('UTF-8', gunzipped('doelstellingenmonitor-2023.csv.gz')))[ 1 .. 298 ];
is(today('beleidsverwachtingen', 'Bureaucratie'), join('|', (sort { $a <=> $b } @burden)[ 0, -1 ]), 'lowest and highest published score of sbo and (v)so');
like(today('gepubliceerde_cijfers', 'Schalen met een gepubliceerde score'), qr/^71\|71$/, 'as many scales as the file has');
is(report("SELECT actueel FROM rapport.beleidsverwachtingen() WHERE kencijfer = 'Terugstroom van so naar bo'"), '25,49..29,63', 'as text, with decimal commas');
is(psql("SELECT count(*) FROM rapport.beleidsverwachtingen(per => '2020-01-01') WHERE actueel IS NOT NULL"), '0', 'as of before: nothing');
is(today('gepubliceerde_cijfers', 'Onderzochte samenwerkingsverbanden, laatste kalenderjaar'), join('|', (scalar grep { substr($_->[1], 0, 4) == 2024 } @judgements) x 2), 'of how many that is');
is(today('gepubliceerde_cijfers', 'Eindoordeel voldoende of goed, per onderzocht samenwerkingsverband, laatste drie kalenderjaren'), '60|60', 'share of SWVs: each has one judgement in these years');
# Pupils of two SWVs vo: in vso by home, in pro by school; the lowest and the highest of both, with bounds.
my @names = map { $_->{name} } @{ description('duo-leerlingen-vo-onderwijstype')->{schema}{fields} };
@names = grep { $_ ne 'LWOO INDICATIE' } @names;
my @years = grep { /VERBLIJFSJAAR [0-9]/ } @names;
my @schools = map { my ($swv, $kind, $n) = @$_; bare(\@names, INSTELLINGSCODE => '00AA', VESTIGINGSCODE => '00AA00', 'SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO' => $swv,
	'ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR' => $kind, (map { $_ => 0 } @years), $years[0] => $n) }
  [ 'VO0001', 'Praktijkonderwijs alle vj', 30 ], [ 'VO0001', 'VWO lj 4-6', 270 ], [ 'VO0002', 'Praktijkonderwijs alle vj', '<5' ], [ 'VO0002', 'VWO lj 4-6', 96 ];
$result = load(write_file("$dir/synthetisch-pc4.csv", postcode_table('1011 Plaats PO0001 VO0001', '1012 Plaats PO0002 VO0002')),
	write_file("$dir/synthetisch-po.csv", pupils('20231001', '0001', '1011 00AA00 Bo 8=300', '1011 00BB00 Sbo 8=12', '1011 00CC00 So 8=<5', '1012 00AA00 Bo 8=100', '1012 00CC00 So 8=6', '1011 00DD00 Vso 14=7', '1012 00DD00 Vso 14=<5')),
	write_file("$dir/synthetisch-vo.csv", join "\n", 'JAAR,BRIN NUMMER,VESTIGINGSNUMMER,INSTELLINGSNAAM VESTIGING,GEMEENTENUMMER,GEMEENTENAAM,POSTCODE LEERLING,PLAATSNAAM LEERLING,GEMEENTENUMMER LEERLING,GEMEENTENAAM LEERLING,LEER- OF VERBLIJFSJAAR,AANTAL LEERLINGEN',
		(map { "2023-2024,00EE,0,School,0001,Plaats,$_->[0],Plaats,0001,Plaats,1,$_->[1]" } [ 1011, 200 ], [ 1012, 93 ]), ''));
is($result->{code}, 0, 'pupils load') or diag $result->{err};
taken('duo-leerlingen-vo-onderwijstype', 'synthetisch-type.csv', '--set', 'schooljaar=2023-2024', csv('duo-leerlingen-vo-onderwijstype', \@names, @schools));
my %extremes = (
	'vso A laagste' => [ 100 / 93, 100 * 7 / 200 ], 'vso A hoogste' => [ 100 * 7 / 200, 100 * 4 / 93 ], 'vso B laagste' => [ 100 / 94, 100 * 7 / 207 ], 'vso B hoogste' => [ 100 * 7 / 207, 100 * 4 / 97 ],
	'pro A laagste' => [ 100 / 97, 4 ], 'pro A hoogste' => [ 10, 10 ], 'sbo A laagste' => [ 0, 0 ], 'sbo A hoogste' => [ 100 * 12 / 312, 100 * 12 / 312 ],
	'so A laagste' => [ 100 / 312, 100 * 4 / 312 ], 'so A hoogste' => [ 6, 6 ]);
my %said = map { my @c = split /;/; $c[0] =~ /^deelname (\w+) (laagste|hoogste) swv$/ ? ("$1 $2" => $c[1] =~ s/,/./r) : () } @lines;
is(scalar(keys %said), 8, 'eight extremes are published');
sub close_to { my ($got, @expected) = @_; my @got = split /\|/, $got, -1; return @got == @expected && !grep { abs($got[$_] - $expected[$_]) > 1e-9 } 0 .. $#expected }
for (sort keys %extremes)
{
	my ($kind, $definition, $extreme) = split ' ';
	ok(close_to(psql("SELECT waarde, actueel_onder, actueel_boven FROM rapport.gepubliceerde_cijfers('002', 'deelname $kind $extreme') WHERE kencijfer ~ 'definitie $definition\$'"), $said{"$kind $extreme"}, @{ $extremes{$_} }),
		"$_: the bounds of today beside the published one") or diag report("SELECT * FROM rapport.gepubliceerde_cijfers('002', 'deelname $kind $extreme')");
	my $basis = $kind eq 'pro' ? 'vestiging' : 'woon';
	ok(close_to(psql("SELECT ${extreme}_onder, ${extreme}_boven, gepubliceerd_laagste, gepubliceerd_hoogste FROM rapport.deelname_spreiding('2023', '$basis', '$definition') WHERE onderwijssoort = '$kind'"),
		@{ $extremes{$_} }, $said{"$kind laagste"}, $said{"$kind hoogste"}), "$_: and so in report deelname_spreiding, with what is published");
}
is(today('gepubliceerde_cijfers', 'Leerlingen in het pro'), '31|34', 'pupils in pro, of all schools');
is(psql(q{SELECT count(*), count(gepubliceerd_laagste) FROM rapport.deelname_spreiding('2023', 'woon') WHERE gepubliceerd_hoogste > 0}), '6|6', 'of every kind and definition by home');
is(today('gepubliceerde_cijfers', '(V)so-scholen met een wachtlijst'), '|', 'no waiting list is loaded: the published figure is none of today');
$result = load(write_file("$dir/synthetisch-po22.csv", pupils('20221001', '0001', '1011 00AA00 Bo 8=300', '1011 00CC00 So 8=6')));
is(psql(q{SELECT count(*), count(gepubliceerd_laagste), count(gepubliceerd_hoogste) FROM rapport.deelname_spreiding('2022', 'woon')}), '4|0|0', 'of another year nothing is published');
# For everybody, counts of 1 to 4 are not told: PO0001's two of three months are 1..4. Nor are
# sums of them, which beside the counts of others would tell: they are those of the report.
is(today('gepubliceerde_cijfers', 'Thuiszitters, langer dan drie maanden', 'publiek => true'),
	psql("SELECT CASE WHEN count(drie_maanden_onder) = count(*) THEN sum(drie_maanden_onder) END, CASE WHEN count(drie_maanden_boven) = count(*) THEN sum(drie_maanden_boven) END FROM rapport.thuiszitters('landelijk', publiek => true) WHERE peildatum = (SELECT max(peildatum) FROM rapport.thuiszitters)"),
	'for publication: as report thuiszitters has it');
like(psql("SELECT reden FROM rapport.gepubliceerde_cijfers(publiek => true) WHERE kencijfer = 'Thuiszitters, langer dan drie maanden'"), qr/^afgeschermd/, 'and why');

# --- who may ------------------------------------------------------------------------------
my $dashboard = new_role('IN ROLE passend_dashboard');
is(psql('SELECT count(*) > 0 FROM rapport.beleidsverwachtingen, rapport.gepubliceerde_cijfers', user => $dashboard), 't', 'a dashboard reads both views');

done_testing();
