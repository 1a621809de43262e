# The trend map: slopes, Mann-Kendall's S, means and classes of made-up counts, computed here
# a second time in fractions; masked counts, rules, means, a band, gaps, and the factsheet.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use List::Util qw(sum max min);
use Loader;
use Math::BigRat;
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();
my $files = 0;
sub loads
{
	my ($name, $file, @lines) = @_;
	is(load(write_file("$dir/" . ++$files . "-synthetisch-$file.csv", join "\n", @lines, ''))->{code}, 0, $name);
}
sub r { return Math::BigRat->new(@_) }

fails(passend('report', $_), 2, "nothing that report $_ reads is loaded", "$_: nothing is loaded") for qw(trendkaart trendkaart_klassen);

# --- counts per SWV: PO0001 rises, 2 falls, 3 is flat, 4 zigzags, 5 has a gap, 6 two years ----
my %bo = (PO0001 => [ 1000, 1010, 990, 1000, 1005 ], PO0002 => [ 900, 900, 910, 905, 900 ], PO0003 => [ (1000) x 5 ], PO0004 => [ (500) x 5 ],
	PO0005 => [ 400, 400, undef, 400, 400 ], PO0006 => [ undef, undef, undef, 300, 300 ]);
my %sbo = (PO0001 => [ 30, 29, 28, 30, 27 ], PO0002 => [ 10, 12, 14, 15, 16 ], PO0003 => [ (20) x 5 ], PO0004 => [ 9, 12, 8, 11, 10 ],
	PO0005 => [ 7, 8, undef, 9, 8 ], PO0006 => [ undef, undef, undef, 6, 7 ]);
my %so = (PO0001 => [ 20, 21, 23, 24, 26 ], PO0002 => [ 40, 38, 39, 35, 33 ], PO0003 => [ (21) x 5 ], PO0004 => [ 12, 20, 9, 8, 6 ],
	PO0005 => [ 8, 9, undef, 11, 12 ], PO0006 => [ undef, undef, undef, 5, 9 ]);
my @years = 2020 .. 2024;
my @lines;
for my $swv (sort keys %bo)
{
	for my $i (0 .. 4)
	{
		push @lines, "$swv,BO,$years[$i],$bo{$swv}[$i]", "$swv,SBO,$years[$i],$sbo{$swv}[$i]", "$swv,SO,$years[$i],$so{$swv}[$i]" if defined $bo{$swv}[$i];
	}
}
my $head = 'SAMENWERKINGSVERBANDNUMMER,TYPE_PO,PEILJAAR,AANTAL_LEERLINGEN';
my $before = psql('SELECT now()');
loads('pupils per SWV', 'swv', $head, @lines);

# The share of a kind in a year by a definition, as a fraction: numerator and denominator.
sub fraction
{
	my ($kind, $definition, $swv, $i) = @_;
	my ($bo, $sbo, $so) = ($bo{$swv}[$i], $sbo{$swv}[$i], $so{$swv}[$i]);
	return if !defined $bo;
	return ($kind eq 'so' ? $so : $sbo, $bo + $sbo + ($definition eq 'B' ? $so : 0));
}
sub sign { my ($x) = @_; return $x <=> 0 }

