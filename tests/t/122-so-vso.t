# Pupils in special education per samenwerkingsverband: TOTAAL is a check and no
# fact, markers stand apart from SWVs, and what cannot be mapped is refused by
# name. Made up; of the classic files no header line is known.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

warehouse();
my $dir = temp_dir();
my $who = 'swv, swv_bron, markering, marker_brin';

# --- residential places ---------------------------------------------------------------
my @head = qw(SWV_BETALEND TYPE_PO PEILJAAR);
my $rp = csv('duo-so-vso-rp', [ @head, qw(RESIDENTIELE_PLAATS AANTAL_LEERLINGEN) ],
	map { my ($swv, @rest) = @$_; [ $swv, 'SO', 2021, @rest ] } [ 'PO2707', 'NIET_RP', 40 ], [ 'PO2707', 'WEL_RP', 2 ], [ 'PO2707', 'TOTAAL', 42 ],
	[ 'CL1_16UV', 'NIET_RP', 9 ], [ 'CL1_16UV', 'TOTAAL', 10 ], [ 'GJIJJI_BRIN', 'WEL_RP', '' ], [ 'GJIJJI_BRIN', 'TOTAAL', 3 ], [ '16UV', 'NIET_RP', 5 ]);
taken('duo-so-vso-rp', 'so_vso_rp.csv', $rp);
is_deeply(stored('feit.leerling_so_vso_residentieel', "$who, soort_po, teldatum, residentieel, aantal"), [
	'-|16UV|-|16UV|so|2021-10-01|niet|5', '-|CL1_16UV|CL1|16UV|so|2021-10-01|niet|9', '-|GJIJJI_BRIN|GJIJJI|-|so|2021-10-01|wel|-',
	'PO2707|PO2707|-|-|so|2021-10-01|niet|40', 'PO2707|PO2707|-|-|so|2021-10-01|wel|2' ], 'SWV, marker and BRIN number apart; no TOTAAL');
is(psql("SELECT sum(aantal) FROM feit.leerling_so_vso_residentieel WHERE swv IS NOT NULL"), '42', 'so nothing is added up twice');
is_deeply([ sort map { (split /\|/)[-2] } @{ checks('so_vso_rp.csv') } ], [ 'klopt', 'niet te bepalen', 'wijkt af' ], 'each TOTAAL is compared with its parts');
is_deeply([ grep { /wijkt af/ } @{ checks('so_vso_rp.csv') } ], [ grep { /^6\|.*CL1_16UV.*\|9\|10\|wijkt af/ } @{ checks('so_vso_rp.csv') } ],
	'with line, key, parts and total') or diag explain checks('so_vso_rp.csv');
refused('rp2.csv', 5, 'nearest is dataset "duo-so-vso-(rp|uitstroom|bekostigingscategorie)", missing: "[A-Z_]+", not in it: "RP"', $rp =~ s/RESIDENTIELE_PLAATS/RP/r);

# --- profiles and categories -----------------------------------------------------------------
taken('duo-so-vso-uitstroom', 'uitstroom.csv', csv('duo-so-vso-uitstroom', [ @head, qw(UITSTROOMPROFIEL AANTAL_LEERLINGEN) ],
	map { [ 'VO2708', 'VSO', 2017, @$_ ] } [ 'ARBEIDSMARKT', 12 ], [ 'ONBEKEND', '' ], [ 'VERVOLGONDERWIJS', -1 ], [ 'TOTAAL', 30 ]));
is_deeply(stored('feit.leerling_so_vso_uitstroomprofiel', 'swv, uitstroomprofiel, aantal, masker'), [ 'VO2708|arbeidsmarkt|12|-', 'VO2708|onbekend|-|-',
	'VO2708|vervolgonderwijs|-|-1' ], 'an empty count is unknown and not zero');
is_deeply([ map { (split /\|/)[-2] } @{ checks('uitstroom.csv') } ], ['niet te bepalen'], 'so nothing can be said of the total');
taken('duo-so-vso-bekostigingscategorie', 'categorie.csv', csv('duo-so-vso-bekostigingscategorie', [ @head, qw(BEKOSTIGINGSCATEGORIE AANTAL_LEERLINGEN) ],
	map { [ 'PO2707', 'SO', 2018, @$_ ] } [ 'CAT 1', 12 ], [ 'CAT 2', 3 ], [ 'TOTAAL', 15 ]));
is_deeply(stored('feit.leerling_so_vso_categorie', 'swv, bekostigingscategorie, bekostigingscategorie(bekostigingscategorie), aantal'),
	[ 'PO2707|CAT 1|laag|12', 'PO2707|CAT 2|midden|3' ], 'categories as found');

