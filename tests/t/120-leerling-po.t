# Pupils in primary and special education: the national layout of 2015-2016,
# cluster by age, and the history. The files are made up in the real layouts.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

warehouse();

# --- the national file of 2015-2016 ------------------------------------------------
my $old = 'duo-leerlingen-po-postcode-leeftijd-2015';
my @ages = ('L3_MIN', (map { "L$_" } 4 .. 24), 'L25_PLUS');
my @names = (qw(PEILDATUM GEMEENTENUMMER GEMEENTENAAM POSTCODE_LEERLING GEMEENTENAAM_LEERLING BRIN_NUMMER VESTIGINGSNUMMER
	INSTELLINGSNAAM_VESTIGING POSTCODE_VESTIGING PLAATSNAAM PROVINCIE SOORT_PO DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER), @ages, 'TOTAAL');
my %school = (PEILDATUM => 20151001, GEMEENTENUMMER => '0034', GEMEENTENAAM => 'Almere', BRIN_NUMMER => '02QZ', VESTIGINGSNUMMER => '00',
	SOORT_PO => 'Bo', (map { $_ => 0 } @ages), TOTAAL => 0);
my $file = csv($old, \@names,
	bare(\@names, %school, POSTCODE_LEERLING => 1312, L4 => 2, L25_PLUS => 1, TOTAAL => 3),
	bare(\@names, %school, POSTCODE_LEERLING => 'BUITENLAND', L5 => 7, TOTAAL => 7),
	bare(\@names, %school, POSTCODE_LEERLING => 'ANDERS', L6 => 4, L7 => 5, TOTAAL => 10),
	bare(\@names, %school, SOORT_PO => 'Vso', POSTCODE_LEERLING => 40, L3_MIN => '12.0', TOTAAL => 12));
taken($old, 'landelijk.csv', $file);
my $columns = 'vestiging, soort_po, teldatum, gemeente, pc4, leeftijd, aantal';
is_deeply(stored('feit.leerling_po', $columns), [ '02QZ00|bo|2015-10-01|34|-1|5|7', '02QZ00|bo|2015-10-01|34|-2|6|4', '02QZ00|bo|2015-10-01|34|-2|7|5',
	'02QZ00|bo|2015-10-01|34|1312|25|1', '02QZ00|bo|2015-10-01|34|1312|4|2', '02QZ00|vso|2015-10-01|34|40|3|12' ],
	'counts of ages, words for a postcode as codes of their own, and no TOTAAL');
