# Pupils per funding category: the published table to the last digit, and made-up counts
# per paying SWV, with the shares and changes computed here a second time.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Math::BigRat;
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();
my $files = 0;
sub loads
{
	my ($name, @lines) = @_;
	is(load(write_file("$dir/" . ++$files . '-synthetisch.csv', join "\n", @lines, ''))->{code}, 0, $name);
}
# A float8 as the report gives it is the nearest to a fraction: so is that of Perl.
sub number { my ($r) = @_; return defined $r ? 0 + Math::BigRat->new($r)->numify : undef }
sub same
{
	my ($got, $expected, $name) = @_;
	my @got = map { [ split /\|/, $_, -1 ] } split /\n/, $got;
	my $bad = @got == @$expected ? '' : @got . ' rows, not ' . @$expected;
	for my $i (0 .. $#got)
	{
		last if $bad;
		for my $j (0 .. $#{ $expected->[$i] })
		{
			my ($g, $e) = ($got[$i][$j], $expected->[$i][$j]);
			my $equal = !defined $e ? $g eq '' : $g eq $e || ($g =~ /^-?[\d.]+(e-?\d+)?$/ && $e =~ /^-?[\d.]+(e-?\d+)?$/ && abs($g - $e) <= 1e-12 * (1 + abs $e));
			$bad ||= "row $i (@{$got[$i]}), column $j: not " . ($e // 'NULL') if !$equal;
		}
	}
	is($bad, '', $name);
}

fails(passend('report', 'bekostigingscategorieen'), 2, 'nothing that report bekostigingscategorieen reads is loaded', 'nothing is loaded');

# --- as published -----------------------------------------------------------------------------
my $file = data_file('bekostigingscategorie-2014-2018.csv.gz');
is(load($file)->{code}, 0, 'the published table');
my ($header, @rows) = map { [ split /;/ ] } split /\r?\n/, gunzipped('bekostigingscategorie-2014-2018.csv.gz');
my %published;
$published{ $_->[0] }{ $_->[1] }{ $_->[2] } = $_->[3] for @rows;
my @expected;
for my $kind (qw(so vso))
{
	for my $year (sort keys %{ $published{$kind} })
	{
		my $now = $published{$kind}{$year};
		my $before = $published{$kind}{ $year - 1 };
		is($now->{laag} + $now->{midden} + $now->{hoog}, $now->{totaal}, "$kind $year adds up as it was published");
		push @expected, [ $kind, $year, $_, $now->{$_}, $now->{$_}, number(Math::BigRat->new(100 * $now->{$_}, $now->{totaal})),
			$before ? ($now->{$_} - $before->{$_}, number(Math::BigRat->new(100 * ($now->{$_} - $before->{$_}), $before->{$_}))) : (undef, undef), undef ]
		  for qw(laag midden hoog totaal);
	}
}
is(scalar @expected, scalar @rows, 'as many rows as the file has');
my $columns = 'onderwijssoort, teljaar, categorie, leerlingen_onder, leerlingen_boven, relatief_onder, verandering_boven, groei_onder, absoluut_onder';
same(psql("SELECT $columns FROM rapport.bekostigingscategorieen(bron => 'gepubliceerd')"), \@expected, 'table 1, with shares and changes');
same(psql("SELECT $columns FROM rapport.bekostigingscategorieen('vso', schooljaar => '2018')"), [ grep { $_->[0] eq 'vso' && $_->[1] == 2018 } @expected ],
	'one kind and year, still compared with the year before');
same(psql("SELECT $columns FROM rapport.bekostigingscategorieen(publiek => true)"), \@expected, 'what was published can be published');
is(psql(q{SELECT DISTINCT reden FROM rapport.bekostigingscategorieen}), 'absoluut percentage: het aantal leerlingen waarvan het een deel is, is niet gepubliceerd',
	'no absolute percentage without its denominator, and it says so');
like(passend('report', 'bekostigingscategorieen', '--onderwijssoort', 'so')->{out}, qr/^2018 +totaal +24102 +100[^\n]* 707 +3,0/m, 'on the command line');

# --- as loaded --------------------------------------------------------------------------------
my $before = psql('SELECT now()');
my @all = ([ 'PO0001', 'SO', 2023, 'CAT 1', 60 ], [ 'PO0001', 'SO', 2023, 'CAT 2', 20 ], [ 'PO0001', 'SO', 2024, 'LAAG', 66 ], [ 'PO0001', 'SO', 2024, 'MIDDEN', 18 ],
	[ 'PO0001', 'SO', 2024, 'HOOG', 6 ], [ 'PO0001', 'SO', 2024, 'NVT', 7 ], [ 'PO0002', 'SO', 2024, '1', 30 ], [ 'PO0002', 'SO', 2024, '2', '<5' ], [ 'PO0002', 'SO', 2024, '3', 11 ],
	[ 'CL1_00AA', 'SO', 2024, 'LAAG', 500 ], [ 'VO0001', 'VSO', 2024, 'LAAG', '' ], [ 'VO0001', 'VSO', 2024, 'HOOG', 9 ]);
loads('categories', 'SWV_BETALEND,TYPE_PO,PEILJAAR,BEKOSTIGINGSCATEGORIE,AANTAL_LEERLINGEN', map { join ',', @$_ } @all);
loads('pupils per SWV', 'SAMENWERKINGSVERBANDNUMMER,TYPE_PO,PEILJAAR,AANTAL_LEERLINGEN', 'PO0001,BO,2024,2000', 'PO0001,SBO,2024,100', 'PO0001,SO,2024,150',
	'PO0002,BO,2024,900', 'PO0002,SO,2024,50', 'VO0001,VSO,2024,40');
$columns = 'swv, teljaar, categorie, leerlingen_onder, leerlingen_boven, relatief_onder, relatief_boven, absoluut_onder, absoluut_boven, verandering_onder, verandering_boven';
sub share { return number(Math::BigRat->new(100 * $_[0], $_[1])) }
my @one = ([ 'PO0001', 2024, 'laag', 66, 66, (share(66, 90)) x 2, (share(66, 2250)) x 2, 6, 6 ], [ 'PO0001', 2024, 'midden', 18, 18, (share(18, 90)) x 2, (share(18, 2250)) x 2, -2, -2 ],
	[ 'PO0001', 2024, 'hoog', 6, 6, (share(6, 90)) x 2, (share(6, 2250)) x 2, 6, 6 ], [ 'PO0001', 2024, 'totaal', 90, 90, 100, 100, (share(90, 2250)) x 2, 10, 10 ],
	[ 'PO0001', 2024, 'zonder', 7, 7, undef, undef, (share(7, 2250)) x 2, 7, 7 ]);
same(psql("SELECT $columns FROM rapport.bekostigingscategorieen('so', 'PO0001', '2024')"), \@one, 'relative and absolute side by side; without a category apart');
same(psql("SELECT $columns FROM rapport.bekostigingscategorieen('so', 'po0002', '2024-2025')"), [
	[ 'PO0002', 2024, 'laag', 30, 30, share(30, 45), share(30, 42), (share(30, 950)) x 2 ], [ 'PO0002', 2024, 'midden', 1, 4, share(1, 42), share(4, 45), share(1, 950), share(4, 950) ],
	[ 'PO0002', 2024, 'hoog', 11, 11, share(11, 45), share(11, 42), (share(11, 950)) x 2 ], [ 'PO0002', 2024, 'totaal', 42, 45, 100, 100, share(42, 950), share(45, 950) ],
	[ 'PO0002', 2024, 'zonder', 0, 0 ] ], 'a masked count has bounds, and so have the shares');
same(psql("SELECT $columns FROM rapport.bekostigingscategorieen('so', 'landelijk', '2024', 'geladen')"), [
	[ 'landelijk', 2024, 'laag', 96, 96, share(96, 135), share(96, 132), (share(96, 3200)) x 2, 36, 36 ], [ 'landelijk', 2024, 'midden', 19, 22, share(19, 132), share(22, 135), share(19, 3200), share(22, 3200), -1, 2 ],
	[ 'landelijk', 2024, 'hoog', 17, 17, share(17, 135), share(17, 132), (share(17, 3200)) x 2, 17, 17 ], [ 'landelijk', 2024, 'totaal', 132, 135, 100, 100, share(132, 3200), share(135, 3200), 52, 55 ],
	[ 'landelijk', 2024, 'zonder', 7, 7 ] ], 'national: the SWVs together, without cluster 1');
is(psql("SELECT categorie, leerlingen_onder, leerlingen_boven, relatief_onder, absoluut_onder, reden FROM rapport.bekostigingscategorieen('vso', 'VO0001') WHERE categorie = 'laag'"),
	'laag|0|||' . '|een deel van de aantallen is onbekend: alleen de ondergrens is zeker; absoluut percentage: het aantal leerlingen van dit schooljaar is niet (volledig) geladen',
	'an unknown count stays unknown');
is(psql('SELECT count(*) FROM rapport.bekostigingscategorieen'), psql('SELECT count(*) FROM rapport.bekostigingscategorieen()'), 'the view is the report');
is(psql("SELECT count(*) FROM rapport.bekostigingscategorieen(per => '$before')"), scalar @rows, 'before the counts were loaded there was the published table');

# Published: the masked count, and no way back to it by its row or column.
my $public = psql("SELECT swv, categorie, leerlingen_onder, leerlingen_boven, relatief_onder FROM rapport.bekostigingscategorieen('so', schooljaar => '2024', bron => 'geladen', publiek => true)");
like($public, qr/^PO0002\|midden\|1\|4\|/m, 'a small count is masked');
is(psql(q{SELECT count(*) FROM rapport.bekostigingscategorieen(publiek => true) WHERE leerlingen_onder = leerlingen_boven AND leerlingen_onder BETWEEN 1 AND 4}), '0', 'no count of 1 to 4');
loads('an exact small count', 'SWV_BETALEND,TYPE_PO,PEILJAAR,BEKOSTIGINGSCATEGORIE,AANTAL_LEERLINGEN', map { join ',', @$_ } map { $_->[4] eq '<5' ? [ @$_[ 0 .. 3 ], 3 ] : $_ } @all);
is(psql("SELECT leerlingen_onder FROM rapport.bekostigingscategorieen('so', 'PO0002', '2024') WHERE categorie = 'midden'"), '3', 'exact for those who may see it');
$public = psql("SELECT swv, categorie, leerlingen_onder, leerlingen_boven, relatief_onder FROM rapport.bekostigingscategorieen('so', schooljaar => '2024', bron => 'geladen', publiek => true)");
like($public, qr/^PO0002\|midden\|1\|4\|/m, 'masked for all others');
my %shown = map { my @c = split /\|/, $_, -1; ("$c[0] $c[1]" => \@c) } split /\n/, $public;
ok((grep { $shown{"PO0002 $_"}[2] eq '' } qw(laag hoog totaal)), 'another count of its row is hidden');
ok((grep { $shown{"$_ midden"}[2] eq '' } qw(PO0001 landelijk)), 'and one of its column');
is($shown{'PO0002 midden'}[4], '', 'and its share, where that would tell');
is(psql(q{SELECT count(*) FILTER (WHERE herleidbaar), count(*) > 0 FROM rapport.herleidbaar('bekostigingscategorieen') WHERE groep LIKE 'so%'}), '0|t', 'nothing follows from the rest of the table');

fails(passend('report', 'bekostigingscategorieen', '--onderwijssoort', 'sbo'), 2, 'onderwijssoort: "sbo" is none of so, vso', 'a kind without categories');
fails(passend('report', 'bekostigingscategorieen', '--bron', 'DUO'), 2, 'bron: "DUO" is none of gepubliceerd, geladen', 'a source that is none');
fails(passend('report', 'bekostigingscategorieen', '--swv', 'XX1'), 2, 'swv: "XX1" is no samenwerkingsverband', 'no SWV');
fails(passend('report', 'bekostigingscategorieen', '--schooljaar', '2030'), 2, 'no rows for these options; years: geladen 2023', 'a year without figures');

done_testing();