# What the report is to say of one SWV: the three directions, and the side of a mean.
sub expected
{
	my ($kind, $definition, $swv, $mean, $band) = @_;
	my @points = map { my @f = fraction($kind, $definition, $swv, $_); @f ? [ $_, r($f[0], $f[1]) ] : () } 0 .. 4;
	my $n = @points;
	my $sx = sum(map { $_->[0] } @points);
	my ($sy, $sxy, $sxx) = (r(0), r(0), 0);
	for (@points) { $sy += $_->[1]; $sxy += $_->[1] * $_->[0]; $sxx += $_->[0]**2 }
	my $slope = ($sxy * $n - $sy * $sx) / r($n * $sxx - $sx**2);
	my ($s, $banded) = (0, 0);
	for my $i (0 .. $n - 1)
	{
		for my $j ($i + 1 .. $n - 1)
		{
			my $change = $points[$j][1] - $points[$i][1];
			$s += sign($change);
			my $limit = $band * ($points[$j][0] - $points[$i][0]);
			$banded += $change > $limit ? 1 : $change < -$limit ? -1 : 0;
		}
	}
	my $change = $points[-1][1] - $points[0][1];
	my $per_year = $change / r($points[-1][0] - $points[0][0]);
	my $side = $sy / $n >= $mean ? 'boven' : 'onder';
	my %direction = (ols => $slope, eerste_laatste => $per_year, mann_kendall => $banded);
	my %class;
	for my $rule (keys %direction)
	{
		my $limit = $rule eq 'mann_kendall' ? 0 : $band;
		my $way = $direction{$rule} > $limit ? 'stijgend' : $direction{$rule} < -$limit ? 'dalend' : 'vlak';
		$class{$rule} = $n < 3 ? 'onbepaald' : "${way}_$side";
		$direction{$rule} = $way;
	}
	my $agree = $n < 3 ? '' : keys %{ { map { $_ => 1 } values %direction } } == 1 ? 't' : 'f';
	return { n => $n, slope => 100 * $slope, s => $s, change => 100 * $change, mean => 100 * $sy / $n, class => \%class, agree => $agree };
}

# The three national means, over the SWVs that have a value in a year.
sub national
{
	my ($kind, $definition, $which) = @_;
	my (@yearly, @swvs, $top, $bottom);
	for my $i (0 .. 4)
	{
		my ($t, $b) = (0, 0);
		for (sort keys %bo) { my @f = fraction($kind, $definition, $_, $i) or next; $t += $f[0]; $b += $f[1] }
		push @yearly, r($t, $b);
		$top += $t;
		$bottom += $b;
	}
	for my $swv (sort keys %bo)
	{
		my @of = map { my @f = fraction($kind, $definition, $swv, $_); @f ? r($f[0], $f[1]) : () } 0 .. 4;
		my $total = r(0);
		$total += $_ for @of;
		push @swvs, $total / scalar @of;
	}
	return r($top, $bottom) if $which eq 'gepoold';
	my @of = $which eq 'jaargemiddelde' ? @yearly : @swvs;
	my $total = r(0);
	$total += $_ for @of;
	return $total / scalar @of;
}
sub close_to { return abs($_[0] - $_[1]->numify) <= 1e-12 * max(1, abs $_[0]) }

