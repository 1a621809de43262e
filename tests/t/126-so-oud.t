# Pupils in special education in the years before passend onderwijs. Made up in
# the layouts that programs read.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

warehouse();
my @year = ('--set', 'schooljaar=2011-2012');

# --- clusters: no location number, 12.0, empty is zero -----------------------------------
my $cluster = 'duo-so-cluster-oud';
my $file = csv($cluster, [ 'BRIN NUMMER', 'CLUSTER.1', 'CLUSTER.2', 'CLUSTER.3', 'CLUSTER.4', 'AANDUIDING WET' ],
	[ '06SV', '', '12.0', 0, '7.0', 'WEC' ], [ '06SV', '', '', '3.0', '', 'WEC' ]);
taken($cluster, 'so-04.csv', @year, $file);
is_deeply(stored('feit.leerling_so_cluster_oud', 'instelling, schooljaar, regel, cluster, aantal, wet'), [ '06SV|2011-2012|2|2|12|WEC', '06SV|2011-2012|2|4|7|WEC',
	'06SV|2011-2012|3|3|3|WEC' ], 'two locations of one institution stand apart by their line');
refused('so-04b.csv', 7, '--set schooljaar=', $file =~ s/WEC/WPO/r);
refused('so-04c.csv', 5, qq(nearest is dataset "$cluster", not in it: "CLUSTER 5"), @year, csv($cluster, [ 'BRINNUMMER', (map { "CLUSTER $_" } 1 .. 5) ]));

# --- years of birth: a column for each, under two kinds of names ----------------------------
my $birth = 'duo-so-geboortejaar-oud';
taken($birth, 'so-05.csv', @year, csv($birth, [ 'BRIN NUMMER', 'VESTIGINSNUMMER', 'AANDUIDING_WET', 'SOORT_PRIMAIR_ONDERWIJS', 'aantal.2004', 'aantal.2005', 'TOTAAL' ],
	[ '06SV', 0, 'WEC', 'SO/VSO', '', '5.0', 5 ], [ '06SV', 1, 'WEC', 'SO', 4, 2, 7 ]));
is_deeply(stored('feit.leerling_so_geboortejaar_oud', 'vestiging, soort, geboortejaar, aantal'), [ '06SV00|SO/VSO|2005|5', '06SV01|SO|2004|4', '06SV01|SO|2005|2' ],
	'aantal.2005: the year from the header, no TOTAAL');
is_deeply([ grep { /wijkt/ } @{ checks('so-05.csv') } ], ['3||6|7|wijkt af|1'], 'which is compared');
taken($birth, 'so-05b.csv', '--set', 'schooljaar=2012', csv($birth, [ 'BRINNUMMER', 'VESTIGINGSNUMMER', 'SOORT PRIMAIR ONDERWIJS', 'CLUSTER', '2006', 'TOTAAL' ],
	[ '06SV', '06SV00', 'SO', 4, 3, 3 ]));
is_deeply(stored('feit.leerling_so_geboortejaar_oud', 'vestiging, cluster, geboortejaar, aantal', "schooljaar = '2012-2013'"), ['06SV00|4|2006|3'], 'and a bare year');

# --- kinds: headers that begin with a blank ---------------------------------------------------
my $kinds = 'duo-so-onderwijssoort-oud';
taken($kinds, 'so-06.csv', @year, csv($kinds, [ 'BRIN NUMMER', 'VESTIGINGSNUMMER', 'INDICATIE SPECIAL (BASIS)ONDERWIJS', ' SBAO', ' SO', ' VSO', ' (V)SO' ],
	[ '06SV', '00', 'S', '', 10, '2.0', 0 ]));
is_deeply(stored('feit.leerling_so_onderwijssoort_oud', 'vestiging, indicatie, soort, aantal'), [ '06SV00|S|SO|10', '06SV00|S|VSO|2' ], 'leading blanks do not matter');
refused('so-06b.csv', 5, qq(nearest is dataset "$kinds", missing: "VSO", not in it: "VS0"), @year, csv($kinds, [ 'BRIN NUMMER', 'VESTIGINGSNUMMER', 'INDICATIE SPECIAL BASIS ONDERWIJS', 'SBAO', 'SO', 'VS0' ]));

# --- per board: a thousands dot ------------------------------------------------------------------
my $boards = 'duo-po-bevoegd-gezag-oud';
taken($boards, 'po-07.csv', @year, csv($boards, [ 'BEVOEGD_GEZAG_NUMMER', 'DENOMINATIE', 'BAO', 'SBAO', 'SO', 'VSO', '(V)SO' ], [ '41414', 'Openbaar', '1.234', 56, '', 0, 7 ]));
is_deeply(stored('feit.leerling_po_bevoegd_gezag_oud', 'bevoegd_gezag, denominatie, soort, aantal'), [ map { "41414|Openbaar|$_" } '(V)SO|7', 'BAO|1234', 'SBAO|56' ], '1.234 is more than a thousand');
$file = csv($boards, [ 'BEVOEGD GEZAG NUMMER', 'DENOMINATIE', 'BAO', 'SBAO', 'SO', 'VSO' ], [ '41414', 'Openbaar', '1.23', 5, 5, 5 ], [ '41415', 'Openbaar', '1', 5, 5, 5 ]);
is(load(@year, write_file(temp_dir() . '/po-07b.csv', $file))->{code}, 6, 'a dot that parts no thousands is no count');

done_testing();
