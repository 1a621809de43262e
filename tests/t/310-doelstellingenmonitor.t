# The published tables of the Doelstellingenmonitor: every score and every
# count against the files as Perl reads them, colours and stars, and what
# happens to a measurement that is issued again or beside another.
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
my $scores = data_file('doelstellingenmonitor-2023.csv.gz');
my $response = data_file('respons-2023.csv.gz');
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;

# The rows of a file as hashes, with the number of their line.
sub rows_by_column
{
	my ($name) = @_;
	my ($header, @lines) = split /\r?\n/, decode('UTF-8', gunzipped($name));
	my @columns = split /;/, $header;
	my $line = 1;

	return map { my %row = (line => ++$line); @row{@columns} = split /;/, $_, -1; \%row } @lines;
}

sub dump_of { return decode('UTF-8', psql(@_)) }

# --- an empty warehouse ---------------------------------------------------------
warehouse();
fails(passend('report', $_), 2, "nothing that report $_ reads is loaded", "$_: nothing yet") for qw(doelstellingenmonitor respons vormen_van_ondersteuning);

# --- the published tables -------------------------------------------------------
my $result = load($scores, $response);
is($result->{code}, 0, 'the two files load') or diag $result->{err};
my @rows = rows_by_column('doelstellingenmonitor-2023.csv.gz');
is(scalar(@rows), 298, 'there are 298 scores');

my @columns = qw(tabel doelstelling onderwijstype indicator schaal respondentgroep schaalscore onzeker puntsschaal omgedraaid line);
is(dump_of(q{SELECT concat_ws(';', tabel, doelstelling, onderwijstype, indicator, schaal, respondentgroep, replace(to_char(score, 'FM0.0'), '.', ','),
	CASE WHEN onzeker THEN 'ja' ELSE 'nee' END, puntsschaal, CASE WHEN omgedraaid THEN 'ja' ELSE 'nee' END, volgorde)
	FROM ref.schaalscore_gepubliceerd ORDER BY volgorde}),
	join("\n", map { my $row = $_; join ';', map { $row->{$_} } @columns } @rows), 'each is stored as it is in the file');
is(psql(q{SELECT count(*) FROM ref.schaalscore_gepubliceerd WHERE score::text::numeric <> round(score::numeric, 1) OR meting <> '2023-2024'}), '0',
	'as the nearest double of its one decimal, of 2023-2024');

# Colours by the cut points of the publication, in hundredths: the upper end of
# each colour.
my %cuts = (5 => [ 300, 350, 425, 500 ], 3 => [ 200, 250, 275, 300 ]);
my @colours = qw(rood geel lichtgroen donkergroen);
sub colour
{
	my ($hundredths, $points) = @_;
	my ($i) = grep { $hundredths <= $cuts{$points}[$_] } 0 .. 3;
	return $colours[$i];
}
my (@expected, %seen);
for my $row (@rows)
{
	my ($whole, $tenth) = $row->{schaalscore} =~ /^(\d),(\d)$/ or die $row->{schaalscore};
	my $value = 100 * $whole + 10 * $tenth;
	my $points = $row->{puntsschaal};
	my $low = colour($value - 5 < 100 ? 100 : $value - 5, $points);
	my $high = colour($value + 5 > 100 * $points ? 100 * $points : $value + 5, $points);
	my $certain = $low eq $high ? 't' : 'f';

	push @expected, join '|', $row->{tabel}, $row->{onzeker} eq 'ja' ? '*' : '', colour($value, $points), $certain;
	$seen{ colour($value, $points) }++;
	$seen{$certain}++;
}
is(psql('SELECT tabel, ster, kleur, kleur_zeker FROM rapport.doelstellingenmonitor ORDER BY volgorde'), join("\n", @expected),
	'the report gives each its star and its colour');
ok($seen{$_}, "the publication has some that are $_") for @colours, 't', 'f';
is(psql(q{SELECT count(*) FROM rapport.doelstellingenmonitor WHERE titel IS NULL OR titel NOT LIKE 'Doelstelling _: _% (%)'}), '0', 'each table has its title');