is_deeply([ grep { /wijkt/ } @{ checks('landelijk.csv') } ], ['4|vestiging=02QZ00, soort_po=bo, teldatum=2015-10-01, pc4=-2|9|10|wijkt af|1'], 'TOTAAL is a check: line 4 does not add up');
is(psql("SELECT sum(aantal) FROM laad.controle WHERE oordeel = 'klopt'"), '3', 'the others do');
refused('bijna.csv', 5, qq(nearest is dataset "$old", missing: "L24", not in it: "L_24"), $file =~ s/;L24;/;L_24;/r);
refused('zonder.csv', 5, qq(nearest is dataset "$old", missing: "TOTAAL"), csv($old, [ @names[0 .. $#names - 1] ]));

# --- 01: cluster and age --------------------------------------------------------------
my $cluster = 'duo-leerlingen-po-cluster-leeftijd';
my @new = ('LEEFTIJD_JONGER', (map { "LEEFTIJD_$_" } 4 .. 24), 'LEEFTIJD_OUDER');
my @head = qw(PEILDATUM INSTELLINGSCODE VESTIGINGSCODE INSTELLINGSNAAM_VESTIGING POSTCODE_VESTIGING PLAATSNAAM GEMEENTENUMMER GEMEENTENAAM PROVINCIE
	SOORT_PO CLUSTER DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER);
@names = (@head, @new);
%school = (PEILDATUM => '20231001', INSTELLINGSCODE => '06SV', VESTIGINGSCODE => '00', INSTELLINGSNAAM_VESTIGING => "Caf\xc3\xa9 \"De\" School",
	GEMEENTENUMMER => '0106', BEVOEGD_GEZAG_NUMMER => 41414, (map { $_ => 0 } @new));
$file = csv($cluster, \@names,
	bare(\@names, %school, SOORT_PO => 'So', CLUSTER => '3/4', LEEFTIJD_7 => '<5', LEEFTIJD_8 => 12),
	bare(\@names, %school, SOORT_PO => 'Vso', CLUSTER => 4, LEEFTIJD_12 => 'x', LEEFTIJD_OUDER => 5),
	bare(\@names, %school, SOORT_PO => 'Sbo', CLUSTER => ' ', VESTIGINGSCODE => '01', LEEFTIJD_JONGER => '*'));
taken($cluster, 'cluster.csv', $file);
$columns = 'vestiging, soort_po, cluster, gemeente, bevoegd_gezag, leeftijd, aantal, masker';
is_deeply(stored('feit.leerling_po_cluster', $columns, "teldatum = '2023-10-01' AND schooljaar = '2023-2024'"), [
	'06SV00|so|3/4|106|41414|7|<5|-', '06SV00|so|3/4|106|41414|8|12|-', '06SV00|vso|4|106|41414|12|-|x', '06SV00|vso|4|106|41414|25|5|-',
	'06SV01|sbo|-|106|41414|3|-|*' ], 'masks: <5 is a count, x and * are of unknown size');

# The layout of before: other names, a date with hyphens, a TOTAAL.
my %older = (INSTELLINGSCODE => 'BRIN NUMMER', VESTIGINGSCODE => 'VESTIGINGSNUMMER', map { $new[$_] => $ages[$_] } 0 .. $#new);
my @renamed = map { $older{$_} // $_ } @names;
taken($cluster, 'cluster2015.csv', csv($cluster, [ @renamed, 'TOTAAL' ],
	[ @{ bare(\@names, %school, PEILDATUM => '2015-10-01', SOORT_PO => 'SO', CLUSTER => 2, VESTIGINGSCODE => '0', LEEFTIJD_4 => 3, LEEFTIJD_5 => 1) }, 4 ]));
is_deeply(stored('feit.leerling_po_cluster', $columns, "schooljaar = '2015-2016'"), [ '06SV00|so|2|106|41414|4|3|-', '06SV00|so|2|106|41414|5|1|-' ],
	'an older generation of the header');
is(psql("SELECT oordeel FROM laad.controle WHERE bestand_id = (SELECT max(bestand_id) FROM laad.bestand)"), 'klopt', 'with its TOTAAL as a check');
refused('cluster3.csv', 5, qq(nearest is dataset "$cluster", missing: "CLUSTER", not in it: "KLUSTER"), $file =~ s/CLUSTER/KLUSTER/r);

# --- 06: the history -----------------------------------------------------------------------
my $history = 'duo-leerlingen-po-historisch';
@names = qw(INSTELLINGSCODE VESTIGINGSCODE NAAM_VESTIGING SOORT_VESTIGING GEMEENTENAAM_VESTIGING LEERLINGEN_2023 LEERLINGEN_2024 LEERLINGEN_2025);
taken($history, 'historisch.csv', csv($history, \@names, [ '02QZ', '00', 'De School', 'Hoofdvestiging', 'Almere', 210, '<5', 0 ],
	[ '02QZ', '02QZ01', 'De Dependance', 'Nevenvestiging', 'Almere', '', 12, 7 ]));
$columns = 'bron, vestiging, schooljaar, aantal, soort_vestiging, gemeente, gemeentenummer, naam';
is_deeply(stored('feit.leerling_po_historisch', $columns), [ 'overzicht|02QZ00|2023-2024|210|Hoofdvestiging|Almere|-|De School',
	'overzicht|02QZ00|2024-2025|<5|Hoofdvestiging|Almere|-|De School', 'overzicht|02QZ01|2024-2025|12|Nevenvestiging|Almere|-|De Dependance',
	'overzicht|02QZ01|2025-2026|7|Nevenvestiging|Almere|-|De Dependance' ], 'a column per year; 0 and an empty cell are not stored');
is(taken($history, 'historisch2.csv', csv($history, [ @names, 'LEERLINGEN_2026' ], [ '02QZ', '00', 'De School', 'Hoofdvestiging', 'Almere', 210, 3, 0, 99 ]))
	->{json}{summary}{units_replaced}, 1, 'a year more replaces the whole history');
is(psql('SELECT count(*), max(schooljaar) FROM feit.leerling_po_historisch'), '3|2026-2027', 'without another description');
refused('historisch3.csv', 5, qq(nearest is dataset "$history", not in it: "LEERLINGEN_26"), csv($history, [ @names, 'LEERLINGEN_26' ]));

my $api = "$history-lang";
@names = qw(INSTELLINGSCODE VESTIGINGSCODE NAAM_VESTIGING SOORT_VESTIGING DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER GEMEENTECODE_VESTIGING
	GEMEENTENAAM_VESTIGING SCHOOLJAAR AANTAL_LEERLINGEN);
taken($api, 'historisch-api.csv', csv($api, \@names, [ '02QZ', '0', 'De School', 'H', 'Openbaar', 41414, '0034', 'Almere', 1996, 180 ],
	[ '02QZ', '00', 'De School', 'H', 'Openbaar', 41414, 34, 'Almere', '2023/2024', -1 ]));
is_deeply(stored('feit.leerling_po_historisch', "$columns, masker", "bron = 'api'"), [ 'api|02QZ00|1996-1997|180|H|Almere|34|De School|-',
	'api|02QZ00|2023-2024|-|H|Almere|34|De School|-1' ], 'the long twin stands beside it; -1 is a count of unknown size');

done_testing();
