# Scale scores from raw answers: made-up respondents, whose scores, intervals and
# alphas are computed here a second time; and who may see what of them.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use List::Util qw(sum0);
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();

# --- made-up data -----------------------------------------------------------------
# Items: questionnaire, item, goal, scale, reversed, highest answer.
my @items = (
	[ 'ib', 'i1', 1, 'Overleg', 0, 5 ], [ 'ib', 'i2', 1, 'Overleg', 1, 5 ], [ 'ib', 'i3', 1, 'Overleg', 0, 5 ],
	[ 'ib', 'i4', 1, 'Overleg', 0, 5 ], [ 'ib', 'i5', 3, 'Vaardigheid', 0, 3 ], [ 'ib', 'i6', undef, undef, 0, 5 ],
	[ 'ouders', 'o1', 1, 'Overleg', 0, 5 ], [ 'ouders', 'o2', 1, 'Overleg', 0, 5 ], [ 'ouders', 'o3', 4, 'Gemengd', 0, 5 ],
	[ 'ouders', 'o4', 4, 'Gemengd', 1, 3 ]);
# Groups: questionnaire, school type, group, respondents, centre and spread of answers.
my @groups = ([ 'ib', 'bao', 'ib', 12, 4.7, 1.6 ], [ 'ib', 'vo', 'oco', 12, 3.4, 2.2 ], [ 'ouders', 'bao', 'ouders', 30, 3.0, 1.5 ],
	[ 'ouders', '(v)so', 'ouders', 12, 3.0, 3.9 ], [ 'ouders', 'sbo', 'ouders', 4, 4.0, 0 ]);

# The same numbers on every machine, from 0 to 1.
my $seed = 20231101;
sub chance
{
	$seed = ($seed * 1103515245 + 12345) % 2147483648;
	return ($seed >> 8) / (2147483648 >> 8);
}

my @codes = ('weet niet', 'nvt', 'n.v.t.', 'geen zicht op', 'doe dit niet', '');
my (@item_lines, @respondent_lines, @answer_lines, %answers, %weight, %missing);
push @item_lines, join ';', 2023, $_->[0], $_->[1], "Verzonnen vraag $_->[1]", $_->[2] // '', defined $_->[2] ? "Indicator 1: $_->[3]" : '',
  $_->[3] // '', $_->[4] ? 'ja' : 'nee', 1, $_->[5] for @items;
for my $group (@groups)
{
	my ($list, $type, $name, $n, $centre, $spread) = @$group;
	for my $k (1 .. $n)
	{
		my $who = "synthetisch-$type-$k";
		my $tilt = $spread * (chance() - 0.5);
		$weight{"$list $who"} = $k % 3 ? 0.5 + int(100 * chance()) / 100 : 1;
		push @respondent_lines, join ';', 2023, $list, $who, $name, $type, $k % 3 ? $weight{"$list $who"} =~ tr/./,/r : '';
		for my $item (grep { $_->[0] eq $list } @items)
		{
			my (undef, $code, undef, undef, $reversed, $highest) = @$item;
			my $value = int(($centre + $tilt + $spread * (chance() - 0.5) / 2 - 1) / 4 * ($highest - 1) + 1.5);
			$value = $value < 1 ? 1 : $value > $highest ? $highest : $value;
			$value = 1 + $highest - $value if $reversed;
			if ($spread > 0 && chance() < 0.08)
			{
				my $code_of = $codes[ int(chance() * @codes) ];
				push @answer_lines, join ';', 2023, $list, $who, $code, $code_of;
				$missing{ $code_of eq 'n.v.t.' ? 'nvt' : $code_of }++;
				next;
			}
			push @answer_lines, join ';', 2023, $list, $who, $code, $value;
			$answers{"$list $who"}{$code} = $reversed ? 1 + $highest - $value : $value;
		}
	}
}
my $n_answers = @answer_lines;
my @paths = (
	write_file("$dir/synthetisch-items.csv", join "\n", 'METING;VRAGENLIJST;ITEM;VRAAG;DOELSTELLING;INDICATOR;SCHAAL;OMGEKEERD;LAAGSTE;HOOGSTE', @item_lines, ''),
	write_file("$dir/synthetisch-respondenten.csv", join "\n", 'METING;VRAGENLIJST;RESPONDENT;GROEP;ONDERWIJSTYPE;GEWICHT', @respondent_lines, ''),
	write_file("$dir/synthetisch-antwoorden.csv", join "\n", 'METING;VRAGENLIJST;RESPONDENT;ITEM;ANTWOORD', @answer_lines, ''));

