# Flows between kinds of education: list and table against sums of bounds in Perl, the
# share that goes back against fractions, and what is published of them.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();
my @columns = qw(bo sbo so vo pro vso mbo arbeid dagbesteding buiten overig totaal);
my @flows = map { [ split /;/ ] } split /\n/, <<'END';
2023-2024;PO0001;bo;sbo;62
2023-2024;PO0001;bo;so;10
2023-2024;PO0001;so;bo;<5
2023-2024;PO0001;so;sbo;7
2023-2024;PO0001;so;vo;9
2023-2024;PO0001;so;so;200
2023-2024;PO0001;sbo;bo;12
2023-2024;PO0001;sbo;vo;30
2023-2024;PO0002;bo;sbo;20
2023-2024;PO0002;so;bo;13
2023-2024;PO0002;so;vso;x
2023-2024;PO0002;sbo;bo;5
2023-2024;PO0002;sbo;hbo;2
2023-2024;PO0002;sbo;cursus;<5
2023-2024;PO0002;sbo;buiten onderwijs;6
2023-2024;PO0003;so;vo;11
2023-2024;VO0001;vso;vo;8
2023-2024;VO0001;vso;pro;2
2023-2024;VO0001;vso;mbo;40
2023-2024;VO0001;vso;arbeid;9
2023-2024;VO0001;vso;dagbesteding;11
2022-2023;PO0001;so;bo;6
2022-2023;PO0001;so;vo;14
2022-2023;PO0003;sbo;sbo;31
END
fails(passend('report', $_), 2, "nothing that report $_ reads is loaded", "$_: nothing yet") for qw(leerlingstromen leerlingstromen_matrix);
my $before = psql('SELECT now()');
write_file("$dir/1-synthetisch.csv", csv('swv-leerlingstromen', [ qw(SCHOOLJAAR SWV VAN NAAR AANTAL) ], @flows));
is(load("$dir/1-synthetisch.csv")->{code}, 0, 'flows');

