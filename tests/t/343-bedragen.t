# Amounts per pupil against the file as Perl reads it, as known on a day; the division of
# an excess in whole cents, done here with integers; and figures as published.
use strict;
use warnings;

use Encode qw(decode encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();
fails(passend('report', 'normbedragen'), 2, 'nothing that report normbedragen reads is loaded', 'no amounts yet');

# --- the published amounts ---------------------------------------------------------------------
my $before = psql('SELECT now()');
is(load(data_file('normbedragen.csv.gz'))->{code}, 0, 'the amounts load');
my ($header, @lines) = split /\n/, decode('UTF-8', gunzipped('normbedragen.csv.gz'));
is($header, 'soort;periode;groep;bekostigingscategorie;bedrag_eur;bron;vastgesteld_op', 'the columns');
my @amounts = map { [ split /;/, $_, -1 ] } @lines;
my $shown = q{SELECT soort, periode, groep, categorie, replace(to_char(bedrag, 'FM999990.00'), '.', ','), bron, vastgesteld_op FROM };
sub key { return join ';', @{ $_[0] }[ 0 .. 3 ] }
sub stored { return [ sort map { tr/|/;/r } split /\n/, decode('UTF-8', psql("$shown $_[0]")) ] }
is_deeply(stored('ref.normbedrag'), [ sort @lines ], 'each is stored as it is in the file');

# What was known on a day: of each the last that was set until then.
sub known
{
	my ($day) = @_;
	my %last;
	for (sort { $a->[6] cmp $b->[6] } @amounts) { $last{ key($_) } = join ';', @$_ if $_->[6] le $day }
	return [ sort values %last ];
}
for my $day ('2014-01-01', '2015-03-27', '2015-10-14', '2015-10-15', '2016-09-16', '2016-09-17', '2030-01-01')
{
	is_deeply(stored("rapport.normbedragen(bekend_op => '$day')"), known($day), "as known on $day");
}
is_deeply(stored('rapport.normbedragen'), known('9999'), 'the view: as set last');
is(scalar(grep { /^ondersteuning personeel;2015-2016;.*;;/ } @{ known('9999') }), 9, 'nine amounts were set again, and are not known');
is(psql(q{SELECT count(*) FROM rapport.normbedragen(soort => 'ondersteuning personeel') WHERE bedrag IS NULL AND eerder_bedrag IS NOT NULL AND eerder_vastgesteld_op = '2015-10-15'
	AND reden ~ 'bedrag is onbekend'}), '9', 'with what they were before, and a reason');
# Of a day: the school year or the calendar year around it.
for my $day ('2015-07-31', '2015-08-01', '2015-12-31', '2016-01-01', '2016-07-31', '2016-08-01', '2011-10-01')
{
	my ($year, $month) = $day =~ /^(\d+)-0?(\d+)/;
	my $school = $month >= 8 ? $year . '-' . ($year + 1) : ($year - 1) . "-$year";
	is_deeply(stored("rapport.normbedragen('$day')"), [ grep { my $p = (split /;/)[1]; $p eq $year || $p eq $school } @{ known('9999') } ], "valid on $day");
}
is(psql(q{SELECT sum((a.bedrag > b.bedrag)::int), count(*) FROM rapport.normbedragen(bekend_op => '2016-01-01') a JOIN rapport.normbedragen(bekend_op => '2016-01-01') b USING (soort, periode, categorie)
	WHERE a.groep = 'so jonger dan 8' AND b.groep = 'so 8 en ouder' AND categorie = 'laag' AND soort = 'ondersteuning personeel'}), '1|1', 'laag is lower from the age of 8, as published');
is(psql("SELECT count(*) FROM rapport.normbedragen(per => '$before')"), '0', 'before they were loaded there are none');
fails(passend('report', 'normbedragen', '--datum', '2020-10-01'), 2, 'no amount is known for that; periods known: ', 'later years are not known');
like(passend('report', 'normbedragen', '--datum', '2015-10-01', '--bekend_op', '2016-01-01', '--groep', 'vso')->{out}, qr/^ondersteuning personeel +2015-2016 +vso +hoog +20186,72 +2015-10-15 /m,
	'on the command line');

# The file as it is elsewhere, without the days: what came later is unknown.
my $plain = write_file("$dir/zonder-dagen-synthetisch.csv", encode('UTF-8', join "\n", 'soort;periode;groep;bekostigingscategorie;bedrag_eur;bron', 'ondersteuning personeel;2015-2016;vso;laag;1,50;x', ''));
is(load($plain)->{code}, 0, 'a file without days loads');
is(psql(q{SELECT bedrag, reden FROM rapport.normbedragen(bekend_op => '2000-01-01') WHERE soort = 'ondersteuning personeel'}), '1.5|wanneer het is vastgesteld is onbekend', 'and says so');

# --- the division of an excess ----------------------------------------------------------------------
# In cents: rounded down, then a cent for the largest remainders.
sub divided
{
	my ($cents, %pupils) = @_;
	my $all = 0;
	$all += $_ for values %pupils;
	my %part = map { $_ => int($cents * $pupils{$_} / $all) } keys %pupils;
	my $left = $cents;
	$left -= $_ for values %part;
	my @order = sort { ($cents * $pupils{$b}) % $all <=> ($cents * $pupils{$a}) % $all || $a cmp $b } keys %pupils;
	$part{$_}++ for @order[ 0 .. $left - 1 ];
	return map { sprintf '%s|%d|%d.%02d', $_, $pupils{$_}, int($part{$_} / 100), $part{$_} % 100 } sort keys %pupils;
}
for ([ 25000001, '12AB' => 240, '34CD' => 175, '56EF' => 85 ], [ 100, A => 1, B => 1, C => 1 ], [ 1, B => 5, A => 5 ], [ 99999999, map { ("S$_" => 7 * $_ + 3) } 10 .. 60 ], [ 12345, A => 0, B => 3 ])
{
	my ($cents, %pupils) = @$_;
	my $list = join ',', map { "$_=$pupils{$_}" } sort keys %pupils;
	my $cut = sprintf '%d.%02d', int($cents / 100), $cents % 100;
	my $call = "rapport.uitputting(1000000, 1000000 + $cut, '$list')";

	is_deeply([ split /\n/, psql("SELECT school, leerlingen, to_char(korting, 'FM99999990.00') FROM $call WHERE school <> 'totaal'") ], [ divided($cents, %pupils) ], "$cut over " . keys(%pupils) . ' schools');
	is(psql("SELECT sum(round(korting::numeric, 2)) FROM $call WHERE school <> 'totaal'"), $cut, 'to the cent');
}
is(psql(q{SELECT school, korting, afgerond, reden FROM rapport.uitputting(10, 9.99, 'A=1')}), "A|0||de aftrek is niet hoger dan het budget\ntotaal|0||de aftrek is niet hoger dan het budget", 'no excess, no cut');
is(psql(q{SELECT string_agg(afgerond, ', ' ORDER BY school) FROM rapport.uitputting(0, 1, 'A=1,B=1,C=1')}), 'naar boven, naar beneden, naar beneden', 'who got the cent is said');
like(passend('report', 'uitputting', '--budget', '1000000', '--aftrek', '1250000.01', '--scholen', '12AB=240,34CD=175,56EF=85')->{out}, qr/^totaal +500 +100,00 +250000,01/m, 'on the command line');
for ([ [ '--scholen', 'A' ], 'scholen: "A" is not SCHOOL=PUPILS' ], [ [ '--scholen', 'A=1,A=2' ], 'scholen: "A" is given twice' ], [ [ '--scholen', 'A=0' ], 'no pupils to divide by' ],
	[ [], 'one swv and a schooljaar are needed' ], [ [ '--scholen', 'A=1', '--budget', '1.001' ], 'budget: "1.001" is no amount' ], [ [ '--swv', 'PO0001', '--schooljaar', 'x' ], 'no school year' ])
{
	my ($arguments, $pattern) = @$_;
	my @budget = grep({ $_ eq '--budget' } @$arguments) ? () : ('--budget', '1');
	fails(passend('report', 'uitputting', @budget, '--aftrek', '2', @$arguments), 2, $pattern, "refused: $pattern");
}

# As loaded: the schools of an SWV and their pupils in bo and sbo.
sub template_file
{
	my ($dataset, $name, @rows) = @_;
	my ($head) = split /\r?\n/, passend('datasets', $dataset, '--template')->{out};
	my @columns = map { s/^"|"$//gr } split /[;,]/, $head;
	my ($separator) = $head =~ /([;,])/;
	return write_file("$dir/$name", join "\n", $head, (map { my %row = %$_; join $separator, map { $row{$_} // '' } @columns } @rows), '');
}
sub schools { return map { { ADMINISTRATIENUMMER => $_->[0], 'BRIN NUMMER' => $_->[1], VESTIGINGSNUMMER => $_->[2], INSTELLINGSNAAM => 'De School' } } @_ }
is(load('--set', 'sector=po', template_file('duo-swv-scholen', 'scholen-synthetisch.csv', schools([ 'PO0001', '00AA', '00AA00' ], [ 'PO0001', '00AA', '00AA01' ], [ 'PO0001', '00AB', '00AB00' ],
	[ 'PO0002', '00AC', '00AC00' ])))->{code}, 0, 'schools of two SWVs');
is(load(template_file('duo-brin6-totaal', 'brin6-synthetisch.csv', map { my @c = split ' '; { INSTELLINGSCODE => $c[0], VESTIGINGSCODE => $c[1], TYPE_PO => $c[2], PEILJAAR => 2024, AANTAL_LEERLINGEN => $c[3] } }
	'00AA 00 BO 200', '00AA 01 BO 100', '00AB 00 SBO 60', '00AB 00 SO 40', '00AC 00 BO -1'))->{code}, 0, 'and their pupils');
is_deeply([ split /\n/, psql(q{SELECT school, leerlingen, to_char(korting, 'FM99999990.00') FROM rapport.uitputting(0, 100.01, swv => 'PO0001', schooljaar => '2024') WHERE school <> 'totaal'}) ],
	[ divided(10001, '00AA00' => 200, '00AA01' => 100, '00AB00' => 60) ], 'divided over the schools that are loaded, without so');
fails(passend('report', 'uitputting', '--budget', '0', '--aftrek', '1', '--swv', 'PO0002', '--schooljaar', '2024'), 2, 'pupils of school 00AC00 is masked or unknown', 'not over a masked number');
fails(passend('report', 'uitputting', '--budget', '0', '--aftrek', '1', '--swv', 'PO0003', '--schooljaar', '2024'), 2, 'no schools with pupils are loaded for that', 'nor over none');

# --- as published: the files that they are read from ------------------------------------------------
fails(passend('report', 'mbo_respons'), 2, 'nothing that report mbo_respons reads is loaded', 'no survey yet');
is(load(data_file('overige-cijfers.csv.gz'), data_file('factsheet-swv-2025.csv.gz'))->{code}, 0, 'published figures load');
my @survey = map { [ split /;/ ] } grep { /^003;[^;]*;mbo-instellingen respons;/ } split /\n/, decode('UTF-8', gunzipped('overige-cijfers.csv.gz'));
my ($answered) = map { $_->[4] } grep { $_->[3] eq 'totaal' } @survey;
is_deeply([ split /\n/, psql(q{SELECT soort, respons, instellingen, round(percentage::numeric, 6), round(aandeel::numeric, 6) FROM rapport.mbo_respons()}) ],
	[ map { my ($of) = $_->[5] =~ /^van (\d+)$/; join '|', @$_[ 3, 4 ], $of // '', $of ? sprintf('%.6f', 100 * $_->[4] / $of) : '', sprintf '%.6f', 100 * $_->[4] / $answered } @survey ],
	'the response of the survey of mbo institutions');
is(psql(q{SELECT count(*), count(reden) FROM rapport.mbo_respons}), '4|3', 'how many there are of a kind is not published');
my %published = map { my @c = split /;/, $_, -1; $c[0] => \@c } split /\n/, decode('UTF-8', gunzipped('factsheet-swv-2025.csv.gz'));
my $waiting = $published{'(v)so-scholen met wachtlijst'};
is(psql(q{SELECT percentage_onder, percentage_boven, gemiddeld_onder, herkomst FROM rapport.wachtlijsten(soort => '(v)so')}),
	join('|', @$waiting[ 1, 1 ], $waiting->[4] =~ /(\d+)/, "gepubliceerd over $waiting->[3]"), 'the waiting lists of the factsheet');
is(load(write_file("$dir/rekening-synthetisch.csv", join "\n", 'SWV;JAAR;EIGEN_VERMOGEN;VOORZIENINGEN;TOTALE_PASSIVA', map({ "$_;2023;1;0;10" } 'PO0001', 'VO0001'), 'PO0001;2022;1;0;10', ''))->{code}, 0, 'accounts of two SWVs');
is(psql(q{SELECT jaar, sector, signaal_onder, gepubliceerd FROM rapport.financien_samenvatting(kengetal => 'solvabiliteit_ii')}),
	"2022|po|1|\n2022|po en vo|1|\n2023|po|1|\n2023|vo|1|\n2023|po en vo|2|$published{'swv solvabiliteit onder signaleringswaarde'}[1]", 'and its 26 SWVs, beside what is loaded');

done_testing();
