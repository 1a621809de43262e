# Table 4.5 with the counts that can be behind its percentages, and the reference
# data: every row has its source, and derived ones are what the files hold.
use strict;
use warnings;
use utf8;

use Encode qw(decode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $forms = data_file('vormen-van-ondersteuning-2023.csv.gz');
warehouse();
load(data_file('doelstellingenmonitor-2023.csv.gz'), data_file('pc4-swv-2015.csv.gz'));

# The rows of a file of data/, as lists.
sub file_rows
{
	my ($name) = @_;
	my (undef, @lines) = split /\r?\n/, decode('UTF-8', gunzipped($name));
	return map { [ split /;/, $_, -1 ] } @lines;
}

# --- forms of support ------------------------------------------------------------
fails(passend('report', 'vormen_van_ondersteuning'), 2, 'nothing that report vormen_van_ondersteuning reads is loaded', 'nothing yet');
is(load($forms)->{code}, 0, 'table 4.5 loads');

# Each count of n whose percentage rounds to this one, half either way, found by trying.
my %n = (bao => 47, vo => 37);
sub counts
{
	my ($percentage, $n) = @_;
	my @fit = grep { abs(200 * $_ - 2 * $percentage * $n) <= $n } 0 .. $n;
	return @fit ? ($fit[0], $fit[-1]) : ('', '');
}
my @expected;
for my $row (file_rows('vormen-van-ondersteuning-2023.csv.gz'))
{
	my ($form, %share) = ($row->[0], bao => [ @$row[ 1, 2 ] ], vo => [ @$row[ 3, 4 ] ]);
	for my $type ('bao', 'vo')
	{
		my @counts = map { counts($_, $n{$type}) } @{ $share{$type} };
		push @expected, join '|', $form, $type, $n{$type}, @{ $share{$type} }, @counts, (grep { $_ eq '' } @counts) ? 'reden' : 'geen';
	}
}
my $columns = 'vorm, onderwijstype, n, percentage_ja, percentage_nee, ja_onder, ja_boven, nee_onder, nee_boven';
is(decode('UTF-8', psql("SELECT $columns, CASE WHEN reden IS NULL THEN 'geen' ELSE 'reden' END FROM rapport.vormen_van_ondersteuning()")),
	join("\n", @expected), 'percentages as published, counts as found by trying, in the order of the publication');
my %seen = map { (split /\|/)[-1] => 1 } @expected;
ok($seen{$_}, "some have $_") for 'reden', 'geen';
is(psql("SELECT count(*) FROM rapport.vormen_van_ondersteuning('2023', 'vo')"), '10', 'of one school type');
fails(passend('report', 'vormen_van_ondersteuning', '--onderwijstype', 'sbo'), 2, 'onderwijstype: "sbo" is none of bao, vo', 'a school type that the table has not');
fails(passend('report', 'vormen_van_ondersteuning', '--meting', '2019'), 2, 'measurements: 2023-2024', 'a measurement that is not there');

# Made-up percentages: several counts fit, none does, yes and no are no whole; and the first file stays.
my $moment = psql('SELECT clock_timestamp()');
is(load('--set', 'bao_n=250', '--set', 'vo_n=1', write_file("$dir/vormen.csv", "vorm;bao_ja;bao_nee;vo_ja;vo_nee\nVerzonnen;50;49;100;0\nAnders;0;100;50;50\n"))
	->{json}{summary}{units_replaced}, 1, 'a corrected table replaces the first');
is(psql("SELECT onderwijstype, ja_onder, ja_boven, nee_onder, nee_boven, reden FROM rapport.vormen_van_ondersteuning()"),
	join("\n", join('|', 'bao', counts(50, 250), counts(49, 250), 'meer dan een aantal geeft deze percentages; ja en nee zijn samen geen 100 procent'), 'vo|1|1|0|0|',
		join('|', 'bao', counts(0, 250), counts(100, 250), 'meer dan een aantal geeft deze percentages'), 'vo|||||geen aantal van 1 geeft deze percentages: gewogen, of niet elk samenwerkingsverband antwoordde'),
	'bounds where several counts fit, and none');
is(decode('UTF-8', psql("SELECT $columns, CASE WHEN reden IS NULL THEN 'geen' ELSE 'reden' END FROM rapport.vormen_van_ondersteuning(per => '$moment')")),
	join("\n", @expected), 'as of then: as published');

# --- reference data ---------------------------------------------------------------
my @tables = qw(document doelstelling doelstelling_indicator schaal bronletter beleidsthema beleidsverwachting bekostigingscategorie monitorthema kencijfer swv);
is(psql(join ' UNION ALL ', map { "SELECT '$_' FROM ref.$_ WHERE coalesce(trim(bron), '') = ''" } @tables), '', 'every row of the reference data has its source');
is(psql(join ' UNION ALL ', map { "SELECT '$_' WHERE NOT EXISTS (SELECT FROM ref.$_)" } @tables), '', 'and none of it is empty');
is(psql('SELECT count(*) FROM ref.swv WHERE sector = \'po\''), '76', '76 SWVs po');
is(psql('SELECT count(*) FROM ref.swv WHERE sector = \'vo\''), '74', 'and 74 vo');
is(psql("SELECT string_agg(DISTINCT letter, '' ORDER BY letter) FROM ref.bronletter"), join('', 'A' .. 'T'), 'sources A to T');
is(psql("SELECT string_agg(doelstelling::text, '' ORDER BY doelstelling) FROM ref.doelstelling"), '1234567', 'seven goals');
is(psql("SELECT count(*) FROM rapport.doelstellingenmonitor m JOIN ref.doelstelling d USING (doelstelling) WHERE m.titel = format('Doelstelling %s: %s (%s)', d.doelstelling, d.naam, m.onderwijstype)"),
	'298', 'which give the published tables their titles');
my (%scale, %indicator);
for my $row (file_rows('doelstellingenmonitor-2023.csv.gz'))
{
	$scale{ join '|', @$row[ 1, 3, 4 ] }++;
	$indicator{ join '|', @$row[ 1, 3 ] }++;
}
is(decode('UTF-8', psql('SELECT doelstelling, indicator, schaal FROM ref.schaal ORDER BY doelstelling, indicator COLLATE "C", schaal COLLATE "C"')),
	join("\n", sort { [ split /\|/, $a ]->[0] <=> [ split /\|/, $b ]->[0] || $a cmp $b } keys %scale), 'the scales are those of the published file');
is(psql('SELECT count(*) FROM ref.doelstelling_indicator'), scalar(keys %indicator), 'and so are the indicators');
is(psql("SELECT string_agg(x, ' ' ORDER BY x) FROM (SELECT DISTINCT bekostigingscategorie(nummer::integer)::text || categorie AS x FROM ref.bekostigingscategorie) y"),
	'hooghoog laaglaag middenmidden', 'funding categories have the numbers of the type');
my @unknown = split /\n/, psql("SELECT unnest(k.tabellen) FROM ref.kencijfer k EXCEPT SELECT e.oid::regclass::text FROM pg_class e WHERE relnamespace::regnamespace::text IN ('ref', 'feit')");
is("@unknown", '', 'figures name tables that exist');

done_testing();
