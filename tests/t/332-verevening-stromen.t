# The verevening and its association, flows of pupils and border traffic, on small
# made-up files, against numbers computed here.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use List::Util qw(sum);
use Loader;
use Passend;
use Test::More;

warehouse();
is(psql('SELECT count(*) FROM rapport.verevening') . psql('SELECT count(*) FROM rapport.leerlingstromen') . psql('SELECT count(*) FROM rapport.leerlingstromen_matrix')
	. psql('SELECT count(*) FROM rapport.grensverkeer'), '0000', 'nothing is loaded, no rows');

# --- verevening -------------------------------------------------------------------------------
# In cents: Z, 14+, LGF, norm; pupils.
my %facts = (PO2707 => [ 610_000_000, 25_000_000, 140_000_000, 27_000, 25_000 ], PO3001 => [ 300_000_000, 5_000_000, 60_000_050, 27_693, 20_000 ],
	PO3002 => [ 100, 0, 0, 1, 100 ], PO3003 => [ 450_000_000, 1_000_000, 3_000_000, 27_693, 10_000 ], VO2708 => [ 500_000_000, 25_000_000, 20_000_000, 46_601, 9_000 ]);
sub euro { my $cents = shift; return sprintf '%s%d,%02d', $cents < 0 ? '-' : '', int(abs($cents) / 100), abs($cents) % 100 }
sub amount { my ($swv) = @_; my ($z, $old, $lgf, $norm, $n) = @{ $facts{$swv} }; return $z + ($swv =~ /^PO/ ? -$old : $old) + $lgf - $norm * $n }
taken('swv-verevening-2011', 'synthetisch-verevening.csv', csv('swv-verevening-2011', [qw(SWV SOORT ZWARE_ONDERSTEUNING VEERTIEN_PLUS LGF NORMBEDRAG LEERLINGEN)],
	(map { my $swv = $_; [ $swv, 'personeel', (map { euro($_) } @{ $facts{$swv} }[0 .. 3]), $facts{$swv}[4] ] } sort keys %facts), [ 'PO3004', 'personeel', '1,00', '', '0,00', '1,00', 10 ]));
my %label = (1 => 'aanvulling|negatief', -1 => 'korting|positief', 0 => 'geen|neutraal');
is(psql(q{SELECT swv, schooljaar, round(correctie::numeric, 2), wettelijk, veldterm FROM rapport.verevening('2015') WHERE correctie IS NOT NULL}),
	join("\n", map { join '|', $_, '2015-2016', (amount($_) == 0 ? '0.00' : euro(amount($_)) =~ s/,/./r), $label{ amount($_) <=> 0 } } sort keys %facts), 'the correction of the first year, by law and in the field');
is(psql(q{SELECT DISTINCT schooljaar, percentage, correctie, left(reden, 19) FROM rapport.verevening(swv => 'PO2707') WHERE schooljaar > '2015-2016' ORDER BY 1}),
	join("\n", (map { "$_-" . ($_ + 1) . '|||percentage onbekend' } 2016 .. 2019), '2020-2021|0|0|'), 'four years are unknown, then it is over');
is(psql(q{SELECT correctie, reden FROM rapport.verevening('2017', 'PO2707', 50)}), amount('PO2707') / 200 . '|percentage is een opgegeven aanname', 'a percentage may be assumed');
is(psql(q{SELECT correctie_vol, wettelijk, reden FROM rapport.verevening('2015', 'PO3004')}), '||een gegeven van 1 oktober 2011 ontbreekt', 'a figure that is missing leaves it unknown');
psql("UPDATE ref.verevening_percentage SET percentage = 25, bron = 'verzonnen' WHERE schooljaar = '2017-2018'");
is(psql(q{SELECT correctie, reden FROM rapport.verevening('2017', 'PO2707')}), amount('PO2707') / 400 . '|', 'the owner fills in what becomes known');
for ([ "percentage => 50", 'percentage: 50 is no percentage of one school year' ], [ "'2015', NULL, 101", 'percentage: 101 is no' ], [ "'x'", 'schooljaar: "x" is no school year' ])
{
	like(try_psql("SELECT * FROM rapport.verevening($_->[0])")->{err}, qr/\Q$_->[1]\E/, "verevening($_->[0]) is refused");
}