# --- the loader's role loads them -----------------------------------------------------
my %user = map { $_ => new_role("IN ROLE passend_$_") } qw(lader analist onderzoeker inspecteur dashboard);
$user{nobody} = new_role();
my $result = load({ env => { PGUSER => $user{lader} } }, @paths);
is($result->{code}, 0, 'the loader role loads items, respondents and answers') or diag $result->{err};
is(psql("SELECT (SELECT count(*) FROM ref.item), (SELECT count(*) FROM feit.respondent), (SELECT count(*) FROM feit.antwoord)"),
	join('|', scalar(@items), scalar(@respondent_lines), $n_answers), 'all of them');
is(psql("SELECT coalesce(geen_antwoord, ''), count(*) FROM feit.antwoord WHERE antwoord IS NULL GROUP BY 1 ORDER BY 1"),
	join("\n", map { "$_|$missing{$_}" } sort keys %missing), 'with the reason why there is no answer');
is(scalar(keys %missing), 5, 'of each kind');

# --- the scores, a second time --------------------------------------------------------
my %t = (12 => 2.200985160082949, 11 => 2.2281388519649385, 10 => 2.2621571627409915, 30 => 2.045229642132703, 29 => 2.048407141795244,
	28 => 2.0518305164802833, 4 => 3.182446305284263);
my %cuts = (5 => [ 3, 3.5, 4.25, 5 ], 3 => [ 2, 2.5, 2.75, 3 ]);
my @colours = qw(rood geel lichtgroen donkergroen);

