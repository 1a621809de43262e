# Thuiszitters by definition and per 1,000 pupils, waiting lists, and growth since 2011:
# small made-up files with what they come to, as ranges and as published.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
warehouse();
my $files = 0;
sub loads
{
	my ($name, @lines) = @_;
	is(load(write_file("$dir/" . ++$files . '-synthetisch.csv', join "\n", @lines, ''))->{code}, 0, $name);
}

# --- pupils, exact and per postcode; a later year first -----------------------------------
my @ages = ('JONGER', 4 .. 24, 'OUDER');
sub pupils
{
	my ($date, @cells) = @_;
	my @lines = join ';', map { qq{"$_"} } qw(PEILDATUM GEMEENTENUMMER GEMEENTENAAM POSTCODE_LEERLING GEMEENTENAAM_LEERLING INSTELLINGSCODE VESTIGINGSCODE
	  INSTELLINGSNAAM_VESTIGING POSTCODE_VESTIGING PLAATSNAAM PROVINCIE SOORT_PO DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER), map { "LEEFTIJD_$_" } @ages;
	for (@cells)
	{
		my ($pc4, $kind, $count) = split ' ';
		push @lines, join ';', map { qq{"$_"} } $date, 34, 'Verzonnen', $pc4, 'Verzonnen', '00AA', "0" . ($pc4 % 10), 'De School', '1011AA', 'Plaats', 'Provincie',
		  $kind, 'Openbaar', '12345', (0) x 5, $count, (0) x 17;
	}
	return @lines;
}
loads('postcodes', 'pc4,gemeente,po_swv,vo_swv', '1011,Plaats,PO0001,VO0001', '1012,Plaats,PO0002,VO0001', '1013,Plaats,PO0003,VO0002');
loads('pupils of 2024', pupils(20241001, '1011 Bo 900', '1011 Sbo 60', '1011 So 40', '1012 Bo 480', '1012 So <5', '1013 Bo 200', '1011 Vso 30'));
loads('pupils of 2011', pupils(20111001, '1011 Bo 880', '1011 Sbo 50', '1011 So 50', '1012 Bo 500', '1012 So 6', '1013 Bo 200', '1011 Vso <5'));

# --- thuiszitters -------------------------------------------------------------------------
my $before = psql('SELECT now()');
loads('thuiszitters', 'SWV;PEILDATUM;DEFINITIE;ABSOLUUT_VERZUIM;LANGDURIG_RELATIEF_VERZUIM;LANGER_DAN_DRIE_MAANDEN;VRIJSTELLING_5A',
	'PO0001;2024-12-31;2016;3;12;6;21', 'PO0002;2024-12-31;2016;<5;10;7;x', 'PO0003;2024-12-31;2016;9;14;8;12',
	'PO0001;2015-09-30;voor 2016;4;20;2;5', 'PO0001;2023-12-31;2016;5;8;9;20', 'PO0001;2022-12-31;eigen telling;5;8;9;20',
	'VO0001;2024-12-31;2016;;7;2;3');
sub sitters
{
	my ($where, $columns) = @_;
	return psql("SELECT $columns FROM rapport.thuiszitters($where) ORDER BY swv, peildatum");
}
is(sitters(q{schooljaar => '2024', definitie => '2016'}, 'swv, sector, thuiszitters_onder, thuiszitters_boven, leerlingen_onder, leerlingen_boven, grondslag, verbanden'),
	join("\n", 'PO0001|po|15|15|1000|1000|woon|1', 'PO0002|po|11|14|481|484|woon|1', 'PO0003|po|23|23|200|200|woon|1', 'VO0001|vo|7||||woon|1',
		'landelijk|po|49|52|1681|1684|woon|3', 'landelijk|vo|7||||woon|1'), 'since 2016 both kinds together, with bounds') ;