# --- association -----------------------------------------------------------------------------
my %high = (PO2707 => [ 20, 15 ], PO3001 => [ 10, 14 ], PO3002 => [ 10, 11 ], PO3003 => [ 30, 22 ]);
taken('duo-so-vso-bekostigingscategorie', 'synthetisch-categorie.csv', csv('duo-so-vso-bekostigingscategorie',
	[qw(SWV_BETALEND TYPE_PO PEILJAAR BEKOSTIGINGSCATEGORIE BINNEN_SWV AANTAL_LEERLINGEN)],
	map { my $swv = $_; map { my $i = $_; ([ $swv, 'SO', (2014, 2018)[$i], 'HOOG', 'J', $high{$swv}[$i] ], [ $swv, 'SO', (2014, 2018)[$i], 'LAAG', 'J', 100 - $high{$swv}[$i] ]) } 0, 1 } sort keys %high));
my @x = map { -amount($_) / 100 } sort keys %high;
my @y = map { ($high{$_}[1] - $high{$_}[0]) / 100 } sort keys %high;
my ($mx, $my) = (sum(@x) / 4, sum(@y) / 4);
my $r = sum(map { ($x[$_] - $mx) * ($y[$_] - $my) } 0 .. 3) / sqrt(sum(map { ($_ - $mx)**2 } @x) * sum(map { ($_ - $my)**2 } @y));
is(psql(q{SELECT n, round(r::numeric, 10), p BETWEEN 0 AND 1, ondergrens < r AND r < bovengrens, overgeslagen FROM rapport.samenhang_verevening() WHERE bron = 'geladen'}),
	sprintf('4|%.10f|t|t|2', $r), 'r over the SWVs that have both, others counted');
is(psql(q{SELECT round(r::numeric, 10) FROM rapport.samenhang_verevening('laag')}), sprintf('%.10f', -$r), 'of the other of two categories it is the opposite');
like(try_psql("SELECT * FROM rapport.samenhang_verevening(van => 2018, tot => 2014)")->{err}, qr/tot: 2014 is not after 2018/, 'years the wrong way round');
is(psql(q{SELECT jaar, categorie, leerlingen_onder, round(aandeel_onder::numeric, 2), reden FROM rapport.bekostigingscategorieen('so', 'geladen') WHERE categorie IN ('hoog', 'totaal')}),
	join("\n", map { my $i = $_; my $n = sum(map { $high{$_}[$i] } keys %high); my $y = (2014, 2018)[$i];
		("$y|hoog|$n|" . sprintf('%.2f', $n / 4) . '|absoluut percentage: de noemer is niet geladen', "$y|totaal|400|100.00|absoluut percentage: de noemer is niet geladen") } 0, 1),
	'the loaded counts in the table of funding categories');

# --- flows -------------------------------------------------------------------------------------
taken('swv-leerlingstromen', 'synthetisch-stromen.csv', csv('swv-leerlingstromen', [qw(SCHOOLJAAR SWV VAN NAAR AANTAL)],
	[ '2023-2024', 'PO2707', 'bo', 'sbo', 62 ], [ '2023-2024', 'PO2707', 'so', 'bo', '<5' ], [ '2023-2024', 'PO2707', 'so', 'sbo', 8 ],
	[ '2023-2024', 'PO2707', 'so', 'so', 500 ], [ '2023-2024', 'PO2707', 'sbo', 'bo', 3 ], [ '2023-2024', 'PO2707', 'sbo', 'dagbesteding', 9 ],
	[ '2023-2024', 'PO3001', 'bo', 'so', 20 ], [ '2023-2024', 'PO3001', 'sbo', 'bo', 'x' ]));
