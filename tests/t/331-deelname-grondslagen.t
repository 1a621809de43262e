# Participation by payer and by school, its spread, and the trend map, on small made-up
# files in the published layouts, against fractions computed here.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use List::Util qw(max min sum);
use Loader;
use Math::BigRat;
use Passend;
use Test::More;

my $dir = temp_dir();
my @years = 2017 .. 2021;
my @swvs = qw(PO2707 PO3001 PO3002 PO3003);
# Pupils in so per payer and year, the others by school (bo, sbo). Masked: 1 to 4.
my %so = (PO2707 => [ 40, 42, 45, 47, 50 ], PO3001 => [ 30, 29, 29, 27, 25 ], PO3002 => [ 12, '<5', '<5', '<5', 12 ], PO3003 => [ (35) x 5 ]);
my %bo = (PO2707 => 1000, PO3001 => 1100, PO3002 => 400, PO3003 => 980);
my %sbo = (PO2707 => 50, PO3001 => 20, PO3002 => 0, PO3003 => 20);

sub bounds { return $_[0] eq '<5' ? (1, 4) : ($_[0], $_[0]) }

warehouse();
is(psql('SELECT count(*) FROM rapport.deelname') . psql("SELECT count(*) FROM rapport.deelname(grondslag => NULL)") . psql('SELECT count(*) FROM rapport.trendkaart')
	. psql('SELECT count(*) FROM rapport.deelname_spreiding'), '0000', 'nothing is loaded, no rows');

my @payer = map { my $swv = $_; map { [ $swv, 'SO', $years[$_], 'NIET_RP', $so{$swv}[$_] ] } 0 .. 4 } @swvs;
push @payer, map { [ 'CL2_01AA', 'SO', $_, 'NIET_RP', 90 ], [ 'PO2707', 'SO', $_, 'WEL_RP', 0 ], [ 'VO2708', 'VSO', $_, 'NIET_RP', 60 ] } @years;
my $payer = csv('duo-so-vso-rp', [qw(SWV_BETALEND TYPE_PO PEILJAAR RESIDENTIELE_PLAATS AANTAL_LEERLINGEN)], @payer);
taken('duo-so-vso-rp', 'synthetisch-rp.csv', $payer);
like(psql(q{SELECT DISTINCT reden FROM rapport.deelname(grondslag => 'betalend', swv => 'PO2707')}), qr/^alleen telling: de noemer \(leerlingen bo en sbo\) is niet geladen$/,
	'without denominators: the count, and why there is no percentage');
taken('duo-swv-totaal', 'synthetisch-swv.csv', csv('duo-swv-totaal', [qw(SAMENWERKINGSVERBANDNUMMER TYPE_PO PEILJAAR AANTAL_LEERLINGEN)],
	map { my $swv = $_; map { ([ $swv, 'BO', $_, $bo{$swv} ], [ $swv, 'SBO', $_, $sbo{$swv} ], [ $swv, 'SO', $_, 77 ]) } @years } @swvs));

# --- by payer -------------------------------------------------------------------------------
sub percent { my ($part, $whole) = @_; return Math::BigRat->new("$part/$whole") * 100 }
my %share;
my @expected;
for my $i (0 .. 4)
{
	for my $swv (@swvs)
	{
		my ($low, $high) = bounds($so{$swv}[$i]);
		my $rest = $bo{$swv} + $sbo{$swv};

		$share{$swv}[$i] = [ percent($low, $low + $rest), percent($high, $high + $rest) ];
		push @expected, join '|', "$years[$i]-" . ($years[$i] + 1), $swv, 'A', $low, $high, $rest, $rest, map { $_->numify } percent($low, $rest), percent($high, $rest);
		push @expected, join '|', "$years[$i]-" . ($years[$i] + 1), $swv, 'B', $low, $high, $low + $rest, $high + $rest, map { $_->numify } @{ $share{$swv}[$i] };
	}
}
my @got = split /\n/, psql(q{SELECT schooljaar, swv, definitie, teller_onder, teller_boven, noemer_onder, noemer_boven, percentage_onder, percentage_boven
	FROM rapport.deelname(grondslag => 'betalend', onderwijssoort => 'so') WHERE swv ~ '^PO'});
is(scalar(@got), scalar(@expected), 'a row per year, SWV and definition');
# numbers to 12 digits: both sides round
sub rounded { return join "\n", map { join '|', map { /^\d+\.\d+$/ || /e-/ ? sprintf('%.12g', $_) : $_ } split /\|/, $_, -1 } map { split /\n/ } @_ }
is(rounded(sort @got), rounded(sort @expected), 'counts and percentages by payer, with bounds');
is(psql(q{SELECT string_agg(DISTINCT swv || '=' || teller_onder, ' ') FROM rapport.deelname('2021', grondslag => 'betalend', onderwijssoort => 'so') WHERE swv !~ '^PO'}),
	'CL2=90 landelijk=' . (90 + 50 + 25 + 12 + 35), 'cluster 2 is a line of its own, and in the total');
