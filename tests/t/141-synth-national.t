# passend synth --national: the whole country. What it adds up to is compared with the
# published figures in data/; that its files agree with each other, in SQL after loading.
use strict;
use warnings;

use Digest::SHA qw(sha256_hex);
use File::Find qw(find);
use FindBin;
use lib "$FindBin::Bin/lib";
use IO::Uncompress::Gunzip qw(gunzip $GunzipError);
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();

# The files of a national set: path within it => content hash.
sub hashes
{
	my ($root) = @_;
	my %hash;

	find({ no_chdir => 1, wanted => sub {
		$hash{ substr $_, length $root } = sha256_hex(read_file($_)) if -f;
	} }, $root);
	return \%hash;
}

# Rows of a file as hashes by header; no cell of these has the separator in it.
sub rows_of
{
	my ($path, $separator) = @_;
	my ($header, @lines) = split /\r?\n/, read_file($path) =~ s/^\xef\xbb\xbf//r;
	my @names = map { s/^"|"$//gr } split /\Q$separator\E/, $header;

	return map { my %row; @row{@names} = map { s/^"|"$//gr } split /\Q$separator\E/, $_, -1; \%row } @lines;
}

# A published table of data/.
sub published
{
	my $text;

	gunzip(data_file($_[0]) => \$text) or die $GunzipError;
	write_file("$dir/published.csv", $text);
	return rows_of("$dir/published.csv", ';');
}

# One kind of file at the country's size.
sub national
{
	my ($name, @option) = @_;
	my $result = passend('synth', $name, '--national', '--output', "$dir/national", '--quiet', @option);

	is($result->{code}, 0, "$name: is made") or diag $result->{err};
	return;
}

# Bounds of a count as the file has it: a token stands for 1 to 4.
sub bounds
{
	my ($cell) = @_;
	return $cell =~ /^\d+$/ ? ($cell, $cell) : (1, 4);
}

sub one_decimal
{
	return sprintf('%.1f', $_[0]) =~ s/\./,/r;
}

# --- published totals -------------------------------------------------------------
my %pupils;
national('duo-swv-totaal');
for my $row (rows_of("$dir/national/synthetisch-duo-swv-totaal.csv", ','))
{
	like($row->{AANTAL_LEERLINGEN}, qr/^\d+$/, 'no count is masked') if $row->{AANTAL_LEERLINGEN} !~ /^\d+$/;
	$pupils{ $row->{PEILJAAR} }{ lc $row->{TYPE_PO} } += $row->{AANTAL_LEERLINGEN};
}
is(join(' ', sort keys %pupils), join(' ', 2009 .. 2024), 'sixteen years');

national('duo-01voins');
{
	# the columns in question come last and have no commas
	my ($header, @lines) = split /\n/, read_file("$dir/national/synthetisch-duo-01voins.csv");
	for my $line (@lines)
	{
		my @cells = split /,/, $line;
		my $kind = $cells[-5] =~ /^Praktijk/ ? 'pro' : 'vo';
		$kind = 'pro' if $line =~ /,Praktijkonderwijs alle vj,/;
		$pupils{ substr $cells[0], 0, 4 }{$kind} += $cells[-1];
	}
}
my (%po, %vo);
for my $year (sort keys %pupils)
{
	my $p = $pupils{$year};

	$po{$year} = $p->{bo} + $p->{sbo} + $p->{so};
	$vo{$year} = $p->{vo} + $p->{pro} + $p->{vso};
	cmp_ok(abs($po{$year} + $vo{$year} - 2_500_000), '<', 130_000, "$year: about 2.4 to 2.6 million pupils");
}

my $compared = 0;
for my $row (published('deelname-landelijk'))
{
	my ($year, $kind) = ($row->{teljaar}, $row->{onderwijssoort});
	my $p = $pupils{$year};
	my $count = $kind eq 'bao' ? $p->{bo} : $p->{$kind};
	my $all = $kind =~ /^(vo|pro|vso)$/ ? $vo{$year} : $po{$year};

	is($count, $row->{leerlingen}, "$year $kind: as published") if $row->{leerlingen} ne '';
	is(one_decimal(100 * $count / $all), $row->{percentage}, "$year $kind: $row->{percentage}% ($row->{bron})");
	$compared++;
}
is($compared, 64, 'all published totals and shares');
is($pupils{2023}{sbo}, 34_000, '2023-2024: sbo as in the factsheet');
is($pupils{2023}{pro}, 29_000, '2023-2024: pro');
is($pupils{2023}{so} + $pupils{2023}{vso}, 73_000, '2023-2024: so and vso');

# By category: a payer's row, and where no category is masked exactly.
for my $soort (qw(so vso))
{
	my %of = map { +"$_->{teljaar} $_->{bekostigingscategorie}" => $_->{leerlingen} }
	  grep { $_->{onderwijssoort} eq $soort } published('bekostigingscategorie-2014-2018');

	is(scalar keys %of, 20, "$soort: five years of three categories and a total");
	national('duo-so-vso-betalend', '--years', '2014-2018') if $soort eq 'so';
	for my $year (2014 .. 2018)
	{
		my (%low, %high);

		for my $row (rows_of("$dir/national/soort=$soort,schooljaar=$year-${\($year + 1)}/synthetisch-duo-so-vso-betalend.csv", ';'))
		{
			next if $row->{SWV_BETALEND} !~ /^[PV]O/;
			for my $name (qw(laag midden hoog))
			{
				my @bounds = bounds($row->{ 'CATEGORIE_' . uc $name });

				@bounds = (0, 4) if $row->{ 'CATEGORIE_' . uc $name } eq '';
				$low{$name} += $bounds[0];
				$high{$name} += $bounds[1];
			}
			$low{totaal} += (bounds($row->{TOTAAL}))[0];
			$high{totaal} += (bounds($row->{TOTAAL}))[1];
		}
		for my $name (qw(laag midden hoog totaal))
		{
			my $is = $of{"$year $name"};
			ok($low{$name} <= $is && $is <= $high{$name} && $high{$name} - $low{$name} <= $is / 50 + 60,
				"$soort $year $name: $is lies in $low{$name}..$high{$name}");
		}
	}
}

# --- the ranges over SWVs, by home, of 2023-2024 ------------------------------------
{
	my %swv_of = map { $_->[0] => $_->[2] } postcodes();
	my %count;

	national('duo-leerlingen-po-postcode-leeftijd', '--years', '2023');
	my ($header, @lines) = split /\n/, read_file("$dir/national/synthetisch-duo-leerlingen-po-postcode-leeftijd-2023.csv");
	my @names = split /";"/, $header =~ s/^\xef\xbb\xbf"|"$//gr;
	my %at = map { $names[$_] => $_ } 0 .. $#names;
	my @ages = grep { $names[$_] =~ /^LEEFTIJD_/ } 0 .. $#names;
	for my $line (@lines)
	{
		my @cells = split /";"/, $line =~ s/^"|"$//gr, -1;
		my $kind = lc $cells[ $at{SOORT_PO} ];
		my $swv = $swv_of{ $cells[ $at{POSTCODE_LEERLING} ] };

		next if $kind eq 'vso';
		for my $cell (grep { $_ ne '0' } @cells[@ages])
		{
			my ($low, $high) = bounds($cell);
			$count{$swv}{$kind}[0] += $low;
			$count{$swv}{$kind}[1] += $high;
			$count{$swv}{alle}[0] += $low;
			$count{$swv}{alle}[1] += $high;
		}
	}
	is(scalar keys %count, 76, 'pupils in all 76 SWVs of the primary sector');
	my @low = sort { $a <=> $b } map { ($_->{sbo}[0] // 0) / $_->{alle}[1] * 100 } values %count;
	my @high = sort { $a <=> $b } map { ($_->{sbo}[1] // 0) / $_->{alle}[0] * 100 } values %count;
	cmp_ok($low[0], '<=', 0.35, 'sbo: the lowest SWV can be at 0.3%');
	cmp_ok($high[0], '>=', 0.25, 'and is not below it');
	cmp_ok($low[-1], '<=', 4.05, 'sbo: none is above 4.0% for certain');
	cmp_ok($high[-1], '>=', 3.95, 'and one can be at it');
}

# --- flows: what came and went is the difference of the published stocks --------------
{
	my %flow;

	national('swv-leerlingstromen');
	for my $row (rows_of("$dir/national/synthetisch-swv-leerlingstromen.csv", ';'))
	{
		my ($low, $high) = bounds($row->{AANTAL});
		my $year = substr $row->{SCHOOLJAAR}, 0, 4;

		for my $kind (qw(sbo so vso))
		{
			my $sign = ($row->{NAAR} eq $kind) - ($row->{VAN} eq $kind) or next;
			$flow{$year}{$kind}[0] += $sign > 0 ? $low : -$high;
			$flow{$year}{$kind}[1] += $sign > 0 ? $high : -$low;
		}
	}
	is(scalar keys %flow, 15, 'flows between sixteen years');
	for my $year (sort keys %flow)
	{
		for my $kind (qw(sbo so vso))
		{
			my $is = $pupils{$year}{$kind} - $pupils{ $year - 1 }{$kind};
			ok($flow{$year}{$kind}[0] <= $is && $is <= $flow{$year}{$kind}[1], "$year $kind: in less out is $is")
			  or diag "@{ $flow{$year}{$kind} }";
		}
	}
}

# --- respondents: as many as were published -----------------------------------------
{
	my %people;

	national('enquete-respondenten');
	$people{ $_->{GROEP} }++ for rows_of("$dir/national/synthetisch-enquete-respondenten.csv", ';');
	my %total = map { $_->{actor} => $_->{totaal} } published('respons-2023');
	my %groups = (
		'Samenwerkingsverbanden' => ['swv'], 'Ondersteuners' => ['ondersteuners'], 'Schoolbesturen' => ['schoolbesturen'],
		'Beleidsambtenaren' => ['beleidsambtenaren'], 'Leerplichtambtenaren' => ['leerplichtambtenaren'],
		'Schoolleiders' => ['schoolleiders'], "Ib\xe2\x80\x99ers/oco\xe2\x80\x99s" => [ 'ib', 'oco' ],
		'Leraren/mentoren' => [ 'leraren', 'mentoren', 'groepsmentoren' ], 'Ouders' => ['ouders'], 'Leerlingen' => ['leerlingen'],
	);
	is_deeply([ sort keys %groups ], [ sort keys %total ], 'all actors of table A.1');
	for my $actor (sort keys %groups)
	{
		my $sum = 0;
		$sum += $people{$_} // 0 for @{ $groups{$actor} };
		is($sum, $total{$actor}, "$actor: $total{$actor} respondents");
	}
}

# --- options --------------------------------------------------------------------------
for my $wrong ([qw(--all --national)], [qw(--all --national --output x --rows 5)], [qw(--all --national --output x --bad 1%)],
	[qw(--all --output x --scale 5)], [qw(--all --national --output x --scale 0)], [qw(--national --output x)],
	[qw(duo-kengetallen --national --output), "$dir/none"])
{
	my $result = passend('synth', @$wrong);
	is($result->{code}, 2, "@$wrong: wrong usage");
	like($result->{err}, qr/^passend: error: /, 'and says why');
}

# --- a small country: the same bytes again ----------------------------------------------
my @all = ('synth', '--all', '--national', '--scale', '40', '--years', '2017-2024', '--output');
my $made = passend(@all, "$dir/small");
is($made->{code}, 0, 'a fortieth of the country') or diag $made->{err};
like($made->{out}, qr/\n135 files, [\d,]+ rows, [\d,]+ bytes\n\z/, 'the last line counts the files');
my $small = hashes("$dir/small");
is(scalar keys %$small, 135, 'as many as there are, and nothing half made');
is(scalar(grep { !m{/synthetisch-[^/]+\.csv$} } keys %$small), 0, 'all named synthetisch');
is(passend({ env => { LC_ALL => 'nl_NL.UTF-8', TZ => 'Asia/Tokyo' } }, @all, "$dir/again", '--quiet')->{code}, 0, 'once more');
is_deeply(hashes("$dir/again"), $small, 'the same bytes, in any locale');
passend(@all, "$dir/other", '--quiet', '--seed', '2');
my $other = hashes("$dir/other");
is_deeply([ sort keys %$other ], [ sort keys %$small ], 'another seed: the same files');
cmp_ok(scalar(grep { $other->{$_} ne $small->{$_} } keys %$small), '>', 100, 'and another country in them');

# --- and it loads ------------------------------------------------------------------------
new_warehouse(data_file('pc4-swv'));
sub load_all
{
	my @codes = passend('load', '-q', glob "$dir/small/*.csv")->{code};

	for my $directory (grep { -d } glob "'$dir/small/'*")
	{
		my @set = map { ('--set', $_) } split /,/, $directory =~ s{.*/}{}r;
		push @codes, passend('load', '-q', @set, $directory)->{code};
	}
	my %seen = map { $_ => 1 } @codes;
	return join ' ', sort keys %seen;
}
is(load_all(), '0', 'all of it loads, without a reject');
is(psql('SELECT count(*) || chr(32) || sum(rijen_afgekeurd) FROM rapport.bestanden WHERE synthetisch'), '135 0',
	'and is known as synthetic');
is(load_all(), '12', 'a second time there is nothing new');
is(psql("SELECT count(*) FROM rapport.controles WHERE oordeel NOT IN ('klopt', 'klopt binnen grenzen', 'niet te bepalen')"), '0',
	'totals in the files are those of their parts');

# Two families of the same pupils, compared per key: the bounds must meet.
sub same
{
	my ($name, $left, $right) = @_;
	is(psql(<<~"END"), 'true 0', $name);
		WITH l AS ($left), r AS ($right)
		SELECT (count(*) > 0) || chr(32) || count(*) FILTER (WHERE l.n IS NULL OR r.n IS NULL
			OR ondergrens(l.n) > bovengrens(r.n) OR bovengrens(l.n) < ondergrens(r.n))
		FROM l FULL JOIN r USING (key)
		END
	return;
}

# -1 stands for 1 to 4.
my $n = q{sum(coalesce(aantal, '<5'::telling)) AS n};
my $location = q{schooljaar || ' ' || vestiging || ' ' || soort_po AS key};
my $whole = "SELECT $location, $n FROM feit.leerling_vestiging_totaal GROUP BY 1";
same('per location: by sex', $whole, "SELECT $location, $n FROM feit.leerling_vestiging_geslacht GROUP BY 1");
same('by age', $whole, "SELECT $location, $n FROM feit.leerling_vestiging_leeftijd GROUP BY 1");
same('by postcode', $whole, "SELECT $location, $n FROM feit.leerling_vestiging_pc4 GROUP BY 1");
same('by cluster and age', $whole, "SELECT $location, $n FROM feit.leerling_po_cluster GROUP BY 1");
same('by postcode and age', $whole, "SELECT $location, $n FROM feit.leerling_po GROUP BY 1");
same('in the long history', $whole, "SELECT schooljaar || ' ' || vestiging || ' ' || lower(soort_vestiging) AS key, $n
	FROM feit.leerling_po_historisch GROUP BY 1");
same('per age: by postcode too', "SELECT $location || ' ' || leeftijd AS key, $n FROM feit.leerling_vestiging_leeftijd GROUP BY 1"
	=~ s/ AS key \|\|/ ||/r, "SELECT $location || ' ' || leeftijd AS key, $n FROM feit.leerling_po GROUP BY 1" =~ s/ AS key \|\|/ ||/r);

my $year_kind = q{schooljaar || ' ' || soort_po AS key};
$whole = "SELECT $year_kind, $n FROM feit.leerling_vestiging_totaal GROUP BY 1";
for my $table (map { ("swv_$_", "bestuur_$_") } qw(totaal geslacht leeftijd pc4))
{
	same("the country: $table", $whole, "SELECT $year_kind, $n FROM feit.leerling_$table GROUP BY 1");
}
same('boards have the pupils of their schools', <<~"END", "SELECT schooljaar || ' ' || bevoegd_gezag AS key, $n FROM feit.leerling_bestuur_totaal GROUP BY 1");
	SELECT t.schooljaar || ' ' || v.bevoegd_gezag AS key, $n
	FROM feit.leerling_vestiging_totaal t JOIN ref.vestiging v USING (vestiging) GROUP BY 1
	END
same('SWVs have the pupils of their schools', <<~"END", "SELECT schooljaar || ' ' || swv || ' ' || soort_po AS key, $n FROM feit.leerling_swv_totaal GROUP BY 1");
	SELECT t.schooljaar || ' ' || s.swv || ' ' || t.soort_po AS key, $n
	FROM feit.leerling_vestiging_totaal t JOIN ref.swv_school s
		ON s.instelling = instelling(t.vestiging) AND right(s.vestiging_bron, 2) = right(t.vestiging::text, 2)
		AND sector(s.swv) = CASE t.soort_po WHEN 'vso' THEN 'vo' ELSE 'po' END
	GROUP BY 1
	END

my $payer = q{schooljaar || ' ' || soort_po || ' ' || swv AS key};
my $category = "SELECT $payer, $n FROM feit.leerling_so_vso_categorie WHERE swv IS NOT NULL GROUP BY 1";
same('per paying SWV: by category and by place', $category,
	"SELECT $payer, $n FROM feit.leerling_so_vso_residentieel WHERE swv IS NOT NULL GROUP BY 1");
for my $kind ('betalend', 'betalend, binnen en buiten', 'betalend en woonachtig', 'vestiging')
{
	# an empty cell was 1 to 4, or 0
	same("and in the classic file: $kind", $category, <<~"END");
		SELECT schooljaar || ' ' || soort || ' ' || betalend AS key, sum(coalesce(aantal, '0..4'::telling)) AS n
		FROM feit.leerling_so_vso_klassiek WHERE indeling = '$kind' AND betalend IS NOT NULL GROUP BY 1
		END
}
same('secondary education per location', q{SELECT schooljaar || ' ' || vestiging AS key, sum(coalesce(aantal, '<5'::telling)) AS n
	FROM feit.leerling_vo_bestuur GROUP BY 1}, "SELECT schooljaar || ' ' || vestiging AS key, $n FROM feit.leerling_vo_leerjaar GROUP BY 1");
same('by type of education', "SELECT schooljaar || ' ' || vestiging AS key, $n FROM feit.leerling_vo_leerjaar GROUP BY 1",
	"SELECT schooljaar || ' ' || vestiging AS key, $n FROM feit.leerling_vo_onderwijstype GROUP BY 1");
same('and by postcode', "SELECT schooljaar || ' ' || vestiging AS key, $n FROM feit.leerling_vo_leerjaar GROUP BY 1",
	"SELECT schooljaar || ' ' || vestiging AS key, $n FROM feit.leerling_vo_pc4 GROUP BY 1");

# --- accounts balance ----------------------------------------------------------------------
is(psql(<<~'END'), 'true 0', 'the balance sheet balances, and equity grows by the result');
	SELECT (count(*) = 1050) || chr(32) || count(*) FILTER (WHERE abs(j.eigen_vermogen + j.voorzieningen + j.kortlopende_schulden - j.totale_passiva) > 0.5
		OR abs(j.totale_baten - j.totale_lasten - j.resultaat) > 0.5 OR abs(j.eigen_vermogen - v.eigen_vermogen - j.resultaat) > 0.5)
	FROM feit.jaarrekening j LEFT JOIN feit.jaarrekening v ON v.swv = j.swv AND v.jaar = j.jaar - 1
	END
is(psql(q{SELECT count(*) FROM feit.jaarrekening WHERE jaar = 2023 AND (eigen_vermogen + voorzieningen) / totale_passiva < 0.3}), '26',
	'26 SWVs below a solvency of 30% in 2023');
is(psql(q{SELECT count(*) || ' ' || count(*) FILTER (WHERE eindoordeel = 'onvoldoende') FROM feit.eindoordeel
	WHERE extract(year FROM vastgesteld_op) = 2024}), '28 7', 'judgements of 2024');
done_testing();