my $flows = 'SELECT swv, onderwijssoort, instroom_onder, instroom_boven, uitstroom_onder, uitstroom_boven, terug_onder, terug_boven, round(percentage_onder::numeric, 4), round(percentage_boven::numeric, 4) FROM rapport.leerlingstromen';
is(psql("$flows('2023', 'PO2707') WHERE onderwijssoort IN ('so', 'sbo')"), "PO2707|sbo|70|70|12|12|3|3|25.0000|25.0000\nPO2707|so|0|0|9|12|1|4|" . sprintf('%.4f|%.4f', 100 / 9, 400 / 12),
	'in, out and back; who stayed counts in none');
is(psql("$flows(swv => 'PO3001', onderwijssoort => 'sbo')"), 'PO3001|sbo|0|0|0||0|||', 'an unknown count has no upper bound');
is(psql("$flows(swv => 'alle', onderwijssoort => 'so')"), 'alle|so|20|20|9|12|1|4|' . sprintf('%.4f|%.4f', 100 / 9, 400 / 12), 'all together');
is(psql("SELECT van, bo_onder, bo_boven, sbo_onder, so_onder, anders_onder, totaal_onder, totaal_boven FROM rapport.leerlingstromen_matrix(swv => 'PO2707')"),
	"bo|0|0|62|0|0|62|62\nsbo|3|3|0|0|9|12|12\nso|1|4|8|500|0|509|512", 'the matrix: a row per origin, bounds per destination');
is(psql("SELECT count(*) FROM rapport.leerlingstromen(publiek => true) WHERE terug_onder = terug_boven AND terug_onder BETWEEN 1 AND 4"), '0', 'for publication no small count is shown');
is(psql("SELECT count(*) FROM rapport.leerlingstromen_matrix('2023', 'PO2707', publiek => true) WHERE van = 'sbo' AND bo_onder = 3"), '0', 'nor in the matrix');
like(try_psql("SELECT * FROM rapport.leerlingstromen(onderwijssoort => 'bo')")->{err}, qr/onderwijssoort: "bo" is none of/, 'another kind is refused');

# --- border traffic ------------------------------------------------------------------------------
my @options = ('--set', 'schooljaar=2014-2015', '--set', 'soort=so', '--set', 'teldatum=2014-10-01');
taken('duo-so-vso-betalend-woonachtig', 'synthetisch-3.csv', @options, csv('duo-so-vso-betalend-woonachtig', [qw(SWV_BETALEND SWV_WOONACHTIG BINNEN_SWV CAT_1 CAT_2)],
	[ 'PO2707', 'PO2707', 'J', 300, 10 ], [ 'PO3001', 'PO2707', 'N', 20, 6 ], [ 'PO2707', 'PO3001', 'N', '<5', 0 ], [ 'PO3001', 'PO3001', 'J', 200, 0 ]));
is(psql(q{SELECT basis, swv, betalend, leerlingen_onder, leerlingen_boven, binnen FROM rapport.grensverkeer('2014', 'PO2707')}),
	join("\n", 'woon|PO2707|PO2707|310|310|t', 'woon|PO2707|PO3001|26|26|f', 'woon|PO2707|andere|26|26|f', 'woon|PO3001|PO2707|1|4|f', 'woon|andere|PO2707|1|4|f'),
	'who pays for whom, and the totals in and out');
is(psql(q{SELECT count(*) FROM rapport.grensverkeer(publiek => true) WHERE leerlingen_onder = leerlingen_boven AND leerlingen_onder BETWEEN 1 AND 4}), '0', 'for publication no small count is shown');
like(try_psql("SELECT * FROM rapport.grensverkeer(basis => 'x')")->{err}, qr/basis: "x" is none of woon, vestiging/, 'another basis is refused');

done_testing();
