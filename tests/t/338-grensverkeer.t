# Pupils across borders of samenwerkingsverbanden: pairs and totals against sums in Perl,
# markers apart, unknown counts as bounds, and what is published.
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
fails(passend('report', 'grensverkeer'), 2, 'nothing that report grensverkeer reads is loaded', 'nothing yet');
my $before = psql('SELECT now()');
my $files = 0;
sub loads
{
	my ($name, $dataset, $year, $kind, $columns, @rows) = @_;
	my $path = write_file("$dir/" . ++$files . '-synthetisch.csv', csv($dataset, $columns, @rows));
	my $result = load('--set', "schooljaar=$year", '--set', "soort=$kind", $path);
	is($result->{code}, 0, $name) or diag $result->{err};
}
# Paying, home, category low, category high.
my @so = map { [ split /;/, $_, -1 ] } split /\n/, <<'END';
PO0001;PO0001;100;20
PO0001;PO0002;12;5
PO0001;PO0003;30;0
PO0002;PO0001;<5;6
PO0002;PO0002;80;10
PO0003;PO0001;7;0
PO0003;PO0002;9;x
PO0003;;2;0
PO0003;PO0003;50;0
CL1_16UV;PO0001;9;0
GJIJJI_BRIN;PO0001;0;4
16UV;PO0002;3;0
VO0001;PO0001;6;0
;PO0002;2;1
END
loads('residence', 'duo-so-vso-betalend-woonachtig', '2015-2016', 'so', [ 'SWV_BETALEND', 'SWV_WOONACHTIG', 'CAT_LAAG', 'CAT_HOOG', 'CLUSTER_2' ], map { [ @$_, $_->[1] eq 'PO0003' ? 8 : 0 ] }
	grep { $_->[0] ne '' } @so);