my (%classes, $wrong, $compared);
for my $which (qw(gepoold jaargemiddelde ongewogen))
{
	for my $rule (qw(ols eerste_laatste mann_kendall))
	{
		for my $band (0, '0.05', '0.25')
		{
			$wrong = '';
			my @rows = map { [ split /\|/, $_, -1 ] } split /\n/, psql("SELECT onderwijssoort, definitie, swv, schooljaren, helling_onder, helling_boven, mann_kendall_s, eerste_laatste_onder,
				eerste_laatste_boven, gemiddelde_onder, gemiddelde_boven, landelijk_onder, landelijk_boven, klasse, klasse_ols, klasse_eerste_laatste, klasse_mann_kendall, regels_eens, zeker
				FROM rapport.trendkaart(gemiddelde => '$which', regel => '$rule', band => $band)");
			is(scalar @rows, 24, "$which, $rule, $band: two kinds, two definitions, six SWVs");
			for my $row (@rows)
			{
				my ($kind, $definition, $swv) = @$row;
				my $mean = national($kind, $definition, $which);
				my $e = expected($kind, $definition, $swv, $mean, r($band) / 100);
				my $good = $row->[3] == $e->{n} && (!grep { !close_to($row->[$_], $e->{slope}) } 4, 5) && $row->[6] == $e->{s} && (!grep { !close_to($row->[$_], $e->{change}) } 7, 8)
				  && (!grep { !close_to($row->[$_], $e->{mean}) } 9, 10) && (!grep { !close_to($row->[$_], 100 * $mean) } 11, 12) && $row->[13] eq $e->{class}{$rule}
				  && $row->[14] eq $e->{class}{ols} && $row->[15] eq $e->{class}{eerste_laatste} && $row->[16] eq $e->{class}{mann_kendall} && $row->[17] eq $e->{agree}
				  && $row->[18] eq ($e->{n} < 3 ? '' : 't');
				$wrong ||= "@$row; expected n $e->{n} slope " . $e->{slope}->numify . " S $e->{s} classes @{[ %{ $e->{class} } ]} agree $e->{agree}" if !$good;
				$compared++;
				$classes{ $e->{class}{$rule} }++;
			}
			is($wrong, '', "$which, $rule, $band: as in fractions");
		}
	}
}
is($compared, 27 * 24, 'all were compared');
cmp_ok(scalar keys %classes, '>=', 6, 'among them ' . join ', ', sort keys %classes);

# --- what it says ------------------------------------------------------------------------------
my $where = "FROM rapport.trendkaart(onderwijssoort => 'so', definitie => 'B'";
like(psql("SELECT reden $where, swv => 'PO0005')"), qr/^4 van de 5 schooljaren hebben een waarde$/, 'a year that is missing');
like(psql("SELECT klasse || ': ' || reden $where, swv => 'PO0006')"), qr/^onbepaald: 2 van de 5 .*minder dan drie jaren: geen klasse$/, 'two years are no trend');
like(psql("SELECT reden $where, swv => 'PO0003')"), qr/^vlak: /, 'flat is a class of its own');
is(psql("SELECT DISTINCT van, tot_en_met, regel_gebruikt, band_gebruikt, gemiddelde_gebruikt, bron $where, regel => 'eerste_laatste', band => 0.1, gemiddelde => 'ongewogen')"),
	'2020-2021|2024-2025|eerste_laatste|0.1|ongewogen|feit.leerling_swv_totaal', 'which rule and mean were used');
is(psql("SELECT swv, schooljaren, van, tot_en_met $where, jaren => 3, tot => '2022', swv => 'PO0001,PO0005')"), "PO0001|3|2020-2021|2022-2023\nPO0005|2|2020-2021|2022-2023", 'three years up to an earlier one');
is(psql("SELECT klasse, aantal, verbanden FROM rapport.trendkaart_klassen(onderwijssoort => 'so', definitie => 'B')"),
	psql("SELECT k, (SELECT count(*) $where) WHERE klasse = k::text), 6 FROM unnest(enum_range(NULL::trendklasse)) AS k"), 'the classes, counted');
is(psql("SELECT onderwijssoort, definitie, sum(aantal), min(verbanden), sum(percentage)::numeric(9, 6) FROM rapport.trendkaart_klassen GROUP BY 1, 2 ORDER BY 1, 2"),
	join("\n", map { my $k = $_; map { "$k|$_|6|6|100.000000" } qw(A B) } qw(sbo so)), 'every SWV in one class');
is(psql('SELECT md5(string_agg(t::text, E\'\n\' ORDER BY t::text)) FROM rapport.trendkaart t'), psql('SELECT md5(string_agg(t::text, E\'\n\' ORDER BY t::text)) FROM rapport.trendkaart() t'),
	'the view is the report');
is(psql("SELECT count(*) FROM rapport.trendkaart(per => '$before')"), '0', 'before they were loaded there are none');
is(psql("SELECT kencijfer, waarde, landelijk_onder FROM laad.kencijfers('PO0001', false) WHERE kencijfer LIKE 'trend%' ORDER BY 1"),
	psql("SELECT 'trend.' || onderwijssoort, klasse, landelijk_onder FROM rapport.trendkaart(swv => 'PO0001', definitie => 'B') ORDER BY 1"), 'the factsheet says the same');
like(passend('report', 'trendkaart', '--onderwijssoort', 'so', '--definitie', 'B')->{out}, qr/so, definitie B, 2020-2021 tot en met 2024-2025; regel ols, landelijk gemiddelde gepoold.*^PO0001 +5 +stijgend_/ms,
	'on the command line');

my $first = psql('SELECT now()');
my $then = psql(q{SELECT md5(string_agg(t::text, E'\n' ORDER BY t::text)) FROM rapport.trendkaart t});

# --- unknown, masked, published -----------------------------------------------------------------
loads('one count unknown, one masked', 'swv', $head, map { s/^(PO0002,SO,2022),.*/$1,-1/r =~ s/^(PO0004,SO,2023),.*/$1,<5/r } @lines);
like(psql("SELECT schooljaren || ' ' || reden $where, swv => 'PO0002')"), qr/^4 4 van de 5 .*in 1 schooljaren is een deel van de aantallen onbekend; landelijk zonder 1 onbekende aantallen/,
	'an unknown count: no value in that year, and not in the national mean');
my @of = map { [ fraction('so', 'B', 'PO0004', $_) ] } 0 .. 4;
my @bounds;
for my $so (1, 4)
{
	my @y = map { $_ == 3 ? r($so, 500 + 11 + $so) : r(@{ $of[$_] }) } 0 .. 4;
	my $slope = r(0);
	$slope += $y[$_] * ($_ - 2) for 0 .. 4;
	push @bounds, 100 * $slope / 10;
}
my @got = split /\|/, psql("SELECT helling_onder, helling_boven, mann_kendall_s, zeker, klasse $where, swv => 'PO0004')"), -1;
ok(close_to($got[0], $bounds[0]) && close_to($got[1], $bounds[1]), 'a masked count: the slope has bounds');
is($got[2], '', 'and S is not told');
is("$got[3] $got[4]", 't dalend_onder', 'but every count within them gives this class') or diag "@got";

loads('small exact counts', 'swv', $head, map { s/^(PO0004,SO,2023),.*/$1,3/r } @lines);
@got = split /\|/, psql("SELECT helling_onder = helling_boven, mann_kendall_s IS NOT NULL $where, swv => 'PO0004')");
is("@got", 't t', 'exact for those who may see it');
is(psql("SELECT schooljaren, reden $where, swv => 'PO0004', publiek => true)"), '4|4 van de 5 schooljaren hebben een waarde; afgeschermd', 'published: not that year, as its small count would follow');
is(psql("SELECT mann_kendall_s, klasse $where, swv => 'PO0004', publiek => true)"), '-4|dalend_onder', 'the class is that of the other four');
like(psql("SELECT string_agg(swv, ' ' ORDER BY swv) $where, publiek => true) WHERE reden LIKE '%afgeschermd%'"), qr/PO000[1-6]/, 'and a count beside it is hidden');
is(psql("SELECT count(*) $where, publiek => true)"), '6', 'no SWV is left out');

# --- other sources ------------------------------------------------------------------------------
loads('postcodes', 'pc', 'pc4,gemeente,po_swv,vo_swv', '1011,Plaats,PO0001,VO0001', '1012,Plaats,PO0002,VO0002');
my @ages = ('JONGER', 4 .. 24, 'OUDER');
sub pupils
{
	my ($date, @cells) = @_;
	my @rows = join ';', map { qq{"$_"} } qw(PEILDATUM GEMEENTENUMMER GEMEENTENAAM POSTCODE_LEERLING GEMEENTENAAM_LEERLING INSTELLINGSCODE VESTIGINGSCODE
	  INSTELLINGSNAAM_VESTIGING POSTCODE_VESTIGING PLAATSNAAM PROVINCIE SOORT_PO DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER), map { "LEEFTIJD_$_" } @ages;
	for (@cells)
	{
		my ($pc4, $kind, $count) = split ' ';
		push @rows, join ';', map { qq{"$_"} } $date, 34, 'Verzonnen', $pc4, 'Verzonnen', '00AA', '0' . ($pc4 % 10), 'De School', '1011AA', 'Plaats', 'Provincie',
		  $kind, 'Openbaar', '12345', (0) x 5, $count, (0) x 17;
	}
	return @rows;
}
loads('pupils per postcode, a year that the other file has not', 'po', pupils(20251001, '1011 Bo 1000', '1011 Sbo 30', '1011 So <5', '1011 Vso 40', '1012 Vso 20'));
loads('pupils per postcode, a year that it has', 'po', pupils(20241001, '1011 Bo 5', '1011 Vso 44', '1012 Vso 22'));
is(psql("SELECT onderwijssoort, swv, schooljaar, teller, rest_a, rest_b, bron FROM laad.deelname_reeks('2024', '2025') WHERE swv IN ('PO0001', 'VO0001') ORDER BY 1, 2, 3"),
	join("\n", 'sbo|PO0001|2024-2025|27|1005|1031|feit.leerling_swv_totaal', 'sbo|PO0001|2025-2026|30|1000|1001..1004|feit.leerling_po',
		'so|PO0001|2024-2025|26|1032|1032|feit.leerling_swv_totaal', 'so|PO0001|2025-2026|<5|1030|1030|feit.leerling_po', 'vso|VO0001|2025-2026|40|||feit.leerling_po'),
	'the file per SWV where it has the year, else the postcodes');
like(psql("SELECT tot_en_met || ' ' || reden $where, swv => 'PO0001')"), qr/^2025-2026 .*de bron verschilt tussen schooljaren/, 'a series of two sources says so');
loads('pupils vo', 'vo', 'JAAR,BRIN NUMMER,VESTIGINGSNUMMER,INSTELLINGSNAAM VESTIGING,GEMEENTENUMMER,GEMEENTENAAM,POSTCODE LEERLING,PLAATSNAAM LEERLING,GEMEENTENUMMER LEERLING,GEMEENTENAAM LEERLING,LEER- OF VERBLIJFSJAAR,AANTAL LEERLINGEN',
	map { my ($y, $pc, $n) = @$_; "$y,00AA,0,De School,34,Verzonnen,$pc,Plaats,34,Verzonnen,,$n" } [ '2025-2026', 1011, 960 ], [ '2025-2026', 1012, 480 ]);
is(psql("SELECT swv, teller, rest_a, rest_b FROM laad.deelname_reeks('2025', '2025', '{vso}') ORDER BY 1"), "VO0001|40|960|960\nVO0002|20|480|480", 'vso against the vo pupils who live there');
is(psql("SELECT definitie, swv, round(gemiddelde_onder::numeric, 9), round(landelijk_onder::numeric, 9) FROM rapport.trendkaart(onderwijssoort => 'vso') WHERE swv = 'VO0001'"),
	join("\n", sprintf('A|VO0001|%.9f|%.9f', 100 * 40 / 960, 100 * 60 / 1440), 'B|VO0001|4.000000000|4.000000000'), 'A over vo, B over vo and vso');

loads('pupils per postcode in another school year, on another day', 'po', pupils(20270201, '1011 Vso 30'));
loads('pupils vo of that year', 'vo', 'JAAR,BRIN NUMMER,VESTIGINGSNUMMER,INSTELLINGSNAAM VESTIGING,GEMEENTENUMMER,GEMEENTENAAM,POSTCODE LEERLING,PLAATSNAAM LEERLING,GEMEENTENUMMER LEERLING,GEMEENTENAAM LEERLING,LEER- OF VERBLIJFSJAAR,AANTAL LEERLINGEN',
	map { "$_,00AA,0,De School,34,Verzonnen,1011,Plaats,34,Verzonnen,,970" } '2025-2026', '2026-2027');
like(psql("SELECT reden FROM rapport.trendkaart(onderwijssoort => 'vso', definitie => 'A', swv => 'VO0001')"),
	qr/de teldatum valt niet elk schooljaar op dezelfde dag.*in 1 schooljaren is de teller niet van 1 oktober en de noemer wel/, 'other days are a break');

# Pro: by the address of the school; vso of a year of one source, vo of the other.
loads('school locations', 'adres', 'PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES;ONDERWIJSSTRUCTUUR;STRAATNAAM CORRESPONDENTIEADRES;HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES;POSTCODE CORRESPONDENTIEADRES;PLAATSNAAM CORRESPONDENTIEADRES;NODAAL GEBIED CODE;NODAAL GEBIED NAAM;RPA-GEBIED CODE;RPA-GEBIED NAAM;WGR-GEBIED CODE;WGR-GEBIED NAAM;COROPGEBIED CODE;COROPGEBIED NAAM;ONDERWIJSGEBIED CODE;ONDERWIJSGEBIED NAAM;RMC-REGIO CODE;RMC-REGIO NAAM;VAKANTIEREGIO', 'Provincie;12345;00AA;00AA00;De School;Straat;1;1011 AA;Plaats;34;Verzonnen;Openbaar;;;PRO;;;;;;;;;;;;;;;;;');
loads('pupils vo by kind', 'soort', 'SCHOOLJAAR,BEVOEGD GEZAG,NAAM BEVOEGD GEZAG,DENOMINATIE BG,BRIN NUMMER,VESTIGINGSNUMMER,BRINVESTIGINGSNUMMER,DENOMINATIE VESTIGING,INSTELLINGSNAAM VESTIGING,PLAATSNAAM VESTIGING,PROVINCIE VESTIGING,INDICATIE VO-VAVO,ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR,VMBO SECTOR,AFDELING,LEERJAAR,AANTAL LEERLINGEN',
	map { my ($year, $kind, $n) = @$_; "$year,12345,Bestuur,Openbaar,00AA,0,00AA00,Openbaar,De School,Plaats,Provincie,VO regulier,$kind,,,1,$n" } [ '2025-2026', 'Praktijkonderwijs alle vj', 30 ],
	[ '2025-2026', 'Brugjaar 1-2', 700 ], [ '2025-2026', 'HAVO lj 4-5', 200 ], [ '2027-2028', 'Praktijkonderwijs alle vj', 33 ], [ '2027-2028', 'Brugjaar 1-2', 960 ]);
is(psql("SELECT swv, schooljaar, teller, rest_a, rest_b FROM laad.deelname_reeks('2023', '2027', '{pro}') ORDER BY 2"), "VO0001|2025-2026|30|900|940\nVO0001|2027-2028|33|960|",
	'pro against the other vo, in B with vso where that is loaded');
like(psql("SELECT reden FROM rapport.trendkaart(onderwijssoort => 'pro', definitie => 'B')"), qr/1 van de 5 .*in 1 schooljaren is de noemer niet geladen of onbekend/, 'a denominator that is not loaded');

is(psql(qq{SELECT md5(string_agg(t::text, E'\n' ORDER BY t::text)) FROM rapport.trendkaart(per => '$first') t}), $then, 'as it was, after all these files');

# --- arguments ----------------------------------------------------------------------------------
for ([ 'onderwijssoort', 'bo', 'onderwijssoort: "bo" is none of so, sbo, vso, pro' ], [ 'definitie', 'C', 'definitie: "C" is none of A, B' ], [ 'regel', 'theil', 'regel: "theil" is none of ols, eerste_laatste, mann_kendall' ],
	[ 'gemiddelde', 'mediaan', 'gemiddelde: "mediaan" is none of gepoold, jaargemiddelde, ongewogen' ], [ 'jaren', 0, 'jaren: 0 is not from 1 to 64' ], [ 'jaren', 65, 'jaren: 65 is not' ],
	[ 'band', '-1', 'band: -1 is not from 0 to 100' ], [ 'band', 'NaN', 'band: NaN is not' ], [ 'tot', 'x', 'tot: "x" is no school year' ])
{
	my ($option, $value, $message) = @$_;
	for my $report (qw(trendkaart trendkaart_klassen)) { fails(passend('report', $report, "--$option=$value"), 2, $message, "$report: $option $value") }
}
fails(passend('report', 'trendkaart', '--swv', 'landelijk'), 2, 'swv: "landelijk" is no samenwerkingsverband', 'the nation has no class');

done_testing();
