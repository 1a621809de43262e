# The published series of participation and funding categories: each digit against the
# files of data/ as Perl reads them, in whole numbers.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

# The rows of a file as hashes.
sub rows
{
	my ($header, @lines) = split /\n/, gunzipped(shift);
	my @names = split /;/, $header;

	return map { my %row; @row{@names} = split /;/, $_, -1; \%row } @lines;
}

# A share of whole numbers as a percentage with 6 decimals, rounded half up.
sub share
{
	my ($part, $whole) = @_;
	my $millionths = int((2 * $part * 100_000_000 + $whole) / (2 * $whole));
	return sprintf '%d.%06d', int($millionths / 1_000_000), $millionths % 1_000_000;
}

warehouse();
fails(passend('report', 'bekostigingscategorieen'), 2, 'no rows: ', 'a report of nothing');
is(psql('SELECT count(*) FROM rapport.deelname_landelijk()'), '0', 'no national series either');
is(load(map { data_file("$_.csv.gz") } 'bekostigingscategorie-2014-2018', 'deelname-landelijk')->{code}, 0, 'the two files load');

# --- table 1 ------------------------------------------------------------------------------
my @table = rows('bekostigingscategorie-2014-2018.csv.gz');
my %n = map { ("$_->{onderwijssoort} $_->{teljaar} $_->{bekostigingscategorie}" => $_->{leerlingen}) } @table;
is(scalar(keys %n), 40, 'table 1 has 40 numbers');
my @expected;
for my $row (@table)
{
	my ($kind, $year, $category) = @$row{qw(onderwijssoort teljaar bekostigingscategorie)};
	my $before = $n{ join ' ', $kind, $year - 1, $category };

	push @expected, join '|', $kind, $year, $category, ($row->{leerlingen}) x 2, share($row->{leerlingen}, $n{"$kind $year totaal"}),
	  defined $before ? $row->{leerlingen} - $before : '';
}
is(psql(q{SELECT onderwijssoort, jaar, categorie, leerlingen_onder, leerlingen_boven, round(aandeel_onder::numeric, 6), verandering_onder
	FROM rapport.bekostigingscategorieen(bron => 'gepubliceerd')}), join("\n", @expected), 'the report gives each, its share and its change, in the order of the table');
is(psql('SELECT count(*) FROM rapport.bekostigingscategorieen WHERE aandeel_onder <> aandeel_boven OR verandering_onder IS DISTINCT FROM verandering_boven
	OR percentage_onder IS NOT NULL OR reden NOT LIKE \'absoluut percentage: %\''), '0', 'exact, and without an absolute percentage, whose denominator was not printed');
is(psql(q{SELECT count(*) FROM rapport.bekostigingscategorieen(publiek => true)}), '40', 'for publication it stays as it was published');
my $csv = gunzipped('bekostigingscategorie-2014-2018.csv.gz');
my $dir = temp_dir();
write_file("$dir/fout.csv", $csv =~ s/so;2014;totaal;24288/so;2014;totaal;24289/r);
my $first = psql('SELECT clock_timestamp()');
is(load("$dir/fout.csv")->{code}, 0, 'a table whose total is another');
like(psql(q{SELECT reden FROM rapport.bekostigingscategorieen WHERE onderwijssoort = 'so' AND jaar = 2014 AND categorie = 'totaal'}),
	qr/tellen op tot 24288/, 'is told');
is(psql(qq{SELECT leerlingen_onder FROM rapport.bekostigingscategorieen('so', per => '$first') WHERE jaar = 2014 AND categorie = 'totaal'}), '24288', 'as of before it is as printed');
like(try_psql("SELECT * FROM rapport.bekostigingscategorieen('sbo')")->{err}, qr/onderwijssoort: "sbo" is none of so, vso/, 'another kind is refused');

# --- national series ----------------------------------------------------------------------
my @series = rows('deelname-landelijk.csv.gz');
my (%sum, %parts, %low, %high);
for my $row (@series)
{
	my $key = join ' ', $row->{bron}, $row->{teljaar}, $row->{onderwijssoort} =~ /^(bao|sbo|so)$/ ? 'po' : 'vo';
	my $tenths = $row->{percentage} =~ s/,//r;

	$row->{key} = $key;
	$sum{$key} += $tenths;
	$parts{$key}++;
	next if $row->{leerlingen} eq '';
	# count / share, where the share is within half a unit of its last decimal
	my ($from, $to) = map { [ 2000 * $row->{leerlingen}, 2 * $tenths + $_ ] } 1, -1;
	my $least = int(($from->[0] + $from->[1] - 1) / $from->[1]);
	my $most = int($to->[0] / $to->[1]);
	$low{$key} = $least if !defined $low{$key} || $least > $low{$key};
	$high{$key} = $most if !defined $high{$key} || $most < $high{$key};
}
is(psql(q{SELECT bron, jaar, onderwijssoort, leerlingen_onder, replace(to_char(percentage, 'FM990.0'), '.', ','), noemer_onder, noemer_boven, som::numeric(5,1), afronding
	FROM rapport.deelname_landelijk() ORDER BY bron COLLATE "C", onderwijssoort COLLATE "C", jaar}),
	join("\n", map { my $k = $_->{key};
		join '|', @$_{qw(bron teljaar onderwijssoort leerlingen percentage)}, $low{$k} // '', $high{$k} // '',
		  $parts{$k} == 3 ? (sprintf('%.1f', $sum{$k} / 10), $sum{$k} == 1000 ? 'f' : 't') : ('', '')
	} sort { $a->{bron} cmp $b->{bron} || $a->{onderwijssoort} cmp $b->{onderwijssoort} || $a->{teljaar} <=> $b->{teljaar} } @series),
	'each published count and share, what denominators they allow, and what the shares of a year add up to');
is(psql('SELECT count(*) FROM rapport.deelname_landelijk WHERE leerlingen_onder IS NOT NULL
	AND NOT (percentage_onder >= percentage - 0.0500001 AND percentage_boven <= percentage + 0.0500001)'), '0', 'a share computed again rounds to the printed one');
is(psql("SELECT count(DISTINCT som) || ' ' || min(som) || ' ' || max(som) FROM rapport.deelname_landelijk WHERE som IS NOT NULL"), '3 99.9 100.1', 'rounded rows add up to 99.9, 100 or 100.1');
like(try_psql("SELECT * FROM rapport.deelname_landelijk('mbo')")->{err}, qr/onderwijssoort: "mbo" is none of/, 'another kind is refused');

# --- the published association --------------------------------------------------------------
is(load(data_file('overige-cijfers.csv.gz'))->{code}, 0, 'the figures of the running text');
my ($r) = map { $_->{waarde} =~ s/,/./r } grep { $_->{eenheid} eq 'r' } rows('overige-cijfers.csv.gz');
is(psql('SELECT herkomst, r, n, p FROM rapport.samenhang_verevening'), "gepubliceerd|$r||", 'the published r has no n and no p; nothing is loaded to put beside it');
is(psql("SELECT count(*) FROM rapport.samenhang_verevening('midden')"), '0', 'of another category nothing was published');

done_testing();