# Weighted variance, up to a factor that falls out of alpha.
sub spread_of
{
	my ($weights, @x) = @_;
	my $total = sum0(@$weights);
	my $mean = sum0(map { $weights->[$_] * $x[$_] } 0 .. $#x) / $total;
	return sum0(map { $weights->[$_] * ($x[$_] - $mean)**2 } 0 .. $#x);
}

sub alpha_of
{
	my ($weights, @rows) = @_;
	my $k = @{ $rows[0] };
	my $total = spread_of($weights, map { sum0(@$_) } @rows);
	my $parts = 0;

	return undef if $k < 2 || $total == 0;
	for my $j (0 .. $k - 1) { $parts += spread_of($weights, map { $_->[$j] } @rows) }
	return $k / ($k - 1) * (1 - $parts / $total);
}

# A row of the report for one group and scale.
sub expected
{
	my ($group, $scale) = @_;
	my ($list, $type, $name, $size) = @$group;
	my @of = grep { $_->[0] eq $list && defined $_->[3] && $_->[3] eq $scale } @items;
	my (@x, @w, @whole, @whole_w);

	for my $who (map { "$list synthetisch-$type-$_" } 1 .. $size)
	{
		my @given = grep { defined } map { $answers{$who}{ $_->[1] } } @of;
		next if !@given;
		push @x, sum0(@given) / @given;
		push @w, $weight{$who};
		next if @given < @of;
		push @whole, \@given;
		push @whole_w, $weight{$who};
	}
	my $n = @x;
	my $mean = sum0(map { $w[$_] * $x[$_] } 0 .. $#x) / sum0(@w);
	my $error = sqrt($n / ($n - 1) * sum0(map { ($w[$_] * ($x[$_] - $mean))**2 } 0 .. $#x)) / sum0(@w);
	my $half = $error * ($t{$n} // die "no t for $n");
	my %points = map { $_->[5] => 1 } @of;
	my ($points) = keys %points == 1 ? keys %points : undef;
	my $why = $n < 5 ? 'minder dan 5 respondenten' : $half > 0.5 ? 'betrouwbaarheidsinterval breder dan 1,0' : '';
	my ($colour) = defined $points ? map { $colours[$_] } grep { $mean <= $cuts{$points}[$_] } 0 .. 3 : undef;

	return { n => $n, why => $why, points => $points, $why ne '' ? () : (score => $mean, low => $mean - $half, high => $mean + $half,
		star => $half > 0.25 ? '*' : '', colour => $colour, alpha => alpha_of(\@whole_w, @whole)) };
}

sub report
{
	my (%option) = @_;
	my $arguments = delete $option{arguments} // "'2023-2024'";
	my %row;

	for (split /\n/, psql("SELECT vragenlijst, onderwijstype, schaal, n, score, ondergrens, bovengrens, ster, kleur, alpha, punten, reden, tabel
		FROM rapport.schaalscores($arguments)", %option))
	{
		my @cells = map { $_ eq '' ? undef : $_ } split /\|/, $_, -1;
		my %cell;
		@cell{qw(list type scale n score low high star colour alpha points why table)} = @cells;
		$row{"$cell{list} $cell{type} $cell{scale}"} = \%cell;
	}
	return \%row;
}

sub near
{
	my ($got, $expected, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is($got, $expected, $name) if !defined $got || !defined $expected;
	ok(abs($got - $expected) < 1e-9, $name) or diag "$got is not $expected";
}

my $report = report(user => $user{inspecteur});
my %seen;
for my $group (@groups)
{
	for my $scale ($group->[0] eq 'ib' ? ('Overleg', 'Vaardigheid') : ('Overleg', 'Gemengd'))
	{
		my $name = "$group->[0] $group->[1] $scale";
		my $row = delete $report->{$name};
		my $own = expected($group, $scale);

		ok($row, "$name: is there") or next;
		is($row->{n}, $own->{n}, "$name: n");
		is($row->{why} // '', $own->{why}, "$name: shown or not");
		near($row->{$_}, $own->{$_}, "$name: $_") for qw(score low high alpha);
		is($row->{$_} // '', $own->{$_} // '', "$name: $_") for qw(star colour points);
		$seen{$_}++ for $own->{why} || 'shown', $own->{colour} // 'no colour', $own->{star} // '', defined $own->{alpha} ? 'alpha' : 'no alpha';
	}
}
is_deeply($report, {}, 'and nothing else: an item without a scale is in none');
ok($seen{$_}, "the made-up data have: $_") for 'shown', 'minder dan 5 respondenten', 'betrouwbaarheidsinterval breder dan 1,0', '*', 'alpha', 'no alpha',
  'no colour', 'donkergroen';
is(psql("SELECT string_agg(DISTINCT tabel || onderwijstype, ' ') FROM rapport.schaalscores('2023') WHERE doelstelling = 1"), '2.1bao 2.2vo 2.3sbo 2.4(v)so',
	'tables have the numbers of the publication');
is(psql("SELECT string_agg(DISTINCT betrouwbaarheid, ' ') FROM rapport.schaalscores('2023') WHERE betrouwbaarheid IS DISTINCT FROM
	CASE WHEN alpha < 0.7 THEN 'onvoldoende' WHEN alpha < 0.8 THEN 'voldoende' WHEN alpha >= 0.8 THEN 'goed' END"), '', 'reliability by the rule of thumb');

# --- arguments ------------------------------------------------------------------------
my $plain = report();
my $wide = report(arguments => "'2023', niveau => 0.5, verdeling => 'z'");
for my $name (grep { defined $plain->{$_}{score} } sort keys %$plain)
{
	my ($a, $b) = ($plain->{$name}, $wide->{$name});
	near($b->{high} - $b->{score}, ($a->{high} - $a->{score}) / $t{ $a->{n} } * 0.6744897501960817, "$name: another interval");
	is_deeply([ @$b{qw(score star colour alpha n)} ], [ @$a{qw(score star colour alpha n)} ], "$name: and nothing else");
}
is(join(' ', map { $wide->{$_}{why} // 'shown' } sort keys %$wide), join(' ', map { $plain->{$_}{why} // 'shown' } sort keys %$plain),
	'a narrow interval shows nothing more');
is(psql("SELECT count(*) FROM rapport.schaalscores('2021')"), '0', 'another measurement: none');
like(try_psql("SELECT * FROM rapport.schaalscores('2023', 2)")->{err}, qr/ERROR/, 'a level of 2 is refused');

# --- on the command line --------------------------------------------------------------
$result = passend({ env => { PGUSER => $user{inspecteur} } }, 'report', 'schaalscores', '--meting', '2023');
is($result->{code}, 0, 'passend report schaalscores') or diag $result->{err};
my %shown = map { my $row = $_; my $score = $row->{score} // '';
	("$row->{table} $row->{scale} $row->{n} " . ($score eq '' ? '' : sprintf('%.2f', $score) =~ tr/./,/r . $row->{star}) => 1) }
	map { +{ %$_, star => $_->{star} // '' } } values %$plain;
for (grep { /^[2-8]\.[1-5] / } split /\n/, $result->{out})
{
	my ($table, $scale, undef, $n, $score) = split ' ';
	ok(delete $shown{ "$table $scale $n " . ($score =~ /^\d,/ ? $score : '') }, "prints $table $scale") or diag $_;
}
is(join(', ', keys %shown), '', 'and each of them');
is(passend('report', 'schaalscores', '--meting', '2023', '--json')->{out} =~ tr/\n//, keys(%$plain) + 2, 'as JSON: all rows');
fails(passend('report', 'schaalscores'), 2, 'needs --meting', 'without a measurement');
fails(passend('report', 'schaalscores', '--meting', 'x'), 2, 'meting: "x" is no school year', 'with a wrong one');
fails(passend({ env => { PGUSER => $user{inspecteur} } }, 'report', 'schaalscores', '--meting', '2021'), 2, 'measurements with raw answers: 2023-2024',
	'with one that has no answers');
fails(passend('report', 'schaalscores', '--meting', '2023', '--verdeling', 'chi'), 2, 'verdeling: "chi" is none of t, z', 'with a distribution that is none');
fails(passend('report', 'schaalscores', '--meting', '2023', '--niveau', $_), 2, "niveau: $_ is not between 0 and 1", "with a level of $_") for 0, 1, 95;

# --- for publication ------------------------------------------------------------------
my $public = report(arguments => "'2023', publiek => true");
for my $name (sort keys %$plain)
{
	my ($own, $shown) = ($plain->{$name}, $public->{$name});
	my $small = $own->{n} < 5;

	is($shown->{n}, $small ? undef : $own->{n}, "$name: " . ($small ? 'too few to tell how many' : 'how many'));
	is($shown->{why} // '', $small ? "afgeschermd: $own->{why}" : $own->{why} // '', "$name: and why");
	is_deeply([ @$shown{qw(score low high star colour alpha)} ], [ @$own{qw(score low high star colour alpha)} ], "$name: the rest is the same");
}

# --- an answer outside its bounds ---------------------------------------------------------
write_file("$dir/synthetisch-antwoorden-2.csv", join "\n", 'METING;VRAGENLIJST;RESPONDENT;ITEM;ANTWOORD',
	map({ s/^(2023;ib;synthetisch-bao-1;i1;).*/${1}9/r } grep { /^2023;ib;/ } @answer_lines), '');
$result = load("$dir/synthetisch-antwoorden-2.csv");
is($result->{json}{summary}{units_replaced}, 1, 'answers issued again replace those of their questionnaire');
is(psql("SELECT count(*) FROM feit.antwoord_vervallen WHERE vragenlijst <> 'ib'"), '0', 'and of no other');
is(psql("SELECT string_agg(onderwijstype || ' ' || buiten_bereik, ', ' ORDER BY volgorde, onderwijstype) FROM rapport.schaalscores('2023') WHERE vragenlijst = 'ib' AND schaal = 'Overleg'"),
	'bao 1, vo 0', 'an answer outside the bounds of its item is counted');
delete $answers{'ib synthetisch-bao-1'}{i1};
near(report()->{'ib bao Overleg'}{score}, expected($groups[0], 'Overleg')->{score}, 'and left out of the score');
write_file("$dir/fout.csv", "METING;VRAGENLIJST;RESPONDENT;ITEM;ANTWOORD\n2024;x;a;b;misschien\n2024;x;a;c;11\n2024;x;a;d;4\n2024;x;a;d;4\n");
is(load("$dir/fout.csv")->{code}, 6, 'bad answers');
is(join(' ', map { (split /\|/)[3] } @{ problems('fout.csv') }), 'codelijst codelijst dubbel', 'are rejected');

# --- who may see what -----------------------------------------------------------------
my @raw = qw(feit.antwoord feit.respondent feit.antwoord_vervallen);
sub count_as { return try_psql("SELECT count(*) > 0 FROM $_[1]", user => $user{ $_[0] }) }
for my $table (@raw)
{
	is(count_as('onderzoeker', $table)->{out}, "t\n", "onderzoeker reads $table");
	like(count_as($_, $table)->{err}, qr/permission denied/, "$_ may not read $table") for qw(analist lader inspecteur dashboard nobody);
}
like(count_as($_, 'feit.antwoord_2023_2024')->{err}, qr/permission denied/, "$_ may not read the leaf") for sort keys %user;
for my $who (qw(dashboard analist lader))
{
	psql("GRANT USAGE ON SCHEMA feit TO $user{$who}; GRANT SELECT ON " . join(', ', @raw) . " TO $user{$who}");
	is(count_as($who, $_)->{out}, "f\n", "even with SELECT granted, $who sees no row of $_") for @raw;
}
is(psql("SELECT count(waarde), count(ruw), count(kolom) > 0 FROM laad.afkeuring_leesbaar", user => $user{$_}), '0|0|t',
	"$_: not what was rejected of answers, but that it was") for qw(analist inspecteur);
is(psql("SELECT string_agg(DISTINCT waarde, ' ') FROM laad.afkeuring_leesbaar WHERE waarde ~ 'misschien'", user => $user{$_}), 'misschien',
	"$_: what was rejected") for qw(onderzoeker lader);
like(try_psql("SELECT * FROM rapport.schaalscores('2023')", user => $user{$_})->{err}, qr/permission denied/, "$_: no report") for qw(lader nobody);
is(try_psql("SELECT * FROM rapport.schaalscores('2023')", user => $user{$_})->{err}, '', "$_: the report") for qw(analist inspecteur);

is(psql(q{SELECT string_agg(c.oid::regclass || coalesce('.' || attname, ''), ' ') FROM pg_class c
		LEFT JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
	WHERE relnamespace IN ('ref'::regnamespace, 'feit'::regnamespace, 'laad'::regnamespace, 'rapport'::regnamespace)
	  AND relkind IN ('r', 'p', 'v') AND NOT relispartition AND (obj_description(c.oid) IS NULL OR col_description(c.oid, attnum) IS NULL)}), '',
	'every relation and column of the warehouse has its comment');
is(psql(q{SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'rapport.schaalscores_rij'::regclass AND attnum > 0 GROUP BY 1 ORDER BY 1}),
	"double precision\ninteger\ntext", 'the report has plain types');
is(psql(q{SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = 'rapport.schaalscores_rij'::regclass AND attnum > 0
	AND col_description(attrelid, attnum) IS NULL}), '', 'and each of its columns a comment');

# Objects that could stand in the way of those that the function means.
my $trapped = psql("CREATE TEMP TABLE respondent AS SELECT 1 AS x; CREATE TEMP TABLE item AS SELECT 1 AS x;
	CREATE FUNCTION pg_temp.n(schaalscore) RETURNS bigint LANGUAGE sql AS 'SELECT 999::bigint';
	CREATE FUNCTION pg_temp.toonbaar(schaalscore) RETURNS boolean LANGUAGE sql AS 'SELECT true';
	SET search_path = pg_temp, public;
	SELECT count(*) FILTER (WHERE n = 999), count(*) FILTER (WHERE score IS NULL) > 0 FROM rapport.schaalscores('2023')", user => $user{inspecteur});
is($trapped, '0|t', 'the function means what it meant when it was made');

done_testing();