sub close_to { my ($got, @expected) = @_; my @got = split /\|/, $got; return @got == @expected && !grep { abs($got[$_] - $expected[$_]) > 1e-12 } 0 .. $#expected }
ok(close_to(sitters(q{swv => 'PO0002'}, 'per_1000_onder, per_1000_boven, drie_maanden_per_1000_onder, drie_maanden_per_1000_boven'),
	1000 * 11 / 484, 1000 * 14 / 481, 1000 * 7 / 484, 1000 * 7 / 481), 'per 1,000, with the outermost bounds');
is(sitters(q{swv => 'PO0001'}, 'peildatum, definitie, thuiszitters_onder, thuiszitters_boven, vorige_peildatum, verschil_onder, verschil_boven'),
	join("\n", '2015-09-30|voor 2016|20|20|||', '2022-12-31|eigen telling|||||', '2023-12-31|2016|13|13|||', '2024-12-31|2016|15|15|2023-12-31|2|2'),
	'before 2016 only the long relative absence; a difference within a definition only');
like(sitters(q{swv => 'PO0001', schooljaar => '2023'}, 'reden'), qr/geen reeks: de vorige telling \(2022-12-31\) is van definitie eigen telling/, 'no series over definitions');
like(sitters(q{swv => 'PO0001', schooljaar => '2022'}, 'reden'), qr/definitie is niet 2016 of voor 2016/, 'a definition that nobody knows');
like(sitters(q{swv => 'VO0001'}, 'reden'), qr/een deel is onbekend.*leerlingen van dit schooljaar zijn niet geladen/, 'no vo pupils: no figure per 1,000');
is(psql('SELECT count(*) FROM rapport.thuiszitters'), psql('SELECT count(*) FROM rapport.thuiszitters()'), 'the view is the report');
is(psql("SELECT count(*) FROM rapport.thuiszitters(per => '$before')"), '0', 'before they were loaded there are none');
fails(passend('report', 'thuiszitters', '--definitie', '2017'), 2, 'definitie: "2017" is none of 2016, voor 2016', 'a definition that is none');
fails(passend('report', 'thuiszitters', '--schooljaar', '2030'), 2, 'reference dates loaded: ', 'a year without figures');

# Published: a masked cell is not to be had from the totals, nor from a rate.
is(sitters(q{schooljaar => '2024', publiek => true}, 'swv, absoluut_onder, absoluut_boven, relatief_onder, relatief_boven, thuiszitters_onder, thuiszitters_boven, vorige_peildatum')
	=~ /^PO0001\|1\|4\|([^|]*)\|/m && $1, '', 'a masked count, and its complement hidden');
is(sitters(q{swv => 'PO0001', publiek => true, schooljaar => '2024'}, 'verschil_onder'), '', 'no differences');
is(psql(q{SELECT count(*) FROM rapport.thuiszitters(publiek => true) t, LATERAL (VALUES (absoluut_onder, absoluut_boven), (relatief_onder, relatief_boven),
	(thuiszitters_onder, thuiszitters_boven), (drie_maanden_onder, drie_maanden_boven), (vrijstelling_5a_onder, vrijstelling_5a_boven)) AS v (o, b)
	WHERE o = b AND o BETWEEN 1 AND 4}), '0', 'no count of 1 to 4');
is(sitters(q{swv => 'landelijk', schooljaar => '2024', publiek => true}, 'sector, relatief_onder, vrijstelling_5a_onder'), "po|36|\nvo||1",
	'a total where all is known, masked like any other');

# --- waiting lists ------------------------------------------------------------------------
fails(passend('report', 'wachtlijsten'), 2, 'nothing that report wachtlijsten reads is loaded', 'no waiting lists yet');
loads('waiting lists', 'PEILDATUM;SWV;SOORT;BRIN;WACHTENDEN', '2025-02-01;PO0001;so;00AA01;8', '2025-02-01;PO0001;vso;00AA01;5', '2025-02-01;PO0001;so;00AA02;0',
	'2025-02-01;PO0002;so;00AB00;<5', '2025-02-01;PO0002;so;00AC00;x', '2025-02-01;PO0003;so;00AD00;9', '2025-02-01;PO0003;sbo;;2');
sub waiting
{
	my ($where) = @_;
	return psql("SELECT swv, soort, wachtenden_onder, wachtenden_boven, scholen, scholen_met_lijst_onder, scholen_met_lijst_boven, percentage_onder, percentage_boven,
		gemiddeld_onder, gemiddeld_boven FROM rapport.wachtlijsten($where)");
}
is(waiting(q{soort => 'so'}), join("\n", 'landelijk|so|18||5|3|4|60|80||', 'PO0001|so|8|8|2|1|1|50|50|8|8', 'PO0002|so|1||2|1|2|50|100||', 'PO0003|so|9|9|1|1|1|100|100|9|9'),
	'schools with a list, of those that said so');
is(waiting(q{swv => 'PO0001', soort => '(v)so'}), 'PO0001|(v)so|13|13|2|1|1|50|50|13|13', 'so and vso: one list of a school');
is(waiting(q{swv => 'PO0003', soort => 'sbo'}), 'PO0003|sbo|2|2|0|0|0||||', 'given for the SWV: no share of schools');
is(waiting(q{peildatum => '2024-02-01'}), '', 'another day has none');
loads('a figure for all of it, and of schools', 'PEILDATUM;SWV;SOORT;BRIN;WACHTENDEN', '2024-09-01;PO0004;so;;20', '2024-09-01;PO0004;so;00AE00;13', '2024-09-01;PO0004;so;00AF00;2', '2024-09-01;PO0004;vso;00AF00;7',
	'2024-09-01;PO0005;so;;x', '2024-09-01;PO0005;so;00AG00;6');
is(waiting(q{peildatum => '2024-09-01'}), join("\n", 'landelijk|so|26||3|3|3|100|100|7|7', 'landelijk|vso|7|7|1|1|1|100|100|7|7', 'landelijk|(v)so|33||3|3|3|100|100|' . '9.333333333333334|9.333333333333334',
	'PO0004|so|20|20|2|2|2|100|100|7.5|7.5', 'PO0004|vso|7|7|1|1|1|100|100|7|7', 'PO0004|(v)so|27|27|2|2|2|100|100|11|11', 'PO0005|so|6||1|1|1|100|100|6|6', 'PO0005|(v)so|6||1|1|1|100|100|6|6'),
	'the whole is not added to its schools; where it is unknown they are the least');
is(waiting(q{swv => 'PO0004', soort => 'so', peildatum => '2024-09-01', publiek => true}), 'PO0004|so|20|20|2|2|2|100|100||', 'published: no mean of others than those shown');
is(waiting(q{swv => 'PO0003', publiek => true}), join("\n", 'PO0003|sbo|1|4|0|0|0||||', 'PO0003|so|9|9|1|1|1|100|100|9|9', 'PO0003|(v)so|9|9|1|1|1|100|100|9|9'),
	'published: masked, and no mean of what is masked');
like(passend('report', 'wachtlijsten', '--soort', '(v)so')->{out}, qr/^2025-02-01 +PO0002 +\(v\)so +1\.\.\? +2 +1\.\.2 +50,0 - 100,0 /m, 'on the command line');
fails(passend('report', 'wachtlijsten', '--soort', 'mbo'), 2, 'soort: "mbo" is none of sbo, so, vso, \(v\)so, pro', 'a kind that is none');

# --- growth since 1 October 2011 --------------------------------------------------------------
sub growth
{
	my ($where) = @_;
	return psql("SELECT swv, soort, aantal_2011_onder, aantal_2011_boven, aantal_onder, aantal_boven, groei_onder, groei_boven FROM rapport.tussentijdse_groei($where)");
}
is(growth(q{schooljaar => '2024', grondslag => 'woon'}), join("\n", 'landelijk|sbo|50|50|60|60|10|10', 'landelijk|so|56|56|41|44|-15|-12', 'landelijk|vso|1|4|30|30|26|29',
	'landelijk|samen|107|110|131|134|21|27', 'PO0001|sbo|50|50|60|60|10|10', 'PO0001|so|50|50|40|40|-10|-10', 'PO0001|samen|100|100|100|100|0|0',
	'PO0002|so|6|6|1|4|-5|-2', 'PO0002|samen|6|6|1|4|-5|-2', 'VO0001|vso|1|4|30|30|26|29', 'VO0001|samen|1|4|30|30|26|29'), 'growth, with its bounds');
ok(close_to(psql(q{SELECT percentage_onder, percentage_boven FROM rapport.tussentijdse_groei(swv => 'VO0001', soort => 'vso')}), 100 * 30 / 4 - 100, 100 * 30 / 1 - 100), 'in percent');
is(psql('SELECT count(*) FROM rapport.tussentijdse_groei'), '11', 'the view has the same, and no row of the date itself');
fails(passend('report', 'tussentijdse_groei', '--soort', 'bo'), 2, 'soort: "bo" is none of sbo, so, vso, samen', 'bo does not grow so');

done_testing();
