# Published figures and expectations of policy, with what the warehouse holds beside
# them: every figure as in the files of data/, every letter a source, and today's
# values against made-up data computed here.
use strict;
use warnings;
use utf8;

use Encode qw(decode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;
warehouse();
fails(passend('report', 'gepubliceerde_cijfers'), 2, 'nothing that report gepubliceerde_cijfers reads is loaded', 'nothing yet');
is(load(data_file('overige-cijfers.csv.gz'), data_file('factsheet-swv-2025.csv.gz'))->{code}, 0, 'the two files load');

sub report { return decode('UTF-8', psql($_[0])) }

# --- every published figure --------------------------------------------------------
my %documents;
my @expected;
my (undef, @lines) = split /\n/, decode('UTF-8', gunzipped('overige-cijfers.csv.gz'));
for my $i (0 .. $#lines)
{
	my ($document, $place, $subject, $group, $value, $unit) = split /;/, $lines[$i], -1;
	push @expected, [ $document, $i, join '|', $document, $place, $subject, $group, $value, $unit, '', '' ];
	$documents{$document}{$subject} = 1;
}
(undef, @lines) = split /\n/, decode('UTF-8', gunzipped('factsheet-swv-2025.csv.gz'));
for my $i (0 .. $#lines)
{
	my ($subject, $value, $unit, $period, $note) = split /;/, $lines[$i], -1;
	push @expected, [ '002', $i, join '|', '002', '', $subject, '', $value =~ s/,0$//r, $unit, $period, $note ];
	$documents{'002'}{$subject} = 1;
}
is(scalar(@expected), 101, 'there are 101 figures');
# A figure with several indicators has a row for each.
my $all = q{SELECT document, coalesce(plaats, ''), onderwerp, coalesce(groep, ''), replace(waarde::text, '.', ','), eenheid, coalesce(periode, ''), coalesce(toelichting, '')
	FROM (SELECT DISTINCT ON (document, volgorde) * FROM rapport.gepubliceerde_cijfers() ORDER BY document, volgorde) x ORDER BY document COLLATE "C", volgorde};
is(report($all), join("\n", map { $_->[2] } sort { $a->[0] cmp $b->[0] || $a->[1] <=> $b->[1] } @expected), 'the report has each, digit for digit, in order');
is(report("SELECT string_agg(DISTINCT document, ' ' ORDER BY document) FROM rapport.gepubliceerde_cijfers WHERE titel IS NOT NULL"), '000 001 002 003 004', 'with its document');
is(psql('SELECT count(*) FROM rapport.gepubliceerde_cijfers() WHERE actueel IS NULL AND reden IS NULL'), '0', 'and why there is no value of today');
is(join("\n", grep { my ($document, $subject) = split /\|/, $_, 2; !$documents{$document}{$subject} } split /\n/, report('SELECT document, onderwerp FROM ref.cijfer_kencijfer')), '',
	'indicators stand beside figures that exist');
is(psql("SELECT count(*) FROM rapport.gepubliceerde_cijfers('003', 'MBO')"), scalar(grep { $_->[2] =~ /^003\|.*mbo/ && (join '', (split /\|/, $_->[2])[ 2, 3 ]) =~ /mbo/i } @expected),
	'of one document and word');
fails(passend('report', 'gepubliceerde_cijfers', '--document', '005'), 2, 'document: "005" is none of 000, 001, 002, 003, 004', 'a document that is not there');
like(decode('UTF-8', passend('report', 'gepubliceerde_cijfers', '--document', '000')->{out}), qr/^000 Sectorrapport .*\n.*\n.*\n.*bureaucratie toegenomen .*65 /m, 'on the command line');

# --- expectations -------------------------------------------------------------------
is(psql('SELECT count(DISTINCT verwachting), count(DISTINCT thema), count(DISTINCT schakel) FROM rapport.beleidsverwachtingen()'), '14|12|4', 'expectations, themes and links of annex 2');
is(psql("SELECT string_agg(DISTINCT thema, ', ' ORDER BY thema) FROM rapport.beleidsverwachtingen('resultaat')"), 'Leerlingstromen', 'of one link of the model');
fails(passend('report', 'beleidsverwachtingen', '--schakel', 'uitkomst'), 2, 'schakel: "uitkomst" is none of input, proces, resultaat, omgeving', 'a link that is not there');
is(psql('SELECT count(*) FROM rapport.beleidsverwachtingen() WHERE bronnen IS NULL OR bevinding IS NULL OR bron IS NULL OR (kencijfer IS NULL) <> (reden ~ \'geen kencijfer\')'), '0',
	'each has its finding, its letters, and an indicator or why not');
is(report("SELECT bronnen FROM rapport.beleidsverwachtingen('resultaat') LIMIT 1"), '7.1: E, J, M', 'letters of the paragraph');
is(psql('SELECT count(*) FROM rapport.beleidsverwachtingen() WHERE actueel IS NOT NULL'), '0', 'nothing measured: no value of today');

# --- today ----------------------------------------------------------------------------
# Judgements, accounts, thuiszitters and flows, made up.
my @judgements = (
	[ 'PO0001', '2020-03-01', 'onvoldoende' ], [ 'PO0001', '2022-03-01', 'voldoende' ], [ 'PO0002', '2023-03-01', 'goed' ], [ 'VO0001', '2024-03-01', 'onvoldoende' ],
	[ 'VO0002', '2024-04-01', 'onvoldoende' ], [ 'VO0003', '2024-05-01', 'voldoende' ]);
my @accounts = ([ 'PO0001', 40, 10, 100 ], [ 'PO0002', 20, 9, 100 ], [ 'VO0001', 30, 0, 100 ], [ 'VO0002', 10, 5, '' ]);
my @truants = ([ 'PO0001', 3, '<5', 2 ], [ 'PO0002', 10, 5, '<5' ], [ 'VO0001', 0, 7, 0 ]);
my @flows = ([ 'PO0001', 'so', 'bo', 12 ], [ 'PO0001', 'so', 'vso', 30 ], [ 'PO0001', 'so', 'so', 500 ], [ 'PO0002', 'so', 'bo', '<5' ], [ 'PO0002', 'so', 'vso', 8 ],
	[ 'PO0002', 'sbo', 'vo', 90 ], [ 'PO0001', 'sbo', 'bo', 10 ]);
my @made = (
	write_file("$dir/synthetisch-oordeel.csv", join "\n", 'SWV;VASTGESTELD_OP;EINDOORDEEL;KADER', (map { join ';', @$_, '2021' } @judgements), ''),
	write_file("$dir/synthetisch-rekening.csv", join "\n", 'SWV;JAAR;TOTALE_BATEN;BRUTO_BATEN;TOTALE_LASTEN;RESULTAAT;EIGEN_VERMOGEN;PUBLIEK_EIGEN_VERMOGEN;VOORZIENINGEN;TOTALE_PASSIVA;VLOTTENDE_ACTIVA;KORTLOPENDE_SCHULDEN;LIQUIDE_MIDDELEN',
		(map { "$_->[0];2023;1;;;;$_->[1];;$_->[2];$_->[3];;;" } @accounts), ''),
	write_file("$dir/synthetisch-thuis.csv", join "\n", 'SWV;PEILDATUM;DEFINITIE;ABSOLUUT_VERZUIM;LANGDURIG_RELATIEF_VERZUIM;LANGER_DAN_DRIE_MAANDEN;VRIJSTELLING_5A',
		(map { join ';', $_->[0], '2024-12-31', '2016', @$_[ 1 .. 3 ], 0 } @truants), ''),
	write_file("$dir/synthetisch-stroom.csv", join "\n", 'SCHOOLJAAR;SWV;VAN;NAAR;AANTAL', (map { join ';', '2023-2024', @$_ } @flows), ''));
my $result = load(@made, data_file('doelstellingenmonitor-2023.csv.gz'));
is($result->{code}, 0, 'made-up figures load') or diag $result->{err};

sub today
{
	my ($report, $indicator, $arguments) = @_;
	return report("SELECT DISTINCT actueel_onder, actueel_boven FROM rapport.$report(" . ($arguments // '') . ") WHERE kencijfer = '$indicator'");
}
my @three = grep { substr($_->[1], 0, 4) >= 2022 } @judgements;
my $good = grep { $_->[2] ne 'onvoldoende' } @three;
is(today('gepubliceerde_cijfers', 'Eindoordeel voldoende of goed, laatste drie kalenderjaren'), join('|', (100 * $good / @three) x 2), 'share of good judgements in three years');
is(today('gepubliceerde_cijfers', 'Eindoordeel onvoldoende, laatste kalenderjaar'), '2|2', 'insufficient ones in the last year');
is(today('gepubliceerde_cijfers', 'Solvabiliteit II onder 30 procent'), join('|', (scalar grep { $_->[3] && ($_->[1] + $_->[2]) / $_->[3] < 0.3 } @accounts) x 2), 'under 30 percent, 29 is and 30 is not');
like(report("SELECT reden FROM rapport.gepubliceerde_cijfers() WHERE kencijfer = 'Solvabiliteit II onder 30 procent'"), qr/van 1 samenwerkingsverband/, 'of one it is not known');
sub bounds { return map { $_[0] eq '<5' ? $_ : $_[0] } 1, 4 }
my ($low, $high, $low3, $high3) = (0, 0, 0, 0);
for my $row (@truants)
{
	my @b = map { [ bounds($_) ] } @$row[ 1 .. 3 ];
	$low += $b[0][0] + $b[1][0]; $high += $b[0][1] + $b[1][1]; $low3 += $b[2][0]; $high3 += $b[2][1];
}
is(today('beleidsverwachtingen', 'Thuiszitters'), "$low|$high", 'thuiszitters, with bounds');
is(today('gepubliceerde_cijfers', 'Thuiszitters, langer dan drie maanden'), "$low3|$high3", 'and those of three months, beside the published 4000');
# Back to bo of all who left so: 12 and 1..4 of 12 + 30 + 1..4 + 8.
is(join('|', map { sprintf '%.12f', $_ } split /\|/, today('beleidsverwachtingen', 'Terugstroom van so naar bo')), join('|', map { sprintf '%.12f', $_ } 100 * 13 / 51, 100 * 16 / 54), 'back to regular schools, who stays in so does not count');
is(today('beleidsverwachtingen', 'Terugstroom van sbo naar bo'), '10|10', 'and from sbo');
my @burden = map { s/,/./r } map { $_->[6] } grep { $_->[1] == 7 && $_->[2] =~ /^(sbo|\(v\)so)$/ && $_->[8] == 5 }
  map { [ split /;/ ] } (split /\r\n/, decode('UTF-8', gunzipped('doelstellingenmonitor-2023.csv.gz')))[ 1 .. 298 ];
is(today('beleidsverwachtingen', 'Bureaucratie'), join('|', (sort { $a <=> $b } @burden)[ 0, -1 ]), 'lowest and highest published score of sbo and (v)so');
like(today('gepubliceerde_cijfers', 'Schalen met een gepubliceerde score'), qr/^71\|71$/, 'as many scales as the file has');
is(report("SELECT actueel FROM rapport.beleidsverwachtingen() WHERE kencijfer = 'Terugstroom van so naar bo'"), '25,49..29,63', 'as text, with decimal commas');
is(psql("SELECT count(*) FROM rapport.beleidsverwachtingen(per => '2020-01-01') WHERE actueel IS NOT NULL"), '0', 'as of before: nothing');
# For everybody, counts of 1 to 4 are not told: PO0001's two of three months are 1..4. Nor are
# sums of them, which beside the counts of others would tell: they are those of the report.
is(today('gepubliceerde_cijfers', 'Thuiszitters, langer dan drie maanden', 'publiek => true'),
	psql("SELECT CASE WHEN count(drie_maanden_onder) = count(*) THEN sum(drie_maanden_onder) END, CASE WHEN count(drie_maanden_boven) = count(*) THEN sum(drie_maanden_boven) END FROM rapport.thuiszitters('landelijk', publiek => true) WHERE peildatum = (SELECT max(peildatum) FROM rapport.thuiszitters)"),
	'for publication: as report thuiszitters has it');
like(psql("SELECT reden FROM rapport.gepubliceerde_cijfers(publiek => true) WHERE kencijfer = 'Thuiszitters, langer dan drie maanden'"), qr/^afgeschermd/, 'and why');

# --- who may ------------------------------------------------------------------------------
my $dashboard = new_role('IN ROLE passend_dashboard');
is(psql('SELECT count(*) > 0 FROM rapport.beleidsverwachtingen, rapport.gepubliceerde_cijfers', user => $dashboard), 't', 'a dashboard reads both views');

done_testing();