like(psql(q{SELECT DISTINCT reden FROM rapport.deelname('2021', 'PO2707', grondslag => 'betalend', onderwijssoort => 'so')}), qr/de bron zegt niet of/,
	'that the denominator does not tell whose SWV it is, is said');
like(psql(q{SELECT reden FROM rapport.deelname('2021', 'VO2708', grondslag => 'betalend')}), qr/de noemer \(leerlingen vo en pro\) is niet geladen/, 'vso has no denominator yet');

# --- vo: the denominator of vso, and pro ------------------------------------------------------
my @counts = map { ("LEER- OF VERBLIJFSJAAR $_ - MAN", "LEER- OF VERBLIJFSJAAR $_ - VROUW") } 1 .. 6;
my @names = ('INSTELLINGSCODE', 'VESTIGINGSCODE', 'INSTELLINGSNAAM VESTIGING', 'PLAATSNAAM VESTIGING', 'PROVINCIE VESTIGING',
	'SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO', 'ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR', 'VMBO SECTOR', 'AFDELING', 'ERKENDE OPLEIDINGSCODE', 'OPLEIDINGSNAAM', @counts);
my %row = (INSTELLINGSCODE => '18BR', VESTIGINGSCODE => '01', 'SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO' => 'VO2708', (map { $_ => 0 } @counts));
my $type = 'ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR';
taken('duo-leerlingen-vo-onderwijstype', 'synthetisch-vo.csv', '--set', 'schooljaar=2021-2022', csv('duo-leerlingen-vo-onderwijstype', \@names,
	bare(\@names, %row, $type => 'Praktijkonderwijs alle vj', $counts[0] => 30, $counts[1] => '<5'), bare(\@names, %row, $type => 'VWO lj 4-6', $counts[6] => 900)));
is(rounded(psql(q{SELECT onderwijssoort, definitie, teller_onder, teller_boven, noemer_onder, noemer_boven, percentage_onder, percentage_boven
	FROM rapport.deelname('2021', 'VO2708', grondslag => NULL) ORDER BY 1, 2})),
	rounded("pro|A|31|34|931|934|" . percent(31, 931)->numify . '|' . percent(34, 934)->numify . "\npro|B|31|34||||\n"
		. "vso|A|60|60|931|934|" . percent(60, 934)->numify . '|' . percent(60, 931)->numify
		. "\nvso|B|60|60|991|994|" . percent(60, 994)->numify . '|' . percent(60, 991)->numify), 'vso by payer over vo and pro; pro by school, of which B lacks vso')
  or diag psql(q{SELECT grondslag, onderwijssoort, definitie, teller_onder, percentage_onder, reden FROM rapport.deelname('2021', 'VO2708', grondslag => NULL)});

# --- spread -----------------------------------------------------------------------------------
sub quantile { my ($q, @v) = @_; @v = sort { $a <=> $b } @v; my $h = $q * $#v; my $i = int $h; return $v[$i] + ($i < $#v ? ($h - $i) * ($v[ $i + 1 ] - $v[$i]) : 0) }
my ($low, $high) = map { my $side = $_; [ map { $share{$_}[1][$side]->numify } @swvs ] } 0, 1;
is(rounded(psql(q{SELECT verbanden, laagste_onder, laagste_boven, kwartiel1_onder, mediaan_boven, kwartiel3_onder, hoogste_boven, laagste_swv, hoogste_swv
	FROM rapport.deelname_spreiding('2018', 'betalend', 'B') WHERE onderwijssoort = 'so'})),
	rounded(join '|', 4, min(@$low), min(@$high), quantile(0.25, @$low), quantile(0.5, @$high), quantile(0.75, @$low), max(@$high), 'PO3002', 'PO2707'),
	'lowest, quartiles and highest with bounds, and whose they are');

# --- for publication ------------------------------------------------------------------------------
is(psql(q{SELECT count(*) FROM rapport.deelname(grondslag => NULL, publiek => true) WHERE teller_onder = teller_boven AND teller_onder BETWEEN 1 AND 4}), '0', 'no small count is shown');
is(psql(q{SELECT string_agg(DISTINCT concat_ws('..', teller_onder, teller_boven), ' ') FROM rapport.deelname('2018', 'PO3002', 'so', grondslag => 'betalend', publiek => true)}), '1..4', 'it is masked');

# --- as of a moment ----------------------------------------------------------------------------------
my $before = psql('SELECT clock_timestamp()');
taken('duo-so-vso-rp', 'synthetisch-rp2.csv', $payer =~ s/PO2707,SO,2021,NIET_RP,50/PO2707,SO,2021,NIET_RP,51/r);
is(psql(q{SELECT DISTINCT teller_onder FROM rapport.deelname('2021', 'PO2707', 'so', grondslag => 'betalend')}), '51', 'a file issued again');
is(psql(qq{SELECT DISTINCT teller_onder FROM rapport.deelname('2021', 'PO2707', 'so', grondslag => 'betalend', per => '$before')}), '50', 'and as of before');
like(try_psql("SELECT * FROM rapport.deelname(grondslag => 'x')")->{err}, qr/grondslag: "x" is none of woon, betalend, vestiging/, 'another basis is refused');

done_testing();