# --- the classic files ------------------------------------------------------------------------
# All of them need what the file does not say.
my @options = ('--set', 'schooljaar=2018-2019', '--set', 'soort=so en vso');
my $kind = 'indeling, soort, schooljaar, betalend, markering, marker_brin, binnen_swv, kolom, aantal';
my @rows = ([ 'PO2707', 'J', 20, '<5', '', 23 ], [ 'CL2_23UX', 'N', 7, 0, 'x', 9 ]);
my $binnen = csv('duo-so-vso-betalend-binnen', [ 'SWV_BETALEND', 'BINNEN SWV', 'CATEGORIE 1', 'CATEGORIE 2', 'CATEGORIE 3', 'TOTAAL' ], @rows);
taken('duo-so-vso-betalend-binnen', 'so-vso-2.csv', @options, $binnen);
is_deeply(stored('feit.leerling_so_vso_klassiek', "$kind, masker"), [
	'betalend, binnen en buiten|so en vso|2018-2019|-|CL2|23UX|N|1|7|-', 'betalend, binnen en buiten|so en vso|2018-2019|-|CL2|23UX|N|3|-|x',
	'betalend, binnen en buiten|so en vso|2018-2019|PO2707|-|-|J|1|20|-', 'betalend, binnen en buiten|so en vso|2018-2019|PO2707|-|-|J|2|<5|-',
	'betalend, binnen en buiten|so en vso|2018-2019|PO2707|-|-|J|3|-|' ], 'categories from the header; a marker is no SWV; an empty cell is unknown');
my ($missing) = map { refused('so-vso-2b.csv', 7, 'does not say its soort; give it with --set soort=', $_) } $binnen =~ s/23UX/24UX/r;
is($missing->{file}{outcome}, 'refused', 'without its year it is not loaded');

taken('duo-so-vso-betalend', 'so-vso-1.csv', @options, csv('duo-so-vso-betalend', [ qw(SWV_BETALEND SWV_NAAM PLAATS CLUSTER_1 LAAG MIDDEN HOOG GJIJJI) ],
	[ 'VO2708', 'Samenwerkingsverband X', 'Amsterdam', 1, 2, 3, 4, 5 ]));
is_deeply(stored('feit.leerling_so_vso_klassiek', 'betalend, swv_naam, kolom, aantal', "indeling = 'betalend'"), [ map { "VO2708|Samenwerkingsverband X|$_" }
	'CLUSTER_1|1', 'GJIJJI|5', 'HOOG|4', 'LAAG|2', 'MIDDEN|3' ], 'another file by its columns, beside the first');
taken('duo-so-vso-betalend-woonachtig', 'so-vso-3.csv', '--set', 'schooljaar=2014-2015', '--set', 'soort=so',
	csv('duo-so-vso-betalend-woonachtig', [ qw(SWV_BETALEND SWV_WOONACHTIG BINNEN_SWV CAT_1) ], [ 'PO2707', 'PO3001', 'N', 3 ]));
is_deeply(stored('feit.leerling_so_vso_klassiek', 'betalend, woonachtig, van_vestiging, soort, aantal', "woonachtig IS NOT NULL"), ['PO2707|PO3001|-|so|3'],
	'the roles of an SWV are columns of their own');
taken('duo-so-vso-vestiging', 'so-vso-5.csv', @options, csv('duo-so-vso-vestiging', [ qw(SWV_VESTIGING BINNEN_SWV CAT_1) ], [ 'PO2707', 'N', 3 ]));
is_deeply(stored('feit.leerling_so_vso_klassiek', 'betalend, woonachtig, van_vestiging, aantal', "indeling = 'vestiging'"), ['-|-|PO2707|3'], 'that of the school as well');

# What is not known is refused by name, and an alias of one's own is the way out.
my $unknown = $binnen =~ s/CATEGORIE 3/ZWAARSTE CATEGORIE/r;
refused('so-vso-2c.csv', 5, 'nearest is dataset "duo-so-vso-betalend-binnen", not in it: "ZWAARSTE CATEGORIE"', @options, $unknown);
my $own = description('duo-so-vso-betalend-binnen');
$own->{name} = 'so-vso-2-eigen';
$own->{passend}{aliases}{CLUSTER} = ['ZWAARSTE CATEGORIE'];
write_file("$dir/eigen.json", JSON::PP->new->utf8->encode($own));
taken('so-vso-2-eigen', 'so-vso-2d.csv', @options, '--datasets', $dir, $unknown);

done_testing();
