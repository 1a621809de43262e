# rapport.deelname_swv on the real national file, against figures computed here
# straight from the CSV files, and in made-up situations that it does not have.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use List::Util qw(max min sum0);
use Passend;
use Test::More;
use Warehouse;

my $zip = data_file('.zip');
my @kinds = qw(bo sbo so vso);

# --- the view's face ------------------------------------------------------------
my $empty = new_warehouse();
is(has_columns('rapport.deelname_swv'),
	'schooljaar text, teldatum date, grondslag text, definitie text, swv text, regio text, sector text, '
	. 'onderwijssoort text, teller_onder bigint, teller_boven bigint, noemer_onder bigint, noemer_boven bigint, '
	. 'percentage_onder double precision, percentage_boven double precision, reden text', 'columns and types');
is(psql('SELECT count(*) FROM rapport.deelname_swv'), '0', 'an empty warehouse: no rows');
my $result = passend('report', 'deelname');
is($result->{code}, 2, 'passend report says so');
like($result->{err}, qr/nothing that report deelname reads is loaded/, 'and why');

# --- the real file: figures of our own ---------------------------------------------
# $cells{SWV}{kind} = [ sum of unmasked counts, number of masked ones ].
my %cells;
my %swv_of = map { $_->[0] => { po => $_->[2], vo => $_->[3] } } postcodes();
my ($rows, $masked) = (0, 0);

for my $member (zip_members($zip))
{
	my ($name, $content) = @$member;
	next if $content eq '';
	my ($header, @lines) = split /\n/, $content;
	my @names = split /";"/, $header =~ s/^\xef\xbb\xbf"|"$//gr;
	my %at = map { $names[$_] => $_ } 0 .. $#names;
	my @counts = grep { $names[$_] =~ /^LEEFTIJD_/ } 0 .. $#names;

	@counts == 23 or die "$name: ages";
	for my $line (@lines)
	{
		my @row = split /";"/, $line =~ s/^"|"$//gr, -1;
		@row == @names or die "$name: $line";
		my $kind = lc $row[ $at{SOORT_PO} ];
		my $sector = $kind eq 'vso' ? 'vo' : 'po';
		my $swv = $swv_of{ $row[ $at{POSTCODE_LEERLING} ] }{$sector} // 'onbekend';
		my $cell = $cells{$swv}{$kind} //= [ 0, 0 ];

		$rows++;
		for my $count (@row[@counts])
		{
			if ($count eq '<5') { $cell->[1]++ }
			elsif ($count =~ /^\d+$/) { $cell->[0] += $count }
			else { die "$name: $count" }
		}
		$masked += grep { $_ eq '<5' } @row[@counts];
	}
}
is("$rows $masked", '110853 258413', 'we read all rows and masks of the real file');

for my $swv (values %swv_of)
{
	$cells{ $swv->{po} }{$_} //= [ 0, 0 ] for defined $swv->{po} ? @kinds[0 .. 2] : ();
	$cells{ $swv->{vo} }{vso} //= [ 0, 0 ] for defined $swv->{vo} ? 1 : ();
}
$cells{onbekend}{$_} //= [ 0, 0 ] for @kinds;
for my $kind (@kinds)
{
	my @all = grep { defined } map { $_->{$kind} } values %cells;
	$cells{landelijk}{$kind} = [ sum0(map { $_->[0] } @all), sum0(map { $_->[1] } @all) ];
}

sub low { return sum0(map { $_->[0] + $_->[1] } @_) }
sub high { return sum0(map { $_->[0] + 4 * $_->[1] } @_) }

# Parts and whole of each row: numerator, what else is in the denominator, and
# whether the numerator is part of it.
my @measures = (
	[ 'so', 'A', 'so', [qw(bo sbo)], 0 ], [ 'so', 'B', 'so', [qw(bo sbo)], 1 ],
	[ 'sbo', 'A', 'sbo', [qw(bo)], 1 ], [ 'sbo', 'B', 'sbo', [qw(bo so)], 1 ]);