my @tables;
for (@rows)
{
	push @tables, $_->{tabel} if !@tables || $tables[-1] ne $_->{tabel};
}
is(scalar(@tables), 29, 'there are 29 tables');
$result = passend('report', 'doelstellingenmonitor');
is($result->{code}, 0, 'passend report prints them all');
is(join(' ', $result->{out} =~ /^Tabel (\S+) Doelstelling/mg), "@tables", 'in the order of the publication');
my $one = decode('UTF-8', passend('report', 'doelstellingenmonitor', '--tabel', '8.2')->{out});
is($one =~ s/\n\n.*//sr . "\n", <<'END', 'or one of them');
Tabel 8.2 Doelstelling 7: Er is acceptabele administratieve belasting (vo), meting 2023-2024
indicator                  schaal                             groep     score  kleur
-------------------------  ---------------------------------  --------  -----  ----------
Indicator 1: Bureaucratie  Procedures efficiënt en eenvoudig  swv       4,1    lichtgroen
                           Procedures nut                     oco       4,2    lichtgroen
                           Procedures tijdrovend              oco       2,7    rood
                           Procedures complex                 oco       3,9    lichtgroen
                           Procedures belastend               mentoren  2,6    rood
END
like($one, qr/\n\nDefinitie: \* = het betrouwbaarheidsinterval is tussen 0,5 en 1,0 breed\. .*\?.*\nBron: Doelstellingenmonitor passend onderwijs, tabellen 2\.1/,
	'under it: what star, colour and ? mean, and where it is from');
like($one, qr/^Herkomst: doelstellingenmonitor-schaalscores, 1 bestand\(en\), 298 rijen,/m, 'and from which file');
like(passend('report', 'doelstellingenmonitor', '--tabel', '6.5')->{out}, qr/ 3,5 +geel \?\n/, 'a score on a boundary has a question mark');
like(passend('report', 'doelstellingenmonitor', '--tabel', '2.2')->{out}, qr/ 3,5\* +geel \?\n/, 'and one that is uncertain its star');
my $csv = passend('report', 'doelstellingenmonitor', '--format', 'csv')->{out};
is(() = $csv =~ /\n/g, 299, 'as CSV: a header and 298 rows');
like($csv, qr/^meting,tabel,titel,doelstelling,/, 'with the columns of the view');
fails(passend('report', 'doelstellingenmonitor', '--tabel', '9.1'), 2, 'tables are 2.1 to 8.4; measurements: 2023-2024', 'a table that is not there');
fails(passend('report', 'doelstellingenmonitor', '--meting', '2019'), 2, 'measurements: 2023-2024', 'a measurement that is not there');
fails(passend('report', 'doelstellingenmonitor', '--meting', 'herfst'), 2, '"herfst" is no school year', 'or is none');

# --- the response ----------------------------------------------------------------
my @actors = rows_by_column('respons-2023.csv.gz');
is(scalar(@actors), 10, 'there are 10 actors');
my @groups = ('po', 'vo_swv', 'bao', 'sbo', 'vo', '(v)so');
is(dump_of(q{SELECT concat_ws(';', actor, coalesce(po::text, ''), coalesce(vo_swv::text, ''), coalesce(bao::text, ''), coalesce(sbo::text, ''),
	coalesce(vo::text, ''), coalesce(vso::text, ''), totaal, coalesce(niet_weergegeven, '')) FROM rapport.respons ORDER BY volgorde}),
	join("\n", map { my $row = $_; join ';', $row->{actor}, (map { $row->{$_} =~ s/\*//r } @groups), $row->{totaal},
		join ', ', grep { $row->{$_} =~ /\*/ } @groups } @actors), 'rapport.respons has each number, and which ones are marked');
is(psql(q{SELECT actor || sbo FROM rapport.respons WHERE niet_weergegeven IS NOT NULL ORDER BY sbo}), encode('UTF-8', "Leerlingen8\nIb’ers/oco’s12"),
	'that is two of them');
is(psql('SELECT count(*) FROM rapport.respons WHERE num_nonnulls(po, vo_swv, bao, sbo, vo, vso) > 0
	AND totaal <> coalesce(po, 0) + coalesce(vo_swv, 0) + coalesce(bao, 0) + coalesce(sbo, 0) + coalesce(vo, 0) + coalesce(vso, 0)'), '0',
	'the totals are the sums of their parts');
$result = passend('report', 'respons');
is($result->{code}, 0, 'passend report respons');
my %printed = map { my @cells = split ' '; ($cells[1] => "@cells[2 .. $#cells]") } grep { /^2023-2024 / } split /\n/, decode('UTF-8', $result->{out});
is_deeply(\%printed, { map { my $row = $_; ($row->{actor} => join ' ', grep { $_ ne '' } @$row{ @groups, 'totaal' }) } @actors },
	'prints each number with its mark');

# --- its face -------------------------------------------------------------------
is(psql(q{SELECT string_agg(c.oid::regclass || '.' || attname, ' ') FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
	WHERE c.oid IN ('rapport.doelstellingenmonitor'::regclass, 'rapport.respons'::regclass, 'ref.schaalscore_gepubliceerd'::regclass,
		'ref.schaalscore_gepubliceerd_vervallen'::regclass, 'ref.respons_gepubliceerd'::regclass, 'ref.respons_gepubliceerd_vervallen'::regclass)
	  AND attnum > 0 AND (col_description(c.oid, attnum) IS NULL OR obj_description(c.oid) IS NULL
	    OR (relkind = 'v' AND format_type(atttypid, atttypmod) NOT IN ('text', 'integer', 'double precision', 'date', 'boolean')))}), '',
	'every relation and column has its comment, and the views have plain types');
my $dashboard = new_role('IN ROLE passend_dashboard');
is(psql('SELECT count(*) FROM rapport.doelstellingenmonitor, rapport.respons', user => $dashboard), '2980', 'a dashboard reads both views');
like(try_psql('SELECT * FROM ref.schaalscore_gepubliceerd', user => $dashboard)->{err}, qr/permission denied/, 'and not the tables');

# --- again, corrected, another measurement --------------------------------------
is(load($scores)->{file}{outcome}, 'already loaded', 'the same file again');
my $text = gunzipped('doelstellingenmonitor-2023.csv.gz');
my $corrected = $text =~ s/;4,4;nee;/;4,5;ja;/r;
isnt($corrected, $text, 'a corrected file');
write_file("$dir/2023.csv", $corrected);
$result = load("$dir/2023.csv");
is($result->{json}{summary}{units_replaced}, 1, 'replaces its measurement');
is(psql("SELECT count(*) || ' ' || sum(score - 4.4) FROM ref.schaalscore_gepubliceerd_vervallen WHERE tabel = '2.1' AND volgorde = 2"), '1 0', 'the old one is kept');
is(psql('SELECT score, ster FROM rapport.doelstellingenmonitor WHERE volgorde = 2'), '4.5|*', 'the new one is reported');
write_file("$dir/2025.csv", $text =~ s/;4,4;nee;/;4,6;nee;/r);
is(load('--set', 'meting=2025', "$dir/2025.csv")->{json}{summary}{units_replaced}, 0, 'another measurement replaces nothing');
is(psql('SELECT meting, count(*) FROM rapport.doelstellingenmonitor GROUP BY 1 ORDER BY 1'), "2023-2024|298\n2025-2026|298", 'and stands beside the first');
like(passend('report', 'doelstellingenmonitor', '--tabel', '6.5')->{out}, qr/^Tabel 6\.5 .*, meting 2023-2024\n.*^Tabel 6\.5 .*, meting 2025-2026\n/ms, 'each is printed');

# --- what does not fit ------------------------------------------------------------
my ($header, $first) = split /(?<=\n)/, $text;
sub rejected
{
	my ($from, $to, $problem, $name) = @_;
	my $row = $first =~ s/\Q$from\E/$to/r;

	die "$from is not in $first" if $row eq $first;
	write_file("$dir/bad.csv", $header . $row . $text =~ s/^.*\n.*\n//r);
	is(load('--set', 'meting=2027', '--max-rejects', '0', "$dir/bad.csv")->{code}, 7, "$name: refused");
	is(load('--set', 'meting=2029', "$dir/bad.csv")->{code}, 6, "$name: rejected");
	is(problems('bad.csv')->[0], $problem, $name);
}
rejected(';4,4;', ';4.4;', '2|schaalscore|4.4|getal|It is not a number of the form that this file uses.', 'a decimal point');
rejected(';4,4;', ';5,1;', '2|schaalscore|5,1|bereik|The number is not in the range 1..5.', 'a score beyond the scale');
rejected(';4,4;', ';;', '2|schaalscore||verplicht|The cell is empty, and this column is required.', 'no score');
rejected(';4,4;nee;', ';4,4;misschien;', '2|onzeker|misschien|codelijst|Only "ja" or "nee" may stand here.', 'neither yes nor no');
rejected(';5;nee', ';4;nee', '2|puntsschaal|4|codelijst|Only "3" or "5" may stand here.', 'a scale of 4 points');
write_file("$dir/three.csv", $text =~ s/;2,5;nee;3;/;3,1;nee;3;/r);
$result = load('--set', 'meting=2031', "$dir/three.csv");
is($result->{code}, 11, 'a score of 3.1 on a scale of 3 points is refused by the table');
like($result->{err}, qr/three\.csv.*schaalscore_gepubliceerd/, 'with its name');

done_testing();
