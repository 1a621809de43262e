# What only users hold: the example of each template loads as it is, and values
# arrive as written. All of it is synthetic.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

warehouse();

# The example of a description as a file, with changes to its first row.
sub example
{
	my ($name, %change) = @_;
	my $d = description($name);
	my @names = map { $_->{name} } @{ $d->{schema}{fields} };
	my @rows = map { [@$_] } @{ $d->{passend}{example} };

	for my $i (grep { exists $change{ $names[$_] } } 0 .. $#names)
	{
		$rows[0][$i] = delete $change{ $names[$i] };
	}
	die "no column " . join ' ', %change if %change;
	return csv($name, \@names, @rows);
}

my @templates = grep { description($_)->{passend}{evidence} eq 'template' } descriptions();
cmp_ok(scalar(@templates), '>=', 11, 'templates');
taken($_, "$_-synthetisch.csv", example($_)) for @templates;

my %expected = (
	'feit.tlv: swv, volgnummer, schooljaar, begindatum, einddatum, categorie, soort, adviesdatum_1, adviesdatum_2, peildatum' => [
		'PO2707|2024-0001|2024-2025|2024-08-01|2026-07-31|laag|so|2024-05-13|2024-05-21|2025-02-01',
		'PO2707|2024-0002|2024-2025|2024-10-07|2025-07-31|nvt|sbo|2024-09-16|-|2025-02-01' ],
	'feit.thuiszitter: swv, peildatum, definitie, absoluut, relatief, drie_maanden, vrijstelling_5a' => ['PO2707|2024-12-31|2016|<5|12|6|21'],
	'feit.wachtlijst: swv, peildatum, soort, school, wachtenden, masker' => [ 'PO2707|2025-02-01|sbo|-|<5|-', 'PO2707|2025-02-01|so|06SV00|8|-' ],
	'feit.jaarrekening: swv, jaar, totale_baten, resultaat, liquide_middelen' => ['PO2707|2023|18250000|-150000|4350000'],
	'feit.eindoordeel: swv, vastgesteld_op, eindoordeel, kader, gepubliceerd_op, toelichting' => [ 'PO2707|2024-05-14|voldoende|2021|2024-07-01|-',
		'VO2708|2024-09-03|onvoldoende|2021|2024-11-04|dekkend netwerk' ],
	'feit.ja_nee_monitor: ronde, swv, thema, ja, antwoord' => [ '2013-11|PO2707|ouders|true|ja', '2013-11|PO2707|overige overlegpartners|false|nee' ],
	'feit.leerlingstroom: schooljaar, swv, van, naar, aantal, masker' => [ '2023-2024|PO2707|bo|sbo|62|-', '2023-2024|PO2707|so|bo|<5|-' ],
	'feit.verevening_2011: swv, soort, zware_ondersteuning, veertien_plus, lgf, normbedrag, leerlingen, correctie' => [
		'PO2707|personeel|6100000|250000|1400000|270|25000|-' ],
	'ref.item: vragenlijst, item, schaal, omgekeerd, laagste, hoogste' => [ 'ib bao|q01|School overlegt ondersteuning met ouders|false|1|5',
		'ib bao|q02|School overlegt ondersteuning met ouders|true|1|5' ],
	'feit.respondent: respondent, groep, onderwijstype, gewicht' => [ 'r0001|ib|bao|1.25', 'r0002|ib|bao|-' ],
	'feit.antwoord: respondent, item, antwoord, geen_antwoord' => [ 'r0001|q01|4|-', 'r0001|q02|-|weet niet' ]);
for my $what (sort keys %expected)
{
	my ($table, $columns) = split /: /, $what;
	is_deeply(stored($table, $columns), $expected{$what}, "$table: as written");
}
is(psql('SELECT round(verevening_correctie(sector(swv), zware_ondersteuning::numeric, veertien_plus::numeric, lgf::numeric, normbedrag::numeric, leerlingen, 100), 2)
	FROM feit.verevening_2011'), '500000.00', 'the figures of 2011 are what verevening_correctie takes');

# --- forms, and what is not given -----------------------------------------------------------
taken('swv-tlv-register', 'tlv2-synthetisch.csv', "SWV,VOLGNUMMER,BEGINDATUM,EINDDATUM,BEKOSTIGINGSCATEGORIE,PEILDATUM\r\n"
	. "vo-27-08,7,01-09-2023,20250731,H,01-02-2025\r\nVO2708,8,20230801,,M,01-02-2025\r\n");
is_deeply(stored('feit.tlv', 'volgnummer, schooljaar, begindatum, einddatum, categorie, soort', "swv = 'VO2708'"), [ '7|2023-2024|2023-09-01|2025-07-31|hoog|-',
	'8|2023-2024|2023-08-01|-|midden|-' ], 'optional columns left out, dates in three forms, another way to write an SWV');
is(taken('swv-tlv-register', 'tlv3-synthetisch.csv', example('swv-tlv-register') =~ s/2025-02-01/2025-03-01/gr)
	->{json}{summary}{units_replaced}, 1, 'a later extract replaces the one of that SWV');
is(psql("SELECT string_agg(DISTINCT swv || ' ' || peildatum, ', ') FROM feit.tlv"), 'PO2707 2025-03-01, VO2708 2025-02-01', 'and no other');
my $result = load(write_file(temp_dir() . '/tlv4.csv', example('swv-tlv-register', SWV => 'CL1', BEKOSTIGINGSCATEGORIE => 'X')));
is_deeply([ map { (split /\|/)[1, 3] } @{ problems('tlv4.csv') } ], [qw(BEKOSTIGINGSCATEGORIE codelijst SWV waarde)], 'a category and an SWV that are none');
taken('swv-wachtlijst', 'wacht-synthetisch.csv', "PEILDATUM;SWV;SOORT;WACHTENDEN\n2025-03-01;PO3001;so;x\n");
is_deeply(stored('feit.wachtlijst', 'wachtenden, masker, school', "swv = 'PO3001'"), ['-|x|-'], 'an unknown count');

# --- who may read what is about a pupil --------------------------------------------------------
for my $group (qw(passend_analist passend_inspecteur passend_dashboard passend_lader passend_onderzoeker))
{
	my $role = new_role("IN ROLE $group");
	my $read = try_psql('SELECT count(*) > 0 FROM feit.tlv_per', user => $role);
	my $may = $group eq 'passend_onderzoeker';

	ok($may ? $read->{out} eq "t\n" : $read->{code} != 0 || $read->{out} eq "f\n", "$group " . ($may ? 'reads' : 'does not read') . ' TLV rows')
	  or diag "$read->{out}$read->{err}";
}

done_testing();