# A percentage from counts; undef without a denominator.
sub percentage
{
	my ($part, $rest, $within) = @_;
	my $whole = $within ? $part + $rest : $rest;
	return $whole ? 100 * $part / $whole : undef;
}

# Bounds as the least and the most over all four corners, where there is one.
sub bounds
{
	my ($part, $rest, $within) = @_;
	my @corners = grep { defined } map { my $p = $_; map { percentage($p, $_, $within) } low(@$rest), high(@$rest) } low($part), high($part);
	return @corners ? (min(@corners), max(@corners)) : (undef, undef);
}

my %expected;
for my $swv (keys %cells)
{
	my $c = $cells{$swv};
	for my $count (grep { $c->{$_} } qw(bo vso))
	{
		$expected{"$swv $count "} = [ low($c->{$count}), high($c->{$count}), undef, undef, undef, undef ];
	}
	for my $m (grep { $c->{bo} } @measures)
	{
		my ($kind, $definition, $numerator, $rest, $within) = @$m;
		my @rest = map { $c->{$_} } @$rest;
		my @whole = ($within ? $c->{$numerator} : (), @rest);
		$expected{"$swv $kind $definition"} = [ low($c->{$numerator}), high($c->{$numerator}), low(@whole), high(@whole),
			bounds($c->{$numerator}, \@rest, $within) ];
	}
}

# --- the real file: what the view says ------------------------------------------------
my $real = new_warehouse(data_file('pc4-swv'), $zip);
my @got = lines_of(q{SELECT swv, onderwijssoort, definitie, teller_onder, teller_boven, noemer_onder, noemer_boven,
	percentage_onder, percentage_boven, reden, regio, sector FROM rapport.deelname_swv});
my %got;
my %twice;
for my $row (@got)
{
	my $key = "$row->[0] $row->[1] $row->[2]";
	$twice{$key}++ if $got{$key};
	$got{$key} = [ map { $_ eq '' ? undef : $_ } @$row[3 .. 8] ];
}
is(join(',', sort keys %twice), '', 'no row twice');
is(scalar(@got), (76 + 2) * 5 + 74 + 2, '76 SWVs po and 74 vo, onbekend and landelijk: all rows');
is_deeply([ sort keys %got ], [ sort keys %expected ], 'every SWV of the table has its rows');

sub same_count
{
	my ($x, $y) = @_;
	return defined $x && defined $y ? $x == $y : !defined $x && !defined $y;
}

sub same_share
{
	my ($x, $y) = @_;
	return same_count($x, $y) if !defined $x || !defined $y;
	return abs($x - $y) <= 1e-12 * abs($y);
}

