# DUO's long files with all years, per location, per samenwerkingsverband and per
# board: a new edition replaces whole school years. Made up in the real layouts.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

warehouse();

# --- per location --------------------------------------------------------------------
# dataset => [ third dimension, its column, a value in the file, as stored ]
my %dimension = (
	'duo-brin6-totaal' => [],
	'duo-brin6-geslacht' => [ 'GESLACHT', 'geslacht', 'O', 'O' ],
	'duo-brin6-leeftijd' => [ 'LEEFTIJD', 'leeftijd', '7', '7' ],
	'duo-brin6-pc4' => [ 'POSTCODE4_DEELNEMER', 'pc4', '1312', '1312' ],
	'duo-brin6-cluster' => [ 'CLUSTER', 'cluster', '0', '0' ],
	'duo-brin6-advies' => [ 'ADVIES', 'advies', 'VMBO bl/kl', 'VMBO bl/kl' ]);

# Header and rows of a long file: [ key cells, dimension, year, count ].
sub long_file
{
	my ($name, $keys, @rows) = @_;
	my $d = $dimension{$name}[0];

	return csv($name, [ @$keys, qw(TYPE_PO PEILJAAR), $d // (), 'AANTAL_LEERLINGEN' ],
		map { my ($key, $kind, $year, $value, $count) = @$_; [ @$key, $kind, $year, $d ? $value : (), $count ] } @rows);
}

for my $name (sort keys %dimension)
{
	my ($d, $column, $value, $as) = @{ $dimension{$name} };
	my $table = description($name)->{passend}{target};
	my @keys = qw(INSTELLINGSCODE VESTIGINGSCODE);
	my $columns = 'vestiging, soort_po, teldatum, schooljaar, ' . ($d ? "$column, " : '') . 'aantal, masker';
	my $put = $d ? "$as|" : '';
	my $first = long_file($name, \@keys, [ [ '02QZ', '00' ], 'SO', 2024, $value, 17 ], [ [ '02QZ', '1' ], 'VSO', 2024, $value, -1 ],
		[ [ '06SV', '06SV00' ], 'SO', 2025, $value, 0 ]);

	if ($name eq 'duo-brin6-advies')
	{
		$first =~ s/,SO,/,BO,/g;
		$first =~ s/,VSO,/,SBO,/g;
	}
	my ($k1, $k2) = $name eq 'duo-brin6-advies' ? qw(bo sbo) : qw(so vso);
	taken($name, "$name.csv", $first);
	is_deeply(stored($table, $columns), [ "02QZ00|$k1|2024-10-01|2024-2025|${put}17|-", "02QZ01|$k2|2024-10-01|2024-2025|$put-|-1",
		"06SV00|$k1|2025-10-01|2025-2026|${put}0|-" ], "$name: a lost zero, a full code, -1 and 0");

	# The edition of a year later: 2024 comes again, 2025 does not.
	my $second = long_file($name, \@keys, [ [ '02QZ', '00' ], uc $k1, 2024, $value, 18 ], [ [ '02QZ', '00' ], uc $k1, 2026, $value, 5 ]);
	my $result = taken($name, "$name-2.csv", $second);
	is($result->{json}{summary}{units_replaced}, 1, "$name: one school year replaced");
	is_deeply(stored($table, $columns), [ "02QZ00|$k1|2024-10-01|2024-2025|${put}18|-", "02QZ00|$k1|2026-10-01|2026-2027|${put}5|-",
		"06SV00|$k1|2025-10-01|2025-2026|${put}0|-" ], "$name: the other one stays");
	is(psql("SELECT count(*), sum(ondergrens(aantal)) FROM ${table}_vervallen"), '2|17', "$name: the old rows are kept");

	refused("$name-3.csv", 5, qq(nearest is dataset "$name", missing: "PEILJAAR", not in it: "JAAR"), $first =~ s/PEILJAAR/JAAR/r) if $d;
}

# --- per samenwerkingsverband -------------------------------------------------------------
for my $name (grep { !/advies|cluster/ } keys %dimension)
{
	$dimension{ $name =~ s/brin6/$_/r } = $dimension{$name} for qw(swv bestuur);
}
for my $name (map { "duo-swv-$_" } qw(totaal geslacht leeftijd pc4))
{
	my ($d, $column, $value, $as) = @{ $dimension{$name} };
	my $columns = 'swv, swv_bron, soort_po, schooljaar, ' . ($d ? "$column, " : '') . 'aantal, masker';
	my $put = $d ? "$as|" : '';

	taken($name, "$name.csv", long_file($name, ['SAMENWERKINGSVERBANDNUMMER'], [ ['PO2707'], 'BO', 2025, $value, 32474 ],
		[ ['vo-27-08'], 'VSO', 2014, $value, -1 ], [ ['4130801'], 'SO', 2025, $value, 3 ]));
	is_deeply(stored(description($name)->{passend}{target}, $columns), [ "-|4130801|so|2025-2026|${put}3|-", "PO2707|PO2707|bo|2025-2026|${put}32474|-",
		"VO2708|vo-27-08|vso|2014-2015|$put-|-1" ], "$name: a code of another form is kept and is no SWV");
}

# --- per board --------------------------------------------------------------------------
for my $name (map { "duo-bestuur-$_" } qw(totaal geslacht leeftijd pc4))
{
	my ($d, $column, $value, $as) = @{ $dimension{$name} };
	my $put = $d ? "$as|" : '';

	taken($name, "$name.csv", long_file($name, ['BEVOEGD_GEZAGNUMMER'], [ ['41414'], 'VSO', 2025, $value, 20801 ], [ ['00123'], 'BO', 2010, $value, -1 ]));
	is_deeply(stored(description($name)->{passend}{target}, 'bevoegd_gezag, soort_po, schooljaar, ' . ($d ? "$column, " : '') . 'aantal, masker'),
		[ "00123|bo|2010-2011|$put-|-1", "41414|vso|2025-2026|${put}20801|-" ], "$name: with its zeros");
}

# Recognised by content: the file by sex under the name of the file by age.
is(taken('duo-swv-geslacht', 'swv_leeftijd.csv', long_file('duo-swv-geslacht', ['SAMENWERKINGSVERBANDNUMMER'], [ ['PO2707'], 'BO', 2025, 'M', 1 ]))
	->{file}{dataset}, 'duo-swv-geslacht', 'the header decides, not the name of the file');

done_testing();