sub bounds { my ($cell) = @_; return $cell eq 'x' ? [ 0, undef ] : $cell eq '<5' ? [ 1, 4 ] : [ $cell, $cell ] }
sub plus { my ($a, $b) = @_; return $b if !$a; return [ $a->[0] + $b->[0], defined $a->[1] && defined $b->[1] ? $a->[1] + $b->[1] : undef ] }
sub shown { my ($b) = @_; return "$b->[0]|" . ($b->[1] // '') }
my (%lines, %inside, %open);
for (grep { $_->[0] ne '' } @so)
{
	my ($paying, $home, @counts) = @$_;
	my $count = plus(bounds($counts[0]), bounds($counts[1]));
	my $marker = $paying =~ /^CL1/ ? 'CL1' : $paying =~ /^GJ/ ? 'GJIJJI' : $paying =~ /^1/ ? 'BRIN' : undef;
	my $rule = defined $marker ? 'markering' : $home eq '' ? 'onbekend' : $paying eq $home ? 'binnen' : $paying =~ /^VO/ ? 'andere sector' : 'grens';
	my $key = join '|', $rule, $marker // $paying, $home || 'onbekend';
	$lines{$key} = plus($lines{$key}, $count);
	# Cluster 2 has a column, and is a marker in it.
	$lines{"markering|CL2|$home"} = plus($lines{"markering|CL2|$home"}, [ 8, 8 ]) if $home eq 'PO0003';
	$open{uit}{$_} = plus($open{uit}{$_}, $count) for $rule eq 'onbekend' ? ($paying, 'landelijk') : ();
	if ($rule eq 'binnen') { $inside{$_} = plus($inside{$_}, $count) for $paying, 'landelijk' }
	if ($rule eq 'grens')
	{
		for ("uit|$paying|andere", "uit|landelijk|andere", "in|andere|$home") { $lines{$_} = plus($lines{$_}, $count) }
	}
}
# What may belong to it is in the upper bound.
for (keys %lines)
{
	my ($rule, $paying) = split /\|/;
	$lines{$_} = [ $lines{$_}[0], defined $lines{$_}[1] ? $lines{$_}[1] + $open{uit}{$paying}[1] : undef ] if $rule eq 'uit' && $open{uit}{$paying};
}
# A marker has a row wherever its column has a count; zeros are none.
delete $lines{$_} for grep { $lines{$_}[0] == 0 && defined $lines{$_}[1] && $lines{$_}[1] == 0 } keys %lines;
sub report { my ($where, $columns) = @_; return psql("SELECT $columns FROM rapport.grensverkeer($where)") }
is(psql(q{SELECT regel, betalend, ander, aantal_onder, aantal_boven FROM rapport.grensverkeer('PO0001,PO0002,PO0003,landelijk') WHERE basis = 'woon'
	ORDER BY concat_ws('|', regel, betalend, ander) COLLATE "C"}), join("\n", map { "$_|" . shown($lines{$_}) } sort keys %lines), 'pairs, totals in and out, markers apart');
is(psql('SELECT count(*) FROM rapport.grensverkeer'), scalar(keys %lines), 'the view has the same rows');
sub close_to { my ($got, @expected) = @_; my @got = split /\|/, $got; return @got == @expected && !grep { abs($got[$_] - $expected[$_]) > 1e-9 } 0 .. $#expected }
for ([ 'uit', 'PO0001', 'betalend' ], [ 'uit', 'PO0002', 'betalend' ], [ 'in', 'PO0001', 'ander' ], [ 'in', 'PO0003', 'ander' ])
{
	my ($rule, $swv, $side) = @$_;
	my $count = $lines{ $rule eq 'uit' ? "uit|$swv|andere" : "in|andere|$swv" };
	my $rest = $inside{$swv};
	ok(close_to(psql("SELECT percentage_onder, percentage_boven FROM rapport.grensverkeer(regel => '$rule') WHERE $side = '$swv'"),
		100 * $count->[0] / ($count->[0] + $rest->[1]), 100 * $count->[1] / ($count->[1] + $rest->[0])), "$rule $swv: of these and those inside");
}
is(psql(q{SELECT percentage_onder IS NULL, reden FROM rapport.grensverkeer(regel => 'uit') WHERE betalend = 'PO0003'}),
	't|een deel van de aantallen is onbekend; van een deel is een van beide samenwerkingsverbanden onbekend', 'an unknown count has no share, and says so');
is(report(q{swv => 'CL1'}, 'regel, ander, aantal_onder'), 'markering|PO0001|9', 'a marker is in no SWV');

# By school location, where only is told whether the SWV itself pays.
loads('location', 'duo-so-vso-vestiging', '2018-2019', 'so en vso', [ 'SWV_VESTIGING', 'BINNEN_SWV', 'CAT_1' ], [ 'PO0001', 'J', 40 ], [ 'PO0001', 'N', 10 ], [ 'PO0002', 'J', 30 ], [ 'PO0002', '?', 5 ]);
is(report(q{schooljaar => '2018'}, 'basis, onderwijssoort, regel, betalend, ander, aantal_onder, aantal_boven, floor(percentage_onder), floor(percentage_boven)'),
	join("\n", 'vestiging|so en vso|uit|landelijk|andere|10|15|12|17', 'vestiging|so en vso|in|andere|PO0001|10|10|20|20', 'vestiging|so en vso|in|andere|PO0002|0|5|0|14',
		'vestiging|so en vso|binnen|PO0001|PO0001|40|40||', 'vestiging|so en vso|binnen|PO0002|PO0002|30|30||', 'vestiging|so en vso|grens|ander|PO0001|10|10||',
		'vestiging|so en vso|onbekend|onbekend|PO0002|5|5||'), 'in is known, out of whom is not');
loads('location and paying', 'duo-so-vso-vestiging', '2019-2020', 'so en vso', [ 'SWV_BETALEND', 'SWV_VESTIGING', 'BINNEN_SWV', 'CAT_1', 'ARBEIDSMARKT' ], [ 'PO0001', 'PO0002', 'N', 10, 9 ], [ 'PO0002', 'PO0002', 'J', 30, 29 ]);
is(report(q{schooljaar => '2019', regel => 'uit', swv => 'PO0001'}, 'aantal_onder, percentage_onder'), '10|100', 'profiles are of the same pupils, and not added');

# The factsheet has them of the last school year with residences.
for my $rule ('uit', 'in')
{
	my $side = $rule eq 'uit' ? 'betalend' : 'ander';
	my $figure = psql("SELECT onder, boven, landelijk_onder, landelijk_boven, periode FROM laad.kencijfers('PO0001', false) WHERE kencijfer = 'grens.$rule.so'");
	like($figure, qr/\A[\d.]+\|[\d.]+\|.*\|2015-2016\z/, "a factsheet tells $rule");
	is($figure, psql("SELECT r.percentage_onder, r.percentage_boven, l.percentage_onder, l.percentage_boven, r.schooljaar
		FROM rapport.grensverkeer('PO0001', '2015', 'woon', 'so', '$rule') r LEFT JOIN rapport.grensverkeer('landelijk', '2015', 'woon', 'so', 'uit') l ON true WHERE r.$side = 'PO0001'"), 'as this report does');
}

# --- published -----------------------------------------------------------------------
my @table = ([ 0, 3, 10, 20 ], [ 12, 0, 20, 30 ], [ 5, 6, 0, 14 ], [ 2, 16, 17, 2 ]);
my @names = map { "PO001$_" } 1 .. 4;
loads('small counts', 'duo-so-vso-betalend-woonachtig', '2014-2015', 'so', [ 'SWV_BETALEND', 'SWV_WOONACHTIG', 'CAT_1' ],
	(map { my $i = $_; map { [ $names[$i], $names[$_], $table[$i][$_] ] } grep { $table[$i][$_] } 0 .. 3 } 0 .. 3), [ 'CL2', 'PO0011', 3 ]);
loads('the same by location', 'duo-so-vso-vestiging', '2014-2015', 'so', [ 'SWV_BETALEND', 'SWV_VESTIGING', 'BINNEN_SWV', 'CAT_1' ], [ 'PO0011', 'PO0012', 'N', 13 ]);
is(psql(q{SELECT string_agg(DISTINCT basis, ' ') FROM rapport.grensverkeer(schooljaar => '2014', publiek => true)}), 'woon', 'published: one division of the same pupils');
is(psql(q{SELECT count(*) FROM rapport.grensverkeer(publiek => true) WHERE aantal_onder = aantal_boven AND aantal_onder BETWEEN 1 AND 4}), '0', 'no count of 1 to 4');
is(psql(q{SELECT aantal_onder, aantal_boven, reden FROM rapport.grensverkeer('CL2', '2014', publiek => true)}), '1|4|afgeschermd', 'a marker is masked');
is(psql(q{SELECT aantal_onder, aantal_boven FROM rapport.grensverkeer('PO0014', '2014', regel => 'binnen', publiek => true)}), '1|4', 'and who is inside');
is(psql(q{SELECT count(*) FROM rapport.grensverkeer(schooljaar => '2014', basis => 'woon') r JOIN rapport.grensverkeer(schooljaar => '2014', publiek => true) p USING (regel, betalend, ander)
	WHERE p.aantal_onder > r.aantal_onder OR p.aantal_boven < r.aantal_boven OR p.percentage_onder > r.percentage_onder + 1e-9 OR p.percentage_boven < r.percentage_boven - 1e-9}), '0', 'bounds hold');
my %shown = map { my ($p, $a, $low, $high) = split /\|/, $_, -1; ("$p $a" => $low eq '' ? 'NULL' : "$low..$high") }
	split /\n/, psql(q{SELECT betalend, ander, aantal_onder, aantal_boven FROM rapport.grensverkeer(schooljaar => '2014', publiek => true) WHERE regel IN ('grens', 'in', 'uit')});
my $literal = '{' . join(',', (map { my $p = $_; sprintf '{%s}', join ',', (map { $shown{"$p $_"} // 0 } @names), $shown{"$p andere"} } @names),
	sprintf('{%s}', join ',', (map { $shown{"andere $_"} } @names), $shown{'landelijk andere'})) . '}';
my $tight = psql("SELECT verscherp('$literal'::telling[])");
my @rows = map { [ split /,/ ] } $tight =~ /\{([^{}]*)\}/g;
is("$rows[0][1] $rows[3][0]", '<5 <5', 'what is shown, totals and zeros within included, tells no more than the mask') or diag "$literal\n$tight";

# --- arguments -----------------------------------------------------------------------
is(report("per => '$before'", 'count(*)'), '0', 'before it was loaded there is nothing');
fails(passend('report', 'grensverkeer', '--basis', 'school'), 2, 'basis: "school" is none of woon, vestiging', 'a basis that is none');
fails(passend('report', 'grensverkeer', '--regel', 'x'), 2, 'regel: "x" is none of uit, in, binnen', 'a kind of row that is none');
fails(passend('report', 'grensverkeer', '--swv', 'CL3'), 2, 'swv: "CL3" is no samenwerkingsverband', 'an SWV that is none');
fails(passend('report', 'grensverkeer', '--schooljaar', '2030'), 2, 'school years loaded: 2014-2015 vestiging, 2014-2015 woon, 2015-2016 woon', 'a year without');
like(passend('report', 'grensverkeer', '--schooljaar', '2015', '--regel', 'grens', '--swv', 'PO0002')->{out}, qr/^Schooljaar 2015-2016 so naar woon\n.*^grens +PO0002 +PO0001 +7\.\.10 *$/ms, 'on the command line');

done_testing();