my @differ;
for my $key (sort keys %expected)
{
	my ($x, $y) = ($got{$key} // [], $expected{$key});
	push @differ, $key
	  if grep({ !same_count($x->[$_], $y->[$_]) } 0 .. 3) || grep { !same_share($x->[$_], $y->[$_]) } 4, 5;
}
is(join(', ', @differ), '', 'every count and percentage is ours');

is_deeply({ map { $_ => [ @{ $got{"landelijk $_"} }[0, 1] ] } 'bo ', 'sbo A', 'so A', 'vso ' },
	{ 'bo ' => [ 1248779, 1800218 ], 'sbo A' => [ 23968, 76930 ], 'so A' => [ 28146, 109845 ], 'vso ' => [ 31444, 120583 ] },
	'the national bounds');
is(psql(q{SELECT count(*), count(*) FILTER (WHERE swvs IS DISTINCT FROM land) FROM (
	SELECT row(sum(teller_onder), sum(teller_boven), sum(noemer_onder), sum(noemer_boven)) AS swvs,
	       (SELECT row(l.teller_onder::numeric, l.teller_boven::numeric, l.noemer_onder::numeric, l.noemer_boven::numeric)
	        FROM rapport.deelname_swv l WHERE l.swv = 'landelijk' AND l.onderwijssoort = d.onderwijssoort
	          AND l.definitie IS NOT DISTINCT FROM d.definitie) AS land
	FROM rapport.deelname_swv d WHERE swv <> 'landelijk' GROUP BY onderwijssoort, definitie) x}), '6|0',
	'SWVs + onbekend = landelijk, all bounds of all six measures');
is(psql(q{SELECT string_agg(DISTINCT concat_ws(' ', schooljaar, teldatum, grondslag), ',') FROM rapport.deelname_swv}),
	'2024-2025 2024-10-01 woon', 'school year, reference date and grondslag');
is(psql(q{SELECT count(*) FROM rapport.deelname_swv WHERE sector <> CASE onderwijssoort WHEN 'vso' THEN 'vo' ELSE 'po' END
	OR (swv ~ '^(PO|VO)' AND lower(left(swv, 2)) <> sector)}), '0', 'so, sbo and bo by po, vso by vo');
is(psql(q{SELECT string_agg(DISTINCT concat_ws(':', onderwijssoort, definitie, reden), ' | ') FROM rapport.deelname_swv WHERE reden IS NOT NULL}),
	'bo:alleen telling: deelname is voor bo niet gedefinieerd | vso:alleen telling: de noemer (leerlingen vo en pro) is niet geladen',
	'a reason where there is no percentage, and only there');
is(psql(q{SELECT count(*) FROM rapport.deelname_swv WHERE regio IS NULL OR regio = ''}), '0', 'every row has a label');

# Definitions, from the rows themselves.
@differ = ();
for my $swv (grep { $cells{$_}{bo} } keys %cells)
{
	my ($bo, $sbo, $so) = map { $got{"$swv $_"} } 'bo ', 'sbo A', 'so A';
	for my $i (0, 1)
	{
		push @differ, $swv if $got{"$swv so A"}[ 2 + $i ] != $bo->[$i] + $sbo->[$i]
		  || $got{"$swv sbo A"}[ 2 + $i ] != $bo->[$i] + $sbo->[$i]
		  || grep { $got{"$swv $_"}[ 2 + $i ] != $bo->[$i] + $sbo->[$i] + $so->[$i] } 'sbo B', 'so B';
	}
	push @differ, $swv if grep { $got{"$swv $_ A"}[5] < $got{"$swv $_ B"}[5] } qw(so sbo);
}
is(join(',', @differ), '', 'A is over bo + sbo, B over bo + sbo + so, and never above A');

# Whatever the masked counts were, the percentage is within the bounds.
srand(20241001);
my ($drawn, @outside) = (0);
for my $round (1 .. 3)
{
	my %n = map {
		my $c = $cells{$_};
		$_ => { map { $_ => $c->{$_}[0] + sum0(map { 1 + int rand 4 } 1 .. $c->{$_}[1]) } keys %$c }
	} grep { $_ ne 'landelijk' } keys %cells;
	$n{landelijk} = { map { my $kind = $_; $kind => sum0(map { $_->{$kind} // 0 } values %n) } @kinds };
	for my $swv (grep { exists $n{$_}{bo} } keys %n)
	{
		for my $m (@measures)
		{
			my ($kind, $definition, $numerator, $rest, $within) = @$m;
			my $point = percentage($n{$swv}{$numerator}, sum0(@{ $n{$swv} }{@$rest}), $within);
			my ($low, $high) = @{ $got{"$swv $kind $definition"} }[4, 5];

			$drawn++;
			push @outside, "$swv $kind $definition" if $point < $low || $point > $high;
		}
	}
}
is($drawn, 3 * 78 * 4, 'completions were drawn for every SWV');
is(join(', ', @outside), '', 'and all of them are within the bounds');

# --- the same through passend report ------------------------------------------------------
my @csv = split /\n/, passend('report', 'deelname', '--format', 'csv', '--swv', 'po2707,landelijk', '--definitie', 'B')->{out};
is(scalar(@csv), 1 + 4 + 3, 'passend report: header, B of two SWVs, and their counts');
$result = passend('report', 'deelname', '--swv', 'PO2707', '--onderwijssoort', 'sbo');
my ($low, $high) = @{ $got{'PO2707 sbo A'} };
like($result->{out}, qr/^2024-2025 +PO2707 .* sbo +A +$low\.\.$high /m, 'passend report: the same figures as a table');

# --- made-up situations -----------------------------------------------------------------
my $dir = temp_dir();
my $made = 0;
sub csv { return write_file("$dir/" . $made++ . '.csv', shift) }

# A warehouse without data, once for all of them.
sub fresh { return new_database($empty) }

# Upper bound of bo per SWV on a date: "PO2701=20 onbekend=4 ...", zeros left out.
sub bo_on
{
	my ($date) = @_;
	return psql(qq{SELECT string_agg(swv || '=' || teller_boven, ' ' ORDER BY swv COLLATE "C") FROM rapport.deelname_swv
		WHERE teldatum = '$date' AND onderwijssoort = 'bo' AND swv <> 'landelijk' AND teller_boven > 0});
}

fresh();
load(csv(pupils('20241001', 363, '1011 00AA00 Bo 8=20 9=<5', '1011 00BB00 Vso 14=7', '20 00AA00 Bo 8=9')));
is(bo_on('2024-10-01'), 'onbekend=33', 'no postcode table: all pupils are onbekend');
is(psql(q{SELECT string_agg(swv || count, ' ' ORDER BY swv) FROM (SELECT swv, count(*) FROM rapport.deelname_swv GROUP BY swv) x}),
	'landelijk6 onbekend6', 'and there are rows for onbekend and landelijk only');
is(psql(q{SELECT string_agg(DISTINCT reden, ';') FROM rapport.deelname_swv WHERE definitie = 'A'}), '', 'with all percentages');

load(csv(postcode_table('1011 Amsterdam PO2707 VO2708', '2011 Haarlem PO2701 Europoort', '3197 Rotterdam Europoort Europoort')));
is(bo_on('2024-10-01'), 'PO2707=24 onbekend=9', 'loaded later, the table counts at once; a foreign postcode stays onbekend');
load(csv(pupils('20241001', 599, '3197 00CC00 Bo 8=6', '2011 00CC00 Vso 15=5', '10 00CC00 Bo 8=1', '40 00CC00 So 8=2')));
is(bo_on('2024-10-01'), 'PO2707=24 onbekend=16', 'a postcode without SWV is onbekend');
is(psql(q{SELECT string_agg(swv || '=' || teller_onder, ' ' ORDER BY swv COLLATE "C") FROM rapport.deelname_swv WHERE onderwijssoort = 'vso'}),
	'VO2708=7 landelijk=12 onbekend=5', 'and a postcode may have an SWV for po and none for vo');
is(psql(q{SELECT string_agg(concat_ws('/', onderwijssoort, definitie, teller_onder, noemer_onder, percentage_onder, reden), ' ' ORDER BY onderwijssoort, definitie)
	FROM rapport.deelname_swv WHERE swv = 'PO2701'}),
	'bo/0/alleen telling: deelname is voor bo niet gedefinieerd sbo/A/0/0/de noemer is 0 sbo/B/0/0/de noemer is 0 so/A/0/0/de noemer is 0 so/B/0/0/de noemer is 0',
	'an SWV without pupils has its rows, and says why it has no percentage');

# Versions of the postcode table.
fresh();
load(map { csv(pupils("${_}1001", 363, '1011 00AA00 Bo 8=10', '1012 00AA00 Bo 8=5')) } 2010, 2014, 2017, 2018, 2024);
load('--set', 'geldig_vanaf=2014-10-01', csv(postcode_table('1011 Amsterdam PO2701 VO2701', '1012 Diemen PO2701 VO2701')));
my $second = csv(postcode_table('1011 Amsterdam PO2702 VO2702', '1013 Amsterdam PO2702 VO2702'));
load('--set', 'geldig_vanaf=2017-10-02', '--set', 'geldig_tot=2024-10-01', $second);
is(bo_on('2010-10-01'), 'onbekend=15', 'before the first version: onbekend');
is(bo_on('2014-10-01'), 'PO2701=15', 'a version is in force on its first day');
is(bo_on('2017-10-01'), 'PO2701=15', 'and until the day before the next');
is(bo_on('2018-10-01'), 'PO2702=10 onbekend=5', 'the next one replaces it whole: a postcode that is not in it is onbekend');
is(psql(q{SELECT count(*) FROM rapport.deelname_swv WHERE teldatum = '2018-10-01' AND swv = 'PO2701'}), '0', 'with its SWVs');
is(bo_on('2024-10-01'), 'PO2701=15', 'on the day it ends it is no longer in force');
is(psql(q{SELECT string_agg(DISTINCT swv || '=' || regio, ' ') FROM rapport.deelname_swv WHERE swv ~ '^PO'}),
	'PO2701=Amsterdam, Diemen PO2702=Amsterdam', 'an SWV that is not in the last version keeps its label');
load(csv(postcode_table('1011 Amsterdam PO2703 VO2703')));
is(bo_on('2010-10-01'), 'PO2703=10 onbekend=5', 'a version without dates serves where no dated one does');
is(bo_on('2018-10-01'), 'PO2702=10 onbekend=5', 'and nowhere else');
load('--set', 'geldig_vanaf=2017-10-02', csv(postcode_table('1011 Amsterdam PO2704 VO2704')));
is(bo_on('2018-10-01'), 'PO2704=10 onbekend=5', 'a new file for the same first day replaces that version');
is(psql('SELECT count(*) FROM ref.pc4_swv_vervallen'), '2', 'which is kept');

# Two reference dates in one school year do not mix.
fresh();
load(csv(postcode_table('1011 Amsterdam PO2707 VO2708')));
load(map { csv(pupils($_->[0], 363, "1011 00AA00 Bo 8=$_->[1]")) } [ 20241001, 10 ], [ 20250201, 12 ]);
is(psql(q{SELECT string_agg(concat_ws('/', schooljaar, teldatum, teller_onder), ' ' ORDER BY teldatum) FROM rapport.deelname_swv
	WHERE swv = 'PO2707' AND onderwijssoort = 'bo'}), '2024-2025/2024-10-01/10 2024-2025/2025-02-01/12', 'two reference dates in a school year');

# Rejected rows: the bounds are no longer certain, and the report says so.
my $good = pupils('20241001', 599, '1011 00CC00 Bo 8=30', '1011 00CC01 Bo 8=31');
is(passend('load', csv($good =~ s/"31"/"veel"/r))->{code}, 6, 'a file with a bad cell');
my $reason = q{SELECT string_agg(DISTINCT teldatum || ' ' || reden, ', ') FROM rapport.deelname_swv WHERE reden ~ 'onvolledig'};
is(psql($reason), '2024-10-01 alleen telling: de noemer (leerlingen vo en pro) is niet geladen; '
	. 'onvolledig: 1 bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker, '
	. '2024-10-01 alleen telling: deelname is voor bo niet gedefinieerd; '
	. 'onvolledig: 1 bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker, '
	. '2024-10-01 de noemer is 0; onvolledig: 1 bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker, '
	. '2024-10-01 onvolledig: 1 bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker',
	'is in the reason of that date, and of no other');
is(psql(q{SELECT count(*) FROM rapport.deelname_swv WHERE teldatum = '2024-10-01' AND reden !~ 'onvolledig'}), '0', 'in all its rows');
load(csv($good));
is(psql($reason), '', 'and gone with a better file');

is(passend('load', csv(postcode_table('1011 Amsterdam PO2707 VO2708', '1012 Diemen PO27 VO2708')))->{code}, 6, 'a postcode table with a bad cell');
is(psql(q{SELECT string_agg(swv, ' ' ORDER BY swv COLLATE "C") FROM (SELECT DISTINCT swv FROM rapport.deelname_swv
	WHERE reden ~ 'onvolledige postcodetabel: leerlingen kunnen ten onrechte bij onbekend staan$') x}), 'PO2707 VO2708 onbekend',
	'is told with every SWV, not with the total');

done_testing();
