# Verevening: the correction per period, with its two signs and what is unknown of it,
# against sums in Perl; and its association with the funding categories, against the
# formulas of Pearson, Student (three degrees of freedom) and Fisher.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Math::Trig qw(tanh);
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();
my $files = 0;
sub loads
{
	my ($name, @rest) = @_;
	my $text = pop @rest;
	is(load(@rest, write_file("$dir/" . ++$files . '-synthetisch.csv', $text))->{code}, 0, $name);
}
sub close_to { my ($got, @expected) = @_; my @got = split /\|/, $got; return @got == @expected && !grep { abs($got[$_] - $expected[$_]) > 1e-9 } 0 .. $#expected }

# --- the correction ---------------------------------------------------------------
fails(passend('report', 'verevening'), 2, 'nothing that report verevening reads is loaded', 'no figures yet');
my $before = psql('SELECT now()');
# Amounts in cents: the sum of the formula is exact, po takes the 14 and over off, vo adds them.
my %figures = (
	'PO0001 personeel' => [ 610000000, 25000000, 140000000, 27693, 25000 ],
	'PO0001 materieel' => [ 61000000, 2500050, 9000000, 2932, 25000 ],
	'PO0002 personeel' => [ 500000000, 10000000, 100000000, 27693, 22000 ],
	'PO0003 personeel' => [ 276930000, 0, 0, 27693, 10000 ],
	'VO0001 personeel' => [ 400000000, 10000000, 50000000, 46601, 10000 ],
);
sub euro { return sprintf('%d,%02d', int($_[0] / 100), $_[0] % 100) }
sub correction
{
	my ($swv, $kind, $percentage) = @_;
	my ($heavy, $fourteen, $lgf, $norm, $pupils) = @{ $figures{"$swv $kind"} };
	return ($heavy + ($swv =~ /^PO/ ? -$fourteen : $fourteen) + $lgf - $norm * $pupils) * $percentage / 10000;
}
loads('figures of 2011', csv('swv-verevening-2011', [ qw(SWV SOORT ZWARE_ONDERSTEUNING VEERTIEN_PLUS LGF NORMBEDRAG LEERLINGEN CORRECTIE) ],
	(map { my ($swv, $kind) = split ' '; my @f = @{ $figures{$_} }; [ $swv, $kind, (map { euro($_) } @f[ 0 .. 3 ]), $f[4], '' ] } sort keys %figures),
	[ 'PO0004', 'personeel', '1000,00', '', '0,00', '276,93', 10, '' ], [ 'PO0005', 'personeel', '5000,00', '0,00', '0,00', '276,93', 10, '2000,00' ],
	[ 'PO0006', 'personeel', '-5,00', '0,00', '0,00', '276,93', 10, '' ]));
sub rows { my ($where, $columns) = @_; return psql("SELECT $columns FROM rapport.verevening($where)") }
for (sort keys %figures)
{
	my ($swv, $kind) = split ' ';
	my $year = $kind eq 'personeel' ? '2015-2016' : '2015';
	ok(close_to(rows("swv => '$swv', soort => '$kind', periode => '$year'", 'basis, correctie, percentage'), (correction($swv, $kind, 100)) x 2, 100), "$_: the formula");
	my $after = $kind eq 'personeel' ? '2023-2024' : '2023';
	ok(close_to(rows("swv => '$swv', soort => '$kind', periode => '$after'", 'correctie, percentage'), 0, 0), "$_: nothing of it after the transition");
}
is(rows(q{periode => '2015-2016'}, 'swv, wettelijk, label, herkomst'), join("\n", 'landelijk|aanvulling||som', 'PO0001|aanvulling|negatief|formule',
	'PO0002|korting|positief|formule', 'PO0003|geen|neutraal|formule', 'PO0004|||', 'PO0005|aanvulling|negatief|vastgesteld', 'PO0006|||',
	'landelijk|korting||som', 'VO0001|korting|positief|formule'), 'by law a top-up: in the field negative');
is(rows(q{swv => 'PO0001', periode => '2015'}, 'label_samen'), correction('PO0001', 'personeel', 100) + correction('PO0001', 'materieel', 100) > 0 ? 'negatief' : 'positief', 'the name of both together');
is(rows(q{swv => 'PO0002', periode => '2015-2016'}, 'label_samen'), '', 'none where one is missing');
ok(close_to(rows(q{swv => 'landelijk', soort => 'personeel', periode => '2015-2016'}, 'basis, verbanden') =~ s/\n.*//sr,
	correction('PO0001', 'personeel', 100) + correction('PO0002', 'personeel', 100) + 2000, 4), 'the sum of po');
like(rows(q{swv => 'landelijk', periode => '2015-2016'}, 'reden'), qr/^zonder 2 samenwerkingsverband\(en\) waarvan een gegeven ontbreekt/, 'says what it is without');
like(rows(q{swv => 'PO0005', periode => '2015-2016'}, 'reden'), qr/vastgesteld is 2000, de formule geeft 2230,70/, 'a decision that is not the formula');
like(rows(q{swv => 'PO0004', periode => '2015-2016'}, 'reden'), qr/een gegeven van de formule ontbreekt/, 'a figure is missing');
like(rows(q{swv => 'PO0006', periode => '2015-2016'}, 'reden'), qr/een gegeven van de formule is negatief/, 'a negative amount is no error of the others');

# What the law leaves to a decree is unknown, until somebody fills it in.
my @unknown = map { $_ . '-' . ($_ + 1) } 2016 .. 2019;
is(rows(q{swv => 'PO0001', soort => 'personeel'}, "string_agg(periode, ' ') FILTER (WHERE correctie IS NULL AND percentage IS NULL AND reden ~ 'percentage is onbekend'), count(*)"),
	"@unknown|6", 'four school years are unknown, and say so');
is(rows(q{swv => 'PO0001', soort => 'materieel'}, "string_agg(periode, ' ') FILTER (WHERE correctie IS NULL)"), '2016 2017 2018 2019', 'and four years of materieel');
ok(close_to(rows(q{swv => 'PO0002', periode => '2017-2018', percentages => '2016-2017=90, 2017-2018=75.5'}, 'correctie'), correction('PO0002', 'personeel', 75.5)), 'a percentage for one call');
like(rows(q{swv => 'PO0002', periode => '2017-2018', percentages => '2017-2018=75.5'}, 'reden'), qr/^het percentage is opgegeven bij de aanroep$/, 'which says so');
is(rows(q{swv => 'PO0002', periode => '2017-2018'}, 'correctie'), '', 'and only for that call');
psql("UPDATE ref.verevening_percentage SET percentage = 60, bron = 'verzonnen' WHERE periode = '2018-2019'");
is(rows(q{swv => 'PO0002', periode => '2018-2019'}, 'percentage, percentage_bron, reden IS NULL'), '60|verzonnen|t', 'the owner can fill one in');
for ([ 'percentages => \'2016=101\'', 'percentages: "2016=101" is no percentage' ], [ 'percentages => \'2016-2017\'', 'is no percentage of a period' ],
	[ 'percentages => \'2014-2015=90\'', '"2014-2015" is none of 2015-2016, ' ], [ 'percentages => \'2016=90,2016=80\'', '"2016" is there twice' ],
	[ 'periode => \'2016-2018\'', 'periode: "2016-2018" is no school year' ], [ 'soort => \'alles\'', 'soort: "alles" is none of personeel, materieel' ], [ 'swv => \'X\'', 'swv: "X" is no' ])
{
	like(try_psql("SELECT * FROM rapport.verevening($_->[0])")->{err}, qr/$_->[1]/, "refused: $_->[0]");
}
is(psql('SELECT count(*) FROM rapport.verevening'), rows('', 'count(*)'), 'the view has the same rows');
is(rows("per => '$before'", 'count(*)'), '0', 'before it was loaded there is nothing');
like(passend('report', 'verevening', '--periode', '2016-2017', '--percentages', '2016-2017=90', '--swv', 'PO0001')->{out}, qr/^PO0001 +personeel +2016-2017 +\S+ +90% +\S+ +aanvulling +negatief/m, 'on the command line');
fails(passend('report', 'verevening', '--periode', '2012-2013'), 2, 'periods: 2015-2016, 2016-2017', 'no verevening then');

# The factsheet has the same, of every SWV: also where a correction or an amount of the
# formula is negative, where one is missing, and of whom only one of both kinds is known.
loads('a negative correction and a negative amount', csv('swv-verevening-2011', [ qw(SWV SOORT ZWARE_ONDERSTEUNING VEERTIEN_PLUS LGF NORMBEDRAG LEERLINGEN CORRECTIE) ],
	[ 'PO0007', 'personeel', '', '', '', '', '', '-1500,25' ], [ 'PO0007', 'materieel', '5,00', '0,00', '-7,00', '1,00', 10, '1500,25' ],
	[ 'PO0008', 'materieel', '5,00', '0,00', '-7,00', '1,00', 10, '' ], [ 'PO0008', 'personeel', '', '', '', '', '', '-0,01' ], [ 'PO0009', 'materieel', '', '', '', '', '', '0,00' ]));
for my $swv (map({ "PO000$_" } 1 .. 9), 'VO0001')
{
	for my $kind ('personeel', 'materieel')
	{
		my $year = $kind eq 'personeel' ? '2015-2016' : '2015';
		my $sector = lc substr $swv, 0, 2;
		is(psql(qq{SELECT onder, boven, landelijk_onder, landelijk_boven FROM laad.kencijfers('$swv', false) WHERE kencijfer = 'verevening.$kind'}) || '|||',
			psql(qq{SELECT max(basis) FILTER (WHERE swv = '$swv') AS e, max(basis) FILTER (WHERE swv = '$swv'), max(basis) FILTER (WHERE swv = 'landelijk'), max(basis) FILTER (WHERE swv = 'landelijk')
				FROM rapport.verevening(soort => '$kind', periode => '$year') WHERE sector = '$sector'}), "the factsheet of $swv has the correction and the sum of the report, $kind");
	}
	is(psql(qq{SELECT waarde FROM laad.kencijfers('$swv', false) WHERE kencijfer = 'verevening.label'}), rows(qq{swv => '$swv'}, 'DISTINCT label_samen'), "and the same name of both together");
}
is(psql(q{SELECT onder FROM laad.kencijfers('PO0007', false) WHERE kencijfer = 'verevening.personeel'}), '-1500.25', 'a negative correction stays negative');
is(psql(q{SELECT waarde FROM laad.kencijfers('PO0007', false) WHERE kencijfer = 'verevening.label'}), 'neutraal', 'what adds up to nothing is neutral');
is(psql(q{SELECT onder IS NULL, reden FROM laad.kencijfers('PO0008', false) WHERE kencijfer = 'verevening.materieel'}), 't|een gegeven van de formule is negatief', 'a negative amount is no error there either');
is(psql(q{SELECT reden FROM laad.kencijfers('PO0004', false) WHERE kencijfer = 'verevening.personeel'}), 'een gegeven van de formule ontbreekt', 'nor is one that is missing');
is(psql(q{SELECT reden FROM laad.kencijfers('PO0007', false) WHERE kencijfer = 'verevening.personeel'}), 'landelijk: zonder 2 samenwerkingsverband(en) waarvan een gegeven ontbreekt', 'the sum says what it is without');

# --- its association with the categories -------------------------------------------
load(data_file('overige-cijfers.csv.gz'));
my ($published) = gunzipped('overige-cijfers.csv.gz') =~ /^000;5\.5\.2;samenhang verandering aandeel categorie 3[^;]*;[^;]*;([0-9,]+);r/m;
is(psql(q{SELECT r, n IS NULL, p IS NULL, categorie FROM rapport.samenhang_verevening() WHERE herkomst = 'gepubliceerd'}), $published =~ tr/,/./r . '|t|t|hoog', 'the published r, of which n is unknown');
is(psql(q{SELECT count(*) FROM rapport.samenhang_verevening(categorie => 'laag') WHERE herkomst = 'gepubliceerd'}), '0', 'none of another category');
is(psql(q{SELECT count(*) FROM rapport.samenhang_verevening(onderwijssoort => 'vso') WHERE herkomst = 'gepubliceerd'}), '0', 'nor of vso');

# Five po SWVs: the correction in euro, pupils in 2011, and pupils per category in both years.
my %swv = (PO0011 => [ 3000, 100, [ 70, 10, 20 ], [ 72, 10, 18 ] ], PO0012 => [ 1000, 50, [ 60, 20, 20 ], [ 65, 20, 25 ] ], PO0013 => [ -500, 100, [ 50, 25, 25 ], [ 40, 25, 30 ] ],
	PO0014 => [ -1500, 300, [ 80, 0, 20 ], [ 90, 10, 22 ] ], PO0015 => [ -2000, 250, [ 30, 30, 30 ], [ 30, 31, 40 ] ]);
loads('corrections', csv('swv-verevening-2011', [ qw(SWV SOORT ZWARE_ONDERSTEUNING VEERTIEN_PLUS LGF NORMBEDRAG LEERLINGEN CORRECTIE) ],
	(map { [ $_, 'personeel', '', '', '', '', $swv{$_}[1], "$swv{$_}[0],00" ] } sort keys %swv), [ 'PO0016', 'personeel', '', '', '', '', 100, '100,00' ],
	[ 'PO0017', 'personeel', '', '', '', '', 100, '100,00' ], [ 'PO0018', 'personeel', '', '', '', '', 100, '100,00' ]));
my @names = ('LAAG', 'CAT 2', '3');
loads('categories', csv('duo-so-vso-bekostigingscategorie', [ qw(SWV_BETALEND TYPE_PO PEILJAAR BEKOSTIGINGSCATEGORIE AANTAL_LEERLINGEN) ],
	(map { my $swv = $_; map { my $year = $_; map { [ $swv, 'SO', $year ? 2018 : 2014, $names[$_], $swv{$swv}[ 2 + $year ][$_] ] } 0 .. 2 } 0, 1 } sort keys %swv),
	[ 'PO0016', 'SO', 2014, 'LAAG', 9 ], [ 'PO0016', 'SO', 2014, '3', '<5' ], [ 'PO0016', 'SO', 2018, 'LAAG', 9 ], [ 'PO0017', 'SO', 2014, 'LAAG', 9 ],
	[ 'PO0018', 'SO', 2014, 'LAAG', '' ], [ 'PO0018', 'SO', 2018, 'LAAG', 9 ], [ 'PO0019', 'SO', 2014, 'LAAG', 9 ], [ 'PO0011', 'SO', 2014, 'NVT', 7 ],
	[ 'CL1', 'SO', 2014, 'LAAG', 99 ], [ 'VO0001', 'SO', 2014, 'LAAG', 99 ], [ 'VO0001', 'SO', 2018, 'LAAG', 99 ]));
sub share { my ($counts, $i) = @_; return $counts->[$i] / ($counts->[0] + $counts->[1] + $counts->[2]) }
sub pearson
{
	my ($x, $y) = @_;
	my ($n, $sx, $sy, $sxx, $syy, $sxy) = (scalar @$x, (0) x 5);
	for (0 .. $#$x) { $sx += $x->[$_] / $n; $sy += $y->[$_] / $n }
	for (0 .. $#$x) { my ($u, $v) = ($x->[$_] - $sx, $y->[$_] - $sy); $sxx += $u * $u; $syy += $v * $v; $sxy += $u * $v }
	return $sxy / sqrt($sxx * $syy);
}
for my $measure ('euro', 'euro per leerling')
{
	my @x = map { -$swv{$_}[0] / ($measure eq 'euro' ? 1 : $swv{$_}[1]) } sort keys %swv;
	for my $i (0 .. 2)
	{
		my $category = (qw(laag midden hoog))[$i];
		my $r = pearson(\@x, [ map { share($swv{$_}[3], $i) - share($swv{$_}[2], $i) } sort keys %swv ]);
		my $t = $r * sqrt(3 / (1 - $r * $r));
		my $u = abs($t) / sqrt(3);
		my $p = 1 - 2 / 3.14159265358979324 * ($u / (1 + $u * $u) + atan2($u, 1));
		my ($z, $half) = (log((1 + $r) / (1 - $r)) / 2, 1.95996398454005424 / sqrt(2));
		ok(close_to(psql("SELECT n, r, t, p, onder, boven FROM rapport.samenhang_verevening('$category', soort => 'personeel', maat => '$measure') WHERE herkomst = 'berekend'"),
			5, $r, $t, $p, tanh($z - $half), tanh($z + $half)), "$category, $measure: n, r, t, p and interval");
	}
}
my $why = psql(q{SELECT zonder_paar, reden FROM rapport.samenhang_verevening('hoog', soort => 'personeel') WHERE herkomst = 'berekend'});
is($why, '12|3 samenwerkingsverband(en) zonder verevening; 7 zonder leerlingen met een categorie in een van beide jaren; 2 met gemaskeerde of onbekende aantallen; niet meegeteld: NVT',
	'who has no pair, and why: no share of a masked or unknown count, none of what is no category');
is(psql(q{SELECT string_agg(herkomst, ' ') FROM rapport.samenhang_verevening('hoog', soort => 'personeel')}), 'berekend gepubliceerd', 'the published one beside it');
is(psql(q{SELECT n, r IS NULL, reden ~ 'geen r' FROM rapport.samenhang_verevening('hoog') WHERE herkomst = 'berekend'}), '0|t|t', 'both kinds of amount together: one is missing');
is(psql(q{SELECT count(*), count(*) FILTER (WHERE herkomst = 'gepubliceerd') FROM rapport.samenhang_verevening(van => '2013', tot => '2018')}), '3|0', 'of another period nothing is published');
is(psql('SELECT count(*) FROM rapport.samenhang_verevening'), '4', 'the view: three categories and the published one');
for ([ q{categorie => '4'}, 'categorie: "4" is none of laag, midden, hoog' ], [ q{van => '2018', tot => '2014'}, 'is not after 2018-2019' ], [ 'niveau => 1', 'niveau: "1" is not between' ],
	[ q{onderwijssoort => 'sbo'}, 'onderwijssoort: "sbo" is none of so, vso' ], [ q{van => 'toen'}, 'van: "toen" is no school year' ])
{
	like(try_psql("SELECT * FROM rapport.samenhang_verevening($_->[0])")->{err}, qr/$_->[1]/, "refused: $_->[0]");
}
is(psql("SELECT count(*) FROM rapport.samenhang_verevening(per => '$before')"), '0', 'before it was loaded there is nothing');
like(passend('report', 'samenhang_verevening', '--categorie', 'hoog', '--soort', 'personeel')->{out}, qr/^so +hoog +2014-2018 +berekend +5 +-?\d,\d{3} .*\n.* gepubliceerd +0,242 /m, 'on the command line');

# With both kinds the report has an r, and it stands beside the published one.
loads('corrections of both kinds', csv('swv-verevening-2011', [ qw(SWV SOORT ZWARE_ONDERSTEUNING VEERTIEN_PLUS LGF NORMBEDRAG LEERLINGEN CORRECTIE) ],
	map { [ $_, 'personeel', '', '', '', '', $swv{$_}[1], "$swv{$_}[0],00" ], [ $_, 'materieel', '', '', '', '', $swv{$_}[1], $swv{$_}[1] . ',50' ] } sort keys %swv));
my $today = pearson([ map { -$swv{$_}[0] - $swv{$_}[1] - 0.5 } sort keys %swv ], [ map { share($swv{$_}[3], 2) - share($swv{$_}[2], 2) } sort keys %swv ]);
ok(close_to(psql(q{SELECT waarde, actueel_onder, actueel_boven FROM rapport.gepubliceerde_cijfers('000', 'samenhang')}), $published =~ tr/,/./r, $today, $today), 'the r of today beside the published one');
like(psql(q{SELECT reden FROM rapport.gepubliceerde_cijfers('000', 'samenhang')}), qr/^n = 5; .*zonder verevening/, 'and of how many it is');

done_testing();
