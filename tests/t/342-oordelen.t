# Final judgements with their denominators, the standards that were named, annual accounts
# against dated signals, and the yes/no monitor; each counted here a second time.
use strict;
use warnings;
use utf8;

use Encode qw(decode encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;
warehouse();
fails(passend('report', $_), 2, "nothing that report $_ reads is loaded", "$_: nothing is loaded") for qw(oordelen oordeel_standaarden financien financien_samenvatting monitor_ja_nee);
my $files = 0;
sub loads
{
	my ($name, @lines) = @_;
	is(load(write_file("$dir/" . ++$files . '-synthetisch.csv', encode('UTF-8', join "\n", @lines, '')))->{code}, 0, $name);
}
sub rows { return [ split /\n/, decode('UTF-8', psql($_[0])) ] }

# --- judgements ------------------------------------------------------------------------------
# SWV, day, judgement, what is said of it. PO0001 is judged twice in three years, PO0004 long ago.
my @judged = ([qw(PO0001 2022-03-01 onvoldoende), 'dekkend netwerk'], [qw(PO0001 2024-05-01 voldoende), ''], [qw(PO0002 2024-01-01 onvoldoende),
	'Besturing, kwaliteitszorg en verantwoording'], [qw(PO0003 2023-12-31 goed), ''], [qw(PO0004 2019-06-01 voldoende), ''],
	[qw(VO0001 2024-12-31 onvoldoende), 'dekkend netwerk, sturing en kwaliteitszorg en verantwoording'], [qw(VO0002 2023-02-01 onvoldoende), 'Dekkend netwerk; huisvesting'],
	[qw(VO0003 2024-02-02 onvoldoende), '']);
my $before = psql('SELECT now()');
loads('judgements', 'SWV;VASTGESTELD_OP;EINDOORDEEL;KADER;TOELICHTING', map { join ';', @$_[ 0, 1, 2 ], 2021, $_->[3] =~ /;/ ? qq{"$_->[3]"} : $_->[3] } @judged);
my $report = q{SELECT periode, sector, noemer, n, onvoldoende, voldoende, goed, geen_oordeel, round(percentage_voldoende_of_goed::numeric, 6) FROM rapport.oordelen};
like(psql(q{SELECT DISTINCT reden FROM rapport.oordelen WHERE noemer = 'alle samenwerkingsverbanden'}), qr/niet geladen/, 'how many SWVs there are is not loaded');
is(psql(q{SELECT count(n) FROM rapport.oordelen WHERE noemer = 'alle samenwerkingsverbanden'}), '0', 'so of them there is no number');
loads('postcodes', 'pc4,gemeente,po_swv,vo_swv', map { "100$_,Plaats,PO000$_,VO000" . ($_ > 4 ? 4 : $_) } 1 .. 5);
my @expected;
for my $length (1, 3)
{
	my %all = (po => 5, vo => 4, 'po en vo' => 9);
	for my $sector ('po', 'vo', 'po en vo')
	{
		my @in = grep { my ($y) = $_->[1] =~ /^(\d+)/; $y <= 2024 && $y > 2024 - $length && ($sector =~ / / || lc($_->[0]) =~ /^$sector/) } @judged;
		my %last;
		$last{ $_->[0] } = $_ for sort { $a->[1] cmp $b->[1] } @in;
		for my $d ([ 'oordelen', @in ], [ 'onderzochte samenwerkingsverbanden', values %last ], [ 'alle samenwerkingsverbanden', values %last ])
		{
			my ($name, @of) = @$d;
			my $n = $name =~ /^alle/ ? $all{$sector} : @of;
			my %k = map { my $o = $_; $o => scalar grep { $_->[2] eq $o } @of } qw(onvoldoende voldoende goed);
			push @expected, join '|', $length == 1 ? '2024' : '2022-2024', $sector, $name, $n, @k{qw(onvoldoende voldoende goed)}, $n - @of,
				sprintf '%.6f', 100 * ($k{voldoende} + $k{goed}) / $n;
		}
	}
}
is_deeply([ sort @{ rows("$report(2024)") } ], [ sort @expected ], 'three denominators, each said');
is_deeply(rows("$report(2024, noemer => 'oordelen', sector => 'po')"), [ grep { /\|po\|oordelen/ } @expected ], 'one of them, in order');
is(psql(q{SELECT string_agg(DISTINCT periode, ' ') FROM rapport.oordelen(2024, jaren => 6)}), '2019-2024 2024', 'six years');
is(psql("SELECT count(*) FROM rapport.oordelen(per => '$before')"), '0', 'before they were loaded there are none');
is(psql('SELECT count(*) FROM rapport.oordelen'), psql('SELECT count(*) FROM rapport.oordelen()'), 'the view is the report');
fails(passend('report', 'oordelen', '--jaren', '0'), 2, 'jaren: 0 is less than 1', 'no years');
fails(passend('report', 'oordelen', '--jaar', '2010'), 2, 'years with a judgement: .*2024', 'a year without a judgement');

is_deeply(rows(q{SELECT standaard, genoemd, oordelen, genoemd_onvoldoende, oordelen_onvoldoende, alleen_onvoldoende FROM rapport.oordeel_standaarden(2024, sector => 'po en vo')
	WHERE periode = '2023-2024' ORDER BY standaard COLLATE "C"}),
	[ '(anders genoemd)|1|6|1|4|0', '(niets genoemd)|3|6|1|4|0', 'besturing, kwaliteitszorg en verantwoording|1|6|1|4|1', 'dekkend netwerk|2|6|2|4|0',
		'kwaliteitszorg en verantwoording|1|6|1|4|0', 'sturing|1|6|1|4|0' ], 'standards by name: the longest, and only whole words');
is(psql(q{SELECT count(*) FROM rapport.oordeel_standaarden WHERE code IS NOT NULL}), '0', 'no code is known');
psql(q{UPDATE ref.kaderstandaard SET code = 'X1' WHERE standaard = 'dekkend netwerk'; INSERT INTO ref.kaderstandaard VALUES ('2021', NULL, 'huisvesting', NULL, 'test')});
is_deeply(rows(q{SELECT standaard, code, genoemd FROM rapport.oordeel_standaarden(2023, 1) WHERE sector = 'vo'}), [ 'dekkend netwerk|X1|1', 'huisvesting||1' ],
	'a standard that is added is found, with its code');

# --- annual accounts ----------------------------------------------------------------------------
# Whole euros: income, gross income, result, equity, public equity, provisions, balance, current assets and liabilities.
my %account = (
	'PO0001 2023' => [ 2999999, 10000000, 30000, 2000000, 2000000, 220000, 7400000, 1500000, 1000000 ],	# solvency 0.30, liquidity 1.5: no signal
	'PO0002 2023' => [ 3000000, 7142857, -30000, 250000, 250000, 219999, 7400000, 999999, 1000000 ],	# exactly 3 million
	'PO0003 2023' => [ 12000001, 7142858, 1, 260000, 260000, 0, 260000, 749, 1000 ],
	'PO0004 2023' => [ 25000001, '', 0, 1, 5, 1, 10, 6, 10 ],	# 0.5 or 0.75: unknown which
	'VO0001 2023' => [ 26000000, 1, 0, 1, 250001, 1, 10, 4, 10 ],	# below both
	'VO0002 2023' => [ '', 20000000, 0, '', 700000, 1, 10, 16, 10 ],	# size unknown, above all
	'VO0003 2019' => [ 5000000, 20000000, 0, 1, 700001, 0, 10, 4, 10 ],	# before it is known to hold
	'VO0003 2015' => [ 5000000, 20000000, 0, 1, 700001, 0, 10, 4, 10 ]);
loads('accounts', 'SWV;JAAR;TOTALE_BATEN;BRUTO_BATEN;RESULTAAT;EIGEN_VERMOGEN;PUBLIEK_EIGEN_VERMOGEN;VOORZIENINGEN;TOTALE_PASSIVA;VLOTTENDE_ACTIVA;KORTLOPENDE_SCHULDEN',
	map { my $key = $_; join ';', split(' ', $key), @{ $account{$key} } } sort keys %account);
sub signals
{
	my ($ratio) = @_;
	return join ' ', @{ rows(qq{SELECT instelling || right(jaar::text, 2) || '=' || coalesce(signaal::text, '?') FROM rapport.financien(kengetal => '$ratio')}) };
}
is(signals('solvabiliteit_ii'), 'VO000315=? VO000319=? PO000123=false PO000223=true PO000323=false PO000423=true VO000123=true VO000223=?',
	'solvency: below 0.30 only, from the year that it is known to hold');
is(signals('liquiditeit'), 'VO000315=? VO000319=? PO000123=false PO000223=true PO000323=true PO000423=? VO000123=true VO000223=false',
	'liquidity by size; unknown where the rules that may hold differ');
is(signals('rentabiliteit'), join(' ', map { "$_=?" } qw(VO000315 VO000319 PO000123 PO000223 PO000323 PO000423 VO000123 VO000223)), 'no signal for the result');
# 3.5% of the gross income in hundredths of a euro, and at least 250,000.
my @excess;
for my $key (sort { substr($a, 7) <=> substr($b, 7) || $a cmp $b } keys %account)
{
	my ($gross, $public) = @{ $account{$key} }[ 1, 4 ];
	my $limit = $gross eq '' ? undef : $gross * 3.5 > 25_000_000 ? $gross * 35 : 250_000_000;
	my $over = defined $limit ? $public * 1000 - $limit : undef;
	push @excess, join '|', $key =~ s/ .*//r, defined $over ? (($over > 0 ? 'true' : 'false'), sprintf '%.3f', ($over > 0 ? $over : 0) / 1000) : ('', '');
}
is_deeply(rows(q{SELECT instelling, signaal::text, round(bovenmatig::numeric, 3) FROM rapport.financien(kengetal => 'publiek_eigen_vermogen')}), \@excess,
	'public equity above 3.5% of gross income and 250,000');
is(psql(q{SELECT string_agg(instelling, ' ' ORDER BY instelling) FROM rapport.financien(2023) WHERE reden ~ 'precies een grens'}), 'PO0002', 'exactly on a boundary of size is said');
like(psql(q{SELECT reden FROM rapport.financien(2019, kengetal => 'solvabiliteit_ii')}), qr/of de signaleringswaarde in dit jaar gold is onbekend/, 'a reason where the date is unknown');
like(psql(q{SELECT reden FROM rapport.financien(2023, 'PO0004', 'liquiditeit')}), qr/welke signaleringswaarde geldt is onbekend: de ingangsdatum/, 'and where the rule is');
for (sort keys %account)
{
	my ($swv, $year) = split ' ';
	my ($income, undef, $result, $own, undef, $provisions, $total, $assets, $short) = @{ $account{$_} };
	my @ratio = ($income eq '' ? '' : $result / $income, $own eq '' ? '' : ($own + $provisions) / $total, $assets / $short);
	my @got = split /\n/, psql("SELECT coalesce(waarde::text, '') FROM rapport.financien($year, '$swv') WHERE kengetal <> 'publiek_eigen_vermogen'"), -1;
	push @got, '' while @got < 3;
	ok(!grep({ $ratio[$_] eq '' ? $got[$_] ne '' : abs($got[$_] - $ratio[$_]) > 1e-12 } 0 .. 2), "$swv $year: ratios") or diag "@got / @ratio";
}
is_deeply(rows(q{SELECT sector, kengetal, instellingen, met_waarde, signaal_onder, signaal_boven FROM rapport.financien_samenvatting(2023) WHERE sector <> 'po' OR kengetal = 'liquiditeit'}),
	[ 'vo|rentabiliteit|2|1||', 'po en vo|rentabiliteit|6|5||', 'vo|solvabiliteit_ii|2|1|1|2', 'po en vo|solvabiliteit_ii|6|5|3|4', 'po|liquiditeit|4|4|2|3',
		'vo|liquiditeit|2|2|1|1', 'po en vo|liquiditeit|6|6|3|4', 'vo|publiek_eigen_vermogen|2|2|1|1', 'po en vo|publiek_eigen_vermogen|6|6|3|4' ],
	'counted, what cannot be told as a range');
like(passend('report', 'financien', '--jaar', '2023', '--instelling', 'PO0001')->{out}, qr/^2023 +PO0001 +solvabiliteit_ii +0,3000 +onder 0,3 +nee /m, 'on the command line');
fails(passend('report', 'financien', '--instelling', 'PO1'), 2, 'PO1', 'an SWV that is none');
fails(passend('report', 'financien_samenvatting', '--soort', 'x'), 2, 'soort: "x" is none of samenwerkingsverband, schoolbestuur', 'a kind that is none');

# School boards: the size is unknown, so liquidity is told only where all sizes agree.
my $template = passend('datasets', 'duo-kengetallen', '--template')->{out};
my ($header) = split /\r?\n/, $template;
my @names = map { s/^"|"$//gr } split /;/, $header;
sub board
{
	my %value = @_;
	return join ';', map { $value{$_} // '' } @names;
}
is(load('--set', 'sector=po', write_file("$dir/kengetallen-synthetisch.csv", join "\r\n", $header, map({ my ($n, $liquid) = @$_;
	board('BEVOEGD GEZAG NUMMER' => $n, 'BEVOEGD GEZAG NAAM' => 'B', JAAR => 2022, GROEPERING => 'po', 'LIQUIDITEIT (CURRENT RATIO)' => $liquid, RENTABILITEIT => '0,01',
		'SOLVABILITEIT 2' => '0,29') } [ 11111, '0,4' ], [ 22222, '1,2' ], [ 33333, '2,0' ]), ''))->{code}, 0, 'ratios of school boards');
is_deeply(rows(q{SELECT instelling, signaal::text FROM rapport.financien(2022, kengetal => 'liquiditeit', soort => 'schoolbestuur')}), [ '11111|true', '22222|', '33333|false' ], 'told where all sizes agree');
is(psql(q{SELECT count(*) FROM rapport.financien(2022, kengetal => 'solvabiliteit_ii', soort => 'schoolbestuur') WHERE signaal}), '3', 'solvency does not depend on size');
is(psql(q{SELECT count(*) FROM rapport.financien(2022)}), '0', 'without asking only SWVs');

# --- the yes/no monitor ---------------------------------------------------------------------------
my @answers = map { my ($round, $yes, $no, $unknown, $empty) = @$_; my $i = 0;
	map({ [ $round, 'PO' . sprintf('%04d', ++$i), 'ouders', 'Is er een plan?', $_ ] } ('ja') x $yes, ('nee') x $no, ('weet niet') x $unknown, ('') x $empty) }
	[ '2013-05', 3, 6, 1, 0 ], [ '2013-11', 7, 2, 2, 1 ];
push @answers, [ '2013-11', 'VO0001', 'ouders', 'Is er een plan?', 'nee' ], [ '2013-11', 'PO0001', 'ouders', 'Weten ouders ervan?', 'weet niet' ],
	[ '2013-11', 'PO0001', 'financiële afspraken', 'Is er een begroting?', 'ja' ];
loads('answers', 'RONDE;SWV;THEMA;VRAAG;ANTWOORD', map { join ';', @$_ } @answers);
sub percent { return sprintf '%.6f', 100 * $_[0] / $_[1] }
is_deeply(rows(q{SELECT ronde, sector, definitie, verbanden, n, ja, nee, weet_niet, niet_beantwoord, round(percentage::numeric, 6), vorige_ronde, round(verschil::numeric, 6)
	FROM rapport.monitor_ja_nee(thema => 'ouders') WHERE vraag = 'Is er een plan?' AND sector <> 'vo'}),
	[ '2013-05|po|ja en nee|10|9|3|6|1|0|' . percent(3, 9) . '||', '2013-05|po|alle antwoorden|10|10|3|6|1|0|' . percent(3, 10) . '||',
		'2013-05|po en vo|ja en nee|10|9|3|6|1|0|' . percent(3, 9) . '||', '2013-05|po en vo|alle antwoorden|10|10|3|6|1|0|' . percent(3, 10) . '||',
		'2013-11|po|ja en nee|12|9|7|2|2|1|' . percent(7, 9) . '|2013-05|' . percent(4, 9), '2013-11|po|alle antwoorden|12|11|7|2|2|1|' . percent(7, 11) . '|2013-05|' . percent(37, 110),
		'2013-11|po en vo|ja en nee|13|10|7|3|2|1|' . percent(7, 10) . '|2013-05|' . percent(33, 90), '2013-11|po en vo|alle antwoorden|13|12|7|3|2|1|' . percent(7, 12) . '|2013-05|' . percent(17, 60) ],
	'percentage yes with both denominators, and the change');
is_deeply(rows(q{SELECT n, percentage, reden FROM rapport.monitor_ja_nee('2013-11', sector => 'po', definitie => 'ja en nee') WHERE vraag = 'Weten ouders ervan?'}),
	[ '0||niemand antwoordde ja of nee; in geen eerdere ronde is deze vraag zo gesteld' ], 'a question that nobody answered, and that is new');
is_deeply(rows(q{SELECT n, ja, verschil, reden FROM rapport.monitor_ja_nee('2013-11', 'ouders', 'po', 'alle antwoorden') WHERE vraag = '(alle vragen)'}),
	[ '12|7||geen verschil: de vragen van een thema wisselen' ], 'a theme: its questions together, without a change');
like(decode('UTF-8', passend('report', 'monitor_ja_nee', '--ronde', '2013-11', '--sector', 'po')->{out}), qr/^Ronde 2013-11, financiële afspraken\n.*^Is er een plan\? +po +ja en nee +9 +7 +77,8 +2013-05 +\+44,4 /ms, 'on the command line');
fails(passend('report', 'monitor_ja_nee', '--definitie', 'C'), 2, 'definitie: "C" is none of ja en nee, alle antwoorden', 'a denominator that is none');

done_testing();