# Bounds: [ low, high ], high undef = unknown.
sub bounds { my ($cell) = @_; return $cell eq 'x' ? [ 0, undef ] : $cell eq '<5' ? [ 1, 4 ] : [ $cell, $cell ] }
sub plus { my ($a, $b) = @_; return $b if !$a; return [ $a->[0] + $b->[0], defined $a->[1] && defined $b->[1] ? $a->[1] + $b->[1] : undef ] }
sub shown { my ($b) = @_; return $b ? "$b->[0]|" . ($b->[1] // '') : '|' }
my (%matrix, %list);
for (@flows)
{
	my ($year, $swv, $from, $to, $cell) = @$_;
	my $sector = lc substr $swv, 0, 2;
	my $column = $to eq 'buiten onderwijs' ? 'buiten' : (grep { $_ eq $to } @columns) ? $to : 'overig';
	my $back = ($from =~ /^s/ && $to eq 'bo') || ($from eq 'vso' && $to =~ /^(?:vo|pro)$/);
	for my $who ("$swv|$sector", "landelijk|$sector")
	{
		for my $row ($from, 'totaal')
		{
			my $cells = $matrix{"$year|$who|$row"} //= {};
			$cells->{$_} = plus($cells->{$_}, bounds($cell)) for $column, 'totaal';
		}
		my $key = "$year|$who";
		my $add = sub { my ($kind, $what) = @_; $list{"$key|$kind"}{$what} = plus($list{"$key|$kind"}{$what}, bounds($cell)) };
		if ($from eq $to) { $add->($from, 'stay') }
		else { $add->($to, 'in'); $add->($from, 'out'); $add->($from, $back ? 'back' : 'elsewhere') }
	}
}
is(psql(q{SELECT schooljaar, swv, sector, van, } . join(', ', map { ("${_}_onder", "${_}_boven") } @columns) . q{ FROM rapport.leerlingstromen_matrix() ORDER BY concat_ws('|', schooljaar, swv, sector, van) COLLATE "C"}),
	join("\n", map { my $key = $_; join '|', $key, map { shown($matrix{$key}{$_}) } @columns } sort keys %matrix), 'the table: each cell, its totals, the nation per sector');
is(psql(q{SELECT count(*) FROM rapport.leerlingstromen_matrix}), scalar(keys %matrix), 'the view has the same rows');

my %special = map { ($_ => 1) } qw(so sbo vso);
my @kinds = sort keys %list;
is(psql(q{SELECT schooljaar, swv, sector, soort, instroom_onder, instroom_boven, uitstroom_onder, uitstroom_boven, gebleven_onder, gebleven_boven, terugstroom_onder, terugstroom_boven
	FROM rapport.leerlingstromen() ORDER BY concat_ws('|', schooljaar, swv, sector, soort) COLLATE "C"}),
	join("\n", map { my ($kind) = /([^|]*)$/; my $l = $list{$_};
		join '|', $_, shown($l->{in}), shown($l->{out}), shown($l->{stay}), $special{$kind} && $l->{out} ? shown($l->{back} // [ 0, 0 ]) : '|' } @kinds),
	'the list: in, out, stayed and back');
sub percentage
{
	my ($back, $rest) = @_;
	$_ //= [ 0, 0 ] for $back, $rest;
	return () if !defined $back->[1] || !defined $rest->[1];
	return (100 * $back->[0] / ($back->[0] + $rest->[1]), 100 * $back->[1] / ($back->[1] + $rest->[0]));
}
sub close_to { my ($got, @expected) = @_; my @got = split /\|/, $got; return @got == @expected && !grep { abs($got[$_] - $expected[$_]) > 1e-9 } 0 .. $#expected }
for my $key (grep { my ($kind) = /([^|]*)$/; $special{$kind} && $list{$_}{out} } @kinds)
{
	my ($year, $swv, $sector, $kind) = split /\|/, $key;
	my $l = $list{$key};
	my @expected = percentage($l->{back}, $l->{elsewhere});
	ok(close_to(psql("SELECT percentage_onder, percentage_boven FROM rapport.leerlingstromen('$swv', '$year', '$kind') WHERE sector = '$sector' AND percentage_onder IS NOT NULL"), @expected),
		"$key: back, of those who left") or diag "@expected";
	@expected = $l->{stay} ? percentage($l->{back}, plus($l->{elsewhere}, $l->{stay})) : ();
	ok(close_to(psql("SELECT percentage_onder, percentage_boven FROM rapport.leerlingstromen('$swv', '$year', '$kind', 'leerlingen') WHERE sector = '$sector' AND percentage_onder IS NOT NULL"), @expected),
		"$key: of all who were there");
}
like(psql(q{SELECT reden FROM rapport.leerlingstromen('PO0002', soort => 'so')}), qr/^een deel van de aantallen is onbekend$/, 'an unknown count says so');
like(psql(q{SELECT reden FROM rapport.leerlingstromen('PO0001', soort => 'sbo', noemer => 'leerlingen')}), qr/wie in de soort bleef is niet opgegeven/, 'so does a denominator that is not given');
like(psql(q{SELECT reden FROM rapport.leerlingstromen_matrix('PO0002', van => 'so')}), qr/^onbekend \(een deel van\): totaal, vso$/, 'the table names what is unknown');
# The factsheet has the same.
for my $kind ('so', 'sbo')
{
	my $mine = psql(qq{SELECT max(percentage_onder) FILTER (WHERE swv = 'PO0001'), max(percentage_boven) FILTER (WHERE swv = 'PO0001'), max(percentage_onder) FILTER (WHERE swv = 'landelijk'),
		max(percentage_boven) FILTER (WHERE swv = 'landelijk') FROM rapport.leerlingstromen(schooljaar => '2023', soort => '$kind') WHERE sector = 'po'});
	is(psql("SELECT onder, boven, landelijk_onder, landelijk_boven FROM laad.kencijfers('PO0001', false) WHERE kencijfer = 'stroom.terug.$kind'"), $mine, "the factsheet has the same for $kind");
}

# --- published -----------------------------------------------------------------------
# A table whose totals would tell its small counts, and a nation that would, too.
my %small = (PO0011 => [ [ 3, 10, 20 ], [ 10, 20, 30 ], [ 5, 6, 7 ] ], PO0012 => [ [ 12, 13, 14 ], [ 15, 16, 17 ], [ 18, 19, 21 ] ]);
my @kind = qw(bo sbo so);
write_file("$dir/2-synthetisch.csv", csv('swv-leerlingstromen', [ qw(SCHOOLJAAR SWV VAN NAAR AANTAL) ],
	map { my $swv = $_; map { my $i = $_; map { [ '2024-2025', $swv, $kind[$i], $kind[$_], $small{$swv}[$i][$_] ] } 0 .. 2 } 0 .. 2 } sort keys %small));
is(load("$dir/2-synthetisch.csv")->{code}, 0, 'small flows');
my $cells = join ', ', map { ("${_}_onder", "${_}_boven") } @kind, 'totaal';
my $rows = psql("SELECT $cells FROM rapport.leerlingstromen_matrix('PO0011', '2024', publiek => true)");
my @shown;
for my $row (split /\n/, $rows)
{
	my @c = split /\|/, $row, -1;
	push @shown, [ map { $c[ 2 * $_ ] eq '' ? 'NULL' : "$c[2 * $_]..$c[2 * $_ + 1]" } 0 .. 3 ];
}
is($shown[0][0], '1..4', 'published: a small count is masked');
ok((grep { $_ eq 'NULL' } map { @$_ } @shown) >= 2, 'and others are hidden');
my $literal = '{' . join(',', map { sprintf '{%s}', join ',', @$_ } @shown) . '}';
my $tight = psql("SELECT verscherp('$literal'::telling[])");
like($tight, qr/^\{\{<5,|^\{\{1\.\.4,/, 'so that all that is shown tells no more than the mask');
like(psql(q{SELECT reden FROM rapport.leerlingstromen_matrix('PO0011', '2024', 'bo', publiek => true)}), qr/^afgeschermd: .*bo/, 'which is said');
is(psql("SELECT $cells FROM rapport.leerlingstromen_matrix('PO0012', '2024', 'sbo', publiek => true)"), '15|15|16|16|17|17|48|48', 'a table without small counts is shown');
# The nation minus PO0012, all of which is shown, is PO0011: as wide as the mask, at least.
my ($low, $high) = split /\|/, psql(q{SELECT bo_onder, bo_boven FROM rapport.leerlingstromen_matrix('landelijk', '2024', 'bo', publiek => true)});
is("$low $high", '13 16', 'the nation is added up from what is shown, and tells nothing of the rest');
# In and back of the list from the same: no narrower than the cells that are shown.
is(psql(q{SELECT terugstroom_onder <= 9 AND terugstroom_boven >= 11 AND percentage_onder < percentage_boven AND reden ~ 'afgeschermd' FROM rapport.leerlingstromen('PO0011', '2024', 'sbo', publiek => true)}), 't',
	'the list has bounds where cells are hidden');
is(psql(q{SELECT count(*) FROM rapport.leerlingstromen(schooljaar => '2023', publiek => true) p JOIN rapport.leerlingstromen(schooljaar => '2023') r USING (swv, sector, soort)
	WHERE p.uitstroom_onder > r.uitstroom_onder OR p.uitstroom_boven < r.uitstroom_boven OR p.instroom_onder > r.instroom_onder OR p.instroom_boven < r.instroom_boven
	  OR p.percentage_onder > r.percentage_onder + 1e-9 OR p.percentage_boven < r.percentage_boven - 1e-9}), '0', 'the published bounds contain those of the report');
is(psql(q{SELECT count(*) FROM rapport.leerlingstromen_matrix(publiek => true) m, LATERAL (VALUES } . join(', ', map { "(${_}_onder, ${_}_boven)" } @columns)
	. q{) AS v (o, b) WHERE o = b AND o BETWEEN 1 AND 4}), '0', 'no published cell is a count of 1 to 4');

# --- arguments -----------------------------------------------------------------------
for my $report ('leerlingstromen', 'leerlingstromen_matrix')
{
	is(psql("SELECT count(*) FROM rapport.$report(per => '$before')"), '0', "$report: before it was loaded there is nothing");
	fails(passend('report', $report, '--swv', 'PO9'), 2, 'swv: "PO9" is no samenwerkingsverband', "$report: an SWV that is none");
	fails(passend('report', $report, '--schooljaar', 'ooit'), 2, '"ooit" is no school year', "$report: a year that is none");
	fails(passend('report', $report, '--schooljaar', '2030'), 2, 'school years loaded: 2022-2023, 2023-2024, 2024-2025', "$report: a year without flows");
}
fails(passend('report', 'leerlingstromen', '--noemer', 'alles'), 2, 'noemer: "alles" is none of uitstroom, leerlingen', 'a denominator that is none');
like(passend('report', 'leerlingstromen', '--swv', 'PO0001', '--schooljaar', '2023', '--soort', 'so')->{out}, qr/^2023-2024 +PO0001 +po +so +10 +17\.\.20 +1\.\.4 +5,9 - 20,0 *$/m, 'on the command line');
like(passend('report', 'leerlingstromen_matrix', '--swv', 'PO0002')->{out}, qr/^Schooljaar 2023-2024 PO0002 po\n.*^so +13 +0\.\.\? +13\.\.\? /ms, 'a table for each');

done_testing();
